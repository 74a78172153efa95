//! What is going on, shown on a terminal while it takes its time.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// What takes less is not worth a word.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the spinner moves.
const TICK: Duration = Duration::from_millis(120);

/// A spinner on standard error that appears after a second and is gone without a trace when this
/// is dropped.
pub struct Waiting {
    /// The spinner ends when the other end is closed.
    open: Option<Sender<()>>,
    spinner: Option<JoinHandle<()>>,
}

impl Waiting {
    /// Begins to wait for something, such as `pairing 10,000 people`.
    pub fn for_what(what: String) -> Self {
        let (open, closed) = channel();
        let spinner = Builder::new().spawn(move || spin(what, &closed)).ok();
        Self { open: Some(open), spinner }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.open = None;
        if let Some(spinner) = self.spinner.take() {
            let _ = spinner.join();
        }
    }
}

fn spin(what: String, closed: &Receiver<()>) {
    let goes_on = |time| closed.recv_timeout(time) == Err(RecvTimeoutError::Timeout);
    if !goes_on(PATIENCE) {
        return;
    }
    let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ... {elapsed}") else { return };
    let bar =
        ProgressBar::new_spinner().with_style(style).with_elapsed(PATIENCE).with_message(what);
    bar.tick();
    while goes_on(TICK) {
        bar.tick();
    }
    bar.finish_and_clear();
}
