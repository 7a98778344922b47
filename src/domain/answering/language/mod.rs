//! The words of answers: those that commands begin with, and the sentences that confirm them. One catalogue a language.

mod de;
mod en;

use crate::domain::digest::Language;

/// The words that are understood, in lower case. Commands may be of two words.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Keywords {
    pub snooze: &'static [&'static str],
    pub signed: &'static [&'static str],
    pub won: &'static [&'static str],
    pub lost: &'static [&'static str],
    pub reopen: &'static [&'static str],
    pub called: &'static [&'static str],
    pub note: &'static [&'static str],
    pub not_celebrated: &'static [&'static str],
    pub status: &'static [&'static str],
    pub add: &'static [&'static str],
    pub help: &'static [&'static str],
    pub unsubscribe: &'static [&'static str],
    pub confirm: &'static [&'static str],
    pub undo: &'static [&'static str],
    /// How a call ended; the longest that fits counts.
    pub no_answer: &'static [&'static str],
    pub voicemail: &'static [&'static str],
    pub answered: &'static [&'static str],
    /// Dates and spans.
    pub until: &'static [&'static str],
    pub on: &'static [&'static str],
    pub days: &'static [&'static str],
    pub weeks: &'static [&'static str],
    pub months: &'static [&'static str],
    pub today: &'static [&'static str],
    pub tomorrow: &'static [&'static str],
    pub yesterday: &'static [&'static str],
    /// One of something: `a week`.
    pub one: &'static [&'static str],
    /// The one after this: `next Monday`. `coming` is the first from here.
    pub next: &'static [&'static str],
    pub coming: &'static [&'static str],
    /// `end of the month`: the first word, those between, and all in one.
    pub end: &'static [&'static str],
    pub of: &'static [&'static str],
    pub month_end: &'static [&'static str],
    /// What makes a statement doubtful: negations, conditions, hopes.
    pub doubt: &'static [&'static str],
    /// Behind `spoke with` or `answered by`: nobody did.
    pub nobody: &'static [&'static str],
    /// The parts of a prospect that is added.
    pub domain: &'static [&'static str],
    pub person: &'static [&'static str],
    pub alias: &'static [&'static str],
    pub deal: &'static [&'static str],
    pub value: &'static [&'static str],
    pub owner: &'static [&'static str],
    /// How people begin and end a mail: no commands, and nothing to point out.
    pub polite: &'static [&'static str],
}

/// The sentences of confirmations, with `{names}` for what is put in.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Say {
    pub done: &'static str,
    pub not_done: &'static str,
    pub snoozed: &'static str,
    pub signed: &'static str,
    pub won: &'static str,
    pub won_by_rep: &'static str,
    pub lost: &'static str,
    pub reopened: &'static str,
    pub answered: &'static str,
    pub no_answer: &'static str,
    pub voicemail: &'static str,
    pub noted: &'static str,
    pub not_celebrated: &'static str,
    pub nothing_celebrated: &'static str,
    pub added: &'static str,
    pub added_before: &'static str,
    pub undone: &'static str,
    pub undone_before: &'static str,
    pub nothing_to_undo: &'static str,
    pub status_next: &'static str,
    pub how_to_undo: &'static str,
    pub how_to_undo_file: &'static str,
    pub how_to_get_help: &'static str,
    pub ask: &'static str,
    pub ask_no_token: &'static str,
    pub ask_old_token: &'static str,
    pub ask_wrong_token: &'static str,
    pub ask_other_deal: &'static str,
    pub ask_lines: &'static str,
    pub ask_how: &'static str,
    pub confirmed_before: &'static str,
    pub nothing_to_confirm: &'static str,
    pub not_understood: &'static str,
    pub no_deal: &'static str,
    pub no_deal_near: &'static str,
    pub several_deals: &'static str,
    pub not_theirs: &'static str,
    pub no_name: &'static str,
    pub doubtful: &'static str,
    pub date_missing: &'static str,
    pub date_unclear: &'static str,
    pub date_past: &'static str,
    pub date_future: &'static str,
    pub date_too_far: &'static str,
    pub no_outcome: &'static str,
    pub no_text: &'static str,
    pub too_many: &'static str,
    pub draft_no_name: &'static str,
    pub draft_nobody: &'static str,
    pub draft_form: &'static str,
    pub draft_unknown: &'static str,
    pub draft_owner: &'static str,
    pub draft_no_deal: &'static str,
    pub taken: &'static str,
    pub not_writable: &'static str,
    pub changed_meanwhile: &'static str,
    pub files_mistaken: &'static str,
    pub unsubscribe: &'static str,
    pub help_intro: &'static str,
    /// An example of each command, `{deal}` being one of theirs, and what it does.
    pub help: [(&'static str, &'static str); 12],
    pub help_outro: &'static str,
    pub re: &'static str,
}

/// The words that somebody's commands may be in: English, and their own language.
pub fn keywords(language: Language) -> Vec<&'static Keywords> {
    match language {
        Language::English | Language::AmericanEnglish => vec![&en::KEYS],
        Language::German => vec![&en::KEYS, &de::KEYS],
    }
}

/// The sentences of a language.
pub fn say(language: Language) -> &'static Say {
    match language {
        Language::English | Language::AmericanEnglish => &en::SAY,
        Language::German => &de::SAY,
    }
}
