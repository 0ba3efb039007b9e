//! Which keywords stand in a line, in any case.
//!
//! In: all keywords of all rules. Out: for a line, whose keywords begin where. Most lines hold none, and saying so is all
//! that happens to them: three bytes at a time are looked up in a table, without a step that waits for the one before, and
//! what is found there in another, with the byte behind them. A keyword is known by the three of its bytes that other text is
//! least likely to hold.

use std::collections::HashMap;

/// A keyword: its rule, and its place among that rule's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Word {
    pub(super) rule: usize,
    pub(super) number: usize,
}

/// Bytes by which a keyword is known.
const GRAM: usize = 3;
/// More than [`commonness`] makes of any three bytes.
const MOST: u32 = 1_000;
/// Bits of a hash.
const BITS: u32 = 16;
/// Bytes that are looked at in one go, each with those behind it.
const STEP: usize = 8;
const READ: usize = STEP + GRAM;

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
    /// For each hash, whether a keyword has it.
    table: Box<[u8; 1 << BITS]>,
    /// The same with the byte that comes next: of what three bytes take for a keyword this leaves little.
    wide: Box<[u8; 1 << BITS]>,
    /// Sorted by hash.
    known: Vec<Known>,
    /// Where in `known` the hashes begin that have this first byte.
    starts: Vec<u32>,
    /// Keywords of one byte.
    bytes: Vec<(u8, Word)>,
}

#[derive(Debug, Clone)]
struct Known {
    hash: u16,
    /// Where in the keyword its three bytes are.
    at: usize,
    text: Box<[u8]>,
    word: Word,
}

/// The hash of the first three of four bytes. Letters lose their case; what else happens to bytes only makes some look alike.
fn hash(four: [u8; 4]) -> u16 {
    let three = u32::from_le_bytes(four) & 0x00df_dfdf;
    (three.wrapping_mul(0x9e37_79b1) >> (u32::BITS - BITS)) as u16
}

fn gram_hash(gram: &[u8]) -> u16 {
    hash([gram[0], gram[1], gram[2], 0])
}

/// Another hash, of the same three bytes and of what the fourth has in its lowest bits.
fn wide_hash(four: [u8; 4]) -> u16 {
    let four = u32::from_le_bytes(four) & 0x1fdf_dfdf;
    (four.wrapping_mul(0x85eb_ca6b) >> (u32::BITS - BITS)) as u16
}

/// How often a byte stands in logs, roughly: common letters and blanks, other letters and digits, the rest.
fn commonness(byte: u8) -> u32 {
    match byte.to_ascii_lowercase() {
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
    word.len() == 1 || word.len() >= GRAM
}

/// How often three bytes stand in logs, roughly, or others that look like them.
fn frequency(gram: &[u8], frequent: &HashMap<u16, u32>) -> u32 {
    match frequent.get(&gram_hash(gram)) {
        Some(rank) => MOST + rank,
        None => gram.iter().map(|byte| commonness(*byte)).product(),
    }
}

impl Keywords {
    /// All keywords, of which none has another length than [`is_of_length`] allows.
    #[expect(clippy::large_stack_arrays, reason = "they go to the heap")]
    pub(super) fn new<'w>(words: impl Iterator<Item = (Word, &'w str)>) -> Self {
        let mut known = Vec::new();
        let mut single = Vec::new();
        let frequent = FREQUENT.split(' ').rev().zip(1..);
        let frequent = frequent
            .map(|(gram, rank)| (gram_hash(gram.as_bytes()), rank))
            .collect();
        let mut table = Box::new([0; 1 << BITS]);
        let mut wide = Box::new([0; 1 << BITS]);
        for (word, text) in words {
            let bytes = text.as_bytes();
            if let [byte] = bytes {
                single.push((*byte, word));
                continue;
            }
            let grams = bytes.windows(GRAM).enumerate();
            let rarest = grams.min_by_key(|(_, gram)| frequency(gram, &frequent));
            let Some((at, gram)) = rarest else {
                continue;
            };
            let hash = gram_hash(gram);
            table[usize::from(hash)] = 1;
            let next = bytes.get(at + GRAM);
            for next in next.map_or(0..=u8::MAX, |next| *next..=*next) {
                wide[usize::from(wide_hash([gram[0], gram[1], gram[2], next]))] = 1;
            }
            known.push(Known {
                hash,
                at,
                text: bytes.into(),
                word,
            });
        }
        known.sort_by_key(|known: &Known| known.hash);
        let starts = (0..=256_u32).map(|first| {
            let before = known.partition_point(|known| u32::from(known.hash >> 8) < first);
            before as u32
        });
        let starts = starts.collect();
        Keywords {
            table,
            wide,
            known,
            starts,
            bytes: single,
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
        for &(byte, word) in &self.bytes {
            if let Some(at) = memchr::memchr(byte, text) {
                found(word, at, at + 1);
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
        if rest.len() >= GRAM {
            let mut bytes = [0; READ];
            bytes[..rest.len()].copy_from_slice(rest);
            if self.is_any(&bytes) {
                self.look(text, at, &bytes, &mut found);
            }
        }
    }

    /// Whether any of these bytes may begin the three that a keyword is known by.
    #[inline]
    fn is_any(&self, bytes: &[u8; READ]) -> bool {
        // One branch for all of them.
        let any = fours(bytes).map(|four| self.table[usize::from(hash(four))]);
        any.into_iter().fold(0, |any, one| any | one) != 0
    }

    /// Tells the keywords whose three bytes begin in the bytes that one step looks at.
    #[inline(never)]
    fn look(
        &self,
        text: &[u8],
        at: usize,
        bytes: &[u8; READ],
        found: &mut impl FnMut(Word, usize, usize),
    ) {
        // Again without a branch, as nobody foresees which it is.
        let those = fours(bytes).map(|four| {
            self.table[usize::from(hash(four))] & self.wide[usize::from(wide_hash(four))]
        });
        if those.iter().fold(0, |any, one| any | one) == 0 {
            return;
        }
        for (nth, four) in fours(bytes).into_iter().enumerate() {
            if those[nth] == 0 {
                continue;
            }
            let hash = hash(four);
            let first = usize::from(hash >> 8);
            let those = self.starts[first] as usize..self.starts[first + 1] as usize;
            for known in self.known[those].iter().filter(|known| known.hash == hash) {
                let Some(start) = (at + nth).checked_sub(known.at) else {
                    continue;
                };
                let end = start + known.text.len();
                let here = text.get(start..end);
                if here.is_some_and(|here| here.eq_ignore_ascii_case(&known.text)) {
                    found(known.word, start, end);
                }
            }
        }
    }
}

/// All four bytes in a row that begin in one step.
fn fours(bytes: &[u8; READ]) -> [[u8; 4]; STEP] {
    std::array::from_fn(|at| [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
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
