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
    let said = team.sync();
    let cut = "dana.mbox: ends in the middle of a line (octet ";
    assert!(said.contains("1 odd\n") && said.contains(cut) && said.contains("Export or copy it once more"), "{said}");
    assert_eq!(team.deal(NOON, "acme-line4")["state"], "ours");
}

#[test]
fn a_message_of_sixty_megabytes_is_read_in_part_and_named() {
    let team = Team::new();
    team.write("wentdark.toml", &configuration("mailbox = { kind = \"mbox\", path = \"dana.mbox\" }"));
    let text = mail("p1@acme.example", "04 May 2026 10:00:00 +0000", PAT, DANA, "Line 4", None, "Can you quote?");
    let long = "Drawing of line 4, one more line of very many that stand in this mail.\n".repeat(14_000);
    team.write("dana.mbox", &format!("From x@y.example Mon May  4 10:00:00 2026\n{text}\n{}", long.repeat(64)));
    let said = team.sync();
    assert!(
        said.contains("dana.mbox: the message at octet 0: ")
            && said.contains(" octets long, of which the first 4194304 are read"),
        "{said}"
    );
    assert_eq!(team.deal(NOON, "acme-line4")["state"], "ours");
    assert!(!team.sync().contains("odd"), "it is told once");
}

#[test]
fn an_archive_needs_no_folder_of_its_own_for_sent_mail() {
    let team = Team::new();
    team.write("wentdark.toml", &configuration("mailbox = { kind = \"mbox\", path = \"dana.mbox\" }"));
    let text = mail("p1@acme.example", "04 May 2026 10:00:00 +0000", PAT, DANA, "Line 4", None, "Can you quote?");
    team.write("dana.mbox", &format!("From x@y.example Mon May  4 10:00:00 2026\n{text}\n"));
    for arguments in [["doctor", "--config", "wentdark.toml"].as_slice(), &["check", "--connect", "--config", "wentdark.toml"]] {
        let said = String::from_utf8(team.run(arguments).stdout).unwrap();
        assert!(said.contains("can be read, 1 folder") && !said.contains("sent mail"), "{said}");
    }
}

#[test]
fn what_was_read_of_an_mbox_before_a_pass_ended_in_the_middle_is_not_read_again() {
    let team = Team::new();
    team.write("wentdark.toml", &configuration("mailbox = { kind = \"mbox\", path = \"dana.mbox\" }"));
    let one = |n: usize| {
        let date = "04 May 2026 10:00:00 +0000";
        let message = mail(&format!("n{n}@news.example"), date, "n@news.example", DANA, "News", None, "Sale!");
        format!("From x@y.example Mon May  4 10:00:00 2026\n{message}\n")
    };
    // More than are written at once, each time; then a mail program writes the file anew.
    for begins in [0, 3] {
        let all = begins..9000;
        team.write("dana.mbox", &all.clone().map(one).collect::<String>());
        let pass = std::process::Command::new(env!("CARGO_BIN_EXE_wentdark"))
            .args(["sync", "--config", "wentdark.toml"])
            .current_dir(team.path("."))
            .env("WENTDARK_DIE_AT", "committed:1")
            .output()
            .unwrap();
        assert_eq!(pass.status.code(), None, "{pass:?}");
        let read = team.rows("copy") as usize;
        assert!(read > 0 && read < all.len(), "{read}");
        assert!(team.sync().contains(&format!(": {} new, ", all.len() - read)));
        assert_eq!(team.rows("copy") as usize, all.len());
    }
}
