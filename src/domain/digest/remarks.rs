//! What is pointed out beside a state, in words.

use std::collections::BTreeSet;

use super::language::{Catalogue, fill};
use super::words::{Words, clean};
use crate::domain::remark::{Remark, Silent};
use crate::domain::verdict::Verdict;

/// What is pointed out of this deal alone, each once, however many messages it is said of. A mailbox of somebody who takes no part in it
/// concerns every deal: see [`unread`].
pub fn own(verdict: &Verdict) -> impl Iterator<Item = &Remark> {
    let mut told = BTreeSet::new();
    let own = verdict.notes.iter().map(|note| &note.remark).filter(|remark| !matches!(remark, Remark::StaleMailbox { .. }));
    own.filter(move |remark| told.insert(*remark))
}

/// What may be an answer of theirs: the first thing to know of a silent deal.
pub fn possible(verdict: &Verdict) -> impl Iterator<Item = &Remark> {
    own(verdict).filter(|remark| is_possible(remark))
}

/// Everything else that is pointed out of this deal.
pub fn others(verdict: &Verdict) -> impl Iterator<Item = &Remark> {
    own(verdict).filter(|remark| !is_possible(remark))
}

fn is_possible(remark: &Remark) -> bool {
    matches!(remark, Remark::PossibleReply { .. })
}

/// The mailboxes of those who take no part in a deal that were not read, and why.
pub fn stale(verdict: &Verdict) -> impl Iterator<Item = (&str, Option<&str>)> {
    verdict.notes.iter().filter_map(|note| match &note.remark {
        Remark::StaleMailbox { mailbox, reason } => Some((mailbox.as_str(), reason.as_deref())),
        _ => None,
    })
}

/// How many of them there are, in words; nothing when all were read. Which and why stands at the end of the digest, once.
pub fn unread(words: &Words, verdict: &Verdict) -> String {
    match stale(verdict).count() {
        0 => String::new(),
        count => words.count(words.say.mailboxes_unread, count),
    }
}

/// A remark in the words of a language, without a capital and a full stop.
pub fn text(say: &Catalogue, remark: &Remark) -> String {
    let day = |date: &jiff::civil::Date| say.date(say.day_long, *date);
    let meeting =
        |form: &str, title: &str, date: &jiff::civil::Date| fill(form, &[("title", &clean(title, 80)), ("day", &day(date))]);
    let people = |who: &[String]| match who {
        [] => say.its_recipient.to_owned(),
        who => who.iter().take(5).map(|who| clean(who, 120)).collect::<Vec<_>>().join(", "),
    };
    match remark {
        Remark::Bounced { who } => fill(say.note_bounced, &[("who", &people(who))]),
        Remark::BouncedForNow { who } => fill(say.note_bounced_for_now, &[("who", &people(who))]),
        Remark::CallInOurCalendar { title, day } => meeting(say.note_our_call, title, day),
        Remark::Delayed { who } => fill(say.note_delayed, &[("who", &people(who))]),
        Remark::Departed { who } => fill(say.note_departed, &[("who", &clean(who, 120))]),
        Remark::DeputyNamed { who, deputy } => {
            fill(say.note_deputy, &[("who", &clean(who, 120)), ("deputy", &clean(deputy, 120))])
        }
        Remark::FollowedFallback => say.note_fallback.to_owned(),
        Remark::LanguageNotJudged { language: Some(language) } => fill(say.note_language, &[("language", &clean(language, 20))]),
        Remark::LanguageNotJudged { language: None } => say.note_other_language.to_owned(),
        Remark::MeetingCancelled { title, day, by_us: true } => meeting(say.note_cancelled_by_us, title, day),
        Remark::MeetingCancelled { title, day, by_us: false } => meeting(say.note_cancelled, title, day),
        Remark::MeetingCounter { title, day } => meeting(say.note_counter, title, day),
        Remark::MeetingDeclined { title, day, by_us: true } => meeting(say.note_declined_by_us, title, day),
        Remark::MeetingDeclined { title, day, by_us: false } => meeting(say.note_declined, title, day),
        Remark::MeetingMoved { title, day: now, times } => {
            fill(say.note_moved, &[("title", &clean(title, 80)), ("day", &day(now)), ("n", &times.to_string())])
        }
        Remark::MeetingTentative { title, day } => meeting(say.note_tentative, title, day),
        Remark::MeetingMarkedTentative { title, day } => meeting(say.note_marked_tentative, title, day),
        Remark::MeetingUnanswered { title, day, silent: Silent::Over } => meeting(say.note_never_answered, title, day),
        Remark::MeetingUnanswered { title, day, silent: Silent::OursAlone } => meeting(say.note_ours_alone, title, day),
        Remark::MeetingUnanswered { title, day, silent: Silent::Theirs } => meeting(say.note_unanswered, title, day),
        Remark::OwnerAway { owner, from: None, last } => {
            fill(say.note_owner_away, &[("who", &clean(owner, 60)), ("day", &day(last))])
        }
        Remark::OwnerAway { owner, from: Some(from), last } => {
            fill(say.note_owner_leaves, &[("who", &clean(owner, 60)), ("from", &day(from)), ("day", &day(last))])
        }
        Remark::PossibleReply { who, address, subject, day: on } => {
            let subject = clean(subject, 80);
            let form = if subject.is_empty() { say.note_possible_reply } else { say.note_possible_reply_about };
            let about: [(&str, &str); 4] =
                [("who", &clean(who, 60)), ("address", &clean(address, 120)), ("subject", &subject), ("day", &day(on))];
            fill(form, &about)
        }
        Remark::ReplyFromOtherAddress { who } => fill(say.note_other_address, &[("who", &clean(who, 120))]),
        Remark::ReplyInJunk { who, mailbox } => {
            fill(say.note_junk, &[("who", &clean(who, 120)), ("mailbox", &clean(mailbox, 120))])
        }
        Remark::SignalNamesNoDeal { phrases } => {
            let phrases: Vec<String> = phrases
                .iter()
                .take(5)
                .map(|phrase| format!("{}{}{}", say.open_quote, clean(phrase, 140), say.close_quote))
                .collect();
            fill(say.note_no_deal, &[("phrases", &phrases.join(", "))])
        }
        Remark::StaleMailbox { mailbox, reason: Some(reason) } => {
            fill(say.note_stale_because, &[("mailbox", &clean(mailbox, 120)), ("reason", &clean(&say.reason(reason), 200))])
        }
        Remark::StaleMailbox { mailbox, reason: None } => fill(say.note_stale, &[("mailbox", &clean(mailbox, 120))]),
        Remark::UntrackedFollowOn { phrase } => fill(say.note_follow_on, &[("phrase", &clean(phrase, 140))]),
    }
}
