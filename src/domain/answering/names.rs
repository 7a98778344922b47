//! The deal that a name means: its id, its title, an alias, its prospect's name or alias, or one of each together. Only the whole of
//! a name counts, and only when it is one deal's.

use std::collections::BTreeSet;

use super::{Desk, Problem};
use crate::domain::address::DealId;
use crate::domain::names::fold;
use crate::domain::roster::{Deal, Prospect};

/// A name has at most so many words.
const MOST_WORDS: usize = 16;
/// So many deals are named when one is asked back.
const MOST_NEAR: usize = 5;
/// What ends a name, and what stands around it.
const MARKS: [char; 11] = ['!', ':', ',', ';', '.', '"', '“', '”', '„', '«', '»'];

/// The deal at the start of `words`, and how many words its name takes.
pub fn deal(words: &[&str], desk: &Desk<'_>) -> Result<(DealId, usize), Problem> {
    let known: Vec<Known> = desk.roster.deals().map(|(prospect, deal)| Known::new(prospect, deal)).collect();
    for count in (1..=words.len().min(MOST_WORDS)).rev() {
        let asked = name(words.get(..count).unwrap_or_default());
        let meant: Vec<&Known> = known.iter().filter(|known| known.names.contains(&asked)).collect();
        let by_id: Vec<&Known> = meant.iter().copied().filter(|known| fold(known.id.as_str()) == asked).collect();
        let meant = if by_id.is_empty() { meant } else { by_id };
        let theirs: Vec<&&Known> = meant.iter().filter(|known| desk.asker.deals.contains(&known.id)).collect();
        match (theirs.as_slice(), meant.is_empty()) {
            ([one], _) => return Ok((one.id.clone(), count)),
            ([], true) => {}
            ([], false) => return Err(Problem::NotTheirs { asked }),
            (several, _) => {
                let deals = several.iter().take(MOST_NEAR).map(|known| known.id.clone()).collect();
                return Err(Problem::SeveralDeals { asked, deals });
            }
        }
    }
    if words.iter().all(|word| name(&[word]).is_empty()) {
        return Err(Problem::NoName);
    }
    let theirs = known.iter().filter(|known| desk.asker.deals.contains(&known.id));
    let near: Vec<DealId> = theirs.filter(|known| known.is_near(words)).take(MOST_NEAR).map(|known| known.id.clone()).collect();
    // As much as may have been meant as the name: what follows begins with a figure, or behind a mark.
    let figure = words.iter().skip(1).position(|word| word.starts_with(|c: char| c.is_ascii_digit())).map_or(3, |at| at + 1);
    let mark = words.iter().position(|word| word.ends_with([':', ',', ';'])).map_or(3, |at| at + 1);
    let end = figure.min(mark).min(3);
    let asked = name(words.get(..end.min(words.len())).unwrap_or_default());
    Err(Problem::NoDeal { asked, near })
}

/// Words as names are compared.
fn name(words: &[&str]) -> String {
    fold(words.join(" ").trim_matches(|c: char| MARKS.contains(&c) || c.is_whitespace()))
}

/// A deal with all its names.
struct Known {
    id: DealId,
    names: BTreeSet<String>,
}

impl Known {
    fn new(prospect: &Prospect, deal: &Deal) -> Self {
        let theirs: Vec<&String> = std::iter::once(&prospect.name).chain(&prospect.aliases).collect();
        let own: Vec<&String> = std::iter::once(&deal.title).chain(&deal.aliases).collect();
        let mut names: BTreeSet<String> = [fold(deal.id.as_str())].into();
        names.extend(theirs.iter().chain(&own).map(|text| name(&[text])));
        for prospect in &theirs {
            // `Acme Line 4` and `Acme: Line 4` are told apart by nobody.
            names.extend(own.iter().flat_map(|own| ["", ":", ","].map(|mark| name(&[&format!("{prospect}{mark} {own}")]))));
        }
        names.remove("");
        Self { id: deal.id.clone(), names }
    }

    /// Whether what was asked for may be a slip of one of its names, or a part of one.
    fn is_near(&self, words: &[&str]) -> bool {
        let first = name(words.get(..1).unwrap_or_default());
        let part = |known: &String| first.chars().count() >= 3 && known.split([' ', '-']).any(|word| word.starts_with(&first));
        let slip = |known: &String| {
            let count = known.split(' ').count();
            let asked = name(words.get(..count.min(words.len())).unwrap_or_default());
            let most = (known.chars().count() / 4).clamp(1, 3);
            distance(&asked, known, most)
        };
        self.names.iter().any(|known| part(known) || slip(known))
    }
}

/// Whether two texts are at most `most` changed letters apart (Levenshtein).
fn distance(one: &str, other: &str, most: usize) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().take(100).collect(), other.chars().take(100).collect());
    if one.is_empty() || one.len().abs_diff(other.len()) > most {
        return false;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, a) in one.iter().enumerate() {
        let mut next = vec![line + 1];
        for ((b, above), before) in other.iter().zip(row.iter().skip(1)).zip(&row) {
            let left = next.last().copied().unwrap_or(0);
            next.push((before + usize::from(a != b)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().is_some_and(|changes| *changes <= most)
}
