//! Where mailboxes are: providers whose servers are known.

use clap::ValueEnum;

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

    /// Whether its mail server begins with STARTTLS, at port 587.
    pub fn sends_by_starttls(self) -> bool {
        self == Self::Microsoft365
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
