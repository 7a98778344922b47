//! The traces that messages leave, and which of them were there before.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use rusqlite::Transaction;

use super::batch::{Copy, ROWS};
use super::signed;

/// Leaves the trace of each message. Those copies of which the message was known already: one that is kept has left its trace.
pub(super) fn leave<'b>(
    tx: &Transaction<'_>,
    copies: &'b [Copy],
    forgotten: &HashMap<u64, Timestamp>,
) -> rusqlite::Result<Vec<&'b Copy>> {
    // In the order of keys, neighbours in the index are written together.
    let mut sorted: Vec<&Copy> = copies.iter().collect();
    sorted.sort_by_key(|one| signed(one.key.0));
    let mut last: i64 = tx.prepare_cached("SELECT coalesce(max(id), 0) FROM trace")?.query_row([], |row| row.get(0))?;
    let (mut hashes, mut known) = (Vec::new(), Vec::new());
    let (many, rest) = sorted.as_chunks::<ROWS>();
    for some in many.iter().map(<[&Copy; ROWS]>::as_slice).chain(rest.chunks(1)) {
        let more = ", (?, ?)".repeat(some.len() - 1);
        let mut trace = tx.prepare_cached(&format!("INSERT OR IGNORE INTO trace (key, hashes) VALUES (?, ?){more}"))?;
        for (at, one) in some.iter().enumerate() {
            hashes.clear();
            let kept = one.hashes.iter().filter(|hash| !forgotten.contains_key(hash));
            kept.for_each(|hash| hashes.extend_from_slice(&hash.to_le_bytes()));
            trace.raw_bind_parameter(2 * at + 1, signed(one.key.0))?;
            trace.raw_bind_parameter(2 * at + 2, &hashes)?;
        }
        let inserted = trace.raw_execute()?;
        if inserted < some.len() {
            // The new ones got the ids above all that there were.
            let mut new: HashSet<i64> = tx
                .prepare_cached("SELECT key FROM trace WHERE id > ?1")?
                .query_map([last], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            known.extend(some.iter().filter(|one| !new.remove(&signed(one.key.0))));
        }
        last += i64::try_from(inserted).unwrap_or_default();
    }
    Ok(known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mail::MailKey;
    use crate::store::Store;

    fn copy(key: u64) -> Copy {
        Copy { place: format!("{key}.a"), key: MailKey(key), hashes: vec![key, key + 1] }
    }

    /// The keys of those that were known.
    fn left(store: &mut Store, copies: &[Copy], forgotten: &[u64]) -> Vec<u64> {
        let tx = store.db.transaction().unwrap();
        let forgotten = forgotten.iter().map(|hash| (*hash, Timestamp::now())).collect();
        let known = leave(&tx, copies, &forgotten).unwrap().into_iter().map(|copy| copy.key.0).collect();
        tx.commit().unwrap();
        known
    }

    #[test]
    fn what_was_known_is_told_among_any_number_of_others() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_for_passes(dir.path()).unwrap();
        let some: Vec<Copy> = (0..300).step_by(7).map(copy).collect();
        assert!(left(&mut store, &some, &[]).is_empty());
        // Two copies of one message, and three of another one, beside each other and far apart.
        let mut all: Vec<Copy> = (0..300).rev().map(copy).collect();
        all.extend([copy(5), copy(14), copy(5)]);
        let mut expected: Vec<u64> = (0..300).step_by(7).chain([5, 5, 14]).collect();
        expected.sort_unstable();
        assert_eq!(left(&mut store, &all, &[]), expected);
        assert!(left(&mut store, &[copy(1000)], &[1001]).is_empty());
        let hashes = |key: i64| {
            store.db.query_row("SELECT hashes FROM trace WHERE key = ?1", [key], |row| row.get::<_, Vec<u8>>(0)).unwrap()
        };
        assert_eq!(hashes(5), [5u64.to_le_bytes(), 6u64.to_le_bytes()].concat());
        assert_eq!(hashes(1000), 1000u64.to_le_bytes());
        let count: i64 = store.db.query_row("SELECT count(*) FROM trace", [], |row| row.get(0)).unwrap();
        assert_eq!(count, 301);
    }
}
