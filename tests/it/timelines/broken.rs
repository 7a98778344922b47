//! Conversations that lose their thread: subjects edited, ids rewritten or left out, other addresses, groups and deputies.

use jiff::Timestamp;
use wentdark::domain::matching::{Facts, belongs};
use wentdark::domain::roster::Contact;

use super::table::{address, check, facts, one, roster, said, told, verdict};

/// Two deals with one prospect: `a` is about line 4, and line 5 is the more active one since.
const TWO: &str = "
    05-04 10:00 dana > pat human id=a subject=Your_visit_on_Monday names=line_4
    05-05 10:00 dana > pat human about=line_5 subject=Line_5";

/// Where the message `x` belongs, and why.
fn place(table: &str) -> (Vec<String>, String) {
    let ((mails, facts), roster) = (told(table), roster(true));
    let key = mails.iter().find(|mail| mail.message_id.as_ref().unwrap().as_str() == "x@x").unwrap().key;
    let facts = Facts { mails: mails.into_iter().collect(), ..facts };
    let found = belongs(&facts, &roster, Timestamp::MAX).remove(&key).unwrap();
    (found.deals.iter().map(|deal| deal.as_str().to_owned()).collect(), found.reason)
}

fn belongs_by_subject(line: &str) -> bool {
    let (deals, reason) = place(&format!("{TWO}\n{line}"));
    assert!(reason.contains("by subject and people") == (deals == ["line4"]), "{line}: {deals:?}, {reason}");
    deals == ["line4"]
}

#[test]
fn an_edited_subject_breaks_no_thread() {
    let (deals, reason) = place(&format!("{TWO}\n05-06 10:00 pat > dana human id=x re=a subject=Something_else"));
    assert!(deals == ["line4"] && reason.starts_with("answers “Your visit on Monday”"), "{deals:?}: {reason}");
}

#[test]
fn an_answer_that_names_no_message_is_found_by_subject_and_people() {
    for line in [
        "05-06 10:00 pat > dana human id=x subject=Re:_Your_visit_on_Monday",
        "05-06 10:00 pat > dana human id=x subject=AW:_WG:_your_visit_on_monday",
        "05-06 10:00 pat > dana human id=x subject=[#1234]_Re:_Your_visit_on_Monday",
        "05-06 10:00 pat > dana human id=x subject=[Ticket#88]_Your_visit_on_Monday",
        "05-06 10:00 pat > dana human id=x re=rewritten.by.a.relay subject=Re:_Your_visit_on_Monday",
        "05-06 10:00 dana > pat human id=x subject=Re:_Your_visit_on_Monday",
        "06-02 10:00 pat > dana human id=x subject=Re:_Your_visit_on_Monday",
    ] {
        assert!(belongs_by_subject(line), "{line}");
    }
    for line in [
        "05-06 10:00 pat > dana human id=x subject=Your_visit_on_Monday",
        "06-06 10:00 pat > dana human id=x subject=Re:_Your_visit_on_Monday",
        "05-06 10:00 pat > dana human id=x subject=Re:_Your_visit_on_Monday about=line_5",
        "05-06 10:00 kim > lee human id=x subject=Re:_Your_visit_on_Monday",
        "05-06 10:00 pat > dana human id=x subject=Re:",
    ] {
        assert!(!belongs_by_subject(line), "{line}");
    }
}

#[test]
fn a_stranger_who_answers_our_subject_answers_for_the_prospect() {
    let asked = "05-04 10:00 dana > pat.lee@acme.example human id=a subject=Your_visit_on_Monday";
    let silent = "quiet unanswered=1 !reply";
    let ours = "ours reply=05-06T10:00 note=reply_from_other_address";
    let told = |answer: &str, said: &str| one(&format!("{asked}\n05-06 10:00 {answer}"), &[("05-06 12:00", said)]);
    told("colleague@parent.example > dana human subject=Re:_Your_visit_on_Monday", ours);
    told("colleague@parent.example > dana human subject=Re:_Fwd:_Your_visit_on_Monday", ours);
    // Mail that nobody asked for, and new conversations, answer nothing.
    told("colleague@parent.example > dana human subject=Your_visit_on_Monday", silent);
    told("colleague@parent.example > dana human subject=Fwd:_Your_visit_on_Monday", silent);
    told("colleague@parent.example > lee human subject=Re:_Your_visit_on_Monday", silent);
    told("colleague@parent.example > dana list subject=Re:_Your_visit_on_Monday", silent);
}

#[test]
fn a_subject_that_went_to_many_tells_only_with_the_writers_name() {
    let mailing = "
        05-04 10:00 dana > pat.lee@acme.example human subject=Your_visit_on_Monday
        05-04 10:01 dana > cody human subject=Your_visit_on_Monday
        05-04 10:02 dana > who@else.example human subject=Your_visit_on_Monday";
    let answer = |who: &str, said: &str| {
        one(&format!("{mailing}\n05-06 10:00 {who} > dana human subject=Re:_Your_visit_on_Monday"), &[("05-06 12:00", said)]);
    };
    answer("zed@home.example", "quiet !reply");
    answer("pat.lee@home.example", "ours reply=05-06T10:00");
    let offer = "05-04 10:00 dana > pat human subject=Offer\n05-06 10:00 zed@home.example > dana human subject=Re:_Offer";
    one(offer, &[("05-06 12:00", "quiet !reply")]);
}

#[test]
fn a_branch_to_strangers_stays_one_without_ids_too() {
    let table = "
        05-04 10:00 dana > pat human subject=Your_visit_on_Monday
        05-05 10:00 dana > law@firm.example human subject=Fwd:_Your_visit_on_Monday
        05-06 10:00 law@firm.example > dana human subject=Re:_Fwd:_Your_visit_on_Monday";
    one(table, &[("05-06 12:00", "quiet unanswered=1 !reply")]);
}

#[test]
fn a_colleagues_cheer_without_ids_is_about_the_thread() {
    let table = format!("{TWO}\n05-06 10:00 lee > dana human subject=Fwd:_Your_visit_on_Monday");
    let cheer = "05-06 11:00 dana > lee human id=x subject=Re:_Your_visit_on_Monday sig=celebration:we_got_it";
    let named = format!("{table} names=line_4\n{cheer}");
    check("line4", true, &named, &[("05-06 12:00", "evidence=celebration premature")]);
    check("line5", true, &named, &[("05-06 12:00", "!evidence")]);
}

#[test]
fn one_id_used_twice_is_two_messages() {
    let table = "
        05-04 10:00 dana > pat human id=a key=1 about=line_4
        05-05 10:00 dana > pat human id=a key=2 about=line_5
        05-06 10:00 pat > dana human id=x re=a";
    assert_eq!(place(table).0, ["line5"], "the one that happened last is meant");
    check("line4", true, table, &[("05-06 12:00", "quiet unanswered=1")]);
}

#[test]
fn addresses_of_one_person_are_that_person() {
    let mut roster = roster(false);
    let contact = |who: &str| Contact { address: address(who), name: None, role: None, decision_maker: false };
    roster.prospects[0].people.push(contact("pat.lee@home.example"));
    roster.team.reps[0].aliases.push(address("dana@reyes.example"));
    let state = |table: &str| said(&verdict(&facts(table), &roster, "line4", super::table::at("05-06 12:00"))).remove(0);
    for answer in [
        "pat.lee+deals@home.example > dana human",
        "pat > dana+acme@northfield.example human",
        "pat > dana@reyes.example human",
        "pat > dana+acme@reyes.example human",
        "pat@mail.acme.example > sales@northfield.example human",
        "assistant@else.example > dana human sender=pat",
        "pat > dana human sender=assistant@else.example",
    ] {
        let table = format!("05-04 10:00 dana+acme@reyes.example > pat human\n05-06 10:00 {answer}");
        assert_eq!(state(&table), "ours", "{answer}");
    }
    // And what comes from an alias is ours, whoever's domain it is in.
    assert_eq!(state("05-04 10:00 dana@reyes.example > pat human sender=lee"), "quiet");
    assert_eq!(state("05-04 10:00 sales@northfield.example > pat.lee+x@home.example human sender=dana"), "quiet");
}

#[test]
fn a_group_of_the_team_is_the_team() {
    let table = "
        05-04 10:00 dana > pat human id=a about=line_4 cc=sales@northfield.example
        05-05 10:00 lee > everybody@northfield.example human id=x re=a sig=celebration:done_deal";
    one(table, &[("05-05 12:00", "waiting unanswered=1 evidence=celebration premature")]);
    one(&format!("{table}\n05-06 10:00 pat > sales@northfield.example human"), &[("05-06 12:00", "ours reply=05-06T10:00")]);
}

#[test]
fn whoever_the_prospect_forwards_it_to_answers_for_it() {
    let table = "
        05-04 10:00 dana > pat human id=a subject=Offer
        05-06 10:00 stand.in@temp.example > dana human re=never-seen re=a subject=Re:_Fwd:_Offer
        05-07 10:00 dana > stand.in@temp.example human subject=Figures
        05-08 10:00 stand.in@temp.example > dana human subject=More_questions";
    one(table, &[("05-06 12:00", "ours reply=05-06T10:00"), ("05-07 12:00", "waiting unanswered=1"), ("05-08 12:00", "ours")]);
}
