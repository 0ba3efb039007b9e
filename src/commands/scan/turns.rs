//! Brings what many workers tell into the order of the files.
//!
//! In come notes on files that are read at the same time; out come those of the first file, then those of the second,
//! and so on. Memory is bounded: who tells of a file whose turn has not come waits when [`WAITING_MAX`] is reached.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Bytes of notes that may wait for the turn of their file: the incidents of some GB of an ordinary log.
const WAITING_MAX: usize = 8 << 20;

/// Bytes of notes of the file whose turn it is: these only wait for the printer.
const HERE_MAX: usize = 1 << 20;

/// What a file costs beside its notes; counted, or a million empty files would wait.
const FILE_COST: usize = 256;

/// Pause after which the assembling side looks after its windows.
const QUIET: Duration = Duration::from_secs(1);

/// Something that can wait.
pub(super) trait Weigh {
    /// About how many bytes it takes.
    fn weight(&self) -> usize;
}

/// What comes next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Turn<T> {
    /// Notes of one file, in their order.
    Notes(VecDeque<T>),
    /// Nothing came for a while.
    Quiet,
    /// The worker of the file at hand broke off; its notes were handed out.
    Broken,
    /// All files are over.
    Over,
}

#[derive(Debug)]
struct File<T> {
    notes: VecDeque<T>,
    weight: usize,
    end: Option<End>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Done,
    Broken,
}

#[derive(Debug)]
struct State<T> {
    /// The next file to begin with.
    next: usize,
    /// Whose turn it is.
    turn: usize,
    /// Files that were begun, and not told of to their end.
    files: BTreeMap<usize, File<T>>,
    /// What waits for a later turn.
    waiting: usize,
    /// Nobody takes notes any more.
    is_deserted: bool,
}

/// The queue between the workers and the one who takes their notes.
#[derive(Debug)]
pub(super) struct Turns<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
    count: usize,
    waiting_max: usize,
    here_max: usize,
}

impl<T: Weigh> Turns<T> {
    /// For so many files.
    pub(super) fn new(count: usize) -> Turns<T> {
        Turns::with_limits(count, WAITING_MAX, HERE_MAX)
    }

    fn with_limits(count: usize, waiting_max: usize, here_max: usize) -> Turns<T> {
        Turns {
            state: Mutex::new(State {
                next: 0,
                turn: 0,
                files: BTreeMap::new(),
                waiting: 0,
                is_deserted: false,
            }),
            changed: Condvar::new(),
            count,
            waiting_max,
            here_max,
        }
    }

    /// Gives a worker the next file, waiting while too much is untold; `None` when there is none left.
    pub(super) fn begin(&self) -> Option<Teller<'_, T>> {
        let mut state = self.state();
        loop {
            let number = state.next;
            if number == self.count || state.is_deserted {
                return None;
            }
            let is_later = number != state.turn;
            if is_later && state.waiting + FILE_COST > self.waiting_max {
                state = self.wait(state);
                continue;
            }
            state.next += 1;
            state.waiting += if is_later { FILE_COST } else { 0 };
            let file = File {
                notes: VecDeque::new(),
                weight: FILE_COST,
                end: None,
            };
            state.files.insert(number, file);
            return Some(Teller {
                turns: self,
                number,
                end: End::Broken,
            });
        }
    }

    /// Waits for what comes next.
    pub(super) fn take(&self) -> Turn<T> {
        let mut state = self.state();
        loop {
            if state.turn == self.count {
                return Turn::Over;
            }
            let turn = state.turn;
            let file = state.files.get_mut(&turn);
            let end = file.as_ref().and_then(|file| file.end);
            if let Some(file) = file.filter(|file| !file.notes.is_empty()) {
                file.weight = FILE_COST;
                let notes = std::mem::take(&mut file.notes);
                self.changed.notify_all();
                return Turn::Notes(notes);
            }
            if let Some(end) = end {
                state.files.remove(&turn);
                state.turn += 1;
                let here = state.files.get(&state.turn).map_or(0, |file| file.weight);
                state.waiting -= here;
                self.changed.notify_all();
                if end == End::Broken {
                    return Turn::Broken;
                }
                continue;
            }
            let (woken, timeout) = self
                .changed
                .wait_timeout(state, QUIET)
                .unwrap_or_else(PoisonError::into_inner);
            if timeout.timed_out() {
                return Turn::Quiet;
            }
            state = woken;
        }
    }

    /// Lets no worker wait any more: nothing is taken again.
    pub(super) fn desert(&self) {
        self.state().is_deserted = true;
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'s>(&self, state: MutexGuard<'s, State<T>>) -> MutexGuard<'s, State<T>> {
        self.changed
            .wait(state)
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// A worker's end for one file. Dropped before it is [`Teller::done`], its worker broke off.
#[derive(Debug)]
pub(super) struct Teller<'t, T: Weigh> {
    turns: &'t Turns<T>,
    number: usize,
    end: End,
}

impl<T: Weigh> Teller<'_, T> {
    /// Which of the files it is, from 0.
    pub(super) fn number(&self) -> usize {
        self.number
    }

    /// Hands a note over, waiting while too many are untold.
    pub(super) fn tell(&self, note: T) {
        let weight = note.weight();
        let mut state = self.turns.state();
        loop {
            let is_here = self.number == state.turn;
            let waiting = state.waiting;
            let is_deserted = state.is_deserted;
            let Some(file) = state.files.get_mut(&self.number) else {
                return;
            };
            let has_room = if is_here {
                file.weight <= FILE_COST + self.turns.here_max
            } else {
                waiting + weight <= self.turns.waiting_max
            };
            if is_deserted {
                return;
            }
            if has_room {
                file.weight += weight;
                file.notes.push_back(note);
                state.waiting += if is_here { 0 } else { weight };
                break;
            }
            state = self.turns.wait(state);
        }
        self.turns.changed.notify_all();
    }

    /// The file is over.
    pub(super) fn done(mut self) {
        self.end = End::Done;
    }
}

impl<T: Weigh> Drop for Teller<'_, T> {
    fn drop(&mut self) {
        if let Some(file) = self.turns.state().files.get_mut(&self.number) {
            file.end = Some(self.end);
        }
        self.turns.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    #[derive(Debug, PartialEq, Eq)]
    struct Note(usize, usize);

    impl Weigh for Note {
        fn weight(&self) -> usize {
            100
        }
    }

    /// All notes as they are taken, and in how many files a worker broke off.
    fn taken(turns: &Turns<Note>) -> (Vec<Note>, usize) {
        let (mut all, mut broken) = (Vec::new(), 0);
        loop {
            match turns.take() {
                Turn::Notes(notes) => all.extend(notes),
                Turn::Quiet => {}
                Turn::Broken => broken += 1,
                Turn::Over => return (all, broken),
            }
        }
    }

    #[test]
    fn notes_come_in_the_order_of_the_files_whoever_is_first() {
        // Room for three notes in all: whoever is early waits.
        let turns = Turns::with_limits(40, 300 + 4 * FILE_COST, 200);
        let most = AtomicUsize::new(0);
        let (all, broken) = thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    while let Some(teller) = turns.begin() {
                        let file = teller.number();
                        // Early files are long ones.
                        for at in 0..(50 - file) {
                            teller.tell(Note(file, at));
                            most.fetch_max(turns.state().waiting, Ordering::Relaxed);
                        }
                        teller.done();
                    }
                });
            }
            taken(&turns)
        });
        let expected = (0..40).flat_map(|file| (0..(50 - file)).map(move |at| Note(file, at)));
        assert_eq!(all, expected.collect::<Vec<_>>());
        assert_eq!(broken, 0);
        let most = most.into_inner();
        assert!(most <= 300 + 4 * FILE_COST, "{most} bytes waited");
        assert_eq!(turns.state().waiting, 0);
    }

    #[test]
    fn what_a_worker_told_before_it_broke_off_is_taken() {
        let turns = Turns::new(3);
        for number in 0..3 {
            let teller = turns.begin().expect("a file");
            teller.tell(Note(number, 0));
            if number != 1 {
                teller.done();
            }
        }
        assert!(turns.begin().is_none());
        let (all, broken) = taken(&turns);
        assert_eq!(all, [Note(0, 0), Note(1, 0), Note(2, 0)]);
        assert_eq!(broken, 1);
    }

    #[test]
    fn nobody_waits_for_one_who_has_gone() {
        let turns = Turns::with_limits(2, FILE_COST, 50);
        let (first, second) = (turns.begin().unwrap(), turns.begin().unwrap());
        thread::scope(|scope| {
            scope.spawn(|| {
                for at in 0..10 {
                    first.tell(Note(0, at));
                }
            });
            scope.spawn(|| second.tell(Note(1, 0)));
            turns.desert();
        });
        assert!(turns.begin().is_none());
    }
}
