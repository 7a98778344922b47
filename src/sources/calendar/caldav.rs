//! CalDAV (RFC 4791): the calendars of an account are found once a day (RFC 6764), and each tells by a token what changed
//! (RFC 6578), or by ctag and etags where it has no tokens.

use std::collections::BTreeMap;

use hyper::Uri;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::http::{Answer, Client, Verb, join};
use super::xml::{self, Element};
use super::{News, Piece, address, refused};
use crate::net::dns::Resolver;
use crate::sources::SourceError;

mod discover;
mod query;

/// How many resources are asked for at once, and how many calendars of an account are read.
const AT_ONCE: usize = 200;
const MAX_CALENDARS: usize = 50;
/// How often a server may say that there is more to come.
const MAX_ROUNDS: usize = 200;

/// What is remembered of an account.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Cursor {
    /// The day on which its calendars were looked for.
    day: String,
    calendars: Vec<Known>,
}

/// What is remembered of one calendar.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Known {
    url: String,
    /// DAV:sync-token.
    token: Option<String>,
    /// CS:getctag.
    ctag: Option<String>,
    /// Where there are no tokens: the etag of each resource.
    etags: BTreeMap<String, String>,
}

/// What reading gathers.
#[derive(Debug, Default)]
struct Gathered {
    pieces: Vec<Piece>,
    gone: Vec<String>,
    anew: Vec<String>,
}

/// Reads what is new in every calendar of the account at `url`.
pub async fn read(
    mut client: Client,
    url: &str,
    resolver: &Resolver,
    cursor: Option<&str>,
    now: Timestamp,
) -> Result<News, SourceError> {
    let url = address(url)?;
    let today = now.to_zoned(TimeZone::UTC).date().to_string();
    let known: Option<Cursor> = cursor.and_then(|text| serde_json::from_str(text).ok());
    let fresh = known.as_ref().is_some_and(|known| known.day == today);
    let before = known.map(|known| known.calendars).unwrap_or_default();
    let read = match fresh {
        true => match every(&mut client, before.clone(), now).await {
            // A calendar was deleted or renamed since they were looked for.
            Err(SourceError::Missing(_)) => None,
            other => Some(other?),
        },
        false => None,
    };
    let (mut gathered, now_known) = match read {
        Some(read) => read,
        None => {
            let found = discover::calendars(&mut client, &url, resolver).await?;
            let again =
                |url: String| before.iter().find(|known| known.url == url).cloned().unwrap_or(Known { url, ..Known::default() });
            every(&mut client, found.into_iter().take(MAX_CALENDARS).map(again).collect(), now).await?
        }
    };
    // A calendar that is no more takes its events along.
    let gone = before.iter().filter(|old| !now_known.iter().any(|new| new.url == old.url));
    gathered.gone.extend(gone.filter_map(|old| path_of(&old.url)));
    let same = |(a, b): (&Known, &Known)| (&a.url, &a.token, &a.ctag, &a.etags) == (&b.url, &b.token, &b.ctag, &b.etags);
    let quiet = before.len() == now_known.len() && before.iter().zip(&now_known).all(same);
    let fresh = Cursor { day: today, calendars: now_known };
    let text = serde_json::to_string(&fresh).map_err(|error| SourceError::Retry(error.to_string()))?;
    if quiet && gathered.pieces.is_empty() && gathered.gone.is_empty() && cursor == Some(text.as_str()) {
        return Ok(News::Unchanged);
    }
    let Gathered { pieces, gone, anew } = gathered;
    Ok(News::Changes { pieces, gone, anew, cursor: text })
}

/// Reads what is new in each of these calendars. [`SourceError::Missing`] when one of them isn't there.
async fn every(client: &mut Client, calendars: Vec<Known>, now: Timestamp) -> Result<(Gathered, Vec<Known>), SourceError> {
    let (mut gathered, mut now_known) = (Gathered::default(), Vec::new());
    for calendar in calendars {
        now_known.push(one(client, calendar, &mut gathered, now).await?);
    }
    Ok((gathered, now_known))
}

/// Reads what is new in one calendar.
async fn one(client: &mut Client, known: Known, gathered: &mut Gathered, now: Timestamp) -> Result<Known, SourceError> {
    let url = address(&known.url)?;
    if let Some(token) = &known.token {
        if let Some(token) = by_token(client, &url, token.clone(), gathered).await? {
            return Ok(Known { token: Some(token), ..known });
        }
        // The token is too old for the server: everything is read anew.
        return first(client, &url, Known { url: known.url, ..Known::default() }, gathered, now).await;
    }
    // Without tokens, ctag and etags there is nothing to go by.
    if known.etags.is_empty() && known.ctag.is_none() {
        return first(client, &url, known, gathered, now).await;
    }
    by_etags(client, &url, known, gathered, now).await
}

/// Everything: the token first, so that nothing slips through between.
async fn first(
    client: &mut Client,
    url: &Uri,
    mut known: Known,
    gathered: &mut Gathered,
    now: Timestamp,
) -> Result<Known, SourceError> {
    let state = state(client, url).await?;
    known.token = state.text_of("sync-token").map(str::to_owned);
    known.ctag = state.text_of("getctag").map(str::to_owned);
    let mut bare = Vec::new();
    let listing = query::resources(client, url, "<D:getetag/><C:calendar-data/>", now).await?;
    for (place, resource) in listing.resources {
        if let (None, Some(etag)) = (&known.token, resource.etag) {
            known.etags.insert(place.clone(), etag);
        }
        match resource.text {
            Some(text) => gathered.pieces.push(Piece { place, text }),
            // Some servers list what fits and leave the events to be asked for.
            None if !place.ends_with('/') => bare.push(place),
            None => {}
        }
    }
    fetch(client, url, &bare, gathered).await?;
    if listing.whole {
        gathered.anew.push(folder(url));
    }
    Ok(known)
}

/// What changed since a token; `None` when the server no longer knows it.
async fn by_token(
    client: &mut Client,
    url: &Uri,
    mut token: String,
    gathered: &mut Gathered,
) -> Result<Option<String>, SourceError> {
    for _ in 0..MAX_ROUNDS {
        let body = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><D:sync-collection xmlns:D=\"DAV:\"><D:sync-token>{}</D:sync-token>\
             <D:sync-level>1</D:sync-level><D:prop><D:getetag/></D:prop></D:sync-collection>",
            escaped(&token)
        );
        let answer = client.ask(Verb::Report, url, &headers("1"), &body).await?;
        // RFC 6578 has 403 with DAV:valid-sync-token; others say 400, 409, 410, 412 or 507.
        if matches!(answer.status, 400 | 403 | 404 | 405 | 409 | 410 | 412 | 501 | 507) {
            return Ok(None);
        }
        let root = success(&answer)?;
        let (mut changed, mut more) = (Vec::new(), false);
        for (place, response) in responses(url, &root) {
            match response.all("status").next().map(|status| status.text.as_str()) {
                _ if query::is_limit(response) => more = true,
                Some(status) if is_gone(status) => gathered.gone.push(place),
                _ if place.ends_with('/') => {}
                _ => changed.push(place),
            }
        }
        fetch(client, url, &changed, gathered).await?;
        let next = root.text_of("sync-token").map(str::to_owned);
        match next {
            Some(next) if more && next != token => token = next,
            Some(next) => return Ok(Some(next)),
            None => return Ok(None),
        }
    }
    Ok(Some(token))
}

/// What changed by the collection's ctag and the resources' etags.
async fn by_etags(
    client: &mut Client,
    url: &Uri,
    mut known: Known,
    gathered: &mut Gathered,
    now: Timestamp,
) -> Result<Known, SourceError> {
    let ctag = match known.ctag {
        Some(_) => state(client, url).await?.text_of("getctag").map(str::to_owned),
        None => None,
    };
    if ctag.is_some() && ctag == known.ctag {
        return Ok(known);
    }
    let listed = query::resources(client, url, "<D:getetag/>", now).await?;
    let etags: BTreeMap<String, String> =
        listed.resources.into_iter().map(|(place, resource)| (place, resource.etag.unwrap_or_default())).collect();
    // What has no etag may have changed.
    let is_new = |place: &str, etag: &str| etag.is_empty() || known.etags.get(place).map(String::as_str) != Some(etag);
    let changed: Vec<String> = etags.iter().filter(|(place, etag)| is_new(place, etag)).map(|(place, _)| place.clone()).collect();
    // What only left the window of the question isn't gone, but it is over.
    let gone = known.etags.keys().filter(|place| listed.whole && !etags.contains_key(*place));
    gathered.gone.extend(gone.cloned());
    fetch(client, url, &changed, gathered).await?;
    known.etags = etags;
    known.ctag = ctag;
    Ok(known)
}

async fn state(client: &mut Client, url: &Uri) -> Result<Element, SourceError> {
    let body = "<?xml version=\"1.0\" encoding=\"utf-8\"?><D:propfind xmlns:D=\"DAV:\" xmlns:S=\"http://calendarserver.org/ns/\">\
        <D:prop><D:sync-token/><S:getctag/></D:prop></D:propfind>";
    let answer = client.ask(Verb::PropFind, url, &headers("0"), body).await?;
    if matches!(answer.status, 404 | 410) {
        return Err(SourceError::Missing(refused(&answer).to_string()));
    }
    success(&answer)
}

/// Reads resources, many at once.
async fn fetch(client: &mut Client, url: &Uri, places: &[String], gathered: &mut Gathered) -> Result<(), SourceError> {
    for part in places.chunks(AT_ONCE) {
        let wanted: String = part.iter().map(|place| format!("<D:href>{}</D:href>", escaped(place))).collect();
        let body = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><C:calendar-multiget xmlns:D=\"DAV:\" \
             xmlns:C=\"urn:ietf:params:xml:ns:caldav\"><D:prop><D:getetag/><C:calendar-data/></D:prop>{wanted}</C:calendar-multiget>"
        );
        let answer = client.ask(Verb::Report, url, &headers("1"), &body).await?;
        for (place, response) in responses(url, &success(&answer)?) {
            let status = response.all("status").next().map_or("", |status| status.text.as_str());
            match response.text_of("calendar-data") {
                Some(text) => gathered.pieces.push(Piece { place, text: text.to_owned() }),
                // Gone since it was listed.
                None if is_gone(status) => gathered.gone.push(place),
                // What a server can't show at the moment is still there.
                None if status.contains(" 5") => {
                    return Err(SourceError::Retry(format!("{} can't show an event: {status}", super::http::shown(url))));
                }
                None => {}
            }
        }
    }
    Ok(())
}

fn headers(depth: &str) -> [(&'static str, String); 2] {
    [("depth", depth.to_owned()), ("content-type", "application/xml; charset=utf-8".to_owned())]
}

fn success(answer: &Answer) -> Result<Element, SourceError> {
    if answer.status == 207 { Ok(xml::parse(&answer.body)) } else { Err(refused(answer)) }
}

/// The responses of a multistatus, each with the path that it is about; the collection itself is left out.
fn responses<'e>(base: &Uri, root: &'e Element) -> Vec<(String, &'e Element)> {
    let all = root.all("multistatus").flat_map(|multi| multi.all("response"));
    let own = base.path().trim_end_matches('/');
    let placed = all.filter_map(|response| {
        let href = response.text_of("href")?;
        let path = join(base, href)?.path().to_owned();
        Some((path, response))
    });
    placed.filter(|(path, response)| path.trim_end_matches('/') != own || response.all("status").next().is_some()).collect()
}

fn is_gone(status: &str) -> bool {
    status.contains(" 404") || status.contains(" 410")
}

fn path_of(url: &str) -> Option<String> {
    url.parse::<Uri>().ok().map(|url| folder(&url))
}

fn folder(url: &Uri) -> String {
    format!("{}/", url.path().trim_end_matches('/'))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
