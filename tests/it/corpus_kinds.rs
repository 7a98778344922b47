//! Message kinds against real bounces, automatic answers made from other tools' mistakes, a year of a mailing list, a business
//! mailbox, and messages that were made to break parsers.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::prelude::*;
use wentdark::domain::mail::Kind;
use wentdark::reading::{header, read};

/// The shared corpora; `None`, said aloud, where they aren't. With `CI=true` they have to be there.
pub fn corpus(name: &str) -> Option<PathBuf> {
    let default = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/fixtures");
    let folder = std::env::var_os("WENTDARK_FIXTURES").map_or_else(default, PathBuf::from).join(name);
    if folder.exists() {
        return Some(folder);
    }
    assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "{} is missing", folder.display());
    println!("not run: {} is missing", folder.display());
    None
}

pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// The rows of a table with a heading, by column.
fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap().split('\t').collect();
    lines.map(|line| names.iter().map(ToString::to_string).zip(line.split('\t').map(str::to_owned)).collect()).collect()
}

fn is_bounce(kind: Kind) -> bool {
    matches!(kind, Kind::BouncePermanent | Kind::BounceTransient | Kind::DeliveryDelay)
}

#[test]
fn bounces_are_recognised_and_their_recipients_named() {
    let Some(folder) = corpus("bounce") else { return };
    let (mut bounces, mut recognised, mut triaged) = (0, 0, 0);
    let (mut judged, mut permanence, mut with_recipients, mut recipients, mut named) = (0, 0, 0, 0, 0);
    let (mut others, mut others_right, mut false_alarms) = (0, 0, Vec::new());
    for row in rows(&folder.join("labels.tsv")) {
        let (path, class) = (&row["path"], row["class"].as_str());
        let bytes = std::fs::read(folder.join(path)).unwrap();
        let mail = read(&bytes, None, false).mail;
        if !class.starts_with("bounce") {
            others += 1;
            let right = match class {
                "auto_reply" => matches!(mail.kind, Kind::AutoReply | Kind::OutOfOffice | Kind::Departed),
                "feedback" => mail.kind == Kind::FeedbackReport,
                "mdn" | "dsn_delivered" => mail.kind == Kind::ReadReceipt,
                _ => !is_bounce(mail.kind),
            };
            others_right += usize::from(right);
            if !right {
                println!("{path}: {class} read as {} ({})", mail.kind.as_str(), mail.kind_rule);
            }
            if is_bounce(mail.kind) {
                false_alarms.push(path.clone());
            }
            continue;
        }
        bounces += 1;
        recognised += usize::from(is_bounce(mail.kind));
        triaged += usize::from(header(&bytes).looks_automatic);
        named += usize::from(!mail.failed.is_empty());
        if !is_bounce(mail.kind) {
            println!("{path}: {class} read as {} ({})", mail.kind.as_str(), mail.kind_rule);
        }
        if row["basis"] == "expected" && matches!(class, "bounce_permanent" | "bounce_transient") && is_bounce(mail.kind) {
            judged += 1;
            let right = (mail.kind == Kind::BouncePermanent) == (class == "bounce_permanent");
            permanence += usize::from(right);
            if !right {
                println!("{path}: {class} read as {} ({})", mail.kind.as_str(), mail.kind_rule);
            }
        }
        if !row["recipients"].is_empty() {
            with_recipients += 1;
            let mut want: Vec<String> =
                row["recipients"].split([',', '+', ' ']).map(str::to_lowercase).filter(|r| !r.is_empty()).collect();
            let mut got: Vec<String> = mail.failed.iter().map(|failed| failed.address.to_string()).collect();
            want.sort();
            got.sort();
            recipients += usize::from(want == got);
            if want != got {
                println!("{path}: failed recipients {got:?}, expected {want:?}");
            }
        }
    }
    println!("bounces: {recognised} of {bounces} recognised, {triaged} by their header alone; {named} name a recipient");
    println!(
        "permanent or transient: {permanence} of {judged}; recipients: {recipients} of {with_recipients}; others: {others_right} of {others}"
    );
    assert!(bounces > 300, "too few files ran");
    assert!(recognised * 100 >= bounces * 97, "{recognised} of {bounces} bounces recognised");
    assert!(triaged * 100 >= bounces * 95, "{triaged} of {bounces} bounces would be read whole");
    assert!(permanence * 100 >= judged * 93, "permanent or transient: {permanence} of {judged}");
    assert!(recipients * 100 >= with_recipients * 95, "recipients: {recipients} of {with_recipients}");
    assert!(others_right * 100 >= others * 80 && false_alarms.len() <= 1, "{others_right} of {others}, {false_alarms:?}");
}

#[test]
fn automatic_answers_are_told_from_people() {
    let Some(folder) = corpus("automatic") else { return };
    let (mut right, mut total, mut silenced) = (0, 0, Vec::new());
    for row in rows(&folder.join("labels.tsv")) {
        let mail = read(&std::fs::read(folder.join(&row["path"])).unwrap(), None, false).mail;
        total += 1;
        right += usize::from(mail.kind.as_str() == row["kind"]);
        println!(
            "{}: {} ({}), back {:?}, deputy {:?}",
            row["path"],
            mail.kind.as_str(),
            mail.kind_rule,
            mail.back_on,
            mail.deputy
        );
        if row["kind"] == "human" && mail.kind != Kind::Human {
            silenced.push(row["path"].clone());
        }
    }
    println!("automatic: {right} of {total}");
    assert!(total >= 22 && right == total, "{right} of {total}");
    assert!(silenced.is_empty(), "people called automatic: {silenced:?}");
}

/// The mailing list's year, and where each message starts, and where the last one ends.
pub fn year_of_a_list(folder: &Path) -> (Vec<u8>, Vec<usize>) {
    let unpacked = Command::new("gzip").arg("-dc").arg(folder.join("linux-mips-2005.mbox.gz")).output().unwrap();
    assert!(unpacked.status.success());
    let text = unpacked.stdout;
    let mut starts: Vec<usize> = vec![0];
    starts.extend(text.windows(6).enumerate().filter(|(_, window)| window == b"\nFrom ").map(|(at, _)| at + 1));
    starts.push(text.len());
    (text, starts)
}

#[test]
fn a_year_of_a_mailing_list_bounces_nothing() {
    let Some(folder) = corpus("threading") else { return };
    let (text, starts) = year_of_a_list(&folder);
    let bare: &[&str] = &["precedence:", "x-list:", "x-ecartis", "list-", "sender:", "errors-to:"];
    let (mut kinds, mut stripped): (BTreeMap<&str, usize>, BTreeMap<&str, usize>) = Default::default();
    for span in starts.windows(2) {
        let bytes = &text[span[0]..span[1]];
        let mail = read(bytes, None, true).mail;
        assert!(mail.server_time > jiff::Timestamp::UNIX_EPOCH);
        *kinds.entry(mail.kind.as_str()).or_default() += 1;
        // The same message as if a person had sent it to another.
        let lossy = String::from_utf8_lossy(bytes);
        let (head, body) = lossy.split_once("\n\n").unwrap_or((&lossy, ""));
        let kept: Vec<&str> =
            head.lines().filter(|line| !bare.iter().any(|name| line.to_lowercase().starts_with(name))).collect();
        let person = read(format!("{}\n\n{body}", kept.join("\n")).as_bytes(), None, true).mail;
        *stripped.entry(person.kind.as_str()).or_default() += 1;
        if person.kind != Kind::Human {
            println!("{}: {} ({})", person.subject, person.kind.as_str(), person.kind_rule);
        }
    }
    println!("list: {kinds:?}; without the list's headers: {stripped:?}");
    let count = |kinds: &BTreeMap<&str, usize>, wanted: &[Kind]| {
        wanted.iter().map(|kind| kinds.get(kind.as_str()).unwrap_or(&0)).sum::<usize>()
    };
    let total: usize = kinds.values().sum();
    let wrong =
        [Kind::BouncePermanent, Kind::BounceTransient, Kind::DeliveryDelay, Kind::OutOfOffice, Kind::Departed, Kind::AutoReply];
    assert!(total > 2500, "only {total} messages ran");
    assert!(count(&kinds, &wrong) * 100 <= total && count(&stripped, &wrong) * 100 <= total);
    assert!(count(&kinds, &[Kind::List]) * 100 >= total * 95, "list mail: {kinds:?}");
}

#[test]
fn ordinary_business_mail_is_human() {
    let Some(folder) = corpus("business-mail") else { return };
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for file in files(&folder) {
        let mail = read(&std::fs::read(&file).unwrap(), None, false).mail;
        // One sender in it is a machine, and says so.
        if mail.from.as_ref().is_some_and(|from| from.address.local() == "noreply") {
            continue;
        }
        *kinds.entry(mail.kind.as_str()).or_default() += 1;
        if mail.kind != Kind::Human {
            println!("{}: {} ({})", file.file_name().unwrap().display(), mail.kind.as_str(), mail.kind_rule);
        }
    }
    println!("business mail: {kinds:?}");
    let total: usize = kinds.values().sum();
    let bounces: usize =
        ["bounce_permanent", "bounce_transient", "delivery_delay"].iter().filter_map(|kind| kinds.get(kind)).sum();
    assert!(total > 1000, "only {total} messages ran");
    assert!(bounces * 100 <= total && kinds["human"] * 500 >= total * 499, "{kinds:?}");
}

#[test]
fn nothing_that_was_made_to_break_parsers_stops_the_reading() {
    let Some(folder) = corpus("mime") else { return };
    let mut run = 0;
    for (n, file) in files(&folder).iter().enumerate() {
        let bytes = std::fs::read(file).unwrap();
        let whole = read(&bytes, None, false);
        let head = header(&bytes);
        assert!(head.key.is_none_or(|key| key == whole.mail.key), "{}", file.display());
        run += 1;
        if n % 20 == 0 {
            for cut in (0..bytes.len().min(6000)).step_by(37) {
                read(&bytes[..cut], None, cut % 2 == 0);
                header(&bytes[..cut]);
            }
        }
    }
    println!("mime: {run} files");
    assert!(run >= 500, "only {run} files ran");
}

const SEED: &[u8] = b"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.acme.example\r\nTo: =?utf-8?q?d=C3=A1na?= <dana@northfield.example>\r\n\
    Received: from a by b; Mon, 11 May 2026 10:00:05 +0200\r\nSubject: Undeliverable: =?utf-8?b?T2ZmZXI=?=\r\nMessage-ID: <1@acme.example>\r\n\
    Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nNot delivered to pat@acme.example: back on 12/10/2026\r\n\
    --b\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; pat@acme.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n\
    --b\r\nContent-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VEVENT\r\nUID:x\r\nDTSTART;TZID=Europe/Berlin:20260514T090000\r\nDURATION:P1D\r\nEND:VEVENT\r\n\
    --b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <0@northfield.example>\r\n\r\nhello\r\n--b--\r\n";

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_bytes_are_read_all_the_same(edits in prop::collection::vec((0..SEED.len(), any::<u8>(), 0..3_u8), 0..40)) {
        let mut bytes = SEED.to_vec();
        for (at, octet, how) in edits {
            let at = at.min(bytes.len().saturating_sub(1));
            match how {
                0 if at < bytes.len() => bytes[at] = octet,
                1 => bytes.insert(at, octet),
                _ if !bytes.is_empty() => drop(bytes.remove(at)),
                _ => {}
            }
        }
        let whole = read(&bytes, None, false);
        let head = header(&bytes);
        prop_assert!(head.key.is_none_or(|key| key == whole.mail.key));
        prop_assert!(!whole.mail.subject.contains(char::is_control));
        prop_assert!(whole.mail.from.iter().all(|named| named.name.iter().all(|name| !name.contains(char::is_control))));
    }
}
