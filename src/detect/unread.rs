//! Counts incidents that come again without reading them, and reads the last of them when it is told.
//!
//! In: what [`Again`](super::again::Again) says of a hot line. Out: a count among the folds, and lines to look back at.

use std::sync::Arc;

use super::again::{Begun, Met, Unread};
use super::fold::Folded;
use super::hot::BACK_LINES;
use super::{Detector, Found, Options, Scope, lookback, settle};
use crate::decode::Encoding;

/// Bytes above a repeat that are kept for its context; a line more may be.
const MOST_ABOVE: u64 = 4 << 10;

/// Lines that are read because something may come of them.
#[derive(Debug)]
pub(super) struct Awake {
    /// Where they begin in the block, and the number of the first.
    pub(super) at: usize,
    pub(super) number: u64,
    /// What was seen and hidden before.
    pub(super) seen: u64,
    pub(super) hidden: u64,
    /// The number of the next run then.
    pub(super) next_run: u32,
    /// What may be learned of them.
    pub(super) begun: Vec<Begun>,
    pub(super) told: Option<Told>,
}

/// The first incident in lines that were read.
#[derive(Debug)]
pub(super) struct Told {
    folded: Folded,
    /// Where in the block the line ends with which it was told.
    end: usize,
    /// How many runs had begun above that line.
    runs: u32,
}

impl Detector {
    /// Lines were read up to where `block` ends, and all is asleep. What they were may be known from now on.
    pub(super) fn was_read(&mut self, awake: Awake, block: &[u8], offset: u64) {
        let lines = &block[awake.at..];
        let start = offset + awake.at as u64;
        self.lookback.push_read(lines, start, awake.number);
        let Some(Told { folded, end, runs }) = awake.told else {
            return;
        };
        let begins = |begun: &Begun| folded.start + begun.from as u64 == start;
        let is_it = |begun: &Begun| begins(begun) && (!begun.is_bare() || runs == 1);
        if !folded.has_prefix
            && let Some(begun) = awake.begun.into_iter().find(is_it)
        {
            let last = folded.end.saturating_sub(start) as usize;
            let lines = &block[awake.at..end];
            self.again
                .learn(&self.engine, begun, lines, last, folded.key, runs == 1);
        }
    }

    /// Notes whether the first incident was told with the line that ends at `end`, and nothing else goes on but what that
    /// line itself began: `next_run` was the number of the next run before it.
    pub(super) fn note_told(&self, awake: &mut Awake, end: usize, next_run: u32) {
        if awake.begun.is_empty() || awake.told.is_some() || self.hidden != awake.hidden {
            return;
        }
        let Some(folded) = self.folds.only_since(awake.seen) else {
            return;
        };
        let mut streams = self.streams.iter();
        if streams.all(|(_, stream)| stream.is_idle_but_since(next_run)) {
            awake.told = Some(Told {
                folded,
                end,
                runs: next_run - awake.next_run,
            });
        }
    }

    /// Passes over the lines of an incident that was counted.
    pub(super) fn pass_repeat(&mut self, met: &Met, lines: &[u8], offset: u64, number: u64) -> u64 {
        if !met.is_named {
            // Nothing else matters to what is below: the headers among these tell how the stream looks.
            let context = self.options.context as u64 + 1;
            self.lookback.keep((BACK_LINES + 1).max(context));
        }
        let start = met.own.first().map_or(0, |own| own.start);
        let place = |at: usize| offset + (at - start) as u64;
        let above = offset - met.above as u64..offset;
        let own = met.own.iter().map(|own| place(own.start)..place(own.end));
        let told = std::iter::once(above).chain(own);
        self.lookback.push_told(lines, offset, number, told)
    }

    /// Counts an incident that is known; whether it still is.
    pub(super) fn repeat(
        &mut self,
        met: &Met,
        block: &[u8],
        offset: u64,
        number: u64,
        out: &mut Vec<Found>,
    ) -> bool {
        let Some(at) = met.own.first().map(|own| own.start) else {
            return false;
        };
        let above = self.lookback.above(offset + at as u64);
        let (above, own) = above.split_at(above.len() - met.above);
        let context = self.options.context as u64;
        // Of lines with names some are other streams'.
        let lines = if met.is_named {
            BACK_LINES.max(context)
        } else {
            context
        };
        let above = lookback::last(above, lines.max(1), MOST_ABOVE);
        let counted = self.folds.repeat(met.key, |unread| {
            unread.bytes.clear();
            for lines in [above, own, &block[at..met.seen]] {
                unread.bytes.extend_from_slice(lines);
            }
            unread.above = above.len();
            unread.offset = offset + at as u64 - (above.len() + own.len()) as u64;
            unread.number = number - lookback::newlines(above) - lookback::newlines(own);
        });
        let Some((group, is_named)) = counted else {
            return false;
        };
        if is_named {
            let first = if own.is_empty() { &block[at..] } else { own };
            let first = first.split_inclusive(|byte| *byte == b'\n').next();
            // Of lines with names that one may be another stream's.
            let above = lookback::last(above, 1, MOST_ABOVE);
            let above = Some(above).filter(|_| !met.is_named);
            if let Some(asked) = self.asked(first.unwrap_or_default(), above) {
                let last = met.own.last().map_or(at, |own| own.end.max(at + 1));
                let last = number + lookback::newlines(&block[at..last - 1]);
                let lines = number - lookback::newlines(own)..=last;
                self.requests.count(lines, asked, group, out);
            }
        }
        if self.folds.is_full() {
            settle::tell_repeats(&mut self.scope(), out);
        }
        true
    }

    /// Reads an incident that was counted unread.
    pub(super) fn read_again(scope: &Scope<'_>, unread: &Unread) -> Option<Found> {
        let options = Options {
            fold: false,
            ..scope.options.clone()
        };
        let mut detector = Detector::new(Arc::clone(scope.engine), options);
        detector.set_encoding(Encoding::Utf8);
        let (above, lines) = unread.bytes.split_at(unread.above);
        let start = unread.offset + above.len() as u64;
        let mut number = unread.number;
        let told = std::iter::once(unread.offset..start);
        number += detector
            .lookback
            .push_told(above, unread.offset, number, told);
        let mut found = Vec::new();
        detector.feed(lines, start, number, &mut found);
        detector.finish(&mut found);
        found
            .into_iter()
            .find(|found| found.incident.source.offset_start == start)
    }
}
