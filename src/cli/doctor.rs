//! `wentdark doctor`: looks at everything that the service needs, and says what to do.

use std::process::ExitCode;

use clap::Args;
use owo_colors::OwoColorize;

use super::shown::plain;
use super::{ConfigFile, Outcome, block_on};
use crate::daemon::clock;
use crate::daemon::doctor::{self, Finding, Grade};

/// Arguments of `doctor`.
#[derive(Debug, Args)]
#[command(after_help = "Example:
  wentdark doctor

Clock, time zones, disk, permissions, names, certificates and every login are tried at once. Nothing is read or sent. Exit codes: 0 all is well
or only doubtful, 1 something doesn't work, 2 wrong usage or configuration.")]
pub struct DoctorArguments {
    #[command(flatten)]
    config: ConfigFile,
    /// Connect nowhere
    #[arg(long)]
    offline: bool,
}

/// Looks and tells.
pub fn run(arguments: &DoctorArguments) -> Outcome {
    let config = arguments.config.load()?;
    let now = clock::now();
    let mut worst = tell(&doctor::machine(&config, now));
    for warning in &config.warnings {
        anstream::print!("{}", warning.render(super::shown::colour_on_stderr()));
    }
    if !arguments.offline {
        let found = block_on(async {
            let (names, certificates) = (doctor::names(&config).await, doctor::certificates(&config, now).await);
            [names, certificates, doctor::logins(&config, now).await]
        })?;
        worst = found.iter().map(|part| tell(part)).fold(worst, usize::max);
    }
    Ok(match worst {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

/// Prints what was found; how many things don't work.
fn tell(findings: &[Finding]) -> usize {
    for Finding { what, grade, said, todo } in findings {
        let mark = match grade {
            Grade::Good => "ok      ".green().to_string(),
            Grade::Doubtful => "doubtful".yellow().to_string(),
            Grade::Bad => "BAD     ".red().to_string(),
        };
        anstream::println!("{mark}  {}: {}", plain(what), plain(said));
        if !todo.is_empty() {
            anstream::println!("          -> {}", plain(todo));
        }
    }
    findings.iter().filter(|finding| finding.grade == Grade::Bad).count()
}
