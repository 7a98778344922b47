//! A calendar server with the habits that it is told to have: those of servers that can't be run here.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use jiff::{SignedDuration, Timestamp};

use super::dav::{Web, http};

/// What the server holds, and how it behaves.
pub struct World {
    /// By the name of the resource: its text, when the event begins, and the revision in which it came to be so.
    events: BTreeMap<String, (String, Timestamp, u32)>,
    gone: Vec<(String, u32)>,
    revision: u32,
    /// Tokens of earlier revisions are no longer known.
    pub known_from: u32,
    /// What it answers to a token that it doesn't know.
    pub forgotten: &'static str,
    /// How many events it shows of one question, and how many changes.
    pub at_once: usize,
    pub changes_at_once: usize,
    /// Whether it refuses questions with more answers than it shows at once.
    pub refuses_more: bool,
    pub has_tokens: bool,
    pub has_etags: bool,
    /// What it answers to a question for series, where it doesn't tell them.
    pub refuses_series: Option<&'static str>,
    /// How many series it shows of a question for them.
    pub series_at_once: usize,
    /// What it answers to whoever asks for everything that lies in the calendar, where it doesn't tell.
    pub refuses_listing: Option<&'static str>,
    /// Whether a question for events is answered with their places alone.
    pub lists_bare: bool,
    /// Resources that it can't show at the moment.
    pub broken: Vec<String>,
    /// Resources that it leaves out of its answers, though they are there.
    pub hidden: Vec<String>,
    /// Resources that nobody may read: shown without their text, or not at all.
    pub forbidden: Vec<String>,
    /// How it says so.
    pub forbids: &'static str,
    /// How many octets of an answer to a question for events come through.
    pub cut_after: usize,
    /// The name of its calendar, where it is shown in a home, and the homes that an account has.
    pub calendar: String,
    pub homes: Vec<&'static str>,
    /// Answered, with a head, to the next requests instead of anything else.
    pub first: Vec<(&'static str, &'static str)>,
}

pub struct OddDav {
    pub web: Web,
    world: Arc<Mutex<World>>,
}

const OPEN: &str = "<?xml version=\"1.0\"?><d:multistatus xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\" xmlns:s=\"http://calendarserver.org/ns/\">";

const REPORTS: &str = "<d:supported-report-set><d:supported-report><d:report><d:sync-collection/></d:report></d:supported-report>\
    </d:supported-report-set>";

impl OddDav {
    pub fn start() -> Self {
        let world = World {
            events: BTreeMap::new(),
            gone: Vec::new(),
            revision: 1,
            known_from: 0,
            forgotten: "403 Forbidden",
            at_once: usize::MAX,
            changes_at_once: usize::MAX,
            refuses_more: false,
            has_tokens: true,
            has_etags: true,
            refuses_series: None,
            series_at_once: usize::MAX,
            refuses_listing: None,
            lists_bare: false,
            broken: Vec::new(),
            hidden: Vec::new(),
            forbidden: Vec::new(),
            forbids: "403 Forbidden",
            cut_after: usize::MAX,
            calendar: "/home/work/".to_owned(),
            homes: vec!["/home/"],
            first: Vec::new(),
        };
        let world = Arc::new(Mutex::new(world));
        let told = Arc::clone(&world);
        Self { web: Web::start(move |line, request| answer(&mut told.lock().unwrap(), line, request)), world }
    }

    pub fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap()
    }

    pub fn put(&self, name: &str, begins: Timestamp, text: &str) {
        let mut world = self.world();
        world.revision += 1;
        let revision = world.revision;
        world.events.insert(name.to_owned(), (text.to_owned(), begins, revision));
    }

    pub fn delete(&self, name: &str) {
        let mut world = self.world();
        world.revision += 1;
        let revision = world.revision;
        world.events.remove(name).unwrap();
        world.gone.push((name.to_owned(), revision));
    }
}

fn answer(world: &mut World, line: &str, request: &str) -> String {
    if let Some((status, head)) = (!world.first.is_empty()).then(|| world.first.remove(0)) {
        return http(status, head, "");
    }
    let (verb, path) = line.split_once(' ').unwrap();
    let multi = |inside: String| {
        let mut body = format!("{OPEN}{inside}</d:multistatus>");
        body.truncate(if verb == "REPORT" { world.cut_after } else { usize::MAX });
        http("207 Multi-Status", "Content-Type: application/xml\r\n", &body)
    };
    let calendar = world.calendar.clone();
    let kind = "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>";
    match (verb, path) {
        ("PROPFIND", "/.well-known/caldav") => http("301 Moved Permanently", "Location: /dav/\r\n", ""),
        ("PROPFIND", "/dav/") => multi(props(path, "<d:current-user-principal><d:href>/me/</d:href></d:current-user-principal>")),
        ("PROPFIND", "/me/") => {
            let homes: String = world.homes.iter().map(|home| format!("<d:href>{home}</d:href>")).collect();
            multi(props(path, &format!("<c:calendar-home-set>{homes}</c:calendar-home-set>")))
        }
        ("PROPFIND", path) if path == calendar && request.contains("getcontenttype") => match world.refuses_listing {
            Some(status) => http(status, "", ""),
            // The calendar itself, without its last stroke, what lies in it, and what is no event.
            None => {
                let all: String = world.events.keys().map(|name| event(world, name, false)).collect();
                let notes = props(&format!("{calendar}notes.txt"), "<d:getcontenttype>text/plain</d:getcontenttype>");
                multi(props(path.trim_end_matches('/'), kind) + &all + &notes)
            }
        },
        ("PROPFIND", path) if path == calendar => {
            let token = || format!("<d:sync-token>urn:{}</d:sync-token>", world.revision);
            let which = match request {
                _ if request.contains("resourcetype") => kind.to_owned(),
                _ if request.contains("sync-token") => {
                    if world.has_tokens {
                        token()
                    } else {
                        String::new()
                    }
                }
                _ => format!("<s:getctag>{}</s:getctag>", world.revision),
            };
            let asks_reports = request.contains("supported-report-set") && world.has_tokens;
            let which = which + if asks_reports { REPORTS } else { "" };
            multi(props(path, &which))
        }
        ("PROPFIND", home) if world.homes.contains(&home) => {
            let inside = if calendar.starts_with(home) { props(&calendar, kind) } else { String::new() };
            multi(props(home, "<d:resourcetype><d:collection/></d:resourcetype>") + &inside)
        }
        ("REPORT", path) if path == calendar && request.contains("sync-collection") => changes(world, request, multi),
        ("REPORT", path) if path == calendar && request.contains("RRULE") && world.refuses_series.is_some() => {
            http(world.refuses_series.unwrap(), "", "")
        }
        ("REPORT", path) if path == calendar && request.contains("calendar-query") => match matching(world, request) {
            told if told.contains(" 507 ") && world.refuses_more => http("400 Bad Request", "", "Bad Request"),
            told => multi(told),
        },
        ("REPORT", path) if path == calendar => multi(asked_for(world, request)),
        ("GET", path) => match path.strip_prefix(&calendar).and_then(|name| world.events.get(name)) {
            Some(_) if world.forbidden.iter().any(|name| path.ends_with(name.as_str())) => http(world.forbids, "", ""),
            Some((text, _, _)) => http("200 OK", "Content-Type: text/calendar\r\n", text),
            None => http("404 Not Found", "", ""),
        },
        _ => http("404 Not Found", "", ""),
    }
}

fn props(href: &str, props: &str) -> String {
    format!(
        "<d:response><d:href>{href}</d:href><d:propstat><d:prop>{props}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
    )
}

fn status(href: &str, status: &str) -> String {
    format!("<d:response><d:href>{href}</d:href><d:status>HTTP/1.1 {status}</d:status></d:response>")
}

fn event(world: &World, name: &str, with_text: bool) -> String {
    let (text, _, revision) = &world.events[name];
    let etag = if world.has_etags { format!("<d:getetag>\"{revision}\"</d:getetag>") } else { String::new() };
    let href = format!("{}{name}", world.calendar);
    if with_text && world.broken.iter().any(|broken| broken == name) {
        return status(&href, "500 Internal Server Error");
    }
    let with_text = with_text && !world.forbidden.iter().any(|forbidden| forbidden == name);
    let data = if with_text { format!("<c:calendar-data><![CDATA[{text}]]></c:calendar-data>") } else { String::new() };
    props(&href, &format!("{etag}{data}"))
}

/// RFC 6578: what changed since a token, a part of it with 507 for the rest.
fn changes(world: &World, request: &str, multi: impl Fn(String) -> String) -> String {
    let token = request.split_once("<D:sync-token>urn:").and_then(|(_, rest)| rest.split_once('<')).map(|(token, _)| token);
    let since: u32 = token.and_then(|token| token.parse().ok()).unwrap_or(0);
    if !world.has_tokens {
        return http("501 Not Implemented", "", "");
    }
    if since < world.known_from {
        return http(world.forgotten, "", "<d:error xmlns:d=\"DAV:\"><d:valid-sync-token/></d:error>");
    }
    let mut all: Vec<(u32, String)> = world.events.iter().map(|(name, (_, _, at))| (*at, event(world, name, false))).collect();
    all.extend(world.gone.iter().map(|(name, at)| (*at, status(&format!("{}{name}", world.calendar), "404 Not Found"))));
    all.retain(|(at, _)| *at > since);
    all.sort();
    let more = all.len() > world.changes_at_once;
    all.truncate(world.changes_at_once);
    let next = if more { all.last().unwrap().0 } else { world.revision };
    let rest = if more { status(&world.calendar, "507 Insufficient Storage") } else { String::new() };
    let told: String = all.into_iter().map(|(_, text)| text).collect();
    multi(format!("{told}{rest}<d:sync-token>urn:{next}</d:sync-token>"))
}

/// The events that begin within the time asked about, as Xandikos knows no others, and series when they are asked for; with more than it shows at once, a part of them and 507 (RFC 4791, 7.8).
fn matching(world: &World, request: &str) -> String {
    let time = |name: &str| {
        let value = request.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0;
        let at = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%SZ", value).unwrap();
        jiff::tz::TimeZone::UTC.to_timestamp(at).ok()
    };
    let with_text = request.contains("calendar-data") && !world.lists_bare;
    if request.contains("<C:prop-filter name=\"RRULE\"/>") {
        let series: Vec<&String> = world.events.keys().filter(|name| world.events[*name].0.contains("RRULE")).collect();
        let told: String = series.iter().take(world.series_at_once).map(|name| event(world, name, with_text)).collect();
        let more = series.len() > world.series_at_once;
        return told + &if more { status(&world.calendar, "507 Insufficient Storage") } else { String::new() };
    }
    assert!(request.contains("<C:time-range start=\""), "{request}");
    let (from, to) = (time("start").unwrap(), time("end"));
    let hour = SignedDuration::from_hours(1);
    let fits = world.events.iter().filter(|(_, (_, at, _))| *at + hour > from && to.is_none_or(|to| *at < to));
    let names: Vec<&String> = fits.map(|(name, _)| name).collect();
    let told: String = names.iter().take(world.at_once).map(|name| event(world, name, with_text)).collect();
    let rest = if names.len() > world.at_once { status(&world.calendar, "507 Insufficient Storage") } else { String::new() };
    told + &rest
}

fn asked_for(world: &World, request: &str) -> String {
    let wanted = request.split("<D:href>").skip(1).filter_map(|rest| rest.split_once('<')).map(|(href, _)| href);
    let one = |href: &str| {
        let name = href.strip_prefix(&world.calendar).unwrap();
        match world.events.contains_key(name) {
            _ if world.hidden.iter().any(|hidden| hidden == name) => String::new(),
            true => event(world, name, true),
            false => status(href, "404 Not Found"),
        }
    };
    wanted.map(one).collect()
}
