//! Planted secrets: shapes go in, texts that hold one of their values come out, each of which knows whether a scrubbed
//! text still tells of it.
//!
//! It tells when [`ROW`] letters in a row stand in it that are the value's - as it was made, as the form escapes them, in
//! base64 or percent-encoded - and do not stand in the same text without the value. A value that is shorter tells as
//! a whole. A constant part of a value is as secret as the rest, unless the surroundings hold it too.

use super::forms::{FORMS, Form, percent};
use super::shape::{GAP, Shape, base64};
use crate::robust::Dice;

/// Letters in a row that are too many.
pub(crate) const ROW: usize = 5;
/// How often each line and each bare surrounding is planted, and each key in each form.
const ROUNDS: usize = 3;
/// What stands where something was taken out, so that its neighbours do not make a new word.
const HOLE: &str = "\0";
/// What may stand around a value that is known by itself.
const SURROUNDINGS: &[&str] = &[
    "{}",
    "user {} gone",
    "({})",
    "[{}]:",
    "\"{}\"",
    "'{}'",
    "`{}`",
    "<{}>, x",
    "v={};",
    "größe {} größe",
    "10:00:00 {}.",
    "a, {}, b",
    "err: {}!",
    "what is {}?",
    "\t{}\tgone",
    "→{}←",
    "2026-11-20 10:00:00,123 ERROR shop: no {}: gone",
];

/// A text that holds a secret.
pub(crate) struct Planted<'s> {
    pub shape: &'s Shape,
    /// How it was put in.
    pub form: String,
    pub value: String,
    pub text: String,
    /// Texts that would be the same but for the value.
    surroundings: Vec<String>,
    /// Rows of the value as the form escapes them, where it has anything to escape.
    escaped: Vec<String>,
}

impl<'s> Planted<'s> {
    /// `template` with the value in its gaps.
    fn in_gaps(
        shape: &'s Shape,
        form: String,
        value: String,
        template: &str,
        gap: &str,
    ) -> Planted<'s> {
        Planted {
            text: template.replace(gap, &value),
            surroundings: vec![template.replace(gap, HOLE)],
            escaped: Vec::new(),
            shape,
            form,
            value,
        }
    }

    fn in_form(shape: &'s Shape, form: &Form, key: &str, value: String) -> Option<Planted<'s>> {
        let with = |value: &str| form.write(key, value);
        let (text, without) = (with(&value)?, with("")?);
        let mut escaped = Vec::new();
        if inserted(&without, &text) != value {
            let row = |row| Some(inserted(&without, &with(row)?).to_owned());
            escaped.extend(rows(&value).filter_map(row));
        }
        // Python takes other quotes where the value has one.
        let mut surroundings = vec![without];
        surroundings.extend(with("'"));
        Some(Planted {
            shape,
            form: form.name.to_owned(),
            value,
            text,
            surroundings,
            escaped,
        })
    }

    /// What of the value is left in a scrubbed text.
    pub(crate) fn left(&self, scrubbed: &str, placeholders: &[String]) -> Option<String> {
        // Words within a placeholder are nobody's secret, and what stands on both sides of one is not in a row.
        let mut scrubbed = scrubbed.to_owned();
        for placeholder in placeholders {
            scrubbed = scrubbed.replace(placeholder, HOLE);
        }
        let is_own = |row: &&str| !self.surroundings.iter().any(|text| text.contains(*row));
        let mut own = rows(&scrubbed).filter(is_own).peekable();
        if own.peek().is_some() {
            let mut writings = in_base64(self.value.as_bytes());
            writings.extend([percent(&self.value), self.value.clone()]);
            if let Some(row) = own.find(|row| writings.iter().any(|text| text.contains(row))) {
                return Some(row.to_owned());
            }
        }
        let escaped = |row: &&String| is_own(&row.as_str()) && scrubbed.contains(row.as_str());
        if let Some(row) = self.escaped.iter().find(escaped) {
            return Some(row.clone());
        }
        let times = |text: &str| text.matches(&self.value).count();
        let is_short = self.value.chars().count() < ROW;
        let is_told = is_short && times(&scrubbed) > times(&self.surroundings[0]);
        is_told.then(|| self.value.clone())
    }
}

/// All of [`ROW`] letters that stand in a row.
fn rows(text: &str) -> impl Iterator<Item = &str> {
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let ends: Vec<usize> = ends.collect();
    let count = ends.len().saturating_sub(ROW);
    (0..count).map(move |at| &text[ends[at]..ends[at + ROW]])
}

/// What `text` has more than `surroundings`, in one place.
fn inserted<'t>(surroundings: &str, text: &'t str) -> &'t str {
    let most = surroundings.len().min(text.len());
    let (ours, theirs) = (surroundings.as_bytes(), text.as_bytes());
    let mut start = (0..most).find(|&at| ours[at] != theirs[at]).unwrap_or(most);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let behind =
        (0..most - start).find(|&at| ours[ours.len() - 1 - at] != theirs[theirs.len() - 1 - at]);
    let mut end = text.len() - behind.unwrap_or(most - start);
    while !text.is_char_boundary(end) {
        end += 1;
    }
    &text[start..end]
}

/// The value within a longer text in base64, wherever it begins there, without what stems from its neighbours.
fn in_base64(value: &[u8]) -> Vec<String> {
    let mut out = Vec::new();
    for before in 0..3 {
        let text = [&b"\0\0"[..before], value].concat();
        let encoded = base64(&text);
        // Six bits are a letter.
        let from = (before * 8).div_ceil(6);
        let to = text.len() * 8 / 6;
        if from + ROW <= to {
            let own = &encoded[from..to];
            out.push(own.to_owned());
            out.push(own.replace('+', "-").replace('/', "_"));
        }
    }
    out
}

/// Values differ by all of these, so a new shape changes no other's.
fn dice(seed: u64, names: &[&str], round: usize) -> Dice {
    let mut state = 0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let bytes = names.iter().flat_map(|name| name.bytes().chain([0]));
    for byte in bytes.chain([round as u8]) {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let mut dice = Dice(state.max(1));
    for _ in 0..8 {
        dice.roll();
    }
    dice
}

/// All that one shape is planted in.
fn of<'s>(shape: &'s Shape, seed: u64, out: &mut Vec<Planted<'s>>) {
    let make = |form: &str, key: &str, round: usize| {
        shape.make(&mut dice(seed, &[&shape.name, form, key], round))
    };
    for round in 0..ROUNDS {
        for (at, line) in shape.lines.iter().enumerate() {
            let form = format!("line {}", at + 1);
            let value = make(&form, "", round);
            out.push(Planted::in_gaps(shape, form, value, line, GAP));
        }
        for around in SURROUNDINGS.iter().filter(|_| shape.bare) {
            let form = format!("bare {around}");
            let value = make(&form, "", round);
            // A value that holds the quote or bracket behind it is not written so.
            let behind = around.split_once("{}").unwrap().1.chars().next();
            let closes = behind.filter(|letter| "\"'`)]>;".contains(*letter));
            if closes.is_none_or(|letter| !value.contains(letter)) {
                out.push(Planted::in_gaps(shape, form, value, around, "{}"));
            }
        }
        for key in &shape.keys {
            for form in FORMS {
                let value = make(form.name, key, round);
                out.extend(Planted::in_form(shape, form, key, value));
            }
        }
    }
}

/// All that these shapes are planted in.
pub(crate) fn all(shapes: &[Shape], seed: u64) -> Vec<Planted<'_>> {
    let mut out = Vec::new();
    for shape in shapes {
        of(shape, seed, &mut out);
    }
    out
}

/// Shapes of all kinds, to try the tests themselves on.
const KINDS: &str = r#"
[[shape]]
name  = "plain"
value = '[A-Za-z0-9]{24}'
keys  = ["API_KEY", "apiToken", "x-api-key"]
lines = ["token {value} is bad", "{value} is not {value}"]
bare  = true
[[shape]]
name  = "odd"
value = '[!-~é]{8}"\\\n[ -~]{4,30}'
keys  = ["db.password", "password"]
lines = ['{value}']
[[shape]]
name  = "prefixed"
value = 'exv_[a-z0-9]{8}'
lines = ["exv_ tokens such as exv_{value}"]
[[shape]]
name  = "short"
value = '[0-9]{3,4}'
lines = ["2026-11-20 cvv {value}: wrong"]
[[shape]]
name   = "pair"
value  = 'bob:[A-Za-z0-9]{12}'
encode = "base64"
lines  = ["Authorization: Basic {value}"]
[[shape]]
name  = "card"
value = '4[0-9]{3} [0-9]{4} [0-9]{4} [0-9]{4}'
check = "luhn"
bare  = true
"#;
const PLACEHOLDER: &str = "[REDACTED_TOKEN]";

fn left(planted: &Planted<'_>, scrubbed: &str) -> bool {
    planted.left(scrubbed, &[PLACEHOLDER.to_owned()]).is_some()
}

/// The text with something else for the value as it is written there.
fn instead(planted: &Planted<'_>, with: &str) -> String {
    let without = &planted.surroundings[0];
    if without.contains(HOLE) {
        return without.replace(HOLE, with);
    }
    let written = inserted(without, &planted.text);
    planted.text.replacen(written, with, 1)
}

#[test]
fn what_is_not_scrubbed_is_left() {
    let shapes = super::shape::read(KINDS).unwrap();
    let planted = all(&shapes, 1);
    assert!(planted.len() > 500, "only {} are planted", planted.len());
    for planted in &planted {
        assert!(left(planted, &planted.text), "{}", planted.text);
        let gone = instead(planted, PLACEHOLDER);
        assert!(!left(planted, &gone), "{gone} of {}", planted.text);
        assert!(!left(planted, ""), "{}", planted.text);
    }
}

#[test]
fn what_is_scrubbed_in_part_is_left() {
    let shapes = super::shape::read(KINDS).unwrap();
    let mut tried = 0;
    for planted in all(&shapes, 2) {
        let raw: Vec<String> = rows(&planted.value).map(str::to_owned).collect();
        let all = if planted.escaped.is_empty() {
            &raw
        } else {
            &planted.escaped
        };
        let constant = |row: &str| planted.surroundings.iter().any(|text| text.contains(row));
        let parts = [all.first(), all.get(3), all.last()];
        for part in parts.into_iter().flatten().filter(|row| !constant(row)) {
            for kept in [
                format!("{part}{PLACEHOLDER}"),
                format!("{PLACEHOLDER}{part}"),
                format!("{PLACEHOLDER}{part}{PLACEHOLDER}"),
            ] {
                let scrubbed = instead(&planted, &kept);
                assert!(left(&planted, &scrubbed), "{scrubbed} of {}", planted.text);
                tried += 1;
            }
        }
    }
    assert!(tried > 4_000, "only {tried} were tried");
}

#[test]
fn a_few_letters_on_both_sides_of_a_placeholder_are_not_left() {
    let shapes = super::shape::read(KINDS).unwrap();
    for planted in all(&shapes, 5) {
        if planted.shape.name == "plain" {
            let (start, end) = (&planted.value[..ROW - 1], &planted.value[24 + 1 - ROW..]);
            let scrubbed = instead(&planted, &format!("{start}{PLACEHOLDER}{end}"));
            assert!(!left(&planted, &scrubbed), "{scrubbed}");
        }
    }
}

#[test]
fn what_is_only_encoded_is_left() {
    let shapes = super::shape::read(KINDS).unwrap();
    for planted in all(&shapes, 3) {
        let value = &planted.value;
        for around in ["", "a", "ab", "abc"] {
            let encoded = base64(format!("{around}{value}{around}").as_bytes());
            if value.len() >= ROW + 2 {
                assert!(left(&planted, &encoded), "{encoded} of {value}");
                let other = encoded.replace('+', "-").replace('/', "_");
                assert!(left(&planted, &other), "{other} of {value}");
            }
        }
        if value.len() >= ROW {
            assert!(left(&planted, &percent(value)), "{value}");
        }
        assert!(!left(
            &planted,
            &base64(b"\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8\xf7")
        ));
    }
}

#[test]
fn a_constant_that_the_surroundings_hold_too_may_stay() {
    let shapes = super::shape::read(KINDS).unwrap();
    let planted = all(&shapes, 4);
    let of = |name: &str| planted.iter().find(|planted| planted.shape.name == name);
    let planted = of("prefixed").unwrap();
    let scrubbed = instead(planted, PLACEHOLDER);
    assert!(!left(planted, &scrubbed));
    let part = format!("exv_ tokens such as exv_exv_{PLACEHOLDER}");
    assert!(!left(planted, &part), "four letters are constant");
    let more = format!("{}{PLACEHOLDER}", &planted.value[..5]);
    assert!(left(planted, &more));
    let planted = of("short").unwrap();
    assert!(!left(planted, "2026-11-20 cvv [REDACTED_TOKEN]: wrong"));
    assert!(left(planted, &format!("cvv {}", planted.value)));
}

#[test]
fn another_seed_makes_other_values() {
    let shapes = super::shape::read(KINDS).unwrap();
    let values = |seed: u64| -> Vec<String> {
        let planted = all(&shapes, seed);
        planted.into_iter().map(|planted| planted.value).collect()
    };
    assert_eq!(values(1), values(1));
    let (one, other) = (values(1), values(2));
    let same = one.iter().zip(&other).filter(|(one, other)| one == other);
    assert!(same.count() < one.len() / 100);
    let distinct: std::collections::HashSet<&String> = one.iter().collect();
    assert!(distinct.len() > one.len() * 9 / 10);
}
