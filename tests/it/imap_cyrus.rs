//! A real Cyrus: QRESYNC, SPECIAL-USE in small letters, COMPRESS, folders beside the inbox; mail that is moved, expunged and numbered
//! anew.

use std::time::Duration;

use secrecy::SecretString;
use wentdark::domain::mail::FolderRole;
use wentdark::sources::imap::{Imap, ImapSettings, Login, Tls, WHOLE_UP_TO};
use wentdark::sources::{Folder, Remembered};

use crate::support::Cyrus;
use crate::support::team::{ACME, Team, configuration, mail};

const NOON: &str = "2026-05-20T12:00:00Z";
const DATE: &str = "Mon, 11 May 2026 10:00:00 +0000";
const PAT: &str = "pat@acme.example";
const DANA: &str = "dana@northfield.example";
const NOTHING: &str = "dana@northfield.example: 0 new, 0 of them concern deals or the team\n";

fn team(cyrus: &Cyrus) -> Team {
    let team = Team::new();
    let mailbox = format!(
        "mailbox = {{ kind = \"imap\", host = \"localhost\", port = {}, user = \"dana\", secret = \"dana\", extra_ca = \"{}\", \
         horizon_days = 36500 }}",
        cyrus.imaps,
        cyrus.ca.display()
    );
    team.write("wentdark.toml", &configuration(&mailbox));
    team.write("prospects.d/dana.toml", ACME);
    team.secret("dana", "secret-dana");
    team
}

#[test]
fn a_cyrus_is_read_once_and_left_as_it_was() {
    let cyrus = Cyrus::start();
    cyrus.append("INBOX", &mail("p1@acme.example", DATE, PAT, DANA, "Line 4", None, "Can you quote?"));
    cyrus.append("INBOX", &mail("n1@list.example", DATE, "news@list.example", DANA, "News", None, "Nothing"));
    cyrus.append("Sent", &mail("d1@northfield.example", DATE, DANA, PAT, "Re: Line 4", Some("p1@acme.example"), "Here it is."));
    let before = cyrus.flags(&["INBOX", "Sent"]);
    assert_eq!(before.matches(" FETCH (").count(), 3, "{before}");
    let team = team(&cyrus);
    assert_eq!(team.sync(), "dana@northfield.example: 3 new, 2 of them concern deals or the team\n");
    assert_eq!(team.deal(NOON, "acme-line4")["last_outbound"]["message_id"], "d1@northfield.example", "Sent is known by its use");
    assert_eq!(team.sync(), NOTHING);
    assert_eq!(cyrus.flags(&["INBOX", "Sent"]), before);

    // Moved: the same message. Expunged: what it said stays said.
    cyrus.talk(&["SELECT INBOX", "UID MOVE 1 Archive", "UID STORE 2 +FLAGS (\\Deleted)", "EXPUNGE"]);
    assert_eq!(team.sync(), "dana@northfield.example: 1 new, 1 of them concern deals or the team\n");
    assert_eq!(team.deal(NOON, "acme-line4")["last_outbound"]["message_id"], "d1@northfield.example");
    cyrus.append("INBOX", &mail("p2@acme.example", DATE, PAT, DANA, "Re: Line 4", Some("d1@northfield.example"), "We have it."));
    assert_eq!(team.sync(), "dana@northfield.example: 1 new, 1 of them concern deals or the team\n");
    let deal = team.deal(NOON, "acme-line4");
    assert_eq!(deal["last_reply"]["message_id"], "p2@acme.example");

    // A folder that was made anew: other numbers, the same messages.
    cyrus.talk(&["DELETE Archive", "CREATE Archive"]);
    cyrus.append("Archive", &mail("p1@acme.example", DATE, PAT, DANA, "Line 4", None, "Can you quote?"));
    assert_eq!(team.sync(), "dana@northfield.example: 1 new, 1 of them concern deals or the team\n");
    assert_eq!(team.deal(NOON, "acme-line4"), deal);
    assert_eq!(team.sync(), NOTHING);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cyrus_tells_of_news_over_a_compressed_connection() {
    let cyrus = Cyrus::start();
    let settings = ImapSettings {
        host: "localhost".into(),
        port: cyrus.imaps,
        tls: Tls::Implicit,
        user: "dana".into(),
        login: Login::Password(SecretString::from("secret-dana")),
        horizon_days: 36_500,
        sent: None,
        extra_ca: Some(cyrus.ca.clone()),
        header_fields: wentdark::reading::triage::FIELDS,
        whole_up_to: WHOLE_UP_TO,
        compress: true,
    };
    cyrus.append("INBOX", &mail("p1@acme.example", DATE, PAT, DANA, "Line 4", None, "Can you quote?"));
    let inbox = Folder { name: "INBOX".into(), role: FolderRole::Inbox };
    let mut imap = Imap::connect(&settings).await.unwrap();
    let listing = imap.list(&inbox, &Remembered::default(), jiff::Timestamp::now()).await.unwrap();
    assert_eq!(imap.whole(&inbox, &listing.new, 1 << 20).await.unwrap().len(), 1);
    assert_eq!(imap.watch().await.unwrap(), Some(false));
    let news = imap.news(Duration::from_secs(120), std::future::pending());
    let append = tokio::task::spawn_blocking(move || {
        cyrus.append("INBOX", &mail("p2@acme.example", DATE, PAT, DANA, "Line 4", None, "Well?"));
        cyrus
    });
    assert!(news.await.unwrap());
    let _cyrus = append.await.unwrap();
    imap.logout().await;
}
