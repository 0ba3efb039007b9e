//! What `redact` costs: on access lines, which are full of numbers, on text with few digits, and on a line that is long.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::logs::{self, Density, Writers};
use super::measure::{median, peak};
use super::{Bench, Floor, Log, SEED, Settings, clean, row, speeds};

/// Megabytes a second, by the text.
const ACCESS: f64 = 100.0;
const FEW_DIGITS: f64 = 300.0;
/// Milliseconds for a mebibyte of one character, start and end included.
const LONG_LINE: f64 = 50.0;
/// Characters that rules look at.
const CHARACTERS: &[u8] = b"a0 .:=-_/@\"'\\%[({,&+\xff";
const LONG_RUNS: usize = 5;

impl Settings {
    pub(super) fn redact(&self) -> Result<()> {
        fs::create_dir_all(&self.dir)?;
        let empty = self.dir.join("empty.log");
        File::create(&empty)?;
        let bench = self.bench(None, &empty)?;
        let access = logs::formats().iter().position(|name| name == "Access");
        let access = Writers::Same(access.context("no format is called Access")?);
        for (log, figure, least) in [
            (
                self.log("access.log", Density::Sparse, access, self.mib, SEED)?,
                "redact, access log, MB/s",
                ACCESS,
            ),
            (self.few_digits()?, "redact, few digits, MB/s", FEW_DIGITS),
        ] {
            if bench.is_asked(figure) {
                let ours = || bench.redact(&log.path);
                let pairs = bench.compare(ours, || Ok(bench.own("count", &log)))?;
                speeds(figure, &log, pairs, Floor::Speed(least));
                if let Some(kib) = peak(&mut bench.redact(&log.path)?)? {
                    let shown = format!("{:.1} MiB", f64::from(kib) / 1024.0);
                    row("  its peak memory", [&shown, "", "", ""], None);
                }
            }
        }
        bench.long_lines()
    }

    fn few_digits(&self) -> Result<Log> {
        let path = self.dir.join("few-digits.log");
        let mut file = BufWriter::new(File::create(&path)?);
        let summary = logs::words(u64::from(self.mib) << 20, SEED, &mut file)?;
        file.flush()?;
        Ok(Log {
            path,
            bytes: summary.bytes,
            lines: summary.lines,
            incidents: 0,
        })
    }
}

impl Bench<'_> {
    fn redact(&self, log: &Path) -> Result<Command> {
        let mut command = clean(&self.settings.aiops);
        command.arg("redact").stdin(File::open(log)?);
        command.stdout(File::create(&self.out)?);
        Ok(command)
    }

    /// The slowest of lines that are one character over and over.
    fn long_lines(&self) -> Result<()> {
        let figure = "redact, slowest line of 1 MiB";
        if !self.is_asked(figure) {
            return Ok(());
        }
        let path = self.settings.dir.join("long-line.log");
        let mut slowest = (0.0, 0);
        for &character in CHARACTERS {
            fs::write(&path, vec![character; 1 << 20])?;
            let time = median(LONG_RUNS, || self.redact(&path))?;
            let millis = time.as_secs_f64() * 1e3;
            if millis > slowest.0 {
                slowest = (millis, character);
            }
        }
        let (millis, character) = slowest;
        let shown = format!("{millis:.0} ms");
        let of = format!("of {}", character.escape_ascii());
        let floor = Some((millis <= LONG_LINE, format!("{LONG_LINE} ms")));
        row(figure, [&shown, &of, "", ""], floor);
        Ok(())
    }
}
