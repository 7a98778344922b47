//! `wentdark mark`: what no mail shows, recorded as a fact with who and when.

use std::process::ExitCode;

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use jiff::civil::Date;

use super::{ConfigFile, Failure, Outcome};
use crate::config::Config;
use crate::daemon::{clock, dismiss, judge};
use crate::domain::action::{Action, Mark, What};
use crate::domain::address::Address;
use crate::domain::roster::{Deal, Prospect};
use crate::store::Store;

/// Arguments of `mark`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  wentdark mark acme-line4 signed --note \"on paper, at the fair\" --by dana@northfield.example
  wentdark mark acme-line4 not-celebrated --by lead@northfield.example
  wentdark mark acme-line4 snoozed --until 2026-06-15 --note \"budget round\" --by dana@northfield.example")]
pub struct MarkArguments {
    /// The deal's id
    deal: String,
    /// What to record
    #[arg(value_enum)]
    what: Word,
    #[command(flatten)]
    config: ConfigFile,
    /// Until when it is snoozed: a date (its working day's start counts) or an RFC 3339 time
    #[arg(long, value_name = "WHEN")]
    until: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Who records it: a rep's or manager's address (default: the deal's owner)
    #[arg(long, value_name = "ADDRESS")]
    by: Option<String>,
    /// Since when it holds, RFC 3339 (default: now)
    #[arg(long, value_name = "TIME")]
    at: Option<Timestamp>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Word {
    /// The prospect bound itself where no mail shows it
    Signed,
    /// Won; a manager's word closes it, a rep's needs a commitment
    Won,
    /// Lost
    Lost,
    /// Open again
    Open,
    /// Leave it alone until a date
    Snoozed,
    /// A false alarm: what counts as a celebration now is none
    NotCelebrated,
}

/// Records the mark.
pub fn run(arguments: &MarkArguments) -> Outcome {
    let config = arguments.config.load()?;
    let now = clock::now();
    let action = match arguments.what {
        Word::NotCelebrated => dismissal(arguments, &config, now)?,
        _ => action(arguments, &config, now)?,
    };
    record(&config, &action)?;
    let until = match &action.what {
        What::Marked(Mark::Snoozed { until }) => {
            format!(" until {}", super::shown::time_with_year(*until, &config.policy.calendar.zone))
        }
        _ => String::new(),
    };
    let whose = in_whose_name(arguments.by.as_deref(), &action);
    anstream::println!("{}: marked {}{until}{whose}", action.deal, word(arguments.what));
    Ok(ExitCode::SUCCESS)
}

/// Writes an action down. It may come before the first pass.
pub(super) fn record(config: &Config, action: &Action) -> Result<(), Failure> {
    std::fs::create_dir_all(&config.state_dir).ok();
    let mut store = match Store::open(&config.state_dir) {
        Err(crate::store::StoreError::Empty(_)) => Store::open_for_passes(&config.state_dir)?,
        other => other?,
    };
    store.record(action)?;
    Ok(())
}

/// The deal with an id, and whose it is.
pub(super) fn deal<'c>(id: &str, config: &'c Config) -> Result<(&'c Prospect, &'c Deal), Failure> {
    config.roster.deals().find(|(_, deal)| deal.id.as_str() == id).ok_or_else(|| {
        let fields = config.roster.deals().map(|(prospect, deal)| (&deal.id, [deal.id.as_str(), &deal.title, &prospect.name]));
        super::report::unknown(id, &judge::near(id, fields))
    })
}

fn action(arguments: &MarkArguments, config: &Config, now: Timestamp) -> Result<Action, Failure> {
    let deal = deal(&arguments.deal, config)?.1;
    let by = Some(person(arguments.by.as_deref(), deal, config)?);
    let deal = deal.id.clone();
    let mark = match (arguments.what, &arguments.until) {
        (Word::Snoozed, Some(until)) => Mark::Snoozed { until: instant(until, config, now)? },
        (Word::Snoozed, None) => return Err(Failure::Usage("snoozed needs --until, such as --until 2026-06-15".to_owned())),
        (_, Some(_)) => return Err(Failure::Usage("--until goes with snoozed alone".to_owned())),
        (Word::Signed, None) => Mark::Signed,
        (Word::Won, None) => Mark::Won,
        (Word::Lost, None) => Mark::Lost,
        (Word::Open, None) => Mark::Open,
        (Word::NotCelebrated, None) => return Err(Failure::Usage("nothing counts as a celebration".to_owned())),
    };
    let at = arguments.at.unwrap_or(now);
    if at > now {
        return Err(Failure::Usage("--at lies in the future: a mark records what is so".to_owned()));
    }
    Ok(Action::new(at, by, deal, What::Marked(mark), arguments.note.clone()))
}

/// What counts as a celebration of the deal now, as something that is none.
fn dismissal(arguments: &MarkArguments, config: &Config, now: Timestamp) -> Result<Action, Failure> {
    if arguments.until.is_some() || arguments.at.is_some() {
        return Err(Failure::Usage("not-celebrated holds from now on: leave --until and --at out".to_owned()));
    }
    let deal = deal(&arguments.deal, config)?.1;
    let by = Some(person(arguments.by.as_deref(), deal, config)?);
    let deal = deal.id.clone();
    let facts = super::report::facts(config)?;
    let verdicts = judge::verdicts(&facts, config, now);
    let alarms = verdicts.iter().find(|verdict| verdict.deal == deal).map(dismiss::alarms).unwrap_or_default();
    if alarms.is_empty() {
        return Err(Failure::Usage(format!("nothing counts as a celebration of {deal}: there is nothing to take away")));
    }
    for alarm in &alarms {
        anstream::println!("no longer counted: \"{}\"", super::shown::plain(&alarm.phrase));
    }
    Ok(Action::new(now, by, deal, What::NotCelebrated(alarms), arguments.note.clone()))
}

/// Who records something of a deal: an address of the team, the owner where none is told.
pub(super) fn person(by: Option<&str>, deal: &Deal, config: &Config) -> Result<Address, Failure> {
    let Some(text) = by else { return Ok(deal.owner.clone()) };
    let address = Address::parse(text).filter(|address| config.roster.team.has(address));
    address.ok_or_else(|| Failure::Usage(format!("--by {}: no address of the team", super::shown::plain(text))))
}

/// A word on who stands for what was recorded, where nobody was told.
pub(super) fn in_whose_name(by: Option<&str>, action: &Action) -> String {
    let owner = action.by.as_ref().filter(|_| by.is_none());
    owner.map(|owner| format!(", in the name of {owner}, its owner (--by names somebody else)")).unwrap_or_default()
}

fn instant(text: &str, config: &Config, now: Timestamp) -> Result<Timestamp, Failure> {
    let until = match text.parse::<Date>() {
        Ok(date) => config.policy.calendar.start_of_working_day(date),
        Err(_) => text.parse::<Timestamp>().map_err(|_| {
            let shown = super::shown::plain(text);
            Failure::Usage(format!("--until {shown}: neither a date (2026-06-15) nor an RFC 3339 time (2026-06-15T09:00:00Z)"))
        })?,
    };
    if until <= now {
        return Err(Failure::Usage(format!("--until {text} has passed already")));
    }
    Ok(until)
}

fn word(word: Word) -> String {
    word.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}
