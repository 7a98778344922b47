//! The prospects files as they were when they had no mistakes last. The state keeps them, so that a mistake that is made while the
//! service is down stops it no more than one that is made while it runs.

use std::collections::BTreeMap;
use std::path::Path;

use crate::config::book::without::{Gone, without};
use crate::config::{self, Config, Mistakes, Places, Texts};
use crate::domain::address::Address;
use crate::store::{Erasure, Store, StoreError, Topic};

/// A configuration that is in force.
pub struct Loaded {
    /// The configuration.
    pub config: Config,
    /// The prospects files that it was made from.
    pub texts: Texts,
    /// What is wrong with the files on disk; then the prospects are those of before.
    pub mistakes: Option<Mistakes>,
}

/// Reads and checks the configuration at `path`. When it would be right with the prospects files that were right last, those are taken.
///
/// # Errors
/// What is wrong with the files on disk: with the main file, or with the prospects files when none were ever right.
pub fn load(path: &Path) -> Result<Loaded, Mistakes> {
    let mistakes = match config::load_with_texts(path) {
        Ok((config, texts)) => return Ok(Loaded { config, texts, mistakes: None }),
        Err(mistakes) => mistakes,
    };
    let Some(texts) = mistakes.places().and_then(of_before) else { return Err(mistakes) };
    match config::load_with_prospects(path, texts.clone()) {
        Ok(config) => Ok(Loaded { config, texts, mistakes: Some(mistakes) }),
        Err(_) => Err(mistakes),
    }
}

/// What is kept in the state of these places. A state that can't be used is told by whoever needs more of it.
fn of_before(places: &Places) -> Option<Texts> {
    texts(&Store::open(&places.state_dir).ok()?, &places.prospects_dir)
}

/// The prospects files that a state keeps, as if they lay in `dir`.
pub fn texts(store: &Store, dir: &Path) -> Option<Texts> {
    let (_, text) = store.noted(Topic::Prospects).ok()??;
    let files: BTreeMap<String, String> = serde_json::from_str(&text).ok()?;
    Some(files.into_iter().map(|(name, text)| (dir.join(name), text)).collect())
}

/// Keeps prospects files that have no mistakes without somebody who was forgotten; whether they have none without them either. Else
/// nothing is kept.
///
/// # Errors
/// [`StoreError`].
pub fn keep_without(
    store: &mut Store,
    path: &Path,
    texts: &Texts,
    who: &[&Erasure],
    now: jiff::Timestamp,
) -> Result<bool, StoreError> {
    let shorter = |text: &String| who.iter().try_fold(text.clone(), |text, who| without(&text, *who));
    let texts: Option<Texts> = texts.iter().map(|(path, text)| Some((path.clone(), shorter(text)?))).collect();
    let right = texts.filter(|texts| config::load_with_prospects(path, texts.clone()).is_ok());
    match &right {
        Some(texts) => keep(store, texts, now)?,
        None => store.unnote(Topic::Prospects)?,
    }
    Ok(right.is_some())
}

impl Gone for Erasure {
    fn address(&self, address: &str) -> bool {
        self.addresses.iter().any(|own| own.eq_ignore_ascii_case(address.trim()))
    }

    fn prospect(&self, word: &str) -> bool {
        self.words.iter().any(|own| own.to_lowercase() == word.trim().to_lowercase())
    }
}

/// Keeps prospects files that have no mistakes.
///
/// # Errors
/// [`StoreError`].
pub fn keep(store: &mut Store, texts: &Texts, now: jiff::Timestamp) -> Result<(), StoreError> {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let files: BTreeMap<String, &String> = texts.iter().filter_map(|(path, text)| Some((name(path)?, text))).collect();
    store.note(Topic::Prospects, now, &serde_json::to_string(&files).unwrap_or_default())
}

/// The reps whose deals stand in each of these files, now or when it had no mistakes last.
pub fn owners(mistakes: &Mistakes, config: &Config, texts: &Texts) -> BTreeMap<std::path::PathBuf, Vec<Address>> {
    let mut files: Vec<_> =
        mistakes.iter().map(|mistake| mistake.file().to_owned()).filter(|file| *file != config.path).collect();
    files.dedup();
    let team = &config.roster.team;
    let mut all = config::owners(&files, Texts::new(), team);
    for (file, owners) in config::owners(&files, texts.clone(), team) {
        all.entry(file).or_default().extend(owners);
    }
    all.into_iter().map(|(file, owners)| (file, owners.into_iter().collect())).collect()
}
