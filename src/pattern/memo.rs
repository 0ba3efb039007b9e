//! Remembers what the beginnings of lines said of their headers: the lines of a log begin in few ways.
//!
//! In: a line, and what the automata of the headers said of it. Out: what they would say of another line that begins
//! likewise. That is exact: they read a line up to a place only, and take any digit where they take one, so every line
//! that has the same bytes up to there, all digits alike, is the same to them.
#![expect(
    clippy::option_option,
    reason = "whether it is known, and if so whether there is one"
)]

use super::header::Transport;
use crate::incident::Level;

/// What is remembered of a line at most; what automata read further is rare, and asked again.
const MOST: usize = 128;
/// Lines that were read equally far are looked up together; so many lengths that were met last are tried.
const LENGTHS: usize = 24;
/// Entries are few: a format has one for each level, length of a name and the like.
const ENTRIES: usize = 2_048;
/// Lines after which the share of those that were known is looked at.
const TRIAL: u32 = 1 << 8;
/// Lines for which nothing is looked up where too few were known: learning takes longer than asking. Twice as many each
/// time that this is so, up to the last.
const PAUSE: u32 = 1 << 8;
const MOST_PAUSE: u32 = 1 << 14;

/// What the headers say of a line.
#[derive(Debug, Clone, Copy, Default)]
pub struct Said {
    /// The transports whose regexes match, a bit for each in order.
    pub(super) outer: u64,
    /// The first of them that is one, if the bytes that were read tell it.
    pub(super) transport: Option<Option<Transport>>,
    /// The record header that begins with it, if that was asked for.
    pub(crate) record: Option<Option<usize>>,
    /// The level of that header, where it was asked for and the bytes that were read tell it.
    pub(super) level: Option<Option<Level>>,
    /// How much of the line was read; nothing where it is not remembered.
    pub(super) read: usize,
}

impl Said {
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
    /// What was read by one or by the other.
    pub(super) fn and(self, other: Reach) -> Reach {
        Reach {
            read: self.read.max(other.read),
            is_all: self.is_all || other.is_all,
        }
    }
}

/// A line's beginning, its digits alike: eight bytes in each word.
struct Beginning {
    words: [u64; MOST / 8],
    len: usize,
}

/// Bytes of a line's first words that are told apart at most.
const MOST_FIRST: usize = 4 * 8;
/// Places for what lines without a transport begin with.
const FIRSTS: usize = 256;

/// What lines begin with that have no transport, whatever stands behind it: their first words, digits alike.
#[derive(Debug)]
pub(super) struct Bare {
    owner: u64,
    /// The words, zero where there are fewer, and how many.
    known: Box<[([u64; MOST_FIRST / 8], usize)]>,
}

impl Bare {
    /// Nothing is known of the headers of `owner`.
    pub(super) fn new(owner: u64) -> Bare {
        Bare {
            owner,
            known: vec![([0; MOST_FIRST / 8], 0); FIRSTS].into(),
        }
    }

    /// Whether it knows of these headers.
    pub(super) fn is_of(&self, owner: u64) -> bool {
        self.owner == owner
    }

    /// Whether all lines that begin as this are known to have no transport.
    pub(super) fn has(&self, line: &[u8]) -> bool {
        let mut words = [0; MOST_FIRST / 8];
        let mut hash = 0;
        let (chunks, _) = line.as_chunks::<8>();
        chunks.iter().zip(0..MOST_FIRST / 8).any(|(bytes, at)| {
            words[at] = alike(u64::from_le_bytes(*bytes));
            hash = mix(hash, words[at]);
            self.known[hash as usize % FIRSTS] == (words, at + 1)
        })
    }

    /// The automaton that knows transports met none, and read so much of the line.
    pub(super) fn learn(&mut self, line: &[u8], read: usize) {
        let count = read.div_ceil(8).max(1);
        let (chunks, _) = line.as_chunks::<8>();
        let Some(chunks) = chunks.get(..count).filter(|_| count <= MOST_FIRST / 8) else {
            return;
        };
        let mut words = [0; MOST_FIRST / 8];
        let mut hash = 0;
        for (word, bytes) in words.iter_mut().zip(chunks) {
            *word = alike(u64::from_le_bytes(*bytes));
            hash = mix(hash, *word);
        }
        self.known[hash as usize % FIRSTS] = (words, count);
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

impl Beginning {
    fn new(text: &str) -> Beginning {
        let len = text.len().min(MOST);
        let mut bytes = [0; MOST];
        bytes[..len].copy_from_slice(&text.as_bytes()[..len]);
        let mut words = [0; MOST / 8];
        for (word, bytes) in words.iter_mut().zip(bytes.as_chunks().0) {
            *word = alike(u64::from_le_bytes(*bytes));
        }
        Beginning { words, len }
    }

    /// The hash of all that was read of it.
    fn hash(&self, hashes: &mut Hashes, len: usize) -> u64 {
        let whole = len / 8;
        let hash = hashes.of(&self.words, whole);
        match len % 8 {
            0 => hash,
            rest => mix(hash, self.words[whole] & (u64::MAX >> (64 - 8 * rest))),
        }
    }

    /// Whether it begins so.
    fn starts_with(&self, other: &[u64], len: usize) -> bool {
        let (whole, rest) = (len / 8, len % 8);
        self.words[..whole] == other[..whole]
            && (rest == 0
                || (self.words[whole] ^ other[whole]) & (u64::MAX >> (64 - 8 * rest)) == 0)
    }
}

/// Hashes of a beginning's first words, as far as they were asked for.
struct Hashes {
    of: [u64; MOST / 8 + 1],
    known: usize,
}

impl Hashes {
    fn new() -> Hashes {
        Hashes {
            of: [0; MOST / 8 + 1],
            known: 0,
        }
    }

    fn of(&mut self, words: &[u64; MOST / 8], count: usize) -> u64 {
        while self.known < count {
            self.of[self.known + 1] = mix(self.of[self.known], words[self.known]);
            self.known += 1;
        }
        self.of[count]
    }
}

/// Another word in a hash; the best bits of it are the 29 lowest.
pub(crate) fn mix(hash: u64, word: u64) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    (hash ^ word).wrapping_mul(ODD).rotate_left(29)
}

/// A beginning that is known.
#[derive(Debug)]
struct Entry {
    hash: u64,
    words: Box<[u64]>,
    len: usize,
    /// Whether a line must end with it.
    is_all: bool,
    said: Said,
}

/// What is remembered.
#[derive(Debug, Default)]
pub(super) struct Memo {
    /// Whose headers they are.
    pub(super) owner: u64,
    entries: Vec<Option<Entry>>,
    /// A part of each entry's hash: most that is looked up is not there, and these lie near each other.
    marks: Vec<u32>,
    /// How far lines were read, what was met last first.
    lengths: Vec<usize>,
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
            entries: (0..ENTRIES).map(|_| None).collect(),
            marks: vec![0; ENTRIES],
            ..Memo::default()
        }
    }

    /// What is known of a line.
    pub(super) fn find(&mut self, text: &str) -> Known {
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
        if let Some(entry) = self.entry(text) {
            return Known::Said(entry.said);
        }
        self.unknown += 1;
        Known::Nothing
    }

    /// What was remembered of lines that begin as this.
    fn entry(&mut self, text: &str) -> Option<&mut Entry> {
        let beginning = Beginning::new(text);
        let mut hashes = Hashes::new();
        for at in 0..self.lengths.len() {
            let len = self.lengths[at];
            if len > beginning.len {
                continue;
            }
            let hash = beginning.hash(&mut hashes, len);
            let place = place(hash, len);
            if self.marks[place] != mark(hash) {
                continue;
            }
            let is_it = self.entries[place].as_ref().is_some_and(|entry| {
                entry.hash == hash
                    && entry.len == len
                    && (!entry.is_all || len == text.len())
                    && beginning.starts_with(&entry.words, len)
            });
            if is_it {
                self.lengths.swap(at, at / 2);
                return self.entries[place].as_mut();
            }
        }
        None
    }

    /// Remembers the level of lines that begin as this, too.
    pub(super) fn learn_level(&mut self, text: &str, level: Option<Level>) {
        if let Some(entry) = self.entry(text) {
            entry.said.level = Some(level);
        }
    }

    /// Remembers what was said of a line, and notes in it that it does.
    pub(super) fn learn(&mut self, text: &str, said: &mut Said, reach: Reach) {
        let read = reach.read;
        if read == 0 || read > MOST {
            return;
        }
        said.read = read;
        let beginning = Beginning::new(text);
        let hash = beginning.hash(&mut Hashes::new(), read);
        let place = place(hash, read);
        self.marks[place] = mark(hash);
        self.entries[place] = Some(Entry {
            hash,
            words: beginning.words[..read.div_ceil(8)].into(),
            len: read,
            is_all: reach.is_all,
            said: *said,
        });
        if !self.lengths.contains(&read) {
            self.lengths.truncate(LENGTHS - 1);
            // Not before what has proved itself.
            self.lengths.insert(self.lengths.len() / 2, read);
        }
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
