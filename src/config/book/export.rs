//! The prospects as a table, with columns that the import knows again, or as vCards.

use crate::domain::address::Domain;
use crate::domain::roster::{Contact, Prospect, Roster};

const HEAD: [&str; 13] = [
    "prospect",
    "domain",
    "person",
    "email",
    "role",
    "id",
    "title",
    "value",
    "opened",
    "owner",
    "stage",
    "stage since",
    "aliases",
];

/// A table with a row for each deal with each person: whatever a prospect has least of is repeated.
///
/// # Errors
/// Those of `csv`: none that a text could cause.
pub fn table(roster: &Roster) -> Result<String, csv::Error> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(HEAD)?;
    for prospect in &roster.prospects {
        for row in rows(prospect) {
            out.write_record(row.map(|field| harmless(&field)))?;
        }
    }
    let bytes = out.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn rows(prospect: &Prospect) -> Vec<[String; 13]> {
    let count = prospect.deals.len().max(prospect.people.len()).max(prospect.domains.len()).max(1);
    let row = |index: usize| {
        let person = prospect.people.get(index);
        let deal = prospect.deals.get(index);
        let of_person = |read: &dyn Fn(&Contact) -> Option<String>| person.and_then(read).unwrap_or_default();
        [
            prospect.name.clone(),
            prospect.domains.get(index).map(Domain::to_string).unwrap_or_default(),
            of_person(&|one| one.name.clone()),
            of_person(&|one| Some(one.address.to_string())),
            of_person(&|one| one.role.clone()),
            deal.map(|deal| deal.id.to_string()).unwrap_or_default(),
            deal.map(|deal| deal.title.clone()).unwrap_or_default(),
            deal.and_then(|deal| deal.value.clone()).unwrap_or_default(),
            deal.map(|deal| deal.opened.to_string()).unwrap_or_default(),
            deal.map(|deal| deal.owner.to_string()).unwrap_or_default(),
            deal.and_then(|deal| deal.stage.clone()).unwrap_or_default(),
            deal.and_then(|deal| deal.stage_since).map(|since| since.to_string()).unwrap_or_default(),
            deal.map(|deal| deal.aliases.join("; ")).unwrap_or_default(),
        ]
    };
    (0..count).map(row).collect()
}

/// A spreadsheet takes a field that begins so for a formula.
fn harmless(field: &str) -> String {
    if field.starts_with(['=', '+', '@', '\t', '\r']) { format!("'{field}") } else { field.to_owned() }
}

/// A vCard (RFC 6350) for each person.
pub fn cards(roster: &Roster) -> String {
    let escaped = |text: &str| text.replace('\\', "\\\\").replace(',', "\\,").replace(';', "\\;").replace('\n', " ");
    let mut out = String::new();
    for prospect in &roster.prospects {
        for one in &prospect.people {
            let name = one.name.as_deref().unwrap_or(one.address.local());
            out.push_str(&format!("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:{}\r\nORG:{}\r\n", escaped(name), escaped(&prospect.name)));
            if let Some(role) = &one.role {
                out.push_str(&format!("TITLE:{}\r\n", escaped(role)));
            }
            out.push_str(&format!("EMAIL:{}\r\nEND:VCARD\r\n", one.address));
        }
    }
    out
}
