//! Desks, gateways and people without any mark: who wrote it, and what of it is new.

use wentdark::domain::mail::{Kind, Mail};
use wentdark::reading::{quotes, read};

fn received(from: &str, subject: &str, marks: &str, text: &str) -> Mail {
    let raw = format!(
        "From: {from}\nTo: dana@northfield.example\nSubject: {subject}\nDate: Fri, 27 Nov 2026 10:00:00 -0600\n{marks}\
         Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n"
    );
    read(raw.replace('\n', "\r\n").as_bytes(), Some("2026-11-27T16:00:05Z".parse().unwrap()), false).mail
}

#[test]
fn a_person_who_answers_through_a_desk_is_no_machine() {
    let asks = "##- Please type your reply above this line -##\n\nHi Dana,\n\nwe want to discuss the price. Are you free on Tuesday?\n\nKim";
    let answer = "In-Reply-To: <o1@northfield.example>\n";
    for marks in ["Auto-Submitted: auto-generated\n", "Auto-Submitted: auto-replied\n", "Precedence: bulk\n"] {
        let marks = format!("{answer}{marks}");
        let kind = |from: &str, text: &str| received(from, "Re: Offer [#4711]", &marks, text).kind;
        assert_eq!(kind("Kim Wolf (Acme) <helpdesk@acme.example>", asks), Kind::Human, "{marks}");
        assert_eq!(kind("Acme Support <helpdesk@acme.example>", asks), Kind::Human, "{marks}");
        let got = "Hi Dana,\n\nwe have received your request and will get back to you.\n\nKim";
        assert_ne!(kind("Kim Wolf <helpdesk@acme.example>", got), Kind::Human, "{marks}");
        let away = "Hi Dana,\n\nI am out of the office until 8 December.\n\nKim";
        assert_ne!(kind("Kim Wolf <helpdesk@acme.example>", away), Kind::Human, "{marks}");
    }
    for (from, mark, standing) in [
        ("Acme Industrial <info@acme.example>", "auto-replied", "Our offices moved to Main St.\n\nAcme Industrial"),
        ("Acme Industrial <info@acme.example>", "auto-generated", "Our catalogue is attached.\n\nAcme Industrial"),
        ("Kim Poe <info@acme.example>", "auto-replied", "I check mail once a day.\n\nKim"),
        ("Kim Poe <helpdesk@acme.example>", "auto-generated", "Ticket #4412 status: waiting for customer\n\nKim Poe"),
        ("Kim Poe <helpdesk@acme.example>", "auto-generated", "Your request was closed.\n\nKim Poe"),
    ] {
        let marks = format!("{answer}Auto-Submitted: {mark}\n");
        assert_ne!(received(from, "Re: Offer", &marks, standing).kind, Kind::Human, "{standing}");
    }
    let marks = format!("{answer}Auto-Submitted: auto-generated\n");
    let said = "Kim Wolf commented:\n\nWe accept the price; legal checks the contract.";
    assert_eq!(received("Kim Wolf (Jira) <jira@acme.example>", "PUR-12 Offer", &marks, said).kind, Kind::Human);
}

#[test]
fn agents_sign_in_many_ways_and_desks_speak_for_themselves() {
    let kind = |from: &str, mark: &str, text: &str| {
        let marks = format!("In-Reply-To: <o1@northfield.example>\nAuto-Submitted: {mark}\n");
        received(from, "Re: Offer for line 4 [#4711]", &marks, text).kind
    };
    for (from, text) in [
        ("Kim Poe <support@acme.example>", "Hi Dana,\n\nthe board said yes to forty units.\n\nKim Poe / Acme Support"),
        ("Kim Poe <support@acme.example>", "Hi Dana,\n\nI'll be in touch on Monday with the PO. Kim"),
        ("Kim J. Poe <support@acme.example>", "We prefer the blue one.\n\nKim J. Poe"),
        ("Kim J. Poe <support@acme.example>", "We prefer the blue one.\n\nRegards,\nKim Poe"),
        ("\"Poe, Kim\" <support@acme.example>", "We prefer the blue one.\n\nKim Poe | Acme Support"),
        ("Dr. Maria de la Cruz <support@acme.example>", "We prefer the blue one.\n\nMaria"),
        ("Kim <support@acme.example>", "Dana,\n\nthe price is fine by us.\n\nThanks, Kim"),
        ("Kim from Acme <support@acme.example>", "Which colour do you have in stock?\n\nKim"),
        ("Kim via Acme Desk <support@acme.example>", "I spoke to Bob, he wants the blue one.\n\n- Kim"),
        ("Eva Beck <office@beck.example>", "I prefer the blue one.\n\nEva Beck, Beck Anlagen GmbH"),
        (
            "Kim Poe <support@acme.example>",
            "Your request (4711) has been updated. To add additional comments, reply to this email.\n\nKim Poe (Acme)\nNov 27, 2026, \
             10:00\n\nWe were hoping for a lower price.",
        ),
        ("Kim Poe <support@acme.example>", "Your message came through, but the request was refused by the board.\n\nKim Poe"),
        ("Kim Poe <support@acme.example>", "Thank you for your message. The request is resolved on our side: we buy.\n\nKim Poe"),
        ("Kim Poe <support@acme.example>", "Hi Dana,\n\nlet me check, I'll get back to you shortly.\n\nKim"),
        ("Kim Poe <support@acme.example>", "Hi Dana,\n\nI was on vacation last week. Blue is fine.\n\nKim"),
        ("Kim Poe <support@acme.example>", "Hallo Dana,\n\nwir melden uns nach der Sitzung am Donnerstag.\n\nKim Poe"),
        ("Acme Support <support@acme.example>", "Hi Dana,\n\nwe'd rather have it in blue.\n\nKim Poe / Acme Support"),
        ("Kim Poe <support@acme.example>", "Approved.\n\nKim"),
    ] {
        assert_eq!(kind(from, "auto-generated", text), Kind::Human, "{from}: {text}");
    }
    let above = "##- Please type your reply above this line -##\n\n";
    let foreign = format!("{above}Blue, please.\n\nKim Poe");
    assert_eq!(kind("Kim Poe <acme@desk.example>", "auto-generated", &foreign), Kind::Human);
    let greeted = "Hi Dana,\n\nblue is what Bob asked for.\n\nKim Poe";
    assert_eq!(kind("Kim Poe <support@acme.example>", "auto-replied", greeted), Kind::Human);
    for (from, text) in [
        ("Kim Poe <support@acme.example>", "Your ticket #4711 is assigned to Kim Poe.\n\nKim Poe"),
        (
            "Kim Poe <support@acme.example>",
            "Hello Dana,\n\nyour request \"Offer for line 4\" has been closed.\n\nKim Poe / Acme Support",
        ),
        (
            "Kim Poe <support@acme.example>",
            "Hello Dana,\n\nyour ticket was marked as solved. If you have any further questions, just reply to this email.\n\nKim Poe",
        ),
        ("Kim Poe <support@acme.example>", "Status: waiting for customer\nPriority: normal\nAssigned to: Kim Poe\n\nKim Poe"),
        (
            "Kim Poe <support@acme.example>",
            "Hello Dana,\n\nwe received your message and will reply within two working days.\n\nKim Poe",
        ),
        ("Kim Poe <support@acme.example>", "Hello Dana,\n\na member of our team is looking into your request.\n\nKim Poe"),
        ("Kim Poe <support@acme.example>", "Hallo Dana,\n\nIhr Ticket wurde geschlossen.\n\nViele Grüße\nKim Poe"),
        (
            "Kim Poe <support@acme.example>",
            "Hallo Dana,\n\nIhre Anfrage ist eingegangen, wir melden uns schnellstmöglich.\n\nKim Poe",
        ),
        ("Kim Poe <support@acme.example>", "Bonjour Dana,\n\nvotre demande a été transmise à Kim Poe.\n\nKim Poe"),
        ("Kim Poe <support@acme.example>", "Hola Dana,\n\nsu solicitud ha sido cerrada.\n\nKim Poe"),
        ("Acme Support <support@acme.example>", "Hi Dana,\n\nyour request has been received.\n\nAcme Support"),
        ("Acme Support <support@acme.example>", "Hi Dana,\n\nour new catalogue is out.\n\nYour Acme Team"),
        ("Acme <info@acme.example>", "Our offices moved to Main Street.\n\nAcme"),
        ("Northern Pumps Ltd <info@npl.example>", "Our offices moved to Main Street.\n\nNorthern Pumps Ltd"),
        ("Globex <info@gbx.example>", "Our offices moved to Main Street.\n\nGlobex"),
        ("Kim <info@acme.example>", "Our offices moved to Main Street.\n\nKim"),
        ("Kim J. Poe <support@acme.example>", "Hi Dana,\n\nI'm out of the office until Tuesday.\n\nKim"),
    ] {
        assert_ne!(kind(from, "auto-generated", text), Kind::Human, "{from}: {text}");
    }
    let robot = "Automation for Jira commented:\n\nThe due date is tomorrow.";
    assert_ne!(kind("Jira <jira@acme.example>", "auto-generated", robot), Kind::Human);
    let unsigned = "Hi,\n\nI check this mailbox once a day.\n\nKim Poe";
    assert_ne!(kind("Kim Poe <info@acme.example>", "auto-replied", unsigned), Kind::Human);
}

#[test]
fn a_bare_absence_is_one_without_any_mark_and_a_person_who_speaks_of_one_is_none() {
    for notice in [
        "I am out of the office until December 8.",
        "I am out of the office until December 8. For urgent matters contact kim@acme.example.",
        "I am currently on annual leave with no access to email. I will reply on my return on 8 December.",
        "Je suis absente jusqu'au 7 décembre, sans accès à ma messagerie.",
        "Ik ben met vakantie tot 8 december en lees mijn mail niet.",
        "Jag är på semester till den 8 december.",
        "Estoy de vacaciones hasta el 8 de diciembre y no leo el correo.",
        "Bonjour,\nje suis absente jusqu'au 7 décembre, sans accès à ma messagerie.\nCordialement",
        "Hi Dana,\nI am out of the office until December 8.\nBest regards",
        "Ich bin bis 8. Dezember im Urlaub. Meine Mails werden nicht weitergeleitet.",
    ] {
        let mail = received("Pat Lee <pat@acme.example>", "Re: Offer", "", notice);
        assert_eq!(mail.kind, Kind::OutOfOffice, "{notice}");
    }
    let titled = |text: &str| received("Pat Lee <pat@acme.example>", "Out of Office Re: Offer", "", text).kind;
    assert_eq!(titled("Out till Tues 12/8, limited email."), Kind::OutOfOffice);
    assert_eq!(titled("Back on 12/8, and we take the offer."), Kind::Human);
    assert_eq!(titled("Can do Thursday 3pm instead."), Kind::Human);
    assert_eq!(titled("Approved. Back Monday."), Kind::Human);
    for person in [
        "I'm out of the office until Tuesday, but the price is fine.",
        "I am out of the office until December 8. The numbers look good to me.",
        "Works for me\n\nI'm out of the office until Monday",
        "Approved - out of office until Monday",
        "PO attached\nI'm out of the office until Monday",
        "Not interested anymore\nI'm out of the office until Monday",
        "Please ship the 40 units while I'm on vacation until December 8.",
        "Kim has my approval while I am on vacation until December 8.",
        "I'm out of the office until Monday (all approved from my side)",
        "Please treat the 40 units as urgent. I am out of the office until Monday.",
        "I'll approve it as soon as I'm back. I'm out of the office until Monday.",
        "Einverstanden\nBin im Urlaub bis Montag",
        "De acuerdo\nEstoy de vacaciones hasta el lunes",
        "Thank you for your message - approved. I'm out of the office until Monday.",
        "I am out of the office until December 8. Looks good.",
        "I am out of the office until December 8. Thanks, go ahead.",
        "I'm out of the office until December 8 and it works for me.",
        "I am out of the office until December 8, great work.",
        "I am out of the office until December 8. Please resend it then.",
        "Ich bin bis 8. Dezember im Urlaub. Sieht gut aus.",
        "I am on vacation from Friday, so let us sign before that.",
        "Ich bin bis 8. Dezember im Urlaub, wir bestellen danach.",
        "Jag är ledig på fredag, kan vi ta ett möte på torsdag i stället? Priset är ok.",
        "Sorry for the delay, I was on leave until yesterday. Can we meet on 8 December?",
    ] {
        assert_eq!(received("Pat Lee <pat@acme.example>", "Re: Offer", "", person).kind, Kind::Human, "{person}");
    }
}

#[test]
fn acknowledgements_and_gateways_without_marks_are_machines() {
    for (from, text) in [
        (
            "Acme <sales@acme.example>",
            "Thank you for contacting Acme. We have received your message and will get back to you shortly.",
        ),
        (
            "Acme <sales@acme.example>",
            "Thank you for your email. Due to the high volume of messages we get, it may take up to 5 days to answer.",
        ),
        (
            "Acme <biuro@acme.example>",
            "Dzień dobry,\n\nPotwierdzamy otrzymanie Państwa wiadomości.\n\nWiadomość wygenerowana automatycznie.",
        ),
    ] {
        assert_eq!(received(from, "Re: Offer", "", text).kind, Kind::AutoReply, "{text}");
    }
    let person = "Thank you for contacting us. We have received your offer and will get back to you on Friday.\n\nKim Wolf";
    assert_eq!(received("Kim Wolf <sales@acme.example>", "Re: Offer", "", person).kind, Kind::Human);
    let late = "this is an automatic information of the mail gateway.\n\nYour message \"Offer\" for the recipient\n\n   \
                pat@acme.example\n\ncould not be handed over to the internal mail server: the mailbox has been deactivated.";
    let mail = received("gateway@fw2.acme-it.example", "Information about your message", "", late);
    assert_eq!(mail.kind, Kind::BouncePermanent);
    assert_eq!(mail.failed.iter().map(|failed| failed.address.as_str()).collect::<Vec<_>>(), ["pat@acme.example"]);
}

#[test]
fn leavers_and_weeks_to_come_in_other_languages() {
    let auto = "Auto-Submitted: auto-replied\n";
    for gone in [
        "Este buzón ya no está operativo. Por favor, diríjase a compras@acme.example",
        "En ole enää Acmen palveluksessa. Yhteyshenkilönne on Matti, compras@acme.example",
        "Už v Acme nepracuji, obraťte se prosím na compras@acme.example.",
        "This mailbox is not monitored. Please use compras@acme.example instead.",
    ] {
        let mail = received("Pat Lee <pat@acme.example>", "Automatic reply: Offer", auto, gone);
        assert_eq!(mail.kind, Kind::Departed, "{gone}");
        assert_eq!(mail.deputy.map(|deputy| deputy.to_string()).as_deref(), Some("compras@acme.example"), "{gone}");
    }
    let ill = "Je suis en arrêt maladie pour une durée indéterminée.";
    assert_eq!(received("Pat <pat@acme.example>", "Réponse automatique : Offre", auto, ill).kind, Kind::OutOfOffice);
    for (text, want) in [
        ("本人休假中，下周三返回", "2026-12-02"),
        ("本人休假中，下周一返回", "2026-11-30"),
        ("休暇中です。来週水曜日に戻ります。", "2026-12-02"),
        ("I'm off from Dec 24 and will be back in the New Year, on Jan 5th.", "2027-01-05"),
        ("Back on 07/12/2026. I am out of office.", "2026-12-07"),
        ("I'm out from Dec 24 and back on Jan 5th.", "2027-01-05"),
        ("I will be out of office the week of December 7th.", "2026-12-14"),
        ("I'm away, back in the week of December 7th.", "2026-12-07"),
        ("Olen vuosilomalla viikon 50 loppuun.", "2026-12-14"),
    ] {
        let mail = received("Pat <pat@acme.example>", "Automatic reply: Offer", auto, text);
        assert_eq!(mail.back_on.map(|date| date.to_string()).as_deref(), Some(want), "{text}");
    }
}

#[test]
fn the_authors_lines_stay_beside_what_looks_like_a_quotation() {
    for (text, want) in [
        ("June 8 works.\nOn Fri Dana wrote:\n> How many?", "June 8 works."),
        ("June 8 works.\nDana Reyes wrote:\n> How many?", "June 8 works."),
        ("We go on June 8\nOn Fri, Dana wrote:\n> How many?", "We go on June 8"),
        ("June 8 works.\n\nOn Fri, 4 Jun 2026 at 9:12, Dana Reyes\nof Northfield wrote:\n> How many?", "June 8 works."),
        ("Yes!\n\nNov 27, 2026\nDana Reyes wrote:\n> How many?", "Yes!"),
        ("Yes!\n>1 Can you decide?\n>2 Do you need training?", "Yes!"),
        (">5 units is what we need.", ">5 units is what we need."),
        (">= 40 units, please. Our PO is attached.", ">= 40 units, please. Our PO is attached."),
        (">> Our signed contract is attached. <<", ">> Our signed contract is attached. <<"),
        ("Fine.\n\n>5 units\n> or six?", "Fine."),
        (
            "Fine.\n\n-------- Původní e-mail --------\nOd: Dana <dana@northfield.example>\nDatum: 27. 11. 2026\nPředmět: x\n\nHi",
            "Fine.",
        ),
    ] {
        assert_eq!(quotes::split(text).new_text, want, "{text}");
    }
}

#[test]
fn bounces_in_prose_name_whom_they_mean_and_whether_it_is_for_good() {
    let qmail = "Hi. This is the qmail-send program at mx.northfield.example.\nI'm afraid I wasn't able to deliver your message to the \
                 following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<pat@acme.example>:\nSorry, I \
                 couldn't find any host named acme.example. (#4.1.2)\nI'm not going to try again; this message has been in the queue too \
                 long.\n\n<kim@acme.example>:\n5.1.1 <kim@acme.example>: no such user\n";
    let blocked = "Message could not be delivered to pat@acme.example: 550 Administrative prohibition - envelope blocked - \
                   https://community.gateway.example/docs/DOC-1369#550";
    let full = "Your message could not be delivered to pat@acme.example: it would exceed the quota for the mailbox.";
    for (text, want, who) in [
        (qmail, Kind::BouncePermanent, &["pat@acme.example", "kim@acme.example"][..]),
        (blocked, Kind::BouncePermanent, &["pat@acme.example"]),
        (full, Kind::BounceTransient, &["pat@acme.example"]),
    ] {
        let mail =
            received("Mail Delivery Subsystem <mailer-daemon@mx.acme.example>", "failure notice", "Return-Path: <>\n", text);
        assert_eq!(mail.kind, want, "{text}");
        assert_eq!(mail.failed.iter().map(|failed| failed.address.as_str()).collect::<Vec<_>>(), who, "{text}");
    }
}

#[test]
fn mail_systems_tell_of_success_and_of_delays_in_many_languages() {
    let daemon = "Mail Delivery System <mailer-daemon@mx.acme.example>";
    for (subject, text, want) in [
        (
            "Delivered: Offer",
            "Your message has been delivered to the following recipients:\n\npat@acme.example",
            Kind::ReadReceipt,
        ),
        ("Zugestellt: Angebot", "Ihre Nachricht wurde zugestellt an: pat@acme.example", Kind::ReadReceipt),
        (
            "Undeliverable: Offer",
            "Your message has not been delivered to the following recipients:\n\npat@acme.example",
            Kind::BouncePermanent,
        ),
        (
            "Delivery report",
            "Delivered to kim@acme.example. Delivery has failed to the following recipients:\n\npat@acme.example\n550 5.1.1 user unknown",
            Kind::BouncePermanent,
        ),
        (
            "Verzögert: Angebot",
            "Ihre Nachricht an pat@acme.example konnte noch nicht zugestellt werden; der Server wird es erneut versuchen.",
            Kind::DeliveryDelay,
        ),
        (
            "Remise retardée : Offre",
            "La remise à pat@acme.example est différée. Le serveur continuera d'essayer.",
            Kind::DeliveryDelay,
        ),
        (
            "Consegna ritardata",
            "La consegna a pat@acme.example è in ritardo. Il server continuerà a provare.",
            Kind::DeliveryDelay,
        ),
        (
            "Mancata consegna: Offerta",
            "Il messaggio non è stato consegnato a:\n\npat@acme.example\n\nUtente sconosciuto.",
            Kind::BouncePermanent,
        ),
        ("Message blocked", "Your mail to pat@acme.example was blocked because of its attachment.", Kind::BouncePermanent),
    ] {
        let mail = received(daemon, subject, "", text);
        assert_eq!(mail.kind, want, "{text}");
        let failed = matches!(want, Kind::BouncePermanent | Kind::DeliveryDelay);
        assert_eq!(mail.failed.iter().any(|failed| failed.address.as_str() == "pat@acme.example"), failed, "{text}");
    }
}

#[test]
fn farewells_in_the_text_alone_are_told_from_business() {
    let kind = |text: &str| received("Pat Lee <pat@acme.example>", "Re: Offer", "", text);
    for gone in [
        "Hello,\n\nI no longer work for Acme. Please redirect your mail to Bob Miller at bob@acme.example.\n\nPat Lee",
        "Guten Tag, ich bin nicht mehr bei der Acme GmbH beschäftigt. Bitte wenden Sie sich an bob@acme.example.",
        "Bonjour, j'ai quitté l'entreprise. Merci d'adresser vos messages à bob@acme.example.",
        "Ya no trabajo en Acme. Para cualquier asunto, contacte con bob@acme.example.",
        "Buongiorno, dal 1° giugno non lavoro più in Acme. Potete scrivere a bob@acme.example.",
        "Nie pracuję już w Acme. Proszę o kontakt: bob@acme.example",
    ] {
        let mail = kind(gone);
        assert_eq!(mail.kind, Kind::Departed, "{gone}");
        assert_eq!(mail.deputy.map(|deputy| deputy.to_string()).as_deref(), Some("bob@acme.example"), "{gone}");
    }
    for person in [
        "I no longer work on the pump project, Bob does. He wants forty.",
        "I no longer work with that supplier. Your price is fine.",
        "I have retired from the board, so Bob decides. He is waiting for the offer.",
        "Ich bin nicht mehr für den Einkauf zuständig, aber der Preis passt. Bitte wenden Sie sich an bob@acme.example.",
        "Je ne fais plus partie du jury, le prix nous va.",
        "Non lavoro più con loro, prendiamo la vostra pompa.",
    ] {
        assert_eq!(kind(person).kind, Kind::Human, "{person}");
    }
    let role =
        "I have moved to a new role at Acme and no longer handle purchasing. Bob Miller (bob@acme.example) has taken over.";
    let mail = received("Pat Lee <pat@acme.example>", "Automatic reply: Offer", "Auto-Submitted: auto-replied\n", role);
    assert_eq!((mail.kind, mail.deputy.map(|d| d.to_string()).as_deref()), (Kind::Departed, Some("bob@acme.example")));
    let desk = "##- Please type your reply above this line -##\n\nKim Poe (Acme Ltd)\n\nNov 27, 2026, 10:00\n\nBlue, please.";
    let marks = "Auto-Submitted: auto-generated\n";
    assert_eq!(received("Kim <support@acme.example>", "Re: Offer", marks, desk).kind, Kind::Human);
    let note = "A comment was added to your request 4711 by Kim Poe:\n\nBlue, please.";
    assert_eq!(received("Acme Service Desk <acme@desk.example>", "4711 - comments added", marks, note).kind, Kind::Human);
    let robot = "A comment was added to your request 4711 by the system:\n\nThe request was closed.";
    assert_ne!(received("Acme Service Desk <acme@desk.example>", "4711 - comments added", marks, robot).kind, Kind::Human);
}

#[test]
fn what_gateways_and_mail_systems_add_makes_no_machine_of_a_person() {
    let answer = "In-Reply-To: <o1@northfield.example>\n";
    for marks in
        ["Precedence: bulk\n", "Precedence: junk\n", "Feedback-ID: crm:acme\nList-Unsubscribe: <https://acme.example/u>\n"]
    {
        let marks = format!("{answer}{marks}");
        let kind = |from: &str, subject: &str, text: &str| received(from, subject, &marks, text).kind;
        assert_eq!(kind("Pat Lee <pat@acme.example>", "Re: Offer", "Blue is fine for Thursday."), Kind::Human, "{marks}");
        assert_ne!(kind("Pat Lee <pat@acme.example>", "Our news in November", "Blue is the colour of the season."), Kind::Human);
        assert_ne!(kind("Acme <newsletter@acme.example>", "Re: Our news", "Blue is the colour of the season."), Kind::Human);
        assert_eq!(kind("Pat Lee <pat@acme.example>", "Re: Offer", "I'm on annual leave until 8 December."), Kind::OutOfOffice);
    }
    let list = format!("{answer}Precedence: bulk\nList-Id: <pumps.lists.example>\n");
    assert_eq!(received("Pat Lee <pat@acme.example>", "Re: Offer", &list, "Blue is fine.").kind, Kind::List);
    let system = |text: &str| received("Postmaster <postmaster@acme.example>", "Your mails", "", text).kind;
    assert_eq!(system("Hi Dana,\n\nthis is Joe from the helpdesk, I let your drawing through.\n\nJoe"), Kind::Human);
    assert_eq!(system("Hello,\n\n3 messages are held in your quarantine.\n\nMail Gateway"), Kind::AutoReply);
    let named = "Moira Flynn <no-reply-moira@acme.example>";
    assert_eq!(received(named, "Re: Offer", answer, "Bob wants it in blue.").kind, Kind::Human);
    assert_eq!(received("Acme <no-reply@acme.example>", "Re: Offer", answer, "Your order ships.").kind, Kind::AutoReply);
}

#[test]
fn a_decision_under_an_absent_subject_is_a_persons() {
    let kind = |subject: &str, text: &str| received("Pat Lee <pat@acme.example>", subject, "", text).kind;
    let decided =
        "Dana,\n\nI'm on vacation from Monday, so here is what the board said: they choose the blue one. I'm back on the 8th.";
    assert_eq!(kind("On vacation next week - the board's word", decided), Kind::Human);
    let notice = "I will be on vacation from 30 November and back on 8 December. I will answer your message when I return.";
    assert_eq!(kind("Pat Lee is on vacation", notice), Kind::OutOfOffice);
}
