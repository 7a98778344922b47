//! `wentdark demo`: the whole product on a sample team. Nothing here is a path of its own: the mailboxes are Maildirs that the
//! real passes read, and what is printed is the real report and digest.

mod team;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;

use anyhow::Context;
use clap::Args;
use jiff::Timestamp;
use jiff::civil::{Date, Weekday, time};
use jiff::tz::TimeZone;
use owo_colors::OwoColorize;

use super::{Failure, Outcome, block_on};
use crate::config::{self, Config};
use crate::daemon::counted;
use crate::daemon::digests::Digests;
use crate::daemon::{clock, judge};
use crate::domain::matching::Facts;
use crate::domain::time::Calendar;
use crate::domain::verdict::Verdict;
use crate::store::Store;

/// Arguments of `demo`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  wentdark demo --dir sample-team\n\nAfterwards try `wentdark explain acme-line4 --config sample-team/wentdark.toml`."
)]
pub struct DemoArguments {
    /// Where to lay the sample team out; it must not exist yet (default: a new folder for temporary files)
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// How many working days before today the story is told from.
const DAYS: usize = 42;

/// Lays out the team, reads its mail, tells how the deals moved day by day, and ends with today's digest.
pub fn run(arguments: &DemoArguments) -> Outcome {
    let now = clock::now();
    let dir = match &arguments.dir {
        Some(dir) => dir.clone(),
        None => std::env::temp_dir().join(format!("wentdark-demo-{}", now.as_millisecond())),
    };
    if dir.exists() {
        return Err(Failure::Usage(format!("{} exists already: name a folder that doesn't", dir.display())));
    }
    let calendar = calendar()?;
    let today = now.to_zoned(calendar.zone.clone()).date();
    team::story()?.lay_out(&dir, &calendar, today)?;
    let path = dir.join("wentdark.toml");
    let config = config::load(&path).map_err(|mistakes| Failure::Usage(mistakes.render(super::shown::colour_on_stderr())))?;
    anstream::println!("{}", "A sample team's mailboxes".bold());
    anstream::println!("Two reps, twelve deals, two months of mail, in {}\n", dir.display());

    let store = Mutex::new(Store::open_for_passes(&config.state_dir)?);
    for (mailbox, outcome) in super::sync::pass(&config, &store)? {
        let read = outcome.with_context(|| format!("reading {mailbox}"))?;
        anstream::println!(
            "read {mailbox}: {}, {} of them concern deals or the team",
            counted(read.new, ["message", "messages"]),
            read.kept
        );
    }
    anstream::println!("\n{}", "How the deals moved".bold());
    let digests = Digests { config: &config, store: &store };
    let facts = judge::facts(&lock(&store), &config)?;
    let mut before = BTreeMap::new();
    for day in days_before(&calendar, today)? {
        let as_of = day.to_datetime(time(8, 0, 0, 0)).to_zoned(calendar.zone.clone()).context("making a day's hour")?.timestamp();
        if as_of >= now {
            continue;
        }
        tell_changes(&facts, &config, as_of, day, &mut before);
        if day < today {
            // The digests of the days before: today's tells what is new since.
            for order in digests.orders() {
                block_on(digests.send(order, as_of))??;
            }
        }
    }
    tell_changes(&facts, &config, now, today, &mut before);
    anstream::println!("\n{}\n", "How they stand".bold());
    anstream::print!("{}", super::report::text(&judge::verdicts(&facts, &config, now), &config, now));

    anstream::println!("\n{}\n", "Today's digest".bold());
    for order in digests.orders() {
        let digest = digests.compose(order, now)?;
        anstream::println!("Subject: {}\n", digest.subject);
        anstream::println!("{}", crate::delivery::text(&digest));
        for path in super::digest::write(&dir.join("preview"), &order.to, &digest)? {
            anstream::println!("{}", path.display());
        }
        block_on(digests.send(order, now))??;
    }
    anstream::println!("{}  (the mails as sent)", dir.join("outbox").display());
    anstream::println!("\nAsk why: wentdark explain acme-line4 --config {}", path.display());
    Ok(ExitCode::SUCCESS)
}

fn calendar() -> Result<Calendar, Failure> {
    let zone = TimeZone::get("America/Chicago").context("finding the sample team's time zone")?;
    let days = [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];
    Ok(Calendar { zone, work_days: days.to_vec(), hours: (time(9, 0, 0, 0), time(17, 30, 0, 0)), holidays: Default::default() })
}

/// The working days that are told, today included, oldest first.
fn days_before(calendar: &Calendar, today: Date) -> Result<Vec<Date>, Failure> {
    let mut days = Vec::new();
    let mut day = today;
    while days.len() < DAYS {
        if calendar.is_working_day(day) {
            days.push(day);
        }
        day = day.yesterday()?;
    }
    days.reverse();
    Ok(days)
}

/// Prints the deals whose state is another than at the instant before.
fn tell_changes(facts: &Facts, config: &Config, as_of: Timestamp, day: Date, before: &mut BTreeMap<String, String>) {
    for verdict in judge::verdicts(facts, config, as_of) {
        let state = words(&verdict);
        let old = before.insert(verdict.deal.to_string(), state.clone());
        if old.as_ref() == Some(&state) || old.is_none() && state == "new" {
            continue;
        }
        let shown = if verdict.flagged { state.red().bold().to_string() } else { state };
        let from = old.map_or(String::new(), |old| format!("{old} -> "));
        anstream::println!("{}  {:<16} {from}{shown}", day.strftime("%a %d %b"), verdict.deal.as_str());
    }
}

fn words(verdict: &Verdict) -> String {
    let state = verdict.state.as_str();
    match (verdict.flagged, verdict.at_risk) {
        (true, _) => format!("{state}, after celebration"),
        (_, true) => format!("{state}, celebrated with nothing signed"),
        _ => state.to_owned(),
    }
}

fn lock(store: &Mutex<Store>) -> std::sync::MutexGuard<'_, Store> {
    store.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
