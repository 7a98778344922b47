//! Lines to commands.

use jiff::civil::Date;

use super::dates::{self, DateProblem, Direction};
use super::language::{Keywords, keywords};
use super::{Command, Desk, Line, Problem, doubt, draft, names};
use crate::domain::action::{CallOutcome, Mark};
use crate::domain::address::DealId;
use crate::domain::digest::clean;
use crate::domain::names::fold;

/// A mail may hold so many commands.
pub const MOST_COMMANDS: usize = 20;
/// So many lines are looked at, and so many characters of each.
const MOST_LINES: usize = 200;
pub(super) const MOST_CHARS: usize = 600;
/// How much of a line is told back.
const SHOWN: usize = 100;
/// How long a note gets.
const NOTE: usize = 300;
/// A line so long may have been broken by the mail program, and go on in the next.
const BROKEN: usize = 60;

/// The commands in what somebody newly wrote. Greetings and blank lines are left out; anything else that is no command is given
/// as such.
pub fn commands(text: &str, desk: &Desk<'_>) -> Vec<Line> {
    let keys = keywords(desk.asker.language);
    let mut lines: Vec<Line> = Vec::new();
    let mut count = 0;
    for line in joined(text, &keys) {
        let shown = clean(&line, SHOWN);
        let Some((verb, rest)) = verb(&line, &keys) else {
            if !is_polite(&line, &keys) {
                lines.push(Line { text: shown, whole: line, meant: Err(Problem::NotUnderstood) });
            }
            continue;
        };
        count += 1;
        let meant = if count > MOST_COMMANDS { Err(Problem::TooMany) } else { command(verb, &rest, desk, &keys) };
        lines.push(Line { text: shown, whole: line, meant });
        if count > MOST_COMMANDS {
            break;
        }
    }
    lines
}

/// The lines with something in them, each cleaned. What a mail program broke off a long line is put back: a line that is no command
/// right below a long command.
fn joined(text: &str, keys: &[&Keywords]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in text.lines().take(MOST_LINES) {
        let cleaned = clean(&without_links(line), MOST_CHARS);
        let line = cleaned.trim_start_matches(['-', '*', '•', '·', '–', ' ']).to_owned();
        if line.is_empty() {
            goes_on = false;
            continue;
        }
        let is_command = verb(&line, keys).is_some();
        let long = line.chars().count() >= BROKEN;
        match lines.last_mut().filter(|_| goes_on && !is_command && !is_polite(&line, keys)) {
            Some(last) => {
                last.push(' ');
                last.push_str(&line);
                goes_on = long;
            }
            None => {
                lines.push(line);
                goes_on = is_command && long;
            }
        }
    }
    lines
}

/// Without what mail programs add behind an address or a domain when they make text of HTML: `<mailto:...>`, `<https://...>`.
fn without_links(line: &str) -> String {
    let mut out = String::with_capacity(line.len().min(MOST_CHARS * 4));
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let start: String = after.chars().take(8).flat_map(char::to_lowercase).collect();
        let link = ["mailto:", "http:", "https:"].iter().any(|scheme| start.starts_with(scheme));
        match after.split_once('>').filter(|_| link) {
            Some((_, behind)) => rest = behind,
            None => {
                out.push('<');
                rest = after;
            }
        }
        if out.len() > MOST_CHARS * 4 {
            return out;
        }
    }
    out.push_str(rest);
    out
}

/// The commands, by the words that they begin with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Snooze,
    Signed,
    Won,
    Lost,
    Reopen,
    Called,
    Note,
    NotCelebrated,
    Status,
    Add,
    Help,
    Unsubscribe,
    Confirm,
    Undo,
}

/// The command that a line begins with, and the words behind it.
fn verb<'l>(line: &'l str, keys: &[&Keywords]) -> Option<(Verb, Vec<&'l str>)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    for count in [2, 1] {
        let Some(start) = words.get(..count) else { continue };
        let start = fold(start.join(" ").trim_end_matches([':', ',', '.', '!']));
        for keys in keys {
            let all = [
                (keys.snooze, Verb::Snooze),
                (keys.signed, Verb::Signed),
                (keys.won, Verb::Won),
                (keys.lost, Verb::Lost),
                (keys.reopen, Verb::Reopen),
                (keys.called, Verb::Called),
                (keys.note, Verb::Note),
                (keys.not_celebrated, Verb::NotCelebrated),
                (keys.status, Verb::Status),
                (keys.add, Verb::Add),
                (keys.help, Verb::Help),
                (keys.unsubscribe, Verb::Unsubscribe),
                (keys.confirm, Verb::Confirm),
                (keys.undo, Verb::Undo),
            ];
            if let Some((_, verb)) = all.into_iter().find(|(list, _)| list.contains(&start.as_str())) {
                let rest = words.get(count..).unwrap_or_default().to_vec();
                // One word alone: "Help is on its way" asks for nothing.
                let alone = matches!(verb, Verb::Help | Verb::Unsubscribe | Verb::Confirm | Verb::Undo);
                return (!alone || rest.is_empty()).then_some((verb, rest));
            }
        }
    }
    None
}

/// Whether a line is nothing but a greeting, with a name behind it at most.
fn is_polite(line: &str, keys: &[&Keywords]) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let is = |count: usize| {
        let start = words.get(..count).map(|words| words.join(" ")).unwrap_or_default();
        let start = fold(start.trim_end_matches([',', '!', '.', ':']));
        keys.iter().any(|keys| keys.polite.contains(&start.as_str()))
    };
    words.len() <= 5 && (1..=words.len().min(3)).any(|count| is(count) && words.len() - count <= 2)
}

fn command(verb: Verb, rest: &[&str], desk: &Desk<'_>, keys: &[&Keywords]) -> Result<Command, Problem> {
    let today = desk.now.to_zoned(desk.asker.zone.clone()).date();
    match verb {
        Verb::Help => return Ok(Command::Help),
        Verb::Unsubscribe => return Ok(Command::Unsubscribe),
        Verb::Confirm => return Ok(Command::Confirm),
        Verb::Undo => return Ok(Command::Undo),
        Verb::Add => {
            let added = draft::prospect(&rest.join(" "), desk.asker, &desk.roster.team, today, keys);
            return added.map(|prospect| Command::Add(Box::new(prospect))).map_err(Problem::Draft);
        }
        Verb::Snooze
        | Verb::Signed
        | Verb::Won
        | Verb::Lost
        | Verb::Reopen
        | Verb::Called
        | Verb::Note
        | Verb::NotCelebrated
        | Verb::Status => {}
    }
    let (deal, used) = names::deal(rest, desk)?;
    let tail = rest.get(used..).unwrap_or_default();
    if doubt::is_doubtful(verb, rest, used, keys) {
        return Err(Problem::Doubtful);
    }
    let mark = |deal: DealId, mark: Mark, words: &[&str]| Command::Mark { deal, mark, at: desk.now, note: note(words) };
    Ok(match verb {
        Verb::Won => mark(deal, Mark::Won, tail),
        Verb::Lost => mark(deal, Mark::Lost, tail),
        Verb::Reopen => mark(deal, Mark::Open, tail),
        Verb::NotCelebrated => Command::NotCelebrated { deal, note: note(tail) },
        Verb::Status => Command::Status { deal },
        Verb::Note => Command::Note { deal, text: note(tail).ok_or(Problem::NoText)? },
        Verb::Snooze => {
            let tail = without_marks(tail);
            let (date, used) = dates::ahead(&tail, today, desk.asker.language, keys).map_err(Problem::Date)?;
            let until = desk.calendar.start_of_working_day(date);
            if until <= desk.now {
                return Err(Problem::Date(DateProblem::Past));
            }
            let why = tail.get(used..).unwrap_or_default();
            if doubt::begins_with_doubt(why, keys) {
                return Err(Problem::Date(DateProblem::Unclear));
            }
            mark(deal, Mark::Snoozed { until }, why)
        }
        Verb::Signed => {
            let tail = without_marks(tail);
            let found = dates::date(&tail, today, Direction::Back, desk.asker.language, keys).map_err(Problem::Date)?;
            let (date, used) = found.unwrap_or((today, 0));
            signed(deal, date, note(tail.get(used..).unwrap_or_default()), today, desk)?
        }
        Verb::Called => {
            let tail = without_marks(tail);
            let (outcome, used) = outcome(&tail, keys).ok_or(Problem::NoOutcome)?;
            if outcome == CallOutcome::Answered && doubt::is_by_nobody(&tail, used, keys) {
                return Err(Problem::NoOutcome);
            }
            Command::Called { deal, outcome, note: note(tail.get(used..).unwrap_or_default()) }
        }
        Verb::Add | Verb::Help | Verb::Unsubscribe | Verb::Confirm | Verb::Undo => return Err(Problem::NotUnderstood),
    })
}

/// Signed on a day: from its beginning on, today from now on.
fn signed(deal: DealId, date: Date, note: Option<String>, today: Date, desk: &Desk<'_>) -> Result<Command, Problem> {
    if date > today {
        return Err(Problem::Date(DateProblem::Future));
    }
    let at = if date == today { desk.now } else { desk.calendar.midnight(date).min(desk.now) };
    Ok(Command::Mark { deal, mark: Mark::Signed, at, note })
}

/// How a call ended, and how many words say so.
fn outcome(words: &[&str], keys: &[&Keywords]) -> Option<(CallOutcome, usize)> {
    for count in (1..=words.len().min(3)).rev() {
        let said = fold(words.get(..count)?.join(" ").trim_end_matches([',', '.', ':', ';', '!']));
        for keys in keys {
            let all = [
                (keys.no_answer, CallOutcome::NoAnswer),
                (keys.voicemail, CallOutcome::Voicemail),
                (keys.answered, CallOutcome::Answered),
            ];
            if let Some((_, outcome)) = all.into_iter().find(|(list, _)| list.contains(&said.as_str())) {
                return Some((outcome, count));
            }
        }
    }
    None
}

/// Words without those that are punctuation alone.
fn without_marks<'w>(words: &[&'w str]) -> Vec<&'w str> {
    words.iter().copied().filter(|word| word.chars().any(char::is_alphanumeric)).collect()
}

/// What is left of a line as somebody's own words.
fn note(words: &[&str]) -> Option<String> {
    let text = words.join(" ");
    let text = clean(text.trim_matches([':', ',', ';', '-', '–', '—', ' ']), NOTE);
    (!text.is_empty()).then_some(text)
}
