//! The header block of Lotus Notes and Domino: labels without colons, in columns or on lines of their own, beside the author and the date.
//!
//! ```text
//! Dana Reyes/Northfield              To  pat@acme.example
//! 27.11.2026 10:15                   cc
//!                               Subject  Re: Offer
//! ```

use super::attribution;
use super::line::{Line, Role, is_filler};
use super::words::{self, Header};

/// Whether the box of old Notes begins on line `at`: rules and bars around the author, and a second box with "To:" and "Subject:".
pub(super) fn is_box(lines: &[Line], at: usize) -> bool {
    let Some(first) = lines.get(at).filter(|first| first.bare.starts_with("|-") && first.is_ruled()) else { return false };
    let below = lines.get(at + 1..).unwrap_or_default().iter().take(16);
    let told = |wanted: Header| {
        let mut barred = below.clone().filter(|line| line.bare.starts_with(['|', '>']));
        barred.any(|line| words::header(line.bare).is_some_and(|(header, _)| header == wanted))
    };
    first.bare.len() > 20 && told(Header::Subject) && told(Header::To)
}

/// How many lines with text the block has at most from "To" to "Subject", with a few values in between.
const REACH: usize = 8;

/// The line on which the block begins whose label "To" stands on line `at`.
pub(super) fn start(lines: &[Line], at: usize) -> Option<usize> {
    let first = lines.get(at)?;
    if first.role != Role::Own || !labels(first.bare, Header::To) {
        return None;
    }
    let below = || lines.get(at..).unwrap_or_default().iter().take(REACH * 2).take_while(|line| line.role == Role::Own);
    let with_text: Vec<&Line> = below().filter(|line| !line.is_blank()).take(REACH).collect();
    let subject = with_text.iter().position(|line| labels(line.bare, Header::Subject))?;
    // Author and date stand above the labels or in a column to their left.
    let begins = head(lines, at);
    let above = lines.get(begins..at).unwrap_or_default().iter();
    let block: Vec<&str> = above.chain(with_text.into_iter().take(subject + 1)).map(|line| line.bare).collect();
    // A day without an hour is one by which something is needed.
    let timed = |bare: &str| bare.split(is_filler).any(|word| attribution::has_time(word) && !attribution::has_year(word));
    let dated = block.iter().any(|bare| attribution::is_dated(bare) && timed(bare));
    let authored = block.first().is_some_and(|bare| is_author(cells(bare).next().unwrap_or_default()));
    (dated && authored).then_some(begins)
}

/// The first of up to four lines above `at` that give author, address and date, empty ones between them too.
fn head(lines: &[Line], at: usize) -> usize {
    let mut begins = at;
    let near = (at.saturating_sub(7)..at).rev().take_while(|above| lines.get(*above).is_some_and(|line| line.role == Role::Own));
    for above in near.filter(|above| lines.get(*above).is_some_and(|line| !line.is_blank())).take(4) {
        let bare = lines.get(above).map_or("", |line| line.bare);
        if !(is_author(bare) || attribution::is_dated(bare)) {
            break;
        }
        begins = above;
        if !attribution::is_dated(bare) && !bare.contains('@') {
            break;
        }
    }
    begins
}

/// Whether a cell names somebody as Notes does: "Dana Reyes/Northfield/US", "Dana Reyes <dana@northfield.example>", two to four
/// capitalised words.
fn is_author(cell: &str) -> bool {
    let words: Vec<&str> = cell.split(is_filler).filter(|word| !word.is_empty()).collect();
    let capital = |word: &&str| {
        word.trim_start_matches(['"', '\'']).starts_with(|c: char| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()))
    };
    let addressed = words.iter().any(|word| word.contains('@'));
    let named = words.iter().all(|word| capital(word) || word.contains('@'));
    let short = cell.len() <= 100 && !cell.ends_with(['.', '!', '?', ':']);
    short && words.len() <= 6 && named && (addressed || cell.contains('/') || (2..=4).contains(&words.len()))
}

/// Whether a line has the label in a cell of its own, or begins with it and an address or subject behind it.
fn labels(bare: &str, header: Header) -> bool {
    // A row of a table as HTML leaves it: "To pat@acme.example", "Subject Re: Offer".
    let row = || {
        let (label, value) = bare.split_once(is_filler)?;
        let fits = match header {
            Header::To => is_author(value),
            _ => true,
        };
        (fits && is_label(label, header)).then_some(())
    };
    bare.len() <= 400 && (cells(bare).any(|cell| is_label(cell, header)) || row().is_some())
}

/// A label is capitalised: "to" and "an" are words.
fn is_label(cell: &str, header: Header) -> bool {
    !cell.starts_with(char::is_lowercase) && words::is_called(cell, header)
}

/// What stands in a line between tabs or two spaces and more.
fn cells(bare: &str) -> impl Iterator<Item = &str> {
    bare.split(['\t']).flat_map(|part| part.split("  ")).map(|cell| cell.trim_matches(is_filler)).filter(|cell| !cell.is_empty())
}
