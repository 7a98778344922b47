//! The touches of a deal, and what became of those that were sent: answered, bounced, or neither.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::meetings::Meetings;
use crate::domain::action::{CallOutcome, What};
use crate::domain::address::Address;
use crate::domain::mail::{Kind, MailKey};
use crate::domain::matching::{Direction, Entry, Timeline};

/// Something that our side sent: a message, an invitation, a call that nobody took.
#[derive(Clone, Debug)]
pub(super) struct Sent<'a> {
    pub at: Timestamp,
    /// `None` for a call.
    pub entry: Option<&'a Entry<'a>>,
    /// The addressees on the prospect's side that it may have reached, when no answer followed.
    pub reached: Vec<&'a Address>,
    /// Whether it came back for good from everybody on the prospect's side.
    pub undelivered: bool,
}

/// What the prospect's side did that ends silence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Theirs {
    Reply,
    Invitation,
    /// A meeting held or a call answered.
    Held,
}

/// All touches up to an instant.
#[derive(Debug)]
pub(super) struct Touches<'a> {
    /// Ours, in order.
    pub sent: Vec<Sent<'a>>,
    /// Theirs, in order.
    pub theirs: Vec<(Timestamp, Theirs, Option<&'a Entry<'a>>)>,
}

impl<'a> Touches<'a> {
    /// Collects them.
    pub(super) fn new(timeline: &'a Timeline<'a>, meetings: &Meetings, until: Timestamp) -> Self {
        let entries = || timeline.entries.iter().filter(|entry| entry.at <= until);
        let mut sent: Vec<Sent<'a>> = Vec::new();
        let mut theirs = Vec::new();
        for entry in entries() {
            match (entry.direction, entry.mail.kind()) {
                (Direction::Outbound, Kind::Human | Kind::CalendarRequest) => {
                    sent.push(Sent { at: entry.at, entry: Some(entry), reached: Vec::new(), undelivered: false });
                }
                (Direction::Inbound, Kind::Human) => theirs.push((entry.at, Theirs::Reply, Some(entry))),
                _ => {}
            }
        }
        for (at, key) in meetings.invitations() {
            let entry = key.and_then(|key| entries().find(|entry| entry.mail.key() == key));
            theirs.push((at, Theirs::Invitation, entry));
        }
        theirs.extend(meetings.held().map(|at| (at, Theirs::Held, None)));
        for action in timeline.actions.iter().filter(|action| action.at <= until) {
            if let What::Called { with, outcome } = &action.what {
                match outcome {
                    CallOutcome::Answered => theirs.push((action.at, Theirs::Held, None)),
                    CallOutcome::NoAnswer | CallOutcome::Voicemail => {
                        let reached = with.iter().collect();
                        sent.push(Sent { at: action.at, entry: None, reached, undelivered: false });
                    }
                }
            }
        }
        sent.sort_by_key(|sent| (sent.at, sent.entry.map(|entry| entry.mail.key())));
        theirs.sort_by_key(|(at, what, entry)| (*at, *what, entry.map(|entry| entry.mail.key())));
        let mut touches = Self { sent, theirs };
        touches.deliver(timeline, until);
        touches
    }

    /// Finds out what became of those that no answer followed. Of the others nobody asks.
    fn deliver(&mut self, timeline: &'a Timeline<'a>, until: Timestamp) {
        let failures = Failures::new(timeline, until);
        let answered = self.answered_until();
        for sent in self.sent.iter_mut().filter(|sent| answered.is_none_or(|at| sent.at > at)) {
            if let Some(entry) = sent.entry {
                (sent.reached, sent.undelivered) = failures.reached(timeline, entry);
            }
        }
    }

    /// The last thing of theirs: everything that we sent before it counts as answered.
    pub(super) fn answered_until(&self) -> Option<Timestamp> {
        self.theirs.last().map(|(at, _, _)| *at)
    }

    /// What we sent since then, delivered or not.
    pub(super) fn since_answer(&self) -> impl Iterator<Item = &Sent<'a>> {
        let answered = self.answered_until();
        self.sent.iter().filter(move |sent| answered.is_none_or(|at| sent.at > at))
    }

    /// The unanswered ones: sent since then, and not come back.
    pub(super) fn unanswered(&self) -> Vec<&Sent<'a>> {
        self.since_answer().filter(|sent| !sent.undelivered).collect()
    }

    /// The last human message of theirs.
    pub(super) fn last_reply(&self) -> Option<&'a Entry<'a>> {
        self.theirs.iter().rev().find(|(_, what, _)| *what == Theirs::Reply).and_then(|(_, _, entry)| *entry)
    }

    /// Since when the next move is ours: the oldest message of theirs after our last, or the end of a meeting held since. What they said
    /// up to `peaceful` asked for none.
    pub(super) fn owed_since(&self, peaceful: Option<Timestamp>) -> Option<Timestamp> {
        let last_sent = self.sent.last().map(|sent| sent.at);
        let (last, what, _) = self.theirs.last()?;
        if last_sent.is_some_and(|sent| sent > *last) {
            return None;
        }
        let held = self.theirs.iter().rev().find(|(_, what, _)| *what == Theirs::Held).map(|(at, _, _)| *at);
        let since = last_sent.max(held).max(peaceful);
        let first = self.theirs.iter().find(|(at, what, _)| *what != Theirs::Held && since.is_none_or(|since| *at > since));
        match what {
            Theirs::Held => Some(*last),
            Theirs::Reply | Theirs::Invitation => Some(first.map_or(*last, |(at, _, _)| *at)),
        }
    }
}

/// What came back, and from whom.
#[derive(Debug, Default)]
struct Failures<'a> {
    /// By the message that bounced: the failed recipients, and whether a bounce named none.
    bounced: BTreeMap<MailKey, (BTreeSet<&'a Address>, bool)>,
    /// People who are gone, and since when; whoever writes again is back.
    departed: Vec<(&'a Address, Timestamp)>,
}

impl<'a> Failures<'a> {
    fn new(timeline: &'a Timeline<'a>, until: Timestamp) -> Self {
        let mut failures = Self::default();
        for entry in timeline.entries.iter().filter(|entry| entry.at <= until) {
            match (entry.mail.kind(), entry.answers) {
                (Kind::BouncePermanent, Some(key)) => {
                    let (named, silent) = failures.bounced.entry(key).or_default();
                    named.extend(entry.mail.details().failed.iter().map(|failed| &failed.address));
                    *silent |= entry.mail.details().failed.is_empty();
                }
                (Kind::Departed, _) => failures.departed.extend(gone(timeline, entry).map(|who| (who, entry.at))),
                (Kind::Human, _) if entry.direction == Direction::Inbound => {
                    failures.departed.retain(|(who, _)| Some(*who) != entry.mail.author());
                }
                _ => {}
            }
        }
        failures
    }

    /// The addressees on the prospect's side that a message may have reached, and whether it came back from all of them.
    fn reached(&self, timeline: &'a Timeline<'a>, entry: &'a Entry<'a>) -> (Vec<&'a Address>, bool) {
        let addressed: BTreeSet<&Address> = timeline.theirs(entry.mail).collect();
        let left = |address: &Address| self.departed.iter().any(|(who, _)| *who == address);
        let bounce = self.bounced.get(&entry.mail.key());
        let failed = |address: &Address| bounce.is_some_and(|(named, _)| named.contains(address));
        let mut reached: Vec<&Address> = addressed.iter().copied().filter(|a| !failed(a) && !left(a)).collect();
        if let Some((named, unnamed)) = bounce {
            // A forwarding server names the address it knows: such a failure stands for somebody we wrote to.
            let written: BTreeSet<&Address> = entry.mail.recipients().collect();
            let strangers = named.iter().filter(|address| !written.contains(*address)).count();
            // One of ours among them may be the one who has it forwarded.
            let may_be = written.iter().filter(|address| !named.contains(*address)).count();
            let all_of_them = strangers > 0 && strangers >= may_be;
            if all_of_them || (*unnamed && addressed.len() == 1) {
                reached.clear();
            }
        }
        let undelivered = reached.is_empty() && !addressed.is_empty();
        (reached, undelivered)
    }
}

/// Who a departed notice speaks of: its author, or the only person that the message it answers went to.
fn gone<'a>(timeline: &'a Timeline<'a>, notice: &'a Entry<'a>) -> impl Iterator<Item = &'a Address> {
    speaker(timeline, notice).into_iter()
}

/// Whom an automatic notice speaks for: the author if we ever wrote to that address, else the only addressee of what it answers.
pub(super) fn speaker<'a>(timeline: &'a Timeline<'a>, notice: &'a Entry<'a>) -> Option<&'a Address> {
    let author = notice.mail.author();
    let answered = notice.answers.and_then(|key| timeline.entries.iter().find(|entry| entry.mail.key() == key));
    let Some(answered) = answered else { return author };
    let mut people = timeline.theirs(answered.mail);
    let (first, second) = (people.next(), people.next());
    let written_to = author.is_some_and(|author| answered.mail.recipients().any(|address| address == author));
    match (first, second) {
        (Some(only), None) if !written_to => Some(only),
        _ => author,
    }
}
