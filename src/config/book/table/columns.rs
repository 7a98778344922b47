//! Which column is which, by the names that programs give them.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Company,
    Domain,
    Person,
    FirstName,
    LastName,
    Email,
    Role,
    Id,
    Title,
    Value,
    Currency,
    Opened,
    Owner,
    Stage,
    Status,
}

/// Where a table comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Origin {
    HubSpot,
    Salesforce,
    Pipedrive,
    Spreadsheet,
}

/// The names of each column, the surest first. Case, spaces, underscores and dashes make no difference.
const NAMES: [(Column, &[&str]); 15] = [
    (
        Column::Company,
        &[
            "prospect",
            "associated company (primary)",
            "associated company",
            "company name",
            "company",
            "account name",
            "account",
            "deal organization",
            "organization name",
            "organization",
            "organisation",
            "customer",
            "client",
            "firma",
            "kunde",
        ],
    ),
    (
        Column::Domain,
        &[
            "company domain name",
            "domain",
            "domains",
            "website",
            "website url",
            "web site",
            "organization website",
            "account website",
            "url",
        ],
    ),
    (
        Column::Person,
        &[
            "person",
            "contact name",
            "deal contact person",
            "contact person",
            "person name",
            "associated contact",
            "primary contact",
            "full name",
            "contact",
            "ansprechpartner",
        ],
    ),
    (Column::FirstName, &["first name", "firstname", "vorname"]),
    (Column::LastName, &["last name", "lastname", "surname", "nachname"]),
    (
        Column::Email,
        &[
            "email",
            "e mail",
            "contact email",
            "email address",
            "person email",
            "person email work",
            "associated contact email",
            "mail",
        ],
    ),
    (Column::Role, &["role", "job title", "contact title", "position", "function", "funktion"]),
    (Column::Id, &["id", "record id", "record id deal", "deal id", "opportunity id", "deal number"]),
    (Column::Title, &["deal name", "opportunity name", "deal title", "title", "opportunity", "deal", "project", "projekt"]),
    (Column::Value, &["value", "amount", "deal value", "deal amount", "deal size", "betrag", "wert"]),
    (
        Column::Currency,
        &["currency", "amount currency", "deal currency", "deal currency of value", "opportunity currency", "währung"],
    ),
    (
        Column::Opened,
        &[
            "opened",
            "create date",
            "created date",
            "deal deal created",
            "deal created",
            "created",
            "add time",
            "start date",
            "angelegt",
        ],
    ),
    (
        Column::Owner,
        &[
            "owner email",
            "owner",
            "deal owner",
            "opportunity owner",
            "deal owner email",
            "account owner",
            "sales rep",
            "rep",
            "salesperson",
            "verantwortlich",
            "besitzer",
            "inhaber",
            "zuständig",
        ],
    ),
    (Column::Stage, &["stage", "deal stage", "opportunity stage", "pipeline stage", "phase"]),
    (Column::Status, &["status", "deal status"]),
];

/// The columns of one table.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) origin: Origin,
    found: Vec<(Column, usize)>,
}

impl Columns {
    pub(super) fn recognise(head: &[String]) -> Self {
        let plain: Vec<String> = head.iter().map(|name| plain(name)).collect();
        let has = |name: &str| plain.iter().any(|own| own == name);
        let origin = if plain.iter().filter(|name| name.starts_with("deal ")).count() >= 3 && !has("deal stage")
            || has("deal organization")
        {
            Origin::Pipedrive
        } else if has("opportunity name") || has("opportunity owner") {
            Origin::Salesforce
        } else if has("record id") || (has("deal name") && has("deal stage")) {
            Origin::HubSpot
        } else {
            Origin::Spreadsheet
        };
        let at = |name: &str| plain.iter().position(|own| own == name);
        let mut found: Vec<(Column, usize)> =
            NAMES.iter().filter_map(|(column, names)| Some((*column, names.iter().find_map(|name| at(name))?))).collect();
        // Salesforce calls a person's position "Title"; what is sold stands under another name then.
        let titled =
            found.iter().any(|(column, index)| *column == Column::Title && plain.get(*index).is_some_and(|name| name != "title"));
        if let (true, Some(index)) = (titled, at("title"))
            && !found.iter().any(|(column, _)| *column == Column::Role)
        {
            found.push((Column::Role, index));
        }
        Self { origin, found }
    }

    /// Whether there is enough to make prospects of.
    pub(super) fn are_enough(&self) -> Result<(), String> {
        let has = |column| self.found.iter().any(|(own, _)| *own == column);
        if !has(Column::Company) {
            return Err("no column tells the company (\"Company\", \"Account Name\", \"Organization\")".to_owned());
        }
        if !has(Column::Domain) && !has(Column::Email) && !has(Column::Title) {
            let what = "no column tells domains, people's addresses or deals (\"Website\", \"Email\", \"Deal Name\")";
            return Err(what.to_owned());
        }
        Ok(())
    }

    /// The field of a row.
    pub(super) fn of<'r>(&self, row: &'r csv::StringRecord, column: Column) -> Option<&'r str> {
        let (_, index) = self.found.iter().find(|(own, _)| *own == column)?;
        row.get(*index).map(str::trim).filter(|field| !field.is_empty())
    }
}

/// A column's name in lower case, words apart by one space.
fn plain(name: &str) -> String {
    let lower = name.trim().trim_start_matches('\u{feff}').to_lowercase();
    let spaced: String = lower.chars().map(|c| if c.is_alphanumeric() || matches!(c, '(' | ')') { c } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
