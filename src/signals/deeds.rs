//! How a prospect binds itself by what it did, told in another language than English: the deposit went, the signed copy is in the post, our order
//! has this number. No phrase lists all the ways to say so; what names the thing and what was done stand beside each other, and beside a word
//! that says that it is ours: "of your invoice", "to your account", "back to you". People pay deposits for houses and to our rivals, too: in
//! doubt nothing binds, as a deal that is taken for won is watched no more.

use std::sync::LazyLock;

use super::grammar::Context;
use super::tables::{Stems, Tables};
use super::tongues::is_rather_foreign;
use super::{asking, clauses};

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::read(include_str!("lexicon/deeds.toml")));
static ADVANCE: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("advance"));
static GONE: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("gone"));
static NOT_YET: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("not_yet"));
static ELSEWHERE: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("elsewhere"));
static SIGNED: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("signed"));
static PAPER: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("paper"));
static SENT: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("sent"));
static OTHER_PAPER: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("other_paper"));
static NUMBER: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("number"));
static YOURS: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("yours"));
static BACK: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("back"));
static DOUBTFUL: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("doubtful"));
static USE_IT: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("use_it"));
static CLAIM: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("claim"));

/// What names the deposit and what was done with it stand within so many words, themselves among them.
const NEAR: usize = 9;

/// Whether a sentence of a prospect's tells of such a deed.
pub fn bind(context: Context<'_>) -> bool {
    let text = context.own.text.to_lowercase();
    if !is_rather_foreign(&text) || super::grammar::is_question(context.own) && asking::question_behind(context.own).is_none() {
        return false;
    }
    if DOUBTFUL.is_match(&text) || names_a_year(&text) {
        return false;
    }
    // What is asked of us behind the comma leaves the deed what it is: "the deposit went today, please confirm when you begin".
    let all = clauses::clauses(&text);
    let done = |own: &str| paid(own) && !ELSEWHERE.is_match(&text) || posted(own) && !OTHER_PAPER.is_match(&text);
    let deed = all.iter().find(|part| text.get((*part).clone()).is_some_and(done));
    deed.and_then(|part| text.get(..part.end)).is_some_and(|upto| !NOT_YET.is_match(upto)) || numbered(&text)
}

/// Whether a clause says that our deposit went, both within a few words.
fn paid(own: &str) -> bool {
    ADVANCE.is_match(own) && GONE.is_match(own) && YOURS.is_match(own) && {
        let words: Vec<&str> = own.split_ascii_whitespace().collect();
        words.windows(NEAR.min(words.len()).max(1)).any(|near| {
            let near = format!(" {} ", near.join(" "));
            ADVANCE.is_match(&near) && GONE.is_match(&near)
        })
    }
}

fn posted(own: &str) -> bool {
    SIGNED.is_match(own) && PAPER.is_match(own) && SENT.is_match(own) && (YOURS.is_match(own) || BACK.is_match(own))
}

/// Whether a sentence gives us the number of an order to put on our papers.
fn numbered(text: &str) -> bool {
    let told = |own: &str| NUMBER.is_match(own) && own.contains(|c: char| c.is_ascii_digit()) && !NOT_YET.is_match(own);
    let all = clauses::clauses(text);
    all.iter().filter_map(|part| text.get(part.clone())).any(told) && USE_IT.is_match(text) && !CLAIM.is_match(text)
}

/// Whether a year stands alone: what is told with one is mostly long ago.
fn names_a_year(text: &str) -> bool {
    text.split_ascii_whitespace()
        .any(|word| word.len() == 4 && word.starts_with("20") && word.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::signal::{Party, Roles, SignalKind};
    use crate::signals::words::Words;
    use crate::signals::{Dating, Detectors, Named, NewText, detect};

    fn binds(text: &str) -> bool {
        bind(Context { own: &Words::read(text, 0), before: None, after: None })
    }

    #[test]
    fn every_table_has_every_language() {
        assert_eq!(TABLES.faults(), Vec::<String>::new());
    }

    #[test]
    fn a_deposit_that_went_a_signed_copy_in_the_post_and_a_number_bind() {
        let wrong: Vec<&str> = [
            "Die erste Rate gemäß Ihrer Anzahlungsrechnung ist heute früh von unserem Konto abgegangen.",
            "L'exemplaire signé de votre devis est parti à la poste à midi.",
            "Nuestro número de pedido es el 45-00817, pónganlo en los albaranes.",
            "L'acconto della vostra fattura è partito stamattina dal nostro conto.",
            "Het getekende exemplaar van uw offerte zit sinds vandaag in de post.",
            "O adiantamento da vossa fatura saiu hoje de manhã da nossa conta.",
            "Handpenningen enligt er faktura gick i morse från vårt konto.",
            "Første rate på 84.000 kr. er overført i dag efter jeres acontofaktura.",
            "Her får du kontrakten i retur med begge underskriftene våre.",
            "Maksoin juuri ennakkolaskunne 30 %, kuitti liitteenä.",
            "Odsyłam umowę z podpisami obu wspólników.",
            "Záloha 155 000 Kč dle Vaší zálohové faktury odešla dnes z našeho účtu.",
        ]
        .into_iter()
        .filter(|text| !binds(text))
        .collect();
        assert_eq!(wrong, [""; 0]);
    }

    #[test]
    fn what_is_yet_to_be_paid_or_belongs_elsewhere_binds_nobody() {
        let wrong: Vec<&str> = [
            "Die Anzahlung überweisen wir, sobald der Notar grünes Licht gibt.",
            "À quelle date faut-il payer l'acompte et sur quel compte ?",
            "La fianza del local ya está transferida.",
            "Il falegname di prima ci ha restituito oggi l'acconto pagato.",
            "De aanbetaling is nog niet overgemaakt.",
            "O sinal é pago quando sair a licença.",
            "Förra snickaren betalade tillbaka handpenningen i dag.",
            "Forudbetalingen bliver sendt, når byggetilladelsen er i hus.",
            "Leiekontrakten er signert og sendt i posten.",
            "Ennakon maksamme, kun rakennuslupa on saatu.",
            "Umowa jest w drodze do podpisu, egzemplarz podpisany przez państwa poszedł do prezesa.",
            "Číslo naší objednávky je 45-00817, pořád chybí dvě krabice.",
        ]
        .into_iter()
        .filter(|text| binds(text))
        .collect();
        assert_eq!(wrong, [""; 0]);
    }
    #[test]
    fn what_nobody_says_is_ours_binds_nobody() {
        let wrong: Vec<&str> = [
            "Vi har redan betalat handpenningen till Berg AB.",
            "Vi har redan betalat handpenningen till Berg AB. Tyvärr.",
            "Vi har allerede betalt forskuddet til Berg AS. Beklager.",
            "Už jsme zaplatili zálohu firmě Novák. Je mi líto.",
            "On a versé l'acompte chez Dupont hier.",
            "Die Anzahlung haben wir bei Ihrem Wettbewerber schon bezahlt.",
            "Allekirjoitettu tarjous lähti Boltexille, pahoittelen.",
            "Vi har skickat påskriven offert till Boltex, tyvärr.",
            "L'acompte de la charpente est payé, il reste votre devis à valider avec ma femme.",
            "Handpenningen på tomten är betald, nu jämför vi hus.",
            "Umowa z gminą podpisana i wysłana, teraz zbieramy oferty.",
            "Forskuddet på grunden er betalt, nu sammenligner vi huse.",
            "De aanbetaling voor de grond is betaald, nu vergelijken we offertes.",
            "La señal del terreno está pagada, ahora comparamos casas.",
            "L'acconto del terreno è pagato, ora confrontiamo le case.",
            "Záloha na pozemek je zaplacená, teď porovnáváme domy.",
            "Tontin käsiraha on maksettu, nyt vertailemme taloja.",
            "Letztes Jahr haben wir Ihnen 30 % Anzahlung überwiesen und drei Monate gewartet.",
            "Ennakoimme, että juna lähti jo.",
            "Zálohovali jsme data, uhrazeno zatím nic.",
            "La señal wifi ha salido mal todo el día, perdone el retraso.",
            "O sinal da rede saiu fraco, não ouvi a chamada.",
            "Eine Anzahlung von 30 % wäre zu viel, Herr Weber ist unterwegs und meldet sich.",
            "Unsere Bestellnummer beginnt immer mit 45, aber eine Bestellung gibt es bisher nicht.",
            "Notre numéro de commande sera le 4471 si le comité dit oui.",
            "Ons ordernummer van 2023 was 4471, graag een nieuwe offerte op die basis.",
            "We've already paid a deposit to Boltex. Sorry.",
            "We have paid the deposit to Boltex.",
            "Zapłaciliśmy już zaliczkę firmie Kowalski.",
            "Ya hemos pagado la señal a Talleres Ruiz.",
        ]
        .into_iter()
        .filter(|text| committed(text))
        .collect();
        assert_eq!(wrong, [""; 0]);
        let wrong: Vec<&str> =
            ["We've paid the deposit to your account.", "Zapłaciliśmy już zaliczkę.", "Ya hemos pagado la señal."]
                .into_iter()
                .filter(|text| !committed(text))
                .collect();
        assert_eq!(wrong, [""; 0]);
    }

    fn committed(text: &str) -> bool {
        let message = NewText {
            subject: None,
            text,
            answers: &[],
            roles: Roles { writer: Party::Prospect, addressee: Party::Team },
            dating: Dating { written: jiff::civil::date(2026, 1, 5), order: None },
            closely: true,
            named: Named::default(),
        };
        detect(&Detectors::builtin(), &message).iter().any(|signal| signal.kind == SignalKind::Commitment)
    }
}
