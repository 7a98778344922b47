//! Who stands in the address fields of headers, found out once for each text: the same people write again and again.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use mail_parser::HeaderName;

use super::fields::{self, Fields};
use super::parsed;
use crate::domain::mail::Named;

/// What was made of address fields so far, for headers that are read one after another. It stays small.
#[derive(Debug, Default)]
pub struct Correspondents(HashMap<Box<[u8]>, Field, RandomState>);

#[derive(Debug)]
struct Field {
    named: Vec<Named>,
    /// Whether a machine's mail begins with it, once that was asked.
    machine: Option<bool>,
}

/// So many texts are remembered, each of at most so many octets: a megabyte or less.
const MOST: usize = 2048;
const LONGEST: usize = 256;

impl Correspondents {
    /// Those in all address fields of one name, given as they stand.
    pub(super) fn of<'a>(&mut self, fields: impl Iterator<Item = &'a [u8]>) -> Vec<Named> {
        let mut all = Vec::new();
        for raw in fields {
            match self.0.get(raw) {
                Some(known) => all.extend_from_slice(&known.named),
                None => {
                    let named = named(raw);
                    all.extend_from_slice(&named);
                    self.remember(raw, named);
                }
            }
        }
        all.truncate(fields::MAX_LIST);
        all
    }

    /// Whether a machine wrote it, as far as its author tells: what `judge` says of the From field and the author found in it.
    pub(super) fn is_machine(&mut self, fields: &Fields<'_>, judge: impl FnOnce(&Fields<'_>) -> bool) -> bool {
        let known = fields.marks.raw("from").and_then(|raw| self.0.get_mut(raw.as_bytes()));
        match known.filter(|known| known.named.first() == fields.from.as_ref()) {
            Some(known) => *known.machine.get_or_insert_with(|| judge(fields)),
            None => judge(fields),
        }
    }

    fn remember(&mut self, raw: &[u8], named: Vec<Named>) {
        if raw.len() <= LONGEST {
            if self.0.len() >= MOST {
                self.0.clear();
            }
            self.0.insert(raw.into(), Field { named, machine: None });
        }
    }
}

/// Those in one address field, whichever it is.
fn named(raw: &[u8]) -> Vec<Named> {
    let alone = [b"From:", raw].concat();
    let parsed = parsed::addresses(&alone).unwrap_or_default();
    fields::addresses(parsed.message(), HeaderName::From)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::message::{header, header_among};
    use crate::reading::read;

    /// Pieces of headers, broken ones too.
    const PIECES: &[&str] = &[
        "From: ",
        "\r\nTo: ",
        "\r\nCc:",
        "\r\nSender: ",
        "\r\nBcc: ",
        "\nFrom: ",
        "\r\n ",
        "\n\t",
        "\r\n\r\n",
        "Pat Lee <pat@acme.example>",
        "\"Lee, Pat\" <pat@acme.example>",
        "\"Lee, Pat",
        "kim@acme.example",
        ", ",
        "Desk: ",
        ";",
        "(a (b) ",
        "\\",
        "<",
        "=?utf-8?Q?J=C3=B6rg?= <joerg@acme.example>",
        "=?utf-8?B?SsO2",
        "=?utf-8?Q?J=\r\n",
        "=?utf-8",
        "?=",
        "\u{e9}",
        "Mail Delivery Subsystem <mailer-daemon@acme.example>",
        "no-reply@acme.example",
        "Pat via Desk <desk@acme.example>",
        "\r\nReply-To: pat@bolt.example",
        "\r\nSubject: Offer",
        "\r\nMessage-ID: <1@acme.example>",
        "\r\nDate: Mon, 11 May 2026 10:00:00 +0200",
        "\r\nContent-Transfer-Encoding: quoted-printable",
        "\r\nContent-ID: <1",
        "\r\nContent-Disposition: attachment; filename=\"a",
    ];

    proptest::proptest! {
        /// Messages of these pieces in any order: read one by one and after one another, and by the parser that reads whole ones.
        #[test]
        fn who_is_known_already_is_read_as_who_is_new(
            picks in proptest::collection::vec(proptest::collection::vec(0..PIECES.len(), 0..14), 1..6)
        ) {
            let mut known = Correspondents::default();
            let texts: Vec<String> = picks.iter().map(|picks| picks.iter().map(|at| PIECES[*at]).collect()).collect();
            for text in texts.iter().chain(&texts) {
                let alone = header(text.as_bytes());
                proptest::prop_assert_eq!(&header_among(text.as_bytes(), &mut known), &alone);
                let whole = read(text.as_bytes(), None, false).mail;
                proptest::prop_assert_eq!((whole.from, whole.sender), (alone.from, alone.sender));
                proptest::prop_assert_eq!((whole.to, whole.cc), (alone.to, alone.cc));
                proptest::prop_assert_eq!((whole.subject, whole.date), (alone.subject, alone.date));
                proptest::prop_assert!(alone.key.is_none_or(|key| key == whole.key));
            }
        }
    }

    #[test]
    fn an_authors_text_that_means_somebody_else_is_judged_by_itself() {
        let mut known = Correspondents::default();
        let group = |field: &str| format!("From: Robot via Desk <no-reply@desk.example>\r\n{field}Message-ID: <1@x>\r\n\r\n");
        let (plain, behind) = (group(""), group("Reply-To: pat@acme.example\r\n"));
        for _ in 0..2 {
            let [plain, behind] = [&plain, &behind].map(|text| header_among(text.as_bytes(), &mut known));
            assert!(plain.looks_automatic && !behind.looks_automatic, "it was Pat who wrote to the desk");
            assert_eq!(behind.from.unwrap().address.as_str(), "pat@acme.example");
        }
    }

    #[test]
    fn it_stays_small() {
        let mut known = Correspondents::default();
        for n in 0..3 * MOST {
            header_among(
                format!("From: a{n}@x.example\r\nTo: {}\r\n\r\n", "b@x.example, ".repeat(n % 40)).as_bytes(),
                &mut known,
            );
            assert!(known.0.len() <= MOST && known.0.keys().all(|raw| raw.len() <= LONGEST));
        }
    }
}
