//! `add prospect NAME; domain acme.example; person Pat Lee <pat@acme.example>; deal Line 4; value 84000 USD; owner dana@...`

use super::language::Keywords;
use super::{Asker, dates};
use crate::domain::address::{Address, Domain};
use crate::domain::digest::clean;
use crate::domain::names::fold;
use crate::domain::roster::{Contact, Deal, Prospect, Team, deal_id};

/// Why a prospect can't be added.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum DraftProblem {
    NoName,
    /// It has neither a domain nor a person.
    Nobody,
    /// No domain, or no person.
    Form(String),
    /// A part that begins with none of the words.
    Unknown(String),
    /// Whose deal it is must be said, and be a rep whom the asker may act for.
    Owner,
    /// What belongs to a deal, and there is none.
    NoDeal,
}

/// How many parts are read.
const MOST_PARTS: usize = 20;

/// Reads what stands behind `add prospect`.
pub fn prospect(
    text: &str,
    asker: &Asker,
    team: &Team,
    today: jiff::civil::Date,
    keys: &[&Keywords],
) -> Result<Prospect, DraftProblem> {
    let mut parts = text.split(';').map(str::trim).filter(|part| !part.is_empty()).take(MOST_PARTS);
    let name = clean(parts.next().unwrap_or_default(), 80);
    if name.is_empty() {
        return Err(DraftProblem::NoName);
    }
    let mut prospect = Prospect { name, domains: vec![], aliases: vec![], people: vec![], deals: vec![] };
    let (mut title, mut value, mut owner) = (None, None, None);
    for part in parts {
        let (word, rest) = part.split_once(char::is_whitespace).unwrap_or((part, ""));
        let rest = rest.trim();
        let is = |list: fn(&Keywords) -> &[&'static str]| keys.iter().any(|keys| dates::is_any(word, list(keys)));
        let wrong = || DraftProblem::Form(clean(part, 60));
        if is(|keys| keys.domain) {
            prospect.domains.push(Domain::parse(rest).ok_or_else(wrong)?);
        } else if is(|keys| keys.person) {
            prospect.people.push(person(rest).ok_or_else(wrong)?);
        } else if is(|keys| keys.alias) {
            prospect.aliases.push(filled(rest).ok_or_else(wrong)?);
        } else if is(|keys| keys.deal) {
            title = Some(filled(rest).ok_or_else(wrong)?);
        } else if is(|keys| keys.value) {
            value = Some(filled(rest).ok_or_else(wrong)?);
        } else if is(|keys| keys.owner) {
            owner = Some(rest.to_owned());
        } else {
            return Err(DraftProblem::Unknown(clean(part, 60)));
        }
    }
    if prospect.domains.is_empty() && prospect.people.is_empty() {
        return Err(DraftProblem::Nobody);
    }
    match title {
        Some(title) => {
            let owner = self::owner(owner.as_deref(), asker, team).ok_or(DraftProblem::Owner)?;
            let id = deal_id(&prospect.name, &title).ok_or_else(|| DraftProblem::Form(title.clone()))?;
            prospect.deals.push(Deal { id, title, value, opened: today, owner, aliases: vec![], stage: None, stage_since: None });
        }
        None if value.is_some() || owner.is_some() => return Err(DraftProblem::NoDeal),
        None => {}
    }
    Ok(prospect)
}

fn filled(text: &str) -> Option<String> {
    Some(clean(text, 80)).filter(|text| !text.is_empty())
}

/// `Pat Lee <pat@acme.example>`, or an address.
fn person(text: &str) -> Option<Contact> {
    let (name, address) = match text.split_once('<') {
        Some((name, rest)) => (filled(name.trim().trim_matches('"')), rest.trim_end().trim_end_matches('>')),
        None => (None, text),
    };
    Some(Contact { address: Address::parse(address)?, name, role: None, decision_maker: false })
}

/// The rep by address or name; without one the asker, or the only rep whom they may act for.
fn owner(asked: Option<&str>, asker: &Asker, team: &Team) -> Option<Address> {
    let may = |address: &&Address| asker.owners.contains(*address);
    let Some(asked) = asked else {
        let only = asker.owners.iter().next().filter(|_| asker.owners.len() == 1);
        return asker.owners.get(&asker.address).or(only).cloned();
    };
    let by_address = Address::parse(asked).and_then(|address| team.rep(&address));
    let mut by_name = team.reps.iter().filter(|rep| fold(&rep.name) == fold(asked));
    let rep = by_address.or_else(|| by_name.next().filter(|_| by_name.next().is_none()))?;
    Some(&rep.address).filter(may).cloned()
}
