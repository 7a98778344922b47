//! On which side an address stands, by hash maps: a mailbox holds a million messages and a team thousands of prospects.

use std::collections::HashMap;

use crate::domain::address::Address;
use crate::domain::mailbag::Mailbag;
use crate::domain::roster::{Roster, Side, Who};
use crate::domain::texts::Number;

/// Every address and domain of the roster, indexed. The keys are the team's own, so no mail can make the maps slow.
#[derive(Debug, Default)]
pub struct Sides<'a> {
    exact: HashMap<&'a str, Side>,
    domains: HashMap<&'a str, Side>,
}

impl<'a> Sides<'a> {
    /// Builds the index. Where two entries claim an address, the team comes before suppliers, and these before prospects.
    pub fn new(roster: &'a Roster) -> Self {
        let mut sides = Self::default();
        let team = &roster.team;
        let reps = team.reps.iter().flat_map(|rep| std::iter::once(&rep.address).chain(&rep.aliases));
        for address in reps.chain(&team.shared).chain(&team.managers).chain(&team.experts) {
            sides.exact.entry(address.as_str()).or_insert(Side::Team);
        }
        for domain in &team.domains {
            sides.domains.entry(domain.as_str()).or_insert(Side::Team);
        }
        for supplier in &team.suppliers {
            match supplier {
                Who::Address(address) => sides.exact.entry(address.as_str()).or_insert(Side::Supplier),
                Who::Domain(domain) => sides.domains.entry(domain.as_str()).or_insert(Side::Supplier),
            };
        }
        for (index, prospect) in roster.prospects.iter().enumerate() {
            for person in &prospect.people {
                sides.exact.entry(person.address.as_str()).or_insert(Side::Prospect(index));
            }
            for domain in &prospect.domains {
                sides.domains.entry(domain.as_str()).or_insert(Side::Prospect(index));
            }
        }
        sides
    }

    /// The side of `address`: its own entry, else that of the nearest domain above it; but whoever is in a team domain is one of us.
    pub fn of(&self, address: &Address) -> Side {
        let by_domain = self.by_domain(address.domain());
        match self.listed(address) {
            Some(side) if by_domain != Side::Team => side,
            _ => by_domain,
        }
    }

    /// Whether `address` is listed itself, not only through its domain.
    pub fn is_listed(&self, address: &Address) -> bool {
        self.listed(address).is_some()
    }

    /// Whether `address` is known only without its tag.
    pub fn is_known_by_tag(&self, address: &Address) -> bool {
        !self.exact.contains_key(address.as_str()) && self.by_domain(address.domain()) == Side::Outside && self.is_listed(address)
    }

    /// The entry of an address, with a tag or without.
    fn listed(&self, address: &Address) -> Option<Side> {
        let untagged = || self.exact.get(address.without_tag()?.as_str());
        self.exact.get(address.as_str()).or_else(untagged).copied()
    }

    fn by_domain(&self, domain: &str) -> Side {
        let mut rest = domain;
        // A domain has few labels; RFC 1035 allows 127, and a hostile one gets no more.
        for _ in 0..127 {
            if let Some(side) = self.domains.get(rest) {
                return *side;
            }
            match rest.split_once('.') {
                Some((_, parent)) => rest = parent,
                None => break,
            }
        }
        Side::Outside
    }
}

/// The sides of all addresses in a bag by their numbers, and how each is known: looked up once, however many messages carry it.
#[derive(Debug)]
pub struct People(Vec<Known>);

#[derive(Clone, Copy, Debug)]
struct Known {
    side: Side,
    listed: bool,
    by_tag: bool,
}

impl People {
    /// Looks everybody up.
    pub fn new(mails: &Mailbag, sides: &Sides<'_>) -> Self {
        let known = |address: &Address| {
            let (side, listed, by_tag) = (sides.of(address), sides.is_listed(address), sides.is_known_by_tag(address));
            Known { side, listed, by_tag }
        };
        Self(mails.people().iter().map(known).collect())
    }

    /// The side of an address.
    #[inline]
    pub fn side(&self, who: Number) -> Side {
        self.0.get(who.index()).map_or(Side::Outside, |known| known.side)
    }

    /// Whether an address is listed itself, not only through its domain.
    pub fn is_listed(&self, who: Number) -> bool {
        self.0.get(who.index()).is_some_and(|known| known.listed)
    }

    /// Whether an address is known only without its tag.
    pub fn is_known_by_tag(&self, who: Number) -> bool {
        self.0.get(who.index()).is_some_and(|known| known.by_tag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::address::Domain;
    use crate::domain::roster::{Contact, Prospect, Team};

    #[test]
    fn the_index_says_what_the_roster_says() {
        let address = |text: &str| Address::parse(text).unwrap();
        let person = Contact { address: address("pat.lee@gmail.com"), name: None, role: None, decision_maker: false };
        let domains = vec![Domain::parse("acme.example").unwrap()];
        let acme = Prospect { name: "Acme".into(), domains, aliases: vec![], people: vec![person], deals: vec![] };
        let team = Team {
            domains: vec![Domain::parse("northfield.example").unwrap()],
            managers: vec![address("lead@holding.example")],
            suppliers: vec![Who::Domain(Domain::parse("boltworks.example").unwrap())],
            ..Team::default()
        };
        let roster = Roster { team, prospects: vec![acme] };
        let sides = Sides::new(&roster);
        for text in [
            "dana@eu.northfield.example",
            "lead@holding.example",
            "x@holding.example",
            "jo@boltworks.example",
            "pat.lee@gmail.com",
            "pat.lee+news@gmail.com",
            "lead+x@holding.example",
            "other@gmail.com",
            "pat@mail.acme.example",
            "pat@notacme.example",
        ] {
            assert_eq!(sides.of(&address(text)), roster.side(&address(text)), "{text}");
        }
    }
}
