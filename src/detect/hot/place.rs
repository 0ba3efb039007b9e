//! Whether a word or letter can stand where a record's level stands, told by what stands right beside it.
//!
//! In: a block and the place of a word that names a level. Out: `false` only where no header of
//! `patterns/decode/headers.toml` has a level between such neighbours; a test asks it about made lines of every header.
//! This spares most look-alikes (`the critical path`, `docs/panic.html`, containerd's `stdout F`) the regexes.

use std::ops::Range;

/// Whether `word` of `block` can be its line's level.
pub(super) fn may_be_level(block: &[u8], word: Range<usize>) -> bool {
    let is_letter = word.len() == 1;
    if is_letter && is_containers(&block[..word.start]) {
        return false;
    }
    let is_upper = !is_letter && block[word.clone()].iter().all(u8::is_ascii_uppercase);
    let (before, is_whole) = line_before(&block[..word.start]);
    let after = &block[word.end..];
    if !may_follow(before, after, is_letter) || !may_precede(before, after, is_upper) {
        return false;
    }
    // Between a time and a level in capitals some formats have any word; before others none has.
    if is_upper {
        return true;
    }
    let trimmed = trim_blanks(before);
    let run = last_run(trimmed);
    if !is_whole && run.len() == trimmed.len() {
        return true;
    }
    if trimmed.len() < before.len() && is_plain(run) {
        return false;
    }
    is_letter || !is_prose(before, trimmed, after)
}

/// Whether a letter behind this says whether a container's line is whole: it stands on each of them.
fn is_containers(before: &[u8]) -> bool {
    before.ends_with(b" stdout ") || before.ends_with(b" stderr ")
}

/// What stands of the line before a place, as far as it is looked at, and whether that is all.
fn line_before(before: &[u8]) -> (&[u8], bool) {
    let near = &before[before.len().saturating_sub(NEAR)..];
    match near.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')) {
        Some(end) => (&near[end + 1..], true),
        None => (near, near.len() == before.len()),
    }
}

/// So far is looked to both sides: longer words are taken for what they may be.
const NEAR: usize = 64;

/// Whether this can follow a level.
fn may_follow(before: &[u8], after: &[u8], is_letter: bool) -> bool {
    let Some(&byte) = after.first() else {
        return true;
    };
    match byte {
        b'0'..=b'9' | b'!' => is_letter,
        b'+' | b'}' => !is_letter,
        // The value of a key.
        b'"' | b'\'' => !is_letter && before.last().is_some_and(|byte| b"=\"'".contains(byte)),
        b'\n' | b'\r' | b'\t' | 0x0b | 0x0c | b' ' => true,
        _ => b":])>|,;-/[(<".contains(&byte),
    }
}

/// Whether this can stand right before a level.
fn may_precede(before: &[u8], after: &[u8], is_upper: bool) -> bool {
    let Some((byte, rest)) = before.split_last() else {
        return true;
    };
    match byte {
        // A value is behind its key, and one of JSON ends with the word.
        b'"' | b'\'' => rest.last() == Some(&b'=') || after.first() == Some(byte),
        // `[thread/ERROR]`, and what Postgres is told to put before its own.
        b'/' | b'@' => is_upper,
        b'\\' | b'?' | b'&' | b'%' | b'+' | b'!' | b'$' | b'^' | b'~' | b'`' => false,
        _ => true,
    }
}

/// The last run of anything but blanks.
fn last_run(text: &[u8]) -> &[u8] {
    let start = text.iter().rposition(|byte| matches!(byte, b' ' | b'\t'));
    &text[start.map_or(0, |blank| blank + 1)..]
}

fn trim_blanks(text: &[u8]) -> &[u8] {
    let end = text.iter().rposition(|byte| !matches!(byte, b' ' | b'\t'));
    &text[..end.map_or(0, |last| last + 1)]
}

/// Whether it is a plain word, which is none of those that may stand before a level: a part of a name or a time has a
/// digit, a sign or another capital.
fn is_plain(run: &[u8]) -> bool {
    let Some((first, rest)) = run.split_first() else {
        return false;
    };
    let is_small = |byte: &u8| byte.is_ascii_lowercase() || *byte == b'\'';
    !rest.is_empty()
        && (first.is_ascii_alphabetic() || *first == b'\'')
        && rest.iter().all(is_small)
        // A thread's name, and PHP's `Recoverable fatal error`.
        && run != b"main"
        && run != b"Recoverable"
}

/// Whether a word in small letters, or with a capital, goes on as a sentence does: a blank, and a small letter. A level
/// does so in brackets and behind a key; else a logger follows it, and a dash.
fn is_prose(before: &[u8], trimmed: &[u8], after: &[u8]) -> bool {
    let [b' ', rest @ ..] = after else {
        return false;
    };
    let goes_on = rest.first().is_some_and(u8::is_ascii_lowercase);
    let is_apart = before.is_empty() || trimmed.len() < before.len();
    let is_open = trimmed
        .last()
        .is_some_and(|byte| b"[({<".contains(byte) || !byte.is_ascii());
    // PHP: `Fatal error: `
    if !goes_on || !is_apart || is_open || rest.starts_with(b"error") {
        return false;
    }
    let end = rest
        .iter()
        .take(NEAR)
        .position(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
    let Some(end) = end else {
        return rest.len() <= NEAR;
    };
    let next = rest[end..]
        .iter()
        .find(|byte| !matches!(byte, b' ' | b'\t'));
    next != Some(&b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may_be(line: &str, word: &str) -> bool {
        let at = line.find(word).unwrap();
        may_be_level(line.as_bytes(), at..at + word.len())
    }

    #[test]
    fn words_of_a_sentence_are_no_levels() {
        for (line, word) in [
            ("10:00 INFO critical path of build 7", "critical"),
            ("10:00 INFO the critical: path", "critical"),
            ("10:00 [info] Don't panic", "panic"),
            ("10:00 [info] 'Don't panic' 7", "panic"),
            ("GET /docs/panic.html", "panic"),
            ("GET /error/main", "error"),
            (r#"{"msg":"error budget spent"}"#, "error"),
            ("x\n2026-11-20T10:00:00Z stdout F hello", "F"),
            ("C++ it is", "C"),
            ("error in main", "error"),
        ] {
            assert!(!may_be(line, word), "{line}");
        }
    }

    #[test]
    fn levels_are() {
        for (line, word) in [
            ("10:00:00 error app.web - bad", "error"),
            ("10:00:00 main error: bad", "error"),
            ("PHP Fatal error:  bad", "Fatal"),
            ("PHP Recoverable fatal error: bad", "fatal"),
            ("[10:00:00] [ error in x] bad", "error"),
            ("the\nerror: bad", "error"),
            ("2026-11-20T10:00:00Z stdout F E1120 10:00", "E"),
            ("2026-11-20 10:00:00 UTC E app: x", "E"),
            ("time name ERROR message", "ERROR"),
            ("x=1 level=error msg=x", "error"),
        ] {
            assert!(may_be(line, word), "{line}");
        }
    }
}
