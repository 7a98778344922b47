//! Which messages belong to which deal.

use jiff::Timestamp;
use wentdark::domain::matching::{Facts, belongs};

use super::table::{check, one, roster, told};

fn deals_of(table: &str, last: &str) -> (String, Vec<String>) {
    let ((mails, facts), roster) = (told(table), roster(true));
    let facts = Facts { mails: mails.iter().cloned().collect(), ..facts };
    let all = belongs(&facts, &roster, Timestamp::MAX);
    let key = mails.iter().find(|mail| mail.message_id.as_ref().unwrap().as_str() == format!("{last}@x")).unwrap().key;
    let found = &all[&key];
    assert!(found.deals.is_empty() == found.reason.is_empty(), "{found:?}");
    (found.direction.as_str().to_owned(), found.deals.iter().map(|deal| deal.as_str().to_owned()).collect())
}

fn belongs_to(table: &str, expected: (&str, &[&str])) {
    let (direction, deals) = deals_of(table, "x");
    assert_eq!(
        (direction.as_str(), deals.iter().map(String::as_str).collect::<Vec<_>>()),
        (expected.0, expected.1.to_vec()),
        "{table}"
    );
}

#[test]
fn people_domains_and_names_lead_to_a_deal() {
    belongs_to("05-04 10:00 pat > dana human id=x about=line_5", ("inbound", &["line5"]));
    belongs_to("05-04 10:00 zed@eu.acme.example > dana human id=x names=line_4", ("inbound", &["line4"]));
    belongs_to("05-04 10:00 dana > pat human id=x about=line_4 cc=jo", ("outbound", &["line4"]));
    belongs_to("05-04 10:00 lee > dana human id=x names=acme names=line_5", ("internal", &["line5"]));
    belongs_to("05-04 10:00 dana > jo human id=x about=line_4", ("supplier", &["line4"]));
    belongs_to("05-04 10:00 jo > dana human id=x about=line_4", ("supplier", &["line4"]));
    belongs_to("05-04 10:00 lee > dana human id=x", ("internal", &[]));
    belongs_to("05-04 10:00 who@else.example > dana human id=x about=line_4", ("unrelated", &[]));
    belongs_to("05-04 10:00 lee > dana human id=x names=line_4 names=press", ("internal", &["line4", "press"]));
    belongs_to("05-04 10:00 lee > dana own id=y about=acme\n05-04 11:00 dana > lee human id=x re=y", ("internal", &[]));
}

#[test]
fn without_a_name_the_most_recently_active_open_deal_gets_it() {
    belongs_to("05-04 10:00 pat > dana human id=x", ("inbound", &["line5"]));
    belongs_to("04-22 10:00 pat > dana human id=x", ("inbound", &["line4"]));
    belongs_to("05-01 10:00 dana > pat human about=line_4\n05-04 10:00 pat > dana human id=x", ("inbound", &["line4"]));
    let lost = "05-01 10:00 dana > pat human about=line_4\n05-02 10:00 mark lost by=dana\n05-04 10:00 pat > dana human id=x";
    belongs_to(lost, ("inbound", &["line5"]));
}

#[test]
fn a_thread_hands_its_deals_on_unless_another_is_named() {
    let start = "05-04 10:00 dana > pat human id=a about=line_4";
    belongs_to(&format!("{start}\n05-05 10:00 pat.private@mail.example > dana human id=x re=a"), ("inbound", &["line4"]));
    belongs_to(&format!("{start}\n05-05 10:00 pat > dana human id=x re=a names=line_5"), ("inbound", &["line5"]));
    belongs_to(&format!("{start}\n05-05 10:00 lee > dana human id=x re=a"), ("internal", &["line4"]));
    belongs_to(
        "05-04 10:00 lee > dana human id=x\n05-05 10:00 dana > lee human re=x about=acme names=line_4",
        ("internal", &["line4"]),
    );
    let bounce = format!("{start}\n05-04 10:01 mailer-daemon@isp.example > dana bounce_permanent id=x returned=a");
    belongs_to(&bounce, ("inbound", &["line4"]));
}

#[test]
fn a_branch_to_strangers_is_neither_touch_nor_reply() {
    let table = "
        05-04 10:00 dana > pat human id=a
        05-06 10:00 dana > law@firm.example human id=b re=a
        05-07 10:00 law@firm.example > dana human id=c re=b
        05-08 10:00 dana > law@firm.example human id=d re=c";
    one(table, &[("05-08 12:00", "quiet unanswered=1 !reply outbound=05-04T10:00")]);
}

#[test]
fn a_stranger_whom_the_prospect_brings_in_speaks_for_it() {
    let table = "
        05-04 10:00 pat > dana human cc=law@firm.example
        05-05 10:00 dana > pat human
        05-06 10:00 law@firm.example > dana human";
    one(table, &[("05-06 12:00", "ours reply=05-06T10:00 note=reply_from_other_address")]);
    let deputy = "
        05-04 10:00 dana > pat human id=a
        05-04 10:01 pat > dana out_of_office re=a deputy=stand.in@temp.example back=05-20
        05-05 10:00 dana > stand.in@temp.example human";
    one(deputy, &[("05-05 12:00", "waiting unanswered=2 note=deputy_named")]);
}

#[test]
fn a_conversation_before_the_deal_counts_only_when_it_reaches_it() {
    one("03-02 10:00 dana > pat human id=a", &[("05-20 12:00", "new")]);
    let reaching = "03-02 10:00 dana > pat human id=a\n04-07 10:00 dana > pat human re=a";
    one(reaching, &[("04-06 12:00", "new"), ("04-08 12:00", "dark unanswered=2 since=03-02T10:00")]);
}

#[test]
fn copies_are_one_message_and_junk_is_pointed_out() {
    let table = "
        05-04 10:00 dana > pat human id=a
        05-04 10:00 dana > pat human id=a
        05-05 10:00 pat > dana human id=b junk";
    one(table, &[("05-04 12:00", "waiting unanswered=1"), ("05-05 12:00", "ours note=reply_in_junk")]);
    one(&format!("{table}\n05-05 10:00 pat > dana human id=b"), &[("05-05 12:00", "ours !note")]);
}

#[test]
fn a_signal_counts_where_its_sentence_says() {
    let table = "05-04 10:00 lee > dana human names=line_4 names=line_5 sig=celebration:we_got_it";
    check("line4", true, table, &[("05-05 12:00", "note=signal_names_no_deal !evidence")]);
    let named = format!("{table}@line_5");
    check("line4", true, &named, &[("05-05 12:00", "!note !evidence")]);
    check("line5", true, &named, &[("05-05 12:00", "!note evidence=celebration")]);
}

#[test]
fn any_prospect_among_the_recipients_makes_it_outbound() {
    one("05-04 10:00 dana > lee human cc=pat sig=celebration:we_got_it", &[("05-05 12:00", "waiting unanswered=1 !evidence")]);
}
