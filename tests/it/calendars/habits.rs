//! What Google, iCloud, Nextcloud, Fastmail and others do in their own way, against a server that is told to do so.

use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::support::odd_dav::OddDav;

/// So many days from now, at 15:00 UTC.
pub fn in_days(days: i64) -> Timestamp {
    let day = (Timestamp::now() + SignedDuration::from_hours(24 * days)).to_zoned(jiff::tz::TimeZone::UTC).date();
    jiff::tz::TimeZone::UTC.to_timestamp(day.at(15, 0, 0, 0)).unwrap()
}

/// Puts a meeting of Dana and Pat into the server's calendar.
pub fn put(server: &OddDav, uid: &str, days: i64, answer: &str) {
    let at = in_days(days);
    let text = calendar(&meeting(uid, &at.strftime("%Y%m%dT%H%M%SZ").to_string(), answer));
    server.put(&format!("{uid}.ics"), at, &text);
}

pub fn team_of(server: &OddDav, path: &str) -> Team {
    team(&format!("{{ kind = \"caldav\", url = \"{}\" }}", server.web.url(path)))
}

pub fn next(team: &Team) -> Value {
    team.deal(&now(), "acme-line4")["next_meeting"]["uid"].clone()
}

/// A team that has a token for the calendar, which changed once since it was read.
pub fn with_token(server: &OddDav) -> Team {
    let team = team_of(server, "/dav/");
    team.sync();
    put(server, "change", -300, "DECLINED");
    team.sync();
    server.web.asked();
    team
}

/// How many events a fresh look at the calendar sees.
fn seen(team: &Team) -> usize {
    let said = team.ok(&["check", "--connect", "--config", "wentdark.toml"]);
    let before = said.split(" event").next().unwrap();
    before.rsplit([' ', ',']).next().unwrap().parse().unwrap_or_else(|_| panic!("{said}"))
}

#[test]
fn a_calendar_is_found_by_way_of_well_known_principal_and_homes() {
    let server = OddDav::start();
    put(&server, "u1", 30, "ACCEPTED");
    // Nextcloud: nothing at the root; the first of two homes holds no calendar.
    server.world().homes = vec!["/shared/", "/home/"];
    let team = team_of(&server, "/");
    team.sync();
    assert_eq!(next(&team), "u1");
    let way =
        ["PROPFIND /", "PROPFIND /.well-known/caldav", "PROPFIND /dav/", "PROPFIND /me/", "PROPFIND /shared/", "PROPFIND /home/"];
    assert_eq!(server.web.asked()[..way.len()], way);
    // What was found is known for the day.
    team.sync();
    assert_eq!(server.web.asked(), ["PROPFIND /home/work/"], "one round trip when nothing changed");
    // A calendar that does change has a token from then on.
    put(&server, "u2", 20, "ACCEPTED");
    team.sync();
    assert_eq!(next(&team), "u2");
    server.web.asked();
    team.sync();
    assert_eq!(server.web.asked(), ["REPORT /home/work/"], "one round trip when nothing changed");
}

#[test]
fn a_calendar_that_was_renamed_is_found_anew_on_the_same_day() {
    let server = OddDav::start();
    put(&server, "u1", 30, "ACCEPTED");
    let team = team_of(&server, "/dav/");
    team.sync();
    server.world().calendar = "/home/other/".to_owned();
    team.sync();
    // What moved along is not called off.
    assert_eq!(next(&team), "u1");
    put(&server, "u2", 20, "ACCEPTED");
    team.sync();
    assert_eq!(next(&team), "u2");
    server.delete("u2.ics");
    server.delete("u1.ics");
    team.sync();
    assert_eq!(next(&team), Value::Null);
}

#[test]
fn a_token_that_no_longer_holds_means_reading_everything_anew() {
    for forgotten in
        ["403 Forbidden", "409 Conflict", "410 Gone", "412 Precondition Failed", "400 Bad Request", "507 Insufficient Storage"]
    {
        let server = OddDav::start();
        put(&server, "u1", 30, "ACCEPTED");
        put(&server, "u2", 40, "ACCEPTED");
        let team = with_token(&server);
        server.delete("u1.ics");
        server.world().forgotten = forgotten;
        server.world().known_from = 1000;
        server.web.asked();
        team.sync();
        assert_eq!(next(&team), "u2", "{forgotten}");
        let way = ["REPORT /home/work/", "PROPFIND /home/work/", "REPORT /home/work/", "REPORT /home/work/"];
        assert_eq!(server.web.asked(), way, "{forgotten}");
    }
}

#[test]
fn changes_that_come_in_parts_are_read_to_the_last_one() {
    let server = OddDav::start();
    put(&server, "u0", 50, "ACCEPTED");
    let team = with_token(&server);
    for n in 1..=7 {
        put(&server, &format!("u{n}"), 50 - n, "ACCEPTED");
    }
    server.delete("u7.ics");
    server.world().changes_at_once = 2;
    team.sync();
    assert_eq!(next(&team), "u6");
    server.web.asked();
    assert!(!team.sync().contains("from calendars"));
    assert_eq!(server.web.asked(), ["REPORT /home/work/"]);
}

#[test]
fn a_server_that_shows_a_few_events_at_once_is_asked_about_parts_of_the_time() {
    for (has_tokens, refuses_more) in [(true, false), (false, false), (true, true), (false, true)] {
        let server = OddDav::start();
        (0..40).for_each(|n| put(&server, &format!("u{n}"), n * 20 - 390, "DECLINED"));
        put(&server, "last", 500, "ACCEPTED");
        server.world().at_once = 4;
        server.world().has_tokens = has_tokens;
        server.world().refuses_more = refuses_more;
        let team = team_of(&server, "/dav/");
        assert_eq!(seen(&team), 41);
        team.sync();
        assert_eq!(next(&team), "last");
        server.delete("last.ics");
        team.sync();
        assert_eq!(next(&team), Value::Null);
    }
    // As many on one day as it never shows at once: that is no empty calendar.
    let server = OddDav::start();
    (0..5).for_each(|n| put(&server, &format!("u{n}"), 30, "ACCEPTED"));
    server.world().at_once = 4;
    let said = team_of(&server, "/dav/").fails(1, &["sync", "--config", "wentdark.toml"]);
    assert!(said.contains("only a part of the calendar"), "{said}");
    server.world().refuses_more = true;
    let said = team_of(&server, "/dav/").fails(1, &["sync", "--config", "wentdark.toml"]);
    assert!(said.contains("answered with status 400"), "{said}");
}

#[test]
fn events_without_etags_are_looked_at_whenever_something_changed() {
    let server = OddDav::start();
    put(&server, "u1", 30, "ACCEPTED");
    server.world().has_tokens = false;
    server.world().has_etags = false;
    let team = team_of(&server, "/dav/");
    team.sync();
    assert_eq!(next(&team), "u1");
    for answer in ["DECLINED", "ACCEPTED", "DECLINED"] {
        put(&server, "u1", 30, answer);
        team.sync();
        assert_eq!(next(&team) == "u1", answer == "ACCEPTED", "{answer}");
    }
    server.web.asked();
    team.sync();
    assert_eq!(server.web.asked(), ["PROPFIND /home/work/"], "one round trip when nothing changed");
}

#[test]
fn events_that_are_listed_without_their_text_are_asked_for() {
    let server = OddDav::start();
    put(&server, "u1", 30, "ACCEPTED");
    server.world().lists_bare = true;
    let team = team_of(&server, "/dav/");
    team.sync();
    assert_eq!(next(&team), "u1");
}

#[test]
fn what_a_server_cannot_show_at_the_moment_is_not_called_off() {
    let server = OddDav::start();
    put(&server, "u1", 30, "ACCEPTED");
    let team = team_of(&server, "/dav/");
    team.sync();
    put(&server, "u1", 31, "ACCEPTED");
    server.world().broken = vec!["u1.ics".to_owned()];
    let said = team.fails(1, &["sync", "--config", "wentdark.toml"]);
    assert!(said.contains("can't show an event"), "{said}");
    assert_eq!(next(&team), "u1");
    server.world().broken.clear();
    team.sync();
    let meeting = team.deal(&now(), "acme-line4")["next_meeting"]["at"].clone();
    assert_eq!(meeting, in_days(31).to_string());
}

#[test]
fn a_busy_server_is_left_alone_as_long_as_it_asks() {
    let server = OddDav::start();
    put(&server, "u1", 30, "ACCEPTED");
    let team = team_of(&server, "/dav/");
    // A moment is waited in place.
    server.world().first =
        vec![("503 Service Unavailable", "Retry-After: 0\r\n"), ("429 Too Many Requests", "Retry-After: 0\r\n")];
    team.sync();
    assert_eq!(next(&team), "u1");
    for head in ["Retry-After: 600\r\n", "Date: Sat, 28 Nov 2026 10:00:00 GMT\r\nRetry-After: Sat, 28 Nov 2026 10:10:00 GMT\r\n"]
    {
        server.world().first = vec![("503 Service Unavailable", head)];
        let said = team.fails(1, &["sync", "--config", "wentdark.toml"]);
        assert!(said.contains("asks to be left alone for 600 seconds (503)"), "{said}");
    }
    // Always busy: not asked for ever.
    server.world().first = vec![("503 Service Unavailable", "Retry-After: 0\r\n"); 20];
    server.web.asked();
    team.fails(1, &["sync", "--config", "wentdark.toml"]);
    assert_eq!(server.web.asked().len(), 3);
    assert_eq!(next(&team), "u1");
}

#[test]
fn a_password_does_not_follow_to_a_strangers_house() {
    let stranger = Web::start(|_, request| {
        assert!(!request.to_lowercase().contains("authorization"), "{request}");
        http("401 Unauthorized", "", "")
    });
    let there = stranger.url("/dav/").replace("127.0.0.1", "localhost");
    let web = Web::start(move |_, _| http("302 Found", &format!("Location: {there}\r\n"), ""));
    let team = team(&format!("{{ kind = \"caldav\", url = \"{}\", user = \"dana\", secret = \"dav\" }}", web.url("/dav/")));
    team.secret("dav", "secret-dana");
    let said = team.fails(1, &["sync", "--config", "wentdark.toml"]);
    assert!(said.contains("leads to localhost, where the password is not sent"), "{said}");
    assert!(!stranger.asked().is_empty());
}

#[test]
fn what_is_refused_for_the_moment_is_asked_for_again() {
    let server = OddDav::start();
    put(&server, "u1", 30, "ACCEPTED");
    put(&server, "u2", 40, "ACCEPTED");
    let team = with_token(&server);
    put(&server, "u1", 30, "DECLINED");
    server.world().forbidden = vec!["u1.ics".to_owned()];
    server.world().forbids = "429 Too Many Requests";
    team.fails(1, &["sync", "--config", "wentdark.toml"]);
    server.world().forbidden.clear();
    team.sync();
    assert_eq!(next(&team), "u2");
}

#[test]
fn a_calendar_that_went_while_the_roster_changed_takes_its_events_along() {
    let server = OddDav::start();
    put(&server, "u1", 30, "ACCEPTED");
    let team = team_of(&server, "/dav/");
    team.sync();
    assert_eq!(next(&team), "u1");
    // With another roster everything is looked at anew, and which calendars there were is forgotten.
    server.world().calendar = "/home/other/".to_owned();
    server.delete("u1.ics");
    put(&server, "u2", 40, "ACCEPTED");
    let prospects = std::fs::read_to_string(team.path("prospects.d/dana.toml")).unwrap();
    team.write("prospects.d/dana.toml", &prospects.replace("\"acme.example\"", "\"acme.example\", \"acme-pumps.example\""));
    team.sync();
    assert_eq!(next(&team), "u2");
}

#[test]
fn what_is_gone_is_missed_beside_an_event_that_nobody_may_read() {
    for has_tokens in [true, false] {
        let server = OddDav::start();
        put(&server, "secret", 10, "ACCEPTED");
        put(&server, "u1", 30, "ACCEPTED");
        server.world().has_tokens = has_tokens;
        let team = team_of(&server, "/dav/");
        team.sync();
        assert_eq!(next(&team), "secret");
        server.world().forbidden = vec!["secret.ics".to_owned()];
        server.delete("u1.ics");
        team.sync();
        // What may not be read any more is still there.
        assert_eq!(next(&team), "secret");
        assert_eq!(team.rows("event"), 3, "that u1 was called off");
        server.delete("secret.ics");
        team.sync();
        assert_eq!(next(&team), Value::Null);
    }
}

#[test]
fn a_calendar_that_has_tokens_is_read_once_more_at_its_first_change() {
    for (has_tokens, more) in [(true, &["REPORT"][..]), (false, &["REPORT", "REPORT"])] {
        let server = OddDav::start();
        (0..5).for_each(|n| put(&server, &format!("u{n}"), 30 + n, "ACCEPTED"));
        server.world().has_tokens = has_tokens;
        let team = team_of(&server, "/dav/");
        team.sync();
        put(&server, "u9", 10, "ACCEPTED");
        server.delete("u4.ics");
        server.web.asked();
        team.sync();
        assert_eq!(next(&team), "u9");
        assert_eq!(team.rows("event"), 7, "five, one more, and one called off");
        // Ctag and token; what there is; without tokens what changed of it; and the series.
        let way: Vec<String> =
            ["PROPFIND", "PROPFIND"].iter().chain(more).chain(&["REPORT"]).map(|verb| format!("{verb} /home/work/")).collect();
        assert_eq!(server.web.asked(), way);
    }
}

#[test]
fn places_are_the_same_however_a_server_writes_them() {
    let server = OddDav::start();
    server.world().calendar = "/home/d%40x/".to_owned();
    put(&server, "u1", 30, "ACCEPTED");
    put(&server, "u 2\u{e9}", 20, "ACCEPTED");
    let team = team_of(&server, "/dav/");
    team.sync();
    assert_eq!(next(&team), "u 2\u{e9}");
    server.delete("u 2\u{e9}.ics");
    team.sync();
    assert_eq!(next(&team), "u1");
}
