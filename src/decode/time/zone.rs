//! Time zones: what is configured, and what stands behind a time.
//!
//! Only offsets and well-known abbreviations are read; for an abbreviation that two regions share the one with
//! more servers wins. A name that is unknown but looks like one counts as no zone; a level's word is refused.

use chrono::{DateTime, FixedOffset, Local, NaiveDateTime, TimeDelta, TimeZone, Utc};

use super::cursor::Cursor;
use crate::incident::Level;

/// Letters of an abbreviation.
const NAME: std::ops::RangeInclusive<usize> = 3..=5;
/// Minutes east of UTC. `IST` is India's, `CST` and `BST` are America's and Britain's.
const NAMES: &[(&str, i32)] = &[
    ("UTC", 0),
    ("GMT", 0),
    ("WET", 0),
    ("UT", 0),
    ("BST", 60),
    ("WEST", 60),
    ("CET", 60),
    ("MEZ", 60),
    ("WAT", 60),
    ("CEST", 120),
    ("MESZ", 120),
    ("EET", 120),
    ("CAT", 120),
    ("SAST", 120),
    ("EEST", 180),
    ("EAT", 180),
    ("MSK", 180),
    ("GST", 240),
    ("PKT", 300),
    ("IST", 330),
    ("WIB", 420),
    ("ICT", 420),
    ("SGT", 480),
    ("HKT", 480),
    ("PHT", 480),
    ("AWST", 480),
    ("JST", 540),
    ("KST", 540),
    ("ACST", 570),
    ("AEST", 600),
    ("ACDT", 630),
    ("AEDT", 660),
    ("NZST", 720),
    ("NZDT", 780),
    ("NDT", -150),
    ("BRT", -180),
    ("ART", -180),
    ("ADT", -180),
    ("NST", -210),
    ("AST", -240),
    ("EDT", -240),
    ("EST", -300),
    ("CDT", -300),
    ("CST", -360),
    ("MDT", -360),
    ("MST", -420),
    ("PDT", -420),
    ("PST", -480),
    ("AKDT", -480),
    ("AKST", -540),
    ("HST", -600),
];

/// The zone of times that name none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// This machine's.
    Local,
    /// A fixed offset.
    Fixed(FixedOffset),
}

impl Zone {
    /// Reads `local`, `utc` or an offset such as `+02:00`.
    pub fn parse(text: &str) -> Option<Zone> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("local") {
            return Some(Zone::Local);
        }
        if ["utc", "gmt", "z"]
            .iter()
            .any(|name| text.eq_ignore_ascii_case(name))
        {
            return east(0).map(Zone::Fixed);
        }
        let mut at = Cursor::new(text);
        let offset = offset(&mut at)?;
        at.is_done().then_some(Zone::Fixed(offset))
    }

    /// The moment at which clocks of this zone show `naive`: the latest that is not after `near` if there are two
    /// (clocks set back), an hour on if there is none (clocks set forward).
    pub(super) fn moment(
        self,
        naive: NaiveDateTime,
        near: DateTime<Utc>,
    ) -> Option<DateTime<FixedOffset>> {
        match self {
            Zone::Fixed(offset) => offset.from_local_datetime(&naive).single(),
            Zone::Local => {
                let at = |naive: NaiveDateTime| Local.from_local_datetime(&naive);
                let found = at(naive);
                let latest = found.latest().filter(|latest| *latest <= near);
                let skipped = || at(naive.checked_add_signed(TimeDelta::hours(1))?).earliest();
                let moment = latest.or_else(|| found.earliest()).or_else(skipped)?;
                Some(moment.fixed_offset())
            }
        }
    }

    /// What clocks of this zone show at `moment`.
    pub(super) fn shows(self, moment: DateTime<Utc>) -> NaiveDateTime {
        match self {
            Zone::Fixed(offset) => moment.with_timezone(&offset).naive_local(),
            Zone::Local => moment.with_timezone(&Local).naive_local(),
        }
    }
}

fn east(minutes: i32) -> Option<FixedOffset> {
    FixedOffset::east_opt(minutes * 60)
}

/// `+0100`, `+01:00` or `+01`.
fn offset(at: &mut Cursor<'_>) -> Option<FixedOffset> {
    let sign = if at.take_any(b"+-")? == b'-' { -1 } else { 1 };
    let (hours, minutes) = match at.digits_ahead() {
        4 => (at.exactly(2)?, at.exactly(2)?),
        2 => {
            let hours = at.exactly(2)?;
            let minutes = at.take(b':');
            (hours, if minutes { at.number(2, 2)? } else { 0 })
        }
        _ => return None,
    };
    if hours > 15 || minutes > 59 {
        return None;
    }
    east(sign * (hours * 60 + minutes).cast_signed())
}

/// What stands behind a time: `Z`, ` UTC`, `+01:00[Europe/Paris]`, ` +0100 CET m=+0.1`, ` GMT+0200 (...)`.
/// An offset in digits outweighs a name. Takes nothing that is no zone.
pub(super) fn zone(at: &mut Cursor<'_>) -> Option<FixedOffset> {
    let (mut named, mut numeric) = (None, None);
    loop {
        let before = at.clone();
        at.blanks();
        let taken = match at.peek() {
            Some(b'+' | b'-') if numeric.is_none() => {
                numeric = offset(at);
                numeric.is_some()
            }
            Some(b'(') => at.take_through(b')'),
            Some(b'[') => at.take_through(b']'),
            Some(b'm') => at.take_monotonic(),
            Some(byte) if byte.is_ascii_uppercase() => {
                let name = at.word();
                named = named.or_else(|| by_name(name));
                by_name(name).is_some() || is_name(name)
            }
            Some(b'z') => {
                at.word() == b"z" && {
                    named = east(0);
                    true
                }
            }
            _ => false,
        };
        if !taken {
            *at = before;
            return numeric.or(named);
        }
    }
}

/// Whether a word nobody has listed is a zone's name: they end in T, and so does the level ALERT.
fn is_name(word: &[u8]) -> bool {
    NAME.contains(&word.len())
        && word.ends_with(b"T")
        && word.iter().all(u8::is_ascii_uppercase)
        && str::from_utf8(word).is_ok_and(|word| Level::parse(word).is_none())
}

fn by_name(name: &[u8]) -> Option<FixedOffset> {
    if name == b"Z" {
        return east(0);
    }
    let known = NAMES.iter().find(|(known, _)| known.as_bytes() == name);
    known.and_then(|(_, minutes)| east(*minutes))
}
