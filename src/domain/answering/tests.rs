use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{Time, Weekday, date};
use jiff::tz::TimeZone;

use super::language::say;
use super::*;
use crate::domain::action::What;
use crate::domain::roster::{Deal, Rep, Team};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

fn id(text: &str) -> DealId {
    DealId::parse(text).unwrap()
}

fn deal(name: &str, title: &str, owner: &str, aliases: &[&str]) -> Deal {
    Deal {
        id: id(name),
        title: title.into(),
        value: None,
        opened: date(2026, 4, 1),
        owner: address(owner),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        stage: None,
        stage_since: None,
    }
}

fn prospect(name: &str, aliases: &[&str], deals: Vec<Deal>) -> Prospect {
    let aliases = aliases.iter().map(|alias| (*alias).to_owned()).collect();
    Prospect { name: name.into(), domains: vec![], aliases, people: vec![], deals }
}

const DANA: &str = "dana@northfield.example";
const LEE: &str = "lee@northfield.example";

fn roster() -> Roster {
    let rep = |name: &str, of: &str| Rep { name: name.into(), address: address(of), aliases: vec![] };
    Roster {
        team: Team { reps: vec![rep("Dana Reyes", DANA), rep("Lee Park", LEE)], ..Team::default() },
        prospects: vec![
            prospect("Acme Industrial", &["Acme"], vec![deal("acme-line4", "Line 4 retrofit", DANA, &["line 4"])]),
            prospect(
                "Beck GmbH",
                &["Beck"],
                vec![
                    deal("beck-press", "Press refit", DANA, &[]),
                    deal("beck-saw", "Saw, long", DANA, &["saw"]),
                    deal("beck-oven", "Oven", LEE, &[]),
                ],
            ),
            prospect("Öztürk & Söhne", &[], vec![deal("oz-1", "Förderband", LEE, &[])]),
        ],
    }
}

fn calendar() -> Calendar {
    Calendar {
        zone: TimeZone::get("America/Chicago").unwrap(),
        work_days: vec![Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday],
        hours: (Time::constant(9, 0, 0, 0), Time::constant(17, 30, 0, 0)),
        holidays: BTreeSet::new(),
    }
}

fn dana(language: Language) -> Asker {
    let deals = ["acme-line4", "beck-press", "beck-saw"].map(id).into();
    Asker { address: address(DANA), owners: [address(DANA)].into(), deals, language, zone: calendar().zone }
}

/// What Dana says, on Wednesday 20 May 2026 at noon.
fn said_in(language: Language, text: &str) -> Vec<Line> {
    let (roster, calendar, asker) = (roster(), calendar(), dana(language));
    commands(text, &Desk { roster: &roster, calendar: &calendar, asker: &asker, now: at("2026-05-20T17:00:00Z") })
}

fn one(text: &str) -> Result<Command, Problem> {
    one_in(Language::English, text)
}

fn one_in(language: Language, text: &str) -> Result<Command, Problem> {
    let lines = said_in(language, text);
    assert_eq!(lines.len(), 1, "{text}: {lines:?}");
    lines[0].meant.clone()
}

fn snoozed(language: Language, text: &str) -> String {
    match one_in(language, text) {
        Ok(Command::Mark { mark: Mark::Snoozed { until }, deal, note, .. }) => {
            let day = until.to_zoned(calendar().zone).strftime("%a %F %H:%M").to_string();
            format!("{deal} {day}{}", note.map(|note| format!(" {note}")).unwrap_or_default())
        }
        other => format!("{other:?}"),
    }
}

#[test]
fn the_documented_commands_are_understood() {
    let mark = |text: &str| match one(text) {
        Ok(Command::Mark { deal, mark, at, note }) => (deal.to_string(), mark, at.to_string(), note.unwrap_or_default()),
        other => panic!("{text}: {other:?}"),
    };
    let now = "2026-05-20T17:00:00Z";
    let acme = "acme-line4".to_owned();
    assert_eq!(
        mark("signed acme 12 May PO by phone"),
        (acme.clone(), Mark::Signed, "2026-05-12T05:00:00Z".into(), "PO by phone".into())
    );
    assert_eq!(mark("signed acme PO 4471"), (acme.clone(), Mark::Signed, now.into(), "PO 4471".into()));
    assert_eq!(
        mark("signed acme: yesterday, on paper"),
        (acme.clone(), Mark::Signed, "2026-05-19T05:00:00Z".into(), "on paper".into())
    );
    assert_eq!(mark("Won Acme"), (acme.clone(), Mark::Won, now.into(), String::new()));
    assert_eq!(mark("lost acme: price"), (acme.clone(), Mark::Lost, now.into(), "price".into()));
    assert_eq!(mark("reopen acme-line4"), (acme.clone(), Mark::Open, now.into(), String::new()));
    assert_eq!(one("status acme"), Ok(Command::Status { deal: id("acme-line4") }));
    assert_eq!(one("not celebrated acme"), Ok(Command::NotCelebrated { deal: id("acme-line4"), note: None }));
    assert_eq!(
        one("note acme they move in July"),
        Ok(Command::Note { deal: id("acme-line4"), text: "they move in July".into() })
    );
    let called = |text: &str| match one(text) {
        Ok(Command::Called { deal, outcome, note }) if deal == id("acme-line4") => (outcome, note.unwrap_or_default()),
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(called("called acme, no answer"), (CallOutcome::NoAnswer, String::new()));
    assert_eq!(called("called acme: voicemail."), (CallOutcome::Voicemail, String::new()));
    assert_eq!(called("called Acme, answered, back in June"), (CallOutcome::Answered, "back in June".into()));
    for (text, command) in
        [("help", Command::Help), ("Undo.", Command::Undo), ("yes!", Command::Confirm), ("Unsubscribe", Command::Unsubscribe)]
    {
        assert_eq!(one(text), Ok(command), "{text}");
    }
}

#[test]
fn a_snooze_ends_when_a_working_day_begins() {
    let english = |text: &str| snoozed(Language::English, text);
    assert_eq!(english("snooze acme 3d"), "acme-line4 Mon 2026-05-25 09:00", "Saturday is no working day");
    assert_eq!(english("snooze acme 1 week budget round"), "acme-line4 Wed 2026-05-27 09:00 budget round");
    assert_eq!(english("snooze acme until 15 June"), "acme-line4 Mon 2026-06-15 09:00");
    assert_eq!(english("snooze acme until June 15th"), "acme-line4 Mon 2026-06-15 09:00");
    assert_eq!(english("snooze acme, until 2026-06-15."), "acme-line4 Mon 2026-06-15 09:00");
    assert_eq!(english("snooze acme until Monday"), "acme-line4 Mon 2026-05-25 09:00");
    assert_eq!(english("snooze acme for 2 weeks"), "acme-line4 Wed 2026-06-03 09:00");
    assert_eq!(english("snooze acme until 4 March"), "acme-line4 Thu 2027-03-04 09:00", "the next such day");
    assert_eq!(english("snooze acme until 15/6"), "acme-line4 Mon 2026-06-15 09:00");
    assert_eq!(english("snooze acme for a week"), "acme-line4 Wed 2026-05-27 09:00");
    assert_eq!(english("snooze acme until next Monday"), "acme-line4 Mon 2026-05-25 09:00");
    assert_eq!(english("snooze acme until this Friday"), "acme-line4 Fri 2026-05-22 09:00");
    assert_eq!(english("snooze acme till end of month"), "acme-line4 Mon 2026-06-01 09:00", "the 31st is a Sunday");
    assert_eq!(english("snooze acme until the end of June"), "acme-line4 Tue 2026-06-30 09:00");
    assert_eq!(english("snooze acme until next week"), "acme-line4 Mon 2026-05-25 09:00");
    assert_eq!(english("snooze acme until next month"), "acme-line4 Mon 2026-06-01 09:00");
    assert_eq!(snoozed(Language::AmericanEnglish, "snooze acme until 6/3"), "acme-line4 Wed 2026-06-03 09:00");
    for (text, problem) in [
        ("snooze acme", DateProblem::Missing),
        ("snooze acme until", DateProblem::Missing),
        ("snooze acme soon", DateProblem::Unclear),
        ("snooze acme until 31 June", DateProblem::Unclear),
        // This week's or the next one's; in one order or in the other.
        ("snooze acme until next Friday", DateProblem::Unclear),
        ("snooze acme until 3/6", DateProblem::Unclear),
        ("signed acme 6/12 by phone", DateProblem::Unclear),
        ("signed acme-line4: 1/2 upfront paid", DateProblem::Unclear),
        ("signed acme 1.5 MW unit", DateProblem::Unclear),
        ("snooze acme 3d until they answer", DateProblem::Unclear),
        ("snooze acme until 2026-05-19", DateProblem::Past),
        ("snooze acme until today", DateProblem::Past),
        ("snooze acme 999 days", DateProblem::TooFar),
        ("signed acme 2026-05-21", DateProblem::Future),
    ] {
        assert_eq!(one(text), Err(Problem::Date(problem)), "{text}");
    }
}

#[test]
fn german_is_understood_where_it_is_read() {
    let german = |text: &str| one_in(Language::German, text);
    assert_eq!(snoozed(Language::German, "Zurückstellen Acme bis 15. Juni"), "acme-line4 Mon 2026-06-15 09:00");
    assert_eq!(snoozed(Language::German, "zurückstellen acme 2 Wochen"), "acme-line4 Wed 2026-06-03 09:00");
    assert_eq!(snoozed(Language::German, "ruhen acme bis Mo."), "acme-line4 Mon 2026-05-25 09:00");
    for (text, day) in
        [("eine Woche", "Wed 2026-05-27"), ("bis nächsten Montag", "Mon 2026-05-25"), ("bis Ende des Monats", "Mon 2026-06-01")]
    {
        assert_eq!(snoozed(Language::German, &format!("ruhen acme {text}")), format!("acme-line4 {day} 09:00"), "{text}");
    }
    assert_eq!(german("nicht gefeiert acme"), german("not celebrated acme"));
    assert_eq!(german("angerufen acme, keine Antwort"), german("called acme, no answer"));
    assert_eq!(german("unterschrieben acme am 12.5. Bestellung"), german("signed acme 12 May Bestellung"));
    assert_eq!(german("unterschrieben acme so wie besprochen"), german("signed acme so wie besprochen"), "no Sunday");
    assert_eq!(german("Hilfe"), Ok(Command::Help));
    assert_eq!(one("Hilfe"), Err(Problem::NotUnderstood));
}

#[test]
fn a_question_or_a_sentence_is_asked_back_and_never_done() {
    for text in [
        "won acme yet?",
        "Won acme over with the demo",
        "won acme, not yet",
        "lost acme: really?",
        "Lost acme contact's number",
        "reopen acme if they call",
        "signed acme not yet",
        "signed acme, I haven’t heard",
        "called acme, answered?",
        "not celebrated acme I think",
    ] {
        assert_eq!(one(text), Err(Problem::Doubtful), "{text}");
    }
    for text in ["called acme, answered by voicemail", "called acme, spoke with nobody", "called acme"] {
        assert_eq!(one(text), Err(Problem::NoOutcome), "{text}");
    }
    for text in ["verloren acme Kontakt", "gewonnen acme noch nicht", "unterschrieben acme noch nicht"] {
        assert_eq!(one_in(Language::German, text), Err(Problem::Doubtful), "{text}");
    }
    for text in [
        "lost acme: no budget, and not this year",
        "lost acme (price)",
        "reopen acme please",
        "won acme!",
        "won acme, thanks",
        "called acme, answered, not interested",
        "signed acme PO by phone",
        "note acme did they call?",
        "status acme",
    ] {
        assert!(one(text).is_ok(), "{text}: {:?}", one(text));
    }
}

#[test]
fn a_doubtful_name_is_asked_back_and_never_guessed() {
    let deal = |text: &str| one(text).map(|command| command.deal().unwrap().to_string());
    for name in ["acme", "ACME", "Acme Industrial", "acme line 4", "line 4", "Line 4 retrofit", "\"acme\"", "acme: line 4"] {
        assert_eq!(deal(&format!("won {name}")), Ok("acme-line4".into()), "{name}");
    }
    assert_eq!(deal("won Saw, long"), Ok("beck-saw".into()));
    let several = Problem::SeveralDeals { asked: "beck".into(), deals: ["beck-press", "beck-saw"].map(id).to_vec() };
    assert_eq!(deal("won beck"), Err(several), "the third is Lee's");
    let slip = Problem::NoDeal { asked: "acmee".into(), near: vec![id("acme-line4")] };
    assert_eq!(deal("won acmee"), Err(slip));
    assert_eq!(deal("won zzz"), Err(Problem::NoDeal { asked: "zzz".into(), near: vec![] }));
    assert_eq!(deal("won oven"), Err(Problem::NotTheirs { asked: "oven".into() }));
    assert_eq!(deal("won"), Err(Problem::NoName));
    // A Cyrillic letter makes it another name.
    assert!(matches!(deal("won \u{430}cme"), Err(Problem::NoDeal { .. })));
}

#[test]
fn what_is_no_command_is_told_and_greetings_are_not() {
    let lines = said_in(Language::English, "Hi there,\n\nwon acme\nplease look at this\nThanks,\nDana Reyes");
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(texts, ["won acme", "please look at this", "Dana Reyes"]);
    assert_eq!(lines[1].meant, Err(Problem::NotUnderstood));
    // A mail program broke the line.
    let long = format!("note acme {}\nand so on\n\nwon acme", "they want to come back to it ".repeat(3).trim());
    let lines = said_in(Language::English, &long);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(matches!(&lines[0].meant, Ok(Command::Note { text, .. }) if text.ends_with("to it and so on")));
    assert_eq!(
        said_in(Language::English, &"won acme\n".repeat(30)).iter().filter(|line| line.meant.is_ok()).count(),
        MOST_COMMANDS
    );
}

#[test]
fn a_prospect_is_added_in_one_line() {
    let text = "add prospect Nova Foods; domain nova.example <http://nova.example>; person Kim Orr <kim@nova.example<mailto:kim@nova.example>>; \
                deal Oven 2; value 84,000 USD";
    let Ok(Command::Add(nova)) = one(text) else { panic!("{:?}", one(text)) };
    assert_eq!(
        (nova.name.as_str(), nova.domains[0].as_str(), nova.people[0].address.as_str()),
        ("Nova Foods", "nova.example", "kim@nova.example")
    );
    assert_eq!((nova.deals[0].id.as_str(), &nova.deals[0].owner), ("nova-foods-oven-2", &address(DANA)));
    assert_eq!(nova.deals[0].value.as_deref(), Some("84,000 USD"));
    let wrong = |text: &str| match one(text) {
        Err(Problem::Draft(problem)) => problem,
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(wrong("add prospect"), DraftProblem::NoName);
    assert_eq!(wrong("add prospect Nova"), DraftProblem::Nobody);
    assert_eq!(wrong("add prospect Nova; domain nova"), DraftProblem::Form("domain nova".into()));
    assert_eq!(wrong("add prospect Nova; web nova.example"), DraftProblem::Unknown("web nova.example".into()));
    assert_eq!(wrong("add prospect Nova; domain nova.example; deal X; owner Lee Park"), DraftProblem::Owner);
    assert_eq!(wrong("add prospect Nova; domain nova.example; value 3 USD"), DraftProblem::NoDeal);
}

#[test]
fn only_whose_it_is_and_who_proves_it_may_command() {
    let asker = dana(Language::English);
    let token = |deals: &[&str]| Trust::Token(deals.iter().map(|deal| id(deal)).collect());
    let won = |deal: &str| Command::Mark { deal: id(deal), mark: Mark::Won, at: at("2026-05-20T17:00:00Z"), note: None };
    assert_eq!(permit(&won("acme-line4"), &asker, &token(&["acme-line4"])), Permit::Go);
    assert_eq!(permit(&won("acme-line4"), &asker, &token(&["beck-press"])), Permit::Ask, "a replay for another deal");
    assert_eq!(permit(&won("acme-line4"), &asker, &Trust::Nothing), Permit::Ask);
    assert_eq!(permit(&won("oz-1"), &asker, &token(&["oz-1"])), Permit::Never, "Lee's");
    assert_eq!(permit(&won("oz-1"), &asker, &Trust::Nothing), Permit::Never);
    let asks = [Command::Undo, Command::Confirm, Command::Status { deal: id("acme-line4") }];
    assert!(asks.iter().all(|command| permit(command, &asker, &Trust::Nothing) == Permit::Ask));
    assert_eq!(permit(&Command::Help, &asker, &Trust::Nothing), Permit::Go);
    let add = |owner: &str| Command::Add(Box::new(prospect("X", &[], vec![deal("x", "X", owner, &[])])));
    assert_eq!(permit(&add(DANA), &asker, &token(&[])), Permit::Go);
    assert_eq!(permit(&add(LEE), &asker, &token(&[])), Permit::Never);
}

/// What is written back, whatever was asked, holds no line that would be a command if a mail program quoted it without a mark.
#[test]
fn no_line_that_is_written_back_is_a_command() {
    for language in [Language::English, Language::AmericanEnglish, Language::German] {
        let (roster, asker) = (roster(), dana(language));
        let line = Deal { ..deal("x", "x", DANA, &[]) }.title;
        let what = What::NotCelebrated(vec![]);
        // Wednesday morning where the team works, Tuesday where this is read.
        let (apia, until) = (TimeZone::get("Pacific/Apia").unwrap(), at("2026-06-16T20:00:00Z"));
        let what_else = What::Marked(Mark::Snoozed { until });
        let done = [
            Answered { deal: None, what: Done::Status { state: "Silent.".into(), next: None } },
            Answered {
                deal: Some(id("acme-line4")),
                what: Done::Recorded { what, at: at("2026-05-20T17:00:00Z"), manager: true, note: Some("won acme".into()) },
            },
            Answered { deal: None, what: Done::Added { name: line.clone(), file: "dana.toml".into() } },
            Answered { deal: None, what: Done::Recorded { what: what_else, at: until, manager: true, note: None } },
        ];
        let not_done = [("won acme".to_owned(), Why::Problem(Problem::NotUnderstood)), ("undo".to_owned(), Why::TakenBackBefore)];
        let lines = ["won acme".to_owned(), "undo".to_owned()];
        let asked = Some((Doubt::NoToken, lines.as_slice()));
        let as_of = at("2026-05-20T17:00:00Z");
        let whole = Reply {
            asker: &asker,
            roster: &roster,
            zone: &apia,
            subject: "won acme\r\nBcc: x@y",
            done: &done,
            not_done: &not_done,
            asked,
            help: true,
            as_of,
        };
        let (subject, text) = reply(&whole);
        assert!(subject.ends_with("won acme Bcc: x@y") && !subject.contains('\n'), "{subject}");
        let given = said_in(language, &text);
        assert!(given.iter().all(|line| line.meant == Err(Problem::NotUnderstood)), "{given:?}\n{text}");
        assert!(text.contains(say(language).how_to_undo));
        assert!(["17 Jun", "Jun 17", "17. Jun"].iter().any(|day| text.contains(day)), "{text}");
    }
}

#[test]
fn every_example_of_help_is_understood() {
    for language in [Language::English, Language::German] {
        let asker = dana(language);
        for (line, _) in say(language).help {
            let text = line
                .replace("{deal}", asker.deals.first().unwrap().as_str())
                .replace("12 June", "12 May")
                .replace("12. Juni", "12. Mai");
            assert!(one_in(language, &text).is_ok(), "{text}: {:?}", one_in(language, &text));
        }
    }
}

proptest::proptest! {
    #[test]
    fn any_text_gives_lines_and_never_a_panic(text in "\\PC{0,400}", bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400), words in proptest::collection::vec(
        proptest::sample::select(vec!["snooze", "signed", "called", "add prospect", "not", "celebrated", "acme", "beck", ":", ",", ";", "\"", "until",
            "3d", "31", "June", "2026-02-30", "99/99/9999", "1.1.", "-1d", "\u{202e}", "\r\n", "\n", "<mailto:", ">", "<http://x", "ß", "domain", "person", "owner", "\u{0}"]), 0..40)) {
        for language in [Language::English, Language::AmericanEnglish, Language::German] {
            for text in [text.clone(), String::from_utf8_lossy(&bytes).into_owned(), words.join(" "), words.concat()] {
                let lines = said_in(language, &text);
                proptest::prop_assert!(lines.len() <= 200);
                for line in lines {
                    proptest::prop_assert!(line.text.chars().count() <= 100 && !line.text.contains(char::is_control));
                }
            }
        }
    }
}
