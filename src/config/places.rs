//! Where mail is read and where digests go: mailboxes, calendars, SMTP.

use std::path::{Path, PathBuf};

use super::values;
use super::walk::{Located, Table};
use super::{CalendarAt, CalendarPlace, Delivery, ImapPlace, OAuth, Place, Tls};
use crate::domain::address::Address;
use crate::domain::mail::Named;

const TLS: [(&str, Tls); 2] = [("implicit", Tls::Implicit), ("starttls", Tls::StartTls)];
const OAUTH: [(&str, OAuth); 2] = [("microsoft", OAuth::Microsoft), ("google", OAuth::Google)];

#[derive(Clone, Copy)]
enum Kind {
    Imap,
    Maildir,
    Mbox,
}

/// A mailbox: `{ kind = "imap" | "maildir" | "mbox", ... }`.
pub(crate) fn mailbox(table: Table<'_>, dir: &Path) -> Option<Place> {
    let kinds = [("imap", Kind::Imap), ("maildir", Kind::Maildir), ("mbox", Kind::Mbox)];
    let place = match table.need("kind", "\"imap\"", |text| values::one_of(text, &kinds))?.value {
        Kind::Imap => imap(&table, dir).map(Place::Imap),
        Kind::Maildir => local(&table, dir, Path::is_dir, "there is no directory").map(Place::Maildir),
        Kind::Mbox => local(&table, dir, Path::is_file, "there is no file").map(Place::Mbox),
    };
    table.finish(&[]);
    place
}

fn imap(table: &Table<'_>, dir: &Path) -> Option<ImapPlace> {
    let host = table.need("host", "\"imap.example\"", values::host);
    let tls = table.read("tls", |text| values::one_of(text, &TLS)).map_or(Tls::Implicit, |tls| tls.value);
    let port = port(table, if tls == Tls::Implicit { 993 } else { 143 });
    let user = table.need("user", "\"dana\"", values::filled);
    let secret = table.read("secret", values::secret_name);
    let oauth = table.read("oauth", |text| values::one_of(text, &OAUTH));
    match (table.has("secret"), table.has("oauth")) {
        (false, false) if table.has_inline_secret() => {}
        (false, false) => table.mistake("`secret` is missing", "add secret = \"NAME\", and put the password into secrets/NAME"),
        (true, true) => table.mistake("`secret` and `oauth` exclude each other", "leave one of the two out"),
        (true, false) => {}
        (false, true) => {
            if let Some(oauth) = table.value("oauth") {
                let hint = "this mailbox will be reported as unreadable; an app password works: secret = \"NAME\"";
                oauth.warning("signing in with OAuth is not possible yet", hint);
            }
        }
    }
    let horizon_days =
        table.value("horizon_days").and_then(|days| days.whole(1..=36_500)).and_then(|days| u32::try_from(days).ok());
    let sent = table.read("sent", values::filled);
    let extra_ca = existing_file(table, "extra_ca", dir);
    Some(ImapPlace {
        host: host?.value,
        port,
        tls,
        user: user?.value,
        secret: secret.map(|name| name.value).unwrap_or_default(),
        oauth: oauth.map(|oauth| oauth.value),
        horizon_days: horizon_days.unwrap_or(365),
        sent: sent.map(|name| name.value),
        extra_ca,
    })
}

fn local(table: &Table<'_>, dir: &Path, there: fn(&Path) -> bool, absent: &str) -> Option<PathBuf> {
    let path = table.need("path", "\"mail/dana\"", values::filled)?;
    let full = dir.join(&path.value);
    if !there(&full) {
        // Not a mistake: it may be on a disk that is mounted later, and its mailbox says so when it is read.
        if let Some(value) = table.value("path") {
            value.warning(format!("{absent} {}", full.display()), "relative paths begin at the configuration's directory");
        }
    }
    Some(full)
}

fn port(table: &Table<'_>, default: u16) -> u16 {
    let port = table.value("port").and_then(|port| port.whole(1..=65_535));
    port.and_then(|port| u16::try_from(port).ok()).unwrap_or(default)
}

/// The file at `key`, which must exist.
pub(crate) fn existing_file(table: &Table<'_>, key: &'static str, dir: &Path) -> Option<PathBuf> {
    let full = dir.join(table.read(key, values::filled)?.value);
    if !full.is_file()
        && let Some(value) = table.value(key)
    {
        let hint = "relative paths begin at the configuration's directory";
        value.mistake(format!("there is no file {}", full.display()), hint);
    }
    Some(full)
}

/// `[smtp]`: how digests go out, and from whom.
pub(crate) fn smtp(table: Table<'_>, dir: &Path) -> (Option<Delivery>, Option<Located<Named>>) {
    let from = table.need("from", "\"wentdark <wentdark@northfield.example>\"", values::named);
    let folder = table.read("folder", values::filled).map(|folder| dir.join(folder.value));
    let host = table.read("host", values::host);
    let tls = table.read("tls", |text| values::one_of(text, &TLS)).map_or(Tls::Implicit, |tls| tls.value);
    let port = port(&table, if tls == Tls::Implicit { 465 } else { 587 });
    let user = table.read("user", values::filled).map(|user| user.value);
    let secret = table.read("secret", values::secret_name).map(|name| name.value);
    let extra_ca = existing_file(&table, "extra_ca", dir);
    match (table.has("host"), table.has("folder")) {
        (true, true) => table.mistake("`host` and `folder` exclude each other", "leave one of the two out"),
        (false, false) => {
            table.mistake("`host` is missing", "add host = \"smtp.example\", or folder = \"outbox\" to write files")
        }
        (true, false) | (false, true) => {}
    }
    match (table.has("user"), table.has("secret")) {
        (true, false) => {
            table.mistake("`user` without `secret`", "add secret = \"NAME\", and put the password into secrets/NAME")
        }
        (false, true) => table.mistake("`secret` without `user`", "add user = \"...\", or leave the secret out"),
        (true, true) | (false, false) => {}
    }
    table.finish(&[]);
    let server = host.map(|host| Delivery::Smtp { host: host.value, port, tls, user, secret, extra_ca });
    (folder.map(Delivery::Folder).or(server), from)
}

#[derive(Clone, Copy)]
enum CalendarKind {
    CalDav,
    Ics,
}

/// `calendars = [...]` of a rep.
pub(crate) fn calendars(rep: &Table<'_>, owner: Option<&Address>, dir: &Path) -> Vec<CalendarPlace> {
    let kinds = [("caldav", CalendarKind::CalDav), ("ics", CalendarKind::Ics)];
    let mut all = Vec::new();
    for table in rep.tables("calendars") {
        let Some(kind) = table.need("kind", "\"caldav\"", |text| values::one_of(text, &kinds)) else { continue };
        let url = table.read("url", values::url).map(|url| url.value);
        let user = table.read("user", values::filled).map(|user| user.value);
        let secret = table.read("secret", values::secret_name).map(|name| name.value);
        let extra_ca = existing_file(&table, "extra_ca", dir);
        let at = match kind.value {
            CalendarKind::CalDav if !table.has("url") => {
                table.mistake("`url` is missing", "add url = \"https://dav.example/dana/\"");
                None
            }
            CalendarKind::CalDav => url.map(CalendarAt::CalDav),
            CalendarKind::Ics => {
                let path = table.has("path").then(|| local(&table, dir, Path::is_file, "there is no file")).flatten();
                if table.has("url") == table.has("path") {
                    table.mistake("an ics calendar has either `path` or `url`", "path = \"dana.ics\", or url = \"https://...\"");
                }
                url.map(CalendarAt::Feed).or(path.map(CalendarAt::File))
            }
        };
        if user.is_some() && secret.is_none() && !table.has("secret") {
            table.mistake("`user` without `secret`", "add secret = \"NAME\", and put the password into secrets/NAME");
        }
        table.finish(&[]);
        if let (Some(at), Some(owner)) = (at, owner) {
            all.push(CalendarPlace { owner: owner.clone(), at, user, secret, extra_ca });
        }
    }
    all
}
