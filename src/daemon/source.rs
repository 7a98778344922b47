//! One face for the three kinds of source.

use futures::FutureExt;
use futures::future::BoxFuture;
use jiff::Timestamp;
use secrecy::SecretString;

use super::signin;
use crate::config::{Config, ImapPlace, Login, Mailbox, Place};
use crate::sources::imap::{self, Imap, ImapSettings};
use crate::sources::maildir::Maildir;
use crate::sources::mbox::Mbox;
use crate::sources::{Folder, Listing, Raw, Remembered, SourceError};

/// An opened mailbox.
///
/// Its futures are boxed: whatever awaits one would be compiled with a copy of all that lies behind it.
pub enum Source {
    /// A server.
    Imap(Box<Imap>),
    /// A Maildir++ tree.
    Maildir(Maildir),
    /// An mbox file or a folder of them.
    Mbox(Mbox),
}

impl Source {
    /// Opens a mailbox: logs in, or looks whether the files are there.
    ///
    /// # Errors
    /// [`SourceError::Human`] when the secret, the password, the path or the permissions are wrong, [`SourceError::Retry`] when
    /// the server can't be reached now.
    pub fn open<'a>(config: &'a Config, mailbox: &'a Mailbox) -> BoxFuture<'a, Result<Self, SourceError>> {
        Self::opened(config, mailbox).boxed()
    }

    async fn opened(config: &Config, mailbox: &Mailbox) -> Result<Self, SourceError> {
        Ok(match &mailbox.place {
            Place::Maildir(path) => Self::Maildir(Maildir::open(path)?),
            Place::Mbox(path) => Self::Mbox(Mbox::open(path)?),
            Place::Imap(place) => Self::Imap(Box::new(match &place.login {
                Login::Secret(name) => {
                    let password = crate::config::secret(name, &config.dir);
                    let password = password.map_err(|error| SourceError::Human(error.to_string()))?;
                    Self::with_password(place, password).await?
                }
                Login::OAuth(app) => {
                    let connect = |token| async move { Self::with_token(place, token).await };
                    signin::with_token(config, app, &place.user, connect).await?
                }
            })),
        })
    }

    /// Logs in to a server with a password that is in no file yet.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn with_password(place: &ImapPlace, password: SecretString) -> BoxFuture<'_, Result<Imap, SourceError>> {
        async { Imap::connect(&settings(place, imap::Login::Password(password))).await }.boxed()
    }

    /// Logs in to a server with an access token.
    ///
    /// # Errors
    /// [`SourceError::Refused`] when the server doesn't take it.
    pub fn with_token(place: &ImapPlace, token: SecretString) -> BoxFuture<'_, Result<Imap, SourceError>> {
        async { Imap::connect(&settings(place, imap::Login::Token(token))).await }.boxed()
    }

    /// The folders that can hold sent or received mail.
    ///
    /// # Errors
    /// As the source tells.
    pub fn folders(&mut self) -> BoxFuture<'_, Result<Vec<Folder>, SourceError>> {
        async {
            match self {
                Self::Imap(imap) => imap.folders().await,
                Self::Maildir(maildir) => maildir.folders(),
                Self::Mbox(mbox) => mbox.folders(),
            }
        }
        .boxed()
    }

    /// The folders to read. Where a server's folder of sent mail couldn't be recognised, one stands for it that can't be listed: the
    /// others are read all the same.
    ///
    /// # Errors
    /// As the source tells.
    pub fn folders_and_gaps(&mut self) -> BoxFuture<'_, Result<Vec<Folder>, SourceError>> {
        match self {
            Self::Imap(imap) => imap.folders_and_gaps().boxed(),
            Self::Maildir(_) | Self::Mbox(_) => self.folders(),
        }
    }

    /// How many folders a server lists in words that make no sense.
    pub fn garbled(&self) -> usize {
        match self {
            Self::Imap(imap) => imap.garbled(),
            Self::Maildir(_) | Self::Mbox(_) => 0,
        }
    }

    /// What is new in a folder.
    ///
    /// # Errors
    /// As the source tells.
    pub fn list<'a>(
        &'a mut self,
        folder: &'a Folder,
        remembered: &'a Remembered,
        now: Timestamp,
    ) -> BoxFuture<'a, Result<Listing, SourceError>> {
        async move {
            match self {
                Self::Imap(imap) => imap.list(folder, remembered, now).await,
                Self::Maildir(maildir) => maildir.list(folder, remembered),
                Self::Mbox(mbox) => mbox.list(folder, remembered),
            }
        }
        .boxed()
    }

    /// Opens a folder again, to read what was listed before.
    ///
    /// # Errors
    /// As the source tells, and where its places don't mean the same any more: the next listing will tell.
    pub async fn reopen(&mut self, folder: &Folder, cursor: Option<String>) -> Result<(), SourceError> {
        match self {
            Self::Maildir(maildir) => maildir.select(folder),
            Self::Imap(imap) => imap.reopen(folder, cursor.as_deref()).boxed().await,
            Self::Mbox(mbox) => mbox.reopen(folder, cursor),
        }
    }

    /// The cursor that holds once `done`, of a listing's new places those that follow what is committed, are committed too; `None` where
    /// it is too early to give one and the places themselves tell.
    pub fn cursor(&self, folder: &Folder, done: &[String]) -> Option<String> {
        match self {
            Self::Imap(imap) => Some(imap.cursor(folder, done)),
            Self::Mbox(mbox) => mbox.cursor(folder, done),
            Self::Maildir(_) => None,
        }
    }

    /// Headers.
    ///
    /// # Errors
    /// As the source tells.
    pub fn headers<'a>(&'a mut self, folder: &'a Folder, places: &'a [String]) -> BoxFuture<'a, Result<Vec<Raw>, SourceError>> {
        async move {
            match self {
                Self::Imap(imap) => imap.headers(folder, places).await,
                Self::Maildir(maildir) => maildir.headers(folder, places),
                Self::Mbox(mbox) => mbox.headers(folder, places),
            }
        }
        .boxed()
    }

    /// Whole messages, each cut at `limit` octets.
    ///
    /// # Errors
    /// As the source tells.
    pub fn whole<'a>(
        &'a mut self,
        folder: &'a Folder,
        places: &'a [String],
        limit: usize,
    ) -> BoxFuture<'a, Result<Vec<Raw>, SourceError>> {
        async move {
            match self {
                Self::Imap(imap) => imap.whole(folder, places, limit).await,
                Self::Maildir(maildir) => maildir.whole(folder, places, limit),
                Self::Mbox(mbox) => mbox.whole(folder, places, limit),
            }
        }
        .boxed()
    }

    /// Whether other folders can be read after one failed.
    pub fn is_usable(&self) -> bool {
        match self {
            Self::Imap(imap) => imap.is_usable(),
            Self::Maildir(_) | Self::Mbox(_) => true,
        }
    }

    /// What was odd about the folder listed last.
    pub fn oddity(&self) -> Option<&str> {
        match self {
            Self::Mbox(mbox) => mbox.oddity(),
            Self::Imap(_) | Self::Maildir(_) => None,
        }
    }

    /// Says goodbye.
    pub async fn close(self) {
        if let Self::Imap(imap) = self {
            imap.logout().await;
        }
    }
}

/// Whether a host name is this machine's, as far as the name tells.
fn is_here(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn settings(place: &ImapPlace, login: imap::Login) -> ImapSettings {
    ImapSettings {
        host: place.host.clone(),
        port: place.port,
        tls: match place.tls {
            crate::config::Tls::Implicit => imap::Tls::Implicit,
            crate::config::Tls::StartTls => imap::Tls::StartTls,
        },
        user: place.user.clone(),
        login,
        horizon_days: place.horizon_days,
        sent: place.sent.clone(),
        extra_ca: place.extra_ca.clone(),
        header_fields: crate::reading::triage::FIELDS,
        whole_up_to: imap::WHOLE_UP_TO,
        compress: !is_here(&place.host),
    }
}
