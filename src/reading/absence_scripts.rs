//! What notices glue to their dates: Turkish and Hungarian endings, Hebrew prefixes, Korean signs, Arabic digits; and phrases of
//! return whose words alone say nothing. All of it is turned into words of the common vocabulary before a date is looked for.

use super::absence_house;
use crate::domain::day_names::{month, weekday};

/// Phrases in the order in which they are looked for, and what they are read as.
const PHRASES: &[(&str, &str)] = &[
    ("week commencing", "w/c"),
    ("week beginning", "w/c"),
    ("the week of ", "the w/c "),
    ("week starting", "w/c"),
    ("w/c.", "w/c"),
    ("w/b ", "w/c "),
    (" next week and the week after", " nextweek overnextweek"),
    ("the week after next", "overnextweek"),
    ("übernächste woche", "overnextweek"),
    ("übernächster woche", "overnextweek"),
    ("再来週", " overnextweek "),
    ("下下周", " overnextweek "),
    (" monatsende", " ende des monats"),
    (" jahresende", " ende des jahres"),
    (" prior to ", " before "),
    (" no earlier than ", " not before "),
    (" not earlier than ", " not before "),
    (" nicht früher als ", " nicht vor "),
    (" niet eerder dan ", " niet voor "),
    (" ikke tidligere end ", " ikke før "),
    (" ikke tidligere enn ", " ikke før "),
    (" inte tidigare än ", " inte före "),
    (" nie wcześniej niż ", " nie przed "),
    (" the day after tomorrow", " overmorrow"),
    (" in the new year", " in newyear"),
    (" before the new year", " before newyear"),
    (" until the new year", " until newyear"),
    (" im neuen jahr", " im newyear"),
    (" vor dem neuen jahr", " vor newyear"),
    (" l'année prochaine", " newyear"),
    (" el próximo año", " newyear"),
    (" l'anno prossimo", " newyear"),
    (" no próximo ano", " newyear"),
    (" in het nieuwe jaar", " newyear"),
    (" i det nye år", " newyear"),
    (" efter nyår", " newyear"),
    (" w nowym roku", " newyear"),
    (" v novém roce", " newyear"),
    ("my next working day is", " back "),
    ("my next working day will be", " back "),
    ("my next business day is", " back "),
    ("my next day in the office is", " back "),
    ("mein nächster arbeitstag ist", " back "),
    ("mein erster arbeitstag ist", " back "),
    ("mon prochain jour de travail", " back "),
    ("mi próximo día laborable", " back "),
    ("mio prossimo giorno lavorativo", " back "),
    ("meu próximo dia útil", " back "),
    ("meu próximo dia de trabalho", " back "),
    ("mijn eerstvolgende werkdag is", " back "),
    ("mijn volgende werkdag is", " back "),
    ("min næste arbejdsdag er", " back "),
    ("min neste arbeidsdag er", " back "),
    ("min nästa arbetsdag är", " back "),
    ("seuraava työpäiväni on", " back "),
    ("mój następny dzień roboczy", " back "),
    ("můj příští pracovní den", " back "),
    ("ofiste olaca", " back "),
    ("işe başla", " back "),
    ("işimin başında", " back "),
    ("не буду в офис", "away "),
    ("не буду на работ", "away "),
    ("не буду в офіс", "away "),
    ("буду в офис", "back "),
    ("буду на работ", "back "),
    ("буду на месте", "back "),
    ("буду на связи", "back "),
    ("выйду на работ", "back "),
    ("буду в офіс", "back "),
    ("буду на роботі", "back "),
    ("буду на зв'язку", "back "),
    ("включно", "including"),
    ("включительно", "including"),
    ("uključivo", "including"),
    ("zaključno", "including"),
    ("dahil", "including"),
    ("kaasa arvatud", "including"),
    ("έως και", "until including"),
    ("μέχρι και", "until including"),
    ("hétfőig", "monday untilhere"),
    ("keddig", "tuesday untilhere"),
    ("szerdáig", "wednesday untilhere"),
    ("csütörtökig", "thursday untilhere"),
    ("péntekig", "friday untilhere"),
    ("월요일", " monday "),
    ("화요일", " tuesday "),
    ("수요일", " wednesday "),
    ("목요일", " thursday "),
    ("금요일", " friday "),
    ("(월)", " "),
    ("(화)", " "),
    ("(수)", " "),
    ("(목)", " "),
    ("(금)", " "),
    ("(토)", " "),
    ("(일)", " "),
    ("다음 주", " nextweek "),
    ("다음주", " nextweek "),
    ("이번 주", " thisweek "),
    ("이번주", " thisweek "),
    ("내일", " tomorrow "),
    ("오늘", " today "),
    ("까지", " untilhere "),
    ("부터", " fromhere "),
    ("이후", " fromhere "),
    ("복귀", " back "),
    ("돌아", " back "),
    ("출근", " back "),
    ("יום ראשון", "sunday"),
    ("יום שני", "monday"),
    ("יום שלישי", "tuesday"),
    ("יום רביעי", "wednesday"),
    ("יום חמישי", "thursday"),
    ("الاثنين", "monday"),
    ("الإثنين", "monday"),
    ("الثلاثاء", "tuesday"),
    ("الأربعاء", "wednesday"),
    ("الخميس", "thursday"),
    ("الأحد", "sunday"),
];

/// Phrases that are those of a return beside an absence alone: whoever registers for a fair is seen there.
const PARTINGS: &[(&str, &str)] =
    &[(" see you on ", " back on "), (" nos vemos el ", " vuelvo el "), (" wir sehen uns am ", " zurück am ")];

/// Hungarian endings behind a figure: "16-ig", "28-án".
const HUNGARIAN: &str = "i|a|e|án|én|jén|ján|ai|ei|ig|áig|éig|jéig|jáig|tól|től|ától|étől|jétől|jától";

/// The folded text with its phrases, digits and Korean dates in common words.
pub fn common(folded: &str) -> String {
    let mut text = folded.to_owned();
    for (phrase, word) in PHRASES {
        if text.contains(phrase) {
            text = text.replace(phrase, word);
        }
    }
    if PARTINGS.iter().any(|(phrase, _)| text.contains(phrase)) && absence_house::is_absent(folded) {
        for (phrase, word) in PARTINGS {
            text = text.replace(phrase, word);
        }
    }
    // Croatians call October what Poles and Czechs call November.
    if text.contains("listopad") && ["godišnj", "odmor", " sam ", "uredu", "odsut"].iter().any(|word| text.contains(word)) {
        text = text.replace("listopad", "oktobr").replace("oktobru", "oktobra");
    }
    if text.is_ascii() {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let dated = || out.trim_end().ends_with(|c: char| c.is_ascii_digit());
        match c {
            '٠'..='٩' => out.push(char::from_digit(u32::from(c) - u32::from('٠'), 10).unwrap_or(c)),
            '،' => out.push(' '),
            '־' => out.push('-'),
            '년' if dated() => out.push_str("年 "),
            '월' if dated() => out.push_str("月 "),
            '일' if dated() => out.push_str("日 "),
            c => out.push(c),
        }
    }
    out
}

/// A word without what its language glued to it, and the word that this amounts to: "16-ig" is "16" and "untilhere".
pub fn unglued(word: &str) -> (&str, Option<&'static str>) {
    let figure = word.starts_with(|c: char| c.is_ascii_digit());
    // "Eylül'e", "28'inde"; "szeptember 28-án"; "ב-28".
    if let Some((stem, ending)) = word.split_once('\'')
        && ending.chars().count() <= 6
        && (figure || month(stem).is_some() || weekday(stem).is_some())
    {
        return (stem, None);
    }
    if figure
        && let Some((stem, ending)) = word.rsplit_once('-')
        && HUNGARIAN.split('|').any(|known| known == ending)
    {
        let mark = match ending {
            ending if ending.ends_with("ig") => Some("untilhere"),
            ending if ending.ends_with(['l']) => Some("fromhere"),
            _ => None,
        };
        return (stem.trim_end_matches('.'), mark);
    }
    if let Some(rest) = word.strip_prefix(['ב', 'ל', 'ה', 'מ']) {
        let rest = rest.trim_start_matches('-');
        if rest.starts_with(|c: char| c.is_ascii_digit()) || month(rest).is_some() {
            return (rest, None);
        }
    }
    (word, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_and_prefixes_come_off_dates_alone() {
        assert_eq!(unglued("eylül'e"), ("eylül", None));
        assert_eq!(unglued("16-ig"), ("16", Some("untilhere")));
        assert_eq!(unglued("2026.09.28-án"), ("2026.09.28", None));
        assert_eq!(unglued("ב-28"), ("28", None));
        assert_eq!(unglued("בחופשה"), ("בחופשה", None));
        assert_eq!(unglued("i'm"), ("i'm", None));
        assert_eq!(unglued("24-28"), ("24-28", None));
    }

    #[test]
    fn korean_signs_end_figures_alone() {
        assert_eq!(common("10월 26일(월)에").split_whitespace().collect::<Vec<_>>(), ["10月", "26日", "에"]);
        assert_eq!(common("매일"), "매일");
        assert_eq!(common("٢٨ سبتمبر"), "28 سبتمبر");
    }
}
