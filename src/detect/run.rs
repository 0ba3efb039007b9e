//! One attempt of one machine to read an incident: the lines it took, and what it learned of their prefix.

use std::rc::Rc;

use super::choose::{Around, Choice, choose};
use super::hot::{REACH_BYTES, REACH_LINES};
use super::line::{KEEP_BYTES, Line, Style, style};
use super::prefix::{Prefix, tags};
use crate::incident::Level;
use crate::pattern::{Class, Expr, Field, Headers, Machine, StateId};

/// Weak lines that may follow the last accepted state, and lines of others that may stand between two of ours: a
/// message or an interleaved neighbour that is longer is not told from the rest of the log.
const PATIENCE: u32 = 60;
/// Lines of an incident that are kept: head and tail of the longest are as good as the whole.
pub(super) const MAX_LINES: usize = 1_000;
/// No tool puts more than this before a line; what is longer is text, and comparing it on every line is dear.
const MAX_PREFIX: usize = 512;
/// How far a run grows beyond [`MAX_LINES`] before its middle is thrown away, so that it is done rarely.
const SLACK: usize = 256;
/// Text that a run holds before its middle is thrown away: of what is longer, head and tail are shown.
const MAX_BYTES: usize = 4 * KEEP_BYTES;

/// What is known of the run's prefix.
#[derive(Debug)]
enum Learned {
    /// The run has none and its lines are adjacent.
    None,
    /// What stood before the start; a firm rule on a later line decides.
    Candidate(Prefix),
    /// Every line of the run begins with it.
    Fixed(Prefix),
}

/// A line that a rule took.
#[derive(Debug, Clone)]
pub(super) struct Taken {
    pub line: Rc<Line>,
    /// The rule's number in [`Machine::rules`].
    pub rule: u16,
    /// Where the rule's text begins in the line: behind the prefix, or the record header.
    pub from: usize,
    /// How much of the line is prefix.
    pub prefix: usize,
    pub weak: bool,
    /// Whether the run's lines up to here are an incident.
    pub accepts: bool,
}

impl Taken {
    /// Its prefix is `prefix` bytes long after all; where a record's message begins stays where it is.
    fn lose(&mut self, prefix: usize) {
        self.from = if self.from == self.prefix {
            prefix
        } else {
            self.from.max(prefix)
        };
        self.prefix = prefix;
    }
}

#[derive(Debug)]
pub(super) struct Run {
    /// For `explain`: its number in the file.
    pub id: u32,
    pub machine: usize,
    pub state: StateId,
    /// Where the start rule's match began in the first line.
    pub at: usize,
    pub alone: bool,
    /// Level of the record whose header stands right above.
    pub above: Option<Level>,
    /// The line right above, where it is a record's header.
    head_above: Option<Rc<Line>>,
    pub taken: Vec<Taken>,
    /// How many of `taken` are accepted.
    pub accepted: usize,
    /// Last line taken, accepted or not.
    pub last_taken: u64,
    /// Whether a limit, the end of the input or a cut state ended it.
    pub truncated: bool,
    /// Whether its last lines were accepted because no more came.
    pub at_end: bool,
    pub context: Vec<Rc<Line>>,
    /// Level of the record that its next line belongs to.
    pub level: Option<Level>,
    /// Whether it met a hot line in time: without one it is no incident.
    pub hot: bool,
    learned: Learned,
    weak_start: bool,
    weak: u32,
    skipped: u32,
    style: Style,
    dropped: bool,
    /// Length of the text of all lines in `taken`, or a little more.
    bytes: usize,
    context_bytes: usize,
}

/// What a run did with a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    Took {
        rule: u16,
        from_state: StateId,
    },
    /// The line is another's.
    Skipped,
    /// No rule takes it, or an `end` rule does.
    Ended,
}

/// A start rule's match.
pub(super) struct Start<'a> {
    pub machine_at: usize,
    pub machine: &'a Machine,
    pub rule: u16,
    /// Where the rule's text begins.
    pub from: usize,
    /// Where its match begins in the line; what stands before it may be a prefix, but for a record's header.
    pub at: usize,
    pub is_head: bool,
    /// Level of the record whose header stands right above.
    pub above: Option<Level>,
    /// Level of the record that the line belongs to.
    pub level: Option<Level>,
    /// The line right above, where it is a record's header.
    pub head_above: Option<Rc<Line>>,
    pub style: Style,
}

impl Run {
    pub(super) fn new(id: u32, start: &Start<'_>, line: &Rc<Line>, context: Vec<Rc<Line>>) -> Run {
        let rule = &start.machine.rules[usize::from(start.rule)];
        let state = rule.to.unwrap_or_default();
        let accepts = start.machine.accept[usize::from(state)];
        let candidate = &line.text[..start.at];
        let context_bytes = context.iter().map(|line| line.text.len()).sum();
        let learned = if start.is_head || candidate.is_empty() || candidate.len() > MAX_PREFIX {
            Learned::None
        } else {
            Learned::Candidate(Prefix::new(candidate))
        };
        Run {
            id,
            machine: start.machine_at,
            state,
            at: start.at,
            alone: rule.alone,
            above: start.above,
            head_above: start.head_above.clone(),
            taken: vec![Taken {
                line: Rc::clone(line),
                rule: start.rule,
                from: start.from,
                prefix: 0,
                weak: rule.weak,
                accepts,
            }],
            accepted: usize::from(accepts),
            last_taken: line.seq,
            truncated: false,
            at_end: false,
            context,
            level: start.level,
            hot: false,
            learned,
            weak_start: rule.weak,
            weak: 0,
            skipped: 0,
            style: start.style,
            dropped: false,
            bytes: line.text.len(),
            context_bytes,
        }
    }

    pub(super) fn first(&self) -> &Line {
        &self.taken[0].line
    }

    /// Whether a hot line that begins here is near enough to its first.
    pub(super) fn is_near(&self, number: u64, offset: u64) -> bool {
        let first = self.first();
        number <= first.number + REACH_LINES && offset <= first.start + REACH_BYTES
    }

    /// The first line that says more than that an error follows.
    pub(super) fn first_telling(&self, machine: &Machine) -> u64 {
        let telling = self.taken.iter().find(|taken| {
            let when = machine.rules[usize::from(taken.rule)].when.as_ref();
            when.is_some_and(Expr::has_captures)
        });
        telling.map_or(self.first().seq, |taken| taken.line.seq)
    }

    /// The level of its records' headers: of a record in two lines, of the one that has one.
    pub(super) fn level(&self, headers: &Headers) -> Option<Level> {
        let lines = self.taken[..self.accepted].iter();
        lines.filter_map(|taken| taken.line.level(headers)).max()
    }

    /// The level that the machine itself gives it: that of a death, which no record above can play down.
    pub(super) fn own_level(&self, machine: &Machine) -> Option<Level> {
        let constants = self.taken[..self.accepted]
            .iter()
            .flat_map(|taken| &machine.rules[usize::from(taken.rule)].set);
        constants
            .filter(|(field, _)| *field == Field::Level)
            .filter_map(|(_, level)| Level::parse(level))
            .max()
    }

    /// Last accepted line that is not blank.
    pub(super) fn last(&self) -> &Line {
        self.taken[..self.accepted]
            .iter()
            .rev()
            .find(|taken| !taken.line.text[taken.prefix..].trim().is_empty())
            .map_or(self.first(), |taken| &taken.line)
    }

    /// The prefix that its lines have lost.
    pub(super) fn prefix(&self) -> Option<&str> {
        match &self.learned {
            Learned::Fixed(prefix) => Some(prefix.as_str()),
            _ => None,
        }
    }

    /// Whether its lines lost a prefix, or may have.
    pub(super) fn has_prefix(&self) -> bool {
        !matches!(self.learned, Learned::None)
    }

    /// The accepted line with this place in the stream; one whose middle was thrown away holds all of it.
    pub(super) fn line_at(&self, seq: u64) -> Option<&Taken> {
        let accepted = &self.taken[..self.accepted];
        match accepted.binary_search_by_key(&seq, |taken| taken.line.seq) {
            Ok(at) => Some(&accepted[at]),
            Err(at) if self.dropped && 0 < at && at < accepted.len() => Some(&accepted[at]),
            Err(_) => None,
        }
    }

    /// Leaves the lines from `seq` on to another incident.
    pub(super) fn cut_before(&mut self, seq: u64) {
        let keep = self.taken.partition_point(|taken| taken.line.seq < seq);
        self.accepted = self.accepted.min(keep.max(1));
    }

    /// Gives up all lines from `seq` on; whether something acceptable remains.
    pub(super) fn cut_back(&mut self, seq: u64) -> bool {
        let keep = self.taken.partition_point(|taken| taken.line.seq < seq);
        match self.taken[..keep].iter().rposition(|taken| taken.accepts) {
            Some(at) => {
                self.accepted = at + 1;
                true
            }
            None => false,
        }
    }

    /// Offers the next line of the stream.
    pub(super) fn step(&mut self, machine: &Machine, line: &Rc<Line>, around: &Around<'_>) -> Step {
        let text = line.seen();
        if matches!(self.learned, Learned::Candidate(_)) {
            return self.step_undecided(machine, line, around);
        }
        let (rest, prefix) = match &self.learned {
            Learned::Fixed(prefix) => match prefix.strip(text) {
                Some(rest) => (rest, text.len() - rest.len()),
                // An indent names nobody: a line without it is no other stream's, but the end.
                None if prefix.is_blank() && text.trim().is_empty() => ("", text.len()),
                None if prefix.is_blank() => return self.end_above(machine),
                // The record above has no such sign, so it is one of continued lines, and here is the next record.
                None if !prefix.as_str().contains(char::is_alphanumeric)
                    && line.is_head(around.headers)
                    && self
                        .head_above
                        .as_ref()
                        .is_some_and(|head| prefix.strip(head.seen()).is_none()) =>
                {
                    return self.end_above(machine);
                }
                None => {
                    let step = self.skip();
                    if step == Step::Ended {
                        // Its own stream has been silent for so long.
                        self.end(machine);
                    }
                    return step;
                }
            },
            _ => (text, 0),
        };
        match choose(
            (self.machine, machine),
            self.state,
            line,
            rest,
            self.style,
            around,
        ) {
            Some(found) => self.take(machine, line, &found, prefix),
            None => Step::Ended,
        }
    }

    /// The run does not know its prefix yet: the whole candidate, parts of it, or none, whichever a firm rule bears out.
    fn step_undecided(&mut self, machine: &Machine, line: &Rc<Line>, around: &Around<'_>) -> Step {
        let Learned::Candidate(candidate) = &self.learned else {
            return Step::Ended;
        };
        let text = line.seen();
        let mut options: Vec<Option<Prefix>> = Vec::new();
        let whole = candidate.strip(text).is_some();
        if whole {
            options.push(Some(candidate.clone()));
        }
        // Where both go on with a tag, such as another process's number, the line is another stream's.
        let is_other =
            |known: usize, rest: &str| tags(&candidate.as_str()[known..]) > 0 && tags(rest) > 0;
        for part in candidate.shared(text) {
            let known = part.as_str().len();
            let rest = part.strip(text).unwrap_or_default();
            if !is_other(known, rest) {
                options.push(Some(part));
            }
        }
        if self.skipped == 0 && (whole || !is_other(0, text)) {
            options.push(None);
        }
        let mut weak = None;
        for option in options {
            let rest = match &option {
                Some(prefix) => prefix.strip(text),
                None => Some(text),
            };
            let Some(rest) = rest else { continue };
            if option.is_some() && rest.trim().is_empty() && !whole {
                continue;
            }
            let style = match &option {
                // The prefix is all that was a header: what is below it has a style of its own.
                Some(prefix) => self.style_below(prefix, around),
                None => self.style,
            };
            let Some(found) = choose(
                (self.machine, machine),
                self.state,
                line,
                rest,
                style,
                around,
            ) else {
                continue;
            };
            let cut = text.len() - rest.len();
            let rule = &machine.rules[usize::from(found.rule)];
            if rule.weak || rule.end || rest.trim().is_empty() {
                if weak.is_none() {
                    weak = Some((found, cut));
                }
                continue;
            }
            if option.is_none() && self.taken[1..].iter().any(|taken| taken.prefix > 0) {
                // What was taken behind the candidate was no line of its own stream after all.
                let own = self.taken[1..].iter().position(|taken| taken.prefix > 0);
                self.taken.truncate(1 + own.unwrap_or_default());
                self.recount();
                return Step::Ended;
            }
            self.style = style;
            self.learn(option);
            return self.take(machine, line, &found, cut);
        }
        match weak {
            Some((found, cut)) => self.take(machine, line, &found, cut),
            // It is of this stream, and yet nothing takes it.
            None if self.weak_start || whole => Step::Ended,
            None => self.skip(),
        }
    }

    fn style_below(&self, prefix: &Prefix, around: &Around<'_>) -> Style {
        style(around.window, self.first().seq, around.headers, |line| {
            prefix.strip(&line.text)
        })
    }

    /// Settles the prefix; lines taken before lose it, or were another's.
    fn learn(&mut self, prefix: Option<Prefix>) {
        let Some(prefix) = prefix else {
            for taken in &mut self.taken[1..] {
                taken.lose(0);
            }
            self.learned = Learned::None;
            return;
        };
        let mut first = true;
        self.taken.retain_mut(|taken| {
            if std::mem::take(&mut first) {
                taken.prefix = 0;
                return true;
            }
            let text = taken.line.seen();
            let Some(rest) = prefix.strip(text) else {
                return false;
            };
            taken.lose(text.len() - rest.len());
            true
        });
        self.recount();
        self.learned = Learned::Fixed(prefix);
    }

    /// Finds the last accepted line anew, after lines were given up.
    fn recount(&mut self) {
        let last = self.taken.iter().rposition(|taken| taken.accepts);
        self.accepted = last.map_or(0, |at| at + 1);
    }

    fn skip(&mut self) -> Step {
        self.skipped += 1;
        if self.skipped > PATIENCE || (self.weak_start && self.taken.len() == 1) {
            Step::Ended
        } else {
            Step::Skipped
        }
    }

    fn take(&mut self, machine: &Machine, line: &Rc<Line>, found: &Choice, prefix: usize) -> Step {
        let rule = &machine.rules[usize::from(found.rule)];
        if rule.end {
            self.accepted = self.taken.len();
            return Step::Ended;
        }
        let from_state = self.state;
        if let Some(to) = rule.to {
            self.state = to;
        }
        let accepts = machine.accept[usize::from(self.state)];
        if rule.weak && !accepts {
            self.weak += 1;
            if self.weak > PATIENCE {
                return Step::Ended;
            }
        }
        self.skipped = 0;
        self.taken.push(Taken {
            line: Rc::clone(line),
            rule: found.rule,
            from: prefix + found.from,
            prefix,
            weak: rule.weak,
            accepts,
        });
        self.last_taken = line.seq;
        self.bytes += line.text.len();
        if accepts {
            self.weak = 0;
            self.accepted = self.taken.len();
        }
        if self.taken.len() > MAX_LINES + SLACK || self.bytes > MAX_BYTES {
            self.drop_middle();
        }
        Step::Took {
            rule: found.rule,
            from_state,
        }
    }

    fn drop_middle(&mut self) {
        let lines = || self.taken.iter().map(|taken| taken.line.text.len());
        let from = fitting(lines(), KEEP_BYTES / 2);
        let tail = fitting(lines().rev(), KEEP_BYTES);
        let gone = self.taken.len().saturating_sub(from + tail);
        self.taken.drain(from..from + gone);
        self.accepted = if self.accepted >= from + gone {
            self.accepted - gone
        } else {
            self.accepted.min(from)
        };
        self.bytes = self.taken.iter().map(|taken| taken.line.text.len()).sum();
        self.dropped |= gone > 0;
    }

    /// Bytes of text that it keeps from being forgotten.
    pub(super) fn bytes(&self) -> usize {
        self.bytes + self.context_bytes
    }

    /// Whether all that it took behind its last accepted line may as well be another's.
    pub(super) fn is_whole(&self) -> bool {
        self.accepted > 0 && self.taken[self.accepted..].iter().all(|taken| taken.weak)
    }

    /// Its lines are over, and the next thing begins: what only waited for that is accepted.
    fn end_above(&mut self, machine: &Machine) -> Step {
        if machine.rules_in(self.state).any(|(_, rule)| rule.end) {
            self.accepted = self.taken.len();
        }
        Step::Ended
    }

    /// The end of the input, or silence: lines that only waited for it are accepted.
    pub(super) fn end(&mut self, machine: &Machine) {
        let ends = machine
            .rules_in(self.state)
            .any(|(_, rule)| rule.end && rule.on.has(Class::End));
        if ends {
            self.accepted = self.taken.len();
            self.at_end = true;
        }
    }

    /// The lines behind its first that can be nobody else's.
    pub(super) fn firm_lines(&self) -> impl Iterator<Item = u64> {
        let behind = self.taken[..self.accepted].iter().skip(1);
        behind
            .filter(|taken| !taken.weak)
            .map(|taken| taken.line.seq)
    }

    /// Whether it holds a line behind `seq` that can be nobody else's.
    pub(super) fn is_firm_behind(&self, seq: u64) -> bool {
        let accepted = self.taken[..self.accepted].iter().rev();
        accepted
            .take_while(|taken| taken.line.seq > seq)
            .any(|taken| !taken.weak)
    }

    /// No line follows any more: whether there is an incident.
    pub(super) fn close(&mut self, machine: &Machine) -> bool {
        if machine.cut[usize::from(self.state)] && self.accepted < self.taken.len() {
            self.accepted = self.taken.len();
            self.truncated = true;
        }
        self.truncated |= self.dropped;
        self.accepted > 0
    }
}

/// How many lines of these lengths are kept: half of all that may be, one at least, and no more text than `most`.
fn fitting(lines: impl Iterator<Item = usize>, most: usize) -> usize {
    let mut size = 0;
    let fits = lines.take(MAX_LINES / 2).take_while(|line| {
        size += line;
        size <= most
    });
    fits.count().max(1)
}
