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
static PART: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("part"));
static OFFER: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("offer"));
static OURS: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("ours"));
static DENIED: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("denied"));
static FINAL: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("final"));
static STRUCK: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("struck"));
static ANEW: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("anew"));
static ORDERED: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("ordered"));
static WHOLE: LazyLock<Stems> = LazyLock::new(|| TABLES.stems("whole"));

/// The refused part is named in the sentence that wants something instead, or so many before it at most.
const REFUSED: usize = 2;

/// What was said of a refusal falls where the mail takes it back in haste or wants something instead of a part; a no taken back in haste is
/// pressure. What a phrase of the lexicon says stands, and so does all that is said in a mail that ends it: in doubt a refusal is heard.
pub fn judge(message: &NewText<'_>, scanned: &mut Scanned) {
    if !SignalKind::Urgency.fits(message.roles) || !message.answers.is_empty() {
        return;
    }
    let texts: Vec<String> = scanned.sentences.iter().map(|own| own.text.to_lowercase()).collect();
    let anew = |text: &String| ANEW.is_match(text) && !DENIED.is_match(text) && !FINAL.is_match(text);
    if texts.iter().any(anew) && !texts.iter().any(|text| WHOLE.is_match(text)) {
        strike(&texts, scanned);
    }
    if texts.iter().any(|text| FINAL.is_match(text)) {
        return;
    }
    let wanted = (0..texts.len()).rev().find(|at| wants_instead(&texts, *at));
    let back = texts.iter().position(|text| TAKEN_BACK.is_match(text)).filter(|at| is_hasty(&texts, *at));
    // Of what was wanted, the sentence that says so may refuse the part in the same breath.
    let upto = |at: Option<usize>, whole: bool| {
        let range = at.and_then(|at| scanned.ranges.get(at));
        range.map_or(0, |range| if whole { range.end } else { range.start })
    };
    let end = upto(wanted, true).max(upto(back, false));
    let falls = |one: &Heard| one.signal.span.is_some_and(|(start, _)| start < end);
    scanned.heard.retain(|one| one.by_phrase || one.signal.kind != SignalKind::Decline || !falls(one));
    let (Some(at), false) = (back, scanned.hears(&[SignalKind::Urgency])) else { return };
    let Some(context) = scanned.at(at) else { return };
    let day = until(SignalKind::Urgency, context, &(0..context.own.text.len()), message.dating);
    let Some((span, phrase)) = scanned.ranges.get(at).and_then(|own| cut(message.text, own.clone())) else { return };
    let signal = Signal { kind: SignalKind::Urgency, phrase, span: Some(span), until: day, names: Vec::new() };
    scanned.heard.push(Heard { signal, by_phrase: true, score: None });
}

/// Who strikes an order and asks for a new offer, or sends a new order, takes back the order alone: "Can you put 2231 in the bin please, it is
/// cancelled. Would you quote me again without the trolley?"
fn strike(texts: &[String], scanned: &mut Scanned) {
    let Scanned { ranges, heard, .. } = scanned;
    let struck = |start| {
        (ranges.iter().zip(texts)).any(|(range, text)| range.contains(&start) && STRUCK.is_match(text) && ORDERED.is_match(text))
    };
    for one in heard.iter_mut() {
        if one.signal.kind == SignalKind::Decline && one.signal.span.is_some_and(|(start, _)| struck(start)) {
            one.signal.kind = SignalKind::Revocation;
        }
    }
}

/// Whether a sentence wants something of the offer instead of a part that was refused in it or shortly before.
fn wants_instead(texts: &[String], at: usize) -> bool {
    let wants = |text: &String| INSTEAD.is_match(text) && OFFER.is_match(text);
    let near = texts.get(at.saturating_sub(REFUSED)..=at).unwrap_or(&[]);
    texts.get(at).is_some_and(wants)
        && near.iter().any(|text| PART.is_match(text))
        && !texts.iter().any(|text| OURS.is_match(text))
}

/// Whether what is taken back in a sentence is a no: nothing from there on denies, and it asks how fast we come.
fn is_hasty(texts: &[String], at: usize) -> bool {
    let rest = || texts.iter().skip(at);
    !rest().any(|text| DENIED.is_match(text)) && rest().any(|text| HASTE.is_match(text))
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

    #[test]
    fn who_strikes_an_order_and_wants_a_new_offer_takes_back_the_order_alone() {
        for text in [
            "Ailsa, mortifying, but can you put 2231 in the bin please, it is cancelled. Would you quote me again without the trolley?",
            "Unsere Bestellung 2231 wird storniert. Könnten Sie bitte ein neues Angebot ohne Wagen machen?",
            "Le bon 2231 est annulé, mon chef n'était pas au courant. Pouvez-vous refaire le devis sans le chariot ?",
        ] {
            assert!(!heard(text).contains(&SignalKind::Decline), "{text}: {:?}", heard(text));
        }
        for text in [
            "Please cancel our order, the project is cancelled. Thank you for everything.",
            "The project is cancelled. Siemens sent us a new quote and we took that.",
            "Thanks, but we cancelled the project. No need to send us a new offer.",
            "Your quote was too expensive, we withdraw our enquiry. If anything changes we will ask you to quote us again.",
            "Le projet est annulé. Inutile de refaire un devis.",
            "Wir haben das Projekt storniert. Ein neues Angebot, bitte nicht mehr schicken.",
        ] {
            assert!(heard(text).contains(&SignalKind::Decline), "{text}: {:?}", heard(text));
        }
    }

    #[test]
    fn who_strikes_himself_off_a_list_or_ends_it_refuses() {
        let wrong: Vec<&str> = [
            "Tack för tålamodet. Styrelsen röstade nej. Ta bort oss från listan.",
            "Merci de votre patience. Le conseil a voté non. Retirez-nous de votre liste.",
            "Tak for tålmodigheden. Bestyrelsen stemte nej. Fjern os fra listen.",
            "Takk for tålmodigheten. Styret stemte nei. Ta oss av listen.",
            "Gracias por su paciencia. El consejo votó que no. Quítenos de su lista. Elimine mis datos.",
            "Grazie per la pazienza. Il consiglio ha votato no. Eliminate i nostri dati.",
            "Obrigado pela paciência. A direção votou não. Eliminem os nossos dados.",
            "Bedankt voor uw geduld. Het bestuur stemde nee. Schrap ons van de lijst.",
            "Dziękuję za cierpliwość. Zarząd zagłosował na nie. Proszę usunąć nasze dane.",
            "We are going to pass on this. Please take my name off your list and send me nothing more.",
            "Sorry, we went a different way. Leave the samples out front and let the guard know.",
            "Vi trenger ikke anlegget likevel, sjefen sa nei i dag. Vi beholder det gamle.",
            "Vi har ikke brug for det alligevel. Tak for tilbuddet.",
            "Vi behöver inte pumpen trots allt. Chefen sa nej i dag.",
            "Afinal não precisamos da bomba. Obrigado pela proposta.",
            "On n'en a pas besoin finalement. Merci pour votre temps.",
            "Danke für Ihre Geduld. Der Vorstand hat abgelehnt, wir brauchen die Linie jetzt doch nicht. Alles Gute.",
            "Wir wollen nun doch beim alten Lieferanten bleiben. Danke.",
            "Kommando zurück: wir lassen es. Die Geschäftsführung hat heute Nein gesagt.",
            "Forget what I wrote last week about going ahead. The owner said no today.",
        ]
        .into_iter()
        .filter(|text| !heard(text).contains(&SignalKind::Decline) || heard(text).contains(&SignalKind::Urgency))
        .collect();
        assert_eq!(wrong, [""; 0]);
    }

    #[test]
    fn a_mail_to_be_ignored_and_a_yes_taken_back_press_nobody() {
        let wrong: Vec<&str> = [
            "Ignore my last email, I found the drawing. See you tomorrow.",
            "Vergessen Sie meine letzte Mail, ich habe die Zeichnung gefunden. Bis morgen!",
            "Olvide mi correo anterior, ya encontré el plano. Hasta mañana.",
            "Jednak nie chcemy tej maszyny. Szef dziś odmówił.",
            "Glem det jeg skrev, styret sa nei i dag.",
        ]
        .into_iter()
        .filter(|text| heard(text).contains(&SignalKind::Urgency))
        .collect();
        assert_eq!(wrong, [""; 0]);
    }
}
