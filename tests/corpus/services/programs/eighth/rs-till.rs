// Rust 1.63, no dependencies: a till's thread panics while it holds a lock, main finds the mutex poisoned, and a Drop
// guard panics during that
use std::sync::{Arc, Mutex};
#[derive(Debug)]
#[allow(dead_code)]
struct Sale { id: u32, cents: i64 }
struct Guard(Arc<Mutex<Vec<Sale>>>);
impl Drop for Guard {
    fn drop(&mut self) { println!("[INFO ] till: writing journal"); let n = self.0.lock().expect("journal lock").len(); println!("[INFO ] till: {} sales", n); }
}
fn book(all: &Mutex<Vec<Sale>>, id: u32) {
    let mut v = all.lock().unwrap();
    let cents = 500 - 31 * id as i64;
    println!("[DEBUG] till: sale {} of {} cents, error=none", id, cents);
    let s = Sale { id, cents };
    if s.cents < 0 { Err::<(), _>(s).unwrap(); return; }
    v.push(s);
}
fn main() {
    let all = Arc::new(Mutex::new(vec![]));
    println!("[INFO ] till: open, 0 errors yesterday");
    let _g = Guard(all.clone());
    for id in 1..=18 {
        let a = all.clone();
        let r = std::thread::spawn(move || book(&a, id)).join();
        if r.is_err() { println!("[WARN ] till: sale {} not booked", id); break; }
        println!("[INFO ] till: sale {} booked", id);
    }
    let v = all.lock().unwrap();
    println!("[INFO ] till: {} sales, closing", v.len());
}
