//! Attachments, by their names: orders and signed contracts of theirs, quotes and proposals of ours.

/// Words that make a file an order or a contract that binds, in the languages that orders are written in.
const ORDERS: &[&str] = &[
    "purchase order",
    "purchaseorder",
    "bestellung",
    "auftragserteilung",
    "bon de commande",
    "bondecommande",
    "orden de compra",
    "pedido de compra",
    "ordem de compra",
    "ordine di acquisto",
    "ordine d acquisto",
    "inkooporder",
    "inkopsorder",
    "innkjopsordre",
    "ostotilaus",
    "indkobsordre",
    "nota de encomenda",
    "bestelbon",
    "bestelbrief",
    "buono d ordine",
    "order confirmation signed",
    "zamowienie",
    "objednavka",
    "megrendeles",
];
const SIGNED: &[&str] = &[
    "signed",
    "countersigned",
    "executed",
    "unterschrieben",
    "unterzeichnet",
    "gegengezeichnet",
    "signe",
    "signee",
    "signerat",
    "paskrivet",
    "underskrevet",
    "firmado",
    "firmada",
    "firmato",
    "assinado",
    "assinada",
    "ondertekend",
    "getekend",
    "undertecknad",
    "underskriven",
    "undertecknat",
    "allekirjoitettu",
    "podpisany",
    "podpisana",
    "podpisane",
];
/// Words that name an order beside its number.
const ORDER_WORDS: &[&str] =
    &["auftrag", "pedido", "ordine", "commande", "encomenda", "opdracht", "bestelling", "bestilling", "bestallning", "ordre"];
/// What makes it something else.
const NOT_BINDING: &[&str] = &[
    "draft",
    "template",
    "sample",
    "blank",
    "unsigned",
    "to be signed",
    "for signature",
    "tobesigned",
    "entwurf",
    "vorlage",
    "example",
    "nda",
    "non disclosure",
    "terms",
    "to sign",
    "not signed",
    "redline",
    "muster",
    "delivery note",
    "lieferschein",
    "bon de livraison",
    "albaran",
    "attendance",
    "visitor",
    "photo",
    "drawing",
    "zeichnung",
    "minutes",
    "protokoll",
    "timesheet",
    "time sheet",
    "certificate",
    "zertifikat",
    "permit",
    "checklist",
    "proposed",
    "wzor",
    "szablon",
    "skabelon",
    "brouillon",
    "borrador",
    "bozza",
    "rascunho",
    "utkast",
    "udkast",
    "minta",
    "vzor",
    "leeg",
    "voorbeeld",
    "ejemplo",
    "exemple",
    "exemplo",
    "exempel",
    "eksempel",
    "esempio",
    "przyklad",
    "vierge",
    "blanko",
    "logo",
];
/// Beginnings of such words: a paper about silence, a list of who came, an order that was taken back.
const NOT_BINDING_STEMS: &[&str] = &[
    "confidentialit",
    "confidencialidad",
    "geheimhaltung",
    "geheimhouding",
    "verschwiegenheit",
    "sekretess",
    "fortrolig",
    "taushet",
    "poufn",
    "riservatezza",
    "cancel",
    "anula",
    "annul",
    "storn",
    "referat",
    "deltager",
    "deltagar",
    "deltaker",
    "teilnehm",
];
/// A template of theirs where they end a name or stand before a paper, a product's model or a word of a name elsewhere.
const TEMPLATES: &[&str] = &["modelo", "modele", "modello", "mal", "concept"];
/// What stands between a template and its paper: "modelo de encomenda".
const OF: &[&str] = &["de", "d", "do", "da", "di", "for", "van", "av"];
/// What we send before anything is signed.
const OFFERS: &[&str] = &[
    "quote",
    "quotation",
    "offer",
    "proposal",
    "angebot",
    "kostenvoranschlag",
    "devis",
    "offert",
    "offerte",
    "tarjous",
    "oferta",
    "preventivo",
    "estimate",
    "estimation",
    "letter of engagement",
    "engagement letter",
    "price",
    "pricing",
    "prices",
    "presupuesto",
    "cotizacion",
    "orcamento",
    "proposta",
    "tilbud",
    "sow",
    "statement of work",
    "bid",
    "tender",
];

/// Whether a file of theirs is named as a purchase order or a signed contract.
pub(super) fn binds(name: &str) -> bool {
    let words = words(name);
    let has = |list: &[&str]| list.iter().any(|phrase| contains(&words, phrase));
    let stem = |word: &String| NOT_BINDING_STEMS.iter().any(|stem| word.starts_with(stem));
    if has(NOT_BINDING) || words.iter().any(stem) || is_template(&words) {
        return false;
    }
    // A quote that comes back unsigned is our own paper; a signed one is their word.
    has(SIGNED) || (!has(OFFERS) && (has(ORDERS) || is_order_number(&words)))
}

/// Whether a file of ours is named as a quote or proposal.
pub(in crate::domain) fn offers(name: &str) -> bool {
    let words = words(name);
    OFFERS.iter().any(|phrase| contains(&words, phrase)) || is_quote_number(&words)
}

/// "Nota de encomenda modelo", "concept inkooporder"; not "Encomenda 4471 modelo X200".
fn is_template(words: &[String]) -> bool {
    let paper = |rest: &[String]| {
        let phrase = |phrase: &&str| phrase.split(' ').eq(rest.iter().map(String::as_str).take(phrase.split(' ').count()));
        ORDERS.iter().any(phrase) || ORDER_WORDS.iter().chain(OFFERS).any(phrase)
    };
    words.iter().enumerate().filter(|(_, word)| TEMPLATES.contains(&word.as_str())).any(|(at, _)| {
        let rest = words.get(at + 1..).unwrap_or_default();
        rest.first().is_none_or(|next| OF.contains(&next.as_str())) || paper(rest)
    })
}

/// `PO-4471.pdf`, `PO 4471`, `P.O. 4471`, `PO4471`.
fn is_order_number(words: &[String]) -> bool {
    let number = |word: Option<&String>| word.is_some_and(|word| word.chars().any(|c| c.is_ascii_digit()));
    words.iter().enumerate().any(|(n, word)| {
        // "Auftrag_4711": the word alone may stand on any paper.
        if ORDER_WORDS.contains(&word.as_str()) && is_long_number(words.get(n + 1), words.get(n + 2)) {
            return true;
        }
        let glued = word.strip_prefix("po").is_some_and(|rest| rest.len() >= 3 && rest.chars().all(|c| c.is_ascii_digit()));
        let next = words.get(n + 1);
        let label = next.is_some_and(|next| matches!(next.as_str(), "number" | "no" | "nr" | "num"));
        let after = if label { words.get(n + 2) } else { next };
        let dotted = word == "p" && next.is_some_and(|next| next == "o") && number(words.get(n + 2));
        glued || dotted || (word == "po" && number(after))
    })
}

/// "4711", "A117", "26 0117": no day ("Ordre 16 septembre") and no count ("Bestilling 2 kaffe").
fn is_long_number(word: Option<&String>, next: Option<&String>) -> bool {
    let digits = |word: Option<&String>| word.map_or(0, |word| word.chars().filter(char::is_ascii_digit).count());
    let year = next.is_some_and(|next| next.starts_with("20") && next.len() == 4);
    digits(word) >= 3 || digits(word) >= 1 && digits(next) >= 3 && !year
}

/// `Q-26-0117.pdf`, `Q26-0117`.
fn is_quote_number(words: &[String]) -> bool {
    let digits = |word: &str| word.len() >= 2 && word.chars().all(|c| c.is_ascii_digit());
    words.iter().zip(words.iter().skip(1)).any(|(word, next)| word == "q" && digits(next))
        || words.iter().any(|word| word.strip_prefix('q').is_some_and(digits))
}

/// The words of a file name, lower case and without accents, which many programs drop or write apart; without its extension, and split
/// where case or separators change.
fn words(name: &str) -> Vec<String> {
    let stem = name.rsplit_once('.').filter(|(_, end)| end.len() <= 5 && !end.contains(' ')).map_or(name, |(stem, _)| stem);
    let mut spaced = String::with_capacity(stem.len() + 8);
    let mut before = ' ';
    // A mark that stands behind its letter, as a Mac writes it, is none of a word's own.
    for c in stem.chars().take(300).filter(|c| !('\u{300}'..='\u{36f}').contains(c)) {
        if c.is_uppercase() && before.is_lowercase() {
            spaced.push(' ');
        }
        spaced.push(if c.is_alphanumeric() { c } else { ' ' });
        before = c;
    }
    spaced.to_lowercase().chars().map(plain).collect::<String>().split_whitespace().map(str::to_owned).collect()
}

/// A small letter without its accent.
fn plain(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' => 's',
        'ù' | 'ú' | 'û' | 'ü' | 'ů' | 'ű' => 'u',
        'ý' => 'y',
        'ż' | 'ź' | 'ž' => 'z',
        _ => letter,
    }
}

fn contains(words: &[String], phrase: &str) -> bool {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    words.windows(phrase.len()).any(|run| run.iter().zip(&phrase).all(|(word, wanted)| word == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_and_signed_papers_bind() {
        for name in [
            "PO-4471.pdf",
            "PO 4471.pdf",
            "po4471.PDF",
            "P.O. 4471.pdf",
            "PO_no_4471.pdf",
            "Purchase Order 88.docx",
            "PurchaseOrder.pdf",
            "Bestellung 2026-17.pdf",
            "Contract_signed.pdf",
            "MSA-countersigned.pdf",
            "Q-26-0117 signed.pdf",
            "bon de commande.pdf",
            "Zamowienie ZK 2026 0311.pdf",
            "Zamówienie.pdf",
            "Zamo\u{301}wienie 12.pdf",
            "Nota de Encomenda 118.pdf",
            "Devis_signé.pdf",
            "Inkopsorder 7.pdf",
            "Indkøbsordre 7.pdf",
            "Bestilling 4711.pdf",
            "Encomenda 4471 modelo X200.pdf",
            "Bon de commande modèle R500.pdf",
            "Ordine di acquisto 12 Modello T4.pdf",
            "Purchase Order 88 Concept Kitchens.pdf",
            "PO 4471 Concept line.pdf",
            "Contrato modelo 2026 firmado.pdf",
            "Auftrag 26-0117.pdf",
            "Confidential - PO 4471.pdf",
        ] {
            assert!(binds(name), "{name}");
        }
        for name in [
            "Q-26-0117.pdf",
            "quote for PO.pdf",
            "PO draft.pdf",
            "contract_unsigned.pdf",
            "Contract for signature.pdf",
            "polo.pdf",
            "po.pdf",
            "NDA signed.pdf",
            "photo 12.jpg",
            "Portfolio2026.pdf",
            "contract.pdf",
            "bestilling.pdf",
            "Zamówienie wzór.pdf",
            "Nota de encomenda modelo.pdf",
            "Modelo de pedido 4471.pdf",
            "Modèle bon de commande.pdf",
            "concept inkooporder.pdf",
            "Inkooporder concept.pdf",
            "Ordre 16 septembre reunion.pdf",
            "ordre 2 du jour.pdf",
            "Bestilling 2 kaffe til mødet.pdf",
            "Ordre 16 09 2026.pdf",
            "Megrendelés minta.docx",
            "Bestelbon leeg.pdf",
            "Geheimhaltungsvereinbarung gegengezeichnet.pdf",
            "Accord de confidentialité signé.pdf",
            "Umowa o poufności podpisana.pdf",
            "Referat underskrevet.pdf",
            "Bestellung 4711 storniert.pdf",
            "PO 4711 cancelado.pdf",
            "Signee logo.png",
            "",
            ".pdf",
        ] {
            assert!(!binds(name), "{name}");
        }
    }

    #[test]
    fn quotes_and_proposals_are_offers() {
        for name in ["Quote_4471.pdf", "Q-26-0117.pdf", "Q26.pdf", "Angebot Linie 4.pdf", "AcmeProposal.docx", "devis.pdf"] {
            assert!(offers(name), "{name}");
        }
        for name in ["q.pdf", "minutes.pdf", "quota.xlsx", "logo.png"] {
            assert!(!offers(name), "{name}");
        }
    }
}
