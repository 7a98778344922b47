//! A prospect that an answer adds: written as `wentdark prospect add` does, and what is in the way is told in words that fit a mail.

use tracing::warn;

use crate::config::Config;
use crate::config::book::{self, Book, BookError, Change};
use crate::domain::address::{Address, Domain};
use crate::domain::answering::{Asker, Done, NotWritten, Problem, Why};
use crate::domain::roster::{Prospect, Roster, Side};

/// Adds a prospect to the files. Done twice it changes nothing.
///
/// # Errors
/// Why it was not.
pub fn add(config: &Config, asker: &Asker, prospect: &Prospect) -> Result<Done, Why> {
    let changes = book::merge(&config.roster, std::slice::from_ref(prospect), false);
    let name = prospect.name.clone();
    // A prospect that somebody else looks after is not changed by a mail.
    let same = |known: &&Prospect| known.name.to_lowercase() == name.to_lowercase();
    let known = config.roster.prospects.iter().find(same);
    if known.is_some_and(|known| !known.deals.iter().all(|deal| asker.owners.contains(&deal.owner))) {
        return Err(Why::Problem(Problem::NotTheirs { asked: name }));
    }
    if changes.is_empty() {
        return Ok(Done::AddedBefore { name });
    }
    if let Some(taken) = taken(&config.roster, known, prospect) {
        return Err(Why::NotWritten(NotWritten::Taken(taken)));
    }
    let file = book::file_for(prospect.deals.first());
    let written = write(config, &changes, &file).map_err(|error| {
        // The whole of it is for whoever runs the service.
        warn!(reason = %error, "a prospect could not be added by mail");
        Why::NotWritten(match error {
            BookError::File { .. } => NotWritten::Forbidden,
            BookError::Meanwhile(_) => NotWritten::Meanwhile,
            BookError::Form { .. } | BookError::Unknown(_) | BookError::Mistakes(_) => NotWritten::Mistakes,
        })
    })?;
    let is_new = changes.iter().any(|change| matches!(change, Change::Prospect(_)));
    Ok(Done::Added { name, file: written.unwrap_or(if is_new { file } else { String::new() }) })
}

/// The name of the file that was written.
fn write(config: &Config, changes: &[Change], file: &str) -> Result<Option<String>, BookError> {
    let mut book = Book::open(config)?;
    for change in changes {
        book.make(change, file)?;
    }
    let written = book.write()?;
    Ok(written.first().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned()))
}

/// The first domain or address of a prospect that is somebody else's already.
fn taken(roster: &Roster, known: Option<&Prospect>, new: &Prospect) -> Option<String> {
    let other = |prospect: &&Prospect| known.is_none_or(|known| known.name != prospect.name);
    let others = || roster.prospects.iter().filter(other);
    let meets = |one: &Domain, two: &Domain| one.covers(two.as_str()) || two.covers(one.as_str());
    let domain = |domain: &&Domain| {
        let ours = roster.team.domains.iter().any(|team| meets(team, domain));
        ours || others().any(|prospect| {
            let domains = prospect.domains.iter().any(|theirs| meets(theirs, domain));
            domains || prospect.people.iter().any(|contact| domain.covers(contact.address.domain()))
        })
    };
    let address = |address: &&Address| match roster.side(address) {
        Side::Prospect(index) => roster.prospects.get(index).as_ref().is_some_and(other),
        Side::Team | Side::Supplier => true,
        Side::Outside => false,
    };
    let mut people = new.people.iter().map(|contact| &contact.address);
    let domain = new.domains.iter().find(domain).map(ToString::to_string);
    domain.or_else(|| people.find(address).map(ToString::to_string))
}
