//! The platform's payloads as pure functions: an incident goes in, the JSON of the contract comes out.
//!
//! The key set is fixed; what is unknown is `null`. An incident for which the contract has no place gives `None`:
//! a record without words and trace, a slow response, a response whose status is no failure there.

use chrono::DateTime;
use serde_json::{Map, Value, json};

use super::settings::Identity;
use crate::incident::{Incident, Kind, Level};

/// Status codes of responses that the platform takes as incidents.
const FAILURES: [u16; 7] = [400, 401, 403, 500, 502, 503, 504];

/// The status that stands for an exception nobody caught.
const UNCAUGHT: u16 = 500;

/// Type of a failed response whose message tells no better one.
const HTTP_ERROR: &str = "HTTPError";

/// What an incident adds to the base keys.
struct Signal<'a> {
    name: &'static str,
    status_code: Option<u16>,
    request_path: Option<&'a str>,
    error_type: &'a str,
    message: String,
    stack_trace: String,
    source: &'static str,
}

/// The payload of an incident; `None` if it is not sent to the platform.
///
/// Service, environment and host are the incident's own, and `identity`'s where it has none.
pub fn body(incident: &Incident, identity: &Identity) -> Option<Value> {
    let signal = match incident.kind {
        Kind::Exception if incident.log_message.is_none() => exception(incident),
        Kind::Exception | Kind::LogError => record(incident)?,
        Kind::HttpError => response(incident)?,
        Kind::HttpSlow => return None,
    };
    let own =
        |value: &str, default: &str| if value.is_empty() { default } else { value }.to_owned();
    let identity = Identity {
        service: own(&incident.service, &identity.service),
        environment: own(&incident.environment, &identity.environment),
        host: own(&incident.host, &identity.host),
    };
    let mut body = base(&identity, signal.name, timestamp(incident));
    body.insert("status_code".to_owned(), json!(signal.status_code));
    body.insert("request_path".to_owned(), json!(signal.request_path));
    body.insert("error_type".to_owned(), json!(signal.error_type));
    body.insert("message".to_owned(), json!(signal.message));
    body.insert("stack_trace".to_owned(), json!(signal.stack_trace));
    body.insert("source".to_owned(), json!(signal.source));
    Some(Value::Object(body))
}

/// The payload of a heartbeat at `now`, in seconds since the epoch.
pub fn heartbeat_body(identity: &Identity, base_url: Option<&str>, now: i64) -> Value {
    let mut body = base(identity, "heartbeat", Some(now));
    body.insert("base_url".to_owned(), json!(base_url));
    Value::Object(body)
}

/// The keys that every payload has.
fn base(identity: &Identity, signal_type: &str, timestamp: Option<i64>) -> Map<String, Value> {
    let pairs = [
        ("service", json!(identity.service)),
        ("environment", json!(identity.environment)),
        ("host", json!(identity.host)),
        ("timestamp", json!(timestamp)),
        ("signal_type", json!(signal_type)),
        ("status_code", Value::Null),
        ("request_path", Value::Null),
    ];
    pairs
        .map(|(key, value)| (key.to_owned(), value))
        .into_iter()
        .collect()
}

fn exception(incident: &Incident) -> Signal<'_> {
    Signal {
        name: "exception",
        status_code: Some(UNCAUGHT),
        request_path: None,
        error_type: class_name(&incident.error_type),
        message: incident.message.clone(),
        stack_trace: lines(&incident.stack_trace, 0),
        source: "process",
    }
}

fn record(incident: &Incident) -> Option<Signal<'_>> {
    let (message, stack_trace) = match &incident.log_message {
        Some(message) => {
            let trace = lines(&incident.stack_trace, incident.record_lines);
            // A trace that begins on the record's own line leaves nothing below it: better the line twice than
            // no trace at all.
            let whole = trace.is_empty() && !incident.errors.is_empty();
            (
                message,
                if whole {
                    lines(&incident.stack_trace, 0)
                } else {
                    trace
                },
            )
        }
        None => (&incident.message, String::new()),
    };
    if message.trim().is_empty() && stack_trace.is_empty() {
        return None;
    }
    Some(Signal {
        name: "log_error",
        status_code: None,
        request_path: None,
        error_type: level_name(incident.level),
        message: message.clone(),
        stack_trace,
        source: "logging",
    })
}

fn response(incident: &Incident) -> Option<Signal<'_>> {
    let request = incident.request.as_ref()?;
    let status = request.status.filter(|status| FAILURES.contains(status))?;
    let path = request.path.as_deref();
    let path = path.map(|path| path.split_once('?').map_or(path, |(path, _)| path));
    let message = if incident.message.trim().is_empty() {
        let method = request.method.as_deref().unwrap_or("GET");
        format!("{method} {} returned HTTP {status}", path.unwrap_or("/"))
    } else {
        incident.message.clone()
    };
    let inferred = incident.error_type.as_str();
    Some(Signal {
        name: "http_error",
        status_code: Some(status),
        request_path: path,
        error_type: if inferred.is_empty() {
            HTTP_ERROR
        } else {
            inferred
        },
        message,
        // What stands in the log is the access line, and that is no trace.
        stack_trace: String::new(),
        source: "http",
    })
}

/// The record's own time, else when it was read, in seconds since the epoch.
fn timestamp(incident: &Incident) -> Option<i64> {
    [incident.time.as_deref(), Some(incident.seen_at.as_str())]
        .into_iter()
        .flatten()
        .find_map(|text| DateTime::parse_from_rfc3339(text).ok())
        .map(|time| time.timestamp())
}

/// A text from its line `skip` on, ended by one newline as a printed trace is; blank ones are empty.
fn lines(text: &str, skip: usize) -> String {
    let below = if skip == 0 {
        text
    } else {
        let mut ends = text.match_indices('\n');
        ends.nth(skip - 1).map_or("", |(at, _)| &text[at + 1..])
    };
    match below.trim_end() {
        "" => String::new(),
        trace => format!("{trace}\n"),
    }
}

/// A level as the platform names it.
fn level_name(level: Level) -> &'static str {
    match level {
        Level::Trace | Level::Debug => "DEBUG",
        Level::Info => "INFO",
        Level::Warning => "WARNING",
        Level::Error => "ERROR",
        Level::Critical => "CRITICAL",
    }
}

/// A class's name without its module, in any language's spelling: `a.b.Class`, `a::Class`, `a\Class`.
fn class_name(printed: &str) -> &str {
    // What stands behind the name, such as Node's `[ERR_CODE]` or a type's arguments, may hold the same marks.
    let local = printed
        .rfind("<locals>.")
        .map_or(0, |at| at + "<locals>.".len());
    let end = printed[local..]
        .find(['[', '<', '(', ' '])
        .map_or(printed.len(), |at| local + at);
    let name = &printed[local..end];
    let start = name.rfind(['.', ':', '\\', '/']).map_or(0, |at| at + 1);
    if start == name.len() {
        printed
    } else {
        &printed[local + start..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::{ErrorLink, Request, SCHEMA, Source};
    use std::collections::BTreeMap;

    const TRACE: &str = "Traceback (most recent call last):\n  File \"/srv/shop/app.py\", line 3, in pay\nshop.errors.PaymentError: no funds";

    fn incident(kind: Kind) -> Incident {
        Incident {
            schema: SCHEMA,
            id: "00ff".to_owned(),
            fingerprint: "1:ab".to_owned(),
            kind,
            language: None,
            level: Level::Error,
            error_type: String::new(),
            message: String::new(),
            log_message: None,
            errors: Vec::new(),
            stack_trace: String::new(),
            time: None,
            seen_at: "2026-03-04T05:06:07.891Z".to_owned(),
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
            service: "shop".to_owned(),
            environment: "staging".to_owned(),
            host: "web-1".to_owned(),
            truncated: false,
            scrubbed: BTreeMap::new(),
            hidden_by: None,
            record_lines: 0,
        }
    }

    fn identity() -> Identity {
        Identity {
            service: "unknown-service".to_owned(),
            environment: "production".to_owned(),
            host: "unknown-host".to_owned(),
        }
    }

    fn traced() -> Incident {
        Incident {
            error_type: "shop.errors.PaymentError".to_owned(),
            message: "no funds".to_owned(),
            errors: vec![ErrorLink::default()],
            stack_trace: TRACE.to_owned(),
            ..incident(Kind::Exception)
        }
    }

    #[test]
    fn an_exception_has_exactly_the_keys_of_the_contract() {
        let mut incident = traced();
        incident.time = Some("2026-03-04T06:00:00+01:00".to_owned());
        let expected = json!({
            "service": "shop",
            "environment": "staging",
            "host": "web-1",
            "timestamp": 1_772_600_400,
            "signal_type": "exception",
            "status_code": 500,
            "request_path": null,
            "error_type": "PaymentError",
            "message": "no funds",
            "stack_trace": format!("{TRACE}\n"),
            "source": "process",
        });
        assert_eq!(body(&incident, &identity()), Some(expected));
    }

    #[test]
    fn a_heartbeat_has_exactly_the_keys_of_the_contract() {
        let mut expected = json!({
            "service": "unknown-service",
            "environment": "production",
            "host": "unknown-host",
            "timestamp": 1_700_000_000,
            "signal_type": "heartbeat",
            "status_code": null,
            "request_path": null,
            "base_url": null,
        });
        assert_eq!(heartbeat_body(&identity(), None, 1_700_000_000), expected);
        expected["base_url"] = json!("https://shop.example.com");
        assert_eq!(
            heartbeat_body(&identity(), Some("https://shop.example.com"), 1_700_000_000),
            expected
        );
    }

    #[test]
    fn an_exception_without_a_message_is_sent_with_an_empty_one() {
        let mut incident = traced();
        incident.message = String::new();
        let body = body(&incident, &identity()).unwrap();
        assert_eq!(body["message"], "");
        assert_eq!(body["signal_type"], "exception");
    }

    #[test]
    fn a_record_goes_out_under_its_levels_name_and_without_a_trace() {
        let mut record = incident(Kind::LogError);
        record.error_type = "ERROR".to_owned();
        record.message = "disk full".to_owned();
        record.stack_trace = "2026-03-04 05:06:07 ERROR disk full".to_owned();
        record.record_lines = 1;
        let sent = body(&record, &identity()).unwrap();
        assert_eq!(sent.as_object().unwrap().len(), 11);
        assert_eq!(sent["signal_type"], "log_error");
        assert_eq!(sent["status_code"], Value::Null);
        assert_eq!(sent["error_type"], "ERROR");
        assert_eq!(sent["message"], "disk full");
        assert_eq!(sent["stack_trace"], "");
        assert_eq!(sent["source"], "logging");
        record.level = Level::Critical;
        assert_eq!(
            body(&record, &identity()).unwrap()["error_type"],
            "CRITICAL"
        );
    }

    #[test]
    fn a_record_with_a_trace_goes_out_as_the_record_with_the_trace_alone() {
        let mut record = traced();
        record.log_message = Some("cannot pay\nfor order 7".to_owned());
        record.stack_trace = format!("05:06:07 ERROR cannot pay\nfor order 7\n{TRACE}");
        record.record_lines = 2;
        let sent = body(&record, &identity()).unwrap();
        assert_eq!(sent["signal_type"], "log_error");
        assert_eq!(sent["status_code"], Value::Null);
        assert_eq!(sent["error_type"], "ERROR");
        assert_eq!(sent["message"], "cannot pay\nfor order 7");
        assert_eq!(sent["stack_trace"], format!("{TRACE}\n"));
    }

    #[test]
    fn a_trace_on_the_records_own_line_is_never_lost() {
        let text = "05:06:07 FATAL java.lang.Error: x\n\tat A.b(A.java:1)";
        for record_lines in [0, 2, 9] {
            let mut record = traced();
            record.log_message = Some("java.lang.Error: x".to_owned());
            record.stack_trace = text.to_owned();
            record.record_lines = record_lines;
            let sent = body(&record, &identity()).unwrap();
            assert_eq!(sent["stack_trace"], format!("{text}\n"), "{record_lines}");
        }
    }

    #[test]
    fn a_record_without_words_is_sent_only_if_it_has_a_trace() {
        let mut record = incident(Kind::LogError);
        record.message = " \t\n".to_owned();
        record.stack_trace = "05:06:07 ERROR  ".to_owned();
        record.record_lines = 1;
        assert_eq!(body(&record, &identity()), None);
        record.log_message = Some(String::new());
        assert_eq!(body(&record, &identity()), None);
        let mut traced = traced();
        traced.log_message = Some(String::new());
        traced.stack_trace = format!("05:06:07 ERROR  \n{TRACE}");
        traced.record_lines = 1;
        let sent = body(&traced, &identity()).unwrap();
        assert_eq!(sent["message"], "");
        assert_eq!(sent["stack_trace"], format!("{TRACE}\n"));
    }

    #[test]
    fn a_failed_response_goes_out_with_its_status_and_path() {
        let mut response = incident(Kind::HttpError);
        response.error_type = "TimeoutError".to_owned();
        response.message = "upstream timeout".to_owned();
        response.stack_trace = "10.0.0.1 - - [...] \"GET /pay?id=1 HTTP/1.1\" 502 0".to_owned();
        response.request = Some(Request {
            method: Some("GET".to_owned()),
            path: Some("/pay?id=1".to_owned()),
            status: Some(502),
            duration_ms: None,
        });
        let sent = body(&response, &identity()).unwrap();
        assert_eq!(sent.as_object().unwrap().len(), 11);
        assert_eq!(sent["signal_type"], "http_error");
        assert_eq!(sent["status_code"], 502);
        assert_eq!(sent["request_path"], "/pay");
        assert_eq!(sent["error_type"], "TimeoutError");
        assert_eq!(sent["message"], "upstream timeout");
        assert_eq!(sent["stack_trace"], "");
        assert_eq!(sent["source"], "http");

        response.message = String::new();
        response.error_type = String::new();
        let sent = body(&response, &identity()).unwrap();
        assert_eq!(sent["message"], "GET /pay returned HTTP 502");
        assert_eq!(sent["error_type"], "HTTPError");
    }

    #[test]
    fn other_statuses_and_slow_responses_are_not_sent() {
        for status in [None, Some(200), Some(404), Some(422), Some(429), Some(501)] {
            let mut response = incident(Kind::HttpError);
            response.request = Some(Request {
                status,
                ..Request::default()
            });
            assert_eq!(body(&response, &identity()), None, "{status:?}");
        }
        assert_eq!(body(&incident(Kind::HttpError), &identity()), None);
        assert_eq!(body(&incident(Kind::HttpSlow), &identity()), None);
    }

    #[test]
    fn an_incident_without_a_name_of_its_own_gets_ours() {
        let mut incident = traced();
        incident.service = String::new();
        incident.environment = String::new();
        incident.host = String::new();
        let sent = body(&incident, &identity()).unwrap();
        assert_eq!(sent["service"], "unknown-service");
        assert_eq!(sent["environment"], "production");
        assert_eq!(sent["host"], "unknown-host");
    }

    #[test]
    fn the_time_is_the_records_else_when_it_was_read() {
        let mut incident = traced();
        let sent = |incident: &Incident| body(incident, &identity()).unwrap()["timestamp"].clone();
        assert_eq!(sent(&incident), 1_772_600_767);
        incident.time = Some("not a time".to_owned());
        assert_eq!(sent(&incident), 1_772_600_767);
        incident.time = Some("1970-01-01T00:00:01.999Z".to_owned());
        assert_eq!(sent(&incident), 1);
    }

    #[test]
    fn a_class_loses_its_module_in_any_language() {
        for (printed, name) in [
            ("ValueError", "ValueError"),
            ("shop.errors.PaymentError", "PaymentError"),
            ("__main__.run.<locals>.Boom", "Boom"),
            ("java.lang.IllegalStateException", "IllegalStateException"),
            ("com.shop.Api$Refused", "Api$Refused"),
            ("ActiveRecord::RecordNotFound", "RecordNotFound"),
            ("std::out_of_range", "out_of_range"),
            ("App\\Http\\NotFound", "NotFound"),
            ("TypeError [ERR_INVALID.ARG]", "TypeError [ERR_INVALID.ARG]"),
            (
                "System.ServiceModel.FaultException`1[System.Detail]",
                "FaultException`1[System.Detail]",
            ),
            ("panic", "panic"),
            ("stack overflow", "stack overflow"),
            ("SIGSEGV", "SIGSEGV"),
            ("ends.", "ends."),
            ("", ""),
        ] {
            assert_eq!(class_name(printed), name, "{printed}");
        }
    }
}
