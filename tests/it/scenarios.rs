//! The worked scenarios: mailboxes laid out as the shared renderer does, and the verdicts that a careful human gives.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

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
    let files: Vec<PathBuf> = std::fs::read_dir(&dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .collect();
    assert!(!files.is_empty(), "no scenario in {}", dir.display());
    let rendered = Command::new("python3").arg(dir.join("render.py")).arg(out.path()).args(&files).output().unwrap();
    assert!(rendered.status.success(), "{}", String::from_utf8_lossy(&rendered.stderr));
    let mut wrong = Vec::new();
    let mut deals = 0;
    for folder in std::fs::read_dir(out.path()).unwrap().map(|entry| entry.unwrap().path()) {
        let truth: Value = serde_json::from_str(&std::fs::read_to_string(folder.join("truth.json")).unwrap()).unwrap();
        let got = report(&folder, truth["as_of"].as_str().unwrap());
        for want in truth["deals"].as_array().unwrap() {
            deals += 1;
            let have = got["deals"].as_array().unwrap().iter().find(|have| have["deal"] == want["deal"]).unwrap();
            compare(&folder, want, have, &mut wrong);
        }
    }
    println!("scenarios: {deals} deals, {} disagreements\n{}", wrong.len(), wrong.join("\n"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn report(folder: &Path, as_of: &str) -> Value {
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wentdark"));
        let output = command.args(arguments).current_dir(folder).env_remove("STATE_DIRECTORY").output().unwrap();
        assert!(output.status.success(), "{}: {}", folder.display(), String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    run(&["sync", "--config", "wentdark.toml"]);
    serde_json::from_slice(&run(&["report", "--config", "wentdark.toml", "--as-of", as_of, "--format", "json"])).unwrap()
}

fn compare(folder: &Path, want: &Value, have: &Value, wrong: &mut Vec<String>) {
    let name = format!("{} {}", folder.file_name().unwrap().to_string_lossy(), want["deal"]);
    let mut check = |what: &str, have: &Value, want: &Value| {
        if have != want {
            wrong.push(format!("{name}: {what} is {have}, a human says {want}"));
        }
    };
    check("state", &have["state"], &want["state"]);
    check("last_reply", &have["last_reply"]["message_id"], &want["last_reply"]);
    check("unanswered", &have["unanswered"], &want["unanswered"]);
    check("silent_since", &have["silent_since"], &want["silent_since"]);
    check("flagged", &have["flagged"], &want["flagged"]);
    check("celebrated", &(!have["celebration"].is_null()).into(), &want["celebrated"]);
    check("committed", &(!have["commitment"].is_null()).into(), &want["committed"]);
    let evidence: Vec<&Value> = want["evidence"].as_array().into_iter().flatten().collect();
    let found = have["celebration"]["evidence"].as_array().into_iter().flatten().any(|e| evidence.contains(&&e["message_id"]));
    check("evidence", &found.into(), &(!evidence.is_empty()).into());
}
