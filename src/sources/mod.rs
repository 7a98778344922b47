//! Where mail comes from. Every source is read-only and yields the same: raw messages with the server's time, the folder's
//! role and a stable place to find them again.

pub mod calendar;
pub mod maildir;
pub mod mbox;
mod names;

pub mod imap;

pub use self::names::shown;

use jiff::Timestamp;

use crate::domain::mail::FolderRole;
use crate::net::NetError;

/// A folder that can hold sent or received mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// The name as the source spells it (IMAP: as on the wire, modified UTF-7; Maildir: the directory; mbox: the file).
    pub name: String,
    /// What it holds.
    pub role: FolderRole,
}

/// What the store remembers of a folder, handed back to the source at the next pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remembered {
    /// The cursor that the source gave after the last committed batch; `None` at the first visit. By one that it can't have given all is to
    /// be read anew.
    pub cursor: Option<String>,
    /// The places of every message already read here.
    pub places: std::collections::HashSet<String>,
}

/// What is to be read in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The places remembered no longer mean anything (IMAP: UIDVALIDITY changed): forget them. Messages read before are
    /// recognised by their identity.
    pub renumbered: bool,
    /// Of what was received before, not all is listed; `None` where all of it is, or all that is new.
    pub since: Option<Timestamp>,
    /// Places of new messages, in the order to read them (IMAP: UIDs ascending).
    pub new: Vec<String>,
    /// How many more there are, which the next listing gives once these are committed: a million places are never held at once.
    pub left: usize,
    /// The cursor that holds once everything in `new` is committed.
    pub cursor: String,
}

/// What is said of a folder whose places lost their meaning in the middle.
const RENUMBERED: &str = "a folder was renumbered while it was read";

/// A message, or the first part of it, as the source holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw {
    /// Where it is in its folder: a UID, a Maildir base name, an mbox offset.
    pub place: String,
    /// When the server received it, as far as the source tells (INTERNALDATE, modification time, From_ line).
    pub received: Option<Timestamp>,
    /// Whether `received` is only an mbox From_ line, which a Received header outranks (SPEC 2, "Time").
    pub from_line: bool,
    /// The octets: the header with its empty line, or the whole message up to the limit.
    pub bytes: Vec<u8>,
    /// The size of the whole message in octets.
    pub size: u64,
}

/// Why a source could not be read, by what the caller does next.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// Try again later: the network, a busy server, a folder that vanished.
    #[error("{0}")]
    Retry(String),
    /// The server has nothing in a folder but a few messages, and gives none of them: damaged, or not to be read just now. Try again
    /// later.
    #[error("{0}")]
    Lone(String),
    /// A human must act: a password refused, a folder that must be named in the configuration, permissions.
    #[error("{0}")]
    Human(String),
    /// The server doesn't let this user read a folder, other people's or its own: a human must act, or it is none of this mailbox.
    #[error("{0}")]
    Forbidden(String),
    /// A folder that was listed isn't there: deleted in between, or never more than a name (UW-IMAP, Gmail's hidden labels).
    #[error("{0}")]
    Missing(String),
    /// The server refuses the access token or password that it was given. With OAuth a fresh token may do; else a human must act.
    #[error("{0}")]
    Refused(String),
    /// The server asks not to be asked again before some time has passed.
    #[error("{why}")]
    Later {
        /// What it said.
        why: String,
        /// How long to leave it alone.
        wait: std::time::Duration,
    },
}

impl SourceError {
    /// Whether waiting doesn't mend it.
    pub fn needs_a_human(&self) -> bool {
        match self {
            Self::Human(_) | Self::Forbidden(_) | Self::Refused(_) => true,
            Self::Retry(_) | Self::Lone(_) | Self::Missing(_) | Self::Later { .. } => false,
        }
    }
}

impl From<NetError> for SourceError {
    fn from(error: NetError) -> Self {
        match error {
            NetError::Retry(text) => Self::Retry(text),
            NetError::Human(text) => Self::Human(text),
        }
    }
}

/// Where the header ends: the index just behind the empty line.
fn header_end(bytes: &[u8]) -> Option<usize> {
    let mut start = 0;
    while let Some(at) = bytes.get(start..).and_then(|rest| rest.iter().position(|b| *b == b'\n')) {
        let next = start + at + 1;
        match bytes.get(next..) {
            Some([b'\n', ..]) => return Some(next + 1),
            Some([b'\r', b'\n', ..]) => return Some(next + 2),
            _ => start = next,
        }
    }
    None
}
