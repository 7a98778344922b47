//! The head of a digest's mail.

use jiff::civil::date;
use mail_parser::{HeaderName, MessageParser};
use wentdark::delivery::{Letterhead, message, message_id};
use wentdark::domain::address::MessageId;

use super::fixture::{address, head, wednesday};

fn header(mail: &[u8], name: &str) -> Option<String> {
    let parsed = MessageParser::default().parse(mail).unwrap();
    parsed.header_raw(HeaderName::parse(name).unwrap()).map(|raw| raw.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn a_digest_is_a_list_that_can_be_left_by_mail_or_by_one_click_where_somebody_is_behind_it() {
    let to = address("lead+sales@northfield.example");
    let id = message_id(&[7; 32], &to, date(2026, 5, 20), "northfield.example");
    let plain = head("wentdark <wentdark@northfield.example>", &to, &id);
    let mail = message(&wednesday(), &plain).unwrap().formatted();
    assert_eq!(header(&mail, "List-Id").as_deref(), Some("wentdark <digest.wentdark.northfield.example>"));
    assert_eq!(header(&mail, "List-Unsubscribe"), None, "nobody reads what is sent to `from`");
    assert_eq!(header(&mail, "References"), None);
    let service = address("wentdark+t1.ab=@northfield.example");
    let read = Letterhead { reply_to: Some(&service), ..plain.clone() };
    let by_mail = "<mailto:wentdark+t1.ab=@northfield.example?subject=unsubscribe>";
    let person = "mailto:it@northfield.example?subject=wentdark";
    for (head, expected) in [
        (read.clone(), by_mail.to_owned()),
        (Letterhead { unsubscribe: Some(person), ..plain.clone() }, format!("<{person}>")),
        (Letterhead { unsubscribe: Some(person), ..read.clone() }, format!("<{person}>, {by_mail}")),
    ] {
        let mail = message(&wednesday(), &head).unwrap().formatted();
        assert_eq!(header(&mail, "List-Unsubscribe"), Some(expected));
        assert_eq!(header(&mail, "List-Unsubscribe-Post"), None, "mail alone is no click");
    }

    let before = MessageId::parse("wentdark.2026-05-19.ab@northfield.example").unwrap();
    let page = "https://intranet.northfield.example/bye?who={reader}";
    let clicked = Letterhead { follows: Some(&before), unsubscribe: Some(page), ..read };
    let mail = message(&wednesday(), &clicked).unwrap().formatted();
    let expected = format!("<https://intranet.northfield.example/bye?who=lead%2Bsales%40northfield.example>, {by_mail}");
    assert_eq!(header(&mail, "List-Unsubscribe"), Some(expected));
    assert_eq!(header(&mail, "List-Unsubscribe-Post").as_deref(), Some("List-Unsubscribe=One-Click"));
    for name in ["References", "In-Reply-To"] {
        assert_eq!(header(&mail, name).as_deref(), Some("<wentdark.2026-05-19.ab@northfield.example>"), "{name}");
    }
}
