//! Answers that stand below the delimiter of a signature, as who writes into the wrong place leaves them. Firms write there as well, to
//! everybody and in the same words in each letter: opening hours, terms, mottos. So an answer is only what is said to one reader.

use super::line::{Line, Role};
use super::signoff;
use crate::domain::day_names::weekday;
use crate::reading::wordlist::{Words, words};
use crate::reading::{clean, itself};

/// Whether a line is the author's and more than a greeting.
pub(super) fn tells(line: &Line) -> bool {
    let (folded, comma) = (clean::folded(line.bare, 100), [',', '，']);
    let greets = itself::hails(&folded) && short(line.bare) && !line.bare.trim_end_matches([',', '，', '!']).contains(comma);
    let names = line.bare.ends_with(comma) && signoff::is_name(line.bare) && !agrees(&folded);
    line.role == Role::Own && !(line.is_blank() || line.is_divider() || greets || names)
}

fn short(text: &str) -> bool {
    text.split_whitespace().count() <= 5
}

/// The lines below the delimiter on line `at` in which the author answers all the same: above it stands nothing but a greeting, and `told`
/// says that no earlier stretch of theirs holds more, or a postscript says what it is. They begin apart or below a name.
pub(super) fn below(segment: &[Line], at: usize, told: bool) -> Vec<usize> {
    let nothing = !told && !segment.iter().take(at).any(tells);
    if segment.get(at).is_none_or(|line| line.bare != "--") {
        return Vec::new();
    }
    let (mut answer, mut goes_on, mut opens) = (Vec::new(), false, true);
    for (index, line) in segment.iter().enumerate().skip(at + 1) {
        if line.role != Role::Own || line.is_blank() {
            (goes_on, opens) = (false, true);
            continue;
        }
        let begins = (nothing && answers(line.bare))
            || (super::is_postscript(line.bare) && !signoff::invites(line.bare) && !of_a_house(line.bare));
        goes_on = (opens && begins) || (goes_on && !signoff::is_signature_like(line.bare));
        opens = !goes_on && signoff::is_signature_like(line.bare);
        if goes_on {
            answer.push(index);
        }
    }
    answer
}

/// Whether a folded text begins with a yes or a no: "Deal.", and not "Dealers in kilns".
fn agrees(folded: &str) -> bool {
    let whole = |word: &str| folded.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    AGREES.list().iter().any(|word| whole(word))
}

fn of_a_house(text: &str) -> bool {
    OF_A_HOUSE.within(&format!(" {} ", clean::folded(text, 300)))
}

/// Whether a line is said to one reader: it agrees or refuses, speaks of what the reader offered, takes so many of it, or asks the reader
/// for a day or a number. No firm speaks so of itself, and no motto does.
fn answers(text: &str) -> bool {
    let folded = clean::folded(text, 300);
    if of_a_house(text) || folded.contains("://") || folded.contains("www.") || folded.starts_with(['"', '“', '„', '«']) {
        return false;
    }
    let all: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has = |list: &Words| all.iter().any(|word| list.has(word));
    let counted = || has(&COUNTED) || all.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let asks = text.ends_with('?') && has(&YOU) && (counted() || all.iter().any(|word| weekday(word).is_some()));
    let takes = has(&WE) && TAKES.within(&format!(" {folded} ")) && (counted() || has(&IT));
    agrees(&folded) || YOURS.within(&folded) || takes || asks
}

static AGREES: Words = words(
    "\
yes|no,|no.|ok|agreed|go ahead|deal|too expensive|ja,|ja.|nein|einverstanden|passt|zu teuer|oui|non,|d'accord|trop cher|sí|de acuerdo|demasiado caro|va bene|d'accordo|
akkoord|te duur|sim|de acordo|tak,|zgoda|za drogo|godkänt|godkendt|",
);
static YOURS: Words = words(
    "\
your offer|your quote|your proposal|your price|ihr angebot|ihres angebots|ihr preis|euer angebot|votre offre|votre devis|votre proposition|votre prix|su oferta|su presupuesto|
su precio|vostra offerta|vostro preventivo|vostro prezzo|sua offerta|uw offerte|uw prijs|sua proposta|vossa proposta|din offert|ert erbjudande|dit tilbud|jeres tilbud|wasza oferta|waszą ofertę|",
);
static TAKES: Words = words(
    "\
 take| accept| order | need | want | buy |nehmen|bestellen|brauchen|prenons|prendrons|acceptons|commandons|tomamos|aceptamos|pedimos|necesitamos|prendiamo|accettiamo|ordiniamo|
 nemen| bestellen|aceitamos|ficamos com|encomendamos| tar | beställer| bestiller|bierzemy|zamawiamy|",
);
static WE: Words = words(
    "we|i|wir|ich|nous|je|wij|ik|noi|io|vi|jag|jeg|nosotros|tomamos|aceptamos|pedimos|prendiamo|accettiamo|ordiniamo|aceitamos|ficamos|encomendamos|bierzemy|zamawiamy",
);
static IT: Words = words("it|them|both|es|sie|beide|les|le|la|los|las|li|lo|het|ze|dem|den|je");
static COUNTED: Words = words(
    "one|two|three|four|five|six|ten|twelve|twenty|forty|zwei|drei|vier|fünf|zehn|zwanzig|vierzig|deux|trois|quatre|dix|dos|tres|cuatro|diez|due|tre|quattro|dieci|twee|drie|vier|tien|två|to|dois|três|dwa|trzy",
);
static YOU: Words = words("you|sie|ihr|du|vous|tu|usted|ustedes|lei|voi|u|jullie|você|ni|pan|pani");
/// What firms say of themselves, and whoever tells when they work.
static OF_A_HOUSE: Words = words(
    "\
 our | unser| nos | notre | nuestr| nostr| onze | ons | nosso| nossa| vår| vores |please note|bitte beachten|merci de noter|invoice|rechnung|factur|fattur|all orders|any order|every order|
every contract|office|bürozeiten|horaire|horario|orari| hours|part time|part-time|teilzeit|on leave|privacy|datenschutz|registered|terms|agb|visit|besuchen|follow us|newsletter|unsubscribe|pronoun|
environment|umwelt|before printing|award|supplier of the year|",
);

#[cfg(test)]
mod tests {
    use super::super::split_of;

    fn new(plain: &str) -> String {
        split_of(plain, "Pat Lee pat.lee").new_text.replace('\n', "/")
    }

    #[test]
    fn an_answer_below_the_delimiter_stays_where_nothing_else_is_one() {
        for (plain, answer) in [
            (
                "-- \nPat Lee\nAcme | +44 20 7946 0000\n\nWe take two of them. Please send the contract.",
                "We take two of them. Please send the contract.",
            ),
            (
                "Hi Dana,\n\n-- \nWe take two of them. Please send\nthe contract today.\nPat Lee\nAcme",
                "Hi Dana,//We take two of them. Please send/the contract today.",
            ),
            ("-- \nPat Lee\nAcme\n\nCan you do Tuesday instead?", "Can you do Tuesday instead?"),
            ("Forty.\n-- \nPat Lee\n\nP.S. We need them by June.", "Forty./P.S. We need them by June."),
        ] {
            assert_eq!(new(plain), answer, "{plain}");
        }
    }

    #[test]
    fn what_a_house_says_below_the_delimiter_goes() {
        for (plain, rest) in [
            ("-- \nPat Lee\nAcme\n\nWe decided to stay independent.", ""),
            ("Hi Dana,\n-- \nPat Lee\n\"The best way to predict the future is to invent it.\" - Alan Kay", "Hi Dana,"),
            ("Yes.\n-- \nPat Lee\nAcme\n\nWe won the Food Award 2026. Please visit us at the fair.", "Yes."),
            ("Yes.\n-- \nPat Lee\n\nPlease send invoices to the address above.", "Yes."),
            ("Yes.\n-- \nPat Lee\nP.S. Follow us for offers.", "Yes."),
        ] {
            assert_eq!(new(plain), rest, "{plain}");
        }
    }

    #[test]
    fn house_lines_hours_and_mottos_are_said_to_everybody() {
        for line in [
            "Signed, sealed, delivered: I sign every contract by hand.",
            "We stay with our supplier of the year: our people. I believe in them.",
            "Please get back to me after the 15th, I am part-time.",
            "The best deal is one where both sign today.",
            "I only have a few minutes a day for mail, please be brief.",
            "Our order desk: please call before Friday.",
            "We are open Monday to Friday from 9 to 5.",
            "I am on parental leave until December, please contact Kim Wolf.",
            "Please note that all orders are subject to our terms and conditions.",
            "Any quote or order needs the written consent of our board to be binding.",
            "Have you seen our new kiln?",
            "Could this email have been a call?",
            "Schedule a call with me: would Tuesday suit? https://plan.example",
            "Bitte beachten Sie unsere neuen Preise ab Montag.",
            "Je travaille du lundi au jeudi.",
            "Dealers in kilns since 1920.",
            "Okay Kilns is a family firm.",
        ] {
            assert_eq!(new(&format!("Hi Dana,\n\n-- \nPat Lee\nAcme\n\n{line}")), "Hi Dana,", "{line}");
        }
        let below_an_answer = "Agreed,\n\n-- \nPat Lee\n\nWe take two of your machines to the fair.";
        assert_eq!(new(below_an_answer), "Agreed,");
    }
}
