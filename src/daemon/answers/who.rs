//! Who an address is, and what they may do: a reader acts on the deals that their digest covers, a rep on their own.

use std::collections::BTreeSet;

use crate::config::{Config, Covers, DigestOrder};
use crate::daemon::digests::Digests;
use crate::delivery::may_write_to;
use crate::domain::address::Address;
use crate::domain::answering::Asker;
use crate::domain::digest::Language;

/// The reader or rep with this address, if it is one.
pub fn asker(config: &Config, from: &Address) -> Option<Asker> {
    let rep = config.roster.team.rep(from);
    // A rep who reads a manager's digest too may get it at another address of theirs.
    let reads = |order: &&DigestOrder| order.to.is_mailbox_of(from) || rep.is_some_and(|rep| rep.is(&order.to));
    let order = config.digests.iter().filter(|order| !order.rep).find(reads);
    let address = order.map(|order| &order.to).or(rep.map(|rep| &rep.address))?;
    // Nobody else is ever written to.
    if !may_write_to(address, &config.roster) {
        return None;
    }
    let mut owners: BTreeSet<Address> = rep.map(|rep| rep.address.clone()).into_iter().collect();
    owners.extend(order.map(|order| covered(config, order)).unwrap_or_default());
    let own = Digests::orders_of(config).find(|order| order.to == *address);
    let all = order.is_some_and(|order| order.covers == Covers::All);
    let theirs = |owner: &Address| all || config.roster.team.rep(owner).is_some_and(|rep| owners.contains(&rep.address));
    let deals = config.roster.deals().filter(|(_, deal)| theirs(&deal.owner)).map(|(_, deal)| deal.id.clone()).collect();
    Some(Asker {
        address: address.clone(),
        owners,
        deals,
        language: own.map_or(Language::English, |order| order.language),
        zone: own.map_or_else(|| config.policy.calendar.zone.clone(), |order| order.zone.clone()),
    })
}

/// The reps whose deals a digest covers.
fn covered(config: &Config, order: &DigestOrder) -> Vec<Address> {
    match &order.covers {
        Covers::All => config.roster.team.reps.iter().map(|rep| rep.address.clone()).collect(),
        Covers::Reps(reps) => reps.clone(),
    }
}
