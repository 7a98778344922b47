//! What the network's voice counts for in other languages than English, of which it was taught little: it takes an enquiry for a refusal and
//! a hope for a win. A refusal closes a deal, so without a word that refuses there is none; a win opens the digest, so beside words of
//! hope, of a condition, of a match or of a mere sign of life there is none. And a salutation says nothing in any language.
//!
//! Phrases of the lexicon have guards of their own; all this speaks against the network alone.

use std::sync::LazyLock;

use super::lazy::Lazy;
use super::tongues::is_foreign;
use super::words::Words;

/// Beginnings of words that refuse or turn to others. Those of English are for sentences that are taken for another language.
static REFUSES: LazyLock<Lazy> = LazyLock::new(|| stems("refuses"));
/// Whole words that do.
static REFUSING: LazyLock<Lazy> = LazyLock::new(|| stems("refusing"));
/// Whoever will have decided, chose us, goes on with us beside another, or hands an order on to have it signed.
static UNDECIDED: LazyLock<Lazy> = LazyLock::new(|| expression("undecided"));
/// Whoever hands a matter on, tells that the project goes on, or that nobody but us is left.
static GOES_ON: LazyLock<Lazy> = LazyLock::new(|| expression("goes_on"));
/// Words beside which it goes to somebody else, or not at all.
static GOES_ELSEWHERE: LazyLock<Lazy> = LazyLock::new(|| stems("goes_elsewhere"));
/// Words of choosing, of others and of conditions, whose sentences mean what stands beside them: "eine andere Farbe", "nous n'avons pas choisi".
static TOLD_BY_WORDS: LazyLock<Lazy> = LazyLock::new(|| stems("told_by_words"));
/// Who has talked of it, looks at it, or has it now.
static IN_HAND: LazyLock<Lazy> = LazyLock::new(|| stems("in_hand"));
/// What asks us to come soon, to others, or once our own paper is ready; and when a machine is to run.
static ASKS_US: LazyLock<Lazy> = LazyLock::new(|| stems("asks_us"));
/// What turns a loss into a win: "On croyait Acme perdu, et voilà : ils nous ont choisis !"
static LOST_BUT: LazyLock<Lazy> = LazyLock::new(|| stems("lost_but"));
/// What one says of a deal that was lost, or of the next one.
static LOST: LazyLock<Lazy> = LazyLock::new(|| stems("lost"));
/// Words that take an order back.
static TAKES_BACK: LazyLock<Lazy> = LazyLock::new(|| stems("takes_back"));
/// Words of prices and of those who offer them.
static HAGGLES: LazyLock<Lazy> = LazyLock::new(|| stems("haggles"));
/// What else has a price, and a price that is paid.
static OTHER_PRICE: LazyLock<Lazy> = LazyLock::new(|| stems("other_price"));
/// A condition, or a hope.
static OPEN: LazyLock<Lazy> = LazyLock::new(|| expression("open"));
/// What only sounds so: "Ich könnte platzen vor Freude", "hätte ich nie gedacht", "Cuando me llamaron no lo creía: ..."
static NOT_OPEN: LazyLock<Lazy> = LazyLock::new(|| expression("not_open"));
/// Games, contests and private feasts.
static ELSEWHERE: LazyLock<Lazy> = LazyLock::new(|| stems("elsewhere"));
/// Whom one congratulates in the languages that the network was never taught may have a child, a house or a birthday: without a word of a
/// deal the network knows nothing of it.
static CONGRATULATES: LazyLock<Lazy> = LazyLock::new(|| expression("congratulates"));
/// What they did whose deal it is for which one congratulates: signed, chose us, said yes.
static AGREED: LazyLock<Lazy> = LazyLock::new(|| stems("agreed"));
/// What they win or buy for themselves, or what another has won.
static ANOTHERS: LazyLock<Lazy> = LazyLock::new(|| stems("anothers"));
/// What a customer does who is alive, and what is done around a deal.
static STEP: LazyLock<Lazy> = LazyLock::new(|| stems("step"));
/// Who signed with somebody that is named signed with another: "Acme ha firmado con Borel".
static SIGNED_ELSEWHERE: LazyLock<Lazy> = LazyLock::new(|| expression("signed_elsewhere"));
/// What they sold was their own: "Acme har sålt sin gamla press".
static SOLD_THEIRS: LazyLock<Lazy> = LazyLock::new(|| expression("sold_theirs"));
/// Words beside which that is no mere step.
static WON: LazyLock<Lazy> = LazyLock::new(|| stems("won"));
/// Words of selling and signing.
static SOLD: LazyLock<Lazy> = LazyLock::new(|| stems("sold"));
/// Words of a deal, beside which it is no other feast either.
static DEAL: LazyLock<Lazy> = LazyLock::new(|| stems("deal"));
/// Beginnings of words without which nobody tells of a win in these languages: to win, get, sign, sell, ours, in the bag, home, done, yes.
/// Those of English are for sentences that are taken for another language.
static WINS: LazyLock<Lazy> = LazyLock::new(|| {
    // Whole words end with a space there; what ends a sentence or clause stands right behind its last word.
    Lazy::new(format!(" (?:{})", table("wins").replace(" |", "[ ,.!?;:]|")))
});
/// How letters begin.
static SALUTATION: LazyLock<Lazy> = LazyLock::new(|| expression("salutation"));

/// Beginnings of words, and what else the languages need: data, as the lexicon's phrases are.
static TABLES: LazyLock<toml::Table> = LazyLock::new(|| include_str!("lexicon/alone.toml").parse().unwrap_or_default());

/// A table in one line.
fn table(name: &str) -> String {
    let written = TABLES.get(name).and_then(toml::Value::as_str).unwrap_or_default();
    written.lines().map(str::trim_start).collect()
}

fn stems(name: &str) -> Lazy {
    Lazy::new(format!(" (?:{})", table(name)))
}

fn expression(name: &str) -> Lazy {
    Lazy::new(table(name))
}

/// Whether a sentence can refuse, as far as its language's words tell.
pub fn may_refuse(words: &Words) -> bool {
    let text = words.text.to_lowercase();
    !is_foreign(&text) || !UNDECIDED.is_match(&text) && (REFUSES.is_match(&text) || REFUSING.is_match(&text))
}

/// Whether a sentence hands the matter on, tells that it goes on or that we alone are left: then the mail closes and delays nothing.
pub fn goes_on(words: &Words) -> bool {
    let text = words.text.to_lowercase();
    GOES_ON.is_match(&text) && !GOES_ELSEWHERE.is_match(&text)
}

/// Whether a sentence takes back an order in so many words, or goes to a rival: "die Anzahlung ist bezahlt, aber wir ziehen zurück".
pub fn takes_back(words: &Words) -> bool {
    TAKES_BACK.is_match(&words.text.to_lowercase())
}

/// Whether a sentence can play another's price, as far as its language's words tell.
pub fn may_haggle(words: &Words) -> bool {
    let text = words.text.to_lowercase();
    !is_foreign(&text) || HAGGLES.is_match(&text) && !OTHER_PRICE.is_match(&text)
}

/// Whether a sentence can tell of a win: no hope, condition, match or mere sign of life of other languages stands in it, and a word that
/// tells of one does where it is in one of them.
pub fn may_win(words: &Words) -> bool {
    let text = words.text.to_lowercase();
    (!is_foreign(&text) || WINS.is_match(&text)) && is_win_open(words)
}

/// Whether nothing in a sentence speaks against a win: see [`may_win`].
pub fn is_win_open(words: &Words) -> bool {
    let text = words.text.to_lowercase();
    let step = STEP.is_match(&text) && !WON.is_match(&text);
    let open = OPEN.is_match(&text) && !NOT_OPEN.is_match(&text);
    let theirs = SOLD_THEIRS.is_match(&text) || SIGNED_ELSEWHERE.is_match(&words.text);
    let congratulates = CONGRATULATES.is_match(&text) && !DEAL.is_match(&text) && !AGREED.is_match(&text);
    !open
        && !theirs
        && !congratulates
        && !ANOTHERS.is_match(&text)
        && (!LOST.is_match(&text) || LOST_BUT.is_match(&text))
        && (DEAL.is_match(&text) || !ELSEWHERE.is_match(&text) && !step)
}

/// Whether a word of a deal stands in a sentence: an order, a contract, something sold.
pub fn tells_of_a_deal(words: &Words) -> bool {
    let text = words.text.to_lowercase();
    DEAL.is_match(&text) || SOLD.is_match(&text)
}

/// Whether a sentence tells of a game, a contest or a private feast.
pub fn is_elsewhere(words: &Words) -> bool {
    ELSEWHERE.is_match(&words.text.to_lowercase())
}

/// Whether a refusal in a sentence hangs on single words of it, which the lexicon knows better than the network.
pub fn is_told_by_words(words: &Words) -> bool {
    TOLD_BY_WORDS.is_match(&words.text.to_lowercase())
}

/// Whether a sentence tells that it is in somebody's hands, and has no word that refuses: "Gisteren heb ik met de bedrijfsleider gesproken."
pub fn is_in_hand(words: &Words) -> bool {
    let text = words.text.to_lowercase();
    IN_HAND.is_match(&text) && !REFUSES.is_match(&text) && !REFUSING.is_match(&text)
}

/// Whether a sentence asks for something soon, of others, or of ours first: it asks nobody to wait.
pub fn asks_us(words: &Words) -> bool {
    ASKS_US.is_match(&words.text.to_lowercase())
}

/// Whether a sentence greets and does nothing else: "Bonjour Madame Dumont,".
pub fn is_salutation(words: &Words) -> bool {
    SALUTATION.is_match(&words.text)
}

/// Whether a sentence is a firm's name with what it says of itself: `Fieldstone Tools - "You got it.`
pub fn is_slogan(words: &Words) -> bool {
    let Some((name, said)) = words.text.split_once(" - \"") else { return false };
    let large = |word: &str| word.starts_with(char::is_uppercase) || matches!(word, "&" | "+" | "of" | "and" | "und" | "et");
    let named = !name.trim().is_empty() && name.split_whitespace().all(large);
    named && !said.trim_end().trim_end_matches(['.', '!', '?', ' ']).trim_end_matches('"').contains('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Words {
        Words::read(text, 0)
    }

    #[test]
    fn what_a_firm_says_of_itself_behind_its_name_is_a_slogan() {
        for text in ["Fieldstone Tools - \"You got it.", "Miller & Co - \"We did it!\""] {
            assert!(is_slogan(&Words::read(text, 0)), "{text}");
        }
        for text in ["Pat called - \"You got it!\"", "We got it - \"Line 4\" is ours", "Acme - we got it"] {
            assert!(!is_slogan(&Words::read(text, 0)), "{text}");
        }
    }

    #[test]
    fn every_expression_can_be_compiled() {
        assert!(TABLES.keys().all(|name| !table(name).is_empty()) && TABLES.len() == 27, "{:?}", TABLES.len());
        [
            &REFUSES,
            &REFUSING,
            &TOLD_BY_WORDS,
            &ASKS_US,
            &IN_HAND,
            &ANOTHERS,
            &SIGNED_ELSEWHERE,
            &SOLD_THEIRS,
            &HAGGLES,
            &OTHER_PRICE,
            &TAKES_BACK,
            &UNDECIDED,
            &OPEN,
            &NOT_OPEN,
            &ELSEWHERE,
            &STEP,
            &WON,
            &WINS,
            &DEAL,
            &CONGRATULATES,
            &AGREED,
            &SALUTATION,
            &GOES_ON,
            &LOST,
            &LOST_BUT,
            &GOES_ELSEWHERE,
            &SOLD,
        ]
        .into_iter()
        .for_each(|lazy| lazy.check().unwrap());
    }

    #[test]
    fn an_enquiry_an_order_and_a_rivals_price_refuse_nothing() {
        for text in [
            "Wir bitten um ein Angebot bis Ende der Woche.",
            "Hallo, wir bitten um Angebot für 12 Sektionaltore gem. Anlage.",
            "Es brennt: unsere alte Anlage steht, wir brauchen sofort Ersatz.",
            "Froid Service nous a fait la même chose à 22.",
            "Helena, segue em anexo a nossa nota de encomenda assinada.",
            "Sobald wir uns für einen Anbieter entschieden haben, melden wir uns.",
            "Bis Freitag haben wir uns für einen Anbieter entschieden.",
            "Wir haben uns für einen Anbieter entschieden: Sie!",
        ] {
            assert!(!may_refuse(&words(text)), "{text}");
        }
        for text in [
            "Wir haben uns für einen Mitbewerber entschieden.",
            "Die Geschäftsleitung will das nicht.",
            "Der Zuschlag ging an die Firma Aquabau.",
            "Nous restons chez notre fournisseur.",
            "Al final seguimos con lo que hay.",
            "La direzione ha deciso di rinunciare.",
            "Marta, al final lo hemos adjudicado a Lumisur.",
            "Wir haben die Firma Beck beauftragt.",
            "Vi takker nej denne gang.",
            "Went elsewhere.",
            "The ship has sailed, my friend.",
        ] {
            assert!(may_refuse(&words(text)), "{text}");
        }
    }

    #[test]
    fn a_number_and_a_rent_are_no_rivals_price() {
        for text in [
            "Mindestens 40.",
            "Unser Vermieter hat uns 10 % weniger Miete angeboten.",
            "Wir haben heute die erste Rate überwiesen.",
        ] {
            assert!(!may_haggle(&words(text)), "{text}");
        }
        for text in [
            "Froid Service nous fait un meilleur prix.",
            "Die Firma Beck macht das für 40.000.",
            "Woanders bekomme ich es billiger.",
        ] {
            assert!(may_haggle(&words(text)), "{text}");
        }
    }

    #[test]
    fn a_hope_a_condition_a_match_and_a_sign_of_life_are_no_win() {
        for text in [
            "Sobald Hohenfeld unterschreibt, bestellen wir die Ketten, vorher bitte nichts.",
            "Die Ketten bestellen wir, sobald Hohenfeld unterschreibt.",
            "Wenn Hartung bestellt, brauchen wir zwei Monteure.",
            "Drück die Daumen für Hartung!",
            "Speriamo di prendere Rossetti.",
            "Unser Azubi hat den Landeswettbewerb gewonnen, Kuchen steht in der Küche!",
            "¡Vaya golazos!",
            "Super mecz!",
            "Vi vann innebandyn, 7-2!",
            "Bravo les boulistes !",
            "Alles Gute zum Geburtstag, Kate!",
            "Frau Müller von Hartung lässt grüßen.",
            "Hartung hat den Hallenplan geschickt.",
            "- Zumstein Conche: Richtpreis draussen, keine Rückmeldung",
            "Stockhorn Süd diskutiert noch, mal sehen.",
            "Gute Nachrichten: Hartung hat sich gemeldet!",
        ] {
            assert!(!may_win(&words(text)), "{text}");
        }
        for text in [
            "Hartung hat die Bestellung geschickt, Sekt!",
            "Hartung haben wir gewonnen, sie haben sich gerade gemeldet!",
            "Hartung macht das mit uns.",
            "Gamsblick läuft wieder bei uns!!",
            "Riedlau macht das MES mit uns.",
            "31k, 96 Seiten.",
            "Hartung signed - we won at last, 1:0 for the good guys!",
            "Wer hätte das gedacht: Hartung hat unterschrieben!",
            "Ich könnte platzen vor Freude, Hartung gehört uns!",
            "Cuando me llamaron no lo creía: ¡hemos ganado Hartung!",
            "Hartung hat zurückgerufen, wir sind dabei!",
            "Hartung firmó, golazo!",
            "We won, wenn auch knapp!",
            "On l'a eu, ce contrat !",
        ] {
            assert!(may_win(&words(text)), "{text}");
        }
    }

    #[test]
    fn a_salutation_is_nothing_else() {
        for text in [
            "Bonjour Madame Dumont,",
            "Sehr geehrte Damen und Herren,",
            "Sehr geehrter Herr Dr. Feld,",
            "Hallo zusammen,",
            "Liebe Kate,",
            "Hi Dana,",
            "Hola María:",
            "Szanowna Pani Kowalska,",
            "Bom dia Nuno,",
            "Hej Anna!",
        ] {
            assert!(is_salutation(&words(text)), "{text}");
        }
        for text in
            ["Hi Dana, sold!", "Hallo Kate, Hartung kauft!", "Dear all, we won.", "Hello, is it ours?", "Hola, lo tenemos!"]
        {
            assert!(!is_salutation(&words(text)), "{text}");
        }
    }
}
