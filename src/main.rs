//! Arguments to a command, and its outcome to an exit code: 0 fine, 1 failure, 2 wrong usage or configuration.

use std::process::ExitCode;

use clap::Parser;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer as _};
use wentdark::cli::journal::Journal;
use wentdark::cli::{Arguments, Failure};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    log(&arguments);
    match arguments.run() {
        Ok(code) => code,
        Err(Failure::Usage(text)) => {
            anstream::eprintln!("{}", text.trim_end());
            ExitCode::from(2)
        }
        Err(Failure::Failed(error)) => {
            if error.chain().any(|cause| cause.downcast_ref::<std::io::Error>().is_some_and(is_closed_pipe)) {
                return ExitCode::SUCCESS;
            }
            anstream::eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// `wentdark report | head` is no failure.
fn is_closed_pipe(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::BrokenPipe
}

/// The service logs a line a cycle; commands say what they do themselves and log warnings alone. `WENTDARK_LOG` overrules.
fn log(arguments: &Arguments) {
    let level = match (arguments.verbosity(), arguments.is_service()) {
        (0, false) => "error",
        (0, true) => "info",
        (1, _) => "debug",
        _ => "trace",
    };
    // Mail libraries may log what they read: never above warnings.
    let filter = EnvFilter::try_from_env("WENTDARK_LOG").unwrap_or_else(|_| EnvFilter::new(format!("warn,wentdark={level}")));
    if let Some(journal) = Journal::instead_of_stderr() {
        tracing_subscriber::registry().with(journal.with_filter(filter)).init();
        return;
    }
    let terminal = std::io::IsTerminal::is_terminal(&std::io::stderr());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false).with_ansi(terminal).init();
}
