//! The clause that a date of a notice stands in, and of whom it tells: of the author, who reads, answers and comes, or of somebody else.

use super::absence_dates::Found;
use super::absence_spans::{NEXT, among};
use super::absence_vocabulary::{ANSWERS, BACK, BEFORE, BEGINS, BETWEEN, FROM, MINE, NOT, ONLY, PRESENT};
use crate::domain::day_names::weekday;

/// Pronouns of the first person, with and without what is glued to them.
const PRONOUNS: &str = "i|i'm|i'll|ich|je|yo|io|eu|ik|jeg|jag|minä|we|we'll|wir|nous|noi|nós|wij|we're|vi|my";

/// Verbs that stand without one: what the author is, can and will do.
const FIRST: &str = "bin|suis|serai|peux|pourrai|serons|pourrons|estoy|estaré|puedo|podré|voy|estaremos|podremos|sono|sarò|posso|potrò|saremo|potremo|\
    estou|estarei|poderei|terei|vou|estaremos|poderemos|olen|enkä|olemme|emme|voin|jestem|będę|mogę|będziemy|jsem|nejsem|budu|nebudu|mohu|nemohu|\
    můžu|nemůžu|budeme|nebudeme|reviens|reviendrai|reprends|reprendrai|vuelvo|volveré|regreso|regresaré|torno|tornerò|rientro|rientrerò|volto|voltarei|\
    regressarei|retornarei|palaan|wracam|wracamy|wrócę|vrátím|vracím";

/// Verbs of reading and answering in the first person.
const READS: &str = "\
    lese|antworte|beantworte|abrufe|miro|miraré|lirai|lirons|consulterai|consulterons|répondrai|répondrons|traiterai|leo|leeré|leeremos|contesto|contestaré|contestaremos|atenderle|atenderles|atenderte|atenderemos|\
    consultaré|revisaré|respondo|responderé|responderemos|atenderé|leggo|leggerò|leggeremo|consulterò|controllerò|rispondo|risponderò|risponderemo|\
    leio|lerei|leremos|consultarei|verificarei|responderei|luen|luemme|vastaan|vastaamme|czytam|czytamy|przeczytam|odczytam|odpowiem|odpowiemy|\
    odpowiadam|odezwę|odpiszę|odpisuję|sprawdzam|sprawdzę|čtu|nečtu|přečtu|nepřečtu|odpovím|neodpovím|odpovídám|neodpovídám|odepíšu|neodepíšu|odpovíme|ozvu|ozveme|odezvu";

/// The same verbs where somebody else may be the one who does it, unless "I" stands in the clause.
const TO_READ: &str = "\
    read|reading|check|checking|answer|answering|reply|replying|respond|responding|lesen|antworten|beantworten|abrufen|lire|consulter|répondre|\
    leer|contestar|consultar|revisar|responder|leggere|consultare|controllare|rispondere|ler|verificar|lezen|antwoorden|beantwoorden|reageren|\
    læse|svare|besvare|tjekke|läsa|svara|besvara|kolla|sjekke|lukea|vastata|czytać|odpowiedzieć|odpisać|číst|odpovědět";

/// Their forms that need it beside them: "Anna svarar" stands behind "jag är på semester" without a sentence's end.
const READ_BY: &str = "lis|consulte|réponds|lees|antwoord|beantwoord|reageer|læser|svarer|besvarer|tjekker|läser|svarar|besvarar|kollar|leser|sjekker";

/// Finnish ones, denied in the first person by "en" and "emme".
const FINNISH: &str = "lue|vastaa|ole|tavoitettavissa";

/// What somebody does with mail, and with much else.
const HANDLES: &str = "see|seeing|look|looking|traiter|connaissance|atender|bearbeiten|bearbeite|behandeln";

/// What is read or answered.
const MAIL: &str = "mail|mails|email|emails|e-mail|e-mails|message|messages|inbox|request|requests|enquiry|nachricht|nachrichten|anfrage|anfragen|\
    courriel|courriels|demande|demandes|correo|correos|mensaje|mensajes|consulta|solicitud|posta|messaggio|messaggi|richiesta|mensagem|mensagens|pedido|\
    bericht|berichten|mejl|mejlen|meddelande|besked|henvendelse|e-post|e-posten|viesti|viestit|viestiisi|sähköposti|sähköposteja|poczta|wiadomość|\
    wiadomości|maile|zpráva|zprávu|e-maily";

/// What is done to it, and what such a verb stands with.
const IS_READ: &str = "read|answered|checked|gelesen|beantwortet|bearbeitet|abgerufen|lu|lus|lue|lues|consultés|letto|lette|letti|letta|leído|leídos|lido|lidas|lidos|gelezen|beantwoord|\
    læst|besvaret|läst|besvart|lest";
const IS: &str = "kann|können|kan|be|is|are|isn't|aren't|wird|werden|wordt|worden|sera|seront|est|sont|será|serán|sarà|saranno|verrà|viene|são|serão|bliver|blir|blive|bli";
/// The same in one word.
const IS_READ_ALONE: &str = "læses|besvares|läses|besvaras|leses|lueta";
/// By somebody.
const BY: &str = "by|von|durch|door|par|por|av|af|przez";

/// Where somebody is who is there, or isn't, and what they have who are.
const THERE: &str = "office|desk|work|working|inbox|büro|haus|hause|da|arbeit|bureau|là|oficina|ufficio|escritório|kantoor|aanwezig|kontoret|jobbet|jobb|plass|\
    plats|toimistolla|töissä|paikalla|tavoitettavissa|biurze|pracy|kanceláři|práci|online|access|zugriff|accès|acceso|accesso|acesso|toegang|adgang|\
    tilgang|tillgång|dostępu|dostęp|přístup|nås|nåes";

/// Words that stand before the first of several days.
pub const EARLIEST: &str = "erst|frühestens|vasta|aikaisintaan|dopiero|najwcześniej|až|teprve|nejdříve|først|tidligst|först|tidigast|earliest|tôt|vroegst";

/// Words that part what is told of a day from what is told besides.
const JOINTS: &str = "and|but|und|aber|et|mais|pero|y|e|mas|maar|og|men|och|mutta|ja|ale|oraz|because|weil";

/// What denies, besides [`NOT`].
const DENIES: &str = "cannot|can't|won't|unable|never|kein|keine|keinen|ne|geen|ej|ingen|inga|inget|żadnych";

/// What a clause begins with that goes on about who was spoken of: "and [I] can't answer", "und [ich bin] vor dem 21.10. nicht erreichbar".
const GOES_ON: &str = "can|will|am|only|again|back|kann|werde|komme|kan|er|är|ben|zal|kommer|wieder|nur|expect|then|danach|dann|ensuite|después|poi|depois|daarna|derefter|sedan";
/// Somebody else's verbs.
const OTHERS: &str = "is|isn't|are|aren't|has|does|doesn't|ist|sind|wird|werden|hat|est|sera|seront|está|están|è|são|wordt|zijn|heeft|jest|będzie|bude";
/// Small words of a sentence without any verb: "Not available by mail before 21 October."
const SMALL: &str = "or|oder|ou|o|eller|by|per|any|your|my|meine|ihre|mes|vos|again|wieder|yet|of|de|en|im|in";

/// A reply, and who waits for one.
const REPLY: &str =
    "reply|answer|response|antwort|réponse|respuesta|risposta|resposta|antwoord|svar|vastausta|odpowiedzi|odpověď";
const WAITS: &str = "expect|rechnen|rechne|erwarten|attendre|attendez|espere|esperar|aspettare|aspettatevi|verwachten|forvent|forvente|förvänta|räkna|odottaa|oczekiwać|čekejte";
/// Whose reply it is that the author waits for.
const YOURS: &str = "your|ihre|ihrer|votre|su|vostra|sua|uw|din|dit|ditt";

/// Who stands in, or doesn't.
const COLLEAGUES: &str = "\
    colleague|deputy|assistant|manager|kollege|kollegin|vertretung|vertreter|vertreterin|collègue|remplaçant|remplaçante|compañero|compañera|colega|\
    collega|vervanger|kollega|stedfortræder|ersättare|sijaiseni|kollegani|kolega|koleżanka|kolegyně|zastępca";
/// How it is told that they are there, will be, or come back.
const COMES: &str =
    "will|kommt|kehrt|revient|reprend|vuelve|regresa|torna|rientra|volta|regressa|komt|er|är|on|wraca|vrátí|palaa";

/// What is staffed or open, and how it is told.
const HOUSES: &str = "\
    office|firm|company|büro|firma|betrieb|praxis|kanzlei|sekretariat|zentrale|geschäftsstelle|bureau|bureaux|cabinet|secrétariat|oficina|oficinas|empresa|\
    despacho|ufficio|uffici|azienda|studio|segreteria|escritório|kantoor|bedrijf|kontoret|virksomheden|firmaet|företaget|toimisto|toimistomme|biuro|\
    firma|kancelář|wir|we|nous|unser|our";
const STAFFED: &str = "\
    besetzt|geöffnet|offen|auf|staffed|open|opens|ouvert|ouverts|ouverte|rouvre|rouvriront|abierta|abierto|abre|abrirá|aperto|aperti|riapre|aberto|abrirá|bemand|\
    geopend|open|åbent|åbner|åpent|åpner|öppet|öppnar|bemannat|avoinna|aukeaa|otwarte|czynne|otevřena|otevřeno|otevřená";

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

/// Words of what is over: beside a participle, and by themselves.
const HAVING: &str = "have|haven't|had|habe|hatte|ai|n'ai|avais|he|había|ho|avevo|heb|had|har|havde|hade";
const OVER: &str = "could|couldn't|did|didn't|was|wasn't|were|sent|received|konnte|pouvais|pude|kon|kunne";

/// The words around a date as far as they are told of it.
pub struct Clause<'a> {
    /// Those before it, nearest first.
    pub lead: Vec<&'a str>,
    /// Those behind it.
    pub rest: Vec<&'a str>,
    /// What is told before in the same sentence, behind which the clause stands with "and" or "but".
    before: Vec<&'a str>,
}

impl<'a> Clause<'a> {
    /// The clause of a date.
    pub fn around(words: &'a [String], found: &Found) -> Self {
        let told = |word: &&str| *word != "." && !among(JOINTS, word);
        let earlier = words.iter().take(found.from).rev().map(String::as_str);
        let lead: Vec<&str> = earlier.clone().take_while(told).collect();
        let before = earlier.skip(lead.len()).take_while(|word| *word != ".").collect();
        Self { lead, rest: words.iter().skip(found.to).map(String::as_str).take_while(told).collect(), before }
    }

    /// The words that stand between two dates of one sentence, and behind the second.
    pub fn behind(words: &'a [String], first: &Found, found: &Found) -> Self {
        let lead = words.get(first.to..found.from).unwrap_or_default().iter().rev().map(String::as_str).collect();
        Self { lead, ..Self::around(words, found) }
    }

    /// Its words in their order, without the date.
    pub fn words(&self) -> impl Iterator<Item = &'a str> {
        self.lead.iter().rev().chain(&self.rest).copied()
    }

    fn has(&self, list: &str) -> bool {
        self.words().any(|word| among(list, word))
    }

    fn spoken(&self) -> String {
        format!(" {} ", self.words().collect::<Vec<_>>().join(" "))
    }

    /// Whether the author speaks of themselves.
    fn is_mine(&self) -> bool {
        let first = |word: &str| among(PRONOUNS, word) || among(FIRST, word) || among(READS, word);
        self.words().any(first) || self.goes_on() && (self.before.is_empty() || self.before.iter().any(|word| first(word)))
    }

    /// Whether the author says "I" in it, or a verb that holds it.
    pub fn is_told_in_the_first_person(&self) -> bool {
        // "I morgen" is Danish, "i" Polish for "and", "je" Czech for "is".
        let foreign =
            self.lead.first() == Some(&"i") || self.has("og|och|på|den|er|är|åpner|åbner|öppnar|igen|igjen|jest|są|biuro");
        let czech = self.has("opět|znovu|kancelář|prodejna|sklad|otevřena|otevřeno|otevřená");
        let first = |word: &str| {
            among(MINE, word) && !(foreign && word == "i" || czech && word == "je") || among(FIRST, word) || among(READS, word)
        };
        self.words().any(first)
    }

    /// Whether it is told of anything that opens or is staffed.
    pub fn tells_an_opening(&self) -> bool {
        let opens = |word: &str| among(STAFFED, word) && word != "auf";
        self.words().any(|word| opens(word) || among("reopens|reopen|riaprirà|reabre|rouvrira|avataan|abren|heropent", word))
    }

    /// Whether the clause has no subject of its own. A sentence without one has no verb either.
    fn goes_on(&self) -> bool {
        let open = |word: &str| {
            let there = among(PRESENT, word) || among(THERE, word) || among(TO_READ, word);
            let told = among(BEFORE, word) || among(EARLIEST, word) || among(GOES_ON, word) || among(ONLY, word);
            there || told || denies(word) || among(READ_BY, word)
        };
        let small =
            |word: &&str| open(word) || among(BETWEEN, word) || among(FROM, word) || among(SMALL, word) || among(MAIL, word);
        let opens = self.lead.last().is_some_and(|word| open(word));
        opens && !self.has(OTHERS) && (!self.before.is_empty() || self.lead.iter().all(small))
    }

    /// Whether the author reads, answers or is there, or doesn't. What isn't made, sent or decided tells of no absence.
    pub fn attends(&self) -> bool {
        let waits = self.is_waited_for();
        if self.supposes() || self.is_over() || !waits && self.is_asked() {
            return false;
        }
        // "Jag svarar", "svarar jag", and Dutch "en lees".
        let by_me = |pair: &[&str]| {
            let [one, other] = pair else { return false };
            among(PRONOUNS, one) && among(READ_BY, other)
                || among(READ_BY, one) && among(PRONOUNS, other)
                || *one == "en" && among(READ_BY, other) && self.has("ik|wij")
        };
        let words: Vec<&str> = self.words().collect();
        let beside = || words.windows(2).any(by_me) || self.goes_on() && self.is_mine() && self.has(READ_BY);
        let finnish = || self.has(FINNISH) && self.words().any(|word| matches!(word, "en" | "enkä" | "emme"));
        let back = self.words().any(|word| among(BACK, word) && !among(ANSWERS, word));
        let there = self.has(THERE) || self.has(PRESENT) || back || self.has("er") && self.has("ik|wij");
        let mine = || there || self.has(TO_READ) || self.has(HANDLES) && self.has(MAIL);
        waits || self.has(READS) || beside() || finnish() || self.is_read() || self.is_mine() && mine()
    }

    /// Whether the author reads or answers mail, or has the reader wait for an answer.
    pub fn reads(&self) -> bool {
        let waits = self.is_waited_for();
        if self.supposes() || self.is_over() || !waits && self.is_asked() {
            return false;
        }
        let words: Vec<&str> = self.words().collect();
        let by_me = |pair: &[&str]| {
            let [one, other] = pair else { return false };
            among(PRONOUNS, one) && among(READ_BY, other) || among(READ_BY, one) && among(PRONOUNS, other)
        };
        let read = self.has(TO_READ) || self.has(HANDLES) && self.has(MAIL);
        waits || self.has(READS) || words.windows(2).any(by_me) || self.is_mine() && read
    }

    /// Whether nothing but the day before which nothing is done is told: "not before 26 October".
    pub fn is_bare(&self) -> bool {
        let first = |word: &str| among(PRONOUNS, word) || among(FIRST, word);
        let small = |word: &str| {
            let told = among(BEFORE, word) || among(EARLIEST, word) || denies(word);
            told || among(BETWEEN, word) || among(FROM, word) || among(SMALL, word) || among(GOES_ON, word)
        };
        !self.lead.is_empty()
            && self.lead.iter().all(|word| small(word))
            && (self.rest.is_empty() || self.rest.iter().all(|word| small(word)))
            && (self.before.is_empty() || self.before.iter().any(|word| first(word)))
    }

    /// Whether it is told of the house as a whole, or of nobody, that it is open or staffed.
    pub fn is_staffed(&self) -> bool {
        let nobody = || self.lead.iter().all(|word| among(EARLIEST, word) || among(BETWEEN, word) || among(FROM, word));
        self.has(STAFFED) && (self.has(HOUSES) || nobody())
    }

    /// Whether a day of return is told of a colleague and not of the author: "my colleague is back on Monday", "am Montag ist meine Kollegin wieder da".
    pub fn is_anothers(&self) -> bool {
        let first = |word: &str| (among(PRONOUNS, word) && word != "my") || among(FIRST, word) || among(READS, word);
        let (colleague, comes) = (|word: &&str| among(COLLEAGUES, word), |word: &str| among(OTHERS, word) || among(COMES, word));
        // The nearest word that tells of whom: before the date, else behind it.
        let before = self.lead.iter().position(colleague);
        if let Some(at) = before {
            let between = || self.lead.iter().take(at).chain(&self.rest);
            return !between().any(|word| first(word)) && between().any(|word| comes(word));
        }
        let behind = self.rest.iter().position(colleague);
        let own =
            || self.lead.iter().chain(self.rest.iter().take(behind.unwrap_or(0))).any(|word| first(word) || among(BACK, word));
        behind.is_some() && !own() && self.rest.iter().take(behind.unwrap_or(0)).any(|word| comes(word))
            || behind.is_some_and(|at| !own() && self.rest.iter().skip(at).any(|word| comes(word)))
    }

    /// Whether mail is read or answered, and not by somebody else.
    fn is_read(&self) -> bool {
        let done = self.has(IS_READ_ALONE) || self.has(IS) && self.has(IS_READ);
        done && self.has(MAIL) && !self.has(BY)
    }

    /// Whether the reader is told to wait for an answer, or to expect none: "Mit einer Antwort ist nicht vor dem 21. zu rechnen".
    fn is_waited_for(&self) -> bool {
        let of = |at: usize| at.checked_sub(1).and_then(|at| self.words().nth(at)).unwrap_or_default();
        let reply = self.words().enumerate().any(|(at, word)| among(REPLY, word) && !among(YOURS, of(at)));
        let spoken = self.spoken();
        let heard = ["hear from me", "hear back from me", "von mir hören"].iter().any(|words| spoken.contains(words));
        heard || reply && (self.has(WAITS) || self.lead.last().is_some_and(|first| denies(first) || *first == "no"))
    }

    fn supposes(&self) -> bool {
        let spoken = self.spoken();
        SUPPOSES.iter().any(|words| spoken.contains(words))
    }

    fn is_asked(&self) -> bool {
        self.has(ASKS) && !self.is_mine()
    }

    /// Whether something is supposed or asked of the reader.
    pub fn is_for_the_reader(&self) -> bool {
        self.supposes() || !self.is_waited_for() && self.is_asked()
    }

    fn is_over(&self) -> bool {
        self.has(OVER) || self.has(HAVING) && self.has(IS_READ)
    }

    /// Whether it is French.
    pub fn is_french(&self) -> bool {
        self.words().any(|word| word == "ne" || word.starts_with("n'"))
    }

    /// Whether a word denies what is told with "before", in the language of that word.
    pub fn denies(&self, before: &str, behind_it: &str) -> bool {
        self.words().any(|word| match before {
            "ennen" => matches!(word, "en" | "emme" | "ei" | "enkä"),
            "před" => word.starts_with("ne"),
            // "No escritório" is Portuguese for "in the office".
            "antes" if word == "no" => behind_it == "del",
            _ => denies(word),
        })
    }

    /// The nearest word that is no preposition, article or weekday of the date, the word behind it and the word before it.
    pub fn nearest(&self) -> (&'a str, &'a str, &'a str) {
        let belongs = |word: &str| {
            let opens = (among(BEGINS, word) && !matches!(word, "pas" | "qu'à")) || among(FROM, word) || among(BETWEEN, word);
            let more = among("del|di|dei|dos|do|da|das|della|delle|på|compter|à", word) || among(NEXT, word);
            !among(EARLIEST, word) && (opens || more || weekday(word).is_some())
        };
        let at = self.lead.iter().take_while(|word| belongs(word)).count();
        let word = |at: Option<usize>| at.and_then(|at| self.lead.get(at)).copied().unwrap_or_default();
        (word(Some(at)), word(at.checked_sub(1)), word(at.checked_add(1)))
    }
}

/// Whether a word denies.
pub fn denies(word: &str) -> bool {
    among(NOT, word) || among(DENIES, word) || word.ends_with("n't")
}
