//! What stays of a subject when people answer: without the marks of replies and forwards, and without the tags of ticket systems.

use super::names::fold;

/// What a subject says of its message, the strongest mark first in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// It opens a conversation.
    None,
    /// A ticket's number or another tag in brackets.
    Tag,
    /// A forward.
    Forward,
    /// A reply, in any place of a chain of marks.
    Reply,
}

const REPLIES: &[&str] = &[
    "re", "aw", "sv", "vs", "antw", "odp", "ynt", "res", "r", "rif", "ref", "ré", "svar", "vá", "atb", "ats", "回复", "答复",
    "返信", "回覆",
];
const FORWARDS: &[&str] = &["fw", "fwd", "wg", "tr", "rv", "enc", "vb", "vl", "doorst", "pd", "i", "ilt", "转发", "転送", "轉寄"];
/// What gateways put before what comes from outside.
const GATEWAYS: &[&str] = &["external", "extern", "ext"];
/// No subject carries more marks than this; what follows is taken as it stands.
const MAX_MARKS: usize = 16;
/// The longest tag in brackets, in octets: longer ones are words of the subject.
const MAX_TAG: usize = 60;

/// The subject that a conversation keeps, folded, with what its marks say. Empty when nothing but marks stands there.
pub fn base(subject: &str) -> (String, Mark) {
    let (rest, mark) = strip(subject);
    (fold(rest), mark)
}

/// The subject that is answered, folded; `None` where none is.
pub fn answered(subject: &str) -> Option<String> {
    let (rest, mark) = strip(subject);
    (mark == Mark::Reply && !rest.trim().is_empty()).then(|| fold(rest))
}

/// A subject without its marks, as it was written.
pub fn unmarked(subject: &str) -> &str {
    strip(subject).0
}

/// Whether a subject marks a reply or a forward, in the languages of common mail programs.
pub fn is_answer_or_forward(subject: &str) -> bool {
    strip(subject).1 >= Mark::Forward
}

/// Whether a subject without its marks is one's own: "Offer" stands over a thousand conversations, and unasked mail pretends to
/// answer such ones.
pub fn is_telling(base: &str) -> bool {
    let words = base.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
    let dense = base.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).count();
    words >= 3 || (words == 2 && base.chars().count() >= 9) || dense >= 6
}

fn strip(subject: &str) -> (&str, Mark) {
    let (mut rest, mut mark) = (subject.trim(), Mark::None);
    for _ in 0..MAX_MARKS {
        let Some((behind, found)) = leading(rest) else { break };
        (rest, mark) = (behind.trim_start(), mark.max(found));
    }
    while let Some(before) = trailing_tag(rest) {
        (rest, mark) = (before, mark.max(Mark::Tag));
    }
    (rest, mark)
}

/// What stands before the first colon of a subject, and behind it. Subjects are ASCII most often, and then it is found quickly.
pub fn at_colon(subject: &str) -> Option<(&str, &str)> {
    if subject.is_ascii() { subject.split_once(':') } else { subject.split_once([':', '：']) }
}

/// One mark at the start, and what stands behind it.
fn leading(text: &str) -> Option<(&str, Mark)> {
    if let Some(behind) = bracketed(text) {
        return Some((behind, Mark::Tag));
    }
    if text.starts_with('#') || text.starts_with("(#") {
        let (number, behind) = text.split_once(char::is_whitespace)?;
        let is_number = number.chars().any(|c| c.is_ascii_digit()) && number.len() <= MAX_TAG;
        return is_number.then_some((behind, Mark::Tag));
    }
    let (head, behind) = at_colon(text)?;
    if head.len() > MAX_TAG {
        return None;
    }
    let head = head.trim().to_lowercase();
    let word = head.split(['[', '(']).next().unwrap_or_default().trim();
    if REPLIES.contains(&word) {
        return Some((behind, Mark::Reply));
    }
    if FORWARDS.contains(&word) {
        return Some((behind, Mark::Forward));
    }
    (GATEWAYS.contains(&word) || is_ticket(&head)).then_some((behind, Mark::Tag))
}

/// A ticket's number in words: "Ticket 4711", "case #00123", "request-99".
fn is_ticket(head: &str) -> bool {
    const WORDS: &[&str] = &["ticket", "case", "request", "incident", "vorgang", "fall", "ref"];
    let number = head.trim_start_matches(|c: char| c.is_alphabetic());
    let word = head.strip_suffix(number).unwrap_or_default();
    let digits = number.chars().filter(char::is_ascii_digit).count();
    WORDS.contains(&word) && digits >= 2 && number.chars().all(|c| c.is_ascii_digit() || " #-_.".contains(c))
}

fn bracketed(text: &str) -> Option<&str> {
    let (inside, behind) = text.strip_prefix(['[', '【'])?.split_once([']', '】'])?;
    (inside.len() <= MAX_TAG && !behind.trim().is_empty()).then_some(behind)
}

fn trailing_tag(text: &str) -> Option<&str> {
    let (before, tag) = text.trim_end().strip_suffix(']')?.rsplit_once('[')?;
    (tag.len() <= MAX_TAG && !before.trim().is_empty()).then(|| before.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_tags_fall_off() {
        for (subject, mark) in [
            ("Your visit", Mark::None),
            ("Re: your  Visit", Mark::Reply),
            ("AW: WG: Your visit", Mark::Reply),
            ("WG: Your visit", Mark::Forward),
            ("Re[2]: Your visit", Mark::Reply),
            ("[#1234] Re: Your visit", Mark::Reply),
            ("Re: [Ticket#20260511] Your visit", Mark::Reply),
            ("[EXTERNAL] RE: Your visit", Mark::Reply),
            ("EXTERNAL: RE: Your visit", Mark::Reply),
            ("Ext: Your visit", Mark::Tag),
            ("Ticket 4711: Your visit", Mark::Tag),
            ("#4711 Your visit", Mark::Tag),
            ("Your visit [ ref:_00D5.!x:ref ]", Mark::Tag),
            ("回复：Your visit", Mark::Reply),
        ] {
            assert_eq!(base(subject), ("your visit".to_owned(), mark), "{subject}");
        }
    }

    #[test]
    fn an_answer_tells_what_it_answers() {
        assert_eq!(answered("AW: WG: Your  Visit").as_deref(), Some("your visit"));
        assert!(["Your visit", "WG: Your visit", "Re:", "Re: \u{a0}", ""].into_iter().all(|none| answered(none).is_none()));
    }

    #[test]
    fn what_is_no_mark_stays() {
        for subject in ["line 4: your visit", "", "[all of it]", "case study: press refit", "#refit"] {
            assert_eq!(base(subject), (subject.to_owned(), Mark::None));
        }
        assert_eq!(base("Re:"), (String::new(), Mark::Reply));
    }

    #[test]
    fn a_word_that_anybody_writes_tells_nothing() {
        assert!(is_telling("your visit on monday") && is_telling("line 4 retrofit") && is_telling("press refit"));
        assert!(!is_telling("offer") && !is_telling("hello") && !is_telling("re visit") && is_telling("関するご見積もり"));
    }
}
