//! Calendars as people have them: files, published feeds, CalDAV servers. Nothing is ever written to one.

use std::time::Instant;

use serde_json::Value;

use crate::support::dav::{Counter, Radicale, Web, Xandikos, age, http};
use crate::support::team::Team;

mod cut;
mod domain;
mod feeds;
mod forwarded;
mod habits;
mod notices;
mod scale;
mod untold;

/// A meeting of Dana with Pat at Acme; `answer` is Pat's.
pub fn meeting(uid: &str, start: &str, answer: &str) -> String {
    let end = start.replace("T15", "T16");
    format!(
        "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260501T100000Z\r\nCREATED:20260501T100000Z\r\nLAST-MODIFIED:20260501T100000Z\r\n\
         DTSTART:{start}\r\nDTEND:{end}\r\nSUMMARY:Line 4 demo\r\nORGANIZER:mailto:dana@northfield.example\r\n\
         ATTENDEE;PARTSTAT=ACCEPTED:mailto:dana@northfield.example\r\n\
         ATTENDEE;PARTSTAT={answer}:mailto:pat@acme.example\r\nEND:VEVENT\r\n"
    )
}

pub fn calendar(events: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n{events}END:VCALENDAR\r\n")
}

/// Nobody's business but Dana's.
const DENTIST: &str = "BEGIN:VEVENT\r\nUID:private\r\nDTSTAMP:20260501T100000Z\r\nDTSTART:20260512T150000Z\r\nSUMMARY:Dentist in Elm Street\r\nEND:VEVENT\r\n";

/// The team with `calendars` of Dana's.
pub fn team(calendars: &str) -> Team {
    let team = Team::new();
    let text = std::fs::read_to_string(team.path("wentdark.toml")).unwrap();
    let mailbox = "mailbox = { kind = \"maildir\"";
    assert!(text.contains(mailbox), "{text}");
    team.write("wentdark.toml", &text.replace(mailbox, &format!("calendars = [{calendars}]\n{mailbox}")));
    team.deliver(
        ".Sent",
        "0001",
        "2026-05-04T14:00:00Z",
        "From: dana@northfield.example\r\nTo: pat@acme.example\r\nSubject: Line 4\r\nMessage-ID: <m1@northfield.example>\r\n\
         Date: Mon, 4 May 2026 14:00:00 +0000\r\n\r\nHere is what we spoke of.\r\n",
    );
    team
}

/// State and next meeting of the deal.
pub fn deal(team: &Team, as_of: &str) -> (String, Value) {
    let deal = team.deal(as_of, "acme-line4");
    (deal["state"].as_str().unwrap().to_owned(), deal["next_meeting"]["uid"].clone())
}

fn scheduled(uid: &str) -> (String, Value) {
    ("scheduled".to_owned(), uid.into())
}

fn waiting() -> (String, Value) {
    ("waiting".to_owned(), Value::Null)
}

const BEFORE: &str = "2026-05-05T12:00:00Z";

#[test]
fn a_file_is_read_when_it_changed() {
    let team = team("{ kind = \"ics\", path = \"dana.ics\" }");
    team.write("dana.ics", &calendar(&(meeting("u1", "20260512T150000Z", "ACCEPTED") + DENTIST)));
    age(&team.path("dana.ics"));
    assert!(team.sync().contains("1 from calendars"));
    assert_eq!(deal(&team, BEFORE), scheduled("u1"));
    assert_eq!(deal(&team, "2026-05-12T17:00:00Z").0, "ours");
    assert!(!team.sync().contains("from calendars"));
    // What concerns no deal is not kept.
    let kept = std::fs::read(team.path("state/wentdark.sqlite3")).unwrap();
    let wal = std::fs::read(team.path("state/wentdark.sqlite3-wal")).unwrap_or_default();
    assert!(![kept, wal].iter().any(|bytes| bytes.windows(7).any(|part| part == b"Dentist")));
    team.write("dana.ics", &calendar(&meeting("u1", "20260512T150000Z", "DECLINED")));
    team.sync();
    let now = now();
    assert_eq!(team.deal(&now, "acme-line4")["next_meeting"], Value::Null);
}

fn now() -> String {
    jiff::Timestamp::now().to_string()
}

#[test]
fn an_event_that_vanished_before_its_time_is_cancelled_and_one_that_is_over_took_place() {
    let team = team("{ kind = \"ics\", path = \"dana.ics\" }");
    let future = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().saturating_add(jiff::Span::new().days(30));
    let ahead = meeting("u2", &future.strftime("%Y%m%dT150000Z").to_string(), "ACCEPTED");
    team.write("dana.ics", &calendar(&(meeting("u1", "20260512T150000Z", "ACCEPTED") + &ahead)));
    age(&team.path("dana.ics"));
    team.sync();
    assert_eq!(team.deal(&now(), "acme-line4")["next_meeting"]["uid"], "u2");
    team.write("dana.ics", &calendar(""));
    team.sync();
    let deal = team.deal(&now(), "acme-line4");
    assert_eq!(deal["next_meeting"], Value::Null);
    assert_eq!(deal["foundation"]["discovery"]["uid"], "u1");
    assert!(deal["notes"].as_array().unwrap().iter().any(|note| note["code"] == "meeting_cancelled"), "{deal}");
}

#[test]
fn an_event_without_any_date_of_its_making_is_known_before_it_begins() {
    let team = team("{ kind = \"ics\", path = \"dana.ics\" }");
    let bare = meeting("u1", "20260512T150000Z", "ACCEPTED");
    let bare: String = bare.split_inclusive('\n').filter(|line| !line.contains("20260501T")).collect();
    team.write("dana.ics", &calendar(&bare));
    team.sync();
    assert_eq!(deal(&team, "2026-05-06T12:00:00Z"), scheduled("u1"));
    assert_eq!(deal(&team, "2026-05-12T17:00:00Z").0, "ours");
}

#[test]
fn radicale_is_read_over_tls_and_never_written_to() {
    let server = Radicale::start();
    server.put("work", "u1.ics", &calendar(&meeting("u1", "20260512T150000Z", "ACCEPTED")));
    server.put("work", "p.ics", &calendar(DENTIST));
    let place = |path: &str| {
        let (url, ca) = (server.url(path), server.ca());
        format!("{{ kind = \"caldav\", url = \"{url}\", user = \"dana\", secret = \"dav\", extra_ca = \"{}\" }}", ca.display())
    };
    let team = team(&place("/"));
    team.secret("dav", "wrong");
    let said = team.fails(1, &["sync", "--config", "wentdark.toml"]);
    assert!(said.contains("refuses the login"), "{said}");
    team.secret("dav", "secret-dana");
    let before = server.files("work");
    assert!(team.sync().contains("1 from calendars"));
    assert_eq!(deal(&team, BEFORE), scheduled("u1"));
    assert!(!team.sync().contains("from calendars"));
    assert_eq!(server.files("work"), before);
    server.put("work", "u2.ics", &calendar(&meeting("u2", "20260508T150000Z", "ACCEPTED")));
    assert!(team.sync().contains("1 from calendars"));
    assert_eq!(deal(&team, BEFORE), scheduled("u2"));
    // The calendar itself, the principal and the home lead there too.
    for path in ["/dana/work/", "/dana/"] {
        let other = self::team(&place(path));
        other.secret("dav", "secret-dana");
        other.sync();
        assert_eq!(deal(&other, BEFORE), scheduled("u2"), "{path}");
    }
    let bare = place("/");
    let untrusted = self::team(&format!("{} }}", bare.split(", extra_ca").next().unwrap()));
    untrusted.secret("dav", "secret-dana");
    let said = untrusted.fails(1, &["sync", "--config", "wentdark.toml"]);
    assert!(said.contains("calendar extra_ca"), "{said}");
}

#[test]
fn radicale_tells_what_is_gone() {
    let server = Radicale::start();
    let future = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date().saturating_add(jiff::Span::new().days(30));
    server.put("work", "u1.ics", &calendar(&meeting("u1", &future.strftime("%Y%m%dT150000Z").to_string(), "ACCEPTED")));
    let place = format!(
        "{{ kind = \"caldav\", url = \"{}\", user = \"dana\", secret = \"dav\", extra_ca = \"{}\" }}",
        server.url("/dana/work/"),
        server.ca().display()
    );
    let team = team(&place);
    team.secret("dav", "secret-dana");
    team.sync();
    assert_eq!(team.deal(&now(), "acme-line4")["next_meeting"]["uid"], "u1");
    server.delete("work", "u1.ics");
    team.sync();
    assert_eq!(team.deal(&now(), "acme-line4")["next_meeting"], Value::Null);
    // A server that forgot its tokens is read anew, and what is gone is missed all the same.
    server.put("work", "u2.ics", &calendar(&meeting("u2", &future.strftime("%Y%m%dT150000Z").to_string(), "ACCEPTED")));
    team.sync();
    assert_eq!(team.deal(&now(), "acme-line4")["next_meeting"]["uid"], "u2");
    server.delete("work", "u2.ics");
    server.forget_tokens("work");
    team.sync();
    assert_eq!(team.deal(&now(), "acme-line4")["next_meeting"], Value::Null);
}

#[test]
fn xandikos_is_read_too() {
    let server = Xandikos::start();
    server.put("u1.ics", &calendar(&meeting("u1", "20260512T150000Z", "ACCEPTED")));
    for path in ["/", "/user/", "/user/calendars/calendar/"] {
        let team = team(&format!("{{ kind = \"caldav\", url = \"{}\" }}", server.url(path)));
        team.sync();
        assert_eq!(deal(&team, BEFORE), scheduled("u1"), "{path}");
    }
    let team = team(&format!("{{ kind = \"caldav\", url = \"{}\" }}", server.url("/user/calendars/calendar/")));
    team.sync();
    assert!(!team.sync().contains("from calendars"));
    server.put(
        "u1.ics",
        &calendar(&meeting("u1", "20260513T150000Z", "NEEDS-ACTION").replace("LAST-MODIFIED:20260501", "LAST-MODIFIED:20260502")),
    );
    assert!(team.sync().contains("1 from calendars"));
    assert_eq!(deal(&team, BEFORE), waiting());
    server.delete("u1.ics");
    team.sync();
}

/// A server without sync tokens, as SOGo and older Zimbra are.
fn by_ctag(line: &str, request: &str, ctag: &str) -> String {
    let multi = |inside: &str| {
        let body = format!(
            "<?xml version=\"1.0\"?><multistatus xmlns=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\" xmlns:s=\"http://calendarserver.org/ns/\">{inside}</multistatus>"
        );
        http("207 Multi-Status", "Content-Type: application/xml\r\n", &body)
    };
    let ok = |href: &str, props: &str| {
        format!(
            "<response><href>{href}</href><propstat><prop>{props}</prop><status>HTTP/1.1 200 OK</status></propstat></response>"
        )
    };
    let event = calendar(&meeting("u1", if ctag == "1" { "20260512T150000Z" } else { "20260514T150000Z" }, "ACCEPTED"));
    let data = format!("<getetag>\"{ctag}\"</getetag><c:calendar-data><![CDATA[{event}]]></c:calendar-data>");
    match line {
        "PROPFIND /cal/" if request.contains("resourcetype") => {
            multi(&ok("/cal/", "<resourcetype><collection/><c:calendar/></resourcetype>"))
        }
        "PROPFIND /cal/" => multi(&ok("/cal/", &format!("<s:getctag>{ctag}</s:getctag>"))),
        "REPORT /cal/" if request.contains("sync-collection") => http("501 Not Implemented", "", ""),
        "REPORT /cal/" if request.contains("calendar-query") && !request.contains("calendar-data") => {
            multi(&ok("/cal/u1.ics", &format!("<getetag>\"{ctag}\"</getetag>")))
        }
        "REPORT /cal/" => multi(&ok("/cal/u1.ics", &data)),
        _ => http("404 Not Found", "", ""),
    }
}

#[test]
fn without_tokens_ctag_and_etags_tell() {
    let ctag = std::sync::Arc::new(std::sync::Mutex::new("1"));
    let told = std::sync::Arc::clone(&ctag);
    let web = Web::start(move |line, request| by_ctag(line, request, *told.lock().unwrap()));
    let team = team(&format!("{{ kind = \"caldav\", url = \"{}\" }}", web.url("/cal/")));
    team.sync();
    assert_eq!(deal(&team, "2026-05-12T17:00:00Z").0, "ours");
    web.asked();
    team.sync();
    assert_eq!(web.asked(), ["PROPFIND /cal/"], "one round trip when nothing changed");
    *ctag.lock().unwrap() = "2";
    team.sync();
    // Its ctag, and a token in vain; what there is, what changed of it, and the series.
    let changed = ["PROPFIND /cal/", "PROPFIND /cal/", "REPORT /cal/", "REPORT /cal/", "REPORT /cal/"];
    assert_eq!(web.asked(), changed);
    assert_eq!(team.deal(&now(), "acme-line4")["foundation"]["discovery"]["uid"], "u1");
}

#[test]
fn a_bearer_token_is_sent_where_there_is_no_user_and_never_without_encryption() {
    let text = calendar(&meeting("u1", "20260512T150000Z", "ACCEPTED"));
    let web = Web::start(move |_, request| match request.contains("authorization: Bearer t0ken") {
        true => http("200 OK", "", &text),
        false => http("401 Unauthorized", "", ""),
    });
    let feed = format!("{{ kind = \"ics\", url = \"{}\", secret = \"token\" }}", web.url("/dana.ics"));
    let team = team(&feed);
    team.secret("token", "t0ken");
    assert!(team.sync().contains("1 from calendars"));
    let checked = team.ok(&["check", "--connect", "--config", "wentdark.toml"]);
    assert!(checked.contains("can be read, 1 event"), "{checked}");
    let open = self::team("{ kind = \"ics\", url = \"http://192.0.2.1/x.ics\", user = \"dana\", secret = \"token\" }");
    open.secret("token", "t0ken");
    let said = open.fails(1, &["sync", "--config", "wentdark.toml"]);
    assert!(said.contains("use https://"), "{said}");
}

fn log<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["log", "call", "acme-line4", "--by", "dana@northfield.example", "--config", "wentdark.toml"], more].concat()
}

#[test]
fn a_call_is_logged_and_what_makes_no_sense_is_refused() {
    let team = team("");
    team.sync();
    let said = team.ok(&log(&["--with", "pat@acme.example", "--at", "2026-05-06T15:00:00Z", "--outcome", "answered"]));
    assert!(said.starts_with("acme-line4: a call on ") && said.contains("answered"), "{said}");
    assert_eq!(deal(&team, BEFORE), waiting());
    let after = team.deal("2026-05-06T16:00:00Z", "acme-line4");
    assert_eq!((&after["state"], &after["owed_since"]), (&"ours".into(), &"2026-05-06T15:00:00Z".into()));
    // Whom a known address put on a message is one of theirs.
    team.deliver(
        "",
        "0005",
        "2026-05-07T14:00:00Z",
        "From: pat@acme.example\r\nTo: dana@northfield.example\r\nCc: kim@freelance.example\r\nSubject: Re: Line 4\r\n\
         Message-ID: <k1@acme.example>\r\nIn-Reply-To: <m1@northfield.example>\r\nDate: Thu, 7 May 2026 14:00:00 +0000\r\n\r\n\
         Kim is our planner.\r\n",
    );
    team.sync();
    team.ok(&log(&["--with", "kim@freelance.example", "--at", "2026-05-07T15:00:00Z", "--outcome", "no-answer"]));
    let refused: [(&[&str], &str); 6] = [
        (&["--with", "orders@boltworks.example", "--outcome", "answered"], "a supplier, not of Acme"),
        (&["--with", "ann@nowhere.example", "--outcome", "answered"], "nobody of Acme Industrial is known by that address"),
        (&["--with", "Nobody Known", "--outcome", "answered"], "neither an address nor a person"),
        (&["--with", "dana@northfield.example", "--outcome", "answered"], "one of us"),
        (&["--with", "pat@acme.example", "--outcome", "voicemail", "--at", "2099-01-01T00:00:00Z"], "lies in the future"),
        (&["--with", "pat@acme.example", "--outcome", "busy"], "no-answer"),
    ];
    for (arguments, word) in refused {
        let said = team.fails(2, &log(arguments));
        assert!(said.contains(word), "{said}");
    }
}

#[test]
fn a_meeting_past_the_retention_of_a_deal_long_lost_is_forgotten() {
    let old = meeting("old", "20240612T150000Z", "ACCEPTED").replace("20260501", "20240601");
    for lost in [false, true] {
        let team = team("{ kind = \"ics\", path = \"dana.ics\" }");
        std::fs::remove_file(team.path("mail/dana/.Sent/cur/0001:2,S")).unwrap();
        team.write("dana.ics", &calendar(&old));
        let prospects = std::fs::read_to_string(team.path("prospects.d/dana.toml")).unwrap();
        team.write("prospects.d/dana.toml", &prospects.replace("opened = 2026-04-20", "opened = 2024-06-01"));
        let configuration = std::fs::read_to_string(team.path("wentdark.toml")).unwrap();
        assert!(configuration.contains("retention_days = 36500"), "{configuration}");
        team.write("wentdark.toml", &configuration.replace("retention_days = 36500", "retention_days = 400"));
        if lost {
            team.ok(&[
                "mark",
                "acme-line4",
                "lost",
                "--at",
                "2024-07-01T12:00:00Z",
                "--by",
                "dana@northfield.example",
                "--config",
                "wentdark.toml",
            ]);
        }
        team.sync();
        let held = team.deal(&now(), "acme-line4")["foundation"]["discovery"]["uid"].clone();
        assert_eq!(held, if lost { Value::Null } else { "old".into() });
    }
}
