//! Servers that can't tell which of their events repeat, or what they have at all: Xandikos leaves a series that began long ago out of
//! what it tells of a time, and so does the one here.

use super::habits::{in_days, next, put, team_of};
use super::*;
use crate::support::odd_dav::OddDav;

/// Puts a weekly meeting of Dana and Pat into the server's calendar that began long before the time that is asked about.
fn put_series(server: &OddDav, uid: &str) {
    let at = in_days(-703);
    let event = meeting(uid, &at.strftime("%Y%m%dT%H%M%SZ").to_string(), "ACCEPTED");
    // Somebody of theirs wrote to Dana yesterday at the latest: a series isn't alive by itself.
    let event = event
        .replace("SUMMARY", "RRULE:FREQ=WEEKLY\r\nSUMMARY")
        .replace("20260501T", &in_days(-1).strftime("%Y%m%dT").to_string());
    server.put(&format!("{uid}.ics"), at, &calendar(&event));
}

/// What is asked of the server at a pass.
fn asked(server: &OddDav, team: &Team) -> Vec<String> {
    server.web.asked();
    team.sync();
    server.web.asked()
}

#[test]
fn a_server_that_never_tells_its_series_is_read_whole_once() {
    for refused in ["500 Internal Server Error", "502 Bad Gateway", "507 Insufficient Storage"] {
        for has_tokens in [true, false] {
            let server = OddDav::start();
            server.world().has_tokens = has_tokens;
            server.world().refuses_series = Some(refused);
            put_series(&server, "weekly");
            let team = team_of(&server, "/dav/");
            team.sync();
            assert_eq!(next(&team), "weekly", "{refused}, tokens: {has_tokens}");
            assert_eq!(asked(&server, &team), ["PROPFIND /home/work/"], "{refused}, tokens: {has_tokens}");
            // What changes, comes or goes is told by token or etags, and the series stays.
            put(&server, "u1", 1, "ACCEPTED");
            team.sync();
            put(&server, "u2", 2, "ACCEPTED");
            team.sync();
            let all = |team: &Team| (team.rows("event"), next(team));
            assert_eq!(all(&team), (3, "u1".into()), "{refused}, tokens: {has_tokens}");
            server.delete("u1.ics");
            server.delete("u2.ics");
            team.sync();
            assert_eq!(all(&team), (5, "weekly".into()), "{refused}, tokens: {has_tokens}");
            let quiet = if has_tokens { "REPORT /home/work/" } else { "PROPFIND /home/work/" };
            assert_eq!(asked(&server, &team), [quiet], "{refused}, tokens: {has_tokens}");
            server.delete("weekly.ics");
            team.sync();
            assert_eq!(next(&team), Value::Null, "{refused}, tokens: {has_tokens}");
        }
    }
}

#[test]
fn series_that_are_told_in_part_are_not_all_there_are() {
    for listing in [None, Some("500 Internal Server Error")] {
        let server = OddDav::start();
        for uid in ["a", "b"] {
            put_series(&server, uid);
        }
        let team = team_of(&server, "/dav/");
        team.sync();
        assert_eq!(team.rows("event"), 2);
        server.world().series_at_once = 1;
        server.world().refuses_listing = listing;
        server.world().known_from = 1000;
        put(&server, "u1", -300, "DECLINED");
        let _ = team.run(&["sync", "--config", "wentdark.toml"]);
        assert_eq!(team.rows("event"), 3, "what isn't told with the others is still there");
    }
}

#[test]
fn what_a_server_cannot_tell_at_all_is_said_and_asked_for_again_but_not_at_every_pass() {
    let server = OddDav::start();
    put(&server, "u1", 30, "ACCEPTED");
    server.world().refuses_series = Some("500 Internal Server Error");
    server.world().refuses_listing = Some("500 Internal Server Error");
    let team = team_of(&server, "/dav/");
    let passes = |passes: usize| {
        for _ in 0..passes {
            let said = team.fails(1, &["sync", "--config", "wentdark.toml"]);
            assert!(said.contains("which events repeat (500)"), "{said}");
        }
    };
    passes(3);
    assert_eq!(next(&team), "u1", "what it tells counts");
    server.web.asked();
    passes(2);
    assert_eq!(server.web.asked(), ["PROPFIND /home/work/", "PROPFIND /home/work/"], "not everything anew at each pass");
    let status = String::from_utf8(team.run(&["status", "--config", "wentdark.toml"]).stdout).unwrap();
    assert!(status.contains("meetings that repeat may be missing"), "{status}");
    // What comes is seen all the same, and what goes once it says what it has.
    put(&server, "u2", 20, "ACCEPTED");
    passes(1);
    assert_eq!(next(&team), "u2");
    put(&server, "u3", 10, "ACCEPTED");
    server.delete("u2.ics");
    passes(1);
    assert_eq!(next(&team), "u3");
    // With another day, or another roster, it is asked anew.
    server.world().refuses_listing = None;
    let prospects = std::fs::read_to_string(team.path("prospects.d/dana.toml")).unwrap();
    team.write("prospects.d/dana.toml", &prospects.replace("\"acme.example\"", "\"acme.example\", \"acme-pumps.example\""));
    put_series(&server, "weekly");
    server.delete("u3.ics");
    server.delete("u1.ics");
    team.sync();
    assert_eq!(next(&team), "weekly");
    assert_eq!(asked(&server, &team), ["PROPFIND /home/work/"]);
}

#[test]
fn a_first_reading_without_the_series_is_done_again() {
    let server = OddDav::start();
    put_series(&server, "weekly");
    server.world().refuses_series = Some("503 Service Unavailable");
    server.world().refuses_listing = Some("503 Service Unavailable");
    let team = team_of(&server, "/dav/");
    team.fails(1, &["sync", "--config", "wentdark.toml"]);
    assert_eq!(next(&team), Value::Null);
    server.world().refuses_series = None;
    team.sync();
    assert_eq!(next(&team), "weekly", "nothing changed, but there may be series");
    assert_eq!(asked(&server, &team), ["PROPFIND /home/work/"]);
}

#[test]
fn what_is_gone_while_a_server_could_not_tell_what_it_has_is_missed_at_the_next_pass() {
    let server = OddDav::start();
    put(&server, "u1", 30, "ACCEPTED");
    let team = team_of(&server, "/dav/");
    team.sync();
    server.delete("u1.ics");
    server.world().refuses_series = Some("500 Internal Server Error");
    server.world().refuses_listing = Some("500 Internal Server Error");
    team.fails(1, &["sync", "--config", "wentdark.toml"]);
    assert_eq!(next(&team), "u1", "it may be a series that wasn't told");
    server.world().refuses_series = None;
    team.sync();
    assert_eq!(next(&team), Value::Null);
}

#[test]
fn a_question_that_is_refused_for_the_moment_is_no_lack_of_series() {
    let server = OddDav::start();
    put_series(&server, "weekly");
    let team = team_of(&server, "/dav/");
    team.sync();
    server.world().known_from = 1000;
    for refused in ["429 Too Many Requests", "408 Request Timeout", "401 Unauthorized"] {
        server.world().refuses_series = Some(refused);
        put(&server, "u1", -300, "DECLINED");
        team.sync();
        assert_eq!(next(&team), "weekly", "{refused}");
    }
}

#[test]
fn a_server_that_never_tells_series_is_read_as_far_as_it_tells() {
    for refused in ["501 Not Implemented", "403 Forbidden"] {
        let server = OddDav::start();
        put(&server, "u1", 30, "ACCEPTED");
        server.world().refuses_series = Some(refused);
        let team = team_of(&server, "/dav/");
        team.sync();
        server.delete("u1.ics");
        team.sync();
        assert_eq!(next(&team), Value::Null, "{refused}");
        server.web.asked();
        team.sync();
        assert_eq!(server.web.asked(), ["REPORT /home/work/"], "{refused}: not everything anew at each pass");
    }
}
