//! How far a value reaches, and whether it is one.
//!
//! In: a line and the place where a value begins. Out: its parts, without quotes and brackets around it; none for what is
//! no secret: code, templates, `null`, masks, words of prose.

use std::ops::Range;

use super::plain::{PROSE, is_code, is_nothing, is_one_of};
use super::quotes::{self, Quote};
use super::{Name, Place, blanks, is_blank, is_word, tail};

/// Wrappers around a value at most: `Some(Secret(b"x"))`.
const WRAPPERS: usize = 4;
/// Letters of a wrapper's name.
const WRAPPER_LEN: usize = 40;
/// Bytes between brackets that are taken for one value.
const ENCLOSED: usize = 4 << 10;
/// Values of a list at most; more is no list of secrets.
const VALUES: usize = 64;

/// The parts of the line that are the value at `place`, and how far a value without quotes was read.
pub(super) fn read(line: &[u8], name: &Name, place: &Place) -> (Vec<Range<usize>>, usize) {
    let mut at = place.start.min(line.len());
    let mut list = false;
    let mut wrapped = false;
    for _ in 0..WRAPPERS {
        let (len, opens_list) = wrapper(line, at);
        if len == 0 {
            break;
        }
        list |= opens_list;
        wrapped = true;
        at += len;
    }
    let mut found = Vec::new();
    let mut read_to = at;
    if let Some((start, end)) = enclosed(line, at) {
        found.push(start..end);
    } else if list && is_object(line, at) {
        object(line, at, &mut found);
    } else if let Some(quote) = quotes::at(line, at) {
        quoted(line, at, quote, place, list, &mut found);
    } else {
        let word = scheme(tail(line, at));
        // `--token TOKEN next`
        let itself = tail(line, at).iter().take_while(|b| is_word(**b)).count();
        let itself = name.ends_with(&tail(line, at)[..itself]);
        let start = at + if itself { 0 } else { word };
        if let Some(quote) = quotes::at(line, start).filter(|_| start > at) {
            quoted(line, start, quote, place, false, &mut found);
        } else {
            let value;
            (value, read_to) = bare(line, start, name, place, wrapped);
            found.extend(value);
        }
    }
    found.retain(|part| !is_nothing(&line[part.clone()]));
    (found, read_to)
}

/// Whether nothing but what opens a value stands at the end of a line: `Some(`, `>-`, `=>`.
pub(super) fn is_below(line: &[u8], place: &Place) -> bool {
    let rest = tail(line, place.start).trim_ascii();
    let scalar = rest.len() <= 3 && matches!(rest.first(), Some(b'>' | b'|'));
    let call = rest.len() <= WRAPPER_LEN
        && rest.ends_with(b"(")
        && rest
            .iter()
            .all(|byte| is_word(*byte) || matches!(byte, b':' | b'(' | b'.'));
    let pair = rest.is_empty() && line.trim_ascii_end().ends_with(b"=>");
    scalar || call || pair
}

/// `<![CDATA[x]]>`, `{x;y}` of ODBC, `[1,2,3]`.
fn enclosed(line: &[u8], at: usize) -> Option<(usize, usize)> {
    let rest = line.get(at..)?;
    let rest = &rest[..rest.len().min(ENCLOSED)];
    let until = |start: usize, end: &[u8]| {
        let found = memchr::memmem::find(tail(rest, start), end);
        (
            at + start,
            at + found.map_or(rest.len(), |found| start + found),
        )
    };
    if rest.starts_with(b"<![CDATA[") {
        return Some(until(9, b"]]>"));
    }
    let numbers = rest.starts_with(b"[") && rest.get(1).is_some_and(u8::is_ascii_digit);
    if numbers && rest.iter().take(6).any(|byte| *byte == b',') {
        return Some(until(1, b"]"));
    }
    if !rest.starts_with(b"{") || !line[..at].ends_with(b"=") {
        return None;
    }
    let (start, end) = until(1, b"}");
    let inner = &line[start.min(end)..end];
    let named = inner
        .iter()
        .all(|byte| byte.is_ascii_alphabetic() || b"_.{$ :".contains(byte));
    (!named && !inner.contains(&b'"') && !inner.contains(&b'=')).then_some((start, end))
}

/// Whether what is in brackets has names of its own.
fn is_object(line: &[u8], at: usize) -> bool {
    let Some(quote) = quotes::at(line, at) else {
        return false;
    };
    let end = quote.close(line, at + quote.len()) + quote.len();
    let sign = end + blanks(line, end);
    matches!(line.get(sign), Some(b':')) || line.get(sign..sign + 2) == Some(b"=>")
}

/// All texts of an object: which of them is the secret, nobody says.
fn object(line: &[u8], at: usize, found: &mut Vec<Range<usize>>) {
    let mut at = at;
    for _ in 0..VALUES {
        let Some(name) = quotes::at(line, at) else {
            return;
        };
        let end = name.close(line, at + name.len()) + name.len();
        let mut sign = end + blanks(line, end);
        sign += if line.get(sign..sign + 2) == Some(b"=>") {
            2
        } else {
            1
        };
        let value = sign + blanks(line, sign);
        let mut next = value;
        if let Some(quote) = quotes::at(line, value) {
            let start = value + quote.len();
            let close = quote.close(line, start).min(line.len());
            found.push(start.min(close)..close);
            next = close + quote.len();
        } else {
            let rest = line.get(value..).unwrap_or_default();
            next += rest
                .iter()
                .take_while(|byte| !b",}]{[".contains(byte))
                .count();
        }
        next += blanks(line, next);
        if line.get(next) != Some(&b',') {
            return;
        }
        at = next + 1 + blanks(line, next + 1);
    }
}

/// How long a wrapper before a value is, and whether it opens a list.
fn wrapper(line: &[u8], at: usize) -> (usize, bool) {
    let rest = line.get(at..).unwrap_or_default();
    let quote = |len: usize| quotes::at(line, at + len).is_some();
    // `(string) (len=16) "x"` of Go's spew, `0x7ffd "x"` of debuggers
    if rest.starts_with(b"(string) ") {
        return (9, false);
    }
    if rest.starts_with(b"(len=") {
        let digits = tail(rest, 5)
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        return if tail(rest, 5 + digits).starts_with(b") ") {
            (5 + digits + 2, false)
        } else {
            (0, false)
        };
    }
    if rest.starts_with(b"0x") {
        let digits = tail(rest, 2)
            .iter()
            .take_while(|byte| byte.is_ascii_hexdigit())
            .count();
        if tail(rest, 2 + digits).starts_with(b" \"") {
            return (3 + digits, false);
        }
    }
    if rest.starts_with(b"<<") && quote(2) {
        return (2, false);
    }
    if matches!(rest.first(), Some(b'[' | b'(' | b'{')) {
        let gap = blanks(line, at + 1);
        let inner = quotes::at(line, at + 1 + gap).is_some()
            || matches!(rest.get(1 + gap..2 + gap), Some([b'b' | b'u'])) && quote(2 + gap);
        // `[x]`, but not what is a placeholder of ours or a name in brackets.
        return if inner { (1 + gap, true) } else { (0, false) };
    }
    if matches!(rest.first(), Some(b'$' | b'@' | b'&' | b'*')) && quote(1) {
        return (1, false);
    }
    let letters = rest
        .iter()
        .take(WRAPPER_LEN)
        .take_while(|b| is_word(**b) || **b == b'.' || **b == b':');
    let len = letters.count();
    if len == 0 {
        return (0, false);
    }
    // String prefixes of Python, Rust and C.
    if len <= 2 && quote(len) && rest[..len].iter().all(u8::is_ascii_alphabetic) {
        return (len, false);
    }
    if len <= 2 && tail(rest, len).starts_with(b"#\"") {
        return (len + 1, false);
    }
    let name = &rest[..len];
    let typed = name[0].is_ascii_uppercase()
        || name
            .rsplit(|b| *b == b':' || *b == b'.')
            .next()
            .is_some_and(|last| last.first().is_some_and(u8::is_ascii_uppercase))
        || matches!(name, b"string" | b"str" | b"bytes" | b"char" | b"bytearray");
    match rest.get(len) {
        Some(b'(') if typed => {
            // `string(7) "x"` of PHP
            let digits = tail(rest, len + 1)
                .iter()
                .take_while(|b| b.is_ascii_digit())
                .count();
            if digits > 0 && tail(rest, len + 1 + digits).starts_with(b") \"") {
                return (len + digits + 3, false);
            }
            (len + 1, false)
        }
        Some(b'[') if typed => (len + 1, false),
        Some(b'{') if typed && quote(len + 1) => (len + 1, false),
        _ => (0, false),
    }
}

/// `Bearer x`: how long the word before the value is.
fn scheme(rest: &[u8]) -> usize {
    const SCHEMES: &[&str] = &[
        "bearer",
        "basic",
        "token",
        "apikey",
        "jwt",
        "negotiate",
        "digest",
    ];
    let word = rest
        .iter()
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count();
    let known = SCHEMES
        .iter()
        .any(|scheme| rest[..word].eq_ignore_ascii_case(scheme.as_bytes()));
    let gap = tail(rest, word)
        .iter()
        .take_while(|byte| is_blank(**byte))
        .count();
    let more = rest.get(word + gap).is_some_and(|byte| !is_blank(*byte));
    if known && gap > 0 && more {
        word + gap
    } else {
        0
    }
}

/// A value in quotes, and those behind it if it is a list's first.
fn quoted(
    line: &[u8],
    at: usize,
    quote: Quote,
    place: &Place,
    list: bool,
    found: &mut Vec<Range<usize>>,
) {
    let mut at = at;
    let mut quote = quote;
    for _ in 0..VALUES {
        let mut start = at + quote.len();
        // `"""x"""`
        let triple = [quote_bytes(quote), quote_bytes(quote)].concat();
        if quote.len() == 1 && tail(line, start).starts_with(&triple) && line.len() > start + 2 {
            start += 2;
        }
        start += scheme(tail(line, start));
        let close = quote.close(line, start);
        let end = close.min(line.len());
        if place.call
            && !matches!(
                line.get(end + quote.len()),
                None | Some(b')' | b']' | b'}' | b'>')
            )
        {
            return;
        }
        // The quote closes a text that the name stands in: `ask("Password: ")`.
        let open_end = close >= line.len();
        let only_closes = open_end
            && line[start.min(end)..end]
                .iter()
                .all(|b| b" \t)]};,.".contains(b));
        if end > start && !only_closes {
            found.push(start..end);
        }
        let mut next = end + quote.len();
        next += blanks(line, next);
        // `"old" -> "new"` of a plan
        let arrow = line
            .get(next..)
            .is_some_and(|rest| rest.starts_with(b"-> "));
        if !arrow && (!list || line.get(next) != Some(&b',')) {
            return;
        }
        next += if arrow { 2 } else { 1 };
        next += blanks(line, next);
        match quotes::at(line, next) {
            Some(other) => (at, quote) = (next, other),
            None => return,
        }
    }
}

fn quote_bytes(quote: Quote) -> Vec<u8> {
    match quote {
        Quote::Plain { byte, .. } => vec![byte],
        Quote::Spelt(_) => vec![0],
    }
}

/// A value without quotes: up to a blank or to what would begin the next name.
fn bare(
    line: &[u8],
    start: usize,
    name: &Name,
    place: &Place,
    wrapped: bool,
) -> (Option<Range<usize>>, usize) {
    // `'PASSWORD=x y'`: in quotes with its name.
    let before = line[..name.range.start]
        .iter()
        .rposition(|byte| *byte != b'-');
    let quote = before
        .map(|at| line[at])
        .filter(|byte| matches!(byte, b'\'' | b'"'));
    let own = before.is_some_and(|at| at > 0 && line[at - 1] != b'\\') || before == Some(0);
    if let Some(byte) = quote.filter(|_| own && !place.words && !wrapped) {
        let quote = Quote::Plain { slashes: 0, byte };
        let close = quote.close(line, start);
        let value = &line[start.min(close)..close];
        let query = !name.flag && value.iter().any(|byte| b"&=:,;".contains(byte));
        if close < line.len() && close > start && !query && !is_code(value, tail(line, close), name)
        {
            return (Some(start..close), close);
        }
    }
    let start = start.min(line.len());
    let mut end = start;
    let mut open = Vec::new();
    // `user=a password=b`: blanks stand between pairs, so nothing else does.
    let words = line[..name.range.start].strip_suffix(b" ");
    let before = words.and_then(|words| words.rsplit(|byte| *byte == b' ').next());
    let listed = before.is_some_and(|pair| pair.contains(&b'=') && !pair.contains(&b'&'));
    while let Some(&byte) = line.get(end) {
        let rest = tail(line, end);
        match byte {
            b'"' | b'<' | b'`' => break,
            _ if byte.is_ascii_whitespace() || byte.is_ascii_control() => break,
            b'\'' if end == start || ends(tail(rest, 1)) => break,
            b'\\'
                if matches!(
                    rest.get(1),
                    Some(b'n' | b'r' | b't' | b'"' | b'\'' | b'\\') | None
                ) =>
            {
                break;
            }
            b'\\' if rest.starts_with(b"\\u00") => break,
            b'>' if ends(tail(rest, 1)) => break,
            b'%' if place.escaped && escapes_end(rest) => break,
            b'&' if rest.starts_with(b"&quot;")
                || rest.starts_with(b"&lt;")
                || rest.starts_with(b"&#") =>
            {
                break;
            }
            b',' | b';' | b'|' if ends(tail(rest, 1)) || begins_name(tail(rest, 1)) => break,
            b'&' if ends(tail(rest, 1)) || !listed && begins_name(word(tail(rest, 1))) => break,
            b',' | b';' if begins_word(tail(rest, 1)) => break,
            b'(' | b'[' | b'{' => open.push(byte),
            b')' | b']' | b'}' => {
                let closes_more = open.pop().is_none();
                if closes_more && (wrapped || ends(tail(rest, 1))) {
                    break;
                }
            }
            _ => {}
        }
        end += 1;
    }
    // What closes a sentence is not part of it, unless it is all there is.
    let closes = |byte: &u8| matches!(byte, b'.' | b':' | b'!' | b'?' | b',' | b';');
    let trail = line[start..end]
        .iter()
        .rev()
        .take_while(|b| closes(b))
        .count();
    let value = if trail < end - start {
        start..end - trail
    } else {
        start..end
    };
    let text = &line[value.clone()];
    if place.compared {
        return (None, end);
    }
    // A scalar of YAML, on the lines below
    if matches!(text, b">-" | b"|-" | b">+" | b"|+") {
        return (None, end);
    }
    // `[FILTERED]`
    let letters = |text: &[u8]| {
        text.iter()
            .all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b' '))
    };
    if text.first() == Some(&b'[') && letters(text[1..].strip_suffix(b"]").unwrap_or(&text[1..])) {
        return (None, end);
    }
    let brackets = text.iter().all(|byte| b"[](){}<>|".contains(byte));
    if text.is_empty() || brackets || is_code(text, tail(line, value.end), name) {
        return (None, end);
    }
    let prose = place.words && is_one_of(text, PROSE);
    ((!prose).then_some(value), end)
}

/// Whether nothing more of a value follows a sign.
fn ends(rest: &[u8]) -> bool {
    match rest.first() {
        None => true,
        Some(byte) => byte.is_ascii_whitespace() || b"\"'`,;:.)]}>\\&|".contains(byte),
    }
}

/// `%22`, `%26`, `%2C`, `%7D` and other escapes of what ends a value.
fn escapes_end(rest: &[u8]) -> bool {
    let Some(code) = rest.get(1..3) else {
        return false;
    };
    [&b"22"[..], b"26", b"27", b"2c", b"7d", b"20", b"3b", b"5d"]
        .iter()
        .any(|end| code.eq_ignore_ascii_case(end))
}

/// What comes before the next blank.
fn word(rest: &[u8]) -> &[u8] {
    rest.split(|byte| is_blank(*byte)).next().unwrap_or(rest)
}

/// Whether `name=` or `name:` comes next.
fn begins_name(rest: &[u8]) -> bool {
    let letters = rest
        .iter()
        .take(64)
        .take_while(|byte| is_word(**byte) || b".-$[]%\"' ".contains(byte));
    let len = letters.count();
    len > 0
        && !rest[0].is_ascii_digit()
        && (matches!(rest.get(len), Some(b'=' | b':'))
            || rest[..len].windows(3).any(|three| three == b"%3D"))
}

/// Whether a word or a number comes next, as in a list, and not the rest of a password.
fn begins_word(rest: &[u8]) -> bool {
    let next = rest.iter().take_while(|byte| !ends(&[**byte])).count();
    let next = &rest[..next];
    next.iter().all(u8::is_ascii_alphabetic)
        || next
            .iter()
            .all(|byte| byte.is_ascii_digit() || b".:/-".contains(byte))
}
