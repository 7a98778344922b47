//! What `doctor` looks at: the machine (clock, time zones, disk, permissions), the network (names), and every login.

use std::collections::BTreeSet;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use futures::StreamExt;
use jiff::{SignedDuration, Timestamp};
use tokio::time::timeout;

use super::counted;
use super::digests::DigestError;
use super::source::Source;
use super::{calendars, outgoing, signin};
use crate::config::{CalendarAt, CalendarPlace, Config, Delivery, Mailbox, Place, Tls};
use crate::delivery::send::SendError;
use crate::domain::mail::FolderRole;
use crate::net::expiry::{self, Begin};
use crate::sources::SourceError;
use crate::store::{Store, StoreError};

/// How a look ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// As it should be.
    Good,
    /// It works, and may not for long.
    Doubtful,
    /// It doesn't work.
    Bad,
}

/// One thing that was looked at.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What was looked at.
    pub what: String,
    /// How it is.
    pub grade: Grade,
    /// What was found.
    pub said: String,
    /// What to do about it; empty when there is nothing.
    pub todo: String,
}

/// No clock that is right shows a time before this.
const RELEASED: Timestamp = Timestamp::constant(1_767_225_600, 0);
/// So much room a database needs to breathe, and so little is none.
const SCARCE: u64 = 1 << 30;
const NONE_LEFT: u64 = 100 << 20;
/// A certificate that runs out within this time should have been renewed: those who do it by themselves do it weeks before.
const SOON: SignedDuration = SignedDuration::from_hours(14 * 24);
/// How long one login may take, and how many are tried at the same time.
const PATIENCE: Duration = Duration::from_secs(60);
const AT_ONCE: usize = 8;

impl Finding {
    fn new(what: impl Into<String>, grade: Grade, said: impl Into<String>, todo: impl Into<String>) -> Self {
        Self { what: what.into(), grade, said: said.into(), todo: todo.into() }
    }

    fn good(what: impl Into<String>, said: impl Into<String>) -> Self {
        Self::new(what, Grade::Good, said, "")
    }
}

/// Looks at the machine. Nothing is connected.
pub fn machine(config: &Config, now: Timestamp) -> Vec<Finding> {
    let mut found = vec![clock(config, now)];
    found.extend(zones(config, Path::new("/usr/share/zoneinfo")));
    found.push(disk(&config.state_dir));
    found.extend(state(config));
    found.extend(secrets(config));
    found
}

fn clock(config: &Config, now: Timestamp) -> Finding {
    let coverage = Store::open(&config.state_dir).and_then(|store| store.coverage()).unwrap_or_default();
    let last = coverage.values().filter_map(|one| one.until).max();
    let ahead = last.filter(|last| last.duration_since(now) > SignedDuration::from_mins(5));
    let mend = "set it right and keep it so: `timedatectl set-ntp true` (systemd-timesyncd), or chrony";
    if now < RELEASED {
        return Finding::new(
            "clock",
            Grade::Bad,
            format!("it shows {now}, which is long past: certificates will be refused"),
            mend,
        );
    }
    if let Some(last) = ahead {
        return Finding::new("clock", Grade::Bad, format!("it shows {now}, and the last pass was at {last}: it went back"), mend);
    }
    let kept = [
        "/run/systemd/timesync/synchronized",
        "/run/chrony/chronyd.pid",
        "/run/chronyd.pid",
        "/run/ntpd.pid",
        "/run/ntpsec/ntpd.pid",
    ];
    match kept.iter().find(|path| Path::new(path).exists()) {
        Some(_) => Finding::good("clock", format!("{now}, kept in step")),
        // In a container or a guest, somebody else may keep it.
        None => Finding::new("clock", Grade::Doubtful, format!("{now}; nothing here is seen to keep it in step"), mend),
    }
}

/// The time zones in use, and where their rules come from.
fn zones(config: &Config, database: &Path) -> Vec<Finding> {
    let zones = std::iter::once(&config.policy.calendar.zone).chain(config.digests.iter().map(|order| &order.zone));
    let names: BTreeSet<&str> = zones.filter_map(|zone| zone.iana_name()).collect();
    let of = |name: &str| match database.join(name).is_file() {
        true => Finding::good(format!("time zone {name}"), "by the system's rules"),
        false => {
            let said = format!("by the rules of this program's own version: {} has none", database.display());
            Finding::new(
                format!("time zone {name}"),
                Grade::Doubtful,
                said,
                "apt install tzdata, so that new rules come with updates",
            )
        }
    };
    names.into_iter().filter(|name| *name != "UTC").map(of).collect()
}

fn disk(dir: &Path) -> Finding {
    // Before the first pass there is no folder yet: what it will lie in counts.
    let Some(there) = dir.ancestors().find(|path| path.exists()) else {
        return Finding::new("disk", Grade::Bad, format!("{} can't be reached", dir.display()), "set [state] dir");
    };
    match rustix::fs::statvfs(there) {
        Err(error) => Finding::new("disk", Grade::Bad, format!("{}: {error}", there.display()), "look at the disk"),
        Ok(room) => {
            let free = room.f_bavail.saturating_mul(room.f_frsize);
            let said = format!("{} MiB free at {}", free >> 20, there.display());
            match free {
                0..NONE_LEFT => Finding::new("disk", Grade::Bad, said, "free some space: passes stop until there is some"),
                NONE_LEFT..SCARCE => Finding::new("disk", Grade::Doubtful, said, "free some space before it gets scarce"),
                _ => Finding::good("disk", said),
            }
        }
    }
}

fn state(config: &Config) -> Vec<Finding> {
    let dir = &config.state_dir;
    let Ok(meta) = std::fs::metadata(dir) else {
        return vec![Finding::good("state", format!("{} is made at the first start", dir.display()))];
    };
    let mut found = Vec::new();
    let mode = meta.permissions().mode() & 0o777;
    let (open, writable) = (mode & 0o077 != 0, rustix::fs::access(dir, rustix::fs::Access::WRITE_OK).is_ok());
    let name = dir.display();
    if open {
        let said = format!("{name} can be entered by others (mode {mode:03o}): phrases of people's mail are in there");
        found.push(Finding::new("state", Grade::Doubtful, said, format!("chmod 700 {name}")));
    }
    if !writable {
        found.push(Finding::new(
            "state",
            Grade::Bad,
            format!("{name} can't be written"),
            "run this as the user of the service, or as root",
        ));
    }
    let strangers: Vec<PathBuf> =
        Store::files(dir).into_iter().filter(|file| std::fs::metadata(file).is_ok_and(|own| own.uid() != meta.uid())).collect();
    for file in &strangers {
        let said = format!("{} belongs to somebody else than its folder: the service can't write it", file.display());
        found.push(Finding::new("state", Grade::Bad, said, format!("chown --reference={name} {}", file.display())));
    }
    match Store::open(dir).and_then(|store| store.check()) {
        Ok(()) if found.is_empty() => found.push(Finding::good("state", format!("{name}, the database is sound"))),
        Ok(()) | Err(StoreError::Empty(_)) => {}
        Err(error) => found.push(Finding::new("state", Grade::Bad, error.to_string(), "")),
    }
    found
}

/// The folder of secrets, where there is one.
fn secrets(config: &Config) -> Vec<Finding> {
    let dir = config.dir.join("secrets");
    let Ok(meta) = std::fs::metadata(&dir) else { return Vec::new() };
    let mode = meta.permissions().mode() & 0o777;
    if mode & 0o077 == 0 {
        return vec![Finding::good("secrets", format!("{}, closed to others", dir.display()))];
    }
    let said = format!("{} can be entered by others (mode {mode:03o})", dir.display());
    vec![Finding::new("secrets", Grade::Doubtful, said, format!("chmod 700 {}", dir.display()))]
}

/// Looks up every server's name.
pub async fn names(config: &Config) -> Vec<Finding> {
    let looked_up = hosts(config).into_iter().map(|(host, port)| async move {
        let what = format!("name {host}");
        match timeout(PATIENCE, tokio::net::lookup_host((host.as_str(), port))).await {
            Ok(Ok(all)) => match all.map(|at| at.ip()).collect::<BTreeSet<_>>() {
                all if all.is_empty() => Finding::new(what, Grade::Bad, "it has no address", "is it spelled right?"),
                all => Finding::good(what, all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
            },
            Ok(Err(error)) => {
                let todo = "is it spelled right? Else look at /etc/resolv.conf, and whether the machine has a network";
                Finding::new(what, Grade::Bad, error.to_string(), todo)
            }
            Err(_) => Finding::new(what, Grade::Bad, "no name server answers", "look at /etc/resolv.conf and the firewall"),
        }
    });
    futures::stream::iter(looked_up).buffered(AT_ONCE).collect().await
}

fn hosts(config: &Config) -> BTreeSet<(String, u16)> {
    let mut all = BTreeSet::new();
    for mailbox in config.every_mailbox() {
        if let Place::Imap(imap) = &mailbox.place {
            all.insert((imap.host.clone(), imap.port));
        }
    }
    if let Some(Delivery::Smtp { host, port, .. }) = &config.delivery {
        all.insert((host.clone(), *port));
    }
    let calendars = config.calendars.iter().filter_map(|place| match &place.at {
        CalendarAt::CalDav(url) | CalendarAt::Feed(url) => Some(url.as_str()),
        CalendarAt::File(_) => None,
    });
    // Where tokens come from is asked too.
    let grantees = signin::grantees(config);
    for url in calendars.chain(grantees.iter().map(|one| one.app.token.as_str())) {
        let host = url.split('/').nth(2).unwrap_or_default();
        let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
        let host = host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok()).map_or(host, |(host, _)| host);
        all.insert((host.trim_matches(['[', ']']).to_owned(), 443));
    }
    all
}

/// Looks which certificates run out soon, of every server that is talked to by TLS. What else is wrong with one, the login tells.
pub async fn certificates(config: &Config, now: Timestamp) -> Vec<Finding> {
    let ahead = now.checked_add(SOON).unwrap_or(now);
    let looked_at = servers(config).into_iter().map(|(host, port, begin, extra_ca)| async move {
        let tried = timeout(PATIENCE, expiry::runs_out((&host, port), begin, extra_ca.as_deref(), ahead)).await.ok()?.ok()?;
        let what = format!("certificate {host}:{port}");
        Some(match tried {
            None => Finding::good(what, "holds for two weeks at least"),
            Some(until) if until > now => {
                let said = format!("runs out on {}", until.to_zoned(config.policy.calendar.zone.clone()).date());
                Finding::new(
                    what,
                    Grade::Doubtful,
                    said,
                    "renew it there, or see why it doesn't renew itself: then nothing is read or sent",
                )
            }
            Some(until) => Finding::new(what, Grade::Bad, format!("ran out at {until}"), "renew it there"),
        })
    });
    futures::stream::iter(looked_at).buffered(AT_ONCE).filter_map(std::future::ready).collect().await
}

/// Every server that is talked to by TLS: name, port, what comes before TLS, and whom to trust besides.
fn servers(config: &Config) -> BTreeSet<(String, u16, Begin, Option<PathBuf>)> {
    let mut all = BTreeSet::new();
    for mailbox in config.every_mailbox() {
        if let Place::Imap(imap) = &mailbox.place {
            let begin = if imap.tls == Tls::Implicit { Begin::AtOnce } else { Begin::Imap };
            all.insert((imap.host.clone(), imap.port, begin, imap.extra_ca.clone()));
        }
    }
    if let Some(Delivery::Smtp { host, port, tls, extra_ca, .. }) = &config.delivery {
        let begin = if *tls == Tls::Implicit { Begin::AtOnce } else { Begin::Smtp };
        all.insert((host.clone(), *port, begin, extra_ca.clone()));
    }
    let calendars = config.calendars.iter().filter_map(|place| match &place.at {
        CalendarAt::CalDav(url) | CalendarAt::Feed(url) => Some((url.as_str(), place.extra_ca.clone())),
        CalendarAt::File(_) => None,
    });
    let grantees = signin::grantees(config);
    for (url, extra_ca) in calendars.chain(grantees.iter().map(|one| (one.app.token.as_str(), None))) {
        let url = url::Url::parse(url).ok().filter(|url| url.scheme() == "https");
        if let Some((Some(host), Some(port))) = url.as_ref().map(|url| (url.host_str(), url.port_or_known_default())) {
            all.insert((host.trim_matches(['[', ']']).to_owned(), port, Begin::AtOnce, extra_ca));
        }
    }
    all
}

/// Logs in everywhere: mailboxes, calendars, the way out.
pub async fn logins(config: &Config, now: Timestamp) -> Vec<Finding> {
    let mailboxes = futures::stream::iter(config.every_mailbox().map(|one| mailbox(config, one))).buffered(AT_ONCE);
    let mut found: Vec<Finding> = mailboxes.collect().await;
    let calendars = futures::stream::iter(config.calendars.iter().map(|one| calendar(config, one, now))).buffered(AT_ONCE);
    found.extend(calendars.collect::<Vec<_>>().await);
    found.extend(way_out(config).await);
    found
}

async fn mailbox(config: &Config, mailbox: &Mailbox) -> Finding {
    let what = format!("mailbox {}", mailbox.owner);
    let is_own = config.commands.as_ref().is_some_and(|commands| commands.mailbox.owner == mailbox.owner);
    let is_archive = matches!(mailbox.place, Place::Mbox(_));
    let tried = timeout(PATIENCE, async {
        let mut source = Source::open(config, mailbox).await?;
        let folders = source.folders().await;
        let garbled = source.garbled();
        source.close().await;
        folders.map(|folders| (folders, garbled))
    });
    match tried.await {
        Ok(Ok((folders, garbled))) if garbled > 0 => {
            let folders = counted(folders.len(), ["folder", "folders"]);
            let said = format!("can be read, {folders}, but for {garbled} listed in words that make no sense");
            Finding::new(what, Grade::Doubtful, said, "rename them in a mail program (the log shows how the server lists them)")
        }
        // What the service's own mailbox sends is read nowhere, and an archive holds in one file what both sides wrote.
        Ok(Ok((folders, _))) if is_own || is_archive || folders.iter().any(|folder| folder.role == FolderRole::Sent) => {
            Finding::good(what, format!("can be read, {}", counted(folders.len(), ["folder", "folders"])))
        }
        Ok(Ok((folders, _))) => {
            let said = format!("can be read, {}, none of them for sent mail", counted(folders.len(), ["folder", "folders"]));
            Finding::new(
                what,
                Grade::Doubtful,
                said,
                "name it: sent = \"...\" in the mailbox; without it our own mail is not seen",
            )
        }
        Ok(Err(error)) => failed(what, &error),
        Err(_) => Finding::new(what, Grade::Bad, "the server takes longer than a minute", NETWORK),
    }
}

const NETWORK: &str = "is host and port right, is the server up, does a firewall let you through?";

fn failed(what: String, error: &SourceError) -> Finding {
    match error {
        SourceError::Human(said) | SourceError::Forbidden(said) | SourceError::Refused(said) => {
            Finding::new(what, Grade::Bad, said, "mend what it says in the configuration or at the provider")
        }
        SourceError::Retry(said) | SourceError::Lone(said) | SourceError::Missing(said) => {
            Finding::new(what, Grade::Bad, said, NETWORK)
        }
        SourceError::Later { why, .. } => Finding::new(what, Grade::Bad, why, "nothing to mend: ask again after that time"),
    }
}

async fn calendar(config: &Config, place: &CalendarPlace, now: Timestamp) -> Finding {
    let what = format!("calendar {}, {}", place.owner, place.at);
    match timeout(PATIENCE, calendars::try_reading(config, place, None, now)).await {
        Ok(Ok(events)) => Finding::good(what, format!("can be read, {}", counted(events, ["event", "events"]))),
        Ok(Err(error)) => failed(what, &error),
        Err(_) => Finding::new(what, Grade::Bad, "the server takes longer than a minute", NETWORK),
    }
}

/// How digests get out, without sending one; nothing where none are sent.
pub async fn way_out(config: &Config) -> Option<Finding> {
    let delivery = config.delivery.as_ref()?;
    let what = match delivery {
        Delivery::Smtp { host, port, .. } => format!("mail server {host}:{port}"),
        Delivery::Folder(path) => format!("outbox {}", path.display()),
    };
    Some(match timeout(PATIENCE, outgoing::try_out(config)).await {
        Ok(Ok(())) => Finding::good(what, "takes mail from us"),
        Ok(Err(error)) => not_taken(what, &error),
        Err(_) => Finding::new(what, Grade::Bad, "the server takes longer than a minute", NETWORK),
    })
}

/// What is wrong with the way out, as whoever tries it reads it: nothing was to be sent yet.
fn not_taken(what: String, error: &DigestError) -> Finding {
    let (said, todo) = match error {
        DigestError::Send(SendError::Refused(why) | SendError::Token(why)) => {
            (format!("refuses us: {why}"), "see [smtp] user and secret, and from where the server lets whom send".to_owned())
        }
        DigestError::Send(SendError::Retry(why)) if why.contains("certificate") => {
            let todo = "see [smtp] host, which must be the name that the certificate is for, and extra_ca, where its authority is your own";
            (format!("can't be used: {why}"), todo.to_owned())
        }
        DigestError::Send(SendError::Retry(why)) => (format!("can't be used: {why}"), format!("[smtp]: {NETWORK}")),
        other => (other.to_string(), "mend [smtp]".to_owned()),
    };
    Finding::new(what, Grade::Bad, said, format!("{}; digests wait until then", todo.trim_end_matches('?')))
}
