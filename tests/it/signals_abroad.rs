//! What is heard in other languages than English, with its date, and wins that are told by a name.

use std::sync::LazyLock;

use jiff::civil::date;
use wentdark::domain::signal::{Party, Roles, Signal};
use wentdark::signals::{Dating, Detectors, Named, NewText, detect};

/// Compiled once for all tests.
static DETECTORS: LazyLock<Detectors> = LazyLock::new(Detectors::builtin);

pub const TEAM: Roles = Roles { writer: Party::Team, addressee: Party::Team };
pub const SUPPLIER: Roles = Roles { writer: Party::Team, addressee: Party::Supplier };
pub const INBOUND: Roles = Roles { writer: Party::Prospect, addressee: Party::Team };

/// What is heard in a text, written on Friday, 27 November 2026.
pub fn signals(roles: Roles, text: &str) -> Vec<Signal> {
    let dating = Dating { written: date(2026, 11, 27), order: None };
    let named: Vec<_> = ["Acme", "Polder Pumps"]
        .into_iter()
        .flat_map(|name| text.match_indices(name))
        .map(|(at, name)| at..at + name.len())
        .collect();
    let named = Named { in_subject: false, in_text: &named };
    detect(&DETECTORS, &NewText { subject: None, text, answers: &[], roles, dating, closely: true, named })
}

/// The same as `kind` or `kind date`.
pub fn heard(roles: Roles, text: &str) -> Vec<String> {
    let told = |until: Option<jiff::civil::Date>| until.map(|date| format!(" {date}")).unwrap_or_default();
    signals(roles, text).iter().map(|signal| format!("{}{}", signal.kind.as_str(), told(signal.until))).collect()
}

/// Asserts what is heard in each line of a table: `what | text`.
pub fn assert_heard(roles: Roles, table: &str) {
    let lines = table.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines = lines.map(|line| line.split_once('|').map(|(what, text)| (what.trim(), text.trim())).unwrap());
    let judged = lines.map(|(what, text)| (what, text, heard(roles, text).join(", ")));
    let wrong: Vec<_> = judged.filter(|(what, _, heard)| what != heard).collect();
    assert!(wrong.is_empty(), "wanted, text, heard: {wrong:#?}");
}

#[test]
fn a_deadline_is_pressure_and_no_patience_in_any_language() {
    assert_heard(
        INBOUND,
        "
        urgency 2026-12-04 | Necesitamos decidir antes del viernes.
        urgency 2026-12-04 | Nous devons décider avant vendredi.
        urgency 2026-12-04 | Wir müssen vor Freitag entscheiden.
        urgency 2026-11-30 | Wir müssen bis Ende des Monats entscheiden.
        urgency 2026-12-04 | Wir brauchen Ihr Angebot bis Freitag, 4. Dezember.
        urgency 2026-12-04 | Dobbiamo decidere entro venerdì.
        urgency 2026-12-04 | We moeten voor vrijdag beslissen.
        urgency 2026-12-04 | Precisamos decidir até sexta-feira.
        | Können Sie uns bis Freitag ein Angebot schicken?
        | Nous ne devons pas décider avant janvier.
        urgency 2027-03-31 | We have to decide by the end of Q1.
        urgency 2026-11-30 | We need to decide by the end of the month.
        urgency 2026-12-04 | We have to place the order by Friday.
        urgency 2026-12-04 | Wir müssen bis Ende nächster Woche entscheiden.
        | Wir wollen bis Freitag nichts bestellen.
        | Nous ne devons rien décider avant vendredi.
        ",
    );
}

#[test]
fn who_asks_to_wait_is_heard_in_any_language_with_the_date() {
    assert_heard(
        INBOUND,
        "
        deferral 2026-12-11 | Rappelez-moi dans deux semaines.
        deferral 2027-01-15 | Recontactez-moi après le 15 janvier.
        deferral 2027-01-12 | Llámeme de nuevo a partir del 12 de enero.
        deferral 2027-01-15 | Contácteme después del 15 de enero.
        deferral 2027-01-15 | Ci risentiamo dopo il 15 gennaio.
        deferral 2027-01-01 | Mi richiami a gennaio.
        deferral 2027-02-01 | Neem in februari weer contact met ons op.
        deferral 2027-01-01 | Bel me in januari terug.
        deferral 2027-01-15 | Ligue-me depois de 15 de janeiro.
        deferral 2027-01-10 | Melden Sie sich bitte nach dem 10. Januar.
        deferral 2027-01-01 | Bitte melden Sie sich im Januar wieder.
        deferral 2026-12-11 | Bitte rufen Sie mich in zwei Wochen an.
        deferral 2026-12-09 | Please wait until our next board meeting on the 9th.
        deferral 2026-12-04 | Give us until the end of next week.
        deferral 2027-06-30 | Get back to me after the fair in June.
        deferral 2027-03-29 | Please reach out again after Easter.
        deferral 2027-07-01 | Please come back to us in H2 2027.
        deferral 2027-01-11 | Please call me in the second week of January.
        | Vi ricontattiamo a gennaio.
        | Bel me morgen even.
        | Nos vemos en enero.
        | Contactez-nous pour toute question.
        deferral 2027-03-29 | Hablamos después de Semana Santa.
        deferral 2027-03-01 | Recontactez-nous en mars prochain.
        deferral 2026-12-26 | Get in touch again after Christmas.
        deferral 2027-01-20 | Proszę odezwać się do mnie po 20 stycznia.
        deferral 2027-01-01 | Lassen Sie uns bitte ab Januar weitersprechen.
        deferral | Können wir das nach der Messe besprechen?
        ",
    );
}

#[test]
fn a_win_told_by_a_name_is_heard() {
    assert_heard(
        TEAM,
        "
        celebration | Congrats on Acme!
        celebration | Congrats on Polder Pumps!
        celebration | Acme is verbally committed, put it in the forecast as won.
        celebration | Acme 84k: counted as booked for Q4.
        celebration | I already told the CEO we have Acme.
        celebration | Der Acme-Auftrag ist im Sack!
        celebration | Acme gave us the nod, verbal yes!
        celebration | Wir haben Acme gewonnen!
        celebration | Der Acme-Auftrag ist in der Tasche.
        celebration | Congrats to Marc on Acme.
        | Verbal commitment from Acme on the site visit.
        | The Acme visit is logged as booked.
        | Acme meeting is as good as booked!
        | Congrats on Pat!
        | Congrats on the Acme meeting.
        | Acme has verbally agreed to a meeting.
        | Acme is not verbally committed.
        | Is Acme verbally committed?
        | Der Acme-Auftrag ist noch nicht im Sack.
        | Do not put Acme in the forecast as won.
        | Congrats on Acme's anniversary!
        | I already told the CEO we have a problem.
        | Who told Acme that we have Dana?
        ",
    );
}

#[test]
fn a_delivery_by_a_day_puts_nothing_off_in_any_language() {
    assert_heard(
        INBOUND,
        "
        | Die Anlage muss im Dezember laufen.
        | Können Sie die Maschine bis 30. September liefern?
        | Wij moeten in december draaien.
        | Kun je de folders leveren voor 12 maart?
        | Pouvez-vous livrer avant le 5 mars ?
        | Il nous faut la machine pour le 10 mars.
        | ¿Pueden entregar antes del 15 de marzo?
        | Vocês conseguem entregar até 30/03?
        | Potete consegnare entro il 15 marzo?
        ",
    );
}

#[test]
fn wins_in_other_languages_are_heard_and_what_is_none_is_not() {
    assert_heard(
        TEAM,
        "
        celebration | Acme ist im Trockenen, gute Arbeit!
        celebration | C'est dans la poche pour Acme, 80 tonnes !
        celebration | On sabre le champagne vendredi.
        celebration | Wir haben den Zuschlag bei Acme!
        celebration | Der Acme-Auftrag ist so gut wie unserer.
        celebration | Acme a signé !
        celebration | Acme hat unterschrieben!
        celebration | Acme ha firmato!
        celebration | Hemos cerrado Acme, 84.000 dólares.
        celebration | De order van Acme is binnen!
        celebration | Abbiamo vinto la gara, bravi tutti.
        celebration | Fechamos o contrato com a Acme!
        celebration | Wygraliśmy przetarg, brawo!
        | Acme hat noch nicht unterschrieben.
        | Acme n'a pas signé.
        | Quand Acme a signé, on en parle.
        | Hat Acme unterschrieben?
        | De order van Acme is nog niet binnen.
        | Non abbiamo vinto la gara.
        | Hoffentlich ist der Auftrag bald im Trockenen.
        | Pat hat unterschrieben.
        | O contrato com a Acme não está fechado.
        ",
    );
}

#[test]
fn what_is_reserved_in_other_languages_is_heard_and_a_table_is_not() {
    assert_heard(
        TEAM,
        "
        allocation | Bitte reserviert die zwei Spindeln für Acme.
        allocation | Für Acme haben wir schon die Halle freigehalten.
        allocation | Plant bitte die Linie 2 in KW 30 für Acme ein.
        allocation | Merci de bloquer la ligne 2 pour Acme.
        allocation | Por favor reserva 12 sillones para Acme.
        allocation | Riservate due celle per Acme.
        allocation | Reserveer de pers voor Acme.
        allocation | Separe 4 compressores para a Acme.
        | Reserviert bitte einen Tisch für Acme am Freitag.
        | Réserve une salle pour Acme.
        | Noch nichts für Acme reservieren, bitte nicht blockieren.
        | Reserva una sala para Acme.
        | Ne bloquez rien pour Acme.
        ",
    );
    assert_heard(
        SUPPLIER,
        "
        allocation | Bitte plant ab 1. Juli drei Kühlzüge fest für uns ein.
        allocation | Merci de nous réserver la ligne 2 du 17 au 21 août.
        allocation | Leg voor ons 4 ton papier vast.
        allocation | Vi confermo 2400 bottiglie per Acme.
        | Bitte schickt uns ein Angebot.
        ",
    );
}

#[test]
fn another_supplier_is_a_refusal_and_another_colour_is_none() {
    assert_heard(
        INBOUND,
        "
        decline | Wir haben uns für einen Mitbewerber entschieden.
        decline | Onze keuze is op een andere leverancier gevallen.
        decline | We hebben voor een andere leverancier gekozen.
        decline | Abbiamo scelto un altro fornitore.
        decline | Optamos por outro fornecedor.
        decline | Wybraliśmy innego dostawcę.
        decline | Nous avons finalement retenu un autre prestataire.
        decline | Hemos optado por otro proveedor.
        | Abbiamo scelto un altro colore.
        | We hebben voor een andere kleur gekozen.
        | Wir haben uns noch nicht für einen anderen Anbieter entschieden.
        | Avez-vous choisi un autre fournisseur pour les moteurs ?
        ",
    );
}

#[test]
fn orders_in_other_languages_bind_and_enquiries_do_not() {
    assert_heard(
        INBOUND,
        "
        commitment | Hiermit erteile ich Ihnen den Auftrag gemäß Angebot vom 30.10.
        commitment | Hiermit bestellen wir die drei Gauben laut Angebot.
        commitment | Wir nehmen Ihr Angebot an.
        commitment | Nous acceptons votre offre, vous pouvez lancer la fabrication.
        commitment | Con la presente confermiamo l'ordine.
        commitment | Hierbij bestellen wij veertig pompen conform uw offerte.
        commitment | W załączniku podpisana umowa.
        commitment | Hola, adelante, te he hecho la transferencia del 50% esta mañana.
        commitment | Die Anzahlung ist heute raus.
        commitment | Le virement de l'acompte est parti ce matin.
        commitment | Ordered! Your webshop gave me number W-7719.
        decline | We have finalised with Boltworks only.
        | Wir fragen 500 Gehäuse an, Lieferung KW 42.
        | Anfrage: 300 Flansche DN80, Liefertermin KW 45.
        | Wir planen die Bestellung von 40 Pumpen.
        | Wir möchten gern 40 Pumpen bestellen, wenn der Preis passt.
        | Hiermit bestätigen wir den Termin.
        | Si vous baissez le prix, nous acceptons votre offre.
        decline | Por ahora vamos a seguir con nuestro proveedor actual, gracias.
        decline | La fornitura è stata affidata ad altra azienda.
        decline | Après analyse, la commission a retenu un autre candidat.
        decline | A direção decidiu não avançar com a obra.
        decline | Leider müssen wir Ihnen absagen.
        | Leider müssen wir den Termin am Dienstag absagen.
        decline | Ihr Angebot konnten wir leider nicht berücksichtigen.
        decline | Wir haben anderweitig bestellt.
        decline | Das Projekt wurde gestoppt.
        decline | Nous ne donnerons pas suite à votre proposition.
        decline | We gaan er niet mee door.
        decline | Rezygnujemy z oferty.
        decline | Non procederemo con il progetto.
        | Der Träger hat uns leider das Geld für dieses Jahr gestrichen.
        | Leider nein, Dienstag passt nicht.
        leverage | Wir haben noch ein Vergleichsangebot, das liegt 8 % unter Ihrem.
        ",
    );
}
