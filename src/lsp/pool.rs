//! A few threads for work that takes longer than a blink.
//!
//! A job that panics is lost, its thread is not. Must not know what the work is.

use crossbeam_channel::{Sender, unbounded};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

/// Work to do.
pub type Job = Box<dyn FnOnce() + Send>;

/// The threads; they end when the pool is dropped and their work is done.
#[derive(Debug)]
pub struct Pool {
    jobs: Sender<Job>,
}

impl Pool {
    /// As many threads as there are processors, at least two and at most four: a long check must not hold up a short one.
    pub fn new() -> Self {
        let threads = thread::available_parallelism().map_or(2, usize::from).clamp(2, 4);
        let (jobs, waiting) = unbounded::<Job>();
        for _ in 0..threads {
            let waiting = waiting.clone();
            // Where the system gives no more threads the others do the work.
            let _ = thread::Builder::new().name("adlint".to_owned()).spawn(move || {
                for job in waiting {
                    let _ = catch_unwind(AssertUnwindSafe(job));
                }
            });
        }
        Self { jobs }
    }

    /// Hands a job to the next free thread.
    pub fn spawn(&self, job: impl FnOnce() + Send + 'static) {
        let _ = self.jobs.send(Box::new(job));
    }
}

impl Default for Pool {
    fn default() -> Self {
        Self::new()
    }
}
