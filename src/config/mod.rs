//! Files to a checked configuration; every mistake reported at once.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::{Time, Weekday};
use jiff::tz::TimeZone;

use crate::domain::address::Address;
use crate::domain::digest::Language;
use crate::domain::mail::Named;
use crate::domain::policy::Policy;
use crate::domain::roster::{Roster, Team};

pub mod book;
mod digests;
#[cfg(test)]
mod example;
mod freemail;
mod holidays;
mod load;
mod mistake;
mod oauth;
mod overlap;
mod parse;
mod places;
mod prospects;
mod secret;
mod suggest;
mod team;
mod values;
mod walk;

pub use holidays::whole_days;
pub use mistake::{Mistake, Mistakes, Places};
pub use oauth::{OAuthApp, Provider, Purpose};
pub use secret::{SecretError, secret};

/// A checked configuration.
#[derive(Clone, Debug)]
pub struct Config {
    /// The main file.
    pub path: PathBuf,
    /// Its directory. Every path below is already resolved against it.
    pub dir: PathBuf,
    /// Where the prospects files are.
    pub prospects_dir: PathBuf,
    /// Everybody, and the deals.
    pub roster: Roster,
    /// Working time, limits and the foundation asked for.
    pub policy: Policy,
    /// Where the store lies: `[state].dir`, else `$STATE_DIRECTORY`, else `/var/lib/wentdark` for a configuration in `/etc/wentdark`, else
    /// `state` beside the file.
    pub state_dir: PathBuf,
    /// How long facts are kept after a deal was last open.
    pub retention_days: u32,
    /// Signals instead of the built-in ones.
    pub lexicon: Option<PathBuf>,
    /// How many connections to mail servers there may be.
    pub connections: Connections,
    /// Reps' mailboxes, then shared ones.
    pub mailboxes: Vec<Mailbox>,
    /// Reps' calendars.
    pub calendars: Vec<CalendarPlace>,
    /// How digests go out; `None` without `[smtp]`.
    pub delivery: Option<Delivery>,
    /// The sender of digests; there whenever `delivery` is.
    pub from: Option<Named>,
    /// Where a reader's digests are ended: an `https` page that one click does, with `{reader}` for their address, or a `mailto`.
    pub unsubscribe: Option<String>,
    /// The digests asked for, readers' before reps' own.
    pub digests: Vec<DigestOrder>,
    /// Where answers to digests are read; `None` without `[commands]`.
    pub commands: Option<Commands>,
    /// Where figures are served; `None` without `[metrics]`.
    pub metrics: Option<Listen>,
    /// What is accepted and not done yet, and what looks odd. For people, at every start and check.
    pub warnings: Vec<Mistake>,
}

/// How many connections to mail servers there may be at the same time. A quarter of them is left to mailboxes that take turns; the
/// others may wait for news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connections {
    /// To one server.
    pub per_server: usize,
    /// In all.
    pub total: usize,
}

/// A mailbox that is read.
#[derive(Clone, Debug)]
pub struct Mailbox {
    /// The rep's main address, or the shared address.
    pub owner: Address,
    /// Where it is.
    pub place: Place,
}

impl Config {
    /// Every mailbox that is logged in to: reps', shared ones, and the service's own.
    pub fn every_mailbox(&self) -> impl Iterator<Item = &Mailbox> {
        self.mailboxes.iter().chain(self.commands.iter().map(|commands| &commands.mailbox))
    }
}

/// The service's own mailbox, to which digests are answered.
#[derive(Clone, Debug)]
pub struct Commands {
    /// Its owner is the address that answers go to.
    pub mailbox: Mailbox,
    /// Whether what is sent to `address+anything` arrives there too (RFC 5233).
    pub tags: bool,
}

/// A calendar of a rep that is read.
#[derive(Clone, Debug)]
pub struct CalendarPlace {
    /// The rep's main address.
    pub owner: Address,
    /// Where it is.
    pub at: CalendarAt,
    /// Whom to log in as; without one the secret is a bearer token.
    pub user: Option<String>,
    /// How to log in.
    pub login: Option<Login>,
    /// A PEM file of authorities to trust besides the platform's.
    pub extra_ca: Option<PathBuf>,
}

/// Where a calendar is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum CalendarAt {
    CalDav(String),
    Feed(String),
    File(PathBuf),
}

impl std::fmt::Display for CalendarAt {
    /// As people know it. What a feed's address has behind the host is a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::CalDav(url) => f.write_str(url),
            Self::Feed(url) => f.write_str(url.split('/').nth(2).unwrap_or("a feed")),
            Self::File(path) => write!(f, "{}", path.display()),
        }
    }
}

/// Where mail is read from.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Place {
    Imap(ImapPlace),
    Maildir(PathBuf),
    Mbox(PathBuf),
}

/// A mailbox on an IMAP server.
#[derive(Clone, Debug)]
pub struct ImapPlace {
    /// The server's name.
    pub host: String,
    /// 993, or 143 with STARTTLS, unless configured.
    pub port: u16,
    /// How the connection is secured.
    pub tls: Tls,
    /// The login name.
    pub user: String,
    /// How to log in.
    pub login: Login,
    /// How far back mail is read: at the first visit of a folder, and once a day.
    pub horizon_days: u32,
    /// The folder of sent mail, where the server doesn't tell.
    pub sent: Option<String>,
    /// A PEM file of authorities to trust besides the platform's.
    pub extra_ca: Option<PathBuf>,
}

/// How a connection is secured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Tls {
    Implicit,
    StartTls,
}

/// How an account is logged in to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Login {
    /// With the password (or a bearer token) of this name, for [`secret()`].
    Secret(String),
    /// With the access that somebody granted to this app.
    OAuth(Arc<OAuthApp>),
}

/// How digests go out.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Delivery {
    Smtp {
        host: String,
        /// 465, or 587 with STARTTLS, unless configured.
        port: u16,
        tls: Tls,
        /// The login name and how to log in; `None`: not at all.
        login: Option<(String, Login)>,
        extra_ca: Option<PathBuf>,
    },
    /// Each mail becomes an .eml file here.
    Folder(PathBuf),
}

/// A digest that somebody gets.
#[derive(Clone, Debug)]
pub struct DigestOrder {
    /// The reader.
    pub to: Address,
    /// Whose deals it tells of.
    pub covers: Covers,
    /// When, in `zone`.
    pub at: Time,
    /// On which days, Monday first.
    pub days: Vec<Weekday>,
    /// Its time zone.
    pub zone: TimeZone,
    /// What happens when there is nothing to tell.
    pub empty: SendEmpty,
    /// It is a rep's own digest, of their deals alone.
    pub rep: bool,
    /// The language it is written in.
    pub language: Language,
    /// The day whose digest shows the trend of the last weeks too.
    pub weekly: Option<Weekday>,
}

/// Where figures are served.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Listen {
    /// A port that only this machine reaches.
    Port(SocketAddr),
    Socket(PathBuf),
}

/// Whose deals a digest tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Covers {
    All,
    /// Main addresses of reps.
    Reps(Vec<Address>),
}

/// What happens to a digest with nothing to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum SendEmpty {
    Send,
    Skip,
}

/// Reads and checks the configuration at `path` and the prospects files it names.
pub fn load(path: &Path) -> Result<Config, Mistakes> {
    load_with(path, BTreeMap::new())
}

/// The texts of prospects files, by their paths.
pub type Texts = BTreeMap<PathBuf, String>;

/// As [`load`], with the texts of the prospects files that were read.
pub fn load_with_texts(path: &Path) -> Result<(Config, Texts), Mistakes> {
    let walk = walk::Walk::default();
    let config = load::load(path, std::env::var_os("STATE_DIRECTORY"), &walk)?;
    Ok((config, walk.prospects.take()))
}

/// Reads and checks the main file at `path` with these prospects files instead of those on disk.
pub fn load_with_prospects(path: &Path, texts: Texts) -> Result<Config, Mistakes> {
    let walk = walk::Walk { overlay: texts, sealed: true, ..walk::Walk::default() };
    load::load(path, std::env::var_os("STATE_DIRECTORY"), &walk)
}

/// Whose deals stand in each of these prospects files, by reps' main addresses, as far as a file can be read. `texts` are in place of
/// files of their names.
pub fn owners(files: &[PathBuf], texts: Texts, team: &Team) -> BTreeMap<PathBuf, BTreeSet<Address>> {
    prospects::owners(&walk::Walk { overlay: texts, ..walk::Walk::default() }, team, files)
}

/// Reads and checks the configuration as it would be if these files held these texts.
pub fn load_with(path: &Path, texts: BTreeMap<PathBuf, String>) -> Result<Config, Mistakes> {
    let state_directory: Option<OsString> = std::env::var_os("STATE_DIRECTORY");
    load::load(path, state_directory, &walk::Walk { overlay: texts, ..walk::Walk::default() })
}
