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

/// Who writes a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writers {
    /// Now this, now that, in stretches.
    Changing,
    /// From end to end one of those that [`formats`] names.
    Same(usize),
}

/// Each format with levels by itself, and what transports put before lines of one or several.
pub(crate) fn formats() -> Vec<String> {
    let alone = dialect::FAILING
        .iter()
        .map(|dialect| format!("{dialect:?}"));
    let behind = (0..TRANSPORTS).map(|at| match at {
        0 => "Cri",
        1 => "Stamped",
        2 => "Pod",
        3 => "Syslog of a daemon",
        _ => "Compose",
    });
    alone.chain(behind.map(str::to_owned)).collect()
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
    writers: Writers,
    bytes: u64,
    seed: u64,
    to: &mut impl Write,
) -> io::Result<Summary> {
    let mut log = Log::new(seed);
    let period = density.lines_per_incident();
    let mut written = 0;
    let mut due = log.rng.below(period.unwrap_or(1));
    let same = match writers {
        Writers::Changing => None,
        Writers::Same(format) => Some(Stretch::of(format, &mut log.rng)),
    };
    while written + (log.out.len() as u64) < bytes {
        let chosen = same.clone();
        let mut stretch = chosen.unwrap_or_else(|| Stretch::choose(&mut log.rng));
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
                    log.ordinary(&stretch.streams[stream]);
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

/// Writes lines of at least `bytes` bytes in all that are words: one in ten has a number.
pub(crate) fn words(bytes: u64, seed: u64, to: &mut impl Write) -> io::Result<Summary> {
    let mut rng = Rng::new(seed);
    let known = words::alone();
    let mut line = String::new();
    let mut summary = Summary {
        bytes: 0,
        lines: 0,
        incidents: 0,
    };
    while summary.bytes < bytes {
        line.clear();
        line.push_str("INFO shop.orders:");
        for _ in 0..rng.between(6, 20) {
            line.push(' ');
            line.push_str(rng.pick::<&str>(&known));
        }
        if rng.below(10) == 0 {
            words::fill(&mut line, " {k}", &mut rng);
        }
        line.push('\n');
        to.write_all(line.as_bytes())?;
        summary.bytes += line.len() as u64;
        summary.lines += 1;
    }
    Ok(summary)
}

/// How many transports there are.
const TRANSPORTS: usize = 5;

/// What stands before each line of a program.
#[derive(Debug, Clone)]
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

#[derive(Debug, Clone)]
struct Stream {
    transport: Transport,
    dialect: Dialect,
}

/// Programs whose lines stand side by side.
#[derive(Debug, Clone)]
struct Stretch {
    streams: Vec<Stream>,
}

impl Stretch {
    fn choose(rng: &mut Rng) -> Stretch {
        let streams = match rng.below(10) {
            0..6 => Stretch::bare(*rng.pick(dialect::FAILING)),
            6 => {
                let transport = rng.below(TRANSPORTS as u64 - 1);
                Stretch::behind(transport as usize, rng)
            }
            _ => Stretch::behind(TRANSPORTS - 1, rng),
        };
        Stretch { streams }
    }

    /// One of those that [`formats`] names.
    fn of(format: usize, rng: &mut Rng) -> Stretch {
        let streams = match dialect::FAILING.get(format) {
            Some(dialect) => Stretch::bare(*dialect),
            None => Stretch::behind(format - dialect::FAILING.len(), rng),
        };
        Stretch { streams }
    }

    fn bare(dialect: Dialect) -> Vec<Stream> {
        let transport = Transport::None;
        vec![Stream { transport, dialect }]
    }

    /// A program behind a transport that stands before each of its lines; behind the last one, several.
    fn behind(transport: usize, rng: &mut Rng) -> Vec<Stream> {
        let transport = match transport {
            0 => Transport::Cri,
            1 => Transport::Stamped,
            2 => Transport::Pod(format!("pod/web-{}/app", rng.hex(5))),
            3 => Transport::Syslog(format!("depot-1 shop[{}]", rng.between(400, 9_999))),
            _ => {
                let names = ["web-1", "worker-1", "db-1", "cache-1"];
                let count = rng.between(2, 4) as usize;
                let named = names[..count].iter().enumerate().map(|(at, name)| {
                    let dialect = match at {
                        0 => *rng.pick(dialect::FAILING),
                        3 => *rng.pick(dialect::SILENT),
                        _ => *rng.pick(dialect::BESIDE),
                    };
                    let transport = Transport::Compose(format!("{name:<8} | "));
                    Stream { transport, dialect }
                });
                return named.collect();
            }
        };
        let dialect = *rng.pick(dialect::FAILING);
        vec![Stream { transport, dialect }]
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

    fn ordinary(&mut self, stream: &Stream) {
        let (level, words) = match self.rng.below(20 * DECOY) {
            0..20 => (Level::Info, words::DECOYS),
            drawn => match drawn % 20 {
                0..3 => (Level::Debug, words::ORDINARY),
                3 => (Level::Warning, words::WARNINGS),
                _ => (Level::Info, words::ORDINARY),
            },
        };
        let template = *self.rng.pick(words);
        self.record(stream, level, template);
        self.emit(stream, None);
    }

    /// A record of which nobody takes a trace below it for a part.
    fn plain(&mut self, stream: &Stream) {
        let template = *self.rng.pick(words::ORDINARY);
        self.record(stream, Level::Info, template);
        self.emit(stream, None);
    }

    /// A failure of one of the stretch's programs, between two INFO lines of the same one: below a warning, a trace may
    /// be none, and the figure of found incidents should not hang on that.
    fn incident(&mut self, stretch: &mut Stretch) {
        // The first of a stretch's programs has levels, so something can break.
        let fails = |at: &usize| dialect::FAILING.contains(&stretch.streams[*at].dialect);
        let failing: Vec<usize> = (0..stretch.streams.len()).filter(fails).collect();
        let stream = *self.rng.pick(&failing);
        let stream = &stretch.streams[stream];
        let failure: &Failure = failures::choose(stream.dialect, &mut self.rng);
        self.plain(stream);
        self.text.clear();
        if let Some(template) = failure.record {
            self.record(stream, Level::Error, template);
        }
        if !failure.trace.is_empty() {
            words::fill(&mut self.text, failure.trace, &mut self.rng);
            self.text.push('\n');
        }
        self.emit(stream, Some(stretch));
        self.plain(stream);
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
                    self.ordinary(other);
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
