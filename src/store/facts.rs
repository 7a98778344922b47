//! Reading facts back: everything that concerns deals, in one go.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags, Row};

use super::interned::{Boxes, Interned};
use super::{Doing, Store, StoreError, meeting, unsigned};
use crate::domain::address::Address;
use crate::domain::mail::{FailedRecipient, Kind, Mail, MailKey, Named};
use crate::domain::signal::{Signal, SignalKind};

/// How far a mailbox was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The start of the last pass that ended without error.
    pub until: Option<Timestamp>,
    /// The last pass's error, and whether a human must act.
    pub error: Option<(String, bool)>,
}

impl Store {
    /// Every message that is kept, by key. Processors share the work: each reads a range of keys, from one state of the database.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn mails(&self) -> Result<Vec<Mail>, StoreError> {
        let boxes = self.boxes().doing("reading the mailboxes")?;
        let readers = thread::available_parallelism().map_or(1, std::num::NonZero::get).min(4) as u64;
        let parts: Vec<rusqlite::Result<Vec<Vec<Mail>>>> = thread::scope(|scope| {
            // Not the store itself: a connection stays in its thread.
            let (file, boxes) = (self.file.as_path(), &boxes);
            let handles: Vec<_> = ranges(readers).map(|range| scope.spawn(move || read(file, boxes, range))).collect();
            handles.into_iter().map(|handle| handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
        });
        let parts = parts.into_iter().collect::<rusqlite::Result<Vec<_>>>().doing("reading the messages")?;
        let mut mails = Vec::with_capacity(parts.iter().flatten().map(Vec::len).sum());
        for mut piece in parts.into_iter().flatten() {
            mails.append(&mut piece);
        }
        Ok(mails)
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

    /// How far each mailbox was read, by its address.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn coverage(&self) -> Result<BTreeMap<Address, Coverage>, StoreError> {
        self.db
            .prepare(
                "SELECT m.address,
                     (SELECT p.started FROM pass p WHERE p.mailbox_id = m.id AND p.error IS NULL ORDER BY p.id DESC LIMIT 1),
                     (SELECT p.error FROM pass p WHERE p.mailbox_id = m.id ORDER BY p.id DESC LIMIT 1),
                     (SELECT p.human FROM pass p WHERE p.mailbox_id = m.id ORDER BY p.id DESC LIMIT 1)
                 FROM mailbox m",
            )
            .and_then(|mut statement| {
                let mut rows = statement.query([])?;
                let mut all = BTreeMap::new();
                while let Some(row) = rows.next()? {
                    let (address, until, error): (String, Option<i64>, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
                    let human: Option<bool> = row.get(3)?;
                    let Some(address) = Address::parse(&address) else { continue };
                    let until = until.and_then(|ms| Timestamp::from_millisecond(ms).ok());
                    all.insert(address, Coverage { until, error: error.map(|text| (text, human.unwrap_or(false))) });
                }
                Ok(all)
            })
            .doing("reading how far mailboxes were read")
    }
}

/// A reader hands over its messages in pieces: joined, they are never in memory twice.
const PIECE: usize = 2048;

/// Ranges of signed keys, in order and of even width: keys are hashes, so each holds about as many messages.
fn ranges(parts: u64) -> impl Iterator<Item = (i64, i64)> {
    let width = u64::MAX / parts;
    let start = move |part: u64| i64::MIN.wrapping_add_unsigned(part * width);
    (0..parts).map(move |part| (start(part), if part + 1 == parts { i64::MAX } else { start(part + 1) - 1 }))
}

fn read(file: &Path, boxes: &Boxes, range: (i64, i64)) -> rusqlite::Result<Vec<Vec<Mail>>> {
    let db = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    db.busy_timeout(Duration::from_secs(30))?;
    // One transaction, so that messages and signals belong together. A batch that lands between two readers' beginnings is seen
    // in part, as if the pass had been interrupted; the next look has it whole.
    let tx = db.unchecked_transaction()?;
    let interned = &mut Interned::default();
    let mut signals = signals(&tx, range)?;
    let mut statement = tx.prepare(
        "SELECT key, message_id, in_reply_to, refs, returned, from_address, from_name, sender, to_list, subject, date,
             server_time, kind, kind_rule, back_on, deputy, failed, attachments, meeting, subject_names, text_names,
             decision_title, foreign_language, cc_list, seen
         FROM message WHERE key BETWEEN ?1 AND ?2 ORDER BY key",
    )?;
    let mut rows = statement.query([range.0, range.1])?;
    let mut pieces = Vec::new();
    let mut piece = Vec::new();
    while let Some(row) = rows.next()? {
        if piece.len() == piece.capacity() {
            pieces.push(std::mem::replace(&mut piece, Vec::with_capacity(PIECE)));
        }
        let mut mail = mail(row, boxes, interned)?;
        if let Some(found) = signals.remove(&mail.key) {
            mail.signals = found;
        }
        piece.push(mail);
    }
    pieces.push(piece);
    Ok(pieces)
}

fn signals(db: &Connection, range: (i64, i64)) -> rusqlite::Result<HashMap<MailKey, Vec<Signal>>> {
    let mut statement = db.prepare(
        "SELECT key, kind, phrase, span_start, span_end, until, names FROM signal WHERE key BETWEEN ?1 AND ?2
         ORDER BY key, number",
    )?;
    let mut rows = statement.query([range.0, range.1])?;
    let mut all: HashMap<MailKey, Vec<Signal>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let Some(kind) = SignalKind::parse(row.get_ref(1)?.as_str()?) else { continue };
        let (start, end): (Option<i64>, Option<i64>) = (row.get(3)?, row.get(4)?);
        let span = start.zip(end).and_then(|(s, e)| Some((usize::try_from(s).ok()?, usize::try_from(e).ok()?)));
        let until = row.get_ref(5)?.as_str_or_null()?.and_then(|text| text.parse().ok());
        let signal = Signal { kind, phrase: row.get(2)?, span, until, names: split(row.get_ref(6)?.as_str_or_null()?) };
        all.entry(MailKey(unsigned(row.get(0)?))).or_default().push(signal);
    }
    Ok(all)
}

fn mail(row: &Row<'_>, boxes: &Boxes, interned: &mut Interned) -> rusqlite::Result<Mail> {
    let text = |index: usize| -> rusqlite::Result<Option<&str>> { Ok(row.get_ref(index)?.as_str_or_null()?) };
    let time = |index: usize| -> rusqlite::Result<Option<Timestamp>> {
        Ok(row.get_ref(index)?.as_i64_or_null()?.and_then(|ms| Timestamp::from_millisecond(ms).ok()))
    };
    let from = text(5)?.and_then(|address| interned.address(address));
    let from_name = text(6)?.map(|name| interned.word(name));
    Ok(Mail {
        key: MailKey(unsigned(row.get(0)?)),
        message_id: text(1)?.and_then(|id| interned.id(id)),
        in_reply_to: lines(text(2)?, |id| interned.id(id)),
        references: lines(text(3)?, |id| interned.id(id)),
        returned: lines(text(4)?, |id| interned.id(id)),
        from: from.map(|address| Named { address, name: from_name }),
        sender: text(7)?.and_then(|address| interned.address(address)),
        to: lines(text(8)?, |line| interned.named(line)),
        cc: lines(text(23)?, |line| interned.named(line)),
        subject: row.get(9)?,
        date: time(10)?,
        server_time: time(11)?.unwrap_or(Timestamp::UNIX_EPOCH),
        kind: Kind::parse(text(12)?.unwrap_or_default()).unwrap_or(Kind::Human),
        kind_rule: interned.word(text(13)?.unwrap_or_default()),
        back_on: text(14)?.and_then(|date| date.parse().ok()),
        deputy: text(15)?.and_then(|address| interned.address(address)),
        failed: lines(text(16)?, |line| failed(line, interned)),
        attachments: split(text(17)?),
        meetings: text(18)?.map(|text| meeting::from_text(text, interned)).unwrap_or_default(),
        subject_names: split(text(19)?),
        text_names: split(text(20)?),
        decision_title: row.get(21)?,
        foreign_language: row.get(22)?,
        signals: Vec::new(),
        seen_in: interned.seen(text(24)?.unwrap_or_default(), boxes),
    })
}

/// What the lines of a column say, in no more memory than it takes.
fn lines<T>(text: Option<&str>, read: impl FnMut(&str) -> Option<T>) -> Vec<T> {
    let Some(text) = text else { return Vec::new() };
    let mut all = Vec::with_capacity(text.lines().count());
    all.extend(text.lines().filter_map(read));
    all
}

fn split(text: Option<&str>) -> Vec<String> {
    lines(text, |line| Some(line.to_owned()))
}

fn failed(line: &str, interned: &mut Interned) -> Option<FailedRecipient> {
    let (address, status) = line.split_once('\t')?;
    Some(FailedRecipient { address: interned.address(address)?, status: (!status.is_empty()).then(|| status.to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_cover_every_key_once() {
        for parts in 1..=4 {
            let all: Vec<(i64, i64)> = ranges(parts).collect();
            assert_eq!((all[0].0, all[all.len() - 1].1), (i64::MIN, i64::MAX));
            assert!(all.windows(2).all(|two| two[0].1.checked_add(1) == Some(two[1].0)), "{all:?}");
        }
    }
}
