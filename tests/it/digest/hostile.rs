//! Whatever a prospect, a colleague's name or a mail server says is shown as harmless text, in every place and every language.

use jiff::civil::date;
use mail_parser::MessageParser;
use wentdark::delivery::{fitted, html, message, message_id, text};
use wentdark::domain::digest::{Digest, Language, Mistakes, Morning, Source, SourcePart, Trouble, Unreached};
use wentdark::domain::remark::{Remark, Silent};
use wentdark::domain::verdict::{Note, State, Verdict};

use super::fixture::{acme, address, as_of, at, beck, deal, harlow, head, id, lead, monday, morning};

/// Markup, styles, a header, braces of a catalogue, directions of writing, letters that look like others.
const TEXTS: [&str; 7] = [
    "<script>alert(1)</script><img src=https://evil.example/x onerror=alert(2)>",
    "</style><style>*{display:none}</style><table style='position:fixed;top:0'>",
    "x\r\nBcc: all@evil.example\r\n\r\n<b>body</b>",
    "{who} {day} {n} {{}} {",
    "\u{202e}gnp.exe\u{61c}\u{2066}\u{200b}\u{2028}\u{0}\u{1b}[31m",
    "Аcme Іndustrial",
    "\"' & &lt; ]]> --> <!--[if mso]>",
];

/// Every text of a verdict is `evil`.
fn poisoned(mut verdict: Verdict, evil: &str) -> Verdict {
    let name = || evil.to_owned();
    (verdict.title, verdict.prospect, verdict.owner_name) = (name(), name(), name());
    verdict.value = Some(name());
    let helpers = &mut verdict.helpers;
    for slot in [&mut helpers.second, &mut helpers.decider, &mut helpers.expert, &mut helpers.deputy] {
        *slot = Some(name());
    }
    let touched = verdict.last_reply.iter_mut().chain(&mut verdict.unanswered);
    let signals = verdict.signals.iter_mut().map(|signal| {
        signal.phrase = name();
        &mut signal.message
    });
    let evidence = verdict.celebration.iter_mut().flat_map(|celebration| &mut celebration.evidence).chain(&mut verdict.exposure);
    let evidence = evidence.filter_map(|evidence| {
        evidence.phrase = Some(name());
        evidence.message.as_mut()
    });
    for message in touched.chain(signals).chain(evidence) {
        (message.who, message.subject, message.to) = (name(), name(), vec![name(), name(), name()]);
    }
    let (title, day) = (name(), date(2026, 5, 20));
    let remarks = [
        Remark::Departed { who: name() },
        Remark::DeputyNamed { who: name(), deputy: name() },
        Remark::MeetingUnanswered { title, day, silent: Silent::Theirs },
        Remark::StaleMailbox { mailbox: name(), reason: Some(name()) },
        Remark::SignalNamesNoDeal { phrases: vec![name(), name()] },
    ];
    verdict.notes = remarks.map(|remark| Note { remark, message_id: None }).to_vec();
    verdict
}

fn digest(evil: &str, language: Language) -> Digest {
    let mut reader = lead();
    (reader.language, reader.name) = (language, Some(evil.to_owned()));
    let mut verdicts: Vec<Verdict> = morning().into_iter().map(|verdict| poisoned(verdict, evil)).collect();
    // Cards of each kind of next move.
    for (n, mut verdict) in [acme(), beck(), harlow(), acme()].into_iter().enumerate() {
        verdict.deal = id(&format!("evil-{n}"));
        if n == 3 {
            verdict.exposure.clear();
        }
        verdicts.push(poisoned(verdict, evil));
    }
    let mut other = poisoned(deal("other-1", "x", "x", "x", State::Dark), evil);
    other.owner = address("kim@northfield.example");
    verdicts.push(other);
    let calendar =
        Source { mailbox: address("dana@northfield.example"), part: SourcePart::Calendar(evil.to_owned()), until: None };
    let trouble = [Trouble { source: calendar.clone(), reason: Some(evil.to_owned()), human: true }];
    let unreached = [Unreached { reader: address("boss@northfield.example"), since: date(2026, 5, 18), reason: evil.to_owned() }];
    let mistakes = Mistakes { since: at("2026-05-19T12:00:00Z"), each: vec![evil.to_owned(), format!("{evil}: {evil}")] };
    let previous = monday();
    fitted(&Morning {
        previous: Some(&previous),
        read: &[calendar],
        trouble: &trouble,
        unreached: &unreached,
        mistakes: Some(&mistakes),
        ..Morning::new(&verdicts, &reader, as_of())
    })
}

#[test]
fn hostile_texts_are_harmless_in_every_place_and_language() {
    for (_, language) in Language::ALL {
        let harmless = html(&digest("harmless", language));
        let tags = |page: &str| {
            let mut names: Vec<String> =
                page.split('<').skip(1).map(|tag| tag.split([' ', '>']).next().unwrap().to_owned()).collect();
            names.sort();
            names.dedup();
            names
        };
        for evil in TEXTS {
            let digest = digest(evil, language);
            let (page, plain) = (html(&digest), text(&digest));
            assert_eq!(tags(&page), tags(&harmless), "{evil:?} brought an element along");
            for mark in ['\u{202e}', '\u{61c}', '\u{2066}', '\u{200b}', '\u{2028}', '\u{0}', '\u{1b}', '\r'] {
                assert!(!page.contains(mark) && !plain.contains(mark), "{mark:?} is shown");
            }
            assert!(!plain.lines().any(|line| line.starts_with(['>']) || line.starts_with("From ") || line.starts_with("Bcc:")));
            let to = address("lead@northfield.example");
            let id = message_id(&[7; 32], &to, date(2026, 5, 20), "northfield.example");
            let mail = message(&digest, &head("wentdark@northfield.example", &to, &id)).unwrap().formatted();
            let mail = MessageParser::default().parse(&mail).unwrap();
            assert!(mail.bcc().is_none() && mail.header("Bcc").is_none(), "{evil:?} became a header");
            assert_eq!(mail.body_text(0).unwrap().replace("\r\n", "\n").trim_end(), plain.trim_end());
        }
    }
}

#[test]
fn what_is_endless_is_cut() {
    for evil in ["𝕏".repeat(10_000), " \u{301}a".repeat(10_000), "<&>\"".repeat(10_000)] {
        let digest = digest(&evil, Language::English);
        assert!(html(&digest).len() < 102_000 && text(&digest).len() < 102_000, "{}", html(&digest).len());
        assert!(digest.subject.chars().count() <= 120);
    }
}
