//! Who waits, what is fixed around a deal, and what was lost and is won back, in all languages that are judged.

use super::signals_abroad::{INBOUND, TEAM, assert_heard};

#[test]
fn who_waits_for_a_time_of_the_year_puts_off_and_who_cannot_wait_does_not() {
    assert_heard(
        INBOUND,
        "
        deferral 2027-02-01 | Wir möchten damit bis Februar warten und erst dann unterschreiben.
        deferral 2027-03-01 | Das Thema schieben wir auf das Frühjahr.
        deferral 2027-02-01 | Nous préférons patienter jusqu'en février.
        deferral 2027-03-01 | On reporte le projet à mars.
        deferral 2027-02-01 | Preferimos esperar hasta febrero y firmar después.
        deferral 2027-02-01 | Vogliamo aspettare fino a febbraio e poi firmare.
        deferral 2027-02-01 | We willen liever tot februari wachten.
        deferral 2027-02-01 | Preferimos esperar até fevereiro.
        deferral 2027-02-01 | We would prefer to wait until February and place the order then.
        | Wir können nicht bis Februar warten.
        | Nous ne voulons pas attendre jusqu'en février.
        | No queremos esperar hasta febrero.
        | Non vogliamo aspettare fino a febbraio.
        | We willen niet tot februari wachten.
        | Não queremos esperar até fevereiro.
        | We do not want to wait until February.
        | Wir warten bis Freitag auf Ihr Angebot.
        | Wir warten seit Januar auf Ihre Zeichnung.
        | Wir prüfen das in Ruhe und melden uns bis Ende Januar.
        | Je vous rappelle après Noël.
        | We do not have to decide this week.
        ",
    );
}

#[test]
fn what_is_fixed_around_a_deal_and_what_is_in_the_pipeline_is_not_won() {
    assert_heard(
        TEAM,
        "
        | Der Termin für das Projekt steht, der Raum ist fix.
        | Das Treffen für den Auftrag ist fix.
        | Die Demo bei Acme ist in trockenen Tüchern.
        | La fecha de la demo está cerrada.
        | La data della visita è fatta.
        | The workshop about the deal is done.
        | The deal is in legal.
        celebration | Der Auftrag ist fix!
        celebration | Nach dem Termin gestern: der Auftrag von Acme ist fix!
        celebration | The workshop went well, the deal is done!
        | Acme said yes to the workshop on Friday.
        | We got it: the new drawing of Acme is in the folder.
        | I nailed the Acme pitch I think.
        celebration | Acme said yes to the offer!
        celebration | We got it: Acme signed this morning!
        | The boss knows we have Acme in the pipeline.
        | Ich habe der Chefin gesagt, dass wir Acme in der Pipeline haben.
        | Acme is in our funnel, finally.
        celebration | We just won the biggest deal we ever had in the pipeline!
        ",
    );
}

#[test]
fn what_was_lost_in_a_year_gone_by_and_is_won_back_is_won() {
    assert_heard(
        TEAM,
        "
        celebration | We lost Acme in 2023 and won it back this week!
        celebration | Lost them in 2023, got them back today, Acme is ours again!
        celebration | Acme ist zurück, wir haben sie wiedergewonnen!
        | We lost Acme in 2023 and have never won it back.
        | Last year we won Acme back from the Danes.
        | We lost Acme in 2022 and won it back in 2024.
        | Tell me how we won Acme back in the day.
        | We want to win Acme back.
        ",
    );
}

#[test]
fn who_asks_to_be_called_on_a_later_day_puts_off_until_then() {
    assert_heard(
        INBOUND,
        "
        deferral 2026-12-02 | Ping me next Wednesday.
        deferral 2026-11-30 | Call me next week.
        deferral 2026-11-30 | Hi Bob, please ring me again on Monday.
        deferral 2027-03-26 | Please call me again after Good Friday.
        deferral 2026-12-03 | Give me a shout next Thursday please.
        deferral 2026-12-07 | Could you check back with me in ten days?
        deferral 2027-01-12 | Nice to hear from you, get back to me on 12 January.
        deferral 2026-11-30 | Rappelez-moi lundi.
        deferral 2027-01-05 | Recontactez-nous le 5 janvier.
        deferral 2026-11-30 | Rufen Sie mich am Montag an.
        deferral 2026-12-02 | Melden Sie sich nächsten Mittwoch.
        deferral 2027-01-05 | Melden Sie sich am 5. Januar noch einmal.
        deferral 2026-11-30 | Llámeme el lunes.
        deferral 2026-11-30 | Llámeme la semana que viene.
        deferral 2026-11-30 | Mi richiami lunedì.
        deferral 2026-11-30 | Mi richiami la settimana prossima.
        deferral 2026-11-30 | Bel me maandag.
        deferral 2026-11-30 | Ligue-me na segunda-feira.
        deferral 2027-01-01 | Melden Sie sich im neuen Jahr.
        deferral 2026-12-24 | Vor Weihnachten wird das nichts mehr.
        deferral 2027-03-01 | Melden Sie sich gerne im Frühjahr wieder.
        deferral 2027-01-01 | On verra ça l'année prochaine.
        deferral 2027-01-01 | El proyecto se aplaza hasta enero.
        deferral 2027-01-01 | Laten we in het nieuwe jaar verder praten.
        deferral 2027-01-01 | It won't be before January now.
        deferral 2027-01-01 | We have a freeze on new spending until January.
        deferral | We're going to hold off on this for now.
        deferral 2027-08-17 | Hör av dig igen den 17 augusti.
        deferral 2026-11-29 | Please ring me again the day after tomorrow.
        deferral 2026-12-03 | Call me again next Thursday.
        deferral | The project is on hold.
        deferral 2027-03-01 | The project is on hold until spring.
        deferral | We're putting this on hold.
        deferral | We've paused all projects.
        deferral | We need more time.
        deferral | Momentan haben wir keinen Bedarf.
        deferral 2027-01-01 | Das Projekt ruht bis Januar.
        deferral | Nous n'avons pas le budget cette année.
        | I put you on hold, sorry for the music.
        urgency 2026-11-27 | Call me today.
        urgency 2026-11-28 | Call me tomorrow.
        | Give us a call sometime.
        | Call me on 07700 900123.
        | Call me on my mobile.
        | My boss will call you on Monday.
        | Did you call me on Monday?
        | He tried to call me on Monday.
        | Bel me op 0612345678.
        ",
    );
}

#[test]
fn what_was_put_off_to_a_later_time_waits_and_what_is_delivered_later_does_not() {
    assert_heard(
        INBOUND,
        "
        deferral 2027-01-01 | The project has been postponed to January.
        deferral 2027-01-01 | Postponed to January.
        deferral 2027-01-01 | We have pushed the whole thing into the new year.
        deferral 2027-01-01 | It has slipped to Q1.
        deferral 2027-01-01 | The decision was put back to January.
        | The delivery has been moved to January.
        | The demo was postponed to January.
        | The project has not been postponed to January.
        | If it is postponed to January we lose the grant.
        | Our meeting on the project was moved to January.
        ",
    );
}

#[test]
fn a_decision_that_has_to_fall_by_a_day_is_pressure() {
    assert_heard(
        INBOUND,
        "
        urgency 2026-12-18 | The decision has to fall in week 51.
        urgency 2026-12-31 | The order must be placed in December.
        urgency 2026-12-09 | I have until the 9th to spend this budget.
        urgency 2026-12-18 | Week 51 is the very last moment for us to decide.
        urgency 2027-01-15 | We have to decide by 15/1.
        urgency 2026-12-18 | The contract has to be signed by the board by 18 December.
        | The decision does not have to fall in week 51.
        | The decision must be made in December, so there is no rush.
        ",
    );
}

#[test]
fn money_that_never_came_ends_it_unless_another_way_is_asked_for() {
    assert_heard(
        INBOUND,
        "
        decline | Our funding didn't come through so we can't do the brochure this year.
        decline | Sorry, the grant was refused.
        decline | The bank loan was turned down, I'm afraid.
        | The bank loan was turned down, could we lease it?
        | The grant has not come through yet, sorry.
        | If the funding falls through we have to cancel.
        | Sorry, the loan was refused. Is there any way to spread it?
        ",
    );
}

#[test]
fn verbal_orders_are_counted_and_bubbles_are_for_wins() {
    assert_heard(
        TEAM,
        "
        celebration | We've got the verbal on Acme.
        celebration | Verbal on Acme.
        celebration | Acme gave us a verbal yes.
        celebration | Bubbles at five.
        | No verbal from Acme yet.
        | Acme gave us a verbal warning about the noise.
        | Any verbal on Acme?
        | Bubbles at five. It is Lea's leaving do.
        | Acme: the order is in our system.
        | Acme is in the CRM now.
        celebration | Put Acme in the CRM as won.
        ",
    );
}

#[test]
fn wins_are_told_beside_the_name_in_plain_words() {
    assert_heard(
        TEAM,
        "
        celebration | Acme has approved our offer, great stuff.
        celebration | Never thought I'd say it but Acme is sold.
        celebration | We lost Granger but won Acme.
        celebration | We beat out three others for Acme.
        celebration | Welcome Acme to the family!
        celebration | Green light from Acme!
        celebration | We have a deal with Acme.
        celebration | Acme hat sich für uns entschieden.
        celebration | Acme macht's mit uns!
        celebration | Zusage von Acme!
        celebration | Acme a accepté notre offre.
        celebration | Acme, c'est signé !
        celebration | Acme ha accettato l'offerta.
        celebration | Tenemos a Acme en el bote.
        celebration | Acme gaat met ons in zee.
        celebration | Gefeliciteerd met Acme!
        | Acme was sold to a fund.
        | Green light from Acme for the site visit.
        | Zusage von Acme für den Termin am Montag.
        | Acme hat sich noch nicht für uns entschieden.
        | Acme n'a pas accepté notre offre.
        | Acme hasn't approved our offer.
        | Welcome to Acme, the badge is at the gate.
        celebration | No blockers left, Acme is a wrap.
        celebration | Acme = closed as far as I'm concerned.
        celebration | Acme you can take off the risk list.
        celebration | Acme haben wir eingefahren, 175.000.
        celebration | Hurra, Acme nimmt vier!
        celebration | Acme: ordine in tasca, 43.
        celebration | - Acme Käsepresse: gewonnen, 64 TCHF
        celebration | Så er Acme hjemme! 420.000.
        | Acme is closed on Fridays.
        | Acme: gewonnen?
        | Acme diskutiert noch, mal sehen.
        | not won yet: Acme sprinklers
        | Bottle yes, closed no.
        | Acme have the price. Tonight they decide.
        celebration | Acme has the contract and it's ours!
        celebration | Acme - WON.
        celebration | Put Acme on the board as a win.
        | Acme said yes to Thursday.
        | There was a yes from the hotel near Acme.
        | Acme closed its Leeds plant.
        | I'm done with the Acme drawings.
        | Sold out: the hotel next to Acme.
        | It's official: Acme has a new CEO.
        | We won a new apprentice at the Acme school day.
        | I dreamt that Acme had signed.
        | The service ticket on Acme's old welder is closed, they were happy.
        | There's a crate on dock 2, is that one for Acme?
        | Sobald Acme unterschreibt, bestellen wir die Ketten, vorher bitte nichts.
        | - Acme: Richtpreis draussen, keine Rückmeldung
        ",
    );
}

#[test]
fn papers_under_their_name_bind_them_in_plain_words() {
    assert_heard(
        INBOUND,
        "
        commitment | We sent the deposit yesterday, it should be with you by Friday.
        commitment | Den unterschriebenen Vertrag finden Sie im Anhang.
        commitment | Le contrat est signé.
        commitment | Bon de commande en pièce jointe.
        commitment | Ya hemos firmado el contrato.
        commitment | Abbiamo firmato il contratto.
        commitment | Getekend retour.
        commitment | Auftrag erteilt.
        commitment | Sie haben den Auftrag.
        commitment | We geven jullie de opdracht.
        commitment | Adjunto el pedido.
        commitment | In allegato l'ordine.
        commitment | Het contract is ondertekend.
        | We will send the deposit, it should be with you by Friday.
        commitment | We transferred the deposit this morning.
        commitment | We wired the money on Monday.
        commitment | PO 4500777 went out to your order desk.
        | I transferred the files to the new server.
        | We transferred the old machine to Leeds.
        | I transferred the call to Moira.
        | I wired the sensor.
        | The canteen contract is signed.
        | Our lease agreement was signed yesterday.
        | Ihren unterschriebenen Vertrag haben wir erhalten.
        | Le contrat n'est pas encore signé.
        | No hemos firmado el contrato.
        | Il contratto non è firmato.
        | Le contrat avec notre fournisseur est signé.
        | El contrato está firmado por ustedes, falta nuestra firma.
        ",
    );
}

#[test]
fn refusals_are_heard_in_plain_words() {
    assert_heard(
        INBOUND,
        "
        decline | We took the other offer.
        leverage, decline | We've gone with a cheaper quote.
        decline | I'm going to have to say no.
        decline | It's not for us, but thanks for your time.
        decline | My brother in law ended up putting one in for us.
        decline | The owner decided to do the work himself.
        decline | We decided not to do it this year.
        decline | Wir haben uns gegen das Projekt entschieden.
        decline | Wir brauchen das nicht mehr.
        decline | Het is helaas niet jullie geworden.
        decline | Il progetto è annullato.
        decline | Leider kein Interesse.
        decline | Hat sich erledigt, haben jetzt was vom Messebauer genommen.
        decline | Al final lo hemos adjudicado a Lumisur.
        decline | Nach reiflicher Überlegung haben wir uns für einen Anbieter aus der Region entschieden.
        decline | Le conseil a finalement préféré une autre société.
        decline | El consejo se ha inclinado por otra oferta.
        decline | Vi har valgt en anden leverandør.
        decline | Der Gemeinderat hat den Zuschlag der Firma Aquabau erteilt.
        decline | Wir haben keinen Bedarf.
        | We have not gone with a cheaper quote.
        | I won't have to say no.
        | Wir haben uns gegen die größere Variante entschieden.
        decline | We are keeping what we have, thanks.
        | We have stayed with our principles since 1921.
        | Somebody else will pick me up from the station.
        | The colour is not for us to choose.
        | It's not for us, it's for our sister company.
        | My dad built it for us years ago.
        urgency 2026-11-27 | wir bitten um ein Angebot bis Ende der Woche.
        | Le projet n'est pas annulé.
        | No hemos adjudicado a Lumisur.
        | If we go with a cheaper quote we lose the warranty.
        ",
    );
}
