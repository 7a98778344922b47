//! Every row of the state table. 2026-05-04 is a Monday; 05-25 is a holiday.

use super::table::one;

#[test]
fn a_deal_without_contact_is_new() {
    one("05-04 10:00 lead > dana human about=acme", &[("05-20 12:00", "new unanswered=0 !since !flagged")]);
}

#[test]
fn silence_turns_from_waiting_to_quiet_to_dark() {
    let table = "
        05-04 10:00 dana > pat human id=m1
        05-06 10:00 dana > pat human id=m2";
    one(
        table,
        &[
            ("05-04 11:00", "waiting unanswered=1 days=0.1"),
            ("05-06 09:59", "waiting"),
            ("05-06 10:00", "quiet unanswered=2 since=05-04T10:00 days=2.0"),
            ("05-11 09:59", "quiet"),
            ("05-11 10:00", "dark dark_since=05-11T10:00 days=5.0 !flagged"),
            ("05-20 12:00", "dark dark_since=05-11T10:00 outbound=05-06T10:00 !reply"),
        ],
    );
}

#[test]
fn one_unanswered_message_needs_twice_the_limit() {
    one(
        "05-04 10:00 dana > pat human",
        &[("05-15 17:00", "quiet"), ("05-18 09:59", "quiet"), ("05-18 10:00", "dark dark_since=05-18T10:00")],
    );
    let twice_a_day = "
        05-04 10:00 dana > pat human
        05-04 16:00 dana > pat human";
    one(twice_a_day, &[("05-15 12:00", "quiet unanswered=2"), ("05-18 10:00", "dark")]);
}

#[test]
fn a_fresh_follow_up_gets_a_business_day() {
    let table = "
        05-04 10:00 dana > pat human
        05-05 10:00 dana > pat human
        05-11 16:00 dana > pat human";
    one(
        table,
        &[
            ("05-11 15:00", "dark"),
            ("05-11 16:01", "quiet"),
            ("05-12 15:59", "quiet"),
            ("05-12 16:00", "dark dark_since=05-11T10:00"),
        ],
    );
}

#[test]
fn a_holiday_is_no_silence() {
    let table = "
        05-21 10:00 dana > pat human
        05-22 10:00 dana > pat human";
    one(table, &[("05-28 10:00", "quiet days=4.0"), ("05-29 10:00", "dark days=5.0")]);
}

#[test]
fn celebrated_without_a_commitment_and_dark_is_flagged() {
    let table = "
        05-04 09:30 lee > dana human about=acme sig=celebration:we_got_it
        05-04 10:00 dana > pat human
        05-06 10:00 dana > pat human";
    one(
        table,
        &[
            ("05-04 11:00", "waiting at_risk !flagged premature celebration=05-04T09:30 evidence=celebration"),
            ("05-20 12:00", "dark flagged !at_risk"),
        ],
    );
    let signed = format!("{table}\n 05-12 10:00 pat > dana human sig=commitment:PO_attached");
    one(
        &signed,
        &[
            ("05-12 09:00", "dark flagged"),
            ("05-20 12:00", "committed !flagged !premature evidence=celebration commitment=05-12T10:00"),
        ],
    );
}

#[test]
fn a_stage_celebrates_from_when_it_was_read() {
    let table = "
        05-04 10:00 dana > pat human
        05-06 10:00 stage verbal
        05-06 11:00 dana > pat human";
    one(table, &[("05-06 09:00", "!premature"), ("05-20 12:00", "dark flagged evidence=stage celebration=05-06T10:00")]);
    let back = format!("{table}\n 05-12 10:00 stage proposal");
    one(&back, &[("05-20 12:00", "dark !flagged !evidence")]);
}

#[test]
fn a_reps_won_celebrates_and_closes_nothing() {
    let table = "
        05-04 10:00 dana > pat human
        05-06 10:00 dana > pat human
        05-06 11:00 mark won by=dana";
    one(table, &[("05-20 12:00", "dark flagged evidence=stage")]);
    one("05-04 10:00 dana > pat human\n05-06 11:00 mark won by=lead", &[("05-20 12:00", "closed")]);
    one(
        "05-04 10:00 pat > dana human sig=commitment:deposit\n05-06 11:00 mark won by=dana",
        &[("05-05 12:00", "committed"), ("05-20 12:00", "closed")],
    );
}

#[test]
fn lost_closes_and_reopening_takes_it_back() {
    let table = "
        05-04 10:00 dana > pat human
        05-06 10:00 mark lost by=dana
        05-08 10:00 mark open by=dana";
    one(table, &[("05-07 12:00", "closed"), ("05-08 12:00", "quiet")]);
}

#[test]
fn a_decline_stands_until_they_come_back() {
    let table = "
        05-04 10:00 dana > pat human
        05-05 10:00 pat > dana human sig=decline:we_stay
        05-06 10:00 pat > dana human
        05-07 10:00 pat > dana human sig=leverage:they_want_more";
    one(table, &[("05-05 12:00", "closed"), ("05-06 12:00", "closed"), ("05-07 12:00", "ours")]);
    let meeting = "
        05-05 10:00 pat > dana human sig=decline:we_stay
        05-06 10:00 pat > dana calendar_request meet=u1 at=05-12T10:00 to=05-12T11:00 org=pat";
    one(meeting, &[("05-05 12:00", "closed"), ("05-06 12:00", "scheduled meeting=u1")]);
    one(
        "05-05 10:00 pat > dana human sig=decline:no\n05-06 10:00 mark open by=dana",
        &[("05-05 12:00", "closed"), ("05-06 12:00", "ours")],
    );
}

#[test]
fn a_snooze_hides_a_state_until_it_ends() {
    let table = "
        05-04 10:00 dana > pat human
        05-06 10:00 dana > pat human
        05-12 10:00 mark snoozed 05-20T09:00 by=dana";
    one(table, &[("05-12 12:00", "snoozed snoozed=05-20T09:00 !flagged"), ("05-20 09:00", "dark !snoozed")]);
}

#[test]
fn a_commitment_is_their_word_their_paper_or_a_record() {
    let ask = "05-04 10:00 dana > pat human id=m1";
    for line in [
        "05-05 10:00 pat > dana human sig=commitment:signed",
        "05-05 10:00 pat > dana human file=PO-4471.pdf",
        "05-05 10:00 pat > dana auto_reply file=PO_4500017812.pdf",
        "05-05 10:00 pat > dana human file=contract_signed.pdf",
        "05-05 10:00 mark signed by=dana",
        "05-05 10:00 dse@docusign.net > dana auto_reply name=Pat_Lee_via_DocuSign subject=Completed:_Contract",
        "05-05 10:00 dse@docusign.net > dana,pat human subject=Completed:_Please_DocuSign:_Contract",
        "05-05 10:00 dse@docusign.net > dana auto_reply names=pat@acme.example subject=Completed:_Contract",
        "05-05 10:00 dse@docusign.net > dana auto_reply re=m1 subject=Completed:_Contract",
    ] {
        one(&format!("{ask}\n{line}"), &[("05-04 12:00", "waiting"), ("05-20 12:00", "committed commitment=05-05T10:00")]);
    }
    for line in [
        "05-05 10:00 pat > dana human file=Q-26-0117.pdf",
        "05-05 10:00 dana > pat human file=PO-4471.pdf",
        "05-05 10:00 dana > pat human file=PO-4471.pdf\n05-05 11:00 pat > dana auto_reply file=PO-4471.pdf",
        "05-05 10:00 pat > dana auto_reply sig=commitment:signed",
        "05-05 10:00 dse@docusign.net > dana auto_reply name=Pat_Lee_via_DocuSign subject=Viewed:_Contract",
        "05-05 10:00 dse@docusign.net > dana auto_reply name=Zoe_Zed_via_DocuSign subject=Completed:_Contract",
        "05-05 10:00 dse@docusign.net > dana auto_reply names=zoe@other.example subject=Completed:_Contract",
        "05-05 10:00 dse@docusign.net > dana auto_reply re=m1 subject=Viewed:_Contract",
    ] {
        one(&format!("{ask}\n{line}"), &[("05-20 12:00", "!committed !commitment")]);
    }
}

#[test]
fn a_commitment_taken_back_is_none() {
    let table = "
        05-04 10:00 lee > dana human about=acme sig=celebration:won
        05-05 10:00 pat > dana human sig=commitment:signed
        05-07 10:00 pat > dana human sig=decline:we_cancel
        05-08 10:00 pat > dana human sig=urgency:call_me";
    one(
        table,
        &[
            ("05-06 10:00", "committed !premature"),
            ("05-07 12:00", "closed premature"),
            ("05-08 12:00", "ours premature at_risk !commitment"),
        ],
    );
}

#[test]
fn a_celebration_of_further_work_is_evidence_for_no_deal() {
    let table = "
        05-05 10:00 pat > dana human sig=commitment:signed
        05-07 10:00 lee > dana human about=acme sig=celebration:we_got_the_follow-on_too";
    one(table, &[("05-08 12:00", "committed note=untracked_follow_on !evidence")]);
}

#[test]
fn nothing_is_claimed_past_coverage() {
    let table = "
        coverage dana 05-18T12:00
        05-04 10:00 dana > pat human
        05-06 10:00 dana > pat human";
    one(table, &[("05-19 12:00", "dark days=10.2"), ("05-19 12:01", "unknown"), ("05-30 12:00", "unknown")]);
    one(&table.replace("05-18T12:00", "never"), &[("05-04 12:00", "unknown")]);
    let colleague = "
        coverage lee never
        05-04 10:00 dana > pat human";
    one(colleague, &[("05-05 12:00", "waiting note=stale_mailbox")]);
    one(&format!("{colleague} cc=lee"), &[("05-05 12:00", "unknown")]);
}

#[test]
fn all_bounced_is_undeliverable() {
    let table = "
        05-04 10:00 dana > pat human id=m1
        05-04 10:01 mailer-daemon@isp.example > dana bounce_permanent returned=m1 failed=pat";
    one(table, &[("05-04 10:00", "waiting"), ("05-20 12:00", "undeliverable unanswered=0 !since note=bounced")]);
    let two = table.replace("> pat", "> pat,bob");
    one(&two, &[("05-20 12:00", "dark unanswered=1 note=bounced")]);
    one(
        &format!("{two}\n05-04 10:02 mailer-daemon@isp.example > dana bounce_permanent returned=m1 failed=bob"),
        &[("05-20 12:00", "undeliverable")],
    );
    one(&table.replace("permanent", "transient"), &[("05-20 12:00", "dark unanswered=1 !note=bounced")]);
    one(&format!("{table}\n05-05 10:00 dana > bob human"), &[("05-05 12:00", "waiting unanswered=1 since=05-05T10:00")]);
    one(&table.replace("returned=m1 ", ""), &[("05-20 12:00", "undeliverable")]);
}

#[test]
fn whoever_has_left_did_not_get_it() {
    let table = "
        05-04 10:00 dana > pat human id=m1
        05-04 10:01 pat > dana departed re=m1 deputy=new@acme.example";
    one(table, &[("05-20 12:00", "undeliverable note=departed note=deputy_named")]);
}

#[test]
fn a_reply_makes_the_next_move_ours() {
    let table = "
        05-04 10:00 dana > pat human
        05-06 10:00 dana > pat human
        05-14 10:00 pat > dana human
        05-15 10:00 pat > dana human
        05-18 10:00 dana > pat human";
    one(
        table,
        &[
            ("05-14 09:59", "dark"),
            ("05-14 10:00", "ours owed=05-14T10:00 unanswered=0 !since reply=05-14T10:00"),
            ("05-15 12:00", "ours owed=05-14T10:00"),
            ("05-18 12:00", "waiting unanswered=1 since=05-18T10:00 !owed"),
        ],
    );
}

#[test]
fn automatic_answers_are_no_replies() {
    for kind in ["auto_reply", "read_receipt", "list", "calendar_reply", "delivery_delay"] {
        let table =
            format!("05-04 10:00 dana > pat human id=m1\n05-05 10:00 dana > pat human\n05-05 11:00 pat > dana {kind} re=m1");
        one(&table, &[("05-20 12:00", "dark unanswered=2 !reply")]);
    }
    one("05-04 10:00 pat > dana human\n05-05 10:00 dana > pat out_of_office", &[("05-20 12:00", "ours !outbound")]);
}
