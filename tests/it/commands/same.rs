//! `scan`, `pipe` and `watch` find the same in the same bytes: the corpus, file by file and in one piece.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::corpus_file::folder;
use crate::harness::{Home, append, differences, incidents};

/// All that is there is read before it ends, on a slow machine too.
const WATCH: &[&str] = &["watch", "-v", "--from-start", "--drain-timeout", "100s"];

/// What says when and where it was read, and not what was: `time` is that of the record, but a year or a day that
/// is not printed comes from the file's age, which a pipe has not.
const VOLATILE: &[&str] = &["id", "seen_at", "first_seen", "last_seen", "time"];

/// Of so many files one is read through a pipe of its own; all are in the one piece.
const PIPED_ONE_IN: usize = 12;

/// The logs of the corpus, by a name that is unique.
fn logs() -> BTreeMap<String, Vec<u8>> {
    let mut logs = BTreeMap::new();
    for family in std::fs::read_dir(folder()).expect("the corpus") {
        let family = family.expect("a folder").path();
        if !family.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(&family).expect("a folder") {
            let path = file.expect("a file").path();
            if path.extension().is_some_and(|ending| ending == "log") {
                let name = |path: &std::path::Path| {
                    path.file_name().map(|n| n.to_string_lossy().into_owned())
                };
                let name = format!(
                    "{}-{}",
                    name(&family).unwrap_or_default(),
                    name(&path).unwrap_or_default()
                );
                logs.insert(name, std::fs::read(&path).expect("a log"));
            }
        }
    }
    assert!(logs.len() > 100, "the corpus is there");
    logs
}

/// Incidents by file, in the order of their lines.
fn by_file(mut all: Vec<Value>) -> BTreeMap<String, Vec<Value>> {
    all.sort_by_key(|incident| {
        let source = &incident["source"];
        let numbers = ["line_start", "line_end"].map(|key| source[key].as_u64());
        (
            numbers,
            incident["error_type"].to_string(),
            incident["message"].to_string(),
        )
    });
    let mut files: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for incident in all {
        let path = incident["source"]["path"]
            .as_str()
            .expect("a path")
            .to_owned();
        files.entry(path).or_default().push(incident);
    }
    files
}

/// How two runs differ in what they found in one file.
fn compare(name: &str, wanted: &[Value], got: &[Value], passed: &[&str], out: &mut Vec<String>) {
    if wanted.len() != got.len() {
        out.push(format!(
            "{name}: {} are wanted, {} are there",
            wanted.len(),
            got.len()
        ));
        return;
    }
    for (wanted, got) in wanted.iter().zip(got) {
        let line = &wanted["source"]["line_start"];
        for (_, text) in differences(wanted, got, passed) {
            out.push(format!("{name}:{line}: {text}"));
        }
    }
}

#[track_caller]
fn assert_none(differences: &[String]) {
    let first: Vec<_> = differences.iter().take(10).map(String::as_str).collect();
    assert!(
        differences.is_empty(),
        "{} differ:\n{}",
        differences.len(),
        first.join("\n")
    );
}

const NDJSON: [&str; 4] = ["--format", "ndjson", "--dedup-window", "0"];

#[test]
fn scan_and_watch_find_the_same_in_every_file() {
    let home = Home::new();
    let logs = logs();
    for (name, text) in &logs {
        home.file(name, text);
    }
    let scanned = home
        .run(&[&["scan"], &NDJSON[..], &["*.log"]].concat())
        .exits(0);
    let scanned = by_file(incidents(&scanned.stdout));
    assert!(scanned.len() > 500, "incidents were found");

    let mut watch = home.start(&[WATCH, &NDJSON[..], &["*.log"]].concat());
    let not_empty = logs.values().filter(|text| !text.is_empty()).count();
    for _ in 0..not_empty {
        watch.stderr.wait_for("following ");
    }
    let done = watch.terminate().exits(0);
    let watched = by_file(incidents(&done.stdout));

    let mut differ = Vec::new();
    for name in scanned.keys().chain(watched.keys()) {
        let of =
            |files: &BTreeMap<String, Vec<Value>>| files.get(name).cloned().unwrap_or_default();
        let (mut wanted, mut got) = (of(&scanned), of(&watched));
        // Where a file breaks off within its last line, a second's silence before the end tells what is whole
        // without that line; whether there was one depends on how fast this machine is.
        if !logs[name].ends_with(b"\n") {
            for incident in wanted.iter_mut().chain(&mut got) {
                let incident = incident.as_object_mut().expect("an object");
                for key in ["truncated", "stack_trace"] {
                    incident.remove(key);
                }
                let source = incident["source"].as_object_mut().expect("an object");
                source.remove("line_end");
                source.remove("offset_end");
            }
        }
        compare(name, &wanted, &got, VOLATILE, &mut differ);
    }
    assert_none(&differ);
}

#[test]
fn all_three_find_the_same_in_one_piece_of_everything() {
    let home = Home::new();
    let mut all = Vec::new();
    for text in logs().into_values() {
        // In one piece the bytes of UTF-16 are none.
        if !text.contains(&0) {
            all.extend_from_slice(&text);
            all.push(b'\n');
        }
    }
    home.file("all.log", &all);
    let scanned = home
        .run(&[&["scan"], &NDJSON[..], &["all.log"]].concat())
        .exits(0);
    let scanned = by_file(incidents(&scanned.stdout));
    assert!(scanned["all.log"].len() > 500, "incidents were found");
    let passed: Vec<&str> = VOLATILE.iter().copied().chain(["source"]).collect();

    let scan = |stdin: &[u8]| home.run_with(&[&["scan"], &NDJSON[..], &["-"]].concat(), stdin);
    let read = by_file(incidents(&scan(&all).exits(0).stdout));
    let mut differ = Vec::new();
    compare(
        "scan -",
        &scanned["all.log"],
        &read["-"],
        &passed,
        &mut differ,
    );

    let pipe = [&["pipe", "--lossless"], &NDJSON[..]].concat();
    let done = home.run_with(&pipe, &all).exits(0);
    assert!(done.stdout == all, "every byte is passed on");
    let piped = by_file(incidents(&done.stderr));
    compare(
        "pipe",
        &scanned["all.log"],
        &piped["-"],
        &passed,
        &mut differ,
    );

    let mut watch = home.start(&[WATCH, &NDJSON[..], &["all.log"]].concat());
    watch.stderr.wait_for("following all.log");
    let done = watch.terminate().exits(0);
    let watched = by_file(incidents(&done.stdout));
    compare(
        "watch",
        &scanned["all.log"],
        &watched["all.log"],
        VOLATILE,
        &mut differ,
    );
    for (wanted, got) in scanned["all.log"].iter().zip(&piped["-"]) {
        for key in ["line_start", "line_end", "offset_start", "offset_end"] {
            if wanted["source"][key] != got["source"][key] {
                differ.push(format!(
                    "pipe: {key}: {} and {}",
                    wanted["source"], got["source"]
                ));
            }
        }
    }
    assert_none(&differ);
}

#[test]
fn scan_and_pipe_find_the_same_in_single_files() {
    let home = Home::new();
    let passed: Vec<&str> = VOLATILE.iter().copied().chain(["source"]).collect();
    let logs: Vec<_> = logs().into_iter().step_by(PIPED_ONE_IN).collect();
    for (name, text) in &logs {
        home.file(name, text);
    }
    let scanned = home
        .run(&[&["scan"], &NDJSON[..], &["*.log"]].concat())
        .exits(0);
    let scanned = by_file(incidents(&scanned.stdout));
    let pipe = [&["pipe"], &NDJSON[..]].concat();
    let mut differ = Vec::new();
    for (name, text) in &logs {
        let done = home.run_with(&pipe, text).exits(0);
        assert!(&done.stdout == text, "{name}: every byte is passed on");
        let piped = by_file(incidents(&done.stderr))
            .remove("-")
            .unwrap_or_default();
        let wanted = scanned.get(name).cloned().unwrap_or_default();
        compare(name, &wanted, &piped, &passed, &mut differ);
    }
    assert_none(&differ);
}

/// The log of a program that runs: it grows line by line, and what is found is told while it does.
#[test]
fn watch_finds_in_a_growing_file_what_scan_finds_in_the_whole() {
    let home = Home::new();
    let begin = "2026-11-20 09:00:00,000 INFO shop: up\n2026-11-20 09:00:00,001 INFO shop: ready\n";
    let path = home.file("app.log", begin);
    let mut watch = home.start(&[&["watch", "-v"], &NDJSON[..], &["app.log"]].concat());
    watch.stderr.wait_for("following app.log");
    for (at, failing) in [super::FAILING, &super::FAILING.replace("tea", "rum")]
        .into_iter()
        .enumerate()
    {
        for line in failing.split_inclusive('\n') {
            // In halves, as a program that flushes in the middle.
            let (one, other) = line.split_at(line.len() / 2);
            append(&path, one);
            append(&path, other);
        }
        let told = watch.stdout.wait_for("\"schema\":1");
        assert!(told.contains(["tea", "rum"][at]), "{told}");
    }
    let watched = by_file(incidents(&watch.terminate().exits(0).stdout));
    let scanned = home
        .run(&[&["scan"], &NDJSON[..], &["app.log"]].concat())
        .exits(0);
    let scanned = by_file(incidents(&scanned.stdout));
    let mut differ = Vec::new();
    // What stood before the start is no context: it was not read.
    let passed: Vec<&str> = VOLATILE.iter().copied().chain(["context"]).collect();
    compare(
        "watch",
        &scanned["app.log"],
        &watched["app.log"],
        &passed,
        &mut differ,
    );
    assert_none(&differ);
}
