//! What a log says reaches no terminal as anything but text.

use super::FAILING;
use crate::harness::{Home, Receiver};

/// What moves a cursor, renames a window, or turns the reading direction.
const EVIL: &str = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{1b}[31mred\u{9b}2K\u{202e}txt.exe\u{2066}\u{200f}\u{8}\u{7f}\
                    \u{200b}\u{2060}\u{feff}\u{2028}\u{e0041}";

fn harmful(c: char) -> bool {
    c != '\n' && c != '\t' && c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{61c}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[track_caller]
fn assert_harmless(name: &str, output: &[u8]) {
    assert!(!output.is_empty(), "{name}");
    let text = std::str::from_utf8(output).expect("UTF-8, as terminals read C1 bytes too");
    let found: Vec<_> = text.chars().filter(|&c| harmful(c)).collect();
    assert!(found.is_empty(), "{name}: {found:?} in {text:?}");
}

/// A log in which every place that is shown holds what harms.
fn evil_log() -> Vec<u8> {
    let mut log = format!(
        "2026-11-20 10:00:00,123 ERROR [shop.{EVIL}] over\rwritten {EVIL} end\n\
         Traceback (most recent call last):\n\
         \x20 File \"/srv/{EVIL}/shop.py\", line 23, in ma{EVIL}in\n\
         \x20   stock.take()\n\
         stock.StockError: over\rwritten {EVIL} end\n\
         2026-11-20 10:00:01,123 CRITICAL [shop] "
    )
    .into_bytes();
    // A lone C1 byte, as an 8-bit terminal takes it, and other bytes that are no UTF-8.
    log.extend_from_slice(b"eight \x9b2J bits \xff\xfe \xc2 end\n");
    log.extend_from_slice(
        format!("thread 'ma{EVIL}in' panicked at src/{EVIL}.rs:3:5:\nno {EVIL} left\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n")
            .as_bytes(),
    );
    log
}

#[test]
fn scan_prints_no_control_character_of_a_log() {
    let home = Home::new();
    home.file("app.log", evil_log());
    let done = home
        .run(&["scan", "app.log"])
        .exits(0)
        .prints(&["end", "red"]);
    assert!(!done.out().contains("No incidents"), "{done}");
    assert_harmless("stdout", &done.stdout);
    // Made visible, so that a person sees what stands there.
    assert!(
        done.out().contains("\\u{9b}") || done.out().contains("\\u{202e}"),
        "{done}"
    );
}

#[test]
fn watch_and_pipe_print_none_either() {
    let home = Home::new();
    home.file("app.log", evil_log());
    let mut watch = home.start(&["watch", "--from-start", "app.log"]);
    watch.stdout.wait_for("StockError");
    let done = watch.terminate().exits(0).says_nothing();
    assert_harmless("watch", &done.stdout);

    let done = home.run_with(&["pipe"], &evil_log()).exits(0);
    assert_harmless("pipe", &done.stderr);
    // But the bytes it passes on are those of the application.
    assert_eq!(done.stdout, evil_log());
}

#[test]
fn explain_prints_none_either() {
    let home = Home::new();
    home.file("app.log", evil_log());
    for line in 1..=8 {
        let done = home.run(&["explain", &format!("app.log:{line}")]).exits(0);
        assert_harmless("explain", &done.stdout);
    }
}

#[test]
fn with_colour_there_are_our_colours_and_nothing_else() {
    let home = Home::new();
    home.file("app.log", evil_log());
    for arguments in [
        ["scan", "--color", "always", "app.log"],
        ["scan", "--color", "never", "app.log"],
    ] {
        let done = home.run(&arguments).exits(0);
        let text = done.out();
        assert_eq!(text.contains("\u{1b}["), arguments[2] == "always", "{done}");
        let mut left = String::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once("\u{1b}[") {
            left.push_str(before);
            let (colour, after) = after.split_once('m').expect("a colour");
            assert!(
                colour.bytes().all(|b| b.is_ascii_digit() || b == b';'),
                "{colour:?}"
            );
            rest = after;
        }
        left.push_str(rest);
        assert_harmless("with colours", left.as_bytes());
    }
}

/// Names that a stranger gives to files.
const EVIL_NAME: &str = "\u{1b}[2J\u{202e}\u{200b}\u{9b}31m\rapp\n.log";

#[test]
fn names_of_files_are_made_harmless_too() {
    let home = Home::new();
    home.file(EVIL_NAME, FAILING);
    let gone = format!("gone{EVIL_NAME}");
    for format in ["text", "ndjson"] {
        let done = home
            .run(&["scan", "--format", format, EVIL_NAME, &gone])
            .exits(3);
        assert_harmless("stdout", &done.stdout);
        assert_harmless("stderr", &done.stderr);
        assert!(!done.err().contains("\n.log"), "a line is forged: {done}");
        assert!(!done.out().contains("\n.log"), "a line is forged: {done}");
    }
    let done = home.run(&["explain", &format!("{EVIL_NAME}:2")]).exits(0);
    assert_harmless("explain", &done.stdout);
    let done = home.run(&["explain", &format!("{gone}:2")]).exits(3);
    assert_harmless("explain", &done.stderr);

    let mut watch = home.start(&["watch", "-v", "--from-start", EVIL_NAME, &gone]);
    watch.stdout.wait_for("StockError");
    let done = watch.terminate().exits(0);
    assert_harmless("watch", &done.stdout);
    assert_harmless("watch's words", &done.stderr);

    let folder = format!("folder{EVIL_NAME}/found");
    let done = home.run_with(&["pipe", "--output", &folder], FAILING.as_bytes());
    assert_harmless("pipe's words", &done.exits(73).stderr);
}

/// A glob of the shell's may turn a file's name into an option, or a pattern file's.
#[test]
fn wrong_usage_is_said_harmlessly() {
    let home = Home::new().with("AIOPS_MIN_LEVEL", EVIL);
    let option = format!("--{EVIL_NAME}");
    for arguments in [
        &["scan", &option, "app.log"][..],
        &["scan", "--format", EVIL_NAME, "app.log"],
        &[EVIL_NAME],
        &["scan", "app.log"],
    ] {
        for color in ["always", "never"] {
            let done = home.run(&[&["--color", color], arguments].concat());
            assert_harmless("usage", &done.exits(2).stderr);
        }
    }
    let home = Home::new();
    home.file("app.log", FAILING);
    for text in [
        format!("name = \"{EVIL}\"\n"),
        format!("name = \"cobra\"\nkind = '{EVIL}'\n[[example]]\ntext = \"x\"\n"),
    ] {
        let path = format!("patterns/{EVIL_NAME}.toml");
        home.file(&path, text);
        for arguments in [
            &["patterns", "check", &path][..],
            &["scan", "--patterns", "patterns", "app.log"],
        ] {
            let done = home.run(arguments).exits(78);
            assert_harmless("a broken pattern file", &done.stderr);
        }
    }
}

/// A receiver's words are a stranger's, too.
#[test]
fn what_a_receiver_answers_is_said_harmlessly() {
    for status in [401, 422, 500] {
        let receiver = Receiver::answering(status, |_| EVIL.to_owned());
        let home = Home::new()
            .with("AIOPS_API_KEY", "test-key")
            .with("AIOPS_PLATFORM_URL", &receiver.url);
        home.file("app.log", FAILING);
        let done = home.run(&["scan", "-vvv", "--drain-timeout", "2s", "app.log"]);
        assert_harmless("scan's words", &done.exits(4).stderr);
        let done = home.run_with(
            &["pipe", "-vvv", "--drain-timeout", "2s"],
            FAILING.as_bytes(),
        );
        assert_harmless("pipe's words", &done.exits(4).stderr);
    }
}

#[test]
fn ndjson_has_no_raw_control_character_and_reads_back() {
    let home = Home::new();
    home.file("app.log", evil_log());
    let done = home
        .run(&["scan", "--format", "ndjson", "app.log"])
        .exits(0);
    assert!(
        done.stdout
            .iter()
            .all(|&byte| byte >= b' ' || byte == b'\n')
    );
    assert!(crate::harness::incidents(&done.stdout).len() >= 3, "{done}");
}
