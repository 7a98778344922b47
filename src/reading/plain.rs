//! Headers as nearly all mail has them, cut into their fields without a parser: thousands are read a second, and of most of their
//! fields nobody wants more than the text. What is odd in any way is left to the parser, and so is what a field's value means.

use std::ops::Range;

use mail_parser::parsers::MessageStream;
use mail_parser::{DateTime, HeaderValue};
use memchr::{memchr, memchr_iter, memchr2, memchr2_iter};

/// A header that is plain: ASCII, every line a field or the rest of one, and an empty line at its end.
#[derive(Debug)]
pub struct Plain<'x> {
    /// Every field, name and raw value, in order.
    pub all: Vec<(&'x str, &'x str)>,
    /// The first Date and Subject that say anything.
    pub date: Option<HeaderValue<'x>>,
    pub subject: Option<HeaderValue<'x>>,
    /// The last Content-Type.
    pub kind: Option<Kind<'x>>,
}

/// What a Content-Type says.
#[derive(Debug)]
pub enum Kind<'x> {
    /// The media type and subtype, and no parameter that matters here.
    Simple(&'x str),
    /// What the parser makes of it.
    Parsed(HeaderValue<'x>),
}

/// The most fields that are kept of one header; one with more isn't plain.
pub const MOST: usize = 2000;

/// Cuts a header up as [`super::fields::header_parser`] does; `None` when it isn't plain.
pub fn header(bytes: &[u8]) -> Option<Plain<'_>> {
    // Behind a header that is plain anything may stand.
    let text =
        std::str::from_utf8(bytes).or_else(|odd| std::str::from_utf8(bytes.get(..odd.valid_up_to()).unwrap_or_default())).ok()?;
    let mut plain = Plain { all: Vec::with_capacity(16), date: None, subject: None, kind: None };
    let mut at = 0;
    while !matches!(bytes.get(at..)?, [b'\n', ..] | [b'\r', b'\n', ..]) {
        let (name, value) = field(bytes, at)?;
        at = value.end;
        let (named, range) = (text.get(name)?, value.clone());
        if named.eq_ignore_ascii_case("date") {
            let date = match instant(text.get(value.clone())?.as_bytes()) {
                Some(date) => HeaderValue::DateTime(date),
                None => parsed(bytes, &value, MessageStream::parse_date)?,
            };
            plain.date = plain.date.or(Some(date).filter(|date| !date.is_empty()));
        } else if named.eq_ignore_ascii_case("subject") {
            let subject = line(text.get(value.clone())?).map_or_else(
                || parsed(bytes, &value, MessageStream::parse_unstructured),
                |line| Some(HeaderValue::Text(line.into())),
            )?;
            plain.subject = plain.subject.or(Some(subject).filter(|subject| !subject.is_empty()));
        } else if named.eq_ignore_ascii_case("content-type") {
            plain.kind = Some(match simple(text.get(value)?) {
                Some(media) => Kind::Simple(media),
                None => Kind::Parsed(parsed(bytes, &range, MessageStream::parse_content_type)?),
            });
        }
        if plain.all.len() == MOST {
            return None;
        }
        plain.all.push((named, text.get(range)?));
    }
    text.get(..at).filter(|header| header.is_ascii()).map(|_| plain)
}

/// The text of a value in one line without encoded words.
fn line(value: &str) -> Option<&str> {
    let line = value.trim_matches([' ', '\t', '\r', '\n']);
    (!line.is_empty() && memchr2(b'=', b'\n', line.as_bytes()).is_none()).then_some(line)
}

/// A date as RFC 5322 writes it, and nothing else: `Mon, 11 May 2026 10:00:00 +0200`.
fn instant(value: &[u8]) -> Option<DateTime> {
    const MONTHS: &[u8] = b"JanFebMarAprMayJunJulAugSepOctNovDec";
    let [b'A'..=b'Z', b'a'..=b'z', b'a'..=b'z', b',', b' ', rest @ ..] = value.trim_ascii() else { return None };
    let (day, rest) = match rest {
        [one, b' ', rest @ ..] => (number([b'0', *one])?, rest),
        [ten, one, b' ', rest @ ..] => (number([*ten, *one])?, rest),
        _ => return None,
    };
    let [a, b, c, b' ', century @ b'1'..=b'2', hundred, ten, one, b' ', rest @ ..] = rest else { return None };
    let [h, hh, b':', m, mm, b':', s, ss, b' ', sign @ (b'+' | b'-'), z, zz, o, oo] = rest else { return None };
    let month = MONTHS.chunks_exact(3).position(|month| month == [*a, *b, *c])?;
    let date = DateTime {
        year: u16::from(number([*century, *hundred])?) * 100 + u16::from(number([*ten, *one])?),
        month: u8::try_from(month).ok()? + 1,
        day,
        hour: number([*h, *hh])?,
        minute: number([*m, *mm])?,
        second: number([*s, *ss])?,
        tz_before_gmt: *sign == b'-',
        tz_hour: number([*z, *zz])?,
        tz_minute: number([*o, *oo])?,
    };
    // The parser knows what an impossible zone comes to.
    Some(date).filter(|date| date.tz_hour < 24 && date.tz_minute < 60)
}

/// A number of two digits.
fn number([ten, one]: [u8; 2]) -> Option<u8> {
    (ten.is_ascii_digit() && one.is_ascii_digit()).then(|| (ten - b'0') * 10 + (one - b'0'))
}

/// The media type in the value of a Content-Type without comments, open quotes and a report's type.
fn simple(value: &str) -> Option<&str> {
    let (media, parameters) = memchr(b';', value.as_bytes()).and_then(|at| value.split_at_checked(at)).unwrap_or((value, ""));
    let media = media.trim_ascii();
    let (first, second) = media.split_once('/')?;
    let is_token = |part: &str| part.bytes().all(|octet| octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'.' | b'+'));
    if first.is_empty() || second.is_empty() || !is_token(first) || !is_token(second) {
        return None;
    }
    let parameters = parameters.as_bytes();
    let odd = memchr2(b'(', b'\\', parameters).is_some() || memchr_iter(b'"', parameters).count() % 2 == 1;
    let is_report =
        |at: usize| parameters.get(at.saturating_sub(2)..at + 4).is_some_and(|word| word.eq_ignore_ascii_case(b"report"));
    (!odd && !memchr2_iter(b'p', b'P', parameters).any(is_report)).then_some(media)
}

/// What the parser makes of a value. `None` when it reads on where the field ends, or not so far.
fn parsed<'x>(
    bytes: &'x [u8],
    value: &Range<usize>,
    parse: fn(&mut MessageStream<'x>) -> HeaderValue<'x>,
) -> Option<HeaderValue<'x>> {
    let mut stream = MessageStream::new(bytes);
    stream.skip_bytes(value.start);
    let parsed = parse(&mut stream);
    (stream.offset() == value.end).then_some(parsed)
}

/// Where the name and the value are of the field that begins at `from`, the value with its line ends.
fn field(bytes: &[u8], from: usize) -> Option<(Range<usize>, Range<usize>)> {
    // Names are short: the first octet that no name has is the colon.
    let colon = from + bytes.get(from..)?.iter().position(|octet| *octet == b':' || !octet.is_ascii_graphic())?;
    let name = from..colon;
    if name.is_empty() || bytes.get(colon) != Some(&b':') {
        return None;
    }
    let mut end = colon + 1;
    loop {
        end += memchr(b'\n', bytes.get(end..)?)? + 1;
        if !matches!(bytes.get(end), Some(b' ' | b'\t')) {
            return Some((name, colon + 1..end));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::header;
    use crate::reading::fields::{of_header, of_plain};
    use crate::reading::{Correspondents, parsed};

    /// Lines of headers, and pieces of values.
    const PIECES: &[&str] = &[
        "From: Pat Lee <pat@acme.example>\r\n",
        "To: \"Lee, Pat\" <pat@acme.example>, kim@acme.example\r\n",
        "Cc: \"Lee\r\n",
        "Sender: desk@acme.example\n",
        "Message-ID: <1@acme.example>\r\n",
        "References: <1@acme.example>\r\n <2@acme.example>\r\n",
        "In-Reply-To:\r\n",
        "Date: Mon, 11 May 2026 10:00:00 +0200\r\n",
        "Date: Mon, 11 May\r\n\t2026 10:00:00 -0700 (PDT)\r\n",
        "Date: soon\r\n",
        "Date: Tue, 1 Dec 2026 9:00:00 +0000\r\n",
        "Date:Tue, 01 Dec 2026 23:59:60 -0000 \r\n",
        "Date: Tue, 31 Feb 1970 24:61:00 +9999\n",
        "Date: \r\n",
        "Subject: Re: Offer  for \tline 4\r\n",
        "Subject: =?utf-8?Q?J=C3=B6rg?= =?utf-8?B?SsO2cmc=?=\r\n",
        "Subject: =?utf-8?Q?J=\r\n",
        "Subject: \r\n",
        "Subject: \tTwo\r lines = one? \t\r\n",
        "Content-Type: multipart/report; Report-Type=\"delivery-status\"; boundary=b\r\n",
        "Content-Type: Text/Plain; charset*0=\"utf\"; charset*1=\"-8\"\r\n",
        "Content-Type: text/plain; name=\"a\r\n",
        "Content-Type: Text/Html; charset=utf-8;\r\n boundary=\"=_p (b\"\r\n",
        "Content-Type: Text/Html; boundary=\"=_p;b\"; format=flowed\r\n",
        "Content-Type: text/plain; a=b; REPORT-type=x\r\n",
        "Content-Type: text/\r\n plain\r\n",
        "Content-Type: text; charset=utf-8\r\n",
        "Content-Type: a/b/c\r\n",
        "Content-Type: (a \\( text/plain\r\n",
        "Content-Disposition: inline\r\n",
        "Content-Transfer-Encoding: quoted-printable\r\n",
        "Content-ID: <1\r\n",
        "X-Mailer: <SMTP32 v8.05>\r\n",
        "X-Odd: \u{e9}\r\n",
        " and more\r\n",
        "\tb\"; c=d\r\n",
        " ?=)\r\n",
        "\r",
        "no field\r\n",
        "\r\n",
    ];

    proptest::proptest! {
        /// Headers of these lines in any order, and what a parser makes of all of them.
        #[test]
        fn a_plain_header_says_what_the_parser_says(picks in proptest::collection::vec(0..PIECES.len(), 0..10)) {
            let text = picks.iter().map(|at| PIECES[*at]).chain(["\r\n", "Text: x\r\n"]).collect::<String>();
            if let Some(plain) = header(text.as_bytes()) {
                let (mut known, odd) = (Correspondents::default(), parsed::header(text.as_bytes()).unwrap_or_default());
                let parsed = format!("{:?}", of_header(odd.message(), &mut known));
                proptest::prop_assert_eq!(format!("{:?}", of_plain(plain, &mut known)), parsed);
            }
        }
    }

    proptest::proptest! {
        /// Dates of these pieces, most of them as RFC 5322 writes them, and what the parser makes of each.
        #[test]
        fn a_date_is_what_the_parser_makes_of_it(
            day in 0..40u8, month in 0..14usize, year in 0..4000u16, time in (0..30u8, 0..70u8, 0..70u8), zone in 0..10_000u16,
            odd in 0..12usize
        ) {
            const MONTHS: [&str; 14] =
                ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Mai", "may"];
            let (month, (hour, minute, second)) = (MONTHS[month], time);
            let plain = format!(" Mon, {day} {month} {year:04} {hour:02}:{minute:02}:{second:02} {}{zone:04}", if odd % 2 == 0 { '+' } else { '-' });
            let text = match odd {
                6 => plain.replace("Mon, ", ""),
                7 => plain.replace("Mon,", "Montag,"),
                8 => plain + " (CEST)",
                9 => plain.replace(' ', "  "),
                10 => plain.replace(", ", ", 0"),
                11 => plain.replace(" +", "\r\n\t+"),
                _ => plain,
            } + "\r\n";
            if let Some(date) = super::instant(text.as_bytes()) {
                let parsed = mail_parser::parsers::MessageStream::new(text.as_bytes()).parse_date();
                proptest::prop_assert_eq!(Some(&date), parsed.as_datetime(), "{}", text);
            }
        }
    }

    #[test]
    fn what_is_odd_is_left_to_the_parser() {
        let plain = header(b"Subject: Offer\r\n of Monday\r\nX-Odd:\r\n\r\nText: x\r\n").unwrap();
        assert_eq!(plain.all, [("Subject", " Offer\r\n of Monday\r\n"), ("X-Odd", "\r\n")]);
        assert_eq!(plain.subject.unwrap().as_text(), Some("Offer of Monday"));
        for odd in [
            "Subject: x\r\n",
            "Subject: \u{e9}\r\n\r\n",
            "Subject : x\r\n\r\n",
            " Subject: x\r\n\r\n",
            "no field\r\nTo: x\r\n\r\n",
            ": x\r\n\r\n",
            "Subject: x\r\n \r\n\r",
            "Subject: =?utf-8?Q?J=\r\nTo: pat@acme.example\r\n?=\r\n\r\n",
            "",
        ] {
            assert!(header(odd.as_bytes()).is_none(), "{odd:?}");
        }
    }
}
