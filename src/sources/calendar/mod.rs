//! Calendars: iCalendar files, published feeds, CalDAV. Read-only: GET, PROPFIND and REPORT are all that is ever sent.

mod caldav;
mod http;
mod ics;
mod xml;

use std::collections::BTreeSet;
use std::path::PathBuf;

use futures::FutureExt;
use futures::future::BoxFuture;
use jiff::Timestamp;
use secrecy::SecretString;

pub use self::caldav::understood;
use self::http::{Client, Login};
use super::SourceError;
use crate::net::dns::Resolver;

/// How far back a server is asked for events at first: what ended earlier says nothing of a deal of today.
const BACK_DAYS: i64 = 400;

/// Where a calendar is and how to get at it.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where it is.
    pub at: At,
    /// Whom to sign in as; without one the secret is a bearer token.
    pub user: Option<String>,
    /// The password or token.
    pub secret: Option<SecretString>,
    /// A PEM file of authorities to trust besides the platform's.
    pub extra_ca: Option<PathBuf>,
    /// Where to ask which server a domain names for calendars.
    pub resolver: Resolver,
}

/// Where a calendar is.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum At {
    CalDav(String),
    Feed(String),
    File(PathBuf),
}

/// iCalendar text and the place it stands at: empty for a file or feed, the path of the resource on a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands.
    pub place: String,
    /// What stands there.
    pub text: String,
}

/// What a calendar holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// The same as when the cursor was given.
    Unchanged,
    /// Everything: what is not in it is no more.
    Whole {
        /// The events.
        pieces: Vec<Piece>,
        /// The cursor that holds once they are committed.
        cursor: String,
    },
    /// What changed since the cursor.
    Changes {
        /// The new and changed ones.
        pieces: Vec<Piece>,
        /// The places at which nothing stands any more.
        gone: Vec<String>,
        /// The collections that were read whole: what is not in them is no more.
        anew: Vec<String>,
        /// The places at which something stands that can't be read.
        unshown: BTreeSet<String>,
        /// Why there may be more than the calendar could tell, in words for a human.
        untold: Option<String>,
        /// The cursor that holds once they are committed.
        cursor: String,
    },
}

/// Reads what is new since `cursor`.
///
/// # Errors
/// [`SourceError::Human`] when a password, an address or a path is wrong, [`SourceError::Retry`] when it may go by.
pub fn read<'a>(settings: &'a Settings, cursor: Option<&'a str>, now: Timestamp) -> BoxFuture<'a, Result<News, SourceError>> {
    // Boxed: whatever awaits it would be compiled with a copy of all that lies behind it.
    read_any(settings, cursor, now).boxed()
}

async fn read_any(settings: &Settings, cursor: Option<&str>, now: Timestamp) -> Result<News, SourceError> {
    let login = match (&settings.user, &settings.secret) {
        (Some(user), Some(password)) => Login::Basic(user.clone(), password.clone()),
        (None, Some(token)) => Login::Bearer(token.clone()),
        (_, None) => Login::None,
    };
    let client = Client::new(login, settings.extra_ca.clone());
    match &settings.at {
        At::File(path) => ics::file(path, cursor),
        At::Feed(url) => ics::feed(client, url, cursor).await,
        At::CalDav(url) => caldav::read(client, url, &settings.resolver, cursor, now).await,
    }
}

/// What a status other than success says to a human.
fn refused(answer: &http::Answer) -> SourceError {
    let host = http::shown(&answer.from);
    match answer.status {
        401 if answer.unsigned => SourceError::Human(format!(
            "the calendar's url leads to {host}, where the password is not sent: if that is the right place, write its address as url"
        )),
        401 => SourceError::Refused(format!("{host} refuses the login")),
        403 => SourceError::Human(format!("{host} does not let this user read the calendar (403)")),
        404 | 410 => SourceError::Human(format!("{host} has no calendar at this address ({}): check its url", answer.status)),
        status => SourceError::Retry(format!("{host} answered with status {status}")),
    }
}

fn address(url: &str) -> Result<hyper::Uri, SourceError> {
    http::encoded(url).parse().map_err(|error| SourceError::Human(format!("the calendar's url is no address: {error}")))
}
