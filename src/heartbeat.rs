//! The heartbeat thread: ticks and the reading loop's [`Pulse`] go in, a call of the receiver's heartbeat comes out.
//!
//! It proves work, not life: after the first beat, which goes out at once, a tick is passed over if the reading
//! loop has not moved since the last one and is not waiting for input. It knows no receiver and no HTTP: the
//! assembly gives it the call, and the ticks.

use std::convert::Infallible;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded, select, tick};

/// Time between two heartbeats, as the platform expects it.
pub const INTERVAL: Duration = Duration::from_secs(30);

/// Set in a [`Pulse`] while the loop waits for input; the bits above count its moves.
const WAITING: u64 = 1;

/// What the reading loop touches to show that it moves. A `Relaxed` atomic: it may be touched for every block.
#[derive(Debug, Default)]
pub struct Pulse(AtomicU64);

impl Pulse {
    /// A pulse that has not moved.
    pub fn new() -> Pulse {
        Pulse::default()
    }

    /// The loop has something new to work on, such as the next block.
    pub fn moved(&self) {
        let next = |state: u64| Some((state & !WAITING).wrapping_add(WAITING + 1));
        // It never refuses, as the closure never does.
        let _ = self
            .0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, next);
    }

    /// The loop is done with what it had, and about to wait for input. Holds until it [moves](Pulse::moved).
    pub fn waiting(&self) {
        self.0.fetch_or(WAITING, Ordering::Relaxed);
    }

    fn read(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Judges a pulse from one tick to the next.
struct Proof {
    last: u64,
}

impl Proof {
    /// Whether work was done since the last call, or there is none to do.
    fn holds(&mut self, pulse: &Pulse) -> bool {
        let now = pulse.read();
        let moved = now != self.last;
        self.last = now;
        moved || now & WAITING != 0
    }
}

/// Why a heartbeat did not arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missed {
    /// Another try may help.
    Again(String),
    /// Only the next tick may.
    Final(String),
}

impl fmt::Display for Missed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Missed::Again(reason) | Missed::Final(reason)) = self;
        f.write_str(reason)
    }
}

impl std::error::Error for Missed {}

/// The near side of a heartbeat thread; dropped, it ends the thread without waiting for it.
#[derive(Debug)]
pub struct Heartbeat {
    /// Its loss is the order to stop.
    _alive: Sender<Infallible>,
    /// Closed when the first beat has arrived, or been missed.
    first: Receiver<Infallible>,
}

/// Ticks for [`Heartbeat::start`]; what is not taken in time is dropped, not made up for.
pub fn every(interval: Duration) -> Receiver<Instant> {
    tick(interval)
}

impl Heartbeat {
    /// Starts the thread: beats at once and then at each tick, if the pulse proves work. A beat that fails is
    /// tried again after each of `waits`. The thread ends with the ticks, or when the [`Heartbeat`] is dropped.
    pub fn start<B>(
        pulse: Arc<Pulse>,
        ticks: Receiver<Instant>,
        waits: Vec<Duration>,
        beat: B,
    ) -> io::Result<Heartbeat>
    where
        B: Fn() -> Result<(), Missed> + Send + 'static,
    {
        let (alive, stopped) = bounded(0);
        let (beaten, first) = bounded(0);
        let mut heart = Heart {
            waits,
            beat,
            stopped,
            missing: false,
        };
        let mut proof = Proof { last: pulse.read() };
        thread::Builder::new()
            .name("heartbeat".to_owned())
            .spawn(move || {
                heart.beat();
                drop(beaten);
                loop {
                    select! {
                        recv(ticks) -> tick => match tick {
                            Ok(_) if proof.holds(&pulse) => heart.beat(),
                            Ok(_) => log::warn!("no heartbeat: the same input has been worked on since the last one"),
                            Err(_) => return,
                        },
                        recv(heart.stopped) -> _ => return,
                    }
                }
            })?;
        Ok(Heartbeat {
            _alive: alive,
            first,
        })
    }

    /// Waits until the first beat has arrived or been missed, at most until `deadline`: a short run tells that it was.
    pub fn wait_for_first(&self, deadline: Instant) {
        let _ = self.first.recv_deadline(deadline);
    }
}

/// What the thread owns.
struct Heart<B> {
    waits: Vec<Duration>,
    beat: B,
    stopped: Receiver<Infallible>,
    /// The last beat was missed, and that has been said.
    missing: bool,
}

impl<B: Fn() -> Result<(), Missed>> Heart<B> {
    fn beat(&mut self) {
        let mut waits = self.waits.iter();
        let missed = loop {
            let reason = match (self.beat)() {
                Ok(()) => {
                    if self.missing {
                        log::info!("heartbeats arrive again");
                    }
                    self.missing = false;
                    return;
                }
                Err(Missed::Final(reason)) => break reason,
                Err(Missed::Again(reason)) => reason,
            };
            let Some(wait) = waits.next() else {
                break reason;
            };
            if self.stopped.recv_timeout(*wait) != Err(RecvTimeoutError::Timeout) {
                return;
            }
        };
        if self.missing {
            log::debug!("heartbeat missed: {missed}");
        } else {
            log::warn!("heartbeat missed: {missed}");
        }
        self.missing = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossbeam_channel::unbounded;

    /// Generous: only a defect waits this long.
    const DEADLINE: Duration = Duration::from_secs(30);

    /// A heartbeat whose beats and end can be waited for. A tick is taken only when the one before is done with.
    struct Bench {
        pulse: Arc<Pulse>,
        ticks: Sender<Instant>,
        beats: Receiver<()>,
        heartbeat: Heartbeat,
    }

    fn bench(waits: Vec<Duration>, answer: Result<(), Missed>) -> Bench {
        let pulse = Arc::new(Pulse::new());
        let (ticks, taken) = bounded(0);
        let (told, beats) = unbounded();
        let heartbeat = Heartbeat::start(Arc::clone(&pulse), taken, waits, move || {
            told.send(()).ok();
            answer.clone()
        })
        .unwrap();
        Bench {
            pulse,
            ticks,
            beats,
            heartbeat,
        }
    }

    impl Bench {
        fn tick(&self) {
            self.ticks.send_timeout(Instant::now(), DEADLINE).unwrap();
        }

        /// Ends the ticks, waits for the thread and counts the beats not yet received.
        fn count(self) -> usize {
            drop(self.ticks);
            let mut count = 0;
            loop {
                match self.beats.recv_timeout(DEADLINE) {
                    Ok(()) => count += 1,
                    Err(RecvTimeoutError::Disconnected) => return count,
                    Err(RecvTimeoutError::Timeout) => panic!("the thread did not end"),
                }
            }
        }
    }

    #[test]
    fn it_beats_at_once_and_at_each_tick_while_the_loop_moves() {
        let bench = bench(Vec::new(), Ok(()));
        bench.beats.recv_timeout(DEADLINE).unwrap();
        for _ in 0..5 {
            bench.pulse.moved();
            bench.tick();
            bench.beats.recv_timeout(DEADLINE).unwrap();
        }
        assert_eq!(bench.count(), 0);
    }

    #[test]
    fn it_beats_while_the_loop_waits_for_input() {
        let bench = bench(Vec::new(), Ok(()));
        bench.pulse.waiting();
        for _ in 0..3 {
            bench.tick();
        }
        assert_eq!(bench.count(), 4);
    }

    #[test]
    fn it_does_not_beat_while_the_loop_is_stuck_in_a_block() {
        let bench = bench(Vec::new(), Ok(()));
        for _ in 0..5 {
            bench.tick();
        }
        assert_eq!(bench.count(), 1, "only the beat at the start");
    }

    #[test]
    fn it_beats_again_when_the_loop_moves_again() {
        let bench = bench(Vec::new(), Ok(()));
        bench.beats.recv_timeout(DEADLINE).unwrap();
        bench.tick();
        bench.tick();
        // The second of two ticks is taken only after the first was judged; this one may be judged either way.
        bench.pulse.moved();
        bench.tick();
        let beats = bench.count();
        assert_eq!(beats, 1, "the move counts once, whichever tick saw it");
    }

    #[test]
    fn a_missed_beat_is_tried_again_after_each_wait_unless_that_is_useless() {
        let waits = vec![Duration::ZERO; 2];
        let again = bench(waits.clone(), Err(Missed::Again("no way".to_owned())));
        assert_eq!(again.count(), 3);
        let useless = bench(waits, Err(Missed::Final("no key".to_owned())));
        assert_eq!(useless.count(), 1);
    }

    #[test]
    fn dropped_it_ends_in_the_middle_of_a_wait() {
        let hours = vec![Duration::from_secs(36_000)];
        let bench = bench(hours, Err(Missed::Again("no way".to_owned())));
        bench.beats.recv_timeout(DEADLINE).unwrap();
        drop(bench.heartbeat);
        assert_eq!(
            bench.beats.recv_timeout(DEADLINE),
            Err(RecvTimeoutError::Disconnected)
        );
    }

    #[test]
    fn a_pulse_holds_while_waiting_and_once_for_each_move() {
        let pulse = Pulse::new();
        let mut proof = Proof { last: pulse.read() };
        assert!(!proof.holds(&pulse));
        pulse.moved();
        assert!(proof.holds(&pulse));
        assert!(!proof.holds(&pulse));
        pulse.waiting();
        assert!(proof.holds(&pulse));
        assert!(proof.holds(&pulse));
        pulse.moved();
        assert!(proof.holds(&pulse));
        assert!(!proof.holds(&pulse), "moved on, and then stuck");
        pulse.moved();
        pulse.waiting();
        pulse.moved();
        assert!(proof.holds(&pulse));
    }
}
