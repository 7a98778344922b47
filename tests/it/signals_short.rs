//! Mails of a sentence or two, read as a whole: plain news refuses nothing, whatever it is wrapped in, and a fact may refuse.

use crate::signals_abroad::{INBOUND, TEAM, heard};

/// What is said, and how mail wraps it.
const WRAPPED: [&str; 4] = ["{}", "Hallo Dana,\n\n{}\n\nGroeten\nPat", "{} Ok.", "Dag Dana\n\n{}\n\nDank."];

#[test]
fn plain_news_refuses_nothing_in_whatever_it_is_wrapped() {
    let news = [
        "Bedankt, ik heb het doorgestuurd naar mijn baas.",
        "Gisteren heb ik met de bedrijfsleider gesproken.",
        "Das zweite Förderband brauchen wir nicht mehr.",
        "Unser Werk in Kassel hat die gleiche Maschine.",
        "J'en ai parlé hier avec le directeur de l'usine.",
        "Falei ontem com o gerente da fábrica.",
        "Dank voor de offerte. We bekijken hem met de bedrijfsleider.",
        "Hemos hablado con el director. Quiere ver la máquina funcionando.",
        "Me cuadra bastante. Lo subo a la junta y te cuento.",
        "Hemos descartado las demás ofertas.",
        "Un leasing ne nous intéresse pas, nous achetons.",
        "Bitte melden Sie sich möglichst bald.",
        "Prévenez-moi quand le devis est prêt.",
    ];
    let wrapped = news.iter().flat_map(|one| WRAPPED.map(|around| around.replace("{}", one)));
    let heard = wrapped.map(|text| (heard(INBOUND, &text).join(", "), text));
    let wrong: Vec<_> = heard.filter(|(what, _)| what.starts_with("decline") || what.starts_with("deferral")).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_single_sentence_refuses_waits_or_binds_though_no_phrase_says_so() {
    for (what, text) in [
        ("decline", "Nei takk, ikke noe for oss."),
        ("decline", "Nej tak, det er ikke noget for os."),
        ("decline", "Nej tack, det är inget för oss."),
        ("commitment", "Facu, te hice la transferencia de la seña recién, te mando el comprobante."),
        ("deferral", "Fragen Sie nach der Ernte noch einmal, vorher hat hier keiner den Kopf frei."),
    ] {
        assert!(heard(INBOUND, text).iter().any(|signal| signal.starts_with(what)), "{text}: {:?}", heard(INBOUND, text));
    }
}

#[test]
fn a_fact_refuses_in_english_without_a_word_of_no_and_its_like_goes_on() {
    for (refuses, goes_on) in [
        ("Grandson took it on as his apprentice piece.", "Grandson wants to see it run."),
        ("The owners have set their minds on thatch.", "The owners asked about thatch, I told them slate, yours."),
        ("The grant went on the lychgate.", "The grant came through!"),
        ("My husband built one out of pallets.", "My husband asks whether the noise at night would be less."),
        (
            "The director has gone for projections. There'll be no painted cloth in this production.",
            "The trustees met. They liked the second drawing.",
        ),
    ] {
        let refused = |text: &str| heard(INBOUND, text).iter().any(|signal| signal.starts_with("decline"));
        assert!(refused(refuses), "{refuses}");
        assert!(!refused(goes_on), "{goes_on}");
    }
}

#[test]
fn the_whole_of_a_mail_speaks_against_a_phrase() {
    for (roles, text) in [
        (TEAM, "Drinks are on me because the taxman says I overpaid, not because of Fenwick. Fenwick is still dithering."),
        (TEAM, "Sold! My old caravan. So the parking lot is free again, thanks for your patience."),
        (INBOUND, "Mañana tengo a los inspectores de Sanidad en la cocina. Llámeme el jueves a la hora del café."),
    ] {
        assert!(heard(roles, text).is_empty(), "{text}: {:?}", heard(roles, text));
    }
}
