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
    encoding: Option<Encoding>,
    begun: bool,
}

impl LineDecoder {
    /// A decoder for a stream's first line.
    pub fn new() -> LineDecoder {
        LineDecoder::default()
    }

    /// Says how the bytes spell text, where it is known from the file's beginning.
    pub fn set_encoding(&mut self, encoding: Encoding) {
        self.encoding = Some(encoding);
    }

    /// Says that the first line was read: a mark at the beginning of another is text.
    pub fn begun(&mut self) {
        self.begun = true;
    }

    /// How the bytes spell text, told by the first of them where it is not known yet.
    pub fn encoding_of(&mut self, block: &[u8]) -> Encoding {
        *self.encoding.get_or_insert(match block {
            [0xff, 0xfe, ..] => Encoding::Utf16Le,
            [0xfe, 0xff, ..] => Encoding::Utf16Be,
            _ => Encoding::Utf8,
        })
    }

    /// Splits the first raw line off, its newline included: the line without it, and the rest.
    pub fn split<'b>(&mut self, block: &'b [u8]) -> (&'b [u8], &'b [u8]) {
        let encoding = self.encoding_of(block);
        let newline: [u8; 2] = match encoding {
            Encoding::Utf8 => {
                let end = memchr(b'\n', block).unwrap_or(block.len());
                return (&block[..end], block.get(end + 1..).unwrap_or_default());
            }
            Encoding::Utf16Le => *b"\n\0",
            Encoding::Utf16Be => *b"\0\n",
        };
        let unit = block.chunks_exact(2).position(|unit| unit == newline);
        let end = unit.map_or(block.len(), |at| at * 2);
        (&block[..end], block.get(end + 2..).unwrap_or_default())
    }

    /// Calls `visit` with the text of each logical line in a raw line: a lone carriage return separates lines too, as a
    /// progress bar's do and those of old editors.
    pub fn lines(&mut self, raw: &[u8], mut visit: impl FnMut(&str)) {
        let transcoded;
        let mut bytes = match self.encoding.unwrap_or_default() {
            Encoding::Utf8 => raw,
            Encoding::Utf16Le => {
                transcoded = utf16(raw, u16::from_le_bytes);
                transcoded.as_bytes()
            }
            Encoding::Utf16Be => {
                transcoded = utf16(raw, u16::from_be_bytes);
                transcoded.as_bytes()
            }
        };
        if !std::mem::replace(&mut self.begun, true) {
            bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        }
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
pub(crate) fn clean(bytes: &[u8]) -> Cow<'_, str> {
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
                [ESC, b'\\', tail @ ..] | [0x07, tail @ ..] | tail => tail,
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

    fn read(block: &[u8]) -> Vec<String> {
        let mut decoder = LineDecoder::new();
        let mut out = Vec::new();
        let mut rest = block;
        while !rest.is_empty() {
            let (line, tail) = decoder.split(rest);
            decoder.lines(line, |text| out.push(text.to_owned()));
            rest = tail;
        }
        out
    }

    fn all(raw: &[&[u8]]) -> Vec<String> {
        read(&raw.join(&b'\n'))
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
            assert_eq!(read(&bytes), ["Error: grün", "zwei"]);
        }
    }

    #[test]
    fn nuls_and_bad_bytes_leave_text() {
        assert_eq!(all(&[b"\0\0a\0b\xff"]), ["ab\u{fffd}"]);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(block in proptest::collection::vec(any::<u8>(), 0..200)) {
            for line in read(&block) {
                prop_assert!(!line.contains(['\r', '\0', '\x1b']));
            }
        }
    }
}
