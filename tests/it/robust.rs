//! Whatever a log holds: no panic, exact places, and the same incidents however the bytes are cut.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use aiops::detect::{Detector, Engine, Found, Options};
use aiops::pattern::Patterns;
use aiops::source::block::BlockReader;
use crossbeam_channel as channel;

use crate::corpus_file::cases;

static ENGINE: LazyLock<Arc<Engine>> =
    LazyLock::new(|| Arc::new(Engine::new(Patterns::built_in().unwrap()).unwrap()));

/// How long the mutations run; `AIOPS_FUZZ_SECONDS` makes it longer.
const SECONDS: u64 = 5;

/// Small and repeatable: xorshift64*.
pub(crate) struct Dice(pub u64);

impl Dice {
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    pub(crate) fn below(&mut self, most: usize) -> usize {
        (self.roll() >> 16) as usize % most.max(1)
    }
}

fn detector() -> Detector {
    Detector::new(Arc::clone(&ENGINE), Options::default())
}

fn whole(log: &[u8]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut detector = detector();
    detector.feed(log, 0, 1, &mut found);
    detector.finish(&mut found);
    found
}

/// In blocks of whole lines, each about as long as `dice` says.
fn in_blocks(log: &[u8], mut long: impl FnMut() -> usize) -> Vec<Found> {
    let mut found = Vec::new();
    let mut detector = detector();
    let (mut rest, mut offset, mut line) = (log, 0, 1);
    while !rest.is_empty() {
        let least = long().min(rest.len() - 1);
        let end = memchr::memchr(b'\n', &rest[least..]).map_or(rest.len(), |at| least + at + 1);
        let (block, tail) = rest.split_at(end);
        detector.feed(block, offset, line, &mut found);
        offset += block.len() as u64;
        line += memchr::memchr_iter(b'\n', block).count() as u64;
        rest = tail;
    }
    detector.finish(&mut found);
    found
}

/// Gives as many bytes at once as `dice` says.
struct Drops<'a>(&'a [u8], &'a mut Dice);

impl Read for Drops<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let most = 1 + self.1.below(3_000);
        let count = most.min(self.0.len()).min(buffer.len());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

/// As a file is read.
fn by_reader(log: &[u8], dice: &mut Dice) -> Vec<Found> {
    let mut found = Vec::new();
    let mut detector = detector();
    let mut blocks = BlockReader::new(Drops(log, dice));
    while let Some(block) = blocks.next().unwrap() {
        detector.feed(block.bytes, block.offset, block.line, &mut found);
    }
    if let Some(block) = blocks.finish() {
        detector.feed(block.bytes, block.offset, block.line, &mut found);
    }
    detector.finish(&mut found);
    found
}

/// A log made of the corpus: cut, joined, doubled, mixed, and with bytes that no log has.
#[allow(clippy::too_many_lines)]
fn mutation(logs: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut lines: Vec<Vec<u8>> = Vec::new();
    for _ in 0..=dice.below(4) {
        let log = &logs[dice.below(logs.len())];
        let from = dice.below(log.len());
        let to = from + dice.below(log.len() - from).min(20_000);
        let (from, to) = if dice.below(2) == 0 {
            (from, to)
        } else {
            (0, log.len().min(20_000))
        };
        lines.extend(
            log[from..to]
                .split_inclusive(|byte| *byte == b'\n')
                .map(<[u8]>::to_vec),
        );
    }
    for _ in 0..dice.below(6) {
        if lines.is_empty() {
            break;
        }
        let (a, b) = (dice.below(lines.len()), dice.below(lines.len()));
        match dice.below(12) {
            0 => lines.swap(a, b),
            1 => {
                let line = lines[b].clone();
                lines.insert(a, line);
            }
            2 => drop(lines.remove(a)),
            3 => {
                // Two lines in one.
                let mut line = lines[a].clone();
                line.pop();
                line.extend_from_slice(&lines[b]);
                lines[a] = line;
            }
            4 => {
                let at = dice.below(lines[a].len());
                if let Some(byte) = lines[a].get_mut(at) {
                    *byte = dice.roll() as u8;
                }
            }
            5 => {
                let odd: [&[u8]; 8] = [
                    "é".as_bytes(),
                    b"\r",
                    b"\0",
                    b"\x1b[31m",
                    b"\xff",
                    "\u{202e}│".as_bytes(),
                    b"\t",
                    b"\n",
                ];
                let at = dice.below(lines[a].len());
                let odd = odd[dice.below(odd.len())];
                lines[a].splice(at..at, odd.iter().copied());
            }
            6 => {
                let prefixes: [&str; 7] = [
                    "é│ ",
                    "2026-11-20 10:00:00,123 [12] ",
                    "[1] ",
                    "web.1 | ",
                    "    ",
                    "Nov 20 10:00:00 host app[7]: ",
                    "a b c ",
                ];
                let prefix = prefixes[dice.below(prefixes.len())];
                for line in &mut lines {
                    line.splice(0..0, prefix.bytes());
                }
            }
            7 => {
                let twice = lines.iter().flat_map(|line| [line.clone(), line.clone()]);
                lines = twice.collect();
            }
            8 => {
                let long = [9_000, 70_000][dice.below(2)];
                let at = dice.below(lines[a].len());
                let fill = ["x".as_bytes(), "é".as_bytes(), b" "][dice.below(3)].repeat(long);
                lines[a].splice(at..at, fill);
            }
            9 => {
                let at = dice.below(lines[a].len());
                lines[a].truncate(at);
            }
            10 => {
                // Two streams in one file.
                let (mut one, mut two) = (lines.clone(), lines.split_off(lines.len() / 2));
                one.truncate(lines.len());
                for line in &mut two {
                    line.splice(0..0, *b"[2] ");
                }
                for line in &mut one {
                    line.splice(0..0, *b"[1] ");
                }
                let mut mixed = Vec::new();
                let (mut one, mut two) = (one.into_iter(), two.into_iter());
                while one.len() + two.len() > 0 {
                    let side = if dice.below(2) == 0 {
                        &mut one
                    } else {
                        &mut two
                    };
                    mixed.extend(side.next());
                }
                lines = mixed;
            }
            _ => {
                for line in &mut lines {
                    if line.ends_with(b"\n") && dice.below(10) == 0 {
                        line.pop();
                        line.extend_from_slice([&b"\r\n"[..], b"\r", b"\n\n"][dice.below(3)]);
                    }
                }
            }
        }
    }
    lines.concat()
}

/// What is wrong with where the incidents are said to stand.
fn misplaced(log: &[u8], found: &[Found]) -> Option<String> {
    let newlines = |to: u64| memchr::memchr_iter(b'\n', &log[..to as usize]).count() as u64;
    for found in found {
        let source = &found.incident.source;
        let right = source.line_start >= 1
            && source.line_start <= source.line_end
            && source.offset_start < source.offset_end
            && source.offset_end <= log.len() as u64
            && newlines(source.offset_start) + 1 == source.line_start
            && newlines(source.offset_end - 1) + 1 == source.line_end;
        if !right {
            return Some(format!("{source:?}"));
        }
    }
    None
}

/// No two of them would get one id.
fn alike(log: &[u8], found: &[Found]) -> Option<String> {
    let mut known = std::collections::HashSet::new();
    // A lone carriage return makes several lines of one place.
    let twice = found.iter().find(|found| {
        let incident = &found.incident;
        !known.insert((incident.source.offset_start, incident.stack_trace.clone()))
    });
    let twice = twice.filter(|_| !log.contains(&b'\r'))?;
    Some(format!("twice: {:?}", twice.incident.source))
}

#[test]
fn mutations_do_no_harm_and_blocks_make_no_difference() {
    let logs: Vec<Vec<u8>> = cases().into_iter().map(|case| case.log).collect();
    let seconds = std::env::var("AIOPS_FUZZ_SECONDS")
        .ok()
        .and_then(|text| text.parse().ok());
    let until = Instant::now() + Duration::from_secs(seconds.unwrap_or(SECONDS));
    let seed = std::env::var("AIOPS_FUZZ_SEED")
        .ok()
        .and_then(|text| text.parse().ok());
    let mut dice = Dice(seed.unwrap_or(0x5eed_0001));
    let mut rounds = 0;
    while Instant::now() < until {
        let start = dice.0;
        let log = mutation(&logs, &mut dice);
        let keep = || {
            let path = std::env::temp_dir().join(format!("aiops-fuzz-{start}.log"));
            std::fs::write(&path, &log).unwrap();
            path
        };
        let found = std::panic::catch_unwind(|| whole(&log))
            .unwrap_or_else(|_| panic!("seed {start}: {}", keep().display()));
        if let Some(wrong) = misplaced(&log, &found).or_else(|| alike(&log, &found)) {
            panic!("seed {start}: {wrong}: {}", keep().display());
        }
        let by_line = in_blocks(&log, || 0);
        assert!(
            found == by_line,
            "by line, seed {start}: {}",
            keep().display()
        );
        let cut = in_blocks(&log, || dice.below(5_000));
        assert!(
            found == cut,
            "in blocks, seed {start}: {}",
            keep().display()
        );
        let read = by_reader(&log, &mut dice);
        assert!(
            found == read,
            "by reader, seed {start}: {}",
            keep().display()
        );
        rounds += 1;
    }
    println!("{rounds} mutations");
}

const ERROR: &str = "2026-11-20 10:00:00,123 ERROR shop: bad\n";

fn aiops(arguments: &[&str]) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("aiops"));
    command.args(arguments).args(["--color", "never"]);
    command
        .env_remove("AIOPS_API_KEY")
        .env_remove("AIOPS_FORMAT");
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// A process that is asked to end once it has told of the first incident.
struct Asked {
    status: channel::Receiver<ExitStatus>,
    told: channel::Receiver<String>,
}

/// Ten times what it may take.
const DEADLINE: Duration = Duration::from_secs(30);

impl Asked {
    /// Waits for the first line on `stream`, sends SIGTERM, and leaves the rest to be waited for.
    fn to_end(mut child: Child, stream: impl Read + Send + 'static) -> Asked {
        let (line, lines) = channel::bounded(1);
        let (all, told) = channel::bounded(1);
        std::thread::spawn(move || {
            let mut stream = BufReader::new(stream);
            let mut text = String::new();
            let _ = stream.read_line(&mut text);
            let _ = line.send(());
            let _ = stream.read_to_string(&mut text);
            let _ = all.send(text);
        });
        lines.recv_timeout(DEADLINE).expect("a first incident");
        let sent = Command::new("kill").arg(child.id().to_string()).status();
        assert!(sent.unwrap().success());
        let (end, status) = channel::bounded(1);
        std::thread::spawn(move || end.send(child.wait().unwrap()));
        Asked { status, told }
    }

    /// How it ended, and all that it told.
    fn ends(self) -> (Option<i32>, String) {
        let status = self.status.recv_timeout(DEADLINE).expect("an end");
        let told = self
            .told
            .recv_timeout(DEADLINE)
            .expect("the end of its output");
        (status.code(), told)
    }
}

#[test]
fn a_signal_ends_pipe_though_lines_still_come() {
    let mut child = aiops(&["pipe", "--format", "ndjson"])
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || while input.write_all(ERROR.as_bytes()).is_ok() {});
    let stderr = child.stderr.take().unwrap();
    let (status, told) = Asked::to_end(child, stderr).ends();
    writer.join().unwrap();
    assert_eq!(status, Some(0), "{told}");
}

#[test]
fn an_input_that_cannot_be_read_is_pipes_status() {
    let folder = std::fs::File::open(std::env::temp_dir()).unwrap();
    let output = aiops(&["pipe"]).stdin(folder).output().unwrap();
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("stdin"));
}

#[test]
fn a_signal_ends_scan_though_nothing_comes() {
    let mut child = aiops(&["scan", "--format", "ndjson", "-"]).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    // The second record tells that the first is whole; after it nothing comes.
    input.write_all(ERROR.repeat(2).as_bytes()).unwrap();
    let stdout = child.stdout.take().unwrap();
    let (status, told) = Asked::to_end(child, stdout).ends();
    assert_eq!(status, Some(0));
    assert!(told.contains("\"occurrences\":2"), "{told}");
    drop(input);
}

#[test]
fn a_signal_ends_watch_though_much_is_unread() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.log");
    std::fs::write(&path, ERROR.repeat(1_500_000)).unwrap();
    let path = path.to_str().unwrap();
    let arguments = [
        "watch",
        "--format",
        "ndjson",
        "--drain-timeout",
        "1s",
        "--from-start",
        path,
    ];
    let mut child = aiops(&arguments).spawn().unwrap();
    let stdout = child.stdout.take().unwrap();
    let (status, told) = Asked::to_end(child, stdout).ends();
    assert_eq!(status, Some(0));
    let all = "\"occurrences\":1500000";
    assert!(!told.contains(all), "it read on to the end of the file");
}

#[test]
fn explain_reads_utf_16() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.log");
    let text = format!("\u{feff}one\n{ERROR}");
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(&path, bytes).unwrap();
    let place = format!("{}:2", path.display());
    let output = aiops(&["explain", &place]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains(ERROR.trim_end()) && text.contains("incident: lines 2 to 2"),
        "{text}"
    );
}

#[test]
fn json_does_not_steer_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.log");
    std::fs::write(&path, ERROR.replace("bad", "\u{9b}31m\u{202e}\u{7f}")).unwrap();
    let path = path.to_str().unwrap();
    let output = aiops(&["scan", "--format", "ndjson", path])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        !text.trim_end().contains(char::is_control) && !text.contains('\u{202e}'),
        "{text:?}"
    );
    let read: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(read["message"], "\u{9b}31m\u{202e}\u{7f}");
}

#[test]
fn a_long_line_before_a_trace_is_no_prefix_to_compare() {
    let words = "a ".repeat(4_000);
    let log = format!("{words}Traceback (most recent call last):\n").repeat(500);
    let begun = Instant::now();
    whole(log.as_bytes());
    // Compared on every line that follows, it took 10 s in a release build.
    assert!(begun.elapsed() < Duration::from_secs(8));
}
