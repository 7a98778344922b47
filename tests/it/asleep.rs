//! The service on a machine that sleeps, and beside clocks that jump: mail is read before a digest goes out, and each day of a reader has
//! one. A suspended machine stops every thread and the clock that timers go by, and its wall clock has gone on when it wakes: so does
//! the process here, held by SIGSTOP while its wall clock is set.

use std::time::Duration;

use mail_parser::MessageParser;

use crate::service::Service;
use crate::support::team::{ACME, Team, configuration, mail};
use crate::support::{Dovecot, Relay, Rule, Smtp, Wall};

/// A team whose service reads from Dovecot and sends through Postfix by a wall clock of its own.
struct Office {
    dovecot: Dovecot,
    _smtp: Smtp,
    /// In front of Dovecot.
    imap: Relay,
    wall: Wall,
    team: Team,
}

const DANA: &str = "Dana Reyes <dana@northfield.example>";

impl Office {
    /// Two deals that went dark after premature celebration in May 2040; the clock shows an instant (RFC 3339).
    fn at(shows: &str) -> Self {
        let dovecot = Dovecot::start();
        let smtp = Smtp::start(&dovecot);
        let team = Team::new();
        let imap = Relay::before(dovecot.user("dana").imaps);
        let ca = smtp.ca.display();
        let mailbox = format!(
            "mailbox = {{ kind = \"imap\", host = \"localhost\", port = {}, user = \"dana\", secret = \"dana\", extra_ca = \"{ca}\", horizon_days = 36500 }}",
            imap.port
        );
        let server = format!(
            "host = \"localhost\"\nport = {}\nuser = \"wentdark\"\nsecret = \"smtp\"\nextra_ca = \"{ca}\"",
            smtp.implicit
        );
        let text = configuration(&mailbox).replace("folder = \"outbox\"", &server).replace("\"UTC\"", "\"America/Chicago\"");
        team.write("wentdark.toml", &text);
        let deal = |name: &str| ACME.replace("Acme", name).replace("acme", &name.to_lowercase());
        team.write("prospects.d/dana.toml", &format!("{ACME}{}", deal("Bolt").replace("Line 4", "Line 7")));
        team.secret("dana", "secret-dana");
        team.secret("smtp", "secret-wentdark");
        let wall = Wall::showing(shows);
        let office = Self { dovecot, _smtp: smtp, imap, wall, team };
        for (them, line) in [("acme", "Line 4"), ("bolt", "Line 7")] {
            let pat = format!("pat@{them}.example");
            for (day, text) in [(2, "Here is our quote."), (4, "Any news?")] {
                let at = format!("2040-05-{day:02}T15:00:00Z");
                office.put(("Sent", &format!("d{day}@{them}"), &at), [DANA, &pat], line, text);
            }
            let text = format!("We got it! {line} at {them} is a done deal.");
            office.put(("Sent", &format!("c@{them}"), "2040-05-04T16:00:00Z"), [DANA, "lead@northfield.example"], line, &text);
        }
        office
    }

    /// Delivers a mail: into which folder, with which id, when.
    fn put(&self, (folder, id, at): (&str, &str, &str), [from, to]: [&str; 2], subject: &str, text: &str) {
        let at: jiff::Timestamp = at.parse().unwrap();
        let date = at.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string();
        let when = std::time::SystemTime::from(at);
        self.dovecot.deliver_at(
            "dana",
            folder,
            mail(&format!("{id}.example"), &date, from, to, subject, None, text).as_bytes(),
            when,
        );
    }

    /// Pat of Acme answers.
    fn answers(&self, at: &str) {
        let text = "Sorry for the silence, we are still looking at it.";
        self.put(("INBOX", "p1@acme", at), ["Pat Lee <pat@acme.example>", DANA], "Re: Line 4", text);
    }

    fn service(&self, runs_on: bool) -> Service {
        Service::start_as(&self.team, |command| self.wall.rules(command, runs_on))
    }

    /// The texts of so many digests, in the order in which they came, and with their subjects.
    fn digests(&self, count: usize, service: &Service) -> Vec<String> {
        let mails = self.dovecot.wait_for("lead", "INBOX", count);
        assert_eq!(mails.len(), count, "{}", service.log());
        let text = |mail: &String| {
            let mail = MessageParser::default().parse(mail.as_bytes()).unwrap();
            let text = mail.body_text(0).unwrap();
            format!("{}\n{}", mail.subject().unwrap(), text.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        mails.iter().map(text).collect()
    }

    /// Waits until the service has looked for what is due once more, and sees that there are only so many digests.
    fn no_more_than(&self, count: usize, service: &Service) {
        std::thread::sleep(A_WHILE);
        self.digests(count, service);
    }

    /// Stops the machine, has `meanwhile` happen, and wakes it when its clock shows an instant.
    fn sleeps_until(&self, shows: &str, service: &Service, meanwhile: impl FnOnce()) {
        service.signal("STOP");
        meanwhile();
        self.wall.set(shows);
        service.signal("CONT");
    }
}

/// Longer than the service takes to look for what is due.
const A_WHILE: Duration = Duration::from_secs(25);

/// What a digest that knows of Pat's answer says; of Bolt nobody has heard.
fn knows_of_the_answer(text: &str) {
    let (dark, rest) = text.split_once("Celebrated, but nothing signed").unwrap_or_else(|| panic!("{text}"));
    assert!(dark.contains("* Bolt Industrial") && !dark.contains("Acme"), "{text}");
    assert!(rest.contains("Came back: Pat Lee wrote on Tue 15 May, 23:12."), "{text}");
}

/// Each in an office of its own, beside the others: most of the time they wait.
fn together(stories: &[fn()]) {
    std::thread::scope(|scope| {
        for story in stories {
            scope.spawn(story);
        }
    });
}

#[test]
fn what_came_while_the_machine_slept_is_read_before_the_digest() {
    together(&[
        after_a_suspended_night_mail_is_read_before_the_digest,
        after_a_night_in_a_paused_container_mail_is_read_before_the_digest,
        a_network_that_comes_back_after_the_machine_is_waited_for,
        a_night_in_the_middle_of_a_pass_is_no_time_that_was_read,
    ]);
}

#[test]
fn whatever_clocks_do_each_day_has_one_digest() {
    together(&[
        a_weekend_over_which_the_clocks_change_has_one_digest,
        a_leap_day_has_one_digest,
        a_clock_that_is_set_back_sends_no_second_digest_and_reads_on,
        a_clock_that_is_a_year_ahead_for_a_while_changes_nothing,
    ]);
}

fn over_a_night(runs_on: bool) {
    // A Tuesday evening in Chicago.
    let mut office = Office::at("2040-05-15T22:40:00Z");
    let mut service = office.service(runs_on);
    service.says("STATUS=every mailbox was read");
    let first = office.digests(1, &service);
    assert!(first[0].starts_with("2 deals went dark after we celebrated: Acme Industrial, Bolt Industrial\n"), "{}", first[0]);
    // The server goes down and comes back: connections are dead, and nothing told so.
    service.signal("STOP");
    office.answers("2040-05-16T04:12:00Z");
    office.dovecot.restart();
    office.sleeps_until("2040-05-16T14:12:00Z", &service, || ());
    let both = office.digests(2, &service);
    // To which minute it comes is the machine's to say.
    let told = ["Wednesday 16 May 2040, 09:1", " CDT. Late: it was due 08:00"];
    assert!(told.iter().all(|told| both[1].contains(told)), "{}", both[1]);
    knows_of_the_answer(&both[1]);
    assert!(service.log().contains("the machine was asleep, or its clock was set"), "{}", service.log());
    office.no_more_than(2, &service);
}

fn after_a_suspended_night_mail_is_read_before_the_digest() {
    over_a_night(false);
}

fn after_a_night_in_a_paused_container_mail_is_read_before_the_digest() {
    over_a_night(true);
}

fn a_network_that_comes_back_after_the_machine_is_waited_for() {
    let office = Office::at("2040-05-15T22:40:00Z");
    let mut service = office.service(false);
    service.says("STATUS=every mailbox was read");
    office.digests(1, &service);
    office.sleeps_until("2040-05-16T14:10:00Z", &service, || {
        office.answers("2040-05-16T04:12:00Z");
        office.imap.set(Rule::CutAfter(0));
    });
    service.says("STATUS=1 mailbox could not be read");
    std::thread::sleep(Duration::from_secs(3));
    office.digests(1, &service);
    office.imap.set(Rule::Through);
    knows_of_the_answer(&office.digests(2, &service)[1]);
}

fn a_night_in_the_middle_of_a_pass_is_no_time_that_was_read() {
    let office = Office::at("2040-05-15T22:40:00Z");
    let mut service = office.service(false);
    service.says("STATUS=every mailbox was read");
    office.digests(1, &service);
    // The connection stalls while it reads what came in the evening.
    office.imap.set(Rule::StallAfter(6000));
    service.signal("HUP");
    std::thread::sleep(Duration::from_secs(2));
    office.sleeps_until("2040-05-16T14:10:00Z", &service, || {
        office.answers("2040-05-16T04:12:00Z");
        office.imap.set(Rule::Through);
    });
    let both = office.digests(2, &service);
    knows_of_the_answer(&both[1]);
    office.no_more_than(2, &service);
}

fn a_weekend_over_which_the_clocks_change_has_one_digest() {
    // Friday; in the night to Sunday 11 March 2040 clocks in Chicago go from 02:00 CST to 03:00 CDT.
    one_digest("2040-03-09T23:40:00Z", "2040-03-12T13:22:00Z", "2040-03-12", ["Monday 12 March 2040, 08:2", " CDT"]);
}

fn a_leap_day_has_one_digest() {
    one_digest("2040-02-28T23:40:00Z", "2040-02-29T14:22:00Z", "2040-02-29", ["Wednesday 29 February 2040, 08:2", " CST"]);
}

fn one_digest(evening: &str, morning: &str, day: &str, told: [&str; 2]) {
    let office = Office::at(evening);
    let mut service = office.service(false);
    service.says("STATUS=every mailbox was read");
    office.digests(1, &service);
    office.sleeps_until(morning, &service, || ());
    let both = office.digests(2, &service);
    assert!(told.iter().all(|told| both[1].contains(told)) && !both[1].contains("Late:"), "{}", both[1]);
    let state = rusqlite::Connection::open(office.team.path("state/wentdark.sqlite3")).unwrap();
    let last: String = state.query_row("SELECT max(day) FROM digest", [], |row| row.get(0)).unwrap();
    assert_eq!(last, day);
    office.no_more_than(2, &service);
}

fn a_clock_that_is_set_back_sends_no_second_digest_and_reads_on() {
    let office = Office::at("2040-05-15T22:40:00Z");
    let mut service = office.service(false);
    service.says("STATUS=every mailbox was read");
    office.digests(1, &service);
    for shows in ["2040-05-15T21:40:00Z", "2040-05-14T22:40:00Z"] {
        office.wall.set(shows);
        office.no_more_than(1, &service);
    }
    office.wall.set("2040-05-16T13:01:00Z");
    office.answers("2040-05-16T04:12:00Z");
    knows_of_the_answer(&office.digests(2, &service)[1]);
    office.no_more_than(2, &service);
}

fn a_clock_that_is_a_year_ahead_for_a_while_changes_nothing() {
    let office = Office::at("2040-05-15T22:40:00Z");
    let mut service = office.service(false);
    service.says("STATUS=every mailbox was read");
    office.digests(1, &service);
    let facts = || ["message", "copy", "digest"].map(|table| office.team.rows(table));
    let deal = || office.team.deal("2040-05-15T22:50:00Z", "acme-line4");
    let before = (facts(), deal());
    // Nobody is told that everything has been silent for a year.
    office.wall.set("2041-05-15T22:40:00Z");
    office.no_more_than(1, &service);
    office.wall.set("2040-05-15T22:41:00Z");
    office.no_more_than(1, &service);
    assert_eq!((facts(), deal()), before, "{}", service.log());
    // The next morning is as any other.
    office.sleeps_until("2040-05-16T13:01:00Z", &service, || office.answers("2040-05-16T04:12:00Z"));
    knows_of_the_answer(&office.digests(2, &service)[1]);
}
