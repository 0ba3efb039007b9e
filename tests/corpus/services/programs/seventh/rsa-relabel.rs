//! Renames the labels of an image collection; a command-line tool with color-eyre.
use color_eyre::{eyre::{bail, eyre, WrapErr}, Help, Result, SectionExt};
use std::{collections::BTreeMap, fs};

fn rules(path: &str) -> Result<BTreeMap<String, String>> {
    let text = fs::read_to_string(path).wrap_err_with(|| format!("cannot open rules `{path}`"))?;
    let mut map = BTreeMap::new();
    for (n, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let Some((from, to)) = line.split_once("->") else {
            return Err(eyre!("line {}: no arrow", n + 1))
                .with_section(|| line.to_owned().header("Rule:"))
                .suggestion("write `old -> new`");
        };
        let (from, to) = (from.trim(), to.trim());
        if map.insert(from.to_owned(), to.to_owned()).is_some() {
            bail!("line {}: `{from}` is renamed twice", n + 1);
        }
    }
    Ok(map)
}

fn apply(labels: &[&str], map: &BTreeMap<String, String>) -> usize {
    let mut changed = 0;
    for (i, l) in labels.iter().enumerate() {
        match map.get(*l) {
            Some(to) if to == "!" => {
                let next = &labels[i + 3];
                println!("  drop  {l} before {next}");
            }
            Some(to) => {
                println!("  {l:<8} -> {to}");
                changed += 1;
            }
            None => println!("  {l:<8} kept"),
        }
    }
    changed
}

fn main() -> Result<()> {
    color_eyre::install()?;
    let path = std::env::args().nth(1).unwrap();
    println!("relabel {}: rules from {path}", env!("CARGO_PKG_VERSION"));
    let map = rules(&path).wrap_err("rules are unusable").note("nothing was renamed")?;
    println!("{} rules, 0 errors", map.len());
    let n = apply(&["cat", "dog", "error", "panic", "horse"], &map);
    println!("done: {n} renamed");
    Ok(())
}
