//! A metrics agent: collectors as tokio tasks under a JoinSet that restarts them, tracing's pretty format, panics also
//! reported by tracing-panic's hook (the standard hook is kept).
use std::time::Duration;
use tokio::task::JoinSet;
use tracing::{error, info, instrument, warn};

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Cpu,
    Disk,
    Net,
}

#[instrument(level = "info", skip(round))]
async fn collect(kind: Kind, round: u32) -> Result<u64, String> {
    info!(round, "collecting");
    tokio::time::sleep(Duration::from_millis(10)).await;
    match kind {
        Kind::Cpu => Ok(12),
        Kind::Disk if round == 2 => {
            let line = "sda 12 0 x";
            let f: Vec<u64> = line.split(' ').skip(1).map(|x| x.parse().unwrap_or(0)).collect();
            Ok(f[4])
        }
        Kind::Disk => Ok(99),
        Kind::Net => Err("eth7: no such device".into()),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    tracing_subscriber::fmt().pretty().with_ansi(false).with_writer(std::io::stderr).init();
    let std_hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |p| {
        tracing_panic::panic_hook(p);
        std_hook(p);
    }));
    info!(version = env!("CARGO_PKG_VERSION"), "metricsd up, errors are counted per collector");
    for round in 1..=2 {
        let mut set = JoinSet::new();
        for kind in [Kind::Cpu, Kind::Disk, Kind::Net] {
            set.spawn(async move { (kind, collect(kind, round).await) });
        }
        while let Some(r) = set.join_next().await {
            match r {
                Ok((kind, Ok(v))) => info!(?kind, v, "sample"),
                Ok((kind, Err(e))) if round == 1 => warn!(?kind, error = %e, "collector failed, retrying in the next round"),
                Ok((kind, Err(e))) => error!(?kind, error = %e, "collector failed twice, disabled"),
                Err(e) => warn!(panicked = e.is_panic(), "a collector is gone, it is started again"),
            }
        }
    }
    info!("flushing");
}
