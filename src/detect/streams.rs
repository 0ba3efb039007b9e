//! The streams of a file: each line belongs to one, by what its transports name or by the line above.
//!
//! In: lines as text. Out: nothing but what the streams find. Their number and their memory are bounded.

use std::sync::Arc;

use super::engine::strip;
use super::hot::{CARRY_LINES, REACH_BYTES};
use super::line::Text;
use super::stream::Stream;
use super::{Detector, Found, Part};

/// Streams of one file that are kept apart; the one that was silent longest is ended for a new one.
const MAX_STREAMS: usize = 256;

/// Lines of other streams, after which the next of a stream is not waited for any more: what stops logging with a trace
/// would keep the rest of the file from being passed over. Looked after every so many lines.
const QUIET_LINES: u64 = 256;
const LOOK_LINES: u64 = 64;

/// Text that the runs of all streams of a file hold together; past it those that were silent longest are ended. Lines of
/// 64 KiB in every stream would fill half a GiB.
pub(super) const MAX_BYTES: usize = 32 << 20;
/// The same for what is kept around runs; past it what is too far above to matter goes, and the rest is a tenth of it.
pub(super) const MAX_AROUND_BYTES: usize = 2 << 20;

/// Bytes of a name: longer ones name no secret.
const TAG_BYTES: usize = 64;

impl Detector {
    pub(super) fn line(
        &mut self,
        text: &str,
        number: u64,
        range: (u64, u64),
        part: Part,
        out: &mut Vec<Found>,
    ) {
        let engine = Arc::clone(&self.engine);
        let mut key = std::mem::take(&mut self.key);
        key.clear();
        let mut stripped = Vec::new();
        let mut is_stripped = false;
        let reach = if self.is_asleep() {
            (CARRY_LINES, REACH_BYTES)
        } else {
            (u64::MAX, u64::MAX)
        };
        self.stamps.next_line(number, range.0, reach);
        let is_explained = self.options.explain.is_some();
        let name = |name: &str| {
            key.push_str(name);
            key.push('\u{1f}');
        };
        let (rest, own_record, said) = strip(&engine, text, &mut self.stamps, name, |transport| {
            is_stripped = true;
            if is_explained {
                stripped.push(transport.name.clone());
            }
        });
        if is_stripped || !key.is_empty() {
            self.current = self.stream_of(&key, out);
            self.named = Some((number, range.0));
        } else {
            self.carry(number, range.0, out);
        }
        self.key = key;
        self.clock += 1;
        // Taken out for the call, as the stream reports into the detector.
        let mut stream = std::mem::take(&mut self.streams[self.current].1);
        stream.touched = self.clock;
        stream.last_line = number;
        // What begins right below a hot line of the stream may be told by it.
        let is_right_below = stream.awaits(number);
        let is_hot = self.last_hot == number;
        stream.hot = is_hot.then_some(number);
        let mut scope = self.scope();
        scope.transports(number, stripped);
        let before = &text[..text.len() - rest.len()];
        let text = Text {
            rest,
            tag: if is_stripped { tag(before) } else { "" },
            own_record,
            said,
        };
        if is_hot {
            stream.warm(&mut scope, number, range.0);
        }
        match part {
            Part::Hot | Part::Cold => {
                let is_hot = part == Part::Hot || is_right_below;
                stream.line(&mut scope, text, number, range, is_hot, out);
            }
            Part::Far => stream.pass(&scope, &text, number, range),
            Part::Told => stream.pass_told(&scope, &text, number, range),
        }
        self.uncount(&stream);
        stream.counted = (stream.bytes(), stream.around_bytes());
        self.bytes += stream.counted.0;
        self.around_bytes += stream.counted.1;
        self.streams[self.current].1 = stream;
        if self.around_bytes > MAX_AROUND_BYTES {
            self.around_bytes = 0;
            for (_, stream) in &mut self.streams {
                stream.forget_around(number, range.0);
                stream.counted.1 = stream.around_bytes();
                self.around_bytes += stream.counted.1;
            }
        }
        if self.bytes > MAX_BYTES {
            self.forget(out);
        }
        if number.is_multiple_of(LOOK_LINES) {
            self.end_quiet(number, out);
        }
    }

    /// Ends what is open in streams of which nothing came for long.
    fn end_quiet(&mut self, number: u64, out: &mut Vec<Found>) {
        let is_quiet =
            |stream: &Stream| stream.last_line + QUIET_LINES < number && !stream.is_idle();
        if !self.streams.iter().any(|(_, stream)| is_quiet(stream)) {
            return;
        }
        let mut streams = std::mem::take(&mut self.streams);
        for at in by_age(&streams) {
            let stream = &mut streams[at].1;
            if is_quiet(stream) {
                stream.end(&mut self.scope(), out);
            }
        }
        self.streams = streams;
    }

    /// A line without a transport is of the stream of the line before, as long as that is near or has something open.
    fn carry(&mut self, number: u64, offset: u64, out: &mut Vec<Found>) {
        let is_near = self.named.is_some_and(|(line, start)| {
            number <= line + CARRY_LINES && offset <= start + REACH_BYTES
        });
        if self.streams.is_empty() || !is_near && self.streams[self.current].1.is_idle() {
            self.current = self.stream_of("", out);
            self.named = None;
        }
    }

    /// Ends the streams that were silent longest, until the others hold no more than half of what they may.
    fn forget(&mut self, out: &mut Vec<Found>) {
        let mut streams = std::mem::take(&mut self.streams);
        let mut others: Vec<usize> = (0..streams.len())
            .filter(|at| *at != self.current)
            .collect();
        others.sort_by_key(|at| streams[*at].1.touched);
        for at in others {
            if self.bytes <= MAX_BYTES / 2 {
                break;
            }
            let mut stream = std::mem::take(&mut streams[at].1);
            self.uncount(&stream);
            stream.finish(&mut self.scope(), out);
        }
        self.streams = streams;
    }

    /// A stream is changed, or goes.
    fn uncount(&mut self, stream: &Stream) {
        self.bytes -= stream.counted.0;
        self.around_bytes -= stream.counted.1;
    }

    /// The number of a stream, a new one in the place of the oldest where there are too many.
    fn stream_of(&mut self, key: &str, out: &mut Vec<Found>) -> usize {
        let is_known = |(known, _): &(String, Stream)| is_same_name(known, key);
        if self.streams.get(self.current).is_some_and(is_known) {
            return self.current;
        }
        if let Some(at) = self.streams.iter().position(is_known) {
            return at;
        }
        if self.streams.len() < MAX_STREAMS {
            self.streams.push((key.to_owned(), Stream::default()));
            return self.streams.len() - 1;
        }
        let ages = self.streams.iter().enumerate();
        let oldest = ages
            .min_by_key(|(_, (_, stream))| (!stream.is_idle(), stream.touched))
            .map_or(0, |(at, _)| at);
        let (_, mut stream) = std::mem::replace(
            &mut self.streams[oldest],
            (key.to_owned(), Stream::default()),
        );
        self.uncount(&stream);
        stream.finish(&mut self.scope(), out);
        oldest
    }
}

/// The name that ends what transports say, up to the rest of the line: `app: `. Where a number stands in brackets behind it,
/// it is a process's.
fn tag(before: &str) -> &str {
    let name = before.trim_end().strip_suffix([':', '=']);
    let name = name.filter(|name| !name.ends_with([']', ')', '>']));
    let start = name.map(|name| name.rfind([' ', '\t']).map_or(0, |blank| blank + 1));
    let tag = start.map_or("", |start| &before[start..]);
    if tag.len() > TAG_BYTES { "" } else { tag }
}

/// Whether two streams have the same name.
pub(super) fn is_same_name(one: &str, other: &str) -> bool {
    // Two empty names are the usual case, and comparing what does not exist takes long on some processors.
    one.len() == other.len() && (one.is_empty() || one == other)
}

/// The numbers of streams, the one that was silent longest first.
pub(super) fn by_age(streams: &[(String, Stream)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..streams.len()).collect();
    order.sort_by_key(|at| streams[*at].1.touched);
    order
}
