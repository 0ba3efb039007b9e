//! Formats of the rest, and those that know no level.

use std::fmt::Write;

use super::super::rng::Rng;
use super::{Dialect, Dialect as D, LETTER, LOWER, Pen, SHORT, UPPER, put};

impl Pen<'_> {
    pub(super) fn other(&mut self, dialect: Dialect, rng: &mut Rng) {
        let (message, level) = (self.message, self.level.word(&SHORT));
        let (pid, item) = (4_000 + rng.below(6), rng.below(90_000));
        let clock = self.clock;
        match dialect {
            D::Access => self.access(rng),
            D::Dotnet => {
                let level = self.level.word(&["dbug", "info", "warn", "fail"]);
                put!(
                    self,
                    "{level}: Shop.Orders.Worker[{}]\n      {message}",
                    item % 9
                );
            }
            D::Ruby | D::Rails => {
                let letter = level.as_bytes()[0] as char;
                if dialect == D::Ruby {
                    put!(self, "{letter}, ");
                }
                put!(self, "[");
                self.iso('T', ".", 6);
                put!(self, " #{pid}] {level:>5} -- : {message}");
            }
            D::Sidekiq => {
                self.iso('T', ".", 3);
                // Ten threads; the names are numbers to the base of 36.
                put!(self, "Z {pid} TID-oux5{} {level}: {message}", item % 10);
            }
            D::Monolog => {
                put!(self, "[");
                self.iso('T', ".", 6);
                put!(
                    self,
                    "+00:00] app.{}: {message} [] []",
                    self.level.word(&UPPER)
                );
            }
            D::Bunyan | D::Bracketed => {
                put!(self, "[");
                self.iso('T', ".", 3);
                match dialect {
                    D::Bunyan => put!(self, "Z]  {level}: shop/{pid} on depot: {message}"),
                    _ => put!(self, "] {level} ({pid}): {message}"),
                }
            }
            D::Winston => {
                self.iso('T', ".", 3);
                put!(self, "Z {}: {message}", self.level.word(&LOWER));
            }
            D::Syslog => {
                clock.bsd(self.out);
                put!(
                    self,
                    " depot-1 shop[{pid}]: {}: {message}",
                    self.level.word(&UPPER)
                );
            }
            D::Syslog5424 => {
                let priority = self.level.word(&["135", "134", "132", "131"]);
                put!(self, "<{priority}>1 ");
                self.iso('T', ".", 6);
                put!(self, "Z depot-1 shop {pid} - - {message}");
            }
            D::Lambda => {
                put!(self, "[{}]\t", self.level.word(&UPPER));
                self.iso('T', ".", 3);
                put!(self, "Z\t{}-4a1b-9c3d\t{message}", rng.hex(8));
            }
            D::Asterisk => {
                put!(self, "[");
                clock.bsd(self.out);
                let level = self.level.word(&["DEBUG", "NOTICE", "WARNING", "ERROR"]);
                put!(
                    self,
                    "] {level}[{pid}]: shelf.c:{} settle: {message}",
                    item % 900
                );
            }
            D::Logcat => {
                let letter = self.level.word(&LETTER);
                put!(
                    self,
                    "{:02}-{:02} {}.{:03}  {pid}  {pid} {letter} ShopOrders: {message}",
                    clock.month,
                    clock.day,
                    clock.time,
                    clock.millis()
                );
            }
            _ => {}
        }
    }

    /// A response, as nginx logs it; one that fails is what has a level.
    fn access(&mut self, rng: &mut Rng) {
        let clock = self.clock;
        let (item, month, status) = (rng.below(90_000), clock.month_name(), self.status(rng));
        put!(
            self,
            "10.0.{}.{} - - [{:02}/{month}/{}:{} +0000] \"GET /orders/{item}?page={} HTTP/1.1\" {status} {} \"-\" \"Mozilla/5.0 (X11; Linux x86_64; rv:140.0)\"",
            item % 9,
            item % 250,
            clock.day,
            clock.year,
            clock.time,
            item % 7,
            item / 3
        );
    }

    /// Formats that know no level.
    pub(super) fn silent(&mut self, dialect: Dialect, rng: &mut Rng) {
        let (message, lower) = (self.message, self.level.word(&LOWER));
        let quoted = message.replace('"', "\\\"");
        let (pid, item) = (4_000 + rng.below(6), rng.below(90_000));
        let clock = self.clock;
        match dialect {
            D::Redis => {
                let (month, millis) = (clock.month_name(), clock.millis());
                put!(
                    self,
                    "{pid}:M {:02} {month} {} {}.{millis:03} * {message}",
                    clock.day,
                    clock.year,
                    clock.time
                );
            }
            D::Json => {
                put!(self, "{{\"time\":\"");
                self.iso('T', ".", 3);
                put!(
                    self,
                    "Z\",\"level\":\"{lower}\",\"dock\":{item},\"msg\":\"{quoted}\"}}"
                );
            }
            _ => {
                put!(
                    self,
                    "event=booked order={item} customer={pid} ms={} note=\"{quoted}\"",
                    item % 99
                );
            }
        }
    }
}
