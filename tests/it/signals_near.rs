//! Near misses: sentences that stand close to an order, a refusal or a win and are none, and next to them the ones that are.

use std::sync::LazyLock;

use jiff::civil::date;
use wentdark::domain::signal::{Party, Roles, SignalKind};
use wentdark::signals::{Dating, Detectors, Named, NewText, detect};

/// Compiled once for all tests.
static DETECTORS: LazyLock<Detectors> = LazyLock::new(Detectors::builtin);

const TEAM: Roles = Roles { writer: Party::Team, addressee: Party::Team };
const INBOUND: Roles = Roles { writer: Party::Prospect, addressee: Party::Team };

/// Those of the kinds that decide a deal's state which are heard in a text.
fn heard(roles: Roles, text: &str) -> Vec<SignalKind> {
    let dating = Dating { written: date(2026, 5, 4), order: None };
    let signals =
        detect(&DETECTORS, &NewText { subject: None, text, answers: &[], roles, dating, closely: true, named: Named::default() });
    let decides = |kind: &SignalKind| matches!(kind, SignalKind::Celebration | SignalKind::Commitment | SignalKind::Decline);
    signals.into_iter().map(|signal| signal.kind).filter(decides).collect()
}

/// Asserts what is heard in each of the lines of a table.
fn assert_heard(roles: Roles, kinds: &[SignalKind], lines: &str) {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    let wrong: Vec<_> = lines.map(|line| (line, heard(roles, line))).filter(|(_, heard)| heard != kinds).collect();
    assert!(wrong.is_empty(), "wanted {kinds:?}: {wrong:#?}");
}

#[test]
fn papers_that_are_only_announced_or_still_in_their_house_bind_nobody() {
    assert_heard(
        INBOUND,
        &[],
        "
        Bestellung folgt.
        The PO is in the approval workflow.
        The contract has been signed by you but not by us yet.
        Our legal marked up the contract, see attached.
        Contract is in DocuSign with our CFO.
        It's been signed by one of two directors.
        Bestellung kommt.
        The PO is with our CFO.
        The PO is on the CFO's desk.
        Finance holds the PO.
        PO requisition 4471 was created, approval takes two weeks.
        Le contrat est chez notre directeur pour signature.
        Please send the contract to me, we sign today.
        The purchase order sits with procurement.
        Our PO is stuck in finance.
        The order form lies on my boss's desk.
        The contract is at head office for countersignature.
        Der Auftrag kommt nach der Freigabe.
        Der Vertrag liegt bei der Geschäftsführung.
        Die Bestellung liegt noch beim Einkauf.
        Die Unterlagen sind zur Unterschrift beim Vorstand.
        Auftragsbestätigung und Bestellung folgen in Kürze.
        Le bon de commande suit.
        La commande est en cours de validation.
        El contrato está pendiente de firma.
        The agreement was countersigned by one of the owners only.
        We marked up your contract, the redline is attached.
        Purchase requisition attached for your information.
        Bestellung wird vorbereitet.
        Please sign the contract.
        Wir bestellen nächste Woche.
        I sent the contract to our CEO for signing.
        I sign the agreement on Monday.
        ",
    );
}

#[test]
fn what_is_signed_with_others_is_a_refusal() {
    assert_heard(
        INBOUND,
        &[SignalKind::Decline],
        "
        We signed the contract with Boltz yesterday, sorry.
        We placed the order with the Danes.
        The purchase order has been issued to another vendor.
        We signed an agreement with another supplier last Friday.
        The order was placed with the Italians.
        ",
    );
}

#[test]
fn what_is_signed_with_others_in_any_language_commits_to_nothing() {
    for text in [
        "Le contrat est signé avec Boltz.",
        "Wir haben den Vertrag mit einem anderen Lieferanten unterschrieben.",
        "Die Bestellung ging an einen Wettbewerber.",
        "The contract was awarded to Boltz.",
        "Hemos firmado el contrato con otro proveedor.",
        "Nous avons passé la commande chez un concurrent.",
        "We've placed our order with somebody else.",
        "Wir haben bei Boltz bestellt.",
    ] {
        assert!(!heard(INBOUND, text).contains(&SignalKind::Commitment), "{text}");
    }
}

#[test]
fn short_answers_neither_order_nor_refuse() {
    assert_heard(
        INBOUND,
        &[],
        "
        We'll take it to the board.
        No.
        Here it is.
        Booked! See you Tuesday.
        Nous revenons vers vous.
        Done.
        All done.
        Confirmed.
        We'll take it from here internally.
        We'll leave it as is.
        Lamentablemente no puedo el martes.
        Wir lösen die Bestellung diese Woche aus.
        Wir loesen die Bestellung diese Woche aus.
        Yes, please go on.
        Not today.
        Yes.
        Perfect, thanks.
        That's it.
        Leider nicht am Dienstag.
        Passt.
        Erledigt.
        Alles klar, danke.
        Wir melden uns.
        Merci, c'est noté.
        Je ne peux pas mardi.
        De acuerdo.
        Got it.
        Here you go.
        I can't make it.
        We take it up with the management.
        Sent.
        ",
    );
}

#[test]
fn languages_that_nobody_taught_are_left_alone() {
    assert_heard(
        INBOUND,
        &[],
        "
        Bedankt voor uw bericht.
        De bestelling ligt bij de directie.
        Het contract ligt bij de directeur.
        Wrócimy do tematu.
        Wrocimy do tematu.
        Tack för ditt mejl.
        Grazie per il messaggio.
        Obrigado pela mensagem.
        Dziękuję za wiadomość.
        Kiitos viestistä.
        Tak for din besked.
        Umowa jest u dyrektora.
        Teşekkür ederim.
        Спасибо за письмо.
        ",
    );
}

#[test]
fn who_drops_a_part_or_puts_something_off_refuses_nothing() {
    assert_heard(
        INBOUND,
        &[],
        "
        We won't be moving forward with the old quote, send a new one please.
        We decided not to buy the spare parts kit; the machine itself yes.
        We decided to stay with the original layout.
        We stay with the first date.
        We'll go with the other delivery date.
        Kim decided to stay with us.
        We'll pass it on to the board.
        Unfortunately the board postponed the decision.
        It's not going to happen this month.
        We didn't decide to stay with our supplier, on the contrary.
        We are not going ahead with the first quotation, please revise it.
        We'd rather stick with the grey colour.
        We will pass your offer on to our director.
        The vote was postponed.
        We will do the foundations ourselves.
        Nous allons étudier votre offre.
        Nous avons un autre rendez-vous.
        We don't need the drawing any more, we found it.
        We have not decided to keep the old line.
        We decided against the extended warranty, everything else yes.
        Wir bleiben beim ursprünglichen Termin.
        Wir bleiben bei der blauen Farbe.
        Die Entscheidung wurde verschoben.
        Wir leiten es an den Vorstand weiter.
        Nous gardons la première date.
        La décision est reportée.
        We do not need the spare parts, only the press.
        No, we haven't gone with anybody else.
        ",
    );
}

#[test]
fn papers_of_another_kind_bind_nobody() {
    assert_heard(
        INBOUND,
        &[],
        "
        I've accepted the invitation for Tuesday.
        We accept your invitation to the fair.
        Your signed contract is attached, please correct page 2.
        We got the signed contract from you, now it's the board's turn.
        Please find attached the order form, blank as received.
        Please find attached our order forecast.
        Attached is our purchase order template.
        Anbei unsere Bestellnummern der letzten Jahre.
        Adjunto el acuerdo de confidencialidad firmado.
        Payment of invoice 4471 was made yesterday for the spare parts.
        I accept the calendar invite for the call.
        Thanks for the signed agreement, our lawyers read it now.
        The empty order form is attached, how do we fill it in?
        Attached are our general purchasing conditions.
        Anbei die unterschriebene Geheimhaltungsvereinbarung.
        Im Anhang unsere Einkaufsbedingungen.
        Ci-joint l'accord de confidentialité signé.
        The invoice for the repair was paid yesterday.
        Die Rechnung für die Ersatzteile ist überwiesen.
        Attached is our order history of three years.
        ",
    );
}

#[test]
fn what_others_win_and_what_is_only_a_meeting_is_no_celebration() {
    assert_heard(
        TEAM,
        &[],
        "
        Boltz won the Acme deal.
        Acme: they bought from Boltz.
        we've got it in writing that they decide in March
        I almost marked Acme as closed won
        We won the demo slot at Acme.
        We nearly won Acme.
        A competitor won the contract.
        They signed with Boltz.
        We got the meeting with Acme!
        We landed a call with the CEO of Acme.
        Acme went with another vendor.
        I hope we close the Acme deal.
        The others bagged the Acme order.
        Boltz hat den Auftrag bekommen.
        Wir haben den Termin bei Acme bekommen.
        We secured a second demo at Acme.
        Fast hätten wir den Auftrag gewonnen.
        ",
    );
}

#[test]
fn orders_refusals_and_wins_beside_them_are_still_heard() {
    assert_heard(
        INBOUND,
        &[SignalKind::Commitment],
        "
        Signed contract attached.
        Our PO 4471 is attached.
        The deposit was wired.
        We signed the contract yesterday.
        The PO has been issued.
        We have placed the order with you.
        Guten Morgen, anbei unsere Bestellung 4711.
        We signed the contract with DocuSign, see attached.
        The contract is signed by both directors.
        The CFO has signed the order form.
        We accept your offer.
        Your offer is accepted, PO 4471 attached.
        Please find attached our signed contract.
        Ci-joint le bon de commande signé.
        Adjunto el pedido firmado.
        Your countersigned copy is attached.
        Signed.
        We hereby place the order.
        Our board approved it and the purchase order was released today.
        ",
    );
    assert_heard(
        INBOUND,
        &[SignalKind::Decline],
        "
        We decided to stay with our supplier.
        We went with Boltz.
        We'll pass.
        We're passing on this one.
        Not interested.
        Unfortunately we decided against your offer.
        We signed with another vendor.
        We won't be moving forward.
        The board chose Boltz.
        We decided not to buy.
        We bought from Boltz.
        Wir haben uns für einen anderen Anbieter entschieden.
        Nous avons choisi un autre fournisseur.
        Hemos elegido otro proveedor.
        We are out.
        Sorry, no longer needed.
        We stay with our current vendor.
        We decided not to go ahead with the project.
        It's not going to happen.
        We awarded the contract to the incumbent.
        ",
    );
    assert_heard(
        TEAM,
        &[SignalKind::Celebration],
        "
        We got it!
        We won Acme!
        We won the Acme deal.
        Acme is ours.
        Marc won the Acme deal!
        Landed the Acme order!
        They picked us.
        Acme signed with us.
        Acme bought from us!
        Closed won this morning: Acme.
        Wir haben den Auftrag bekommen!
        We've bagged Acme.
        It's a done deal.
        We got it in writing: the Acme order is ours.
        Almost forgot: we won Acme!
        We got the nod from Acme.
        ",
    );
}

#[test]
fn a_later_time_is_asked_for_in_german_too_and_a_meeting_that_stands_puts_nothing_off() {
    let deferral = |text: &str| {
        let dating = Dating { written: date(2026, 11, 27), order: None };
        let signals = detect(
            &DETECTORS,
            &NewText { subject: None, text, answers: &[], roles: INBOUND, dating, closely: true, named: Named::default() },
        );
        let heard = signals.into_iter().find(|signal| signal.kind == SignalKind::Deferral);
        heard.map(|signal| signal.until.map(|date| date.to_string()).unwrap_or_default())
    };
    for (text, until) in [
        ("Bitte melden Sie sich in KW 3 noch einmal.", "2027-01-18"),
        ("Rufen Sie uns im März noch einmal an.", "2027-03-01"),
        ("Ping me in ten days.", "2026-12-07"),
        ("Call us in six weeks.", "2027-01-08"),
        ("Bitte melden Sie sich nach Ostern wieder.", "2027-03-29"),
    ] {
        assert_eq!(deferral(text).as_deref(), Some(until), "{text}");
    }
    for text in ["Wir melden uns nach Ostern wieder.", "Rufen Sie uns an.", "Confirmamos la reunión del martes."] {
        assert_eq!(deferral(text), None, "{text}");
    }
}

#[test]
fn what_goes_up_on_the_board_is_won_and_what_the_board_is_to_decide_is_not() {
    let celebrates =
        |text: &str| crate::signals_abroad::heard(crate::signals_abroad::TEAM, text).iter().any(|signal| signal == "celebration");
    for text in [
        "One for the board in the kitchen: the Acme lifts are through, she only wants peace until her audit is over.",
        "Another one for the whiteboard: Acme has signed.",
        "Mark it down as ours, 40k.",
    ] {
        assert!(celebrates(text), "{text}");
    }
    for text in [
        "One for the board to decide: is Acme worth a third visit?",
        "One for the board: Acme is late with the drawings, unless somebody called today.",
        "Told Ada whatever it takes.",
        "The Acme bid is in.",
        "Kudos to Jo for the new handbook.",
    ] {
        assert!(!celebrates(text), "{text}");
    }
}
