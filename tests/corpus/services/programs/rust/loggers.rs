// Other logging crates, by argument: log4rs, fern, simplelog, flexi_logger, slog, log-panics.
use log::{debug, error, info, warn};
use anyhow::Context;
fn rates() -> anyhow::Result<String> { Ok(ureq::get("http://127.0.0.1:9/rates").call().context("rates of today")?.into_string()?) }
fn db() -> rusqlite::Result<i64> { rusqlite::Connection::open_in_memory()?.query_row("select count(*) from orders", [], |r| r.get(0)) }
fn work(n: u32) {
    debug!("step {n} begins"); info!("step {n}: 3 files, 0 errors, error_rate=0.00");
    if n == 4 { if let Err(e) = rates() { error!("no rates: {e:?}"); } }
    if n == 6 { if let Err(e) = db() { error!("{e}"); } warn!("going on without history (ERROR above is known)"); }
}
fn main() {
    let mode = std::env::args().nth(1).unwrap();
    match mode.as_str() {
        "log4rs" => {
            use log4rs::{append::console::ConsoleAppender, config::{Appender, Config, Root}, encode::pattern::PatternEncoder};
            let a = ConsoleAppender::builder().encoder(Box::new(PatternEncoder::new("{d(%Y-%m-%d %H:%M:%S%.3f)} {h({l:<5})} [{T}] {t} {f}:{L} - {m}{n}"))).build();
            log4rs::init_config(Config::builder().appender(Appender::builder().build("c", Box::new(a))).build(Root::builder().appender("c").build(log::LevelFilter::Debug)).unwrap()).unwrap();
        }
        "fern" => fern::Dispatch::new().format(|out, msg, r| out.finish(format_args!("[{} {} {}] {}", chrono::Local::now().format("%d/%b/%Y:%H:%M:%S %z"), r.level(), r.target(), msg))).level(log::LevelFilter::Info).chain(std::io::stdout()).apply().unwrap(),
        "simplelog" => simplelog::TermLogger::init(log::LevelFilter::Debug, simplelog::Config::default(), simplelog::TerminalMode::Stdout, simplelog::ColorChoice::Always).unwrap(),
        "flexi" => { let l = flexi_logger::Logger::try_with_str("info").unwrap().log_to_stdout().format(flexi_logger::detailed_format).start().unwrap(); std::mem::forget(l); }
        "panics" => { env_logger::builder().filter_level(log::LevelFilter::Info).init(); log_panics::init(); }
        "slog" => {
            use slog::Drain;
            let d = slog_term::FullFormat::new(slog_term::PlainSyncDecorator::new(std::io::stdout())).build().fuse(); let l = slog::Logger::root(d, slog::o!("service" => "fx", "errors" => 0));
            for n in 0..8 { slog::info!(l, "step done"; "n" => n); if n == 4 { slog::error!(l, "no rates"; "why" => format!("{:#}", rates().unwrap_err()), "n" => n); } if n == 6 { slog::crit!(l, "ledger locked"; "by" => "pid 7"); } }
            return;
        }
        _ => return,
    }
    info!("svc up, panics since boot: 0");
    for n in 0..9 { work(n); }
    if mode == "panics" || mode == "flexi" { let v: Vec<&str> = "a,b".split(',').collect(); info!("{}", v[work_n() + 2]); }
    info!("all steps over");
}
fn work_n() -> usize { 5 }
