//! One large ad on all processors: the same work on each part of a list, results in order.
//!
//! An ad of a page is done before another thread has begun; only texts as large as a whole archive in one file are parted.
//! Many ads at once are `cli`'s. Must not know what the work is.

use std::sync::OnceLock;
use std::thread;

/// A text of fewer bytes stays on one thread.
const LARGE: usize = 256 << 10;

/// The results of `work` on each part of `items`, in order; on all processors where the text behind it, of so many bytes, is
/// large. The work is told the place of its first item among all.
pub fn parts<T: Sync, R: Send>(items: &[T], bytes: usize, work: impl Fn(usize, &[T]) -> R + Sync) -> Vec<R> {
    let threads = if bytes < LARGE { 1 } else { processors() };
    in_parts(items, threads, work)
}

fn in_parts<T: Sync, R: Send>(items: &[T], parts: usize, work: impl Fn(usize, &[T]) -> R + Sync) -> Vec<R> {
    let size = items.len().div_ceil(parts.max(1)).max(1);
    let Some((own, others)) = items.split_at_checked(size).filter(|(_, others)| !others.is_empty()) else {
        return vec![work(0, items)];
    };
    thread::scope(|scope| {
        let work = &work;
        let others = others.chunks(size).enumerate();
        let started: Vec<_> = others.map(|(at, part)| scope.spawn(move || work((at + 1) * size, part))).collect();
        let mut done = vec![work(0, own)];
        for thread in started {
            done.push(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    })
}

fn processors() -> usize {
    static COUNT: OnceLock<usize> = OnceLock::new();
    *COUNT.get_or_init(|| thread::available_parallelism().map_or(1, usize::from))
}

#[cfg(test)]
mod tests {
    use super::in_parts;

    #[test]
    fn parts_come_back_in_order_and_know_their_place() {
        let items: Vec<usize> = (0..10).collect();
        for parts in [1, 2, 3, 7, 10, 50] {
            let seen = in_parts(&items, parts, |first, part| {
                assert_eq!(part.first(), Some(&first));
                part.to_vec()
            });
            assert_eq!(seen.concat(), items, "{parts} parts");
        }
        assert_eq!(in_parts(&[] as &[usize], 4, |_, part| part.len()), [0]);
    }
}
