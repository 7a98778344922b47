//! Logging in with what was answered, before anything of it is written.

use secrecy::SecretString;

use super::answers::Imap;
use super::way_out::{WayIn, WayOut};
use crate::config::{ImapPlace, Login, Tls};
use crate::daemon::source::Source;
use crate::delivery::send::{self, SmtpSettings, Transport};

/// Logs in to a mailbox; how many folders it has.
pub async fn mailbox(imap: &Imap, password: &SecretString) -> Result<usize, String> {
    let place = ImapPlace {
        host: imap.host.clone(),
        port: imap.port,
        tls: if imap.starttls { Tls::StartTls } else { Tls::Implicit },
        user: imap.user.clone(),
        login: Login::Secret(String::new()),
        horizon_days: 1,
        sent: None,
        extra_ca: imap.extra_ca.clone(),
    };
    let mut opened = Source::with_password(&place, password.clone()).await.map_err(|error| error.to_string())?;
    let folders = opened.folders().await.map_err(|error| error.to_string())?;
    opened.logout().await;
    Ok(folders.len())
}

/// Connects to a mail server and logs in, as far as a password does it. Nothing is sent.
pub async fn sending(out: &WayOut, of_mailbox: Option<&SecretString>) -> Result<(), String> {
    let password = match &out.way_in {
        WayIn::Nothing => None,
        WayIn::OfMailbox(_) => of_mailbox,
        WayIn::Own(password) => Some(password),
        // Nobody has granted access yet.
        WayIn::OAuth => return Ok(()),
    };
    let login = |password: &SecretString| send::Login::Password { user: out.user.clone(), password: password.clone() };
    let settings = SmtpSettings {
        host: out.host.clone(),
        port: out.port,
        tls: if out.starttls { send::Tls::Starttls } else { send::Tls::Implicit },
        login: password.map(login),
        extra_ca: out.extra_ca.clone(),
    };
    let transport = Transport::smtp(&settings).map_err(|error| error.to_string())?;
    transport.try_out().await.map_err(|error| error.to_string())
}
