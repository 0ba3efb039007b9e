//! Errors that show more than a line of themselves.
use std::fmt;
use std::process::{ExitCode, Termination};
use std::thread;

use color_eyre::Section;
use color_eyre::eyre::WrapErr;
use error_stack::{Report, ResultExt};
use miette::IntoDiagnostic;

#[derive(Debug, thiserror::Error)]
enum Shop {
    #[error("order {0} refused:\n  - no customer\n  - total is {1}")]
    Refused(u32, i32, #[source] Box<Shop>),
    #[error("no stock of {0}")]
    Stock(&'static str, #[source] std::num::ParseIntError),
}

fn refused() -> Shop {
    Shop::Refused(12, -3, Box::new(Shop::Stock("tea", "x".parse::<u8>().unwrap_err())))
}

#[derive(Debug)]
struct Job(&'static str);

impl fmt::Display for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Job {}

fn list() -> Result<Vec<u8>, Report<Job>> {
    std::fs::read("/srv/none/prices.csv")
        .change_context(Job("cannot read\nthe list"))
        .attach_printable("shop north")
}

fn several() -> Result<(), Report<Job>> {
    let mut all = list().unwrap_err();
    all.extend_one(list().unwrap_err());
    all.extend_one(Report::new(Job("till 3 is closed")));
    Err(all.change_context(Job("two of three failed")))
}

#[derive(Debug, thiserror::Error, miette::Diagnostic)]
#[error("bad recipe soup\nwith two lines")]
#[diagnostic(code(kitchen::recipe), help("look at the\nrecipe again"))]
struct Recipe {
    #[source_code]
    text: String,
    #[label("here")]
    at: miette::SourceSpan,
    #[source]
    cause: std::io::Error,
}

#[tracing::instrument]
fn snapshot(name: &str) -> color_eyre::Result<()> {
    Err(refused()).wrap_err("snapshot failed")
}

#[derive(Debug, serde::Deserialize)]
#[allow(dead_code)]
struct Conf {
    port: u16,
}

fn conf() -> Result<Conf, toml::de::Error> {
    toml::from_str("[shop]\nport = many\n")
}

fn main() -> ExitCode {
    println!("depot opens");
    println!("3 tills");
    match std::env::args().nth(1).as_deref() {
        Some("anyhow-unwrap") => {
            Err::<(), _>(anyhow::Error::new(refused()).context("closing the day")).unwrap();
        }
        Some("regex-unwrap") => {
            regex::Regex::new("(?<order>\n[0-9").unwrap();
        }
        Some("toml-main") => {
            if let Err(e) = conf() {
                eprintln!("Error: {e}");
            }
        }
        Some("toml-panic") => {
            let read = |n: u32| thread::spawn(move || conf().unwrap_or_else(|e| panic!("till {n}: {e}"))).join();
            let _ = read(1);
            println!("next till");
            let _ = read(2);
        }
        Some("regex-main") => {
            if let Err(e) = regex::Regex::new("(ab[c") {
                eprintln!("Error: {e}");
            }
        }
        Some("regex-panic") => {
            for filter in ["(ab[c", "x{"] {
                let read = move || regex::Regex::new(filter).unwrap_or_else(|e| panic!("filter: {e}"));
                let _ = thread::spawn(read).join();
                println!("next filter");
            }
        }
        Some("hook-frames") => {
            std::panic::set_hook(Box::new(|info| eprintln!("{info}\n{}", std::backtrace::Backtrace::force_capture())));
            let _ = thread::spawn(|| panic!("till 3\nis on fire")).join();
        }
        Some("two-line-panics") => {
            env_logger::builder().filter_level(log::LevelFilter::Info).init();
            for till in 1..=2 {
                log::info!("till {till} opens");
                let _ = thread::spawn(move || panic!("till {till} is on fire\nplease leave")).join();
            }
            log::info!("all tills are closed");
        }
        Some("error-stack") => return list().change_context(Job("cannot open")).map(drop).report(),
        Some("error-stack-several") => return several().report(),
        Some("error-stack-ascii") => {
            Report::set_charset(error_stack::fmt::Charset::Ascii);
            return several().report();
        }
        Some("miette-lines") => return Err::<(), _>(refused()).into_diagnostic().wrap_err_day().report(),
        Some("miette-narrated-lines") => {
            miette::set_hook(Box::new(|_| Box::new(miette::NarratableReportHandler::new()))).unwrap();
            let cause = std::io::Error::other("salt is empty\nand pepper");
            let recipe = Recipe { text: "water 3\nsalt x\n".into(), at: (13, 1).into(), cause };
            return Err::<(), miette::Report>(recipe.into()).report();
        }
        Some("color-eyre-suggestion") => {
            use tracing_subscriber::prelude::*;
            tracing_subscriber::registry().with(tracing_error::ErrorLayer::default()).init();
            color_eyre::config::HookBuilder::new().theme(color_eyre::config::Theme::new()).install().unwrap();
            return snapshot("var").note("disk 3\nis full").suggestion("free some space").report();
        }
        _ => {}
    }
    ExitCode::SUCCESS
}

trait Day<T> {
    fn wrap_err_day(self) -> miette::Result<T>;
}

impl<T> Day<T> for miette::Result<T> {
    fn wrap_err_day(self) -> miette::Result<T> {
        miette::WrapErr::wrap_err(self, "closing the day")
    }
}
