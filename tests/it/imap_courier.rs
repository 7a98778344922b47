//! A real Courier: no CONDSTORE, no SPECIAL-USE, no UIDNEXT on EXAMINE, folders inside INBOX.

use crate::support::Courier;
use crate::support::team::{ACME, Team, configuration, mail};

const NOON: &str = "2026-05-20T12:00:00Z";

/// A team whose rep has her mail there.
fn dana_at(courier: &Courier) -> Team {
    let team = Team::new();
    team.write(
        "wentdark.toml",
        &configuration(&format!(
            "mailbox = {{ kind = \"imap\", host = \"localhost\", port = {}, user = \"dana\", secret = \"dana\", extra_ca = \"{}\", \
             horizon_days = 36500 }}",
            courier.port,
            courier.ca.display()
        )),
    );
    team.write("prospects.d/dana.toml", ACME);
    team.secret("dana", "secret-dana");
    team
}

#[test]
fn a_courier_is_read_once_and_what_is_new_alone_afterwards() {
    let courier = Courier::start();
    let (pat, dana, date) = ("pat@acme.example", "dana@northfield.example", "Mon, 11 May 2026 10:00:00 +0000");
    courier.deliver("INBOX", "1.a.x", &mail("p1@acme.example", date, pat, dana, "Line 4", None, "Can you quote?"));
    courier.deliver("INBOX", "2.a.x", &mail("n1@list.example", date, "news@list.example", dana, "News", None, "Nothing"));
    let answer = mail("d1@northfield.example", date, dana, pat, "Re: Line 4", Some("p1@acme.example"), "Here it is.");
    courier.deliver("Sent", "3.a.x", &answer);
    courier.visited(&["INBOX", "INBOX.Sent"]);
    let team = dana_at(&courier);
    assert_eq!(team.sync(), "dana@northfield.example: 3 new, 2 of them concern deals or the team\n");
    assert_eq!(team.deal(NOON, "acme-line4")["last_outbound"]["message_id"], "d1@northfield.example");
    assert_eq!(team.sync(), "dana@northfield.example: 0 new, 0 of them concern deals or the team\n");
    courier.deliver("INBOX", "4.a.x", &mail("p2@acme.example", date, pat, dana, "Re: Line 4", None, "Thanks, we have it."));
    assert_eq!(team.sync(), "dana@northfield.example: 1 new, 1 of them concern deals or the team\n");
    assert_eq!(team.deal(NOON, "acme-line4")["last_reply"]["message_id"], "p2@acme.example");
    // Courier moves what is new to cur/ by itself, whoever looks; flags are what counts.
    assert_eq!(courier.flags(), ["", "", "", ""], "no message was marked as seen");
}

#[test]
fn in_folders_that_no_mail_program_has_opened_what_concerns_a_deal_is_judged_closely_once() {
    let courier = Courier::start();
    let (pat, dana, date) = ("pat@acme.example", "dana@northfield.example", "Mon, 11 May 2026 10:00:00 +0000");
    courier.deliver("INBOX", "1.a.x", &mail("p1@acme.example", date, pat, dana, "Line 4", None, "Can you quote?"));
    for n in 0..600 {
        let news = mail(&format!("n{n}@list.example"), date, "news@list.example", dana, "News", None, "Nothing");
        courier.deliver("INBOX", &format!("2.{n}.x"), &news);
    }
    courier.deliver("Sent", "3.a.x", &mail("d1@northfield.example", date, dana, "eve@list.example", "Hello", None, "Hello"));
    let team = dana_at(&courier);
    assert!(team.sync().contains("602 new, 1 of them concern deals or the team; 1 are yet to be judged closely"));
    // The folder's UIDVALIDITY is the second in which it is looked at.
    for _ in 0..2 {
        std::thread::sleep(std::time::Duration::from_millis(1100));
        let said = team.sync();
        assert!(said.contains("602 new") && !said.contains("closely"), "{said}");
        assert_eq!((team.rows("copy"), team.rows("closer"), team.rows("left_behind")), (602, 0, 0));
    }
}
