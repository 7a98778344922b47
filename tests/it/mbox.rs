//! Mailboxes in mbox files, as exports have them.

use crate::support::team::{Team, configuration, mail};

const DANA: &str = "Dana <dana@northfield.example>";
const PAT: &str = "Pat Lee <pat@acme.example>";
const NOON: &str = "2026-05-20T12:00:00Z";

#[test]
fn an_mbox_is_read_like_a_maildir_and_goes_on_where_it_was() {
    let team = Team::new();
    team.write("wentdark.toml", &configuration("mailbox = { kind = \"mbox\", path = \"dana.mbox\" }"));
    let one = |id: &str, day: u8, from: &str, to: &str, text: &str| {
        let message = mail(id, &format!("{day:02} May 2026 10:00:00 +0000"), from, to, "Line 4", None, text);
        format!("From x@y.example Mon May {day:>2} 10:00:00 2026\n{message}\n")
    };
    let first = one("p1@acme.example", 4, PAT, DANA, "Can you quote?\n\n>From here it looks urgent.")
        + &one("d1@northfield.example", 5, DANA, PAT, "Yes.");
    team.write("dana.mbox", &first);
    assert!(team.sync().contains("2 new, 2 of them"), "both concern the deal");
    team.write("dana.mbox", &(first.clone() + &one("p2@acme.example", 6, PAT, DANA, "Thanks.")));
    assert!(team.sync().contains("1 new"), "only what was appended");
    assert_eq!(team.deal(NOON, "acme-line4")["last_reply"]["message_id"], "p2@acme.example");
}

#[test]
fn an_mbox_that_is_cut_off_is_read_as_far_as_it_goes_and_said_so() {
    let team = Team::new();
    team.write("wentdark.toml", &configuration("mailbox = { kind = \"mbox\", path = \"dana.mbox\" }"));
    let text = mail("p1@acme.example", "04 May 2026 10:00:00 +0000", PAT, DANA, "Line 4", None, "Can you quo");
    team.write("dana.mbox", &format!("From x@y.example Mon May  4 10:00:00 2026\n{}", text.trim_end()));
    let output = team.run(&["sync", "-v", "--config", "wentdark.toml"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("ends in the middle of a line"), "{said}");
    assert_eq!(team.deal(NOON, "acme-line4")["state"], "ours");
}
