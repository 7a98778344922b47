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
    let busy = processor_time(&team, &["sync", "--config", "wentdark.toml"], "100 from calendars");
    let first = start.elapsed();
    web.asked();
    let start = Instant::now();
    team.sync();
    println!(
        "calendars: 50,000 events and 100 series in {first:?} ({busy} s of a processor), nothing new in {:?}",
        start.elapsed()
    );
    assert_eq!(web.asked().len(), 1, "one round trip when nothing changed");
    assert!(busy < 5.0, "{busy} s");
    assert_eq!(deal(&team, BEFORE).0, "scheduled");
}

/// Runs a command that must say `word`, and gives how long processors worked on it: what waits for its turn on a busy machine
/// doesn't count.
fn processor_time(team: &Team, arguments: &[&str], word: &str) -> f64 {
    let script = format!("time -p {} {}", env!("CARGO_BIN_EXE_wentdark"), arguments.join(" "));
    let mut command = std::process::Command::new("bash");
    let output = command.args(["-c", &script]).current_dir(team.path("")).env_remove("STATE_DIRECTORY").output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && out.contains(word), "{out}{err}");
    let spent = |what: &str| err.lines().find_map(|line| line.strip_prefix(what)?.trim().parse::<f64>().ok()).unwrap();
    spent("user") + spent("sys")
}

#[test]
fn calendars_of_strangers_are_read() {
    let default = || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/fixtures");
    let fixtures = std::env::var_os("WENTDARK_FIXTURES").map_or_else(default, std::path::PathBuf::from);
    let folder = fixtures.join("calendar/collective-icalendar");
    if !folder.is_dir() {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "the shared calendars are missing");
        println!("not run: no shared calendars in {}", folder.display());
        return;
    }
    let zone = jiff::tz::TimeZone::get("America/Chicago").unwrap();
    let (mut files, mut events, mut timed, mut odd) = (0, 0, 0, 0);
    for file in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
        if file.extension().is_none_or(|extension| extension != "ics") {
            continue;
        }
        let text = String::from_utf8_lossy(&std::fs::read(&file).unwrap()).into_owned();
        let calendar = wentdark::reading::ics::read(&text, &zone, 1000);
        let stated = text.matches("BEGIN:VEVENT").count();
        let found = calendar.events.len();
        files += 1;
        events += found;
        timed += calendar.events.iter().filter(|event| event.start.is_some()).count();
        odd += calendar.oddities.count();
        let nameless = text.matches("BEGIN:VEVENT").count().saturating_sub(text.matches("\nUID").count());
        assert!(found + nameless + calendar.oddities.count() >= stated, "{}: {found} of {stated}", file.display());
        for series in calendar.events.iter().filter_map(|event| event.series.as_ref()) {
            let (from, to) = ("2015-01-01T00:00:00Z".parse().unwrap(), "2027-01-01T00:00:00Z".parse().unwrap());
            assert!(series.starts(from, to).len() <= 1000);
        }
    }
    println!("calendars: {files} files, {events} events, {timed} of them with a time, {odd} oddities");
    // The others have no start, or one that is no time.
    assert!(files >= 100 && events >= 110 && timed >= 86);
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
