//! `watch` over the life of a file: silence, signals, rotation, truncation.

use std::fs;

use super::QUIET;
use crate::harness::{Home, append, incidents};

const NDJSON: [&str; 4] = ["--format", "ndjson", "--dedup-window", "0"];

/// A record that is a failure, and one that shows where it ends.
fn failing(what: &str) -> String {
    format!(
        "2026-11-20 10:00:00,123 ERROR shop.worker: no {what} is left\n\
         2026-11-20 10:00:00,124 INFO shop.worker: going on without {what}\n"
    )
}

fn messages(stdout: &[u8]) -> Vec<String> {
    let all = incidents(stdout).into_iter();
    all.map(|incident| incident["message"].as_str().expect("text").to_owned())
        .collect()
}

#[test]
fn it_begins_at_the_end_of_files_that_are_there_and_at_the_start_of_those_that_come() {
    let home = Home::new();
    let old = home.file("old.log", failing("tea"));
    let mut watch = home.start(&[&["watch", "-v"], &NDJSON[..], &["*.log"]].concat());
    watch.stderr.wait_for("following old.log");
    append(&old, failing("rum"));
    watch.stdout.wait_for("no rum is left");
    home.file("new.log", failing("ale"));
    watch.stdout.wait_for("no ale is left");
    let done = watch.terminate().exits(0);
    assert_eq!(messages(&done.stdout), ["no rum is left", "no ale is left"]);
}

#[test]
fn a_file_may_come_later() {
    let home = Home::new();
    let mut watch = home.start(&[&["watch"], &NDJSON[..], &["later.log"]].concat());
    let said = watch.stderr.wait_for("later.log");
    assert!(said.contains("waiting for it"), "{said}");
    home.file("later.log", failing("tea"));
    watch.stdout.wait_for("no tea is left");
    watch.terminate().exits(0);
}

#[test]
fn what_is_whole_is_told_after_a_silence() {
    let home = Home::new();
    let path = home.file("app.log", QUIET);
    let mut watch = home.start(&[&["watch", "-v"], &NDJSON[..], &["app.log"]].concat());
    watch.stderr.wait_for("following app.log");
    // Nothing comes behind it that could show its end.
    append(
        &path,
        "2026-11-20 10:00:00,123 ERROR shop.worker: no tea is left\n",
    );
    watch.stdout.wait_for("no tea is left");
    let done = watch.terminate().exits(0);
    assert_eq!(incidents(&done.stdout)[0]["truncated"], false);
}

#[test]
fn sigterm_ends_it_and_what_is_open_is_told() {
    let home = Home::new();
    // A trace that broke off, and a line that is not at its end.
    let open = "Traceback (most recent call last):\n  File \"/srv/shop/shop.py\", line 3, in main\n    take()\n";
    home.file("trace.log", open);
    home.file(
        "line.log",
        "2026-11-20 10:00:00,123 ERROR shop.worker: no tea is le",
    );
    let paths = ["trace.log", "line.log"];
    let mut watch = home.start(&[&["watch", "-v", "--from-start"], &NDJSON[..], &paths].concat());
    watch.stderr.wait_for("following ");
    watch.stderr.wait_for("following ");
    let done = watch.terminate().exits(0);
    let found = incidents(&done.stdout);
    assert_eq!(found.len(), 2, "{done}");
    let of = |path: &str| {
        found
            .iter()
            .find(|incident| incident["source"]["path"] == path)
    };
    let trace = of("trace.log").expect("the trace");
    assert_eq!(trace["truncated"], true, "{trace}");
    assert_eq!(
        trace["errors"][0]["frames"][0]["function"], "main",
        "{trace}"
    );
    let line = of("line.log").expect("the line");
    assert_eq!(line["message"], "no tea is le", "{line}");
}

#[test]
fn sigterm_ends_pipe_too() {
    let home = Home::new();
    let mut pipe = home.start(&[&["pipe"], &NDJSON[..]].concat());
    pipe.write(failing("tea").as_bytes());
    pipe.stdout.wait_for("going on without tea");
    pipe.stderr.wait_for("no tea is left");
    pipe.terminate().exits(0);
}

#[test]
fn it_follows_a_rename_to_the_end_of_the_old_file_and_the_start_of_the_new() {
    let home = Home::new();
    let path = home.file("app.log", failing("tea"));
    let mut watch =
        home.start(&[&["watch", "-v", "--from-start"], &NDJSON[..], &["app.log"]].concat());
    watch.stdout.wait_for("no tea is left");
    let old = home.path("app.log.1");
    fs::rename(&path, &old).expect("a rename");
    // The writer has not noticed yet.
    append(&old, failing("rum"));
    home.file("app.log", failing("ale"));
    watch.stdout.wait_for("no rum is left");
    watch.stdout.wait_for("no ale is left");
    append(&path, failing("gin"));
    watch.stdout.wait_for("no gin is left");
    let done = watch.terminate().exits(0);
    let all = messages(&done.stdout);
    let wanted = ["tea", "rum", "ale", "gin"].map(|what| format!("no {what} is left"));
    assert_eq!(all, wanted, "each once, in order");
    let found = incidents(&done.stdout);
    let lines: Vec<_> = found
        .iter()
        .map(|i| i["source"]["line_start"].as_u64())
        .collect();
    assert_eq!(lines, [Some(1), Some(3), Some(1), Some(3)]);
}

#[test]
fn it_starts_again_at_the_beginning_of_a_truncated_file() {
    let home = Home::new();
    let path = home.file("app.log", QUIET.to_owned() + &failing("tea"));
    let mut watch =
        home.start(&[&["watch", "-v", "--from-start"], &NDJSON[..], &["app.log"]].concat());
    watch.stdout.wait_for("no tea is left");
    // As `copytruncate` does it.
    fs::copy(&path, home.path("app.log.1")).expect("a copy");
    fs::write(&path, "").expect("a write");
    append(&path, failing("rum"));
    watch.stdout.wait_for("no rum is left");
    append(&path, failing("ale"));
    watch.stdout.wait_for("no ale is left");
    let done = watch.terminate().exits(0);
    let wanted = ["tea", "rum", "ale"].map(|what| format!("no {what} is left"));
    assert_eq!(messages(&done.stdout), wanted, "each once, in order");
    let found = incidents(&done.stdout);
    let lines: Vec<_> = found
        .iter()
        .map(|i| i["source"]["line_start"].as_u64())
        .collect();
    assert_eq!(lines, [Some(3), Some(1), Some(3)]);
    // A crash loop that writes the same again is counted again.
    let ids: std::collections::BTreeSet<_> = found.iter().map(|i| i["id"].to_string()).collect();
    assert_eq!(ids.len(), 3);
}

#[test]
fn the_same_bytes_after_a_truncation_are_another_incident() {
    let home = Home::new();
    let path = home.file("app.log", failing("tea"));
    let mut watch =
        home.start(&[&["watch", "-v", "--from-start"], &NDJSON[..], &["app.log"]].concat());
    watch.stdout.wait_for("no tea is left");
    // What comes after it was noticed cannot be taken for what stood there before.
    fs::write(&path, "").expect("a write");
    watch.stderr.wait_for("app.log is over");
    append(&path, failing("tea"));
    watch.stdout.wait_for("no tea is left");
    let done = watch.terminate().exits(0);
    let found = incidents(&done.stdout);
    assert_eq!(found.len(), 2, "{done}");
    assert_ne!(found[0]["id"], found[1]["id"]);
    assert_eq!(found[0]["fingerprint"], found[1]["fingerprint"]);
}

#[test]
fn repeats_within_the_window_are_counted_and_told_at_the_end() {
    let home = Home::new();
    let path = home.file("app.log", QUIET);
    let mut watch = home.start(&["watch", "-v", "--format", "ndjson", "app.log"]);
    watch.stderr.wait_for("following app.log");
    append(&path, failing("tea"));
    watch.stdout.wait_for("no tea is left");
    append(&path, failing("tea").repeat(3) + &failing("rum"));
    // Another kind: what stands before it has been read.
    watch.stdout.wait_for("no rum is left");
    let done = watch.terminate().exits(0);
    let found = incidents(&done.stdout);
    let told: Vec<_> = found
        .iter()
        .map(|i| {
            (
                i["message"].as_str().expect("text"),
                i["occurrences"].as_u64(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("no tea is left", Some(1)),
            ("no rum is left", Some(1)),
            ("no tea is left", Some(4))
        ],
        "{done}"
    );
}
