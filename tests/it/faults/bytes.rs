//! Whatever the bytes are, they pass, they take no memory, and what can be read of them is read.

use serde_json::Value;

use super::{MANY, Piped, trace};
use crate::harness::{Dice, Home, Quiet, incidents};
use sha2::{Digest, Sha256};

const NDJSON: [&str; 4] = ["--format", "ndjson", "--dedup-window", "0"];

/// What an incident says, whatever the bytes were that spelled it.
fn essence(incident: &Value) -> String {
    let keys = [
        "kind",
        "language",
        "level",
        "error_type",
        "message",
        "log_message",
        "errors",
        "logger",
    ];
    keys.map(|key| incident[key].to_string()).join(" ")
}

/// A log of several kinds of incidents, all in ASCII.
fn clean_log() -> String {
    let rust = "thread 'main' panicked at src/main.rs:3:5:\nno seat is left\n\
                note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n";
    let jvm = "Exception in thread \"main\" java.lang.IllegalStateException: no seat\n\
               \tat shop.Seats.take(Seats.java:12)\n\tat shop.Main.main(Main.java:5)\n\
               Caused by: java.io.IOException: closed\n\tat shop.Seats.read(Seats.java:44)\n\t... 1 more\n";
    [
        &trace("alpha"),
        rust,
        "ready\n",
        jvm,
        "ready\n",
        &trace("beta"),
    ]
    .concat()
}

/// The clean log in bytes that are odd, by name.
fn odd_logs() -> Vec<(&'static str, Vec<u8>)> {
    let clean = clean_log();
    let utf16 = |bytes: fn(u16) -> [u8; 2]| {
        let marked = format!("\u{feff}{clean}");
        marked.encode_utf16().flat_map(bytes).collect::<Vec<u8>>()
    };
    // Between records, where they belong to no incident.
    let beside = |odd: &[u8]| {
        let calm = b"2026-11-20 10:00:01,000 INFO shop: ";
        let mut log = Vec::new();
        for line in clean.split_inclusive('\n') {
            log.extend_from_slice(line.as_bytes());
            if line.contains("INFO shop: go on") {
                log.extend_from_slice(&[calm, odd, b"\n"].concat());
            }
        }
        log
    };
    let nuls = |line: &str| format!("{}\0\0\n", line.trim_end_matches('\n'));
    vec![
        ("CRLF", clean.replace('\n', "\r\n").into_bytes()),
        ("CR", clean.replace('\n', "\r").into_bytes()),
        ("CR CRLF", clean.replace('\n', "\r\r\n").into_bytes()),
        ("a byte order mark", format!("\u{feff}{clean}").into_bytes()),
        ("UTF-16, low byte first", utf16(u16::to_le_bytes)),
        ("UTF-16, high byte first", utf16(u16::to_be_bytes)),
        ("Latin-1", beside(b"caf\xe9 f\xfcr \xa3 5")),
        (
            "invalid UTF-8",
            beside(b"\xff\xfe\xc3\x28 \xf0\x9f \xed\xa0\x80 end"),
        ),
        ("C1 bytes", beside(b"\x80\x9b31m\x85 \x1b[2J")),
        (
            "NULs",
            clean
                .split_inclusive('\n')
                .map(nuls)
                .collect::<String>()
                .into_bytes(),
        ),
        (
            "colour",
            clean
                .replace("shop", "\u{1b}[31mshop\u{1b}[0m")
                .into_bytes(),
        ),
    ]
}

/// Fault 19.
#[test]
fn odd_bytes_change_no_incident() {
    let home = Home::new();
    let found = |arguments: &[&str], log: &[u8]| {
        let done = home.run_with(&[arguments, &NDJSON].concat(), log).exits(0);
        let both = [&done.stdout[..], b"\n", &done.stderr].concat();
        let from = if arguments[0] == "pipe" {
            assert!(done.stdout == log, "{arguments:?}: the bytes have changed");
            incidents(&done.stderr)
        } else {
            incidents(&both)
        };
        let mut all: Vec<_> = from.iter().map(essence).collect();
        all.sort();
        all
    };
    let wanted = found(&["scan", "-"], clean_log().as_bytes());
    assert_eq!(wanted.len(), 4, "{wanted:#?}");
    for (name, log) in odd_logs() {
        assert_eq!(found(&["scan", "-"], &log), wanted, "{name}");
        assert_eq!(found(&["pipe", "--lossless"], &log), wanted, "{name}");
    }
}

/// Fault 20: nothing a line can do makes us larger.
#[test]
#[cfg(target_os = "linux")]
fn a_line_without_end_takes_no_memory_and_what_follows_is_found() {
    let part = vec![b'x'; 1 << 20];
    let length = if cfg!(debug_assertions) { 60 } else { 200 };
    for arguments in [&["pipe", "--lossless"][..], &["pipe"], &["scan", "-"]] {
        let home = Home::new();
        let mut piped = Piped::start(&home, &[arguments, &NDJSON].concat());
        let is_pipe = arguments[0] == "pipe";
        let mut hash = Sha256::new();
        let mut written = 0;
        let mut write = |piped: &mut Piped, bytes: &[u8]| {
            piped.write(bytes);
            hash.update(bytes);
            written += bytes.len() as u64;
        };
        write(&mut piped, trace("before").as_bytes());
        piped.stderr.wait_for("before is bad");
        let idle = piped.peak();
        for _ in 0..length {
            write(&mut piped, &part);
        }
        write(&mut piped, b"\n");
        write(&mut piped, trace("after").as_bytes());
        // What `pipe` has skipped of the line may reach into the trace.
        if arguments != ["pipe"] {
            piped.stderr.wait_for("after is bad");
        }
        let peak = piped.peak();
        let (status, passed, said) = piped.end();
        println!("{arguments:?}: {idle} KiB idle, {peak} KiB after a line of {length} MiB");
        assert!(
            peak - idle <= 32 << 10,
            "{arguments:?}: {idle} to {peak} KiB"
        );
        assert_eq!(status, Some(0), "{said}");
        if is_pipe {
            assert_eq!(passed, (written, hash.finalize().to_vec()), "{arguments:?}");
        }
        if arguments != ["pipe"] {
            assert!(said.contains("lines longer than"), "{said}");
        }
    }
}

/// Fault 20 for `scan`: its output is at the end.
#[test]
fn scan_finds_a_trace_behind_a_line_without_end() {
    let home = Home::new();
    let mut log = trace("before").into_bytes();
    log.resize(log.len() + (20 << 20), b'x');
    log.push(b'\n');
    log.extend_from_slice(trace("after").as_bytes());
    home.file("app.log", log);
    let done = home.run(&[&["scan", "app.log"], &NDJSON[..]].concat());
    let done = done.exits(0).says(&["app.log", "lines longer than"]);
    assert_eq!(done.err().lines().count(), 1, "{done}");
    let found = incidents(&done.stdout);
    let types: Vec<_> = found.iter().map(|i| i["message"].clone()).collect();
    assert_eq!(types, ["before is bad", "after is bad"]);
}

/// Random bytes, with a trace now and then.
struct Noise(Dice, usize);

impl Noise {
    fn next(&mut self) -> Vec<u8> {
        self.1 += 1;
        let bytes = (0..1 << 17).flat_map(|_| self.0.next().to_le_bytes());
        let mut block: Vec<u8> = bytes.collect();
        if self.1.is_multiple_of(8) {
            block.push(b'\n');
            block.extend_from_slice(trace(&format!("number{}", self.1)).as_bytes());
        }
        block
    }
}

/// Fault 22: whatever the receiver does.
#[test]
fn random_bytes_pass_unchanged_whatever_the_receiver_does() {
    let quiet = Quiet::new();
    let receivers = [None, Some(Quiet::closed()), Some(quiet.url.clone())];
    for (receiver, flags) in receivers
        .iter()
        .flat_map(|r| [(r, &[][..]), (r, &["--lossless"])])
    {
        let mut home = Home::new();
        if let Some(url) = receiver {
            home = home
                .with("AIOPS_API_KEY", "test-key")
                .with("AIOPS_PLATFORM_URL", url);
        }
        let arguments = [&["pipe", "--drain-timeout", "100ms"], flags].concat();
        let mut piped = Piped::start(&home, &arguments);
        let mut hash = Sha256::new();
        let (mut noise, mut length) = (Noise(Dice::new(7), 0), 0);
        for _ in 0..MANY {
            let block = noise.next();
            hash.update(&block);
            length += block.len() as u64;
            piped.write(&block);
        }
        let (status, passed, said) = piped.end();
        assert_eq!(
            passed,
            (length, hash.finalize().to_vec()),
            "{receiver:?} {flags:?}"
        );
        let wanted = if receiver.is_some() { 4 } else { 0 };
        assert_eq!(status, Some(wanted), "{receiver:?} {flags:?}: {said}");
        assert!(said.contains("number8 is bad"), "{said}");
    }
}
