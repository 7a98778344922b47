//! Invitations that somebody passes on as an attached message.

use super::*;

/// A letter with a message attached as it came.
fn letter(from: &str, to: &str, text: &str, attached: &str) -> String {
    format!(
        "From: {from}\r\nTo: {to}\r\nSubject: FW: Demo\r\nMessage-ID: <letter-{}@x.example>\r\nDate: Tue, 5 May 2026 10:00:00 +0000\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=out\r\n\r\n--out\r\nContent-Type: text/plain\r\n\r\n{text}\r\n\
         --out\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment; filename=\"Demo.eml\"\r\n\r\n{attached}\r\n--out--\r\n",
        from.len()
    )
}

/// A mail of Kim's at Acme with a calendar part.
fn invitation(method: &str, event: &str) -> String {
    let part = calendar(event).replace("PRODID", &format!("METHOD:{method}\r\nPRODID"));
    format!(
        "From: Kim Roe <kim@acme.example>\r\nTo: pat@acme.example\r\nSubject: Demo\r\nMessage-ID: <inner@acme.example>\r\n\
         Date: Mon, 4 May 2026 16:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n\
         --in\r\nContent-Type: text/plain\r\n\r\nWe meet.\r\n--in\r\nContent-Type: text/calendar; method={method}\r\n\r\n{part}--in--\r\n"
    )
}

fn of_kim() -> String {
    meeting("k1", "20260512T150000Z", "NEEDS-ACTION")
        .replace("ORGANIZER:mailto:dana@northfield.example", "ORGANIZER:mailto:kim@acme.example")
}

/// The deal after a letter, as of the day after it.
fn after(letter: &str) -> (String, Value) {
    let team = team("");
    team.deliver("", "0002", "2026-05-05T10:00:00Z", letter);
    team.sync();
    deal(&team, "2026-05-06T12:00:00Z")
}

#[test]
fn one_that_they_pass_on_with_a_letter_is_a_letter_and_a_meeting() {
    let pat = letter("pat@acme.example", "dana@northfield.example", "Kim has a date for us.", &invitation("REQUEST", &of_kim()));
    assert_eq!(after(&pat), ("ours".to_owned(), "k1".into()), "a letter that wants an answer, and the meeting beside it");
}

#[test]
fn one_that_a_colleague_passes_on_is_known_from_then_on() {
    let lee = letter("lee@northfield.example", "dana@northfield.example", "For you.", &invitation("REQUEST", &of_kim()));
    assert_eq!(after(&lee), scheduled("k1"));
    let again = letter("lee@northfield.example", "dana@northfield.example", "", &lee);
    assert_eq!(after(&again), scheduled("k1"), "passed on twice");
    let called_off = letter("lee@northfield.example", "dana@northfield.example", "Off.", &invitation("CANCEL", &of_kim()));
    let team = team("");
    team.deliver("", "0002", "2026-05-05T10:00:00Z", &lee);
    team.deliver("", "0003", "2026-05-05T11:00:00Z", &called_off.replace("<letter-", "<off-"));
    team.sync();
    assert_eq!(deal(&team, "2026-05-06T12:00:00Z").1, Value::Null);
    let notes = team.deal("2026-05-06T12:00:00Z", "acme-line4")["notes"].to_string();
    assert!(notes.contains("was cancelled by them"), "{notes}");
}

#[test]
fn an_answer_that_another_one_passes_on_is_none() {
    let asked = meeting("u1", "20260512T150000Z", "NEEDS-ACTION");
    let request = invitation("REQUEST", &asked).replace("kim@acme.example", "dana@northfield.example");
    let answer = letter(
        "lee@northfield.example",
        "dana@northfield.example",
        "Look.",
        &invitation("REPLY", &asked.replace("NEEDS-ACTION", "ACCEPTED")),
    );
    let team = team("");
    team.deliver(".Sent", "0002", "2026-05-04T16:00:00Z", &request);
    team.deliver("", "0003", "2026-05-05T10:00:00Z", &answer);
    team.sync();
    assert_eq!(deal(&team, "2026-05-06T12:00:00Z").1, Value::Null);
}

#[test]
fn what_a_report_returns_is_no_news_of_a_meeting() {
    let asked = invitation("REQUEST", &meeting("u1", "20260512T150000Z", "ACCEPTED"));
    let report = format!(
        "From: MAILER-DAEMON@mx.acme.example\r\nTo: dana@northfield.example\r\nSubject: Undelivered Mail\r\nMessage-ID: <b@mx>\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=out\r\n\r\n\
         --out\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; pat@acme.example\r\n\
         Action: failed\r\nStatus: 5.1.1\r\n\r\n--out\r\nContent-Type: message/rfc822\r\n\r\n{asked}\r\n--out--\r\n"
    );
    let read = wentdark::reading::read(report.as_bytes(), None, false).mail;
    assert_eq!((read.kind.as_str(), read.meetings.len()), ("bounce_permanent", 0));
    let human = letter("pat@acme.example", "dana@northfield.example", "See there.", &asked);
    assert_eq!(wentdark::reading::read(human.as_bytes(), None, false).mail.meetings.len(), 1);
}
