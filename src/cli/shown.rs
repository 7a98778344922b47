//! How things are shown on a terminal: colours, times, progress.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::domain::address::Address;
use crate::domain::verdict::{State, Verdict};

/// Whether errors may be coloured.
pub fn colour_on_stderr() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// A time as people read it, such as `Mon 4 May 14:10`.
pub fn time(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%a %-d %b %H:%M").to_string()
}

/// A time with its year, such as `Mon 4 May 2026 14:10`.
pub fn time_with_year(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%a %-d %b %Y %H:%M").to_string()
}

/// The state as a manager sees it: a flagged deal says so.
pub fn state(verdict: &Verdict) -> String {
    use owo_colors::OwoColorize;
    let word = verdict.state.as_str();
    let padded = format!("{word:<15}");
    match (&verdict.state, verdict.flagged, verdict.at_risk) {
        (_, true, _) => padded.red().bold().to_string(),
        (_, _, true) => padded.yellow().bold().to_string(),
        (State::Dark | State::Undeliverable, ..) => padded.red().to_string(),
        (State::Unknown { .. } | State::Quiet | State::Ours { .. }, ..) => padded.yellow().to_string(),
        (State::Committed | State::Scheduled { .. }, ..) => padded.green().to_string(),
        _ => padded,
    }
}

/// Text without anything that a terminal would obey.
pub fn plain(text: &str) -> String {
    let bad =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    text.chars().map(|c| if bad(c) { ' ' } else { c }).collect()
}

/// A bar on a terminal, from the second second on; nothing elsewhere.
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar that isn't shown yet.
    pub fn new() -> Self {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{msg:.dim} {wide_bar} {pos}/{len} {eta:>4}") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// Says how far a mailbox is.
    pub fn tell(&self, mailbox: &Address, done: u64, total: u64) {
        if self.0.elapsed().as_secs() >= 1 {
            self.0.set_length(total);
            self.0.set_message(mailbox.to_string());
            self.0.set_position(done);
            // It is shown when it has something to show.
            if self.0.is_hidden() && std::io::stderr().is_terminal() {
                self.0.set_draw_target(ProgressDrawTarget::stderr_with_hz(5));
                self.0.tick();
            }
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}
