//! Whether a prospect only acknowledges: thanks, a thumbs-up, wishes, a word on the calendar that came in the post. Such a mail ends no
//! deferral.
//!
//! What asks for something has no end of words, what thanks has few: a mail acknowledges where all of its words, in one language, are among
//! those that tell and want nothing. In doubt it is no mere acknowledgement.

use std::ops::Range;
use std::sync::LazyLock;

use super::NewText;
use super::lazy::Lazy;
use super::sentence::sentences;
use super::words::Words;
use crate::domain::signal::SignalKind;

/// What is said so in one language.
struct Tongue {
    /// What acknowledges: beside it a mail may say nothing at all.
    says: Lazy,
    /// Expressions and words that tell and want nothing beside it.
    greets: Lazy,
    words: String,
    /// What people are sent as a present, and words that stand beside it alone: "your calendar hangs in the kitchen".
    presents: Lazy,
    beside: String,
    /// What agrees: we may have asked something since, and that answers it.
    agrees: Lazy,
}

static TONGUES: LazyLock<Vec<Tongue>> = LazyLock::new(|| {
    let written: toml::Table = include_str!("lexicon/acknowledging.toml").parse().unwrap_or_default();
    written.values().filter_map(toml::Value::as_table).map(Tongue::read).collect()
});

/// Nobody needs more words for it.
const MOST_WORDS: usize = 25;
/// What acknowledges in any language, as people write it to strangers.
const ANYWHERE: &str = "thx|thanks|merci";
/// What agrees in any language, and so do thumbs.
const AGREED: &str = "ok|okay|okey|oki|super|top|perfect|👍|👌";
/// Words and letters of farewells, in any language.
const FAREWELLS: &str = " ps p s x xx xxx br rgds vg lg mfg kr mvh cdt atte tkx ";
/// What a picture says that acknowledges by itself.
const THUMBS: &str = "🙏❤♥😊🙂🙌";
/// What stands beside: smiles, feasts, the weather, and what colours a picture.
const PICTURES: &str = "😀😃😄😁😉☺🤗😎🎄🎅🎁🎉🥂🌞☀💐🌷🌻🐣✨⭐🌟💛💚💙🍀❄⛄🏖🌴🏻🏼🏽🏾🏿\u{fe0f}\u{200d}\u{2764}";
/// Marks that neither ask nor count.
const MARKS: &str = ".,!;:-()'\"<^*_~`–—…·•«»„“”‘’¡\u{200b}\u{feff}";

/// Whether a mail in which no signal was heard only acknowledges. `people` is who writes and is written to: their names, and what stands
/// before the @.
pub fn acknowledges(message: &NewText<'_>, people: &[&str]) -> bool {
    // Answers between the lines of a quotation are one each, to a question each.
    if !SignalKind::Deferral.fits(message.roles) || !message.answers.is_empty() || said(message.text).count() > MOST_WORDS {
        return false;
    }
    let names: Vec<String> = people.iter().flat_map(|name| parts(name)).collect();
    let read = |text: &str| -> Option<Vec<String>> {
        let plain =
            |c: char| c.is_alphabetic() || c.is_whitespace() || [THUMBS, PICTURES, MARKS].iter().any(|set| set.contains(c));
        let words = |range: Range<usize>| Words::read(text.get(range).unwrap_or(""), 0).text.to_lowercase();
        text.chars().all(plain).then(|| sentences(text).into_iter().map(words).collect())
    };
    // What opens a conversation says something in its subject, too.
    let (Some(subject), Some(text)) = (read(message.subject.unwrap_or("")), read(message.text)) else { return false };
    let all = || subject.iter().chain(&text);
    let thumbs = message.text.contains(|c| THUMBS.contains(c));
    let by = |tongue: &Tongue| {
        all().all(|sentence| tongue.covers(sentence, &names)) && (thumbs || text.iter().any(|one| tongue.says.is_match(one)))
    };
    TONGUES.iter().any(by)
}

impl Tongue {
    fn read(written: &toml::Table) -> Self {
        let entry = |name: &str| written.get(name).and_then(toml::Value::as_str).unwrap_or_default();
        let list = |name: &str| format!(" {} ", entry(name));
        Self {
            says: Lazy::new(format!(" (?:{}|{ANYWHERE}) ", entry("says"))),
            greets: Lazy::new(format!(" (?:{}) ", entry("greets"))),
            words: list("words") + FAREWELLS,
            presents: Lazy::new(format!(" (?:{}) ", entry("presents"))),
            beside: list("beside"),
            agrees: Lazy::new(format!(" (?:{}|{AGREED}) ", entry("agrees"))),
        }
    }

    /// Whether a sentence says nothing else.
    fn covers(&self, sentence: &str, names: &[String]) -> bool {
        if self.agrees.is_match(sentence) {
            return false;
        }
        let mut left = sentence.to_owned();
        let present = without(&mut left, &self.presents);
        without(&mut left, &self.says);
        without(&mut left, &self.greets);
        let known = |word: &str| {
            let word = format!(" {word} ");
            self.words.contains(&word) || present && self.beside.contains(&word)
        };
        said(&left).all(|word| known(word) || names.iter().any(|name| name == word))
    }
}

/// Takes out of a text whatever an expression finds, and tells whether that was anything.
fn without(text: &mut String, expression: &Lazy) -> bool {
    let mut found = false;
    while let Some(range) = expression.find(text)
        && text.get(range.clone()).is_some_and(|said| !said.trim().is_empty())
    {
        // A mark in its place: what stood around it is no phrase.
        text.replace_range(range, " . ");
        found = true;
    }
    found
}

/// The words of a text, without its marks.
fn said(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric))
}

/// The parts of a name, in small letters.
fn parts(name: &str) -> impl Iterator<Item = String> {
    name.split(|c: char| !c.is_alphabetic()).filter(|part| !part.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::{Dating, Named};
    use super::*;
    use crate::domain::signal::{Party, Roles};

    fn message(text: &str) -> NewText<'_> {
        NewText {
            subject: None,
            text,
            answers: &[],
            roles: Roles { writer: Party::Prospect, addressee: Party::Team },
            dating: Dating { written: date(2026, 6, 8), order: None },
            closely: false,
            named: Named::default(),
        }
    }

    fn is_mere(text: &str) -> bool {
        acknowledges(&message(text), &["Pat Lee", "pat.lee", "Dana Reyes", "dana", "Kovář"])
    }

    #[test]
    fn every_language_has_every_entry_and_every_expression_can_be_compiled() {
        let written: toml::Table = include_str!("lexicon/acknowledging.toml").parse().unwrap();
        assert_eq!((written.len(), TONGUES.len()), (13, 13));
        for (language, entries) in &written {
            for name in ["says", "greets", "words", "presents", "beside", "agrees"] {
                let entry = entries.get(name).and_then(toml::Value::as_str).unwrap_or_default();
                assert!(!entry.is_empty() && !entry.contains("||"), "{language} {name}");
            }
        }
        for tongue in TONGUES.iter() {
            [&tongue.says, &tongue.greets, &tongue.presents, &tongue.agrees].into_iter().for_each(|one| one.check().unwrap());
        }
    }

    #[test]
    fn thanks_wishes_and_chatter_only_acknowledge() {
        let wrong: Vec<&str> = [
            "Thanks, appreciate it",
            "Thanks!",
            "Thank you so much, Dana.",
            "Thanks Dana 🙏",
            "PS your calendar came in the post, so pretty! Nothing new otherwise.",
            "Hi Dana,\n\nThank you for your patience. Have a lovely summer!\n\nBest regards\nPat",
            "That's very kind of you. Enjoy your holidays!",
            "Much appreciated, and a very merry Christmas to you all :-)",
            "No worries, thank you for understanding.",
            "The chocolates were lovely, the whole team says thanks",
            "Your card hangs in our kitchen, thank you!",
            "Thank you kindly! Received with thanks.",
            "Appreciate your patience with us. How lovely the postcard is!",
            "Danke!",
            "Vielen Dank für Ihr Verständnis, Frau Reyes. Einen schönen Sommer!",
            "Der Kalender hängt schon in der Küche, vielen Dank!",
            "Merci beaucoup, c'est très gentil à vous.",
            "Bonjour Madame, merci pour votre compréhension et bel été à vous !",
            "Merci pour le calendrier, il est très beau. Joyeuses fêtes !",
            "Muchas gracias, muy amable. Que tenga un buen verano.",
            "Grazie mille, molto gentile. Buone vacanze!",
            "Muito obrigado pela compreensão. Boas férias!",
            "Hartelijk dank voor uw begrip. Fijne vakantie!",
            "Tack så mycket, snällt av dig. Trevlig sommar!",
            "Mange tak for din forståelse. God sommer!",
            "Tusen takk, det er veldig snilt av deg. God helg!",
            "Kiitos paljon ymmärryksestä. Hyvää kesää!",
            "Dziękuję bardzo za zrozumienie. Miłego lata!",
            "Moc děkuji za pochopení. Hezké léto!",
        ]
        .into_iter()
        .filter(|text| !is_mere(text))
        .collect();
        assert_eq!(wrong, [""; 0]);
    }

    #[test]
    fn whatever_asks_offers_or_tells_something_is_more() {
        let wrong: Vec<&str> = [
            "",
            "Pat",
            "Hi Dana,",
            "Thanks, could you send it again",
            "Thanks. Could you send it again?",
            "Thanks?",
            "Actually, come Thursday at 10",
            "We can talk now",
            "Thanks, we can talk now.",
            "The board met early and wants to go on",
            "Thanks, the board met early and wants to go on.",
            "Thanks, call me",
            "Great, thanks. Let me know.",
            "Perfect, please send the contract.",
            "Thanks in advance",
            "Thanks, but sooner is fine too.",
            "Thanks, this afternoon is good",
            "Thanks, we are ready.",
            "Thanks, go ahead",
            "Yes please",
            "Yes",
            "Thanks, we got a lower quote.",
            "Great, we signed",
            "Thanks, I'm back",
            "Good news, thanks to you",
            "Thank you for the offer, it is too much.",
            "Thanks, the calendar link is broken",
            "Your calendar came, my boss wants to see the machine",
            "Thanks - Acme",
            "Thanks, 10 am",
            "Thanks https://acme.example/plan",
            "👎",
            "👍",
            "Ok, great, thanks. See you then!\nPat",
            "Perfect. Speak then.",
            "Will do, thanks again",
            "Hallo Dana, herzlichen Dank, das ist sehr nett von Ihnen. Bis dann!",
            "Alles klar, danke. Schönes Wochenende!",
            "Bien noté, merci. Bonne journée",
            "Perfecto, gracias. Un saludo",
            "Va bene, grazie. A presto",
            "Obrigada, até lá",
            "Top, bedankt. Tot dan!",
            "We're in! Thanks for your patience.",
            "It's yours. Thanks for your patience.",
            "Sounds good, thanks!",
            "In Ordnung, danke.",
            "D'accord, merci.",
            "Vale, gracias.",
            "Prima, tot dan!",
            "📞",
            "No thanks",
            "Thanks, until Friday",
            "Danke, rufen Sie mich bitte an.",
            "Danke im Voraus",
            "Danke, Montag geht doch.",
            "Vielen Dank. Wir können jetzt sprechen.",
            "Super, dann schicken Sie es bitte nochmal.",
            "Danke, der Vorstand hat früher getagt und will weitermachen.",
            "Danke, Vertrag",
            "Merci, vous pouvez venir jeudi",
            "Merci d'avance",
            "Merci, c'est parfait pour nous.",
            "Merci, rappelez-moi.",
            "Gracias, ¿me lo manda otra vez?",
            "Gracias, llámeme mañana.",
            "Grazie, possiamo parlarne adesso.",
            "Obrigado, pode ligar agora.",
            "Bedankt, bel me morgen maar.",
            "Akkoord, bedankt.",
            "Tack, kan du skicka den igen",
            "Tak, ring til mig i morgen.",
            "Takk, vi kan snakke nå.",
            "Kiitos, soita huomenna.",
            "Dziękuję, proszę zadzwonić.",
            "Děkuji, zavolejte mi.",
            "ありがとうございます",
        ]
        .into_iter()
        .filter(|text| is_mere(text))
        .collect();
        assert_eq!(wrong, [""; 0]);
        let long = "thank you so very much to all of you ".repeat(3);
        assert!(!is_mere(&long), "{long}");
    }

    #[test]
    fn who_writes_to_whom_counts_and_a_new_subject_too() {
        let opening = |subject| NewText { subject: Some(subject), ..message("Thanks!") };
        assert!(acknowledges(&opening("Merry Christmas"), &[]) && acknowledges(&opening(""), &[]));
        assert!(!acknowledges(&opening("New drawings"), &[]) && !acknowledges(&opening("Your calendar link"), &[]));
        let ours = Roles { writer: Party::Team, addressee: Party::Prospect };
        assert!(!acknowledges(&NewText { roles: ours, ..message("Thanks!") }, &[]));
        assert!(!acknowledges(&NewText { answers: &[0], ..message("Thanks!") }, &[]));
    }
}
