//! A library with tests that fail on purpose.
#[derive(Debug, PartialEq)]
pub struct Item {
    pub name: String,
    pub left: u32,
}

pub fn take(item: &mut Item, n: u32) -> Result<(), String> {
    if item.left < n {
        return Err(format!("only {} of {} left", item.left, item.name));
    }
    item.left -= n;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tea() -> Item {
        Item { name: "tea".into(), left: 2 }
    }

    #[test]
    fn takes_one() {
        let mut t = tea();
        println!("before: {t:?}");
        take(&mut t, 1).unwrap();
        assert_eq!(t, Item { name: "tea".into(), left: 0 }, "one taken");
    }

    #[test]
    fn takes_many() {
        take(&mut tea(), 9).unwrap();
    }

    #[test]
    fn returns_error() -> Result<(), String> {
        take(&mut tea(), 3)
    }

    #[test]
    fn takes_none() {
        take(&mut tea(), 0).unwrap();
    }

    #[test]
    #[should_panic(expected = "nothing left")]
    fn should_panic_with_another_message() {
        take(&mut tea(), 5).unwrap();
    }

    #[test]
    #[should_panic]
    fn should_panic() {}

    #[test]
    #[ignore = "slow"]
    fn slow() {}

    #[test]
    fn in_thread() {
        std::thread::spawn(|| take(&mut tea(), 7).unwrap()).join().unwrap();
    }
}
