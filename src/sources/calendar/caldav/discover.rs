//! The calendars of an account (RFC 6764 and 4791, 6.2): from whatever address there is to the principal, from there to the
//! home, and from there to the calendars that hold events. A domain that has nothing at its own address may name a server.

use std::net::IpAddr;

use hyper::Uri;

use super::super::http::{Answer, Client, Verb, join};
use super::super::refused;
use super::super::xml::Element;
use super::{document, headers};
use crate::net::dns::Resolver;
use crate::sources::SourceError;

/// Calendars over TLS (RFC 6764, 3). Without TLS none are looked for.
const SERVICE: &str = "_caldavs._tcp";

const WANTED: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?><D:propfind xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\">\
    <D:prop><D:resourcetype/><D:current-user-principal/><C:calendar-home-set/><C:supported-calendar-component-set/></D:prop></D:propfind>";

/// How many homes of an account are looked into.
const MAX_HOMES: usize = 10;

/// The addresses of every calendar that can hold events.
pub async fn calendars(client: &mut Client, url: &Uri, resolver: &Resolver) -> Result<Vec<String>, SourceError> {
    let mut answer = match at_or_near(client, url).await {
        Ok(answer) if has_way_on(&answer) || answer.status == 401 => answer,
        // What is wrong with the address given is told unless the domain knows another one.
        other => match named(client, url, resolver).await? {
            Some(there) => there,
            None => other?,
        },
    };
    let mut root = read(&answer)?;
    if is_calendar(&root) {
        return Ok(vec![answer.from.to_string()]);
    }
    if homes(&root).next().is_none()
        && let Some(principal) = principal(&root).and_then(|path| join(&answer.from, path))
    {
        answer = ask(client, &principal, "0").await?;
        root = read(&answer)?;
    }
    let mut homes: Vec<Uri> = homes(&root).filter_map(|path| join(&answer.from, path)).take(MAX_HOMES).collect();
    if homes.is_empty() {
        // An address that is the home itself tells of no other.
        homes.push(answer.from.clone());
    }
    let mut found: Vec<String> = Vec::new();
    for home in homes {
        let listing = ask(client, &home, "1").await?;
        let root = read(&listing)?;
        let all = root.all("multistatus").flat_map(|multi| multi.all("response"));
        let calendars = all.filter(|response| is_calendar(response) && holds_events(response));
        found.extend(calendars.filter_map(|response| Some(join(&listing.from, response.text_of("href")?)?.to_string())));
    }
    found.sort();
    found.dedup();
    if found.is_empty() {
        return Err(SourceError::Human("the server shows this user no calendar: check the calendar's url".to_owned()));
    }
    Ok(found)
}

/// What the address says, or else the place where RFC 6764 has servers say where they begin.
async fn at_or_near(client: &mut Client, url: &Uri) -> Result<Answer, SourceError> {
    let answer = ask(client, url, "0").await?;
    if has_way_on(&answer) || answer.status == 401 {
        return Ok(answer);
    }
    let there = ask(client, &well_known(url).ok_or_else(|| refused(&answer))?, "0").await?;
    // The answer to the address given says more than that there is no other.
    Ok(if there.status == 207 || there.status == 401 { there } else { answer })
}

fn well_known(url: &Uri) -> Option<Uri> {
    join(url, "/.well-known/caldav")
}

/// What the server says that the domain names for calendars over TLS (`_caldavs._tcp`, RFC 6764, 3 and 4); `None` where it names none.
/// A password goes there only within the domain: nobody vouches for what the DNS says.
async fn named(client: &mut Client, url: &Uri, resolver: &Resolver) -> Result<Option<Answer>, SourceError> {
    let domain = url.host().filter(|host| url.path() == "/" && host.parse::<IpAddr>().is_err() && !host.starts_with('['));
    let Some(domain) = domain else { return Ok(None) };
    // A name server that is away changes nothing of what is wrong with the address.
    let targets = resolver.srv(SERVICE, domain).await.unwrap_or_default();
    let Some(target) = targets.first() else { return Ok(None) };
    let mut place = format!("https://{}", target.host);
    if target.port != 443 {
        place.push_str(&format!(":{}", target.port));
    }
    let path = resolver.attributes(SERVICE, domain).await.unwrap_or_default().remove("path").filter(|path| path.starts_with('/'));
    let there = format!("{place}{}", path.as_deref().unwrap_or("/"));
    let there: Uri =
        there.parse().map_err(|_| SourceError::Human(format!("{domain} names {there} for calendars, which is no address")))?;
    if !client.signs_for(&there) {
        return Err(SourceError::Human(format!(
            "{domain} names {there} for calendars; a password is not sent there unasked: if that is right, write it as url"
        )));
    }
    at_or_near(client, &there).await.map(Some)
}

async fn ask(client: &mut Client, url: &Uri, depth: &str) -> Result<Answer, SourceError> {
    client.ask(Verb::PropFind, url, &headers(depth), WANTED).await
}

fn read(answer: &Answer) -> Result<Element<'_>, SourceError> {
    if answer.status == 207 { document(answer) } else { Err(refused(answer)) }
}

fn has_way_on(answer: &Answer) -> bool {
    answer.status == 207 && document(answer).is_ok_and(|root| leads_on(&root))
}

/// Whether it is a calendar, or tells where calendars are.
pub(super) fn leads_on(root: &Element<'_>) -> bool {
    is_calendar(root) || homes(root).next().is_some() || principal(root).is_some()
}

fn is_calendar(element: &Element<'_>) -> bool {
    element.find("resourcetype").is_some_and(|kind| kind.find("calendar").is_some())
}

/// One that says nothing of what it holds may hold events.
fn holds_events(element: &Element<'_>) -> bool {
    let Some(set) = element.find("supported-calendar-component-set") else { return true };
    let mut all = set.all("comp").peekable();
    all.peek().is_none() || all.any(|comp| comp.label.eq_ignore_ascii_case("VEVENT"))
}

/// An account may have several (RFC 4791, 6.2.1).
fn homes<'e>(root: &'e Element<'_>) -> impl Iterator<Item = &'e str> {
    let all = root.find("calendar-home-set").into_iter().flat_map(|set| set.all("href"));
    all.map(|href| href.text.trim()).filter(|href| !href.is_empty())
}

fn principal<'e>(root: &'e Element<'_>) -> Option<&'e str> {
    root.find("current-user-principal").and_then(|principal| principal.text_of("href"))
}
