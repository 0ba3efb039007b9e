//! Quotes in all the spellings that escaping gives them: `"`, `\"`, `\\\"`, `%22`, `&quot;`, `\u0022`.
//!
//! In: a line and a place. Out: the quote there, and for one that opens, where the one is that closes it.

use super::tail;

/// A quote as it is spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quote {
    /// Behind so many backslashes.
    Plain {
        /// Backslashes before it.
        slashes: usize,
        /// The quote itself.
        byte: u8,
    },
    /// Another spelling.
    Spelt(&'static [u8]),
}

const SPELT: &[&[u8]] = &[
    b"%22", b"%27", b"%5C%22", b"%5c%22", b"&quot;", b"&#34;", b"&#39;", b"&#x27;", b"&#x22;",
    b"&apos;", b"\\u0022", b"\\u0027", b"\\x22", b"\\x27",
];
/// Escapes that may stand right before a name and look like a part of it, by their last letters.
const BEFORE_NAME: &[&[u8]] = &[
    b"%22", b"%27", b"%20", b"%26", b"%7B", b"%7b", b"%2C", b"%2c", b"%3F", b"%3f", b"%5B", b"%5b",
    b"%0A", b"%0a", b"\\n", b"\\t", b"\\r", b"\\u0022", b"\\u0026", b"\\u0027", b"\\x22", b"\\x27",
    b"\\u001b",
];
/// Backslashes of a quote at most: JSON in JSON, four deep.
const SLASHES: usize = 15;

impl Quote {
    /// Bytes it takes.
    pub(super) fn len(&self) -> usize {
        match self {
            Quote::Plain { slashes, .. } => slashes + 1,
            Quote::Spelt(spelt) => spelt.len(),
        }
    }

    /// Where the quote is that closes what this one opened before `from`, or the end of the line.
    pub(super) fn close(&self, line: &[u8], from: usize) -> usize {
        match *self {
            Quote::Spelt(spelt) => {
                let found = memchr::memmem::find(tail(line, from), spelt);
                found.map_or(line.len(), |at| from + at)
            }
            Quote::Plain { slashes, byte } => {
                let mut at = from;
                while let Some(found) = memchr::memchr(byte, tail(line, at)) {
                    let quote = at + found;
                    let before = line[from..quote].iter().rev();
                    let own = before.take_while(|byte| **byte == b'\\').count();
                    // Deeper quotes have more backslashes; pairs of them, escaped, are the value's.
                    let closes = own % (2 * (slashes + 1)) == slashes;
                    // `''` in a text of SQL is a quote of the text.
                    let doubled = slashes == 0
                        && byte == b'\''
                        && line.get(quote + 1) == Some(&b'\'')
                        && quote > from;
                    // `'it'\''s'` of a shell
                    if closes
                        && slashes == 0
                        && byte == b'\''
                        && tail(line, quote).starts_with(b"'\\''")
                    {
                        at = quote + 4;
                        if at >= line.len() {
                            break;
                        }
                        continue;
                    }
                    if closes && !doubled {
                        return quote - slashes;
                    }
                    at = quote + 1 + usize::from(doubled);
                    if at >= line.len() {
                        break;
                    }
                }
                line.len()
            }
        }
    }
}

/// The quote that begins at `at`.
pub(super) fn at(line: &[u8], at: usize) -> Option<Quote> {
    let rest = line.get(at..)?;
    if let Some(spelt) = SPELT.iter().find(|spelt| rest.starts_with(spelt)) {
        return Some(Quote::Spelt(spelt));
    }
    let slashes = rest
        .iter()
        .take(SLASHES)
        .take_while(|b| **b == b'\\')
        .count();
    let byte = *rest.get(slashes)?;
    matches!(byte, b'"' | b'\'' | b'`').then_some(Quote::Plain { slashes, byte })
}

/// Where a name begins in `start..keyword`, if an escape stands before it.
pub(super) fn after_escape(line: &[u8], start: usize, keyword: usize) -> usize {
    for at in (start..=keyword).rev() {
        let escape = BEFORE_NAME.iter().find(|escape| {
            let signed = at.checked_sub(escape.len()).map(|from| &line[from..at]);
            signed.is_some_and(|text| text == **escape)
        });
        if escape.is_some() {
            return at;
        }
    }
    start
}
