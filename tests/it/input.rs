//! What `scan` reads: compressed logs, folders, globs and streams, several at a time, and what it does when they are
//! cut, bombs, or change while they are read.

use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::symlink;
use std::process::{Command, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use serde_json::Value;

use crate::harness::{Dice, Done, Home, incidents};

fn gzip(text: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_ref()).expect("memory");
    encoder.finish().expect("memory")
}

fn zstd(text: impl AsRef<[u8]>) -> Vec<u8> {
    compress_to_vec(text.as_ref(), CompressionLevel::Fastest)
}

/// A log with a failure of this name in it, after and before so many lines that are nothing.
fn failing(name: &str, lines: usize) -> String {
    let mut log = String::new();
    let quiet = |log: &mut String, from: usize| {
        for at in from..from + lines {
            let _ = writeln!(
                log,
                "2026-11-20 10:00:00,{:03} INFO shop.worker: job {at} is done",
                at % 1_000
            );
        }
    };
    quiet(&mut log, 0);
    let _ = write!(
        log,
        "2026-11-20 10:00:01,000 ERROR shop.worker: {name} failed\n\
         Traceback (most recent call last):\n\
         \x20 File \"/srv/shop/web/{name}.py\", line 23, in main\n\
         \x20   raise StockError()\n\
         stock.{name}Error: nothing left\n"
    );
    quiet(&mut log, lines);
    log
}

/// The incidents of a scan without what tells of its own time.
fn found(done: &Done) -> Vec<Value> {
    let mut all = incidents(&done.stdout);
    for incident in &mut all {
        let incident = incident.as_object_mut().expect("an object");
        for key in ["seen_at", "first_seen", "last_seen"] {
            assert!(incident.remove(key).is_some(), "{key}");
        }
    }
    all
}

/// The same without what tells of the file's name.
fn of_any_file(done: &Done) -> Vec<Value> {
    let mut all = found(done);
    for incident in &mut all {
        incident["id"].take();
        incident["source"]["path"].take();
    }
    all
}

fn types(done: &Done) -> Vec<String> {
    let all = incidents(&done.stdout);
    let kind = |incident: &Value| incident["error_type"].as_str().expect("a type").to_owned();
    all.iter().map(kind).collect()
}

#[test]
fn compressed_logs_are_read_as_their_text() {
    let home = Home::new();
    let (one, two) = (failing("Tea", 300), failing("Rice", 5_000));
    let log = one.clone() + &two;
    let plain = home.path("app.log");
    home.file("app.log", &log);
    let skippable = b"\x50\x2a\x4d\x18\x04\x00\x00\x00skip".to_vec();
    // Whatever their names say.
    for (name, packed) in [
        ("app.log.1.gz", gzip(&log)),
        ("app.log.2", [gzip(&one), gzip(&two)].concat()),
        (
            "app.log.3.zst",
            [skippable, zstd(&one), zstd(&two)].concat(),
        ),
        ("app.log.4.gz", log.clone().into_bytes()),
    ] {
        home.file(name, packed);
    }
    let wanted = home
        .run(&["scan", "--format", "ndjson", "app.log"])
        .exits(0);
    let wanted = of_any_file(&wanted);
    assert_eq!(wanted.len(), 2);
    assert_eq!(wanted[1]["source"]["line_start"], 606 + 5_000);
    for name in ["app.log.1.gz", "app.log.2", "app.log.3.zst", "app.log.4.gz"] {
        let done = home.run(&["scan", "--format", "ndjson", name]).exits(0);
        assert_eq!(of_any_file(&done.says_nothing()), wanted, "{name}");
    }
    // From a stream, too, and line for line.
    for packed in [gzip(&log), zstd(&log)] {
        let done = home.run_with(&["scan", "--format", "ndjson", "-"], &packed);
        assert_eq!(of_any_file(&done.exits(0)), wanted);
    }
    home.run(&["explain", "app.log.1.gz:301"])
        .exits(0)
        .prints(&["Tea failed"]);
    fs::remove_file(plain).expect("a file");
    let done = home.run(&["scan", "--dedup-window", "0", "app.log.*"]);
    done.exits(0).prints(&["4×", "TeaError", "RiceError"]);
}

#[test]
fn of_a_cut_log_what_can_be_read_is_read_and_the_cut_is_said_once() {
    let home = Home::new();
    let log = failing("Tea", 4_000) + &failing("Rice", 4_000);
    let packed = gzip(&log);
    home.file("cut.log.gz", &packed[..packed.len() * 5 / 8]);
    let packed = zstd(&log);
    home.file("cut.log.zst", &packed[..packed.len() * 5 / 8]);
    home.file("app.log", failing("Salt", 1));
    for name in ["cut.log.gz", "cut.log.zst"] {
        let done = home.run(&["scan", "--format", "ndjson", name, "app.log"]);
        let done = done.exits(3).says(&[name, "is cut off"]);
        assert_eq!(done.err().lines().count(), 1, "{done}");
        assert_eq!(types(&done), ["stock.TeaError", "stock.SaltError"]);
    }
    // Not even a header.
    home.file("app.log.1.gz", b"\x1f\x8b\x08");
    let done = home.run(&["scan", "app.log.1.gz"]).exits(3);
    done.says(&["app.log.1.gz: its gzip data is cut off"]);
}

#[test]
fn what_follows_the_data_and_damage_are_said() {
    let home = Home::new();
    let log = failing("Tea", 100);
    home.file("more.log.gz", [gzip(&log), b"more".to_vec()].concat());
    let mut damaged = gzip(&log);
    let at = damaged.len() - 5;
    damaged[at] ^= 0xff;
    home.file("damaged.log.gz", damaged);
    // A window of 128 MiB.
    home.file("wide.log.zst", b"\x28\xb5\x2f\xfd\x00\x88\x01\x00\x00");
    for (name, why, shown) in [
        ("more.log.gz", "something else follows", 1),
        ("damaged.log.gz", "is damaged", 1),
        ("wide.log.zst", "zstdcat --long=31", 0),
    ] {
        let done = home.run(&["scan", "--format", "ndjson", name]).exits(3);
        let done = done.says(&[name, why]);
        assert_eq!(types(&done).len(), shown, "{done}");
    }
}

/// Three hundred MiB of the same line, made of less than one.
#[test]
fn a_bomb_is_said_once_and_costs_no_memory() {
    let home = Home::new();
    let piece = ("a".repeat(1_023) + "\n").repeat(1 << 10);
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let before = failing("Tea", 10);
    encoder.write_all(before.as_bytes()).expect("memory");
    for _ in 0..300 {
        encoder.write_all(piece.as_bytes()).expect("memory");
    }
    encoder
        .write_all(failing("Rice", 10).as_bytes())
        .expect("memory");
    let bomb = encoder.finish().expect("memory");
    assert!(bomb.len() < 1 << 20, "{} bytes", bomb.len());
    home.file("bomb.log.gz", &bomb);
    let mut scan = home.start(&[
        "scan",
        "--jobs",
        "1",
        "--format",
        "ndjson",
        "bomb.log.gz",
        "-",
    ]);
    scan.stdout.wait_for("TeaError");
    scan.stderr.wait_for("bomb.log.gz");
    // Once the next input is read the peak is over.
    scan.write(failing("Salt", 10).as_bytes());
    scan.stdout.wait_for("SaltError");
    if let Some(peak) = scan.peak_memory() {
        assert!(peak < 64 << 10, "{peak} KiB");
    }
    let done = scan.close().exits(3);
    let done = done.says(&["250 times its size"]);
    assert_eq!(done.err().lines().count(), 1, "{done}");
    assert!(!done.out().contains("RiceError"), "{done}");
}

#[test]
fn a_long_line_is_within_its_limit_when_it_was_compressed() {
    let home = Home::new();
    let mut dice = Dice::new(7);
    let mut log: Vec<u8> = Vec::new();
    let noise = (0..3 << 20).map(|_| b"abcdefgh"[dice.below(8)]);
    log.extend(noise);
    log.push(b'\n');
    log.extend(failing("Tea", 3).bytes());
    home.file("app.log", &log);
    home.file("app.log.1.gz", gzip(&log));
    home.file("app.log.2.zst", zstd(&log));
    let plain = home
        .run(&["scan", "--format", "ndjson", "app.log"])
        .exits(0);
    let wanted = of_any_file(&plain);
    assert_eq!(wanted[0]["source"]["line_start"], 5);
    for name in ["app.log", "app.log.1.gz", "app.log.2.zst"] {
        let done = home.run(&["scan", "--format", "ndjson", name]).exits(0);
        assert_eq!(of_any_file(&done), wanted, "{name}");
        let words = "lines longer than 1048576 bytes: 1; 2097153 bytes";
        let done = done.says(&[&format!("{name}: {words}")]);
        assert_eq!(done.err().lines().count(), 1, "{done}");
    }
}

#[test]
fn a_folder_is_read_with_what_is_below_it_and_what_is_no_log_is_counted() {
    let home = Home::new();
    home.file("all/app.log", failing("Tea", 2));
    home.file("all/app.log.2.gz", gzip(failing("Rice", 2)));
    home.file("all/web/deep/messages", failing("Salt", 2));
    home.file("all/.hidden.log", failing("Hidden", 2));
    home.file("all/.git/app.log", failing("Hidden", 2));
    home.file(
        "all/wtmp",
        b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0",
    );
    home.file("all/old.log.xz", b"\xfd7zXZ\0\0\x04rest");
    symlink("nowhere.log", home.path("all/lost.log")).expect("a link");
    symlink("app.log", home.path("all/link.log")).expect("a link");
    let made = Command::new("mkfifo").arg(home.path("all/fifo")).status();
    assert!(made.expect("mkfifo").success());

    let arguments = ["scan", "--format", "ndjson", "all"];
    let done = home.run(&arguments).exits(0).says(&[
        "not read in all:",
        "1 binary",
        "1 compressed",
        "1 gone",
        "2 hidden",
        "1 no regular file",
    ]);
    assert_eq!(done.err().lines().count(), 1, "{done}");
    let wanted = ["stock.TeaError", "stock.RiceError", "stock.SaltError"];
    assert_eq!(types(&done), wanted);
    // Each by name for who wants to know.
    let done = home.run(&["scan", "-v", "all"]).exits(0);
    done.says(&["wtmp", "old.log.xz", "lost.log", ".hidden.log", "fifo"]);
    // Files that are named, too, are read once, and what is named itself is to be read.
    let done = home.run(&["scan", "all/web", "all", "all/wtmp", "all/*.log"]);
    done.exits(3).prints(&["3 incidents", "3 files"]);
    fs::create_dir(home.path("empty")).expect("a folder");
    home.run(&["scan", "empty"]).exits(0).says_nothing();
}

#[test]
fn the_output_is_not_read_as_a_log() {
    let home = Home::new();
    home.file("app.log", failing("Tea", 2));
    let into = |arguments: &[&str]| {
        let path = home.path("out.ndjson");
        let file = OpenOptions::new().append(true).create(true).open(&path);
        let mut scan = home.command(arguments);
        scan.stdin(Stdio::null()).stdout(file.expect("a file"));
        let done = scan.output().expect("a run");
        let err = String::from_utf8_lossy(&done.stderr).into_owned();
        (
            done.status.code(),
            err,
            fs::read_to_string(path).expect("text"),
        )
    };
    let arguments = ["scan", "--format", "ndjson", "."];
    for run in 1..=3 {
        let (status, err, out) = into(&arguments);
        assert_eq!(status, Some(0), "{err}");
        assert!(err.contains("1 the output"), "{err}");
        assert_eq!(out.lines().count(), run, "{out}");
    }
    let (status, err, _) = into(&["scan", "out.ndjson"]);
    assert_eq!(status, Some(3));
    assert!(err.contains("it is where the output goes"), "{err}");
}

#[test]
fn several_at_a_time_tell_the_same_in_the_same_order() {
    let home = Home::new();
    let mut names = Vec::new();
    for at in 0..12 {
        // The first are long, so that others are ready before them.
        let lines = if at < 2 { 30_000 } else { 5 * at };
        let log = failing(&format!("N{at}"), lines) + &failing("Same", lines / 2);
        let packed = match at % 3 {
            0 => gzip(&log),
            1 => log.into_bytes(),
            _ => zstd(&log),
        };
        let name = format!("{at:02}.log");
        home.file(&name, packed);
        names.push(name);
    }
    // What goes wrong has its place, too.
    home.file("05.log.gz", &gzip(failing("Cut", 2_000))[..900]);
    home.file("06.log", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0");
    let run = |jobs: &str, format: &str| {
        let window = ["--dedup-window", "0"];
        let mut arguments = vec!["scan", "--jobs", jobs, "--format", format];
        arguments.extend(window);
        arguments.extend(["11.log", "-", "05.log.gz"]);
        arguments.extend(names.iter().map(String::as_str));
        let log = failing("Stdin", 100);
        home.run_with(&arguments, log.as_bytes()).exits(3)
    };
    let (wanted, shown) = (run("1", "ndjson"), run("1", "text"));
    assert_eq!(found(&wanted).len(), 23, "{wanted}");
    assert_eq!(wanted.err().lines().count(), 2, "{wanted}");
    for jobs in ["2", "3", "16"] {
        let done = run(jobs, "ndjson");
        assert_eq!(found(&done), found(&wanted), "--jobs {jobs}");
        assert_eq!(done.err(), wanted.err(), "--jobs {jobs}");
        let done = run(jobs, "text");
        assert_eq!(done.out(), shown.out(), "--jobs {jobs}");
    }
    home.run(&["scan", "--jobs", "0", "00.log"]).exits(2);
}

/// A pipe that nobody empties holds a scan up in the middle of a file.
#[test]
fn a_file_that_shrinks_while_it_is_read_is_said_once_and_the_others_are_read() {
    let home = Home::new();
    let log = failing("Tea", 10).repeat(20_000);
    let path = home.file("app.log", &log);
    home.file("next.log", failing("Salt", 10));
    for jobs in ["1", "2"] {
        fs::write(&path, &log).expect("a file");
        let window = [
            "--dedup-window",
            "0",
            "--context",
            "0",
            "--format",
            "ndjson",
        ];
        let mut scan = home.command(&["scan", "--jobs", jobs, "app.log", "next.log"]);
        let mut scan = scan
            .args(window)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a process");
        let mut out = std::io::BufReader::new(scan.stdout.take().expect("stdout"));
        let mut first = String::new();
        std::io::BufRead::read_line(&mut out, &mut first).expect("a line");
        assert!(first.contains("TeaError"), "{first}");
        let file = OpenOptions::new().write(true).open(&path);
        file.and_then(|file| file.set_len(100)).expect("a file");
        let mut rest = String::new();
        std::io::Read::read_to_string(&mut out, &mut rest).expect("text");
        let done = scan.wait_with_output().expect("a status");
        let err = String::from_utf8_lossy(&done.stderr);
        assert_eq!(done.status.code(), Some(3), "{err}");
        assert!(
            err.contains("app.log: it shrank while it was read"),
            "{err}"
        );
        assert_eq!(err.lines().count(), 1, "{err}");
        assert!(
            rest.lines()
                .last()
                .unwrap_or_default()
                .contains("SaltError")
        );
    }
}

#[test]
fn line_by_line_finds_the_same_and_is_not_advertised() {
    let home = Home::new();
    home.file("app.log", failing("Tea", 400) + &failing("Rice", 7));
    let arguments = ["scan", "--format", "ndjson", "app.log"];
    let wanted = home.run(&arguments).exits(0);
    let done = home.run(&["scan", "--line-by-line", "--format", "ndjson", "app.log"]);
    assert_eq!(found(&done.exits(0)), found(&wanted));
    assert_eq!(found(&wanted).len(), 2);
    let help = home.run(&["scan", "--help"]).exits(0).prints(&["--jobs"]);
    assert!(!help.out().contains("line-by-line"), "{help}");
}

/// `script` gives a program a terminal of its own.
#[test]
fn a_terminal_sees_the_progress_and_nothing_of_it_is_left() {
    let home = Home::new();
    home.file(
        "app.log",
        failing("Tea", 10) + &"nothing at all\n".repeat(3 << 20),
    );
    let seen = |arguments: &str| {
        let program = env!("CARGO_BIN_EXE_aiops");
        let mut script = home.command(&[]);
        let environment: Vec<_> = script
            .get_envs()
            .map(|(name, value)| (name.to_owned(), value.map(ToOwned::to_owned)))
            .collect();
        script = Command::new("script");
        for (name, value) in environment {
            script.env(name, value.unwrap_or_default());
        }
        let command = format!("'{program}' scan {arguments} app.log");
        let done = script
            .args(["-qec", &command, "/dev/null"])
            .env("TERM", "xterm")
            .current_dir(home.path("."))
            .stdin(Stdio::null())
            .output();
        done.ok()
            .map(|done| String::from_utf8_lossy(&done.stdout).into_owned())
    };
    let Some(shown) = seen("") else {
        eprintln!("not tried: there is no `script` here");
        return;
    };
    assert!(
        shown.contains("% of") && shown.contains("TeaError"),
        "{shown}"
    );
    // What was drawn last is taken away again: a carriage return, and an erased line.
    let (drawn, printed) = shown.split_at(shown.rfind("% of").expect("a bar"));
    assert!(
        printed.contains("\u{1b}[2K") && printed.contains("TeaError"),
        "{shown}"
    );
    assert!(!drawn.contains("TeaError"), "{shown}");
    for quiet in ["-q", "--format ndjson", "2>err.txt"] {
        let shown = seen(quiet).expect("it was there before");
        assert!(!shown.contains("% of"), "{quiet}: {shown}");
    }
}
