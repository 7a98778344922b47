//! Addresses of desks and functions, told from those of people by what stands before the `@`.

use super::wordlist::{Words, words};
use crate::domain::address::Address;

/// Whether an address belongs to a desk, a function or a machine: `info@`, `sales-uk@`, `customer.service@`.
pub fn is_role(address: &Address) -> bool {
    let local = address.local();
    let parted = |c: char| !c.is_alphanumeric();
    let whole: String = local.chars().filter(|c| c.is_alphabetic()).collect();
    let first = local.split(parted).find(|part| !part.is_empty()).unwrap_or_default();
    ROLES.has(&whole) || ROLES.has(first.trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// Whether a word in lower case, as in "Acme Support", is the name of a desk or function.
pub fn is_desk(word: &str) -> bool {
    ROLES.has(word) || SYSTEMS.has(word)
}

/// Whether an address is that of the mail system of a house: no person writes from it.
pub fn is_mail_system(address: &Address) -> bool {
    SYSTEMS.has(&address.local().chars().filter(|c| c.is_alphabetic()).collect::<String>())
}

static SYSTEMS: Words =
    words("postmaster|mailerdaemon|maildaemon|mailsystem|mailadmin|quarantine|antispam|spamfilter|mailgateway");

/// Local parts, or their first part, without digits.
static ROLES: Words = words(
    "\
info|information|support|sales|contact|contacts|contactus|hello|hi|hey|office|admin|administration|administrator|help|helpdesk|
service|services|servicedesk|customerservice|customerservices|customercare|customersupport|customer|customers|clients|care|team|mail|
email|post|enquiries|enquiry|inquiries|inquiry|orders|order|billing|accounts|accounting|accountspayable|payables|invoice|invoices|
finance|purchasing|procurement|purchase|hr|jobs|careers|recruiting|recruitment|press|media|marketing|reception|frontdesk|booking|
bookings|reservations|noreply|donotreply|reply|postmaster|webmaster|hostmaster|abuse|root|kontakt|vertrieb|verkauf|einkauf|zentrale|
empfang|sekretariat|buero|büro|kundenservice|kundendienst|bestellung|bestellungen|rechnung|rechnungen|buchhaltung|verwaltung|anfrage|
anfragen|accueil|bonjour|commercial|ventes|achats|direction|secretariat|compta|comptabilite|hola|ventas|compras|atencion|
atencionalcliente|pedidos|administracion|oficina|recepcion|ciao|vendite|acquisti|ordini|segreteria|amministrazione|ufficio|
protocollo|assistenza|geral|comercial|apoio|vendas|atendimento|contato|contacto|financeiro|encomendas|verkoop|inkoop|klantenservice|
receptie|administratie|bestelling|salg|indkoeb|indkob|innkjop|kundeservice|firmapost|kundtjanst|kundservice|forsaljning|inkop|
registrator|myynti|ostot|asiakaspalvelu|toimisto|biuro|sprzedaz|zakupy|zamowienia|obchod|podpora|objednavky|nakup|iletisim|bilgi|
satis|destek|zakaz|prodazhi|snab|titkarsag|ertekesites|birou|vanzari|tickets|ticket|desk|jira|zendesk|freshdesk|operations|logistics|shipping|dispatch|
quotes|quote|rfq|tenders|tender|vendor|vendors|suppliers|supplier|council|members|membership|news|newsletter|notifications|
notification|notify|alerts|alert|system|robot|bot|daemon|mailerdaemon|security|privacy|legal|compliance|dpo|datenschutz|gdpr|it|pr|
events|event|shop|store|webshop|feedback|ask|everyone|all|staff|projects|project|
operator|ap|remittance|remittances|supplierportal|lieferantenportal|portal|sav|zgloszenia|reklamacje|richieste|demandes|vorgang|bewerbung|jobs|bookings|survey|surveys|serviceclient|serviceclients|relationclient|",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn desks_are_told_from_people() {
        let role = |text: &str| is_role(&Address::parse(text).unwrap());
        assert!(
            ["info@a.example", "sales-uk@a.example", "customer.service@a.example", "office2@a.example"].into_iter().all(role)
        );
        assert!(!["pat@a.example", "pat.lee@a.example", "itziar@a.example", "p.service@a.example"].into_iter().any(role));
    }
}
