//! The platform of `AIOps`, the default receiver: incidents and heartbeats go in, its two calls go out.
//!
//! What is sent is built by [`body`] and [`heartbeat_body`], pure functions; here the answers are judged. An
//! incident for which the contract has no place is skipped. The key stands in one header and nowhere else.

use std::borrow::Cow;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use secrecy::ExposeSecret;
use serde_json::Value;
use ureq::http::HeaderValue;
use ureq::http::header::InvalidHeaderValue;

use super::http::{Answer, Client, Fault, TimeOuts};
use super::{SendError, Sent, Sink};
use crate::incident::Incident;

mod payload;
mod settings;

pub use payload::{body, heartbeat_body};
pub use settings::{
    API_KEY, BASE_URL, DEFAULT_ENVIRONMENT, DEFAULT_HOST, DEFAULT_SERVICE, DEFAULT_URL,
    ENVIRONMENT, Identity, SERVICE_NAME, Settings, SettingsError, URL,
};

/// Where incidents go, below the platform's URL.
const INCIDENT_PATH: &str = "/v1/sdk/exception";

/// Where heartbeats go.
const HEARTBEAT_PATH: &str = "/v1/sdk/heartbeat";

/// Time to connect, from the contract.
const CONNECT: Duration = Duration::from_secs(2);

/// Time to answer, from the contract.
const READ: Duration = Duration::from_secs(5);

/// Waits between the three tries in a row, from the contract.
const WAITS: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(2)];

/// Length that a trace is cut to when the platform found a body too large: enough for both ends of any trace.
const TRACE_MAX: usize = 8 * 1024;

/// What stands where a text was cut.
const CUT: &str = "\n[... cut: the receiver found it too large ...]\n";

/// How long things may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pace {
    /// The time-outs of a request.
    pub time_outs: TimeOuts,
    /// The waits between the tries in a row.
    pub waits: Vec<Duration>,
}

impl Default for Pace {
    fn default() -> Pace {
        Pace {
            time_outs: TimeOuts {
                connect: CONNECT,
                read: READ,
            },
            waits: WAITS.to_vec(),
        }
    }
}

/// The platform as a receiver. Clones share their connections, so one can deliver and another beat.
#[derive(Debug, Clone)]
pub struct Platform {
    settings: Settings,
    waits: Vec<Duration>,
    client: Client,
}

impl Platform {
    /// A receiver with these settings; it connects to nothing yet.
    pub fn new(settings: Settings, pace: Pace) -> Platform {
        Platform {
            client: Client::new(&settings.url, pace.time_outs),
            waits: pace.waits,
            settings,
        }
    }

    /// Tries once to tell the platform that we work.
    pub fn heartbeat(&self) -> Result<(), SendError> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        // A clock before 1970 has no better answer than its zero.
        let now = now.map_or(0, |since| {
            i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
        });
        let Settings {
            identity, base_url, ..
        } = &self.settings;
        let body = heartbeat_body(identity, base_url.as_deref(), now);
        judge(&self.post(HEARTBEAT_PATH, None, &body)?)
    }

    /// Posts a body, and gives the answer whatever its status.
    fn post(&self, path: &str, id: Option<&str>, body: &Value) -> Result<Answer, SendError> {
        let url = format!("{}{path}", self.settings.url);
        let headers = self.headers(id).map_err(|_| SendError::Never {
            reason: "the key or the id cannot stand in a header".to_owned(),
        })?;
        self.client
            .post(&url, &headers, body.to_string().as_bytes())
            .map_err(|fault| match fault {
                Fault::Network(reason) => SendError::Later {
                    reason,
                    after: None,
                },
                Fault::Request(reason) => SendError::Never { reason },
            })
    }

    fn headers(
        &self,
        id: Option<&str>,
    ) -> Result<Vec<(&'static str, HeaderValue)>, InvalidHeaderValue> {
        let bearer = format!("Bearer {}", self.settings.key.expose_secret());
        let mut bearer = HeaderValue::try_from(bearer)?;
        bearer.set_sensitive(true);
        let mut headers = vec![("Authorization", bearer)];
        if let Some(id) = id {
            headers.push(("Idempotency-Key", HeaderValue::from_str(id)?));
        }
        Ok(headers)
    }
}

impl Sink for Platform {
    fn name(&self) -> &'static str {
        "platform"
    }

    fn send(&self, incident: &Incident) -> Result<Sent, SendError> {
        let Some(mut body) = body(incident, &self.settings.identity) else {
            return Ok(Sent::Skipped);
        };
        let mut answer = self.post(INCIDENT_PATH, Some(&incident.id), &body)?;
        if answer.status == 413 && shrink(&mut body) {
            answer = self.post(INCIDENT_PATH, Some(&incident.id), &body)?;
        }
        judge(&answer).map(|()| Sent::Delivered)
    }

    fn waits(&self) -> Vec<Duration> {
        self.waits.clone()
    }
}

/// What the contract says of a status.
fn judge(answer: &Answer) -> Result<(), SendError> {
    let reason = format!("HTTP {}", answer.status);
    match answer.status {
        200..=299 => Ok(()),
        401 | 403 => Err(SendError::Paused {
            reason: format!("{reason}: the API key is refused"),
        }),
        501 => Err(SendError::Never { reason }),
        408 | 425 | 429 | 500..=599 => Err(SendError::Later {
            reason,
            after: answer.retry_after,
        }),
        _ => Err(SendError::Never { reason }),
    }
}

/// Makes a body smaller by cutting its longest texts; `false` if there is nothing to cut.
fn shrink(body: &mut Value) -> bool {
    let mut shrunk = false;
    for key in ["stack_trace", "message"] {
        let Some(Value::String(text)) = body.get_mut(key) else {
            continue;
        };
        // A short one is halved all the same: the receiver's limit is not known, only that it is lower.
        let target = TRACE_MAX.min(text.len() / 2);
        if key == "message" && shrunk && text.len() <= TRACE_MAX {
            continue;
        }
        if let Cow::Owned(shorter) = cut(text, target) {
            *text = shorter;
            shrunk = true;
        }
    }
    shrunk
}

/// Cuts the middle out of a text, so that about `target` bytes of its ends are left.
fn cut(text: &str, target: usize) -> Cow<'_, str> {
    if text.len() <= target || text.is_empty() {
        return Cow::Borrowed(text);
    }
    let head = (0..=target / 2).rev().find(|&at| text.is_char_boundary(at));
    let tail = (text.len() - target / 2..=text.len()).find(|&at| text.is_char_boundary(at));
    let (head, tail) = (head.unwrap_or(0), tail.unwrap_or(text.len()));
    if target <= CUT.len() {
        // The mark would be longer than what it stands for.
        return Cow::Owned(text[..head].to_owned());
    }
    Cow::Owned(format!("{}{CUT}{}", &text[..head], &text[tail..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_status_is_judged_as_the_contract_says() {
        let told = |status| {
            judge(&Answer {
                status,
                retry_after: Some(Duration::from_secs(7)),
            })
        };
        for status in 200..300 {
            assert_eq!(told(status), Ok(()), "{status}");
        }
        for status in [408, 425, 429, 500, 502, 503, 504, 505, 507, 599] {
            let Err(SendError::Later { reason, after }) = told(status) else {
                panic!("{status}: {:?}", told(status));
            };
            assert_eq!(reason, format!("HTTP {status}"));
            assert_eq!(after, Some(Duration::from_secs(7)));
        }
        for status in [401, 403] {
            assert!(matches!(told(status), Err(SendError::Paused { .. })));
        }
        for status in [
            100, 301, 302, 304, 307, 308, 400, 402, 404, 409, 413, 422, 501, 600,
        ] {
            assert!(
                matches!(told(status), Err(SendError::Never { .. })),
                "{status}"
            );
        }
    }

    #[test]
    fn a_body_is_made_smaller_whatever_its_size_and_letters() {
        for (trace, message) in [
            ("x".repeat(64 * 1024), "short".to_owned()),
            ("\u{1f980}".repeat(20_000), "\u{e4}".repeat(9_000)),
            (
                "Traceback\n  File\nValueError: \u{e4}".to_owned(),
                String::new(),
            ),
            (String::new(), "a message without a trace".to_owned()),
            ("\u{1f980}".to_owned(), String::new()),
        ] {
            let full = json!({"stack_trace": trace, "message": message, "status_code": null});
            let mut small = full.clone();
            assert!(shrink(&mut small), "{full:.80}");
            assert!(small.to_string().len() < full.to_string().len());
            assert!(small.to_string().len() < 4 * TRACE_MAX);
            assert_eq!(small.as_object().unwrap().len(), 3);
        }
        let mut empty = json!({"stack_trace": "", "message": ""});
        assert!(!shrink(&mut empty), "nothing is left to cut");
    }

    #[test]
    fn a_cut_trace_keeps_both_ends() {
        let trace = format!("first line\n{}last line", "  frame\n".repeat(8_000));
        let mut body = json!({"stack_trace": trace, "message": "kept as it is"});
        assert!(shrink(&mut body));
        let short = body["stack_trace"].as_str().unwrap();
        assert!(short.starts_with("first line\n") && short.ends_with("last line"));
        assert!(short.contains(CUT.trim()));
        assert_eq!(body["message"], "kept as it is");
    }
}
