//! How the service is: what `status` and monitoring ask. It is read from the state, so it can be asked while the service runs and
//! when it doesn't.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::digests::Digests;
use super::{calendars, due, mistaken};
use crate::config::{self, Config, DigestOrder};
use crate::domain::address::Address;
use crate::sources::shown;
use crate::store::{Coverage, Store, StoreError, Topic, Unread};

/// A digest is late when it was due this long ago.
const LATE: SignedDuration = SignedDuration::from_mins(30);

/// Everything there is to say.
#[derive(Clone, Debug, Serialize)]
pub struct Health {
    /// Of the program that tells.
    pub version: &'static str,
    /// The instant it speaks of.
    pub as_of: Timestamp,
    /// Nobody needs to do anything.
    pub fine: bool,
    /// Whether the service, or a `sync`, works on the state just now.
    pub running: bool,
    /// What the database takes on disk, in octets.
    pub database_octets: u64,
    /// How many messages are kept.
    pub messages: u64,
    /// How many messages of the past are to be read again.
    pub waiting: u64,
    /// How many messages are yet to be judged closely.
    pub unjudged: u64,
    /// How many mails from readers' and reps' addresses were left aside within a day: their addresses had been
    /// written to often enough within the hour.
    pub left_aside: u32,
    /// Mistakes in the files, which the service has not taken in: since when, and each with where, what and how to mend it.
    pub mistakes: Option<Mistakes>,
    /// Why the figures that `[metrics]` asks for are not served.
    pub figures: Option<String>,
    /// Each mailbox, in the order of the configuration.
    pub mailboxes: Vec<Read>,
    /// Each calendar, likewise.
    pub calendars: Vec<Read>,
    /// Each reader of digests, likewise.
    pub readers: Vec<Reader>,
}

/// See [`Health::mistakes`].
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Mistakes {
    pub since: Timestamp,
    pub lines: Vec<String>,
}

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// It works.
    Fine,
    /// It failed the last time, but not for long: it is tried again without anybody's help.
    Retrying,
    /// It never worked so far, and nothing is known to be wrong with it.
    New,
    /// It hasn't worked for longer than the freshness limit.
    Late,
    /// It won't work before a human has done something.
    Human,
}

impl Standing {
    /// Whether somebody has to look at it.
    pub fn is_well(self) -> bool {
        match self {
            Self::Fine | Self::Retrying => true,
            Self::Late | Self::Human | Self::New => false,
        }
    }
}

/// How a mailbox or calendar is read.
#[derive(Clone, Debug, Serialize)]
pub struct Read {
    /// Whose it is.
    pub owner: String,
    /// Which calendar; `None` for a mailbox.
    pub calendar: Option<String>,
    /// How it stands.
    pub standing: Standing,
    /// The start of the last pass without error.
    pub last_success: Option<Timestamp>,
    /// How long ago that is, in seconds.
    pub lag_seconds: Option<i64>,
    /// What went wrong the last time.
    pub last_error: Option<String>,
    /// What mends it.
    pub mends: Option<&'static str>,
    /// The folders of a mailbox that could not be read at their last visit.
    pub folders: Vec<FolderRead>,
}

/// How a folder is read.
#[derive(Clone, Debug, Serialize)]
pub struct FolderRead {
    /// Its name, as people see it.
    pub folder: String,
    /// How it stands; fine where it is no gap: it could never be read.
    pub standing: Standing,
    /// The start of the last pass that read all of it.
    pub last_success: Option<Timestamp>,
    /// What went wrong the last time.
    pub last_error: String,
}

/// How a reader's digests go out.
#[derive(Clone, Debug, Serialize)]
pub struct Reader {
    /// The reader.
    pub to: String,
    /// How it stands.
    pub standing: Standing,
    /// When the last one was sent.
    pub last_sent: Option<Timestamp>,
    /// When the next one is due: in the past when it is overdue.
    pub next_due: Option<Timestamp>,
    /// Why the latest one could not be sent.
    pub last_error: Option<String>,
    /// What mends it.
    pub mends: Option<&'static str>,
}

impl Health {
    /// Takes in what is wrong with the files at `now`.
    pub fn found(&mut self, mistakes: &config::Mistakes, now: Timestamp) {
        let lines = mistakes.lines().into_iter().map(|(_, line)| line).collect();
        let since = self.mistakes.as_ref().map_or(now, |noted| noted.since);
        self.mistakes = Some(Mistakes { since, lines });
        self.fine = false;
    }

    /// Takes in that the files are right: what is noted of them was mended while no service ran that would have seen it.
    pub fn right(&mut self) {
        if !self.running {
            self.mistakes = None;
            self.fine = self.is_fine();
        }
    }

    fn is_fine(&self) -> bool {
        let reads = self.mailboxes.iter().chain(&self.calendars).all(|one| one.standing.is_well());
        let sends = self.readers.iter().all(|one| one.standing != Standing::Human && one.standing != Standing::Late);
        reads && sends && self.mistakes.is_none() && self.figures.is_none()
    }
}

/// Looks at everything.
///
/// # Errors
/// [`StoreError`] when the state can't be read; a state in which nothing was ever read is none.
pub fn look(config: &Config, now: Timestamp) -> Result<Health, StoreError> {
    let store = match Store::open(&config.state_dir) {
        Err(StoreError::Empty(_)) => None,
        other => Some(other?),
    };
    let mut health = Health {
        version: env!("CARGO_PKG_VERSION"),
        as_of: now,
        fine: false,
        running: Store::is_worked_on(&config.state_dir),
        database_octets: Store::size(&config.state_dir),
        messages: 0,
        waiting: 0,
        unjudged: 0,
        left_aside: 0,
        mistakes: None,
        figures: None,
        mailboxes: Vec::new(),
        calendars: Vec::new(),
        readers: Vec::new(),
    };
    let (mut known, mut read) = Default::default();
    if let Some(store) = &store {
        (known, read) = (store.coverage()?, store.calendar_passes()?);
        health.messages = store.kept()?;
        let waiting = store.waiting()?;
        (health.waiting, health.unjudged) = (waiting.past, waiting.closer);
        let day = now.checked_sub(SignedDuration::from_hours(24)).unwrap_or(Timestamp::MIN);
        health.left_aside = store.left_aside(day)?.iter().map(|(_, count, _)| count).sum();
        let lines = |text: String| mistaken::from_text(&text).into_iter().map(|row| row.said).collect();
        if config.metrics.is_some() && health.running {
            health.figures = store.noted(Topic::Figures)?.map(|(_, why)| why);
        }
        health.mistakes = store.noted(Topic::Mistakes)?.map(|(since, text)| Mistakes { since, lines: lines(text) });
    }
    for mailbox in config.every_mailbox() {
        let coverage = known.get(&mailbox.owner).cloned().unwrap_or_default();
        health.mailboxes.push(of_mailbox(config, &mailbox.owner, coverage, now));
    }
    for place in &config.calendars {
        let pass = read.get(&(place.owner.to_string(), calendars::name(place)));
        let (until, error) = pass.map_or((None, None), |pass| (pass.until, pass.error.clone()));
        health.calendars.push(one(config, &place.owner, Some(place.at.to_string()), until, error, now));
    }
    for order in Digests::orders_of(config) {
        health.readers.push(reader(store.as_ref(), order, now)?);
    }
    health.fine = health.is_fine();
    Ok(health)
}

/// A mailbox stands as its worst folder does.
fn of_mailbox(config: &Config, owner: &Address, coverage: Coverage, now: Timestamp) -> Read {
    let ends_with = coverage.ends_with().map(|folder| {
        let error = format!("folder {}: {}", shown(&folder.name), folder.error);
        (folder.until, (error, folder.human))
    });
    let mut read = one(config, owner, None, coverage.others_until, coverage.error, now);
    if let Some((until, error)) = ends_with {
        let folder = one(config, owner, None, until, Some(error), now);
        if folder.standing >= read.standing {
            read = folder;
        }
        (read.last_success, read.lag_seconds) = (until, until.map(|until| now.duration_since(until).as_secs()));
    }
    let of = |folder: Unread| FolderRead {
        folder: shown(&folder.name),
        standing: match folder.closed {
            true => Standing::Fine,
            false => standing(config, folder.until, Some(folder.human), now),
        },
        last_success: folder.until,
        last_error: folder.error,
    };
    read.folders = coverage.folders.into_iter().map(of).collect();
    read
}

/// How something stands that was read until then; `failed` tells of its last error whether a human must act.
fn standing(config: &Config, until: Option<Timestamp>, failed: Option<bool>, now: Timestamp) -> Standing {
    let late = until.is_none_or(|until| now.duration_since(until) > config.policy.freshness);
    match failed {
        Some(true) => Standing::Human,
        Some(false) if late => Standing::Late,
        Some(false) => Standing::Retrying,
        None if until.is_none() => Standing::New,
        None if late => Standing::Late,
        None => Standing::Fine,
    }
}

fn one(
    config: &Config,
    owner: &Address,
    calendar: Option<String>,
    until: Option<Timestamp>,
    error: Option<(String, bool)>,
    now: Timestamp,
) -> Read {
    let standing = standing(config, until, error.as_ref().map(|(_, human)| *human), now);
    let mends = match (standing, &error) {
        (Standing::Fine, _) => None,
        (Standing::Retrying, _) => Some("nothing to do: it is tried again, at the latest after 15 minutes"),
        (Standing::Human, _) => Some("mend what the error says; `wentdark doctor` tries it at once"),
        (Standing::Late, Some(_)) => Some("see whether the server answers at all: `wentdark doctor` tries it at once"),
        (Standing::Late, None) => Some("no pass ended lately: is the service running? `systemctl status wentdark`"),
        (Standing::New, _) => Some("it was never read so far: start the service, or run `wentdark sync`"),
    };
    Read {
        owner: owner.to_string(),
        calendar,
        standing,
        last_success: until,
        lag_seconds: until.map(|until| now.duration_since(until).as_secs()),
        last_error: error.map(|(text, _)| text),
        mends,
        folders: Vec::new(),
    }
}

fn reader(store: Option<&Store>, order: &DigestOrder, now: Timestamp) -> Result<Reader, StoreError> {
    let today = now.to_zoned(order.zone.clone()).date();
    let state = store.map(|store| store.reader_state(&order.to, today)).transpose()?.unwrap_or_default();
    let sent = state.sent.as_ref().map(|(day, _)| *day);
    // One whose hour has come and that wasn't sent; who never had any begins with the first whose hour comes.
    let waiting = due::latest(order, now).filter(|slot| sent.map_or(!slot.caught_up, |day| day < slot.day));
    let next_due = waiting.map(|slot| slot.due).or_else(|| due::next(order, now, sent));
    let late = next_due.is_some_and(|due| now.duration_since(due) > LATE);
    let standing = match (&state.problem, late, &state.sent) {
        (Some((_, true)), ..) | (Some(_), true, _) => Standing::Human,
        (Some(_), false, _) => Standing::Retrying,
        (None, true, _) => Standing::Late,
        (None, false, None) => Standing::New,
        (None, false, Some(_)) => Standing::Fine,
    };
    let mends = match standing {
        Standing::Fine | Standing::New => None,
        Standing::Retrying => Some("nothing to do: it is tried again every few minutes until the next one is due"),
        Standing::Human => Some("mend what the error says; `wentdark doctor` tries the way out"),
        Standing::Late => Some("it is overdue: is the service running? `systemctl status wentdark`"),
    };
    Ok(Reader {
        to: order.to.to_string(),
        standing,
        last_sent: state.sent.map(|(_, at)| at),
        next_due,
        last_error: state.problem.map(|(text, _)| text),
        mends,
    })
}
