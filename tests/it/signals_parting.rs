//! Short replies that refuse as a whole, and statements that end with a question.

use wentdark::domain::signal::SignalKind;

use crate::signals_abroad::{INBOUND, TEAM, signals};
use crate::signals_reach::assert_kind;

#[test]
fn a_reply_that_takes_its_leave_refuses_as_a_whole() {
    assert_kind(
        INBOUND,
        "decline",
        "
        Paul, we put both versions blind in front of five customers. Nobody noticed a difference, so the boss has his way. Nothing personal.
        hi mate, decided to sell the joint actually! new owners settle in sept so it'll be their headache. all the best
        ay no, too rich for tacos. my cousin has LED ones from alibaba, we hang one of those. gracias
        Hein sorry man, was in the bundu. I gave the job to a chap from George already, he does the steel himself.
        ",
        "
        Noted with thanks. Evaluation is under way, nothing further required from you at present.
        Thanks Brent. The mayor grinned. Off to treasury with it.
        Ta mate. Vestas reckon they'll bring their own crane but I'd rather youse
        Thanks! Both are with the Intendant now.
        Sorry for the silence, end of year madness.
        Thank you for your time.
        Many thanks, all received.
        Thanks for the quote, my partner reads it over the weekend.
        Sorry, been off with my back.
        Appreciate the quick answer. The board meets on Thursday.
        ",
    );
}

#[test]
fn a_reply_that_goes_on_refuses_nothing_though_it_takes_its_leave() {
    let refusal = "hi mate, decided to sell the joint actually! new owners settle in sept so it'll be their headache.";
    assert!(heard(&format!("{refusal} all the best")));
    for behind in ["Thanks, what else have you got?", "Thanks, please send the third version."] {
        assert!(!heard(&format!("{refusal} {behind}")), "{behind}");
    }
}

#[test]
fn a_reply_refuses_or_asks_to_wait_though_none_of_its_sentences_does() {
    assert_kind(
        INBOUND,
        "decline",
        "
        Priya, the landlord served notice on the whole row and we hand the keys back at Michaelmas. The new unit comes with its own fit-out. You drew the nicest shelves of anybody.
        hey so the intern wrote a little script over the weekend. does everything the demo did. boss bought him a bike. you were a good sport
        Dear Mr Lund, the committee met on Thursday and the contract was placed with Harrow & Sons of this town. Members asked me to record their thanks for a well prepared submission.
        Liebe Frau Brandt, der Schwager vom Chef hat jetzt selbst so eine Maschine und lässt uns mitlaufen. Damit hat sich das Thema erledigt. Danke für Ihre Geduld mit uns!
        ",
        "
        Priya, the landlord came round and liked the shelves. He wants to see the fixings before we cut anything. You drew the nicest of anybody.
        hey so the intern wrote a little script to feed your demo our data. boss bought him a bike. numbers attached
        The committee met on Thursday and liked your submission. It goes to the treasurer now. Members asked me to thank you.
        That is what we wanted to hear. My partner does the books, so she has the last word. You were a good sport about the dog.
        Thank you for your patience with our lawyers. They are through. See you on Thursday for the last round.
        Liebe Frau Brandt, der Chef findet die Maschine auch gut. Am Montag sitzen wir mit der Bank zusammen. Danke für Ihre Geduld mit uns!
        ",
    );
    assert_kind(
        INBOUND,
        "deferral",
        "
        Ines, the auditors have moved into my office and I answer to them until the books are shut. Nothing new gets started in that time. I have your offer in the top drawer and will dig it out then.
        ",
        "
        Ines, the auditors have moved out of my office and the books are shut. I have your offer on the desk. Two questions about page three, see below.
        ",
    );
}

#[test]
fn the_sentence_that_comes_nearest_is_the_evidence_of_a_whole_reply() {
    let text = "Priya, the landlord served notice on the whole row and we hand the keys back at Michaelmas. The new unit comes with its own fit-out. You drew the nicest shelves of anybody.";
    let heard = signals(INBOUND, text);
    let refusal = heard.iter().find(|signal| signal.kind == SignalKind::Decline).unwrap();
    let (start, end) = refusal.span.unwrap();
    assert_eq!(text.get(start..end), Some(refusal.phrase.as_str()));
    assert!(!refusal.phrase.contains("nicest") && text.len() > end - start, "{refusal:?}");
}

#[test]
fn a_day_that_another_sentence_tells_is_not_when_to_come_back() {
    let text = "Our lease ends in October 2027. We are up to our necks in lambs. Nobody here can think. Your folder is on the fridge for when it's over.";
    let heard = signals(INBOUND, text);
    let waits: Vec<_> = heard.iter().filter(|signal| signal.kind == SignalKind::Deferral).collect();
    assert!(waits.iter().all(|signal| signal.until.is_none()), "{heard:?}");
}

#[test]
fn a_reply_that_is_not_read_to_its_end_loses_nothing_that_was_heard_in_it() {
    let refusal = "Priced it up against fixing the old one, and the old one won.";
    let parts = "Unit BRX-4471-KQZ, unit BRX-4472-KQZ, unit BRX-4473-KQZ, unit BRX-4474-KQZ, unit BRX-4475-KQZ and unit BRX-4476-KQZ came on Tuesday.";
    assert!(heard(&format!("{parts} {parts} {refusal}")));
}

#[test]
fn what_binds_and_what_only_comes_near_it() {
    assert_kind(
        INBOUND,
        "commitment",
        "
        Board said yes. Please take this email as our order for 400 off at 14.75 under your quote.
        Kindly treat this as our formal order.
        Sorry it took a week, we had the inspectors in. Nothing serious, but it makes the point for your course, doesn't it? I've read the paper. Two typos on page 3. Fix those and otherwise you have our go ahead: Granite PO 2026-0417, net 30. Billing address is the Barre office. Can your guy bring his own hat?
        ",
        "
        Thanks. Technically accepted. It remains only the commercial manager.
        Your bid is provisionally approved, the mayor signs last.
        Please take this email as our answer to your questions.
        Please treat this message as confidential.
        ",
    );
}

#[test]
fn refusals_of_few_words_in_other_languages() {
    assert_kind(
        INBOUND,
        "decline",
        "
        Monsieur, l'AG d'hier a rejeté votre devis et retenu l'entreprise Guihard.
        Buenos días. No se aprobó, y le pido no escribir más por ese tema.
        Hej, ni fick det inte. Skellefteå Kaross vann.
        Dere fikk dessverre ikke oppdraget.
        ",
        "
        L'AG n'a pas rejeté votre devis, elle veut une option de plus.
        No se aprobó el anticipo, pero el pedido sigue adelante.
        Ni fick inte bilagan, här kommer den igen.
        Fick ni det inte? Då skickar jag igen.
        ",
    );
}

#[test]
fn a_thing_that_turned_up_is_no_win_and_nobody_to_be_planned_is_no_plan() {
    assert_kind(
        TEAM,
        "celebration",
        "
        We got it! Acme signs on Monday and the champagne is in the fridge.
        ",
        "
        We got it! The demo probe that Acme sent back arrived at last, box is in my room.
        We got it! Your badge from Acme turned up in the canteen.
        ",
    );
    assert_kind(
        TEAM,
        "allocation",
        "
        Für Acme bitte zwei Leute einplanen.
        ",
        "
        Acme ist noch offen, nix gewonnen, bitte niemanden einplanen.
        Für Acme bitte keinen einplanen.
        ",
    );
}

/// Whether a decline is heard in a reply.
fn heard(text: &str) -> bool {
    crate::signals_abroad::heard(INBOUND, text).iter().any(|signal| signal.starts_with("decline"))
}

#[test]
fn what_a_statement_asks_behind_it_takes_nothing_from_it() {
    assert_kind(
        INBOUND,
        "commitment",
        "
        PO TW-1187 attached, when do you start?
        The signed contract is attached, how quickly can your people be here?
        We paid the deposit this morning, so when do you start?
        Our purchase order 4471 is attached, can you send the invoice to Lyn?
        ",
        "
        PO attached?
        Shall we sign the contract, or when do you start?
        Is the signed contract attached, when do you start?
        If we sign the contract today, when do you start?
        We would sign the contract at 28, what do you say?
        PO 4471 attached, or did it get lost?
        The signed contract will follow, when do you start?
        ",
    );
    assert_kind(
        INBOUND,
        "decline",
        "
        We have decided to stay with our current supplier, when can you collect the samples?
        ",
        "
        Shall we go with another supplier, or when can you deliver?
        If we go with another supplier, when do you collect the samples?
        We would go with another supplier, when can you come down?
        ",
    );
}

#[test]
fn who_hands_the_matter_on_or_tells_that_it_goes_on_refuses_nothing() {
    assert_kind(
        INBOUND,
        "decline",
        "
        Dejo la empresa a fin de mes y mi sucesora ya ha elegido a otro proveedor. Gracias por todo, de verdad.
        Das Projekt läuft weiter, halt ohne Sie. Es war der Preis. Danke für Ihre Mühe und alles Gute.
        Nous préférons vous le dire franchement : ce sera un autre. Merci pour tout le travail que vous avez fait.
        ",
        "
        Dejo la empresa a fin de mes. Me sustituye Ana Ruiz, que conoce su oferta. Gracias por todo.
        Je quitte l'entreprise vendredi. Mme Wolf prend la suite et connaît votre offre. Ce fut un plaisir.
        Ich gehe Ende des Monats in Rente. Herr Kern macht hier weiter, er kennt Ihre Unterlagen. Alles Gute!
        Sieht ordentlich aus. Hab es mit meiner Empfehlung nach oben gegeben, der Chef hat genickt.
        Perfeito, era o que precisava de ouvir. Falo com a contabilidade.
        Los otros dos ya están descartados. Solo quedan ustedes, así que hablemos de plazos.
        Siete cari, come sempre. Però preferiamo comprare da voi. Un cinque per cento e si parte.
        ",
    );
}

#[test]
fn what_is_signed_beside_the_deal_binds_nobody_as_a_whole_either() {
    assert_kind(
        INBOUND,
        "commitment",
        "",
        "
        Ci-joint l'accord de confidentialité signé. Vous pouvez envoyer les plans. Nous les regarderons cette semaine.
        In allegato l'accordo di riservatezza firmato. Ora può mandare i disegni. Li guardiamo in settimana.
        Hierbij de getekende pakbon. De pallet was beschadigd. Graag uitzoeken.
        ",
    );
}
