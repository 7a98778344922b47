//! The one thing to do next about a deal: the first rule that holds, drawn from the verdict alone. The digest suggests it and
//! `explain` says which rule it was.

use jiff::Timestamp;
use jiff::civil::Date;

use super::policy::Foundation;
use super::remark::Remark;
use super::signal::SignalKind;
use super::verdict::{MeetingRef, SignalAt, State, Verdict};

/// What to do, with what its sentence speaks of. Texts are as they came: whoever shows them cleans them.
#[derive(Clone, Debug, PartialEq)]
pub enum Move {
    /// Find an address that works, or call: our mail comes back.
    FindAddress,
    /// Somebody of the same name wrote from an unknown address: if that is theirs, they did answer.
    AskWhoWrote {
        /// Who.
        who: String,
        /// From where.
        address: String,
    },
    /// They wrote last and raised a doubt.
    AnswerDoubt {
        /// Who has it.
        them: Option<String>,
        /// An expert of ours who took no part.
        expert: Option<String>,
        /// When it came.
        since: Timestamp,
    },
    /// They wrote last.
    Answer {
        /// Who.
        them: Option<String>,
        /// When.
        since: Timestamp,
    },
    /// A meeting was held, or the date came that they asked to be left until.
    TakeNextStep {
        /// With whom.
        them: Option<String>,
        /// Since when it is ours.
        since: Timestamp,
    },
    /// A meeting is ahead.
    UseMeeting(MeetingRef),
    /// They asked for time, or are away.
    WriteOn(Date),
    /// Our only message has no answer, and nobody of us came back to it.
    FollowUp {
        /// Whom to write or call.
        them: Option<String>,
        /// When it went out.
        since: Timestamp,
    },
    /// Whom we dealt with has left.
    FindSuccessor {
        /// Whom their notice names.
        deputy: Option<String>,
    },
    /// Something is reserved for them.
    Release {
        /// Since when.
        since: Timestamp,
    },
    /// Somebody else on their side is known.
    CallSecond {
        /// Who.
        name: String,
    },
    /// Nobody who decides took part.
    VerifyDecider {
        /// Who decides by the roster.
        name: Option<String>,
    },
    /// Calls were tried too.
    ReachOther,
    /// Their own date has passed.
    AskDeadline {
        /// Whom to call.
        them: Option<String>,
        /// The date.
        date: Date,
    },
    /// Call rather than write again.
    Call {
        /// Whom.
        them: Option<String>,
    },
    /// Celebrated with nothing signed.
    AskForSignature,
}

/// How many rules there are.
pub const RULES: usize = 16;

/// What to do next, with the number of the rule that says so, 1 to [`RULES`]; nothing for a deal that needs nothing.
pub fn next_move(verdict: &Verdict) -> Option<(usize, Move)> {
    let silent = matches!(verdict.state, State::Dark | State::Quiet);
    let dark = verdict.state == State::Dark;
    let ours = match &verdict.state {
        State::Ours { owed_since } => Some(*owed_since),
        _ => None,
    };
    let replied = verdict.last_reply.as_ref().map(|reply| reply.at);
    let first_try = verdict.silent_since.filter(|_| verdict.unanswered_count == 1);
    let doubt = open_doubts(verdict).next();
    let allocation = verdict.exposure.iter().rfind(|evidence| evidence.kind == "allocation");
    let calls = verdict.unanswered_count as usize > verdict.unanswered.len();
    let them = || contact(verdict);
    let rules: [Option<Move>; RULES] = [
        (verdict.state == State::Undeliverable).then_some(Move::FindAddress),
        possible_reply(verdict).filter(|_| silent),
        ours.and(doubt).map(|doubt| Move::AnswerDoubt {
            them: them(),
            expert: verdict.helpers.expert.clone().filter(|_| is_missing(verdict, Foundation::Expert)),
            since: doubt.message.at,
        }),
        // The move is ours by their message, by a meeting held, or because the date came that they asked to be left until.
        ours.filter(|since| Some(*since) == replied).map(|since| Move::Answer { them: them(), since }),
        ours.map(|since| Move::TakeNextStep { them: them(), since }),
        match &verdict.state {
            State::Scheduled { meeting } => Some(Move::UseMeeting(meeting.clone())),
            _ => None,
        },
        match &verdict.state {
            State::Paused { until } => Some(Move::WriteOn(verdict.day_of(*until))),
            _ => None,
        },
        first_try.filter(|_| silent).map(|since| Move::FollowUp { them: them(), since }),
        (silent && has_left(verdict)).then(|| Move::FindSuccessor { deputy: verdict.helpers.deputy.clone() }),
        allocation.filter(|_| dark).map(|evidence| Move::Release { since: evidence.at }),
        verdict.helpers.second.clone().filter(|_| silent).map(|name| Move::CallSecond { name }),
        (silent && is_missing(verdict, Foundation::DecisionMaker) && verdict.unanswered_count > 2)
            .then(|| Move::VerifyDecider { name: verdict.helpers.decider.clone() }),
        (silent && calls).then_some(Move::ReachOther),
        verdict.missed_deadline.filter(|_| silent).map(|date| Move::AskDeadline { them: them(), date }),
        silent.then(|| Move::Call { them: them() }),
        (verdict.at_risk || verdict.flagged).then_some(Move::AskForSignature),
    ];
    rules.into_iter().enumerate().find_map(|(at, rule)| Some((at + 1, rule?)))
}

/// Whether the silence is our own doing: they wrote last, or nobody of us came back to our only message.
pub(in crate::domain) fn is_our_doing(verdict: &Verdict) -> bool {
    match verdict.state {
        State::Dark | State::Quiet => verdict.unanswered_count == 1,
        State::Ours { .. } => true,
        _ => false,
    }
}

/// Whom to turn to: who wrote last, unless they have left.
fn contact(verdict: &Verdict) -> Option<String> {
    let last = verdict.last_reply.as_ref().map(|reply| reply.who.clone());
    last.filter(|who| !who.trim().is_empty() && !has_left(verdict))
}

fn possible_reply(verdict: &Verdict) -> Option<Move> {
    verdict.notes.iter().rev().find_map(|note| match &note.remark {
        Remark::PossibleReply { who, address, .. } => Some(Move::AskWhoWrote { who: who.clone(), address: address.clone() }),
        _ => None,
    })
}

fn has_left(verdict: &Verdict) -> bool {
    verdict.notes.iter().any(|note| note.code() == "departed")
}

/// Doubts of theirs that came after our last word.
pub(in crate::domain) fn open_doubts(verdict: &Verdict) -> impl Iterator<Item = &SignalAt> {
    let ours = verdict.last_outbound.as_ref().map(|message| message.at);
    verdict.signals.iter().filter(move |s| s.kind == SignalKind::Doubt && ours.is_none_or(|at| s.message.at > at))
}

/// Incumbents and rival quotes played against us.
pub(in crate::domain) fn prices(verdict: &Verdict) -> impl Iterator<Item = &SignalAt> {
    verdict.signals.iter().filter(|signal| signal.kind == SignalKind::Leverage)
}

fn is_missing(verdict: &Verdict, item: Foundation) -> bool {
    verdict.foundation.iter().any(|found| found.name == item.as_str() && found.met_by.is_none())
}
