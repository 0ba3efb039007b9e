//! Formats of servers and of programs in Go.

use std::fmt::Write;

use super::super::rng::Rng;
use super::{Dialect, Dialect as D, LOWER, Pen, SHORT, UPPER, put};

impl Pen<'_> {
    pub(super) fn server(&mut self, dialect: Dialect, rng: &mut Rng) {
        let (message, level) = (self.message, self.level.word(&UPPER));
        let lower = self.level.word(&LOWER);
        let (pid, line) = (20_000 + rng.below(6), rng.between(20, 220));
        let clock = self.clock;
        match dialect {
            D::Nginx => put!(
                self,
                "{}/{:02}/{:02} {} [{lower}] {pid}#{pid}: *{line} {message}, client: 10.0.0.7, server: shop.example",
                clock.year,
                clock.month,
                clock.day,
                clock.time
            ),
            D::Apache => {
                let (week, month) = (clock.weekday_name(), clock.month_name());
                put!(
                    self,
                    "[{week} {month} {:02} {}.{:06} {}] [core:{lower}] [pid {pid}:tid {line}] {message}",
                    clock.day,
                    clock.time,
                    clock.micros,
                    clock.year
                );
            }
            D::Postgres => {
                self.iso(' ', ".", 3);
                let level = self.level.word(&["DEBUG1", "LOG", "WARNING", "ERROR"]);
                put!(self, " UTC [{pid}] {level}:  {message}");
            }
            D::Mysql => {
                self.iso('T', ".", 6);
                let level = self.level.word(&["Note", "Note", "Warning", "ERROR"]);
                put!(self, "Z {line} [{level}] [MY-0{pid}] [Server] {message}");
            }
            D::Mosquitto => {
                let level = self.level.word(&["", "", "Warning: ", "Error: "]);
                put!(self, "{}: {level}{message}", clock.second);
            }
            D::Glog => {
                let letter = self.level.word(&["I", "I", "W", "E"]);
                put!(
                    self,
                    "{letter}{:02}{:02} {}.{:06} {pid:>7} shelf.go:{line}] {message}",
                    clock.month,
                    clock.day,
                    clock.time,
                    clock.micros
                );
            }
            D::Chromium => {
                let time = clock.time.replace(':', "");
                put!(
                    self,
                    "[{pid}:{pid}:{:02}{:02}/{time}.{:06}:{level}:shelf.cc({line})] {message}",
                    clock.month,
                    clock.day,
                    clock.micros
                );
            }
            D::Logfmt => {
                let quoted = message.replace('"', "\\\"");
                put!(self, "ts=");
                self.iso('T', ".", 3);
                put!(
                    self,
                    "Z level={lower} component=stock msg=\"{quoted}\" dock={line}"
                );
            }
            D::Logrus => {
                let level = self.level.word(&["DEBU", "INFO", "WARN", "ERRO"]);
                let since = clock.second % 10_000;
                put!(self, "{level}[{since:04}] {message:<44} dock={line}");
            }
            D::Zap => {
                self.iso('T', ".", 3);
                put!(
                    self,
                    "Z\t{lower}\tstock/shelf.go:{line}\t{message}\t{{\"dock\": {line}}}"
                );
            }
            _ => {
                self.iso(' ', ".", 4);
                let level = self.level.word(&SHORT);
                put!(self, "|{level}|Shop.Orders.Worker|{message}");
            }
        }
    }
}
