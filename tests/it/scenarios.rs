//! Whole stories: mailboxes and the verdicts that a careful human gives. The shared ones are laid out by their own renderer, those
//! in `tests/data/scenarios` by ours.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::world;

/// Where the shared corpora are, or why there is nothing to run.
fn scenarios() -> Option<PathBuf> {
    let default = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/fixtures");
    let fixtures = std::env::var_os("WENTDARK_FIXTURES").map_or_else(default, PathBuf::from);
    let found = fixtures.parent().map(|dir| dir.join("scenarios")).filter(|dir| dir.is_dir());
    if found.is_none() {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "the shared scenarios are missing");
        println!("not run: no shared scenarios beside {}", fixtures.display());
    }
    found
}

#[test]
fn the_shared_scenarios_get_the_verdict_of_a_careful_human() {
    let Some(dir) = scenarios() else { return };
    let out = tempfile::tempdir().unwrap();
    let files = stories(&dir);
    let rendered = Command::new("python3").arg(dir.join("render.py")).arg(out.path()).args(&files).output().unwrap();
    assert!(rendered.status.success(), "{}", String::from_utf8_lossy(&rendered.stderr));
    let mut wrong = Vec::new();
    let mut deals = 0;
    for folder in std::fs::read_dir(out.path()).unwrap().map(|entry| entry.unwrap().path()) {
        let truth: Value = serde_json::from_str(&std::fs::read_to_string(folder.join("truth.json")).unwrap()).unwrap();
        run(&folder, &["sync", "--config", "wentdark.toml"]);
        deals += judge(&folder, truth["as_of"].as_str().unwrap(), &truth, &mut wrong);
    }
    println!("scenarios: {deals} deals, {} disagreements", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn our_own_stories_get_the_verdict_of_a_careful_human() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/scenarios");
    let only = std::env::var("WENTDARK_STORY").unwrap_or_default();
    let mut wrong = Vec::new();
    let mut deals = 0;
    for file in stories(&dir).iter().filter(|file| file.to_string_lossy().contains(&only)) {
        let story: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let out = tempfile::tempdir().unwrap();
        let folder = out.path().join(file.file_stem().unwrap());
        world::lay_out(&story, &folder);
        if story["unreadable"].is_null() {
            run(&folder, &["sync", "--config", "wentdark.toml"]);
        } else {
            let output = wentdark(&folder, &["sync", "--config", "wentdark.toml"]);
            assert_eq!(output.status.code(), Some(1), "{}: a mailbox that can't be read went unnoticed", folder.display());
        }
        for mark in story["marks"].as_array().into_iter().flatten() {
            let mut arguments = vec!["mark", "--config", "wentdark.toml"];
            arguments.extend(mark.as_array().unwrap().iter().filter_map(Value::as_str));
            run(&folder, &arguments);
        }
        for call in story["calls"].as_array().into_iter().flatten() {
            let mut arguments = vec!["log", "call", "--config", "wentdark.toml"];
            arguments.extend(call.as_array().unwrap().iter().filter_map(Value::as_str));
            run(&folder, &arguments);
        }
        deals += judge(&folder, story["as_of"].as_str().unwrap(), &story["truth"], &mut wrong);
    }
    println!("own stories: {deals} deals, {} disagreements", wrong.len());
    assert!(deals > 0, "no story told anything");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The files of a folder, at least one.
fn stories(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).unwrap_or_else(|error| panic!("{}: {error}", dir.display()));
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "json")).collect();
    files.sort();
    assert!(!files.is_empty(), "no scenario in {}", dir.display());
    files
}

/// Compares the report with the truth, and tells how many deals were compared.
fn judge(folder: &Path, as_of: &str, truth: &Value, wrong: &mut Vec<String>) -> usize {
    let printed = run(folder, &["report", "--config", "wentdark.toml", "--as-of", as_of, "--format", "json"]);
    let got: Value = serde_json::from_slice(&printed).unwrap();
    let wanted = truth["deals"].as_array().unwrap();
    for want in wanted {
        let have = got["deals"].as_array().unwrap().iter().find(|have| have["deal"] == want["deal"]).unwrap();
        compare(folder, want, have, wrong);
    }
    wanted.len()
}

fn wentdark(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wentdark"));
    command.args(arguments).current_dir(folder).env_remove("STATE_DIRECTORY").output().unwrap()
}

fn run(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = wentdark(folder, arguments);
    assert!(output.status.success(), "{}: {}", folder.display(), String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn compare(folder: &Path, want: &Value, have: &Value, wrong: &mut Vec<String>) {
    let name = format!("{} {}", folder.file_name().unwrap().to_string_lossy(), want["deal"]);
    let mut check = |what: &str, have: &Value, want: &Value| {
        if have != want {
            wrong.push(format!("{name}: {what} is {have}, a human says {want}"));
        }
    };
    check("state", &have["state"], &want["state"]);
    check("unanswered", &have["unanswered"], &want["unanswered"]);
    check("flagged", &have["flagged"], &want["flagged"]);
    check("celebrated", &(!have["celebration"].is_null()).into(), &want["celebrated"]);
    // What only some stories tell.
    if let Some(id) = want.get("last_reply") {
        check("last_reply", &have["last_reply"]["message_id"], id);
    }
    if let Some(committed) = want.get("committed") {
        check("committed", &(!have["commitment"].is_null()).into(), committed);
    }
    if let Some(evidence) = want.get("evidence").and_then(Value::as_array) {
        let found = have["celebration"]["evidence"].as_array().into_iter().flatten().any(|e| evidence.contains(&e["message_id"]));
        check("evidence", &found.into(), &(!evidence.is_empty()).into());
    }
    for key in ["silent_since", "at_risk", "paused_until", "owed_since", "snoozed_until", "deadline"] {
        if let Some(told) = want.get(key) {
            check(key, &have[key], told);
        }
    }
    for (key, told) in want["foundation"].as_object().into_iter().flatten() {
        check(&format!("foundation {key}"), &(!have["foundation"][key].is_null()).into(), told);
    }
    if let Some(uid) = want.get("next_meeting") {
        check("next_meeting", &have["next_meeting"]["uid"], uid);
    }
    for code in want["notes"].as_array().into_iter().flatten() {
        let noted = have["notes"].as_array().into_iter().flatten().any(|note| note["code"] == *code);
        check(&format!("note {code}"), &noted.into(), &true.into());
    }
}
