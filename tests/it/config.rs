//! The configuration as people write it: what is accepted, and how mistakes are told.

use std::path::Path;

use wentdark::config::{self, Config, Mistakes};

const PLAIN: &str = r#"
[team]
domains = ["northfield.example"]
time_zone = "America/Chicago"

[[rep]]
name = "Dana Reyes"
address = "dana@northfield.example"
mailbox = { kind = "maildir", path = "mail" }
"#;

#[test]
fn a_plain_configuration_loads() {
    let dir = tempfile::tempdir().unwrap();
    let config = write(dir.path(), PLAIN, &[("a.toml", "")]).unwrap();
    assert_eq!(config.roster.team.reps[0].name, "Dana Reyes");
}

/// Writes a configuration and its prospects files, and loads it.
fn write(dir: &Path, main: &str, prospects: &[(&str, &str)]) -> Result<Config, Mistakes> {
    std::fs::create_dir_all(dir.join("prospects.d")).unwrap();
    std::fs::create_dir_all(dir.join("mail")).unwrap();
    std::fs::write(dir.join("wentdark.toml"), main).unwrap();
    for (name, text) in prospects {
        std::fs::write(dir.join("prospects.d").join(name), text).unwrap();
    }
    config::load(&dir.join("wentdark.toml"))
}
