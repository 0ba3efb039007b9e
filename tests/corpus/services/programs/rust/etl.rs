// ETL: csv + rayon; anyhow chain from main.
use anyhow::{bail, Context, Result};
use rayon::prelude::*;
#[derive(serde::Deserialize)] #[allow(dead_code)] struct Row { id: u32, price: f64 }
fn read(name: &str, text: &str) -> Result<Vec<Row>> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().collect::<Result<Vec<Row>, _>>().with_context(|| format!("cannot read sheet {name:?}"))
}
fn load(k: usize) -> Result<usize> {
    let rows = read("prices.csv", if k == 2 { "id,price\n1,2.5\n2,abc\n" } else { "id,price\n1,2.5\n" }).context(format!("part {k}\n  of nightly load"))?;
    if k == 9 { bail!("unreachable") }
    Ok(rows.len())
}
fn main() -> Result<()> {
    let mode = std::env::args().nth(1).unwrap_or_default();
    for k in 0..2 { println!("loaded {} rows from part {k}, rejected 0, error_rate=0.0", load(k)?); }
    if mode == "rayon" {
        let sums: Vec<u64> = (0..64u64).into_par_iter().map(|x| 1000 / (x ^ 37)).collect();
        println!("{}", sums.len());
    }
    load(2).context("nightly load failed")?;
    Ok(())
}
