//! What a digest said, as the store keeps it to tell the next one what is new.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::address::DealId;
use crate::domain::digest::{Said, Silence, Told};

/// Versions before this one kept `states` alone.
#[derive(Default, Serialize, Deserialize)]
struct SaidRow {
    #[serde(default)]
    deals: BTreeMap<String, ToldRow>,
    #[serde(default, skip_serializing)]
    states: BTreeMap<String, (String, bool)>,
}

#[derive(Serialize, Deserialize)]
struct ToldRow {
    state: String,
    flagged: bool,
    at_risk: bool,
    since: Date,
    weight: u32,
    /// The silence that was told as dark, and whether after celebration; versions before this one did not keep it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dark: Option<(Timestamp, bool)>,
}

/// As text for the store.
pub fn to_text(said: &Said) -> String {
    let row = |told: &Told| ToldRow {
        state: told.state.clone(),
        flagged: told.flagged,
        at_risk: told.at_risk,
        since: told.since,
        weight: told.weight,
        dark: told.dark.map(|silence| (silence.since, silence.flagged)),
    };
    let deals = said.deals.iter().map(|(deal, told)| (deal.to_string(), row(told))).collect();
    serde_json::to_string(&SaidRow { deals, ..SaidRow::default() }).unwrap_or_default()
}

/// From the text of a row of that day.
pub fn from_text(date: Date, text: &str) -> Option<Said> {
    let row: SaidRow = serde_json::from_str(text).ok()?;
    let told = |told: ToldRow| Told {
        state: told.state,
        flagged: told.flagged,
        at_risk: told.at_risk,
        since: told.since,
        weight: told.weight,
        dark: told.dark.map(|(since, flagged)| Silence { since, flagged }),
    };
    // What an older version said can't have got worse.
    let old =
        |(state, flagged): (String, bool)| Told { state, flagged, at_risk: false, since: date, weight: u32::MAX, dark: None };
    let before = row.states.into_iter().filter_map(|(deal, state)| Some((DealId::parse(&deal)?, old(state))));
    let deals = row.deals.into_iter().filter_map(|(deal, row)| Some((DealId::parse(&deal)?, told(row))));
    Some(Said { date, deals: before.chain(deals).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_is_read_as_it_was_written_and_older_rows_are_read_too() {
        let day = Date::constant(2026, 5, 20);
        let dark = Some(Silence { since: "2026-05-08T19:10:00Z".parse().unwrap(), flagged: true });
        let told = Told { state: "quiet".into(), flagged: false, at_risk: true, since: day, weight: 2003, dark };
        let said = Said { date: day, deals: [(DealId::parse("acme-line4").unwrap(), told)].into() };
        assert_eq!(from_text(day, &to_text(&said)), Some(said));
        let old =
            r#"{"deals":{"acme-line4":{"state":"dark","flagged":true,"at_risk":false,"since":"2026-05-18","weight":2000}}}"#;
        let read = from_text(day, old).unwrap();
        assert_eq!(read.deals.values().map(|told| (told.weight, told.dark)).collect::<Vec<_>>(), [(2000, None)]);
    }
}
