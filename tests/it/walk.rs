//! Random walks through the machines: lines that their rules take, from the start on, put together, mutated, and read
//! with the prefilter and line by line.

use aiops::pattern::{Header, Headers, Machine, Rule};
use regex_syntax::hir::{Class, Hir, HirKind};

use crate::prefilter::logs::{self, pause};
use crate::prefilter::{readings, rounds, sizes, split};
use crate::robust::Dice;

/// Letters that stand for those a class allows.
const LETTERS: &str = "abcxyzABCEF0179._-/:<>()[]{}$ \t'\"=|é";

fn parse(source: &str) -> Hir {
    let mut parser = regex_syntax::ParserBuilder::new().utf8(false).build();
    parser.parse(source).unwrap()
}

/// A text that the regex matches, anchors and boundaries aside; `message` stands for the capture of that name.
fn sample(hir: &Hir, message: Option<&[u8]>, dice: &mut Dice, out: &mut Vec<u8>) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => out.extend_from_slice(&literal.0),
        HirKind::Class(class) => letter(class, dice, out),
        HirKind::Repetition(repetition) => {
            let more = [0, 0, 1, 1, 2, 3, 12][dice.below(7)];
            let most = repetition.max.unwrap_or(u32::MAX);
            for _ in 0..most.min(repetition.min + more) {
                sample(&repetition.sub, message, dice, out);
            }
        }
        HirKind::Capture(capture) => match message {
            Some(text) if capture.name.as_deref() == Some("message") => out.extend_from_slice(text),
            _ => sample(&capture.sub, message, dice, out),
        },
        HirKind::Concat(all) => all.iter().for_each(|hir| sample(hir, message, dice, out)),
        HirKind::Alternation(all) => sample(&all[dice.below(all.len())], message, dice, out),
    }
}

fn letter(class: &Class, dice: &mut Dice, out: &mut Vec<u8>) {
    let has = |wanted: char| match class {
        Class::Unicode(class) => class
            .iter()
            .any(|range| range.start() <= wanted && wanted <= range.end()),
        Class::Bytes(class) => {
            wanted.is_ascii()
                && class
                    .iter()
                    .any(|range| range.start() <= wanted as u8 && wanted as u8 <= range.end())
        }
    };
    let usual: Vec<char> = LETTERS.chars().filter(|letter| has(*letter)).collect();
    if !usual.is_empty() && dice.below(20) > 0 {
        out.extend_from_slice(
            usual[dice.below(usual.len())]
                .encode_utf8(&mut [0; 4])
                .as_bytes(),
        );
        return;
    }
    match class {
        Class::Unicode(class) if !class.ranges().is_empty() => {
            let range = class.ranges()[dice.below(class.ranges().len())];
            let wide = u32::from(range.end()) - u32::from(range.start());
            let at = u32::from(range.start()) + dice.below(wide.min(200) as usize + 1) as u32;
            let letter = char::from_u32(at).unwrap_or(range.start());
            out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
        }
        Class::Bytes(class) if !class.ranges().is_empty() => {
            let range = class.ranges()[dice.below(class.ranges().len())];
            let wide = usize::from(range.end() - range.start());
            out.push(range.start() + dice.below(wide + 1) as u8);
        }
        _ => {}
    }
}

/// A machine with its regexes as trees.
struct Tree<'m> {
    machine: &'m Machine,
    rules: Vec<Option<Hir>>,
}

/// Everything that lines can be made of.
struct Grammar<'p> {
    machines: Vec<Tree<'p>>,
    records: Vec<Hir>,
    transports: Vec<Hir>,
}

impl Grammar<'_> {
    fn new<'p>(machines: &'p [Machine], headers: &Headers) -> Grammar<'p> {
        let tree = |rule: &Rule| rule.when.as_ref().map(|when| parse(when.source()));
        let header = |header: &Header| parse(header.when.source());
        Grammar {
            machines: machines
                .iter()
                .map(|machine| Tree {
                    machine,
                    rules: machine.rules.iter().map(tree).collect(),
                })
                .collect(),
            records: headers.records.iter().map(header).collect(),
            transports: headers.outer.iter().map(header).collect(),
        }
    }

    /// A record of any format with this message.
    fn record(&self, message: &[u8], dice: &mut Dice) -> Vec<u8> {
        wrap(&self.records, message, dice)
    }

    /// The lines of one walk.
    fn walk(&self, dice: &mut Dice) -> Vec<Vec<u8>> {
        let tree = &self.machines[dice.below(self.machines.len())];
        let headed = dice.below(3) == 0;
        let (mut state, mut lines) = (0, Vec::new());
        for _ in 0..1 + dice.below(20) {
            let rules: Vec<_> = tree.machine.rules_in(state).collect();
            if rules.is_empty() {
                break;
            }
            let (at, rule) = rules[dice.below(rules.len())];
            let mut line = Vec::new();
            if let Some(hir) = &tree.rules[usize::from(at)] {
                sample(hir, None, dice, &mut line);
            }
            let is_head = rule.on.only_heads() || headed && lines.is_empty();
            lines.push(if is_head {
                self.record(&line, dice)
            } else {
                line
            });
            state = rule.to.unwrap_or(state);
            if rule.end {
                break;
            }
        }
        lines
    }

    /// A line that belongs to nothing, in the format of others or in its own.
    fn noise(&self, format: &Hir, dice: &mut Dice) -> Vec<u8> {
        let mut line = Vec::new();
        match dice.below(4) {
            0 => sample(format, None, dice, &mut line),
            1 => line = self.record(b"served", dice),
            2 => line.extend_from_slice(b"served a page"),
            _ => sample(format, Some(b"0 errors"), dice, &mut line),
        }
        line
    }

    fn mutate(&self, lines: &mut Vec<Vec<u8>>, dice: &mut Dice) {
        let format = &self.records[dice.below(self.records.len())];
        for _ in 0..dice.below(6) {
            let (a, b) = (dice.below(lines.len()), dice.below(lines.len()));
            if lines.is_empty() {
                return;
            }
            match dice.below(9) {
                0 => drop(lines.remove(a)),
                1 => lines.swap(a, b),
                2 => lines.insert(a, lines[b].clone()),
                3 => {
                    let at = dice.below(lines[a].len() + 1);
                    lines[a].truncate(at);
                }
                4 => {
                    let prefix = [
                        &b"[7] "[..],
                        b"  ",
                        b"| ",
                        b"x: ",
                        b"\x1b[31m",
                        b"2026-11-20 10:00:00 ",
                    ][dice.below(6)];
                    let one = dice.below(2) == 0;
                    for line in if one {
                        &mut lines[a..=a]
                    } else {
                        &mut lines[..]
                    } {
                        line.splice(0..0, prefix.iter().copied());
                    }
                }
                5 => {
                    let each = dice.below(3) == 0;
                    for line in if each {
                        &mut lines[..]
                    } else {
                        &mut lines[a..=a]
                    } {
                        *line = wrap(&self.transports, line, dice);
                    }
                }
                // As many lines between as the search reaches, or about.
                _ => {
                    let many = [1, 3, 31, 32, 33, 62, 65, 97, 130][dice.below(9)];
                    let noise: Vec<_> = (0..many).map(|_| self.noise(format, dice)).collect();
                    lines.splice(a..a, noise);
                }
            }
        }
    }
}

/// The message behind one of these headers.
fn wrap(headers: &[Hir], message: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut line = Vec::new();
    sample(
        &headers[dice.below(headers.len())],
        Some(message),
        dice,
        &mut line,
    );
    line
}

#[test]
fn nothing_on_a_random_walk_is_passed_over() {
    let readings = readings();
    let grammars: Vec<_> = readings
        .iter()
        .map(|reading| reading.engine.patterns())
        .map(|patterns| Grammar::new(&patterns.machines, &patterns.headers))
        .collect();
    rounds(0x5eed_0007, |dice, seed| {
        let at = dice.below(2 * readings.len()) % readings.len();
        let (reading, grammar) = (&readings[at], &grammars[at]);
        let mut lines = Vec::new();
        for _ in 0..1 + dice.below(4) {
            let mut walk = grammar.walk(dice);
            grammar.mutate(&mut walk, dice);
            lines.append(&mut walk);
            if dice.below(2) == 0 {
                logs::ordinary(&mut lines, dice);
            }
        }
        grammar.mutate(&mut lines, dice);
        for line in &mut lines {
            line.retain(|byte| *byte != b'\n');
        }
        let mut log = split(&lines.join(&b'\n'));
        pause(&mut log, dice);
        let sizes = crate::prefilter::some(sizes(&log, dice), dice, 3);
        reading.check(&log, &sizes, &format!("seed {seed}"));
    });
}

/// What the walks are worth: most of them are incidents.
#[test]
fn walks_lead_to_incidents() {
    let reading = crate::prefilter::Reading::usual();
    let patterns = reading.engine.patterns();
    let grammar = Grammar::new(&patterns.machines, &patterns.headers);
    let mut dice = Dice(0x5eed_0008);
    let walks = (0..300).map(|_| grammar.walk(&mut dice).join(&b'\n'));
    let found = walks.filter(|walk| !crate::corpus_file::detect(walk).is_empty());
    assert!(found.count() > 60);
}
