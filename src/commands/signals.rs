//! Ctrl-C and SIGTERM: the first asks for an orderly end, the second for one at once.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;

use anyhow::{Context, Result};
use crossbeam_channel::{Receiver, bounded};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals as Caught;

use crate::sink::Stopper;

/// Signals that were caught.
pub(super) struct Signals {
    stopped: Arc<AtomicBool>,
    first: Receiver<()>,
    stopper: Arc<OnceLock<Stopper>>,
}

impl Signals {
    /// Catches signals from here on: before a pipeline begins to work, as none is to be lost.
    pub(super) fn catch() -> Result<Signals> {
        let mut caught = Caught::new([SIGINT, SIGTERM]).context("cannot catch signals")?;
        let stopped = Arc::new(AtomicBool::new(false));
        let (tell, first) = bounded(1);
        let stopper = Arc::new(OnceLock::<Stopper>::new());
        let (flag, deliveries) = (Arc::clone(&stopped), Arc::clone(&stopper));
        thread::Builder::new()
            .name("signals".to_owned())
            .spawn(move || {
                for signal in caught.forever() {
                    if flag.swap(true, Ordering::SeqCst) {
                        if let Some(stopper) = deliveries.get() {
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
            stopper,
        })
    }

    /// The second signal stops these deliveries, too.
    pub(super) fn stop_too(&self, stopper: Option<Stopper>) {
        if let Some(stopper) = stopper {
            let _ = self.stopper.set(stopper);
        }
    }

    /// Whether a first signal has come.
    pub(super) fn stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }

    /// What tells the same where the rest has gone to another thread.
    pub(super) fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stopped)
    }

    /// Gets a message with the first signal.
    pub(super) fn first(&self) -> Receiver<()> {
        self.first.clone()
    }
}
