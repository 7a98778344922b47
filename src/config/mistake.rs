//! Mistakes in configuration files: where, what is wrong and how to mend it. All of them are told at once.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, Severity, SourceCode};

/// So many mistakes are written out; the rest is counted.
const SHOWN: usize = 60;

/// A configuration file as it is shown to people: values that are or may be secrets are blotted out.
#[derive(Debug)]
pub(crate) struct SourceFile {
    path: PathBuf,
    shown: NamedSource<String>,
}

impl SourceFile {
    /// Takes the text with every secret already blotted out.
    pub(crate) fn new(path: &Path, shown: String) -> Self {
        Self { path: path.to_owned(), shown: NamedSource::new(path.display().to_string(), shown) }
    }

    /// Line and column of an offset, both from 1; columns count characters.
    pub(crate) fn position(&self, offset: usize) -> (usize, usize) {
        let text = self.shown.inner();
        let before = text.get(..offset.min(text.len())).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        (line, column)
    }
}

/// A place in a file.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    pub(crate) file: Arc<SourceFile>,
    pub(crate) span: Range<usize>,
}

impl Spot {
    /// The file it is in.
    pub(crate) fn file(&self) -> &Path {
        &self.file.path
    }

    /// The place in words, for a mistake elsewhere that refers to it.
    pub(crate) fn words(&self) -> String {
        let (line, _) = self.file.position(self.span.start);
        format!("{}:{line}", self.file.path.display())
    }
}

/// One mistake, or one warning.
#[derive(Clone, Debug)]
pub struct Mistake {
    place: Place,
    what: String,
    hint: Option<String>,
    severity: Severity,
}

#[derive(Clone, Debug)]
enum Place {
    In(Spot),
    Whole(PathBuf),
}

impl Mistake {
    pub(crate) fn at(spot: Spot, what: impl Into<String>, hint: impl Into<String>) -> Self {
        let hint = Some(hint.into()).filter(|text| !text.is_empty());
        Self { place: Place::In(spot), what: what.into(), hint, severity: Severity::Error }
    }

    /// A mistake that concerns a file as a whole: it can't be read.
    pub(crate) fn whole(path: &Path, what: impl Into<String>, hint: impl Into<String>) -> Self {
        let hint = Some(hint.into()).filter(|text| !text.is_empty());
        Self { place: Place::Whole(path.to_owned()), what: what.into(), hint, severity: Severity::Error }
    }

    pub(crate) fn into_warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// The file it is in.
    pub fn file(&self) -> &Path {
        match &self.place {
            Place::In(spot) => &spot.file.path,
            Place::Whole(path) => path,
        }
    }

    /// Line and column, both from 1; `None` when the file as a whole is meant.
    pub fn position(&self) -> Option<(usize, usize)> {
        match &self.place {
            Place::In(spot) => Some(spot.file.position(spot.span.start)),
            Place::Whole(_) => None,
        }
    }

    /// What is wrong.
    pub fn what(&self) -> &str {
        &self.what
    }

    /// How to mend it.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// The mistake with an excerpt of the file and a caret; `fancy` for a terminal (colours, box drawing), else plain ASCII.
    pub fn render(&self, fancy: bool) -> String {
        let theme = if fancy { GraphicalTheme::unicode() } else { GraphicalTheme::none() };
        let handler = GraphicalReportHandler::new_themed(theme).with_wrap_lines(false).without_syntax_highlighting();
        let mut out = String::new();
        if handler.render_report(&mut out, self).is_err() {
            out.clone_from(&self.what);
        }
        // miette pads lines with spaces; nobody wants them in a log.
        out.lines().map(|line| format!("{}\n", line.trim_end())).collect::<String>().trim_matches('\n').to_owned() + "\n"
    }

    fn start(&self) -> usize {
        match &self.place {
            Place::In(spot) => spot.span.start,
            Place::Whole(_) => 0,
        }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::In(_) => f.write_str(&self.what),
            Place::Whole(path) => write!(f, "{}: {}", path.display(), self.what),
        }
    }
}

impl std::error::Error for Mistake {}

impl miette::Diagnostic for Mistake {
    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn help(&self) -> Option<Box<dyn fmt::Display + '_>> {
        self.hint.as_ref().map(|hint| Box::new(hint) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        match &self.place {
            Place::In(spot) => Some(&spot.file.shown),
            Place::Whole(_) => None,
        }
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        match &self.place {
            Place::In(spot) => Some(Box::new(std::iter::once(LabeledSpan::new_with_span(None, spot.span.clone())))),
            Place::Whole(_) => None,
        }
    }
}

/// Everything that is wrong with a configuration, in the order of files and lines, the main file first.
#[derive(Clone, Debug)]
pub struct Mistakes {
    list: Vec<Mistake>,
    places: Option<Places>,
}

/// Where a configuration with mistakes has its things.
#[derive(Clone, Debug)]
pub struct Places {
    /// The folder of the state.
    pub state_dir: PathBuf,
    /// The folder of the prospects files.
    pub prospects_dir: PathBuf,
}

impl Mistakes {
    pub(crate) fn new(mut list: Vec<Mistake>, main: &Path, places: Option<Places>) -> Self {
        sort(&mut list, main);
        Self { list, places }
    }

    /// Where things are, as far as the main file could be read.
    pub fn places(&self) -> Option<&Places> {
        self.places.as_ref()
    }

    /// Each mistake.
    pub fn iter(&self) -> impl Iterator<Item = &Mistake> {
        self.list.iter()
    }

    /// Each with a line that says where, what, and how to mend it; the first ones, when there are very many.
    pub fn lines(&self) -> Vec<(&Mistake, String)> {
        let line = |mistake: &Mistake| {
            let place = match mistake.position() {
                Some((line, _)) => format!("{}:{line}", mistake.file().display()),
                None => mistake.file().display().to_string(),
            };
            let hint = mistake.hint().map_or(String::new(), |hint| format!(" ({hint})"));
            format!("{place}: {}{hint}", mistake.what())
        };
        self.list.iter().take(SHOWN).map(|mistake| (mistake, line(mistake))).collect()
    }

    /// All of them for people; `fancy` for a terminal (colours, box drawing), else plain ASCII.
    pub fn render(&self, fancy: bool) -> String {
        let mut out = String::new();
        for mistake in self.list.iter().take(SHOWN) {
            out.push_str(&mistake.render(fancy));
            out.push('\n');
        }
        match self.list.len() {
            1 => out.push_str("1 mistake in the configuration\n"),
            n if n > SHOWN => out.push_str(&format!("{n} mistakes in the configuration; the first {SHOWN} are shown\n")),
            n => out.push_str(&format!("{n} mistakes in the configuration\n")),
        }
        out
    }
}

/// By file and line, the main file first.
pub(crate) fn sort(list: &mut [Mistake], main: &Path) {
    list.sort_by(|a, b| (a.file() != main, a.file(), a.start()).cmp(&(b.file() != main, b.file(), b.start())));
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.render(false).trim_end())
    }
}

impl std::error::Error for Mistakes {}
