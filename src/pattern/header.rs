//! Line headers as data: what stands before a record's message, and what a transport put before a line.
//!
//! In: `patterns/decode/headers.toml`. Out: [`Headers`], which asks all headers at once whether a line has one, and
//! only then which.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use regex::Captures;
use serde::Deserialize;

use super::{Expr, PatternError, Set};
use crate::incident::Level;

/// A header stands at the beginning; what comes later is message. Lines are cut here for the question alone.
const HEADER_BYTES: usize = 512;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHeaders {
    parts: BTreeMap<String, String>,
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
}

/// All headers: transports, which name a stream and are taken off, and those that begin a record.
#[derive(Debug)]
pub struct Headers {
    /// Headers that begin a record.
    pub records: Vec<Header>,
    /// Headers of transports.
    pub outer: Vec<Header>,
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
                let when = Expr::new(when, &raw.parts, false).map_err(|e| error(place(), e))?;
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
                });
            }
        }
        // Asked by themselves, behind all others.
        outer.sort_by_key(|header: &Header| header.repeated);
        Ok(Headers {
            records,
            outer,
            records_set: OnceLock::new(),
            outer_set: OnceLock::new(),
        })
    }

    /// Compiled at first use: the file is one of ours, and a test compiles it.
    fn records_set(&self) -> Option<&Set> {
        let sources = || self.records.iter().map(|header| header.when.source());
        self.records_set
            .get_or_init(|| Set::ordered(sources()).ok())
            .as_ref()
    }

    fn outer_set(&self) -> Option<&Set> {
        let usual = self.outer.iter().filter(|header| !header.repeated);
        let sources = || usual.map(|header| header.when.source());
        self.outer_set
            .get_or_init(|| Set::of_heads(sources()).ok())
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
        let captures = self.records[header].when.get().captures(text)?;
        let level = captures
            .name("level")
            .and_then(|word| Level::parse(word.as_str()))
            .or(self.records[header].level);
        let message = captures
            .name("message")
            .or_else(|| captures.get(0).filter(|all| all.end() == text.len()))
            .map_or(text.len(), |found| found.start());
        Some(Head {
            header,
            level,
            message,
        })
    }

    /// The captures of a line's record header, to read its fields.
    pub fn captures<'t>(&self, head: &Head, text: &'t str) -> Option<Captures<'t>> {
        self.records[head.header].when.get().captures(text)
    }

    /// What a transport put before the line, if it did: the transport's captures, whose `message` is the rest.
    pub fn transport<'t>(
        &self,
        text: &'t str,
        stamps: &mut Stamps,
    ) -> Option<(&Header, Captures<'t>)> {
        self.transport_or_head(text, stamps, &mut None)
    }

    /// The same; notes what [`Headers::find`] said of the line, if it had to be asked.
    pub fn transport_or_head<'t>(
        &self,
        text: &'t str,
        stamps: &mut Stamps,
        head: &mut Option<Option<usize>>,
    ) -> Option<(&Header, Captures<'t>)> {
        let clipped = clip(text);
        *head = None;
        for at in self.outer_set()?.heads(clipped) {
            let header = &self.outer[at];
            if header.only {
                let found = *head.get_or_insert_with(|| self.find(clipped));
                if self.is_strong(found, clipped) {
                    continue;
                }
            }
            let Some(captures) = header.when.get().captures(text) else {
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
    fn repeated<'t>(&self, text: &'t str, stamps: &mut Stamps) -> Option<(&Header, Captures<'t>)> {
        let mut headers = self.outer.iter().filter(|header| header.repeated);
        let (header, captures) =
            headers.find_map(|header| Some((header, header.when.get().captures(text)?)))?;
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
                !self.records[at].weak || rest.any(|header| header.when.get().is_match(text))
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

fn before_message<'t>(text: &'t str, captures: &Captures<'t>) -> &'t str {
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
