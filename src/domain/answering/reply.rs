//! What is written back: what was done, what was not and why, and how to take it back. No line of it begins with a command: a mail
//! program that quotes it without a mark must not give it as one.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::dates::DateProblem;
use super::draft::DraftProblem;
use super::language::{Say, say};
use super::parse::MOST_CHARS;
use super::{Asker, Problem};
use crate::domain::action::{CallOutcome, Mark, What};
use crate::domain::address::DealId;
use crate::domain::digest::language::fill;
use crate::domain::digest::words::Words;
use crate::domain::digest::{Next, Reader, clean};
use crate::domain::roster::Roster;

/// How many phrases that no longer count are told.
const MOST_PHRASES: usize = 40;

/// How many lines that were not done are told.
const MOST_NOT_DONE: usize = 25;

/// Something that was done.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct Answered {
    /// Which deal it is about.
    pub deal: Option<DealId>,
    pub what: Done,
}

/// What was done.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Done {
    Recorded {
        what: What,
        at: Timestamp,
        /// A rep's `won` closes nothing by itself.
        manager: bool,
        /// What they added to it.
        note: Option<String>,
    },
    NothingCelebrated,
    Added {
        name: String,
        file: String,
    },
    AddedBefore {
        name: String,
    },
    TakenBack {
        what: What,
        /// Since when what is taken back held.
        at: Timestamp,
        note: Option<String>,
    },
    Status {
        state: String,
        next: Option<Next>,
    },
}

/// Why a line was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Why {
    Problem(Problem),
    ConfirmedBefore,
    NothingToConfirm,
    TakenBackBefore,
    NothingToTakeBack,
    /// The files were not changed.
    NotWritten(NotWritten),
    /// Who gets digests stands in the files.
    Unsubscribe,
}

/// Why a prospect was not written into the files.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum NotWritten {
    /// A domain or an address that somebody else has.
    Taken(String),
    /// The service may not write them.
    Forbidden,
    /// Somebody else changed them just then.
    Meanwhile,
    /// They would have mistakes, or have some already.
    Mistakes,
}

/// Why it is asked whether it was they.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Doubt {
    NoToken,
    OldToken,
    /// The token is forged, or was given to somebody else.
    WrongToken,
    OtherDeal,
}

/// Everything that one answer to somebody tells.
#[derive(Clone, Debug)]
pub struct Reply<'a> {
    /// To whom.
    pub asker: &'a Asker,
    /// Everybody, and the deals.
    pub roster: &'a Roster,
    /// Where the team works.
    pub zone: &'a TimeZone,
    /// The subject of their mail.
    pub subject: &'a str,
    /// What was done.
    pub done: &'a [Answered],
    /// The lines that were not, and why.
    pub not_done: &'a [(String, Why)],
    /// The lines that wait for their word, and why.
    pub asked: Option<(Doubt, &'a [String])>,
    /// Whether they asked for help, or nothing was understood.
    pub help: bool,
    /// Its instant.
    pub as_of: Timestamp,
}

/// Subject and text.
pub fn reply(reply: &Reply<'_>) -> (String, String) {
    let say = say(reply.asker.language);
    let subject = format!("{}{}", say.re, without_marks(&clean(reply.subject, 100))).trim_end().to_owned();
    let mut parts: Vec<String> = Vec::new();
    if !reply.done.is_empty() {
        let each = reply.done.iter().map(|one| format!("- {}", done(reply, say, one)));
        parts.push(format!("{}\n{}", say.done, each.collect::<Vec<_>>().join("\n")));
    }
    if !reply.not_done.is_empty() {
        let line = |(text, why): &(String, Why)| format!("- {}: {}", quoted(reply.asker, text), self::why(reply, say, why));
        let each: Vec<String> = reply.not_done.iter().take(MOST_NOT_DONE).map(line).collect();
        parts.push(format!("{}\n{}", say.not_done, each.join("\n")));
    }
    if let Some((doubt, lines)) = &reply.asked {
        let reason = match doubt {
            Doubt::NoToken => say.ask_no_token,
            Doubt::OldToken => say.ask_old_token,
            Doubt::WrongToken => say.ask_wrong_token,
            Doubt::OtherDeal => say.ask_other_deal,
        };
        // Whole: what a word will do must stand here.
        let lines: Vec<String> = lines.iter().map(|line| format!("- {}", quoted_to(reply.asker, line, MOST_CHARS))).collect();
        parts.push(format!("{} {}\n{}\n{}", fill(say.ask, &[("why", reason)]), say.ask_lines, lines.join("\n"), say.ask_how));
    }
    if reply.help {
        parts.push(help(reply.asker));
    }
    let undoable = |one: &Answered| matches!(one.what, Done::Recorded { .. } | Done::TakenBack { .. });
    let mut end: Vec<String> = Vec::new();
    if reply.done.iter().any(undoable) {
        end.push(say.how_to_undo.to_owned());
    }
    for one in reply.done {
        if let Done::Added { file, .. } = &one.what {
            end.push(fill(say.how_to_undo_file, &[("file", file)]));
        }
    }
    if !reply.help {
        end.push(say.how_to_get_help.to_owned());
    }
    parts.push(end.join("\n"));
    parts.retain(|part| !part.is_empty());
    (subject, parts.join("\n\n") + "\n")
}

/// Everything that can be said, with one of their deals for an example.
pub fn help(asker: &Asker) -> String {
    let say = say(asker.language);
    let deal = asker.deals.first().map_or("acme-line4", DealId::as_str);
    let each = say.help.iter().map(|(line, what)| format!("- {}: {what}", quoted(asker, &fill(line, &[("deal", deal)]))));
    format!("{}\n\n{}\n\n{}", say.help_intro, each.collect::<Vec<_>>().join("\n"), say.help_outro)
}

/// Somebody's own words, between the marks of their language.
fn quoted(asker: &Asker, text: &str) -> String {
    quoted_to(asker, text, 100)
}

fn quoted_to(asker: &Asker, text: &str, most: usize) -> String {
    let words = asker.language.catalogue();
    format!("{}{}{}", words.open_quote, clean(text, most), words.close_quote)
}

/// A subject without what marks an answer, however often: `Re: AW: Re: Line 4`.
fn without_marks(mut subject: &str) -> &str {
    while let Some((mark, rest)) = subject.split_once(':')
        && ["re", "aw"].contains(&mark.trim().to_lowercase().as_str())
    {
        subject = rest.trim_start();
    }
    subject
}

fn done(reply: &Reply<'_>, say: &Say, one: &Answered) -> String {
    let told = match &one.what {
        Done::Recorded { what, at, manager, note } => noted(reply, recorded(reply, say, what, *at, *manager), note.as_deref()),
        Done::NothingCelebrated => say.nothing_celebrated.to_owned(),
        Done::Added { name, file } => fill(say.added, &[("name", &clean(name, 80)), ("file", file)]),
        Done::AddedBefore { name } => fill(say.added_before, &[("name", &clean(name, 80))]),
        Done::TakenBack { what, at, note } => {
            fill(say.undone, &[("what", &noted(reply, recorded(reply, say, what, *at, true), note.as_deref()))])
        }
        Done::Status { state, next } => {
            let next = next.as_ref().map(|next| fill(say.status_next, &[("what", &next.what), ("why", &next.why)]));
            [Some(state.clone()), next].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
    };
    match &one.deal {
        Some(deal) => format!("{}: {told}", named(reply.roster, deal)),
        None => told,
    }
}

/// The same with what they added: who reads it sees whether it was understood.
fn noted(reply: &Reply<'_>, told: String, note: Option<&str>) -> String {
    match note.filter(|note| !note.trim().is_empty()) {
        Some(note) => format!("{told}: {}", quoted(reply.asker, note)),
        None => told,
    }
}

/// What was recorded, as people say it.
fn recorded(reply: &Reply<'_>, say: &Say, what: &What, at: Timestamp, manager: bool) -> String {
    let words = words(reply);
    match what {
        // It ends with the beginning of a working day of the team, which may be another day where they read this.
        What::Marked(Mark::Snoozed { until }) => {
            fill(say.snoozed, &[("day", &words.day(until.to_zoned(reply.zone.clone()).date()))])
        }
        What::Marked(Mark::Signed) => fill(say.signed, &[("day", &words.day_at(at))]),
        What::Marked(Mark::Won) if manager => say.won.to_owned(),
        What::Marked(Mark::Won) => say.won_by_rep.to_owned(),
        What::Marked(Mark::Lost) => say.lost.to_owned(),
        What::Marked(Mark::Open) => say.reopened.to_owned(),
        What::Called { outcome: CallOutcome::Answered, .. } => say.answered.to_owned(),
        What::Called { outcome: CallOutcome::NoAnswer, .. } => say.no_answer.to_owned(),
        What::Called { outcome: CallOutcome::Voicemail, .. } => say.voicemail.to_owned(),
        What::Noted | What::Stage(_) | What::TakenBack(_) => say.noted.to_owned(),
        What::NotCelebrated(alarms) => {
            let phrases: Vec<String> = alarms.iter().map(|alarm| quoted(reply.asker, &alarm.phrase)).collect();
            fill(say.not_celebrated, &[("what", &words.list_of(&phrases, MOST_PHRASES))])
        }
    }
}

fn words(reply: &Reply<'_>) -> Words {
    let Asker { address, language, zone, .. } = reply.asker;
    let reader = Reader { address: address.clone(), name: None, rep: false, zone: zone.clone(), language: *language };
    Words::new(&reader, reply.as_of)
}

fn why(reply: &Reply<'_>, say: &Say, why: &Why) -> String {
    match why {
        Why::Problem(problem) => self::problem(reply, say, problem),
        Why::ConfirmedBefore => say.confirmed_before.to_owned(),
        Why::NothingToConfirm => say.nothing_to_confirm.to_owned(),
        Why::TakenBackBefore => say.undone_before.to_owned(),
        Why::NothingToTakeBack => say.nothing_to_undo.to_owned(),
        Why::Unsubscribe => say.unsubscribe.to_owned(),
        Why::NotWritten(NotWritten::Taken(what)) => fill(say.taken, &[("what", &clean(what, 100))]),
        Why::NotWritten(NotWritten::Forbidden) => say.not_writable.to_owned(),
        Why::NotWritten(NotWritten::Meanwhile) => say.changed_meanwhile.to_owned(),
        Why::NotWritten(NotWritten::Mistakes) => say.files_mistaken.to_owned(),
    }
}

fn problem(reply: &Reply<'_>, say: &Say, problem: &Problem) -> String {
    let deals = |ids: &[DealId]| {
        let each = ids.iter().map(|id| format!("{id} ({})", named(reply.roster, id)));
        each.collect::<Vec<_>>().join("; ")
    };
    let asked = |form: &str, asked: &str| fill(form, &[("asked", &clean(asked, 60))]);
    match problem {
        Problem::NotUnderstood => say.not_understood.to_owned(),
        Problem::NoDeal { asked: name, near } if near.is_empty() => asked(say.no_deal, name),
        Problem::NoDeal { asked: name, near } => fill(&asked(say.no_deal_near, name), &[("deals", &deals(near))]),
        Problem::SeveralDeals { asked: name, deals: ids } => fill(&asked(say.several_deals, name), &[("deals", &deals(ids))]),
        Problem::NotTheirs { asked: name } => asked(say.not_theirs, name),
        Problem::Doubtful => say.doubtful.to_owned(),
        Problem::NoName => say.no_name.to_owned(),
        Problem::Date(DateProblem::Missing) => say.date_missing.to_owned(),
        Problem::Date(DateProblem::Unclear) => say.date_unclear.to_owned(),
        Problem::Date(DateProblem::Past) => say.date_past.to_owned(),
        Problem::Date(DateProblem::Future) => say.date_future.to_owned(),
        Problem::Date(DateProblem::TooFar) => say.date_too_far.to_owned(),
        Problem::NoOutcome => say.no_outcome.to_owned(),
        Problem::NoText => say.no_text.to_owned(),
        Problem::TooMany => say.too_many.to_owned(),
        Problem::Draft(draft) => match draft {
            DraftProblem::NoName => say.draft_no_name.to_owned(),
            DraftProblem::Nobody => say.draft_nobody.to_owned(),
            DraftProblem::Form(part) => fill(say.draft_form, &[("part", part)]),
            DraftProblem::Unknown(part) => fill(say.draft_unknown, &[("part", part)]),
            DraftProblem::Owner => say.draft_owner.to_owned(),
            DraftProblem::NoDeal => say.draft_no_deal.to_owned(),
        },
    }
}

/// `Acme Industrial, Line 4 retrofit`
fn named(roster: &Roster, id: &DealId) -> String {
    let found = roster.deals().find(|(_, deal)| deal.id == *id);
    found.map_or_else(|| id.to_string(), |(prospect, deal)| format!("{}, {}", clean(&prospect.name, 60), clean(&deal.title, 60)))
}
