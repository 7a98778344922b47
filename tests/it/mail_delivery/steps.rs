//! Killed at every step of sending, each reader has the day's digest once in the end.

use std::collections::BTreeMap;

use super::*;

/// Runs the sending until the process is killed at a step, for the `time`-th time. Whether it got that far.
fn killed(team: &Team, step: &str, time: usize) -> bool {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wentdark"));
    command.args(SEND).current_dir(team.path(".")).env("WENTDARK_DIE_AT", format!("{step}:{time}"));
    for name in ["STATE_DIRECTORY", "CREDENTIALS_DIRECTORY"] {
        command.env_remove(name);
    }
    command.output().unwrap().status.code().is_none()
}

/// Whether the state says of every digest that it was sent, and how many there are.
fn noted(team: &Team) -> (u32, u32) {
    let state = rusqlite::Connection::open(team.path("state/wentdark.sqlite3")).unwrap();
    let count = |which: &str| state.query_row(&format!("SELECT count(*) FROM digest {which}"), [], |row| row.get(0)).unwrap();
    (count("WHERE sent IS NOT NULL"), count(""))
}

/// The files of the outbox, whatever they are called.
fn files(team: &Team) -> BTreeMap<String, String> {
    let Ok(found) = std::fs::read_dir(team.path("outbox")) else { return BTreeMap::new() };
    let read = |path: std::path::PathBuf| {
        (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(&path).unwrap())
    };
    found.map(|file| read(file.unwrap().path())).collect()
}

fn to(mail: &str) -> String {
    parsed(mail).to().unwrap().first().unwrap().address().unwrap().to_owned()
}

#[test]
fn into_a_folder_each_reader_gets_one_file_whichever_step_was_the_last() {
    let mut times = 0;
    for step in ["digest-written", "digest-claimed", "digest-sent", "digest-noted"] {
        for time in 1..=2 {
            let team = Team::new();
            let text = configuration("mailbox = { kind = \"maildir\", path = \"mail/dana\" }")
                .replace("managers = [", "managers = [\"boss@northfield.example\", ");
            team.write(
                "wentdark.toml",
                &(text + "[[digest]]\nto = \"boss@northfield.example\"\ncovers = \"all\"\nat = \"08:00\"\n"),
            );
            team.sync();
            assert!(killed(&team, step, time), "{step} is reached for each reader");
            times += 1;
            // What was being written when it ended is no mail, and is in nobody's way.
            let state = rusqlite::Connection::open(team.path("state/wentdark.sqlite3")).unwrap();
            let open: Option<String> =
                state.query_row("SELECT min(message_id) FROM digest WHERE sent IS NULL", [], |row| row.get(0)).unwrap();
            drop(state);
            if let Some(id) = open.filter(|_| step == "digest-claimed") {
                team.write(&format!("outbox/.{id}.eml.tmp"), "From: wentdark\r\nTo: half a ma");
            }
            let before = files(&team);
            team.ok(&SEND);
            let after = files(&team);
            let mails: Vec<&String> = after.values().collect();
            assert!(after.keys().all(|name| name.ends_with(".eml")), "{step}:{time}: {:?}", after.keys());
            let mut readers: Vec<String> = mails.iter().map(|mail| to(mail)).collect();
            readers.sort();
            assert_eq!(readers, ["boss@northfield.example", "lead@northfield.example"], "{step}:{time}");
            for (name, mail) in before.iter().filter(|(name, _)| name.ends_with(".eml")) {
                assert_eq!(after.get(name), Some(mail), "{step}:{time}: what was sent stays as it was");
            }
            assert_eq!(noted(&team), (2, 2), "{step}:{time}");
            let said = team.ok(&SEND);
            assert_eq!(said.matches("went out today already").count(), 2, "{step}:{time}: {said}");
            assert_eq!(files(&team), after, "{step}:{time}");
        }
    }
    assert_eq!(times, 8);
}

#[test]
fn through_a_mail_server_nothing_is_lost_and_only_what_it_took_and_nobody_noted_comes_again_as_the_very_same_mail() {
    let dovecot = Dovecot::start();
    let smtp = Smtp::start(&dovecot);
    for (reader, step, taken) in
        [("lead", "digest-written", 0), ("boss", "digest-claimed", 0), ("dana", "digest-noted", 1), ("lee", "digest-sent", 1)]
    {
        let team = team(&smtp, reader, "implicit", smtp.implicit);
        assert!(killed(&team, step, 1), "{step}");
        if taken > 0 {
            assert_eq!(ids(&dovecot, reader, 1).len(), 1, "{step}");
        }
        let said = team.ok(&SEND);
        let again = step == "digest-sent";
        assert_eq!(said.contains("went out today already"), taken == 1 && !again, "{step}: {said}");
        let all = ids(&dovecot, reader, if again { 2 } else { 1 });
        assert!(all.iter().all(|id| *id == all[0]), "{step}: {all:?}");
        assert_eq!(noted(&team), (1, 1), "{step}");
        team.ok(&SEND);
        assert_eq!(ids(&dovecot, reader, all.len()), all, "{step}");
    }
}
