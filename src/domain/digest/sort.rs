//! Where each deal is told, what is new about it since the last digest, and what to keep for the next one.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::SignedDuration;

use super::words::Words;
use super::{Morning, Said, Told, silence};
use crate::domain::address::{Address, DealId};
use crate::domain::next_move::{open_doubts, prices};
use crate::domain::verdict::{State, Verdict};

/// What went dark longer ago than this has no card in a first digest.
const BASELINE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// A deal that hasn't changed for so many days leaves the cards.
const WEEK: i32 = 7;

/// What is new about a deal since the last digest. New comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum News {
    /// It was told elsewhere, or not at all.
    New,
    /// The snooze that hid it is over.
    Awake,
    /// It was told here, and there is more against it now.
    Worse,
    /// It was told here, and less than a week ago.
    Same,
    /// It has been told here for a week.
    Old,
}

/// A deal with what is new about it.
#[derive(Clone, Copy)]
pub struct Item<'a> {
    pub verdict: &'a Verdict,
    pub news: News,
    /// It is new here, and no digest told of this silence before.
    pub fresh: bool,
}

/// The verdicts by where they are told.
#[derive(Default)]
pub struct Sorted<'a> {
    pub flagged: Vec<Item<'a>>,
    pub at_risk: Vec<Item<'a>>,
    pub long_dark: Vec<Item<'a>>,
    pub dark: Vec<Item<'a>>,
    pub undeliverable: Vec<Item<'a>>,
    pub ours: Vec<Item<'a>>,
    pub paused: Vec<Item<'a>>,
    pub snoozed: Vec<Item<'a>>,
    pub unknown: Vec<Item<'a>>,
    pub calm: Vec<&'a Verdict>,
    /// Everything, by deal, for what changed.
    pub all: BTreeMap<&'a DealId, &'a Verdict>,
}

/// Which list a deal stands in, by what is kept of it.
fn shelf(state: &str, flagged: bool, at_risk: bool) -> &str {
    match (flagged, at_risk) {
        (true, _) => "flagged",
        (false, true) => "at risk",
        (false, false) => state,
    }
}

pub fn sort<'a>(words: &Words, morning: &Morning<'a>) -> Sorted<'a> {
    let mut sorted = Sorted::default();
    let reader = morning.reader;
    for verdict in morning.verdicts {
        sorted.all.insert(&verdict.deal, verdict);
        let old = verdict.dark_since.is_some_and(|since| morning.as_of.duration_since(since) > BASELINE);
        let old = old && morning.previous.is_none();
        let own_snooze = |by: &Option<Address>| reader.rep && by.as_ref() == Some(&reader.address);
        let item = item(words, verdict, morning.previous);
        match &verdict.state {
            State::Dark if old => sorted.long_dark.push(item),
            State::Dark if verdict.flagged => sorted.flagged.push(item),
            State::Snoozed { by, .. } if own_snooze(by) => sorted.calm.push(verdict),
            State::Snoozed { .. } => sorted.snoozed.push(item),
            State::Unknown { .. } => sorted.unknown.push(item),
            State::Closed | State::Committed => sorted.calm.push(verdict),
            _ if verdict.at_risk => sorted.at_risk.push(item),
            State::Dark => sorted.dark.push(item),
            State::Undeliverable => sorted.undeliverable.push(item),
            State::Ours { .. } => sorted.ours.push(item),
            State::Paused { .. } => sorted.paused.push(item),
            State::New | State::Scheduled { .. } | State::Quiet | State::Waiting => sorted.calm.push(verdict),
        }
    }
    let silence = |v: &Verdict| (v.silence_minutes.unwrap_or(0), v.deal.clone());
    sorted.flagged.sort_by_key(|item| (item.news, silence(item.verdict)));
    sorted.at_risk.sort_by_key(|item| (item.news, Reverse(against(item.verdict)), item.verdict.deal.clone()));
    sorted.long_dark.sort_by_key(|item| {
        let v = item.verdict;
        (!v.flagged, Reverse(v.dark_since), v.deal.clone())
    });
    sorted.dark.sort_by_key(|item| (item.news, silence(item.verdict)));
    sorted.undeliverable.sort_by_key(|item| (item.news, item.verdict.deal.clone()));
    sorted.ours.sort_by_key(|item| (item.news, item.verdict.owed_since, item.verdict.deal.clone()));
    sorted.paused.sort_by_key(|item| (item.news, item.verdict.paused_until, item.verdict.deal.clone()));
    sorted.snoozed.sort_by_key(|item| (item.verdict.snoozed_until, item.verdict.deal.clone()));
    sorted.unknown.sort_by_key(|item| item.verdict.deal.clone());
    sorted.calm.sort_by_key(|verdict| verdict.deal.clone());
    sorted
}

fn item<'a>(words: &Words, verdict: &'a Verdict, previous: Option<&Said>) -> Item<'a> {
    let news = news(words, verdict, previous);
    let told = previous.and_then(|said| said.deals.get(&verdict.deal));
    let fresh = matches!(news, News::New | News::Awake) && !is_same_silence(verdict, told);
    Item { verdict, news, fresh }
}

/// Whether it was told as dark, and nobody has written since. One that is celebrated only now is another piece of news.
fn is_same_silence(verdict: &Verdict, told: Option<&Told>) -> bool {
    silence::going_on(verdict, told).is_some_and(|before| before.flagged || !(verdict.flagged || verdict.at_risk))
}

/// What is new about a deal. In a first digest nothing is. A message of ours that makes it quiet for a day is no news, nor is what
/// comes after that day.
fn news(words: &Words, verdict: &Verdict, previous: Option<&Said>) -> News {
    let Some(said) = previous else { return News::Same };
    let Some(told) = said.deals.get(&verdict.deal) else { return News::New };
    let before = shelf(&told.state, told.flagged, told.at_risk);
    // An answer came and went between two digests.
    let anew = verdict.state == State::Dark && told.dark.is_some_and(|silence| silence::gave_life(verdict, silence.since));
    let stays = !anew && before == shelf(verdict.state.as_str(), verdict.flagged, verdict.at_risk);
    match stays || (told.state != "snoozed" && is_same_silence(verdict, Some(told))) {
        false if told.state == "snoozed" => News::Awake,
        false => News::New,
        true if weight(verdict) > told.weight => News::Worse,
        true if told.since.until(words.today()).is_ok_and(|span| span.get_days() >= WEEK) => News::Old,
        true => News::Same,
    }
}

/// How bad a deal is, to be compared with itself on another day.
fn weight(verdict: &Verdict) -> u32 {
    let loudness = match verdict.state {
        State::Undeliverable => 3,
        State::Dark => 2,
        State::Quiet | State::Ours { .. } => 1,
        _ => 0,
    };
    let count = against(verdict).saturating_add(verdict.exposure.len()).min(999);
    loudness * 1000 + u32::try_from(count).unwrap_or(999)
}

/// How much speaks against it: doubts without an answer, prices, their own deadline gone by.
fn against(verdict: &Verdict) -> usize {
    open_doubts(verdict).count() + prices(verdict).count() + usize::from(verdict.missed_deadline.is_some())
}

/// What to keep for the next digest.
pub fn said(words: &Words, sorted: &Sorted<'_>, morning: &Morning<'_>) -> Said {
    let before = |verdict: &Verdict| morning.previous.and_then(|said| said.deals.get(&verdict.deal));
    let now = |verdict: &Verdict| {
        let unchanged = matches!(news(words, verdict, morning.previous), News::Same | News::Old);
        let told = before(verdict);
        let dark = silence::kept(verdict, told);
        // Of one silence the worst counts: what was told of it once is not worse the second time.
        let floor = told.filter(|_| silence::going_on(verdict, told).is_some()).map_or(0, |told| told.weight);
        Told {
            state: verdict.state.as_str().to_owned(),
            flagged: verdict.flagged,
            at_risk: verdict.at_risk,
            since: told.filter(|_| unchanged).map_or(words.today(), |told| told.since),
            weight: weight(verdict).max(floor),
            dark,
        }
    };
    let told = |verdict: &Verdict| match (&verdict.state, before(verdict)) {
        (State::Unknown { .. }, Some(told)) => told.clone(),
        _ => now(verdict),
    };
    let deals = sorted.all.iter().map(|(deal, verdict)| ((*deal).clone(), told(verdict))).collect();
    Said { date: words.today(), deals }
}
