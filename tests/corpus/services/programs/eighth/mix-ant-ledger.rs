pub fn split(total: i64, ways: usize) -> Vec<i64> {
    let each = total / ways as i64;
    vec![each; ways]
}

pub fn parse(line: &str) -> Result<(String, i64), std::num::ParseIntError> {
    let (name, amount) = line.split_once('=').unwrap_or((line, "0"));
    Ok((name.to_string(), amount.parse()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn parses_a_panic_button_line() {
        assert_eq!(parse("panic=3").unwrap().1, 3);
    }
    #[test]
    fn splits_without_loss() {
        let parts = split(100, 3);
        assert_eq!(parts.iter().sum::<i64>(), 100, "cents lost while splitting {parts:?}");
    }
    #[test]
    fn rejects_words() {
        assert!(parse("rent=twelve").is_err());
    }
    #[test]
    #[should_panic(expected = "divide by zero")]
    fn no_ways() {
        split(5, 0);
    }
}
