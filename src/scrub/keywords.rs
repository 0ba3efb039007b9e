//! Which keywords stand in a line, in any case.
//!
//! In: all keywords of all rules. Out: for a line, whose keywords begin where. Most lines hold none, and saying so is all
//! that happens to them: four bytes at every second place are looked up in a table, without a step that waits for the one
//! before. A keyword is known by four of its bytes for each parity of the place where it begins, those that other text is
//! least likely to hold; a short one by three and any byte beside them.

use std::collections::HashMap;
use std::ops::Range;

/// A keyword: its rule, and its place among that rule's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Word {
    pub(super) rule: usize,
    pub(super) number: usize,
}

/// A keyword stands in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    pub(super) word: Word,
    /// Where it begins; nothing for one that stands in more places than are kept.
    pub(super) start: Option<usize>,
}

impl Hit {
    /// Adds a keyword that stands at `range` to those of a line.
    pub(super) fn add(hits: &mut Vec<Hit>, word: Word, range: Range<usize>) {
        // Of one byte, only the first is told.
        let is_kept = range.len() > 1 && hits.len() < HITS;
        let start = is_kept.then_some(range.start);
        let hit = Hit { word, start };
        // Those that are not kept are the last ones.
        if is_kept || !hits.iter().rev().any(|other| *other == hit) {
            hits.push(hit);
        }
    }
}

/// Places of keywords that are kept of one line.
const HITS: usize = 64;
/// Bytes that are looked up together.
const GRAM: usize = 4;
/// Bytes of a short keyword that are looked up.
const LEAST: usize = GRAM - 1;
/// More than [`commonness`] makes of any three bytes.
const MOST: u32 = 1_000;
/// Bits of a hash.
const BITS: u32 = 20;
/// The bits of a byte that a hash knows, of the first and the last of four.
const OUTER: u8 = 0x1f;
/// Bytes that are looked at in one go, each second with those behind it.
const STEP: usize = 16;
const READ: usize = STEP - 2 + GRAM;

/// Three letters that stand in logs more often than once in ten thousand bytes, the most frequent first: counted in 400 MB of
/// logs of some hundred programs.
const FREQUENT: &str = "\
    htt ttp ing ent ion sta est lin get com con tes ord mpl tio che age ead ect tat ter res ser int ver ati pro ate \
    set que ode ite ref oot log nte ess ker str ine ack eck ost wor cli par rec roo tor ach ien lie ime for ork per \
    erv tim ble req and ang tho ame eve equ dat app tps use sio odu cti exe abl ive cal ele val ons nam ran ues ire \
    oun ata rke rat pag ste les usr sen ini ock ces nne cra xec ont web car pos out ind ort onn ass sha cod ope cac \
    tin nge lea ems atu hon hea one ice ash met ail nit tic run cha cor nce loa por arg ras cat ern org ins mit aut \
    ase nec rep gin hec ger cur ntr cke ali era tch red ult rit ure pre off are dev ecu sec oca ery pen ssi tri man \
    eam tab the omm ool ars tur ask unt sin act dec har rna ook imp ssh rin las pat nse ith lue try tas rce inv ten \
    dis rti non lac mat vel oke bin ake etc exp alu api emo ens lse dle sql ett pri acc ert vic ori bac sit ose eco \
    als mak ses ges uth ete sou ity lic mac men ica cce git uni ard bas key eal dit tru orm fal mon ato clo teg aul \
    scr kin chi atc fig ast ppe ppl ket net tco lid adi bia ari ews uct ffe ign cou ina cre ndo ret nva alt gle lag \
    tiv mas udi aud nti pub lim ear uri duc ide tai fre att npm onc eri fie gen ree sse goo rue rod apr ipp den rvi \
    sig doc env cto bot ogl oog nic ena ial pas epa ifi erc too ark eti lth ike ede ana mar sco itt eap tac sid cks \
    nat php nss nes url tia gra vie iew ick nto fac isc sam ken dor ove ese igh abs ara rgo dif";

/// All keywords of all rules.
#[derive(Debug, Clone)]
pub(super) struct Keywords {
    /// For each hash a bit, which says whether a keyword has it.
    table: Box<[u64; 1 << (BITS - 6)]>,
    /// By their hash.
    whole: Index,
    /// Those with a byte that may be any, by the two in the middle.
    part: Index,
    words: Vec<(Word, Box<[u8]>)>,
    /// Keywords of one byte.
    bytes: Vec<(u8, Vec<Word>)>,
}

/// Four bytes by which a keyword is known.
#[derive(Debug, Clone, Copy)]
struct Known {
    four: [u8; GRAM],
    /// The bits that count.
    mask: [u8; GRAM],
    /// Where in the keyword the second of them is.
    at: u32,
    /// Where the keyword is in `words`.
    word: u32,
}

impl Known {
    fn is(&self, four: [u8; GRAM]) -> bool {
        let other = u32::from_le_bytes(self.four) ^ u32::from_le_bytes(four);
        other & u32::from_le_bytes(self.mask) == 0
    }
}

/// All bits of a letter but its case.
const LETTER: u8 = 0xdf;

/// The hash of four bytes. Letters lose their case; what else happens to bytes only makes some look alike.
fn hash(four: [u8; GRAM]) -> u32 {
    const MASK: u32 = u32::from_le_bytes([OUTER, LETTER, LETTER, OUTER]);
    let known = u64::from(u32::from_le_bytes(four) & MASK);
    (known.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - BITS)) as u32
}

/// All that are known, sorted by a number below [`KEYS`](Index::KEYS).
#[derive(Debug, Clone)]
struct Index {
    known: Vec<Known>,
    /// Where each number begins.
    starts: Vec<u32>,
}

impl Index {
    const KEY_BITS: u32 = 10;
    const KEYS: usize = 1 << Self::KEY_BITS;

    fn new(mut known: Vec<Known>, key: impl Fn([u8; GRAM]) -> usize) -> Self {
        known.sort_by_key(|known| key(known.four));
        let starts = (0..=Self::KEYS).map(|start| {
            let before = known.partition_point(|known| key(known.four) < start);
            before as u32
        });
        let starts = starts.collect();
        Index { known, starts }
    }

    fn with(&self, key: usize) -> &[Known] {
        &self.known[self.starts[key] as usize..self.starts[key + 1] as usize]
    }
}

fn of_hash(four: [u8; GRAM]) -> usize {
    (hash(four) >> (BITS - Index::KEY_BITS)) as usize
}

fn of_middle(four: [u8; GRAM]) -> usize {
    usize::from(four[1] & 0x1f) << 5 | usize::from(four[2] & 0x1f)
}

/// How often a byte, if a letter a small one, stands in logs, roughly: common letters and blanks, other letters and digits, the rest.
fn commonness(byte: u8) -> u32 {
    match byte {
        b'e' | b't' | b'a' | b'o' | b'i' | b'n' | b's' | b'r' | b' ' => 8,
        b'd' | b'l' | b'c' | b'u' | b'm' | b'p' | b'0'..=b'2' | b'-' | b'.' => 5,
        b'j' | b'q' | b'x' | b'z' => 1,
        b'a'..=b'z' => 3,
        b'0'..=b'9' | b'/' | b':' | b'=' => 4,
        _ => 2,
    }
}

/// Whether a keyword can be looked for.
pub(super) fn is_of_length(word: &str) -> bool {
    word.len() == 1 || word.len() >= LEAST
}

/// The rank of three letters among the [`FREQUENT`] ones.
type Ranks = HashMap<[u8; LEAST], u32>;

/// How often bytes stand in logs, roughly: as often as those three of them that do least.
fn frequency(gram: &[u8], ranks: &Ranks) -> u32 {
    let of_three = |three: &[u8]| {
        let lower = [three[0], three[1], three[2]].map(|byte| byte.to_ascii_lowercase());
        match ranks.get(&lower) {
            Some(rank) => MOST + rank,
            None => lower.map(commonness).into_iter().product(),
        }
    };
    gram.windows(LEAST).map(of_three).min().unwrap_or(MOST)
}

/// The bytes by which a keyword is known that begins at an even place, and at an odd one: where in it the second of the four is.
fn places(word: &[u8], ranks: &Ranks) -> [usize; 2] {
    // With any byte before, all within, with any byte behind.
    let first = (0, &word[..LEAST]);
    let last = (word.len() - 2, &word[word.len() - LEAST..]);
    let inner = word.windows(GRAM).enumerate();
    let inner = inner.map(|(at, gram)| (at + 1, gram));
    let all: Vec<_> = inner.chain([first, last]).collect();
    [1, 0].map(|parity| {
        let those = all.iter().filter(|(at, _)| at % 2 == parity);
        let rarest =
            those.min_by_key(|(_, gram)| (frequency(gram, ranks), LEAST + GRAM - gram.len()));
        rarest.map_or(parity, |(at, _)| *at)
    })
}

impl Keywords {
    /// All keywords, of which none has another length than [`is_of_length`] allows.
    #[expect(clippy::large_stack_arrays, reason = "they go to the heap")]
    pub(super) fn new<'w>(all: impl Iterator<Item = (Word, &'w str)>) -> Self {
        let mut bytes: Vec<(u8, Vec<Word>)> = Vec::new();
        let mut words = Vec::new();
        let (mut whole, mut part) = (Vec::new(), Vec::new());
        let mut table = Box::new([0; 1 << (BITS - 6)]);
        let frequent = FREQUENT
            .split(' ')
            .filter_map(|letters| letters.as_bytes().try_into().ok());
        let ranks: Ranks = frequent.rev().zip(1..).collect();
        for (word, text) in all {
            let text = text.as_bytes();
            if let [byte] = text {
                match bytes.iter_mut().find(|(other, _)| other == byte) {
                    Some((_, words)) => words.push(word),
                    None => bytes.push((*byte, vec![word])),
                }
                continue;
            }
            for at in places(text, &ranks) {
                let first = at.checked_sub(1).map(|at| text[at]);
                let last = text.get(at + 2).copied();
                let four = |any: u8| {
                    let outer = [first.unwrap_or(any), last.unwrap_or(any)];
                    [outer[0], text[at], text[at + 1], outer[1]]
                };
                let is_whole = first.is_some() && last.is_some();
                for any in 0..=if is_whole { 0 } else { OUTER } {
                    let hash = hash(four(any)) as usize;
                    table[hash / 64] |= 1 << (hash % 64);
                }
                let mask = |byte: Option<u8>| byte.map_or(0, |_| LETTER);
                let known = Known {
                    four: four(0),
                    mask: [mask(first), LETTER, LETTER, mask(last)],
                    at: at as u32,
                    word: words.len() as u32,
                };
                if is_whole { &mut whole } else { &mut part }.push(known);
            }
            words.push((word, text.into()));
        }
        Keywords {
            table,
            whole: Index::new(whole, of_hash),
            part: Index::new(part, of_middle),
            words,
            bytes,
        }
    }

    /// Whether any of them stands in a text.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let mut any = false;
        self.find(text.as_bytes(), |_, _, _| any = true);
        any
    }

    /// Tells each keyword in `text`, where it begins and where it ends. Of one byte, in its own case, only the first.
    pub(super) fn find(&self, text: &[u8], mut found: impl FnMut(Word, usize, usize)) {
        for (byte, words) in &self.bytes {
            if let Some(at) = memchr::memchr(*byte, text) {
                for word in words {
                    found(*word, at, at + 1);
                }
            }
        }
        let mut at = 0;
        while let Some(bytes) = text.get(at..).and_then(<[u8]>::first_chunk) {
            if self.is_any(bytes) {
                self.look(text, at, bytes, &mut found);
            }
            at += STEP;
        }
        let rest = text.get(at..).unwrap_or_default();
        if rest.len() >= LEAST {
            let mut bytes = [0; READ];
            bytes[..rest.len()].copy_from_slice(rest);
            if self.is_any(&bytes) {
                self.look(text, at, &bytes, &mut found);
            }
        }
    }

    /// Whether four bytes may be those of a keyword: in the lowest bit.
    fn bit(&self, four: [u8; GRAM]) -> u64 {
        let hash = hash(four);
        self.table[hash as usize / 64] >> (hash % 64)
    }

    /// Whether any of these bytes may be those of a keyword.
    #[inline]
    fn is_any(&self, bytes: &[u8; READ]) -> bool {
        // One branch for all of them.
        let any = fours(bytes).map(|four| self.bit(four));
        any.into_iter().fold(0, |any, one| any | one) & 1 != 0
    }

    /// Tells the keywords that are known by bytes that one step looks at.
    #[inline(never)]
    fn look(
        &self,
        text: &[u8],
        at: usize,
        bytes: &[u8; READ],
        found: &mut impl FnMut(Word, usize, usize),
    ) {
        let fours = fours(bytes);
        let bits = fours.iter().rev();
        let mut left = bits.fold(0, |bits, four| bits << 1 | self.bit(*four) & 1);
        while left != 0 {
            let nth = left.trailing_zeros() as usize;
            left &= left - 1;
            let four = fours[nth];
            let whole = self.whole.with(of_hash(four)).iter();
            let those = whole.chain(self.part.with(of_middle(four)));
            for known in those.filter(|known| known.is(four)) {
                let Some(start) = (at + 2 * nth + 1).checked_sub(known.at as usize) else {
                    continue;
                };
                let (word, keyword) = &self.words[known.word as usize];
                let end = start + keyword.len();
                let here = text.get(start..end);
                if here.is_some_and(|here| here.eq_ignore_ascii_case(keyword)) {
                    found(*word, start, end);
                }
            }
        }
    }
}

/// Four bytes in a row from every second one on that one step looks at.
fn fours(bytes: &[u8; READ]) -> [[u8; GRAM]; STEP / 2] {
    std::array::from_fn(|nth| std::array::from_fn(|at| bytes[2 * nth + at]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &[&str], text: &str) -> Vec<(usize, usize)> {
        let numbered = words.iter().copied().enumerate();
        let numbered = numbered.map(|(number, text)| (Word { rule: 7, number }, text));
        let keywords = Keywords::new(numbered);
        let mut all = Vec::new();
        keywords.find(text.as_bytes(), |word, start, end| {
            assert!(text[start..end].eq_ignore_ascii_case(words[word.number]));
            all.push((word.number, start));
        });
        all.sort_unstable();
        all
    }

    #[test]
    fn keywords_are_found_wherever_they_begin_and_however_the_text_ends() {
        let words = ["key", "Token", "a-longer-one"];
        for (number, word) in words.iter().enumerate() {
            for before in 0..2 * READ {
                for after in 0..READ {
                    let text = format!("{}{word}{}", ".".repeat(before), "~".repeat(after));
                    assert_eq!(found(&words, &text), [(number, before)], "{text}");
                }
            }
        }
    }

    #[test]
    fn keywords_are_found_in_any_case_at_both_ends_and_over_each_other() {
        let words = ["secret", "token", "sk-", "ecre", "@@@", "?"];
        assert_eq!(
            found(&words, "SECRET of toKen sK-"),
            [(0, 0), (1, 10), (2, 16), (3, 1)]
        );
        assert_eq!(found(&words, "@@@@"), [(4, 0), (4, 1)]);
        assert_eq!(found(&words, "secre"), [(3, 1)]);
        assert_eq!(found(&words, "a?b?"), [(5, 1)]);
        assert_eq!(found(&words, ""), []);
    }
}
