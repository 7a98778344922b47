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
    "inköpsorder",
    "innkjøpsordre",
    "ostotilaus",
    "order confirmation signed",
    "zamówienie",
];
const SIGNED: &[&str] = &[
    "signed",
    "countersigned",
    "executed",
    "unterschrieben",
    "unterzeichnet",
    "signé",
    "signée",
    "signe",
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
    &["auftrag", "pedido", "ordine", "zamówienie", "zamowienie", "commande", "encomenda", "opdracht", "bestelling"];
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
    "cancelled",
    "canceled",
    "cancellation",
    "redline",
    "muster",
    "delivery note",
    "lieferschein",
    "bon de livraison",
    "albarán",
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
];
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
    "cotización",
    "orçamento",
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
    if has(NOT_BINDING) {
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

/// `PO-4471.pdf`, `PO 4471`, `P.O. 4471`, `PO4471`.
fn is_order_number(words: &[String]) -> bool {
    let number = |word: Option<&String>| word.is_some_and(|word| word.chars().any(|c| c.is_ascii_digit()));
    words.iter().enumerate().any(|(n, word)| {
        // "Auftrag_4711": the word alone may stand on any paper.
        if ORDER_WORDS.contains(&word.as_str()) && number(words.get(n + 1)) {
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

/// `Q-26-0117.pdf`, `Q26-0117`.
fn is_quote_number(words: &[String]) -> bool {
    let digits = |word: &str| word.len() >= 2 && word.chars().all(|c| c.is_ascii_digit());
    words.iter().zip(words.iter().skip(1)).any(|(word, next)| word == "q" && digits(next))
        || words.iter().any(|word| word.strip_prefix('q').is_some_and(digits))
}

/// The words of a file name, lower case; without its extension, and split where case or separators change.
fn words(name: &str) -> Vec<String> {
    let stem = name.rsplit_once('.').filter(|(_, end)| end.len() <= 5 && !end.contains(' ')).map_or(name, |(stem, _)| stem);
    let mut spaced = String::with_capacity(stem.len() + 8);
    let mut before = ' ';
    for c in stem.chars().take(300) {
        if c.is_uppercase() && before.is_lowercase() {
            spaced.push(' ');
        }
        spaced.push(if c.is_alphanumeric() { c } else { ' ' });
        before = c;
    }
    spaced.to_lowercase().split_whitespace().map(str::to_owned).collect()
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
