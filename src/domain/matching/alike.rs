//! Answers whose ids lead nowhere: some programs name no message, some relays give messages new ids. Subject and people tell then.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use jiff::{SignedDuration, Timestamp};

use super::side::People;
use super::threads::Threads;
use crate::domain::letter::Letter;
use crate::domain::mail::Kind;
use crate::domain::names::full_name;
use crate::domain::roster::Side;
use crate::domain::subject::{self, Mark};
use crate::domain::texts::Number;

/// An answer that names no message is taken for one of a conversation with the same subject that was alive within so many days.
const WINDOW_DAYS: i64 = 30;
/// Of the messages that one person sent under one subject, so many of the latest are looked at: more is a mailing.
const MAX_SENT: usize = 32;

/// A subject without its marks, hashed.
type Base = u64;

#[derive(Clone, Copy)]
struct Subject {
    base: Base,
    mark: Mark,
    telling: bool,
}

/// Finds the message that each answer without a known parent belongs to: the message and its parent, in order.
pub(super) fn find(threads: &Threads<'_>, people: &People) -> Vec<(usize, usize)> {
    let mut subjects = Subjects::default();
    let mut asked: HashSet<Base> = HashSet::new();
    for index in 0..threads.nodes.len() {
        if let Some(subject) = orphan(index, threads, &mut subjects) {
            asked.insert(subject.base);
        }
    }
    let mut walk = Walk { threads, people, between: HashMap::new(), sent: HashMap::new() };
    let mut found = Vec::new();
    for (index, node) in threads.nodes.iter().enumerate().filter(|_| !asked.is_empty()) {
        if !speaks(node.mail) {
            continue;
        }
        let subject = subjects.of(node.mail);
        if !asked.contains(&subject.base) {
            continue;
        }
        if orphan(index, threads, &mut subjects).is_some()
            && let Some(parent) = walk.parent(index, subject)
        {
            found.push((index, parent));
        }
        walk.note(index, subject);
    }
    found
}

/// The subject of an answer without a known parent.
fn orphan(index: usize, threads: &Threads<'_>, subjects: &mut Subjects) -> Option<Subject> {
    let mail = threads.nodes.get(index)?.mail;
    if threads.parent(index).is_some() || mail.kind() != Kind::Human {
        return None;
    }
    Some(subjects.of(mail)).filter(|subject| subject.mark != Mark::None)
}

fn speaks(mail: Letter<'_>) -> bool {
    matches!(mail.kind(), Kind::Human | Kind::CalendarRequest)
}

/// Subjects by their numbers: a conversation carries the same ones again and again.
#[derive(Default)]
struct Subjects(HashMap<Option<Number>, Subject>);

impl Subjects {
    fn of(&mut self, mail: Letter<'_>) -> Subject {
        *self.0.entry(mail.topic().subject).or_insert_with(|| {
            let (base, mark) = subject::base(mail.subject());
            let mut hasher = DefaultHasher::new();
            base.hash(&mut hasher);
            // Marks alone are no subject that two messages share.
            let mark = if base.is_empty() { Mark::None } else { mark };
            Subject { base: hasher.finish(), mark, telling: subject::is_telling(&base) }
        })
    }
}

struct Walk<'w, 'a> {
    threads: &'w Threads<'a>,
    people: &'w People,
    /// The last message under a subject from one person to another.
    between: HashMap<(Base, Number, Number), usize>,
    /// What somebody on our side sent out under a subject, the latest last.
    sent: HashMap<(Base, Number), Vec<usize>>,
}

impl Walk<'_, '_> {
    fn note(&mut self, index: usize, subject: Subject) {
        let Some(node) = self.threads.nodes.get(index) else { return };
        let Some(author) = node.mail.head().from else { return };
        let mut out = false;
        for who in node.mail.recipient_numbers() {
            self.between.insert((subject.base, author, who), index);
            out |= !matches!(self.people.side(who), Side::Team | Side::Supplier);
        }
        if out && node.author == Side::Team {
            let sent = self.sent.entry((subject.base, author)).or_default();
            if sent.len() >= MAX_SENT {
                sent.remove(0);
            }
            sent.push(index);
        }
    }

    fn parent(&self, index: usize, subject: Subject) -> Option<usize> {
        let node = self.threads.nodes.get(index)?;
        let author = node.mail.head().from?;
        let last = |from: Number, to: Number| self.between.get(&(subject.base, from, to)).copied();
        let to = || node.mail.recipient_numbers().filter(|who| *who != author);
        let answered = to().filter_map(|who| last(who, author)).max();
        // A tag alone marks no second message of one's own as an answer: a prospect's "[urgent]" stands over many.
        let own = || to().filter_map(|who| last(author, who)).max().filter(|_| subject.mark > Mark::Tag);
        let pair = answered.max(own());
        if let Some(parent) = pair {
            return self.is_recent(parent, node.at).then_some(parent);
        }
        if node.author != Side::Outside || subject.mark != Mark::Reply {
            return None;
        }
        self.by_stranger(index, subject)
    }

    /// Somebody whom nobody wrote to answers: a person of the prospect from another address, or somebody whom it was handed on to.
    /// The name tells to whom it was sent; without one the subject must be our own and have gone to one prospect alone.
    fn by_stranger(&self, index: usize, subject: Subject) -> Option<usize> {
        let node = self.threads.nodes.get(index)?;
        let ours = node.mail.recipient_numbers().filter(|who| self.people.side(*who) == Side::Team);
        let sent = ours.filter_map(|who| self.sent.get(&(subject.base, who))).flatten().copied();
        let mut recent: Vec<usize> = sent.filter(|sent| self.is_recent(*sent, node.at)).collect();
        recent.sort_unstable();
        let prospect = |sent: usize| -> Option<usize> {
            let mut sides = self.threads.nodes.get(sent)?.mail.recipient_numbers().map(|who| self.people.side(who));
            sides.find_map(|side| if let Side::Prospect(prospect) = side { Some(prospect) } else { None })
        };
        let named = recent.iter().rev().find(|sent| prospect(**sent).is_some() && self.is_addressed(**sent, node.mail));
        let one = || {
            let last = *recent.last()?;
            let only = prospect(last)?;
            (subject.telling && recent.iter().all(|sent| prospect(*sent) == Some(only))).then_some(last)
        };
        named.copied().or_else(one)
    }

    /// Whether a message went to somebody of the writer's name, or whose address begins as the writer's does.
    fn is_addressed(&self, sent: usize, answer: Letter<'_>) -> bool {
        let Some(mail) = self.threads.nodes.get(sent).map(|node| node.mail) else { return false };
        let (Some(author), Some(name)) = (answer.author(), answer.author_name()) else { return false };
        let own = full_name(name);
        let same_name = own.is_some() && mail.recipient_names().any(|other| full_name(other) == own);
        let telling = author.local().len() >= 6 && author.local().contains(['.', '_', '-']);
        same_name || (telling && mail.recipients().any(|other| other.local() == author.local()))
    }

    fn is_recent(&self, index: usize, now: Timestamp) -> bool {
        let node = self.threads.nodes.get(index);
        node.is_some_and(|node| now.duration_since(node.at) <= SignedDuration::from_hours(24 * WINDOW_DAYS))
    }
}
