//! turbine controller with slog terminal output: ERRO and CRIT records with key-values, then an abort in drop
use slog::{o, Drain, info, error, crit, warn, debug};
struct Valve; impl Drop for Valve { fn drop(&mut self) { panic!("valve not closed") } }
fn main() {
    let d = slog_term::FullFormat::new(slog_term::PlainDecorator::new(std::io::stderr())).build().fuse(); let d = std::sync::Mutex::new(d).fuse();
    let log = slog::Logger::root(d, o!("unit" => 4));
    for i in 0..16 { info!(log, "rpm {}", 3000 + i; "errors" => 0); if i % 6 == 5 { debug!(log, "sensor self test without error") } }
    warn!(log, "oil warm"; "last_error" => "none"); error!(log, "pressure sensor lost"; "bar" => 0.0, "reason" => "timeout"); crit!(log, "trip"; "cause" => "overspeed");
    info!(log, "CRIT handled, ERRO acknowledged");
    let _v = Valve; let rpm: Result<u32, std::num::ParseIntError> = "3k".parse(); rpm.unwrap();
}
