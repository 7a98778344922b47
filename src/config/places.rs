//! Where mail is read and where digests go: mailboxes, calendars, SMTP.

use std::path::{Path, PathBuf};

use super::oauth::{Apps, Provider};
use super::values;
use super::walk::{Located, Table};
use super::{CalendarAt, CalendarPlace, Delivery, ImapPlace, Login, Place, Tls};
use crate::domain::address::Address;
use crate::domain::mail::Named;

const TLS: [(&str, Tls); 2] = [("implicit", Tls::Implicit), ("starttls", Tls::StartTls)];

#[derive(Clone, Copy)]
enum Kind {
    Imap,
    Maildir,
    Mbox,
}

/// A mailbox: `{ kind = "imap" | "maildir" | "mbox", ... }`.
pub(crate) fn mailbox(table: Table<'_>, dir: &Path, apps: &Apps) -> Option<Place> {
    let kinds = [("imap", Kind::Imap), ("maildir", Kind::Maildir), ("mbox", Kind::Mbox)];
    let place = match table.need("kind", "\"imap\"", |text| values::one_of(text, &kinds))?.value {
        Kind::Imap => imap(&table, dir, apps).map(Place::Imap),
        Kind::Maildir => local(&table, dir, Path::is_dir, "there is no directory").map(Place::Maildir),
        Kind::Mbox => local(&table, dir, Path::is_file, "there is no file").map(Place::Mbox),
    };
    table.finish(&[]);
    place
}

fn imap(table: &Table<'_>, dir: &Path, apps: &Apps) -> Option<ImapPlace> {
    let host = table.need("host", "\"imap.example\"", values::host);
    let tls = table.read("tls", |text| values::one_of(text, &TLS)).map_or(Tls::Implicit, |tls| tls.value);
    let port = port(table, if tls == Tls::Implicit { 993 } else { 143 });
    let user = table.need("user", "\"dana\"", values::filled);
    let login = login(table, apps);
    if !table.has("secret") && !table.has("oauth") && !table.has_inline_secret() {
        let hint =
            "add secret = \"NAME\", and put the password into secrets/NAME; for OAuth2: oauth = \"google\" (docs/oauth.md)";
        table.mistake("`secret` is missing", hint);
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
        login: login?,
        horizon_days: horizon_days.unwrap_or(365),
        sent: sent.map(|name| name.value),
        extra_ca,
    })
}

/// `secret` or `oauth`, whichever there is.
fn login(table: &Table<'_>, apps: &Apps) -> Option<Login> {
    let secret = table.read("secret", values::secret_name).map(|name| Login::Secret(name.value));
    let oauth = apps.named(table).map(Login::OAuth);
    if table.has("secret") && table.has("oauth") {
        table.mistake("`secret` and `oauth` exclude each other", "leave one of the two out");
    }
    secret.or(oauth)
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
pub(crate) fn smtp(table: Table<'_>, dir: &Path, apps: &Apps) -> (Option<Delivery>, Option<Located<Named>>, Option<String>) {
    let from = table.need("from", "\"wentdark <wentdark@northfield.example>\"", values::named);
    let folder = table.read("folder", values::filled).map(|folder| dir.join(folder.value));
    let host = table.read("host", values::host);
    let tls = table.read("tls", |text| values::one_of(text, &TLS)).map_or(Tls::Implicit, |tls| tls.value);
    let port = port(&table, if tls == Tls::Implicit { 465 } else { 587 });
    let user = table.read("user", values::filled).map(|user| user.value);
    let login = login(&table, apps);
    let extra_ca = existing_file(&table, "extra_ca", dir);
    let unsubscribe = table.read("unsubscribe", values::unsubscribe).map(|page| page.value);
    match (table.has("host"), table.has("folder")) {
        (true, true) => table.mistake("`host` and `folder` exclude each other", "leave one of the two out"),
        (false, false) => {
            table.mistake("`host` is missing", "add host = \"smtp.example\", or folder = \"outbox\" to write files")
        }
        (true, false) | (false, true) => {}
    }
    match (table.has("user"), table.has("secret") || table.has("oauth")) {
        (true, false) => {
            table.mistake("`user` without `secret`", "add secret = \"NAME\", and put the password into secrets/NAME")
        }
        (false, true) if table.has("oauth") => table.mistake("`oauth` without `user`", "add user = \"...\", whose account it is"),
        (false, true) => table.mistake("`secret` without `user`", "add user = \"...\", or leave the secret out"),
        (true, true) | (false, false) => {}
    }
    table.finish(&[]);
    let login = user.zip(login);
    let server = host.map(|host| Delivery::Smtp { host: host.value, port, tls, login, extra_ca });
    (folder.map(Delivery::Folder).or(server), from, unsubscribe)
}

#[derive(Clone, Copy)]
enum CalendarKind {
    CalDav,
    Ics,
}

/// `calendars = [...]` of a rep.
pub(crate) fn calendars(rep: &Table<'_>, owner: Option<&Address>, dir: &Path, apps: &Apps) -> Vec<CalendarPlace> {
    let kinds = [("caldav", CalendarKind::CalDav), ("ics", CalendarKind::Ics)];
    let mut all = Vec::new();
    for table in rep.tables("calendars") {
        let Some(kind) = table.need("kind", "\"caldav\"", |text| values::one_of(text, &kinds)) else { continue };
        let url = table.read("url", values::url).map(|url| url.value);
        let user = table.read("user", values::filled).map(|user| user.value);
        let login = login(&table, apps);
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
        bearer(&table, kind.value, login.as_ref());
        if user.is_some() && !table.has("secret") && !table.has("oauth") {
            table.mistake("`user` without `secret`", "add secret = \"NAME\", and put the password into secrets/NAME");
        }
        table.finish(&[]);
        if let (Some(at), Some(owner)) = (at, owner) {
            all.push(CalendarPlace { owner: owner.clone(), at, user, login, extra_ca });
        }
    }
    all
}

/// Where a calendar can be logged in to with OAuth.
fn bearer(table: &Table<'_>, kind: CalendarKind, login: Option<&Login>) {
    let Some(oauth) = table.value("oauth") else { return };
    if !table.has("user") {
        table.mistake("`oauth` without `user`", "add user = \"...\", whose account it is");
    }
    match (kind, login) {
        (CalendarKind::Ics, _) => oauth.mistake("an ics calendar has no login with OAuth", "leave it out, or kind = \"caldav\""),
        (CalendarKind::CalDav, Some(Login::OAuth(app))) if app.provider == Provider::Microsoft365 => {
            let hint = "publish the calendar, and read it with kind = \"ics\" (docs/calendars.md)";
            oauth.mistake("Microsoft 365 has no CalDAV", hint);
        }
        (CalendarKind::CalDav, _) => {}
    }
}
