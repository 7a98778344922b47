//! `wentdark undo`: takes back what somebody recorded.

use std::process::ExitCode;

use clap::Args;
use jiff::tz::TimeZone;

use super::shown::{plain, time_with_year};
use super::{ConfigFile, Failure, Outcome};
use crate::daemon::clock;
use crate::domain::action::{Action, What, taken_back};
use crate::domain::assess::recorded;
use crate::store::Store;

/// Arguments of `undo`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  wentdark undo acme-line4 --by lead@northfield.example      takes back what was recorded last
  wentdark undo acme-line4 --list                            what was recorded, each with its number
  wentdark undo acme-line4 12 --by lead@northfield.example   takes that one back

It takes back what `mark`, `log` and answers to digests recorded. `explain` goes on showing it, with who took it back and when. Taking
back what took something back makes that count again.")]
pub struct UndoArguments {
    /// The deal's id
    deal: String,
    /// The number of what is taken back (default: the last one that counts)
    number: Option<i64>,
    #[command(flatten)]
    config: ConfigFile,
    /// List what was recorded, and change nothing
    #[arg(long, conflicts_with_all = ["number", "by"])]
    list: bool,
    /// Who takes it back: a rep's or manager's address (default: the deal's owner)
    #[arg(long, value_name = "ADDRESS")]
    by: Option<String>,
}

/// Takes it back.
pub fn run(arguments: &UndoArguments) -> Outcome {
    let config = arguments.config.load()?;
    let now = clock::now();
    let zone = &config.policy.calendar.zone;
    let deal = super::mark::deal(&arguments.deal, &config)?.1;
    let by = Some(super::mark::person(arguments.by.as_deref(), deal, &config)?);
    let deal = &deal.id;
    let all = Store::open(&config.state_dir)?.actions()?;
    let gone = taken_back(&all, now);
    // Stages are what the prospects file says: they are changed there.
    let ours = all.iter().filter(|action| action.deal == *deal && !matches!(action.what, What::Stage(_)));
    let ours: Vec<(i64, &Action)> = ours.filter_map(|action| Some((action.number?, action))).collect();
    let is_gone = |number: &i64| gone.contains_key(number);
    if arguments.list {
        for (number, action) in &ours {
            let when = time_with_year(action.at, zone);
            let end = if is_gone(number) { " (taken back)" } else { "" };
            anstream::println!("{number:>5}  {when}  {}{end}", words(action, &ours, zone));
        }
        if ours.is_empty() {
            anstream::println!("nothing was recorded of {deal}");
        }
        return Ok(ExitCode::SUCCESS);
    }
    let last = || {
        let counts = |(number, action): &&(i64, &Action)| !is_gone(number) && !matches!(action.what, What::TakenBack(_));
        ours.iter()
            .rev()
            .find(counts)
            .ok_or_else(|| format!("nothing that was recorded of {deal} counts: there is nothing to take back"))
    };
    let numbered = |wanted: i64| match ours.iter().find(|(number, _)| *number == wanted) {
        None => Err(format!("nothing of number {wanted} was recorded of {deal}: see `wentdark undo {deal} --list`")),
        Some(_) if is_gone(&wanted) => Err(format!("number {wanted} was taken back before")),
        Some(found) => Ok(found),
    };
    let (number, action) = arguments.number.map_or_else(last, numbered).map_err(Failure::Usage)?;
    let back = Action::new(now, by, deal.clone(), What::TakenBack(*number), None);
    super::mark::record(&config, &back)?;
    let whose = super::mark::in_whose_name(arguments.by.as_deref(), &back);
    anstream::println!("{deal}: taken back: {}{whose}", words(action, &ours, zone));
    Ok(ExitCode::SUCCESS)
}

/// An action in words, with who recorded it and why.
fn words(action: &Action, all: &[(i64, &Action)], zone: &TimeZone) -> String {
    let text = match &action.what {
        What::TakenBack(number) => {
            let what = all.iter().find(|(other, _)| other == number).map(|(_, action)| recorded(action, zone).1);
            format!("number {number} was taken back ({})", what.unwrap_or_default().trim_end_matches(','))
        }
        _ => recorded(action, zone).1.trim_end_matches(',').to_owned(),
    };
    let by = action.by.as_ref().map(|by| format!(", by {by}")).unwrap_or_default();
    let note = action.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
    plain(&format!("{text}{by}{note}"))
}
