//! A few frames of the application's own.
#[derive(Debug)]
#[allow(dead_code)]
pub enum LineError {
    NoPrice(String),
    Price { text: String, source: std::num::ParseIntError },
}

#[inline(never)]
pub fn checkout(lines: &[&str]) {
    let mut sum = 0;
    for l in lines {
        sum += price_of(l);
    }
    println!("{} cents", sum);
}

#[inline(never)]
fn price_of(text: &str) -> u64 {
    try_line(text).unwrap().1
}

pub fn try_line(text: &str) -> Result<(&str, u64), LineError> {
    let (name, cents) = text.split_once(':').ok_or_else(|| LineError::NoPrice(text.to_string()))?;
    let cents = cents.parse().map_err(|source| LineError::Price { text: cents.to_string(), source })?;
    Ok((name, cents))
}

#[inline(never)]
pub fn line(text: &str) -> (String, u64) {
    let (name, cents) = text.split_once(':').expect("a line is NAME:CENTS");
    (name.to_string(), cents.parse().unwrap_or_else(|e| panic!("price of {}: {}", name, e)))
}

#[inline(never)]
pub fn each<T, F>(items: Vec<T>, f: F)
where
    F: Fn(T) -> u64,
{
    let sum: u64 = items.into_iter().map(f).sum();
    println!("{} cents", sum);
}
