//! What stands close to a phrase of another language and means something else: meetings, papers and persons are no resources, a telephone, a
//! repair and a delivery that was signed for no win, a price that suits and a hotel that was booked no order.

use jiff::civil::date;
use wentdark::domain::signal::SignalKind;
use wentdark::signals::{Dating, Detectors, Named, NewText, detect};

use crate::signals_abroad::{INBOUND, SUPPLIER, TEAM};
use crate::signals_reach::assert_kind;

#[test]
fn meetings_papers_and_persons_are_no_resources() {
    assert_kind(
        SUPPLIER,
        "allocation",
        "
        Vi tar två GX 4000 till Acme.
        Zamawiam 40 obudów dla Acme.
        Id preparando 3.000 m² de térmico para Acme.
        ",
        "
        Vi tar 2 möten till Acme i veckan.
        Vi tar tre personer till lunchen hos Acme.
        Jag tar två kopior till Acme.
        Vi behöver två offerter till Acme.
        Vi behöver 3 ritningar för Acme.
        Id preparando los planos para Acme.
        Id preparando 3 muestras para Acme.
        Reservadme 2 entradas para la feria.
        Guardadme el sitio para comer.
        Zamawiam 3 próbki dla Acme.
        Zamawiam taksówkę na 14 dla gości z Acme.
        We are holding off on the steel for Acme.
        ",
    );
}

#[test]
fn a_telephone_a_repair_and_a_parcel_that_was_signed_for_win_nothing() {
    assert_kind(
        TEAM,
        "celebration",
        "
        We got the Acme order!
        Acme signed up!
        Raúl, la terrasse d'Acme, c'est dans la poche : 8,2 k€ en une heure.
        Acme hat unterschrieben, wir können loslegen.
        ",
        "
        Contrato firmado con el seguro, nada que ver con Acme.
        El contrato de confidencialidad con Acme está firmado.
        Commande signée chez le traiteur pour la visite de Acme.
        On a Acme au téléphone !
        Vi fick Acme på tråden!
        Vi fick Acme till mötet!
        Die Maschine von Acme ist gebraucht verkauft worden, wir waren zu spät!
        Acme hat unterschrieben, ja, aber den Mietvertrag.
        Acme hat zugesagt, wir sehen uns Dienstag.
        Acme heeft getekend voor de pakketten.
        Le catalogue Acme est chez nous depuis mardi.
        La machine de Acme est chez nous en réparation.
        I tecnici di Acme sono nostri ospiti domani.
        Abbiamo chiuso con Acme, non pagano mai.
        Acme kupuje gdzie indziej, sprawa zamknięta.
        Acme signed up for the newsletter!
        ",
    );
}

#[test]
fn a_price_that_suits_and_a_booked_hotel_order_nothing() {
    assert_kind(
        INBOUND,
        "commitment",
        "
        Akkoord, ga je gang.
        Akkoord met uw offerte.
        ",
        "
        Akkoord met de prijs van de concurrent, jammer.
        Akkoord met uw voorstel voor dinsdag.
        Akkoord, tot dinsdag.
        Vi beställer enligt plan i maj om budgeten går igenom.
        Vi lägger order först efter jul.
        Vi lægger ordren når bestyrelsen har sagt ja.
        Hecha la reserva del hotel, nos vemos.
        Enviada la transferencia a otro proveedor.
        ",
    );
}

#[test]
fn a_choice_of_us_and_work_of_others_around_it_refuse_nothing() {
    assert_kind(
        INBOUND,
        "decline",
        "
        Zarząd zdecydował o wyborze innego dostawcy.
        ",
        "
        Zarząd zdecydował o wyborze Państwa oferty.
        Zarząd jeszcze nie zdecydował o wyborze innego dostawcy.
        Wir gehen nicht mit Variante A, sondern mit B.
        We're not going ahead with the first version, please revise.
        I went ahead and ordered the foundation from Miller, when can you start?
        I went ahead and booked a crane from Miller for your delivery.
        ",
    );
}

#[test]
fn a_telephone_number_and_a_serial_number_ask_for_no_patience() {
    assert_kind(
        INBOUND,
        "deferral",
        "
        Kontakta oss i mars.
        ¿Te importa escribirme en marzo?
        ",
        "
        Te importa escribirme el # de pedido?
        ¿Te importa escribirme el número de serie?
        ¿Le importa llamarme hoy a las 5?
        Ne sentiamo il bisogno da mesi.
        Ci sentiamo alle 15.
        Kontakta oss på 08-123 45.
        ",
    );
}

#[test]
fn what_came_off_or_moved_to_the_jobs_is_won_and_hearsay_and_awards_are_not() {
    assert_kind(
        TEAM,
        "celebration",
        "
        Acme has come off!
        Not for the pub yet but Acme is in our pocket.
        Acme 50k boxes finalised at 29.
        Sue, you can move Acme from prospects to jobs.
        Acme module sold, 19k.
        Hotel Acme is ours too!
        ",
        "
        Tell me we won Acme.
        Heard from the ink rep: Labelcraft are telling everyone they won Acme.
        Well done to both of you on the Ikeja Chamber award last night! We got it against big names.
        The hotel is ours from six.
        ",
    );
    let asked = "
        Keep the stretch tent on offer to the rugby club.
        Shall we keep the frame for Acme or not?
        ";
    assert_kind(TEAM, "allocation", "Keep the stretch tent for Acme.", asked);
}

#[test]
fn who_opens_a_conversation_refuses_and_orders_in_plain_words_only() {
    let dating = Dating { written: date(2026, 8, 4), order: None };
    let kinds = |subject: Option<&str>, text: &str| -> Vec<SignalKind> {
        let message = NewText { subject, text, answers: &[], roles: INBOUND, dating, closely: true, named: Named::default() };
        detect(&Detectors::builtin(), &message).iter().map(|signal| signal.kind).collect()
    };
    let (cans, lease) = ("We are going into cans. How much for 40k sleeves?", "Kayla, signed the lease next door. Dazzle me.");
    assert!(!kinds(Some("Can sleeves"), cans).contains(&SignalKind::Decline));
    assert!(!kinds(Some("Four chairs"), lease).contains(&SignalKind::Commitment));
    assert!(kinds(Some("Your offer"), "We have decided to stay with our supplier.").contains(&SignalKind::Decline));
    assert!(kinds(Some("Lids"), "Our PO 118 is attached.").contains(&SignalKind::Commitment));
    // In an answer the network is believed as before.
    assert!(kinds(None, "We are going into cans.").contains(&SignalKind::Decline), "what it takes that for");
}

#[test]
fn a_boast_of_a_rivals_a_grand_slam_and_a_van_of_ones_own_are_no_win_and_an_order_that_came_in_is() {
    assert_kind(
        TEAM,
        "celebration",
        "
        Acme PO is in, 139k, proper paper this time!
        Acme's signed contract came in, well done all.
        Preso Acme! Stasera pizza.
        ",
        "
        Their man is bragging at the supply house that Acme is theirs.
        Lou hit a grand slam off the Acme fire brigade, the trophy is in the hall.
        Lo otro, lo de mi furgoneta nueva, ¡conseguido!
        The Acme order is in the system as a draft.
        Preso il treno per Acme alle otto.
        ",
    );
}

#[test]
fn what_went_to_another_or_is_still_to_come_binds_nobody() {
    assert_kind(
        INBOUND,
        "commitment",
        "
        Wir haben heute die Bestellung 4711 an Sie platziert, siehe Anhang.
        Purchase order 88 is attached, the original arrived with you by post yesterday.
        ",
        "
        5 % reichen leider nicht, wir haben den Auftrag anderweitig platziert.
        La convention part à la signature cette semaine.
        I order, the bon de commande arrives by post.
        The designer signed off on the fabric and I signed off on the price.
        ",
    );
    assert_kind(
        INBOUND,
        "revocation",
        "
        Bitte alles stoppen und die 2026-118 als hinfällig betrachten.
        ",
        "
        Bitte betrachten Sie meine Frage von gestern als erledigt.
        ",
    );
}

#[test]
fn a_deadline_by_itself_puts_nothing_off() {
    assert_kind(
        INBOUND,
        "deferral",
        "Not before Christmas, please.\nLet us talk before Christmas, not now.",
        "Before Christmas.\nBefore the holidays.",
    );
}

#[test]
fn who_came_aboard_was_brought_home_or_is_happening_is_won() {
    assert_kind(
        TEAM,
        "celebration",
        "
        Acme's happening, 24 heads.
        Thandi has brought home Acme, six units.
        Please set Acme up as an account with 30 days terms, they've come aboard.
        Dora, Acme hat zugesagt, das Hallenlicht ist unseres.
        Das Portal für Acme haben wir! Kleiner Auftrag, großes Herz.
        Hotel Acme komt naar ons toe!
        Portata a casa anche la libreria Acme, 9,8.
        ",
        "
        Do you know what's happening at Acme?
        If they've come aboard by Friday, tell Acme's fitters.
        Das Angebot für Acme haben wir gestern geschickt.
        Acme komt morgen naar ons kantoor.
        Keep at it with Acme.
        Dylan at Acme just got made partner, congratulations to him!
        ",
    );
    assert_kind(
        TEAM,
        "allocation",
        "Gerti, teil den Zoran und den Milan ab 9.11. für Acme ein, die Bestellung kommt schon noch.",
        "
        Gerti, teil mir bitte mit, wer am 9.11. zu Acme fährt.
        Quoted Acme for both gates.
        ",
    );
}
