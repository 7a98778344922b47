//! A false alarm: the evidence of a deal's celebration that somebody says is none.

use crate::domain::action::FalseAlarm;
use crate::domain::verdict::Verdict;

/// Everything by which a deal counts as celebrated now.
pub fn alarms(verdict: &Verdict) -> Vec<FalseAlarm> {
    let evidence = verdict.celebration.iter().flat_map(|celebration| &celebration.evidence);
    let alarm = |one: &crate::domain::verdict::Evidence| FalseAlarm {
        kind: one.kind.to_owned(),
        mail: one.message.as_ref().map(|message| message.key),
        phrase: one.phrase.clone().unwrap_or_default(),
    };
    evidence.map(alarm).collect()
}
