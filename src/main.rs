//! The `aiops` command.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = aiops::cli::Cli::parse();
    // The panic has been said by then.
    let status = std::panic::catch_unwind(|| aiops::commands::run(cli));
    ExitCode::from(status.unwrap_or(aiops::config::exit::DEFECT))
}
