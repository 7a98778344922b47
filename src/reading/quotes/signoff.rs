//! Sign-offs without a delimiter: "Best regards" with a name, a block of name, title and telephone, or a bare name.
//!
//! The author's own sentences must survive, so every line taken has to look like a name, a title, a firm or a contact.

use super::line::{self, Line, Role};
use super::signoff_words::{
    BUSINESS, CLOSINGS, COMMON, CONNECTORS, FORMS, GREEN, INVITING, LABELS, QUANTITIES, RANKS, ROLES, SAYS, TITLES,
};
use crate::domain::day_names::{month, weekday};

/// How many lines with text a sign-off can have.
const REACH: usize = 14;
/// How many lines with text its writer's full name and what he is make, where no word of it is known for a title.
const MOST_BESIDE: usize = 5;

/// Marks the sign-off at the end of the author's last stretch of text.
pub(super) fn mark(lines: &mut [Line], author: &str) {
    let Some((start, end)) = line::segments(lines).into_iter().rev().find(|(start, end)| has_own(lines, *start, *end)) else {
        return;
    };
    let segment = lines.get(start..end).unwrap_or_default();
    let own: Vec<(usize, &str)> = segment
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, line)| line.role == Role::Own && !line.is_blank())
        .take(REACH + 6)
        .map(|(at, line)| (start + at, line.bare))
        .collect();
    let own: Vec<(usize, &str)> = own.into_iter().rev().collect();
    let marked: Vec<usize> = find(&own, lines, author);
    for at in marked {
        if let Some(line) = lines.get_mut(at) {
            line.role = Role::Signature;
        }
    }
}

fn has_own(lines: &[Line], start: usize, end: usize) -> bool {
    lines.get(start..end).unwrap_or_default().iter().any(|line| line.role == Role::Own && !line.is_blank())
}

/// The lines of the sign-off among `own`, the last lines with text.
fn find(own: &[(usize, &str)], lines: &[Line], author: &str) -> Vec<usize> {
    let text = |at: usize| own.get(at).map_or("", |(_, text)| *text);
    let first = own.len().saturating_sub(REACH);
    for at in first..own.len() {
        let last = at + 1 == own.len() && at > 0 && is_formal(text(at));
        let closing = is_closing(text(at)) && (is_name(text(at + 1)) || is_titled(text(at + 1)) || last);
        if closing || (at > 0 && is_closing_with_name(text(at))) {
            let from = if closing { (at + 2).min(own.len()) } else { at + 1 };
            let end = block_end(own, from);
            let contact = (at + 1..end).any(|i| is_contact(text(i)) || is_title(text(i)));
            let promoted = contact
                && own.len() - end <= 3
                && (invites(text(end)) || invites(text(end - 1)))
                && (end..own.len()).all(|i| advertises(text(i)));
            return taken(own, at, if promoted { own.len() } else { end });
        }
    }
    for at in first.max(1)..own.len() {
        let apart = is_apart(own, at, lines) && !text(at - 1).ends_with(':');
        if !apart || !is_name_line(text(at)) {
            continue;
        }
        let end = block_end(own, at + 1);
        let titled = |text: &str| is_title(text) && !says(text);
        let contact = (at + 1..end).any(|i| is_contact(text(i)) || titled(text(i))) || name_with_contact(text(at));
        let house = is_author(text(at), author) && end > at + 1 && (at + 1..end).all(|i| names_a_house(text(i)));
        let in_full = is_author(text(at), author) && text(at).contains(' ') && own.len() - at <= MOST_BESIDE;
        if end == own.len() && (contact || house) || in_full && (at + 1..own.len()).all(|i| stands_below_a_name(text(i))) {
            return taken(own, at, own.len());
        }
    }
    if let Some(at) = contacts_from(own, lines) {
        return taken(own, at, own.len());
    }
    let last = own.len().saturating_sub(1);
    let previous = text(last.saturating_sub(1));
    let after_prose = previous.ends_with(['.', '!', '?', '…', ')', '。']) || is_prose(previous);
    match last > 0 && (is_bare_name(text(last)) && after_prose || is_author(text(last), author)) {
        true => taken(own, last, last + 1),
        false => Vec::new(),
    }
}

/// Where two or more lines of telephone numbers and addresses, and nothing else, stand apart at the end. Below a colon they are
/// what the author tells.
fn contacts_from(own: &[(usize, &str)], lines: &[Line]) -> Option<usize> {
    let bare = |text: &str| {
        let number = |word: &str| word.chars().all(|c| c.is_ascii_digit() || "()-+./x".contains(c));
        has_phone(text) && text.split_whitespace().all(number) || text.split_whitespace().all(is_address)
    };
    let count = own.iter().rev().take_while(|(_, text)| bare(text)).count();
    let from = own.len().checked_sub(count)?;
    let apart = from > 0 && is_apart(own, from, lines) && !own.get(from - 1)?.1.ends_with(':');
    (count >= 2 && apart).then_some(from)
}

/// The line is the author's own name, or a part of it.
pub(super) fn is_author(text: &str, author: &str) -> bool {
    if text.len() > 60 || author.is_empty() {
        return false;
    }
    let parts = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).map(str::to_lowercase).collect()
    };
    let (words, names) = (parts(text), parts(author));
    let known = |word: &String| names.contains(word) || (word.chars().count() == 1 && names.iter().any(|n| n.starts_with(word)));
    (1..=4).contains(&words.len())
        && words.iter().all(known)
        && words.iter().any(|word| word.chars().count() >= 3)
        && !text.ends_with(['?', '!', ':'])
}

fn taken(own: &[(usize, &str)], from: usize, to: usize) -> Vec<usize> {
    own.get(from..to).unwrap_or_default().iter().map(|(at, _)| *at).collect()
}

/// The line stands after an empty one, or after the end of a sentence.
fn is_apart(own: &[(usize, &str)], at: usize, lines: &[Line]) -> bool {
    let Some((index, _)) = own.get(at) else { return false };
    let previous = own.get(at - 1).map_or("", |(_, text)| *text);
    let above = index.checked_sub(1).and_then(|above| lines.get(above));
    above.is_some_and(|line| line.is_blank() || line.role != Role::Own) || previous.ends_with(['.', '!', '?'])
}

/// Where a block that began above `from` ends.
fn block_end(own: &[(usize, &str)], from: usize) -> usize {
    let rest = own.get(from..).unwrap_or_default();
    from + rest.iter().take_while(|(_, text)| is_signature_like(text)).count()
}

/// A line of running text.
pub(super) fn is_prose(text: &str) -> bool {
    let lower = |word: &&str| word.starts_with(char::is_lowercase) && !is_address(word);
    text.len() > 200 || text.split_whitespace().filter(lower).count() >= 5
}

/// A name, title, firm, street or contact.
pub(super) fn is_signature_like(text: &str) -> bool {
    if is_prose(text)
        || text.split_whitespace().any(is_business)
        || counts(text)
        || text.ends_with(['?', '!'])
        || text.starts_with("P.S")
        || text.starts_with("PS")
    {
        return false;
    }
    if is_contact(text) || is_title(text) {
        return true;
    }
    let words: Vec<&str> = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).collect();
    let connects = |word: &str| CONNECTORS.has(word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&'));
    let small = words.iter().filter(|word| word.starts_with(char::is_lowercase) && !connects(word)).count();
    let common = words.iter().filter(|word| is_common(word)).count();
    words.len() <= 9 && small * 2 < words.len().max(1) && small <= 2 && common * 2 < words.len().max(1)
}

/// Whether a line says how many: "Line 4 | 40 units", "Hall 2 | forty units". "Units 4 to 6, Mill Park" is an address, "40 units a year" tells
/// of a firm.
fn counts(text: &str) -> bool {
    text.split(['|', ',', '·', '•', '\t']).any(|part| {
        let mut words = part.split_whitespace().rev();
        let (Some(thing), Some(count)) = (words.next(), words.next()) else { return false };
        let thing = thing.trim_matches(|c: char| !c.is_alphanumeric());
        let figures = count.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',')) && !is_date(count);
        QUANTITIES.has(&thing.to_lowercase()) && (figures || thing == "Stück" || thing.starts_with(char::is_lowercase))
    })
}

/// A short line that says nothing of business and ends no sentence: what stands in a signature beside a name.
pub(super) fn is_motto(text: &str) -> bool {
    text.len() <= 60
        && !is_prose(text)
        && !text.ends_with(['?', '!', ':', '.'])
        && !text.contains(|c: char| c.is_ascii_digit())
        && !text.split_whitespace().any(is_business)
}

/// A short line of a firm about itself, below a signature. "P.S." goes on with the letter, and so does who asks or speaks of business.
pub(super) fn advertises(text: &str) -> bool {
    text.len() <= 120 && !speaks(text)
}

/// Whether somebody speaks to somebody: asks, says "I" or "please", or speaks of business or a day.
pub(super) fn speaks(text: &str) -> bool {
    const SPEAKS: [&str; 21] = [
        "i", "tomorrow", "today", "morgen", "heute", "demain", "ps", "please", "also", "could", "would", "bitte", "ich", "auch",
        "je", "aussi", "merci", "noch", "forgot", "one", "btw",
    ];
    let lower = text.to_lowercase();
    lower.starts_with("p.")
        || text.ends_with('?')
        || text.split_whitespace().any(|word| is_business(word) && word != "won")
        || lower.split(|c: char| !c.is_alphanumeric()).any(|word| SPEAKS.contains(&word) || weekday(word).is_some())
}

/// A line by which a firm turns to everybody.
pub(super) fn invites(text: &str) -> bool {
    INVITING.within(&text.to_lowercase())
}

/// "Greg Tanner | Plant Manager", "Eva Beck, Einkauf": a name with what its owner is.
fn is_titled(text: &str) -> bool {
    let Some((name, title)) = text.split_once(['|', ',', '·', '•']) else { return false };
    is_name(name.trim()) && name.trim().contains(' ') && !title.trim().is_empty() && is_signature_like(text)
}

/// A name, a title or a contact, without which a few short lines are no signature.
pub(super) fn names_somebody(text: &str) -> bool {
    is_contact(text) || is_title(text) || (is_name(text) && text.contains(' '))
}

fn is_address(word: &str) -> bool {
    word.contains('@') || word.contains("://") || word.starts_with("www.")
}

/// It holds a telephone number, an address of the web or of mail.
fn is_contact(text: &str) -> bool {
    !is_prose(text) && (text.split_whitespace().any(is_address) || has_phone(text) || starts_with_label(text))
}

fn has_phone(text: &str) -> bool {
    let phone = |c: char| c.is_ascii_digit() || " ().-/+*#\u{a0}".contains(c);
    let figures = |run: &str| {
        run.split_whitespace().filter(|word| !is_date(word)).flat_map(str::chars).filter(char::is_ascii_digit).count()
    };
    text.split(|c: char| !phone(c)).any(|run| figures(run) >= 6)
        || text.strip_prefix(['x', 'X']).is_some_and(|rest| rest.len() >= 3 && rest.chars().all(|c| c.is_ascii_digit()))
        || is_extension(text)
}

/// `27.11.2026`, `11/27/26`, `2026-11-27`: as many digits as a telephone number.
fn is_date(word: &str) -> bool {
    let parts = || word.trim_end_matches('.').split(['.', '/', '-']);
    let length = |at: usize| parts().nth(at).filter(|part| part.bytes().all(|c| c.is_ascii_digit())).map_or(0, str::len);
    let year =
        |at: usize| parts().nth(at).is_some_and(|part| part.len() == 4 && (part.starts_with("20") || part.starts_with("19")));
    let short = |at: usize| (1..=2).contains(&length(at));
    parts().count() == 3 && short(1) && ((short(0) && (short(2) || year(2))) || (year(0) && short(2)))
}

/// An internal number such as `3-1587` behind a name.
fn is_extension(text: &str) -> bool {
    let last = text.trim_end_matches(['.', ' ']).split_whitespace().next_back().unwrap_or_default();
    last.split_once('-')
        .is_some_and(|(a, b)| a.len() <= 2 && b.len() == 4 && (a.to_owned() + b).chars().all(|c| c.is_ascii_digit()))
}

fn starts_with_label(text: &str) -> bool {
    let Some((label, rest)) = text.split_once([':', '.']) else { return false };
    let label = label.to_lowercase();
    !rest.trim().is_empty() && LABELS.has(&label)
}

fn is_title(text: &str) -> bool {
    // "AS", "Co" and "Inc" are firms behind a name, and "as agreed" is none.
    let word = |(at, word): (usize, &str)| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let short = bare.chars().count() <= 3 && !bare.chars().all(char::is_uppercase);
        TITLES.has(&bare.to_lowercase()) && !(short && (at == 0 || bare.starts_with(char::is_lowercase)))
    };
    let small = text.split_whitespace().filter(|word| word.starts_with(char::is_lowercase) && !CONNECTORS.has(word)).count();
    let count = text.split_whitespace().count();
    !is_prose(text) && count <= 10 && small <= 2 && (text.contains(" | ") || text.split_whitespace().enumerate().any(word))
}

/// Best regards, and nothing else on the line.
fn is_closing(text: &str) -> bool {
    // The longest closing has forty letters.
    if text.len() > 100 {
        return false;
    }
    let lower = text.to_lowercase();
    let bare = |part: &str| CLOSINGS.has(part.trim_matches(|c: char| !c.is_alphanumeric()));
    // "Pozdrawiam / Best regards", "Beste Grüße aus Leeds".
    let placed = [" aus ", " from ", " uit ", " fra ", " från "].iter().find_map(|from| lower.split_once(from));
    bare(&lower)
        || (lower.contains('/') && lower.split('/').all(bare))
        || placed.is_some_and(|(closing, place)| bare(closing) && place.split_whitespace().count() <= 2)
}

/// A closing behind which no name is put: Japanese and Chinese mail names its author at the top.
fn is_formal(text: &str) -> bool {
    is_closing(text) && ["よろしく", "敬具", "此致"].iter().any(|words| text.contains(words))
}

/// "Best, Rupert", "Thanks. BT", "Thanks,  David Poston".
fn is_closing_with_name(text: &str) -> bool {
    let Some((closing, name)) = text.split_once([',', '.', '!', '-', '–']) else { return false };
    is_closing(closing) && is_name(name.trim()) && !name.trim().is_empty()
}

/// One to five words that each begin as a name does.
pub(super) fn is_name(text: &str) -> bool {
    // "On behalf of", as Germans sign.
    let text = ["i. A. ", "i.A. ", "i. V. ", "i.V. ", "ppa. ", "gez. ", "p.p. "]
        .iter()
        .find_map(|by| text.strip_prefix(by))
        .unwrap_or(text);
    let text = text.trim_start_matches(['-', '–', '—', '/', '~', ' ', '*']).trim_end_matches([',', ' ', '*', '.']);
    if text.is_empty() || text.len() > 60 {
        return false;
    }
    let words: Vec<&str> = text.split_whitespace().take(6).collect();
    let fits = |word: &&str| is_name_word(word);
    (1..=5).contains(&words.len())
        && words.iter().all(fits)
        && words.iter().any(|word| word.starts_with(char::is_uppercase) || !word.is_ascii())
}

fn is_name_word(word: &str) -> bool {
    let word = word.trim_matches(['(', ')', '"', ',']);
    let inner = |c: char| c.is_alphabetic() || "'’-.".contains(c);
    let small = ["van", "von", "de", "der", "den", "di", "da", "la", "le", "du", "dos", "el", "af", "av", "zu", "ter", "x"];
    let begins = word.starts_with(|c: char| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()));
    let dots = word.matches('.').count();
    let dotted = dots == 0 || word.chars().count() <= dots * 4;
    word.chars().all(inner) && dotted && (begins || small.contains(&word)) && !is_common(word) && word.chars().count() <= 24
}

/// "Northglide Ice Systems, Sudbury ON", as it stands below its writer's own name: words that all begin as names do, more than one.
/// "Approved" below a name is what its bearer says.
fn names_a_house(text: &str) -> bool {
    let mut words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).peekable();
    let begins = |word: &str| word.trim_start_matches(['(', '"']).starts_with(char::is_uppercase) || CONNECTORS.has(word);
    !text.ends_with(['.', ':']) && words.clone().nth(1).is_some() && words.all(begins) && !says(text)
}

/// What its writer is, as it stands below his own full name: "ostaja", "nákup, Sklárna Lipence a.s.", "VD Hörnebo Hyvleri AB". Every small
/// word of it has to be known: what he says below his name is as short.
fn stands_below_a_name(text: &str) -> bool {
    let form = |word: &str| FORMS.has(word.trim_end_matches(['.', ',']));
    let words = || text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
    let role = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        ROLES.has(&bare) || bare.chars().count() > 3 && TITLES.has(&bare)
    };
    let known = |word: &str| role(word) || RANKS.has(word.trim_end_matches(',')) || CONNECTORS.has(word) || form(word);
    let small = text.starts_with(char::is_lowercase) && words().any(|word| role(word) || word.contains('.') && form(word));
    let stops = text.ends_with(['!', ':', '?', '…']) || text.ends_with('.') && !words().next_back().is_some_and(form);
    (small || names_a_house(text) || is_title(text))
        && words().all(|word| !word.starts_with(char::is_lowercase) || known(word))
        && !text.contains(|c: char| c.is_ascii_digit())
        && !(stops || says(text) || speaks(text) || is_prose(text))
}

/// Whether a line holds a pronoun, a verb, a yes or no, or a day, as what somebody says does and what somebody is does not.
fn says(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’')).filter(|word| !word.is_empty());
    let dated = |word: &str| word.chars().count() > 3 && month(word).is_some() || weekday(word).is_some();
    GREEN.within(&lower)
        || text.split_whitespace().next().is_some_and(is_common)
        || words.any(|word| SAYS.has(word) || word.contains(['\'', '’']) && SAYS.has(&word.replace('’', "'")) || dated(word))
}

/// A name, or a name with a number or address behind it.
fn is_name_line(text: &str) -> bool {
    is_name(text) || name_with_contact(text)
}

fn name_with_contact(text: &str) -> bool {
    let end = text.find(|c: char| c.is_ascii_digit() || c == '(' || c == '<' || c == '|' || c == '+').unwrap_or(text.len());
    let name = text.get(..end).unwrap_or_default().trim_matches(|c: char| c == '-' || c == ',' || c.is_whitespace());
    end < text.len() && is_name(name) && is_contact(text)
}

/// A name alone: at most three words, or with the dash or slash that some put before it.
fn is_bare_name(text: &str) -> bool {
    let stop = text.ends_with('.') && text.chars().filter(|c| c.is_alphabetic()).count() > 2;
    let lone = text.starts_with("- ") && text.split_whitespace().count() > 2;
    is_name(text) && text.split_whitespace().count() <= 3 && !stop && !lone && !text.ends_with(',')
}

/// Words of business that a signature doesn't hold.
pub(super) fn is_business(word: &str) -> bool {
    BUSINESS.has(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
}

/// Words that begin answers and headings rather than names.
fn is_common(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    COMMON.has(&word)
}
