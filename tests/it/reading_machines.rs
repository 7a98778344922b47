//! Machines that no header marks: desks, telephones and services that write for people, and people who only look like them.

use wentdark::domain::mail::{Kind, Mail};
use wentdark::reading::read;

/// A message that no header marks, with one more field, or none, in its head.
fn headed(field: &str, from: &str, subject: &str, text: &str) -> Mail {
    let raw = format!(
        "From: {from}\nTo: Dana Reyes <dana@northfield.example>\nSubject: {subject}\nDate: Wed, 16 Sep 2026 10:00:00 +0200\n\
         {field}Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n"
    );
    read(raw.replace('\n', "\r\n").as_bytes(), Some("2026-09-16T08:00:05Z".parse().unwrap()), false).mail
}

/// Of such messages those that are not `wanted`.
pub fn unlike_headed(field: &str, wanted: Kind, mails: &[(&str, &str, &str)]) -> Vec<String> {
    let read = mails.iter().map(|(from, subject, text)| (headed(field, from, subject, text), text));
    read.filter(|(mail, _)| mail.kind != wanted)
        .map(|(mail, text)| format!("{:?} ({}): {text}", mail.kind, mail.kind_rule))
        .collect()
}

const ANSWERS: &str = "In-Reply-To: <o1@northfield.example>\n";

fn unlike(wanted: Kind, mails: &[(&str, &str, &str)]) -> Vec<String> {
    unlike_headed(ANSWERS, wanted, mails)
}

#[test]
fn desks_that_no_header_marks_acknowledge_in_many_languages() {
    let machines = [
        (
            "Acme Service <service@acme.example>",
            "Re: Angebot Linie 4",
            "Sehr geehrte Damen und Herren,\n\nvielen Dank für Ihre E-Mail. Ihre Anfrage ist bei uns eingegangen und wird schnellstmöglich bearbeitet. Wir \
             melden uns innerhalb von 48 Stunden bei Ihnen.\n\nIhr Team der Acme GmbH",
        ),
        (
            "info@acme.example",
            "AW: Angebot Linie 4",
            "Guten Tag,\n\nwir haben Ihre E-Mail erhalten und werden diese so schnell wie möglich beantworten.\n\nFreundliche Grüße\nIhr Acme-Team",
        ),
        (
            "Acme Helpdesk <helpdesk@acme.example>",
            "[Ticket 48211] Angebot Linie 4",
            "Sehr geehrte Frau Reyes,\n\nzu Ihrer Anfrage wurde das Ticket 48211 eröffnet. Einer unserer Mitarbeiter wird sich in Kürze mit Ihnen in Verbindung \
             setzen.\n\nMit freundlichen Grüßen\nAcme Helpdesk",
        ),
        (
            "einkauf@acme.example",
            "Eingangsbestätigung: Angebot Linie 4",
            "Vielen Dank für Ihre Nachricht. Wir haben sie erhalten und an die zuständige Abteilung weitergeleitet.\n\nIhr Team",
        ),
        (
            "Acme Bewerbung <jobs@acme.example>",
            "Danke",
            "Herzlichen Dank für Ihre Nachricht. Aufgrund des hohen Aufkommens kann die Bearbeitung einige Tage in Anspruch nehmen.",
        ),
        (
            "contact@acme.example",
            "Re: Offre ligne 4",
            "Bonjour,\n\nNous avons bien reçu votre message et nous vous en remercions. Notre équipe vous répondra dans les meilleurs délais.\n\nCordialement,\n\
             L'équipe Acme",
        ),
        (
            "support@acme.example",
            "RE: Offre",
            "Bonjour Dana Reyes,\n\nMerci de nous avoir contactés. Votre demande est en cours de traitement. Vous recevrez une réponse d'ici 24 heures \
             ouvrées.\n\nL'équipe support",
        ),
        (
            "Acme Helpdesk <helpdesk@acme.example>",
            "Richiesta #4711 aperta",
            "Gentile utente, la sua richiesta è stata presa in carico dal nostro team. Riceverà un aggiornamento via email.",
        ),
        (
            "support@acme.example",
            "Request #4711: How would you rate the support you received?",
            "Hello Dana,\n\nOne question:\n\nGood, I'm satisfied\nBad, I'm unsatisfied",
        ),
        (
            "Service Client Acme <serviceclient@acme.example>",
            "Votre demande n° 48211",
            "Bonjour,\n\nVotre demande a bien été enregistrée sous le numéro 48211. Un conseiller prendra contact avec vous sous 48 heures.\n\nLe service client Acme",
        ),
        (
            "achats@acme.example",
            "Accusé de réception : Offre ligne 4",
            "Madame, Monsieur,\n\nNous accusons réception de votre courriel et le traiterons dans les plus brefs délais.\n\nLe service achats",
        ),
        (
            "Acme <inkoop@acme.example>",
            "RE: Offerte",
            "Uw bericht is ontvangen en geregistreerd onder nummer 4711. U ontvangt binnen 2 werkdagen een reactie.",
        ),
        (
            "geral@acme.example",
            "RE: Proposta",
            "Agradecemos o seu contacto. A sua mensagem foi registada com o número 4711 e será respondida com a maior brevidade.",
        ),
        (
            "biuro@acme.example",
            "RE: oferta",
            "Dziękujemy za wiadomość. Państwa zgłoszenie zostało zarejestrowane pod numerem 4711. Konsultant skontaktuje się z Państwem.",
        ),
        ("support@acme.example", "Ärende #4711 har skapats", "Ditt ärende har registrerats. Du får svar av en handläggare."),
        (
            "Acme <helpdesk@acme.example>",
            "Your ticket #4711 is now resolved",
            "Hi Dana,\n\nour agent has marked your ticket as resolved. Visit http://acme.example/4711",
        ),
        (
            "purchasing@acme.example",
            "Request REQ4711 has been opened on your behalf",
            "Request REQ4711 has been created.\n\nPriority: low\nGroup: Purchasing",
        ),
        (
            "procurement@acme.example",
            "Your reference",
            "Dear Supplier,\n\nThank you for your submission, which has been assigned the reference AC-4711. Please quote this reference in all correspondence.",
        ),
        (
            "enquiries@acme.example",
            "RE: Line 4",
            "Thanks for getting in touch with Acme!\n\nYour enquiry is important to us and we aim to respond within 3 working days.",
        ),
        (
            "Acme AP <ap@acme.example>",
            "Invoice received",
            "It has been received and queued for processing. Thank you for your message. This mailbox is not monitored for replies. We reply to all messages within 2 working days.",
        ),
        (
            "einkauf@acme.example",
            "AW: Angebot",
            "Sehr geehrte Damen und Herren,\n\nwir bestätigen den Eingang.\n\nDiese Nachricht wurde maschinell erstellt.",
        ),
        (
            "biuro@acme.example",
            "Zgłoszenie",
            "Dzień dobry,\n\notrzymaliśmy zgłoszenie.\n\nWiadomość wygenerowana automatycznie, prosimy na nią nie odpowiadać.",
        ),
        (
            "Filter <support@filter.example>",
            "Re: Line 4",
            "Hello Dana,\n\nYour message was waitlisted. Please add yourself to my Guest List, use the link below.",
        ),
    ];
    assert_eq!(unlike(Kind::AutoReply, &machines), [""; 0]);
    let people = [
        (
            "Einkauf <einkauf@acme.example>",
            "AW: Angebot",
            "Guten Tag,\n\nwir haben Ihr Angebot erhalten und prüfen es bis Freitag.\n\nMit freundlichen Grüßen\nEva Beck",
        ),
        (
            "info@acme.example",
            "AW: Angebot",
            "Guten Tag,\n\nwir haben Ihre E-Mail erhalten und nehmen das Angebot an.\n\nFreundliche Grüße\nIhr Acme-Team",
        ),
        (
            "info@acme.example",
            "AW: Angebot",
            "Guten Tag,\n\nwir haben Ihre E-Mail erhalten und melden uns schnellstmöglich. Der Chef ist noch auf der Messe.\n\nGruß\nIhr Acme-Team",
        ),
        (
            "info@acme.example",
            "AW: Angebot",
            "Vielen Dank für Ihre Nachricht. Ich melde mich innerhalb von 2 Werktagen bei Ihnen.\n\nHelga",
        ),
        (
            "contact@acme.example",
            "Re: Offre",
            "Bonjour,\n\nNous avons bien reçu votre offre. Le prix est trop élevé, notre équipe vous répondra quand vous aurez revu le tarif.",
        ),
        (
            "service@acme.example",
            "AW: Angebot",
            "Hallo Dana, danke, Ihre Mail ist eingegangen. Ich melde mich schnellstmöglich. Gruß Eva",
        ),
        (
            "Priya Nair <support@acme.example>",
            "Re: Line 4",
            "We have received your message and will be in touch within two working days.",
        ),
        (
            "purchasing@acme.example",
            "RE: Quote",
            "Thank you for your quote, which has been received and logged as MF-2211. Is installation included?",
        ),
        (
            "purchasing@acme.example",
            "Request 4711 created",
            "Please quote forty pumps to the drawing attached, delivery in June.",
        ),
        ("purchasing@acme.example", "Order 4711", "Please find attached our order 4711. This mailbox is not monitored."),
        ("einkauf@acme.example", "Eingangsbestätigung", "Danke, das Angebot liegt vor. Bitte senden Sie uns noch die Zeichnung."),
        (
            "Pat Lee <pat@acme.example>",
            "AW: Angebot",
            "Hallo Dana,\n\nvielen Dank für Ihre Nachricht. Wir haben sie erhalten und melden uns schnellstmöglich.\n\nGruß\nPat",
        ),
        ("orders@acme.example", "Re: Line 4", "We received your message, and we take forty."),
        ("info@acme.example", "AW: Angebot", "Vielen Dank für Ihre Nachricht. Wir bitten um Geduld bis zur Sitzung am Freitag."),
        ("info@acme.example", "AW: Angebot", "Vielen Dank für Ihre Nachricht. Wir möchten Ihr Angebot in Anspruch nehmen."),
        ("info@acme.example", "Re: Offer", "Thank you for your message. The delivery date is important to us."),
        ("info@acme.example", "Request 4711 closed", "We have closed your request. The board decided to wait until June."),
        ("compras@acme.example", "Re: Línea 4", "Gracias por su mensaje. Su solicitud ha sido aprobada."),
        ("orders@acme.example", "Re: Line 4", "Your request has been received and rejected."),
    ];
    assert_eq!(unlike(Kind::Human, &people), [""; 0]);
}

#[test]
fn what_a_service_tells_of_people_and_calls_is_no_answer_of_theirs() {
    let machines = [
        (
            "Phones <voicemail@acme.example>",
            "New voicemail from +44 113 496 0000",
            "You have received a new voice message from +44 113 496 0000.\n\nDuration: 0:32",
        ),
        (
            "PAT LEE <notify@ring.example>",
            "New Voice Message from Pat Lee",
            "Dear Dana Reyes,\n\nYou have a new voice message:\n\nFrom: Pat Lee\nPreview: can you call me?",
        ),
        ("FRITZ!Box <fritzbox@acme.example>", "Anruf", "Nachricht auf dem Anrufbeantworter\n\nDatum: 24.11.2026"),
        ("eFax <message@efax.example>", "eFax message - 2 pages", "You have received a 2 page fax at 2026-11-24 09:00:00 GMT."),
        (
            "Calendar <notify@calendar.example>",
            "New Event: Pat Lee",
            "Hi Dana Reyes,\n\nA new event has been scheduled.\n\nInvitee:\nPat Lee\n\nView event",
        ),
        ("Pat Lee <share@files.example>", "Pat Lee has shared a file with you", "Here is the document.\n\nOpen"),
        (
            "Pat Lee (via Docs) <docs@acme.example>",
            "Line data",
            "Pat Lee has invited you to edit the following document:\n\nLine data",
        ),
        ("\"Lee, Pat\" <pat@acme.example>", "Recall: Layout", "Pat Lee would like to recall the message, \"Layout\"."),
        ("Pat Lee <pat@acme.example>", "Rückruf: Layout", "Pat Lee möchte die Nachricht \"Layout\" zurückrufen."),
    ];
    assert_eq!(unlike(Kind::AutoReply, &machines), [""; 0]);
    let people = [
        (
            "Pat Lee <pat@acme.example>",
            "Missed call from you",
            "Missed call from you - I was in the cold store. Ring again after three.",
        ),
        (
            "Acme <info@acme.example>",
            "Missed call from your office",
            "Missed call from your office, we are in until five.\n\nHelga Poe",
        ),
        ("Pat Lee <pat@acme.example>", "Pat Lee has shared a file with you", "Is this the right one? Tell me before Friday."),
        ("Acme <info@acme.example>", "New voicemail system", "New voicemail system here, so call the mobile please."),
        (
            "Acme <info@acme.example>",
            "Missed call from Dana",
            "Missed call from Dana today. We are interested, call again tomorrow.",
        ),
        (
            "Acme Pumps <hello@pumps.example>",
            "The drawing",
            "Acme Pumps has shared the drawing with their board, and they like it.",
        ),
        ("Pat Lee <pat@acme.example>", "Layout", "Kim Poe has shared the layout with me, it fits."),
        ("Pat Lee <pat@acme.example>", "Fax", "You have received a fax from us this morning with the signed order."),
        ("Pat Lee <pat@acme.example>", "Re: Line 4", "New voicemail from your boss: he gives us ten per cent. So we take it."),
    ];
    assert_eq!(unlike(Kind::Human, &people), [""; 0]);
}

#[test]
fn a_machine_that_reads_no_answers_is_no_farewell() {
    let kind = |from: &str, marks: &str, text: &str| {
        let raw = format!("From: {from}\nTo: dana@northfield.example\nSubject: Order 4711\n{marks}\n{text}\n");
        read(raw.replace('\n', "\r\n").as_bytes(), None, false).mail.kind
    };
    let erp = ("noreply@acme.example", "Auto-Submitted: auto-generated\n");
    for text in [
        "Please find attached our order 4711. This mailbox is not monitored.",
        "Order 4711 replaces order 4612, which is no longer valid.",
        "Thank you for your invoice 90011. It has been received. This mailbox is not monitored for replies.",
    ] {
        assert_eq!(kind(erp.0, erp.1, text), Kind::AutoReply, "{text}");
        assert_ne!(kind("Acme AP <ap@acme.example>", "", text), Kind::Departed, "{text}");
    }
    for text in [
        "This mailbox is not monitored. Please write to purchasing@acme.example.",
        "Hello! Thank you for your message. This mailbox is not monitored.",
        "This address is no longer valid.",
    ] {
        assert_eq!(kind("pat@acme.example", "Auto-Submitted: auto-replied\n", text), Kind::Departed, "{text}");
        assert_eq!(kind("pat@acme.example", "", text), Kind::Departed, "{text}");
    }
}
