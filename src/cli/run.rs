//! `wentdark run`: the service.

use std::process::ExitCode;
use std::time::Duration;

use clap::Args;

use super::{ConfigFile, Failure, Outcome, block_on};
use crate::daemon::service;
use crate::store::StoreError;

/// Arguments of `run`.
#[derive(Debug, Args)]
#[command(after_help = "SIGHUP reads the configuration again, SIGTERM finishes the batch at hand and ends.

Exit codes: 1 failure, 2 somebody must do something first: wrong usage or configuration, a database that is damaged or newer.

Example:
  wentdark run --config /etc/wentdark/wentdark.toml")]
pub struct RunArguments {
    #[command(flatten)]
    config: ConfigFile,
    /// Minutes between two passes
    #[arg(long, value_name = "MINUTES", default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=1440))]
    every: u64,
}

/// Runs until it is told to stop.
pub fn run(arguments: &RunArguments) -> Outcome {
    let loaded = arguments.config.load_or_kept()?;
    for warning in &loaded.config.warnings {
        tracing::warn!(warning = warning.what(), "the configuration has something odd");
    }
    block_on(service::run(loaded, Duration::from_secs(arguments.every * 60)))?.map_err(|error| {
        match error.downcast_ref::<StoreError>() {
            // Nor does this mend itself: it isn't tried again.
            Some(problem) if problem.is_for_good() => Failure::Usage(format!("error: {problem}")),
            _ => Failure::Failed(error),
        }
    })?;
    Ok(ExitCode::SUCCESS)
}
