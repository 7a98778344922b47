//! One VEVENT, read line by line.

use jiff::{SignedDuration, Timestamp};

use super::lines::Line;
use super::thing::is_thing;
use super::value::{self, Moment, moment};
use super::zones::{Zone, Zones};
use super::{Oddities, away};
use crate::domain::meeting::{Answer, MeetingFact};
use crate::domain::recurrence::{Rule, Series};
use crate::reading::clean;

/// The most attendees kept, and the most dates listed.
const MAX_ATTENDEES: usize = 500;
const MAX_DATES: usize = 1000;

/// An event in the making.
#[derive(Default)]
pub struct Event {
    fact: MeetingFact,
    start: Option<(Moment, Zone)>,
    end: Option<Timestamp>,
    duration: Option<SignedDuration>,
    rule: Option<String>,
    extra: Vec<Timestamp>,
    except: Vec<Timestamp>,
    /// EXDATEs that are dates alone: midnights on the clock of the series.
    except_days: Vec<Moment>,
    out_of_office: bool,
    cancelled: bool,
    /// Whether it has addresses at which to move it, and at which to call it off.
    moved_at: bool,
    called_off_at: bool,
}

/// What became of an event.
pub struct Done {
    pub fact: MeetingFact,
    /// STATUS:CANCELLED.
    pub cancelled: bool,
    /// Whether those who are asked booked it themselves.
    pub booked: bool,
}

impl Event {
    /// Takes a line of the event in; alarms and other parts inside it are none.
    pub fn take(&mut self, line: &Line<'_>, zones: &mut Zones, odd: &mut Oddities) {
        let fact = &mut self.fact;
        match &*line.name {
            "UID" if fact.uid.is_empty() => fact.uid = clean::line(line.value, 998),
            "SEQUENCE" => fact.sequence = line.value.trim().parse().unwrap_or(0),
            "SUMMARY" if fact.title.is_empty() => fact.title = clean::line(&value::text(line.value), 500),
            "DTSTAMP" => fact.stamp = instant(line, zones, odd),
            "CREATED" => fact.created = instant(line, zones, odd),
            "LAST-MODIFIED" => fact.modified = instant(line, zones, odd),
            "DTSTART" => match moment(line.value) {
                Some(at) => self.start = Some((at, zone(line, at, zones, odd))),
                None => odd.note("a start that is no time", line.value),
            },
            "DTEND" => self.end = instant(line, zones, odd),
            "DURATION" => self.duration = value::duration(line.value),
            "RECURRENCE-ID" => {
                fact.recurrence = instant(line, zones, odd);
                fact.and_later = line.parameter("RANGE").is_some_and(|range| range.eq_ignore_ascii_case("THISANDFUTURE"));
            }
            "RRULE" if self.rule.is_none() => self.rule = Some(clean::line(line.value, 1000)),
            "RDATE" => dates(line, &mut self.extra, zones, odd),
            "EXDATE" if line.value.split(',').filter_map(moment).all(|at| at.whole_day) => {
                let days = line.value.split(',').filter_map(moment);
                self.except_days.extend(days.take(MAX_DATES.saturating_sub(self.except_days.len())));
            }
            "EXDATE" => dates(line, &mut self.except, zones, odd),
            "STATUS" => {
                fact.tentative = line.value.eq_ignore_ascii_case("TENTATIVE");
                self.cancelled = line.value.eq_ignore_ascii_case("CANCELLED");
            }
            "ORGANIZER" => fact.organizer = value::address(line),
            "ATTENDEE" if is_thing(line) => {}
            "ATTENDEE" if fact.attendees.len() < MAX_ATTENDEES => {
                fact.attendees.extend(value::address(line).map(|address| (address, answer(line))));
            }
            "ATTENDEE" => odd.note("more attendees than are kept", &fact.title),
            "DESCRIPTION" | "URL" => self.links(line.value),
            "X-MICROSOFT-CDO-BUSYSTATUS" => self.out_of_office = line.value.eq_ignore_ascii_case("OOF"),
            _ => {}
        }
    }

    /// Calendly and its like put the addresses at which to move and to call off what was booked with them into every event; people write
    /// "cancel or reschedule" in words.
    fn links(&mut self, text: &str) {
        let ends = |c: char| c.is_whitespace() || matches!(c, '\\' | '"' | '\'' | '<' | '>' | '(' | ')');
        for link in text.split(ends).filter(|link| link.contains("://")).take(200) {
            let link = link.to_ascii_lowercase();
            self.moved_at |= link.contains("reschedul");
            self.called_off_at |= link.contains("cancel");
        }
    }

    /// The whole event; `None` without a UID.
    pub fn done(mut self, odd: &mut Oddities) -> Option<Done> {
        if self.fact.uid.is_empty() {
            odd.note("an event without UID", &self.fact.title);
            return None;
        }
        if let Some((at, zone)) = &self.start {
            let start = zone.zone.to_timestamp(at.local).ok();
            self.fact.all_day = at.whole_day;
            self.fact.start = start;
            // A date alone is a whole day, an instant alone an instant (RFC 5545, 3.6.1).
            let implied = if at.whole_day { SignedDuration::from_hours(24) } else { SignedDuration::ZERO };
            let length = self.duration.unwrap_or(implied);
            let by_length = || start.and_then(|start| start.checked_add(length).ok());
            self.fact.end = self.end.filter(|end| start.is_none_or(|start| *end >= start)).or_else(by_length);
        }
        self.fact.series = self.series(odd).map(Box::new);
        self.fact.away = away::is_long(&self.fact) && (self.out_of_office || away::is_absence(&self.fact));
        Some(Done { fact: self.fact, cancelled: self.cancelled, booked: self.moved_at && self.called_off_at })
    }

    fn series(&mut self, odd: &mut Oddities) -> Option<Series> {
        let rule = self.rule.take().filter(|rule| {
            let within_a_day = Rule::repeats_within_a_day(rule);
            if within_a_day || Rule::parse(rule).is_none() {
                odd.note("a rule that no meeting follows", rule);
            }
            !within_a_day
        });
        let (at, zone) = self.start.as_ref()?;
        if rule.is_none() && self.extra.is_empty() {
            return None;
        }
        let (extra, mut except) = (std::mem::take(&mut self.extra), std::mem::take(&mut self.except));
        except.extend(self.except_days.iter().filter_map(|day| zone.zone.to_timestamp(day.local).ok()));
        Some(Series { rule: rule.unwrap_or_default(), local: at.local, zone: zone.name.clone(), extra, except })
    }
}

fn answer(line: &Line<'_>) -> Answer {
    line.parameter("PARTSTAT").and_then(Answer::parse).unwrap_or(Answer::NeedsAction)
}

fn zone(line: &Line<'_>, at: Moment, zones: &mut Zones, odd: &mut Oddities) -> Zone {
    zones.of(line, at).unwrap_or_else(|tzid| {
        odd.note("unknown time zone in a calendar part", &tzid);
        zones.home.clone()
    })
}

fn instant(line: &Line<'_>, zones: &mut Zones, odd: &mut Oddities) -> Option<Timestamp> {
    let at = moment(line.value)?;
    zone(line, at, zones, odd).zone.to_timestamp(at.local).ok()
}

/// Dates and times, and the beginnings of periods.
fn dates(line: &Line<'_>, into: &mut Vec<Timestamp>, zones: &mut Zones, odd: &mut Oddities) {
    for word in line.value.split(',') {
        if into.len() >= MAX_DATES {
            odd.note("more dates than are kept", word);
            return;
        }
        let word = word.split('/').next().unwrap_or(word);
        into.extend(moment(word).and_then(|at| zone(line, at, zones, odd).zone.to_timestamp(at.local).ok()));
    }
}
