//! Where mailboxes are: presets, and servers that are found.

use std::time::Duration;

use clap::ValueEnum;
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::net::dns::Resolver;

/// Where a mailbox is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Provider {
    /// Gmail and Google Workspace, with an app password
    Gmail,
    /// Microsoft 365, by OAuth
    Microsoft365,
    /// Fastmail, with an app password
    Fastmail,
    /// A server of your own, or of another provider
    Own,
    /// A Maildir on this machine
    Maildir,
}

impl Provider {
    /// The IMAP server and the mail server, where they are known.
    pub fn hosts(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Gmail => Some(("imap.gmail.com", "smtp.gmail.com")),
            Self::Microsoft365 => Some(("outlook.office365.com", "smtp.office365.com")),
            Self::Fastmail => Some(("imap.fastmail.com", "smtp.fastmail.com")),
            Self::Own | Self::Maildir => None,
        }
    }

    /// What to know about its passwords.
    pub fn advice(self) -> &'static str {
        match self {
            Self::Gmail => "an app password: https://myaccount.google.com/apppasswords (the account needs 2-step verification)",
            Self::Fastmail => "an app password with access to IMAP: Settings, Privacy & Security",
            Self::Microsoft365 => "no password: an app is registered once, see docs/oauth.md",
            Self::Own | Self::Maildir => "",
        }
    }
}

/// How long a server may take to show that it is there.
const PATIENCE: Duration = Duration::from_secs(5);

/// The IMAP server of a domain: as its SRV records say (RFC 6186), else a usual name that answers.
pub async fn find(domain: &str) -> Option<(String, u16)> {
    let servers = Resolver::system().srv("_imaps._tcp", domain).await.unwrap_or_default();
    if let Some(target) = servers.into_iter().next() {
        return Some((target.host, target.port));
    }
    for host in [format!("imap.{domain}"), format!("mail.{domain}")] {
        if let Ok(Ok(_)) = timeout(PATIENCE, TcpStream::connect((host.as_str(), 993))).await {
            return Some((host, 993));
        }
    }
    None
}
