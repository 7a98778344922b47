//! Signatures that say so: below `-- ` (RFC 3676) or a bare `--`, below a rule when they look like one, and the lines that
//! phones and clients add.

use super::line::{Line, Role};
use super::{answer, signoff};
use crate::reading::wordlist::{Words, words};

/// Marks the delimited signature and the tag lines of one stretch of own lines. `told` says that the author wrote something in an
/// earlier stretch.
pub(super) fn mark(segment: &mut [Line], author: &str, told: bool) {
    let last = segment.iter().rposition(|line| !line.is_blank() && !is_tag(line.bare, true));
    for (at, line) in segment.iter_mut().enumerate().filter(|(_, line)| line.role == Role::Own) {
        if is_tag(line.bare, last.is_none_or(|last| at > last)) {
            line.role = Role::Signature;
        }
    }
    trim_dividers(segment);
    if let Some(at) = delimiter(segment, author) {
        let answer = answer::below(segment, at, told);
        let below = segment.iter_mut().enumerate().skip(at).filter(|(line, _)| !answer.contains(line));
        below.for_each(|(_, line)| line.role = Role::Signature);
        trim_dividers(segment);
    }
}

/// Rules and ornaments at the end of the author's text belong to nobody.
fn trim_dividers(segment: &mut [Line]) {
    for line in segment.iter_mut().rev().filter(|line| line.role == Role::Own) {
        if line.is_divider() {
            line.role = Role::Quoted;
        } else if !line.is_blank() {
            return;
        }
    }
}

/// Where the signature begins.
fn delimiter(segment: &[Line], author: &str) -> Option<usize> {
    segment.iter().enumerate().position(|(at, line)| {
        let below = || segment.get(at + 1..).unwrap_or_default().iter().filter(|line| !line.is_blank()).take(26);
        match line.bare {
            // A bare one can also part two halves of a long text.
            "--" => below().count() <= 25,
            "—" | "–" | "---" => {
                let above = segment.get(..at).unwrap_or_default().iter().rfind(|line| !line.is_blank());
                // "Summary:", a rule, what is summed up, and one more rule with text below.
                let list = || {
                    let rule = below().position(Line::is_divider);
                    let ruled =
                        segment.iter().take(at).any(Line::is_divider) && !below().any(|line| signoff::names_somebody(line.bare));
                    above.is_some_and(|line| line.bare.ends_with([':', '：']))
                        || rule.is_some_and(|rule| below().count() > rule + 1)
                        || ruled
                };
                let bare = || !list() && below().all(|line| !signoff::is_prose(line.bare) && !is_sentence(line.bare));
                below().count() <= 12 && (bare() || is_slogan(segment, at, author))
            }
            _ if line.role == Role::Own
                && line.is_divider()
                && line.bare.chars().count() >= 3
                && is_slogan(segment, at, author) =>
            {
                true
            }
            _ if line.role == Role::Own && line.is_divider() && line.bare.chars().count() >= 5 => {
                let like = |line: &Line| line.role == Role::Signature || signoff::is_signature_like(line.bare);
                let named = |line: &Line| line.role == Role::Signature || signoff::names_somebody(line.bare);
                below().count() <= 10 && below().all(|line| like(line) || signoff::is_motto(line.bare)) && below().any(named)
            }
            _ => false,
        }
    })
}

/// Whether the rule on line `at` parts the author's name from a slogan, or stands above the name with a slogan below: short lines that ask
/// nothing and speak of no business, and one alone where the name is above. "P.S." goes on with the letter.
fn is_slogan(segment: &[Line], at: usize, author: &str) -> bool {
    let below: Vec<&str> = segment.iter().skip(at + 1).filter(|line| !line.is_blank()).map(|line| line.bare).take(13).collect();
    let above = segment.iter().take(at).rev().find(|line| !line.is_blank()).map_or("", |line| line.bare);
    let named = |line: &str| signoff::is_author(line.split([',', '|', '/']).next().unwrap_or_default(), author);
    match below[..] {
        [first, second, ..] if named(first) && !above.is_empty() && signoff::is_signature_like(second) => {
            below.len() <= 12
                && below.iter().all(|line| signoff::is_signature_like(line) || (signoff::advertises(line) && !line.contains('?')))
        }
        [only] => named(above) && signoff::advertises(only) && !only.contains(['?', ':']) && !goes_on(only),
        _ => false,
    }
}

/// "We need forty", "And make it forty" or "40, by May", behind the author's name, is no slogan; "since 1950" may be.
fn goes_on(text: &str) -> bool {
    let lower = text.to_lowercase();
    let first = lower.split_whitespace().next().unwrap_or_default();
    matches!(first, "and" | "und" | "et" | "y" | "e" | "en" | "og" | "och" | "but" | "aber" | "make" | "it")
        || text.starts_with(char::is_lowercase)
        || text.split(|c: char| !c.is_ascii_digit()).any(|figures| !figures.is_empty() && figures.len() != 4)
        || lower.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "we" | "wir" | "nous" | "us" | "uns"))
}

/// A short sentence, which no signature holds: "We take option C."
fn is_sentence(bare: &str) -> bool {
    let scanned = ["virus", "avast", "norton", "sophos"].iter().any(|word| bare.to_lowercase().contains(word));
    !scanned
        && bare.ends_with(['.', '!', '?'])
        && bare.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count() >= 2
}

/// "Sent from my iPhone" and its like in many languages. `ends` says that no text follows: above some, "Sent from my side" is a sentence.
fn is_tag(bare: &str, ends: bool) -> bool {
    if bare.is_empty() || bare.len() > 160 {
        return false;
    }
    // Where a picture was.
    if bare.starts_with("[cid:") && bare.ends_with(']') && bare.matches('[').count() == 1 {
        return true;
    }
    let core = bare.trim_start_matches(|c: char| !c.is_alphanumeric());
    let core = core.trim_end_matches(|c: char| "<>()[]*_.! ".contains(c));
    if !TAGS.may_begin(core) && !PREFIXES.may_begin(core) && !ENDINGS.may_end(core) && !DEVICES.may_end(core) {
        return false;
    }
    let lower = core.to_lowercase();
    let lower = lower.as_str();
    if TAGS.begin(lower) {
        let get = lower.starts_with("get ") || lower.starts_with("get [");
        let short = lower.split_whitespace().count() <= 6 || lower.contains("http");
        return if get { short } else { ends && !lower.contains(',') || APPARATUS.within(lower) };
    }
    if lower.starts_with("get ")
        && [" for android", " for ios", " for iphone", " for mobile"].iter().any(|end| lower.ends_with(end))
    {
        // "Get the crane for mobile use": a program's name is capitalised.
        let program = core.split_whitespace().nth(1).is_some_and(|word| word.starts_with(|c: char| !c.is_lowercase()));
        return program && lower.split_whitespace().count() <= 6;
    }
    let product = |rest: &str| PRODUCTS.begin(rest.trim_start_matches(['[', '<', '*', ' ']));
    if PREFIXES.list().iter().any(|prefix| lower.strip_prefix(*prefix).is_some_and(product)) {
        return true;
    }
    let words = lower.split_whitespace().count();
    words <= 4 && DEVICES.end(lower) || ENDINGS.end(lower)
}

/// What such a line names wherever it stands.
static APPARATUS: Words = words(
    "\
phone|ipad|ipod|android|samsung|galaxy|blackberry|mobil|handy|tablet|outlook|mail|huawei|pixel|nokia|windows|yahoo|device|gerät|verizon|xiaomi|spark|
excuse|typo|brevity|cell|portable|móvil|celular|telemóvel|cellulare|telefon|puhelim|kännyk|htc|sony|motorola|oneplus|mac|watch|",
);

/// Short lines that end so are tags.
static DEVICES: Words = words(" from mobile|via mobile|from my phone");

/// Lines that begin so are tags whatever follows.
static TAGS: Words = words(
    "\
sent from my |sent via my |sent on my |from my iphone|from my ipad|sent from a phone|sent from a mobile|
sent from phone|sent via mobile|sent from mobile|sent by galaxy|sent on the go|sent while mobile|
sent using a mobile|envoyé depuis mon |envoyé de mon |envoyé à partir de|envoyé par mon |envoyé avec |
von meinem |gesendet von mein|gesendet mit |von unterwegs gesendet|diese nachricht wurde von mein|
enviado desde mi |enviado de meu |enviado do meu |enviado a partir do meu|inviato da |inviato dal mio|
verzonden vanaf mijn |verzonden met |verstuurd vanaf mijn|verstuurd met |skickat från |sendt fra |send fra |
lähetetty |wysłane z |wysłano z |odesláno z |odoslané z |отправлено с |отправлено из |надіслано з |elküldve a|
trimis de pe|iphone'umdan gönderildi|στάλθηκε από το|從我的 |从我的|发自我的|發自我的|iphoneから送信|나의 iphone|내 iphone에서|
get outlook for |get outlook für |get outlook pour |get outlook para |get outlook per |get outlook voor |get outlook til |get outlook för |get [outlook for|get the outlook|télécharger outlook|outlook für |holen sie sich outlook|
obtener outlook|obter o outlook|scarica outlook|download outlook|hanki outlook|hämta outlook|hent outlook|
pobierz program outlook|",
);
/// After these, one of [`PRODUCTS`] must follow: "sent from the warehouse yesterday" is a sentence.
static PREFIXES: Words = words(
    "\
sent from |sent with |sent via |sent by |sent using |gesendet von |envoyé depuis |enviado desde |enviado con |
enviado com |enviado do |",
);
static PRODUCTS: Words = words(
    "\
outlook|mail]|mail for|mailbox|windows|yahoo|airmail|aol|samsung|proton|blackberry|iphone|ipad|ipod|android|
nine|spark|galaxy|huawei|xiaomi|k-9|bluemail|blue mail|edison|newton|nylas|sparrow|polymail|superhuman|spike|
hey|gmail|zoho|front|mobile|my |mutt|thunderbird|workspace one|mymail|mail.ru|gmx|web.de|type app|typeapp|
mailspring|canary|missive|fastmail|tutanota|boxer|",
);
static ENDINGS: Words = words(
    "\
mobiltelefon mit k-9 mail gesendet|mobilgerät gesendet|handy gesendet|iphone gesendet|ipad gesendet|samsung mobile gesendet|galaxy gesendet|
smartphone gesendet|please excuse typos|please excuse any typos|please excuse brevity|
please excuse my brevity|please excuse the brevity|iphone 傳送|的iphone|的 iphone|から送信|에서 보냄|üzerinden gönderildi|",
);

#[cfg(test)]
mod tests {
    use super::super::split_of;

    fn new(plain: &str) -> String {
        split_of(plain, "Pat Lee pat.lee").new_text.replace('\n', "/")
    }

    #[test]
    fn how_many_go_where_is_no_signature() {
        for (plain, answer) in [
            ("As agreed.\n\nBest\nPat\n\nLine 4 | 40 units\nLine 5 | 20 units", "Line 4 | 40 units/Line 5 | 20 units"),
            ("Wie besprochen.\n\nGruß\nPat\nHalle Nord | Vierzig Stück", "Halle Nord | Vierzig Stück"),
        ] {
            assert!(new(plain).ends_with(answer), "{plain}: {}", new(plain));
        }
        for (plain, rest) in [
            ("Yes.\n\nBest regards\nPat Lee\nAcme Ltd | Units 4 to 6, Mill Park | Leeds", "Yes."),
            ("Yes.\n\nBest regards\nPat Lee\nPlant Manager | Acme | T +44 20 7946 0000", "Yes."),
        ] {
            assert_eq!(new(plain), rest, "{plain}");
        }
    }
}
