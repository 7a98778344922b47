//! Notices that only their words and addresses give away, and the people who write much the same.

use wentdark::domain::mail::Kind;

use crate::reading_machines::unlike_headed;

const PAT: &str = "Pat Lee <pat@acme.example>";
const DESK: &str = "purchasing@acme.example";
const ANSWERS: &str = "In-Reply-To: <o1@northfield.example>\n";

fn unlike(wanted: Kind, mails: &[(&str, &str, &str)]) -> Vec<String> {
    [unlike_headed("", wanted, mails), unlike_headed(ANSWERS, wanted, mails)].concat()
}

#[test]
fn desks_tell_what_became_of_a_ticket_in_words_of_their_own() {
    let machines = [
        (
            DESK,
            "Ticket INC0098121 has been opened on your behalf",
            "Hello Dana Reyes,\n\nIncident INC0098121 has been created.\n\nShort description: Line 4\nAssignment group: Purchasing\n\nYou can view all \
             the details of the incident by following the link below:\n\nTake me to the Incident",
        ),
        (
            "servicedesk@acme.example",
            "[SD-5521] Created: Access for supplier",
            "SD-5521 has been created.\n\nSummary: Access for supplier\nReporter: Kim Poe\n\nView request · Turn off this request's notifications",
        ),
        (
            "helpdesk@acme.example",
            "Your ticket #9914 is now resolved",
            "Hi Dana,\n\nOur support agent has marked your ticket - Line 4 - as resolved. If you believe that it has not been resolved, please reply to \
             this email to reopen the ticket.",
        ),
        (
            "sav@acme.example",
            "Ticket 7731 : changement de statut",
            "Le statut de votre ticket 7731 est passé de « Ouvert » à « En cours ».\n\nVous pouvez suivre votre demande sur notre portail.",
        ),
        (
            DESK,
            "Re: Offer 4711",
            "Hi there,\n\nThanks for reaching out to Acme Purchasing! This is just a quick note to let you know that we've received your message and a \
             member of the team will pick it up shortly. Your reference is 88213.\n\nThe Acme Purchasing team",
        ),
        (
            "support@acme.example",
            "[Acme] Re: Offer 4711",
            "Hello Dana,\n\nYour request (88213) has been updated. To add additional comments, reply to this email.\n\nStatus changed from Open to Pending.",
        ),
        (
            "Einkauf Acme <einkauf@acme.example>",
            "Ihre Anfrage ist bei uns eingegangen [Vorgang 88213]",
            "Guten Tag Frau Reyes,\n\nvielen Dank für Ihre Nachricht, die wir unter der Vorgangsnummer 88213 erfasst haben. Ein Mitarbeiter wird sich \
             in den nächsten zwei Werktagen bei Ihnen melden.\n\nIhr Team der Acme GmbH",
        ),
        (
            "ap@acme.example",
            "Invoice received - reference 90011",
            "Thank you for submitting invoice 90011. It has been received and queued for processing. This mailbox is not monitored for replies.",
        ),
    ];
    assert_eq!(unlike(Kind::AutoReply, &machines), [""; 0]);
    let people = [
        (DESK, "Ticket 4711 closed", "Ticket 4711 is closed, we have chosen another supplier."),
        (DESK, "Request 4711 reopened", "The request 4711 has been reopened, please quote again with freight."),
        (
            DESK,
            "Ticket 4711 updated",
            "Ticket 4711 was updated: 60 units. Please view the drawing on our portal and quote by Friday.\n\nKim Poe",
        ),
        (DESK, "Ticket 4711: status", "The status of ticket 4711 is unclear to me. Which price is right?"),
        (DESK, "Re: Offer 4711", "Just a quick note: we've received your offer and take forty. Order number 88213 follows."),
        (
            DESK,
            "Order 4711",
            "Please find our order 4711, which has been released. This mailbox is not monitored, ask pat@acme.example.",
        ),
        (DESK, "Welds", "Thank you for your message. The weld is not checked by us, the drum is. Send a price for both."),
        ("einkauf@acme.example", "Bestellung 4711", "Hiermit bestellen wir. Dieses Postfach wird nicht gelesen."),
        (
            "einkauf@acme.example",
            "Ihre Anfrage 88213",
            "Guten Tag,\n\nvielen Dank für Ihre Nachricht. In den nächsten zwei Wochen kommt der Zuschlag, ein Mitarbeiter bringt die Muster.",
        ),
    ];
    assert_eq!(unlike(Kind::Human, &people), [""; 0]);
}

#[test]
fn from_a_notifiers_address_only_machines_write_unless_somebody_signs() {
    let machines = [
        (
            "Calendly <notifications@planner.example>",
            "30 Minute Meeting with Pat Lee",
            "Hi Dana,\n\nA new event is planned.\n\nSent from Calendly",
        ),
        (
            "Google Calendar <calendar-notification@google.example>",
            "Line 4 call",
            "Line 4 call\nMonday 5 Oct 2026 ⋅ 10:00 – 10:30",
        ),
        (
            "Mailtrack <notify@tracker.example>",
            "Your email has been read",
            "pat@acme.example read your email 4 hours after it was sent.",
        ),
        (
            "Acme Survey <survey@acme.example>",
            "How did we do?",
            "How likely are you to recommend Acme?\n\n0 1 2 3 4 5 6 7 8 9 10",
        ),
    ];
    assert_eq!(unlike(Kind::AutoReply, &machines), [""; 0]);
    let people = [
        ("Kim Poe <notifications@desk.example>", "Line 4", "Hi Dana,\n\nForty it is. Please send the contract.\n\nKim Poe"),
        ("notifications@desk.example", "Line 4", "I talked to the board: go ahead."),
        ("Acme <alerts@acme.example>", "Re: Offer", "We take it."),
        ("notification.it@acme.example", "Line 4", "The plant is shut on Friday, come on Monday instead."),
        ("Scan <scanner@acme.example>", "Scanned image", "Signed contract attached."),
    ];
    assert_eq!(unlike(Kind::Human, &people), [""; 0]);
}

#[test]
fn what_is_shared_in_a_persons_name_is_told_by_a_service() {
    let machines = [
        (
            PAT,
            "Pat Lee has invited you to collaborate on \"Line data\"",
            "Pat Lee has invited you to edit the following document:\n\nLine data\n\nOpen",
        ),
        (
            PAT,
            "Pat Lee has shared a file with you",
            "Hi,\n\nHere is the document that Pat Lee shared with you.\n\nQuote_comments.docx\n\nOpen",
        ),
        (PAT, "Pat Lee is now following you", "Pat Lee is now following you.\n\nSee profile"),
    ];
    assert_eq!(unlike(Kind::AutoReply, &machines), [""; 0]);
    let people = [
        (
            PAT,
            "Pat Lee has invited you to the plant",
            "Hi Dana, Pat Lee has invited you to the plant on Tuesday, I hear. It suits us.",
        ),
        (
            PAT,
            "Pat Lee has shared a file with you",
            "Dana, this is the file that Pat Lee has shared with you. The price in it is fine.\n\nPat",
        ),
        (PAT, "Pat Lee has shared a file with you", "The drawing is in it. Send the contract."),
        (PAT, "Draft", "Pat Lee has shared the draft with you. Sign it."),
    ];
    assert_eq!(unlike(Kind::Human, &people), [""; 0]);
}

#[test]
fn a_filter_holds_a_message_back_until_its_sender_presses_something() {
    let machines = [
        (
            PAT,
            "Re: Offer 4711 [verification required]",
            "Hello,\n\nI am protecting my inbox with SpamArrest. Your message has been held because you are not yet on my list of authorised senders. To \
             deliver it, please click the link below and complete the one-time verification:\n\nhttps://filter.example/a2?AQN4\n\nThank you,\nPat Lee",
        ),
        (
            PAT,
            "Re : Offre 4711",
            "Bonjour,\n\nVotre message est en attente car vous n'êtes pas encore dans la liste des expéditeurs autorisés de Pat Lee. Cliquez sur le lien \
             suivant pour vous faire reconnaître :\n\nhttps://filtre.example/auth?id=8821",
        ),
        (
            PAT,
            "AW: Angebot",
            "Ihre Nachricht wurde noch nicht zugestellt. Unbekannte Absender bitten wir einmalig um eine Bestätigung. Bitte klicken Sie hier: \
             https://mailcheck.example/c/8821",
        ),
    ];
    assert_eq!(unlike(Kind::AutoReply, &machines), [""; 0]);
    let people = [
        (
            PAT,
            "Re: Offer",
            "Your message is pending with the boss. Click through our drawings at https://acme.example/d until then.",
        ),
        (
            PAT,
            "Re: Offer",
            "Your email has been held up by our filter, now it is here. The link https://northfield.example works, we order.",
        ),
        (
            PAT,
            "Re: Offer",
            "To become an approved supplier, click https://acme.example/s and upload your certificate. Then your offer is looked at. Pat",
        ),
    ];
    assert_eq!(unlike(Kind::Human, &people), [""; 0]);
}

#[test]
fn who_has_moved_on_says_so_behind_please_be_advised_as_well() {
    let gone = [
        (
            PAT,
            "Re: Offer",
            "Thank you for your email. Please be advised that I have moved on from Acme Industrial as of 30 September. For all purchasing matters please \
             contact Sam Ortiz at sam@acme.example.",
        ),
        (PAT, "Re: Offer", "Please note that I no longer work for Acme Industrial. Please write to sam@acme.example."),
    ];
    assert_eq!(unlike(Kind::Departed, &gone), [""; 0]);
    let here = [
        (PAT, "Re: Offer", "Please be advised that I have moved on from the old drawing, the new one is attached."),
        (PAT, "Re: Offer", "Please note that I no longer work with Acme pumps. What do yours cost?"),
        (PAT, "Re: Offer", "Please note that we have moved on from Huber. Send the contract to sam@acme.example."),
    ];
    assert_eq!(unlike(Kind::Human, &here), [""; 0]);
}

#[test]
fn a_calendars_answer_that_repeats_the_invitation_is_no_letter() {
    let when = "Quand : jeudi 8 octobre 2026 10:00-11:00.\nOù : Teams";
    let answers = [
        (PAT, "Refusé : Revue de l'offre", when),
        (PAT, "Accepted: Review", "When: Thursday, 8 October 2026 10:00-11:00.\nWhere: Leeds"),
    ];
    assert_eq!(unlike(Kind::CalendarReply, &answers), [""; 0]);
    assert_eq!(
        unlike(Kind::CalendarCancel, &[(PAT, "Canceled: Review", "When: Thursday, 8 October 2026 10:00.\nWhere: Teams")]),
        [""; 0]
    );
    let letters = [
        (PAT, "Accepted: your terms", "When: as soon as you can.\nWe need the contract today."),
        (PAT, "Declined: Review", "Where: can we do it at your place instead?\nKim comes along."),
    ];
    assert_eq!(unlike(Kind::Human, &letters), [""; 0]);
}

#[test]
fn servers_tell_of_a_failed_delivery_in_their_users_language() {
    let system = "Mail Delivery Subsystem <mailer-daemon@mail.example>";
    let failures = [
        (
            "Zustellungsstatus",
            "Nachricht blockiert\n\nIhre Nachricht an pat@acme.example wurde blockiert.\n\n550 5.7.1 Service unavailable",
        ),
        (
            "Adresse nicht gefunden",
            "Ihre Nachricht wurde nicht zugestellt an pat@acme.example, weil die Adresse nicht gefunden wurde.",
        ),
        ("Message", "Votre message à l'adresse pat@acme.example a été bloqué."),
        ("Estado", "Tu mensaje no se ha entregado a pat@acme.example porque no se ha encontrado la dirección."),
        ("Messaggio", "Il tuo messaggio per pat@acme.example è stato bloccato."),
        ("Bericht", "Je bericht is niet bezorgd bij pat@acme.example."),
        ("Besked", "Din besked blev ikke leveret til pat@acme.example."),
        ("Wiadomość", "Wiadomość nie dotarła do adresata pat@acme.example."),
        (
            "ZUSTELLUNGSFEHLER: Benutzer pat nicht im Domino-Verzeichnis aufgeführt",
            "Ihr Dokument:\n\nAngebot\n\nwurde nicht zugestellt an:\n\npat@acme.example",
        ),
    ];
    let failures = failures.map(|(subject, text)| (system, subject, text));
    assert_eq!(unlike_headed("", Kind::BouncePermanent, &failures), [""; 0]);
    let people = [
        (PAT, "Re: Lieferung", "Die Palette wurde nicht zugestellt an unser Werk, die Einfahrt wurde blockiert."),
        (PAT, "Livraison", "Le camion a été bloqué à la frontière, la pompe n'est pas encore là."),
    ];
    assert_eq!(unlike(Kind::Human, &people), [""; 0]);
}
