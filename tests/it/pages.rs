//! The pages on incidents and on pattern files tell what the code reads and writes: every key with its type, every
//! capture, and examples that are real.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use aiops::detect::{Engine, check};
use aiops::incident::{Incident, Kind, Level, Relation};
use aiops::pattern::{Field, Machine, Patterns};
use regex::Regex;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::docs::{examples, pages, root, unescaped};

/// The keys that a section lists, each with what stands in brackets behind it.
fn listed(page: &str, section: &str) -> BTreeMap<String, String> {
    let heading = format!("\n.SH {section}\n");
    let from = page
        .split_once(&heading)
        .unwrap_or_else(|| panic!("no section {section}"))
        .1;
    let mut keys = BTreeMap::new();
    let mut depth = 0;
    let mut lines = from.lines().take_while(|line| !line.starts_with(".SH "));
    while let Some(line) = lines.next() {
        depth += i32::from(line == ".RS") - i32::from(line == ".RE");
        if line != ".TP" || depth > 0 {
            continue;
        }
        let tag = unescaped(lines.next().unwrap());
        let (_, tag) = tag
            .split_once(' ')
            .unwrap_or_else(|| panic!("no tag: {tag}"));
        let (key, kind) = tag.split_once(' ').unwrap_or((tag, ""));
        let kind = kind.trim_matches(['"', ' ', '(', ')']).to_owned();
        assert!(
            keys.insert(key.to_owned(), kind).is_none(),
            "{key} stands there twice"
        );
    }
    keys
}

/// An incident in which every key has something to say.
fn full() -> Value {
    json!({
        "schema": 1, "id": "0", "fingerprint": "1:0", "kind": "http_error", "language": "python", "level": "error",
        "error_type": "E", "message": "m", "log_message": "l",
        "errors": [{
            "error_type": "E", "message": "m", "relation": "cause",
            "frames": [{"function": "f", "module": "m", "file": "f", "line": 1, "column": 1, "in_app": true}],
        }],
        "stack_trace": "s", "time": "t", "seen_at": "t", "logger": "l", "thread": "t", "process": "p", "trace_id": "t",
        "request": {"method": "GET", "path": "/", "status": 500, "duration_ms": 0.5},
        "source": {
            "path": "p", "line_start": 1, "line_end": 1, "offset_start": 0, "offset_end": 1, "wrapper": "docker",
        },
        "context": ["c"], "occurrences": 1, "first_seen": "t", "last_seen": "t", "service": "s",
        "environment": "e", "host": "h", "truncated": false, "scrubbed": {"email": 1},
        "hidden_by": "404",
    })
}

/// All keys below `value`, each with its type and its place.
fn keys(value: &Value, at: &str, place: &str, out: &mut Vec<(String, String, String)>) {
    for (key, value) in value.as_object().unwrap() {
        let key = format!("{at}{key}");
        let place = format!("{place}/{}", key.rsplit('.').next().unwrap());
        let kind = match value {
            Value::Null => panic!("`full` leaves {key} out: give it a value"),
            Value::Bool(_) => "boolean",
            Value::Number(number) if number.is_f64() => "number",
            Value::Number(_) => "integer",
            Value::String(_) => "string",
            Value::Array(list) if list[0].is_object() => {
                keys(&list[0], &format!("{key}[]."), &format!("{place}/0"), out);
                "list of objects"
            }
            Value::Array(_) => "list of strings",
            Value::Object(_) => {
                // The keys of this one are names of rules.
                if key != "scrubbed" {
                    keys(value, &format!("{key}."), &place, out);
                }
                "object"
            }
        };
        out.push((key, kind.to_owned(), place));
    }
}

#[test]
fn the_page_on_incidents_has_every_key_with_its_type() {
    let full: Incident = serde_json::from_value(full()).unwrap();
    let full = serde_json::to_value(&full).unwrap();
    let mut all = Vec::new();
    keys(&full, "", "", &mut all);
    let mut expected = BTreeMap::new();
    for (key, kind, place) in all {
        let mut without = full.clone();
        let (parent, last) = place.rsplit_once('/').unwrap();
        without
            .pointer_mut(parent)
            .unwrap()
            .as_object_mut()
            .unwrap()
            .remove(last);
        let may_lack = serde_json::from_value::<Incident>(without).is_ok();
        let kind = if may_lack {
            format!("{kind} or null")
        } else {
            kind
        };
        expected.insert(key, kind);
    }
    assert_eq!(listed(&pages()[0], "KEYS"), expected);
}

/// The words of an enum: its reader names all that it knows when it meets one that it does not know.
fn variants<T: DeserializeOwned>() -> Vec<String> {
    let error = serde_json::from_value::<T>(json!("nonsense"))
        .err()
        .expect("a closed set");
    quoted(&error.to_string())
}

/// The words that an error says it expected.
fn quoted(error: &str) -> Vec<String> {
    let words = Regex::new("`([a-z_]+)`").unwrap();
    let (_, known) = error
        .split_once("expected one of")
        .unwrap_or_else(|| panic!("{error}"));
    words
        .captures_iter(known)
        .map(|found| found[1].to_owned())
        .collect()
}

#[test]
fn the_page_on_incidents_has_every_word_of_closed_sets() {
    let page = &pages()[0];
    let mut words = variants::<Kind>();
    words.extend(variants::<Level>());
    words.extend(variants::<Relation>());
    let rules: toml::Table =
        toml::from_str(&std::fs::read_to_string(root().join("patterns/scrub.toml")).unwrap())
            .unwrap();
    let rules = rules["rule"].as_array().unwrap();
    words.extend(
        rules
            .iter()
            .map(|rule| rule["name"].as_str().unwrap().to_owned()),
    );
    let placeholders: Vec<_> = rules
        .iter()
        .map(|rule| rule["with"].as_str().unwrap())
        .collect();
    for found in Regex::new(r"\[[A-Z_]{2,}\]").unwrap().find_iter(page) {
        assert!(
            placeholders.contains(&found.as_str()) || found.as_str() == aiops::scrub::FAILED,
            "{} is no placeholder",
            found.as_str()
        );
    }
    for word in words {
        let bold = Regex::new(&format!(r"(?m)^\.BR? {word}(?: [.,;])?$")).unwrap();
        assert!(
            bold.is_match(page),
            "aiops-incident.5.in does not tell of `{word}`"
        );
    }
}

/// What differs from run to run, or from machine to machine.
const OWN: [&str; 6] = [
    "id",
    "seen_at",
    "first_seen",
    "last_seen",
    "service",
    "host",
];

#[test]
fn the_example_of_an_incident_is_what_the_program_prints() {
    let page = &pages()[0];
    let text = unescaped(page);
    let command = Regex::new(r"\.B aiops (scan .*)\n\.BR (\S+) ,").unwrap();
    let command = command.captures(&text).expect("no command");
    let examples = examples(page);
    let [log, shown] = examples.as_slice() else {
        panic!("a log and an incident are to be shown");
    };
    assert_eq!(
        *log,
        std::fs::read_to_string(root().join(&command[2])).unwrap()
    );
    let output = aiops(&root(), &format!("{} {}", &command[1], &command[2]));
    let mut printed: Value = serde_json::from_str(&output).unwrap();
    let mut told: Value = serde_json::from_str(shown).unwrap();
    for key in OWN {
        for value in [&mut printed, &mut told] {
            let value = value
                .as_object_mut()
                .unwrap()
                .insert(key.to_owned(), Value::Null);
            assert!(value.is_some_and(|value| value.is_string()), "{key}");
        }
    }
    assert!(
        told == printed,
        "the example shows\n{told:#}\nbut this is printed:\n{printed:#}"
    );
}

/// Standard output and error of a command of blank-separated words.
fn aiops(folder: &Path, words: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_aiops"))
        .args(words.split(' '))
        .current_dir(folder)
        .env_clear()
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    String::from_utf8(text).unwrap()
}

#[test]
fn the_page_on_patterns_has_every_capture() {
    let listed: BTreeSet<_> = listed(&pages()[1], "CAPTURES").into_keys().collect();
    let known: BTreeSet<_> = Field::ALL
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    assert_eq!(listed, known);
}

#[test]
fn the_page_on_patterns_has_every_key() {
    let page = &pages()[1];
    for (section, text) in [
        ("FILE", "nonsense = 1"),
        ("RULES", "name = 'x'\nkind = 'log'\n[[rule]]\nnonsense = 1"),
        (
            "EXAMPLES",
            "name = 'x'\nkind = 'log'\n[[example]]\nnonsense = 1",
        ),
    ] {
        let error = Machine::load("x.toml", text, false).unwrap_err();
        let known: BTreeSet<_> = quoted(&error.to_string()).into_iter().collect();
        let listed: BTreeSet<_> = listed(page, section).into_keys().collect();
        assert_eq!(listed, known, "{section}");
    }
}

#[test]
fn the_pattern_file_on_the_page_is_right_and_its_mistakes_are_told_as_shown() {
    let page = &pages()[1];
    let examples = examples(page);
    let file = examples
        .iter()
        .find(|text| text.contains("[[rule]]"))
        .expect("no pattern file");
    let errors = |text: &str| -> String {
        let files = [("lua.toml".to_owned(), text.to_owned())];
        match Patterns::with_user_files(&files) {
            Err(error) => format!("{error}\n"),
            Ok(patterns) => {
                let engine = Arc::new(Engine::new(patterns).unwrap());
                let errors = check(&engine, |name| name == "lua");
                errors.iter().fold(String::new(), |told, error| {
                    told + &error.to_string() + "\n"
                })
            }
        }
    };
    assert_eq!(errors(file), "");
    let mut told = String::new();
    for (right, wrong) in [
        ("to   = \"stack\"", "to   = \"stak\""),
        ("frames   = 5", "frames   = 4"),
    ] {
        assert_eq!(file.matches(right).count(), 1);
        let _ = write!(
            told,
            "aiops: error: {}",
            errors(&file.replace(right, wrong))
        );
    }
    assert!(examples.contains(&told), "this is said:\n{told}");
}

#[test]
fn the_commands_on_the_page_on_patterns_print_what_is_shown() {
    let examples = examples(&pages()[1]);
    let file = examples
        .iter()
        .find(|text| text.contains("[[rule]]"))
        .expect("no pattern file");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("lua.toml"), file).unwrap();
    let parsed: toml::Table = toml::from_str(file).unwrap();
    let crash = parsed["example"][0]["text"].as_str().unwrap();
    std::fs::write(folder.path().join("crash.log"), crash).unwrap();
    let mut run = 0;
    for example in &examples {
        let Some((command, shown)) = example
            .strip_prefix("$ aiops ")
            .and_then(|text| text.split_once('\n'))
        else {
            continue;
        };
        run += 1;
        assert_eq!(shown, aiops(folder.path(), command), "{command}");
    }
    assert_eq!(run, 2);
}
