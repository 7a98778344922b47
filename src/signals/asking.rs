//! Where a statement ends with a question: "PO attached, when do you start?" binds, whatever it asks behind the comma.

use super::clauses::clauses;
use super::grammar::is_question;
use super::words::Words;

/// What asks how it goes on from what was said. "What do you say?" and "can you match it?" ask for an answer to it instead.
const ASKS: [&[&str]; 7] =
    [&["when"], &["where"], &["how", "quickly"], &["how", "fast"], &["what", "time"], &["what", "day"], &["what", "happens"]];
/// Words that such a question may begin with.
const LEADS: &str = " and so now ";
/// What asks us for something that follows what was said, behind "can you", "could you" and the like.
const FOLLOWS: &str = " start begin invoice send ship deliver book schedule arrange acknowledge collect ";
const CAN: &str = " can could will would ";
/// Words that leave open what is said before the question.
const OPEN: &str = " if unless once assuming suppose supposing provided would could might may should shall want wants like ready plan planning \
    considering thinking before until whether or either ";
/// What a question begins with.
const QUESTION: &str = " is are was were do does did can could will would shall should may has have had what who whom whose which when where why how any ";

/// Where the question begins that a statement ends with, in [`Words::text`]; `None` where all of the sentence asks, or nothing.
pub fn question_behind(words: &Words) -> Option<usize> {
    if !is_question(words) {
        return None;
    }
    let text = words.text.to_lowercase();
    let parts = clauses(&text);
    let last = parts.into_iter().rev().find(|part| of(&text, part.clone()).next().is_some())?;
    let stated: Vec<&str> = of(&text, 0..last.start).collect();
    let asked: Vec<&str> = of(&text, last.clone()).skip_while(|word| holds(LEADS, word)).collect();
    let onward = ASKS.iter().any(|opening| asked.starts_with(opening))
        || matches!(asked.as_slice(), [can, "you", does, ..] if holds(CAN, can) && holds(FOLLOWS, does));
    let first = *stated.first()?;
    let open = holds(QUESTION, first) || stated.iter().any(|word| holds(OPEN, word));
    (onward && asked.len() > 2 && !open).then_some(last.start)
}

/// The words of a part of a text, without its marks.
fn of(text: &str, part: std::ops::Range<usize>) -> impl Iterator<Item = &str> {
    text.get(part).unwrap_or("").split_ascii_whitespace().filter(|word| word.contains(char::is_alphanumeric))
}

fn holds(list: &str, word: &str) -> bool {
    list.contains(&format!(" {word} "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_stands_before_what_asks_how_it_goes_on() {
        for text in [
            "PO 4471 attached, when do you start?",
            "The contract is signed and back with you - how quickly can the fitters be here?",
            "Deposit paid, so when can you start?",
            "Order 12 is enclosed, could you send the invoice?",
        ] {
            let words = Words::read(text, 0);
            let stated = words.text.get(..question_behind(&words).unwrap()).unwrap();
            assert!(!stated.contains(" start") && !stated.contains(" send") && !stated.contains(" quickly"), "{stated}");
        }
        for text in [
            "PO attached?",
            "Shall we sign, or when do you start?",
            "Is the PO attached, when do you start?",
            "If we sign, when do you start?",
            "We would sign today, when could you start?",
            "We take it at 30, what do you say?",
            "The others do it for 30, can you match it?",
            "We signed, did we not?",
            "We signed, when?",
            "When do you start?",
            "PO attached, when you start.",
        ] {
            assert_eq!(question_behind(&Words::read(text, 0)), None, "{text}");
        }
    }
}
