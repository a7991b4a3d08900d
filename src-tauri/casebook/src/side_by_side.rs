//! Work on many things on all processors.

use std::num::NonZero;
use std::thread;

/// What `work` makes of each, in their order.
pub(crate) fn side_by_side<In: Sync, Out: Send>(all: &[In], work: impl Fn(&In) -> Out + Sync) -> Vec<Out> {
    shared(all, processors(), work)
}

/// Fewer than this are not worth a thread where each takes some microseconds.
const FEW: usize = 200;

/// What `work` makes of each number up to `count`, in their order, where each takes some microseconds.
pub(crate) fn numbered<Out: Send>(count: usize, work: impl Fn(usize) -> Out + Sync) -> Vec<Out> {
    if count < FEW {
        return (0..count).map(work).collect();
    }
    let all: Vec<usize> = (0..count).collect();
    side_by_side(&all, |number| work(*number))
}

/// What `work` makes of each, for what nobody waits for: one processor is left to whatever somebody does meanwhile.
pub(crate) fn in_background<In: Sync, Out: Send>(all: &[In], work: impl Fn(&In) -> Out + Sync) -> Vec<Out> {
    shared(all, processors().saturating_sub(1).max(1), work)
}

fn processors() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

fn shared<In: Sync, Out: Send>(all: &[In], threads: usize, work: impl Fn(&In) -> Out + Sync) -> Vec<Out> {
    let share = all.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let running: Vec<_> =
            all.chunks(share).map(|part| scope.spawn(|| part.iter().map(&work).collect::<Vec<_>>())).collect();
        // A panic there is a panic here, too.
        running
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}
