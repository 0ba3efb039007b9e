//! The progress of a scan, on a terminal.
//!
//! In come bytes that were read; out comes a line on stderr while it lasts. Nothing is shown where nobody looks, where
//! the user asked for silence, or where all is done before anybody could read it.

use std::fs;
use std::io::{IsTerminal, stderr, stdout};

use indicatif::{ProgressBar, ProgressStyle};

use crate::source::input::Input;

/// Less than this is read in the blink of an eye.
const WORTH_IT: u64 = 32 << 20;

/// What it shows.
const TEMPLATE: &str = "{bar:30} {percent}% of {total_bytes}, {eta} left";

/// A progress bar, or none.
pub(super) struct Bar(Option<ProgressBar>);

impl Bar {
    /// For these files, if somebody looks.
    pub(super) fn of(inputs: &[Input]) -> Bar {
        let is_wanted = log::log_enabled!(log::Level::Warn);
        if !is_wanted || !stderr().is_terminal() || !stdout().is_terminal() {
            return Bar::none();
        }
        let size = |input: &Input| match input {
            Input::File { path, .. } => fs::metadata(path).map_or(0, |meta| meta.len()),
            Input::Stdin => 0,
        };
        let total = inputs.iter().map(size).sum();
        if total < WORTH_IT {
            return Bar::none();
        }
        let bar = ProgressBar::new(total);
        if let Ok(style) = ProgressStyle::with_template(TEMPLATE) {
            bar.set_style(style.progress_chars("=> "));
        }
        Bar(Some(bar))
    }

    /// No bar.
    pub(super) fn none() -> Bar {
        Bar(None)
    }

    /// So many bytes more were read.
    pub(super) fn read(&self, bytes: u64) {
        if let Some(bar) = &self.0 {
            bar.inc(bytes);
        }
    }

    /// Says something beside the bar.
    pub(super) fn aside(&self, say: impl FnOnce()) {
        match &self.0 {
            Some(bar) => bar.suspend(say),
            None => say(),
        }
    }

    /// Takes it away.
    pub(super) fn clear(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.clear();
    }
}
