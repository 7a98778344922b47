//! Whom to forget, from what somebody asked for: an address, a domain, or a prospect's name.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::PathBuf;

use jiff::Timestamp;

use super::traces::{of_id, of_name, of_place, of_subject};
use super::{kept, signin};
use crate::config::{self, Config, Delivery};
use crate::domain::address::{Address, Domain, MessageId};
use crate::domain::mail::Named;
use crate::domain::roster::Prospect;
use crate::domain::subject;
use crate::reading;
use crate::store::{self, Erasure, Store, StoreError};

/// Why nobody is forgotten.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// One of the team.
    #[error("{0} is one of the team in the configuration, and is read or written to every day: take them out of it first")]
    Ours(Address),
    /// It is nobody.
    #[error(
        "`{0}` is no address, no domain and no prospect of the configuration: write pat@acme.example, acme.example, or a name"
    )]
    Unknown(String),
    /// The state.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Who is meant by `text`.
///
/// # Errors
/// See [`Refusal`].
pub fn whom(text: &str, config: &Config, store: &Store) -> Result<Erasure, Refusal> {
    let mut who =
        Erasure { read: config.every_mailbox().map(|mailbox| mailbox.owner.to_string()).collect(), ..Erasure::default() };
    if let Some(address) = Address::parse(text) {
        // By name: an address in the team's domain may be that of somebody who has left.
        let team = &config.roster.team;
        let named =
            team.shared.iter().chain(&team.managers).chain(&team.experts).chain(config.digests.iter().map(|order| &order.to));
        if team.rep(&address).is_some() || named.into_iter().any(|own| *own == address) {
            return Err(Refusal::Ours(address));
        }
        add_person(&mut who, &address, config, store)?;
        return Ok(who);
    }
    let asked = text.trim().to_lowercase();
    let is = |name: &String| name.to_lowercase() == asked;
    let prospects = &config.roster.prospects;
    let prospect = prospects
        .iter()
        .find(|p| is(&p.name) || p.aliases.iter().any(is) || p.domains.iter().any(|domain| domain.as_str() == asked));
    match (prospect, Domain::parse(&asked)) {
        (Some(prospect), _) => add_prospect(&mut who, prospect, config, store)?,
        (None, Some(domain)) if config.roster.team.domains.iter().any(|own| own.covers(domain.as_str())) => {
            return Err(Refusal::Unknown(text.to_owned()));
        }
        (None, Some(domain)) => add_domain(&mut who, &domain),
        (None, None) => return Err(Refusal::Unknown(text.to_owned())),
    }
    Ok(who)
}

fn add_person(who: &mut Erasure, address: &Address, config: &Config, store: &Store) -> Result<(), StoreError> {
    who.hashes.insert(of_place(address.as_str()));
    let contacts = config.roster.prospects.iter().flat_map(|prospect| &prospect.people);
    let configured = contacts.filter(|contact| contact.address == *address).filter_map(|contact| contact.name.clone());
    let names: BTreeSet<String> = store.names_of(address.as_str())?.into_iter().chain(configured).collect();
    // A first name alone is anybody's; an address in place of a name is blotted out as such.
    let whole = |name: &String| name.split_whitespace().count() > 1 && !name.contains('@');
    who.names.extend(names.into_iter().map(|name| name.trim_matches(['"', '\'']).to_owned()).filter(whole));
    let called = |name: &String| of_name(&Named { address: address.clone(), name: Some(name.as_str().into()) });
    who.name_hashes.extend(who.names.iter().filter_map(called));
    who.addresses.push(address.to_string());
    Ok(())
}

fn add_domain(who: &mut Erasure, domain: &Domain) {
    who.words.push(domain.to_string());
    who.domain_hashes.insert(of_place(domain.as_str()));
}

fn add_prospect(who: &mut Erasure, prospect: &Prospect, config: &Config, store: &Store) -> Result<(), StoreError> {
    prospect.domains.iter().for_each(|domain| add_domain(who, domain));
    for contact in &prospect.people {
        add_person(who, &contact.address, config, store)?;
    }
    who.deals.extend(prospect.deals.iter().map(|deal| deal.id.to_string()));
    let others = config.roster.prospects.iter().filter(|other| *other != prospect);
    let of_others: Vec<&Prospect> = others.collect();
    who.others.extend(of_others.iter().flat_map(|other| &other.domains).map(ToString::to_string));
    who.others.extend(of_others.iter().flat_map(|other| &other.people).map(|contact| contact.address.to_string()));
    // What a deal is called may be anybody's word: only one of several words that no other deal is called by is theirs.
    let called = |prospect: &Prospect| -> Vec<String> {
        let deals = prospect.deals.iter().flat_map(|deal| std::iter::once(&deal.title).chain(&deal.aliases));
        deals.map(|name| name.to_lowercase()).collect()
    };
    let elsewhere: HashSet<String> = of_others.iter().flat_map(|other| called(other)).collect();
    let own = called(prospect).into_iter().filter(|name| name.split_whitespace().count() > 2 && !elsewhere.contains(name));
    let names: HashSet<String> = std::iter::once(&prospect.name).chain(&prospect.aliases).cloned().chain(own).collect();
    who.words.extend(names);
    who.words.extend(prospect.deals.iter().map(|deal| deal.id.to_string()));
    Ok(())
}

/// The hash of a Message-ID as the store keeps it; of two lines, an author and a subject, the hash by which answers are found.
pub fn id_hash(id: &str) -> u64 {
    if let Some((author, subject)) = id.split_once('\n') {
        return Address::parse(author).map_or(0, |author| of_subject(&subject::base(subject).0, &author));
    }
    MessageId::parse(id).map_or(0, |id| of_id(&id))
}

/// The files of the configuration that still name them, and what was learnt.
pub fn still_named(who: &Erasure, config: &Config) -> Vec<PathBuf> {
    let files = std::fs::read_dir(&config.prospects_dir).into_iter().flatten().flatten().map(|entry| entry.path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
    let others = [config.path.clone(), config.state_dir.join("learnt.toml")];
    let mut found: Vec<PathBuf> = files.chain(others).filter(|path| store::is_named_in(path, who)).collect();
    found.sort();
    found
}

/// The digests that were written as files, where `[smtp] folder` asks for that, and tell of them.
pub fn digests_that_name(who: &Erasure, config: &Config) -> Vec<PathBuf> {
    let Some(Delivery::Folder(dir)) = &config.delivery else { return Vec::new() };
    let files = std::fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    let names = |path: &PathBuf| std::fs::read(path).is_ok_and(|octets| who.is_named_in(&reading::all_text(&octets)));
    let mut found: Vec<PathBuf> = files.filter(|path| path.is_file() && names(path)).collect();
    found.sort();
    found
}

/// The files of what they granted access to by `wentdark login`, but for accounts that the configuration still uses.
pub fn grants(who: &Erasure, config: &Config) -> Vec<PathBuf> {
    let used = signin::grantees(config);
    let gone = who.addresses.iter().filter(|address| !used.iter().any(|one| one.user.eq_ignore_ascii_case(address)));
    gone.flat_map(|address| signin::vault(config).files_of(address)).collect()
}

/// Erases again, in a copy that was restored, who was `forgotten` since it was made: of them hashes alone are known, so whoever the copy
/// tells of is looked at. Whom it concerned.
///
/// # Errors
/// [`StoreError`].
pub fn again(
    store: &mut Store,
    config: &Config,
    forgotten: &HashMap<u64, Timestamp>,
) -> Result<Vec<(String, Erasure)>, StoreError> {
    if forgotten.is_empty() {
        return Ok(Vec::new());
    }
    // The copy's own prospects tell more of them than those of today, which they were taken out of.
    let then = kept::texts(store, &config.prospects_dir);
    let then = then.and_then(|texts| config::load_with_prospects(&config.path, texts).ok());
    let then = then.as_ref().unwrap_or(config);
    let mut places = store.addresses()?;
    places.extend(then.roster.prospects.iter().flat_map(|prospect| &prospect.domains).map(ToString::to_string));
    places.extend(then.roster.prospects.iter().flat_map(|one| &one.people).map(|contact| contact.address.to_string()));
    let domains: BTreeSet<String> = places.iter().flat_map(|place| domains_of(place)).collect();
    // Domains first: with a prospect its people go.
    let all = domains.into_iter().chain(places.into_iter().filter(|place| place.contains('@')));
    let mut done: Vec<(String, Erasure)> = Vec::new();
    for place in all {
        let hash = of_place(&place);
        let seen = |(_, who): &(String, Erasure)| who.hashes.contains(&hash) || who.domain_hashes.contains(&hash);
        let Some(before) = forgotten.get(&hash).filter(|_| !done.iter().any(seen)) else { continue };
        let who = match whom(&place, then, store) {
            Ok(who) => who,
            Err(Refusal::Store(error)) => return Err(error),
            // They are one of the team again.
            Err(Refusal::Ours(_) | Refusal::Unknown(_)) => continue,
        };
        store.erase(&who, *before, true, &id_hash)?;
        done.push((place, who));
    }
    Ok(done)
}

/// The domain of an address, or a domain, with those above it.
fn domains_of(place: &str) -> impl Iterator<Item = String> {
    let domain = place.rsplit_once('@').map_or(place, |(_, domain)| domain);
    let above = std::iter::successors(Some(domain), |domain| domain.split_once('.').map(|(_, above)| above));
    above.filter_map(Domain::parse).map(|domain| domain.to_string())
}
