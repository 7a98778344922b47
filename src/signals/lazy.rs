//! Regular expressions that are compiled when they are first needed: most of the lexicon's hundreds never are, and each takes
//! time and memory.

use std::ops::Range;
use std::sync::OnceLock;

use regex::bytes::{Regex, RegexBuilder};

/// No pattern needs more compiled; one that does would be slow.
const LIMIT: usize = 8 << 20;

/// How much an expression may keep of what it has worked out while searching, in octets and a thread: it begins anew when that is full.
/// With the usual 2 MB the hundreds in use took half of the memory of a pass, and a sentence was judged 4 microseconds sooner.
const SEARCHING: usize = 8 << 10;

/// A regular expression over the bytes of [`super::words::Words::text`].
#[derive(Debug)]
pub struct Lazy {
    written: String,
    opens: bool,
    built: OnceLock<Option<Regex>>,
}

impl Lazy {
    /// Keeps an expression that [`check`](Self::check) accepts; another one matches nothing. Letters beyond ASCII are several bytes: none stands in `[]`.
    pub fn new(written: String) -> Self {
        Self { opens: written.contains(r"\A"), written, built: OnceLock::new() }
    }

    /// Where it stands first.
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        self.built()?.find(text.as_bytes()).map(|found| found.range())
    }

    /// Whether it stands anywhere.
    pub fn is_match(&self, text: &str) -> bool {
        self.built().is_some_and(|regex| regex.is_match(text.as_bytes()))
    }

    /// Whether some of it must stand at the beginning.
    pub fn opens(&self) -> bool {
        self.opens
    }

    /// Whether it can be compiled; the error tells how to mend it.
    pub fn check(&self) -> Result<(), String> {
        self.built().map(|_| ()).ok_or_else(|| "it grows too large: use fewer classes and gaps in one pattern".to_owned())
    }

    fn built(&self) -> Option<&Regex> {
        let build = || RegexBuilder::new(&self.written).unicode(false).size_limit(LIMIT).dfa_size_limit(SEARCHING).build().ok();
        self.built.get_or_init(build).as_ref()
    }
}
