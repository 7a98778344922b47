//! Absence notices that were written in fifteen languages, with their truth, before the rules were tried on them: days of the week, halves of
//! days, feasts, closed houses, long leaves, several periods, and notices that stand in the subject alone.

use jiff::civil::{Date, Weekday};
use jiff::{Timestamp, ToSpan};
use wentdark::domain::mail::{Kind, Mail};
use wentdark::reading::read;

/// One notice: who wrote it and when, and what it tells.
fn notice(author: &str, sent: &str, subject: &str, text: &str) -> Mail {
    let at: Timestamp = format!("{sent}T10:15:05Z").parse().unwrap();
    let day = at.strftime("%a, %d %b %Y").to_string();
    let raw = format!(
        "From: {author}\nTo: dana@northfield.example\nSubject: {subject}\nAuto-Submitted: auto-replied\nDate: {day} 10:15:00 +0000\n\
         Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n"
    );
    read(raw.replace('\n', "\r\n").as_bytes(), Some(at), false).mail
}

/// The working day of a return: a Saturday is as good as the Monday behind it.
fn working_day(date: Date) -> Date {
    let weekend = |date: Date| matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    (0..3).map(|days: i32| date.saturating_add(days.days())).find(|date| !weekend(*date)).unwrap()
}

#[test]
fn notices_of_strangers_say_when_and_who() {
    let (mut lines, mut right) = (0, 0);
    for line in include_str!("reading/strange_absences.tsv").lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [author, sent, back_on, deputy, subject, text] = fields[..] else { panic!("not six fields: {line}") };
        let mail = notice(author, sent, subject, &text.replace("\\n", "\n"));
        let who = mail.deputy.as_ref().map_or("-".to_owned(), ToString::to_string);
        let wanted: Vec<Date> = back_on.split('|').filter_map(|date| date.parse().ok()).map(working_day).collect();
        let dated = mail.back_on.map_or(back_on == "-", |date| wanted.contains(&working_day(date)));
        let fits = mail.kind == Kind::OutOfOffice && dated && who == deputy;
        lines += 1;
        right += usize::from(fits);
        if !fits {
            println!("{} {:?} {who}, expected {back_on} {deputy}: {subject} | {text}", mail.kind.as_str(), mail.back_on);
        }
    }
    println!("notices of strangers: of {lines} lines {right} right");
    assert!(lines >= 380, "only {lines} lines");
    assert!(right * 100 >= lines * 97);
}

#[test]
fn days_that_were_once_read_wrongly() {
    let cases = [
        ("Unser Büro ist erst am 19.10. wieder besetzt, ich bin abwesend.", "2026-10-19"),
        ("Abwesend; erst am 19.10. wieder besetzt.", "2026-10-19"),
        ("In meetings this week, then on leave; not before 26 October", "2026-10-26"),
        ("Away until Friday, next week I'm back.", "2026-10-12"),
        ("I'm out of the office until Friday next week and back on Monday 19 October.", "2026-10-19"),
        ("Ich bin nächste Woche Montag bis einschließlich Mittwoch nicht im Büro.", "2026-10-15"),
        ("Nächste Woche bin ich Montag bis Mittwoch im Urlaub.", "2026-10-15"),
        ("I am on parental leave and won't be back before January 2027.", "2027-01-01"),
        ("Before January 2027 I am out of the office.", "-"),
        ("Ich bin in Elternzeit und ab März 2027 wieder da.", "2027-03-01"),
        ("I am on leave from March.", "-"),
        ("I am on leave. My colleague is back on Monday.", "-"),
        ("Ich bin in Elternzeit. Meine Kollegin Frau Wolf ist ab Montag wieder da.", "-"),
        ("I'm on leave until 23 October, my colleague Tom will be back on Monday.", "2026-10-26"),
        ("I'm on leave, my colleague Tom is covering until I am back on 26 October.", "2026-10-26"),
        ("Next week I am away again.", "2026-10-19"),
        ("This week I'm away, next week I'm back.", "2026-10-12"),
        ("I am out this week and next.", "2026-10-19"),
        ("I am away next week and the week after.", "2026-10-26"),
        ("I am out of the office on Friday 9 October.", "2026-10-12"),
        ("I am out of the office from 8 October.", "-"),
        ("Ab Montag bin ich im Urlaub.", "-"),
        ("On leave 8-9 October, and again 19 October to 23 October.", "2026-10-12"),
        ("On leave 8-9 October and 12-16 October.", "2026-10-19"),
        ("I'm out of the office until Thursday noon.", "2026-10-08"),
        ("Ich bin bis Donnerstag 17 Uhr nicht im Büro.", "2026-10-09"),
        ("Kantoor is gesloten van 8 oktober 12.00 uur tot maandag 12 oktober 8.30 uur.", "2026-10-12"),
        ("Ik ben vandaag afwezig, vanaf 8.30 uur zijn collega's bereikbaar.", "2026-10-08"),
        ("Jeg er på ferie ugen ud.", "2026-10-12"),
        ("Jeg er på ferie. Kataloget kommer ut i mars.", "-"),
        ("I'm on sabbatical until the end of the year.", "2027-01-01"),
        ("I'm out of office. Please send invoices by the end of the year.", "-"),
        ("I am on sick leave. My colleague will read your mail on Monday.", "-"),
        ("Bin bis Ende des Monats abwesend.", "2026-11-02"),
        ("Bin bis Monatsende abwesend.", "2026-11-02"),
        ("Ich bin bis Jahresende im Urlaub.", "2027-01-01"),
        ("Ich bin vom 12. Oktober an für drei Wochen im Urlaub.", "2026-11-02"),
        ("On leave 12 October-6 November.", "2026-11-09"),
        ("Out of the office Oct 12-Nov 6.", "2026-11-09"),
        ("I am on leave until 16 October. I check my email on Wednesday.", "2026-10-19"),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, wanted)| {
            let mail = notice("Pat Lee <pat@acme.example>", "2026-10-07", "Automatic reply: Offer", text);
            let read = mail.back_on.map_or("-".to_owned(), |date| working_day(date).to_string());
            (mail.kind != Kind::OutOfOffice || read != *wanted)
                .then(|| format!("{text}: {} {read}, not {wanted}", mail.kind.as_str()))
        })
        .collect();
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn what_desks_promise_by_a_day_is_no_absence() {
    let promises = [
        "Vielen Dank für Ihre Nachricht. Wir bearbeiten Ihre Anfrage bis Freitag.",
        "Vielen Dank für Ihre Bewerbung! Wir melden uns bis Ende nächster Woche bei Ihnen.",
        "Thanks for your email. We aim to reply within two working days. Our office is open Monday to Friday, 8.30 to 17.00.",
        "We have received your message and will get back to you on Monday.",
        "Tack för ditt mejl! Vi svarar senast på fredag.",
        "Kiitos viestistäsi. Vastaamme viimeistään perjantaina.",
        "Nous avons bien reçu votre message et vous répondrons sous 48 heures.",
    ];
    for text in promises {
        let mail = notice("Pat Lee <pat@acme.example>", "2026-10-07", "Automatic reply: Offer", text);
        assert_eq!(mail.kind, Kind::AutoReply, "{text}: {}", mail.kind_rule);
    }
    let subject = "Automatic reply: Offer valid until 30 November";
    assert_eq!(notice("Pat Lee <pat@acme.example>", "2026-10-07", subject, "").kind, Kind::AutoReply);
}

#[test]
fn what_shops_tell_is_no_absence() {
    let pat = "Pat Lee <pat@acme.example>";
    for text in [
        "Thanks for your message. Our shop is open all week.",
        "Thank you for registering. See you on 12 May at our stand!",
        "Thank you for your mail. The article is back in stock on 12 May.",
        "Thanks for your message. 20% off until 12 May.",
    ] {
        let mail = notice(pat, "2026-05-04", "Automatic reply: Offer", text);
        assert_eq!((mail.kind, mail.back_on), (Kind::AutoReply, None), "{text}: {}", mail.kind_rule);
    }
    for subject in ["Automatic reply: 20% off until 12 May", "Automatic reply: Holiday discount until 12 May"] {
        let mail = notice(pat, "2026-05-04", subject, "Thank you.");
        assert_eq!((mail.kind, mail.back_on), (Kind::AutoReply, None), "{subject}: {}", mail.kind_rule);
    }
    assert_eq!(notice(pat, "2026-05-04", "Automatic reply: off until 12 May", "Thank you.").kind, Kind::OutOfOffice);
}
