//! The worst lines for the patterns, and the worst patterns.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use aiops::detect::{Detector, Engine, Found, Options};
use aiops::pattern::{Machine, Patterns};

use crate::harness::Home;

static ENGINE: LazyLock<Arc<Engine>> =
    LazyLock::new(|| Arc::new(Engine::new(Patterns::built_in().unwrap()).unwrap()));

/// A regex sees no more of a line than 8 KiB; with what may stand before, no more than this is looked at.
const SEEN: usize = 20 << 10;
const LONG: usize = 1 << 20;

fn found(log: &str) -> Vec<Found> {
    let mut detector = Detector::new(Arc::clone(&ENGINE), Options::default());
    let mut found = Vec::new();
    detector.feed(log.as_bytes(), 0, 1, &mut found);
    detector.finish(&mut found);
    found
}

/// What is read of an incident, its text and offsets aside.
fn read(log: &str) -> Vec<String> {
    let found = found(log);
    let essence = |found: &Found| {
        let incident = &found.incident;
        format!(
            "{}-{} {} {} {:?}",
            incident.source.line_start,
            incident.source.line_end,
            incident.error_type,
            incident.message,
            incident.errors
        )
    };
    found.iter().map(essence).collect()
}

fn grown(text: &str, length: usize) -> String {
    text.chars()
        .cycle()
        .scan(0, |len, c| {
            *len += c.len_utf8();
            (*len <= length).then_some(c)
        })
        .collect()
}

/// A log up to a line, and that line's possible growths: itself, its halves and its last character again and again.
fn worst(
    machine: &Machine,
    examples: usize,
) -> impl Iterator<Item = (String, Vec<(String, String)>)> + '_ {
    let hints = machine
        .hints
        .iter()
        .map(|hint| (String::new(), hint.as_str()));
    let lines = machine.examples.iter().take(examples).flat_map(|example| {
        let mut before = String::new();
        example.text.lines().map(move |line| {
            let log = before.clone();
            let _ = writeln!(before, "{line}");
            (log, line)
        })
    });
    hints
        .chain(lines)
        .filter(|(_, line)| !line.is_empty())
        .map(|(before, line)| {
            let middle = (0..=line.len() / 2)
                .rev()
                .find(|at| line.is_char_boundary(*at));
            let (first, last) = line.split_at(middle.unwrap_or_default());
            let end = line
                .chars()
                .next_back()
                .map(String::from)
                .unwrap_or_default();
            let growths = [
                ("", line),
                (first, last),
                (line, &end),
                ("", first),
                (line, " "),
                (line, "a."),
            ];
            let growths = growths.into_iter().filter(|(_, again)| !again.is_empty());
            (
                before,
                growths
                    .map(|(once, again)| (once.to_owned(), again.to_owned()))
                    .collect(),
            )
        })
}

/// Fault 44: what a line costs does not grow with it, as no regex sees more than its first 8 KiB.
#[test]
fn what_stands_beyond_the_first_kilobytes_of_a_line_changes_nothing() {
    let examples = if cfg!(debug_assertions) { 1 } else { 3 };
    let mut tried = 0;
    for machine in &ENGINE.patterns().machines {
        for (before, growths) in worst(machine, examples) {
            // One of them for each line, in turn.
            let (once, again) = &growths[tried % growths.len()];
            let log = |length| {
                let line = format!("{once}{}", grown(again, length));
                format!("{before}{line}\nan ordinary line\nand another\n")
            };
            let (short, long) = (read(&log(SEEN)), read(&log(LONG)));
            assert_eq!(
                short, long,
                "{}: {once:?} and {again:?} after {before:?}",
                machine.name
            );
            tried += 1;
        }
    }
    assert!(tried > 50, "{tried} lines were tried");
}

/// Fault 44's figure: `cargo test --release -- --ignored --nocapture the_worst_line`.
#[test]
#[ignore = "prints a figure, which depends on the machine"]
fn the_worst_line_for_each_pattern() {
    for machine in &ENGINE.patterns().machines {
        let mut most = (Duration::ZERO, String::new());
        let mut tried = 0;
        for (before, growths) in worst(machine, usize::MAX) {
            for (once, again) in growths {
                let line = format!("{once}{}\n", grown(&again, LONG));
                let mut detector = Detector::new(Arc::clone(&ENGINE), Options::default());
                let mut out = Vec::new();
                detector.feed(before.as_bytes(), 0, 1, &mut out);
                let begun = Instant::now();
                detector.feed(line.as_bytes(), before.len() as u64, 1, &mut out);
                detector.finish(&mut out);
                most = most.max((begun.elapsed(), format!("{once:.60?} and {again:.60?}")));
                tried += 1;
            }
        }
        println!(
            "{:20} {tried:5} lines, the worst {:?}: {}",
            machine.name, most.0, most.1
        );
    }
}

fn pattern(when: &str) -> String {
    format!(
        "name = \"cobra\"\nkind = \"exception\"\naccept = [\"done\"]\nhint = [\"cobra says\"]\n\
         [[rule]]\nin = \"start\"\nwhen = '^cobra says{when}'\nto = \"done\"\n\
         [[example]]\ntext = \"cobra says\"\n"
    )
}

/// Fault 44: refused before a byte is read, with the file, the rule and the reason.
#[test]
fn oversized_patterns_are_refused_with_the_reason() {
    let home = Home::new();
    for (when, why) in [
        (r"(?:\w{1000}){1000}", "size limit"),
        (r"(?:(?:(?:x{100}){100}){100}){100}", "size limit"),
        (&"(".repeat(2_000), "bad regex"),
        (
            &format!("{}x{}", "(?:".repeat(2_000), ")".repeat(2_000)),
            "nest",
        ),
    ] {
        home.file("patterns/cobra.toml", pattern(when));
        for arguments in [
            &["pipe", "--patterns", "patterns"][..],
            &["scan", "--patterns", "patterns", "-"],
            &["patterns", "check", "patterns/cobra.toml"],
        ] {
            let done = home.run_with(arguments, b"a line\n");
            let done = done.exits(78).says(&["cobra.toml", "rule 1", why]);
            assert!(done.stdout.is_empty(), "{done}");
            assert!(
                done.stderr.len() < 20_000,
                "a reason is no book: {}",
                done.stderr.len()
            );
        }
    }
}
