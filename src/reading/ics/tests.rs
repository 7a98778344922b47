use super::*;
use crate::domain::address::Address;
use crate::domain::meeting::Answer;

fn one(text: &str) -> (MeetingFact, Oddities) {
    let mut calendar = read(text, &TimeZone::get("America/Chicago").unwrap(), 10);
    assert_eq!(calendar.events.len(), 1, "{text}");
    (calendar.events.remove(0), calendar.oddities)
}

fn event(lines: &str) -> (MeetingFact, Oddities) {
    one(&format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n"))
}

fn start(lines: &str) -> String {
    event(lines).0.start.map(|at| at.to_string()).unwrap_or_default()
}

#[test]
fn an_event_is_read_field_by_field() {
    let text = "\u{feff}BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VTIMEZONE\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nEND:STANDARD\r\n\
        END:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:d-1\r\nSEQUENCE:2\r\nDTSTAMP:20260501T100000Z\r\n\
        DTSTART;TZID=\"W. Europe Standard Time\":20260514T090000\r\n\
        DURATION:PT1H30M\r\nSUMMARY:Demo\\, part\r\n  two\r\nORGANIZER;CN=\"R: x; y\":mailto:robin@team.example\r\n\
        ATTENDEE;CN=\"Lee; Pat\";PARTSTAT=ACCEPTED:MAILTO:Pat@buyer.example\r\nATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED:mailto:room@buyer.example\r\n\
        ATTENDEE;EMAIL=kim@buyer.example;PARTSTAT=TENTATIVE:urn:uuid:1\r\n\
        BEGIN:VALARM\r\nDURATION:PT5M\r\nEND:VALARM\r\nEND:VEVENT\r\n";
    let (fact, odd) = one(text);
    assert_eq!((fact.method, fact.uid.as_str(), fact.sequence, odd.count()), (Method::Reply, "d-1", 2, 0));
    assert_eq!(fact.start, Some("2026-05-14T07:00:00Z".parse().unwrap()));
    assert_eq!(fact.end, Some("2026-05-14T08:30:00Z".parse().unwrap()));
    assert_eq!((fact.title.as_str(), fact.series), ("Demo, part two", None));
    assert_eq!(fact.organizer.unwrap().as_str(), "robin@team.example");
    let address = |text: &str| Address::parse(text).unwrap();
    let expected = [(address("pat@buyer.example"), Answer::Accepted), (address("kim@buyer.example"), Answer::Tentative)];
    assert_eq!(fact.attendees, expected);
}

#[test]
fn a_body_knows_better_than_the_offset_in_a_display_name() {
    let body = |tzid: &str| {
        format!(
            "BEGIN:VTIMEZONE\nTZID:{tzid}\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n\
             RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\n\
             TZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
        )
    };
    let event = "BEGIN:VEVENT\nUID:x\nDTSTART;TZID=\"(GMT+01.00) Sarajevo\":20260512T100000\nEND:VEVENT\n";
    let begins = |text: &str| one(text).0.start.map(|at| at.to_string()).unwrap_or_default();
    assert_eq!(begins(&(body("(GMT+01.00) Sarajevo") + event)), "2026-05-12T08:00:00Z");
    assert_eq!(begins(event), "2026-05-12T08:00:00Z", "no body: as in Sarajevo");
    let nowhere = event.replace("Sarajevo", "Nowhere");
    assert_eq!(begins(&(body("Office") + &nowhere)), "2026-05-12T09:00:00Z", "another zone's body");
    assert_eq!(begins(&nowhere), "2026-05-12T09:00:00Z", "no body");
}

#[test]
fn times_are_in_the_zone_that_they_name_or_at_home() {
    assert_eq!(start("DTSTART:20260514T090000Z"), "2026-05-14T09:00:00Z");
    assert_eq!(start("DTSTART:20260514T090000"), "2026-05-14T14:00:00Z");
    assert_eq!(start("DTSTART;VALUE=DATE:20260514"), "2026-05-14T05:00:00Z");
    assert_eq!(start("DTSTART;TZID=Pacific Standard Time:20260514T090000"), "2026-05-14T16:00:00Z");
    assert_eq!(start("DTSTART;TZID=/mozilla.org/20071231_1/Europe/Berlin:20260514T090000"), "2026-05-14T07:00:00Z");
    let (day, _) = event("DTSTART;VALUE=DATE:20260514\nRRULE:FREQ=WEEKLY\nEXDATE;VALUE=DATE:20260521");
    assert!(day.all_day && day.end.unwrap().duration_since(day.start.unwrap()).as_hours() == 24);
    assert_eq!(day.series.unwrap().except.len(), 1);
    let (fact, odd) = event("DTSTART;TZID=Nowhere:20260514T090000");
    assert_eq!((fact.start, odd.count()), (Some("2026-05-14T14:00:00Z".parse().unwrap()), 1));
    assert_eq!(start("DTSTART;VALUE=DATE:20261341"), "");
}

#[test]
fn a_zone_may_be_told_by_its_body_alone_even_behind_the_event() {
    let zone = |standard: &str, daylight: &str| {
        format!(
            "BEGIN:VEVENT\nUID:x\nDTSTART;TZID=Office:20260714T090000\nRRULE:FREQ=WEEKLY\nEND:VEVENT\nBEGIN:VTIMEZONE\nTZID:Office\n\
             BEGIN:STANDARD\nDTSTART:20001029T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n{standard}\nEND:STANDARD\n{daylight}\
             END:VTIMEZONE\n"
        )
    };
    let summer = "BEGIN:DAYLIGHT\nDTSTART:20000326T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n\
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\n";
    let (fact, _) = one(&zone("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", summer));
    assert_eq!(fact.start.unwrap().to_string(), "2026-07-14T07:00:00Z");
    let series = fact.series.unwrap();
    let winter = series.starts("2026-11-01T00:00:00Z".parse().unwrap(), "2026-11-04T00:00:00Z".parse().unwrap());
    assert_eq!(winter[0].to_string(), "2026-11-03T08:00:00Z");
    assert_eq!(one(&zone("", "")).0.start.unwrap().to_string(), "2026-07-14T08:00:00Z");
}

#[test]
fn a_zone_whose_changes_are_listed_one_by_one_has_them_every_year_while_they_may_hold() {
    let body = "BEGIN:VTIMEZONE\nTZID:Werk Nord\nBEGIN:STANDARD\nDTSTART:20251026T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n\
        END:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:20260329T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
    let at = |when: &str| {
        let (fact, _) = one(&format!("{body}BEGIN:VEVENT\nUID:x\nDTSTART;TZID=Werk Nord:{when}\nEND:VEVENT\n"));
        fact.start.unwrap().to_string()
    };
    assert_eq!(at("20260512T100000"), "2026-05-12T08:00:00Z");
    assert_eq!(at("20260112T100000"), "2026-01-12T09:00:00Z");
    assert_eq!(at("20261030T100000"), "2026-10-30T09:00:00Z");
    // Nobody knows whether the clocks still change years later.
    assert_eq!(at("20310512T100000"), "2031-05-12T09:00:00Z");
    let listed = body.replace("DTSTART:20260329T020000", "DTSTART:19960331T020000\nRDATE:20250330T020000,20260329T020000");
    let (fact, _) = one(&format!("{listed}BEGIN:VEVENT\nUID:x\nDTSTART;TZID=Werk Nord:20260512T100000\nEND:VEVENT\n"));
    assert_eq!(fact.start.unwrap().to_string(), "2026-05-12T08:00:00Z");
}

#[test]
fn a_date_alone_leaves_out_the_day_of_the_series_own_zone() {
    for home in ["UTC", "Asia/Tokyo", "America/Chicago"] {
        let text = "BEGIN:VEVENT\nUID:x\nEXDATE;VALUE=DATE:20260512\nDTSTART;TZID=America/New_York:20260505T100000\n\
            RRULE:FREQ=DAILY;COUNT=9\nEND:VEVENT\n";
        let mut calendar = read(text, &TimeZone::get(home).unwrap(), 10);
        let series = calendar.events.remove(0).series.unwrap();
        let starts = series.starts("2026-05-01T00:00:00Z".parse().unwrap(), "2026-06-01T00:00:00Z".parse().unwrap());
        assert_eq!(starts.len(), 8, "{home}");
        assert!(!starts.contains(&"2026-05-12T14:00:00Z".parse().unwrap()), "{home}");
    }
}

#[test]
fn addresses_are_found_in_whatever_programs_put_around_them() {
    for (line, address) in [
        ("ATTENDEE:mailto:'pat@acme.example'", "pat@acme.example"),
        ("ATTENDEE:MAILTO:Pat Lee <pat@acme.example>", "pat@acme.example"),
        ("ATTENDEE:mailto:<Pat@Acme.example>", "pat@acme.example"),
        ("ATTENDEE:mailto:pat%2Bline4%40acme.example", "pat+line4@acme.example"),
        ("ATTENDEE:mailto:pat@acme.example?subject=Demo", "pat@acme.example"),
        ("ATTENDEE;EMAIL=pat@acme.example:mailto:nomail", "pat@acme.example"),
        ("ATTENDEE;EMAIL=\"pat@acme.example\":/aMTY4/principal/", "pat@acme.example"),
        ("ATTENDEE:pat@acme.example", "pat@acme.example"),
        ("ATTENDEE:mailto:o'neil@acme.example", "o'neil@acme.example"),
        ("ATTENDEE:mailto:pat%zz@acme.example", "pat%zz@acme.example"),
    ] {
        let (fact, _) = event(&format!("DTSTART:20260511T100000Z\r\n{line}\r\n"));
        assert_eq!(fact.attendees.iter().map(|(who, _)| who.as_str()).collect::<Vec<_>>(), [address], "{line}");
    }
    let (fact, _) = event("ATTENDEE:invalid:nomail\r\nATTENDEE:mailto:\r\nATTENDEE:mailto:a b@acme.example\r\n");
    assert_eq!(fact.attendees, []);
}

#[test]
fn a_room_answers_for_nobody() {
    let (fact, _) = event(
        "ATTENDEE;CUTYPE=RESOURCE;PARTSTAT=ACCEPTED:mailto:4711@acme.example\r\n\
         ATTENDEE;PARTSTAT=ACCEPTED;CN=Boardroom 3:mailto:boardroom3@acme.example\r\n\
         ATTENDEE;PARTSTAT=NEEDS-ACTION;CN=Pat Lee:mailto:pat@acme.example\r\n",
    );
    assert_eq!(fact.attendees, [(Address::parse("pat@acme.example").unwrap(), Answer::NeedsAction)]);
}

#[test]
fn who_booked_a_meeting_with_a_booking_service_has_accepted_it() {
    let answers = |text: &str, answer: &str| {
        let (fact, _) = event(&format!(
            "DTSTART:20260511T100000Z\r\nORGANIZER:mailto:dana@northfield.example\r\nDESCRIPTION:{text}\r\n\
             ATTENDEE;PARTSTAT={answer}:mailto:pat@acme.example\r\n"
        ));
        fact.attendees.first().map(|(_, answer)| *answer).unwrap()
    };
    let calendly = "Event Name\\n30 Minute Meeting\\n\\nNeed to make changes to this event?\\nCancel: https://calendly.com/cancellations/ab12\\n\
        Reschedule: https://calendly.com/reschedulings/ab12\\n\\nPowered by Calendly.com";
    assert_eq!(answers(calendly, "NEEDS-ACTION"), Answer::Accepted);
    // What they answered themselves stands.
    assert_eq!(answers(calendly, "DECLINED"), Answer::Declined);
    assert_eq!(answers(calendly, "TENTATIVE"), Answer::Tentative);
    // A rep who writes it in words has booked nothing for them.
    let words = "Join: https://zoom.example/j/1?pwd=x\\nTell me if you need to reschedule or cancel.";
    assert_eq!(answers(words, "NEEDS-ACTION"), Answer::NeedsAction);
    assert_eq!(answers("Cancel: https://zoom.example/cancel/1", "NEEDS-ACTION"), Answer::NeedsAction);
}

#[test]
fn what_a_title_calls_off_is_called_off() {
    let method = |head: &str, title: &str| {
        let text = format!(
            "BEGIN:VCALENDAR\r\n{head}BEGIN:VEVENT\r\nUID:u1\r\nDTSTART:20260511T100000Z\r\nSUMMARY:{title}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
        read(&text, &TimeZone::UTC, 10).events.first().unwrap().method
    };
    assert_eq!(method("", "Canceled: Line 4 demo"), Method::Cancel);
    assert_eq!(method("METHOD:PUBLISH\r\n", "Abgesagt: Line 4 demo"), Method::Cancel);
    assert_eq!(method("METHOD:REQUEST\r\n", "Line 4 demo - CANCELLED"), Method::Cancel);
    // An answer repeats the title that it answers.
    assert_eq!(method("METHOD:REPLY\r\n", "Canceled: Line 4 demo"), Method::Reply);
    assert_eq!(method("", "Cancelled orders of May"), Method::Publish);
}

#[test]
fn several_events_come_with_the_calendars_method() {
    let text = "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:a\nDTSTART:20260504T090000Z\nRRULE:FREQ=WEEKLY\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260511T090000Z\nDTSTART:20260511T100000Z\nEND:VEVENT\nEND:VCALENDAR\n";
    let calendar = read(text, &TimeZone::UTC, 10);
    assert_eq!(calendar.method, Some(Method::Request));
    assert!(calendar.events.iter().all(|fact| fact.method == Method::Request));
    assert!(calendar.events[0].series.is_some() && calendar.events[1].and_later);
    let cancelled = "BEGIN:VEVENT\nUID:a\nSTATUS:CANCELLED\nEND:VEVENT\n";
    assert_eq!(read(cancelled, &TimeZone::UTC, 10).events[0].method, Method::Cancel);
    assert_eq!(read(&format!("METHOD:REQUEST\n{cancelled}"), &TimeZone::UTC, 10).events[0].method, Method::Cancel);
    assert_eq!(read(&format!("METHOD:REPLY\n{cancelled}"), &TimeZone::UTC, 10).events[0].method, Method::Reply);
}

#[test]
fn what_is_broken_is_counted_and_the_rest_is_saved() {
    let text = "BEGIN:VTIMEZONE\nTZID:x\nBEGIN:VEVENT\nUID:a\nBEGIN:VALARM\nBEGIN:VEVENT\nUID:b\nDTSTART:never\nRRULE:FREQ=SECONDLY\n\
        END:VEVENT\nBEGIN:VEVENT\nSUMMARY:no uid\nEND:VEVENT\nBEGIN:VEVENT\nUID:c\nDTSTART:20260504T09";
    let calendar = read(text, &TimeZone::UTC, 10);
    assert_eq!(calendar.events.iter().map(|fact| fact.uid.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
    assert_eq!(calendar.oddities.count(), 6, "{:?}", calendar.oddities);
    let many = "BEGIN:VEVENT\nUID:a\nEND:VEVENT\n".repeat(20);
    assert_eq!(read(&many, &TimeZone::UTC, 10).events.len(), 10);
}

#[test]
fn a_limit_that_is_hit_is_said_and_what_was_kept_is_bounded() {
    let dates = |separator: &str| vec!["20260504T090000Z"; 100_000].join(separator);
    let kept = |lines: &str| {
        let (fact, odd) = event(&format!("DTSTART:20260504T090000Z\nRRULE:FREQ=DAILY\n{lines}"));
        let series = fact.series.unwrap();
        (series.except.len().max(series.extra.len()), odd.count() > 0)
    };
    // One line that is too long to be taken, folded or not; as many lines as there are dates.
    assert_eq!(kept(&format!("EXDATE:{}", dates(","))), (1000, true));
    assert_eq!(kept(&format!("EXDATE:{}", dates(",\n "))), (1000, true));
    assert_eq!(kept(&format!("EXDATE:{}", dates("\nEXDATE:"))), (1000, true));
    assert_eq!(kept(&format!("RDATE;VALUE=PERIOD:{}", dates("/PT1H,"))), (1000, true));
    assert_eq!(kept("EXDATE:20260505T090000Z"), (1, false));
    let attendees = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@acme.example\n".repeat(2000);
    let (fact, odd) = event(&format!("DTSTART:20260504T090000Z\n{attendees}"));
    assert_eq!((fact.attendees.len(), odd.count()), (500, 1500));
    // A line may not hide what follows it, whatever its length and wherever it is cut.
    let (fact, odd) = event(&format!("DESCRIPTION:{}\nSUMMARY:Demo\nDTSTART:20260504T090000Z", "\u{e9}\n ".repeat(40_000)));
    assert_eq!((fact.title.as_str(), fact.start.is_some(), odd.count()), ("Demo", true, 1));
}

#[test]
fn periods_are_dates_by_their_beginnings() {
    let (fact, _) = event(
        "DTSTART:20260504T090000Z\nDURATION:PT1H\nRDATE;VALUE=PERIOD:20260510T090000Z/PT2H,20260511T090000Z/20260511T100000Z",
    );
    let found = fact.series.unwrap().starts("2026-05-01T00:00:00Z".parse().unwrap(), "2026-06-01T00:00:00Z".parse().unwrap());
    let days: Vec<String> = found.iter().map(|at| at.strftime("%dT%H").to_string()).collect();
    assert_eq!(days, ["04T09", "10T09", "11T09"]);
}

#[test]
fn zones_that_nest_repeat_or_never_end_hide_no_event() {
    let zone = "BEGIN:VTIMEZONE\nTZID:Office\nBEGIN:STANDARD\nDTSTART:20001029T030000\nTZOFFSETTO:+0100\nEND:STANDARD\n";
    let body = "BEGIN:VEVENT\nUID:x\nDTSTART;TZID=Office:20260114T090000\nEND:VEVENT\n";
    let (closed, end) = (format!("{zone}END:VTIMEZONE\n"), "END:VTIMEZONE\n");
    for text in [
        format!("{closed}{body}"),
        format!("{body}{closed}"),
        format!("{}{body}", closed.repeat(500)),
        format!("{}{body}{}", zone.repeat(500), end.repeat(500)),
        format!("BEGIN:VCALENDAR\n{}{body}END:VCALENDAR\n{closed}", "BEGIN:VTIMEZONE\n".repeat(500)),
    ] {
        let (fact, _) = one(&text);
        assert_eq!(fact.start.map(|at| at.to_string()).as_deref(), Some("2026-01-14T08:00:00Z"), "{}", clean::line(&text, 200));
    }
    let (fact, odd) = one(&format!("{zone}{body}"));
    assert!(fact.start.is_some() && odd.count() == 1, "a zone without end tells nothing, and that is said");
}

#[test]
fn absences_are_told_from_parties() {
    let away = |lines: &str| event(lines).0.away;
    assert!(away("DTSTART;VALUE=DATE:20260504\nSUMMARY:Out of office"));
    assert!(away("DTSTART;VALUE=DATE:20260504\nSUMMARY:Urlaub bis Freitag"));
    let marked = |to: &str| away(&format!("DTSTART:20260504T090000Z\nDTEND:{to}\nX-MICROSOFT-CDO-BUSYSTATUS:OOF"));
    assert!(!marked("20260504T093000Z"), "a dentist's half hour is no day away");
    assert!(!marked("20260504T140000Z") && marked("20260504T150000Z"), "most of a working day is");
    assert!(away("DTSTART;VALUE=DATE:20260504\nX-MICROSOFT-CDO-BUSYSTATUS:OOF"));
    assert!(!away("DTSTART;VALUE=DATE:20260504\nSUMMARY:Holiday party planning"));
    assert!(!away("DTSTART:20260504T090000Z\nDTEND:20260504T093000Z\nSUMMARY:Vacation"));
    assert!(away("DTSTART;VALUE=DATE:20260504\nSUMMARY:Vacation - Mallorca"));
    assert!(!away("DTSTART;VALUE=DATE:20260504\nSUMMARY:Vacation - Kim Berg"));
    assert!(!away("DTSTART;VALUE=DATE:20260504\nSUMMARY:Urlaub (Jürgen Groß-Weber)"));
    for (title, is_absence) in [
        ("Ferien", true),
        ("Sick", true),
        ("Außer Haus", true),
        ("休暇", true),
        ("Отпуск", true),
        ("Urlaub vom 4. bis 8. Mai", true),
        ("Sick leave policy review", false),
        ("Sickert & Co: visit", false),
        ("Absence management demo", false),
        ("Ferienhaus Acme: Angebot", false),
    ] {
        assert_eq!(away(&format!("DTSTART;VALUE=DATE:20260504\nSUMMARY:{title}")), is_absence, "{title}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "((BEGIN|END):(VEVENT|VTIMEZONE|STANDARD|DAYLIGHT|VALARM)\r?\n|(UID|DTSTART|DTEND|RRULE|TZID|TZOFFSETTO|EXDATE|DURATION|ORGANIZER|ATTENDEE)(;[A-Z]{1,4}=\"?[a-z:;]{0,9}\"?)?:[-+,;=/A-Z0-9\u{7f}-\u{2ff}]{0,24}\r?\n ?|.{0,9}\n){0,60}") {
        let calendar = read(&text, &TimeZone::UTC, 20);
        for fact in &calendar.events {
            proptest::prop_assert!(!fact.uid.is_empty() && !fact.title.contains(char::is_control));
            proptest::prop_assert!(fact.start.zip(fact.end).is_none_or(|(start, end)| start <= end));
        }
    }
}
