//! Meetings as the text of one column.

use jiff::Timestamp;

use crate::domain::address::Address;
use crate::domain::meeting::{Answer, MeetingFact, Method};
use crate::domain::recurrence::Series;

/// Several meetings as text, an empty line between them.
pub(super) fn to_text(meetings: &[MeetingFact]) -> Option<String> {
    let all: Vec<String> = meetings.iter().map(one_to_text).collect();
    (!all.is_empty()).then(|| all.join("\n\n"))
}

/// Reads what [`to_text`] wrote.
pub(super) fn from_text(text: &str) -> Vec<MeetingFact> {
    text.split("\n\n").filter_map(one_from_text).collect()
}

/// The UIDs of the meetings that a text holds.
pub(super) fn uids(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").filter_map(|one| one.split('\t').next()).filter(|uid| !uid.is_empty())
}

/// A line of the meeting's own fields, a line `~` for how it repeats, then a line for each attendee.
fn one_to_text(meeting: &MeetingFact) -> String {
    let mut text = [
        clean(&meeting.uid),
        time(meeting.recurrence),
        meeting.sequence.to_string(),
        meeting.method.as_str().to_owned(),
        time(meeting.start),
        time(meeting.end),
        flags(meeting),
        meeting.organizer.as_ref().map(Address::to_string).unwrap_or_default(),
        clean(&meeting.title),
        time(meeting.stamp),
        time(meeting.created),
        time(meeting.modified),
    ]
    .join("\t");
    if let Some(series) = &meeting.series {
        let zone = clean(&series.zone);
        let fields = [clean(&series.rule), series.local.to_string(), zone, times(&series.extra), times(&series.except)];
        text.push_str(&format!("\n~\t{}", fields.join("\t")));
    }
    for (address, answer) in &meeting.attendees {
        text.push_str(&format!("\n{address}\t{}", answer.as_str()));
    }
    text
}

fn one_from_text(text: &str) -> Option<MeetingFact> {
    let mut lines = text.split('\n').peekable();
    let mut fields = lines.next()?.split('\t');
    let mut next = || fields.next();
    let mut meeting = MeetingFact {
        uid: next()?.to_owned(),
        recurrence: next()?.parse().ok(),
        sequence: next()?.parse().ok()?,
        method: Method::parse(next()?)?,
        start: next()?.parse().ok(),
        end: next()?.parse().ok(),
        ..MeetingFact::default()
    };
    let flags = next()?;
    meeting.all_day = flags.contains('d');
    meeting.tentative = flags.contains('t');
    meeting.away = flags.contains('a');
    meeting.and_later = flags.contains('l');
    meeting.organizer = next().and_then(Address::parse);
    meeting.title = next()?.to_owned();
    // Rows of an earlier version end here.
    meeting.stamp = next().and_then(|text| text.parse().ok());
    meeting.created = next().and_then(|text| text.parse().ok());
    meeting.modified = next().and_then(|text| text.parse().ok());
    meeting.series = lines.next_if(|line| line.starts_with("~\t")).and_then(series).map(Box::new);
    meeting.attendees = lines
        .filter_map(|line| {
            let (address, word) = line.split_once('\t')?;
            Some((Address::parse(address)?, Answer::parse(word)?))
        })
        .collect();
    Some(meeting)
}

fn flags(meeting: &MeetingFact) -> String {
    let all = [(meeting.all_day, 'd'), (meeting.tentative, 't'), (meeting.away, 'a'), (meeting.and_later, 'l')].into_iter();
    let set: String = all.filter(|(is, _)| *is).map(|(_, letter)| letter).collect();
    if set.is_empty() { "-".to_owned() } else { set }
}

fn series(line: &str) -> Option<Series> {
    let mut fields = line.split('\t').skip(1);
    let mut next = || fields.next();
    let list = |text: &str| text.split(',').filter_map(|one| one.parse().ok()).collect();
    Some(Series {
        rule: next()?.to_owned(),
        local: next()?.parse().ok()?,
        zone: next()?.to_owned(),
        extra: list(next()?),
        except: list(next()?),
    })
}

fn time(time: Option<Timestamp>) -> String {
    time.map(|time| time.to_string()).unwrap_or_default()
}

fn times(all: &[Timestamp]) -> String {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

fn clean(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meetings_come_back_as_they_were() {
        let at = |text: &str| Some(text.parse::<Timestamp>().unwrap());
        let address = |text: &str| Address::parse(text).unwrap();
        let series = Series {
            rule: "FREQ=WEEKLY".into(),
            local: "2026-05-04T09:00".parse().unwrap(),
            zone: "Europe/Berlin".into(),
            extra: vec![],
            except: vec![at("2026-05-11T07:00:00Z").unwrap(), at("2026-05-18T07:00:00Z").unwrap()],
        };
        let whole = MeetingFact {
            uid: "u1".into(),
            sequence: 3,
            stamp: at("2026-05-01T10:00:00Z"),
            created: at("2026-04-01T10:00:00Z"),
            modified: at("2026-05-01T10:00:00Z"),
            method: Method::Request,
            start: at("2026-05-04T07:00:00Z"),
            end: at("2026-05-04T08:00:00Z"),
            all_day: true,
            tentative: true,
            away: true,
            and_later: true,
            recurrence: at("2026-05-04T07:00:00Z"),
            title: "Line 4".into(),
            organizer: Some(address("dana@northfield.example")),
            attendees: Answer::ALL.map(|answer| (address(&format!("{}@acme.example", answer.as_str())), answer)).into(),
            series: Some(Box::new(series)),
        };
        let bare = MeetingFact { title: "Demo".into(), method: Method::Cancel, ..MeetingFact::default() };
        let all = vec![whole, bare];
        assert_eq!(from_text(&to_text(&all).unwrap()), all);
        assert_eq!(to_text(&[]), None);
    }
}
