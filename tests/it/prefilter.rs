//! What the prefilter passes over is nothing: with it and line by line the same is found, however the input is cut.
//!
//! Logs are kept ones, examples, and made ones (`prefilter/logs.rs`, `walk.rs`). `AIOPS_FUZZ_SECONDS` makes the random
//! parts longer and cuts every short text at every size; `AIOPS_FUZZ_SEED` begins them elsewhere.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use aiops::detect::{Detector, Engine, Found, Options, Responses, Status, Threshold};
use aiops::incident::Level;
use aiops::pattern::Patterns;

use crate::corpus_file::{cases, engine};
use crate::robust::Dice;

#[path = "prefilter/logs.rs"]
pub(crate) mod logs;

/// Texts up to here are cut at every size.
const SHORT: usize = 4 << 10;
/// So many sizes, up to [`LARGEST`], are tried on longer ones.
const SIZES: usize = 30;
const LARGEST: usize = 4 << 20;
/// How long each random part runs.
const SECONDS: u64 = 4;
/// How long a log that shows a difference is made shorter.
const PATIENCE: Duration = Duration::from_secs(30);

/// What happens behind a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pause {
    Silence,
    GiveUp,
}

/// A log as its lines, newlines included, each with what happens behind it.
pub(crate) type Log = Vec<(Vec<u8>, Option<Pause>)>;

/// Lines as they are fed: UTF-16 has newlines of two bytes.
pub(crate) fn split(bytes: &[u8]) -> Log {
    let newline: &[u8] = match bytes {
        [0xff, 0xfe, ..] => b"\n\0",
        [0xfe, 0xff, ..] => b"\0\n",
        _ => b"\n",
    };
    let mut log = Log::new();
    let mut from = 0;
    for at in (0..bytes.len()).step_by(newline.len()) {
        if bytes[at..].starts_with(newline) {
            log.push((bytes[from..at + newline.len()].to_vec(), None));
            from = at + newline.len();
        }
    }
    if from < bytes.len() {
        log.push((bytes[from..].to_vec(), None));
    }
    log
}

/// What was found, and how many were hidden.
type Read = (Vec<Found>, u64);

/// Reads a log in blocks, each of as many lines as hold `size()` bytes, or up to a pause.
fn read(
    engine: &Arc<Engine>,
    log: &Log,
    options: &Options,
    mut size: impl FnMut() -> usize,
) -> Read {
    let mut detector = Detector::new(Arc::clone(engine), options.clone());
    let mut found = Vec::new();
    let (mut block, mut offset, mut number) = (Vec::new(), 0, 1);
    let mut least = size();
    for (at, (line, pause)) in log.iter().enumerate() {
        block.extend_from_slice(line);
        if block.len() < least && pause.is_none() && at + 1 < log.len() {
            continue;
        }
        number += detector.feed(&block, offset, number, &mut found);
        offset += block.len() as u64;
        block.clear();
        least = size();
        match pause {
            Some(Pause::Silence) => detector.silence(&mut found),
            Some(Pause::GiveUp) => detector.give_up(&mut found),
            None => {}
        }
    }
    detector.finish(&mut found);
    // One that waits for its response is told at the end of some block.
    found.sort_by_key(|found| found.incident.source.offset_start);
    if options.fold {
        // What stood above a repeat is not read again: a line that names no stream may have been another's.
        for repeat in found.iter_mut().filter(|found| found.group.is_none()) {
            repeat.incident.context.clear();
        }
    }
    (found, detector.hidden())
}

/// How a log is read, and with what.
pub(crate) struct Reading {
    pub engine: Arc<Engine>,
    pub options: Options,
}

impl Reading {
    pub(crate) fn usual() -> Reading {
        Reading {
            engine: engine(),
            options: Options::default(),
        }
    }

    fn line_by_line(&self, log: &Log) -> Read {
        let options = Options {
            line_by_line: true,
            ..self.options.clone()
        };
        read(&self.engine, log, &options, || usize::MAX)
    }

    fn prefiltered(&self, log: &Log, size: usize) -> Read {
        read(&self.engine, log, &self.options, || size.max(1))
    }

    /// Fails, with the least log that shows it, if blocks of one of these sizes make a difference.
    pub(crate) fn check(&self, log: &Log, sizes: &[usize], what: &str) {
        let right = self.line_by_line(log);
        for &size in sizes {
            if self.prefiltered(log, size) != right {
                self.fail(log, size, what);
            }
        }
    }

    fn fail(&self, log: &Log, size: usize, what: &str) -> ! {
        // A log that still shows it in one of the simplest ways is shown in that way.
        let differs =
            |log: &Log, size: usize| self.prefiltered(log, size) != self.line_by_line(log);
        let size = [usize::MAX, 1]
            .into_iter()
            .find(|simple| differs(log, *simple))
            .unwrap_or(size);
        let least = lessen(log.clone(), |log| differs(log, size));
        let mut text = String::new();
        for (line, pause) in &least {
            let shown: String = line.escape_ascii().to_string();
            let long = shown.len();
            let cut: String = shown.chars().take(400).collect();
            let _ = writeln!(text, "  \"{cut}\" {}", if long > 400 { "..." } else { "" });
            if let Some(pause) = pause {
                let _ = writeln!(text, "  -- {pause:?}");
            }
        }
        let path = std::env::temp_dir().join("aiops-prefilter.log");
        let bytes: Vec<u8> = least.iter().flat_map(|(line, _)| line.clone()).collect();
        std::fs::write(&path, bytes).unwrap();
        panic!(
            "{what}, blocks of {size}, {:?}, kept as {}:\n{text}line by line: {}\nprefiltered:  {}",
            self.options,
            path.display(),
            told(&self.line_by_line(&least)),
            told(&self.prefiltered(&least, size))
        );
    }
}

fn told((found, hidden): &Read) -> String {
    let mut out = format!("{hidden} hidden");
    for found in found {
        let _ = write!(out, "\n  {found:?}");
    }
    out
}

/// Takes lines out, then bytes and pauses, as long as `differs` holds and patience lasts.
fn lessen(mut log: Log, differs: impl Fn(&Log) -> bool) -> Log {
    let until = Instant::now() + PATIENCE;
    // Tells how much further to go: nothing, where the rest differs too.
    let step = |log: &mut Log, chunk: usize, change: &dyn Fn(&mut Log)| {
        if Instant::now() > until {
            return usize::MAX / 2;
        }
        let mut less = log.clone();
        change(&mut less);
        if differs(&less) {
            *log = less;
            return 0;
        }
        chunk
    };
    let mut chunk = log.len();
    while chunk > 0 {
        let before = log.len();
        let mut at = 0;
        while at < log.len() {
            let end = (at + chunk).min(log.len());
            at += step(&mut log, chunk, &|less| drop(less.drain(at..end)));
        }
        if chunk > 1 || log.len() == before {
            chunk /= 2;
        }
    }
    for line in 0..log.len() {
        step(&mut log, 0, &|less| less[line].1 = None);
        let mut chunk = log[line].0.len() / 2;
        while chunk > log[line].0.len() / 200 {
            let mut at = 0;
            while at + chunk < log[line].0.len() {
                at += step(&mut log, chunk, &|less| {
                    less[line].0.drain(at..at + chunk);
                });
            }
            chunk /= 2;
        }
    }
    log
}

/// The block sizes for a log: of those that cut it alike, one.
pub(crate) fn sizes(log: &Log, dice: &mut Dice) -> Vec<usize> {
    let ends: Vec<usize> = log
        .iter()
        .scan(0, |end, (line, _)| {
            *end += line.len();
            Some(*end)
        })
        .collect();
    let all = ends.last().copied().unwrap_or_default();
    let candidates: Vec<usize> = if all <= SHORT {
        (1..=all.max(1)).collect()
    } else {
        // As many small ones as large ones: their logarithm is what is random.
        let random = |dice: &mut Dice| (1 << dice.below(22)) + dice.below(1 << 21);
        (0..SIZES)
            .map(|_| random(dice) >> dice.below(21))
            .map(|size| size.clamp(1, LARGEST))
            .collect()
    };
    let cuts = |size: usize| {
        let (mut from, mut cuts) = (0, Vec::new());
        for (end, (_, pause)) in ends.iter().zip(log) {
            if end - from >= size || pause.is_some() {
                from = *end;
                cuts.push(from);
            }
        }
        cuts
    };
    let mut known = std::collections::HashSet::new();
    let mut sizes = candidates;
    sizes.retain(|size| known.insert(cuts(*size)));
    sizes
}

/// Seconds that were asked for.
pub(crate) fn asked() -> Option<u64> {
    std::env::var("AIOPS_FUZZ_SECONDS").ok()?.parse().ok()
}

/// Rolls for as long as the random parts may take; tells what each roll began with.
pub(crate) fn rounds(seed: u64, mut round: impl FnMut(&mut Dice, u64)) {
    let asked_seed = std::env::var("AIOPS_FUZZ_SEED").ok();
    let asked_seed = asked_seed.and_then(|text| text.parse().ok());
    let mut dice = Dice(asked_seed.unwrap_or(seed));
    let until = Instant::now() + Duration::from_secs(asked().unwrap_or(SECONDS));
    let mut count = 0;
    while Instant::now() < until {
        let start = dice.0;
        round(&mut Dice(start), start);
        dice.roll();
        count += 1;
    }
    println!("{count} rounds");
}

/// The extremes and a few of the others; now and then all, where time was asked for.
pub(crate) fn some(sizes: Vec<usize>, dice: &mut Dice, most: usize) -> Vec<usize> {
    if asked().is_some() && dice.below(10) == 0 || sizes.len() <= most {
        return sizes;
    }
    let mut some = vec![sizes[0], sizes[sizes.len() - 1]];
    some.extend((2..most).map(|_| sizes[dice.below(sizes.len())]));
    some
}

#[test]
fn nothing_in_the_corpus_is_passed_over() {
    let reading = Reading::usual();
    let mut dice = Dice(0x5eed_0003);
    for case in cases() {
        let log = split(&case.log);
        let mut sizes = sizes(&log, &mut dice);
        if asked().is_none() {
            sizes = some(sizes, &mut dice, 3);
        }
        reading.check(&log, &sizes, &format!("{}/{}", case.family, case.name));
    }
}

#[test]
fn nothing_in_the_examples_is_passed_over() {
    let reading = Reading::usual();
    let mut dice = Dice(0x5eed_0004);
    for machine in &reading.engine.patterns().machines {
        for (at, example) in machine.examples.iter().enumerate() {
            let log = split(example.text.as_bytes());
            let sizes = sizes(&log, &mut dice);
            reading.check(&log, &sizes, &format!("{} {at}", machine.name));
        }
    }
}

/// Engines and options that change what is hot, or how far above it lines matter.
pub(crate) fn readings() -> Vec<Reading> {
    let boom = r#"
name = "boom"
kind = "exception"
accept = ["done"]
hint = ["[halt]", "went boom", "KABOOM", "shattered", "imploded", "collapsed"]
[[rule]]
in = "start"
when = '(?:\w+) (?:went boom|shattered|imploded|collapsed|sank)|KABOOM'
to = "done"
[[rule]]
in = "done"
when = '^\s+at (?<function>\w+)$|\[halt\]'
[[example]]
text = """
main went boom
  at x
"""
"#;
    let files = [("boom.toml".to_owned(), boom.to_owned())];
    let user = Patterns::with_user_files(&files).unwrap();
    let warning = Engine::for_level(Patterns::built_in().unwrap(), Level::Warning).unwrap();
    let answering = |statuses: &[&str], slow: &[(&str, f64)], patterns| {
        let mut responses = Responses::default();
        responses.ask(statuses.iter().filter_map(|it| Status::parse(it)).collect());
        for (path, ms) in slow {
            responses.add_threshold(Threshold::new(path, *ms).unwrap());
        }
        Arc::new(Engine::with(patterns, Level::Error, responses).unwrap())
    };
    let classes = answering(
        &["4XX", "5XX", "302"],
        &[],
        Patterns::with_user_files(&files).unwrap(),
    );
    let slow = answering(&["500"], &[("/", 1.0)], Patterns::built_in().unwrap());
    let with = |engine: Arc<Engine>, context, keep_hidden| Reading {
        engine,
        options: Options {
            context,
            keep_hidden,
            ..Options::default()
        },
    };
    vec![
        Reading::usual(),
        with(engine(), 0, true),
        with(engine(), 100, false),
        with(Arc::new(Engine::new(user).unwrap()), 3, false),
        with(Arc::new(warning), 10, false),
        with(classes, 10, false),
        with(slow, 10, false),
        Reading {
            engine: engine(),
            options: Options {
                fold: true,
                ..Options::default()
            },
        },
    ]
}

#[test]
fn nothing_in_generated_logs_is_passed_over() {
    let corpus: Vec<Vec<u8>> = cases().into_iter().map(|case| case.log).collect();
    let readings = readings();
    rounds(0x5eed_0005, |dice, seed| {
        let log = logs::generate(&corpus, dice);
        let reading = &readings[dice.below(2 * readings.len()) % readings.len()];
        let sizes = some(sizes(&log, dice), dice, 3);
        reading.check(&log, &sizes, &format!("seed {seed}"));
    });
}

#[test]
fn nothing_in_a_large_log_is_passed_over() {
    let corpus: Vec<Vec<u8>> = cases().into_iter().map(|case| case.log).collect();
    let mut dice = Dice(0x5eed_0006);
    let log = logs::sparse(&corpus, 1 << 20, &mut dice);
    let sizes = [1, 300, 5_000, 70_000, usize::MAX];
    Reading::usual().check(&log, &sizes, "a large log");
}

/// Ordinary lines of many streams fill what all may hold together; a trace among them is whole all the same.
#[test]
fn long_lines_of_many_streams_cut_no_trace() {
    let mut log = Log::new();
    let mut say = |host: usize, text: &str, long: usize| {
        let line = format!(
            "Nov 20 10:00:00 host{host} app[7]: {text}{}\n",
            "x".repeat(long)
        );
        log.push((line.into_bytes(), None));
    };
    // Two lines of one stream that are near each other are both kept.
    let serve = |say: &mut dyn FnMut(usize, &str, usize), hosts: std::ops::Range<usize>| {
        hosts.for_each(|host| (0..2).for_each(|_| say(host, "served ", 65_480)));
    };
    serve(&mut say, 200..255);
    say(300, "Traceback (most recent call last):", 0);
    for _ in 0..4 {
        say(300, "  File \"/srv/shop.py\", line 3, in main", 0);
        say(300, "    ", 50_000);
    }
    serve(&mut say, 0..200);
    say(300, "ValueError: bad", 0);
    Reading::usual().check(&log, &[usize::MAX], "many streams");
}
