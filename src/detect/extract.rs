//! From a record and a trace that have won to the fields of an incident.

use super::answer;
use super::chain::{Fields, Reader};
use super::requests::asked;
use super::run::{Run, Taken};
use super::settle::naming;
use super::text::Text;
use super::{Found, Scope};
use crate::incident::{ErrorLink, Incident, Kind, Level, Prefixes, SCHEMA, Source};
use crate::pattern::{Headers, Machine, Patterns};

pub(super) fn extract(
    scope: &Scope<'_>,
    record: Option<&Run>,
    trace: Option<&Run>,
) -> Option<Found> {
    let patterns = &scope.engine.patterns;
    let main = trace.or(record)?;
    let machine = &patterns.machines[main.machine];
    let mut fields = Fields::default();
    let logged = record.map(|run| read_record(patterns, run, trace, &mut fields));
    let errors = trace.map(|run| read_trace(patterns, run, record.is_some(), &mut fields));
    let level = fields.level.unwrap_or(Level::Error);
    let found = match errors {
        Some(errors) => {
            let outermost = errors.first().cloned().unwrap_or_default();
            Told {
                error_type: outermost.error_type,
                message: outermost.message,
                log_message: logged,
                errors,
            }
        }
        None => Told {
            error_type: level.as_str().to_ascii_uppercase(),
            message: logged.unwrap_or_default(),
            ..Told::default()
        },
    };
    let text = Text::of(record, trace);
    let is_cut = [record, trace]
        .into_iter()
        .flatten()
        .any(|run| run.truncated);
    let context = &record.unwrap_or(main).context;
    // A line more was kept, as it may name the request.
    let context = context.iter();
    let more = context.len().saturating_sub(scope.options.context);
    let context = context.skip(more);
    let tags = context.clone().map(|line| line.tag.clone());
    let tags: Vec<String> = tags.collect();
    let prefixes = Prefixes {
        lines: text.prefixes,
        context: if tags.iter().all(String::is_empty) {
            Vec::new()
        } else {
            tags
        },
    };
    let mut incident = Incident {
        schema: SCHEMA,
        id: String::new(),
        fingerprint: String::new(),
        kind: machine.kind,
        language: machine.language.clone(),
        level,
        error_type: found.error_type,
        message: found.message,
        log_message: found.log_message,
        errors: found.errors,
        stack_trace: text.all,
        time: None,
        seen_at: String::new(),
        logger: fields.logger,
        thread: fields.thread,
        process: fields.process,
        trace_id: fields.trace_id,
        request: fields.request,
        source: Source {
            line_start: text.line_start,
            line_end: text.line_end,
            offset_start: text.offset_start,
            offset_end: text.offset_end,
            ..Source::default()
        },
        context: context.map(|line| line.text.clone()).collect(),
        occurrences: 1,
        first_seen: String::new(),
        last_seen: String::new(),
        service: String::new(),
        environment: String::new(),
        host: String::new(),
        truncated: text.clipped || is_cut,
        scrubbed: std::collections::BTreeMap::default(),
        hidden_by: None,
        record_lines: text.record_lines,
    };
    if machine.kind == Kind::HttpError {
        incident.kind = scope.engine.responses.kind(incident.request.as_ref()?)?;
        incident.errors.clear();
        answer::name(&mut incident, None);
    }
    let asked = asked(scope.engine, &naming(record, trace));
    if let Some(asked) = &asked {
        let request = || asked.request.clone();
        incident.request = incident.request.or_else(request);
        incident.trace_id = incident.trace_id.or_else(|| asked.trace_id.clone());
    }
    Some(Found {
        incident,
        prefixes,
        time: fields.time,
        machine: main.machine,
        group: None,
        asked,
    })
}

/// What a record and a trace say.
#[derive(Default)]
struct Told {
    error_type: String,
    message: String,
    log_message: Option<String>,
    errors: Vec<ErrorLink>,
}

/// Reads a record's header and its message, as far as it is not its trace's.
fn read_record(patterns: &Patterns, run: &Run, trace: Option<&Run>, fields: &mut Fields) -> String {
    let until = trace.map_or(u64::MAX, |trace| match trace.first().seq {
        seq if seq > run.first().seq => seq,
        seq => trace
            .first_telling(&patterns.machines[trace.machine])
            .max(seq + 1),
    });
    let lines = run.taken[..run.accepted.max(1)]
        .iter()
        .filter(|taken| taken.line.seq < until);
    let mut reader = Reader::new(&patterns.machines[run.machine]);
    for taken in lines {
        read_header(fields, &patterns.headers, taken);
        reader.line(taken, fields);
    }
    let own = trace.and_then(|trace| before_trace(run, trace, &patterns.machines[trace.machine]));
    let read = reader.finish().into_iter().next().unwrap_or_default();
    own.unwrap_or(read.message)
}

/// Reads a trace's chain; the level is its record's, where it has one.
fn read_trace(
    patterns: &Patterns,
    run: &Run,
    has_record: bool,
    fields: &mut Fields,
) -> Vec<ErrorLink> {
    let record_level = fields.level.take();
    let mut reader = Reader::new(&patterns.machines[run.machine]);
    for taken in &run.taken[..run.accepted] {
        reader.line(taken, fields);
    }
    fields.level = record_level.or(fields.level);
    if !has_record {
        read_fields_of_first_line(fields, &patterns.headers, run);
    }
    reader.finish()
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
    let captures = when.capture(text.get(start.from..)?)?;
    let matched = captures.start();
    let near = captures
        .name("type")
        .filter(|found| found.start() <= matched + 2);
    let end = near.map_or(trace.at, |found| start.from + found.start());
    let text = text.get(first.from..end)?.trim();
    // The colon between a message and the type that a layout prints behind it is neither's.
    let text = near.and_then(|_| text.strip_suffix(':')).unwrap_or(text);
    (!text.is_empty()).then(|| text.trim_end().to_owned())
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
