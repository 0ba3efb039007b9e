//! Ctrl-C and SIGTERM: the first asks for an orderly end, the second for one at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use crossbeam_channel::{Receiver, bounded};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals as Caught;

use crate::sink::Stopper;

/// Signals that were caught.
pub(super) struct Signals {
    stopped: Arc<AtomicBool>,
    first: Receiver<()>,
    since: Option<Instant>,
}

impl Signals {
    /// Catches signals from here on; the second one stops deliveries, too.
    pub(super) fn catch(stopper: Option<Stopper>) -> Result<Signals> {
        let mut caught = Caught::new([SIGINT, SIGTERM]).context("cannot catch signals")?;
        let stopped = Arc::new(AtomicBool::new(false));
        let (tell, first) = bounded(1);
        let flag = Arc::clone(&stopped);
        thread::Builder::new()
            .name("signals".to_owned())
            .spawn(move || {
                for signal in caught.forever() {
                    if flag.swap(true, Ordering::SeqCst) {
                        if let Some(stopper) = &stopper {
                            stopper.stop();
                        }
                        let _ = signal_hook::low_level::emulate_default_handler(signal);
                    }
                    let _ = tell.try_send(());
                }
            })
            .context("cannot start a thread")?;
        Ok(Signals {
            stopped,
            first,
            since: None,
        })
    }

    /// Whether a first signal has come.
    pub(super) fn stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }

    /// Whether a first signal came so long ago; counts from the first call that finds it.
    pub(super) fn stopped_for(&mut self, time: Duration) -> bool {
        self.stopped() && self.since.get_or_insert_with(Instant::now).elapsed() >= time
    }

    /// Gets a message with the first signal.
    pub(super) fn first(&self) -> Receiver<()> {
        self.first.clone()
    }
}
