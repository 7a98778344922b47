//! Walking parsed TOML. Every accessor takes what it finds or notes the mistake and goes on, so that one run finds them all.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use unicode_normalization::UnicodeNormalization;

use super::mistake::{Mistake, SourceFile, Spot};
use super::{suggest, values};

/// What a walk over all files has found.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    pub(crate) mistakes: RefCell<Vec<Mistake>>,
    pub(crate) warnings: RefCell<Vec<Mistake>>,
    /// Every key that the code asked for, as `section.key`: what there is to configure.
    pub(crate) asked: RefCell<BTreeSet<String>>,
    /// Texts that stand in place of files, or beside them: what they would hold.
    pub(crate) overlay: BTreeMap<PathBuf, String>,
    /// The texts above are all the prospects files there are, whatever is on disk.
    pub(crate) sealed: bool,
    /// The texts of the prospects files that were read.
    pub(crate) prospects: RefCell<BTreeMap<PathBuf, String>>,
    /// The main file or its team could not be read whole, so that what refers to it can't be judged.
    pub(crate) team_unclear: Cell<bool>,
}

/// A parsed file, with what its syntax errors make unreliable.
pub(crate) struct Parsed {
    pub(crate) file: Arc<SourceFile>,
    /// Lines that hold a syntax error: what is read there means nothing.
    pub(crate) broken_lines: BTreeSet<usize>,
}

impl Walk {
    /// Notes a mistake at `spot`.
    pub(crate) fn mistake(&self, spot: &Spot, what: impl Into<String>, hint: impl Into<String>) {
        self.mistakes.borrow_mut().push(Mistake::at(spot.clone(), what, hint));
    }
}

/// Something read, with the place where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Located<T> {
    pub(crate) value: T,
    pub(crate) spot: Spot,
}

/// Why a text is not what was wanted, and how to mend it.
pub(crate) struct Wrong {
    pub(crate) what: String,
    pub(crate) hint: String,
}

/// Makes a [`Wrong`].
pub(crate) fn wrong<T>(what: impl Into<String>, hint: impl Into<String>) -> Result<T, Wrong> {
    Err(Wrong { what: what.into(), hint: hint.into() })
}

/// A table of a file.
pub(crate) struct Table<'a> {
    pub(crate) walk: &'a Walk,
    parsed: &'a Parsed,
    table: &'a DeTable<'a>,
    span: Range<usize>,
    path: String,
    known: RefCell<BTreeSet<&'static str>>,
}

/// A value of a file.
#[derive(Clone)]
pub(crate) struct Value<'a> {
    walk: &'a Walk,
    parsed: &'a Parsed,
    value: &'a DeValue<'a>,
    span: Range<usize>,
    path: String,
}

impl<'a> Table<'a> {
    /// The whole of a file; `path` names it in [`Walk::asked`].
    pub(crate) fn root(walk: &'a Walk, parsed: &'a Parsed, table: &'a Spanned<DeTable<'a>>) -> Self {
        Self { walk, parsed, table: table.get_ref(), span: 0..0, path: String::new(), known: RefCell::default() }
    }

    /// Where the table begins.
    pub(crate) fn spot(&self) -> Spot {
        Spot { file: Arc::clone(&self.parsed.file), span: self.span.clone() }
    }

    /// Notes a mistake that concerns the table as a whole, usually something missing. After a syntax error in the file
    /// it isn't noted: what seems missing may only be unreadable.
    pub(crate) fn mistake(&self, what: impl Into<String>, hint: impl Into<String>) {
        if self.parsed.broken_lines.is_empty() {
            self.walk.mistakes.borrow_mut().push(Mistake::at(self.spot(), what, hint));
        }
    }

    /// Notes a warning that concerns the table as a whole.
    pub(crate) fn warning(&self, what: impl Into<String>, hint: impl Into<String>) {
        self.walk.warnings.borrow_mut().push(Mistake::at(self.spot(), what, hint).into_warning());
    }

    /// Whether there is anything at `key`.
    pub(crate) fn has(&self, key: &'static str) -> bool {
        self.value(key).is_some()
    }

    /// Whether somebody wrote a password itself, which [`Table::finish`] will tell.
    pub(crate) fn has_inline_secret(&self) -> bool {
        self.table.keys().any(|key| super::parse::names_a_secret(key.get_ref()))
    }

    /// Whatever stands at `key`.
    pub(crate) fn value(&self, key: &'static str) -> Option<Value<'a>> {
        self.known.borrow_mut().insert(key);
        let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
        self.walk.asked.borrow_mut().insert(path.clone());
        let found = self.table.get(key)?;
        Some(Value { walk: self.walk, parsed: self.parsed, value: found.get_ref(), span: found.span(), path })
    }

    /// The text at `key`, read by `read`.
    pub(crate) fn read<T>(&self, key: &'static str, read: impl FnOnce(&str) -> Result<T, Wrong>) -> Option<Located<T>> {
        self.value(key)?.read(read)
    }

    /// The text at `key`, read by `read`; without one, a mistake that gives `example`.
    pub(crate) fn need<T>(
        &self,
        key: &'static str,
        example: &str,
        read: impl FnOnce(&str) -> Result<T, Wrong>,
    ) -> Option<Located<T>> {
        let value = self.value(key);
        if value.is_none() {
            self.mistake(format!("`{key}` is missing"), format!("add a line such as: {key} = {example}"));
        }
        value?.read(read)
    }

    /// The values of the list at `key`; none when it is absent.
    pub(crate) fn list(&self, key: &'static str) -> Vec<Value<'a>> {
        self.value(key).map(|value| value.items()).unwrap_or_default()
    }

    /// The texts of the list at `key`, each read by `read`.
    pub(crate) fn read_list<T>(&self, key: &'static str, read: impl Fn(&str) -> Result<T, Wrong>) -> Vec<Located<T>> {
        self.list(key).into_iter().filter_map(|item| item.read(&read)).collect()
    }

    /// The table at `key`.
    pub(crate) fn table(&self, key: &'static str) -> Option<Table<'a>> {
        self.value(key)?.table()
    }

    /// The tables at `key`: `[[key]]`, or a list of inline tables.
    pub(crate) fn tables(&self, key: &'static str) -> Vec<Table<'a>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        if matches!(value.value, DeValue::Table(_)) {
            value.mistake(format!("`{key}` comes any number of times"), format!("write [[{key}]] instead of [{key}]"));
            return value.table().into_iter().collect();
        }
        value.items().into_iter().filter_map(|item| item.table()).collect()
    }

    /// Call it when everything has been asked for: what is left over nobody knows. `hints` says more of some such keys.
    pub(crate) fn finish(self, hints: &[(&str, &str)]) {
        let known = self.known.borrow();
        for (key, value) in self.table.iter() {
            let name: &str = key.get_ref();
            if known.contains(name) {
                continue;
            }
            let value = Value { span: key.span(), ..self.child(name, value) };
            if super::parse::names_a_secret(name) {
                let hint = "write secret = \"NAME\" and put the password into the file secrets/NAME beside the configuration \
                            (chmod 600), or pass it as a systemd credential";
                value.mistake(format!("`{name}`: passwords don't stand in the configuration"), hint);
                continue;
            }
            let special = hints.iter().find(|(of, _)| *of == name).map(|(_, hint)| (*hint).to_owned());
            let near = || suggest::nearest(name, known.iter().copied()).map(|near| format!("did you mean `{near}`?"));
            let all = || format!("known here: {}", known.iter().copied().collect::<Vec<_>>().join(", "));
            let section = if self.path.is_empty() { String::new() } else { format!(" in `{}`", self.path) };
            value.mistake(format!("unknown key `{name}`{section}"), special.or_else(near).unwrap_or_else(all));
        }
    }

    fn child(&self, name: &str, value: &'a Spanned<DeValue<'a>>) -> Value<'a> {
        Value { walk: self.walk, parsed: self.parsed, value: value.get_ref(), span: value.span(), path: name.to_owned() }
    }
}

impl<'a> Value<'a> {
    pub(crate) fn spot(&self) -> Spot {
        Spot { file: Arc::clone(&self.parsed.file), span: self.span.clone() }
    }

    /// Notes a mistake here, unless a syntax error of the same line has been told.
    pub(crate) fn mistake(&self, what: impl Into<String>, hint: impl Into<String>) {
        if !self.parsed.broken_lines.contains(&self.parsed.file.position(self.span.start).0) {
            self.walk.mistakes.borrow_mut().push(Mistake::at(self.spot(), what, hint));
        }
    }

    /// Notes a warning here.
    pub(crate) fn warning(&self, what: impl Into<String>, hint: impl Into<String>) {
        self.walk.warnings.borrow_mut().push(Mistake::at(self.spot(), what, hint).into_warning());
    }

    /// The text, trimmed, in Unicode NFC and without control characters, read by `read`.
    pub(crate) fn read<T>(&self, read: impl FnOnce(&str) -> Result<T, Wrong>) -> Option<Located<T>> {
        let DeValue::String(text) = self.value else { return self.not("a text in quotes") };
        let text: String = text.trim().nfc().collect();
        let read = if text.contains(char::is_control) {
            wrong("control characters are not allowed here", "write it on one line, without tabs")
        } else {
            read(&text)
        };
        match read {
            Ok(value) => Some(Located { value, spot: self.spot() }),
            Err(Wrong { what, hint }) => {
                self.mistake(what, hint);
                None
            }
        }
    }

    /// The text, number or date as it is written.
    pub(crate) fn words(&self) -> Option<String> {
        match self.value {
            DeValue::Integer(number) => Some(number.to_string()),
            DeValue::Float(number) => Some(number.to_string()),
            DeValue::Datetime(date) => Some(date.to_string()),
            DeValue::String(_) => self.read(|text| Ok(text.to_owned())).map(|text| text.value),
            DeValue::Boolean(_) | DeValue::Array(_) | DeValue::Table(_) => self.not("a text in quotes"),
        }
    }

    /// A date, in quotes or without.
    pub(crate) fn date(&self) -> Option<Date> {
        let DeValue::Datetime(date) = self.value else { return self.read(values::date).map(|date| date.value) };
        let date = values::date(&date.to_string());
        date.map_err(|Wrong { what, hint }| self.mistake(what, hint)).ok()
    }

    pub(crate) fn walk(&self) -> &'a Walk {
        self.walk
    }

    pub(crate) fn is_empty_list(&self) -> bool {
        matches!(self.value, DeValue::Array(list) if list.is_empty())
    }

    pub(crate) fn is_text(&self) -> bool {
        matches!(self.value, DeValue::String(_))
    }

    pub(crate) fn flag(&self) -> Option<bool> {
        let DeValue::Boolean(flag) = self.value else { return self.not("true or false") };
        Some(*flag)
    }

    /// A whole number within `range`.
    pub(crate) fn whole(&self, range: std::ops::RangeInclusive<i64>) -> Option<i64> {
        let DeValue::Integer(number) = self.value else { return self.not("a whole number") };
        let number = i64::from_str_radix(number.as_str(), number.radix()).ok();
        let fine = number.filter(|number| range.contains(number));
        if fine.is_none() {
            self.mistake("this number is out of range", format!("from {} to {}", range.start(), range.end()));
        }
        fine
    }

    /// A number above 0 and at most `most`.
    pub(crate) fn number(&self, most: f64) -> Option<f64> {
        let number = match self.value {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok().map(|number| number as f64),
            DeValue::Float(number) => number.as_str().parse().ok(),
            _ => return self.not("a number"),
        };
        let fine = number.filter(|number| *number > 0.0 && *number <= most);
        if fine.is_none() {
            self.mistake("this number is out of range", format!("above 0, at most {most}"));
        }
        fine
    }

    pub(crate) fn items(&self) -> Vec<Value<'a>> {
        let DeValue::Array(list) = self.value else {
            return self.not("a list in square brackets").unwrap_or_default();
        };
        let item = |value: &'a Spanned<DeValue<'a>>| Value { value: value.get_ref(), span: value.span(), ..self.clone() };
        list.iter().map(item).collect()
    }

    pub(crate) fn table(&self) -> Option<Table<'a>> {
        let DeValue::Table(table) = self.value else { return self.not("a table") };
        let (walk, parsed, span, path) = (self.walk, self.parsed, self.span.clone(), self.path.clone());
        Some(Table { walk, parsed, table, span, path, known: RefCell::default() })
    }

    fn not<T>(&self, wanted: &str) -> Option<T> {
        let (kind, hint) = match self.value {
            DeValue::String(_) => ("a text", ""),
            DeValue::Integer(_) | DeValue::Float(_) => ("a number", "put it into quotes: \"...\""),
            DeValue::Boolean(_) => ("true or false", ""),
            DeValue::Datetime(_) => ("a date or time", "put it into quotes: \"...\""),
            DeValue::Array(_) => ("a list", ""),
            DeValue::Table(_) => ("a table", ""),
        };
        let hint = match wanted {
            "a text in quotes" => hint,
            "a list in square brackets" => "write [\"...\", \"...\"], also for one alone",
            "true or false" => "write true or false, without quotes",
            "a whole number" | "a number" => "write it without quotes",
            _ => "write { key = value, ... }",
        };
        self.mistake(format!("`{}` has to be {wanted}, not {kind}", self.path), hint);
        None
    }
}
