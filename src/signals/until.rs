//! The date that a signal gives: a deadline (urgency), or when to come back (deferral).

use std::ops::Range;

use jiff::civil::Date;

use super::dates::{Day, days};
use super::figures::Dating;
use super::grammar::Context;
use super::tongues::in_english;
use super::words::Words;
use crate::domain::signal::SignalKind;

/// Words before a day that tie it to a deferral, the telling ones first.
const DEFERRAL: [&[&str]; 2] =
    [&["until", "after", "before", "earlier", "than", "from", "sooner", "once"], &["on", "around", "by", "in", "say", "at"]];
/// The same for a deadline.
const DEADLINE: [&[&str]; 2] =
    [&["by", "before", "until", "later", "than", "latest", "within"], &["on", "end", "at", "this", "ends", "runs"]];
/// A day that lies behind, or belongs to something else.
const FOREIGN: [&str; 5] = ["since", "dated", "last", "of", "version"];

/// The date of a signal found at `found`: in its own sentence; for a deadline also at the beginning of the next one, for a deferral in the
/// next one or the one before. A deadline that another sentence gives is often another's.
pub fn until(kind: SignalKind, context: Context<'_>, found: &Range<usize>, dating: Dating) -> Option<Date> {
    let ties = match kind {
        SignalKind::Deferral => DEFERRAL,
        SignalKind::Urgency => DEADLINE,
        _ => return None,
    };
    let whole = |words: &Words| choose(kind, words.iter().collect(), 0, &ties, dating).map(|(date, _)| date);
    let phrase = context.own.text.get(..found.start).unwrap_or("").split_ascii_whitespace().count();
    let own = choose(kind, context.own.iter().collect(), phrase, &ties, dating);
    own.map(|(date, _)| date).or_else(|| match kind {
        SignalKind::Urgency => {
            let clause = context.after?.iter().take_while(|word| word.contains(char::is_alphanumeric)).collect();
            choose(kind, clause, 0, &ties, dating).filter(|(_, tied)| *tied == 0).map(|(date, _)| date)
        }
        _ => [context.after, context.before].into_iter().flatten().find_map(whole),
    })
}

/// The day of a sentence that is tied best, and how well, 0 being best; among equals the one after the phrase began, at the word `phrase`,
/// then the first.
fn choose(kind: SignalKind, words: Vec<&str>, phrase: usize, ties: &[&[&str]; 2], dating: Dating) -> Option<(Date, usize)> {
    let (list, foreign) = in_english(&words);
    let rank = |day: &Day| {
        let before = list.get(day.at.saturating_sub(3)..day.at).unwrap_or(&[]);
        let tied = ties.iter().position(|words| before.iter().any(|word| words.contains(&word.as_str())));
        (tied.unwrap_or(ties.len()), day.vague, day.at < phrase, day.at)
    };
    // "depois de 15 de janeiro": the "of" of other languages ties a day to what it comes after.
    let leads = |word: &str| FOREIGN.contains(&word) && !(foreign && word == "of");
    let elsewhere = |day: &Day| day.at.checked_sub(1).and_then(|at| list.get(at)).is_some_and(|word| leads(word));
    let date = |day: Day| if kind == SignalKind::Deferral { day.first } else { day.last };
    let (all, written) = (days(&list, foreign, dating), dating.written);
    // A deferral to today or this week is none; a deadline may be today.
    let fits = |day: &Day| !elsewhere(day) && (date(*day) > written || kind == SignalKind::Urgency && date(*day) == written);
    all.into_iter().filter(fits).min_by_key(rank).map(|day| (date(day), rank(&day).0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signals::figures::Order;
    use jiff::civil::date;

    fn given(kind: SignalKind, sentence: &str) -> Option<String> {
        let own = Words::read(sentence, 0);
        let context = Context { own: &own, before: None, after: None };
        until(kind, context, &(0..own.text.len()), Dating { written: date(2026, 5, 4), order: None }).map(|date| date.to_string())
    }

    #[test]
    fn deadlines() {
        for (sentence, day) in [
            ("I need it by May 22", "2026-05-22"),
            ("We decide on the 15th", "2026-05-15"),
            ("We decide on the 1st", "2026-06-01"),
            ("by Friday at the latest", "2026-05-08"),
            ("answer tomorrow", "2026-05-05"),
            ("I have to make a decision this week", "2026-05-08"),
            ("we order in week 32", "2026-08-07"),
            ("by the end of Q3", "2026-09-30"),
            ("before the end of the month", "2026-05-31"),
            ("an answer within ten working days", "2026-05-18"),
            ("not later than 11.05.2026", "2026-05-11"),
            ("by 3 February", "2027-02-03"),
            ("by 2026-06-12", "2026-06-12"),
            ("tonight or never", "2026-05-04"),
        ] {
            assert_eq!(given(SignalKind::Urgency, sentence).as_deref(), Some(day), "{sentence}");
        }
        assert_eq!(given(SignalKind::Urgency, "the lift on the 4th floor is down, hurry"), None);
        assert_eq!(given(SignalKind::Urgency, "quick, by 5/6"), None);
    }

    #[test]
    fn deferrals() {
        for (sentence, day) in [
            ("get back to me after the 15th", "2026-05-15"),
            ("call me in KW 32", "2026-08-03"),
            ("ask again in two weeks", "2026-05-18"),
            ("nothing before the fifteenth of July please", "2026-07-15"),
            ("write again on 18/5", "2026-05-18"),
            ("I'm away since 2 May, come back on Monday 18 May", "2026-05-18"),
            ("ring me next week", "2026-05-11"),
            ("leave it for a couple of months", "2026-07-04"),
            ("in half a year you're welcome", "2026-11-04"),
        ] {
            assert_eq!(given(SignalKind::Deferral, sentence).as_deref(), Some(day), "{sentence}");
        }
        assert_eq!(given(SignalKind::Deferral, "come back when the snow has gone"), None);
    }

    /// Written on Friday, 27 November 2026.
    fn late_in_the_year(kind: SignalKind, sentence: &str) -> Option<String> {
        let own = Words::read(sentence, 0);
        let context = Context { own: &own, before: None, after: None };
        let dating = Dating { written: date(2026, 11, 27), order: None };
        until(kind, context, &(0..own.text.len()), dating).map(|date| date.to_string())
    }

    #[test]
    fn dates_of_other_languages_are_read_as_english_ones() {
        for (sentence, day) in [
            ("Melden Sie sich bitte nach dem 10. Januar", "2027-01-10"),
            ("Bitte melden Sie sich ab dem 15. wieder", "2026-12-15"),
            ("Bitte rufen Sie mich in zwei Wochen an", "2026-12-11"),
            ("Bitte melden Sie sich nach Ostern", "2027-03-29"),
            ("Recontactez-moi après le 15 janvier", "2027-01-15"),
            ("Rappelez-moi dans deux semaines", "2026-12-11"),
            ("Rappelez-moi la semaine prochaine", "2026-11-30"),
            ("Contácteme después del 15 de enero", "2027-01-15"),
            ("Llámeme de nuevo a partir del 12 de enero", "2027-01-12"),
            ("Ci risentiamo dopo il 15 gennaio", "2027-01-15"),
            ("Mi richiami a gennaio", "2027-01-01"),
            ("Neem in februari weer contact met ons op", "2027-02-01"),
            ("Bel me over twee weken terug", "2026-12-11"),
            ("Rufen Sie mich bitte übernächste Woche an", "2026-12-07"),
            ("Voltem a contactar-nos depois do dia 15 de janeiro", "2027-01-15"),
        ] {
            assert_eq!(late_in_the_year(SignalKind::Deferral, sentence).as_deref(), Some(day), "{sentence}");
        }
        for (sentence, day) in [
            ("Wir brauchen Ihr Angebot bis Freitag, 4. Dezember", "2026-12-04"),
            ("Wir müssen bis Ende des Monats entscheiden", "2026-11-30"),
            ("Nous devons décider avant vendredi", "2026-12-04"),
            ("Nous devons décider avant la fin du mois", "2026-11-30"),
            ("Necesitamos decidir antes del viernes", "2026-12-04"),
            ("Dobbiamo decidere entro venerdì", "2026-12-04"),
            ("We moeten voor vrijdag beslissen", "2026-12-04"),
            ("Precisamos decidir até sexta", "2026-12-04"),
        ] {
            assert_eq!(late_in_the_year(SignalKind::Urgency, sentence).as_deref(), Some(day), "{sentence}");
        }
    }

    #[test]
    fn events_halves_and_weeks_of_a_month_end_when_they_must_have_passed() {
        for (sentence, day) in [
            ("Get back to me after the fair in June", "2027-06-30"),
            ("Ask me after our audit in early March", "2027-03-10"),
            ("Ask me again in June", "2027-06-01"),
            ("Call me in the second week of January", "2027-01-11"),
            ("Call me in the first week of January", "2027-01-04"),
            ("Give us until the end of next week", "2026-12-04"),
            ("Give us until the end of next month", "2026-12-31"),
            ("Reach out again after Easter", "2027-03-29"),
            ("Our budget opens again in H2 2027", "2027-07-01"),
            ("Come back in H1", "2027-01-01"),
            ("Come back in Q3 2027", "2027-07-01"),
            ("Please wait until our next board meeting on the 9th", "2026-12-09"),
        ] {
            assert_eq!(late_in_the_year(SignalKind::Deferral, sentence).as_deref(), Some(day), "{sentence}");
        }
        for (sentence, day) in [
            ("We have to decide by the end of Q1", "2027-03-31"),
            ("We have to decide by the end of November", "2026-11-30"),
            ("It must run by the end of 2027", "2027-12-31"),
            ("We decide in H1 2027", "2027-06-30"),
            ("before Easter we need it", "2027-03-26"),
        ] {
            assert_eq!(late_in_the_year(SignalKind::Urgency, sentence).as_deref(), Some(day), "{sentence}");
        }
    }

    #[test]
    fn a_deadline_is_told_in_its_own_sentence_or_at_once_after_it() {
        let given = |before: &str, after: &str| {
            let (before, own, after) = (Words::read(before, 0), Words::read("We need to decide fast.", 0), Words::read(after, 0));
            let context = Context { own: &own, before: Some(&before), after: Some(&after) };
            let dating = Dating { written: date(2026, 5, 4), order: None };
            until(SignalKind::Urgency, context, &(0..own.text.len()), dating).map(|date| date.to_string())
        };
        assert_eq!(given("We got your offer.", "By Friday at the latest.").as_deref(), Some("2026-05-08"));
        assert_eq!(given("Our fair begins by Friday.", "Thanks!"), None);
        assert_eq!(given("We got your offer.", "Thanks, and see you before Friday."), None);
        assert_eq!(given("We got your offer.", "On Friday I am away."), None);
    }

    #[test]
    fn a_stretch_of_time_defers_to_its_first_day() {
        for (sentence, day) in [
            ("phone me in September", "2026-09-01"),
            ("not before October please", "2026-10-01"),
            ("ask me after September", "2026-09-30"),
            ("try again mid-June", "2026-06-15"),
            ("come back in early July", "2026-07-01"),
            ("write to us late in August", "2026-08-21"),
            ("late June is better", "2026-06-21"),
            ("let it rest until the end of the summer", "2026-08-31"),
            ("speak to me in the autumn", "2026-09-01"),
            ("ring us again in the new year", "2027-01-01"),
            ("in January the budget opens, ask then", "2027-01-01"),
            ("leave it until next month", "2026-06-01"),
            ("talk to us next quarter", "2026-07-01"),
            ("pick it up in Q4", "2026-10-01"),
            ("call in the first week of June", "2026-06-01"),
            ("call in the second half of June", "2026-06-16"),
            ("after Christmas", "2026-12-26"),
            ("until March 2027", "2027-03-01"),
            ("Bitte melden Sie sich Anfang Juni wieder", "2026-06-01"),
            ("Mitte September passt es", "2026-09-15"),
            ("Rufen Sie im Oktober an", "2026-10-01"),
            ("rappelez-moi en septembre", "2026-09-01"),
            ("vuelvan a llamar a mediados de junio", "2026-06-15"),
            ("in June, say on 9 June, call me", "2026-06-09"),
            ("call me in early September, on 3 September at best", "2026-09-03"),
        ] {
            assert_eq!(given(SignalKind::Deferral, sentence).as_deref(), Some(day), "{sentence}");
        }
        for open in [
            "in May I'm busy, write later",
            "we met in March, come back later",
            "that may be fine, march on",
            "since February we wait",
            "the September fair was fun, call again",
            "the spring is broken",
        ] {
            assert_eq!(given(SignalKind::Deferral, open), None, "{open}");
        }
    }

    #[test]
    fn a_stretch_of_time_is_a_deadline_up_to_its_last_day() {
        for (sentence, day) in [
            ("it must run in September", "2026-09-30"),
            ("we need it by September", "2026-09-01"),
            ("installed before mid-June", "2026-06-15"),
            ("we decide this month or never, in May", "2026-05-31"),
            ("they want it live in the summer", "2026-08-31"),
        ] {
            assert_eq!(given(SignalKind::Urgency, sentence).as_deref(), Some(day), "{sentence}");
        }
    }

    #[test]
    fn figures_are_read_as_their_writer_orders_them() {
        let read = |order, sentence: &str| {
            let own = Words::read(sentence, 0);
            let context = Context { own: &own, before: None, after: None };
            let dating = Dating { written: date(2026, 5, 4), order };
            until(SignalKind::Deferral, context, &(0..own.text.len()), dating).map(|date| date.to_string())
        };
        let (day, month) = (Some(Order::DayFirst), Some(Order::MonthFirst));
        for sentence in ["contact me again on 02/12/2026", "contact me again on 02-12-2026", "not before 2/12 please"] {
            assert_eq!(read(day, sentence).as_deref(), Some("2026-12-02"), "{sentence}");
            assert_eq!(read(None, sentence), None, "{sentence}");
        }
        assert_eq!(read(month, "contact me again on 12/02/2026").as_deref(), Some("2026-12-02"));
        assert_eq!(read(month, "contact me again on 13/06/2026").as_deref(), Some("2026-06-13"), "there is no 13th month");
    }
}
