use tracing::{info, warn, debug};
fn pull(n: u32) -> anyhow::Result<u32> { anyhow::ensure!(n % 9 != 4, "price of sku {n} is older than 1 h"); Ok(n) }
fn main() {
    tracing_subscriber::fmt().with_ansi(false).with_max_level(tracing::Level::DEBUG).with_writer(std::io::stderr).init();
    info!("thread 'main' says hello; panic = \"unwind\", RUST_BACKTRACE=1 is set");
    for n in 0..45u32 {
        info!(n, errors = 0, error_rate = 0.0, "GET /error/Handler.rs 200");
        debug!(last_error = ?None::<String>, "note: run with `--trace` environment to display more");
        match pull(n) { Ok(_) => info!("sku {n}: ERROR: 0, fatal: 0, panicked: no"), Err(e) => warn!("sku {n} ignored, will be retried in the next round: {e:#}") }
        match n % 4 { 0 => info!("thread 'worker-{n}' finished at src/main.rs:{n}:5"), 1 => warn!(attempt = n, "upstream said Err(Timeout), falling back to cache"), 2 => info!(target: "shop::error", "Error: none\tCaused by: nobody"), _ => debug!("stack backtrace: disabled   0: n/a") }
        if n % 6 == 0 { info!("test result: ok. {n} passed; 0 failed; 0 ignored; level=error filter off"); }
        if n % 11 == 3 { warn!("report kept:\n  × 0 of 7\n  ╰─▶ nothing to do"); }
    }
    info!("panicked tasks: 0; fatal runtime error count: 0; bye");
}
