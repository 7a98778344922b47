//! Mail in whose kind little decides: what a careless rule would take for the opposite.

use wentdark::domain::mail::{Kind, Mail};
use wentdark::reading::read;

fn received(from: &str, subject: &str, marks: &str, text: &str) -> Mail {
    let raw = format!(
        "From: {from}\nTo: Dana Reyes <dana@northfield.example>\nSubject: {subject}\nDate: Wed, 16 Sep 2026 10:00:00 +0200\n{marks}\
         Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n"
    );
    read(raw.replace('\n', "\r\n").as_bytes(), Some("2026-09-16T08:00:05Z".parse().unwrap()), false).mail
}

#[test]
fn one_delivered_address_makes_no_receipt_of_a_failure() {
    let daemon = "Mail Delivery System <mailer-daemon@mx.acme.example>";
    let failed = |mail: &Mail| mail.failed.iter().map(|failed| failed.address.to_string()).collect::<Vec<_>>();
    for text in [
        "Your message was delivered to the following recipients:\n\ntom@acme.example\n\nDelivery to the following recipients failed:\n\npat@acme.example",
        "Message has been delivered to tom@acme.example but not to pat@acme.example.",
        "Your message was delivered to tom@acme.example but pat@acme.example has left the company and the mailbox is closed.",
        "Your message has been delivered to the quarantine of pat@acme.example because it looks like spam.",
        "Ihre Nachricht wurde zugestellt an tom@acme.example. An pat@acme.example war keine Zustellung möglich.",
        "Votre message a été remis à tom@acme.example. L'adresse pat@acme.example n'existe pas.",
        "Su mensaje ha sido entregado a tom@acme.example. La dirección pat@acme.example no existe.",
        "Il messaggio è stato consegnato a tom@acme.example. L'indirizzo pat@acme.example non esiste.",
        "A mensagem foi entregue a tom@acme.example. O endereço pat@acme.example não existe.",
        "Uw bericht is bezorgd bij tom@acme.example. Het adres pat@acme.example bestaat niet.",
        "Wir konnten Ihre Nachricht an pat@acme.example nicht zustellen. Bitte später erneut versuchen. 550 5.1.1 unbekannt",
        "Ihre Nachricht an pat@acme.example: wir haben 5 Tage lang erneut versucht, sie zu senden, und geben auf.",
        "Votre message à pat@acme.example est en échec : boîte inconnue. La remise était retardée, elle est différée puis abandonnée.",
        "El mensaje a pat@acme.example se ha retrasado demasiado y se descarta. 550 5.1.1",
        "Il messaggio per pat@acme.example è in ritardo e non verrà più consegnato: utente sconosciuto.",
        "Je bericht aan pat@acme.example is vertraagd en nu teruggestuurd: onbekende gebruiker 550 5.1.1",
    ] {
        let mail = received(daemon, "Mail delivery notice", "", text);
        assert_eq!(mail.kind, Kind::BouncePermanent, "{text}");
        assert_eq!(failed(&mail), ["pat@acme.example"], "{text}");
    }
    for text in [
        "Your message has been delivered to the following recipients:\n\nPat Lee (pat@acme.example)\n\ntom@acme.example\n\nPlease do not reply to this message.",
        "Your message to pat@acme.example was delivered successfully.",
        "Ihre Nachricht wurde an folgende Empfänger zugestellt: pat@acme.example, tom@acme.example",
        "Votre message a été remis aux destinataires suivants : pat@acme.example. Ne répondez pas à ce message.",
    ] {
        let mail = received(daemon, "Mail delivery notice", "", text);
        assert_eq!((mail.kind, failed(&mail).len()), (Kind::ReadReceipt, 0), "{text}");
    }
    for text in [
        "La remise à pat@acme.example est différée. Le serveur continuera d'essayer, puis le message sera abandonné.",
        "Ihre Nachricht an pat@acme.example konnte noch nicht zugestellt werden. Der Server wird es erneut versuchen. 451 4.4.1",
    ] {
        assert_eq!(received(daemon, "Mail delivery notice", "", text).kind, Kind::DeliveryDelay, "{text}");
    }
}

#[test]
fn whoever_no_longer_does_one_thing_is_still_there() {
    let kind = |from: &str, text: &str| received(from, "Re: Offer", "In-Reply-To: <o1@northfield.example>\n", text).kind;
    let mut wrong = Vec::new();
    for said in [
        "I'm no longer with the old dealer.",
        "I've left the company card in Leeds.",
        "I left the company phone on my desk.",
        "I no longer work Fridays. Please call Tom Beck then: tom@acme.example",
        "I no longer work with that supplier.",
        "I no longer work with spreadsheets.",
        "Ich arbeite nicht mehr mit Excel.",
        "Ich arbeite nicht mehr mit Farrow zusammen.",
        "Ich bin nicht mehr für Option B.",
        "Ich bin nicht mehr für den Kauf.",
        "Ich bin nicht mehr bei der Sache, Montag wieder.",
        "Je ne travaille plus le vendredi.",
        "Je ne travaille plus avec eux.",
        "Ya no trabajo los viernes.",
        "Ya no trabajo con ese proveedor.",
        "Non lavoro più il venerdì.",
        "Non lavoro più con loro.",
        "Ik werk niet meer op vrijdag.",
        "Ik werk niet langer dan vijf uur.",
        "Ik werk niet meer met die leverancier.",
        "Jag har slutat för dagen.",
        "Jeg har sluttet for i dag.",
        "Nie pracuję już dzisiaj.",
        "Ho lasciato l'azienda alle 5.",
        "Já não trabalho às sextas.",
    ] {
        let text = format!("Hi Dana,\n\n{said}\n\nKim");
        if kind("Kim Wolf <kim@acme.example>", &text) != Kind::Human {
            wrong.push(said);
        }
    }
    for said in [
        "I no longer work for Acme. Please write to tom@acme.example.",
        "I am no longer with Acme Ltd. Please contact Tom Beck, tom@acme.example.",
        "I have left the company. Please contact tom@acme.example.",
        "I no longer work here. Please contact tom@acme.example.",
        "Ich arbeite nicht mehr für die Acme GmbH. Bitte wenden Sie sich an tom@acme.example.",
        "Je ne travaille plus chez Acme. Merci de contacter tom@acme.example.",
        "Jeg har sluttet i firmaet. Kontakt tom@acme.example.",
    ] {
        let text = format!("Hello,\n\n{said}\n\nKim");
        if kind("Kim Wolf <kim@acme.example>", &text) != Kind::Departed {
            wrong.push(said);
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn an_answer_in_words_of_absences_is_a_persons() {
    let kind = |text: &str| {
        let text = format!("Hi Dana,\n\n{text}\n\nKim Wolf");
        received("Kim Wolf <kim@acme.example>", "Re: Offer", "In-Reply-To: <o1@northfield.example>\n", &text).kind
    };
    let mut wrong = Vec::new();
    for said in [
        "Not this month, sorry. I am on vacation until 28 September.",
        "Please do not call again. I am away until 28 September.",
        "My colleague is on holiday until Monday, she will answer you then.",
        "Unser Chef ist bis 28. September im Urlaub.",
        "I am on vacation until 28 September. We are not in need of any of it.",
        "We are out. I am on vacation until 28 September.",
        "We are delayed until the beginning of next month, sorry. I am on vacation until 28 September.",
        "Leider nicht. Ich bin bis 28. September im Urlaub.",
        "Ich kann leider nicht, bin bis 8. Dezember im Urlaub.",
        "Pas possible cette semaine. Je suis en congé jusqu'au 28 septembre.",
        "対応できません。9月28日まで休暇のため不在です。",
        "我不能与您联系。如需，请电话。我在休假，9月28日回到办公室。",
        "I'm away until 8 December. Please call again in January.",
        "Please write again in January, I'm away until December 8.",
        "We can't. I'm away until 8 December.",
        "I'm on holiday until 8 December. Please wait with the call until then.",
        "Es posible. Estoy de vacaciones hasta el 28 de septiembre.",
        "Estoy de viaje hasta el viernes, no es posible antes.",
        "Jag är på semester till den 8 december. Inte förrän då.",
    ] {
        if kind(said) != Kind::Human {
            wrong.push(said);
        }
    }
    for notice in [
        "I am on vacation until 28 September and will not be reading email. If it can't wait, please contact tom@acme.example.",
        "Ich bin bis 28. September im Urlaub und nicht erreichbar. Ihre Mail wird nicht weitergeleitet.",
        "Je suis en congé jusqu'au 28 septembre et ne pourrai pas répondre.",
        "I am on vacation until 28 September. Please contact my colleague Tom Beck at tom@acme.example.",
        "Estoy de vacaciones hasta el 28 de septiembre. No tendré acceso al correo. Responderé lo antes posible.",
    ] {
        if kind(notice) != Kind::OutOfOffice {
            wrong.push(notice);
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn what_a_desk_says_by_itself_in_an_agents_name_is_no_answer() {
    let desk = |mark: &str, text: &str| {
        let marks = format!("In-Reply-To: <o1@northfield.example>\nAuto-Submitted: {mark}\n");
        received("Kim Wolf <support@acme.example>", "Re: Offer 4711 [Ticket #48211]", &marks, text).kind
    };
    let above = "##- Please type your reply above this line -##\n\n";
    let mut wrong = Vec::new();
    for (mark, text) in [
        (
            "auto-generated",
            "As we have not heard from you for seven days we have closed your ticket. You can reopen it by answering this mail.",
        ),
        ("auto-replied", "Due to high volumes it may take longer than usual until we get back to you."),
        (
            "auto-replied",
            "Your ticket has been solved. How would you rate the support you received? Good, I am satisfied. Bad, I am unsatisfied.",
        ),
        ("auto-generated", "Request #48211 was closed and merged into this request. Last comment in request #48211: see below."),
        ("auto-generated", "This ticket was closed automatically because there was no activity for 14 days."),
        ("auto-replied", "Your request has been logged with priority 3. The expected resolution time is 72 hours."),
    ] {
        for before in ["", above] {
            if desk(mark, &format!("{before}Hi Dana,\n\n{text}\n\nBest,\nKim Wolf")) == Kind::Human {
                wrong.push(text);
            }
        }
    }
    for text in [
        "No.",
        "Not yet.",
        "No, thank you.",
        "Approved.",
        "40 units.",
        "We are closing this, the order went to Farrow.",
        "I have forwarded your quote to our buyer Tom and he will contact you.",
        "Your ticket has been solved. We order 40 units.",
        "Due to high volumes, we need 40 more.",
    ] {
        if desk("auto-generated", &format!("Hi Dana,\n\n{text}\n\nKim Wolf")) != Kind::Human {
            wrong.push(text);
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn a_notice_that_advertises_is_still_a_notice() {
    let kind =
        |text: &str| received("Kim Wolf <kim@acme.example>", "Re: Offer", "In-Reply-To: <o1@northfield.example>\n", text).kind;
    for notice in [
        "Thank you for your email. I am out of the office until 28 September attending the Ceramitec trade fair in Munich. Visit us in \
         hall 5, booth 203, to see our newest kiln technology. For urgent matters please contact Tom Beck (tom@acme.example).\n\nKind \
         regards,\nKim Wolf",
        "Dear sender,\n\nthank you for your message. I am currently out of the office and will return on 28 September. Your email will \
         not be forwarded. In urgent cases please contact our front desk or visit our customer portal to open a ticket, download \
         manuals, drawings and spare part lists.\n\nBest regards\nKim Wolf",
    ] {
        assert_eq!(kind(notice), Kind::OutOfOffice, "{notice}");
    }
    for person in [
        "Thank you for your email. I am out of the office until 28 September. Please visit our site in Leeds to discuss the offer and \
         bring the drawings of the second kiln, the new burner and its control panel along. Regards, Kim Wolf",
        "Thank you for your email. I am out of the office until 28 September. The board has chosen your kiln with the bigger burner, \
         and finance releases the funds once the plant manager is done with the site survey. Regards, Kim Wolf",
    ] {
        assert_eq!(kind(person), Kind::Human, "{person}");
    }
}
