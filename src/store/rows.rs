//! One reader's share of the messages: from rows into a bag.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Row};

use super::{meeting, unsigned};
use crate::domain::address::Address;
use crate::domain::hash::Print;
use crate::domain::letter::{Details, Lines, Slip};
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
    /// The numbers of the column `seen`.
    seen: HashMap<String, Number>,
    /// What stands above the messages: the same people write to one another again and again.
    heads: HashMap<Print, Head>,
}

/// Who writes to whom.
#[derive(Clone, Copy)]
struct Head {
    from: Option<Number>,
    from_name: Option<Number>,
    to: Option<Number>,
    cc: Option<Number>,
}

/// Reads the messages with ids in a range, about so many.
pub(super) fn read(file: &Path, boxes: &Boxes, range: (i64, i64), about: i64) -> rusqlite::Result<Mailbag> {
    let db = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    db.busy_timeout(Duration::from_secs(30))?;
    // One transaction, so that messages and signals belong together. A batch that lands between two readers' beginnings is seen
    // in part, as if the pass had been interrupted; the next look has it whole.
    let tx = db.unchecked_transaction()?;
    let mut signals = signals(&tx, range)?.into_iter().peekable();
    // Most messages have no details: whether there are any is asked in one.
    let mut statement = tx.prepare(
        "SELECT id, key, server_time, date, kind, message_id, in_reply_to, refs, from_address, from_name, to_list, cc_list,
             subject, subject_names, text_names, seen, sender, returned,
             coalesce(back_on, deputy, failed, attachments, meeting, decision_title, foreign_language) IS NOT NULL
         FROM message WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
    )?;
    let mut details = tx.prepare(
        "SELECT back_on, deputy, failed, attachments, meeting, decision_title, foreign_language FROM message WHERE id = ?1",
    )?;
    let mut rows = statement.query([range.0, range.1])?;
    let (bag, lines) = (Mailbag::default(), Lines::default());
    let mut reader = Reader { boxes, bag, lines, seen: HashMap::new(), heads: HashMap::new() };
    reader.bag.reserve(usize::try_from(about).unwrap_or_default());
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        if row.get(18)? {
            reader.lines.details = details.query_one([id], read_details)?;
        }
        // Both come in the order of ids.
        while let Some((of, signal)) = signals.next_if(|(of, _)| *of <= id) {
            reader.lines.details.signals.extend((of == id).then_some(signal));
        }
        reader.row(row)?;
    }
    Ok(reader.bag)
}

impl Reader<'_> {
    fn row(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let text = |index: usize| text(row, index);
        let (answered, references) = (text(6)?, text(7)?);
        for column in [text(17)?, answered] {
            self.lines.links.extend(column.into_iter().flat_map(str::lines).map(Print::of));
        }
        // The nearest reference is the last, and most often what it answers.
        let references = references.into_iter().flat_map(|references| references.lines().rev());
        self.lines.links.extend(references.filter(|id| answered != Some(*id)).map(Print::of));
        let head = self.head([text(8)?, text(9)?, text(10)?, text(11)?]);
        let bag = &mut self.bag;
        let key = MailKey(unsigned(row.get(1)?));
        let kind = Kind::parse(text(4)?.unwrap_or_default()).unwrap_or(Kind::Human);
        let subject = bag.word(text(12)?.unwrap_or_default());
        let seen = seen(&mut self.seen, bag, text(15)?.unwrap_or_default(), self.boxes);
        let slip = Slip {
            date: row.get_ref(3)?.as_i64_or_null()?,
            id: text(5)?.map(|id| bag.id(id)),
            from: head.from,
            from_name: head.from_name,
            to: head.to,
            cc: head.cc,
            sender: text(16)?.and_then(|address| bag.address(address)),
            subject_names: bag.named(text(13)?.unwrap_or_default()),
            text_names: bag.named(text(14)?.unwrap_or_default()),
            ..Slip::new(key, row.get(2)?, kind, subject, seen)
        };
        bag.put(slip, &mut self.lines);
        Ok(())
    }

    /// The numbers of author, author's name, primary and copied recipients.
    fn head(&mut self, columns: [Option<&str>; 4]) -> Head {
        let print = Print::of_all(columns.map(|text| text.unwrap_or("\0")));
        let bag = &mut self.bag;
        *self.heads.entry(print).or_insert_with(|| {
            let [from, name, to, cc] = columns;
            Head {
                from: from.and_then(|address| bag.address(address)),
                from_name: name.map(|name| bag.word(name)),
                to: to.and_then(|lines| bag.group(lines)),
                cc: cc.and_then(|lines| bag.group(lines)),
            }
        })
    }
}

fn read_details(row: &Row<'_>) -> rusqlite::Result<Details> {
    Ok(Details {
        back_on: text(row, 0)?.and_then(|date| date.parse().ok()),
        deputy: text(row, 1)?.and_then(Address::parse),
        failed: split(text(row, 2)?, failed),
        attachments: split(text(row, 3)?, |name| Some(name.to_owned())),
        meetings: text(row, 4)?.map(meeting::from_text).unwrap_or_default(),
        signals: Vec::new(),
        decision_title: text(row, 5)?.map(str::to_owned),
        foreign_language: text(row, 6)?.map(str::to_owned),
    })
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
fn seen(known: &mut HashMap<String, Number>, bag: &mut Mailbag, text: &str, boxes: &Boxes) -> Number {
    if let Some(known) = known.get(text) {
        return *known;
    }
    let read = |word: &str| -> Option<(i64, FolderRole)> {
        let (id, role) = word.split_once(':')?;
        Some((id.parse().ok()?, FolderRole::parse(role)?))
    };
    let mut all: Vec<(i64, FolderRole)> = text.split_whitespace().filter_map(read).collect();
    all.sort_unstable_by_key(|(id, role)| (*id, role.as_str()));
    let places: Vec<_> = all.iter().filter_map(|(id, role)| Some((boxes.get(id)?.clone(), *role))).collect();
    let number = bag.seen_in(&places);
    known.insert(text.to_owned(), number);
    number
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
