//! The thread behind a [`Delivery`](super::Delivery): takes incidents from the queue, tries them against the sink,
//! and keeps what failed until its next try.
//!
//! Order is not promised: what failed goes behind what waits, so that one bad incident holds up no other. It
//! never sleeps but on a channel that the stopper disconnects.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, select};

use super::super::{SendError, Sent, Sink};
use super::{Limits, Shared};
use crate::incident::Incident;

/// Different reasons of failure that are told; more would not be read.
const REASONS_MAX: usize = 16;

/// An incident in the thread's hands.
struct Row {
    incident: Box<Incident>,
    /// It has had its row of tries.
    tried: bool,
    /// Its last try failed while the queue was being drained.
    drained: bool,
}

/// What the thread wakes up for.
enum Event {
    Row(Row),
    Time,
    Closed,
    Stopped,
}

/// The far side: owns the sink and whatever waits.
pub(super) struct Courier {
    sink: Box<dyn Sink>,
    incoming: Receiver<Box<Incident>>,
    halted: Receiver<Infallible>,
    shared: Arc<Shared>,
    limits: Limits,
    /// Oldest first; one that fails again goes to the end, so that it holds up no other.
    waiting: VecDeque<Row>,
    /// When the first of the waiting is due.
    retry_at: Instant,
    /// The wait after that, should it fail.
    retry_wait: Duration,
    /// Until then nothing at all is sent, because the receiver said so.
    rest_until: Option<Instant>,
    /// The last try failed, and that has been said.
    troubled: bool,
}

impl Courier {
    pub(super) fn new(
        sink: Box<dyn Sink>,
        incoming: Receiver<Box<Incident>>,
        halted: Receiver<Infallible>,
        shared: Arc<Shared>,
        limits: Limits,
    ) -> Courier {
        Courier {
            sink,
            incoming,
            halted,
            shared,
            waiting: VecDeque::new(),
            retry_at: Instant::now(),
            retry_wait: limits.retry_first,
            rest_until: None,
            troubled: false,
            limits,
        }
    }

    /// Delivers until the queue is closed or the stopper pulled.
    pub(super) fn run(mut self) {
        loop {
            if let Some(row) = self.due() {
                self.deliver(row);
                continue;
            }
            match self.next() {
                Event::Row(row) if self.resting() => self.waiting.push_back(row),
                Event::Row(row) => self.deliver(row),
                Event::Time => {}
                Event::Closed => break,
                Event::Stopped => return,
            }
        }
        self.finish();
    }

    /// The waiting row whose time has come.
    fn due(&mut self) -> Option<Row> {
        let due = !self.is_stopped() && !self.resting() && Instant::now() >= self.retry_at;
        if due { self.waiting.pop_front() } else { None }
    }

    /// Waits for something to do.
    fn next(&self) -> Event {
        let (incoming, halted) = (&self.incoming, &self.halted);
        if self.is_stopped() {
            return Event::Stopped;
        }
        let row = |received: Result<Box<Incident>, _>| match received {
            Ok(incident) => Event::Row(Row {
                incident,
                tried: false,
                drained: false,
            }),
            Err(_) => Event::Closed,
        };
        if self.waiting.is_empty() {
            return select! {
                recv(incoming) -> received => row(received),
                recv(halted) -> _ => Event::Stopped,
            };
        }
        let at = self
            .rest_until
            .map_or(self.retry_at, |rest| rest.max(self.retry_at));
        let time = at.saturating_duration_since(Instant::now());
        select! {
            recv(incoming) -> received => row(received),
            recv(halted) -> _ => Event::Stopped,
            default(time) => Event::Time,
        }
    }

    /// After the queue was closed: the last try for whatever still waits, unless the receiver wants its rest.
    fn finish(mut self) {
        for _ in 0..self.waiting.len() {
            if self.is_stopped() || self.resting() {
                return;
            }
            match self.waiting.pop_front() {
                Some(row) if row.drained => self.waiting.push_back(row),
                Some(row) => self.deliver(row),
                None => return,
            }
        }
    }

    /// Gives an incident its tries, and settles what became of it.
    fn deliver(&mut self, mut row: Row) {
        let waits = if row.tried {
            Vec::new()
        } else {
            self.sink.waits()
        };
        let mut left = waits.as_slice();
        loop {
            let (reason, after) = match self.sink.send(&row.incident) {
                Ok(sent) => return self.done(sent, row.tried),
                Err(SendError::Never { reason }) => return self.fail(&row, reason),
                Err(SendError::Paused { reason }) => {
                    self.rest(self.limits.pause);
                    return self.keep(row, reason);
                }
                Err(SendError::Later { reason, after }) => (reason, after),
            };
            // Told also if the time is up before the next try.
            self.shared.outcome().why_waiting = Some(reason.clone());
            let asked = after.unwrap_or_default();
            // What the receiver asks for is granted on the spot only if all tries together take no longer for it.
            let wait = match left.split_first() {
                Some((planned, rest)) if asked <= left.iter().sum() => {
                    left = rest;
                    asked.max(*planned)
                }
                _ => {
                    row.tried = true;
                    self.rest(asked);
                    return self.keep(row, reason);
                }
            };
            if self.interrupted(wait) {
                return self.keep(row, reason);
            }
        }
    }

    fn done(&mut self, sent: Sent, retried: bool) {
        {
            let mut outcome = self.shared.outcome();
            outcome.waiting -= 1;
            match sent {
                Sent::Delivered => outcome.delivered += 1,
                Sent::Skipped => outcome.skipped += 1,
            }
            // What still waits has not been tried, if this was the only one in hand.
            if outcome.waiting == 0 || self.waiting.is_empty() {
                outcome.why_waiting = None;
            }
        }
        if sent == Sent::Skipped {
            return;
        }
        if self.troubled {
            log::info!("{}: delivering again", self.sink.name());
            self.troubled = false;
        }
        // It is back. What waits follows at once if this was one of them, else soon: the one that is next may
        // have failed for a reason of its own, and must not cost a try for every success of others.
        self.retry_wait = self.limits.retry_first;
        let soon = Instant::now()
            + if retried {
                Duration::ZERO
            } else {
                self.retry_wait
            };
        self.retry_at = self.retry_at.min(soon);
    }

    fn fail(&mut self, row: &Row, reason: String) {
        let (name, id) = (self.sink.name(), &row.incident.id);
        log::warn!("{name}: incident {id} is refused for good: {reason}");
        let mut outcome = self.shared.outcome();
        outcome.waiting -= 1;
        outcome.failed += 1;
        if outcome.reasons.len() < REASONS_MAX || outcome.reasons.contains_key(&reason) {
            *outcome.reasons.entry(reason).or_default() += 1;
        }
    }

    fn keep(&mut self, mut row: Row, reason: String) {
        let (name, id) = (self.sink.name(), &row.incident.id);
        if self.troubled {
            log::debug!("{name}: incident {id} waits: {reason}");
        } else {
            log::warn!("{name}: not delivered, will be tried again: {reason}");
            self.troubled = true;
        }
        row.drained = self.shared.draining.load(Ordering::SeqCst);
        self.retry_at = Instant::now() + self.retry_wait;
        self.retry_wait = (self.retry_wait * 2).min(self.limits.retry_max);
        self.waiting.push_back(row);
        self.shared.outcome().why_waiting = Some(reason);
    }

    /// Leaves the receiver alone for a while.
    fn rest(&mut self, time: Duration) {
        if !time.is_zero() {
            self.rest_until = Some(Instant::now() + time);
        }
    }

    fn resting(&self) -> bool {
        self.rest_until.is_some_and(|until| Instant::now() < until)
    }

    /// Waits, unless told to stop.
    fn interrupted(&self, time: Duration) -> bool {
        self.halted.recv_timeout(time) != Err(RecvTimeoutError::Timeout)
    }

    fn is_stopped(&self) -> bool {
        self.interrupted(Duration::ZERO)
    }
}
