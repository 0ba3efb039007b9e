use std::time::Duration;
fn main() {
    let who = std::env::args().nth(1).unwrap();
    for i in 0..9u64 {
        println!("{who}: job {i} done, 0 errors"); std::thread::sleep(Duration::from_millis(if who == "web" { 35 } else { 50 }));
        if who == "worker" && i == 5 { let r: Result<(), String> = Err("queue \"orders\" is gone\nlast id: 77".into()); let _ = std::thread::Builder::new().name("q".into()).spawn(move || r.unwrap()).unwrap().join(); }
    }
    if who == "web" { let v: Vec<u8> = Vec::new(); let i = std::env::args().count() + 5; println!("{}", v[i]); }
}
