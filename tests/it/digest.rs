//! What a manager reads in the morning.

mod fixture;
mod smtp;

use std::process::Command;

use jiff::civil::date;
use lettre::address::Envelope;
use mail_parser::{HeaderName, MessageParser, MimeHeaders, PartType};
use wentdark::delivery::send::Transport;
use wentdark::delivery::{html, may_write_to, message, message_id, text};
use wentdark::domain::address::Domain;
use wentdark::domain::digest::{Digest, Part, Said, compose};
use wentdark::domain::roster::{Contact, Prospect, Roster, Who};
use wentdark::domain::verdict::{State, Verdict};

use fixture::{acme, address, as_of, at, deal, harlow, id, lead, monday, morning, silent, trouble, wednesday};

/// The text with its line breaks undone, to find sentences in.
fn flowing(digest: &Digest) -> String {
    text(digest).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn says(digest: &Digest, sentences: &[&str]) {
    let text = flowing(digest);
    for sentence in sentences {
        assert!(text.contains(sentence), "{sentence:?} is not in\n{}", self::text(digest));
    }
}

fn of(verdicts: &[Verdict], previous: Option<&Said>) -> Digest {
    compose(verdicts, &lead(), previous, &[], as_of())
}

#[test]
fn the_digest_opens_with_what_went_dark_and_gives_the_evidence() {
    let digest = wednesday();
    assert_eq!(digest.subject, "1 deal went dark after celebration: Acme Industrial (1 mailbox not read)");
    says(
        &digest,
        &[
            "1 deal went dark after celebration",
            "Wednesday 20 May 2026, 07:00 CDT",
            "1 still dark from before, 1 celebrated with nothing signed, 1 waiting for us, 1 came back and 1 committed.",
            "* Acme Industrial [NEW] Line 4 retrofit · 84,000 USD · Dana Reyes Silent for 7.4 business days, since Fri 8 May, 14:10.",
            "Celebrated: “We got it, ring the bell for Acme” (Dana Reyes, Fri 8 May, 16:05)",
            "Their last word: “I have to make a decision this week” (Pat Lee, Fri 8 May, 11:20)",
            "Without an answer: 3 messages, Fri 8 May, Wed 13 May and Mon 18 May",
            "- Reserved for them: “please reserve the slot on the line for Acme” (Dana Reyes, Mon 11 May, 09:40)",
            "- Met about it: “Acme kick-off” (Tue 12 May, 10:00)",
            "Speaks against it: Their own deadline, Fri 15 May, went by in silence.",
            "Missing so far: Nobody who decides, no second contact, no expert of ours, no agreed next step.",
            "Do now: - Call Pat Lee rather than write again.",
            "What clears it: A reply, a meeting they agree to, or a signature.",
            "Without an answer: 7 messages and 2 calls or invitations, Fri 1 May, Mon 4 May",
            "- Stage set to “verbal” (Fri 1 May, 12:00)",
            "Do now: - Find out who has taken over, and call.",
        ],
    );
}

#[test]
fn every_section_has_its_place_and_a_deal_stands_in_one() {
    let digest = wednesday();
    let parts: Vec<Part> = digest.sections.iter().map(|section| section.part).collect();
    let order = [Part::Unread, Part::Flagged, Part::AtRisk, Part::Dark, Part::Ours, Part::Snoozed, Part::Unknown, Part::Changes];
    assert_eq!(parts, order);
    let cards: Vec<&str> = digest.sections.iter().flat_map(|s| &s.cards).map(|card| card.deal.as_str()).collect();
    assert_eq!(cards, ["acme-line4", "harlow-gx90", "beck-press"]);
    says(
        &digest,
        &[
            "* kim@northfield.example Read until Mon 18 May, 14:02, not since. The mail server refused the password. Put the new password",
            "Our move since Tue 19 May, 08:12.",
            "- Their last word is a doubt, and it has no answer. - A price played against us: “our current vendor offered 10% less”",
            "- Answer Jonas Beck, the doubt first.",
            "* Tessel Foods (Conveyor guards · 9,900 USD · Dana Reyes) Our mail does not reach them",
            "* Morrow Mills (Spare rollers · 5,200 USD · Dana Reyes) Silent for 5.6 business days, since Tue 12 May, 10:00. \
             2 messages without an answer. Their last word: Ana Ruiz, Mon 11 May, 10:40.",
            "Our move since Mon 18 May, 15:15. Their last message: Luis Ortega, Mon 18 May, 15:15: “Re: Drive upgrade”. \
             A reply was found in Junk.",
            "Snoozed by dana@northfield.example until Mon 1 Jun, 09:00. Behind it: dark after celebration.",
            "Not observed since Mon 18 May, 14:02: the mail server refused the password. It was dark when last judged.",
            "Changed since Monday",
            "Went dark after celebration.",
            "Came back: Tom Reed wrote on Tue 19 May, 10:00.",
            "Committed: “our PO 4471 is attached” (Mira Quill, Tue 19 May, 11:30).",
            "Closed. They declined: “we decided to stay with our supplier”.",
            "* elm-9 No longer among the deals of this digest.",
            "- Getting quiet (1 deal): Lumen Glass (2.4 business days).",
            "- Meeting ahead (1 deal): Orchard Foods (Thu 21 May, 10:00).",
        ],
    );
    let text = text(&digest);
    for jargon in ["silence_business_days", "foundation", "exposure", "undeliverable", "dark_limit", "overpromise"] {
        assert!(!text.contains(jargon), "{jargon} is no word for a reader\n{text}");
    }
}

#[test]
fn the_first_digest_is_a_baseline() {
    let mut old = harlow();
    old.dark_since = Some(at("2026-04-19T15:00:00Z"));
    let digest = of(&[old, acme()], None);
    assert_eq!(digest.subject, "1 deal went dark after celebration: Acme Industrial");
    says(&digest, &["This is your first digest, a baseline", "Dark for more than 30 days", "Celebrated with nothing signed."]);
    let cards: Vec<&str> = digest.sections.iter().flat_map(|s| &s.cards).map(|card| card.deal.as_str()).collect();
    assert_eq!(cards, ["acme-line4"]);
    assert!(!text(&digest).contains("[NEW]") && !text(&digest).contains("Changed since"));
}

#[test]
fn a_day_without_news_is_one_calm_sentence() {
    let calm = [silent(deal("reed-1", "Reed Marine", "Winch", "7400 USD", State::Waiting), 4, &["2026-05-19T19:00:00Z"])];
    let said = Said { date: date(2026, 5, 18), states: [(id("reed-1"), ("waiting".to_owned(), false))].into() };
    let digest = of(&calm, Some(&said));
    assert!(digest.empty && digest.sections.is_empty());
    assert_eq!(digest.subject, "Nothing went dark since Monday");
    says(
        &digest,
        &["Nothing needs you today. 1 deal watched.", "- Waiting for their answer, still early (1 deal): Reed Marine."],
    );
    let none = of(&[], Some(&Said { date: date(2026, 5, 19), states: [].into() }));
    assert_eq!((none.subject.as_str(), none.empty), ("Nothing went dark since yesterday", true));
    assert!(none.calm.is_empty() && !html(&none).contains("<h2"));
}

#[test]
fn where_a_mailbox_was_not_read_nothing_is_claimed_about_silence() {
    let said = Said { date: date(2026, 5, 19), states: [].into() };
    let digest = compose(&[], &lead(), Some(&said), &[trouble()], as_of());
    assert_eq!(digest.subject, "Nothing seen to go dark since yesterday (1 mailbox not read)");
    assert!(!digest.empty);
    assert_eq!(digest.sections[0].part, Part::Unread);
}

#[test]
fn the_second_digest_of_the_same_deals_tells_nothing_new() {
    let first = wednesday();
    let again = compose(&morning(), &lead(), Some(&first.said), &[], at("2026-05-21T12:00:00Z"));
    assert_eq!(
        again.subject,
        "Nothing seen to go dark since yesterday, 2 still dark after celebration: Acme Industrial and 1 more"
    );
    assert!(again.sections.iter().all(|section| section.part != Part::Changes));
    assert!(!text(&again).contains("[NEW]"));
    // Vega could not be judged: what Monday said of it stays, so that it isn't news when it is seen again.
    assert_eq!(again.said.states[&id("vega-1")], ("dark".to_owned(), false));
}

#[test]
fn only_an_answer_is_told_as_coming_back() {
    let mut quiet = silent(deal("lumen-1", "Lumen Glass", "Oven", "45000 USD", State::Quiet), 24, &["2026-05-15T19:00:00Z"]);
    quiet.why = "the messages before bounced".into();
    let states = [(id("lumen-1"), ("dark".to_owned(), false)), (id("acme-line4"), ("snoozed".to_owned(), false))];
    let digest = of(&[quiet, acme()], Some(&Said { date: date(2026, 5, 18), states: states.into() }));
    says(
        &digest,
        &[
            "Lumen Glass (Oven · 45,000 USD · Dana Reyes) No longer dark. The messages before bounced.",
            "* Acme Industrial [SNOOZE OVER]",
            "The snooze is over: dark after celebration.",
        ],
    );
    assert!(!text(&digest).contains("ame back"));
}

#[test]
fn a_move_that_is_ours_by_their_date_is_no_answer_owed() {
    let mut later = fixture::beck();
    later.state = State::Ours { owed_since: at("2026-05-20T14:00:00Z") };
    later.signals.clear();
    let digest = of(&[later], Some(&monday()));
    says(&digest, &["Our move since Wed 20 May, 09:00.", "- Take the next step with Jonas Beck."]);
}

#[test]
fn a_rep_is_not_told_their_own_name_and_snoozes() {
    let mut dana = lead();
    dana.address = address("dana@northfield.example");
    dana.rep = true;
    let digest = compose(&morning(), &dana, Some(&monday()), &[], as_of());
    says(&digest, &["Line 4 retrofit · 84,000 USD Silent", "Snoozed by you (1 deal): Pine Valley (until Mon 1 Jun)."]);
    assert!(digest.sections.iter().all(|section| section.part != Part::Snoozed));
}

#[test]
fn subjects_stay_short_and_name_what_fits() {
    let many: Vec<Verdict> = (0..60)
        .map(|n| {
            let mut one = acme();
            one.deal = id(&format!("d{n:02}"));
            one.prospect = format!("Prospect\r\nBcc: {n} of a long name");
            one
        })
        .collect();
    let digest = of(&many, Some(&monday()));
    assert!(digest.subject.chars().count() <= 120 && !digest.subject.contains(char::is_control), "{:?}", digest.subject);
    assert!(digest.subject.starts_with("60 deals went dark after celebration: Prospect Bcc: 0 of a"), "{}", digest.subject);
    assert!(digest.subject.ends_with("more"), "{}", digest.subject);
    let many = &digest.sections[0];
    assert_eq!((many.cards.len(), many.lines.len(), many.more), (12, 48, 0));
    assert!(html(&digest).len() < 102_000, "Gmail would cut {} bytes off", html(&digest).len());
}

#[test]
fn hostile_texts_are_shown_and_do_nothing() {
    let page = html(&wednesday());
    assert!(page.contains("Harlow &lt;script&gt;alert(1)&lt;/script&gt;") && !page.contains("<script"));
    assert!(!page.contains("<img") && !page.contains("<b>x") && !page.contains("http"), "nothing may be loaded");
    let text = text(&wednesday());
    assert!(text.lines().all(|line| line.chars().count() <= 78 && line == line.trim_end()), "{text}");
    assert!(!text.lines().any(|line| line.starts_with("From ") || line.starts_with('>') || line.starts_with("Bcc:")), "{text}");
}

#[test]
fn the_mail_parses_back_with_both_forms_and_does_not_loop() {
    let mut digest = wednesday();
    digest.subject.push_str("\r\nBcc: all@harlow.example");
    let to = address("lead@northfield.example");
    let id = message_id(&to, date(2026, 5, 20), "northfield.example");
    assert_eq!(id, message_id(&to, date(2026, 5, 20), "northfield.example"));
    assert!(id.as_str().starts_with("wentdark.2026-05-20.") && id.as_str().ends_with("@northfield.example"), "{id}");
    let mail = message(&digest, "went\r\ndark <wentdark@northfield.example>", &to, as_of(), &id).unwrap();
    let bytes = mail.formatted();
    let parsed = MessageParser::default().parse(&bytes).unwrap();
    let header = |name: &str| parsed.header_raw(HeaderName::parse(name).unwrap()).map(str::trim).map(str::to_owned);
    assert_eq!(header("Auto-Submitted").as_deref(), Some("auto-generated"));
    assert_eq!(header("X-Auto-Response-Suppress").as_deref(), Some("All"));
    assert_eq!(header("X-Wentdark").as_deref(), Some("digest"));
    assert_eq!((header("Bcc"), header("Precedence")), (None, None));
    assert_eq!(parsed.message_id(), Some(id.as_str()));
    assert_eq!(parsed.date().unwrap().to_timestamp(), as_of().as_second());
    assert!(parsed.content_type().unwrap().ctype().eq_ignore_ascii_case("multipart"));
    let plain = parsed.body_text(0).unwrap();
    assert_eq!(plain.replace("\r\n", "\n").trim_end(), text(&digest).trim_end());
    let PartType::Html(rich) = &parsed.html_bodies().next().unwrap().body else { panic!("no HTML form") };
    let breaks_undone = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(breaks_undone(rich) == breaks_undone(&html(&digest)), "the HTML form came back changed");
    assert!(bytes.split(|byte| *byte == b'\n').all(|line| line.len() <= 998));
}

#[test]
fn a_prospect_is_never_written_to() {
    let mut roster = Roster::default();
    roster.team.domains = vec![Domain::parse("northfield.example").unwrap()];
    roster.team.managers = vec![address("boss@holding.example"), address("pat@acme.example")];
    roster.team.suppliers = vec![Who::Address(address("orders@bolt.example"))];
    let pat = Contact { address: address("rosa@northfield.example"), name: None, role: None, decision_maker: false };
    roster.prospects = vec![Prospect {
        name: "Acme".into(),
        domains: vec![Domain::parse("acme.example").unwrap()],
        aliases: vec![],
        people: vec![pat],
        deals: vec![],
    }];
    let may = |text: &str| may_write_to(&address(text), &roster);
    assert!(may("lead@northfield.example") && may("boss@holding.example"));
    for never in ["pat@acme.example", "x@mail.acme.example", "rosa@northfield.example", "orders@bolt.example", "a@else.example"] {
        assert!(!may(never), "{never}");
    }
}

#[tokio::test]
async fn a_mail_written_twice_into_a_folder_is_one_file() {
    let dir = tempfile::tempdir().unwrap();
    let outbox = dir.path().join("outbox");
    let to = address("lead@northfield.example");
    let id = message_id(&to, date(2026, 5, 20), "northfield.example");
    let mail = message(&wednesday(), "wentdark@northfield.example", &to, as_of(), &id).unwrap();
    let expected: &Envelope = mail.envelope();
    assert_eq!(expected.to().len(), 1);
    let transport = Transport::folder(&outbox);
    transport.send(&mail, id.as_str()).await.unwrap();
    transport.send(&mail, id.as_str()).await.unwrap();
    let files: Vec<_> = std::fs::read_dir(&outbox).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files, [outbox.join(format!("{id}.eml"))]);
    let bytes = std::fs::read(&files[0]).unwrap();
    assert_eq!(MessageParser::default().parse(&bytes).unwrap().message_id(), Some(id.as_str()));
}

/// A phone shows the mail without scrolling sideways. The frame is what makes Chromium lay it out at a true 400 pixels.
#[test]
fn nothing_is_wider_than_a_phone() {
    let dir = tempfile::tempdir().unwrap();
    let mut verdicts = morning();
    verdicts[0].title = "x".repeat(200);
    verdicts[3].prospect = "w".repeat(200);
    let digest = compose(&verdicts, &lead(), Some(&monday()), &[trouble()], as_of());
    std::fs::write(dir.path().join("digest.html"), html(&digest)).unwrap();
    let frame = "<!DOCTYPE html><body><iframe id=f src=digest.html style='width:400px;height:20000px;border:0' onload=\"\
                 var e=document.getElementById('f').contentDocument.documentElement;\
                 document.body.dataset.width=e.scrollWidth+' of '+e.clientWidth\"></iframe>";
    let wrapper = dir.path().join("frame.html");
    std::fs::write(&wrapper, frame).unwrap();
    let profile = tempfile::tempdir().unwrap();
    let out = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"])
        .args(["--disable-background-networking", "--disable-component-update", "--allow-file-access-from-files"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(["--virtual-time-budget=5000", "--dump-dom"])
        .arg(format!("file://{}", wrapper.display()))
        .output()
        .expect("chromium must be installed: it is how a phone's width is measured");
    let page = String::from_utf8_lossy(&out.stdout);
    assert!(page.contains("data-width=\"400 of 400\""), "{page}\n{}", String::from_utf8_lossy(&out.stderr));
}
