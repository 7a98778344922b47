//! What calendars go on showing of meetings, and what was said since.

use super::table::one;

/// Dana asks Pat to a demo on the twelfth.
const ASKED: &str = "
    05-04 10:00 dana > pat human
    05-04 10:05 dana > pat calendar_request id=i1 meet=u1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:none title=Line_4_demo";

fn shows(when: &str, who: &str, answer: &str, title: &str) -> String {
    format!("\n05-{when} calendar {who} meet=u1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:{answer} title={title}")
}

fn answers(when: &str, answer: &str) -> String {
    format!("\n05-{when} pat > dana calendar_reply re=i1 meet=u1 ans=pat:{answer}")
}

#[test]
fn what_a_calendar_goes_on_showing_is_no_new_answer() {
    // The calendar never hears of what came by mail; later its owner gives the entry another title.
    let declined = [
        ASKED,
        &shows("05 09:00", "dana", "accepted", "Demo"),
        &answers("06 10:00", "declined"),
        &shows("07 10:00", "dana", "accepted", "Line_4_demo"),
    ]
    .concat();
    one(
        &declined,
        &[
            ("05-05 10:00", "scheduled"),
            ("05-06 12:00", "!meeting note=meeting_declined"),
            ("05-07 12:00", "!meeting note=meeting_declined"),
        ],
    );
    let accepted = [
        ASKED,
        &shows("05 09:00", "dana", "declined", "Demo"),
        &answers("06 10:00", "accepted"),
        &shows("07 10:00", "dana", "declined", "Line_4_demo"),
    ]
    .concat();
    one(&accepted, &[("05-07 12:00", "scheduled meeting=u1"), ("05-12 12:00", "ours has=discovery")]);
    // The same of updates that we send.
    let sent = [ASKED, &answers("05 10:00", "accepted")].concat()
        + "\n05-05 12:00 dana > pat calendar_request meet=u1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:accepted title=Demo"
        + &answers("06 10:00", "declined")
        + "\n05-06 12:00 dana > pat calendar_request meet=u1 at=05-12T10:00 to=05-12T11:00 org=dana ans=pat:accepted title=Line_4_demo";
    one(&sent, &[("05-05 14:00", "scheduled"), ("05-06 14:00", "!meeting note=meeting_declined")]);
}

#[test]
fn what_a_calendar_shows_otherwise_than_before_is_news() {
    for between in ["declined", "none"] {
        let again = [
            ASKED,
            &shows("05 09:00", "dana", "accepted", "Demo"),
            &answers("06 10:00", "declined"),
            &shows("06 11:00", "dana", between, "Demo"),
            &shows("07 10:00", "dana", "accepted", "Demo"),
        ];
        one(&again.concat(), &[("05-06 12:00", "!meeting"), ("05-07 12:00", "scheduled meeting=u1")]);
    }
    // Another calendar of theirs that is read first says what it shows.
    let other = [ASKED, &answers("05 10:00", "declined"), &shows("06 10:00", "dana", "accepted", "Demo")];
    one(&other.concat(), &[("05-05 12:00", "!meeting"), ("05-06 12:00", "scheduled")]);
}

#[test]
fn a_colleagues_copy_knows_less_of_their_answers_than_the_organizers() {
    let copy = |when: &str, answer: &str| shows(when, "lee", &format!("{answer} ans=lee:accepted"), "Demo");
    // Nothing else is known.
    one(&[ASKED, &copy("05 10:00", "accepted")].concat(), &[("05-05 12:00", "scheduled")]);
    for (known, stale, state) in
        [("declined", "accepted", "!meeting note=meeting_declined"), ("accepted", "declined", "scheduled")]
    {
        let by_mail = [ASKED, &answers("06 10:00", known), &copy("07 10:00", stale)].concat();
        one(&by_mail, &[("05-07 12:00", state)]);
        let by_calendar = [ASKED, &shows("06 10:00", "dana", known, "Demo"), &copy("07 10:00", stale)].concat();
        one(&by_calendar, &[("05-07 12:00", state)]);
        // And the organizer's comes after it.
        let later = [ASKED, &copy("05 10:00", stale), &shows("06 10:00", "dana", known, "Demo")].concat();
        one(&later, &[("05-07 12:00", state)]);
    }
    // Of a meeting that a stranger calls, nobody tells us more than a copy.
    let stranger = |when: &str, answer: &str| copy(when, answer).replace("org=dana", "org=jo@fair.example");
    let twice = ["05-04 10:00 dana > pat human", &stranger("05 10:00", "accepted"), &stranger("06 10:00", "declined")].concat();
    one(&twice, &[("05-05 12:00", "scheduled"), ("05-06 12:00", "!meeting note=meeting_declined")]);
}

#[test]
fn an_entry_for_a_trial_of_months_hides_no_silence() {
    let table = "
        05-04 10:00 dana > pat human
        05-05 10:00 calendar dana meet=u1 at=05-06T00:00 to=08-06T00:00 org=dana ans=pat:accepted title=Trial_of_line_4
        05-07 10:00 dana > pat human";
    one(table, &[("05-05 12:00", "scheduled"), ("05-07 12:00", "scheduled"), ("05-14 12:00", "dark !meeting !has=discovery")]);
    // Three days at their place are a meeting to their end.
    let visit = table.replace("08-06T00:00", "05-09T00:00");
    one(&visit, &[("05-08 12:00", "scheduled"), ("05-09 12:00", "ours has=discovery")]);
}
