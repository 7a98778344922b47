//! Timelines as text tables: one line a fact, `MM-DD HH:MM` in Chicago in 2026, then what happened. Names without `@` are people
//! of the cast; `_` stands for a space inside a word.
//!
//! ```text
//! 05-04 14:10 dana > pat human id=m1 re=m0 subject=Line_4 cc=bob sig=urgency:this_week:05-08 file=PO-4471.pdf junk
//! 05-05 09:00 pat > dana human re=m1 thanks
//! 05-05 09:00 mark snoozed 05-20T09:00 by=dana
//! 05-05 09:00 call voicemail with=pat
//! 05-05 09:00 calendar dana meet=u1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:accepted
//! ```

use std::collections::BTreeMap;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};
use wentdark::domain::action::{Action, CallOutcome, Mark, What};
use wentdark::domain::address::{Address, DealId, Domain, MessageId};
use wentdark::domain::assess::assess;
use wentdark::domain::mail::{FailedRecipient, FolderRole, Kind, Mail, MailKey, Named};
use wentdark::domain::matching::{Coverage, Facts, Matched, timelines};
use wentdark::domain::meeting::{Answer, MeetingFact, Method};
use wentdark::domain::names::fold;
use wentdark::domain::policy::{Foundation, Policy};
use wentdark::domain::recurrence::Series;
use wentdark::domain::remark::Remark;
use wentdark::domain::roster::{Contact, Deal, Prospect, Rep, Roster, Team, Who};
use wentdark::domain::signal::{Signal, SignalKind};
use wentdark::domain::time::Calendar;
use wentdark::domain::verdict::Verdict;

pub fn address(who: &str) -> Address {
    let ours = ["dana", "lee", "lead", "sam"];
    let full = match who {
        who if who.contains('@') => who.to_owned(),
        who if ours.contains(&who) => format!("{who}@northfield.example"),
        "jo" => "jo@boltworks.example".to_owned(),
        "cody" => "cody@bolt.example".to_owned(),
        who => format!("{who}@acme.example"),
    };
    Address::parse(&full).unwrap()
}

pub fn date(text: &str) -> Date {
    format!("2026-{text}").parse().unwrap()
}

pub fn at(text: &str) -> Timestamp {
    let text = text.replace(' ', "T");
    format!("2026-{text}[America/Chicago]").parse::<Zoned>().unwrap().timestamp()
}

pub fn policy() -> Policy {
    let calendar = Calendar {
        zone: TimeZone::get("America/Chicago").unwrap(),
        work_days: vec![Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday],
        hours: (Time::constant(9, 0, 0, 0), Time::constant(17, 30, 0, 0)),
        holidays: [date("05-25")].into(),
    };
    let foundation = Foundation::ALL.to_vec();
    let freshness = SignedDuration::from_hours(24);
    Policy { calendar, quiet_business_days: 2.0, dark_business_days: 5.0, freshness, foundation }
}

/// Acme with the deal `line4` and, where asked for, `line5`; Bolt with `press`.
pub fn roster(two_deals: bool) -> Roster {
    let rep = |name: &str| Rep { name: name.to_owned(), address: address(name), aliases: vec![] };
    let team = Team {
        name: "Northfield".into(),
        domains: vec![Domain::parse("northfield.example").unwrap()],
        reps: vec![rep("dana"), rep("lee")],
        managers: vec![address("lead")],
        experts: vec![address("sam")],
        suppliers: vec![Who::Domain(Domain::parse("boltworks.example").unwrap())],
        shared: vec![],
    };
    let deal = |id: &str, title: &str, alias: &str, opened: &str| Deal {
        id: DealId::parse(id).unwrap(),
        title: title.into(),
        value: None,
        opened: date(opened),
        owner: address("dana"),
        aliases: vec![alias.into()],
        stage: None,
        stage_since: None,
    };
    let person = |who: &str, name: &str, decides| Contact {
        address: address(who),
        name: Some(name.into()),
        role: None,
        decision_maker: decides,
    };
    let prospect = |name: &str, domain: &str, people, deals| Prospect {
        name: name.into(),
        domains: vec![Domain::parse(domain).unwrap()],
        aliases: vec![],
        people,
        deals,
    };
    let mut deals = vec![deal("line4", "Line 4 retrofit", "line 4", "04-20")];
    if two_deals {
        deals.push(deal("line5", "Line 5 build", "line 5", "04-25"));
    }
    let acme = prospect("Acme", "acme.example", vec![person("pat", "Pat Lee", false), person("kim", "Kim Roe", true)], deals);
    let bolt = prospect("Bolt", "bolt.example", vec![], vec![deal("press", "Press refit", "press", "04-20")]);
    Roster { team, prospects: vec![acme, bolt] }
}

/// Reads a table. Every mailbox is taken to be read up to the end of the year unless a line `coverage WHO TIME|never` says otherwise.
pub fn facts(table: &str) -> Facts {
    let (mails, facts) = told(table);
    Facts { mails: mails.into_iter().collect(), ..facts }
}

/// The same, the messages apart.
pub fn told(table: &str) -> (Vec<Mail>, Facts) {
    let mut mails = Vec::new();
    let fresh = || Coverage { until: Some(at("12-31 00:00")), ..Coverage::default() };
    let mut facts =
        Facts { coverage: BTreeMap::from([(address("dana"), fresh()), (address("lee"), fresh())]), ..Facts::default() };
    for (number, line) in table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).enumerate() {
        let words: Vec<&str> = line.split_whitespace().collect();
        if words[0] == "coverage" {
            let read = (words[2] != "never").then(|| at(words[2]));
            facts.coverage.insert(address(words[1]), Coverage { until: read, ..Coverage::default() });
            continue;
        }
        let when = at(&format!("{} {}", words[0], words[1]));
        let rest = &words[3..];
        match words[2] {
            "mark" | "call" | "stage" => facts.actions.push(action(when, words[2], rest)),
            "calendar" => {
                let method = value(rest, "method").map_or(Method::Publish, |word| Method::parse(word).unwrap());
                facts.meetings.push((meeting(&rest[1..], method), address(rest[0]), when));
            }
            from => mails.push(mail(number, when, from, &rest[1..])),
        }
    }
    (mails, facts)
}

fn values<'t>(words: &[&'t str], key: &str) -> Vec<&'t str> {
    words.iter().filter_map(|word| word.strip_prefix(key)?.strip_prefix('=')).collect()
}

fn value<'t>(words: &[&'t str], key: &str) -> Option<&'t str> {
    values(words, key).first().copied()
}

fn spaced(text: &str) -> String {
    text.replace('_', " ")
}

fn mail(number: usize, when: Timestamp, from: &str, words: &[&str]) -> Mail {
    let named = |who: &str| Named { address: address(who), name: None };
    let list = |text: &str| text.split(',').filter(|who| *who != "-").map(named).collect::<Vec<_>>();
    let id = |text: &str| MessageId::parse(&format!("{text}@x")).unwrap();
    let kind = Kind::parse(words[1]).unwrap_or_else(|| panic!("no kind: {words:?}"));
    let method = match kind {
        _ if value(words, "method").is_some() => Method::parse(value(words, "method").unwrap()).unwrap(),
        Kind::CalendarReply => Method::Reply,
        Kind::CalendarCancel => Method::Cancel,
        _ => Method::Request,
    };
    let own_id = value(words, "id").map_or_else(|| format!("n{number}"), str::to_owned);
    let names = |key: &str| values(words, key).into_iter().map(|name| fold(&spaced(name))).collect::<Vec<_>>();
    let role = if words.contains(&"junk") { FolderRole::Junk } else { FolderRole::Inbox };
    Mail {
        // `key` tells two messages apart that carry one id.
        key: MailKey(
            value(words, "key")
                .unwrap_or(&own_id)
                .bytes()
                .fold(7, |hash: u64, byte| hash.wrapping_mul(131).wrapping_add(u64::from(byte))),
        ),
        message_id: Some(id(&own_id)),
        in_reply_to: values(words, "re").into_iter().map(id).collect(),
        references: vec![],
        returned: values(words, "returned").into_iter().map(id).collect(),
        from: Some(Named { address: address(from), name: value(words, "name").map(|name| spaced(name).into()) }),
        sender: value(words, "sender").map(address),
        to: list(words[0]),
        cc: value(words, "cc").map(list).unwrap_or_default(),
        subject: value(words, "subject").map(spaced).unwrap_or_default(),
        date: Some(when),
        server_time: when,
        kind,
        kind_rule: "as the table says".into(),
        back_on: value(words, "back").map(date),
        deputy: value(words, "deputy").map(address),
        failed: values(words, "failed").into_iter().map(|who| FailedRecipient { address: address(who), status: None }).collect(),
        attachments: values(words, "file").into_iter().map(spaced).collect(),
        meetings: value(words, "meet").map(|_| meeting(words, method)).into_iter().collect(),
        subject_names: names("about"),
        text_names: names("names"),
        signals: values(words, "sig").into_iter().map(signal).collect(),
        decision_title: value(words, "title").map(spaced),
        foreign_language: value(words, "lang").map(str::to_owned),
        acknowledges: words.contains(&"thanks"),
        seen_in: [(address("dana"), role)].into(),
    }
}

/// `kind:phrase:until@name`
fn signal(text: &str) -> Signal {
    let (text, name) = text.split_once('@').map_or((text, None), |(text, name)| (text, Some(name)));
    let parts: Vec<&str> = text.split(':').collect();
    Signal {
        kind: SignalKind::parse(parts[0]).unwrap(),
        phrase: spaced(parts.get(1).unwrap_or(&"so")),
        span: Some((0, 2)),
        until: parts.get(2).map(|text| date(text)),
        names: name.into_iter().map(|name| fold(&spaced(name))).collect(),
    }
}

fn meeting(words: &[&str], method: Method) -> MeetingFact {
    let answer = |text: &str| {
        let (who, what) = text.split_once(':').unwrap();
        let answer = match what {
            "accepted" => Answer::Accepted,
            "tentative" => Answer::Tentative,
            "declined" => Answer::Declined,
            "none" => Answer::NeedsAction,
            other => panic!("no answer: {other}"),
        };
        (address(who), answer)
    };
    MeetingFact {
        uid: value(words, "meet").unwrap().to_owned(),
        sequence: value(words, "seq").map_or(0, |text| text.parse().unwrap()),
        method,
        start: value(words, "at").map(at),
        end: value(words, "to").map(at),
        title: value(words, "title").map(spaced).unwrap_or_default(),
        organizer: value(words, "org").map(address),
        attendees: values(words, "ans").into_iter().map(answer).collect(),
        recurrence: value(words, "rec").map(at),
        and_later: words.contains(&"later"),
        away: words.contains(&"away"),
        stamp: value(words, "stamp").map(at),
        created: value(words, "made").map(at),
        series: series(words).map(Box::new),
        ..MeetingFact::default()
    }
}

/// `series` repeats weekly, `rule=...` as it says; `not=05-12T10:00` leaves one out.
fn series(words: &[&str]) -> Option<Series> {
    let rule = value(words, "rule").or(words.contains(&"series").then_some("FREQ=WEEKLY"))?;
    let zone = "America/Chicago".to_owned();
    let local = at(value(words, "at").unwrap()).to_zoned(policy().calendar.zone).datetime();
    Some(Series { rule: rule.into(), local, zone, extra: vec![], except: values(words, "not").into_iter().map(at).collect() })
}

fn action(when: Timestamp, what: &str, words: &[&str]) -> Action {
    let what = match (what, words[0]) {
        ("mark", "signed") => What::Marked(Mark::Signed),
        ("mark", "won") => What::Marked(Mark::Won),
        ("mark", "lost") => What::Marked(Mark::Lost),
        ("mark", "open") => What::Marked(Mark::Open),
        ("mark", "snoozed") => What::Marked(Mark::Snoozed { until: at(words[1]) }),
        ("call", outcome) => {
            let outcome = match outcome {
                "answered" => CallOutcome::Answered,
                "no-answer" => CallOutcome::NoAnswer,
                "voicemail" => CallOutcome::Voicemail,
                other => panic!("no outcome: {other}"),
            };
            What::Called { with: value(words, "with").map(address), outcome }
        }
        ("stage", stage) => What::Stage(stage.to_owned()),
        other => panic!("no action: {other:?}"),
    };
    let deal = DealId::parse(value(words, "deal").unwrap_or("line4")).unwrap();
    Action::new(when, value(words, "by").map(address), deal, what, None)
}

pub fn verdict(facts: &Facts, roster: &Roster, deal: &str, now: Timestamp) -> Verdict {
    let matched = Matched::new(facts, roster, now);
    let all = timelines(&matched, roster);
    let timeline = all.iter().find(|timeline| timeline.deal.id.as_str() == deal).unwrap();
    assess(timeline, &policy(), now)
}

/// A verdict in words that a test can ask for.
pub fn said(verdict: &Verdict) -> Vec<String> {
    let local = |at: Timestamp| at.to_zoned(policy().calendar.zone).strftime("%m-%dT%H:%M").to_string();
    let mut said = vec![verdict.state.as_str().to_owned(), format!("unanswered={}", verdict.unanswered_count)];
    let mut time = |name: &str, at: Option<Timestamp>| said.extend(at.map(|at| format!("{name}={}", local(at))));
    time("since", verdict.silent_since);
    time("owed", verdict.owed_since);
    time("paused", verdict.paused_until);
    time("snoozed", verdict.snoozed_until);
    time("dark_since", verdict.dark_since);
    time("reply", verdict.last_reply.as_ref().map(|message| message.at));
    time("outbound", verdict.last_outbound.as_ref().map(|message| message.at));
    time("commitment", verdict.commitment.as_ref().map(|known| known.at));
    time("celebration", verdict.celebration.as_ref().map(|known| known.at));
    said.extend(verdict.silence_business_days().map(|days| format!("days={days:.1}")));
    said.extend(verdict.deadline.map(|date| format!("deadline={}", date.strftime("%m-%d"))));
    said.extend(verdict.missed_deadline.map(|date| format!("missed={}", date.strftime("%m-%d"))));
    said.extend(verdict.next_meeting.as_ref().map(|meeting| format!("meeting={}", meeting.uid)));
    said.extend(verdict.celebration.iter().flat_map(|known| &known.evidence).map(|known| format!("evidence={}", known.kind)));
    said.extend(verdict.celebration.iter().filter(|known| known.premature).map(|_| "premature".to_owned()));
    said.extend(verdict.exposure.iter().map(|known| format!("exposure={}", known.kind)));
    said.extend(verdict.foundation.iter().filter(|item| item.met_by.is_some()).map(|item| format!("has={}", item.name)));
    said.extend(verdict.notes.iter().map(|note| format!("note={}", note.code())));
    said.extend(verdict.notes.iter().filter_map(|note| match note.remark {
        Remark::MeetingCancelled { by_us, .. } => Some(format!("cancelled={}", if by_us { "by_us" } else { "by_them" })),
        _ => None,
    }));
    said.extend(verdict.signals.iter().map(|signal| format!("signal={}", signal.kind.as_str())));
    said.extend(verdict.flagged.then(|| "flagged".to_owned()));
    said.extend(verdict.at_risk.then(|| "at_risk".to_owned()));
    said
}

/// Holds that at these instants the verdict on `deal` says these words, and none that stands with a `!`.
pub fn check(deal: &str, two_deals: bool, table: &str, expected: &[(&str, &str)]) {
    let (facts, roster) = (facts(table), roster(two_deals));
    for (when, words) in expected {
        let verdict = verdict(&facts, &roster, deal, at(when));
        let said = said(&verdict);
        for word in words.split_whitespace() {
            let (wanted, not) = word.strip_prefix('!').map_or((word, false), |word| (word, true));
            let found = said.iter().any(|one| one == wanted || (not && one.split('=').next() == Some(wanted)));
            assert!(found != not, "{deal} at {when}: `{word}` against {said:?}\n{table}\n{:#?}", verdict.why);
        }
    }
}

pub fn one(table: &str, expected: &[(&str, &str)]) {
    check("line4", false, table, expected);
}
