//! A place in a short text, and the small things that may stand there.
//!
//! ASCII, but for the blanks that Java puts before AM and PM. What does not fit is left where it is.

/// Three-byte and two-byte blanks: narrow no-break space, no-break space.
const WIDE_BLANKS: &[&[u8]] = &[b"\xe2\x80\xaf", b"\xc2\xa0"];
/// Digits of a fraction that count: nanoseconds.
const NANO_DIGITS: usize = 9;

#[derive(Debug, Clone)]
pub(super) struct Cursor<'t> {
    rest: &'t [u8],
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Cursor {
            rest: text.as_bytes(),
        }
    }

    pub(super) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.peek_at(0)
    }

    pub(super) fn peek_at(&self, at: usize) -> Option<u8> {
        self.rest.get(at).copied()
    }

    fn skip(&mut self, bytes: usize) -> &'t [u8] {
        let (taken, rest) = self.rest.split_at(bytes.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    pub(super) fn take(&mut self, byte: u8) -> bool {
        self.take_any(&[byte]).is_some()
    }

    pub(super) fn take_any(&mut self, bytes: &[u8]) -> Option<u8> {
        let byte = self.peek().filter(|byte| bytes.contains(byte))?;
        self.skip(1);
        Some(byte)
    }

    /// Takes all blanks and says whether there were any.
    pub(super) fn blanks(&mut self) -> bool {
        let before = self.rest.len();
        loop {
            let wide = WIDE_BLANKS
                .iter()
                .find(|blank| self.rest.starts_with(blank));
            match (self.peek(), wide) {
                (Some(b' ' | b'\t'), _) => self.skip(1),
                (_, Some(wide)) => self.skip(wide.len()),
                _ => return self.rest.len() < before,
            };
        }
    }

    fn run(&self, is: impl Fn(&u8) -> bool) -> usize {
        let other = self.rest.iter().position(|byte| !is(byte));
        other.unwrap_or(self.rest.len())
    }

    pub(super) fn digits_ahead(&self) -> usize {
        self.run(u8::is_ascii_digit)
    }

    /// The next `digits` digits; more may follow.
    pub(super) fn exactly(&mut self, digits: usize) -> Option<u32> {
        if self.digits_ahead() < digits {
            return None;
        }
        let digits = self.skip(digits).iter();
        Some(digits.fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')))
    }

    /// A whole number of `least` to `most` digits.
    pub(super) fn number(&mut self, least: usize, most: usize) -> Option<u32> {
        let digits = self.digits_ahead();
        if (least..=most).contains(&digits) {
            self.exactly(digits)
        } else {
            None
        }
    }

    /// Digits of a fraction as nanoseconds.
    pub(super) fn nanos(&mut self) -> u32 {
        let digits = self.skip(self.digits_ahead()).iter();
        let digits = digits.map(|digit| u32::from(digit - b'0'));
        let padded = digits.chain(std::iter::repeat(0)).take(NANO_DIGITS);
        padded.fold(0, |sum, digit| sum * 10 + digit)
    }

    /// ASCII letters; may be empty.
    pub(super) fn word(&mut self) -> &'t [u8] {
        self.skip(self.run(u8::is_ascii_alphabetic))
    }

    /// Everything up to `byte`, which must come.
    pub(super) fn take_through(&mut self, byte: u8) -> bool {
        let end = self.rest.iter().position(|at| *at == byte);
        self.skip(end.map_or(0, |end| end + 1));
        end.is_some()
    }

    /// Go's monotonic clock, which ends the text: `m=+0.012`.
    pub(super) fn take_monotonic(&mut self) -> bool {
        let whole = self.rest.strip_prefix(b"m=").is_some_and(|rest| {
            rest.iter()
                .all(|byte| byte.is_ascii_digit() || b"+-.".contains(byte))
        });
        if whole {
            self.rest = b"";
        }
        whole
    }
}
