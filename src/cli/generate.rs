//! `wentdark generate` (hidden): man pages and completions, made from the command line's own description.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::builder::Resettable;
use clap::{Args, Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

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
    pages(&whole(), &man).with_context(|| format!("writing pages into {}", man.display()))?;
    for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
        clap_complete::generate_to(shell, &mut Arguments::command(), "wentdark", &completions)
            .with_context(|| format!("writing completions into {}", completions.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn whole() -> Command {
    let mut command = Arguments::command().disable_help_subcommand(true);
    command.build();
    command
}

/// The pages of a command and of those below it, which are called `wentdark-sync` and so on.
fn pages(command: &Command, dir: &Path) -> std::io::Result<()> {
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        pages(below, dir)?;
    }
    let name = Man::new(command.clone()).get_filename();
    fs::write(dir.join(name), page(command)?)
}

/// One page. The generator would run the lines of examples into one paragraph: what stands behind the options is put here.
fn page(command: &Command) -> std::io::Result<Vec<u8>> {
    let behind = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let mut page = Vec::new();
    Man::new(command.clone().after_help(Resettable::Reset)).render(&mut page)?;
    let mut roff = Roff::new();
    let (examples, notes): (Vec<&str>, Vec<&str>) = behind.split("\n\n").partition(|part| part.starts_with("Example"));
    if !examples.is_empty() {
        roff.control("SH", ["EXAMPLES"]).control("nf", []);
        for line in examples.iter().flat_map(|part| part.lines().skip(1)) {
            roff.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
        }
        roff.control("fi", []);
    }
    for (at, part) in notes.iter().filter(|part| !part.trim().is_empty()).enumerate() {
        roff.control(if at == 0 { "SH" } else { "PP" }, ["NOTES"].into_iter().take(usize::from(at == 0)));
        // What is indented stands as it is.
        let (begin, end) = if part.contains("\n  ") { ("nf", "fi") } else { ("ad", "ad") };
        roff.control(begin, []);
        for line in part.lines() {
            roff.text([roman(line)]);
        }
        roff.control(end, []);
    }
    roff.to_writer(&mut page)?;
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every(command: &Command, found: &mut Vec<Command>) {
        let below: Vec<&Command> = command.get_subcommands().filter(|below| !below.is_hide_set()).collect();
        if below.is_empty() {
            found.push(command.clone());
        }
        below.into_iter().for_each(|below| every(below, found));
    }

    #[test]
    fn the_page_of_every_command_has_its_examples_line_by_line() {
        let mut all = Vec::new();
        every(&whole(), &mut all);
        assert!(all.len() > 15, "{}", all.len());
        for command in all {
            let (name, page) = (command.get_name(), String::from_utf8(page(&command).unwrap()).unwrap());
            let (_, examples) = page.split_once(".SH EXAMPLES\n").unwrap_or_else(|| panic!("{name} has no examples"));
            let lines = examples.split_once("\n.fi\n").unwrap_or_else(|| panic!("{name}: {examples}")).0;
            let lines = lines.strip_prefix(".nf\n").unwrap_or_else(|| panic!("{name} runs its examples together: {lines}"));
            assert!(lines.lines().any(|line| line.contains("wentdark ")), "{name}: {lines}");
            assert!(lines.lines().all(|line| !line.starts_with('.') || line.starts_with(".\\\"")), "{name}: {lines}");
            assert!(!page.contains(".SH EXTRA"), "{name}");
        }
    }
}
