//! Unpacks compressed logs as they are read.
//!
//! In come the bytes of a `.gz` or `.zst`, told by how they begin and not by their name; out come those of the text:
//! all members of a gzip, all frames of a zstd. Memory is that of one window. Refused: windows larger than
//! [`WINDOW_MAX`], bombs, damaged data; what could be unpacked before the trouble is delivered before the error.

use std::error::Error;
use std::io::{self, BufRead, BufReader, Cursor, ErrorKind, Read};

use flate2::bufread::GzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// Largest window of a zstd frame: what RFC 8878 asks every decoder for, and what `zstd` makes up to level 19. One is
/// held in memory for each file that is read at the same time.
pub const WINDOW_MAX: u64 = 8 << 20;

/// So much may be unpacked whatever it came from: a second or two of work.
pub const FREE: u64 = 256 << 20;

/// Beyond [`FREE`], a byte may become so many. Logs become ten to fifty times smaller, the most monotonous ones a
/// hundred times; a bomb of gzip makes a thousand of one, of zstd ten thousand and more.
pub const RATIO_MAX: u64 = 250;

/// Bytes that decide how a stream is compressed.
const MAGIC: usize = 4;

/// What ends a zstd frame: an empty last block, and room for a checksum.
const LAST_BLOCK: [u8; 7] = [1, 0, 0, 0, 0, 0, 0];

/// How a log is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// `gzip`, as of logrotate.
    Gzip,
    /// `zstd`.
    Zstd,
}

impl Format {
    /// The format of what begins like this, if it is one that is unpacked here.
    pub fn of(head: &[u8]) -> Option<Format> {
        match head {
            [0x1f, 0x8b, 8, ..] => Some(Format::Gzip),
            // A frame, or one that is to be skipped.
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => {
                Some(Format::Zstd)
            }
            _ => None,
        }
    }

    /// Whether more bytes than these are needed to know.
    fn is_open(head: &[u8]) -> bool {
        const STARTS: [&[u8]; 2] = [b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"];
        let is_start = |start: &[u8]| head.len() < start.len() && start.starts_with(head);
        // A frame to be skipped begins with one of sixteen bytes.
        if let [0x50..=0x5f, rest @ ..] = head {
            return rest.len() < 3 && b"\x2a\x4d\x18".starts_with(rest);
        }
        STARTS.into_iter().any(is_start)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Format::Gzip => "gzip",
            Format::Zstd => "zstd",
        }
    }
}

/// A stream read as text, compressed or not.
pub enum Text<R: Read> {
    /// As it is.
    Plain(R),
    /// Unpacked.
    Packed(Box<Unpacked<R>>),
}

impl<R: Read> Text<R> {
    /// Reads `input`, which is compressed so or not at all.
    pub fn new(format: Option<Format>, input: R) -> Text<R> {
        match format {
            None => Text::Plain(input),
            Some(format) => Text::Packed(Box::new(Unpacked::new(format, input))),
        }
    }
}

impl<R: Read> Text<io::Chain<Cursor<Vec<u8>>, R>> {
    /// Reads what cannot be rewound: takes as many bytes as tell the format, and puts them before the rest.
    pub fn sniff(mut input: R) -> io::Result<Self> {
        let mut head = Vec::with_capacity(MAGIC);
        while Format::is_open(&head) {
            let mut byte = [0];
            match input.read(&mut byte) {
                Ok(0) => break,
                Ok(_) => head.push(byte[0]),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        let format = Format::of(&head);
        Ok(Text::new(format, Cursor::new(head).chain(input)))
    }
}

impl<R: Read> Read for Text<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        match self {
            Text::Plain(input) => input.read(to),
            Text::Packed(unpacked) => unpacked.read(to),
        }
    }
}

/// The text of a compressed stream.
pub struct Unpacked<R: Read> {
    decoder: Decoder<R>,
    given: u64,
    free: u64,
}

enum Decoder<R: Read> {
    Gzip(Gzip<R>),
    Zstd(Box<Zstd<R>>),
}

impl<R: Read> Unpacked<R> {
    /// Unpacks `input`, which begins with the format's mark.
    pub fn new(format: Format, input: R) -> Unpacked<R> {
        Unpacked::with_limits(format, input, FREE, WINDOW_MAX)
    }

    fn with_limits(format: Format, input: R, free: u64, window_max: u64) -> Unpacked<R> {
        let input = BufReader::new(Counted { input, count: 0 });
        Unpacked {
            decoder: match format {
                Format::Gzip => Decoder::Gzip(Gzip::new(input)),
                Format::Zstd => Decoder::Zstd(Box::new(Zstd::new(input, window_max))),
            },
            given: 0,
            free,
        }
    }

    /// Says that this is a bomb, if it is one.
    fn check(&self) -> io::Result<()> {
        let taken = match &self.decoder {
            Decoder::Gzip(gzip) => gzip.taken(),
            Decoder::Zstd(zstd) => zstd.input.get_ref().count,
        };
        if self.given <= self.free.max(taken.saturating_mul(RATIO_MAX)) {
            return Ok(());
        }
        Err(broken(format!(
            "it unpacks to more than {RATIO_MAX} times its size, as no log does; nothing was read behind {} bytes of text",
            self.given
        )))
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        self.check()?;
        let count = match &mut self.decoder {
            Decoder::Gzip(gzip) => gzip.read(to)?,
            Decoder::Zstd(zstd) => zstd.read(to)?,
        };
        self.given += count as u64;
        Ok(count)
    }
}

/// Counts what was read.
struct Counted<R> {
    input: R,
    count: u64,
}

impl<R: Read> Read for Counted<R> {
    /// Reads again when it was interrupted: a decoder may not survive that.
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.input.read(to) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Ok(count) => {
                    self.count += count as u64;
                    return Ok(count);
                }
                error => return error,
            }
        }
    }
}

type Input<R> = BufReader<Counted<R>>;

/// The members of a gzip, one after the other.
enum Gzip<R: Read> {
    /// In a member.
    Member(Box<GzDecoder<Input<R>>>),
    /// Behind the last one, or what is left of the input behind an error.
    Over(u64),
}

impl<R: Read> Gzip<R> {
    fn new(input: Input<R>) -> Gzip<R> {
        Gzip::Member(Box::new(GzDecoder::new(input)))
    }

    fn taken(&self) -> u64 {
        match self {
            Gzip::Member(member) => member.get_ref().get_ref().count,
            Gzip::Over(count) => *count,
        }
    }

    /// Passes to the next member; `false` if there is none.
    fn next(&mut self) -> io::Result<bool> {
        let Gzip::Member(member) = std::mem::replace(self, Gzip::Over(self.taken())) else {
            return Ok(false);
        };
        let mut input = member.into_inner();
        loop {
            let here = input.fill_buf()?;
            let Some(first) = here.first() else {
                return Ok(false);
            };
            match first {
                // Tapes and block devices fill up with these.
                0 => {
                    let padding = super::newline::nuls(here);
                    input.consume(padding);
                }
                0x1f => break,
                _ => return Err(broken("something else follows its gzip data")),
            }
        }
        *self = Gzip::new(input);
        Ok(true)
    }
}

impl<R: Read> Read for Gzip<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if to.is_empty() {
            return Ok(0);
        }
        loop {
            if let Gzip::Member(member) = self {
                match member.read(to) {
                    Ok(0) => {}
                    Err(error) => return Err(told(Format::Gzip, &error)),
                    read => return read,
                }
            }
            if !self.next()? {
                return Ok(0);
            }
        }
    }
}

/// Where in a zstd the reading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Between,
    Frame,
    /// Behind the last frame, or an error.
    Over,
}

/// The frames of a zstd, one after the other.
struct Zstd<R> {
    input: Input<R>,
    decoder: FrameDecoder,
    stage: Stage,
    /// Told when all that was unpacked before it is delivered.
    failed: Option<io::Error>,
}

impl<R: Read> Zstd<R> {
    fn new(input: Input<R>, window_max: u64) -> Zstd<R> {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(window_max);
        Zstd {
            input,
            decoder,
            stage: Stage::Between,
            failed: None,
        }
    }

    /// Unpacks a block more.
    fn unpack(&mut self) {
        let one = BlockDecodingStrategy::UptoBlocks(1);
        if let Err(error) = self.decoder.decode_blocks(&mut self.input, one) {
            self.failed = Some(told(Format::Zstd, &error));
            // The decoder keeps a window back until its frame is over: so it is over.
            let one = BlockDecodingStrategy::UptoBlocks(1);
            let _ = self.decoder.decode_blocks(&LAST_BLOCK[..], one);
        }
    }

    /// Passes to the next frame, or over one that is to be skipped.
    fn next(&mut self) -> io::Result<Stage> {
        if self.input.fill_buf()?.is_empty() {
            return Ok(Stage::Over);
        }
        let error = match self.decoder.reset(&mut self.input) {
            Ok(()) => return Ok(Stage::Frame),
            Err(error) => error,
        };
        match error {
            FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                length,
                ..
            }) => {
                let length = u64::from(length);
                let mut skipped = self.input.by_ref().take(length);
                if io::copy(&mut skipped, &mut io::sink())? < length {
                    return Err(cut(Format::Zstd));
                }
                Ok(Stage::Between)
            }
            FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::BadMagicNumber(_)) => {
                Err(broken("something else follows its zstd data"))
            }
            FrameDecoderError::WindowSizeTooBig { requested, max } => Err(broken(format!(
                "its zstd window of {requested} bytes is larger than the {max} that are kept in memory; \
                 try `zstdcat --long=31 FILE | aiops scan -`"
            ))),
            FrameDecoderError::DictNotProvided { .. } => Err(broken(
                "it needs a zstd dictionary; try `zstdcat -D DICTIONARY FILE | aiops scan -`",
            )),
            error => Err(told(Format::Zstd, &error)),
        }
    }
}

impl<R: Read> Read for Zstd<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if to.is_empty() {
            return Ok(0);
        }
        loop {
            match self.stage {
                Stage::Over => return Ok(0),
                Stage::Frame if self.decoder.can_collect() > 0 => return self.decoder.read(to),
                Stage::Frame if self.failed.is_some() => {
                    self.stage = Stage::Over;
                    return self.failed.take().map_or(Ok(0), Err);
                }
                Stage::Frame if !self.decoder.is_finished() => self.unpack(),
                // A second error would not be told: nothing behind the first makes sense.
                Stage::Frame | Stage::Between => {
                    self.stage = Stage::Over;
                    self.stage = self.next()?;
                }
            }
        }
    }
}

/// The error of a decoder in our words; that the input cannot be read, or ends too early, comes from below it.
fn told(format: Format, error: &(dyn Error + 'static)) -> io::Error {
    let mut below = Some(error);
    while let Some(cause) = below {
        if let Some(cause) = cause.downcast_ref::<io::Error>() {
            if cause.kind() == ErrorKind::UnexpectedEof {
                return cut(format);
            }
            if cause.raw_os_error().is_some() {
                return io::Error::new(cause.kind(), cause.to_string());
            }
        }
        below = cause.source();
    }
    broken(format!("its {} data is damaged ({error})", format.name()))
}

fn cut(format: Format) -> io::Error {
    let said = format!("its {} data is cut off", format.name());
    io::Error::new(ErrorKind::UnexpectedEof, said)
}

fn broken(said: impl Into<String>) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, said.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    use std::io::Write;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(text: &[u8]) -> Vec<u8> {
        compress_to_vec(text, CompressionLevel::Fastest)
    }

    fn skippable(length: u32) -> Vec<u8> {
        let mut frame = vec![0x53, 0x2a, 0x4d, 0x18];
        frame.extend(length.to_le_bytes());
        frame.extend(vec![b'x'; length as usize]);
        frame
    }

    /// A text of which no part repeats another too closely.
    fn text(lines: u32) -> Vec<u8> {
        let line = |n: u32| {
            let noise = n.wrapping_mul(2_654_435_761) ^ (n << 7);
            format!("{n} INFO shop: {noise:x} is done\n").into_bytes()
        };
        (0..lines).flat_map(line).collect()
    }

    /// Gives at most `step` bytes at a time, and is interrupted before each.
    struct Steps<'a>(&'a [u8], usize, bool);

    impl Read for Steps<'_> {
        fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
            self.2 = !self.2;
            if self.2 {
                return Err(ErrorKind::Interrupted.into());
            }
            let step = self.1.min(to.len());
            self.0.read(&mut to[..step])
        }
    }

    /// All that can be had, and the error behind it.
    fn unpacked(packed: &[u8], step: usize, free: u64) -> (Vec<u8>, Option<io::Error>) {
        let format = Format::of(packed).expect("a known format");
        let input = Steps(packed, step, false);
        drained(Unpacked::with_limits(format, input, free, WINDOW_MAX))
    }

    fn drained(mut input: impl Read) -> (Vec<u8>, Option<io::Error>) {
        let (mut all, mut some) = (Vec::new(), vec![0; 5_000]);
        loop {
            match input.read(&mut some) {
                Ok(0) => return (all, None),
                Ok(count) => all.extend_from_slice(&some[..count]),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return (all, Some(error)),
            }
        }
    }

    #[test]
    fn all_members_and_frames_are_read() {
        let (one, two) = (text(3_000), text(20));
        let all = [&one[..], &two, &one].concat();
        let members = [gzip(&one), gzip(b""), gzip(&two), gzip(&one)].concat();
        let padded = [&members[..], &[0; 700]].concat();
        let frames = [
            skippable(0),
            zstd(&one),
            skippable(70_000),
            zstd(b""),
            zstd(&two),
            zstd(&one),
            skippable(9),
        ];
        for packed in [members, padded, frames.concat()] {
            for step in [1, 7, 1 << 20] {
                let (got, error) = unpacked(&packed, step, FREE);
                assert!(error.is_none(), "{error:?}");
                assert!(got == all, "{} of {} bytes", got.len(), all.len());
            }
        }
    }

    #[test]
    fn of_what_is_cut_off_all_that_can_be_read_is_read() {
        let all = text(40_000);
        for packed in [gzip(&all), zstd(&all)] {
            for (part, least) in [(1, 0), (12, 0), (packed.len() / 2, all.len() / 3)] {
                let format = Format::of(&packed).unwrap();
                let input = Unpacked::new(format, &packed[..part.max(1)]);
                let (got, error) = drained(input);
                let error = error.expect("it is cut off");
                assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
                assert!(error.to_string().ends_with("data is cut off"), "{error}");
                assert!(all.starts_with(&got));
                assert!(got.len() >= least, "{} of {}", got.len(), all.len());
            }
            let (got, error) = unpacked(&packed[..packed.len() - 1], 4_096, FREE);
            // A block of zstd can be had whole or not at all.
            let lost = all.len() - got.len();
            assert!(error.is_some() && lost <= 128 << 10, "{lost} bytes lost");
        }
    }

    #[test]
    fn what_is_no_more_of_it_is_told_behind_all_that_was() {
        let all = text(500);
        for packed in [gzip(&all), zstd(&all)] {
            let followed = [&packed[..], b"and a plain line\n"].concat();
            let (got, error) = unpacked(&followed, 64, FREE);
            let error = error.expect("it is told").to_string();
            assert!(
                got == all && error.contains("something else follows"),
                "{error}"
            );
        }
        let mut damaged = gzip(&all);
        let at = damaged.len() - 6;
        damaged[at] ^= 0xff;
        let (got, error) = unpacked(&damaged, 64, FREE);
        assert!(got == all && error.unwrap().to_string().contains("damaged"));
    }

    #[test]
    fn a_bomb_is_not_unpacked_and_a_monotonous_log_is() {
        let free = 1 << 20;
        let bomb = vec![b'a'; 8 << 20];
        for packed in [gzip(&bomb), zstd(&bomb)] {
            let (got, error) = unpacked(&packed, 512, free);
            let error = error.expect("a bomb").to_string();
            assert!(error.contains("250 times its size"), "{error}");
            let most = free.max(packed.len() as u64 * RATIO_MAX) + 5_000;
            assert!((got.len() as u64) <= most, "{} bytes", got.len());
        }
        let line =
            |n: u32| format!("2026-11-20 10:00:{:02} INFO shop: beat\n", n % 60).into_bytes();
        let beats: Vec<u8> = (0..200_000).flat_map(line).collect();
        let (got, error) = unpacked(&gzip(&beats), 4_096, free);
        assert!(error.is_none() && got == beats);
    }

    #[test]
    fn a_window_that_is_too_large_and_a_dictionary_are_refused() {
        // A frame header: window of 128 MiB, or the number of a dictionary.
        let wide = b"\x28\xb5\x2f\xfd\x00\x88\x01\x00\x00";
        let (got, error) = unpacked(wide, 64, FREE);
        let error = error.expect("it is refused").to_string();
        assert!(
            got.is_empty() && error.contains("window of 134217728 bytes"),
            "{error}"
        );
        let foreign = b"\x28\xb5\x2f\xfd\x01\x58\x07\x01\x00\x00";
        let (_, error) = unpacked(foreign, 64, FREE);
        assert!(error.unwrap().to_string().contains("dictionary"));
    }

    #[test]
    fn a_stream_is_known_by_how_it_begins() {
        let all = text(100);
        for (given, wanted) in [
            (gzip(&all), &all[..]),
            (zstd(&all), &all),
            (skippable(3), b""),
            (all.clone(), &all),
            (b"\x1f\x8b".to_vec(), b"\x1f\x8b"),
            (b"P*".to_vec(), b"P*"),
            (Vec::new(), b""),
        ] {
            let input = Text::sniff(Steps(&given, 3, false)).unwrap();
            let (got, error) = drained(input);
            assert!(error.is_none(), "{error:?}");
            assert_eq!(got, wanted);
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(
            at in 0_usize..2_000,
            with in proptest::collection::vec(any::<u8>(), 1..20),
            is_zstd: bool,
        ) {
            let text = text(150);
            let mut packed = if is_zstd { zstd(&text) } else { gzip(&text) };
            for (place, byte) in packed.iter_mut().skip(4 + at).zip(with) {
                *place = byte;
            }
            let (got, _) = unpacked(&packed, 1_000, 1 << 20);
            prop_assert!(got.len() <= 2 << 20);
        }
    }
}
