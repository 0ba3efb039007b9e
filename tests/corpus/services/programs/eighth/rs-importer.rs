// command-line import, env_logger; anyhow chain with a backtrace from main
use anyhow::{bail, ensure, Context, Result};
use log::{error, info, warn};

fn parse(row: &str) -> Result<i64> {
    let mut it = row.split(';');
    let sku = it.next().unwrap_or("");
    let qty = it.next().context("row has no quantity")?;
    let q: i64 = qty.trim().parse().with_context(|| format!("quantity {qty:?} of {sku}\n  is not a whole number"))?;
    ensure!(q >= 0, "negative stock");
    Ok(q)
}

fn import(name: &str, rows: &[&str]) -> Result<i64> {
    let mut sum = 0;
    for (i, r) in rows.iter().enumerate() {
        match parse(r) {
            Ok(q) => sum += q,
            Err(e) if e.to_string() == "negative stock" => warn!("{name}:{}: {e}, row ignored", i + 1),
            Err(e) => return Err(e.context(format!("{name}, line {}", i + 1))),
        }
        info!("{name}:{}: ok, errors so far: 0", i + 1);
    }
    if sum == 0 {
        bail!("empty")
    }
    Ok(sum)
}

fn main() -> Result<()> {
    env_logger::Builder::new().filter_level(log::LevelFilter::Debug).init();
    log::debug!("RUST_BACKTRACE is set, stack backtrace: enabled");
    let files: [(&str, Vec<&str>); 4] = [
        ("north.csv", vec!["tea;4", "cup;9", "pot;2", "lid;-1", "jug;3"]),
        ("empty.csv", vec!["tea;0"]),
        ("south.csv", vec!["tea;14", "cup;19", "pot;12", "tray;3"]),
        ("west.csv", vec!["tea;1", "cup;nine"]),
    ];
    for (n, rows) in &files {
        info!("start {n} ({} rows)", rows.len());
        if rows.len() == 1 {
            if let Err(e) = import(n, rows) {
                error!("{n} rejected: {e:#}");
                continue;
            }
        }
        let sum = import(n, rows).context("import failed")?;
        info!("done {n}: {sum} pieces, result=Ok(())");
    }
    Ok(())
}
