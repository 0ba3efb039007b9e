//! Parses many regexes that hold the same groups: each group is parsed once.
//!
//! In: regexes as [`super::Expr`] expands them, in which a part is a group that stands in dozens of them. Out: what a
//! plain parser would make of them, byte by byte and without captures.

use std::collections::HashMap;
use std::fmt::Write as _;

use regex_syntax::hir::{Hir, HirKind, Repetition};

/// Shorter groups are not worth knowing.
const LEAST: usize = 40;
/// Names of the captures that stand for groups; no field is called so.
const STAND_IN: &str = "group__";

/// A parser, with what it parsed.
#[derive(Default)]
pub(super) struct Parser {
    known: HashMap<String, Hir>,
}

impl Parser {
    /// What a regex means.
    pub(super) fn parse(&mut self, source: &str) -> Result<Hir, String> {
        // Flags reach into groups.
        if source.contains("(?i") || source.contains("(?s") || source.contains("(?x") {
            return parse(&bytewise(source));
        }
        let (outline, groups) = outline(source);
        for group in &groups {
            if !self.known.contains_key(*group) {
                let hir = self.parse(group)?;
                self.known.insert((*group).to_owned(), hir);
            }
        }
        Ok(self.fill(parse(&bytewise(&outline))?, &groups))
    }

    /// Puts groups in the place of their stand-ins.
    fn fill(&self, hir: Hir, groups: &[&str]) -> Hir {
        match hir.into_kind() {
            HirKind::Capture(capture) => {
                let number = capture
                    .name
                    .as_deref()
                    .and_then(|name| name.strip_prefix(STAND_IN));
                let group = number.and_then(|number| groups.get(number.parse::<usize>().ok()?));
                match group.and_then(|group| self.known.get(*group)) {
                    Some(known) => known.clone(),
                    None => self.fill(*capture.sub, groups),
                }
            }
            HirKind::Concat(parts) => Hir::concat(self.fill_all(parts, groups)),
            HirKind::Alternation(parts) => Hir::alternation(self.fill_all(parts, groups)),
            HirKind::Repetition(repetition) => Hir::repetition(Repetition {
                sub: Box::new(self.fill(*repetition.sub, groups)),
                ..repetition
            }),
            HirKind::Empty => Hir::empty(),
            HirKind::Literal(literal) => Hir::literal(literal.0),
            HirKind::Class(class) => Hir::class(class),
            HirKind::Look(look) => Hir::look(look),
        }
    }

    fn fill_all(&self, parts: Vec<Hir>, groups: &[&str]) -> Vec<Hir> {
        parts
            .into_iter()
            .map(|part| self.fill(part, groups))
            .collect()
    }
}

fn parse(source: &str) -> Result<Hir, String> {
    regex_syntax::ParserBuilder::new()
        .unicode(false)
        .utf8(false)
        .build()
        .parse(source)
        .map_err(|error| error.to_string())
}

/// A regex with stand-ins for its outermost long groups, and those.
fn outline(source: &str) -> (String, Vec<&str>) {
    const OPEN: &str = "(?:";
    let mut out = String::with_capacity(source.len());
    let mut groups = Vec::new();
    let mut at = 0;
    while at < source.len() {
        let end = token_end(source, at);
        if source[at..].starts_with(OPEN) {
            let close = group_end(source, at);
            let group = source
                .get(at + OPEN.len()..close.saturating_sub(1))
                .unwrap_or_default();
            if group.len() >= LEAST {
                let _ = write!(out, r"(?<{STAND_IN}{}>\x00)", groups.len());
                groups.push(group);
                at = close;
                continue;
            }
        }
        out.push_str(&source[at..end]);
        at = end;
    }
    (out, groups)
}

/// The end of the group that opens at `at`, its bracket included.
fn group_end(source: &str, at: usize) -> usize {
    let mut depth = 0;
    let mut i = at;
    while i < source.len() {
        let end = token_end(source, i);
        match source.as_bytes()[i] {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        i = end;
        if depth == 0 {
            break;
        }
    }
    i
}

/// The end of the escape, class or character at `at`.
fn token_end(source: &str, at: usize) -> usize {
    let rest = &source[at..];
    match rest.as_bytes()[0] {
        b'\\' => escape_end(source, at),
        b'[' => class_end(source, at),
        _ => at + rest.chars().next().map_or(1, char::len_utf8),
    }
}

/// Leaves Unicode to the characters that need it.
fn bytewise(source: &str) -> String {
    let mut out = String::with_capacity(source.len() + 16);
    let mut at = 0;
    while at < source.len() {
        let end = token_end(source, at);
        let token = &source[at..end];
        if !token.is_ascii() || token.contains("\\x{") {
            let _ = write!(out, "(?u:{token})");
        } else {
            out.push_str(token);
        }
        at = end;
    }
    out
}

fn escape_end(source: &str, at: usize) -> usize {
    let rest = &source[at..];
    if let Some(braced) = rest.strip_prefix("\\x{") {
        return at + 3 + braced.find('}').map_or(braced.len(), |end| end + 1);
    }
    at + 1 + rest[1..].chars().next().map_or(0, char::len_utf8)
}

/// The end of a bracketed class that begins at `at`, with classes in it.
fn class_end(source: &str, at: usize) -> usize {
    let bytes = source.as_bytes();
    let mut depth = 0;
    let mut i = at;
    while i < bytes.len() {
        match bytes[i] {
            b'\\' => i += 1,
            b'[' => {
                depth += 1;
                // A bracket right behind the opening is a literal.
                let caret = usize::from(bytes.get(i + 1) == Some(&b'^'));
                if bytes.get(i + 1 + caret) == Some(&b']') {
                    i += 1 + caret;
                }
            }
            b']' => {
                depth -= 1;
                if depth == 0 {
                    return i + 1;
                }
            }
            _ => {}
        }
        i += 1;
    }
    source.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_that_are_parsed_once_mean_the_same() {
        let group = r"(?:one|two[()]\)|[^\]()]{2,9}(?:a|b)*|thirty-something)";
        let mut parser = Parser::default();
        for source in [
            format!("^{group}?x{group}{{0,3}}$"),
            format!("(?:{group}{group}|y)+"),
            format!("(?<name>{group}) é{group}"),
            group.to_owned(),
        ] {
            let mut captures = Parser::default();
            let plain = captures.fill(parse(&bytewise(&source)).unwrap(), &[]);
            assert_eq!(parser.parse(&source).unwrap(), plain, "{source}");
            captures.known.clear();
        }
        assert!(parser.known.len() < 6, "{:?}", parser.known.keys());
    }
}
