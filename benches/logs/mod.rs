//! Makes logs to measure with: the same bytes for the same seed on every machine, as big as asked for.
//!
//! A log is a row of stretches of some thousand lines, as a machine's day is: one program that logs in one format, or
//! several that compose prints side by side, or one behind the stamp of a container's runtime. All formats with a
//! header of their own in `patterns/decode/headers.toml` come up (`dialect.rs`), because what a line costs depends on
//! its header. One ordinary line in [`DECOY`] speaks of errors without being one (`words.rs`): a search that stops at
//! each of them is slow in life, and would look fast without them. Incidents (`failures.rs`) are some dozens of
//! different failures, the first ones more often than the last, with other numbers each time: so almost all are
//! repeats, as in life. Lines of an incident in a mixed stretch have lines of other programs between them.
//! Nothing here reads a clock, a float or the machine's name.

mod clock;
mod dialect;
mod failures;
mod rng;
mod words;

use std::io::{self, Write};

use clock::Clock;
use dialect::{Dialect, Level};
use failures::Failure;
use rng::Rng;

/// One ordinary line in so many is a decoy: what chatty services were seen to write.
const DECOY: u64 = 40;
/// Lines of a stretch, least and most.
const STRETCH: (u64, u64) = (2_000, 6_000);
/// Bytes that are kept before they are written.
const CHUNK: usize = 256 << 10;

/// How often something breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Density {
    /// An incident in 2,000 lines.
    Sparse,
    /// An incident in 20 lines, its own counted.
    Dense,
    /// None.
    Quiet,
}

impl Density {
    fn lines_per_incident(self) -> Option<u64> {
        match self {
            Density::Sparse => Some(2_000),
            Density::Dense => Some(20),
            Density::Quiet => None,
        }
    }
}

/// What a log holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Summary {
    pub(crate) bytes: u64,
    pub(crate) lines: u64,
    pub(crate) incidents: u64,
}

/// Writes a log of at least `bytes` bytes, in whole lines.
pub(crate) fn write(
    density: Density,
    bytes: u64,
    seed: u64,
    to: &mut impl Write,
) -> io::Result<Summary> {
    let mut log = Log::new(seed);
    let period = density.lines_per_incident();
    let mut written = 0;
    let mut due = log.rng.below(period.unwrap_or(1));
    while written + (log.out.len() as u64) < bytes {
        let mut stretch = Stretch::choose(&mut log.rng);
        let end = log.lines + log.rng.between(STRETCH.0, STRETCH.1);
        while log.lines < end && written + (log.out.len() as u64) < bytes {
            match period {
                Some(period) if log.lines >= due => {
                    log.incident(&mut stretch);
                    // One in each period, anywhere in it.
                    due = log.incidents * period + log.rng.below(period);
                }
                _ => {
                    let stream = log.rng.below(stretch.streams.len() as u64) as usize;
                    log.ordinary(&stretch.streams[stream], true);
                }
            }
            if log.out.len() >= CHUNK {
                to.write_all(log.out.as_bytes())?;
                written += log.out.len() as u64;
                log.out.clear();
            }
        }
    }
    to.write_all(log.out.as_bytes())?;
    to.flush()?;
    Ok(Summary {
        bytes: written + log.out.len() as u64,
        lines: log.lines,
        incidents: log.incidents,
    })
}

/// What stands before each line of a program.
#[derive(Debug)]
enum Transport {
    None,
    /// `web-1    | `, padded to the longest name.
    Compose(String),
    /// containerd, CRI-O.
    Cri,
    /// `docker logs --timestamps`.
    Stamped,
    /// `kubectl logs --prefix`.
    Pod(String),
    /// journald's form, with host and process.
    Syslog(String),
}

#[derive(Debug)]
struct Stream {
    transport: Transport,
    dialect: Dialect,
}

/// Programs whose lines stand side by side.
#[derive(Debug)]
struct Stretch {
    streams: Vec<Stream>,
}

impl Stretch {
    fn choose(rng: &mut Rng) -> Stretch {
        let streams = match rng.below(10) {
            0..6 => vec![(Transport::None, *rng.pick(dialect::FAILING))],
            6 => vec![(
                match rng.below(4) {
                    0 => Transport::Cri,
                    1 => Transport::Stamped,
                    2 => Transport::Pod(format!("pod/web-{}/app", rng.hex(5))),
                    _ => Transport::Syslog(format!("depot-1 shop[{}]", rng.between(400, 9_999))),
                },
                *rng.pick(dialect::FAILING),
            )],
            _ => {
                let names = ["web-1", "worker-1", "db-1", "cache-1"];
                let count = rng.between(2, 4) as usize;
                let named = names[..count].iter().enumerate().map(|(at, name)| {
                    let dialect = if at == 0 {
                        *rng.pick(dialect::FAILING)
                    } else if at == 3 {
                        *rng.pick(dialect::SILENT)
                    } else {
                        *rng.pick(dialect::BESIDE)
                    };
                    (Transport::Compose(format!("{name:<8} | ")), dialect)
                });
                named.collect()
            }
        };
        let streams = streams
            .into_iter()
            .map(|(transport, dialect)| Stream { transport, dialect });
        Stretch {
            streams: streams.collect(),
        }
    }
}

/// The log that is being made.
struct Log {
    rng: Rng,
    clock: Clock,
    out: String,
    lines: u64,
    incidents: u64,
    /// A record before its lines are prefixed, and its message.
    text: String,
    message: String,
}

impl Log {
    fn new(seed: u64) -> Log {
        Log {
            rng: Rng::new(seed),
            clock: Clock::default(),
            out: String::with_capacity(CHUNK + (64 << 10)),
            lines: 0,
            incidents: 0,
            text: String::new(),
            message: String::new(),
        }
    }

    fn ordinary(&mut self, stream: &Stream, decoys: bool) {
        let level = match self.rng.below(20) {
            0..3 => Level::Debug,
            3 => Level::Warning,
            _ => Level::Info,
        };
        let words = match level {
            Level::Warning => words::WARNINGS,
            _ if decoys && self.rng.below(DECOY) == 0 => words::DECOYS,
            _ => words::ORDINARY,
        };
        let template = *self.rng.pick(words);
        self.record(stream, level, template);
        self.emit(stream, None);
    }

    /// A failure of one of the stretch's programs, between two ordinary lines of the same one: what stands right above
    /// and below is not what a figure of found incidents should hang on.
    fn incident(&mut self, stretch: &mut Stretch) {
        // The first of a stretch's programs has levels, so something can break.
        let fails = |at: &usize| dialect::FAILING.contains(&stretch.streams[*at].dialect);
        let failing: Vec<usize> = (0..stretch.streams.len()).filter(fails).collect();
        let stream = *self.rng.pick(&failing);
        let stream = &stretch.streams[stream];
        let failure: &Failure = failures::choose(stream.dialect, &mut self.rng);
        self.ordinary(stream, false);
        self.text.clear();
        if let Some(template) = failure.record {
            self.record(stream, Level::Error, template);
        }
        if !failure.trace.is_empty() {
            words::fill(&mut self.text, failure.trace, &mut self.rng);
            self.text.push('\n');
        }
        self.emit(stream, Some(stretch));
        self.ordinary(stream, false);
        self.incidents += 1;
    }

    fn record(&mut self, stream: &Stream, level: Level, template: &str) {
        self.clock.pass(&mut self.rng);
        self.message.clear();
        words::fill(&mut self.message, template, &mut self.rng);
        self.text.clear();
        stream.dialect.write(
            &mut self.text,
            &self.clock,
            level,
            &self.message,
            &mut self.rng,
        );
    }

    /// Puts the lines of `text` into the log; `others` may put theirs between.
    fn emit(&mut self, stream: &Stream, others: Option<&Stretch>) {
        let text = std::mem::take(&mut self.text);
        for (number, line) in text.lines().enumerate() {
            let others = others.filter(|others| others.streams.len() > 1);
            if let Some(others) = others.filter(|_| number > 0 && self.rng.below(8) == 0) {
                let other = self.rng.pick(&others.streams);
                if !std::ptr::eq(other, stream) {
                    self.ordinary(other, true);
                }
            }
            self.prefix(&stream.transport);
            self.out.push_str(line);
            self.out.push('\n');
            self.lines += 1;
        }
        self.text = text;
    }

    fn prefix(&mut self, transport: &Transport) {
        let (out, clock) = (&mut self.out, &self.clock);
        match transport {
            Transport::None => {}
            Transport::Compose(name) => out.push_str(name),
            Transport::Cri => {
                clock.rfc3339(out, 'T', ".", 9);
                out.push_str("Z stdout F ");
            }
            Transport::Stamped => {
                clock.rfc3339(out, 'T', ".", 9);
                out.push_str("Z ");
            }
            Transport::Pod(name) => {
                out.push('[');
                out.push_str(name);
                out.push_str("] ");
            }
            Transport::Syslog(process) => {
                clock.bsd(out);
                out.push(' ');
                out.push_str(process);
                out.push_str(": ");
            }
        }
    }
}
