//! Large calendars, whatever calendars strangers made, and broken ones.

use proptest::prelude::*;

use super::*;

#[test]
fn fifty_thousand_events_are_read_in_one_pass() {
    let web = Web::start({
        let mut events = String::new();
        for n in 0..50_000 {
            let (day, month) = (n % 28 + 1, n / 28 % 12 + 1);
            events.push_str(&format!(
                "BEGIN:VEVENT\r\nUID:e{n}@x\r\nDTSTAMP:20260501T100000Z\r\nDTSTART:2026{month:02}{day:02}T150000Z\r\nDTEND:2026{month:02}{day:02}T160000Z\r\n\
                 SUMMARY:Something {n}\r\nORGANIZER:mailto:dana@northfield.example\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:someone{n}@elsewhere.example\r\nEND:VEVENT\r\n"
            ));
        }
        for n in 0..100 {
            let weekly = "DTSTART:19990104T150000Z\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE\r\n";
            events.push_str(
                &meeting(&format!("s{n}"), "20260512T150000Z", "ACCEPTED")
                    .replace("DTSTART:20260512T150000Z\r\n", weekly)
                    .replace("DTEND:20260512T160000Z", "DURATION:PT1H"),
            );
        }
        let text = calendar(&events);
        move |_, request| match request.contains("\"v1\"") {
            true => http("304 Not Modified", "", ""),
            false => http("200 OK", "ETag: \"v1\"\r\n", &text),
        }
    });
    let team = team(&format!("{{ kind = \"ics\", url = \"{}\" }}", web.url("/big.ics")));
    let start = Instant::now();
    assert!(team.sync().contains("100 from calendars"));
    let first = start.elapsed();
    assert_eq!(web.asked().len(), 1, "one round trip for everything");
    let start = Instant::now();
    assert!(!team.sync().contains("from calendars"));
    println!("calendars: a feed of 50,000 events and 100 series in {first:?}, nothing new in {:?}", start.elapsed());
    assert_eq!(web.asked().len(), 1, "one round trip when nothing changed");
    assert_eq!(deal(&team, BEFORE).0, "scheduled");
}

/// Events that concern nobody, and some series that do; the bench puts 50,000 of them into a Radicale.
fn many(events: usize, each: &mut dyn FnMut(&str, &str)) {
    for n in 0..events {
        let (day, month) = (n % 28 + 1, n / 28 % 12 + 1);
        let text = format!(
            "BEGIN:VEVENT\r\nUID:e{n}\r\nDTSTAMP:20260501T100000Z\r\nDTSTART:2026{month:02}{day:02}T150000Z\r\nDTEND:2026{month:02}{day:02}T160000Z\r\n\
             SUMMARY:Something {n}\r\nORGANIZER:mailto:dana@northfield.example\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:someone{n}@elsewhere.example\r\nEND:VEVENT\r\n"
        );
        each(&format!("e{n}.ics"), &calendar(&text));
    }
    for n in 0..10 {
        let text = meeting(&format!("s{n}"), "20260512T150000Z", "ACCEPTED")
            .replace("DTSTART:20260512T150000Z\r\n", "DTSTART:19990104T150000Z\r\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE\r\n")
            .replace("DTEND:20260512T160000Z", "DURATION:PT1H");
        each(&format!("s{n}.ics"), &calendar(&text));
    }
}

#[test]
fn a_calendar_server_is_read_in_a_few_round_trips_and_again_in_one() {
    let radicale = Radicale::start_open();
    many(400, &mut |name, text| radicale.put("work", name, text));
    let xandikos = Xandikos::start();
    let mut files = Vec::new();
    many(15, &mut |name, text| files.push((name.to_owned(), text.to_owned())));
    xandikos.put_all(files.into_iter());
    // What it is; its state; everything in it. Xandikos leaves old series out: they are asked for.
    let places = [
        (radicale.port(), "/dana/work/", ", user = \"dana\", secret = \"dav\"", &["PROPFIND", "PROPFIND", "REPORT"][..]),
        (xandikos.port(), "/user/calendars/calendar/", "", &["PROPFIND", "PROPFIND", "REPORT", "REPORT"]),
    ];
    for (port, path, login, verbs) in places {
        let counter = Counter::before(port);
        let team = team(&format!("{{ kind = \"caldav\", url = \"{}\"{login} }}", counter.url(path)));
        team.secret("dav", "secret-dana");
        assert!(team.sync().contains("10 from calendars"), "{path}");
        assert_eq!(deal(&team, BEFORE).0, "scheduled");
        let asked: Vec<String> = verbs.iter().map(|verb| format!("{verb} {path}")).collect();
        assert_eq!(counter.asked(), asked);
        assert!(!team.sync().contains("from calendars"));
        assert_eq!(counter.asked(), [format!("PROPFIND {path}")], "one round trip when nothing changed");
    }
}

const SEED: &str = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VTIMEZONE\r\nTZID:Office\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\n\
    TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\n\
    DTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\n\
    END:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\nSEQUENCE:2\r\nDTSTART;TZID=Office:20260504T090000\r\nDURATION:PT1H30M\r\n\
    RRULE:FREQ=MONTHLY;INTERVAL=1;BYDAY=MO,-1FR;BYSETPOS=1,-1;COUNT=40\r\nEXDATE;TZID=Office:20260601T090000\r\n\
    RDATE;VALUE=PERIOD:20260510T090000Z/PT1H\r\nSUMMARY:a\\, b\r\n  c\r\nORGANIZER;CN=\"x: y\":mailto:dana@northfield.example\r\n\
    ATTENDEE;PARTSTAT=ACCEPTED:mailto:pat@acme.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_calendars_are_read_and_expanded_all_the_same(
        edits in prop::collection::vec((0..SEED.len(), any::<u8>(), 0..4_u8), 0..30)
    ) {
        let mut bytes = SEED.as_bytes().to_vec();
        for (at, octet, how) in edits {
            let at = at.min(bytes.len().saturating_sub(1));
            match how {
                0 if at < bytes.len() => bytes[at] = octet,
                1 => bytes.insert(at, octet),
                2 => bytes.truncate(at.max(200)),
                _ if !bytes.is_empty() => drop(bytes.remove(at)),
                _ => {}
            }
        }
        let calendar = wentdark::reading::ics::read(&String::from_utf8_lossy(&bytes), &jiff::tz::TimeZone::UTC, 20);
        let (from, to) = ("2026-01-01T00:00:00Z".parse().unwrap(), "2027-01-01T00:00:00Z".parse().unwrap());
        for event in &calendar.events {
            prop_assert!(!event.title.contains(char::is_control) && !event.uid.contains(char::is_control));
            prop_assert!(event.series.as_ref().is_none_or(|series| series.starts(from, to).len() <= 1000));
        }
    }
}
