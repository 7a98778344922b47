//! Bounces: what a delivery report comes to, and bounces that have no machine-readable part (qmail, Exim, Exchange, Notes, ...).

use memchr::memchr2_iter;

use super::bounce_words::{ASTRAY, DAEMONS, DELIVERED, EITHER, ENDED, FINAL, LISTED, ONGOING, PASSING, SUBJECTS, TEXTS};
use super::failures::{self, enhanced};
use super::fields::{self, Fields};
use super::kind::{Evidence, null_path};
use super::report::{Action, Recipient};
use super::{absence_notice, automatic, clean};
use crate::domain::address::{Address, MessageId};
use crate::domain::mail::{FailedRecipient, Kind};

/// A bounce without a structure.
#[derive(Debug)]
pub struct Bounced {
    pub kind: Kind,
    pub rule: String,
    pub failed: Vec<FailedRecipient>,
    pub returned: Vec<MessageId>,
}

/// What the recipients of a delivery report come to. `None` when the report tells of nobody.
pub fn of_report(recipients: &[Recipient], evidence: &Evidence<'_>) -> Option<(Kind, String, Vec<FailedRecipient>)> {
    let with =
        |action| recipients.iter().filter(move |r| r.action == Some(action) || (r.action.is_none() && action == Action::Failed));
    let named = |found: &mut dyn Iterator<Item = &Recipient>| {
        let mut list: Vec<FailedRecipient> = Vec::new();
        for recipient in found {
            if let Some(address) = recipient.address.clone().or_else(|| evidence.report.returned_to.clone())
                && !list.iter().any(|known| known.address == address)
            {
                list.push(FailedRecipient { address, status: recipient.status.clone() });
            }
        }
        list
    };
    if with(Action::Failed).next().is_some() {
        // An address that doesn't exist (X.1.1, X.1.10) stays so, whatever class the server gave.
        let class = |status: &String| {
            let (class, detail) = status.split_once('.')?;
            if matches!(detail, "1.1" | "1.10") { Some('5') } else { class.chars().next() }
        };
        let classes: Vec<Option<char>> = with(Action::Failed).map(|r| r.status.as_ref().and_then(class)).collect();
        let prose = || Some(char::from(permanence(&evidence.said.whole)));
        let permanent = classes.iter().any(|class| class.or_else(prose) == Some('5'));
        let failed = named(&mut with(Action::Failed));
        let status = failed.first().and_then(|f| f.status.clone()).unwrap_or_else(|| "no status".to_owned());
        return Some(if permanent {
            (Kind::BouncePermanent, format!("a delivery report (RFC 3464): failed, {status}"), failed)
        } else if delayed_in_words(evidence) {
            (Kind::DeliveryDelay, format!("a delivery report (RFC 3464) that speaks of a delay, {status}"), failed)
        } else {
            (Kind::BounceTransient, format!("a delivery report (RFC 3464): failed, {status}"), failed)
        });
    }
    if with(Action::Delayed).next().is_some() {
        return Some((
            Kind::DeliveryDelay,
            "a delivery report (RFC 3464): delayed".to_owned(),
            named(&mut with(Action::Delayed)),
        ));
    }
    let delivered = with(Action::Delivered).next().is_some();
    delivered.then(|| (Kind::ReadReceipt, "a delivery report (RFC 3464): delivered".to_owned(), Vec::new()))
}

/// Whether a header alone makes a bounce possible, whoever its author is.
pub fn by_header(fields: &Fields<'_>) -> bool {
    null_path(&fields.marks) || machinery(fields)
}

/// The sender is a mail system: by the From field, and who is found in it.
pub fn daemon(fields: &Fields<'_>) -> bool {
    let from = fields.marks.get("from").unwrap_or_default();
    let local = fields.from.as_ref().map(|from| from.address.local()).unwrap_or_default();
    let local = if local.replace(['_', '-', '.'], "") == "postmaster" { "postmaster" } else { local };
    let locals = [
        "postmaster",
        "mailer-daemon",
        "mailerdaemon",
        "mail-daemon",
        "mailadmin",
        "mdaemon",
        "mailsystem",
        "mail-system",
        "bounce",
        "bounces",
        "mailer",
        "smtpd",
        "maildelivery",
        "email.daemon",
    ];
    // A person may be called Gateway.
    let nameless = fields.from.as_ref().is_some_and(|from| from.name.is_none());
    locals.contains(&local)
        || (nameless && matches!(local, "gateway" | "mailgateway"))
        || local.starts_with("mailer-daemon")
        || local.starts_with("microsoftexchange329e71ec88ae4615bbc36ab6ce41109e")
        || DAEMONS.within(&from)
}

/// Headers that only bounces carry.
fn machinery(fields: &Fields<'_>) -> bool {
    let marks = &fields.marks;
    ["x-failed-recipients", "x-ms-embedded-report", "x-dsncontext", "x-mimecast-bulk-signature-bounce"]
        .iter()
        .any(|name| marks.has(name))
        || marks.all("received").take(5).any(|line| line.contains("invoked for bounce"))
        || marks.get("x-mailer").is_some_and(|mailer| mailer.contains("smtp32"))
        // Folding takes time: most types and their boundaries have no "v", or that of "alternative".
        || (marks.raw("content-type").is_some_and(|kind| memchr2_iter(b'v', b'V', kind.as_bytes()).any(|at| !is_alternative(kind, at)))
            && marks.get("content-type").is_some_and(|kind| kind.contains("delivery-status")))
}

/// Whether the "v" at an octet of a media type is that of "multipart/alternative".
fn is_alternative(kind: &str, at: usize) -> bool {
    kind.as_bytes().get(at.saturating_sub(9)..at + 2).is_some_and(|word| word.eq_ignore_ascii_case(b"alternative"))
}

/// The subject speaks of a bounce, and is none of a person's answer.
pub fn by_subject(fields: &Fields<'_>) -> bool {
    SUBJECTS.within(&fields.folded_subject) && !automatic::is_answer(&fields.folded_subject)
}

/// Whether words tell that something was rejected or could not be delivered.
pub fn speaks_of_failure(text: &str, subject: &str) -> bool {
    let (text, subject) = (clean::folded(text, 8192), clean::folded(subject, 500));
    TEXTS.within(&text) || SUBJECTS.within(&subject) || text.contains("rejected")
}

/// Recognises a bounce that has no delivery-status part. `answers` says that another automatic mark was found: an absence
/// notice with Return-Path postmaster@ is still none.
pub fn without_structure(evidence: &Evidence<'_>, answers: bool) -> Option<Bounced> {
    let fields = evidence.fields;
    let (daemon, machinery, subject) = (daemon(fields), machinery(fields), by_subject(fields));
    let empty_path =
        null_path(&fields.marks) || fields.marks.get("return-path").is_some_and(|path| path.contains("mailer-daemon"));
    let unread = evidence.report.attached && super::kind::nobody(fields);
    // Nearly all mail: no header speaks of a bounce, so the text needs no look.
    if !(daemon || machinery || subject || empty_path || unread) {
        return None;
    }
    let (own_text, _) = parted(&evidence.said.whole);
    let folded = clean::folded(own_text, 32 * 1024);
    if daemon && arrived(fields, own_text, &folded) {
        let rule = "sent by a mail system, and the text says that it was delivered".to_owned();
        return Some(Bounced { kind: Kind::ReadReceipt, rule, failed: Vec::new(), returned: returned(evidence) });
    }
    let texts = TEXTS.count_in(&folded);
    let waits = ONGOING.within(&folded) && technical_text(evidence, own_text);
    let coded = failures::reply_code(own_text).is_some() || enhanced(own_text).is_some();
    let answered = !fields.in_reply_to.is_empty();
    let attached = evidence.report.attached;
    // A person may write of a failed delivery of goods: a mail that came back says how servers put it, or names an address.
    let technical = technical_text(evidence, own_text);
    let rule = if machinery && (daemon || texts > 0 || subject) {
        "a bounce's own headers"
    } else if daemon && (texts > 0 || subject || waits) && !(answers && texts == 0) {
        "sent by a mail system, and the text speaks of a failed delivery"
    } else if empty_path && texts > usize::from(answers) && (subject || coded || attached) {
        "an empty Return-Path, and the text speaks of a failed delivery"
    } else if subject && !answered && texts > 0 && technical && (coded || texts > 1 || attached) {
        "subject and text speak of a failed delivery"
    } else if unread && texts > 0 {
        "sent by a machine with the message that failed, and the text speaks of a failed delivery"
    } else {
        return None;
    };
    let kind = if delayed_in_words(evidence) {
        Kind::DeliveryDelay
    } else if permanence(own_text) == b'4' {
        Kind::BounceTransient
    } else {
        Kind::BouncePermanent
    };
    let failed = failed(evidence, own_text);
    Some(Bounced { kind, rule: rule.to_owned(), failed, returned: returned(evidence) })
}

/// Whether a text says that a message arrived, at everybody whom it names, and nothing of a failure.
fn arrived(fields: &Fields<'_>, own_text: &str, folded: &str) -> bool {
    let rest = || EITHER.list().iter().fold(folded.to_owned(), |text, phrase| text.replace(phrase, " "));
    let coded = || failures::reply_code(own_text).is_some() || enhanced(own_text).is_some_and(|code| !code.starts_with('2'));
    let reached = || reached(own_text);
    DELIVERED.within(folded)
        && !ASTRAY.within(folded)
        && !TEXTS.within(&rest())
        && !coded()
        && strangers(fields, own_text).iter().all(|address| reached().contains(address))
}

/// Whom a text names right behind what says that a message arrived, in a row or a line each.
fn reached(own_text: &str) -> Vec<Address> {
    let mut found = Vec::new();
    let mut listing = false;
    let lines = absence_notice::unwrapped(clean::head(own_text, 8192));
    for line in lines.iter().map(|line| clean::folded(line, 2000)).filter(|line| !line.is_empty()) {
        let said = DELIVERED.find(&line).filter(|(at, _)| {
            let before = line.get(..*at).unwrap_or_default().split_whitespace().next_back().unwrap_or_default();
            !matches!(before, "no" | "non" | "não" | "ei" | "nie" | "not" | "ne")
        });
        let row = match said {
            Some((at, phrase)) => line.get(at + phrase.len()..).unwrap_or_default(),
            // A line of a list holds an address and at most the name of whose it is.
            None if listing && line.contains('@') && line.split_whitespace().count() <= 5 => &line,
            None => {
                listing &= line.split_whitespace().all(|word| LISTED.has(word.trim_matches([':', ','])));
                continue;
            }
        };
        // "Your message to pat@acme.example was delivered successfully."
        if let Some((at, _)) = said.filter(|_| !row.contains('@')) {
            let head = line.get(..at).unwrap_or_default().rsplit(['!', ';', ',']).next().unwrap_or_default();
            found.extend(failures::addresses(head.rsplit(". ").next().unwrap_or_default()));
        }
        let (mut named, mut open) = (false, true);
        for word in row.split_whitespace() {
            let bare = word.trim_matches(|c: char| matches!(c, ':' | ',' | ';' | '.' | '"' | '\''));
            let addressed = word.contains('@');
            // A full stop behind an address ends what arrived.
            if !open || !(addressed || bare.is_empty() || LISTED.has(bare) || said.is_none()) {
                open = false;
                break;
            }
            if addressed {
                found.extend(failures::addresses(word));
                named = true;
            }
            open = !word.ends_with('.');
        }
        listing = open && (said.is_none() || !named || row.trim_end().ends_with([',', ';', ':']));
    }
    found
}

/// Whether a text says how servers put it, or names an address, or the message itself is attached.
fn technical_text(evidence: &Evidence<'_>, own_text: &str) -> bool {
    evidence.report.attached || enhanced(own_text).is_some() || names_a_recipient(evidence.fields, own_text)
}

/// Whether the text names an address that is not of its author and reader.
fn names_a_recipient(fields: &Fields<'_>, text: &str) -> bool {
    !strangers(fields, text).is_empty()
}

/// The addresses that a text names and that are not of its author and reader.
fn strangers(fields: &Fields<'_>, text: &str) -> Vec<Address> {
    let known: Vec<&Address> = fields.to.iter().chain(&fields.cc).chain(&fields.from).map(|named| &named.address).collect();
    failures::addresses(clean::head(text, 8192)).into_iter().filter(|address| !known.contains(&address)).collect()
}

/// The bounce's own words, and the message that it returns after them.
fn parted(whole: &str) -> (&str, &str) {
    let mut at = 0;
    for line in whole.split_inclusive('\n') {
        let folded = clean::folded(line, 200);
        let words = folded.trim_matches(|c: char| !c.is_alphanumeric());
        let divider = [
            "below this line is a copy",
            "this is a copy of the message",
            "this is a copy of your message",
            "original message follows",
            "original message",
            "unsent message below",
            "returned message",
            "undelivered message follows",
            "original message header",
            "the header of the original",
            "the header page of the undeliverable",
            "message headers follow",
            "your message reads",
            "forwarded message",
            "message header follows",
            "a copy of the original message",
        ];
        let header = ["received: from", "return-path:", "message-id:", "x-mailer:", "dkim-signature:"];
        if divider.iter().any(|start| words.starts_with(start)) || header.iter().any(|start| folded.starts_with(start)) {
            break;
        }
        at += line.len();
    }
    whole.split_at_checked(at).unwrap_or((whole, ""))
}

/// `4` or `5`: codes first, then words.
fn permanence(text: &str) -> u8 {
    let (own, _) = parted(text);
    let own = clean::head(own, 32 * 1024);
    let status = |line: &str| enhanced(line).and_then(|code| code.bytes().next()).filter(|class| *class != b'2');
    // Of several recipients one that failed for good is enough, as in a report.
    if own.lines().filter_map(status).any(|class| class == b'5') {
        return b'5';
    }
    if let Some(class) = own.lines().find_map(|line| status(line).or_else(|| failures::reply_code(line))) {
        return class;
    }
    let folded = clean::folded(own, 32 * 1024);
    // Exim calls every failure permanent.
    let is_final = FINAL.within(&folded) && !folded.contains("created automatically by mail delivery software");
    if PASSING.within(&folded) && !is_final { b'4' } else { b'5' }
}

/// Whether it is only a warning: the server goes on trying.
fn delayed_in_words(evidence: &Evidence<'_>) -> bool {
    let (own, _) = parted(&evidence.said.whole);
    let folded = clean::folded(own, 8192);
    // A code of a permanent failure outweighs words: "please try again later. 550 5.1.1".
    let coded = |line: &str| match enhanced(line) {
        Some(code) => code.starts_with('5'),
        None => failures::reply_code(line) == Some(b'5') && TEXTS.within(&clean::folded(line, 1000)),
    };
    let ended = || ENDED.within(&folded) || FINAL.within(&folded) || clean::head(own, 8192).lines().any(coded);
    ONGOING.within(&folded) && !ended()
}

/// Who was not reached: the header of Exim and Gmail, the addresses of the text, the sole recipient of the returned message.
fn failed(evidence: &Evidence<'_>, own_text: &str) -> Vec<FailedRecipient> {
    let fields = evidence.fields;
    let us: Vec<&Address> = fields.to.iter().chain(&fields.from).map(|named| &named.address).collect();
    let machine = |address: &Address| {
        let local = address.local();
        local == "postmaster"
            || local.starts_with("mailer-daemon")
            || local == "mailadmin"
            || us.contains(&address)
            || local.len() > 64
    };
    let listed: Vec<Address> = fields.marks.all("x-failed-recipients").flat_map(failures::addresses).collect();
    let in_text = statuses(own_text);
    let mut found: Vec<FailedRecipient> = Vec::new();
    if listed.is_empty() {
        // Of several recipients some may have got it: "delivered to kim@..., but not to pat@...".
        let reached = reached(own_text);
        let lost = in_text.iter().any(|failed| !machine(&failed.address) && !reached.contains(&failed.address));
        let counts = |failed: &FailedRecipient| !(machine(&failed.address) || lost && reached.contains(&failed.address));
        found.extend(in_text.into_iter().filter(counts));
    } else {
        for address in listed.into_iter().take(100) {
            let status = in_text.iter().find(|failed| failed.address == address).and_then(|failed| failed.status.clone());
            found.push(FailedRecipient { address, status });
        }
    }
    if found.is_empty() {
        let status = enhanced(own_text);
        found.extend(
            evidence.report.returned_to.clone().filter(|a| !machine(a)).map(|address| FailedRecipient { address, status }),
        );
    }
    found
}

/// Addresses of a text, each with the first status behind it and before the next one. What stands behind "To:" is what was
/// addressed, and counts only where nothing else is named.
fn statuses(text: &str) -> Vec<FailedRecipient> {
    let outside =
        statuses_of(text, &["subject:", "from:", "sent:", "message-id", "to:", "cc:", "bcc:", "an:", "à :", "betreff:"]);
    if outside.is_empty() { statuses_of(text, &["subject:", "from:", "sent:", "message-id"]) } else { outside }
}

fn statuses_of(text: &str, headers: &[&str]) -> Vec<FailedRecipient> {
    let mut found: Vec<FailedRecipient> = Vec::new();
    for line in clean::head(text, 32 * 1024).lines() {
        let folded = clean::folded(line, 40);
        let skip = headers.iter().any(|start| folded.trim_start().starts_with(start));
        // An address inside a link is no recipient; one before it may be.
        let line = line.find("http").and_then(|at| line.get(..at)).unwrap_or(line);
        if !skip {
            for address in failures::addresses(line).into_iter().filter(|address| address.domain() != "localhost") {
                if found.len() < 100 && !found.iter().any(|known| known.address == address) {
                    found.push(FailedRecipient { address, status: None });
                }
            }
        }
        if let Some(code) = enhanced(line)
            && let Some(last) = found.last_mut()
            && last.status.is_none()
        {
            last.status = Some(code);
        }
    }
    found
}

/// The Message-IDs of what comes back: of attached messages, and of the header that stands in the text.
fn returned(evidence: &Evidence<'_>) -> Vec<MessageId> {
    let mut ids = evidence.report.returned.clone();
    let (_, rest) = parted(&evidence.said.whole);
    for line in clean::head(rest, 64 * 1024).lines() {
        if let Some((name, value)) = line.trim_start_matches(['>', ' ', '\t']).split_once(':')
            && name.eq_ignore_ascii_case("message-id")
        {
            ids.extend(fields::ids(value));
        }
    }
    ids.truncate(20);
    ids
}
