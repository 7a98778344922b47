//! Words of twelve languages by what they say, each language in a line of its own so that none is forgotten: data, as the phrases of the
//! lexicon are. An entry is a regular expression over lower-case text between spaces: the beginning of a word, or a whole one where a space
//! ends it.

use super::lazy::Lazy;

/// What is found where one of the entries of a table stands, in any language: an expression each.
pub struct Stems(Vec<Lazy>);

impl Stems {
    /// Whether one stands anywhere.
    pub fn is_match(&self, text: &str) -> bool {
        self.0.iter().any(|language| language.is_match(text))
    }
}

/// The tables of one file.
pub struct Tables(toml::Table);

impl Tables {
    /// Those of a file that comes with the program.
    pub fn read(written: &str) -> Self {
        Self(written.parse().unwrap_or_default())
    }

    /// The entries of a table.
    pub fn stems(&self, name: &str) -> Stems {
        let languages = self.0.get(name).and_then(toml::Value::as_table);
        // French and Italian articles lean on what they stand before.
        let read = |written: &str| Lazy::new(format!(" (?:[dl]'|dell'|all'|un')?(?:{written})"));
        Stems(languages.into_iter().flat_map(toml::Table::values).filter_map(toml::Value::as_str).map(read).collect())
    }

    /// What is wrong with them: a language that a table leaves out, or an expression that is none.
    #[cfg(test)]
    pub fn faults(&self) -> Vec<String> {
        const LANGUAGES: [&str; 12] = ["cs", "da", "de", "es", "fi", "fr", "it", "nl", "no", "pl", "pt", "sv"];
        let mut faults = Vec::new();
        for (name, table) in &self.0 {
            let languages = table.as_table().unwrap();
            faults.extend(LANGUAGES.iter().filter(|one| !languages.contains_key(**one)).map(|one| format!("{name} lacks {one}")));
            // An empty alternative would stand everywhere.
            let empty = |text: &str| text.is_empty() || text.starts_with('|') || text.ends_with('|') || text.contains("||");
            faults.extend(
                languages.iter().filter(|(_, text)| empty(text.as_str().unwrap())).map(|(one, _)| format!("{name} {one}")),
            );
            faults.extend(self.stems(name).0.iter().filter_map(|one| one.check().err()).map(|error| format!("{name}: {error}")));
        }
        faults
    }
}
