//! The lines of an incident, as one text.

use super::line::KEEP_BYTES;
use super::run::{MAX_LINES, Run, Taken};

/// The lines of an incident.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub all: String,
    /// What stood before each line and is left out, if it did before any.
    pub prefixes: Vec<String>,
    pub record_lines: usize,
    pub line_start: u64,
    pub line_end: u64,
    pub offset_start: u64,
    pub offset_end: u64,
    pub clipped: bool,
}

impl Text {
    pub(super) fn of(record: Option<&Run>, trace: Option<&Run>) -> Text {
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
        out.write(&all, record.and(trace).map(|_| trace_first));
        out
    }

    /// Joins the lines; of too much text, head and tail are kept. What stands before `trace` is the record's.
    fn write(&mut self, all: &[Taken], mut trace: Option<u64>) {
        let size: usize = all.iter().map(|taken| taken.line.text.len() + 1).sum();
        let half = KEEP_BYTES / 2;
        let mut at = 0;
        let mut gap = false;
        for taken in all {
            let (prefix, line) = taken.line.text.split_at(taken.prefix);
            let prefix = format!("{}{prefix}", taken.line.tag);
            let inside = size <= KEEP_BYTES || at + line.len() < half || at + half >= size;
            at += taken.line.text.len() + 1;
            if !inside {
                self.clipped = true;
                gap = true;
                continue;
            }
            if self.all.is_empty() {
                // A blank first line leaves nothing.
                self.prefixes.clear();
            } else {
                self.all.push('\n');
            }
            if std::mem::take(&mut gap) {
                self.all.push_str("[...]\n");
                self.prefixes.push(String::new());
            }
            if trace.is_some_and(|seq| taken.line.seq >= seq) {
                trace = None;
                self.record_lines = self.all.matches('\n').count();
            }
            self.all.push_str(line);
            self.prefixes.push(prefix);
        }
        if self.prefixes.iter().all(String::is_empty) {
            self.prefixes.clear();
        }
    }
}
