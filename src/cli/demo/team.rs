//! Lays out the sample team: a configuration, prospects and Maildirs, as a real team's would lie there.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use anyhow::{Context, anyhow};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::Deserialize;

use crate::domain::time::Calendar;

/// The story as data.
#[derive(Debug, Deserialize)]
pub struct Story {
    people: BTreeMap<String, String>,
    deal: Vec<Deal>,
    mail: Vec<Mail>,
}

#[derive(Debug, Deserialize)]
struct Deal {
    prospect: String,
    #[serde(default)]
    aliases: Vec<String>,
    domain: String,
    id: String,
    title: String,
    value: String,
    owner: String,
    opened: i64,
}

#[derive(Debug, Deserialize)]
struct Mail {
    id: String,
    day: i64,
    at: Time,
    from: String,
    to: Vec<String>,
    #[serde(default)]
    cc: Vec<String>,
    subject: Option<String>,
    re: Option<String>,
    folder: Option<String>,
    attach: Option<String>,
    bounces: Option<String>,
    meeting: Option<String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    text: String,
}

/// The team's mailboxes: whose mail is laid out.
const REPS: [&str; 2] = ["dana", "marc"];

/// Reads the story.
pub fn story() -> anyhow::Result<Story> {
    toml::from_str(include_str!("story.toml")).context("reading the demo's story")
}

impl Story {
    /// Writes everything below `dir`. `today` is the day that the story counts back from.
    pub fn lay_out(&self, dir: &Path, calendar: &Calendar, today: Date) -> anyhow::Result<()> {
        self.configuration(dir, calendar, today)?;
        // Where answers to the digest arrive.
        for sub in ["cur", "new", "tmp"] {
            let folder = dir.join("mail/wentdark").join(sub);
            fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        }
        for (number, mail) in self.mail.iter().enumerate() {
            let at = instant(calendar, today, mail.day, mail.at)?;
            let text = self.message(mail, calendar, today)?;
            for (owner, folder) in self.copies(mail) {
                let folder = dir.join("mail").join(owner).join(folder);
                for sub in ["cur", "new", "tmp"] {
                    fs::create_dir_all(folder.join(sub)).with_context(|| format!("making {}", folder.display()))?;
                }
                let path = folder.join("cur").join(format!("{}.M{number:04}.demo:2,S", at.as_second()));
                fs::write(&path, &text).with_context(|| format!("writing {}", path.display()))?;
                let received = SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(at.as_second())?);
                fs::File::options().write(true).open(&path)?.set_modified(received)?;
            }
        }
        Ok(())
    }

    /// Where copies of a message lie: in the writer's sent mail, and in the mailbox of each rep it went to.
    fn copies<'a>(&self, mail: &'a Mail) -> Vec<(&'a str, String)> {
        let reps = |names: &'a [String]| names.iter().map(String::as_str).filter(|name| REPS.contains(name));
        let inbox = mail.folder.as_ref().map_or_else(String::new, |folder| format!(".{folder}"));
        let mut all: Vec<(&str, String)> = reps(&mail.to).chain(reps(&mail.cc)).map(|name| (name, inbox.clone())).collect();
        all.extend(reps(std::slice::from_ref(&mail.from)).map(|name| (name, ".Sent".to_owned())));
        all
    }

    fn configuration(&self, dir: &Path, calendar: &Calendar, today: Date) -> anyhow::Result<()> {
        let zone = calendar.zone.iana_name().unwrap_or("UTC");
        let mut config = format!(
            "[team]\nname = \"Northfield sales\"\ndomains = [\"northfield.example\"]\ntime_zone = \"{zone}\"\n\
             experts = [\"sam@northfield.example\"]\nsuppliers = [\"boltworks.example\"]\nmanagers = [\"lead@northfield.example\"]\n\n\
             [state]\ndir = \"state\"\n\n[prospects]\ndir = \"prospects.d\"\n\n\
             [smtp]\nfolder = \"outbox\"\nfrom = \"wentdark <wentdark@northfield.example>\"\n\n\
             [commands]\naddress = \"wentdark@northfield.example\"\nmailbox = {{ kind = \"maildir\", path = \"mail/wentdark\" }}\n\n\
             [[digest]]\nto = \"lead@northfield.example\"\ncovers = \"all\"\nat = \"08:00\"\n"
        );
        for rep in REPS {
            let (name, address) = self.person(rep)?;
            config += &format!(
                "\n[[rep]]\nname = \"{name}\"\naddress = \"{address}\"\nmailbox = {{ kind = \"maildir\", path = \"mail/{rep}\" }}\n"
            );
        }
        let mut prospects = String::new();
        for deal in &self.deal {
            let opened = working_day(calendar, today, deal.opened)?;
            let (_, owner) = self.person(&deal.owner)?;
            prospects += &format!(
                "[[prospect]]\nname = \"{}\"\ndomains = [\"{}\"]\naliases = {:?}\n\n[[prospect.deal]]\nid = \"{}\"\ntitle = \"{}\"\n\
                 value = \"{}\"\nopened = {opened}\nowner = \"{owner}\"\n\n",
                deal.prospect, deal.domain, deal.aliases, deal.id, deal.title, deal.value
            );
        }
        fs::create_dir_all(dir.join("prospects.d")).with_context(|| format!("making {}", dir.display()))?;
        fs::write(dir.join("wentdark.toml"), config).context("writing the configuration")?;
        fs::write(dir.join("prospects.d/sample.toml"), prospects).context("writing the prospects")
    }

    /// A person's name and address.
    fn person(&self, key: &str) -> anyhow::Result<(&str, &str)> {
        let text = self.people.get(key).ok_or_else(|| anyhow!("the story knows nobody called {key}"))?;
        let (name, address) = text.split_once(" <").ok_or_else(|| anyhow!("{text} has no address"))?;
        Ok((name, address.trim_end_matches('>')))
    }

    fn find(&self, id: &str) -> anyhow::Result<&Mail> {
        self.mail.iter().find(|mail| mail.id == id).ok_or_else(|| anyhow!("the story has no message {id}"))
    }

    fn subject(&self, mail: &Mail) -> anyhow::Result<String> {
        match (&mail.subject, &mail.re) {
            (Some(subject), _) => Ok(subject.clone()),
            (None, Some(re)) => {
                let subject = self.subject(self.find(re)?)?;
                Ok(if subject.starts_with("Re: ") { subject } else { format!("Re: {subject}") })
            }
            (None, None) => Err(anyhow!("message {} has no subject", mail.id)),
        }
    }

    /// The message as a server would hold it.
    fn message(&self, mail: &Mail, calendar: &Calendar, today: Date) -> anyhow::Result<String> {
        let at = instant(calendar, today, mail.day, mail.at)?.to_zoned(calendar.zone.clone());
        let all = |keys: &[String]| -> anyhow::Result<String> {
            let people: anyhow::Result<Vec<String>> =
                keys.iter().map(|key| self.person(key).map(|(name, address)| format!("{name} <{address}>"))).collect();
            Ok(people?.join(", "))
        };
        let mut head = format!(
            "Date: {}\nFrom: {}\nTo: {}\n",
            at.strftime("%a, %d %b %Y %H:%M:%S %z"),
            all(std::slice::from_ref(&mail.from))?,
            all(&mail.to)?
        );
        if !mail.cc.is_empty() {
            head += &format!("Cc: {}\n", all(&mail.cc)?);
        }
        head += &format!("Subject: {}\nMessage-ID: {}\nMIME-Version: 1.0\n", self.subject(mail)?, self.id(mail)?);
        let mut chain = Vec::new();
        let mut next = mail.re.as_deref();
        while let Some(id) = next {
            let parent = self.find(id)?;
            chain.insert(0, self.id(parent)?);
            next = parent.re.as_deref();
        }
        if let Some(parent) = chain.last() {
            head += &format!("In-Reply-To: {parent}\nReferences: {}\n", chain.join(" "));
        }
        for (name, value) in &mail.headers {
            head += &format!("{name}: {value}\n");
        }
        Ok(head + &self.body(mail, calendar, today)?)
    }

    fn id(&self, mail: &Mail) -> anyhow::Result<String> {
        let (_, address) = self.person(&mail.from)?;
        Ok(format!("<{}.demo@{}>", mail.id, address.split_once('@').map_or("", |(_, domain)| domain)))
    }

    fn body(&self, mail: &Mail, calendar: &Calendar, today: Date) -> anyhow::Result<String> {
        let mut text = dated(mail.text.trim(), calendar, today)?;
        if let (Some(re), None) = (&mail.re, &mail.meeting)
            && mail.headers.is_empty()
        {
            let parent = self.find(re)?;
            let quoted: Vec<String> =
                dated(parent.text.trim(), calendar, today)?.lines().map(|line| format!("> {line}")).collect();
            let (name, address) = self.person(&parent.from)?;
            let at = instant(calendar, today, parent.day, parent.at)?.to_zoned(calendar.zone.clone());
            let when = at.strftime("%a, %b %-d, %Y at %H:%M");
            text += &format!("\n\nOn {when} {name} <{address}> wrote:\n{}", quoted.join("\n"));
        }
        let plain = format!("Content-Type: text/plain; charset=utf-8\n\n{text}\n");
        if let Some(bounced) = &mail.bounces {
            return self.report(self.find(bounced)?, &plain);
        }
        let second = match (&mail.attach, &mail.meeting) {
            (Some(name), _) => format!(
                "Content-Type: application/pdf; name=\"{name}\"\nContent-Disposition: attachment; filename=\"{name}\"\n\n(a document)\n"
            ),
            (None, Some(method)) => self.calendar_part(mail, method, calendar, today)?,
            (None, None) => return Ok(plain),
        };
        Ok(multipart("mixed", &[&plain, &second]))
    }

    /// A delivery report (RFC 3464) for `bounced`.
    fn report(&self, bounced: &Mail, plain: &str) -> anyhow::Result<String> {
        let (_, recipient) = self.person(bounced.to.first().map_or("", String::as_str))?;
        let status = format!(
            "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; {recipient}\n\
             Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user\n"
        );
        let original = format!("Content-Type: text/rfc822-headers\n\nMessage-ID: {}\nTo: {recipient}\n", self.id(bounced)?);
        Ok(multipart("report; report-type=delivery-status", &[plain, &status, &original]))
    }

    /// An invitation in four working days, or its acceptance (RFC 5546).
    fn calendar_part(&self, mail: &Mail, method: &str, calendar: &Calendar, today: Date) -> anyhow::Result<String> {
        let organizer = if method == "request" { &mail.from } else { mail.to.first().unwrap_or(&mail.from) };
        let guest = if method == "request" { mail.to.first().unwrap_or(&mail.from) } else { &mail.from };
        let answer = if method == "request" { "NEEDS-ACTION" } else { "ACCEPTED" };
        let start = instant(calendar, today, -4, Time::constant(10, 0, 0, 0))?;
        let stamp = |at: Timestamp| at.strftime("%Y%m%dT%H%M%SZ").to_string();
        Ok(format!(
            "Content-Type: text/calendar; charset=utf-8; method={0}\n\nBEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//demo//EN\nMETHOD:{0}\n\
             BEGIN:VEVENT\nUID:press-demonstration@northfield.example\nSEQUENCE:0\nDTSTAMP:{1}\nDTSTART:{2}\nDTEND:{3}\n\
             SUMMARY:Press demonstration\nORGANIZER:mailto:{4}\nATTENDEE;PARTSTAT={answer}:mailto:{5}\nEND:VEVENT\nEND:VCALENDAR\n",
            method.to_uppercase(),
            stamp(instant(calendar, today, mail.day, mail.at)?),
            stamp(start),
            stamp(start + Duration::from_secs(3600)),
            self.person(organizer)?.1,
            self.person(guest)?.1,
        ))
    }
}

fn multipart(kind: &str, parts: &[&str]) -> String {
    let inner: String = parts.iter().map(|part| format!("--=_demo\n{part}\n")).collect();
    format!("Content-Type: multipart/{kind}; boundary=\"=_demo\"\n\n{inner}--=_demo--\n")
}

/// The day that lies `back` working days before today (after it when negative), holidays aside.
fn working_day(calendar: &Calendar, today: Date, back: i64) -> anyhow::Result<Date> {
    let mut day = today;
    for _ in 0..back.abs() {
        loop {
            day = if back > 0 { day.yesterday()? } else { day.tomorrow()? };
            if calendar.is_working_day(day) {
                break;
            }
        }
    }
    Ok(day)
}

fn instant(calendar: &Calendar, today: Date, back: i64, at: Time) -> anyhow::Result<Timestamp> {
    Ok(working_day(calendar, today, back)?.to_datetime(at).to_zoned(calendar.zone.clone())?.timestamp())
}

/// Puts dates in: `{in 6 days}` becomes the date six working days from today.
fn dated(text: &str, calendar: &Calendar, today: Date) -> anyhow::Result<String> {
    let Some((before, rest)) = text.split_once("{in ") else { return Ok(text.to_owned()) };
    let (days, after) = rest.split_once(" days}").ok_or_else(|| anyhow!("a date in the story is not closed"))?;
    let day = working_day(calendar, today, -days.parse::<i64>()?)?;
    Ok(format!("{before}{}{after}", day.strftime("%B %-d")))
}
