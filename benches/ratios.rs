//! What a scan costs, as ratios that another machine can repeat: `cargo bench --bench ratios [-- OPTIONS]`.
//!
//! Makes logs (`logs/`), then runs `aiops scan` on them against reading and counting newlines, against ripgrep with the
//! literals of our prefilter, against one file of two, and by itself for memory and start. Prints a table with the
//! floors that the project set itself; a figure below its floor is `SHORT`, and no failure, as another load on the
//! machine makes one. `formats` measures a log of each format by itself instead, as most files are, and counts how many
//! reach the floors, and `redact` measures the filter of that name. Refuses nothing but unknown options.
//!
//! Options: `--mib N` size of each log (256), `--pairs N` runs of each comparison (9), `--dir DIR` where the logs are
//! (target/bench-logs), `--aiops FILE` another binary of ours, `--only WORD` rows whose name holds it, or the format of
//! that name. `generate` only
//! makes the logs: sparse.log, twin.log, dense.log, quiet.log; `count`, `lines` and `found` are what this binary runs
//! itself as.

mod formats;
mod logs;
mod measure;
mod redact;

use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use aiops::detect::{Detector, Engine, Options};
use aiops::incident::Level;
use aiops::source::block::BlockReader;
use logs::{Density, Writers};
use measure::{Pairs, median, output, pairs, peak};

/// As the floors were set.
const PAIRS: usize = 9;
const MIB: u32 = 256;
/// Line by line is slow, and as slow for every mebibyte.
const SMALL_MIB: u32 = 32;
/// Runs on an empty file: short ones are noisy.
const EMPTY_RUNS: usize = 41;
/// What a newline counter reads at once.
const READ: usize = 1 << 20;
/// Floors: how much of the speed of newlines, megabytes a second, and mebibytes at most.
const SPARSE: f64 = 0.15;
const DENSE: f64 = 250.0;
const MEMORY: f64 = 16.0;
/// Any number would do; another one makes other logs.
const SEED: u64 = 4_711;

fn main() -> Result<()> {
    let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
    let mut settings = Settings::default();
    let mut modes = Vec::new();
    while let Some(word) = words.next() {
        let mut value = || words.next().with_context(|| format!("{word}: no value"));
        match word.as_str() {
            "--mib" => settings.mib = value()?.parse()?,
            "--pairs" => settings.pairs = value()?.parse::<usize>()?.max(1),
            "--dir" => settings.dir = value()?.into(),
            "--aiops" => settings.aiops = value()?.into(),
            "--only" => settings.only = value()?,
            _ if word.starts_with('-') => bail!("unknown option {word}"),
            _ => modes.push(word),
        }
    }
    let modes: Vec<&str> = modes.iter().map(String::as_str).collect();
    match modes[..] {
        [] => settings.run(),
        ["generate"] => {
            let logs = settings.generate()?;
            for log in [&logs.sparse, &logs.dense, &logs.quiet] {
                println!("{log}");
            }
            Ok(())
        }
        ["formats"] => settings.formats(),
        ["redact"] => settings.redact(),
        ["count", file] => count(Path::new(file)),
        ["lines", file] => detect(Path::new(file), true),
        ["found", file] => detect(Path::new(file), false),
        _ => bail!("what is {modes:?}?"),
    }
}

/// Reads a file in blocks and counts newlines: the least that anything can do with a log.
fn count(path: &Path) -> Result<()> {
    let mut file = File::open(path)?;
    let mut block = vec![0; READ];
    let mut newlines = 0;
    loop {
        let read = file.read(&mut block)?;
        if read == 0 {
            break;
        }
        newlines += memchr::memchr_iter(b'\n', &block[..read]).count();
    }
    println!("{newlines}");
    Ok(())
}

/// Detects and counts, without anything behind it.
fn detect(path: &Path, line_by_line: bool) -> Result<()> {
    let engine = Arc::new(aiops::config::engine_of(
        &[],
        Level::Error,
        &aiops::detect::Responses::default(),
    )?);
    let options = Options {
        line_by_line,
        ..Options::default()
    };
    let mut detector = Detector::new(engine, options);
    let mut blocks = BlockReader::new(File::open(path)?);
    let mut found = Vec::new();
    let mut count = 0;
    while let Some(block) = blocks.next()? {
        detector.feed(block.bytes, block.offset, block.line, &mut found);
        count += found.drain(..).count();
    }
    if let Some(block) = blocks.finish() {
        detector.feed(block.bytes, block.offset, block.line, &mut found);
    }
    detector.finish(&mut found);
    println!("{}", count + found.len());
    Ok(())
}

/// What was asked for.
struct Settings {
    mib: u32,
    pairs: usize,
    dir: PathBuf,
    aiops: PathBuf,
    only: String,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            mib: MIB,
            pairs: PAIRS,
            dir: Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench-logs"),
            aiops: env!("CARGO_BIN_EXE_aiops").into(),
            only: String::new(),
        }
    }
}

/// The logs to measure with.
struct Logs {
    sparse: Log,
    /// The same as `sparse` with other numbers.
    twin: Log,
    dense: Log,
    quiet: Log,
    /// Sparse and short.
    small: Log,
    /// Dense and short.
    small_dense: Log,
    /// Sparse and a mebibyte.
    tiny: Log,
    empty: PathBuf,
}

struct Log {
    path: PathBuf,
    bytes: u64,
    lines: u64,
    incidents: u64,
}

impl std::fmt::Display for Log {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let path = self.path.display();
        let (lines, incidents) = (self.lines, self.incidents);
        write!(to, "{path}: {lines} lines, {incidents} incidents made")
    }
}

impl Log {
    /// Millions of bytes.
    fn megabytes(&self) -> f64 {
        f64::from(u32::try_from(self.bytes >> 10).unwrap_or(u32::MAX)) * 1024.0 / 1e6
    }
}

impl Settings {
    fn generate(&self) -> Result<Logs> {
        fs::create_dir_all(&self.dir)?;
        let small = self.mib.min(SMALL_MIB);
        let empty = self.dir.join("empty.log");
        File::create(&empty)?;
        let mixed =
            |name, density, mib, seed| self.log(name, density, Writers::Changing, mib, seed);
        Ok(Logs {
            sparse: mixed("sparse.log", Density::Sparse, self.mib, SEED)?,
            twin: mixed("twin.log", Density::Sparse, self.mib, SEED + 1)?,
            dense: mixed("dense.log", Density::Dense, self.mib, SEED + 2)?,
            quiet: mixed("quiet.log", Density::Quiet, self.mib, SEED + 3)?,
            small: mixed("small.log", Density::Sparse, small, SEED)?,
            small_dense: mixed("small-dense.log", Density::Dense, small, SEED + 2)?,
            tiny: mixed("tiny.log", Density::Sparse, 1, SEED)?,
            empty,
        })
    }

    /// Makes a log anew: which generator made one that lies there is not known.
    fn log(
        &self,
        name: &str,
        density: Density,
        writers: Writers,
        mib: u32,
        seed: u64,
    ) -> Result<Log> {
        let path = self.dir.join(name);
        let mut file = BufWriter::new(File::create(&path)?);
        let summary = logs::write(density, writers, u64::from(mib) << 20, seed, &mut file)?;
        file.flush()?;
        Ok(Log {
            path,
            bytes: summary.bytes,
            lines: summary.lines,
            incidents: summary.incidents,
        })
    }

    fn run(&self) -> Result<()> {
        let logs = self.generate()?;
        let bench = self.bench(Ripgrep::find()?, &logs.empty)?;
        println!("{} MiB each, medians of {} pairs", self.mib, self.pairs);
        for log in [&logs.sparse, &logs.dense, &logs.quiet] {
            let found = output(&mut bench.own("found", log))?;
            println!("{log}, {found} found");
        }
        println!(
            "\n{:<30} {:>10} {:>10} {:>7} {:>7}  floor",
            "figure", "ours", "other", "ratio", "by cpu"
        );
        bench.against_newlines(&logs)?;
        bench.against_ripgrep(&logs)?;
        bench.line_by_line(&logs)?;
        bench.two_files(&logs)?;
        bench.memory(&logs)?;
        bench.start(&logs)
    }

    fn bench(&self, rg: Option<Ripgrep>, empty: &Path) -> Result<Bench<'_>> {
        Ok(Bench {
            settings: self,
            own: std::env::current_exe()?,
            flags: Flags::of(self, empty)?,
            rg,
            out: self.dir.join("out.ndjson"),
        })
    }
}

/// Options that `scan` may not know yet, or no more.
struct Flags {
    /// For every run.
    usual: Vec<&'static str>,
    jobs: bool,
    line_by_line: bool,
}

impl Flags {
    fn of(settings: &Settings, empty: &Path) -> Result<Flags> {
        let knows = |flags: &[&str]| -> Result<bool> {
            let mut command = clean(&settings.aiops);
            command.arg("scan").args(flags).arg(empty);
            command.stdout(Stdio::null()).stderr(Stdio::null());
            let status = command.status();
            let status =
                status.with_context(|| format!("cannot run {}", settings.aiops.display()))?;
            Ok(status.success())
        };
        if !knows(&[])? {
            bail!("{} cannot scan an empty file", settings.aiops.display());
        }
        let usual = if knows(&["--no-state"])? {
            vec!["--no-state"]
        } else {
            Vec::new()
        };
        let flags = Flags {
            usual,
            jobs: knows(&["--jobs", "1"])?,
            line_by_line: knows(&["--line-by-line"])?,
        };
        if !flags.jobs {
            println!("scan has no --jobs yet: one thread reads all files");
        }
        if !flags.line_by_line {
            println!("scan has no --line-by-line: measured in the library, detection only");
        }
        Ok(flags)
    }
}

/// ripgrep, and our literals for it.
struct Ripgrep {
    literals: Vec<String>,
}

impl Ripgrep {
    fn find() -> Result<Option<Ripgrep>> {
        let version = Command::new("rg").arg("--version").output();
        if version.is_err() {
            println!("rg is not installed (apt-get install ripgrep): no comparison with it");
            return Ok(None);
        }
        let engine: Engine =
            aiops::config::engine_of(&[], Level::Error, &aiops::detect::Responses::default())?;
        let literals = engine.literals();
        println!("rg searches for {} literals", literals.len());
        Ok(Some(Ripgrep { literals }))
    }

    fn count(&self, log: &Log) -> Command {
        let mut command = Command::new("rg");
        command.args(["--no-config", "-c", "--no-mmap", "-j1", "-F"]);
        for literal in &self.literals {
            command.args(["-e", literal]);
        }
        command.arg(&log.path).stdin(Stdio::null());
        command.stdout(Stdio::null());
        command
    }
}

/// A command of ours, without the settings of who runs the benchmark.
fn clean(program: &Path) -> Command {
    let mut command = Command::new(program);
    command.stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("AIOPS_") {
            command.env_remove(name);
        }
    }
    command
}

struct Bench<'s> {
    settings: &'s Settings,
    own: PathBuf,
    flags: Flags,
    rg: Option<Ripgrep>,
    out: PathBuf,
}

impl Bench<'_> {
    /// This binary in another mode.
    fn own(&self, mode: &str, log: &Log) -> Command {
        let mut command = Command::new(&self.own);
        command.arg(mode).arg(&log.path).stdin(Stdio::null());
        command.stdout(Stdio::null());
        command
    }

    /// `scan` with its incidents written to a file.
    fn scan(&self, jobs: &str, flags: &[&str], paths: &[&Path]) -> Result<Command> {
        let mut command = clean(&self.settings.aiops);
        command.arg("scan").args(&self.flags.usual).args(flags);
        if self.flags.jobs {
            command.args(["--jobs", jobs]);
        }
        command.args(["--format", "ndjson"]).args(paths);
        command.stdout(File::create(&self.out)?);
        Ok(command)
    }

    fn compare(
        &self,
        ours: impl Fn() -> Result<Command>,
        other: impl Fn() -> Result<Command>,
    ) -> Result<Pairs> {
        pairs(self.settings.pairs, ours, other)
    }

    fn is_asked(&self, figure: &str) -> bool {
        figure.contains(&self.settings.only)
    }

    /// Against reading and counting newlines, and by itself.
    fn against_newlines(&self, logs: &Logs) -> Result<()> {
        for (log, figure, least) in [
            (&logs.sparse, "sparse, to newlines", Floor::Ratio(SPARSE)),
            (&logs.quiet, "quiet, to newlines", Floor::None),
            (&logs.dense, "dense, MB/s", Floor::Speed(DENSE)),
        ] {
            if self.is_asked(figure) {
                let ours = || self.scan("1", &[], &[&log.path]);
                let pairs = self.compare(ours, || Ok(self.own("count", log)))?;
                speeds(figure, log, pairs, least);
            }
        }
        Ok(())
    }

    fn against_ripgrep(&self, logs: &Logs) -> Result<()> {
        let Some(rg) = &self.rg else { return Ok(()) };
        for (log, figure, least) in [
            (&logs.sparse, "sparse, to rg", Floor::Ratio(0.8)),
            (&logs.quiet, "quiet, to rg", Floor::None),
        ] {
            if self.is_asked(figure) {
                let ours = || self.scan("1", &[], &[&log.path]);
                let pairs = self.compare(ours, || Ok(rg.count(log)))?;
                speeds(figure, log, pairs, least);
            }
        }
        Ok(())
    }

    fn line_by_line(&self, logs: &Logs) -> Result<()> {
        for (log, figure, least) in [
            (
                &logs.small,
                "line by line, sparse, MB/s",
                Floor::Speed(60.0),
            ),
            (&logs.small_dense, "line by line, dense, MB/s", Floor::None),
        ] {
            if !self.is_asked(figure) {
                continue;
            }
            let ours = || {
                if self.flags.line_by_line {
                    self.scan("1", &["--line-by-line"], &[&log.path])
                } else {
                    Ok(self.own("lines", log))
                }
            };
            let pairs = self.compare(ours, || Ok(self.own("count", log)))?;
            speeds(figure, log, pairs, least);
        }
        Ok(())
    }

    /// Two files with two threads against one with one: how many times the speed.
    fn two_files(&self, logs: &Logs) -> Result<()> {
        let figure = "two files on two cores";
        if !self.is_asked(figure) {
            return Ok(());
        }
        let two = || self.scan("2", &[], &[&logs.sparse.path, &logs.twin.path]);
        let one = || self.scan("1", &[], &[&logs.sparse.path]);
        let mut pairs = self.compare(two, one)?;
        pairs.ratio *= 2.0;
        let millis = |time: std::time::Duration| format!("{:.0} ms", time.as_secs_f64() * 1e3);
        row(
            figure,
            [
                &millis(pairs.ours),
                &millis(pairs.other),
                &format!("{:.2}", pairs.ratio),
                "",
            ],
            Some((pairs.ratio >= 1.8, "1.8".to_owned())),
        );
        Ok(())
    }

    fn memory(&self, logs: &Logs) -> Result<()> {
        for (log, figure) in [
            (&logs.tiny, "peak memory, 1 MiB"),
            (&logs.sparse, "peak memory, sparse"),
            (&logs.dense, "peak memory, dense"),
        ] {
            if !self.is_asked(figure) {
                continue;
            }
            let Some(kib) = peak(&mut self.scan("1", &[], &[&log.path])?)? else {
                row(figure, ["not told", "", "", ""], None);
                continue;
            };
            let mib = f64::from(kib) / 1024.0;
            let shown = format!("{mib:.1} MiB");
            let floor = Some((mib <= MEMORY, format!("{MEMORY} MiB")));
            row(figure, [&shown, "", "", ""], floor);
        }
        Ok(())
    }

    /// Start to finish where there is nothing to do.
    fn start(&self, logs: &Logs) -> Result<()> {
        let figure = "empty file";
        if self.is_asked(figure) {
            let time = median(EMPTY_RUNS, || self.scan("1", &[], &[&logs.empty]))?;
            let millis = time.as_secs_f64() * 1e3;
            let floor = Some((millis <= 10.0, "10 ms".to_owned()));
            row(figure, [&format!("{millis:.1} ms"), "", "", ""], floor);
        }
        Ok(())
    }
}

/// What a figure must reach.
#[derive(Debug, Clone, Copy)]
enum Floor {
    None,
    /// So many times the other's speed.
    Ratio(f64),
    /// Megabytes a second.
    Speed(f64),
}

fn speeds(figure: &str, log: &Log, pairs: Pairs, least: Floor) {
    let ours = log.megabytes() / pairs.ours.as_secs_f64();
    let other = log.megabytes() / pairs.other.as_secs_f64();
    let floor = match least {
        Floor::None => None,
        Floor::Ratio(ratio) => Some((pairs.ratio >= ratio, ratio.to_string())),
        Floor::Speed(speed) => Some((ours >= speed, format!("{speed} MB/s"))),
    };
    let shown = |ratio: Option<f64>| ratio.map_or_else(String::new, |ratio| format!("{ratio:.3}"));
    let few = if pairs.count < PAIRS {
        format!(" ({} pairs)", pairs.count)
    } else {
        String::new()
    };
    row(
        &format!("{figure}{few}"),
        [
            &format!("{ours:.0} MB/s"),
            &format!("{other:.0} MB/s"),
            &format!("{:.3}", pairs.ratio),
            &shown(pairs.cpu_ratio),
        ],
        floor,
    );
}

fn row(figure: &str, [ours, other, ratio, cpu]: [&str; 4], floor: Option<(bool, String)>) {
    let floor = floor.map_or_else(
        || "-".to_owned(),
        |(is_met, floor)| format!("{floor} {}", if is_met { "ok" } else { "SHORT" }),
    );
    println!("{figure:<30} {ours:>10} {other:>10} {ratio:>7} {cpu:>7}  {floor}");
}
