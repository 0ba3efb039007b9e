//! The corpus as data: kept output of real programs, and what must be read in it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, OnceLock};

use aiops::detect::{Detector, Engine, Found, Options};
use aiops::filter::Filter;
use aiops::incident::{Incident, Kind, Relation};
use aiops::pattern::{Headers, Machine, Patterns};
use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Truth {
    pub construct: String,
    #[serde(default)]
    pub about: String,
    #[serde(default)]
    pub made_by: String,
    #[serde(default)]
    pub bare: bool,
    /// Why it is not read yet.
    pub later: Option<String>,
    /// What is hidden, by the name of the filter's rule.
    #[serde(default)]
    pub hidden: BTreeMap<String, usize>,
    #[serde(default)]
    pub incident: Vec<Expected>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected {
    pub lines: [u64; 2],
    pub kind: Kind,
    pub language: Option<String>,
    pub level: Option<String>,
    pub error_type: Option<String>,
    pub message: Option<String>,
    pub log_message: Option<String>,
    pub frames: Option<usize>,
    pub function: Option<String>,
    pub truncated: Option<bool>,
    pub request: Option<Asked>,
    #[serde(default)]
    pub errors: Vec<Link>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    pub method: Option<String>,
    pub path: Option<String>,
    pub status: Option<u16>,
    pub duration_ms: Option<f64>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Link {
    pub error_type: String,
    pub message: String,
    pub relation: Relation,
}

pub(crate) struct Case {
    pub family: String,
    pub name: String,
    pub log: Vec<u8>,
    pub truth: Truth,
}

/// The corpus; or, while one is made, the folder that `AIOPS_TEST_CORPUS` names.
pub(crate) fn folder() -> PathBuf {
    if let Ok(folder) = std::env::var("AIOPS_TEST_CORPUS") {
        return PathBuf::from(folder);
    }
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// All cases of the corpus, sorted by family and name.
pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for family in std::fs::read_dir(folder()).unwrap() {
        let family = family.unwrap();
        if !family.file_type().unwrap().is_dir() {
            continue;
        }
        for file in std::fs::read_dir(family.path()).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|ending| ending != "toml") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let truth =
                toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            cases.push(Case {
                family: family.file_name().into_string().unwrap(),
                name: path.file_stem().unwrap().to_str().unwrap().to_owned(),
                log: std::fs::read(path.with_extension("log"))
                    .unwrap_or_else(|error| panic!("{}: {error}", path.display())),
                truth,
            });
        }
    }
    assert!(!cases.is_empty());
    cases.sort_by(|a, b| (&a.family, &a.name).cmp(&(&b.family, &b.name)));
    cases
}

pub(crate) fn engine() -> Arc<Engine> {
    static ENGINE: OnceLock<Arc<Engine>> = OnceLock::new();
    Arc::clone(ENGINE.get_or_init(|| Arc::new(Engine::new(patterns()).unwrap())))
}

/// The built-in patterns; or, while a pattern is written, those of the folder that `AIOPS_TEST_PATTERNS` names.
fn patterns() -> Patterns {
    let Ok(folder) = std::env::var("AIOPS_TEST_PATTERNS") else {
        return Patterns::built_in().unwrap();
    };
    let read = |path: PathBuf| std::fs::read_to_string(&path).unwrap();
    let mut machines: Vec<_> = std::fs::read_dir(Path::new(&folder).join("detect"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    machines.sort();
    let machines = machines.into_iter().map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        Machine::load(&name, &read(path), true).unwrap_or_else(|error| panic!("{error}"))
    });
    let headers = read(Path::new(&folder).join("decode/headers.toml"));
    Patterns {
        machines: machines.collect(),
        headers: Headers::load("headers.toml", &headers).unwrap_or_else(|error| panic!("{error}")),
    }
}

/// What is told of a log.
pub(crate) fn detect(log: &[u8]) -> Vec<Found> {
    detect_all(log).0
}

/// The same, and what is hidden by rule.
pub(crate) fn detect_all(log: &[u8]) -> (Vec<Found>, BTreeMap<String, usize>) {
    static FILTER: LazyLock<Filter> = LazyLock::new(Filter::built_in);
    let mut detector = Detector::new(engine(), Options::default());
    let mut found = Vec::new();
    detector.feed(log, 0, 1, &mut found);
    detector.finish(&mut found);
    let mut hidden = BTreeMap::new();
    found.retain(|found| {
        let rule = FILTER.hides(&found.incident);
        if let Some(rule) = &rule {
            *hidden.entry(rule.clone().into_owned()).or_default() += 1;
        }
        rule.is_none()
    });
    found.sort_by_key(|found| found.incident.source.line_start);
    (found, hidden)
}

fn trimmed(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_end().to_owned()
}

fn asked(incident: &Incident) -> Option<Asked> {
    incident.request.as_ref().map(|request| Asked {
        method: request.method.clone(),
        path: request.path.clone(),
        status: request.status,
        duration_ms: request.duration_ms,
    })
}

/// What is different between an incident and what was expected, in words; empty if nothing is.
pub(crate) fn differences(expected: &Expected, incident: &Incident) -> String {
    let mut out = String::new();
    let lines = [incident.source.line_start, incident.source.line_end];
    if lines != expected.lines {
        let _ = writeln!(out, "  lines {lines:?}, expected {:?}", expected.lines);
    }
    if incident.kind != expected.kind {
        let _ = writeln!(
            out,
            "  kind {:?}, expected {:?}",
            incident.kind, expected.kind
        );
    }
    let request = asked(incident);
    if request != expected.request {
        let expected = &expected.request;
        let _ = writeln!(out, "  request {request:?}\n    expected {expected:?}");
    }
    if incident.language != expected.language {
        let _ = writeln!(
            out,
            "  language {:?}, expected {:?}",
            incident.language, expected.language
        );
    }
    let mut text = |name: &str, read: Option<&str>, expected: Option<&String>| {
        if let Some(expected) = expected {
            let (read, expected) = (trimmed(read.unwrap_or("<none>")), trimmed(expected));
            if read != expected {
                let _ = writeln!(out, "  {name} {read:?}\n    expected {expected:?}");
            }
        }
    };
    let error = incident.errors.first();
    text(
        "type",
        Some(&incident.error_type),
        expected.error_type.as_ref(),
    );
    text(
        "message",
        Some(&incident.message),
        expected.message.as_ref(),
    );
    text(
        "log_message",
        incident.log_message.as_deref(),
        expected.log_message.as_ref(),
    );
    text(
        "level",
        Some(incident.level.as_str()),
        expected.level.as_ref(),
    );
    let newest = error.and_then(|error| error.frames.first());
    text(
        "function",
        newest.and_then(|frame| frame.function.as_deref()),
        expected.function.as_ref(),
    );
    if let Some(frames) = expected.frames {
        let read = error.map_or(0, |error| error.frames.len());
        if read != frames.min(200) {
            let _ = writeln!(out, "  frames {read}, expected {frames}");
        }
    }
    if expected
        .truncated
        .is_some_and(|truncated| truncated != incident.truncated)
    {
        let _ = writeln!(out, "  truncated {}", incident.truncated);
    }
    let chain = incident.errors.get(1..).unwrap_or_default();
    let read: Vec<_> = chain
        .iter()
        .map(|error| {
            (
                error.relation,
                error.error_type.clone(),
                trimmed(&error.message),
            )
        })
        .collect();
    let wanted: Vec<_> = expected
        .errors
        .iter()
        .map(|error| {
            (
                Some(error.relation),
                error.error_type.clone(),
                trimmed(&error.message),
            )
        })
        .collect();
    if read != wanted {
        let _ = writeln!(out, "  chain {read:?}\n    expected {wanted:?}");
    }
    out
}

/// Compares all that was found with all that was expected, by the lines they share.
pub(crate) fn compare(expected: &[Expected], found: &[Found]) -> String {
    let mut out = String::new();
    let mut used = vec![false; found.len()];
    for wanted in expected {
        let overlap = |incident: &Incident| {
            let (first, last) = (incident.source.line_start, incident.source.line_end);
            (last.min(wanted.lines[1]) + 1).saturating_sub(first.max(wanted.lines[0]))
        };
        let best = (0..found.len())
            .filter(|&at| !used[at] && overlap(&found[at].incident) > 0)
            .max_by_key(|&at| {
                let incident = &found[at].incident;
                (
                    wanted.error_type.as_ref() == Some(&incident.error_type),
                    overlap(incident),
                )
            });
        let Some(best) = best else {
            let _ = writeln!(
                out,
                "  not found: {:?} at {:?}",
                wanted.error_type, wanted.lines
            );
            continue;
        };
        used[best] = true;
        out.push_str(&differences(wanted, &found[best].incident));
    }
    for (found, used) in found.iter().zip(used) {
        if !used {
            let _ = writeln!(
                out,
                "  invented: {} {:?} at {}-{}",
                found.incident.error_type,
                found.incident.message.lines().next().unwrap_or_default(),
                found.incident.source.line_start,
                found.incident.source.line_end
            );
        }
    }
    out
}
