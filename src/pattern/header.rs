//! Line headers as data: what stands before a record's message, and what a transport put before a line.
//!
//! In: `patterns/decode/headers.toml`. Out: [`Headers`], which asks all headers at once whether a line has one, and
//! only then which.

use std::cell::OnceCell;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use serde::Deserialize;

use super::expr::Parts;
use super::parse::Parser;
use super::reader::{Captured, Reader, Reading};
use super::{Expr, PatternError, Set};
use crate::incident::Level;

/// A header stands at the beginning; what comes later is message. Lines are cut here for the question alone.
const HEADER_BYTES: usize = 512;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHeaders {
    parts: Parts,
    header: Vec<RawHeader>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum When {
    One(String),
    More(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHeader {
    name: String,
    #[serde(default)]
    outer: bool,
    #[serde(default)]
    only: bool,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    record: bool,
    #[serde(default)]
    repeated: bool,
    level: Option<String>,
    when: When,
}

/// One header and one of its regexes.
#[derive(Debug)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// Its regex, with captures named after fields.
    pub when: Expr,
    /// A transport only where no other header stands on the line.
    pub only: bool,
    /// A mere time: it begins a record, but says nothing about a line that has another header.
    pub weak: bool,
    /// A transport that makes a record of every line.
    pub record: bool,
    /// A transport only where a transport was taken off the line above that looks the same, digits and letters aside,
    /// and where no record's header holds it.
    pub repeated: bool,
    /// The level of its records, where the regex captures none.
    pub level: Option<Level>,
    reader: OnceLock<Option<Reader>>,
}

/// All headers: transports, which name a stream and are taken off, and those that begin a record.
#[derive(Debug)]
pub struct Headers {
    /// Headers that begin a record.
    pub records: Vec<Header>,
    /// Headers of transports.
    pub outer: Vec<Header>,
    /// Knows the parts, once a line has been asked for a header.
    parser: Mutex<Parser>,
    records_set: OnceLock<Option<Set>>,
    outer_set: OnceLock<Option<Set>>,
}

/// What a record header says, as ranges of the line's text.
#[derive(Debug, Clone)]
pub struct Head {
    /// Which of [`Headers::records`] it is.
    pub header: usize,
    /// The record's level, where it tells one.
    pub level: Option<Level>,
    /// Where the message begins in the line.
    pub message: usize,
}

impl Headers {
    /// Reads the headers' file.
    pub fn load(file: &str, text: &str) -> Result<Headers, PatternError> {
        let error = |place: Option<String>, reason: String| PatternError {
            file: file.to_owned(),
            place,
            reason,
        };
        let raw: RawHeaders =
            toml::from_str(text).map_err(|e| error(None, e.to_string().trim_end().to_owned()))?;
        let parts = Arc::new(raw.parts);
        let (mut records, mut outer) = (Vec::new(), Vec::new());
        for header in raw.header {
            let place = || Some(format!("header \"{}\"", header.name));
            let whens = match &header.when {
                When::One(one) => std::slice::from_ref(one),
                When::More(more) => more,
            };
            let level = match &header.level {
                None => None,
                Some(word) => Some(
                    Level::parse(word)
                        .ok_or_else(|| error(place(), format!("unknown level `{word}`")))?,
                ),
            };
            for when in whens {
                let when = Expr::new(when, &parts, false).map_err(|e| error(place(), e))?;
                let list = if header.outer {
                    &mut outer
                } else {
                    &mut records
                };
                list.push(Header {
                    name: header.name.clone(),
                    when,
                    only: header.only,
                    weak: header.weak,
                    record: header.record,
                    repeated: header.repeated,
                    level,
                    reader: OnceLock::new(),
                });
            }
        }
        // Asked by themselves, behind all others.
        outer.sort_by_key(|header: &Header| header.repeated);
        Ok(Headers {
            records,
            outer,
            parser: Mutex::new(Parser::new(parts)),
            records_set: OnceLock::new(),
            outer_set: OnceLock::new(),
        })
    }

    /// Compiled at first use: the file is one of ours, and a test compiles it.
    fn records_set(&self) -> Option<&Set> {
        let sources = || self.records.iter().map(|header| header.when.text());
        self.records_set
            .get_or_init(|| Set::ordered(&mut self.parser(), sources()).ok())
            .as_ref()
    }

    /// The parser of the headers' regexes.
    pub(super) fn parser(&self) -> MutexGuard<'_, Parser> {
        self.parser.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn outer_set(&self) -> Option<&Set> {
        let usual = self.outer.iter().filter(|header| !header.repeated);
        let sources = || usual.map(|header| header.when.text());
        self.outer_set
            .get_or_init(|| Set::of_heads(&mut self.parser(), sources()).ok())
            .as_ref()
    }

    /// Which of the headers begins a record with this line, the first in the file's order that does.
    pub fn find(&self, text: &str) -> Option<usize> {
        self.records_set()?.first(clip(text))
    }

    /// Whether the line begins a record.
    pub fn is_head(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// The record header of a line.
    pub fn head(&self, text: &str) -> Option<Head> {
        self.read(self.find(text)?, text)
    }

    /// What the header that was found says.
    pub fn read(&self, header: usize, text: &str) -> Option<Head> {
        let captured = self.capture(&self.records[header], text)?;
        let level = captured
            .name("level")
            .and_then(|word| Level::parse(word.as_str()))
            .or(self.records[header].level);
        let message = match captured.name("message") {
            Some(message) => message.start(),
            // A header that is all of the line is all message.
            None if captured.end == text.len() => 0,
            None => text.len(),
        };
        Some(Head {
            header,
            level,
            message,
        })
    }

    /// The captures of a line's record header, to read its fields.
    pub fn captures<'t>(&self, head: &Head, text: &'t str) -> Option<Captured<'t>> {
        self.capture(&self.records[head.header], text)
    }

    /// What a header captures in a line.
    fn capture<'t>(&self, header: &Header, text: &'t str) -> Option<Captured<'t>> {
        let reader = header
            .reader
            .get_or_init(|| Reader::new(&mut self.parser(), header.when.text()).ok());
        match reader.as_ref().map(|reader| reader.read(text)) {
            Some(Reading::Captured(captured)) => Some(captured),
            Some(Reading::Nothing) => None,
            Some(Reading::Unsure) | None => {
                let regex = header.when.get();
                let captures = regex.captures(text)?;
                Some(Captured::of_regex(&captures, regex, text))
            }
        }
    }

    /// What a transport put before the line, if it did: the transport's captures, whose `message` is the rest.
    pub fn transport<'t>(
        &self,
        text: &'t str,
        stamps: &mut Stamps,
    ) -> Option<(&Header, Captured<'t>)> {
        self.transport_or_head(text, stamps, &mut OnceCell::new())
    }

    /// The same; notes what [`Headers::find`] said of the line, if it had to be asked.
    pub fn transport_or_head<'t>(
        &self,
        text: &'t str,
        stamps: &mut Stamps,
        head: &mut OnceCell<Option<usize>>,
    ) -> Option<(&Header, Captured<'t>)> {
        let clipped = clip(text);
        head.take();
        for at in self.outer_set()?.heads(clipped) {
            let header = &self.outer[at];
            if header.only {
                let found = *head.get_or_init(|| self.find(clipped));
                if self.is_strong(found, clipped) {
                    continue;
                }
            }
            let Some(captures) = self.capture(header, text) else {
                continue;
            };
            // Only what stands first on a line is its stamp.
            if !stamps.here.is_there {
                stamps.here.set(before_message(text, &captures));
                stamps.told = stamps.line;
            }
            return Some((header, captures));
        }
        if !stamps.above.is_there || stamps.here.is_there {
            return None;
        }
        self.repeated(text, stamps)
    }

    /// The transport that is one because the line above had the like taken off.
    fn repeated<'t>(&self, text: &'t str, stamps: &mut Stamps) -> Option<(&Header, Captured<'t>)> {
        let mut headers = self.outer.iter().filter(|header| header.repeated);
        let (header, captures) =
            headers.find_map(|header| Some((header, self.capture(header, text)?)))?;
        let mut here = Shape::default();
        here.set(before_message(text, &captures));
        let clipped = clip(text);
        if here != stamps.above || self.is_strong(self.find(clipped), clipped) {
            return None;
        }
        stamps.here = here;
        Some((header, captures))
    }

    /// Whether the header that was found, or one behind it in the file's order, says more than a time.
    fn is_strong(&self, found: Option<usize>, text: &str) -> bool {
        match found {
            None => false,
            // Those before it do not match.
            Some(at) => {
                let mut rest = self.records[at..].iter().filter(|header| !header.weak);
                !self.records[at].weak || rest.any(|header| self.capture(header, text).is_some())
            }
        }
    }
}

/// What stands before the text of a line and of the line above, for transports that stand before every line.
#[derive(Debug, Default)]
pub struct Stamps {
    above: Shape,
    here: Shape,
    /// The line's number, and that of the last line whose transport was told by itself.
    line: u64,
    told: u64,
}

impl Stamps {
    /// The next line of the file begins. What was told by itself more than `reach` lines ago tells no more.
    pub fn next_line(&mut self, number: u64, reach: u64) {
        std::mem::swap(&mut self.above, &mut self.here);
        self.here.is_there = false;
        self.line = number;
        if number > self.told.saturating_add(reach) {
            self.above.is_there = false;
        }
    }
}

fn before_message<'t>(text: &'t str, captures: &Captured<'t>) -> &'t str {
    let message = captures.name("message");
    &text[..message.map_or(text.len(), |message| message.start())]
}

/// A stamp with all digits and letters alike, if there is one.
#[derive(Debug, Default, PartialEq)]
struct Shape {
    is_there: bool,
    bytes: Vec<u8>,
}

impl Shape {
    fn set(&mut self, stamp: &str) {
        let alike = |byte: u8| match byte {
            b'0'..=b'9' => b'0',
            b'A'..=b'Z' | b'a'..=b'z' => b'a',
            other => other,
        };
        self.is_there = true;
        self.bytes.clear();
        self.bytes.extend(stamp.trim_end().bytes().map(alike));
    }
}

/// The part of a line that headers are looked for in.
fn clip(text: &str) -> &str {
    if text.len() <= HEADER_BYTES {
        return text;
    }
    let mut end = HEADER_BYTES;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::{DETECT, HEADERS};

    #[test]
    fn headers_capture_what_their_regexes_do() {
        let headers = Headers::load("headers.toml", HEADERS).unwrap();
        let mut count = 0;
        for line in DETECT.iter().flat_map(|(_, text)| text.lines()) {
            let record = headers.find(line).map(|at| &headers.records[at]);
            let outer = headers.outer_set().unwrap().heads(clip(line));
            for header in record
                .into_iter()
                .chain(outer.into_iter().map(|at| &headers.outer[at]))
            {
                let regex = header.when.get();
                let expected = regex.captures(line);
                let expected = expected.map(|all| Captured::of_regex(&all, regex, line));
                let found = headers.capture(header, line);
                assert_eq!(found.is_some(), expected.is_some(), "{line}");
                let (Some(found), Some(expected)) = (found, expected) else {
                    continue;
                };
                assert_eq!(found.end, expected.end, "{line}");
                for name in regex.capture_names().flatten() {
                    assert_eq!(found.name(name), expected.name(name), "{line}");
                }
                count += 1;
            }
        }
        assert!(count > 200, "{count}");
    }

    #[test]
    fn a_header_that_is_all_of_the_line_is_all_message() {
        let headers = Headers::load("headers.toml", HEADERS).unwrap();
        let message = |line: &str| headers.head(line).map(|head| head.message);
        assert_eq!(message("2026-11-20 10:00:00"), Some(0));
        assert_eq!(message("2026-11-20 10:00:00 ERROR x"), Some(26));
        assert_eq!(message("x"), None);
    }
}
