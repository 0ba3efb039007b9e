//! Bytes as they come, cut anywhere, and what of them may be shown.
//!
//! In: pieces of a stream, of whatever bytes. Out: the same without what the rules find. A line is held until its end has
//! come; of one that is longer than [`LINE_MAX`] the first part is shown before, cut where nothing secret is near.

use std::collections::BTreeMap;

use super::{Scrubber, Stream};

/// Bytes of a line that are held: more than any log's line, and little memory.
pub const LINE_MAX: usize = 1 << 20;
/// Bytes that stay held when a longer line is cut: what begins in them may be a secret that has not ended.
const KEPT: usize = 64 << 10;

/// Scrubs a stream of bytes.
#[derive(Debug, Clone)]
pub struct Chunks<'s> {
    stream: Stream<'s>,
    held: Vec<u8>,
    /// The rest of this line is a part of something secret that had no end.
    swallows: bool,
}

impl<'s> Chunks<'s> {
    pub(super) fn new(scrubber: &'s Scrubber) -> Self {
        Chunks {
            stream: scrubber.stream(),
            held: Vec::new(),
            swallows: false,
        }
    }

    /// Takes the next piece, and adds to `out` what may be shown.
    pub fn feed(&mut self, piece: &[u8], out: &mut Vec<u8>) {
        let mut shown = 0;
        let mut start = 0;
        for newline in memchr::memchr_iter(b'\n', piece) {
            let end = newline + 1;
            if self.swallows {
                self.swallows = false;
                shown = newline;
            } else if self.held.is_empty() {
                if let Some(changed) = self.stream.line(&piece[start..end]) {
                    out.extend_from_slice(&piece[shown..start]);
                    out.extend_from_slice(&changed);
                    shown = end;
                }
            } else {
                self.held.extend_from_slice(&piece[start..end]);
                self.show_held(out);
                shown = end;
            }
            start = end;
        }
        out.extend_from_slice(&piece[shown..start]);
        if self.swallows {
            return;
        }
        self.held.extend_from_slice(&piece[start..]);
        if self.held.len() > LINE_MAX + KEPT {
            self.cut(out);
        }
    }

    /// The end of the stream: shows what was held.
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        if !self.held.is_empty() {
            self.show_held(out);
        }
    }

    /// Adds what was hit by the rules' names.
    pub fn count(&mut self, counts: &mut BTreeMap<String, u64>) {
        self.stream.count(counts);
    }

    fn show_held(&mut self, out: &mut Vec<u8>) {
        match self.stream.line(&self.held) {
            Some(changed) => out.extend_from_slice(&changed),
            None => out.extend_from_slice(&self.held),
        }
        self.held.clear();
    }

    fn cut(&mut self, out: &mut Vec<u8>) {
        let Some(at) = self.stream.cut(&self.held, KEPT) else {
            // All of it is one: what comes is too.
            self.show_held(out);
            self.swallows = true;
            return;
        };
        let rest = self.held.split_off(at);
        self.show_held(out);
        self.held = rest;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    static SCRUBBER: LazyLock<Scrubber> = LazyLock::new(Scrubber::built_in);

    fn fed<'p>(pieces: impl IntoIterator<Item = &'p [u8]>) -> String {
        let mut chunks = SCRUBBER.chunks();
        let mut out = Vec::new();
        for piece in pieces {
            chunks.feed(piece, &mut out);
        }
        chunks.finish(&mut out);
        String::from_utf8(out).expect("is text")
    }

    #[test]
    fn wherever_it_is_cut_the_same_comes_out() {
        let text = "a\npassword=hunter2\n-----BEGIN PRIVATE KEY-----\nc2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0\n\
                    -----END PRIVATE KEY-----\nfrom 10.0.0.1\n\nmail bob@example.com";
        let whole = fed([text.as_bytes()]);
        assert!(
            whole.contains("[PRIVATE_KEY]") && whole.ends_with("[EMAIL]"),
            "{whole}"
        );
        for at in 0..text.len() {
            let (one, two) = text.as_bytes().split_at(at);
            assert_eq!(fed([one, two]), whole, "{at}");
        }
        assert_eq!(fed(text.as_bytes().chunks(1)), whole);
    }

    #[test]
    fn a_line_that_does_not_end_is_shown_in_parts_and_hides_all_the_same() {
        let filler = "word ".repeat(30_000);
        let mut line = String::new();
        for n in 0..40 {
            line.push_str(&filler);
            let secrets = ["password=hunter", &n.to_string(), "secret bob@example.com "];
            line.extend(secrets);
        }
        assert!(line.len() > 4 * LINE_MAX);
        let got = fed(line.as_bytes().chunks(100_000));
        assert_eq!(got.matches("[REDACTED_SECRET]").count(), 40);
        assert_eq!(got.matches("[EMAIL]").count(), 40);
        assert!(!got.contains("hunter"));
        let lengths = [filler.len() * 40, got.len()];
        assert!(lengths[0] < lengths[1], "{lengths:?}");
    }

    #[test]
    fn a_secret_without_an_end_is_hidden_to_the_end_of_its_line() {
        let line = format!("a password=\"{}\nnext line", "x1y2".repeat(LINE_MAX));
        let got = fed(line.as_bytes().chunks(50_000));
        assert_eq!(got, "a password=\"[REDACTED_SECRET]\nnext line");
    }

    #[test]
    fn bytes_that_are_no_text_stay() {
        let mut chunks = SCRUBBER.chunks();
        let mut out = Vec::new();
        chunks.feed(
            b"\xff\xfe password=\xc3\x28hunter2 \x80\x00\n\xe2\x82",
            &mut out,
        );
        chunks.finish(&mut out);
        assert_eq!(
            out,
            b"\xff\xfe password=[REDACTED_SECRET] \x80\x00\n\xe2\x82"
        );
    }
}
