//! `wentdark forget`: removes every trace of a person or a prospect from the state, and proves it.

use std::fs;
use std::process::ExitCode;

use anyhow::{Context as _, anyhow};
use clap::Args;

use super::shown::plain;
use super::{ConfigFile, Failure, Outcome};
use crate::config::{self, Config};
use crate::daemon::counted;
use crate::daemon::erase::{self, Refusal};
use crate::daemon::{clock, kept};
use crate::store::{Erasure, Store};

/// Arguments of `forget`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  wentdark forget pat@acme.example           says what would be removed
  wentdark forget pat@acme.example --yes     removes it
  wentdark forget \"Acme Industrial\" --yes    a prospect: its domains, people, deals and whatever names them

Messages that a person wrote are deleted; elsewhere their address and name are blotted out. Mail from before is not kept when it is
read again. What cannot be reached is listed: files that name them, backups, digests that were sent.")]
pub struct ForgetArguments {
    /// An address, a domain, or a prospect's name
    #[arg(value_name = "ADDRESS|PROSPECT")]
    who: String,
    #[command(flatten)]
    config: ConfigFile,
    /// Do it, instead of saying what would be removed
    #[arg(long)]
    yes: bool,
}

/// Forgets. The exit code is 1 while files still name whoever was forgotten.
pub fn run(arguments: &ForgetArguments) -> Outcome {
    let (config, texts) = config::load_with_texts(&arguments.config.config)
        .map_err(|mistakes| Failure::Usage(mistakes.render(super::shown::colour_on_stderr())))?;
    let mut store = Store::open(&config.state_dir)?;
    let who = erase::whom(&arguments.who, &config, &store).map_err(|refusal| match refusal {
        Refusal::Store(error) => Failure::from(error),
        other => Failure::Usage(other.to_string()),
    })?;
    // A digest on its way would be written back.
    let Some(_held) = Store::sending(&config.state_dir)? else {
        return Err(Failure::Failed(anyhow!("digests are being sent just now: try again in a minute")));
    };
    let now = clock::now();
    if arguments.yes && !kept::keep_without(&mut store, &config.path, &texts, &[&who], now)? {
        anstream::eprintln!(
            "the prospects files aren't right without them: none are kept for a start in which they have mistakes, before they change"
        );
    }
    let erased = store.erase(&who, now, arguments.yes, &erase::id_hash)?;
    let grants = erase::grants(&who, &config);
    let verb = if arguments.yes { "removed" } else { "would be removed" };
    anstream::println!("{}: {}", plain(&arguments.who), meant(&who));
    anstream::println!(
        "{verb}: {}, {} in what others wrote, {}, {}, {}, hashes of {}",
        counted(erased.messages, ["message", "messages"]),
        counted(erased.blotted, ["place", "places"]),
        counted(erased.actions, ["action", "actions"]),
        counted(erased.events, ["calendar entry", "calendar entries"]),
        counted(erased.digests, ["digest", "digests"]),
        counted(erased.traces, ["message", "messages"]),
    );
    if !grants.is_empty() {
        anstream::println!(
            "{verb}: access that was granted by `wentdark login`; it holds at the provider until it is revoked there"
        );
    }
    if !arguments.yes {
        anstream::println!("nothing was changed: add --yes to do it");
        return Ok(ExitCode::SUCCESS);
    }
    for path in &grants {
        fs::remove_file(path).with_context(|| format!("removing {}", path.display()))?;
    }
    Store::drop_replaced(&config.state_dir);
    prove(&store, &who, &config)
}

/// Searches for what is left, and tells what was not reached.
fn prove(store: &Store, who: &Erasure, config: &Config) -> Outcome {
    let files = Store::files(&config.state_dir);
    let octets: u64 = files.iter().filter_map(|path| fs::metadata(path).ok()).map(|meta| meta.len()).sum();
    let left = store.proof(who, &files)?;
    if left.is_empty() {
        anstream::println!(
            "searched {octets} octets in {} of the state: no trace is left",
            counted(files.len(), ["file", "files"])
        );
    }
    let named = erase::still_named(who, config);
    for path in &named {
        anstream::eprintln!("still named in {}: take them out, or new mail is kept again", path.display());
    }
    let digests = erase::digests_that_name(who, config);
    for path in &digests {
        anstream::eprintln!("still named in a digest, {}: delete it", path.display());
    }
    anstream::println!("not reached: backups, and digests that were sent before");
    if !left.is_empty() {
        return Err(Failure::Failed(anyhow!("traces are left in {}: run it again", left.join(", "))));
    }
    Ok(if named.is_empty() && digests.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Who is meant, in words.
fn meant(who: &Erasure) -> String {
    let all: Vec<String> = who.all().map(plain).collect();
    all.join(", ")
}
