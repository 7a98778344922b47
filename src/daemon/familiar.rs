//! Whom mail comes from and goes to, looked up once each: headers that are read one after another tell of the same people again and again.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::context::{Context, Interest};
use super::followed::Hashes;
use super::traces::{
    MOST_PEOPLE, beyond_hashes, has_many_ids, ids_of_header, likenesses, participants, places, put_together, subject_asked,
};
use crate::domain::address::Address;
use crate::domain::mail::{MailKey, Named};
use crate::domain::matching::{is_booking_service, is_signing_service};
use crate::domain::roster::Side;
use crate::reading::Correspondents;
use crate::reading::message::{Header, header_among};

/// What is known of people so far. It stays small.
pub struct Familiar<'c> {
    context: &'c Context<'c>,
    named: Correspondents,
    people: HashMap<Address, Person, RandomState>,
    authors: HashMap<Named, Author, RandomState>,
}

struct Person {
    side: Side,
    places: Vec<u64>,
}

struct Author {
    likenesses: Vec<u64>,
    /// It signs or books for others: whom its mail concerns is in the text.
    is_service: bool,
}

/// What a header comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// The identity, when there is a Message-ID.
    pub key: Option<MailKey>,
    /// The hashes by which the message is found again when only its header was read.
    pub hashes: Vec<u64>,
    /// Those of what it has too much of to be found again by all.
    beyond: Vec<u64>,
    /// Whether it is read whole, whatever is followed.
    matters: bool,
}

/// So many people and so many authors are remembered.
const MOST: usize = 2048;

impl<'c> Familiar<'c> {
    /// Nobody yet.
    pub fn new(context: &'c Context<'c>) -> Self {
        Self { context, named: Correspondents::default(), people: HashMap::default(), authors: HashMap::default() }
    }

    /// Reads a header.
    pub fn look(&mut self, bytes: &[u8]) -> Looked {
        let header = header_among(bytes, &mut self.named);
        let mut all: Vec<u64> = Vec::with_capacity(16);
        let (mut prospect, mut ours, mut many) = (false, header.from.is_some(), has_many_ids(&header));
        for (at, address) in participants(&header).enumerate() {
            let Person { side, places } = self.person(address);
            match side {
                Side::Prospect(_) => prospect = true,
                Side::Outside => ours = false,
                Side::Team | Side::Supplier => {}
            }
            if at < MOST_PEOPLE {
                all.extend_from_slice(places);
            } else {
                many = true;
            }
        }
        let author = header.from.as_ref().map(|from| self.author(from));
        all.extend(author.iter().flat_map(|author| &author.likenesses));
        all.extend(subject_asked(&header.subject, receivers(&header)));
        // What passes among us and suppliers alone may carry signals.
        let matters = prospect
            || ours
            || header.looks_automatic
            || header.message_id.is_none()
            || author.is_some_and(|author| author.is_service);
        let hashes = put_together(ids_of_header(&header), all);
        let beyond = if many { beyond_hashes(&header).collect() } else { Vec::new() };
        Looked { key: header.key, hashes, beyond, matters }
    }

    fn person(&mut self, address: &Address) -> &Person {
        if self.people.len() >= MOST && !self.people.contains_key(address) {
            self.people.clear();
        }
        let context = self.context;
        self.people
            .entry(address.clone())
            .or_insert_with(|| Person { side: context.side(address), places: places(address).collect() })
    }

    fn author(&mut self, from: &Named) -> &Author {
        if self.authors.len() >= MOST && !self.authors.contains_key(from) {
            self.authors.clear();
        }
        self.authors.entry(from.clone()).or_insert_with(|| Author {
            likenesses: likenesses(from).collect(),
            is_service: is_signing_service(&from.address) || is_booking_service(&from.address),
        })
    }
}

impl Looked {
    /// What is to be done with the message. `followed` holds hashes of the ids of threads with prospects, and of who turned up on their
    /// side.
    pub fn interest(&self, followed: &Hashes) -> Interest {
        let mut carried = self.hashes.iter().chain(&self.beyond);
        if self.matters || carried.any(|hash| followed.contains(hash)) { Interest::Whole } else { Interest::Trace }
    }
}

/// The people to whom a message is addressed.
fn receivers(header: &Header) -> impl Iterator<Item = &Address> {
    header.to.iter().chain(&header.cc).map(|named| &named.address)
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;
    use crate::daemon::traces::mail_hashes;
    use crate::domain::roster::{Prospect, Roster, Team};
    use crate::domain::time::Calendar;
    use crate::reading::read;
    use crate::signals::Detectors;

    fn roster() -> Roster {
        let domain = |text: &str| crate::domain::address::Domain::parse(text).unwrap();
        let acme = Prospect {
            name: "Acme".into(),
            domains: vec![domain("acme.example")],
            aliases: vec![],
            people: vec![],
            deals: vec![],
        };
        Roster { team: Team { domains: vec![domain("northfield.example")], ..Team::default() }, prospects: vec![acme] }
    }

    fn calendar() -> Calendar {
        let hours = (jiff::civil::time(9, 0, 0, 0), jiff::civil::time(17, 0, 0, 0));
        Calendar { zone: TimeZone::UTC, work_days: vec![jiff::civil::Weekday::Monday], hours, holidays: Default::default() }
    }

    fn message(from: &str, to: &str, more: &str) -> String {
        format!("From: {from}\r\nTo: {to}\r\nMessage-ID: <{}@x>\r\n{more}\r\nHello\r\n", from.len() + to.len())
    }

    /// Hands a context of the roster above to `with`.
    fn in_context<R>(with: impl FnOnce(&Context<'_>) -> R) -> R {
        let (roster, calendar) = (roster(), calendar());
        with(&Context::new(&roster, &calendar, Detectors::builtin()))
    }

    #[test]
    fn what_is_known_of_people_changes_nothing() {
        let people = [
            "Pat Lee <pat@acme.example>",
            "kim+news@mail.acme.example",
            "Lee, Pat <pat@gmail.example>",
            "Dana Fox <dana@northfield.example>",
            "no-reply@docusign.net",
            "Pat Lee via Sales <sales@northfield.example>",
            "\"Acme, Inc.\" <desk@other.example>",
            "undisclosed-recipients:;",
            "",
        ];
        let more = [
            "",
            "Reply-To: kim@acme.example\r\n",
            "Subject: Re: Offer\r\n",
            "Cc: a@b.example, pat@acme.example\r\n",
            "In-Reply-To: <0@x>\r\n",
        ];
        in_context(|context| {
            let mut familiar = Familiar::new(context);
            for _ in 0..2 {
                for (at, from) in people.iter().enumerate() {
                    for to in people {
                        let text = message(from, to, more[(at + to.len()) % more.len()]);
                        assert_eq!(familiar.look(text.as_bytes()), Familiar::new(context).look(text.as_bytes()), "{text}");
                    }
                }
            }
        });
    }

    #[test]
    fn a_header_leaves_the_hashes_of_its_message() {
        in_context(|context| {
            let mut familiar = Familiar::new(context);
            for from in ["Pat Lee <pat@acme.example>", "kim+news@mail.acme.example", "Dana Fox <dana@northfield.example>"] {
                for more in ["", "Subject: Re: Offer\r\n", "Sender: desk@other.example\r\n", "References: <0@x> <1@x>\r\n"] {
                    let text = message(from, "sam@one.example, Eva Beck <eva@beck.example>", more);
                    let looked = familiar.look(text.as_bytes());
                    let whole = read(text.as_bytes(), None, false).mail;
                    assert_eq!((looked.key, looked.hashes), (Some(whole.key), mail_hashes(&whole)), "{text}");
                }
            }
        });
    }

    #[test]
    fn whoever_matters_is_read_whole() {
        let outside = "sam@one.example";
        in_context(|context| {
            let mut familiar = Familiar::new(context);
            let mut interest = |from: &str, to: &str, more: &str, followed: &[u64]| {
                familiar.look(message(from, to, more).as_bytes()).interest(&followed.iter().copied().collect())
            };
            assert_eq!(interest(outside, "dana@northfield.example", "", &[]), Interest::Trace);
            assert_eq!(interest(outside, "pat@acme.example", "", &[]), Interest::Whole);
            assert_eq!(interest("dana@northfield.example", "eve@northfield.example", "", &[]), Interest::Whole);
            assert_eq!(interest("dana@northfield.example", outside, "", &[]), Interest::Trace);
            assert_eq!(interest("no-reply@docusign.net", outside, "", &[]), Interest::Whole);
            assert_eq!(interest("mailer-daemon@one.example", outside, "", &[]), Interest::Whole);
            let place = crate::daemon::traces::of_place(outside);
            assert_eq!(interest(outside, "dana@northfield.example", "", &[place]), Interest::Whole);
            let many = format!("Cc: {}last@one.example\r\n", "eve@northfield.example, ".repeat(MOST_PEOPLE + 10));
            let last = crate::daemon::traces::of_place("last@one.example");
            assert_eq!(interest(outside, outside, &many, &[]), Interest::Trace);
            assert_eq!(interest(outside, outside, &many, &[last]), Interest::Whole, "beyond those that are remembered");
        });
    }

    #[test]
    fn it_stays_small() {
        in_context(|context| {
            let mut familiar = Familiar::new(context);
            for n in 0..2 * MOST {
                familiar.look(message(&format!("a{n}@one.example"), &format!("b{n}@two.example"), "").as_bytes());
                assert!(familiar.people.len() <= MOST && familiar.authors.len() <= MOST);
            }
        });
    }
}
