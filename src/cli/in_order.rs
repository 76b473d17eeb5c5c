//! Work done by several threads, results handed over in the order of the inputs, with little of either in memory.
//!
//! Each thread takes the next input under a lock, as long as it is not too far ahead of what has been handed over; what is
//! done too early waits in a small buffer. (rayon's `par_bridge` gives up the order, its ordered iterators need all inputs
//! at once.) Must not know what the work is.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

/// How far ahead of the output a thread may work, for each thread.
const AHEAD: usize = 8;

struct Queue<I> {
    inputs: I,
    /// Number of the next input.
    next: usize,
    /// How many results have been handed over.
    handed: usize,
    /// Nobody wants more.
    stopped: bool,
}

struct Shared<I> {
    queue: Mutex<Queue<I>>,
    moved: Condvar,
    ahead: usize,
}

impl<I: Iterator> Shared<I> {
    fn lock(&self) -> MutexGuard<'_, Queue<I>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next input and its number; waits while the threads are too far ahead.
    fn take(&self) -> Option<(usize, I::Item)> {
        let mut queue = self.lock();
        while !queue.stopped && queue.next >= queue.handed + self.ahead {
            queue = self.moved.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
        if queue.stopped {
            return None;
        }
        let input = queue.inputs.next()?;
        queue.next += 1;
        Some((queue.next - 1, input))
    }

    fn handed(&self, number: usize) {
        self.lock().handed = number;
        self.moved.notify_all();
    }

    fn stop(&self) {
        self.lock().stopped = true;
        self.moved.notify_all();
    }
}

/// Wakes the others when a thread ends, by a panic too; else they would wait for its result for ever.
struct StopOnPanic<'s, I: Iterator>(&'s Shared<I>);

impl<I: Iterator> Drop for StopOnPanic<'_, I> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.stop();
        }
    }
}

/// Does `work` on every input in up to `jobs` threads and hands each result to `hand_over` in the order of the inputs.
///
/// # Errors
/// The first error of `hand_over`; no further input is taken then.
pub fn in_order<T, R, E, I, W, H>(jobs: usize, inputs: I, work: W, mut hand_over: H) -> Result<(), E>
where
    T: Send,
    R: Send,
    I: Iterator<Item = T> + Send,
    W: Fn(T) -> R + Sync,
    H: FnMut(R) -> Result<(), E>,
{
    let mut inputs = inputs.fuse();
    // One input needs no thread: most runs are one ad.
    let (first, second) = (inputs.next(), inputs.next());
    let alone = second.is_none() || jobs < 2;
    let mut inputs = first.into_iter().chain(second).chain(inputs);
    if alone {
        return inputs.try_for_each(|input| hand_over(work(input)));
    }
    let shared = Shared {
        queue: Mutex::new(Queue {
            inputs,
            next: 0,
            handed: 0,
            stopped: false,
        }),
        moved: Condvar::new(),
        ahead: jobs * AHEAD,
    };
    thread::scope(|scope| {
        let (send, receive) = mpsc::channel();
        for _ in 0..jobs {
            let (send, shared, work) = (send.clone(), &shared, &work);
            scope.spawn(move || {
                let _guard = StopOnPanic(shared);
                while let Some((number, input)) = shared.take() {
                    if send.send((number, work(input))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let mut early = BTreeMap::new();
        let mut next = 0;
        for (number, result) in receive {
            early.insert(number, result);
            while let Some(result) = early.remove(&next) {
                next += 1;
                shared.handed(next);
                if let Err(error) = hand_over(result) {
                    shared.stop();
                    return Err(error);
                }
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::in_order;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn results_come_in_the_order_of_the_inputs_whoever_is_faster() {
        let mut got = Vec::new();
        let slow_first = |n: u64| {
            std::thread::sleep(Duration::from_micros(if n.is_multiple_of(7) { 900 } else { 10 }));
            n
        };
        in_order(4, 0..200, slow_first, |n| -> Result<(), ()> {
            got.push(n);
            Ok(())
        })
        .unwrap();
        assert_eq!(got, (0..200).collect::<Vec<_>>());
    }

    #[test]
    fn no_thread_runs_far_ahead_and_an_error_stops_all() {
        let taken = AtomicUsize::new(0);
        let inputs = (0..1_000_000).inspect(|_| {
            taken.fetch_add(1, Ordering::Relaxed);
        });
        let result = in_order(3, inputs, |n: u32| n, |n| if n == 50 { Err(n) } else { Ok(()) });
        assert_eq!(result, Err(50));
        assert!(taken.load(Ordering::Relaxed) < 200, "{taken:?}");
    }

    #[test]
    fn no_input_and_one_input_need_no_thread() {
        let mut got = Vec::new();
        let mut keep = |n: u8| -> Result<(), ()> {
            got.push(n);
            Ok(())
        };
        in_order(8, std::iter::empty(), |n: u8| n, &mut keep).unwrap();
        in_order(8, std::iter::once(3), |n: u8| n, &mut keep).unwrap();
        assert_eq!(got, [3]);
    }

    #[test]
    fn a_panic_in_one_thread_ends_all_instead_of_waiting_for_ever() {
        let caught = std::panic::catch_unwind(|| {
            in_order(
                2,
                0..1000,
                |n: u32| {
                    assert!(n != 20);
                    n
                },
                |_| -> Result<(), ()> { Ok(()) },
            )
        });
        assert!(caught.is_err());
    }
}
