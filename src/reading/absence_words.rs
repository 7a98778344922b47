//! A notice's words: split, joined where a date was torn, and what other scripts say in the words of one vocabulary.

use super::absence_figures::day;
use super::absence_scripts::{common, unglued};
use super::absence_spans::among;
use crate::domain::day_names::month;

/// What Japanese and Chinese write without spaces, in the order in which it is looked for, and the word it is read as.
const SCRIPTS: &[(&str, &str)] = &[
    ("今明两天", "today 和 tomorrow"),
    ("今明两日", "today 和 tomorrow"),
    ("今明兩天", "today 和 tomorrow"),
    ("今明両日", "today と tomorrow"),
    ("来週の", "nextweek"),
    ("来週", "nextweek"),
    ("下周", "nextweek"),
    ("下週", "nextweek"),
    ("下星期", "nextweek"),
    ("今週の", "thisweek"),
    ("今週", "thisweek"),
    ("本周", "thisweek"),
    ("这周", "thisweek"),
    ("本週", "thisweek"),
    ("月曜日", "monday"),
    ("火曜日", "tuesday"),
    ("水曜日", "wednesday"),
    ("木曜日", "thursday"),
    ("金曜日", "friday"),
    ("土曜日", "saturday"),
    ("日曜日", "sunday"),
    ("nextweek 一", "nextweek monday"),
    ("nextweek 二", "nextweek tuesday"),
    ("nextweek 三", "nextweek wednesday"),
    ("nextweek 四", "nextweek thursday"),
    ("nextweek 五", "nextweek friday"),
    ("星期一", "monday"),
    ("星期二", "tuesday"),
    ("星期三", "wednesday"),
    ("星期四", "thursday"),
    ("星期五", "friday"),
    ("周一", "monday"),
    ("周二", "tuesday"),
    ("周三", "wednesday"),
    ("周四", "thursday"),
    ("周五", "friday"),
    ("週一", "monday"),
    ("週二", "tuesday"),
    ("週三", "wednesday"),
    ("週四", "thursday"),
    ("週五", "friday"),
    ("明後日", "overmorrow"),
    ("后天", "overmorrow"),
    ("明日", "tomorrow"),
    ("明朝", "tomorrow"),
    ("明早", "tomorrow"),
    ("明天", "tomorrow"),
    ("本日", "today"),
    ("今日", "today"),
    ("今天", "today"),
    ("月末", "monthend"),
    ("月底", "monthend"),
    ("まで", "untilhere"),
    ("为止", "untilhere"),
    ("為止", "untilhere"),
    ("から", "fromhere"),
    ("より", "fromhere"),
    ("以降", "fromhere"),
    ("以后", "fromhere"),
    ("以後", "fromhere"),
    ("之前", "beforehere"),
    ("以前", "beforehere"),
    ("回到", "back"),
    ("至", "until"),
    ("到", "until"),
    ("～", "-"),
    ("~", "-"),
    ("〜", "-"),
    ("日-", "日 -"),
    ("戻", "back"),
    ("復帰", "back"),
    ("復職", "back"),
    ("出社", "back"),
    ("出勤", "back"),
    ("再開", "back"),
    ("対応", "back"),
    ("返信", "back"),
    ("回复", "back"),
    ("回覆", "back"),
    ("回来", "back"),
    ("返回", "back"),
    ("返岗", "back"),
    ("恢复", "back"),
    ("恢復", "back"),
    ("上班", "back"),
    ("复工", "back"),
    ("年", "年"),
    ("月", "月"),
    ("日", "日"),
    ("号", "日"),
    ("。", "."),
];

/// Words of notices in English, be they ever so short.
pub const ENGLISH: &str = "office|the|ooo|out|until|through|back|returning|away|vacation|holiday";

/// Abbreviations whose dot ends no sentence.
const SHORT: &str = "einschl|inkl|incl|sept|febr|resp|ggf|vsl|voraussichtl|vendr|sett";

/// Words of two or three letters that end sentences, and are no abbreviations.
const LAST: &str =
    "da|weg|aus|mir|uns|los|là|moi|off|out|ooo|pto|you|me|us|it|now|too|yet|ill|day|op|mij|ons|ude|mig|dig|os|ute|oss|tam|nás|mě";

/// The month whose whole name has three letters.
const MAY: &str = "may|mai|maj|mei";

/// Whether the text holds Chinese, Japanese or Korean signs.
pub fn eastern(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'))
}

/// Splits folded text into words. Dots and slashes stay inside numbers; sentence ends become words of their own.
pub fn words(folded: &str) -> Vec<String> {
    const WEEKDAYS: [&str; 7] = ["月", "火", "水", "木", "金", "土", "日"];
    let mut folded = common(folded);
    if eastern(&folded) {
        for day in WEEKDAYS {
            folded = folded.replace(&format!("（{day}）"), " ").replace(&format!("({day})"), " ");
        }
    }
    // French parts these signs from the word before them.
    let folded = folded.replace(" ;", ";").replace(" !", "!").replace(" ?", "?");
    let mut spaced = folded.replace(['，', '、', '；', '：', '（', '）', '！'], " ");
    if eastern(&folded) {
        for (sign, word) in SCRIPTS {
            // A year, month or day ends a number; the others stand for themselves.
            let number = sign == word || *sign == "号" || word.starts_with('日');
            let with = if number { format!("{word} ") } else { format!(" {word} ") };
            spaced = spaced.replace(sign, &with);
        }
        spaced = spaced.replace("  ", " ");
    }
    let mut out: Vec<String> = Vec::new();
    let raw: Vec<&str> = spaced.split([' ', ',', '(', ')', '"']).filter(|raw| !raw.is_empty()).take(1500).collect();
    let mut at = 0;
    while let Some(word) = raw.get(at) {
        at += 1;
        let next = |n: usize| raw.get(at + n).copied().unwrap_or_default();
        let word = word.trim_matches(|c: char| "'*:<>[]".contains(c));
        // Czech and Finnish write "7. 9. 2026".
        if (dotted(word) || dotted_days(word)) && dotted(next(0)) {
            let year = next(1).trim_end_matches(['.', '!']);
            let named = year.len() == 4 && year.bytes().all(|c| c.is_ascii_digit());
            out.push(format!("{word}{}{}", next(0), if named { year } else { "" }).trim_end_matches('.').to_owned());
            at += 1 + usize::from(named);
            continue;
        }
        let bare = word.trim_end_matches(['!', '?', ';', '.']);
        // "28 juni-1 augusti", "Dec 24-Jan 3"
        if let Some((first, last)) = bare.split_once('-')
            && (month(first).is_some() && day(last).is_some()
                || day(first).is_some() && month(last).is_some() && day(next(0).trim_end_matches(',')).is_some())
        {
            out.extend([first, "-", last].map(str::to_owned));
            continue;
        }
        if bare.is_empty() {
            if word.contains(['.', '!', '?']) {
                out.push(".".to_owned());
            }
            continue;
        }
        let (mut bare, mark) = unglued(bare);
        // "返信は15日以降"
        if let Some(figure) = bare.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0 && is_kana(bare, *at)) {
            let (kana, rest) = bare.split_at(figure);
            out.push(kana.to_owned());
            bare = rest;
        }
        let digits = bare.starts_with(|c: char| c.is_ascii_digit());
        out.push(if digits { bare } else { unarticled(bare) }.to_owned());
        out.extend(mark.map(str::to_owned));
        // "On the 14th." ends; the dot of "14." may be an ordinal's.
        let counted = digits && ["st", "nd", "rd", "th"].iter().any(|end| bare.ends_with(end));
        let may = among(MAY, bare) && !next(0).starts_with(|c: char| c.is_ascii_digit());
        let last = counted || (!digits && bare.chars().count() > 3) || among(LAST, bare) || may;
        let ends = word.ends_with(['!', '?', ';', '.']) && last;
        if ends && !bare.contains('.') && !SHORT.split('|').any(|short| short == bare) {
            out.push(".".to_owned());
        }
    }
    spell_out(&mut out);
    out
}

/// "Fri 10/9", "10/9 Fri" in English: "mon" is French and "fri" Danish too, but for a day beside figures.
fn spell_out(words: &mut [String]) {
    if !words.iter().any(|word| among(ENGLISH, word)) {
        return;
    }
    let figures = |word: Option<&String>| {
        word.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()) && word.contains(['/', '-']))
    };
    for at in 0..words.len() {
        let beside = figures(words.get(at + 1)) || at.checked_sub(1).is_some_and(|before| figures(words.get(before)));
        let long = match words.get(at).map(String::as_str) {
            Some("mon") => "monday",
            Some("fri") => "friday",
            _ => continue,
        };
        if let Some(word) = words.get_mut(at).filter(|_| beside) {
            *word = long.to_owned();
        }
    }
}

/// Whether all before an octet of a word is Hiragana.
fn is_kana(word: &str, end: usize) -> bool {
    word.get(..end).is_some_and(|kana| kana.chars().all(|c| ('\u{3040}'..='\u{309f}').contains(&c)))
}

fn unarticled(word: &str) -> &str {
    ["l'", "d'", "all'", "dell'"].iter().find_map(|article| word.strip_prefix(article)).unwrap_or(word)
}

/// `7.`
fn dotted(word: &str) -> bool {
    word.strip_suffix('.').is_some_and(|digits| (1..=2).contains(&digits.len()) && digits.bytes().all(|c| c.is_ascii_digit()))
}

/// `19.-23.`
fn dotted_days(word: &str) -> bool {
    word.split_once('-').is_some_and(|(first, last)| (dotted(first) || dotted(&format!("{first}."))) && dotted(last))
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn short_words_end_sentences_and_abbreviations_do_not() {
        for (text, ends) in [
            ("ich bin nicht da. rechnungen werden erst am 2.11. bezahlt.", 2),
            ("ich bin weg. bis dann.", 2),
            ("i am out. please call me. thanks.", 3),
            ("je ne suis pas là. merci.", 2),
            ("ich bin vsl. bis einschl. 12. okt. bei dr. wolf.", 1),
        ] {
            assert_eq!(words(text).iter().filter(|word| *word == ".").count(), ends, "{text}");
        }
    }
}
