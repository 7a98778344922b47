//! `[team]`, `[limits]`, `[[rep]]` and `[[shared_mailbox]]`: our side.

use std::path::Path;

use jiff::SignedDuration;
use jiff::civil::{Time, Weekday};
use jiff::tz::TimeZone;

use super::oauth::Apps;
use super::overlap::{Claims, Holder};
use super::walk::{Located, Table};
use super::{CalendarPlace, Mailbox, digests, holidays, places, values};
use crate::domain::address::Address;
use crate::domain::policy::{Foundation, Policy};
use crate::domain::roster::{Rep, Team, Who};
use crate::domain::time::Calendar;

/// `[team]` and `[limits]`, without the reps.
pub(crate) fn team(root: &Table<'_>, dir: &Path, claims: &mut Claims) -> (Team, Policy) {
    let table = root.table("team");
    if table.is_none() && !root.has("team") {
        root.mistake("[team] is missing", "config/wentdark.example.toml is a file to start from");
        root.walk.team_unclear.set(true);
    }
    let mut team = Team::default();
    let mut calendar = office_hours();
    let mut foundation = Foundation::ALL.to_vec();
    if let Some(table) = table {
        team = our_side(&table, claims);
        calendar = working_time(&table, dir);
        let read = |text: &str| values::one_of(text, &Foundation::ALL.map(|item| (item.as_str(), item)));
        if table.has("foundation") {
            foundation = table.read_list("foundation", read).into_iter().map(|item| item.value).collect();
        }
        table.finish(&[("timezone", "did you mean `time_zone`?"), ("reps", "reps stand in tables of their own: [[rep]]")]);
    }
    let policy = limits(root.table("limits"), calendar, foundation);
    (team, policy)
}

fn our_side(table: &Table<'_>, claims: &mut Claims) -> Team {
    let name = table.read("name", values::filled).map_or_else(|| "the team".to_owned(), |name| name.value);
    let domains = table.read_list("domains", values::domain);
    let experts = table.read_list("experts", values::address);
    let managers = table.read_list("managers", values::address);
    let suppliers = table.read_list("suppliers", values::who);
    for domain in &domains {
        claims.add(Holder::Team, Who::Domain(domain.value.clone()), &domain.spot);
    }
    for address in experts.iter().chain(&managers) {
        claims.add(Holder::Team, Who::Address(address.value.clone()), &address.spot);
    }
    for who in &suppliers {
        claims.add(Holder::Supplier, who.value.clone(), &who.spot);
    }
    Team {
        name,
        domains: bare(domains),
        experts: bare(experts),
        managers: bare(managers),
        suppliers: bare(suppliers),
        ..Team::default()
    }
}

fn bare<T>(list: Vec<Located<T>>) -> Vec<T> {
    list.into_iter().map(|item| item.value).collect()
}

fn office_hours() -> Calendar {
    let days = vec![Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];
    let hours = (Time::constant(9, 0, 0, 0), Time::constant(17, 30, 0, 0));
    Calendar { zone: TimeZone::UTC, work_days: days, hours, holidays: Default::default() }
}

fn working_time(table: &Table<'_>, dir: &Path) -> Calendar {
    let default = office_hours();
    if !table.has("time_zone") {
        table.warning("`time_zone` is missing, so working hours are in UTC", "add time_zone = \"America/Chicago\", or yours");
    }
    let zone = table.read("time_zone", values::zone).map_or(default.zone, |zone| zone.value);
    let work_days = days(table, "work_days").unwrap_or(default.work_days);
    let hours = table.read("work_hours", values::hours).map_or(default.hours, |hours| hours.value);
    Calendar { zone, work_days, hours, holidays: holidays::holidays(table, dir) }
}

/// The days of the week at `key`, each once; `None` when the key is absent.
pub(crate) fn days(table: &Table<'_>, key: &'static str) -> Option<Vec<Weekday>> {
    let list = table.value(key)?;
    let mut days: Vec<Weekday> = Vec::new();
    for day in list.items().iter().filter_map(|day| day.read(values::weekday)) {
        if !days.contains(&day.value) {
            days.push(day.value);
        }
    }
    if list.is_empty_list() {
        list.mistake("no day at all", "list at least one: [\"mon\"]");
    }
    days.sort_by_key(|day| day.to_monday_zero_offset());
    Some(days)
}

fn limits(table: Option<Table<'_>>, calendar: Calendar, foundation: Vec<Foundation>) -> Policy {
    let (mut quiet, mut dark, mut freshness) = (2.0, 5.0, 24.0);
    if let Some(table) = table {
        let number = |key, default, most| table.value(key).and_then(|value| value.number(most)).unwrap_or(default);
        quiet = number("quiet_business_days", quiet, 1000.0);
        dark = number("dark_business_days", dark, 1000.0);
        freshness = number("freshness_hours", freshness, 8760.0);
        if quiet > dark {
            let what = format!("a deal would be dark after {dark} business days, before it is quiet after {quiet}");
            table.mistake(what, "quiet_business_days is at most dark_business_days");
        }
        table.finish(&[]);
    }
    let freshness = SignedDuration::try_from_secs_f64(freshness * 3600.0).unwrap_or(SignedDuration::from_hours(24));
    Policy { calendar, quiet_business_days: quiet, dark_business_days: dark, freshness, foundation }
}

/// What reps have besides their place in the team.
pub(crate) struct Read {
    pub(crate) mailboxes: Vec<Mailbox>,
    pub(crate) calendars: Vec<CalendarPlace>,
    pub(crate) orders: Vec<digests::Own>,
}

/// Every `[[rep]]`: into the team, with its mailbox, its calendars and its own digest.
pub(crate) fn reps(root: &Table<'_>, dir: &Path, apps: &Apps, team: &mut Team, calendar: &Calendar, claims: &mut Claims) -> Read {
    let (mut mailboxes, mut orders, mut calendars) = (Vec::new(), Vec::new(), Vec::new());
    let mut seen: Vec<Located<Address>> = Vec::new();
    let tables = root.tables("rep");
    if tables.is_empty() && !root.has("rep") {
        root.mistake("there is no [[rep]]", "add one for each salesperson: [[rep]] with name, address and mailbox");
    }
    for table in tables {
        let name = table.read("name", values::filled);
        let address = table.need("address", "\"dana@northfield.example\"", values::address);
        let aliases = table.read_list("aliases", values::address);
        for own in address.iter().chain(&aliases) {
            claims.add(Holder::Team, Who::Address(own.value.clone()), &own.spot);
            once(&table, &mut seen, own);
        }
        let place = mailbox(&table, dir, apps);
        calendars.extend(places::calendars(&table, address.as_ref().map(|address| &address.value), dir, apps));
        let digest = table.table("digest");
        if let Some(address) = address.map(|address| address.value) {
            let name = name.map_or_else(|| address.as_str().to_owned(), |name| name.value);
            team.reps.push(Rep { name, address: address.clone(), aliases: bare(aliases) });
            if let Some(digest) = digest {
                orders.extend(digests::own(digest, &address, calendar));
            }
            mailboxes.extend(place.map(|place| Mailbox { owner: address, place }));
        } else {
            root.walk.team_unclear.set(true);
        }
        table.finish(&[]);
    }
    for table in root.tables("shared_mailbox") {
        let address = table.need("address", "\"orders@northfield.example\"", values::address);
        let place = mailbox(&table, dir, apps);
        if let Some(address) = address {
            claims.add(Holder::Team, Who::Address(address.value.clone()), &address.spot);
            once(&table, &mut seen, &address);
            team.shared.push(address.value.clone());
            mailboxes.extend(place.map(|place| Mailbox { owner: address.value, place }));
        }
        table.finish(&[]);
    }
    Read { mailboxes, calendars, orders }
}

fn mailbox(table: &Table<'_>, dir: &Path, apps: &Apps) -> Option<super::Place> {
    if !table.has("mailbox") {
        let example = "mailbox = { kind = \"imap\", host = \"imap.example\", user = \"dana\", secret = \"dana-imap\" }";
        table.mistake("`mailbox` is missing: its mail cannot be read", format!("add a line such as: {example}"));
    }
    places::mailbox(table.table("mailbox")?, dir, apps)
}

/// Notes it when two reps or shared mailboxes have one address.
fn once(table: &Table<'_>, seen: &mut Vec<Located<Address>>, own: &Located<Address>) {
    if let Some(first) = seen.iter().find(|other| other.value == own.value) {
        let what = format!("`{}` is somebody's already", own.value);
        table.walk.mistake(&own.spot, what, format!("it stands at {} too; one of the two has to go", first.spot.words()));
    }
    seen.push(own.clone());
}
