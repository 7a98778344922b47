//! How a prospect binds itself by what it did, told in another language than English: the deposit went, the signed copy is in the post, our order
//! has this number. No phrase lists all the ways to say so; what names the thing and what was done stand beside each other. What has yet to be
//! done, a deposit of something else or one that came back, and a paper of another kind bind to nothing.

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
static CLAIM: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("claim"));

/// Whether a sentence of a prospect's tells of such a deed.
pub fn bind(context: Context<'_>) -> bool {
    let text = context.own.text.to_lowercase();
    if !is_rather_foreign(&text) || super::grammar::is_question(context.own) && asking::question_behind(context.own).is_none() {
        return false;
    }
    // What is asked of us behind the comma leaves the deed what it is: "the deposit went today, please confirm when you begin".
    let all = clauses::clauses(&text);
    let upto = all.iter().find_map(|part| {
        let own = text.get(..part.end)?;
        (paid(own) || posted(own) || numbered(own)).then_some(own)
    });
    upto.is_some_and(|own| !NOT_YET.is_match(own))
        && !(paid(&text) && ELSEWHERE.is_match(&text))
        && !(NUMBER.is_match(&text) && CLAIM.is_match(&text))
}

fn paid(text: &str) -> bool {
    ADVANCE.is_match(text) && GONE.is_match(text)
}

fn posted(text: &str) -> bool {
    SIGNED.is_match(text) && PAPER.is_match(text) && SENT.is_match(text) && !OTHER_PAPER.is_match(text)
}

fn numbered(text: &str) -> bool {
    NUMBER.is_match(text) && text.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signals::words::Words;

    fn binds(text: &str) -> bool {
        bind(Context { own: &Words::read(text, 0), before: None, after: None })
    }

    #[test]
    fn every_table_has_every_language() {
        assert_eq!(TABLES.faults(), Vec::<String>::new());
    }

    #[test]
    fn a_deposit_that_went_a_signed_copy_in_the_post_and_a_number_bind() {
        for text in [
            "Die erste Rate gemäß Ihrer Anzahlungsrechnung ist heute früh von unserem Konto abgegangen.",
            "L'exemplaire signé est parti à la poste à midi.",
            "Nuestro número de pedido es el 45-00817, pónganlo en los albaranes.",
            "L'acconto della vostra fattura è partito stamattina dal nostro conto.",
            "Het getekende exemplaar zit sinds vandaag in de post.",
            "O adiantamento da vossa fatura saiu hoje de manhã da nossa conta.",
            "Handpenningen enligt er faktura gick i morse från vårt konto.",
            "Første rate på 84.000 kr. er overført i dag efter jeres acontofaktura.",
            "Her får du kontrakten i retur med begge underskriftene våre.",
            "Maksoin juuri ennakkolaskunne 30 %, kuitti liitteenä.",
            "Odsyłam umowę z podpisami obu wspólników.",
            "Záloha 155 000 Kč dle Vaší zálohové faktury odešla dnes z našeho účtu.",
        ] {
            assert!(binds(text), "{text}");
        }
    }

    #[test]
    fn what_is_yet_to_be_paid_or_belongs_elsewhere_binds_nobody() {
        for text in [
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
        ] {
            assert!(!binds(text), "{text}");
        }
    }
}
