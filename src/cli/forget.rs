//! `wentdark forget`: removes every trace of a person or a prospect from the state, and proves it.

use std::process::ExitCode;

use clap::Args;

use super::shown::plain;
use super::{ConfigFile, Failure, Outcome};
use crate::daemon::clock;
use crate::daemon::erase::{self, Refusal};
use crate::store::{Erasure, Store, Topic};

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
    let config = arguments.config.load()?;
    let mut store = Store::open(&config.state_dir)?;
    let who = erase::whom(&arguments.who, &config, &store).map_err(|refusal| match refusal {
        Refusal::Store(error) => Failure::from(error),
        other => Failure::Usage(other.to_string()),
    })?;
    // A digest on its way would be written back.
    let Some(_held) = Store::sending(&config.state_dir)? else {
        return Err(Failure::Failed(anyhow::anyhow!("digests are being sent just now: try again in a minute")));
    };
    if arguments.yes {
        // The service keeps it anew from the files, when it reads them next.
        store.unnote(Topic::Prospects)?;
    }
    let erased = store.erase(&who, clock::now(), arguments.yes, &erase::id_hash)?;
    let verb = if arguments.yes { "removed" } else { "would be removed" };
    anstream::println!("{}: {}", plain(&arguments.who), meant(&who));
    anstream::println!(
        "{verb}: {} messages, {} places in what others wrote, {} actions, {} calendar entries, {} digests, hashes of {} messages",
        erased.messages,
        erased.blotted,
        erased.actions,
        erased.events,
        erased.digests,
        erased.traces,
    );
    if !arguments.yes {
        anstream::println!("nothing was changed: add --yes to do it");
        return Ok(ExitCode::SUCCESS);
    }
    Store::drop_replaced(&config.state_dir);
    let mut files = Store::files(&config.state_dir);
    let octets: u64 = files.iter().filter_map(|path| std::fs::metadata(path).ok()).map(|meta| meta.len()).sum();
    let left = erase::traces(&who, &files);
    if !left.is_empty() {
        let left: Vec<String> = left.iter().map(|path| path.display().to_string()).collect();
        return Err(Failure::Failed(anyhow::anyhow!("traces are left in {}: run it again", left.join(", "))));
    }
    files.retain(|path| path.exists());
    anstream::println!("searched {octets} octets in {} files of the state: no trace is left", files.len());
    let named = erase::still_named(&who, &config);
    for path in &named {
        anstream::eprintln!("still named in {}: take them out, or new mail is kept again", path.display());
    }
    anstream::println!("not reached: backups, and digests that were sent before");
    Ok(if named.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Who is meant, in words.
fn meant(who: &Erasure) -> String {
    let all: Vec<String> = who.addresses.iter().chain(&who.names).chain(&who.words).map(|word| plain(word)).collect();
    all.join(", ")
}
