//! The weekly trend: counts, days from celebration to silence, and their pictures.

use jiff::Timestamp;
use mail_parser::{MessageParser, MimeHeaders, PartType};
use wentdark::delivery::{html, message, message_id, text};
use wentdark::domain::digest::{Digest, Language, Morning, WEEKS, compose, instants};
use wentdark::domain::verdict::{State, Verdict};

use super::fixture::{acme, address, as_of, harlow, head, lead, morning};

/// Acme went dark in the sixth week and came back in the last; Harlow was dark all along and signed in the last.
fn past() -> Vec<(Timestamp, Vec<Verdict>)> {
    let mut quiet = acme();
    (quiet.state, quiet.flagged, quiet.at_risk) = (State::Quiet, false, true);
    let mut signed = harlow();
    (signed.state, signed.flagged) = (State::Committed, false);
    signed.commitment = signed.celebration.as_ref().map(|celebration| celebration.evidence[0].clone());
    let at = instants(as_of());
    assert_eq!((at.len(), at[WEEKS]), (WEEKS + 1, as_of()));
    let told = at.into_iter().enumerate().map(|(week, at)| {
        let verdicts = match week {
            0..=5 => vec![quiet.clone(), harlow()],
            6 | 7 => vec![acme(), harlow()],
            _ => vec![quiet.clone(), signed.clone()],
        };
        (at, verdicts)
    });
    told.collect()
}

fn weekly(language: Language) -> Digest {
    let mut lead = lead();
    lead.language = language;
    let (verdicts, past) = (morning(), past());
    compose(&Morning { past: &past, ..Morning::new(&verdicts, &lead, as_of()) })
}

#[test]
fn the_trend_counts_what_became_of_celebrated_deals() {
    let digest = weekly(Language::English);
    let page = text(&digest).split_whitespace().collect::<Vec<_>>().join(" ");
    for sentence in [
        "The last 8 weeks",
        "Celebrated deals: 1 went dark, 1 came back, 1 signed.",
        "Half of those that went dark fell silent within 1 day of the celebration.",
        "6 May 1 went dark, 0 came back, 0 signed; 13 May 0 went dark",
        "20 May 0 went dark, 1 came back, 1 signed.",
        "Days from celebration to silence: 0–1: 2 deals; 2–3: 0 deals;",
    ] {
        assert!(page.contains(sentence), "{sentence:?}\n{page}");
    }
    assert!(text(&weekly(Language::German)).contains("Die letzten 8 Wochen"));
    let lead = lead();
    assert_eq!(compose(&Morning::new(&morning(), &lead, as_of())).trend, None, "on the other days there is none");
}

#[test]
fn its_pictures_travel_in_the_mail_and_say_the_same_in_words() {
    let digest = weekly(Language::English);
    let to = address("lead@northfield.example");
    let id = message_id(&to, "2026-05-20".parse().unwrap(), "northfield.example");
    let bytes = message(&digest, &head("wentdark@northfield.example", &to, &id)).unwrap().formatted();
    let mail = MessageParser::default().parse(&bytes).unwrap();
    let PartType::Html(page) = &mail.html_bodies().next().unwrap().body else { panic!("no HTML form") };
    let charts = &digest.trend.as_ref().unwrap().charts;
    assert_eq!(charts.len(), 2);
    for chart in charts {
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
    assert_eq!(trend.text, ["Celebrated deals: 0 went dark, 0 came back, 0 signed."]);
    assert!(trend.charts.is_empty());
}
