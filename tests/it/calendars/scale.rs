//! Large calendars, and whatever calendars strangers made.

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
    web.asked();
    let start = Instant::now();
    team.sync();
    println!("calendars: 50,000 events and 100 series in {first:?}, nothing new in {:?}", start.elapsed());
    assert_eq!(web.asked().len(), 1, "one round trip when nothing changed");
    assert!(first.as_secs() < 5, "{first:?}");
    let start = Instant::now();
    assert_eq!(deal(&team, BEFORE).0, "scheduled");
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
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
