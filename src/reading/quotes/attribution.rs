//! "On Monday, Pat wrote:" in the languages of the common clients, wrapped over several lines or not.

use super::line::{Line, Role, is_filler};
use super::{dates, words};
use crate::domain::day_names::weekday;

/// An attribution that ends on the line asked about.
pub(super) struct Attribution {
    /// Its first line.
    pub start: usize,
    /// It is clear enough to take what follows for a quotation even without `>`.
    pub cuts: bool,
}

/// The longest joined text looked at; real ones are shorter.
const MAX_LEN: usize = 400;

/// The attribution that ends on line `end`.
pub(super) fn at(lines: &[Line], end: usize) -> Option<Attribution> {
    let last = lines.get(end)?;
    // A wrapped address can leave ">:" or "> wrote:" at the head of its last line.
    let wrapped = last.role == Role::Quoted && closes_address(last.bare);
    if last.is_blank() || (last.role != Role::Own && !wrapped) || !ends_like_one(last.bare) {
        return None;
    }
    let mut joined = last.bare.to_owned();
    let mut found = if wrapped { None } else { judge(&joined).map(|cuts| Attribution { start: end, cuts }) };
    for above in (end.saturating_sub(6)..end).rev() {
        let line = lines.get(above)?;
        if line.role != Role::Own
            || joined.len() + line.bare.len() > MAX_LEN
            || ends_sentence(line.bare)
            || ends_like_one(line.bare)
        {
            break;
        }
        if line.is_blank() {
            // HTML turned to text breaks around a linked address: "\n<\nmailto:...\n> wrote:".
            match joined.starts_with('<') {
                true => continue,
                false => break,
            }
        }
        let opens = opens_one(line.bare) || dates::with_name(line.bare);
        let torn = joined.starts_with(['<', '>']) || joined.starts_with("mailto:");
        let settled = found.as_ref().is_some_and(|f| f.cuts) && !torn;
        let dated = dates::precedes(line.bare, &joined);
        if settled && !dated && (!opens || opens_one(&joined) || dates::begins(&joined)) {
            break;
        }
        // "Dana wrote:" is one by itself: what stands above it is the author's, unless an attribution begins there.
        let whole = found.is_some() && !torn && !words::begins_with_verb(&joined);
        if whole && !dated && !line.bare.contains('@') && !has_time(line.bare) && !opened_above(lines, above) {
            break;
        }
        joined = format!("{} {joined}", line.bare);
        let judged = judge(&joined);
        if judged == Some(true) || (dated && found.is_some()) {
            let cuts = judged == Some(true) || found.is_some_and(|found| found.cuts);
            found = Some(Attribution { start: above, cuts });
        }
    }
    found
}

/// Whether line `at` is an attribution behind which the quoted text begins at once, as Yahoo has it on telephones:
/// "On Mon, May 4, 2026 at 10:15 AM, Dana Reyes<dana@northfield.example> wrote:   Hello Pat,".
pub(super) fn runs_on(lines: &[Line], at: usize) -> bool {
    let Some(line) = lines.get(at).filter(|line| line.role == Role::Own && line.bare.contains('@')) else { return false };
    let bare = line.bare;
    if !(opens_one(bare) && bare.contains('>')) {
        return false;
    }
    let colons = bare.match_indices([':', '：']).take_while(|(colon, _)| *colon < MAX_LEN);
    let mut heads = colons.filter_map(|(colon, mark)| bare.get(..colon + mark.len()));
    heads.any(|head| {
        head.len() < bare.len() && head.contains('>') && has_year(head) && has_time(head) && judge(head) == Some(true)
    })
}

/// Whether line `at` is GroupWise's `>>> Dana Reyes <dana@northfield.example> 04.05.26 10.15 Uhr >>>` above a text without marks.
pub(super) fn is_groupwise(lines: &[Line], at: usize) -> bool {
    let Some(line) = lines.get(at).filter(|line| line.bare.starts_with(">>> ") && line.bare.ends_with(" >>>")) else {
        return false;
    };
    let next = lines.get(at + 1..).and_then(|below| below.iter().find(|line| !line.is_blank()));
    is_dated(line.bare) && next.is_some_and(|next| next.role == Role::Own)
}

/// Whether a line of the paragraph that ends on line `end`, among its last six, begins as an attribution does.
fn opened_above(lines: &[Line], end: usize) -> bool {
    let above = lines.get(end.saturating_sub(5)..=end).unwrap_or_default().iter().rev();
    above
        .take_while(|line| line.role == Role::Own && !line.is_blank())
        .any(|line| (opens_one(line.bare) && dates::tells(line.bare)) || dates::with_name(line.bare))
}

/// A full stop behind a word too long to be an abbreviated month.
fn ends_sentence(bare: &str) -> bool {
    let word = bare.trim_end_matches('.').split(is_filler).next_back().unwrap_or_default();
    let told = || words::find_verb(&bare.to_lowercase()).is_some();
    bare.ends_with(['!', '?'])
        || (bare.ends_with('.') && word.chars().filter(|c| c.is_alphabetic()).count() > 3 && told())
        || (bare.ends_with('.') && (word.contains('@') || word.chars().filter(|c| c.is_alphabetic()).count() > 5))
}

fn closes_address(bare: &str) -> bool {
    let rest = bare.trim_start_matches('>').trim_start_matches(is_filler);
    bare.starts_with('>') && !bare.starts_with(">>") && (rest == ":" || words::is_verb_colon(rest))
}

/// Cheap test on the last line alone, so that the costly one runs seldom.
fn ends_like_one(bare: &str) -> bool {
    let trimmed = bare.trim_end_matches(|c: char| is_filler(c) || c == '*' || c == '_');
    trimmed.ends_with([':', '：']) || trimmed.ends_with("--") || starts_with_iso_date(trimmed)
}

/// `Some(true)`: an attribution beyond doubt. `Some(false)`: one if a quotation follows. `None`: none.
fn judge(joined: &str) -> Option<bool> {
    if joined.len() > MAX_LEN {
        return None;
    }
    let text = joined.trim_matches(|c: char| is_filler(c) || "*_-".contains(c));
    // The shortest one says "on 4 Pat wrote" in Chinese.
    if text.len() < 6 {
        return None;
    }
    let dashed = joined.starts_with("--") && joined.ends_with("--");
    let lower = text.to_lowercase();
    let address = lower.contains('@');
    let (year, time) = (has_year(&lower), has_time(&lower));
    // Gmail of 2010 to 2017 without a verb: "2016-03-03 17:21 GMT+01:00 Some One <x@y>:".
    if starts_with_iso_date(text) && (lower.contains(" gmt") || (address && lower.ends_with(['>', ':']))) {
        return Some(true);
    }
    if !lower.ends_with([':', '：']) && !dashed {
        return None;
    }
    // Any language: who, with an address, and when, to the minute.
    let who = lower.trim_end_matches(|c: char| is_filler(c) || ":：".contains(c)).ends_with(['>', ')', ']', '"']);
    if address && year && time && who && !words::is_header(text) {
        return Some(true);
    }
    if address && who && words::quotes_somebody(&lower) {
        return Some(true);
    }
    let (before, after) = words::find_verb(&lower)?;
    let date = year || time || has_day(&lower);
    let last_word = lower.get(after..).unwrap_or_default().chars().all(|c| is_filler(c) || ":：-".contains(c));
    if words::first_person(&lower) {
        return None;
    }
    let bracketed = address && lower.contains(['<', '(', '[']);
    let clear = (bracketed && (last_word || year || time))
        || (date && last_word)
        || (year && time && (opens_one(text) || is_name(text.get(..before).unwrap_or_default())))
        // "Op 27 november 2026 schreef Dana:"
        || (year && opens_one(text) && is_name(text.get(after..).unwrap_or_default().trim_end_matches([':', '：'])));
    Some(clear && !words::is_header(text))
}

/// One to four words that each begin as a name does: "Pat Lee kirjoitti 4.6.2026 klo 15.33:".
fn is_name(text: &str) -> bool {
    let words = || text.split(is_filler).filter(|word| !word.is_empty());
    let particle =
        |word: &str| matches!(word, "van" | "von" | "de" | "der" | "den" | "di" | "da" | "la" | "le" | "del" | "af" | "av");
    (1..=4).contains(&words().count())
        && words().any(|word| word.starts_with(char::is_uppercase))
        && words().all(|word| (word.starts_with(char::is_uppercase) || particle(word)) && !word.contains([':', ',']))
}

/// The line begins as an attribution does: "On 12 ...", "Am 12. ...", "2016-...", "pt., 1 maj 2020 ...".
fn opens_one(bare: &str) -> bool {
    let first = bare.split(is_filler).next().unwrap_or_default();
    let digit = |text: &str| text.chars().any(|c| c.is_ascii_digit());
    let opens = |first: &str| words::opens_attribution(first) || weekday(first.trim_end_matches(',')).is_some();
    digit(bare) && (opens(&first.to_lowercase()) || bare.starts_with(|c: char| c.is_ascii_digit()))
}

fn starts_with_iso_date(text: &str) -> bool {
    let mut digits = 0;
    for c in text.chars().take(5) {
        match (c, digits) {
            ('0'..='9', 0..4) => digits += 1,
            ('-' | '/', 4) => return text.starts_with("20") || text.starts_with("19"),
            _ => return false,
        }
    }
    false
}

/// The line gives a date with its year and a time.
pub(super) fn is_dated(bare: &str) -> bool {
    bare.len() < MAX_LEN && has_year(bare) && has_time(bare)
}

/// A year such as 2016, or a date with slashes or dots such as 6/16/16.
pub(super) fn has_year(text: &str) -> bool {
    let numbers = |n: &str| n.len() == 4 && (n.starts_with("19") || n.starts_with("20"));
    text.split(|c: char| !c.is_ascii_digit()).any(numbers) || text.split(is_filler).any(is_short_date)
}

/// `04.06.26`, `6/4/26,`.
fn is_short_date(word: &str) -> bool {
    let word = word.trim_end_matches([',', '.', ':']);
    let parts = || word.split(['.', '/', '-']);
    word.len() >= 6
        && parts().count() == 3
        && parts().all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|c| c.is_ascii_digit()))
}

pub(super) fn has_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes
        .windows(4)
        .any(|w| matches!(w, [a, b':' | b'.' | b'h', c, d] if a.is_ascii_digit() && c.is_ascii_digit() && d.is_ascii_digit()))
}

fn has_day(text: &str) -> bool {
    text.split(is_filler).any(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::super::split;

    fn new(plain: &str) -> String {
        split(plain).new_text.replace('\n', "/")
    }

    #[test]
    fn an_attribution_in_any_language_wrapped_or_not() {
        let attributions = [
            "On Thu, 4 Jun 2026 at 15:33, Pat Lee <pat@acme.example> wrote:",
            "On Thu, Jun 4, 2026 at 3:33 PM, Pat Lee via Acme <\npat@acme.example> wrote:",
            "Am Do., 4. Juni 2026 um 15:33 Uhr schrieb Pat Lee <\npat@acme.example\n>:",
            "Pat Lee <pat@acme.example> schrieb am Do., 4.\nJuni 2026 um 15:33 Uhr:",
            "Le jeu. 4 juin 2026 à 15:33, Pat Lee <pat@acme.example> a\nécrit :",
            "El jue, 4 jun 2026 a las 15:33, Pat Lee (<pat@acme.example>) escribió:",
            "Il giorno gio 4 giu 2026 alle ore 15:33 Pat Lee <pat@acme.example> ha scritto:",
            "Em qui., 4 de jun. de 2026 às 15:33, Pat Lee <pat@acme.example> escreveu:",
            "Op do 4 jun 2026 om 15:33 schreef Pat Lee <pat@acme.example>:",
            "Den tors 4 juni 2026 kl 15:33 skrev Pat Lee <pat@acme.example>:",
            "to 4. kesäk. 2026 klo 15.33 Pat Lee (pat@acme.example) kirjoitti:",
            "czw., 4 cze 2026 o 15:33 Pat Lee <pat@acme.example> napisał(a):",
            "čt 4. 6. 2026 v 15:33 odesílatel Pat Lee <pat@acme.example> napsal:",
            "чт, 4 июн. 2026 г. в 15:33, Pat Lee <pat@acme.example>:",
            "Pat Lee <pat@acme.example> ezt írta (időpont: 2026. jún. 4., Cs, 15:33):",
            "Pat Lee <pat@acme.example>, 4 Haz 2026 Per, 15:33 tarihinde şunu yazdı:",
            "În joi, 4 iun. 2026 la 15:33, Pat Lee <pat@acme.example> a scris:",
            "Στις Πέμ 4 Ιουν 2026 στις 3:33 μ.μ., ο/η Pat Lee <pat@acme.example> έγραψε:",
            "2026年6月4日(木) 15:33 Pat Lee <pat@acme.example>:",
            "2026/06/04 15:33、Pat Lee <pat@acme.example>のメール:",
            "Pat Lee <pat@acme.example> 于2026年6月4日周四 15:33写道：",
            "2026년 6월 4일 (목) 오후 3:33, Pat Lee <pat@acme.example>님이 작성:",
            "Vào Th 5, 4 thg 6, 2026 vào lúc 15:33 Pat Lee <pat@acme.example> đã viết:",
            "Pada Kam, 4 Jun 2026 pukul 15.33 Pat Lee <pat@acme.example> menulis:",
            "---- On Thu, 04 Jun 2026 15:33:00 +0100 Pat Lee <pat@acme.example> wrote ----",
            "2026-06-04 15:33 GMT+01:00 Pat Lee <pat@acme.example>:",
            "On 04/06/2026 15:33, Pat Lee wrote:",
        ];
        for attribution in attributions {
            assert_eq!(new(&format!("Fine with me.\n\n{attribution}\n\nold text\n")), "Fine with me.", "{attribution}");
            assert_eq!(new(&format!("{attribution}\n> old\n\nFine with me.")), "Fine with me.", "{attribution}");
        }
    }

    #[test]
    fn an_attribution_may_be_wrapped_wherever_a_space_stands() {
        let mut left = Vec::new();
        for attribution in [
            "On 27 November 2026 Dana wrote:",
            "On 27 November 2026 at 10:15 Dana Reyes wrote:",
            "On Fri, Nov 27, 2026 at 10:15 AM, Dana Reyes <dana@northfield.example> wrote:",
            "On Friday, November 27, 2026, Dana Reyes wrote:",
            "Op 27 november 2026 schreef Dana:",
            "Op vrijdag 27 november 2026 om 10:15 schreef Dana van Dijk:",
            "Op vr 27 nov 2026 om 10:15 schreef Dana Reyes <dana@northfield.example>:",
            "Am 27. November 2026 schrieb Dana:",
            "Am Freitag, 27. November 2026 um 10:15 schrieb Dana Reyes:",
            "Am 27.11.2026 schrieb Dana Reyes:",
            "Am 27.11.2026 um 10:15 schrieb Dana Reyes:",
            "Den 27 november 2026 skrev Dana:",
            "Den 27. november 2026 kl. 10:15 skrev Dana Reyes:",
            "Le 27 novembre 2026 Dana a écrit :",
            "Le vendredi 27 novembre 2026 à 10:15, Dana Reyes a écrit :",
            "El 27 de noviembre de 2026 Dana escribió:",
            "El viernes, 27 de noviembre de 2026 a las 10:15, Dana Reyes escribió:",
            "Il 27 novembre 2026 Dana ha scritto:",
            "Il giorno venerdì 27 novembre 2026 alle ore 10:15 Dana Reyes ha scritto:",
            "Em 27 de novembro de 2026 Dana escreveu:",
            "Em sexta-feira, 27 de novembro de 2026 às 10:15, Dana Reyes escreveu:",
            "Dana kirjoitti 27. marraskuuta 2026 klo 10.15:",
            "Dnia 27 listopada 2026 Dana napisała:",
            "W dniu 27 listopada 2026 10:15 Dana Reyes napisał(a):",
            "Dne 27. listopadu 2026 Dana napsala:",
            "Dne pátek 27. listopadu 2026 10:15 Dana Reyes napsal(a):",
            "27 ноября 2026 г. Дана написала:",
            "27 листопада 2026 р. Дана написала:",
            "2026. november 27. Dana írta:",
            "În 27 noiembrie 2026 Dana a scris:",
            "27 Kasım 2026 Dana yazdı:",
            "Στις 27 Νοεμβρίου 2026 Δανάη έγραψε:",
        ] {
            let spaces: Vec<usize> = attribution.match_indices(' ').map(|(at, _)| at).collect();
            for (i, first) in spaces.iter().enumerate() {
                for second in spaces.iter().skip(i) {
                    let mut wrapped = attribution.to_owned();
                    wrapped.replace_range(*second..=*second, "\n");
                    wrapped.replace_range(*first..=*first, "\n");
                    // No client breaks around a word alone.
                    if wrapped.contains("\nAM,\n") || wrapped.contains("\nAM, Dana\n") || wrapped.contains("\nDana\n") {
                        continue;
                    }
                    for (quoted, text) in [
                        ("> ", format!("Fine with me.\n\n{wrapped}\n> old text\n")),
                        ("", format!("Fine with me.\n\n{wrapped}\n\nold text\n")),
                    ] {
                        let got = new(&text);
                        if got != "Fine with me." {
                            left.push(format!("{quoted}{}: {got}", wrapped.replace('\n', "/")));
                        }
                    }
                }
            }
        }
        assert!(left.is_empty(), "{} are left:\n{}", left.len(), left.join("\n"));
    }

    #[test]
    fn an_answer_right_above_an_attribution_stays() {
        for (text, want) in [
            ("40\nDana wrote:\n> How many?", "40"),
            ("Monday 8 works\nOn Fri, Dana wrote:\n> When?", "Monday 8 works"),
            ("27 November 2026\nOn Fri, 4 Dec 2026 at 10:15, Dana wrote:\n> When?", "27 November 2026"),
            ("On Friday\nDana wrote:\n> When?", "On Friday"),
            ("At 10\nDana Reyes <dana@northfield.example> wrote:\n> When?", "At 10"),
            ("Op vrijdag graag.\nOp 27 november 2026\nschreef Dana:\n> Wanneer?", "Op vrijdag graag."),
            ("Geht klar\nAm 27. November 2026\nschrieb Dana:\n> Wann?", "Geht klar"),
            (
                "Am 27. November 2026 schrieb Dana, dass es passt.\nGut so.",
                "Am 27. November 2026 schrieb Dana, dass es passt./Gut so.",
            ),
            (
                "On 27 November 2026 we sign.\nThese points are open:\n- price",
                "On 27 November 2026 we sign./These points are open:/- price",
            ),
            ("Start: 27 November 2026\nOrt: Leeds\nWer: Dana", "Start: 27 November 2026/Ort: Leeds/Wer: Dana"),
        ] {
            assert_eq!(new(text), want, "{text}");
        }
    }
}
