//! What stands beside a signal: what takes it back, what is of something else, and what takes nothing from it.

use crate::signals_abroad::{INBOUND, SUPPLIER, TEAM, assert_heard, heard};

#[test]
fn what_is_taken_back_found_again_or_still_to_be_won_is_no_win() {
    assert_heard(
        TEAM,
        "
        celebration | We got it! They want two lines.
        | Oh yes, Acme is in the bag, and I'm the Queen of Sheba.
        | Acme is in the bag. Not.
        | Oh sure, we won Acme. In my dreams.
        | We got it! The missing badge turned up at Acme after all.
        | We got it! Your charger was at reception.
        | Now go get Acme.
        | Next up: Acme.
        celebration | We got it! The machine they want is the big one.
        celebration | We won Acme. Not bad for a Tuesday!
        | Acme signed!!! ... the NDA, calm down everybody.
        | We're on the approved vendor list at Acme, woohoo!
        | Woohoo, Acme finally opened our email!
        | We won Gwil!! We only went and won, 27-22, I have no voice.
        | We did it, by two points! Marites from Acme was screaming beside me.
        celebration | We won Acme for 2026-27!
        celebration | We won Acme!! They beat us down to 27,200 but who cares.
        | Ojalá ganemos lo de Acme, sería el mejor mes del año.
        | Als Acme tekent trakteer ik op taart.
        | Si Acme signe, champagne !
        | Acme have won the Queen's Award for Export, saw it in the paper.
        | Acme just won a huge contract with the navy.
        | We got Acme's questions, forty of them.
        | We won the first round at Acme, two more to go.
        | Acme is nearly over the line, one signature missing.
        | Acme quote done and dusted, sent at five.
        | I dreamt we won Acme.
        | Everybody here says Acme is in the bag, but I don't believe it till I see paper.
        | We're winning Acme.
        | Champagne: Acme has opened the proposal, finally.
        celebration | Verbal from Acme! PO on Friday he says.
        celebration | Stick a fork in Acme, it's done.
        celebration | Acme pulled the trigger.
        celebration | Chalk up Acme.
        celebration | Acme ist durch, 500 Stück.
        celebration | Den Auftrag von Acme haben wir.
        celebration | Trag Acme als gewonnen ein.
        celebration | Wir haben den Zuschlag von Acme bekommen.
        celebration | We got Acme's order!
        celebration | Abbiamo vinto la commessa Acme!!! 2000 alberi!
        | Ojalá ganemos lo de Acme. Cruza los dedos.
        | C'est signé avec Acme !!! Enfin presque, ils attendent la préfecture.
        | Acme könnte was werden, die waren echt angetan.
        celebration | Acme and Polder Pumps are both done deals.
        celebration | Dana just landed a huge contract with Acme!
        ",
    );
}

#[test]
fn what_they_sign_and_pay_elsewhere_binds_them_to_nobody_here() {
    assert_heard(
        INBOUND,
        "
        decline | We placed the order for the bearings with Timken last week, they had stock.
        | We paid the deposit for the hall, so the date is fixed.
        | We signed the lease on the new building, so now the kiln is urgent.
        | The contract with our cleaning firm was signed yesterday, so the hall will be clean.
        | I signed, my partner still has to.
        commitment | We signed the lease, the machine is ours for five years.
        commitment | We have paid the deposit.
        commitment | Our contract with you is signed and attached.
        ",
    );
}

#[test]
fn who_wants_to_be_done_by_a_day_is_in_a_hurry_and_a_thing_may_wait() {
    assert_heard(
        INBOUND,
        "
        | No, please hold off on ordering the veneer, the owners have not approved the money.
        | Delivery not before October 5 please.
        | There is no need to wait until spring.
        | Sin esperar a enero, firmamos.
        | Wir verschieben den Besuch in den Oktober.
        | Rimandiamo la riunione a ottobre.
        | We are staying with our current firm for the wheels, the kilns are yours to win.
        revocation | I have to pull the contract back.
        revocation | Please consider our signature void.
        revocation | That PO went out by mistake.
        revocation | Please don't act on the PO yet.
        revocation | Bitte stornieren Sie unsere Bestellung.
        revocation | Hiermit treten wir vom Vertrag zurück.
        revocation | Anulamos el pedido.
        decline, revocation | We withdraw from the order.
        revocation | We would like our deposit back please.
        revocation | Wir müssen den Auftrag leider zurückziehen.
        | The contract with our old supplier is cancelled now, so full steam ahead.
        ",
    );
    let heard = heard(INBOUND, "I'd like to wrap this up by Nov 30.");
    assert!(!heard.iter().any(|signal| signal.starts_with("deferral")), "{heard:?}");
}

#[test]
fn who_chooses_us_or_is_still_comparing_refuses_nothing() {
    assert_heard(
        INBOUND,
        "
        | Wir haben uns für Sie entschieden.
        | We're going with your offer.
        | The board voted for your proposal.
        | You have been selected as the winning bidder.
        | Nous avons choisi votre offre.
        | Nous comparons encore avec un autre fournisseur.
        | We told the other vendor no.
        | We aren't going with the other firm.
        | We have shortlisted you along with one other firm.
        | We won't be moving forward without your references.
        decline | We are not going with your offer.
        decline | We decided against going with your offer.
        decline | We chose another supplier. The old drawings are yours.
        decline | We are going with Farrow.
        commitment | The contract is signed. We still need your price for spares.
        commitment | Als bijlage de getekende offerte.
        commitment | Confermiamo l'ordine 4711, chiediamo consegna per ottobre.
        | After Easter the PO is signed.
        commitment | Just paid the deposit by card, you should have the confirmation.
        commitment | We sent the deposit yesterday.
        decline | We have already placed the order elsewhere.
        decline | My boss said no.
        deferral 2027-01-01 | Please hold off booking calls until January.
        ",
    );
}

#[test]
fn what_is_said_beside_a_win_takes_nothing_from_it() {
    assert_heard(
        TEAM,
        "
        celebration | Acme is ours! My badge was in the car, by the way.
        celebration | Early days, but Acme is in the bag!
        celebration | They answered our email: Acme is ours!
        celebration | We got Acme on the vendor list and won the order!
        celebration | Acme is done and dusted, on to the next!
        celebration | Unlike last year, Acme is ours!
        celebration | We won Acme. The parcel came.
        celebration | Wir haben Acme gewonnen. Das Paket ist da.
        celebration | Acme is in the bag. Nothing is signed yet.
        | The samples are in the bag.
        | Acme asked about the certificate. They signed our NDA too.
        | Acme have the price. What a day!
        | Acme
        celebration | Acme accepted our proposal!
        celebration | Paula, verbal from Acme on the C-arm.
        celebration | Acme are signed up. Lovely.
        celebration | Acme is done.
        | Did you see the Bears? Unreal, we won it in overtime.
        celebration | Acme's PO came in, that's another one down.
        celebration | Just closed Acme. Are you in for the quiz on Thursday?
        celebration | Marc, Acme nous a choisis !
        celebration | Ce l'abbiamo fatta con Acme!
        | We got it! The parcel came.
        | Thorne Farms: sent 6.2k for the poles.
        | Acme hat unterschrieben, das NDA liegt im CRM.
        celebration | We won Acme! Last year they went with Farrow.
        celebration | Done deal with Acme! The old machine is from 1998.
        | Unsere Jungs haben übrigens 3:0 gewonnen!
        | On the plus side we beat Rovers 3-1!
        | Plan een demo voor Acme.
        | Metti l'offerta per Acme nel CRM.
        | Garde le dossier pour Acme.
        allocation | Reserve the crew for Acme in week 42, as in 2024.
        ",
    );
    assert_heard(
        SUPPLIER,
        "
        allocation | Please reserve 40 motors for Acme. Same as in 2024.
        allocation | Bitte reservieren Sie 40 Motoren für Acme, Vertrag noch nicht da.
        | Merci de nous garder informés.
        allocation | Hiermit bestellen wir zwei VT-90 für Acme.
        | Por favor guarden la factura.
        | Confermo l'appuntamento di martedì per Acme.
        | Haltet bitte die Tür für uns frei.
        ",
    );
}
