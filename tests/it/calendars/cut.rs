//! What is cut off, left out or deleted by one of several is not called off.

use super::habits::{in_days, next, put, team_of, with_token};
use super::*;
use crate::support::odd_dav::OddDav;

fn ahead(days: i64) -> String {
    in_days(days).strftime("%Y%m%dT%H%M%SZ").to_string()
}

#[test]
fn a_file_that_ends_in_the_middle_is_read_again_later() {
    let team = team("{ kind = \"ics\", path = \"dana.ics\" }");
    let whole = calendar(&(meeting("u0", &ahead(20), "ACCEPTED") + &meeting("u1", &ahead(30), "ACCEPTED")));
    team.write("dana.ics", &whole);
    team.sync();
    for (end, why) in
        [(0, "is empty"), (200, "ends in the middle"), (whole.len() / 2, "ends in the middle"), (whole.len() - 4, "ends in")]
    {
        team.write("dana.ics", &whole[..end]);
        let said = team.fails(1, &["sync", "--config", "wentdark.toml"]);
        assert!(said.contains(why), "{said}");
        assert_eq!(next(&team), "u0", "cut after {end}");
    }
    team.write("dana.ics", &(whole + "\r\n-- \r\nexported by hand\r\n"));
    team.sync();
    assert_eq!(next(&team), "u0");
}

#[test]
fn an_answer_that_ends_in_the_middle_is_asked_for_again() {
    for forgotten in [false, true] {
        let server = OddDav::start();
        put(&server, "u1", 30, "ACCEPTED");
        put(&server, "u2", 40, "ACCEPTED");
        let team = team_of(&server, "/dav/");
        team.sync();
        if forgotten {
            server.world().known_from = 1000;
        }
        put(&server, "u3", 50, "ACCEPTED");
        for octets in [60, 150, 250] {
            server.world().cut_after = octets;
            let said = team.fails(1, &["sync", "--config", "wentdark.toml"]);
            assert!(said.contains("ends in the middle"), "{said}");
            assert_eq!(next(&team), "u1", "cut after {octets}");
        }
        server.world().cut_after = usize::MAX;
        server.delete("u1.ics");
        team.sync();
        assert_eq!(next(&team), "u2");
    }
}

#[test]
fn an_event_that_is_left_out_of_an_answer_is_asked_for_by_itself() {
    let server = OddDav::start();
    put(&server, "u1", 30, "ACCEPTED");
    let team = with_token(&server);
    // The token is forgotten, and everything is asked for again, place by place.
    server.world().known_from = 1000;
    server.world().lists_bare = true;
    server.world().hidden = vec!["u1.ics".to_owned()];
    team.sync();
    assert_eq!(next(&team), "u1");
    assert!(server.web.asked().contains(&"GET /home/work/u1.ics".to_owned()));
}

/// A calendar of a colleague's without organizers, as published feeds have it.
fn bare(uid: &str, start: &str) -> String {
    let event = meeting(uid, start, "ACCEPTED");
    event.split_inclusive('\n').filter(|line| !line.starts_with("ORGANIZER") && !line.starts_with("ATTENDEE")).collect()
}

#[test]
fn a_copy_that_one_of_us_deletes_leaves_the_meeting_to_the_others() {
    let two = "{ kind = \"ics\", path = \"dana.ics\" }, { kind = \"ics\", path = \"copy.ics\" }";
    let team = team(two);
    team.write("dana.ics", &calendar(&meeting("u1", &ahead(30), "ACCEPTED")));
    team.write("copy.ics", &calendar(&bare("u1", &ahead(30))));
    team.sync();
    // A second look, at which the meeting of the bare copy is known.
    team.write("copy.ics", &calendar(&(bare("u1", &ahead(30)) + DENTIST)));
    team.sync();
    team.write("copy.ics", &calendar(""));
    team.sync();
    assert_eq!(next(&team), "u1");
    team.write("dana.ics", &calendar(""));
    team.sync();
    assert_eq!(next(&team), Value::Null);
}

#[test]
fn a_shared_calendar_of_google_calls_off_what_is_deleted_from_it() {
    let team = team("{ kind = \"ics\", path = \"dana.ics\" }");
    let event = meeting("u1", &ahead(30), "ACCEPTED");
    let event = event.replace("ORGANIZER:mailto:dana@northfield.example", "ORGANIZER:mailto:c_12ab@group.calendar.google.com");
    team.write("dana.ics", &calendar(&event));
    team.sync();
    assert_eq!(next(&team), "u1");
    team.write("dana.ics", &calendar(""));
    team.sync();
    assert_eq!(next(&team), Value::Null);
}

#[test]
fn a_date_of_a_series_that_stands_again_is_no_longer_cancelled() {
    let team = team("{ kind = \"ics\", path = \"dana.ics\" }");
    // An accepted series protects for a while after the acceptance.
    let accepted = meeting("s1", &ahead(5), "ACCEPTED").replace("20260501T100000Z", &ahead(-2));
    let series = accepted.replace("SUMMARY", "RRULE:FREQ=WEEKLY;COUNT=2\r\nSUMMARY");
    let off = accepted.replace("SUMMARY", &format!("STATUS:CANCELLED\r\nRECURRENCE-ID:{}\r\nSUMMARY", ahead(5)));
    let at = |team: &Team| team.deal(&now(), "acme-line4")["next_meeting"]["at"].clone();
    team.write("dana.ics", &calendar(&(series.clone() + &off)));
    team.sync();
    assert_eq!(at(&team), in_days(12).to_string());
    team.write("dana.ics", &calendar(&series));
    assert!(team.sync().contains("1 from calendars"));
    assert_eq!(at(&team), in_days(5).to_string());
    team.write("dana.ics", &calendar(&(series + DENTIST)));
    assert!(!team.sync().contains("from calendars"));
}

#[test]
fn what_is_odd_about_a_calendar_is_named() {
    let team = team("{ kind = \"ics\", path = \"dana.ics\" }");
    let nameless = "BEGIN:VEVENT\r\nDTSTART:20260512T150000Z\r\nSUMMARY:Demo\r\nEND:VEVENT\r\n";
    let never = "BEGIN:VEVENT\r\nUID:n\r\nDTSTART:tomorrow\r\nSUMMARY:Demo\r\nEND:VEVENT\r\n";
    team.write("dana.ics", &calendar(&format!("{nameless}{never}")));
    let output = team.run(&["sync", "-v", "--config", "wentdark.toml"]);
    let said = String::from_utf8_lossy(&output.stderr);
    let told = said.lines().find(|line| line.contains("WARN") && line.contains("a calendar has something odd about it"));
    let told = told.unwrap_or_else(|| panic!("{said}"));
    assert!(told.contains("odd=2") && told.contains("a start that is no time; an event without UID"), "{told}");
    assert!(!told.contains("Demo") && !told.contains("tomorrow"), "nothing of what anybody wrote: {told}");
}
