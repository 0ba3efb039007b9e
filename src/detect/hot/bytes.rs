//! A search that looks at every byte of a block, many at a time: without a branch it becomes vector instructions, of
//! the widest kind that the processor turns out to have.
//!
//! In: a block and where to begin. Out: the next place that may matter, which the caller looks at again.
#![expect(
    clippy::needless_bitwise_bool,
    reason = "without branches it becomes vector instructions"
)]

use std::ops::Range;

use multiversion::multiversion;

/// Bytes that are looked at in one go: one register of AVX2, and what is compared with them leaves room for no more.
const STRIDE: usize = 32;
/// Strides of which all are looked at before their places are told: no processor foresees which have one.
const GROUP: usize = 8;
/// Bytes that are searched at once for all that is in them: beginning anew behind each place takes long.
const CHUNK: usize = 4 << 10;

/// A search for what is too short to be searched for as a literal, each byte being read once for all of it:
///
/// - a letter that stands alone, as a level of one letter does: no letter or digit before it, no letter behind it;
/// - the words of levels that have three letters, by the last two of them and that no letter follows, and `>1 `, which
///   stands behind the priority of an RFC 5424 line;
/// - `)` behind a digit, with which a hint may end whose beginning stands on all lines of some logs;
/// - control characters that `clean` would take off: a line with one is searched without it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bytes {
    warnings: bool,
}

/// What stands at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A letter that stands alone.
    Letter,
    /// The second of two letters that end a short word, or seem to, or the `1` behind a priority.
    Short,
    /// The `)` behind a number.
    Closed,
    /// A control character.
    Control,
}

impl Bytes {
    /// Of errors, and where they are asked for of warnings.
    pub(super) fn new(warnings: bool) -> Bytes {
        Bytes { warnings }
    }

    /// The next place; `places` are those of this block that are known, and what is asked for only grows.
    pub(super) fn find(
        self,
        block: &[u8],
        from: usize,
        places: &mut Places,
    ) -> Option<(usize, Place)> {
        self.find_by(collect, block, from, places)
    }

    /// The same with a given search for places.
    fn find_by(
        self,
        collect: impl Fn(&[u8], Range<usize>, bool, &mut Vec<usize>),
        block: &[u8],
        from: usize,
        places: &mut Places,
    ) -> Option<(usize, Place)> {
        loop {
            let Some(&at) = places.list.get(places.next) else {
                let start = from.max(places.end);
                if start >= block.len() {
                    return None;
                }
                let end = block.len().min(start.max(1) + CHUNK);
                places.list.clear();
                collect(block, start..end, self.warnings, &mut places.list);
                (places.next, places.end) = (0, end);
                continue;
            };
            if at < from {
                places.next += 1;
                continue;
            }
            let before = at.checked_sub(1).map_or(b'\n', |before| block[before]);
            if is_control(block[at]) {
                return Some((at, Place::Control));
            }
            if is_end::<true>(before, block[at]) {
                return Some((at, Place::Short));
            }
            if block[at] == b')' {
                return Some((at, Place::Closed));
            }
            if !before.is_ascii_digit() {
                return Some((at, Place::Letter));
            }
            places.next += 1;
        }
    }
}

/// The places of a part of a block.
#[derive(Debug, Default)]
pub(super) struct Places {
    list: Vec<usize>,
    /// The first of them that was not passed.
    next: usize,
    /// Where the part ends.
    end: usize,
}

/// Whether there is a control character that `clean` would take off.
pub(in crate::detect) fn has_control(line: &[u8]) -> bool {
    line.iter().fold(false, |has, byte| has | is_control(*byte))
}

/// All places of a part of a block, and those where a digit stands before a letter.
#[multiversion(targets("x86_64+avx2"))]
fn collect(block: &[u8], part: Range<usize>, warnings: bool, places: &mut Vec<usize>) {
    plain_collect(block, part, warnings, places);
}

/// The same with the instructions of the function that it is called by.
#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "it takes on the caller's instructions"
)]
fn plain_collect(block: &[u8], part: Range<usize>, warnings: bool, places: &mut Vec<usize>) {
    if warnings {
        collect_of::<true>(block, part, places);
    } else {
        collect_of::<false>(block, part, places);
    }
}

#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "it takes on the caller's instructions"
)]
fn collect_of<const WARNINGS: bool>(block: &[u8], part: Range<usize>, places: &mut Vec<usize>) {
    let get = |at: Option<usize>| at.and_then(|at| block.get(at)).copied().unwrap_or(b'\n');
    let is_place_at = |at: &usize| {
        let (before, after) = (get(at.checked_sub(1)), get(Some(at + 1)));
        is_place::<WARNINGS>(before, block[*at], after)
    };
    // The first byte of the block has none before it, the last none behind it.
    let first = part.start.max(1);
    places.extend((part.start..first.min(part.end)).filter(is_place_at));
    let strides = |from: usize, to: usize| {
        let part = block.get(from..to).unwrap_or_default();
        part.as_chunks::<STRIDE>().0
    };
    let end = part.end.min(block.len() - 1);
    let befores = strides(first - 1, end);
    let bytes = strides(first, end);
    let afters = strides(first + 1, end + 1);
    let all = befores
        .chunks(GROUP)
        .zip(bytes.chunks(GROUP))
        .zip(afters.chunks(GROUP));
    for (number, ((befores, bytes), afters)) in all.enumerate() {
        let mut found = [[0; STRIDE]; GROUP];
        let mut has_any = [0; GROUP];
        let strides = befores.iter().zip(bytes).zip(afters);
        for ((((before, byte), after), found), has_any) in strides.zip(&mut found).zip(&mut has_any)
        {
            let mut any = false;
            for i in 0..STRIDE {
                let is_place = is_place::<WARNINGS>(before[i], byte[i], after[i]);
                found[i] = u8::from(is_place);
                any |= is_place;
            }
            *has_any = u8::from(any);
        }
        let mut strides = u64::from_le_bytes(has_any);
        while strides != 0 {
            let stride = strides.trailing_zeros() as usize / 8;
            let start = first + (GROUP * number + stride) * STRIDE;
            let mut left = bits(&found[stride]);
            while left != 0 {
                places.push(start + left.trailing_zeros() as usize);
                left &= left - 1;
            }
            strides &= strides - 1;
        }
    }
    let read = first + STRIDE * bytes.len();
    places.extend((read..part.end).filter(is_place_at));
}

/// A bit for each byte, all of which are 0 or 1.
fn bits(bytes: &[u8; STRIDE]) -> u32 {
    // Brings the lowest bits of eight bytes together in the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let (eights, _) = bytes.as_chunks::<8>();
    eights.iter().rev().fold(0, |bits, eight| {
        let eight = u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56;
        bits << 8 | eight as u32
    })
}

/// Whether a place is at a byte between two others, or a letter behind a digit.
#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "it takes on the caller's instructions"
)]
fn is_place<const WARNINGS: bool>(before: u8, byte: u8, after: u8) -> bool {
    let is_alone = rank(before).min(rank(after)) > LETTERS;
    let is_last = rank(after) > LETTERS;
    is_grave::<WARNINGS>(byte) & is_alone
        | is_end::<WARNINGS>(before, byte) & is_last
        | (byte == b')') & (from_least(before, b'0') < i8::MIN + 10)
        | is_control(byte)
}

/// The bytes in such an order that the ASCII letters come first, so that one signed comparison tells them.
fn rank(byte: u8) -> i8 {
    from_least(byte | 0x20, b'a')
}

/// The highest rank of a letter.
const LETTERS: i8 = i8::MIN + 25;

/// A byte moved with all others so that `first` becomes the least number.
fn from_least(byte: u8, first: u8) -> i8 {
    byte.wrapping_sub(first).wrapping_add(0x80).cast_signed()
}

/// Whether a letter can be a grave level.
fn is_grave<const WARNINGS: bool>(byte: u8) -> bool {
    // E or F, C
    (from_least(byte, b'E') < i8::MIN + 2) | (byte == b'C') | WARNINGS & (byte == b'W')
}

/// Whether two bytes can be the end of a short word, or of a priority and what is behind it.
fn is_end<const WARNINGS: bool>(one: u8, two: u8) -> bool {
    // ERR, err, FTL, CRI, `>1 `, WRN
    (one == two) & ((one | 0x20) == b'r')
        | (one == b'T') & (two == b'L')
        | (one == b'R') & (two == b'I')
        | (one == b'>') & (two == b'1')
        | WARNINGS & (one == b'R') & (two == b'N')
}

/// Whether a byte is below the blank, and no tab, line feed, vertical tab, form feed or carriage return.
fn is_control(byte: u8) -> bool {
    (from_least(byte, 14) < i8::MIN + 18) | (byte <= 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The search for letters alone.
    struct Letters(Bytes);

    impl Letters {
        fn new(warnings: bool) -> Letters {
            Letters(Bytes::new(warnings))
        }

        fn find(&self, block: &[u8], from: usize) -> Option<usize> {
            find_all(self.0, block, from).find_map(of(Place::Letter))
        }
    }

    /// The search for short words alone, by the last but one of their letters.
    struct Shorts(Bytes);

    impl Shorts {
        fn new(warnings: bool) -> Shorts {
            Shorts(Bytes::new(warnings))
        }

        fn find(&self, block: &[u8], from: usize) -> Option<usize> {
            let found = find_all(self.0, block, from + 1).find_map(of(Place::Short));
            found.map(|at| at - 1)
        }
    }

    fn controls(block: &[u8], from: usize) -> Option<usize> {
        find_all(Bytes::new(false), block, from).find_map(of(Place::Control))
    }

    fn of(wanted: Place) -> impl FnMut((usize, Place)) -> Option<usize> {
        move |(at, place)| (place == wanted).then_some(at)
    }

    fn find_all(
        bytes: Bytes,
        block: &[u8],
        mut from: usize,
    ) -> impl Iterator<Item = (usize, Place)> {
        let mut places = Places::default();
        std::iter::from_fn(move || {
            let found = bytes.find(block, from, &mut places)?;
            from = found.0 + 1;
            Some(found)
        })
    }

    /// The place at a byte, if any, told without any trick.
    fn place(block: &[u8], at: usize, warnings: bool) -> Option<Place> {
        let before = if at > 0 { block[at - 1] } else { b'\n' };
        let after = block.get(at + 1).copied().unwrap_or(b'\n');
        let is_grave = match block[at] {
            b'E' | b'F' | b'C' => true,
            b'W' => warnings,
            _ => false,
        };
        let is_end = match &[before, block[at]] {
            b"RR" | b"rr" | b"TL" | b"RI" | b">1" => true,
            b"RN" => warnings,
            _ => false,
        };
        match block[at] {
            0..=8 | 14..=31 => Some(Place::Control),
            b')' => before.is_ascii_digit().then_some(Place::Closed),
            _ if after.is_ascii_alphabetic() => None,
            _ if is_end => Some(Place::Short),
            _ if is_grave && !before.is_ascii_alphanumeric() => Some(Place::Letter),
            _ => None,
        }
    }

    /// With the widest instructions and with the least ones.
    #[test]
    fn many_bytes_at_a_time_are_told_as_each_is_by_itself() {
        let mut seed = 4_711_u64;
        let mut roll = |sides: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005);
            seed = seed.wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(seed >> 33).unwrap() % sides
        };
        let mut met = [0; 4];
        for round in 0..600 {
            // Whatever it is, what places are made of, or little of that among letters.
            let made = b"EFCWRrTLIN>1 .x5)\n\t\x1b\x08";
            let mut block: Vec<u8> = (0..roll(4 * STRIDE)).map(|_| b'a').collect();
            for byte in &mut block {
                match round % 3 {
                    0 => *byte = u8::try_from(roll(256)).unwrap(),
                    1 => *byte = made[roll(made.len())],
                    _ if roll(8) == 0 => *byte = made[roll(made.len())],
                    _ => {}
                }
            }
            for warnings in [false, true] {
                let places =
                    (0..block.len()).filter_map(|at| Some((at, place(&block, at, warnings)?)));
                let places: Vec<(usize, Place)> = places.collect();
                for (_, place) in &places {
                    met[*place as usize] += 1;
                }
                let bytes = Bytes::new(warnings);
                for from in 0..=block.len() {
                    let behind = places.iter().find(|(at, _)| *at >= from).copied();
                    let found = bytes.find(&block, from, &mut Places::default());
                    assert_eq!(found, behind, "{block:?}");
                    let mut plain = Places::default();
                    let found = bytes.find_by(plain_collect, &block, from, &mut plain);
                    assert_eq!(found, behind, "{block:?}");
                }
                let found: Vec<_> = find_all(bytes, &block, 0).collect();
                assert_eq!(found, places, "{block:?}");
                let controls = places.iter().any(|(_, place)| *place == Place::Control);
                assert_eq!(has_control(&block), controls);
            }
        }
        assert!(met.iter().all(|met| *met > 100), "{met:?}");
    }

    /// Every byte that may stand before, at or behind a place.
    #[test]
    fn every_three_bytes_are_told_as_each_is_by_itself() {
        for byte in 0..=255_u8 {
            for beside in 0..=255_u8 {
                for three in [
                    [beside, byte, b' '],
                    [b' ', byte, beside],
                    [beside, byte, beside],
                ] {
                    let mut block = [b'.'; 2 * STRIDE];
                    block[STRIDE / 2..][..3].copy_from_slice(&three);
                    for warnings in [false, true] {
                        let bytes = Bytes::new(warnings);
                        let places = (0..block.len())
                            .find_map(|at| Some((at, place(&block, at, warnings)?)));
                        let found = bytes.find(&block, 0, &mut Places::default());
                        assert_eq!(found, places, "{three:?}");
                        let mut plain = Places::default();
                        let found = bytes.find_by(plain_collect, &block, 0, &mut plain);
                        assert_eq!(found, places, "{three:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn each_is_met_wherever_it_stands() {
        for len in [64, 66, 130, 200] {
            for at in 0..len - 3 {
                let with = |word: &[u8]| {
                    let mut block = vec![b'.'; len];
                    block[at..at + word.len()].copy_from_slice(word);
                    block
                };
                let letters = Letters::new(false);
                for from in 0..=at {
                    assert_eq!(letters.find(&with(b"E"), from), Some(at));
                    assert_eq!(controls(&with(b"\x1b"), from), Some(at));
                    for word in [b"ERR", b"err", b"FTL", b"CRI"] {
                        let found = Shorts::new(false).find(&with(word), from);
                        assert_eq!(found, Some((at + 1).max(from)), "{word:?}");
                    }
                    assert_eq!(Shorts::new(false).find(&with(b">1 "), from), Some(at));
                    assert_eq!(Shorts::new(true).find(&with(b"WRN"), from), Some(at + 1));
                }
            }
        }
    }

    /// Where one part of a block ends and the next begins, as anywhere.
    #[test]
    fn each_is_met_where_parts_meet() {
        for at in (CHUNK - 3..CHUNK + 4).chain(2 * CHUNK - 3..2 * CHUNK + 4) {
            for word in ["E", "7)", "FTL", ">1", "\x1b"] {
                let mut block = vec![b'.'; 2 * CHUNK + 9];
                block[at..at + word.len()].copy_from_slice(word.as_bytes());
                let found: Vec<_> = find_all(Bytes::new(false), &block, 0).collect();
                let last = at + word.len() - 1;
                assert_eq!(found.len(), 1, "{word} at {at}");
                assert_eq!(found[0].0, last, "{word} at {at}");
            }
        }
    }

    #[test]
    fn words_and_numbers_hold_no_letter_that_stands_alone() {
        let text = "FCE 7F5 aE E2e Ea .".repeat(20);
        assert_eq!(Letters::new(false).find(text.as_bytes(), 0), Some(11));
        assert_eq!(Letters::new(false).find(b"4E INFO xE Ex 0xF", 0), None);
        assert_eq!(
            Shorts::new(false).find(b"error merry carry URIs HTTPS", 0),
            None
        );
    }
}
