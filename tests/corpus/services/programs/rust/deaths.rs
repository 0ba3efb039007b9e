// Deaths that are no plain panic, and panics of special shape, by argument.
use std::{panic, thread, time::Duration};
struct Guard(&'static str);
impl Drop for Guard { fn drop(&mut self) { println!("guard {} closes", self.0); if self.0 == "b" { let n: Option<u8> = None; n.expect("socket gone"); } } }
fn depth(n: &mut Vec<u64>, k: u64) -> u64 { let a = [k; 64]; n.push(k); 1 + depth(n, k + 1) + a[(k % 64) as usize] }
extern "C" fn callback(p: usize) -> usize { assert_ne!(p, 3, "callback got\nthe reserved handle"); p }
fn matrix() -> Vec<f32> { vec![1.0, 2.0] }
fn tick(n: u32, left: u32) -> u32 { println!("tick {n}: {left} lives, 0 errors"); left - 1 }
fn main() {
    match std::env::args().nth(1).unwrap().as_str() {
        "drop" => { let _a = Guard("a"); let _b = Guard("b"); println!("writing"); assert_eq!(matrix(), vec![1.0, 2.5], "matrix of step {} differs", 4); }
        "overflow" => { println!("parsing nested document"); thread::Builder::new().name("parser".into()).stack_size(256 << 10).spawn(|| depth(&mut vec![], 0)).unwrap().join().unwrap(); }
        "oom" => { println!("reserving index"); let mut v: Vec<u8> = Vec::new(); let n: usize = std::env::args().nth(2).unwrap().parse().unwrap(); v.reserve_exact(n); println!("{}", v.capacity()); std::hint::black_box(vec![1u8; n]); }
        "cfn" => { for p in 1..4 { println!("event {p}"); callback(p); } }
        "catch" => {
            env_logger::builder().filter_level(log::LevelFilter::Info).format_target(true).init();
            for n in 0..14u32 {
                let r = panic::catch_unwind(|| { if n == 5 { panic!("job {n} has no owner") } if n == 9 { panic::panic_any(n) } n });
                match r { Ok(n) => log::info!("job {n} done, panics: 0"), Err(e) => log::error!("job {n} died: {}", e.downcast_ref::<String>().cloned().unwrap_or_else(|| "?".into())) }
            }
        }
        "game" => { let mut left = 25; for n in 0.. { left = tick(n, left); thread::sleep(Duration::from_millis(1)); } }
        "slice" => { let s = "größe=3"; println!("key {}", &s[..3]); }
        "poison" => {
            let m = std::sync::Arc::new(std::sync::Mutex::new(1)); let m2 = m.clone();
            let _ = thread::spawn(move || { let _g = m2.lock().unwrap(); unreachable!("state {:?}", "closing") }).join();
            println!("cache thread over"); println!("{}", m.lock().unwrap());
        }
        "scope" => { thread::scope(|s| { for i in 0..3 { s.spawn(move || { thread::sleep(Duration::from_millis(20 * i)); if i > 0 { todo!("shard {i}") } println!("shard {i} ok") }); } }); }
        "exit" => { eprintln!("error: 0 files failed"); std::process::exit(0) }
        _ => std::process::abort(),
    }
}
