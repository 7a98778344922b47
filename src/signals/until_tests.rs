//! Dates of signals, as people write them.

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

#[test]
fn feasts_are_days_and_no_weekdays_of_this_week() {
    for (sentence, day) in [
        ("Call me after Easter Monday", "2027-03-29"),
        ("Try us again after Whit Monday", "2027-05-17"),
        ("Nothing before Good Friday please", "2027-03-26"),
        ("Come back after Christmas Eve", "2026-12-24"),
        ("Ask again after Cyber Monday", "2026-11-30"),
        ("Melden Sie sich nach Ostermontag", "2027-03-29"),
        ("Bitte erst nach Pfingstmontag wieder melden", "2027-05-17"),
        ("Rappelez-moi après le lundi de Pâques", "2027-03-29"),
        ("Rappelez-moi après le lundi de Pentecôte", "2027-05-17"),
        ("Contácteme después del Viernes Santo", "2027-03-26"),
        ("Ci risentiamo dopo il lunedì di Pasqua", "2027-03-29"),
        ("Neem na tweede paasdag weer contact met ons op", "2027-03-29"),
        ("Voltem a contactar-nos depois do Carnaval", "2027-02-09"),
        ("O projeto foi adiado para janeiro", "2027-01-01"),
    ] {
        assert_eq!(late_in_the_year(SignalKind::Deferral, sentence).as_deref(), Some(day), "{sentence}");
    }
    assert_eq!(late_in_the_year(SignalKind::Deferral, "Have a good Friday and call on Tuesday").as_deref(), Some("2026-12-01"));
    assert_eq!(late_in_the_year(SignalKind::Deferral, "after the bank holiday Monday").as_deref(), None);
}

#[test]
fn a_weekday_tells_the_order_of_figures() {
    let read = |order, sentence: &str| {
        let own = Words::read(sentence, 0);
        let dating = Dating { written: date(2026, 11, 27), order };
        let context = Context { own: &own, before: None, after: None };
        until(SignalKind::Urgency, context, &(0..own.text.len()), dating).map(|date| date.to_string())
    };
    for order in [None, Some(Order::DayFirst), Some(Order::MonthFirst)] {
        for sentence in ["by Tuesday 12/8", "by Tuesday, 8/12", "by 12/8 (Tuesday)", "by Tues, the 08/12/2026"] {
            assert_eq!(read(order, sentence).as_deref(), Some("2026-12-08"), "{sentence}");
        }
        assert_eq!(read(order, "by Friday 12/8"), None, "neither is a Friday, and no other Friday is meant");
    }
    assert_eq!(read(Some(Order::DayFirst), "by 2/12").as_deref(), Some("2026-12-02"));
    assert_eq!(read(None, "we run 24/7, so answer by Friday").as_deref(), Some("2026-12-04"));
}

#[test]
fn weeks_are_told_by_a_day_in_them() {
    for sentence in [
        "Call me in the week of December 14",
        "Call me the week commencing 14 Dec",
        "Call me w/c Monday 14th December",
        "Call me the week of the 16th",
        "Rufen Sie mich in der Woche vom 14. Dezember an",
        "Rappelez-moi la semaine du 14 décembre",
        "Llámeme la semana del 14 de diciembre",
        "Ci risentiamo la settimana del 14 dicembre",
        "Bel me terug in de week van 14 december",
    ] {
        assert_eq!(late_in_the_year(SignalKind::Deferral, sentence).as_deref(), Some("2026-12-14"), "{sentence}");
    }
    for (sentence, day) in [
        ("We decide in the week of December 14", "2026-12-18"),
        ("by Thurs noon", "2026-12-03"),
        ("I need it by Weds", "2026-12-02"),
        ("before the month is out", "2026-11-30"),
        ("pick somebody in the next ten days", "2026-12-07"),
        ("an answer within 48 hours", "2026-11-29"),
        ("the decision falls in KW51", "2026-12-18"),
        ("answer by EOD", "2026-11-27"),
        ("answer by COB Thursday", "2026-12-03"),
        ("we choose somebody this month", "2026-11-30"),
        ("an order before the weekend", "2026-11-27"),
        ("an order over the weekend", "2026-11-29"),
        ("at year's end at the latest", "2026-12-31"),
        ("by Sunday at the latest", "2026-11-29"),
        ("It must run by Christmas, so we decide by mid December", "2026-12-15"),
    ] {
        assert_eq!(late_in_the_year(SignalKind::Urgency, sentence).as_deref(), Some(day), "{sentence}");
    }
}

#[test]
fn spans_are_counted_from_the_day_that_is_named() {
    for (sentence, day) in [
        ("Call me a week after the 15th", "2026-12-22"),
        ("Not until two weeks after the fair on the 9th", "2026-12-23"),
        ("Get back to me two weeks after Christmas", "2027-01-09"),
        ("Ask again a month from now", "2026-12-27"),
        ("Call again the week after next", "2026-12-07"),
        ("Call again the week after the 16th", "2026-12-21"),
        ("Follow up on the first Monday in January", "2027-01-04"),
        ("Follow up on the last Friday of next month", "2026-12-25"),
        ("Call me the first week of January", "2027-01-04"),
        ("Call me the week after Thanksgiving", "2026-11-30"),
        ("Call me a week after Thanksgiving", "2026-12-03"),
        ("Call me after the holidays", "2027-01-01"),
        ("Call me after the weekend", "2026-11-29"),
        ("Call me once January has started", "2027-01-01"),
        ("Call me in three to four weeks", "2026-12-18"),
        ("Call me at the beginning of next month", "2026-12-01"),
        ("Try me in the spring, say April", "2027-04-01"),
        ("Call me in Q1, ideally mid February", "2027-02-15"),
        ("Melden Sie sich eine Woche nach dem 15. wieder", "2026-12-22"),
        ("Rufen Sie zwei Wochen nach der Messe am 9. wieder an", "2026-12-23"),
        ("Rappelez-moi deux semaines après le salon du 9 décembre", "2026-12-23"),
        ("Llámeme la segunda semana de enero", "2027-01-11"),
        ("Contacte-nos na segunda semana de janeiro", "2027-01-11"),
    ] {
        assert_eq!(late_in_the_year(SignalKind::Deferral, sentence).as_deref(), Some(day), "{sentence}");
    }
    for open in [
        "We need it within two weeks after delivery",
        "We're buried in the year-end audit",
        "We sat in the sun",
        "Mon directeur est absent, rappelez-moi plus tard",
        "A week after the samples please",
        "Get back to me after Thanksgiving",
        "Get back to me after October",
        "We were closed over Halloween, get back to me after it",
    ] {
        assert_eq!(late_in_the_year(SignalKind::Deferral, open), None, "{open}");
    }
}

#[test]
fn a_day_narrows_the_stretch_that_was_named_before_it() {
    for (own, next, day) in [
        ("Leave me alone till the start of January?", "Say the 5th.", "2027-01-05"),
        ("¿Te importa escribirme la segunda semana de enero?", "A partir del 13.", "2027-01-13"),
        ("Können wir das auf die zweite Januarwoche schieben?", "Ab dem 13. passt es.", "2027-01-13"),
        ("Recontactez-moi la deuxième semaine de janvier, dès le 13.", "Merci.", "2027-01-13"),
        ("Call me in January.", "We met on the 12th and meet again on the 28th, at the site.", "2027-01-01"),
        ("Call me in January.", "Dana can on the 5th of March.", "2027-01-01"),
        ("In January we move, so please call me back on the 15th.", "", "2026-12-15"),
        ("Prima del 5 gennaio non riusciamo, ci richiami dopo l'Epifania.", "", "2027-01-06"),
        ("Zavolejte v druhém týdnu ledna.", "", "2027-01-11"),
        ("Ozvěte se po 20. lednu.", "", "2027-01-20"),
    ] {
        let (own, next) = (Words::read(own, 0), Words::read(next, 0));
        let context = Context { own: &own, before: None, after: next.speak().then_some(&next) };
        let dating = Dating { written: date(2026, 11, 27), order: None };
        let found = until(SignalKind::Deferral, context, &(0..own.text.len()), dating).map(|date| date.to_string());
        assert_eq!(found.as_deref(), Some(day), "{}", own.text);
    }
}
