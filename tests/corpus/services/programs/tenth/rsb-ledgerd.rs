//! ledgerd: posts journal batches from a spool folder to the general ledger.
use anyhow::{bail, ensure, Context, Result};
use log::{error, info, warn};
use std::fs;
use std::path::Path;

struct Ledger {
    posted: i64,
    period: String,
}

fn parse_amount(s: &str) -> Result<i64> {
    let (whole, cents) = s.split_once('.').with_context(|| format!("amount {s:?} has no decimal point"))?;
    let whole: i64 = whole.parse().with_context(|| format!("bad whole part in {s:?}"))?;
    let cents: i64 = cents.parse()?;
    Ok(whole * 100 + cents)
}

impl Ledger {
    fn open(dir: &Path) -> Result<Ledger> {
        let path = dir.join("period");
        let period = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(Ledger { posted: 0, period: period.trim().to_string() })
    }

    fn post(&mut self, file: &Path) -> Result<usize> {
        let text = fs::read_to_string(file)?;
        let mut bad = Vec::new();
        let mut n = 0;
        for (i, line) in text.lines().enumerate() {
            match line.split_once(';').map(|(_, a)| parse_amount(a)) {
                Some(Ok(v)) => {
                    self.posted += v;
                    n += 1;
                }
                Some(Err(e)) => bad.push(format!("  line {}: {:#}", i + 1, e)),
                None => bad.push(format!("  line {}: no account", i + 1)),
            }
        }
        if !bad.is_empty() {
            error!("{}: {} of {} entries rejected\n{}", file.display(), bad.len(), n + bad.len(), bad.join("\n"));
        }
        Ok(n)
    }

    fn close_period(&self) -> Result<()> {
        let (year, month) = self.period.split_once('-').context("period is not YYYY-MM")?;
        let month: u8 = month.parse().with_context(|| format!("bad month {month:?} in period {}", self.period))?;
        ensure!((1..=12).contains(&month), "month {month} of year {year} does not exist");
        if self.posted != 0 {
            bail!("debits and credits differ by {} cents", self.posted);
        }
        Ok(())
    }
}

fn run(dir: &Path) -> Result<()> {
    let mut ledger = Ledger::open(dir)?;
    info!("period {} open", ledger.period);
    let mut files: Vec<_> = fs::read_dir(dir)?.filter_map(|e| e.ok()).map(|e| e.path()).collect();
    files.sort();
    for f in files.iter().filter(|f| f.extension().is_some_and(|e| e == "csv")) {
        let n = ledger.post(f).with_context(|| format!("posting {}", f.display()))?;
        info!("{}: {} entries posted", f.display(), n);
    }
    if ledger.posted != 0 {
        warn!("ledger is off by {} before closing", ledger.posted);
    }
    ledger.close_period().with_context(|| format!("could not close period {}", ledger.period))
}

fn main() -> Result<()> {
    env_logger::init();
    let dir = std::env::args().nth(1).unwrap_or_else(|| "spool".into());
    info!("ledgerd {} on {dir}", env!("CARGO_PKG_VERSION"));
    run(Path::new(&dir)).context("end-of-month run failed")
}
