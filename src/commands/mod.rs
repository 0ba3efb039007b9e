//! One file for each subcommand, each telling its story. `scan.rs` is the one to copy.
//!
//! In: the parsed command line. Out: an exit status; what went wrong is said on stderr.

mod completions;
mod config;
mod explain;
pub mod man;
mod patterns;
mod pipe;
mod redact;
mod scan;
mod signals;
mod watch;

use std::io::ErrorKind;

use clap::ColorChoice;
use log::LevelFilter;

use crate::cli::{Cli, Command};
use crate::config::{ConfigError, exit};
use crate::report::{Aside, Waits};

/// Runs a command and returns the process's exit status.
pub fn run(cli: Cli) -> u8 {
    choose_colour(cli.color);
    // Of all commands only `pipe` has somebody waiting for it who never asked for its words.
    let aside = matches!(cli.command, Command::Pipe(_))
        .then(|| Aside::start("standard error", std::io::stderr(), Waits::Never).ok())
        .flatten();
    start_log(cli.verbose, cli.quiet, aside.clone());
    let done = match cli.command {
        Command::Scan(options) => scan::run(&options),
        Command::Pipe(options) => match &aside {
            Some(aside) => pipe::run(&options, aside),
            None => Err(anyhow::anyhow!("cannot start a thread")),
        },
        Command::Watch(options) => watch::run(&options),
        Command::Redact(options) => redact::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Patterns(options) => patterns::run(&options),
        Command::Config(options) => config::run(&options.file),
        Command::Completions { shell } => completions::run(shell),
        Command::Man { page, write } => man::run(&page, write.as_deref()),
    };
    let status = done.unwrap_or_else(|error| status_of(&error));
    if let Some(aside) = aside {
        aside.settle(|| false);
    }
    status
}

/// Says what went wrong, unless it is only that nobody reads on.
fn status_of(error: &anyhow::Error) -> u8 {
    let io = error.downcast_ref::<std::io::Error>();
    if io.is_some_and(|error| error.kind() == ErrorKind::BrokenPipe) {
        return exit::DONE;
    }
    log::error!("{error:#}");
    if error.is::<ConfigError>() {
        exit::CONFIG
    } else if error.is::<UsageError>() {
        exit::USAGE
    } else if io.is_some() {
        exit::INPUT
    } else {
        exit::DEFECT
    }
}

/// Something was asked for that is not there.
#[derive(Debug)]
struct UsageError(String);

impl std::fmt::Display for UsageError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UsageError {}

fn choose_colour(choice: ColorChoice) {
    match choice {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    }
    .write_global();
}

/// Our own words go to stderr. Only ours: a library's trace of a request would hold the key.
fn start_log(verbose: u8, quiet: u8, aside: Option<Aside>) {
    let level = match i16::from(verbose) - i16::from(quiet) {
        ..=-2 => LevelFilter::Off,
        -1 => LevelFilter::Error,
        0 => LevelFilter::Warn,
        1 => LevelFilter::Info,
        2 => LevelFilter::Debug,
        _ => LevelFilter::Trace,
    };
    let mut builder = env_logger::Builder::new();
    builder.filter_module("aiops", level).format(|out, record| {
        use std::io::Write as _;
        let level = record.level().as_str().to_ascii_lowercase();
        writeln!(
            out,
            "aiops: {level}: {}",
            crate::report::clean(&record.args().to_string())
        )
    });
    if let Some(aside) = aside {
        builder.target(env_logger::Target::Pipe(Box::new(aside)));
    }
    // A second command in one process, as in tests, keeps the first one's log.
    let _ = builder.try_init();
}
