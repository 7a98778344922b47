//! What crosses the wire, against what stands in the file: the fields that triage reads give the header that the whole message
//! gives, and the parts that say something give the same fact. Real mail, through a real Dovecot.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use wentdark::domain::mail::FolderRole;
use wentdark::reading::{header, read};
use wentdark::sources::imap::{Imap, ImapSettings, WHOLE_UP_TO};
use wentdark::sources::{Folder, Raw, Remembered};

use crate::support::Dovecot;

/// Messages of the shared corpora, with their files; `None`, said aloud, where they aren't. With `CI=true` they have to be there.
fn corpora() -> Option<Vec<(PathBuf, Vec<u8>)>> {
    let default = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/fixtures");
    let root = std::env::var_os("WENTDARK_FIXTURES").map_or_else(default, PathBuf::from);
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = ["mime", "bounce", "automatic", "calendar"].iter().map(|name| root.join(name)).collect();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|ext| ["eml", "msg"].iter().any(|name| ext == *name)) {
            let bytes = std::fs::read(&path).unwrap();
            found.push((path, bytes));
        }
    }
    found.sort();
    if found.is_empty() {
        assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "no corpora in {}", root.display());
        println!("not run: no corpora in {}", root.display());
        return None;
    }
    Some(found)
}

fn settings(dovecot: &Dovecot, whole_up_to: usize) -> ImapSettings {
    ImapSettings { whole_up_to, ..crate::imap::settings(dovecot, "dana") }
}

fn inbox() -> Folder {
    Folder { name: "INBOX".into(), role: FolderRole::Inbox }
}

/// The messages of the inbox as a client that takes messages whole up to `whole_up_to` gets them: their headers and themselves.
async fn fetched(dovecot: &Dovecot, whole_up_to: usize) -> (Vec<Raw>, Vec<Raw>) {
    let mut imap = Imap::connect(&settings(dovecot, whole_up_to)).await.unwrap();
    let listing = imap.list(&inbox(), &Remembered::default(), Timestamp::now()).await.unwrap();
    let (mut headers, mut whole) = (Vec::new(), Vec::new());
    for part in listing.new.chunks(512) {
        headers.extend(imap.headers(&inbox(), part).await.unwrap());
        for part in part.chunks(64) {
            whole.extend(imap.whole(&inbox(), part, 4 << 20).await.unwrap());
        }
    }
    imap.logout().await;
    assert_eq!((headers.len(), whole.len()), (listing.new.len(), listing.new.len()));
    (headers, whole)
}

/// Messages of the corpora, all but one made to break parsers, whose structure can be read in more than one way. All are small:
/// they would be fetched whole. A big one of the kind is read from its beginning, as most of it is in no part.
const BROKEN: [&str; 17] = [
    "lhost-x1-02.eml",
    "multiple_content_types.eml",
    "missing-boundary.msg",
    "very-long-boundary.msg",
    "very-very-long-boundary.msg",
    "001.eml",
    "002.eml",
    "003.eml",
    "004.eml",
    "006.eml",
    "009.eml",
    "011.eml",
    "013.eml",
    "014.eml",
    "016.eml",
    "020.eml",
    "021.eml",
];

#[tokio::test]
async fn the_fields_and_parts_that_are_fetched_tell_what_the_whole_message_tells() {
    let Some(corpora) = corpora() else { return };
    let dovecot = Dovecot::start();
    for (n, (_, bytes)) in corpora.iter().enumerate() {
        let when = std::time::SystemTime::now() - std::time::Duration::from_secs((corpora.len() - n) as u64);
        dovecot.deliver_at("dana", "INBOX", bytes, when);
    }
    let (headers, whole) = fetched(&dovecot, 4 << 20).await;
    let (_, parts) = fetched(&dovecot, 1).await;
    assert_eq!(whole.len(), corpora.len());
    let (mut all, mut sent) = (0, 0);
    let mut differ: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for ((raw, fields), parts) in whole.iter().zip(&headers).zip(&parts) {
        // Dovecot numbers new messages by their file names, which count up.
        let (path, bytes) = &corpora[raw.place.parse::<usize>().unwrap() - 1];
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if header(&fields.bytes) != header(&raw.bytes) {
            differ.entry("header").or_default().push(name.clone());
        }
        let (from_whole, from_parts) = (read(&raw.bytes, None, false), read(&parts.bytes, None, false));
        if (&from_whole.mail, &from_whole.new_text) != (&from_parts.mail, &from_parts.new_text) {
            differ.entry("fact").or_default().push(name);
        }
        all += bytes.len();
        sent += parts.bytes.len();
    }
    println!("{} messages, {all} octets, {sent} of them kept; differ: {differ:?}", whole.len());
    assert!(corpora.len() >= 500, "only {} messages", corpora.len());
    // Delimiters that don't delimit: servers and parsers read them each in their own way.
    let broken = |name: &String| BROKEN.contains(&name.as_str());
    assert_eq!(differ.get("header"), None);
    let differ: Vec<String> = differ.remove("fact").unwrap_or_default().into_iter().filter(|name| !broken(name)).collect();
    assert!(differ.is_empty(), "{differ:?}");
}

#[tokio::test]
async fn an_attachment_stays_on_the_server() {
    let dovecot = Dovecot::start();
    let file = "JVBERi0xLjQKJcfsj6IKNSAwIG9iago8PC9MZW5ndGggNiAwIFIvRmlsdGVyIC9GbGF0ZURl\r\n".repeat(40_000);
    let message = format!(
        "From: pat@acme.example\r\nTo: dana@northfield.example\r\nSubject: Order\r\nMessage-ID: <o@acme.example>\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nOur PO 4471 is attached.\r\n\
         --b\r\nContent-Type: application/pdf; name=\"PO 4471.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\
         Content-Disposition: attachment; filename=\"PO 4471.pdf\"\r\n\r\n{file}--b--\r\n"
    );
    dovecot.deliver("dana", "INBOX", message.as_bytes());
    let (_, raws) = fetched(&dovecot, WHOLE_UP_TO).await;
    assert!(raws[0].bytes.len() < 1000 && raws[0].size < 1000, "{}", raws[0].size);
    let read = read(&raws[0].bytes, raws[0].received, false);
    assert_eq!(read.mail.attachments, ["PO 4471.pdf"]);
    assert_eq!((read.new_text.trim(), read.oddities.len()), ("Our PO 4471 is attached.", 0));
}
