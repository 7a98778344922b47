//! Answers that are easily missed, and mails that never were sent or did arrive: each would be a deal wrongly called dark.

use crate::support::team::Team;

/// The team, which wrote to Pat on 4 May; `head` stands in that mail's header.
fn asked(head: &str) -> Team {
    let team = Team::new();
    let mail = format!(
        "From: dana@northfield.example\r\nTo: pat@acme.example\r\n{head}Subject: Line 4\r\nMessage-ID: <m1@northfield.example>\r\n\
         Date: Mon, 4 May 2026 14:00:00 +0000\r\n\r\nHere is what we spoke of.\r\n"
    );
    team.deliver(".Sent", "0001", "2026-05-04T14:00:00Z", &mail);
    team
}

fn state(team: &Team, as_of: &str) -> String {
    team.deal(as_of, "acme-line4")["state"].as_str().unwrap().to_owned()
}

const LATER: &str = "2026-05-20T12:00:00Z";
const ANSWER: &str = "Date: Wed, 6 May 2026 09:00:00 +0000\r\n\r\nCan you tell us more about the second spindle?\r\n";

#[test]
fn whoever_writes_to_a_group_of_ours_is_no_mailing_list() {
    let team = asked("");
    let groups = "List-ID: <sales.northfield.example>\r\nList-Post: <mailto:sales@northfield.example>\r\nPrecedence: list\r\n\
                  List-Unsubscribe: <mailto:x@googlegroups.com>\r\n";
    let mail = format!(
        "From: pat@acme.example\r\nTo: sales@northfield.example\r\nSubject: The spindle\r\nMessage-ID: <CA1@mail.gmail.com>\r\n{groups}{ANSWER}"
    );
    team.deliver("", "0002", "2026-05-06T09:00:00Z", &mail);
    team.sync();
    assert_eq!(state(&team, LATER), "ours");
}

#[test]
fn an_assistant_who_sends_for_somebody_unknown_is_heard() {
    let team = asked("");
    let mail = format!(
        "From: Lee Chair <chair@lee-holding.example>\r\nSender: pat@acme.example\r\nTo: dana@northfield.example\r\n\
         Subject: The spindle\r\nMessage-ID: <a1@acme.example>\r\n{ANSWER}"
    );
    team.deliver("", "0002", "2026-05-06T09:00:00Z", &mail);
    team.sync();
    assert_eq!(state(&team, LATER), "ours");
}

#[test]
fn what_they_answer_was_there_before_the_answer() {
    let team = Team::new();
    // The rep's clock is eight minutes fast; the buyer answers within three.
    let ours = "From: dana@northfield.example\r\nTo: pat@acme.example\r\nSubject: Line 4\r\nMessage-ID: <m1@northfield.example>\r\n\
                Date: Mon, 4 May 2026 14:08:00 +0000\r\n\r\nHere is what we spoke of.\r\n";
    team.deliver(".Sent", "0001", "2026-05-04T14:00:00Z", ours);
    let mail = "From: pat@acme.example\r\nTo: dana@northfield.example\r\nSubject: Re: Line 4\r\nMessage-ID: <a1@acme.example>\r\n\
                In-Reply-To: <m1@northfield.example>\r\nDate: Mon, 4 May 2026 14:03:00 +0000\r\n\r\nCan you tell us more?\r\n";
    team.deliver("", "0002", "2026-05-04T14:03:00Z", mail);
    team.sync();
    let deal = team.deal(LATER, "acme-line4");
    assert_eq!((deal["state"].as_str(), deal["unanswered"].as_u64()), (Some("ours"), Some(0)), "{deal}");
}

#[test]
fn a_colleague_who_has_his_mail_forwarded_in_vain_makes_nobody_unreachable() {
    let team = asked("Cc: sam@northfield.example\r\n");
    let bounce = "From: MAILER-DAEMON@northfield.example\r\nTo: dana@northfield.example\r\nSubject: Undelivered Mail\r\n\
                  Message-ID: <b1@northfield.example>\r\nDate: Mon, 4 May 2026 14:01:00 +0000\r\nMIME-Version: 1.0\r\n\
                  Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n\
                  Not delivered.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.northfield.example\r\n\r\n\
                  Final-Recipient: rfc822; sam77@gmail.com\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\n\
                  Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <m1@northfield.example>\r\nSubject: Line 4\r\n\r\n--b--\r\n";
    team.deliver("", "0002", "2026-05-04T14:01:00Z", bounce);
    team.sync();
    assert_eq!(state(&team, "2026-05-05T12:00:00Z"), "waiting");
}

#[test]
fn a_draft_was_never_sent() {
    let team = asked("");
    let mail = format!(
        "From: pat@acme.example\r\nTo: dana@northfield.example\r\nSubject: Re: Line 4\r\nMessage-ID: <a1@acme.example>\r\n{ANSWER}"
    );
    team.deliver("", "0002", "2026-05-06T09:00:00Z", &mail);
    let draft = "From: dana@northfield.example\r\nTo: pat@acme.example\r\nSubject: Re: Line 4\r\nMessage-ID: <m2@northfield.example>\r\n\
                 Date: Thu, 7 May 2026 09:00:00 +0000\r\n\r\nThe second spindle is\r\n";
    let written = team.deliver("", "0003", "2026-05-07T09:00:00Z", draft);
    std::fs::rename(&written, written.with_file_name("0003:2,DS")).unwrap();
    team.sync();
    assert_eq!(state(&team, LATER), "ours");
}
