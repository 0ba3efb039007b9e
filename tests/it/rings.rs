//! The four rings of the house: an arrow points only inward, and the pure ring touches nothing but its arguments.
//!
//! Read are the lines of `src/` that name a module of the crate, comments and tests aside.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

/// Every module of the crate's root, and its ring. `lib` only lists them.
const RINGS: [(u8, &[&str]); 4] = [
    (1, &["incident"]),
    (
        2,
        &[
            "pattern",
            "decode",
            "detect",
            "filter",
            "scrub",
            "fingerprint",
            "dedup",
        ],
    ),
    (3, &["source", "store", "sink", "heartbeat"]),
    (
        4,
        &["config", "pipeline", "report", "commands", "cli", "main"],
    ),
];

/// What the pure ring must not name: files, nets, threads and clocks, and the crates that are made of them. Addresses
/// of `std::net` are plain data.
const EFFECTS: [&str; 4] = [
    r"\bstd::(?:fs|thread|process|env)\b",
    r"\b(?:Tcp|Udp|Unix)(?:Stream|Listener|Socket|Datagram)\b|\bToSocketAddrs\b|\bstd::net::\*",
    r"\b(?:Instant|SystemTime|Utc|Local)::now\b",
    r"\b(?:crossbeam_channel|notify|rustix|signal_hook|ureq|walkdir)::",
];

/// One file of `src/`.
pub(crate) struct SourceFile {
    /// Its path below `src/`.
    pub path: PathBuf,
    /// Its modules from the crate's root, such as `sink platform settings`.
    modules: Vec<String>,
    /// Its text without comments and tests.
    pub code: String,
}

/// All files of `src/`, by path.
pub(crate) fn source_files() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let below = path.strip_prefix(&root).unwrap().to_owned();
                files.push(SourceFile {
                    modules: modules(&below),
                    code: code(&std::fs::read_to_string(&path).unwrap()),
                    path: below,
                });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn modules(path: &Path) -> Vec<String> {
    let mut modules: Vec<String> = path
        .with_extension("")
        .iter()
        .map(|part| part.to_str().unwrap().to_owned())
        .collect();
    if modules.last().is_some_and(|last| last == "mod") {
        modules.pop();
    }
    modules
}

/// The text without comments and without items under `#[cfg(test)]`, which rustfmt ends at their own indent.
fn code(text: &str) -> String {
    static COMMENT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?m)(?:^|\s)//.*$").unwrap());
    let text = COMMENT.replace_all(text, "");
    let mut out = String::with_capacity(text.len());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            out.push_str(line);
            out.push('\n');
            continue;
        }
        let indent = &line[..line.len() - line.trim_start().len()];
        let end = [format!("{indent}}}"), format!("{indent}}};")];
        for line in lines.by_ref() {
            let is_item = line.starts_with(indent) && !line[indent.len()..].starts_with([' ', '#']);
            if end.iter().any(|end| end == line) || (is_item && line.ends_with(';')) {
                break;
            }
        }
    }
    out
}

/// Modules of the crate's root that `code` names: after `crate::`, alone or in braces, or after as many `super::` as
/// lead there.
fn named(code: &str, depth: usize) -> Vec<String> {
    static PATH: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b(crate::|(?:super::)+)(\w+|\{)").unwrap());
    let mut names = Vec::new();
    for found in PATH.captures_iter(code) {
        let way = &found[1];
        if way != "crate::" && way.len() / "super::".len() < depth {
            continue;
        }
        if &found[2] == "{" {
            names.extend(in_braces(&code[found.get(2).unwrap().end()..]));
        } else {
            names.push(found[2].to_owned());
        }
    }
    names
}

/// First names of the members of a list in braces, whose opening brace has been read.
fn in_braces(text: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let (mut depth, mut taking) = (0, true);
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(String::new());
                taking = true;
            }
            c if taking && (c.is_alphanumeric() || c == '_') => {
                names.last_mut().unwrap().push(c);
            }
            // Blanks may stand before the name, and nothing behind it belongs to it.
            c => taking &= c.is_whitespace() && names.last().is_some_and(String::is_empty),
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn rings() -> BTreeMap<&'static str, u8> {
    let flat =
        |(ring, names): (u8, &'static [&'static str])| names.iter().map(move |name| (*name, ring));
    RINGS.into_iter().flat_map(flat).collect()
}

/// Whether `from` may use `to`, each a name and a ring.
fn may_use((from, from_ring): (&str, u8), (to, to_ring): (&str, u8)) -> bool {
    from == to
        || match from_ring {
            1 => false,
            2 => to_ring <= 2,
            3 => to_ring == 1,
            _ => true,
        }
}

#[test]
fn arrows_point_inward() {
    let rings = rings();
    let mut wrong = String::new();
    let mut arrows = 0;
    for file in source_files() {
        let from = file.modules[0].as_str();
        if from == "lib" {
            continue;
        }
        let path = file.path.display();
        let Some(&from_ring) = rings.get(from) else {
            let _ = writeln!(
                wrong,
                "src/{path}: `{from}` has no ring; give it one in RINGS"
            );
            continue;
        };
        for to in named(&file.code, file.modules.len()) {
            arrows += 1;
            match rings.get(to.as_str()) {
                None => {
                    let _ = writeln!(wrong, "src/{path}: `{to}` is no module with a ring");
                }
                Some(&to_ring) if !may_use((from, from_ring), (&to, to_ring)) => {
                    let _ = writeln!(
                        wrong,
                        "src/{path}: `{from}` of ring {from_ring} uses `{to}` of ring {to_ring}"
                    );
                }
                Some(_) => {}
            }
        }
    }
    assert!(arrows > 50, "only {arrows} uses were read");
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_pure_ring_touches_nothing_but_its_arguments() {
    let rings = rings();
    let mut wrong = String::new();
    let mut read = 0;
    for file in source_files() {
        if rings
            .get(file.modules[0].as_str())
            .is_none_or(|ring| *ring > 2)
        {
            continue;
        }
        read += 1;
        for effect in effects(&file.code) {
            let _ = writeln!(wrong, "src/{}: {effect}", file.path.display());
        }
    }
    assert!(read > 10, "only {read} files were read");
    assert!(wrong.is_empty(), "{wrong}");
}

fn effects(code: &str) -> Vec<String> {
    // `std::{fs, thread}` as `std::fs std::thread`.
    let mut code = code.to_owned();
    let mut spread = String::new();
    for (at, head) in code.match_indices("std::{") {
        for name in in_braces(&code[at + head.len()..]) {
            let _ = write!(spread, " std::{name}");
        }
    }
    code.push_str(&spread);
    let found = |effect: &str| -> Vec<String> {
        let regex = Regex::new(effect).unwrap();
        regex
            .find_iter(&code)
            .map(|found| found.as_str().to_owned())
            .collect()
    };
    EFFECTS.iter().flat_map(|effect| found(effect)).collect()
}

#[test]
fn every_spelling_of_a_use_is_read() {
    for (text, depth, expected) in [
        ("use crate::sink::Sink;", 1, &["sink"][..]),
        (
            "use crate::{cli::{Scan, Reading}, decode as d, incident};",
            1,
            &["cli", "decode", "incident"],
        ),
        ("fn f(x: &crate::store::Store) {}", 1, &["store"]),
        ("pub(in crate::sink) mod x;", 2, &["sink"]),
        ("use super::{Field, PatternError};", 2, &[]),
        ("use super::super::sink::Sink;", 2, &["sink"]),
        ("use super::cli;", 1, &["cli"]),
    ] {
        assert_eq!(named(text, depth), expected, "{text}");
    }
}

#[test]
fn every_effect_is_read() {
    for (text, expected) in [
        (
            "use std::{fmt, fs::File, thread};",
            &["std::fs", "std::thread"][..],
        ),
        ("let now = chrono::Utc::now();", &["Utc::now"]),
        ("std::time::Instant::now()", &["Instant::now"]),
        ("use std::net::{IpAddr, TcpStream};", &["TcpStream"]),
        ("use std::net::Ipv4Addr;", &[]),
        ("fn see(now: DateTime<Utc>, after: Duration)", &[]),
        ("rustix::fs::open()", &["rustix::"]),
    ] {
        assert_eq!(effects(text), expected, "{text}");
    }
}

#[test]
fn comments_and_tests_are_left_out_and_nothing_else() {
    let text = "\
//! See [`crate::detect`].
use a; // crate::sink
#[cfg(test)]
use crate::cli;
let url = \"http://x\";
    #[cfg(test)]
    #[allow(x)]
    pub(crate) fn set(
        &self,
    ) {
        crate::cli::f();
    }
    fn kept() {}
#[cfg(test)]
mod tests {
    use crate::cli;

    #[test]
    fn x() {}
}
const KEPT: u8 = 1;
";
    let kept: Vec<_> = code(text)
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect();
    assert_eq!(
        kept,
        [
            "use a;",
            "let url = \"http://x\";",
            "fn kept() {}",
            "const KEPT: u8 = 1;"
        ]
    );
}

#[test]
fn who_may_use_whom() {
    assert!(may_use(("dedup", 2), ("scrub", 2)));
    assert!(may_use(("sink", 3), ("incident", 1)));
    assert!(may_use(("cli", 4), ("sink", 3)));
    assert!(!may_use(("incident", 1), ("scrub", 2)));
    assert!(!may_use(("dedup", 2), ("sink", 3)));
    assert!(!may_use(("sink", 3), ("source", 3)));
    assert!(!may_use(("sink", 3), ("scrub", 2)));
    assert!(!may_use(("heartbeat", 3), ("config", 4)));
}
