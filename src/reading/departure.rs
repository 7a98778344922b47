//! Whether an automatic answer says in whatever words that its author is gone for good or its mailbox is dead, and whether what sounds like
//! that is said by somebody who is there: at work on other days, back after some weeks, or in another's place. A touch to who is gone counts
//! as undelivered, so a doubt speaks against it.

use jiff::civil::Weekday;

use super::absence_notice::unwrapped;
use super::departure_people::{BRANCH, FORMER, GONE, GONE_NORTH, PASSING, PLACE, RESTING, THERE};
use super::departure_words::{DEAD, SEND_ONLY};
use super::sayings::{Who, words};
use super::wordlist::{Words, words as list};
use super::{clean, machine};
use crate::domain::address::Address;
use crate::domain::day_names::{month, weekday};

/// What a text says of its author and mailbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Somebody is gone, or a mailbox no longer read.
    pub gone: bool,
    /// It is a mailbox that was never read, or of which only "not read" is said.
    pub unread: bool,
    /// Whoever writes answers.
    pub there: bool,
    /// Whoever writes has taken another's place, or is there at other hours.
    pub place: bool,
    /// What is told ends with some days or weeks: whoever is gone comes back.
    pub passing: bool,
    /// Its author doesn't work on this day of the week.
    pub off: bool,
    /// It speaks of a holiday or a leave.
    pub holiday: bool,
}

impl Told {
    /// Whether nobody may be taken for gone by what the text says.
    pub fn stays(self) -> bool {
        self.there || self.place || self.passing || self.off
    }
}

/// Reads a text. `name` and `address` are of the author, `today` is the day of the week on which it was sent.
pub fn told(text: &str, name: &str, address: Option<&Address>, today: Option<Weekday>) -> Told {
    let lower = name.to_lowercase();
    let (local, house) = address.map_or(("", ""), |address| (address.local(), address.domain()));
    let parts = lower.split_whitespace().chain(local.split(['.', '_', '-']));
    let who = Who { names: parts.map(|part| part.trim_matches(',')).filter(|part| part.chars().count() > 2).collect(), house };
    let mut told = Told::default();
    let mut former = false;
    for line in unwrapped(clean::head(text, 4000)) {
        for sentence in sentences(&line) {
            let folded = clean::folded(sentence, 2000);
            let words = words(&folded);
            let clauses = || words.split(|word| *word == ",");
            told.place |= clauses().any(|clause| PLACE.within(clause, &who) && !denies(clause));
            told.there |= clauses().any(|clause| THERE.within(clause, &who) && !denies(clause));
            told.passing |= PASSING.within(&words, &who);
            former |= FORMER.within(&words, &who);
            if words.is_empty() || supposes(&words) {
                continue;
            }
            let regular = is_by_weekday(&words);
            // "I no longer work on Fridays": whoever says so works on Mondays.
            let works = || words.iter().any(|word| WORKS.begin(word)) && denies(&words);
            told.off |= regular && works() && names_today(&words, today);
            told.there |= regular && works();
            told.place |= RESTING.within(&words, &who) && denies(&words);
            let people = || GONE.within(&words, &who) || GONE_NORTH.within(&words, &who);
            told.gone |= (people() && !BRANCH.within(&words, &who)) || (!regular && DEAD.within(&words, &who));
            told.unread |= !regular && SEND_ONLY.within(&words, &who);
        }
    }
    // "Our old address is closed, your mail has been taken on."
    told.there |= former && machine::acknowledges(&clean::folded(text, 2000));
    told.holiday = HOLIDAYS.within(&clean::folded(text, 4000));
    told
}

/// Whether a sentence names this day of the week, or one in a form that isn't read.
fn names_today(words: &[&str], today: Option<Weekday>) -> bool {
    let days: Vec<Weekday> = words.iter().filter_map(|word| day_of(word)).collect();
    days.is_empty() || today.is_some_and(|today| days.contains(&today))
}

fn day_of(word: &str) -> Option<Weekday> {
    weekday(word).or_else(|| word.strip_suffix('s').and_then(weekday))
}

/// The sentences of a text. A dot within a figure or a date ends none, nor does one behind a title.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let ends = |at: usize, mark: &str| {
            let before = text.get(..at).unwrap_or_default();
            let behind = text.get(at + mark.len()..).unwrap_or_default();
            let last = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            let next = behind.trim_start().chars().next();
            let day = !last.is_empty() && last.bytes().all(|c| c.is_ascii_digit());
            let named = || behind.split_whitespace().next().is_some_and(|word| month(&word.to_lowercase()).is_some());
            let dated = day && (named() || next.is_some_and(char::is_lowercase));
            let spaced = behind.is_empty() || behind.starts_with([' ', '.', '"', ')']);
            mark != "." || (spaced && !dated && !TITLES.has(&last.to_lowercase()))
        };
        let end = text.match_indices(['.', '!', '?', ';', '…', ':']).find(|(at, mark)| ends(*at, mark));
        match end {
            Some((at, mark)) => {
                rest = text.get(at + mark.len()..);
                text.get(..at)
            }
            None => rest.take(),
        }
    })
}

/// Titles that end in a dot, and days of the month.
static TITLES: Words =
    list("mr|mrs|ms|dr|prof|hr|fr|m|mme|sr|sra|sig|dott|eng|ing|st|nr|no|n|ul|z|ca|bzw|inkl|einschl|str|tel|d");

/// Whether a sentence only supposes something.
fn supposes(words: &[&str]) -> bool {
    let first = words.first().copied().unwrap_or_default();
    SUPPOSING.has(first)
}

static SUPPOSING: Words = list("if|unless|should|falls|wenn|sollte|sollten|indien|hvis|om|jos|jeśli|pokud");

/// Whether a sentence denies what it says.
fn denies(words: &[&str]) -> bool {
    words.iter().any(|word| word.ends_with("n't") || NOT.has(word))
}

static NOT: Words = list(
    "not|no|never|neither|nobody|cannot|nicht|nichts|niemand|kein|keine|pas|plus|ne|jamais|personne|nunca|nadie|non|più|nessuno|não|nunca|ninguém|niet|geen|niemand|ikke|ingen|inte|aldrig|ei|enkä|eikä|enää|længere|lenger|längre|dejado|deixei|longer|niet|nie|nikt|není|nejsem|nikdo|nečtu",
);

/// Whether a sentence speaks of days of the week as such: of one without a date, or of weekends.
fn is_by_weekday(words: &[&str]) -> bool {
    let day = |word: &&str| day_of(word).is_some() || WEEKDAYS.begin(word);
    let dated = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit()) || month(word).is_some() || LAST.has(word);
    let evening = |word: &&str| EVENINGS.has(word);
    words.iter().any(evening) || (words.iter().any(day) && !words.iter().any(dated))
}

/// How weekdays begin that languages inflect.
static WEEKDAYS: Words = list(
    "quartas|quintas|terças|segundas|sextas|maanantai|tiistai|keskiviik|torstai|perjantai|poniedział|wtor|środ|czwart|piąt|pondělk|úter|střed|čtvrt|pátek|pátk|onsdag|torsdag|fredag|mandag|måndag|tisdag|tirsdag",
);

static EVENINGS: Words = list(
    "weekend|weekends|week-end|week-ends|wochenende|wochenenden|weekenden|weekender|helgen|helger|helg|viikonloppuisin|weekendy|víkend|víkendech|víkendu|evenings|nights|abends|nachts|fins de semana",
);

/// Words of a day that is over.
static LAST: Words = list("last|letzten|dernier|pasado|scorso|passado|vorige|afgelopen|sidste|forrige|förra|viime|ubiegł|minul");

/// How words of working begin.
static WORKS: Words = list("work|arbeit|travail|trabaj|trabalh|lavor|werk|arbejd|arbeid|jobb|arbet|työskent|prac|here|hier");

/// Words of a holiday or a leave, in whatever form they stand.
static HOLIDAYS: Words = list(
    "\
holiday|vacation| hols|honeymoon|sabbatical|maternity|paternity|parental leave|months of leave|weeks of leave|sick leave|on leave|urlaub|elternzeit|mutterschutz|sabbatjahr|flitterwochen|
vacances|congé |congés|vacaciones|permiso |viaje de|in ferie|di ferie| ferie|congedo|vacanz|viaggio di nozze|férias|licença|vakantie|verlof|bouwverlof|barsel|orlov|permisjon|
semester|föräldraledig|vård av|kesäloma|lomalla|lomaa|äitiys|urlop|dovolen|mateřsk|休暇|休假|",
);

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Told {
        let address = Address::parse("pat.lee@acme.example").unwrap();
        told(text, "Pat Lee", Some(&address), Some(Weekday::Wednesday))
    }

    #[test]
    fn leavers_and_dead_mailboxes_are_told_in_whatever_words() {
        for gone in [
            "Pat is no longer secretary of the club.",
            "I stepped down as chair in May.",
            "Pat left Acme at the end of April.",
            "Her contract came to an end in May.",
            "This mailbox was closed on 31 March.",
            "Nobody looks after this inbox these days.",
            "Das Postfach wurde zum 1. Juni stillgelegt.",
            "Ich bin seit der Wahl nicht mehr Kassenwart.",
            "Mein Arbeitsverhältnis endete am 31.5. Danke!",
            "Je ne suis plus secrétaire du club.",
            "Ya no soy el secretario de la peña.",
            "Non sono più il presidente.",
            "Aposentei-me em maio.",
            "Dit adres wordt niet meer opgevolgd.",
            "Pat is niet langer voorzitter van onze club.",
            "Jeg er trådt ud af bestyrelsen.",
            "Adressen bevakas inte längre.",
            "En toimi enää seuran sihteerinä.",
            "Przeszłam na zasłużoną emeryturę.",
            "Tato schránka byla zrušena.",
        ] {
            assert!(of(gone).gone && !of(gone).stays(), "{gone} {:?}", of(gone));
        }
    }

    #[test]
    fn who_is_there_or_comes_back_is_not_taken_for_gone() {
        for there in [
            "Pat has left us for six months.",
            "I no longer work on Fridays.",
            "My predecessor Brian has left the company and I read his mail.",
            "Frau Wolf ist im Ruhestand. Ihre Post landet bei mir.",
            "Nobody reads this mailbox at night.",
            "Le collègue est à la retraite, je reprends ses dossiers.",
            "Piet is met pensioen, zijn mailbox lees ik.",
        ] {
            let told = of(there);
            assert!(told.stays(), "{there} {told:?}");
        }
        for nothing in [
            "We have left our old building and moved to Canal Row.",
            "Please note my new direct line.",
            "If you are no longer a member of the club, tell us.",
            "Wir haben die Lindenstraße verlassen.",
            "Our shop no longer takes cheques.",
            "I have left the office for the day.",
            "Thanks, your message was read by our team.",
        ] {
            assert!(!of(nothing).gone, "{nothing}");
        }
        let off = |text: &str| of(text).off;
        assert!(off("I don't work Wednesdays.") && off("Mittwochs arbeite ich nicht mehr."));
        assert!(!off("I don't work Fridays.") && !off("I work on Wednesdays."));
    }
}
