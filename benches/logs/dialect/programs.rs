//! Formats of loggers in Python, on the JVM and in Rust.

use std::fmt::Write;

use super::super::rng::Rng;
use super::{Dialect, Dialect as D, LETTER, Level, Pen, SHORT, UPPER, put};

const PADDED: [&str; 4] = ["DEBUG", "INFO ", "WARN ", "ERROR"];
const FINE: [&str; 4] = ["FINE", "INFO", "WARNING", "SEVERE"];

const LOGGERS: &[&str] = &[
    "shop.orders",
    "shop.web.views",
    "shop.billing",
    "shop.stock",
];
const CLASSES: &[&str] = &[
    "com.example.shop.Orders",
    "com.example.shop.web.CartController",
    "com.example.shop.stock.Shelf",
];
const TARGETS: &[&str] = &["ledger::book", "ledger::web::orders", "ledger::stock"];

impl Pen<'_> {
    pub(super) fn python(&mut self, dialect: Dialect, rng: &mut Rng) {
        let (message, level) = (self.message, self.level.word(&UPPER));
        let logger = *rng.pick(LOGGERS);
        let pid = 400 + rng.below(4);
        if matches!(dialect, D::Celery | D::Gunicorn | D::PythonBrackets) {
            self.out.push('[');
        }
        let (point, digits) = match dialect {
            D::Loguru | D::Oslo => (".", 3),
            D::ColoredLogs | D::Gunicorn => ("", 0),
            _ => (",", 3),
        };
        if !matches!(
            dialect,
            D::PythonBasic | D::Uvicorn | D::Tornado | D::Multiprocessing
        ) {
            self.iso(' ', point, digits);
        }
        match dialect {
            D::PythonColon => put!(self, " {level} {logger}: {message}"),
            D::PythonName => put!(self, " {logger} {level} {message}"),
            D::PythonDashes => put!(self, " - {logger} - {level} - {message}"),
            D::PythonBasic => put!(self, "{level}:{logger}:{message}"),
            D::PythonBrackets => put!(self, "] [{level}] [{logger}] {message}"),
            D::PaddedName => put!(self, " {level:<8} MainThread {message}"),
            D::Loguru => {
                let line = rng.between(20, 220);
                put!(self, " | {level:<8} | {logger}:settle:{line} - {message}");
            }
            D::Celery => put!(self, ": {level}/ForkPoolWorker-{}] {message}", pid % 4 + 1),
            D::ColoredLogs => put!(self, " depot {logger}[{pid}] {level} {message}"),
            D::Gunicorn => put!(self, " +0000] [{pid}] [{level}] {message}"),
            D::Oslo => {
                let request = rng.hex(8);
                put!(self, " {pid} {level} {logger} [req-{request}] {message}");
            }
            D::Odoo => put!(self, " {pid} {level} shopdb {logger}: {message}"),
            D::Tornado => {
                let (letter, line) = (self.level.word(&LETTER), rng.between(20, 220));
                let (time, clock) = (&self.clock.time, self.clock);
                let (year, millis) = (clock.year % 100, clock.millis());
                put!(
                    self,
                    "[{letter} {year}{:02}{:02} {time}.{millis:03} web:{line}] {message}",
                    clock.month,
                    clock.day
                );
            }
            D::Multiprocessing => put!(self, "[{level}/Process-{}] {message}", pid % 4 + 1),
            _ if self.level == Level::Info && rng.below(3) > 0 => {
                let (port, status) = (rng.between(40_000, 60_000), self.status(rng));
                let item = rng.below(9_000);
                put!(
                    self,
                    "INFO:     10.0.0.7:{port} - \"GET /orders/{item} HTTP/1.1\" {status} OK"
                );
            }
            _ => put!(self, "{:<9} {message}", format!("{level}:")),
        }
    }

    pub(super) fn jvm(&mut self, dialect: Dialect, rng: &mut Rng) {
        let (message, level) = (self.message, self.level.word(&PADDED));
        let class = *rng.pick(CLASSES);
        let (thread, line) = (rng.between(1, 8), rng.between(20, 220));
        match dialect {
            D::Logback | D::Log4j2 => {
                self.iso(' ', if dialect == D::Logback { "." } else { "," }, 3);
            }
            D::Spring => self.iso('T', ".", 3),
            D::LogbackClock => {
                let (time, millis) = (&self.clock.time, self.clock.millis());
                put!(self, "{time}.{millis:03}");
            }
            D::Jul | D::JulLine => self.clock.jul(self.out),
            D::Hadoop => {
                let (year, clock) = (self.clock.year % 100, self.clock);
                put!(
                    self,
                    "{year}/{:02}/{:02} {}",
                    clock.month,
                    clock.day,
                    clock.time
                );
            }
            D::Minecraft => put!(self, "[{}]", self.clock.time),
            _ => {}
        }
        let trimmed = level.trim_end();
        match dialect {
            D::Logback | D::LogbackClock => {
                put!(
                    self,
                    " [http-nio-8080-exec-{thread}] {level} {class} - {message}"
                );
            }
            D::Log4j2 => put!(self, " {level} {class} [pool-1-thread-{thread}] {message}"),
            D::Ttcc => {
                let since = self.clock.second % 86_400 * 1_000 + self.clock.millis();
                put!(self, "{since} [main] {level} {class} - {message}");
            }
            D::Spring => put!(
                self,
                "Z {trimmed:>5} 1 --- [shop] [nio-8080-exec-{thread}] {class:<40} : {message}"
            ),
            D::Jul => put!(
                self,
                " {class} settle\n{}: {message}",
                self.level.word(&FINE)
            ),
            D::JulLine => put!(
                self,
                " {class} settle {}: {message}",
                self.level.word(&FINE)
            ),
            D::Hadoop => put!(self, " {trimmed} {class}: {message}"),
            D::Cassandra => {
                put!(self, "{level} [MutationStage-{thread}] ");
                self.iso(' ', ",", 3);
                put!(self, " Shelf.java:{line} - {message}");
            }
            D::Jenkins => {
                self.iso(' ', ".", 3);
                let level = self.level.word(&FINE);
                put!(
                    self,
                    "+0000 [id={line}]\t{level}\t{class}#settle: {message}"
                );
            }
            _ => put!(self, " [Server thread/{trimmed}]: {message}"),
        }
    }

    pub(super) fn rust(&mut self, dialect: Dialect, rng: &mut Rng) {
        let (message, level) = (self.message, self.level.word(&SHORT));
        let target = *rng.pick(TARGETS);
        if dialect == D::EnvLogger {
            self.out.push('[');
        }
        if dialect != D::EnvLoggerPlain {
            let digits = if dialect == D::EnvLogger { 0 } else { 6 };
            self.iso('T', ".", digits);
        }
        match dialect {
            D::Tracing => put!(self, "Z {level:>5} {target}: {message}"),
            D::TracingSpans => {
                let (order, status) = (rng.below(90_000), self.status(rng));
                put!(
                    self,
                    "Z {level:>5} request{{method=GET uri=/orders/{order} status={status}}}: {target}: {message}"
                );
            }
            D::EnvLogger => put!(self, "Z {level:<5} {target}] {message}"),
            _ => put!(self, "[{level} {target}] {message}"),
        }
    }
}
