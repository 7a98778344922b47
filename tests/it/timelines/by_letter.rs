//! Answers to invitations that people write in letters of their own.

use super::table::one;

/// Dana asks Pat to a demo on the twelfth.
const ASKED: &str = "
    05-04 10:00 dana > pat human
    05-04 10:05 dana > pat calendar_request id=i1 meet=u1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:none title=Line_4_demo";
/// Dana writes once more on two days.
const SILENCE: &str = "\n05-06 12:00 dana > pat human\n05-08 10:00 dana > pat human";

fn letter(when: &str, re: &str, answer: &str) -> String {
    format!("\n05-{when} pat > dana human re={re} subject=Re:_Line_4_demo method=reply meet= ans=pat:{answer} title=line_4_demo")
}

#[test]
fn who_writes_that_they_come_has_accepted() {
    let accepted = [ASKED, &letter("05 10:00", "i1", "accepted"), SILENCE].concat();
    one(
        &accepted,
        &[
            ("05-05 12:00", "ours owed=05-05T10:00"),
            ("05-06 14:00", "scheduled meeting=u1"),
            ("05-11 18:00", "scheduled !note"),
            ("05-12 12:00", "ours owed=05-12T11:00 has=discovery"),
        ],
    );
    // Google leaves no copy of an invitation among sent mail: the calendar alone has it.
    let google = "
        05-04 10:00 dana > pat human
        05-04 10:05 calendar dana meet=u1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:none title=Line_4_demo";
    let answered = [google, &letter("05 10:00", "unknown", "accepted"), SILENCE].concat();
    one(&answered, &[("05-06 14:00", "scheduled meeting=u1")]);
}

#[test]
fn who_writes_that_they_cannot_come_has_declined() {
    let pressed = "\n05-05 09:00 pat > dana calendar_reply re=i1 meet=u1 ans=pat:accepted";
    let declined = [ASKED, pressed, &letter("05 10:00", "i1", "declined"), SILENCE].concat();
    one(
        &declined,
        &[
            ("05-05 09:30", "scheduled"),
            ("05-05 12:00", "ours"),
            ("05-06 14:00", "waiting !meeting note=meeting_declined"),
            ("05-12 12:00", "!has=discovery"),
        ],
    );
    // They press the button after all.
    let again = declined + "\n05-09 10:00 pat > dana calendar_reply re=i1 meet=u1 ans=pat:accepted";
    one(&again, &[("05-09 12:00", "scheduled"), ("05-12 12:00", "has=discovery")]);
}

#[test]
fn a_letter_in_a_thread_of_the_meetings_name_answers_no_invitation() {
    for answer in ["accepted", "declined"] {
        let pressed =
            if answer == "declined" { "\n05-04 11:00 pat > dana calendar_reply re=i1 meet=u1 ans=pat:accepted" } else { "" };
        let table = [
            ASKED,
            pressed,
            "\n05-04 12:00 dana > pat human id=m9 subject=Line_4_demo",
            &letter("05 10:00", "m9", answer),
            SILENCE,
        ]
        .concat();
        one(&table, &[("05-06 14:00", if answer == "declined" { "scheduled" } else { "waiting !meeting" })]);
        // One that answers nothing at all neither.
        let table = table.replace(" re=m9", "");
        one(&table, &[("05-06 14:00", if answer == "declined" { "scheduled" } else { "waiting !meeting" })]);
    }
}

#[test]
fn of_a_series_a_no_means_the_next_date_and_a_yes_the_whole() {
    let weekly = ASKED.replace(" title=", " series title=").replace("pat:none", "pat:accepted");
    let table = [&weekly, &letter("11 10:00", "i1", "declined"), "\n05-11 12:00 dana > pat human"].concat();
    one(
        &table,
        &[
            ("05-06 12:00", "scheduled"),
            ("05-11 14:00", "scheduled"),
            ("05-12 12:00", "!has=discovery"),
            ("05-19 12:00", "has=discovery"),
        ],
    );
    let plain = [&weekly, "\n05-11 12:00 dana > pat human"].concat();
    one(&plain, &[("05-12 12:00", "has=discovery")]);
    let once =
        [&ASKED.replace(" title=", " series title="), &*letter("11 10:00", "i1", "accepted"), "\n05-11 12:00 dana > pat human"]
            .concat();
    one(&once, &[("05-11 14:00", "scheduled"), ("05-12 12:00", "scheduled meeting=u1 has=discovery")]);
    // It protects for 60 days, as whoever presses the button is protected, and no longer.
    one(&once, &[("07-07 12:00", "scheduled meeting=u1"), ("07-14 12:00", "!scheduled")]);
    // The next date is the next one that stands.
    let off = "\n05-08 10:00 dana > pat calendar_cancel meet=u1 rec=05-12T10:00 org=dana seq=1";
    let skipped = [&weekly, off, &letter("11 10:00", "i1", "declined"), "\n05-11 12:00 dana > pat human"].concat();
    one(&skipped, &[("05-19 12:00", "!has=discovery"), ("05-26 12:00", "has=discovery")]);
}

#[test]
fn whoever_calls_a_meeting_may_call_it_off_in_words() {
    let theirs = "
        05-04 10:00 dana > pat human
        05-04 11:00 pat > dana calendar_request id=i1 meet=u1 at=05-12T10:00 to=05-12T11:00 org=pat ans=dana:none title=Line_4_demo
        05-05 10:00 dana > pat human re=i1 id=m2";
    one(theirs, &[("05-05 12:00", "scheduled")]);
    let off = [theirs, &letter("06 10:00", "i1", "declined"), "\n05-06 12:00 dana > pat human"].concat();
    one(&off, &[("05-06 14:00", "waiting !meeting note=meeting_cancelled cancelled=by_them"), ("05-12 12:00", "!has=discovery")]);
    // What the calendar shows meanwhile is no new call.
    let shown =
        format!("{off}\n05-06 15:00 calendar dana meet=u1 at=05-12T10:00 to=05-12T11:00 org=pat ans=dana:accepted title=Demo");
    one(&shown, &[("05-06 16:00", "waiting !meeting note=meeting_cancelled")]);
    // Called anew.
    let anew = off
        + "\n05-07 10:00 pat > dana calendar_request meet=u1 seq=1 at=05-12T10:00 to=05-12T11:00 org=pat ans=dana:none title=Line_4_demo";
    one(&anew, &[("05-07 12:00", "scheduled")]);
    let we = [
        theirs,
        &letter("06 10:00", "i1", "declined").replace("pat > dana", "dana > pat").replace("pat:declined", "dana:declined"),
    ]
    .concat();
    one(&we, &[("05-06 12:00", "!meeting note=meeting_declined")]);
}

#[test]
fn we_may_call_off_ours_in_words_too() {
    let table = [
        ASKED,
        "\n05-04 11:00 pat > dana calendar_reply re=i1 meet=u1 ans=pat:accepted",
        "\n05-05 10:00 dana > pat human subject=Tuesday method=reply meet= ans=dana:declined",
    ]
    .concat();
    one(
        &table,
        &[
            ("05-04 14:00", "scheduled"),
            ("05-05 14:00", "!meeting note=meeting_cancelled cancelled=by_us"),
            ("05-12 12:00", "!has=discovery"),
        ],
    );
    // A colleague who can't come calls nothing off.
    let lee = table.replace("dana > pat human subject", "lee > pat human subject").replace("dana:declined", "lee:declined");
    let asked = lee.replace("ans=pat:none", "ans=pat:none ans=lee:none");
    one(&asked, &[("05-05 14:00", "scheduled")]);
}

#[test]
fn a_letter_that_calls_off_our_call_means_the_only_one_ahead() {
    let accepted = "\n05-04 11:00 pat > dana calendar_reply re=i1 meet=u1 ans=pat:accepted\n05-04 12:00 dana > pat human id=m9";
    let off = "\n05-05 10:00 pat > dana human re=m9 subject=Re:_Your_quote method=reply meet= ans=pat:declined";
    let one_ahead = [ASKED, accepted, off, SILENCE].concat();
    one(
        &one_ahead,
        &[
            ("05-04 14:00", "scheduled"),
            ("05-06 14:00", "waiting !meeting note=meeting_declined"),
            ("05-12 12:00", "!has=discovery"),
        ],
    );
    // In a mail of its own.
    one(
        &one_ahead.replace(" re=m9 subject=Re:_Your_quote", " subject=Tuesday"),
        &[("05-06 14:00", "!meeting note=meeting_declined")],
    );
    // Of two nobody knows which.
    let two = "\n05-04 11:30 pat > dana calendar_request meet=u2 at=05-14T10:00 to=05-14T11:00 org=pat ans=dana:accepted";
    one(&[ASKED, accepted, two, off, SILENCE].concat(), &[("05-06 14:00", "scheduled meeting=u1")]);
    // One that is over, called off or without Pat is none of them.
    for other in [
        two.replace("05-14", "05-05").replace("T10:00", "T08:00").replace("T11:00", "T09:00"),
        format!("{two}\n05-04 11:40 pat > dana calendar_cancel meet=u2 seq=1 org=pat"),
        two.replace("pat", "kim"),
    ] {
        one(&[ASKED, accepted, &other, off, SILENCE].concat(), &[("05-06 14:00", "note=meeting_declined")]);
    }
    // What Dana calls off to Kim, or tells a colleague, is another call.
    let ours = off.replace("pat > dana human re=m9", "dana > kim human").replace("pat:declined", "dana:declined");
    one(&[ASKED, accepted, &ours].concat(), &[("05-06 14:00", "scheduled meeting=u1")]);
    let among_us = ours.replace("dana > kim human", "dana > lee human about=line_4");
    let with_lee = ASKED.replace("ans=pat:none", "ans=pat:none ans=lee:none");
    one(&[&with_lee, accepted, &among_us].concat(), &[("05-06 14:00", "scheduled meeting=u1")]);
    // To Pat it is this one.
    one(
        &[ASKED, accepted, &ours.replace("dana > kim", "dana > pat")].concat(),
        &[("05-06 14:00", "!meeting note=meeting_cancelled")],
    );
    // Who is asked to nothing calls off nothing.
    let kim = off.replace("pat", "kim");
    one(&[ASKED, accepted, &kim, SILENCE].concat(), &[("05-06 14:00", "scheduled meeting=u1")]);
}

#[test]
fn who_agreed_to_a_day_needs_no_button_for_the_invitation_that_follows() {
    let table = |invited: &str, day: &str| {
        format!(
            "05-04 10:00 dana > pat human id=m1
             05-05 10:00 pat > dana human re=m1 subject=Re:_Your_quote method=reply meet= ans=pat:accepted rec=05-12T00:00
             05-{invited} dana > pat calendar_request id=i1 meet=u1 at=05-{day}T10:00 to=05-{day}T11:00 org=dana ans=pat:none title=Demo
             05-11 09:00 dana > pat human"
        )
    };
    one(
        &table("05 11:00", "12"),
        &[
            ("05-05 10:30", "ours"),
            ("05-05 12:00", "scheduled meeting=u1"),
            ("05-11 18:00", "scheduled"),
            ("05-12 12:00", "ours has=discovery"),
        ],
    );
    // Another day, or an invitation of a week later, is another matter.
    one(&table("05 11:00", "13"), &[("05-05 12:00", "waiting !meeting note=meeting_unanswered")]);
    one(&table("09 11:00", "12"), &[("05-11 18:00", "!meeting note=meeting_unanswered")]);
    // It was moved since.
    let moved = table("05 11:00", "12")
        + "\n05-06 10:00 dana > pat calendar_request meet=u1 seq=1 at=05-14T10:00 to=05-14T11:00 org=dana ans=pat:none title=Demo";
    one(&moved, &[("05-05 12:00", "scheduled"), ("05-06 12:00", "!meeting note=meeting_unanswered")]);
    // Two of that day: nobody knows which.
    let two = table("05 11:00", "12")
        + "\n05-05 11:30 dana > pat calendar_request meet=u2 at=05-12T14:00 to=05-12T15:00 org=dana ans=pat:none title=Visit";
    one(&two, &[("05-06 12:00", "!meeting")]);
}
