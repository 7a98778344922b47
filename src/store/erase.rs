//! Forgetting a person or a prospect: their messages go, what others' messages say of them is blotted out in every text column
//! there is, hashes go, and the file is written anew so that nothing stays in free pages.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::words::{holds, replaced};
use super::{Doing, Store, StoreError, signed, unsigned};

/// Whom to forget.
#[derive(Debug, Default)]
pub struct Erasure {
    /// Addresses, in lower case. Messages that they wrote are deleted, elsewhere they are blotted out.
    pub addresses: Vec<String>,
    /// Names of people, which are blotted out.
    pub names: Vec<String>,
    /// A prospect's domains and names: whatever message holds one of them is deleted, unless it is with one of `others`.
    pub words: Vec<String>,
    /// Domains and addresses of other prospects, whose mail is not deleted because of a word: that is blotted out.
    pub others: Vec<String>,
    /// The prospect's deals, whose actions are deleted.
    pub deals: Vec<String>,
    /// Hashes of the addresses.
    pub hashes: HashSet<u64>,
    /// Hashes of the people's names. Others may be called so: they are taken out of what is remembered, and keep nobody out.
    pub name_hashes: HashSet<u64>,
    /// Hashes of the domains: what carries one of them is theirs.
    pub domain_hashes: HashSet<u64>,
    /// The mailboxes that are still read: such an address is not removed as a mailbox.
    pub read: HashSet<String>,
}

impl Erasure {
    /// Every word that is theirs: addresses, people's names, and a prospect's domains and names.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.addresses.iter().chain(&self.names).chain(&self.words).map(String::as_str)
    }

    /// Whether a text names them.
    pub fn is_named_in(&self, text: &str) -> bool {
        self.all().any(|word| holds(text, word))
    }
}

/// What was removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Erased {
    pub messages: usize,
    /// Texts of others in which something was blotted out.
    pub blotted: usize,
    pub actions: usize,
    pub events: usize,
    pub digests: usize,
    /// Messages of which the hashes changed or went.
    pub traces: usize,
}

/// What stands in place of an address, and of a name.
const NOBODY: &str = "forgotten@invalid";
const NO_NAME: &str = "(forgotten)";

impl Store {
    /// Forgets, as of `now`. Without `really` it is only found out what would be removed. `id_hash` hashes a Message-ID.
    ///
    /// # Errors
    /// [`StoreError::Sql`]; then nothing was removed.
    pub fn erase(
        &mut self,
        who: &Erasure,
        now: Timestamp,
        really: bool,
        id_hash: &dyn Fn(&str) -> u64,
    ) -> Result<Erased, StoreError> {
        let doing = "forgetting";
        self.db.pragma_update(None, "secure_delete", "ON").doing(doing)?;
        let tx = self.db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).doing(doing)?;
        let erased = erase(&tx, who, now, id_hash).doing(doing)?;
        if !really {
            tx.rollback().doing(doing)?;
            return Ok(erased);
        }
        tx.commit().doing(doing)?;
        // Written anew, and the log emptied: what was deleted is in no free page of either.
        self.db.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)").doing(doing)?;
        Ok(erased)
    }

    /// The names by which mail knows an address.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn names_of(&self, address: &str) -> Result<Vec<String>, StoreError> {
        let mut names: HashSet<String> = HashSet::new();
        self.db
            .prepare("SELECT from_address, from_name, to_list, cc_list FROM head")
            .and_then(|mut statement| {
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    let text = |index: usize| row.get_ref(index).ok().and_then(|value| value.as_str().ok()).unwrap_or_default();
                    names.extend(Some(text(1)).filter(|_| text(0) == address).map(str::to_owned));
                    let listed = text(2).lines().chain(text(3).lines()).filter_map(|line| line.split_once('\t'));
                    names.extend(listed.filter(|(of, _)| *of == address).map(|(_, name)| name.to_owned()));
                }
                Ok(())
            })
            .doing("looking for a person's names")?;
        let mut names: Vec<String> = names.into_iter().collect();
        names.sort();
        Ok(names)
    }

    /// Who was forgotten, by hash, and from before which instant.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn forgotten(&self) -> Result<HashMap<u64, Timestamp>, StoreError> {
        forgotten(&self.db).doing("reading who was forgotten")
    }
}

/// See [`Store::forgotten`].
pub(super) fn forgotten(db: &Connection) -> rusqlite::Result<HashMap<u64, Timestamp>> {
    let mut statement = db.prepare_cached("SELECT hash, before FROM forgotten")?;
    let rows = statement.query_map([], |row| Ok((unsigned(row.get(0)?), row.get::<_, i64>(1)?)))?;
    let read = |row: rusqlite::Result<(u64, i64)>| {
        row.map(|(hash, ms)| (hash, Timestamp::from_millisecond(ms).unwrap_or(Timestamp::MAX)))
    };
    rows.map(read).collect()
}

fn erase(tx: &Transaction<'_>, who: &Erasure, now: Timestamp, id_hash: &dyn Fn(&str) -> u64) -> rusqlite::Result<Erased> {
    let mut erased = Erased::default();
    let (gone, ids) = messages(tx, who, id_hash)?;
    erased.messages = gone.len();
    let mut hashes: HashSet<u64> =
        [&who.hashes, &who.name_hashes, &who.domain_hashes].into_iter().flatten().copied().chain(ids).collect();
    for key in &gone {
        hashes.extend(delete_message(tx, *key, !who.words.is_empty())?);
    }
    super::common::sweep(tx)?;
    for deal in &who.deals {
        erased.actions += tx.execute("DELETE FROM action WHERE deal = ?1", [deal])?;
    }
    for address in who.addresses.iter().filter(|address| !who.read.contains(*address)) {
        erased.digests += tx.execute("DELETE FROM digest WHERE reader = ?1", [address])?;
        delete_mailbox(tx, address)?;
    }
    erased.events = events(tx, who)?;
    // Mail encodes its lines, so nobody can tell whom one speaks of: what isn't sent yet is written anew.
    erased.digests += tx.execute("DELETE FROM digest WHERE sent IS NULL AND length(mail) > 0", [])?;
    tx.execute("UPDATE answer SET reply = x'', sent = ?1 WHERE sent IS NULL AND reply_id IS NOT NULL", [now.as_millisecond()])?;
    said(tx, who)?;
    erased.traces = gone.len() + traces(tx, who)?;
    for table in ["followed", "unsearched", "searched"] {
        let mut delete = tx.prepare(&format!("DELETE FROM {table} WHERE hash = ?1"))?;
        for hash in &hashes {
            delete.execute([signed(*hash)])?;
        }
    }
    let mut keep_out = tx.prepare(
        "INSERT INTO forgotten (hash, before) VALUES (?1, ?2) ON CONFLICT (hash) DO UPDATE SET before = max(before, excluded.before)",
    )?;
    for hash in who.hashes.union(&who.domain_hashes) {
        keep_out.execute(params![signed(*hash), now.as_millisecond()])?;
    }
    erased.blotted = blot_everywhere(tx, who)?;
    Ok(erased)
}

/// The keys of the messages to delete, and the hashes of their ids.
fn messages(tx: &Transaction<'_>, who: &Erasure, id_hash: &dyn Fn(&str) -> u64) -> rusqlite::Result<(Vec<i64>, Vec<u64>)> {
    let mut statement = tx.prepare(
        "SELECT m.key, m.message_id, h.from_address, h.sender, d.deputy, d.failed, h.to_list, h.cc_list, t.subject, d.meeting,
             t.subject_names, t.text_names, h.from_name, m.refs, m.in_reply_to, d.returned, d.attachments,
             (SELECT group_concat(coalesce(phrase, '') || char(10) || coalesce(names, ''), char(10)) FROM signal WHERE message_id = m.id)
         FROM message m JOIN head h ON h.id = m.head JOIN topic t ON t.id = m.topic LEFT JOIN detail d ON d.message_id = m.id",
    )?;
    let (mut keys, mut ids) = (Vec::new(), Vec::new());
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let text = |index: usize| row.get_ref(index).ok().and_then(|value| value.as_str().ok()).unwrap_or_default();
        let wrote = |index| who.addresses.iter().any(|address| holds(text(index), address));
        // Of a prospect whatever names it, of a person what they wrote themselves.
        let theirs = who.addresses.iter().chain(&who.words);
        let names_them = !who.words.is_empty() && theirs.into_iter().any(|word| (1..18).any(|index| holds(text(index), word)));
        let with_others = || who.others.iter().any(|other| [2, 3, 6, 7].iter().any(|index| holds(text(*index), other)));
        let takes_part = || {
            let all = who.addresses.iter().chain(who.words.iter().filter(|word| word.contains('.')));
            all.into_iter().any(|word| [2, 3, 6, 7].iter().any(|index| holds(text(*index), word)))
        };
        if (names_them && (takes_part() || !with_others())) || (2..=5).any(wrote) {
            keys.push(row.get(0)?);
            ids.extend(Some(text(1)).filter(|id| !id.is_empty()).map(id_hash));
            ids.push(id_hash(&format!("{}\n{}", text(2), text(8))));
        }
    }
    Ok((keys, ids))
}

/// Deletes a message but for where its copies lie: they are not read anew. With `whole` it gives the hashes that it carried.
fn delete_message(tx: &Transaction<'_>, key: i64, whole: bool) -> rusqlite::Result<Vec<u64>> {
    let packed: Option<Vec<u8>> =
        tx.prepare_cached("SELECT hashes FROM trace WHERE key = ?1")?.query_row([key], |row| row.get(0)).optional()?;
    for sql in [
        "DELETE FROM signal WHERE message_id = (SELECT id FROM message WHERE key = ?1)",
        "DELETE FROM detail WHERE message_id = (SELECT id FROM message WHERE key = ?1)",
        "DELETE FROM reread WHERE (folder_id, place) IN (SELECT folder_id, place FROM copy WHERE key = ?1)",
        "DELETE FROM closer WHERE (folder_id, place) IN (SELECT folder_id, place FROM copy WHERE key = ?1)",
        "DELETE FROM left_behind WHERE key = ?1",
        "DELETE FROM trace WHERE key = ?1",
        "DELETE FROM message WHERE key = ?1",
    ] {
        tx.prepare_cached(sql)?.execute([key])?;
    }
    Ok(packed.filter(|_| whole).map(|packed| unpack(&packed)).unwrap_or_default())
}

/// Deletes a mailbox that nobody reads any more.
fn delete_mailbox(tx: &Transaction<'_>, address: &str) -> rusqlite::Result<()> {
    let folders = "(SELECT f.id FROM folder f JOIN mailbox m ON m.id = f.mailbox_id WHERE m.address = ?1)";
    for table in ["copy", "reread", "closer", "left_behind"] {
        tx.execute(&format!("DELETE FROM {table} WHERE folder_id IN {folders}"), [address])?;
    }
    let mailbox = "(SELECT id FROM mailbox WHERE address = ?1)";
    tx.execute(&format!("DELETE FROM pass WHERE mailbox_id IN {mailbox}"), [address])?;
    tx.execute(&format!("DELETE FROM folder WHERE mailbox_id IN {mailbox}"), [address])?;
    tx.execute("DELETE FROM mailbox WHERE address = ?1", [address])?;
    tx.execute("DELETE FROM event WHERE calendar_id IN (SELECT id FROM calendar WHERE owner = ?1)", [address])?;
    tx.execute("DELETE FROM calendar WHERE owner = ?1", [address]).map(drop)
}

/// Deletes the events of a prospect.
fn events(tx: &Transaction<'_>, who: &Erasure) -> rusqlite::Result<usize> {
    let mut gone: Vec<i64> = Vec::new();
    if !who.words.is_empty() {
        let mut statement = tx.prepare("SELECT id, meeting FROM event")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let meeting = row.get_ref(1)?.as_str()?;
            let theirs = who.addresses.iter().chain(&who.words).any(|word| holds(meeting, word));
            gone.extend(theirs.then(|| row.get::<_, i64>(0)).transpose()?);
        }
    }
    for id in &gone {
        tx.execute("DELETE FROM event WHERE id = ?1", [id])?;
    }
    Ok(gone.len())
}

/// Takes a prospect's deals out of what digests said.
fn said(tx: &Transaction<'_>, who: &Erasure) -> rusqlite::Result<()> {
    let mut statement = tx.prepare("SELECT reader, day, said FROM digest")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let rows: Vec<(String, String, String)> = rows.collect::<rusqlite::Result<_>>()?;
    for (reader, day, text) in rows {
        let Ok(mut said) = serde_json::from_str::<serde_json::Value>(&text) else { continue };
        // Rows of older versions have states.
        for list in ["deals", "states"] {
            if let Some(deals) = said.get_mut(list).and_then(|deals| deals.as_object_mut()) {
                deals.retain(|deal, _| !who.deals.contains(deal));
            }
        }
        tx.execute("UPDATE digest SET said = ?3 WHERE reader = ?1 AND day = ?2", params![reader, day, said.to_string()])?;
    }
    Ok(())
}

/// Takes the hashes out of what is remembered of every message. How many messages that concerned.
fn traces(tx: &Transaction<'_>, who: &Erasure) -> rusqlite::Result<usize> {
    let mut changed: Vec<(i64, Option<Vec<u8>>)> = Vec::new();
    let mut statement = tx.prepare("SELECT key, hashes FROM trace")?;
    let mut rows = statement.query([])?;
    let theirs: HashSet<u64> = who.hashes.union(&who.name_hashes).copied().collect();
    while let Some(row) = rows.next()? {
        let hashes = unpack(row.get_ref(1)?.as_blob()?);
        if hashes.iter().any(|hash| who.domain_hashes.contains(hash)) {
            changed.push((row.get(0)?, None));
        } else if hashes.iter().any(|hash| theirs.contains(hash)) {
            let rest = hashes.iter().filter(|hash| !theirs.contains(hash)).flat_map(|hash| hash.to_le_bytes()).collect();
            changed.push((row.get(0)?, Some(rest)));
        }
    }
    for (key, rest) in &changed {
        match rest {
            Some(rest) => tx.prepare_cached("UPDATE trace SET hashes = ?2 WHERE key = ?1")?.execute(params![key, rest])?,
            None => tx.prepare_cached("DELETE FROM trace WHERE key = ?1")?.execute([key])?,
        };
    }
    Ok(changed.len())
}

/// Blots out addresses and names in every text column of every table, whichever there are. How many texts that changed.
fn blot_everywhere(tx: &Transaction<'_>, who: &Erasure) -> rusqlite::Result<usize> {
    let mut count = 0;
    for (table, column) in super::proof::text_columns(tx)? {
        let mut changed: HashMap<String, String> = HashMap::new();
        let mut statement = tx.prepare(&format!("SELECT DISTINCT \"{column}\" FROM \"{table}\""))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let ValueRef::Text(text) = row.get_ref(0)? else { continue };
            let text = String::from_utf8_lossy(text);
            if let Some(blotted) = blotted(&text, who) {
                changed.insert(text.into_owned(), blotted);
            }
        }
        let mut update = tx.prepare(&format!("UPDATE \"{table}\" SET \"{column}\" = ?2 WHERE \"{column}\" = ?1"))?;
        for (old, new) in changed {
            count += update.execute(params![old, new])?;
        }
    }
    Ok(count)
}

fn blotted(text: &str, who: &Erasure) -> Option<String> {
    let all = who.addresses.iter().map(|address| (address, NOBODY));
    let all = all.chain(who.names.iter().chain(&who.words).map(|name| (name, NO_NAME)));
    let mut out: Option<String> = None;
    for (word, instead) in all {
        if let Some(replaced) = replaced(out.as_deref().unwrap_or(text), word, instead) {
            out = Some(replaced);
        }
    }
    out
}

fn unpack(packed: &[u8]) -> Vec<u64> {
    packed.chunks_exact(8).filter_map(|c| Some(u64::from_le_bytes(c.try_into().ok()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_blotted_out() {
        let who = Erasure { addresses: vec!["pat@acme.example".into()], names: vec!["Pat Lee".into()], ..Erasure::default() };
        let text = "Pat Lee <pat@acme.example>\nKim <kim@acme.example>\nPAT LEE <PAT@acme.example>";
        let wanted = "(forgotten) <forgotten@invalid>\nKim <kim@acme.example>\n(forgotten) <forgotten@invalid>";
        assert_eq!(blotted(text, &who).as_deref(), Some(wanted));
        assert_eq!(blotted("Kim <kim@acme.example>", &who), None);
    }
}
