//! Where a message names somebody of the roster: some words mean something beside such a name only, and a name alone means nothing.

use std::ops::Range;
use std::sync::LazyLock;

use super::lazy::Lazy;

/// With fewer letters that belong to no name, a sentence says nothing.
const LEAST_LETTERS: usize = 4;

/// Where a message names a deal that is followed, or whom it is sold to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Named<'a> {
    /// Whether the subject does.
    pub in_subject: bool,
    /// The places in the new text, as byte ranges.
    pub in_text: &'a [Range<usize>],
}

/// A name of which the network thinks as it does of most.
const NAME: &str = "Northlink";

/// "just won a", "have landed their", ": they've won the", behind a name.
static WIN_OF_THEIRS: LazyLock<Lazy> = LazyLock::new(|| {
    Lazy::new(
        "^(?: (?:called|rang|wrote|say|says|said|told us|tell me|announced))?(?:(?::|,| -)? (?:they|he|she)(?:(?:'|’)(?:ve|s))?)? (?:(?:has|have|had|just|finally|also|now|recently) )*\
         (?:won|wins?|landed|bagged|secured|scored|clinched) (?:an? |the |their |its |another )"
            .to_owned(),
    )
});

impl Named<'_> {
    /// Whether the message names nobody of the roster.
    pub(super) fn is_nobody(&self) -> bool {
        !self.in_subject && self.in_text.is_empty()
    }

    /// Whether it does in a sentence.
    pub(super) fn stands_in(&self, sentence: &Range<usize>) -> bool {
        self.in_text.iter().any(|at| sentence.start < at.end && at.start < sentence.end)
    }

    /// The text with the same name in place of every name of the roster. Of "We won Acme!! They beat us down to 27,200" the network makes another
    /// thing than of the same words about Hartwell: it has met both, in mails that had little to do with their names.
    pub(super) fn alike(&self, text: &str) -> String {
        let mut names: Vec<&Range<usize>> = self.in_text.iter().collect();
        names.sort_by_key(|name| (name.start, name.end));
        let (mut out, mut at) = (String::with_capacity(text.len()), 0);
        for name in names {
            let Some(before) = text.get(at..name.start.max(at)) else { continue };
            // First and last name are one.
            if at == 0 || !before.trim().is_empty() {
                out.push_str(before);
                out.push_str(NAME);
            }
            at = at.max(name.end);
        }
        out.push_str(text.get(at..).unwrap_or(""));
        out
    }

    /// Whether hardly a word of a sentence is no name of the roster.
    pub(super) fn is_all(&self, text: &str, sentence: &Range<usize>) -> bool {
        let named = |at: usize| self.in_text.iter().any(|name| name.contains(&at));
        let own = text.get(sentence.clone()).unwrap_or("").char_indices();
        !self.in_text.is_empty() && own.filter(|(at, c)| c.is_alphabetic() && !named(sentence.start + at)).count() < LEAST_LETTERS
    }

    /// Whether a sentence tells what somebody named in it won: "Acme just won a contract with the navy".
    pub(super) fn win(&self, text: &str, sentence: &Range<usize>) -> bool {
        let inside = self.in_text.iter().filter(|at| sentence.start <= at.start && at.end <= sentence.end);
        inside
            .filter_map(|at| text.get(at.end..sentence.end))
            .any(|behind| WIN_OF_THEIRS.is_match(behind) && !behind.contains(" us") && !behind.contains("ours"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_the_roster_is_put_alike() {
        let text = "Pat Lee of Acme rang. Acme it is!";
        let named = Named { in_subject: false, in_text: &[22..26, 0..3, 4..7, 11..15] };
        assert_eq!(named.alike(text), format!("{NAME} of {NAME} rang. {NAME} it is!"));
        assert_eq!(Named { in_subject: true, in_text: &[] }.alike(text), text);
    }
}
