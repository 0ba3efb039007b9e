//! What stands above a hot line: as what an incident may begin with it.
//!
//! In: the lines above, raw, and which of them were read or counted. Out: [`Begun`], for what is known or may be learned.

use memchr::memrchr;

use super::super::Engine;
use super::super::hot::REACH_BYTES;
use super::super::lookback::Lookback;
use super::MOST_BETWEEN;
use super::calm::{Calm, Hashes, Kind, Manner, Parted, header_of, is_bare, kind, loud, part};
use super::lines::{Look, look};
use crate::pattern::mix;

/// Lines above the record above it that are asked whether they are records of the same kind.
const MOST_MORE: usize = 3;

/// What may be an incident to be learned.
#[derive(Debug)]
pub(in crate::detect) struct Begun {
    pub(super) hash: u64,
    pub(super) above: Calm,
    /// How many bytes above its first hot line it begins.
    pub(in crate::detect) from: usize,
}

impl Begun {
    /// Whether the record above it has no header.
    pub(in crate::detect) fn is_bare(&self) -> bool {
        self.above.is_bare()
    }

    /// Whether nothing that began above it goes on, even if no record below it has a header.
    pub(super) fn is_cut_off(&self) -> bool {
        self.above.manner != Manner::Usual
    }
}

/// The lines above a hot one.
#[derive(Clone, Copy)]
pub(in crate::detect) struct Above<'l> {
    pub(in crate::detect) lines: &'l [u8],
    /// Where in the file they begin.
    pub(in crate::detect) offset: u64,
    /// Nothing is hot that stands behind this place among them.
    pub(in crate::detect) cold: usize,
    /// Which of them were read, and which counted.
    pub(in crate::detect) lookback: &'l Lookback,
    /// Whether something lives that began in those that were read.
    pub(in crate::detect) has_live: bool,
}

impl Above<'_> {
    /// Whether this place is too far above the hot line to be sure what that depends on.
    fn is_far(&self, at: usize) -> bool {
        (self.lines.len() - at) as u64 > REACH_BYTES
    }

    /// Whether an incident was counted below this place.
    fn has_told_below(&self, at: usize) -> bool {
        self.lookback.last_told() > self.offset + at as u64
    }

    /// Whether the line at this place is of an incident that was counted.
    fn is_told(&self, at: usize) -> bool {
        self.lookback.is_told(self.offset + at as u64)
    }

    /// Whether it is known not to be hot.
    fn is_cold(&self, at: usize) -> bool {
        at >= self.cold || self.lookback.is_cold(self.offset + at as u64)
    }
}

/// The raw lines above a hot one, the last first, each with where it begins, until `visit` has seen enough. Whether it saw
/// all that are within reach.
fn walk<'l>(above: Above<'l>, mut visit: impl FnMut(&'l [u8], usize) -> bool) -> bool {
    let mut rest = above.lines;
    for _ in 0..MOST_BETWEEN {
        let Some(whole) = rest.strip_suffix(b"\n") else {
            return above.offset == 0;
        };
        let start = memrchr(b'\n', whole).map_or(0, |newline| newline + 1);
        if above.is_far(start) || !visit(&rest[start..], start) {
            return false;
        }
        rest = &rest[..start];
    }
    true
}

/// Those of its stream.
fn own_lines<'l>(
    engine: &Engine,
    hashes: &mut Hashes,
    above: Above<'l>,
    hot: &Parted<'_>,
    mut visit: impl FnMut(&mut Hashes, &'l [u8], usize, &Parted<'l>) -> bool,
) {
    walk(above, |line, start| {
        if hashes.lines.is_others(engine, line, hot) {
            return true;
        }
        let parted = part(engine, line).filter(|parted| parted.is_alike(hot));
        parted
            .is_some_and(|parted| !parted.is_of(&hot.names) || visit(hashes, line, start, &parted))
    });
}

/// As what an incident may begin whose first hot line has this hash: with that line; or, where the record above it
/// begins something, with that record. Nothing, unless it is certain that the records of the stream have headers.
pub(super) fn begun(
    engine: &Engine,
    hashes: &mut Hashes,
    above: Above<'_>,
    hash: u64,
    hot: &Parted<'_>,
) -> Vec<Begun> {
    let headers = &engine.patterns.headers;
    let name = |header: usize| headers.records[header].name.as_str();
    let own = header_of(engine, hot)
        .filter(|_| headers.level(hot.text, &hot.said).is_some())
        .map(name);
    let mut begun: Vec<Begun> = Vec::new();
    let (mut from, mut hash) = (0, hash);
    let (mut has_rest, mut has_plain) = (false, false);
    // Either another record has its header, or that of the one right above it; or the nearest two adjoin each other.
    let mut first: Option<&str> = None;
    let mut is_next = false;
    let mut is_headed = false;
    let mut is_over = false;
    let mut more = MOST_MORE;
    let mut may_be_bare = false;
    // Whether no line stands between the second and the first, and whether the third has a header.
    let (mut may_be_sure, mut is_sure) = (false, false);
    own_lines(engine, hashes, above, hot, |hashes, line, start, parted| {
        if is_over {
            let header = header_of(engine, parted).map(name);
            is_headed |= header.is_some() && (header == own || header == first || is_next);
            is_next = false;
            more -= 1;
            let is_third = begun.len() == 2 && more == MOST_MORE - 1;
            is_sure |= is_third && header.is_some();
            return !is_headed && more > 0;
        }
        if own.is_some() && begun.is_empty() && !has_rest && above.is_told(start) {
            // Nothing of it goes on.
            let told = match loud(engine, parted) {
                Some((calm, header)) => {
                    is_headed = Some(name(header)) == own;
                    calm
                }
                None if header_of(engine, parted).is_none() => {
                    // Its stream has headers, or it would not have been counted.
                    is_headed = true;
                    Calm::headless(Manner::Told, parted.own_record)
                }
                None => return false,
            };
            is_over = true;
            begun.push(Begun {
                hash,
                above: told,
                from: 0,
            });
            return !is_headed;
        }
        match kind(engine, hashes, line, parted, above.is_cold(start)) {
            Kind::Rest if own.is_some() && begun.is_empty() && is_bare(engine, parted) => {
                may_be_bare = !has_rest;
                false
            }
            Kind::Rest => {
                has_rest = true;
                is_next = false;
                has_plain |= !is_blank(parted.text);
                true
            }
            Kind::Other => false,
            Kind::Calm(mut calm, header) => {
                let begins = !calm.begun.is_empty();
                if begins && has_rest || from > 0 && above.has_told_below(start) {
                    return false;
                }
                let header = name(header);
                is_headed |= Some(header) == own;
                if begun.is_empty() {
                    let may_be = own.is_none() && !has_rest && calm.level.is_some();
                    first = may_be.then_some(header);
                    is_next = first.is_none() && !has_plain;
                } else {
                    is_headed |= Some(header) == first || is_next;
                }
                calm.has_rest = has_rest;
                begun.push(Begun {
                    hash,
                    above: calm,
                    from,
                });
                is_over = !begins || from > 0;
                may_be_sure = from > 0 && !has_rest;
                from = above.lines.len() - start;
                hash = mix(hash, hashes.of(engine, line, Some(parted)));
                !is_over || !is_headed || may_be_sure
            }
        }
    });
    if !is_headed {
        begun.clear();
    }
    if !(may_be_sure && is_sure) {
        // How the record above looks to what begins with it is told by the two lines above that.
        begun.truncate(1);
    }
    if may_be_bare && is_quiet(engine, hashes, above, hot) {
        begun.push(Begun {
            hash,
            above: Calm::headless(Manner::Bare, true),
            from: 0,
        });
    }
    begun
}

/// Whether nothing that began above a hot line in its stream can go on with it, though no record has a header.
fn is_quiet(engine: &Engine, hashes: &mut Hashes, above: Above<'_>, hot: &Parted<'_>) -> bool {
    let mut is_over = false;
    let is_whole = walk(above, |line, start| {
        if above.is_cold(start) {
            let look = look(engine, hashes, line, hot);
            return matches!(look, Some(Look::Others | Look::Inert));
        }
        if hashes.lines.is_others(engine, line, hot) {
            return true;
        }
        let parted = part(engine, line).filter(|parted| parted.is_alike(hot));
        let is_own = parted.map(|parted| parted.is_of(&hot.names));
        // What was read is known by what lives of it; what was counted is over.
        is_over = is_own == Some(true) && (above.is_told(start) || !above.has_live);
        is_own == Some(false)
    });
    is_over || is_whole
}

/// Whether a line without a header tells nothing of whether records have some.
fn is_blank(text: &str) -> bool {
    text.trim_end().is_empty() || text.starts_with([' ', '\t'])
}
