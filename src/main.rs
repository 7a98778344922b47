//! Arguments to a command, and its outcome to an exit code: 0 fine, 1 failure, 2 wrong usage or configuration.

use std::process::ExitCode;

use clap::Parser;
use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use wentdark::cli::journal::Journal;
use wentdark::cli::{Arguments, Failure};

fn main() -> ExitCode {
    no_core();
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

/// Passwords and tokens are in memory: a crash writes none of it to disk. The limit alone doesn't do: a core that is piped to a program
/// (core(5), as systemd-coredump and apport have it) is made all the same. A process that can't be dumped has none, and shows its
/// memory to no other process of its user. Where neither may be asked for, the unit has seen to it.
fn no_core() {
    use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}

/// `wentdark report | head` is no failure.
fn is_closed_pipe(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::BrokenPipe
}

/// The service logs a line a cycle; commands say what they do themselves and log warnings alone. `WENTDARK_LOG` overrules.
fn log(arguments: &Arguments) {
    let level = match (arguments.verbosity(), arguments.is_service()) {
        (0, false) => LevelFilter::ERROR,
        (0, true) => LevelFilter::INFO,
        (1, _) => LevelFilter::DEBUG,
        _ => LevelFilter::TRACE,
    };
    // Mail libraries may log what they read: never above warnings.
    let usual = || Targets::new().with_default(LevelFilter::WARN).with_target("wentdark", level);
    let filter = match std::env::var("WENTDARK_LOG") {
        Err(_) => usual(),
        Ok(asked) => asked.parse().unwrap_or_else(|error| {
            eprintln!("warning: WENTDARK_LOG={asked:?}: {error}; write levels as in \"warn,wentdark=debug\"");
            usual()
        }),
    };
    if let Some(journal) = Journal::instead_of_stderr() {
        tracing_subscriber::registry().with(journal.with_filter(filter)).init();
        return;
    }
    let terminal = std::io::IsTerminal::is_terminal(&std::io::stderr());
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_target(false).with_ansi(terminal);
    tracing_subscriber::registry().with(lines.with_filter(filter)).init();
}
