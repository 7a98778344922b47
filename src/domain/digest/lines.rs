//! Deals told in a line. What is unchanged since the last digest is told shortly.

use super::language::fill;
use super::sections::badge;
use super::sort::{Item, News};
use super::words::{Words, clean, sentence};
use super::{Line, Said, SourcePart, Trouble, remarks};
use crate::domain::remark::Remark;
use crate::domain::signal::SignalKind;
use crate::domain::verdict::{State, Verdict};

/// How many prospects a calm line names.
const MOST_NAMES: usize = 8;

/// A dark, undeliverable or celebrated deal.
pub fn dark(words: &Words, item: &Item<'_>) -> Line {
    let (say, verdict) = (words.say, item.verdict);
    let celebrated = if verdict.flagged { sentence(say.celebrated_unsigned) } else { String::new() };
    let last = match &verdict.last_reply {
        Some(reply) => fill(say.last_message, &[("who", &words.said_by(reply))]),
        None => sentence(say.never_wrote),
    };
    line(words, item, &sentence(&standing(words, verdict)), &[celebrated, last, notes(words, verdict)])
}

/// A deal where the next move is ours, and for how long.
pub fn ours(words: &Words, item: &Item<'_>) -> Line {
    let (say, verdict) = (words.say, item.verdict);
    let last = verdict.last_reply.as_ref().map(|reply| match clean(&reply.subject, 80) {
        subject if subject.is_empty() => fill(say.last_message, &[("who", &words.said_by(reply))]),
        subject => fill(say.last_message_about, &[("who", &words.said_by(reply)), ("subject", &subject)]),
    });
    line(words, item, &sentence(&standing(words, verdict)), &[last.unwrap_or_default(), notes(words, verdict)])
}

/// A deal that is on hold.
pub fn paused(words: &Words, item: &Item<'_>) -> Line {
    line(words, item, &sentence(&standing(words, item.verdict)), &[notes(words, item.verdict)])
}

/// A snoozed deal: who, until when, and what it hides.
pub fn snoozed(words: &Words, verdict: &Verdict) -> Line {
    of(words, verdict, join(&[standing(words, verdict), sentence(&remarks::unread(words, verdict))]))
}

/// What a snooze hides.
fn hidden(words: &Words, verdict: &Verdict, hides: &State) -> &'static str {
    let celebrated = verdict.celebration.as_ref().is_some_and(|celebration| celebration.premature);
    if celebrated && *hides == State::Dark { words.say.dark_after_celebration } else { state_words(words, hides) }
}

/// A deal that can't be judged, why, and what was said of it last.
pub fn unknown(words: &Words, verdict: &Verdict, previous: Option<&Said>, trouble: &[Trouble]) -> Line {
    let say = words.say;
    let State::Unknown { mailbox, folder, since } = &verdict.state else { return of(words, verdict, String::new()) };
    let seen = match since {
        Some(since) => fill(say.not_observed_since, &[("when", &words.moment(*since))]),
        None => say.not_observed_yet.to_owned(),
    };
    let part = folder.clone().map_or(SourcePart::Mailbox, SourcePart::Folder);
    let known = trouble.iter().find(|one| one.source.mailbox == *mailbox && one.source.part == part);
    let reason = known.and_then(|found| found.reason.as_deref()).map(|reason| clean(&say.reason(reason), 200));
    let mailbox = clean(mailbox.as_str(), 120);
    let reason = match (folder, reason) {
        (None, Some(reason)) => reason,
        (None, None) => fill(say.mailbox_not_read, &[("mailbox", &mailbox)]),
        (Some(folder), reason) => {
            let named = fill(say.folder_not_read, &[("mailbox", &mailbox), ("folder", &clean(folder, 120))]);
            reason.map_or_else(|| named.clone(), |reason| format!("{named} ({reason})"))
        }
    };
    let last = previous.and_then(|said| said.deals.get(&verdict.deal)).filter(|told| told.state == "dark");
    let last = last.map_or_else(String::new, |_| sentence(say.was_dark));
    of(words, verdict, join(&[sentence(&format!("{seen}: {reason}")), last]))
}

/// The deals that need nothing, one line a state.
pub fn calm(words: &Words, deals: &[&Verdict]) -> Vec<Line> {
    let say = words.say;
    let groups = [
        ("quiet", say.calm_quiet),
        ("waiting", say.calm_waiting),
        ("scheduled", say.calm_scheduled),
        ("snoozed", say.calm_snoozed),
        ("new", say.calm_new),
        ("committed", say.calm_committed),
        ("closed", say.calm_closed),
    ];
    let group = |(state, title): (&str, &str)| {
        let names: Vec<String> = deals.iter().filter(|v| v.state.as_str() == state).map(|v| short(words, v)).collect();
        let about = words.count(say.deals, names.len());
        // What is settled was named when it happened, and only grows.
        let settled = matches!(state, "committed" | "closed");
        let text = if settled { String::new() } else { format!("{}.", words.list_of(&names, MOST_NAMES)) };
        (!names.is_empty()).then_some(Line { lead: title.to_owned(), about, text, badge: "" })
    };
    groups.into_iter().filter_map(group).collect()
}

/// How a deal stands, in one line without a full stop.
pub fn standing(words: &Words, verdict: &Verdict) -> String {
    let say = words.say;
    let at = |form: &str, when: String| fill(form, &[("when", &when)]);
    match &verdict.state {
        State::Dark | State::Quiet => words.silence(verdict),
        State::Waiting => match verdict.silent_since {
            Some(since) => at(say.waiting_since, words.moment(since)),
            None => say.waiting.to_owned(),
        },
        State::Undeliverable if verdict.last_reply.is_some() => say.undeliverable_since.to_owned(),
        State::Undeliverable => say.undeliverable_ever.to_owned(),
        State::Ours { owed_since } => {
            let owed = verdict.owed_minutes.map(|minutes| words.business_days(minutes, verdict.day_minutes)).unwrap_or_default();
            let form = if owed.is_empty() { say.ours_since } else { say.ours_for };
            fill(form, &[("when", &words.moment(*owed_since)), ("days", &owed)])
        }
        State::Scheduled { meeting } => {
            let title = clean(&meeting.title, 80);
            let form = if title.is_empty() { say.meeting_on } else { say.meeting_titled };
            fill(form, &[("when", &words.moment(meeting.at)), ("title", &title)])
        }
        State::Paused { until } => {
            let form = if asked_for_time(verdict) { say.asked_until } else { say.away_until };
            at(form, words.day(verdict.day_of(*until)))
        }
        State::Snoozed { until, by, hides } => {
            let by = by.as_ref().map_or_else(|| say.somebody.to_owned(), |by| clean(by.as_str(), 80));
            let hidden = hidden(words, verdict, hides);
            fill(say.snoozed_by, &[("who", &by), ("until", &words.moment(*until)), ("hidden", hidden)])
        }
        state @ (State::New | State::Closed | State::Committed | State::Unknown { .. }) => state_words(words, state).to_owned(),
    }
}

/// Whether their last word asks to be left until later; a pause has no other cause that a reply carries.
fn asked_for_time(verdict: &Verdict) -> bool {
    let last = verdict.last_reply.as_ref().map(|reply| reply.key);
    verdict.signals.iter().any(|s| s.kind == SignalKind::Deferral && Some(s.message.key) == last)
}

/// A state as a reader says it.
pub fn state_words(words: &Words, state: &State) -> &'static str {
    let say = words.say;
    match state {
        State::Closed => say.state_closed,
        State::Snoozed { .. } => say.state_snoozed,
        State::Committed => say.state_committed,
        State::Unknown { .. } => say.state_unknown,
        State::New => say.state_new,
        State::Undeliverable => say.state_undeliverable,
        State::Ours { .. } => say.state_ours,
        State::Scheduled { .. } => say.state_scheduled,
        State::Paused { .. } => say.state_paused,
        State::Dark => say.state_dark,
        State::Quiet => say.state_quiet,
        State::Waiting => say.state_waiting,
    }
}

/// A prospect in a calm line, with what makes it worth naming.
fn short(words: &Words, verdict: &Verdict) -> String {
    let name = clean(&verdict.prospect, 60);
    match &verdict.state {
        State::Quiet => match verdict.silence_minutes {
            Some(minutes) => format!("{name} ({})", words.business_days(minutes, verdict.day_minutes)),
            None => name,
        },
        State::Scheduled { meeting } => format!("{name} ({})", words.moment(meeting.at)),
        State::Snoozed { until, .. } => {
            format!("{name} ({})", fill(words.say.until, &[("when", &words.day_at(*until))]))
        }
        _ => name,
    }
}

/// A deal's line: how it stands, unless it is unchanged what else there is to know, and what may lie unread. That its owner is away is
/// said every day: somebody else has to make the move.
fn line(words: &Words, item: &Item<'_>, standing: &str, rest: &[String]) -> Line {
    let away = |remark: &&Remark| matches!(remark, Remark::OwnerAway { .. });
    let rest = match item.news {
        News::Same | News::Old => {
            remarks::own(item.verdict).find(away).map_or_else(String::new, |remark| sentence(&remarks::text(words.say, remark)))
        }
        News::New | News::Awake | News::Worse => join(rest),
    };
    let text = join(&[standing.to_owned(), rest, sentence(&remarks::unread(words, item.verdict))]);
    Line { badge: badge(words, item.news), ..of(words, item.verdict, text) }
}

/// A deal's line with any text.
pub fn of(words: &Words, verdict: &Verdict, text: String) -> Line {
    Line { lead: clean(&verdict.prospect, 80), about: words.about(verdict), text, badge: "" }
}

fn notes(words: &Words, verdict: &Verdict) -> String {
    join(
        &remarks::possible(verdict)
            .chain(remarks::others(verdict))
            .take(2)
            .map(|remark| sentence(&remarks::text(words.say, remark)))
            .collect::<Vec<_>>(),
    )
}

fn join(parts: &[String]) -> String {
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
}
