// Nightly import of a price list: env_logger, anyhow, a backtrace.
use anyhow::{bail, Context, Result};
use log::{debug, info, warn};
use std::path::Path;

#[derive(Debug, serde::Deserialize)]
struct Row {
    sku: String,
    cents: u64,
}

fn parse(no: usize, line: &str) -> Result<Row> {
    serde_json::from_str(line).with_context(|| format!("line {no} is no price row"))
}

fn import(path: &Path) -> Result<u64> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("cannot read price list {}", path.display()))?;
    let mut sum = 0;
    for (i, line) in text.lines().enumerate() {
        if line.is_empty() {
            warn!("empty line {} skipped", i + 1);
            continue;
        }
        let row = parse(i + 1, line)
            .with_context(|| format!("importing {}", path.display()))?;
        debug!("{} costs {}", row.sku, row.cents);
        sum += row.cents;
    }
    if sum == 0 {
        bail!("nothing imported from {}", path.display());
    }
    Ok(sum)
}

fn main() -> Result<()> {
    env_logger::init();
    let list = std::env::args().nth(1).context("usage: import PRICES")?;
    info!("importing {list}");
    let sum = import(Path::new(&list)).context("price import failed, old prices stay in force")?;
    info!("imported, sum of prices {sum}");
    Ok(())
}
