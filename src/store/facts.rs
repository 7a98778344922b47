//! Reading facts back: everything that concerns deals, in one go.

use std::thread;

use super::rows::{self, Boxes};
use super::{Doing, Store, StoreError};
use crate::domain::address::Address;
use crate::domain::mailbag::Mailbag;

impl Store {
    /// Every message that is kept. Processors share the work: each reads a range of rows, from one state of the database.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn mails(&self) -> Result<Mailbag, StoreError> {
        let doing = "reading the messages";
        let boxes = self.boxes().doing("reading the mailboxes")?;
        let sql = "SELECT coalesce(max(id), 0) FROM message";
        let last: i64 = self.db.query_row(sql, [], |row| row.get(0)).doing(doing)?;
        let readers = thread::available_parallelism().map_or(1, std::num::NonZero::get).min(4) as i64;
        let parts: Vec<rusqlite::Result<Mailbag>> = thread::scope(|scope| {
            // Not the store itself: a connection stays in its thread.
            let (file, boxes) = (self.file.as_path(), &boxes);
            let handles: Vec<_> =
                ranges(readers, last).map(|range| scope.spawn(move || rows::read(file, boxes, range, last / readers))).collect();
            handles.into_iter().map(|handle| handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
        });
        let mut all = Mailbag::default();
        for part in parts {
            all.take(part.doing(doing)?);
        }
        Ok(all)
    }

    fn boxes(&self) -> rusqlite::Result<Boxes> {
        let mut statement = self.db.prepare("SELECT id, address FROM mailbox")?;
        let mut rows = statement.query([])?;
        let mut boxes = Boxes::new();
        while let Some(row) = rows.next()? {
            if let Some(address) = Address::parse(row.get_ref(1)?.as_str()?) {
                boxes.insert(row.get(0)?, address);
            }
        }
        Ok(boxes)
    }
}

/// Ranges of ids from 1 to `last` and of even width, the last one open: what is written meanwhile is read too.
fn ranges(parts: i64, last: i64) -> impl Iterator<Item = (i64, i64)> {
    let width = last / parts;
    (0..parts).map(move |part| (part * width + 1, if part + 1 == parts { i64::MAX } else { (part + 1) * width }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_cover_every_id_once() {
        for (parts, last) in [(1, 10), (3, 10), (4, 0), (4, 3)] {
            let all: Vec<(i64, i64)> = ranges(parts, last).collect();
            assert_eq!((all[0].0, all[all.len() - 1].1), (1, i64::MAX));
            assert!(all.windows(2).all(|two| two[0].1 + 1 == two[1].0), "{all:?}");
        }
    }
}
