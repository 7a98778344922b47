//! CalDAV (RFC 4791): the calendars of an account are found once a day (RFC 6764). Each tells by its ctag that nothing changed since it
//! was read; from its first change on, with which it is read whole once more, it tells by a token what did (RFC 6578). One that has no
//! tokens tells by ctag and etags.

use std::collections::{BTreeMap, BTreeSet};

use hyper::Uri;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use self::known::{Cursor, Known, PATIENCE, Short};
use self::place::{folder, responses};
use super::http::{Answer, Client, Verb, join};
use super::xml::{self, Element};
use super::{News, Piece, address, refused};
use crate::net::dns::Resolver;
use crate::sources::SourceError;

mod discover;
mod known;
mod place;
mod query;

/// How many resources are asked for at once, and how many calendars of an account are read.
const AT_ONCE: usize = 200;
const MAX_CALENDARS: usize = 50;
/// How often a server may say that there is more to come.
const MAX_ROUNDS: usize = 200;

/// The properties by which a calendar tells that it changed: a token is asked for by itself, because Radicale looks at every event for
/// it, and for a ctag once more.
const TOKEN: &str = "<D:sync-token/>";
const CTAG: &str = "<getctag xmlns=\"http://calendarserver.org/ns/\"/>";
/// The property that tells of what a calendar can be asked: it costs nobody anything.
const REPORTS: &str = "<D:supported-report-set/>";

/// What reading gathers.
#[derive(Debug, Default)]
struct Gathered {
    pieces: Vec<Piece>,
    gone: Vec<String>,
    anew: Vec<String>,
    unshown: BTreeSet<String>,
    untold: Option<String>,
}

/// What a calendar says of its state.
#[derive(Debug, Default)]
struct State {
    token: Option<String>,
    ctag: Option<String>,
    /// Whether it can tell by a token what changed.
    has_tokens: bool,
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
    let mut all = false;
    let (mut gathered, now_known) = match read {
        Some(read) => read,
        None => {
            let found = discover::calendars(&mut client, &url, resolver).await?;
            all = found.len() <= MAX_CALENDARS;
            let again = |url: String| match before.iter().find(|known| known.url == url).cloned() {
                Some(known) if !fresh && known.short.is_some() => known.anew(),
                known => known.unwrap_or(Known { url, ..Known::default() }),
            };
            every(&mut client, found.into_iter().take(MAX_CALENDARS).map(again).collect(), now).await?
        }
    };
    // A calendar that is no more takes its events along.
    let gone = before.iter().filter(|old| !now_known.iter().any(|new| new.url == old.url));
    gathered.gone.extend(gone.filter_map(|old| old.url.parse().ok().map(|url| folder(&url))));
    // Which there were isn't known any more: where each that there is was read whole, what none of them holds is no more.
    if cursor.is_none() && all && !now_known.is_empty() && gathered.anew.len() == now_known.len() {
        gathered.anew.push("/".to_owned());
    }
    let same = |(a, b): (&Known, &Known)| (&a.url, &a.token, &a.ctag, &a.etags) == (&b.url, &b.token, &b.ctag, &b.etags);
    let quiet = before.len() == now_known.len() && before.iter().zip(&now_known).all(same);
    let fresh = Cursor { day: today, calendars: now_known };
    let text = serde_json::to_string(&fresh).map_err(|error| SourceError::Retry(error.to_string()))?;
    let nothing = gathered.pieces.is_empty() && gathered.gone.is_empty() && gathered.untold.is_none();
    if quiet && nothing && cursor == Some(text.as_str()) {
        return Ok(News::Unchanged);
    }
    let Gathered { pieces, gone, anew, unshown, untold } = gathered;
    Ok(News::Changes { pieces, gone, anew, unshown, untold, cursor: text })
}

/// Reads what is new in each of these calendars. [`SourceError::Missing`] when one of them isn't there.
async fn every(client: &mut Client, calendars: Vec<Known>, now: Timestamp) -> Result<(Gathered, Vec<Known>), SourceError> {
    let (mut gathered, mut now_known) = (Gathered::default(), Vec::new());
    for calendar in calendars {
        let known = one(client, calendar, &mut gathered, now).await?;
        gathered.untold = gathered.untold.or_else(|| known.short.as_ref().map(|short| short.why.clone()));
        now_known.push(known);
    }
    Ok((gathered, now_known))
}

/// Reads what is new in one calendar.
async fn one(client: &mut Client, known: Known, gathered: &mut Gathered, now: Timestamp) -> Result<Known, SourceError> {
    let url = address(&known.url)?;
    // What it could not tell for the moment it may tell now.
    if known.short.as_ref().is_some_and(|short| short.passes < PATIENCE) {
        return first(client, &url, known.anew(), gathered, now).await;
    }
    if let Some(token) = &known.token {
        if let Some(token) = by_token(client, &url, token.clone(), gathered).await? {
            return Ok(Known { token: Some(token), ..known });
        }
        // The token is too old for the server: everything is read anew.
        return first(client, &url, known.anew(), gathered, now).await;
    }
    // Without tokens, ctag and etags there is nothing to go by.
    if known.etags.is_empty() && known.ctag.is_none() {
        return first(client, &url, known, gathered, now).await;
    }
    by_etags(client, &url, known, gathered, now).await
}

/// Everything, and the calendar's state unless it is known: that first, so that nothing slips through between. A ctag does until
/// something changes: Radicale takes half as long again to make a token.
async fn first(
    client: &mut Client,
    url: &Uri,
    mut known: Known,
    gathered: &mut Gathered,
    now: Timestamp,
) -> Result<Known, SourceError> {
    let mut has_tokens = known.token.is_some();
    if !has_tokens {
        let told = state(client, url, &[CTAG, REPORTS]).await?;
        (known.ctag, has_tokens) = (told.ctag, told.has_tokens);
        if known.ctag.is_none() {
            known.token = state(client, url, &[TOKEN]).await?.token;
            has_tokens = known.token.is_some();
        }
    }
    let wanted = if has_tokens { "<C:calendar-data/>" } else { "<D:getetag/><C:calendar-data/>" };
    let mut bare = Vec::new();
    let listing = query::resources(client, url, wanted, now).await?;
    for (place, resource) in listing.resources {
        if let (false, Some(etag)) = (has_tokens, resource.etag) {
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
    let passes = known.short.map_or(0, |short| short.passes);
    known.short = listing.untold.map(|why| Short { passes: passes.saturating_add(1).min(PATIENCE), why });
    // Of what a server could not tell all of nothing counts as gone.
    if known.short.is_none() {
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
            match response.all("status").next().map(|status| &*status.text) {
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

/// What changed by the collection's ctag and the resources' etags. A calendar that does change gives a token for the next time.
async fn by_etags(
    client: &mut Client,
    url: &Uri,
    known: Known,
    gathered: &mut Gathered,
    now: Timestamp,
) -> Result<Known, SourceError> {
    let ctag = match known.ctag {
        Some(_) => state(client, url, &[CTAG]).await?.ctag,
        None => None,
    };
    if ctag.is_some() && ctag == known.ctag {
        return Ok(known);
    }
    // Before the listing, so that nothing slips through between.
    let token = state(client, url, &[TOKEN]).await?.token;
    if known.etags.is_empty() {
        return first(client, url, Known { token, ..known.anew() }, gathered, now).await;
    }
    let listed = query::resources(client, url, "<D:getetag/>", now).await?;
    let etags: BTreeMap<String, String> =
        listed.resources.into_iter().map(|(place, resource)| (place, resource.etag.unwrap_or_default())).collect();
    // What has no etag may have changed.
    let is_new = |place: &str, etag: &str| etag.is_empty() || known.etags.get(place).map(String::as_str) != Some(etag);
    let changed: Vec<String> = etags.iter().filter(|(place, etag)| is_new(place, etag)).map(|(place, _)| place.clone()).collect();
    // What only left the window of the question isn't gone, but it is over.
    let gone = known.etags.keys().filter(|place| listed.untold.is_none() && !etags.contains_key(*place));
    gathered.gone.extend(gone.cloned());
    fetch(client, url, &changed, gathered).await?;
    Ok(match token {
        _ if listed.untold.is_some() => {
            let short = listed.untold.map(|why| Short { passes: PATIENCE, why });
            Known { etags: known.etags.clone().into_iter().chain(etags).collect(), short, ..known }
        }
        Some(_) => Known { url: known.url, token, ..Known::default() },
        None => Known { etags, ctag, short: None, ..known },
    })
}

/// What a calendar says of its state, by the properties asked for.
async fn state(client: &mut Client, url: &Uri, properties: &[&str]) -> Result<State, SourceError> {
    let wanted = properties.concat();
    let body =
        format!("<?xml version=\"1.0\" encoding=\"utf-8\"?><D:propfind xmlns:D=\"DAV:\"><D:prop>{wanted}</D:prop></D:propfind>");
    let answer = client.ask(Verb::PropFind, url, &headers("0"), &body).await?;
    if matches!(answer.status, 404 | 410) {
        return Err(SourceError::Missing(refused(&answer).to_string()));
    }
    let root = success(&answer)?;
    let text = |name| root.text_of(name).map(str::to_owned);
    let has_tokens = root.find("supported-report-set").is_some_and(|set| set.find("sync-collection").is_some());
    Ok(State { token: text("sync-token"), ctag: text("getctag"), has_tokens })
}

/// Reads resources, many at once. What a server leaves out of its answer is asked for by itself, and what it forbids to read is there all
/// the same.
async fn fetch(client: &mut Client, url: &Uri, places: &[String], gathered: &mut Gathered) -> Result<(), SourceError> {
    let mut parts: Vec<&[String]> = places.chunks(AT_ONCE).rev().collect();
    while let Some(part) = parts.pop() {
        let wanted: String = part.iter().map(|place| format!("<D:href>{}</D:href>", escaped(place))).collect();
        let body = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><C:calendar-multiget xmlns:D=\"DAV:\" \
             xmlns:C=\"urn:ietf:params:xml:ns:caldav\"><D:prop><D:getetag/><C:calendar-data/></D:prop>{wanted}</C:calendar-multiget>"
        );
        let answer = client.ask(Verb::Report, url, &headers("1"), &body).await?;
        if part.len() > 1 && (answer.too_long || answer.status == 507) {
            let (early, late) = part.split_at(part.len() / 2);
            parts.extend([late, early]);
            continue;
        }
        let mut missed: BTreeSet<&String> = part.iter().collect();
        for (place, response) in responses(url, &success(&answer)?) {
            let status = response.all("status").next().map_or("", |status| &*status.text);
            if let Some(text) = response.text_of("calendar-data") {
                missed.remove(&place);
                gathered.pieces.push(Piece { place, text: text.to_owned() });
            } else if is_gone(status) {
                missed.remove(&place);
                gathered.gone.push(place);
            } else if status.contains(" 5") {
                // What a server can't show at the moment is still there.
                return Err(SourceError::Retry(format!("{} can't show an event: {status}", super::http::shown(url))));
            }
        }
        for place in missed {
            alone(client, url, place, gathered).await?;
        }
    }
    Ok(())
}

/// Reads one resource by itself.
async fn alone(client: &mut Client, url: &Uri, place: &str, gathered: &mut Gathered) -> Result<(), SourceError> {
    let at = join(url, place).ok_or_else(|| SourceError::Retry(format!("{} lists {place:?}", super::http::shown(url))))?;
    let answer = client.ask(Verb::Get, &at, &[("accept", "text/calendar".to_owned())], "").await?;
    match answer.status {
        200 if !answer.too_long && super::ics::is_whole(&answer.body) => {
            gathered.pieces.push(Piece { place: place.to_owned(), text: answer.body });
        }
        200 => return Err(SourceError::Retry(format!("{} shows an event in part only", super::http::shown(&at)))),
        404 | 410 => gathered.gone.push(place.to_owned()),
        // Refused for the moment; of a lasting 403 nothing more will come.
        401 | 408 | 429 | 500.. => return Err(refused(&answer)),
        _ => drop(gathered.unshown.insert(place.to_owned())),
    }
    Ok(())
}

/// What is understood of a server's answer, without a server, for whoever tries what a hostile one may send: whether it leads to
/// calendars, of how many places it tells, and how many of these show their events. `None` when it is cut off.
pub fn understood(text: &str) -> Option<(bool, usize, usize)> {
    let root = xml::parse(text)?;
    let (told, _) = query::told(&Uri::from_static("https://dav.example/home/work/"), text)?;
    let mut found = BTreeMap::new();
    query::gather(told, &mut found);
    let shown = found.values().filter(|resource| resource.text.is_some()).count();
    Some((discover::leads_on(&root), found.len(), shown))
}

fn headers(depth: &str) -> [(&'static str, String); 2] {
    [("depth", depth.to_owned()), ("content-type", "application/xml; charset=utf-8".to_owned())]
}

fn success(answer: &Answer) -> Result<Element<'_>, SourceError> {
    if answer.status == 207 { document(answer) } else { Err(refused(answer)) }
}

/// The answer's XML.
fn document(answer: &Answer) -> Result<Element<'_>, SourceError> {
    xml::parse(&answer.body).ok_or_else(|| cut_off(answer))
}

fn cut_off(answer: &Answer) -> SourceError {
    SourceError::Retry(format!("the answer of {} ends in the middle", super::http::shown(&answer.from)))
}

fn is_gone(status: &str) -> bool {
    status.contains(" 404") || status.contains(" 410")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
