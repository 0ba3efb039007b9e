//! `aiops man`: the man pages, rendered from the command line's own description and from `man/*.in`.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

use super::{UsageError, completions};
use crate::cli::Cli;
use crate::config::exit;

/// The page on the incident's public form, which no command describes.
const INCIDENT: &str = include_str!("../../man/aiops-incident.5.in");
/// The page on pattern files.
const PATTERNS: &str = include_str!("../../man/aiops-patterns.5.in");

pub(super) fn run(page: &str, folder: Option<&Path>) -> Result<u8> {
    let pages = pages()?;
    if let Some(folder) = folder {
        for (name, text) in &pages {
            let path = folder.join(name);
            std::fs::write(&path, text)
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        return Ok(exit::DONE);
    }
    let stem = |name: &str| name.rsplit_once('.').map(|(stem, _)| stem.to_owned());
    let found = pages.iter().find(|(name, _)| {
        let stem = stem(name);
        let short = stem.as_deref().and_then(|stem| stem.strip_prefix("aiops-"));
        name.as_str() == page || stem.as_deref() == Some(page) || short == Some(page)
    });
    let Some((_, text)) = found else {
        let known: Vec<_> = pages.keys().map(String::as_str).collect();
        let message = format!("there is no page `{page}`; one of {}", known.join(", "));
        return Err(UsageError(message).into());
    };
    std::io::stdout().write_all(text)?;
    Ok(exit::DONE)
}

/// All pages by file name, as they stand in `man/`.
pub fn pages() -> Result<BTreeMap<String, Vec<u8>>> {
    let mut pages = BTreeMap::new();
    let mut root = Cli::command().disable_help_subcommand(true);
    root.build();
    render(&root, &mut pages)?;
    pages.insert("aiops-incident.5".to_owned(), INCIDENT.as_bytes().to_vec());
    pages.insert("aiops-patterns.5".to_owned(), PATTERNS.as_bytes().to_vec());
    Ok(pages)
}

fn render(command: &clap::Command, pages: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
    let name = command
        .get_display_name()
        .unwrap_or(command.get_name())
        .to_owned();
    let mut text = Vec::new();
    // No date: the page changes when the text does.
    Man::new(command.clone())
        .date("")
        .source(concat!("aiops ", env!("CARGO_PKG_VERSION")))
        .render(&mut text)?;
    pages.insert(format!("{name}.1"), text);
    for sub in command.get_subcommands() {
        render(sub, pages)?;
    }
    Ok(())
}

/// Completion scripts by file name, as they stand in `completions/`.
pub fn scripts() -> BTreeMap<&'static str, Vec<u8>> {
    BTreeMap::from([
        ("aiops.bash", completions::render(Shell::Bash)),
        ("aiops.fish", completions::render(Shell::Fish)),
        ("_aiops", completions::render(Shell::Zsh)),
    ])
}
