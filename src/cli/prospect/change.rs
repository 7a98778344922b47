//! `wentdark prospect add` and `edit`.

use clap::Args;
use jiff::civil::Date;

use super::make;
use crate::cli::shown::plain;
use crate::cli::{ConfigFile, Failure, Outcome};
use crate::config::Config;
use crate::config::book::{Change, deal_id, merge};
use crate::daemon::clock;
use crate::domain::address::{Address, DealId, Domain};
use crate::domain::roster::{Contact, Deal, Prospect};

/// Arguments of `prospect add`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  wentdark prospect add \"Acme Industrial\" --domain acme.example --person \"Pat Lee <pat@acme.example>\" \\
      --deal \"Line 4 retrofit\" --owner dana@northfield.example --value \"84000 USD\"
  wentdark prospect add \"Acme Industrial\" --deal \"Line 5\" --owner dana@northfield.example")]
pub struct AddArguments {
    /// The prospect's name
    name: String,
    #[command(flatten)]
    config: ConfigFile,
    /// A mail domain of theirs; any number of times
    #[arg(long, value_name = "DOMAIN")]
    domain: Vec<String>,
    /// Another name for them; any number of times
    #[arg(long, value_name = "NAME")]
    alias: Vec<String>,
    /// A person: an address, or "Name <address>"; any number of times
    #[arg(long, value_name = "PERSON")]
    person: Vec<String>,
    /// The title of a deal
    #[arg(long, value_name = "TITLE", requires = "owner")]
    deal: Option<String>,
    /// The deal's id (default: made from prospect and title)
    #[arg(long, value_name = "ID", requires = "deal")]
    id: Option<String>,
    /// The deal's owner: a rep's address
    #[arg(long, value_name = "ADDRESS", requires = "deal")]
    owner: Option<String>,
    /// What the deal is worth, in your words
    #[arg(long, value_name = "TEXT", requires = "deal")]
    value: Option<String>,
    /// Its stage
    #[arg(long, value_name = "TEXT", requires = "deal")]
    stage: Option<String>,
    /// Since when it is open (default: today)
    #[arg(long, value_name = "DATE", requires = "deal")]
    opened: Option<Date>,
    /// The file for a new prospect (default: the owner's, such as dana.toml)
    #[arg(long, value_name = "NAME")]
    file: Option<String>,
    /// Only show what would change
    #[arg(long)]
    dry_run: bool,
}

/// Adds.
pub fn add(arguments: &AddArguments) -> Outcome {
    let config = arguments.config.load()?;
    let deals = match &arguments.deal {
        Some(title) => vec![deal(arguments, title, &config)?],
        None => Vec::new(),
    };
    let prospect = Prospect {
        name: arguments.name.trim().to_owned(),
        domains: arguments.domain.iter().map(|text| domain(text)).collect::<Result<_, _>>()?,
        aliases: arguments.alias.clone(),
        people: arguments.person.iter().map(|text| person(text)).collect::<Result<_, _>>()?,
        deals,
    };
    make(&config, &merge(&config.roster, &[prospect], false), arguments.file.as_deref(), !arguments.dry_run)
}

fn deal(arguments: &AddArguments, title: &str, config: &Config) -> Result<Deal, Failure> {
    let id = match &arguments.id {
        Some(id) => DealId::parse(id),
        None => deal_id(&arguments.name, title),
    };
    let today = clock::now().to_zoned(config.policy.calendar.zone.clone()).date();
    Ok(Deal {
        id: id.ok_or_else(|| Failure::Usage("--id: 1 to 100 characters, such as acme-line4".to_owned()))?,
        title: title.to_owned(),
        value: arguments.value.clone(),
        opened: arguments.opened.unwrap_or(today),
        owner: rep(arguments.owner.as_deref().unwrap_or_default(), config)?,
        aliases: Vec::new(),
        stage: arguments.stage.clone(),
        stage_since: None,
    })
}

/// Arguments of `prospect edit`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  wentdark prospect edit \"Acme Industrial\" --deal acme-line4 --stage verbal
  wentdark prospect edit \"Acme Industrial\" --add-person \"Kim Orr <kim@acme.example>\" --remove-domain acme.test")]
pub struct EditArguments {
    /// The prospect's name
    name: String,
    #[command(flatten)]
    config: ConfigFile,
    /// Call it something else
    #[arg(long, value_name = "NAME")]
    rename: Option<String>,
    /// A further mail domain
    #[arg(long, value_name = "DOMAIN")]
    add_domain: Vec<String>,
    /// A mail domain that is none of theirs any more
    #[arg(long, value_name = "DOMAIN")]
    remove_domain: Vec<String>,
    /// A further name
    #[arg(long, value_name = "NAME")]
    add_alias: Vec<String>,
    /// A name to leave out
    #[arg(long, value_name = "NAME")]
    remove_alias: Vec<String>,
    /// A further person
    #[arg(long, value_name = "PERSON")]
    add_person: Vec<String>,
    /// The address of a person to leave out
    #[arg(long, value_name = "ADDRESS")]
    remove_person: Vec<String>,
    /// The id of the deal to change
    #[arg(long, value_name = "ID")]
    deal: Option<String>,
    /// The deal's title
    #[arg(long, value_name = "TEXT", requires = "deal")]
    title: Option<String>,
    /// What the deal is worth; "" for nothing
    #[arg(long, value_name = "TEXT", requires = "deal")]
    value: Option<String>,
    /// Its stage; "" for none
    #[arg(long, value_name = "TEXT", requires = "deal")]
    stage: Option<String>,
    /// Its owner
    #[arg(long, value_name = "ADDRESS", requires = "deal")]
    owner: Option<String>,
    /// Since when it is open
    #[arg(long, value_name = "DATE", requires = "deal")]
    opened: Option<Date>,
    /// Only show what would change
    #[arg(long)]
    dry_run: bool,
}

/// Changes.
pub fn edit(arguments: &EditArguments) -> Outcome {
    let config = arguments.config.load()?;
    let wanted = arguments.name.trim().to_lowercase();
    let known = config.roster.prospects.iter().find(|prospect| prospect.name.to_lowercase() == wanted);
    let Some(known) = known else {
        let what = format!("there is no prospect `{}`: `wentdark prospect list` names them all", plain(&arguments.name));
        return Err(Failure::Usage(what));
    };
    let name = || known.name.clone();
    let mut changes = Vec::new();
    for text in &arguments.add_domain {
        changes.push(Change::Domain(name(), domain(text)?));
    }
    for text in &arguments.remove_domain {
        let domain = domain(text)?;
        here(known.domains.contains(&domain), text)?;
        changes.push(Change::NoDomain(name(), domain));
    }
    changes.extend(arguments.add_alias.iter().map(|alias| Change::Alias(name(), alias.clone())));
    for alias in &arguments.remove_alias {
        here(known.aliases.contains(alias), alias)?;
        changes.push(Change::NoAlias(name(), alias.clone()));
    }
    for text in &arguments.add_person {
        changes.push(Change::Person(name(), person(text)?));
    }
    for text in &arguments.remove_person {
        let address = Address::parse(text).ok_or_else(|| Failure::Usage(format!("`{}` is no address", plain(text))))?;
        here(known.people.iter().any(|contact| contact.address == address), text)?;
        changes.push(Change::NoPerson(name(), address));
    }
    if let Some(id) = &arguments.deal {
        changes.extend(fields(arguments, id, known, &config)?);
    }
    // Last: until then the old name is the one to find it by.
    changes.extend(arguments.rename.iter().map(|to| Change::Rename(name(), to.trim().to_owned())));
    if changes.is_empty() {
        return Err(Failure::Usage("nothing to change was named: see --help".to_owned()));
    }
    make(&config, &changes, None, !arguments.dry_run)
}

fn fields(arguments: &EditArguments, id: &str, known: &Prospect, config: &Config) -> Result<Vec<Change>, Failure> {
    let Some(deal) = known.deals.iter().find(|deal| deal.id.as_str() == id) else {
        let ids: Vec<&str> = known.deals.iter().map(|deal| deal.id.as_str()).collect();
        return Err(Failure::Usage(format!("{} has no deal `{}`; it has {}", known.name, plain(id), ids.join(", "))));
    };
    let filled = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let owner = arguments.owner.as_deref().map(|text| rep(text, config)).transpose()?;
    let wanted = [
        ("title", Some(deal.title.clone()), arguments.title.as_ref().map(filled)),
        ("value", deal.value.clone(), arguments.value.as_ref().map(filled)),
        ("opened", Some(deal.opened.to_string()), arguments.opened.map(|date| Some(date.to_string()))),
        ("owner", Some(deal.owner.to_string()), owner.map(|owner| Some(owner.to_string()))),
        ("stage", deal.stage.clone(), arguments.stage.as_ref().map(filled)),
    ];
    let changed = wanted.into_iter().filter_map(|(key, from, to)| Some((key, from, to?))).filter(|(_, from, to)| from != to);
    let field = |(key, from, to)| Change::Field { prospect: known.name.clone(), deal: deal.id.clone(), key, from, to };
    Ok(changed.map(field).collect())
}

fn here(is: bool, what: &str) -> Result<(), Failure> {
    if is { Ok(()) } else { Err(Failure::Usage(format!("`{}` isn't there to be removed; nothing was written", plain(what)))) }
}

fn domain(text: &str) -> Result<Domain, Failure> {
    Domain::parse(text).ok_or_else(|| Failure::Usage(format!("`{}` is no domain, such as acme.example", plain(text))))
}

/// An address, or `Name <address>`.
fn person(text: &str) -> Result<Contact, Failure> {
    let (name, address) = match text.split_once('<') {
        Some((name, rest)) => (Some(name.trim().trim_matches('"').to_owned()), rest.trim_end().trim_end_matches('>')),
        None => (None, text),
    };
    let address = Address::parse(address);
    let wrong = || Failure::Usage(format!("`{}`: write \"Pat Lee <pat@acme.example>\"", plain(text)));
    Ok(Contact {
        address: address.ok_or_else(wrong)?,
        name: name.filter(|name| !name.is_empty()),
        role: None,
        decision_maker: false,
    })
}

/// A rep, by an address.
pub(super) fn rep(text: &str, config: &Config) -> Result<Address, Failure> {
    let team = &config.roster.team;
    let rep = Address::parse(text).and_then(|address| team.rep(&address));
    let reps: Vec<&str> = team.reps.iter().take(20).map(|rep| rep.address.as_str()).collect();
    let wrong = || Failure::Usage(format!("`{}` is no rep; the reps are {}", plain(text), reps.join(", ")));
    rep.map(|rep| rep.address.clone()).ok_or_else(wrong)
}
