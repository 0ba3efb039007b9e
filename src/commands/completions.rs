//! `aiops completions`: a script for a shell.

use std::io::Write;

use anyhow::Result;
use clap::CommandFactory;
use clap_complete::{Shell, generate};

use crate::cli::Cli;
use crate::config::exit;

pub(super) fn run(shell: Shell) -> Result<u8> {
    let script = render(shell);
    std::io::stdout().write_all(&script)?;
    Ok(exit::DONE)
}

/// The script, as it stands in `completions/`.
pub(crate) fn render(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    generate(shell, &mut Cli::command(), "aiops", &mut script);
    script
}
