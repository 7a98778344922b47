//! The Debian package: what is in it, and that installing, running and removing it leaves a clean tree.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::Machine;
use crate::support::process::open_folder;
use crate::support::team::ACME;

/// Makes the package of the program under test, not compressed, and gives its name.
fn build(folder: &Path) -> String {
    let output = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/packaging/build"))
        .arg(folder)
        .env("BINARY", env!("CARGO_BIN_EXE_wentdark"))
        .env("COMPRESSION", "none")
        .output()
        .unwrap();
    let said = [output.stdout.as_slice(), &output.stderr].concat();
    let said = String::from_utf8_lossy(&said).trim().to_owned();
    assert!(output.status.success(), "{said}");
    Path::new(&said).file_name().unwrap().to_str().unwrap().to_owned()
}

/// Every file and folder that a package could leave something in; what dpkg and systemd keep for themselves aside.
fn tree(machine: &Machine) -> BTreeSet<String> {
    let all = machine.sh(
        "find /etc /usr /var /opt /srv /home -xdev \\( -path /var/lib/dpkg -o -path /var/log -o -path /var/cache -o -path /var/lib/systemd \
         -o -path /var/tmp -o -path /etc/systemd/system \\) -prune -o -print | sort",
    );
    all.lines().map(str::to_owned).collect()
}

#[test]
fn it_installs_runs_upgrades_and_leaves_no_trace() {
    let folder = open_folder("wentdark-package-");
    let package = format!("/mnt/{}", build(folder.path()));
    let machine = Machine::bare(folder.path());
    let before = tree(&machine);

    machine.ok(&["dpkg", "--install", &package]);
    for file in [
        "man/man1/wentdark.1.gz",
        "man/man1/wentdark-status.1.gz",
        "man/man1/wentdark-prospect-import.1.gz",
        "bash-completion/completions/wentdark",
        "zsh/vendor-completions/_wentdark",
        "fish/vendor_completions.d/wentdark.fish",
        "doc/wentdark/README.md",
        "doc/wentdark/copyright",
        "doc/wentdark/changelog.gz",
        "doc/wentdark/examples/wentdark.toml",
    ] {
        machine.ok(&["test", "-s", &format!("/usr/share/{file}")]);
    }
    assert_eq!(machine.ok(&["stat", "--format", "%a %U", "/etc/wentdark/secrets"]), "700 root");
    let page = machine.sh("zcat /usr/share/man/man1/wentdark-forget.1.gz");
    assert!(page.contains("Remove every trace") && page.contains("\\-\\-yes"), "{page}");
    assert!(
        machine.sh("bash -c '. /usr/share/bash-completion/completions/wentdark; complete -p wentdark'").contains("_wentdark")
    );
    // Nothing runs before it is configured.
    assert_eq!(machine.run(&["systemctl", "is-active", "wentdark"]).0, "inactive");

    fs::write(folder.path().join("dana.toml"), ACME).unwrap();
    machine.sh("mkdir -p /srv/mail/dana/cur /srv/mail/dana/new /srv/mail/dana/tmp; cp /mnt/dana.toml /etc/wentdark/prospects.d/");
    let made = machine
        .sh("wentdark init --domain northfield.example --time-zone UTC --rep 'Dana Reyes <dana@northfield.example>' \
         --provider maildir --maildir /srv/mail/dana --manager lead@northfield.example");
    assert!(made.contains("digests become files in /var/lib/wentdark/outbox"), "{made}");
    // Due at whatever hour and day this runs.
    machine.sh(
        "sed -i 's/^at = \"08:00\"/at = \"00:00\"\\ndays = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"]/' \
         /etc/wentdark/wentdark.toml",
    );
    machine.ok(&["systemctl", "enable", "--now", "wentdark"]);
    machine.until("every mailbox was read; mailboxes: 1, deals: 1", || machine.shows("StatusText"));
    // What was asked for is delivered, by the service itself and nobody else.
    machine.until(".eml", || machine.run(&["ls", "/var/lib/private/wentdark/outbox"]).0);
    // Commands find the state of the service, and leave it to the service.
    let status = machine.ok(&["wentdark", "status"]);
    assert!(status.contains("fine; the service is running"), "{status}");
    let doctor = machine.ok(&["wentdark", "doctor", "--offline"]);
    assert!(doctor.contains("ok        state: /var/lib/wentdark") && doctor.contains("ok        secrets: "), "{doctor}");
    machine.sh("wentdark mark acme-line4 signed --by dana@northfield.example; wentdark backup /root/copy.sqlite3; wentdark digest --send");
    machine.sh("systemctl stop wentdark; wentdark restore /root/copy.sqlite3; rm /root/copy.sqlite3; systemctl start wentdark");
    let owners = machine.sh("stat --format %U $(find /var/lib/private/wentdark) | sort -u | wc -l");
    assert_eq!(owners, "1", "everything belongs to the service: {}", machine.sh("ls -lR /var/lib/private/wentdark"));
    let level = machine.ok(&["systemd-analyze", "security", "--no-pager", "wentdark"]);
    assert!(level.contains("OK"), "{level}");

    let first = machine.shows("MainPID");
    machine.ok(&["dpkg", "--install", &package]);
    assert_ne!(machine.shows("MainPID"), first, "the new version runs");
    machine.until("every mailbox was read", || machine.shows("StatusText"));

    machine.ok(&["dpkg", "--remove", "wentdark"]);
    assert_eq!(machine.run(&["pgrep", "-x", "wentdark"]).0, "");
    machine.sh(
        "test -s /etc/wentdark/wentdark.toml; test -s /var/lib/private/wentdark/wentdark.sqlite3; test ! -e /usr/bin/wentdark",
    );
    machine.ok(&["dpkg", "--purge", "wentdark"]);
    machine.sh("rm -r /srv/mail");
    let after = tree(&machine);
    let left: Vec<&String> = after.difference(&before).collect();
    let gone: Vec<&String> = before.difference(&after).collect();
    assert!(left.iter().all(|path| *path == "/var/lib/private"), "left behind: {left:?}");
    assert!(gone.is_empty(), "taken along: {gone:?}");
}

/// The commands that README gives below some words.
fn below(words: &str) -> Vec<&'static str> {
    let readme = include_str!("../../../README.md");
    let (_, section) = readme.split_once(words).unwrap();
    section.lines().skip(1).skip_while(|line| line.is_empty()).take_while(|line| !line.is_empty()).collect()
}

/// Those for an installation by hand, but for the building, and for beginning with the examples.
fn by_hand() -> String {
    let (commands, examples) = (below("Or by hand:"), below("in which every key has its comment:"));
    assert!(commands.len() >= 5 && commands[0].trim() == "cargo build --profile dist", "{commands:?}");
    assert_eq!(examples.len(), 2, "{examples:?}");
    [&commands[1..], &examples].concat().join("\n")
}

#[test]
fn what_the_readme_says_of_an_installation_by_hand_works_as_it_stands() {
    let folder = open_folder("wentdark-source-");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let copy = |from: &Path, to: &str| {
        let to = folder.path().join(to);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
    };
    copy(Path::new(env!("CARGO_BIN_EXE_wentdark")), "target/dist/wentdark");
    for file in ["config/wentdark.example.toml", "config/prospects.d/example.toml", "systemd/wentdark.service"] {
        copy(&root.join(file), file);
    }
    let machine = Machine::bare(folder.path());
    machine.sh(&format!("cd /mnt\n{}", by_hand()));
    machine.sh("systemctl daemon-reload; systemctl enable --now wentdark");
    // The example's servers are nowhere: it runs, and says which mailboxes it can't read.
    machine.until("could not be read", || machine.shows("StatusText"));
    assert_eq!(machine.run(&["systemctl", "is-active", "wentdark"]).0, "active");
    let (status, fine) = machine.run(&["wentdark", "status"]);
    assert!(!fine && status.contains("the service is running") && status.contains("no secret `dana-imap`"), "{status}");
}
