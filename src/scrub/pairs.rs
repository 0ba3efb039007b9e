//! The value that belongs to a name: `password=x`, `"token": "x"`, `--secret x`, in the notation of any language.
//!
//! In: a line and where a keyword stands in it. Out: the whole name the keyword is part of, in one spelling
//! (`dbPassword`, `DB-PASSWORD` and `db.password` are `db_password`), and the parts of the line that are its value.
//! Not values: calls and names of variables in code, what templates put in their place, `null` and its like.

mod place;
mod plain;
mod quotes;
mod value;

use std::ops::Range;

use place::Place;

/// A name is no longer than this; more is no name.
const NAME_LEN: usize = 80;
/// Blanks between name, separator and value: columns are aligned with them.
const BLANKS: usize = 64;

/// First words of names of two, as people write them.
const FIRST_WORDS: &[&str] = &[
    "access",
    "account",
    "api",
    "auth",
    "client",
    "encryption",
    "license",
    "master",
    "pass",
    "private",
    "recovery",
    "secret",
    "security",
    "seed",
    "session",
    "shared",
    "signing",
];

/// A name in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// Where it stands, without the hyphens of a flag.
    pub(super) range: Range<usize>,
    /// Lower case, `_` between its words.
    pub(super) spelt: String,
    /// Hyphens stand before it.
    flag: bool,
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// Whether a byte may stand within a name.
fn is_of_name(byte: u8) -> bool {
    is_word(byte) || matches!(byte, b'-' | b'.' | b'$')
}

impl Name {
    /// The name around a keyword.
    pub(super) fn around(line: &[u8], mut keyword: Range<usize>) -> Name {
        // What a keyword has of what stands around a name, as in `pin=`.
        while keyword.len() > 1 && !is_word(line[keyword.end - 1]) {
            keyword.end -= 1;
        }
        while keyword.len() > 1 && !is_word(line[keyword.start]) {
            keyword.start += 1;
        }
        let left = line[keyword.start.saturating_sub(NAME_LEN)..keyword.start].iter();
        let mut start = keyword.start - left.rev().take_while(|b| is_of_name(**b)).count();
        let right = tail(line, keyword.end).iter().take(NAME_LEN);
        let mut end = keyword.end + right.take_while(|b| is_of_name(**b)).count();
        // `%22password`, `\npassword` and `\u0022password`: what is escaped is no part of it.
        start = quotes::after_escape(line, start, keyword.start);
        let hyphens = line[start..keyword.start].iter();
        let hyphens = hyphens.take_while(|b| !is_word(**b)).count();
        let flag = line[start..start + hyphens].contains(&b'-');
        start += hyphens;
        while end > keyword.end && !is_word(line[end - 1]) {
            end -= 1;
        }
        // `password->x` and `token--` end before what is no name.
        if let Some(at) = line[keyword.end..end]
            .windows(2)
            .position(|two| !is_word(two[0]) && !is_word(two[1]))
        {
            end = keyword.end + at;
        }
        Name {
            spelt: spelt(&line[start..end]),
            range: start..end,
            flag,
        }
    }

    /// The same with the word before it, as in `Secret Key: x`.
    pub(super) fn with_word_before(&self, line: &[u8]) -> Option<Name> {
        let blank = self.range.start.checked_sub(1)?;
        if self.flag || line[blank] != b' ' {
            return None;
        }
        let left = line[blank.saturating_sub(NAME_LEN)..blank].iter().rev();
        let start = blank - left.take_while(|byte| is_word(**byte)).count();
        let word = line[start..blank].to_ascii_lowercase();
        let is_part = FIRST_WORDS.iter().any(|first| first.as_bytes() == word);
        is_part.then(|| Name {
            range: start..self.range.end,
            spelt: spelt(&line[start..self.range.end]),
            flag: false,
        })
    }

    /// Whether a word is its last, in any case.
    fn ends_with(&self, word: &[u8]) -> bool {
        let last = self.spelt.rsplit('_').next();
        last.is_some_and(|last| last.as_bytes().eq_ignore_ascii_case(word))
    }

    /// The parts of the line that are its value; none where it has no value, or one that is not secret. And whether it is
    /// on the next line, and how far was read.
    pub(super) fn values(&self, line: &[u8]) -> (Vec<Range<usize>>, bool, usize) {
        let Some(place) = self.separator(line) else {
            return (Vec::new(), false, self.range.end);
        };
        let (values, read_to) = value::read(line, self, &place);
        let below = values.is_empty() && value::is_below(line, &place);
        (values, below, read_to)
    }
}

/// The value on a line by itself, whose name stands above it.
pub(super) fn value_below(line: &[u8]) -> Vec<Range<usize>> {
    let mut start = line.iter().take_while(|byte| is_blank(**byte)).count();
    if tail(line, start).starts_with(b"string(") {
        let rest = tail(line, start).iter();
        start += rest.take_while(|byte| !is_blank(**byte)).count();
        start += blanks(line, start);
    }
    let name = Name {
        range: 0..0,
        spelt: String::new(),
        flag: false,
    };
    value::read(line, &name, &Place::at(start)).0
}

/// The rest of a text from a place on, which may be behind its end.
fn tail(text: &[u8], at: usize) -> &[u8] {
    text.get(at..).unwrap_or_default()
}

fn blanks(line: &[u8], at: usize) -> usize {
    let rest = line.get(at..).unwrap_or_default().iter().take(BLANKS);
    rest.take_while(|byte| is_blank(**byte)).count()
}

/// Lower case, with `_` between words, wherever the spelling has them: `dbPassword`, `X-Api-Key`, `APIKey`.
fn spelt(name: &[u8]) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for (at, byte) in name.iter().enumerate() {
        if !byte.is_ascii_alphanumeric() {
            out.push('_');
            continue;
        }
        let before = at.checked_sub(1).map(|at| name[at]);
        let after = name.get(at + 1);
        let begins = byte.is_ascii_uppercase()
            && before.is_some_and(|before| {
                before.is_ascii_lowercase()
                    || before.is_ascii_digit()
                    || before.is_ascii_uppercase() && after.is_some_and(u8::is_ascii_lowercase)
            });
        if begins {
            out.push('_');
        }
        out.push(char::from(byte.to_ascii_lowercase()));
    }
    out
}
