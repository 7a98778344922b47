//! New text only: what the author wrote in this message (SPEC section 4), told from quotations, forwards, signatures,
//! tag lines and footers.
//!
//! Everything works on whole lines and only ever takes lines away, so nothing that the author didn't write can appear.
//! Where a rule is in doubt it leaves the line with the author, but for quotations: an unmarked quotation that is cut off
//! too late puts the prospect's words in our mouth, or ours in theirs.

mod answer;
mod attribution;
mod columns;
mod dates;
mod footer;
mod headers;
mod line;
mod signature;
mod signoff;
mod signoff_words;
mod words;

use line::{Line, Role};

/// What stands before each line that the client itself marks as a signature. No text is written with it.
pub(super) const SIGNED: char = '\u{e000}';

/// Whoever writes below quotations at one place only may have put all of it below.
const LEAST_ANSWERS: usize = 2;

/// A body taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// What the author wrote in this message.
    pub new_text: String,
    /// Where in it each answer begins, in bytes, of those written between the lines of a quotation; none where all is written above or
    /// below one.
    pub answers: Vec<usize>,
    /// What stands below it by habit or by machine: sign-off, signature, tag lines and footers.
    pub signature: String,
}

/// Takes a plain body apart. Every line of the result is a line of `plain`.
pub fn split(plain: &str) -> Parts {
    split_of(plain, "")
}

/// The same where the author's name and the local part of their address are known: a line that is nothing but a part of them, at
/// the end, is a signature whatever stands above it.
pub fn split_of(plain: &str, author: &str) -> Parts {
    apart(plain, author, false)
}

/// The same of a message whose subject is a forward's: whatever stands below a head without a mark is the forwarded letter.
pub fn split_forward(plain: &str, author: &str) -> Parts {
    apart(plain, author, true)
}

fn apart(plain: &str, author: &str, forward: bool) -> Parts {
    let mut lines = line::read(plain);
    elide_quotations(&mut lines, author, forward);
    footer::mark(&mut lines);
    let mut told = false;
    for (start, end) in line::segments(&lines) {
        if let Some(segment) = lines.get_mut(start..end) {
            signature::mark(segment, author, told);
            told |= segment.iter().any(answer::tells);
        }
    }
    signoff::mark(&mut lines, author);
    let (new_text, below) = line::write(&lines, Role::Own);
    let (signature, _) = line::write(&lines, Role::Signature);
    let answers = if below.len() < LEAST_ANSWERS { Vec::new() } else { below };
    Parts { new_text, answers, signature }
}

/// Marks lines with `>`, attributions ("On ... wrote:") and everything below an unmarked quotation.
fn elide_quotations(lines: &mut [Line], author: &str, forward: bool) {
    let mut at = 0;
    while at < lines.len() {
        let sure = |start: usize| headers::is_marked(lines, start) || headers::is_certain(lines, start, author);
        let block = headers::start(lines, at).filter(|start| !tops(lines, *start, at + 6) || sure(*start));
        if let Some(start) = block.or_else(|| columns::start(lines, at)) {
            match headers::end_above_marks(lines, start).filter(|_| !forward && is_first(lines, start)) {
                Some(end) => {
                    elide(lines, start, end);
                    at = end;
                    continue;
                }
                None => return elide(lines, start, usize::MAX),
            }
        }
        // With nothing above it, it may be the author who tells what somebody wrote; Yahoo leaves spaces before the text.
        let above = || {
            lines.get(..at).is_some_and(|above| above.iter().any(|line| !line.is_blank()))
                || lines.get(at).is_some_and(|line| line.bare.contains(":  "))
        };
        if columns::is_box(lines, at) || (attribution::runs_on(lines, at) && above()) {
            return elide(lines, at, usize::MAX);
        }
        if attribution::is_groupwise(lines, at) {
            let end = answered_below(lines, at).filter(|_| !forward).unwrap_or(lines.len());
            elide(lines, at, end);
            at = end;
            continue;
        }
        let Some(found) = attribution::at(lines, at) else {
            at += 1;
            continue;
        };
        let end = at + 1;
        let next = lines.get(end..).and_then(|below| below.iter().find(|line| !line.is_blank()));
        // What follows an attribution without `>` is its quotation, down to the end: Outlook, Zoho and most phones.
        match next {
            Some(line)
                if line.role == Role::Own
                    && found.cuts
                    && (!tops(lines, found.start, end) || of_a_year(lines, found.start, end)) =>
            {
                return elide(lines, found.start, usize::MAX);
            }
            Some(line) if line.role == Role::Own => {}
            Some(_) | None => elide(lines, found.start, end),
        }
        at = end;
    }
}

/// Where the author's answer begins below the unmarked quotation that the GroupWise head on line `head` opens: nothing stands above it, and
/// whom it quotes signed their letter, with an empty line and sentences behind that are no postscript of theirs.
fn answered_below(lines: &[Line], head: usize) -> Option<usize> {
    if !is_first(lines, head) {
        return None;
    }
    let quoted = lines.get(head)?.bare.trim_start_matches(['>', ' ']).split(['<', '(']).next()?;
    let signed = lines.iter().skip(head + 1).rposition(|line| signoff::is_author(line.bare, quoted))? + head + 1;
    let gap = lines.iter().skip(signed).position(Line::is_blank)? + signed;
    let starts = lines.iter().skip(gap).position(|line| !line.is_blank())? + gap;
    let rest = lines.get(starts..)?;
    let postscript = rest.first().is_some_and(|line| is_postscript(line.bare));
    (!postscript && rest.iter().any(|line| line.bare.ends_with(['.', '!', '?']))).then_some(starts)
}

/// "P.S.", "PS:", "PPS"
fn is_postscript(line: &str) -> bool {
    let first: String = line.split([' ', ':']).next().unwrap_or_default().chars().filter(|c| c.is_alphanumeric()).collect();
    matches!(first.to_lowercase().as_str(), "ps" | "pps" | "nb")
}

/// Whether nothing stands above line `start`, and neither an address nor a time of day up to line `end`: then it is hardly a quotation
/// with nothing written to it, but the author who tells what somebody wrote, or where a thing goes from and to.
fn tops(lines: &[Line], start: usize, end: usize) -> bool {
    let told = |line: &Line| line.bare.contains('@') || attribution::has_time(line.bare);
    is_first(lines, start) && !lines.get(start..end.min(lines.len())).unwrap_or_default().iter().any(told)
}

/// Whether nothing of the author's stands above a line.
fn is_first(lines: &[Line], at: usize) -> bool {
    lines.get(..at).is_some_and(|above| above.iter().all(|line| line.is_blank() || line.role == Role::Quoted))
}

/// Whether lines `start` to `end` name a year: who tells what somebody wrote hardly says in which.
fn of_a_year(lines: &[Line], start: usize, end: usize) -> bool {
    lines.get(start..end).unwrap_or_default().iter().any(|line| attribution::has_year(line.bare))
}

fn elide(lines: &mut [Line], start: usize, end: usize) {
    let end = end.min(lines.len());
    lines.get_mut(start..end).unwrap_or_default().iter_mut().for_each(|line| line.role = Role::Quoted);
}

#[cfg(test)]
mod tests;
