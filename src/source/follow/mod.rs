//! Follows files for ever: growth, rotation, truncation, files that come and go.
//!
//! In come paths and globs; each [`Follower::look`] reads what is new and hands out [`Event`]s. It never
//! waits and never sleeps: a [`Waker`] does, so that tests look by hand. What could be read at a look is
//! delivered once, in order. Refused, each said once: what [`super::input`] refuses.
//! `survey` looks at names, `tail` reads one open file, `copies` finds what a copy still holds of a
//! truncated one.

mod check;
mod copies;
mod survey;
mod tail;
mod waker;

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::FileId;
use super::block::{Block, Cutter, Place, Skipped};
use super::glob::Named;
use check::Check;
use survey::Target;
use tail::{Desk, Ending, Reading, Tail};

pub use waker::{Changes, Wake, Waker};

/// How often everything is looked at although nothing was reported: network file systems report nothing.
pub const SLOW_LOOK: Duration = Duration::from_secs(2);

/// How long a file that lost its name must be quiet before it is over. A writer goes on writing to a
/// renamed file until it is told to open the new one, often by a job that follows the rotation.
pub const LINGER: Duration = Duration::from_secs(30);

/// How long an unfinished line is waited for.
pub const UNFINISHED: Duration = Duration::from_secs(30);

/// Most files without a name that are held open at a time: hundreds of rotations in a minute must not
/// use up the descriptors.
const LINGER_MAX: usize = 64;

/// Shortest time between two looks at everything that were caused by files coming and going.
const SURVEY_PAUSE: Duration = Duration::from_millis(100);

/// So many files are remembered after they are over, lest one that comes back is read twice.
const REMEMBERED: usize = 256;

/// How to follow.
#[derive(Debug, Clone)]
pub struct Options {
    /// Read files that exist at the first look from their start and not from their end.
    pub from_start: bool,
    /// See [`LINGER`].
    pub linger: Duration,
    /// See [`UNFINISHED`].
    pub unfinished: Duration,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            from_start: false,
            linger: LINGER,
            unfinished: UNFINISHED,
        }
    }
}

/// A file that is followed, whatever it is called now; not given out twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileKey(u64);

/// Why a generation of a file is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// It has a name that is not followed, and was read to its end.
    Renamed,
    /// It was cut or written anew.
    Truncated,
    /// It has no name left, and was read to its end.
    Removed,
}

/// What a look finds.
///
/// `path` is the name under which the file was first found; a rename does not change it. Generations
/// are counted over all files of a follower, so that no two share a number.
#[derive(Debug)]
pub enum Event<'a> {
    /// A file is followed from here on; comes before its first lines, and not while it is empty.
    Appeared {
        /// The file.
        file: FileKey,
        /// Its name.
        path: &'a Path,
        /// Its first generation.
        generation: u64,
        /// Where reading begins.
        offset: u64,
    },
    /// Lines of a file. Those of one generation come in order and go on where the last ones ended.
    Lines {
        /// The file.
        file: FileKey,
        /// Its name.
        path: &'a Path,
        /// Its generation.
        generation: u64,
        /// The lines.
        block: Block<'a>,
    },
    /// Nothing more will come of this generation: what is open in it must be closed. The file is
    /// followed further only after [`Reason::Truncated`], as the next generation.
    Ended {
        /// The file.
        file: FileKey,
        /// Its name.
        path: &'a Path,
        /// The generation that is over.
        generation: u64,
        /// Why.
        reason: Reason,
    },
    /// Something cannot be read for now, said once until it changes. `message` names the path.
    Trouble {
        /// What the user named, or what his glob matched.
        path: &'a Path,
        /// What failed, and what to do.
        message: String,
    },
}

/// What a look came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Something was read, or a file was found or ended.
    pub moved: bool,
    /// There is more: look again within this time.
    pub again: Option<Duration>,
}

/// The visitor of a look.
pub type Visit<'a> = &'a mut dyn FnMut(Event<'_>);

/// Follows files.
///
/// ```no_run
/// use std::time::Instant;
/// use aiops::source::follow::{Follower, Options, SLOW_LOOK, Wake, Waker};
///
/// let (stop, stopped) = crossbeam_channel::bounded::<()>(1);
/// let mut waker = Waker::new(stopped);
/// let mut follower = Follower::new(&["/var/log/app*.log".into()], Options::default());
/// let mut visit = |event: aiops::source::follow::Event<'_>| println!("{event:?}");
/// let mut look = follower.look(Instant::now(), &mut visit);
/// loop {
///     if let Some(message) = waker.watch(&follower.folders()) {
///         eprintln!("{message}");
///     }
///     look = match waker.wait(look.again.unwrap_or(SLOW_LOOK)) {
///         Wake::Changed(changes) => follower.look_at(&changes, Instant::now(), &mut visit),
///         Wake::TimedOut => follower.look(Instant::now(), &mut visit),
///         Wake::Stop => break,
///     };
/// }
/// follower.finish(&mut visit);
/// # drop(stop);
/// ```
#[derive(Debug)]
pub struct Follower {
    named: Vec<Named>,
    options: Options,
    /// What stands, or should stand, under each name.
    targets: BTreeMap<PathBuf, Target>,
    /// Absolute and resolved names to the names in `targets`.
    index: HashMap<PathBuf, Vec<PathBuf>>,
    index_stale: bool,
    /// The open files. Held open, so that an inode is not given out again meanwhile.
    tails: BTreeMap<FileKey, Tail>,
    keys: HashMap<FileId, FileKey>,
    next_key: u64,
    over: VecDeque<Over>,
    desk: Desk,
    looked: bool,
    surveyed: Option<Instant>,
    survey_due: bool,
}

/// A file that is over but still there, perhaps to come back.
#[derive(Debug, Clone)]
struct Over {
    id: FileId,
    position: u64,
    place: Place,
    check: Check,
}

impl Follower {
    /// Prepares to follow the files that `paths` name; nothing is opened before the first look.
    pub fn new(paths: &[PathBuf], options: Options) -> Follower {
        Follower {
            named: paths.iter().map(|path| Named::new(path)).collect(),
            options,
            targets: BTreeMap::new(),
            index: HashMap::new(),
            index_stale: true,
            tails: BTreeMap::new(),
            keys: HashMap::new(),
            next_key: 0,
            over: VecDeque::new(),
            desk: Desk::new(Cutter::new()),
            looked: false,
            surveyed: None,
            survey_due: false,
        }
    }

    /// Looks at every name and every file, and reads what is new.
    pub fn look(&mut self, now: Instant, visit: Visit<'_>) -> Look {
        let mut moved = self.survey(now, visit);
        self.surveyed = Some(now);
        self.survey_due = false;
        let keys: Vec<FileKey> = self.tails.keys().copied().collect();
        let look = self.read(&keys, now, visit);
        moved |= look.moved;
        Look { moved, ..look }
    }

    /// Looks only at what `changes` names, and at files that are ending.
    pub fn look_at(&mut self, changes: &Changes, now: Instant, visit: Visit<'_>) -> Look {
        self.survey_due |= changes.all || !self.looked;
        let mut keys = BTreeSet::new();
        for path in changes.touched.iter().chain(&changes.moved) {
            for name in self.index.get(path).cloned().unwrap_or_default() {
                let before = self.targets.get(&name).and_then(|t| t.file);
                self.check_target(&name, now, visit);
                keys.extend(before);
                keys.extend(self.targets.get(&name).and_then(|t| t.file));
            }
        }
        let unknown = |path: &&PathBuf| !self.index.contains_key(*path);
        let comes_or_goes = changes.moved.iter().filter(unknown);
        self.survey_due |= comes_or_goes.into_iter().any(|path| self.concerns(path));
        let rested = self
            .surveyed
            .is_none_or(|at| now.saturating_duration_since(at) >= SURVEY_PAUSE);
        if self.survey_due && rested {
            return self.look(now, visit);
        }
        self.count_names(now);
        let ending = self.tails.values().filter(|t| t.departed.is_some());
        keys.extend(ending.map(|t| t.key));
        let keys: Vec<FileKey> = keys.into_iter().collect();
        let mut look = self.read(&keys, now, visit);
        if self.survey_due {
            look.again = Some(look.again.unwrap_or(SURVEY_PAUSE));
        }
        look
    }

    /// Ends every file: unfinished lines are delivered as they are. To be called when following stops.
    pub fn finish(&mut self, visit: Visit<'_>) {
        for tail in self.tails.values_mut() {
            tail.flush(&mut self.desk, visit);
        }
    }

    /// The folders whose changes matter, for [`Waker::watch`]. Of a folder that is not there, the
    /// nearest one above it that is.
    pub fn folders(&self) -> BTreeSet<PathBuf> {
        let mut folders = BTreeSet::new();
        let mut add = |folder: &Path| {
            let there = folder
                .ancestors()
                .find(|f| folders.contains(*f) || f.is_dir());
            if let Some(folder) = there {
                folders.insert(folder.to_owned());
            }
        };
        for path in self.index.keys() {
            path.parent().into_iter().for_each(&mut add);
        }
        for named in &self.named {
            if let Named::Glob(glob) = named {
                for folder in glob.folders() {
                    add(&std::path::absolute(&folder).unwrap_or(folder));
                }
            }
        }
        folders
    }

    /// What was skipped of long lines and holes since this was last asked.
    pub fn take_skipped(&mut self) -> Skipped {
        self.desk.cutter.take_skipped()
    }

    /// How many files are held open.
    pub fn open_files(&self) -> usize {
        self.tails.len()
    }

    fn concerns(&self, path: &Path) -> bool {
        self.index.keys().any(|name| name.starts_with(path))
            || self.named.iter().any(|named| match named {
                Named::Glob(glob) => glob.concerns(path),
                Named::Path(_) => false,
            })
    }

    /// Reads what is new in these files, older files first.
    fn read(&mut self, keys: &[FileKey], now: Instant, visit: Visit<'_>) -> Look {
        let mut look = Look::default();
        let mut unread: Vec<PathBuf> = Vec::new();
        for key in keys {
            let Some(tail) = self.tails.get_mut(key) else {
                continue;
            };
            // The new file under a name waits until the old one is read to its end.
            if tail.departed.is_none() && unread.contains(&tail.path) {
                continue;
            }
            let open = |id: FileId| self.keys.contains_key(&id);
            match tail.read(now, &mut self.desk, &open, visit) {
                Ok(Reading::Idle) => {}
                Ok(Reading::Moved) => look.moved = true,
                Ok(Reading::More) => {
                    look.moved = true;
                    look.again = Some(Duration::ZERO);
                    unread.push(tail.path.clone());
                    continue;
                }
                Ok(Reading::Refused(why)) => {
                    self.refuse(*key, why, visit);
                    continue;
                }
                Err(error) => {
                    self.say_of_file(*key, error, visit);
                    continue;
                }
            }
            let Some(tail) = self.tails.get_mut(key) else {
                continue;
            };
            tail.give_up_line(now, self.options.unfinished, &mut self.desk, visit);
            if tail.is_quiet(now, self.options.linger) {
                self.end(*key, visit);
                look.moved = true;
            }
        }
        for copy in std::mem::take(&mut self.desk.copied) {
            self.remember(copy);
        }
        self.end_surplus(visit);
        look
    }

    /// Lets go of a file that is over.
    fn end(&mut self, key: FileKey, visit: Visit<'_>) {
        let Some(mut tail) = self.tails.remove(&key) else {
            return;
        };
        self.keys.remove(&tail.id);
        let Ending { removed, over } = tail.end(&mut self.desk, visit);
        if !removed {
            self.remember(over);
        }
    }

    fn remember(&mut self, over: Over) {
        self.over.push_back(over);
        if self.over.len() > REMEMBERED {
            self.over.pop_front();
        }
    }

    fn end_surplus(&mut self, visit: Visit<'_>) {
        let departed = |t: &&Tail| t.departed.is_some();
        let surplus = self.tails.values().filter(departed).count();
        let surplus = surplus.saturating_sub(LINGER_MAX);
        let oldest = self.tails.values().filter(departed).take(surplus);
        let oldest: Vec<FileKey> = oldest.map(|t| t.key).collect();
        for key in oldest {
            self.end(key, visit);
        }
    }
}
