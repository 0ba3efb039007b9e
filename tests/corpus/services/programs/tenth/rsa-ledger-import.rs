// Nightly import of bank statements: one CSV per account.
use anyhow::{bail, Context, Result};
use log::{info, warn};
use std::{fs::File, path::Path};

#[derive(Debug, serde::Deserialize)]
struct Row {
    id: u64,
    account: String,
    cents: i64,
}

fn read_row(rec: &csv::StringRecord, headers: &csv::StringRecord) -> Result<Row> {
    let row: Row = rec.deserialize(Some(headers))?;
    if row.account.len() != 6 {
        bail!("account number {:?} has the wrong length", row.account);
    }
    Ok(row)
}

fn import(path: &Path) -> Result<i64> {
    let file = File::open(path).with_context(|| format!("cannot open statement {}", path.display()))?;
    let mut rdr = csv::Reader::from_reader(file);
    let headers = rdr.headers()?.clone();
    let mut sum = 0;
    for (n, rec) in rdr.records().enumerate() {
        let rec = rec.context("statement is not valid CSV")?;
        let row = read_row(&rec, &headers).with_context(|| format!("row {} rejected", n + 1))?;
        if row.cents == 0 {
            warn!("row {} (id {}) has amount zero, skipped", n + 1, row.id);
            continue;
        }
        sum += row.cents;
    }
    Ok(sum)
}

fn main() -> Result<()> {
    env_logger::Builder::from_default_env().filter_level(log::LevelFilter::Info).init();
    info!("ledger import, schema 14");
    for name in std::env::args().skip(1) {
        let sum = import(Path::new(&name)).with_context(|| format!("import of {name} failed"))?;
        info!("{name}: {sum} cents booked");
    }
    info!("all statements imported");
    Ok(())
}
