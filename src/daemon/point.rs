//! Where a test may kill the process, or have it get stuck: builds with debug assertions look at `WENTDARK_DIE_AT` (`POINT:N`, at the
//! N-th time) and `WENTDARK_HANG_AT` (`POINT:FILE`, for as long as the file exists), others have nothing here.

/// A step of a pass was done.
#[cfg(debug_assertions)]
pub(super) fn reached(point: &str) {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicI64, Ordering};
    let hang = std::env::var("WENTDARK_HANG_AT").unwrap_or_default();
    if let Some((name, file)) = hang.split_once(':')
        && name == point
    {
        while std::path::Path::new(file).exists() {
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    }
    static WANTED: OnceLock<Option<(String, AtomicI64)>> = OnceLock::new();
    let wanted = WANTED.get_or_init(|| {
        let text = std::env::var("WENTDARK_DIE_AT").ok()?;
        let (name, times) = text.split_once(':')?;
        Some((name.to_owned(), AtomicI64::new(times.parse().ok()?)))
    });
    if let Some((name, left)) = wanted
        && name == point
        && left.fetch_sub(1, Ordering::Relaxed) == 1
    {
        std::process::abort();
    }
}

/// Nothing.
#[cfg(not(debug_assertions))]
pub(super) fn reached(_point: &str) {}
