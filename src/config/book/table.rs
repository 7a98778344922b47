//! Tables of deals as other programs export them (CSV of HubSpot, Salesforce, Pipedrive, a spreadsheet): columns are recognised by
//! name, rows become prospects with people and deals. Every row that can't be is told.

mod columns;
mod dates;

use jiff::civil::Date;

use super::deal_id;
use crate::config::freemail;
use crate::domain::address::{Address, DealId, Domain};
use crate::domain::roster::{Contact, Deal, Prospect, Roster};
pub use columns::Origin;
use columns::{Column, Columns};
pub use dates::Order;

/// A table larger than this is none of deals.
const MOST_ROWS: usize = 200_000;

/// What a table says.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// Where it comes from, by its columns.
    pub origin: Option<Origin>,
    /// A prospect for each row, with the row's deal and person.
    pub prospects: Vec<Prospect>,
    /// What is wrong, each with its line.
    pub mistakes: Vec<String>,
    /// What was left out, and why.
    pub notes: Vec<String>,
}

/// What to take where the table says nothing.
#[derive(Clone, Debug)]
pub struct Defaults {
    /// The owner of deals.
    pub owner: Option<Address>,
    /// Since when deals are open.
    pub opened: Date,
    /// Whether days or months come first; `None` finds out.
    pub order: Option<Order>,
}

/// Reads a table. A company that `roster` knows needs neither domain nor people in it; a new one does.
pub fn read(bytes: &[u8], roster: &Roster, defaults: &Defaults) -> Read {
    let mut read = Read::default();
    let text = text(bytes);
    let mut rows = csv::ReaderBuilder::new().delimiter(delimiter(&text)).flexible(true).from_reader(text.as_bytes());
    let head: Vec<String> = match rows.headers() {
        Ok(head) => head.iter().map(str::to_owned).collect(),
        Err(error) => {
            read.mistakes.push(format!("this is no table: {error}"));
            return read;
        }
    };
    let columns = Columns::recognise(&head);
    if let Err(missing) = columns.are_enough() {
        read.mistakes.push(format!("{missing}; the columns are: {}", head.join(", ")));
        return read;
    }
    read.origin = Some(columns.origin);
    let mut records = Vec::new();
    for row in rows.records().take(MOST_ROWS + 1) {
        match row {
            Ok(row) => records.push(row),
            Err(error) => read.mistakes.push(format!("this is no table: {error}")),
        }
    }
    if records.len() > MOST_ROWS {
        read.mistakes.push(format!("there are more than {MOST_ROWS} rows: split the file"));
        return read;
    }
    if columns.origin == Origin::Salesforce {
        let footer = footer(&records);
        if footer > 0 {
            records.truncate(records.len() - footer);
            read.notes.push("the lines below the table, which Salesforce's reports end with: left out".to_owned());
        }
    }
    let order = defaults.order.or_else(|| dates::order(records.iter().flat_map(|row| row.iter().map(str::trim))));
    let mut begun = Vec::new();
    let mut lines = Lines { text: &text, byte: 0, line: 1 };
    for row in &records {
        let line = lines.of(row);
        if row.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        let row = Row { columns: &columns, row, roster, defaults, order };
        match row.read(&mut read.notes, line) {
            Ok(prospect) => {
                begun.push(line);
                read.prospects.push(prospect);
            }
            Err(why) => read.mistakes.push(format!("line {line}: {why}")),
        }
    }
    read.mistakes.extend(strangers(&read.prospects, &begun, roster));
    if let Some(line) = unclosed(&text) {
        read.mistakes.push(format!("line {line}: a quotation mark begins there and never ends"));
    }
    read
}

/// How many rows at the end are no deals: a report of Salesforce ends with its title, who made it and the copyright, each in a first
/// field of its own.
fn footer(records: &[csv::StringRecord]) -> usize {
    let alone = |row: &csv::StringRecord| row.iter().skip(1).all(|field| field.trim().is_empty());
    let rows = records.iter().rev().take_while(|row| alone(row)).count();
    let says = |row: &csv::StringRecord| row.get(0).is_some_and(|field| !field.trim().is_empty());
    if records.iter().rev().take(rows).any(says) { rows } else { 0 }
}

/// The companies by which no mail could be known: new ones without a domain or a person in any row. `lines` are those of the prospects.
fn strangers(prospects: &[Prospect], lines: &[usize], roster: &Roster) -> Vec<String> {
    let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
    let known = |name: &str| {
        roster.prospects.iter().any(|one| same(&one.name, name) || one.aliases.iter().any(|alias| same(alias, name)))
    };
    let told =
        |name: &str| prospects.iter().any(|one| same(&one.name, name) && !(one.domains.is_empty() && one.people.is_empty()));
    let mut found: Vec<&str> = Vec::new();
    let mut mistakes = Vec::new();
    for (prospect, line) in prospects.iter().zip(lines) {
        let name = prospect.name.as_str();
        if !known(name) && !told(name) && !found.iter().any(|one| same(one, name)) {
            found.push(name);
            mistakes.push(format!(
                "line {line}: {name} is no prospect yet, and no row tells a domain or an address of theirs: add it first \
                 (wentdark prospect add), or a column Website or Email"
            ));
        }
    }
    mistakes
}

/// The line of a quotation mark that begins a field and is never closed: all that follows would be one field.
fn unclosed(text: &str) -> Option<usize> {
    let (mut inside, mut begins, mut line, mut since) = (false, true, 1, 1);
    let delimiter = char::from(delimiter(text));
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if inside && rest.peek() == Some(&'"') => drop(rest.next()),
            '"' if inside => inside = false,
            '"' if begins => (inside, since) = (true, line),
            '\n' => line += 1,
            _ => {}
        }
        begins = !inside && (c == delimiter || c == '\n' || c == '\r');
    }
    inside.then_some(since)
}

/// Where rows begin. The reader's own count is off where lines are empty or end in CR LF.
struct Lines<'t> {
    text: &'t str,
    byte: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of a row that is not before the last one.
    fn of(&mut self, row: &csv::StringRecord) -> usize {
        let start = row.position().and_then(|at| usize::try_from(at.byte()).ok()).unwrap_or_default();
        let blank = self.text.get(start..).map_or(0, |rest| rest.len() - rest.trim_start_matches(['\r', '\n']).len());
        let begins = start + blank;
        self.line += self.text.get(self.byte..begins).map_or(0, |passed| passed.matches('\n').count());
        self.byte = begins;
        self.line
    }
}

/// The text, whatever spreadsheets make of it: UTF-8 with or without its mark, UTF-16, else Latin-1.
pub(super) fn text(bytes: &[u8]) -> String {
    let utf16 = |rest: &[u8], read: fn([u8; 2]) -> u16| -> String {
        let units: Vec<u16> = rest.chunks_exact(2).filter_map(|two| Some(read(two.try_into().ok()?))).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().map(|byte| char::from(*byte)).collect(), str::to_owned),
    }
}

/// What separates the fields: whichever of the usual ones the first line has most of.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |delimiter: u8| head.bytes().filter(|byte| *byte == delimiter).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

struct Row<'r> {
    columns: &'r Columns,
    row: &'r csv::StringRecord,
    roster: &'r Roster,
    defaults: &'r Defaults,
    order: Option<Order>,
}

impl Row<'_> {
    fn get(&self, column: Column) -> Option<String> {
        // Configuration texts stand on one line, without control characters.
        let text: String = self.columns.of(self.row, column)?.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    fn read(&self, notes: &mut Vec<String>, line: usize) -> Result<Prospect, String> {
        let name = self.get(Column::Company).ok_or("no company")?;
        let mut domains = Vec::new();
        if let Some(text) = self.get(Column::Domain) {
            match domain(&text) {
                Some(domain) if freemail::is_free(domain.as_str()) => {
                    notes.push(format!("line {line}: {domain} is a free-mail domain, nobody's own: left out"));
                }
                Some(domain) => domains.push(domain),
                None => return Err(format!("`{text}` is no domain")),
            }
        }
        let people = self.people()?;
        let deals = match self.get(Column::Title) {
            Some(title) => vec![self.deal(&name, title)?],
            None => Vec::new(),
        };
        Ok(Prospect { name, domains, aliases: Vec::new(), people, deals })
    }

    fn people(&self) -> Result<Vec<Contact>, String> {
        let first_last = [Column::FirstName, Column::LastName].into_iter().filter_map(|column| self.get(column));
        let whole = self.get(Column::Person).unwrap_or_else(|| first_last.collect::<Vec<_>>().join(" "));
        let Some(emails) = self.get(Column::Email) else { return Ok(with_addresses(&whole)) };
        let emails: Vec<&str> = emails.split([';', ',', ' ']).map(str::trim).filter(|email| !email.is_empty()).collect();
        let mut people = Vec::new();
        for email in &emails {
            let address = address(email).ok_or_else(|| format!("`{email}` is no mail address"))?;
            // Several addresses in one field may be several people.
            let alone = emails.len() == 1;
            let name = Some(whole.clone()).filter(|name| alone && !name.is_empty());
            people.push(Contact { address, name, role: self.get(Column::Role).filter(|_| alone), decision_maker: false });
        }
        Ok(people)
    }

    fn deal(&self, company: &str, title: String) -> Result<Deal, String> {
        let id = match self.get(Column::Id) {
            // A bare number says nothing in a report.
            Some(id) if id.bytes().all(|byte| byte.is_ascii_digit()) => deal_id(company, &id),
            Some(id) => DealId::parse(&id),
            None => deal_id(company, &title),
        };
        let opened = match self.get(Column::Opened) {
            Some(text) => dates::date(&text, self.order)?,
            None => self.defaults.opened,
        };
        let value = self.get(Column::Value).map(|value| match self.get(Column::Currency) {
            Some(currency) if !value.contains(&currency) => format!("{value} {currency}"),
            _ => value,
        });
        Ok(Deal {
            id: id.ok_or("no id can be made of company and title")?,
            title,
            value,
            opened,
            owner: self.owner()?,
            aliases: Vec::new(),
            stage: self.stage(),
            stage_since: None,
        })
    }

    /// The owner: a rep's address or name, else the one that is given for all.
    fn owner(&self) -> Result<Address, String> {
        let given = || self.defaults.owner.clone();
        let Some(text) = self.get(Column::Owner) else {
            return given().ok_or_else(|| "no owner: say whose with --owner".to_owned());
        };
        let inner = text.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map_or(text.as_str(), |(inner, _)| inner);
        let by_address = Address::parse(inner).and_then(|address| self.roster.team.rep(&address));
        let by_name = || self.roster.team.reps.iter().find(|rep| rep.name.to_lowercase() == text.to_lowercase());
        match by_address.or_else(by_name) {
            Some(rep) => Ok(rep.address.clone()),
            None => given().ok_or_else(|| format!("the owner `{text}` is no rep: say whose it is with --owner")),
        }
    }

    /// The stage; won and lost in the words that have a meaning here.
    fn stage(&self) -> Option<String> {
        let (stage, status) = (self.get(Column::Stage), self.get(Column::Status));
        let ended = |text: &Option<String>| {
            let words = text.as_deref()?.to_lowercase();
            let is = |word: &str| words.split(|c: char| !c.is_alphanumeric()).any(|one| one == word);
            match (is("won") || words == "closedwon", is("lost") || words == "closedlost") {
                (true, false) => Some("won".to_owned()),
                (false, true) => Some("lost".to_owned()),
                _ => None,
            }
        };
        ended(&status).or_else(|| ended(&stage)).or(stage)
    }
}

/// People in one field with their addresses behind their names, as HubSpot exports them: `Pat Lee (pat@acme.example);Kim (kim@acme.example)`.
/// Who has no address there is left out.
fn with_addresses(field: &str) -> Vec<Contact> {
    let person = |one: &str| {
        let one = one.trim();
        let (name, inner) = one.strip_suffix([')', '>'])?.rsplit_once(['(', '<'])?;
        let name = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
        Some(Contact { address: address(inner.trim())?, name, role: None, decision_maker: false })
    };
    field.split([';', ',']).filter_map(person).collect()
}

fn address(text: &str) -> Option<Address> {
    Address::parse(text).filter(|address| Domain::parse(address.domain()).is_some())
}

/// A domain, from however it is written: a web address too.
pub(super) fn domain(text: &str) -> Option<Domain> {
    let host = text.split_once("://").map_or(text, |(_, rest)| rest);
    let host = host.split(['/', '?', ':']).next().unwrap_or_default();
    Domain::parse(host.strip_prefix("www.").unwrap_or(host))
}

#[cfg(test)]
mod tests;
