//! What stands under each name: the part of the follower that looks at names.
//!
//! In come the names the user gave; out come open files, each once however many names it has, and
//! troubles, each said once. Files that lost their last name are marked as departed here.

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io;
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::check::Stamp;
use super::tail::{Begin, Tail};
use super::{Event, FileKey, Follower, Visit, copies};
use crate::source::glob::Named;
use crate::source::input::{Why, of_error, open_any, refusal};
use crate::source::{FileId, shown};

/// How long a followed file must be gone before that is said: rotation takes it away for a moment.
const GONE: Duration = Duration::from_secs(10);

/// So many descriptors are left to the rest of the program: without them it could neither look into
/// folders nor deliver.
const SPARE: u64 = 16;

/// A name that is followed, and what is known of it.
#[derive(Debug, Default)]
pub(super) struct Target {
    /// The file it leads to, if that is open.
    pub(super) file: Option<FileKey>,
    from_glob: bool,
    /// Where it leads to, if it is a symbolic link.
    real: Option<PathBuf>,
    /// The trouble that was said and still holds.
    said: Option<String>,
    /// Since when nothing has this name.
    missing: Option<Instant>,
    /// What was there at the first look but could not be opened, and how long it was.
    seen: Option<(FileId, u64)>,
    /// What was refused for its content; looked at again when it changes.
    refused: Option<(FileId, Stamp)>,
}

impl Follower {
    /// Looks at every name; says whether files were found.
    pub(super) fn survey(&mut self, now: Instant, visit: Visit<'_>) -> bool {
        let before = self.next_key;
        let mut wanted: BTreeMap<PathBuf, bool> = BTreeMap::new();
        let mut complete = true;
        for named in &self.named {
            let from_glob = matches!(named, Named::Glob(_));
            let (paths, all) = named.find();
            complete &= all;
            for path in paths {
                *wanted.entry(path).or_insert(true) &= from_glob;
            }
        }
        if !complete {
            // What was not found may be in a folder that cannot be looked into for now.
            wanted.extend(
                self.targets
                    .iter()
                    .map(|(path, t)| (path.clone(), t.from_glob)),
            );
        }
        let known = self.targets.len();
        self.targets.retain(|path, _| wanted.contains_key(path));
        self.index_stale |= self.targets.len() != known;
        for (path, from_glob) in &wanted {
            if !self.targets.contains_key(path) {
                let target = Target {
                    from_glob: *from_glob,
                    ..Target::default()
                };
                self.targets.insert(path.clone(), target);
                self.index_stale = true;
            }
            self.check_target(path, now, visit);
        }
        let known = self.targets.len();
        self.targets
            .retain(|_, t| !(t.from_glob && t.missing.is_some()));
        self.index_stale |= self.targets.len() != known;
        self.say_no_match(visit);
        self.count_names(now);
        self.rebuild_index();
        self.looked = true;
        self.next_key != before
    }

    /// Looks at what stands under one name now, and opens it if it is new.
    pub(super) fn check_target(&mut self, path: &Path, now: Instant, visit: Visit<'_>) {
        let Some(mut target) = self.targets.remove(path) else {
            return;
        };
        match self.resolve(path, &mut target) {
            Ok(meta) => {
                target.missing = None;
                self.attach(path, &mut target, &meta, now, visit);
            }
            Err(Why::Missing) => {
                target.file = None;
                let since = *target.missing.get_or_insert(now);
                let long = now.saturating_duration_since(since) >= GONE;
                if !target.from_glob && (long || !self.looked) {
                    let message = format!("{} does not exist; waiting for it", shown(path));
                    say(&mut target, path, message, visit);
                }
            }
            // The folder may be closed to us now: what is open stays open.
            Err(why) => say(&mut target, path, refusal(path, why).to_string(), visit),
        }
        self.targets.insert(path.to_owned(), target);
    }

    fn resolve(&mut self, path: &Path, target: &mut Target) -> Result<Metadata, Why> {
        let meta = fs::symlink_metadata(path).map_err(of_error)?;
        if !meta.file_type().is_symlink() {
            self.index_stale |= target.real.take().is_some();
            return Ok(meta);
        }
        let real = fs::canonicalize(path).ok();
        if target.real != real {
            target.real = real;
            self.index_stale = true;
        }
        fs::metadata(path).map_err(of_error)
    }

    fn attach(
        &mut self,
        path: &Path,
        target: &mut Target,
        meta: &Metadata,
        now: Instant,
        visit: Visit<'_>,
    ) {
        let id = FileId::of(meta);
        if let Some(key) = self.keys.get(&id) {
            target.file = Some(*key);
            if self.tails.get(key).is_some_and(Tail::has_begun) {
                target.said = None;
            }
            return;
        }
        target.file = None;
        if target.refused == Some((id, Stamp::of(meta))) {
            return;
        }
        let opened = open_any(path).and_then(|file| {
            let meta = spare_descriptors(&file).and_then(|()| file.metadata());
            match meta {
                Ok(meta) => Ok((file, meta)),
                Err(e) => Err(refusal(path, Why::Unreadable(e))),
            }
        });
        match opened {
            Ok((file, meta)) => {
                target.file = self.adopt(path, target, file, &meta, now);
                target.seen = None;
            }
            Err(refusal) => {
                if !self.looked {
                    target.seen = Some((id, meta.len()));
                }
                say(target, path, refusal.to_string(), visit);
            }
        }
    }

    /// Follows a file that was just opened, unless it is a copy of one that is followed.
    fn adopt(
        &mut self,
        path: &Path,
        target: &Target,
        file: File,
        meta: &Metadata,
        now: Instant,
    ) -> Option<FileKey> {
        let id = FileId::of(meta);
        // It may have been replaced meanwhile, by a file that is open under another name.
        if let Some(key) = self.keys.get(&id) {
            return Some(*key);
        }
        let begin = self.begin(target, id, meta);
        if self.looked && matches!(begin, Begin::Start) && self.is_copy(path, &file, meta.len()) {
            return None;
        }
        let key = FileKey(self.next_key);
        self.next_key += 1;
        let generation = self.desk.next_generation();
        let tail = Tail::new(key, path, file, id, generation, begin, now);
        self.tails.insert(key, tail);
        self.keys.insert(id, key);
        Some(key)
    }

    /// Whether a file holds nothing but what a followed file held, and is named after it, such as
    /// `app.log.1`. It is let be as long as that is so: if the other is cut now, what the copy has more
    /// is read as the other's; if the file turns out to be its own, it is read from its start.
    fn is_copy(&self, path: &Path, file: &File, len: u64) -> bool {
        copies::originals(path)
            .filter_map(|original| self.targets.get(&original)?.file)
            .filter_map(|key| self.tails.get(&key))
            .any(|tail| tail.is_copied_by(file, len))
    }

    /// Where reading a file begins that was not open.
    fn begin(&mut self, target: &Target, id: FileId, meta: &Metadata) -> Begin {
        let known = self.over.iter().position(|over| over.id == id);
        if let Some(over) = known.and_then(|at| self.over.remove(at)) {
            return Begin::Again(over);
        }
        match target.seen {
            _ if self.options.from_start => Begin::Start,
            Some((seen, len)) if seen == id && len <= meta.len() => Begin::Behind(len),
            _ if !self.looked => Begin::Behind(meta.len()),
            _ => Begin::Start,
        }
    }

    /// Finds the files that have no name any more, and those that have one again.
    pub(super) fn count_names(&mut self, now: Instant) {
        for tail in self.tails.values_mut() {
            tail.names = 0;
        }
        for key in self.targets.values().filter_map(|target| target.file) {
            if let Some(tail) = self.tails.get_mut(&key) {
                tail.names += 1;
            }
        }
        for tail in self.tails.values_mut() {
            tail.departed = match tail.names {
                0 => Some(tail.departed.unwrap_or(now)),
                _ => None,
            };
        }
    }

    /// Lets go of a file that turned out to be no text.
    pub(super) fn refuse(&mut self, key: FileKey, why: Why, visit: Visit<'_>) {
        let Some(tail) = self.tails.remove(&key) else {
            return;
        };
        self.keys.remove(&tail.id);
        let message = refusal(&tail.path, why).to_string();
        let stamp = tail.stamp();
        for (path, target) in &mut self.targets {
            if target.file == Some(key) {
                target.file = None;
                target.refused = stamp.map(|stamp| (tail.id, stamp));
                // Said of the first name only.
                if *path == tail.path {
                    say(target, path, message.clone(), visit);
                }
            }
        }
    }

    /// Says that an open file cannot be read; it is tried again at the next look.
    pub(super) fn say_of_file(&mut self, key: FileKey, error: io::Error, visit: Visit<'_>) {
        let Some(tail) = self.tails.get_mut(&key) else {
            return;
        };
        let message = refusal(&tail.path, Why::Unreadable(error)).to_string();
        if tail.said.as_ref() != Some(&message) {
            tail.said = Some(message.clone());
            visit(Event::Trouble {
                path: &tail.path,
                message,
            });
        }
    }

    fn say_no_match(&mut self, visit: Visit<'_>) {
        if self.looked {
            return;
        }
        for named in &self.named {
            if let Named::Glob(glob) = named
                && named.paths().is_empty()
            {
                let message = format!("nothing matches {} yet; waiting for it", shown(&glob.text));
                visit(Event::Trouble {
                    path: &glob.text,
                    message,
                });
            }
        }
    }

    fn rebuild_index(&mut self) {
        if !std::mem::take(&mut self.index_stale) {
            return;
        }
        self.index.clear();
        for (path, target) in &self.targets {
            let absolute = std::path::absolute(path).unwrap_or_else(|_| path.clone());
            for name in [Some(absolute), target.real.clone()].into_iter().flatten() {
                self.index.entry(name).or_default().push(path.clone());
            }
        }
    }
}

/// Refuses the file that would take one of the last descriptors: new ones have the lowest free number.
fn spare_descriptors(file: &File) -> io::Result<()> {
    let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile).current;
    let number = u64::from(file.as_raw_fd().unsigned_abs());
    if limit.is_some_and(|limit| number + SPARE >= limit) {
        return Err(rustix::io::Errno::MFILE.into());
    }
    Ok(())
}

fn say(target: &mut Target, path: &Path, message: String, visit: Visit<'_>) {
    if target.said.as_ref() != Some(&message) {
        target.said = Some(message.clone());
        visit(Event::Trouble { path, message });
    }
}
