//! A manager's roll-up: a line a rep.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::language::fill;
use super::words::{Words, clean};
use super::{Line, Morning};
use crate::domain::address::Address;
use crate::domain::verdict::{State, Verdict};

/// A line for each owner of deals, the one with the most to look after first. Nobody needs it of one rep alone.
pub fn lines(words: &Words, morning: &Morning<'_>) -> Vec<Line> {
    let mut reps: BTreeMap<&Address, Vec<&Verdict>> = BTreeMap::new();
    for verdict in morning.verdicts {
        reps.entry(&verdict.owner).or_default().push(verdict);
    }
    if morning.reader.rep || reps.len() < 2 {
        return Vec::new();
    }
    let flagged = |deals: &[&Verdict]| deals.iter().filter(|v| v.flagged).count();
    let at_risk = |deals: &[&Verdict]| deals.iter().filter(|v| v.at_risk).count();
    let mut reps: Vec<(&Address, Vec<&Verdict>)> = reps.into_iter().collect();
    reps.sort_by_key(|(rep, deals)| (Reverse(flagged(deals)), Reverse(at_risk(deals)), *rep));
    reps.into_iter().map(|(rep, deals)| line(words, rep, &deals)).collect()
}

fn line(words: &Words, rep: &Address, deals: &[&Verdict]) -> Line {
    let say = words.say;
    let open = |verdict: &&&Verdict| !matches!(verdict.state, State::Closed | State::Committed);
    let number = |is: &dyn Fn(&Verdict) -> bool| deals.iter().filter(|verdict| is(verdict)).count();
    let gone = deals.iter().copied().filter(|verdict| verdict.flagged);
    let worth = words.worth(gone.clone());
    let flagged = gone.count();
    let plain = |v: &Verdict| !v.flagged && !v.at_risk;
    let mut parts = Vec::new();
    if flagged > 0 {
        let text = words.count(say.rep_flagged, flagged);
        parts.push(if worth.is_empty() { text } else { fill(say.with_worth, &[("what", &text), ("worth", &worth)]) });
    }
    let others = [
        (say.rep_at_risk, number(&|v| v.at_risk)),
        (say.rep_dark, number(&|v| plain(v) && v.state == State::Dark)),
        (say.rep_undeliverable, number(&|v| plain(v) && v.state == State::Undeliverable)),
        (say.rep_ours, number(&|v| plain(v) && matches!(v.state, State::Ours { .. }))),
        (say.rep_unknown, number(&|v| matches!(v.state, State::Unknown { .. }))),
    ];
    parts.extend(others.into_iter().filter(|(_, n)| *n > 0).map(|(form, n)| words.count(form, n)));
    let text = if parts.is_empty() { say.rep_calm.to_owned() } else { format!("{}.", parts.join(", ")) };
    let name = deals.first().map_or_else(|| rep.to_string(), |verdict| clean(&verdict.owner_name, 60));
    let about = words.count(say.open_deals, deals.iter().filter(open).count());
    Line { lead: name, about, text, badge: "" }
}
