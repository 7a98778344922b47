//! Reading facts back: everything that concerns deals, in one go.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use rusqlite::Row;

use super::{Doing, Store, StoreError, unsigned};
use crate::domain::address::{Address, MessageId};
use crate::domain::mail::{FailedRecipient, FolderRole, Kind, Mail, MailKey, Named};
use crate::domain::signal::{Signal, SignalKind};

/// Addresses repeat: each is kept in memory once.
#[derive(Default)]
pub(super) struct Interned(HashMap<String, Address>);

impl Interned {
    pub(super) fn address(&mut self, text: &str) -> Option<Address> {
        if let Some(known) = self.0.get(text) {
            return Some(known.clone());
        }
        let address = Address::parse(text)?;
        self.0.insert(text.to_owned(), address.clone());
        Some(address)
    }
}

/// How far a mailbox was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The start of the last pass that ended without error.
    pub until: Option<Timestamp>,
    /// The last pass's error, and whether a human must act.
    pub error: Option<(String, bool)>,
}

impl Store {
    /// Every message that is kept, by key.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn mails(&self) -> Result<Vec<Mail>, StoreError> {
        let mut interned = Interned::default();
        let mut mails = self
            .db
            .prepare(
                "SELECT key, message_id, in_reply_to, refs, returned, from_address, from_name, sender, recipients, subject, date,
                     server_time, kind, kind_rule, back_on, deputy, failed, attachments, meeting, subject_names, text_names,
                     decision_title, foreign_language
                 FROM message ORDER BY key",
            )
            .and_then(|mut statement| {
                let mut rows = statement.query([])?;
                let mut mails = Vec::new();
                while let Some(row) = rows.next()? {
                    mails.push(mail(row, &mut interned)?);
                }
                Ok(mails)
            })
            .doing("reading the messages")?;
        self.add_signals(&mut mails).doing("reading the signals")?;
        self.add_seen(&mut mails, &mut interned).doing("reading where messages were seen")?;
        Ok(mails)
    }

    fn add_signals(&self, mails: &mut [Mail]) -> rusqlite::Result<()> {
        let mut statement =
            self.db.prepare("SELECT key, kind, phrase, span_start, span_end, until, names FROM signal ORDER BY key, number")?;
        let mut rows = statement.query([])?;
        let mut at = 0;
        while let Some(row) = rows.next()? {
            let (key, kind): (i64, String) = (row.get(0)?, row.get(1)?);
            let (start, end): (Option<i64>, Option<i64>) = (row.get(3)?, row.get(4)?);
            let span = start.zip(end).and_then(|(s, e)| Some((usize::try_from(s).ok()?, usize::try_from(e).ok()?)));
            let until: Option<String> = row.get(5)?;
            let (Some(kind), Some(mail)) = (SignalKind::parse(&kind), seek(mails, &mut at, key)) else { continue };
            let until = until.and_then(|text| text.parse().ok());
            mail.signals.push(Signal { kind, phrase: row.get(2)?, span, until, names: split(row.get(6)?) });
        }
        Ok(())
    }

    fn add_seen(&self, mails: &mut [Mail], interned: &mut Interned) -> rusqlite::Result<()> {
        let boxes: BTreeMap<i64, String> = self
            .db
            .prepare("SELECT id, address FROM mailbox")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let mut statement = self.db.prepare("SELECT key, mailbox_id, role FROM seen ORDER BY key, mailbox_id, role")?;
        let mut rows = statement.query([])?;
        let mut at = 0;
        while let Some(row) = rows.next()? {
            let (key, mailbox): (i64, i64) = (row.get(0)?, row.get(1)?);
            let role = FolderRole::parse(row.get_ref(2)?.as_str()?);
            let owner = boxes.get(&mailbox).and_then(|text| interned.address(text));
            if let (Some(owner), Some(role), Some(mail)) = (owner, role, seek(mails, &mut at, key)) {
                mail.seen_in.push((owner, role));
            }
        }
        Ok(())
    }

    /// The keys of the messages that are kept, with the version of the detectors that read each.
    ///
    /// # Errors
    /// [`StoreError::Sql`].
    pub fn kept(&self) -> Result<HashMap<MailKey, u64>, StoreError> {
        self.db
            .prepare("SELECT key, detectors FROM message")
            .and_then(|mut statement| {
                statement.query_map([], |row| Ok((MailKey(unsigned(row.get(0)?)), unsigned(row.get(1)?))))?.collect()
            })
            .doing("reading which messages are kept")
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

/// Walks forward to the message with `key`: both are sorted by the signed key.
fn seek<'a>(mails: &'a mut [Mail], at: &mut usize, key: i64) -> Option<&'a mut Mail> {
    while mails.get(*at).is_some_and(|mail| super::signed(mail.key.0) < key) {
        *at += 1;
    }
    mails.get_mut(*at).filter(|mail| super::signed(mail.key.0) == key)
}

fn mail(row: &Row<'_>, interned: &mut Interned) -> rusqlite::Result<Mail> {
    let text = |index: usize| -> rusqlite::Result<Option<&str>> { Ok(row.get_ref(index)?.as_str_or_null()?) };
    let (mut to, mut cc) = (Vec::new(), Vec::new());
    for line in text(8)?.unwrap_or_default().lines() {
        let (who, name) = line.split_once('\t').map_or((line, None), |(who, name)| (who, Some(name.to_owned())));
        let (field, address) = who.split_at_checked(1).unwrap_or_default();
        if let Some(address) = interned.address(address) {
            if field == "t" { &mut to } else { &mut cc }.push(Named { address, name });
        }
    }
    let from = text(5)?.and_then(|address| interned.address(address));
    let from_name = text(6)?.map(str::to_owned);
    let time = |index: usize| -> rusqlite::Result<Option<Timestamp>> {
        Ok(row.get::<_, Option<i64>>(index)?.and_then(|ms| Timestamp::from_millisecond(ms).ok()))
    };
    Ok(Mail {
        key: MailKey(unsigned(row.get(0)?)),
        message_id: text(1)?.and_then(MessageId::parse),
        in_reply_to: ids(text(2)?),
        references: ids(text(3)?),
        returned: ids(text(4)?),
        from: from.map(|address| Named { address, name: from_name }),
        sender: text(7)?.and_then(|address| interned.address(address)),
        to,
        cc,
        subject: row.get(9)?,
        date: time(10)?,
        server_time: time(11)?.unwrap_or(Timestamp::UNIX_EPOCH),
        kind: Kind::parse(text(12)?.unwrap_or_default()).unwrap_or(Kind::Human),
        kind_rule: row.get(13)?,
        back_on: text(14)?.and_then(|date| date.parse().ok()),
        deputy: text(15)?.and_then(|address| interned.address(address)),
        failed: text(16)?.unwrap_or_default().lines().filter_map(|line| failed(line, interned)).collect(),
        attachments: split(row.get(17)?),
        meetings: text(18)?.map(|text| super::meeting::from_text(text, interned)).unwrap_or_default(),
        subject_names: split(row.get(19)?),
        text_names: split(row.get(20)?),
        decision_title: row.get(21)?,
        foreign_language: row.get(22)?,
        signals: Vec::new(),
        seen_in: Vec::new(),
    })
}

fn ids(text: Option<&str>) -> Vec<MessageId> {
    text.unwrap_or_default().lines().filter_map(MessageId::parse).collect()
}

fn split(text: Option<String>) -> Vec<String> {
    text.unwrap_or_default().lines().map(str::to_owned).collect()
}

fn failed(line: &str, interned: &mut Interned) -> Option<FailedRecipient> {
    let (address, status) = line.split_once('\t')?;
    Some(FailedRecipient { address: interned.address(address)?, status: (!status.is_empty()).then(|| status.to_owned()) })
}
