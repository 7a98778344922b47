//! Every row of the state table and every rule beneath it. 2026-05-04 is a Monday; 05-25 is a holiday.

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
    let ask = "05-04 10:00 dana > pat human";
    for line in [
        "05-05 10:00 pat > dana human sig=commitment:signed",
        "05-05 10:00 pat > dana human file=PO-4471.pdf",
        "05-05 10:00 pat > dana human file=contract_signed.pdf",
        "05-05 10:00 mark signed by=dana",
        "05-05 10:00 dse@docusign.net > dana auto_reply name=Pat_Lee_via_DocuSign subject=Completed:_Contract",
        "05-05 10:00 dse@docusign.net > dana,pat human subject=Completed:_Please_DocuSign:_Contract",
    ] {
        one(&format!("{ask}\n{line}"), &[("05-04 12:00", "waiting"), ("05-20 12:00", "committed commitment=05-05T10:00")]);
    }
    for line in [
        "05-05 10:00 pat > dana human file=Q-26-0117.pdf",
        "05-05 10:00 dana > pat human file=PO-4471.pdf",
        "05-05 10:00 pat > dana auto_reply sig=commitment:signed",
        "05-05 10:00 dse@docusign.net > dana auto_reply name=Pat_Lee_via_DocuSign subject=Viewed:_Contract",
        "05-05 10:00 dse@docusign.net > dana auto_reply name=Zoe_Zed_via_DocuSign subject=Completed:_Contract",
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
    one(table, &[("05-20 12:00", "scheduled"), ("07-03 10:00", "scheduled"), ("07-03 12:00", "dark")]);
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
