//! `wentdark answers`: act once on what was answered to digests, as the service does all the time.

use std::process::ExitCode;
use std::sync::Mutex;

use clap::Args;

use super::{ConfigFile, Failure, Outcome, block_on};
use crate::daemon::answers::Answers;
use crate::daemon::clock;
use crate::daemon::counted;
use crate::store::Store;

/// Arguments of `answers`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wentdark answers --config wentdark.toml")]
pub struct AnswersArguments {
    #[command(flatten)]
    config: ConfigFile,
}

/// Reads the service's own mailbox and acts on it.
pub fn run(arguments: &AnswersArguments) -> Outcome {
    let config = arguments.config.load()?;
    let store = Mutex::new(Store::open(&config.state_dir)?);
    let Some(answers) = Answers::new(&config, &store) else {
        let why = "answers are not read: the configuration needs [commands] with the service's own mailbox, and [smtp]";
        return Err(Failure::Usage(why.to_owned()));
    };
    let mut held = None;
    let pass = answers.pass(&mut held, clock::now());
    let Some(count) = block_on(pass)?.map_err(anyhow::Error::from)? else {
        return Err(anyhow::anyhow!("another wentdark is acting on answers just now: nothing was done").into());
    };
    let read = counted(count.handled, ["message was", "messages were"]);
    anstream::println!("{read} read, {} sent", counted(count.sent, ["mail", "mails"]));
    if count.unsent > 0 {
        anstream::eprintln!("{} could not be sent yet", counted(count.unsent, ["mail", "mails"]));
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}
