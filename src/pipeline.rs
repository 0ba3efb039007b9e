//! From what was read to what is told: every incident is completed, scrubbed, fingerprinted, deduplicated, printed and
//! handed to delivery, in this order, by all commands alike.
//!
//! In: blocks of lines of some file. Out: printed incidents, a queue for the receiver, and an exit status.

mod sources;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use chrono::{DateTime, SecondsFormat, Utc};
use sha2::{Digest, Sha256};

use crate::cli::Reading;
use crate::config::{self, exit};
use crate::decode::time;
use crate::dedup::{Dedup, Verdict};
use crate::detect::{Detector, Found, Options};
use crate::filter::Filter;
use crate::fingerprint::fingerprint;
use crate::heartbeat::{self, Heartbeat, Missed, Pulse};
use crate::incident::{Incident, Kind, Level};
use crate::report::{Printer, Totals};
use crate::scrub::Scrubber;
use crate::sink::platform::{Identity, Pace, Platform, Settings};
use crate::sink::{Delivery, Limits, SendError, Stopper};
use sources::{Said, Sources};

/// How often the counts of repeats are brought up to date while lines keep coming.
const REPEATS: Duration = Duration::from_secs(1);

/// What is the same for all that is read, whichever thread reads it: it makes an incident of what a detector found.
#[derive(Debug)]
pub struct Shared {
    options: Options,
    sources: Sources,
    filter: Filter,
    min_level: Level,
    show_hidden: bool,
    scrubber: Scrubber,
    identity: Identity,
    pulse: Arc<Pulse>,
}

impl Shared {
    /// Begins to read a file; `key` is unique to the file and its generation. A reader stays on the thread it was
    /// made on.
    pub fn reader(self: &Arc<Self>, path: &Path, key: &str, near: DateTime<Utc>) -> Reader {
        let said = self.sources.of(path);
        Reader {
            shared: Arc::clone(self),
            detector: Detector::new(Arc::clone(&said.engine), self.options.clone()),
            said,
            path: path.display().to_string(),
            key: key.to_owned(),
            near,
            found: Vec::new(),
            hidden: Hidden::new(),
            lines: 0,
            asked: Instant::now(),
            fed: Instant::now(),
            waited: Duration::ZERO,
        }
    }

    /// What hides an incident: a rule, or its level.
    fn hides(&self, incident: &Incident) -> Option<String> {
        if incident.level < self.min_level {
            return Some(self.below());
        }
        self.filter.hides(incident).map(Cow::into_owned)
    }

    /// What incidents below the minimum level are counted under.
    fn below(&self) -> String {
        format!("below {}", self.min_level)
    }

    /// Fills in what the log does not tell, hides what is private, and names what is the same.
    fn complete(&self, found: Found, reader: &Reader, now: DateTime<Utc>) -> Incident {
        let mut incident = found.incident;
        incident.id = id(&reader.key, &incident);
        incident.source.path.clone_from(&reader.path);
        let seen_at = now.to_rfc3339_opts(SecondsFormat::Millis, true);
        incident.time = found
            .time
            .and_then(|text| time::parse(&text, &reader.said.zone, reader.near))
            .map(|time| time.to_rfc3339_opts(SecondsFormat::AutoSi, true));
        incident.first_seen.clone_from(&seen_at);
        incident.last_seen.clone_from(&seen_at);
        incident.seen_at = seen_at;
        incident.host.clone_from(&self.identity.host);
        incident.scrubbed = BTreeMap::new();
        self.scrubber.scrub_incident(&mut incident, &found.prefixes);
        incident.fingerprint = fingerprint(&incident).value;
        incident
    }
}

/// A file, or a pipe, that is being read.
#[derive(Debug)]
pub struct Reader {
    shared: Arc<Shared>,
    said: Arc<Said>,
    detector: Detector,
    path: String,
    /// What tells this source from all others, and its generations from each other: part of every incident's id.
    key: String,
    /// Times without a year are near this one: the file's last change.
    near: DateTime<Utc>,
    found: Vec<Found>,
    hidden: Hidden,
    lines: u64,
    /// When repeats were last asked for.
    asked: Instant,
    /// When the last block was read to its end, and how long none came since what waits was last told.
    fed: Instant,
    waited: Duration,
}

impl Reader {
    /// Whether nothing in it waits for more lines.
    pub fn is_idle(&self) -> bool {
        self.detector.is_idle()
    }

    fn repeats(&mut self) {
        self.detector.repeats(&mut self.found);
        self.asked = Instant::now();
        self.waited = Duration::ZERO;
    }

    /// The detector, to be told of encodings.
    pub fn detector(&mut self) -> &mut Detector {
        &mut self.detector
    }

    /// Reads a block of whole lines, and returns what became whole with it. Repeats are kept until the end of the file:
    /// when they are told is not to depend on the clock.
    pub fn feed(&mut self, block: &[u8], offset: u64, line: u64) -> Vec<Incident> {
        self.shared.pulse.moved();
        self.lines += self.detector.feed(block, offset, line, &mut self.found);
        self.completed()
    }

    /// The file is over: returns what was still open, and how much was read.
    pub fn finish(mut self) -> (Vec<Incident>, Counts) {
        self.detector.finish(&mut self.found);
        let completed = self.completed();
        let mut hidden = self.hidden;
        if self.detector.hidden() > 0 {
            *hidden.entry(self.shared.below()).or_default() += self.detector.hidden();
        }
        let counts = Counts {
            lines: self.lines,
            hidden,
        };
        (completed, counts)
    }

    fn completed(&mut self) -> Vec<Incident> {
        let mut completed = Vec::with_capacity(self.found.len());
        for mut found in std::mem::take(&mut self.found) {
            // Rules of the filter may ask for these.
            found.incident.service.clone_from(&self.said.service);
            found
                .incident
                .environment
                .clone_from(&self.said.environment);
            let hidden_by = self.shared.hides(&found.incident);
            if let Some(rule) = &hidden_by {
                // A record below the level was only kept for a trace.
                let is_record = found.incident.kind == Kind::LogError;
                if is_record && found.incident.level < self.shared.min_level {
                    continue;
                }
                let count = self.hidden.entry(rule.clone()).or_default();
                *count += found.incident.occurrences;
                if !self.shared.show_hidden {
                    continue;
                }
            }
            let group = found.group;
            let mut incident = self.shared.complete(found, self, Utc::now());
            incident.hidden_by = hidden_by;
            if let Some(group) = group {
                self.detector.name(group, &incident.fingerprint);
            }
            completed.push(incident);
        }
        completed
    }
}

/// How many incidents are hidden, by what hides them.
pub type Hidden = BTreeMap<String, u64>;

/// What was read of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Its lines.
    pub lines: u64,
    /// What was found and not told.
    pub hidden: Hidden,
}

/// The stages behind the readers: what must know of all incidents.
pub struct Pipeline<W> {
    shared: Arc<Shared>,
    dedup: Dedup,
    printer: Printer<W>,
    delivery: Option<Delivery>,
    heartbeat: Option<Heartbeat>,
    drain_timeout: Duration,
    exit_code: bool,
    totals: Totals,
    found: u64,
    unread: bool,
}

impl<W: Write> Pipeline<W> {
    /// Sets up all stages as `reading` and the environment say; delivery and heartbeat begin if a key is set.
    pub fn new(reading: &Reading, printer: Printer<W>) -> Result<Pipeline<W>> {
        Pipeline::with(reading, printer, Options::default())
    }

    /// The same with detectors that do what `options` say, but for what `reading` says, too.
    pub fn with(reading: &Reading, printer: Printer<W>, options: Options) -> Result<Pipeline<W>> {
        let (settings, identity) = config::platform(&reading.file)?;
        let sources = Sources::new(reading, &identity)?;
        let pulse = Arc::new(Pulse::new());
        let (delivery, heartbeat) = if let Some(settings) = settings {
            let (delivery, heartbeat) = deliver(settings, &pulse)?;
            (Some(delivery), Some(heartbeat))
        } else {
            log::info!("AIOPS_API_KEY is not set: incidents are shown here and sent nowhere");
            (None, None)
        };
        let shared = Shared {
            sources,
            options: Options {
                context: usize::from(reading.context),
                // Where every occurrence is delivered, every one must be read.
                fold: !reading.dedup_window.is_zero(),
                keep_hidden: reading.show_hidden,
                ..options
            },
            filter: reading.file.filter(),
            min_level: reading.min_level,
            show_hidden: reading.show_hidden,
            scrubber: reading.file.scrubber()?,
            identity,
            pulse,
        };
        Ok(Pipeline {
            shared: Arc::new(shared),
            dedup: Dedup::new(reading.dedup_window),
            printer,
            delivery,
            heartbeat,
            drain_timeout: reading.drain_timeout,
            exit_code: reading.exit_code,
            totals: Totals::default(),
            found: 0,
            unread: false,
        })
    }

    /// What the readers share, for those on other threads.
    pub fn shared(&self) -> Arc<Shared> {
        Arc::clone(&self.shared)
    }

    /// Who we are: part of the key of a source that has no place of its own.
    pub fn identity_key(&self) -> String {
        let Identity { host, service, .. } = &self.shared.identity;
        format!("{host} {service}")
    }

    /// Begins to read a file on this thread; `key` is unique to the file and its generation.
    pub fn reader(&mut self, path: &Path, key: &str, near: DateTime<Utc>) -> Reader {
        self.shared.reader(path, key, near)
    }

    /// Reads a block of whole lines.
    pub fn feed(&mut self, reader: &mut Reader, block: &[u8], offset: u64, line: u64) {
        reader.waited += reader.fed.elapsed();
        let mut incidents = reader.feed(block, offset, line);
        if reader.waited >= REPEATS {
            reader.repeats();
        } else if reader.asked.elapsed() >= REPEATS {
            // What waits for lines is told when none come, not when reading them takes long.
            reader.detector.counted(&mut reader.found);
            reader.asked = Instant::now();
        }
        incidents.extend(reader.completed());
        self.tell(incidents);
        reader.fed = Instant::now();
    }

    /// Nothing came for a second: what is whole is told.
    pub fn silence(&mut self, reader: &mut Reader) {
        reader.detector.silence(&mut reader.found);
        reader.repeats();
        self.tell(reader.completed());
    }

    /// Nothing came for so long that what is open is told as it is.
    pub fn give_up(&mut self, reader: &mut Reader) {
        reader.detector.give_up(&mut reader.found);
        reader.repeats();
        self.tell(reader.completed());
    }

    /// The file is over.
    pub fn end(&mut self, reader: Reader) {
        let (incidents, counts) = reader.finish();
        self.tell(incidents);
        self.count(counts);
    }

    /// Tells of incidents that a reader returned: counts what is the same, prints and delivers the rest.
    pub fn tell(&mut self, incidents: Vec<Incident>) {
        for incident in incidents {
            if incident.hidden_by.is_some() {
                self.printer.hidden(&incident);
                continue;
            }
            self.found += incident.occurrences;
            if let Verdict::First(incident) = self.dedup.see(Utc::now(), incident) {
                self.printer.incident(&incident);
                self.offer(*incident);
            }
        }
        self.tick(Utc::now());
    }

    /// A file was read: these are its counts.
    pub fn count(&mut self, counts: Counts) {
        self.totals.files += 1;
        self.totals.lines += counts.lines;
        for (rule, count) in counts.hidden {
            *self.totals.hidden.entry(rule).or_default() += count;
        }
    }

    /// Some input could not be read, which is the run's exit status unless something graver happens.
    pub fn unread(&mut self) {
        self.unread = true;
    }

    /// The loop waits for input: that is work, too.
    pub fn waiting(&self) {
        self.shared.pulse.waiting();
    }

    /// Tells of the windows that are over.
    pub fn tick(&mut self, now: DateTime<Utc>) {
        for update in self.dedup.close_due(now) {
            self.update(update);
        }
    }

    /// What interrupts deliveries and their waits, for the second signal.
    pub fn stopper(&self) -> Option<Stopper> {
        self.delivery.as_ref().map(Delivery::stopper)
    }

    /// Prints what was collected, delivers what is queued, and says how the run went.
    pub fn finish(mut self) -> u8 {
        for update in self.dedup.close_all() {
            self.update(update);
        }
        self.printer.finish(&self.totals);
        let deadline = Instant::now() + self.drain_timeout;
        let waits = self.delivery.take().is_some_and(|delivery| {
            let outcome = delivery.drain(deadline);
            for (reason, count) in &outcome.reasons {
                log::error!("not accepted by the receiver ({count}): {reason}");
            }
            let waiting = outcome.waiting + outcome.refused;
            if waiting > 0 {
                let why = outcome
                    .why_waiting
                    .unwrap_or_else(|| "the time was up".to_owned());
                log::error!("{waiting} not delivered: {why}");
            }
            waiting + outcome.failed > 0
        });
        if let Some(heartbeat) = self.heartbeat.take() {
            heartbeat.wait_for_first(deadline);
        }
        match () {
            () if self.printer.failed() => exit::OUTPUT,
            () if self.unread => exit::INPUT,
            () if waits => exit::WAITING,
            () if self.exit_code && self.found > 0 => exit::FOUND,
            () => exit::DONE,
        }
    }

    fn update(&mut self, incident: Incident) {
        self.printer.update(&incident);
        self.offer(incident);
    }

    /// A refusal is counted by the delivery, and said at the end.
    fn offer(&mut self, incident: Incident) {
        if let Some(delivery) = &self.delivery {
            let _ = delivery.offer(incident);
        }
    }
}

/// 128 bits that are the same for the same bytes at the same place of the same source.
fn id(key: &str, incident: &Incident) -> String {
    let mut hash = Sha256::new();
    hash.update(key.as_bytes());
    hash.update([0]);
    hash.update(incident.source.offset_start.to_le_bytes());
    // Several processes may begin in one line: the text tells their incidents apart.
    hash.update(incident.stack_trace.as_bytes());
    hex(&hash.finalize()[..16])
}

/// Lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// Starts delivery to the platform, and the heartbeat.
fn deliver(settings: Settings, pulse: &Arc<Pulse>) -> Result<(Delivery, Heartbeat)> {
    let pace = Pace::default();
    let waits = pace.waits.clone();
    let platform = Platform::new(settings, pace);
    let beating = platform.clone();
    let beat = move || {
        beating.heartbeat().map_err(|error| match error {
            SendError::Later { reason, .. } => Missed::Again(reason),
            SendError::Never { reason } | SendError::Paused { reason } => Missed::Final(reason),
        })
    };
    let heartbeat = Heartbeat::start(
        Arc::clone(pulse),
        heartbeat::every(heartbeat::INTERVAL),
        waits,
        beat,
    )?;
    let delivery = Delivery::start(Box::new(platform), Limits::default())?;
    Ok((delivery, heartbeat))
}
