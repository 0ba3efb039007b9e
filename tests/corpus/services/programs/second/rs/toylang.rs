//! toy language: recursive parser overflows its stack, allocation too large, arithmetic, exit by process::abort
fn expr(s: &[u8], i: usize) -> usize { let pad = [1u8; 512]; if i < s.len() && s[i] == b'(' { expr(s, i + 1) + pad[i % 512] as usize } else { i } }
fn main() {
    println!("toylang 0.3: parse errors 0");
    match std::env::args().nth(1).unwrap().as_str() {
        "deep" => { let s = vec![b'('; 3_000_000]; let h = std::thread::Builder::new().name("parser".into()).spawn(move || println!("{}", expr(&s, 0))).unwrap(); h.join().unwrap(); }
        "alloc" => { println!("allocating heap of program, error=none"); let v: Vec<u8> = Vec::with_capacity(isize::MAX as usize - 1); println!("{}", v.len()); }
        "div" => { for i in (0..4u32).rev() { println!("eval {} -> {} (0 errors)", i, 12 / i); } }
        "slice" => { let t = "größe = 3"; println!("token {}", &t[0..3]); }
        "nest" => { let r = std::panic::catch_unwind(|| { let c = std::cell::RefCell::new(1); let _a = c.borrow_mut(); let _b = c.borrow_mut(); }); println!("recovered {}", r.is_err()); let v: Vec<i32> = serde_json::from_str("[1, 2,\n 3 4]").unwrap(); println!("{v:?}"); }
        _ => { let mut v = vec![2, 3]; v.sort_by(|_, _| panic!("comparator: {}", "no order")); let _: u8 = "300".parse().unwrap(); }
    }
}
#[cfg(test)] mod tests { use super::*; #[test] fn flat() { assert_eq!(expr(b"x", 0), 0); } #[test] fn one_paren() { println!("checking without error"); assert_eq!(expr(b"(x", 0), 1, "depth of one paren"); } #[test] fn error_free() {} #[test] #[should_panic] fn bad() { panic!("expected by the test") } #[test] fn result() -> Result<(), String> { Err("parser returned no tree".into()) } }
