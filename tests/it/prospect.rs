//! Prospects by command: what is written, what stays as people wrote it, and that a mistake writes nothing.

use std::fs;

use crate::support::team::Team;

const CONFIG: [&str; 2] = ["--config", "wentdark.toml"];

/// A file as people keep it: remarks, an order of their own, spare lines.
const KEPT: &str = r#"# Dana's prospects

[[prospect]]
name = "Acme Industrial"   # since 2019
domains = ["acme.example"]
people = [
    { address = "pat@acme.example", name = "Pat Lee", decision_maker = true },  # signs
    { address = "robin@home.example" },  # private
]

# the big one
[[prospect.deal]]
title = "Line 4 retrofit"
id = "acme-line4"
opened = 2026-04-20
owner = "dana@northfield.example"
stage = "proposal"         # ask on Friday
stage_since = 2026-05-02


[[prospect]]
name = "Bolt"
domains = [
    "bolt.example",        # all of it
]

# nothing below this line
"#;

fn team() -> Team {
    let team = Team::new();
    team.write("prospects.d/dana.toml", KEPT);
    team
}

fn prospect(team: &Team, arguments: &[&str]) -> String {
    team.ok(&[&["prospect"], arguments, &CONFIG].concat())
}

fn file(team: &Team, name: &str) -> String {
    fs::read_to_string(team.path(&format!("prospects.d/{name}"))).unwrap()
}

/// The lines that one text has and the other hasn't: `-` gone, `+` new.
fn difference(before: &str, after: &str) -> Vec<String> {
    let lacks = |text: &str, line: &str| !text.lines().any(|own| own == line);
    let gone = before.lines().filter(|line| lacks(after, line)).map(|line| format!("-{line}"));
    let new = after.lines().filter(|line| lacks(before, line)).map(|line| format!("+{line}"));
    gone.chain(new).collect()
}

#[test]
fn what_is_changed_is_changed_alone() {
    let team = team();
    let edit = ["edit", "acme industrial", "--deal", "acme-line4", "--stage", "verbal", "--value", "84000 USD"];
    let said = prospect(&team, &edit);
    assert!(said.contains("~ Acme Industrial: deal acme-line4: stage proposal -> verbal"), "{said}");
    let after = file(&team, "dana.toml");
    assert_eq!(
        difference(KEPT, &after),
        [
            "-stage = \"proposal\"         # ask on Friday",
            "-stage_since = 2026-05-02",
            "+stage = \"verbal\"         # ask on Friday",
            "+value = \"84000 USD\"",
        ]
    );
    prospect(&team, &["edit", "Acme Industrial", "--add-person", "Kim Orr <kim@acme.example>", "--add-domain", "acme.test"]);
    prospect(&team, &["edit", "Bolt", "--add-domain", "bolt.test", "--add-alias", "Bolt Works"]);
    let last = file(&team, "dana.toml");
    assert_eq!(
        difference(&after, &last),
        [
            "-domains = [\"acme.example\"]",
            "+domains = [\"acme.example\", \"acme.test\"]",
            "+    { address = \"kim@acme.example\", name = \"Kim Orr\" },",
            "+    \"bolt.test\",",
            "+aliases = [\"Bolt Works\"]",
        ]
    );
    assert!(last.contains("{ address = \"robin@home.example\" },  # private\n"), "a remark stays with its line: {last}");
    prospect(&team, &["edit", "Bolt", "--remove-domain", "bolt.test", "--remove-alias", "Bolt Works", "--rename", "Bolt & Co"]);
    prospect(&team, &["edit", "Acme Industrial", "--remove-person", "kim@acme.example", "--remove-domain", "acme.test"]);
    let said = prospect(&team, &["list"]);
    assert!(said.contains("Acme Industrial  acme.example, 2 people  (dana.toml)"), "{said}");
    assert!(said.contains("Bolt & Co  bolt.example  (dana.toml)"), "{said}");
    prospect(&team, &["add", "Solo", "--person", "Sol Ray <sol@freemail.example>"]);
    let said = prospect(&team, &["list"]);
    assert!(said.contains("Solo  1 person  ("), "{said}");
}

#[test]
fn a_new_prospect_comes_into_its_owners_file_and_a_new_deal_to_its_prospect() {
    let team = team();
    let new = ["add", "Cord", "--domain", "cord.example", "--person", "Jo <jo@cord.example>", "--deal", "Line 5", "--owner"];
    let said = prospect(&team, &[&new[..], &["dana@northfield.example", "--opened", "2026-05-01"]].concat());
    assert!(said.contains("+ Cord (cord.example)") && said.contains("+ deal cord-line-5: Line 5"), "{said}");
    let after = file(&team, "dana.toml");
    assert!(after.starts_with(KEPT), "what was there is untouched: {after}");
    let added = after.strip_prefix(KEPT).unwrap();
    assert!(added.contains("opened = 2026-05-01\nowner = \"dana@northfield.example\""), "{added}");

    let more = ["add", "acme industrial", "--deal", "Line 6", "--owner", "dana@northfield.example", "--opened", "2026-05-02"];
    let said = prospect(&team, &more);
    assert!(said.contains("~ Acme Industrial: + deal acme-industrial-line-6"), "{said}");
    assert!(said.contains("deals: 2 before, 3 after"), "{said}");
    let last = file(&team, "dana.toml");
    let at = |text: &str| last.find(text).unwrap();
    assert!(at("acme-line4") < at("acme-industrial-line-6") && at("acme-industrial-line-6") < at("name = \"Bolt\""), "{last}");
    assert!(prospect(&team, &more).contains("nothing to change"), "once more changes nothing");
    assert_eq!(file(&team, "dana.toml"), last);
}

#[test]
fn a_mistake_writes_nothing() {
    let team = team();
    let fails = |arguments: &[&str]| team.fails(2, &[&["prospect"], arguments, &CONFIG].concat());
    for (arguments, why) in [
        (&["add", "Cord", "--domain", "acme.example"][..], "acme.example"),
        (&["add", "Cord"], "neither domains nor people"),
        (&["add", "Cord", "--domain", "gmail.com"], "free-mail domain"),
        (&["add", "Cord", "--domain", "cord.example", "--deal", "x", "--owner", "nobody@northfield.example"], "is no rep"),
        (&["edit", "Nobody", "--rename", "x"], "there is no prospect `Nobody`"),
        (&["edit", "Bolt", "--remove-domain", "acme.example"], "isn't there to be removed"),
        (&["edit", "Bolt", "--remove-domain", "bolt.example"], "neither domains nor people"),
        (&["edit", "Acme Industrial", "--deal", "other", "--stage", "x"], "it has acme-line4"),
        (&["edit", "Bolt"], "nothing to change was named"),
        (&["add", "Cord", "--domain", "cord.example", "--file", "../x.toml"], "without a path"),
    ] {
        let said = fails(arguments);
        assert!(said.contains(why), "{arguments:?}: {said}");
        assert_eq!(file(&team, "dana.toml"), KEPT, "{arguments:?}");
    }
    let names: Vec<_> = fs::read_dir(team.path("prospects.d")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["dana.toml"], "no file is left behind");
}

#[test]
fn a_table_is_shown_first_and_written_with_yes_and_changes_nothing_the_second_time() {
    let team = team();
    team.write(
        "deals.csv",
        "Record ID,Deal Name,Deal Stage,Deal owner,Amount,Create Date,Associated Company,Email,Company Domain Name\n\
         1,Line 4 retrofit,Verbal,Dana Reyes,90000,2026-04-20,Acme Industrial,kim@acme.example,acme.example\n\
         2,Line 7,Proposal,dana@northfield.example,1000,2026-05-01,Cord Ltd,jo@cord.example,www.cord.example\n\
         3,Line 8,Closed Lost,dana@northfield.example,2000,2026-05-01,Cord Ltd,al@cord.example,\n",
    );
    let said = prospect(&team, &["import", "deals.csv"]);
    for line in [
        "a table of HubSpot, 3 rows",
        "+ Cord Ltd (cord.example)",
        "    + deal cord-ltd-2: Line 7, of dana@northfield.example",
        "~ Acme Industrial: + kim@acme.example",
        "~ Acme Industrial: deal acme-line4: stage proposal -> Verbal",
        "nothing was written: add --yes",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert_eq!(file(&team, "dana.toml"), KEPT);
    assert!(prospect(&team, &["import", "deals.csv", "--yes"]).contains("deals: 1 before, 3 after"));
    let after = file(&team, "dana.toml");
    assert!(after.contains("stage = \"Verbal\"         # ask on Friday") && after.contains("stage = \"lost\""), "{after}");
    assert!(prospect(&team, &["import", "deals.csv", "--yes"]).contains("nothing to change"));
    assert_eq!(file(&team, "dana.toml"), after);

    // What is printed reads back as the same.
    team.write("out.csv", &prospect(&team, &["export"]));
    assert!(prospect(&team, &["import", "out.csv", "--yes"]).contains("nothing to change"));
}

#[test]
fn a_table_with_a_mistake_in_one_row_writes_nothing() {
    let team = team();
    team.write(
        "deals.csv",
        "Company,Website,Deal,Owner\nCord,cord.example,Line 7,Dana Reyes\nDust,dust.example,Line 8,Somebody Else\n",
    );
    let said = team.fails(2, &["prospect", "import", "deals.csv", "--yes", "--config", "wentdark.toml"]);
    assert!(said.contains("deals.csv: line 3: the owner `Somebody Else` is no rep"), "{said}");
    assert_eq!(file(&team, "dana.toml"), KEPT);
    // What only shows when everything is put together.
    team.write("deals.csv", "Company,Website,Deal,Owner\nAcme GmbH,sub.acme.example,Line 7,Dana Reyes\n");
    let said = team.fails(2, &["prospect", "import", "deals.csv", "--yes", "--config", "wentdark.toml"]);
    assert!(said.contains("sub.acme.example") && said.contains("nothing was written"), "{said}");
    assert_eq!(file(&team, "dana.toml"), KEPT);
}

#[test]
fn people_come_from_vcards_to_where_they_belong_and_go_out_as_such() {
    let team = team();
    let card = |name: &str, org: &str, email: &str| {
        format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nORG:{org}\r\nTITLE:Buyer\r\nEMAIL:{email}\r\nEND:VCARD\r\n")
    };
    let cards = [
        card("Kim Orr", "Something", "kim@acme.example"),
        card("Al Ort", "Bolt", "al@home.example"),
        card("Nobody", "Nowhere", "no@where.example"),
    ];
    team.write("people.vcf", &cards.concat());
    let said = prospect(&team, &["import", "people.vcf", "--yes"]);
    assert!(said.contains("3 vCards with addresses, 1 left out"), "{said}");
    let after = file(&team, "dana.toml");
    assert!(after.contains("{ address = \"kim@acme.example\", name = \"Kim Orr\", role = \"Buyer\" },"), "{after}");
    assert!(after.contains("al@home.example"), "{after}");
    let out = prospect(&team, &["export", "--format", "vcards"]);
    assert!(out.contains("FN:Al Ort\r\nORG:Bolt\r\nTITLE:Buyer\r\nEMAIL:al@home.example"), "{out}");
}

#[test]
fn a_link_stays_a_link_and_lines_end_as_they_did() {
    let team = team();
    let text = KEPT.replace('\n', "\r\n");
    team.write("elsewhere/dana.toml", &text);
    fs::remove_file(team.path("prospects.d/dana.toml")).unwrap();
    std::os::unix::fs::symlink(team.path("elsewhere/dana.toml"), team.path("prospects.d/dana.toml")).unwrap();
    let edit = ["prospect", "edit", "Acme Industrial", "--deal", "acme-line4", "--stage", "verbal"];
    team.ok(&[&edit[..], &CONFIG].concat());
    assert!(fs::symlink_metadata(team.path("prospects.d/dana.toml")).unwrap().is_symlink());
    let left = fs::read_to_string(team.path("elsewhere/dana.toml")).unwrap();
    assert!(left.contains("stage = \"verbal\"") && left.contains("# signs\r\n"), "{left}");
    assert_eq!(left.matches('\n').count(), left.matches("\r\n").count(), "{left:?}");
}

#[test]
fn a_prospect_in_a_list_is_told_to_stand_in_a_form_that_is_not_edited() {
    let team = team();
    team.write("prospects.d/dana.toml", "prospect = [ { name = \"Acme Industrial\", domains = [\"acme.example\"] } ]\n");
    team.ok(&[&["check"], &CONFIG[..]].concat());
    let edit = ["prospect", "edit", "Acme Industrial", "--add-domain", "acme.test"];
    let said = team.fails(2, &[&edit[..], &CONFIG].concat());
    assert!(said.contains("dana.toml") && said.contains("write it as [[prospect]]"), "{said}");
}
