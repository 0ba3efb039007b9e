use slog::{Drain, o, info, warn, error, crit, debug};
fn main() {
    let d = slog_term::FullFormat::new(slog_term::PlainSyncDecorator::new(std::io::stderr())).use_original_order().build().fuse();
    let log = slog::Logger::root(d, o!("svc" => "stockd"));
    info!(log, "started"; "errors" => 0);
    for i in 0..18 { let l = log.new(o!("shelf" => i)); debug!(l, "counted"; "err" => "none"); if i % 5 == 4 { warn!(l, "low stock, ERRO level next week?"; "left" => 3 - i / 5); } }
    let l = log.new(o!("shelf" => 18));
    if let Err(e) = "12x".parse::<i32>() { error!(l, "bad count from scanner"; "error" => %e); }
    let r = std::panic::catch_unwind(|| { let c = std::cell::RefCell::new(1); let _a = c.borrow_mut(); let b = c.borrow_mut(); *b });
    info!(log, "scan loop left"; "ok" => r.is_ok());
    crit!(log, "no scanner left, giving up"; "tried" => 2);
    std::process::exit(3);
}
