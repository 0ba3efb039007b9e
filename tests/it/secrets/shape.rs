//! Shapes of secrets as they stand in `tests/secrets/*.toml`: a file's text goes in, what makes values comes out.
//!
//! A shape's `value` is a small part of regex: letters, `\` before a special one, classes `[...]` with ranges, each
//! followed by nothing, `{n}` or `{m,n}`. Refused are all else of regex, unknown keys, and shapes that nothing carries.

use std::iter::Peekable;
use std::str::Chars;

use serde::Deserialize;

use crate::robust::Dice;

/// What stands for the value in a shape's lines.
pub(crate) const GAP: &str = "{value}";
/// Letters of regex that a value holds only behind a backslash.
const SPECIAL: &str = "]{}().*+?|";
/// Longest repetition: a value is a line or a few, not a file.
const LONGEST: usize = 4_096;
const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    shape: Vec<Shape>,
}

/// One kind of secret.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shape {
    pub name: String,
    value: Value,
    /// Names under which programs carry it.
    #[serde(default)]
    pub keys: Vec<String>,
    /// It is known with nothing around it.
    #[serde(default)]
    pub bare: bool,
    /// Not one may leak.
    #[serde(default)]
    pub never: bool,
    /// Ways in which it gets into logs.
    #[serde(default)]
    pub lines: Vec<String>,
    encode: Option<Encode>,
    check: Option<Check>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Encode {
    Base64,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Check {
    Luhn,
    Iban,
}

/// How values look.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
struct Value(Vec<Piece>);

/// So many letters out of these.
#[derive(Debug)]
struct Piece {
    letters: Vec<char>,
    least: usize,
    most: usize,
}

/// Reads a file of shapes.
pub(crate) fn read(text: &str) -> Result<Vec<Shape>, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    for shape in &file.shape {
        if let Some(fault) = shape.fault() {
            return Err(format!("shape {:?}: {fault}", shape.name));
        }
    }
    Ok(file.shape)
}

impl Shape {
    fn fault(&self) -> Option<String> {
        let snake = |letter: char| matches!(letter, 'a'..='z' | '0'..='9' | '_');
        if self.name.is_empty() || !self.name.chars().all(snake) {
            return Some("a name is in snake_case".to_owned());
        }
        if self.lines.is_empty() && self.keys.is_empty() && !self.bare {
            return Some("has neither lines nor keys, and is not bare".to_owned());
        }
        if self.keys.iter().any(String::is_empty) {
            return Some("has an empty key".to_owned());
        }
        let line = self.lines.iter().find(|line| !line.contains(GAP))?;
        Some(format!("no {GAP} in {line:?}"))
    }

    /// A value, as it gets into logs.
    pub(crate) fn make(&self, dice: &mut Dice) -> String {
        let mut value = String::new();
        for piece in &self.value.0 {
            let count = piece.least + dice.below(piece.most - piece.least + 1);
            value.extend((0..count).map(|_| piece.letters[dice.below(piece.letters.len())]));
        }
        let value = match self.check {
            Some(Check::Luhn) => with_luhn(&value),
            Some(Check::Iban) => with_iban(&value),
            None => value,
        };
        match self.encode {
            Some(Encode::Base64) => base64(value.as_bytes()),
            None => value,
        }
    }
}

impl TryFrom<String> for Value {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let mut rest = text.chars().peekable();
        let mut pieces = Vec::new();
        while let Some(letter) = rest.next() {
            let letters = match letter {
                '\\' => vec![escaped(&mut rest)?],
                '[' => class(&mut rest)?,
                _ if SPECIAL.contains(letter) => {
                    return Err(format!("{letter:?} without a backslash in {text:?}"));
                }
                _ => vec![letter],
            };
            let (least, most) = match rest.next_if_eq(&'{') {
                Some(_) => count(&mut rest)?,
                None => (1, 1),
            };
            pieces.push(Piece {
                letters,
                least,
                most,
            });
        }
        if pieces.iter().all(|piece| piece.least == 0) {
            return Err(format!("{text:?} makes nothing"));
        }
        Ok(Value(pieces))
    }
}

fn escaped(rest: &mut Peekable<Chars>) -> Result<char, String> {
    match rest.next() {
        Some('n') => Ok('\n'),
        Some('t') => Ok('\t'),
        // A class such as \d or \w.
        Some(letter) if letter.is_alphanumeric() => Err(format!("\\{letter} is not known")),
        Some(letter) => Ok(letter),
        None => Err("a backslash with nothing behind it".to_owned()),
    }
}

fn class(rest: &mut Peekable<Chars>) -> Result<Vec<char>, String> {
    if rest.peek() == Some(&'^') {
        return Err("a class is not negated".to_owned());
    }
    let mut letters = Vec::new();
    loop {
        let first = match rest.next() {
            Some(']') if letters.is_empty() => return Err("an empty class".to_owned()),
            Some(']') => return Ok(letters),
            Some('\\') => escaped(rest)?,
            Some(letter) => letter,
            None => return Err("a class without an end".to_owned()),
        };
        let is_range = {
            let mut ahead = rest.clone();
            ahead.next() == Some('-') && ahead.next().is_some_and(|letter| letter != ']')
        };
        if !is_range {
            letters.push(first);
            continue;
        }
        rest.next();
        let last = match rest.next() {
            Some('\\') => escaped(rest)?,
            Some(letter) => letter,
            None => return Err("a range without an end".to_owned()),
        };
        if first > last {
            return Err(format!("{first:?} comes behind {last:?}"));
        }
        letters.extend(first..=last);
    }
}

/// What stands behind a `{`.
fn count(rest: &mut Peekable<Chars>) -> Result<(usize, usize), String> {
    let inside: String = rest.by_ref().take_while(|letter| *letter != '}').collect();
    let (least, most) = inside.split_once(',').unwrap_or((&inside, &inside));
    let number = |text: &str| text.parse::<usize>().ok();
    match (number(least), number(most)) {
        (Some(least), Some(most)) if least <= most && most <= LONGEST => Ok((least, most)),
        _ => Err(format!("{{{inside}}} is not a count")),
    }
}

/// The last digit made right.
fn with_luhn(value: &str) -> String {
    let mut letters: Vec<char> = value.chars().collect();
    let last = letters.iter().rposition(char::is_ascii_digit).unwrap();
    let digits = letters[..last].iter().rev();
    let digits = digits.filter_map(|letter| letter.to_digit(10));
    let sum: u32 = digits
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit) {
            (0, 5..) => digit * 2 - 9,
            (0, _) => digit * 2,
            _ => digit,
        })
        .sum();
    letters[last] = char::from_digit((10 - sum % 10) % 10, 10).unwrap();
    letters.into_iter().collect()
}

/// The third and the fourth letter made right.
fn with_iban(value: &str) -> String {
    let mut letters: Vec<char> = value.chars().collect();
    letters[2] = '0';
    letters[3] = '0';
    let turned = letters[4..].iter().chain(&letters[..4]);
    let rest =
        turned
            .filter_map(|letter| letter.to_digit(36))
            .fold(0, |rest, number| match number {
                0..10 => (rest * 10 + number) % 97,
                _ => (rest * 100 + number) % 97,
            });
    let check = 98 - rest;
    letters[2] = char::from_digit(check / 10, 10).unwrap();
    letters[3] = char::from_digit(check % 10, 10).unwrap();
    letters.into_iter().collect()
}

pub(crate) fn base64(bytes: &[u8]) -> String {
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4_usize {
            let letter = BASE64[(bits >> (18 - 6 * at)) as usize & 63];
            out.push(if at <= three.len() {
                char::from(letter)
            } else {
                '='
            });
        }
    }
    out
}

/// A shape that only has this value.
fn shape(value: &str, rest: &str) -> Result<Shape, String> {
    let text = format!("[[shape]]\nname = \"x\"\nbare = true\nvalue = '''{value}'''\n{rest}");
    read(&text).map(|mut shapes| shapes.remove(0))
}

#[test]
fn values_are_what_their_regex_matches() {
    for value in [
        "exv_[A-Za-z0-9]{32}",
        "a{3}b{1,4}-[0-9]{0,2}",
        r"sk\.[a-f\]\\-]{20}\{\}[-+/=]{3}[+-]",
        r"[A-Z]{4}[ \t]{2}\n[é-ü]{3}",
        "x",
    ] {
        let regex = regex::Regex::new(&format!("^(?:{value})$")).unwrap();
        let shape = shape(value, "").unwrap();
        let mut dice = Dice(7);
        let made: Vec<String> = (0..200).map(|_| shape.make(&mut dice)).collect();
        for made in &made {
            assert!(regex.is_match(made), "{made:?} of {value}");
        }
        assert!(value == "x" || made.iter().any(|other| *other != made[0]));
    }
}

#[test]
fn what_is_no_shape_is_refused() {
    for value in [
        "",
        "a{0}",
        "a*",
        "a+",
        "a?",
        "a.b",
        "(ab)",
        "a|b",
        "]",
        "a}",
        r"\d{3}",
        r"\w",
        "[^a]",
        "[]",
        "[a",
        "[z-a]",
        "a{",
        "a{x}",
        "a{3,2}",
        "a{1,99999}",
        "\\",
    ] {
        assert!(shape(value, "").is_err(), "{value:?} is taken");
    }
    assert!(shape("ab", "color = 1").is_err());
    assert!(shape("ab", "lines = ['none']").is_err());
    assert!(shape("ab", "check = 'sum'").is_err());
    assert!(shape("ab", "lines = ['{value}']\nkeys = ['']").is_err());
    let none = "[[shape]]\nname = 'x'\nvalue = 'ab'";
    assert!(read(none).is_err());
}

#[test]
fn checks_and_encodings_are_made_right() {
    assert_eq!(with_luhn("4111 1111 1111 1110"), "4111 1111 1111 1111");
    assert_eq!(with_luhn("378282246310000"), "378282246310005");
    assert_eq!(with_luhn("5500-0000-0000-0009"), "5500-0000-0000-0004");
    let iban = "GB82 WEST 1234 5698 7654 32";
    assert_eq!(with_iban(&iban.replace("82", "00")), iban);
    assert_eq!(
        with_iban("DE00370400440532013000"),
        "DE89370400440532013000"
    );
    for (text, encoded) in [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foobar", "Zm9vYmFy"),
        ("\u{fb}\u{ff}~", "w7vDv34="),
    ] {
        assert_eq!(base64(text.as_bytes()), encoded);
    }
    let made = shape("[0-9]{15}[0-9]", "check = 'luhn'\nencode = 'base64'").unwrap();
    assert_eq!(made.make(&mut Dice(7)).len(), 24);
}
