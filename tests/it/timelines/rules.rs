//! The rules beneath the state table: meetings, calls, pauses, rhythm; what is told beside the state.

use super::table::one;

#[test]
fn an_accepted_meeting_ahead_protects_and_ends_silence_when_held() {
    let invite = "05-04 10:00 dana > pat calendar_request id=i1 meet=u1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:none";
    let accepted = format!("{invite}\n05-05 10:00 pat > dana calendar_reply re=i1 meet=u1 ans=pat:accepted");
    one(invite, &[("05-05 12:00", "waiting unanswered=1"), ("05-20 12:00", "dark !meeting")]);
    one(
        &accepted,
        &[
            ("05-05 12:00", "scheduled meeting=u1 unanswered=1 !reply"),
            ("05-12 10:30", "scheduled has=next_step"),
            ("05-12 11:00", "ours owed=05-12T11:00 unanswered=0 has=discovery"),
        ],
    );
    one(&accepted.replace("accepted", "tentative"), &[("05-05 12:00", "waiting !meeting"), ("05-13 12:00", "quiet")]);
    one(
        &format!("{accepted}\n05-06 10:00 pat > dana calendar_reply meet=u1 ans=pat:declined"),
        &[("05-06 12:00", "quiet"), ("05-13 12:00", "quiet !owed")],
    );
    let cancelled = format!("{accepted}\n05-06 10:00 dana > pat calendar_cancel meet=u1 org=dana");
    one(&cancelled, &[("05-06 12:00", "quiet !meeting"), ("05-13 12:00", "quiet")]);
    let late = format!("{invite}\n05-12 12:00 pat > dana calendar_reply re=i1 meet=u1 ans=pat:accepted");
    one(&late, &[("05-13 12:00", "quiet")]);
}

#[test]
fn their_invitation_is_a_touch_while_it_stands() {
    let table = "
        05-04 10:00 dana > pat human
        05-06 10:00 dana > pat human
        05-12 10:00 pat > dana calendar_request id=i1 meet=u1 at=05-14T10:00 to=05-14T11:00 org=pat ans=dana:none";
    one(
        table,
        &[("05-12 09:00", "dark"), ("05-12 12:00", "scheduled !reply unanswered=0"), ("05-14 12:00", "ours owed=05-14T11:00")],
    );
    let cancelled = format!("{table}\n05-13 10:00 pat > dana calendar_cancel meet=u1 org=pat");
    one(&cancelled, &[("05-13 12:00", "dark unanswered=2 since=05-04T10:00")]);
    let declined = format!("{table}\n05-13 10:00 dana > pat calendar_reply meet=u1 ans=dana:declined");
    one(&declined, &[("05-13 12:00", "ours !meeting")]);
}

#[test]
fn a_message_after_the_agreement_wants_an_answer() {
    let table = "
        05-04 10:00 dana > pat calendar_request meet=u1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:none
        05-05 10:00 pat > dana human
        05-05 11:00 pat > dana calendar_reply meet=u1 ans=pat:accepted
        05-06 10:00 pat > dana human";
    one(table, &[("05-05 10:30", "ours"), ("05-05 12:00", "scheduled"), ("05-06 12:00", "ours owed=05-05T10:00")]);
}

#[test]
fn a_series_protects_for_sixty_days() {
    let table = "
        05-04 10:00 dana > pat calendar_request meet=u1 at=05-05T10:00 to=05-05T11:00 org=dana ans=pat:none series
        05-04 11:00 pat > dana calendar_reply meet=u1 ans=pat:accepted
        05-06 10:00 dana > pat human";
    // The last instance that counts was on the last Tuesday within them.
    let over = ("07-03 12:00", "ours owed=06-30T11:00 !meeting");
    one(table, &[("05-20 12:00", "scheduled"), ("07-03 10:00", "scheduled"), over, ("07-10 12:00", "ours owed=06-30T11:00")]);
    let written = format!("{table}\n07-01 10:00 dana > pat human\n07-02 10:00 dana > pat human");
    one(&written, &[("07-02 12:00", "scheduled unanswered=2"), ("07-13 12:00", "dark unanswered=2")]);
}

#[test]
fn a_meeting_may_be_known_from_a_calendar_alone() {
    let table = "
        05-04 10:00 dana > pat human
        05-05 10:00 calendar dana meet=u1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:accepted";
    one(table, &[("05-04 12:00", "waiting"), ("05-05 12:00", "scheduled meeting=u1"), ("05-12 12:00", "ours has=discovery")]);
}

#[test]
fn calls_count() {
    let table = "
        05-04 10:00 dana > pat human
        05-05 10:00 call voicemail with=pat by=dana
        05-13 10:00 call answered with=pat by=dana";
    one(
        table,
        &[("05-12 12:00", "dark unanswered=2 outbound=05-04T10:00"), ("05-13 12:00", "ours owed=05-13T10:00 has=discovery")],
    );
}

#[test]
fn an_absence_stops_the_clock() {
    let table = "
        05-04 10:00 dana > pat human id=m1
        05-05 10:00 dana > pat human
        05-05 10:00 pat > dana out_of_office re=m1 back=05-12";
    one(
        table,
        &[
            ("05-05 12:00", "paused paused=05-12T09:00 unanswered=2 since=05-04T10:00 !reply"),
            ("05-12 09:00", "waiting days=1.0 !paused"),
            ("05-15 12:00", "quiet"),
            ("05-15 17:29", "quiet"),
            ("05-15 17:30", "dark days=5.0 dark_since=05-15T17:30"),
        ],
    );
    one(&table.replace("back=05-12", "back=05-23"), &[("05-22 12:00", "paused paused=05-26T09:00")]);
    one(&table.replace("back=05-12", ""), &[("05-12 09:59", "paused paused=05-12T10:00"), ("05-12 10:00", "waiting")]);
    let colleague = format!("{table}\n05-06 10:00 bob > dana human\n05-06 11:00 dana > pat human");
    one(&colleague, &[("05-06 12:00", "waiting !paused")]);
}

#[test]
fn everybody_must_be_away() {
    let table = "
        05-04 10:00 dana > pat,bob human id=m1
        05-05 10:00 pat > dana out_of_office re=m1 back=05-14";
    one(table, &[("05-05 12:00", "waiting !paused")]);
    let both = format!("{table}\n05-06 10:00 bob > dana out_of_office re=m1 back=05-12");
    one(&both, &[("05-06 12:00", "paused paused=05-12T09:00"), ("05-12 12:00", "quiet days=2.4")]);
}

#[test]
fn a_deferral_is_an_answer_and_holds_until_its_date() {
    let table = "
        05-04 10:00 dana > pat human
        05-05 10:00 pat > dana human sig=deferral:after_the_15th:05-18
        05-05 11:00 dana > pat human";
    one(
        table,
        &[
            ("05-05 10:30", "paused paused=05-18T09:00 unanswered=0 reply=05-05T10:00"),
            ("05-05 12:00", "paused unanswered=1 since=05-05T11:00 days=0.0"),
            ("05-18 09:00", "ours owed=05-18T09:00"),
            ("05-22 12:00", "ours owed=05-18T09:00"),
        ],
    );
    let nudged = format!("{table}\n05-18 10:00 dana > pat human");
    one(&nudged, &[("05-18 12:00", "waiting unanswered=2"), ("05-26 12:00", "dark")]);
    let undated = "05-05 10:00 pat > dana human sig=deferral:later";
    one(undated, &[("05-19 09:59", "paused paused=05-19T10:00"), ("05-19 10:00", "ours owed=05-19T10:00")]);
    let early = format!("{table}\n05-08 10:00 pat > dana human");
    one(&early, &[("05-08 12:00", "ours owed=05-08T10:00 !paused")]);
}

#[test]
fn thanks_end_no_deferral() {
    let table = "
        05-04 10:00 dana > pat human
        05-05 10:00 pat > dana human sig=deferral:after_the_15th:05-18
        05-05 11:00 dana > pat human
        05-05 12:00 pat > dana human thanks";
    let holds = "paused paused=05-18T09:00 unanswered=0 reply=05-05T12:00 !owed";
    one(table, &[("05-05 11:30", "paused unanswered=1"), ("05-05 12:30", holds), ("05-18 09:00", "ours owed=05-18T09:00")]);
    // By somebody else of theirs, and again and again.
    let all = format!("{table}\n05-06 10:00 kim > dana human thanks\n05-07 10:00 pat > dana human thanks");
    one(&all, &[("05-08 12:00", "paused paused=05-18T09:00 reply=05-07T10:00"), ("05-19 12:00", "ours owed=05-18T09:00")]);
    // We may write meanwhile.
    let wrote = format!("{all}\n05-08 10:00 dana > pat human");
    one(&wrote, &[("05-08 12:00", "paused unanswered=1 since=05-08T10:00 days=0.0"), ("05-18 10:00", "ours owed=05-18T09:00")]);
    let undated = "05-05 10:00 pat > dana human sig=deferral:later
        05-05 11:00 dana > pat human
        05-06 12:00 pat > dana human thanks";
    one(undated, &[("05-18 12:00", "paused paused=05-19T10:00"), ("05-19 10:00", "ours owed=05-19T10:00")]);
    // The later of two holds, whatever was thanked for between.
    let again = format!("{table}\n05-06 10:00 pat > dana human sig=deferral:in_June:06-01\n05-06 12:00 pat > dana human thanks");
    one(&again, &[("05-20 12:00", "paused paused=06-01T09:00"), ("06-01 09:00", "ours owed=06-01T09:00")]);
}

#[test]
fn whatever_asks_or_tells_something_ends_a_deferral() {
    let table = "
        05-04 10:00 dana > pat human
        05-05 10:00 pat > dana human sig=deferral:after_the_15th:05-18
        05-05 11:00 dana > pat human
        05-05 12:00 pat > dana human thanks";
    // The question may come before or after thanks: it is a question, and owed since it was asked.
    for (asked, owed) in [
        ("05-06 10:00 pat > dana human", "05-06T10:00"),
        ("05-06 10:00 pat > dana human\n05-06 11:00 pat > dana human thanks", "05-06T10:00"),
        ("05-06 10:00 dana > pat human\n05-06 11:00 pat > dana human", "05-06T11:00"),
    ] {
        one(&format!("{table}\n{asked}"), &[("05-06 12:00", &format!("ours !paused owed={owed}"))]);
    }
    one(&format!("{table}\n05-06 10:00 call answered with=pat"), &[("05-06 12:00", "ours !paused owed=05-06T10:00")]);
    let invited = "05-06 10:00 pat > dana calendar_request id=i1 meet=u1 at=05-07T10:00 to=05-07T11:00 org=pat ans=dana:none";
    one(&format!("{table}\n{invited}"), &[("05-06 12:00", "scheduled !paused")]);
    let unanswered = "05-05 10:00 pat > dana human sig=deferral:after_the_15th:05-18\n05-06 10:00 pat > dana human";
    one(unanswered, &[("05-06 12:00", "ours owed=05-06T10:00")]);
    // Without a deferral thanks are a reply like any other.
    let none = "05-05 10:00 dana > pat human\n05-05 12:00 pat > dana human thanks";
    one(none, &[("05-06 12:00", "ours owed=05-05T12:00 reply=05-05T12:00")]);
}

#[test]
fn thanks_after_a_deferrals_day_are_for_what_was_sent_then() {
    let table = "
        05-05 10:00 pat > dana human sig=deferral:after_the_15th:05-18
        05-05 11:00 dana > pat human";
    // Nothing was sent then: what we owe is what it was.
    let late = format!("{table}\n05-19 10:00 pat > dana human thanks");
    one(&late, &[("05-18 12:00", "ours owed=05-18T09:00"), ("05-19 12:00", "ours owed=05-18T09:00 reply=05-19T10:00")]);
    one(
        &format!("{late}\n05-20 10:00 dana > pat human"),
        &[("05-20 12:00", "waiting unanswered=1 since=05-20T10:00"), ("06-20 12:00", "dark")],
    );
    let sent = format!("{table}\n05-18 10:00 dana > pat human\n05-19 10:00 pat > dana human thanks");
    one(&sent, &[("05-18 12:00", "waiting"), ("05-19 12:00", "ours owed=05-19T10:00")]);
}

#[test]
fn a_slow_prospect_has_its_own_rhythm() {
    let mut table = String::new();
    for month in ["01", "02", "03", "04"] {
        for (asked, answered) in [("05", "14"), ("19", "28")] {
            table.push_str(&format!("{month}-{asked} 10:00 dana > pat human id=q{month}{asked}\n"));
            table.push_str(&format!("{month}-{answered} 10:00 pat > dana human re=q{month}{asked}\n"));
        }
    }
    table.push_str("05-04 10:00 dana > pat human\n05-05 10:00 dana > pat human");
    one(&table, &[("05-11 12:00", "quiet days=5.2"), ("05-13 12:00", "dark")]);
    let four = table.lines().skip(8).collect::<Vec<_>>().join("\n");
    one(&four, &[("05-11 12:00", "dark")]);
}

#[test]
fn pressure_and_exposure_are_told() {
    let table = "
        05-04 10:00 pat > dana human sig=urgency:decide_this_week:05-08
        05-04 11:00 dana > pat human sig=overpromise:we_can_do_that
        05-05 10:00 lee > jo human about=acme sig=allocation:reserve_the_slot
        05-06 10:00 lead > dana,lee calendar_request about=acme meet=u9 at=05-07T10:00 to=05-07T11:00 org=lead title=Acme_kickoff";
    one(
        table,
        &[(
            "05-08 12:00",
            "quiet deadline=05-08 exposure=overpromise exposure=allocation exposure=meeting evidence=allocation at_risk signal=urgency",
        )],
    );
}

#[test]
fn a_deadline_is_missed_when_its_day_is_over_in_silence() {
    let table = "
        05-06 10:00 pat > dana human sig=urgency:by_friday:05-08
        05-06 11:00 dana > pat human";
    one(table, &[("05-08 23:59", "deadline=05-08 !missed"), ("05-09 00:00", "deadline=05-08 missed=05-08")]);
    let on = |line: &str| format!("{table}\n{line}");
    one(&on("05-07 09:00 pat > dana human"), &[("05-09 00:00", "missed=05-08")]);
    one(&on("05-08 09:00 pat > dana human"), &[("05-09 00:00", "!missed")]);
    one(&on("05-08 09:00 call answered with=pat by=dana"), &[("05-09 00:00", "!missed")]);
    let met = "05-06 12:00 pat > dana calendar_request meet=u1 at=05-08T10:00 to=05-08T11:00 org=pat ans=dana:none";
    one(&on(met), &[("05-09 00:00", "!missed")]);
    // Who says on Friday morning that it must be today may have written before.
    let today = "05-08 09:00 pat > dana human\n05-08 10:00 pat > dana human sig=urgency:today:05-08";
    one(&on(today), &[("05-09 00:00", "missed=05-08")]);
    // Nobody knows what came after the mailbox was last read.
    one(&on("coverage dana 05-08T20:00"), &[("05-09 08:00", "quiet !missed")]);
}

#[test]
fn the_foundation_names_what_met_it() {
    let table = "
        05-04 10:00 dana > pat human file=Quote_4471.pdf cc=sam
        05-05 10:00 pat > dana human
        05-06 10:00 kim > dana human sig=urgency:by_friday:05-15
        05-07 10:00 sam > pat human";
    one(
        table,
        &[
            ("05-04 12:00", "has=written_offer !has=expert !has=second_contact"),
            ("05-05 12:00", "!has=decision_maker !has=second_contact"),
            ("05-08 12:00", "has=decision_maker has=second_contact has=expert has=next_step !has=discovery"),
            ("05-18 12:00", "!has=next_step"),
        ],
    );
    one("05-05 10:00 pat > dana human title=Owner", &[("05-06 12:00", "has=decision_maker")]);
}

#[test]
fn a_language_that_is_not_judged_is_said() {
    one(
        "05-04 10:00 dana > pat human\n05-05 10:00 pat > dana human lang=fi\n05-06 10:00 pat > dana human lang=fi",
        &[("05-05 12:00", "!note"), ("05-06 12:00", "note=language_not_judged")],
    );
}
