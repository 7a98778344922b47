//! Days before which the author of a notice neither reads nor answers nor is there: "not before 19 October", "erst am 19.10.", "no ... hasta
//! el 19". Such a day is the one of return. What isn't made, sent or decided before a day tells of no absence.

use super::absence_dates::Found;
use super::absence_spans::among;
use super::absence_vocabulary::{BEFORE, BEGINS, BETWEEN, FROM, MINE, NOT, ONLY, PHONES, PRESENT};
use crate::domain::day_names::weekday;

/// Verbs of reading and answering.
const ATTENDS: &str = "\
    read|reads|reading|check|checks|checking|answer|answers|answering|answered|reply|replies|replying|respond|responds|responding|\
    lese|lesen|liest|gelesen|antworte|antworten|beantworte|beantworten|beantwortet|abrufe|abrufen|abgerufen|\
    lis|lire|lirai|lirons|lu|lus|consulte|consulter|consulterai|consulterons|consultés|réponds|répondre|répondrai|répondrons|\
    leo|leer|leeré|leeremos|leerán|leerá|contesto|contestar|contestaré|consultaré|consultar|revisaré|revisar|respondo|responder|responderé|\
    responderemos|leggo|leggere|leggerò|leggeremo|lette|letti|letta|consulterò|consultare|controllerò|controllare|rispondo|rispondere|risponderò|\
    risponderemo|leio|ler|lerei|leremos|lidas|lidos|consultarei|verificarei|responderei|lees|lezen|gelezen|antwoord|antwoorden|beantwoord|\
    beantwoorden|reageer|reageren|læser|læse|læses|læst|svarer|svare|besvarer|besvare|besvares|besvaret|tjekker|tjekke|läser|läsa|läses|läst|\
    svarar|svara|besvarar|besvara|besvaras|kollar|kolla|leser|leses|lest|besvart|sjekker|sjekke|lue|luen|lukea|luemme|lueta|vastaa|vastaan|vastata|\
    vastaamme|czytam|czytać|czytamy|przeczytam|odczytam|odpowiem|odpowiemy|odpowiadam|odpowiedzieć|odpiszę|odpisuję|sprawdzam|sprawdzę|čtu|\
    nečtu|číst|přečtu|nepřečtu|odpovím|neodpovím|odpovídám|neodpovídám|odpovědět|odepíšu|neodepíšu";

/// Where somebody is who is there, or isn't.
const THERE: &str = "office|desk|work|working|büro|haus|hause|da|arbeit|bureau|oficina|ufficio|escritório|kantoor|aanwezig|kontoret|jobbet|jobb|plass|plats|\
    toimistolla|töissä|paikalla|tavoitettavissa|biurze|pracy|kanceláři|práci|online";

/// Who speaks of themselves, besides [`MINE`].
const OURS: &str = "we|wir|nous|noi|wij|vi|ole|emme|olemme|nebudu|nebudeme|nejsem|będziemy|budeme|saremo|estaremos|serons";

/// Words that stand before the first of several days.
const EARLIEST: &str = "erst|frühestens|vasta|aikaisintaan|dopiero|najwcześniej|až|teprve|nejdříve|først|tidligst|först|tidigast|earliest|tôt|vroegst";

/// Words that part what is told of a day from what is told besides.
const JOINTS: &str = "and|but|und|aber|et|mais|pero|y|e|ma|mas|maar|og|men|och|mutta|ja|ale|oraz|because|weil";

/// What denies, besides [`NOT`].
const DENIES: &str = "cannot|unable|never|kein|keine|keinen|ne|geen|ej|ingen|inga|inget|żadnych";

/// What makes a condition of a sentence: "if you do not reply before Monday, the ticket is closed".
const SUPPOSES: [&str; 25] = [
    " if ",
    " unless ",
    " wenn ",
    " falls ",
    " sollten sie ",
    " si vous ",
    " si no ",
    " si usted ",
    " se non ",
    " se não ",
    " se você ",
    " als u ",
    " als wij ",
    " indien ",
    " hvis ",
    " såfremt ",
    " om du ",
    " om ni ",
    " om vi ",
    " jos ",
    " mikäli ",
    " jeśli ",
    " jeżeli ",
    " pokud ",
    " jestliže ",
];

/// What is asked of the reader.
const ASKS: &str = "please|bitte|veuillez|merci|favor|prega|prego|gelieve|venligst|vennligst|vänligen|proszę|prosíme|prosím";

/// The words around a date as far as they are told of it.
struct Clause<'a> {
    /// Those before it, nearest first.
    lead: Vec<&'a str>,
    /// Those behind it.
    rest: Vec<&'a str>,
}

impl<'a> Clause<'a> {
    fn around(words: &'a [String], found: &Found) -> Self {
        let told = |word: &&str| *word != "." && !among(JOINTS, word);
        let before = words.iter().take(found.from).rev().map(String::as_str);
        let behind = words.iter().skip(found.to).map(String::as_str);
        Self { lead: before.take_while(told).collect(), rest: behind.take_while(told).collect() }
    }

    fn words(&self) -> impl Iterator<Item = &'a str> {
        self.lead.iter().rev().chain(&self.rest).copied()
    }

    fn has(&self, list: &str) -> bool {
        self.words().any(|word| among(list, word))
    }

    fn is_mine(&self) -> bool {
        self.has(MINE) || self.has(OURS)
    }

    /// Whether somebody reads, answers or is there, or doesn't; told of the author, not asked of the reader.
    fn attends(&self) -> bool {
        let there = || (self.has(THERE) || self.has(PRESENT)) && self.is_mine();
        (self.has(ATTENDS) || there()) && !self.is_for_the_reader()
    }

    fn is_for_the_reader(&self) -> bool {
        let spoken = format!(" {} ", self.words().collect::<Vec<_>>().join(" "));
        SUPPOSES.iter().any(|words| spoken.contains(words)) || (self.has(ASKS) && !self.is_mine())
    }

    fn is_french(&self) -> bool {
        self.words().any(|word| word == "ne" || word.starts_with("n'"))
    }

    /// Whether a word denies what is told with "before", in the language of that word.
    fn denies(&self, before: &str, behind_it: &str) -> bool {
        self.words().any(|word| match before {
            "ennen" => matches!(word, "en" | "emme" | "ei" | "enkä"),
            "před" => word.starts_with("ne"),
            // "No escritório" is Portuguese for "in the office".
            "antes" if word == "no" => behind_it == "del",
            _ => among(NOT, word) || among(DENIES, word) || word.ends_with("n't"),
        })
    }

    /// The nearest word that is no preposition, article or weekday of the date, the word behind it and the word before it.
    fn nearest(&self) -> (&'a str, &'a str, &'a str) {
        let belongs = |word: &str| {
            let opens = (among(BEGINS, word) && !matches!(word, "pas" | "qu'à")) || among(FROM, word) || among(BETWEEN, word);
            !among(EARLIEST, word) && (opens || weekday(word).is_some() || matches!(word, "del" | "di" | "dei" | "dos"))
        };
        let at = self.lead.iter().take_while(|word| belongs(word)).count();
        let word = |at: Option<usize>| at.and_then(|at| self.lead.get(at)).copied().unwrap_or_default();
        (word(Some(at)), word(at.checked_sub(1)), word(at.checked_add(1)))
    }
}

/// Whether a date is told to be the first on which the author reads, answers or is there. `alone` says that no other date tells how long
/// they are away.
pub fn opens(words: &[String], found: &Found, alone: bool) -> bool {
    let clause = Clause::around(words, found);
    if !clause.attends() {
        return false;
    }
    let (near, behind, before) = clause.nearest();
    let told = match near {
        near if among(BEFORE, near) => clause.denies(near, behind),
        // Dutch, and no French.
        "pas" => !clause.is_french() && !matches!(behind, "le" | "du" | "au"),
        "que" | "qu'à" | "qu'en" | "qu'au" => clause.is_french(),
        // "12. až 16. října" is a stretch.
        "až" => !before.starts_with(|c: char| c.is_ascii_digit()),
        near => among(EARLIEST, near),
    };
    // "I only read urgent mail from 19 October", "only by phone on 14 October": away all the same.
    let little = || clause.words().any(|word| ["urgen", "dring"].iter().chain(&PHONES).any(|stem| word.starts_with(stem)));
    let only =
        || alone && !found.weekday && clause.lead.iter().any(|word| among(ONLY, word) || among(EARLIEST, word)) && !little();
    let earliest =
        || clause.rest.iter().take(3).any(|word| among("earliest|frühestens|tôt|vroegst|tidligst|tidigast|aikaisintaan", word));
    told || earliest() || only()
}

/// Whether a date is that up to which the author does not read, answer or come, in a language whose "not until" names the day of return.
pub fn not_until(words: &[String], found: &Found) -> bool {
    const UNTIL: &str = "until|hasta|fino|sino";
    let clause = Clause::around(words, found);
    let (near, _, before) = clause.nearest();
    let named = among(UNTIL, near) || (near == "a" && among("fino|sino", before));
    named && clause.attends() && clause.denies(near, "")
}

/// Whether a date is one before which something is done, or is to be done by the reader.
pub fn is_deadline(words: &[String], found: &Found) -> bool {
    let clause = Clause::around(words, found);
    let (near, behind, _) = clause.nearest();
    among(BEFORE, near) && (!clause.denies(near, behind) || clause.is_for_the_reader())
}

#[cfg(test)]
mod tests {
    use super::super::absence::back_on;

    /// The return that a notice of Wednesday, 7 October 2026, tells.
    fn back(text: &str) -> Option<String> {
        back_on(text, "2026-10-07".parse().unwrap(), false).map(|day| day.to_string())
    }

    #[test]
    fn the_first_day_on_which_somebody_reads_answers_or_is_there_is_that_of_return() {
        let notices = [
            "I won't be reading mail before Monday 19 October.",
            "I will not be able to answer before 19 October.",
            "I'm on parental leave and not reading e-mail before 19 October.",
            "I can't reply to mail until 19 October.",
            "I won't be in the office before October 19.",
            "I won't check my inbox again before Monday, 19 October.",
            "Ich lese meine E-Mails nicht vor Montag, 19. Oktober.",
            "Ich bin erst am 19. Oktober wieder im Büro.",
            "Ich kann Ihre Nachricht erst ab dem 19.10. beantworten.",
            "Ich bin im Urlaub und lese Mails erst wieder am 19.10.",
            "Ihre Mail wird nicht vor dem 19.10.2026 gelesen.",
            "Vor dem 19. Oktober werde ich keine E-Mails lesen.",
            "Ich bin erst am 19.10. da.",
            "Je ne lirai pas mes mails avant le lundi 19 octobre.",
            "Je ne pourrai pas répondre avant le 19 octobre.",
            "Je ne serai pas au bureau avant le 19 octobre.",
            "Je ne consulterai mes messages qu'à partir du 19 octobre.",
            "Je ne pourrai vous répondre que le 19 octobre.",
            "No leeré mis correos antes del lunes 19 de octubre.",
            "No podré responder hasta el 19 de octubre.",
            "No estaré en la oficina hasta el lunes 19 de octubre.",
            "No voy a leer el correo hasta el 19 de octubre.",
            "No consultaré el correo antes del 19/10.",
            "Non leggerò la posta prima di lunedì 19 ottobre.",
            "Non potrò rispondere fino al 19 ottobre.",
            "Non sarò in ufficio prima del 19 ottobre.",
            "Potrò rispondere solo dal 19 ottobre.",
            "Non leggerò le e-mail fino a lunedì 19 ottobre.",
            "Não lerei os meus e-mails antes de segunda-feira, 19 de outubro.",
            "Só poderei responder a partir de 19 de outubro.",
            "Não estarei no escritório antes de 19 de outubro.",
            "Só vou ler as mensagens no dia 19 de outubro.",
            "Não poderei responder antes de 19/10.",
            "Ik lees mijn mail niet voor maandag 19 oktober.",
            "Ik kan pas op 19 oktober antwoorden.",
            "Ik lees mijn mail pas vanaf 19 oktober.",
            "Ik ben niet op kantoor voor 19 oktober.",
            "Ik ben er pas op maandag 19 oktober weer.",
            "Jeg læser ikke mails før mandag den 19. oktober.",
            "Jeg svarer først den 19. oktober.",
            "Jeg er ikke på kontoret før den 19. oktober.",
            "Jeg tjekker ikke mail før 19. oktober.",
            "Jeg kan først besvare din mail fra den 19. oktober.",
            "Hej! Jag är pappaledig och läser inte mejl förrän måndag 19 oktober. Inget vidarebefordras.",
            "Jag svarar inte förrän den 19 oktober.",
            "Jag är inte på kontoret förrän måndag den 19 oktober.",
            "Jag kan svara tidigast den 19 oktober.",
            "Jag läser min mejl först den 19 oktober.",
            "Jeg leser ikke e-post før mandag 19. oktober.",
            "Jeg svarer ikke på mail før 19. oktober.",
            "Jeg er ikke på kontoret før 19. oktober.",
            "Jeg kan først svare 19. oktober.",
            "Jeg sjekker ikke e-posten før mandag 19. oktober.",
            "En lue sähköposteja ennen maanantaita 19.10.",
            "Vastaan viesteihin vasta 19.10.",
            "Olen töissä vasta maanantaina 19.10.",
            "En ole toimistolla ennen 19. lokakuuta.",
            "Luen sähköpostini vasta 19. lokakuuta.",
            "Nie czytam poczty przed poniedziałkiem 19 października.",
            "Odpowiem dopiero 19 października.",
            "Będę w biurze dopiero od 19 października.",
            "Nie będę w biurze przed 19 października.",
            "Pocztę przeczytam dopiero w poniedziałek 19 października.",
            "E-maily nečtu před pondělím 19. října.",
            "Odpovím až 19. října.",
            "V kanceláři budu až v pondělí 19. října.",
            "Nebudu v kanceláři před 19. říjnem.",
            "Poštu budu číst až od 19. října.",
            "我直到10月19日才能回复邮件。",
            "我要到10月19日才能查看邮件。",
            "10月19日之前我无法回复邮件。",
            "10月19日之前不在办公室。",
            "我10月19日才回办公室上班。",
        ];
        let wrong: Vec<_> = notices.into_iter().filter(|text| back(text).as_deref() != Some("2026-10-19")).collect();
        assert_eq!(wrong, [""; 0]);
        // No Monday, on which nobody's absence ends.
        for (text, day) in [
            ("I won't be reading mail until Wednesday 21 October.", "2026-10-21"),
            ("I will not be in the office until 21 October.", "2026-10-21"),
            ("I am not available through 21 October.", "2026-10-22"),
            ("No estaré en la oficina hasta el miércoles 21 de octubre.", "2026-10-21"),
            ("No estaré en la oficina hasta el 21 de octubre incluido.", "2026-10-22"),
            ("Non leggerò la posta fino a mercoledì 21 ottobre.", "2026-10-21"),
            ("Estoy de vacaciones hasta el 21 de octubre.", "2026-10-22"),
            ("Ich lese bis 21. Oktober keine Mails.", "2026-10-22"),
            ("10月21日まで返信できません。", "2026-10-22"),
            ("10月19日まで出張のため、返信が遅れます。", "2026-10-20"),
            ("I am out of the office until 23 October and only read urgent mail on 12 October.", "2026-10-24"),
        ] {
            assert_eq!(back(text).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn what_else_is_not_done_before_a_day_tells_no_return() {
        for text in [
            "I am on leave and the quote won't be ready before 19 October.",
            "I read your mail but won't decide before 19 October.",
            "I am on leave. If you do not answer before 19 October, Kim will close the request.",
            "Ich bin im Urlaub. Bitte antworten Sie nicht vor dem 19. Oktober.",
            "Ich bin im Urlaub, die Ware kommt erst am 19. Oktober.",
            "Je suis en congé et répondrai avant le 30 octobre.",
            "Estoy en viaje y responderé antes del 30 de octubre.",
            "Estou de férias e responderei no máximo antes de 30 de outubro.",
            "Ik ben op vakantie en antwoord voor 30 oktober.",
            "Olen lomalla ja vastaan ennen 30.10.",
            "Jsem na dovolené a odpovím před 30. říjnem.",
            "From 19 October I read only urgent mail.",
            "Ich lese ab dem 19. Oktober nur dringende Mails.",
            "Reach me on +46 19 10 20 26, I don't read mail.",
        ] {
            assert_eq!(back(text), None, "{text}");
        }
    }
}
