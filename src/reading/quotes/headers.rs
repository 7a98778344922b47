//! The unmarked quotations of Outlook and its like: a block of header lines, or a line that says "Original Message",
//! with the quoted or forwarded message below it down to the end.

use super::line::{Line, Role, is_filler};
use super::words::{self, Header};

/// Whether a quotation or forward begins on the first of `lines`.
pub(super) fn starts(lines: &[Line]) -> bool {
    let Some(first) = lines.first() else { return false };
    if first.role != Role::Own || first.is_blank() {
        return false;
    }
    is_marker(first.bare) || on_one_line(first.bare) || is_block(lines)
}

/// "-----Original Message-----", "---------- Forwarded message ----------", "Begin forwarded message:".
fn is_marker(bare: &str) -> bool {
    if bare.len() > 160 {
        return false;
    }
    let inner = bare.trim_matches(|c: char| is_filler(c) || "-–—_*=<>:：".contains(c));
    let dashed =
        bare.trim_start_matches(['*', '_', ' ']).starts_with("--") || bare.trim_end_matches(['*', '_', ' ']).ends_with("--");
    let inner = inner.to_lowercase();
    (dashed && words::says_original(&inner)) || words::says_begin_forwarded(&inner)
}

/// A header block that lost its line breaks: "From: Pat Sent: Monday To: Dana Subject: Line 4".
fn on_one_line(bare: &str) -> bool {
    if bare.len() > 600 || words::header(bare).is_none_or(|(header, _)| header != Header::From) {
        return false;
    }
    let mut seen = [false; 4];
    for word in bare.split(is_filler).filter(|word| word.ends_with([':', '：'])) {
        if let Some((header, _)) = words::header(word) {
            note(&mut seen, header);
        }
    }
    seen == [true; 4]
}

/// Consecutive header lines in any language. Three of From, Sent, To and Subject, with a subject or an address among them,
/// or two below a rule: "From: Leeds / To: Munich / Date: 10 July" is a transport order.
fn is_block(lines: &[Line]) -> bool {
    if lines.first().is_none_or(|first| words::header(first.bare).is_none()) {
        return false;
    }
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
        match words::header(line.bare) {
            Some((header, value)) => {
                note(&mut seen, header);
                address |= header == Header::From && value.contains('@');
            }
            // A long list of recipients or a subject runs on; below an empty line the text has begun.
            None if blanks == 0 && other < 6 => other += 1,
            None => break,
        }
        blanks = 0;
    }
    let [from, _, _, subject] = seen;
    let count = seen.iter().filter(|one| **one).count();
    from && ((count >= 3 && (subject || address)) || (count >= 2 && address))
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
