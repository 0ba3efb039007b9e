//! Text without its variables: a message goes in, what its author wrote comes out, with `*` for each value.
//!
//! Values are numbers, hex, UUIDs, quoted text, paths, addresses, times, words that mix letters and digits, and
//! all that the built-in scrubber finds. As that runs first, a text masks to the same whether it had been
//! scrubbed or not. Nothing is refused; only so much of a message is read as an author writes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::bytes::{Captures, Regex, RegexBuilder};

use crate::scrub::Scrubber;

/// What stands for a value.
const VALUE: &str = "*";
/// Bytes of a line that are masked. An author's words come first; what is longer is data.
const LINE_READ: usize = 2 << 10;
/// Bytes of a masked message that count.
const MESSAGE_KEPT: usize = 1 << 10;
/// Lines of a message that are looked at, if the first ones only announce the next (`3 errors:`).
const MESSAGE_LINES: usize = 3;
/// Letters that a line has at least if it says something.
const LETTERS: usize = 4;
/// Words of a quoted text that is a sentence: keys and names have fewer.
const SENTENCE: usize = 3;
/// A word of hex digits that is longer than this and has a digit is an id, not a name with a number.
const HEX_NAME: usize = 5;

/// All kinds of values, each written so that it begins and ends beside ASCII. `PLACEHOLDER` is any of the scrubber's.
const VALUES: &[&str] = &[
    r"\b[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\b",
    // Quoted text; an apostrophe as in "can't" opens and closes none.
    r#""(?:[^"\\\n]|\\[^\n])*""#,
    r"`[^`\n]+`",
    r"(?:\B|\b[bBrRuU]{1,2})'(?:[^'\\\n]|\\[^\n]|'\b)*'\B",
    r"‘(?u:[^’\n])*’|“(?u:[^”\n])*”|«(?u:[^»\n])*»",
    // Addresses and paths, of Windows too; relative ones when they end in a file with an extension.
    r#"[A-Za-z][A-Za-z0-9+.-]*://(?:PLACEHOLDER|[^\s"'<>)\]}])+"#,
    r#"\b[A-Za-z]:\\[^\s"'<>|:*?]+|\\\\[\w.$-]+\\[^\s"'<>|:*?]+"#,
    r#"(?:\B|~|\B\.{1,2})/(?:[\w.@%+~,=:$-]|PLACEHOLDER)(?:[\w.@%+~,=:$/-]|PLACEHOLDER)*(?:\?[^\s"'<>]*)?"#,
    r"\b[\w.-]+(?:/(?:[\w.-]|PLACEHOLDER)+)*/[\w.-]+\.[A-Za-z]\w{0,4}\b",
    // Dates with names; the others are numbers side by side.
    r"\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +)?(?:\d{1,2}[ /-])?(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)[ /-]+\d{1,4}\b",
    r"@[0-9a-f]{3,}\b|\b0[xX][0-9A-Fa-f]+\b",
    // Numbers, with sign and unit; the scrubber may have taken one for a card's.
    r"(?:\B[+-])?\b\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?(?: ?(?:ns|us|µs|ms|s|m|h|min|sec|[KMGTP]i?B|[kKMGT])\b|%|\b)",
    r"(?:\B[+-])?PLACEHOLDER(?: ?(?:ns|us|µs|ms|s|m|h|min|sec|[KMGTP]i?B|[kKMGT])\b|%)?",
    // Words with digits, judged one by one, and long hex without any.
    r"\b\w*\d\w*\b",
    r"\b[0-9a-f]{16,}\b",
];

static SCRUBBER: LazyLock<Scrubber> = LazyLock::new(Scrubber::built_in);
/// All of [`VALUES`] at once: the value that begins first, and of those the first in the list.
static VALUE_REGEX: LazyLock<Regex> = LazyLock::new(|| {
    let placeholders = SCRUBBER.placeholders().iter();
    let names = placeholders.map(|with| regex::escape(with.trim_matches(['[', ']'])));
    let names: Vec<String> = names.collect();
    // A user's rules have placeholders of their own, and addresses may have a hash.
    let any = format!(
        r"\[(?:{}|REDACTED_[A-Z0-9_]+)(?::[0-9a-f]{{8}})?\]",
        names.join("|")
    );
    compile(&VALUES.join("|").replace("PLACEHOLDER", &any))
});
/// Values side by side: how many there are is a variable as well.
static ROW: LazyLock<Regex> = LazyLock::new(|| compile(r"\*(?:[ ,:;.|/_x=+-]{0,2}\*)+"));
static BLANKS: LazyLock<Regex> = LazyLock::new(|| compile(r"\s+"));
/// Versions in a route are part of its name.
static VERSION: LazyLock<Regex> = LazyLock::new(|| compile(r"^v\d+(?:\.\d+)?$"));

fn compile(source: &str) -> Regex {
    RegexBuilder::new(source)
        .unicode(false)
        .build()
        .expect("all of these are used by tests")
}

/// `text` as the built-in scrubber leaves it.
pub(super) fn scrubbed(text: &str) -> Cow<'_, str> {
    SCRUBBER.scrub(text, &mut BTreeMap::new())
}

/// `text` with `*` for each variable; the same for a text and for what the scrubber makes of it.
pub fn mask(text: &str) -> String {
    let text = scrubbed(text);
    let lines: Vec<String> = text.lines().map(mask_line).collect();
    lines.join("\n")
}

/// What of a message tells failures apart: its first line that says something, as further lines hold data.
/// A line that ends with a colon, or has no words, only announces the next.
pub(super) fn mask_message(message: &str) -> String {
    let message = scrubbed(message);
    let mut out = String::new();
    let lines = message.lines().filter(|line| !line.trim().is_empty());
    for line in lines.take(MESSAGE_LINES) {
        let masked = mask_line(unquoted(line));
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&masked);
        let letters = masked.chars().filter(|c| c.is_alphabetic()).count();
        if letters >= LETTERS && !masked.ends_with(':') {
            break;
        }
    }
    out.truncate(capped(&out, MESSAGE_KEPT).len());
    out
}

/// A sentence that is quoted as a whole (`Error: "no such shelf"` from a Rust main) is no value but the message.
fn unquoted(line: &str) -> &str {
    let line = line.trim();
    ['"', '\'']
        .into_iter()
        .filter_map(|quote| line.strip_prefix(quote)?.strip_suffix(quote))
        .find(|inner| inner.split_whitespace().count() >= SENTENCE)
        .unwrap_or(line)
}

/// At most `most` bytes of the text, in whole characters.
fn capped(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// A request's path with its ids masked, without query and trailing slash.
pub(super) fn mask_route(path: &str) -> String {
    let path = scrubbed(path);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let segments: Vec<String> = path
        .trim_end_matches('/')
        .split('/')
        .map(|segment| {
            if VERSION.is_match(segment.as_bytes()) {
                segment.to_owned()
            } else {
                mask_line(segment)
            }
        })
        .collect();
    match segments.join("/") {
        route if route.is_empty() && !path.is_empty() => "/".to_owned(),
        route => route,
    }
}

/// Masks one scrubbed line.
fn mask_line(line: &str) -> String {
    let line = capped(line, LINE_READ);
    let masked =
        VALUE_REGEX.replace_all(line.as_bytes(), |caps: &Captures<'_>| mask_value(&caps[0]));
    let masked = ROW.replace_all(&masked, VALUE.as_bytes());
    let masked = BLANKS.replace_all(&masked, &b" "[..]);
    String::from_utf8_lossy(&masked).trim().to_owned()
}

/// A word keeps its letters if a number ends it (`worker7`, `oauth2_token`); any other value is a value.
fn mask_value(value: &[u8]) -> Vec<u8> {
    let word = value
        .iter()
        .all(|b| b.is_ascii_alphanumeric() || *b == b'_');
    if !word || !value[0].is_ascii_alphabetic() {
        return VALUE.into();
    }
    let parts: Vec<Vec<u8>> = value.split(|b| *b == b'_').map(mask_part).collect();
    parts.join(&b'_')
}

fn mask_part(part: &[u8]) -> Vec<u8> {
    let Some(digit) = part.iter().position(u8::is_ascii_digit) else {
        return part.to_vec();
    };
    let id = part.len() > HEX_NAME && part.iter().all(u8::is_ascii_hexdigit);
    if id || !part[digit..].iter().all(u8::is_ascii_digit) {
        return VALUE.into();
    }
    [&part[..digit], VALUE.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn variables_are_masked_and_words_stay() {
        let cases = [
            ("order 17 failed after 3.5 s", "order * failed after *"),
            ("order 18 failed after 120ms", "order * failed after *"),
            ("order -1 at 99.9%", "order * at *"),
            ("no such user: 'bob'", "no such user: *"),
            (
                "can't open 'it's here' or \"that \\\" one\"",
                "can't open * or *",
            ),
            ("can't, won't, don't", "can't, won't, don't"),
            ("b'raw' and `tick` and ‘curly’", "* and * and *"),
            ("id 550e8400-e29b-41d4-a716-446655440000 gone", "id * gone"),
            (
                "at 0x7ffd1234abcd, Bar@1f2e3d, Bar@abcdef",
                "at *, Bar*, Bar*",
            ),
            (
                "commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
                "commit *",
            ),
            ("No such file: /srv/app/x.txt", "No such file: *"),
            (r"No such file: C:\app\x.txt", "No such file: *"),
            ("No such file: src/app/x.txt", "No such file: *"),
            ("and/or I/O com/example/Shop", "and/or I/O com/example/Shop"),
            ("GET https://x.example/a?b=1 timed out", "GET * timed out"),
            ("at 2026-11-20T10:00:00.123Z: late", "at *: late"),
            ("at Fri Nov 20 10:00:00 2026 late", "at * late"),
            ("at 20/Nov/2026:10:00:00 +0100 late", "at * late"),
            ("ids [1, 2, 3]", "ids [*]"),
            ("ids [4]", "ids [*]"),
            (
                "worker7 of oauth2_token, req_8f3kd92hd",
                "worker* of oauth*_token, req_*",
            ),
            ("pod web-7d9f8b6c5-x2x9z", "pod web-*"),
            (
                "a@b.example at 10.0.0.1:80 with password=x",
                "* at * with password=*",
            ),
            ("card 4111 1111 1111 1111", "card *"),
            ("  two   blanks\t", "two blanks"),
            ("größe 7 µm", "größe * µm"),
            ("日本 'x' 語", "日本 * 語"),
        ];
        for (text, masked) in cases {
            assert_eq!(mask(text), masked, "{text}");
        }
    }

    #[test]
    fn every_placeholder_is_a_value() {
        for with in SCRUBBER.placeholders() {
            assert_eq!(mask(&format!("x {with} y")), "x * y");
        }
    }

    #[test]
    fn ids_in_a_route_are_masked_and_names_stay() {
        let cases = [
            ("/api/v1/users/17/orders", "/api/v1/users/*/orders"),
            ("/api/v2/users/bob@example.com/", "/api/v2/users/*"),
            ("/o/550e8400-e29b-41d4-a716-446655440000?x=1", "/o/*"),
            ("/static/app.3f2a9b1c.js", "/static/app.*.js"),
            ("/", "/"),
            ("", ""),
        ];
        for (path, route) in cases {
            assert_eq!(mask_route(path), route, "{path}");
        }
    }

    #[test]
    fn a_message_is_its_first_line_that_says_something() {
        assert_eq!(mask_message("no stock\nfor bob\nat all"), "no stock");
        assert_eq!(
            mask_message("\n2 errors:\nname is empty\nx"),
            "* errors:\nname is empty"
        );
        assert_eq!(mask_message("\"no such shelf: 7\""), "no such shelf: *");
        assert_eq!(mask_message("'first name'"), "*");
        assert_eq!(mask_message("a:\nb:\nc:\nd:"), "a:\nb:\nc:");
        assert!(mask_message(&"wörd ".repeat(100_000)).len() <= MESSAGE_KEPT);
    }

    proptest! {
        #[test]
        fn scrubbing_first_changes_no_mask(
            pieces in prop::collection::vec(prop_oneof![
                prop::sample::select(vec![
                    "a@b.example", "10.0.0.1", "::1", "4111 1111 1111 1111", "password=", "token: ", "Bearer ", "x y", "/a/",
                    "abcdefghijklmnop0123", "'", "\"", " ", "7", "\n", "/users/", "user", "[EMAIL]", "sk-", ":", "=",
                ]).prop_map(str::to_owned),
                any::<String>(),
            ], 0..10)
        ) {
            let text = pieces.concat();
            let scrubbed = scrubbed(&text);
            prop_assert_eq!(mask(&scrubbed), mask(&text));
            prop_assert_eq!(mask_message(&scrubbed), mask_message(&text));
            prop_assert_eq!(mask_route(&scrubbed), mask_route(&text));
        }

        #[test]
        fn numbers_make_no_difference(a: u32, b: f64, c: i64, d: u128) {
            let text = |a: u32, b: f64, c: i64, d: u128| format!("worker{a} took {b:.3} s for {c}, trace {d:032x}");
            prop_assert_eq!(mask(&text(a, b.abs() % 1e9, c, d)), mask(&text(1, 2.0, 3, 4)));
        }
    }
}
