/// Adds the tax.
///
/// ```
/// assert_eq!(shop::gross(100), 119);
/// ```
pub fn gross(net: i64) -> i64 { net * 107 / 100 }
#[cfg(test)]
mod tests {
    use super::gross;
    #[test] fn rounds_down() { assert_eq!(gross(9), 9); }
    #[test] fn panicked_at_checkout_is_zero() { println!("checking error totals: 0"); assert_eq!(gross(0), 0); }
    #[test] fn reduced_rate() { println!("net 200"); assert_eq!(gross(200), 238, "rate of books"); }
    #[test] #[should_panic(expected = "overflow")] fn huge() { gross(i64::MAX); }
    #[test] fn parses() -> Result<(), std::num::ParseIntError> { "1,19".parse::<i64>().map(|_| ()) }
}
