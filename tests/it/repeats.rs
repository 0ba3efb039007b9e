//! Incidents that come again are counted as they would be if they were read: with the prefilter, which passes over them,
//! and line by line, which does not.

use aiops::pattern::{Headers, Said, Stamps};

use crate::corpus_file::cases;
use crate::prefilter::{Log, logs, readings, rounds, sizes, some, split};
use crate::robust::Dice;

/// The same lines with other numbers.
fn again(lines: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut out = Vec::with_capacity(lines.len());
    for byte in lines {
        match byte {
            b'1'..=b'9' if dice.below(3) == 0 => out.push(b'1' + dice.below(9) as u8),
            other => out.push(*other),
        }
    }
    out
}

/// A log in which the same lines come some times over, now and then without one of them.
fn repeated(part: &[Vec<u8>], dice: &mut Dice) -> Vec<Vec<u8>> {
    let calm = [
        "",
        "2026-11-20 10:00:01,123 INFO shop: served",
        "10:00:01.123 [main] INFO  c.a.Shop - warm",
        "INFO: served",
        "served",
    ];
    let calm = calm[dice.below(calm.len())];
    let between = dice.below(3);
    let mut log = Vec::new();
    for _ in 0..3 + dice.below(4) {
        for _ in 0..between {
            log.push(again(calm.as_bytes(), dice));
        }
        let gone = if dice.below(4) == 0 {
            dice.below(part.len() + 1)
        } else {
            part.len()
        };
        for (at, line) in part.iter().enumerate() {
            if at != gone {
                log.push(again(line, dice));
            }
        }
    }
    log
}

fn joined(mut lines: Vec<Vec<u8>>) -> Log {
    lines.push(Vec::new());
    split(&lines.join(&b'\n'))
}

/// Whether it has one, or would have with other digits.
fn has_transport(headers: &Headers, line: &str) -> bool {
    let found = headers.transport(line, &mut Stamps::default(), &mut Said::default());
    found.is_some() || line.starts_with('<')
}

/// A few lines of a kept log, without transports.
fn some_lines(corpus: &[Vec<u8>], headers: &Headers, most: usize, dice: &mut Dice) -> Vec<Vec<u8>> {
    let mut lines = logs::of_one(corpus, dice);
    lines.retain(|line| !has_transport(headers, &String::from_utf8_lossy(line)));
    let most = 1 + dice.below(most);
    let from = dice.below(lines.len().max(1)).min(lines.len());
    lines.drain(..from);
    lines.truncate(most);
    lines
}

/// Reads logs made by `make`.
fn check(seed: u64, make: impl Fn(&[Vec<u8>], &Headers, &mut Dice) -> Log) {
    let corpus: Vec<Vec<u8>> = cases().into_iter().map(|case| case.log).collect();
    let readings = readings();
    let Some(reading) = readings.iter().find(|reading| reading.options.fold) else {
        panic!("no reading folds");
    };
    let headers = &reading.engine.patterns().headers;
    rounds(seed, |dice, seed| {
        let log = make(&corpus, headers, dice);
        let sizes = some(sizes(&log, dice), dice, 3);
        reading.check(&log, &sizes, &format!("seed {seed}"));
    });
}

#[test]
fn repeats_are_counted_as_they_would_be_read() {
    check(0x5eed_0009, |corpus, headers, dice| {
        // Where some lines name a stream and some do not, whose they are depends on how far above the last name is.
        let part = some_lines(corpus, headers, 60, dice);
        let mut log = repeated(&part, dice);
        if dice.below(3) == 0 {
            logs::carry_all(&mut log, dice);
        }
        joined(log)
    });
}

#[test]
fn repeats_of_several_processes_are_counted_as_they_would_be_read() {
    check(0x5eed_000a, |corpus, headers, dice| {
        let mut logs: Vec<_> = (0..2 + dice.below(4))
            .map(|_| {
                let part = some_lines(corpus, headers, 12, dice);
                repeated(&part, dice)
            })
            .collect();
        logs::carry_each(&mut logs, dice);
        joined(logs::interleave(logs, dice))
    });
}
