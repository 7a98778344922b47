//! What reading needs to know of the roster: who is on which side, which names to look for, and what was looked for before.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use jiff::Timestamp;

use super::followed::Hashes;
use super::leads;
use super::traces::{ids, likenesses, of_house, of_id, of_meetings, of_name, of_place, of_subject, subject_asked};
use crate::domain::address::{Address, MessageId};
use crate::domain::mail::{FolderRole, Kind, Mail, Named};
use crate::domain::matching::{Sides, is_signing_service};
use crate::domain::meeting::MeetingFact;
use crate::domain::names::{fold, house};
use crate::domain::roster::{Contact, Roster, Side, Team, Who};
use crate::domain::signal::{Party, Roles};
use crate::domain::subject::{self, is_answer_or_forward};
use crate::domain::time::Calendar;
use crate::reading::identity::trace;
use crate::reading::message::{self, Home};
use crate::reading::names::Finder;
use crate::signals::{self, Detectors, NewText};

/// Raised whenever reading itself changes what it makes of a message: kept messages are read again then.
const READING_VERSION: u64 = 21;

/// The roster in the form that reading asks it.
pub struct Context<'a> {
    roster: &'a Roster,
    calendar: &'a Calendar,
    sides: Sides<'a>,
    finder: Finder,
    detectors: Detectors,
    /// The hashes of our own names: of a rep who writes from home nobody is to be found by that.
    own_names: HashSet<u64>,
    /// See [`Self::detectors`].
    version: u64,
}

/// A message that was read whole.
pub struct Examined {
    /// The fact, signals and names included.
    pub mail: Mail,
    /// What its author newly wrote.
    pub new_text: String,
    /// Where in it the answers between the lines of a quotation begin.
    pub answers: Vec<usize>,
    /// What was odd about it.
    pub oddities: Vec<String>,
    /// Whether the network was asked for its signals too.
    pub closely: bool,
    /// The whole hours east of Greenwich that it was written at.
    zone_hours: Option<i8>,
}

/// What is to be done with a message, by its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interest {
    /// It may concern a deal, or passes inside the team: read it whole.
    Whole,
    /// Remember its hashes alone.
    Trace,
}

impl<'a> Context<'a> {
    /// Prepares the roster.
    pub fn new(roster: &'a Roster, calendar: &'a Calendar, detectors: Detectors) -> Self {
        let reps = roster.team.reps.iter();
        let own_names =
            reps.filter_map(|rep| of_name(&Named { address: rep.address.clone(), name: Some(rep.name.as_str().into()) }));
        let own_names = own_names.collect();
        let (sides, finder, version) = (Sides::new(roster), Finder::new(names(roster)), version(roster, calendar, &detectors));
        Self { roster, calendar, sides, finder, detectors, own_names, version }
    }

    fn home(&self) -> Home<'_> {
        Home { zone: &self.calendar.zone, domains: &self.roster.team.domains }
    }

    /// Reads a whole message. Its signals are looked for closely where `closely` says so, else by the lexicon alone.
    pub fn examine(
        &self,
        bytes: &[u8],
        received: Option<Timestamp>,
        from_line: bool,
        closely: &dyn Fn(&Mail) -> bool,
    ) -> Examined {
        let message::Reading { mut mail, new_text, answers, oddities, zone_hours } =
            message::read_at_home(bytes, received, from_line, &self.home());
        let named = |text: &str| -> Vec<String> {
            let found: BTreeSet<String> = self.finder.find(text).into_iter().map(|(_, name)| name).collect();
            found.into_iter().collect()
        };
        mail.subject_names = named(&mail.subject);
        // Of the signers that a signature service names, those of a deal's.
        mail.text_names.retain(|who| Address::parse(who).is_some_and(|who| matches!(self.sides.of(&who), Side::Prospect(_))));
        mail.text_names.extend(named(&new_text));
        let closely = closely(&mail);
        let mut examined = Examined { mail, new_text, answers, oddities, closely, zone_hours };
        self.find_signals(&mut examined);
        examined
    }

    /// Whether a message concerns a deal, as far as is known: then a close look is worth its while. What passes among us and concerns
    /// none is left to the lexicon.
    pub fn is_worth_a_close_look(&self, mail: &Mail, followed: &Hashes) -> bool {
        !mail.subject_names.is_empty() || !mail.text_names.is_empty() || self.keeps(mail, followed) == Some(true)
    }

    /// Looks closely at a message of which it turned out only later that it concerns a deal.
    pub fn look_closely(&self, examined: &mut Examined) {
        examined.closely = true;
        self.find_signals(examined);
    }

    fn find_signals(&self, Examined { mail, new_text, answers, closely, zone_hours, .. }: &mut Examined) {
        if let (Kind::Human, Some(roles)) = (mail.kind, self.roles(mail)) {
            let opens = mail.in_reply_to.is_empty() && mail.references.is_empty() && !is_answer_or_forward(&mail.subject);
            let subject = opens.then_some(mail.subject.as_str());
            let written = self.calendar.business_date(mail.date.unwrap_or(mail.server_time));
            let order = signals::order_of(new_text, mail.from.as_ref().map_or("", |from| from.address.domain()), *zone_hours);
            let dating = signals::Dating { written, order };
            let found = if mail.text_names.is_empty() { Vec::new() } else { self.finder.find(new_text) };
            let in_text: Vec<Range<usize>> = found.iter().map(|(range, _)| range.clone()).collect();
            let named = signals::Named { in_subject: !mail.subject_names.is_empty(), in_text: &in_text };
            let message = NewText { subject, text: new_text, answers, roles, dating, closely: *closely, named };
            mail.signals = signals::detect(&self.detectors, &message);
            mail.acknowledges = brings_nothing(mail) && signals::acknowledges(&message, &names_in(mail));
            leads::leave_out_yes(&mut mail.signals, new_text, &self.roster.team);
            leads::name_sentences(mail, new_text, &found, |word| self.is_somebody(word));
        }
    }

    /// Whether a word, folded, is part of the name of a rep or of one of the prospects' people.
    fn is_somebody(&self, word: &str) -> bool {
        let people = self.roster.prospects.iter().flat_map(|prospect| &prospect.people).filter_map(|person| person.name.as_ref());
        let mut names = self.roster.team.reps.iter().map(|rep| &rep.name).chain(people);
        names.any(|name| fold(name).split(' ').any(|part| part == word))
    }

    /// Who writes to whom: one recipient outside makes the addressee the prospect, as far as signals go.
    pub fn roles(&self, mail: &Mail) -> Option<Roles> {
        let party = |address: &Address| match self.sides.of(address) {
            Side::Team => Party::Team,
            Side::Supplier => Party::Supplier,
            Side::Prospect(_) | Side::Outside => Party::Prospect,
        };
        let writer = party(mail.author()?);
        let addressee =
            if writer == Party::Prospect { Party::Team } else { mail.recipients().map(party).max().unwrap_or(Party::Team) };
        Some(Roles { writer, addressee })
    }

    /// The side of an address.
    pub fn side(&self, address: &Address) -> Side {
        self.sides.of(address)
    }

    /// Whether a message that was read whole is kept, and whether its thread is followed: `None` when it is nobody's business.
    pub fn keeps(&self, mail: &Mail, followed: &Hashes) -> Option<bool> {
        let named = mail.author().into_iter().chain(mail.recipients()).chain(mail.failed.iter().map(|f| &f.address));
        // A booking service's notice concerns whoever is asked to come.
        let asked = mail.meetings.iter().flat_map(MeetingFact::people);
        let mut all = named.chain(&mail.sender).chain(&mail.deputy).chain(asked).peekable();
        let linked = is_linked(mail, followed);
        let (mut prospect, mut ours) = (false, all.peek().is_some());
        for address in all {
            prospect |= followed.contains(&of_place(address.as_str()));
            match self.sides.of(address) {
                Side::Prospect(_) => prospect = true,
                Side::Outside => ours = false,
                Side::Team | Side::Supplier => {}
            }
        }
        let signing =
            mail.author().is_some_and(is_signing_service) && !(mail.subject_names.is_empty() && mail.text_names.is_empty());
        if prospect || linked || signing {
            Some(true)
        } else {
            // A bounce or notice that passes among us alone and names nobody of a deal is no carrier of signals. Whoever has the name
            // of one of theirs, or of their house, may be one of them.
            let outside = |from: &&Named| self.sides.of(&from.address) == Side::Outside;
            let mut likenesses = mail.from.iter().filter(outside).flat_map(likenesses);
            let kept = ours || likenesses.any(|hash| followed.contains(&hash));
            (kept && mail.kind == Kind::Human).then_some(false)
        }
    }

    /// The hashes of what a kept message gives to follow: its ids, and the addresses that it puts on a prospect's side. Matching
    /// decides by the whole story; here it is enough to miss nothing.
    pub fn follows(&self, mail: &Mail, followed: &Hashes) -> Vec<u64> {
        let known = mail.author().is_some_and(|author| matches!(self.sides.of(author), Side::Prospect(_)));
        let linked = is_linked(mail, followed);
        let sent = mail.seen_in.iter().any(|(_, role)| *role == FolderRole::Sent);
        let calendar = matches!(mail.kind, Kind::CalendarReply | Kind::CalendarCancel);
        let speaks = matches!(mail.kind, Kind::Human | Kind::CalendarRequest);
        let away = matches!(mail.kind, Kind::OutOfOffice | Kind::Departed);
        let author = mail.author().filter(|_| linked && !sent && (speaks || calendar));
        let addressed = mail.recipients().filter(|_| known && speaks);
        let deputy = mail.deputy.iter().filter(|_| away && (known || linked));
        let found = author.into_iter().chain(addressed).chain(deputy);
        let newcomers = found.filter(|address| self.sides.of(address) == Side::Outside).map(|a| of_place(a.as_str()));
        // An answer that names no message is found by the subject under which one of us wrote to them.
        let wrote = mail.author().filter(|author| self.sides.of(author) == Side::Team && mail.kind == Kind::Human);
        let base = subject::base(&mail.subject).0;
        let subject = wrote.filter(|_| !base.is_empty()).map(|author| of_subject(&base, author));
        let theirs = known || author.is_some_and(|author| self.sides.of(author) == Side::Outside);
        let name = mail.from.as_ref().filter(|_| theirs && speaks).and_then(of_name);
        let name = name.filter(|name| !self.own_names.contains(name));
        ids(mail).map(of_id).chain(of_meetings(mail)).chain(newcomers).chain(subject).chain(name).collect()
    }

    /// The version of everything that reading depends on: a kept message that another version read is read again.
    pub fn detectors(&self) -> u64 {
        self.version
    }

    /// The version of everything by which an event of a calendar concerns a deal.
    pub fn calendars_version(&self) -> u64 {
        let mut all: Vec<u64> = self.searched().into_iter().collect();
        all.sort_unstable();
        trace(&format!("calendars {} {all:?}", self.detectors()))
    }

    /// Whether an event of a calendar concerns a deal: by who takes part, or by a name in its title when that is our side alone.
    pub fn concerns(&self, meeting: &MeetingFact, followed: &Hashes) -> bool {
        let mut ours = true;
        for address in meeting.people() {
            match self.sides.of(address) {
                Side::Prospect(_) => return true,
                Side::Outside if followed.contains(&of_place(address.as_str())) => return true,
                Side::Outside => ours = false,
                Side::Team | Side::Supplier => {}
            }
        }
        ours && !self.finder.find(&meeting.title).is_empty()
    }

    /// The hashes of the names of the prospects' people and houses: whoever has one and writes from an unknown address may be one of them.
    pub fn likenesses(&self) -> impl Iterator<Item = u64> {
        let domains = self.roster.prospects.iter().flat_map(|prospect| &prospect.domains);
        let houses = domains.flat_map(|domain| house(domain.as_str()).map(of_house));
        let people = self.roster.prospects.iter().flat_map(|prospect| &prospect.people);
        let name = |who: &Contact| of_name(&Named { address: who.address.clone(), name: Some(who.name.as_deref()?.into()) });
        people.filter_map(name).filter(|name| !self.own_names.contains(name)).chain(houses)
    }

    /// Hashes of every address and domain of the roster: what the past is searched for when one of them is new.
    pub fn searched(&self) -> HashSet<u64> {
        let team = &self.roster.team;
        let reps = team.reps.iter().flat_map(|rep| std::iter::once(&rep.address).chain(&rep.aliases));
        let people = self.roster.prospects.iter().flat_map(|p| p.people.iter().map(|c| &c.address));
        let addresses = reps.chain(&team.shared).chain(people).map(|a| of_place(a.as_str()));
        let domains = team.domains.iter().chain(self.roster.prospects.iter().flat_map(|p| &p.domains));
        let suppliers = team.suppliers.iter().map(|who| match who {
            Who::Domain(domain) => of_place(domain.as_str()),
            Who::Address(address) => of_place(address.as_str()),
        });
        addresses.chain(domains.map(|d| of_place(d.as_str()))).chain(suppliers).chain(self.likenesses()).collect()
    }
}

fn version(roster: &Roster, calendar: &Calendar, detectors: &Detectors) -> u64 {
    let mut parts: Vec<String> = names(roster).collect();
    parts.extend(ours(&roster.team));
    parts.push(format!("home {:?}", calendar.zone.iana_name()));
    parts.sort();
    trace(&format!("{READING_VERSION} {} {parts:?}", detectors.version()))
}

/// Who is on our side or a supplier: a new alias, team domain or supplier changes who wrote to whom, and so the signals.
fn ours(team: &Team) -> impl Iterator<Item = String> {
    let reps = team.reps.iter().flat_map(|rep| std::iter::once(&rep.address).chain(&rep.aliases));
    let people = reps.chain(&team.shared).chain(&team.managers).chain(&team.experts).map(|who| format!("us {who}"));
    let domains = team.domains.iter().map(|domain| format!("us {domain}"));
    people.chain(domains).chain(team.suppliers.iter().map(|who| format!("supplier {who:?}")))
}

/// Every name to look for: prospects' names and aliases, deals' titles and aliases.
fn names(roster: &Roster) -> impl Iterator<Item = String> {
    roster.prospects.iter().flat_map(|prospect| {
        let deals = prospect.deals.iter().flat_map(|deal| std::iter::once(&deal.title).chain(&deal.aliases));
        std::iter::once(&prospect.name).chain(&prospect.aliases).chain(deals).cloned()
    })
}

/// Whether a message's ids, the meetings it speaks of, or its subject where it answers, lead to a followed thread.
fn is_linked(mail: &Mail, followed: &Hashes) -> bool {
    ids(mail).any(|id| followed.contains(&of_id(id)))
        || of_meetings(mail).any(|hash| followed.contains(&hash))
        || subject_asked(&mail.subject, mail.recipients()).any(|hash| followed.contains(&hash))
}

/// Whether nothing comes with a message's text: no signal in it, no meeting (but an answer in words, "see you then", of which nobody knows
/// here whether it is one), no file but the picture of a signature.
fn brings_nothing(mail: &Mail) -> bool {
    let picture = |name: &String| {
        let name = name.to_lowercase();
        let drawn = [".png", ".jpg", ".jpeg", ".gif", ".svg"].iter().any(|end| name.ends_with(end));
        drawn && ["image0", "logo", "outlook-", "signature"].iter().any(|start| name.starts_with(start)) || name == "smime.p7s"
    };
    mail.signals.is_empty() && mail.meetings.iter().all(|fact| fact.uid.is_empty()) && mail.attachments.iter().all(picture)
}

/// What whoever writes and is written to is called: names, and what stands before the @.
fn names_in(mail: &Mail) -> Vec<&str> {
    let people = || mail.from.iter().chain(&mail.to).chain(&mail.cc);
    let names = people().filter_map(|one| one.name.as_deref());
    names.chain(people().map(|one| one.address.local())).collect()
}

/// Digests of ours that a message says could not be delivered for good.
pub fn came_back(mail: &Mail) -> Vec<(MessageId, Timestamp, String)> {
    let ours = mail.returned.iter().filter(|id| mail.kind == Kind::BouncePermanent && id.as_str().starts_with("wentdark."));
    let status = mail.failed.iter().find_map(|failed| failed.status.clone());
    let text = status.map_or_else(|| "it came back".to_owned(), |status| format!("it came back: {status}"));
    ours.map(|id| (id.clone(), mail.server_time, text.clone())).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, time};
    use jiff::tz::TimeZone;

    use super::*;
    use crate::domain::address::Domain;
    use crate::domain::roster::Team;

    /// Whether a mail of `from` with a text and more parts only acknowledges, as the context hears it.
    fn acknowledges(from: &str, text: &str, file: Option<&str>) -> bool {
        let team = Team { domains: vec![Domain::parse("northfield.example").unwrap()], ..Team::default() };
        let roster = Roster { team, prospects: vec![] };
        let hours = (time(9, 0, 0, 0), time(17, 0, 0, 0));
        let calendar = Calendar { zone: TimeZone::UTC, work_days: vec![Weekday::Monday], hours, holidays: Default::default() };
        let file = file.map(|name| format!("--b\r\nContent-Type: application/octet-stream; name=\"{name}\"\r\n\r\nx\r\n"));
        let mail = format!(
            "From: {from}\r\nTo: Dana Reyes <dana@northfield.example>\r\nMessage-ID: <a@x>\r\nIn-Reply-To: <b@x>\r\nSubject: Re: Offer\r\n\
             MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n{text}\r\n{}--b--\r\n",
            file.unwrap_or_default()
        );
        let context = Context::new(&roster, &calendar, Detectors::builtin());
        context.examine(mail.as_bytes(), None, false, &|_| true).mail.acknowledges
    }

    #[test]
    fn thanks_acknowledge_where_nothing_comes_with_them() {
        let pat = "Pat Lee <pat@acme.example>";
        assert!(acknowledges(pat, "Thanks Dana, very kind of you.\r\n\r\nPat", None));
        assert!(acknowledges(pat, "Thanks Dana!", Some("image001.png")));
        assert!(!acknowledges(pat, "Thanks Dana!", Some("IMG_4711.jpg")), "a photograph wants to be looked at");
        assert!(!acknowledges(pat, "Thanks Dana!", Some("drawing.pdf")));
        assert!(!acknowledges(pat, "Thanks Dana, please get back to me after the 15th.", None));
        assert!(!acknowledges("Lee Fox <lee@northfield.example>", "Thanks Dana!", None), "one of us");
    }
}
