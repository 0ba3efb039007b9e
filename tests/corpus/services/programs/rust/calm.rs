// Nothing wrong here.
use tracing::{debug, info, warn};
fn main() {
    tracing_subscriber::fmt().with_max_level(tracing::Level::DEBUG).with_ansi(false).with_writer(std::io::stdout).init();
    info!(errors = 0, panics = 0, "service up");
    for i in 0..25 { info!(i, error_rate = 0.0, error = tracing::field::Empty, "batch ok: 0 errors"); if i % 5 == 0 { debug!("panic handler installed; error type is none") } }
    let e = "x".parse::<u8>().unwrap_err(); debug!(error = %e, "not a number, default taken"); warn!("Error: count is 0"); info!("thread 'main' never panicked"); info!("Caused by: nobody");
}

#[cfg(test)] mod tests { #[test] fn error_path_is_ok() { assert!("x".parse::<u8>().is_err()); } #[test] #[should_panic(expected = "no owner")] fn panics_without_owner() { panic!("no owner") } #[test] #[ignore = "needs Exception server"] fn fatal_error() { } }
