//! Lines of our own for the reading: absences in the languages of the trade, and one message of each kind a server family. They
//! were written before the rules were tried on them, and stand for many that look alike.

use wentdark::domain::mail::{Kind, Mail};
use wentdark::reading::{quotes, read};

fn received(raw: &str) -> Mail {
    read(raw.replace('\n', "\r\n").as_bytes(), Some("2026-08-24T08:00:05Z".parse().unwrap()), false).mail
}

/// An absence notice as servers send it, to be read on Monday, 24 August 2026.
fn notice(text: &str, zone: &str) -> Mail {
    received(&format!(
        "From: Pat Lee <pat@acme.example>\nTo: dana@northfield.example\nSubject: Re: Offer\nAuto-Submitted: auto-replied\n\
         Date: Mon, 24 Aug 2026 10:00:00 {zone}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n"
    ))
}

#[test]
fn absences_in_thirty_languages_say_when_and_who() {
    let (mut lines, mut kinds, mut dates, mut deputies) = (0, 0, 0, 0);
    let files = [
        include_str!("reading/absences.tsv"),
        include_str!("reading/more_absences.tsv"),
        include_str!("reading/later_absences.tsv"),
    ];
    for line in files.iter().flat_map(|text| text.lines()) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [language, back_on, deputy, text] = fields[..] else { panic!("not four fields: {line}") };
        let mail = notice(text, if language == "en-us" { "-0500" } else { "+0200" });
        let (date, who) = (mail.back_on.map(|date| date.to_string()), mail.deputy.as_ref().map(ToString::to_string));
        let right =
            [mail.kind == Kind::OutOfOffice, date.as_deref().unwrap_or("-") == back_on, who.as_deref().unwrap_or("-") == deputy];
        lines += 1;
        kinds += usize::from(right[0]);
        dates += usize::from(right[1]);
        deputies += usize::from(right[2]);
        if right != [true; 3] {
            println!("{language}: {} {date:?} {who:?}, expected {back_on} {deputy}: {text}", mail.kind.as_str());
        }
    }
    println!("absences: of {lines} lines {kinds} recognised, {dates} with their date, {deputies} with their deputy");
    assert!(lines > 170, "only {lines} lines");
    assert!(kinds * 100 >= lines * 97 && dates * 100 >= lines * 95 && deputies * 100 >= lines * 97);
}

#[test]
fn a_notice_that_was_left_on_names_a_day_that_has_gone_by() {
    for (text, back_on) in [
        ("I was out of the office until 20 August and am working through my inbox.", "2026-08-21"),
        ("I am out of the office from 12 August to 18 August.", "2026-08-19"),
        ("Ich war bis 20.8. im Urlaub und arbeite meine Mails ab.", "2026-08-21"),
        ("J'étais en congé jusqu'au 20 août.", "2026-08-21"),
        ("I am on parental leave and will be back on 3 February.", "2027-02-03"),
        ("I am on maternity leave until June 2027.", "2027-06-01"),
        ("Ich bin bis Mai in Elternzeit.", "2027-05-01"),
    ] {
        let back = notice(text, "+0200").back_on.map(|date| date.to_string());
        assert_eq!(back.as_deref(), Some(back_on), "{text}");
    }
}

#[test]
fn every_kind_as_each_family_of_servers_sends_it() {
    let (mut all, mut right, mut recipients) = (0, 0, 0);
    let cases =
        [include_str!("reading/kinds.txt"), include_str!("reading/more_kinds.txt"), include_str!("reading/later_kinds.txt")];
    for case in cases.iter().flat_map(|cases| cases.split("=== ").skip(1)) {
        let (head, raw) = case.split_once('\n').unwrap();
        let [kind, failed, what] = head.split(" | ").collect::<Vec<_>>()[..] else { panic!("not three fields: {head}") };
        let mail =
            received(&format!("Message-ID: <{all}@x.example>\nDate: Mon, 24 Aug 2026 10:00:00 +0200\n{}", with_charset(raw)));
        let named: Vec<String> = mail.failed.iter().map(|failed| failed.address.to_string()).collect();
        let (fits, names) = (mail.kind.as_str() == kind, named.join(",") == failed.trim_matches('-'));
        all += 1;
        right += usize::from(fits);
        recipients += usize::from(names);
        if !fits || !names {
            println!("{what}: {} {named:?} ({}), expected {kind} {failed}", mail.kind.as_str(), mail.kind_rule);
        }
    }
    println!("kinds: of {all} messages {right} right, {recipients} with the right recipients");
    assert!(all > 75, "only {all} messages");
    assert!(right * 100 >= all * 97 && recipients * 100 >= all * 97);
}

fn with_charset(raw: &str) -> String {
    if raw.contains("Content-Type") {
        return raw.to_owned();
    }
    raw.replacen("\n\n", "\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n", 1)
}

#[test]
fn quotations_in_thirty_languages_end_the_authors_text() {
    let (mut lines, mut right) = (0, 0);
    for line in include_str!("reading/quotations.txt").lines().filter(|line| !line.starts_with('#')) {
        let quotation = line.replace("\\n", "\n");
        let plain = format!("Fine with me.\n\n{quotation}\n\nDear Dana,\nwe got it!\n");
        let marked = format!("{quotation}\n> Dear Dana,\n> we got it!\n\nFine with me.\n");
        // A block of headers is no attribution: nobody answers below one.
        let below = !quotation.contains('\n') || quotation.contains("rote:");
        let kept =
            [quotes::split(&plain).new_text, if below { quotes::split(&marked).new_text } else { "Fine with me.".to_owned() }];
        lines += 1;
        let fits = kept.iter().all(|kept| kept == "Fine with me.");
        right += usize::from(fits);
        if !fits {
            println!("{line}: {kept:?}");
        }
    }
    println!("quotations: {right} of {lines}");
    assert!(lines > 110 && right * 100 >= lines * 98, "{right} of {lines}");
}

#[test]
fn bodies_of_the_usual_clients_keep_what_their_author_wrote() {
    let (mut all, mut right) = (0, 0);
    for case in include_str!("reading/bodies.txt").split("=== ").skip(1) {
        let (want, body) = case.split_once('\n').unwrap();
        let new = quotes::split_of(body, "Pat Lee pat").new_text.replace('\n', "/");
        // A greeting is nobody's news.
        let new = new.strip_prefix("Hi Dana,/").filter(|_| !want.starts_with("Hi")).unwrap_or(&new);
        all += 1;
        right += usize::from(new == want);
        if new != want {
            println!("{new:?}, expected {want:?}");
        }
    }
    println!("bodies: {right} of {all}");
    assert!(all > 20 && right == all, "{right} of {all}");
}

#[test]
fn a_group_that_stands_in_from_is_not_the_writer() {
    let mail = |fields: &str| {
        let text = format!(
            "From: 'Pat Lee' via Sales <sales@northfield.example>\nTo: sales@northfield.example\n{fields}\nSubject: Re: Offer\n\nYes.\n"
        );
        let mail = wentdark::reading::read(text.as_bytes(), None, false).mail;
        let from = mail.from.unwrap();
        (from.address.to_string(), from.name.unwrap_or_default().to_string())
    };
    let pat = ("pat@acme.example".to_owned(), "Pat Lee".to_owned());
    assert_eq!(mail("X-Original-From: Pat Lee <pat@acme.example>"), pat);
    assert_eq!(mail("X-Original-Sender: pat@acme.example\nReply-To: x@y.example"), pat);
    assert_eq!(mail("Reply-To: Pat Lee <pat@acme.example>"), pat);
    for nothing in ["X-Other: 1", "Reply-To: <a@b.example>, <c@d.example>", "Reply-To: sales@northfield.example"] {
        assert_eq!(mail(nothing).0, "sales@northfield.example", "{nothing}");
    }
}

#[test]
fn a_signature_service_is_a_machine_that_names_its_signers_and_nobody_else() {
    let mail = |from: &str, subject: &str, more: &str| {
        let raw = format!(
            "From: {from}\r\nTo: dana@northfield.example\r\nSubject: {subject}\r\nDate: Fri, 27 Nov 2026 10:00:00 +0000\r\n{more}\
             \r\n\r\nEverybody has signed.\r\nSigners: Kim Poe (kim@acme.example)\r\n"
        );
        read(raw.as_bytes(), None, false).mail
    };
    let done = mail("DocuSign <dse_na4@docusign.net>", "Completed: Pump contract", "X-A: b");
    assert_eq!((done.kind, done.text_names), (Kind::AutoReply, vec!["kim@acme.example".to_owned()]));
    let via = mail("Pat Lee via DocuSign <dse@docusign.net>", "Completed: Pump contract", "Reply-To: Pat Lee <pat@acme.example>");
    assert_eq!(via.from.map(|from| from.address.to_string()).as_deref(), Some("dse@docusign.net"));
    assert!(via.kind == Kind::AutoReply && via.text_names.contains(&"pat@acme.example".to_owned()));
    for (from, subject) in [
        ("Pat Lee <pat@docusign.com>", "Re: the pump contract is completed: thanks"),
        ("Pat Lee <pat@acme.example>", "Completed: Pump contract"),
    ] {
        let person = mail(from, subject, "X-A: b");
        assert!(person.kind == Kind::Human && person.text_names.is_empty(), "{from}");
    }
}

#[test]
fn a_text_in_octets_that_its_header_does_not_name_is_read() {
    let new_text = |kind: &str, encoding: &str, body: &[u8]| {
        let mut raw = format!("From: pat@acme.example\r\n{kind}Content-Transfer-Encoding: {encoding}\r\n\r\n").into_bytes();
        raw.extend_from_slice(body);
        read(&raw, None, false).new_text
    };
    let want = "Die Größe passt für uns.";
    let latin: &[u8] = b"Die Gr\xf6\xdfe passt f\xfcr uns.";
    for kind in ["Content-Type: text/plain\r\n", "Content-Type: text/plain; charset=us-ascii\r\n", ""] {
        assert_eq!(new_text(kind, "8bit", latin).trim(), want, "{kind}");
        assert_eq!(new_text(kind, "8bit", want.as_bytes()).trim(), want, "{kind}");
        assert_eq!(new_text(kind, "quoted-printable", b"Die Gr=F6=DFe passt f=FCr uns.").trim(), want, "{kind}");
    }
    let named = "Content-Type: text/plain; charset=iso-8859-1\r\n";
    assert_eq!(new_text(named, "8bit", latin).trim(), want);
    assert_eq!(new_text("Content-Type: text/plain; charset=us-ascii\r\n", "7bit", b"Fine.").trim(), "Fine.");
}
