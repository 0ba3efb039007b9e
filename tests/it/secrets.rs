//! Secrets are planted into texts as programs write them, and must be gone from what the scrubber leaves; what is no
//! secret must stay.
//!
//! Which secrets, and in which lines, tell `tests/secrets/*.toml` (`secrets/shape.rs`); forms that are the same for all
//! are in `secrets/forms.rs`, what counts as gone is in `secrets/plant.rs`, what must stay in `tests/secrets/harmless.txt`.
//! `cargo test --locked --test tests -- secrets --nocapture` shows what leaks, with an example of each shape and form.
//! `AIOPS_SECRETS_SEED`, a number, makes other values; `AIOPS_SECRETS_REPORT` names a file that all leaks are written to,
//! one in a line, with tabs between shape, `never` or nothing, form, what is left, value, text, and scrubbed text.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::LazyLock;

use aiops::scrub::Scrubber;

use plant::Planted;
use shape::Shape;

#[path = "secrets/forms.rs"]
mod forms;
#[path = "secrets/plant.rs"]
mod plant;
#[path = "secrets/shape.rs"]
mod shape;

/// Of so many planted secrets one may be left.
const ONE_IN: usize = 100;
/// Fewer planted secrets prove nothing.
const LEAST_PLANTED: usize = 5_000;
/// Fewer harmless lines prove nothing.
const LEAST_HARMLESS: usize = 150;
const SEED: u64 = 0x5eed_0007;
const HARMLESS: &str = include_str!("../secrets/harmless.txt");

static SCRUBBER: LazyLock<Scrubber> = LazyLock::new(Scrubber::built_in);
static SHAPES: LazyLock<Vec<Shape>> = LazyLock::new(shapes);
static OUTCOMES: LazyLock<Vec<Outcome>> = LazyLock::new(outcomes);

/// What has become of a planted secret.
struct Outcome {
    planted: Planted<'static>,
    scrubbed: String,
    /// What of the secret is left.
    left: Option<String>,
}

fn scrub(text: &str) -> Cow<'_, str> {
    SCRUBBER.scrub(text, &mut BTreeMap::new())
}

fn shapes() -> Vec<Shape> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/secrets");
    let files = std::fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    let (mut shapes, mut names) = (Vec::new(), HashSet::new());
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let read = shape::read(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for shape in read {
            assert!(names.insert(shape.name.clone()), "{} twice", shape.name);
            shapes.push(shape);
        }
    }
    assert!(!shapes.is_empty(), "no shapes in tests/secrets/*.toml");
    shapes
}

fn outcomes() -> Vec<Outcome> {
    let seed = std::env::var("AIOPS_SECRETS_SEED").ok();
    let seed = seed.map_or(SEED, |seed| {
        seed.parse().expect("AIOPS_SECRETS_SEED is a number")
    });
    let planted = plant::all(&SHAPES, seed);
    planted
        .into_iter()
        .map(|planted| {
            let scrubbed = scrub(&planted.text).into_owned();
            let left = planted.left(&scrubbed, SCRUBBER.placeholders());
            Outcome {
                planted,
                scrubbed,
                left,
            }
        })
        .collect()
}

/// In one line.
fn shown(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('\n', "\\n")
        .replace('\r', "\\r")
        .replace('\t', "\\t")
}

/// Leaks by shape and form, the most frequent first, with one example of each.
fn table<'o>(outcomes: impl Iterator<Item = &'o Outcome>) -> String {
    let mut rows: BTreeMap<(&str, &str), (usize, Vec<&Outcome>)> = BTreeMap::new();
    for outcome in outcomes {
        let Planted { shape, form, .. } = &outcome.planted;
        let row = rows.entry((&shape.name, form)).or_default();
        row.0 += 1;
        row.1.extend(outcome.left.is_some().then_some(outcome));
    }
    let mut rows: Vec<_> = rows
        .into_iter()
        .filter(|(_, row)| !row.1.is_empty())
        .collect();
    rows.sort_by_key(|(_, row)| std::cmp::Reverse(row.1.len()));
    let mut out = String::new();
    for ((shape, form), (count, leaks)) in rows {
        let example = leaks[0];
        let never = if example.planted.shape.never {
            ", which must never leak"
        } else {
            ""
        };
        let _ = writeln!(
            out,
            "{shape}, {form}: {} of {count} leak{never}",
            leaks.len()
        );
        let _ = writeln!(out, "    planted:  {}", shown(&example.planted.text));
        let _ = writeln!(out, "    scrubbed: {}", shown(&example.scrubbed));
    }
    out
}

/// How many leak, by what `name` says of each.
fn sums<'o>(name: impl Fn(&'o Outcome) -> &'o str) -> String {
    let mut sums: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for outcome in OUTCOMES.iter() {
        let sum = sums.entry(name(outcome)).or_default();
        sum.0 += usize::from(outcome.left.is_some());
        sum.1 += 1;
    }
    let mut sums: Vec<_> = sums.into_iter().filter(|(_, sum)| sum.0 > 0).collect();
    sums.sort_by_key(|(_, sum)| std::cmp::Reverse(sum.0));
    let line =
        |(name, (leaks, all)): (&str, (usize, usize))| format!("{leaks:6} of {all:6}  {name}\n");
    sums.into_iter().map(line).collect()
}

/// Forms outnumber lines by far, so the sum of all says little of the lines.
fn way(outcome: &Outcome) -> &str {
    let form = outcome.planted.form.as_str();
    if form.starts_with("line ") {
        "lines of the shape"
    } else if form.starts_with("bare ") {
        "by itself"
    } else {
        "under a name"
    }
}

/// Where every leak is written to.
fn report() {
    let Ok(path) = std::env::var("AIOPS_SECRETS_REPORT") else {
        return;
    };
    let mut out = String::new();
    for outcome in OUTCOMES.iter() {
        let Some(left) = &outcome.left else {
            continue;
        };
        let planted = &outcome.planted;
        let never = if planted.shape.never { "never" } else { "" };
        let columns = [
            &planted.shape.name,
            never,
            &planted.form,
            left,
            &planted.value,
            &planted.text,
            &outcome.scrubbed,
        ];
        let _ = writeln!(out, "{}", columns.map(shown).join("\t"));
    }
    std::fs::write(path, out).unwrap();
}

#[test]
fn planted_secrets_are_gone() {
    report();
    let (all, leaks) = (OUTCOMES.len(), OUTCOMES.iter());
    let leaks = leaks.filter(|outcome| outcome.left.is_some()).count();
    eprint!("{}", table(OUTCOMES.iter()));
    eprint!("leaks by form:\n{}", sums(|outcome| &outcome.planted.form));
    eprint!(
        "leaks by shape:\n{}",
        sums(|outcome| &outcome.planted.shape.name)
    );
    eprint!("leaks by way:\n{}", sums(way));
    eprintln!(
        "{all} secrets of {} shapes planted, {} gone, {leaks} left",
        SHAPES.len(),
        all - leaks
    );
    assert!(all >= LEAST_PLANTED, "only {all} are planted");
    assert!(leaks * ONE_IN <= all, "{leaks} of {all} are left");
}

#[test]
fn what_must_never_leak_never_does() {
    let never = || {
        OUTCOMES
            .iter()
            .filter(|outcome| outcome.planted.shape.never)
    };
    assert!(never().count() > 0, "nothing planted must never leak");
    let leaks = never().filter(|outcome| outcome.left.is_some()).count();
    assert!(
        leaks == 0,
        "{}{leaks} of {} leak",
        table(never()),
        never().count()
    );
}

#[test]
fn scrubbing_planted_text_again_changes_nothing() {
    for outcome in OUTCOMES.iter() {
        let again = scrub(&outcome.scrubbed);
        assert_eq!(again, outcome.scrubbed, "of {:?}", outcome.planted.text);
    }
}

#[test]
fn lines_stay_lines() {
    for outcome in OUTCOMES.iter() {
        let lines = |text: &str| text.matches('\n').count();
        let text = &outcome.planted.text;
        assert_eq!(
            lines(text),
            lines(&outcome.scrubbed),
            "{text:?} became {:?}",
            outcome.scrubbed
        );
    }
}

/// A shape whose values the surroundings hold anyway would never be told.
#[test]
fn every_planted_secret_is_seen_where_nothing_scrubs() {
    let placeholders = SCRUBBER.placeholders();
    for outcome in OUTCOMES.iter() {
        let planted = &outcome.planted;
        let left = planted.left(&planted.text, placeholders);
        assert!(left.is_some(), "{}: {}", planted.shape.name, planted.text);
    }
}

#[test]
fn what_is_no_secret_stays() {
    let is_line = |line: &&str| !line.is_empty() && !line.starts_with("## ");
    let lines: Vec<&str> = HARMLESS.lines().filter(is_line).collect();
    let mut changed = String::new();
    let mut count = 0;
    for line in &lines {
        let scrubbed = scrub(line);
        if scrubbed != *line {
            count += 1;
            let _ = writeln!(changed, "    line:     {line}\n    scrubbed: {scrubbed}");
        }
    }
    assert!(lines.len() >= LEAST_HARMLESS, "only {} lines", lines.len());
    assert!(
        count == 0,
        "{count} of {} lines are changed:\n{changed}",
        lines.len()
    );
}
