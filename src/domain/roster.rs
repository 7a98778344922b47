//! Who everybody is: the team, its reps and suppliers, the prospects and their deals, as the checked configuration gives them.

use jiff::civil::Date;

use super::address::{Address, DealId, Domain};

/// A whole domain, or one address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Who {
    Domain(Domain),
    Address(Address),
}

impl Who {
    /// Whether `address` is meant.
    pub fn covers(&self, address: &Address) -> bool {
        match self {
            Self::Domain(domain) => domain.covers(address.domain()),
            Self::Address(own) => own.is_mailbox_of(address),
        }
    }
}

/// A salesperson.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Rep {
    pub name: String,
    pub address: Address,
    pub aliases: Vec<Address>,
}

/// Our side.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct Team {
    pub name: String,
    pub domains: Vec<Domain>,
    pub reps: Vec<Rep>,
    /// Addresses of shared mailboxes that are read too.
    pub shared: Vec<Address>,
    pub experts: Vec<Address>,
    pub managers: Vec<Address>,
    pub suppliers: Vec<Who>,
}

/// A person on the prospect's side.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Contact {
    pub address: Address,
    pub name: Option<String>,
    pub role: Option<String>,
    pub decision_maker: bool,
}

/// One opportunity.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Deal {
    pub id: DealId,
    pub title: String,
    pub value: Option<String>,
    pub opened: Date,
    /// The owning rep's main address.
    pub owner: Address,
    pub aliases: Vec<String>,
    pub stage: Option<String>,
    pub stage_since: Option<Date>,
}

/// The company or person being sold to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Prospect {
    pub name: String,
    pub domains: Vec<Domain>,
    pub aliases: Vec<String>,
    pub people: Vec<Contact>,
    pub deals: Vec<Deal>,
}

/// Everybody.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct Roster {
    pub team: Team,
    pub prospects: Vec<Prospect>,
}

/// On which side an address stands, by the roster alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Side {
    Team,
    Supplier,
    /// Index into [`Roster::prospects`].
    Prospect(usize),
    Outside,
}

impl Team {
    /// Whether `address` is one of us: a mailbox, an alias, a manager, an expert, or in a team domain.
    pub fn has(&self, address: &Address) -> bool {
        self.domains.iter().any(|domain| domain.covers(address.domain()))
            || self.reps.iter().any(|rep| rep.is(address))
            || [&self.shared, &self.managers, &self.experts].into_iter().flatten().any(|own| own.is_mailbox_of(address))
    }

    /// The rep who owns `address`.
    pub fn rep(&self, address: &Address) -> Option<&Rep> {
        self.reps.iter().find(|rep| rep.is(address))
    }
}

impl Rep {
    /// Whether `address` is the rep's own, aliases and tags included.
    pub fn is(&self, address: &Address) -> bool {
        std::iter::once(&self.address).chain(&self.aliases).any(|own| own.is_mailbox_of(address))
    }
}

impl Roster {
    /// On which side `address` stands. A prospect's people come before domains.
    pub fn side(&self, address: &Address) -> Side {
        if self.team.has(address) {
            return Side::Team;
        }
        if self.team.suppliers.iter().any(|who| who.covers(address)) {
            return Side::Supplier;
        }
        let is_person = |p: &Prospect| p.people.iter().any(|contact| contact.address.is_mailbox_of(address));
        let in_domain = |p: &Prospect| p.domains.iter().any(|domain| domain.covers(address.domain()));
        match self.prospects.iter().position(is_person).or_else(|| self.prospects.iter().position(in_domain)) {
            Some(index) => Side::Prospect(index),
            None => Side::Outside,
        }
    }

    /// Every deal with its prospect.
    pub fn deals(&self) -> impl Iterator<Item = (&Prospect, &Deal)> {
        self.prospects.iter().flat_map(|prospect| prospect.deals.iter().map(move |deal| (prospect, deal)))
    }
}

/// An id for a deal that brings none along: made from prospect and title.
pub fn deal_id(prospect: &str, title: &str) -> Option<DealId> {
    let slug = |text: &str, most: usize| -> String {
        let mut out = String::new();
        for c in text.chars().flat_map(char::to_lowercase) {
            match c.is_alphanumeric() {
                true => out.push(c),
                false if !out.is_empty() && !out.ends_with('-') => out.push('-'),
                false => {}
            }
        }
        let out: String = out.chars().take(most).collect();
        out.trim_matches('-').to_owned()
    };
    let id = format!("{}-{}", slug(prospect, 30), slug(title, 50));
    DealId::parse(id.trim_matches('-'))
}
