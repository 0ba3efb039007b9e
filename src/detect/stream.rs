//! One logical stream: its last lines, the runs that live in it, and those that wait to be settled.

use std::collections::VecDeque;
use std::rc::Rc;

use super::choose::Around;
use super::hot::{BACK_BYTES, BACK_LINES, REACH_LINES};
use super::known::Known;
use super::line::{Line, Style, Text, seen, style};
use super::prefix::tags;
use super::run::{Run, Start, Step};
use super::start::{Asked, least, place};
use super::{Engine, Event, Found, Scope, settle};
use crate::incident::{Kind, Level};
use crate::pattern::{Headers, REACH, Rule};

/// Live runs of a stream; past it the oldest is ended. A log in which every line begins something stays linear.
const MAX_RUNS: usize = 200;

/// Runs, and bytes of their text, that wait for one that still lives; past it the oldest that lives is ended. Two
/// processes whose traces always overlap, or a trace without an end, would keep all that follows waiting.
const MAX_WAITING: usize = 1_000;
const MAX_WAITING_BYTES: usize = 16 << 20;

#[derive(Debug, Default)]
pub(super) struct Stream {
    /// When it was last seen, by the detector's clock.
    pub touched: u64,
    /// The number of its last line in the file, and the same if that was hot.
    pub last_line: u64,
    pub hot: Option<u64>,
    seq: u64,
    window: VecDeque<Rc<Line>>,
    live: Vec<Run>,
    done: Vec<Run>,
    /// A cold record about which no rule for messages was asked yet.
    waiting: Option<Rc<Line>>,
    /// Bytes of text in the window.
    window_bytes: usize,
    /// What [`Stream::bytes`] and [`Stream::around_bytes`] were when the detector last asked.
    pub counted: (usize, usize),
}

impl Stream {
    /// Whether nothing in it can become an incident without another hot line.
    pub(super) fn is_idle(&self) -> bool {
        self.done.is_empty() && self.live.iter().all(|run| !run.hot)
    }

    /// The same, runs aside from that of this number on.
    pub(super) fn is_idle_but_since(&self, next_run: u32) -> bool {
        let mut live = self.live.iter();
        self.done.is_empty() && live.all(|run| !run.hot || run.id >= next_run)
    }

    /// Whether the line of that number would be the one right below a hot one: lines of other streams stand between.
    pub(super) fn awaits(&self, number: u64) -> bool {
        self.hot.is_some_and(|hot| number <= hot + REACH_LINES)
    }

    /// Whether a run lives that began near enough above a line.
    pub(super) fn has_near(&self, number: u64, offset: u64) -> bool {
        self.live.iter().any(|run| run.is_near(number, offset))
    }

    /// A hot line of the stream begins here: runs that began shortly before it may be incidents.
    pub(super) fn warm(&mut self, scope: &mut Scope<'_>, number: u64, offset: u64) {
        self.end_wait(scope);
        for run in &mut self.live {
            run.hot |= run.is_near(number, offset);
        }
    }

    /// Reads a line that is only looked back at.
    pub(super) fn pass(
        &mut self,
        scope: &Scope<'_>,
        text: &Text<'_>,
        number: u64,
        range: (u64, u64),
    ) {
        // Too far above any hot line, as is this.
        self.waiting = None;
        self.push(scope, text, None, number, range);
    }

    /// Passes a line of an incident that was counted: nothing goes on across it.
    pub(super) fn pass_told(
        &mut self,
        scope: &Scope<'_>,
        text: &Text<'_>,
        number: u64,
        range: (u64, u64),
    ) {
        self.live.clear();
        self.waiting = None;
        let line = self.push(scope, text, None, number, range);
        line.told.set(true);
    }

    pub(super) fn line(
        &mut self,
        scope: &mut Scope<'_>,
        mut text: Text<'_>,
        number: u64,
        range: (u64, u64),
        is_hot: bool,
        out: &mut Vec<Found>,
    ) {
        let engine = scope.engine;
        let text_seen = seen(text.rest);
        let find = || engine.patterns.headers.find(text_seen);
        let record = text.said.record_or(find);
        let starts = engine.starts();
        let ask = || {
            let asked = starts.map(|starts| starts.ask(text_seen, is_hot, record));
            asked.unwrap_or_default()
        };
        let (asked, known) = match record {
            Some(_) if is_hot => (ask(), None),
            Some(record) => {
                let asked = scope.known.of_record(engine, text_seen, record, ask);
                (asked, None)
            }
            None => scope.known.of(text_seen, ask),
        };
        if is_hot || record.is_none() || asked.may_go_on {
            self.end_wait(scope);
        } else {
            self.waiting = None;
        }
        let line = self.push(scope, &text, known, number, range);
        self.live
            .retain(|run| run.hot || run.is_near(number, range.0));
        self.step(scope, &line);
        self.start(scope, &line, is_hot, asked);
        self.settle(scope, out);
        while self.is_crowded() {
            if self.live.iter().all(|run| !run.hot) {
                settle::settle(scope, std::mem::take(&mut self.done), out);
            } else {
                self.end_oldest(scope);
                self.settle(scope, out);
            }
        }
    }

    fn is_crowded(&self) -> bool {
        self.done.len() > MAX_WAITING
            || self.done.iter().map(Run::bytes).sum::<usize>() > MAX_WAITING_BYTES
    }

    /// Bytes of text that it holds for incidents, those held twice counted twice.
    pub(super) fn bytes(&self) -> usize {
        let live = self.live.iter().filter(|run| run.hot);
        live.chain(&self.done).map(Run::bytes).sum()
    }

    /// The same for what may still come to belong to one. What was passed over counts in neither, or reading every
    /// line would meet limits that are not met otherwise.
    pub(super) fn around_bytes(&self) -> usize {
        let cold = self.live.iter().filter(|run| !run.hot);
        self.window_bytes + cold.map(Run::bytes).sum::<usize>()
    }

    /// Lets go of what is too far above a line to matter to it, or to any below.
    pub(super) fn forget_around(&mut self, number: u64, offset: u64) {
        self.live
            .retain(|run| run.hot || run.is_near(number, offset));
        while let Some(oldest) = self.window.front()
            && is_far(oldest, number, offset)
        {
            self.window_bytes -= oldest.text.len();
            self.window.pop_front();
        }
    }

    /// Ends the run that has lived longest, as it is.
    fn end_oldest(&mut self, scope: &Scope<'_>) {
        let Some(oldest) = self.live.iter().position(|run| run.hot) else {
            return;
        };
        let mut run = self.live.remove(oldest);
        run.truncated |= !run.is_whole();
        self.close(scope, run);
    }

    /// Puts a line into the window, in the buffer of the oldest where nobody holds it any more.
    fn push(
        &mut self,
        scope: &Scope<'_>,
        text: &Text<'_>,
        known: Option<Rc<Known>>,
        number: u64,
        range: (u64, u64),
    ) -> Rc<Line> {
        let keep = REACH.max(scope.options.context) + 1;
        let mut line = None;
        let is_far = |line: &Rc<Line>| is_far(line, number, range.0);
        while self.window.len() >= keep || self.window.front().is_some_and(is_far) {
            let Some(oldest) = self.window.pop_front() else {
                break;
            };
            self.window_bytes -= oldest.text.len();
            if Rc::strong_count(&oldest) == 1 {
                line = Some(oldest);
            }
        }
        let mut line = line.unwrap_or_default();
        self.seq += 1;
        if let Some(line) = Rc::get_mut(&mut line) {
            line.set(self.seq, number, range, text);
            line.known = known;
        }
        self.window_bytes += line.text.len();
        self.window.push_back(Rc::clone(&line));
        line
    }

    fn step(&mut self, scope: &mut Scope<'_>, line: &Rc<Line>) {
        let headers = &scope.engine.patterns.headers;
        if self.live.is_empty() {
            return;
        }
        let mut around = Around {
            engine: scope.engine,
            headers,
            window: &self.window,
            level: None,
            min_level: scope.engine.min_level,
        };
        let mut ended = Vec::new();
        let mut at = 0;
        while at < self.live.len() {
            let run = &mut self.live[at];
            let machine = &scope.engine.patterns.machines[run.machine];
            if machine.asks_level {
                run.level = line.level(headers).or(run.level);
                around.level = run.level;
            }
            let step = run.step(machine, line, &around);
            let (id, machine_at, state) = (run.id, run.machine, run.state);
            scope.note(line.number, || match step {
                Step::Took { rule, from_state } => Event::Took {
                    line: line.number,
                    run: id,
                    machine: machine_at,
                    rule,
                    from: from_state,
                    to: state,
                },
                Step::Skipped => Event::Skipped {
                    line: line.number,
                    run: id,
                },
                Step::Ended => Event::Ended {
                    line: line.number,
                    run: id,
                    machine: machine_at,
                    state,
                },
            });
            if step == Step::Ended {
                ended.push(self.live.remove(at));
            } else {
                at += 1;
            }
        }
        for run in ended {
            self.close(scope, run);
        }
    }

    /// Puts a run whose last line has come where it waits to be settled.
    fn close(&mut self, scope: &Scope<'_>, mut run: Run) {
        if run.hot && run.close(&scope.engine.patterns.machines[run.machine]) {
            let accepted = &run.taken[..run.accepted];
            for taken in accepted {
                taken.line.told.set(true);
            }
            self.done.push(run);
        }
    }

    /// Begins runs where start rules match. What a rule for the message of a cold record begins would be over with the
    /// next line, but for few: it waits for that.
    fn start(&mut self, scope: &mut Scope<'_>, line: &Rc<Line>, is_hot: bool, asked: Asked) {
        let engine = scope.engine;
        let headers = &engine.patterns.headers;
        scope.note(line.number, || Event::Line {
            line: line.number,
            header: line
                .head(headers)
                .map(|head| headers.records[head.header].name.clone()),
            level: line.level(headers),
        });
        let is_head = line.is_head(headers);
        // A rule for the beginning of a line looks behind the tags of an unknown tool too.
        let has_level = line.is_level_near() && line.level(headers).is_some();
        let (tags, mut behind) = if has_level {
            (0, Vec::new())
        } else {
            behind_tags(engine, line.seen(), &asked.rules)
        };
        if !behind.is_empty() && line.level(headers).is_some() {
            behind.clear();
        }
        let can_wait = !is_hot && asked.rules.is_empty() && behind.is_empty();
        if is_head && can_wait && scope.options.explain.is_none() {
            self.waiting = Some(Rc::clone(line));
            return;
        }
        let mut met: Vec<(usize, usize)> = asked.rules.into_iter().map(|at| (at, 0)).collect();
        if is_head
            && is_hot
            && let Some(starts) = engine.starts()
        {
            met.extend(starts.grave().iter().map(|at| (*at, 0)));
        }
        met.extend(behind.into_iter().map(|at| (at, tags)));
        if is_head && let Some(starts) = engine.starts() {
            let of_record = starts.ask_record(line.seen());
            met.extend(of_record.into_iter().map(|at| (at, 0)));
        }
        met.sort_unstable();
        self.begin_at(scope, line, &met, is_hot);
    }

    /// Asks rules for messages about the record that waits, unless the next line shows that nothing would come of it.
    fn end_wait(&mut self, scope: &mut Scope<'_>) {
        if let Some(line) = self.waiting.take()
            && let Some(starts) = scope.engine.starts()
        {
            let of_record = starts.ask_record(line.seen());
            let met: Vec<_> = of_record.into_iter().map(|at| (at, 0)).collect();
            self.begin_at(scope, &line, &met, false);
        }
    }

    /// Begins a run for the first rule of each machine that matches, of rules that may match, each with where it does.
    fn begin_at(
        &mut self,
        scope: &mut Scope<'_>,
        line: &Rc<Line>,
        met: &[(usize, usize)],
        is_hot: bool,
    ) {
        let engine = scope.engine;
        let mut begun = None;
        for (at, from) in met {
            let (machine_at, number) = engine.start_rules[*at];
            // The first rule of a machine that matches has the line.
            if begun == Some(machine_at) {
                continue;
            }
            if let Some(start) = self.start_of(engine, line, (machine_at, number), *from) {
                begun = Some(machine_at);
                self.begin(scope, line, &start, is_hot);
            }
        }
    }

    /// Where a rule that may match the line really does, from `from` on, if it does.
    fn start_of<'e>(
        &self,
        engine: &'e Engine,
        line: &Line,
        (machine_at, number): (usize, u16),
        from: usize,
    ) -> Option<Start<'e>> {
        let headers = &engine.patterns.headers;
        let machine = &engine.patterns.machines[machine_at];
        let rule = &machine.rules[usize::from(number)];
        let least = least(machine, rule, engine.min_level);
        let (from, at) = if rule.on.only_heads() {
            let from = (from == 0).then(|| head_match(line, headers, rule, least))?;
            (from?, 0)
        } else {
            let text = &line.seen()[from..];
            let level = line.level(headers).filter(|_| from == 0);
            let is_minor = level.is_some_and(|level| level < engine.min_level);
            let head = || line.head(headers).filter(|_| is_minor);
            let message = head().map_or(0, |head| head.message);
            let at = place(rule.when.as_ref()?, text, message)?;
            if !self.suffices(least, line, headers) {
                return None;
            }
            (from, from + at)
        };
        if machine.kind != Kind::HttpError && is_clients(engine, line, from + at, rule) {
            return None;
        }
        let style = self.style_at(line, headers);
        if !rule
            .on
            .has(style.class(line.is_head(headers), line.own_record))
        {
            return None;
        }
        Some(Start {
            machine_at,
            machine,
            rule: number,
            from,
            at,
            is_head: rule.on.only_heads(),
            above: self.level_above(line, headers),
            level: line.level(headers),
            head_above: self
                .line_above(line)
                .filter(|above| above.is_head(headers))
                .cloned(),
            style,
        })
    }

    /// The style around a line. A record whose header was seen on an earlier line stands in a headed stream, however
    /// many lines the records between had.
    fn style_at(&self, line: &Line, headers: &Headers) -> Style {
        let own = line
            .header(headers)
            .filter(|_| line.level(headers).is_some());
        let Some(own) = own else {
            // What begins right below a record's header stands where that stands.
            return match self.line_above(line) {
                Some(above) if above.level(headers).is_some() => self.style_at(above, headers),
                _ => style(&self.window, line.seq, headers, |line| Some(&line.text)),
            };
        };
        let name = |at: usize| headers.records[at].name.as_str();
        let before = self
            .window
            .iter()
            .rev()
            .filter(|other| other.seq < line.seq);
        let same = |other: &Rc<Line>| {
            let header = other.header(headers);
            header.is_some_and(|header| name(header) == name(own))
        };
        if before.take(REACH).any(same) {
            return Style::Headed;
        }
        style(&self.window, line.seq, headers, |line| Some(&line.text))
    }

    /// The level of the record whose header is the line right above.
    fn level_above(&self, line: &Line, headers: &Headers) -> Option<Level> {
        self.line_above(line)?.level(headers)
    }

    fn line_above(&self, line: &Line) -> Option<&Rc<Line>> {
        let mut newest = self.window.iter().rev();
        newest.find(|other| other.seq < line.seq)
    }

    /// Whether the level of the line's record suffices: its own, or that of the nearest record above.
    fn suffices(&self, least: Option<Level>, line: &Line, headers: &Headers) -> bool {
        let Some(least) = least else { return true };
        let above = || {
            let before = self
                .window
                .iter()
                .rev()
                .filter(|other| other.seq < line.seq);
            // Where lines have no headers, only the one right above is known to be the line's own.
            let reach = match self.style_at(line, headers) {
                Style::Plain => 1,
                _ => REACH,
            };
            let mut said = before.filter(|other| !other.text.trim().is_empty());
            said.by_ref()
                .take(reach)
                .find_map(|other| other.head(headers))?
                .level
        };
        let level = line.head(headers).map_or_else(above, |head| head.level);
        level.is_some_and(|level| level >= least)
    }

    fn begin(&mut self, scope: &mut Scope<'_>, line: &Rc<Line>, start: &Start<'_>, is_hot: bool) {
        if self.live.iter().filter(|run| run.hot).count() >= MAX_RUNS {
            self.end_oldest(scope);
        }
        let skip = self
            .window
            .len()
            .saturating_sub(scope.options.context.max(1) + 1);
        let context: Vec<_> = self
            .window
            .iter()
            .skip(skip)
            .filter(|before| before.seq < line.seq)
            .cloned()
            .collect();
        let id = *scope.next_run;
        *scope.next_run += 1;
        scope.note(line.number, || Event::Began {
            line: line.number,
            run: id,
            machine: start.machine_at,
            rule: start.rule,
            style: match start.style {
                Style::Unknown => None,
                other => Some(other.class(false, line.own_record)),
            },
        });
        let mut run = Run::new(id, start, line, context);
        run.hot = is_hot;
        self.live.push(run);
    }

    /// Settles all that no live run can touch any more.
    fn settle(&mut self, scope: &mut Scope<'_>, out: &mut Vec<Found>) {
        if self.done.is_empty() {
            return;
        }
        let machines = &scope.engine.patterns.machines;
        let is_trace = |run: &Run| machines[run.machine].kind != Kind::LogError;
        let firsts = |traces: bool| {
            let live = self.live.iter().filter(|run| is_trace(run) == traces);
            live.map(|run| run.first().seq).min().unwrap_or(u64::MAX)
        };
        let (trace, record) = (firsts(true), firsts(false));
        // Runs that share a line touch, and a trace touches a record right above it, even if its line is still to come.
        let next = trace.min(self.seq + 1);
        let any = trace.min(record);
        self.done.sort_by_key(|run| run.first().seq);
        let mut ends = 0;
        let mut records_end = 0;
        let mut ready = 0;
        for (at, run) in self.done.iter().enumerate() {
            let first = run.first().seq;
            if first > ends && (first > records_end + 1 || !is_trace(run)) {
                ready = at;
            }
            let last = run.last_taken.max(run.last().seq);
            ends = ends.max(last);
            if !is_trace(run) {
                records_end = records_end.max(last);
            }
            if ends >= any || records_end > 0 && records_end + 1 >= next {
                break;
            }
            if at + 1 == self.done.len() {
                ready = self.done.len();
            }
        }
        if ready > 0 {
            let rest = self.done.split_off(ready);
            let group = std::mem::replace(&mut self.done, rest);
            settle::settle(scope, group, out);
        }
    }

    pub(super) fn finish(&mut self, scope: &mut Scope<'_>, out: &mut Vec<Found>) {
        self.end(scope, out);
        self.window.clear();
    }

    /// Nothing is to come that would belong to what is open.
    pub(super) fn end(&mut self, scope: &mut Scope<'_>, out: &mut Vec<Found>) {
        for mut run in std::mem::take(&mut self.live) {
            run.end(&scope.engine.patterns.machines[run.machine]);
            self.close(scope, run);
        }
        settle::settle(scope, std::mem::take(&mut self.done), out);
    }

    /// If every run that found something is whole, they end here and are settled; those that only hope live on.
    pub(super) fn silence(&mut self, scope: &mut Scope<'_>, out: &mut Vec<Found>) {
        let (found, rest): (Vec<Run>, Vec<Run>) = std::mem::take(&mut self.live)
            .into_iter()
            .partition(|run| run.hot && run.accepted > 0);
        self.live = rest;
        if !found.iter().all(Run::is_whole) {
            self.live.extend(found);
            self.live.sort_by_key(|run| run.first().seq);
            return;
        }
        for mut run in found {
            run.end(&scope.engine.patterns.machines[run.machine]);
            self.close(scope, run);
        }
        let last_done = self.done.iter().map(|run| run.last_taken).max();
        let Some(last_done) = last_done else { return };
        // A hope that begins among the lines that were found may still prove to be more, but not on a firm line of an
        // earlier trace: there it has lost, as `settle` will have it.
        let machines = &scope.engine.patterns.machines;
        let traces = self
            .done
            .iter()
            .filter(|run| machines[run.machine].kind != Kind::LogError);
        let firm: Vec<u64> = traces.flat_map(Run::firm_lines).collect();
        let lost = |run: &Run| firm.contains(&run.first().seq);
        if self
            .live
            .iter()
            .all(|run| !run.hot || last_done < run.first().seq || lost(run))
        {
            self.live.retain(|run| !lost(run));
            settle::settle(scope, std::mem::take(&mut self.done), out);
        }
    }

    pub(super) fn give_up(&mut self, scope: &mut Scope<'_>, out: &mut Vec<Found>) {
        // What met no hot line is nothing that could be told, and may still become something.
        let (live, cold): (Vec<Run>, Vec<Run>) = std::mem::take(&mut self.live)
            .into_iter()
            .partition(|run| run.hot);
        self.live = cold;
        for mut run in live {
            run.truncated |= run.accepted > 0 && !run.is_whole();
            run.end(&scope.engine.patterns.machines[run.machine]);
            self.close(scope, run);
        }
        settle::settle(scope, std::mem::take(&mut self.done), out);
    }
}

/// How much of a text are tags of a tool, and which rules match behind them only.
fn behind_tags(engine: &Engine, text: &str, matched: &[usize]) -> (usize, Vec<usize>) {
    let tags = tags(text);
    let starts = engine.starts().filter(|_| tags > 0);
    let mut behind = starts.map_or_else(Vec::new, |starts| starts.ask_behind(&text[tags..]));
    behind.retain(|at| !(matched.contains(at) && engine.start_matches(*at, text)));
    (tags, behind)
}

/// What is far above was perhaps not read at all.
fn is_far(line: &Line, number: u64, offset: u64) -> bool {
    line.number + BACK_LINES < number || line.start + BACK_BYTES < offset
}

/// Where the message begins that a rule for record headers matches, if it does.
fn head_match(line: &Line, headers: &Headers, rule: &Rule, least: Option<Level>) -> Option<usize> {
    let head = line.head(headers)?;
    let is_named = |name: &String| headers.records[head.header].name == *name;
    if !rule.header.as_ref().is_none_or(is_named) {
        return None;
    }
    if let Some(least) = least {
        head.level.filter(|level| *level >= least)?;
    }
    let text = &line.seen()[head.message..];
    let matches = rule.when.as_ref().is_none_or(|when| when.is_match(text));
    matches.then_some(head.message)
}

/// Whether what stands at a place of a line is, or may be, what a client wrote: in the line of a response, or in the
/// message of a record that is one. The record itself is the server's.
fn is_clients(engine: &Engine, line: &Line, at: usize, rule: &Rule) -> bool {
    let response = line.response(engine);
    response
        .is_some_and(|response| response.from == 0 || !rule.on.only_heads() && at >= response.from)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::detect::{Detector, Engine, Options};
    use crate::pattern::Patterns;

    /// The last line of an uncaught exception looks like the first of other things too; on it they have lost.
    #[test]
    fn a_whole_trace_at_the_end_is_told_at_the_first_silence_and_once() {
        let engine = Engine::new(Patterns::built_in().unwrap()).unwrap();
        let mut detector = Detector::new(Arc::new(engine), Options::default());
        let mut found = Vec::new();
        let log =
            b"Traceback (most recent call last):\n  File \"/srv/shop.py\", line 3, in main\n    \
                    take()\nstock.StockError: only 3 left\n";
        detector.feed(log, 0, 1, &mut found);
        assert_eq!(found.len(), 0);
        detector.silence(&mut found);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].incident.error_type, "stock.StockError");
        assert_eq!(found[0].incident.source.line_end, 4);
        assert!(!found[0].incident.truncated);
        detector.feed(b"serving again\n", log.len() as u64, 5, &mut found);
        detector.finish(&mut found);
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn a_logger_named_like_an_exception_begins_nothing_where_nothing_failed() {
        let engine = Arc::new(Engine::new(Patterns::built_in().unwrap()).unwrap());
        let begun = |level: &str, message: &str| {
            let options = Options {
                line_by_line: true,
                ..Options::default()
            };
            let mut detector = Detector::new(Arc::clone(&engine), options);
            let log = format!("26/11/20 10:00:00 {level} com.example.shop.Shelf: {message}\n");
            detector.feed(log.as_bytes(), 0, 1, &mut Vec::new());
            detector.next_run > 1
        };
        assert!(!begun("INFO", "served 7"));
        for message in [
            "java.lang.IllegalStateException: closed",
            "é java.lang.Error: x",
        ] {
            assert!(begun("INFO", message), "{message}");
        }
        // Perhaps it is one: there are layouts without a logger.
        assert!(begun("ERROR", "served 7"));
    }

    /// Nobody asks about its message until the next line has come, be it the trace or a line above that.
    #[test]
    fn a_record_that_waits_for_its_next_line_hides_the_trace_below() {
        let engine = Arc::new(Engine::new(Patterns::built_in().unwrap()).unwrap());
        // Its first line is the only hot one.
        let trace = "Traceback (most recent call last):\n  File \"/srv/shop.py\", line 3, in main\n    \
                     take()\nstock.Empty: only 3 left\n";
        let header = "2026-11-20 10:00:00,123 INFO shop:";
        let read = |log: &str, keep_hidden| {
            let options = Options {
                keep_hidden,
                ..Options::default()
            };
            let mut detector = Detector::new(Arc::clone(&engine), options);
            let mut found = Vec::new();
            detector.feed(log.as_bytes(), 0, 1, &mut found);
            detector.finish(&mut found);
            (found, detector.hidden())
        };
        for between in ["", "  order 17\n"] {
            let record = format!("{header} retrying\n{between}{trace}");
            let log = format!("{header} ready\n{record}{header} served\n");
            assert_eq!(read(&log, false), (Vec::new(), 1));
            let (kept, _) = read(&log, true);
            assert_eq!(kept.len(), 1, "{kept:?}");
            assert_eq!(kept[0].incident.stack_trace, record.trim_end());
            // It is the record's words that hide it.
            let (found, hidden) = read(&log.replace("retrying", "working"), false);
            assert_eq!((found.len(), hidden), (1, 0));
        }
    }
}
