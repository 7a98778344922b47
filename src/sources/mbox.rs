//! mbox files (RFC 4155, as mboxo and mboxrd), as Thunderbird, Gmail's export and many archives write them. Never changed.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::{Folder, Listing, RENUMBERED, Raw, Remembered, SourceError, names};
use crate::domain::mail::FolderRole;

/// How much of a header is looked at.
const HEADER_LIMIT: usize = 256 * 1024;
/// How many octets before the end of what was read must still be the same for the rest to count as appended.
const TAIL: u64 = 512;

/// An mbox file, or a folder of them.
#[derive(Debug)]
pub struct Mbox {
    path: PathBuf,
    /// The messages of the file listed last, in order.
    spans: Vec<Span>,
    /// What was odd about the file listed last, for people.
    oddity: Option<String>,
}

/// One message in the file: from its From_ line to the next one.
#[derive(Clone, Copy, Debug)]
struct Span {
    start: u64,
    end: u64,
}

impl Mbox {
    /// Opens a file, or a folder of which every mbox file is read.
    ///
    /// # Errors
    /// [`SourceError::Human`] when nothing is there or it may not be read.
    pub fn open(path: &Path) -> Result<Self, SourceError> {
        fs::metadata(path).map_err(|e| failed(path, &e))?;
        Ok(Self { path: path.to_owned(), spans: Vec::new(), oddity: None })
    }

    /// The file, or the mbox files of the folder.
    ///
    /// # Errors
    /// [`SourceError::Human`] when it may not be read or is no mbox.
    pub fn folders(&self) -> Result<Vec<Folder>, SourceError> {
        if !self.path.is_dir() {
            if !begins_like_mbox(&self.path)? {
                let what = "is no mbox: it doesn't begin with a From_ line (\"From sender date\")";
                return Err(SourceError::Human(format!("{}: {what}", self.path.display())));
            }
            return Ok(vec![Folder { name: String::new(), role: role_of(&self.path).unwrap_or(FolderRole::Other) }]);
        }
        let mut folders = Vec::new();
        for entry in fs::read_dir(&self.path).map_err(|e| failed(&self.path, &e))? {
            let path = entry.map_err(|e| failed(&self.path, &e))?.path();
            if let (true, Some(role)) = (path.is_file(), role_of(&path))
                && begins_like_mbox(&path)?
            {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                folders.push(Folder { name, role });
            }
        }
        folders.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(folders)
    }

    /// What was appended since the remembered cursor, or everything when the file was written anew.
    ///
    /// # Errors
    /// [`SourceError::Human`] when the file may not be read.
    pub fn list(&mut self, folder: &Folder, remembered: &Remembered) -> Result<Listing, SourceError> {
        let path = self.file(folder);
        let mut file = File::open(&path).map_err(|e| failed(&path, &e))?;
        let len = file.metadata().map_err(|e| failed(&path, &e))?.len();
        let known = remembered.cursor.as_deref().and_then(Cursor::parse);
        let same = known.as_ref().map_or(Ok(false), |cursor| cursor.holds(&mut file, len)).map_err(|e| failed(&path, &e))?;
        let from = known.as_ref().filter(|_| same).map_or(0, |cursor| cursor.end);
        self.spans = scan(&mut file, from, len).map_err(|e| failed(&path, &e))?;
        let complete = ends_with_newline(&mut file, len).map_err(|e| failed(&path, &e))?;
        self.oddity = match (complete, self.spans.last()) {
            (false, Some(last)) => Some(format!(
                "{}: ends in the middle of a line (octet {len}); the last message, which begins at octet {}, is read as far as it goes",
                path.display(),
                last.start
            )),
            _ => None,
        };
        let cursor = Cursor::at(&mut file, len).map_err(|e| failed(&path, &e))?;
        let renumbered = known.is_some() && !same;
        let new = self.spans.iter().map(|span| span.start.to_string());
        let new = new.filter(|place| renumbered || !remembered.places.contains(place)).collect();
        Ok(Listing { renumbered, new, cursor: cursor.to_string(), ..Listing::default() })
    }

    /// The cursor of the file listed last once `done`, of its places those that follow what is committed, are committed; `None` where
    /// it can't be told.
    pub fn cursor(&self, folder: &Folder, done: &[String]) -> Option<String> {
        let last: u64 = done.last()?.parse().ok()?;
        let at = self.spans.binary_search_by_key(&last, |span| span.start).ok()?;
        let mut file = File::open(self.file(folder)).ok()?;
        Some(Cursor::at(&mut file, self.spans.get(at)?.end).ok()?.to_string())
    }

    /// Looks at a file again, to read some of what was read as far as `cursor` says.
    ///
    /// # Errors
    /// [`SourceError::Retry`] when it was written anew since, [`SourceError::Human`] when it may not be read.
    pub fn reopen(&mut self, folder: &Folder, cursor: Option<String>) -> Result<(), SourceError> {
        let listing = self.list(folder, &Remembered { cursor, ..Remembered::default() })?;
        if listing.renumbered { Err(SourceError::Retry(RENUMBERED.to_owned())) } else { Ok(()) }
    }

    /// What was odd about the file listed last: that it is cut off.
    pub fn oddity(&self) -> Option<&str> {
        self.oddity.as_deref()
    }

    /// The header of each message.
    ///
    /// # Errors
    /// [`SourceError::Human`] when the file may not be read.
    pub fn headers(&self, folder: &Folder, places: &[String]) -> Result<Vec<Raw>, SourceError> {
        self.each(folder, places, HEADER_LIMIT, true)
    }

    /// Each message, cut at `limit` octets.
    ///
    /// # Errors
    /// [`SourceError::Human`] when the file may not be read.
    pub fn whole(&self, folder: &Folder, places: &[String], limit: usize) -> Result<Vec<Raw>, SourceError> {
        self.each(folder, places, limit, false)
    }

    fn each(&self, folder: &Folder, places: &[String], limit: usize, header: bool) -> Result<Vec<Raw>, SourceError> {
        let path = self.file(folder);
        let file = File::open(&path).map_err(|e| failed(&path, &e))?;
        let mut file = BufReader::new(file);
        let mut all = Vec::with_capacity(places.len());
        for place in places {
            let Ok(start) = place.parse::<u64>() else { continue };
            let found = self.spans.binary_search_by_key(&start, |span| span.start).ok().and_then(|i| self.spans.get(i).copied());
            // A place of an earlier pass: its end is where the next From_ line is.
            let end = found.map_or(u64::MAX, |span| span.end);
            if let Some(raw) = message(&mut file, start, end, limit, header).map_err(|e| failed(&path, &e))? {
                all.push(raw);
            }
        }
        Ok(all)
    }

    fn file(&self, folder: &Folder) -> PathBuf {
        if folder.name.is_empty() { self.path.clone() } else { self.path.join(&folder.name) }
    }
}

/// How much of the file was read, and a mark by which to tell that it is still the same file.
struct Cursor {
    end: u64,
    mark: u64,
}

impl Cursor {
    fn parse(text: &str) -> Option<Self> {
        let (end, mark) = text.split_once(':')?;
        Some(Self { end: end.parse().ok()?, mark: mark.parse().ok()? })
    }

    fn at(file: &mut File, end: u64) -> io::Result<Self> {
        let from = end.saturating_sub(TAIL);
        file.seek(SeekFrom::Start(from))?;
        let mut tail = Vec::new();
        file.take(end - from).read_to_end(&mut tail)?;
        // FNV-1a: a mark for "unchanged", where nobody gains from a collision.
        let mark = tail.iter().fold(0xcbf2_9ce4_8422_2325, |h: u64, b| (h ^ u64::from(*b)).wrapping_mul(0x100_0000_01b3));
        Ok(Self { end, mark })
    }

    fn holds(&self, file: &mut File, len: u64) -> io::Result<bool> {
        Ok(self.end <= len && Self::at(file, self.end)?.mark == self.mark)
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.end, self.mark)
    }
}

/// Finds the messages from octet `from` on. A From_ line counts at the start and after an empty line alone, and only with a
/// time of day in it: exports that don't quote "From " in bodies are read right too.
fn scan(file: &mut File, from: u64, len: u64) -> io::Result<Vec<Span>> {
    file.seek(SeekFrom::Start(from))?;
    let mut reader = BufReader::with_capacity(1 << 16, file.take(len.saturating_sub(from)));
    let (mut spans, mut at, mut after_empty): (Vec<Span>, u64, bool) = (Vec::new(), from, true);
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = read_line(&mut reader, &mut line)?;
        if read == 0 {
            break;
        }
        if after_empty && is_from_line(&line) {
            if let Some(last) = spans.last_mut() {
                last.end = at;
            }
            spans.push(Span { start: at, end: len });
        }
        after_empty = line == b"\n" || line == b"\r\n";
        at += read;
    }
    Ok(spans)
}

/// Reads one line into `line`, of which only the first 1,000 octets are kept; gives its whole length.
fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<u64> {
    let mut total = 0u64;
    loop {
        let chunk = reader.fill_buf()?;
        if chunk.is_empty() {
            return Ok(total);
        }
        let end = chunk.iter().position(|b| *b == b'\n').map(|i| i + 1);
        let used = end.unwrap_or(chunk.len());
        let room = 1000usize.saturating_sub(line.len()).min(used);
        line.extend_from_slice(chunk.get(..room).unwrap_or_default());
        reader.consume(used);
        total += used as u64;
        if end.is_some() {
            return Ok(total);
        }
    }
}

fn is_from_line(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    rest.windows(5).any(|w| matches!(w, [a, b, b':', c, d] if [a, b, c, d].iter().all(|x| x.is_ascii_digit())))
}

/// The time of a From_ line, UTC ("From pat@acme.example Mon May  4 14:10:00 2026").
fn from_line_time(line: &[u8]) -> Option<Timestamp> {
    let text = String::from_utf8_lossy(line);
    let mut words = text.split_whitespace().skip(2);
    let date: Vec<&str> = words.by_ref().take(4).collect();
    let rest: Vec<&str> = words.collect();
    // Gmail's export writes a zone before the year; times with one are rare and a header outranks this line anyway.
    let year = rest.iter().find(|w| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit()))?;
    let time = DateTime::strptime("%a %b %d %H:%M:%S %Y", format!("{} {year}", date.join(" "))).ok()?;
    time.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}

fn message(file: &mut BufReader<File>, start: u64, end: u64, limit: usize, header: bool) -> io::Result<Option<Raw>> {
    file.seek(SeekFrom::Start(start))?;
    let (mut line, mut bytes, mut at) = (Vec::new(), Vec::new(), start);
    at += read_line(file, &mut line)?;
    if !is_from_line(&line) {
        return Ok(None);
    }
    let received = from_line_time(&line);
    let mut after_empty = false;
    while at < end {
        let before = bytes.len();
        let read = file.by_ref().take(end - at).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            break;
        }
        at += read as u64;
        let own = bytes.get(before..).unwrap_or_default();
        if after_empty && end == u64::MAX && is_from_line(own) {
            bytes.truncate(before);
            break;
        }
        after_empty = own == b"\n" || own == b"\r\n";
        // mboxrd: ">From " and ">>From " lost one ">" for each level; mboxo quotes the first level alone, the same way.
        let quoted = own.iter().take_while(|b| **b == b'>').count();
        if quoted > 0 && own.get(quoted..).is_some_and(|rest| rest.starts_with(b"From ")) {
            bytes.remove(before);
        }
        if bytes.len() >= limit || header && after_empty {
            break;
        }
    }
    bytes.truncate(limit);
    let size = if end == u64::MAX { bytes.len() as u64 } else { end - start };
    Ok(Some(Raw { place: start.to_string(), received, from_line: true, bytes, size }))
}

fn begins_like_mbox(path: &Path) -> Result<bool, SourceError> {
    let mut file = BufReader::new(File::open(path).map_err(|e| failed(path, &e))?);
    let mut line = Vec::new();
    read_line(&mut file, &mut line).map_err(|e| failed(path, &e))?;
    // One that was emptied is a mailbox without messages: the last of them was moved elsewhere.
    Ok(line.is_empty() || is_from_line(&line))
}

fn ends_with_newline(file: &mut File, len: u64) -> io::Result<bool> {
    if len == 0 {
        return Ok(true);
    }
    file.seek(SeekFrom::Start(len - 1))?;
    let mut last = [0u8];
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

fn role_of(path: &Path) -> Option<FolderRole> {
    names::role(&path.file_stem().unwrap_or_default().to_string_lossy(), Some('/'))
}

fn failed(path: &Path, error: &io::Error) -> SourceError {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "no such file; set the mailbox's path".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read; give the user that wentdark runs as read access".to_owned(),
        _ => error.to_string(),
    };
    SourceError::Human(format!("{}: {why}", path.display()))
}
