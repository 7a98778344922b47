use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::*;

/// First start, rule, window, and the starts in it (checked against python-dateutil).
const RULES: &[(&str, &str, &str, &str, &str)] = &[
    (
        "2026-01-05T09:00",
        "FREQ=DAILY;COUNT=10",
        "2026-01-01",
        "2026-12-31",
        "260105T0900 260106T0900 260107T0900 260108T0900 260109T0900 260110T0900 260111T0900 260112T0900 260113T0900 260114T0900",
    ),
    ("2020-01-05T09:00", "FREQ=DAILY;INTERVAL=3", "2026-05-01", "2026-05-12", "260503T0900 260506T0900 260509T0900"),
    (
        "2020-01-07T09:00",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,TH",
        "2026-05-01",
        "2026-06-01",
        "260505T0900 260507T0900 260519T0900 260521T0900",
    ),
    (
        "1997-08-05T09:00",
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
        "1997-01-01",
        "1998-01-01",
        "970805T0900 970810T0900 970819T0900 970824T0900",
    ),
    (
        "1997-08-05T09:00",
        "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
        "1997-01-01",
        "1998-01-01",
        "970805T0900 970817T0900 970819T0900 970831T0900",
    ),
    (
        "2026-01-31T09:00",
        "FREQ=MONTHLY",
        "2026-01-01",
        "2026-12-31",
        "260131T0900 260331T0900 260531T0900 260731T0900 260831T0900 261031T0900",
    ),
    (
        "2026-01-01T09:00",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "2026-01-01",
        "2026-06-30",
        "260131T0900 260228T0900 260331T0900 260430T0900 260531T0900",
    ),
    (
        "2026-01-01T09:00",
        "FREQ=MONTHLY;BYDAY=2TU,-1FR",
        "2026-01-01",
        "2026-04-30",
        "260113T0900 260130T0900 260210T0900 260227T0900 260310T0900 260327T0900 260414T0900 260424T0900",
    ),
    (
        "2026-01-01T09:00",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "2026-01-01",
        "2026-06-30",
        "260130T0900 260227T0900 260331T0900 260430T0900 260529T0900",
    ),
    (
        "2026-01-13T09:00",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "2026-01-01",
        "2028-01-01",
        "260213T0900 260313T0900 261113T0900 270813T0900",
    ),
    ("2024-02-29T09:00", "FREQ=YEARLY", "2024-01-01", "2034-01-01", "240229T0900 280229T0900 320229T0900"),
    (
        "1996-11-05T09:00",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        "1996-01-01",
        "2013-01-01",
        "961105T0900 001107T0900 041102T0900 081104T0900 121106T0900",
    ),
    (
        "1997-05-12T09:00",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
        "1997-01-01",
        "2001-01-01",
        "970512T0900 980511T0900 990517T0900 000515T0900",
    ),
    (
        "2020-01-01T09:00",
        "FREQ=YEARLY;BYWEEKNO=1,-1;BYDAY=WE",
        "2020-01-01",
        "2024-12-31",
        "200101T0900 201230T0900 210106T0900 211229T0900 220105T0900 221228T0900 230104T0900 231227T0900 240103T0900 241225T0900",
    ),
    (
        "2020-01-01T09:00",
        "FREQ=YEARLY;BYYEARDAY=1,100,-1",
        "2020-01-01",
        "2022-12-31",
        "200101T0900 200409T0900 201231T0900 210101T0900 210410T0900 211231T0900 220101T0900 220410T0900",
    ),
    (
        "1997-03-20T09:00",
        "FREQ=YEARLY;BYDAY=20MO,-2TU",
        "1997-01-01",
        "2000-01-01",
        "970519T0900 971223T0900 980518T0900 981222T0900 990517T0900 991221T0900",
    ),
    (
        "2026-01-05T09:00",
        "FREQ=DAILY;BYMONTH=1;BYDAY=MO;BYHOUR=9,14;BYMINUTE=0,30;UNTIL=20260112T100000",
        "2026-01-01",
        "2026-02-01",
        "260105T0900 260105T0930 260105T1400 260105T1430 260112T0900 260112T0930",
    ),
    ("2026-01-05T09:00", "FREQ=WEEKLY;UNTIL=20260119", "2026-01-01", "2026-03-01", "260105T0900 260112T0900 260119T0900"),
];

fn midnight(date: &str) -> Timestamp {
    TimeZone::UTC.to_timestamp(date.parse::<Date>().unwrap().to_datetime(jiff::civil::Time::midnight())).unwrap()
}

/// Half past two on that day of the years from 2000 on: clocks change about then.
fn zone_free(days: i64) -> DateTime {
    let at = midnight("2000-01-01") + SignedDuration::from_hours(24 * days) + SignedDuration::from_mins(150);
    TimeZone::UTC.to_datetime(at)
}

fn series(start: &str, rule: &str, zone: &str) -> Series {
    let local: DateTime = start.parse().unwrap();
    Series { rule: rule.into(), local, zone: zone.into(), ..Series::default() }
}

#[test]
fn rules_mean_what_rfc_5545_says() {
    for (start, rule, from, to, expected) in RULES {
        let found = series(start, rule, "UTC").starts(midnight(from), midnight(to));
        let found: Vec<String> = found.iter().map(|at| at.strftime("%y%m%dT%H%M").to_string()).collect();
        assert_eq!(found.join(" "), *expected, "{rule} from {start}");
    }
}

#[test]
fn a_series_keeps_its_hour_on_the_wall() {
    let weekly = series("2026-03-20T09:00", "FREQ=WEEKLY", "Europe/Berlin");
    let found = weekly.starts(midnight("2026-03-20"), midnight("2026-04-04"));
    let hours: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(hours, ["2026-03-20T08:00:00Z", "2026-03-27T08:00:00Z", "2026-04-03T07:00:00Z"]);
    // An hour that the clocks skip is an hour later; the body of an own zone says the same as the name.
    let gap = series("2026-03-28T02:30", "FREQ=DAILY;COUNT=2", "CET-1CEST,M3.5.0,M10.5.0/3");
    let last = gap.starts(midnight("2026-03-20"), midnight("2026-04-04")).pop().unwrap();
    assert_eq!(last.to_string(), "2026-03-29T01:30:00Z");
}

#[test]
fn dates_are_added_and_left_out() {
    let mut daily = series("2026-05-04T09:00", "FREQ=DAILY;COUNT=4", "UTC");
    daily.except = vec!["2026-05-05T09:00:00Z".parse().unwrap(), "2026-05-06T00:00:00Z".parse().unwrap()];
    daily.extra = vec!["2026-05-20T11:00:00Z".parse().unwrap()];
    let found: Vec<String> =
        daily.starts(midnight("2026-05-01"), midnight("2026-06-01")).iter().map(|at| at.strftime("%dT%H").to_string()).collect();
    assert_eq!(found, ["04T09", "07T09", "20T11"]);
}

#[test]
fn what_repeats_within_a_day_is_not_expanded_and_hostile_rules_end() {
    assert!(Rule::parse("FREQ=SECONDLY").is_none() && Rule::repeats_within_a_day("FREQ=SECONDLY"));
    let (from, to) = (midnight("2026-01-01"), midnight("2027-01-01"));
    let old = series("1970-01-01T00:00", "FREQ=SECONDLY", "UTC");
    assert_eq!(old.starts(from, to), []);
    for rule in
        ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;INTERVAL=9999;COUNT=4000000000", "FREQ=DAILY;COUNT=4000000000"]
    {
        assert!(series("0001-01-01T00:00", rule, "UTC").starts(from, to).len() <= 366, "{rule}");
    }
    let dense = "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16;BYMINUTE=0,1,2,3,4,5,6,7,8,9,10,11,12";
    assert_eq!(series("2026-01-01T00:00", dense, "UTC").starts(from, to).len(), MAX_OCCURRENCES);
}

#[test]
fn what_is_done_for_a_window_is_bounded_whatever_the_rule() {
    let all = |count: i32| (0..count).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
    let every_minute = format!("BYHOUR={};BYMINUTE={}", all(24), all(60));
    let bombs = [
        format!("FREQ=DAILY;COUNT=4000000000;{every_minute}"),
        format!("FREQ=YEARLY;COUNT=4000000000;BYDAY=MO,TU,WE,TH,FR,SA,SU;{every_minute}"),
        format!("FREQ=MONTHLY;COUNT=4000000000;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=-366,366;{every_minute}"),
        format!("FREQ=WEEKLY;BYDAY=SU;BYSETPOS=400;{every_minute}"),
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30".to_owned(),
        "FREQ=DAILY;INTERVAL=1;COUNT=4294967295;BYMONTH=13".to_owned(),
        "FREQ=SECONDLY".to_owned(),
        "FREQ=MINUTELY;COUNT=1000000000".to_owned(),
    ];
    let (from, to) = (midnight("2026-01-01"), midnight("2027-01-01"));
    for rule in bombs {
        for start in ["1970-01-01T00:00", "2026-01-01T00:00"] {
            let mut series = series(start, &rule, "Europe/Berlin");
            series.except = (0..1000).map(|n| from + SignedDuration::from_mins(n)).collect();
            let (found, work) = series.expand(from, to);
            assert!(found.len() <= MAX_OCCURRENCES && work <= MAX_WORK + 366, "{rule} from {start}: {work}");
        }
    }
    // What people do costs little: a daily meeting of 1970, and one that is counted from there.
    assert!(series("1970-01-01T09:00", "FREQ=DAILY", "UTC").expand(from, to).1 < 1000);
    let counted = series("1970-01-01T09:00", "FREQ=DAILY;COUNT=30000", "UTC").expand(from, to);
    assert!(counted.0.len() == 365 && counted.1 < MAX_WORK, "{} {}", counted.0.len(), counted.1);
}

#[test]
fn clocks_that_change_move_no_meeting_but_one_in_the_gap() {
    let berlin = |start: &str, rule: &str| {
        let found = series(start, rule, "Europe/Berlin").starts(midnight("2026-01-01"), midnight("2027-01-01"));
        found.iter().map(|at| at.strftime("%m-%dT%H:%M").to_string()).collect::<Vec<_>>().join(" ")
    };
    // On 29 March 02:00 becomes 03:00, on 25 October 03:00 becomes 02:00: the first of the two 02:30 (RFC 5545, 3.3.5).
    assert_eq!(berlin("2026-03-28T02:30", "FREQ=DAILY;COUNT=3"), "03-28T01:30 03-29T01:30 03-30T00:30");
    assert_eq!(berlin("2026-10-24T02:30", "FREQ=DAILY;COUNT=3"), "10-24T00:30 10-25T00:30 10-26T01:30");
    // UNTIL is an instant: 09:00 in summer is 07:00 in UTC.
    assert_eq!(
        berlin("2026-03-27T09:00", "FREQ=DAILY;UNTIL=20260330T070000Z"),
        "03-27T08:00 03-28T08:00 03-29T07:00 03-30T07:00"
    );
    assert_eq!(berlin("2026-03-27T09:00", "FREQ=DAILY;UNTIL=20260330T065959Z"), "03-27T08:00 03-28T08:00 03-29T07:00");
}

/// Rules as people and programs write them.
const SANE: &str = "FREQ=(DAILY(;INTERVAL=[1-9])?|WEEKLY(;INTERVAL=[1-4])?(;BYDAY=(MO|TU,TH|SA,SU|WE))?(;WKST=(MO|SU))?|\
    MONTHLY(;INTERVAL=[1-5])?(;(BYMONTHDAY=(-1|13|31|1,15)|BYDAY=(1MO|-1FR|2TU,4TH)|BYDAY=MO,TU,WE,TH,FR;BYSETPOS=(1|-1)))?|\
    YEARLY(;BYMONTH=(2|5,11))?(;BYDAY=(1SU|-1MO))?)(;BYHOUR=9,14)?";

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 60, ..proptest::prelude::ProptestConfig::default() })]

    #[test]
    fn a_window_shows_what_a_larger_one_shows_of_it(
        rule in SANE, zone in "(UTC|Europe/Berlin|America/Chicago|Pacific/Apia|Australia/Lord_Howe)",
        start in 0_i64..9000, split in 1_i64..900, count in proptest::option::of(1_u32..300),
    ) {
        let day = |days: i64| SignedDuration::from_hours(24 * days);
        let rule = count.map_or(rule.clone(), |count| format!("{rule};COUNT={count}"));
        let local = zone_free(start);
        let series = Series { rule, local, zone, ..Series::default() };
        let begin = midnight("2000-01-01") + day(start) - day(400);
        let (middle, end) = (begin + day(split), begin + day(900));
        let whole = series.starts(begin, end);
        // Only what a window has room for can be compared.
        proptest::prop_assume!(whole.len() < MAX_OCCURRENCES);
        let second = SignedDuration::from_secs(1);
        let parts = [series.starts(begin, middle), series.starts(middle + second, end)].concat();
        proptest::prop_assert_eq!(whole, parts);
    }

    #[test]
    fn a_count_gives_the_first_of_what_would_go_on(rule in SANE, start in 0_i64..9000, count in 1_usize..100) {
        let local = zone_free(start);
        let endless = Series { rule: rule.clone(), local, zone: "Europe/Berlin".into(), ..Series::default() };
        let counted = Series { rule: format!("{rule};COUNT={count}"), ..endless.clone() };
        let begin = midnight("2000-01-01") + SignedDuration::from_hours(24 * start) - SignedDuration::from_hours(48);
        let end = begin + SignedDuration::from_hours(24 * 1000);
        let all = endless.starts(begin, end);
        let first: Vec<Timestamp> = all.into_iter().take(count).collect();
        proptest::prop_assert_eq!(counted.starts(begin, end), first);
    }

    #[test]
    fn any_rule_gives_ordered_starts_inside_the_window(
        rule in "FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;INTERVAL=[0-9]{1,6})?(;COUNT=[0-9]{1,9})?(;BYDAY=-?[0-9]{0,3}(MO|SU))?\
                 (;BYSETPOS=-?[0-9]{1,5})?(;BYWEEKNO=-?[0-9]{1,2})?(;UNTIL=[0-9]{8}(T[0-9]{6}Z?)?)?",
        year in -9999_i16..=9999, month in 1_i8..=12,
    ) {
        let local = Date::new(year, month, 28).unwrap().at(23, 59, 59, 0);
        let series = Series { rule, local, zone: "America/Chicago".into(), ..Series::default() };
        let (from, to) = (midnight("2026-01-01"), midnight("2026-03-01"));
        let found = series.starts(from, to);
        proptest::prop_assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
        proptest::prop_assert!(found.iter().all(|at| (from..=to).contains(at)));
    }
}
