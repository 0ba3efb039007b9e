//! What is wrong with a TOML file: its text and an error of the parser go in, words come out.
//!
//! The file may be a log that was named by mistake, or hold a key: the line at fault is shown if nothing in it is secret.

use std::collections::BTreeMap;

use crate::scrub::Scrubber;

/// Says what is wrong, and where.
pub fn mistake_in_toml(text: &str, error: &toml::de::Error) -> String {
    let scrubber = Scrubber::built_in();
    let scrub = |text: &str| {
        let scrubbed = scrubber.scrub(text, &mut BTreeMap::new());
        scrubbed.into_owned()
    };
    let span = error.span().unwrap_or_default();
    let number = |at: usize| text.bytes().take(at).filter(|byte| *byte == b'\n').count();
    let (first, last) = (number(span.start), number(span.end));
    // Of a secret of several lines no line is known by itself.
    let scrubbed = scrub(text);
    let own = text.split('\n').skip(first).take(last - first + 1);
    if own.eq(scrubbed.split('\n').skip(first).take(last - first + 1)) {
        return scrub(error.to_string().trim_end());
    }
    let message = scrub(error.message());
    format!("TOML parse error at line {}: {message}", first + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistake(text: &str) -> String {
        mistake_in_toml(text, &toml::from_str::<toml::Table>(text).unwrap_err())
    }

    #[test]
    fn the_line_at_fault_is_shown() {
        let words = mistake("a = 1\njobs = two\n");
        assert!(words.contains("line 2, column 8"), "{words}");
        assert!(words.contains("2 | jobs = two"), "{words}");
    }

    #[test]
    fn a_line_with_a_secret_is_only_named() {
        let words = mistake("a = 1\napi_key = hunter2\n");
        assert!(words.starts_with("TOML parse error at line 2: "), "{words}");
        assert!(!words.contains("hunter"), "{words}");
    }
}
