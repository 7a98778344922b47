//! Calendar answers that come as words alone, "Accepted: Line 4 demo", as some phones and web clients send them.

use super::clean;
use crate::domain::address::Address;
use crate::domain::meeting::{Answer, MeetingFact, Method};

/// What a subject begins with, folded, and what that says.
const BEGINNINGS: &[(&str, Method, Answer)] = &[
    ("accepted", Method::Reply, Answer::Accepted),
    ("event accepted", Method::Reply, Answer::Accepted),
    ("meeting accepted", Method::Reply, Answer::Accepted),
    ("zugesagt", Method::Reply, Answer::Accepted),
    ("angenommen", Method::Reply, Answer::Accepted),
    ("accepté", Method::Reply, Answer::Accepted),
    ("acceptée", Method::Reply, Answer::Accepted),
    ("aceptada", Method::Reply, Answer::Accepted),
    ("aceptado", Method::Reply, Answer::Accepted),
    ("accettato", Method::Reply, Answer::Accepted),
    ("aceite", Method::Reply, Answer::Accepted),
    ("aceito", Method::Reply, Answer::Accepted),
    ("geaccepteerd", Method::Reply, Answer::Accepted),
    ("accepterat", Method::Reply, Answer::Accepted),
    ("accepteret", Method::Reply, Answer::Accepted),
    ("godtatt", Method::Reply, Answer::Accepted),
    ("hyväksytty", Method::Reply, Answer::Accepted),
    ("zaakceptowano", Method::Reply, Answer::Accepted),
    ("tentative", Method::Reply, Answer::Tentative),
    ("tentatively accepted", Method::Reply, Answer::Tentative),
    ("mit vorbehalt", Method::Reply, Answer::Tentative),
    ("vorläufig zugesagt", Method::Reply, Answer::Tentative),
    ("provisoire", Method::Reply, Answer::Tentative),
    ("provisional", Method::Reply, Answer::Tentative),
    ("provvisorio", Method::Reply, Answer::Tentative),
    ("voorlopig", Method::Reply, Answer::Tentative),
    ("declined", Method::Reply, Answer::Declined),
    ("event declined", Method::Reply, Answer::Declined),
    ("meeting declined", Method::Reply, Answer::Declined),
    ("abgelehnt", Method::Reply, Answer::Declined),
    ("refusé", Method::Reply, Answer::Declined),
    ("refusée", Method::Reply, Answer::Declined),
    ("rechazada", Method::Reply, Answer::Declined),
    ("rechazado", Method::Reply, Answer::Declined),
    ("rifiutato", Method::Reply, Answer::Declined),
    ("recusado", Method::Reply, Answer::Declined),
    ("geweigerd", Method::Reply, Answer::Declined),
    ("avböjt", Method::Reply, Answer::Declined),
    ("afvist", Method::Reply, Answer::Declined),
    ("avvist", Method::Reply, Answer::Declined),
    ("odrzucono", Method::Reply, Answer::Declined),
    ("new time proposed", Method::Counter, Answer::Tentative),
    ("neuer zeitvorschlag", Method::Counter, Answer::Tentative),
    ("canceled", Method::Cancel, Answer::NeedsAction),
    ("cancelled", Method::Cancel, Answer::NeedsAction),
    ("canceled event", Method::Cancel, Answer::NeedsAction),
    ("cancelled event", Method::Cancel, Answer::NeedsAction),
    ("abgesagt", Method::Cancel, Answer::NeedsAction),
    ("annulé", Method::Cancel, Answer::NeedsAction),
    // Exchange tells the organizer in an attendee's name that the invitation was passed on.
    ("meeting forward notification", Method::Refresh, Answer::NeedsAction),
    ("benachrichtigung über weitergeleitete besprechung", Method::Refresh, Answer::NeedsAction),
];

/// How a machine puts it in the text, where there is any.
const SENTENCES: &[&str] = &[
    "has accepted",
    "has declined",
    "has tentatively accepted",
    "has tentatively replied",
    "accepted your invitation",
    "declined your invitation",
    "accepted this invitation",
    "declined this invitation",
    "your meeting was forwarded",
    "has forwarded your meeting",
    "ihre besprechung wurde weitergeleitet",
    "this event has been canceled",
    "this event has been cancelled",
    "hat die einladung",
    "hat diese einladung",
    "hat ihre einladung",
    "a accepté",
    "a refusé",
    "ha aceptado",
    "ha rechazado",
    "ha accettato",
    "ha rifiutato",
];

/// The answer of a mail without a calendar part; `None` when a person wrote more than that.
pub fn answer(subject: &str, text: &str, attachments: &[String], from: Option<&Address>) -> Option<MeetingFact> {
    let (head, title) = subject.split_once(':')?;
    let head = clean::folded(head.trim(), 40);
    let (_, method, answer) = BEGINNINGS.iter().find(|(beginning, _, _)| *beginning == head)?;
    let said = clean::folded(text.trim(), 400);
    let room = if *method == Method::Refresh { 3000 } else { 300 };
    let machine = said.is_empty() || (text.len() < room && SENTENCES.iter().any(|sentence| said.contains(sentence)));
    // Google: "Accepted: Line 4 demo @ Mon May 4, 2026 2pm - 3pm (CDT) (dana@northfield.example)".
    let title = title.split_once(" @ ").map_or(title, |(title, _)| title).trim();
    if !machine || !attachments.is_empty() || title.is_empty() {
        return None;
    }
    let attendees = from.filter(|_| *answer != Answer::NeedsAction).map(|from| (from.clone(), *answer)).into_iter().collect();
    Some(MeetingFact { method: *method, title: title.to_owned(), attendees, ..MeetingFact::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_told_from_a_letter() {
        let pat = Address::parse("pat@acme.example").unwrap();
        let said = |subject: &str, text: &str| answer(subject, text, &[], Some(&pat)).map(|fact| (fact.title, fact.attendees));
        let accepted = Some(("Line 4 demo".to_owned(), vec![(pat.clone(), Answer::Accepted)]));
        assert_eq!(said("Accepted: Line 4 demo", ""), accepted);
        let google = "Accepted: Line 4 demo @ Mon May 4, 2026 2pm - 3pm (CDT) (dana@northfield.example)";
        assert_eq!(said(google, "pat@acme.example has accepted this invitation."), accepted);
        assert_eq!(said("Zugesagt: Line 4 demo", "\n "), accepted);
        assert_eq!(said("Tentatively Accepted: Demo", "").unwrap().1[0].1, Answer::Tentative);
        assert_eq!(said("Accepted: Line 4 demo", "Fine. Can you bring the new quote along?"), None);
        assert_eq!(said("Accepted offers: what is new", ""), None);
        assert_eq!(answer("Accepted: your quote", "", &["quote-signed.pdf".to_owned()], Some(&pat)), None);
        let forwarded = said(
            "Meeting Forward Notification: Demo",
            "Your meeting was forwarded\n\nPat Lee has forwarded your meeting request.",
        );
        assert_eq!(forwarded, Some(("Demo".to_owned(), vec![])));
        assert_eq!(answer("Canceled: Demo", "", &[], Some(&pat)).unwrap().method, Method::Cancel);
    }
}
