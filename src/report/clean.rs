//! Makes text from a log harmless to a terminal.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Makes control characters, C1 bytes and bidirectional marks visible; newlines and tabs stay.
pub fn clean(text: &str) -> Cow<'_, str> {
    spell_out(text, |out, c| {
        let _ = write!(out, "{}", c.escape_unicode());
    })
}

/// The same for JSON, which means the same after it: what is harmful stands only inside its strings.
pub(super) fn clean_json(json: &str) -> Cow<'_, str> {
    spell_out(json, |out, c| {
        let mut units = [0; 2];
        for unit in c.encode_utf16(&mut units) {
            let _ = write!(out, "\\u{unit:04x}");
        }
    })
}

fn spell_out(text: &str, spell: impl Fn(&mut String, char)) -> Cow<'_, str> {
    if !text.contains(is_harmful) {
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

fn is_harmful(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{200e}'
        | '\u{200f}'
        | '\u{061c}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{feff}' => true,
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
    fn json_means_the_same_when_it_is_harmless() {
        let text = "a\u{9b}2J\u{7f}\u{202e}\u{1b}\n\\d";
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
