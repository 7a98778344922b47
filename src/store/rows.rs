//! One reader's share of the messages: from rows into a bag. What stands above messages and what they are about is read apart, once.

use std::collections::{BTreeMap, HashMap};

use memchr::memchr;
use rusqlite::{Connection, Row};

use super::{meeting, unsigned};
use crate::domain::address::Address;
use crate::domain::hash::Print;
use crate::domain::letter::{Details, Head, Lines, Slip, Topic};
use crate::domain::mail::{FailedRecipient, FolderRole, Kind, MailKey};
use crate::domain::mailbag::Mailbag;
use crate::domain::signal::{Signal, SignalKind};
use crate::domain::texts::Number;

/// The mailboxes by their ids.
pub(super) type Boxes = BTreeMap<i64, Address>;

/// What one reader has met so far.
struct Reader<'b> {
    boxes: &'b Boxes,
    bag: Mailbag,
    lines: Lines,
    /// What the columns `kind` and `seen` say. Most rows say what the row before says.
    kinds: Known<Kind>,
    seen: Known<Number>,
}

/// Texts that few rows are the first to have, and what they mean.
struct Known<T> {
    all: HashMap<Vec<u8>, T>,
    last: Option<(Vec<u8>, T)>,
}

/// Reads the messages with ids in a range, about so many, with the numbers of their heads and topics.
pub(super) fn read(db: &Connection, boxes: &Boxes, range: (i64, i64), about: i64) -> rusqlite::Result<Mailbag> {
    let mut signals = signals(db, range)?.into_iter().peekable();
    let mut details = details(db, range)?.into_iter().peekable();
    let mut statement = db.prepare(
        "SELECT id, key, server_time, date, kind, head, topic, seen, message_id, in_reply_to, refs
         FROM message WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
    )?;
    let mut rows = statement.query([range.0, range.1])?;
    let (bag, lines) = (Mailbag::default(), Lines::default());
    let mut reader = Reader { boxes, bag, lines, kinds: Known::new(), seen: Known::new() };
    reader.bag.reserve(usize::try_from(about).unwrap_or_default());
    while let Some(row) = rows.next()? {
        // Most messages have neither; all three come in the order of ids.
        let id: i64 = if details.peek().is_some() || signals.peek().is_some() { row.get(0)? } else { 0 };
        while let Some((of, returned, rest)) = details.next_if(|(of, ..)| *of <= id) {
            if of == id {
                reader.lines.links.extend(returned.split('\n').filter(|id| !id.is_empty()).map(|id| Print::of(id.as_bytes())));
                reader.lines.details = rest;
            }
        }
        while let Some((of, signal)) = signals.next_if(|(of, _)| *of <= id) {
            reader.lines.details.signals.extend((of == id).then_some(signal));
        }
        reader.row(row)?;
    }
    Ok(reader.bag)
}

impl Reader<'_> {
    fn row(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let octets = |index: usize| Ok::<_, rusqlite::Error>(row.get_ref(index)?.as_bytes_or_null()?);
        let number = |index: usize| row.get_ref(index)?.as_i64().map_err(rusqlite::Error::from);
        // The nearest reference is the last; what it answers, the nearest of all, is in no other column than its own.
        let (answered, references) = (octets(9)?, octets(10)?);
        match answered {
            Some(only) if memchr(b'\n', only).is_none() => self.lines.links.push(Print::of(only)),
            Some(several) => self.lines.links.extend(several.split(is_break).map(Print::of)),
            None => {}
        }
        if let Some(references) = references {
            self.lines.links.extend(references.rsplit(is_break).map(Print::of));
        }
        let (bag, boxes) = (&mut self.bag, self.boxes);
        let kind = self.kinds.get(octets(4)?.unwrap_or_default(), |text| Kind::parse(text).unwrap_or(Kind::Human));
        let seen = self.seen.get(octets(7)?.unwrap_or_default(), |text| seen(text, bag, boxes));
        let slip = Slip {
            date: row.get_ref(3)?.as_i64_or_null()?,
            id: octets(8)?.map(|id| bag.id(id)),
            head: place(number(5)?),
            topic: place(number(6)?),
            ..Slip::new(MailKey(unsigned(number(1)?)), number(2)?, kind, seen)
        };
        bag.put(slip, &mut self.lines);
        Ok(())
    }
}

impl<T: Copy> Known<T> {
    fn new() -> Self {
        Self { all: HashMap::new(), last: None }
    }

    fn get(&mut self, octets: &[u8], read: impl FnOnce(&str) -> T) -> T {
        if let Some((_, value)) = self.last.as_ref().filter(|(last, _)| last == octets) {
            return *value;
        }
        let value = match self.all.get(octets) {
            Some(value) => *value,
            None => {
                let value = read(std::str::from_utf8(octets).unwrap_or_default());
                self.all.insert(octets.to_vec(), value);
                value
            }
        };
        self.last = Some((octets.to_vec(), value));
        value
    }
}

/// The numbers that heads and topics have in a bag, by their ids.
#[derive(Default)]
pub(super) struct Common {
    pub heads: Numbers,
    pub topics: Numbers,
}

/// Numbers by ids, in the order of ids.
#[derive(Default)]
pub(super) struct Numbers(Vec<(i64, Number)>);

impl Numbers {
    /// The number of what has an id, given as the number that rows have for it.
    pub(super) fn of(&self, place: Number) -> Option<Number> {
        let id = i64::try_from(place.index()).ok()?.checked_add(1)?;
        let (first, _) = self.0.first()?;
        // There are few gaps, and none before the first that was ever deleted.
        let guess = usize::try_from(id.checked_sub(*first)?).ok().and_then(|at| self.0.get(at)).filter(|(own, _)| *own == id);
        let search = || self.0.binary_search_by_key(&id, |(own, _)| *own).ok().and_then(|at| self.0.get(at));
        guess.or_else(search).map(|(_, number)| *number)
    }
}

/// Reads who writes to whom and what about.
pub(super) fn read_common(db: &Connection, bag: &mut Mailbag) -> rusqlite::Result<Common> {
    let mut common = Common::default();
    let mut statement = db.prepare("SELECT id, from_address, from_name, sender, to_list, cc_list FROM head ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let head = Head {
            from: text(row, 1)?.and_then(|address| bag.address(address)),
            from_name: text(row, 2)?.map(|name| bag.word(name)),
            sender: text(row, 3)?.and_then(|address| bag.address(address)),
            to: text(row, 4)?.and_then(|lines| bag.group(lines)),
            cc: text(row, 5)?.and_then(|lines| bag.group(lines)),
        };
        common.heads.0.push((row.get(0)?, bag.head(head)));
    }
    let mut statement = db.prepare("SELECT id, subject, subject_names, text_names FROM topic ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let topic = Topic {
            subject: text(row, 1)?.map(|subject| bag.word(subject)),
            subject_names: text(row, 2)?.and_then(|names| bag.named(names)),
            text_names: text(row, 3)?.and_then(|names| bag.named(names)),
        };
        common.topics.0.push((row.get(0)?, bag.topic(topic)));
    }
    Ok(common)
}

/// An id of a head or topic as the number that stands for it until their own are known.
fn place(id: i64) -> Option<Number> {
    usize::try_from(id).ok()?.checked_sub(1).map(Number::at)
}

fn is_break(octet: &u8) -> bool {
    *octet == b'\n'
}

/// What few messages have, by the message's id: the ids that it returns, one a line, and the rest.
fn details(db: &Connection, range: (i64, i64)) -> rusqlite::Result<Vec<(i64, String, Details)>> {
    let mut statement = db.prepare(
        "SELECT message_id, returned, back_on, deputy, failed, attachments, meeting, decision_title, foreign_language,
             acknowledges
         FROM detail WHERE message_id BETWEEN ?1 AND ?2 ORDER BY message_id",
    )?;
    let mut rows = statement.query([range.0, range.1])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let details = Details {
            back_on: text(row, 2)?.and_then(|date| date.parse().ok()),
            deputy: text(row, 3)?.and_then(Address::parse),
            failed: split(text(row, 4)?, failed),
            attachments: split(text(row, 5)?, |name| Some(name.to_owned())),
            meetings: text(row, 6)?.map(meeting::from_text).unwrap_or_default(),
            signals: Vec::new(),
            decision_title: text(row, 7)?.map(str::to_owned),
            foreign_language: text(row, 8)?.map(str::to_owned),
            acknowledges: row.get(9)?,
        };
        all.push((row.get(0)?, text(row, 1)?.unwrap_or_default().to_owned(), details));
    }
    Ok(all)
}

fn text<'r>(row: &'r Row<'_>, index: usize) -> rusqlite::Result<Option<&'r str>> {
    Ok(row.get_ref(index)?.as_str_or_null()?)
}

/// A mailbox and role as the column `seen` lists them. No token is a part of another: each begins with a space, and no role's
/// word begins another's.
pub(super) fn token(mailbox: i64, role: &str) -> String {
    format!(" {mailbox}:{role}")
}

/// Where a message was seen, in the order of the mailboxes and roles: see [`token`].
fn seen(text: &str, bag: &mut Mailbag, boxes: &Boxes) -> Number {
    let read = |word: &str| -> Option<(i64, FolderRole)> {
        let (id, role) = word.split_once(':')?;
        Some((id.parse().ok()?, FolderRole::parse(role)?))
    };
    let mut all: Vec<(i64, FolderRole)> = text.split_whitespace().filter_map(read).collect();
    all.sort_unstable_by_key(|(id, role)| (*id, role.as_str()));
    let places: Vec<_> = all.iter().filter_map(|(id, role)| Some((boxes.get(id)?.clone(), *role))).collect();
    bag.seen_in(&places)
}

fn signals(db: &Connection, range: (i64, i64)) -> rusqlite::Result<Vec<(i64, Signal)>> {
    let mut statement = db.prepare(
        "SELECT message_id, kind, phrase, span_start, span_end, until, names FROM signal WHERE message_id BETWEEN ?1 AND ?2
         ORDER BY message_id, number",
    )?;
    let mut rows = statement.query([range.0, range.1])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let Some(kind) = SignalKind::parse(row.get_ref(1)?.as_str()?) else { continue };
        let (start, end): (Option<i64>, Option<i64>) = (row.get(3)?, row.get(4)?);
        let span = start.zip(end).and_then(|(s, e)| Some((usize::try_from(s).ok()?, usize::try_from(e).ok()?)));
        let until = text(row, 5)?.and_then(|text| text.parse().ok());
        let names = split(text(row, 6)?, |name| Some(name.to_owned()));
        all.push((row.get(0)?, Signal { kind, phrase: row.get(2)?, span, until, names }));
    }
    Ok(all)
}

/// What the lines of a column say.
fn split<T>(text: Option<&str>, read: impl FnMut(&str) -> Option<T>) -> Vec<T> {
    text.into_iter().flat_map(str::lines).filter_map(read).collect()
}

fn failed(line: &str) -> Option<FailedRecipient> {
    let (address, status) = line.split_once('\t')?;
    Some(FailedRecipient { address: Address::parse(address)?, status: (!status.is_empty()).then(|| status.to_owned()) })
}
