//! One prospects file, changed with its comments and order kept.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value};

use super::{BookError, Change};
use crate::domain::roster::{Contact, Deal, Prospect};

#[derive(Debug)]
pub(super) struct Page {
    path: PathBuf,
    /// As it is on the disk; `None` when there is no such file yet.
    before: Option<String>,
    /// The same as it would be written, to see what has changed: how lines end aside.
    unchanged: String,
    now: DocumentMut,
}

impl Page {
    pub(super) fn open(path: &Path) -> Result<Self, BookError> {
        let text = fs::read_to_string(path).map_err(|cause| BookError::File { path: path.to_owned(), cause })?;
        let form = |what: String| BookError::Form { path: path.to_owned(), what };
        let now: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| form(error.to_string()))?;
        Ok(Self { path: path.to_owned(), before: Some(text), unchanged: now.to_string(), now })
    }

    pub(super) fn blank(path: &Path) -> Self {
        Self { path: path.to_owned(), before: None, unchanged: String::new(), now: DocumentMut::new() }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Its text, with lines that end as they did.
    pub(super) fn text(&self) -> String {
        let text = self.now.to_string();
        let before = self.before.as_deref().unwrap_or_default();
        match before.contains('\n') && before.matches('\n').count() == before.matches("\r\n").count() {
            true => text.replace("\r\n", "\n").replace('\n', "\r\n"),
            false => text,
        }
    }

    pub(super) fn is_changed(&self) -> bool {
        self.unchanged != self.now.to_string()
    }

    /// Whether a prospect of this name stands here in a form that isn't edited by command: in a list, or with a dotted key.
    pub(super) fn holds_otherwise(&self, name: &str) -> bool {
        let is = |value: &Value| {
            let own = value.as_inline_table().and_then(|table| table.get("name")).and_then(Value::as_str);
            own.is_some_and(|own| own.trim().to_lowercase() == name.to_lowercase())
        };
        self.now.get("prospect").and_then(Item::as_array).is_some_and(|all| all.iter().any(is))
    }

    /// Where a prospect of this name stands, whatever its case.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let is = |table: &Table| {
            table.get("name").and_then(Item::as_str).is_some_and(|own| own.trim().to_lowercase() == name.to_lowercase())
        };
        self.now.get("prospect")?.as_array_of_tables()?.iter().position(is)
    }

    /// Puts a new prospect at the end. As text: so nothing of what stands before it is touched.
    pub(super) fn append(&mut self, prospect: &Prospect) -> Result<(), BookError> {
        let mut text = self.text();
        if !text.is_empty() {
            text.push_str(if text.ends_with('\n') { "\n" } else { "\n\n" });
        }
        let mut table = Table::new();
        table.insert("name", prospect.name.as_str().into());
        let list = |items: &mut dyn Iterator<Item = String>| items.collect::<Array>();
        for (key, array) in [
            ("domains", list(&mut prospect.domains.iter().map(ToString::to_string))),
            ("aliases", list(&mut prospect.aliases.iter().cloned())),
        ] {
            if !array.is_empty() {
                table.insert(key, Item::Value(array.into()));
            }
        }
        if !prospect.people.is_empty() {
            let mut people = Array::new();
            prospect.people.iter().for_each(|contact| push(&mut people, person(contact).into(), true));
            table.insert("people", Item::Value(people.into()));
        }
        let mut deals = ArrayOfTables::new();
        prospect.deals.iter().for_each(|one| deals.push(deal(one)));
        if !deals.is_empty() {
            table.insert("deal", Item::ArrayOfTables(deals));
        }
        let mut prospects = ArrayOfTables::new();
        prospects.push(table);
        let mut alone = DocumentMut::new();
        alone.insert("prospect", Item::ArrayOfTables(prospects));
        text.push_str(alone.to_string().trim_start());
        self.now = text.parse().map_err(|error: toml_edit::TomlError| self.form(error.to_string()))?;
        Ok(())
    }

    /// Changes a prospect that stands here.
    pub(super) fn make(&mut self, name: &str, change: &Change) -> Result<(), BookError> {
        let path = self.path.clone();
        let form = |what: &str| BookError::Form { path: path.clone(), what: what.to_owned() };
        let at = self.find(name).ok_or_else(|| BookError::Unknown(name.to_owned()))?;
        let prospects = self.now.get_mut("prospect").and_then(Item::as_array_of_tables_mut);
        let table = prospects
            .and_then(|all| all.get_mut(at))
            .ok_or_else(|| form("the prospects stand in a form that is not edited here"))?;
        match change {
            Change::Prospect(_) => return Err(form("a prospect is appended, not changed")),
            Change::Rename(_, to) => set(table, "name", Some(to.as_str().into())),
            Change::Domain(_, domain) => push(list(table, "domains").map_err(form)?, domain.as_str().into(), false),
            Change::Alias(_, alias) => push(list(table, "aliases").map_err(form)?, alias.as_str().into(), false),
            Change::NoDomain(_, domain) => drop_text(list(table, "domains").map_err(form)?, domain.as_str()),
            Change::NoAlias(_, alias) => drop_text(list(table, "aliases").map_err(form)?, alias),
            Change::Person(_, contact) => match table.get_mut("people") {
                Some(Item::ArrayOfTables(people)) => people.push(person(contact).into_table()),
                _ => push(list(table, "people").map_err(form)?, person(contact).into(), true),
            },
            Change::NoPerson(_, address) => {
                let is = |text: Option<&str>| text.is_some_and(|own| own.trim().eq_ignore_ascii_case(address.as_str()));
                match table.get_mut("people") {
                    Some(Item::ArrayOfTables(people)) => people.retain(|one| !is(one.get("address").and_then(Item::as_str))),
                    _ => list(table, "people")
                        .map_err(form)?
                        .retain(|one| !is(one.as_inline_table().and_then(|one| one.get("address")).and_then(Value::as_str))),
                }
            }
            Change::Deal(_, one) => deals(table).map_err(form)?.push(deal(one)),
            Change::Field { deal, key, to, .. } => {
                let is = |table: &&mut Table| table.get("id").and_then(Item::as_str).is_some_and(|id| id.trim() == deal.as_str());
                let found = deals(table).map_err(form)?.iter_mut().find(is);
                let found = found.ok_or_else(|| form("the deal stands elsewhere"))?;
                let date = to.as_deref().filter(|_| matches!(*key, "opened" | "stage_since"));
                let to = match date.map(str::parse::<toml_edit::Datetime>) {
                    Some(Ok(date)) => Some(date.into()),
                    Some(Err(_)) | None => to.as_deref().map(Value::from),
                };
                set(found, key, to);
                if *key == "stage" {
                    // Since when the old one held says nothing of the new one.
                    found.remove("stage_since");
                }
            }
        }
        Ok(())
    }

    /// Whether the file is still as it was read.
    pub(super) fn unchanged_on_disk(&self) -> Result<(), BookError> {
        let now = match fs::read_to_string(&self.path) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(cause) => return Err(BookError::File { path: self.path.clone(), cause }),
        };
        if now == self.before { Ok(()) } else { Err(BookError::Meanwhile(self.path.clone())) }
    }

    /// Where its text lies: at the end of a link, which stays one.
    fn target(&self) -> PathBuf {
        fs::canonicalize(&self.path).unwrap_or_else(|_| self.path.clone())
    }

    /// Writes the new text into a hidden file beside, with the rights of the old one.
    pub(super) fn write_beside(&self) -> Result<PathBuf, BookError> {
        let target = self.target();
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let part = target.with_file_name(format!(".{name}.part"));
        let old = fs::metadata(&target).ok();
        let written = || -> std::io::Result<()> {
            let _ = fs::remove_file(&part);
            let mut file = OpenOptions::new().write(true).create_new(true).mode(0o644).open(&part)?;
            file.write_all(self.text().as_bytes())?;
            if let Some(old) = &old {
                file.set_permissions(fs::Permissions::from_mode(old.mode() & 0o777))?;
                // Who isn't root can't give files away, and needn't.
                let _ = std::os::unix::fs::fchown(&file, Some(old.uid()), Some(old.gid()));
            }
            file.sync_all()
        };
        written().map_err(|cause| BookError::File { path: part.clone(), cause })?;
        Ok(part)
    }

    /// Lets the file that was written beside take its place.
    pub(super) fn replace_by(&self, part: &Path) -> Result<(), BookError> {
        fs::rename(part, self.target()).map_err(|cause| BookError::File { path: self.path.clone(), cause })
    }

    fn form(&self, what: String) -> BookError {
        BookError::Form { path: self.path.clone(), what }
    }
}

/// The list at a key, made when there is none.
fn list<'t>(table: &'t mut Table, key: &str) -> Result<&'t mut Array, &'static str> {
    if !table.contains_key(key) {
        table.insert(key, Item::Value(Array::new().into()));
    }
    table.get_mut(key).and_then(Item::as_array_mut).ok_or("a list stands there in a form that is not edited here")
}

fn deals(table: &mut Table) -> Result<&mut ArrayOfTables, &'static str> {
    if !table.contains_key("deal") {
        table.insert("deal", Item::ArrayOfTables(ArrayOfTables::new()));
    }
    table.get_mut("deal").and_then(Item::as_array_of_tables_mut).ok_or("deals stand there in a form that is not edited here")
}

/// Sets or takes away a value; what stands beside it, a comment too, stays.
fn set(table: &mut Table, key: &str, to: Option<Value>) {
    match (to, table.get_mut(key)) {
        (None, _) => drop(table.remove(key)),
        (Some(mut to), Some(Item::Value(old))) => {
            *to.decor_mut() = old.decor().clone();
            *old = to;
        }
        (Some(to), _) => drop(table.insert(key, Item::Value(to))),
    }
}

fn drop_text(array: &mut Array, text: &str) {
    array.retain(|one| !one.as_str().is_some_and(|own| own.trim().eq_ignore_ascii_case(text)));
}

/// Puts a value at the end of a list, on a line of its own where the list has several, or where each is `long`.
fn push(array: &mut Array, mut value: Value, long: bool) {
    let trailing = array.trailing().as_str().unwrap_or_default().to_owned();
    let first = array.iter().next().and_then(|one| one.decor().prefix()).and_then(|prefix| prefix.as_str()).unwrap_or_default();
    let lines = first.contains('\n') || (array.is_empty() && long);
    if !lines {
        array.push(value);
        return;
    }
    let indent = first.rsplit('\n').next().filter(|indent| !indent.is_empty()).unwrap_or("    ").to_owned();
    // A remark behind the last one stays behind it.
    let remark = trailing.trim_end_matches([' ', '\t']).strip_suffix('\n').unwrap_or_default();
    value.decor_mut().set_prefix(format!("{remark}\n{indent}"));
    array.push_formatted(value);
    array.set_trailing("\n");
    array.set_trailing_comma(true);
}

fn person(contact: &Contact) -> InlineTable {
    let mut table = InlineTable::new();
    table.insert("address", contact.address.as_str().into());
    for (key, text) in [("name", &contact.name), ("role", &contact.role)] {
        if let Some(text) = text {
            table.insert(key, text.as_str().into());
        }
    }
    if contact.decision_maker {
        table.insert("decision_maker", true.into());
    }
    table
}

fn deal(deal: &Deal) -> Table {
    let mut table = Table::new();
    table.insert("id", deal.id.as_str().into());
    table.insert("title", deal.title.as_str().into());
    if let Some(value) = &deal.value {
        table.insert("value", value.as_str().into());
    }
    let date = |date: jiff::civil::Date| match date.to_string().parse::<toml_edit::Datetime>() {
        Ok(date) => Item::from(date),
        Err(_) => Item::from(date.to_string()),
    };
    table.insert("opened", date(deal.opened));
    table.insert("owner", deal.owner.as_str().into());
    if !deal.aliases.is_empty() {
        table.insert("aliases", Item::Value(deal.aliases.iter().collect::<Array>().into()));
    }
    if let Some(stage) = &deal.stage {
        table.insert("stage", stage.as_str().into());
    }
    if let Some(since) = deal.stage_since {
        table.insert("stage_since", date(since));
    }
    table
}
