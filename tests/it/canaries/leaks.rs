//! What shows of the canaries: outputs, requests and files go in, a list of leaks comes out.
//!
//! A canary shows when so many letters in a row of what is secret in it stand in an output, in any case, that do not stand
//! in the logs without canaries.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::plant::{Canary, Class, canaries};
use crate::corpus_file::{Case, cases};
use crate::harness::{Done, Home, Receiver};

const SEED: u64 = 0x5eed_000c;
/// Letters around a leak that are shown.
const AROUND: usize = 60;

pub(crate) static LOGS: LazyLock<Vec<Case>> = LazyLock::new(cases);
pub(crate) static CANARIES: LazyLock<Vec<Canary>> = LazyLock::new(|| {
    let only = std::env::var("AIOPS_CANARY_CLASSES").ok();
    canaries(seed(), only.as_deref())
});
pub(crate) static WATCH: LazyLock<Watch> = LazyLock::new(|| {
    let logs = LOGS.iter().map(|case| case.log.as_slice());
    Watch::new(&CANARIES, logs)
});

pub(crate) fn seed() -> u64 {
    let seed = std::env::var("AIOPS_CANARY_SEED").ok();
    seed.map_or(SEED, |seed| {
        seed.parse().expect("AIOPS_CANARY_SEED is a number")
    })
}

/// What has shown of canaries, by class and by where.
#[derive(Default)]
pub(crate) struct Leaks(BTreeMap<(Class, String), (usize, String)>);

impl Leaks {
    pub(crate) fn look(&mut self, way: &str, output: &[u8]) {
        self.look_into(way, output, String::new);
    }

    pub(crate) fn look_into(&mut self, way: &str, output: &[u8], about: impl Fn() -> String) {
        for (number, at) in WATCH.finds(output) {
            let class = CANARIES[number].class;
            let found = self.0.entry((class, way.to_owned())).or_insert_with(|| {
                let (from, to) = (at.saturating_sub(AROUND), output.len().min(at + AROUND));
                let text = String::from_utf8_lossy(&output[from..to]).into_owned();
                (0, format!("{}{text:?}", about()))
            });
            found.0 += 1;
        }
    }

    /// Both streams of a run.
    pub(crate) fn look_at(&mut self, done: &Done) {
        let way = &done.asked;
        self.look(&format!("stdout of {way}"), &done.stdout);
        self.look(&format!("stderr of {way}"), &done.stderr);
    }

    /// All that came to a receiver; how much that was.
    pub(crate) fn look_at_requests(&mut self, way: &str, receiver: &Receiver) -> usize {
        let arrived = receiver.arrived();
        for seen in &arrived {
            self.look(&format!("a URL of {way}"), seen.path.as_bytes());
            self.look(
                &format!("a body of {way}"),
                seen.body.to_string().as_bytes(),
            );
            for (name, value) in &seen.headers {
                self.look(&format!("the header {name} of {way}"), value.as_bytes());
            }
        }
        arrived.len()
    }

    /// All files that are there, but the logs themselves.
    pub(crate) fn look_at_files(&mut self, home: &Home, logs: &str) -> usize {
        let logs = home.path(logs);
        let mut count = 0;
        for file in walkdir::WalkDir::new(home.path("..")) {
            let file = file.expect("a file");
            let path = file.path().to_string_lossy().replace("/logs/..", "");
            if file.file_type().is_file() && !Path::new(&path).starts_with(&logs) {
                count += 1;
                let name = file.file_name().to_string_lossy().into_owned();
                self.look(&format!("the name of {name}"), name.as_bytes());
                self.look(
                    &format!("the file {name}"),
                    &std::fs::read(file.path()).expect("a file"),
                );
            }
        }
        count
    }

    #[track_caller]
    pub(crate) fn none(self) {
        let row = |((class, way), (count, example)): (&(Class, String), &(usize, String))| {
            format!("{:8} {count:6} in {way}: {example}", class.name())
        };
        let rows: Vec<String> = self.0.iter().map(row).collect();
        assert!(rows.is_empty(), "canaries show:\n{}", rows.join("\n"));
    }
}

/// Looks for what is secret in the canaries.
pub(crate) struct Watch {
    finder: AhoCorasick,
    /// Number of the canary that each row is of.
    owner: Vec<usize>,
}

impl Watch {
    /// Rows that stand in the logs without any canary tell nothing.
    pub(crate) fn new<'l>(canaries: &[Canary], logs: impl Iterator<Item = &'l [u8]>) -> Watch {
        let (mut rows, mut owner) = (Vec::new(), Vec::new());
        for (number, canary) in canaries.iter().enumerate() {
            for core in &canary.cores {
                let width = canary.class.row().min(core.len());
                rows.extend(core.as_bytes().windows(width));
                owner.resize(rows.len(), number);
            }
        }
        let mut harmless = vec![false; rows.len()];
        let all = finder(rows.iter().copied());
        for log in logs {
            for hit in all.find_overlapping_iter(log) {
                harmless[hit.pattern().as_usize()] = true;
            }
        }
        let is_own = |(at, _): &(usize, _)| !harmless[*at];
        let rows: Vec<_> = rows.into_iter().enumerate().filter(is_own).collect();
        Watch {
            owner: rows.iter().map(|(at, _)| owner[*at]).collect(),
            finder: finder(rows.into_iter().map(|(_, row)| row)),
        }
    }

    /// Each row of a canary in an output: the number of the canary, and where.
    pub(crate) fn finds(&self, output: &[u8]) -> impl Iterator<Item = (usize, usize)> {
        let hits = self.finder.find_iter(output);
        hits.map(|hit| (self.owner[hit.pattern().as_usize()], hit.start()))
    }
}

fn finder<'r>(rows: impl IntoIterator<Item = &'r [u8]>) -> AhoCorasick {
    let mut finder = AhoCorasick::builder();
    finder.ascii_case_insensitive(true).build(rows).unwrap()
}
