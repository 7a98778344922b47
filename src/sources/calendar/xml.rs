//! The little XML of WebDAV answers: elements by their local names, with text. Namespaces are looked past: no two names that
//! matter here differ by them alone. All that needs no unescaping is borrowed from the answer.

use std::borrow::Cow;

use memchr::memchr;

/// How deep elements may lie, and how many of one answer are taken.
const MAX_DEPTH: usize = 40;
const MAX_ELEMENTS: usize = 2_000_000;

/// An element.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Element<'a> {
    /// The local name, as it is written.
    name: &'a str,
    /// The `name` attribute (of `comp`).
    pub label: Cow<'a, str>,
    /// Its own text.
    pub text: Cow<'a, str>,
    children: Vec<Element<'a>>,
}

impl<'a> Element<'a> {
    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The children of a name, whatever its case.
    pub fn all(&self, name: &'static str) -> impl Iterator<Item = &Self> {
        self.children.iter().filter(move |child| child.is(name))
    }

    /// The first element of a name, wherever inside it stands.
    pub fn find(&self, name: &str) -> Option<&Self> {
        self.children.iter().find_map(|child| if child.is(name) { Some(child) } else { child.find(name) })
    }

    /// The text of the first element of a name, if there is any.
    pub fn text_of(&self, name: &str) -> Option<&str> {
        self.find(name).map(|element| element.text.trim()).filter(|text| !text.is_empty())
    }
}

/// Reads a document; the element returned holds its root. `None` when it ends before all that it opened is closed, or is larger than
/// anything sensible: what was cut off must not pass for what isn't there.
pub fn parse(text: &str) -> Option<Element<'_>> {
    read(text, &mut Some)
}

/// Shows `each` the responses of a document's multistatus one after the other: those of a large answer are a hundred thousand small
/// trees, and whoever looks at each while it is at hand needn't walk through all of them. `None` as [`parse`] tells it, and where there is no
/// multistatus.
pub fn each_response<'a>(text: &'a str, each: &mut dyn FnMut(Element<'a>)) -> Option<()> {
    let mut take = |response| {
        each(response);
        None
    };
    // An answer without its multistatus was cut off, too: an empty one would pass for an empty calendar.
    read(text, &mut take)?.all("multistatus").next().map(drop)
}

/// Reads a document; of each response of its multistatus is kept what `keep` gives back.
fn read<'a>(text: &'a str, keep: &mut dyn FnMut(Element<'a>) -> Option<Element<'a>>) -> Option<Element<'a>> {
    let mut open = vec![Element::default()];
    let (mut rest, mut count) = (text, 0);
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        let (before, after) = (rest.get(..at)?, rest.get(at + 1..)?);
        push_text(&mut open, unescaped(before));
        if let Some(cdata) = after.strip_prefix("![CDATA[") {
            let (inside, behind) = cdata.split_once("]]>").unwrap_or((cdata, ""));
            push_text(&mut open, Cow::Borrowed(inside));
            rest = behind;
            continue;
        }
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
            continue;
        }
        let (tag, behind) = after.split_once('>')?;
        rest = behind;
        if tag.starts_with(['?', '!']) {
            continue;
        }
        if tag.starts_with('/') {
            close(&mut open, keep);
            continue;
        }
        count += 1;
        let empty = tag.ends_with('/');
        if count > MAX_ELEMENTS || open.len() > MAX_DEPTH {
            return None;
        }
        open.push(element(tag.trim_end_matches('/')));
        if empty {
            close(&mut open, keep);
        }
    }
    let root = open.pop()?;
    open.is_empty().then_some(root)
}

fn element(tag: &str) -> Element<'_> {
    let (name, attributes) = tag.split_once(|c: char| c.is_whitespace()).unwrap_or((tag, ""));
    let local = name.rsplit(':').next().unwrap_or(name);
    let label = attributes.split_once("name=").map_or("", |(_, value)| value);
    let quote = label.chars().next().filter(|c| matches!(c, '"' | '\''));
    let label = quote.and_then(|quote| label.split(quote).nth(1)).unwrap_or_default();
    Element { name: local, label: unescaped(label), ..Element::default() }
}

fn push_text<'a>(open: &mut [Element<'a>], text: Cow<'a, str>) {
    if let Some(element) = open.last_mut() {
        match element.text.is_empty() {
            // What stands around elements to lay them out is nobody's text.
            true if text.trim().is_empty() => {}
            true => element.text = text,
            false => element.text.to_mut().push_str(&text),
        }
    }
}

fn close<'a>(open: &mut Vec<Element<'a>>, keep: &mut dyn FnMut(Element<'a>) -> Option<Element<'a>>) {
    if open.len() > 1
        && let Some(done) = open.pop()
        && let [.., parent] = open.as_mut_slice()
    {
        let is_response = done.is("response") && parent.is("multistatus");
        parent.children.extend(if is_response { keep(done) } else { Some(done) });
    }
}

/// Text without its character references.
fn unescaped(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('&');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (name, rest) = part.split_once(';').unwrap_or(("", part));
        let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
        let c = match name {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => match name.strip_prefix("#x").or_else(|| name.strip_prefix("#X")) {
                Some(digits) => number(digits, 16),
                None => name.strip_prefix('#').and_then(|digits| number(digits, 10)),
            },
        };
        match c {
            Some(c) => {
                out.push(c);
                out.push_str(rest);
            }
            None => {
                out.push('&');
                out.push_str(part);
            }
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_whatever_its_prefixes() {
        let text = "<?xml version=\"1.0\"?><!-- x > y --><D:multistatus xmlns:D='DAV:'><d:response><d:href>/a%20b/</d:href>\
            <c:calendar-data><![CDATA[BEGIN:VEVENT\r\nSUMMARY:a<b\r\n]]></c:calendar-data><e>x &amp; y &#x41;&#13;&bad; &</e>\
            <comp name=\"VEVENT\"/></d:response></D:multistatus>";
        let root = parse(text).unwrap();
        let response = root.find("response").unwrap();
        assert_eq!(response.text_of("href"), Some("/a%20b/"));
        assert_eq!(response.text_of("calendar-data"), Some("BEGIN:VEVENT\r\nSUMMARY:a<b"));
        assert_eq!(response.find("e").unwrap().text, "x & y A\r&bad; &");
        assert_eq!(response.find("comp").unwrap().label, "VEVENT");
        assert_eq!(root.all("multistatus").count(), 1);
    }

    #[test]
    fn an_answer_without_its_multistatus_is_no_empty_calendar() {
        let count = |text: &str| {
            let mut count = 0;
            each_response(text, &mut |_| count += 1).map(|()| count)
        };
        assert_eq!(count("<D:multistatus><D:response/><D:response/></D:multistatus>"), Some(2));
        assert_eq!(count("<multistatus/>"), Some(0));
        for cut in ["", "<?xml version=\"1.0\"?>\n", "<html></html>"] {
            assert_eq!(count(cut), None, "{cut}");
        }
    }

    #[test]
    fn what_is_cut_off_is_told_from_what_is_odd() {
        assert_eq!(parse("<a><b></a></b></c>"), parse("<a><b/></a>"));
        assert_eq!(parse("no markup").unwrap().all("a").count(), 0);
        let whole = "<?xml version=\"1.0\"?><a><b>text</b><!-- c --><d><![CDATA[e]]></d></a>";
        assert!(parse(whole).is_some());
        let root = whole.find("<a>").unwrap();
        for end in root + 1..whole.len() {
            let cut = whole.get(..end).unwrap();
            assert_eq!(parse(cut), None, "{cut}");
        }
        assert_eq!(parse(&"<a>".repeat(100_000)), None);
        assert_eq!(parse(&"<a/>".repeat(MAX_ELEMENTS + 1)), None);
    }

    proptest::proptest! {
        /// Whatever a server sends is read, or told to be cut off; and what is read can be asked.
        #[test]
        fn anything_is_read(parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "<a>", "</a>", "<D:response xmlns:D=\"DAV:\">", "</D:response>", "<b/>", "<![CDATA[", "]]>", "<!--", "-->", "<?x", "?>", "&#x41;", "&#99999999;",
                "&amp", "<", ">", "/", "text", "name='", "\"", "é", "\0",
            ]), 0..60)) {
            let text = parts.concat();
            if let Some(root) = parse(&text) {
                let _ = (root.find("response").map(|found| found.text.len()), root.text_of("a"));
                proptest::prop_assert_eq!(parse(&text), Some(root));
            }
        }
    }
}
