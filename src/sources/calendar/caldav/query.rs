//! Which events a calendar has (RFC 4791, 7.8): everything that touches the time from some months ago on, in one question where
//! the server answers it whole; and every series, because Xandikos leaves those out that began before that time. A server that
//! showed one of them isn't asked: the question makes Radicale read every event, five times as long as the first one.

use std::collections::BTreeMap;

use hyper::Uri;
use jiff::{SignedDuration, Timestamp};
use memchr::memmem;

use super::super::http::{Answer, Client, Verb, shown};
use super::super::xml::{self, Element};
use super::super::{BACK_DAYS, refused};
use super::place::placed;
use super::{cut_off, headers};
use crate::sources::SourceError;

/// The shortest time that is asked about, and the most questions.
const SHORTEST: SignedDuration = SignedDuration::from_hours(24);
const MAX_QUESTIONS: usize = 400;
/// Beyond this there is nothing but series without an end: what lies behind it is asked about in one piece.
const FAR: SignedDuration = SignedDuration::from_hours(24 * 1200);

/// What a calendar tells of a resource.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Resource {
    pub etag: Option<String>,
    /// The events, where they were asked for.
    pub text: Option<String>,
}

/// What a calendar holds.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// By place.
    pub resources: BTreeMap<String, Resource>,
    /// Why something may be missing, if so: a server that could tell neither its series nor all that it has may have more.
    pub untold: Option<String>,
}

/// What newer Radicales (seen in 3.9) say of a question with more than 10,000 answers (`max_expand_occurrence`), and of one that they don't
/// understand.
const BAD_REQUEST: u16 = 400;

/// A server that can't look for a property at all.
const NOT_IMPLEMENTED: u16 = 501;

const EVERYTHING: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?><D:propfind xmlns:D=\"DAV:\"><D:prop><D:getetag/><D:getcontenttype/>\
    <D:resourcetype/></D:prop></D:propfind>";

/// From when to when; `None`: without an end.
type Span = (Timestamp, Option<Timestamp>);

/// The resources whose events touch the window, by place, with the properties asked for. A server that says that this is too much at
/// once (507, DAV:number-of-matches-within-limits, or 400) is asked about parts of the time.
pub(super) async fn resources(client: &mut Client, url: &Uri, props: &str, now: Timestamp) -> Result<Listing, SourceError> {
    let from = now.checked_sub(SignedDuration::from_hours(24 * BACK_DAYS)).unwrap_or(now);
    let mut found = Listing::default();
    let mut spans = vec![(from, None)];
    for asked in 0..MAX_QUESTIONS {
        let Some(span) = spans.pop() else {
            let mut texts = found.resources.values().filter_map(|resource| resource.text.as_deref());
            // One part of the time says nothing of the others: each may have been answered in its own way.
            let shows_series = asked == 1 && texts.any(|text| is_older(text, from));
            if !shows_series {
                found.untold = series(client, url, props, &mut found.resources).await?;
            }
            return Ok(found);
        };
        let answer = ask(client, url, props, &within(span)).await?;
        match (all_of(url, &answer)?, halves(span, now)) {
            (Some(told), _) => gather(told, &mut found.resources),
            (None, Some(halves)) => spans.extend(halves),
            (None, None) if answer.status == BAD_REQUEST => return Err(refused(&answer)),
            (None, None) => return Err(too_much(url)),
        }
    }
    Err(too_much(url))
}

/// The events with a rule; why some may be missing, if so. A server that can't look for a property at all is taken to need no help; one
/// that should and doesn't has everything that it holds looked at, once: whatever comes later it tells by token, ctag or etags.
async fn series(
    client: &mut Client,
    url: &Uri,
    props: &str,
    found: &mut BTreeMap<String, Resource>,
) -> Result<Option<String>, SourceError> {
    let answer = ask(client, url, props, "<C:prop-filter name=\"RRULE\"/>").await?;
    let status = answer.status;
    if status == 207 && !answer.too_long {
        let (told, more) = told(url, &answer.body).ok_or_else(|| cut_off(&answer))?;
        gather(told, found);
        if !more {
            return Ok(None);
        }
    } else if status == NOT_IMPLEMENTED || matches!(status, 400..500) && !matches!(status, 401 | 408 | 425 | 429) {
        return Ok(None);
    }
    let host = shown(url);
    tracing::info!(host, status, "a calendar's server can't tell which events repeat: all that it has are looked at");
    Ok(everything(client, url, found).await?.map(|listed| {
        format!(
            "{host} tells neither which events repeat ({status}) nor which it has at all ({listed}): meetings that repeat may be missing"
        )
    }))
}

/// Every place at which a calendar has something (RFC 4918, 9.1); the status where the server doesn't tell.
async fn everything(client: &mut Client, url: &Uri, found: &mut BTreeMap<String, Resource>) -> Result<Option<u16>, SourceError> {
    let answer = client.ask(Verb::PropFind, url, &headers("1"), EVERYTHING).await?;
    if answer.status != 207 || answer.too_long {
        return Ok(Some(answer.status));
    }
    let (mut listed, mut more) = (Vec::new(), false);
    xml::each_response(&answer.body, &mut |response| {
        more |= is_limit(&response);
        let kind = response.text_of("getcontenttype").unwrap_or("text/calendar").to_ascii_lowercase();
        let is_folder = response.find("resourcetype").is_some_and(|kind| kind.find("collection").is_some());
        let place =
            placed(url, &response).filter(|place| !is_folder && !place.ends_with('/') && kind.starts_with("text/calendar"));
        let etag = response.text_of("getetag").map(str::to_owned);
        listed.extend(place.map(|place| (place, Resource { etag, text: None })));
    })
    .ok_or_else(|| cut_off(&answer))?;
    gather(listed, found);
    Ok(more.then_some(507))
}

/// Whether this is a series that began before `from`. An exception beside it could be what the server went by.
fn is_older(text: &str, from: Timestamp) -> bool {
    let from = from.strftime("%Y%m%d").to_string();
    // Few events have one: most texts needn't be looked at line by line.
    if memmem::find(text.as_bytes(), b"RRULE").is_none() {
        return false;
    }
    let (mut events, mut in_event, mut has_rule, mut before) = (0, false, false, false);
    for line in text.lines() {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        match name.split(';').next() {
            Some("BEGIN") => {
                in_event = value.trim_end() == "VEVENT";
                events += usize::from(in_event);
            }
            Some("RRULE") if in_event => has_rule = true,
            Some("DTSTART") if in_event => before = value.get(..8).is_some_and(|day| *day < *from),
            _ => {}
        }
    }
    events == 1 && has_rule && before
}

/// What an answer tells of resources, by place, and whether it says that there is more; `None` when it is cut off.
pub(super) fn told(url: &Uri, text: &str) -> Option<(Vec<(String, Resource)>, bool)> {
    let (mut told, mut more) = (Vec::new(), false);
    let mut take = |response: Element<'_>| {
        more |= is_limit(&response);
        let text = |name| response.text_of(name).map(str::to_owned);
        let resource = || Resource { etag: text("getetag"), text: text("calendar-data") };
        told.extend(placed(url, &response).map(|place| (place, resource())));
    };
    xml::each_response(text, &mut take)?;
    Some((told, more))
}

/// Takes in what was told of resources.
pub(super) fn gather(mut told: Vec<(String, Resource)>, found: &mut BTreeMap<String, Resource>) {
    // In order they are put in their places with far less looking around.
    told.sort_by(|one, other| one.0.cmp(&other.0));
    for (place, resource) in told {
        let known = found.entry(place).or_default();
        known.etag = resource.etag.or_else(|| known.etag.take());
        known.text = resource.text.or_else(|| known.text.take());
    }
}

fn within((from, to): Span) -> String {
    let stamp = |at: Timestamp| at.strftime("%Y%m%dT%H%M%SZ").to_string();
    let end = to.map_or_else(String::new, |to| format!(" end=\"{}\"", stamp(to)));
    format!("<C:time-range start=\"{}\"{end}/>", stamp(from))
}

/// Asks about events; `which` says which of them.
async fn ask(client: &mut Client, url: &Uri, props: &str, which: &str) -> Result<Answer, SourceError> {
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><C:calendar-query xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\">\
         <D:prop>{props}</D:prop><C:filter><C:comp-filter name=\"VCALENDAR\"><C:comp-filter name=\"VEVENT\">\
         {which}</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"
    );
    client.ask(Verb::Report, url, &headers("1"), &body).await
}

/// What an answer tells when it is whole; `None` when the server, or we, found it too long.
fn all_of(url: &Uri, answer: &Answer) -> Result<Option<Vec<(String, Resource)>>, SourceError> {
    if answer.too_long || matches!(answer.status, BAD_REQUEST | 507) {
        return Ok(None);
    }
    if answer.status != 207 {
        return Err(refused(answer));
    }
    let (told, more) = told(url, &answer.body).ok_or_else(|| cut_off(answer))?;
    Ok((!more).then_some(told))
}

/// Whether a response says that there is more than it shows.
pub(super) fn is_limit(response: &Element<'_>) -> bool {
    response.all("status").next().is_some_and(|status| status.text.contains(" 507"))
}

fn halves((from, to): Span, now: Timestamp) -> Option<[Span; 2]> {
    if to.is_none() && from.duration_since(now) > FAR {
        return None;
    }
    let length = to.map_or(SignedDuration::from_hours(24 * 2 * BACK_DAYS), |to| to.duration_since(from) / 2);
    let middle = from.checked_add(length).ok().filter(|_| length >= SHORTEST)?;
    // The earlier half comes first.
    Some([(middle, to), (from, Some(middle))])
}

fn too_much(url: &Uri) -> SourceError {
    SourceError::Human(format!("{} shows only a part of the calendar at once (507), however little is asked for", shown(url)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_that_began_before_the_window() {
        let from: Timestamp = "2026-01-05T00:00:00Z".parse().unwrap();
        let event =
            |start: &str, rule: &str| format!("BEGIN:VEVENT\r\nDTSTART;TZID=Europe/Berlin:{start}\r\n{rule}END:VEVENT\r\n");
        let weekly = "RRULE:FREQ=WEEKLY\r\n";
        // A time zone has rules of its own.
        let zone = "BEGIN:VTIMEZONE\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
        assert!(is_older(&(zone.to_owned() + &event("20251229T100000", weekly)), from));
        assert!(!is_older(&(zone.to_owned() + &event("20260105T100000", weekly)), from));
        assert!(!is_older(&(zone.to_owned() + &event("20251229T100000", "")), from), "a single event");
        assert!(
            !is_older(&(event("20251229T100000", weekly) + &event("20260112T100000", "")), from),
            "an exception in the window"
        );
        assert!(!is_older("DTSTART:2", from));
    }
}
