//! `wentdark log`: what happened where neither mail nor calendar shows it.

use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use jiff::Timestamp;

use super::{ConfigFile, Failure, Outcome};
use crate::config::Config;
use crate::daemon::{clock, judge};
use crate::domain::action::{Action, CallOutcome, What};
use crate::domain::address::Address;
use crate::domain::names::fold;
use crate::domain::roster::{Deal, Prospect, Side};

/// Arguments of `log`.
#[derive(Debug, Args)]
pub struct LogArguments {
    #[command(subcommand)]
    what: Happened,
}

#[derive(Debug, Subcommand)]
enum Happened {
    /// A call with the prospect
    Call(CallArguments),
    /// Something to remember, shown by `explain`
    Note(NoteArguments),
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wentdark log note acme-line4 \"they move in July\" --by dana@northfield.example")]
struct NoteArguments {
    /// The deal's id
    deal: String,
    /// What to remember
    text: String,
    #[command(flatten)]
    config: ConfigFile,
    /// Who notes it down: a rep's or manager's address (default: the deal's owner)
    #[arg(long, value_name = "ADDRESS")]
    by: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  wentdark log call acme-line4 --with pat@acme.example --outcome answered --by dana@northfield.example
  wentdark log call acme-line4 --with \"Pat Lee\" --at 2026-05-20T15:00:00Z --outcome voicemail --by dana@northfield.example \\
      --note \"asked to be called back\"")]
struct CallArguments {
    /// The deal's id
    deal: String,
    #[command(flatten)]
    config: ConfigFile,
    /// Who was called: an address, or the name of one of the prospect's people
    #[arg(long, value_name = "WHO")]
    with: String,
    /// When, RFC 3339 (default: now)
    #[arg(long, value_name = "TIME")]
    at: Option<Timestamp>,
    /// How it ended
    #[arg(long, value_enum)]
    outcome: Word,
    /// What was said
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Who called: a rep's or manager's address (default: the deal's owner)
    #[arg(long, value_name = "ADDRESS")]
    by: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Word {
    /// They talked: it counts as a meeting that took place
    Answered,
    /// Nobody answered: it counts as a message that is unanswered
    NoAnswer,
    /// A message was left: it counts as a message that is unanswered
    Voicemail,
}

/// Records what happened.
pub fn run(arguments: &LogArguments) -> Outcome {
    match &arguments.what {
        Happened::Call(call) => self::call(call),
        Happened::Note(note) => self::note(note),
    }
}

fn note(note: &NoteArguments) -> Outcome {
    let config = note.config.load()?;
    let deal = super::mark::deal(&note.deal, &config)?.1;
    let by = super::mark::person(note.by.as_deref(), deal, &config)?;
    let action = Action::new(clock::now(), Some(by), deal.id.clone(), What::Noted, Some(note.text.clone()));
    super::mark::record(&config, &action)?;
    anstream::println!("{}: noted{}", deal.id, super::mark::in_whose_name(note.by.as_deref(), &action));
    Ok(ExitCode::SUCCESS)
}

fn call(call: &CallArguments) -> Outcome {
    let config = call.config.load()?;
    let action = action(call, &config, clock::now())?;
    super::mark::record(&config, &action)?;
    let when = super::shown::time_with_year(action.at, &config.policy.calendar.zone);
    let outcome = call.outcome.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    let whose = super::mark::in_whose_name(call.by.as_deref(), &action);
    anstream::println!("{}: a call on {when}, {outcome}{whose}", action.deal);
    Ok(ExitCode::SUCCESS)
}

fn action(call: &CallArguments, config: &Config, now: Timestamp) -> Result<Action, Failure> {
    let (prospect, deal) = super::mark::deal(&call.deal, config)?;
    let with = person(&call.with, prospect, deal, config)?;
    let by = Some(super::mark::person(call.by.as_deref(), deal, config)?);
    let at = call.at.unwrap_or(now);
    if at > now {
        return Err(Failure::Usage("--at lies in the future: a call is logged when it is over".to_owned()));
    }
    let outcome = match call.outcome {
        Word::Answered => CallOutcome::Answered,
        Word::NoAnswer => CallOutcome::NoAnswer,
        Word::Voicemail => CallOutcome::Voicemail,
    };
    let what = What::Called { with: Some(with), outcome };
    Ok(Action::new(at, by, deal.id.clone(), what, call.note.clone()))
}

/// Whether mail made `address` one of the prospect's side. Nobody has turned up before the first pass.
fn has_turned_up(address: &Address, deal: &Deal, config: &Config) -> bool {
    super::report::facts(config).is_ok_and(|facts| judge::is_theirs(&facts, config, &deal.id, address, clock::now()))
}

/// The address that `text` is, or that of the prospect's person of this name.
fn person(text: &str, prospect: &Prospect, deal: &Deal, config: &Config) -> Result<Address, Failure> {
    let shown = super::shown::plain(text);
    if let Some(address) = Address::parse(text) {
        let name = &prospect.name;
        let other = match config.roster.side(&address) {
            Side::Prospect(at) if config.roster.prospects.get(at).is_some_and(|of| std::ptr::eq(of, prospect)) => {
                return Ok(address);
            }
            Side::Team => format!("that is one of us, not of {name}"),
            Side::Supplier => format!("that is a supplier, not of {name}"),
            Side::Prospect(at) => {
                let of = config.roster.prospects.get(at).map_or("another prospect", |of| of.name.as_str());
                format!("that is somebody of {of}, not of {name}")
            }
            // Somebody who turned up on their side by mail.
            Side::Outside if has_turned_up(&address, deal, config) => return Ok(address),
            Side::Outside => {
                let how = format!("wentdark prospect edit \"{}\" --add-person {address}", super::shown::plain(name));
                format!("nobody of {name} is known by that address: is it spelled right? Else add them: {how}")
            }
        };
        return Err(Failure::Usage(format!("--with {shown}: {other}")));
    }
    let named = |name: &str| fold(name) == fold(text);
    let found = prospect.people.iter().find(|person| person.name.as_deref().is_some_and(named));
    found.map(|person| person.address.clone()).ok_or_else(|| {
        Failure::Usage(format!("--with {shown}: neither an address nor a person of {}, whose deal {} is", prospect.name, deal.id))
    })
}
