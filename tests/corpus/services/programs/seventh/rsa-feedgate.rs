//! Takes quotes from feeds and passes them on; two roles of one binary, run by a Procfile.
use std::time::Duration;
use tokio::{sync::mpsc, time::sleep};
use tracing::{debug, error, info, instrument, warn};

#[derive(Debug, Clone)]
struct Quote {
    symbol: String,
    cents: i64,
}

#[instrument(level = "info", skip(tx))]
async fn poll(feed: &'static str, round: u32, tx: mpsc::Sender<Quote>) -> usize {
    let all = ["ACME", "GLOB", "INIT", "UMBR"];
    let mut n = 0;
    for (i, s) in all.iter().enumerate() {
        sleep(Duration::from_millis(7)).await;
        let cents = 1000 + (i as i64 * 37 + round as i64 * 11) % 90;
        if feed == "xetra" && round == 2 && i == 2 {
            warn!(attempt = 1, "quote of {s} came late, will try again");
            continue;
        }
        let q = Quote { symbol: s.to_string(), cents };
        debug!(?q, "quote");
        tx.send(q).await.expect("the router hung up");
        n += 1;
    }
    info!(quotes = n, error_rate = 0.0, "poll done");
    n
}

async fn gate() {
    info!("gate listening, panicked=0 restarts=0");
    let (tx, mut rx) = mpsc::channel::<Quote>(4);
    let router = tokio::spawn(async move {
        let mut seen = 0usize;
        while let Some(q) = rx.recv().await {
            seen += 1;
            if seen == 11 {
                route(&q, 0);
            }
            route(&q, 8);
        }
        seen
    });
    for round in 1..=3 {
        for feed in ["xetra", "otc"] {
            let t = tx.clone();
            let job = tokio::spawn(poll(feed, round, t));
            if let Err(e) = job.await {
                error!(feed, round, "feed task died: {e}");
            }
        }
        if router.is_finished() {
            warn!("router is gone, leaving");
            break;
        }
    }
    drop(tx);
    match router.await {
        Ok(n) => info!(n, "router finished"),
        Err(e) if e.is_panic() => error!("router task failed: {e}"),
        Err(e) => warn!("router cancelled: {e}"),
    }
    info!("gate stopped");
}

fn route(q: &Quote, shards: i64) {
    let shard = q.cents % shards;
    debug!(shard, symbol = %q.symbol, "routed");
}

async fn stats() {
    info!("stats started");
    for tick in 1..=14 {
        sleep(Duration::from_millis(19)).await;
        info!(tick, errors = 0, p99_ms = 3 + tick % 3, "no panic, no error: Exceptions 0");
    }
    info!("stats stopped");
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    tracing_subscriber::fmt().with_ansi(false).with_thread_names(true).init();
    match std::env::args().nth(1).as_deref() {
        Some("stats") => stats().await,
        _ => gate().await,
    }
}
