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
