//! Headers and messages of a folder: the fields that triage reads, small messages whole, and of big ones the parts that say
//! something.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::fetch::{Answer, Request};
use super::odd::Odd;
use super::session::Fault;
use super::structure::{Node, Wanted};
use super::tokens::starts;
use super::uids::Uids;
use super::wire::Fetched;
use super::{Imap, ImapSettings, guard};
use crate::domain::mail::FolderRole;
use crate::sources::{Folder, Raw, SourceError, shown};

/// The most octets of a header, and of a message that can only be read from its beginning.
const HEADER: usize = 256 << 10;
const BEGINNING: usize = 1 << 20;
/// How many headers one command asks for. UIDs without neighbours, of ten digits each, fill 6 kB of a line: servers take 8,000 octets
/// (RFC 2683 section 3.2.1.5).
const HEADERS_AT_ONCE: usize = 512;
/// How many requests for headers are on their way while one is read: the server goes on while thousands of messages are written.
const AHEAD: usize = 7;
/// How many octets one command may answer with, as far as it can be told before.
const AT_ONCE: usize = 16 << 20;
/// What a message is taken for until its size is known: room for one that is read by its parts.
const GUESS: u64 = 128 << 10;

impl Imap {
    /// The header fields that the settings name, each header up to 256 KiB; when they were received is not asked for. A message that has
    /// vanished is not in the answer, nor is a draft. The headers that are listed next are asked for along with these.
    pub async fn headers(&mut self, folder: &Folder, places: &[String]) -> Result<Vec<Raw>, SourceError> {
        let uids = uids(places);
        let Some(last) = uids.last().copied() else { return Ok(Vec::new()) };
        let request = match self.ahead.pop_front() {
            Some(request) if request.uids() == uids && self.open.as_ref() == Some(&folder.name) => request,
            other => {
                self.ahead.extend(other);
                self.drop_ahead().await?;
                self.open(folder).await?;
                self.headers_of(folder, uids)
            }
        };
        let answer =
            self.with_next(folder, request, last, places.len()).await.map_err(|fault| fault.during("fetching headers"))?;
        let Answer { found, withheld } = answer;
        self.tell_withheld(&withheld, "the server has messages that it won't give; they are passed over");
        if found.len() + withheld.len() < places.len() {
            self.session.odd.tell(Odd::Vanished, "");
        }
        let count = found.len();
        let found: Vec<Fetched> =
            found.into_values().filter(|fetched| folder.role == FolderRole::Sent || !is_draft(fetched)).collect();
        if found.len() < count {
            self.session.odd.tell(Odd::Drafts, "");
        }
        let raw = |fetched: Fetched| {
            let size = fetched.size.unwrap_or(GUESS);
            raw(fetched, HEADER).map(|raw| Raw { size, ..raw })
        };
        Ok(found.into_iter().filter_map(raw).collect())
    }

    /// Whole messages, each up to `limit` octets; of one bigger than `whole_up_to` (see the settings) only what says something.
    /// A message that has vanished is not in the answer.
    pub async fn whole(&mut self, folder: &Folder, places: &[String], limit: usize) -> Result<Vec<Raw>, SourceError> {
        let limit = limit.clamp(1, guard::LITERAL);
        self.open(folder).await?;
        self.read_whole(uids(places), limit).await.map_err(|fault| match fault.during("fetching messages") {
            // Its header came, and says that it may matter.
            SourceError::Lone(why) => SourceError::Retry(why),
            problem => problem,
        })
    }

    async fn read_whole(&mut self, uids: Vec<u32>, limit: usize) -> Result<Vec<Raw>, Fault> {
        let small = limit.min(self.settings.whole_up_to.max(1));
        let mut found = BTreeMap::new();
        let mut big = Vec::new();
        let Answer { found: first, withheld } = self.fetch(uids, &beginning(small), small).await?;
        for (uid, fetched) in first {
            let size = fetched.size;
            let Some(raw) = raw(fetched, small) else { continue };
            // The size alone doesn't tell: Exchange gives an estimate.
            let (fills, is_big) = (raw.bytes.len() >= small, size.is_some_and(|size| size > small as u64));
            if small < limit && (fills || is_big) {
                if !is_big {
                    self.session.odd.tell(Odd::SizeEstimated, "");
                }
                big.push(uid);
            }
            found.insert(uid, raw);
        }
        // A header alone tells who wrote to whom, and when.
        let Answer { found: headers, withheld: lost } = self.fetch(withheld.clone(), &header(), HEADER).await?;
        found.extend(headers.into_iter().filter_map(|(uid, fetched)| Some((uid, raw(fetched, HEADER)?))));
        let headed: Vec<u32> = withheld.into_iter().filter(|uid| found.contains_key(uid)).collect();
        self.tell_withheld(&headed, "the server has messages of which it gives the header alone; no more is read of them");
        self.tell_withheld(&lost, "the server has messages that it won't give; they are passed over");
        let mut beginnings = Vec::new();
        let mut plans: BTreeMap<Vec<Wanted>, Vec<(u32, Node)>> = BTreeMap::new();
        let mut structures = self.fetch_at_will(big.clone(), "UID BODYSTRUCTURE", 64 << 10).await?;
        for uid in big {
            match structures.remove(&uid).and_then(|fetched| fetched.structure) {
                Some(structure) => plans.entry(structure.wanted()).or_default().push((uid, *structure)),
                None => beginnings.push(uid),
            }
        }
        for (wanted, messages) in plans {
            let uids = messages.iter().map(|(uid, _)| *uid).collect();
            let parts = self.fetch_at_will(uids, &sections(&wanted), BEGINNING).await?;
            for (uid, structure) in messages {
                let sections = parts.get(&uid).map(|fetched| cut(&fetched.sections, &wanted)).unwrap_or_default();
                let Some(raw) = found.get_mut(&uid) else { continue };
                match structure.assemble(&sections, raw.size) {
                    Some(bytes) => (raw.size, raw.bytes) = (bytes.len() as u64, bytes),
                    None => beginnings.push(uid),
                }
            }
        }
        if !beginnings.is_empty() {
            self.session.odd.tell(Odd::NoStructure, "");
        }
        beginnings.sort_unstable();
        let limit = limit.min(BEGINNING);
        let Answer { found: read, withheld } = self.fetch(beginnings, &beginning(limit), limit).await?;
        self.tell_withheld(&withheld, "the server has messages of which it gives no more than the beginning");
        found.extend(read.into_iter().filter_map(|(uid, fetched)| Some((uid, raw(fetched, limit)?))));
        Ok(found.into_values().collect())
    }

    /// Fetches `items` of `uids` (ascending), each message expected to have up to `octets` of them.
    async fn fetch(&mut self, uids: Vec<u32>, items: &str, octets: usize) -> Result<Answer, Fault> {
        Request::new(uids, items, at_once(octets)).finish(&mut self.session, &mut self.ahead).await
    }

    /// The same of what may be done without.
    async fn fetch_at_will(&mut self, uids: Vec<u32>, items: &str, octets: usize) -> Result<BTreeMap<u32, Fetched>, Fault> {
        let request = Request::at_will(uids, items, at_once(octets));
        Ok(request.finish(&mut self.session, &mut self.ahead).await?.found)
    }

    /// Tells of messages of the open folder that can't be read: somebody may look at them in a mail program.
    fn tell_withheld(&self, uids: &[u32], what: &str) {
        if !uids.is_empty() {
            let ImapSettings { user, host, .. } = &self.settings;
            let (folder, uids) = (self.open.as_deref().map(shown), uids.iter().copied().collect::<Uids>());
            tracing::warn!(user, host, folder, %uids, "{what}");
        }
    }

    fn headers_of(&self, folder: &Folder, uids: Vec<u32>) -> Request {
        let fields = self.settings.header_fields.join(" ");
        // Drafts lie in Gmail's All Mail and in virtual folders of all messages, discarded ones in Trash. What is in the folder of sent
        // mail was sent, however it is marked.
        let marks = match folder.role {
            FolderRole::Sent => "",
            FolderRole::Archive if self.can("X-GM-EXT-1") => " FLAGS X-GM-LABELS",
            _ => " FLAGS",
        };
        Request::new(uids, format!("UID{marks} BODY.PEEK[HEADER.FIELDS ({fields})]<0.{HEADER}>"), HEADERS_AT_ONCE)
    }

    /// Waits for `request`, which ends with the UID `last`, while the next ones of `count` messages each are on their way, too.
    async fn with_next(&mut self, folder: &Folder, mut request: Request, last: u32, count: usize) -> Result<Answer, Fault> {
        request.send(&mut self.session).await?;
        while self.ahead.len() < AHEAD {
            let asked = self.ahead.back().and_then(|request| request.uids().last().copied()).unwrap_or(last);
            let next: Vec<u32> = self.listed.above(asked).take(count).collect();
            if next.is_empty() {
                break;
            }
            let mut next = self.headers_of(folder, next);
            next.send(&mut self.session).await?;
            self.ahead.push_back(next);
        }
        request.finish(&mut self.session, &mut self.ahead).await
    }

    /// Waits for what was asked for ahead of time and isn't wanted any more.
    pub(super) async fn drop_ahead(&mut self) -> Result<(), SourceError> {
        while let Some(request) = self.ahead.pop_front() {
            request.forget(&mut self.session).await.map_err(|fault| fault.during("fetching headers"))?;
        }
        Ok(())
    }
}

/// How many messages one command asks for, each expected to have up to `octets`.
fn at_once(octets: usize) -> usize {
    (AT_ONCE / octets.max(1)).clamp(1, HEADERS_AT_ONCE)
}

fn header() -> String {
    format!("UID INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER]<0.{HEADER}>")
}

fn beginning(limit: usize) -> String {
    format!("UID INTERNALDATE RFC822.SIZE BODY.PEEK[]<0.{limit}>")
}

fn sections(wanted: &[Wanted]) -> String {
    let items = wanted.iter().map(|Wanted { section, limit }| format!(" BODY.PEEK[{section}]<0.{limit}>"));
    std::iter::once("UID".to_owned()).chain(items).collect()
}

/// What came of the sections asked for, each no longer than asked for.
fn cut(found: &[(Cow<'static, str>, Vec<u8>)], wanted: &[Wanted]) -> BTreeMap<String, Vec<u8>> {
    let limit = |section: &str| wanted.iter().find(|wanted| wanted.section == section).map(|wanted| wanted.limit);
    let one = |(section, octets): &(Cow<'static, str>, Vec<u8>)| {
        let octets = octets.get(..octets.len().min(limit(section)?)).unwrap_or_default();
        Some((section.to_string(), octets.to_vec()))
    };
    found.iter().filter_map(one).collect()
}

/// Whether nobody has sent a message. Exchange marks migrated mail as drafts: what was delivered to somebody is none.
fn is_draft(fetched: &Fetched) -> bool {
    let delivered = |line: &[u8]| [&b"return-path:"[..], b"delivered-to:"].iter().any(|name| starts(line, name));
    let is_delivered = |octets: &[u8]| octets.split(|octet| *octet == b'\n').any(delivered);
    fetched.draft && !fetched.sections.iter().any(|(_, octets)| is_delivered(octets))
}

/// A message of which one section was asked for; `None` when the server gave none (it is gone).
fn raw(fetched: Fetched, limit: usize) -> Option<Raw> {
    let (_, mut bytes) = fetched.sections.into_iter().next()?;
    bytes.truncate(limit);
    let size = fetched.size.unwrap_or(bytes.len() as u64);
    Some(Raw { place: fetched.uid.to_string(), received: fetched.received, from_line: false, bytes, size })
}

fn uids(places: &[String]) -> Vec<u32> {
    let mut uids: Vec<u32> = places.iter().filter_map(|place| place.parse().ok()).collect();
    uids.sort_unstable();
    uids.dedup();
    uids
}
