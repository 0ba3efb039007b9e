//! What a tool put before every line of a trace, learned from the trace's first two lines.
//!
//! A prefix is compared literally, times aside, so that process ids and thread names keep streams apart.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// Times as they stand in prefixes: dates, clocks, epochs, seconds since boot.
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    let date = r"[0-9]{4}[-/.][0-9]{2}[-/.][0-9]{2}|[0-9]{1,2}[-/][A-Za-z0-9]{2,3}[-/][0-9]{4}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +[0-9]{1,2}";
    let clock = r"[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:[.,:][0-9]+)?";
    let other = r"(?-u:\b)[0-9]{10}(?:\.[0-9]+)?(?-u:\b)|(?-u:\b)[0-9]{13}(?-u:\b)|\[ *[0-9]+\.[0-9]+\]|\+[0-9.]+m?s(?-u:\b)|^[0-9]{1,8}\.[0-9]{3,9}(?-u:\b)";
    #[expect(
        clippy::unwrap_used,
        reason = "a constant that every test of this module compiles"
    )]
    Regex::new(&format!(r"(?:(?:{date})[T _:]? ?)?{clock}|{date}|{other}")).unwrap()
});

/// What a tool that tags lines puts before them, without a word of the text: times, brackets, `name[1]:`, `name |`.
static TAGS: LazyLock<Regex> = LazyLock::new(|| {
    let tag = r"\[[^\]]{1,40}\]|\([^)]{1,40}\)|<[^>]{1,40}>|[0-9A-Za-z_.@/-]{1,40}\[[0-9]{1,10}\]:|[0-9A-Za-z_.@/-]{1,40} *\|";
    #[expect(
        clippy::unwrap_used,
        reason = "a constant that every test of this module compiles"
    )]
    Regex::new(&format!(r"^(?:(?:{}|{tag})(?:[ \t]+|$))+", TIME.as_str())).unwrap()
});

/// How long the tags are that stand before a line's text.
pub(super) fn tags(line: &str) -> usize {
    TAGS.find(line).map_or(0, |found| found.end())
}

/// A prefix of lines.
#[derive(Debug, Clone)]
pub(super) struct Prefix {
    text: String,
    times: Vec<Range<usize>>,
}

impl Prefix {
    pub(super) fn new(text: &str) -> Prefix {
        Prefix {
            times: TIME.find_iter(text).map(|found| found.range()).collect(),
            text: text.to_owned(),
        }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// What follows the prefix in `line`; an empty text if the line is the prefix without its trailing blanks.
    pub(super) fn strip<'l>(&self, line: &'l str) -> Option<&'l str> {
        let (mine, theirs) = self.common(line);
        if mine == self.text.len() {
            return Some(&line[theirs..]);
        }
        let trimmed = self.text.trim_end().len();
        (mine >= trimmed && theirs == line.len() && trimmed > 0).then_some("")
    }

    /// How much of the prefix, and of the line, is the same.
    fn common(&self, line: &str) -> (usize, usize) {
        let (mine, theirs) = (self.text.as_bytes(), line.as_bytes());
        let (mut i, mut j) = (0, 0);
        let mut times = self.times.iter().peekable();
        while i < mine.len() && j < theirs.len() {
            while times.next_if(|time| time.end <= i).is_some() {}
            let in_time = times.peek().is_some_and(|time| time.contains(&i));
            if in_time && mine[i].is_ascii_digit() && theirs[j].is_ascii_digit() {
                // Runs of digits are as good as each other: fractions of a second vary in length.
                while i < mine.len() && mine[i].is_ascii_digit() {
                    i += 1;
                }
                while j < theirs.len() && theirs[j].is_ascii_digit() {
                    j += 1;
                }
            } else if in_time && mine[i].is_ascii_alphabetic() && theirs[j].is_ascii_alphabetic()
                || mine[i] == theirs[j]
            {
                i += 1;
                j += 1;
            } else {
                break;
            }
        }
        while !self.text.is_char_boundary(i) || !line.is_char_boundary(j) {
            i -= 1;
            j -= 1;
        }
        (i, j)
    }

    /// The shorter prefixes that `line` shares, longest first: they end at a boundary and hold more than plain words.
    pub(super) fn shared(&self, line: &str) -> Vec<Prefix> {
        /// A line has few fields before its text; more cuts would be words of the text.
        const MOST: usize = 8;
        let (mine, _) = self.common(line);
        let common = &self.text[..mine];
        let mut cuts = Vec::new();
        for (at, c) in common.char_indices().rev() {
            let end = at + c.len_utf8();
            if cuts.len() == MOST {
                break;
            }
            let boundary = c.is_whitespace() || "]:|>)".contains(c);
            // A cut between a bar and the blank that follows it would leave the blank to the text.
            let blank_follows = self.text[end..].starts_with(' ') && end < mine;
            let in_time = self
                .times
                .iter()
                .any(|time| time.start < end && end < time.end);
            if !boundary || in_time || blank_follows || end == self.text.len() {
                continue;
            }
            let part = &common[..end];
            // An indent alone is a trace's own, unless nothing but an indent stands before its start.
            let telling = part
                .chars()
                .any(|c| !c.is_alphabetic() && !c.is_whitespace())
                || self.is_blank();
            if telling {
                cuts.push(Prefix::new(part));
            }
        }
        cuts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_aside_and_all_else_is_literal() {
        let prefix = Prefix::new("2026-11-20 10:00:00,123 [12] ");
        assert_eq!(
            prefix.strip("2026-11-21 11:59:59,4 [12]   File"),
            Some("  File")
        );
        assert_eq!(prefix.strip("2026-11-20 10:00:00,123 [13] File"), None);
    }

    #[test]
    fn a_prefix_without_its_trailing_blanks_is_an_empty_line() {
        let prefix = Prefix::new("web.1 | ");
        assert_eq!(prefix.strip("web.1 |"), Some(""));
        assert_eq!(prefix.strip("web.2 |"), None);
        assert_eq!(prefix.strip(""), None);
    }

    #[test]
    fn shared_parts_end_at_boundaries_and_are_more_than_words() {
        let prefix = Prefix::new("[7] ERROR shop: ");
        let shared: Vec<_> = prefix
            .shared("[7] \tat a.b.C")
            .iter()
            .map(|part| part.as_str().to_owned())
            .collect();
        assert_eq!(shared, ["[7] "]);
        assert!(Prefix::new("the app: ").shared("the message").is_empty());
    }

    #[test]
    fn characters_are_not_cut() {
        let prefix = Prefix::new("é│ ");
        assert_eq!(prefix.strip("é│ x"), Some("x"));
        assert_eq!(prefix.strip("é┃ x"), None);
    }
}
