//! Remembers what the beginnings of lines said of their headers: the lines of a log begin in few ways.
//!
//! In: a line, and what the automata of the headers said of it. Out: what they would say of another line that begins
//! likewise. That is exact: they read a line up to a place only, and take any digit where they take one, so every line
//! that has the same bytes up to there, all digits alike, is the same to them. Where a line may have a header that tells
//! digits apart, those of its first bytes are as they are.
#![expect(
    clippy::option_option,
    reason = "whether it is known, and if so whether there is one"
)]

use super::header::{Names, Transport};
use crate::incident::Level;

/// What is remembered of a line at most; what automata read further is rare, and asked again.
const MOST: usize = 128;
const _: () = assert!(MOST <= u8::MAX as usize);
/// Bytes from which on no header tells digits apart.
pub(crate) const EXACT: usize = 8;
/// Lines that were read equally far are looked up together; so many lengths that were met last are tried, of lines whose
/// first bytes are in the same of so many groups.
const LENGTHS: usize = 24;
const GROUPS: usize = 64;
/// Entries are few: a format has one for each level, length of a name and the like.
const ENTRIES: usize = 2_048;
/// Lines after which the share of those that were known is looked at.
const TRIAL: u32 = 1 << 8;
/// Lines for which nothing is looked up where too few were known: learning takes longer than asking. Twice as many each
/// time that this is so, up to the last.
const PAUSE: u32 = 1 << 8;
const MOST_PAUSE: u32 = 1 << 14;

/// What the headers say of a line: small, as it is copied for each.
#[derive(Debug, Clone, Copy, Default)]
pub struct Said {
    /// The transports whose regexes match, a bit for each in order.
    pub(super) outer: u64,
    /// The first of them that is one, if the bytes that were read tell it.
    pub(super) transport: Option<Option<Transport>>,
    /// The record header that begins with it, if that was asked for.
    record: Option<Option<u16>>,
    /// What names the line's stream in that header, if it does and the bytes that were read tell it.
    pub(super) names: Option<Names>,
    /// The level of that header, where it was asked for and the bytes that were read tell it.
    pub(super) level: Option<Option<Level>>,
    /// How much of the line was read; nothing where it is not remembered.
    read: u8,
}

impl Said {
    /// What is said of a line of which only the transports are known whose regexes match.
    pub(super) fn of_outer(outer: u64) -> Said {
        Said {
            outer,
            ..Said::default()
        }
    }

    /// The record header that begins with the line, as a number among them, if that was asked for.
    pub(crate) fn record(&self) -> Option<Option<usize>> {
        self.record.map(|record| record.map(usize::from))
    }

    /// Notes what [`Said::record`] says.
    pub(super) fn set_record(&mut self, record: Option<usize>) {
        // There are no more headers than that.
        self.record = record.map(u16::try_from).transpose().ok();
    }

    /// What [`Said::record`] says, after asking for it if need be.
    pub(crate) fn record_or(&mut self, find: impl FnOnce() -> Option<usize>) -> Option<usize> {
        self.record().unwrap_or_else(|| {
            let record = find();
            self.set_record(record);
            record
        })
    }

    /// How much of the line was read; nothing where it is not remembered.
    pub(super) fn read(&self) -> usize {
        self.read.into()
    }

    /// Whether lines that begin so are remembered.
    pub(crate) fn is_remembered(&self) -> bool {
        self.read > 0
    }
}

/// How far automata read a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    /// Bytes that were read.
    pub(super) read: usize,
    /// Whether they saw its end.
    pub(super) is_all: bool,
}

impl Reach {
    /// Whether what was read is worth remembering.
    fn is_near(self) -> bool {
        (1..=MOST).contains(&self.read)
    }

    /// What was read by one or by the other.
    pub(super) fn and(self, other: Reach) -> Reach {
        Reach {
            read: self.read.max(other.read),
            is_all: self.is_all || other.is_all,
        }
    }
}

/// A word with all digits alike.
fn alike(read: u64) -> u64 {
    // Digits become 0 to 9; what is more sets the highest bit of its byte.
    let from_zero = read ^ eight(b'0');
    let other = ((from_zero & eight(0x7f)) + eight(0x80 - 10)) | from_zero;
    let digits = ((!other & eight(0x80)) >> 7) * 0xff;
    (read & !digits) | (eight(b'0') & digits)
}

/// Eight times the same byte.
const fn eight(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// A line's beginning, its digits alike: eight bytes in each word, as far as they were asked for.
struct Beginning<'l> {
    line: &'l [u8],
    /// Whether the digits of the first [`EXACT`] bytes are as they are.
    is_exact: bool,
    words: [u64; MOST / 8],
    /// Hashes of the first words.
    hashes: [u64; MOST / 8 + 1],
    hashed: usize,
}

impl<'l> Beginning<'l> {
    fn new(line: &'l [u8], is_exact: bool) -> Beginning<'l> {
        let mut hashes = [0; MOST / 8 + 1];
        hashes[0] = u64::from(is_exact);
        Beginning {
            line: &line[..line.len().min(MOST)],
            is_exact,
            words: [0; MOST / 8],
            hashes,
            hashed: 0,
        }
    }

    /// Reads a word; zeros stand for what is not there.
    fn read(&mut self, at: usize) -> u64 {
        let rest = &self.line[8 * at..];
        let bytes = rest.first_chunk().copied().unwrap_or_else(|| {
            let mut bytes = [0; 8];
            bytes[..rest.len()].copy_from_slice(rest);
            bytes
        });
        let word = u64::from_le_bytes(bytes);
        let is_exact = self.is_exact && at < EXACT / 8;
        self.words[at] = if is_exact { word } else { alike(word) };
        self.words[at]
    }

    /// The hash of its first bytes.
    fn hash(&mut self, len: usize) -> u64 {
        let whole = len / 8;
        while self.hashed < whole {
            let at = self.hashed;
            self.hashes[at + 1] = mix(self.hashes[at], self.read(at));
            self.hashed += 1;
        }
        match len % 8 {
            0 => self.hashes[whole],
            rest => mix(
                self.hashes[whole],
                self.read(whole) & (u64::MAX >> (64 - 8 * rest)),
            ),
        }
    }

    /// Whether it begins so, if these bytes were hashed.
    fn starts_with(&self, other: &[u64], len: usize) -> bool {
        let (whole, rest) = (len / 8, len % 8);
        (self.words[..whole].iter()).eq(&other[..whole])
            && (rest == 0
                || (self.words[whole] ^ other[whole]) & (u64::MAX >> (64 - 8 * rest)) == 0)
    }
}

/// Another word in a hash; the best bits of it are the 29 lowest.
pub(crate) fn mix(hash: u64, word: u64) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    (hash ^ word).wrapping_mul(ODD).rotate_left(29)
}

/// The hash of a whole line, its digits alike, but for those of the first [`EXACT`] bytes if `is_exact` says so. Who does
/// not know the seed cannot make two lines with the same one.
pub(crate) fn hash_alike(line: &[u8], is_exact: bool, seed: u64) -> u64 {
    let next = |hash: u64, word: u64| {
        let product = u128::from(hash ^ word) * u128::from(seed | 1);
        product as u64 ^ (product >> 64) as u64
    };
    let exact = if is_exact { EXACT.min(line.len()) } else { 0 };
    let (exact, line) = line.split_at(exact);
    let hash = exact
        .iter()
        .fold(seed, |hash, byte| next(hash, u64::from(*byte)));
    let (words, rest) = line.as_chunks();
    let hash = words.iter().fold(hash, |hash, word| {
        next(hash, alike(u64::from_le_bytes(*word)))
    });
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let hash = next(hash, alike(u64::from_le_bytes(last)));
    next(hash, line.len() as u64)
}

/// The first bytes of a line, its digits alike, but for those of the first [`EXACT`] bytes if it says so.
#[derive(Debug)]
pub(crate) struct Alike {
    words: Box<[u64]>,
    len: usize,
    is_exact: bool,
}

impl Alike {
    /// The first `len` bytes of a line that is longer.
    pub(crate) fn new(line: &[u8], len: usize, is_exact: bool) -> Option<Alike> {
        if len == 0 || len > MOST || len >= line.len() {
            return None;
        }
        let mut beginning = Beginning::new(line, is_exact);
        beginning.hash(len);
        Some(Alike {
            words: beginning.words[..len.div_ceil(8)].into(),
            len,
            is_exact,
        })
    }

    /// Whether another line begins so, and goes on.
    pub(crate) fn begins(&self, line: &[u8]) -> bool {
        let Some((first, rest)) = line.split_at_checked(self.len) else {
            return false;
        };
        let (whole, part) = first.as_chunks();
        let mut words = self.words.iter();
        let mut is_exact = self.is_exact;
        let mut is_next = |bytes: [u8; 8], mask: u64| {
            let word = u64::from_le_bytes(bytes);
            let word = if is_exact { word } else { alike(word) };
            is_exact = false;
            words.next().is_some_and(|known| (known ^ word) & mask == 0)
        };
        if rest.is_empty() || !whole.iter().all(|bytes| is_next(*bytes, u64::MAX)) {
            return false;
        }
        let mut last = [0; 8];
        last[..part.len()].copy_from_slice(part);
        part.is_empty() || is_next(last, u64::MAX >> (64 - 8 * part.len()))
    }
}

/// A beginning that is known, with what is known of it.
#[derive(Debug)]
struct Entry<T> {
    hash: u64,
    words: Box<[u64]>,
    len: usize,
    /// Whether a line must end with it.
    is_all: bool,
    of_it: T,
}

/// Beginnings of lines, and what is known of each.
#[derive(Debug, Default)]
pub(super) struct Beginnings<T> {
    entries: Vec<Option<Entry<T>>>,
    /// A part of each entry's hash: most that is looked up is not there, and these lie near each other.
    marks: Vec<u32>,
    /// How far lines of each group were read, what was met last first.
    lengths: Vec<Vec<u8>>,
}

impl<T> Beginnings<T> {
    /// What is known of lines that begin as this.
    pub(super) fn get(&mut self, line: &[u8], is_exact: bool) -> Option<&mut T> {
        let lengths = self.lengths.get_mut(group(line))?;
        let mut beginning = Beginning::new(line, is_exact);
        for at in 0..lengths.len() {
            let len = usize::from(lengths[at]);
            if len > beginning.line.len() {
                continue;
            }
            let hash = beginning.hash(len);
            let place = place(hash, len);
            if self.marks[place] != mark(hash) {
                continue;
            }
            let is_it = self.entries[place].as_ref().is_some_and(|entry| {
                entry.hash == hash
                    && entry.len == len
                    && (!entry.is_all || len == line.len())
                    && beginning.starts_with(&entry.words, len)
            });
            if is_it {
                lengths.swap(at, at / 2);
                return self.entries[place].as_mut().map(|entry| &mut entry.of_it);
            }
        }
        None
    }

    /// Remembers what is known of lines of which so much would be read as of this one.
    pub(super) fn learn(&mut self, line: &[u8], is_exact: bool, of_it: T, reach: Reach) {
        let read = reach.read;
        if !reach.is_near() {
            return;
        }
        if self.entries.is_empty() {
            self.entries.resize_with(ENTRIES, || None);
            self.marks.resize(ENTRIES, 0);
            self.lengths.resize_with(GROUPS, Vec::new);
        }
        let mut beginning = Beginning::new(line, is_exact);
        let hash = beginning.hash(read);
        let place = place(hash, read);
        self.marks[place] = mark(hash);
        self.entries[place] = Some(Entry {
            hash,
            words: beginning.words[..read.div_ceil(8)].into(),
            len: read,
            is_all: reach.is_all,
            of_it,
        });
        let lengths = &mut self.lengths[group(line)];
        // None is longer than that.
        let read = read as u8;
        if !lengths.contains(&read) {
            lengths.truncate(LENGTHS - 1);
            // Not before what has proved itself.
            lengths.insert(lengths.len() / 2, read);
        }
    }
}

/// What is remembered.
#[derive(Debug, Default)]
pub(super) struct Memo {
    /// Whose headers they are.
    pub(super) owner: u64,
    said: Beginnings<Said>,
    /// Lines in which no transport's automaton found anything.
    pub(super) bare: Beginnings<()>,
    asked: u32,
    unknown: u32,
    /// Lines for which nothing is looked up.
    pause: u32,
    next_pause: u32,
}

/// What is known of a line.
#[derive(Debug)]
pub(super) enum Known {
    /// This.
    Said(Said),
    /// It is not looked up now, and not to be learned: of the lines before it too few were known.
    Not,
    /// Nothing yet.
    Nothing,
}

impl Memo {
    /// Nothing is known of the headers of `owner`.
    pub(super) fn new(owner: u64) -> Memo {
        Memo {
            owner,
            next_pause: PAUSE,
            ..Memo::default()
        }
    }

    /// What is known of a line; `is_exact` says whether a header may tell its digits apart.
    pub(super) fn find(&mut self, text: &str, is_exact: bool) -> Known {
        if self.pause > 0 {
            self.pause -= 1;
            return Known::Not;
        }
        self.asked += 1;
        if self.asked == TRIAL {
            self.next_pause = if self.unknown <= TRIAL / 2 {
                PAUSE
            } else {
                self.pause = self.next_pause;
                MOST_PAUSE.min(2 * self.next_pause)
            };
            (self.asked, self.unknown) = (0, 0);
        }
        if let Some(said) = self.said.get(text.as_bytes(), is_exact) {
            return Known::Said(*said);
        }
        self.unknown += 1;
        Known::Nothing
    }

    /// Remembers the level of lines that begin as this, too.
    pub(super) fn learn_level(&mut self, text: &str, is_exact: bool, level: Option<Level>) {
        if let Some(said) = self.said.get(text.as_bytes(), is_exact) {
            said.level = Some(level);
        }
    }

    /// Remembers what was said of a line, and notes in it that it does.
    pub(super) fn learn(&mut self, text: &str, is_exact: bool, said: &mut Said, reach: Reach) {
        if reach.is_near() {
            said.read = reach.read as u8;
            self.said.learn(text.as_bytes(), is_exact, *said, reach);
        }
    }
}

/// The group of a line's first byte; digits are in one.
fn group(line: &[u8]) -> usize {
    match line.first() {
        Some(b'0'..=b'9') | None => 0,
        Some(byte) => usize::from(*byte) % GROUPS,
    }
}

/// Where an entry lies.
fn place(hash: u64, len: usize) -> usize {
    // The highest bits of a product depend on all of its factors.
    (mix(hash, len as u64) >> 18) as usize % ENTRIES
}

/// The part of a hash that does not say where it lies.
fn mark(hash: u64) -> u32 {
    (hash >> 32) as u32 | 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_begins_as_another_if_it_differs_in_digits_alone() {
        let line = b"<34>1 2026-11-20T10:00:00";
        for len in 1..20 {
            let alike = |is_exact| Alike::new(line, len, is_exact).unwrap();
            assert!(alike(true).begins(line) && alike(false).begins(line));
            for at in 0..line.len() {
                let mut other = *line;
                let is_digit = line[at].is_ascii_digit();
                other[at] = if is_digit { b'9' } else { b'x' };
                assert_eq!(alike(false).begins(&other), at >= len || is_digit);
                let is_blind = is_digit && at >= EXACT;
                assert_eq!(alike(true).begins(&other), at >= len || is_blind);
            }
            assert!(!alike(false).begins(&line[..len]));
        }
        assert!(Alike::new(b"abc", 3, false).is_none());
    }
}
