//! A body as lines, each with the role it turns out to have.

use super::SIGNED;
use super::words::{self, Header};

/// Whose line it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The author's, as far as is known.
    Own,
    /// A quotation, a forward, an attribution or a banner.
    Quoted,
    /// Sign-off, signature, tag line or footer.
    Signature,
}

/// One line: as it came without trailing white space, and without the marks that carry no meaning.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub raw: &'a str,
    pub bare: &'a str,
    pub role: Role,
    /// The header that the line gives, and whether its value holds an address. Each line is asked for by many above it.
    pub header: Option<(Header, bool)>,
}

impl Line<'_> {
    pub fn is_blank(&self) -> bool {
        self.bare.is_empty()
    }

    /// A rule of a box: `|-------+---->`.
    pub fn is_ruled(&self) -> bool {
        !self.is_blank() && self.bare.chars().all(|c| "|-+>=".contains(c))
    }

    /// Nothing but rules and ornaments: `____`, `---`, `***`, and the tracking mark of Streak.
    pub fn is_divider(&self) -> bool {
        let ornament = |c: char| "-_=*#~+–—·•|ᐧ━─＝".contains(c) || is_filler(c);
        !self.is_blank() && self.bare.chars().all(ornament)
    }
}

/// White space, and the invisible marks that clients strew in: zero-width, bidirectional, byte order.
pub(super) fn is_filler(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Reads the lines. A run of more than two blank ones counts as two: it carries nothing, and a body may consist of millions.
pub(super) fn read(plain: &str) -> Vec<Line<'_>> {
    // Room for all of them at once: of a body of millions, growing step by step would be the dearest part.
    let mut lines: Vec<Line> = Vec::with_capacity(plain.bytes().filter(|octet| *octet == b'\n').count() + 1);
    let mut blanks = 0;
    for raw in plain.lines() {
        let signed = raw.strip_prefix(SIGNED);
        let raw = signed.unwrap_or(raw).trim_end();
        let bare = raw.trim_matches(is_filler);
        blanks = if bare.is_empty() { blanks + 1 } else { 0 };
        if blanks > 2 {
            continue;
        }
        let role = match bare.starts_with('>') {
            true => Role::Quoted,
            false if signed.is_some() => Role::Signature,
            false => Role::Own,
        };
        let header = words::header(bare).filter(|_| role == Role::Own).map(|(header, value)| (header, value.contains('@')));
        lines.push(Line { raw, bare, role, header });
    }
    quoted_by_initials(&mut lines);
    quoted_by_bars(&mut lines);
    own_by_sense(&mut lines);
    own_by_escape(&mut lines);
    lines
}

/// `>5 units`, `>= 40 units` and `>> Our order is attached. <<` are the author's in a message that quotes nothing else.
fn own_by_sense(lines: &mut [Line]) {
    // Two such lines are a list that is quoted.
    if lines.iter().filter(|line| line.bare.starts_with('>')).count() != 1 {
        return;
    }
    let mut above = "";
    for line in lines.iter() {
        let marked = line.bare.starts_with('>');
        let rest = line.bare.trim_start_matches('>');
        let senseful = rest.starts_with(|c: char| c.is_ascii_digit() || c == '=') || (!rest.is_empty() && rest.ends_with("<<"));
        if marked && (!senseful || above.ends_with([':', '：'])) {
            return;
        }
        if !line.is_blank() {
            above = line.bare;
        }
    }
    lines.iter_mut().filter(|line| line.bare.starts_with('>')).for_each(|line| line.role = Role::Own);
}

/// `>From our side ...`: a mailbox file escapes what would begin its next message, and some stores leave it so.
fn own_by_escape(lines: &mut [Line]) {
    let escaped = |line: &Line| line.bare.starts_with(">From ");
    let introduced = |at: usize| {
        let above = lines.get(..at).and_then(|above| above.iter().rev().find(|line| !line.is_blank()));
        above.is_some_and(|line| line.bare.ends_with([':', '：']))
    };
    let marked = || lines.iter().enumerate().filter(|(_, line)| line.bare.starts_with('>'));
    if marked().all(|(at, line)| escaped(line) && !introduced(at)) {
        lines.iter_mut().filter(|line| line.bare.starts_with('>')).for_each(|line| line.role = Role::Own);
    }
}

/// Old clients put a bar before each line: `| Which colour?`, below "Dana wrote:". A row of a table ends with one too.
fn quoted_by_bars(lines: &mut [Line]) {
    let barred =
        |line: &Line| line.bare.starts_with('|') && (line.bare.len() == 1 || !(line.bare.ends_with('|') || line.is_ruled()));
    let Some(first) = lines.iter().position(barred) else { return };
    // Rows that all have the same number of bars, more than one, are a table's.
    let mut bars = lines.iter().filter(|line| barred(line) && line.bare.len() > 1).map(|line| line.bare.matches('|').count());
    if bars.next().is_some_and(|count| count > 1 && bars.all(|other| other == count)) {
        return;
    }
    let above = lines.get(..first).and_then(|above| above.iter().rev().find(|line| !line.is_blank()));
    let wrote = |line: &Line| line.bare.ends_with([':', '：']) && words::find_verb(&line.bare.to_lowercase()).is_some();
    if above.is_some_and(wrote) {
        for line in lines.iter_mut().filter(|line| barred(line)) {
            (line.role, line.header) = (Role::Quoted, None);
        }
    }
}

/// Old clients put the quoted author's initials before each line: `PL> Which colour?`. Two such lines make a quotation.
fn quoted_by_initials(lines: &mut [Line]) {
    let mut last: Option<(usize, &str)> = None;
    for at in 0..lines.len() {
        let Some(prefix) = lines.get(at).and_then(|line| initials(line.bare)) else { continue };
        let before = last.replace((at, prefix)).filter(|(_, other)| *other == prefix).map(|(other, _)| other);
        for known in before.into_iter().flat_map(|other| [other, at]) {
            if let Some(line) = lines.get_mut(known) {
                (line.role, line.header) = (Role::Quoted, None);
            }
        }
    }
}

fn initials(bare: &str) -> Option<&str> {
    let (prefix, _) = bare.get(..4.min(bare.len())).or_else(|| bare.get(..3))?.split_once('>')?;
    let fine = !prefix.is_empty() && prefix.chars().all(|c| c.is_ascii_uppercase());
    fine.then_some(prefix)
}

/// Where the stretches of own lines begin and end, those without any text left out.
pub(super) fn segments(lines: &[Line]) -> Vec<(usize, usize)> {
    let mut segments = Vec::new();
    let mut start = None;
    for (at, line) in lines.iter().enumerate() {
        match (line.role == Role::Own, start) {
            (true, None) if !line.is_blank() => start = Some(at),
            (false, Some(from)) if line.role == Role::Quoted => {
                segments.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    segments.extend(start.map(|from| (from, lines.len())));
    segments
}

/// The lines of one role as text: no blank lines around, at most one between where lines of another role were taken out. Beside it
/// the places in it at which it goes on below a quotation.
pub(super) fn write(lines: &[Line], role: Role) -> (String, Vec<usize>) {
    let (mut text, mut below) = (String::new(), Vec::new());
    let (mut gap, mut quoted) = (false, false);
    let mut blanks = 0;
    for line in lines {
        if line.role != role {
            gap = true;
            quoted |= line.role == Role::Quoted;
        } else if line.is_blank() {
            blanks += 1;
        } else {
            if !text.is_empty() {
                let breaks = if gap { 1 + usize::from(blanks > 0) } else { 1 + blanks };
                text.push_str("\n\n\n".get(..breaks.min(3)).unwrap_or("\n"));
            }
            // A word alone is what a client broke off the quoted line above.
            if quoted && (line.bare.ends_with(['.', '!', '?', ')']) || line.bare.split_whitespace().count() > 1) {
                below.push(text.len() + line.raw.len() - line.raw.trim_start().len());
            }
            text.push_str(line.raw);
            (gap, quoted, blanks) = (false, false, 0);
        }
    }
    (text, below)
}
