//! HTTP responses that fail or take too long, each told by one line of an access log.
//!
//! In: lines in which a number stands that may be a status. Out: incidents of kind `http_error` or `http_slow`. The
//! machines are those of kind `http` that know no state but `start` and what they accept: such a line says all there is
//! to say, so it begins no run and keeps no stream awake. A line has a response at the beginning of its text, or of its
//! record's message, and nowhere else: what stands behind, a client may have written.

use std::hash::{BuildHasher, Hasher};
use std::sync::OnceLock;

use memchr::memmem;

use super::engine::strip;
use super::line::{KEEP_BYTES, Line, clip, seen};
use super::{Detector, Engine, Event, Found, settle};
use crate::decode::LineDecoder;
use crate::incident::{Incident, Kind, Level, Prefixes, Request, SCHEMA, Source};
use crate::pattern::{Captured, Expr, Field, Machine, Rule, Set, Stamps};

/// Slashes in a line of `HAProxy` before its request.
const TIMERS: usize = 8;
/// What the message of an answer that names nothing begins with.
const UNNAMED: &str = "HTTP";
/// Type of a failing response that tells no other.
const HTTP_ERROR: &str = "HTTPError";
/// And of one that took too long.
const HTTP_SLOW: &str = "HTTPSlow";

/// A response that failed, or took too long.
#[derive(Debug)]
pub(super) struct Answer<'t> {
    kind: Kind,
    machine: usize,
    rule: u16,
    /// The line without its transports.
    text: &'t str,
    request: Request,
    /// What the server said of it, if the line holds that.
    said: Option<String>,
    time: Option<String>,
    logger: Option<String>,
    process: Option<String>,
    thread: Option<String>,
    trace_id: Option<String>,
}

/// The rules of all machines for such lines.
#[derive(Debug)]
pub(super) struct Answers {
    /// Each as its machine and its number there.
    rules: Vec<(usize, u16)>,
    /// All at once, in their order: most lines match none.
    set: OnceLock<Option<Set>>,
}

impl Answers {
    pub(super) fn new(machines: &[Machine]) -> Answers {
        let all = machines.iter().enumerate();
        let all = all.filter(|(_, machine)| machine.reads_lines());
        let rules = all.flat_map(|(at, machine)| {
            let rules = machine.rules_in(0);
            rules.map(move |(rule, _)| (at, rule))
        });
        Answers {
            rules: rules.collect(),
            set: OnceLock::new(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The first rule that matches a text, as its machine and its number there.
    fn first(&self, machines: &[Machine], text: &str) -> Option<(usize, u16)> {
        let whens = self.rules.iter().map(|&(machine, rule)| {
            let rule = &machines[machine].rules[usize::from(rule)];
            rule.when.as_ref().map_or("", Expr::source)
        });
        let set = self.set.get_or_init(|| Set::unordered(whens).ok());
        let first = *set.as_ref()?.matches(text).first()?;
        self.rules.get(first).copied()
    }
}

/// Where in a line that of a response begins, and the rule that reads it, as its machine and its number there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Response {
    pub from: usize,
    rule: (usize, u16),
}

/// The response that a line tells of, failing or not: much of the line is what a client wrote. `message` is where that of
/// its record begins.
pub(super) fn response(
    engine: &Engine,
    text: &str,
    message: impl FnOnce() -> Option<usize>,
) -> Option<Response> {
    if !may_be_response(text) {
        return None;
    }
    let find = |from: usize| {
        let rule = engine
            .answers
            .first(&engine.patterns.machines, &text[from..])?;
        Some(Response { from, rule })
    };
    // What stands before the message is the server's own.
    message().and_then(find).or_else(|| find(0))
}

/// Whether a line may be one; quick, and right about all others. They have a status behind quotes, or end with a time
/// or with quotes behind many numbers; or have the first words of a path.
fn may_be_response(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_status = |at: usize| bytes.get(at + 2).is_some_and(u8::is_ascii_digit);
    text.ends_with("ms")
        || memmem::find(bytes, b" ms - ").is_some()
        || memmem::find_iter(bytes, "\" ").any(is_status)
        || memmem::find(bytes, b": /").is_some()
        || memchr::memchr_iter(b'/', bytes).nth(TIMERS).is_some()
}

/// Reads a line without colours.
pub(super) fn read<'t>(engine: &Engine, text: &'t str) -> Option<Answer<'t>> {
    if engine.answers.is_empty() {
        return None;
    }
    let mut stamps = Stamps::default();
    let (rest, _, said) = strip(engine, text, &mut stamps, |_| {}, |_| {});
    let headers = &engine.patterns.headers;
    let mut head = None;
    let response = response(engine, seen(rest), || {
        let header = said.record().unwrap_or_else(|| headers.find(seen(rest)));
        head = header.and_then(|header| headers.read(header, seen(rest)));
        Some(head.as_ref()?.message)
    })?;
    let mut answer = read_at(engine, rest, response)?;
    let Some(head) = head.filter(|_| response.from > 0) else {
        return Some(answer);
    };
    let captures = headers.captures(&head, seen(rest));
    let get = |name: &str| Some(captures.as_ref()?.name(name)?.as_str().to_owned());
    answer.time = get("time").or(answer.time);
    answer.logger = get("logger");
    answer.process = get("process");
    answer.thread = get("thread");
    Some(answer)
}

/// Whether a record is the line of a response and nothing else: of one that is told by itself, or of one that went well,
/// whose level is then what a client wrote.
pub(super) fn is_all(engine: &Engine, line: &Line) -> bool {
    let went_well = |status: u16| status < 400;
    line.response(engine).is_some_and(|response| {
        let request = read_request(engine, &line.seen()[response.from..], response.rule);
        request.is_some_and(|request| {
            request.status.is_some_and(went_well) || engine.responses.kind(&request).is_some()
        })
    })
}

fn read_request(engine: &Engine, text: &str, (machine, rule): (usize, u16)) -> Option<Request> {
    let rule = &engine.patterns.machines[machine].rules[usize::from(rule)];
    let captures = rule.when.as_ref()?.capture(text)?;
    request(&|field| value(rule, &captures, field))
}

/// Reads what stands in a line from a place on.
fn read_at<'t>(engine: &Engine, rest: &'t str, response: Response) -> Option<Answer<'t>> {
    let text = &seen(rest)[response.from..];
    let (machine, number) = response.rule;
    let machines = &engine.patterns.machines;
    let rule = &machines[machine].rules[usize::from(number)];
    let captures = rule.when.as_ref()?.capture(text)?;
    let get = |field: Field| value(rule, &captures, field);
    let request = request(&get)?;
    let kind = engine.responses.kind(&request)?;
    Some(Answer {
        kind,
        machine,
        rule: number,
        text: rest,
        request,
        said: get(Field::Message).and_then(said),
        time: get(Field::Time).map(str::to_owned),
        logger: None,
        process: None,
        thread: None,
        trace_id: get(Field::TraceId).map(str::to_owned),
    })
}

fn value<'v>(rule: &'v Rule, captures: &Captured<'v>, field: Field) -> Option<&'v str> {
    let captured = captures.name(field.name()).map(|part| part.as_str());
    let constant = || rule.set.iter().find(|(known, _)| *known == field);
    captured.or_else(|| constant().map(|(_, value)| value.as_str()))
}

/// The request that captures tell of, if they tell of a response.
pub(super) fn request<'t>(value: &impl Fn(Field) -> Option<&'t str>) -> Option<Request> {
    let status = value(Field::Status)?.parse().ok();
    let millis = match value(Field::Unit) {
        Some("s") => 1e3,
        Some("us" | "µs") => 1e-3,
        Some("ns") => 1e-6,
        _ => 1.0,
    };
    let duration = value(Field::Duration).and_then(|text| text.parse::<f64>().ok());
    // In whole nanoseconds, as the factors are no binary numbers.
    let duration_ms = duration.map(|duration| (duration * millis * 1e6).round() / 1e6);
    Some(Request {
        method: value(Field::Method).map(str::to_ascii_uppercase),
        path: value(Field::Path).map(|path| path_of(path).to_owned()),
        status,
        duration_ms: duration_ms.filter(|duration| duration.is_finite()),
    })
}

/// The path in what was asked for: a path with a query, or a whole URL.
pub(super) fn path_of(target: &str) -> &str {
    let path = match target.split_once("://") {
        Some((scheme, rest)) if scheme.chars().all(|c| c.is_ascii_alphanumeric()) => {
            rest.find('/').map_or("/", |slash| &rest[slash..])
        }
        _ => target,
    };
    path.split('?').next().unwrap_or_default()
}

/// What a response's body says: of an object in JSON the first text that is known to say it.
fn said(body: &str) -> Option<String> {
    let body: serde_json::Value = serde_json::from_str(body).ok()?;
    let truthy = |value: &&serde_json::Value| match value {
        serde_json::Value::Null | serde_json::Value::Bool(false) => false,
        serde_json::Value::String(text) => !text.is_empty(),
        serde_json::Value::Number(number) => number.as_f64() != Some(0.0),
        serde_json::Value::Array(list) => !list.is_empty(),
        serde_json::Value::Object(map) => !map.is_empty(),
        serde_json::Value::Bool(true) => true,
    };
    let keys = ["message", "error", "detail", "msg"];
    let said = keys.iter().filter_map(|key| body.get(key)).find(truthy)?;
    let text = said.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The type that a message tells of, by the words in it.
fn type_of(message: &str) -> &'static str {
    let message = message.to_lowercase();
    let has = |word: &str| message.contains(word);
    match () {
        () if has("nonetype") || has("object has no attribute") => "AttributeError",
        () if has("keyerror") || names_missing_key(&message) => "KeyError",
        () if has("typeerror") || has("type error") => "TypeError",
        () if has("valueerror") || has("value error") => "ValueError",
        () if has("indexerror") || has("list index out of range") => "IndexError",
        () if has("connection") && (has("refused") || has("failed") || has("reset")) => {
            "ConnectionError"
        }
        () if has("timeout") => "TimeoutError",
        () if has("permission") || has("access denied") => "PermissionError",
        () if has("authentication") || has("bad auth") => "AuthenticationError",
        () if has("operationfailure") || has("pymongo") || has("mongoerror") => "DatabaseError",
        () if has("integrityerror") || has("unique constraint") || has("duplicate key") => {
            "IntegrityError"
        }
        () if has("operationalerror") && (has("database") || has("sql")) => "DatabaseError",
        () => HTTP_ERROR,
    }
}

/// Whether a message in lower case has `key X not found`, where X is a word, perhaps in quotes.
fn names_missing_key(message: &str) -> bool {
    let quote = |text: &'_ str| text.strip_prefix(['\'', '"']).map_or(0, |_| 1);
    message.match_indices("key ").any(|(at, key)| {
        let rest = &message[at + key.len()..];
        let rest = &rest[quote(rest)..];
        let behind = rest.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
        behind.len() < rest.len() && behind[quote(behind)..].starts_with(" not found")
    })
}

/// Gives an incident of a failing response its type and message.
pub(super) fn name(incident: &mut Incident, said: Option<String>) {
    let Some(request) = &incident.request else {
        return;
    };
    let asked = match (&request.method, &request.path) {
        (Some(method), Some(path)) => Some(format!("{method} {path}")),
        _ => None,
    };
    if incident.kind == Kind::HttpSlow {
        HTTP_SLOW.clone_into(&mut incident.error_type);
        let asked = asked.as_deref().unwrap_or(UNNAMED);
        let took = request.duration_ms.unwrap_or_default();
        incident.message = format!("{asked} took {took} ms");
        return;
    }
    let error_type = said.as_deref().map_or(HTTP_ERROR, type_of);
    error_type.clone_into(&mut incident.error_type);
    let status = request.status.unwrap_or_default();
    incident.message = said.unwrap_or_else(|| match asked {
        Some(asked) => format!("{asked} returned HTTP {status}"),
        None => format!("{UNNAMED} {status}"),
    });
}

impl Answer<'_> {
    fn into_found(self, number: u64, range: (u64, u64)) -> Found {
        let text = clip(self.text, KEEP_BYTES);
        let mut incident = Incident {
            schema: SCHEMA,
            kind: self.kind,
            level: Level::Error,
            stack_trace: text.to_owned(),
            logger: self.logger,
            thread: self.thread,
            process: self.process,
            trace_id: self.trace_id,
            request: Some(self.request),
            source: Source {
                line_start: number,
                line_end: number,
                offset_start: range.0,
                offset_end: range.1,
                ..Source::default()
            },
            occurrences: 1,
            truncated: text.len() < self.text.len(),
            ..Incident::default()
        };
        name(&mut incident, self.said);
        Found {
            incident,
            prefixes: Prefixes::default(),
            time: self.time,
            machine: self.machine,
            group: None,
            asked: None,
        }
    }
}

impl Detector {
    /// Looks for a response in a raw line with its newline.
    pub(super) fn answer(&mut self, raw: &[u8], offset: u64, number: u64, out: &mut Vec<Found>) {
        if self.engine.answers.is_empty() {
            return;
        }
        let range = (offset, offset + raw.len() as u64);
        let mut decoder = LineDecoder::new();
        decoder.set_encoding(self.decoder.encoding_of(raw));
        if offset > 0 {
            decoder.begun();
        }
        let (raw, _) = decoder.split(raw);
        // No server writes a carriage return into such a line, but clients do.
        let mut texts = Vec::new();
        decoder.lines(raw, |text| texts.push(text.to_owned()));
        if let [text] = texts.as_slice()
            && let Some(answer) = read(&self.engine, text)
        {
            self.scope().note(number, || Event::Answered {
                line: number,
                machine: answer.machine,
                rule: answer.rule,
                status: answer.request.status.unwrap_or_default(),
            });
            let found = answer.into_found(number, range);
            settle::tell_answer(&mut self.scope(), found, out);
        }
    }
}

/// What is the same of all answers that are counted together: digits of a path's parts that are numbers aside.
pub(super) fn key(hash: &impl BuildHasher, found: &Found) -> u64 {
    let mut hasher = hash.build_hasher();
    let request = found.incident.request.as_ref();
    hasher.write_usize(found.machine);
    hasher.write(found.incident.error_type.as_bytes());
    if let Some(request) = request {
        hasher.write(&request.status.unwrap_or_default().to_le_bytes());
        hasher.write(request.method.as_deref().unwrap_or_default().as_bytes());
        for part in request.path.as_deref().unwrap_or_default().split('/') {
            hasher.write_u8(b'/');
            let is_number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            hasher.write(if is_number { b"0" } else { part.as_bytes() });
        }
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_told_by_the_first_row_that_a_message_has() {
        for (message, error_type) in [
            ("'NoneType' is not iterable", "AttributeError"),
            ("Object has no attribute 'x'", "AttributeError"),
            ("KeyError: 'x'", "KeyError"),
            ("key user_id not found", "KeyError"),
            ("Key 'user' not found", "KeyError"),
            ("the key \"a\" not found here", "KeyError"),
            ("key  not found", "HTTPError"),
            ("key of a user not found", "HTTPError"),
            ("key", "HTTPError"),
            ("TypeError", "TypeError"),
            ("a type error", "TypeError"),
            ("ValueError in x", "ValueError"),
            ("bad value error", "ValueError"),
            ("IndexError", "IndexError"),
            ("list index out of range", "IndexError"),
            ("Connection refused", "ConnectionError"),
            ("the connection failed", "ConnectionError"),
            ("connection reset by peer, a timeout", "ConnectionError"),
            ("connection lost", "HTTPError"),
            ("read Timeout", "TimeoutError"),
            ("no permission", "PermissionError"),
            ("Access denied", "PermissionError"),
            ("authentication needed", "AuthenticationError"),
            ("bad auth : x", "AuthenticationError"),
            ("AuthenticationFailed.", "AuthenticationError"),
            ("OperationFailure", "DatabaseError"),
            ("pymongo.errors", "DatabaseError"),
            ("MongoError", "DatabaseError"),
            ("IntegrityError", "IntegrityError"),
            ("UNIQUE constraint", "IntegrityError"),
            ("E11000 duplicate key", "IntegrityError"),
            ("OperationalError: no database", "DatabaseError"),
            ("(sqlite3.OperationalError) near", "DatabaseError"),
            ("OperationalError", "HTTPError"),
            ("", "HTTPError"),
            ("a keyerror, and nonetype", "AttributeError"),
        ] {
            assert_eq!(type_of(message), error_type, "{message}");
        }
    }

    #[test]
    fn a_body_says_what_failed_by_the_first_of_four_keys() {
        for (body, wanted) in [
            (
                r#"{"msg": "d", "detail": "c", "error": "b", "message": "a"}"#,
                Some("a"),
            ),
            (r#"{"msg": "d", "detail": "c", "error": "b"}"#, Some("b")),
            (r#"{"msg": "d", "detail": "c", "message": ""}"#, Some("c")),
            (r#"{"msg": " d ", "message": null}"#, Some("d")),
            (r#"{"message": "  ", "error": "b"}"#, None),
            (r#"{"message": {"a": 1}, "error": "b"}"#, None),
            (r#"{"message": 0, "error": "b"}"#, Some("b")),
            (r#"{"other": "a"}"#, None),
            (r#"["message"]"#, None),
            ("message", None),
        ] {
            assert_eq!(said(body).as_deref(), wanted, "{body}");
        }
    }

    #[test]
    fn a_path_has_no_query_and_no_host() {
        for (target, path) in [
            ("/a/b?c=/d", "/a/b"),
            // As HAProxy writes a quote.
            ("/a#22b?c", "/a#22b"),
            ("http://shop.example/a?b", "/a"),
            ("http://shop.example", "/"),
            ("/a?to=http://shop.example/b", "/a"),
            ("*", "*"),
        ] {
            assert_eq!(path_of(target), path);
        }
    }
}
