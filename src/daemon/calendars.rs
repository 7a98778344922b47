//! A pass over a rep's calendars: what is new of meetings that concern deals becomes facts, and what is gone is said so.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Mutex;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use tracing::{debug, error, info, warn};

use super::context::Context;
use super::followed::{Followed, Hashes};
use super::parallel::parallel;
use super::pass::{PassError, lock};
use super::signin;
use super::traces::of_place;
use crate::config::{CalendarAt, CalendarPlace, Config, Login};
use crate::domain::address::Address;
use crate::domain::meeting::{Answer, MeetingFact, Method};
use crate::net::dns::Resolver;
use crate::reading::ics;
use crate::reading::identity::trace;
use crate::sources::SourceError;
use crate::sources::calendar::{self, At, News, Settings};
use crate::store::{CalendarFact, Store};

/// The most events of one calendar that are looked at.
const MAX_EVENTS: usize = 400_000;

/// The calendars whose servers asked to be left alone, by name, and until when.
#[derive(Debug, Default)]
pub struct Rests(HashMap<String, Timestamp>);

/// What passes over calendars share.
pub struct Calendars<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// The roster as reading asks it.
    pub context: &'a Context<'a>,
    /// The facts.
    pub store: &'a Mutex<Store>,
    /// The ids of threads with prospects, and who turned up on their side.
    pub followed: &'a Mutex<Followed>,
    /// Whether to stop.
    pub stop: &'a (dyn Fn() -> bool + Sync),
}

/// Reads a calendar whole and gives how many events it has; nothing is kept. `token` is an access token that is to be tried.
///
/// # Errors
/// [`SourceError`], as the calendar tells.
pub async fn try_reading(
    config: &Config,
    place: &CalendarPlace,
    token: Option<SecretString>,
    now: Timestamp,
) -> Result<usize, SourceError> {
    let news = match token {
        Some(token) => calendar::read(&settings(place, None, Some(token)), None, now).await?,
        None => news(config, place, None, now).await?,
    };
    let pieces = match news {
        News::Unchanged => Vec::new(),
        News::Whole { pieces, .. } | News::Changes { pieces, .. } => pieces,
    };
    let home = &config.policy.calendar.zone;
    Ok(pieces.iter().map(|piece| ics::read(&piece.text, home, MAX_EVENTS).events.len()).sum())
}

/// What is new in a calendar.
async fn news(config: &Config, place: &CalendarPlace, cursor: Option<&str>, now: Timestamp) -> Result<News, SourceError> {
    let user = place.user.clone();
    match (&place.login, &user) {
        (Some(Login::OAuth(app)), Some(user)) => {
            let read = |token| async move { calendar::read(&settings(place, None, Some(token)), cursor, now).await };
            signin::with_token(config, app, user, read).await
        }
        (Some(Login::Secret(name)), _) => {
            let secret = crate::config::secret(name, &config.dir).map_err(|error| SourceError::Human(error.to_string()))?;
            let read = calendar::read(&settings(place, user, Some(secret)), cursor, now).await;
            read.map_err(|error| match error {
                SourceError::Refused(why) => SourceError::Human(format!("{why}: check the calendar's user and secret")),
                other => other,
            })
        }
        (Some(Login::OAuth(_)) | None, _) => calendar::read(&settings(place, user, None), cursor, now).await,
    }
}

/// How to get at a calendar. Without a `user` the secret is a bearer token.
fn settings(place: &CalendarPlace, user: Option<String>, secret: Option<SecretString>) -> Settings {
    Settings {
        at: match &place.at {
            CalendarAt::CalDav(url) => At::CalDav(url.clone()),
            CalendarAt::Feed(url) => At::Feed(url.clone()),
            CalendarAt::File(path) => At::File(path.clone()),
        },
        user,
        secret,
        extra_ca: place.extra_ca.clone(),
        resolver: Resolver::system(),
    }
}

/// One event's identity in a calendar.
type Key = (String, String, Option<Timestamp>);

/// The name by which the store knows a calendar. A feed's address is a secret: its hash stands for it.
pub fn name(place: &CalendarPlace) -> String {
    match &place.at {
        CalendarAt::CalDav(url) => format!("caldav {url} {}", place.user.as_deref().unwrap_or_default()),
        CalendarAt::Feed(url) => format!("feed {:016x}", trace(url)),
        CalendarAt::File(path) => format!("file {}", path.display()),
    }
}

/// Whether the configuration still has a calendar.
pub fn is_read(config: &Config, owner: &str, known: &str) -> bool {
    config.calendars.iter().any(|place| place.owner.as_str() == owner && name(place) == known)
}

impl Calendars<'_> {
    /// Passes over every calendar of a rep that isn't left alone, and notes how each ended. Their troubles are no trouble of the mailbox.
    ///
    /// # Errors
    /// [`PassError::Store`] when the state can't be used.
    pub async fn of_owner(&self, owner: &Address, rests: &mut Rests, now: Timestamp) -> Result<u64, PassError> {
        let mut meetings = 0;
        rests.0.retain(|_, until| *until > now);
        for place in self.config.calendars.iter().filter(|place| place.owner == *owner) {
            if rests.0.contains_key(&name(place)) {
                continue;
            }
            let (id, cursor) = lock(self.store).calendar(owner, &name(place))?;
            match self.one(place, id, cursor, now).await {
                Ok(new) => {
                    meetings += new;
                    lock(self.store).note_calendar(id, now, None)?;
                    info!(mailbox = %owner, meetings = new, "a calendar was read");
                }
                Err(PassError::Source(problem)) => {
                    if let SourceError::Later { wait, .. } = &problem {
                        rests.0.insert(name(place), now.checked_add(*wait).unwrap_or(now));
                    }
                    let human = problem.needs_a_human();
                    let reason = problem.to_string();
                    let known = lock(self.store).calendar_passes()?.remove(&(owner.to_string(), name(place)));
                    let again = known.and_then(|pass| pass.error).is_some_and(|(told, _)| told == reason);
                    lock(self.store).note_calendar(id, now, Some((&reason, human)))?;
                    match human {
                        true if again => info!(mailbox = %owner, reason, "a calendar still can't be read"),
                        true => error!(mailbox = %owner, reason, "a calendar can't be read until somebody mends it"),
                        false => warn!(mailbox = %owner, reason, "a calendar could not be read; it is tried again"),
                    }
                }
                Err(PassError::Stopped) => return Ok(meetings),
                Err(other) => return Err(other),
            }
        }
        Ok(meetings)
    }

    async fn stopped(&self) {
        while !(self.stop)() {
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }

    async fn one(&self, place: &CalendarPlace, id: i64, cursor: Option<String>, now: Timestamp) -> Result<u64, PassError> {
        // What concerns a deal is told by the roster: with another one everything is looked at anew.
        let version = self.version(now)?;
        let held = cursor.as_deref().and_then(|text| text.split_once(' ')).filter(|(of, _)| version.holds(of));
        // What was passed over with an earlier version stays passed over until all is looked at anew.
        let (version, cursor) = held.map_or((version.to_string(), None), |(of, own)| (of.to_owned(), Some(own)));
        // What a server is slow with holds up no end of the service.
        let news = tokio::select! {
            news = news(self.config, place, cursor, now) => news?,
            () = self.stopped() => return Err(PassError::Stopped),
        };
        let (pieces, gone, unshown, untold, whole, cursor) = match news {
            News::Unchanged => return Ok(0),
            News::Whole { pieces, cursor } => (pieces, Vec::new(), BTreeSet::new(), None, true, cursor),
            News::Changes { pieces, mut gone, anew, unshown, untold, cursor } => {
                gone.extend(anew);
                (pieces, gone, unshown, untold, false, cursor)
            }
        };
        let found = self.concerning(&pieces)?;
        let elsewhere = self.known_elsewhere(id)?;
        let mut last: BTreeMap<Key, CalendarFact> = BTreeMap::new();
        for fact in lock(self.store).calendar_facts(id)? {
            last.insert(key(&fact.place, &fact.meeting), fact);
        }
        let mut facts: Vec<CalendarFact> = Vec::new();
        for (key, meeting) in &found {
            facts.extend(changed(&key.0, meeting, last.get(key), now));
        }
        let known: BTreeSet<&str> = last.keys().map(|key| key.0.as_str()).collect();
        let read: BTreeSet<&str> =
            pieces.iter().map(|piece| piece.place.as_str()).filter(|place| known.contains(place)).collect();
        let is_gone = |place: &str| !unshown.contains(place) && gone.iter().any(|gone| is_at(place, gone));
        let went = |place: &str| whole || read.contains(place) || is_gone(place);
        // What was moved to another place, or stands in another calendar of the account too, is still there.
        let stays = last.iter().filter(|(key, fact)| !went(&key.0) && fact.meeting.method.defines()).map(|(key, _)| key);
        let stays: BTreeSet<_> = found.keys().chain(stays).map(|key| (key.1.as_str(), key.2)).collect();
        for (key, fact) in last.iter().filter(|(key, _)| went(&key.0) && !found.contains_key(*key)) {
            let master = found.get(&(key.0.clone(), key.1.clone(), None)).filter(|_| key.2.is_some());
            if stays.contains(&(key.1.as_str(), key.2)) {
                facts.extend(told_elsewhere(fact, now));
            } else if let Some(master) = master {
                facts.extend(as_the_rule_says(fact, master, now));
            } else {
                facts.extend(self.removed(&place.owner, fact, elsewhere.contains(&key.1), now));
            }
        }
        lock(self.store).commit_calendar(id, &facts, &format!("{version} {cursor}"))?;
        let new = facts.len() as u64;
        // What was told counts; that there may be more is said wherever it is said that a calendar can't be read.
        untold.map_or(Ok(new), |why| Err(SourceError::Retry(why).into()))
    }

    /// The events that concern a deal, by their identity; of several with one identity the latest.
    fn concerning(&self, pieces: &[calendar::Piece]) -> Result<BTreeMap<Key, MeetingFact>, PassError> {
        let mailed = lock(self.store).mailed_uids()?;
        let followed: Hashes = lock(self.followed).all().clone();
        let forgotten = lock(self.store).forgotten()?;
        let home = &self.config.policy.calendar.zone;
        let (mut found, mut odd): (BTreeMap<Key, MeetingFact>, usize) = (BTreeMap::new(), 0);
        let mut kinds: BTreeSet<&'static str> = BTreeSet::new();
        let concerns = |meeting: &mut MeetingFact| {
            let stays = without_forgotten(meeting, &forgotten);
            let concerns = mailed.contains(&meeting.uid) || self.context.concerns(meeting, &followed);
            if !concerns && meeting.away {
                // That somebody is away is all that matters of it.
                meeting.title = "away".to_owned();
            }
            stays && (concerns || meeting.away)
        };
        // A server's calendar is many small ones.
        let calendars = parallel(pieces, &|piece| {
            let mut calendar = ics::read(&piece.text, home, MAX_EVENTS);
            calendar.events.retain_mut(concerns);
            calendar.events.shrink_to_fit();
            calendar
        });
        for (piece, calendar) in pieces.iter().zip(calendars) {
            odd += calendar.oddities.count();
            kinds.extend(calendar.oddities.kinds());
            calendar.oddities.words().for_each(|oddity| debug!(oddity, "something odd in a calendar"));
            for meeting in calendar.events {
                let key = key(&piece.place, &meeting);
                if found.get(&key).is_none_or(|other| other.version() <= meeting.version()) {
                    found.insert(key, meeting);
                }
            }
        }
        if odd > 0 {
            let kinds = kinds.into_iter().collect::<Vec<_>>().join("; ");
            warn!(odd, kinds, "a calendar has something odd about it");
        }
        Ok(found)
    }

    /// The UIDs that mail or another calendar speaks of too.
    fn known_elsewhere(&self, id: i64) -> Result<HashSet<String>, PassError> {
        let store = lock(self.store);
        let mut known = store.mailed_uids()?;
        known.extend(store.other_uids(id)?);
        Ok(known)
    }

    /// The version of what tells which events concern a deal.
    fn version(&self, now: Timestamp) -> Result<Version, PassError> {
        let people = lock(self.followed).all().len();
        let meetings = lock(self.store).mailed_uids()?.len();
        let today = self.config.policy.calendar.business_date(now);
        Ok(Version {
            roster: self.context.calendars_version(),
            day: today.to_string(),
            known: trace(&format!("{people} {meetings}")),
        })
    }

    /// What it means that an event is no more: the organizer called it off, an attendee won't come. What is over is over: a feed
    /// shows a few weeks of the past alone. Without an organizer the owner made it, unless the meeting is known `elsewhere`:
    /// published feeds leave the organizer out, and one who deletes his copy of a meeting only stays away.
    fn removed(&self, owner: &Address, fact: &CalendarFact, elsewhere: bool, now: Timestamp) -> Option<CalendarFact> {
        let meeting = &fact.meeting;
        let over = meeting.series.is_none() && meeting.end.or(meeting.start).is_some_and(|end| end <= now);
        if over || meeting.method == Method::Cancel || meeting.method == Method::Reply {
            return None;
        }
        let team = &self.config.roster.team;
        let own = |address: &Address| team.rep(address).is_some_and(|rep| rep.address == *owner);
        // Google: events of a calendar that several share are organised by the calendar.
        let organizer = meeting.organizer.as_ref().filter(|organizer| organizer.domain() != "group.calendar.google.com");
        let stays_away = organizer.map_or(elsewhere, |organizer| !own(organizer));
        let gone = match stays_away {
            true => {
                let declined = vec![(owner.clone(), Answer::Declined)];
                MeetingFact { method: Method::Reply, attendees: declined, ..meeting.clone() }
            }
            false => MeetingFact { method: Method::Cancel, ..meeting.clone() },
        };
        Some(CalendarFact { place: fact.place.clone(), known: now, meeting: gone })
    }
}

/// What tells which events of a calendar concern a deal. The roster does at once; who turned up on a prospect's side meanwhile, and which
/// meetings mail speaks of, at the first reading of a day: a busy team's mail tells of somebody at every pass.
#[derive(Debug, PartialEq, Eq)]
struct Version {
    roster: u64,
    day: String,
    known: u64,
}

impl Version {
    /// Whether what was read with the version `of` need not be read again.
    fn holds(&self, of: &str) -> bool {
        let mut parts = of.split('.');
        let is = |part: Option<&str>, number: u64| part == Some(format!("{number:016x}").as_str());
        is(parts.next(), self.roster) && (is(parts.next(), self.known) || parts.next() == Some(self.day.as_str()))
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}.{:016x}.{}", self.roster, self.known, self.day)
    }
}

/// Takes those out of a past meeting who were forgotten since; whether anything of it is left to keep.
fn without_forgotten(meeting: &mut MeetingFact, forgotten: &HashMap<u64, Timestamp>) -> bool {
    if forgotten.is_empty() {
        return true;
    }
    let (series, at) = (meeting.series.is_some(), meeting.end.or(meeting.start));
    let is_gone = |address: &Address| {
        let before = forgotten.get(&of_place(address.as_str())).or_else(|| forgotten.get(&of_place(address.domain())));
        before.is_some_and(|before| series || at.is_some_and(|at| at < *before))
    };
    meeting.attendees.retain(|(address, _)| !is_gone(address));
    !meeting.organizer.as_ref().is_some_and(is_gone)
}

fn key(place: &str, meeting: &MeetingFact) -> Key {
    (place.to_owned(), meeting.uid.clone(), meeting.recurrence)
}

/// A collection that is gone takes along what lies in it.
fn is_at(place: &str, gone: &str) -> bool {
    place == gone || (gone.ends_with('/') && place.starts_with(gone))
}

/// That a place tells nothing of an event any more, and another one does: a word that says nothing of the meeting.
fn told_elsewhere(fact: &CalendarFact, now: Timestamp) -> Option<CalendarFact> {
    let told = MeetingFact { method: Method::Refresh, ..fact.meeting.clone() };
    fact.meeting.method.defines().then(|| CalendarFact { place: fact.place.clone(), known: now, meeting: told })
}

/// An exception that is no more leaves its instance to the rule, which is said of the instance itself: the exception's word, a
/// cancellation perhaps, would hold for ever else. Nothing where the rule doesn't give it any more.
fn as_the_rule_says(fact: &CalendarFact, master: &MeetingFact, now: Timestamp) -> Option<CalendarFact> {
    let at = fact.meeting.recurrence?;
    if !master.series.as_ref().is_some_and(|series| series.starts(at, at).contains(&at)) {
        return None;
    }
    let length = master.start.zip(master.end).map(|(start, end)| end.duration_since(start));
    let end = length.and_then(|length| at.checked_add(length).ok());
    let sequence = master.sequence.max(fact.meeting.sequence);
    let own = MeetingFact { recurrence: Some(at), start: Some(at), end, sequence, series: None, ..master.clone() };
    changed(&fact.place, &own, Some(fact), now).map(|told| CalendarFact { known: now, ..told })
}

/// Since when an event is known that doesn't say when it was made: nobody knows better than that it was some days before it began.
fn undated(meeting: &MeetingFact, now: Timestamp) -> Timestamp {
    let before = meeting.start.and_then(|start| start.checked_sub(SignedDuration::from_hours(24 * 7)).ok());
    before.map_or(now, |before| before.min(now))
}

/// The fact to write, unless the last one says the same. DTSTAMP is no difference: Google stamps an event anew at each reading.
fn changed(place: &str, meeting: &MeetingFact, last: Option<&CalendarFact>, now: Timestamp) -> Option<CalendarFact> {
    let bare = |meeting: &MeetingFact| MeetingFact { stamp: None, ..meeting.clone() };
    if last.is_some_and(|last| bare(&last.meeting) == bare(meeting)) {
        return None;
    }
    // It happened when the calendar says so. A change that it doesn't date happened by now.
    let said = meeting.modified.or(meeting.created).or(meeting.stamp).filter(|at| *at <= now);
    let known = match last {
        Some(last) => said.filter(|at| *at > last.known).unwrap_or(now),
        None => said.unwrap_or_else(|| undated(meeting, now)),
    };
    Some(CalendarFact { place: place.to_owned(), known, meeting: meeting.clone() })
}
