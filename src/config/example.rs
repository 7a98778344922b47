//! The example files say all there is, and nothing else.

use std::collections::BTreeSet;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::walk::Walk;
use super::{Config, load};

const MAIN: &str = include_str!("../../config/wentdark.example.toml");
const PROSPECTS: &str = include_str!("../../config/prospects.d/example.toml");

/// Keys whose commented line shows the default.
const DEFAULTS: [&str; 18] = [
    "work_days",
    "work_hours",
    "foundation",
    "dir",
    "retention_days",
    "quiet_business_days",
    "dark_business_days",
    "freshness_hours",
    "per_server",
    "total",
    "port",
    "tls",
    "horizon_days",
    "covers",
    "days",
    "time_zone",
    "language",
    "empty",
];

/// A line that is a key or a header left out: `#` without a space.
fn left_out(line: &str) -> Option<&str> {
    line.strip_prefix('#').filter(|rest| rest.starts_with(|c: char| c == '[' || c.is_ascii_lowercase()))
}

fn load_text(dir: &Path, main: &str, walk: &Walk) -> Result<Config, super::Mistakes> {
    std::fs::create_dir_all(dir.join("prospects.d")).unwrap();
    std::fs::write(dir.join("wentdark.toml"), main).unwrap();
    std::fs::write(dir.join("prospects.d/example.toml"), PROSPECTS).unwrap();
    load::load(&dir.join("wentdark.toml"), None, walk)
}

#[test]
fn the_example_loads_without_a_warning() {
    let dir = tempfile::tempdir().unwrap();
    let config = load_text(dir.path(), MAIN, &Walk::default()).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let warnings: Vec<_> = config.warnings.iter().map(|warning| warning.render(false)).collect();
    assert!(warnings.is_empty(), "{}", warnings.concat());
    assert_eq!(config.roster.deals().count(), 1);
}

#[test]
fn the_example_has_every_key_that_the_code_knows_and_no_other() {
    let dir = tempfile::tempdir().unwrap();
    let whole: String = MAIN.lines().map(|line| left_out(line).unwrap_or(line).to_owned() + "\n").collect();
    let walk = Walk::default();
    // `host` beside `folder`, files that aren't there: as a whole it is no configuration, but every key is asked for.
    let _ = load_text(dir.path(), &whole, &walk);
    let mut shown = BTreeSet::new();
    for text in [whole.as_str(), PROSPECTS] {
        keys(DeTable::parse(text).unwrap_or_else(|error| panic!("{error}")).get_ref(), "", &mut shown);
    }
    let known = walk.asked.borrow();
    let unsaid: Vec<_> = known.difference(&shown).collect();
    let invented: Vec<_> = shown.difference(&known).collect();
    assert!(unsaid.is_empty() && invented.is_empty(), "missing in the example: {unsaid:?}\nunknown to the code: {invented:?}");
    assert!(known.len() > 80);
}

#[test]
fn what_the_example_leaves_out_shows_the_defaults() {
    let dir = tempfile::tempdir().unwrap();
    let (mut spelled_out, mut in_section, mut count) = (String::new(), true, 0);
    for line in MAIN.lines() {
        in_section = match (line.starts_with('['), left_out(line)) {
            (true, _) => true,
            (false, Some(rest)) if rest.starts_with('[') => false,
            (false, _) => in_section,
        };
        let default =
            left_out(line).filter(|rest| in_section && DEFAULTS.iter().any(|key| rest.starts_with(&format!("{key} ="))));
        count += usize::from(default.is_some());
        spelled_out.push_str(default.unwrap_or(line));
        spelled_out.push('\n');
    }
    let load = |text: &str| {
        let mut config = load_text(dir.path(), text, &Walk::default()).unwrap_or_else(|mistakes| panic!("{mistakes}"));
        config.warnings.clear();
        format!("{config:#?}")
    };
    assert!(count > 20, "{count} defaults spelled out");
    assert_eq!(load(MAIN), load(&spelled_out));
}

fn keys(table: &DeTable<'_>, path: &str, out: &mut BTreeSet<String>) {
    for (key, value) in table.iter() {
        let path = if path.is_empty() { key.get_ref().to_string() } else { format!("{path}.{}", key.get_ref()) };
        match value.get_ref() {
            DeValue::Table(inner) => keys(inner, &path, out),
            DeValue::Array(list) => {
                list.iter().filter_map(|item| item.get_ref().as_table()).for_each(|inner| keys(inner, &path, out));
            }
            _ => {}
        }
        out.insert(path);
    }
}
