//! What is the same failure: an incident goes in, version 1 of its fingerprint comes out.
//!
//! Kind, the chain's types, the newest in-app frame and the outermost message, all scrubbed first and with their
//! variables masked, so that scrubbing before or not changes nothing. Host, path of the log, time, line numbers
//! and process are never in it. Once released, version 1 names no old failure anew: change nothing here without
//! making it version 2.

mod mask;
mod names;

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::incident::{ErrorLink, Frame, Incident, Kind, Relation, Request};
pub use mask::mask;

/// What a fingerprint begins with.
const VERSION: &str = "1:";
/// Bytes of the hash that are shown: 128 bits, as for ids.
const SHOWN: usize = 16;

/// A fingerprint and what it was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// `1:` and 32 hex digits.
    pub value: String,
    /// What went in, by name and in order: for showing how two incidents differ.
    pub inputs: Vec<(&'static str, String)>,
}

/// The fingerprint of `incident`.
pub fn fingerprint(incident: &Incident) -> Fingerprint {
    let mut inputs = vec![("kind", incident.kind.as_str().to_owned())];
    let http = matches!(incident.kind, Kind::HttpError | Kind::HttpSlow);
    match &incident.request {
        Some(request) if http && request.path.is_some() => of_request(request, &mut inputs),
        _ => of_failure(incident, &mut inputs),
    }
    let mut hash = Sha256::new();
    for (name, value) in &inputs {
        // Neither holds a NUL: no two lists of inputs are the same bytes.
        for part in [*name, value.as_str()] {
            hash.update(part.replace('\0', " "));
            hash.update([0]);
        }
    }
    let mut value = VERSION.to_owned();
    for byte in hash.finalize().iter().take(SHOWN) {
        for half in [byte >> 4, byte & 15] {
            value.extend(char::from_digit(u32::from(half), 16));
        }
    }
    Fingerprint { value, inputs }
}

fn of_request(request: &Request, inputs: &mut Vec<(&'static str, String)>) {
    let method = request.method.as_deref().unwrap_or_default();
    let path = request.path.as_deref().unwrap_or_default();
    let status = request.status.map(|status| status.to_string());
    inputs.push(("method", method.to_ascii_uppercase()));
    inputs.push(("path", mask::mask_route(path)));
    inputs.push(("status", status.unwrap_or_default()));
}

fn of_failure(incident: &Incident, inputs: &mut Vec<(&'static str, String)>) {
    if let Some((function, file)) = newest_frame(&incident.errors) {
        inputs.push(("types", types(incident)));
        inputs.push(("function", function));
        inputs.push(("file", file));
    } else {
        match incident.kind {
            Kind::LogError => inputs.push(("level", incident.level.as_str().to_owned())),
            _ => inputs.push(("types", types(incident))),
        }
        // What the scrubber takes is taken first: the last part of an address is no line.
        let logger = mask::scrubbed(incident.logger.as_deref().unwrap_or_default());
        inputs.push(("logger", names::clean(without_line(&logger))));
    }
    inputs.push(("message", mask::mask_message(&incident.message)));
}

/// A logger that is a place (`Shelf.java:137`) without the line, which moves with every change of the file.
fn without_line(logger: &str) -> &str {
    let name = logger.trim_end_matches(|c: char| c.is_ascii_digit());
    match name.strip_suffix(':') {
        Some(file) if name.len() < logger.len() => file,
        _ => logger,
    }
}

/// The chain's types, outermost first. The members of a group come in any order, so that they, and what hangs on
/// them, are a sorted set. A type right below the same type says nothing: retries come in any number.
fn types(incident: &Incident) -> String {
    let clean = |name: &str| names::clean(&mask::scrubbed(name));
    if incident.errors.is_empty() {
        return clean(&incident.error_type);
    }
    let (chain, members) = split(&incident.errors);
    let mut types: Vec<String> = chain.iter().map(|error| clean(&error.error_type)).collect();
    types.dedup();
    let mut out = types.join(" < ");
    if !members.is_empty() {
        let members: BTreeSet<String> = members
            .iter()
            .map(|error| clean(&error.error_type))
            .collect();
        let members: Vec<String> = members.into_iter().collect();
        out.push_str(" { ");
        out.push_str(&members.join(", "));
        out.push_str(" }");
    }
    out
}

/// The chain above a group's members, and the members.
fn split(errors: &[ErrorLink]) -> (&[ErrorLink], &[ErrorLink]) {
    let member = |error: &ErrorLink| error.relation == Some(Relation::Member);
    let first = errors.iter().position(member).unwrap_or(errors.len());
    errors.split_at(first)
}

/// Function and file of the newest frame that is the application's, or else of the newest there is. The outermost
/// error is asked first; of a group's members, which come in any order, the least by name.
fn newest_frame(errors: &[ErrorLink]) -> Option<(String, String)> {
    let (chain, members) = split(errors);
    let newest = |in_app: bool| {
        let frame = move |error: &ErrorLink| {
            let mut frames = error.frames.iter();
            frames.find(|frame| frame.in_app || !in_app).map(identity)
        };
        let first = chain.iter().find_map(frame);
        first.or_else(|| members.iter().filter_map(frame).min())
    };
    newest(true).or_else(|| newest(false))
}

/// What a frame is called, without what a compiler or a build put into its names.
fn identity(frame: &Frame) -> (String, String) {
    let part =
        |text: &Option<String>| mask::scrubbed(text.as_deref().unwrap_or_default()).into_owned();
    let module = names::clean_module(&part(&frame.module));
    let function = names::clean(&part(&frame.function));
    let function = match (module.is_empty(), function.is_empty()) {
        (true, _) => function,
        (_, true) => module,
        _ => format!("{module}.{function}"),
    };
    (function, names::clean_file(&part(&frame.file)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::incident::{Level, Prefixes, SCHEMA, Source};
    use crate::scrub::Scrubber;

    fn incident(kind: Kind, error_type: &str, message: &str, errors: Vec<ErrorLink>) -> Incident {
        Incident {
            schema: SCHEMA,
            id: "id".into(),
            fingerprint: String::new(),
            kind,
            language: None,
            level: Level::Error,
            error_type: error_type.into(),
            message: message.into(),
            log_message: None,
            errors,
            stack_trace: String::new(),
            time: None,
            seen_at: String::new(),
            logger: None,
            thread: None,
            process: None,
            trace_id: None,
            request: None,
            source: Source::default(),
            context: Vec::new(),
            occurrences: 1,
            first_seen: String::new(),
            last_seen: String::new(),
            service: String::new(),
            environment: String::new(),
            host: String::new(),
            truncated: false,
            scrubbed: BTreeMap::new(),
            hidden_by: None,
            record_lines: 0,
        }
    }

    fn link(error_type: &str, relation: Option<Relation>, frames: Vec<Frame>) -> ErrorLink {
        ErrorLink {
            error_type: error_type.into(),
            message: String::new(),
            relation,
            frames,
        }
    }

    fn frame(function: &str, file: &str, line: u32, in_app: bool) -> Frame {
        Frame {
            function: Some(function.into()),
            file: Some(file.into()),
            line: Some(line),
            in_app,
            ..Frame::default()
        }
    }

    fn exception(message: &str, frames: Vec<Frame>) -> Incident {
        let errors = vec![link("ValueError", None, frames)];
        incident(Kind::Exception, "ValueError", message, errors)
    }

    fn value(incident: &Incident) -> String {
        fingerprint(incident).value
    }

    #[test]
    fn version_1_is_what_it_was() {
        let frames = vec![
            frame("get", "/usr/lib/python3/site-packages/lib.py", 7, false),
            frame("main", "/srv/app/main.py", 14, true),
        ];
        let of = fingerprint(&exception("no such user: 'bob' (17)", frames));
        let inputs = [
            ("kind", "exception"),
            ("types", "ValueError"),
            ("function", "main"),
            ("file", "main.py"),
            ("message", "no such user: * (*)"),
        ];
        let got: Vec<_> = of.inputs.iter().map(|(n, v)| (*n, v.as_str())).collect();
        assert_eq!(got, inputs);
        assert_eq!(of.value, "1:ae539704f09dffc2ed6b1b8e644d35cf");
    }

    #[test]
    fn host_line_path_time_and_values_make_no_difference() {
        let one = exception(
            "user 17 gone",
            vec![frame("main", "/srv/a/main.py", 14, true)],
        );
        let mut other = exception(
            "user 4711 gone",
            vec![frame("main", "/opt/b/main.py", 15, true)],
        );
        other.host = "web-2".into();
        other.time = Some("2026-11-20T10:00:00Z".into());
        other.process = Some("77".into());
        other.source.path = "/var/log/x.log".into();
        assert_eq!(value(&one), value(&other));
    }

    #[test]
    fn type_function_file_message_and_kind_make_one() {
        let frames = |function, file| vec![frame(function, file, 1, true)];
        let base = exception("gone", frames("main", "main.py"));
        let mut typed = base.clone();
        typed.errors[0].error_type = "KeyError".into();
        let mut log = base.clone();
        log.kind = Kind::LogError;
        let others = [
            typed,
            log,
            exception("gone", frames("run", "main.py")),
            exception("gone", frames("main", "run.py")),
            exception("lost", frames("main", "main.py")),
        ];
        for other in others {
            assert_ne!(
                value(&base),
                value(&other),
                "{:?}",
                fingerprint(&other).inputs
            );
        }
    }

    #[test]
    fn the_class_is_part_of_a_methods_name() {
        let of = |module: &str| {
            let mut frame = frame("run", "Job.java", 3, true);
            frame.module = Some(module.into());
            exception("gone", vec![frame])
        };
        assert_ne!(value(&of("com.example.A")), value(&of("com.example.B")));
        assert_eq!(
            value(&of("com.example.A")),
            value(&of("app//com.example.A"))
        );
        assert_eq!(
            fingerprint(&of("com.example.A$1")).inputs[2].1,
            "com.example.A.run"
        );
    }

    #[test]
    fn without_a_frame_of_the_application_the_newest_counts() {
        let frames = vec![
            frame("get", "lib.py", 1, false),
            frame("do", "lib.py", 2, false),
        ];
        assert_eq!(fingerprint(&exception("x", frames)).inputs[2].1, "get");
    }

    #[test]
    fn a_cause_with_a_frame_of_the_application_is_asked_before_a_library() {
        let errors = vec![
            link("A", None, vec![frame("wrap", "lib.py", 1, false)]),
            link(
                "B",
                Some(Relation::Cause),
                vec![frame("main", "main.py", 2, true)],
            ),
        ];
        let of = fingerprint(&incident(Kind::Exception, "A", "x", errors));
        assert_eq!(of.inputs[1].1, "A < B");
        assert_eq!(of.inputs[2].1, "main");
    }

    #[test]
    fn members_of_a_group_may_come_in_any_order() {
        let member = |name: &str| {
            let frames = vec![frame(&format!("in_{name}"), "main.py", 1, true)];
            link(name, Some(Relation::Member), frames)
        };
        let of = |members: [&str; 3]| {
            let mut errors = vec![link("ExceptionGroup", None, Vec::new())];
            errors.extend(members.map(member));
            incident(
                Kind::Exception,
                "ExceptionGroup",
                "3 sub-exceptions",
                errors,
            )
        };
        let one = fingerprint(&of(["B", "A", "B"]));
        assert_eq!(one, fingerprint(&of(["A", "B", "A"])));
        assert_eq!(one.inputs[1].1, "ExceptionGroup { A, B }");
    }

    #[test]
    fn retries_in_any_number_are_one() {
        let of = |retries: usize| {
            let mut errors = vec![link("Retry", None, vec![frame("main", "main.py", 1, true)])];
            errors
                .extend((0..retries).map(|_| link("Timeout", Some(Relation::Context), Vec::new())));
            incident(Kind::Exception, "Retry", "gave up", errors)
        };
        assert_eq!(value(&of(1)), value(&of(5)));
        assert_ne!(value(&of(0)), value(&of(1)));
    }

    #[test]
    fn without_frames_level_logger_and_message_count() {
        let mut log = incident(Kind::LogError, "ERROR", "order 17 failed", Vec::new());
        log.logger = Some("shop.orders".into());
        let names: Vec<_> = fingerprint(&log)
            .inputs
            .iter()
            .map(|(name, _)| *name)
            .collect();
        assert_eq!(names, ["kind", "level", "logger", "message"]);
        let mut critical = log.clone();
        critical.level = Level::Critical;
        let mut stock = log.clone();
        stock.logger = Some("shop.stock".into());
        let mut next = log.clone();
        next.message = "order 18 failed".into();
        assert_ne!(value(&log), value(&critical));
        assert_ne!(value(&log), value(&stock));
        assert_eq!(value(&log), value(&next));
        let at = |place: &str| {
            let mut placed = log.clone();
            placed.logger = Some(place.into());
            value(&placed)
        };
        assert_eq!(at("Shelf.java:137"), at("Shelf.java:60"));
        assert_ne!(at("Shelf.java:137"), at("Shop.java:137"));
        let death = incident(Kind::Exception, "SIGSEGV", "", Vec::new());
        assert_eq!(fingerprint(&death).inputs[1], ("types", "SIGSEGV".into()));
    }

    #[test]
    fn of_a_response_method_route_and_status_count() {
        let of = |method: &str, path: &str, status| {
            let mut http = incident(Kind::HttpError, "HTTPError", path, Vec::new());
            http.request = Some(Request {
                method: Some(method.into()),
                path: Some(path.into()),
                status: Some(status),
                duration_ms: Some(12.5),
            });
            http
        };
        let base = of("GET", "/users/17", 500);
        assert_eq!(value(&base), value(&of("get", "/users/18?x=1", 500)));
        assert_ne!(value(&base), value(&of("POST", "/users/17", 500)));
        assert_ne!(value(&base), value(&of("GET", "/orders/17", 500)));
        assert_ne!(value(&base), value(&of("GET", "/users/17", 502)));
    }

    #[test]
    fn scrubbing_first_changes_no_fingerprint() {
        let canary = "bob@example.com from 10.0.0.1, password=hunter2 card 4111 1111 1111 1111";
        let mut raw = exception(
            canary,
            vec![frame(canary, "/home/bob@example.com/main.py", 1, true)],
        );
        raw.errors[0].frames[0].module = Some("at 10.0.0.1".into());
        let mut log = incident(Kind::LogError, "ERROR", canary, Vec::new());
        log.logger = Some("bob@example.com".into());
        let mut http = incident(Kind::HttpError, "HTTPError", "", Vec::new());
        http.request = Some(Request {
            path: Some("/users/bob@example.com/10.0.0.1?token=abc".into()),
            ..Request::default()
        });
        for raw in [raw, log, http] {
            let mut scrubbed = raw.clone();
            Scrubber::built_in().scrub_incident(&mut scrubbed, &Prefixes::default());
            assert_ne!(raw, scrubbed);
            assert_eq!(fingerprint(&raw), fingerprint(&scrubbed));
            let mut other = raw.clone();
            other.message = other.message.replace("bob@example.com", "ann@example.org");
            other.message = other.message.replace("hunter2", "letmein");
            assert_eq!(fingerprint(&raw), fingerprint(&other));
        }
    }

    #[test]
    fn scrubbing_the_examples_of_all_rules_first_changes_no_fingerprint() {
        let rules: toml::Table =
            toml::from_str(include_str!("../patterns/scrub.toml")).expect("is TOML");
        let rules = rules["rule"].as_array().expect("a list");
        let examples = rules
            .iter()
            .flat_map(|rule| rule["example"].as_array().expect("a list"));
        let texts = examples.map(|example| example["text"].as_str().expect("a text"));
        let scrubber = Scrubber::built_in();
        for text in texts {
            let message = exception(text, vec![frame("run", "main.py", 1, true)]);
            let mut record = incident(Kind::LogError, "ERROR", "no stock", Vec::new());
            record.logger = Some(text.into());
            let mut http = incident(Kind::HttpError, "HTTPError", "", Vec::new());
            http.request = Some(Request {
                path: Some(text.into()),
                ..Request::default()
            });
            for raw in [message, record, http] {
                let mut scrubbed = raw.clone();
                scrubber.scrub_incident(&mut scrubbed, &Prefixes::default());
                assert_eq!(fingerprint(&raw), fingerprint(&scrubbed), "{text}");
            }
        }
    }
}
