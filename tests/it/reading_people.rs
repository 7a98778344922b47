//! People whose answers look like a machine's at first sight, and letters of others that look like an author's.

use wentdark::domain::mail::Kind;
use wentdark::reading::{quotes, read};

use crate::reading_machines::unlike_headed;

const PAT: &str = "Pat Lee <pat@acme.example>";
const DESK: &str = "einkauf@acme.example";
const OFFICE: &str = "Acme <office@acme.example>";

fn unlike(wanted: Kind, mails: &[(&str, &str, &str)]) -> Vec<String> {
    unlike_headed("", wanted, mails)
}

#[test]
fn a_gateways_or_an_order_systems_line_makes_no_machine_of_a_person() {
    let said = "Hallo Dana,\n\nja, bitte liefern. Der Preis passt.\n\nPat Lee\n\nDiese E-Mail wurde automatisch";
    let people = [
        (PAT, "Re: Angebot", &*format!("{said} auf Viren geprüft.")),
        (PAT, "Angebot", &format!("{said} verschlüsselt.")),
        (PAT, "Angebot", &format!("{said} archiviert.")),
        (PAT, "Angebot", "Diese Nachricht wurde automatisch in meinen Spamordner sortiert, Entschuldigung! Der Preis passt."),
        (
            DESK,
            "Bestellung",
            "Anbei erhalten Sie unsere Bestellung. Diese Bestellung wurde maschinell erstellt und ist ohne Unterschrift gültig.",
        ),
        (DESK, "Bestellung", "Bestellung maschinell erstellt, gültig ohne Unterschrift. Bitte liefern Sie zum 5.10."),
        (PAT, "Slot", "The slot on your line was waitlisted, I hear. When can you deliver? Click here to see our drawings."),
    ];
    assert_eq!(unlike(Kind::Human, &people), [""; 0]);
    let machines = [
        (DESK, "Anfrage", "Diese E-Mail wurde automatisch generiert."),
        (DESK, "Anfrage", "Guten Tag,\n\nwir prüfen das.\n\nDiese E-Mail wurde maschinell erstellt."),
        ("Filter <support@filter.example>", "Line 4", "Your message was waitlisted. Please click the link below."),
    ];
    assert_eq!(unlike(Kind::AutoReply, &machines), [""; 0]);
}

#[test]
fn a_buyer_at_a_desks_address_who_says_more_than_desks_do_is_a_person() {
    let people = [
        (DESK, "Anfrage 4711 geschlossen", "Die Anfrage 4711 ist geschlossen, der Zuschlag ging an einen Mitbewerber."),
        ("procurement@acme.example", "Case 4711 closed", "Case closed, budget was cut. Sorry."),
        (
            "procurement@acme.example",
            "Request #4711 updated",
            "Request 4711 has been updated: 60 units instead of 40. Please requote by Friday.",
        ),
        (DESK, "Anfrage Nr. 4711 erstellt", "Die Anfrage 4711 wurde erstellt, siehe Anhang. Angebotsabgabe bis 30.09."),
        (DESK, "Eingangsbestätigung Angebot", "Ihr Angebot haben wir erhalten. Bitte reichen Sie noch die Referenzen nach."),
        (DESK, "Bestätigung Ihrer Preise", "Die Preise haben wir erhalten, weitere Fragen klären wir am Telefon."),
        (DESK, "Bestätigung Ihres Termins am Dienstag", "Den Termin am Dienstag bestätigen wir gern, bei Rückfragen 0123 456."),
        (
            "achats@acme.example",
            "Confirmation de réception",
            "Nous accusons réception de votre offre. Merci de nous envoyer aussi le planning.",
        ),
        (DESK, "Re: Angebot Ofen", "Danke für Ihre Nachricht. Wir melden uns kurzfristig."),
        ("\"P. Lee\" <einkauf@acme.example>", "Angebot", "Ihre Nachricht haben wir erhalten, wir melden uns."),
        ("info@acme.example", "Re: Offert", "Tack för ditt mejl. Vi återkommer inom kort med besked."),
        (DESK, "Re: Angebot", "Danke, Ihre Mail ist eingegangen und wird bearbeitet."),
        ("info@acme.example", "Re: Quote", "We received your email, please confirm the reference number."),
        (DESK, "Ihr Angebot 4711", "Guten Tag,\n\nwir bestätigen den Eingang Ihres Angebots und melden uns."),
        (DESK, "Re: Angebot Ofen", "Wie bewerten Sie die Variante B? Wir müssen am Freitag entscheiden."),
        (DESK, "Re: Quote", "How would you rate your machine against Huber's? We decide on Friday."),
        (DESK, "Quote", "How likely are you to recommend the small kiln for clay? We decide on Friday."),
        (PAT, "Aviso de ausencia de stock", "Hola Dana, falta stock de bombas, ¿podéis servir 40? Pat"),
        (PAT, "Avviso di assenza documenti", "Buongiorno, mancano i documenti di gara. Potete inviarli entro venerdì?"),
        (PAT, "Frånvaromeddelande i offerten", "Hej Dana, i offerten saknas fraktpriset. Kan ni skicka det?"),
    ];
    assert_eq!(unlike(Kind::Human, &people), [""; 0]);
    let machines = [
        (DESK, "Anfrage 4711 geschlossen", "Die Anfrage 4711 wurde geschlossen."),
        ("procurement@acme.example", "Request #4711 updated", "Request #4711 has been updated."),
        (DESK, "Eingangsbestätigung", "Ihre Nachricht ist eingegangen. Bei Rückfragen antworten wir gerne."),
        ("support@acme.example", "Request #4711", "How likely are you to recommend our support?"),
        ("service@acme.example", "Re: Anfrage", "Danke für Ihre Nachricht. Wir melden uns innerhalb von 24 Stunden."),
    ];
    assert_eq!(unlike(Kind::AutoReply, &machines), [""; 0]);
}

#[test]
fn people_tell_of_themselves_by_name_and_of_calls_as_well() {
    let people = [
        (PAT, "Pat Lee has invited you to quote", "Hi Dana, we would like your quote for two kilns by Friday. Pat Lee"),
        (PAT, "Draft", "Pat Lee shared the draft with you last week. We sign it as it is."),
        (PAT, "Plant", "Pat Lee invited you to the plant on Tuesday, I hear - so it is set. Bring the samples. Pat"),
        (
            "Pat Lee <office@acme.example>",
            "Pat Lee has invited you to quote",
            "Hi Dana,\n\nwe would like your quote for two kilns.\n\nPat Lee",
        ),
        (OFFICE, "Verpasster Anruf", "Verpasster Anruf von Ihnen heute früh. Der Preis passt, bitte Vertrag schicken."),
        (OFFICE, "Anruf", "Sie haben einen Anruf verpasst, das war ich. Preis passt."),
        (OFFICE, "Llamada", "Llamada perdida tuya. El precio está bien, manda el contrato."),
        (OFFICE, "Appel", "Appel manqué de votre part ce matin. Le prix nous convient, envoyez le contrat."),
        (OFFICE, "Call", "You missed a call from Pat. He wants the contract today."),
        (OFFICE, "Missed call from your colleague", "Tim rang at 10:30. The price is fine. Send the contract."),
        (OFFICE, "Order", "You have received a purchase order by fax today, number 4711. Please confirm."),
        (OFFICE, "Fax", "You have received a fax with the signed contract, please check your machine."),
        (OFFICE, "The event below has been moved", "Hi Dana,\n\nit is on Tuesday now. Bring the samples and a price for 40."),
    ];
    assert_eq!(unlike(Kind::Human, &people), [""; 0]);
    let machines = [
        ("3CX <no-reply@phones.example>", "Missed call", "You missed a call from +44 113 496 0000."),
        ("Telefon <voicemail-anlage@acme.example>", "Anruf", "Sie haben eine neue Sprachnachricht von +43 1 5551234."),
        (PAT, "Recall: Layout", "Pat Lee would like to recall the message, \"Layout\"."),
    ];
    assert_eq!(unlike(Kind::AutoReply, &machines), [""; 0]);
}

#[test]
fn what_stands_below_a_marked_quotation_in_a_forwarded_letter_is_its_authors() {
    let head = "From: Kim Poe <kim@acme.example>\nSent: Monday, 14 September 2026 9:00\nTo: Pat Lee\nSubject: Quote\n";
    let letter = format!("{head}\n> How much?\n\nWe went with Huber.\n\nKim");
    for subject in ["FW: Quote", "WG: Angebot", "Fwd: Quote", "TR: Devis", "Quote"] {
        assert_eq!(received_text(subject, &letter), "", "{subject}");
    }
    for subject in ["RE: Quote", "Re: FW: Quote"] {
        assert!(received_text(subject, &letter).starts_with("We went with Huber."), "{subject}");
    }
}

#[test]
fn a_postscript_below_a_quoted_letter_is_no_answer() {
    let letter = ">>> Dana Reyes <dana@northfield.example> 14.09.2026 10:00 >>>\nHi Pat,\nhow many?\n\nRegards\nDana Reyes\n\n";
    let new = |below: &str| quotes::split_of(&format!("{letter}{below}"), "Pat Lee pat").new_text;
    for theirs in ["P.S. our offer ends Friday", "PS: It ends on Friday.", "Northfield Ltd, Linz"] {
        assert_eq!(new(theirs), "", "{theirs}");
    }
    assert_eq!(new("We take forty.\n\nPat"), "We take forty.");
}

fn received_text(subject: &str, text: &str) -> String {
    let raw = format!(
        "From: {PAT}\nTo: dana@northfield.example\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
    );
    read(raw.replace('\n', "\r\n").as_bytes(), None, false).new_text
}

#[test]
fn what_an_author_adds_below_a_rule_or_in_a_table_stays() {
    let new = |text: &str| quotes::split_of(text, "Pat Lee pat").new_text;
    for added in ["And make it forty!", "forty Stück, Lieferung Mai", "40 by May"] {
        assert!(new(&format!("Fine.\n\nPat Lee\n———\n{added}")).ends_with(added), "{added}");
    }
    assert_eq!(new("Fine.\n\nPat Lee\n———\nMoving what moves you"), "Fine.");
    let table = "Here is what we need, as Kim wrote:\n\n| Kiln A | forty\n| Kiln B | ten\n\nPlease quote.";
    assert_eq!(new(table), table);
    assert_eq!(new("Dana wrote:\n| Which colour?\n| Blue | or red?\n\nBlue."), "Blue.");
    assert_eq!(new("[cid:a] forty units [cid:b]"), "[cid:a] forty units [cid:b]");
    assert_eq!(new("Forty.\n[cid:logo.png]"), "Forty.");
}
