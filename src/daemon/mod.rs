//! The passes over the mailboxes and the loop that ties the rooms together.

pub mod calendars;
pub mod clock;
pub mod context;
pub mod crew;
pub mod doctor;
mod due;
mod ears;
pub mod erase;
pub mod followed;
pub mod health;
pub mod judge;
pub mod lanes;
mod metrics;
pub mod outgoing;
pub mod pace;
pub mod parallel;
pub mod pass;
mod point;
pub mod retention;
mod said;
pub mod signin;
pub mod source;
pub mod standing;
pub mod sync;
mod tidy;
mod watch;

use crate::config::Config;
use crate::signals::Lexicon;

pub mod digests;
pub mod service;

/// The lexicon that the configuration names, else the built-in one. It was checked when the configuration was loaded; one that
/// was broken since is told, and the built-in one is used.
pub fn lexicon(config: &Config) -> Lexicon {
    let Some(path) = &config.lexicon else { return Lexicon::builtin() };
    let read = std::fs::read_to_string(path).map_err(|error| error.to_string());
    read.and_then(|text| Lexicon::from_toml(&text).map_err(|error| error.to_string())).unwrap_or_else(|reason| {
        tracing::error!(reason, "the lexicon can't be used: the built-in one is, until it is mended");
        Lexicon::builtin()
    })
}
