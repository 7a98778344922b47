//! Mistakes in the prospects files and the configuration: until they are mended, an older version is in force, which readers are told.

use jiff::Timestamp;

use super::words::{Words, clean};
use super::{Digest, Line, Part, Reader, Section};

/// So many mistakes are written out; the rest is counted.
const MOST: usize = 5;

impl Digest {
    /// Tells, first thing, that files have mistakes since `since`: each of `mistakes` says where, what, and how to mend it.
    pub fn tell_of_mistakes(&mut self, reader: &Reader, as_of: Timestamp, since: Timestamp, mistakes: &[&str]) {
        let words = Words::new(reader, as_of);
        let intro = format!("What was in force before {} still is.", words.moment(since));
        let shown = mistakes.iter().take(MOST).map(|one| {
            let (lead, text) = one.split_once(": ").unwrap_or(("", one));
            Line { lead: clean(lead, 200), about: String::new(), text: clean(text, 400) }
        });
        let section = Section {
            part: Part::Unread,
            title: "Changes to files that could not be taken in".to_owned(),
            intro,
            cards: Vec::new(),
            lines: shown.collect(),
            more: mistakes.len().saturating_sub(MOST),
        };
        let after_mailboxes = self.sections.iter().take_while(|section| section.part == Part::Unread).count();
        self.sections.insert(after_mailboxes, section);
        self.empty = false;
    }
}
