//! Waits until there may be something to read.
//!
//! In come folders; out comes a [`Wake`]: names that changed, the end of a time, or the wish to stop.
//! Opens and closes are not told, reading causes them. Where the system gives no notice, or not for all
//! folders, it is made up for by short waits, and that is said once.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, TryRecvError, TrySendError, never, select};
use notify::event::{EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::source::{FileId, shown};

/// How long a wait lasts at most when nobody gives notice.
const POLL: Duration = Duration::from_millis(250);

/// Pause after an event, in the thread that takes events from the kernel: only while they wait there are
/// they merged, and a busy log costs a tenth.
const PAUSE: Duration = Duration::from_millis(10);

/// Events that follow one another this closely are of one batch and share a pause.
const BATCH: Duration = Duration::from_millis(1);

/// With more names than this it is cheaper to look at everything.
const NAMES_MAX: usize = 4_096;

/// What changed since it was last asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that were written to.
    pub touched: HashSet<PathBuf>,
    /// Names that came, went or changed hands.
    pub moved: HashSet<PathBuf>,
    /// So much that it was not noted down, or the notice was lost.
    pub all: bool,
}

/// Why a wait is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wake {
    /// Something changed; for [`super::Follower::look_at`].
    Changed(Changes),
    /// Nothing was reported; for [`super::Follower::look`].
    TimedOut,
    /// Stop following.
    Stop,
}

/// Wakes the reading thread.
#[derive(Debug)]
pub struct Waker {
    stop: Receiver<()>,
    woken: Receiver<()>,
    changes: Arc<Mutex<Changes>>,
    watcher: Option<RecommendedWatcher>,
    /// The watched folders as they were then: one that was made anew is another.
    watched: BTreeMap<PathBuf, FileId>,
    polls: bool,
    trouble: Option<String>,
    said: bool,
}

impl Waker {
    /// A waker that listens to the system, or polls if the system has no notice to give. A message from
    /// `stop`, or its other end's going away, ends the waiting.
    pub fn new(stop: Receiver<()>) -> Waker {
        let (wake, woken) = crossbeam_channel::bounded(1);
        let changes = Arc::new(Mutex::new(Changes::default()));
        let mut notice = Notice {
            changes: Arc::clone(&changes),
            wake,
            rested: Instant::now(),
        };
        let watcher = notify::recommended_watcher(move |event| notice.take(event));
        let mut waker = Waker::polling(stop);
        match watcher {
            Ok(watcher) => {
                waker.watcher = Some(watcher);
                waker.woken = woken;
                waker.changes = changes;
                waker.polls = false;
            }
            Err(error) => waker.trouble = Some(error.to_string()),
        }
        waker
    }

    /// A waker that asks the system for nothing and waits for short times only.
    pub fn polling(stop: Receiver<()>) -> Waker {
        Waker {
            stop,
            woken: never(),
            changes: Arc::default(),
            watcher: None,
            watched: BTreeMap::new(),
            polls: true,
            trouble: None,
            said: false,
        }
    }

    /// Watches these folders from now on, not what is below them, and no others; folders that were made
    /// anew are watched anew. Returns, once, why it must poll.
    pub fn watch(&mut self, folders: &BTreeSet<PathBuf>) -> Option<String> {
        if self.watcher.is_some() {
            self.trouble = None;
            self.watched_keep(folders);
            for folder in folders {
                self.watch_folder(folder);
            }
            self.polls = self.trouble.is_some();
        }
        let trouble = self.trouble.as_ref()?;
        if std::mem::replace(&mut self.said, true) {
            return None;
        }
        Some(format!(
            "the system does not report changes ({trouble}); files are looked at every {} ms instead",
            POLL.as_millis()
        ))
    }

    fn watched_keep(&mut self, folders: &BTreeSet<PathBuf>) {
        let gone: Vec<PathBuf> = self
            .watched
            .iter()
            .filter(|(folder, id)| !folders.contains(*folder) || id_of(folder) != Some(**id))
            .map(|(folder, _)| folder.clone())
            .collect();
        for folder in gone {
            self.watched.remove(&folder);
            if let Some(watcher) = &mut self.watcher {
                // Fails if the folder is gone, and the watch with it.
                let _ = watcher.unwatch(&folder);
            }
        }
    }

    fn watch_folder(&mut self, folder: &Path) {
        let (Some(watcher), Some(id)) = (&mut self.watcher, id_of(folder)) else {
            return;
        };
        if self.watched.contains_key(folder) {
            return;
        }
        match watcher.watch(folder, RecursiveMode::NonRecursive) {
            Ok(()) => {
                self.watched.insert(folder.to_owned(), id);
            }
            // Gone in between: the next look finds the folder above it.
            Err(_) if id_of(folder).is_none() => {}
            Err(error) => {
                let why = match error.kind {
                    notify::ErrorKind::MaxFilesWatch => {
                        "no inotify watches left, see fs.inotify.max_user_watches".to_owned()
                    }
                    _ => error.to_string(),
                };
                self.trouble = Some(format!("{}: {why}", shown(folder)));
            }
        }
    }

    /// Whether it makes up for missing notice by waiting for short times only.
    pub fn polls(&self) -> bool {
        self.polls
    }

    /// Waits until something changes, but not longer than `timeout`.
    pub fn wait(&mut self, timeout: Duration) -> Wake {
        if !matches!(self.stop.try_recv(), Err(TryRecvError::Empty)) {
            return Wake::Stop;
        }
        let timeout = if self.polls {
            timeout.min(POLL)
        } else {
            timeout
        };
        select! {
            recv(self.stop) -> _ => Wake::Stop,
            recv(self.woken) -> woken => {
                if woken.is_err() {
                    // The thread that gave notice is dead.
                    self.woken = never();
                    self.watcher = None;
                    self.polls = true;
                    self.trouble = Some("notice has stopped".to_owned());
                    return Wake::TimedOut;
                }
                let mut changes = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
                let changes = std::mem::take(&mut *changes);
                // A watched folder that went, and its watch with it: one that comes may have its inode.
                // To watch a folder twice does no harm.
                let gone = |folder: &PathBuf| changes.all || changes.moved.contains(folder);
                self.watched.retain(|folder, _| !gone(folder));
                Wake::Changed(changes)
            }
            default(timeout) => Wake::TimedOut,
        }
    }
}

fn id_of(folder: &Path) -> Option<FileId> {
    let meta = std::fs::metadata(folder).ok()?;
    Some(FileId::of(&meta))
}

/// The other side: takes events where they come from.
struct Notice {
    changes: Arc<Mutex<Changes>>,
    wake: Sender<()>,
    rested: Instant,
}

impl Notice {
    fn take(&mut self, event: notify::Result<notify::Event>) {
        if !self.note(event) {
            return;
        }
        if let Err(TrySendError::Disconnected(())) = self.wake.try_send(()) {
            return;
        }
        if self.rested.elapsed() >= BATCH {
            thread::sleep(PAUSE);
            self.rested = Instant::now();
        }
    }

    /// Notes an event down; `false` if it is of no interest.
    fn note(&self, event: notify::Result<notify::Event>) -> bool {
        let mut changes = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
        let Ok(event) = event else {
            changes.all = true;
            return true;
        };
        if event.need_rescan() {
            changes.all = true;
            return true;
        }
        let names = match event.kind {
            EventKind::Access(_) => return false,
            EventKind::Modify(ModifyKind::Data(_)) => &mut changes.touched,
            _ => &mut changes.moved,
        };
        names.extend(event.paths);
        if names.len() > NAMES_MAX {
            *changes = Changes {
                all: true,
                ..Changes::default()
            };
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const LONG: Duration = Duration::from_secs(30);

    /// Waits until `name` is reported, whatever else is.
    fn reported(waker: &mut Waker, name: &Path) -> bool {
        let deadline = Instant::now() + LONG;
        while Instant::now() < deadline {
            match waker.wait(LONG) {
                Wake::Changed(c) if c.all || c.touched.contains(name) || c.moved.contains(name) => {
                    return true;
                }
                Wake::Changed(_) => {}
                _ => return false,
            }
        }
        false
    }

    #[test]
    fn what_happens_in_a_folder_wakes() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().canonicalize().unwrap();
        let (_stop, stopped) = crossbeam_channel::bounded(1);
        let mut waker = Waker::new(stopped);
        let folders = BTreeSet::from([root.join("logs")]);
        fs::create_dir(root.join("logs")).unwrap();
        assert_eq!(waker.watch(&folders), None);
        let log = root.join("logs/app.log");
        fs::write(&log, "one\n").unwrap();
        assert!(reported(&mut waker, &log));
        fs::rename(&log, root.join("logs/app.log.1")).unwrap();
        assert!(reported(&mut waker, &root.join("logs/app.log.1")));
        // Deleted and made anew: another folder under the same name.
        fs::remove_dir_all(root.join("logs")).unwrap();
        fs::create_dir(root.join("logs")).unwrap();
        assert!(reported(&mut waker, &root.join("logs")));
        assert_eq!(waker.watch(&folders), None);
        fs::write(root.join("logs/new.log"), "one\n").unwrap();
        assert!(reported(&mut waker, &root.join("logs/new.log")));
        assert!(!waker.polls());
    }

    #[test]
    fn reading_wakes_nobody() {
        let (wake, woken) = crossbeam_channel::bounded(1);
        let mut notice = Notice {
            changes: Arc::default(),
            wake,
            rested: Instant::now(),
        };
        let access = EventKind::Access(notify::event::AccessKind::Open(
            notify::event::AccessMode::Any,
        ));
        notice.take(Ok(notify::Event::new(access).add_path("/a".into())));
        assert!(woken.is_empty());
        let data = EventKind::Modify(ModifyKind::Data(notify::event::DataChange::Any));
        for n in 0..NAMES_MAX {
            notice.take(Ok(notify::Event::new(data).add_path(format!("/{n}").into())));
        }
        assert_eq!(woken.len(), 1);
        assert!(!notice.changes.lock().unwrap().all);
        notice.take(Ok(notify::Event::new(data).add_path("/one more".into())));
        let changes = notice.changes.lock().unwrap();
        assert!(changes.all && changes.touched.is_empty());
    }

    #[test]
    fn stopping_is_heard_at_once_and_polling_is_short() {
        let (stop, stopped) = crossbeam_channel::bounded(1);
        let mut waker = Waker::polling(stopped);
        assert!(waker.polls());
        assert_eq!(waker.wait(LONG * 100), Wake::TimedOut);
        stop.send(()).unwrap();
        assert_eq!(waker.wait(LONG), Wake::Stop);
        drop(stop);
        assert_eq!(waker.wait(LONG), Wake::Stop);
    }

    #[test]
    fn missing_notice_is_said_once() {
        let (_stop, stopped) = crossbeam_channel::bounded(1);
        let mut waker = Waker::polling(stopped);
        waker.trouble = Some("no inotify here".to_owned());
        let said = waker.watch(&BTreeSet::new()).unwrap();
        assert!(said.contains("no inotify here"));
        assert_eq!(waker.watch(&BTreeSet::new()), None);
    }
}
