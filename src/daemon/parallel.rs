//! Work for all processors.

/// Applies `work` to every item on all processors, in order.
pub fn parallel<T: Sync, R: Send>(items: &[T], work: &(dyn Fn(&T) -> R + Sync)) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(8);
    if threads == 1 || items.len() < 2 {
        return items.iter().map(work).collect();
    }
    // Each thread takes the next item: one message of 4 MB must not leave the others waiting.
    let next = std::sync::atomic::AtomicUsize::new(0);
    let take = || {
        let items = std::iter::from_fn(|| {
            let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            items.get(at).map(|item| (at, item))
        });
        items.map(|(at, item)| (at, work(item))).collect::<Vec<(usize, R)>>()
    };
    let mut all: Vec<(usize, R)> = std::thread::scope(|scope| {
        let handles: Vec<_> = (1..threads).map(|_| scope.spawn(take)).collect();
        let mut all = take();
        // Reading is total; should a thread panic all the same, so does the pass, and nothing of the batch is written.
        all.extend(handles.into_iter().flat_map(|handle| handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))));
        all
    });
    all.sort_unstable_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, result)| result).collect()
}
