//! Invitations, answers and calendars that other people's programs made.

use std::collections::BTreeMap;

use wentdark::domain::mail::Kind;
use wentdark::domain::meeting::Answer;
use wentdark::reading::{Reading, ics, read};

use crate::corpus_kinds::{corpus, files};

/// What a message is, in a line: kind, what was said of how many meetings, and which of these hold.
fn told(reading: &Reading) -> String {
    let mail = &reading.mail;
    let methods: BTreeMap<&str, usize> = mail.meetings.iter().fold(BTreeMap::new(), |mut all, meeting| {
        *all.entry(meeting.method.as_str()).or_default() += 1;
        all
    });
    let said: Vec<String> = methods.iter().map(|(method, count)| format!("{method}*{count}")).collect();
    let mut words = vec![mail.kind.as_str().to_owned(), said.join("+")];
    let mut holds = |name: &str, holds: bool| words.extend(holds.then(|| name.to_owned()));
    let any = |test: fn(&wentdark::domain::meeting::MeetingFact) -> bool| mail.meetings.iter().any(test);
    holds("series", any(|meeting| meeting.series.is_some()));
    holds("instance", any(|meeting| meeting.recurrence.is_some()));
    holds("untimed", any(|meeting| meeting.start.is_none()));
    holds("unnamed", any(|meeting| meeting.uid.is_empty()));
    holds("accepted", any(|meeting| meeting.attendees.iter().any(|(_, answer)| *answer == Answer::Accepted)));
    holds("failed", mail.failed.len() == 1);
    holds("returned", !mail.returned.is_empty());
    words.join(" ").trim().to_owned()
}

/// Holds a folder against what its files' names say; gives how many are right.
fn right(folder: &str, expected: &[(&str, &str)]) -> Option<usize> {
    let folder = corpus(folder)?;
    let found: Vec<String> = files(&folder).iter().map(|file| file.file_name().unwrap().to_string_lossy().into_owned()).collect();
    let named: Vec<&str> = expected.iter().map(|(name, _)| *name).collect();
    assert_eq!(found, named, "the files of {}", folder.display());
    let mut right = 0;
    for (name, wanted) in expected {
        let reading = read(&std::fs::read(folder.join(name)).unwrap(), None, false);
        let got = told(&reading);
        // The rest of a name after a dot is its kind.
        right += usize::from(got == *wanted);
        if got != *wanted {
            println!("{name}: {got}, expected {wanted} ({}) {:?}", reading.mail.kind_rule, reading.oddities);
        }
    }
    println!("{}: {right} of {}", folder.display(), expected.len());
    Some(right)
}

#[test]
fn invitations_of_googles_outlooks_and_teams_are_read() {
    let expected = [
        // It repeats no DTSTART.
        ("cancel-repeat-event.eml", "calendar_cancel cancel*1 untimed accepted"),
        ("cancel-single-event.eml", "calendar_cancel cancel*1 accepted"),
        ("event-with-file-attachment.eml", "calendar_request request*1 accepted"),
        ("exception-major.eml", "calendar_request request*1 instance accepted"),
        ("exception-minor.eml", "calendar_request request*1 instance accepted"),
        ("meet-meeting-invite.eml", "calendar_request request*1 accepted"),
        ("message-containing-event.eml", "auto_reply publish*1"),
        ("message-non-invite.eml", "auto_reply publish*1"),
        ("outlook-test-invite.eml", "calendar_request request*1"),
        ("repeat-event.eml", "calendar_request request*1 series accepted"),
        ("repeat-update-major.eml", "calendar_request request*1 series accepted"),
        ("repeat-update-minor.eml", "calendar_request request*1 series accepted"),
        ("single-event.eml", "calendar_request request*1 accepted"),
        ("teams-meeting-invite.eml", "calendar_request request*1"),
        ("update-major.eml", "calendar_request request*1 accepted"),
        ("update-minor.eml", "calendar_request request*1 accepted"),
    ];
    if let Some(right) = right("calendar/thunderbird-invitations", &expected) {
        assert!(right >= 16, "{right}");
    }
}

#[test]
fn apples_answers_and_invitations_that_came_back_are_read() {
    let reply = "calendar_reply reply*1 accepted";
    let expected = [
        ("dsn_failure_no_ics", "bounce_permanent  failed returned"),
        ("dsn_failure_no_original", "bounce_permanent  failed"),
        ("dsn_failure_with_ics", "bounce_permanent  failed returned"),
        ("good_reply", reply),
        ("good_reply_future", reply),
        ("good_reply_past", reply),
        // Without its calendar part the words still say it, of a meeting by its title.
        ("reply_missing_attachment", "calendar_reply reply*1 untimed unnamed accepted"),
        // The attendee is the author.
        ("reply_missing_attendee", reply),
        ("reply_missing_organizer", reply),
    ];
    if let Some(right) = right("calendar/apple-imip", &expected) {
        assert!(right >= 9, "{right}");
    }
}

#[test]
fn calendars_of_strangers_are_read() {
    let Some(folder) = corpus("calendar/collective-icalendar") else { return };
    let zone = jiff::tz::TimeZone::get("America/Chicago").unwrap();
    let (mut all, mut events, mut timed, mut odd) = (0, 0, 0, BTreeMap::<String, usize>::new());
    let (mut stated, mut starts) = (0, 0);
    for file in files(&folder).iter().filter(|file| file.extension().is_some_and(|extension| extension == "ics")) {
        let text = String::from_utf8_lossy(&std::fs::read(file).unwrap()).into_owned();
        let calendar = ics::read(&text, &zone, 1000);
        let (begun, nameless) = (text.matches("BEGIN:VEVENT").count(), text.matches("BEGIN:VEVENT").count());
        let nameless = nameless.saturating_sub(text.matches("\nUID").count());
        let found = calendar.events.len();
        all += 1;
        (stated, events) = (stated + begun, events + found);
        timed += calendar.events.iter().filter(|event| event.start.is_some()).count();
        for word in calendar.oddities.words() {
            *odd.entry(word.split(':').next().unwrap().to_owned()).or_default() += 1;
        }
        assert!(found + nameless + calendar.oddities.count() >= begun, "{}: {found} of {begun}", file.display());
        for series in calendar.events.iter().filter_map(|event| event.series.as_ref()) {
            let (from, to) = ("1990-01-01T00:00:00Z".parse().unwrap(), "2035-01-01T00:00:00Z".parse().unwrap());
            let found = series.starts(from, to);
            assert!(found.len() <= 1000 && found.is_sorted());
            starts += usize::from(!found.is_empty());
        }
    }
    println!(
        "calendars: {all} files, {events} of {stated} events, {timed} with a time, {starts} series that happen; odd: {odd:?}"
    );
    // The others have no UID, no start, or one that is no time.
    assert!(all >= 100 && events >= 110 && timed >= 86 && starts >= 8, "{all} {events} {timed} {starts}");
    let unknown = odd.get("unknown time zone in a calendar part").copied().unwrap_or(0);
    assert!(unknown <= 6, "{unknown} files with a zone that nothing tells");
}

#[test]
fn an_answers_kind_is_told_by_what_the_mail_is() {
    // Two meetings in two parts, and one of them once more as a file.
    let part = |head: &str, events: &str| format!("--b\r\n{head}\r\n\r\nBEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n");
    let event = |uid: &str| {
        format!("BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART:20260512T150000Z\r\nORGANIZER:mailto:pat@acme.example\r\nEND:VEVENT\r\n")
    };
    let mail = |subject: &str, text: &str, parts: &str| {
        let head = format!(
            "From: kim@acme.example\r\nTo: dana@northfield.example\r\nSubject: {subject}\r\nMessage-ID: <1@x>\r\nDate: Mon, 4 May 2026 10:00:00 +0000\r\n"
        );
        let whole = format!("{head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n{text}\r\n{parts}--b--\r\n");
        read(whole.as_bytes(), None, false).mail
    };
    let request = "Content-Type: text/calendar; method=REQUEST";
    let file = "Content-Type: application/ics; name=invite.ics\r\nContent-Disposition: attachment; filename=invite.ics";
    let several = mail(
        "Two dates",
        "",
        &(part(request, &(event("a") + &event("b"))) + &part(request, &event("c")) + &part(file, &event("a"))),
    );
    let uids: Vec<&str> = several.meetings.iter().map(|meeting| meeting.uid.as_str()).collect();
    assert_eq!((several.kind, uids), (Kind::CalendarRequest, vec!["a", "b", "c"]));
    // Passed on with a letter, it is a letter that carries an invitation; without one it is the invitation.
    let letter = mail("FW: Demo", "I asked Kim along, she knows the line.", &part(request, &event("a")));
    assert_eq!((letter.kind, letter.meetings.len()), (Kind::Human, 1));
    let bare = mail("FW: Demo", "-----Original Appointment-----\r\nFrom: Pat\r\nSubject: Demo", &part(request, &event("a")));
    assert_eq!(bare.kind, Kind::CalendarRequest);
    let own = mail("Demo", "Come if you can.", &part(request, &event("a").replace("pat@", "kim@")));
    assert_eq!(own.kind, Kind::CalendarRequest);
}
