// tracing's pretty format (records of several lines), JoinSet tasks that panic, and a panic that carries a JoinError
use std::time::Duration;
use tokio::task::JoinSet;
use tracing::{error, info, info_span, warn, Instrument};

async fn probe(n: u32) -> u32 {
    tokio::time::sleep(Duration::from_millis(20)).await;
    if n == 3 { warn!(n, "reading is stale, ignored"); }
    if n == 4 { let r: Result<u32, std::num::TryFromIntError> = u32::try_from(-i64::from(n)).map_err(Into::into); return r.unwrap(); }
    n * 2
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    tracing_subscriber::fmt().pretty().with_ansi(false).with_writer(std::io::stderr).init();
    info!(version = "0.4.2", "collector up");
    for n in 1..=5u32 {
        let mut set = JoinSet::new();
        set.spawn(probe(n).instrument(info_span!("probe", n)));
        match set.join_next().await.unwrap() {
            Ok(v) => info!(v, errors = 0, "reading"),
            Err(e) => info!(panicked = e.is_panic(), "probe {n} left out"),
        }
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
    error!(target: "shop::disk", free = 0, "buffer full, dropped 12 readings");
    tokio::time::sleep(Duration::from_millis(30)).await;
    info!("flushing");
    let last = tokio::spawn(async { let m: std::collections::HashMap<&str, f32> = [("eu", 1.5)].into(); m["us"] });
    let v = last.await.unwrap();
    info!(v, "bye");
}
