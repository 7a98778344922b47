//! When the network is asked: about mail that concerns a deal, and after a first visit to a big mailbox by and by.

use crate::support::team::{ACME, Team, mail};

const DANA: &str = "Dana <dana@northfield.example>";
const LEAD: &str = "Lead <lead@northfield.example>";
const PAT: &str = "Pat Lee <pat@acme.example>";
const NOON: &str = "2026-05-20T12:00:00Z";
/// No phrase of the lexicon: only the network hears it.
const CHEER: &str = "We beat all three bidders. My commission pays for the new kitchen, my wife already chose the tiles.";

fn celebrated(team: &Team) -> bool {
    let deal = team.deal(NOON, "acme-line4");
    deal["signals"].as_array().unwrap().iter().any(|signal| signal["kind"] == "celebration")
}

/// A team with a deal that Pat asked about, and a cheer of Dana's to her lead under `subject`.
fn cheering(subject: &str) -> Team {
    let team = Team::new();
    team.write("prospects.d/dana.toml", ACME);
    let asks = mail("p1@acme.example", "Mon, 04 May 2026 09:00:00 +0000", PAT, DANA, "Line 4", None, "Can you quote?");
    team.deliver("", "4.p", "2026-05-04T09:00:00Z", &asks);
    let cheer = mail("c9@northfield.example", "Wed, 06 May 2026 09:00:00 +0000", DANA, LEAD, subject, None, CHEER);
    team.deliver("", "6.c", "2026-05-06T09:00:00Z", &cheer);
    team
}

/// Dana takes Pat into the thread of her cheer.
fn link(team: &Team) {
    let text = "Pat, this was for my team, but you are welcome too.";
    let date = "Thu, 07 May 2026 09:00:00 +0000";
    let linked = mail("d9@northfield.example", date, DANA, PAT, "Re: Tonight", Some("c9@northfield.example"), text);
    team.deliver(".Sent", "7.l", "2026-05-07T09:00:00Z", &linked);
}

#[test]
fn mail_among_us_is_judged_closely_once_its_thread_concerns_a_deal() {
    let team = cheering("Tonight");
    team.sync();
    assert!(!celebrated(&team));
    link(&team);
    team.sync();
    assert!(celebrated(&team), "it is read again when its thread is followed");
    let at_once = cheering("Tonight");
    link(&at_once);
    at_once.sync();
    assert!(celebrated(&at_once), "and whatever is read first");
}

#[test]
fn a_first_visit_to_a_big_mailbox_judges_closely_by_and_by() {
    let team = cheering("Acme, tonight");
    for n in 0..2_000 {
        let news =
            mail(&format!("n{n}@news.example"), "Tue, 05 May 2026 09:00:00 +0000", "n@news.example", DANA, "News", None, "Sale!");
        team.deliver("", &format!("5.{n}"), "2026-05-05T09:00:00Z", &news);
    }
    let said = team.sync();
    assert!(said.contains("2002 new, 2 of them concern deals or the team; 2 are yet to be judged closely"), "{said}");
    assert_eq!(team.deal(NOON, "acme-line4")["state"], "ours", "what needs no phrase is known at once");
    assert!(!celebrated(&team));
    let said = team.sync();
    assert!(said.contains("0 new") && !said.contains("closely"), "{said}");
    assert!(celebrated(&team));
}
