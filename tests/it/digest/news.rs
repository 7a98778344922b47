//! What is new, worse or unchanged since the last digest, and how much of it is shown.

use jiff::civil::date;
use proptest::prelude::*;
use wentdark::delivery::{fitted, html, text};
use wentdark::domain::digest::{Digest, Morning, Part, Said, Section, Unreached, compose};
use wentdark::domain::remark::Remark;
use wentdark::domain::verdict::{Closing, Note, State, Verdict};

use crate::support::team::{Team, mail};

use super::fixture::{acme, address, as_of, at, beck, deal, harlow, id, lead, monday, morning, said, said_it, silent};

/// The digest of a later day.
fn later(verdicts: &[Verdict], previous: &Said, day: i64) -> Digest {
    let lead = lead();
    let now = as_of() + jiff::SignedDuration::from_hours(24 * day);
    compose(&Morning { previous: Some(previous), ..Morning::new(verdicts, &lead, now) })
}

fn part(digest: &Digest, part: Part) -> &Section {
    digest.sections.iter().find(|section| section.part == part).unwrap_or_else(|| panic!("no {part:?}\n{}", text(digest)))
}

#[test]
fn an_unchanged_deal_leaves_the_cards_after_a_week_and_is_one_line() {
    let deals = [acme(), beck()];
    let mut before = said(date(2026, 5, 19), &[]);
    for day in 0..10 {
        let digest = later(&deals, &before, day);
        let flagged = part(&digest, Part::Flagged);
        let told = (flagged.cards.len(), flagged.lines.len());
        let badge = flagged.cards.first().map_or("", |card| card.badge);
        assert_eq!((told, badge), if day < 7 { ((1, 0), if day == 0 { "new" } else { "" }) } else { ((0, 1), "") }, "{day}");
        if day == 7 {
            let line = &flagged.lines[0];
            assert_eq!((line.lead.as_str(), line.badge), ("Acme Industrial", ""));
            assert_eq!(line.text, "Silent 7 business days since Fri 8 May: our message and 2 follow-ups unanswered.");
        }
        before = digest.said;
    }
}

#[test]
fn what_got_worse_is_a_card_again_and_stands_before_the_unchanged() {
    let mut before = later(&[acme(), harlow()], &said(date(2026, 5, 19), &[]), 0).said;
    before.deals.get_mut(&id("acme-line4")).unwrap().since = date(2026, 5, 1);
    before.deals.get_mut(&id("harlow-gx90")).unwrap().since = date(2026, 5, 1);
    let mut worse = harlow();
    let wrote = super::fixture::message("2026-05-20T15:00:00Z", "Dana Reyes", "Harlow");
    worse.exposure = vec![said_it("allocation", "please hold two gearboxes for Harlow", wrote)];
    let digest = later(&[acme(), worse], &before, 1);
    let flagged = part(&digest, Part::Flagged);
    assert_eq!(flagged.cards.iter().map(|card| (card.deal.as_str(), card.badge)).collect::<Vec<_>>(), [("harlow-gx90", "worse")]);
    assert_eq!(flagged.lines.len(), 1);
    assert_eq!(digest.said.deals[&id("harlow-gx90")].since, date(2026, 5, 21));
    assert_eq!(flagged.count, Some(2));
}

/// Acme as our own new message leaves it for a day: quiet, and nobody has written.
fn nudged() -> Verdict {
    let mut quiet = acme();
    (quiet.state, quiet.flagged, quiet.at_risk, quiet.dark_since) = (State::Quiet, false, true, None);
    let wrote = super::fixture::message("2026-05-20T15:00:00Z", "Dana Reyes", "Line 4 once more");
    (quiet.last_outbound, quiet.unanswered_count) = (Some(wrote), 4);
    quiet
}

#[test]
fn a_message_of_ours_makes_no_dark_deal_new() {
    let first = later(&[acme()], &said(date(2026, 5, 19), &[]), 0);
    assert_eq!(first.headline, "1 deal, 84,000 USD, went dark after we celebrated");
    let quiet = later(&[nudged()], &first.said, 1);
    assert_eq!(quiet.headline, "Nothing went dark since yesterday");
    assert_eq!(part(&quiet, Part::AtRisk).cards[0].badge, "");
    let dark = later(&[acme()], &quiet.said, 2);
    assert_eq!(dark.headline, "Nothing new went dark since yesterday, 1 still dark after we celebrated (84,000 USD)");
    let card = &part(&dark, Part::Flagged).cards[0];
    assert_eq!((card.badge, dark.said.deals[&card.deal].since), ("", date(2026, 5, 20)), "it has stood so since the first");

    // The first of our messages came back long after: it is the same silence.
    let mut bounced = harlow();
    (bounced.deal, bounced.silent_since) = (id("acme-line4"), Some(at("2026-05-13T15:02:00Z")));
    assert_eq!(part(&later(&[bounced], &dark.said, 3), Part::Flagged).cards[0].badge, "");

    // They wrote, we answered, and they fell silent again: that is news.
    let mut anew = acme();
    anew.last_reply = Some(super::fixture::message("2026-05-21T15:00:00Z", "Pat Lee", "Re: Line 4"));
    anew.silent_since = Some(at("2026-05-21T19:00:00Z"));
    let digest = later(&[anew], &dark.said, 12);
    assert_eq!(digest.headline, "1 deal, 84,000 USD, went dark after we celebrated");
    assert_eq!(part(&digest, Part::Flagged).cards[0].badge, "new");
}

#[test]
fn a_dark_deal_that_nobody_celebrated_is_told_as_one_silence_too() {
    let plain = |verdict: Verdict| Verdict { celebration: None, flagged: false, at_risk: false, ..verdict };
    let first = later(&[plain(acme())], &said(date(2026, 5, 19), &[]), 0);
    assert_eq!(first.headline, "1 deal, 84,000 USD, went dark");
    let quiet = later(&[plain(nudged())], &first.said, 1);
    let line = &part(&quiet, Part::Changes).lines[0].text;
    assert!(line.starts_with("We wrote again, and nobody has answered: no longer dark for a day. Silent"), "{line}");
    let dark = later(&[plain(acme())], &quiet.said, 2);
    assert_eq!((dark.headline.as_str(), part(&dark, Part::Dark).lines[0].badge), ("Nothing went dark since yesterday", ""));
    // Celebrated only now: that was not told.
    let digest = later(&[acme()], &dark.said, 3);
    assert_eq!(digest.headline, "1 deal, 84,000 USD, went dark after we celebrated");
    // An answer ends it, however it was hidden the day before.
    let mut ours = plain(acme());
    let last = super::fixture::message("2026-05-22T15:00:00Z", "Pat Lee", "Re: Line 4");
    (ours.state, ours.silent_since) = (State::Ours { owed_since: last.at }, None);
    ours.last_reply = Some(last);
    let back = later(&[ours], &quiet.said, 3);
    assert!(part(&back, Part::Back).lines[0].text.starts_with("Came back: Pat Lee wrote"), "{}", text(&back));
}

#[test]
fn a_false_alarm_makes_no_old_silence_new() {
    let first = later(&[acme()], &said(date(2026, 5, 19), &[]), 0);
    let sober = Verdict { celebration: None, flagged: false, ..acme() };
    let digest = later(&[sober], &first.said, 1);
    assert_eq!((digest.headline.as_str(), part(&digest, Part::Dark).lines[0].badge), ("Nothing went dark since yesterday", ""));
    let again = later(&[acme()], &digest.said, 2);
    assert_eq!(again.headline, "Nothing new went dark since yesterday, 1 still dark after we celebrated (84,000 USD)");
}

#[test]
fn what_wakes_from_a_snooze_is_shown_first_and_goes_dark_no_second_time() {
    let first = later(&[acme()], &said(date(2026, 5, 19), &[]), 0);
    let mut snoozed = acme();
    let hides = Box::new(State::Dark);
    snoozed.state = State::Snoozed { until: at("2026-05-22T14:00:00Z"), by: None, hides };
    (snoozed.flagged, snoozed.dark_since) = (false, None);
    let second = later(&[snoozed], &first.said, 1);
    let third = later(&[acme()], &second.said, 2);
    assert_eq!(third.headline, "Nothing new went dark since yesterday, 1 still dark after we celebrated (84,000 USD)");
    assert_eq!(part(&third, Part::Flagged).cards[0].badge, "snooze over");
}

#[test]
fn a_day_on_which_somebody_is_out_of_reach_or_was_left_aside_is_not_empty() {
    let lead = lead();
    let calm = [deal("calm-1", "Calm Corp", "Belt", "10 USD", State::Waiting)];
    let whole = Morning::new(&calm, &lead, as_of());
    assert!(compose(&whole).empty);
    let unreached =
        [Unreached { reader: address("vp@northfield.example"), since: date(2026, 5, 18), reason: "no such user".into() }];
    assert!(!compose(&Morning { unreached: &unreached, ..whole.clone() }).empty);
    let aside = compose(&Morning { left_aside: Some((1, at("2026-05-19T15:00:00Z"))), ..whole });
    assert!(
        !aside.empty && text(&aside).contains("A mail from this address (Tue 19 May, 10:00) was left aside"),
        "{}",
        text(&aside)
    );
}

#[test]
fn currencies_are_told_apart_and_deals_without_an_amount_are_counted() {
    let mut euros = harlow();
    euros.value = Some("31.500 EUR".into());
    let mut vague = harlow();
    (vague.deal, vague.value) = (id("vague-1"), Some("a lot".into()));
    let digest = later(&[acme(), euros, vague], &said(date(2026, 5, 19), &[]), 0);
    assert_eq!(digest.headline, "3 deals, 84,000 USD, 31,500 EUR and one without an amount, went dark after we celebrated");
    let mut none = acme();
    none.value = None;
    let digest = later(&[none], &said(date(2026, 5, 19), &[]), 0);
    assert_eq!(digest.headline, "1 deal went dark after we celebrated");
}

#[test]
fn that_the_owner_is_away_stands_beside_a_move_of_ours_also_when_nothing_else_is_new() {
    let state = State::Ours { owed_since: at("2026-05-18T20:15:00Z") };
    let mut verdict = deal("ortega-2", "Ortega", "Drive upgrade", "18000 USD", state);
    let lead = lead();
    let digest = |verdict: &Verdict, previous| {
        compose(&Morning { previous, ..Morning::new(std::slice::from_ref(verdict), &lead, as_of()) })
    };
    let told = |verdict: &Verdict, previous| text(&digest(verdict, previous)).split_whitespace().collect::<Vec<_>>().join(" ");
    let nothing = said(date(2026, 5, 18), &[]);
    let first = digest(&verdict, Some(&nothing));
    assert!(!told(&verdict, Some(&first.said)).contains("away"));
    let away = Remark::OwnerAway { owner: "Dana Reyes".into(), from: None, last: date(2026, 5, 29) };
    verdict.notes = vec![Note { remark: away, message_id: None }];
    for previous in [None, Some(&first.said)] {
        assert!(told(&verdict, previous).contains("Dana Reyes is away"), "{}", told(&verdict, previous));
    }
}

#[test]
fn who_closed_a_deal_and_why_is_told_whatever_they_once_declined() {
    use crate::timelines::table;
    let declined = "05-04 10:00 pat > dana human sig=decline:we_stay_with_them
                    05-05 10:00 pat > dana human sig=urgency:we_need_it_now";
    let lead = lead();
    let told = |marked: &str| {
        let facts = table::facts(&format!("{declined}\n{marked}"));
        let verdicts =
            ["05-05 12:00", "05-06 12:00"].map(|now| [table::verdict(&facts, &table::roster(false), "line4", table::at(now))]);
        let before = compose(&Morning::new(&verdicts[0], &lead, table::at("05-05 12:00")));
        let after = Morning { previous: Some(&before.said), ..Morning::new(&verdicts[1], &lead, table::at("05-06 12:00")) };
        text(&compose(&after)).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for (marked, sentence) in [
        ("05-06 10:00 mark won by=lead", "Marked as won by lead@northfield.example, Wed 6 May, 10:00."),
        ("05-06 10:00 mark lost by=dana", "Marked as lost by dana@northfield.example, Wed 6 May, 10:00."),
        ("05-06 10:00 pat > dana human sig=decline:we_go_elsewhere", "They declined: “we go elsewhere” (pat@acme.example, Wed"),
    ] {
        let page = told(marked);
        assert!(page.contains("Signed or closed since") && page.contains(sentence), "{page}");
        assert_eq!(page.contains("They declined"), marked.contains("decline"), "{page}");
    }
    let mut noted = deal("old-1", "Old Corp", "Belt", "10 USD", State::Closed);
    let by = Some(address("dana@northfield.example"));
    noted.closing = Some(Closing::Mark { won: false, at: at("2026-05-19T15:00:00Z"), by, note: Some("price\r\n<b>".into()) });
    let mut filed = deal("old-2", "New Corp", "Belt", "10 USD", State::Closed);
    filed.closing = Some(Closing::Stage { stage: "Lost".into(), since: at("2026-05-19T15:00:00Z") });
    let before = said(date(2026, 5, 19), &[("old-1", "quiet", false, false), ("old-2", "quiet", false, false)]);
    let page = text(&later(&[noted, filed], &before, 0)).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(page.contains("Marked as lost by dana@northfield.example, Tue 19 May, 10:00: “price <b>”."), "{page}");
    assert!(page.contains("The prospects file says “Lost”."), "{page}");
}

#[test]
fn a_silence_of_our_own_making_is_said_to_the_rep() {
    let verdict = deal("acme-line4", "Acme Industrial", "Line 4 retrofit", "84000 USD", State::Dark);
    let mut once = silent(verdict, 110, &["2026-05-04T19:10:00Z"]);
    once.flagged = true;
    let digest = later(&[once], &said(date(2026, 5, 19), &[]), 0);
    let card = &part(&digest, Part::Flagged).cards[0];
    assert_eq!(card.state, "Silent 11 business days since Mon 4 May, and our side never followed up.");
    let next = card.next.as_ref().unwrap();
    assert_eq!(next.what, "Dana: write or call them today.");
    assert_eq!(next.why, "Our message of Mon 4 May has no answer, and nobody of us came back to it.");
}

#[test]
fn a_manager_gets_a_line_a_rep_and_the_one_with_most_to_do_first() {
    let mut kim = harlow();
    (kim.owner, kim.owner_name) = (address("kim@northfield.example"), "Kim Sato".into());
    let mut other = deal("kim-2", "Calm Corp", "Belt", "10 USD", State::Waiting);
    (other.owner, other.owner_name) = (kim.owner.clone(), kim.owner_name.clone());
    let closed = deal("old-1", "Old Corp", "Belt", "10 USD", State::Closed);
    let digest = later(&[beck(), kim, other, closed], &monday(), 0);
    let lines = &part(&digest, Part::Reps).lines;
    let told: Vec<_> = lines.iter().map(|line| (line.lead.as_str(), line.about.as_str(), line.text.as_str())).collect();
    assert_eq!(
        told,
        [
            ("Kim Sato", "2 open deals", "1 dark after celebration (44,320 USD)."),
            ("Dana Reyes", "1 open deal", "1 celebrated with nothing signed."),
        ]
    );
    let mut rep = lead();
    rep.rep = true;
    let digest = compose(&Morning::new(&[beck(), harlow()], &rep, as_of()));
    assert!(digest.sections.iter().all(|section| section.part != Part::Reps));
}

#[test]
fn a_digest_that_is_late_says_when_it_was_due() {
    let lead = lead();
    let late = |due: &str| {
        let digest = compose(&Morning { late: Some(at(due)), ..Morning::new(&[], &lead, as_of()) });
        digest.dated
    };
    assert_eq!(late("2026-05-20T10:00:00Z"), "Wednesday 20 May 2026, 07:00 CDT. Late: it was due 05:00");
    assert_eq!(late("2026-05-18T13:00:00Z"), "Wednesday 20 May 2026, 07:00 CDT. Late: it was due Mon 18 May, 08:00");
}

#[test]
fn explain_shows_the_next_move_and_its_rule() {
    let team = Team::new();
    let (dana, pat) = ("Dana <dana@northfield.example>", "Pat Lee <pat@acme.example>");
    team.deliver(
        "",
        "1.a",
        "2026-05-04T15:00:00Z",
        &mail("p1@acme.example", "Mon, 4 May 2026 15:00:00 +0000", pat, dana, "Line 4", None, "Hello"),
    );
    for (n, day) in [5, 8, 12].into_iter().enumerate() {
        let (id, date) = (format!("d{n}@northfield.example"), format!("{day} May 2026 15:00:00 +0000"));
        let text = mail(&id, &date, dana, pat, "Line 4", Some("p1@acme.example"), "Any news?");
        team.deliver(".Sent", &format!("{n}.b"), &format!("2026-05-{day:02}T15:00:00Z"), &text);
    }
    team.sync();
    let explained = team.ok(&["explain", "acme-line4", "--config", "wentdark.toml", "--as-of", "2026-05-20T12:00:00Z"]);
    assert!(explained.contains("Do next:  Find out who decides, and speak to them."), "{explained}");
    assert!(explained.contains("Nobody who decides has taken part. (rule 12 of 16)"), "{explained}");
}

#[test]
fn a_digest_is_never_so_large_that_it_is_cut_off() {
    let lead = lead();
    for deals in [3, 60, 600] {
        let many: Vec<Verdict> = (0..deals)
            .map(|n| {
                let mut one = if n % 3 == 0 { beck() } else { acme() };
                one.deal = id(&format!("d{n:03}"));
                one.prospect = "𝒲&<>\"'".repeat(2_000);
                one.title = "<b>\u{202e}".repeat(2_000);
                let celebration = one.celebration.as_mut().unwrap();
                celebration.evidence[0].phrase = Some("<script>'\"&".repeat(1_000));
                one
            })
            .collect();
        let before = said(date(2026, 5, 19), &[]);
        let digest = fitted(&Morning { previous: Some(&before), ..Morning::new(&many, &lead, as_of()) });
        let page = html(&digest);
        assert!(page.len() < 102_000, "{deals} deals: {}", page.len());
        assert!(!page.contains("<script") && !page.contains('\u{202e}') && text(&digest).len() < 102_000);
        let told: usize = digest.sections.iter().filter_map(|section| section.count).sum();
        assert_eq!(told, deals, "whatever is left out is counted");
        assert_eq!(deals > 10, digest.sections.iter().any(|section| !section.more.is_empty()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn the_same_facts_make_the_same_bytes(order in Just((0..13usize).collect::<Vec<_>>()).prop_shuffle(), most in 0..=13usize) {
        let all = morning();
        let kept: Vec<usize> = (0..all.len()).filter(|index| index * 7 % 13 < most).collect();
        let straight: Vec<Verdict> = kept.iter().map(|index| all[*index].clone()).collect();
        let shuffled: Vec<Verdict> = order.iter().filter(|index| kept.contains(index)).map(|index| all[*index].clone()).collect();
        let [one, two] = [straight, shuffled].map(|verdicts| later(&verdicts, &monday(), 0));
        prop_assert_eq!(html(&one), html(&two));
        prop_assert_eq!(text(&one), text(&two));
        prop_assert_eq!((one.subject, one.said), (two.subject, two.said));
    }
}
