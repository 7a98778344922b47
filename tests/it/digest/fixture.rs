//! A Wednesday morning of a sales team, as verdicts: every section of a digest has something in it.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use wentdark::delivery::Letterhead;
use wentdark::domain::address::{Address, DealId, MessageId};
use wentdark::domain::digest::{Answering, Digest, Language, Morning, Reader, Said, Source, SourcePart, Told, Trouble, compose};
use wentdark::domain::mail::MailKey;
use wentdark::domain::policy::Foundation;
use wentdark::domain::remark::Remark;
use wentdark::domain::signal::SignalKind;
use wentdark::domain::verdict::{
    Beat, Celebration, Evidence, FoundationItem, MeetingRef, MessageRef, Note, SignalAt, State, Verdict,
};

/// Minutes of a working day, 09:00 to 17:30.
pub const DAY: i64 = 510;

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

pub fn id(text: &str) -> DealId {
    DealId::parse(text).unwrap()
}

/// Wednesday 20 May 2026, 07:00 in Chicago.
pub fn as_of() -> Timestamp {
    at("2026-05-20T12:00:00Z")
}

pub fn lead() -> Reader {
    Reader {
        address: address("lead@northfield.example"),
        name: Some("Lena Ortiz".into()),
        rep: false,
        zone: TimeZone::get("America/Chicago").unwrap(),
        language: Language::English,
    }
}

pub fn message(when: &str, who: &str, subject: &str) -> MessageRef {
    let key = when.bytes().chain(who.bytes()).fold(7_u64, |key, byte| key.wrapping_mul(31) + u64::from(byte));
    MessageRef { at: at(when), key: MailKey(key), message_id: None, who: who.into(), to: vec![], subject: subject.into() }
}

/// The same message, written to these.
fn to(mut message: MessageRef, names: &[&str]) -> MessageRef {
    message.to = names.iter().map(|name| (*name).to_owned()).collect();
    message
}

pub fn said_it(kind: &'static str, phrase: &str, message: MessageRef) -> Evidence {
    Evidence { kind, at: message.at, message: Some(message), uid: None, phrase: Some(phrase.into()) }
}

pub fn signal(kind: SignalKind, phrase: &str, message: MessageRef) -> SignalAt {
    SignalAt { kind, message, phrase: phrase.into(), until: None }
}

/// A deal of Dana's about which nothing is known yet.
pub fn deal(name: &str, prospect: &str, title: &str, value: &str, state: State) -> Verdict {
    let foundation = Foundation::ALL.map(|item| FoundationItem { name: item.as_str(), met_by: None }).to_vec();
    Verdict {
        deal: id(name),
        title: title.into(),
        value: Some(value.into()),
        prospect: prospect.into(),
        owner: address("dana@northfield.example"),
        owner_name: "Dana Reyes".into(),
        state,
        why: String::new(),
        clears: String::new(),
        flagged: false,
        at_risk: false,
        silent_since: None,
        silence_minutes: None,
        day_minutes: DAY,
        zone: TimeZone::get("America/Chicago").unwrap(),
        dark_limit_minutes: 5 * DAY,
        unanswered: vec![],
        unanswered_count: 0,
        last_outbound: None,
        last_reply: None,
        celebration: None,
        commitment: None,
        closing: None,
        exposure: vec![],
        deadline: None,
        missed_deadline: None,
        paused_until: None,
        owed_since: None,
        snoozed_until: None,
        next_meeting: None,
        signals: vec![],
        foundation,
        notes: vec![],
        dark_since: None,
        owed_minutes: None,
        beats: vec![],
        helpers: Default::default(),
    }
}

/// Gives `verdict` messages of ours that nobody answered, and the silence since the first of them.
pub fn silent(mut verdict: Verdict, tenths: i64, messages: &[&str]) -> Verdict {
    verdict.unanswered = messages.iter().map(|when| message(when, "Dana Reyes", "Following up")).collect();
    verdict.unanswered_count = messages.len() as u32;
    verdict.silent_since = verdict.unanswered.first().map(|first| first.at);
    verdict.last_outbound = verdict.unanswered.last().cloned();
    verdict.silence_minutes = Some(tenths * DAY / 10);
    verdict.clears = "a reply, a meeting they agree to, or a signature".into();
    verdict
}

pub fn celebrated(mut verdict: Verdict, evidence: Vec<Evidence>) -> Verdict {
    verdict.celebration = Some(Celebration { at: evidence[0].at, premature: true, evidence });
    verdict
}

fn met(verdict: &mut Verdict, items: &[Foundation], by: &MessageRef) {
    for item in &mut verdict.foundation {
        if items.iter().any(|met| met.as_str() == item.name) {
            item.met_by = Some(Evidence { kind: "message", at: by.at, message: Some(by.clone()), uid: None, phrase: None });
        }
    }
}

/// Dark after celebration, since yesterday evening.
pub fn acme() -> Verdict {
    let verdict = deal("acme-line4", "Acme Industrial", "Line 4 retrofit", "84000 USD", State::Dark);
    let mut verdict = silent(verdict, 74, &["2026-05-08T19:10:00Z", "2026-05-13T15:02:00Z", "2026-05-18T14:30:00Z"]);
    let last = message("2026-05-08T16:20:00Z", "Pat Lee", "Re: Line 4 retrofit, final numbers");
    let ring =
        to(message("2026-05-08T21:05:00Z", "Dana Reyes", "Acme!"), &["Sales floor", "Pia Novak", "lead@northfield.example"]);
    let slot = to(message("2026-05-11T14:40:00Z", "Dana Reyes", "Acme delivery"), &["Pia Novak"]);
    verdict = celebrated(verdict, vec![said_it("celebration", "We got it, ring the bell for Acme", ring)]);
    verdict.exposure = vec![
        said_it("allocation", "please reserve the slot on the line for Acme", slot),
        Evidence {
            kind: "meeting",
            at: at("2026-05-12T15:00:00Z"),
            message: None,
            uid: Some("k1@x".into()),
            phrase: Some("Acme kick-off".into()),
        },
    ];
    verdict.deadline = Some(date(2026, 5, 15));
    verdict.missed_deadline = verdict.deadline;
    let mut urgent = signal(SignalKind::Urgency, "I have to make a decision this week", last.clone());
    urgent.until = verdict.deadline;
    verdict.signals = vec![urgent];
    met(&mut verdict, &[Foundation::Discovery, Foundation::WrittenOffer], &last);
    verdict.last_reply = Some(last);
    verdict.dark_since = Some(at("2026-05-18T14:10:00Z"));
    verdict.flagged = true;
    verdict.beats = [
        ("2026-04-20T15:00:00Z", Beat::Inbound),
        ("2026-04-21T15:00:00Z", Beat::Outbound),
        ("2026-04-28T16:20:00Z", Beat::Meeting),
        ("2026-05-06T16:20:00Z", Beat::Outbound),
        ("2026-05-08T16:20:00Z", Beat::Inbound),
        ("2026-05-08T19:10:00Z", Beat::Outbound),
        ("2026-05-13T15:02:00Z", Beat::Outbound),
        ("2026-05-18T14:30:00Z", Beat::Outbound),
    ]
    .map(|(when, beat)| (at(when), beat))
    .to_vec();
    verdict.helpers.expert = Some("Sam Ode".into());
    verdict
}

/// Dark after celebration, told before; one text of it is hostile.
pub fn harlow() -> Verdict {
    let verdict = deal("harlow-gx90", "Harlow <script>alert(1)</script>", "32 bevel gearboxes GX-90", "44320 USD", State::Dark);
    let days =
        ["2026-05-01T15:00:00Z", "2026-05-04T15:00:00Z", "2026-05-06T15:00:00Z", "2026-05-08T15:00:00Z", "2026-05-11T15:00:00Z"];
    let mut verdict = silent(verdict, 128, &[days.as_slice(), &["2026-05-13T15:00:00Z", "2026-05-15T15:00:00Z"]].concat());
    verdict.unanswered_count = 9;
    let stage =
        Evidence { kind: "stage", at: at("2026-05-01T17:00:00Z"), message: None, uid: None, phrase: Some("verbal".into()) };
    let beers = message(
        "2026-05-01T21:45:00Z",
        "Travis Mullen <b>x</b>\r\nBcc: all@harlow.example",
        "<img src=x onerror=alert(2)>\r\nTo: x",
    );
    verdict = celebrated(verdict, vec![said_it("celebration", "Friday's beers are on me & <Harlow>", beers), stage]);
    verdict.owner_name = "Travis Mullen".into();
    let departed = Remark::Departed { who: "denise.okafor@harlowpack.example".into() };
    verdict.notes = vec![Note { remark: departed, message_id: None }];
    verdict.helpers.deputy = Some("dispatch@harlowpack.example".into());
    verdict.dark_since = Some(at("2026-05-08T15:00:00Z"));
    verdict.flagged = true;
    verdict
}

/// Celebrated, and they wait for an answer to a doubt.
pub fn beck() -> Verdict {
    let state = State::Ours { owed_since: at("2026-05-19T13:12:00Z") };
    let mut verdict = deal("beck-press", "Beck GmbH", "Press refit", "31500 EUR", state);
    verdict.owed_since = Some(at("2026-05-19T13:12:00Z"));
    verdict.owed_minutes = Some(DAY - 30);
    verdict.helpers.expert = Some("Sam Ode".into());
    let last = message("2026-05-19T13:12:00Z", "Jonas Beck", "Re: Press refit");
    verdict = celebrated(
        verdict,
        vec![said_it("celebration", "this one is in the bag", message("2026-05-14T20:00:00Z", "Dana Reyes", "Beck"))],
    );
    verdict.signals = vec![
        signal(
            SignalKind::Leverage,
            "our current vendor offered 10% less",
            message("2026-05-13T12:00:00Z", "Jonas Beck", "Re: Press refit"),
        ),
        signal(SignalKind::Doubt, "I'm not convinced it handles our volumes", last.clone()),
    ];
    verdict.last_outbound = Some(message("2026-05-15T15:00:00Z", "Dana Reyes", "Re: Press refit"));
    verdict.last_reply = Some(last);
    verdict.clears = "a signed order".into();
    verdict.at_risk = true;
    verdict
}

/// Every deal of the morning.
pub fn morning() -> Vec<Verdict> {
    let mut morrow = silent(
        deal("morrow-3", "Morrow Mills", "Spare rollers", "5200 USD", State::Dark),
        56,
        &["2026-05-12T15:00:00Z", "2026-05-15T18:30:00Z"],
    );
    morrow.last_reply = Some(message("2026-05-11T15:40:00Z", "Ana Ruiz", "Re: rollers"));
    morrow.dark_since = Some(at("2026-05-19T15:00:00Z"));
    let tessel = deal("tessel-1", "Tessel Foods", "Conveyor guards", "9900 USD", State::Undeliverable);
    let mut ortega =
        deal("ortega-2", "Ortega & Sons", "Drive upgrade", "18000 USD", State::Ours { owed_since: at("2026-05-18T20:15:00Z") });
    ortega.owed_since = Some(at("2026-05-18T20:15:00Z"));
    ortega.owed_minutes = Some(DAY + 135);
    ortega.last_reply = Some(message("2026-05-18T20:15:00Z", "Luis Ortega", "Re: Drive upgrade"));
    ortega.notes = vec![Note {
        remark: Remark::ReplyInJunk { who: "luis@ortega.example".into(), mailbox: "dana@northfield.example".into() },
        message_id: None,
    }];
    let until = at("2026-06-01T14:00:00Z");
    let hides = Box::new(State::Dark);
    let mut pine = deal(
        "pine-7",
        "Pine Valley",
        "Sorting line",
        "120000 USD",
        State::Snoozed { until, by: Some(address("dana@northfield.example")), hides },
    );
    pine = celebrated(pine, vec![said_it("celebration", "done deal", message("2026-05-01T15:00:00Z", "Dana Reyes", "Pine"))]);
    let since = Some(at("2026-05-18T19:02:00Z"));
    let vega = deal(
        "vega-1",
        "Vega Optics",
        "Clean bench",
        "27000 USD",
        State::Unknown { mailbox: address("kim@northfield.example"), folder: None, since },
    );
    let mut quill = deal("quill-1", "Quill Paper", "Winder", "61000 USD", State::Committed);
    quill.commitment =
        Some(said_it("commitment", "our PO 4471 is attached", message("2026-05-19T16:30:00Z", "Mira Quill", "PO 4471")));
    let mut reed = silent(deal("reed-1", "Reed Marine", "Winch", "7400 USD", State::Waiting), 4, &["2026-05-19T19:00:00Z"]);
    reed.last_reply = Some(message("2026-05-19T15:00:00Z", "Tom Reed", "Re: Winch"));
    let mut sable = deal("sable-1", "Sable Tools", "Lathe", "15000 USD", State::Closed);
    let no = message("2026-05-19T18:00:00Z", "Ines Sable", "Re: Lathe");
    sable.signals = vec![signal(SignalKind::Decline, "we decided to stay with our supplier", no)];
    let lumen = silent(deal("lumen-1", "Lumen Glass", "Oven", "45000 USD", State::Quiet), 24, &["2026-05-15T19:00:00Z"]);
    let meeting = MeetingRef {
        at: at("2026-05-21T15:00:00Z"),
        end: at("2026-05-21T16:00:00Z"),
        uid: "m@x".into(),
        title: "Site walk".into(),
    };
    let orchard = deal("orchard-1", "Orchard Foods", "Peeler", "8800 USD", State::Scheduled { meeting });
    vec![acme(), harlow(), beck(), morrow, tessel, ortega, pine, vega, quill, reed, sable, lumen, orchard]
}

/// What Monday's digest said.
pub fn monday() -> Said {
    let told = [
        ("acme-line4", "quiet", false, true),
        ("harlow-gx90", "dark", true, false),
        ("vega-1", "dark", false, false),
        ("quill-1", "dark", true, false),
        ("reed-1", "dark", false, false),
        ("sable-1", "waiting", false, false),
        ("morrow-3", "quiet", false, false),
        ("elm-9", "waiting", false, false),
    ];
    said(date(2026, 5, 18), &told)
}

/// What a digest of that day said of deals: id, state, flagged, at risk. It has been so since that day, and can't get worse.
pub fn said(day: Date, told: &[(&str, &str, bool, bool)]) -> Said {
    let one = |(deal, state, flagged, at_risk): &(&str, &str, bool, bool)| {
        let told =
            Told { state: (*state).to_owned(), flagged: *flagged, at_risk: *at_risk, since: day, weight: u32::MAX, dark: None };
        (id(deal), told)
    };
    Said { date: day, deals: told.iter().map(one).collect() }
}

pub fn trouble() -> Trouble {
    Trouble {
        source: Source {
            mailbox: address("kim@northfield.example"),
            part: SourcePart::Mailbox,
            until: Some(at("2026-05-18T19:02:00Z")),
        },
        reason: Some("the mail server refused the password".into()),
        human: true,
    }
}

/// What was read that morning.
pub fn read() -> Vec<Source> {
    let source = |mailbox: &str, calendar: Option<&str>, until: &str| Source {
        mailbox: address(mailbox),
        part: calendar.map_or(SourcePart::Mailbox, |calendar| SourcePart::Calendar(calendar.to_owned())),
        until: Some(at(until)),
    };
    vec![
        source("dana@northfield.example", None, "2026-05-20T11:58:00Z"),
        source("kim@northfield.example", None, "2026-05-18T19:02:00Z"),
        source("dana@northfield.example", Some("dav.example"), "2026-05-20T11:40:00Z"),
    ]
}

pub fn wednesday() -> Digest {
    morning_digest(&morning(), &lead())
}

/// Where answers to it go.
pub fn answering() -> Answering {
    Answering { to: format!("wentdark+{}@northfield.example", "a".repeat(37)), subject: None }
}

/// Wednesday's digest of some deals for a reader.
pub fn morning_digest(verdicts: &[Verdict], reader: &Reader) -> Digest {
    let (previous, read, trouble) = (monday(), read(), [trouble()]);
    let whole = Morning::new(verdicts, reader, as_of());
    compose(&Morning { previous: Some(&previous), read: &read, trouble: &trouble, answering: Some(&answering()), ..whole })
}

/// What stands on the envelope of a digest of that morning.
pub fn head<'a>(from: &'a str, to: &'a Address, id: &'a MessageId) -> Letterhead<'a> {
    Letterhead { from, to, date: as_of(), id, follows: None, unsubscribe: None, reply_to: None, token: None }
}
