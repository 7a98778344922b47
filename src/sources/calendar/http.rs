//! HTTP for calendars: one connection, GET, PROPFIND and REPORT alone, answers bounded in size and time.

use std::path::PathBuf;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::SendRequest;
use hyper::header::{AUTHORIZATION, HOST, HeaderValue, LOCATION, USER_AGENT};
use hyper::{Request, Response, Uri};
use secrecy::{ExposeSecret, SecretString};
use tokio::time::timeout;

use crate::net::http;
use crate::sources::SourceError;

/// How long a server may take for an answer.
const ANSWER: Duration = Duration::from_secs(180);
/// The most octets of one answer.
const MAX_BODY: usize = 96 << 20;
/// How many redirections are followed.
const MAX_HOPS: usize = 5;

/// How to sign in.
#[derive(Clone, Debug)]
pub enum Login {
    /// Not at all.
    None,
    /// With a user's name and password.
    Basic(String, SecretString),
    /// With an OAuth 2 access token.
    Bearer(SecretString),
}

/// What reading never does is not even in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Get,
    PropFind,
    Report,
}

/// A server's answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// Where it came from, after redirections.
    pub from: Uri,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    pub body: String,
}

/// A client that keeps its last connection.
pub struct Client {
    login: Login,
    extra_ca: Option<PathBuf>,
    /// Whose password it is: it goes to no other host, but where that one sends us within its domain.
    home: Option<String>,
    open: Option<(String, SendRequest<Full<Bytes>>)>,
}

impl Client {
    pub fn new(login: Login, extra_ca: Option<PathBuf>) -> Self {
        Self { login, extra_ca, home: None, open: None }
    }

    /// Asks, and follows where the server points.
    pub async fn ask(
        &mut self,
        verb: Verb,
        url: &Uri,
        head: &[(&'static str, String)],
        body: &str,
    ) -> Result<Answer, SourceError> {
        let mut url = url.clone();
        for _ in 0..=MAX_HOPS {
            let response = self.send(verb, &url, head, body).await?;
            let status = response.status();
            let next = response.headers().get(LOCATION).and_then(|to| to.to_str().ok()).and_then(|to| join(&url, to));
            match next.filter(|_| status.is_redirection() && status.as_u16() != 304) {
                Some(next) if url.scheme_str() == Some("https") && next.scheme_str() != Some("https") => {
                    return Err(SourceError::Human(format!("{} points to a place without encryption", shown(&url))));
                }
                Some(next) => url = next,
                None => return whole(response, url).await,
            }
        }
        Err(SourceError::Human(format!("{} points from place to place without end", shown(&url))))
    }

    async fn send(
        &mut self,
        verb: Verb,
        url: &Uri,
        head: &[(&'static str, String)],
        body: &str,
    ) -> Result<Response<Incoming>, SourceError> {
        let kept = self.open.take().filter(|(place, sender)| *place == place_of(url) && !sender.is_closed());
        let reused = kept.is_some();
        let mut sender = match kept {
            Some((_, sender)) => sender,
            None => self.connect(url).await?,
        };
        let mut answer = Box::pin(timeout(ANSWER, sender.send_request(self.request(verb, url, head, body)?))).await;
        // A server may have closed the connection that we kept.
        if reused && matches!(answer, Ok(Err(_))) {
            sender = self.connect(url).await?;
            answer = Box::pin(timeout(ANSWER, sender.send_request(self.request(verb, url, head, body)?))).await;
        }
        self.open = Some((place_of(url), sender));
        match answer {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(error)) => Err(SourceError::Retry(format!("{} broke off: {error}", shown(url)))),
            Err(_) => Err(SourceError::Retry(format!("{} did not answer in time", shown(url)))),
        }
    }

    async fn connect(&self, url: &Uri) -> Result<SendRequest<Full<Bytes>>, SourceError> {
        let host = url.host().ok_or_else(|| SourceError::Human("the calendar's url names no host".to_owned()))?;
        let secure = url.scheme_str() != Some("http");
        let bare = host.trim_matches(['[', ']']);
        let loopback = bare == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
        if !secure && !loopback && !matches!(self.login, Login::None) {
            return Err(SourceError::Human(format!("{host}: a password is not sent without encryption; use https://")));
        }
        Ok(http::connect(url, self.extra_ca.as_deref(), "calendar ").await?)
    }

    fn request(
        &mut self,
        verb: Verb,
        url: &Uri,
        head: &[(&'static str, String)],
        body: &str,
    ) -> Result<Request<Full<Bytes>>, SourceError> {
        let method = match verb {
            Verb::Get => "GET",
            Verb::PropFind => "PROPFIND",
            Verb::Report => "REPORT",
        };
        let host = url.host().unwrap_or_default().to_ascii_lowercase();
        let authority = url.authority().map_or("", |authority| authority.as_str());
        let authority = authority.rsplit('@').next().unwrap_or(authority);
        let path = url.path_and_query().map_or("/", |path| path.as_str());
        let agent = concat!("wentdark/", env!("CARGO_PKG_VERSION"));
        let mut request = Request::builder().method(method).uri(path).header(HOST, authority).header(USER_AGENT, agent);
        for (name, value) in head {
            request = request.header(*name, value);
        }
        let home = self.home.get_or_insert_with(|| host.clone());
        if same_house(home, &host)
            && let Some(value) = authorization(&self.login)
        {
            request = request.header(AUTHORIZATION, value);
        }
        request
            .body(Full::new(Bytes::from(body.to_owned())))
            .map_err(|error| SourceError::Human(format!("{}: {error}", shown(url))))
    }
}

async fn whole(response: Response<Incoming>, from: Uri) -> Result<Answer, SourceError> {
    let text = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let (status, etag, last_modified) = (response.status().as_u16(), text("etag"), text("last-modified"));
    let body = timeout(ANSWER, Limited::new(response.into_body(), MAX_BODY).collect()).await;
    let body = body
        .map_err(|_| SourceError::Retry(format!("{} did not answer in time", shown(&from))))?
        .map_err(|error| SourceError::Retry(format!("the answer of {} could not be read: {error}", shown(&from))))?;
    let body = String::from_utf8_lossy(&body.to_bytes()).into_owned();
    Ok(Answer { status, from, etag, last_modified, body })
}

fn authorization(login: &Login) -> Option<HeaderValue> {
    let text = match login {
        Login::None => return None,
        Login::Basic(user, password) => {
            format!("Basic {}", STANDARD.encode(format!("{user}:{}", password.expose_secret())))
        }
        Login::Bearer(token) => format!("Bearer {}", token.expose_secret()),
    };
    let mut value = HeaderValue::try_from(text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// Whether a password for `home` may go to `host`: iCloud sends from caldav.icloud.com to p01-caldav.icloud.com.
fn same_house(home: &str, host: &str) -> bool {
    let parent = home.split_once('.').map(|(_, parent)| parent).filter(|parent| parent.matches('.').count() >= 1);
    home == host || parent.is_some_and(|parent| host.strip_suffix(parent).is_some_and(|rest| rest.ends_with('.')))
}

fn place_of(url: &Uri) -> String {
    format!("{}://{}", url.scheme_str().unwrap_or("https"), url.authority().map_or("", |authority| authority.as_str()))
}

/// An address as errors may show it: the path of a feed is its password.
pub fn shown(url: &Uri) -> String {
    url.host().unwrap_or("the calendar").to_owned()
}

/// Where a reference on `base` leads.
pub fn join(base: &Uri, to: &str) -> Option<Uri> {
    let to = to.trim();
    if to.contains("://") {
        return to.parse().ok();
    }
    let place = place_of(base);
    if to.starts_with("//") {
        return format!("{}:{to}", base.scheme_str().unwrap_or("https")).parse().ok();
    }
    if to.starts_with('/') {
        return format!("{place}{to}").parse().ok();
    }
    let folder = base.path().rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{place}{folder}/{to}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_joined_as_a_browser_does() {
        let base: Uri = "https://dav.example:8443/dana/home".parse().unwrap();
        let joined = |to: &str| join(&base, to).unwrap().to_string();
        assert_eq!(joined("/cal/1/"), "https://dav.example:8443/cal/1/");
        assert_eq!(joined("work/"), "https://dav.example:8443/dana/work/");
        assert_eq!(joined("https://p1.dav.example/x"), "https://p1.dav.example/x");
    }

    #[test]
    fn a_password_stays_in_its_house() {
        assert!(same_house("caldav.icloud.com", "p01-caldav.icloud.com"));
        assert!(same_house("dav.example", "dav.example"));
        assert!(!same_house("dav.example", "evil.example"));
        assert!(!same_house("caldav.icloud.com", "icloud.com.evil.example"));
    }

    #[test]
    fn a_secret_is_not_shown() {
        let login = Login::Basic("dana".into(), "hush".to_owned().into());
        assert!(!format!("{login:?} {:?}", authorization(&login)).contains("hush"));
        let feed: Uri = "https://outlook.example/owa/calendar/secret/calendar.ics".parse().unwrap();
        assert_eq!(shown(&feed), "outlook.example");
    }
}
