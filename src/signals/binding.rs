//! When words in another language than English can bind: the network was taught little of these, and takes enquiries for orders.
//! A commitment hides a deal that went dark, so without a word that binds, or beside one that asks, there is none.

use std::sync::LazyLock;

use super::clauses::clauses;
use super::lazy::Lazy;
use super::tongues::is_foreign;
use super::words::Words;

/// Beginnings of words that order, sign, pay or take an offer.
static BINDS: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        "bestell|beauftrag|auftrag|unterschr|unterzeichn|gegengezeichn|überw|angezahl|anzahlung|bezahl|zugesagt|angenommen|nehmen|freigegeben|freigabe|\
         signé|signe|command|accept|acompte|viré|versé|bon pour|lancez|lancer|\
         firm|pedido|acepta|transferi|transferencia|pagad|pagamos|depósito|orden|seña|\
         ordin|conferm|accett|bonific|acconto|pagat|controfirm|\
         opdracht|getekend|ondertekend|akkoord|overgemaakt|aanbetaling|betaald|order|\
         assin|encomend|aceit|adjudic|sinal|pago|paga|\
         zamaw|zamówieni|podpis|akcept|zaliczk|przelew|po |\
         sign|paid|deposit|wire|purchase",
    )
});
/// Words of whoever asks, plans or would like to.
static ASKS: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        "anderweitig|woanders|anderswo|(?:einen|eine|einem) ander|[^ ]*mitbewerb|konkurr|(?:geht|kommt|liegt|part|est) (?:zur unterschrift|in die unterschrift|à la signature|en signature)|\
         (?:só )?falta (?:a|la) (?:assinatura|firma)|manca (?:solo )?la firma|manque (?:que )?la signature|fehlt (?:[^ ]+ ){0,3}unterschrift|\
         anfrag|fragen|planen|plane|möcht|würde|wollen|könnt|überlegen|wenn|falls|sofern|sobald|vorausgesetzt|letztem|letzten|vorjahr|noch offen|\
         (?:fais|ferai|faire|faisons|ferons) signer|(?:hago|haré|hacer) firmar|(?:faccio|farò|facciamo) firmare|(?:mando|vou mandar|vou pôr|ponho) (?:a |para )?assinar|\
         (?:lasse|lassen) (?:[^ ,.]+ ){0,4}unterschreiben|(?:laat|laten) (?:[^ ,.]+ ){0,4}tekenen|låter (?:[^ ,.]+ ){0,4}skriva|lader (?:[^ ,.]+ ){0,4}skrive|\
         annulé|anulad|annullat|zurückgezogen|zurückzieh|zurück |storn|[^ ]*an dernier|, si l|inbjud|appel d'offres|demand|souhait|voudri|aimeri|envisag|prévoy|étudi|quand|\
         solicit|quisi|queremos|querríamos|gustar|pensando|cotiza|cuando|\
         richie|chied|vorre|quotazion|pensia|valut|quando|\
         aanvra|willen|zouden|overweg|prijsopgav|\
         cotaç|pedimos|gostar|\
         zapyt|prosi|chciel|planuj|rozważ|prośb|jeśli",
    )
});

/// Words that deny.
const DENIES: &str =
    " nicht nichts kein keine keinen inte inga ingen inget ikke intet ej förrän först først niet niets geen nie nigdy ";

/// A contract or order for their house, and not for what we sell.
static OTHERS: LazyLock<Lazy> = LazyLock::new(|| {
    expression(
        "[^ ]*confiden[tc]i|geheimhalt|vertraulichk|riservatezz|geheimhoud|sekretess|fortrolig|taushet|poufno|(?:à remplir|auszufüllen|zum ausfüllen|para rellenar|da compilare|in te vullen) |\
         (?:das|unser|dem|le|les|el|il|de) (?:mittag|frühstück|abend)?(?:essen|büfett|buffet) |déjeuner|almuerzo|pranzo|lunch|badges? |[^ ]*ausweise? |\
         (?:c'est trop|ist (?:uns )?zu viel|es demasiado|è troppo|is te veel) |\
         mietvertrag|arbeitsvertr|leasingvertr|kreditvertr|darlehen|kaution|pachtvertr|tarifvertrag|betriebsvereinb|bestellung (?:unser|ein)[^ ]* (?:neue[^ ]* )?[^ ]+ (?:ist|sind|ging|war)|\
         contrat (?:de travail|de location)|bail |contrato de (?:trabajo|alquiler)|contratto (?:di lavoro|d'affitto)|arbeidscontract|huurcontract",
    )
});

/// What is said to go to us beside it: "the lease is signed, order 4711 to you is attached".
static OURS: LazyLock<Lazy> = LazyLock::new(|| expression("an (?:sie|euch|dich) |kaufvertrag|liefervertrag"));

fn expression(stems: &str) -> Lazy {
    Lazy::new(format!(" (?:{stems})"))
}

/// Whether a sentence of a prospect's can bind it, as far as its language's words tell.
pub fn may_bind(words: &Words) -> bool {
    let text = words.text.to_lowercase();
    let ours = OURS.is_match(&text) || !OTHERS.is_match(&text);
    !is_foreign(&text) || ours && !asks(&text) && clauses(&text).into_iter().filter_map(|at| text.get(at)).any(binds)
}

/// Whether a clause binds, and denies it not: what the north and the Dutch deny, the network, which was never taught their languages, doesn't hear.
fn binds(clause: &str) -> bool {
    BINDS.is_match(clause) && !clause.split_ascii_whitespace().any(|word| DENIES.contains(&format!(" {word} ")))
}

/// Small words ask as whole words alone: "si", not "signé".
fn asks(text: &str) -> bool {
    let first = |small: &str| text.starts_with(&format!(" {small} "));
    let small = ["si", "se", "gdy", "caso"];
    small.into_iter().any(first) || ASKS.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_enquiry_in_another_language_binds_nobody() {
        for text in [
            "Bien reçu merci, je fais signer par le conseil.",
            "Danke, ich lasse das vom Vorstand unterschreiben.",
            "wir fragen 500 Gehäuse an, Lieferung KW 42.",
            "Anfrage: 300 Flansche DN80, Liefertermin KW 45.",
            "Wir planen die Bestellung von 40 Pumpen.",
            "Unsere Bestellung 4501 von letztem Jahr ist noch offen.",
            "chiediamo quotazione per 300 flange, consegna settimana 42.",
            "Nous souhaitons commander 40 pompes.",
            "die Bestellung unserer neuen Stapler ist gestern raus, danach machen wir uns an Halle 2.",
            "Der Mietvertrag ist unterschrieben.",
            "Veuillez trouver ci-joint notre appel d'offres.",
            "Vi lägger ingen order förrän i maj.",
            "Avtalet är inte signerat, men bifogat.",
            "Het contract is nog niet getekend, zie bijlage.",
            "Wir haben noch nicht unterschrieben, melden uns aber.",
        ] {
            assert!(!may_bind(&Words::read(text, 0)), "{text}");
        }
    }

    #[test]
    fn orders_and_all_that_is_english_may_bind() {
        for text in [
            "Anbei unsere Bestellung 4711 über 40 Pumpen.",
            "Vertrag ist unterschrieben, Anzahlung überwiesen.",
            "Le contrat est signé, l'acompte est viré.",
            "Contratto firmato, bonifico fatto.",
            "Bifogar signerad order, inget att tillägga.",
            "Ondertekend contract in bijlage en u hoeft niet te bellen.",
            "Auftrag anbei, bitte nicht vor acht Uhr liefern.",
            "Der Leasingvertrag ist unterschrieben, die Bestellung 4711 an Sie liegt bei.",
            "The ink is dry on it.",
            "You have our yes, start whenever you like.",
        ] {
            assert!(may_bind(&Words::read(text, 0)), "{text}");
        }
    }
}
