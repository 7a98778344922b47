//! Retention: facts that are older than the configuration keeps them and concern no deal that was open within that time are
//! forgotten. It never changes what is said of a deal: one that would be judged otherwise without its old mail keeps it.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Mutex;

use jiff::{SignedDuration, Timestamp};
use tracing::info;

use super::calendars;
use super::judge;
use super::pass::lock;
use crate::config::Config;
use crate::domain::address::DealId;
use crate::domain::mail::MailKey;
use crate::domain::matching::{Facts, Matched, belongs, timelines};
use crate::domain::meeting::MeetingFact;
use crate::domain::verdict::{State, Verdict};
use crate::store::{Store, StoreError};

/// Forgets what is past the retention at `now`, and gives how many messages that were.
///
/// # Errors
/// [`StoreError`].
pub fn apply(config: &Config, store: &Mutex<Store>, now: Timestamp) -> Result<usize, StoreError> {
    let span = SignedDuration::from_hours(24 * i64::from(config.retention_days));
    let Ok(before) = now.checked_sub(span) else { return Ok(0) };
    let facts = judge::facts(&lock(store), config)?;
    let old = facts.mails.iter().any(|mail| mail.server_time() < before);
    let gone = over(config, &facts, before, now);
    let keys = if old { past(config, facts, before, now) } else { Vec::new() };
    let deals: HashSet<&DealId> = config.roster.deals().map(|(_, deal)| &deal.id).collect();
    lock(store).forget(&keys, before, &deals)?;
    lock(store).forget_events(&gone)?;
    lock(store).forget_calendars(|owner, name| calendars::is_read(config, owner, name))?;
    if !keys.is_empty() {
        info!(messages = keys.len(), "forgot what is past the retention");
    }
    Ok(keys.len())
}

/// The UIDs of the meetings in calendars that are past the retention and belong to no deal that was open within it.
fn over(config: &Config, facts: &Facts, before: Timestamp, now: Timestamp) -> BTreeSet<String> {
    let ended = |fact: &MeetingFact| fact.series.is_none() && fact.end.or(fact.start).is_some_and(|end| end < before);
    let mut uids: BTreeSet<String> = facts.meetings.iter().filter(|(f, _, _)| ended(f)).map(|(f, _, _)| f.uid.clone()).collect();
    if uids.is_empty() {
        return uids;
    }
    for (fact, _, _) in facts.meetings.iter().filter(|(fact, _, _)| !ended(fact)) {
        uids.remove(&fact.uid);
    }
    let kept = open_since(config, facts, &judge::verdicts(facts, config, now), before, now);
    let matched = Matched::new(facts, &config.roster, now);
    let timelines = timelines(&matched, &config.roster);
    for entry in timelines.iter().filter(|line| kept.contains(&line.deal.id)).flat_map(|line| &line.meetings) {
        uids.remove(&entry.fact.uid);
    }
    uids
}

/// The messages to forget.
fn past(config: &Config, facts: Facts, before: Timestamp, now: Timestamp) -> Vec<MailKey> {
    let verdicts = judge::verdicts(&facts, config, now);
    let mut kept = open_since(config, &facts, &verdicts, before, now);
    let places = belongs(&facts, &config.roster, now);
    loop {
        let goes = |key: &MailKey| places.get(key).is_none_or(|place| place.deals.iter().all(|deal| !kept.contains(deal)));
        let old = facts.mails.iter().filter(|mail| mail.server_time() < before).map(|mail| mail.key());
        let keys: BTreeSet<MailKey> = old.filter(goes).collect();
        let mut rest = facts.clone();
        rest.mails.retain(|key| !keys.contains(&key));
        let without: BTreeMap<DealId, &'static str> =
            judge::verdicts(&rest, config, now).into_iter().map(|v| (v.deal.clone(), v.state.as_str())).collect();
        let otherwise = verdicts.iter().filter(|v| without.get(&v.deal) != Some(&v.state.as_str())).map(|v| v.deal.clone());
        let known = kept.len();
        kept.extend(otherwise);
        if kept.len() == known {
            return keys.into_iter().collect();
        }
    }
}

/// The deals that were open at some moment since `before`: not closed then, not closed now, or touched in between.
fn open_since(config: &Config, facts: &Facts, verdicts: &[Verdict], before: Timestamp, now: Timestamp) -> BTreeSet<DealId> {
    let closed = |all: &[Verdict]| -> BTreeSet<DealId> {
        all.iter().filter(|v| v.state == State::Closed).map(|v| v.deal.clone()).collect()
    };
    let then = closed(&judge::verdicts(facts, config, before));
    let today = closed(verdicts);
    let quiet = |deal: &DealId| then.contains(deal) && today.contains(deal);
    let matched = Matched::new(facts, &config.roster, now);
    timelines(&matched, &config.roster)
        .iter()
        .filter(|line| {
            let touched = line.entries.iter().any(|e| e.at >= before) || line.actions.iter().any(|a| a.at >= before);
            touched || !quiet(&line.deal.id)
        })
        .map(|line| line.deal.id.clone())
        .collect()
}
