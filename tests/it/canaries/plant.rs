//! Canaries: secrets that look like each class the scrubber knows, of which nothing may get out.
//!
//! A seed goes in, canaries come out; a log and the number of a round go in, the same log with canaries in its lines comes
//! out. All rounds together plant each class in each position of every line.

use std::ops::RangeInclusive;

use crate::robust::Dice;

/// Letters of a secret in a row that are too many.
const ROW: usize = 5;
/// The same of numbers: so many digits in a row stand in times and ids, too.
const NUMBER_ROW: usize = 10;
/// Canaries of each form, so that two of one form may stand in one incident.
const OF_EACH_FORM: usize = 2;
/// Letters every other one of a core is taken from: no word, and no hex number such as an id, holds a row of a core.
const RARE: &[u8] = b"gjkqvwxyzGJKQVWXYZ";
const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/// Header of a JSON web token, which is no secret.
const JWT_HEADER: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";
/// One of so many lines has a canary in rounds that are to leave incidents whole.
const ONE_IN: usize = 6;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Email,
    Card,
    Ipv4,
    Ipv6,
    Bearer,
    Token,
    AwsKey,
    Password,
    Secret,
    Jwt,
    Url,
    Iban,
    Cookie,
    Pem,
}

impl Class {
    const ALL: [Class; 14] = [
        Class::Email,
        Class::Card,
        Class::Ipv4,
        Class::Ipv6,
        Class::Bearer,
        Class::Token,
        Class::AwsKey,
        Class::Password,
        Class::Secret,
        Class::Jwt,
        Class::Url,
        Class::Iban,
        Class::Cookie,
        Class::Pem,
    ];

    pub(crate) fn name(self) -> String {
        format!("{self:?}").to_ascii_lowercase()
    }

    /// How programs write it, with `{}` for the core.
    fn forms(self) -> &'static [&'static str] {
        match self {
            Class::Email => &["{}@shop.example.com", "<{}@mail.example.org>"],
            Class::Card | Class::Iban => &["{}", "no {}."],
            Class::Ipv4 => &["peer {}", "from {}:8443"],
            Class::Ipv6 => &["peer {}", "from [{}]:8443"],
            Class::Bearer => &["Authorization: Bearer {}", "Bearer {}"],
            Class::Token => &["ghp_{}", "sk-{}", "key=ghp_{}", "xoxb-{}"],
            Class::AwsKey => &["AKIA{}", "key AKIA{},"],
            Class::Password => &["password={}", "PASSWORD: {}", "user=bob&password={}&n=1"],
            Class::Secret => &[
                "\"secret\": \"{}\"",
                "{\"user\": 7, \"secret\": \"{}\"}",
                "'secret': '{}'",
            ],
            Class::Jwt => &["{}", "id_token={}"],
            Class::Url => &[
                "postgres://shop:{}@db.example.com:5432/shop",
                "https://bob:{}@example.com/a?b=1",
            ],
            Class::Cookie => &[
                "Cookie: session={}; theme=dark",
                "Set-Cookie: sid={}; Path=/; HttpOnly",
            ],
            // Lines of the key.
            Class::Pem => &["4", "26"],
        }
    }

    fn positions(self) -> &'static [Position] {
        match self {
            Class::Pem => &[Position::Above, Position::Below],
            _ => &Position::ALL,
        }
    }

    pub(crate) fn row(self) -> usize {
        match self {
            Class::Card | Class::Ipv6 | Class::Iban => NUMBER_ROW,
            // All of it.
            Class::Ipv4 => "101.101.101.101".len(),
            _ => ROW,
        }
    }
}

/// Where in a line, or beside it, a canary stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Position {
    Start,
    BehindHeader,
    Middle,
    Quoted,
    End,
    Above,
    Below,
}

impl Position {
    const ALL: [Position; 7] = [
        Position::Start,
        Position::BehindHeader,
        Position::Middle,
        Position::Quoted,
        Position::End,
        Position::Above,
        Position::Below,
    ];
}

pub(crate) struct Canary {
    pub class: Class,
    /// As it stands in a log: one line, or some.
    pub text: String,
    /// What is secret in it.
    pub cores: Vec<String>,
}

/// Canaries of all classes, or of those that `only` names.
pub(crate) fn canaries(seed: u64, only: Option<&str>) -> Vec<Canary> {
    let mut dice = Dice(seed.max(1));
    let mut out = Vec::new();
    let is_asked = |class: &&Class| {
        only.is_none_or(|only| only.split(',').any(|name| name.trim() == class.name()))
    };
    for class in Class::ALL.iter().filter(is_asked) {
        for form in class.forms() {
            out.extend((0..OF_EACH_FORM).map(|_| Canary::new(*class, form, &mut dice)));
        }
    }
    assert!(!out.is_empty(), "no class is named {only:?}");
    out
}

impl Canary {
    fn new(class: Class, form: &str, dice: &mut Dice) -> Canary {
        if class == Class::Pem {
            return Canary::pem(form.parse().unwrap(), dice);
        }
        let (core, cores) = match class {
            Class::Email => one(letters(dice, 12).to_ascii_lowercase()),
            Class::Card => one(card(dice)),
            Class::Ipv4 => one(numbers(dice, 4, 101..=254, ".", |part| part.to_string())),
            Class::Ipv6 => {
                let rest = numbers(dice, 7, 0x1000..=0xffff, ":", |part| format!("{part:x}"));
                one(format!("2a02:{rest}"))
            }
            Class::AwsKey => one(letters(dice, 16).to_ascii_uppercase()),
            Class::Token => one(letters(dice, 36)),
            Class::Jwt => {
                let parts = [format!("eyJ{}", letters(dice, 40)), letters(dice, 43)];
                (format!("{JWT_HEADER}.{}", parts.join(".")), parts.to_vec())
            }
            Class::Iban => {
                let (text, account) = iban(dice);
                (text, vec![account])
            }
            _ => one(letters(dice, 24)),
        };
        Canary {
            class,
            text: form.replace("{}", &core),
            cores,
        }
    }

    fn pem(count: usize, dice: &mut Dice) -> Canary {
        let mut cores: Vec<String> = (0..count).map(|_| letters(dice, 64)).collect();
        let key = cores.join("\n");
        // What a key begins with is the same in most.
        key[4..64].clone_into(&mut cores[0]);
        let kind = ["RSA PRIVATE KEY", "PRIVATE KEY"][dice.below(2)];
        Canary {
            class: Class::Pem,
            text: format!(
                "-----BEGIN {kind}-----\nMIIE{}\n-----END {kind}-----",
                &key[4..]
            ),
            cores,
        }
    }
}

fn one(core: String) -> (String, Vec<String>) {
    (core.clone(), vec![core])
}

fn letters(dice: &mut Dice, count: usize) -> String {
    let from = |at: usize| if at.is_multiple_of(2) { RARE } else { LETTERS };
    let letter = |at| {
        let all = from(at);
        char::from(all[dice.below(all.len())])
    };
    (0..count).map(letter).collect()
}

fn numbers(
    dice: &mut Dice,
    count: usize,
    range: RangeInclusive<usize>,
    between: &str,
    write: impl Fn(usize) -> String,
) -> String {
    let width = range.end() - range.start() + 1;
    let part = |_| write(range.start() + dice.below(width));
    let parts: Vec<String> = (0..count).map(part).collect();
    parts.join(between)
}

/// In fours, or in one.
fn grouped(digits: &str, dice: &mut Dice, between: &[&str]) -> String {
    let fours = digits.as_bytes().chunks(4).map(String::from_utf8_lossy);
    let fours: Vec<_> = fours.collect();
    fours.join(between[dice.below(between.len())])
}

fn digits(dice: &mut Dice, count: usize) -> String {
    numbers(dice, count, 0..=9, "", |digit| digit.to_string())
}

fn card(dice: &mut Dice) -> String {
    let number = format!("4{}", digits(dice, 14));
    let doubled = |(at, digit): (usize, u32)| match (at % 2, digit) {
        (0, 0..5) => digit * 2,
        (0, _) => digit * 2 - 9,
        _ => digit,
    };
    let values = number.chars().filter_map(|digit| digit.to_digit(10));
    let sum: u32 = values.enumerate().map(doubled).sum();
    grouped(
        &format!("{number}{}", (10 - sum % 10) % 10),
        dice,
        &["", " ", "-"],
    )
}

/// A German account: as it is written, and what of it names the account.
fn iban(dice: &mut Dice) -> (String, String) {
    let account = digits(dice, 18);
    // `DE00` as digits, behind the account.
    let rest = format!("{account}131400")
        .bytes()
        .fold(0, |rest, digit| (rest * 10 + u32::from(digit - b'0')) % 97);
    let number = format!("DE{:02}{account}", 98 - rest);
    let text = grouped(&number, dice, &["", " "]);
    let account = text[4..].trim_start().to_owned();
    (text, account)
}

/// How many rounds plant everything everywhere.
pub(crate) fn rounds(canaries: &[Canary]) -> usize {
    2 * plants(canaries).len()
}

/// Each class in each of its positions.
fn plants(canaries: &[Canary]) -> Vec<(Class, Position)> {
    let mut classes: Vec<Class> = canaries.iter().map(|canary| canary.class).collect();
    classes.dedup();
    let all = classes.into_iter().flat_map(|class| {
        let positions = class.positions().iter();
        positions.map(move |position| (class, *position))
    });
    all.collect()
}

/// A log with canaries in it.
pub(crate) struct Planted {
    pub log: Vec<u8>,
    /// The lines of it that a canary stands in, from 1.
    pub lines: Vec<usize>,
    pub plants: Vec<(Class, Position)>,
}

/// Plants canaries in lines of a log: in even rounds in every one, each time with another class or in another position;
/// in odd rounds in few of them, so that incidents stay. `number` tells logs from each other.
pub(crate) fn plant(log: &[u8], canaries: &[Canary], round: usize, number: usize) -> Planted {
    let all = plants(canaries);
    let mut dice = Dice((round as u64 + 1) << 32 | (number as u64 + 1));
    let mut out = Planted {
        log: Vec::with_capacity(log.len() * 2),
        lines: Vec::new(),
        plants: Vec::new(),
    };
    let mut count = 0;
    for (at, line) in log.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let is_dense = round.is_multiple_of(2);
        let chosen = if is_dense {
            (at + number + round / 2) % all.len()
        } else {
            dice.below(all.len())
        };
        if !is_dense && dice.below(ONE_IN) > 0 {
            out.log.extend_from_slice(line);
            count += 1;
            continue;
        }
        let (class, position) = all[chosen];
        let own: Vec<&Canary> = canaries.iter().filter(|own| own.class == class).collect();
        let canary = own[dice.below(own.len())];
        let (new, first, last) = planted(line, &canary.text, position, &mut dice);
        out.lines.extend(count + first..=count + last);
        out.plants.push((class, position));
        count += memchr::memchr_iter(b'\n', &new).count();
        out.log.extend_from_slice(&new);
    }
    out
}

/// The line with a canary, and which of its lines, from 1, the canary stands in.
fn planted(
    line: &[u8],
    canary: &str,
    position: Position,
    dice: &mut Dice,
) -> (Vec<u8>, usize, usize) {
    let end = line.iter().rposition(|byte| !matches!(byte, b'\r' | b'\n'));
    let (text, newline) = line.split_at(end.map_or(0, |end| end + 1));
    let between = if newline.is_empty() { b"\n" } else { newline };
    let lines = canary.matches('\n').count() + 1;
    let written = canary.replace('\n', &String::from_utf8_lossy(between));
    let written = written.as_bytes();
    let into = |at: usize| {
        let (before, behind) = text.split_at(at);
        let blank = |missing: bool| if missing { &b" "[..] } else { b"" };
        let opens = before.last().is_none_or(|byte| b" \t\"'".contains(byte));
        let closes = behind.first().is_none_or(|byte| b" \t".contains(byte));
        let parts = [
            before,
            blank(!opens),
            written,
            blank(!closes),
            behind,
            newline,
        ];
        (parts.concat(), 1, 1)
    };
    match position {
        Position::Start => into(0),
        Position::BehindHeader => into(behind_header(text, dice)),
        Position::Middle => into(blank_in(text, dice)),
        Position::Quoted => match quote_in(text, dice) {
            Some(at) => {
                // As deep as its quote is.
                let depth = text[..at - 1]
                    .iter()
                    .rev()
                    .take_while(|byte| **byte == b'\\');
                let quote = "\\".repeat(2 * depth.count() + 1) + "\"";
                let escaped = match text[at - 1] {
                    b'"' => canary.replace('"', &quote),
                    _ => canary.to_owned(),
                };
                let parts = [&text[..at], escaped.as_bytes(), b" ", &text[at..], newline];
                (parts.concat(), 1, 1)
            }
            None => into(blank_in(text, dice)),
        },
        Position::End => into(text.len()),
        Position::Above => ([written, between, line].concat(), 1, lines),
        Position::Below => ([text, between, written, newline].concat(), 2, lines + 1),
    }
}

/// A place behind the first words, or where the message seems to begin.
fn behind_header(text: &[u8], dice: &mut Dice) -> usize {
    let colon = memchr::memmem::find(text, b": ").map(|at| at + 2);
    let words = memchr::memchr_iter(b' ', text).map(|at| at + 1);
    let word = words.take(2 + dice.below(4)).last();
    let places = if dice.below(2) == 0 {
        [colon, word]
    } else {
        [word, colon]
    };
    places.into_iter().flatten().next().unwrap_or(text.len())
}

/// Some place between two words.
fn blank_in(text: &[u8], dice: &mut Dice) -> usize {
    let places: Vec<usize> = memchr::memchr_iter(b' ', text).collect();
    match places.len() {
        0 => text.len(),
        count => places[dice.below(count)] + 1,
    }
}

/// The place behind some opening quote.
fn quote_in(text: &[u8], dice: &mut Dice) -> Option<usize> {
    let is_open = |at: &usize| {
        let before = text[..*at]
            .last()
            .is_none_or(|byte| !byte.is_ascii_alphanumeric());
        before && memchr::memchr(text[*at], &text[*at + 1..]).is_some()
    };
    let places = memchr::memchr2_iter(b'"', b'\'', text).filter(is_open);
    let places: Vec<usize> = places.collect();
    match places.len() {
        0 => None,
        count => Some(places[dice.below(count)] + 1),
    }
}
