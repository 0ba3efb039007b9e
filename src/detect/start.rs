//! What a line must hold for a start rule to match it: asked of every line, for all rules at once.

use std::borrow::Cow;

use crate::incident::{Kind, Level};
use crate::pattern::{Machine, Rule};

/// The words of levels from error on, in all spellings that headers capture; one-letter levels and syslog's numbers.
const GRAVE: &str = r"[Ee][Rr][Rr]|[Ee][Rr][Oo]|[Cc][Rr][Ii]|[Ff][Aa][Tt]|[Ff][Tt][Ll]|[Ff][Aa][Ii][Ll]|[Ss][Ee][Vv][Ee]|[Ee][Mm][Ee][Rr]|[Aa][Ll][Ee][Rr]|[Pp][Aa][Nn][Ii]|(?-u:\b)[EFCA][0-9/,! \]|:.)-]|^<[0-9]";

/// The least level of a record that a rule takes: where a machine for records asks for an error, lower levels will do
/// if they were asked for.
pub(super) fn least(machine: &Machine, rule: &Rule, min_level: Level) -> Option<Level> {
    match rule.level {
        Some(Level::Error) if machine.kind == Kind::LogError => Some(min_level.min(Level::Error)),
        other => other,
    }
}

/// A regex that matches every line that the rule can match. For a rule that reads the message of a record, that is
/// its own without its anchors: the message is a part of the line.
pub(super) fn necessary<'r>(
    machine: &Machine,
    rule: &'r Rule,
    min_level: Level,
) -> Option<Cow<'r, str>> {
    let when = rule.when.as_ref()?.source();
    if !rule.on.only_heads() {
        return Some(Cow::Borrowed(when));
    }
    if least(machine, rule, min_level).is_some_and(|level| level >= Level::Error) {
        return Some(Cow::Borrowed(GRAVE));
    }
    Some(Cow::Owned(without_anchors(when)))
}

fn without_anchors(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut depth = 0_usize;
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(c);
        match c {
            '\\' => out.extend(chars.next()),
            '[' => {
                depth += 1;
                out.extend(chars.next_if_eq(&'^'));
            }
            ']' => depth = depth.saturating_sub(1),
            '^' if depth == 0 => {
                out.pop();
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_go_and_negated_classes_stay() {
        assert_eq!(without_anchors(r"^a[^b\]^]\^|^c$"), r"a[^b\]^]\^|c$");
    }

    #[test]
    fn every_word_of_a_grave_level_is_among_the_necessary_ones() {
        let grave = regex::Regex::new(GRAVE).unwrap();
        let words = "error err erro eror fail severe critical crit cri fatal fata ftl emerg emergency alert panic pani dpanic";
        for word in words.split(' ') {
            for text in [word.to_owned(), word.to_uppercase()] {
                let grave_level = Level::parse(&text).is_some_and(|level| level >= Level::Error);
                let lower_only = matches!(word, "cri" | "ftl" | "ero") && text == word;
                assert!(
                    grave_level && (lower_only || grave.is_match(&text)),
                    "{text}"
                );
            }
        }
        for text in ["E0102 x", "[E] x", " E app: x", "<131>1 x", "F/tag x"] {
            assert!(grave.is_match(text), "{text}");
        }
    }
}
