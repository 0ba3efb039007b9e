//! `aiops explain FILE:LINE`: which header, pattern, state and rule a line met, and what comes of it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};

use super::UsageError;
use super::scan::encoding;
use crate::cli::Explain;
use crate::config::{self, exit};
use crate::decode::LineDecoder;
use crate::detect::{Detector, Engine, Event, Found, Options, Verdict};
use crate::filter::Filter;
use crate::fingerprint::fingerprint;
use crate::incident::{Incident, Level};
use crate::pattern::{Class, Machine, StateId};
use crate::report::clean;
use crate::scrub::{FAILED, Scrubber};
use crate::source::block::BlockReader;
use crate::source::input;

/// Lines read behind the one that is asked about: no incident is settled later.
const BEHIND: u64 = 3_000;
/// Lines on both sides that are scrubbed together with it, as a key has so many; longer ones are no part of one.
const AROUND: u64 = 100;
const AROUND_BYTES: usize = 1 << 10;
/// Characters of a line or regex that are shown.
const SHOWN: usize = 160;

pub(super) fn run(options: &Explain) -> Result<u8> {
    let (path, line) = parse(&options.place)?;
    let source = options.file.source_of(Path::new(path));
    let folder = source.and_then(|source| source.patterns.as_ref());
    let engine = config::engine(
        folder.or(options.patterns.as_ref()).map(PathBuf::as_path),
        options.min_level,
        &options.file.http().responses,
    )?;
    let opened = input::open(Path::new(path)).map_err(std::io::Error::other)?;
    let reading = read(&engine, opened.text(), line)?;
    let Some(at) = reading.at else {
        let message = format!(
            "{path} has no line {line}: it ends at line {}",
            reading.lines
        );
        return Err(UsageError(message).into());
    };
    let mut out = anstream::stdout().lock();
    let scrubber = options.file.scrubber()?;
    let story = Story {
        engine: &engine,
        text: scrubbed(&scrubber, &reading.around, at),
        scrubber,
        line,
        min_level: options.min_level,
        filter: options.file.filter(),
        service: source
            .and_then(|source| source.service.clone())
            .unwrap_or(config::platform(&options.file)?.1.service),
    };
    writeln!(out, "{}:{line}: {}", clean(path), shown(&story.text))?;
    story.incidents(&mut out, &reading.found)?;
    story.events(&mut out, &reading.events)?;
    Ok(exit::DONE)
}

fn parse(place: &str) -> Result<(&str, u64), UsageError> {
    let wrong = || {
        UsageError(format!(
            "`{place}` is not FILE:LINE with a line from 1, such as app.log:120"
        ))
    };
    let (path, line) = place.rsplit_once(':').ok_or_else(wrong)?;
    // As `scan` prints a place: the first of its lines.
    let line = line.split_once('-').map_or(line, |(first, _)| first);
    let line = line
        .parse()
        .ok()
        .filter(|line| *line > 0)
        .ok_or_else(wrong)?;
    Ok((path, line))
}

#[derive(Default)]
struct Reading {
    /// The line that is asked about and those around it.
    around: Vec<String>,
    /// Which of them it is.
    at: Option<usize>,
    lines: u64,
    events: Vec<Event>,
    found: Vec<Found>,
}

impl Reading {
    fn take(&mut self, text: String, is_asked: bool) {
        if is_asked {
            self.at = Some(self.around.len());
        }
        let is_short = is_asked || text.len() <= AROUND_BYTES;
        self.around
            .push(if is_short { text } else { String::new() });
    }
}

/// Reads the file as `scan` does, with nothing dropped for its level.
fn read(engine: &Arc<Engine>, file: impl Read, line: u64) -> Result<Reading> {
    let options = Options {
        keep_hidden: true,
        explain: Some(line..=line),
        ..Options::default()
    };
    let mut detector = Detector::new(Arc::clone(engine), options);
    let mut reading = Reading::default();
    let mut decoder = LineDecoder::new();
    let mut blocks = BlockReader::new(file);
    while let Some(block) = blocks.next().context("cannot read the file")? {
        detector.set_encoding(encoding(block.encoding));
        decoder.set_encoding(encoding(block.encoding));
        let mut rest = block.bytes;
        let mut number = block.line;
        let mut offset = block.offset;
        // Line by line, so that the text around the one in question is at hand.
        while !rest.is_empty() && number <= line + BEHIND {
            let (text, tail) = decoder.split(rest);
            let (raw, _) = rest.split_at(rest.len() - tail.len());
            if number.abs_diff(line) <= AROUND {
                reading.take(decoded(&mut decoder, text), number == line);
            }
            detector.feed(raw, offset, number, &mut reading.found);
            offset += raw.len() as u64;
            number += 1;
            rest = tail;
        }
        reading.lines = number - 1;
        if number > line + BEHIND {
            break;
        }
    }
    detector.finish(&mut reading.found);
    reading.events = detector.events().to_vec();
    Ok(reading)
}

/// The text of a line as the detector sees it: a colour within a secret would hide it.
fn decoded(decoder: &mut LineDecoder, raw: &[u8]) -> String {
    let mut lines = Vec::new();
    decoder.lines(raw, |text| lines.push(text.to_owned()));
    lines.join("\r")
}

/// One of these lines, without what is secret, be it only together with its neighbours.
fn scrubbed(scrubber: &Scrubber, lines: &[String], at: usize) -> String {
    let together = scrub(scrubber, &lines.join("\n"));
    scrub(scrubber, together.split('\n').nth(at).unwrap_or(FAILED))
}

fn scrub(scrubber: &Scrubber, text: &str) -> String {
    let scrubbed = scrubber.scrub(text, &mut BTreeMap::new());
    scrubbed.into_owned()
}

struct Story<'a> {
    engine: &'a Engine,
    scrubber: Scrubber,
    /// The line itself, scrubbed.
    text: String,
    line: u64,
    min_level: Level,
    filter: Filter,
    service: String,
}

impl Story<'_> {
    fn machine(&self, at: usize) -> &Machine {
        &self.engine.patterns().machines[at]
    }

    fn rule(&self, machine: usize, rule: u16) -> String {
        let rule = &self.machine(machine).rules[usize::from(rule)];
        let when = rule.when.as_ref().map_or("", |when| when.source());
        format!("rule {} ({})", rule.number, shown(when))
    }

    fn state(&self, machine: usize, state: StateId) -> &str {
        &self.machine(machine).states[usize::from(state)]
    }

    fn events(&self, out: &mut impl Write, events: &[Event]) -> Result<()> {
        let mut met = false;
        for event in events {
            match event {
                Event::Transports { names, .. } => {
                    writeln!(out, "  transport: {}", names.join(", "))?;
                }
                Event::Line { header, level, .. } => self.header(out, header.as_deref(), *level)?,
                Event::Began {
                    run,
                    machine,
                    rule,
                    style,
                    ..
                } => {
                    met = true;
                    self.began(out, *run, (*machine, *rule), *style)?;
                }
                Event::Took {
                    run,
                    machine,
                    rule,
                    from,
                    to,
                    ..
                } => {
                    met = true;
                    writeln!(
                        out,
                        "  {} run {run}: {} takes it in state `{}`, to state `{}`",
                        self.machine(*machine).name,
                        self.rule(*machine, *rule),
                        self.state(*machine, *from),
                        self.state(*machine, *to),
                    )?;
                }
                Event::Skipped { run, .. } => {
                    writeln!(
                        out,
                        "  run {run}: left to another stream, as its prefix differs"
                    )?;
                }
                Event::Ended {
                    run,
                    machine,
                    state,
                    ..
                } => {
                    met = true;
                    writeln!(
                        out,
                        "  {} run {run}: ends above it, in state `{}`, as no rule takes it",
                        self.machine(*machine).name,
                        self.state(*machine, *state),
                    )?;
                }
                Event::Answered {
                    machine,
                    rule,
                    status,
                    ..
                } => {
                    met = true;
                    writeln!(
                        out,
                        "  {}: {} reads a response with status {status}",
                        self.machine(*machine).name,
                        self.rule(*machine, *rule),
                    )?;
                }
                Event::Settled {
                    line,
                    last,
                    run,
                    machine,
                    prefix,
                    verdict,
                } => {
                    self.settled(
                        out,
                        (*line, *last),
                        *run,
                        *machine,
                        prefix.as_deref(),
                        *verdict,
                    )?;
                }
            }
        }
        if !met {
            writeln!(out, "  no rule of any pattern begins or takes it")?;
        }
        Ok(())
    }

    fn began(
        &self,
        out: &mut impl Write,
        run: u32,
        (machine, rule): (usize, u16),
        style: Option<Class>,
    ) -> Result<()> {
        let style = style.map_or("not known", Class::as_str);
        let to = self.machine(machine).rules[usize::from(rule)].to;
        writeln!(
            out,
            "  {} run {run}: {} begins it, to state `{}`; lines without a header here are: {style}",
            self.machine(machine).name,
            self.rule(machine, rule),
            self.state(machine, to.unwrap_or_default()),
        )?;
        Ok(())
    }

    fn header(
        &self,
        out: &mut impl Write,
        header: Option<&str>,
        level: Option<Level>,
    ) -> Result<()> {
        let Some(header) = header else {
            writeln!(out, "  header: none")?;
            return Ok(());
        };
        match level {
            Some(level) => writeln!(out, "  header: {header}, level {level}")?,
            None => writeln!(out, "  header: {header}, without a level")?,
        }
        for machine in &self.engine.patterns().machines {
            let asks: Vec<Level> = machine
                .rules_in(0)
                .filter_map(|(_, rule)| rule.level)
                .collect();
            let met = asks
                .iter()
                .any(|least| level.is_some_and(|level| level >= *least));
            if let Some(least) = asks.iter().max().filter(|_| !asks.is_empty()) {
                let below = level.is_none_or(|level| level < *least);
                if below || !met {
                    let rules: Vec<_> = machine
                        .rules_in(0)
                        .filter(|(_, rule)| rule.level == Some(*least))
                        .map(|(_, rule)| rule.number.to_string())
                        .collect();
                    writeln!(
                        out,
                        "  {}: rule {} in state `start` asks for level {least} or above",
                        machine.name,
                        rules.join(", ")
                    )?;
                }
            }
        }
        Ok(())
    }

    fn settled(
        &self,
        out: &mut impl Write,
        (first, last): (u64, u64),
        run: u32,
        machine: usize,
        prefix: Option<&str>,
        verdict: Verdict,
    ) -> Result<()> {
        let name = &self.machine(machine).name;
        write!(out, "  {name} run {run}, lines {first} to {last}: ")?;
        match verdict {
            Verdict::Incident => writeln!(out, "an incident")?,
            Verdict::Joined => writeln!(out, "one incident, record and trace")?,
            Verdict::LostTo(winner) => writeln!(out, "run {winner} holds its first line")?,
            Verdict::Answer => writeln!(out, "the line is an access log's")?,
            Verdict::Below(level) => writeln!(out, "its level is {level}")?,
        }
        if let Some(prefix) = prefix {
            let prefix = scrub(&self.scrubber, prefix);
            if self.text.contains(&prefix) {
                writeln!(out, "    without the prefix {:?}", clean(&prefix))?;
            } else {
                writeln!(out, "    without a prefix that ends within a secret")?;
            }
        }
        Ok(())
    }

    fn incidents(&self, out: &mut impl Write, found: &[Found]) -> Result<()> {
        let here = |incident: &Incident| {
            (incident.source.line_start..=incident.source.line_end).contains(&self.line)
        };
        let mut any = false;
        for found in found.iter().filter(|found| here(&found.incident)) {
            any = true;
            let mut incident = found.incident.clone();
            incident.service.clone_from(&self.service);
            let rule = self.filter.hides(&incident).map(Cow::into_owned);
            self.scrubber.scrub_incident(&mut incident, &found.prefixes);
            let below = incident.level < self.min_level;
            writeln!(
                out,
                "  {}: lines {} to {}, {} {}: {}",
                if below || rule.is_some() {
                    "hidden"
                } else {
                    "incident"
                },
                incident.source.line_start,
                incident.source.line_end,
                incident.kind.as_str(),
                clean(&incident.error_type),
                shown(incident.message.lines().next().unwrap_or_default()),
            )?;
            if below {
                writeln!(
                    out,
                    "    its level {} is below the minimum level {} (--min-level)",
                    incident.level, self.min_level
                )?;
            }
            if let Some(rule) = rule {
                writeln!(out, "    the filter's rule `{}` hides it", clean(&rule))?;
            }
            for (name, count) in &incident.scrubbed {
                writeln!(out, "    scrubbed: {name} {count}")?;
            }
            let fingerprint = fingerprint(&incident);
            writeln!(out, "    fingerprint: {}", fingerprint.value)?;
            for (name, value) in fingerprint.inputs {
                writeln!(out, "      {name}: {}", shown(&value))?;
            }
        }
        if !any {
            writeln!(out, "  no incident holds it")?;
        }
        Ok(())
    }
}

fn shown(text: &str) -> String {
    let mut cut: String = text.chars().take(SHOWN).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    clean(&cut).into_owned()
}
