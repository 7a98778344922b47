//! What a calendar part of a mail (iTIP, RFC 5546) says, read field by field: the mail's meeting as a fact.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use mail_parser::{Message, MessagePart, MimeHeaders};

use super::{clean, zones};
use crate::domain::address::Address;
use crate::domain::meeting::{Answer, MeetingFact, Method};

/// The most octets of a calendar part that are read, and the most attendees kept.
const MAX_PART: usize = 256 * 1024;
const MAX_ATTENDEES: usize = 500;

/// A calendar part.
#[derive(Debug)]
pub struct Calendar {
    /// What it says of its meeting.
    pub fact: MeetingFact,
    /// Whether the mail is about nothing else: the part is shown in place, not attached to a letter.
    pub inline: bool,
    /// Whether it names a METHOD at all.
    pub has_method: bool,
}

/// The calendar part of a message, the first that holds an event.
pub fn of_message(message: &Message<'_>, oddities: &mut Vec<String>) -> Option<Calendar> {
    let parts = message.parts.iter().take(200).filter(|part| is_calendar(part));
    let mut found: Vec<Calendar> = parts.filter_map(|part| of_part(part, oddities)).take(4).collect();
    let best = found.iter().position(|calendar| calendar.inline).unwrap_or(0);
    (best < found.len()).then(|| found.swap_remove(best))
}

fn is_calendar(part: &MessagePart<'_>) -> bool {
    let named = part.attachment_name().is_some_and(|name| name.to_ascii_lowercase().ends_with(".ics"));
    part.content_type().map_or(named, |kind| {
        let subtype = kind.subtype().unwrap_or_default();
        subtype.eq_ignore_ascii_case("calendar") || subtype.eq_ignore_ascii_case("ics") || named
    })
}

fn of_part(part: &MessagePart<'_>, oddities: &mut Vec<String>) -> Option<Calendar> {
    let bytes = part.contents();
    let text = String::from_utf8_lossy(bytes.get(..bytes.len().min(MAX_PART)).unwrap_or_default());
    let (fact, method) = event(&text, oddities)?;
    let in_type = part.content_type().and_then(|kind| kind.attribute("method")).and_then(parse_method);
    let attached = part.content_disposition().is_some_and(|d| d.is_attachment());
    let method = in_type.or(method);
    let fact = MeetingFact { method: method.unwrap_or(Method::Publish), ..fact };
    Some(Calendar { fact, inline: in_type.is_some() || !attached, has_method: method.is_some() })
}

fn parse_method(word: &str) -> Option<Method> {
    match word.trim().to_ascii_uppercase().as_str() {
        "REQUEST" | "ADD" | "DECLINECOUNTER" => Some(Method::Request),
        "REPLY" | "REFRESH" => Some(Method::Reply),
        "CANCEL" => Some(Method::Cancel),
        "COUNTER" => Some(Method::Counter),
        "PUBLISH" => Some(Method::Publish),
        _ => None,
    }
}

/// One content line: name, parameters, value.
struct Line<'a> {
    name: String,
    parameters: &'a str,
    value: &'a str,
}

/// Reads the first event of a calendar, and the calendar's METHOD. `None` when there is no event with a UID.
pub fn event(text: &str, oddities: &mut Vec<String>) -> Option<(MeetingFact, Option<Method>)> {
    let unfolded = text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    let (mut method, mut depth, mut inside, mut done) = (None, 0_u32, false, false);
    let mut fact = MeetingFact {
        uid: String::new(),
        recurrence: None,
        sequence: 0,
        method: Method::Publish,
        start: None,
        end: None,
        title: String::new(),
        organizer: None,
        attendees: Vec::new(),
        series: false,
    };
    let mut span = Span::default();
    for line in unfolded.lines().filter_map(content_line) {
        match (line.name.as_str(), line.value.to_ascii_uppercase().as_str()) {
            ("BEGIN", "VEVENT") if !inside && !done => (inside, depth) = (true, 0),
            // An alarm inside the event has times of its own.
            ("BEGIN", _) => depth += 1,
            ("END", "VEVENT") if inside && depth == 0 => (inside, done) = (false, true),
            ("END", _) => depth = depth.saturating_sub(1),
            ("METHOD", value) => method = method.or_else(|| parse_method(value)),
            _ if inside && depth == 0 => take(&line, &mut fact, &mut span, oddities),
            _ => {}
        }
    }
    fact.start = span.start;
    fact.end = span.end.or_else(|| span.start.and_then(|start| start.checked_add(span.duration.unwrap_or(span.implied)).ok()));
    (!fact.uid.is_empty()).then_some((fact, method))
}

/// When the event is, as far as its lines told.
#[derive(Default)]
struct Span {
    start: Option<Timestamp>,
    end: Option<Timestamp>,
    duration: Option<SignedDuration>,
    /// How long it is when nothing says so: a day for a date, nothing for an instant (RFC 5545, 3.6.1).
    implied: SignedDuration,
}

fn take(line: &Line<'_>, fact: &mut MeetingFact, span: &mut Span, oddities: &mut Vec<String>) {
    match line.name.as_str() {
        "UID" if fact.uid.is_empty() => fact.uid = clean::line(line.value, 998),
        "SEQUENCE" => fact.sequence = line.value.trim().parse().unwrap_or(0),
        "SUMMARY" if fact.title.is_empty() => fact.title = clean::line(&unescaped(line.value), 500),
        "DTSTART" => {
            span.start = instant(line, oddities);
            if line.value.trim().len() == 8 {
                span.implied = SignedDuration::from_hours(24);
            }
        }
        "DTEND" => span.end = instant(line, oddities),
        "DURATION" => span.duration = duration(line.value),
        "RECURRENCE-ID" => fact.recurrence = instant(line, oddities),
        "RRULE" | "RDATE" => fact.series = true,
        "ORGANIZER" => fact.organizer = mailto(line),
        "ATTENDEE" if fact.attendees.len() < MAX_ATTENDEES => {
            fact.attendees.extend(mailto(line).map(|address| (address, answer(line))));
        }
        _ => {}
    }
}

fn content_line(line: &str) -> Option<Line<'_>> {
    let mut quoted = false;
    let colon = line.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        *c == ':' && !quoted
    })?;
    let (head, value) = line.split_at_checked(colon.0)?;
    let (name, parameters) = head.split_once(';').unwrap_or((head, ""));
    Some(Line { name: name.trim().to_ascii_uppercase(), parameters, value: value.strip_prefix(':')?.trim() })
}

impl Line<'_> {
    fn parameter(&self, name: &str) -> Option<&str> {
        let pairs = self.parameters.split(';').filter_map(|pair| pair.split_once('='));
        pairs.filter(|(key, _)| key.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim().trim_matches('"')).next()
    }
}

fn answer(line: &Line<'_>) -> Answer {
    match line.parameter("PARTSTAT").unwrap_or_default().to_ascii_uppercase().as_str() {
        "ACCEPTED" => Answer::Accepted,
        "TENTATIVE" => Answer::Tentative,
        "DECLINED" => Answer::Declined,
        _ => Answer::NeedsAction,
    }
}

fn mailto(line: &Line<'_>) -> Option<Address> {
    let value = line.value;
    let address = match value.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => value.get(7..).unwrap_or_default(),
        // Some servers give an "urn:uuid:" and the address beside it.
        _ => line.parameter("EMAIL").unwrap_or(value),
    };
    Address::parse(address)
}

/// `20260511T100000Z`, with a TZID, floating (read as UTC), or a date (its midnight).
fn instant(line: &Line<'_>, oddities: &mut Vec<String>) -> Option<Timestamp> {
    let value = line.value.trim();
    let (value, utc) = value.strip_suffix(['Z', 'z']).map_or((value, false), |value| (value, true));
    let local = civil(value)?;
    let zone = match line.parameter("TZID") {
        _ if utc => TimeZone::UTC,
        Some(tzid) => zones::zone(tzid).unwrap_or_else(|| {
            let note = format!("unknown time zone in a calendar part: {}", clean::line(tzid, 80));
            if oddities.len() < 20 && !oddities.contains(&note) {
                oddities.push(note);
            }
            TimeZone::UTC
        }),
        None => TimeZone::UTC,
    };
    zone.to_timestamp(local).ok()
}

fn civil(value: &str) -> Option<DateTime> {
    let (day, time) = value.split_once(['T', 't']).map_or((value, None), |(day, time)| (day, Some(time)));
    let number = |text: &str, from: usize, to: usize| -> Option<i16> {
        let digits = text.get(from..to)?;
        digits.bytes().all(|octet| octet.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
    };
    let small = |text: &str, from: usize| number(text, from, from + 2).and_then(|n| i8::try_from(n).ok());
    let date = Date::new(number(day, 0, 4)?, small(day, 4)?, small(day, 6)?).ok()?;
    let time = match time {
        None => Time::midnight(),
        Some(time) => Time::new(small(time, 0)?, small(time, 2)?, small(time, 4).unwrap_or(0).min(59), 0).ok()?,
    };
    Some(date.to_datetime(time))
}

/// `PT1H30M`, `P1D`, `P2W` (RFC 5545, 3.3.6).
fn duration(value: &str) -> Option<SignedDuration> {
    let mut seconds: i64 = 0;
    let mut digits: i64 = 0;
    for c in value.trim().trim_start_matches('+').strip_prefix('P')?.chars().take(40) {
        let unit = match c {
            '0'..='9' => {
                digits = digits.saturating_mul(10).saturating_add(i64::from(c.to_digit(10)?)).min(1_000_000);
                continue;
            }
            'T' => 0,
            'W' => 604_800,
            'D' => 86_400,
            'H' => 3_600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        seconds = seconds.saturating_add(digits.saturating_mul(unit));
        digits = 0;
    }
    Some(SignedDuration::from_secs(seconds.min(366 * 86_400)))
}

fn unescaped(value: &str) -> String {
    value.replace("\\n", " ").replace("\\N", " ").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_read_field_by_field() {
        let text = "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VTIMEZONE\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nEND:STANDARD\r\n\
            END:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:d-1\r\nSEQUENCE:2\r\nDTSTART;TZID=\"W. Europe Standard Time\":20260514T090000\r\n\
            DURATION:PT1H30M\r\nSUMMARY:Demo\\, part\r\n  two\r\nORGANIZER;CN=\"R: x\":mailto:robin@team.example\r\n\
            ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:Pat@buyer.example\r\nBEGIN:VALARM\r\nDURATION:PT5M\r\nEND:VALARM\r\nEND:VEVENT\r\n";
        let (fact, method) = event(text, &mut Vec::new()).unwrap();
        assert_eq!((method, fact.uid.as_str(), fact.sequence, fact.series), (Some(Method::Reply), "d-1", 2, false));
        assert_eq!(fact.start, Some("2026-05-14T07:00:00Z".parse().unwrap()));
        assert_eq!(fact.end, Some("2026-05-14T08:30:00Z".parse().unwrap()));
        assert_eq!(fact.title, "Demo, part two");
        assert_eq!(fact.organizer.unwrap().as_str(), "robin@team.example");
        assert_eq!(fact.attendees, [(Address::parse("pat@buyer.example").unwrap(), Answer::Accepted)]);
    }

    #[test]
    fn a_zone_nobody_knows_is_an_oddity() {
        let mut oddities = Vec::new();
        let (fact, _) = event("BEGIN:VEVENT\nUID:x\nDTSTART;TZID=Nowhere:20260514T090000\n", &mut oddities).unwrap();
        assert_eq!((fact.start, oddities.len()), (Some("2026-05-14T09:00:00Z".parse().unwrap()), 1));
        assert!(event("BEGIN:VEVENT\nUID:x\nDTSTART;VALUE=DATE:20261341\n", &mut oddities).unwrap().0.start.is_none());
    }
}
