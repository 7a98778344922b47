//! What the program is made of, by the lists of `deny.toml`: licences, crates that are banned, and where they come from. cargo-deny checks
//! the same and more, where it is installed.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use spdx::{Expression, ParseMode};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn toml(file: &str) -> toml::Table {
    std::fs::read_to_string(Path::new(ROOT).join(file)).unwrap().parse().unwrap()
}

fn texts(list: &toml::Value) -> BTreeSet<String> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// Every package that is built for this machine: its name and licence.
fn licences() -> Vec<(String, String)> {
    let platform = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", &platform])
        .current_dir(ROOT)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    metadata["packages"].as_array().unwrap().iter().map(|one| (text(&one["name"]), text(&one["license"]))).collect()
}

#[test]
fn every_crate_has_a_licence_that_is_allowed_and_none_is_allowed_in_vain() {
    let allowed = texts(&toml("deny.toml")["licenses"]["allow"]);
    let all = licences();
    assert!(all.len() > 150, "only {} packages: is this test looking in the right place?", all.len());
    let mut used: BTreeSet<String> = BTreeSet::new();
    for (name, licence) in all {
        let expression = Expression::parse_mode(&licence, ParseMode::LAX).unwrap_or_else(|error| panic!("{name}: {error}"));
        let fits = expression.evaluate(|wanted| {
            let wanted = wanted.to_string();
            let fits = allowed.contains(&wanted);
            if fits {
                used.insert(wanted);
            }
            fits
        });
        assert!(fits, "{name} is licensed as {licence}, which deny.toml does not allow");
    }
    assert_eq!(used, allowed, "what nothing needs, nothing should be allowed");
}

#[test]
fn every_crate_comes_from_the_registry_and_none_is_banned() {
    let rules = toml("deny.toml");
    let banned: BTreeSet<&str> =
        rules["bans"]["deny"].as_array().unwrap().iter().map(|one| one["crate"].as_str().unwrap()).collect();
    assert!(banned.contains("openssl-sys") && rules["sources"]["unknown-git"].as_str() == Some("deny"));
    let lock = toml("Cargo.lock");
    let mut own = BTreeSet::new();
    for package in lock["package"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        assert!(!banned.contains(name), "{name} is banned by deny.toml");
        match package.get("source").and_then(|source| source.as_str()) {
            None => drop(own.insert(name)),
            Some(source) => {
                assert_eq!(source, "registry+https://github.com/rust-lang/crates.io-index", "{name}");
                assert!(package.get("checksum").is_some(), "{name} could be anything");
            }
        }
    }
    assert_eq!(own, BTreeSet::from(["encoder", "wentdark"]), "the rest is nobody's we know");
}
