//! iCalendar (RFC 5545) to facts: the events of a mail's calendar part, a file or a server's answer. Total: what can be saved is
//! saved, and what could not be read is counted.

mod away;
mod event;
mod lines;
mod thing;
mod value;
mod windows;
mod zones;

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use self::event::Event;
pub use self::thing::is_of_thing;
use self::zones::Zones;
use super::{clean, spoken};
use crate::domain::meeting::{Answer, MeetingFact, Method};

/// A calendar as it was read.
#[derive(Debug, Default)]
pub struct Calendar {
    /// METHOD, where it stands.
    pub method: Option<Method>,
    /// Its events, each with the calendar's method; a cancelled one in a calendar that only says how things are is a cancellation.
    pub events: Vec<MeetingFact>,
    /// What was odd.
    pub oddities: Oddities,
}

/// What was odd about a calendar, each oddity once with an example and how often.
#[derive(Debug, Default)]
pub struct Oddities(BTreeMap<&'static str, (String, usize)>);

impl Oddities {
    fn note(&mut self, what: &'static str, example: &str) {
        self.0.entry(what).or_insert_with(|| (clean::line(example, 80), 0)).1 += 1;
    }

    /// How many things were odd.
    pub fn count(&self) -> usize {
        self.0.values().map(|(_, count)| count).sum()
    }

    /// What sorts of things were odd, with nothing of what anybody wrote.
    pub fn kinds(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
    }

    /// In words.
    pub fn words(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|(what, (example, count))| match count {
            1 => format!("{what}: {example}"),
            _ => format!("{what}: {example}, and {} more", count - 1),
        })
    }
}

/// Reads a calendar, at most `limit` events of it. Times without a zone are taken to be in `home`.
pub fn read(text: &str, home: &TimeZone, limit: usize) -> Calendar {
    let (text, cut) = lines::unfolded(text);
    let brings_zones = text.contains("VTIMEZONE") || text.contains("vtimezone");
    let mut zones = Zones::new(lines::lines(if brings_zones { &text } else { "" }), home);
    let mut calendar = Calendar::default();
    (0..cut).for_each(|_| calendar.oddities.note("a line longer than is read", ""));
    let (mut event, mut depth, mut elsewhere): (Option<Event>, u32, u32) = (None, 0, 0);
    for line in lines::lines(&text) {
        match &*line.name {
            "BEGIN" if line.says("BEGIN", "VEVENT") => {
                // One that is never ended gives what it said, and a zone that is never ended hides no event.
                elsewhere = 0;
                if let Some(unended) = event.replace(Event::default()) {
                    calendar.oddities.note("an event without end", "");
                    calendar.add(unended);
                }
                depth = 0;
            }
            "BEGIN" if elsewhere > 0 => elsewhere += 1,
            "END" if elsewhere > 0 => elsewhere -= 1,
            "END" if line.says("END", "VEVENT") => {
                if let Some(done) = event.take() {
                    calendar.add(done);
                }
            }
            // An alarm inside an event has times of its own, and so have zones and tasks.
            "BEGIN" if event.is_some() => depth += 1,
            "END" if event.is_some() => depth = depth.saturating_sub(1),
            "BEGIN" if !line.says("BEGIN", "VCALENDAR") => elsewhere = 1,
            "METHOD" if event.is_none() && elsewhere == 0 => {
                calendar.method = calendar.method.or_else(|| Method::parse(line.value));
            }
            _ => {
                if let Some(event) = event.as_mut().filter(|_| depth == 0) {
                    event.take(&line, &mut zones, &mut calendar.oddities);
                }
            }
        }
        if calendar.events.len() >= limit {
            calendar.oddities.note("more events than are read", "");
            event = None;
            break;
        }
    }
    if let Some(unended) = event {
        calendar.oddities.note("an event without end", "");
        calendar.add(unended);
    }
    calendar
}

impl Calendar {
    fn add(&mut self, event: Event) {
        let method = self.method;
        self.events.extend(event.done(&mut self.oddities).map(|mut done| {
            let tells = matches!(method, None | Some(Method::Publish | Method::Request));
            // RFC 5546, 3.2.2 knows no REQUEST with STATUS:CANCELLED; some programs send it all the same. Outlook leaves what was
            // called off in the calendars of those who were asked under the name "Canceled: ...", and so do people.
            if tells && (done.cancelled || spoken::is_called_off(&done.fact.title)) {
                return MeetingFact { method: Method::Cancel, ..done.fact };
            }
            // Who booked it needn't accept it: Outlook goes on showing that nobody answered.
            if tells && done.booked {
                let open = done.fact.attendees.iter_mut().filter(|(_, answer)| *answer == Answer::NeedsAction);
                open.for_each(|(_, answer)| *answer = Answer::Accepted);
            }
            MeetingFact { method: method.unwrap_or_default(), ..done.fact }
        }));
    }
}

#[cfg(test)]
mod tests;
