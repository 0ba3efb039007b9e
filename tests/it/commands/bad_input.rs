//! Bad input is said with its name, and nothing else suffers: files, receivers, outputs.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use super::{FAILING, QUIET};
use crate::harness::{Home, Quiet, Receiver, incidents, may_read_all, unreadable};

/// What a scan of `FAILING` shows.
const SHOWN: &[&str] = &["stock.StockError: only 3 of tea left, 5 wanted"];

#[test]
fn a_missing_file_is_named_and_the_others_are_read() {
    let home = Home::new();
    home.file("app.log", FAILING);
    home.run(&["scan", "gone.log", "app.log"])
        .exits(3)
        .says(&["gone.log", "no such file"])
        .prints(SHOWN);
    home.run(&["scan", "nothing/*.log", "app.log"])
        .exits(3)
        .says(&["nothing/*.log", "nothing matches"])
        .prints(SHOWN);
    // It is graver than what `--exit-code` tells.
    home.run(&["scan", "--exit-code", "app.log", "gone.log"])
        .exits(3)
        .prints(SHOWN);
}

#[test]
fn an_unreadable_file_is_named_and_the_others_are_read() {
    let home = Home::new();
    home.file("app.log", FAILING);
    unreadable(&home, "loop.log");
    home.run(&["scan", "loop.log", "app.log"])
        .exits(3)
        .says(&["cannot read loop.log"])
        .prints(SHOWN);

    let secret = home.file("secret.log", FAILING);
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).expect("a mode");
    if may_read_all(&secret) {
        eprintln!("not tried: this user reads files whatever their mode says");
    } else {
        home.run(&["scan", "secret.log", "app.log"])
            .exits(3)
            .says(&["cannot read secret.log", "permission denied"])
            .prints(SHOWN);
    }
}

/// `/proc/self/mem` is a regular file whose first byte nobody can read.
#[test]
#[cfg(target_os = "linux")]
fn a_file_that_fails_while_it_is_read_is_named_and_the_others_are_read() {
    let home = Home::new();
    home.file("app.log", FAILING);
    home.run(&["scan", "/proc/self/mem", "app.log"])
        .exits(3)
        .says(&["/proc/self/mem"])
        .prints(SHOWN);
}

#[test]
fn what_is_no_text_log_is_said_and_skipped() {
    let home = Home::new();
    home.file("app.log", FAILING);
    let made = Command::new("mkfifo").arg(home.path("fifo.log")).status();
    assert!(made.expect("mkfifo").success());
    home.file(
        "program.log",
        b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0",
    );
    let noise: Vec<u8> = (0..4_096_u32).map(|at| (at * 7 % 256) as u8).collect();
    home.file("noise.log", noise);
    home.file("old.log", b"\xfd7zXZ\0\0\x04rest");

    for (name, why) in [
        ("fifo.log", "it is a FIFO"),
        ("/dev/null", "it is a device"),
        ("program.log", "it is a program"),
        ("noise.log", "no text"),
        ("old.log", "it is compressed (xz)"),
    ] {
        home.run(&["scan", name, "app.log"])
            .exits(3)
            .says(&["skipped", name, why])
            .prints(SHOWN);
    }
    // A glob that takes them all in; nobody means its folders.
    fs::create_dir(home.path("folder.log")).expect("a folder");
    let done = home.run(&["scan", "*.log"]).exits(3).prints(SHOWN);
    assert_eq!(done.err().lines().count(), 4, "{done}");
    // One that follows files says so, and goes on.
    let mut watch = home.start(&["watch", "--from-start", "*.log"]);
    watch.stdout.wait_for(SHOWN[0]);
    watch
        .terminate()
        .exits(0)
        .says(&["fifo.log", "program.log", "noise.log", "old.log"]);
}

#[test]
fn a_broken_pattern_file_is_named_with_its_rule_before_anything_is_read() {
    let home = Home::new();
    home.file("app.log", FAILING);
    home.file(
        "patterns/cobra.toml",
        r#"
name   = "cobra"
kind   = "exception"
accept = ["done"]
hint   = ["cobra says"]

[[rule]]
in   = "start"
when = '^cobra says'
to   = "done"

[[rule]]
in   = "done"
when = '^(unclosed'

[[example]]
text = "cobra says"
"#,
    );
    let words = ["cobra.toml", "rule 2, in \"done\"", "unclosed group"];
    for arguments in [
        ["scan", "--patterns", "patterns", "app.log"],
        ["watch", "--patterns", "patterns", "app.log"],
        ["explain", "--patterns", "patterns", "app.log:1"],
    ] {
        let done = home.run(&arguments).exits(78).says(&words);
        assert!(done.stdout.is_empty(), "{done}");
    }
    let done = home.run_with(&["pipe", "--patterns", "patterns"], FAILING.as_bytes());
    let done = done.exits(78).says(&words);
    assert!(done.stdout.is_empty(), "{done}");
    let done = home.run(&["scan", "--patterns", "nowhere", "app.log"]);
    done.exits(78).says(&["pattern folder", "nowhere"]);
}

#[test]
fn without_a_key_nobody_is_called_and_all_else_works() {
    for key in [None, Some("  ")] {
        let quiet = Quiet::new();
        let mut home = Home::new()
            .with("AIOPS_PLATFORM_URL", &quiet.url)
            .with("AIOPS_SERVICE_NAME", "shop");
        if let Some(key) = key {
            home = home.with("AIOPS_API_KEY", key);
        }
        home.file("app.log", FAILING);
        home.run(&["scan", "app.log"])
            .exits(0)
            .says_nothing()
            .prints(SHOWN);

        let done = home.run_with(&["pipe"], FAILING.as_bytes());
        let done = done.exits(0).says(SHOWN);
        assert_eq!(done.out(), FAILING);

        let mut watch = home.start(&["watch", "--from-start", "app.log"]);
        watch.stdout.wait_for(SHOWN[0]);
        watch.terminate().exits(0).says_nothing();

        home.run(&["explain", "app.log:2"]).exits(0).says_nothing();
        assert!(!quiet.was_called());
    }
}

#[test]
fn a_receiver_that_is_down_is_said_and_the_rest_is_done() {
    let home = Home::new()
        .with("AIOPS_API_KEY", "test-key")
        .with("AIOPS_PLATFORM_URL", &Quiet::closed());
    home.file("app.log", FAILING);
    home.file("quiet.log", QUIET);
    let words = ["1 not delivered", "refused"];

    home.run(&["scan", "--drain-timeout", "2s", "app.log"])
        .exits(4)
        .says(&words)
        .prints(SHOWN);
    // What waits is graver than what was found; what was not read is graver than what waits.
    home.run(&["scan", "--drain-timeout", "0", "--exit-code", "app.log"])
        .exits(4);
    home.run(&["scan", "--drain-timeout", "0", "app.log", "gone.log"])
        .exits(3)
        .says(&["gone.log", "1 not delivered"]);
    // Where there is nothing to deliver, nothing waits.
    home.run(&["scan", "--drain-timeout", "2s", "quiet.log"])
        .exits(0);

    let done = home.run_with(&["pipe", "--drain-timeout", "2s"], FAILING.as_bytes());
    let done = done.exits(4).says(&words).says(SHOWN);
    assert_eq!(done.out(), FAILING);

    let mut watch = home.start(&["watch", "--from-start", "--drain-timeout", "2s", "app.log"]);
    watch.stdout.wait_for(SHOWN[0]);
    watch.terminate().exits(4).says(&words);
}

#[test]
fn a_receiver_that_refuses_is_said_with_its_status() {
    for (status, words) in [
        (401, ["1 not delivered", "401"]),
        (422, ["not accepted by the receiver (1)", "422"]),
        (500, ["1 not delivered", "500"]),
    ] {
        let receiver = Receiver::answering(status, |_| "it is broken".to_owned());
        let home = Home::new()
            .with("AIOPS_API_KEY", "test-key")
            .with("AIOPS_PLATFORM_URL", &receiver.url);
        home.file("app.log", FAILING);
        home.run(&["scan", "--drain-timeout", "2s", "app.log"])
            .exits(4)
            .says(&words)
            .prints(SHOWN);
    }
}

#[test]
fn settings_that_can_never_work_are_named_before_anything_is_read() {
    let home = Home::new()
        .with("AIOPS_API_KEY", "test-key")
        .with("AIOPS_PLATFORM_URL", "platform.example.com");
    home.file("app.log", FAILING);
    let done = home.run(&["scan", "app.log"]).exits(78);
    let done = done.says(&["AIOPS_PLATFORM_URL", "http://"]);
    assert!(done.stdout.is_empty(), "{done}");
    home.run(&["watch", "app.log"]).exits(78);
    let done = home.run_with(&["pipe"], b"a line\n").exits(78);
    assert!(done.stdout.is_empty(), "{done}");
}

/// More kinds of failure than a pipe holds.
fn many() -> String {
    let name = |at: usize| {
        let letter = |by: usize| char::from(b'a' + (at / by % 26) as u8);
        [letter(676), letter(26), letter(1)]
            .iter()
            .collect::<String>()
    };
    (0..4_000).fold(String::new(), |text, at| {
        let name = name(at);
        text + &format!(
            "2026-11-20 10:00:00,123 ERROR shop.{name}: no {name} in the {name} of it\n"
        )
    })
}

#[test]
fn an_output_that_is_closed_early_is_no_error_and_no_word() {
    let home = Home::new();
    home.file("many.log", many());
    for arguments in [
        &["scan", "many.log"][..],
        &["scan", "--format", "ndjson", "many.log"],
    ] {
        let mut child = home
            .command(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a process");
        let mut line = String::new();
        let mut stdout = BufReader::with_capacity(64, child.stdout.take().expect("stdout"));
        stdout.read_line(&mut line).expect("a line");
        assert!(!line.is_empty());
        drop(stdout);
        let output = child.wait_with_output().expect("an end");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    }
}

#[test]
fn an_output_that_was_never_open_is_no_error_and_no_word() {
    let home = Home::new();
    home.file("app.log", FAILING);
    for arguments in [
        &["scan", "app.log"][..],
        &["scan", "--format", "ndjson", "app.log"],
        &["explain", "app.log:4"],
        &["patterns", "list"],
        &["patterns", "show", "python"],
        &["completions", "bash"],
        &["man"],
        &["--help"],
        &["--version"],
    ] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = home
            .command(arguments)
            .stdin(Stdio::null())
            .stdout(writer)
            .stderr(Stdio::piped())
            .output()
            .expect("a run");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
    }
}

/// The application before us must not be killed because the program behind us has gone.
#[test]
fn pipe_reads_on_when_its_output_is_closed() {
    let home = Home::new();
    let mut child = home
        .command(&["pipe", "--format", "ndjson"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a process");
    let mut stdin = child.stdin.take().expect("stdin");
    let mut stdout = BufReader::with_capacity(64, child.stdout.take().expect("stdout"));
    stdin.write_all(b"the first line\n").expect("a write");
    let mut line = String::new();
    stdout.read_line(&mut line).expect("a line");
    assert_eq!(line, "the first line\n");
    drop(stdout);
    // Far more than a pipe holds: it would block, or break, if nobody read it.
    for _ in 0..200 {
        stdin
            .write_all(QUIET.repeat(20).as_bytes())
            .expect("a write");
    }
    stdin.write_all(FAILING.as_bytes()).expect("a write");
    drop(stdin);
    let mut stderr = Vec::new();
    let mut said = child.stderr.take().expect("stderr");
    said.read_to_end(&mut stderr).expect("stderr");
    assert_eq!(child.wait().expect("an end").code(), Some(0));
    let found = incidents(&stderr);
    assert_eq!(found.len(), 1, "{}", String::from_utf8_lossy(&stderr));
    assert_eq!(found[0]["error_type"], "stock.StockError");
    assert_eq!(String::from_utf8_lossy(&stderr).lines().count(), 1);
}

/// A disk that is full is no reader who has gone.
#[test]
#[cfg(target_os = "linux")]
fn an_output_that_cannot_be_written_is_said_once() {
    let home = Home::new();
    home.file("many.log", many());
    let full = fs::OpenOptions::new().write(true).open("/dev/full");
    let output = home
        .command(&["scan", "--format", "ndjson", "many.log"])
        .stdin(Stdio::null())
        .stdout(full.expect("a device"))
        .stderr(Stdio::piped())
        .output()
        .expect("a run");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("cannot write incidents"), "{said}");
}

/// What a run may take is bounded by its drain-timeout, not by the receiver's patience.
#[test]
fn a_receiver_that_never_answers_is_waited_for_no_longer_than_was_asked() {
    let quiet = Quiet::new();
    let home = Home::new()
        .with("AIOPS_API_KEY", "test-key")
        .with("AIOPS_PLATFORM_URL", &quiet.url);
    home.file("app.log", FAILING);
    home.run(&["scan", "--drain-timeout", "500ms", "app.log"])
        .exits(4)
        .says(&["1 not delivered"]);
    assert!(quiet.was_called());
}
