//! The unmarked quotations of Outlook and its like: a block of header lines, or a line that says "Original Message",
//! with the quoted or forwarded message below it down to the end.

use super::attribution;
use super::line::{Line, Role, is_filler};
use super::words::{self, Header};

/// The line on which the quotation or forward begins that line `at` gives away.
pub(super) fn start(lines: &[Line], at: usize) -> Option<usize> {
    let below = lines.get(at..)?;
    let first = below.first().filter(|first| first.role == Role::Own && !first.is_blank())?;
    if is_marker(first.bare) || on_one_line(first) {
        return Some(at);
    }
    let [from, sent, to, subject, address] = block(below)?;
    let count = [from, sent, to, subject].iter().filter(|one| **one).count();
    if from && ((count >= 3 && (subject || address)) || (count >= 2 && address)) {
        return Some(at);
    }
    if from || !(to && subject) { None } else { notes_start(lines, at) }
}

/// The end of the block that begins on line `start` when a quotation with `>` stands below it, as eM Client and webmailers write it: then
/// what has no mark below that is the author's, and not the end of what is quoted. A forward is somebody else's to its end.
pub(super) fn end_above_marks(lines: &[Line], start: usize) -> Option<usize> {
    if lines.get(start).is_some_and(|line| words::says_forwarded(&line.bare.to_lowercase())) {
        return None;
    }
    let below = lines.get(start + 1..)?;
    let head = below.iter().take(13).position(|line| line.is_blank() || line.role == Role::Quoted)?;
    let next = below.get(head..)?.iter().find(|line| !line.is_blank())?;
    (next.role == Role::Quoted).then_some(start + 1 + head)
}

/// Whether the line says in words that a message follows.
pub(super) fn is_marked(lines: &[Line], at: usize) -> bool {
    lines.get(at).is_some_and(|line| is_marker(line.bare))
}

/// Whether the block that begins on line `start` can be no list of where a thing goes from, to and when: its letter was "sent", or went
/// to the author, or from somebody with two names on a day of a year.
pub(super) fn is_certain(lines: &[Line], start: usize, author: &str) -> bool {
    let block =
        lines.get(start..).unwrap_or_default().iter().take(12).take_while(|line| line.role == Role::Own && !line.is_blank());
    let values =
        || block.clone().filter_map(|line| line.header.and_then(|(header, _)| Some((header, words::header(line.bare)?.1))));
    let given = |wanted: Header| values().find(|(header, _)| *header == wanted).map(|(_, value)| value);
    let (Some(from), Some(to), Some(_)) = (given(Header::From), given(Header::To), given(Header::Subject)) else { return false };
    let dated = given(Header::Sent).is_some_and(attribution::has_year);
    let sent = given(Header::Sent).is_some() && block.clone().any(|line| words::says_sent(line.bare));
    let author = author.to_lowercase();
    let theirs = |word: &str| word.chars().count() > 2 && author.split(is_separator).any(|name| name == word);
    let to_author = to.to_lowercase().split(is_separator).any(theirs);
    let named = from.split(is_separator).filter(|word| word.starts_with(char::is_uppercase)).count() >= 2;
    sent || to_author || (dated && named)
}

fn is_separator(c: char) -> bool {
    !c.is_alphanumeric()
}

/// Lotus Notes writes the author and the date on lines of their own above "To:", "cc:" and "Subject:".
fn notes_start(lines: &[Line], at: usize) -> Option<usize> {
    let above =
        lines.get(at.saturating_sub(3)..at)?.iter().rev().take_while(|line| line.role == Role::Own && !line.is_blank()).count();
    let dated = (at - above..at).find(|line| lines.get(*line).is_some_and(|line| attribution::is_dated(line.bare)))?;
    let named = dated > at - above && lines.get(dated).is_some_and(|line| line.bare.starts_with(|c: char| c.is_ascii_digit()));
    Some(if named { dated - 1 } else { dated })
}

/// "-----Original Message-----", "---------- Forwarded message ----------", "Begin forwarded message:".
fn is_marker(bare: &str) -> bool {
    if bare.len() > 160 {
        return false;
    }
    let inner = bare.trim_matches(|c: char| is_filler(c) || "-–—_*=<>:：".contains(c));
    let dashed =
        bare.trim_start_matches(['*', '_', ' ']).starts_with("--") || bare.trim_end_matches(['*', '_', ' ']).ends_with("--");
    if !dashed && !words::may_begin_forwarded(inner) {
        return false;
    }
    let inner = inner.to_lowercase();
    (dashed && words::says_original(&inner)) || words::says_begin_forwarded(&inner)
}

/// A header block that lost its line breaks: "From: Pat Sent: Monday To: Dana Subject: Line 4".
fn on_one_line(line: &Line) -> bool {
    if line.bare.len() > 600 || line.header.is_none_or(|(header, _)| header != Header::From) {
        return false;
    }
    let mut seen = [false; 4];
    for word in line.bare.split(is_filler).filter(|word| word.ends_with([':', '：'])) {
        if let Some((header, _)) = words::header(word) {
            note(&mut seen, header);
        }
    }
    seen == [true; 4]
}

/// Which of From, Sent, To and Subject the header lines at the head of `lines` give, and whether From gives an address. Three
/// make a block when a subject or an address is among them: "From: Leeds / To: Munich / Date: 10 July" is a transport order.
fn block(lines: &[Line]) -> Option<[bool; 5]> {
    lines.first()?.header?;
    let mut seen = [false; 4];
    let (mut address, mut other, mut blanks) = (false, 0, 0);
    for line in lines.iter().take(24) {
        if line.role != Role::Own {
            break;
        }
        if line.is_blank() {
            blanks += 1;
            if blanks > 1 {
                break;
            }
            continue;
        }
        match line.header {
            Some((header, addressed)) => {
                note(&mut seen, header);
                address |= header == Header::From && addressed;
            }
            // A long list of recipients or a subject runs on; below an empty line the text has begun.
            None if blanks == 0 && other < 6 => other += 1,
            None => break,
        }
        blanks = 0;
    }
    let [from, sent, to, subject] = seen;
    Some([from, sent, to, subject, address])
}

fn note(seen: &mut [bool; 4], header: Header) {
    let [from, sent, to, subject] = seen;
    match header {
        Header::From => *from = true,
        Header::Sent => *sent = true,
        Header::To => *to = true,
        Header::Subject => *subject = true,
        Header::Other => {}
    }
}
