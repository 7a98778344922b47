//! What goes wrong in a session, and what a caller does about it.

use std::time::Duration;

use crate::sources::SourceError;
use crate::sources::imap::guard::TooBig;
use crate::sources::imap::uids::Uids;

/// What came instead of the answer.
#[derive(Debug, thiserror::Error)]
pub(in crate::sources::imap) enum Fault {
    #[error("the server said no: {shown}")]
    No { code: String, shown: String },
    #[error("the server did not understand: {0}")]
    Bad(String),
    #[error("the server closed the session: {0}")]
    Bye(String),
    #[error("the connection ended in the middle")]
    Closed,
    #[error("the connection failed: {0}")]
    Io(std::io::Error),
    #[error("the server was silent or too slow for {} seconds", .0.as_secs())]
    Slow(Duration),
    #[error("the server sent more than is let through")]
    TooBig,
    #[error("the server has message {0} (UID) and gives neither it nor any other of its folder; it is tried again")]
    Withheld(u32),
    #[error("the server has message {0} (UID), nothing else in its folder, and doesn't give it; it is tried again")]
    Lone(Uids),
    #[error("{0}")]
    TooMany(&'static str),
    #[error("{0}")]
    Odd(&'static str),
}

impl Fault {
    /// What a caller of the source does about it: nearly always, to try again later.
    pub(in crate::sources::imap) fn during(self, what: &str) -> SourceError {
        match &self {
            Self::No { code, shown } if code == "NOPERM" || code.is_empty() && is_denied(shown) => {
                SourceError::Forbidden(format!("{what}: {self}"))
            }
            Self::No { code, .. } if code == "NONEXISTENT" => SourceError::Missing(format!("{what}: {self}")),
            Self::Lone(_) => SourceError::Lone(format!("{what}: {self}")),
            _ => SourceError::Retry(format!("{what}: {self}")),
        }
    }
}

/// Whether a refusal without a code speaks of rights: Courier and old Cyrus have no [NOPERM] (RFC 5530).
fn is_denied(shown: &str) -> bool {
    let shown = shown.to_ascii_lowercase();
    ["permission denied", "access denied", "don't have permission"].iter().any(|words| shown.contains(words))
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        // TLS tells an end without farewell so.
        if error.kind() == std::io::ErrorKind::UnexpectedEof { Self::Closed } else { Self::Io(error) }
    }
}

impl From<TooBig> for Fault {
    fn from(_: TooBig) -> Self {
        Self::TooBig
    }
}
