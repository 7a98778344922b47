//! The words of dates in German, French, Spanish, Italian, Dutch, Portuguese, Swedish, Danish, Norwegian, Polish, Czech and Finnish,
//! put into English one by one, so that one reader reads them all: "nach dem 10. Januar" becomes "after the 10 . january".
//!
//! Small words mean other things in other languages ("a", "des", "fin", "die"), so a sentence is put into English only where more of its
//! words are of one of these languages than of English.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use whatlang::{Detector, Lang};

use crate::domain::day_names;

/// A language: pairs `foreign english`, and words that only tell the language, its pairs included.
struct Tongue {
    pairs: &'static str,
    others: &'static str,
}

/// Numbers of words stay what they are, so that places in a sentence do. What two words mean in one is in `whole`.
const TONGUES: [Tongue; 11] = [
    Tongue {
        pairs: "nach after vor before bis until ab from von of seit since spätestens latest innerhalb within binnen within im in zum the zur the am in \
            der the die the das the dem the den the des the ende end monat month monats month monate month monaten month woche week wochen week \
            tag day tage day tagen day werktagen workday arbeitstagen workday jahr year jahres year jahre year jahren year quartal quarter \
            quartals quarter nächste next nächsten next nächster next nächstes next nächstem next übernächste overnext übernächsten overnext \
            kommende next kommenden next kommender next \
            diese this diesen this dieser this dieses this diesem this letzte last letzten last letzter last ein a eine a einem a einer a einen a \
            zwei two drei three vier four fünf five sechs six sieben seven acht eight neun nine zehn ten elf eleven zwölf twelve vierzehn 14 \
            heute today morgen tomorrow übermorgen overmorrow frühjahr spring frühling spring sommer summer herbst autumn weihnachten christmas \
            ostern easter pfingsten whitsun neuen new neues new monatsende eom quartalsende eoq jahresende eoy jahreswechsel eoy \
            wochenende weekend erste first ersten first zweite second zweiten second dritte third dritten third",
        others: "sie uns mich wir ich bitte und ist wieder melden brauchen müssen erst bei mit für nicht rufen werden unser unsere \
            dezember januar februar märz mai juni juli oktober",
    },
    Tongue {
        pairs: "après after apres after avant before jusqu'au until jusqu'à until jusqu'en until jusque until d'ici until dès from partir from depuis since \
            dans in sous within en in au the aux the du the de of des the le the la the les the fin end mois month semaine week semaines week \
            jour day jours day an year ans year année year l'année year l'an year l'été summer l'automne autumn l'hiver winter trimestre quarter prochain next prochaine next prochains next cette this ce this \
            cet this dernier last dernière last un a une a deux two trois three quatre four cinq five six six sept seven huit eight neuf nine dix ten \
            onze eleven douze twelve quinze 15 aujourd'hui today demain tomorrow printemps spring été summer automne autumn hiver winter première first deuxième second seconde second troisième third \
            noël christmas noel christmas pâques easter paques easter pentecôte whitsun premier 1 1er 1 nouvel new",
        others: "nous vous je moi et est pour plus avec pas que votre notre devons rappelez recontactez revenez merci veuillez décider \
            janvier février avril juin juillet août septembre octobre novembre décembre",
    },
    Tongue {
        pairs: "después after despues after tras after antes before hasta until partir from desde from en in dentro in del the de of el the \
            la the los the las the fin end final end finales end mes month meses month semana week semanas week día day días day dia day dias day \
            año year años year trimestre quarter próximo next próxima next proximo next proxima next próximos next próximas next este this esta this \
            pasado last pasada last un a una a uno 1 dos two tres three cuatro four cinco five seis six siete seven ocho eight nueve nine \
            diez ten once eleven doce twelve quince 15 hoy today mañana tomorrow primavera spring verano summer otoño autumn invierno winter \
            navidad christmas navidades christmas pascua easter primero 1 1º 1 nuevo new primera first segunda second segundo second tercera third cuarta fourth \
            última last",
        others: "nos me y es por para con no que nuestro nuestra su necesitamos tenemos llámeme contácteme vuelva favor decidir al viene \
            enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    },
    Tongue {
        pairs: "dopo after prima before entro by fino until sino until partire from dal from dalla from da from fra in tra in il the lo the la the \
            gli the le the i the al the alla the del the dello the della the dell' the di of fine end mese month mesi month settimana week \
            settimane week giorno day giorni day anno year anni year trimestre quarter prossimo next prossima next prossimi next prossime next \
            questo this questa this scorso last scorsa last un a una a uno 1 due two tre three quattro four cinque five sei six sette seven \
            otto eight nove nine dieci ten undici eleven dodici twelve quindici 15 oggi today domani tomorrow dopodomani overmorrow \
            primavera spring estate summer autunno autumn inverno winter natale christmas pasqua easter mai mai primo 1 1º 1 nuovo new seconda second terza third inizio early metà mid",
        others: "ci mi e è per con non che nostro nostra vostra vostro dobbiamo richiami risentiamo sentiamo decidere grazie abbiamo più a \
            gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    },
    Tongue {
        pairs: "na after voor before tot until vanaf from sinds since over in binnen within uiterlijk latest de the het the van of eind end einde end \
            maand month maanden month week week weken week dag day dagen day werkdagen workday jaar year jaren year kwartaal quarter volgende next \
            komende next deze this dit this vorige last een a twee two drie three vier four vijf five zes six zeven seven acht eight negen nine \
            tien ten elf eleven twaalf twelve veertien 14 vandaag today morgen tomorrow overmorgen overmorrow lente spring voorjaar spring \
            zomer summer herfst autumn najaar autumn kerst christmas kerstmis christmas pasen easter pinksteren whitsun nieuwe new eerste first tweede second derde third daarna afterwards",
        others: "we wij u ons me mij en is met op weer niet neem contact bel ik mij graag moeten beslissen onze terug om \
            januari februari maart mei juni juli augustus oktober kun kunt vanaf er",
    },
    Tongue {
        pairs: "após after depois after antes before até until ate until partir from desde from daqui in em in no in na in dentro in do the da the \
            dos the das the de of o the os the as the ao the à the fim end final end mês month mes month meses month semana week semanas week dia day \
            dias day ano year anos year trimestre quarter próximo next próxima next proximo next proxima next este this esta this neste this nesta this \
            passado last passada last um a uma a dois two duas two três three quatro four cinco five seis six sete seven oito eight nove nine \
            dez ten onze eleven doze twelve quinze 15 hoje today amanhã tomorrow primavera spring verão summer outono autumn inverno winter \
            natal christmas páscoa easter 1º 1 novo new primeira first terceira third",
        others: "nos me e é por para com não que nosso nossa sua seu precisamos temos volte contacte ligue decidir favor vem \
            janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro pode da do",
    },
    Tongue {
        pairs: "efter after före before innan before till until tills until fram until från from inom within senast latest tidigast from om in i in den the \
            slutet end början early mitten mid av of månad month månaden month månader month vecka week veckan week veckor week dag day dagar day \
            arbetsdagar workday år year året year kvartal quarter kvartalet quarter nästa next denna this detta this en a ett a två two tre three \
            fyra four fem five sex six idag today imorgon tomorrow morgon tomorrow våren spring sommar summer sommaren summer höst autumn \
            hösten autumn vinter winter vintern winter jul christmas julen christmas påsk easter påsken easter nya new första first andra second tredje third",
        others: "och att jag vi oss mig inte är för hör av igen dig er vår tack gärna återkom kontakta ring med \
            januari februari augusti mars maj juni juli oktober kan du nu",
    },
    Tongue {
        pairs: "efter after etter after før before inden before til until indtil until ut end fra from innen within inden within senest latest tidligst from om in \
            i in den the slutningen end slutten end udgangen end starten early begyndelsen early begynnelsen early midten mid af of av of måned month \
            måneden month måneder month uge week ugen week uger week uke week uken week uker week dag day dage day dager day hverdage workday år year \
            året year kvartal quarter næste next neste next denne this dette this en a et a to two tre three fire four fem five seks six \
            morgen tomorrow forår spring foråret spring våren spring sommer summer sommeren summer efterår autumn efteråret autumn høst autumn \
            høsten autumn vinter winter vinteren winter jul christmas julen christmas påske easter nye new første first anden second tredje third derefter afterwards",
        others: "og at jeg vi os oss mig meg ikke er hør igen igjen dig deg jer tak takk gerne gjerne vend tilbage tilbake kontakt ring skriv med på \
            januar februar marts juni juli oktober kan du nu",
    },
    Tongue {
        pairs: "po after przed before do until od from w in we in za in koniec end końca end końcu end początku early połowie mid tydzień week \
            tygodnia week tygodniu week tygodnie week tygodni week miesiąc month miesiąca month miesiącu month miesiące month miesięcy month dzień day \
            dni day dnia day rok year roku year kwartał quarter kwartału quarter przyszły next przyszłym next przyszłego next następny next \
            następnym next następnego next tym this tego this jutro tomorrow dziś today dzisiaj today dwa two dwie two trzy three cztery four pięć five \
            sześć six styczniem january marcem march kwietniem april majem may czerwcem june lipcem july sierpniem august wrześniem september \
            październikiem october grudniem december wiosną spring latem summer jesienią autumn zimą winter świętach christmas świąt christmas wielkanocy easter nowy new nowym new \
            nowego new pierwszym first drugim second trzecim third",
        others: "proszę prosimy nam nas mnie się i jest na nie z nasz nasza odezwać skontaktować musimy muszę prosze sie \
            stycznia styczniu lutego lutym marca marcu kwietnia kwietniu maja maju czerwca czerwcu lipca lipcu sierpnia sierpniu września wrześniu października październiku listopada listopadzie grudnia grudniu",
    },
    Tongue {
        pairs: "po after před before do until od from v in ve in za in přes over konec end konce end koncem end začátku early začátkem early \
            polovině mid polovinu mid týden week týdnu week týdne week týdny week týdnů week měsíc month měsíce month měsíci month měsíců month den day \
            dne day dnů day dní day dny day rok year roku year čtvrtletí quarter příští next příštím next příštího next tento this tomto this \
            zítra tomorrow dnes today dva two dvě two tři three čtyři four pět five šest six jaře spring létě summer podzim autumn podzimu autumn listopadem november \
            zimě winter vánoc christmas vánocích christmas vánocemi christmas velikonoc easter velikonocích easter nový new novém new prvním first \
            druhém second třetím third lednem january únorem february březnem march dubnem april květnem may červnem june červencem july \
            srpnem august zářím september říjnem october prosincem december",
        others: "prosím nám nás mi mě se si je na ne s náš naše ozvěte zavolejte napište vraťme musíme až ledna lednu února únoru března březnu \
            dubna dubnu května květnu června červnu července červenci srpna srpnu září října říjnu listopadu prosince prosinci",
    },
    Tongue {
        pairs: "jälkeen after ennen before asti until saakka until mennessä latest alkaen from lopussa end lopulla end loppuun end loppupuolella end \
            alussa early alkupuolella early puolivälissä mid viikolla week viikko week viikon week viikkoa week kuukauden month kuukautta month \
            kuussa month kuun month vuoden year vuotta year vuonna year vuosi year kvartaalin quarter ensi next seuraavan next tämän this tällä this \
            yhden one parin two kahden two kolmen three neljän four viiden five kuuden six huomenna tomorrow tänään today keväällä spring \
            keväänä spring kesällä summer kesänä summer syksyllä autumn syksynä autumn talvella winter tammikuussa january helmikuussa february maaliskuussa march huhtikuussa april toukokuussa may kesäkuussa june heinäkuussa july \
            elokuussa august syyskuussa september lokakuussa october marraskuussa november joulukuussa december joulun christmas pääsiäisen easter \
            päästä in kuluttua in",
        others: "ja ei en emme se tämä tähän nyt kun jos että meidän meille teille teidän minulle minua soita palataan kysy kiitos voi vielä sitten \
            myös ole olemme ovat saa otan oli mutta tai lokakuun marraskuun joulukuun tammikuun helmikuun syyskuun marraskuuta lokakuuta",
    },
];
/// Two words that are one thing, as they stand once each was put into English.
const WHOLE: [(&str, &str, &str); 5] = [
    ("week", "santa", "easter"),
    ("after", "tomorrow", "overmorrow"),
    ("in", "tomorrow", "tomorrow"),
    ("since", "tomorrow", "tomorrow"),
    ("day", "ouvrés", "workday"),
];
/// What may stand behind days to make them working days.
const WORKING: &str = " ouvrés ouvrables hábiles habiles laborables lavorativi úteis uteis ";
/// English words beside which a sentence stays English.
const ENGLISH: &str = " the to we you and is are our us will please for until after by before of with it my not have this your get call back a in an \
    over fine once on no as me am was do at be come ask again next week month day winter that then they he she if or so but from can could \
    would i what when there here need must decide decision let leave wait talk write ring try end final ";
/// Names of months in short that are other words, too.
const NO_MONTHS: &str = " des set out ago mar gen giu mag ";

/// A language, ready to be asked.
struct Read {
    english: HashMap<&'static str, &'static str>,
    others: HashSet<&'static str>,
}

static READ: LazyLock<Vec<Read>> = LazyLock::new(|| TONGUES.iter().map(Tongue::read).collect());
static ENGLISH_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| ENGLISH.split_ascii_whitespace().collect());

impl Tongue {
    fn read(&self) -> Read {
        let words: Vec<&str> = self.pairs.split_ascii_whitespace().collect();
        let pair = |pair: &[&'static str]| Some((*pair.first()?, *pair.get(1)?));
        Read { english: words.chunks(2).filter_map(pair).collect(), others: self.others.split_ascii_whitespace().collect() }
    }
}

impl Read {
    /// Whether its weekdays are numbers: "segunda" is Monday and the second.
    fn counts_weekdays(&self) -> bool {
        self.english.get("semana") == Some(&"week") && self.english.contains_key("mês")
    }

    fn knows(&self, word: &str) -> bool {
        self.english.contains_key(word) || self.others.contains(word)
    }
}

fn holds(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|one| one == word)
}

/// The words of a sentence in lower case, and whether they were put into English.
pub fn in_english(words: &[&str]) -> (Vec<String>, bool) {
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let count = |knows: &dyn Fn(&str) -> bool| lower.iter().filter(|word| knows(word)).count();
    // German "im" was written out as "I am".
    let im = lower.windows(2).filter(|pair| matches!(pair, [i, am] if i == "i" && am == "am")).count();
    let english = count(&|word| ENGLISH_WORDS.contains(word)).saturating_sub(2 * im);
    let counted = READ.iter().map(|tongue| (count(&|word| tongue.knows(word)), tongue)).rev();
    let Some((_, tongue)) = counted.max_by_key(|(count, _)| *count).filter(|(count, _)| *count > english) else {
        return (lower, false);
    };
    let mut put: Vec<String> = lower.into_iter().map(|word| translated(tongue, word)).collect();
    for at in 1..put.len() {
        let (Some(first), Some(second)) = (put.get(at - 1).cloned(), put.get(at).cloned()) else { continue };
        if let Some((.., whole)) = WHOLE.iter().find(|(a, b, _)| *a == first && *b == second) {
            replace(&mut put, at - 1, [whole, ""]);
        } else if second == "week" && tongue.counts_weekdays() && at_most_fourth(&first).is_some() {
            // "na segunda semana de janeiro"
            replace(&mut put, at - 1, [at_most_fourth(&first).unwrap_or_default(), "week"]);
        } else if matches!(second.as_str(), "end" | "early" | "mid") && day_names::english_month(&first).is_some() {
            // Finnish says "lokakuun lopussa": of October the end.
            replace(&mut put, at - 1, [&second, &first]);
        } else if second == "after" && words.get(at).is_some_and(|word| word.to_lowercase() == "jälkeen") {
            // And "pääsiäisen jälkeen".
            replace(&mut put, at - 1, ["after", &first]);
        } else if second == "in" && is_unit(&first) {
            // And "kahden viikon päästä".
            if let Some(number) = at.checked_sub(2).and_then(|before| put.get(before).cloned()) {
                replace(&mut put, at - 2, ["in", &number]);
                put.iter_mut().skip(at).take(1).for_each(|word| word.clone_from(&first));
            }
        } else if first == "day" && holds(WORKING, &second) {
            replace(&mut put, at - 1, ["workday", ""]);
        } else if matches!(second.as_str(), "next" | "last" | "viene" | "vem") && is_unit(&first) {
            // "la semaine prochaine", "la semana que viene"
            replace(&mut put, at - 1, [&second.replace("viene", "next").replace("vem", "next"), &first]);
        } else if second == "que"
            && is_unit(&first)
            && put.get(at + 1).is_some_and(|word| matches!(word.as_str(), "viene" | "vem"))
        {
            replace(&mut put, at - 1, ["next", &first]);
            put.iter_mut().skip(at + 1).take(1).for_each(String::clear);
        }
    }
    (put, true)
}

/// English words that are no words in the other languages.
const ENGLISH_ALONE: &str = " the you and are our us please until after before with it my not have this your get call back ask again that then \
    they she if but from can could would what when there here need must ";

/// Whether a sentence is in one of the languages that the network was taught little of, or not at all.
pub fn is_foreign(text: &str) -> bool {
    let lower = text.to_lowercase();
    if lower.split(' ').any(|word| !word.is_empty() && holds(ENGLISH_ALONE, word)) {
        return false;
    }
    // Few words tell each of these apart; all that is asked is whether it is English. Letters alone take "notre appel d'offres" for it.
    let words = || in_english(&lower.split_ascii_whitespace().collect::<Vec<_>>()).1;
    // Danes and Norwegians say "for", too.
    let letters = || !lower.contains(" for ") && DETECTOR.detect_lang(&lower).is_some_and(|lang| lang != Lang::Eng);
    letters() || words()
}

/// Whether more of its words are of one of those languages than of English, whatever English word stands among them ("for", "till").
pub fn is_rather_foreign(text: &str) -> bool {
    is_foreign(text) || in_english(&text.split_ascii_whitespace().collect::<Vec<_>>()).1
}

/// Whether it is clearly in one that the network was not taught at all.
pub fn is_untaught(text: &str) -> bool {
    let found = DETECTOR.detect(&text.to_lowercase());
    is_foreign(text)
        && found.is_some_and(|found| found.is_reliable() && matches!(found.lang(), Lang::Ita | Lang::Por | Lang::Nld | Lang::Pol))
}

static DETECTOR: LazyLock<Detector> = LazyLock::new(|| {
    let near = [Lang::Eng, Lang::Deu, Lang::Fra, Lang::Spa, Lang::Ita, Lang::Por, Lang::Nld, Lang::Pol];
    Detector::with_allowlist(near.to_vec())
});

fn translated(tongue: &Read, word: String) -> String {
    if let Some(english) = tongue.english.get(word.as_str()) {
        return (*english).to_owned();
    }
    if word.chars().count() < 3 || holds(NO_MONTHS, &word) {
        return word;
    }
    let month = day_names::month(&word).and_then(|month| day_names::english_months().nth(usize::try_from(month - 1).ok()?));
    let day = || day_names::weekday(&word).map(day_names::english_name);
    month.or_else(day).map_or(word, str::to_owned)
}

/// The number that a weekday of a language that counts them is, too.
fn at_most_fourth(weekday: &str) -> Option<&'static str> {
    match weekday {
        "monday" => Some("second"),
        "tuesday" => Some("third"),
        "wednesday" => Some("fourth"),
        _ => None,
    }
}

fn is_unit(word: &str) -> bool {
    matches!(word, "week" | "month" | "quarter" | "year") || day_names::weekday(word).is_some()
}

fn replace(words: &mut [String], at: usize, by: [&str; 2]) {
    for (word, by) in words.iter_mut().skip(at).zip(by) {
        by.clone_into(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(sentence: &str) -> String {
        let words: Vec<&str> = sentence.split(' ').collect();
        in_english(&words).0.join(" ")
    }

    #[test]
    fn danes_and_norwegians_say_for_too() {
        assert!(is_foreign("Tak for de 40 motorer til Acme, de er kommet."));
        assert!(is_foreign("Takk for tilbudet, vi ser på det."));
        assert!(!is_foreign("Thanks for the 40 motors for Acme, they have come."));
    }

    #[test]
    fn the_words_of_dates_are_put_into_english() {
        assert_eq!(put("Melden sie sich nach dem 10 . Januar"), "melden sie sich after the 10 . january");
        assert_eq!(put("Rappelez moi la semaine prochaine"), "rappelez moi the next week");
        assert_eq!(put("Hasta la semana que viene no"), "until the next week  no");
        assert_eq!(put("Ci risentiamo dopo il 15 gennaio"), "ci risentiamo after the 15 january");
        assert_eq!(put("Après demain"), "overmorrow ");
        assert_eq!(put("Hör av dig igen den 17 augusti"), "hör of dig igen the 17 august");
        assert_eq!(put("Vend tilbage til os om to uger"), "vend tilbage until os in two week");
        assert_eq!(put("Proszę odezwać się po 15 listopada"), "proszę odezwać się after 15 november");
        assert_eq!(put("Wir müssen bis Monatsende bestellen"), "wir müssen until eom bestellen");
    }

    #[test]
    fn what_a_contraction_was_made_of_is_german_among_german() {
        assert_eq!(put("die anlage muss i am dezember laufen"), "the anlage muss i in december laufen");
        assert_eq!(put("i am away in december"), "i am away in december");
    }

    #[test]
    fn english_stays_as_it_is() {
        for text in ["ask again in a month", "die is cast , call me in the fall", "over the fin , no fine end", "i do"] {
            assert_eq!(put(text), text);
        }
    }
}
