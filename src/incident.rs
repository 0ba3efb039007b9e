//! What broke, as plain data: the public form of an incident and its parts.
//!
//! This is the innermost ring: it uses nothing of ours, does no I/O and knows no clock. Serialised with
//! serde it is the line of `--format ndjson`; the keys and their meaning are documented in `aiops-incident(5)`.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// Version of the incident's public form.
pub const SCHEMA: u32 = 1;

/// What sort of failure an incident is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An exception, a panic, a death of a process.
    #[default]
    Exception,
    /// A log record of level error or above, without a trace.
    LogError,
    /// A failing HTTP response.
    HttpError,
    /// An HTTP response that took too long.
    HttpSlow,
}

impl Kind {
    /// The name as it stands in the public form.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Exception => "exception",
            Kind::LogError => "log_error",
            Kind::HttpError => "http_error",
            Kind::HttpSlow => "http_slow",
        }
    }
}

/// Level of a record or incident, least first.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Finest detail; in the public form a `debug`.
    #[serde(rename = "debug", skip_deserializing)]
    Trace,
    /// For developers.
    Debug,
    /// Ordinary business.
    Info,
    /// Worth a look.
    Warning,
    /// A failure.
    #[default]
    Error,
    /// A death, or what a program calls fatal.
    Critical,
}

impl Level {
    /// Reads a level's word in any of its usual spellings (`ERR`, `warn`, `SEVERE`, klog's `E`, ...); `None` for other words.
    pub fn parse(word: &str) -> Option<Level> {
        let mut buf = [0_u8; 16];
        let bytes = word.as_bytes();
        if bytes.len() > buf.len() {
            return None;
        }
        for (to, from) in buf.iter_mut().zip(bytes) {
            *to = from.to_ascii_lowercase();
        }
        Some(match &buf[..bytes.len()] {
            b"trace" | b"trac" | b"trc" | b"finer" | b"finest" | b"trce" | b"vrb" | b"verbose"
            | b"silly" | b"t" => Level::Trace,
            b"debug" | b"dbg" | b"dbug" | b"debg" | b"debu" | b"fine" | b"d" | b"debug1"
            | b"debug2" | b"debug3" | b"debug4" | b"debug5" => Level::Debug,
            b"info" | b"inf" | b"information" | b"notice" | b"noti" | b"config" | b"log"
            | b"note" | b"system" | b"success" | b"hint" | b"detail" | b"statement"
            | b"context" | b"i" => Level::Info,
            b"warn" | b"warning" | b"wrn" | b"w" => Level::Warning,
            b"error" | b"err" | b"erro" | b"eror" | b"fail" | b"severe" | b"e" => Level::Error,
            b"critical" | b"crit" | b"cri" | b"fatal" | b"fata" | b"ftl" | b"emerg"
            | b"emergency" | b"alert" | b"panic" | b"pani" | b"dpanic" | b"f" | b"c" => {
                Level::Critical
            }
            _ => return None,
        })
    }

    /// The name as it stands in the public form.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Trace | Level::Debug => "debug",
            Level::Info => "info",
            Level::Warning => "warning",
            Level::Error => "error",
            Level::Critical => "critical",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How an error of a chain hangs on the one it is printed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// It was named as the cause.
    Cause,
    /// The other was raised while this one was handled.
    Context,
    /// It was raised while resources were closed, and kept aside.
    Suppressed,
    /// It is one of a group.
    Member,
}

/// One place of a stack.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// Function or method, without its module where the language prints both apart.
    pub function: Option<String>,
    /// Module, package or class.
    pub module: Option<String>,
    /// Source file as printed.
    pub file: Option<String>,
    /// Line in the file, from 1.
    pub line: Option<u32>,
    /// Column in the line, from 1.
    pub column: Option<u32>,
    /// Whether the frame is the application's own, not a library's.
    pub in_app: bool,
}

/// One error of a chain.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorLink {
    /// Type as printed, with its module.
    pub error_type: String,
    /// Message, lines joined by newlines.
    pub message: String,
    /// What it is to the error above it; `None` for the outermost.
    pub relation: Option<Relation>,
    /// Frames, newest first.
    pub frames: Vec<Frame>,
}

/// The request during which an incident happened.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Method, upper case.
    pub method: Option<String>,
    /// Path without the query.
    pub path: Option<String>,
    /// HTTP status.
    pub status: Option<u16>,
    /// Duration in milliseconds.
    pub duration_ms: Option<f64>,
}

/// Where an incident stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Path of the file, or `-` for standard input.
    pub path: String,
    /// First line, from 1.
    pub line_start: u64,
    /// Last line, inclusive.
    pub line_end: u64,
    /// Offset in bytes of the first line's first byte.
    pub offset_start: u64,
    /// Offset in bytes behind the last line's newline.
    pub offset_end: u64,
    /// The format that wrapped the lines, such as `docker`.
    pub wrapper: Option<String>,
}

/// What stood before the lines of an incident and was left out when they were read: of some lines the name that ended what
/// the transport said, a prefix that all lines share. The first is the first line's; nothing, where no line had any.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Prefixes {
    /// Of the lines of [`Incident::stack_trace`].
    pub lines: Vec<String>,
    /// Of [`Incident::context`].
    pub context: Vec<String>,
}

/// What broke, with the evidence.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// [`SCHEMA`].
    pub schema: u32,
    /// 128 bits in hex, unique to this occurrence.
    pub id: String,
    /// `1:` and hex: the same for the same failure on every host.
    pub fingerprint: String,
    /// What sort of failure it is.
    pub kind: Kind,
    /// Language of the trace.
    pub language: Option<String>,
    /// Level of the record, or of the death.
    pub level: Level,
    /// Type of the outermost error as printed; `ERROR` or `CRITICAL` for a log record.
    pub error_type: String,
    /// Message of the outermost error, or of the log record.
    pub message: String,
    /// Message of the record that a trace was attached to.
    pub log_message: Option<String>,
    /// The chain, outermost first.
    pub errors: Vec<ErrorLink>,
    /// The lines as logged, unwrapped and scrubbed.
    pub stack_trace: String,
    /// RFC 3339, from the log.
    pub time: Option<String>,
    /// RFC 3339, when it was read.
    pub seen_at: String,
    /// Logger's name, from the record.
    pub logger: Option<String>,
    /// Thread's name, from the record or the trace.
    pub thread: Option<String>,
    /// Process id or name, from the record.
    pub process: Option<String>,
    /// Trace id, from the record.
    pub trace_id: Option<String>,
    /// The request, for HTTP.
    pub request: Option<Request>,
    /// Where it stands.
    pub source: Source,
    /// Lines before it in the same stream, oldest first.
    pub context: Vec<String>,
    /// How often it was seen.
    pub occurrences: u64,
    /// RFC 3339, the first time it was seen.
    pub first_seen: String,
    /// RFC 3339, the last time it was seen.
    pub last_seen: String,
    /// Name of the service.
    pub service: String,
    /// Environment, such as `production`.
    pub environment: String,
    /// Name of the host.
    pub host: String,
    /// Whether a limit, a time-out or the end of input cut it.
    pub truncated: bool,
    /// Redactions by name and count.
    pub scrubbed: BTreeMap<String, u64>,
    /// The rule that hides it; only of incidents that were asked for although they are hidden.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hidden_by: Option<String>,
    /// How many lines of [`Incident::stack_trace`] are the record's own, above the trace.
    #[serde(skip)]
    pub record_lines: usize,
}

impl Incident {
    /// What it is counted by: failures are the same where their fingerprints are, in one service and environment.
    pub fn group(&self) -> String {
        [self.fingerprint.as_str(), &self.service, &self.environment].join("\0")
    }
}
