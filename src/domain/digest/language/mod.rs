//! The words of digests: one catalogue a language, and how each language writes numbers, dates and hours.
//!
//! A sentence is a whole one, with `{names}` for what is put in, so that each language can order its words as it needs. The compiler
//! sees to it that no catalogue lacks a key and that none is unused; the tests below, that languages agree on what is put in.

mod de;
mod en;
mod troubles;

use jiff::civil::{Date, Time};

/// A language that digests are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Language {
    English,
    AmericanEnglish,
    German,
}

impl Language {
    /// Every language, by its BCP 47 tag.
    pub const ALL: [(&str, Self); 3] = [("en", Self::English), ("en-US", Self::AmericanEnglish), ("de", Self::German)];

    pub(in crate::domain) fn catalogue(self) -> &'static Catalogue {
        match self {
            Self::English => &en::WORDS,
            Self::AmericanEnglish => &en::AMERICAN,
            Self::German => &de::WORDS,
        }
    }
}

impl Catalogue {
    /// Why something could not be read or sent, in this language.
    pub fn reason(&self, kept: &str) -> String {
        troubles::told(self.troubles, kept)
    }
}

/// Defines [`Catalogue`] and, for the tests, the list of all that it holds.
macro_rules! catalogue {
    (one { $($one:ident)* } plural { $($plural:ident)* }) => {
        /// The words of a language. Of two forms the first is for one, the second for any other number.
        #[derive(Clone, Copy)]
        pub struct Catalogue {
            $(pub $one: &'static str,)*
            $(pub $plural: [&'static str; 2],)*
            /// Monday first, short and long.
            pub weekdays: [(&'static str, &'static str); 7],
            /// January first, short and long.
            pub months: [(&'static str, &'static str); 12],
            /// Whether hours are told in two halves of a day.
            pub half_days: bool,
            /// Whether a sign of money stands before the amount.
            pub sign_first: bool,
            /// The sentences in which troubles are kept, and how they read in this language; none where that is the same.
            pub troubles: &'static [(&'static str, &'static str)],
        }

        #[cfg(test)]
        impl Catalogue {
            /// Every key with its texts.
            fn all(&self) -> Vec<(&'static str, Vec<&'static str>)> {
                vec![$((stringify!($one), vec![self.$one]),)* $((stringify!($plural), self.$plural.to_vec()),)*]
            }
        }
    };
}

catalogue! {
    one {
        code thousands_mark decimal_mark open_quote close_quote
        day_month day_short day_short_year day_name day_long day_long_year day_full dated dated_late moment
        earlier_today yesterday today until list_end and_more said_to
        less_than_a_day silent_no_follow_up
        next_label title_files files_intro title_flagged title_at_risk title_long_dark long_dark_intro title_dark title_undeliverable title_ours
        title_paused title_snoozed title_unknown unknown_intro title_back title_closed title_changes title_reps title_calm
        title_trust
        badge_new badge_awake badge_worse
        label_celebrated label_last_words label_exposure label_missing label_notes label_possible
        never_wrote deadline_passed last_word_is_doubt open_doubt price_played wrote_about
        gap_discovery gap_decision_maker gap_second_contact gap_expert gap_written_offer gap_next_step
        evidence_stage evidence_allocation evidence_meeting evidence_promise
        celebrated_unsigned last_message last_message_about dark_after_celebration somebody snoozed_by
        not_observed_since not_observed_yet mailbox_not_read folder_not_read was_dark
        calm_quiet calm_waiting calm_scheduled calm_snoozed calm_new calm_committed calm_closed
        waiting_since waiting undeliverable_since undeliverable_ever ours_since ours_for meeting_on meeting_titled asked_until
        away_until
        state_closed state_snoozed state_committed state_unknown state_new state_undeliverable state_ours state_scheduled
        state_paused state_dark state_quiet state_waiting
        they them back_meeting back_wrote no_longer_dark wrote_again open_again committed_saying committed_by declined
        marked_won marked_lost stage_closed gone
        with_worth rep_calm
        offer_snooze offer_called offer_signed offer_lost offer_false_alarm offer_theirs line_theirs line_snooze line_called line_signed line_lost
        line_false_alarm offers_label footer_answer footer_answer_plain
        alert alert_with_deals read_mailboxes read_calendars read_until never_read unread_elsewhere no_pass folder_of calendar_of mend_mailbox mend_trying
        mend_calendar mend_calendar_trying unreached footer_rep footer_manager footer_leave footer_promise
        first_nothing_seen first_nothing nothing_seen nothing nothing_new baseline missed_since missed
        lane_theirs lane_ours mark_message mark_meeting mark_celebration mark_silence strip_text strip_owed strip_silent
        strip_celebrated
        trend_counts trend_week trend_rest trend_weeks_title trend_weeks_alt trend_span trend_spans_title trend_spans_alt hue_dark hue_back
        hue_signed hue_lost
        said_to_rep
        do_find_address why_find_address do_ask_who_wrote why_ask_who_wrote do_answer_doubt why_answer_doubt do_ask_expert
        why_ask_expert do_answer why_answer
        do_next_step why_next_step do_use_meeting why_use_meeting do_write_on why_write_on do_follow_up why_follow_up
        do_write_deputy why_write_deputy do_find_successor why_find_successor do_release why_release do_call_second
        why_call_second do_ask_decider why_ask_decider do_find_decider why_find_decider do_reach_other why_reach_other
        do_ask_deadline why_ask_deadline do_call why_call do_ask_signature why_ask_signature
        its_recipient note_bounced note_bounced_for_now note_our_call note_delayed note_departed note_deputy note_fallback note_language
        note_other_language note_cancelled_by_us note_cancelled note_counter note_declined_by_us note_declined note_moved
        note_tentative note_marked_tentative note_never_answered note_ours_alone note_unanswered note_owner_away
        note_owner_leaves note_possible_reply note_possible_reply_about note_other_address note_junk note_no_deal note_stale_because note_stale note_follow_on
    }
    plural {
        business_days without_value silent_follow_ups more more_celebrations deals open_deals
        mailboxes_unread folders_unread calendars_unread deals_not_observed
        rep_flagged rep_at_risk rep_dark rep_undeliverable rep_ours rep_unknown
        went_dark_celebrated_money went_dark_celebrated went_dark_money went_dark still_dark
        sum_still_dark sum_at_risk sum_ours sum_back sum_committed nothing_needs_you
        left_aside strip_inbound strip_outbound strip_meetings title_trend trend_median trend_only
    }
}

impl Catalogue {
    /// A date in a form such as `{weekday} {day} {month}`.
    pub fn date(&self, form: &str, date: Date) -> String {
        let weekday = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0);
        let month = usize::try_from(date.month() - 1).unwrap_or(0);
        let (weekday_short, weekday) = self.weekdays.get(weekday).copied().unwrap_or_default();
        let (month_short, month) = self.months.get(month).copied().unwrap_or_default();
        let (day, year) = (date.day().to_string(), date.year().to_string());
        let parts =
            [("wd", weekday_short), ("weekday", weekday), ("day", &day), ("mon", month_short), ("month", month), ("year", &year)];
        fill(form, &parts)
    }

    /// An hour: `14:05`, `2:05 PM`.
    pub fn clock(&self, time: Time) -> String {
        let (hour, minute) = (time.hour(), time.minute());
        match (self.half_days, hour) {
            (false, _) => format!("{hour:02}:{minute:02}"),
            (true, 0) => format!("12:{minute:02} AM"),
            (true, 1..=11) => format!("{hour}:{minute:02} AM"),
            (true, 12) => format!("12:{minute:02} PM"),
            (true, _) => format!("{}:{minute:02} PM", hour - 12),
        }
    }

    /// A whole number with its thousands apart.
    pub fn whole(&self, number: u64) -> String {
        let digits = number.to_string();
        let mut apart = String::new();
        for (at, digit) in digits.chars().enumerate() {
            // Four digits are told apart too: money stands in columns.
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                apart.push_str(self.thousands_mark);
            }
            apart.push(digit);
        }
        apart
    }
}

/// Puts texts in for the `{names}` of a form, in one walk: what is put in may hold braces of its own.
pub fn fill(form: &str, with: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(form.len() + 32);
    let mut rest = form;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            break;
        };
        match with.iter().find(|(known, _)| *known == name) {
            Some((_, text)) => out.push_str(text),
            // For a second filling.
            None => out.extend(["{", name, "}"]),
        }
        // `5. Nov.` ends a sentence with its own stop.
        rest = if out.ends_with('.') { behind.strip_prefix('.').unwrap_or(behind) } else { behind };
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn names(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
    }

    #[test]
    fn languages_put_the_same_things_into_every_sentence() {
        // How dates are put is each language's own manner.
        let own = |key: &str| key.starts_with("day_");
        for (tag, language) in Language::ALL {
            for ((key, ours), (other, theirs)) in en::WORDS.all().into_iter().zip(language.catalogue().all()) {
                assert_eq!(key, other);
                for text in &theirs {
                    assert!(!text.contains(['<', '>', '&', '\n']), "{tag} {key}: {text}");
                    assert_eq!(text.matches('{').count(), text.matches('}').count(), "{tag} {key}: {text}");
                }
                let [ours, theirs] = [&ours, &theirs].map(|texts| names(texts.last().unwrap()));
                assert!(own(key) || ours == theirs, "{tag} {key}: {theirs:?} instead of {ours:?}");
            }
        }
    }

    #[test]
    fn german_is_german_throughout() {
        let same = ["code", "and_more"];
        let pairs = en::WORDS.all().into_iter().zip(de::WORDS.all());
        let untranslated: Vec<&str> =
            pairs.filter(|((key, ours), (_, theirs))| ours == theirs && !same.contains(key)).map(|((key, _), _)| key).collect();
        let alike = ["moment", "with_worth", "said_to_rep", "trend_span", "trend_week"];
        let left: Vec<&&str> = untranslated.iter().filter(|key| !alike.contains(key) && !key.starts_with("day_")).collect();
        assert!(left.is_empty(), "{left:?}");
    }

    #[test]
    fn what_is_put_in_is_not_looked_into() {
        assert_eq!(fill("{who} to {to}", &[("who", "{to}"), ("to", "{who}}{")]), "{to} to {who}}{");
        assert_eq!(fill("a {missing} b", &[]), "a {missing} b");
        assert_eq!(fill("a {open", &[]), "a {open");
    }

    #[test]
    fn an_abbreviation_ends_a_sentence_with_one_stop() {
        assert_eq!(fill("{list}.", &[("list", "still seit Do., 5. Nov.")]), "still seit Do., 5. Nov.");
        assert_eq!(fill("{day}, dann {day}", &[("day", "5. Nov.")]), "5. Nov., dann 5. Nov.");
    }
}
