//! Pipes that are slow, gone or closed, and ends that come too early: the application never notices because of us.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

use crossbeam_channel as channel;

use super::{Piped, digest, terminate, trace};
use crate::harness::{DEADLINE, Home, INCIDENT_PATH, Lines, Quiet, Receiver, incidents};

const NDJSON: [&str; 4] = ["--format", "ndjson", "--dedup-window", "0"];

/// So many traces that no pipe and no queue of ours holds what is told of them.
fn many_traces(count: usize) -> String {
    let mut log = String::new();
    for at in 0..count {
        let letters = [at / 676 % 26, at / 26 % 26, at % 26].map(|n| b'a' + n as u8);
        let name = String::from_utf8_lossy(&letters).into_owned();
        let _ = write!(log, "{}", trace(&format!("part{name}")));
    }
    log
}

/// Fault 23.
#[test]
fn downstream_that_is_slow_and_then_gone_costs_no_incident() {
    let home = Home::new();
    let mut child = home
        .command(&[&["pipe", "--lossless"], &NDJSON[..]].concat())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a process");
    let mut stdin = child.stdin.take().expect("stdin");
    let mut stdout = BufReader::with_capacity(512, child.stdout.take().expect("stdout"));
    let mut stderr = Lines::of(child.stderr.take().expect("stderr"));
    stdin.write_all(trace("first").as_bytes()).expect("a write");
    // More than two pipes hold: the application waits for who is slow, as it would without us.
    let calm = "2026-11-20 10:00:01,000 INFO shop: go on\n".repeat(20_000);
    let (done, is_done) = channel::bounded(1);
    let application = thread::spawn(move || {
        for text in [&calm[..], &trace("second"), &calm, &trace("third")] {
            stdin.write_all(text.as_bytes()).expect("nobody breaks it");
        }
        let _ = done.send(());
        stdin
    });
    // Nobody reads what passes, and what is found is told.
    stderr.wait_for("first is bad");
    let mut line = String::new();
    for _ in 0..1_000 {
        line.clear();
        stdout.read_line(&mut line).expect("a line");
    }
    assert!(is_done.try_recv().is_err(), "it waits for who reads");
    drop(stdout);
    stderr.wait_for("second is bad");
    stderr.wait_for("third is bad");
    is_done.recv_timeout(DEADLINE).expect("all is written");
    drop(application.join().expect("the application was not killed"));
    assert_eq!(child.wait().expect("an end").code(), Some(0));
    let said = String::from_utf8_lossy(&stderr.read_to_end()).into_owned();
    assert_eq!(said.lines().count(), 3, "{said}");
}

/// Fault 24: closed from the start, whichever it is.
#[test]
fn streams_that_were_never_open_are_no_error() {
    let home = Home::new();
    home.file("app.log", trace("alpha"));
    let binary = env!("CARGO_BIN_EXE_aiops");
    for (redirections, told) in [
        ("<&-", false),
        ("<&- >&- 2>&-", false),
        ("<app.log >&-", true),
        ("<app.log 2>&-", false),
        ("<app.log >&- 2>&-", false),
    ] {
        let mut shell = Command::new("sh");
        let output = shell
            .args(["-c", &format!("exec \"{binary}\" pipe {redirections}")])
            .current_dir(home.path(""))
            .env_remove("AIOPS_API_KEY")
            .stdin(Stdio::null())
            .output()
            .expect("a run");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{redirections}: {said}");
        assert_eq!(
            said.contains("alpha is bad"),
            told,
            "{redirections}: {said}"
        );
    }
}

/// Half a traceback: its last lines are still to come.
const HALF: &str = "Traceback (most recent call last):\n  File \"/srv/shop/a.py\", line 3, in half\n    stock.take()\n  File \"/srv/shop/b.py\", line 7, in ta";

/// Fault 24: the figure is 6 s.
#[test]
fn a_signal_in_half_a_traceback_tells_and_delivers_it() {
    let receiver = Receiver::accepting();
    let home = Home::new()
        .with("AIOPS_API_KEY", "test-key")
        .with("AIOPS_PLATFORM_URL", &receiver.url);
    let mut running = home.start(&[&["pipe"], &NDJSON[..]].concat());
    running.write(trace("alpha").as_bytes());
    running.stderr.wait_for("alpha is bad");
    receiver.next(INCIDENT_PATH);
    running.write(HALF.as_bytes());
    // It has been read once it was passed on, and the signal leaves time for what was read.
    running.stdout.wait_for("in half");
    running.stdout.wait_for("stock.take");
    let begun = Instant::now();
    let done = running.terminate().exits(0);
    println!(
        "a signal in half a traceback: out after {:?}",
        begun.elapsed()
    );
    let found = incidents(&done.stderr);
    let half = found.last().expect("half a traceback");
    assert_eq!(
        (found.len(), &half["truncated"]),
        (2, &true.into()),
        "{done}"
    );
    let trace = half["stack_trace"].as_str().expect("a trace");
    assert!(trace.ends_with("in ta"), "all that came of it: {trace:?}");
    assert!(done.out().ends_with("in ta"), "and it has passed");
    let sent = receiver.arrived_at(INCIDENT_PATH);
    assert_eq!(sent.len(), 1, "{sent:?}");
}

/// Fault 24 where nothing else works either: nobody answers, and nobody reads what is printed.
#[test]
fn a_signal_ends_it_though_nobody_answers_or_reads() {
    let quiet = Quiet::new();
    for flags in [&[][..], &["--lossless"]] {
        let home = Home::new()
            .with("AIOPS_API_KEY", "test-key")
            .with("AIOPS_PLATFORM_URL", &quiet.url);
        let mut child = home
            .command(&[&["pipe", "--drain-timeout", "1s"], flags, &NDJSON].concat())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a process");
        let mut stdin = child.stdin.take().expect("stdin");
        let mut stdout = BufReader::new(child.stdout.take().expect("stdout"));
        let stderr = child.stderr.take().expect("stderr");
        let text = many_traces(3_000) + HALF + "\nthe last line\n";
        let writer = thread::spawn(move || {
            let _ = stdin.write_all(text.as_bytes());
            stdin
        });
        let mut line = String::new();
        let lines = if flags.is_empty() { usize::MAX } else { 2_000 };
        for _ in 0..lines {
            line.clear();
            stdout.read_line(&mut line).expect("a line");
            if line == "the last line\n" {
                break;
            }
        }
        let begun = Instant::now();
        terminate(&child);
        let (tell, told) = channel::bounded(1);
        thread::spawn(move || {
            let mut rest = Vec::new();
            let _ = stdout.read_to_end(&mut rest);
        });
        thread::spawn(move || tell.send(child.wait().expect("an end").code()));
        let status = told.recv_timeout(DEADLINE).expect("an end");
        println!(
            "with a drain-timeout of 1 s: out after {:?}",
            begun.elapsed()
        );
        assert_eq!(status, Some(73), "what was found could not be told");
        drop(stderr);
        drop(writer.join());
    }
}

/// Nobody reads what is printed: the bytes pass to their end, who reads them sees it, and incidents are delivered.
#[test]
fn standard_error_that_nobody_reads_costs_no_byte_and_no_delivery() {
    let receiver = Receiver::accepting();
    let home = Home::new()
        .with("AIOPS_API_KEY", "test-key")
        .with("AIOPS_PLATFORM_URL", &receiver.url);
    let mut child = home
        .command(&[&["pipe", "--drain-timeout", "60s"], &NDJSON[..]].concat())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a process");
    let mut stdin = child.stdin.take().expect("stdin");
    let stdout = child.stdout.take().expect("stdout");
    let mut stderr = child.stderr.take().expect("stderr");
    let passed = thread::spawn(move || digest(stdout));
    let text = many_traces(2_000) + &trace("last");
    stdin.write_all(text.as_bytes()).expect("a write");
    drop(stdin);
    assert_eq!(passed.join().expect("the end"), digest(text.as_bytes()));
    assert_eq!(child.wait().expect("an end").code(), Some(73));
    // All but what the delivery's own queue had no room for.
    assert!(receiver.arrived_at(INCIDENT_PATH).len() >= 400);
    let mut said = Vec::new();
    stderr.read_to_end(&mut said).expect("what was said");
    let first = said.split_inclusive(|byte| *byte == b'\n').next();
    assert_eq!(incidents(first.expect("a line")).len(), 1);
}

/// What passes unread is said, and never with `--lossless`.
#[test]
fn what_passes_unread_is_counted_and_said() {
    let text = many_traces(17_000);
    for flags in [&[][..], &["--lossless"]] {
        let home = Home::new();
        let arguments = [
            &["pipe", "--exit-code", "--output", "found"],
            flags,
            &NDJSON,
        ]
        .concat();
        let mut piped = Piped::start(&home, &arguments);
        for _ in 0..2 {
            piped.write(text.as_bytes());
        }
        let (status, passed, said) = piped.end();
        assert_eq!(passed, digest(text.repeat(2).as_bytes()));
        assert_eq!(status, Some(1), "{said}");
        let told = std::fs::read(home.path("found")).expect("incidents");
        let told = incidents(&told).len();
        println!("{flags:?}: {told} of {} were read", 2 * 17_000);
        if flags.is_empty() && told < 2 * 17_000 {
            assert_eq!(
                said.matches("the analysis falls behind").count(),
                1,
                "{said}"
            );
            assert_eq!(said.matches(" lines passed unread").count(), 1, "{said}");
        } else {
            assert_eq!((told, &said[..]), (2 * 17_000, ""));
        }
    }
}
