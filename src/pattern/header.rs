//! Line headers as data: what stands before a record's message, and what a transport put before a line.
//!
//! In: `patterns/decode/headers.toml`. Out: [`Headers`], which asks all headers at once whether a line has one, and
//! only then which.

mod recall;
mod transport;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use serde::Deserialize;

use super::expr::{NEVER, Parts};
use super::memo::EXACT;
use super::parse::Parser;
use super::reader::{Captured, Reader, Reading};
use super::{Expr, PatternError, Set};
use crate::incident::Level;
pub use transport::{Names, Stamps, Transport};

/// A header stands at the beginning; what comes later is message. Lines are cut here for the question alone.
const HEADER_BYTES: usize = 512;
/// Each has a bit in [`super::Said`].
const MOST_OUTER: usize = 64;

/// Numbers of headers, to tell whose lines a thread remembers.
static NEXT_ID: AtomicU64 = AtomicU64::new(1);

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
    #[serde(default)]
    digits: bool,
    #[serde(default)]
    names: bool,
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
    /// A record's header that tells one digit from another: it is asked by itself, or every automaton would have to.
    pub digits: bool,
    /// A record's header whose host and process name the stream of its line, as those of a transport do.
    pub names: bool,
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
    /// Nothing also where one tells digits apart that stand behind the first bytes.
    digits_set: OnceLock<Option<Set>>,
    /// Those of the records' headers that tell digits apart.
    with_digits: Vec<usize>,
    /// Those that name a stream.
    with_names: Vec<usize>,
    /// What the first byte of a line says of both.
    first: OnceLock<Box<[First; 256]>>,
    id: u64,
}

/// Which records' headers may begin with a byte.
#[derive(Debug, Clone, Copy, Default)]
struct First {
    may_have_digits: bool,
    may_have_names: bool,
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
                    digits: header.digits,
                    names: header.names,
                    level,
                    reader: OnceLock::new(),
                });
            }
        }
        // Asked by themselves, behind all others.
        outer.sort_by_key(|header: &Header| header.repeated);
        if outer.len() > MOST_OUTER {
            let reason = format!("more than {MOST_OUTER} regexes of transports");
            return Err(error(None, reason));
        }
        let which = |has: fn(&Header) -> bool| {
            let all = records.iter().enumerate();
            all.filter(|(_, header)| has(header))
                .map(|(at, _)| at)
                .collect()
        };
        Ok(Headers {
            with_digits: which(|header| header.digits),
            with_names: which(|header| header.names),
            first: OnceLock::new(),
            records,
            outer,
            parser: Mutex::new(Parser::new(parts)),
            records_set: OnceLock::new(),
            outer_set: OnceLock::new(),
            digits_set: OnceLock::new(),
            id: NEXT_ID.fetch_add(1, Ordering::Relaxed),
        })
    }

    /// Compiled at first use: the file is one of ours, and a test compiles it.
    fn records_set(&self) -> Option<&Set> {
        // Those that are asked by themselves stand in it as what matches nothing, to keep the others' numbers.
        let sources = || {
            let headers = self.records.iter();
            headers.map(|header| {
                if header.digits {
                    NEVER
                } else {
                    header.when.text()
                }
            })
        };
        self.records_set
            .get_or_init(|| Set::ordered(&mut self.parser(), sources()).ok())
            .as_ref()
    }

    /// Those of the records' headers that tell digits apart, if what they say can be remembered.
    fn digits_set(&self) -> Option<&Set> {
        let make = || {
            let headers = self.with_digits.iter().map(|at| &self.records[*at]);
            let is_near = |header| Some(self.reader(header)?.takes_any_digit_from(EXACT));
            if !headers.clone().all(|header| is_near(header) == Some(true)) {
                return None;
            }
            let sources = headers.map(|header| header.when.text());
            Set::of_heads(&mut self.parser(), sources).ok()
        };
        self.digits_set.get_or_init(make).as_ref()
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
        if let Some(said) = self.recall(text)
            && let Some(record) = said.record()
        {
            return record;
        }
        let found = self.records_set()?.first(clip(text));
        self.with_digits(text).chain(found).min()
    }

    /// The headers that tell digits apart and match.
    fn with_digits<'s>(&'s self, text: &'s str) -> impl Iterator<Item = usize> + 's {
        let all = if self.may_have_digits(text.as_bytes()) {
            self.with_digits.as_slice()
        } else {
            &[]
        };
        let matches = move |at: &usize| self.capture(&self.records[*at], text).is_some();
        all.iter().copied().filter(matches)
    }

    /// Whether the text begins like one with a header that tells digits apart.
    pub(crate) fn may_have_digits(&self, text: &[u8]) -> bool {
        self.first(text).may_have_digits
    }

    /// What the first byte of a text says.
    fn first(&self, text: &[u8]) -> First {
        let Some(first) = text.first() else {
            return First::default();
        };
        let may_begin = |headers: &[usize], byte: u8| {
            headers.iter().any(|at| {
                let reader = self.reader(&self.records[*at]);
                reader.is_none_or(|reader| reader.may_begin(&[byte]))
            })
        };
        let make = || {
            let mut table = Box::new([First::default(); 256]);
            for (byte, first) in (0..=u8::MAX).zip(table.iter_mut()) {
                first.may_have_digits = may_begin(&self.with_digits, byte);
                first.may_have_names = may_begin(&self.with_names, byte);
            }
            table
        };
        self.first.get_or_init(make)[usize::from(*first)]
    }

    fn heads(&self, clipped: &str) -> u64 {
        let found = self.outer_set().map(|set| set.heads(clipped));
        let found = found.into_iter().flatten();
        found.fold(0, |all, at| all | 1 << at)
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

    fn reader<'h>(&self, header: &'h Header) -> Option<&'h Reader> {
        let make = || Reader::new(&mut self.parser(), header.when.text()).ok();
        header.reader.get_or_init(make).as_ref()
    }

    /// What a header captures in a line.
    fn capture<'t>(&self, header: &Header, text: &'t str) -> Option<Captured<'t>> {
        match self.reader(header).map(|reader| reader.read(text)) {
            Some(Reading::Captured(captured)) => Some(captured),
            Some(Reading::Nothing) => None,
            Some(Reading::Unsure) | None => {
                let regex = header.when.get();
                let captures = regex.captures(text)?;
                Some(Captured::of_regex(&captures, regex, text))
            }
        }
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
    use super::super::memo::Said;
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

    /// What is remembered of lines is that of lines with other digits, too.
    #[test]
    fn only_headers_that_say_so_tell_digits_apart() {
        let headers = Headers::load("headers.toml", HEADERS).unwrap();
        for header in headers.records.iter().chain(&headers.outer) {
            let set = Set::ordered(&mut headers.parser(), [header.when.text()]).unwrap();
            let is_said = header.digits || set.takes_any_digit();
            assert!(is_said, "{}: {}", header.name, header.when.text());
        }
        assert!(headers.records_set().unwrap().takes_any_digit());
        assert!(headers.outer_set().unwrap().takes_any_digit());
    }

    #[test]
    fn what_is_remembered_is_what_would_be_found() {
        let headers = Headers::load("headers.toml", HEADERS).unwrap();
        let (mut count, mut known_bare) = (0, 0);
        // Each twice, then with other digits.
        for round in 0..4_u8 {
            for line in DETECT.iter().flat_map(|(_, text)| text.lines()) {
                let other = |byte: char| match byte.to_digit(10) {
                    Some(digit) if round > 1 => char::from(b'0' + (digit as u8 + 3 * round) % 10),
                    _ => byte,
                };
                let line: String = line.chars().map(other).collect();
                let is_bare = headers.heads(clip(&line)) == 0;
                // What is remembered of another line that begins so.
                assert!(is_bare || !headers.is_known_bare(line.as_bytes()), "{line}");
                assert_eq!(headers.is_bare(line.as_bytes()), is_bare, "{line}");
                known_bare += u32::from(headers.is_known_bare(line.as_bytes()));
                let said = headers.said(&line);
                count += u32::from(said.is_remembered());
                let fresh = headers.records_set().unwrap().first(clip(&line));
                let fresh = headers.with_digits(&line).chain(fresh).min();
                assert_eq!(said.record().unwrap_or(fresh), fresh, "{line}");
                assert_eq!(headers.find(&line), fresh, "{line}");
                let level = fresh.and_then(|at| headers.read(at, &line)?.level);
                assert_eq!(headers.level(&line, &said), level, "{line}");
                assert_eq!(headers.level(&line, &headers.said(&line)), level, "{line}");
                if let Some(transport) = said.transport {
                    let found = headers
                        .find_transport(&line, &mut Said::of_outer(headers.heads(clip(&line))));
                    assert_eq!(transport, found, "{line}");
                }
            }
        }
        assert!(count > 500 && known_bare > 500, "{count} {known_bare}");
    }

    /// The digits of a priority are not alike: they tell the level, and whether there is a record at all.
    #[test]
    fn each_priority_is_remembered_by_itself() {
        let headers = Headers::load("headers.toml", HEADERS).unwrap();
        assert!(headers.digits_set().is_some());
        let mut remembered = 0;
        for message in ["shelf 7 is empty", "ERROR: shelf 7 is empty", "INFO x"] {
            for round in 0..3 {
                for priority in 0..192 {
                    let line = format!(
                        "<{priority}>1 2026-11-20T10:00:0{round}Z depot shop 4{round}1 - - {message}"
                    );
                    let said = headers.said(&line);
                    remembered += u32::from(said.is_remembered());
                    let fresh = headers.records_set().unwrap().first(&line);
                    let fresh = headers.with_digits(&line).chain(fresh).min();
                    assert_eq!(headers.find(&line), fresh, "{line}");
                    let level = fresh.and_then(|at| headers.read(at, &line)?.level);
                    assert_eq!(headers.level(&line, &said), level, "{line}");
                    let names = headers.names(&line, &said);
                    let names = names.map(|names| names.read(&line).collect::<Vec<_>>().join(" "));
                    let is_named = fresh.is_some_and(|at| headers.records[at].names);
                    let expected = is_named.then(|| format!("depot shop 4{round}1"));
                    assert_eq!(names, expected, "{line}");
                }
            }
        }
        assert!(remembered > 3 * 3 * 150, "{remembered}");
    }

    #[test]
    fn digits_are_told_apart_in_the_first_bytes_only() {
        let headers = Headers::load("headers.toml", HEADERS).unwrap();
        for at in &headers.with_digits {
            let reader = headers.reader(&headers.records[*at]).unwrap();
            assert!(!reader.takes_any_digit_from(3));
            assert!(reader.takes_any_digit_from(EXACT));
        }
    }

    #[test]
    fn a_transport_leaves_all_of_a_long_line() {
        let headers = Headers::load("headers.toml", HEADERS).unwrap();
        for rest in ["x", "é"].map(|text| text.repeat(2 * HEADER_BYTES)) {
            let line = format!("2026-11-20T10:00:00.123456789Z stdout F {rest}");
            let found = headers.transport(&line, &mut Stamps::default(), &mut Said::default());
            assert_eq!(found.map(|found| found.rest(&line)), Some(rest.as_str()));
        }
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
