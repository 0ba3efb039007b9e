//! From the lines of a winning run to the fields of an incident: captures are read here, and only here.

use regex::Captures;

use super::line::KEEP_BYTES;
use super::run::{MAX_LINES, Run, Taken};
use super::{Found, Scope};
use crate::incident::{ErrorLink, Frame, Incident, Kind, Level, Relation, Request, SCHEMA, Source};
use crate::pattern::{Field, Headers, Machine, Newest, parse_relation};

/// Frames of one error that are kept, from both ends: deeper stacks repeat themselves.
const MAX_FRAMES: usize = 200;
/// Errors of one chain that are kept; longer ones are loops.
const MAX_ERRORS: usize = 50;

/// Fields that are one to an incident.
#[derive(Debug, Default)]
struct Fields {
    time: Option<String>,
    level: Option<Level>,
    logger: Option<String>,
    process: Option<String>,
    thread: Option<String>,
    request: Option<Request>,
}

/// An error while its lines are read.
#[derive(Debug, Default)]
struct Open {
    link: ErrorLink,
    typed: bool,
    has_message: bool,
    /// Width of what stands before it: members of a group are indented.
    margin: usize,
    relation: Option<Relation>,
    wraps: bool,
    /// It was said of a closed error what it is to the next one.
    awaits_next: bool,
}

pub(super) fn extract(
    scope: &Scope<'_>,
    record: Option<&Run>,
    trace: Option<&Run>,
) -> Option<Found> {
    let patterns = &scope.engine.patterns;
    let headers = &patterns.headers;
    let mut fields = Fields::default();
    let mut log_message = None;
    let mut errors = Vec::new();
    if let Some(run) = record {
        let until = trace.map_or(u64::MAX, |trace| match trace.first().seq {
            seq if seq > run.first().seq => seq,
            seq => trace
                .first_telling(&patterns.machines[trace.machine])
                .max(seq + 1),
        });
        let machine = &patterns.machines[run.machine];
        let lines = run.taken[..run.accepted.max(1)]
            .iter()
            .filter(|taken| taken.line.seq < until);
        let mut reader = Reader::new(machine);
        for taken in lines {
            read_header(&mut fields, headers, taken);
            reader.line(taken, &mut fields);
        }
        let own =
            trace.and_then(|trace| before_trace(run, trace, &patterns.machines[trace.machine]));
        let read = reader.finish().into_iter().next().unwrap_or_default();
        log_message = Some(own.unwrap_or(read.message));
    }
    let main = trace.or(record)?;
    let machine = &patterns.machines[main.machine];
    if let Some(run) = trace {
        let record_level = fields.level.take();
        let mut reader = Reader::new(machine);
        for taken in &run.taken[..run.accepted] {
            reader.line(taken, &mut fields);
        }
        fields.level = record_level.or(fields.level);
        if record.is_none() {
            read_fields_of_first_line(&mut fields, headers, run);
        }
        errors = reader.finish();
    }
    let level = fields.level.unwrap_or(Level::Error);
    let outermost = errors.first().cloned().unwrap_or_default();
    let (kind, error_type, message) = if trace.is_some() {
        (machine.kind, outermost.error_type, outermost.message)
    } else {
        let name = if level >= Level::Critical {
            "CRITICAL"
        } else {
            "ERROR"
        };
        (
            machine.kind,
            name.to_owned(),
            log_message.take().unwrap_or_default(),
        )
    };
    let text = Text::of(record, trace);
    let first = record.or(trace)?.context.iter();
    let incident = Incident {
        schema: SCHEMA,
        id: String::new(),
        fingerprint: String::new(),
        kind: if kind == Kind::HttpError && trace.is_none() {
            Kind::LogError
        } else {
            kind
        },
        language: machine.language.clone(),
        level,
        error_type,
        message,
        log_message,
        errors,
        stack_trace: text.text,
        time: None,
        seen_at: String::new(),
        logger: fields.logger,
        thread: fields.thread,
        process: fields.process,
        trace_id: None,
        request: fields.request,
        source: Source {
            line_start: text.line_start,
            line_end: text.line_end,
            offset_start: text.offset_start,
            offset_end: text.offset_end,
            ..Source::default()
        },
        context: first.map(|line| line.text.clone()).collect(),
        occurrences: 1,
        first_seen: String::new(),
        last_seen: String::new(),
        service: String::new(),
        environment: String::new(),
        host: String::new(),
        truncated: text.clipped
            || [record, trace]
                .into_iter()
                .flatten()
                .any(|run| run.truncated),
        scrubbed: std::collections::BTreeMap::default(),
        record_lines: text.record_lines,
    };
    Some(Found {
        incident,
        time: fields.time,
        machine: main.machine,
    })
}

/// What a record says before the trace that begins on its own line, if it says anything.
fn before_trace(record: &Run, trace: &Run, machine: &Machine) -> Option<String> {
    let first = &record.taken[0];
    if first.line.seq != trace.first().seq || first.from >= trace.at {
        return None;
    }
    // What the regex looked at in front of the type is still the record's.
    let start = &trace.taken[0];
    let text = &first.line.text;
    let when = machine.rules[usize::from(start.rule)].when.as_ref()?;
    let captures = when.get().captures(text.get(start.from..)?)?;
    let matched = captures.get(0)?.start();
    let near = captures
        .name("type")
        .filter(|found| found.start() <= matched + 1);
    let end = near.map_or(trace.at, |found| start.from + found.start());
    let text = text.get(first.from..end)?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// What the record's header says.
fn read_header(fields: &mut Fields, headers: &Headers, taken: &Taken) {
    let text = &taken.line.seen()[taken.prefix..];
    let Some(head) = headers.head(text) else {
        return;
    };
    let Some(captures) = headers.captures(&head, text) else {
        return;
    };
    fields.level = fields.level.max(head.level);
    let get = |name: &str| captures.name(name).map(|found| found.as_str().to_owned());
    fields.time = fields.time.take().or_else(|| get("time"));
    fields.logger = fields.logger.take().or_else(|| get("logger"));
    fields.process = fields.process.take().or_else(|| get("process"));
    fields.thread = fields.thread.take().or_else(|| get("thread"));
}

/// A trace without a record may still begin on a line with a header, below the level that makes a record.
fn read_fields_of_first_line(fields: &mut Fields, headers: &Headers, run: &Run) {
    let mut own = Fields::default();
    read_header(&mut own, headers, &run.taken[0]);
    fields.time = fields.time.take().or(own.time);
    fields.logger = fields.logger.take().or(own.logger);
    fields.process = fields.process.take().or(own.process);
    fields.thread = fields.thread.take().or(own.thread);
}

/// Reads the captures of a run's lines, in order.
struct Reader<'m> {
    machine: &'m Machine,
    errors: Vec<Open>,
    open: Open,
}

impl<'m> Reader<'m> {
    fn new(machine: &'m Machine) -> Reader<'m> {
        Reader {
            machine,
            errors: Vec::new(),
            open: Open::default(),
        }
    }

    fn line(&mut self, taken: &Taken, fields: &mut Fields) {
        let rule = &self.machine.rules[usize::from(taken.rule)];
        let text = &taken.line.seen()[taken.from..];
        let captures = rule
            .when
            .as_ref()
            .and_then(|when| when.get().captures(text));
        let value = |field: Field| -> Option<&str> {
            let (name, _) = Field::ALL.iter().find(|(_, known)| *known == field)?;
            let constant = rule.set.iter().find(|(known, _)| *known == field);
            let captured =
                |captures: &Captures<'_>| captures.name(name).map(|found| &text[found.range()]);
            captures
                .as_ref()
                .and_then(captured)
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
        self.open.link.error_type = error_type.to_owned();
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

    fn finish(mut self) -> Vec<ErrorLink> {
        // A trace that was cut before its type still has frames; in the box of a group they are a member's.
        let is_member = self.machine.newest == Newest::Last
            && self.errors.last().is_some_and(|error| !error.awaits_next);
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
    set(&mut fields.thread, Field::Thread);
    if fields.level.is_none() {
        fields.level = value(Field::Level).and_then(Level::parse);
    }
    if let Some(status) = value(Field::Status) {
        fields.request = Some(Request {
            method: value(Field::Method).map(str::to_ascii_uppercase),
            path: value(Field::Path)
                .map(|path| path.split('?').next().unwrap_or_default().to_owned()),
            status: status.parse().ok(),
            duration_ms: value(Field::Duration).and_then(|text| text.parse().ok()),
        });
    }
}

/// Printed outermost first; `wraps` says that the next is what wraps, so the whole chain stands on its head.
fn first_to_last(errors: Vec<Open>) -> Vec<ErrorLink> {
    let reversed = errors.iter().any(|error| error.wraps);
    let mut chain: Vec<ErrorLink> = errors
        .into_iter()
        .map(|error| ErrorLink {
            relation: error.relation,
            ..error.link
        })
        .collect();
    if reversed {
        chain.reverse();
        for error in &mut chain {
            error.relation = Some(Relation::Cause);
        }
    }
    chain
}

/// Printed outermost last, but for the members of a group, which follow it.
fn last_to_first(errors: Vec<Open>) -> Vec<ErrorLink> {
    struct Node {
        error: Open,
        members: Vec<usize>,
        cause: Option<usize>,
        hangs: bool,
    }
    let mut nodes: Vec<Node> = Vec::new();
    for error in errors {
        let margin = error.margin;
        let at = nodes.len();
        let member = error.relation == Some(Relation::Member);
        // What was said to hang on the next one of its margin hangs on this one.
        let cause = nodes
            .iter()
            .rposition(|node| node.error.awaits_next && !node.hangs && node.error.margin == margin);
        if let Some(cause) = cause {
            nodes[cause].hangs = true;
        }
        let mut hangs = false;
        if member {
            let group = nodes.iter().rposition(|node| node.error.margin < margin);
            if let Some(group) = group {
                nodes[group].members.push(at);
                hangs = true;
            }
        }
        nodes.push(Node {
            error,
            members: Vec::new(),
            cause,
            hangs,
        });
    }
    let root = nodes.iter().rposition(|node| !node.hangs);
    let mut order = Vec::new();
    let mut todo: Vec<usize> = root.into_iter().collect();
    while let Some(at) = todo.pop() {
        order.push(at);
        todo.extend(nodes[at].cause);
        todo.extend(nodes[at].members.iter().rev());
    }
    let mut errors: Vec<Option<Open>> = nodes.into_iter().map(|node| Some(node.error)).collect();
    order
        .into_iter()
        .filter_map(|at| errors[at].take())
        .map(|error| {
            let mut link = error.link;
            link.frames.reverse();
            link.relation = error.relation;
            link
        })
        .collect()
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

/// The lines of an incident.
#[derive(Debug, Default)]
struct Text {
    text: String,
    record_lines: usize,
    line_start: u64,
    line_end: u64,
    offset_start: u64,
    offset_end: u64,
    clipped: bool,
}

impl Text {
    fn of(record: Option<&Run>, trace: Option<&Run>) -> Text {
        let lines = |run: Option<&Run>| -> Vec<Taken> {
            run.map(|run| run.taken[..run.accepted].to_vec())
                .unwrap_or_default()
        };
        let trace_first = trace.map_or(u64::MAX, |run| run.first().seq);
        let mut all = lines(trace);
        for taken in lines(record) {
            if all.iter().all(|known| known.line.seq != taken.line.seq) {
                all.push(taken);
            }
        }
        // Lines between a record and its trace that neither took stand between them all the same.
        all.sort_by_key(|taken| taken.line.seq);
        while let Some(last) = all.last() {
            if all.len() == 1 || !last.line.text[last.prefix..].trim().is_empty() {
                break;
            }
            all.pop();
        }
        let mut out = Text::default();
        if let (Some(first), Some(last)) = (all.first(), all.last()) {
            (out.line_start, out.offset_start) = (first.line.number, first.line.start);
            (out.line_end, out.offset_end) = (last.line.number, last.line.end);
        }
        out.clipped = all.len() > MAX_LINES || all.iter().any(|taken| taken.line.clipped);
        out.record_lines = all
            .iter()
            .filter(|taken| taken.line.seq < trace_first && trace.is_some() && record.is_some())
            .count();
        out.write(&all);
        out
    }

    /// Joins the lines; of too much text, head and tail are kept.
    fn write(&mut self, all: &[Taken]) {
        let size: usize = all.iter().map(|taken| taken.line.text.len() + 1).sum();
        let half = KEEP_BYTES / 2;
        let mut at = 0;
        let mut gap = false;
        for taken in all {
            let line = &taken.line.text[taken.prefix..];
            let inside = size <= KEEP_BYTES || at + line.len() < half || at + half >= size;
            at += taken.line.text.len() + 1;
            if !inside {
                self.clipped = true;
                gap = true;
                continue;
            }
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            if std::mem::take(&mut gap) {
                self.text.push_str("[...]\n");
            }
            self.text.push_str(line);
        }
    }
}
