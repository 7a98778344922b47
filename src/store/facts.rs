//! Reading facts back: everything that concerns deals, in one go.

use std::panic::resume_unwind;
use std::thread;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

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
        let ranges = ranges(readers, last).map(|range| Ok((range, self.reader()?)));
        let ranges: Vec<((i64, i64), Connection)> = ranges.collect::<rusqlite::Result<_>>().doing(doing)?;
        let mut all = Mailbag::default();
        let (common, parts) = thread::scope(|scope| {
            let boxes = &boxes;
            // Not the store itself: a connection stays in its thread.
            let read = |(range, db): ((i64, i64), Connection)| scope.spawn(move || rows::read(&db, boxes, range, last / readers));
            let handles: Vec<_> = ranges.into_iter().map(read).collect();
            // From a later state than the messages: whatever they name is there, and ids are not used twice.
            let common = rows::read_common(&self.db, &mut all);
            let join = |handle: thread::ScopedJoinHandle<'_, _>| handle.join().unwrap_or_else(|panic| resume_unwind(panic));
            (common, handles.into_iter().map(join).collect::<Vec<rusqlite::Result<Mailbag>>>())
        });
        let common = common.doing(doing)?;
        for part in parts {
            all.take(part.doing(doing)?, |head| common.heads.of(head), |topic| common.topics.of(topic));
        }
        Ok(all)
    }

    /// Another connection, in a transaction: what it reads of messages, their details and signals belongs together. A batch that
    /// lands between two readers' beginnings is seen in part, as if the pass had been interrupted; the next look has it whole.
    fn reader(&self) -> rusqlite::Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(&self.file, flags)?;
        db.busy_timeout(Duration::from_secs(30))?;
        // A transaction begins when it first reads.
        db.execute_batch("BEGIN; SELECT 1 FROM message LIMIT 1")?;
        Ok(db)
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
