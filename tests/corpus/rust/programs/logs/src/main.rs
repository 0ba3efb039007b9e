//! ERROR records of several loggers, between ordinary records.
use anyhow::Context;

fn refused() -> anyhow::Error {
    "many".parse::<u32>().context("quantity is no number").context("order 12 refused").unwrap_err()
}

/// The same day for every `log` backend.
fn day() {
    log::info!("shop north opens, 2 tills");
    log::debug!("price list has 3 lines");
    log::info!("0 errors so far, error_rate=0.0");
    log::warn!(target: "shop::stock", "only 2 pots left");
    log::error!("order {} refused: {}", 12, "no customer");
    log::info!("order 13 packed");
    log::error!(target: "shop::tills", "till 2 reports:\n  coins: jammed\n  paper: out\nplease help");
    log::info!("till 2 restarted");
    log::error!("{:?}", refused());
    log::info!("shop closes");
}

#[tracing::instrument(skip(text))]
fn order(id: u32, customer: &str, text: &str) {
    tracing::info!("order comes in");
    if let Err(e) = text.parse::<u32>() {
        tracing::error!(error = %e, quantity = text, "cannot pack");
    }
    tracing::warn!(left = 2, "stock is low");
}

fn traced_day() {
    tracing::info!(tills = 2, "shop north opens");
    tracing::debug!("price list has 3 lines");
    tracing::info!(errors = 0, error = "none", "ERROR count is zero");
    order(12, "jo", "many");
    tracing::error!("till 2 reports:\n  coins: jammed\npaper: out");
    tracing::error!(err = ?refused(), "day cannot be closed");
    let span = tracing::info_span!("closing", shop = "north");
    let _in = span.enter();
    tracing::error!(target: "shop::tills", "two tills are open");
    tracing::info!("shop closes");
}

fn crash_in_log() {
    tracing::info!("nightly import begins");
    tracing::error!("price list is old");
    let prices: Vec<u32> = Vec::new();
    let n = std::env::args().count() + 7;
    println!("{}", prices[n]);
}

fn main() -> anyhow::Result<()> {
    use tracing_subscriber::fmt;
    let log = fmt().with_writer(std::io::stdout).with_max_level(tracing::Level::DEBUG);
    match std::env::args().nth(1).unwrap_or_default().as_str() {
        "tracing-full" => log.with_ansi(false).finish_and(traced_day),
        "tracing-full-ansi" => log.with_ansi(true).finish_and(traced_day),
        "tracing-compact" => log.with_ansi(false).compact().finish_and(traced_day),
        "tracing-compact-ansi" => log.with_ansi(true).compact().without_time().finish_and(traced_day),
        "tracing-pretty" => log.with_ansi(false).pretty().finish_and(traced_day),
        "tracing-pretty-ansi" => log.with_ansi(true).pretty().finish_and(traced_day),
        "tracing-json" => log.json().finish_and(traced_day),
        "tracing-thread" => log.with_ansi(false).with_thread_names(true).with_thread_ids(true).with_line_number(true).with_file(true).finish_and(traced_day),
        "tracing-uptime" => log.with_ansi(false).with_timer(fmt::time::uptime()).finish_and(traced_day),
        "tracing-crash" => log.with_ansi(false).finish_and(crash_in_log),
        "tracing-main" => {
            log.with_ansi(false).init();
            tracing::info!("shop opens");
            return Err(refused());
        }
        "env-logger" => {
            env_logger::Builder::new().filter_level(log::LevelFilter::Info).target(env_logger::Target::Stdout).init();
            day();
        }
        "env-logger-millis" => {
            env_logger::Builder::new()
                .filter_level(log::LevelFilter::Debug)
                .format_timestamp_millis()
                .format_indent(Some(8))
                .write_style(env_logger::WriteStyle::Always)
                .init();
            day();
        }
        "env-logger-bare" => {
            env_logger::Builder::new().filter_level(log::LevelFilter::Info).format_timestamp(None).format_target(false).init();
            day();
        }
        "env-logger-main" => {
            env_logger::Builder::new().filter_level(log::LevelFilter::Info).init();
            log::info!("shop opens");
            log::error!("no till answers");
            return Err(refused());
        }
        "pretty-env-logger" => {
            pretty_env_logger::formatted_timed_builder().filter_level(log::LevelFilter::Info).init();
            day();
        }
        "log4rs" => {
            use log4rs::append::console::ConsoleAppender;
            use log4rs::config::{Appender, Config, Root};
            use log4rs::encode::pattern::PatternEncoder;
            let out = ConsoleAppender::builder().encoder(Box::new(PatternEncoder::default())).build();
            let config = Config::builder()
                .appender(Appender::builder().build("out", Box::new(out)))
                .build(Root::builder().appender("out").build(log::LevelFilter::Info))?;
            log4rs::init_config(config)?;
            day();
        }
        "log4rs-pattern" => {
            use log4rs::append::console::ConsoleAppender;
            use log4rs::config::{Appender, Config, Root};
            use log4rs::encode::pattern::PatternEncoder;
            let out = ConsoleAppender::builder().encoder(Box::new(PatternEncoder::new("{d(%Y-%m-%d %H:%M:%S%.3f)} [{T}] {l:<5} {t}:{L} - {m}{n}"))).build();
            let config = Config::builder()
                .appender(Appender::builder().build("out", Box::new(out)))
                .build(Root::builder().appender("out").build(log::LevelFilter::Debug))?;
            log4rs::init_config(config)?;
            day();
        }
        "simple-logger" => {
            simple_logger::SimpleLogger::new().with_level(log::LevelFilter::Info).with_colors(false).init()?;
            day();
        }
        "simplelog" => {
            simplelog::WriteLogger::init(log::LevelFilter::Info, simplelog::Config::default(), std::io::stdout())?;
            day();
        }
        "stderrlog" => {
            stderrlog::new().verbosity(3).timestamp(stderrlog::Timestamp::Second).module("logs").module("shop").init()?;
            day();
        }
        "fern" => {
            fern::Dispatch::new()
                .format(|out, message, record| {
                    out.finish(format_args!("{}[{}][{}] {}", chrono::Local::now().format("[%Y-%m-%d][%H:%M:%S]"), record.target(), record.level(), message))
                })
                .level(log::LevelFilter::Info)
                .chain(std::io::stdout())
                .apply()?;
            day();
        }
        "fern-color" => {
            let colors = fern::colors::ColoredLevelConfig::new();
            fern::Dispatch::new()
                .format(move |out, message, record| {
                    out.finish(format_args!("[{} {} {}] {}", chrono::Utc::now().format("%Y-%m-%dT%H:%M:%SZ"), colors.color(record.level()), record.target(), message))
                })
                .level(log::LevelFilter::Info)
                .chain(std::io::stdout())
                .apply()?;
            day();
        }
        "flexi-logger" => {
            let _l = flexi_logger::Logger::try_with_str("info")?.log_to_stdout().start()?;
            day();
        }
        "flexi-logger-detailed" => {
            let _l = flexi_logger::Logger::try_with_str("info")?.format(flexi_logger::detailed_format).log_to_stdout().start()?;
            day();
        }
        "flexi-logger-opt" => {
            let _l = flexi_logger::Logger::try_with_str("info")?.format(flexi_logger::opt_format).log_to_stdout().start()?;
            day();
        }
        "slog-full" => slog_day(|d| slog::Drain::fuse(slog_term::FullFormat::new(d).build())),
        "slog-compact" => slog_day(|d| slog::Drain::fuse(std::sync::Mutex::new(slog_term::CompactFormat::new(d).build()))),
        _ => std::process::exit(2),
    }
    Ok(())
}

trait FinishAnd {
    fn finish_and(self, f: fn());
}

impl<N, E, F, W> FinishAnd for fmt_builder::Builder<N, E, F, W>
where
    Self: tracing_subscriber::util::SubscriberInitExt,
{
    fn finish_and(self, f: fn()) {
        use tracing_subscriber::util::SubscriberInitExt;
        self.init();
        f();
    }
}

mod fmt_builder {
    pub type Builder<N, E, F, W> = tracing_subscriber::fmt::SubscriberBuilder<N, E, F, W>;
}

fn slog_day<D>(make: fn(slog_term::PlainSyncDecorator<std::io::Stdout>) -> D)
where
    D: slog::Drain<Ok = (), Err = slog::Never> + slog::SendSyncUnwindSafeDrain<Ok = (), Err = slog::Never> + std::panic::RefUnwindSafe + 'static,
{
    use slog::{crit, error, info, o, warn};
    let root = slog::Logger::root(make(slog_term::PlainSyncDecorator::new(std::io::stdout())), o!("shop" => "north"));
    info!(root, "shop opens"; "tills" => 2);
    let till = root.new(o!("till" => 2));
    warn!(till, "paper is low"; "left" => "3 m", "error" => "none");
    error!(till, "coins jammed"; "code" => 17, "error" => "E_JAM");
    info!(till, "restarted");
    error!(root, "report:\n  2 tills open\n  1 order lost");
    crit!(root, "power is gone"; "battery" => "12%");
    info!(root, "shop closes");
}
