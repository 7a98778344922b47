//! Text to sentences. A phrase is judged by the sentence that it stands in, so a wrong cut here loses a negation or a name.

use std::ops::Range;

use crate::domain::day_names;

/// Longer than any sentence that people write; hostile text without a stop is cut at the next space.
const LONGEST: usize = 1200;
/// A writer who breaks a line although the next word would have fitted into this many columns meant to.
const WRAP_COLUMNS: usize = 60;
/// Words before a full stop that end no sentence.
const ABBREVIATIONS: [&str; 55] = [
    "e.g", "i.e", "eg", "ie", "etc", "approx", "no", "nos", "nr", "mr", "mrs", "ms", "dr", "prof", "st", "inc", "ltd", "co",
    "corp", "jr", "sr", "vs", "ca", "cf", "incl", "excl", "ref", "fig", "tel", "ext", "dept", "fin", "min", "max", "qty", "pls",
    "acc", "resp", "sq", "dt", "yr", "m/s", "n", "num", "núm", "t.b.v", "a.u.b", "z.b", "d.h", "bzw", "inkl", "ggf", "evtl",
    "t.ex", "f.eks",
];

/// The sentences of a text as byte ranges, in order and without the white space around them. Line breaks end one where they
/// end a paragraph, a list item or a line that was not merely wrapped.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    let mut line_start = 0;
    while let Some((at, c)) = chars.next() {
        let after = at + c.len_utf8();
        let ends = match c {
            '\n' => {
                let hard = is_hard_break(text.get(line_start..at).unwrap_or(""), text.get(after..).unwrap_or(""));
                line_start = after;
                hard
            }
            '.' | '!' | '?' | '…' => {
                let next = chars.peek().map(|&(_, c)| c);
                ends_sentence(c, text.get(start..at).unwrap_or(""), next, text.get(after..).unwrap_or(""))
            }
            c if c.is_whitespace() => after - start > LONGEST,
            _ => after - start > LONGEST * 2,
        };
        if ends {
            push(text, start..after, &mut found);
            start = after;
        }
    }
    push(text, start..text.len(), &mut found);
    found
}

/// Adds a range, trimmed, unless nothing is in it.
fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let Some(piece) = text.get(range.clone()) else { return };
    let lead = piece.len() - piece.trim_start().len();
    let body = piece.trim();
    if !body.is_empty() {
        found.push(range.start + lead..range.start + lead + body.len());
    }
}

fn is_hard_break(line: &str, rest: &str) -> bool {
    let next = rest.split('\n').next().unwrap_or("").trim();
    let line = line.trim();
    if next.is_empty() || line.is_empty() || is_list_item(next) {
        return true;
    }
    let word = next.split_whitespace().next().unwrap_or("").chars().take(WRAP_COLUMNS).count();
    line.chars().take(WRAP_COLUMNS).count() + 1 + word <= WRAP_COLUMNS
}

fn is_list_item(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('-' | '*' | '•' | '–' | '·') => chars.next().is_some_and(char::is_whitespace),
        Some(c) if c.is_ascii_digit() => {
            let tail = line.trim_start_matches(|c: char| c.is_ascii_digit());
            let mut tail = tail.chars();
            matches!(tail.next(), Some('.' | ')')) && tail.next().is_some_and(char::is_whitespace)
        }
        _ => false,
    }
}

/// Whether a stop ends the sentence: not inside a number, a run of stops, an address, after an abbreviation or an initial.
fn ends_sentence(stop: char, before: &str, next: Option<char>, rest: &str) -> bool {
    match next {
        None => return true,
        Some('.' | '!' | '?' | '…') => return false,
        Some(c) if !c.is_whitespace() && !matches!(c, '"' | '”' | '\'' | '’' | ')' | '»' | '“') && c.is_alphanumeric() => {
            return false;
        }
        Some(_) => {}
    }
    if stop != '.' || before.ends_with('.') {
        return true;
    }
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
    let lower = word.to_lowercase();
    let follower = rest.trim_start().chars().next();
    if word.chars().count() == 1 && word.chars().all(char::is_uppercase) {
        return false;
    }
    if ABBREVIATIONS.contains(&lower.as_str()) {
        // "the answer is no. Sorry": a whole sentence may end in such a word, but not before a number ("PO no. GP/5512") or in lower case.
        let numbered = rest.split_whitespace().next().is_some_and(|word| word.contains(|c: char| c.is_ascii_digit()));
        let sentence_like = before.split_whitespace().count() > 1 && lower == "no" && !numbered;
        return sentence_like && follower.is_some_and(char::is_uppercase);
    }
    // "Spätestens am 20.10. muss bestellt sein": a date in the German way goes on, too.
    let date = word.split('.').count() >= 2 && word.split('.').all(|part| part.len() <= 4 && part.parse::<u16>().is_ok());
    if date && follower.is_some_and(char::is_lowercase) {
        return false;
    }
    let ordinal = !word.is_empty() && word.len() <= 2 && word.chars().all(|c| c.is_ascii_digit());
    !(ordinal && (follower.is_some_and(char::is_lowercase) || is_month(rest)))
}

/// "on 22. Mai", "the 3. floor": an ordinal in the German way goes on with a month. English writes "May" and "March" large at a beginning, too.
fn is_month(rest: &str) -> bool {
    let next = rest.split_whitespace().next().unwrap_or("").trim_end_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let other = matches!(next.as_str(), "may" | "march" | "set" | "out" | "des");
    !other && next.chars().count() >= 3 && day_names::month(&next).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| text.get(range).unwrap()).collect()
    }

    #[test]
    fn a_number_goes_on_behind_its_sign() {
        assert_eq!(split("Our PO no. GP/SP/5512 is enclosed."), ["Our PO no. GP/SP/5512 is enclosed."]);
        assert_eq!(split("The answer is no. Sorry."), ["The answer is no.", "Sorry."]);
    }

    #[test]
    fn stops_end_sentences_but_not_numbers_and_abbreviations() {
        assert_eq!(
            split("We pay approx. 12.5 k, e.g. by wire. Is PO No. 4471 fine? Yes!! Mr. J. Park signs."),
            ["We pay approx. 12.5 k, e.g. by wire.", "Is PO No. 4471 fine?", "Yes!!", "Mr. J. Park signs."]
        );
    }

    #[test]
    fn a_day_of_a_month_is_one_thing() {
        assert_eq!(
            split("Nach dem 10. Januar bitte. Bis 4. Mai. Der 3. Platz. Take 12. May I?"),
            ["Nach dem 10. Januar bitte.", "Bis 4. Mai.", "Der 3.", "Platz.", "Take 12.", "May I?"]
        );
        assert_eq!(
            split("Bis 20.10. muss er raus. Am 3.11.2026. Danke."),
            ["Bis 20.10. muss er raus.", "Am 3.11.2026.", "Danke."]
        );
        assert_eq!(split("Price 12.5. Fine."), ["Price 12.5.", "Fine."]);
    }

    #[test]
    fn a_wrapped_line_goes_on_and_a_short_one_ends() {
        let wrapped =
            "Hi Tom,\nwe have decided to go on with the offer that you sent us in\nApril and will order.\n\nBest\n- one\n- two";
        assert_eq!(
            split(wrapped),
            [
                "Hi Tom,",
                "we have decided to go on with the offer that you sent us in\nApril and will order.",
                "Best",
                "- one",
                "- two"
            ]
        );
    }

    #[test]
    fn text_without_an_end_is_cut() {
        let long = "word ".repeat(2000);
        assert!(sentences(&long).iter().all(|range| range.len() <= LONGEST * 2));
        let solid = "é".repeat(4000);
        assert!(sentences(&solid).len() > 2);
    }
}
