//! `wentdark backup` and `wentdark restore`: the state as one file, and back.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::status::octets;
use super::{ConfigFile, Outcome};
use crate::store::Store;

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
was made is read again; digests that were sent since are not sent again. What is lost: marks and calls recorded since.")]
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
    let config = arguments.config.load()?;
    let replaced = Store::restore(&config.state_dir, &arguments.file)?;
    anstream::println!("{}: restored from {}", config.state_dir.display(), arguments.file.display());
    if replaced.exists() {
        anstream::println!("what it replaced is in {}: delete it when all is well", replaced.display());
    }
    Ok(ExitCode::SUCCESS)
}
