//! The `aiops` command.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = aiops::cli::Cli::parse();
    ExitCode::from(aiops::commands::run(cli))
}
