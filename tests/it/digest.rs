//! What a manager reads in the morning.

mod cards;
mod catalogue;
mod fixture;
mod german;
mod heads;
mod hostile;
mod kept;
mod looks;
mod news;
mod same;
mod smtp;
mod weekly;

use jiff::civil::date;
use lettre::address::Envelope;
use mail_parser::{HeaderName, MessageParser, MimeHeaders, PartType};
use wentdark::delivery::send::Transport;
use wentdark::delivery::{html, may_write_to, message, message_id, text};
use wentdark::domain::address::Domain;
use wentdark::domain::digest::{Digest, Morning, Part, Reader, Said, Source, SourcePart, Trouble, compose};
use wentdark::domain::roster::{Contact, Prospect, Roster, Who};
use wentdark::domain::verdict::{State, Verdict};

use fixture::{acme, address, as_of, at, deal, harlow, head, id, lead, monday, morning, said, silent, trouble, wednesday};

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
    written(verdicts, &lead(), previous, &[])
}

fn written(verdicts: &[Verdict], reader: &Reader, previous: Option<&Said>, trouble: &[Trouble]) -> Digest {
    compose(&Morning { previous, trouble, ..Morning::new(verdicts, reader, as_of()) })
}

#[test]
fn the_digest_opens_with_what_went_dark_and_gives_the_evidence() {
    let digest = wednesday();
    assert_eq!(digest.subject, "1 deal, 84,000 USD, went dark after we celebrated: Acme Industrial (1 mailbox not read)");
    says(
        &digest,
        &[
            "1 deal, 84,000 USD, went dark after we celebrated ====",
            "Wednesday 20 May 2026, 07:00 CDT 1 mailbox not read, so 1 deal not observed: see at the end.",
            "1 still dark from before, 1 celebrated with nothing signed, 1 waiting for us, 1 came back and 1 committed.",
            "* Acme Industrial [NEW] Line 4 retrofit · 84,000 USD · Dana Reyes \
             Silent 7 business days since Fri 8 May: our message and 2 follow-ups unanswered.",
            "From Mon 20 Apr to today: they wrote 2 times, last on Fri 8 May; we wrote 5 times, last on Mon 18 May; \
             one meeting or call, on Tue 28 Apr; celebrated on Fri 8 May; silent since Fri 8 May.",
            "Celebrated: “We got it, ring the bell for Acme” (Dana Reyes to Sales floor and 2 more, Fri 8 May, 16:05)",
            "- “I have to make a decision this week” (Pat Lee, Fri 8 May, 11:20) - Their own deadline, Fri 15 May, has passed.",
            "- Reserved: “please reserve the slot on the line for Acme” (Dana Reyes to Pia Novak, Mon 11 May, 09:40)",
            "- Met about it: “Acme kick-off” (Tue 12 May, 10:00)",
            "Missing: Somebody who decides, a second contact, an expert of ours, an agreed next step.",
            "Next move: Release what is reserved for them, or get an order for it. \
             It has been held since Mon 11 May, with nothing signed and nobody answering.",
            "Silent 12 business days since Fri 1 May: our message and 8 follow-ups unanswered.",
            "Worth knowing: denise.okafor@harlowpack.example is gone, or the mailbox is no longer read.",
            "Next move: Turn to dispatch@harlowpack.example. Our contact is gone, and their notice names this address.",
        ],
    );
}

#[test]
fn every_section_has_its_place_and_a_deal_stands_in_one() {
    let digest = wednesday();
    let parts: Vec<Part> = digest.sections.iter().map(|section| section.part).collect();
    let order = [
        Part::Flagged,
        Part::AtRisk,
        Part::Dark,
        Part::Undeliverable,
        Part::Ours,
        Part::Snoozed,
        Part::Unknown,
        Part::Back,
        Part::Closed,
        Part::Changes,
        Part::Calm,
        Part::Trust,
    ];
    assert_eq!(parts, order);
    let cards: Vec<&str> = digest.sections.iter().flat_map(|s| &s.cards).map(|card| card.deal.as_str()).collect();
    assert_eq!(cards, ["acme-line4", "harlow-gx90", "beck-press"]);
    says(
        &digest,
        &[
            "Our move for less than a business day, since Tue 19 May, 08:12.",
            "- That is a doubt, and it has no answer. - A price played against us: “our current vendor offered 10% less”",
            "Next move: Dana: ask Sam Ode in to answer Jonas Beck's doubt. It came on Tue 19 May,",
            "* Tessel Foods [NEW] (Conveyor guards · 9,900 USD · Dana Reyes) Our mail does not reach them: everything came back.",
            "* Morrow Mills [NEW] (Spare rollers · 5,200 USD · Dana Reyes) Silent 5 business days since Tue 12 May: \
             our message and 1 follow-up unanswered. Their last message: Ana Ruiz, Mon 11 May, 10:40.",
            "Our move for 1 business day, since Mon 18 May, 15:15. Their last message: Luis Ortega, Mon 18 May, 15:15: \
             “Re: Drive upgrade”. A reply from luis@ortega.example was found in Junk of dana@northfield.example.",
            "Snoozed by dana@northfield.example until Mon 1 Jun, 09:00. Behind it: dark after celebration.",
            "Not observed since Mon 18 May, 14:02: the mail server refused the password. It was dark when last judged.",
            "Back to life since Monday ------------------------- * Reed Marine (Winch · 7,400 USD · Dana Reyes) Came back: \
             Tom Reed wrote on Tue 19 May, 10:00.",
            "Committed: “our PO 4471 is attached” (Mira Quill, Tue 19 May, 11:30).",
            "They declined: “we decided to stay with our supplier” (Ines Sable, Tue 19 May, 13:00).",
            "* elm-9 No longer among the deals of this digest.",
            "* Getting quiet (1 deal) Lumen Glass (2 business days).",
            "* Meeting ahead (1 deal) Orchard Foods (Thu 21 May, 10:00).",
            "* Mailboxes read dana@northfield.example until Wed 20 May, 06:58.",
            "* Calendars read dana@northfield.example, calendar dav.example until Wed 20 May, 06:40.",
            "* kim@northfield.example Read until Mon 18 May, 14:02, not since. The mail server refused the password. Ask whoever",
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
    assert_eq!(digest.subject, "1 deal, 84,000 USD, went dark after we celebrated: Acme Industrial");
    says(
        &digest,
        &["This is your first digest, a baseline", "Dark for more than 30 days", "Silent 12 business days since Fri 1 May"],
    );
    let cards: Vec<&str> = digest.sections.iter().flat_map(|s| &s.cards).map(|card| card.deal.as_str()).collect();
    assert_eq!(cards, ["acme-line4"]);
    assert!(!text(&digest).contains("[NEW]") && !text(&digest).contains("changed since"));
}

#[test]
fn a_day_without_news_is_one_calm_sentence() {
    let calm = [silent(deal("reed-1", "Reed Marine", "Winch", "7400 USD", State::Waiting), 4, &["2026-05-19T19:00:00Z"])];
    let before = said(date(2026, 5, 18), &[("reed-1", "waiting", false, false)]);
    let digest = of(&calm, Some(&before));
    assert!(digest.empty && digest.sections.iter().all(|section| section.part == Part::Calm));
    assert_eq!(digest.subject, "Nothing went dark since Monday");
    says(
        &digest,
        &["Nothing needs you today. 1 deal is being watched", "* Waiting for their answer, still early (1 deal) Reed Marine."],
    );
    let none = of(&[], Some(&said(date(2026, 5, 19), &[])));
    assert_eq!((none.subject.as_str(), none.empty), ("Nothing went dark since yesterday", true));
    assert!(none.sections.is_empty() && !html(&none).contains("<h2"));
}

#[test]
fn where_a_mailbox_was_not_read_nothing_is_claimed_about_silence() {
    let said = said(date(2026, 5, 19), &[]);
    let digest = written(&[], &lead(), Some(&said), &[trouble()]);
    assert_eq!(digest.subject, "Nothing seen to go dark since yesterday (1 mailbox not read)");
    assert!(!digest.empty);
    assert!(digest.alert.starts_with("1 mailbox not read"), "{}", digest.alert);
}

#[test]
fn where_one_folder_was_not_read_it_is_named_and_so_are_the_deals_that_need_it() {
    let (said, lead) = (said(date(2026, 5, 19), &[]), lead());
    let sent = || "Sent".to_owned();
    let mut trouble = trouble();
    trouble.source.part = SourcePart::Folder(sent());
    let State::Unknown { mailbox, since, .. } =
        &morning().iter().find(|one| one.deal.as_str() == "vega-1").unwrap().state.clone()
    else {
        panic!("vega is not observed")
    };
    let vega = deal(
        "vega-1",
        "Vega",
        "Bench",
        "27000 USD",
        State::Unknown { mailbox: mailbox.clone(), folder: Some(sent()), since: *since },
    );
    let read = [Source { mailbox: mailbox.clone(), part: SourcePart::Mailbox, until: Some(at("2026-05-20T11:58:00Z")) }];
    let verdicts = [vega];
    let morning = Morning { previous: Some(&said), read: &read, trouble: &[trouble], ..Morning::new(&verdicts, &lead, as_of()) };
    let digest = compose(&morning);
    assert!(digest.subject.ends_with("(1 folder not read)"), "{}", digest.subject);
    says(
        &digest,
        &[
            "Not observed since Mon 18 May, 14:02: the folder Sent of kim@northfield.example was not read (the mail server refused the \
             password).",
            "* Mailboxes read kim@northfield.example until Wed 20 May, 06:58.",
            "* Sent of kim@northfield.example Read until Mon 18 May, 14:02, not since. The mail server refused the password.",
        ],
    );
}

#[test]
fn the_second_digest_of_the_same_deals_tells_nothing_new() {
    let first = wednesday();
    let lead = lead();
    let later = Morning::new(&[], &lead, at("2026-05-21T12:00:00Z"));
    let again = compose(&Morning { verdicts: &morning(), previous: Some(&first.said), ..later });
    assert_eq!(
        again.subject,
        "Nothing seen to go dark since yesterday, 2 still dark after we celebrated (128,320 USD): Acme Industrial and 1 more"
    );
    let news = |part: Part| matches!(part, Part::Back | Part::Closed | Part::Changes);
    assert!(!again.sections.iter().any(|section| news(section.part)), "{}", text(&again));
    assert!(!text(&again).contains("[NEW]"));
    // Vega could not be judged: what Monday said of it stays, so that it isn't news when it is seen again.
    assert_eq!(again.said.deals[&id("vega-1")].state, "dark");
}

#[test]
fn only_an_answer_is_told_as_coming_back() {
    let quiet = silent(deal("lumen-1", "Lumen Glass", "Oven", "45000 USD", State::Quiet), 24, &["2026-05-15T19:00:00Z"]);
    let before = said(date(2026, 5, 18), &[("lumen-1", "dark", false, false), ("acme-line4", "snoozed", false, false)]);
    let digest = of(&[quiet, acme()], Some(&before));
    says(
        &digest,
        &[
            "Lumen Glass (Oven · 45,000 USD · Dana Reyes) No longer dark. Silent 2 business days since Fri 15 May, and our side",
            "* Acme Industrial [SNOOZE OVER]",
        ],
    );
    assert!(!text(&digest).contains("ame back"));
}

#[test]
fn a_move_that_is_ours_by_their_date_is_no_answer_owed() {
    let mut later = fixture::beck();
    later.state = State::Ours { owed_since: at("2026-05-20T14:00:00Z") };
    later.owed_minutes = None;
    later.signals.clear();
    let digest = of(&[later], Some(&monday()));
    says(&digest, &["Our move since Wed 20 May, 09:00.", "Next move: Dana: take the next step with Jonas Beck."]);
}

#[test]
fn a_rep_is_not_told_their_own_name_and_snoozes() {
    let mut dana = lead();
    dana.address = address("dana@northfield.example");
    dana.rep = true;
    let digest = written(&morning(), &dana, Some(&monday()), &[]);
    says(&digest, &["Line 4 retrofit · 84,000 USD Silent", "Snoozed by you (1 deal) Pine Valley (until Mon 1 Jun)."]);
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
    assert!(
        digest.subject.starts_with("60 deals, 5,040,000 USD, went dark after we celebrated: Prospect Bcc: 0 of a"),
        "{}",
        digest.subject
    );
    assert!(digest.subject.ends_with("more"), "{}", digest.subject);
    let many = &digest.sections[0];
    assert_eq!((many.cards.len(), many.lines.len(), many.more.clone()), (12, 40, "And 8 more.".to_owned()));
}

#[test]
fn a_prospect_of_several_deals_is_named_once() {
    let second = Verdict { deal: id("acme-line5"), title: "Line 5".into(), ..acme() };
    let digest = of(&[acme(), second], Some(&monday()));
    assert_eq!(digest.subject, "2 deals, 168,000 USD, went dark after we celebrated: Acme Industrial");
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
    let id = message_id(&[7; 32], &to, date(2026, 5, 20), "northfield.example");
    assert_eq!(id, message_id(&[7; 32], &to, date(2026, 5, 20), "northfield.example"));
    assert!(id.as_str().starts_with("wentdark.2026-05-20.") && id.as_str().ends_with("@northfield.example"), "{id}");
    let mail = message(&digest, &head("went\r\ndark <wentdark@northfield.example>", &to, &id)).unwrap();
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
    let id = message_id(&[7; 32], &to, date(2026, 5, 20), "northfield.example");
    let mail = message(&wednesday(), &head("wentdark@northfield.example", &to, &id)).unwrap();
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
