//! The weekly trend: counts, days from celebration to silence, and their pictures.

use jiff::Timestamp;
use mail_parser::{MessageParser, MimeHeaders, PartType};
use wentdark::delivery::{html, message, message_id, text};
use wentdark::domain::digest::{Digest, Language, Morning, WEEKS, compose, instants};
use wentdark::domain::verdict::{State, Verdict};

use super::fixture::{acme, address, as_of, at, deal, harlow, head, lead, message as wrote, morning};

/// Acme went dark in the sixth week and came back in the last; Harlow was dark all along and signed in the last.
fn past(now: Timestamp) -> Vec<(Timestamp, Vec<Verdict>)> {
    let mut quiet = acme();
    (quiet.state, quiet.flagged, quiet.at_risk) = (State::Quiet, false, true);
    let mut answered = quiet.clone();
    answered.last_reply = Some(wrote("2026-05-19T16:20:00Z", "Pat Lee", "Re: Line 4 retrofit"));
    let mut signed = harlow();
    (signed.state, signed.flagged) = (State::Committed, false);
    signed.commitment = signed.celebration.as_ref().map(|celebration| celebration.evidence[0].clone());
    let at = instants(now);
    assert_eq!((at.len(), at[WEEKS]), (WEEKS + 1, now));
    let told = at.into_iter().enumerate().map(|(week, at)| {
        let verdicts = match week {
            0..=5 => vec![quiet.clone(), harlow()],
            6 | 7 => vec![acme(), harlow()],
            _ => vec![answered.clone(), signed.clone()],
        };
        (at, verdicts)
    });
    told.collect()
}

/// The digest with the trend of the weeks up to an instant.
pub fn weekly(language: Language, now: &str) -> Digest {
    let mut lead = lead();
    lead.language = language;
    let (verdicts, past) = (morning(), past(at(now)));
    compose(&Morning { past: &past, ..Morning::new(&verdicts, &lead, at(now)) })
}

const WEDNESDAY: &str = "2026-05-20T12:00:00Z";

#[test]
fn the_trend_counts_what_became_of_celebrated_deals() {
    let digest = weekly(Language::English, WEDNESDAY);
    let page = text(&digest).split_whitespace().collect::<Vec<_>>().join(" ");
    for sentence in [
        "The last 8 weeks",
        "Celebrated deals: 1 went dark, 1 came back, 1 signed, 0 closed unsigned.",
        "Half of those that went dark fell silent within 1 day of the celebration.",
        "by the week that ended: 6 May: 1 went dark; 20 May: 1 came back, 1 signed; nothing in the other weeks.",
        "Days from celebration to silence: 0–1: 2 deals.",
    ] {
        assert!(page.contains(sentence), "{sentence:?}\n{page}");
    }
    assert!(text(&weekly(Language::German, WEDNESDAY)).contains("Die letzten 8 Wochen"));
    let lead = lead();
    assert_eq!(compose(&Morning::new(&morning(), &lead, as_of())).trend, None, "on the other days there is none");
}

#[test]
fn its_pictures_travel_in_the_mail_and_say_the_same_in_words() {
    let digest = weekly(Language::English, WEDNESDAY);
    let to = address("lead@northfield.example");
    let id = message_id(&[7; 32], &to, "2026-05-20".parse().unwrap(), "northfield.example");
    let bytes = message(&digest, &head("wentdark@northfield.example", &to, &id)).unwrap().formatted();
    let mail = MessageParser::default().parse(&bytes).unwrap();
    let PartType::Html(page) = &mail.html_bodies().next().unwrap().body else { panic!("no HTML form") };
    let charts = &digest.trend.as_ref().unwrap().charts;
    assert_eq!(charts.len(), 2);
    for chart in charts {
        assert!(page.contains("</span>\u{a0}1 "), "each bar has its numbers below: {page}");
        assert!(page.contains(&format!("src=\"cid:{}\" alt=\"{}\"", chart.name, chart.alt)), "{page}");
        let part = mail.parts.iter().find(|part| part.content_id() == Some(chart.name)).unwrap();
        let decoder = png::Decoder::new(std::io::Cursor::new(part.contents()));
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((frame.width, frame.height, frame.color_type), (560, 130, png::ColorType::Rgba));
        let colours: std::collections::BTreeSet<&[u8]> = pixels.chunks_exact(4).collect();
        assert!(colours.contains(&[0, 0, 0, 0][..]), "its ground is the mail's");
        assert!(colours.contains(&[0xe5, 0x48, 0x4d, 0xff][..]) && colours.len() <= 5, "{colours:?}");
    }
    assert!(!page.contains("http") && !page.contains("data:"), "nothing is fetched");
    assert_eq!(html(&digest).matches("src=\"data:image/png;base64,").count(), 2, "a preview holds them itself");
    let again = message(&digest, &head("wentdark@northfield.example", &to, &id)).unwrap().formatted();
    assert!(bytes == again, "the same facts make the same mail");
}

#[test]
fn a_team_that_celebrated_nothing_has_no_pictures() {
    let lead = lead();
    let past: Vec<(Timestamp, Vec<Verdict>)> = instants(as_of()).into_iter().map(|at| (at, Vec::new())).collect();
    let digest = compose(&Morning { past: &past, ..Morning::new(&[], &lead, as_of()) });
    let trend = digest.trend.unwrap();
    assert_eq!(trend.text, ["Celebrated deals: 0 went dark, 0 came back, 0 signed, 0 closed unsigned."]);
    assert!(trend.charts.is_empty());
}

/// The counts of eight weeks, of which the last are given.
fn counted(last: &[Vec<Verdict>]) -> String {
    let lead = lead();
    let at = instants(as_of());
    let past: Vec<(Timestamp, Vec<Verdict>)> =
        at.into_iter().enumerate().map(|(week, at)| (at, last[(week + last.len()).saturating_sub(WEEKS + 1)].clone())).collect();
    compose(&Morning { past: &past, ..Morning::new(&[], &lead, as_of()) }).trend.unwrap().text[0].clone()
}

#[test]
fn a_message_of_ours_or_a_snooze_brings_nobody_back_and_makes_nobody_dark_anew() {
    let mut before = acme();
    (before.state, before.flagged, before.at_risk, before.silent_since) = (State::Waiting, false, true, None);
    let mut nudged = acme();
    (nudged.state, nudged.flagged, nudged.at_risk, nudged.dark_since) = (State::Quiet, false, true, None);
    let mut snoozed = acme();
    let hides = Box::new(State::Dark);
    snoozed.state = State::Snoozed { until: at("2026-06-01T14:00:00Z"), by: None, hides };
    (snoozed.flagged, snoozed.dark_since) = (false, None);
    let once = "Celebrated deals: 1 went dark, 0 came back, 0 signed, 0 closed unsigned.";
    for hidden in [&nudged, &snoozed] {
        let weeks = [vec![before.clone()], vec![acme()], vec![hidden.clone()], vec![acme()]];
        assert_eq!(counted(&weeks), once, "{:?}", hidden.state);
    }
    // Dark before the eight weeks: behind a snooze at their beginning, or quiet on that day.
    let none = "Celebrated deals: 0 went dark, 0 came back, 0 signed, 0 closed unsigned.";
    let mut long = acme();
    let since = Some(at("2026-03-02T15:00:00Z"));
    (long.dark_since, long.silent_since) = (since, since);
    long.celebration.as_mut().unwrap().at = at("2026-03-02T15:00:00Z");
    assert_eq!((counted(&[vec![snoozed], vec![acme()]]), counted(&[vec![nudged], vec![long]])), (none.into(), none.into()));
    // They wrote, we answered, and they fell silent again: back, and dark anew.
    let mut anew = acme();
    anew.last_reply = Some(wrote("2026-05-11T16:20:00Z", "Pat Lee", "Re: Line 4"));
    anew.silent_since = Some(at("2026-05-12T15:00:00Z"));
    let both = "Celebrated deals: 2 went dark, 1 came back, 0 signed, 0 closed unsigned.";
    assert_eq!(counted(&[vec![before], vec![acme()], vec![anew]]), both);
}

#[test]
fn a_celebrated_deal_that_is_lost_is_counted() {
    let mut lost = acme();
    (lost.state, lost.flagged) = (State::Closed, false);
    let plain = deal("plain-1", "Plain", "Belt", "10 USD", State::Closed);
    let told = counted(&[vec![acme(), plain.clone()], vec![lost, plain]]);
    assert_eq!(told, "Celebrated deals: 0 went dark, 0 came back, 0 signed, 1 closed unsigned.");
}

#[test]
fn one_deal_that_went_dark_has_no_half() {
    let (lead, at) = (lead(), instants(as_of()));
    let past: Vec<(Timestamp, Vec<Verdict>)> = at.into_iter().map(|at| (at, vec![acme()])).collect();
    let told = |language| {
        let reader = wentdark::domain::digest::Reader { language, ..lead.clone() };
        compose(&Morning { past: &past, ..Morning::new(&[], &reader, as_of()) }).trend.unwrap().text[1].clone()
    };
    assert_eq!(told(Language::English), "The one that went dark fell silent within 1 day of the celebration.");
    assert_eq!(told(Language::German), "Das eine, das verstummte, wurde binnen 1 Tag nach dem Feiern still.");
}
