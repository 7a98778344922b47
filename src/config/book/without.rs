//! A prospects file without somebody who was forgotten.

use toml_edit::{Array, DocumentMut, Item, TableLike, Value};

/// Whom to leave out.
pub trait Gone {
    /// Whether this is their address.
    fn address(&self, address: &str) -> bool;
    /// Whether a prospect is called so, or this is a domain of theirs.
    fn prospect(&self, word: &str) -> bool;
}

/// The text of a prospects file without them: without the prospects that are meant, and without the people. A prospect of whom nothing
/// is left that mail could be known by goes too. `None` when the text is no such file.
pub fn without(text: &str, gone: &dyn Gone) -> Option<String> {
    let mut file: DocumentMut = text.parse().ok()?;
    match file.get_mut("prospect") {
        Some(Item::ArrayOfTables(all)) => {
            all.iter_mut().for_each(|prospect| strip(prospect, gone));
            all.retain(|prospect| stays(prospect, gone));
        }
        Some(Item::Value(Value::Array(all))) => {
            all.iter_mut().filter_map(Value::as_inline_table_mut).for_each(|prospect| strip(prospect, gone));
            all.retain(|prospect| prospect.as_inline_table().is_none_or(|prospect| stays(prospect, gone)));
        }
        _ => {}
    }
    Some(file.to_string())
}

fn texts<'t>(prospect: &'t dyn TableLike, key: &str) -> impl Iterator<Item = &'t str> {
    prospect.get(key).and_then(Item::as_array).into_iter().flat_map(Array::iter).filter_map(Value::as_str)
}

fn strip(prospect: &mut dyn TableLike, gone: &dyn Gone) {
    let theirs = |person: &dyn TableLike| person.get("address").and_then(Item::as_str).is_some_and(|own| gone.address(own));
    match prospect.get_mut("people") {
        Some(Item::ArrayOfTables(people)) => people.retain(|person| !theirs(person)),
        Some(Item::Value(Value::Array(people))) => {
            people.retain(|person| person.as_inline_table().is_none_or(|person| !theirs(person)));
        }
        _ => {}
    }
}

fn stays(prospect: &dyn TableLike, gone: &dyn Gone) -> bool {
    let name = prospect.get("name").and_then(Item::as_str);
    let meant = name.into_iter().chain(texts(prospect, "domains")).any(|word| gone.prospect(word));
    let people = match prospect.get("people") {
        Some(Item::ArrayOfTables(people)) => people.len(),
        Some(Item::Value(Value::Array(people))) => people.len(),
        _ => 0,
    };
    !meant && (people > 0 || texts(prospect, "domains").next().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Pat;

    impl Gone for Pat {
        fn address(&self, address: &str) -> bool {
            address == "pat@acme.example"
        }

        fn prospect(&self, word: &str) -> bool {
            word == "Bolt"
        }
    }

    #[test]
    fn people_and_prospects_are_left_out_in_every_form() {
        let text = "# ours\n[[prospect]]\nname = \"Acme\"\ndomains = [\"acme.example\"]\npeople = [{ address = \"pat@acme.example\" }, { address = \
                    \"kim@acme.example\" }]\n[[prospect]]\nname = \"Bolt\"\ndomains = [\"bolt.example\"]\n[[prospect]]\nname = \"Cord\"\n\
                    [[prospect.people]]\naddress = \"pat@acme.example\"\n";
        let left = without(text, &Pat).unwrap();
        assert!(left.contains("# ours") && left.contains("kim@acme.example"), "{left}");
        assert!(!left.contains("pat@") && !left.contains("Bolt") && !left.contains("Cord"), "{left}");
        let inline =
            "prospect = [{ name = \"Bolt\", domains = [\"bolt.example\"] }, { name = \"Acme\", domains = [\"acme.example\"] }]";
        let left = without(inline, &Pat).unwrap();
        assert!(left.contains("Acme") && !left.contains("Bolt"), "{left}");
        assert_eq!(without("prospect = [", &Pat), None);
    }
}
