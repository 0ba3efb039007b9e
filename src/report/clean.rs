//! Makes text from a log harmless to a terminal: the one sanitiser, through which all of it passes.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Makes control characters, C1 bytes, bidirectional marks and what has no width visible; newlines and tabs stay.
pub fn clean(text: &str) -> Cow<'_, str> {
    spell_out(text, is_harmful, visible)
}

/// The same for text that stands on one line, such as a file's name: a newline in it would forge one.
pub fn clean_line(text: &str) -> Cow<'_, str> {
    spell_out(text, |c| c == '\n' || is_harmful(c), visible)
}

fn visible(out: &mut String, c: char) {
    let _ = write!(out, "{}", c.escape_unicode());
}

/// The same for JSON, which means the same after it: what is harmful stands only inside its strings.
pub(super) fn clean_json(json: &str) -> Cow<'_, str> {
    spell_out(json, is_harmful, |out, c| {
        let mut units = [0; 2];
        for unit in c.encode_utf16(&mut units) {
            let _ = write!(out, "\\u{unit:04x}");
        }
    })
}

fn spell_out(
    text: &str,
    is_harmful: impl Fn(char) -> bool,
    spell: impl Fn(&mut String, char),
) -> Cow<'_, str> {
    if !text.contains(&is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_harmful(c) {
            spell(&mut out, c);
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// What moves a cursor, turns the reading direction, breaks a line or is not seen at all: text that hides text.
fn is_harmful(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        // Soft hyphen, Arabic letter mark, Mongolian vowel separator.
        '\u{ad}' | '\u{61c}' | '\u{180e}'
        // Spaces and joiners without width, marks of direction; line and paragraph separators; embeddings.
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        // Word joiner, invisible operators, isolates, deprecated format characters.
        | '\u{2060}'..='\u{206f}'
        // Byte order mark, interlinear annotations, tags.
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => true,
        c => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moves_a_cursor_is_made_visible() {
        assert_eq!(
            clean("a\u{1b}[2J\rb\u{9b}c\u{202e}d"),
            "a\\u{1b}[2J\\u{d}b\\u{9b}c\\u{202e}d"
        );
    }

    #[test]
    fn what_is_not_seen_is_made_visible() {
        let hidden = "\u{200b}\u{200d}\u{ad}\u{2060}\u{feff}\u{e0041}\u{2028}";
        assert_eq!(
            clean(hidden),
            "\\u{200b}\\u{200d}\\u{ad}\\u{2060}\\u{feff}\\u{e0041}\\u{2028}"
        );
        assert_eq!(clean("a\nb\tc"), "a\nb\tc");
        assert_eq!(clean_line("a\nb\tc"), "a\\u{a}b\tc");
    }

    #[test]
    fn json_means_the_same_when_it_is_harmless() {
        let text = "a\u{9b}2J\u{7f}\u{202e}\u{200b}\u{e0041}\u{1b}\n\\d";
        let json = serde_json::to_string(text).unwrap();
        let cleaned = clean_json(&json);
        assert!(!cleaned.contains(is_harmful), "{cleaned}");
        assert_eq!(serde_json::from_str::<String>(&cleaned).unwrap(), text);
    }

    #[test]
    fn plain_text_is_borrowed() {
        assert!(matches!(clean("grün\tx\n"), Cow::Borrowed(_)));
    }
}
