//! The `aiops` command.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::ffi::{OsStr, OsString};
use std::panic::PanicHookInfo;
use std::process::ExitCode;

use aiops::config::{self, Refusal, exit};
use aiops::report;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let cli = match config::command_line(&arguments) {
        Ok(cli) => cli,
        Err(Refusal::Usage(error)) => refuse(&error),
        Err(Refusal::Config(error)) => {
            eprintln!("aiops: error: {}", report::clean(&error.to_string()));
            return ExitCode::from(exit::CONFIG);
        }
    };
    std::panic::set_hook(Box::new(say));
    // The panic has been said by then.
    let status = std::panic::catch_unwind(|| aiops::commands::run(cli));
    ExitCode::from(status.unwrap_or(exit::DEFECT))
}

/// A message that was put together may hold text from a log, which nobody has scrubbed: only the place is told then.
fn say(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string);
    let place = place.unwrap_or_else(|| "at an unknown place".to_owned());
    match panic.payload().downcast_ref::<&'static str>() {
        Some(message) => log::error!("a defect of aiops: {message}, {place}"),
        None => log::error!("a defect of aiops: {place}"),
    }
    let trace = Backtrace::capture();
    if trace.status() == BacktraceStatus::Captured {
        log::error!("{trace}");
    }
}

/// Prints what is wrong with the command line, or the help, and ends. A file's name that a glob has put there may be
/// mistaken for an option, and is a stranger's text.
fn refuse(error: &clap::Error) -> ! {
    let arguments = std::env::args_os();
    let own =
        std::env::vars_os().filter(|(name, _)| name.as_encoded_bytes().starts_with(b"AIOPS_"));
    let harmful = |text: OsString| is_harmful(&text);
    if !error.use_stderr() || !arguments.chain(own.map(|(_, value)| value)).any(harmful) {
        error.exit();
    }
    eprint!("{}", report::clean(&error.render().to_string()));
    std::process::exit(error.exit_code());
}

fn is_harmful(text: &OsStr) -> bool {
    let text = text.to_string_lossy();
    report::clean(&text) != text
}
