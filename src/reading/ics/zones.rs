//! In which zone a calendar's times are: by the TZID's name, by the VTIMEZONE that the calendar brings along, or at home.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::lines::Line;
use super::value::{Moment, moment, offset};
use super::windows;

/// The most zones that a calendar may bring along, and the most changes of one.
const MAX_ZONES: usize = 100;
const MAX_CHANGES: usize = 200;

/// A zone, and the name by which it is found again.
#[derive(Clone, Debug)]
pub struct Zone {
    pub zone: TimeZone,
    pub name: String,
}

/// The zones of a calendar.
#[derive(Debug)]
pub struct Zones {
    /// Where floating times are taken to be.
    pub home: Zone,
    /// By TZID.
    bodies: Vec<(String, Body)>,
    /// By TZID and year.
    found: Vec<(String, i16, Option<Zone>)>,
}

impl Zones {
    /// Reads the VTIMEZONEs, wherever in the calendar they stand.
    pub fn new<'a>(lines: impl Iterator<Item = Line<'a>>, home: &TimeZone) -> Self {
        let name = home.iana_name().unwrap_or("UTC").to_owned();
        Self { home: Zone { zone: home.clone(), name }, bodies: bodies(lines), found: Vec::new() }
    }

    /// The zone of a line's time; `Err` names a TZID that tells nothing, whose times are taken to be at home.
    pub fn of(&mut self, line: &Line<'_>, at: Moment) -> Result<Zone, String> {
        if at.utc {
            return Ok(Zone { zone: TimeZone::UTC, name: "UTC".to_owned() });
        }
        let Some(tzid) = line.parameter("TZID").filter(|_| !at.whole_day) else { return Ok(self.home.clone()) };
        let year = at.local.year();
        let known = self.found.iter().find(|(name, of, _)| name == tzid && *of == year).map(|(_, _, zone)| zone.clone());
        let zone = known.unwrap_or_else(|| {
            let zone = self.resolve(tzid, year);
            if self.found.len() < MAX_ZONES {
                self.found.push((tzid.to_owned(), year, zone.clone()));
            }
            zone
        });
        zone.ok_or_else(|| tzid.to_owned())
    }

    fn resolve(&self, tzid: &str, year: i16) -> Option<Zone> {
        if let Some((zone, name)) = windows::zone(tzid) {
            return Some(Zone { zone, name });
        }
        let body = self.bodies.iter().find(|(name, _)| name == tzid).and_then(|(_, body)| body.zone(year));
        body.or_else(|| windows::by_display_name(tzid).map(|(zone, name)| Zone { zone, name }))
    }
}

/// What a VTIMEZONE says, in POSIX form.
#[derive(Debug)]
struct Body {
    posix: String,
    /// Where its changes are listed one by one instead of ruled: as if each came every year on the like day, which holds up to the
    /// year after the last of them. Outlook and others list those around the event alone.
    listed: Option<(String, i16)>,
}

impl Body {
    /// Its zone in a year.
    fn zone(&self, year: i16) -> Option<Zone> {
        let posix = self.listed.as_ref().filter(|(_, last)| year <= last + 1).map_or(&self.posix, |(posix, _)| posix);
        TimeZone::posix(posix).ok().map(|zone| Zone { zone, name: posix.clone() })
    }
}

/// One STANDARD or DAYLIGHT of a VTIMEZONE.
#[derive(Debug, Default)]
struct Change {
    daylight: bool,
    start: Option<Moment>,
    to: Option<i32>,
    rule: Option<String>,
}

fn bodies<'a>(lines: impl Iterator<Item = Line<'a>>) -> Vec<(String, Body)> {
    let mut all = Vec::new();
    let (mut inside, mut tzid, mut changes) = (false, String::new(), Vec::<Change>::new());
    for line in lines {
        match (&*line.name, inside) {
            ("BEGIN", _) if line.says("BEGIN", "VTIMEZONE") => (inside, tzid, changes) = (true, String::new(), Vec::new()),
            (_, false) => {}
            ("BEGIN", true) if changes.len() < MAX_CHANGES => {
                changes.push(Change { daylight: line.says("BEGIN", "DAYLIGHT"), ..Change::default() });
            }
            ("END", true) if line.says("END", "VTIMEZONE") => {
                inside = false;
                if let Some(posix) = posix(&changes).filter(|_| all.len() < MAX_ZONES) {
                    all.push((std::mem::take(&mut tzid), Body { posix, listed: listed(&changes) }));
                }
            }
            ("TZID", true) => tzid = line.value.trim_matches('"').to_owned(),
            (name, true) => {
                let Some(change) = changes.last_mut() else { continue };
                match name {
                    "DTSTART" => change.start = moment(line.value),
                    "RDATE" => {
                        let last = line.value.split(',').filter_map(moment).max_by_key(|at| at.local);
                        change.start = [change.start, last].into_iter().flatten().max_by_key(|at| at.local);
                    }
                    "TZOFFSETTO" => change.to = offset(line.value),
                    "RRULE" if !line.value.to_ascii_uppercase().contains("UNTIL=") => change.rule = Some(line.value.to_owned()),
                    _ => {}
                }
            }
        }
    }
    all
}

/// The change to standard or to daylight saving time that holds: a ruled one, else the last.
fn latest(changes: &[Change], daylight: bool) -> Option<&Change> {
    let fits = changes.iter().filter(|change| change.daylight == daylight && change.to.is_some());
    fits.max_by_key(|change| (change.rule.is_some(), change.start.map(|at| at.local)))
}

/// Changes without rules as if each had one, and the year of the last.
fn listed(changes: &[Change]) -> Option<(String, i16)> {
    let (standard, daylight) = (latest(changes, false)?, latest(changes, true)?);
    if standard.rule.is_some() || daylight.rule.is_some() {
        return None;
    }
    let (back, forth) = (standard.start?.local, daylight.start?.local);
    let (winter, summer) = (posix_offset(standard.to?), posix_offset(daylight.to?));
    let posix = format!("<STD>{winter}<DST>{summer},{},{}", alike(forth), alike(back));
    // Of one that ended long before the other began the earlier tells nothing.
    (back.year().abs_diff(forth.year()) <= 1).then_some((posix, back.year().max(forth.year())))
}

/// `M3.5.0/2:00:00`: the like day of every year. The fourth or fifth one that is the last of its month is taken for the last.
fn alike(at: DateTime) -> String {
    let week = if at.day() + 7 > at.date().days_in_month() { 5 } else { (at.day() - 1) / 7 + 1 };
    let day = at.date().weekday().to_sunday_zero_offset();
    format!("M{}.{week}.{day}/{}:{:02}:{:02}", at.month(), at.hour(), at.minute(), at.second())
}

/// The rules of today as a POSIX TZ string: what changed in earlier years concerns no meeting that is still looked at.
fn posix(changes: &[Change]) -> Option<String> {
    let fixed = |change: &Change| change.to.map(|east| format!("<STD>{}", posix_offset(east)));
    let (standard, daylight) = match (latest(changes, false), latest(changes, true)) {
        (Some(standard), Some(daylight)) => (standard, daylight),
        (Some(only), None) | (None, Some(only)) => return fixed(only),
        (None, None) => return None,
    };
    match (transition(standard), transition(daylight)) {
        (Some(back), Some(forth)) => {
            let (winter, summer) = (posix_offset(standard.to?), posix_offset(daylight.to?));
            Some(format!("<STD>{winter}<DST>{summer},{forth},{back}"))
        }
        _ => fixed(standard),
    }
}

/// POSIX counts west of Greenwich.
fn posix_offset(east: i32) -> String {
    let (sign, seconds) = (if east > 0 { "-" } else { "+" }, east.abs());
    format!("{sign}{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// `M3.5.0/2:00:00` of a yearly rule such as `BYDAY=-1SU;BYMONTH=3`.
fn transition(change: &Change) -> Option<String> {
    let start = change.start?.local;
    let rule = change.rule.as_deref()?.to_ascii_uppercase();
    let value = |key: &str| rule.split(';').find_map(|part| part.strip_prefix(key)?.strip_prefix('='));
    let month = value("BYMONTH").and_then(|month| month.parse::<i8>().ok()).unwrap_or_else(|| start.month());
    let by_day = value("BYDAY")?;
    let (number, day) = by_day.split_at_checked(by_day.len().checked_sub(2)?)?;
    let day = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"].iter().position(|name| *name == day)?;
    // The second Sunday is also the one among the days 8 to 14.
    let first = value("BYMONTHDAY").and_then(|days| days.split(',').next()?.parse::<i8>().ok());
    let number = match (number.parse::<i8>(), first) {
        (Ok(number), _) => number,
        (Err(_), Some(first)) => (first - 1) / 7 + 1,
        (Err(_), None) => return None,
    };
    let week = if number < 0 { 5 } else { number.clamp(1, 5) };
    Some(format!("M{month}.{week}.{day}/{}:{:02}:{:02}", start.hour(), start.minute(), start.second()))
}
