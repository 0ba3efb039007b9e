//! `aiops redact`: standard input to standard output, without secrets and personal data.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Read, Write};

use anyhow::{Context, Result};

use crate::cli::Redact;
use crate::config::exit;
use crate::source::tee;

/// Bytes that are read at once.
const PIECE: usize = 256 << 10;

pub(super) fn run(options: &Redact) -> Result<u8> {
    let scrubber = options.file.scrubber()?;
    let mut input = tee::raw_stdin()?;
    let mut output = tee::take_stdout()?;
    let mut chunks = scrubber.chunks();
    let mut piece = vec![0; PIECE];
    let mut out = Vec::with_capacity(2 * PIECE);
    let mut stats = Stats::default();
    loop {
        let count = match input.read(&mut piece) {
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error).context("cannot read standard input"),
        };
        stats.bytes += count as u64;
        if options.stats {
            stats.lines += memchr::memchr_iter(b'\n', &piece[..count]).count() as u64;
        }
        if count == 0 {
            chunks.finish(&mut out);
        } else {
            chunks.feed(&piece[..count], &mut out);
        }
        output.write_all(&out)?;
        out.clear();
        if count == 0 {
            break;
        }
    }
    if options.stats {
        chunks.count(&mut stats.hits);
        stats.say(&mut anstream::stderr().lock())?;
    }
    Ok(exit::DONE)
}

/// What was read, and what was hidden.
#[derive(Debug, Default)]
struct Stats {
    lines: u64,
    bytes: u64,
    hits: BTreeMap<String, u64>,
}

impl Stats {
    fn say(&self, out: &mut impl Write) -> Result<()> {
        let total: u64 = self.hits.values().sum();
        writeln!(
            out,
            "{} lines, {} bytes, {total} redactions",
            self.lines, self.bytes
        )?;
        for (name, hits) in &self.hits {
            writeln!(out, "{hits:>12} {name}")?;
        }
        Ok(())
    }
}
