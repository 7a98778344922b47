//! What the lines of an answer come to: actions to record, lines that wait for a word, and what is told of each.

use std::cell::OnceCell;

use jiff::Timestamp;

use super::Answers;
use super::desk::Proof;
use crate::config::book::{self, Book, Change};
use crate::daemon::dismiss;
use crate::daemon::judge;
use crate::daemon::pass::lock;
use crate::domain::action::{Action, Mark, What};
use crate::domain::address::DealId;
use crate::domain::answering::{Answered, Command, Desk, Done, Line, Permit, Problem, Trust, Why, commands, permit};
use crate::domain::digest::{Reader, status};
use crate::domain::mail::{Mail, MailKey};
use crate::domain::roster::Prospect;
use crate::domain::verdict::Verdict;
use crate::store::{Outcome, StoreError};

/// What came of a message.
#[derive(Debug, Default)]
pub struct Work {
    /// What is to be recorded.
    pub actions: Vec<Action>,
    /// What was done, in order.
    pub done: Vec<Answered>,
    /// What was not, and why.
    pub not_done: Vec<(String, Why)>,
    /// The lines that wait for a word, whole and as they are shown. What is no command is not shown.
    pub pending: Vec<(String, Option<String>)>,
    /// The message whose lines this one confirms.
    pub confirms: Option<MailKey>,
    /// Somebody asked what can be said, or said nothing that is understood.
    pub help: bool,
}

impl Work {
    /// In one word.
    pub fn outcome(&self) -> Outcome {
        match (self.done.is_empty(), self.pending.is_empty()) {
            (false, _) => Outcome::Done,
            (true, false) => Outcome::Asked,
            (true, true) => Outcome::Told,
        }
    }

    /// In a few.
    pub fn why(&self) -> &'static str {
        match self.outcome() {
            Outcome::Done => "something was done",
            Outcome::Asked => "nothing proves who wrote it: asked",
            Outcome::Told | Outcome::Refused | Outcome::Ignored => "nothing to do",
        }
    }
}

/// Does what lines say.
pub struct Worker<'w> {
    /// Whose.
    pub answers: &'w Answers<'w>,
    /// What lines are read with.
    pub desk: Desk<'w>,
    /// What the message proves.
    pub proof: &'w Proof,
    /// The message.
    pub mail: &'w Mail,
    /// When it is done.
    pub now: Timestamp,
}

impl Worker<'_> {
    /// Does it, but for recording.
    pub fn work(&self, lines: &[Line]) -> Result<Work, StoreError> {
        let mut work = Work::default();
        let verdicts = OnceCell::new();
        for line in lines {
            self.line(line, &self.proof.trust, &verdicts, &mut work)?;
        }
        if self.proof.trust == Trust::Nothing {
            keep_quiet(lines, &mut work);
        }
        let understood = lines.iter().any(|line| !matches!(line.meant, Err(Problem::NotUnderstood)));
        work.help |= !understood;
        Ok(work)
    }

    fn line(&self, line: &Line, trust: &Trust, verdicts: &OnceCell<Vec<Verdict>>, work: &mut Work) -> Result<(), StoreError> {
        let not = |why| (line.text.clone(), why);
        let command = match &line.meant {
            Ok(command) => command,
            Err(problem) => {
                work.not_done.push(not(Why::Problem(problem.clone())));
                return Ok(());
            }
        };
        match (command, permit(command, self.desk.asker, trust)) {
            (Command::Help, _) => work.help = true,
            (Command::Unsubscribe, _) => work.not_done.push(not(Why::Unsubscribe)),
            // Without a proof there is nothing that a word could refer to.
            (Command::Confirm, Permit::Ask | Permit::Never) => work.not_done.push(not(Why::NothingToConfirm)),
            (Command::Undo, Permit::Ask | Permit::Never) => work.not_done.push(not(Why::NothingToTakeBack)),
            (_, Permit::Never) => {
                let asked = command.deal().map(ToString::to_string).unwrap_or_default();
                work.not_done.push(not(Why::Problem(Problem::NotTheirs { asked })));
            }
            (_, Permit::Ask) => work.pending.push((line.whole.clone(), Some(line.text.clone()))),
            (Command::Confirm, Permit::Go) => self.confirm(line, verdicts, work)?,
            (Command::Undo, Permit::Go) => self.undo(line, work)?,
            (Command::Add(prospect), Permit::Go) => match self.add(prospect) {
                Ok(done) => work.done.push(Answered { deal: None, what: done }),
                Err(why) => work.not_done.push(not(Why::NotWritten(why))),
            },
            (command, Permit::Go) => self.of_deal(command, verdicts, work)?,
        }
        Ok(())
    }

    /// Does what was asked about, once. It is permitted anew: who asked may have lost a deal since.
    fn confirm(&self, line: &Line, verdicts: &OnceCell<Vec<Verdict>>, work: &mut Work) -> Result<(), StoreError> {
        let asker = self.desk.asker;
        let asked = self.proof.scope.answer.map(|key| (key, lock(self.answers.store).pending(key, &asker.address)));
        let (key, waiting) = match asked {
            Some((key, waiting)) => (key, waiting?),
            None => {
                work.not_done.push((line.text.clone(), Why::NothingToConfirm));
                return Ok(());
            }
        };
        match waiting {
            None => work.not_done.push((line.text.clone(), Why::NothingToConfirm)),
            Some((_, true)) => work.not_done.push((line.text.clone(), Why::ConfirmedBefore)),
            Some(_) if work.confirms.is_some() => {}
            Some((lines, false)) => {
                work.confirms = Some(key);
                let whole = Trust::Token(asker.deals.clone());
                for line in commands(&lines.join("\n\n"), &self.desk) {
                    if !matches!(line.meant, Ok(Command::Confirm)) {
                        self.line(&line, &whole, verdicts, work)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Takes back whatever the answered mail confirmed.
    fn undo(&self, line: &Line, work: &mut Work) -> Result<(), StoreError> {
        let asker = self.desk.asker;
        let Some(key) = self.proof.scope.answer else {
            work.not_done.push((line.text.clone(), Why::NothingToTakeBack));
            return Ok(());
        };
        let store = lock(self.answers.store);
        let (recorded, standing) = store.recorded_by(key, &asker.address, self.now)?;
        if standing.is_empty() {
            let why = if recorded == 0 { Why::NothingToTakeBack } else { Why::TakenBackBefore };
            work.not_done.push((line.text.clone(), why));
            return Ok(());
        }
        for action in standing {
            let Some(number) = action.number else { continue };
            work.actions.push(self.action(&action.deal, self.now, What::TakenBack(number), None));
            let what = match action.what {
                // Taking back what took something back: that stands again.
                What::TakenBack(earlier) => store.recorded(earlier)?.unwrap_or(What::Noted),
                what => what,
            };
            work.done.push(Answered { deal: Some(action.deal), what: Done::TakenBack(what) });
        }
        Ok(())
    }

    /// Whatever is recorded or asked of a deal.
    fn of_deal(&self, command: &Command, verdicts: &OnceCell<Vec<Verdict>>, work: &mut Work) -> Result<(), StoreError> {
        let (deal, at, what, note) = match command {
            Command::Mark { deal, mark, at, note } => (deal, *at, What::Marked(mark.clone()), note.clone()),
            Command::Called { deal, outcome, note } => {
                (deal, self.desk.now, What::Called { with: None, outcome: *outcome }, note.clone())
            }
            Command::Note { deal, text } => (deal, self.desk.now, What::Noted, Some(text.clone())),
            Command::NotCelebrated { deal, note } => {
                let alarms = self.verdict(deal, verdicts)?.map(dismiss::alarms).unwrap_or_default();
                if alarms.is_empty() {
                    work.done.push(Answered { deal: Some(deal.clone()), what: Done::NothingCelebrated });
                    return Ok(());
                }
                (deal, self.now, What::NotCelebrated(alarms), note.clone())
            }
            Command::Status { deal } => {
                if let Some(verdict) = self.verdict(deal, verdicts)? {
                    let (state, next) = status(&self.reader(), verdict, self.now);
                    work.done.push(Answered { deal: Some(deal.clone()), what: Done::Status { state, next } });
                }
                return Ok(());
            }
            Command::Add(_) | Command::Help | Command::Unsubscribe | Command::Confirm | Command::Undo => return Ok(()),
        };
        let manager = self.answers.config.roster.team.managers.contains(&self.desk.asker.address)
            || !matches!(what, What::Marked(Mark::Won));
        work.actions.push(self.action(deal, at, what.clone(), note));
        work.done.push(Answered { deal: Some(deal.clone()), what: Done::Recorded { what, at, manager } });
        Ok(())
    }

    fn action(&self, deal: &DealId, at: Timestamp, what: What, note: Option<String>) -> Action {
        let by = Some(self.desk.asker.address.clone());
        Action { mail: self.mail.message_id.clone(), ..Action::new(at, by, deal.clone(), what, note) }
    }

    fn reader(&self) -> Reader {
        let asker = self.desk.asker;
        let (address, zone) = (asker.address.clone(), asker.zone.clone());
        Reader { address, name: None, rep: false, zone, language: asker.language }
    }

    /// The verdict on a deal; all are judged at the first time that one is asked for.
    fn verdict<'v>(&self, deal: &DealId, verdicts: &'v OnceCell<Vec<Verdict>>) -> Result<Option<&'v Verdict>, StoreError> {
        if verdicts.get().is_none() {
            let facts = judge::facts(&lock(self.answers.store), self.answers.config)?;
            let _ = verdicts.set(judge::verdicts(&facts, self.answers.config, self.now));
        }
        Ok(verdicts.get().and_then(|all| all.iter().find(|verdict| verdict.deal == *deal)))
    }

    /// Adds a prospect to the files, as `wentdark prospect add` does. Done twice it changes nothing.
    fn add(&self, prospect: &Prospect) -> Result<Done, String> {
        let config = self.answers.config;
        let changes = book::merge(&config.roster, std::slice::from_ref(prospect), false);
        let name = prospect.name.clone();
        // A prospect that somebody else looks after is not changed by a mail.
        let owners = config.roster.prospects.iter().find(|known| known.name.to_lowercase() == name.to_lowercase());
        let theirs = |owner| self.desk.asker.owners.contains(owner);
        if owners.is_some_and(|known| !known.deals.iter().all(|deal| theirs(&deal.owner))) {
            return Err(format!("{name} has deals that are not yours"));
        }
        if changes.is_empty() {
            return Ok(Done::AddedBefore { name });
        }
        let mut book = Book::open(config).map_err(|error| error.to_string())?;
        let file = book::file_for(prospect.deals.first());
        for change in &changes {
            book.make(change, &file).map_err(|error| error.to_string())?;
        }
        let written = book.write().map_err(|error| error.to_string())?;
        let named = written.first().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
        let is_new = changes.iter().any(|change| matches!(change, Change::Prospect(_)));
        Ok(Done::Added { name, file: named.unwrap_or(if is_new { file } else { String::new() }) })
    }
}

/// Of a mail that anybody may have written nothing is repeated to its supposed author but the commands: what else stands in it is told
/// once they have said that it is theirs.
fn keep_quiet(lines: &[Line], work: &mut Work) {
    work.not_done.retain(|(_, why)| *why == Why::Unsubscribe);
    if !work.pending.is_empty() {
        let unclear = lines.iter().filter(|line| line.meant.is_err());
        work.pending.extend(unclear.map(|line| (line.whole.clone(), None)));
    }
}
