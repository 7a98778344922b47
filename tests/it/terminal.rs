//! The program as its surroundings have it: at a terminal, and under a user who may not do everything.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::team::{Team, mail};

const SYNC: &str = "sync --config wentdark.toml";

/// Dana's Maildir with more mail than is read at once.
fn full() -> Team {
    let team = Team::new();
    for n in 0..300 {
        let (id, date) = (format!("m{n}@acme.example"), "Mon, 4 May 2026 14:00:00 +0000");
        let text = mail(&id, date, "pat@acme.example", "dana@northfield.example", "Line 4", None, "Hello");
        team.deliver("", &format!("{n}.a"), "2026-05-04T14:00:05Z", &text);
    }
    team
}

/// A pass at a terminal of a hundred columns; what was shown. It is held up in the middle for as long as is said.
fn at_a_terminal(team: &Team, held_up: Duration) -> String {
    let hold = team.path("hold");
    fs::write(&hold, "").unwrap();
    let command = format!("stty cols 100; {} {SYNC}", env!("CARGO_BIN_EXE_wentdark"));
    let child = Command::new("script")
        .args(["--quiet", "--return", "--command", &command, "/dev/null"])
        .current_dir(team.path("."))
        .env("WENTDARK_HANG_AT", format!("headers:{}", hold.display()))
        .env("TERM", "xterm")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(held_up);
    fs::remove_file(&hold).unwrap();
    let output = child.wait_with_output().unwrap();
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{shown}");
    shown
}

#[test]
fn a_pass_longer_than_a_second_shows_how_far_it_is_at_a_terminal_and_takes_the_bar_away() {
    let shown = at_a_terminal(&full(), Duration::from_millis(2500));
    let bars: Vec<&str> = shown.split('\r').filter(|part| part.contains(['░', '█'])).collect();
    assert!(bars.iter().any(|bar| bar.contains("300/300")), "{shown:?}");
    assert!(bars.iter().all(|bar| bar.contains("dana@northfield.example")), "each says whose mailbox it is: {shown:?}");
    let last = shown.rsplit('\r').find(|part| part.contains("new")).unwrap_or_else(|| panic!("{shown:?}"));
    assert!(last.contains("300 new") && !last.contains('/'), "nothing of the bar is left on the last line: {shown:?}");

    let quick = at_a_terminal(&Team::new(), Duration::ZERO);
    assert!(!quick.contains("0/"), "{quick:?}");

    // Whoever keeps what it says in a file gets no bar.
    let team = full();
    let hold = team.path("hold");
    fs::write(&hold, "").unwrap();
    let child = Command::new(env!("CARGO_BIN_EXE_wentdark"))
        .args(SYNC.split(' '))
        .current_dir(team.path("."))
        .env("WENTDARK_HANG_AT", format!("headers:{}", hold.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(1500));
    fs::remove_file(&hold).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "dana@northfield.example: 300 new, 300 of them concern deals or the team\n"
    );
}

/// Gives a folder and all in it to a user without rights, where we are root; else we are one ourselves.
fn give_away(path: &Path) {
    if !rustix::process::geteuid().is_root() {
        return;
    }
    chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
    if path.is_dir() {
        fs::read_dir(path).unwrap().for_each(|entry| give_away(&entry.unwrap().path()));
    }
}

const NOBODY: u32 = 65534;

/// The program, where that user can run it, and as that user.
fn as_nobody(team: &Team, arguments: &[&str]) -> Command {
    let program = team.path("wentdark");
    if !program.exists() {
        fs::copy(env!("CARGO_BIN_EXE_wentdark"), &program).unwrap();
        give_away(&team.path("."));
    }
    let mut command = Command::new(program);
    command.args(arguments).current_dir(team.path("."));
    for name in ["STATE_DIRECTORY", "CREDENTIALS_DIRECTORY", "NOTIFY_SOCKET"] {
        command.env_remove(name);
    }
    if rustix::process::geteuid().is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}

#[test]
fn a_maildir_that_its_user_may_not_read_is_named_with_what_mends_it_and_claims_nothing() {
    let team = Team::new();
    let text = mail(
        "d1@northfield.example",
        "Mon, 4 May 2026 14:00:00 +0000",
        "dana@northfield.example",
        "pat@acme.example",
        "Line 4",
        None,
        "Hello",
    );
    team.deliver(".Sent", "1.a", "2026-05-04T14:00:05Z", &text);
    let sync: Vec<&str> = SYNC.split(' ').collect();
    let said = |command: &mut Command| {
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
    };
    let (code, before) = said(&mut as_nobody(&team, &sync));
    assert_eq!(code, Some(0), "{before}");
    let maildir = team.path("mail/dana");
    for (closed, named) in [(maildir.clone(), "mail/dana"), (maildir.join(".Sent/cur"), ".Sent")] {
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
        let (code, text) = said(&mut as_nobody(&team, &sync));
        assert_eq!(code, Some(1), "{named}: {text}");
        assert!(text.contains("may not be read; give the user that wentdark runs as read access"), "{named}: {text}");
        assert!(text.contains(named) && !text.contains("panicked"), "{text}");
        let later = (jiff::Timestamp::now() + jiff::SignedDuration::from_hours(72)).to_string();
        let report = ["report", "--format", "json", "--as-of", &later, "--config", "wentdark.toml"];
        let (_, report) = said(&mut as_nobody(&team, &report));
        assert!(report.contains("\"state\":\"unknown\""), "no silence is claimed of what can't be read: {report}");
        let (code, checked) = said(&mut as_nobody(&team, &["check", "--connect", "--config", "wentdark.toml"]));
        assert!(code == Some(1) || named == ".Sent", "{checked}");
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
        assert_eq!(said(&mut as_nobody(&team, &sync)).0, Some(0), "{named}");
    }
}

#[test]
fn no_core_of_the_service_is_made_and_nobody_of_its_user_looks_into_it() {
    let team = Team::new();
    let mut child = as_nobody(&team, &["run", "--config", "wentdark.toml"]).stderr(Stdio::null()).spawn().unwrap();
    let of = |file: &str| format!("/proc/{}/{file}", child.id());
    // What can't be dumped belongs to root, whoever it runs as (proc(5)).
    let undumpable = || fs::metadata(of("environ")).is_ok_and(|meta| meta.uid() == 0);
    let begun = Instant::now();
    while !undumpable() {
        assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", fs::metadata(of("environ")));
        std::thread::sleep(Duration::from_millis(20));
    }
    let limits = fs::read_to_string(of("limits"));
    let runs_as = fs::read_to_string(of("status")).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!runs_as.contains("Uid:\t0\t"), "as root that would say nothing: {runs_as}");
    // Without root its own limits can't be read any more, either.
    if let Ok(limits) = limits {
        let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
        assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"], "{core}");
    }
}
