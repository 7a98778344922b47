//! Changing the prospects files: what is wanted is compared with what is there, the difference is made in the files with comments
//! and order kept, checked as a whole, and only then written, each file by an atomic rename.

pub mod export;
mod page;
pub mod table;
pub mod vcard;
pub mod without;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use super::{Config, Mistakes, load_with, prospects};
use crate::domain::address::{Address, DealId, Domain};
pub use crate::domain::roster::deal_id;
use crate::domain::roster::{Contact, Deal, Prospect, Roster};
use page::Page;

/// A change to the prospects files. The first text of most is the prospect's name.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Change {
    Prospect(Prospect),
    Rename(String, String),
    Domain(String, Domain),
    NoDomain(String, Domain),
    Alias(String, String),
    NoAlias(String, String),
    Person(String, Contact),
    NoPerson(String, Address),
    Deal(String, Deal),
    Field { prospect: String, deal: DealId, key: &'static str, from: Option<String>, to: Option<String> },
}

/// Why the files were not changed.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// A file can't be read or written.
    #[error("{path}: {cause}", path = .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The system's words.
        cause: std::io::Error,
    },
    /// A file is no TOML, or not as a prospects file is.
    #[error("{path}: {what}", path = .path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// What is in the way.
        what: String,
    },
    /// Somebody else changed a file meanwhile.
    #[error("{} was changed by somebody else just now: nothing was written, try again", .0.display())]
    Meanwhile(PathBuf),
    /// There is no such prospect.
    #[error("there is no prospect `{0}`: `wentdark prospect list` names them all")]
    Unknown(String),
    /// What the files would say has mistakes.
    #[error("{0}")]
    Mistakes(Mistakes),
}

impl Change {
    /// Whom it concerns.
    fn prospect(&self) -> &str {
        match self {
            Self::Prospect(prospect) => &prospect.name,
            Self::Rename(name, _)
            | Self::Domain(name, _)
            | Self::NoDomain(name, _)
            | Self::Alias(name, _)
            | Self::NoAlias(name, _)
            | Self::Person(name, _)
            | Self::NoPerson(name, _)
            | Self::Deal(name, _)
            | Self::Field { prospect: name, .. } => name,
        }
    }
}

impl fmt::Display for Change {
    /// As a line of a preview: `+` comes, `-` goes, `~` changes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let person = |contact: &Contact| match &contact.name {
            Some(name) => format!("{name} <{}>", contact.address),
            None => contact.address.to_string(),
        };
        match self {
            Self::Prospect(prospect) => {
                let domains: Vec<&str> = prospect.domains.iter().map(Domain::as_str).collect();
                write!(f, "+ {}", prospect.name)?;
                if !domains.is_empty() {
                    write!(f, " ({})", domains.join(", "))?;
                }
                for contact in &prospect.people {
                    write!(f, "\n    + {}", person(contact))?;
                }
                for deal in &prospect.deals {
                    write!(f, "\n    + {}", deal_line(deal))?;
                }
                Ok(())
            }
            Self::Rename(name, to) => write!(f, "~ {name}: is called {to}"),
            Self::Domain(name, domain) => write!(f, "~ {name}: + {domain}"),
            Self::NoDomain(name, domain) => write!(f, "~ {name}: - {domain}"),
            Self::Alias(name, alias) => write!(f, "~ {name}: + also {alias}"),
            Self::NoAlias(name, alias) => write!(f, "~ {name}: - also {alias}"),
            Self::Person(name, contact) => write!(f, "~ {name}: + {}", person(contact)),
            Self::NoPerson(name, address) => write!(f, "~ {name}: - {address}"),
            Self::Deal(name, deal) => write!(f, "~ {name}: + {}", deal_line(deal)),
            Self::Field { prospect, deal, key, from, to } => {
                let shown = |value: &Option<String>| value.as_deref().unwrap_or("nothing").to_owned();
                write!(f, "~ {prospect}: deal {deal}: {key} {} -> {}", shown(from), shown(to))
            }
        }
    }
}

/// Everything of a new deal that would be written.
fn deal_line(deal: &Deal) -> String {
    let optional = [("value", &deal.value), ("stage", &deal.stage)];
    let more: String = optional.iter().filter_map(|(key, text)| Some(format!(", {key} {}", text.as_ref()?))).collect();
    format!("deal {}: {}, of {}{more}, opened {}", deal.id, deal.title, deal.owner, deal.opened)
}

/// The changes that make `roster` hold everything that is `wanted`. Nothing is taken away; of a deal that is known by its id, or by
/// its title, value, stage and owner are taken over. A prospect is known by its name, and where `by_domain` says so by a domain too.
pub fn merge(roster: &Roster, wanted: &[Prospect], by_domain: bool) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let mut fresh: Vec<Prospect> = Vec::new();
    for one in wanted {
        let called = |name: &String| name.to_lowercase() == one.name.to_lowercase();
        let same = |known: &&Prospect| called(&known.name) || known.aliases.iter().any(called);
        let shares = |known: &&Prospect| by_domain && known.domains.iter().any(|domain| one.domains.contains(domain));
        let known = roster.prospects.iter().find(same).or_else(|| roster.prospects.iter().find(shares));
        match known {
            Some(known) => into_known(known, one, &mut changes),
            None => match fresh.iter_mut().find(|other| other.name.to_lowercase() == one.name.to_lowercase()) {
                Some(other) => together(other, one),
                None => fresh.push(one.clone()),
            },
        }
    }
    let mut all: Vec<Change> = fresh.into_iter().map(Change::Prospect).collect();
    // One file may name the same thing in several rows.
    for change in changes {
        if !all.contains(&change) {
            all.push(change);
        }
    }
    all
}

/// What a new row adds to a prospect that the rows before it made.
fn together(prospect: &mut Prospect, more: &Prospect) {
    let domains = more.domains.iter().filter(|domain| !prospect.domains.contains(domain)).cloned().collect::<Vec<_>>();
    prospect.domains.extend(domains);
    for contact in &more.people {
        if !prospect.people.iter().any(|known| known.address == contact.address) {
            prospect.people.push(contact.clone());
        }
    }
    for deal in &more.deals {
        if !prospect.deals.iter().any(|known| known.id == deal.id) {
            prospect.deals.push(deal.clone());
        }
    }
}

fn into_known(known: &Prospect, one: &Prospect, changes: &mut Vec<Change>) {
    let name = || known.name.clone();
    let domains = one.domains.iter().filter(|domain| !known.domains.iter().any(|own| own.covers(domain.as_str())));
    changes.extend(domains.map(|domain| Change::Domain(name(), domain.clone())));
    let aliases = one.aliases.iter().filter(|alias| !known.aliases.contains(alias));
    changes.extend(aliases.map(|alias| Change::Alias(name(), alias.clone())));
    let is_known = |contact: &&Contact| known.people.iter().any(|own| own.address == contact.address);
    let people = one.people.iter().filter(|contact| !is_known(contact));
    changes.extend(people.map(|contact| Change::Person(name(), contact.clone())));
    for deal in &one.deals {
        let by_id = known.deals.iter().find(|own| own.id == deal.id);
        let by_title = || known.deals.iter().find(|own| own.title.to_lowercase() == deal.title.to_lowercase());
        let Some(own) = by_id.or_else(by_title) else {
            changes.push(Change::Deal(name(), deal.clone()));
            continue;
        };
        let mut field = |key, from: Option<String>, to: Option<String>| {
            if to.is_some() && from != to {
                changes.push(Change::Field { prospect: name(), deal: own.id.clone(), key, from, to });
            }
        };
        field("title", Some(own.title.clone()), Some(deal.title.clone()));
        field("value", own.value.clone(), deal.value.clone());
        field("owner", Some(own.owner.to_string()), Some(deal.owner.to_string()));
        field("stage", own.stage.clone(), deal.stage.clone());
    }
}

/// The file that a new prospect comes into unless somebody says otherwise: that of its first deal's owner.
pub fn file_for(deal: Option<&Deal>) -> String {
    let local = deal.map_or("prospects", |deal| deal.owner.local());
    let name: String = local.chars().map(|c| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' }).collect();
    format!("{}.toml", name.trim_start_matches('.'))
}

/// The prospects files, opened for changes.
#[derive(Debug)]
pub struct Book {
    dir: PathBuf,
    main: PathBuf,
    pages: Vec<Page>,
}

impl Book {
    /// Opens the files of a configuration.
    ///
    /// # Errors
    /// [`BookError`].
    pub fn open(config: &Config) -> Result<Self, BookError> {
        let dir = config.prospects_dir.clone();
        let files = prospects::files(&dir).map_err(|cause| BookError::File { path: dir.clone(), cause })?;
        let pages = files.iter().map(|path| Page::open(path)).collect::<Result<_, _>>()?;
        Ok(Self { dir, main: config.path.clone(), pages })
    }

    /// The file in which a prospect stands.
    pub fn file_of(&self, prospect: &str) -> Option<&Path> {
        self.pages.iter().find(|page| page.find(prospect).is_some()).map(Page::path)
    }

    /// Makes a change. A new prospect comes into `file`.
    ///
    /// # Errors
    /// [`BookError::Unknown`], [`BookError::Form`].
    pub fn make(&mut self, change: &Change, file: &str) -> Result<(), BookError> {
        if let Change::Prospect(prospect) = change {
            let path = self.dir.join(file);
            let at = match self.pages.iter().position(|page| page.path() == path) {
                Some(at) => at,
                None => {
                    self.pages.push(Page::blank(&path));
                    self.pages.len() - 1
                }
            };
            return self.pages.get_mut(at).map_or(Ok(()), |page| page.append(prospect));
        }
        let name = change.prospect();
        let page = self.pages.iter_mut().find(|page| page.find(name).is_some());
        if let Some(page) = page {
            return page.make(name, change);
        }
        match self.pages.iter().find(|page| page.holds_otherwise(name)) {
            Some(page) => Err(BookError::Form {
                path: page.path().to_owned(),
                what: format!(
                    "`{name}` stands there in a list (prospect = [...]), which isn't changed by command: write it as [[prospect]], or \
                     change it by hand"
                ),
            }),
            None => Err(BookError::Unknown(name.to_owned())),
        }
    }

    /// Checks what the files would say.
    ///
    /// # Errors
    /// [`BookError::Mistakes`].
    pub fn check(&self) -> Result<Config, BookError> {
        let changed = self.pages.iter().filter(|page| page.is_changed());
        let texts: BTreeMap<PathBuf, String> = changed.map(|page| (page.path().to_owned(), page.text())).collect();
        load_with(&self.main, texts).map_err(BookError::Mistakes)
    }

    /// Writes the changed files, and gives them.
    ///
    /// # Errors
    /// [`BookError::Mistakes`] before anything is written, [`BookError::Meanwhile`], [`BookError::File`].
    pub fn write(&self) -> Result<Vec<PathBuf>, BookError> {
        self.check()?;
        let changed: Vec<&Page> = self.pages.iter().filter(|page| page.is_changed()).collect();
        for page in &changed {
            page.unchanged_on_disk()?;
        }
        // All of them are on the disk before the first takes its place.
        let parts = changed.iter().map(|page| page.write_beside()).collect::<Result<Vec<_>, _>>()?;
        for (page, part) in changed.iter().zip(&parts) {
            page.replace_by(part)?;
        }
        Ok(changed.iter().map(|page| page.path().to_owned()).collect())
    }
}
