//! Nobody stands on two sides: domains and addresses that more than one party claims.

use std::collections::BTreeMap;

use super::mistake::{Mistake, Spot};
use super::walk::Walk;
use crate::domain::roster::Who;

/// Who claims a domain or an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    Team,
    Supplier,
    /// Its number, as two prospects may have one name, and its name.
    Prospect(usize, String),
}

impl Holder {
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Team => "the team".to_owned(),
            Self::Supplier => "a supplier".to_owned(),
            Self::Prospect(_, name) => format!("the prospect {name}"),
        }
    }
}

#[derive(Debug)]
struct Claim {
    holder: Holder,
    who: Who,
    spot: Spot,
}

/// All claims, in the order of the files.
#[derive(Debug, Default)]
pub(crate) struct Claims(Vec<Claim>);

impl Claims {
    pub(crate) fn add(&mut self, holder: Holder, who: Who, spot: &Spot) {
        self.0.push(Claim { holder, who, spot: spot.clone() });
    }

    /// Notes every claim that collides with somebody else's.
    pub(crate) fn check(&self, walk: &Walk) {
        let mut domains: BTreeMap<&str, &Claim> = BTreeMap::new();
        let mut addresses: BTreeMap<&str, &Claim> = BTreeMap::new();
        for claim in &self.0 {
            match &claim.who {
                Who::Domain(domain) => domains.entry(domain.as_str()).or_insert(claim),
                Who::Address(address) => addresses.entry(address.as_str()).or_insert(claim),
            };
        }
        for claim in &self.0 {
            let (text, host) = match &claim.who {
                Who::Domain(domain) => (domain.as_str(), domain.as_str()),
                Who::Address(address) => (address.as_str(), address.domain()),
            };
            let same = addresses.get(text).filter(|other| other.holder != claim.holder);
            let around = suffixes(host).filter_map(|suffix| domains.get(suffix)).find(|other| other.holder != claim.holder);
            // The first of two equal claims is told at the second.
            if let Some(other) = same.or(around) {
                collide(walk, claim, other, text);
            }
        }
    }
}

fn collide(walk: &Walk, claim: &Claim, other: &Claim, text: &str) {
    let (place, theirs) = (other.spot.words(), other.holder.words());
    let within = match (&claim.who, &other.who) {
        (Who::Domain(own), Who::Domain(outer)) if own != outer => format!("lies within `{outer}` of {theirs}"),
        (Who::Address(_), Who::Domain(outer)) => format!("lies within `{outer}` of {theirs}"),
        (Who::Domain(_) | Who::Address(_), Who::Domain(_) | Who::Address(_)) => format!("belongs to {theirs} already"),
    };
    let what = format!("`{text}` of {} {within} (at {place})", claim.holder.words());
    let mistake = |hint: &str| Mistake::at(claim.spot.clone(), what.clone(), hint);
    match (&claim.who, &claim.holder, &other.who, &other.holder) {
        // A person is more than a domain: whose mail it is remains clear.
        (Who::Address(_), Holder::Prospect(..), Who::Domain(_), Holder::Prospect(..)) => {
            walk.warnings.borrow_mut().push(mistake("mail with this person belongs to the former alone").into_warning());
        }
        (Who::Address(_), Holder::Team, Who::Domain(_), Holder::Supplier) => {
            walk.warnings.borrow_mut().push(mistake("this person counts as one of the team").into_warning());
        }
        (_, Holder::Prospect(..), _, Holder::Prospect(..)) => {
            walk.mistakes.borrow_mut().push(mistake("take it out of one of the two; one prospect can have several deals"));
        }
        (_, _, _, _) => {
            let hint = "whoever writes from there must stand on one side; take it out of one of the two";
            walk.mistakes.borrow_mut().push(mistake(hint));
        }
    }
}

/// `a.b.c`, `b.c`, `c`.
fn suffixes(host: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(host), |rest| rest.split_once('.').map(|(_, rest)| rest))
}
