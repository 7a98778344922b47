//! What the lines of an answer come to: actions to record, lines that wait for a word, and what is told of each.

use std::cell::RefCell;

use jiff::Timestamp;

use super::desk::Proof;
use super::{Answers, adding};
use crate::daemon::dismiss;
use crate::daemon::judge;
use crate::daemon::pass::lock;
use crate::domain::action::{Action, Mark, What};
use crate::domain::address::DealId;
use crate::domain::answering::{Answered, Command, DateProblem, Desk, Done, Line, Permit, Problem, Trust, Why, commands, permit};
use crate::domain::digest::{Reader, status};
use crate::domain::mail::{Mail, MailKey};
use crate::domain::verdict::Verdict;
use crate::store::{Asked, Outcome, StoreError};

/// What came of a message.
#[derive(Debug, Default)]
pub struct Work {
    /// What is to be recorded.
    pub actions: Vec<Action>,
    /// What was done, in order.
    pub done: Vec<Answered>,
    /// What was not, and why.
    pub not_done: Vec<(String, Why)>,
    /// The commands that wait for a word, as they are told to whoever is asked.
    pub pending: Vec<String>,
    /// What else stood beside them. It is told once they have given that word, and never done.
    pub unclear: Vec<String>,
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
    /// The verdicts, with so many actions of this message.
    pub judged: &'w Judged,
}

/// See [`Worker::judged`].
pub type Judged = RefCell<Option<(usize, Vec<Verdict>)>>;

impl Worker<'_> {
    /// Does it, but for recording.
    pub fn work(&self, lines: &[Line]) -> Result<Work, StoreError> {
        let mut work = Work::default();
        for line in lines {
            self.line(line, &self.proof.trust, &mut work)?;
        }
        if self.proof.trust == Trust::Nothing {
            keep_quiet(lines, &mut work);
        }
        let understood = lines.iter().any(|line| !matches!(line.meant, Err(Problem::NotUnderstood)));
        work.help |= !understood;
        Ok(work)
    }

    fn line(&self, line: &Line, trust: &Trust, work: &mut Work) -> Result<(), StoreError> {
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
            (_, Permit::Ask) => work.pending.push(line.whole.clone()),
            (Command::Confirm, Permit::Go) => self.confirm(line, work)?,
            (Command::Undo, Permit::Go) => self.undo(line, work)?,
            (Command::Add(prospect), Permit::Go) => match adding::add(self.answers.config, self.desk.asker, prospect) {
                Ok(done) => work.done.push(Answered { deal: None, what: done }),
                Err(why) => work.not_done.push(not(why)),
            },
            (command, Permit::Go) => self.of_deal(command, work)?,
        }
        Ok(())
    }

    /// Does what was asked about, once. It is permitted anew: who asked may have lost a deal since.
    /// Dates are those of the day on which it was written; what was not understood then is not done now.
    fn confirm(&self, line: &Line, work: &mut Work) -> Result<(), StoreError> {
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
            Some(Asked { given: true, .. }) => work.not_done.push((line.text.clone(), Why::ConfirmedBefore)),
            Some(_) if work.confirms.is_some() => {}
            Some(Asked { written, lines, unclear, given: false }) => {
                work.confirms = Some(key);
                let whole = Trust::Token(asker.deals.clone());
                let then = Worker { desk: Desk { now: written.min(self.now), ..self.desk }, ..*self };
                for mut line in commands(&lines.join("\n\n"), &then.desk) {
                    if matches!(&line.meant, Ok(Command::Mark { mark: Mark::Snoozed { until }, .. }) if *until <= self.now) {
                        line.meant = Err(Problem::Date(DateProblem::Past));
                    }
                    if !matches!(line.meant, Ok(Command::Confirm)) {
                        then.line(&line, &whole, work)?;
                    }
                }
                for line in commands(&unclear.join("\n\n"), &then.desk) {
                    let problem = line.meant.err().unwrap_or(Problem::NotUnderstood);
                    work.not_done.push((line.text, Why::Problem(problem)));
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
            // It may be somebody else's deal since.
            if !asker.deals.contains(&action.deal) {
                let asked = action.deal.to_string();
                work.not_done.push((line.text.clone(), Why::Problem(Problem::NotTheirs { asked })));
                continue;
            }
            work.actions.push(self.action(&action.deal, self.now, What::TakenBack(number), None));
            let (what, at) = match action.what {
                // Taking back what took something back: that stands again.
                What::TakenBack(earlier) => store.recorded(earlier)?.unwrap_or((What::Noted, action.at)),
                what => (what, action.at),
            };
            work.done.push(Answered { deal: Some(action.deal), what: Done::TakenBack { what, at, note: action.note } });
        }
        Ok(())
    }

    /// Whatever is recorded or asked of a deal.
    fn of_deal(&self, command: &Command, work: &mut Work) -> Result<(), StoreError> {
        let (deal, at, what, note) = match command {
            Command::Mark { deal, mark, at, note } => (deal, *at, What::Marked(mark.clone()), note.clone()),
            Command::Called { deal, outcome, note } => {
                (deal, self.desk.now, What::Called { with: None, outcome: *outcome }, note.clone())
            }
            Command::Note { deal, text } => (deal, self.desk.now, What::Noted, Some(text.clone())),
            Command::NotCelebrated { deal, note } => {
                let alarms = self.verdict(deal, work)?.as_ref().map(dismiss::alarms).unwrap_or_default();
                if alarms.is_empty() {
                    work.done.push(Answered { deal: Some(deal.clone()), what: Done::NothingCelebrated });
                    return Ok(());
                }
                (deal, self.now, What::NotCelebrated(alarms), note.clone())
            }
            Command::Status { deal } => {
                if let Some(verdict) = self.verdict(deal, work)? {
                    let (state, next) = status(&self.reader(), &verdict, self.now);
                    work.done.push(Answered { deal: Some(deal.clone()), what: Done::Status { state, next } });
                }
                return Ok(());
            }
            Command::Add(_) | Command::Help | Command::Unsubscribe | Command::Confirm | Command::Undo => return Ok(()),
        };
        let manager = self.answers.config.roster.team.managers.contains(&self.desk.asker.address)
            || !matches!(what, What::Marked(Mark::Won));
        work.actions.push(self.action(deal, at, what.clone(), note.clone()));
        work.done.push(Answered { deal: Some(deal.clone()), what: Done::Recorded { what, at, manager, note } });
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

    /// The verdict on a deal, with what the lines before this one say of it. All are judged anew once there is more of that.
    fn verdict(&self, deal: &DealId, work: &Work) -> Result<Option<Verdict>, StoreError> {
        let mut judged = self.judged.borrow_mut();
        if judged.as_ref().is_none_or(|(known, _)| *known != work.actions.len()) {
            let mut facts = judge::facts(&lock(self.answers.store), self.answers.config)?;
            // As they will be numbered.
            let last = facts.actions.iter().filter_map(|action| action.number).max().unwrap_or(0);
            let numbered = |(more, action): (i64, &Action)| Action { number: Some(last + more), ..action.clone() };
            facts.actions.extend((1..).zip(&work.actions).map(numbered));
            *judged = Some((work.actions.len(), judge::verdicts(&facts, self.answers.config, self.now)));
        }
        Ok(judged.as_ref().and_then(|(_, all)| all.iter().find(|verdict| verdict.deal == *deal)).cloned())
    }
}

/// Of a mail that anybody may have written nothing is repeated to its supposed author but the commands: what else stands in it is told
/// once they have said that it is theirs.
fn keep_quiet(lines: &[Line], work: &mut Work) {
    work.not_done.retain(|(_, why)| *why == Why::Unsubscribe);
    if !work.pending.is_empty() {
        let unclear = lines.iter().filter(|line| line.meant.is_err());
        work.unclear.extend(unclear.map(|line| line.whole.clone()));
    }
}
