//! Nightly invoice sync: several customers at once, then a summary; fails if the summary cannot be written.
use std::time::Duration;

use anyhow::{bail, Context, Result};
use tokio::task::JoinSet;
use tracing::{error, info, instrument, warn};

#[derive(Debug)]
struct Invoice {
    id: u32,
    cents: i64,
}

async fn fetch(customer: u32) -> Result<Vec<Invoice>> {
    tokio::time::sleep(Duration::from_millis(customer as u64 * 20)).await;
    match customer {
        3 => {
            let text = "12,99";
            let _: i64 = text.parse().with_context(|| format!("amount {text:?} of invoice 3001"))?;
            bail!("unreachable")
        }
        4 => Ok(vec![]),
        c => Ok((1..=c).map(|n| Invoice { id: c * 1000 + n, cents: 1250 * n as i64 }).collect()),
    }
}

#[instrument(skip_all, fields(customer))]
async fn sync(customer: u32) -> Result<i64> {
    let invoices = fetch(customer).await.context("fetching invoices")?;
    let last = &invoices[invoices.len() - 1];
    info!(count = invoices.len(), last = last.id, "synced");
    Ok(invoices.iter().map(|i| i.cents).sum())
}

fn write_summary(total: i64) -> Result<()> {
    let path = "out/2026-11/summary.csv";
    std::fs::write(path, format!("total;{total}\n")).with_context(|| format!("writing {path}"))
}

#[tokio::main(worker_threads = 2)]
async fn main() -> Result<()> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_ansi(false).init();
    info!("nightly sync starting, 4 customers");
    let mut jobs = JoinSet::new();
    for customer in 1..=4 {
        jobs.spawn(async move { (customer, sync(customer).await) });
    }
    let (mut total, mut failed) = (0, 0);
    while let Some(done) = jobs.join_next().await {
        match done {
            Ok((_, Ok(cents))) => total += cents,
            Ok((customer, Err(e))) => {
                failed += 1;
                error!(customer, "sync failed: {e:#}");
            }
            Err(e) => {
                failed += 1;
                error!(panicked = e.is_panic(), "job died");
            }
        }
    }
    if failed > 0 {
        warn!(failed, "summary will be incomplete");
    }
    write_summary(total).context("nightly sync")?;
    info!(total, "done");
    Ok(())
}
