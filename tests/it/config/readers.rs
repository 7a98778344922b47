//! Readers of digests: their hours, languages and days.

use jiff::civil::{Weekday, time};
use wentdark::domain::digest::Language;

use super::{ACME, DANA, TEAM, load, mistakes};

fn refuses(main: &str) -> String {
    mistakes(main, &[("a.toml", ACME)]).join("\n")
}

const SMTP: &str = "[smtp]\nfolder = \"out\"\nfrom = \"w@northfield.example\"\n";

fn reader(keys: &str) -> String {
    format!("[[digest]]\nto = \"lead@northfield.example\"\n{keys}\n")
}

#[test]
fn reps_read_half_an_hour_before_the_first_manager_who_reads_of_them() {
    let digests = format!("{}{SMTP}", reader("at = \"06:15\""));
    let config = load(&format!("{TEAM}{DANA}digest = {{}}\n{digests}"), ACME);
    let own = config.digests.iter().find(|order| order.rep).unwrap();
    assert_eq!(own.at, time(5, 45, 0, 0));
    assert!(config.warnings.iter().all(|warning| !warning.what().contains("no earlier")), "{:?}", config.warnings);
    let late = load(&format!("{TEAM}{DANA}digest = {{ at = \"06:15\" }}\n{digests}"), ACME);
    let warned = |what: &str| late.warnings.iter().any(|warning| warning.what().contains(what));
    assert!(warned("gets their own digest no earlier than a manager does"), "{:?}", late.warnings);
    let alone = load(&format!("{TEAM}{DANA}digest = {{}}\n{SMTP}"), ACME);
    assert_eq!(alone.digests[0].at, time(7, 30, 0, 0));
}

#[test]
fn a_reader_has_a_language_and_a_weekly_day() {
    let config = load(&format!("{TEAM}{DANA}{}{SMTP}", reader("at = \"08:00\"\nlanguage = \"de\"\nweekly = \"fri\"")), ACME);
    assert_eq!((config.digests[0].language, config.digests[0].weekly), (Language::German, Some(Weekday::Friday)));
    let said = refuses(&format!("{TEAM}{DANA}{}{SMTP}", reader("at = \"08:00\"\nlanguage = \"fr\"\nweekly = \"sun\"")));
    for part in ["`fr` is not known here", "\"en\", \"en-US\", \"de\"", "there is no digest on the `weekly` day"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn a_page_to_unsubscribe_at_is_told_who_it_is_and_goes_over_tls() {
    let page = |url: &str| format!("{TEAM}{DANA}{}{SMTP}unsubscribe = \"{url}\"\n", reader("at = \"08:00\""));
    let config = load(&page("https://intranet.example/bye?who={reader}"), ACME);
    assert_eq!(config.unsubscribe.as_deref(), Some("https://intranet.example/bye?who={reader}"));
    let config = load(&page("mailto:it@northfield.example?subject=wentdark"), ACME);
    assert_eq!(config.unsubscribe.as_deref(), Some("mailto:it@northfield.example?subject=wentdark"));
    for wrong in [
        "mailto:nobody",
        "mailto:it@northfield.example,a@b.example",
        "http://intranet.example/?who={reader}",
        "https://intranet.example/bye",
        "https://x.example/{reader}>,<b",
    ] {
        assert!(refuses(&page(wrong)).contains("is no page to unsubscribe at"), "{wrong}");
    }
}
