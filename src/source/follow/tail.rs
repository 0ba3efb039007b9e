//! One followed file: reads what is new through its open descriptor.
//!
//! Every read takes the last bytes before the position along and compares them: so a file that was
//! written anew is told from one that grew, without a moment in between. Refused: what is no text.

use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, IoSliceMut, Read, Seek, SeekFrom};
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use super::check::{CHECK, Check, Stamp};
use super::{Event, FileKey, Over, Reason, Visit, copies};
use crate::source::FileId;
use crate::source::block::{Cutter, Encoding, Place};
use crate::source::input::{HEAD, Why, judge, read_head};
use crate::source::newline::{count_newlines, encoding_of, last_newline};

/// Most that is read of one file in one look, so that others, and the wish to stop, get their turn.
const LOOK_MAX: usize = 64 << 20;

/// Truncations followed up in one look; a file that is written anew all the time must not hold it.
const TRUNCATIONS: usize = 3;

/// An unfinished last line is looked for so far back when reading begins at the end of a file.
const BACK: usize = 64 << 10;

/// Lines before the end of a file are counted in files up to this length, about half a second of reading
/// from a disk; longer ones are numbered from where reading begins.
const COUNT_MAX: u64 = 256 << 20;

/// File times are this coarse at worst: a change within it may leave them as they are.
const COARSE: Duration = Duration::from_secs(2);

/// What all files share: one buffer, and the counter of generations.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) cutter: Cutter,
    /// Copies that were read in the place of files that were cut.
    pub(super) copied: Vec<Over>,
    check: Vec<u8>,
    generations: u64,
}

impl Desk {
    pub(super) fn new(cutter: Cutter) -> Desk {
        Desk {
            cutter,
            copied: Vec::new(),
            check: vec![0; CHECK],
            generations: 0,
        }
    }

    pub(super) fn next_generation(&mut self) -> u64 {
        self.generations += 1;
        self.generations - 1
    }
}

/// Where to begin in a file.
#[derive(Debug, Clone)]
pub(super) enum Begin {
    /// At its start.
    Start,
    /// At this length, which it had when it was first seen, or before the line that is unfinished there.
    Behind(u64),
    /// Where it was left, if it is still the same.
    Again(Over),
}

/// What reading came to.
#[derive(Debug)]
pub(super) enum Reading {
    Idle,
    Moved,
    /// There is more to read.
    More,
    /// It is no text log.
    Refused(Why),
}

enum Found {
    Nothing,
    Bytes(usize),
    Truncated,
}

/// What a file that is over leaves behind.
pub(super) struct Ending {
    pub(super) removed: bool,
    pub(super) over: Over,
}

#[derive(Debug)]
pub(super) struct Tail {
    pub(super) key: FileKey,
    /// The name under which it was found.
    pub(super) path: PathBuf,
    pub(super) id: FileId,
    /// How many followed names lead to it.
    pub(super) names: usize,
    /// Since when none does.
    pub(super) departed: Option<Instant>,
    /// The trouble that was said and still holds.
    pub(super) said: Option<String>,
    file: File,
    generation: u64,
    /// Until the first bytes are there and were judged.
    begin: Option<Begin>,
    place: Place,
    /// Behind the last byte that was read.
    position: u64,
    check: Check,
    grew: Instant,
    /// When the file was written to, as of the last look.
    written: SystemTime,
    /// The file when it was last read, and whether its times were old enough then to be relied on.
    stamp: Option<(Stamp, bool)>,
}

impl Tail {
    pub(super) fn new(
        key: FileKey,
        path: &Path,
        file: File,
        id: FileId,
        generation: u64,
        begin: Begin,
        now: Instant,
    ) -> Tail {
        Tail {
            key,
            path: path.to_owned(),
            id,
            names: 1,
            departed: None,
            said: None,
            file,
            generation,
            begin: Some(begin),
            place: Place::start(),
            position: 0,
            check: Check::none(),
            grew: now,
            written: SystemTime::UNIX_EPOCH,
            stamp: None,
        }
    }

    /// Whether something of it was read, or could have been.
    pub(super) fn has_begun(&self) -> bool {
        self.begin.is_none()
    }

    /// Whether all `len` bytes of `file` are bytes of this one, as far as the first and the last tell;
    /// or it holds those that were read last, and this one was cut meanwhile.
    pub(super) fn is_copied_by(&self, file: &File, len: u64) -> bool {
        let same_at = |position| {
            let mine = Check::before(&self.file, position, CHECK);
            mine.is_ok_and(|check| check.holds(file, position))
        };
        let starts = same_at(len.min(CHECK as u64)) && same_at(len);
        let cut = !self.check.holds(&self.file, self.position);
        starts || (cut && self.check.holds(file, self.position))
    }

    pub(super) fn stamp(&self) -> Option<Stamp> {
        self.stamp.map(|(stamp, _)| stamp)
    }

    /// Whether the file has lost its names and nobody wrote to it for `linger`.
    pub(super) fn is_quiet(&self, now: Instant, linger: Duration) -> bool {
        let since = self.departed.map(|departed| departed.max(self.grew));
        since.is_some_and(|since| now.saturating_duration_since(since) >= linger)
    }

    /// Reads what is new. `open` tells which files are followed themselves.
    pub(super) fn read(
        &mut self,
        now: Instant,
        desk: &mut Desk,
        open: &dyn Fn(FileId) -> bool,
        visit: Visit<'_>,
    ) -> io::Result<Reading> {
        let meta = self.file.metadata()?;
        let stamp = Stamp::of(&meta);
        if self.stamp == Some((stamp, true)) {
            return Ok(Reading::Idle);
        }
        let modified = meta.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        let age = SystemTime::now().duration_since(modified);
        self.stamp = Some((stamp, age.is_ok_and(|age| age > COARSE)));
        if let Some(begin) = self.begin.clone() {
            let mut head = [0; HEAD];
            let count = read_head(&self.file, &mut head)?;
            if count == 0 {
                return Ok(Reading::Idle);
            }
            if let Some(why) = judge(&head[..count]) {
                return Ok(Reading::Refused(why));
            }
            self.start_at(begin, &meta, encoding_of(&head[..count]), desk, visit)?;
        }
        desk.cutter.resume(&self.place);
        let reading = self.read_on(now, desk, open, visit);
        self.place = desk.cutter.suspend();
        self.written = modified;
        match reading {
            Ok(Reading::Idle | Reading::Moved) => self.said = None,
            // To be read again although its times stay as they are.
            _ => self.stamp = None,
        }
        reading
    }

    /// Hands out an unfinished line that was waited for long enough.
    pub(super) fn give_up_line(
        &mut self,
        now: Instant,
        limit: Duration,
        desk: &mut Desk,
        visit: Visit<'_>,
    ) {
        if self.place.is_unfinished() && now.saturating_duration_since(self.grew) >= limit {
            desk.cutter.resume(&self.place);
            if desk.cutter.release() {
                self.hand_out(desk, visit);
            }
            self.place = desk.cutter.suspend();
        }
    }

    /// Hands out the unfinished line because nothing more will be read.
    pub(super) fn flush(&mut self, desk: &mut Desk, visit: Visit<'_>) {
        desk.cutter.resume(&self.place);
        if desk.cutter.finish() {
            self.hand_out(desk, visit);
        }
        self.place = desk.cutter.suspend();
    }

    /// Ends the file, which was read to its end and has no name.
    pub(super) fn end(&mut self, desk: &mut Desk, visit: Visit<'_>) -> Ending {
        self.flush(desk, visit);
        let removed = self.file.metadata().is_ok_and(|meta| meta.nlink() == 0);
        if self.begin.is_none() {
            let reason = if removed {
                Reason::Removed
            } else {
                Reason::Renamed
            };
            self.say_ended(reason, visit);
        }
        Ending {
            removed: removed || self.begin.is_some(),
            over: Over {
                id: self.id,
                position: self.position,
                place: self.place.clone(),
                check: self.check,
            },
        }
    }

    fn say_ended(&self, reason: Reason, visit: Visit<'_>) {
        visit(Event::Ended {
            file: self.key,
            path: &self.path,
            generation: self.generation,
            reason,
        });
    }

    fn start_at(
        &mut self,
        begin: Begin,
        meta: &Metadata,
        encoding: Encoding,
        desk: &mut Desk,
        visit: Visit<'_>,
    ) -> io::Result<()> {
        let uncounted = matches!(begin, Begin::Behind(len) if len > COUNT_MAX);
        match begin {
            Begin::Start => {}
            Begin::Again(over) => {
                if over.check.holds(&self.file, over.position) {
                    self.position = over.position;
                    self.check = over.check;
                    self.place = over.place;
                }
            }
            // Shorter by now: it was cut, and everything in it is new.
            Begin::Behind(len) if len > meta.len() => {}
            Begin::Behind(len) => self.start_behind(len, encoding, desk)?,
        }
        self.begin = None;
        visit(Event::Appeared {
            file: self.key,
            path: &self.path,
            generation: self.generation,
            offset: self.position,
        });
        if uncounted {
            let message = format!(
                "{} is long: its lines are numbered from where reading begins",
                crate::source::shown(&self.path)
            );
            visit(Event::Trouble {
                path: &self.path,
                message,
            });
        }
        Ok(())
    }

    fn start_behind(&mut self, len: u64, encoding: Encoding, desk: &mut Desk) -> io::Result<()> {
        let wide = encoding != Encoding::Bytes;
        // Back by an even number of bytes from an even place: in step with UTF-16.
        let len = if wide { len & !1 } else { len };
        let mut back = vec![0; (BACK as u64).min(len) as usize];
        let from = len - back.len() as u64;
        self.file.read_exact_at(&mut back, from)?;
        let behind = last_newline(&back, Some(encoding));
        let inside = behind.is_none() && from > 0;
        let begin = match behind {
            Some(behind) => from + behind as u64,
            None if inside => len,
            None => 0,
        };
        let mut line = 1;
        if begin <= COUNT_MAX {
            let mut at = 0;
            while at < begin {
                let spare = desk.cutter.spare();
                let want = spare.len().min((begin - at) as usize) & !usize::from(wide);
                let count = self.file.read_at(&mut spare[..want], at)?;
                let count = count & !usize::from(wide);
                if count == 0 {
                    break;
                }
                line += count_newlines(&spare[..count], Some(encoding));
                at += count as u64;
            }
        }
        let check = &back[..(begin.saturating_sub(from)) as usize];
        self.check = Check::of(&check[check.len().saturating_sub(CHECK)..]);
        self.position = begin;
        self.place = if begin == 0 {
            Place::start()
        } else {
            Place::at(begin, line, encoding, inside)
        };
        Ok(())
    }

    fn read_on(
        &mut self,
        now: Instant,
        desk: &mut Desk,
        open: &dyn Fn(FileId) -> bool,
        visit: Visit<'_>,
    ) -> io::Result<Reading> {
        let mut read = 0;
        let mut truncations = 0;
        loop {
            match self.read_once(desk)? {
                Found::Nothing if read + truncations == 0 => return Ok(Reading::Idle),
                Found::Nothing => return Ok(Reading::Moved),
                Found::Bytes(count) => {
                    read += count;
                    self.grew = now;
                    while desk.cutter.cut() {
                        self.hand_out(desk, visit);
                    }
                }
                Found::Truncated => {
                    truncations += 1;
                    self.grew = now;
                    self.begin_again(desk, open, visit);
                }
            }
            if read >= LOOK_MAX || truncations >= TRUNCATIONS {
                return Ok(Reading::More);
            }
        }
    }

    /// Reads once, the bytes before the position along with what is new: had they been compared before
    /// or after, the file could have been written anew in between.
    fn read_once(&mut self, desk: &mut Desk) -> io::Result<Found> {
        let len = self.check.len;
        let mut again = true;
        let count = loop {
            let mut file = &self.file;
            file.seek(SeekFrom::Start(self.position - len as u64))?;
            let mut parts = [
                IoSliceMut::new(&mut desk.check[..len]),
                IoSliceMut::new(desk.cutter.spare()),
            ];
            let parts = if len == 0 {
                &mut parts[1..]
            } else {
                &mut parts[..]
            };
            match file.read_vectored(parts) {
                Ok(count)
                    if count < len && again && self.file.metadata()?.len() >= self.position =>
                {
                    // Some file systems give less than there is.
                    again = false;
                }
                Ok(count) => break count,
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) => return Err(e),
            }
        };
        if count < len || Check::of(&desk.check[..len]) != self.check {
            return Ok(Found::Truncated);
        }
        let new = count - len;
        if new == 0 {
            return Ok(Found::Nothing);
        }
        desk.cutter.filled(new);
        self.position += new as u64;
        self.check = if new >= CHECK {
            Check::of(desk.cutter.newest(CHECK))
        } else {
            let keep = len.min(CHECK - new);
            desk.check.copy_within(len - keep..len, 0);
            desk.check[keep..keep + new].copy_from_slice(desk.cutter.newest(new));
            Check::of(&desk.check[..keep + new])
        };
        Ok(Found::Bytes(new))
    }

    /// The file was cut or written anew: ends the generation, with what a copy still holds of it.
    fn begin_again(&mut self, desk: &mut Desk, open: &dyn Fn(FileId) -> bool, visit: Visit<'_>) {
        let copy = copies::find(&self.path, self.position, self.check, self.written, open);
        // A copy that cannot be read is as good as none.
        while let Some(copy) = &copy
            && let Ok(count @ 1..) = copy.read_at(desk.cutter.spare(), self.position)
        {
            desk.cutter.filled(count);
            self.position += count as u64;
            while desk.cutter.cut() {
                self.hand_out(desk, visit);
            }
        }
        if desk.cutter.finish() {
            self.hand_out(desk, visit);
        }
        if let Some(copy) = copy
            && let Ok(meta) = copy.metadata()
            && let Ok(check) = Check::before(&copy, self.position, CHECK)
        {
            desk.copied.push(Over {
                id: FileId::of(&meta),
                position: self.position,
                place: desk.cutter.suspend(),
                check,
            });
        }
        self.say_ended(Reason::Truncated, visit);
        self.generation = desk.next_generation();
        self.position = 0;
        self.check = Check::none();
        desk.cutter.resume(&Place::start());
    }

    fn hand_out(&self, desk: &Desk, visit: Visit<'_>) {
        if let Some(block) = desk.cutter.block() {
            visit(Event::Lines {
                file: self.key,
                path: &self.path,
                generation: self.generation,
                block,
            });
        }
    }
}
