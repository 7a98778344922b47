//! `wentdark report`: how every deal stands at an instant.

use std::io::Write;
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread::{self, JoinHandle};

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use owo_colors::OwoColorize;

use super::shown::{plain, state, time_with_year};
use super::{ConfigFile, Failure, Outcome, report_json};
use crate::config::{self, Config};
use crate::daemon::parallel::parallel;
use crate::daemon::{clock, judge};
use crate::domain::address::DealId;
use crate::domain::digest::{SourcePart, Trouble};
use crate::domain::matching::Facts;
use crate::domain::verdict::Verdict;
use crate::store::Store;

/// Arguments of `report`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  wentdark report --config wentdark.toml
  wentdark report --config wentdark.toml --as-of 2026-05-20T12:00:00Z --format json
  wentdark report --config wentdark.toml --deal acme-line4")]
pub struct ReportArguments {
    #[command(flatten)]
    config: ConfigFile,
    /// The instant to judge, RFC 3339 (default: now)
    #[arg(long, value_name = "TIME")]
    as_of: Option<Timestamp>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Only this deal
    #[arg(long, value_name = "ID")]
    deal: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Judges every deal from what was read, and prints it.
pub fn run(arguments: &ReportArguments) -> Outcome {
    let early = read_early(arguments.config.config.clone());
    let config = arguments.config.load()?;
    let as_of = arguments.as_of.unwrap_or_else(clock::now);
    let facts = match early.join().ok().flatten().filter(|(state_dir, _)| *state_dir == config.state_dir) {
        Some((_, read)) => ManuallyDrop::new(judge::facts_with(read, &Store::open(&config.state_dir)?, &config)?),
        None => facts(&config)?,
    };
    let mut verdicts = judge::verdicts(&facts, &config, as_of);
    if let Some(deal) = &arguments.deal {
        verdicts = vec![find(&verdicts, deal)?.clone()];
    }
    match arguments.format {
        Format::Json => std::io::stdout().lock().write_all(report_json::report(&verdicts, as_of)?.as_bytes())?,
        Format::Text => {
            let mut out = anstream::AutoStream::auto(std::io::stdout().lock());
            out.write_all(text(&verdicts, &config, as_of).as_bytes())?;
            out.write_all(not_read(&config, as_of)?.as_bytes())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Begins to read the messages while the prospects are read: the main file tells where they are. What goes wrong here goes wrong
/// again where it is told.
fn read_early(path: PathBuf) -> JoinHandle<Option<(PathBuf, judge::Read)>> {
    thread::spawn(move || {
        let main = config::load_with_prospects(&path, config::Texts::new()).ok()?;
        let read = judge::begin(&Store::open(&main.state_dir).ok()?).ok()?;
        Some((main.state_dir, read))
    })
}

/// Everything that is known. It is never freed: the command ends when it has printed, and to free a million messages one by
/// one would take longer than to read them.
pub fn facts(config: &Config) -> Result<ManuallyDrop<Facts>, Failure> {
    Ok(ManuallyDrop::new(judge::facts(&Store::open(&config.state_dir)?, config)?))
}

/// The verdict on one deal; an unknown id says which ones come near.
pub fn find<'a>(verdicts: &'a [Verdict], deal: &str) -> Result<&'a Verdict, Failure> {
    judge::one(verdicts, deal).map_err(|near| unknown(deal, &near))
}

/// No deal has that id; these come near.
pub(super) fn unknown(deal: &str, near: &[DealId]) -> Failure {
    let near: Vec<&str> = near.iter().map(DealId::as_str).collect();
    let hint = match near.is_empty() {
        true => "`wentdark report` lists them all".to_owned(),
        false => format!("did you mean {}?", near.join(", ")),
    };
    Failure::Usage(format!("no deal has the id `{}`: {hint}", plain(deal)))
}

/// A line for each deal, those that need somebody first.
pub fn text(verdicts: &[Verdict], config: &Config, as_of: Timestamp) -> String {
    let zone = &config.policy.calendar.zone;
    let mut order: Vec<&Verdict> = verdicts.iter().collect();
    order.sort_by_cached_key(|v| (!v.flagged, !v.at_risk, rank(v), v.deal.clone()));
    let mut out = format!("{}\n\n", format!("As of {}", time_with_year(as_of, zone)).dimmed());
    let width = verdicts.iter().map(|v| v.deal.as_str().chars().count()).max().unwrap_or(4).clamp(4, 30);
    let line = |verdict: &&Verdict| {
        let mark = if verdict.flagged {
            "went dark after celebration".red().to_string()
        } else if verdict.at_risk {
            "celebrated, nothing signed".yellow().to_string()
        } else {
            String::new()
        };
        let silence = match verdict.silence_business_days() {
            Some(days) if verdict.silent_since.is_some() => format!("{days:>5.1} d"),
            _ => String::new(),
        };
        let deal = plain(verdict.deal.as_str());
        let mark = if mark.is_empty() { mark } else { format!("  {mark}") };
        let head = format!("{}{deal:<width$}  {silence:>7}  {}{mark}", state(verdict), plain(&verdict.prospect));
        format!("{head}\n{:15}{}\n", "", plain(&verdict.why).dimmed())
    };
    parallel(&order, &line).iter().for_each(|line| out.push_str(line));
    if verdicts.is_empty() {
        out.push_str("No deal is tracked: add one to the prospects folder.\n");
    }
    out
}

/// What the report lacks: mailboxes, folders and calendars that could not be read, since when and why; nothing when all were.
fn not_read(config: &Config, as_of: Timestamp) -> Result<String, Failure> {
    let zone = &config.policy.calendar.zone;
    let (_, unread) = judge::read(&Store::open(&config.state_dir)?, config, as_of)?;
    let line = |one: &Trouble| {
        let owner = &one.source.mailbox;
        let what = match &one.source.part {
            SourcePart::Mailbox => format!("the mailbox of {owner}"),
            SourcePart::Folder(folder) => format!("{} of {owner}", plain(folder)),
            SourcePart::Calendar(calendar) => format!("the calendar {} of {owner}", plain(calendar)),
        };
        let since =
            one.source.until.map_or_else(|| "so far".to_owned(), |until| format!("since {}", time_with_year(until, zone)));
        let reason = one.reason.as_deref().map_or_else(String::new, |reason| format!(": {}", plain(reason)));
        format!("{} {what} {since}{reason}\n", "Not read:".yellow())
    };
    // What was read up to the instant asked for is enough for it.
    let matters = |one: &&Trouble| one.source.until.is_none_or(|until| until < as_of);
    let lines: String = unread.iter().filter(matters).map(line).collect();
    Ok(if lines.is_empty() { lines } else { format!("\n{lines}") })
}

/// The order of states for somebody who has to act.
fn rank(verdict: &Verdict) -> usize {
    const ORDER: [&str; 12] = [
        "dark",
        "undeliverable",
        "unknown",
        "ours",
        "quiet",
        "waiting",
        "new",
        "scheduled",
        "paused",
        "snoozed",
        "committed",
        "closed",
    ];
    ORDER.iter().position(|word| *word == verdict.state.as_str()).unwrap_or(ORDER.len())
}
