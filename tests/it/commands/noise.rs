//! No bytes make a command break off: random ones, and logs with holes, cuts and foreign parts in them.

use crate::corpus_file::cases;
use crate::harness::{Dice, Home};

/// Rounds for each command; a round is some hundred kilobytes.
const ROUNDS: u64 = 12;

/// Bytes that mean something to somebody: line ends, colours, marks, levels, beginnings of traces.
const SPICE: &[&[u8]] = &[
    b"\n",
    b"\r\n",
    b"\0",
    b"\x1b[31m",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xc2",
    b"\xf0\x9f\x90",
    b"ERROR ",
    b"Traceback (most recent call last):\n",
    b"thread 'main' panicked at ",
    b"Caused by: ",
    b"\tat a.b.C.d(E.java:1)\n",
    b"2026-11-20 10:00:00,123 ",
    b"99999999999999999999",
    b"  + Exception Group Traceback (most recent call last):\n",
    b"web-1  | ",
    "\u{202e}".as_bytes(),
];

/// Logs of the corpus, cut, doubled and spiced.
fn spiced(dice: &mut Dice, logs: &[Vec<u8>], odd: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    for _ in 0..60 {
        let log = &logs[dice.below(logs.len())];
        let from = dice.below(log.len() + 1);
        let to = from + dice.below(log.len() - from + 1).min(8_000);
        bytes.extend_from_slice(&log[from..to]);
        for _ in 0..dice.below(6) {
            let spice = SPICE[dice.below(SPICE.len())];
            if odd || spice.iter().all(|byte| *byte >= b'\t') {
                let at = bytes.len() - dice.below(bytes.len().min(2_000) + 1);
                bytes.splice(at..at, spice.iter().copied());
            }
        }
        if odd {
            for _ in 0..dice.below(100) {
                bytes.push(dice.next() as u8);
            }
        }
    }
    bytes
}

fn logs() -> Vec<Vec<u8>> {
    cases().into_iter().map(|case| case.log).collect()
}

#[test]
fn scan_and_pipe_take_any_bytes() {
    let home = Home::new();
    let logs = logs();
    for round in 1..=ROUNDS {
        let mut dice = Dice::new(0x00c0_ffee * round);
        let bytes = match round % 3 {
            0 => (0..200_000).map(|_| dice.next() as u8).collect(),
            _ => spiced(&mut dice, &logs, true),
        };
        home.run_with(&["scan", "-"], &bytes).exits(0);
        let done = home.run_with(
            &["scan", "--format", "ndjson", "--dedup-window", "0", "-"],
            &bytes,
        );
        crate::harness::incidents(&done.exits(0).stdout);
        let done = home.run_with(&["pipe", "--lossless"], &bytes).exits(0);
        assert!(
            done.stdout == bytes,
            "round {round}: every byte is passed on"
        );
    }
}

#[test]
fn explain_takes_any_text() {
    let home = Home::new();
    let logs = logs();
    for round in 1..=ROUNDS {
        let mut dice = Dice::new(0x0bad_cafe * round);
        let bytes = spiced(&mut dice, &logs, false);
        home.file("app.log", &bytes);
        let lines = memchr::memchr_iter(b'\n', &bytes).count();
        for _ in 0..4 {
            let line = 1 + dice.below(lines);
            let done = home.run(&["explain", &format!("app.log:{line}")]).exits(0);
            let held = done.out().contains("fingerprint: 1:");
            assert_ne!(held, done.out().contains("no incident holds it"), "{done}");
        }
    }
}

/// Lines without an end, or of nothing but one byte.
#[test]
fn monstrous_lines_are_taken() {
    let home = Home::new();
    for byte in [
        b'a', b' ', b'\n', b'\t', b'\0', b'[', b'{', b'|', b':', b'\x1b', b'\xff',
    ] {
        let bytes = vec![byte; 3 << 20];
        home.run_with(&["scan", "-"], &bytes).exits(0);
        let done = home.run_with(&["pipe", "--lossless"], &bytes).exits(0);
        assert!(done.stdout == bytes, "{byte:#x}: every byte is passed on");
    }
    home.run_with(&["scan", "-"], b"").exits(0);
    assert!(home.run_with(&["pipe"], b"").exits(0).stdout.is_empty());
}
