use anyhow::{anyhow, Context};
fn pull(n: u32) -> anyhow::Result<u32> { if n % 3 == 1 { Err(anyhow!("connection reset by peer")).context("GET /prices failed") } else { Ok(n) } }
fn main() {
    tracing_subscriber::fmt().with_ansi(false).with_writer(std::io::stderr).init();
    let mut seen = vec![0u32; 6];
    for n in 0..8 {
        match pull(n) {
            Ok(v) => { tracing::info!(n, "feed ok, status error=false"); for k in 0..3 { tracing::info!("price {k} updated from /api/error/{n}"); } seen[v as usize] += 1; }
            Err(e) => tracing::warn!("price feed failed, will try again in 200 ms: {e:?}"),
        }
    }
}
