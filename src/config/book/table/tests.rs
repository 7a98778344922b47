//! Tables as the programs really write their heads.

use super::*;
use crate::domain::roster::{Rep, Team};

fn roster() -> Roster {
    let address = |text: &str| Address::parse(text).unwrap();
    let rep = |name: &str, at: &str| Rep { name: name.into(), address: address(at), aliases: vec![] };
    let team = Team {
        reps: vec![rep("Dana Reyes", "dana@northfield.example"), rep("Lee Park", "lee@northfield.example")],
        ..Team::default()
    };
    let acme = Prospect {
        name: "Acme Industrial".into(),
        domains: vec![Domain::parse("acme.example").unwrap()],
        aliases: vec![],
        people: vec![],
        deals: vec![],
    };
    Roster { team, prospects: vec![acme] }
}

fn of(text: &str) -> Read {
    let opened = "2026-05-20".parse().unwrap();
    read(text.as_bytes(), &roster(), &Defaults { owner: None, opened, order: None })
}

/// Everything that is known of the first row, in a line.
fn first(read: &Read) -> String {
    assert!(read.mistakes.is_empty(), "{:?}", read.mistakes);
    let one = &read.prospects[0];
    let deal = &one.deals[0];
    let people: Vec<String> = one.people.iter().map(|p| format!("{} {:?} {:?}", p.address, p.name, p.role)).collect();
    format!(
        "{} {:?} {people:?} {} {} {:?} {} {} {:?}",
        one.name, one.domains, deal.id, deal.title, deal.value, deal.opened, deal.owner, deal.stage
    )
}

#[test]
fn hubspot() {
    let read = of("Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Create Date,Associated Company (Primary),Email\n\
                   9001,Line 4 retrofit,Contract Sent,2026-06-30 10:00,Dana Reyes,84000,2026-04-20 14:33,Acme Industrial,pat@acme.example\n");
    assert_eq!(read.origin, Some(Origin::HubSpot));
    assert_eq!(
        first(&read),
        "Acme Industrial [] [\"pat@acme.example None None\"] acme-industrial-9001 Line 4 retrofit Some(\"84000\") 2026-04-20 \
         dana@northfield.example Some(\"Contract Sent\")"
    );
}

#[test]
fn salesforce_with_a_persons_title_and_american_dates() {
    let read = of(
        "\"Opportunity Owner\",\"Account Name\",\"Opportunity Name\",\"Stage\",\"Amount Currency\",\"Amount\",\"Created Date\",\"Contact Name\",\"Title\",\"Email\"\n\
                   \"Lee Park\",\"Acme, Inc.\",\"Line 4\",\"Closed Won\",\"USD\",\"84,000.00\",\"4/20/2026\",\"Pat Lee\",\"Buyer\",\"pat@acme.example\"\n",
    );
    assert_eq!(read.origin, Some(Origin::Salesforce));
    assert_eq!(
        first(&read),
        "Acme, Inc. [] [\"pat@acme.example Some(\\\"Pat Lee\\\") Some(\\\"Buyer\\\")\"] acme-inc-line-4 Line 4 Some(\"84,000.00 USD\") 2026-04-20 \
         lee@northfield.example Some(\"won\")"
    );
}

#[test]
fn pipedrive() {
    let read = of(
        "Deal - ID;Deal - Title;Deal - Organization;Deal - Contact person;Deal - Value;Deal - Currency of value;Deal - Status;Deal - Stage;Deal - Owner;Deal - Deal created;Person - Email;Organization - Website\n\
                   17;Line 4;Acme;Pat Lee;84000;EUR;Lost;Negotiations;dana@northfield.example;2026-04-20 08:00:00;pat@acme.example;https://www.acme.example/de\n",
    );
    assert_eq!(read.origin, Some(Origin::Pipedrive));
    assert!(first(&read).starts_with("Acme [\"acme.example\"]") || first(&read).contains("acme.example"), "{}", first(&read));
    assert!(
        first(&read).ends_with("acme-17 Line 4 Some(\"84000 EUR\") 2026-04-20 dana@northfield.example Some(\"lost\")"),
        "{}",
        first(&read)
    );
}

#[test]
fn a_german_spreadsheet_in_latin_1() {
    let text = "Firma;Website;Ansprechpartner;E-Mail;Projekt;Betrag;Verantwortlich;Angelegt;Phase\r\n\
                Müller Werke;müller.example;Jörg Groß;joerg@mueller.example;Linie 4;84.000 €;Dana Reyes;20.04.2026;Angebot\r\n";
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    let opened = "2026-05-20".parse().unwrap();
    let read = read(&latin, &roster(), &Defaults { owner: None, opened, order: None });
    assert!(first(&read).starts_with("Müller Werke"), "{}", first(&read));
    assert!(first(&read).contains("Jörg Groß") && first(&read).contains("2026-04-20"), "{}", first(&read));
}

#[test]
fn every_row_that_cannot_be_taken_is_told_with_its_line() {
    let read = of("Company,Website,Email,Deal,Owner,Opened\n\
                   Acme,acme.example,,Line 4,dana@northfield.example,2026-04-20\n\
                   ,acme.example,,Line 4,dana@northfield.example,2026-04-20\n\
                   Bolt,bolt.example,,Line 5,Nobody,2026-04-20\n\
                   Cord,cord.example,not an address,Line 5,Dana Reyes,2026-04-20\n\
                   Dust,dust.example,,Line 5,Dana Reyes,4/5/2026\n\n\
                   Edge,gmail.com,ed@gmail.com,Line 6,Dana Reyes,\n");
    assert_eq!(
        read.mistakes,
        [
            "line 3: no company",
            "line 4: the owner `Nobody` is no rep: say whose it is with --owner",
            "line 5: `not` is no mail address",
            "line 6: `4/5/2026`: is the day or the month first? Say so with --dates day or --dates month",
        ]
    );
    assert_eq!(read.notes, ["line 8: gmail.com is a free-mail domain, nobody's own: left out"]);
    assert_eq!(read.prospects[1].deals[0].opened.to_string(), "2026-05-20");
}

/// As the programs export them unless somebody adds columns.
#[test]
fn deals_of_known_companies_need_no_domains_and_new_ones_are_told() {
    let salesforce = "\"Opportunity Owner\",\"Account Name\",\"Opportunity Name\",\"Stage\",\"Fiscal Period\",\"Amount\",\"Probability (%)\",\"Age\",\"Close Date\",\"Created Date\"\n\
                      \"Lee Park\",\"Acme Industrial\",\"Line 5\",\"Proposal\",\"Q2-2026\",\"84000\",\"60\",\"12\",\"2026-06-30\",\"2026-04-20\"\n";
    let read = of(salesforce);
    assert_eq!(read.origin, Some(Origin::Salesforce));
    assert!(first(&read).starts_with("Acme Industrial [] [] acme-industrial-line-5 Line 5"), "{}", first(&read));
    let hubspot = of("Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Associated Company\n\
                      9001,Line 6,Contract Sent,2026-06-30,Dana Reyes,84000,acme industrial\n\
                      9002,Hall,Contract Sent,2026-06-30,Dana Reyes,1,Bolt\n9003,Roof,Contract Sent,2026-06-30,Dana Reyes,1,Bolt\n");
    assert_eq!(hubspot.mistakes.len(), 1, "{:?}", hubspot.mistakes);
    assert!(hubspot.mistakes[0].starts_with("line 3: Bolt is no prospect yet"), "{:?}", hubspot.mistakes);
}

#[test]
fn a_quotation_mark_that_never_ends_is_told() {
    let read = of("Company,Website,Deal,Owner\n\"Say \"\"Acme\"\"\",a.example,x,Dana Reyes\nBolt 5\",b.example,y,Dana Reyes\n\
                   Cord,c.example,\"z,Dana Reyes\nDust,d.example,q,Dana Reyes\n");
    assert!(read.mistakes.contains(&"line 4: a quotation mark begins there and never ends".to_owned()), "{:?}", read.mistakes);
    assert!(of("Company,Website,Deal,Owner\nBolt 5\",b.example,y,Dana Reyes\n").mistakes.is_empty());
}

#[test]
fn what_is_no_table_of_deals_is_told() {
    assert!(of("Name,Colour\nx,red\n").mistakes[0].contains("no column tells the company"));
    assert!(of("Company,Colour\nx,red\n").mistakes[0].contains("the columns are: Company, Colour"));
    assert!(!of("").mistakes.is_empty());
}

#[test]
fn one_date_of_a_column_tells_the_order_of_all() {
    let read = of("Company,Website,Deal,Owner,Opened\nA,a.example,x,Dana Reyes,4/5/2026\nB,b.example,y,Dana Reyes,4/20/2026\n");
    assert_eq!(read.prospects[0].deals[0].opened.to_string(), "2026-04-05");
}

proptest::proptest! {
    #[test]
    fn whatever_bytes_come_nothing_breaks(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400), head in "(Company|Email|Deal|Owner|[,;\t\"])*") {
        let opened = "2026-05-20".parse().unwrap();
        let all = [head.as_bytes(), b"\n", &bytes].concat();
        let read = read(&all, &roster(), &Defaults { owner: None, opened, order: None });
        proptest::prop_assert!(read.prospects.len() <= bytes.len() + 1);
    }
}
