//! The passes over the mailboxes and the loop that ties the rooms together.

pub mod answers;
mod asides;
pub mod calendars;
pub mod clock;
pub mod context;
pub mod crew;
pub mod dismiss;
pub mod doctor;
mod due;
mod ears;
pub mod erase;
mod familiar;
pub mod followed;
pub mod health;
pub mod judge;
pub mod kept;
pub mod lanes;
mod leads;
mod metrics;
mod mistaken;
pub mod outgoing;
pub mod pace;
pub mod parallel;
pub mod pass;
mod point;
pub mod retention;
mod said;
mod sent;
pub mod signin;
pub mod source;
pub mod standing;
pub mod sync;
mod tidy;
mod traces;
mod watch;

use std::path::PathBuf;

use crate::config::Config;
use crate::signals::{Detectors, Learnt, Lexicon};

pub mod digests;
pub mod service;

/// What new text is judged by: the lexicon that the configuration names, else the built-in one, and what was learnt. Both were checked
/// when they were written; one that was broken since is told, and what comes with the program is used.
pub fn detectors(config: &Config) -> Detectors {
    Detectors { lexicon: lexicon(config), learnt: learnt(config) }
}

fn lexicon(config: &Config) -> Lexicon {
    let Some(path) = &config.lexicon else { return Lexicon::builtin() };
    let read = std::fs::read_to_string(path).map_err(|error| error.to_string());
    read.and_then(|text| Lexicon::from_toml(&text).map_err(|error| error.to_string())).unwrap_or_else(|reason| {
        tracing::error!(reason, "the lexicon can't be used: the built-in one is, until it is mended");
        Lexicon::builtin()
    })
}

/// Where what was learnt from labelled lines is kept.
pub fn learnt_file(config: &Config) -> PathBuf {
    config.state_dir.join("learnt.toml")
}

fn learnt(config: &Config) -> Learnt {
    let text = match std::fs::read_to_string(learnt_file(config)) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Learnt::default(),
        Err(error) => {
            tracing::error!(reason = %error, "what was learnt can't be read: the model's own thresholds hold");
            return Learnt::default();
        }
    };
    Learnt::from_toml(&text).unwrap_or_else(|reason| {
        tracing::error!(%reason, "what was learnt is not used: the model's own thresholds hold");
        Learnt::default()
    })
}

/// A number with what it counts, in one of two forms: `1 message`, `2 messages`.
pub fn counted<N: Copy + std::fmt::Display + PartialEq + From<u8>>(number: N, [one, many]: [&str; 2]) -> String {
    format!("{number} {}", if number == N::from(1) { one } else { many })
}
