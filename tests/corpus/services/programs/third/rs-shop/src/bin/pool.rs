use std::thread;
#[derive(Debug, PartialEq)] #[allow(dead_code)] struct Row { sku: &'static str, qty: i32 }
fn audit(n: i32) {
    assert_eq!(Row { sku: "tea", qty: n }, Row { sku: "tea", qty: 4 }, "row differs after import\nimport file: day.csv (line 12)");
}
fn main() {
    let a = thread::Builder::new().name("audit: 'north' panicked at noon".into()).spawn(|| audit(3)).unwrap();
    let e = a.join().unwrap_err();
    println!("audit said {} bytes", e.downcast_ref::<String>().map_or(0, |s| s.len()));
    let b = thread::spawn(|| { let m = std::sync::Mutex::new(1); let _g = m.lock().unwrap(); let x: Result<u8, std::num::ParseIntError> = "300".parse::<u8>(); x.expect("Error: bad quantity") });
    let _ = b.join();
    println!("second audit over");
    assert_ne!(4, 2 + 2);
}
