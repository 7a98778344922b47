//! Whom mistakes in the files are told: in a prospects file the reps whose deals stand in it, else whoever reads of everybody's.

use serde::{Deserialize, Serialize};

use super::digests::Digests;
use super::kept;
use crate::config::{Config, Covers, DigestOrder, Mistakes, Texts};
use crate::domain::address::Address;

/// A mistake as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Where, what, and how to mend it.
    pub said: String,
    /// The reps whom it concerns; nobody in particular when there are none.
    #[serde(default)]
    pub owners: Vec<String>,
}

/// The mistakes, each with whom it concerns. `texts` are the prospects files that are in force.
pub fn rows(mistakes: &Mistakes, config: &Config, texts: &Texts) -> Vec<Row> {
    let owners = kept::owners(mistakes, config, texts);
    let of = |file| owners.get(file).into_iter().flatten().map(Address::to_string).collect();
    mistakes.lines().into_iter().map(|(mistake, said)| Row { said, owners: of(mistake.file()) }).collect()
}

/// As text for the store.
pub fn to_text(rows: &[Row]) -> String {
    serde_json::to_string(rows).unwrap_or_default()
}

/// From such a text; versions before this one kept lines.
pub fn from_text(text: &str) -> Vec<Row> {
    serde_json::from_str(text)
        .unwrap_or_else(|_| text.lines().map(|line| Row { said: line.to_owned(), owners: Vec::new() }).collect())
}

/// What a reader is told of them. Whoever gets no digest of their own is told by way of those who read of their deals.
pub fn for_reader(rows: Vec<Row>, order: &DigestOrder, config: &Config) -> Vec<String> {
    let told = |row: &Row| readers(row, config).iter().any(|reader| reader.to == order.to);
    rows.into_iter().filter(told).map(|row| row.said).collect()
}

fn readers<'a>(row: &Row, config: &'a Config) -> Vec<&'a DigestOrder> {
    let all: Vec<&DigestOrder> = Digests::orders_of(config).collect();
    let mut found: Vec<&DigestOrder> = Vec::new();
    for owner in &row.owners {
        let own = all.iter().filter(|order| order.to.as_str() == owner);
        let covering = all.iter().filter(|order| match &order.covers {
            Covers::All => !order.rep,
            Covers::Reps(reps) => !order.rep && reps.iter().any(|rep| rep.as_str() == owner),
        });
        let own: Vec<_> = own.copied().collect();
        found.extend(if own.is_empty() { covering.copied().collect() } else { own });
    }
    if found.is_empty() {
        found = all.iter().filter(|order| order.covers == Covers::All && !order.rep).copied().collect();
    }
    if found.is_empty() { all } else { found }
}
