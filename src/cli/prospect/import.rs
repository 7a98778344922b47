//! `wentdark prospect import`.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::change::rep;
use super::make;
use crate::cli::shown::plain;
use crate::cli::{ConfigFile, Failure, Outcome};
use crate::config::Config;
use crate::config::book::table::{self, Defaults, Order, Origin};
use crate::config::book::{Change, merge, vcard};
use crate::daemon::clock;
use crate::domain::roster::{Prospect, Side};

/// Arguments of `prospect import`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  wentdark prospect import deals.csv               shows what would change
  wentdark prospect import deals.csv --yes         changes it
  wentdark prospect import people.vcf --prospect \"Acme Industrial\" --yes

Columns are recognised by their names. Nothing is taken away: what is known already is added to, and of a known deal title, value, stage
and owner are taken over. With a mistake in any row nothing is written.")]
pub struct ImportArguments {
    /// A .csv or .vcf file
    file: PathBuf,
    #[command(flatten)]
    config: ConfigFile,
    /// The owner of deals whose owner is no rep or isn't told
    #[arg(long, value_name = "ADDRESS")]
    owner: Option<String>,
    /// Since when deals are open that don't say so (default: today)
    #[arg(long, value_name = "DATE")]
    opened: Option<Date>,
    /// What comes first in dates such as 4/5/2026
    #[arg(long, value_enum, value_name = "FIRST")]
    dates: Option<First>,
    /// Whose people the vCards are (default: by organisation and mail domain)
    #[arg(long, value_name = "NAME")]
    prospect: Option<String>,
    /// The file in the prospects folder for new prospects (default: the owner's)
    #[arg(long, value_name = "NAME")]
    into: Option<String>,
    /// Write it, instead of showing what would change
    #[arg(long)]
    yes: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum First {
    /// 20/4/2026
    Day,
    /// 4/20/2026
    Month,
}

/// Reads, shows and, if asked to, writes.
pub fn run(arguments: &ImportArguments) -> Outcome {
    let config = arguments.config.load()?;
    let bytes = std::fs::read(&arguments.file).with_context(|| format!("reading {}", arguments.file.display()))?;
    let owner = arguments.owner.as_deref().map(|text| rep(text, &config)).transpose()?;
    let is_cards = bytes.trim_ascii_start().get(..11).is_some_and(|head| head.eq_ignore_ascii_case(b"BEGIN:VCARD"));
    let into = arguments.into.as_deref();
    if is_cards {
        return make(&config, &of_cards(arguments, &bytes, &config)?, into, arguments.yes);
    }
    let today = clock::now().to_zoned(config.policy.calendar.zone.clone()).date();
    let order = arguments.dates.map(|first| match first {
        First::Day => Order::Day,
        First::Month => Order::Month,
    });
    let defaults = Defaults { owner, opened: arguments.opened.unwrap_or(today), order };
    let read = table::read(&bytes, &config.roster, &defaults);
    for note in &read.notes {
        anstream::eprintln!("note: {}", plain(note));
    }
    if !read.mistakes.is_empty() {
        for mistake in &read.mistakes {
            anstream::eprintln!("{}: {}", arguments.file.display(), plain(mistake));
        }
        let count = read.mistakes.len();
        let count = if count == 1 { "1 mistake".to_owned() } else { format!("{count} mistakes") };
        return Err(Failure::Usage(format!("{count} in the file: nothing was written")));
    }
    let origin = match read.origin {
        Some(Origin::HubSpot) => "a table of HubSpot",
        Some(Origin::Salesforce) => "a table of Salesforce",
        Some(Origin::Pipedrive) => "a table of Pipedrive",
        Some(Origin::Spreadsheet) | None => "a table",
    };
    anstream::println!("{}: {origin}, {} rows", arguments.file.display(), read.prospects.len());
    make(&config, &merge(&config.roster, &read.prospects, true), into, arguments.yes)
}

/// The people of the cards, each where they belong.
fn of_cards(arguments: &ImportArguments, bytes: &[u8], config: &Config) -> Result<Vec<Change>, Failure> {
    let prospects = &config.roster.prospects;
    let named = |name: &str| {
        let name = name.to_lowercase();
        prospects
            .iter()
            .find(|one| one.name.to_lowercase() == name || one.aliases.iter().any(|alias| alias.to_lowercase() == name))
    };
    let given = match &arguments.prospect {
        Some(name) => Some(named(name).ok_or_else(|| {
            Failure::Usage(format!("there is no prospect `{}`: `wentdark prospect list` names them all", plain(name)))
        })?),
        None => None,
    };
    let mut wanted: Vec<Prospect> = Vec::new();
    let cards = vcard::read(bytes).map_err(|line| {
        let what = format!("line {line}: the vCard that begins there has no end: is the file cut off? Nothing was written");
        Failure::Usage(format!("{}: {what}", arguments.file.display()))
    })?;
    let mut left_out = 0;
    for card in &cards {
        let by_address = || {
            card.people.iter().find_map(|contact| match config.roster.side(&contact.address) {
                Side::Prospect(index) => prospects.get(index),
                Side::Team | Side::Supplier | Side::Outside => None,
            })
        };
        let found = given.or_else(by_address).or_else(|| card.organisation.as_deref().and_then(named));
        match found {
            Some(known) => wanted.push(Prospect { people: card.people.clone(), deals: Vec::new(), ..known.clone() }),
            None => {
                left_out += 1;
                let who = card.people.first().map(|contact| contact.address.to_string()).unwrap_or_default();
                anstream::eprintln!("note: {who}: of no prospect, left out (name one with --prospect)");
            }
        }
    }
    anstream::println!("{}: {} vCards with addresses, {left_out} left out", arguments.file.display(), cards.len());
    Ok(merge(&config.roster, &wanted, true))
}
