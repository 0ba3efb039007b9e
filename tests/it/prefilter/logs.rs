//! Logs made by dice: ordinary lines of many formats, decoys, kept failures dropped in, and what transports, terminals
//! and editors do to them.

use super::{Log, Pause, split};
use crate::robust::Dice;

/// Ordinary formats: `%t` the time of day, `%L` a level, `%m` words.
const FORMATS: &[&str] = &[
    "2026-11-20 %t,123 %L shop: %m",
    "%t.123 [main] %L  c.a.Shop - %m",
    "2026/11/20 %t %m",
    "2026/11/20 %t [%L] 12#12: %m",
    "%K1120 %t.123456    7 main.go:12] %m",
    "time=2026-11-20T%tZ level=%l msg=\"%m\" n=3",
    "{\"time\":\"2026-11-20T%tZ\",\"level\":\"%l\",\"msg\":\"%m\"}",
    "Nov 20 %t web shop[7]: %m",
    "<%d>1 2026-11-20T%tZ web shop 7 - - %m",
    "10.0.0.7 - - [20/Nov/2026:%t +0000] \"GET /%m HTTP/1.1\" 200 12",
    "[%L] %m",
    "%L: %m",
    "%l: %m",
    "[2026-11-20T%tZ %L shop] %m",
    "2026-11-20T%t.123456Z  %L shop: %m",
    "11-20 %t.123  7  7 %K shop: %m",
    "[ 12.345678] usb: %m",
    "shop - %L - %m",
    "%K shop: %m",
    "W, [2026-11-20T%t #7]  %L -- : %m",
    "%m",
    "    %m",
    "\t%m",
    "  | %m",
    "[7] %m",
    "",
    "   ",
];

const ORDINARY: &[&str] = &[
    "INFO",
    "DEBUG",
    "INFO",
    "TRACE",
    "info",
    "NOTICE",
    "Information",
];
const LOUD: &[&str] = &[
    "ERROR", "WARN", "WARNING", "ERR", "error", "FATAL", "CRITICAL", "SEVERE", "crit", "FTL", "E",
    "Error", "CRI", "EROR", "fail", "panic", "emerg", "Alert", "warn", "WRN", "Fatal", "PANIC",
];

const WORDS: &[&str] = &[
    "served",
    "order",
    "17",
    "of",
    "page",
    "cache",
    "warm",
    "in",
    "3ms",
    "user",
    "a.b.C",
    "/srv/shop.py",
    "(main)",
    "-",
    "key=value",
    "grün",
    "完了",
    "0x7f",
    "E",
    "C",
    "F",
];

/// Look-alikes, also of what begins traces.
const DECOYS: &[&str] = &[
    "0 errors, 3 warnings",
    "error_rate=0 errors=0",
    "GET /error/Handler.java HTTP/1.1",
    "ERROR: 0",
    "no panic, all is well",
    "Caused by: rain",
    "    at noon the shop opens",
    "  File \"menu.txt\", line 3, in order",
    "ValueError is what it would raise",
    "see Traceback (most recent call last) in the guide",
    "stack backtrace:",
    "Exception handling is on",
    "thread 'main' is fine",
    "fatal: not a git repository",
    "java.lang.Exception",
    "error: could not compile",
    "Error:",
    "E 12",
    "<131>1 2026-11-20T10:00:00Z web shop 7 - - disk full",
    "<134>1 2026-11-20T10:00:00Z web shop 7 - - disk fine",
    "went boom is a phrase",
    "main went boom",
    "  at x",
    "the ship sank",
];

/// Beginnings of traces without their ends, and ends without their beginnings.
const TRACES: &[&str] = &[
    "Traceback (most recent call last):\n  File \"/srv/shop.py\", line 3, in main\n    take()\nstock.StockError: only 3 left",
    "java.lang.IllegalStateException: closed\n\tat a.b.C.d(C.java:7)\n\tat a.b.C.main(C.java:3)\nCaused by: java.io.IOException: gone\n\t... 2 more",
    "thread 'main' panicked at src/main.rs:3:5:\nno stock\nnote: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
    "Error: cannot open\n\nCaused by:\n    No such file or directory (os error 2)",
    "Exception in thread \"main\" java.lang.Error: x\n\tat A.main(A.java:1)",
    "KABOOM\n  at night\n[halt]",
];

/// What stands before every line, or some: `%t` the time, `%h` a name.
const TRANSPORTS: &[&str] = &[
    "web-%h  | ",
    "web.%h | ",
    "%t web.%h  | ",
    "Nov 20 %t host%h app[7]: ",
    "Nov 20 %t ",
    "2026-11-20T%t.1234567Z ",
    "2026-11-20T%t.123456789Z stdout F ",
    "[pod/shop-%h/app] ",
    "@4000000065a1b2c3d4e5f601 ",
    "<13>1 2026-11-20T%tZ host%h app 7 - - ",
    "2026-11-20 %t,123 [%h] ",
    "[%h] ",
    "    ",
];

fn pick<'a>(of: &[&'a str], dice: &mut Dice) -> &'a str {
    of[dice.below(of.len())]
}

fn words(dice: &mut Dice) -> String {
    let words: Vec<_> = (0..=dice.below(7)).map(|_| pick(WORDS, dice)).collect();
    words.join(" ")
}

/// Puts a time, a level, a name and words into a format.
fn fill(format: &str, dice: &mut Dice) -> String {
    let loud = dice.below(40) == 0;
    let mut level = pick(if loud { LOUD } else { ORDINARY }, dice);
    if format.is_empty() {
        level = "";
    }
    let second = dice.below(3_600);
    let time = format!("10:{:02}:{:02}", second / 60, second % 60);
    let letter = &level[..level.len().min(1)];
    let priority = if loud { dice.below(192) } else { 134 };
    format
        .replace("%t", &time)
        .replace("%L", level)
        .replace("%l", &level.to_lowercase())
        .replace("%K", letter)
        .replace("%d", &priority.to_string())
        .replace("%m", &words(dice))
}

/// How many lines: often few, sometimes about as many as the reaches of the search.
fn count(dice: &mut Dice) -> usize {
    match dice.below(6) {
        0 => dice.below(300),
        1 => 28 + dice.below(8),
        2 => 60 + dice.below(8),
        3 => 92 + dice.below(10),
        4 => 124 + dice.below(10),
        _ => dice.below(12),
    }
}

pub(crate) fn ordinary(lines: &mut Vec<Vec<u8>>, dice: &mut Dice) {
    let formats: Vec<_> = (0..=dice.below(3)).map(|_| pick(FORMATS, dice)).collect();
    for _ in 0..count(dice) {
        lines.push(fill(pick(&formats, dice), dice).into_bytes());
    }
}

/// Lengths about the limits: of headers, of what regexes see, of what is kept and what is looked back at.
fn long(dice: &mut Dice) -> Vec<u8> {
    let limits = [512, 8 << 10, 32 << 10, 64 << 10, 128 << 10, 192 << 10];
    let most = limits[dice.below(limits.len())] - 40 + dice.below(80);
    let mut line = fill(pick(FORMATS, dice), dice).into_bytes();
    let filler = [&b"x"[..], b" ", b"ab ", "é".as_bytes()][dice.below(4)];
    while line.len() < most {
        line.extend_from_slice(filler);
    }
    if dice.below(3) == 0 {
        line.extend_from_slice(pick(DECOYS, dice).as_bytes());
    }
    line
}

/// Lines of a kept log: all, or from some place to another, at bytes and not at lines.
fn kept(corpus: &[Vec<u8>], lines: &mut Vec<Vec<u8>>, dice: &mut Dice) {
    let log = &corpus[dice.below(corpus.len())];
    let (mut from, mut to) = (0, log.len().min(12_000));
    if dice.below(2) == 0 {
        from = dice.below(log.len());
        to = from + dice.below((log.len() - from).min(6_000));
    }
    lines.extend(
        log[from..to]
            .split(|byte| *byte == b'\n')
            .map(<[u8]>::to_vec),
    );
}

/// Other than ordinary lines.
fn event(corpus: &[Vec<u8>], lines: &mut Vec<Vec<u8>>, dice: &mut Dice) {
    let trace = |lines: &mut Vec<Vec<u8>>, dice: &mut Dice| {
        let trace: Vec<_> = pick(TRACES, dice).split('\n').collect();
        let gone = if dice.below(3) == 0 {
            dice.below(trace.len())
        } else {
            0
        };
        let kept = if dice.below(2) == 0 {
            &trace[gone..]
        } else {
            &trace[..trace.len() - gone]
        };
        lines.extend(kept.iter().map(|line| line.as_bytes().to_vec()));
    };
    match dice.below(9) {
        0 => {
            for _ in 0..=dice.below(3) {
                lines.push(pick(DECOYS, dice).as_bytes().to_vec());
            }
        }
        1 => trace(lines, dice),
        // A record with a trace below it, near or far.
        2 | 3 => {
            let level = if dice.below(2) == 0 {
                "WARNING"
            } else {
                pick(LOUD, dice)
            };
            let format = pick(FORMATS, dice)
                .replace("%L", level)
                .replace("%l", &level.to_lowercase());
            lines.push(fill(&format, dice).into_bytes());
            if dice.below(4) == 0 {
                ordinary(lines, dice);
            }
            trace(lines, dice);
        }
        4 => lines.push(long(dice)),
        5 => lines.extend((0..dice.below(40)).map(|_| Vec::new())),
        _ => kept(corpus, lines, dice),
    }
}

fn plain(corpus: &[Vec<u8>], dice: &mut Dice) -> Vec<Vec<u8>> {
    let mut lines = Vec::new();
    for _ in 0..=dice.below(6) {
        if dice.below(3) > 0 {
            ordinary(&mut lines, dice);
        }
        event(corpus, &mut lines, dice);
        if dice.below(3) > 0 {
            ordinary(&mut lines, dice);
        }
    }
    lines
}

/// One of two or more logs goes on by some lines, then another.
pub(crate) fn interleave(mut logs: Vec<Vec<Vec<u8>>>, dice: &mut Dice) -> Vec<Vec<u8>> {
    let mut lines = Vec::new();
    while !logs.is_empty() {
        let at = dice.below(logs.len());
        let many = (1 + dice.below(4)).min(logs[at].len());
        lines.extend(logs[at].drain(..many));
        if logs[at].is_empty() {
            logs.remove(at);
        }
    }
    lines
}

/// Puts a transport before each line, or before some, of one name or of many.
fn carry(lines: &mut [Vec<u8>], dice: &mut Dice) {
    let transport = pick(TRANSPORTS, dice);
    let names = [1, 2, 3, 3, 40, 400][dice.below(6)];
    let gaps = [0, 0, 1, 5, 9][dice.below(5)];
    for line in lines {
        if dice.below(10) >= gaps {
            let named = transport.replace("%h", &dice.below(names).to_string());
            line.splice(0..0, fill(&named, dice).into_bytes());
        }
    }
}

/// What terminals, editors and broken disks put into lines.
fn spoil(lines: &mut [Vec<u8>], dice: &mut Dice) {
    let odd: [&[u8]; 10] = [
        b"\x1b[31m",
        b"\x1b[0m",
        b"\r",
        b"\0",
        b"\0\0\0",
        b"\xff",
        b"\x08",
        "\u{202e}".as_bytes(),
        b"\x1b]8;;x\x07",
        b"\x0e",
    ];
    let rare = [2, 10, 100][dice.below(3)];
    let chosen = odd[dice.below(odd.len())];
    for line in lines {
        if dice.below(rare) == 0 {
            let at = dice.below(line.len().min(60) + 1);
            line.splice(at..at, chosen.iter().copied());
        }
    }
}

fn join(lines: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let newline: &[u8] = [&b"\n"[..], b"\n", b"\n", b"\r\n"][dice.below(4)];
    let mut bytes = lines.join(newline);
    if dice.below(4) > 0 {
        bytes.extend_from_slice(newline);
    }
    bytes
}

/// Lines of a log of one program, as they would be without a transport.
pub(crate) fn of_one(corpus: &[Vec<u8>], dice: &mut Dice) -> Vec<Vec<u8>> {
    plain(corpus, dice)
}

/// Puts a transport before each line, of one of a few names.
pub(crate) fn carry_all(lines: &mut [Vec<u8>], dice: &mut Dice) {
    let transport = pick(TRANSPORTS, dice);
    let names = 1 + dice.below(3);
    for line in lines {
        put(transport, dice.below(names), line, dice);
    }
}

/// Puts the same transport before each line, with the number of its log as its name.
pub(crate) fn carry_each(logs: &mut [Vec<Vec<u8>>], dice: &mut Dice) {
    let transport = pick(&TRANSPORTS[..TRANSPORTS.len() - 1], dice);
    for (name, log) in logs.iter_mut().enumerate() {
        for line in log {
            put(transport, name, line, dice);
        }
    }
}

fn put(transport: &str, name: usize, line: &mut Vec<u8>, dice: &mut Dice) {
    let named = transport.replace("%h", &name.to_string());
    line.splice(0..0, fill(&named, dice).into_bytes());
}

/// A log with pauses.
pub(crate) fn generate(corpus: &[Vec<u8>], dice: &mut Dice) -> Log {
    let mut lines = if dice.below(3) == 0 {
        let mut logs: Vec<_> = (0..2 + dice.below(2))
            .map(|_| plain(corpus, dice))
            .collect();
        for log in &mut logs {
            if dice.below(4) > 0 {
                carry(log, dice);
            }
        }
        interleave(logs, dice)
    } else {
        plain(corpus, dice)
    };
    for _ in 0..[0, 0, 1, 1, 2][dice.below(5)] {
        carry(&mut lines, dice);
    }
    if dice.below(3) == 0 {
        spoil(&mut lines, dice);
    }
    let mut bytes = join(&lines, dice);
    match dice.below(24) {
        0 => bytes.splice(0..0, *b"\xef\xbb\xbf").for_each(drop),
        1 | 2 => {
            let text = format!("\u{feff}{}", String::from_utf8_lossy(&bytes));
            let swap = dice.below(2) == 0;
            let unit = |unit: u16| {
                if swap {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            };
            bytes = text.encode_utf16().flat_map(unit).collect();
        }
        _ => {}
    }
    let mut log = split(&bytes);
    pause(&mut log, dice);
    log
}

/// Now and then nothing comes for a while.
pub(crate) fn pause(log: &mut Log, dice: &mut Dice) {
    let rare = [0, 0, 0, 5, 30, 200][dice.below(6)];
    if rare == 0 {
        return;
    }
    for (_, pause) in log {
        *pause = match dice.below(rare * 2) {
            0 => Some(Pause::Silence),
            1 => Some(Pause::GiveUp),
            _ => None,
        };
    }
}

/// A log of about `size` bytes with few failures.
pub(crate) fn sparse(corpus: &[Vec<u8>], size: usize, dice: &mut Dice) -> Log {
    let mut lines: Vec<Vec<u8>> = Vec::new();
    let mut long = 0;
    while long < size {
        let from = lines.len();
        for _ in 0..10 + dice.below(20) {
            ordinary(&mut lines, dice);
        }
        event(corpus, &mut lines, dice);
        long += lines[from..].iter().map(Vec::len).sum::<usize>();
    }
    split(&join(&lines, dice))
}
