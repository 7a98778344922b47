//! Looking back: which messages of the past concern a prospect or a thread that is followed since, and where their text is. What
//! is found is queued in the same transaction that says it was searched for: killed at any moment, nothing is left out.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::{OptionalExtension, Transaction, params};

use super::{Doing, Store, StoreError, moved, signed, unsigned};
use crate::domain::address::Address;
use crate::domain::mail::{FolderRole, MailKey};

/// A folder with copies that are to be read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reread {
    /// The folder's id.
    pub folder: i64,
    /// Its name.
    pub name: String,
    /// Its role.
    pub role: FolderRole,
    /// Its cursor.
    pub cursor: Option<String>,
    /// Where the copies are in it.
    pub places: Vec<String>,
}

impl Store {
    /// The ids of threads with prospects and the addresses that turned up on their side, as hashes.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn followed(&self) -> Result<HashSet<u64>, StoreError> {
        hashes(&self.db, "SELECT hash FROM followed").doing("reading which threads are followed")
    }

    /// Takes note of the roster: what the past holds of addresses and domains (`roster`) that it was not searched for yet, and
    /// kept messages that other `detectors` read, are queued to be read again. How many copies that is.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn note_roster(&mut self, roster: &HashSet<u64>, detectors: u64) -> Result<usize, StoreError> {
        let doing = "searching the past for what is new in the roster";
        let tx = self.db.transaction().doing(doing)?;
        let queued = queue_for_roster(&tx, roster, detectors).doing(doing)?;
        tx.commit().doing(doing)?;
        Ok(queued)
    }

    /// Whether something is followed that the past was not searched for yet.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn has_unsearched(&self) -> Result<bool, StoreError> {
        let found = self.db.query_row("SELECT 1 FROM unsearched LIMIT 1", [], |_| Ok(())).optional();
        found.map(|found| found.is_some()).doing("looking what is to be searched for")
    }

    /// Searches the past for what is followed since the last time, and queues what is to be read again. How many copies that is.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn search_past(&mut self) -> Result<usize, StoreError> {
        let doing = "searching the past";
        let tx = self.db.transaction().doing(doing)?;
        let queued = hashes(&tx, "SELECT hash FROM unsearched")
            .and_then(|wanted| queue(&tx, &carrying(&tx, &wanted)?))
            .and_then(|queued| tx.execute("DELETE FROM unsearched", []).map(|_| queued))
            .doing(doing)?;
        tx.commit().doing(doing)?;
        Ok(queued)
    }

    /// The mailboxes that hold copies to be read again.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn owing(&self) -> Result<Vec<Address>, StoreError> {
        self.db
            .prepare(
                "SELECT address FROM mailbox m WHERE EXISTS
                     (SELECT 1 FROM reread r JOIN folder f ON f.id = r.folder_id WHERE f.mailbox_id = m.id AND f.listed)
                 ORDER BY address",
            )
            .and_then(|mut statement| statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>())
            .map(|all| all.iter().filter_map(|address| Address::parse(address)).collect())
            .doing("looking what is to be read again")
    }

    /// What is to be read again in a mailbox, folder by folder. What is queued of a folder that the last listing didn't show waits until it
    /// is there again, here as in the next two.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn rereads(&self, mailbox: i64) -> Result<Vec<Reread>, StoreError> {
        self.queued("SELECT folder_id, place FROM reread", mailbox, usize::MAX)
    }

    /// What is to be judged closely in a mailbox but for some folders: the latest, at most so many.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn closer(&self, mailbox: i64, most: usize, without: &BTreeSet<i64>) -> Result<Vec<Reread>, StoreError> {
        let without = listed(without);
        let sql = format!(
            "SELECT folder_id, place FROM closer WHERE folder_id NOT IN ({without}) ORDER BY length(place) DESC, place DESC"
        );
        self.queued(&sql, mailbox, most)
    }

    /// How many messages of a mailbox are to be judged closely, but for some folders.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn closer_count(&self, mailbox: i64, without: &BTreeSet<i64>) -> Result<u64, StoreError> {
        let sql = format!(
            "SELECT count(*) FROM closer c JOIN folder f ON f.id = c.folder_id
             WHERE f.mailbox_id = ?1 AND f.listed AND f.id NOT IN ({})",
            listed(without)
        );
        let count =
            self.db.prepare_cached(&sql).and_then(|mut statement| statement.query_row([mailbox], |row| row.get::<_, i64>(0)));
        count.map(unsigned).doing("counting what is to be judged closely")
    }

    fn queued(&self, places: &str, mailbox: i64, most: usize) -> Result<Vec<Reread>, StoreError> {
        let sql = format!(
            "SELECT f.id, f.name, f.role, f.cursor, q.place FROM
                 (SELECT p.* FROM ({places}) p JOIN folder f ON f.id = p.folder_id WHERE f.mailbox_id = ?1 AND f.listed LIMIT ?2) q
                 JOIN folder f ON f.id = q.folder_id
             ORDER BY f.id, length(q.place), q.place"
        );
        self.db
            .prepare_cached(&sql)
            .and_then(|mut statement| {
                let mut rows = statement.query(params![mailbox, i64::try_from(most).unwrap_or(i64::MAX)])?;
                let mut all: Vec<Reread> = Vec::new();
                while let Some(row) = rows.next()? {
                    let (folder, role): (i64, String) = (row.get(0)?, row.get(2)?);
                    let place = row.get(4)?;
                    match all.last_mut().filter(|last| last.folder == folder) {
                        Some(last) => last.places.push(place),
                        None => {
                            let role = FolderRole::parse(&role).unwrap_or(FolderRole::Other);
                            all.push(Reread { folder, name: row.get(1)?, role, cursor: row.get(3)?, places: vec![place] });
                        }
                    }
                }
                Ok(all)
            })
            .doing("looking what is to be read again")
    }
}

/// Numbers as SQL lists them.
fn listed(numbers: &BTreeSet<i64>) -> String {
    numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}

fn queue_for_roster(tx: &Transaction<'_>, roster: &HashSet<u64>, detectors: u64) -> rusqlite::Result<usize> {
    let searched = hashes(tx, "SELECT hash FROM searched")?;
    let wanted: HashSet<u64> = roster.difference(&searched).copied().collect();
    let mut keys = carrying(tx, &wanted)?;
    let mut old = tx.prepare("SELECT key FROM message WHERE detectors <> ?1")?;
    for key in old.query_map([signed(detectors)], |row| row.get(0))? {
        keys.insert(MailKey(unsigned(key?)));
    }
    if *roster != searched {
        tx.execute("DELETE FROM searched", [])?;
        let mut note = tx.prepare("INSERT OR IGNORE INTO searched (hash) VALUES (?1)")?;
        for hash in roster {
            note.execute([signed(*hash)])?;
        }
    }
    queue(tx, &keys)
}

fn hashes(db: &rusqlite::Connection, sql: &str) -> rusqlite::Result<HashSet<u64>> {
    db.prepare(sql)?.query_map([], |row| Ok(unsigned(row.get(0)?)))?.collect()
}

/// The messages of the past that carry one of `wanted`: one walk over what is remembered of every message. What is kept of a thread
/// that was followed already has been looked at closely.
fn carrying(tx: &Transaction<'_>, wanted: &HashSet<u64>) -> rusqlite::Result<HashSet<MailKey>> {
    let mut found = HashSet::new();
    if wanted.is_empty() {
        return Ok(found);
    }
    let mut statement = tx.prepare("SELECT key, hashes FROM trace")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let packed = row.get_ref(1)?.as_blob()?;
        let mut each = packed.chunks_exact(8).filter_map(|c| Some(u64::from_le_bytes(c.try_into().ok()?)));
        if each.any(|hash| wanted.contains(&hash)) {
            found.insert(MailKey(unsigned(row.get(0)?)));
        }
    }
    let mut kept = tx.prepare("SELECT 1 FROM message WHERE key = ?1 AND followed")?;
    let mut rest = HashSet::new();
    for key in found {
        if !kept.exists([signed(key.0)])? {
            rest.insert(key);
        }
    }
    Ok(rest)
}

/// Queues every copy of `keys`.
fn queue(tx: &Transaction<'_>, keys: &HashSet<MailKey>) -> rusqlite::Result<usize> {
    if keys.is_empty() {
        return Ok(0);
    }
    moved::wait(tx, keys)?;
    let mut copies: HashMap<i64, Vec<String>> = HashMap::new();
    let mut statement = tx.prepare("SELECT folder_id, place, key FROM copy")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if keys.contains(&MailKey(unsigned(row.get(2)?))) {
            copies.entry(row.get(0)?).or_default().push(row.get(1)?);
        }
    }
    let mut add = tx.prepare("INSERT OR IGNORE INTO reread (folder_id, place) VALUES (?1, ?2)")?;
    let mut count = 0;
    for (folder, places) in copies {
        for place in places {
            count += add.execute(params![folder, place])?;
        }
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Batch, Copy};

    #[test]
    fn what_is_to_be_read_again_survives_until_it_was_read() {
        let dir = tempfile::tempdir().unwrap();
        let dana = Address::parse("dana@northfield.example").unwrap();
        let copy = |place: &str, key, hashes: &[u64]| Copy { place: place.into(), key: MailKey(key), hashes: hashes.to_vec() };
        let mut store = Store::open_for_passes(dir.path()).unwrap();
        let mailbox = store.mailbox(&dana).unwrap();
        let folder = store.folders(mailbox, std::iter::once(("INBOX", FolderRole::Inbox))).unwrap()[0].id;
        let copies = vec![copy("1", 11, &[1, 2]), copy("2", 12, &[3]), copy("10", 13, &[2, 4])];
        store.commit(folder, &Batch { copies, followed: vec![4], ..Batch::default() }).unwrap();
        assert_eq!(store.note_roster(&HashSet::from([1]), 0).unwrap(), 1);
        assert_eq!(store.note_roster(&HashSet::from([1]), 0).unwrap(), 0, "it was searched for");
        drop(store);
        let mut store = Store::open_for_passes(dir.path()).unwrap();
        assert!(store.has_unsearched().unwrap());
        assert_eq!(store.search_past().unwrap(), 1);
        assert!(!store.has_unsearched().unwrap());
        assert_eq!(store.owing().unwrap(), [dana]);
        assert_eq!(store.rereads(mailbox).unwrap()[0].places, ["1", "10"]);
        store.commit(folder, &Batch { reread: vec!["1".into()], again: vec!["2".into()], ..Batch::default() }).unwrap();
        assert_eq!(store.rereads(mailbox).unwrap()[0].places, ["2", "10"]);
        store.renumber(folder, None).unwrap();
        assert!(store.owing().unwrap().is_empty());
    }
}
