//! What later words leave of a meeting: repeated answers, people who are uninvited, calendars that tell half of it.

use super::table::one;

/// Dana asks Pat and Kim; Pat accepts.
const BOTH: &str = "
    05-04 10:00 dana > pat,kim calendar_request id=i1 meet=u1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:none ans=kim:none
    05-04 11:00 pat > dana calendar_reply re=i1 meet=u1 at=05-12T10:00 org=dana ans=pat:accepted";

/// They call it.
const THEIRS: &str = "
    05-04 10:00 pat > dana,lee calendar_request id=i1 meet=u1 at=05-12T10:00 to=05-12T11:00 org=pat ans=dana:none ans=lee:none";

const WEEKLY: &str = "
    05-04 10:00 dana > pat calendar_request id=i1 meet=s1 at=05-05T10:00 to=05-05T11:00 org=dana ans=pat:none rule=FREQ=WEEKLY;COUNT=4
    05-04 11:00 pat > dana calendar_reply meet=s1 at=05-05T10:00 org=dana ans=pat:accepted";

fn after(table: &str, more: &str) -> String {
    format!("{table}\n{more}")
}

#[test]
fn an_answer_that_is_told_again_is_as_old_as_it_was() {
    for again in [
        // Notes are added after the meeting, somebody comes to it while it goes on, Pat's phone answers once more.
        "05-12 12:00 dana > pat calendar_request meet=u1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:accepted",
        "05-12 10:30 dana > pat,bob calendar_request meet=u1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:accepted ans=bob:none",
        "05-12 10:02 pat > dana calendar_reply re=i1 meet=u1 at=05-12T10:00 ans=pat:accepted",
    ] {
        let table = after(&after(BOTH, again), "05-14 10:00 dana > pat human");
        one(&table, &[("05-12 13:00", "has=discovery"), ("05-20 16:00", "has=discovery !note")]);
    }
    // Whoever comes round after it began had not accepted before.
    let late = after(
        "05-04 10:00 dana > pat calendar_request id=i1 meet=u1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:none
        05-05 10:00 pat > dana calendar_reply re=i1 meet=u1 at=05-12T10:00 ans=pat:tentative",
        "05-12 10:02 pat > dana calendar_reply re=i1 meet=u1 at=05-12T10:00 ans=pat:accepted",
    );
    one(&late, &[("05-12 12:00", "!has")]);
}

#[test]
fn a_series_lives_from_their_last_acceptance_and_not_from_what_we_repeat() {
    let weekly = "
        05-04 10:00 dana > pat calendar_request meet=s1 at=05-05T10:00 to=05-05T11:00 org=dana ans=pat:none series
        05-04 11:00 pat > dana calendar_reply meet=s1 at=05-05T10:00 ans=pat:accepted";
    one(weekly, &[("06-30 12:00", "scheduled"), ("07-07 12:00", "!meeting")]);
    let again = after(weekly, "06-10 11:00 pat > dana calendar_reply meet=s1 at=05-05T10:00 ans=pat:accepted");
    one(&again, &[("07-07 12:00", "scheduled")]);
    let ours = "06-10 11:00 dana > pat calendar_request meet=s1 at=05-05T10:00 to=05-05T11:00 org=dana ans=pat:accepted series";
    one(&after(weekly, ours), &[("07-07 12:00", "!meeting")]);
}

#[test]
fn whoever_is_uninvited_takes_nobody_along() {
    let uninvited = after(BOTH, "05-05 10:00 dana > kim calendar_cancel meet=u1 org=dana ans=kim:none");
    one(&uninvited, &[("05-06 12:00", "scheduled !note"), ("05-12 12:00", "ours owed=05-12T11:00 has=discovery")]);
    // The one who had accepted is gone, the other never answered.
    let pat = after(BOTH, "05-05 10:00 dana > pat calendar_cancel meet=u1 org=dana ans=pat:none\n05-06 10:00 dana > kim human");
    one(&pat, &[("05-06 12:00", "quiet note=meeting_unanswered"), ("05-12 18:00", "dark !has=discovery")]);
    let asked_again =
        "05-06 11:00 dana > pat calendar_request meet=u1 seq=1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:accepted";
    one(&after(&pat, asked_again), &[("05-06 12:00", "scheduled")]);
    // Nobody is left: programs tell each by a mail of its own.
    let all = "05-05 10:00 dana > kim calendar_cancel meet=u1 org=dana ans=kim:none
        05-05 10:00 dana > pat calendar_cancel meet=u1 org=dana ans=pat:none";
    one(&after(BOTH, all), &[("05-06 12:00", "!meeting note=meeting_cancelled"), ("05-12 12:00", "!has")]);
    // One of ours, told by a mail that leads to the deal by the meeting alone.
    let with_sam = BOTH.replace("ans=kim:none", "ans=sam:none");
    let sam = after(&with_sam, "05-05 10:00 dana > sam calendar_cancel meet=u1 org=dana ans=sam:none");
    one(&sam, &[("05-06 12:00", "scheduled"), ("05-12 12:00", "ours has=discovery !has=expert")]);
    // After it took place it takes nothing back.
    let after_it = after(BOTH, "05-12 12:00 dana > pat calendar_cancel meet=u1 org=dana ans=pat:none");
    one(&after_it, &[("05-12 13:00", "ours has=discovery")]);
}

#[test]
fn they_may_leave_one_of_us_out() {
    let lee = after(THEIRS, "05-05 10:00 pat > lee calendar_cancel meet=u1 org=pat ans=lee:none");
    one(&lee, &[("05-06 12:00", "scheduled"), ("05-12 12:00", "ours has=discovery")]);
    let both = after(&lee, "05-05 10:01 pat > dana calendar_cancel meet=u1 org=pat ans=dana:none");
    one(&both, &[("05-06 12:00", "!meeting note=meeting_cancelled"), ("05-12 12:00", "!has")]);
    // Sam's mail is read by nobody: whether Sam was told as well, too.
    let with_sam = THEIRS.replace("ans=lee:none", "ans=sam:none");
    let dana = after(&with_sam, "05-05 10:00 pat > dana calendar_cancel meet=u1 org=pat ans=dana:none");
    one(&dana, &[("05-06 12:00", "!meeting note=meeting_cancelled"), ("05-12 12:00", "!has")]);
}

#[test]
fn a_calendar_that_names_nobody_takes_nobody_out() {
    let feed = "05-06 10:00 calendar dana meet=u1 at=05-12T10:00 to=05-12T11:00";
    let table =
        format!("05-04 09:00 dana > pat human\n{THEIRS}\n05-06 10:00 dana > pat human\n{feed}\n05-07 10:00 dana > pat human");
    one(&table, &[("05-11 12:00", "scheduled meeting=u1"), ("05-12 12:00", "ours has=discovery")]);
    let moved = table.replace(feed, "05-06 10:00 calendar dana meet=u1 seq=1 at=05-14T10:00 to=05-14T11:00");
    one(&moved, &[("05-12 12:00", "scheduled"), ("05-14 12:00", "ours owed=05-14T11:00")]);
}

#[test]
fn an_entry_of_our_calendar_that_changes_agrees_to_nothing_anew() {
    let read = |known: &str, made: &str| {
        format!(
            "05-04 10:00 dana > pat human\n05-06 10:00 pat > dana human
            {known} calendar dana meet=u1 at=05-26T10:00 to=05-26T11:00 org=dana ans=pat:accepted made={made}"
        )
    };
    one(&read("05-07 10:00", "05-01T10:00"), &[("05-08 12:00", "ours owed=05-06T10:00 meeting=u1")]);
    one(&read("05-07 10:00", "05-07T09:00"), &[("05-08 12:00", "scheduled")]);
    // It was seen before that nobody had answered.
    let first = "05-01 10:00 calendar dana meet=u1 at=05-26T10:00 to=05-26T11:00 org=dana ans=pat:none made=05-01T10:00";
    one(&after(first, &read("05-07 10:00", "05-01T10:00")), &[("05-08 12:00", "scheduled")]);
    // And that it was accepted.
    let edited = "05-05 10:00 calendar dana meet=u1 at=05-26T10:00 to=05-26T11:00 org=dana ans=pat:accepted made=05-01T10:00";
    one(&after(edited, &read("05-07 10:00", "05-07T09:00")), &[("05-08 12:00", "ours")]);
}

#[test]
fn what_a_calendar_cancelled_and_shows_again_stands() {
    let table = "
        05-01 10:00 calendar dana meet=s1 at=05-05T10:00 to=05-05T11:00 org=dana ans=pat:accepted rule=FREQ=WEEKLY;COUNT=2
        05-04 09:00 dana > pat human
        05-06 10:00 calendar dana method=cancel meet=s1 rec=05-12T10:00 at=05-12T10:00 to=05-12T11:00 seq=1 org=dana ans=pat:accepted";
    one(table, &[("05-12 12:00", "ours owed=05-05T11:00")]);
    let again = "05-07 10:00 calendar dana meet=s1 rec=05-12T10:00 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:accepted";
    one(&after(table, again), &[("05-12 12:00", "ours owed=05-12T11:00")]);
}

#[test]
fn words_alone_may_mean_one_date() {
    let declined = "05-11 09:00 pat > dana calendar_reply meet= title=Weekly rec=05-12T00:00 ans=pat:declined";
    let weekly = WEEKLY.replace("meet=s1", "meet=s1 title=Weekly");
    one(
        &after(&weekly, declined),
        &[
            ("05-11 12:00", "meeting=s1"),
            ("05-12 12:00", "scheduled !owed"),
            ("05-19 12:00", "has=discovery"),
            ("05-26 12:00", "ours owed=05-26T11:00"),
        ],
    );
    // The last one.
    let last = declined.replace("05-12T", "05-26T");
    one(&after(&weekly, &last), &[("05-26 12:00", "ours owed=05-19T11:00")]);
    // Of a single meeting it is the meeting.
    let single = BOTH.replace("meet=u1", "meet=u1 title=Weekly");
    one(&after(&single, declined), &[("05-12 12:00", "!has")]);
}

#[test]
fn an_answer_to_one_instance_needs_no_time() {
    let declined = after(WEEKLY, "05-25 10:00 pat > dana calendar_reply meet=s1 rec=05-26T10:00 org=dana ans=pat:declined");
    one(&declined, &[("05-25 12:00", "!meeting"), ("05-26 12:00", "ours owed=05-19T11:00")]);
}

#[test]
fn new_times_from_one_date_on_are_to_be_accepted_anew() {
    let moved = |answer: &str| {
        format!(
            "{WEEKLY}\n05-07 10:00 dana > pat calendar_request meet=s1 rec=05-12T10:00 later seq=1 at=05-13T10:00 to=05-13T11:00 \
             org=dana ans=pat:{answer}"
        )
    };
    one(&moved("none"), &[("05-08 12:00", "!meeting note=meeting_unanswered"), ("05-20 16:00", "quiet since=05-07T10:00")]);
    one(&moved("accepted"), &[("05-08 12:00", "scheduled"), ("05-20 12:00", "scheduled has=discovery")]);
    // Without a new time the answers stay; a decline from one date on is one.
    let renamed = moved("none").replace("05-13T", "05-12T");
    one(&renamed, &[("05-08 12:00", "scheduled"), ("05-19 12:00", "has=discovery")]);
    let over = after(WEEKLY, "05-07 10:00 pat > dana calendar_reply meet=s1 rec=05-12T10:00 later org=dana ans=pat:declined");
    one(&over, &[("05-08 12:00", "!meeting"), ("05-20 12:00", "ours owed=05-05T11:00")]);
}

#[test]
fn a_proposal_that_we_turn_down_leaves_the_meeting_as_it_was() {
    let countered = after(
        BOTH,
        "05-05 10:00 pat > dana calendar_reply method=counter meet=u1 at=05-14T10:00 to=05-14T11:00 org=dana ans=pat:tentative",
    );
    one(&countered, &[("05-05 12:00", "note=meeting_counter")]);
    let down = after(&countered, "05-06 10:00 dana > pat calendar_reply method=declinecounter meet=u1 at=05-14T10:00 org=dana");
    one(&down, &[("05-06 12:00", "!note=meeting_counter")]);
    let accepted = after(&down, "05-07 10:00 pat > dana calendar_reply meet=u1 at=05-12T10:00 org=dana ans=pat:accepted");
    one(&accepted, &[("05-07 12:00", "scheduled !note"), ("05-12 12:00", "ours owed=05-12T11:00")]);
}

#[test]
fn absences_repeat_and_visits_are_none() {
    let asked = "05-05 10:00 pat > dana human";
    let weekly = after("04-17 08:00 calendar dana meet=v1 at=04-17T08:00 to=04-17T18:00 away series", asked);
    one(&weekly, &[("05-05 12:00", "ours !note"), ("05-07 16:00", "note=owner_away"), ("05-08 12:00", "note=owner_away")]);
    let not_that = "05-05 10:00 calendar dana method=cancel meet=v1 rec=05-08T08:00 at=05-08T08:00 to=05-08T18:00 away";
    one(&after(&weekly, not_that), &[("05-08 12:00", "ours !note")]);
    for (with, note) in [("org=dana ans=pat:accepted", "!note"), ("org=dana ans=sam:accepted", "note=owner_away")] {
        let visit = format!("{asked}\n04-20 10:00 calendar dana meet=u1 at=05-08T09:00 to=05-08T16:00 away {with}");
        one(&visit, &[("05-08 10:00", note)]);
    }
}
