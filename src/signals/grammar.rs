//! What takes a phrase its meaning: negation, condition, hope, a question, somebody else's words. The words that do so are
//! data in the lexicon (guards); how far each reaches is decided here.

use std::ops::Range;

use super::clauses::clauses;
use super::lazy::Lazy;
use super::tongues;
use super::words::Words;
use crate::domain::signal::SignalKind;

/// How far around a phrase a guard's words count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// In the phrase and before it, back to where its clause begins.
    Clause,
    /// In the phrase and behind it, up to where its clause ends.
    Behind,
    /// In the phrase and before it, in the same sentence.
    Before,
    /// In the same sentence.
    Sentence,
    /// In the same sentence or the one before or after it.
    Around,
}

impl Scope {
    /// The scope that a lexicon names.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "clause" => Self::Clause,
            "behind" => Self::Behind,
            "before" => Self::Before,
            "sentence" => Self::Sentence,
            "around" => Self::Around,
            _ => return None,
        })
    }
}

/// Words that forbid a phrase.
#[derive(Debug)]
pub struct Guard {
    /// How far they reach.
    pub scope: Scope,
    /// Whether they speak against the network too, however sure it is: the words are of another matter, whatever is said of it.
    pub firm: bool,
    /// The kind against which they speak in another language than English where the network alone is for it: of these languages it was
    /// taught little.
    pub abroad: Option<SignalKind>,
    /// The words.
    pub regex: Lazy,
    /// Words of the sentence beside which they mean nothing; where they reach around it, what its neighbours say.
    pub but: Option<Lazy>,
    /// Words of a sentence, be it a neighbour, beside which what it holds of them means nothing.
    pub beside: Option<Lazy>,
    /// The line and the text in the lexicon's file.
    pub written: (usize, String),
}

/// A sentence with its neighbours.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The sentence itself.
    pub own: &'a Words,
    /// The one before it.
    pub before: Option<&'a Words>,
    /// The one after it.
    pub after: Option<&'a Words>,
}

impl Guard {
    /// Whether the guard forbids a phrase found at `found` of the sentence.
    pub fn forbids(&self, context: Context<'_>, found: &Range<usize>) -> bool {
        let text = &context.own.text;
        let idle = |words: &Words| self.beside.as_ref().is_some_and(|beside| words.find(beside).is_some());
        if self.scope != Scope::Around && idle(context.own) {
            return false;
        }
        let lifted = self.but.as_ref().is_some_and(|but| context.own.find(but).is_some());
        if lifted {
            return self.scope == Scope::Around && self.regex.is_match(text) && !idle(context.own);
        }
        let upto = text.get(..found.end).unwrap_or(text);
        match self.scope {
            Scope::Clause => {
                let start = clauses(text).iter().map(|clause| clause.start).rfind(|start| *start <= found.start);
                self.regex.is_match(upto.get(start.unwrap_or(0)..).unwrap_or(upto))
            }
            Scope::Behind => {
                let end = clauses(text).iter().map(|clause| clause.end).find(|end| *end >= found.end);
                self.regex.is_match(text.get(found.start..end.unwrap_or(text.len())).unwrap_or(text))
            }
            Scope::Before => {
                let opens = if self.regex.opens() { context.own.openings() } else { &[] };
                let behind = |at: &usize| upto.get(*at..).is_some_and(|said| self.regex.is_match(said));
                self.regex.is_match(upto) || opens.iter().any(behind)
            }
            Scope::Sentence => context.own.find(&self.regex).is_some(),
            Scope::Around => [Some(context.own), context.before, context.after.filter(|words| !turns_elsewhere(words))]
                .into_iter()
                .flatten()
                .any(|words| words.find(&self.regex).is_some() && !idle(words)),
        }
    }
}

/// Whether a sentence turns to another matter: "as for the dryer, nothing is signed".
fn turns_elsewhere(words: &Words) -> bool {
    let turns = [" as for ", " regarding ", " concerning ", " for the ", " on the other "];
    let stays = [" for the moment ", " for the time ", " for the record ", " for the rest "];
    let lower = words.text.to_lowercase();
    turns.iter().any(|turn| lower.starts_with(turn)) && !stays.iter().any(|stay| lower.starts_with(stay))
}

/// Whether the sentence asks.
pub fn is_question(words: &Words) -> bool {
    let mut marks = words.text.trim_end().rsplit(' ').take_while(|word| !word.contains(char::is_alphanumeric));
    marks.any(|mark| mark == "?")
}

/// Words that questions of fact begin with.
const FACTS: &str = " is are was were does do did has have whose who ist sind war hat haben gehört est sont es son sono zijn ";

/// Whether the last clause of a question asks how something is, not for something.
pub fn asks_for_a_fact(words: &Words) -> bool {
    let all: Vec<&str> = words.iter().collect();
    let word = |word: &&&str| word.contains(char::is_alphanumeric);
    let upto = all.iter().rposition(|one| word(&one)).map_or(0, |at| at + 1);
    let clause = all.iter().take(upto).rposition(|one| !word(&one)).map_or(0, |at| at + 1);
    all.get(clause).is_some_and(|first| FACTS.contains(&format!(" {} ", first.to_lowercase())))
}

/// Everyday words of languages that the network was never taught, Danish to Turkish; none is a word in English, German, French or
/// Spanish.
const UNTAUGHT: &str = " og til jeg mig ikke det tak hej nej måste tackar takker jeres vores eller af som och att jag inte hej är för ditt het een niet voor wij ik bedankt naar zijn bij ligt \
    uw wordt heeft bestelling directie che sono della grazie anche não obrigado obrigada uma você się proszę dziękuję oraz \
    umowa från också där här någon vidare mejlade skickade tematu wrócimy wrocimy prosím děkuji jsem nebo ei kiitos ovat että olen bir ve teşekkürler değil ";
/// More of them, which stand in one of the taught languages too: they speak only beside others.
const SHARED: &str = " er vi Vi van il per non os için de do na den nie jest tack ";
/// Letters of such languages, which words of the taught ones don't hold; names may, so only small words count.
const STRANGE: &str = "åøæłąęśżźćńőűğşıčřěůšžțșăđ";
/// Endings of Finnish cases.
const FINNISH: [&str; 15] =
    ["een", "ssa", "ssä", "sta", "stä", "lla", "llä", "ksi", "aan", "ään", "iin", "uun", "alle", "ille", "elle"];
/// Small words that stand in hardly a sentence of Finnish, but in most of languages whose words end so, too: "la nouvelle", "aktuelle".
const NOT_FINNISH: &str = " the of and to we you our le la les l' de des du d' et que qui une un est nous vous notre votre el los las del y una nuestra vuestra \
    der die das den dem und ist wir sie haben hat ein eine einen für mit nicht il lo gli di che della het een wij niet van voor ";
/// A sentence of up to this many words is strange with the first strange word.
const SHORT: usize = 4;

/// Whether the sentence is in a language that the network was never taught: what it says of such words is noise.
pub fn is_untaught(words: &Words) -> bool {
    let all: Vec<&str> = words.text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).collect();
    let holds = |list: &str, word: &str| list.contains(&format!(" {word} "));
    let small = |word: &str| word.starts_with(char::is_lowercase);
    let foreign = |word: &str| word.contains(|c: char| STRANGE.contains(c)) && small(word) || word.contains(is_other_script);
    let sure = all.iter().filter(|word| holds(UNTAUGHT, &word.to_lowercase()) || foreign(word)).count();
    let strange = sure + all.iter().filter(|word| holds(SHARED, word)).count();
    let finnish = all
        .iter()
        .filter(|word| small(word) && word.chars().count() >= 6 && FINNISH.iter().any(|end| word.ends_with(end)))
        .count();
    finnish >= 2 && !all.iter().any(|word| holds(NOT_FINNISH, &word.to_lowercase()))
        || sure >= 1 && all.len() <= SHORT
        || sure >= 1 && strange >= 2 && strange * 5 >= all.len()
        || tongues::is_untaught(&words.text)
}

/// Whether a letter is none of the Latin script.
fn is_other_script(letter: char) -> bool {
    letter.is_alphabetic() && u32::from(letter) >= 0x370 && !('\u{1e00}'..='\u{1eff}').contains(&letter)
}

/// Beginnings of the words without which a few words neither order nor refuse anything, in the languages that the network was taught.
const MATTER: &str = "contract order purchas buy bought sign counter offer quot propos bid tender suppl vendor compet provider agree deal deposit \
    paid pay wire transfer accept reject declin cancel award commit proceed interest budget project price expens afford another other else without \
    stay went against withdraw regret drop instead need longer hous ourselves invoice goods sold going forward chose choice pick select engage \
    hire appoint instruct bestell auftr vertrag angebot kauf gekauft liefer anbieter unterschr unterzeichn zusag absag entschied abgelehnt ablehn \
    anzahl überw interess projekt wettbew mitbew beauftr teuer ander command contrat offre devis fourniss acha achet refus projet acompt \
    concurr reten renon décliné autre pedido oferta firm proveed compr acept rechaz proyect depósit transfier otro elegi";
/// Small words that carry nothing.
const SMALL: &str = " will have from with that this they your would then them here there been what when were please thanks thank sehr nicht eine einen \
    wird sind haben nous vous pour dans avec para pero como esta ";
/// A sentence with this many words that carry something is no mere answer.
const TELLING: usize = 5;

/// Whether a sentence is an answer of a few words that could be to anything: "Done.", "We'll leave it as is.", "See you Tuesday."
pub fn is_bare(words: &Words) -> bool {
    let lower = words.text.to_lowercase();
    let telling = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= 4 && !SMALL.contains(&format!(" {word} "));
    let names_it = |word: &str| {
        matches!(word, "po" | "lpo" | "out" | "pass" | "passing" | "bon" | "viré")
            || MATTER.split_ascii_whitespace().any(|stem| word.starts_with(stem))
    };
    let bare = lower.split_ascii_whitespace().filter(telling).count() < TELLING;
    bare && !lower.split_ascii_whitespace().any(names_it)
}

/// Words of whoever answers a question, and of courtesy beside them.
const YES_OR_NO: &str =
    " yes yep yeah no nope nah ok okay not nein nee ja jo oui non sí si no sim não nao nej nei tak nie ano ne joo kyllä ei ";
/// An answer of so many words says nothing besides.
const MERE: usize = 5;

/// Whether an answer between quoted lines is to these alone: a yes or no of a few words, or a few words that could be to anything where no
/// phrase speaks for more.
pub fn is_mere(words: &Words, by_phrase: bool) -> bool {
    let all: Vec<&str> = words.text.split_ascii_whitespace().filter(|word| word.contains(char::is_alphanumeric)).collect();
    let first = all.first().map(|word| word.to_lowercase()).unwrap_or_default();
    let short = all.len() <= MERE && YES_OR_NO.contains(&format!(" {first} "));
    is_bare(words) && (short || !by_phrase)
}

/// Whether the phrase stands inside quotation marks.
pub fn is_quoted(words: &Words, found: &Range<usize>) -> bool {
    let (before, after) = words.text.split_at_checked(found.start).unwrap_or(("", ""));
    before.matches(" \"").count() % 2 == 1 && after.contains('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forbids(scope: Scope, sentence: &str, next: &str) -> bool {
        let guard = Guard {
            scope,
            firm: false,
            abroad: None,
            regex: Lazy::new(" not ".to_owned()),
            but: None,
            beside: None,
            written: (1, String::new()),
        };
        let (own, after) = (Words::read(sentence, 0), Words::read(next, 0));
        let start = own.text.find(" won").unwrap();
        guard.forbids(Context { own: &own, before: None, after: Some(&after) }, &(start..start + 5))
    }

    #[test]
    fn guards_reach_as_far_as_their_scope() {
        assert!(forbids(Scope::Clause, "Well, we haven't won it", ""));
        assert!(!forbids(Scope::Clause, "Not bad, we won it", ""));
        assert!(forbids(Scope::Behind, "We won it not", ""));
        assert!(!forbids(Scope::Behind, "We won it, not bad", ""));
        assert!(!forbids(Scope::Behind, "Not bad that we won it", ""));
        assert!(forbids(Scope::Before, "Not bad, we won it", ""));
        assert!(!forbids(Scope::Before, "We won it, not bad", ""));
        assert!(forbids(Scope::Sentence, "We won it, not bad", ""));
        assert!(!forbids(Scope::Sentence, "We won it.", "Or not."));
        assert!(forbids(Scope::Around, "We won it.", "Or not."));
        assert!(!forbids(Scope::Around, "We won it.", "As for the other one, not."));
        assert!(forbids(Scope::Around, "We won it.", "For the moment not."));
    }

    #[test]
    fn languages_that_nobody_taught_are_seen() {
        for text in [
            "Pris til Ida og mig tak.",
            "Vi har inte fått det än, tack",
            "Wij hebben het niet nodig",
            "Questo non è per noi, grazie",
            "Bedankt voor uw bericht.",
            "De bestelling ligt bij de directie.",
            "Het contract ligt bij de directeur.",
            "Wrócimy do tematu.",
            "Tilasin lounaan Velmoran porukalle.",
            "Tack för ditt mejl.",
            "Спасибо за письмо.",
        ] {
            assert!(is_untaught(&Words::read(text, 0)), "{text}");
        }
        for text in [
            "We got it!",
            "Per our call, het is the dog's name.",
            "Wir haben den Auftrag",
            "Nous avons gagné",
            "er, vi is an editor, isn't it? We went with the others",
            "Er hat unterschrieben.",
            "Il a signé.",
            "Non, merci.",
            "Bon de commande signé.",
            "Łukasz signed it.",
            "Os envío el pedido.",
        ] {
            assert!(!is_untaught(&Words::read(text, 0)), "{text}");
        }
    }

    #[test]
    fn a_few_words_that_name_no_business_are_bare() {
        for text in ["Done.", "No.", "We'll leave it as is.", "Booked! See you Tuesday.", "Nous revenons vers vous.", "Passt."] {
            assert!(is_bare(&Words::read(text, 0)), "{text}");
        }
        for text in ["PO attached.", "Not interested.", "We signed.", "Auftrag erteilt.", "Commande signée.", "Pedido adjunto."]
        {
            assert!(!is_bare(&Words::read(text, 0)), "{text}");
        }
        assert!(!is_bare(&Words::read("Management vetoed everything about that rather quickly", 0)));
    }

    #[test]
    fn what_asks_how_something_is_asks_for_nothing() {
        assert!(asks_for_a_fact(&Words::read("There's a crate on dock 2, is that one for Acme?", 0)));
        assert!(asks_for_a_fact(&Words::read("Is the crate for Acme?", 0)));
        for text in [
            "Can you hold the crate for Acme?",
            "When is it free, can you hold it for Acme?",
            "Which day can you confirm for it?",
        ] {
            assert!(!asks_for_a_fact(&Words::read(text, 0)), "{text}");
        }
    }

    #[test]
    fn questions_and_quotations_are_seen() {
        assert!(is_question(&Words::read("Did we win?!", 0)));
        assert!(is_question(&Words::read("(did we win?)", 0)));
        assert!(!is_question(&Words::read("Who asked? We won.", 0)));
        let words = Words::read("He said \"we won\" twice", 0);
        let at = words.text.find(" won").unwrap();
        assert!(is_quoted(&words, &(at..at + 4)));
        let words = Words::read("\"Acme\" is won", 0);
        let at = words.text.find(" won").unwrap();
        assert!(!is_quoted(&words, &(at..at + 4)));
    }
}
