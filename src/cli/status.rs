//! `wentdark status`: how the service is, for people and for monitoring.

use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use owo_colors::OwoColorize;

use super::shown::{plain, time};
use super::{ConfigFile, Outcome};
use crate::daemon::counted;
use crate::daemon::health::{self, Health, Read, Reader, Standing};
use crate::daemon::{clock, kept};

/// Arguments of `status`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  wentdark status
  wentdark status --format json

Exit codes: 0 nobody needs to do anything, 1 somebody does, 2 wrong usage or configuration. It reads what the service has noted:
it connects nowhere (`wentdark doctor` does), and works while the service runs and when it doesn't.")]
pub struct StatusArguments {
    #[command(flatten)]
    config: ConfigFile,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Looks and tells.
pub fn run(arguments: &StatusArguments) -> Outcome {
    let kept::Loaded { config, mistakes, .. } = arguments.config.load_or_kept()?;
    let now = clock::now();
    let mut health = match health::look(&config, now) {
        Ok(health) => health,
        Err(problem) if arguments.format == Format::Json => {
            // Monitoring reads it as it reads the rest.
            let said = serde_json::json!({
                "version": env!("CARGO_PKG_VERSION"), "as_of": now, "fine": false, "error": problem.to_string()
            });
            anstream::println!("{said}");
            return Ok(ExitCode::FAILURE);
        }
        Err(problem) => return Err(problem.into()),
    };
    match mistakes {
        // The service may not have seen them, and it may not even run.
        Some(mistakes) => health.found(&mistakes, now),
        None => health.right(),
    }
    match arguments.format {
        Format::Json => anstream::println!("{}", serde_json::to_string(&health).context("writing JSON")?),
        Format::Text => anstream::print!("{}", text(&health, &config.policy.calendar.zone)),
    }
    Ok(if health.fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn text(health: &Health, zone: &TimeZone) -> String {
    let verdict = if health.fine { "fine".green().to_string() } else { "needs somebody".red().to_string() };
    let running = if health.running { "the service is running" } else { "the service is not running" };
    let mut out = format!("wentdark {}: {verdict}; {running}\n", health.version);
    let size = octets(health.database_octets);
    let _ = writeln!(out, "state      {size}, {} kept", counted(health.messages, ["message", "messages"]));
    let to_do = [
        (health.waiting, ["message of the past is to be read again", "messages of the past are to be read again"]),
        (health.unjudged, ["message is yet to be judged closely", "messages are yet to be judged closely"]),
    ];
    for (count, what) in to_do.into_iter().filter(|(count, _)| *count > 0) {
        let _ = writeln!(out, "           {}", counted(count, what));
    }
    if health.left_aside > 0 {
        let count = counted(health.left_aside, ["mail was", "mails were"]);
        let why = "their addresses had been written to often enough within the hour";
        let _ = writeln!(out, "answers    {count} left aside within a day: {why}");
    }
    if let Some(mistakes) = &health.mistakes {
        let since = time(mistakes.since, zone);
        let _ = writeln!(out, "{}", format!("files      have mistakes since {since}; what was in force before still is").red());
        for line in &mistakes.lines {
            let _ = writeln!(out, "           {}", plain(line));
        }
    }
    if let Some(why) = &health.figures {
        let _ = writeln!(out, "{}", format!("metrics    are not served: {}", plain(why)).red());
    }
    for one in health.mailboxes.iter().chain(&health.calendars) {
        out.push_str(&read(one, health.as_of, zone));
    }
    for one in &health.readers {
        out.push_str(&reader(one, health.as_of, zone));
    }
    out
}

fn read(one: &Read, now: Timestamp, zone: &TimeZone) -> String {
    let last = match one.last_success {
        Some(at) => format!("read {} ago ({})", span(now, at), time(at, zone)),
        None => "never read".to_owned(),
    };
    let (kind, name) = match &one.calendar {
        Some(calendar) => ("calendar", format!("{}, {}", one.owner, plain(calendar))),
        None => ("mailbox", one.owner.clone()),
    };
    let mut out = format!("{kind:<11}{name}: {}, {last}\n", word(one.standing));
    more(&mut out, one.last_error.as_deref(), one.mends);
    for folder in &one.folders {
        let name = plain(&folder.folder);
        let said = match (folder.standing, folder.last_success) {
            (Standing::Fine, _) => format!("folder {name} is left out, it could never be read"),
            (_, Some(at)) => format!("folder {name}: read {} ago ({}), not since", span(now, at), time(at, zone)),
            (_, None) => format!("folder {name}: never read"),
        };
        let _ = writeln!(out, "           {said}: {}", plain(&folder.last_error));
    }
    out
}

fn reader(one: &Reader, now: Timestamp, zone: &TimeZone) -> String {
    let last = match one.last_sent {
        Some(at) => format!("sent {} ago", span(now, at)),
        None => "none sent yet".to_owned(),
    };
    let next = match one.next_due {
        Some(at) if at <= now => format!(", due since {}", time(at, zone)),
        Some(at) => format!(", next {}", time(at, zone)),
        None => String::new(),
    };
    let mut out = format!("digest     {}: {}, {last}{next}\n", one.to, word(one.standing));
    more(&mut out, one.last_error.as_deref(), one.mends);
    out
}

fn more(out: &mut String, error: Option<&str>, mends: Option<&str>) {
    for (lead, text) in [("", error), ("-> ", mends)] {
        if let Some(text) = text {
            let _ = writeln!(out, "           {lead}{}", plain(text));
        }
    }
}

fn word(standing: Standing) -> String {
    match standing {
        Standing::Fine => "fine".green().to_string(),
        Standing::Retrying => "tried again".yellow().to_string(),
        Standing::New => "new".yellow().to_string(),
        Standing::Late => "late".red().to_string(),
        Standing::Human => "needs somebody".red().to_string(),
    }
}

/// How long ago, in the largest unit that is not 0.
fn span(now: Timestamp, at: Timestamp) -> String {
    let seconds = now.duration_since(at).as_secs();
    let (number, unit) = match seconds {
        ..120 => (seconds.max(0), "s"),
        120..7200 => (seconds / 60, "min"),
        7200..172_800 => (seconds / 3600, "h"),
        _ => (seconds / 86_400, "days"),
    };
    format!("{number} {unit}")
}

/// A size for people.
pub(super) fn octets(size: u64) -> String {
    match size {
        0..10_240 => format!("{size} B"),
        10_240..10_485_760 => format!("{} KiB", size >> 10),
        10_485_760..10_737_418_240 => format!("{} MiB", size >> 20),
        _ => format!("{} GiB", size >> 30),
    }
}
