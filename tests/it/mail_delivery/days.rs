//! Digests as files over days on which clocks change, and for a reader thirteen hours ahead: whichever minute the service wakes at,
//! each day of a reader has one, dated as the reader's clock shows it.

use std::collections::{BTreeMap, HashSet};
use std::sync::Mutex;

use jiff::{SignedDuration, Timestamp};
use wentdark::config;
use wentdark::daemon::digests::Digests;
use wentdark::store::Store;

use super::*;

/// A file: for which day of the reader, the mail's Date, and the line that dates it in its text.
type Dated = (String, Timestamp, String);

/// What a service that looks every twenty minutes from one instant to another has written, by reader and in order of days.
async fn written(readers: &[(&str, &str, &str)], from: &str, to: &str) -> BTreeMap<String, Vec<Dated>> {
    let team = Team::new();
    let mut text = configuration("mailbox = { kind = \"maildir\", path = \"mail/dana\" }");
    text.truncate(text.find("[[digest]]").unwrap());
    let managers: Vec<String> = readers.iter().map(|(name, ..)| format!("\"{name}@northfield.example\"")).collect();
    text = text.replace("\"lead@northfield.example\"", &managers.join(", "));
    for (name, zone, at) in readers {
        let days = "days = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"]";
        text.push_str(&format!(
            "[[digest]]\nto = \"{name}@northfield.example\"\nat = \"{at}\"\ntime_zone = \"{zone}\"\n{days}\n"
        ));
    }
    team.write("wentdark.toml", &text);
    team.sync();
    let config = config::load(&team.path("wentdark.toml")).unwrap();
    let store = Mutex::new(Store::open(&config.state_dir).unwrap());
    let digests = Digests { config: &config, store: &store };
    let (mut now, end): (Timestamp, Timestamp) = (from.parse().unwrap(), to.parse().unwrap());
    while now < end {
        // A restart each time: nothing but the state knows what was sent.
        // A process that another test begins holds the lock of sending with it for a moment, until it becomes its program.
        for _ in 0..500 {
            digests.send_due(now, &mut HashSet::new(), &mut BTreeMap::new()).await.unwrap();
            if digests.due(now).unwrap().is_empty() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        now += SignedDuration::from_mins(20);
    }
    let mut found: BTreeMap<String, Vec<Dated>> = BTreeMap::new();
    for file in std::fs::read_dir(team.path("outbox")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let day = name.strip_prefix("wentdark.").unwrap().get(..10).unwrap().to_owned();
        let mail = std::fs::read_to_string(&path).unwrap();
        let mail = parsed(&mail);
        let date = Timestamp::from_second(mail.date().unwrap().to_timestamp()).unwrap();
        let text = mail.body_text(0).unwrap().into_owned();
        let dated = lines(&text).into_iter().find(|line| line.contains(" 2026, ")).unwrap_or_default().trim().to_owned();
        let reader = mail.to().unwrap().first().unwrap().address().unwrap().split('@').next().unwrap().to_owned();
        found.entry(reader).or_default().push((day, date, dated));
    }
    found.values_mut().for_each(|files| files.sort());
    found
}

fn told(files: &[Dated]) -> Vec<String> {
    files.iter().map(|(day, date, dated)| format!("{day} | {date} | {dated}")).collect()
}

const READERS: [(&str, &str, &str); 3] =
    [("lead", "America/Chicago", "02:30"), ("boss", "America/Chicago", "01:30"), ("far", "Pacific/Tongatapu", "08:00")];

#[tokio::test]
async fn an_hour_that_the_clocks_skip_in_spring_has_its_digest_right_after_it() {
    // On 8 March 2026 clocks in Chicago go from 02:00 CST to 03:00 CDT.
    let found = written(&READERS, "2026-03-07T06:10:00Z", "2026-03-10T06:00:00Z").await;
    let lead = [
        "2026-03-07 | 2026-03-07T08:30:00Z | Saturday 7 March 2026, 02:30 CST",
        "2026-03-08 | 2026-03-08T08:30:00Z | Sunday 8 March 2026, 03:30 CDT",
        "2026-03-09 | 2026-03-09T07:30:00Z | Monday 9 March 2026, 02:30 CDT",
    ];
    assert_eq!(told(&found["lead"]), lead);
    assert_eq!(found["boss"].len(), 3);
}

#[tokio::test]
async fn an_hour_that_the_clocks_repeat_in_autumn_has_one_digest_at_its_first_time() {
    // On 1 November 2026 clocks in Chicago go from 02:00 CDT back to 01:00 CST.
    let found = written(&READERS, "2026-10-31T05:10:00Z", "2026-11-03T06:00:00Z").await;
    let boss = [
        "2026-10-31 | 2026-10-31T06:30:00Z | Saturday 31 October 2026, 01:30 CDT",
        "2026-11-01 | 2026-11-01T06:30:00Z | Sunday 1 November 2026, 01:30 CDT",
        "2026-11-02 | 2026-11-02T07:30:00Z | Monday 2 November 2026, 01:30 CST",
    ];
    assert_eq!(told(&found["boss"]), boss);
    assert_eq!(found["lead"].len(), 3);
}

#[tokio::test]
async fn a_reader_thirteen_hours_ahead_has_todays_while_it_is_yesterday_elsewhere() {
    let found = written(&READERS, "2026-05-18T18:30:00Z", "2026-05-20T18:30:00Z").await;
    let far = [
        "2026-05-19 | 2026-05-18T19:10:00Z | Tuesday 19 May 2026, 08:10 +13",
        "2026-05-20 | 2026-05-19T19:10:00Z | Wednesday 20 May 2026, 08:10 +13",
    ];
    assert_eq!(told(&found["far"]), far);
}
