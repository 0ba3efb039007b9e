//! The layouts of some of the loggers for `log` and `tracing`, by name.
use log::{error, info, warn};
fn recs() {
    info!("ledger opens, 0 errors");
    error!("order 17 failed");
    error!(target:"ledger::book","payment service: timeout after 3 s");
    warn!("INFO is no level");
    error!("Import of 2026-11-17.csv failed, will go on with the next file");
    error!(order=17, state="failed"; "booking refused");
    error!("first line\n  second line\nthird line");
    error!("GET /orders/17 -> 500");
    info!("done");
}

fn trecs() {
    use tracing as t;
    t::info!("ledger opens, 0 errors");
    let s = t::info_span!("order", id = 17, who = "anna b");
    let _e = s.enter();
    t::error!("order 17 failed");
    t::error!(code = 503, "payment service: timeout after 3 s");
    {
        let s2 = t::info_span!("retry");
        let _f = s2.enter();
        t::error!(target:"ledger::book","Import of 2026-11-17.csv failed, will go on with the next file");
    }
    drop(_e);
    t::warn!("INFO is no level");
    t::error!(error = "io: broken", "booking refused");
    t::error!("first line\n  second line");
    t::error!(reason = "x");
    t::info!("done");
}
fn main() {
    let a = std::env::args().nth(1).unwrap();
    match a.as_str() {
        "env-nots" => {
            env_logger::Builder::new()
                .filter_level(log::LevelFilter::Info)
                .format_timestamp(None)
                .init();
            recs()
        }
        "pretty-env" => {
            std::env::set_var("RUST_LOG", "info");
            pretty_env_logger::init();
            recs()
        }
        "simplelog2" => {
            simplelog::WriteLogger::init(
                log::LevelFilter::Info,
                simplelog::ConfigBuilder::new()
                    .set_time_format_rfc3339()
                    .set_target_level(log::LevelFilter::Error)
                    .set_location_level(log::LevelFilter::Error)
                    .set_thread_level(log::LevelFilter::Error)
                    .build(),
                std::io::stdout(),
            )
            .unwrap();
            recs()
        }
        "t-full" => {
            tracing_subscriber::fmt().init();
            trecs()
        }
        "t-notarget" => {
            tracing_subscriber::fmt().with_target(false).init();
            trecs()
        }
        "glog" => {
            tracing_subscriber::fmt()
                .event_format(tracing_glog::Glog::default())
                .fmt_fields(tracing_glog::GlogFields::default())
                .init();
            trecs()
        }
        _ => panic!("?"),
    }
}
