//! What is told twice is told alike: man pages and completions are what the program renders, and the list of built-in
//! patterns is the folder's.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use aiops::commands::man;
use aiops::pattern::DETECT;
use regex::Regex;

/// What writes man pages, completions and README's screen anew.
pub(crate) const REFRESH: &str = "UPDATE_DOCS=1 cargo test --locked --test tests -- docs readme";

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Whether files are to be written anew rather than compared.
pub(crate) fn refreshes() -> bool {
    std::env::var_os("UPDATE_DOCS").is_some()
}

fn page(name: &str) -> String {
    std::fs::read_to_string(root().join("man").join(name)).unwrap()
}

/// The pages that no command describes.
pub(crate) fn pages() -> [String; 2] {
    [page("aiops-incident.5.in"), page("aiops-patterns.5.in")]
}

/// A text as a reader of the page sees it.
pub(crate) fn unescaped(roff: &str) -> String {
    let mut out = String::with_capacity(roff.len());
    let mut rest = roff;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let escapes = [
            ("\\e", "\\"),
            ("\\-", "-"),
            ("\\&", ""),
            ("\\ ", " "),
            ("\\(aq", "'"),
            ("\\(dq", "\""),
            ("\\(ha", "^"),
            ("\\(ti", "~"),
            ("\\(ga", "`"),
        ];
        let (escape, text) = *escapes
            .iter()
            .find(|(escape, _)| rest.starts_with(escape))
            .unwrap_or_else(|| {
                panic!(
                    "unknown escape: {}",
                    rest.lines().next().unwrap_or_default()
                )
            });
        out.push_str(text);
        rest = &rest[escape.len()..];
    }
    out + rest
}

/// The examples of a page, as they are to be typed.
pub(crate) fn examples(page: &str) -> Vec<String> {
    let blocks = page.split("\n.EX\n").skip(1);
    blocks
        .map(|block| unescaped(block.split("\n.EE").next().unwrap()) + "\n")
        .collect()
}

/// Holds a folder against what it is to contain, or fills it.
fn compare(folder: &str, expected: &BTreeMap<String, Vec<u8>>) {
    let path = root().join(folder);
    let mut there = BTreeMap::new();
    for entry in std::fs::read_dir(&path).into_iter().flatten() {
        let file = entry.unwrap().path();
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        if file.extension().is_none_or(|ending| ending != "in") {
            there.insert(name, std::fs::read(&file).unwrap());
        }
    }
    if refreshes() {
        std::fs::create_dir_all(&path).unwrap();
        for name in there.keys().filter(|name| !expected.contains_key(*name)) {
            std::fs::remove_file(path.join(name)).unwrap();
        }
        for (name, text) in expected {
            std::fs::write(path.join(name), text).unwrap();
        }
        return;
    }
    let mut wrong = String::new();
    for name in there.keys().chain(expected.keys()).collect::<BTreeSet<_>>() {
        let what = match (there.get(name), expected.get(name)) {
            (Some(_), None) => "should not be there",
            (None, Some(_)) => "is missing",
            (there, expected) if there != expected => "is not what the program renders",
            _ => continue,
        };
        let _ = writeln!(wrong, "{folder}/{name} {what}");
    }
    assert!(wrong.is_empty(), "{wrong}`{REFRESH}` writes them anew");
}

#[test]
fn man_pages_are_what_the_program_renders() {
    let pages = man::pages().unwrap();
    assert!(pages.len() > 9, "only {} pages are rendered", pages.len());
    compare("man", &pages);
}

#[test]
fn completions_are_what_the_program_renders() {
    let scripts = man::scripts()
        .into_iter()
        .map(|(name, text)| (name.to_owned(), text));
    compare("completions", &scripts.collect());
}

#[test]
fn every_page_that_a_page_names_exists() {
    let known = man::pages().unwrap();
    let regex = Regex::new(r"\.BR (aiops[\w-]*) \((\d)\)").unwrap();
    for page in pages() {
        let page = page.replace("\\-", "-");
        let named: Vec<_> = regex.captures_iter(&page).collect();
        assert!(named.len() > 2);
        for found in named {
            let name = format!("{}.{}", &found[1], &found[2]);
            assert!(known.contains_key(&name), "there is no {name}");
        }
    }
}

#[test]
fn the_folder_of_patterns_is_what_is_built_in() {
    let folder = std::fs::read_dir(root().join("patterns/detect")).unwrap();
    let there: BTreeSet<String> = folder
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let built_in: BTreeSet<String> = DETECT.iter().map(|(file, _)| (*file).to_owned()).collect();
    assert_eq!(
        there, built_in,
        "`DETECT` in src/pattern/mod.rs lists patterns/detect/"
    );
    assert_eq!(built_in.len(), DETECT.len(), "a file is listed twice");
    for (file, text) in DETECT {
        let path = root().join("patterns/detect").join(file);
        assert!(
            std::fs::read_to_string(path).unwrap() == *text,
            "{file} is listed with another's text"
        );
    }
}
