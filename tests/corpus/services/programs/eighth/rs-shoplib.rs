// a small library whose tests fail in different ways: assertion with a diff, a test that returns Err, a thread inside a test
pub fn slug(s: &str) -> String { s.to_lowercase().replace(' ', "-") }
pub fn cents(s: &str) -> Result<i64, std::num::ParseIntError> { s.replace('.', "").parse() }
#[cfg(test)]
mod tests {
    use super::*;
    use pretty_assertions::assert_eq;
    #[test] fn cents_ok() { assert_eq!(cents("1.20"), Ok(120)); }
    #[test] fn error_is_reported() { assert!(cents("x").is_err()); }
    #[test] fn slug_diff() { println!("trying: panicked? no"); assert_eq!(slug("Green Tea\nCup"), "green-tea-cup", "slugs of product pages"); }
    #[test] fn cents_of_price() -> Result<(), Box<dyn std::error::Error>> { let c = cents("12.5O")?; assert!(c > 0); Ok(()) }
    #[test] #[should_panic(expected = "InvalidDigit")] fn panics_on_letters() { cents("abc").unwrap(); }
    #[test] #[ignore] fn slow_panic() { panic!("never run") }
    #[test] fn in_thread() { let t = std::thread::Builder::new().name("pricer".into()).spawn(|| cents("").unwrap()).unwrap(); let v = t.join().expect("pricer finished"); assert_eq!(v, 0); }
}
