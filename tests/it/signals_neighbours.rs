//! Languages of the neighbours, of which the network was taught little or nothing: what is plainly said, and what only sounds so.

use wentdark::domain::signal::{Party, Roles};

use crate::signals_abroad::{INBOUND, SUPPLIER, TEAM, assert_heard, heard};

const OUTBOUND: Roles = Roles { writer: Party::Team, addressee: Party::Prospect };

#[test]
fn a_rivals_price_and_a_signed_order_refuse_nothing() {
    assert_heard(
        INBOUND,
        "
        leverage | Froid Service nous a fait la même chose à 22. Vous pouvez vous aligner ?
        commitment | Helena, segue em anexo a nossa nota de encomenda assinada.
        ",
    );
    assert_eq!(
        heard(INBOUND, "Bonjour Madame Dumont,\nMerci de revenir vers nous à partir du 7 septembre."),
        ["deferral 2027-09-07"]
    );
}

#[test]
fn orders_and_payments_bind_and_agendas_forms_and_plans_do_not() {
    assert_heard(
        INBOUND,
        "
        commitment | Dzień dobry, w załączeniu przesyłam zamówienie nr ZK/2026/0311.
        commitment | Zaliczka została wpłacona.
        commitment | Buongiorno, ho fatto il bonifico dell'acconto stamattina, 12.000.
        commitment | In allegato il nostro ordine n. 331.
        commitment | Bijgaand onze inkooporder 20231.
        commitment | Segue em anexo a nossa encomenda n.º 771.
        commitment | Le contrat signé est joint à ce message.
        commitment | Adjunto la orden de compra 4711.
        commitment | Bifogat vår order 4711.
        commitment | Handpenningen är betald.
        commitment | Vedhæftet vores ordre 4711.
        commitment | Depositummet er overført.
        commitment | Ordine confermato, procedete pure.
        commitment | Abbiamo pagato la fattura d'acconto, bonifico fatto stamattina.
        commitment | Bijgaand de getekende offerte.
        | Vi accepterar er inbjudan.
        | Ho fatto il bonifico per la fattura di marzo.
        | Bijgaand de getekende geheimhoudingsverklaring.
        | Veuillez trouver ci-joint notre appel d'offres.
        | In allegato l'ordine del giorno.
        | Przesyłam zapytanie o zamówienie.
        | Przesyłam zamówienie do akceptacji.
        | Przesyłam wzór zamówienia.
        | Segue o pedido de cotação.
        | Vi har inte betalt handpenningen.
        | Bifogat vårt förslag till order.
        | Vedhæftet udkast til ordre 4711.
        | Bijgaand een leeg bestelformulier voor uw order.
        | C'est d'accord pour nous, je vous envoie le bon de commande dans les prochains jours.
        | Zamówienie prześlemy jutro w załączniku.
        | Beställningen kommer nästa vecka.
        | Ci-joint un modèle de bon de commande.
        ",
    );
}

#[test]
fn who_chose_another_refuses_and_who_chose_another_colour_does_not() {
    assert_heard(
        INBOUND,
        "
        decline | Vi har valgt en anden leverandør.
        decline | Vi har valt en annan leverantör den här gången.
        decline | Vi tackar nej till er offert.
        decline | Vi har valgt en annen leverandør.
        decline | Le conseil a finalement préféré une autre société, moins chère.
        decline | Désolée de ne pas pouvoir donner suite.
        decline | Marta, al final lo hemos adjudicado a Lumisur.
        decline | Al final nos hemos decantado por otro proveedor.
        decline | La scelta è caduta su un altro fornitore.
        | Vi har inte valt en annan leverantör.
        | Vi har valgt en anden farve.
        | Har ni valt en annan leverantör?
        | Le conseil a préféré une autre couleur.
        | El consejo no se ha inclinado por otra oferta.
        | Vi tackar nej till kaffet.
        decline | Vi takker nej til jeres tilbud.
        ",
    );
}

#[test]
fn a_day_of_the_north_is_read() {
    assert_heard(
        INBOUND,
        "
        deferral 2027-08-17 | Hör av dig igen den 17 augusti, tidigare är det ingen idé.
        deferral 2026-12-11 | Vend gerne tilbage om to uger.
        deferral 2027-01-01 | Kontakta oss igen i januari.
        deferral 2027-01-15 | Proszę odezwać się po 15 stycznia.
        deferral 2027-01-01 | Voltemos a falar em janeiro.
        | Ring mig i morgon om ritningen.
        | Vi kan inte vänta till januari.
        | Kan ni leverera före den 15 mars?
        urgency 2026-12-04 | Wij moeten voor vrijdag de knoop doorhakken.
        urgency 2026-11-27 | Necesito cerrar esto esta semana sin falta.
        urgency 2026-11-27 | Musimy podjąć decyzję do końca tygodnia.
        doubt | Je ne suis pas certaine que votre four tienne la cadence.
        doubt | Ho qualche dubbio sulla vostra capacità di consegnare in tempo.
        | Senza dubbio la vostra macchina è la migliore.
        ",
    );
}

#[test]
fn wins_are_heard_beside_their_names_and_who_is_at_home_is_not_won() {
    assert_heard(
        TEAM,
        "
        celebration | Så er Acme hjemme!
        celebration | Acme är hemma grabbar!
        celebration | Acme: ordine in tasca, 43.
        celebration | Le gymnase d'Acme est à nous, 36 k.
        celebration | Hop, une de plus dans la besace : Acme prend le buffet.
        | Er Acme hjemme?
        | Acme är inte hemma än.
        | Anna är hemma, sjuk. Acme ringde.
        | Le parking de Acme est à nous.
        | Båten från Acme är i hamn.
        | Acme signe le PV de visite !
        | Si Acme est à nous, on fête.
        | Acme: ordine non ancora in tasca.
        allocation | Merci d'affecter l'équipe de Karim à Acme du 3 au 28 août.
        | Merci de préparer le devis pour Acme.
        | Merci d'affecter une salle à la réunion Acme.
        ",
    );
    assert_heard(
        SUPPLIER,
        "
        allocation | Merci de lancer dès aujourd'hui deux fonds bombés DN1600 pour notre client Acme.
        allocation | Vi prego di mettere da parte due motori per Acme.
        allocation | Por favor, reservad dos quemadores para el horno de Acme.
        allocation | Graag twee zaagbladen opzij leggen voor Acme.
        | Merci de nous faire un devis pour Acme.
        | Graag een offerte klaarleggen voor Acme.
        ",
    );
    assert_heard(
        OUTBOUND,
        "
        overpromise | Bien sûr, nous pouvons vous livrer avant Noël sans problème.
        overpromise | Tuurlijk, dat kunnen wij gewoon leveren.
        | Bien sûr, je vous envoie la brochure.
        | Nous pouvons livrer avant Noël, sous réserve de stock.
        ",
    );
}

#[test]
fn what_is_agreed_signed_or_refused_is_the_deal_and_no_visit_paper_or_question() {
    assert_heard(
        INBOUND,
        "
        commitment | Wir geben Ihnen grünes Licht für die Bestellung.
        commitment | Der Vertrag ist digital unterschrieben.
        commitment | Sie bekommen den Auftrag.
        | Wir geben Ihnen grünes Licht für den Besuch am Dienstag.
        | Das Protokoll habe ich digital unterschrieben.
        commitment | Der Vertrag ist digital unterschrieben und das Protokoll folgt.
        | Leider schon woanders gekauft.
        | Borel war billiger, der Auftrag ging an sie.
        | Die alte Bestellung ist noch im System.
        decline | Sie sind leider zweiter geworden.
        | Sie sind der zweite Anbieter, den wir fragen.
        | Die Filter fehlen im Angebot, sie sind nicht dabei.
        | Danke, aber nein, Sie müssen nicht kommen, schicken Sie einfach das Angebot.
        commitment | Verkocht, stuur de factuur maar.
        | Prima, stuur de offerte maar.
        | Platí, pošlete adresu.
        | Šéf souhlasí, můžete přijet v úterý.
        | Assinei o recibo.
        decline | Vedení to zamítlo.
        decline | Il consiglio ha respinto la vostra offerta.
        | Vedení zamítlo nabídku Borel.
        | Il consiglio ha respinto l'offerta di Borel.
        | Odpověď na váš dotaz je ne.
        | Det blev en annan tid för mötet.
        | Optamos por outro dia.
        commitment | £25 000 paid this morning, receipt attached.
        | 40 was paid, the confirmation of the canteen is attached.
        | Once signed, our PO is sent, with the deposit to follow.
        decline | We are leaving things with our current provider.
        | We keep it with our usual dealer on weekends, so the forklift is safe.
        ",
    );
}

#[test]
fn a_place_a_lorry_and_a_thing_put_nothing_off() {
    assert_heard(
        INBOUND,
        "
        deferral | Das Projekt liegt vorerst auf Eis.
        deferral | Das ist kein Nein, nur nicht jetzt.
        | Das Paket liegt vorerst beim Pförtner.
        commitment | Das ist kein Nein, wir nehmen Ihr Angebot an.
        | Melden Sie sich in Raum 204 am Empfang.
        deferral 2027-03-01 | Melden Sie sich im März in Raum 204.
        deferral 2027-01-01 | Please call back next quarter and ask for Pat at reception.
        | Vor dem 5. Mai können wir keine Ware annehmen.
        | Zadzwoń w bramie po wjeździe.
        | De machine staat stil, kom snel.
        | Projekt czeka na pana podpis.
        ",
    );
}

#[test]
fn thumbs_doors_and_diaries_are_no_means_and_a_question_on_an_order_is_none() {
    assert_heard(
        TEAM,
        "
        allocation | Halle 2 ist ab Juni vollzeit für Acme gesperrt.
        | Haltet mir die Daumen für Acme!
        | Halt mir die Tür auf für die Leute von Acme.
        | Im März war ich vollzeit bei Acme beschäftigt.
        | Držím palce pro Acme.
        | Zarezerwowałem godzinę dla Acme na rozmowę.
        | Hou je agenda vrij voor Acme.
        allocation | Wie per E-Mail besprochen habe ich Halle 3 für Acme reserviert.
        allocation | Halle 3 ist dort für Acme reserviert.
        | Grattis till Acme, de fyller hundra år.
        | Vi tog hem Acme med taxi.
        | Acme nos compra desde hace años los recambios.
        celebration | Acme have come through!
        | The drawing from Acme has come through.
        | The credit check on Acme has come through.
        celebration | Leute, Acme geht mit uns!
        | Die Beschwerde von Acme geht an uns.
        | Die Sache mit Acme ist durch, die Reklamation ist geschlossen.
        ",
    );
    assert_heard(
        SUPPLIER,
        "
        allocation | Bestellung 4711: 3 Motoren Typ 12 für Acme.
        | Zu Auftrag 12 Position 3 Acme habe ich eine Frage.
        | Order 12 line 3 Acme: I have a question on the drawing.
        ",
    );
}
