//! A small team in a folder of its own, and the binary run on it as a user runs it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tempfile::TempDir;

/// The team: one rep, Dana, with a Maildir; one prospect, Acme, with one deal.
pub struct Team {
    dir: TempDir,
}

impl Team {
    pub fn new() -> Self {
        let team = Self { dir: tempfile::tempdir().unwrap() };
        team.write("wentdark.toml", &configuration("mailbox = { kind = \"maildir\", path = \"mail/dana\" }"));
        team.write("prospects.d/dana.toml", ACME);
        for folder in ["", ".Sent", ".Junk"] {
            for sub in ["cur", "new", "tmp"] {
                fs::create_dir_all(team.path("mail/dana").join(folder).join(sub)).unwrap();
            }
        }
        team
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Puts a message into a folder of Dana's Maildir, received at `received` (RFC 3339). Gives its path.
    pub fn deliver(&self, folder: &str, name: &str, received: &str, message: &str) -> PathBuf {
        let path = self.path("mail/dana").join(folder).join("cur").join(format!("{name}:2,S"));
        fs::write(&path, message).unwrap();
        touch(&path, received);
        path
    }

    /// Puts a password where the configuration's `secret = NAME` is looked for.
    pub fn secret(&self, name: &str, password: &str) {
        let file = format!("secrets/{name}");
        self.write(&file, password);
        fs::set_permissions(self.path(&file), fs::Permissions::from_mode(0o600)).unwrap();
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_wentdark"))
            .args(arguments)
            .current_dir(self.dir.path())
            .env_remove("STATE_DIRECTORY")
            .env_remove("CREDENTIALS_DIRECTORY")
            .output()
            .unwrap()
    }

    /// Runs a command that must end well, and gives what it printed.
    pub fn ok(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{arguments:?} ended with {}\n{out}\n{err}", output.status);
        out.into_owned()
    }

    /// Runs a command that must fail with `code`, and gives what it said.
    pub fn fails(&self, code: i32, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        said
    }

    /// How many rows a table of the store has.
    pub fn rows(&self, table: &str) -> u32 {
        let db = rusqlite::Connection::open(self.path("state/wentdark.sqlite3")).unwrap();
        db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
    }

    pub fn sync(&self) -> String {
        self.ok(&["sync", "--config", "wentdark.toml"])
    }

    /// The JSON report on one deal.
    pub fn deal(&self, as_of: &str, deal: &str) -> Value {
        let text = self.ok(&["report", "--config", "wentdark.toml", "--as-of", as_of, "--format", "json"]);
        let report: Value = serde_json::from_str(&text).unwrap();
        let deals = report["deals"].as_array().unwrap();
        deals.iter().find(|one| one["deal"] == deal).unwrap_or_else(|| panic!("no deal {deal}: {text}")).clone()
    }
}

/// Sets a file's modification time.
pub fn touch(path: &Path, at: &str) {
    let at: jiff::Timestamp = at.parse().unwrap();
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(at.as_second()).unwrap());
    fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

/// The configuration with one rep whose mailbox is given. The mail's dates are fixed, today is not: nothing is ever too old.
pub fn configuration(mailbox: &str) -> String {
    format!(
        "[team]\nname = \"Northfield sales\"\ndomains = [\"northfield.example\"]\ntime_zone = \"UTC\"\n\
         managers = [\"lead@northfield.example\"]\nsuppliers = [\"boltworks.example\"]\n\
         [state]\ndir = \"state\"\nretention_days = 36500\n[prospects]\ndir = \"prospects.d\"\n\
         [[rep]]\nname = \"Dana Reyes\"\naddress = \"dana@northfield.example\"\n{mailbox}\n\
         [smtp]\nfolder = \"outbox\"\nfrom = \"wentdark <wentdark@northfield.example>\"\n\
         [[digest]]\nto = \"lead@northfield.example\"\ncovers = \"all\"\nat = \"08:00\"\n"
    )
}

pub const ACME: &str = "[[prospect]]\nname = \"Acme Industrial\"\ndomains = [\"acme.example\"]\naliases = [\"Acme\"]\n\
    [[prospect.deal]]\nid = \"acme-line4\"\ntitle = \"Line 4 retrofit\"\nopened = 2026-04-20\nowner = \"dana@northfield.example\"\n";

/// A message in one line of arguments: `re` is the id it answers.
pub fn mail(id: &str, date: &str, from: &str, to: &str, subject: &str, re: Option<&str>, text: &str) -> String {
    let answers = re.map_or(String::new(), |re| format!("In-Reply-To: <{re}>\nReferences: <{re}>\n"));
    format!("Date: {date}\nFrom: {from}\nTo: {to}\nSubject: {subject}\nMessage-ID: <{id}>\n{answers}\n{text}\n")
}
