//! Usage and exit statuses.

use super::{FAILING, QUIET};
use crate::harness::{Home, Quiet};

#[test]
fn wrong_usage_exits_with_2_and_says_what_is_wrong() {
    let home = Home::new();
    home.file("app.log", FAILING);
    for (arguments, words) in [
        (&[][..], "Usage: aiops"),
        (&["scna"], "scna"),
        (&["scan"], "<PATHS>"),
        (&["watch"], "<PATHS>"),
        (&["scan", "--nope", "app.log"], "--nope"),
        (&["scan", "--format", "xml", "app.log"], "ndjson"),
        (&["scan", "--min-level", "loud", "app.log"], "critical"),
        (&["scan", "--dedup-window", "5 parsecs", "app.log"], "90s"),
        (&["scan", "--timezone", "Atlantis", "app.log"], "+02:00"),
        (&["scan", "--context", "101", "app.log"], "100"),
        (&["pipe", "app.log"], "app.log"),
        (&["explain"], "FILE:LINE"),
        (&["explain", "app.log"], "app.log:120"),
        (&["explain", "app.log:0"], "app.log:120"),
        (&["explain", "app.log:first"], "app.log:120"),
        (&["explain", "app.log:11"], "it ends at line 10"),
        (&["patterns"], "check"),
        (&["patterns", "show"], "<NAME>"),
        (&["completions", "cmd.exe"], "bash"),
    ] {
        let done = home.run(arguments).exits(2).says(&[words]);
        assert!(done.stdout.is_empty(), "{done}");
    }
}

#[test]
fn names_that_are_not_known_are_told_those_that_are() {
    let home = Home::new();
    home.run(&["patterns", "show", "cobol"])
        .exits(2)
        .says(&["cobol", "python", "rust", "jvm", "log"]);
    home.run(&["man", "aiops-scna"]).exits(2).says(&[
        "aiops-scna",
        "aiops-scan",
        "aiops-pipe",
        "aiops-watch",
    ]);
}

#[test]
fn a_file_to_explain_that_is_not_there_is_named() {
    let home = Home::new();
    home.run(&["explain", "gone.log:1"])
        .exits(3)
        .says(&["gone.log", "no such file"]);
    home.run(&["explain", ".:1"]).exits(3).says(&["folder"]);
}

#[test]
fn exit_code_tells_whether_incidents_were_found() {
    let home = Home::new();
    home.file("failing.log", FAILING);
    home.file("quiet.log", QUIET);
    home.run(&["scan", "failing.log"]).exits(0);
    home.run(&["scan", "--exit-code", "failing.log"]).exits(1);
    home.run(&["scan", "--exit-code", "quiet.log"]).exits(0);
    // What is below the minimum is no incident.
    home.run(&[
        "scan",
        "--exit-code",
        "--min-level",
        "critical",
        "failing.log",
    ])
    .exits(0);
    let pipe = |text: &str| home.run_with(&["pipe", "--exit-code"], text.as_bytes());
    pipe(FAILING).exits(1);
    pipe(QUIET).exits(0);
    for (name, status) in [("failing.log", 1), ("quiet.log", 0)] {
        let mut watch = home.start(&["watch", "-v", "--exit-code", "--from-start", name]);
        watch.stderr.wait_for(&format!("following {name}"));
        watch.terminate().exits(status);
    }
}

#[test]
fn quiet_says_less_and_the_status_stays() {
    let home = Home::new();
    home.file("app.log", QUIET);
    home.run(&["scan", "gone.log", "app.log"])
        .exits(3)
        .says(&["gone.log"]);
    home.run(&["-qq", "scan", "gone.log", "app.log"])
        .exits(3)
        .says_nothing();
}

#[test]
fn help_shows_no_value_from_the_environment() {
    let home = Home::new()
        .with("AIOPS_API_KEY", "key-0123456789-never-shown")
        .with("AIOPS_PLATFORM_URL", &Quiet::closed());
    for arguments in [&["--help"][..], &["scan", "--help"], &["watch", "-h"]] {
        let done = home.run(arguments).exits(0).says_nothing();
        assert!(!done.out().contains("never-shown"), "{done}");
    }
}

#[test]
fn shown_pages_scripts_and_patterns_are_the_files_of_the_repository() {
    let home = Home::new();
    home.run(&["man", "aiops-scan"])
        .exits(0)
        .prints(&[".TH aiops-scan 1"]);
    home.run(&["completions", "bash"])
        .exits(0)
        .prints(&["_aiops"]);
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = std::fs::read(root.join("patterns/detect/python.toml")).expect("a file");
    assert!(home.run(&["patterns", "show", "python"]).exits(0).stdout == file);
}
