//! Looking back: which messages of the past concern a prospect or a thread that is followed since, and where their text is.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::params;

use super::{Doing, Store, StoreError, signed, unsigned};
use crate::domain::address::Address;
use crate::domain::mail::{FolderRole, MailKey};

/// Where copies of messages are, by mailbox and folder.
pub type Places = BTreeMap<(Address, String), Vec<Reread>>;

/// A copy that is to be read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reread {
    /// Which message.
    pub key: MailKey,
    /// The folder's id and role.
    pub folder: (i64, FolderRole),
    /// Where the copy is in its folder.
    pub place: String,
}

impl Store {
    /// The ids of threads with prospects and the addresses that turned up on their side, as hashes.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn followed(&self) -> Result<HashSet<u64>, StoreError> {
        self.hashes("SELECT hash FROM followed", "reading which threads are followed")
    }

    /// The roster's hashes that the past has been searched for.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn searched(&self) -> Result<HashSet<u64>, StoreError> {
        self.hashes("SELECT hash FROM searched", "reading what was searched for")
    }

    fn hashes(&self, sql: &'static str, doing: &'static str) -> Result<HashSet<u64>, StoreError> {
        self.db
            .prepare(sql)
            .and_then(|mut statement| statement.query_map([], |row| Ok(unsigned(row.get(0)?)))?.collect())
            .doing(doing)
    }

    /// Notes that the past has been searched for exactly these.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn note_searched(&mut self, hashes: &HashSet<u64>) -> Result<(), StoreError> {
        let doing = "noting what was searched for";
        let tx = self.db.transaction().doing(doing)?;
        tx.execute("DELETE FROM searched", []).doing(doing)?;
        for hash in hashes {
            tx.execute("INSERT OR IGNORE INTO searched (hash) VALUES (?1)", params![signed(*hash)]).doing(doing)?;
        }
        tx.commit().doing(doing)
    }

    /// The messages of the past that carry one of `hashes`: one walk over what is remembered of every message.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn carrying(&self, hashes: &HashSet<u64>) -> Result<HashSet<MailKey>, StoreError> {
        self.db
            .prepare("SELECT key, hashes FROM trace")
            .and_then(|mut statement| {
                let mut rows = statement.query([])?;
                let mut found = HashSet::new();
                while let Some(row) = rows.next()? {
                    let packed = row.get_ref(1)?.as_blob()?;
                    let mut each = packed.chunks_exact(8).filter_map(|c| Some(u64::from_le_bytes(c.try_into().ok()?)));
                    if each.any(|hash| hashes.contains(&hash)) {
                        found.insert(MailKey(unsigned(row.get(0)?)));
                    }
                }
                Ok(found)
            })
            .doing("searching the past")
    }

    /// Where the copies of `keys` are.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn copies(&self, keys: &HashSet<MailKey>) -> Result<Places, StoreError> {
        let doing = "finding copies of messages";
        let folders: HashMap<i64, (Address, String, FolderRole)> = self
            .db
            .prepare("SELECT f.id, m.address, f.name, f.role FROM folder f JOIN mailbox m ON m.id = f.mailbox_id")
            .and_then(|mut statement| {
                let mut rows = statement.query([])?;
                let mut all = HashMap::new();
                while let Some(row) = rows.next()? {
                    let (address, role): (String, String) = (row.get(1)?, row.get(3)?);
                    if let (Some(address), Some(role)) = (Address::parse(&address), FolderRole::parse(&role)) {
                        all.insert(row.get(0)?, (address, row.get(2)?, role));
                    }
                }
                Ok(all)
            })
            .doing(doing)?;
        let mut places = Places::new();
        let mut statement = self.db.prepare("SELECT folder_id, place, key FROM copy").doing(doing)?;
        let mut rows = statement.query([]).doing(doing)?;
        while let Some(row) = rows.next().doing(doing)? {
            let key = MailKey(unsigned(row.get(2).doing(doing)?));
            if !keys.contains(&key) {
                continue;
            }
            let (id, place): (i64, String) = (row.get(0).doing(doing)?, row.get(1).doing(doing)?);
            if let Some((address, name, role)) = folders.get(&id) {
                let one = Reread { key, folder: (id, *role), place };
                places.entry((address.clone(), name.clone())).or_default().push(one);
            }
        }
        Ok(places)
    }
}
