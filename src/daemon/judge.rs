//! From the facts on disk to verdicts: what `report`, `explain` and the digest all ask.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::calendars;
use crate::config::{Config, Mailbox};
use crate::domain::address::{Address, DealId};
use crate::domain::assess::{assess, story as story_of};
use crate::domain::digest::{Source, SourcePart, Trouble};
use crate::domain::mailbag::Mailbag;
use crate::domain::matching::{Coverage, Facts, Matched, Timeline};
use crate::domain::verdict::{StoryLine, Verdict};
use crate::sources::shown;
use crate::store::{self, Store, StoreError};

/// What was read until when, and the messages. In this order: a pass that ends in between has then read more than is said, never less,
/// and no answer is missing from what counts as read.
#[derive(Debug)]
pub struct Read {
    coverage: BTreeMap<Address, store::Coverage>,
    mails: Mailbag,
}

/// Reads what [`facts`] begin with.
///
/// # Errors
/// [`StoreError`] when the state can't be read.
pub fn begin(store: &Store) -> Result<Read, StoreError> {
    let coverage = store.coverage()?;
    Ok(Read { coverage, mails: store.mails()? })
}

/// Everything that is known, as matching takes it. A mailbox of the configuration that no pass has reached yet was never read.
///
/// # Errors
/// [`StoreError`] when the state can't be read.
pub fn facts(store: &Store, config: &Config) -> Result<Facts, StoreError> {
    facts_with(begin(store)?, store, config)
}

/// The same with what was read already.
///
/// # Errors
/// [`StoreError`] when the state can't be read.
pub fn facts_with(Read { coverage: known, mails }: Read, store: &Store, config: &Config) -> Result<Facts, StoreError> {
    let mut facts = Facts { mails, actions: store.actions()?, ..Facts::default() };
    facts.meetings = store.calendar_meetings(|owner, name| calendars::is_read(config, owner, name))?;
    for mailbox in &config.mailboxes {
        let coverage = known.get(&mailbox.owner).map(covered_until).unwrap_or_default();
        facts.coverage.insert(mailbox.owner.clone(), coverage);
    }
    Ok(facts)
}

fn covered_until(known: &store::Coverage) -> Coverage {
    let folder = known.ends_with();
    Coverage {
        until: known.until,
        folder: folder.map(|folder| shown(&folder.name)),
        error: folder.map(|folder| folder.error.clone()).or_else(|| known.error.as_ref().map(|(text, _)| text.clone())),
    }
}

/// The verdict on every deal of the roster at an instant, by deal id. Prospects are judged on every processor: each is judged
/// alone.
pub fn verdicts(facts: &Facts, config: &Config, as_of: Timestamp) -> Vec<Verdict> {
    let matched = Matched::new(facts, &config.roster, as_of);
    let prospects: Vec<usize> = (0..config.roster.prospects.len()).collect();
    let judged = super::parallel::parallel(&prospects, &|prospect: &usize| -> Vec<Verdict> {
        matched.of_prospect(*prospect).iter().map(|timeline| assess(timeline, &config.policy, as_of)).collect()
    });
    let mut verdicts: Vec<Verdict> = judged.into_iter().flatten().collect();
    verdicts.sort_by(|a, b| a.deal.cmp(&b.deal));
    verdicts
}

/// What happened in a deal up to an instant, in words.
pub fn story(facts: &Facts, config: &Config, deal: &DealId, as_of: Timestamp) -> Vec<StoryLine> {
    of_deal(facts, config, deal, as_of, |timeline| story_of(timeline, &config.policy.calendar.zone, as_of)).unwrap_or_default()
}

/// Whether an address is on the prospect's side of a deal at an instant, also by what mail told of it.
pub fn is_theirs(facts: &Facts, config: &Config, deal: &DealId, address: &Address, as_of: Timestamp) -> bool {
    of_deal(facts, config, deal, as_of, |timeline| timeline.is_theirs(address)).unwrap_or(false)
}

/// What `ask` finds in the timeline of a deal up to an instant.
fn of_deal<T>(facts: &Facts, config: &Config, deal: &DealId, as_of: Timestamp, ask: impl Fn(&Timeline<'_>) -> T) -> Option<T> {
    let matched = Matched::new(facts, &config.roster, as_of);
    let prospects = &config.roster.prospects;
    let prospect = prospects.iter().position(|prospect| prospect.deals.iter().any(|one| one.id == *deal))?;
    matched.of_prospect(prospect).iter().find(|timeline| timeline.deal.id == *deal).map(ask)
}

/// The verdicts as the digest of one reader sees them: those of the deals whose owner it covers.
pub fn covered(verdicts: &[Verdict], owners: Option<&[Address]>) -> Vec<Verdict> {
    let covers = |verdict: &&Verdict| owners.is_none_or(|owners| owners.contains(&verdict.owner));
    verdicts.iter().filter(covers).cloned().collect()
}

/// Every mailbox and calendar with the time until which it was read, and those that could not be read lately; of a mailbox that can be
/// read otherwise the folders that can't.
///
/// # Errors
/// [`StoreError`] when the state can't be read.
pub fn read(store: &Store, config: &Config, as_of: Timestamp) -> Result<(Vec<Source>, Vec<Trouble>), StoreError> {
    let (mailboxes, passes) = (store.coverage()?, store.calendar_passes()?);
    let (mut all, mut unread) = (Vec::new(), Vec::new());
    let mut see = |source: Source, error: Option<(&str, bool)>| {
        let stale = source.until.is_none_or(|until| as_of.duration_since(until) > config.policy.freshness);
        let human = error.is_some_and(|(_, human)| human);
        if stale || human {
            unread.push(Trouble { source: source.clone(), reason: error.map(|(text, _)| text.to_owned()), human });
        }
        // A folder is named for what is wrong with it alone.
        if !matches!(source.part, SourcePart::Folder(_)) {
            all.push(source);
        }
    };
    for Mailbox { owner, .. } in &config.mailboxes {
        let known = mailboxes.get(owner).cloned().unwrap_or_default();
        let of = |part, until| Source { mailbox: owner.clone(), part, until };
        see(of(SourcePart::Mailbox, known.others_until), known.error.as_ref().map(|(text, human)| (text.as_str(), *human)));
        for folder in known.folders.iter().filter(|folder| !folder.closed) {
            see(of(SourcePart::Folder(shown(&folder.name)), folder.until), Some((&folder.error, folder.human)));
        }
    }
    for place in &config.calendars {
        let known = passes.get(&(place.owner.to_string(), calendars::name(place)));
        let until = known.and_then(|pass| pass.until);
        let source = Source { mailbox: place.owner.clone(), part: SourcePart::Calendar(place.at.to_string()), until };
        see(source, known.and_then(|pass| pass.error.as_ref()).map(|(text, human)| (text.as_str(), *human)));
    }
    Ok((all, unread))
}

/// The folders that could not be read at their last visit, in words; what leaves no gap is left out.
///
/// # Errors
/// [`StoreError`] when the state can't be read.
pub fn folders_unread(store: &Store, config: &Config) -> Result<Vec<String>, StoreError> {
    let known = store.coverage()?;
    let of = |mailbox: &Mailbox| {
        let folders = known.get(&mailbox.owner).map(|coverage| coverage.folders.as_slice()).unwrap_or_default();
        let line =
            |folder: &store::Unread| format!("{}: folder {} not read: {}", mailbox.owner, shown(&folder.name), folder.error);
        folders.iter().filter(|folder| !folder.closed).map(line).collect::<Vec<String>>()
    };
    Ok(config.mailboxes.iter().flat_map(of).collect())
}

/// The calendars whose last pass failed, in words.
///
/// # Errors
/// [`StoreError`] when the state can't be read.
pub fn calendars_unread(store: &Store, config: &Config) -> Result<Vec<String>, StoreError> {
    let known = store.calendar_passes()?;
    let failed = config.calendars.iter().filter_map(|place| {
        let (error, _) = known.get(&(place.owner.to_string(), calendars::name(place)))?.error.as_ref()?;
        Some(format!("{}: calendar {} not read: {error}", place.owner, place.at))
    });
    Ok(failed.collect())
}

/// The verdict on one deal, or the ids that come nearest to what was asked for.
pub fn one<'a>(verdicts: &'a [Verdict], deal: &str) -> Result<&'a Verdict, Vec<DealId>> {
    let by_id: BTreeMap<&str, &Verdict> = verdicts.iter().map(|verdict| (verdict.deal.as_str(), verdict)).collect();
    by_id
        .get(deal)
        .copied()
        .ok_or_else(|| near(deal, verdicts.iter().map(|v| (&v.deal, [v.deal.as_str(), v.title.as_str(), v.prospect.as_str()]))))
}

/// The deals that somebody may mean who calls one `wanted`: it stands in one of their fields. Five at most.
pub fn near<'a>(wanted: &str, deals: impl Iterator<Item = (&'a DealId, [&'a str; 3])>) -> Vec<DealId> {
    let wanted = wanted.to_lowercase();
    let fits = |fields: &[&str; 3]| fields.iter().any(|field| field.to_lowercase().contains(&wanted));
    deals.filter(|(_, fields)| fits(fields)).map(|(deal, _)| deal.clone()).take(5).collect()
}
