//! What transports put before lines.
//!
//! In: a line, and what was before the one above. Out: the [`Transport`], which knows where the rest of the line begins.

use std::num::NonZeroU32;

use super::super::memo::Said;
use super::super::reader::Captured;
use super::{Header, Headers, clip};

impl Headers {
    /// What a transport put before the line, if it did. Notes in `said` what is known of the line's record header where
    /// it has no transport.
    pub fn transport(&self, text: &str, stamps: &mut Stamps, said: &mut Said) -> Option<Transport> {
        *said = self.said(text);
        let found = match said.transport {
            Some(found) => found,
            None => self.find_transport(text, said),
        };
        if let Some(found) = found {
            // Only what stands first on a line is its stamp.
            if !stamps.here.is_there {
                stamps.here.set(found.before(text));
                stamps.told = stamps.line;
            }
            *said = Said::default();
            return Some(found);
        }
        if !stamps.above.is_there || stamps.here.is_there {
            return None;
        }
        let repeated = self.repeated(text, stamps)?;
        *said = Said::default();
        Some(repeated)
    }

    pub(super) fn find_transport(&self, text: &str, said: &mut Said) -> Option<Transport> {
        let clipped = clip(text);
        let mut outer = said.outer;
        while let Some(at) = first(outer) {
            outer &= outer - 1;
            let header = &self.outer[at];
            if header.only {
                let found = said.record_or(|| self.find(clipped));
                if self.is_strong(found, clipped) {
                    continue;
                }
            }
            if let Some(found) = self.transport_of(at, text) {
                return Some(found);
            }
        }
        None
    }

    /// What names the stream of a line whose record's header does so, though it is no transport.
    pub fn names(&self, text: &str, said: &Said) -> Option<Names> {
        if said.names.is_some() {
            return said.names;
        }
        let record = match said.record() {
            Some(record) => record?,
            None if self.first(text.as_bytes()).may_have_names => self.find(text)?,
            None => return None,
        };
        let header = Some(&self.records[record]).filter(|header| header.names)?;
        Some(Names::of(&self.capture(header, text)?))
    }

    /// The transport that is one because the line above had the like taken off.
    fn repeated(&self, text: &str, stamps: &mut Stamps) -> Option<Transport> {
        let mut headers = self.outer.iter().enumerate();
        let found = headers
            .find_map(|(at, header)| header.repeated.then(|| self.transport_of(at, text))?)?;
        let mut here = Shape::default();
        here.set(found.before(text));
        let clipped = clip(text);
        if here != stamps.above || self.is_strong(self.find(clipped), clipped) {
            return None;
        }
        stamps.here = here;
        Some(found)
    }

    /// Whether a line begins with what may be a transport because of the line above: a stamp, and no record's header that
    /// says more.
    pub(crate) fn may_be_stamped(&self, text: &str) -> bool {
        let mut headers = self.outer.iter().filter(|header| header.repeated);
        headers.any(|header| self.capture(header, clip(text)).is_some())
            && !self.is_strong(self.find(clip(text)), clip(text))
    }

    /// What the header of that number says of a line.
    fn transport_of(&self, at: usize, text: &str) -> Option<Transport> {
        let of = |text| Some(Transport::of(at, &self.capture(&self.outer[at], text)?));
        // A regex would read on to the end of a line of a mebibyte to say where its rest begins.
        let clipped = clip(text);
        let found = of(clipped);
        let is_within = |found: Transport| found.message().is_some_and(|rest| rest < clipped.len());
        if clipped.len() == text.len() || found.is_none_or(is_within) {
            found
        } else {
            of(text)
        }
    }

    /// The header of a transport that was found.
    pub fn transport_header(&self, transport: &Transport) -> &Header {
        &self.outer[usize::from(transport.header)]
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
    /// The line's number and offset, and those of the last line whose transport was told by itself.
    line: (u64, u64),
    told: (u64, u64),
}

impl Stamps {
    /// The next line of the file begins. What was told by itself more than so many lines or bytes ago tells no more.
    pub fn next_line(&mut self, number: u64, offset: u64, (lines, bytes): (u64, u64)) {
        std::mem::swap(&mut self.above, &mut self.here);
        self.here.is_there = false;
        self.line = (number, offset);
        let (told, start) = self.told;
        if number > told.saturating_add(lines) || offset > start.saturating_add(bytes) {
            self.above.is_there = false;
        }
    }
}

/// The first of the headers that have a bit each.
pub(super) fn first(outer: u64) -> Option<usize> {
    (outer != 0).then(|| outer.trailing_zeros() as usize)
}

/// A transport, and where in a line it says what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transport {
    /// Its number among the transports.
    header: u8,
    names: Names,
    /// Where the rest of the line begins; nothing where there is none.
    message: Option<Place>,
}

impl Transport {
    pub(super) fn of(header: usize, captured: &Captured<'_>) -> Transport {
        Transport {
            // There are no more than bits in a word.
            header: header as u8,
            names: Names::of(captured),
            message: captured
                .name("message")
                .and_then(|message| place(message.start())),
        }
    }

    /// What names the stream of a line, host before process.
    pub fn names<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        self.names.read(text)
    }

    /// Where they stand.
    pub(super) fn places(&self) -> Names {
        self.names
    }

    /// The rest of a line.
    pub fn rest<'t>(&self, text: &'t str) -> &'t str {
        self.message()
            .and_then(|from| text.get(from..))
            .unwrap_or_default()
    }

    /// What stands before it.
    fn before<'t>(&self, text: &'t str) -> &'t str {
        self.message().map_or(text, |to| &text[..to])
    }

    fn message(&self) -> Option<usize> {
        self.message.map(|at| at.get() as usize)
    }

    /// Where the last of what it says ends or begins.
    pub(super) fn end(&self) -> usize {
        self.names.end().max(self.message().unwrap_or_default())
    }
}

/// A place in a line, none of which is the first: something stands before all that a transport says, or it is empty.
type Place = NonZeroU32;

fn place(at: usize) -> Option<Place> {
    // No line is as long as that.
    u32::try_from(at).ok().and_then(Place::new)
}

/// Where a line names its stream.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Names {
    host: Option<(u32, Place)>,
    process: Option<(u32, Place)>,
}

impl Names {
    pub(super) fn of(captured: &Captured<'_>) -> Names {
        let range = |name| {
            let part = captured.name(name)?;
            Some((u32::try_from(part.start()).ok()?, place(part.end())?))
        };
        Names {
            host: range("host"),
            process: range("process"),
        }
    }

    /// The names, host before process.
    pub fn read<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let names = [self.host, self.process].into_iter().flatten();
        names.filter_map(|(from, to)| text.get(from as usize..to.get() as usize))
    }

    /// The names of a raw line.
    pub(crate) fn bytes<'t>(&self, raw: &'t [u8]) -> impl Iterator<Item = &'t [u8]> {
        let names = [self.host, self.process].into_iter().flatten();
        names.filter_map(|(from, to)| raw.get(from as usize..to.get() as usize))
    }

    /// Where the last of them ends.
    pub(super) fn end(&self) -> usize {
        let ends = [self.host, self.process].into_iter().flatten();
        ends.map(|(_, to)| to.get() as usize)
            .max()
            .unwrap_or_default()
    }
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
