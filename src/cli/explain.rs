//! `wentdark explain`: a deal's whole story, and why its state is what it is.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use clap::Args;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use owo_colors::OwoColorize;

use super::report::{facts, find};
use super::shown::{plain, state, time, time_with_year};
use super::{ConfigFile, Outcome};
use crate::daemon::{clock, judge};
use crate::domain::digest::move_in_english;
use crate::domain::next_move::{RULES, next_move};
use crate::domain::verdict::{StoryLine, Verdict};

/// Arguments of `explain`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wentdark explain acme-line4 --config wentdark.toml")]
pub struct ExplainArguments {
    /// The deal's id
    deal: String,
    #[command(flatten)]
    config: ConfigFile,
    /// The instant to judge, RFC 3339 (default: now)
    #[arg(long, value_name = "TIME")]
    as_of: Option<Timestamp>,
}

/// Prints the story.
pub fn run(arguments: &ExplainArguments) -> Outcome {
    let config = arguments.config.load()?;
    let as_of = arguments.as_of.unwrap_or_else(clock::now);
    let facts = facts(&config)?;
    let verdicts = judge::verdicts(&facts, &config, as_of);
    let verdict = find(&verdicts, &arguments.deal)?;
    let story = judge::story(&facts, &config, &verdict.deal, as_of);
    let text = text(verdict, &story, &config.policy.calendar.zone, as_of);
    anstream::AutoStream::auto(std::io::stdout().lock()).write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// The story in words.
pub fn text(verdict: &Verdict, story: &[StoryLine], zone: &TimeZone, as_of: Timestamp) -> String {
    let mut out = String::new();
    let value = verdict.value.as_deref().map(|value| format!(", {}", plain(value))).unwrap_or_default();
    let head = format!("{}: {}{value}, {}", plain(&verdict.prospect), plain(&verdict.title), plain(&verdict.owner_name));
    let _ = writeln!(out, "{}", head.bold());
    let _ = writeln!(out, "{}as of {}", state(verdict), time_with_year(as_of, zone));
    let _ = writeln!(out, "\nWhy:      {}", plain(&verdict.why));
    let _ = writeln!(out, "Changes:  {}", plain(&verdict.clears));
    if verdict.flagged {
        let _ = writeln!(out, "Flagged:  celebrated, nothing signed, and dark since");
    }
    if let Some((rule, step)) = next_move(verdict) {
        let next = move_in_english(&step, verdict, zone, as_of);
        let _ = writeln!(out, "Do next:  {}", plain(&next.what));
        let _ = writeln!(out, "          {} {}", plain(&next.why), format!("(rule {rule} of {RULES})").dimmed());
    }
    let _ = writeln!(out, "\n{}", "Timeline".bold());
    for line in story {
        let _ = writeln!(out, "  {:<16} {:<9} {}", time(line.at, zone), line.what, plain(&line.text));
        let id = line.message_id.as_ref().map(|id| format!("  <{}>", plain(id.as_str()))).unwrap_or_default();
        let _ = writeln!(out, "{:28}{}", "", format!("{}{id}", plain(&line.reason)).dimmed());
    }
    if story.is_empty() {
        let _ = writeln!(out, "  nothing yet");
    }
    if let Some(celebration) = &verdict.celebration {
        let _ =
            writeln!(out, "\n{}", if celebration.premature { "Celebrated, with nothing signed" } else { "Celebrated" }.bold());
        for evidence in &celebration.evidence {
            let phrase = evidence.phrase.as_deref().map(|phrase| format!("\"{}\"", plain(phrase))).unwrap_or_default();
            let who = evidence.message.as_ref().map(|m| plain(&m.who)).unwrap_or_default();
            let _ = writeln!(out, "  {:<16} {:<11} {who} {phrase}", time(evidence.at, zone), evidence.kind);
        }
    }
    if !verdict.foundation.is_empty() {
        let _ = writeln!(out, "\n{}", "Foundation".bold());
        for item in &verdict.foundation {
            let met = item.met_by.as_ref().map_or_else(
                || "nothing".to_owned(),
                |e| {
                    let who =
                        e.message.as_ref().map(|m| format!(", {}: {}", plain(&m.who), plain(&m.subject))).unwrap_or_default();
                    format!("{}{who}", time(e.at, zone))
                },
            );
            let _ = writeln!(out, "  {:<16} {met}", item.name);
        }
    }
    if !verdict.notes.is_empty() {
        let _ = writeln!(out, "\n{}", "Notes".bold());
        for note in &verdict.notes {
            let _ = writeln!(out, "  {}", plain(&note.text()));
        }
    }
    out
}
