//! HTTP for calendars: one connection, GET, PROPFIND and REPORT alone, answers bounded in size and time.

use std::borrow::Cow;
use std::io::Read;
use std::path::PathBuf;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::MultiGzDecoder;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Body, Bytes, Incoming};
use hyper::client::conn::http1::SendRequest;
use hyper::header::{ACCEPT_ENCODING, AUTHORIZATION, HOST, HeaderValue, LOCATION, USER_AGENT};
use hyper::{Request, Response, Uri};
use secrecy::{ExposeSecret, SecretString};
use tokio::time::timeout;

use crate::net::http;
use crate::sources::SourceError;

/// How long a server may take for an answer.
const ANSWER: Duration = Duration::from_secs(180);
/// The most octets of one answer.
const MAX_BODY: usize = 96 << 20;
/// How many redirections and waits are put up with.
const MAX_HOPS: usize = 7;
/// How long, and how often, a server is waited for in place that asks for it; and the longest that one is left alone, in seconds.
const PATIENCE: Duration = Duration::from_secs(5);
const MAX_WAITS: usize = 2;
const MAX_REST: u64 = 86_400;

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
    /// Whether the body was larger than is taken; then it is left out.
    pub too_long: bool,
    /// Whether the password was kept back because the answer came from somebody else's house.
    pub unsigned: bool,
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
        let (mut url, mut waited) = (url.clone(), 0);
        // Whoever is asked first has the password, be there an answer or not.
        self.home.get_or_insert_with(|| url.host().unwrap_or_default().to_ascii_lowercase());
        for _ in 0..=MAX_HOPS {
            let response = self.send(verb, &url, head, body).await?;
            let status = response.status();
            if let Some(wait) = wait_of(&response) {
                waited += 1;
                if wait > PATIENCE || waited > MAX_WAITS {
                    return Err(SourceError::Later {
                        why: format!(
                            "{} asks to be left alone for {} seconds ({})",
                            shown(&url),
                            wait.as_secs(),
                            status.as_u16()
                        ),
                        wait,
                    });
                }
                // Its body is read, so that the connection serves once more.
                drop(timeout(ANSWER, octets(response.into_body())).await);
                tokio::time::sleep(wait).await;
                continue;
            }
            let next = response.headers().get(LOCATION).and_then(|to| to.to_str().ok()).and_then(|to| join(&url, to));
            match next.filter(|_| status.is_redirection() && status.as_u16() != 304) {
                Some(next) if url.scheme_str() == Some("https") && next.scheme_str() != Some("https") => {
                    return Err(SourceError::Human(format!("{} points to a place without encryption", shown(&url))));
                }
                Some(next) => url = next,
                None => {
                    let unsigned = !self.signs_for(&url);
                    return whole(response, url, unsigned).await;
                }
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

    /// Whether the password, if there is one, may go to this address.
    pub fn signs_for(&self, url: &Uri) -> bool {
        let host = url.host().unwrap_or_default().to_ascii_lowercase();
        matches!(self.login, Login::None) || self.home.as_deref().is_none_or(|home| same_house(home, &host))
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
        &self,
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
        let authority = url.authority().map_or("", |authority| authority.as_str());
        let authority = authority.rsplit('@').next().unwrap_or(authority);
        let path = url.path_and_query().map_or("/", |path| path.as_str());
        let agent = concat!("wentdark/", env!("CARGO_PKG_VERSION"));
        let mut request = Request::builder().method(method).uri(path).header(HOST, authority).header(USER_AGENT, agent);
        // Without a word on it a server may send what it likes (RFC 9110, 12.5.3), packed too.
        request = request.header(ACCEPT_ENCODING, "identity");
        for (name, value) in head {
            request = request.header(*name, value);
        }
        if self.signs_for(url)
            && let Some(value) = authorization(&self.login)
        {
            request = request.header(AUTHORIZATION, value);
        }
        request
            .body(Full::new(Bytes::from(body.to_owned())))
            .map_err(|error| SourceError::Human(format!("{}: {error}", shown(url))))
    }
}

/// For how long a server that is busy wants to be left alone (RFC 9110, 10.2.3): seconds, or a date by its own clock.
fn wait_of(response: &Response<Incoming>) -> Option<Duration> {
    let text = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok());
    let after = text("retry-after").filter(|_| matches!(response.status().as_u16(), 429 | 503))?.trim();
    let date = |text: &str| jiff::fmt::rfc2822::parse(text).ok().map(|at| at.timestamp());
    let until = || Some(date(after)?.duration_since(date(text("date")?)?).as_secs().max(0).unsigned_abs());
    let seconds = after.parse::<u64>().ok().or_else(until)?;
    Some(Duration::from_secs(seconds.min(MAX_REST)))
}

async fn whole(response: Response<Incoming>, from: Uri, unsigned: bool) -> Result<Answer, SourceError> {
    let text = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let (status, etag, last_modified) = (response.status(), text("etag"), text("last-modified"));
    let packing = text("content-encoding").unwrap_or_default().trim().to_ascii_lowercase();
    let body = timeout(ANSWER, octets(response.into_body())).await;
    let body = body.map_err(|_| SourceError::Retry(format!("{} did not answer in time", shown(&from))))?;
    let body = match body {
        Ok(body) if status.is_success() => unpacked(body, &packing, &from)?,
        Ok(body) => Some(body),
        Err(error) if error.is::<LengthLimitError>() => None,
        Err(error) => return Err(SourceError::Retry(format!("the answer of {} could not be read: {error}", shown(&from)))),
    };
    let (status, too_long) = (status.as_u16(), body.is_none());
    Ok(Answer { status, from, etag, last_modified, body: text_of(body.unwrap_or_default()), too_long, unsigned })
}

/// A body as it was before somebody packed it, unasked (RFC 9110, 8.4); `None` when that is more than is taken. What is packed with gzip
/// says so itself, whatever the head says.
fn unpacked(body: Vec<u8>, packing: &str, from: &Uri) -> Result<Option<Vec<u8>>, SourceError> {
    let host = shown(from);
    if body.starts_with(&[0x1f, 0x8b]) {
        let most = u64::try_from(MAX_BODY).unwrap_or(u64::MAX);
        let mut octets = Vec::new();
        let read = MultiGzDecoder::new(&*body).take(most.saturating_add(1)).read_to_end(&mut octets);
        read.map_err(|error| SourceError::Retry(format!("what {host} packed with gzip can't be unpacked: {error}")))?;
        return Ok((octets.len() <= MAX_BODY).then_some(octets));
    }
    match packing {
        _ if body.is_empty() => Ok(Some(body)),
        "" | "identity" | "gzip" | "x-gzip" => Ok(Some(body)),
        other => Err(SourceError::Human(format!(
            "{host} packs its answers with {other}, though it is asked to send them as they are: have that switched off on {host} or the \
             proxy before it, for this address (of all packings gzip alone is read)"
        ))),
    }
}

/// The octets of a body, put together as they come.
async fn octets(body: Incoming) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
    let told = body.size_hint().exact().and_then(|length| usize::try_from(length).ok());
    let (mut body, mut octets) = (Limited::new(body, MAX_BODY), Vec::with_capacity(told.unwrap_or(0).min(MAX_BODY)));
    while let Some(frame) = body.frame().await {
        if let Ok(part) = frame?.into_data() {
            octets.extend_from_slice(&part);
        }
    }
    Ok(octets)
}

/// Octets as text; what is no UTF-8 of them is replaced.
fn text_of(octets: Vec<u8>) -> String {
    String::from_utf8(octets).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
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

/// Whether a password for `home` may go to `host`: iCloud sends from caldav.icloud.com to p01-caldav.icloud.com, and a domain to the
/// host below it that serves its calendars.
fn same_house(home: &str, host: &str) -> bool {
    let parent = home.split_once('.').map(|(_, parent)| parent).filter(|parent| parent.matches('.').count() >= 1);
    let below = |house: &str| host.strip_suffix(house).is_some_and(|rest| rest.ends_with('.'));
    home == host || below(home) || parent.is_some_and(below)
}

fn place_of(url: &Uri) -> String {
    format!("{}://{}", url.scheme_str().unwrap_or("https"), url.authority().map_or("", |authority| authority.as_str()))
}

/// An address as errors may show it: the path of a feed is its password.
pub fn shown(url: &Uri) -> String {
    url.host().unwrap_or("the calendar").to_owned()
}

/// An address with everything encoded that no address may have bare (RFC 3986, 2).
pub fn encoded(address: &str) -> Cow<'_, str> {
    let is_bare = |octet: u8| octet.is_ascii() && octet != b' ';
    if address.bytes().all(is_bare) {
        return Cow::Borrowed(address);
    }
    let octet = |octet: u8| if is_bare(octet) { char::from(octet).to_string() } else { format!("%{octet:02X}") };
    Cow::Owned(address.bytes().map(octet).collect())
}

/// Where a reference on `base` leads. Bare spaces and letters of any script are put up with, and asked for as RFC 3986 has them.
pub fn join(base: &Uri, to: &str) -> Option<Uri> {
    let to = &*encoded(to.trim());
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
        assert_eq!(joined("/cal/my work/"), "https://dav.example:8443/cal/my%20work/");
        assert_eq!(joined("/cal/caf\u{e9}/"), "https://dav.example:8443/cal/caf%C3%A9/");
    }

    #[test]
    fn a_password_stays_in_its_house() {
        assert!(same_house("caldav.icloud.com", "p01-caldav.icloud.com"));
        assert!(same_house("dav.example", "dav.example"));
        assert!(same_house("fastmail.example", "caldav.fastmail.example"));
        assert!(!same_house("fastmail.example", "notfastmail.example"));
        assert!(!same_house("caldav.fastmail.example", "fastmail.example"));
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
