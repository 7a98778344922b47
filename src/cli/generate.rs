//! `wentdark generate` (hidden): man pages and completions, made from the command line's own description.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Arguments, Outcome};

/// Arguments of `generate`.
#[derive(Debug, Args)]
pub struct GenerateArguments {
    /// The folder to write into: man/*.1, and completions/ for bash, zsh and fish
    dir: PathBuf,
}

/// Writes them.
pub fn run(arguments: &GenerateArguments) -> Outcome {
    let (man, completions) = (arguments.dir.join("man"), arguments.dir.join("completions"));
    for dir in [&man, &completions] {
        fs::create_dir_all(dir).with_context(|| format!("making {}", dir.display()))?;
    }
    clap_mangen::generate_to(Arguments::command(), &man).with_context(|| format!("writing pages into {}", man.display()))?;
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
        clap_complete::generate_to(shell, &mut Arguments::command(), "wentdark", &completions)
            .with_context(|| format!("writing completions into {}", completions.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}
