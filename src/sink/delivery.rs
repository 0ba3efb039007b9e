//! The delivery thread of one receiver: incidents go in through a bounded queue, an account comes out at the end.
//!
//! Each incident gets its tries in a row; one that still fails waits here, in memory, and is tried again ever
//! more rarely until [`Delivery::drain`]. It refuses to grow: incidents beyond [`Limits::capacity`] are turned
//! away and counted. Every wait ends when the thread is told to stop.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, bounded, select};

use super::Sink;
use crate::incident::Incident;

mod courier;

use courier::Courier;

/// Incidents held for one receiver. Each is capped at 64 KiB of log text, so that even the worst stay within tens
/// of MiB.
const CAPACITY: usize = 500;

/// Wait before what failed its row of tries is tried again; doubled each time that fails, up to [`RETRY_MAX`].
const RETRY_FIRST: Duration = Duration::from_secs(5);

/// Rare enough to cost a receiver in trouble nothing, often enough to notice that it is back.
const RETRY_MAX: Duration = Duration::from_secs(5 * 60);

/// How long nothing is sent to a receiver that refuses us: a key is not mended sooner.
const PAUSE: Duration = Duration::from_secs(5 * 60);

/// Bounds of a [`Delivery`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// How many incidents are held at most, in the queue and waiting.
    pub capacity: usize,
    /// The first wait before an incident that failed its row of tries is tried again.
    pub retry_first: Duration,
    /// What that wait grows to.
    pub retry_max: Duration,
    /// How long nothing is sent after [`SendError::Paused`](super::SendError::Paused).
    pub pause: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            capacity: CAPACITY,
            retry_first: RETRY_FIRST,
            retry_max: RETRY_MAX,
            pause: PAUSE,
        }
    }
}

/// Why an incident was not taken. It is counted in [`Outcome::refused`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// As many as [`Limits::capacity`] are held.
    Full,
    /// The thread has ended.
    Ended,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Refused::Full => "the delivery queue is full",
            Refused::Ended => "delivery has ended",
        })
    }
}

impl std::error::Error for Refused {}

/// What became of the incidents offered to one receiver. All counts but `reasons` add up to what was offered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The receiver has them.
    pub delivered: u64,
    /// The receiver's contract has no place for them.
    pub skipped: u64,
    /// They were never refused, but not delivered either.
    pub waiting: u64,
    /// Why the last of those waits; `None` if it was never tried.
    pub why_waiting: Option<String>,
    /// The receiver refused them for good.
    pub failed: u64,
    /// Why, and how many for each reason (the first 16 reasons).
    pub reasons: BTreeMap<String, u64>,
    /// They were turned away because too many were held.
    pub refused: u64,
}

/// Ends a delivery at once, from any thread, also in the middle of a wait.
#[derive(Debug, Clone)]
pub struct Stopper(Arc<Mutex<Option<Sender<Infallible>>>>);

impl Stopper {
    /// A stopper, and the receiver that disconnects when it is pulled.
    fn new() -> (Stopper, Receiver<Infallible>) {
        let (sender, halted) = bounded(0);
        (Stopper(Arc::new(Mutex::new(Some(sender)))), halted)
    }

    /// Ends every wait; a request that is on its way is not waited for.
    pub fn stop(&self) {
        drop(lock(&self.0).take());
    }
}

/// The account, and what both sides must see.
#[derive(Debug, Default)]
struct Shared {
    outcome: Mutex<Outcome>,
    /// Set before the queue is closed: what fails from then on is not tried again.
    draining: AtomicBool,
}

impl Shared {
    fn outcome(&self) -> MutexGuard<'_, Outcome> {
        lock(&self.outcome)
    }
}

/// Nothing here is left half done by a panic, so a poisoned lock holds sound data.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The near side of a delivery thread. It wants to be drained: dropped, it delivers nothing more.
#[derive(Debug)]
pub struct Delivery {
    queue: Sender<Box<Incident>>,
    /// Disconnects when the thread has ended.
    ended: Receiver<Infallible>,
    stopper: Stopper,
    halted: Receiver<Infallible>,
    shared: Arc<Shared>,
    capacity: usize,
}

impl Delivery {
    /// Starts the thread.
    pub fn start(sink: Box<dyn Sink>, limits: Limits) -> io::Result<Delivery> {
        let capacity = limits.capacity;
        let (queue, incoming) = bounded(capacity);
        let (alive, ended) = bounded(0);
        let (stopper, halted) = Stopper::new();
        let shared = Arc::new(Shared::default());
        let (seen, stop) = (Arc::clone(&shared), halted.clone());
        let courier = Courier::new(sink, incoming, stop, seen, limits);
        thread::Builder::new()
            .name("delivery".to_owned())
            .spawn(move || {
                let _alive: Sender<Infallible> = alive;
                courier.run();
            })?;
        Ok(Delivery {
            queue,
            ended,
            stopper,
            halted,
            shared,
            capacity,
        })
    }

    /// Takes an incident, or refuses it and counts that; never waits.
    pub fn offer(&self, incident: Incident) -> Result<(), Refused> {
        let mut outcome = self.shared.outcome();
        let refused = if outcome.waiting >= self.capacity as u64 {
            Refused::Full
        } else if self.queue.try_send(Box::new(incident)).is_err() {
            // The queue has room for all that may be held, so only an ended thread refuses.
            Refused::Ended
        } else {
            outcome.waiting += 1;
            return Ok(());
        };
        outcome.refused += 1;
        Err(refused)
    }

    /// A handle that ends this delivery at once, for a second signal.
    pub fn stopper(&self) -> Stopper {
        self.stopper.clone()
    }

    /// Ends the delivery: tries what has not been tried, and once more what failed before, and gives the account
    /// when that is done, the deadline has come or the [`Stopper`] was pulled. A request that is still on its way
    /// then counts as waiting.
    pub fn drain(self, deadline: Instant) -> Outcome {
        self.shared.draining.store(true, Ordering::SeqCst);
        drop(self.queue);
        let time = deadline.saturating_duration_since(Instant::now());
        select! {
            recv(self.ended) -> _ => {}
            recv(self.halted) -> _ => {}
            default(time) => {}
        }
        self.stopper.stop();
        self.shared.outcome().clone()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{SendError, Sent};
    use super::*;
    use crossbeam_channel::unbounded;
    use serde_json::json;

    /// Generous: only a defect waits this long.
    const DEADLINE: Duration = Duration::from_secs(30);

    /// Longer than any test runs.
    const NEVER: Duration = Duration::from_secs(36_000);

    fn incident(id: &str) -> Incident {
        serde_json::from_value(json!({
            "schema": 1, "id": id, "fingerprint": "1:0", "kind": "log_error", "language": null,
            "level": "error", "error_type": "ERROR", "message": "m", "log_message": null,
            "errors": [], "stack_trace": "", "time": null, "seen_at": "2026-01-01T00:00:00Z",
            "logger": null, "thread": null, "process": null, "trace_id": null, "request": null,
            "source": {"path": "-", "line_start": 1, "line_end": 1, "offset_start": 0,
                       "offset_end": 1, "wrapper": null},
            "context": [], "occurrences": 1, "first_seen": "", "last_seen": "", "service": "",
            "environment": "", "host": "", "truncated": false, "scrubbed": {}
        }))
        .unwrap()
    }

    /// A sink that asks the test what to answer.
    struct Asking {
        asked: Sender<String>,
        answers: Receiver<Result<Sent, SendError>>,
        waits: Vec<Duration>,
    }

    impl Sink for Asking {
        fn name(&self) -> &'static str {
            "asking"
        }

        fn send(&self, incident: &Incident) -> Result<Sent, SendError> {
            self.asked.send(incident.id.clone()).ok();
            self.answers
                .recv_timeout(DEADLINE)
                .unwrap_or_else(|_| later(None))
        }

        fn waits(&self) -> Vec<Duration> {
            self.waits.clone()
        }
    }

    struct Bench {
        delivery: Delivery,
        asked: Receiver<String>,
        answers: Sender<Result<Sent, SendError>>,
    }

    fn bench(waits: Vec<Duration>, limits: Limits) -> Bench {
        let (told, asked) = unbounded();
        let (answers, heard) = unbounded();
        let sink = Asking {
            asked: told,
            answers: heard,
            waits,
        };
        Bench {
            delivery: Delivery::start(Box::new(sink), limits).unwrap(),
            asked,
            answers,
        }
    }

    /// Limits under which nothing is tried again before the end.
    fn patient() -> Limits {
        Limits {
            retry_first: NEVER,
            retry_max: NEVER,
            ..Limits::default()
        }
    }

    impl Bench {
        fn offer(&self, id: &str) {
            self.delivery.offer(incident(id)).unwrap();
        }

        /// Waits for the next request and answers it.
        fn answer(&self, id: &str, answer: Result<Sent, SendError>) {
            assert_eq!(self.asked.recv_timeout(DEADLINE).as_deref(), Ok(id));
            self.answers.send(answer).unwrap();
        }

        /// Drains; the answers left over are used in turn.
        fn drain(self) -> (Outcome, Vec<String>) {
            let outcome = self.delivery.drain(Instant::now() + DEADLINE);
            (outcome, self.asked.try_iter().collect())
        }
    }

    fn later(after: Option<Duration>) -> Result<Sent, SendError> {
        Err(SendError::Later {
            reason: "trouble".to_owned(),
            after,
        })
    }

    fn never() -> Result<Sent, SendError> {
        Err(SendError::Never {
            reason: "nonsense".to_owned(),
        })
    }

    const DELIVERED: Result<Sent, SendError> = Ok(Sent::Delivered);

    #[test]
    fn each_incident_is_accounted_for() {
        let bench = bench(Vec::new(), patient());
        for id in ["a", "b", "c", "d", "e"] {
            bench.offer(id);
        }
        bench.answer("a", DELIVERED);
        bench.answer("b", Ok(Sent::Skipped));
        bench.answer("c", never());
        bench.answer("d", never());
        bench.answer("e", DELIVERED);
        let (outcome, _) = bench.drain();
        let expected = Outcome {
            delivered: 2,
            skipped: 1,
            failed: 2,
            reasons: BTreeMap::from([("nonsense".to_owned(), 2)]),
            ..Outcome::default()
        };
        assert_eq!(outcome, expected);
    }

    #[test]
    fn an_incident_gets_its_row_of_tries_and_then_one_more_at_the_end() {
        let bench = bench(vec![Duration::ZERO; 2], patient());
        bench.offer("a");
        for _ in 0..3 {
            bench.answer("a", later(None));
        }
        // Once this one is asked for, the first one waits.
        bench.offer("b");
        bench.answer("b", DELIVERED);
        bench.answers.send(later(None)).unwrap();
        let (outcome, asked) = bench.drain();
        assert_eq!(asked, ["a"]);
        assert_eq!((outcome.delivered, outcome.waiting), (1, 1));
        assert_eq!(outcome.why_waiting.as_deref(), Some("trouble"));
    }

    #[test]
    fn what_waits_is_delivered_when_the_receiver_is_back() {
        let limits = Limits {
            retry_first: Duration::ZERO,
            ..Limits::default()
        };
        let bench = bench(vec![Duration::ZERO; 2], limits);
        bench.offer("a");
        for _ in 0..5 {
            bench.answer("a", later(None));
        }
        bench.answer("a", DELIVERED);
        let (outcome, asked) = bench.drain();
        assert!(asked.is_empty(), "{asked:?}");
        assert_eq!((outcome.delivered, outcome.waiting), (1, 0));
        assert_eq!(outcome.why_waiting, None);
    }

    #[test]
    fn one_that_always_fails_holds_up_no_other() {
        let limits = Limits {
            retry_first: Duration::from_millis(1),
            ..Limits::default()
        };
        let bench = bench(Vec::new(), limits);
        bench.offer("bad");
        bench.answer("bad", later(None));
        bench.offer("good");
        let mut bad = 0;
        loop {
            match bench.asked.recv_timeout(DEADLINE).as_deref() {
                Ok("bad") => bench.answers.send(later(None)).unwrap(),
                Ok("good") => break,
                other => panic!("{other:?}"),
            }
            bad += 1;
            assert!(bad < 100, "the other one starves");
        }
    }

    #[test]
    fn a_short_rest_is_granted_between_tries_and_a_long_one_ends_them() {
        let bench = bench(vec![Duration::from_millis(1); 2], patient());
        bench.offer("a");
        bench.answer("a", later(Some(Duration::from_millis(2))));
        bench.answer("a", later(Some(NEVER)));
        bench.offer("b");
        let (outcome, asked) = bench.drain();
        assert!(asked.is_empty(), "asked to rest, and yet: {asked:?}");
        assert_eq!(outcome.waiting, 2);
    }

    #[test]
    fn a_paused_receiver_is_sent_nothing_more() {
        let bench = bench(vec![Duration::ZERO; 2], patient());
        for id in ["a", "b", "c"] {
            bench.offer(id);
        }
        let paused = SendError::Paused {
            reason: "who are you".to_owned(),
        };
        bench.answer("a", Err(paused));
        let (outcome, asked) = bench.drain();
        assert!(asked.is_empty(), "{asked:?}");
        assert_eq!(outcome.waiting, 3);
        assert_eq!(outcome.why_waiting.as_deref(), Some("who are you"));
    }

    #[test]
    fn more_than_the_capacity_is_refused_and_counted() {
        let limits = Limits {
            capacity: 2,
            ..patient()
        };
        let bench = bench(Vec::new(), limits);
        bench.offer("a");
        bench.answer("a", later(None));
        bench.offer("b");
        assert_eq!(bench.delivery.offer(incident("c")), Err(Refused::Full));
        assert_eq!(bench.delivery.offer(incident("d")), Err(Refused::Full));
        bench.answer("b", DELIVERED);
        bench.answers.send(DELIVERED).unwrap();
        let (outcome, _) = bench.drain();
        assert_eq!((outcome.delivered, outcome.refused), (2, 2));
    }

    #[test]
    fn a_stop_ends_the_wait_between_tries_and_the_drain() {
        let bench = bench(vec![NEVER], patient());
        bench.offer("a");
        bench.offer("b");
        bench.answer("a", later(None));
        let stopper = bench.delivery.stopper();
        let signal = thread::spawn(move || stopper.stop());
        let outcome = bench.delivery.drain(Instant::now() + NEVER);
        signal.join().unwrap();
        assert_eq!(outcome.waiting, 2);
    }

    #[test]
    fn a_drain_ends_at_its_deadline_even_if_the_receiver_never_answers() {
        let bench = bench(Vec::new(), patient());
        bench.offer("a");
        assert_eq!(bench.asked.recv_timeout(DEADLINE).as_deref(), Ok("a"));
        let outcome = bench.delivery.drain(Instant::now());
        assert_eq!(outcome.waiting, 1);
        assert_eq!(outcome.why_waiting, None);
    }

    #[test]
    fn a_thread_that_died_refuses_and_does_not_hang() {
        struct Dying;
        impl Sink for Dying {
            fn name(&self) -> &'static str {
                "dying"
            }
            fn send(&self, _: &Incident) -> Result<Sent, SendError> {
                panic!("a defect")
            }
            fn waits(&self) -> Vec<Duration> {
                Vec::new()
            }
        }
        let delivery = Delivery::start(Box::new(Dying), patient()).unwrap();
        delivery.offer(incident("a")).unwrap();
        let ended = delivery.ended.clone();
        assert!(ended.recv_timeout(DEADLINE).is_err());
        assert_eq!(delivery.offer(incident("b")), Err(Refused::Ended));
        let outcome = delivery.drain(Instant::now() + NEVER);
        assert_eq!((outcome.waiting, outcome.refused), (1, 1));
    }
}
