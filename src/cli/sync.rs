//! `wentdark sync`: one pass over every mailbox.

use std::process::ExitCode;
use std::sync::Mutex;

use clap::Args;

use super::shown::{Progress, plain};
use super::{ConfigFile, Failure, Outcome, block_on};
use crate::config::{Config, Mailbox};
use crate::daemon::sync::{Summary, Sync};
use crate::daemon::{clock, judge, retention};
use crate::store::Store;

/// Arguments of `sync`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  wentdark sync --config wentdark.toml\n\nKilled at any moment and run again, it goes on where it was."
)]
pub struct SyncArguments {
    #[command(flatten)]
    config: ConfigFile,
}

/// Reads what is new and says what was read. A mailbox that can't be read makes the exit code 1; the others are read all the same.
pub fn run(arguments: &SyncArguments) -> Outcome {
    let config = arguments.config.load()?;
    let store = Mutex::new(Store::open_for_passes(&config.state_dir)?);
    let summary = pass(&config, &store)?;
    retention::apply(&config, &store, clock::now())?;
    let mut code = ExitCode::SUCCESS;
    for (mailbox, outcome) in &summary {
        match outcome {
            Ok(read) => {
                let named = u64::try_from(read.in_part.len()).unwrap_or(u64::MAX);
                let odd = match read.odd {
                    0 => String::new(),
                    odd if odd <= named => format!(", {odd} odd"),
                    odd => format!(", {odd} odd (`sync -v` tells which)"),
                };
                let meetings = if read.meetings > 0 { format!(", {} from calendars", read.meetings) } else { String::new() };
                let later = match read.unjudged {
                    0 => String::new(),
                    count => format!("; {count} are yet to be judged closely, by the next passes"),
                };
                anstream::println!(
                    "{mailbox}: {} new, {} of them concern deals or the team{meetings}{odd}{later}",
                    read.new,
                    read.kept
                );
                for what in &read.in_part {
                    anstream::println!("  {}", plain(what));
                }
            }
            Err(error) => {
                anstream::eprintln!("{mailbox}: not read: {error}");
                code = ExitCode::FAILURE;
            }
        }
    }
    let store = store.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    let unread = [judge::folders_unread(&store, &config)?, judge::calendars_unread(&store, &config)?];
    for trouble in unread.concat() {
        anstream::eprintln!("{trouble}");
        code = ExitCode::FAILURE;
    }
    Ok(code)
}

/// One pass over every mailbox with a bar on a terminal, mailboxes in the order of the configuration.
pub fn pass(config: &Config, store: &Mutex<Store>) -> Result<Summary, Failure> {
    let progress = Progress::new();
    let tell = |mailbox: &_, done, total| progress.tell(mailbox, done, total);
    let sync = Sync { config, store, progress: &tell, stop: &|| false };
    let mailboxes: Vec<&Mailbox> = config.mailboxes.iter().collect();
    let mut summary = block_on(sync.run(&mailboxes, clock::now()))??;
    progress.end();
    summary.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(summary)
}
