//! The prospects files: who is sold to, and the deals.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::mistake::Spot;
use super::overlap::{Claims, Holder};
use super::walk::{Table, Walk};
use super::{digests, parse, suggest, values};
use crate::domain::address::{Address, DealId};
use crate::domain::roster::{Contact, Deal, Prospect, Team, Who};

/// A deal that doesn't say since when it is open counts all mail that was ever read.
const ALWAYS: Date = Date::constant(1970, 1, 1);

/// Reads every file of prospects, and goes on after a broken one.
pub(crate) struct Reader<'w> {
    walk: &'w Walk,
    team: &'w Team,
    claims: &'w mut Claims,
    ids: BTreeMap<DealId, Spot>,
    prospects: Vec<Prospect>,
    /// The reps whose deals stand in each file.
    owners: BTreeMap<PathBuf, BTreeSet<Address>>,
}

impl<'w> Reader<'w> {
    pub(crate) fn new(walk: &'w Walk, team: &'w Team, claims: &'w mut Claims) -> Self {
        Self { walk, team, claims, ids: BTreeMap::new(), prospects: Vec::new(), owners: BTreeMap::new() }
    }

    /// Reads the files in their order.
    pub(crate) fn read(mut self, files: &[PathBuf]) -> Vec<Prospect> {
        self.all(files);
        self.prospects
    }

    fn all(&mut self, files: &[PathBuf]) {
        for path in files {
            let Some(text) = parse::read(self.walk, path) else { continue };
            let Some((parsed, table)) = parse::parse(self.walk, path, &text) else { continue };
            let root = Table::root(self.walk, &parsed, &table);
            for table in root.tables("prospect") {
                self.prospect(table);
            }
            root.finish(&[("deal", "a deal belongs to its prospect: [[prospect.deal]] below it")]);
            self.walk.prospects.borrow_mut().insert(path.clone(), text);
        }
    }

    fn prospect(&mut self, table: Table<'_>) {
        let name = table.need("name", "\"Acme Industrial\"", values::filled);
        let label = name.as_ref().map_or("(no name)", |name| name.value.as_str());
        let holder = Holder::Prospect(self.prospects.len(), label.to_owned());
        let domains = table.read_list("domains", values::domain);
        for domain in &domains {
            self.claims.add(holder.clone(), Who::Domain(domain.value.clone()), &domain.spot);
        }
        let aliases = table.read_list("aliases", values::filled).into_iter().map(|alias| alias.value).collect();
        let people: Vec<Contact> = table.tables("people").into_iter().filter_map(|person| self.person(&holder, person)).collect();
        if table.list("domains").is_empty() && table.list("people").is_empty() {
            let hint = "add domains = [\"acme.example\"], or people = [{ address = \"pat@acme.example\" }]";
            table.mistake(format!("the prospect {label} has neither domains nor people: no mail can be told to be theirs"), hint);
        }
        let deals = table.tables("deal").into_iter().filter_map(|deal| self.deal(deal)).collect();
        table.finish(&[("deals", "write each as [[prospect.deal]]"), ("contacts", "did you mean `people`?")]);
        // A prospect without a name has been told; the others keep their numbers.
        let name = name.map_or_else(String::new, |name| name.value);
        let domains = domains.into_iter().map(|domain| domain.value).collect();
        self.prospects.push(Prospect { name, domains, aliases, people, deals });
    }

    fn person(&mut self, holder: &Holder, table: Table<'_>) -> Option<Contact> {
        let address = table.need("address", "\"pat@acme.example\"", values::address);
        let name = table.read("name", values::filled).map(|name| name.value);
        let role = table.read("role", values::filled).map(|role| role.value);
        let decision_maker = table.value("decision_maker").and_then(|flag| flag.flag()).unwrap_or(false);
        table.finish(&[]);
        let address = address?;
        self.claims.add(holder.clone(), Who::Address(address.value.clone()), &address.spot);
        Some(Contact { address: address.value, name, role, decision_maker })
    }

    fn deal(&mut self, table: Table<'_>) -> Option<Deal> {
        let id = table.need("id", "\"acme-line4\"", values::deal_id);
        let title = table.need("title", "\"Line 4 retrofit\"", values::filled);
        let value = table.value("value").and_then(|value| value.words()).filter(|value| !value.is_empty());
        let opened = table.value("opened");
        if opened.is_none() {
            let hint = "add a line such as: opened = 2026-04-20";
            table.warning("`opened` is missing, so every message that was ever exchanged counts for this deal", hint);
        }
        let opened = opened.map_or(Some(ALWAYS), |opened| opened.date());
        let owner = self.owner(&table);
        let aliases = table.read_list("aliases", values::filled).into_iter().map(|alias| alias.value).collect();
        let stage = table.read("stage", values::filled).map(|stage| stage.value);
        let stage_since = table.value("stage_since").and_then(|since| since.date());
        table.finish(&[]);
        let id = id?;
        if let Some(first) = self.ids.get(&id.value) {
            let hint = format!("the first stands at {}; every deal has its own id", first.words());
            self.walk.mistake(&id.spot, format!("two deals have the id `{}`", id.value), hint);
        }
        self.ids.entry(id.value.clone()).or_insert(id.spot);
        let (id, title) = (id.value, title?.value);
        Some(Deal { id, title, value, opened: opened?, owner: owner?, aliases, stage, stage_since })
    }

    /// The owning rep's main address, also when the file names an alias.
    fn owner(&mut self, table: &Table<'_>) -> Option<Address> {
        let owner = table.need("owner", "\"dana@northfield.example\"", values::address)?;
        match self.team.rep(&owner.value) {
            Some(rep) => {
                self.owners.entry(owner.spot.file().to_owned()).or_default().insert(rep.address.clone());
                return Some(rep.address.clone());
            }
            None if self.walk.team_unclear.get() => {}
            None => {
                let addresses = self.team.reps.iter().map(|rep| rep.address.as_str());
                let near = suggest::nearest(owner.value.as_str(), addresses).map(|near| format!("did you mean \"{near}\"?"));
                let hint = near.unwrap_or_else(|| digests::known_reps(self.team));
                self.walk.mistake(&owner.spot, format!("the owner `{}` is no rep", owner.value), hint);
            }
        }
        None
    }
}

/// See [`super::owners`].
pub(crate) fn owners(walk: &Walk, team: &Team, files: &[PathBuf]) -> BTreeMap<PathBuf, BTreeSet<Address>> {
    let mut claims = Claims::default();
    let mut reader = Reader::new(walk, team, &mut claims);
    reader.all(files);
    reader.owners
}

/// Every `*.toml` of the directory, by name.
pub(crate) fn files(dir: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if path.extension().is_some_and(|ext| ext == "toml") && !hidden && !path.is_dir() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
