//! Celebration, commitment and decline: who treated the deal as won, and what the prospect really said.

use jiff::Timestamp;

use super::marks::Marks;
use super::meetings::{Meeting, Meetings};
use super::{message, papers};
use crate::domain::mail::Kind;
use crate::domain::matching::{Direction, Entry, Timeline};
use crate::domain::signal::{Signal, SignalKind};
use crate::domain::verdict::Evidence;

/// The evidence at an instant.
#[derive(Debug, Default)]
pub(super) struct Evidences {
    /// Everything that shows that our side treats the deal as won, in order.
    pub celebration: Vec<Evidence>,
    /// The first commitment that nothing revoked.
    pub commitment: Option<Evidence>,
    /// A decline that nothing revived.
    pub declined: Option<Timestamp>,
    /// Celebrations of further work after the commitment: evidence for no deal.
    pub follow_on: Vec<Evidence>,
}

impl Evidences {
    pub(super) fn new(timeline: &Timeline<'_>, marks: &Marks<'_>, meetings: &Meetings, until: Timestamp) -> Self {
        let entries = || timeline.entries.iter().filter(|entry| entry.at <= until);
        let commitments = commitments(entries(), marks);
        let last_decline = last_of(entries(), |signal| signal.kind == SignalKind::Decline);
        let revived = revived(entries(), meetings, marks, &commitments);
        let taken_back = last_of(entries(), |signal| signal.kind == SignalKind::Revocation);
        let over = last_decline.max(taken_back);
        let commitment = commitments.into_iter().find(|known| over.is_none_or(|over| known.at > over));
        let mut found =
            Self { declined: last_decline.filter(|at| revived.is_none_or(|revived| revived <= *at)), ..Self::default() };
        for entry in entries() {
            for signal in &entry.signals {
                if !is_celebration(signal) || marks.is_false_alarm(entry.mail.key()) {
                    continue;
                }
                let evidence = of_message(signal.kind.as_str(), entry, Some(signal.phrase.clone()));
                let later = commitment.as_ref().is_some_and(|known| known.at < entry.at);
                if later && is_further_work(entry, signal) {
                    found.follow_on.push(evidence);
                } else {
                    found.celebration.push(evidence);
                }
            }
        }
        found.celebration.extend(stage(marks));
        // Stable: of one message, phrases stay in their order of place.
        found.celebration.sort_by_key(|evidence| evidence.at);
        found.commitment = commitment;
        found
    }
}

/// Whether a signal shows that our side treats the deal as won.
pub(super) fn is_celebration(signal: &Signal) -> bool {
    matches!(signal.kind, SignalKind::Celebration | SignalKind::Allocation)
}

/// Everything by which the prospect bound itself, in order.
fn commitments<'e>(entries: impl Iterator<Item = &'e Entry<'e>>, marks: &Marks<'_>) -> Vec<Evidence> {
    let mut all = Vec::new();
    // The names of what we sent: an acknowledgement may bring it back.
    let mut ours: Vec<String> = Vec::new();
    for entry in entries {
        if entry.signature {
            all.push(of_message("signature", entry, Some(entry.mail.subject().to_owned())));
        }
        if entry.direction == Direction::Outbound {
            ours.extend(entry.mail.details().attachments.iter().filter(|name| papers::binds(name)).cloned());
        }
        // Order systems send a purchase order by themselves. What else a machine says commits nobody.
        if entry.direction != Direction::Inbound || !matches!(entry.mail.kind(), Kind::Human | Kind::AutoReply) {
            continue;
        }
        let human = entry.mail.kind() == Kind::Human;
        for signal in entry.signals.iter().filter(|signal| human && signal.kind == SignalKind::Commitment) {
            all.push(of_message("commitment", entry, Some(signal.phrase.clone())));
        }
        let mut papers = entry.mail.details().attachments.iter().filter(|name| entry.sole && papers::binds(name));
        if let Some(name) = papers.find(|name| human || !ours.contains(name)) {
            all.push(of_message("attachment", entry, Some(name.clone())));
        }
    }
    if let Some(action) = marks.signed {
        let phrase = action.note.clone().or_else(|| Some("recorded as signed".to_owned()));
        all.push(Evidence { kind: "signed", at: action.at, message: None, uid: None, phrase });
    }
    all.sort_by_key(|evidence| evidence.at);
    all
}

fn last_of<'e>(entries: impl Iterator<Item = &'e Entry<'e>>, is: impl Fn(&Signal) -> bool) -> Option<Timestamp> {
    entries.filter(|entry| entry.signals.iter().any(|signal| is(signal))).map(|entry| entry.at).max()
}

/// The last thing that brings a declined deal back.
fn revived<'e>(
    entries: impl Iterator<Item = &'e Entry<'e>>,
    meetings: &Meetings,
    marks: &Marks<'_>,
    commitments: &[Evidence],
) -> Option<Timestamp> {
    let lively = |signal: &Signal| {
        matches!(signal.kind, SignalKind::Urgency | SignalKind::Leverage | SignalKind::Commitment | SignalKind::Deferral)
    };
    let said = last_of(entries, lively);
    let invited = meetings.invitations().map(|(at, _)| at).max();
    said.max(invited).max(marks.reopened).max(commitments.iter().map(|known| known.at).max())
}

/// Words by which a celebration speaks of more than what was committed.
const FURTHER: &[&str] = &[
    "follow-on",
    "follow on",
    "followon",
    "another",
    "second",
    "next order",
    "next phase",
    "phase 2",
    "phase two",
    "additional",
    "expansion",
    "extension",
    "repeat order",
    "new order",
    "one more",
    "upsell",
    "add-on",
];

fn is_further_work(entry: &Entry<'_>, signal: &Signal) -> bool {
    let (phrase, subject) = (signal.phrase.to_lowercase(), entry.mail.subject().to_lowercase());
    FURTHER.iter().any(|word| phrase.contains(word) || subject.contains(word))
}

/// A stage that means won, and a rep's or manager's `won`.
fn stage(marks: &Marks<'_>) -> Vec<Evidence> {
    let means_won = |stage: &str| ["verbal", "commit", "won"].iter().any(|word| stage.trim().eq_ignore_ascii_case(word));
    let stage = marks.stage.as_ref().filter(|(stage, _)| means_won(stage));
    let won = marks.won.map(|action| ("won".to_owned(), action.at));
    let all = stage.cloned().into_iter().chain(won).filter(|(stage, at)| !marks.is_false_stage(stage, *at));
    all.map(|(stage, at)| Evidence { kind: "stage", at, message: None, uid: None, phrase: Some(stage) }).collect()
}

/// A message as evidence.
pub(in crate::domain) fn of_message(kind: &'static str, entry: &Entry<'_>, phrase: Option<String>) -> Evidence {
    Evidence { kind, at: entry.at, message: Some(message(entry)), uid: None, phrase }
}

/// A meeting as evidence.
pub(super) fn of_meeting(meeting: &Meeting) -> Evidence {
    let (uid, phrase) = (Some(meeting.uid.clone()), Some(meeting.title.clone()));
    Evidence { kind: "meeting", at: meeting.start, message: None, uid, phrase }
}
