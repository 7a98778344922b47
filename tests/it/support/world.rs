//! A whole small world, told in one JSON file, laid out as a user has it: Maildirs, a configuration, the prospects.
//!
//! Besides the team, the reps, the prospects and the messages a file may tell: `team.managers`, `shared` (addresses with a mailbox
//! of their own), `unreadable` (owners whose mailbox can't be read), `copies` of a message in other mailboxes and folders, and
//! `marks` (arguments of `wentdark mark`), `raw` (a message as it went over the wire, in place of all that would be written),
//! `calls` (arguments of `wentdark log call`), and `calendars` (by the rep's address the text of an iCalendar file).

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::team::touch;

/// Lays `world` out in `dir`.
pub fn lay_out(world: &Value, dir: &Path) {
    fs::create_dir_all(dir.join("prospects.d")).unwrap();
    fs::write(dir.join("wentdark.toml"), configuration(world, dir)).unwrap();
    fs::write(dir.join("prospects.d/all.toml"), prospects(world)).unwrap();
    for (number, message) in list(world, "messages").iter().enumerate() {
        let text = written(message);
        deliver(dir, message, number, message["received"].as_str().unwrap(), &text);
        for copy in list(message, "copies") {
            let received = copy["received"].as_str().or(message["received"].as_str()).unwrap();
            deliver(dir, copy, number, received, &text);
        }
    }
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// `key = value` for every key that is there: JSON's texts and lists are TOML's as well.
fn assign(out: &mut String, from: &Value, keys: &[&str]) {
    for key in keys.iter().filter(|key| !from[**key].is_null()) {
        writeln!(out, "{key} = {}", from[*key]).unwrap();
    }
}

fn configuration(world: &Value, dir: &Path) -> String {
    let mut toml = String::from("[team]\nname = \"Sales\"\n");
    assign(&mut toml, &world["team"], &["domains", "time_zone", "holidays", "managers", "work_hours", "work_days"]);
    assign(&mut toml, world, &["experts", "suppliers"]);
    // What is told happened on fixed days, today is none of them: nothing is ever too old.
    toml.push_str("[state]\ndir = \"state\"\nretention_days = 36500\n[prospects]\ndir = \"prospects.d\"\n");
    let mut mailbox = |table: &str, owner: &Value| {
        let address = owner["address"].as_str().or(owner.as_str()).unwrap();
        let place = format!("mail/{address}");
        if !list(world, "unreadable").iter().any(|one| one == address) {
            folder(dir, address, "INBOX");
        }
        writeln!(toml, "[[{table}]]\naddress = \"{address}\"\nmailbox = {{ kind = \"maildir\", path = \"{place}\" }}").unwrap();
        assign(&mut toml, owner, &["name", "aliases"]);
        if let Some(text) = world["calendars"][address].as_str() {
            fs::write(dir.join(format!("{address}.ics")), text).unwrap();
            writeln!(toml, "calendars = [{{ kind = \"ics\", path = \"{address}.ics\" }}]").unwrap();
        }
    };
    list(world, "reps").iter().for_each(|rep| mailbox("rep", rep));
    list(world, "shared").iter().for_each(|shared| mailbox("shared_mailbox", shared));
    toml
}

fn prospects(world: &Value) -> String {
    let mut toml = String::new();
    for prospect in list(world, "prospects") {
        toml.push_str("[[prospect]]\n");
        assign(&mut toml, prospect, &["name", "domains", "aliases"]);
        for person in list(prospect, "people") {
            toml.push_str("[[prospect.people]]\n");
            assign(&mut toml, person, &["address", "name", "role", "decision_maker"]);
        }
        for deal in list(prospect, "deals") {
            toml.push_str("[[prospect.deal]]\n");
            assign(&mut toml, deal, &["id", "title", "value", "owner", "aliases", "stage"]);
            writeln!(toml, "opened = {}", deal["opened"].as_str().unwrap()).unwrap();
        }
    }
    toml
}

/// A folder of a Maildir++.
fn folder(dir: &Path, owner: &str, name: &str) -> std::path::PathBuf {
    let home = dir.join("mail").join(owner);
    let path = if name == "INBOX" { home } else { home.join(format!(".{name}")) };
    for sub in ["cur", "new", "tmp"] {
        fs::create_dir_all(path.join(sub)).unwrap();
    }
    path
}

fn deliver(dir: &Path, place: &Value, number: usize, received: &str, text: &str) {
    let owner = place["mailbox"].as_str().unwrap();
    let path = folder(dir, owner, place["folder"].as_str().unwrap_or("INBOX")).join("cur").join(format!("{number:04}.world:2,S"));
    fs::write(&path, text).unwrap();
    touch(&path, received);
}

/// The message as it went over the wire.
fn written(message: &Value) -> String {
    if let Some(raw) = message["raw"].as_str() {
        return raw.to_owned();
    }
    let mut head = String::new();
    let mut field = |name: &str, value: &Value| {
        let value = match value {
            Value::Array(all) => all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
            other => other.as_str().unwrap_or_default().to_owned(),
        };
        if !value.is_empty() {
            writeln!(head, "{name}: {value}").unwrap();
        }
    };
    for name in ["Date", "From", "To", "Cc", "Subject"] {
        field(name, &message[name.to_lowercase()]);
    }
    let id = |id: &str| format!("<{id}>");
    field("Message-ID", &message["message_id"].as_str().map(id).into());
    field("In-Reply-To", &message["in_reply_to"].as_str().map(id).into());
    let references: Vec<String> = list(message, "references").iter().filter_map(Value::as_str).map(id).collect();
    field("References", &references.join(" ").into());
    for (name, value) in message["headers"].as_object().into_iter().flatten() {
        field(name, value);
    }
    format!("{head}MIME-Version: 1.0\n{}", body(message))
}

fn body(message: &Value) -> String {
    let text = message["text"].as_str().unwrap_or_default();
    let plain = format!("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n");
    let part = |kind: &str, content: &str| format!("Content-Type: {kind}\nContent-Transfer-Encoding: 8bit\n\n{content}\n");
    if let Some(bounce) = message["dsn"].as_object() {
        return report("delivery-status", &plain, &part("message/delivery-status", &status(bounce)), &message["dsn"]);
    }
    if let Some(receipt) = message["mdn"].as_object() {
        let said = |key: &str| receipt[key].as_str().unwrap().to_owned();
        let fields = format!(
            "Final-Recipient: rfc822; {}\nOriginal-Message-ID: <{}>\nDisposition: manual-action/MDN-sent-manually; displayed\n",
            said("recipient"),
            said("original_message_id")
        );
        let notice = part("message/disposition-notification", &fields);
        return report("disposition-notification", &plain, &notice, &Value::Null);
    }
    let mut parts = Vec::new();
    if let Some(html) = message["html"].as_str() {
        parts.push(part("text/html; charset=utf-8", html));
    }
    if let Some(ics) = message["ics"].as_object() {
        let kind = format!("text/calendar; charset=utf-8; method={}", ics["method"].as_str().unwrap());
        parts.push(part(&kind, ics["content"].as_str().unwrap()));
    }
    let alternative = !parts.is_empty();
    for attachment in list(message, "attachments") {
        let (name, kind) = (attachment["name"].as_str().unwrap(), attachment["type"].as_str().unwrap());
        parts.push(format!("Content-Type: {kind}\nContent-Disposition: attachment; filename=\"{name}\"\n\nas agreed\n"));
    }
    if parts.is_empty() {
        return plain;
    }
    parts.insert(0, plain);
    bundle(if alternative { "multipart/alternative" } else { "multipart/mixed" }, &parts)
}

fn status(bounce: &serde_json::Map<String, Value>) -> String {
    let said = |key: &str| bounce.get(key).and_then(Value::as_str).unwrap_or_default();
    format!(
        "Reporting-MTA: dns; mx.relay.example\n\nFinal-Recipient: rfc822; {}\nAction: {}\nStatus: {}\nDiagnostic-Code: {}\n",
        said("recipient"),
        said("action"),
        said("status"),
        said("diagnostic")
    )
}

/// A multipart/report (RFC 6522), with the header of what it returns where that is told.
fn report(kind: &str, plain: &str, fields: &str, returned: &Value) -> String {
    let mut parts = vec![plain.to_owned(), fields.to_owned()];
    if let Some(original) = returned["original_message_id"].as_str() {
        let to = returned["recipient"].as_str().unwrap();
        parts.push(format!("Content-Type: text/rfc822-headers\n\nTo: {to}\nMessage-ID: <{original}>\n"));
    }
    bundle(&format!("multipart/report; report-type={kind}"), &parts)
}

fn bundle(kind: &str, parts: &[String]) -> String {
    let inside: String = parts.iter().map(|part| format!("--edge\n{part}\n")).collect();
    format!("Content-Type: {kind}; boundary=\"edge\"\n\n{inside}--edge--\n")
}
