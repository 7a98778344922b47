//! The wall clock as a process sees it, moved from outside by libfaketime: what a machine's sleep, an empty battery or somebody's `date`
//! do to it.

use std::path::PathBuf;
use std::process::Command;

use jiff::Timestamp;
use tempfile::TempDir;

/// A wall clock of one's own, that goes as fast as the real one.
pub struct Wall {
    /// Of its own: the file is read whenever somebody asks for the time, and who watches the folder would hear of that.
    folder: TempDir,
    library: PathBuf,
}

impl Wall {
    /// One that shows an instant (RFC 3339).
    pub fn showing(shows: &str) -> Self {
        let folders = std::fs::read_dir("/usr/lib").unwrap().map(|entry| entry.unwrap().path().join("faketime"));
        let library = folders.map(|folder| folder.join("libfaketime.so.1")).find(|library| library.exists());
        let library = library.expect("libfaketime is missing: apt install faketime");
        let wall = Self { folder: tempfile::tempdir().unwrap(), library };
        wall.set(shows);
        wall
    }

    /// Sets it.
    pub fn set(&self, shows: &str) {
        let ahead = shows.parse::<Timestamp>().unwrap().duration_since(Timestamp::now()).as_secs();
        let unfinished = self.folder.path().join("unfinished");
        std::fs::write(&unfinished, format!("{ahead:+}\n")).unwrap();
        std::fs::rename(&unfinished, self.file()).unwrap();
    }

    /// Has a process go by it. The time that timers go by is the machine's own unless it `runs_on` with this one: it stands still while a
    /// machine is suspended, and goes on while a process alone is held (a paused container).
    pub fn rules(&self, command: &mut Command, runs_on: bool) {
        command.env("LD_PRELOAD", &self.library).env("FAKETIME_TIMESTAMP_FILE", self.file());
        // Asked for each time; files and what is shared with other processes are left alone.
        command.envs([("FAKETIME_NO_CACHE", "1"), ("NO_FAKE_STAT", "1"), ("FAKETIME_DISABLE_SHM", "1")]);
        if !runs_on {
            command.env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("clock")
    }
}
