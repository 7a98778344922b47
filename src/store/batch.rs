//! Writing: mailboxes, folders, and the facts of a batch with its cursor.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, Transaction, params};

use super::rows::token;
use super::{Doing, Store, StoreError, common, moved, signed, traces};
use crate::domain::address::{Address, MessageId};
use crate::domain::mail::{Mail, MailKey};

/// A copy of a message and what is remembered of any message.
#[derive(Clone, Debug)]
pub struct Copy {
    /// Where it is in its folder.
    pub place: String,
    /// Which message it is a copy of.
    pub key: MailKey,
    /// Hashes of its ids, addresses and domains.
    pub hashes: Vec<u64>,
}

/// What one transaction writes.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Every message read.
    pub copies: Vec<Copy>,
    /// The facts of those that are kept, and whether each is in a thread with a prospect.
    pub mails: Vec<(Mail, bool)>,
    /// Hashes of ids in threads with a prospect.
    pub followed: Vec<u64>,
    /// The version of the detectors that read them.
    pub detectors: u64,
    /// Places that were to be read again, and have been.
    pub reread: Vec<String>,
    /// Those of them that nothing came of: what was there was moved or deleted.
    pub gone: Vec<String>,
    /// Places that are to be read again.
    pub again: Vec<String>,
    /// Places of what is to be judged closely by and by.
    pub closer: Vec<String>,
    /// Messages of our own that came back for good: which, when, and what the report said.
    pub bounced: Vec<(MessageId, Timestamp, String)>,
    /// The folder's cursor once this is written; `None` leaves it.
    pub cursor: Option<String>,
}

impl Batch {
    /// Adds what was read afterwards, by the same detectors.
    pub fn append(&mut self, other: Self) {
        let Self { copies, mails, followed, detectors, reread, gone, again, closer, bounced, cursor } = other;
        self.copies.extend(copies);
        self.mails.extend(mails);
        self.followed.extend(followed);
        self.detectors = detectors;
        self.reread.extend(reread);
        self.gone.extend(gone);
        self.again.extend(again);
        self.closer.extend(closer);
        self.bounced.extend(bounced);
        self.cursor = cursor.or(self.cursor.take());
    }
}

impl Store {
    /// The id of a mailbox, made at its first mention.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn mailbox(&mut self, address: &Address) -> Result<i64, StoreError> {
        self.db
            .prepare_cached(
                "INSERT INTO mailbox (address) VALUES (?1) ON CONFLICT (address) DO UPDATE SET address = address RETURNING id",
            )
            .and_then(|mut statement| statement.query_row([address.as_str()], |row| row.get(0)))
            .doing("noting a mailbox")
    }

    /// The places already read in a folder.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn places(&self, folder: i64) -> Result<std::collections::HashSet<String>, StoreError> {
        self.db
            .prepare_cached("SELECT place FROM copy WHERE folder_id = ?1")
            .and_then(|mut statement| statement.query_map([folder], |row| row.get(0))?.collect())
            .doing("reading what a folder holds")
    }

    /// The same where places are numbers, of which a million take 4 MB: in no order, and 0 for what is none.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn numbers(&self, folder: i64) -> Result<Vec<u32>, StoreError> {
        let number = |row: &Row<'_>| Ok(u32::try_from(row.get::<_, i64>(0)?).unwrap_or_default());
        self.db
            .prepare_cached("SELECT CAST(place AS INTEGER) FROM copy WHERE folder_id = ?1")
            .and_then(|mut statement| statement.query_map([folder], number)?.collect())
            .doing("reading which numbers of a folder were read")
    }

    /// Writes a batch: everything in it, or nothing.
    ///
    /// # Errors
    /// [`StoreError::Full`] on a full disk, [`StoreError::Sql`] otherwise.
    pub fn commit(&mut self, folder: i64, batch: &Batch) -> Result<(), StoreError> {
        let tx = self.db.transaction().doing("beginning a batch")?;
        write(&tx, folder, batch).doing("writing a batch")?;
        tx.commit().doing("committing a batch")
    }
}

const COPY: &str = "INSERT OR REPLACE INTO copy (folder_id, place, key) VALUES (?1, ?2, ?3)";
/// How many copies one statement writes.
pub(super) const ROWS: usize = 64;

fn write(tx: &Transaction<'_>, folder: i64, batch: &Batch) -> rusqlite::Result<()> {
    let (mailbox, role): (i64, String) = tx
        .prepare_cached("SELECT mailbox_id, role FROM folder WHERE id = ?1")?
        .query_row([folder], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut copy = tx.prepare_cached(COPY)?;
    // A copy in another mailbox of a message that is kept already.
    let mut seen = tx.prepare_cached("UPDATE message SET seen = seen || ?2 WHERE key = ?1 AND instr(seen, ?2) = 0")?;
    for (id, at, text) in &batch.bounced {
        super::digests::note_bounce(tx, id, *at, text)?;
    }
    let forgotten = super::erase::forgotten(tx)?;
    for mail in &batch.mails {
        if is_forgotten(&forgotten, batch, &mail.0) {
            // What is there already has been blotted out, and stays as it is.
            tx.execute(
                "UPDATE message SET detectors = ?2 WHERE key = ?1",
                params![signed(mail.0.key.0), signed(batch.detectors)],
            )?;
            continue;
        }
        let mut tokens = Vec::new();
        for (owner, role) in mail.0.seen_in.iter() {
            let id: Option<i64> = tx
                .prepare_cached("SELECT id FROM mailbox WHERE address = ?1")?
                .query_row([owner.as_str()], |row| row.get(0))
                .optional()?;
            tokens.extend(id.map(|id| token(id, role.as_str())));
        }
        write_mail(tx, &mail.0, &tokens.concat(), mail.1, batch.detectors)?;
        for one in &tokens {
            seen.execute(params![signed(mail.0.key.0), one])?;
        }
    }
    let here = token(mailbox, &role);
    for some in batch.copies.chunks(ROWS) {
        if some.len() < ROWS {
            for one in some {
                copy.execute(params![folder, one.place, signed(one.key.0)])?;
            }
            continue;
        }
        // A statement that may replace rows keeps copies of the pages that it changes until it ends: fewer for many rows at once.
        let mut many = tx.prepare_cached(&format!("{COPY}{}", ", (?1, ?, ?)".repeat(ROWS - 1)))?;
        many.raw_bind_parameter(1, folder)?;
        for (at, one) in some.iter().enumerate() {
            many.raw_bind_parameter(2 * at + 2, &one.place)?;
            many.raw_bind_parameter(2 * at + 3, signed(one.key.0))?;
        }
        many.raw_execute()?;
    }
    for one in traces::leave(tx, &batch.copies, &forgotten)? {
        let key = signed(one.key.0);
        seen.execute(params![key, here])?;
        // What is read again is there: nothing is asked back and forth.
        if batch.reread.is_empty() {
            moved::ask_after_others(tx, mailbox, folder, &one.place, key)?;
        }
    }
    moved::turned_up(tx, folder, batch)?;
    let mut follow = tx.prepare_cached("INSERT OR IGNORE INTO followed (hash) VALUES (?1)")?;
    let mut search = tx.prepare_cached("INSERT OR IGNORE INTO unsearched (hash) VALUES (?1)")?;
    for hash in &batch.followed {
        if follow.execute([signed(*hash)])? > 0 {
            search.execute([signed(*hash)])?;
        }
    }
    for (sql, places) in [
        // What is read again is judged closely at once.
        ("DELETE FROM reread WHERE folder_id = ?1 AND place = ?2", &batch.reread),
        ("DELETE FROM closer WHERE folder_id = ?1 AND place = ?2", &batch.reread),
        ("INSERT OR IGNORE INTO reread (folder_id, place) VALUES (?1, ?2)", &batch.again),
        ("INSERT OR IGNORE INTO closer (folder_id, place) VALUES (?1, ?2)", &batch.closer),
    ] {
        let mut statement = tx.prepare_cached(sql)?;
        for place in places {
            statement.execute(params![folder, place])?;
        }
    }
    for place in &batch.gone {
        moved::is_gone(tx, folder, place)?;
    }
    if let Some(cursor) = &batch.cursor {
        tx.execute("UPDATE folder SET cursor = ?2 WHERE id = ?1", params![folder, cursor])?;
    }
    Ok(())
}

/// Whether a message comes from before the instant when somebody who takes part in it was forgotten.
fn is_forgotten(forgotten: &HashMap<u64, Timestamp>, batch: &Batch, mail: &Mail) -> bool {
    if forgotten.is_empty() {
        return false;
    }
    let copies = batch.copies.iter().filter(|copy| copy.key == mail.key);
    copies.flat_map(|copy| &copy.hashes).filter_map(|hash| forgotten.get(hash)).any(|before| mail.server_time < *before)
}

fn write_mail(tx: &Transaction<'_>, mail: &Mail, seen: &str, followed: bool, detectors: u64) -> rusqlite::Result<()> {
    let key = signed(mail.key.0);
    let known: Option<(i64, String)> = tx
        .prepare_cached("SELECT m.id, t.subject FROM message m JOIN topic t ON t.id = m.topic WHERE m.key = ?1")?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (detectors, received) = (signed(detectors), mail.server_time.as_millisecond());
    let id = if let Some((id, subject)) = known {
        // Of several copies the earliest receipt counts, whichever is read first.
        tx.prepare_cached(
            "UPDATE message SET detectors = ?2, followed = max(followed, ?3), server_time = min(server_time, ?4), kind = ?5,
                 kind_rule = ?6, topic = ?7
             WHERE id = ?1",
        )?
        .execute(params![
            id,
            detectors,
            followed,
            received,
            mail.kind.as_str(),
            &*mail.kind_rule,
            common::topic(tx, &subject, mail)?
        ])?;
        id
    } else {
        tx.prepare_cached(
            "INSERT INTO message (key, detectors, followed, message_id, in_reply_to, refs, head, topic, date, server_time, kind, kind_rule,
                 seen)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .insert(params![
            key,
            detectors,
            followed,
            mail.message_id.as_ref().map(MessageId::as_str),
            lines(mail.in_reply_to.iter().map(|id| id.as_str().to_owned())),
            lines(mail.references.iter().filter(|id| !mail.in_reply_to.contains(id)).map(|id| id.as_str().to_owned())),
            common::head(tx, mail)?,
            common::topic(tx, &mail.subject, mail)?,
            mail.date.map(Timestamp::as_millisecond),
            received,
            mail.kind.as_str(),
            &*mail.kind_rule,
            seen,
        ])?
    };
    write_details(tx, id, mail)?;
    tx.prepare_cached("DELETE FROM signal WHERE message_id = ?1")?.execute([id])?;
    let mut signal = tx.prepare_cached(
        "INSERT INTO signal (message_id, number, kind, phrase, span_start, span_end, until, names) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for (number, one) in mail.signals.iter().enumerate() {
        signal.execute(params![
            id,
            i64::try_from(number).unwrap_or(i64::MAX),
            one.kind.as_str(),
            one.phrase,
            one.span.map(|s| i64::try_from(s.0).unwrap_or(i64::MAX)),
            one.span.map(|s| i64::try_from(s.1).unwrap_or(i64::MAX)),
            one.until.map(|date| date.to_string()),
            lines(one.names.iter().cloned()),
        ])?;
    }
    Ok(())
}

/// Writes what few messages have, where this one has any of it.
fn write_details(tx: &Transaction<'_>, id: i64, mail: &Mail) -> rusqlite::Result<()> {
    let columns: [Option<String>; 8] = [
        lines(mail.returned.iter().map(|id| id.as_str().to_owned())),
        mail.back_on.map(|date| date.to_string()),
        mail.deputy.as_ref().map(Address::to_string),
        lines(mail.failed.iter().map(|f| format!("{}\t{}", f.address, f.status.as_deref().unwrap_or_default()))),
        lines(mail.attachments.iter().map(|name| name.replace('\n', " "))),
        super::meeting::to_text(&mail.meetings),
        mail.decision_title.clone(),
        mail.foreign_language.clone(),
    ];
    if columns.iter().all(Option::is_none) && !mail.acknowledges {
        return tx.prepare_cached("DELETE FROM detail WHERE message_id = ?1")?.execute([id]).map(drop);
    }
    let [returned, back_on, deputy, failed, attachments, meeting, decision_title, foreign_language] = columns;
    tx.prepare_cached(
        "INSERT OR REPLACE INTO detail (message_id, returned, back_on, deputy, failed, attachments, meeting, decision_title,
             foreign_language, acknowledges)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        id,
        returned,
        back_on,
        deputy,
        failed,
        attachments,
        meeting,
        decision_title,
        foreign_language,
        mail.acknowledges
    ])
    .map(drop)
}

/// One item a line; no item holds a line break. Nothing is `NULL`.
pub(super) fn lines(items: impl Iterator<Item = String>) -> Option<String> {
    let joined = items.collect::<Vec<_>>().join("\n");
    (!joined.is_empty()).then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mail::FolderRole;

    #[test]
    fn copies_are_written_in_any_number_and_the_last_word_on_a_place_holds() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_for_passes(dir.path()).unwrap();
        let mailbox = store.mailbox(&Address::parse("dana@northfield.example").unwrap()).unwrap();
        let folders = store.folders(mailbox, [("INBOX", FolderRole::Inbox), ("Sent", FolderRole::Sent)].into_iter()).unwrap();
        let copy = |place: usize, key: usize| Copy { place: place.to_string(), key: MailKey(key as u64), hashes: vec![7] };
        let mut copies: Vec<Copy> = (1..=3 * ROWS + 5).map(|n| copy(n, 1000 + n)).collect();
        copies.push(copy(2, 2002));
        store.commit(folders[0].id, &Batch { copies, ..Batch::default() }).unwrap();
        let again = (10..10 + ROWS).map(|n| copy(n, 3000 + n)).collect();
        store.commit(folders[0].id, &Batch { copies: again, ..Batch::default() }).unwrap();
        store.commit(folders[1].id, &Batch { copies: (1..=ROWS).map(|n| copy(n, n)).collect(), ..Batch::default() }).unwrap();
        let mut rows = store.db.prepare("SELECT CAST(place AS INTEGER), key FROM copy WHERE folder_id = ?1 ORDER BY 1").unwrap();
        let rows = rows.query_map([folders[0].id], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        let rows: Vec<(u32, u32)> = rows.collect::<Result<_, _>>().unwrap();
        let key = |n| match n {
            2 => 2002,
            n if (10..10 + ROWS).contains(&n) => 3000 + n,
            n => 1000 + n,
        };
        let expected = (1..=3 * ROWS + 5).map(|n| (n as u32, key(n) as u32));
        assert!(rows.into_iter().eq(expected));
    }

    #[test]
    fn what_is_no_number_is_none() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_for_passes(dir.path()).unwrap();
        let mailbox = store.mailbox(&Address::parse("dana@northfield.example").unwrap()).unwrap();
        let folder = store.folders(mailbox, [("INBOX", FolderRole::Inbox)].into_iter()).unwrap()[0].id;
        let places = ["7", "4294967295", "cur/a:2,S", "17645000001764500000.M5P7.host:2,S"];
        let copy = |place: &str| Copy { place: place.into(), key: MailKey(1), hashes: vec![] };
        store.commit(folder, &Batch { copies: places.map(copy).into(), ..Batch::default() }).unwrap();
        let mut numbers = store.numbers(folder).unwrap();
        numbers.sort_unstable();
        assert_eq!(numbers, [0, 0, 7, u32::MAX]);
    }
}
