//! One file a subcommand.

mod answers;
mod backup;
pub mod check;
mod demo;
mod digest;
mod doctor;
mod explain;
mod forget;
mod generate;
mod init;
mod inspect;
pub mod journal;
mod log;
mod login;
mod mark;
mod prospect;
mod report;
mod report_json;
mod run;
mod shown;
mod signals;
mod status;
mod sync;
mod undo;

use std::path::PathBuf;
use std::pin::Pin;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::config::{self, Config};
use crate::daemon::kept;

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "wentdark", version, about = "Finds the deals that went dark after premature celebration", after_help = EXAMPLES)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    command: Command,
    /// Log more (-v: each message, -vv: each step)
    #[arg(short, long, action = clap::ArgAction::Count, global = true)]
    verbose: u8,
}

const EXAMPLES: &str = "Examples:
  wentdark demo                                        see it work on a sample team
  wentdark check --config wentdark.toml --connect      is everything set up right?
  wentdark sync --config wentdark.toml                 read what is new
  wentdark report --config wentdark.toml               how every deal stands
  wentdark explain acme-line4 --config wentdark.toml   why, message by message

Exit codes: 0 fine, 1 failure, 2 wrong usage or configuration.";

/// Where the configuration is.
#[derive(Clone, Debug, Args)]
pub struct ConfigFile {
    /// The configuration file
    #[arg(short, long, value_name = "FILE", default_value = "/etc/wentdark/wentdark.toml")]
    pub config: PathBuf,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a configuration: asks the few questions that matter and tries every answer
    Init(init::InitArguments),
    /// Check configuration and prospects: every mistake at once
    Check(check::CheckArguments),
    /// Grant access to a mailbox that logs in with OAuth (Gmail, Microsoft 365)
    Login(login::LoginArguments),
    /// Read what is new in every mailbox, once
    Sync(sync::SyncArguments),
    /// Run as a service: read mailboxes, send digests at their times
    Run(run::RunArguments),
    /// Tell how every deal stands
    Report(report::ReportArguments),
    /// Tell a deal's whole story: each message, why it counts, and what would change the verdict
    Explain(explain::ExplainArguments),
    /// Tell how the service is: each mailbox, calendar and reader, and what mends what is wrong
    Status(status::StatusArguments),
    /// Look at everything that the service needs, try every login, and say what to do
    Doctor(doctor::DoctorArguments),
    /// Act once on what was answered to digests
    Answers(answers::AnswersArguments),
    /// Record what no mail shows: signed, won, lost, open again, snoozed, not celebrated
    Mark(mark::MarkArguments),
    /// Take back what was marked, logged or answered
    Undo(undo::UndoArguments),
    /// Add, change, list, import and export prospects and deals
    Prospect(prospect::ProspectArguments),
    /// Log a call that no calendar knows, or note something down
    Log(log::LogArguments),
    /// Write a copy of the state, also while the service runs
    Backup(backup::BackupArguments),
    /// Put a copy of the state in place
    Restore(backup::RestoreArguments),
    /// Remove every trace of a person or a prospect, and prove it
    Forget(forget::ForgetArguments),
    /// Look at the digests of today, or send them
    Digest(digest::DigestArguments),
    /// Read message files and print what is made of each, as JSON lines
    Inspect(inspect::InspectArguments),
    /// Measure the detectors of signals on labelled lines of your own
    Signals(signals::SignalsArguments),
    /// Write man pages and completions into a folder
    #[command(hide = true)]
    Generate(generate::GenerateArguments),
    /// Show the whole product on a sample team: mailboxes, passes, verdicts, the digest
    Demo(demo::DemoArguments),
}

/// A failure that a command ends with.
#[derive(Debug)]
pub enum Failure {
    /// Exit code 2: the configuration or the usage is wrong. The text is shown as it is.
    Usage(String),
    /// Exit code 1.
    Failed(anyhow::Error),
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// How a command ends.
pub type Outcome = Result<ExitCode, Failure>;

impl Arguments {
    /// How much to log: 0 to 2 and more.
    pub fn verbosity(&self) -> u8 {
        self.verbose
    }

    /// Whether the command is the service, which logs what it does; the others print it.
    pub fn is_service(&self) -> bool {
        matches!(self.command, Command::Run(_))
    }

    /// Does what the command line says.
    ///
    /// # Errors
    /// [`Failure`], by exit code.
    pub fn run(&self) -> Outcome {
        match &self.command {
            Command::Init(arguments) => init::run(arguments),
            Command::Check(arguments) => check::run(arguments),
            Command::Login(arguments) => login::run(arguments),
            Command::Sync(arguments) => sync::run(arguments),
            Command::Run(arguments) => run::run(arguments),
            Command::Report(arguments) => report::run(arguments),
            Command::Explain(arguments) => explain::run(arguments),
            Command::Status(arguments) => status::run(arguments),
            Command::Doctor(arguments) => doctor::run(arguments),
            Command::Answers(arguments) => answers::run(arguments),
            Command::Mark(arguments) => mark::run(arguments),
            Command::Undo(arguments) => undo::run(arguments),
            Command::Prospect(arguments) => prospect::run(arguments),
            Command::Log(arguments) => log::run(arguments),
            Command::Backup(arguments) => backup::back_up(arguments),
            Command::Restore(arguments) => backup::restore(arguments),
            Command::Forget(arguments) => forget::run(arguments),
            Command::Digest(arguments) => digest::run(arguments),
            Command::Inspect(arguments) => inspect::run(arguments),
            Command::Signals(arguments) => signals::run(arguments),
            Command::Generate(arguments) => generate::run(arguments),
            Command::Demo(arguments) => demo::run(arguments),
        }
    }
}

impl ConfigFile {
    /// Loads and checks the configuration.
    fn load(&self) -> Result<Config, Failure> {
        config::load(&self.config).map_err(|mistakes| Failure::Usage(mistakes.render(shown::colour_on_stderr())))
    }

    /// The same, with the prospects that were right last when those on disk have mistakes.
    fn load_or_kept(&self) -> Result<kept::Loaded, Failure> {
        kept::load(&self.config).map_err(|mistakes| Failure::Usage(mistakes.render(shown::colour_on_stderr())))
    }
}

/// Runs async work of a command, on one thread: what waits is woken where it goes on, and work for all processors takes threads of its own
/// ([`crate::daemon::parallel`]). Boxed, so that the runtime's part isn't compiled anew for every command.
fn block_on<'a, T>(work: impl Future<Output = T> + 'a) -> Result<T, Failure> {
    let work: Pin<Box<dyn Future<Output = T> + 'a>> = Box::pin(work);
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(work))
}
