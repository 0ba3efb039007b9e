//! What stands around an incident: whether it can have to do with it.
//!
//! In: raw lines. Out: for each, its [`Kind`]; for one that is hot by its level, what it is to a record above it.

use std::cell::OnceCell;
use std::hash::{BuildHasher, Hasher, RandomState};

use memchr::memchr;

use super::super::fold::fold;
use super::super::hot::has_control;
use super::super::inert::Inert;
use super::super::line::MATCH_BYTES;
use super::super::prefix::tags;
use super::super::start::place;
use super::super::{Engine, is_record, is_same_name, strip};
use super::lines::Lines;
use crate::incident::{self, Level};
use crate::pattern::{Class, EXACT, Machine, Rule, Said, Stamps};

/// A record that parts what stands above it in its stream from what stands below: these have nothing to do with each
/// other, but for runs that it begins itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Calm {
    pub(super) level: Option<Level>,
    own_record: bool,
    /// Start rules that match it, with the hashes of what stands before their matches.
    pub(super) begun: Vec<(usize, u64)>,
    /// Whether other lines of its record stand below it.
    pub(super) has_rest: bool,
    pub(super) manner: Manner,
}

/// How it is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// It has a header, and is not hot.
    Usual,
    /// It has no header, and is a record because its transport says so: that ends a record above it, but no trace.
    Bare,
    /// It has a header, and is hot by its level: nothing but a record of its own begins with it.
    Loud,
    /// It is the last line of an incident that was counted, and has no header.
    Told,
}

impl Calm {
    /// A line without a header.
    pub(super) fn headless(manner: Manner, own_record: bool) -> Calm {
        Calm {
            level: None,
            own_record,
            begun: Vec::new(),
            has_rest: false,
            manner,
        }
    }

    pub(super) fn is_bare(&self) -> bool {
        self.manner == Manner::Bare
    }

    pub(super) fn is_loud(&self) -> bool {
        self.manner == Manner::Loud
    }
}

/// What a raw line is to what stands around it.
pub(super) enum Kind {
    /// A record, and its header.
    Calm(Calm, usize),
    /// A line without a header in which nothing begins.
    Rest,
    Other,
}

/// A raw line without its transports.
pub(super) struct Parted<'t> {
    pub(super) text: &'t str,
    /// What names its stream.
    pub(super) names: String,
    /// Whether any were taken off, or its stream is named otherwise.
    pub(super) is_outer: bool,
    pub(super) own_record: bool,
    pub(super) said: Said,
}

impl Parted<'_> {
    /// Whether its stream has these names.
    pub(super) fn is_of(&self, names: &str) -> bool {
        is_same_name(&self.names, names)
    }

    /// Whether its stream is told as that of the other: by its transports, or by what is above.
    pub(super) fn is_alike(&self, other: &Parted<'_>) -> bool {
        self.is_outer == other.is_outer
    }
}

/// Hashes of lines with their numbers and ids alike. Nobody who writes a log can tell which are the same.
#[derive(Debug, Default)]
pub(super) struct Hashes {
    hash: RandomState,
    text: Vec<u8>,
    inert: Inert,
    pub(super) lines: Lines,
}

impl Hashes {
    /// The hash of a raw line, without its transports where it is parted.
    pub(super) fn of(&mut self, engine: &Engine, line: &[u8], parted: Option<&Parted<'_>>) -> u64 {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let text = parted.map_or(line, |parted| parted.text.as_bytes());
        // Another digit would be another record.
        if engine.patterns.headers.may_have_digits(text) {
            let (exact, rest) = text.split_at(text.len().min(EXACT));
            self.of_parts(exact, rest)
        } else {
            self.of_parts(b"", text)
        }
    }

    fn of_parts(&mut self, exact: &[u8], rest: &[u8]) -> u64 {
        self.text.clear();
        self.text.extend_from_slice(exact);
        fold(rest, &mut self.text);
        let mut hasher = self.hash.build_hasher();
        hasher.write(&self.text);
        hasher.finish()
    }
}

/// Whether a line without a header in which nothing begins is a record by itself, and to a record above it what any other
/// such line is: our rules for what follows a record tell such lines apart by how they begin.
pub(super) fn is_bare(engine: &Engine, parted: &Parted<'_>) -> bool {
    let machines = &engine.patterns.machines;
    parted.own_record
        && parted.text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && machines
            .iter()
            .all(|machine| machine.built_in || machine.kind != incident::Kind::LogError)
}

/// The header that a line begins with.
pub(super) fn header_of(engine: &Engine, parted: &Parted<'_>) -> Option<usize> {
    match parted.said.record() {
        Some(record) => record,
        None => engine.patterns.headers.find(parted.text),
    }
}

/// Takes the transports off a raw line that is plain text and that regexes see the whole of.
pub(super) fn part<'t>(engine: &Engine, raw: &'t [u8]) -> Option<Parted<'t>> {
    let line = whole(raw.strip_suffix(b"\n").unwrap_or(raw))?;
    let mut names = String::new();
    let whole = std::str::from_utf8(line).ok()?;
    let (text, own_record, said) = strip(
        engine,
        whole,
        &mut Stamps::default(),
        |name| {
            names.push_str(name);
            names.push('\u{1f}');
        },
        |_| {},
    );
    Some(Parted {
        text,
        is_outer: text.len() < whole.len() || !names.is_empty(),
        names,
        own_record,
        said,
    })
}

/// A raw line without its newline, if it is plain and regexes see the whole of it.
pub(super) fn whole(raw: &[u8]) -> Option<&[u8]> {
    let line = raw.strip_suffix(b"\r").unwrap_or(raw);
    let is_whole = raw.len() < MATCH_BYTES && !has_control(line) && memchr(b'\r', line).is_none();
    is_whole.then_some(line)
}

/// Whether a raw line is hot.
pub(super) fn is_hot(engine: &Engine, raw: &[u8]) -> bool {
    let mut scan = engine.hot.scan(raw);
    scan.line(0, &mut |text| is_record(engine, text)).is_some()
}

/// What a line is; `is_cold` where it is known not to be hot.
pub(super) fn kind(
    engine: &Engine,
    hashes: &mut Hashes,
    raw: &[u8],
    parted: &Parted<'_>,
    is_cold: bool,
) -> Kind {
    let text = parted.text;
    let headers = &engine.patterns.headers;
    let header = header_of(engine, parted);
    let level = header.and_then(|_| headers.level(text, &parted.said));
    if !is_cold && is_hot(engine, raw) {
        return Kind::Other;
    }
    let Some(starts) = engine.starts() else {
        return Kind::Other;
    };
    let calm = |begun| Calm {
        level,
        own_record: parted.own_record,
        begun,
        has_rest: false,
        manner: Manner::Usual,
    };
    // What stands behind the tags of an unknown tool may begin something.
    let tags = if level.is_none() { tags(text) } else { 0 };
    let number = |header: Option<usize>| header.map_or(0, |header| header + 1);
    let known = [
        number(header),
        level.map_or(0, |level| level as usize + 1),
        tags,
    ];
    let inert = hashes.inert.key(engine, text, known);
    if inert.is_some_and(|hash| hashes.inert.has(hash)) {
        return header.map_or(Kind::Rest, |header| Kind::Calm(calm(Vec::new()), header));
    }
    // It is another line where the line above has a stamp.
    if header.is_none_or(|header| headers.records[header].weak) && headers.may_be_stamped(text) {
        return Kind::Other;
    }
    if tags > 0 && !starts.ask_behind(&text[tags..]).is_empty() {
        return Kind::Other;
    }
    let asked = starts.ask(text, false, header);
    let Some(header) = header.filter(|_| !asked.may_go_on) else {
        if asked.may_go_on || !asked.rules.is_empty() {
            return Kind::Other;
        }
        if let Some(hash) = inert {
            hashes.inert.add(hash);
        }
        return Kind::Rest;
    };
    // A line without a header could begin more.
    let of_head = |at: &usize| engine.start_rule(*at).on.has(Class::Head);
    let mut met: Vec<usize> = asked.rules.into_iter().filter(of_head).collect();
    met.extend(starts.ask_record(text));
    let is_blind = |at: &usize| starts.is_digit_blind(*at, engine.start_rule(*at));
    let inert = inert.filter(|_| met.iter().all(is_blind));
    let mut begun = Vec::new();
    let message = OnceCell::new();
    let message = || {
        let read = || headers.read(header, text).map_or(0, |head| head.message);
        *message.get_or_init(read)
    };
    let is_minor = level.is_some_and(|level| level < engine.min_level);
    for at in met {
        let rule = engine.start_rule(at);
        let found = match &rule.when {
            Some(when) if rule.on.only_heads() => {
                let from = message();
                when.find(&text[from..]).map(|at| from + at)
            }
            Some(when) => place(when, text, if is_minor { message() } else { 0 }),
            None if rule.on.only_heads() => Some(message()),
            None => Some(0),
        };
        if let Some(start) = found {
            begun.push((at, hashes.of_parts(b"", &text.as_bytes()[..start])));
        }
    }
    if let Some(hash) = inert.filter(|_| begun.is_empty()) {
        hashes.inert.add(hash);
    }
    Kind::Calm(calm(begun), header)
}

/// A record that is hot by its level, and its header, if no trace begins with it.
pub(super) fn loud(engine: &Engine, parted: &Parted<'_>) -> Option<(Calm, usize)> {
    let text = parted.text;
    let headers = &engine.patterns.headers;
    let header = header_of(engine, parted).filter(|at| !headers.records[*at].weak)?;
    let level = headers.level(text, &parted.said)?;
    let starts = engine.starts()?;
    let asked = starts.ask(text, true, Some(header));
    if level < engine.min_level.min(Level::Error) || asked.may_go_on {
        return None;
    }
    let message = headers.read(header, text)?.message;
    let takes = |rule: &Rule| {
        let from = if rule.on.only_heads() { message } else { 0 };
        let when = rule.when.as_ref();
        rule.on.has(Class::Head) && when.is_none_or(|when| when.is_match(&text[from..]))
    };
    let machines = &engine.patterns.machines;
    let of_records = |machine: &&Machine| machine.kind == incident::Kind::LogError;
    let mut met = asked.rules;
    met.extend(starts.grave());
    met.extend(starts.ask_record(text));
    let is_trace = |at: &usize| {
        let (machine, rule) = engine.start_rules[*at];
        let machine = &machines[machine];
        !of_records(&machine) && takes(&machine.rules[usize::from(rule)])
    };
    if met.iter().any(is_trace) {
        return None;
    }
    // As what it goes on with a record above it, or begins one.
    let rules = machines.iter().filter(of_records);
    let rules = rules.flat_map(|machine| &machine.rules).enumerate();
    let begun = rules.filter(|(_, rule)| takes(rule)).map(|(at, _)| (at, 0));
    let calm = Calm {
        level: Some(level),
        own_record: parted.own_record,
        begun: begun.collect(),
        has_rest: false,
        manner: Manner::Loud,
    };
    Some((calm, header))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::Patterns;

    #[test]
    fn lines_that_begin_with_a_word_are_alike_to_a_record_above() {
        let patterns = Patterns::built_in().unwrap();
        let records = patterns.machines.iter();
        for machine in records.filter(|machine| machine.kind == incident::Kind::LogError) {
            // The first line of an old heading, and of a record in two lines, is hot, or has a header.
            let rules = machine
                .rules
                .iter()
                .filter(|rule| rule.on.has(Class::Plain));
            for rule in rules {
                let Some(when) = &rule.when else { continue };
                let takes = |text: &str| when.is_match(text);
                let first = takes("served 17");
                for text in [
                    "0",
                    "DETAIL",
                    "Traceback is a word",
                    "x: y",
                    "10:00 tea",
                    "z--------------------",
                ] {
                    assert_eq!(takes(text), first, "{text}: {}", when.source());
                }
            }
        }
    }
}
