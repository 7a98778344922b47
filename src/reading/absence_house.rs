//! What notices tell of a house or a thing, and not of their author: the showroom that opens, the article that is back in stock, the shop
//! that is open all week or sells at a discount. None of it says when somebody is back.

use super::absence_clause::Clause;
use super::absence_dates::Found;
use super::absence_last::until;
use super::absence_spans::among;
use super::absence_today::is_away_beside;
use super::absence_vocabulary::MINE;
use super::absence_words;
use super::automatic_words::{AWAY, AWAY_WEAK};
use super::wordlist::{Words, words};
use super::{absence, absence_leave};

/// Things that are back or open again.
const THINGS: &str = "article|articles|product|products|item|items|model|models|website|webshop|system|systems|server|portal|artikel|artikels|produkt|\
    produkte|produkter|ware|modell|webseite|produit|produits|producto|productos|artículo|artículos|prodotto|prodotti|articolo|articoli|produto|produtos|\
    artigo|artigos|producten|varen|varan|vare|tuote|tuotteet|towar|towary|zboží|výrobek";
/// Where they are then.
static IN_STOCK: Words = words(
    " in stock | auf lager | vorrätig | lieferbar | en stock | em stock | em estoque | op voorraad | leverbaar | på lager | i lager |\
 varastossa | na stanie | skladem | na składzie |",
);

/// Whether a day is told of a thing, or of a house within the days over which "I" am away.
pub fn is_a_houses(words: &[String], dates: &[Found], found: &Found) -> bool {
    let clause = Clause::around(words, found);
    let spoken = format!(" {} ", clause.words().collect::<Vec<_>>().join(" "));
    let mine = clause.is_told_in_the_first_person();
    let thing = || clause.words().any(|word| among(THINGS, word)) || IN_STOCK.within(&spoken);
    if !mine && thing() {
        return true;
    }
    let day = absence::joined(dates, found).first;
    let away = |other: &&Found| {
        let span = other.range || until(words, dates, other);
        *other != found && span && Clause::around(words, other).is_told_in_the_first_person()
    };
    dates.iter().filter(away).any(|other| {
        let apart = apart(words, other, found);
        // "I'm on leave 4-15 May, the showroom opens again on 7 May"
        let behind = Clause::behind(words, other, found);
        let (clause, mine) =
            if apart { (&clause, mine) } else { (&behind, other.to > found.from || behind.is_told_in_the_first_person()) };
        // "Tomorrow I'm back" before the leave in June is my own, and so is "back on Monday" behind it.
        let opens = clause.tells_an_opening();
        let told = opens || apart && !found.weekday && other.from < found.from;
        let within = (!other.range || opens || other.first <= day) && day <= absence::joined(dates, other).last;
        !mine && told && within
    })
}

/// Whether two dates stand in two sentences.
fn apart(words: &[String], one: &Found, other: &Found) -> bool {
    let between = words.get(one.to.min(other.to)..one.from.max(other.from)).unwrap_or_default();
    between.iter().any(|word| word == ".")
}

/// Whether a week as a whole is one in which somebody is away: "I'm at the fair all week", and no "our shop is open all week".
pub fn is_a_week_away(words: &[String], week: &Found) -> bool {
    const CLOSED: &str = "closed|geschlossen|fermé|fermée|fermés|cerrado|cerrada|cerrados|chiuso|chiusi|fechado|encerrado|gesloten|lukket|stängt|stengt|suljettu|\
        zamknięte|nieczynne|zavřeno|off|busy|training|fair|site";
    let sentence: Vec<&str> = {
        let mut before: Vec<&str> = absence::lead(words, week).collect();
        before.reverse();
        before.into_iter().chain(words.iter().skip(week.from).map(String::as_str).take_while(|word| *word != ".")).collect()
    };
    let spoken = format!(" {} ", sentence.join(" "));
    let closed = || sentence.iter().any(|word| among(CLOSED, word));
    let mine = || sentence.iter().any(|word| among(MINE, word)) && !among_open(&sentence);
    is_away_beside(words, week) || AWAY.within(&spoken) || AWAY_WEAK.within(&spoken) || closed() || mine()
}

/// Whether somebody says that they are there.
fn among_open(sentence: &[&str]) -> bool {
    const HERE: &str = "open|here|available|reachable|hier|da|erreichbar|offen|geöffnet|là|ouvert|aquí|abierto|qui|aperto|aqui|aberto|her|här|täällä|tu|zde";
    sentence.iter().any(|word| among(HERE, word))
}

/// Whether a folded text speaks of an absence anywhere, beside which "see you on Monday" is a return.
pub fn is_absent(folded: &str) -> bool {
    const OUT: [&str; 9] =
        [" away ", " ooo ", " out until ", " out next ", " out all ", " absent", " ausente", " assente", " verreist"];
    let spoken = format!(" {folded} ");
    OUT.iter().any(|word| spoken.contains(word))
        || AWAY.within(&spoken)
        || AWAY_WEAK.within(&spoken)
        || absence_leave::is_told(folded)
}

/// What shops tell everybody.
static SELLS: Words = words(
    "\
% off|% discount|% rabatt|% de réduction|% de remise|% de descuento|% di sconto|% de desconto|% korting|% rabat|% alennus|% zniżki|% sleva| discount| on sale| our sale| sale ends|sale until|\
 special offer| our offer| offer ends| sonderangebot| rabattaktion| ausverkauf| soldes| promotion| rebajas| oferta especial| saldi| promoção| uitverkoop| aanbieding| udsalg| realisation|\
 open all week| open every day| shop is open| store is open| showroom is open| our stand| unser stand| an unserem stand| at our booth| notre stand| nuestro stand|",
);

/// Whether a folded text or subject is that of a shop that sells: nobody says "I" in it, and it tells of an offer.
pub fn sells(folded: &str) -> bool {
    let spoken = format!(" {folded} ");
    SELLS.within(&spoken) && !absence_words::words(folded).iter().any(|word| among(MINE, word))
}

#[cfg(test)]
mod tests {
    use super::super::absence::back_on;

    /// The return that a notice of Monday, 4 May 2026, tells.
    fn back(text: &str) -> Option<String> {
        back_on(text, "2026-05-04".parse().unwrap(), false).map(|day| day.to_string())
    }

    #[test]
    fn a_houses_opening_within_the_authors_absence_is_not_the_authors_return() {
        for text in [
            "I'm out of office 4-15 May. The showroom opens again on 7 May.",
            "I'm on leave from 4 to 15 May. The helpdesk reopens tomorrow.",
            "I'm on leave from 4 to 15 May. We reopen on 7 May.",
            "Je suis en congé du 4 au 15 mai. Le support rouvre demain.",
            "Ik ben met verlof van 4 tot en met 15 mei. De helpdesk is morgen weer open.",
            "Jeg har ferie fra 4. til 15. mai. Kundeservice åpner igjen i morgen.",
            "Ich bin vom 4. bis 15. Mai im Urlaub. Das Lager ist ab 6. Mai wieder besetzt.",
            "Jag har semester 4-15 maj. Kontoret öppnar igen på onsdag.",
            "Jeg er på ferie fra 4. til 15. maj. Butikken åbner igen i morgen.",
            "Olen lomalla 4.-15.5. Myymälä avataan jälleen 7.5.",
            "Jsem na dovolené od 4. do 15. května. Kancelář je opět otevřena 7. května.",
            "Jestem na urlopie od 4 do 15 maja. Biuro jest otwarte ponownie 7 maja.",
            "Estoy de vacaciones del 4 al 15 de mayo. La tienda abre de nuevo el 7 de mayo.",
            "I'm on leave 4-15 May, the showroom opens again on 7 May.",
            "The showroom opens again on 7 May. I'm out of office 4-15 May.",
        ] {
            assert_eq!(back(text).as_deref(), Some("2026-05-16"), "{text}");
        }
        for (text, day) in [
            ("I'm on leave from 4 to 15 May. Back on Monday.", "2026-05-18"),
            ("I'm on leave from 4 to 15 May. The office reopens on 18 May.", "2026-05-18"),
            ("I'm on leave until 8 May. I'm back on 11 May.", "2026-05-11"),
            ("I'm back in the office tomorrow. I'm on leave from 4 to 15 June.", "2026-05-05"),
            ("Heute unterwegs, morgen wieder im Büro. Ich bin vom 4. bis 15. Juni im Urlaub.", "2026-05-05"),
            ("I'm on leave this week. Back on site on 12 May.", "2026-05-12"),
            ("Our office is closed. We reopen on 7 May.", "2026-05-07"),
            ("I'm travelling 5 to 8 May, and again 12 to 18 May.", "2026-05-19"),
            ("I'm not available again until 12 May.", "2026-05-12"),
        ] {
            assert_eq!(back(text).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn what_shops_tell_is_no_return() {
        for text in [
            "Thanks for your message. Our shop is open all week.",
            "Thank you for registering. See you on 12 May at our stand!",
            "Danke für Ihre Anmeldung. Wir sehen uns am 12. Mai!",
            "Thank you for your mail. The article is back in stock on 12 May.",
            "Der Artikel ist ab 12. Mai wieder auf Lager.",
        ] {
            assert_eq!(back(text), None, "{text}");
        }
        for (text, day) in [
            ("I'm at a trade fair all week.", "2026-05-11"),
            ("I'm on leave all week with the kids. See you on the 12th.", "2026-05-12"),
            ("Ich bin im Urlaub. Wir sehen uns am 12. Mai!", "2026-05-12"),
        ] {
            assert_eq!(back(text).as_deref(), Some(day), "{text}");
        }
    }
}
