//! Spans of time in notices that are no dates: "the end of next week", "KW 37", "two weeks", "tomorrow", "mid-September".

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::absence_dates::Found;
use super::absence_figures;
use super::absence_vocabulary::{BACK, BEFORE};
use super::{absence_house, absence_numbered, absence_week};
use crate::domain::day_names::{month, weekday};

const TOMORROW: &str = "tomorrow|morgen|demain|mañana|domani|domattina|amanhã|imorgon|imorgen|morgenochtend|morgenmiddag|\
    huomenna|jutro|zítra|zitra";
const OVERMORROW: &str = "overmorrow|übermorgen|overmorgen|après-demain|dopodomani|övermorgon|ylihuomenna|pojutrze|pozítří";
/// "I am out today."
pub const TODAY: &str = "today|heute|aujourd'hui|hoy|oggi|hoje|vandaag|idag|tänään|dziś|dzisiaj|dnes";
/// "Good morning" is no date.
const MORNING: &str = "guten|goede|god|la|buena|de|schönen|hyvää|esta|am|jeden|diesen|heute";

/// A week, and weeks.
pub const WEEK: &str = "week|weeks|woche|wochen|semaine|semaines|semana|semanas|settimana|settimane|weken|uge|ugen|uger|ugerne|uke|uken|uker|ukene|vecka|\
    veckan|veckor|veckorna|viikko|viikon|viikolla|viikkoa|tydzień|tygodnia|tygodniu|tygodnie|týden|týdne|týdnu|týdnem|týdny";
/// The one to come.
pub const NEXT: &str = "next|coming|following|nächste|nächster|nächsten|kommende|kommender|kommenden|prochaine|prochain|prochaines|próxima|próximo|\
    próximas|viene|vem|prossima|prossimo|prossime|volgende|komende|næste|nästa|neste|ensi|seuraavan|przyszłym|przyszłego|\
    następnego|najbliższe|příští|příštího|příštím|následující|nextweek";
/// The one that is.
pub const THIS: &str = "this|current|diese|dieser|diesen|dieses|cette|ce|esta|este|questa|questo|deze|dit|denne|dette|denna|tämän|tällä|tym|tego|\
    tento|tohoto|thisweek";
const END: &str = "end|ende|ultimo|fin|fine|fines|fim|final|finales|finais|eind|einde|slutningen|slutet|slutten|udgangen|utgangen|utgången|loppuun|końca|koniec|konce|konec";
/// The same before a month alone: "sista augusti".
const LAST_OF: &str = "sista|siste|ultimo";
const START: &str =
    "beginning|primo|start|anfang|début|principios|inizio|início|begin|starten|början|alkuun|początku|začátku|začátkem";
const MIDDLE: &str = "mid|middle|mitte|mi|mediados|metà|meados|half|medio|midten|mitten|puoliväliin|połowy|poloviny";
const MONTH: &str = "month|monats|mois|mes|mese|mês|maand|måneden|månaden|kuun|kuukauden|miesiąca|měsíce|monat";
const YEAR: &str = "year|jahres|année|año|anno|ano|jaar|året|vuoden|roku";
const NUMBERS: [&str; 4] = [
    "one|1|einer|eine|une|una|uma|een|en|ett|yhden|jeden|jednoho|week",
    "two|2|zwei|deux|dos|due|duas|twee|to|två|kaksi|kahden|dwa|dwóch|dva|dvou",
    "three|3|drei|trois|tres|tre|três|drie|tre|kolme|kolmen|trzy|trzech|tři|tří",
    "four|4|vier|quatre|cuatro|quattro|quatro|vier|fire|fyra|neljä|neljän|cztery|čtyři",
];
/// "We answer within two weeks" is no absence.
const WITHIN: &str = "within|innerhalb|binnen|sous|entro|inom|inden|innen|ciągu|během|last|letzten|past|every";
/// What is left of it.
const REST: &str = "rest|remainder|reste|resto|resten|restante|reszta|resztę|zbytek";
/// Words that open a month without a day: "back in September".
const IN: &str = "in|im|en|em|i|w|we|v|nel|au|a|again";

/// Words that take in all of a month or week.
const WHOLE: &str = "all|whole|entire|ganze|ganzen|gesamten|tout|toute|todo|toda|tutto|tutta|hele|hela|koko|cały|celý";

/// Words from which on a month counts.
pub const SINCE: &str = "ab|from|od|fra|från|vanaf|partir|desde|dès|starting|da|since|seit|depuis";

/// Words behind which a month alone is the one of return.
const UNTIL: &str = "until|till|til|bis|jusqu'en|hasta|até|tot";
/// Notices are left on for some days after people are back, in days.
const LEFT_ON: i32 = 45;

/// Whether the word is one of a list.
pub fn among(list: &str, word: &str) -> bool {
    list.split('|').any(|one| one == word)
}

/// "Week of", "Woche vom", "semaine du": the date behind them names a whole week.
pub fn opens_week(week: &str, of: &str) -> bool {
    among(WEEK, week) && among("of|beginning|commencing|starting|vom|du|del|van|den|fra|från", of)
}

/// The span that begins with word `at`.
pub fn starting(words: &[String], at: usize, today: Date) -> Option<Found> {
    let word = |n: usize| words.get(at + n).map_or("", String::as_str);
    let before = at.checked_sub(1).and_then(|at| words.get(at)).map_or("", String::as_str);
    let found = |len: usize, first: Date, last: Date, range: bool| {
        Some(Found { from: at, to: at + len, first, last, weekday: false, range })
    };
    if among(OVERMORROW, word(0)) {
        let day = today.checked_add(2.days()).ok()?;
        return found(1, day, day, false);
    }
    // "Tirsdag morgen" is no tomorrow.
    if among(TOMORROW, word(0)) && !among(MORNING, before) && weekday(before).is_none() {
        let day = today.tomorrow().ok()?;
        return found(1, day, day, false);
    }
    // "Today and tomorrow" says how long; "i dag og i morgen" too.
    let and = 1 + usize::from(word(1) == "dag");
    let today_and = among(TODAY, word(0)) || (word(0) == "i" && word(1) == "dag");
    let then = and + 1 + usize::from(word(and + 1) == "i");
    if today_and
        && among("and|und|et|y|e|en|og|och|ja|i|a|&|と|和", word(and))
        && (among(TOMORROW, word(then)) || word(then) == "morgon")
    {
        let day = today.tomorrow().ok()?;
        return found(then + 1, today, day, true);
    }
    // "The rest of the week", "loppuviikon"
    let rest = among(REST, word(0)).then(|| (1..=3).find(|n| among(WEEK, word(*n)))).flatten();
    if let Some(len) = rest.or((word(0) == "loppuviikon").then_some(0)) {
        return found(len + 1, today, week(today, false)?.1, true);
    }
    let rest = among(REST, word(0)).then(|| (1..=3).find(|n| among(MONTH, word(*n)))).flatten();
    if let Some(len) = rest {
        return found(len + 1, today, today.last_of_month(), true);
    }
    // "All week", "toda la semana"
    let article = 1 + usize::from(among("the|la|de|den|a|of", word(1)));
    if among(WHOLE, word(0)) && among(WEEK, word(article)) && !among(NEXT, word(article + 1)) {
        let (first, last) = week(today, false)?;
        return found(article + 1, first, last, true).filter(|week| absence_house::is_a_week_away(words, week));
    }
    if (word(0), word(1)) == ("i", "morgon") {
        let day = today.tomorrow().ok()?;
        return found(2, day, day, false);
    }
    if word(0) == "monthend" {
        // "1月末"
        let month = before.parse().ok().filter(|month| (1..=12).contains(month));
        let first = month.map_or(Some(today), |month| upcoming(month, 1, today))?;
        let from = at - usize::from(month.is_some());
        return Some(Found { from, ..found(1, first.last_of_month(), first.last_of_month(), false)? });
    }
    if let Some(named) = absence_numbered::numbered(words, at, today) {
        return Some(named);
    }
    let last = among(LAST_OF, word(0)) && month(word(1)).is_some();
    if among(END, word(0)) || among(START, word(0)) || among(MIDDLE, word(0)) || last {
        return part(words, at, today);
    }
    if let Some(span) = to_the_end(words, at, today) {
        return Some(span);
    }
    // "Next week Wednesday", and no "next week Monday to Wednesday".
    if let Some(len) = next_week(words, at)
        && let Some(day) = weekday(word(len)).filter(|_| absence_week::pair(words, at + len).is_none())
    {
        let day = of_next_week(day, today)?;
        return found(len + 1, day, day, false);
    }
    if word(0) == "overnextweek" {
        let (first, last) = week(today.checked_add(7.days()).ok()?, true)?;
        return found(1, first, last, true);
    }
    // The Finns put the end last: "ensi viikon loppuun".
    if among(NEXT, word(0)) || among(THIS, word(0)) {
        let next = among(NEXT, word(0));
        if word(0).ends_with("week") {
            let (first, last) = week(today, next)?;
            return found(1, first, last, true);
        }
        if among(WEEK, word(1)) && number(word(1)).is_none_or(|n| n == 1) {
            let (first, last) = week(today, next)?;
            // "This week and next", "esta semana y la próxima"
            let article = usize::from(among("the|la|na|de|den|die|a|w|v", word(3)));
            let and = among("and|und|et|y|e|en|og|och|ja|i|a|&", word(2));
            if !next && and && among(NEXT, word(3 + article)) {
                let more = usize::from(among(WEEK, word(4 + article)));
                return found(4 + article + more, first, week(today, true)?.1, true);
            }
            return found(2 + usize::from(among(END, word(2))), first, last, true);
        }
    }
    if let Some(len) = next_week(words, at) {
        let (first, last) = week(today, true)?;
        return found(len, first, last, true);
    }
    let coming = usize::from(among(NEXT, word(1)));
    if let Some(n) = number(word(0))
        && among(WEEK, word(1 + coming))
        && !among(WITHIN, before)
        && !words.iter().take(at).rev().take(3).any(|word| among(WITHIN, word))
    {
        let back = today.checked_add((7 * n).days()).ok()?;
        return found(2 + coming, back, back.yesterday().ok()?, true);
    }
    // A month without a day, perhaps with its year: the first of it and the word behind it.
    let month_at = |n: usize, shortest: usize| {
        let month = month(word(n)).filter(|_| word(n).chars().count() >= shortest)?;
        let year = absence_figures::year(word(n + 1));
        let first = year.map_or_else(|| upcoming(month, 1, today), |year| Date::new(year, month, 1).ok())?;
        let dated = year.is_none() && word(n + 1).starts_with(|c: char| c.is_ascii_digit());
        (!dated).then_some((first, n + 1 + usize::from(year.is_some())))
    };
    if among(IN, word(0))
        && let Some((first, len)) = month_at(1, 4)
    {
        return found(len, first, first.last_of_month(), true);
    }
    // "Todo el mes de agosto", "hela juli"
    let whole = (1..=4)
        .take_while(|n| *n == 1 || among("el|le|il|o|the|of|de|del|mes|mês|mois|mese|monat|maand|måneden", word(n - 1)))
        .last();
    if among(WHOLE, word(0))
        && let Some((first, len)) = whole.and_then(|most| (1..=most).find_map(|n| month_at(n, 3)))
    {
        return found(len, first, first.last_of_month(), true);
    }
    // "From March 2027", "à partir de mars"
    let of = 1 + usize::from(matches!(word(1), "de" | "do"));
    if among(SINCE, word(0))
        && let Some((first, len)) = month_at(of, if matches!(word(of), "mai" | "maj") { 3 } else { 4 })
    {
        return found(len, first, first, false);
    }
    // "Not before November"
    if among(BEFORE, before)
        && let Some((first, len)) = month_at(0, 3)
    {
        return found(len, first, first, false);
    }
    // "In the new year, on Jan 5th" is told by its date.
    let dated = |word: &String| word.starts_with(|c: char| c.is_ascii_digit()) || month(word).is_some();
    if word(0) == "newyear" && !words.iter().skip(at + 1).take(4).take_while(|word| *word != ".").any(dated) {
        // In January it has come: the notice was left on.
        let year = if today.month() == 1 { today.year() } else { today.year().checked_add(1)? };
        let first = Date::new(year, 1, 1).ok()?;
        return found(1, first, first, false);
    }
    // "until June 2027", "bis September"
    if among(UNTIL, before)
        && let Some((first, len)) = month_at(0, 3)
    {
        let last = first.yesterday().ok()?;
        return found(len, last, last, true);
    }
    None
}

/// "Ut februar", "ugen ud", "toukokuun 2027 loppuun": up to the end of it.
fn to_the_end(words: &[String], at: usize, today: Date) -> Option<Found> {
    let word = |n: usize| words.get(at + n).map_or("", String::as_str);
    let out = |n: usize| matches!(word(n), "ut" | "ud");
    let ends = |n: usize| {
        let year = absence_figures::year(word(n + 1));
        let len = n + 1 + usize::from(year.is_some());
        let span = match word(n) {
            name if among(WEEK, name) => week(today, false)?.1,
            name if among(MONTH, name) => today.last_of_month(),
            name if among(YEAR, name) => today.last_of_year(),
            name => {
                let first = upcoming(month(name)?, 1, today)?;
                year.map_or(Some(first), |year| first.with().year(year).build().ok())?.last_of_month()
            }
        };
        Some((len, span))
    };
    let (len, last) = if out(0) {
        ends(1)?
    } else {
        let (len, last) = ends(0)?;
        (len + 1, Some(last).filter(|_| out(len) || (word(len) == "loppuun" && month(word(0)).is_some()))?)
    };
    Some(Found { from: at, to: at + len, first: today.min(last), last, weekday: false, range: true })
}

/// How many words from word `at` on name the next week: "next week", "la semana que viene".
pub fn next_week(words: &[String], at: usize) -> Option<usize> {
    let word = |n: usize| words.get(at + n).map_or("", String::as_str);
    match word(0) {
        "nextweek" => Some(1),
        first if among(NEXT, first) => among(WEEK, word(1)).then_some(2),
        first if !among(WEEK, first) => None,
        _ if among(NEXT, word(1)) => Some(2),
        _ => (word(1) == "que" && among(NEXT, word(2))).then_some(3),
    }
}

/// A day of the next week.
pub fn of_next_week(day: Weekday, today: Date) -> Option<Date> {
    week(today, true)?.0.checked_add(i32::from(day.to_monday_zero_offset()).days()).ok()
}

/// What an earlier date says of a later one: "See you in January! I'm back on the 4th", "from 12 October for two weeks".
pub fn placed(words: &[String], found: &[Found], date: &Found, today: Date) -> Option<Found> {
    let before = found.last()?;
    // "In January we move house" is told of something else.
    let returns = || words.iter().take(before.from).rev().take(4).any(|word| among("see|back|wieder|zurück", word));
    let months = before.range && before.first.day() == 1 && before.last == before.first.last_of_month() && returns();
    let figure = words.get(date.from).is_some_and(|word| absence_figures::day(word).is_some()) && date.to == date.from + 1;
    if months && figure && !date.weekday && !date.range {
        let named = before.first.with().day(date.first.day()).build().ok()?;
        return Some(Found { first: named, last: named, ..*date });
    }
    // A count of weeks has its end for the first day.
    let weeks = |span: &Found| (span.first > span.last).then(|| span.first.since(today).ok()).flatten();
    let between = || words.get(before.to..date.from).unwrap_or_default();
    let opens = |word: &String| among(BEGINNING, word);
    if let Some(length) = weeks(date).filter(|_| !before.range) {
        let opened = (1..=3).filter_map(|n| words.get(before.from.checked_sub(n)?)).any(opens);
        let back = before.first.checked_add(length).ok()?;
        let one_sentence = !between().iter().any(|word| word == ".");
        // "From 19 October I am back, for two weeks part-time"
        let back_by_then = between().iter().chain(words.iter().take(before.from).rev().take(3)).any(|word| among(BACK, word));
        return (opened && one_sentence && !back_by_then).then_some(Found { first: back, last: back.yesterday().ok()?, ..*date });
    }
    let length = weeks(before).filter(|_| !date.range)?;
    let joined = between().iter().any(opens)
        && between().iter().all(|word| opens(word) || among("the|dem|den|le|el|il|on|dia|día|à|a|et|de|an", word));
    let back = date.first.checked_add(length).ok()?;
    joined.then_some(Found {
        from: before.from,
        to: date.to,
        first: back,
        last: back.yesterday().ok()?,
        weekday: false,
        range: true,
    })
}

/// Words by which something begins on a day.
const BEGINNING: &str = "ab|vom|du|from|starting|beginning|dès|dal|dall|del|od|vanaf|fra|från|partir|desde|alkaen|partire|as|of";

/// "End of next week", "Mitte September", "fin de mes".
fn part(words: &[String], at: usize, today: Date) -> Option<Found> {
    let kind = words.get(at)?;
    let mut next = false;
    for (n, word) in words.iter().enumerate().skip(at + 1).take(5) {
        next |= among(NEXT, word);
        let span = |first: Date, last: Date| {
            // The middle of a week is its Wednesday, of a month its 15th.
            let middle = first.checked_add(if among(WEEK, word) { 2.days() } else { 14.days() }).ok()?;
            let (first, last) = match kind {
                kind if among(END, kind) || among(LAST_OF, kind) => (last, last),
                kind if among(START, kind) => (first, first),
                _ => (middle, middle),
            };
            Some(Found { from: at, to: n + 1, first, last, weekday: false, range: false })
        };
        if among(WEEK, word) || word == "nextweek" || word == "thisweek" {
            next |= words.get(n + 1).is_some_and(|word| among(NEXT, word));
            let (first, last) = week(today, next)?;
            return span(first, last);
        }
        if among(MONTH, word) {
            next |= words.get(n + 1).is_some_and(|word| among(NEXT, word));
            let first = if next { today.first_of_month().checked_add(1.month()).ok()? } else { today.first_of_month() };
            return span(first, first.last_of_month());
        }
        if among(YEAR, word) {
            let first = today.first_of_year();
            let first = if next { first.checked_add(1.year()).ok()? } else { first };
            return span(first, first.last_of_year());
        }
        // "Ende des Monats" names no December.
        if let Some(month) = month(word).filter(|_| word != "des") {
            let year = words.get(n + 1).and_then(|word| absence_figures::year(word));
            let first = today.with().year(year.unwrap_or(today.year())).month(month).day(1).build().ok()?;
            let over = year.is_none() && first.last_of_month() < left_on(today)?;
            let first = if over { first.checked_add(1.year()).ok()? } else { first };
            return Some(Found { to: n + 1 + usize::from(year.is_some()), ..span(first, first.last_of_month())? });
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) || word == "." {
            return None;
        }
    }
    None
}

/// Monday and Sunday of this week or the next.
fn week(today: Date, next: bool) -> Option<(Date, Date)> {
    let since = i32::from(today.weekday().to_monday_zero_offset());
    let monday = today.checked_sub(since.days()).ok()?;
    let monday = if next { monday.checked_add(7.days()).ok()? } else { monday };
    Some((monday, monday.checked_add(6.days()).ok()?))
}

fn number(word: &str) -> Option<i32> {
    let at = NUMBERS.iter().position(|names| among(names, word))?;
    i32::try_from(at + 1).ok().filter(|_| word != "week")
}

/// The next such day that is not before today; or the one that has just gone by, for notices are left on when people are back.
pub fn upcoming(month: i8, day: i8, today: Date) -> Option<Date> {
    let least = left_on(today)?;
    [-1, 0, 1].iter().filter_map(|n| Date::new(today.year() + n, month, day).ok()).find(|date| *date >= least)
}

/// A day that isn't longer ago than this is of the absence that has just ended.
pub fn left_on(today: Date) -> Option<Date> {
    today.checked_sub(LEFT_ON.days()).ok()
}
