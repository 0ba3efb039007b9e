//! Price rules of the shop.

/// Gross price of a net price in cents.
///
/// ```
/// assert_eq!(pricing::gross(1000, 20), 1200);
/// ```
pub fn gross(net: u64, percent: u64) -> u64 {
    net + net * percent / 100
}

/// Splits a bill so that the parts add up.
///
/// ```
/// let parts = pricing::split(100, 4);
/// assert_eq!(parts.len(), 4);
/// ```
///
/// Nobody pays for nobody:
///
/// ```should_panic
/// pricing::split(100, 0);
/// ```
pub fn split(total: u64, people: u64) -> Vec<u64> {
    let each = total / people;
    (0..people).map(|_| each).collect()
}

/// Parses a price such as `12.50`.
///
/// ```
/// let cents = pricing::parse("12.50").unwrap();
/// assert_eq!(cents, 1250);
/// ```
///
/// Thousands may be grouped:
///
/// ```
/// let cents = pricing::parse("1'200.00").expect("grouped thousands");
/// assert_eq!(cents, 120000);
/// ```
///
/// ```
/// # fn main() -> Result<(), pricing::BadPrice> {
/// assert_eq!(pricing::parse("0.5")?, 50);
/// # Ok(())
/// # }
/// ```
pub fn parse(text: &str) -> Result<u64, BadPrice> {
    let (units, cents) = text.split_once('.').ok_or_else(|| BadPrice::NoPoint(text.into()))?;
    if cents.len() != 2 {
        return Err(BadPrice::Cents { text: text.into(), digits: cents.len() });
    }
    let units: u64 = units.parse().map_err(BadPrice::Units)?;
    Ok(units * 100 + cents.parse::<u64>().map_err(BadPrice::Units)?)
}

#[derive(Debug)]
pub enum BadPrice {
    NoPoint(String),
    Cents { text: String, digits: usize },
    Units(std::num::ParseIntError),
}

#[derive(Debug, PartialEq, Clone)]
pub struct Line {
    pub sku: &'static str,
    pub qty: u32,
    pub net: u64,
    pub tags: Vec<&'static str>,
}

pub fn receipt(lines: &[Line]) -> String {
    let mut out = String::new();
    for l in lines {
        out += &format!("{:<8}{:>3} x {:>6}\n", l.sku, l.qty, l.net);
    }
    out += &format!("total {:>14}\n", lines.iter().map(|l| l.qty as u64 * l.net).sum::<u64>());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use pretty_assertions::assert_eq;
    use proptest::prelude::*;

    fn cart() -> Vec<Line> {
        vec![
            Line { sku: "tea", qty: 2, net: 450, tags: vec!["food"] },
            Line { sku: "cup", qty: 1, net: 1290, tags: vec![] },
        ]
    }

    #[test]
    fn gross_adds_tax() {
        assert_eq!(gross(1000, 20), 1200);
    }
    #[test]
    fn gross_of_nothing_is_nothing() {
        assert_eq!(gross(0, 20), 0);
    }
    #[test]
    #[should_panic(expected = "divide by zero")]
    fn nobody_panics() {
        split(100, 0);
    }
    #[test]
    fn error_names_the_digits() {
        assert!(matches!(parse("1.5"), Err(BadPrice::Cents { digits: 1, .. })));
    }
    #[test]
    #[ignore = "panicked on the old runner, see #212"]
    fn slow_catalogue() {}
    #[test]
    fn receipt_is_stable() {
        println!("receipt of {} lines", cart().len());
        assert_eq!(receipt(&cart()), "tea       2 x    450\ncup       1 x   1290\ntotal           2191\n", "layout of the receipt");
    }
    #[test]
    fn cart_round_trip() {
        let mut other = cart();
        other[0].qty = 3;
        other[1].tags.push("gift");
        assert_eq!(cart(), other);
    }
    #[test]
    fn grouped_price() -> Result<(), BadPrice> {
        println!("ERROR is not expected here: 0 errors so far");
        assert_eq!(parse("1'200.00")?, 120000);
        Ok(())
    }
    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: prop::test_runner::RngSeed::Fixed(7), ..ProptestConfig::default() })]
        #[test]
        fn parts_add_up(total in 0u64..5000, people in 1u64..9) {
            let parts = split(total, people);
            prop_assert_eq!(parts.iter().sum::<u64>(), total, "lost some of {}", total);
        }
        #[test]
        fn gross_is_never_less(net in 0u64..100000, percent in 0u64..30) {
            prop_assert!(gross(net, percent) >= net);
        }
    }
}
