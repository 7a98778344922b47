//! What keeps a deal alive that sounds refused: a no to a date, a price or a part of it, which goes on with what is wanted instead, and a no
//! that is taken back in haste: "Forget what I wrote, a van went into our front last night, how fast can you come?"

use std::sync::LazyLock;

use super::tables::{Stems, Tables};
use super::until::until;
use super::{Heard, NewText, Scanned, cut};
use crate::domain::signal::{Signal, SignalKind};

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables::read(include_str!("lexicon/revived.toml")));
static TAKEN_BACK: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("taken_back"));
static HASTE: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("haste"));
static INSTEAD: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("instead"));
static FINAL: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("final"));

/// What was said of a refusal falls where the mail takes it back or wants something instead, and a no taken back in haste is pressure. What a
/// phrase of the lexicon says stands.
pub fn judge(message: &NewText<'_>, scanned: &mut Scanned) {
    if !SignalKind::Urgency.fits(message.roles) || !message.answers.is_empty() {
        return;
    }
    let texts: Vec<String> = scanned.sentences.iter().map(|own| own.text.to_lowercase()).collect();
    let back = texts.iter().position(|text| TAKEN_BACK.is_match(text));
    let ends = texts.iter().any(|text| FINAL.is_match(text));
    let instead = !ends && texts.iter().any(|text| INSTEAD.is_match(text));
    if back.is_some() || instead {
        scanned.heard.retain(|one| one.by_phrase || one.signal.kind != SignalKind::Decline);
    }
    let (Some(at), false) = (back, scanned.hears(&[SignalKind::Urgency])) else { return };
    let Some(context) = scanned.at(at) else { return };
    let day = until(SignalKind::Urgency, context, &(0..context.own.text.len()), message.dating);
    if day.is_none() && !texts.iter().skip(at).any(|text| HASTE.is_match(text)) {
        return;
    }
    let Some((span, phrase)) = scanned.ranges.get(at).and_then(|own| cut(message.text, own.clone())) else { return };
    let signal = Signal { kind: SignalKind::Urgency, phrase, span: Some(span), until: day, names: Vec::new() };
    scanned.heard.push(Heard { signal, by_phrase: true, score: None });
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::{Dating, Detectors, Named, detect};
    use super::*;
    use crate::domain::signal::{Party, Roles};

    fn heard(text: &str) -> Vec<SignalKind> {
        let message = NewText {
            subject: None,
            text,
            answers: &[],
            roles: Roles { writer: Party::Prospect, addressee: Party::Team },
            dating: Dating { written: date(2026, 1, 5), order: None },
            closely: true,
            named: Named::default(),
        };
        detect(&Detectors::builtin(), &message).into_iter().map(|signal| signal.kind).collect()
    }

    #[test]
    fn every_table_has_every_language() {
        assert_eq!(TABLES.faults(), Vec::<String>::new());
    }

    #[test]
    fn who_wants_something_instead_refuses_no_deal() {
        for text in [
            "Nej tack, version B tycker vi inte om. Skicka A igen med den breda dörren.",
            "Não, obrigado, a versão B não nos agrada. Mande-nos outra vez a A com a porta larga.",
            "Ne, se servisní smlouvou ne. Jenom čerpadlo, prosím.",
            "Nee bedankt, versie B bevalt ons niet. Stuur ons A nog eens met de brede deur.",
            "no way. nobody around here pays that. take the second auger off and tell me what shes worth then",
        ] {
            assert!(!heard(text).contains(&SignalKind::Decline), "{text}");
        }
        for text in [
            "Nee, het blijft zo: we hebben voor een andere leverancier gekozen.",
            "Je retire ma demande concernant la chaudière à granulés. Merci de ne plus me relancer.",
            "Bäste Herr Lundin, kyrkorådet lägger i stället pengarna på taket, som läcker rakt över altaret. Ljudanläggningen får vi \
             leva utan.",
        ] {
            assert!(heard(text).contains(&SignalKind::Decline), "{text}");
        }
    }

    #[test]
    fn a_no_that_is_taken_back_in_haste_presses() {
        for text in [
            "Glem hvad jeg skrev. En varevogn bakkede ind i facaden i nat. Hvor hurtigt kan I? Jeg skal have noget op inden påske.",
            "Kommando zurück, wir brauchen die Anlage doch. Wie schnell können Sie da sein?",
            "Finalement il nous faut la pompe, la cave est inondée. Vous venez en combien de temps ?",
            "Jednak potrzebujemy tej pompy, piwnica zalana. Jak szybko przyjedziecie?",
        ] {
            let heard = heard(text);
            assert!(heard.contains(&SignalKind::Urgency) && !heard.contains(&SignalKind::Decline), "{text}");
        }
        for text in ["Oubliez ce que j'ai écrit sur la couleur.", "Wie schnell könnten Sie im Ernstfall da sein?"] {
            assert!(!heard(text).contains(&SignalKind::Urgency), "{text}");
        }
    }
}
