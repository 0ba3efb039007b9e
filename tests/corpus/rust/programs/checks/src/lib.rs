#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub sku: String,
    pub qty: u32,
    pub notes: Vec<String>,
}

pub fn lines(n: u32) -> Vec<Line> {
    (0..n).map(|i| Line { sku: format!("TEA-{i}"), qty: i * 2, notes: vec!["gift".into()] }).collect()
}

pub fn receipt(n: u32) -> String {
    let mut text = String::from("receipt\n-------\n");
    for line in lines(n) {
        text += &format!("{:<8}{:>4}\n", line.sku, line.qty);
    }
    text + "\ntotal\n"
}

pub fn split(total: u32, people: u32) -> u32 {
    total / people * people
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context;
    use proptest::prelude::*;

    #[test]
    fn basket() {
        let mut other = lines(2);
        other[1].qty = 9;
        pretty_assertions::assert_eq!(lines(2), other, "basket of {}", 2);
    }

    #[test]
    fn same_basket() {
        println!("two baskets");
        pretty_assertions::assert_ne!(lines(1), lines(1));
    }

    #[test]
    fn receipts() {
        similar_asserts::assert_eq!(receipt(1), receipt(2), "receipts");
    }

    #[test]
    fn prints() {
        assert_cmd::Command::new("sh")
            .args(["-c", "echo tea; echo cold 1>&2; exit 3"])
            .assert()
            .success();
    }

    #[test]
    fn says() {
        assert_cmd::Command::new("sh")
            .args(["-c", "echo tea"])
            .assert()
            .stdout(predicates::str::contains("coffee"));
    }

    #[test]
    fn quantity() -> anyhow::Result<()> {
        "many".parse::<u32>().context("quantity\nof order 12")?;
        Ok(())
    }

    #[test]
    fn quantity_alone() -> Result<(), Box<dyn std::error::Error>> {
        println!("will parse");
        "many".parse::<u32>()?;
        Ok(())
    }

    #[test]
    #[should_panic(expected = "nothing left")]
    fn leaves() {
        panic!("2 left:\ntea\npot");
    }

    #[test]
    fn short_names() {
        fn is_short(name: String) -> Result<(), String> {
            if name.is_empty() { Ok(()) } else { Err("too long".into()) }
        }
        quickcheck::QuickCheck::new().quickcheck(is_short as fn(String) -> Result<(), String>);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::default() })]
        #[test]
        fn adds_up(total in 0u32..1000, people in 1u32..9) {
            prop_assert_eq!(split(total, people), total, "lost some");
        }
        #[test]
        fn is_short(v in proptest::collection::vec(0u8..9, 0..9)) {
            prop_assert!(v.len() < 3, "too long:\n{:#?}", v);
        }
    }
}
