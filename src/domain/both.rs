//! Two things at once.

use std::panic::resume_unwind;
use std::thread;

/// The results of two functions, the first of which runs in a thread of its own, or before the
/// other where the system has no thread left.
///
/// ```
/// let (words, signs) = unmentor::domain::both(|| "red lines".split(' ').count(), || 9);
/// assert_eq!((words, signs), (2, 9));
/// ```
pub fn both<A: Send, B>(one: impl Fn() -> A + Sync, other: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| match thread::Builder::new().spawn_scoped(scope, &one) {
        Ok(running) => {
            let other = other();
            (running.join().unwrap_or_else(|panic| resume_unwind(panic)), other)
        }
        Err(_) => (one(), other()),
    })
}
