//! ANSI sequences, carriage returns, byte order marks, UTF-16, NULs and bytes that are no UTF-8.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memchr3};

const ESC: u8 = 0x1b;

/// How a stream's bytes spell text; told by a byte order mark on its first line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// UTF-8, or anything that keeps ASCII.
    #[default]
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
}

/// Turns raw lines of one file into text, one after the other.
#[derive(Debug, Default)]
pub struct LineDecoder {
    encoding: Encoding,
    begun: bool,
}

impl LineDecoder {
    /// A decoder for a stream's first line.
    pub fn new() -> LineDecoder {
        LineDecoder::default()
    }

    /// The text of one raw line (without its newline byte), and calls `visit` with each logical line in it: a lone
    /// carriage return separates lines too, as a progress bar's do and those of old editors.
    pub fn lines(&mut self, raw: &[u8], mut visit: impl FnMut(&str)) {
        let mut raw = raw;
        if !self.begun {
            self.begun = true;
            (self.encoding, raw) = match raw {
                [0xef, 0xbb, 0xbf, rest @ ..] => (Encoding::Utf8, rest),
                [0xff, 0xfe, rest @ ..] => (Encoding::Utf16Le, rest),
                [0xfe, 0xff, rest @ ..] => (Encoding::Utf16Be, rest),
                rest => (Encoding::Utf8, rest),
            };
        }
        let transcoded;
        let bytes = match self.encoding {
            Encoding::Utf8 => raw,
            // A newline's bytes stand on both sides of the cut: its high byte begins the next line, or ends this one.
            Encoding::Utf16Le => {
                let raw = raw.strip_prefix(&[0]).unwrap_or(raw);
                transcoded = utf16(raw, u16::from_le_bytes);
                transcoded.as_bytes()
            }
            Encoding::Utf16Be => {
                let raw = raw.strip_suffix(&[0]).unwrap_or(raw);
                transcoded = utf16(raw, u16::from_be_bytes);
                transcoded.as_bytes()
            }
        };
        let mut bytes = bytes;
        while let [rest @ .., b'\r'] = bytes {
            bytes = rest;
        }
        let mut rest = bytes;
        while let Some(at) = memchr(b'\r', rest) {
            visit(&clean(&rest[..at]));
            rest = &rest[at + 1..];
        }
        visit(&clean(rest));
    }
}

fn utf16(raw: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = raw.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// Takes escape sequences, NULs and backspaces out, and makes the rest valid UTF-8.
fn clean(bytes: &[u8]) -> Cow<'_, str> {
    if memchr3(ESC, 0, 0x08, bytes).is_none() && memchr2(0x0e, 0x0f, bytes).is_none() {
        return String::from_utf8_lossy(bytes);
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        match byte {
            ESC => rest = after_escape(tail),
            0 | 0x08 | 0x0e | 0x0f => {}
            other => out.push(other),
        }
    }
    Cow::Owned(match String::from_utf8(out) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    })
}

/// What follows an escape sequence (ECMA-48) whose ESC has been read; an unfinished one takes nothing more.
fn after_escape(rest: &[u8]) -> &[u8] {
    match rest.first() {
        // CSI: parameters and intermediates, then a final byte.
        Some(b'[') => {
            let end = rest[1..]
                .iter()
                .position(|byte| !(0x20..=0x3f).contains(byte))
                .map(|at| at + 1);
            match end {
                Some(at) if (0x40..=0x7e).contains(&rest[at]) => &rest[at + 1..],
                Some(at) => &rest[at..],
                None => &[],
            }
        }
        // OSC, DCS and the like: up to BEL or ESC \. One that does not end on the line hides nothing.
        Some(b']' | b'P' | b'X' | b'^' | b'_') => {
            let Some(at) = memchr2(0x07, ESC, &rest[1..]).map(|at| at + 1) else {
                return &rest[1..];
            };
            match &rest[at..] {
                [ESC, b'\\', tail @ ..] => tail,
                [0x07, tail @ ..] => tail,
                tail => tail,
            }
        }
        // Two-byte sequences, with an intermediate byte for character sets.
        Some(0x20..=0x2f) => rest.get(2..).unwrap_or_default(),
        Some(0x30..=0x7e) => &rest[1..],
        _ => rest,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(raw: &[&[u8]]) -> Vec<String> {
        let mut decoder = LineDecoder::new();
        let mut out = Vec::new();
        for line in raw {
            decoder.lines(line, |text| out.push(text.to_owned()));
        }
        out
    }

    #[test]
    fn colour_and_links_are_taken_off() {
        assert_eq!(
            all(&[b"\x1b[1;31mError\x1b[0m: \x1b]8;;http://x\x1b\\a\x1b]8;;\x07b\x1b(B"]),
            ["Error: ab"]
        );
    }

    #[test]
    fn a_sequence_cut_by_the_end_of_the_line_does_no_harm() {
        for cut in [&b"x\x1b"[..], b"x\x1b[", b"x\x1b[3", b"x\x1b("] {
            assert_eq!(all(&[cut]), ["x"], "{cut:?}");
        }
    }

    #[test]
    fn carriage_returns_end_or_separate_lines() {
        assert_eq!(all(&[b"one\r"]), ["one"]);
        assert_eq!(all(&[b"10%\r20%\rdone\r\r"]), ["10%", "20%", "done"]);
    }

    #[test]
    fn a_byte_order_mark_is_taken_off_the_first_line_only() {
        assert_eq!(
            all(&[b"\xef\xbb\xbfone", b"\xef\xbb\xbftwo"]),
            ["one", "\u{feff}two"]
        );
    }

    #[test]
    fn utf_16_of_both_byte_orders_is_read() {
        let text = "Error: grün\nzwei";
        let le: Vec<u8> = std::iter::once(0xfeff)
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let be: Vec<u8> = std::iter::once(0xfeff)
            .chain(text.encode_utf16())
            .flat_map(u16::to_be_bytes)
            .collect();
        for bytes in [le, be] {
            let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
            assert_eq!(all(&lines), ["Error: grün", "zwei"]);
        }
    }

    #[test]
    fn nuls_and_bad_bytes_leave_text() {
        assert_eq!(all(&[b"\0\0a\0b\xff"]), ["ab\u{fffd}"]);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(lines in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..60), 0..6)) {
            let mut decoder = LineDecoder::new();
            for line in lines {
                decoder.lines(&line, |text| assert!(!text.contains(['\r', '\0', '\x1b'])));
            }
        }
    }
}
