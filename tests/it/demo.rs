//! The demo tells its story to the end: today's digest opens with the deal that went dark after celebration, with the evidence.

use crate::support::team::Team;

#[test]
fn todays_digest_opens_with_the_story() {
    let team = Team::new();
    let said = team.ok(&["demo", "--dir", "sample"]);
    let (moves, digest) = said.split_once("Today's digest").unwrap();
    assert!(moves.contains("dark, after celebration"), "{said}");
    let subject = digest.lines().find_map(|line| line.strip_prefix("Subject: ")).unwrap();
    assert_eq!(subject, "1 deal, 84,000 USD, went dark after we celebrated: Acme Industrial");
    let (_, behind) = digest.split_once("Went dark after we celebrated\n").unwrap();
    let (card, _) = behind.split_once("Celebrated, but nothing signed").unwrap();
    for part in [
        "* Acme Industrial [NEW]",
        "our message and 2 follow-ups\n  unanswered.",
        "“We got it” (Dana Reyes to Lena Brandt and 2 more",
        "“reserve 40 spindle units for Acme” (Pia Novak",
        "Missing: A meeting or call",
        "Next move: Release what is reserved for them",
    ] {
        assert!(card.contains(part), "{part}: {card}");
    }
    let page = std::fs::read_to_string(team.path("sample/preview/lead@northfield.example.html")).unwrap();
    assert!(page.contains("We got it") && page.contains("Release what is reserved"), "{page}");
}
