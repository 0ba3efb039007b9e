//! Regexes of pattern files: `{part}`s are put in, `\w \d \s \b` are made ASCII, and compiling waits for the first use.
//!
//! In: a regex as it stands in a file, and the file's parts. Out: an [`Expr`]. Refused: unknown parts, parts that
//! contain themselves, and whatever the `regex` crate refuses, with its reason.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use regex::{Regex, RegexBuilder};

use super::parse::Parser;
use super::reader::{Captured, Reader, Reading};

/// The named parts of a file.
pub(super) type Parts = BTreeMap<String, String>;

/// Parts may use parts; deeper than this is a cycle.
const MAX_DEPTH: usize = 8;
/// A regex that matches nothing.
pub(super) const NEVER: &str = r"[^\s\S]";
/// Most the automaton of a regex may take before it is begun anew.
const MAX_AUTOMATON: usize = 512 << 10;
/// Most a compiled regex may take, so that a user's file cannot fill the memory.
const MAX_COMPILED: usize = 4 << 20;

/// A regex that was checked when it was loaded, or is one of ours, and is expanded and compiled when it is first used.
#[derive(Debug)]
pub struct Expr {
    text: Box<str>,
    parts: Arc<Parts>,
    source: OnceLock<String>,
    compiled: OnceLock<Regex>,
    /// Of a rule of ours: reads lines without the regex, where it can.
    reader: Option<Lazy>,
}

/// A reader that is made when it is first used, and the parser of its file.
#[derive(Debug)]
struct Lazy {
    parser: Arc<Mutex<Parser>>,
    made: OnceLock<Option<Reader>>,
}

impl Expr {
    /// With `check` expands, rewrites and compiles `text` at once, as a stranger's must be.
    pub(super) fn new(text: &str, parts: &Arc<Parts>, check: bool) -> Result<Expr, String> {
        let expr = Expr {
            text: text.into(),
            parts: Arc::clone(parts),
            source: OnceLock::new(),
            compiled: OnceLock::new(),
            reader: None,
        };
        if check {
            let source = expr.expanded()?;
            let compiled = build(&source).map_err(|error| format!("bad regex: {error}"))?;
            let _ = (expr.source.set(source), expr.compiled.set(compiled));
        }
        Ok(expr)
    }

    /// A rule of one of our files, which shares a parser of its parts.
    pub(super) fn of_rule(text: &str, parts: &Arc<Parts>, parser: &Arc<Mutex<Parser>>) -> Expr {
        Expr {
            text: text.into(),
            parts: Arc::clone(parts),
            source: OnceLock::new(),
            compiled: OnceLock::new(),
            reader: may_be_anchored(text, parts).then(|| Lazy {
                parser: Arc::clone(parser),
                made: OnceLock::new(),
            }),
        }
    }

    pub(super) fn reader(&self) -> Option<&Reader> {
        let lazy = self.reader.as_ref()?;
        let make = || {
            let mut parser = lazy.parser.lock().unwrap_or_else(PoisonError::into_inner);
            Reader::of_rule(&mut parser, &self.text).ok()
        };
        lazy.made.get_or_init(make).as_ref()
    }

    /// Whether it matches a text.
    pub fn is_match(&self, text: &str) -> bool {
        let read = self.reader().and_then(|reader| reader.is_match(text));
        read.unwrap_or_else(|| self.get().is_match(text))
    }

    /// Where its first match in a text begins.
    pub fn find(&self, text: &str) -> Option<usize> {
        match self.reader().and_then(|reader| reader.is_match(text)) {
            Some(is_match) => is_match.then_some(0),
            None => self.get().find(text).map(|found| found.start()),
        }
    }

    /// What it captures in a text.
    pub fn capture<'t>(&self, text: &'t str) -> Option<Captured<'t>> {
        match self.reader().map(|reader| reader.read(text)) {
            Some(Reading::Captured(captured)) => Some(captured),
            Some(Reading::Nothing) => None,
            Some(Reading::Unsure) | None => {
                let regex = self.get();
                let captures = regex.captures(text)?;
                Some(Captured::of_regex(&captures, regex, text))
            }
        }
    }

    /// Whether it captures anything.
    pub fn has_captures(&self) -> bool {
        self.reader()
            .map_or_else(|| self.get().captures_len() > 1, Reader::has_captures)
    }

    fn expanded(&self) -> Result<String, String> {
        Ok(ascii(&expand(&self.text, &self.parts)?))
    }

    /// As it stands in its file.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The expanded source. Of one that was not checked and cannot be expanded, one that matches nothing.
    pub fn source(&self) -> &str {
        self.source
            .get_or_init(|| self.expanded().unwrap_or_else(|_| NEVER.to_owned()))
    }

    /// The compiled regex. One that was not checked and does not compile matches nothing.
    pub fn get(&self) -> &Regex {
        self.compiled
            .get_or_init(|| build(self.source()).unwrap_or_else(|_| never()))
    }

    /// Names of its captures, in order; an error where the regex does not parse.
    pub fn captures(&self) -> Result<Vec<String>, String> {
        let ast = regex_syntax::ast::parse::Parser::new()
            .parse(&self.expanded()?)
            .map_err(|error| format!("bad regex: {error}"))?;
        let mut names = Vec::new();
        collect_names(&ast, &mut names);
        Ok(names)
    }
}

/// Whether it seems to begin at the start of a text: where it does not, there is no need to parse it.
fn may_be_anchored(text: &str, parts: &Parts) -> bool {
    let mut text = text;
    for _ in 0..MAX_DEPTH {
        text = text.trim_start_matches("(?:");
        match part_name("", text).and_then(|name| parts.get(name)) {
            Some(part) => text = part,
            None => break,
        }
    }
    text.starts_with('^')
}

fn never() -> Regex {
    #[expect(clippy::unwrap_used, reason = "a constant that a test compiles")]
    Regex::new(NEVER).unwrap()
}

fn build(source: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(source)
        .size_limit(MAX_COMPILED)
        .dfa_size_limit(MAX_AUTOMATON)
        .build()
}

fn collect_names(ast: &regex_syntax::ast::Ast, names: &mut Vec<String>) {
    use regex_syntax::ast::{Ast, GroupKind};
    match ast {
        Ast::Group(group) => {
            if let GroupKind::CaptureName { name, .. } = &group.kind {
                names.push(name.name.clone());
            }
            collect_names(&group.ast, names);
        }
        Ast::Repetition(repetition) => collect_names(&repetition.ast, names),
        Ast::Alternation(all) => all.asts.iter().for_each(|ast| collect_names(ast, names)),
        Ast::Concat(all) => all.asts.iter().for_each(|ast| collect_names(ast, names)),
        _ => {}
    }
}

/// Puts parts in the place of `{name}`; `{2}` and `{0,8}` are repetitions and stay.
pub(super) fn expand(text: &str, parts: &Parts) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    expand_into(&mut out, text, parts, 0)?;
    Ok(out)
}

fn expand_into(out: &mut String, text: &str, parts: &Parts, depth: usize) -> Result<(), String> {
    if depth > MAX_DEPTH {
        return Err("a part contains itself".to_owned());
    }
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        if let Some(name) = part_name(before, from) {
            let part = parts
                .get(name)
                .ok_or_else(|| format!("unknown part `{{{name}}}`"))?;
            out.push_str("(?:");
            expand_into(out, part, parts, depth + 1)?;
            out.push(')');
            rest = &from[name.len() + 2..];
        } else {
            out.push('{');
            rest = &from[1..];
        }
    }
    out.push_str(rest);
    Ok(())
}

/// The name of the part that `from` begins with, if it does.
pub(super) fn part_name<'t>(before: &str, from: &'t str) -> Option<&'t str> {
    let (name, _) = from.strip_prefix('{')?.split_once('}')?;
    let is_part = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    // `\p{name}`, `\x{feff}` and the escaped brace are the regex crate's own.
    let escaped = before.ends_with('\\')
        || before.ends_with("\\x")
        || before.ends_with("\\p")
        || before.ends_with("\\P");
    (is_part && !escaped).then_some(name)
}

/// Rewrites the Perl classes into their ASCII meaning: Unicode ones make large and slow automata.
pub(super) fn ascii(text: &str) -> String {
    const WORD: &str = "0-9A-Za-z_";
    const DIGIT: &str = "0-9";
    const SPACE: &str = r"\t\n\x0b\x0c\r ";
    let mut out = String::with_capacity(text.len() * 2);
    let mut depth = 0_usize;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                let Some(escaped) = chars.next() else {
                    out.push('\\');
                    break;
                };
                let (set, negated) = match escaped {
                    'w' => (WORD, false),
                    'W' => (WORD, true),
                    'd' => (DIGIT, false),
                    'D' => (DIGIT, true),
                    's' => (SPACE, false),
                    'S' => (SPACE, true),
                    'b' if depth == 0 => {
                        out.push_str(r"(?-u:\b)");
                        continue;
                    }
                    other => {
                        out.push('\\');
                        out.push(other);
                        continue;
                    }
                };
                match (depth > 0, negated) {
                    (true, false) => out.push_str(set),
                    (_, true) => {
                        out.push_str("[^");
                        out.push_str(set);
                        out.push(']');
                    }
                    (false, false) => {
                        out.push('[');
                        out.push_str(set);
                        out.push(']');
                    }
                }
            }
            '[' => {
                depth += 1;
                out.push('[');
                if chars.peek() == Some(&'^') {
                    out.push('^');
                    chars.next();
                }
                // A bracket that comes first in a class is a literal.
                if chars.peek() == Some(&']') {
                    out.push_str(r"\]");
                    chars.next();
                }
            }
            ']' if depth > 0 => {
                depth -= 1;
                out.push(']');
            }
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(list: &[(&str, &str)]) -> Arc<Parts> {
        let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
        Arc::new(list.iter().map(owned).collect())
    }

    #[test]
    fn parts_are_put_in_and_repetitions_stay() {
        let parts = parts(&[("year", r"\d{4}"), ("day", r"{year}-\d\d")]);
        let expr = Expr::new(r"^{day} x{2,3}$", &parts, true).unwrap();
        assert!(expr.get().is_match("2026-11 xxx"));
        assert!(!expr.get().is_match("2026-11 x"));
    }

    #[test]
    fn unknown_and_circular_parts_are_refused() {
        assert!(
            Expr::new("{nope}", &parts(&[]), true)
                .unwrap_err()
                .contains("{nope}")
        );
        assert!(Expr::new("{a}", &parts(&[("a", "{a}")]), true).is_err());
    }

    #[test]
    fn perl_classes_are_ascii_inside_and_outside_of_brackets() {
        let none = parts(&[]);
        assert!(!Expr::new(r"^\w$", &none, true).unwrap().get().is_match("ä"));
        assert!(
            Expr::new(r"^[\w│]+$", &none, true)
                .unwrap()
                .get()
                .is_match("a│b")
        );
        assert!(
            Expr::new(r"^[^\s]+$", &none, true)
                .unwrap()
                .get()
                .is_match("a│b")
        );
        assert!(
            Expr::new(r"^[\S ]+$", &none, true)
                .unwrap()
                .get()
                .is_match("a b")
        );
        assert!(
            Expr::new(r"\bat\b", &none, true)
                .unwrap()
                .get()
                .is_match("x at y")
        );
    }

    #[test]
    fn the_regex_that_matches_nothing_compiles() {
        assert!(!never().is_match("anything"));
    }

    #[test]
    fn capture_names_are_read_in_order() {
        let expr = Expr::new(r"(?<a>x)(?:(?P<b>y)|(?<c>z))", &parts(&[]), false).unwrap();
        assert_eq!(expr.captures().unwrap(), ["a", "b", "c"]);
    }
}
