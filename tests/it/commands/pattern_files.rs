//! A user's pattern files: what `check` catches, and a language that a file alone adds.

use std::fmt::Write as _;

use crate::harness::{Home, incidents};

/// A language that nobody has written yet, with a trace of its own, the newest frame last.
const COBRA: &str = r#"
name   = "cobra"
about  = "Hisses of the cobra"
kind   = "exception"
newest = "last"
accept = ["bitten"]
hint   = ["Hiss! A snake fell from"]

[[rule]]
in   = "start"
when = '^Hiss! A snake fell from (?<thread>\w+):$'
to   = "coils"

[[rule]]
in   = "coils"
when = '^ ~~ (?<function>\w+) @ (?<file>[\w/.]+)#(?<line>\d+)$'

[[rule]]
in   = "coils"
when = '^ => (?<type>[\w.]+) \| (?<message>.*)$'
to   = "bitten"

[[example]]
text = """
Hiss! A snake fell from basket:
 ~~ main @ /srv/zoo/main.cob#3
 ~~ feed @ /srv/zoo/feed.cob#14
 => zoo.HungryError | no mice left
"""
type     = "zoo.HungryError"
message  = "no mice left"
function = "feed"
frames   = 2

[[example]]
text = """
The snake fell asleep.
"""
none = true
"#;

const LOG: &str = "the zoo opens\nthe zoo is open\n\
    Hiss! A snake fell from tree:\n ~~ main @ /srv/zoo/main.cob#3\n ~~ climb @ /srv/zoo/tree.cob#9\n \
    => zoo.HeightError | too high\nthe zoo closes\nthe zoo is closed\n";

/// Writes COBRA with one thing changed, checks it, and wants this said.
#[track_caller]
fn refused(from: &str, to: &str, words: &[&str]) {
    assert!(COBRA.contains(from));
    let home = Home::new();
    home.file("cobra.toml", COBRA.replacen(from, to, 1));
    let done = home.run(&["patterns", "check", "cobra.toml"]).exits(78);
    let done = done.says(&["cobra.toml: "]).says(words);
    assert!(!done.out().contains("all right"), "{done}");
}

#[test]
fn a_right_file_is_all_right() {
    let home = Home::new();
    home.file("cobra.toml", COBRA);
    home.run(&["patterns", "check", "cobra.toml"])
        .exits(0)
        .says_nothing()
        .prints(&["cobra: 3 rules, 2 examples: all right"]);
}

#[test]
fn check_catches_an_example_that_is_not_read_as_it_says() {
    refused(
        "type     = \"zoo.HungryError\"",
        "type     = \"zoo.ThirstyError\"",
        &["example 1", "`type`", "zoo.ThirstyError", "zoo.HungryError"],
    );
    refused(
        "frames   = 2",
        "frames   = 3",
        &["example 1", "`frames`", "3", "2"],
    );
    refused(
        "function = \"feed\"",
        "function = \"main\"",
        &["example 1", "`function`", "main", "feed"],
    );
    refused(
        "none = true",
        "type = \"zoo.SleepyError\"\nlines = [1, 1]",
        &["example 2"],
    );
    let fallen = "none = true\n\n[[example]]\ntext = \"\"\"\nHiss! A snake fell from tree:\n => zoo.A | b\n\"\"\"\nnone = true";
    refused(
        "none = true",
        fallen,
        &["example 3", "nothing is to be found", "zoo.A"],
    );
}

#[test]
fn check_catches_a_state_that_is_not_there() {
    refused(
        "to   = \"bitten\"",
        "to   = \"biten\"",
        &["rule 3, in \"coils\"", "unknown state `biten`"],
    );
}

#[test]
fn check_catches_a_state_that_nothing_leads_to() {
    refused(
        "[[example]]",
        "[[rule]]\nin = \"shed\"\nwhen = '^skin$'\n\n[[example]]",
        &["unreachable state `shed`"],
    );
}

#[test]
fn check_catches_a_capture_that_is_no_field() {
    refused(
        "(?<function>",
        "(?<funktion>",
        &[
            "rule 2, in \"coils\"",
            "unknown capture `funktion`",
            "function",
        ],
    );
}

#[test]
fn check_catches_a_header_where_none_is_read_and_one_that_is_not_there() {
    let misplaced = "`header` says something only in `start`, on `head` alone";
    refused(
        "in   = \"start\"",
        "in   = \"start\"\nheader = \"level-first\"",
        &["rule 1, in \"start\"", misplaced],
    );
    refused(
        "in   = \"start\"",
        "in   = \"start\"\non = [\"head\", \"plain\"]\nheader = \"level-first\"",
        &["rule 1, in \"start\"", misplaced],
    );
    refused(
        "in   = \"coils\"",
        "in   = \"coils\"\non = \"head\"\nheader = \"level-first\"",
        &["rule 2, in \"coils\"", misplaced],
    );
    // That of a transport begins no record.
    for header in ["level-frist", "compose"] {
        refused(
            "in   = \"start\"",
            &format!("in   = \"start\"\non = \"head\"\nheader = \"{header}\""),
            &["rule 1", &format!("unknown header `{header}`")],
        );
    }
}

#[test]
fn check_catches_other_slips_with_their_place() {
    refused("kind   =", "kidn   =", &["kidn"]);
    refused(
        "kind   = \"exception\"",
        "kind   = \"snake\"",
        &["snake", "exception"],
    );
    refused(
        r"^ => ",
        r"^ (=> ",
        &["rule 3, in \"coils\"", "unclosed group"],
    );
    refused(r"\w+) @", r"{word}) @", &["rule 2, in \"coils\"", "word"]);
    refused(
        "A snake fell from\"]",
        "A mouse fell from\"]",
        &["example 1", "hint"],
    );
    refused("name   = \"cobra\"", "name   = ", &["name"]);
}

#[test]
fn check_goes_on_after_a_wrong_file_and_names_a_missing_one() {
    let home = Home::new();
    home.file("cobra.toml", COBRA);
    home.file(
        "wrong.toml",
        COBRA.replacen("frames   = 2", "frames   = 1", 1),
    );
    home.run(&["patterns", "check", "wrong.toml", "gone.toml", "cobra.toml"])
        .exits(78)
        .says(&["wrong.toml: example 1", "gone.toml"])
        .prints(&["cobra: 3 rules, 2 examples: all right"]);
}

#[test]
fn check_tells_what_the_hints_cost() {
    let home = Home::new();
    home.file("cobra.toml", COBRA);
    home.run(&["patterns", "check", "cobra.toml"])
        .exits(0)
        .prints(&[
            "cobra: literals that every log is searched for: ",
            ", of them its own: 1\n",
        ]);
    let common = COBRA.replacen("hint   = [", "hint   = [\"Error\", ", 1);
    home.file("common.toml", common);
    home.run(&["patterns", "check", "common.toml"])
        .exits(0)
        .prints(&["the hint `Error` stands in ", "a longer one costs less"]);
    let many = (0..70).fold(String::new(), |mut all, at| {
        let _ = write!(all, "\"word {at:02} of ours\", ");
        all
    });
    let many = COBRA.replacen("hint   = [", &format!("hint   = [{many}"), 1);
    home.file("many.toml", many);
    home.run(&["patterns", "check", "many.toml"])
        .exits(0)
        .prints(&["too many for one search"]);
}

#[test]
fn the_shipped_files_are_all_right() {
    let home = Home::new();
    let done = home.run(&["patterns", "check"]).exits(0).says_nothing();
    let listed = home.run(&["patterns", "list"]).exits(0).out();
    assert_eq!(done.out().lines().count(), listed.lines().count(), "{done}");
    assert!(
        done.out().lines().all(|line| line.ends_with("all right")),
        "{done}"
    );
}

#[test]
fn a_language_is_added_by_a_file_alone() {
    let home = Home::new();
    home.file("zoo.log", LOG);
    home.file("patterns/cobra.toml", COBRA);
    home.file("patterns/README.md", "no pattern");
    home.run(&["scan", "--exit-code", "zoo.log"]).exits(0);

    let scan = [
        "scan",
        "--format",
        "ndjson",
        "--patterns",
        "patterns",
        "zoo.log",
    ];
    let found = incidents(&home.run(&scan).exits(0).stdout);
    assert_eq!(found.len(), 1, "{found:?}");
    let incident = &found[0];
    assert_eq!(incident["language"], "cobra");
    assert_eq!(incident["kind"], "exception");
    assert_eq!(incident["error_type"], "zoo.HeightError");
    assert_eq!(incident["message"], "too high");
    assert_eq!(incident["thread"], "tree");
    assert_eq!(incident["source"]["line_start"], 3);
    assert_eq!(incident["source"]["line_end"], 6);
    let newest = &incident["errors"][0]["frames"][0];
    assert_eq!(newest["function"], "climb");
    assert_eq!(newest["file"], "/srv/zoo/tree.cob");
    assert_eq!(newest["line"], 9);

    let pipe = ["pipe", "--format", "ndjson", "--patterns", "patterns"];
    let done = home.run_with(&pipe, LOG.as_bytes()).exits(0);
    assert_eq!(incidents(&done.stderr)[0]["language"], "cobra");
    assert_eq!(done.out(), LOG);

    home.run(&["explain", "--patterns", "patterns", "zoo.log:5"])
        .exits(0)
        .prints(&["cobra run 1: rule 2", "in state `coils`", "function: climb"]);
    home.run(&["patterns", "list", "--patterns", "patterns"])
        .exits(0)
        .prints(&["cobra", "Hisses of the cobra", "cobra.toml", "python"]);
    let shown = home.run(&["patterns", "show", "cobra", "--patterns", "patterns"]);
    assert_eq!(shown.exits(0).out(), COBRA);
    home.run(&["patterns", "check", "--patterns", "patterns"])
        .prints(&["cobra: 3 rules, 2 examples: all right", "python: "]);
    // Nobody else knows it.
    let listed = home.run(&["patterns", "list"]).exits(0).out();
    assert!(!listed.contains("cobra"), "{listed}");
}

#[test]
fn the_environment_names_the_folder_too() {
    let home = Home::new().with("AIOPS_PATTERNS", "patterns");
    home.file("zoo.log", LOG);
    home.file("patterns/cobra.toml", COBRA);
    home.run(&["scan", "zoo.log"])
        .exits(0)
        .prints(&["zoo.HeightError: too high", "cobra"]);
}

#[test]
fn a_file_of_the_same_name_replaces_the_built_in_one() {
    let home = Home::new();
    home.file("app.log", super::FAILING);
    home.file("zoo.log", LOG);
    home.file(
        "patterns/mine.toml",
        COBRA.replacen("\"cobra\"", "\"python\"", 1),
    );
    let scan = |log| {
        let options = ["scan", "--format", "ndjson", "--patterns", "patterns"];
        incidents(&home.run(&[&options[..], &[log]].concat()).exits(0).stdout)
    };
    assert_eq!(scan("zoo.log")[0]["language"], "python");
    // The record is still one, but its trace is Python's no longer.
    let found = scan("app.log");
    assert!(
        found
            .iter()
            .all(|incident| incident["language"] != "python"),
        "{found:?}"
    );
    let listed = home.run(&["patterns", "list", "--patterns", "patterns"]);
    let listed = listed.exits(0).out();
    let lines = listed.lines().filter(|line| line.starts_with("python "));
    assert_eq!(lines.count(), 1, "{listed}");
}
