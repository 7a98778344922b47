//! Calendar answers that come as words alone, "Accepted: Line 4 demo", as some phones and web clients send them.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use super::absence_dates::{self, Order};
use super::spoken_words::{ACCEPTED, CANCELLED, COUNTER, DECLINED, FORWARDED, SENTENCES, TENTATIVE};
use super::{absence_words, automatic, clean, ics};
use crate::domain::address::Address;
use crate::domain::meeting::{Answer, MeetingFact, Method};
use crate::domain::subject::{self, at_colon};

/// An answer that no calendar part gives.
#[derive(Debug)]
pub struct Spoken {
    /// What it says; it names its meeting by the title, and where it is about one date, that whole day as RECURRENCE-ID.
    pub fact: MeetingFact,
    /// Whether nobody wrote more than that: the mail is a program's. Else a person wrote a letter under this subject, and it is both.
    pub alone: bool,
}

/// The answer of a mail without a calendar part. Days that it names are days of `home`.
pub fn answer(subject: &str, text: &str, attachments: &[String], from: Option<&Address>, home: &TimeZone) -> Option<Spoken> {
    let (method, answer, title, when) = of_subject(subject)?;
    let said = clean::folded(text.trim(), 400);
    let room = if method == Method::Refresh { 3000 } else { 300 };
    let machine = said.is_empty() || (text.len() < room && SENTENCES.within(&said));
    let alone = machine && attachments.is_empty();
    // Passing an invitation on is nothing that people write of by hand.
    if !alone && method == Method::Refresh {
        return None;
    }
    let attendees = from
        .filter(|from| answer != Answer::NeedsAction && !ics::is_of_thing(from))
        .map(|from| (from.clone(), answer))
        .into_iter()
        .collect();
    let recurrence = when.and_then(one_day).and_then(|day| home.to_timestamp(day.to_datetime(Time::midnight())).ok());
    let all_day = recurrence.is_some();
    let fact = MeetingFact { method, title: title.to_owned(), attendees, recurrence, all_day, ..MeetingFact::default() };
    Some(Spoken { fact, alone })
}

/// Whether a subject is that of an answer to an invitation. What answers may come from an address that nobody knows, and name its
/// author in the calendar part alone.
pub fn is_answer(subject: &str) -> bool {
    of_subject(subject).is_some()
}

/// Whether an event's title says that it is called off: "Canceled: Line 4 demo", "[ABGESAGT] Line 4 demo", "Line 4 demo - cancelled". A
/// sentence that has the word in it says nothing: "Cancelled orders of May".
pub fn is_called_off(title: &str) -> bool {
    // "[External] Canceled: Line 4 demo", "FW: Canceled: Line 4 demo".
    [title, automatic::without_tags(title), subject::unmarked(title)].into_iter().any(says_called_off)
}

fn says_called_off(title: &str) -> bool {
    let title = title.trim();
    // What stands behind a colon is what the meeting is about: "Order 4471: cancelled".
    let (before, apart) = ([":", "："], [" - ", " \u{2013} ", " \u{2014} ", "]", ")", "[", "("]);
    let says = |part: &str| {
        let bare = part.trim_matches(|c: char| c.is_whitespace() || c.is_ascii_punctuation() || c == '：');
        bare.len() < 60 && CANCELLED.has(&clean::folded(bare, 60))
    };
    let named = |part: &str| part.chars().any(char::is_alphanumeric);
    let opened = title.trim_start_matches(['[', '(', '*']);
    let first = |mark: &&str| opened.split_once(*mark).filter(|(_, rest)| named(rest)).map(|(first, _)| first);
    let last = |mark: &&str| title.rsplit_once(*mark).filter(|(rest, _)| named(rest)).map(|(_, last)| last);
    before.iter().chain(&apart).filter_map(first).chain(apart.iter().filter_map(last)).any(says)
}

/// Gives a REPLY that names no attendee (RFC 5546, 3.2.3 asks for one) its author's answer, where the subject tells it.
pub fn complete(facts: &mut [MeetingFact], subject: &str, from: Option<&Address>) {
    let Some((Method::Reply, answer, _, _)) = of_subject(subject) else { return };
    for fact in facts.iter_mut().filter(|fact| fact.method == Method::Reply && fact.attendees.is_empty()) {
        fact.attendees.extend(from.filter(|from| !ics::is_of_thing(from)).map(|from| (from.clone(), answer)));
    }
}

/// What a subject such as "Accepted: Line 4 demo" does, answers, and means; and when that is, where it says so.
fn of_subject(subject: &str) -> Option<(Method, Answer, &str, Option<&str>)> {
    // Gateways put "[External]" before it.
    let subject = automatic::without_tags(subject);
    let (head, title) = at_colon(subject)?;
    let head = clean::folded(head.trim(), 60);
    let lists = [
        (&ACCEPTED, Method::Reply, Answer::Accepted),
        (&TENTATIVE, Method::Reply, Answer::Tentative),
        (&DECLINED, Method::Reply, Answer::Declined),
        (&COUNTER, Method::Counter, Answer::Tentative),
        (&CANCELLED, Method::Cancel, Answer::NeedsAction),
        (&FORWARDED, Method::Refresh, Answer::NeedsAction),
    ];
    let (_, method, answer) = lists.into_iter().find(|(words, _, _)| words.has(&head))?;
    // Google: "Accepted: Line 4 demo @ Mon May 4, 2026 2pm - 3pm (CDT) (dana@northfield.example)".
    let (title, when) = title.split_once(" @ ").map_or((title, None), |(title, when)| (title, Some(when)));
    let title = title.trim();
    (!title.is_empty()).then_some((method, answer, title, when))
}

/// The day of "Tue May 12, 2026 10am - 11am (UTC)". A series as a whole begins with its rule: "Weekly from 10am to 11am on Tuesday".
fn one_day(when: &str) -> Option<Date> {
    let words = absence_words::words(&clean::folded(when, 120));
    // Behind a day of the week, which may look like a month ("mar. 12 mai 2026"). Google writes the year: no day to count from is known.
    let begins = |skip: usize| {
        let found = absence_dates::find(words.get(skip..)?, Date::ZERO, Order::DayFirst).into_iter().next()?;
        (found.from == 0 && !found.weekday && !found.range && found.first.year() > 1970).then_some(found.first)
    };
    begins(0).or_else(|| begins(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pat() -> Address {
        Address::parse("pat@acme.example").unwrap()
    }

    fn said(subject: &str, text: &str) -> Option<(String, Vec<(Address, Answer)>)> {
        let spoken = answer(subject, text, &[], Some(&pat()), &TimeZone::UTC).filter(|spoken| spoken.alone);
        spoken.map(|spoken| (spoken.fact.title, spoken.fact.attendees))
    }

    #[test]
    fn a_title_that_says_called_off_is_told_from_one_that_speaks_of_it() {
        for title in [
            "Canceled: Line 4 demo",
            "CANCELLED - Line 4 demo",
            "[Cancelled] Line 4 demo",
            "(abgesagt) Line 4 demo",
            "Abgesagt: Line 4 demo",
            "Annulé : Line 4 demo",
            "Line 4 demo (cancelled)",
            "Line 4 demo - CANCELLED!",
            "Line 4 demo [ANNULLATO]",
            "中止：Line 4",
            "[External] Canceled: Line 4 demo",
            "FW: Canceled: Line 4 demo",
            "[EXT] Line 4 demo - cancelled",
        ] {
            assert!(is_called_off(title), "{title}");
        }
        for title in [
            "Line 4 demo",
            "Cancelled orders: what went wrong",
            "Review of cancelled orders - Acme",
            "Cancelled",
            "Accepted: Line 4 demo",
            "Acme: cancelled order 4471",
            "Not cancelled: Line 4 demo",
            "Will it be cancelled?",
            "Order 4471: cancelled",
            "[External] Order 4471: cancelled",
            "",
        ] {
            assert!(!is_called_off(title), "{title}");
        }
    }

    #[test]
    fn an_answer_is_told_from_a_letter() {
        let accepted = Some(("Line 4 demo".to_owned(), vec![(pat(), Answer::Accepted)]));
        assert_eq!(said("Accepted: Line 4 demo", ""), accepted);
        let google = "Accepted: Line 4 demo @ Mon May 4, 2026 2pm - 3pm (CDT) (dana@northfield.example)";
        assert_eq!(said(google, "pat@acme.example has accepted this invitation."), accepted);
        assert_eq!(said("Zugesagt: Line 4 demo", "\n "), accepted);
        assert_eq!(said("Akzeptiert: Line 4 demo", ""), accepted);
        assert_eq!(said("Vorläufig: Line 4 demo", "").unwrap().1[0].1, Answer::Tentative);
        assert_eq!(said("Avvisad: Line 4 demo", "").unwrap().1[0].1, Answer::Declined);
        assert_eq!(said("[EXT] Accepted: Line 4 demo", ""), accepted);
        assert_eq!(said("Tentatively Accepted: Demo", "").unwrap().1[0].1, Answer::Tentative);
        // A room accepts for nobody.
        let room = Address::parse("boardroom3@acme.example").unwrap();
        assert_eq!(answer("Accepted: Demo", "", &[], Some(&room), &TimeZone::UTC).unwrap().fact.attendees, []);
        assert_eq!(said("Accepted offers: what is new", ""), None);
        assert_eq!(said("Re: Accepted: Line 4 demo", ""), None);
        let forwarded = said(
            "Meeting Forward Notification: Demo",
            "Your meeting was forwarded\n\nPat Lee has forwarded your meeting request.",
        );
        assert_eq!(forwarded, Some(("Demo".to_owned(), vec![])));
        assert_eq!(answer("Canceled: Demo", "", &[], Some(&pat()), &TimeZone::UTC).unwrap().fact.method, Method::Cancel);
    }

    #[test]
    fn a_letter_under_such_a_subject_is_both() {
        let letter = "Fine. Can you bring the new quote along?";
        assert_eq!(said("Accepted: Line 4 demo", letter), None);
        let both = answer("Accepted: Line 4 demo", letter, &[], Some(&pat()), &TimeZone::UTC).unwrap();
        assert_eq!((both.alone, both.fact.attendees), (false, vec![(pat(), Answer::Accepted)]));
        assert!(
            !answer("Accepted: your quote", "", &["quote-signed.pdf".to_owned()], Some(&pat()), &TimeZone::UTC).unwrap().alone
        );
        assert!(answer("Meeting Forward Notification: Demo", letter, &[], Some(&pat()), &TimeZone::UTC).is_none());
    }

    #[test]
    fn one_date_of_a_series_is_told_from_all_of_it() {
        let day = |when: &str| {
            let spoken = answer(&format!("Declined: Weekly @ {when}"), "", &[], Some(&pat()), &TimeZone::UTC).unwrap();
            assert_eq!((spoken.fact.title.as_str(), spoken.fact.all_day), ("Weekly", spoken.fact.recurrence.is_some()));
            spoken.fact.recurrence.map(|at| at.strftime("%F").to_string()).unwrap_or_default()
        };
        for one in [
            "Tue May 12, 2026 10am - 11am (UTC) (dana@northfield.example)",
            "Tue 12 May 2026 10:00 - 11:00 (BST) (dana@northfield.example)",
            "Di. 12. Mai 2026 10:00 - 11:00 (MESZ) (dana@northfield.example)",
            "mar. 12 mai 2026 10:00 - 11:00 (CEST) (dana@northfield.example)",
            "Tue May 12, 2026",
        ] {
            assert_eq!(day(one), "2026-05-12", "{one}");
        }
        for all in
            ["Weekly from 10am to 11am on Tuesday from Tue May 5, 2026 to Tue May 26, 2026 (CDT)", "Every Tuesday from 10am"]
        {
            assert_eq!(day(all), "", "{all}");
        }
    }

    #[test]
    fn programs_answer_in_the_language_of_their_user() {
        let answers = [
            ("Mit Vorbehalt: Demo", Answer::Tentative),
            ("Abgelehnt: Demo", Answer::Declined),
            ("Accepté : Demo", Answer::Accepted),
            ("Accepté\u{a0}: Demo", Answer::Accepted),
            ("Provisoire : Demo", Answer::Tentative),
            ("Refusé : Demo", Answer::Declined),
            ("Aceptada: Demo", Answer::Accepted),
            ("Rechazado: Demo", Answer::Declined),
            ("Accettato: Demo", Answer::Accepted),
            ("Rifiutato: Demo", Answer::Declined),
            ("Aceito: Demo", Answer::Accepted),
            ("Aceite: Demo", Answer::Accepted),
            ("Geaccepteerd: Demo", Answer::Accepted),
            ("Voorlopig: Demo", Answer::Tentative),
            ("Afgewezen: Demo", Answer::Declined),
            ("Accepterat: Demo", Answer::Accepted),
            ("Avböjt: Demo", Answer::Declined),
            ("Accepteret: Demo", Answer::Accepted),
            ("Foreløpig: Demo", Answer::Tentative),
            ("Avslått: Demo", Answer::Declined),
            ("Hyväksytty: Demo", Answer::Accepted),
            ("Zaakceptowano: Demo", Answer::Accepted),
            ("Přijato: Demo", Answer::Accepted),
            ("Elfogadva: Demo", Answer::Accepted),
            ("Принято: Demo", Answer::Accepted),
            ("Kabul Edildi: Demo", Answer::Accepted),
            ("承諾: Demo", Answer::Accepted),
            ("已接受：Demo", Answer::Accepted),
            ("Event accepted: Demo", Answer::Accepted),
            ("Einladung angenommen: Demo", Answer::Accepted),
        ];
        for (subject, answer) in answers {
            assert_eq!(said(subject, ""), Some(("Demo".to_owned(), vec![(pat(), answer)])), "{subject}");
        }
        let methods = [
            ("Abgesagt: Demo", Method::Cancel),
            ("Annulé : Demo", Method::Cancel),
            ("Evento cancelado: Demo", Method::Cancel),
            ("Geannuleerd: Demo", Method::Cancel),
            ("Nouvelle heure proposée : Demo", Method::Counter),
            ("Neue Zeit vorgeschlagen: Demo", Method::Counter),
        ];
        for (subject, method) in methods {
            assert_eq!(
                answer(subject, "", &[], Some(&pat()), &TimeZone::UTC).map(|spoken| spoken.fact.method),
                Some(method),
                "{subject}"
            );
        }
    }

    #[test]
    fn a_reply_without_an_attendee_is_its_authors() {
        let reply = |attendees| MeetingFact { method: Method::Reply, attendees, ..MeetingFact::default() };
        let kim = Address::parse("kim@acme.example").unwrap();
        let mut facts = [reply(vec![]), reply(vec![(kim.clone(), Answer::Declined)])];
        complete(&mut facts, "Event accepted: Demo", Some(&pat()));
        assert_eq!(facts[0].attendees, [(pat(), Answer::Accepted)]);
        assert_eq!(facts[1].attendees, [(kim, Answer::Declined)]);
        let mut untold = [reply(vec![])];
        complete(&mut untold, "Canceled: Demo", Some(&pat()));
        assert_eq!(untold[0].attendees, []);
        // A room answers for nobody here either.
        complete(&mut untold, "Accepted: Demo", Address::parse("boardroom3@acme.example").as_ref());
        assert_eq!(untold[0].attendees, []);
    }
}
