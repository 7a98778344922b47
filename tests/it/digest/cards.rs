//! What stands on the cards: whose words are quoted, what could not be read, what the colours mean.

use jiff::civil::date;
use wentdark::delivery::{html, text};
use wentdark::domain::digest::{Language, Mark, Morning, Part, compose};
use wentdark::domain::remark::Remark;
use wentdark::domain::signal::SignalKind;
use wentdark::domain::verdict::{Beat, Note, Verdict};

use super::fixture::{acme, as_of, beck, harlow, lead, morning, morning_digest, said, signal, trouble};
use super::{of, says};

/// That a mailbox was not read of somebody who takes no part in the deal.
pub fn stale(mailbox: &str) -> Note {
    let reason = Some("the mail server refused the password".to_owned());
    Note { remark: Remark::StaleMailbox { mailbox: format!("{mailbox}@northfield.example"), reason }, message_id: None }
}

fn with_stale(mut verdicts: Vec<Verdict>, mailboxes: &[&str]) -> Vec<Verdict> {
    for verdict in &mut verdicts {
        verdict.notes.extend(mailboxes.iter().map(|mailbox| stale(mailbox)));
    }
    verdicts
}

#[test]
fn a_doubt_is_quoted_where_the_same_mail_says_more() {
    let mut verdict = beck();
    let last = verdict.last_reply.clone().unwrap();
    verdict.signals.push(signal(SignalKind::Urgency, "we need it by Friday", last.clone()));
    let told = "Their last words: - “I'm not convinced it handles our volumes” (Jonas Beck, Tue 19 May, 08:12) - That is a doubt, and \
                it has no answer. - A price played against us: “our current vendor offered 10% less” (Jonas Beck, Wed 13 May, 07:00)";
    says(&of(&[verdict.clone()], None), &[told]);
    // A price of the same mail is told beside it, and nothing twice.
    verdict.signals = vec![
        signal(SignalKind::Doubt, "I'm not convinced it handles our volumes", last.clone()),
        signal(SignalKind::Leverage, "Bolt offered 10% less", last),
    ];
    let digest = of(&[verdict], None);
    says(&digest, &["- “I'm not convinced it handles our volumes” (", "- A price played against us: “Bolt offered 10% less” ("]);
    assert_eq!(text(&digest).matches("Bolt offered").count(), 1, "{}", text(&digest));
}

#[test]
fn a_mailbox_that_was_not_read_is_told_once_and_has_a_word_on_each_card() {
    // Kim's is among the reader's own sources, Lee's and Max's are others'.
    let verdicts = with_stale(vec![acme(), harlow(), beck()], &["kim", "lee", "max"]);
    let (lead, trouble) = (lead(), [trouble()]);
    let digest = compose(&Morning { trouble: &trouble, ..Morning::new(&verdicts, &lead, as_of()) });
    let page = text(&digest).split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(page.matches("(3 mailboxes not read)").count(), 3, "a word on each card: {page}");
    assert_eq!(
        page.to_lowercase().matches("the mail server refused the password").count(),
        3,
        "why is told once a mailbox: {page}"
    );
    says(
        &digest,
        &[
            "1 mailbox not read: see at the end.",
            "* lee@northfield.example Not read lately; a reply that went there alone would not be seen. The mail server refused the \
             password.",
        ],
    );
    let one = compose(&Morning::new(&with_stale(morning(), &["lee"]), &lead, as_of()));
    assert!(text(&one).contains("* Beck GmbH (1 mailbox not read)"), "{}", text(&one));
    assert_eq!(text(&one).matches("* lee@northfield.example").count(), 1);
    // And a word on each line, of what is new as of what is unchanged.
    let verdicts = with_stale(morning(), &["lee"]);
    let again = compose(&Morning { previous: Some(&one.said), ..Morning::new(&verdicts, &lead, as_of()) });
    for digest in [&one, &again] {
        let silent = [Part::Dark, Part::Undeliverable, Part::Ours, Part::Paused, Part::Snoozed];
        let lines: Vec<_> =
            digest.sections.iter().filter(|part| silent.contains(&part.part)).flat_map(|part| &part.lines).collect();
        assert!(lines.len() >= 4, "{lines:?}");
        for line in lines {
            assert!(line.text.ends_with(" 1 mailbox not read."), "{line:?}");
        }
    }
}

#[test]
fn the_colours_of_every_strip_are_explained() {
    // Of the first card's strip nothing but messages; a meeting, a celebration and silence in later ones.
    let mut plain = acme();
    plain.silent_since = None;
    plain.celebration.as_mut().unwrap().evidence.clear();
    plain.beats.retain(|(_, beat)| *beat == Beat::Outbound);
    let verdicts = [Verdict { deal: super::fixture::id("a-first"), silence_minutes: Some(1), ..plain }, acme()];
    let digest = of(&verdicts, None);
    let section = digest.sections.iter().find(|section| section.part == Part::Flagged).unwrap();
    let legends: Vec<Vec<Mark>> = section
        .cards
        .iter()
        .filter_map(|card| card.strip.as_ref())
        .map(|strip| strip.legend.iter().map(|(mark, _)| *mark).collect())
        .collect();
    assert_eq!(legends, [vec![Mark::Message, Mark::Meeting, Mark::Celebration, Mark::Silence], vec![]]);
}

#[test]
fn the_headline_of_an_unchanged_day_tells_the_money_too() {
    let before = said(date(2026, 5, 19), &[("acme-line4", "dark", true, false), ("harlow-gx90", "dark", true, false)]);
    let digest = of(&[acme(), harlow()], Some(&before));
    assert_eq!(digest.headline, "Nothing new went dark since yesterday, 2 still dark after we celebrated (128,320 USD)");
    let mut bare = acme();
    bare.value = None;
    let digest = of(&[bare], Some(&before));
    assert_eq!(digest.headline, "Nothing new went dark since yesterday, 1 still dark after we celebrated");
    let mut german = lead();
    german.language = Language::German;
    let digest = compose(&Morning { previous: Some(&before), ..Morning::new(&[acme(), harlow()], &german, as_of()) });
    assert_eq!(
        digest.headline,
        "Nichts Neues ist verstummt (zuletzt berichtet: gestern), 2 nach dem Feiern weiter stumm (128.320 USD)"
    );
}

#[test]
fn a_deadline_passes_where_the_team_works_and_not_where_somebody_reads_of_it() {
    use crate::timelines::table::{at, facts, roster, verdict};
    let facts = facts(
        "05-06 10:00 pat > dana human sig=urgency:by_friday:05-08
         05-06 11:00 dana > pat human
         05-06 12:00 dana > lee human about=acme sig=celebration:we_got_it",
    );
    let mut reader = lead();
    for (zone, now, passed) in [
        // Friday's working day isn't over in Chicago when Saturday has begun in Tokyo.
        ("Asia/Tokyo", "05-08 16:00", false),
        ("America/Chicago", "05-08 16:00", false),
        // And it is over when it is still Friday evening in Honolulu.
        ("Pacific/Honolulu", "05-09 00:30", true),
        ("Asia/Tokyo", "05-09 00:30", true),
    ] {
        reader.zone = jiff::tz::TimeZone::get(zone).unwrap();
        let verdicts = [verdict(&facts, &roster(false), "line4", at(now))];
        let page = text(&compose(&Morning::new(&verdicts, &reader, at(now))));
        assert!(page.contains("Acme") && page.contains("(pat@acme.example, "), "{page}");
        assert_eq!(page.contains("Their own deadline, Fri 8 May, has passed."), passed, "{zone} at {now}: {page}");
    }
}

#[test]
fn the_day_that_they_named_is_that_day_wherever_it_is_read() {
    use crate::timelines::table::{at, facts, roster, verdict};
    let asked = "05-05 10:00 pat > dana human sig=deferral:after_the_15th:05-18
                 05-05 12:00 dana > lee human about=acme sig=celebration:we_got_it";
    let away = "05-04 10:00 dana > pat human id=m1
                05-05 10:00 pat > dana out_of_office re=m1 back=05-18";
    let mut reader = lead();
    for zone in ["America/Chicago", "Pacific/Apia", "Pacific/Honolulu"] {
        reader.zone = jiff::tz::TimeZone::get(zone).unwrap();
        let told = |table: &str| {
            let verdicts = [verdict(&facts(table), &roster(false), "line4", at("05-06 12:00"))];
            let page = text(&compose(&Morning::new(&verdicts, &reader, at("05-06 12:00"))));
            page.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let page = told(asked);
        assert!(page.contains("They asked to be left until Mon 18 May."), "{zone}: {page}");
        assert!(page.contains("Next move: Write on Mon 18 May. Until then no answer can be expected."), "{zone}: {page}");
        let page = told(away);
        assert!(page.contains("On hold until Mon 18 May: they are away."), "{zone}: {page}");
        // So is the day that a prospects file gives.
        let mut roster = roster(false);
        let deal = &mut roster.prospects[0].deals[0];
        (deal.stage, deal.stage_since) = (Some("verbal".into()), Some(date(2026, 5, 4)));
        let verdicts = [verdict(&facts("05-04 10:00 dana > pat human"), &roster, "line4", at("05-06 12:00"))];
        let page = text(&compose(&Morning::new(&verdicts, &reader, at("05-06 12:00"))));
        assert!(page.contains("Celebrated: Stage set to: “verbal” (Mon 4 May)"), "{zone}: {page}");
    }
}

#[test]
fn a_page_says_it_beside_the_name() {
    let digest = morning_digest(&with_stale(morning(), &["kim"]), &lead());
    let page = html(&digest);
    assert_eq!(page.matches("<span class=\"warning\"").count(), 3, "{page}");
    assert!(page.contains(">1 mailbox not read</span></h3>"), "{page}");
}
