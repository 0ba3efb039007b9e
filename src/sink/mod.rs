//! Delivery: incidents go in, HTTP requests to a receiver come out, with an account of what became of each.
//!
//! A [`Sink`] knows one receiver's contract: what it is told, and how its answers are judged. [`Delivery`] owns
//! the thread, the queue and the waits, the same for every receiver. Neither opens a file, and no text from a
//! receiver and no key ever stands in an error. To add a receiver, follow `platform.rs`.

use std::fmt;
use std::time::Duration;

use crate::incident::Incident;

mod delivery;
mod http;
pub mod platform;

pub use delivery::{Delivery, Limits, Outcome, Refused, Stopper};
pub use http::TimeOuts;
pub use platform::Platform;

/// A receiver of incidents.
pub trait Sink: Send {
    /// The receiver's name, for messages.
    fn name(&self) -> &'static str;

    /// Tries once to hand over one incident.
    fn send(&self, incident: &Incident) -> Result<Sent, SendError>;

    /// The waits between the tries that an incident gets in a row: one try more than there are waits.
    fn waits(&self) -> Vec<Duration>;
}

/// What became of an incident that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// The receiver has it.
    Delivered,
    /// Its contract has no place for such an incident; nothing was sent.
    Skipped,
}

/// Why an incident was not handed over, told apart by what is to be done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SendError {
    /// It may succeed later: the receiver, or the way to it, is in trouble.
    Later {
        /// What went wrong.
        reason: String,
        /// How long the receiver asked to be left alone.
        after: Option<Duration>,
    },
    /// It never will: the receiver refuses this incident.
    Never {
        /// What went wrong.
        reason: String,
    },
    /// The receiver refuses us, whatever we send: all waits until somebody has mended it.
    Paused {
        /// What went wrong.
        reason: String,
    },
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (SendError::Later { reason, .. }
        | SendError::Never { reason }
        | SendError::Paused { reason }) = self;
        f.write_str(reason)
    }
}

impl std::error::Error for SendError {}
