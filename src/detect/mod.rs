//! Finds incidents in the lines of a log.
//!
//! In: blocks of whole lines, as bytes, in order; the end of the input, or silence. Out: [`Found`] incidents, exact to
//! the line, not yet scrubbed. Refuses nothing and panics on no bytes. Every line that a machine's start rule matches
//! begins a run; runs that came to an accepted state are settled against each other as soon as none that lives can
//! touch them.

mod again;
mod answer;
mod chain;
mod check;
mod choose;
mod engine;
mod explain;
mod extract;
mod fold;
mod hot;
mod inert;
mod known;
mod line;
mod lookback;
mod order;
mod prefix;
mod requests;
mod responses;
mod run;
mod settle;
mod start;
mod stream;
mod streams;
mod text;
mod unread;

use std::ops::RangeInclusive;
use std::sync::Arc;

use again::{Above, Again, Seen};
pub use check::{CheckError, check};
pub use engine::Engine;
use engine::{is_record, strip};
pub use explain::{Event, Verdict};
pub use responses::{PathRule, Responses, Status, Threshold};

use crate::decode::{Encoding, LineDecoder};
use crate::incident::{Incident, Prefixes};
use crate::pattern::Stamps;
use fold::Folds;
use hot::{REACH_BYTES, REACH_LINES, Scan};
use known::Knowledge;
use lookback::Lookback;
use memchr::{memchr, memrchr};
use requests::Asked;
use requests::Requests;
use stream::Stream;
use streams::{by_age, is_same_name};
use unread::Awake;

/// What a detector is to do.
#[derive(Debug, Clone)]
pub struct Options {
    /// Keeps what is below the engine's level, which is dropped and counted otherwise.
    pub keep_hidden: bool,
    /// Lines of context kept before an incident.
    pub context: usize,
    /// Lines whose events are kept for `explain`.
    pub explain: Option<RangeInclusive<u64>>,
    /// Reads every line, also those that no incident can be near to: for tests and measurements.
    pub line_by_line: bool,
    /// Counts repeats of an incident without reading them; [`Detector::repeats`] hands out the last of each.
    pub fold: bool,
}

/// Lines of context by default: enough to see what the program was doing.
pub const CONTEXT_LINES: usize = 10;

impl Default for Options {
    fn default() -> Options {
        Options {
            keep_hidden: false,
            context: CONTEXT_LINES,
            explain: None,
            line_by_line: false,
            fold: false,
        }
    }
}

/// An incident as read: the fields that the log tells, and no others.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The incident; its id, fingerprint, times, path, service and host are for the caller to fill.
    pub incident: Incident,
    /// What its lines were read without.
    pub prefixes: Prefixes,
    /// The time as it stands in the log.
    pub time: Option<String>,
    /// The machine that found it.
    pub machine: usize,
    /// What its repeats are counted by, where they are: see [`Detector::name`].
    pub group: Option<u64>,
    /// What it says of the request during which it happened.
    asked: Option<Asked>,
}

/// Reads one file, or one pipe.
#[derive(Debug)]
pub struct Detector {
    engine: Arc<Engine>,
    options: Options,
    decoder: LineDecoder,
    streams: Vec<(String, Stream)>,
    /// The stream of the line before.
    current: usize,
    /// The name of a stream, to be used again.
    key: String,
    /// Where the last line stood that named its stream.
    named: Option<(u64, u64)>,
    /// Lines that were passed over, as far as a hot one below may depend on them.
    lookback: Lookback,
    /// The number of the last hot line.
    last_hot: u64,
    /// Where in the file lines begin of which none was hot so far.
    cold_from: u64,
    stamps: Stamps,
    /// Lines seen, to tell which stream was silent longest.
    clock: u64,
    /// Bytes of text that runs of the streams hold.
    bytes: usize,
    /// And that is kept around them.
    around_bytes: usize,
    next_run: u32,
    hidden: u64,
    events: Vec<Event>,
    folds: Folds,
    requests: Requests,
    known: Knowledge,
    again: Again,
}

/// What a line is to the incidents near it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// It may be a line of one.
    Hot,
    /// The same if a hot line is near.
    Cold,
    /// It is too far above a hot line to begin one, and tells only of streams and their style.
    Far,
    /// It is of one that was counted.
    Told,
}

impl Detector {
    /// A detector at the beginning of a file.
    pub fn new(engine: Arc<Engine>, options: Options) -> Detector {
        Detector {
            engine,
            options,
            decoder: LineDecoder::new(),
            streams: Vec::new(),
            current: 0,
            key: String::new(),
            named: None,
            lookback: Lookback::default(),
            last_hot: u64::MAX - 1,
            cold_from: 0,
            stamps: Stamps::default(),
            clock: 0,
            bytes: 0,
            around_bytes: 0,
            next_run: 1,
            hidden: 0,
            events: Vec::new(),
            folds: Folds::default(),
            requests: Requests::default(),
            known: Knowledge::default(),
            again: Again::default(),
        }
    }

    /// Says how the file's bytes spell text, where its beginning is not among the blocks.
    pub fn set_encoding(&mut self, encoding: Encoding) {
        self.decoder.set_encoding(encoding);
    }

    /// Reads a block of whole lines: `offset` is that of its first byte in the file, `line` its first line's number.
    /// Returns how many lines it has.
    pub fn feed(&mut self, block: &[u8], offset: u64, line: u64, out: &mut Vec<Found>) -> u64 {
        let engine = Arc::clone(&self.engine);
        if self.decoder.encoding_of(block) != Encoding::Utf8 || engine.hot.is_every_line() {
            return self.feed_all(block, offset, line, out);
        }
        let every_line = self.reads_every_line();
        let mut scan = engine.hot.scan(block);
        let mut is_record = |text: &str| is_record(&engine, text);
        let whole = memrchr(b'\n', block).map_or(0, |newline| newline + 1);
        let mut at = 0;
        let mut number = line;
        let mut hot = scan.line(0, &mut is_record);
        // Where lines are read since all was asleep, and what may be learned of them.
        let mut awake: Option<Awake> = None;
        while at < block.len() {
            let asleep = !every_line && self.is_asleep() && !self.awaits(number);
            if asleep && let Some(awake) = awake.take() {
                self.was_read(awake, &block[..at], offset);
            }
            // A last line without its end is not passed over: more may be said of it.
            let until = hot.unwrap_or(whole);
            if asleep && until > at {
                let above = &block[at..until];
                self.answers(&mut scan, block, (at, until), offset, number, out);
                number += self.lookback.push(above, offset + at as u64, number);
                at = until;
                continue;
            }
            let is_hot = hot == Some(at);
            let end = memchr(b'\n', &block[at..]).map_or(block.len(), |len| at + len + 1);
            if is_hot {
                hot = scan.line(end, &mut is_record);
            }
            let mut begun = Vec::new();
            if asleep && is_hot && self.options.fold {
                let start = offset + at as u64;
                let lines = self.lookback.above(start);
                let offset_above = start - lines.len() as u64;
                let above = Above {
                    lines,
                    offset: offset_above,
                    cold: self.cold_from.saturating_sub(offset_above) as usize,
                    lookback: &self.lookback,
                    has_live: self.has_live(number, start),
                };
                let next = hot.unwrap_or(block.len());
                match self.again.see(&engine, above, block, at, next) {
                    Seen::Known(met) if self.repeat(&met, block, offset, number, out) => {
                        scan.pass(met.end);
                        self.passed_answers(&block[at..met.end], offset + at as u64, number, out);
                        number +=
                            self.pass_repeat(&met, &block[at..met.end], offset + at as u64, number);
                        at = met.end;
                        self.cold_from = offset + at as u64;
                        if hot.is_some_and(|hot| hot < at) {
                            hot = scan.line(at, &mut is_record);
                        }
                        continue;
                    }
                    Seen::Known(_) => {}
                    Seen::New(new) => begun = new,
                }
            }
            if asleep {
                self.look_back(number, offset + at as u64, out);
            }
            if awake.is_none() && !every_line {
                awake = Some(Awake {
                    at,
                    number,
                    seen: self.folds.seen(),
                    next_run: self.next_run,
                    told: None,
                    hidden: self.hidden,
                    begun,
                });
            }
            let part = if is_hot { Part::Hot } else { Part::Cold };
            let next_run = self.next_run;
            self.raw_line(&block[at..end], offset + at as u64, number, part, out);
            if let Some(awake) = &mut awake {
                self.note_told(awake, end, next_run);
            }
            if is_hot || every_line {
                scan.pass(end);
                self.own_answer(&block[at..end], offset + at as u64, number, out);
            } else {
                self.answers(&mut scan, block, (at, end), offset, number, out);
            }
            if is_hot {
                self.cold_from = offset + end as u64;
            }
            at = end;
            number += 1;
        }
        if let Some(mut awake) = awake {
            // The rest is to come.
            awake.begun.clear();
            self.was_read(awake, block, offset);
        }
        settle::release(&mut self.scope(), number, out);
        number - line
    }

    /// Reads every line as if it were hot.
    fn feed_all(&mut self, block: &[u8], offset: u64, line: u64, out: &mut Vec<Found>) -> u64 {
        let mut rest = block;
        let mut number = line;
        while !rest.is_empty() {
            let (_, tail) = self.decoder.split(rest);
            let at = block.len() - rest.len();
            let raw = &rest[..rest.len() - tail.len()];
            self.raw_line(raw, offset + at as u64, number, Part::Hot, out);
            self.answer(raw, offset + at as u64, number, out);
            rest = tail;
            number += 1;
        }
        settle::release(&mut self.scope(), number, out);
        number - line
    }

    /// Looks for responses in the lines of a part of a block in which `scan` met a status; `number` is that of the first.
    fn answers(
        &mut self,
        scan: &mut Scan<'_, '_>,
        block: &[u8],
        (mut from, to): (usize, usize),
        offset: u64,
        mut number: u64,
        out: &mut Vec<Found>,
    ) {
        while let Some(at) = scan.answer(to) {
            if at < from {
                continue;
            }
            number += lookback::newlines(&block[from..at]);
            from = at;
            let end = memchr(b'\n', &block[at..]).map_or(block.len(), |len| at + len + 1);
            self.answer(&block[at..end], offset + at as u64, number, out);
        }
    }

    /// Looks for a response in a line that is hot, or where every line is read.
    fn own_answer(&mut self, line: &[u8], offset: u64, number: u64, out: &mut Vec<Found>) {
        if self.reads_every_line() {
            self.answer(line, offset, number, out);
        } else {
            // The search went no further than to what made it hot.
            self.passed_answers(line, offset, number, out);
        }
    }

    /// Whether nothing is passed over.
    fn reads_every_line(&self) -> bool {
        self.options.line_by_line || self.options.explain.is_some()
    }

    /// The same in lines that were passed over with an incident that is known.
    fn passed_answers(&mut self, lines: &[u8], offset: u64, number: u64, out: &mut Vec<Found>) {
        let engine = Arc::clone(&self.engine);
        let (mut from, mut number) = (0, number);
        engine.hot.answers(lines, |at| {
            number += lookback::newlines(&lines[from..at]);
            from = at;
            let end = memchr(b'\n', &lines[at..]).map_or(lines.len(), |len| at + len + 1);
            self.answer(&lines[at..end], offset + at as u64, number, out);
        });
    }

    /// Reads the lines above a hot one that were passed over, as far as it may depend on them.
    fn look_back(&mut self, number: u64, offset: u64, out: &mut Vec<Found>) {
        let lookback = std::mem::take(&mut self.lookback);
        for line in lookback.lines(number, offset) {
            let is_near =
                line.number + REACH_LINES >= number && line.offset + REACH_BYTES >= offset;
            let part = match (line.is_told, is_near) {
                (true, _) => Part::Told,
                (false, true) => Part::Cold,
                (false, false) => Part::Far,
            };
            self.raw_line(line.raw, line.offset, line.number, part, out);
        }
        self.lookback = lookback;
    }

    /// Reads a raw line with its newline.
    fn raw_line(&mut self, raw: &[u8], offset: u64, number: u64, part: Part, out: &mut Vec<Found>) {
        let range = (offset, offset + raw.len() as u64);
        if part == Part::Hot {
            self.last_hot = number;
        }
        let mut decoder = std::mem::take(&mut self.decoder);
        if offset > 0 {
            decoder.begun();
        }
        let (raw, _) = decoder.split(raw);
        decoder.lines(raw, |text| self.line(text, number, range, part, out));
        self.decoder = decoder;
    }

    /// Whether no line matters before the next hot one.
    fn is_asleep(&self) -> bool {
        self.streams.iter().all(|(_, stream)| stream.is_idle())
    }

    /// Whether the line right below a hot one is still to come.
    fn awaits(&self, number: u64) -> bool {
        let mut streams = self.streams.iter();
        streams.any(|(_, stream)| stream.awaits(number))
    }

    /// Whether something lives that a line with this number could go on with.
    fn has_live(&self, number: u64, offset: u64) -> bool {
        let mut streams = self.streams.iter();
        streams.any(|(_, stream)| stream.has_near(number, offset))
    }

    /// The input is over.
    pub fn finish(&mut self, out: &mut Vec<Found>) {
        let mut streams = std::mem::take(&mut self.streams);
        (self.bytes, self.around_bytes) = (0, 0);
        streams.sort_by_key(|(_, stream)| stream.touched);
        for (_, mut stream) in streams {
            stream.finish(&mut self.scope(), out);
        }
        settle::tell_waiting(&mut self.scope(), out);
        self.repeats(out);
    }

    /// Gives a group of incidents a name: repeats of groups with one name are counted together.
    pub fn name(&mut self, group: u64, name: &str) {
        self.folds.name(group, name);
    }

    /// What was folded since this was asked last: of each incident the last, with `occurrences` as often as it came.
    pub fn repeats(&mut self, out: &mut Vec<Found>) {
        settle::tell_waiting(&mut self.scope(), out);
        settle::tell_repeats(&mut self.scope(), out);
    }

    /// The same without what waits for a line that may still come.
    pub fn counted(&mut self, out: &mut Vec<Found>) {
        settle::tell_repeats(&mut self.scope(), out);
    }

    /// Nothing came for a while: what is whole is reported, what is not waits on.
    pub fn silence(&mut self, out: &mut Vec<Found>) {
        let mut streams = std::mem::take(&mut self.streams);
        for at in by_age(&streams) {
            streams[at].1.silence(&mut self.scope(), out);
        }
        self.streams = streams;
        settle::tell_waiting(&mut self.scope(), out);
    }

    /// Nothing came for so long that nothing more is awaited: what is open is reported as `truncated`.
    pub fn give_up(&mut self, out: &mut Vec<Found>) {
        let mut streams = std::mem::take(&mut self.streams);
        for at in by_age(&streams) {
            streams[at].1.give_up(&mut self.scope(), out);
        }
        self.streams = streams;
        settle::tell_waiting(&mut self.scope(), out);
    }

    /// Whether no run is open and nothing waits to be settled.
    pub fn is_idle(&self) -> bool {
        self.is_asleep() && self.folds.is_told() && self.requests.is_told()
    }

    /// Traces below the minimum level so far.
    pub fn hidden(&self) -> u64 {
        self.hidden
    }

    /// What happened on the lines that `explain` asked for.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    fn scope(&mut self) -> Scope<'_> {
        Scope {
            engine: &self.engine,
            options: &self.options,
            next_run: &mut self.next_run,
            hidden: &mut self.hidden,
            events: &mut self.events,
            folds: &mut self.folds,
            requests: &mut self.requests,
            again: &mut self.again,
            known: &mut self.known,
        }
    }
}

/// What the streams of a file share.
struct Scope<'d> {
    engine: &'d Arc<Engine>,
    options: &'d Options,
    next_run: &'d mut u32,
    hidden: &'d mut u64,
    events: &'d mut Vec<Event>,
    folds: &'d mut Folds,
    requests: &'d mut Requests,
    again: &'d mut Again,
    known: &'d mut Knowledge,
}

impl Scope<'_> {
    /// Notes an event on a line that `explain` asked for.
    fn note(&mut self, line: u64, event: impl FnOnce() -> Event) {
        if let Some(lines) = &self.options.explain
            && lines.contains(&line)
        {
            self.events.push(event());
        }
    }

    fn transports(&mut self, line: u64, names: Vec<String>) {
        if !names.is_empty() {
            self.note(line, || Event::Transports { line, names });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::streams::{MAX_AROUND_BYTES, MAX_BYTES};
    use super::*;
    use crate::pattern::Patterns;

    fn detector() -> Detector {
        let engine = Engine::new(Patterns::built_in().unwrap()).unwrap();
        Detector::new(Arc::new(engine), Options::default())
    }

    #[test]
    fn long_lines_in_many_streams_do_not_fill_the_memory() {
        let mut detector = detector();
        let mut out = Vec::new();
        let long = "x".repeat(65_000);
        let (mut offset, mut number) = (0, 1);
        for round in 0..4 {
            for host in 0..250 {
                let text = match round {
                    0 => "Traceback (most recent call last):",
                    _ => "  x",
                };
                let line = format!("Nov 20 10:00:00 host{host} app[7]: {text}{long}\n");
                number += detector.feed(line.as_bytes(), offset, number, &mut out);
                offset += line.len() as u64;
                assert!(detector.bytes <= MAX_BYTES);
                assert!(detector.around_bytes <= MAX_AROUND_BYTES);
            }
        }
    }

    /// A record of RFC 5424 names its stream though nothing is taken off it.
    #[test]
    fn a_record_is_of_the_process_that_it_names() {
        let mut detector = detector();
        let mut out = Vec::new();
        let line = |priority, process, text: &str| {
            format!("<{priority}>1 2026-11-20T10:00:00Z depot {process} 7 - - {text}\n")
        };
        let lines = [
            line(14, "shop", "shop opens"),
            line(14, "mail", "mail opens"),
            line(11, "shop", "shelf 7 is empty"),
            line(14, "mail", "mail closes"),
            line(14, "shop", "shop closes"),
        ];
        detector.feed(lines.concat().as_bytes(), 0, 1, &mut out);
        detector.finish(&mut out);
        let [found] = out.as_slice() else {
            panic!("{out:?}");
        };
        assert_eq!(found.incident.message, "shelf 7 is empty");
        assert_eq!(found.incident.context, ["shop opens"]);
    }

    #[test]
    fn a_name_that_ends_a_transport_is_told() {
        let mut detector = detector();
        let mut out = Vec::new();
        let lines = [
            "<13>Nov 20 05:19:23 web app[7]: opens",
            "<13>Nov 20 05:19:23 web PASSWORD: hunter2",
            "<11>Nov 20 05:19:23 web PASSWORD: Exception in thread \"main\" com.example.Bad: hunter2",
            "<11>Nov 20 05:19:23 web PASSWORD: \tat com.example.A.b(A.java:1)",
            "",
        ];
        detector.feed(lines.join("\n").as_bytes(), 0, 1, &mut out);
        detector.finish(&mut out);
        let [found] = out.as_slice() else {
            panic!("{out:?}");
        };
        assert_eq!(found.prefixes.lines, ["PASSWORD: "; 2]);
        assert_eq!(found.prefixes.context, ["PASSWORD: "]);
    }

    #[test]
    fn a_trace_of_long_lines_keeps_head_and_tail_only() {
        let mut detector = detector();
        let mut out = Vec::new();
        let long = "x".repeat(60_000);
        let mut log =
            "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n".to_owned();
        for _ in 0..300 {
            let _ = writeln!(log, "    {long}");
            detector.feed(log.as_bytes(), 0, 1, &mut out);
            log.clear();
            assert!(detector.bytes < 4 << 20, "{}", detector.bytes);
        }
        detector.feed(b"ValueError: bad\n", 0, 1, &mut out);
        detector.finish(&mut out);
        let [found] = out.as_slice() else {
            panic!("{}", out.len());
        };
        assert_eq!(found.incident.error_type, "ValueError");
        assert!(found.incident.truncated);
        assert_eq!(found.incident.errors[0].frames.len(), 1);
    }

    #[test]
    fn traces_that_always_overlap_do_not_wait_for_the_end() {
        let mut detector = detector();
        let mut out = Vec::new();
        let mut log = String::new();
        let trace = |process: u32| {
            let mut lines = vec![format!("[{process}] Traceback (most recent call last):")];
            lines.extend((0..4).map(|at| format!("[{process}]   File \"a.py\", line {at}, in f")));
            lines.push(format!("[{process}] ValueError: bad"));
            lines
        };
        let one: Vec<String> = (0..2_000).flat_map(|_| trace(1)).collect();
        let two: Vec<String> = (0..2_000).flat_map(|_| trace(2)).collect();
        for at in 3..one.len() {
            let _ = write!(log, "{}\n{}\n", one[at], two[at - 3]);
        }
        detector.feed(log.as_bytes(), 0, 1, &mut out);
        assert!(out.len() > 2_500, "{}", out.len());
        let waiting = detector.streams.iter().map(|(_, stream)| stream.bytes());
        let waiting: usize = waiting.sum();
        assert!(waiting < 8 << 20, "{waiting}");
        detector.finish(&mut out);
        let cut = out.iter().filter(|found| found.incident.truncated).count();
        assert!(out.len() >= 3_990 && cut < 20, "{} {cut}", out.len());
    }

    #[test]
    fn what_a_trace_lost_of_its_record_is_counted() {
        let long = "x".repeat(40_000);
        let log = format!(
            "2026-11-20 10:00:00,123 ERROR shop: bad\n{long}\n{long}\nTraceback (most recent call last):\n  \
             File \"a.py\", line 1, in f\nValueError: bad\n2026-11-20 10:00:00,123 INFO shop: x\n"
        );
        let mut detector = detector();
        let mut out = Vec::new();
        detector.feed(log.as_bytes(), 0, 1, &mut out);
        detector.finish(&mut out);
        let incident = &out[0].incident;
        let mut lines = incident.stack_trace.lines().skip(incident.record_lines);
        assert_eq!(lines.next(), Some("Traceback (most recent call last):"));
    }

    /// A reader leaves out the rest of a line that is too long, and what a full queue did not hold.
    #[test]
    fn what_stands_above_a_gap_is_no_context_of_what_stands_below() {
        let read = |line_by_line| {
            let options = Options {
                line_by_line,
                ..Options::default()
            };
            let mut detector = Detector::new(detector().engine, options);
            let mut out = Vec::new();
            detector.feed(b"above\n", 0, 1, &mut out);
            detector.feed(b"below\n", 100_000, 7, &mut out);
            let record = b"2026-11-20 10:00:00,123 ERROR shop: bad\n";
            detector.feed(record, 100_006, 8, &mut out);
            detector.finish(&mut out);
            out
        };
        let found = read(false);
        assert_eq!(found[0].incident.context, ["below"]);
        assert_eq!(found, read(true));
    }

    #[test]
    fn lines_are_counted_in_every_encoding() {
        let text = "\u{feff}one\ntwo\nĊ";
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for block in [text.as_bytes(), &wide] {
            assert_eq!(detector().feed(block, 0, 1, &mut Vec::new()), 3);
        }
    }

    #[test]
    fn a_prefix_learned_late_leaves_a_records_message_where_it_is() {
        let machine = r#"
name = "boom"
kind = "exception"
accept = ["done"]
hint = ["BOOM"]
[[rule]]
in = "start"
when = 'BOOM$'
to = "a"
[[rule]]
in = "a"
when = '^  at (?<function>\w+)$'
to = "done"
[[rule]]
in = "a"
on = "head"
when = '^(?<message>.*)$'
weak = true
[[example]]
text = """
BOOM
  at x
"""
"#;
        let files = [("boom.toml".to_owned(), machine.to_owned())];
        let patterns = Patterns::with_user_files(&files).unwrap();
        let engine = Arc::new(Engine::new(patterns).unwrap());
        let mut detector = Detector::new(engine, Options::default());
        let log = b"2026-11-20 10:00:00,123 [12] BOOM\n2026-11-20 10:00:01,123 [12] hello\n\
            2026-11-20 10:00:01,123 [12]   at x\n";
        let mut out = Vec::new();
        detector.feed(log, 0, 1, &mut out);
        detector.finish(&mut out);
        assert_eq!(out[0].incident.errors[0].message, "hello");
    }
}
