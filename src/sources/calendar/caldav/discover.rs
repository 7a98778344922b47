//! The calendars of an account (RFC 6764 and 4791, 6.2): from whatever address there is to the principal, from there to the
//! home, and from there to the calendars that hold events.

use hyper::Uri;

use super::super::http::{Answer, Client, Verb, join};
use super::super::refused;
use super::super::xml::{self, Element};
use super::headers;
use crate::sources::SourceError;

const WANTED: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?><D:propfind xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\">\
    <D:prop><D:resourcetype/><D:current-user-principal/><C:calendar-home-set/><C:supported-calendar-component-set/></D:prop></D:propfind>";

/// The addresses of every calendar that can hold events.
pub async fn calendars(client: &mut Client, url: &Uri) -> Result<Vec<String>, SourceError> {
    let mut answer = ask(client, url, "0").await?;
    if !has_way_on(&answer) && answer.status != 401 {
        let well_known = join(url, "/.well-known/caldav").ok_or_else(|| refused(&answer))?;
        let there = ask(client, &well_known, "0").await?;
        // The answer to the address given says more than that there is no other.
        if there.status == 207 || there.status == 401 {
            answer = there;
        }
    }
    let mut root = read(&answer)?;
    if is_calendar(&root) {
        return Ok(vec![answer.from.to_string()]);
    }
    if home(&root).is_none()
        && let Some(principal) = principal(&root).and_then(|path| join(&answer.from, path))
    {
        answer = ask(client, &principal, "0").await?;
        root = read(&answer)?;
    }
    // An address that is the home itself tells of no other.
    let home = home(&root).and_then(|path| join(&answer.from, path)).unwrap_or_else(|| answer.from.clone());
    let listing = ask(client, &home, "1").await?;
    let root = read(&listing)?;
    let all = root.all("multistatus").flat_map(|multi| multi.all("response"));
    let mut found: Vec<String> = all
        .filter(|response| is_calendar(response) && holds_events(response))
        .filter_map(|response| Some(join(&listing.from, response.text_of("href")?)?.to_string()))
        .collect();
    found.sort();
    found.dedup();
    if found.is_empty() {
        return Err(SourceError::Human("the server shows this user no calendar: check the calendar's url".to_owned()));
    }
    Ok(found)
}

async fn ask(client: &mut Client, url: &Uri, depth: &str) -> Result<Answer, SourceError> {
    client.ask(Verb::PropFind, url, &headers(depth), WANTED).await
}

fn read(answer: &Answer) -> Result<Element, SourceError> {
    if answer.status == 207 { Ok(xml::parse(&answer.body)) } else { Err(refused(answer)) }
}

fn has_way_on(answer: &Answer) -> bool {
    answer.status == 207 && {
        let root = xml::parse(&answer.body);
        is_calendar(&root) || home(&root).is_some() || principal(&root).is_some()
    }
}

fn is_calendar(element: &Element) -> bool {
    element.find("resourcetype").is_some_and(|kind| kind.find("calendar").is_some())
}

/// One that says nothing of what it holds may hold events.
fn holds_events(element: &Element) -> bool {
    let Some(set) = element.find("supported-calendar-component-set") else { return true };
    let mut all = set.all("comp").peekable();
    all.peek().is_none() || all.any(|comp| comp.label.eq_ignore_ascii_case("VEVENT"))
}

fn home(root: &Element) -> Option<&str> {
    root.find("calendar-home-set").and_then(|set| set.text_of("href"))
}

fn principal(root: &Element) -> Option<&str> {
    root.find("current-user-principal").and_then(|principal| principal.text_of("href"))
}
