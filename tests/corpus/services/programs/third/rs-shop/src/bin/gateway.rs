use std::time::Duration;
use tracing::{debug, error, info, instrument, warn};
#[instrument(skip_all, fields(order = id))]
async fn handle(id: u32) -> u32 {
    info!(error_count = 0, "request accepted");
    tokio::time::sleep(Duration::from_millis(3)).await;
    let stock = [4u32, 2, 0, 9, 7];
    debug!("stock looked up, last_error=None panicked=false");
    let per = 100 / stock[id as usize];
    info!(per, "request done in 3ms");
    per
}
#[tokio::main(flavor = "multi_thread", worker_threads = 1)]
async fn main() {
    tracing_subscriber::fmt().with_ansi(false).with_max_level(tracing::Level::DEBUG).with_writer(std::io::stderr).init();
    info!("gateway listening on 127.0.0.1:8080");
    for id in [0, 1, 3, 4, 2, 0, 5, 1] {
        match tokio::spawn(handle(id)).await {
            Ok(n) => info!(order = id, n, "replied 200"),
            Err(e) => error!(order = id, panic = e.is_panic(), "request task died: {e}"),
        }
    }
    warn!("draining: 0 errors left in queue, ERROR rate 0.0");
    let slow = tokio::time::timeout(Duration::from_millis(5), tokio::time::sleep(Duration::from_secs(9))).await;
    if let Err(e) = slow { error!(target: "gateway::drain", error = %e, "drain not finished"); }
    info!("bye");
}
