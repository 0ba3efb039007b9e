//! Reads what a header or a rule captures in a line, without the ceremony of a whole regex: its automaton is small, made
//! of the parts that all of a file share, begins at the start of the line and stops where the message begins.
//!
//! In: a regex that begins at the start of a line, and a line. Out: [`Captured`], the same that the regex would capture:
//! byte by byte for a header, character by character for a rule.

use std::cell::RefCell;
use std::sync::{Arc, OnceLock};

use regex_automata::util::look::LookMatcher;
use regex_syntax::hir::Hir;

use super::compile::{Compiler, Fault};
use super::parse::Parser;
use super::program::{Program, Step};

/// Choices remembered for one line. Lines that need more are none that headers are made for: a real regex reads them.
const MOST_CHOICES: usize = 1 << 16;
/// Bytes that may be read of one line, those read again counted again: likewise.
const MOST_BYTES: usize = 1 << 20;
/// Choices that there is always room for: most lines need fewer, and room has to be swept for each line.
const FEW_CHOICES: usize = 1 << 6;

/// What a header captured in a line.
#[derive(Debug, Clone)]
pub struct Captured<'t> {
    text: &'t str,
    names: Arc<[String]>,
    ranges: Vec<Option<(usize, usize)>>,
    /// Where the match begins.
    start: usize,
    /// Where the match ends; of a rule it is not told.
    pub(super) end: usize,
}

/// A capture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'t> {
    text: &'t str,
    start: usize,
}

impl<'t> Part<'t> {
    /// Its text.
    pub fn as_str(&self) -> &'t str {
        self.text
    }

    /// Where it begins in the line.
    pub fn start(&self) -> usize {
        self.start
    }

    /// Where it ends.
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

impl<'t> Captured<'t> {
    /// The capture of that name, if the header has it and it took part.
    pub fn name(&self, name: &str) -> Option<Part<'t>> {
        let at = self.names.iter().position(|known| known == name)?;
        let (start, end) = (*self.ranges.get(at)?)?;
        Some(Part {
            text: self.text.get(start..end)?,
            start,
        })
    }

    /// Where the match begins in the line.
    pub fn start(&self) -> usize {
        self.start
    }

    /// What a regex captured.
    pub(super) fn of_regex(
        captures: &regex::Captures<'t>,
        regex: &regex::Regex,
        text: &'t str,
    ) -> Captured<'t> {
        let names: Vec<_> = regex.capture_names().flatten().collect();
        let range = |name: &&str| {
            captures
                .name(name)
                .map(|found| (found.start(), found.end()))
        };
        Captured {
            text,
            ranges: names.iter().map(range).collect(),
            names: names.into_iter().map(str::to_owned).collect(),
            start: captures.get(0).map_or(0, |all| all.start()),
            end: captures.get(0).map_or(0, |all| all.end()),
        }
    }
}

/// How a line was read.
#[derive(Debug)]
pub(super) enum Reading<'t> {
    /// It has the header.
    Captured(Captured<'t>),
    /// It has not.
    Nothing,
    /// Only a real regex can tell.
    Unsure,
}

thread_local! {
    /// What all readers of a thread work with.
    static WORK: RefCell<Work> = RefCell::default();
}

/// A header's or a rule's regex, to read lines.
#[derive(Debug)]
pub(super) struct Reader {
    program: Program,
    names: Arc<[String]>,
    /// It says what the regex would say of texts without wide characters only.
    is_narrow: bool,
    takes_any_digit: OnceLock<bool>,
}

impl Reader {
    /// A reader of headers.
    pub(super) fn new(parser: &mut Parser, source: &str) -> Result<Reader, String> {
        let outline = parser.parse(source)?;
        Reader::compile(parser, &outline, false, Compiler::add_captures)
    }

    /// A reader of rules, which are to be matched character by character.
    pub(super) fn of_rule(parser: &mut Parser, source: &str) -> Result<Reader, String> {
        let (outline, is_narrow) = parser.parse_flagged(source)?;
        let reader = Reader::compile(parser, &outline, true, Compiler::add_rule)?;
        Ok(Reader {
            is_narrow,
            ..reader
        })
    }

    /// A reader of an outline that `add` compiles, byte by byte or character by character.
    fn compile(
        parser: &Parser,
        outline: &Hir,
        by_chars: bool,
        add: impl FnOnce(&mut Compiler, &Parser, &Hir) -> Result<Vec<String>, Fault>,
    ) -> Result<Reader, String> {
        if !parser.is_anchored(outline) {
            return Err("it may match anywhere".to_owned());
        }
        let mut compiler = Compiler::default();
        let names = add(&mut compiler, parser, outline).map_err(|error| error.to_string())?;
        let nfa = compiler.finish(false).map_err(|error| error.to_string())?;
        Ok(Reader {
            program: Program::new(&nfa, by_chars),
            names: names.into(),
            is_narrow: false,
            takes_any_digit: OnceLock::new(),
        })
    }

    /// Whether it captures anything.
    pub(super) fn has_captures(&self) -> bool {
        !self.names.is_empty()
    }

    /// Whether a text that begins so may match.
    pub(super) fn may_begin(&self, text: &[u8]) -> bool {
        self.program.may_begin(text)
    }

    /// Whether it has a capture of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    /// Whether any digit is as good as another wherever one may stand.
    pub(super) fn takes_any_digit(&self) -> bool {
        *self
            .takes_any_digit
            .get_or_init(|| self.program.takes_any_digit())
    }

    /// The same behind the first bytes of a line.
    pub(super) fn takes_any_digit_from(&self, place: usize) -> bool {
        self.program.takes_any_digit_from(place)
    }

    /// Whether a line matches, if it can tell.
    pub(super) fn is_match(&self, text: &str) -> Option<bool> {
        // Most rules say no at once.
        if !self.is_narrow && !self.program.may_begin(text.as_bytes()) {
            return Some(false);
        }
        let found = WORK.with_borrow_mut(|work| self.search(work, text, 0));
        found.ok().map(|end| end.is_some())
    }

    /// Reads a line.
    pub(super) fn read<'t>(&self, text: &'t str) -> Reading<'t> {
        WORK.with_borrow_mut(|work| match self.search(work, text, 2 * self.names.len()) {
            Ok(Some(end)) => self.captured(work, text, end),
            Ok(None) => Reading::Nothing,
            Err(TooMuch) => Reading::Unsure,
        })
    }

    fn search(&self, work: &mut Work, text: &str, slots: usize) -> Result<Option<usize>, TooMuch> {
        if self.is_narrow && !text.is_ascii() {
            return Err(TooMuch);
        }
        if !self.program.may_begin(text.as_bytes()) {
            return Ok(None);
        }
        work.slots.clear();
        work.slots.resize(slots, None);
        work.seen.clear();
        work.todo.clear();
        work.search(&self.program, text.as_bytes())
    }

    fn captured<'t>(&self, work: &Work, text: &'t str, end: usize) -> Reading<'t> {
        let mut rest = end;
        let ranges: Vec<_> = work
            .slots
            .chunks_exact(2)
            .map(|slots| match (slots[0], slots[1]) {
                (Some(start), Some(end)) if start <= end => Some((start, end)),
                // Open: the rest of the line.
                (Some(start), None) => {
                    rest = text.len();
                    Some((start, rest))
                }
                _ => None,
            })
            .collect();
        let is_whole = |&(start, end): &(usize, usize)| {
            text.is_char_boundary(start) && text.is_char_boundary(end)
        };
        if !ranges.iter().flatten().all(is_whole) {
            return Reading::Unsure;
        }
        Reading::Captured(Captured {
            text,
            names: Arc::clone(&self.names),
            ranges,
            start: 0,
            end: rest,
        })
    }
}

/// The line is none that headers are made for.
#[derive(Debug)]
struct TooMuch;

/// What is yet to be tried, the last first.
#[derive(Debug)]
enum Todo {
    Try(u32, usize),
    /// The slot had another value before what was tried.
    Restore(usize, Option<usize>),
}

#[derive(Debug, Default)]
struct Work {
    todo: Vec<Todo>,
    slots: Vec<Option<usize>>,
    seen: Seen,
    looks: LookMatcher,
}

impl Work {
    /// What is to be tried next.
    fn next(&mut self) -> Option<(u32, usize)> {
        loop {
            match self.todo.pop()? {
                Todo::Try(step, at) => return Some((step, at)),
                Todo::Restore(slot, value) => self.slots[slot] = value,
            }
        }
    }

    /// Where the match ends that comes first in the regex's order, if there is one.
    fn search(&mut self, program: &Program, text: &[u8]) -> Result<Option<usize>, TooMuch> {
        // The rest of a text of several lines is not what stands behind the header.
        if memchr::memchr(b'\n', text).is_some() {
            return Err(TooMuch);
        }
        let mut read = 0;
        self.todo.push(Todo::Try(program.start, 0));
        while let Some((mut step, mut at)) = self.next() {
            if read > MOST_BYTES {
                return Err(TooMuch);
            }
            let from = at;
            loop {
                match &program.steps[step as usize] {
                    Step::Range(range) => {
                        let byte = text.get(at);
                        if !byte.is_some_and(|byte| (range.start..=range.end).contains(byte)) {
                            break;
                        }
                        (step, at) = (range.next.as_u32(), at + 1);
                    }
                    Step::Class(set, next) => {
                        if !program.has(*set, text, at) {
                            break;
                        }
                        (step, at) = (*next, at + 1);
                    }
                    Step::Char(set, next) => {
                        let Some(byte) = text.get(at) else { break };
                        if !program.has(*set, text, at) {
                            break;
                        }
                        (step, at) = (*next, at + width(*byte));
                    }
                    Step::Ranges(ranges) => {
                        let Some(byte) = text.get(at) else { break };
                        let mut ranges = ranges.iter();
                        let Some(range) =
                            ranges.find(|range| (range.start..=range.end).contains(byte))
                        else {
                            break;
                        };
                        (step, at) = (range.next.as_u32(), at + 1);
                    }
                    Step::Look(look, next) => {
                        if !self.looks.matches(*look, text, at) {
                            break;
                        }
                        step = *next;
                    }
                    Step::Slot(slot, next) => {
                        if let Some(place) = self.slots.get_mut(*slot) {
                            self.todo.push(Todo::Restore(*slot, *place));
                            *place = Some(at);
                        }
                        step = *next;
                    }
                    Step::Skip { set, chars, to } => {
                        while let Some(byte) = text.get(at)
                            && program.has(*set, text, at)
                        {
                            at += if *chars { width(*byte) } else { 1 };
                        }
                        step = *to;
                    }
                    Step::Either(one, other) => {
                        let is_one = program.allows(*one, text, at);
                        let is_other = program.allows(*other, text, at);
                        if is_one && is_other {
                            if !self.seen.add(step, at)? {
                                break;
                            }
                            self.todo.push(Todo::Try(other.to, at));
                        }
                        step = match (is_one, is_other) {
                            (true, _) => one.to,
                            (_, true) => other.to,
                            _ => break,
                        };
                    }
                    Step::Choice(ways) => {
                        let mut ways = program.ways(ways, text, at);
                        let Some(first) = ways.next() else { break };
                        if let Some(last) = ways.next_back() {
                            // What was tried once at a place is not tried again: it came to nothing.
                            if !self.seen.add(step, at)? {
                                break;
                            }
                            self.todo.push(Todo::Try(last, at));
                            self.todo.extend(ways.rev().map(|way| Todo::Try(way, at)));
                        }
                        step = first;
                    }
                    Step::Match => return Ok(Some(at)),
                    Step::Fail => break,
                }
            }
            read += at - from;
        }
        Ok(None)
    }
}

/// How many bytes the character has that begins with this one.
fn width(first: u8) -> usize {
    match first {
        0..0xc0 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

/// Choices that were made: a table of steps and places, each plus one.
#[derive(Debug, Default)]
struct Seen {
    table: Vec<u64>,
    count: usize,
}

impl Seen {
    fn clear(&mut self) {
        if self.count == 0 && !self.table.is_empty() {
            return;
        }
        self.count = 0;
        self.table.truncate(2 * FEW_CHOICES);
        self.table.fill(0);
        self.table.resize(2 * FEW_CHOICES, 0);
    }

    /// Whether it is new.
    fn add(&mut self, step: u32, at: usize) -> Result<bool, TooMuch> {
        let key = ((u64::from(step) << 32) | at as u64) + 1;
        if 2 * self.count >= self.table.len() {
            self.grow()?;
        }
        let is_new = self.put(key);
        self.count += usize::from(is_new);
        Ok(is_new)
    }

    fn put(&mut self, key: u64) -> bool {
        let mask = self.table.len() - 1;
        // The golden ratio spreads neighbours.
        let mut place = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & mask;
        loop {
            match self.table[place] {
                0 => {
                    self.table[place] = key;
                    return true;
                }
                known if known == key => return false,
                _ => place = (place + 1) & mask,
            }
        }
    }

    fn grow(&mut self) -> Result<(), TooMuch> {
        if self.count >= MOST_CHOICES {
            return Err(TooMuch);
        }
        let bigger = vec![0; 2 * self.table.len()];
        for key in std::mem::replace(&mut self.table, bigger) {
            if key != 0 {
                self.put(key);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read, as the regex reads it.
    fn same(source: &str, texts: &[&str]) {
        let reader = Reader::new(&mut Parser::default(), source).unwrap();
        let regex = regex::Regex::new(source).unwrap();
        for text in texts {
            let expected = regex.captures(text);
            let expected = expected.map(|captures| Captured::of_regex(&captures, &regex, text));
            let found = match reader.read(text) {
                Reading::Captured(captured) => Some(captured),
                Reading::Nothing => None,
                Reading::Unsure => panic!("{source}"),
            };
            assert_eq!(found.is_some(), expected.is_some(), "{source}: {text}");
            let (Some(found), Some(expected)) = (found, expected) else {
                continue;
            };
            assert_eq!(found.end, expected.end, "{source}: {text}");
            for name in regex.capture_names().flatten() {
                assert_eq!(found.name(name), expected.name(name), "{source}: {text}");
            }
        }
    }

    #[test]
    fn what_a_regex_captures_is_read() {
        same(
            "^(?<level>[A-Z]+)(?: +(?<message>.*)|$)",
            &["INFO", "INFO x", "INFO ", "INFO: x", "INFO  é", ""],
        );
        same("^(?<a>a*?)(?<b>a*)(?<message>.*)$", &["", "aaab", "b", "é"]);
        same(
            "^(?:(?<a>a)|(?<b>b)|c)*(?<message>d.*)",
            &["abcd", "bacdd", "cde", "dabc", "abc"],
        );
        same(
            "^(?<message>(?<a>a|ab)(?<b>c|bcd)(?<c>d*))$",
            &["abcd", "acd", "abbcd"],
        );
        same(
            "^(?:(?<a>[^x]*x)*y)?(?<message>.*)",
            &["axbxy.", "axbx", "xxxx"],
        );
        same(
            r"^(?<a>(?:\w|-)+)-(?<message>)",
            &["a-b-c", "-", "--", "ab"],
        );
        same(
            "^(?<a>[^ ]+) (?<message>[é│].*|)$",
            &["ä é", "ä ", "ä x", "│ │ │"],
        );
    }

    #[test]
    fn the_rest_of_a_long_line_is_no_choice() {
        let long = format!("x: [{}]", "é1] ".repeat(50_000));
        let broken = format!("{long}.");
        for source in ["^x: (?<message>[^a].*)$", r"^x:(?<message> \[.*)$"] {
            same(source, &[&long, &broken]);
        }
    }

    #[test]
    fn a_rule_is_read_by_characters_and_to_the_end() {
        for source in [
            "^.{2}(?<message>.{0,3})x?",
            "^(?<type>[^ :]+)(?:: (?<message>.*))?$",
            r"^(?<file>[^é:]+?):(?<line>\d+)$",
            "^(?:(?<type>a|b)|(?<message>c.+))$",
            "^(?<message>(?<type>[a-c]+): .+)$",
            "^(?i:k(?<message>s+)).*",
            "^(?<message>x?.*) (?<type>.)(?:.*|y)$",
        ] {
            let source = crate::pattern::expr::ascii(source);
            let reader = Reader::of_rule(&mut Parser::default(), &source).unwrap();
            let regex = regex::Regex::new(&source).unwrap();
            assert_eq!(reader.has_captures(), regex.captures_len() > 1);
            for text in [
                "",
                "a",
                "b",
                "c",
                "ca",
                "a: b",
                "é😀│x",
                "é😀│éé",
                "ab: é",
                "é:12",
                "a:é",
                "ä:1",
                "ä│:12",
                "kss",
                "KS",
                "\u{212a}s",
                "kſ",
                "x é y",
                " é",
                "x │",
                "é",
                "abc: ",
                "a b c",
            ] {
                let expected = regex.captures(text);
                let is_match = reader.is_match(text);
                assert!(
                    is_match.is_none_or(|is| is == expected.is_some()),
                    "{source}: {text}"
                );
                let found = match reader.read(text) {
                    Reading::Captured(captured) => Some(captured),
                    Reading::Nothing => None,
                    Reading::Unsure => {
                        assert!(
                            source.contains("(?i") && !text.is_ascii(),
                            "{source}: {text}"
                        );
                        continue;
                    }
                };
                let expected = expected.map(|all| Captured::of_regex(&all, &regex, text));
                assert_eq!(found.is_some(), expected.is_some(), "{source}: {text}");
                let (Some(found), Some(expected)) = (found, expected) else {
                    continue;
                };
                for name in regex.capture_names().flatten() {
                    assert_eq!(found.name(name), expected.name(name), "{source}: {text}");
                }
            }
        }
        assert!(Reader::of_rule(&mut Parser::default(), "^a|b").is_err());
    }

    #[test]
    fn what_is_read_too_often_is_left_to_the_regex() {
        let source = "^(?:a|b[a-z]*!|[a-z])*(?<message>!)$";
        let reader = Reader::of_rule(&mut Parser::default(), source).unwrap();
        assert_eq!(reader.is_match(&"b".repeat(10_000)), None);
        assert_eq!(reader.is_match(&"b".repeat(100)), Some(false));
        assert_eq!(reader.is_match("bbab!!"), Some(true));
    }

    #[test]
    fn what_is_too_much_is_left_to_the_regex() {
        let source = "^(?:(?:a|b|ab)*(?:b|ba|a)*)*(?<message>c.*)";
        let reader = Reader::new(&mut Parser::default(), source).unwrap();
        let text = "ab".repeat(20_000);
        assert!(matches!(reader.read(&text), Reading::Unsure));
        assert!(matches!(reader.read("ababab"), Reading::Nothing));
        assert!(matches!(reader.read("ac\nd"), Reading::Unsure));
        // A capture in the middle of a character.
        let reader = Reader::new(&mut Parser::default(), "^[^a](?<message>.*)").unwrap();
        assert!(matches!(reader.read("éa"), Reading::Unsure));
        assert!(Reader::new(&mut Parser::default(), "a").is_err());
    }
}
