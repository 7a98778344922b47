//! What the digest rests on: which mailboxes and calendars were read until when, what was not, and whom nothing reaches.

use std::collections::BTreeMap;

use super::language::fill;
use super::sort::Sorted;
use super::words::{Words, clean, sentence};
use super::{Line, Mistakes, Morning, Reader, Source, SourcePart, Trouble, remarks};
use crate::domain::address::DealId;

/// How many mailboxes or calendars are named; the rest is counted. The ones read longest ago come first.
pub const MOST_NAMED: usize = 6;

/// In one sentence what could not be read, for the top of the digest; nothing when everything was.
pub fn alert(words: &Words, sorted: &Sorted<'_>, trouble: &[Trouble]) -> String {
    let say = words.say;
    let parts = unread_kinds(words, trouble);
    match (parts.is_empty() && sorted.unknown.is_empty(), sorted.unknown.len()) {
        (true, _) => String::new(),
        (false, 0) => fill(say.alert, &[("what", &words.list(&parts))]),
        (false, unknown) => {
            let deals = words.count(say.deals_not_observed, unknown);
            match parts.is_empty() {
                true => format!("{deals}."),
                false => fill(say.alert_with_deals, &[("what", &words.list(&parts)), ("deals", &deals)]),
            }
        }
    }
}

/// How many mailboxes, folders and calendars could not be read, the worst first.
pub fn unread_kinds(words: &Words, trouble: &[Trouble]) -> Vec<String> {
    let say = words.say;
    let count = |is: fn(&SourcePart) -> bool| trouble.iter().filter(|one| is(&one.source.part)).count();
    let kinds = [
        (say.mailboxes_unread, count(|part| matches!(part, SourcePart::Mailbox))),
        (say.folders_unread, count(|part| matches!(part, SourcePart::Folder(_)))),
        (say.calendars_unread, count(SourcePart::is_calendar)),
    ];
    kinds.into_iter().filter(|(_, number)| *number > 0).map(|(forms, number)| words.count(forms, number)).collect()
}

/// What was read until when; then what was not, and whom nothing reaches.
pub fn lines(words: &Words, morning: &Morning<'_>) -> Vec<Line> {
    let say = words.say;
    let good = |calendars: bool| {
        let troubled = |source: &Source| morning.trouble.iter().any(|trouble| same(&trouble.source, source));
        let of_kind = morning.read.iter().filter(move |source| source.part.is_calendar() == calendars);
        let mut good: Vec<&Source> = of_kind.filter(|source| !troubled(source)).collect();
        good.sort_by_key(|source| (source.until, &source.mailbox, &source.part));
        good
    };
    let mut all = Vec::new();
    for (title, sources) in [(say.read_mailboxes, good(false)), (say.read_calendars, good(true))] {
        let named: Vec<String> = sources.iter().map(|source| read(words, source)).collect();
        if !named.is_empty() {
            let text = format!("{}.", words.list_of(&named, MOST_NAMED));
            all.push(Line { lead: title.to_owned(), text, ..Line::default() });
        }
    }
    all.extend(morning.trouble.iter().map(|trouble| unread(words, trouble)));
    all.extend(elsewhere(words, morning).into_iter().take(MOST_NAMED));
    for one in morning.unreached {
        let lead = clean(one.reader.as_str(), 120);
        let reason = sentence(&say.reason(&one.reason));
        let text = fill(say.unreached, &[("day", &words.day(one.since)), ("reason", &reason)]);
        all.push(Line { lead, text, ..Line::default() });
    }
    if let Some((count, first)) = morning.left_aside {
        let text = fill(&words.count(say.left_aside, count), &[("when", &words.moment(first))]);
        all.push(Line { lead: clean(morning.reader.address.as_str(), 120), text, ..Line::default() });
    }
    all
}

/// The mailboxes of people whose deals the reader doesn't follow that were not read: a reply may lie there as well.
fn elsewhere(words: &Words, morning: &Morning<'_>) -> Vec<Line> {
    let all: BTreeMap<&str, Option<&str>> = morning.verdicts.iter().flat_map(remarks::stale).collect();
    let told = |mailbox: &str| morning.trouble.iter().any(|one| one.source.mailbox.as_str() == mailbox);
    let line = |(mailbox, reason): (&str, Option<&str>)| {
        let reason = reason.map_or_else(|| words.say.no_pass.to_owned(), |reason| sentence(&words.say.reason(reason)));
        Line { lead: clean(mailbox, 120), text: format!("{} {reason}", words.say.unread_elsewhere), ..Line::default() }
    };
    all.into_iter().filter(|(mailbox, _)| !told(mailbox)).map(line).collect()
}

/// Mistakes in files, each with its place.
pub fn files(morning: &Morning<'_>) -> Vec<Line> {
    let line = |one: &String| {
        let (lead, text) = one.split_once(": ").unwrap_or(("", one));
        Line { lead: clean(lead, 200), text: clean(text, 400), ..Line::default() }
    };
    morning.mistakes.into_iter().flat_map(|mistakes| &mistakes.each).map(line).collect()
}

/// What is in force meanwhile.
pub fn files_intro(words: &Words, mistakes: &Mistakes) -> String {
    fill(words.say.files_intro, &[("when", &words.moment(mistakes.since))])
}

/// How to read it, small.
pub fn footer(words: &Words, reader: &Reader, answered: bool, example: Option<&DealId>) -> Vec<String> {
    let say = words.say;
    let name = clean(reader.name.as_deref().unwrap_or(reader.address.as_str()), 80);
    let form = if reader.rep { say.footer_rep } else { say.footer_manager };
    let how = match example {
        Some(deal) => fill(say.footer_answer, &[("deal", deal.as_str())]),
        None => say.footer_answer_plain.to_owned(),
    };
    let how = if answered { how } else { say.footer_leave.to_owned() };
    vec![fill(form, &[("name", &name), ("zone", &words.zone())]), how, say.footer_promise.to_owned()]
}

fn same(a: &Source, b: &Source) -> bool {
    (&a.mailbox, &a.part) == (&b.mailbox, &b.part)
}

fn name(words: &Words, source: &Source) -> String {
    let mailbox = clean(source.mailbox.as_str(), 120);
    match &source.part {
        SourcePart::Mailbox => mailbox,
        SourcePart::Folder(folder) => fill(words.say.folder_of, &[("who", &mailbox), ("folder", &clean(folder, 120))]),
        SourcePart::Calendar(calendar) => fill(words.say.calendar_of, &[("who", &mailbox), ("calendar", &clean(calendar, 120))]),
    }
}

fn read(words: &Words, source: &Source) -> String {
    let when = source.until.map_or_else(String::new, |until| fill(words.say.until, &[("when", &words.moment(until))]));
    if when.is_empty() { name(words, source) } else { format!("{} {when}", name(words, source)) }
}

/// What could not be read: until when it was, why, and what helps.
fn unread(words: &Words, trouble: &Trouble) -> Line {
    let say = words.say;
    let until = match trouble.source.until {
        Some(since) => fill(say.read_until, &[("when", &words.moment(since))]),
        None => say.never_read.to_owned(),
    };
    let reason = trouble.reason.as_deref().map_or_else(|| say.no_pass.to_owned(), |reason| sentence(&say.reason(reason)));
    let mend = match (trouble.source.part.is_calendar(), trouble.human) {
        (false, true) => say.mend_mailbox,
        (false, false) => say.mend_trying,
        (true, true) => say.mend_calendar,
        (true, false) => say.mend_calendar_trying,
    };
    Line { lead: name(words, &trouble.source), text: format!("{until} {reason} {mend}"), ..Line::default() }
}
