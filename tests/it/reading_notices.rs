//! What people write much as machines do: an order from a portal's address, the state of a ticket with news in it, a word on a filter. Their
//! answers stay theirs.

use wentdark::domain::mail::Kind;

use crate::reading_machines::unlike_headed;

const PAT: &str = "Pat Lee <pat@acme.example>";
const DESK: &str = "purchasing@acme.example";
const ANSWERS: &str = "In-Reply-To: <o1@northfield.example>\n";

fn unlike(wanted: Kind, mails: &[(&str, &str, &str)]) -> Vec<String> {
    [unlike_headed("", wanted, mails), unlike_headed(ANSWERS, wanted, mails)].concat()
}

#[test]
fn who_tells_what_became_of_a_request_and_more_is_a_person() {
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
fn an_order_from_a_notifiers_address_is_an_order() {
    let people = [
        ("Kim Poe <notifications@desk.example>", "Line 4", "Hi Dana,\n\nForty it is. Please send the contract.\n\nKim Poe"),
        ("notifications@desk.example", "Line 4", "I talked to the board: go ahead."),
        ("Acme <alerts@acme.example>", "Re: Offer", "We take it."),
        ("notification.it@acme.example", "Line 4", "The plant is shut on Friday, come on Monday instead."),
        ("Scan <scanner@acme.example>", "Scanned image", "Signed contract attached."),
        (
            "Velmora Purchasing <notifications@acme.example>",
            "Order",
            "Please find attached purchase order 4500012345 for 40 units.",
        ),
        ("notificaciones@acme.example", "Pedido", "Adjunto el pedido 4711 firmado."),
        ("Jan Bot <bot@acme.example>", "Offerte", "Graag de offerte voor 40 stuks vóór vrijdag."),
        ("survey@acme.example", "Re: Offer", "Your offer is accepted. Please proceed with the delivery."),
    ];
    assert_eq!(unlike(Kind::Human, &people), [""; 0]);
}

#[test]
fn who_speaks_of_what_was_shared_is_a_person() {
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
fn who_tells_of_a_filter_and_answers_is_a_person() {
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
        (
            PAT,
            "Re: Offer",
            "Thank you for your email. Your order is pending until verification of your bank details. Please click https://acme.example/v then.",
        ),
    ];
    assert_eq!(unlike(Kind::Human, &people), [""; 0]);
}

#[test]
fn who_moved_on_from_a_thing_or_a_rival_is_there() {
    let people = [
        (PAT, "Re: Offer", "Please be advised that I have moved on from the old drawing, the new one is attached."),
        (PAT, "Re: Offer", "Please note that I no longer work with Acme pumps. What do yours cost?"),
        (PAT, "Re: Offer", "Please note that we have moved on from Huber. Send the contract to sam@acme.example."),
    ];
    assert_eq!(unlike(Kind::Human, &people), [""; 0]);
}

#[test]
fn an_offer_that_is_accepted_is_no_meeting() {
    let people = [
        (PAT, "Accepted: your terms", "When: as soon as you can.\nWe need the contract today."),
        (PAT, "Declined: Review", "Where: can we do it at your place instead?\nKim comes along."),
        (PAT, "Accepted: your offer", "When: delivery by 30 November\nWhere: Leeds plant"),
        (PAT, "Declined: Demo", "When: never. We chose Huber."),
    ];
    assert_eq!(unlike(Kind::Human, &people), [""; 0]);
}

#[test]
fn goods_that_were_not_delivered_are_no_bounce() {
    let people = [
        (PAT, "Re: Lieferung", "Die Palette wurde nicht zugestellt an unser Werk, die Einfahrt wurde blockiert."),
        (PAT, "Livraison", "Le camion a été bloqué à la frontière, la pompe n'est pas encore là."),
    ];
    assert_eq!(unlike(Kind::Human, &people), [""; 0]);
}

#[test]
fn who_has_left_says_so_behind_please_be_advised_as_well() {
    let gone = [
        (
            PAT,
            "Re: Offer",
            "Thank you for your email. Please be advised that I have moved on from Acme Industrial as of 30 September. For all purchasing matters please \
             contact Sam Ortiz at sam@acme.example.",
        ),
        (PAT, "Re: Offer", "Please note that I no longer work for Acme Industrial. Please write to sam@acme.example."),
        (PAT, "Re: Offer", "I've moved on from Acme. Please contact sam@acme.example."),
        (
            PAT,
            "AW: Angebot",
            "Bitte beachten Sie, dass ich nicht mehr bei Acme beschäftigt bin. Bitte schreiben Sie an sam@acme.example.",
        ),
    ];
    assert_eq!(unlike_headed(ANSWERS, Kind::Departed, &gone), [""; 0]);
    let here = [
        (PAT, "Re: Offer", "Please be advised that I have moved on from the old drawing, the new one is attached."),
        (PAT, "Re: Offer", "Please note that I no longer work with Acme pumps. What do yours cost?"),
        (PAT, "Re: Offer", "Please note that we have moved on from Huber. Send the contract to sam@acme.example."),
        (PAT, "Re: Offer", "It is not true that I have left the company. We order on Monday."),
        (PAT, "Re: Offer", "People think that I have left the company. Quite the contrary, send the contract."),
        (PAT, "R: Offerta", "Sappia che i colleghi dicono: Rossi non lavora più qui. Non è vero, ordiniamo."),
    ];
    assert_eq!(unlike_headed(ANSWERS, Kind::Human, &here), [""; 0]);
}

#[test]
fn a_mail_programs_receipt_says_that_it_was_displayed() {
    let receipts = [
        (
            PAT,
            "Disposition notification (displayed): Offer 4711",
            "The message sent on 5 Oct 2026 to pat@acme.example has been displayed. This is no guarantee that it has been read.",
        ),
        (
            PAT,
            "Accusé de réception (affiché) - Offre 4711",
            "Ceci est un accusé de réception pour le courrier que vous avez envoyé à pat@acme.example.\n\nNote : il indique seulement que le message a été \
             affiché sur l'ordinateur du destinataire.",
        ),
        (
            PAT,
            "Ricevuta di ritorno (visualizzato) - Offerta",
            "Questa è una ricevuta di ritorno per il messaggio inviato a pat@acme.example.\n\nNota: indica solo che il messaggio è stato visualizzato.",
        ),
    ];
    assert_eq!(unlike_headed("", Kind::ReadReceipt, &receipts), [""; 0]);
    let people = [
        (PAT, "Ricevuta di ritorno", "Questa è una ricevuta che non torna: 40 pezzi o 50? Pat"),
        (PAT, "Accusé de réception (pompe)", "La pompe est arrivée, elle fonctionne bien. Merci d'envoyer la facture."),
    ];
    assert_eq!(unlike_headed("", Kind::Human, &people), [""; 0]);
}
