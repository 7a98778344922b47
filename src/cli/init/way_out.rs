//! How digests go out: by a mail server, tried at once, or as files.

use std::path::PathBuf;

use anyhow::anyhow;
use secrecy::SecretString;

use super::answers::{Imap, Mail, file_of_password};
use super::ask::Asker;
use super::provider::Provider;
use super::{InitArguments, attempt};
use crate::cli::Failure;

/// A mail server that sends.
pub struct WayOut {
    pub host: String,
    pub port: u16,
    pub starttls: bool,
    /// The login name; empty without a login.
    pub user: String,
    pub way_in: WayIn,
    pub extra_ca: Option<PathBuf>,
}

/// How it lets somebody in.
pub enum WayIn {
    /// Without a login.
    Nothing,
    /// With the password of a mailbox, by the name of its secret.
    OfMailbox(String),
    /// With a password of its own.
    Own(SecretString),
    /// With the access that somebody grants.
    OAuth,
}

/// The name of the secret of a server that has a password of its own.
pub const SECRET: &str = "smtp";
/// The answer that means: as files.
const FILES: &str = "none";
/// Where mail is handed in with TLS from the start (RFC 8314 section 7.3), and where with STARTTLS (RFC 6409 section 3.1).
const IMPLICIT: u16 = 465;
const STARTTLS: u16 = 587;

/// Asks, and tries. `mail` is the mailbox from whose address digests are sent, `secret` the name of its password.
pub async fn ask(
    given: &InitArguments,
    asker: &Asker,
    provider: Provider,
    mail: &Mail,
    secret: &str,
) -> Result<Option<WayOut>, Failure> {
    let imap = match mail {
        Mail::Imap(imap) => Some(&**imap),
        Mail::Maildir(_) => None,
    };
    let mut out = match first(given, asker, provider, imap, secret)? {
        None => return Ok(None),
        Some(out) if given.offline => return Ok(Some(out)),
        Some(out) => out,
    };
    while let Err(why) = attempt::sending(&out, imap.and_then(|imap| imap.password.as_ref())).await {
        let said = format!("{}:{}: {why}", out.host, out.port);
        if !asker.asks {
            return Err(Failure::Failed(anyhow!("{said}. Nothing was written: mend it, or pass --smtp none or --offline")));
        }
        anstream::println!("  {said}");
        let Some(host) = server(asker, None, &out.host)? else { return Ok(None) };
        if host != out.host {
            (out.port, out.starttls) = place(given, false);
        }
        out.host = host;
        out.user = asker.until("The login name there (none: write none)", None, Some(&out.user), "--smtp-user", |text| {
            Ok(if text == FILES { String::new() } else { text.to_owned() })
        })?;
        out.way_in = match out.user.as_str() {
            "" => WayIn::Nothing,
            user => WayIn::Own(asker.password(user, "--smtp-password-file")?),
        };
    }
    if !matches!(out.way_in, WayIn::OAuth) {
        anstream::println!("{}:{}: takes mail from us", out.host, out.port);
    }
    Ok(Some(out))
}

fn first(
    given: &InitArguments,
    asker: &Asker,
    provider: Provider,
    imap: Option<&Imap>,
    secret: &str,
) -> Result<Option<WayOut>, Failure> {
    let found = imap.and_then(|imap| imap.smtp.as_ref());
    let known = provider.hosts().map(|(_, host)| host).or(found.map(|found| found.host.as_str()));
    let Some(host) = server(asker, given.smtp.as_deref(), known.unwrap_or(FILES))? else { return Ok(None) };
    let (port, starttls) = match found.filter(|found| found.host == host && given.smtp_port.is_none()) {
        Some(found) => (found.port, found.starttls),
        None => place(given, provider.sends_by_starttls()),
    };
    let extra_ca = given.extra_ca.as_ref().map(std::path::absolute).transpose()?;
    let out = |user: String, way_in| Some(WayOut { host, port, starttls, user, way_in, extra_ca });
    let user = match (&given.smtp_user, imap) {
        (Some(user), _) => user.clone(),
        (None, Some(imap)) => imap.user.clone(),
        (None, None) => asker
            .until("The login name there (none: leave it empty)", None, Some(""), "--smtp-user", |text| Ok(text.to_owned()))?,
    };
    let of_mailbox = imap.is_some_and(|imap| imap.user == user && imap.password.is_some());
    Ok(match &given.smtp_password_file {
        _ if user.is_empty() => out(user, WayIn::Nothing),
        Some(file) => out(user, WayIn::Own(file_of_password(file)?)),
        None if provider == Provider::Microsoft365 => out(user, WayIn::OAuth),
        None if of_mailbox => out(user, WayIn::OfMailbox(secret.to_owned())),
        None => {
            let password = asker.password(&user, "--smtp-password-file")?;
            out(user, WayIn::Own(password))
        }
    })
}

/// The server; `None` for files.
fn server(asker: &Asker, given: Option<&str>, known: &str) -> Result<Option<String>, Failure> {
    let question = "The server that digests are sent by (none: they become files)";
    asker.until(question, given, Some(known), "--smtp", |text| Ok(Some(text.to_owned()).filter(|text| text != FILES)))
}

fn place(given: &InitArguments, starttls: bool) -> (u16, bool) {
    let port = given.smtp_port.unwrap_or(if starttls { STARTTLS } else { IMPLICIT });
    (port, given.smtp_starttls || starttls || matches!(port, 25 | STARTTLS))
}
