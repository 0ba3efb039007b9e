//! Reads the captures of a run's lines into the fields of an incident and its chain of errors.
//!
//! Captures are what costs: they are read here, once a run has won, and nowhere else.

use super::answer;
use super::line::KEEP_BYTES;
use super::order::{first_to_last, last_to_first};
use super::run::Taken;
use crate::incident::{ErrorLink, Frame, Level, Relation, Request};
use crate::pattern::{Field, Machine, Newest, parse_relation};

/// Frames of one error that are kept, from both ends: deeper stacks repeat themselves.
const MAX_FRAMES: usize = 200;
/// Errors of one chain that are kept; longer ones are loops.
const MAX_ERRORS: usize = 50;

/// Fields that are one to an incident.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub time: Option<String>,
    pub level: Option<Level>,
    pub logger: Option<String>,
    pub process: Option<String>,
    pub thread: Option<String>,
    pub trace_id: Option<String>,
    pub request: Option<Request>,
}

/// An error while its lines are read.
#[derive(Debug, Default)]
pub(super) struct Open {
    pub link: ErrorLink,
    typed: bool,
    has_message: bool,
    /// Width of what stands before it: members of a group are indented.
    pub margin: usize,
    pub relation: Option<Relation>,
    pub wraps: bool,
    /// It was said of a closed error what it is to the next one.
    pub awaits_next: bool,
}

/// Reads the captures of a run's lines, in order.
pub(super) struct Reader<'m> {
    machine: &'m Machine,
    errors: Vec<Open>,
    open: Open,
}

impl<'m> Reader<'m> {
    pub(super) fn new(machine: &'m Machine) -> Reader<'m> {
        Reader {
            machine,
            errors: Vec::new(),
            open: Open::default(),
        }
    }

    pub(super) fn line(&mut self, taken: &Taken, fields: &mut Fields) {
        let rule = &self.machine.rules[usize::from(taken.rule)];
        let text = &taken.line.seen()[taken.from..];
        let captures = rule.when.as_ref().and_then(|when| when.capture(text));
        let value = |field: Field| -> Option<&str> {
            let constant = rule.set.iter().find(|(known, _)| *known == field);
            let captured = captures
                .as_ref()
                .and_then(|captures| captures.name(field.name()));
            captured
                .map(|found| found.as_str())
                .or(constant.map(|(_, value)| value.as_str()))
        };
        read_fields(fields, &value);
        let margin = text.len() - text.trim_start_matches([' ', '\t', '|', '+', '-']).len();
        self.relation_and_type(&value, margin);
        if let Some(message) = value(Field::Message) {
            self.message(message);
        }
        self.frame(&value);
    }

    fn relation_and_type<'t>(&mut self, value: &impl Fn(Field) -> Option<&'t str>, margin: usize) {
        let relation = value(Field::Relation).and_then(parse_relation);
        let Some(error_type) = value(Field::Type) else {
            // Said between two errors: it is what the closed one is to the next.
            if let Some((relation, wraps)) = relation {
                let level = match self.machine.newest {
                    Newest::Last => margin,
                    Newest::First => 0,
                };
                let mut closed = self.errors.iter_mut().rev();
                let target = closed.find(|error| error.margin == level);
                if let Some(error) = target {
                    error.relation = Some(relation);
                    error.wraps = wraps;
                    error.awaits_next = true;
                }
            }
            return;
        };
        if self.machine.newest == Newest::First && self.open.typed {
            self.close();
        }
        error_type.clone_into(&mut self.open.link.error_type);
        self.open.typed = true;
        self.open.margin = margin;
        if let Some((relation, wraps)) = relation {
            self.open.relation = Some(relation);
            self.open.wraps = wraps;
        }
        if self.open.relation != Some(Relation::Member) || self.machine.newest == Newest::First {
            // Only what is in a group's box is told apart by its indent.
            self.open.margin = 0;
        }
        if self.machine.newest == Newest::Last {
            self.close();
        }
    }

    fn close(&mut self) {
        let open = std::mem::take(&mut self.open);
        if self.errors.len() < MAX_ERRORS {
            self.errors.push(open);
        }
    }

    /// A second message continues the first, after a closing type too.
    fn message(&mut self, text: &str) {
        let error = match (self.machine.newest, self.errors.last_mut()) {
            (Newest::Last, Some(closed)) if self.open.link.frames.is_empty() => closed,
            _ => &mut self.open,
        };
        let message = &mut error.link.message;
        if std::mem::replace(&mut error.has_message, true) {
            message.push('\n');
        }
        if message.len() < KEEP_BYTES {
            message.push_str(text.trim_end());
        }
    }

    fn frame<'t>(&mut self, value: &impl Fn(Field) -> Option<&'t str>) {
        let owned = |field| value(field).map(str::to_owned);
        let number = |field| value(field).and_then(|text| text.parse().ok());
        let (function, file) = (owned(Field::Function), owned(Field::File));
        if function.is_none() && file.is_none() {
            return;
        }
        let frames = &mut self.open.link.frames;
        let completes =
            function.is_none() && frames.last().is_some_and(|frame| frame.file.is_none());
        if completes {
            if let Some(frame) = frames.last_mut() {
                frame.file = file;
                frame.line = number(Field::Line);
                frame.column = number(Field::Column);
            }
            return;
        }
        frames.push(Frame {
            function,
            module: owned(Field::Module),
            file,
            line: number(Field::Line),
            column: number(Field::Column),
            in_app: false,
        });
    }

    pub(super) fn finish(mut self) -> Vec<ErrorLink> {
        // A trace that was cut before its type still has frames; in the box of a group they are a member's.
        let is_member = self.machine.newest == Newest::Last
            && self.errors.last().is_some_and(|error| !error.awaits_next);
        // A type printed above its frames, as some runtimes do, gets them.
        if is_member && !self.open.typed {
            let frames = &mut self.open.link.frames;
            if let Some(last) = self
                .errors
                .last_mut()
                .filter(|last| last.link.frames.is_empty())
            {
                last.link.frames.append(frames);
            }
        }
        let has_some = !self.open.link.frames.is_empty() || self.open.has_message;
        if self.open.typed || has_some && !is_member {
            self.close();
        }
        let machine = self.machine;
        let mut chain = match machine.newest {
            Newest::First => first_to_last(self.errors),
            Newest::Last => last_to_first(self.errors),
        };
        if let Some(outermost) = chain.first_mut() {
            outermost.relation = None;
        }
        for error in &mut chain {
            let end = error.message.trim_end().len();
            error.message.truncate(end);
            tidy_frames(&mut error.frames, machine);
        }
        chain
    }
}

fn read_fields<'t>(fields: &mut Fields, value: &impl Fn(Field) -> Option<&'t str>) {
    let set = |slot: &mut Option<String>, field| {
        if slot.is_none() {
            *slot = value(field).map(str::to_owned);
        }
    };
    set(&mut fields.time, Field::Time);
    set(&mut fields.logger, Field::Logger);
    set(&mut fields.process, Field::Process);
    set(&mut fields.trace_id, Field::TraceId);
    set(&mut fields.thread, Field::Thread);
    if fields.level.is_none() {
        fields.level = value(Field::Level).and_then(Level::parse);
    }
    if let Some(request) = answer::request(value) {
        let before = fields.request.take().unwrap_or_default();
        fields.request = Some(Request {
            method: request.method.or(before.method),
            path: request.path.or(before.path),
            ..request
        });
    } else if let Some(path) = value(Field::Path) {
        // The status is told by a line below.
        fields.request = Some(Request {
            method: value(Field::Method).map(str::to_ascii_uppercase),
            path: Some(answer::path_of(path).to_owned()),
            ..Request::default()
        });
    }
}

fn tidy_frames(frames: &mut Vec<Frame>, machine: &Machine) {
    // A panic's header names its place; the backtrace, where there is one, names it again with its function.
    if frames.first().is_some_and(|frame| frame.function.is_none())
        && frames.iter().any(|frame| frame.function.is_some())
        && machine.newest == Newest::First
    {
        frames.remove(0);
    }
    if frames.len() > MAX_FRAMES {
        let gone = frames.len() - MAX_FRAMES;
        frames.drain(MAX_FRAMES / 2..MAX_FRAMES / 2 + gone);
    }
    for frame in frames {
        let names = [&frame.file, &frame.module, &frame.function];
        frame.in_app = !names
            .into_iter()
            .flatten()
            .any(|name| machine.library.is_match(name));
    }
}
