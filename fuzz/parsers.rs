//! Every parser of octets that come from outside, each behind a function that takes anything, and samples to begin with. Fuzzers drive
//! them for as long as you like (`cargo fuzz run message`); a short run with fixed seeds is part of the tests (tests/it/mutated.rs).

use wentdark::config::book::{table, vcard};
use wentdark::config::whole_days;
use wentdark::domain::address::{Address, DealId};
use wentdark::domain::answering::{Asker, Desk, Line, commands};
use wentdark::domain::digest::Language;
use wentdark::domain::roster::{Deal, Prospect, Rep, Roster, Team};
use wentdark::domain::time::Calendar;
use wentdark::net::{autoconfig, dns};
use wentdark::reading::{html, ics, message};
use wentdark::sources::{calendar as calendars, imap as server};

/// A parser: its name, what it is given, and what it starts from.
pub struct Parser {
    /// As the target is called.
    pub name: &'static str,
    /// Reads anything without a panic.
    pub read: fn(&[u8]),
    /// Octets as they should come. A fuzzer begins with a corpus of its own.
    #[allow(dead_code)]
    pub samples: &'static [&'static [u8]],
}

/// All of them.
pub const PARSERS: [Parser; 10] = [
    Parser { name: "message", read: message, samples: &[MESSAGE, REPORT] },
    Parser { name: "calendar", read: calendar, samples: &[CALENDAR] },
    Parser { name: "caldav", read: caldav, samples: &[CALDAV, ACCOUNT] },
    Parser { name: "holidays", read: days_off, samples: &[HOLIDAYS] },
    Parser { name: "imap", read: imap, samples: &[IMAP] },
    Parser { name: "commands", read: commands_of_an_answer, samples: &[COMMANDS, BEFEHLE] },
    Parser { name: "table", read: a_table, samples: &[TABLE, HUBSPOT] },
    Parser { name: "vcard", read: cards, samples: &[VCARD] },
    Parser { name: "autoconfig", read: servers, samples: &[AUTOCONFIG] },
    Parser { name: "dns", read: answer, samples: &[DNS] },
];

/// The parser of a name.
pub fn of(name: &str) -> fn(&[u8]) {
    PARSERS.iter().find(|parser| parser.name == name).unwrap_or_else(|| panic!("there is no parser {name}")).read
}

/// A mail, its header alone, and its text as a page.
pub fn message(octets: &[u8]) {
    let whole = message::read(octets, None, false);
    assert!(!whole.mail.subject.contains(char::is_control));
    let header = message::header(octets);
    assert!(header.key.is_none_or(|key| key == whole.mail.key), "a header is no other message than the whole");
    html::to_text(&String::from_utf8_lossy(octets));
}

/// A calendar, its series expanded.
pub fn calendar(octets: &[u8]) {
    let read = ics::read(&String::from_utf8_lossy(octets), &jiff::tz::TimeZone::UTC, 50);
    let (from, to) = (jiff::Timestamp::UNIX_EPOCH, jiff::Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_hours(24 * 365 * 60));
    for event in &read.events {
        assert!(!event.title.contains(char::is_control) && !event.uid.contains(char::is_control));
        assert!(event.series.as_ref().is_none_or(|series| series.starts(from, to).len() <= 1000));
    }
}

/// What a CalDAV server answers.
pub fn caldav(octets: &[u8]) {
    if let Some((_, places, shown)) = calendars::understood(&String::from_utf8_lossy(octets)) {
        assert!(shown <= places);
    }
}

/// A calendar of days off.
pub fn days_off(octets: &[u8]) {
    let days = whole_days(&String::from_utf8_lossy(octets));
    assert!(days.len() <= 200_000, "{} days", days.len());
}

/// What an IMAP server sends.
pub fn imap(octets: &[u8]) {
    if let Ok((all, some)) = server::understood(octets) {
        assert!(some <= all);
    }
}

/// What is answered to a digest.
pub fn commands_of_an_answer(octets: &[u8]) {
    let text = String::from_utf8_lossy(octets);
    for language in [Language::English, Language::German] {
        for line in lines_of(&text, language) {
            assert!(!line.text.contains(char::is_control));
        }
    }
}

/// What the lines of an answer ask for.
pub fn lines_of(text: &str, language: Language) -> Vec<Line> {
    let roster = roster();
    let hours = (jiff::civil::time(9, 0, 0, 0), jiff::civil::time(17, 30, 0, 0));
    let work_days = vec![jiff::civil::Weekday::Monday, jiff::civil::Weekday::Friday];
    let zone = jiff::tz::TimeZone::UTC;
    let calendar = Calendar { zone: zone.clone(), work_days, hours, holidays: Default::default() };
    let Some(address) = Address::parse("dana@northfield.example") else { return Vec::new() };
    let deals = roster.deals().map(|(_, deal)| deal.id.clone()).collect();
    let asker = Asker { address: address.clone(), owners: [address].into(), deals, language, zone };
    commands(text, &Desk { roster: &roster, calendar: &calendar, asker: &asker, now: jiff::Timestamp::UNIX_EPOCH })
}

/// A table of deals.
pub fn a_table(octets: &[u8]) {
    for prospect in table_of(octets).prospects {
        assert!(!prospect.name.contains(char::is_control));
        assert!(prospect.deals.iter().all(|deal| !deal.title.contains(char::is_control)));
    }
}

/// What a table says.
pub fn table_of(octets: &[u8]) -> table::Read {
    let defaults = table::Defaults { owner: None, opened: jiff::civil::date(2026, 5, 20), order: None };
    table::read(octets, &roster(), &defaults)
}

/// A rep with two deals: without one there is little to say of a command or a row.
fn roster() -> Roster {
    let Some(dana) = Address::parse("dana@northfield.example") else { return Roster::default() };
    let rep = Rep { name: "Dana Reyes".to_owned(), address: dana.clone(), aliases: Vec::new() };
    let deal = |id: &str, title: &str| {
        Some(Deal {
            id: DealId::parse(id)?,
            title: title.to_owned(),
            value: None,
            opened: jiff::civil::date(2026, 4, 20),
            owner: dana.clone(),
            aliases: Vec::new(),
            stage: None,
            stage_since: None,
        })
    };
    let acme = Prospect {
        name: "Acme".to_owned(),
        domains: Vec::new(),
        aliases: vec!["Acme Industrial".to_owned()],
        people: Vec::new(),
        deals: [deal("acme-line4", "Line 4"), deal("acme-line7", "Line 7")].into_iter().flatten().collect(),
    };
    Roster { team: Team { reps: vec![rep], ..Team::default() }, prospects: vec![acme] }
}

/// People as vCards.
pub fn cards(octets: &[u8]) {
    let _ = vcard::read(octets);
}

/// What a provider publishes of its servers.
pub fn servers(octets: &[u8]) {
    if let Ok(servers) = autoconfig::parse(&String::from_utf8_lossy(octets), "dana@northfield.example") {
        for server in servers.imap.iter().chain(&servers.smtp) {
            assert!(server.port > 0 && !server.host.is_empty() && !server.host.contains(char::is_whitespace));
        }
    }
}

/// What a name server answers.
pub fn answer(octets: &[u8]) {
    for host in dns::hosts(octets).unwrap_or_default() {
        assert!(host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.')), "{host:?}");
    }
}

const MESSAGE: &[u8] = b"Return-Path: <pat@acme.example>\r\nReceived: from a by b; Mon, 11 May 2026 10:00:05 +0200\r\n\
    From: =?utf-8?q?P=C3=A1t?= <pat@acme.example>\r\nTo: Dana <dana@northfield.example>, g: a@b.example;\r\nSubject: Re: Line 4\r\n\
    Date: Mon, 11 May 2026 10:00:00 +0200\r\nMessage-ID: <1@acme.example>\r\nReferences: <0@northfield.example>\r\nMIME-Version: 1.0\r\n\
    Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\
    Content-Transfer-Encoding: quoted-printable\r\n\r\nWe got it=21\r\n\r\nOn Mon, 4 May 2026 Dana wrote:\r\n> Any news?\r\n--\r\nPat\r\n\
    --b\r\nContent-Type: text/html\r\n\r\n<div>We got it!<blockquote type=cite>Any news?</blockquote></div>\r\n--b--\r\n";

const REPORT: &[u8] = b"From: MAILER-DAEMON@mx.acme.example\r\nTo: dana@northfield.example\r\nAuto-Submitted: auto-replied\r\n\
    Subject: Undelivered Mail Returned to Sender\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
    --b\r\n\r\nI am out of the office until 12/10/2026.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
    Final-Recipient: rfc822; pat@acme.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n\
    Message-ID: <0@northfield.example>\r\n\r\nhello\r\n--b--\r\n";

const CALENDAR: &[u8] = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VTIMEZONE\r\nTZID:Office\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\n\
    TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\n\
    UID:1@northfield.example\r\nSEQUENCE:2\r\nDTSTAMP:20260504T080000Z\r\nDTSTART;TZID=Office:20260504T090000\r\nDURATION:PT1H30M\r\n\
    RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;UNTIL=20270101T000000Z\r\nEXDATE;TZID=Office:20260601T090000\r\nSUMMARY:Line 4\\, again\r\n\
    ORGANIZER;CN=\"Reyes: Dana\":mailto:dana@northfield.example\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:pat@acme.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

const CALDAV: &[u8] = b"<?xml version=\"1.0\"?><D:multistatus xmlns:D=\"DAV:\" xmlns:c='urn:ietf:params:xml:ns:caldav'><D:response><D:href>/home/work/a%20b.ics\
    </D:href><D:propstat><D:prop><D:getetag>\"1\"</D:getetag><c:calendar-data><![CDATA[BEGIN:VEVENT\r\nSUMMARY:a<b\r\nEND:VEVENT\r\n]]></c:calendar-data>\
    </D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response><!-- gone --><D:response><D:href>https://dav.example/home/work/c&amp;d.ics\
    </D:href><D:status>HTTP/1.1 404 Not Found</D:status></D:response><D:sync-token>http://x/&#50;</D:sync-token></D:multistatus>";

const ACCOUNT: &[u8] = b"<d:multistatus xmlns:d=\"DAV:\"><d:response><d:href>/me/</d:href><d:propstat><d:prop><d:current-user-principal><d:href>/me/</d:href>\
    </d:current-user-principal><cal:calendar-home-set><d:href>/shared/</d:href><d:href>/home/</d:href></cal:calendar-home-set><d:resourcetype>\
    <d:collection/><cal:calendar/></d:resourcetype><cal:supported-calendar-component-set><cal:comp name=\"VEVENT\"/></cal:supported-calendar-component-set>\
    </d:prop></d:propstat></d:response></d:multistatus>";

const HOLIDAYS: &[u8] = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20201126\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\r\n\
    EXDATE;VALUE=DATE:20271125\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2\r\nDTSTART;VAL\r\n UE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:3\r\nDTSTART;VALUE=DATE:20260511\r\nDURATION:P1W\r\nRDATE;VALUE=DATE:20260601,20260602\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:4\r\nDTSTART;TZID=x:20260801T000000\r\nDTEND;TZID=x:20260802T000000\r\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE\r\nEND:VEVENT\r\n\
    END:VCALENDAR\r\n";

const IMAP: &[u8] = b"* OK [CAPABILITY IMAP4rev1 IDLE] ready\r\n* LIST (\\HasNoChildren \\Sent) \"/\" \"Gesendet &- mehr\"\r\n\
    * STATUS INBOX (MESSAGES 3 UIDNEXT 9 UIDVALIDITY 1)\r\n* 3 EXISTS\r\n* SEARCH 1 2 3\r\n\
    * 1 FETCH (UID 1 INTERNALDATE \"17-Jul-2026 02:44:25 -0700\" RFC822.SIZE 44 BODY[HEADER] {24}\r\nSubject: a {9}\r\nX: y\r\n\r\n)\r\n\
    * 2 FETCH (UID 2 RFC822.SIZE 900 BODYSTRUCTURE ((\"TEXT\" \"PLAIN\" (\"CHARSET\" \"utf-8\") NIL NIL \"7BIT\" 12 1)\
    (\"APPLICATION\" \"PDF\" NIL NIL NIL \"BASE64\" 800) \"MIXED\" (\"BOUNDARY\" \"b\")) BODY[1]<0> NIL)\r\n+ go on\r\na1 NO [UNAVAILABLE] later\r\n";

const COMMANDS: &[u8] = b"Hi,\nsnooze acme-line4 until 15 June\ncalled line 7, no answer: they were out\nnot celebrated acme-line4\nadd prospect Beck Pumps; domain \
    beck.example; person lee@beck.example; deal Pumps; owner dana@northfield.example\nsigned acme-line7 12.5.2026\nundo\nThanks\nDana\n";

const BEFEHLE: &[u8] = "Hallo,\nacme-line4 zurückstellen bis 15. Juni\nunterschrieben acme-line7 am 12.5.2026\nangerufen Line 4, keine Antwort: im Urlaub\n\
    verloren Line 7, zu teuer\nneuer Kunde Beck Pumpen; Domain beck.example\nrückgängig\nstand acme\nGruß\nDana\n"
    .as_bytes();

const TABLE: &[u8] = b"Deal Name,Company,Website,Deal Owner,Close Date,Amount,Contact Email\n\"Line 4, retrofit\",Acme,acme.example,Dana Reyes,5/20/2026,\
    \"84,000 USD\",pat@acme.example\n";

const HUBSPOT: &[u8] = b"\xef\xbb\xbfRecord ID;Deal Name;Deal Stage;Deal owner;Close Date;Create Date;Associated Company;Associated Contact\r\n9001;Line 6;\
    closedwon;Dana Reyes;31/12/2026 10:00;4/5/2026;Bolt;\"Pat Lee (Buyer) (pat@bolt.example);Kim <kim@bolt.example>\"\r\n";

const VCARD: &[u8] = b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:L=C3=A9e;Pat\r\nFN:Pat Lee\r\nORG:Acme;Sales\r\nTITLE:Buyer\r\n\
    EMAIL;TYPE=work:pat@acme.example\r\nEND:VCARD\r\n";

const AUTOCONFIG: &[u8] = b"<?xml version=\"1.0\"?><clientConfig version=\"1.1\"><emailProvider id=\"northfield.example\"><incomingServer type=\"imap\">\
    <hostname>imap.%EMAILDOMAIN%</hostname><port>143</port><socketType>STARTTLS</socketType><username>%EMAILLOCALPART%</username>\
    <authentication>password-cleartext</authentication></incomingServer></emailProvider></clientConfig>";

const DNS: &[u8] =
    b"\x00\x07\x81\x80\x00\x01\x00\x02\x00\x00\x00\x00\x06_imaps\x04_tcp\x0anorthfield\x07example\x00\x00\x21\x00\x01\
    \xc0\x0c\x00\x21\x00\x01\x00\x00\x00\x3c\x00\x0d\x00\x0a\x00\x01\x03\xe1\x04imap\xc0\x18\
    \xc0\x0c\x00\x21\x00\x01\x00\x00\x00\x3c\x00\x0f\x00\x14\x00\x01\x03\xe1\x06backup\xc0\x18";
