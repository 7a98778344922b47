//! The same facts make the same digest, to the octet: in whatever order they arrived, whichever process writes it.

use std::sync::Mutex;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use wentdark::config;
use wentdark::daemon::digests::Digests;
use wentdark::delivery::{html, message, message_id, text};
use wentdark::domain::assess::assess;
use wentdark::domain::digest::{Language, Morning, Reader, compose, instants};
use wentdark::domain::matching::{Facts, Matched, timelines};
use wentdark::domain::verdict::Verdict;
use wentdark::store::Store;

use super::fixture::{address, head};
use crate::support::team::{ACME, Team, mail};
use crate::timelines::laws::tables;
use crate::timelines::table::{at, policy, roster, told};

fn verdicts(facts: &Facts, now: Timestamp) -> Vec<Verdict> {
    let roster = roster(true);
    let matched = Matched::new(facts, &roster, now);
    timelines(&matched, &roster).iter().map(|timeline| assess(timeline, &policy(), now)).collect()
}

/// Both mornings of a reader, the second with the weekly trend, as mails.
fn mails(facts: &Facts, reader: &Reader, now: Timestamp) -> [Vec<u8>; 2] {
    let id = message_id(&[7; 32], &reader.address, "2026-05-20".parse().unwrap(), "northfield.example");
    let head = head("wentdark <wentdark@northfield.example>", &reader.address, &id);
    let first = verdicts(facts, now);
    let first = compose(&Morning::new(&first, reader, now));
    let later = now + SignedDuration::from_hours(24);
    let past: Vec<(Timestamp, Vec<Verdict>)> = instants(later).into_iter().map(|at| (at, verdicts(facts, at))).collect();
    let second = verdicts(facts, later);
    let second = compose(&Morning { previous: Some(&first.said), past: &past, ..Morning::new(&second, reader, later) });
    [first, second].map(|digest| message(&digest, &head).unwrap().formatted())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_in_which_facts_arrive_makes_no_other_digest(
        lines in proptest::collection::vec(tables(), 1..5), minutes in 0i64..60 * 24 * 40, turn in 0usize..60, german in any::<bool>()
    ) {
        // Of several tables each has its own ids.
        let lines = lines.into_iter().enumerate().flat_map(|(n, table)| {
            let own = move |line: String| [" id=m", " re=m", " returned=m"].iter().fold(line, |line, id| line.replace(id, &format!("{id}{n}x")));
            table.into_iter().map(own)
        });
        let (mut mails_told, facts) = told(&lines.collect::<Vec<_>>().join("\n"));
        let facts = Facts { mails: mails_told.iter().cloned().collect(), ..facts };
        mails_told.reverse();
        let turn = turn.min(mails_told.len());
        mails_told.rotate_left(turn);
        let mut other = Facts { mails: mails_told.into_iter().collect(), ..facts.clone() };
        other.actions.reverse();
        let language = if german { Language::German } else { Language::AmericanEnglish };
        let zone = TimeZone::get("America/Chicago").unwrap();
        let reader = Reader { address: address("lead@northfield.example"), name: None, rep: false, zone, language };
        let now = at("05-04 08:00") + SignedDuration::from_mins(minutes);
        prop_assert!(mails(&facts, &reader, now) == mails(&other, &reader, now));
    }
}

/// Another deal, of another prospect.
const BECK: &str = "[[prospect]]\nname = \"Beck Pumps\"\ndomains = [\"beck.example\"]\n\
    [[prospect.deal]]\nid = \"beck-1\"\ntitle = \"Pump skid\"\nvalue = \"36500 EUR\"\nopened = 2026-04-20\nowner = \"dana@northfield.example\"\n";

/// Half a hundred messages of two deals: file name, folder, when it came, text.
fn messages() -> Vec<(String, &'static str, String, String)> {
    let texts = [
        "Here is our offer.",
        "We need it by Friday, I have to make a decision this week.",
        "Yeah, we can do that.",
        "We got it, done deal!",
        "I'm not convinced it handles our volumes.",
        "Any news?",
    ];
    let mut all = Vec::new();
    for n in 0..48_usize {
        let at: Timestamp = "2026-04-21T09:00:00Z".parse().unwrap();
        let at = at + SignedDuration::from_mins(60 * 13 * i64::try_from(n).unwrap());
        let (host, subject) = [("acme.example", "Line 4"), ("beck.example", "Pump skid")][n % 2];
        let (from, to, folder) = match n % 5 {
            0 | 3 => ("Dana <dana@northfield.example>".to_owned(), format!("Pat <pat@{host}>"), ".Sent"),
            1 => (format!("Pat <pat@{host}>"), "dana@northfield.example".to_owned(), ""),
            2 => (format!("Kim <kim@{host}>"), "dana@northfield.example".to_owned(), ".Junk"),
            _ => ("Lee <lee@northfield.example>".to_owned(), "dana@northfield.example".to_owned(), ""),
        };
        let date = at.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string();
        let answered = (n >= 4).then(|| format!("m{}@x.example", n - 4));
        let text = format!("{} ({subject})", texts[n * 7 % texts.len()]);
        let mail = mail(&format!("m{n}@x.example"), &date, &from, &to, subject, answered.as_deref(), &text);
        all.push((format!("{n:04}"), folder, at.to_string(), mail));
    }
    all
}

/// A team that got the messages in this order, and read them in so many passes.
fn read(order: &[usize], passes: usize) -> Team {
    let (team, messages) = (Team::new(), messages());
    team.write("prospects.d/dana.toml", &format!("{ACME}\n{BECK}"));
    for part in order.chunks(order.len().div_ceil(passes)) {
        for n in part {
            let (name, folder, at, text) = &messages[*n];
            team.deliver(folder, name, at, text);
        }
        team.sync();
    }
    team
}

#[test]
fn two_states_that_were_filled_in_another_order_and_two_processes_write_the_same_digest() {
    let count = messages().len();
    let straight: Vec<usize> = (0..count).collect();
    // 29 has no divisor in common with 48: every message comes once.
    let shuffled: Vec<usize> = (0..count).map(|n| (n * 29 + 17) % count).collect();
    let teams = [read(&straight, 1), read(&shuffled, 7), read(&straight.iter().rev().copied().collect::<Vec<_>>(), 3)];
    // When a mailbox was read is a fact too, and the digest tells it.
    let read_until = Timestamp::now().as_millisecond();
    for team in &teams {
        let state = rusqlite::Connection::open(team.path("state/wentdark.sqlite3")).unwrap();
        assert!(state.execute("UPDATE folder SET read_until = ?1", [read_until]).unwrap() > 0);
    }
    for as_of in ["2026-05-04T13:00:00Z", "2026-05-19T13:00:00Z", "2026-06-08T13:00:00Z"] {
        let composed = teams.each_ref().map(|team| {
            let config = config::load(&team.path("wentdark.toml")).unwrap();
            let store = Mutex::new(Store::open(&config.state_dir).unwrap());
            let digests = Digests { config: &config, store: &store };
            let digest = digests.compose(digests.orders().next().unwrap(), as_of.parse().unwrap()).unwrap();
            (text(&digest), html(&digest))
        });
        assert!(composed[0].0.contains("Acme Industrial") && composed[0].0.contains("Beck Pumps"), "{}", composed[0].0);
        let junk = "A reply from kim@beck.example was found in Junk of dana@northfield.example.";
        let page = composed[0].0.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(page.matches(junk).count() <= 1, "told once a deal, however many there are: {page}");
        for other in &composed[1..] {
            assert_eq!(composed[0].0, other.0, "{as_of}");
            assert!(composed[0].1 == other.1, "{as_of}: the pages differ");
        }
    }
    // Each run is a process of its own, with its own seeds for whatever is hashed. All within a minute, which is what a digest tells.
    let preview = |team: &Team| {
        team.ok(&["digest", "--preview", "out", "--config", "wentdark.toml"]);
        ["txt", "html"].map(|end| std::fs::read(team.path(&format!("out/lead@northfield.example.{end}"))).unwrap())
    };
    let minute = || Timestamp::now().as_second() / 60;
    for _ in 0..10 {
        let begun = minute();
        let all = [preview(&teams[0]), preview(&teams[0]), preview(&teams[1])];
        if minute() == begun {
            assert!(all[0] == all[1], "two processes");
            assert!(all[0] == all[2], "a process with another state of the same facts");
            return;
        }
    }
    panic!("no minute was long enough for three previews");
}
