//! `wentdark backup` and `wentdark restore`: the state as one file, and back.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::shown::plain;
use super::status::octets;
use super::{ConfigFile, Failure, Outcome};
use crate::config;
use crate::daemon::{clock, erase, kept};
use crate::store::{Erasure, Store};

/// Arguments of `backup`.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  wentdark backup /var/backups/wentdark-$(date +%F).sqlite3

Safe while the service runs: the copy is the state at one instant, with the key by which answers to digests are known and what
`wentdark signals learn` learnt. Only its owner can read it: whoever has it can answer digests in others' names. What it doesn't hold:
the configuration, passwords, and what `wentdark login` was granted (log in again where that is lost).")]
pub struct BackupArguments {
    /// The file to write; it must not be there yet
    file: PathBuf,
    #[command(flatten)]
    config: ConfigFile,
}

/// Arguments of `restore`.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  systemctl stop wentdark; wentdark restore /var/backups/wentdark-2026-05-20.sqlite3; systemctl start wentdark

The copy is checked first, and brings back the key of answers; what it replaces stays in the state folder, as wentdark.sqlite3.replaced. Mail that came after the copy
was made is read again; digests that were sent since are not sent again, and
who was forgotten since is removed from it again. What is lost: marks and calls recorded since.")]
pub struct RestoreArguments {
    /// A file that `wentdark backup` wrote
    file: PathBuf,
    #[command(flatten)]
    config: ConfigFile,
}

/// Writes the copy.
pub fn back_up(arguments: &BackupArguments) -> Outcome {
    let config = arguments.config.load_or_kept()?.config;
    let size = Store::open(&config.state_dir)?.back_up(&arguments.file)?;
    anstream::println!("{}: {}", arguments.file.display(), octets(size));
    Ok(ExitCode::SUCCESS)
}

/// Puts the copy in place.
pub fn restore(arguments: &RestoreArguments) -> Outcome {
    let (config, texts) = config::load_with_texts(&arguments.config.config)
        .map_err(|mistakes| Failure::Usage(mistakes.render(super::shown::colour_on_stderr())))?;
    let restored = Store::restore(&config.state_dir, &arguments.file)?;
    anstream::println!("{}: restored from {}", config.state_dir.display(), arguments.file.display());
    let mut store = Store::open(&config.state_dir)?;
    let gone = erase::again(&mut store, &config, &restored.forgotten)?;
    if !restored.forgotten.is_empty() {
        let who: Vec<&Erasure> = gone.iter().map(|(_, who)| who).collect();
        kept::keep_without(&mut store, &config.path, &texts, &who, clock::now())?;
        anstream::println!(
            "{} addresses and domains were forgotten since the copy was made, and are kept out; what the copy held of {} of them was \
             removed again",
            restored.forgotten.len(),
            gone.len()
        );
    }
    if let Some(why) = &restored.unread {
        anstream::eprintln!(
            "the database that was replaced can't be read ({}): today's digests may go out again, and whoever was forgotten since \
             the copy was made is to be forgotten again (wentdark forget)",
            plain(why)
        );
    }
    if restored.replaced.exists() {
        anstream::println!("what it replaced is in {}: delete it when all is well", restored.replaced.display());
    }
    Ok(ExitCode::SUCCESS)
}
