//! What people write, judged: the labelled lines, real mail without a label, and the stories' own words.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::LazyLock;

use jiff::civil::date;
use proptest::prelude::*;
use serde_json::Value;
use wentdark::domain::signal::{Party, Roles, Signal, SignalKind};
use wentdark::signals::{Dating, Detectors, Named, NewText, detect, sentences};

/// Compiled once for all tests.
static DETECTORS: LazyLock<Detectors> = LazyLock::new(Detectors::builtin);

const TEAM: Roles = Roles { writer: Party::Team, addressee: Party::Team };
const INBOUND: Roles = Roles { writer: Party::Prospect, addressee: Party::Team };
const OUTBOUND: Roles = Roles { writer: Party::Team, addressee: Party::Prospect };
const SUPPLIER: Roles = Roles { writer: Party::Team, addressee: Party::Supplier };
/// The day that the labelled lines were written on.
const WRITTEN: Dating = Dating { written: date(2026, 5, 4), order: None };

fn judge(roles: Roles, text: &str) -> Vec<Signal> {
    detect(
        &DETECTORS,
        &NewText { subject: None, text, answers: &[], roles, dating: WRITTEN, closely: true, named: Named::default() },
    )
}

fn kinds(roles: Roles, text: &str) -> Vec<&'static str> {
    judge(roles, text).iter().map(|signal| signal.kind.as_str()).collect()
}

/// The labelled lines of a file, or nothing (said aloud) where they are not on this machine.
fn lines(name: &str) -> Option<Vec<Value>> {
    let fixtures = std::env::var_os("WENTDARK_FIXTURES")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/fixtures"), PathBuf::from);
    let file = fixtures.parent()?.join("signals").join(name);
    let Ok(text) = std::fs::read_to_string(&file) else {
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "{} is missing", file.display());
        println!("not run: no {}", file.display());
        return None;
    };
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!lines.is_empty(), "{} is empty", file.display());
    Some(lines)
}

fn party(word: &str) -> Party {
    match word {
        "team" => Party::Team,
        "supplier" => Party::Supplier,
        "prospect" => Party::Prospect,
        other => panic!("no party: {other}"),
    }
}

fn line_signals(line: &Value) -> Vec<Signal> {
    let roles = Roles { writer: party(line["writer"].as_str().unwrap()), addressee: party(line["to"].as_str().unwrap()) };
    judge(roles, line["text"].as_str().unwrap())
}

/// Right, false and missed.
#[derive(Clone, Copy, Default)]
struct Count {
    right: u32,
    false_alarms: u32,
    missed: u32,
}

impl Count {
    fn precision(self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.false_alarms).max(1))
    }

    fn recall(self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.missed).max(1))
    }

    fn f1(self) -> f64 {
        2.0 * self.precision() * self.recall() / (self.precision() + self.recall()).max(1e-9)
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.false_alarms += other.false_alarms;
        self.missed += other.missed;
    }

    fn print(self, name: &str) {
        println!(
            "{name:12} precision {:.2} recall {:.2} F1 {:.2} ({} right, {} false, {} missed)",
            self.precision(),
            self.recall(),
            self.f1(),
            self.right,
            self.false_alarms,
            self.missed
        );
    }
}

#[test]
fn the_labelled_lines_are_judged_well_enough() {
    let Some(lines) = lines("dev.jsonl") else { return };
    let mut table: BTreeMap<SignalKind, Count> = BTreeMap::new();
    let (mut dated, mut dated_right) = (0, 0);
    for line in &lines {
        let signals = line_signals(line);
        let told: BTreeSet<SignalKind> = signals.iter().map(|signal| signal.kind).collect();
        let meant: BTreeSet<SignalKind> =
            line["labels"].as_array().unwrap().iter().map(|word| SignalKind::parse(word.as_str().unwrap()).unwrap()).collect();
        for kind in SignalKind::ALL {
            let (told, meant) = (told.contains(&kind), meant.contains(&kind));
            let count = table.entry(kind).or_default();
            count.right += u32::from(told && meant);
            count.false_alarms += u32::from(told && !meant);
            count.missed += u32::from(!told && meant);
        }
        if let (Some(until), Some(signal)) = (line["until"].as_str(), signals.iter().find(|s| s.kind == SignalKind::Deferral)) {
            dated += 1;
            dated_right += u32::from(signal.until.is_some_and(|date| date.to_string() == until));
        }
    }
    let (mut all, mut state) = (Count::default(), Count::default());
    for (kind, count) in &table {
        count.print(kind.as_str());
        all.add(*count);
        if matches!(kind, SignalKind::Celebration | SignalKind::Allocation | SignalKind::Commitment) {
            state.add(*count);
        }
    }
    state.print("flags");
    all.print("all");
    println!("until        {dated_right} of {dated} found deferrals with a date");
    assert!(all.f1() >= FLOOR_F1, "{}", all.f1());
    assert!(state.precision() >= FLOOR_PRECISION, "{}", state.precision());
    assert!(state.recall() >= FLOOR_RECALL, "{}", state.recall());
    assert!(f64::from(dated_right) >= FLOOR_UNTIL * f64::from(dated), "{dated_right} of {dated}");
}

const FLOOR_F1: f64 = 0.88;
const FLOOR_PRECISION: f64 = 0.93;
const FLOOR_RECALL: f64 = 0.80;
const FLOOR_UNTIL: f64 = 0.75;

#[test]
fn real_mail_without_a_signal_raises_few_alarms() {
    let Some(lines) = lines("real-dev.jsonl") else { return };
    let mut alarms: BTreeMap<String, u32> = BTreeMap::new();
    let mut kinds: BTreeMap<SignalKind, u32> = BTreeMap::new();
    for line in &lines {
        for signal in line_signals(line) {
            *alarms.entry(line["sample"].as_str().unwrap().to_owned()).or_default() += 1;
            *kinds.entry(signal.kind).or_default() += 1;
        }
    }
    println!("false alarms on {} real sentences: {alarms:?}, by kind {kinds:?}", lines.len());
    let of = |sample: &str| alarms.get(sample).copied().unwrap_or(0);
    let chosen: u32 = alarms.values().sum::<u32>() - of("random");
    assert!(of("random") <= 3, "{}", of("random"));
    assert!(chosen <= 5, "{chosen}");
}

#[test]
fn the_stories_celebrations_and_allocations_are_heard() {
    for text in [
        "Tunturi is ours, 148k. Book Jussi's team.",
        "put Harlow up on the board!!",
        "we have bagged Rheinbad",
        "jackpot! the Brenner job is locked up, woohoo!!",
        "We got it!",
        "It's a done deal.",
        "Ring the bell.",
    ] {
        assert!(kinds(TEAM, text).contains(&"celebration"), "{text}: {:?}", kinds(TEAM, text));
    }
    for (roles, text) in [
        (TEAM, "Need you to go ahead and pour 32 of the GX-90 housings"),
        (TEAM, "Please reserve the slot on the line for Acme"),
        (SUPPLIER, "What delivery date can you confirm for their 40 units?"),
        (SUPPLIER, "I'm taking you and two of your lads on for Larkmoor, 13-17 July"),
    ] {
        assert_eq!(kinds(roles, text), ["allocation"], "{text}");
    }
}

#[test]
fn negations_questions_conditions_hopes_and_other_matters_are_none() {
    for text in [
        "Nothing is signed yet, so please don't order shafts.",
        "We did not get it yet.",
        "We haven't won Harlow.",
        "Did we win it?",
        "If we got it, we would need two crews.",
        "Once they sign we ring the bell.",
        "Hope to close it this week, fingers crossed.",
        "He said \"it's a done deal\" after lunch.",
        "We got it, DHL left the parcel at reception.",
        "Great news, the baby arrived!",
        "It's ours! The parking space by the door, I mean.",
        "Please don't reserve anything for Acme before they sign.",
        "Their conveyors, won it my backside.",
    ] {
        assert!(kinds(TEAM, text).is_empty(), "{text}: {:?}", kinds(TEAM, text));
    }
    let heads_up = "Heads up: the minute Red Lake signs for the catwalk I will want two loads of angle off you.";
    assert!(kinds(SUPPLIER, heads_up).is_empty(), "{:?}", kinds(SUPPLIER, heads_up));
    for text in ["Please tear up PO 5512.", "Treat the signed copy I sent as void."] {
        assert!(kinds(INBOUND, text).contains(&"revocation"), "{text}: {:?}", kinds(INBOUND, text));
    }
    for text in [
        "The signed contract will follow next week.",
        "Please cancel our PO 4471, attached.",
        "The PO is coming.",
        "We have not signed.",
    ] {
        assert!(!kinds(INBOUND, text).contains(&"commitment"), "{text}");
    }
    for text in ["Yes, we can do that, subject to a survey.", "Can you make that work on my laptop?", "We can't do that."] {
        assert!(kinds(OUTBOUND, text).is_empty(), "{text}: {:?}", kinds(OUTBOUND, text));
    }
}

#[test]
fn the_first_stage_scores_as_the_training_program_did_to_the_last_digit() {
    let models = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("models");
    let file = std::fs::read(models.join("signals.bin")).unwrap().leak();
    let parts = encoder::Parts::read(file).unwrap();
    let golden = std::fs::read_to_string(models.join("golden.jsonl")).unwrap();
    let mut count = 0;
    for line in golden.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let own = line["own"].as_str().unwrap();
        let wanted: Vec<i64> = line["gate"].as_array().unwrap().iter().map(|score| score.as_i64().unwrap()).collect();
        assert_eq!(parts.gate.scores(own).collect::<Vec<_>>(), wanted, "{own}");
        count += 1;
    }
    assert!(count >= 20, "{count}");
}

#[test]
fn each_kind_is_heard_from_the_right_writer_alone() {
    for (roles, text, kind) in [
        (INBOUND, "I have to make a decision this week.", "urgency"),
        (OUTBOUND, "Yeah, we can do that.", "overpromise"),
        (OUTBOUND, "Sure, we can make that work!", "overpromise"),
        (INBOUND, "Signed contract attached.", "commitment"),
        (INBOUND, "Our PO 4471 is attached.", "commitment"),
        (INBOUND, "The deposit was wired.", "commitment"),
        (INBOUND, "Our current vendor offered 10% less.", "leverage"),
        (INBOUND, "I'm not convinced it handles our volumes.", "doubt"),
        (INBOUND, "We decided to stay with our supplier.", "decline"),
        (INBOUND, "Please get back to me after the 15th.", "deferral"),
    ] {
        assert_eq!(kinds(roles, text), [kind], "{text}");
        let back = Roles { writer: Party::Supplier, addressee: Party::Team };
        assert!(kinds(back, text).is_empty(), "{text}");
    }
}

#[test]
fn a_deferral_is_asked_for() {
    for text in [
        "Will go through your drawing on Thursday evening.",
        "Away in Porto, back on Tuesday. Does it come with wheels?",
        "Please ring me about the doors again, we need to have them before 12 June.",
        "Would you like your sample back?",
    ] {
        assert!(!kinds(INBOUND, text).contains(&"deferral"), "{text}: {:?}", kinds(INBOUND, text));
    }
    for (text, day) in [
        ("Please ring me again in October.", "2026-10-01"),
        ("I ask you to contact me again mid-July.", "2026-07-15"),
        ("Please get back to me at the end of the summer.", "2026-08-31"),
    ] {
        let heard = judge(INBOUND, text);
        let until = heard.iter().find(|signal| signal.kind == SignalKind::Deferral).and_then(|signal| signal.until);
        assert_eq!(until.map(|date| date.to_string()).as_deref(), Some(day), "{text}: {heard:?}");
    }
}

#[test]
fn a_price_to_plan_with_reserves_nothing_and_a_part_taken_out_refuses_nothing() {
    for text in [
        "A rough price please for two cranes for the Hofmann job in June, no order yet.",
        "Indicative figures only for moving Hofmann's press, nothing to book.",
    ] {
        assert!(kinds(SUPPLIER, text).is_empty(), "{text}: {:?}", kinds(SUPPLIER, text));
    }
    for text in [
        "We won't need the dance floor any more, the hall has one. Please re-quote just the tent and the heating.",
        "No longer interested in the second oven. The rest stays as quoted.",
        "Please don't tear up our order form, I only asked for a copy.",
        "Hello Gord, we are tendering the boathouse.",
        "We are inviting bids for the new pier from three firms.",
        "The library's roof goes out to tender in spring.",
    ] {
        assert!(!kinds(INBOUND, text).contains(&"decline"), "{text}: {:?}", kinds(INBOUND, text));
    }
}

#[test]
fn orders_that_are_enclosed_bind_and_what_their_own_people_do_is_a_refusal() {
    for text in [
        "Kindly find enclosed our order no. HK-2209 for the three kettles.",
        "Enclosed you will find our official order for the benches.",
        "Our order 5521 for the lamps is attached.",
    ] {
        assert!(kinds(INBOUND, text).contains(&"commitment"), "{text}: {:?}", kinds(INBOUND, text));
    }
    for text in [
        "Please find attached our enquiry no. 881 for three kettles.",
        "Find enclosed our claim concerning your order 5521.",
        "Attached is the draft contract with our remarks in blue.",
    ] {
        assert!(!kinds(INBOUND, text).contains(&"commitment"), "{text}: {:?}", kinds(INBOUND, text));
    }
    for text in [
        "Our own electricians will be doing the lighting after all.",
        "Please bin our paperwork, the bank has said no to the loan.",
        "I'm sorry Ann, would you shred that order, my sister bought us the same one.",
    ] {
        assert!(kinds(INBOUND, text).contains(&"decline"), "{text}: {:?}", kinds(INBOUND, text));
    }
}

#[test]
fn a_match_is_no_deal_and_a_deal_may_be_shouted() {
    for text in [
        "Get in!! What a night, we won it in the 88th minute.",
        "We did it! The final whistle was the best sound of my life.",
        "Hooray, the baby arrived, we got it all on film.",
    ] {
        assert!(!kinds(TEAM, text).contains(&"celebration"), "{text}: {:?}", kinds(TEAM, text));
    }
    for text in ["WE WON ACME BABY!!!", "HOFMANN IS OURS, BABY"] {
        assert!(kinds(TEAM, text).contains(&"celebration"), "{text}: {:?}", kinds(TEAM, text));
    }
}

#[test]
fn a_signal_tells_where_it_stands_and_until_when() {
    let text = "Hi Dana,\n\nthanks. We’ll be closed; please get back to me after the 15th. Pat";
    let subject = Some("We decided to stay with our supplier");
    let signals = detect(
        &DETECTORS,
        &NewText { subject, text, answers: &[], roles: INBOUND, dating: WRITTEN, closely: true, named: Named::default() },
    );
    assert_eq!(signals.len(), 2, "{signals:?}");
    assert_eq!((signals[0].kind, signals[0].span), (SignalKind::Decline, None));
    let (start, end) = signals[1].span.unwrap();
    assert_eq!(signals[1].phrase, text[start..end]);
    assert_eq!(signals[1].until, Some(date(2026, 5, 15)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_gives_spans_that_hold(
        pieces in prop::collection::vec(prop_oneof![
            "\\PC{0,12}", Just(" we’ve won it! ".to_owned()), Just("signed contract attached\n".to_owned()),
            Just("\n\n".to_owned()), Just(" don't ".to_owned()), Just("“done deal” ".to_owned()), Just("by Friday, ".to_owned()),
        ], 0..40),
        team in any::<bool>(),
    ) {
        let text = pieces.concat();
        for signal in judge(if team { TEAM } else { INBOUND }, &text) {
            let (start, end) = signal.span.unwrap();
            prop_assert_eq!(text.get(start..end), Some(signal.phrase.as_str()));
            prop_assert!(signal.phrase.chars().count() <= 300);
        }
        let mut last = 0;
        for range in sentences(&text) {
            prop_assert!(range.start >= last && text.get(range.clone()).is_some());
            last = range.end;
        }
    }
}
