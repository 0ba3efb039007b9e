//! Every incident of the corpus is found whole, and none is invented.

use std::fmt::Write as _;

use aiops::incident::Kind;

use crate::corpus_file::{Case, Expected, cases, compare, detect, detect_all, folder};

/// Runs `variant` on every case and fails with all differences at once.
fn check(mut variant: impl FnMut(&Case) -> Option<String>) {
    let only = std::env::var("AIOPS_CORPUS").unwrap_or_default();
    let (mut failures, mut all, mut failed) = (String::new(), 0, 0);
    for case in cases() {
        let name = format!("{}/{}", case.family, case.name);
        if !name.contains(&only) || case.truth.later.is_some() {
            continue;
        }
        let Some(differences) = variant(&case) else {
            continue;
        };
        all += 1;
        if !differences.is_empty() {
            failed += 1;
            let _ = write!(failures, "{name}\n{differences}");
        }
    }
    assert!(all > 0, "no case was run");
    assert!(
        failures.is_empty(),
        "{failed} of {all} cases differ:\n{failures}"
    );
}

#[test]
fn alone() {
    check(|case| {
        let (found, hidden) = detect_all(&case.log);
        let mut out = compare(&case.truth.incident, &found);
        if hidden != case.truth.hidden {
            let _ = writeln!(out, "  hidden {hidden:?}, expected {:?}", case.truth.hidden);
        }
        Some(out)
    });
}

/// A case all of whose lines are one incident without a record header.
fn bare(case: &Case) -> Option<(Vec<String>, Expected)> {
    let [expected] = case.truth.incident.as_slice() else {
        return None;
    };
    if !case.truth.bare || expected.truncated == Some(true) {
        return None;
    }
    let text = String::from_utf8(case.log.clone()).ok()?;
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let whole = expected.lines == [1, lines.len() as u64] && !text.contains(['\r', '\u{feff}']);
    whole.then(|| (lines, expected.clone()))
}

fn shifted(expected: &Expected, by: u64) -> Expected {
    let mut shifted = expected.clone();
    shifted.lines = expected.lines.map(|line| line + by);
    shifted
}

fn text(lines: &[String]) -> Vec<u8> {
    let mut text = lines.join("\n");
    text.push('\n');
    text.into_bytes()
}

/// Headers of three loggers, with the place of level and message left open.
const HEADERS: [fn(&str, &str) -> String; 3] = [
    |level, message| format!("2026-11-20 10:00:00,123 {level} shop.worker: {message}"),
    |level, message| format!("10:00:00.123 [main] {level:<5} c.s.Worker -- {message}"),
    |level, message| format!("2026-11-20T10:00:00.123456Z {level:>5} shop::worker: {message}"),
];

/// Under a record of level ERROR a trace is one incident with it; a panic, or what a runtime prints at a death, is one
/// of its own below it.
#[test]
fn headed() {
    check(|case| {
        let (lines, expected) = bare(case)?;
        let mut out = String::new();
        for header in HEADERS {
            let mut all = vec![
                header("INFO", "job 16 is done"),
                header("INFO", "job 17 begins"),
            ];
            all.push(header("ERROR", "job 17 failed"));
            all.extend(lines.iter().cloned());
            all.push(header("INFO", "job 18 begins"));
            all.push(header("INFO", "job 18 is done"));
            let found = detect(&text(&all));
            let mut joined = shifted(&expected, 3);
            joined.lines[0] = 3;
            joined.level = Some("error".to_owned());
            joined.log_message = Some("job 17 failed".to_owned());
            let apart = [
                Expected {
                    lines: [3, 3],
                    kind: Kind::LogError,
                    error_type: Some("ERROR".to_owned()),
                    message: Some("job 17 failed".to_owned()),
                    ..Expected::default()
                },
                shifted(&expected, 3),
            ];
            let is_alone = expected.language.as_deref() == Some("rust")
                || lines[0].starts_with("Exception in thread \"")
                || expected.language.as_deref() == Some("jvm")
                    && compare(&apart, &found).is_empty();
            out.push_str(&if is_alone {
                compare(&apart, &found)
            } else {
                compare(&[joined], &found)
            });
        }
        Some(out)
    });
}

#[test]
fn prefixed() {
    const PREFIXES: [&str; 5] = [
        "web-1  | ",
        "Nov 20 10:00:00 db1 shop[321]: ",
        "[worker-3] ",
        "2026-11-20 10:00:00.123 [321] ",
        "10:00:00 web.1  | ",
    ];
    check(|case| {
        let (lines, expected) = bare(case)?;
        let mut out = String::new();
        for prefix in PREFIXES {
            // A plain neighbour below cannot be told from the rest of a message.
            let neighbours = !has_lines_in_a_message(&expected);
            let mut all = Vec::new();
            if neighbours {
                all.push("order 16 is packed".to_owned());
                all.push("order 17 is next".to_owned());
            }
            all.extend(lines.iter().cloned());
            if neighbours {
                all.push("order 18 is next".to_owned());
            }
            let all: Vec<_> = all
                .iter()
                .map(|line| format!("{prefix}{line}").trim_end().to_owned())
                .collect();
            let shift = if neighbours { 2 } else { 0 };
            let different = compare(&[shifted(&expected, shift)], &detect(&text(&all)));
            if !different.is_empty() {
                let _ = write!(out, "  prefix {prefix:?}\n{different}");
            }
        }
        Some(out)
    });
}

fn has_lines_in_a_message(expected: &Expected) -> bool {
    let chain = expected.errors.iter().map(|error| error.message.as_str());
    chain
        .chain(expected.message.as_deref())
        .any(|message| message.contains('\n'))
}

#[test]
fn among() {
    check(|case| {
        let (lines, expected) = bare(case)?;
        let mut out = String::new();
        for header in HEADERS {
            let info = |text: &str| header("INFO", text);
            let mut all = vec![info("0 errors so far"), info("GET /errors/500.html")];
            all.extend(lines.iter().cloned());
            all.extend([info("no panic"), info("error_rate=0")]);
            out.push_str(&compare(&[shifted(&expected, 2)], &detect(&text(&all))));
        }
        if !has_lines_in_a_message(&expected) {
            let plain = |text: &str| text.to_owned();
            let mut all = vec![plain("order 16 is packed"), plain("0 errors so far")];
            all.extend(lines.iter().cloned());
            all.extend([plain("serving again"), plain("order 17 is packed")]);
            let different = compare(&[shifted(&expected, 2)], &detect(&text(&all)));
            if !different.is_empty() {
                let _ = write!(out, "  plain\n{different}");
            }
        }
        Some(out)
    });
}

/// Two processes write into one file, line by line in turn, each line with its process.
#[test]
fn interleaved() {
    let all: Vec<_> = cases()
        .into_iter()
        .filter(|case| case.truth.later.is_none())
        .collect();
    let bare: Vec<_> = all.iter().filter_map(bare).collect();
    let mut next = 0;
    check(|case| {
        let (lines, expected) = self::bare(case)?;
        // Each case is paired with another each time, of any language.
        next = (next + 7) % bare.len();
        let (other_lines, other_expected) = &bare[next];
        let mut out = String::new();
        for prefixes in [
            [
                "Nov 20 10:00:00 db1 shop[321]: ",
                "Nov 20 10:00:00 db1 shop[322]: ",
            ],
            [
                "2026-11-20 10:00:00.123 [321] ",
                "2026-11-20 10:00:00.123 [322] ",
            ],
        ] {
            let mut all = Vec::new();
            let mut at = [Vec::new(), Vec::new()];
            for turn in 0..lines.len().max(other_lines.len()) {
                for (who, lines) in [&lines, other_lines].into_iter().enumerate() {
                    if let Some(line) = lines.get(turn) {
                        all.push(format!("{}{line}", prefixes[who]).trim_end().to_owned());
                        at[who].push(all.len() as u64);
                    }
                }
            }
            let mut wanted = [expected.clone(), other_expected.clone()];
            for (wanted, at) in wanted.iter_mut().zip(&at) {
                wanted.lines = [at[0], at[at.len() - 1]];
            }
            let different = compare(&wanted, &detect(&text(&all)));
            if !different.is_empty() {
                let _ = write!(
                    out,
                    "  prefix {:?}, with {:?}\n{different}",
                    prefixes[0], other_lines[0]
                );
            }
        }
        Some(out)
    });
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Index {
    construct: Vec<Construct>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Construct {
    family: String,
    name: String,
    #[serde(default)]
    ids: Vec<String>,
    missing: Option<String>,
}

impl Construct {
    fn holds(&self, case: &Case) -> bool {
        let named = |id: &String| match id.strip_suffix('*') {
            Some(start) => case.truth.construct.starts_with(start),
            None => case.truth.construct == *id,
        };
        self.family == case.family && self.ids.iter().any(named)
    }
}

#[test]
fn every_construct_has_an_output_or_a_reason_and_every_output_a_construct() {
    let text = std::fs::read_to_string(folder().join("constructs.toml")).unwrap();
    let index: Index = toml::from_str(&text).unwrap();
    let cases = cases();
    for construct in &index.construct {
        let shown = cases.iter().any(|case| construct.holds(case));
        assert_eq!(
            shown,
            construct.missing.is_none(),
            "{}: {}",
            construct.family,
            construct.name
        );
    }
    let indexed = |case: &&Case| {
        index
            .construct
            .iter()
            .any(|known| known.family == case.family)
    };
    for case in cases.iter().filter(indexed) {
        let held = index
            .construct
            .iter()
            .any(|construct| construct.holds(case));
        assert!(
            held,
            "{}/{}: {}",
            case.family, case.name, case.truth.construct
        );
    }
}

#[test]
fn the_corpus_is_large_and_no_two_outputs_show_the_same() {
    let cases = cases();
    let count = |family: &str| cases.iter().filter(|case| case.family == family).count();
    assert!(count("python") >= 60 && count("rust") >= 50 && count("jvm") >= 40);
    let mut seen = std::collections::BTreeMap::new();
    for case in &cases {
        assert!(!case.truth.made_by.is_empty(), "{}", case.name);
        let about = (&case.family, &case.truth.construct, &case.truth.about);
        if let Some(other) = seen.insert(about, &case.name) {
            panic!(
                "{other} and {} show the same: {}",
                case.name, case.truth.about
            );
        }
    }
    for case in cases.iter().filter(|case| case.family == "harmless") {
        let lines = memchr::memchr_iter(b'\n', &case.log).count();
        assert!(lines >= 500, "{}: {lines} lines", case.name);
    }
    assert!(count("harmless") >= 40);
}
