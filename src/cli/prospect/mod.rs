//! `wentdark prospect`: the prospects files by command. What is written stays a file that people edit: comments and order are kept.

mod change;
mod import;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};

use super::shown::plain;
use super::{ConfigFile, Failure, Outcome};
use crate::config::Config;
use crate::config::book::{self, Book, BookError, Change, export};
use crate::domain::address::Domain;

/// Arguments of `prospect`.
#[derive(Debug, Args)]
pub struct ProspectArguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add a prospect, or a deal, people and domains to one that is there
    Add(change::AddArguments),
    /// Change a prospect or one of its deals
    Edit(change::EditArguments),
    /// List the prospects, their deals and where they stand
    List(ListArguments),
    /// Take deals and people from a table (CSV of HubSpot, Salesforce, Pipedrive, a spreadsheet) or from vCards
    Import(import::ImportArguments),
    /// Print the prospects as a table, or their people as vCards
    Export(ExportArguments),
}

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  wentdark prospect list --config wentdark.toml")]
struct ListArguments {
    #[command(flatten)]
    config: ConfigFile,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  wentdark prospect export > prospects.csv
  wentdark prospect export --format vcards > people.vcf")]
struct ExportArguments {
    #[command(flatten)]
    config: ConfigFile,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table that `prospect import` reads again
    Csv,
    /// The people
    Vcards,
}

/// Does it.
pub fn run(arguments: &ProspectArguments) -> Outcome {
    match &arguments.what {
        What::Add(arguments) => change::add(arguments),
        What::Edit(arguments) => change::edit(arguments),
        What::List(arguments) => list(&arguments.config.load()?),
        What::Import(arguments) => import::run(arguments),
        What::Export(arguments) => {
            let roster = arguments.config.load()?.roster;
            let text = match arguments.format {
                Format::Csv => export::table(&roster)?,
                Format::Vcards => export::cards(&roster),
            };
            std::io::stdout().lock().write_all(text.as_bytes())?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn list(config: &Config) -> Outcome {
    let book = Book::open(config).map_err(failure)?;
    for prospect in &config.roster.prospects {
        let file = book.file_of(&prospect.name).and_then(|path| path.file_name()).unwrap_or_default();
        let people = match prospect.people.len() {
            0 => None,
            1 => Some("1 person".to_owned()),
            count => Some(format!("{count} people")),
        };
        let known: Vec<String> = prospect.domains.iter().map(Domain::to_string).chain(people).collect();
        anstream::println!("{}  {}  ({})", plain(&prospect.name), known.join(", "), file.display());
        for deal in &prospect.deals {
            let more = [deal.value.as_ref(), deal.stage.as_ref()].into_iter().flatten().map(|text| format!(", {}", plain(text)));
            let more: String = more.collect();
            anstream::println!("  {}  {}{more}, of {}", plain(deal.id.as_str()), plain(&deal.title), deal.owner);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Shows the changes and, if that is wanted, makes them. Nothing is written when one of them can't be made, or when what the files
/// would say has mistakes.
fn make(config: &Config, changes: &[Change], file: Option<&str>, write: bool) -> Outcome {
    let mut book = Book::open(config).map_err(failure)?;
    for change in changes {
        anstream::println!("{}", plain_lines(&change.to_string()));
        book.make(change, &file_for(file, change)?).map_err(failure)?;
    }
    if changes.is_empty() {
        anstream::println!("nothing to change: the files say so already");
        return Ok(ExitCode::SUCCESS);
    }
    let fresh = book.check().map_err(failure)?;
    let deals = |config: &Config| config.roster.deals().count();
    anstream::println!("deals: {} before, {} after", deals(config), deals(&fresh));
    if !write {
        anstream::println!("nothing was written: add --yes to do it");
        return Ok(ExitCode::SUCCESS);
    }
    for path in book.write().map_err(failure)? {
        anstream::println!("written: {}", path.display());
    }
    Ok(ExitCode::SUCCESS)
}

fn plain_lines(text: &str) -> String {
    text.lines().map(plain).collect::<Vec<_>>().join("\n")
}

fn failure(error: BookError) -> Failure {
    match error {
        BookError::Mistakes(mistakes) => Failure::Usage(format!(
            "{}nothing was written: the files would have these mistakes",
            mistakes.render(super::shown::colour_on_stderr())
        )),
        error @ (BookError::Unknown(_) | BookError::Form { .. }) => Failure::Usage(format!("{error}; nothing was written")),
        error @ (BookError::File { .. } | BookError::Meanwhile(_)) => Failure::from(error),
    }
}

/// The file into which a new prospect comes: as asked for, else that of its first deal's owner.
fn file_for(asked: Option<&str>, change: &Change) -> Result<String, Failure> {
    let Some(asked) = asked else {
        let deal = match change {
            Change::Prospect(prospect) => prospect.deals.first(),
            _ => None,
        };
        return Ok(book::file_for(deal));
    };
    if asked.contains('/') || asked.starts_with('.') || !asked.ends_with(".toml") {
        return Err(Failure::Usage(format!("{}: the file is a name such as dana.toml, without a path", plain(asked))));
    }
    Ok(asked.to_owned())
}
