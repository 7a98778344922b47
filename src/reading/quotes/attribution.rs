//! "On Monday, Pat wrote:" in the languages of the common clients, wrapped over several lines or not.

use super::line::{Line, Role, is_filler};
use super::{dates, words};
use crate::domain::day_names::weekday;

/// An attribution that ends on the line asked about.
pub(super) struct Attribution {
    /// Its first line.
    pub start: usize,
    /// It is clear enough to take what follows for a quotation even without `>`.
    pub cuts: bool,
}

/// The longest joined text looked at; real ones are shorter.
const MAX_LEN: usize = 400;

/// The attribution that ends on line `end`.
pub(super) fn at(lines: &[Line], end: usize) -> Option<Attribution> {
    let last = lines.get(end)?;
    // A wrapped address can leave ">:" or "> wrote:" at the head of its last line.
    let wrapped = last.role == Role::Quoted && closes_address(last.bare);
    if last.is_blank() || (last.role != Role::Own && !wrapped) || !ends_like_one(last.bare) {
        return None;
    }
    let mut joined = last.bare.to_owned();
    let mut found = if wrapped { None } else { judge(&joined).map(|cuts| Attribution { start: end, cuts }) };
    for above in (end.saturating_sub(6)..end).rev() {
        let line = lines.get(above)?;
        if line.role != Role::Own
            || joined.len() + line.bare.len() > MAX_LEN
            || ends_sentence(line.bare)
            || ends_like_one(line.bare)
        {
            break;
        }
        if line.is_blank() {
            // HTML turned to text breaks around a linked address: "\n<\nmailto:...\n> wrote:".
            match joined.starts_with('<') {
                true => continue,
                false => break,
            }
        }
        let opens = opens_one(line.bare) || dates::with_name(line.bare);
        let torn = joined.starts_with(['<', '>']) || joined.starts_with("mailto:");
        let settled = found.as_ref().is_some_and(|f| f.cuts) && !torn;
        let dated = dates::precedes(line.bare, &joined);
        if settled && !dated && (!opens || opens_one(&joined) || dates::begins(&joined)) {
            break;
        }
        // "Dana wrote:" is one by itself: what stands above it is the author's, unless an attribution begins there.
        let whole = found.is_some() && !torn && !words::begins_with_verb(&joined);
        if whole && !dated && !line.bare.contains('@') && !has_time(line.bare) && !opened_above(lines, above) {
            break;
        }
        joined = format!("{} {joined}", line.bare);
        let judged = judge(&joined);
        if judged == Some(true) || (dated && found.is_some()) {
            let cuts = judged == Some(true) || found.is_some_and(|found| found.cuts);
            found = Some(Attribution { start: above, cuts });
        }
    }
    found
}

/// Whether line `at` is an attribution behind which the quoted text begins at once, as Yahoo has it on telephones:
/// "On Mon, May 4, 2026 at 10:15 AM, Dana Reyes<dana@northfield.example> wrote:   Hello Pat,".
pub(super) fn runs_on(lines: &[Line], at: usize) -> bool {
    let Some(line) = lines.get(at).filter(|line| line.role == Role::Own && line.bare.contains('@')) else { return false };
    let bare = line.bare;
    if !(opens_one(bare) && bare.contains('>')) {
        return false;
    }
    let colons = bare.match_indices([':', '：']).take_while(|(colon, _)| *colon < MAX_LEN);
    let mut heads = colons.filter_map(|(colon, mark)| bare.get(..colon + mark.len()));
    heads.any(|head| {
        head.len() < bare.len() && head.contains('>') && has_year(head) && has_time(head) && judge(head) == Some(true)
    })
}

/// Whether line `at` is GroupWise's `>>> Dana Reyes <dana@northfield.example> 04.05.26 10.15 Uhr >>>` above a text without marks.
pub(super) fn is_groupwise(lines: &[Line], at: usize) -> bool {
    let Some(line) = lines.get(at).filter(|line| line.bare.starts_with(">>> ") && line.bare.ends_with(" >>>")) else {
        return false;
    };
    let next = lines.get(at + 1..).and_then(|below| below.iter().find(|line| !line.is_blank()));
    is_dated(line.bare) && next.is_some_and(|next| next.role == Role::Own)
}

/// Whether a line of the paragraph that ends on line `end`, among its last six, begins as an attribution does.
fn opened_above(lines: &[Line], end: usize) -> bool {
    let above = lines.get(end.saturating_sub(5)..=end).unwrap_or_default().iter().rev();
    above
        .take_while(|line| line.role == Role::Own && !line.is_blank())
        .any(|line| (opens_one(line.bare) && dates::tells(line.bare)) || dates::with_name(line.bare))
}

/// A full stop behind a word too long to be an abbreviated month.
fn ends_sentence(bare: &str) -> bool {
    let word = bare.trim_end_matches('.').split(is_filler).next_back().unwrap_or_default();
    let told = || words::find_verb(&bare.to_lowercase()).is_some();
    bare.ends_with(['!', '?'])
        || (bare.ends_with('.') && word.chars().filter(|c| c.is_alphabetic()).count() > 3 && told())
        || (bare.ends_with('.') && (word.contains('@') || word.chars().filter(|c| c.is_alphabetic()).count() > 5))
}

fn closes_address(bare: &str) -> bool {
    let rest = bare.trim_start_matches('>').trim_start_matches(is_filler);
    bare.starts_with('>') && !bare.starts_with(">>") && (rest == ":" || words::is_verb_colon(rest))
}

/// Cheap test on the last line alone, so that the costly one runs seldom.
fn ends_like_one(bare: &str) -> bool {
    let trimmed = bare.trim_end_matches(|c: char| is_filler(c) || c == '*' || c == '_');
    trimmed.ends_with([':', '：']) || trimmed.ends_with("--") || starts_with_iso_date(trimmed)
}

/// `Some(true)`: an attribution beyond doubt. `Some(false)`: one if a quotation follows. `None`: none.
fn judge(joined: &str) -> Option<bool> {
    if joined.len() > MAX_LEN {
        return None;
    }
    let text = joined.trim_matches(|c: char| is_filler(c) || "*_-".contains(c));
    // The shortest one says "on 4 Pat wrote" in Chinese.
    if text.len() < 6 {
        return None;
    }
    let dashed = joined.starts_with("--") && joined.ends_with("--");
    let lower = text.to_lowercase();
    let address = lower.contains('@');
    let (year, time) = (has_year(&lower), has_time(&lower));
    // Gmail of 2010 to 2017 without a verb: "2016-03-03 17:21 GMT+01:00 Some One <x@y>:".
    if starts_with_iso_date(text) && (lower.contains(" gmt") || (address && lower.ends_with(['>', ':']))) {
        return Some(true);
    }
    if !lower.ends_with([':', '：']) && !dashed {
        return None;
    }
    // Any language: who, with an address, and when, to the minute.
    let who = lower.trim_end_matches(|c: char| is_filler(c) || ":：".contains(c)).ends_with(['>', ')', ']', '"']);
    if address && year && time && who && !words::is_header(text) {
        return Some(true);
    }
    if address && who && words::quotes_somebody(&lower) {
        return Some(true);
    }
    let (before, after) = words::find_verb(&lower)?;
    let date = year || time || has_day(&lower);
    let last_word = lower.get(after..).unwrap_or_default().chars().all(|c| is_filler(c) || ":：-".contains(c));
    if words::first_person(&lower) {
        return None;
    }
    let bracketed = address && lower.contains(['<', '(', '[']);
    let clear = (bracketed && (last_word || year || time))
        || (date && last_word)
        || (year && time && (opens_one(text) || is_name(text.get(..before).unwrap_or_default())))
        // "Op 27 november 2026 schreef Dana:"
        || (year && opens_one(text) && is_name(text.get(after..).unwrap_or_default().trim_end_matches([':', '：'])));
    Some(clear && !words::is_header(text))
}

/// One to four words that each begin as a name does: "Pat Lee kirjoitti 4.6.2026 klo 15.33:".
fn is_name(text: &str) -> bool {
    let words = || text.split(is_filler).filter(|word| !word.is_empty());
    let particle =
        |word: &str| matches!(word, "van" | "von" | "de" | "der" | "den" | "di" | "da" | "la" | "le" | "del" | "af" | "av");
    (1..=4).contains(&words().count())
        && words().any(|word| word.starts_with(char::is_uppercase))
        && words().all(|word| (word.starts_with(char::is_uppercase) || particle(word)) && !word.contains([':', ',']))
}

/// The line begins as an attribution does: "On 12 ...", "Am 12. ...", "2016-...", "pt., 1 maj 2020 ...".
fn opens_one(bare: &str) -> bool {
    let first = bare.split(is_filler).next().unwrap_or_default();
    let digit = |text: &str| text.chars().any(|c| c.is_ascii_digit());
    let opens = |first: &str| words::opens_attribution(first) || weekday(first.trim_end_matches(',')).is_some();
    digit(bare) && (opens(&first.to_lowercase()) || bare.starts_with(|c: char| c.is_ascii_digit()))
}

fn starts_with_iso_date(text: &str) -> bool {
    let mut digits = 0;
    for c in text.chars().take(5) {
        match (c, digits) {
            ('0'..='9', 0..4) => digits += 1,
            ('-' | '/', 4) => return text.starts_with("20") || text.starts_with("19"),
            _ => return false,
        }
    }
    false
}

/// The line gives a date with its year and a time.
pub(super) fn is_dated(bare: &str) -> bool {
    bare.len() < MAX_LEN && has_year(bare) && has_time(bare)
}

/// A year such as 2016, or a date with slashes or dots such as 6/16/16.
pub(super) fn has_year(text: &str) -> bool {
    let numbers = |n: &str| n.len() == 4 && (n.starts_with("19") || n.starts_with("20"));
    text.split(|c: char| !c.is_ascii_digit()).any(numbers) || text.split(is_filler).any(is_short_date)
}

/// `04.06.26`, `6/4/26,`.
fn is_short_date(word: &str) -> bool {
    let word = word.trim_end_matches([',', '.', ':']);
    let parts = || word.split(['.', '/', '-']);
    word.len() >= 6
        && parts().count() == 3
        && parts().all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|c| c.is_ascii_digit()))
}

pub(super) fn has_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes
        .windows(4)
        .any(|w| matches!(w, [a, b':' | b'.' | b'h', c, d] if a.is_ascii_digit() && c.is_ascii_digit() && d.is_ascii_digit()))
}

fn has_day(text: &str) -> bool {
    text.split(is_filler).any(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}
