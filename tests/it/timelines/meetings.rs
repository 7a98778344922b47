//! What meetings mean: held, ahead, declined, cancelled, moved; series with exceptions; answers to what is no more.

use super::table::one;

/// Dana asks Pat to a demo on the twelfth, and writes twice before.
const ASKED: &str = "
    05-04 10:00 dana > pat human
    05-04 10:05 dana > pat calendar_request id=i1 meet=u1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:none title=Line_4_demo";

fn after(more: &str) -> String {
    format!("{ASKED}\n{more}")
}

#[test]
fn an_invitation_that_is_never_answered_is_silence() {
    one(
        ASKED,
        &[
            ("05-05 10:00", "waiting note=meeting_unanswered !meeting"),
            ("05-11 18:00", "quiet unanswered=2 since=05-04T10:00"),
            ("05-12 12:00", "quiet !has note=meeting_unanswered"),
        ],
    );
    let again = after("05-08 10:00 dana > pat human");
    one(&again, &[("05-12 18:00", "dark unanswered=3 note=meeting_unanswered")]);
}

#[test]
fn only_our_own_acceptance_is_none() {
    let ours = after("05-05 10:00 lee > dana calendar_reply meet=u1 org=dana ans=lee:accepted\n05-06 10:00 dana > pat human");
    one(&ours, &[("05-11 18:00", "dark note=meeting_unanswered !meeting"), ("05-12 12:00", "dark !has")]);
}

#[test]
fn a_tentative_answer_promises_nothing() {
    let tentative = after("05-05 10:00 pat > dana calendar_reply re=i1 meet=u1 ans=pat:tentative\n05-06 10:00 dana > pat human");
    one(&tentative, &[("05-11 18:00", "dark note=meeting_tentative"), ("05-12 12:00", "dark !has")]);
    let then = format!("{tentative}\n05-11 19:00 pat > dana calendar_reply re=i1 meet=u1 ans=pat:accepted");
    one(&then, &[("05-11 20:00", "scheduled !note"), ("05-12 12:00", "ours has=discovery")]);
}

#[test]
fn a_declined_meeting_is_no_touch() {
    let declined = after("05-05 10:00 pat > dana calendar_reply re=i1 meet=u1 ans=pat:declined\n05-06 10:00 dana > pat human");
    one(&declined, &[("05-11 18:00", "dark note=meeting_declined !meeting"), ("05-12 12:00", "dark !has")]);
}

#[test]
fn who_cancelled_is_said() {
    let by_their_organizer_in_our_calendar = "
        05-04 10:00 pat > dana calendar_request meet=u3 at=05-12T10:00 to=05-12T11:00 org=pat ans=dana:accepted
        05-06 10:00 calendar dana method=cancel meet=u3 at=05-12T10:00 to=05-12T11:00 org=pat ans=dana:accepted seq=1";
    one(by_their_organizer_in_our_calendar, &[("05-07 10:00", "cancelled=by_them")]);
    let by_ours_in_our_calendar = by_their_organizer_in_our_calendar
        .replace("pat > dana calendar_request", "dana > pat calendar_request")
        .replace("org=pat ans=dana:accepted", "org=dana ans=pat:accepted");
    one(&by_ours_in_our_calendar, &[("05-07 10:00", "cancelled=by_us")]);
    let agreed = after("05-05 10:00 pat > dana calendar_reply re=i1 meet=u1 ans=pat:accepted");
    let by_us = format!("{agreed}\n05-06 10:00 dana > pat calendar_cancel meet=u1 org=dana seq=1\n05-07 10:00 dana > pat human");
    one(&by_us, &[("05-05 12:00", "scheduled"), ("05-12 18:00", "dark note=meeting_cancelled cancelled=by_us !has")]);
    let theirs = "
        05-04 10:00 pat > dana calendar_request meet=u2 at=05-12T10:00 to=05-12T11:00 org=pat ans=dana:none
        05-05 09:00 dana > pat calendar_reply meet=u2 ans=dana:accepted
        05-06 10:00 pat > dana calendar_cancel meet=u2 org=pat seq=1";
    one(
        theirs,
        &[
            ("05-05 10:00", "scheduled"),
            ("05-07 10:00", "new note=meeting_cancelled cancelled=by_them"),
            ("05-12 12:00", "new !has"),
        ],
    );
}

#[test]
fn a_late_cancellation_of_an_older_version_changes_nothing() {
    let table = after(
        "05-05 10:00 pat > dana calendar_reply re=i1 meet=u1 ans=pat:accepted
        05-06 10:00 dana > pat calendar_request meet=u1 seq=2 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:accepted
        05-06 10:30 dana > pat calendar_cancel meet=u1 seq=1 org=dana",
    );
    one(&table, &[("05-07 10:00", "scheduled")]);
}

#[test]
fn the_latest_version_wins_whatever_the_order_of_arrival() {
    let table = "
        05-04 10:00 dana > pat calendar_request meet=u1 seq=3 stamp=05-04T09:59 at=05-20T10:00 to=05-20T11:00 org=dana ans=pat:accepted
        05-04 10:30 dana > pat calendar_request meet=u1 seq=2 stamp=05-04T09:00 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:none";
    one(table, &[("05-13 12:00", "scheduled meeting=u1 !has=discovery"), ("05-20 12:00", "ours owed=05-20T11:00")]);
}

#[test]
fn an_answer_to_an_earlier_time_is_none_to_the_new_one() {
    let table = after(
        "05-05 10:00 pat > dana calendar_reply re=i1 meet=u1 seq=0 at=05-12T10:00 ans=pat:accepted
        05-06 10:00 dana > pat calendar_request meet=u1 seq=1 at=05-19T10:00 to=05-19T11:00 org=dana ans=pat:none
        05-06 10:30 pat > dana calendar_reply re=i1 meet=u1 seq=0 at=05-12T10:00 ans=pat:accepted",
    );
    one(
        &table,
        &[("05-05 12:00", "scheduled"), ("05-06 12:00", "quiet note=meeting_unanswered"), ("05-19 12:00", "!has=discovery")],
    );
}

#[test]
fn moved_again_and_again_is_said_after_the_third_time() {
    let moved = |times: usize| {
        let line = |n: usize| {
            let day = 12 + n;
            format!(
                "\n05-0{} 10:00 dana > pat calendar_request meet=u1 seq={n} at=05-{day}T10:00 to=05-{day}T11:00 org=dana ans=pat:accepted",
                4 + n
            )
        };
        (1..=times).fold(ASKED.to_owned(), |table, n| table + &line(n))
    };
    one(&moved(2), &[("05-07 12:00", "scheduled !note=meeting_moved")]);
    one(&moved(3), &[("05-07 12:00", "scheduled note=meeting_moved"), ("05-15 12:00", "ours !note=meeting_moved")]);
}

#[test]
fn a_proposal_of_another_time_is_no_acceptance() {
    let counter =
        after("05-05 10:00 pat > dana calendar_reply method=counter re=i1 meet=u1 at=05-14T10:00 org=dana ans=pat:accepted");
    one(&counter, &[("05-05 12:00", "waiting note=meeting_counter note=meeting_tentative !meeting")]);
    let agreed = format!(
        "{counter}\n05-05 14:00 dana > pat calendar_request meet=u1 seq=1 at=05-14T10:00 to=05-14T11:00 org=dana ans=pat:accepted"
    );
    one(&agreed, &[("05-05 15:00", "scheduled !note"), ("05-14 12:00", "ours has=discovery")]);
}

#[test]
fn what_an_invitation_repeats_that_somebody_passes_on_is_as_old_as_the_invitation() {
    let passed_on = |when: &str, more: &str| {
        format!("05-{when} lee > dana human about=line_4 meet=u1 at=05-12T10:00 to=05-12T11:00 stamp=05-04T11:00 {more}")
    };
    let ours = "org=dana ans=pat:accepted";
    // They wrote after it: they wait for an answer.
    let wrote = format!("05-04 10:00 dana > pat human\n05-06 10:00 pat > dana human\n{}", passed_on("07 10:00", ours));
    one(&wrote, &[("05-07 12:00", "ours owed=05-06T10:00 meeting=u1"), ("05-12 12:00", "ours has=discovery")]);
    // A call of theirs is one since then too.
    one(&wrote.replace("org=dana", "org=kim"), &[("05-07 12:00", "ours owed=05-04T11:00 meeting=u1")]);
    // They said no since, or proposed another time.
    let declined = after(&format!(
        "05-05 10:00 pat > dana calendar_reply meet=u1 ans=pat:accepted\n05-06 10:00 pat > dana calendar_reply meet=u1 ans=pat:declined\n{}",
        passed_on("07 10:00", ours)
    ));
    one(&declined, &[("05-07 12:00", "quiet !meeting note=meeting_declined")]);
    let proposed = "05-05 10:00 pat > dana calendar_reply method=counter re=i1 meet=u1 at=05-14T10:00 org=dana ans=pat:tentative";
    let proposed = after(&format!("{proposed}\n{}", passed_on("06 10:00", ours)));
    one(&proposed, &[("05-06 12:00", "note=meeting_counter !meeting")]);
    // Said of a time that was given up.
    let moved = after(&format!(
        "05-05 10:00 dana > pat calendar_request meet=u1 at=05-14T10:00 to=05-14T11:00 stamp=05-05T10:00 org=dana ans=pat:none\n{}",
        passed_on("06 10:00", ours)
    ));
    one(&moved, &[("05-06 12:00", "quiet !meeting note=meeting_unanswered")]);
    // A series that they accepted long ago; and what the organizer tells today of its answers is news.
    let series = |from: &str| {
        format!(
            "03-02 10:00 dana > pat human\n05-20 10:00 {from} human about=line_4 meet=u1 at=03-03T10:00 to=03-03T11:00 stamp=03-02T10:00 \
             org=dana ans=pat:accepted series"
        )
    };
    one(&series("lee > dana"), &[("05-20 12:00", "!meeting !scheduled")]);
    one(&series("dana > lee"), &[("05-20 12:00", "meeting=u1")]);
    // Whoever hears of it late learns that they had accepted before it began.
    let late = format!("05-04 10:00 dana > pat human\n{}", passed_on("13 10:00", ours));
    one(&late, &[("05-13 12:00", "ours owed=05-12T11:00 has=discovery")]);
}

#[test]
fn words_alone_answer_too() {
    let by_thread = after("05-05 10:00 pat > dana calendar_reply re=i1 meet= ans=pat:accepted title=Some_other_title");
    one(&by_thread, &[("05-06 10:00", "scheduled")]);
    let by_title = after("05-05 10:00 pat > dana calendar_reply meet= ans=pat:accepted title=line_4_DEMO");
    one(&by_title, &[("05-06 10:00", "scheduled")]);
    let of_nothing = after("05-05 10:00 pat > dana calendar_reply meet= ans=pat:accepted title=Lunch");
    one(&of_nothing, &[("05-06 10:00", "quiet !meeting")]);
}

#[test]
fn nobody_answers_for_the_other_side() {
    let own = after("05-05 10:00 dana > lee calendar_reply about=line_4 meet=u1 org=dana ans=pat:accepted");
    one(&own, &[("05-06 10:00", "quiet !meeting")]);
}

#[test]
fn an_answer_alone_tells_of_its_meeting() {
    // Exchange leaves no copy of an invitation among the sent mail.
    let table = "
        05-04 10:00 dana > pat human
        05-05 10:00 pat > dana calendar_reply meet=u1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:accepted";
    one(table, &[("05-06 10:00", "scheduled meeting=u1"), ("05-12 12:00", "ours has=discovery")]);
}

const WEEKLY: &str = "
    05-04 10:00 dana > pat calendar_request id=i1 meet=s1 at=05-05T10:00 to=05-05T11:00 org=dana ans=pat:none series
    05-04 11:00 pat > dana calendar_reply meet=s1 at=05-05T10:00 ans=pat:accepted";

#[test]
fn one_instance_of_a_series_is_cancelled_by_itself() {
    let table =
        format!("{WEEKLY}\n05-08 10:00 pat > dana calendar_reply meet=s1 rec=05-12T10:00 at=05-12T10:00 ans=pat:declined");
    one(&table, &[("05-12 10:30", "scheduled"), ("05-12 12:00", "scheduled !owed"), ("05-19 12:00", "scheduled has=discovery")]);
    let only = "
        05-04 10:00 dana > pat calendar_request meet=s1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:none rule=FREQ=WEEKLY;COUNT=2
        05-04 11:00 pat > dana calendar_reply meet=s1 at=05-12T10:00 ans=pat:accepted
        05-06 10:00 dana > pat calendar_cancel meet=s1 rec=05-12T10:00 org=dana seq=1";
    one(only, &[("05-12 12:00", "scheduled !has=discovery"), ("05-19 12:00", "ours has=discovery owed=05-19T11:00")]);
    let all = format!("{only}\n05-13 10:00 dana > pat calendar_cancel meet=s1 org=dana seq=2");
    one(&all, &[("05-13 12:00", "quiet !meeting"), ("05-19 12:00", "dark !has")]);
}

#[test]
fn one_instance_of_a_series_is_moved_by_itself() {
    let table = "
        05-04 10:00 dana > pat calendar_request meet=s1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:none rule=FREQ=WEEKLY;COUNT=1
        05-04 11:00 pat > dana calendar_reply meet=s1 at=05-12T10:00 ans=pat:accepted
        05-06 10:00 dana > pat calendar_request meet=s1 rec=05-12T10:00 seq=1 at=05-14T10:00 to=05-14T11:00 org=dana ans=pat:none";
    one(table, &[("05-05 12:00", "scheduled"), ("05-06 12:00", "quiet note=meeting_unanswered")]);
    let again =
        format!("{table}\n05-07 10:00 pat > dana calendar_reply meet=s1 rec=05-12T10:00 seq=1 at=05-14T10:00 ans=pat:accepted");
    one(
        &again,
        &[("05-07 12:00", "scheduled"), ("05-12 12:00", "scheduled !has=discovery"), ("05-14 12:00", "ours owed=05-14T11:00")],
    );
}

#[test]
fn from_one_instance_on_a_series_may_move_or_end() {
    let moved = format!(
        "{WEEKLY}\n05-07 10:00 dana > pat calendar_request meet=s1 rec=05-12T10:00 later seq=1 at=05-13T10:00 to=05-13T11:00 org=dana ans=pat:accepted"
    );
    one(&moved, &[("05-19 12:00", "scheduled"), ("05-20 10:30", "scheduled")]);
    let over = format!("{WEEKLY}\n05-07 10:00 dana > pat calendar_cancel meet=s1 rec=05-12T10:00 later seq=1 org=dana");
    one(&over, &[("05-07 12:00", "ours owed=05-05T11:00 !meeting"), ("05-20 12:00", "ours owed=05-05T11:00")]);
}

#[test]
fn instances_are_added_and_left_out() {
    let left_out = "
        05-04 10:00 pat > dana calendar_request meet=s1 at=05-12T10:00 to=05-12T11:00 org=pat rule=FREQ=WEEKLY;COUNT=2 not=05-12T10:00";
    one(left_out, &[("05-12 12:00", "!has=discovery"), ("05-19 12:00", "ours has=discovery")]);
    let added = format!(
        "{left_out}\n05-20 10:00 pat > dana calendar_request method=add meet=s1 seq=1 at=05-22T10:00 to=05-22T11:00 org=pat ans=dana:none"
    );
    one(&added, &[("05-20 12:00", "meeting=s1"), ("05-22 12:00", "ours owed=05-22T11:00")]);
}

#[test]
fn their_update_is_a_word_of_theirs() {
    let table = "
        05-04 10:00 pat > dana calendar_request meet=u1 at=05-26T10:00 to=05-26T11:00 org=pat ans=dana:none
        05-05 10:00 dana > pat human
        05-12 10:00 pat > dana calendar_request meet=u1 seq=1 at=05-27T10:00 to=05-27T11:00 org=pat ans=dana:none";
    one(table, &[("05-06 10:00", "scheduled unanswered=1"), ("05-13 10:00", "scheduled unanswered=0")]);
    // One that says the same time again, with another place perhaps, wants no answer either.
    let same = table.replace("at=05-27T10:00 to=05-27T11:00", "at=05-26T10:00 to=05-26T11:00");
    one(&same, &[("05-13 10:00", "scheduled unanswered=0")]);
}

#[test]
fn a_calendar_and_a_mail_speak_of_one_meeting() {
    let table =
        after("05-05 10:00 calendar dana meet=u1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:accepted title=Line_4_demo");
    one(&table, &[("05-06 10:00", "scheduled meeting=u1"), ("05-12 12:00", "ours")]);
    // A calendar that lags behind a move doesn't take it back.
    let moved = after(
        "05-05 10:00 dana > pat calendar_request meet=u1 seq=1 at=05-14T10:00 to=05-14T11:00 org=dana ans=pat:accepted
        05-05 12:00 calendar lee meet=u1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:accepted",
    );
    one(&moved, &[("05-12 12:00", "scheduled !has=discovery"), ("05-14 12:00", "ours has=discovery")]);
}

#[test]
fn an_event_of_theirs_in_a_calendar_counts_from_when_it_was_made() {
    let table = "
        05-04 10:00 dana > pat human
        05-20 10:00 calendar dana meet=u1 made=05-06T10:00 at=06-10T10:00 to=06-10T11:00 org=pat ans=dana:accepted
        05-07 10:00 dana > pat human";
    one(table, &[("05-20 12:00", "scheduled unanswered=1 since=05-07T10:00")]);
}

#[test]
fn experts_and_second_contacts_come_to_meetings() {
    let table = "
        05-04 10:00 dana > pat,kim calendar_request meet=u1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:accepted ans=kim:accepted ans=sam:accepted";
    one(
        table,
        &[
            ("05-12 10:30", "has=next_step !has=discovery !has=expert"),
            ("05-12 12:00", "has=discovery has=expert has=second_contact has=decision_maker !has=next_step"),
        ],
    );
}

#[test]
fn an_absent_owner_is_shown_where_the_next_move_is_ours() {
    let table = "
        05-01 10:00 calendar dana meet=v1 at=05-06T00:00 to=05-09T00:00 away
        05-01 10:00 calendar lee meet=v2 at=05-01T00:00 to=06-09T00:00 away
        05-04 10:00 pat > dana human";
    one(
        table,
        &[
            ("05-04 12:00", "ours !note"),
            ("05-05 16:00", "ours note=owner_away"),
            ("05-08 12:00", "note=owner_away"),
            ("05-11 12:00", "!note"),
        ],
    );
    let called_off = format!("{table}\n05-05 10:00 calendar dana method=cancel meet=v1 at=05-06T00:00 to=05-09T00:00 away");
    one(&called_off, &[("05-07 12:00", "ours !note")]);
    one(&format!("{table}\n05-05 10:00 dana > pat human"), &[("05-07 12:00", "quiet !note")]);
}

#[test]
fn a_booking_services_notice_is_an_entry_in_the_reps_calendar() {
    let table = "
        05-04 10:00 dana > pat human
        05-05 10:00 notify@booking.example > dana calendar_request meet=b1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:accepted";
    one(table, &[("05-06 10:00", "scheduled meeting=b1"), ("05-12 12:00", "ours has=discovery")]);
    let fair = "
        05-04 10:00 dana > pat human
        05-05 10:00 news@fair.example > dana calendar_request meet=f1 at=05-06T10:00 to=05-06T11:00 org=news@fair.example title=Acme_at_the_fair";
    one(fair, &[("05-07 10:00", "quiet !exposure !note")]);
}

#[test]
fn a_meeting_among_us_that_names_the_deal_is_exposure() {
    let table = "
        05-04 10:00 dana > pat human
        05-05 10:00 calendar dana meet=u9 at=05-07T10:00 to=05-07T11:00 org=dana ans=lee:accepted title=Line_4_war_room";
    one(table, &[("05-06 10:00", "quiet !exposure !meeting"), ("05-08 10:00", "quiet exposure=meeting unanswered=1 !note")]);
    // A feed that names nobody doesn't tell who was there: they may have been.
    let nobody = table.replace(" org=dana ans=lee:accepted", "");
    one(&nobody, &[("05-08 10:00", "quiet !exposure !meeting !has unanswered=1 !note")]);
}

#[test]
fn a_colleagues_answer_that_nothing_leads_to_the_deal_is_heard_by_the_meetings_uid() {
    let asked = "
        05-04 10:00 dana > pat calendar_request meet=u1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:accepted ans=sam:none";
    one(asked, &[("05-12 12:00", "has=expert")]);
    let declined = format!("{asked}\n05-05 10:00 sam > dana calendar_reply meet=u1 at=05-12T10:00 org=dana ans=sam:declined");
    one(&declined, &[("05-12 12:00", "has=discovery !has=expert")]);
}

#[test]
fn whoever_calls_a_meeting_takes_part_in_it() {
    let table = "
        05-04 10:00 pat > dana human
        05-05 10:00 kim > dana calendar_request meet=u1 at=05-12T10:00 to=05-12T11:00 org=kim ans=dana:accepted";
    one(table, &[("05-12 12:00", "has=discovery has=second_contact has=decision_maker")]);
}

#[test]
fn a_meeting_titled_as_a_call_counts_as_any_meeting_and_one_in_our_calendar_alone_is_pointed_out() {
    let theirs =
        after("05-05 10:00 pat > dana calendar_reply re=i1 meet=u1 ans=pat:accepted").replace("Line_4_demo", "Call_with_Acme");
    one(&theirs, &[("05-06 10:00", "scheduled"), ("05-12 12:00", "ours has=discovery owed=05-12T11:00 !note")]);
    let ours = |more: &str| {
        format!(
            "05-04 10:00 dana > pat human\n05-06 10:00 dana > pat human
             05-07 10:00 calendar dana meet=u2 at=05-08T10:00 to=05-08T10:30 title=Telefonat_Acme {more}"
        )
    };
    let silent = "dark since=05-04T10:00 note=call_in_our_calendar !has=discovery";
    one(&ours(""), &[("05-12 18:00", &format!("{silent} !exposure"))]);
    one(&ours("org=dana ans=lee:accepted"), &[("05-12 18:00", &format!("{silent} exposure=meeting"))]);
    // Ahead nothing is missed yet; called off there was none; logged, it is known.
    one(&ours("").replace("at=05-08", "at=05-13").replace("to=05-08", "to=05-13"), &[("05-12 18:00", "dark !note")]);
    let off =
        ours("") + "\n05-08 09:00 calendar dana method=cancel meet=u2 at=05-08T10:00 to=05-08T10:30 title=Telefonat_Acme seq=1";
    one(&off, &[("05-12 18:00", "dark !note")]);
    let logged = ours("") + "\n05-08 10:05 call answered with=pat";
    one(&logged, &[("05-12 18:00", "ours has=discovery !note")]);
    one(&ours("").replace("Telefonat_Acme", "Prepare_Acme"), &[("05-12 18:00", "dark !note")]);
}
