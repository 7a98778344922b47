//! What stands close to phrases of other languages, and the plain words that must be heard all the same.

use crate::signals_abroad::{INBOUND, SUPPLIER, TEAM};
use crate::signals_reach::assert_kind;

#[test]
fn papers_and_payments_of_the_deal_bind_and_those_of_others_do_not() {
    assert_kind(
        INBOUND,
        "commitment",
        "
        Getekende offerte in bijlage.
        You have our order, please go ahead and get on the schedule before Memorial Day.
        hej mette vi bestiller den hermed, den grønne, cvr 38555012.
        Ho versato il primo 30 %.
        Ho effettuato il pagamento dell'acconto.
        Os envío nuestro pedido.
        Hemos enviado el anticipo.
        Nous avons versé l'acompte.
        ",
        "
        Vi lägger ordern på is.
        Vi lægger ordren på hylden til på mandag.
        Os envío las medidas que habéis pedido.
        Adjunto las fotos del último pedido.
        Die Überweisung an die Spedition ist raus.
        Überweisung unserer Patientin ist raus, falsche Adresse.
        Nous avons fait le point sur l'acompte.
        A encomenda que chegou ontem está em anexo na foto.
        Handpenningen är inte betald.
        ",
    );
}

#[test]
fn signing_off_drawings_refuses_nobody_and_a_withdrawal_in_either_order_does() {
    assert_kind(
        INBOUND,
        "decline",
        "
        We went ahead and bought one from a competitor.
        Hej! vi kör på en annan firma, de kunde komma redan på måndag. tack ändå
        Ciao Luca, ti ringrazio ma la proprietà ha scelto un altro fornitore, quello che dà anche il caffè.
        Abbiamo deciso di affidarlo a un'agenzia di Brescia che ci segue da anni.
        A vindima foi fraca e decidimos ficar com a gráfica do costume, que nos faz mais barato.
        Wir nehmen Abstand von dem Projekt.
        Wir nehmen leider von Ihrem Angebot Abstand.
        ",
        "
        We went ahead and signed off the drawings with a few remarks.
        Vi kör på fredag med en annan chaufför.
        Ha scelto un altro colore per la porta.
        ",
    );
}

#[test]
fn what_is_held_back_for_a_deal_is_reserved_and_what_is_held_off_is_not() {
    assert_kind(
        SUPPLIER,
        "allocation",
        "
        Please reserve 40 castings for Acme and hold off shipping until May.
        Please hold 40 castings for Acme.
        ",
        "
        Could you hold off on the Denby glass until I say so?
        Proszę o odłożenie słuchawki.
        Prosimy o rezerwację hotelu na środę.
        ",
    );
}

#[test]
fn a_call_in_a_week_is_put_off_and_one_this_week_is_not() {
    assert_kind(
        INBOUND,
        "deferral",
        "
        Proszę zadzwonić za miesiąc.
        Kan du vende tilbage i uge 44, når messen er overstået?
        Proszę o kontakt po Wielkanocy.
        Kontakta oss efter årsskiftet.
        ¿Te importa llamarme después del verano?
        ",
        "
        ¿Te importa llamarme esta semana?
        ¿Te importa escribirme esta semana con el plano?
        ",
    );
}

#[test]
fn who_signed_up_or_stands_in_the_house_is_not_won() {
    assert_kind(
        TEAM,
        "celebration",
        "
        Acme signed up!
        Acme est à nous !
        ",
        "
        Acme est chez nous, salle 3, à dix heures.
        Abbiamo chiuso con Acme, ci hanno detto di no.
        Acme hat zugesagt, jetzt buchen wir den Raum für die Demo.
        ",
    );
}

#[test]
fn an_order_that_is_to_be_treated_as_withdrawn_is_taken_back() {
    assert_kind(
        INBOUND,
        "revocation",
        "
        Head office have put a stop on PO 90077, please treat it as withdrawn.
        ",
        "
        Please treat it as confidential.
        ",
    );
}
