//! How programs write a record: the formats that the project knows headers of, each as its most usual self.

mod others;
mod programs;
mod servers;

use super::clock::Clock;
use super::rng::Rng;

/// How grave a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Debug,
    Info,
    Warning,
    Error,
}

impl Level {
    /// `of` names the four.
    fn word<'w>(self, of: &[&'w str; 4]) -> &'w str {
        of[self as usize]
    }
}

const UPPER: [&str; 4] = ["DEBUG", "INFO", "WARNING", "ERROR"];
const SHORT: [&str; 4] = ["DEBUG", "INFO", "WARN", "ERROR"];
const LOWER: [&str; 4] = ["debug", "info", "warn", "error"];
const LETTER: [&str; 4] = ["D", "I", "W", "E"];

/// Declares the formats, and the lists of them.
macro_rules! dialects {
    (
        python: $($python:ident)*;
        jvm: $($jvm:ident)*;
        rust: $($rust:ident)*;
        servers: $($server:ident)*;
        others: $($other:ident)*;
        silent: $($silent:ident)*;
    ) => {
        /// A format, named as its header is where it has one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Dialect {
            $($python,)* $($jvm,)* $($rust,)* $($server,)* $($other,)* $($silent,)*
        }

        /// Formats with levels.
        pub(super) const FAILING: &[Dialect] = &[
            $(Dialect::$python,)* $(Dialect::$jvm,)* $(Dialect::$rust,)* $(Dialect::$server,)* $(Dialect::$other,)*
        ];

        /// Formats without.
        pub(super) const SILENT: &[Dialect] = &[$(Dialect::$silent,)*];

        impl Dialect {
            fn group(self) -> Group {
                match self {
                    $(Dialect::$python)|* => Group::Python,
                    $(Dialect::$jvm)|* => Group::Jvm,
                    $(Dialect::$rust)|* => Group::Rust,
                    $(Dialect::$server)|* => Group::Servers,
                    $(Dialect::$other)|* => Group::Others,
                    $(Dialect::$silent)|* => Group::Silent,
                }
            }
        }
    };
}

dialects! {
    python:
        PythonColon PythonName PythonDashes PythonBasic PythonBrackets PaddedName Loguru Celery
        ColoredLogs Gunicorn Uvicorn Oslo Odoo Tornado Multiprocessing;
    jvm:
        Logback LogbackClock Log4j2 Ttcc Spring Jul JulLine Hadoop Cassandra Jenkins Minecraft;
    rust: Tracing TracingSpans EnvLogger EnvLoggerPlain;
    servers: Nginx Apache Postgres Mysql Mosquitto Glog Chromium Logfmt Logrus Zap Bars;
    others:
        Dotnet Ruby Rails Sidekiq Monolog Bunyan Bracketed Winston Syslog Syslog5424 Lambda
        Asterisk Logcat Access;
    silent: Redis Json Pairs;
}

/// What writes a format.
enum Group {
    Python,
    Jvm,
    Rust,
    Servers,
    Others,
    Silent,
}

/// What stands beside a program that fails.
pub(super) const BESIDE: &[Dialect] = &[
    Dialect::Postgres,
    Dialect::Nginx,
    Dialect::Redis,
    Dialect::Access,
    Dialect::Json,
    Dialect::Logback,
    Dialect::PythonColon,
    Dialect::Tracing,
    Dialect::Logfmt,
    Dialect::Celery,
    Dialect::Spring,
    Dialect::Uvicorn,
];

/// Languages by their traces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Python,
    Jvm,
    Rust,
    Sql,
    Other,
}

impl Dialect {
    /// What a program of this format is written in, as far as its failures tell.
    pub(super) fn language(self) -> Language {
        match self.group() {
            Group::Python => Language::Python,
            Group::Jvm => Language::Jvm,
            Group::Rust => Language::Rust,
            _ if self == Dialect::Postgres => Language::Sql,
            _ => Language::Other,
        }
    }

    /// Appends a record with its newline.
    pub(super) fn write(
        self,
        out: &mut String,
        clock: &Clock,
        level: Level,
        message: &str,
        rng: &mut Rng,
    ) {
        let mut pen = Pen {
            out,
            clock,
            level,
            message,
        };
        match self.group() {
            Group::Python => pen.python(self, rng),
            Group::Jvm => pen.jvm(self, rng),
            Group::Rust => pen.rust(self, rng),
            Group::Servers => pen.server(self, rng),
            Group::Others => pen.other(self, rng),
            Group::Silent => pen.silent(self, rng),
        }
        out.push('\n');
    }
}

/// Writes one record.
struct Pen<'p> {
    out: &'p mut String,
    clock: &'p Clock,
    level: Level,
    message: &'p str,
}

/// Appends to a string, which cannot fail.
macro_rules! put {
    ($pen:expr, $($arg:tt)*) => {{
        let _ = write!($pen.out, $($arg)*);
    }};
}
use put;

impl Pen<'_> {
    fn iso(&mut self, between: char, point: &str, digits: u32) {
        self.clock.rfc3339(self.out, between, point, digits);
    }

    /// A status for a request's line.
    fn status(&self, rng: &mut Rng) -> u64 {
        match self.level {
            Level::Error => *rng.pick(&[500, 500, 502, 503, 504]),
            Level::Warning => 404,
            _ => *rng.pick(&[200, 200, 200, 201, 204, 302, 304]),
        }
    }
}
