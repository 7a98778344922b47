//! A seeded generator of mailboxes and facts, the same for every run.

use std::collections::HashMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// A small linear congruential generator: repeatable everywhere, and nobody's secret hangs on it.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    /// A message size in octets: median 8 kB, mean about 40 kB, as business mail has it (log-normal, sigma 1.8).
    fn size(&mut self) -> usize {
        // Twelve uniform numbers make a normal one near enough.
        let normal: f64 = (0..12).map(|_| self.below(1_000_000) as f64 / 1e6).sum::<f64>() - 6.0;
        ((8192.0 * (1.794 * normal).exp()) as usize).clamp(600, 4 << 20)
    }
}

const NOUNS: &[&str] = &[
    "meeting",
    "report",
    "project",
    "line",
    "delivery",
    "team",
    "plan",
    "quarter",
    "budget",
    "invoice",
    "question",
    "drawing",
    "supplier",
    "warehouse",
    "order",
    "schedule",
    "version",
    "customer",
    "contract",
    "price",
    "machine",
    "spare part",
    "training",
    "layout",
    "document",
    "review",
    "test",
    "visit",
    "number",
    "list",
    "summary",
    "photo",
    "shipment",
    "sensor",
    "controller",
    "cabinet",
    "cable",
    "frame",
    "gearbox",
    "pump",
    "valve",
    "conveyor",
    "robot cell",
    "panel",
    "manual",
    "certificate",
    "audit",
    "workshop",
    "shift",
    "holiday",
    "hotel",
    "flight",
    "room",
    "agenda",
    "slide",
    "figure",
    "forecast",
    "ticket",
    "server",
    "password",
    "printer",
    "laptop",
    "account",
    "form",
    "signature",
    "survey",
    "offer letter",
    "vacancy",
    "parking lot",
    "canteen",
];
const VERBS: &[&str] = &[
    "needs",
    "has",
    "shows",
    "covers",
    "is waiting for",
    "depends on",
    "goes with",
    "replaces",
    "describes",
    "was moved to",
    "fits",
    "arrived with",
    "is missing",
    "was sent with",
    "includes",
    "explains",
    "changes",
    "was checked against",
    "belongs to",
    "follows",
];
const STARTS: &[&str] = &["The", "Our", "Your", "This", "That", "Another", "Each", "The new", "The old", "The other"];
const TAILS: &[&str] = &[
    "",
    "",
    "",
    " this week",
    " on Thursday",
    " since Monday",
    " at the plant",
    " for the second building",
    " from the last visit",
    ", as far as I can see",
    ", see the attachment",
    " in the shared folder",
    " next month",
    " before the holidays",
    " by mistake",
    " without the usual sheet",
    " (see below)",
    ", thanks to Maria",
    " in revision C",
    " on page 4",
];

/// Writes `count` messages as a Maildir: 2 % concern prospects, 10 % pass inside the team, the rest is newsletters and other mail.
pub fn maildir(root: &Path, count: usize, seed: u64) {
    let mut dice = Dice::new(seed);
    for folder in ["", ".Sent", ".Archive"] {
        for sub in ["cur", "new", "tmp"] {
            fs::create_dir_all(root.join(folder).join(sub)).unwrap();
        }
    }
    let start = 1_760_000_000u64;
    let mut threads: HashMap<String, Vec<String>> = HashMap::new();
    for n in 0..count {
        let at = start + n as u64 * 300;
        let (from, to, folder, extra) = match dice.below(100) {
            0 => (format!("buyer{}@prospect{}.example", n % 7, n % 100), "dana@northfield.example".to_owned(), "", ""),
            1 => ("dana@northfield.example".to_owned(), format!("buyer{}@prospect{}.example", n % 7, n % 100), ".Sent", ""),
            2..=11 => (format!("colleague{}@northfield.example", n % 30), "dana@northfield.example".to_owned(), "", ""),
            12..=70 => (
                format!("news@list{}.example", n % 400),
                "dana@northfield.example".to_owned(),
                "",
                "List-Id: <news.example>\nList-Unsubscribe: <https://example/u>\nPrecedence: bulk\n",
            ),
            _ => {
                (format!("person{}@elsewhere{}.example", n % 900, n % 300), "dana@northfield.example".to_owned(), ".Archive", "")
            }
        };
        let id = format!("{n}.{seed}@gen.example");
        // A third answers an earlier message of the same people; nobody answers a newsletter.
        let among = match (from.as_str(), to.as_str()) {
            (from, to) if from.contains("@prospect") || to.contains("@prospect") => format!("prospect {}", n % 100),
            (from, _) if from.starts_with("colleague") => "team".to_owned(),
            (from, _) => from.to_owned(),
        };
        let thread = threads.entry(among).or_default();
        let answers = extra.is_empty() && dice.below(3) == 0 && !thread.is_empty();
        let reply = answers.then(|| thread[dice.below(thread.len() as u64) as usize].clone());
        let date = jiff::Timestamp::from_second(at as i64).unwrap().strftime("%a, %d %b %Y %H:%M:%S +0000").to_string();
        // Everybody has a name of their own: whoever has that of one of theirs is read whole.
        let name = from.replace(['@', '.'], " ");
        let mut text = format!(
            "Received: from mx.example by mail.northfield.example with ESMTP; {date}\nDate: {date}\nFrom: {name} <{from}>\nTo: <{to}>\n\
             Subject: {} {n}\nMessage-ID: <{id}>\nMIME-Version: 1.0\n{extra}",
            NOUNS[n % NOUNS.len()]
        );
        if let Some(parent) = &reply {
            text.push_str(&format!("In-Reply-To: <{parent}>\nReferences: <{parent}>\n"));
        }
        text.push_str("Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n");
        body(&mut text, dice.size(), reply.is_some(), !extra.is_empty(), &mut dice);
        text.push_str("--b--\n");
        let path = root.join(folder).join("cur").join(format!("{at}.M{n:07}.gen:2,S"));
        let mut file = fs::File::create(&path).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(at)).unwrap();
        thread.push(id);
        if thread.len() > 50 {
            thread.remove(0);
        }
    }
}

/// A sentence of business prose; one in eight names something by a number of its own, so that the vocabulary grows with the mail.
fn sentence(text: &mut String, dice: &mut Dice) {
    let mut pick = |words: &[&'static str]| words[dice.below(words.len() as u64) as usize];
    let (start, first, verb, second, tail) = (pick(STARTS), pick(NOUNS), pick(VERBS), pick(NOUNS), pick(TAILS));
    let name = match dice.below(8) {
        0 => format!(" {}{}", ["A", "K", "PX", "ZR"][dice.below(4) as usize], dice.below(90_000)),
        _ => String::new(),
    };
    text.push_str(&format!("{start} {first} {verb} the {second}{name}{tail}. "));
}

/// Some paragraphs of about `size` octets, each line behind `mark`.
fn prose(text: &mut String, size: usize, mark: &str, dice: &mut Dice) {
    let end = text.len() + size;
    while text.len() < end {
        text.push_str(mark);
        for _ in 0..1 + dice.below(4) {
            sentence(text, dice);
        }
        text.push('\n');
        if dice.below(3) == 0 {
            text.push_str(mark);
            text.push('\n');
        }
    }
}

/// What somebody wrote (a few hundred octets, seldom more than some thousand), what it answers behind `>`, the same as HTML in a
/// newsletter, then an attachment in base64 up to `size`.
fn body(text: &mut String, size: usize, reply: bool, html: bool, dice: &mut Dice) {
    let end = text.len() + size;
    let own = (dice.size() / 12).clamp(80, 6000).min(size);
    prose(text, own, "", dice);
    if reply {
        text.push_str("\nOn Monday, Some Body wrote:\n");
        prose(text, (own * 2).min(size.saturating_sub(own)), "> ", dice);
    }
    if html && text.len() < end {
        text.push_str("\n--b\nContent-Type: text/html; charset=utf-8\n\n<html><body><table>\n");
        let html_end = (text.len() + 24_000).min(end);
        while text.len() < html_end {
            text.push_str("<tr><td style=\"padding:4px 8px;font-family:Arial,sans-serif\"><p>");
            sentence(text, dice);
            text.push_str("</p></td></tr>\n");
        }
        text.push_str("</table></body></html>\n");
    }
    if text.len() < end {
        text.push_str("\n--b\nContent-Type: application/pdf; name=\"a.pdf\"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=\"a.pdf\"\n\n");
        while text.len() < end {
            text.push_str("JVBERi0xLjQKJcfsj6IKNSAwIG9iago8PC9MZW5ndGggNiAwIFIvRmlsdGVyIC9GbGF0ZURl\n");
        }
    }
}

/// A team's configuration with `prospects` prospects of `deals` deals each.
pub fn team(dir: &Path, prospects: usize, deals: usize) {
    fs::create_dir_all(dir.join("prospects.d")).unwrap();
    fs::write(
        dir.join("wentdark.toml"),
        "[team]\nname = \"Bench\"\ndomains = [\"northfield.example\"]\ntime_zone = \"UTC\"\n[state]\ndir = \"state\"\n\
         [prospects]\ndir = \"prospects.d\"\n[[rep]]\nname = \"Dana\"\naddress = \"dana@northfield.example\"\n\
         mailbox = { kind = \"maildir\", path = \"mail\" }\n",
    )
    .unwrap();
    let mut text = String::new();
    for p in 0..prospects {
        text.push_str(&format!("[[prospect]]\nname = \"Prospect {p}\"\ndomains = [\"prospect{p}.example\"]\n"));
        for d in 0..deals {
            text.push_str(&format!(
                "[[prospect.deal]]\nid = \"deal-{p}-{d}\"\ntitle = \"Retrofit {p} {d}\"\nopened = 2025-10-01\nowner = \"dana@northfield.example\"\n"
            ));
        }
    }
    fs::write(dir.join("prospects.d/all.toml"), text).unwrap();
}
