//! Panic hooks of others.
use std::thread;

fn worker(name: &str, f: fn()) {
    let _ = thread::Builder::new().name(name.to_string()).spawn(f).unwrap().join();
}

fn chain() -> Result<u32, Box<dyn std::error::Error + Send + Sync>> {
    Ok("x".parse::<u32>()?)
}

fn open_till(n: u32) -> u32 {
    let tills = [1, 2, 3];
    tills[n as usize]
}

fn plain_logger() {
    env_logger::Builder::from_default_env()
        .filter_level(log::LevelFilter::Info)
        .target(env_logger::Target::Stdout)
        .init();
}

fn main() {
    match std::env::args().nth(1).unwrap_or_default().as_str() {
        "log-panics" => {
            plain_logger();
            log_panics::init();
            log::info!("shop started");
            worker("importer", || panic!("no such file: prices.csv"));
            log::info!("import will be tried again");
            worker("importer", || panic!("two lines\nof message"));
            log::info!("shop closed");
        }
        "log-panics-backtrace" => {
            plain_logger();
            log_panics::Config::new().backtrace_mode(log_panics::BacktraceMode::Resolved).install_panic_hook();
            log::info!("shop started");
            worker("importer", || println!("{}", open_till(7)));
            log::info!("shop closed");
        }
        "log-info" => {
            plain_logger();
            std::panic::set_hook(Box::new(|info| {
                log::info!("expected in this test: {info}");
            }));
            log::info!("chaos test started");
            worker("victim", || panic!("killed on purpose"));
            log::info!("chaos test done, 0 failures");
        }
        "log-info-full" => {
            plain_logger();
            std::panic::set_hook(Box::new(|info| {
                let name = thread::current().name().unwrap_or("?").to_string();
                log::info!(
                    "a drill, ignore it: thread '{}' panicked at {}:\n{}\nstack backtrace:\n   0: drill::run\n             at drill.rs:1:1",
                    name,
                    info.location().unwrap(),
                    info.payload_as_str().unwrap()
                );
            }));
            worker("victim", || panic!("killed on purpose"));
            log::info!("drill done");
        }
        "log-error-hook" => {
            plain_logger();
            std::panic::set_hook(Box::new(|info| {
                log::error!("{info}");
            }));
            log::info!("shop started");
            worker("importer", || panic!("no such file: prices.csv"));
            log::warn!("worker importer is gone");
        }
        "env-logger-around" => {
            plain_logger();
            log::info!("shop started");
            log::info!("import of prices.csv begins");
            worker("importer", || println!("{}", chain().unwrap()));
            log::info!("next import in 60 s");
            log::warn!("1 import failed");
        }
        "tracing-panic" => {
            tracing_subscriber::fmt().with_ansi(false).with_writer(std::io::stdout).init();
            std::panic::set_hook(Box::new(tracing_panic::panic_hook));
            tracing::info!(port = 8080, "listening");
            worker("http-1", || panic!("cannot divide the bill"));
            tracing::info!("still listening");
        }
        "tracing-around" => {
            tracing_subscriber::fmt().with_ansi(false).with_writer(std::io::stderr).init();
            tracing::info!(port = 8080, "listening");
            worker("http-1", || println!("{}", open_till(4)));
            tracing::info!(status = 500, "request finished");
        }
        "human-panic" => {
            human_panic::setup_panic!(human_panic::Metadata::new("shop", "0.3.1")
                .authors("Shop Team <shop@example.org>")
                .homepage("https://shop.example.org")
                .support("- Open a ticket at https://shop.example.org/tickets"));
            println!("opening");
            panic!("nobody sees this");
        }
        "better-panic" => {
            better_panic::install();
            open_till(3);
        }
        "better-panic-full" => {
            better_panic::Settings::debug().most_recent_first(false).lineno_suffix(true).verbosity(better_panic::Verbosity::Full).install();
            open_till(3);
        }
        "color-backtrace" => {
            color_backtrace::install();
            open_till(3);
        }
        _ => std::process::exit(2),
    }
}
