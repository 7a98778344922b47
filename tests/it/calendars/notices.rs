//! Calendar mail that doesn't come from those whom it is about.

use super::*;

/// A mail with a calendar part.
fn notice(from: &str, to: &str, subject: &str, day: &str, method: &str, event: &str) -> String {
    let part = calendar(event).replace("PRODID", &format!("METHOD:{method}\r\nPRODID"));
    format!(
        "From: {from}\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <{method}{day}{}@x.example>\r\nDate: {day} May 2026 10:00:00 +0000\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n\r\n\
         --b\r\nContent-Type: text/calendar; method={method}\r\n\r\n{part}--b--\r\n",
        from.len()
    )
}

fn with_answer(answer: &str) -> String {
    meeting("u1", "20260512T150000Z", answer)
}

#[test]
fn a_booking_service_tells_of_a_meeting() {
    let team = team("");
    let mail = notice(
        "Booker <notify@booking.example>",
        "dana@northfield.example",
        "New event: 30 minutes",
        "5",
        "REQUEST",
        &with_answer("ACCEPTED"),
    );
    team.deliver("", "0002", "2026-05-05T10:00:00Z", &mail);
    team.sync();
    assert_eq!(deal(&team, "2026-05-06T12:00:00Z"), scheduled("u1"));
}

#[test]
fn an_answer_counts_from_whatever_address_it_comes() {
    let team = team("");
    let asked = notice("dana@northfield.example", "pat@acme.example", "Demo", "4", "REQUEST", &with_answer("NEEDS-ACTION"));
    team.deliver(".Sent", "0002", "2026-05-04T15:00:00Z", &asked);
    let answered =
        notice("Pat <pat.lee@gmail.com>", "dana@northfield.example", "Accepted: Demo", "5", "REPLY", &with_answer("ACCEPTED"));
    team.deliver("", "0003", "2026-05-05T10:00:00Z", &answered);
    team.sync();
    assert_eq!(deal(&team, "2026-05-06T12:00:00Z"), scheduled("u1"));
}

#[test]
fn an_answer_may_be_a_letter() {
    let team = team("");
    let asked =
        notice("dana@northfield.example", "pat@acme.example", "Line 4 demo", "4", "REQUEST", &with_answer("NEEDS-ACTION"));
    team.deliver(".Sent", "0002", "2026-05-04T15:00:00Z", &asked);
    let id = asked.split("Message-ID: ").nth(1).unwrap().split("\r\n").next().unwrap();
    let write = |name: &str, day: &str, text: &str| {
        let received = format!("2026-05-0{day}T10:00:00Z");
        let letter = format!(
            "From: Pat <pat@acme.example>\r\nTo: dana@northfield.example\r\nSubject: RE: Line 4 demo\r\nMessage-ID: <l{day}@acme.example>\r\n\
             In-Reply-To: {id}\r\nDate: {day} May 2026 10:00:00 +0000\r\n\r\n{text}\r\n\r\nPat\r\n"
        );
        team.deliver("", name, &received, &letter);
        let reply = format!(
            "From: dana@northfield.example\r\nTo: pat@acme.example\r\nSubject: RE: Line 4 demo\r\nMessage-ID: <d{day}@northfield.example>\r\n\
             In-Reply-To: <l{day}@acme.example>\r\nDate: {day} May 2026 12:00:00 +0000\r\n\r\nThanks.\r\n"
        );
        team.deliver(".Sent", &format!("9{name}"), &received.replace("T10", "T12"), &reply);
        team.sync();
    };
    write("0003", "5", "Hi Dana, works for me, see you then!");
    assert_eq!(deal(&team, "2026-05-05T14:00:00Z"), scheduled("u1"));
    write("0004", "6", "Hi Dana, sorry, something came up and I can't make it.");
    assert_eq!(deal(&team, "2026-05-06T14:00:00Z"), waiting());
}

#[test]
fn a_day_that_was_agreed_by_letter_is_agreed() {
    let team = team("");
    let letter = "From: Pat <pat@acme.example>\r\nTo: dana@northfield.example\r\nSubject: Re: Line 4\r\nMessage-ID: <l1@acme.example>\r\n\
        In-Reply-To: <m1@northfield.example>\r\nDate: Tue, 5 May 2026 10:00:00 +0000\r\n\r\nHi Dana,\r\n\r\nTuesday at 10 works for me.\r\n\r\nPat\r\n";
    team.deliver("", "0002", "2026-05-05T10:00:00Z", letter);
    let asked = notice("dana@northfield.example", "pat@acme.example", "Demo", "5", "REQUEST", &with_answer("NEEDS-ACTION"));
    team.deliver(".Sent", "0003", "2026-05-05T12:00:00Z", &asked.replace("10:00:00 +0000", "12:00:00 +0000"));
    team.sync();
    assert_eq!(deal(&team, "2026-05-06T12:00:00Z"), scheduled("u1"));
}

#[test]
fn nobody_of_us_answers_for_them() {
    let team = team("");
    let asked = notice("dana@northfield.example", "pat@acme.example", "Demo", "4", "REQUEST", &with_answer("NEEDS-ACTION"));
    team.deliver(".Sent", "0002", "2026-05-04T15:00:00Z", &asked);
    let answer = |from: &str| notice(from, "dana@northfield.example", "Accepted: Demo", "5", "REPLY", &with_answer("ACCEPTED"));
    team.deliver("", "0003", "2026-05-05T10:00:00Z", &answer("Kim <kim@northfield.example>"));
    team.sync();
    assert_eq!(deal(&team, "2026-05-06T12:00:00Z").1, Value::Null);
    team.deliver("", "0004", "2026-05-05T11:00:00Z", &answer("Pat <pat@acme.example>"));
    team.sync();
    assert_eq!(deal(&team, "2026-05-06T12:00:00Z"), scheduled("u1"));
}

#[test]
fn a_person_who_turns_up_in_mail_is_looked_for_in_calendars_on_the_next_day() {
    let team = team("{ kind = \"ics\", path = \"dana.ics\" }");
    let event = with_answer("ACCEPTED").replace("pat@acme.example", "kim@freelance.example");
    team.write("dana.ics", &calendar(&event));
    age(&team.path("dana.ics"));
    team.sync();
    team.deliver(
        "",
        "0002",
        "2026-05-05T14:00:00Z",
        "From: pat@acme.example\r\nTo: dana@northfield.example, kim@freelance.example\r\nSubject: Re: Line 4\r\n\
         Message-ID: <k1@acme.example>\r\nIn-Reply-To: <m1@northfield.example>\r\nDate: Tue, 5 May 2026 14:00:00 +0000\r\n\r\n\
         Kim is our planner, she will come to the demo.\r\n",
    );
    team.sync();
    // The calendar was looked at yesterday, as far as the state can tell.
    let state = rusqlite::Connection::open(team.path("state/wentdark.sqlite3")).unwrap();
    let cursor: String = state.query_row("SELECT cursor FROM calendar", [], |row| row.get(0)).unwrap();
    let (version, own) = cursor.split_once(' ').unwrap();
    let day = version.rsplit_once('.').unwrap().1;
    let earlier = cursor.replace(day, "2026-05-04");
    assert!(earlier.ends_with(own));
    state.execute("UPDATE calendar SET cursor = ?1", [earlier]).unwrap();
    drop(state);
    assert!(team.sync().contains("1 from calendars"));
    assert_eq!(deal(&team, "2026-05-06T12:00:00Z"), ("ours".to_owned(), "u1".into()));
    assert!(!team.sync().contains("from calendars"));
}
