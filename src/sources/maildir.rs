//! Maildir++ trees, as Dovecot, Courier and exports lay them out. Files are read and never touched.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::{Folder, Listing, Raw, Remembered, SourceError, names};
use crate::domain::mail::FolderRole;

/// Headers beyond this many octets are cut: no honest message has them.
const HEADER_LIMIT: usize = 256 * 1024;

/// A Maildir++ tree: the inbox at its root, other folders as `.Name` directories beside `new` and `cur`.
#[derive(Debug)]
pub struct Maildir {
    root: PathBuf,
    /// The folder listed last.
    listed: Names,
}

/// The file names of a folder, one behind the other: a folder may hold a million.
#[derive(Debug, Default)]
struct Names {
    text: String,
    /// Where each name begins and ends in `text`, how long its base is, and whether it is in `new`; sorted by base.
    spans: Vec<(usize, u16, u16, bool)>,
}

impl Names {
    fn push(&mut self, name: &str, is_new: bool) {
        let base = base(name);
        if let (Ok(base), Ok(length)) = (u16::try_from(base.len()), u16::try_from(name.len())) {
            self.spans.push((self.text.len(), base, length, is_new));
            self.text.push_str(name);
        }
    }

    /// Base names begin with the time of delivery: oldest first, as far as names tell. A message that moved from `new` to
    /// `cur` meanwhile is there once.
    fn sort(&mut self) {
        let text = std::mem::take(&mut self.text);
        let base = |span: &(usize, u16, u16, bool)| text.get(span.0..span.0 + usize::from(span.1)).unwrap_or_default();
        self.spans.sort_unstable_by(|a, b| base(a).cmp(base(b)).then(a.3.cmp(&b.3)));
        self.spans.dedup_by(|later, kept| base(later) == base(kept));
        self.text = text;
    }

    fn base(&self, span: &(usize, u16, u16, bool)) -> &str {
        self.text.get(span.0..span.0 + usize::from(span.1)).unwrap_or_default()
    }

    /// The sub-folder and file name of a base name.
    fn find(&self, place: &str) -> Option<(&'static str, &str)> {
        let at = self.spans.binary_search_by(|span| self.base(span).cmp(place)).ok()?;
        let (start, _, length, is_new) = self.spans.get(at)?;
        Some((if *is_new { "new" } else { "cur" }, self.text.get(*start..*start + usize::from(*length))?))
    }
}

/// A file name without its flags.
fn base(name: &str) -> &str {
    name.split_once(":2,").map_or(name, |(base, _)| base)
}

/// Whether a file is flagged as a draft: nobody has sent it.
fn is_draft(name: &str) -> bool {
    name.split_once(":2,").is_some_and(|(_, flags)| flags.contains('D'))
}

impl Maildir {
    /// Opens the tree at `root`.
    ///
    /// # Errors
    /// [`SourceError::Human`] when it is no Maildir or may not be read.
    pub fn open(root: &Path) -> Result<Self, SourceError> {
        if !root.join("cur").is_dir() && !root.join("new").is_dir() {
            let why = match fs::read_dir(root) {
                Ok(_) => "has neither a cur nor a new folder, so it is no Maildir".to_owned(),
                Err(error) => cause(&error),
            };
            return Err(SourceError::Human(format!("{}: {why}", root.display())));
        }
        Ok(Self { root: root.to_owned(), listed: Names::default() })
    }

    /// The inbox and every `.Folder` beside it that can hold sent or received mail; drafts and templates are left out.
    ///
    /// # Errors
    /// [`SourceError::Human`] when the tree may not be read.
    pub fn folders(&self) -> Result<Vec<Folder>, SourceError> {
        let mut folders = vec![Folder { name: String::new(), role: FolderRole::Inbox }];
        for entry in fs::read_dir(&self.root).map_err(|e| failed(&self.root, &e))? {
            let entry = entry.map_err(|e| failed(&self.root, &e))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if !name.starts_with('.') || name.len() < 2 || !entry.path().join("cur").is_dir() {
                continue;
            }
            if let Some(role) = names::role(&names::decoded(name.trim_start_matches('.')), Some('.')) {
                folders.push(Folder { name, role });
            }
        }
        folders.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(folders)
    }

    /// What is new in `folder`: base names (without flags) that are not remembered, so that a message moving from `new` to
    /// `cur` stays the same message.
    ///
    /// # Errors
    /// [`SourceError::Human`] when the folder may not be read.
    pub fn list(&mut self, folder: &Folder, remembered: &Remembered) -> Result<Listing, SourceError> {
        self.select(folder)?;
        let places = self.listed.spans.iter().map(|span| self.listed.base(span));
        let new = places.filter(|place| !remembered.places.contains(*place)).map(str::to_owned).collect();
        Ok(Listing { new, ..Listing::default() })
    }

    /// Reads the folder's file names, so that places are found without a search.
    ///
    /// # Errors
    /// [`SourceError::Human`] when the folder may not be read.
    pub fn select(&mut self, folder: &Folder) -> Result<(), SourceError> {
        self.listed = Names::default();
        for (sub, is_new) in [("cur", false), ("new", true)] {
            let dir = self.root.join(&folder.name).join(sub);
            let entries = match fs::read_dir(&dir) {
                Ok(entries) => entries,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(failed(&dir, &error)),
            };
            for entry in entries {
                let name = entry.map_err(|e| failed(&dir, &e))?.file_name();
                let name = name.to_string_lossy();
                if !name.starts_with('.') && !is_draft(&name) {
                    self.listed.push(&name, is_new);
                }
            }
        }
        self.listed.sort();
        Ok(())
    }

    /// The header of each message; one that vanished meanwhile is left out.
    ///
    /// # Errors
    /// [`SourceError::Human`] when a file may not be read.
    pub fn headers(&self, folder: &Folder, places: &[String]) -> Result<Vec<Raw>, SourceError> {
        self.each(folder, places, &|file, size| read_header(file, size))
    }

    /// Each message, cut at `limit` octets.
    ///
    /// # Errors
    /// [`SourceError::Human`] when a file may not be read.
    pub fn whole(&self, folder: &Folder, places: &[String], limit: usize) -> Result<Vec<Raw>, SourceError> {
        self.each(folder, places, &|file, size| {
            let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(limit).min(limit));
            file.take(limit as u64).read_to_end(&mut bytes)?;
            Ok(bytes)
        })
    }

    /// Reads `places` with as many threads as there are processors: a pass over a big tree waits for the disk most of the time.
    fn each(&self, folder: &Folder, places: &[String], read: Reader<'_>) -> Result<Vec<Raw>, SourceError> {
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get).min(8);
        let share = places.len().div_ceil(threads).max(1);
        let one = |part: &[String]| -> Result<Vec<Raw>, SourceError> {
            part.iter().filter_map(|place| self.one(folder, place, read).transpose()).collect()
        };
        let parts: Vec<_> = std::thread::scope(|scope| {
            let handles: Vec<_> = places.chunks(share).map(|part| scope.spawn(move || one(part))).collect();
            handles.into_iter().map(|handle| handle.join()).collect()
        });
        let mut all = Vec::with_capacity(places.len());
        for part in parts {
            all.extend(part.map_err(|_| SourceError::Retry("a reading thread stopped".to_owned()))??);
        }
        Ok(all)
    }

    fn one(&self, folder: &Folder, place: &str, read: Reader<'_>) -> Result<Option<Raw>, SourceError> {
        let Some((mut file, path)) = self.find(folder, place)? else { return Ok(None) };
        let meta = file.metadata().map_err(|e| failed(&path, &e))?;
        let received = meta.modified().ok().and_then(|time| Timestamp::try_from(time).ok());
        let bytes = read(&mut file, meta.len()).map_err(|e| failed(&path, &e))?;
        Ok(Some(Raw { place: place.to_owned(), received, from_line: false, bytes, size: meta.len() }))
    }

    /// Opens a message wherever its flags have moved it since it was listed.
    fn find(&self, folder: &Folder, place: &str) -> Result<Option<(File, PathBuf)>, SourceError> {
        if let Some((sub, name)) = self.listed.find(place) {
            let path = self.root.join(&folder.name).join(sub).join(name);
            match File::open(&path) {
                Ok(file) => return Ok(Some((file, path))),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(failed(&path, &error)),
            }
        }
        for sub in ["cur", "new"] {
            let dir = self.root.join(&folder.name).join(sub);
            let Ok(entries) = fs::read_dir(&dir) else { continue };
            for entry in entries.flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                if base(&name) == place {
                    return Ok(File::open(entry.path()).ok().map(|file| (file, entry.path())));
                }
            }
        }
        Ok(None)
    }
}

type Reader<'a> = &'a (dyn Fn(&mut File, u64) -> io::Result<Vec<u8>> + Sync);

/// The octets up to and with the empty line. Messages are small or have small headers: 8 kB settle nearly all of them.
fn read_header(file: &mut File, size: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(8192).clamp(512, 8192));
    loop {
        let before = bytes.len();
        file.take(8192).read_to_end(&mut bytes)?;
        let from = before.saturating_sub(3);
        if let Some(end) = super::header_end(bytes.get(from..).unwrap_or_default()) {
            bytes.truncate(from + end);
            return Ok(bytes);
        }
        if bytes.len() == before || bytes.len() >= HEADER_LIMIT {
            return Ok(bytes);
        }
    }
}

fn failed(path: &Path, error: &io::Error) -> SourceError {
    SourceError::Human(format!("{}: {}", path.display(), cause(error)))
}

fn cause(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such folder; set the mailbox's path".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "may not be read; give the user that wentdark runs as read access to it and its folders".to_owned()
        }
        _ => error.to_string(),
    }
}
