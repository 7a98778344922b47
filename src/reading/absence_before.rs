//! Days before which the author of a notice neither reads nor answers nor is there: "not before 19 October", "erst am 19.10.", "no ... hasta
//! el 19". Such a day is the one of return. What isn't made, sent or decided before a day tells of no absence.

use jiff::ToSpan;
use jiff::civil::Date;

use super::absence_clause::{Clause, EARLIEST, denies};
use super::absence_dates::Found;
use super::absence_spans::among;
use super::absence_vocabulary::{ANSWERS, BACK, BEFORE, ONLY, PHONES};

/// A day that somebody waits for.
pub struct First {
    /// Whether it is told to be the first one, or the one before which nothing is done: "erst am", "not before".
    pub told: bool,
    /// Whether it is so of the author, who reads, answers or is there from then on.
    pub opens: bool,
}

/// What is told of a date. `away` is the last day of an absence that another date tells of, `first` the day itself: it adds no more than a
/// weekend to that absence, unless it is that of coming back.
pub fn first(words: &[String], found: &Found, first: Date, away: Option<Date>) -> First {
    let clause = Clause::around(words, found);
    let told = is_told(&clause);
    let behind = |days: i32| away.is_none_or(|last| first > last && first <= last.saturating_add(days.days()));
    let back = || clause.words().any(|word| among(BACK, word) && !among(ANSWERS, word));
    let fits = || behind(3) || (back() && behind(400));
    // "I only read urgent mail from 19 October", "only by phone on 14 October", "only limited access": away all the same.
    let little = || {
        let words = ["urgen", "dring", "limit", "begr", "eingeschr", "beperkt", "ogranicz", "omezen", "rajoit"];
        clause.words().any(|word| words.iter().chain(&PHONES).any(|stem| word.starts_with(stem)))
    };
    let only = || {
        let named = clause.lead.iter().any(|word| among(ONLY, word) || among(EARLIEST, word));
        away.is_none() && !found.weekday && named && !little()
    };
    let attended = (told || only()) && clause.attends() && fits();
    // "Then on leave; not before 26 October", "the office is staffed again on 19 October only"
    let more = told && (clause.is_bare() && behind(400) || clause.is_staffed() && behind(3));
    First { told, opens: attended || more }
}

/// Whether the author reads or answers on a date, behind the last day of an absence that another date tells of.
pub fn answers(words: &[String], found: &Found, first: Date, away: Option<Date>) -> bool {
    let clause = Clause::around(words, found);
    let behind = || away.is_none_or(|last| first > last && first <= last.saturating_add(3.days()));
    let little = || clause.words().any(|word| among(ONLY, word) || word.starts_with("urgen") || word.starts_with("dring"));
    !found.range && clause.reads() && !clause.words().any(denies) && behind() && !little()
}

/// Whether a day of return is that of a colleague.
pub fn is_anothers(words: &[String], found: &Found) -> bool {
    Clause::around(words, found).is_anothers()
}

fn is_told(clause: &Clause<'_>) -> bool {
    let (near, behind, before) = clause.nearest();
    let told = match near {
        near if among(BEFORE, near) => clause.denies(near, behind),
        // Dutch, and no French.
        "pas" => !clause.is_french() && !matches!(behind, "le" | "du" | "au"),
        "que" | "qu'à" | "qu'en" | "qu'au" => clause.is_french(),
        // "12. až 16. října" is a stretch.
        "až" => !before.starts_with(|c: char| c.is_ascii_digit()),
        // "Erst am Donnerstag habe ich einen Termin, bin also noch nicht im Büro" is told of something else.
        near => among(EARLIEST, near) && !clause.rest.iter().any(|word| denies(word)),
    };
    let earliest = |word: &&str| among("earliest|frühestens|tôt|vroegst|tidligst|tidigast|aikaisintaan", word);
    told || clause.rest.iter().take(3).any(earliest)
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

    /// The notices whose return is not that day.
    fn unlike<'a>(day: &str, notices: &[&'a str]) -> Vec<&'a str> {
        notices.iter().copied().filter(|text| back(text).unwrap_or_default() != day).collect()
    }

    #[test]
    fn who_is_not_named_again_behind_and_is_the_author() {
        let notices = [
            "I am on leave and not available before 21 October.",
            "I am on leave. Not available before 21 October.",
            "Thanks for your mail. I am on parental leave, and not available before 21 October; Kim Lee covers for me until then.",
            "Ich bin im Urlaub und vor dem 21.10. nicht erreichbar.",
            "Ich bin im Urlaub und nicht vor dem 21.10. im Büro.",
            "Je suis en congé et pas joignable avant le 21 octobre.",
            "Estoy de vacaciones y no disponible antes del 21 de octubre.",
            "Ik ben op reis en lees mijn mail niet voor 21 oktober.",
            "Jeg er på ferie og er ikke på kontoret før 21. oktober.",
            "Ihre Nachricht wird erst am 21.10. beantwortet.",
            "Your message will not be read before 21 October.",
        ];
        assert_eq!(unlike("2026-10-21", &notices), [""; 0]);
    }

    #[test]
    fn no_answer_is_told_in_many_words() {
        let notices = [
            "I'm offline and won't see your message before Wednesday, 21 October.",
            "I won't get to my inbox before the 21st.",
            "Please don't expect a reply from me before 21 October. I am on annual leave.",
            "You won't hear from me before 21 October as I'm on leave.",
            "I am out of the office. I won't be able to look into your request prior to October 21.",
            "I have no access to email before October 21.",
            "Bitte rechnen Sie nicht vor dem 21.10.2026 mit einer Antwort, ich bin im Urlaub.",
            "Ich bin im Urlaub. Mit einer Antwort ist nicht vor dem 21.10. zu rechnen.",
            "Ich bin vor dem 21. nicht im Haus.",
            "Je suis en congé et ne pourrai prendre connaissance de votre message avant le 21 octobre.",
            "Absent, je ne pourrai traiter votre demande qu'à compter du 21 octobre.",
            "Pas de réponse avant le 21/10, je suis en vacances.",
            "Je ne serai pas là avant le 21.",
            "Estoy de vacaciones y no podré atender su correo antes del 21 de octubre.",
            "Sarò raggiungibile non prima di mercoledì 21 ottobre.",
            "Estou ausente. Só terei acesso ao e-mail a partir de 21/10.",
            "Não estarei disponível antes do dia 21.",
            "Estou de férias e não consultarei o e-mail antes do dia 21 de outubro.",
            "Ik ben met vakantie en kan uw mail niet eerder dan 21 oktober beantwoorden.",
            "Ik ben er niet vóór 21 oktober.",
            "Jag kan inte nås förrän den 21/10.",
            "Jestem na urlopie i nie odpowiem wcześniej niż 21 października.",
        ];
        assert_eq!(unlike("2026-10-21", &notices), [""; 0]);
        let notices = [
            "Jeg læser ikke mail før på tirsdag.",
            "Jeg er i permisjon og er ikke på jobb før tirsdag.",
            "En lue sähköposteja ennen ensi tiistaita.",
            "No estaré en la oficina hasta el próximo martes.",
        ];
        assert_eq!(unlike("2026-10-13", &notices), [""; 0]);
        let notices = [
            "I'm away and won't be answering emails before November.",
            "Ich bin nicht vor November im Büro.",
            "Jeg er ikke tilbage før november.",
            "Nie będę w biurze przed listopadem.",
        ];
        assert_eq!(unlike("2026-11-01", &notices), [""; 0]);
        assert_eq!(back("Ich bin erst im neuen Jahr wieder da.").as_deref(), Some("2027-01-01"));
        assert_eq!(back("I will be back in the new year, on Jan 5th.").as_deref(), Some("2027-01-05"));
        assert_eq!(back("I won't be in the office before the day after tomorrow.").as_deref(), Some("2026-10-09"));
    }

    #[test]
    fn the_day_of_another_is_not_the_authors() {
        let away = [
            "Ich bin bis 23.10. im Urlaub. Meine Vertretung, Frau Wolf, liest die Mails erst ab 12.10.",
            "Jag är på semester t.o.m. 23 oktober. Anna svarar först den 12 oktober.",
            "Jag är på semester till och med 23 oktober. Kontoret svarar först den 12 oktober.",
            "Jeg er på ferie til og med 23. oktober. Kim svarer først den 12. oktober.",
            "Olen lomalla 23.10. asti. Anna vastaa vasta 12.10.",
            "Estoy fuera hasta el 23 de octubre. Ana no leerá los correos antes del 12 de octubre.",
            "I am out of the office until 23 October. I could not read all mail sent before 7 October.",
            "Ich bin bis 23.10. im Urlaub. Mails, die ich nicht vor dem 9.10. beantwortet habe, bitte noch einmal senden.",
            "I am out until 23 October. Invoices not answered before 16 October count as accepted.",
            "I am away until 23 October. We only answer tenders from 2 November.",
            "I am away until 23 October and cannot answer questions about orders before 30 October.",
            "Je suis absent jusqu'au 23 octobre. Notre nouveau bureau n'ouvrira que le 2 novembre.",
            "Ich bin bis 23.10. im Urlaub. Mein neues Büro wird erst am 2.11. fertig.",
            "Ik ben er niet t/m 23 oktober. De order wordt pas op 2 november gelezen door de planning.",
            "Ich bin bis einschließlich 23.10. nicht da. Rechnungen werden erst am 2.11. bezahlt.",
            "Ich bin bis 23.10. weg. Rechnungen bezahlen wir erst am 2.11. im Büro.",
            "Ich bin bis einschließlich 23.10. nicht im Büro. Ihre Anfrage kann daher erst danach beantwortet werden, Rechnungen werden erst am 2.11. bezahlt.",
        ];
        assert_eq!(unlike("2026-10-24", &away), [""; 0]);
        // A day that adds a weekend to the absence, or that of coming back, is the author's.
        for (text, day) in [
            ("Ich bin bis 23.10. im Urlaub. Ab 26.10. bin ich wieder da, aber erst ab 2.11. im neuen Büro.", "2026-10-26"),
            ("Je suis en congé jusqu'au 9 octobre et ne pourrai pas répondre avant lundi.", "2026-10-12"),
            ("I'm travelling until 23 October and then on leave, back not before 2 November.", "2026-11-02"),
        ] {
            assert_eq!(back(text).as_deref(), Some(day), "{text}");
        }
        for text in [
            "I am on sick leave and Kim is not in the office before 21 October.",
            "Ich bin krank, Frau Wolf liest meine Mails erst ab dem 21.10.",
            "Jag är föräldraledig, Anna svarar först den 21 oktober.",
            "I am on parental leave. No parts are available before 21 October.",
            "Bin krank. Erst am Donnerstag habe ich einen Arzttermin, bin also noch nicht im Büro.",
            "I am on leave. Please order before November.",
        ] {
            assert_eq!(back(text), None, "{text}");
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
