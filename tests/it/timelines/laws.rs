//! What must hold for any facts at all.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use wentdark::domain::assess::assess;
use wentdark::domain::mail::Mail;
use wentdark::domain::matching::{Facts, Matched, timelines};
use wentdark::domain::verdict::Verdict;

use super::table::{at, facts, policy, roster, said, told, verdict};

/// One random line of a table, somewhere in the weeks from 05-04 on.
fn line() -> impl Strategy<Value = String> {
    let who = prop_oneof![
        Just("dana > pat human"),
        Just("dana > pat,bob human"),
        Just("pat > dana human"),
        Just("bob > dana human"),
        Just("pat > dana out_of_office back=05-20"),
        Just("bob > dana out_of_office"),
        Just("dana > pat calendar_request meet=u1 at=05-18T10:00 to=05-18T11:00 org=dana ans=pat:none"),
        Just("pat > dana calendar_reply meet=u1 ans=pat:accepted"),
        Just("pat > dana calendar_request meet=u2 at=05-19T10:00 to=05-19T11:00 org=pat ans=dana:none"),
        Just("pat > dana calendar_cancel meet=u2 org=pat"),
        Just("dana > pat calendar_request meet=u1 seq=1 at=05-20T10:00 to=05-20T11:00 org=dana ans=pat:none"),
        Just("dana > pat calendar_request meet=u1 seq=2 at=05-21T10:00 to=05-21T11:00 org=dana ans=pat:accepted"),
        Just("dana > pat calendar_cancel meet=u1 seq=1 org=dana"),
        Just("pat > dana calendar_reply method=counter meet=u1 at=05-22T10:00 org=dana ans=pat:tentative"),
        Just("pat > dana calendar_reply meet= title=x ans=pat:declined"),
        Just("pat > dana calendar_request meet=u3 at=05-06T10:00 to=05-06T11:00 org=pat rule=FREQ=DAILY;COUNT=5"),
        Just("pat > dana calendar_cancel meet=u3 rec=05-07T10:00 later org=pat"),
        Just("pat > dana calendar_request method=add meet=u3 at=05-23T10:00 to=05-23T11:00 org=pat"),
        Just("calendar lee meet=u3 at=05-06T10:00 to=05-06T11:00 org=pat ans=lee:declined"),
        Just("lee > dana human about=acme sig=celebration:we_got_it"),
        Just("pat > dana human sig=deferral:later:05-22"),
        Just("pat > dana human sig=decline:no"),
        Just("pat > dana human sig=commitment:yes"),
        Just("private@mail.example > dana human"),
        Just("mailer-daemon@isp.example > dana bounce_permanent failed=pat"),
        Just("call voicemail with=pat by=dana"),
        Just("mark won by=dana"),
        Just("stage verbal"),
    ];
    (0i64..60 * 24 * 21, who, prop::option::of(0usize..14), 0usize..3).prop_map(|(minutes, who, re, about)| {
        let when = (at("05-04 08:00") + SignedDuration::from_mins(minutes)).to_zoned(policy().calendar.zone);
        let re = re.map(|re| format!(" re=m{re} returned=m{re}")).unwrap_or_default();
        let about = ["", " about=line_4", " names=line_5"][about];
        let rest = if who.contains('>') { format!("{re}{about}") } else { String::new() };
        format!("{} {who}{rest}", when.strftime("%m-%d %H:%M"))
    })
}

/// Lines whose messages have ids, so that they can answer one another, earlier or later.
pub fn tables() -> impl Strategy<Value = Vec<String>> {
    let numbered = |(number, line): (usize, String)| if line.contains('>') { format!("{line} id=m{number}") } else { line };
    prop::collection::vec(line(), 1..14).prop_map(move |lines| lines.into_iter().enumerate().map(numbered).collect())
}

fn all(facts: &Facts, now: Timestamp) -> Vec<Verdict> {
    let roster = roster(true);
    let matched = Matched::new(facts, &roster, now);
    timelines(&matched, &roster).iter().map(|timeline| assess(timeline, &policy(), now)).collect()
}

/// The facts with these messages.
fn with(mails: &[Mail], facts: &Facts) -> Facts {
    Facts { mails: mails.iter().cloned().collect(), ..facts.clone() }
}

fn instant() -> impl Strategy<Value = Timestamp> {
    (0i64..60 * 24 * 60).prop_map(|minutes| at("05-04 08:00") + SignedDuration::from_mins(minutes))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_comes_later_never_matters(lines in tables(), now in instant()) {
        let (mut mails, facts) = told(&lines.join("\n"));
        let facts = with(&mails, &facts);
        mails.retain(|mail| mail.server_time <= now);
        let mut past = with(&mails, &facts);
        past.meetings.retain(|(_, _, known)| *known <= now);
        past.actions.retain(|action| action.at <= now);
        prop_assert_eq!(all(&facts, now), all(&past, now));
    }

    #[test]
    fn the_order_of_arrival_never_matters(lines in tables(), now in instant(), turn in 0usize..14) {
        let (mut mails, facts) = told(&lines.join("\n"));
        let facts = with(&mails, &facts);
        mails.reverse();
        let turn = turn.min(mails.len());
        mails.rotate_left(turn);
        let mut other = with(&mails, &facts);
        other.actions.reverse();
        prop_assert_eq!(all(&facts, now), all(&other, now));
    }

    #[test]
    fn copies_never_matter(lines in tables(), now in instant()) {
        let (mut mails, facts) = told(&lines.join("\n"));
        let facts = with(&mails, &facts);
        mails.extend(mails.clone());
        let mut twice = with(&mails, &facts);
        twice.actions.extend(facts.actions.clone());
        prop_assert_eq!(all(&facts, now), all(&twice, now));
    }

    #[test]
    fn a_reply_always_ends_dark(lines in tables(), now in instant()) {
        let (mut mails, facts) = told(&lines.join("\n"));
        let reply = now.to_zoned(policy().calendar.zone).strftime("%m-%d %H:%M pat > dana human id=last about=line_4 names=line_5").to_string();
        mails.extend(told(&reply).0);
        for verdict in all(&with(&mails, &facts), now) {
            prop_assert!(verdict.state.as_str() != "dark" || verdict.deal.as_str() == "press", "{:?}", said(&verdict));
        }
    }

    #[test]
    fn with_an_agreed_meeting_ahead_it_is_never_dark(lines in tables(), now in instant()) {
        let when = |at: Timestamp, how: &str| at.to_zoned(policy().calendar.zone).strftime(how).to_string();
        let (start, end) = (now + SignedDuration::from_hours(50), now + SignedDuration::from_hours(51));
        let asked = format!(
            "{} dana > pat calendar_request id=ahead about=line_4 meet=ahead at={} to={} org=dana ans=pat:accepted",
            when(now, "%m-%d %H:%M"), when(start, "%m-%dT%H:%M"), when(end, "%m-%dT%H:%M")
        );
        let facts = facts(&format!("{}\n{asked}", lines.join("\n")));
        let verdict = verdict(&facts, &roster(true), "line4", now);
        let silent = ["dark", "quiet", "waiting"].contains(&verdict.state.as_str());
        prop_assert!(!silent, "{:?}", said(&verdict));
    }

    #[test]
    fn flagged_means_dark(lines in tables(), now in instant()) {
        for verdict in all(&facts(&lines.join("\n")), now) {
            prop_assert!(!verdict.flagged || verdict.state.as_str() == "dark");
            prop_assert!(!(verdict.flagged && verdict.at_risk));
            prop_assert!(verdict.state.as_str() != "dark" || verdict.dark_since.is_some_and(|since| since <= now), "{:?}", said(&verdict));
            prop_assert_eq!(verdict.silent_since.is_some(), verdict.unanswered_count > 0);
        }
    }

    #[test]
    fn silence_only_grows(lines in tables(), steps in prop::collection::vec(0i64..60 * 30, 2..20)) {
        let facts = facts(&lines.join("\n"));
        let roster = roster(true);
        // All facts are in the past, and no pause, meeting or snooze of the tables ends after this.
        let mut now = at("06-05 00:00");
        let rank = |state: &str| ["waiting", "quiet", "dark"].iter().position(|one| *one == state);
        let mut last: Option<(Option<usize>, Option<i64>, String)> = None;
        for step in steps {
            now += SignedDuration::from_mins(step);
            let verdict = verdict(&facts, &roster, "line4", now);
            let state = verdict.state.as_str().to_owned();
            if let Some((before, minutes, name)) = &last {
                prop_assert!(rank(&state) >= *before, "{name} then {state}");
                prop_assert!(before.is_some() || *name == state, "{name} then {state}");
                prop_assert!(verdict.silence_minutes >= *minutes);
            }
            last = Some((rank(&state), verdict.silence_minutes, state));
        }
    }
}
