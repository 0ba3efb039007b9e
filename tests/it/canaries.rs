//! Canary secrets are planted in every position of every log of the corpus, and must be in nothing that gets out: no
//! output at any verbosity, no request to a receiver, no file, no error message.
//!
//! A planted line may be no incident's any more; what counts is that nothing of a canary shows (`canaries/leaks.rs`).
//! `AIOPS_CANARY_ROUNDS`, a number or `all`, plants more often: all rounds together plant each class in each position of
//! each line. `AIOPS_CANARY_SEED`, a number, makes other canaries; `AIOPS_CANARY_CLASSES`, such as `email,card`, only some.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::corpus_file::Case;
use crate::harness::{Home, Receiver};
use crate::robust::Dice;
use leaks::{CANARIES, LOGS, Leaks, WATCH, seed};
use plant::{Canary, Class, Planted, plant, rounds};

#[path = "canaries/leaks.rs"]
mod leaks;
#[path = "canaries/plant.rs"]
mod plant;

/// So many times all logs are planted if nothing else is said; every other time with few canaries.
const ROUNDS: usize = 4;
/// Logs that go all ways of output, and that is how long they are at most.
const SAMPLE: usize = 40;
const SAMPLE_BYTES: usize = 12 << 10;
/// Lines that are explained.
const EXPLAINED: usize = 40;
/// The lengths that lines are cut to, for regexes and at all.
const CUTS: [usize; 2] = [8 << 10, 64 << 10];

/// Which rounds are tried: neighbours are one with canaries in all lines and one with few.
fn asked_rounds() -> Vec<usize> {
    let all = rounds(&CANARIES);
    match std::env::var("AIOPS_CANARY_ROUNDS").ok().as_deref() {
        Some("all") => (0..all).collect(),
        asked => {
            let count: usize = asked.map_or(ROUNDS, |count| {
                count.parse().expect("AIOPS_CANARY_ROUNDS is a number")
            });
            // One of both sorts.
            let count = count.max(2);
            // Far from each other, so that no two of them plant nearly the same.
            let start = Dice(seed().max(1)).below(all);
            let at = |round| (start + round / 2 * 2 * all / count + round % 2) % all;
            (0..count).map(at).collect()
        }
    }
}

fn name(case: &Case) -> String {
    format!("planted/{}-{}.log", case.family, case.name)
}

/// What is read of an incident here.
#[derive(Deserialize)]
struct Told {
    source: Place,
    scrubbed: BTreeMap<String, u64>,
}

#[derive(Deserialize)]
struct Place {
    path: String,
    line_start: u64,
}

#[test]
fn no_incident_of_any_log_shows_a_canary() {
    let mut leaks = Leaks::default();
    // Logs that tell of incidents with and without canaries, and with some that were taken out, in rounds with few.
    let (mut before, mut still, mut scrubbed) = (0, 0, 0);
    for round in asked_rounds() {
        let home = Home::new();
        for (number, case) in LOGS.iter().enumerate() {
            let planted = plant(&case.log, &CANARIES, round, number);
            home.file(&name(case), planted.log);
        }
        let scan = "-vvv scan --format ndjson --show-hidden --dedup-window 0 planted";
        let words: Vec<&str> = scan.split(' ').collect();
        let done = home.run(&words).exits(0);
        leaks.look(&format!("stderr of {scan}"), &done.stderr);
        let (mut told, mut gone) = (BTreeSet::new(), BTreeSet::new());
        for line in done.stdout.split(|byte| *byte == b'\n') {
            if line.is_empty() {
                continue;
            }
            let incident: Told = serde_json::from_slice(line).expect("an incident");
            let Place { path, line_start } = &incident.source;
            leaks.look_into(&format!("stdout of {scan}"), line, || {
                format!("round {round}, {path}:{line_start}: ")
            });
            if !incident.scrubbed.is_empty() {
                gone.insert(path.clone());
            }
            told.insert(incident.source.path);
        }
        if round % 2 == 1 {
            let has_some = |case: &&Case| !case.truth.incident.is_empty();
            before += LOGS.iter().filter(has_some).count();
            let has_some = LOGS.iter().filter(has_some).map(name);
            still += has_some.filter(|name| told.contains(name)).count();
            scrubbed += gone.len();
        }
    }
    assert!(still * 10 > before * 9, "{still} of {before} logs tell");
    assert!(scrubbed * 2 > still, "of {still} only {scrubbed} had one");
    leaks.none();
}

/// Logs by chance that have an incident and are short, planted.
fn sample(round: usize, count: usize) -> Vec<(String, Planted)> {
    let mut dice = Dice(seed().max(1) + round as u64);
    let fits = |(_, case): &(usize, &Case)| {
        !case.truth.incident.is_empty() && case.log.len() < SAMPLE_BYTES
    };
    let mut all: Vec<_> = LOGS.iter().enumerate().filter(fits).collect();
    let mut out = Vec::new();
    while out.len() < count.min(all.len()) {
        let (number, case) = all.swap_remove(dice.below(all.len()));
        // Mostly with few, so that there are incidents to tell of.
        let round = round * 2 + usize::from(out.len() % 4 > 0);
        out.push((name(case), plant(&case.log, &CANARIES, round, number)));
    }
    out
}

fn home(receiver: &Receiver, sample: &[(String, Planted)]) -> Home {
    let home = Home::new()
        .with("AIOPS_API_KEY", "test-key")
        .with("AIOPS_PLATFORM_URL", &receiver.url)
        .with("AIOPS_DRAIN_TIMEOUT", "60s");
    for (name, planted) in sample {
        home.file(name, &planted.log);
    }
    home
}

#[test]
fn no_way_of_output_shows_a_canary() {
    let sample = sample(1, SAMPLE);
    let receiver = Receiver::accepting();
    let home = home(&receiver, &sample);
    let mut leaks = Leaks::default();
    let all: Vec<u8> = sample
        .iter()
        .flat_map(|(_, planted)| planted.log.clone())
        .collect();
    for format in ["text", "ndjson"] {
        let look = ["--show-hidden", "--color", "always", "--format", format];
        let scan = home.run(&[&["-vvv", "scan", "planted"], &look[..]].concat());
        leaks.look_at(&scan);
        assert!(scan.stdout.len() > 10_000, "{scan}");
        let sent = leaks.look_at_requests("scan", &receiver);
        assert!(sent > SAMPLE / 2, "{sent} were sent");

        let pipe = home.run_with(&[&["-vvv", "pipe"], &look[..]].concat(), &all);
        leaks.look("stderr of pipe", &pipe.stderr);
        assert!(pipe.stderr.len() > 10_000, "{pipe}");
        leaks.look_at_requests("pipe", &receiver);

        let watch = [
            &["-vvv", "watch", "--from-start", "planted/*.log"],
            &look[..],
        ]
        .concat();
        let mut watch = home.start(&watch);
        for _ in &sample {
            watch.stderr.wait_for("following planted/");
        }
        let watch = watch.terminate();
        leaks.look_at(&watch);
        assert!(watch.stdout.len() > 10_000, "{watch}");
        let sent = leaks.look_at_requests("watch", &receiver);
        assert!(sent > SAMPLE / 2, "{sent} were sent");
    }
    let pipe = [
        "-vvv",
        "pipe",
        "--output",
        "incidents.ndjson",
        "--show-hidden",
    ];
    let pipe = home.run_with(&pipe, &all);
    leaks.look("stderr of pipe --output", &pipe.stderr);
    assert!(leaks.look_at_files(&home, "planted") > 0);
    leaks.none();
}

/// Whatever the receiver answers: what it got is said back to it, or cut, or kept for later.
#[test]
fn no_delivery_that_fails_shows_a_canary() {
    let sample = sample(2, SAMPLE / 4);
    let mut leaks = Leaks::default();
    for status in [400, 401, 413, 500] {
        let receiver = Receiver::answering(status, |seen| seen.body.to_string());
        let home = home(&receiver, &sample).with("AIOPS_DRAIN_TIMEOUT", "1s");
        for verbosity in ["-v", "-vvv"] {
            leaks.look_at(&home.run(&[verbosity, "scan", "planted"]));
        }
        assert!(leaks.look_at_requests(&status.to_string(), &receiver) > 0);
        leaks.look_at_files(&home, "planted");
    }
    leaks.none();
}

#[test]
fn no_explanation_shows_a_canary() {
    let mut dice = Dice(seed().max(1));
    let count = if std::env::var("AIOPS_CANARY_ROUNDS").is_ok() {
        10 * EXPLAINED
    } else {
        EXPLAINED
    };
    let sample = sample(3, count);
    let mut leaks = Leaks::default();
    let home = Home::new();
    let has_one = |(_, planted): &&(String, Planted)| !planted.lines.is_empty();
    for (number, (name, planted)) in sample.iter().filter(has_one).enumerate() {
        let mut log = String::from_utf8_lossy(&planted.log).into_owned();
        if number % 4 == 3 {
            log = log.replace(' ', " \x1b[31m");
        }
        home.file(name, &log);
        let line = planted.lines[dice.below(planted.lines.len())];
        let place = format!("{name}:{line}");
        let done = home.run(&["-vvv", "explain", "--color", "always", &place]);
        let done = done.exits(0).prints(&[&place]);
        let output = [&done.stdout[..], &done.stderr].concat();
        leaks.look_into("explain", &output, || {
            let line = log.split('\n').nth(line - 1).unwrap_or_default();
            format!("{line:?}: ")
        });
    }
    leaks.none();
}

/// Each of them on lines of their own, in a record, in its trace and far from both.
fn all_in_one() -> String {
    let record = |canary: &Canary| {
        format!(
            "2026-11-20 10:00:00,123 ERROR shop: no {0}: gone\nTraceback (most recent call last):\n  \
             File \"/srv/shop.py\", line 3, in main\n    send()\nshop.MailError: {0}\n\
             2026-11-20 10:00:00,124 INFO shop: {0}\n",
            canary.text
        )
    };
    CANARIES.iter().map(record).collect()
}

/// A log that is taken for something else is refused without a word of what is in it.
#[test]
fn no_refusal_shows_a_canary() {
    let home = Home::new();
    let mut leaks = Leaks::default();
    for (number, canary) in CANARIES.iter().enumerate() {
        let text = &canary.text;
        let log = match number % 3 {
            0 => format!("{text}\n"),
            1 => format!("2026-11-20 10:00:00,123 ERROR shop: {text}\n"),
            _ => format!("time = 10:00:00\nmessage = {text}\n"),
        };
        home.file("bad/log.toml", &log);
        for arguments in [
            &["-vvv", "--config", "bad/log.toml", "config", "show"][..],
            &["-vvv", "patterns", "check", "bad/log.toml"],
            &["-vvv", "patterns", "--patterns", "bad", "list"],
        ] {
            leaks.look_at(&home.run(arguments).exits(78));
        }
    }
    home.file("all.log", all_in_one());
    for (place, status) in [("all.log:999999", 2), ("all.log:0", 2), ("all.log", 2)] {
        leaks.look_at(&home.run(&["-vvv", "explain", place]).exits(status));
    }
    leaks.none();
}

/// Logs that cannot be read to their end, or only in another encoding.
#[test]
fn no_odd_file_shows_a_canary() {
    let text = all_in_one();
    let home = Home::new();
    let mut leaks = Leaks::default();
    let wide: Vec<u8> = format!("\u{feff}{text}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    home.file("odd/wide.log", &wide);
    home.file("odd/half.log", [text.as_bytes(), b"\xff\xfe\0"].concat());
    home.file("odd/windows.log", text.replace('\n', "\r\n"));
    home.file("odd/old.log", text.replace('\n', "\r"));
    home.file("odd/colours.log", text.replace(' ', " \x1b[31m"));
    // A line beyond all limits, without an end.
    let long = format!(
        "2026-11-20 10:00:00,123 ERROR shop: {}",
        text.replace('\n', " ")
    );
    home.file("odd/long.log", long.repeat((2 << 20) / long.len()));
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut packed, text.as_bytes()).expect("a write");
    let mut packed = packed.finish().expect("a write");
    packed.truncate(packed.len() * 3 / 4);
    home.file("odd/cut.log.gz", packed);
    for format in ["text", "ndjson"] {
        let scan = [
            "-vvv",
            "scan",
            "--format",
            format,
            "--dedup-window",
            "0",
            "odd",
        ];
        leaks.look_at(&home.run(&scan));
    }
    leaks.look_at_files(&home, "odd");
    leaks.none();
}

/// A canary that a line is cut in shows no half.
#[test]
fn no_cut_leaves_half_a_canary() {
    let mut dice = Dice(seed().max(1));
    let mut leaks = Leaks::default();
    let home = Home::new();
    let is_line = |canary: &&Canary| canary.class != Class::Pem;
    for cut in CUTS {
        let mut log = String::new();
        for canary in CANARIES.iter().filter(is_line) {
            // Of the long ones fewer are enough to tell.
            for _ in 0..CUTS[1] / cut {
                let (head, at) = ("2026-11-20 10:00:00,123 ERROR ", log.len());
                log.push_str(head);
                let before = cut - 1 - dice.below(canary.text.len() - 1);
                while log.len() - at < before {
                    log.push_str(["a", "bb ", "ccc ", "dd, "][dice.below(4)]);
                }
                log.truncate(at + before - 1);
                log.push(' ');
                log.push_str(&canary.text);
                log.push_str(" and so on\n");
            }
        }
        home.file(&format!("cut/{cut}.log"), log);
    }
    let done = home.run(&["scan", "--format", "ndjson", "--dedup-window", "0", "cut"]);
    assert!(done.out().lines().count() > CANARIES.len(), "{done}");
    leaks.look_at(&done);
    leaks.none();
}

#[test]
fn all_rounds_plant_everything_everywhere() {
    let log = "one 'two' three\r\n\n  four=\"5\" six\nseven".as_bytes();
    let lines = 4;
    let mut seen = BTreeSet::new();
    for round in (0..rounds(&CANARIES)).step_by(2) {
        let planted = plant(log, &CANARIES, round, 7);
        assert_eq!(planted.plants.len(), lines);
        seen.extend(planted.plants.into_iter().enumerate());
    }
    assert_eq!(seen.len(), rounds(&CANARIES) / 2 * lines);
}

/// What is planted is seen where nobody takes it out, and in the line that is named.
#[test]
fn every_canary_is_seen() {
    for (number, canary) in CANARIES.iter().enumerate() {
        let seen = WATCH.finds(canary.text.as_bytes()).next();
        assert_eq!(seen.map(|(of, _)| of), Some(number), "{}", canary.text);
    }
    for round in 0..rounds(&CANARIES) {
        let number = round % LOGS.len();
        let log = &LOGS[number].log[..LOGS[number].log.len().min(SAMPLE_BYTES)];
        let planted = plant(log, &CANARIES, round, number);
        let lines: Vec<&[u8]> = planted.log.split(|byte| *byte == b'\n').collect();
        let is_seen = |line: &&usize| {
            let line = lines[**line - 1];
            line.starts_with(b"-----") || WATCH.finds(line).next().is_some()
        };
        let count = planted.lines.iter().filter(is_seen).count();
        assert_eq!(count, planted.lines.len(), "round {round}");
        assert!(WATCH.finds(log).next().is_none());
    }
}
