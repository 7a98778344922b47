//! The files that `init` writes.

use std::fs;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use secrecy::ExposeSecret;

use super::answers::{Answers, Imap, Mail};
use super::way_out::{SECRET, WayIn, WayOut};
use crate::cli::Failure;
use crate::domain::address::Address;

const PROSPECTS: &str = "\
# Prospects and their deals. Each *.toml file here is read; changes are taken within seconds.
# Write them here, or with: wentdark prospect add \"Acme Industrial\" --domain acme.example --deal \"Line 4\" --owner ...
#
#[[prospect]]
#name = \"Acme Industrial\"
#domains = [\"acme.example\"]
#
#[[prospect.deal]]
#id = \"acme-line4\"
#title = \"Line 4 retrofit\"
#opened = 2026-04-20
";

/// Writes everything into an empty folder. Digests that become files come into `outbox`.
pub fn write(dir: &Path, answers: &Answers, outbox: &str) -> Result<(), Failure> {
    let put = |name: &str, text: &str| {
        let path = dir.join(name);
        fs::write(&path, text).with_context(|| format!("writing {}", path.display()))
    };
    fs::create_dir(dir.join("prospects.d")).context("making prospects.d")?;
    put("wentdark.toml", &main_file(answers, outbox))?;
    let owner = format!("#owner = {}\n", quoted(answers.rep.address.as_str()));
    put("prospects.d/prospects.toml", &format!("{PROSPECTS}{owner}"))?;
    fs::DirBuilder::new().mode(0o700).create(dir.join("secrets")).context("making secrets")?;
    for (name, password) in answers.passwords() {
        let path = dir.join("secrets").join(name);
        let made = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        let written = made.and_then(|mut file| {
            use std::io::Write as _;
            writeln!(file, "{}", password.expose_secret())
        });
        written.with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}

/// Moves everything to where it belongs. What is there already is not overwritten: those files are given.
pub fn put_in_place(stage: &Path, dir: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut kept = Vec::new();
    for name in ["secrets", "prospects.d"] {
        let (from, to) = (stage.join(name), dir.join(name));
        if !to.exists() {
            fs::rename(&from, &to).with_context(|| format!("making {}", to.display()))?;
            continue;
        }
        for entry in fs::read_dir(&from).with_context(|| format!("reading {}", from.display()))? {
            let entry = entry?;
            let to = to.join(entry.file_name());
            if to.exists() {
                kept.push(to);
                continue;
            }
            fs::rename(entry.path(), &to).with_context(|| format!("writing {}", to.display()))?;
        }
    }
    // Last: with it there is a configuration.
    let main = dir.join("wentdark.toml");
    fs::rename(stage.join("wentdark.toml"), &main).with_context(|| format!("writing {}", main.display()))?;
    Ok(kept)
}

fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}

fn main_file(answers: &Answers, outbox: &str) -> String {
    let domains: Vec<String> = answers.domains.iter().map(|domain| quoted(domain.as_str())).collect();
    let mut out = format!(
        "# wentdark. Every key there is: /usr/share/doc/wentdark/examples/wentdark.toml. Try it: wentdark check\n\n\
         # Our side. Whoever has an address in one of these domains, or below, is one of us.\n[team]\nname = {}\ndomains = [{}]\n\
         time_zone = {}\n#holidays = [\"2026-12-25\"]    # days off\n",
        quoted(answers.team.as_deref().unwrap_or("the team")),
        domains.join(", "),
        quoted(&answers.zone),
    );
    if let Some(manager) = &answers.manager {
        out.push_str(&format!("managers = [{}]\n", quoted(manager.as_str())));
    }
    if let Mail::Imap(imap) = &answers.mail
        && let Some(id) = &imap.client_id
        && answers.needs_login()
    {
        let tenant = answers.domains.first().map_or("organizations", |domain| domain.as_str());
        out.push_str(&format!(
            "\n# The app by way of which mailboxes are read without their passwords.\n[[oauth]]\nprovider = \"microsoft365\"\n\
             client_id = {}\ntenant = {}\n",
            quoted(id),
            quoted(tenant)
        ));
    }
    let name = answers.rep.name.as_deref().unwrap_or(answers.rep.address.as_str());
    out.push_str(&format!(
        "\n# One for each salesperson. The mailbox is opened read-only.\n[[rep]]\nname = {}\naddress = {}\n{}\n",
        quoted(name),
        quoted(answers.rep.address.as_str()),
        mailbox(&answers.mail, &answers.secret(&answers.rep.address), answers.needs_login())
    ));
    let sender = answers.sender();
    match &answers.way_out {
        Some(way_out) => out.push_str(&server(way_out)),
        None => out.push_str(&format!(
            "\n# How digests go out: as files for now. By mail: host, user and secret instead of folder.\n[smtp]\nfolder = {}\n{}",
            quoted(outbox),
            could_be(answers, sender)
        )),
    }
    out.push_str(&format!("from = {}\n", quoted(&format!("wentdark <{sender}>"))));
    if let Some(own) = &answers.own {
        out.push_str(&format!(
            "\n# The service's own mailbox: digests are answered there, and what their answers say is done (docs/answering.md).\n\
             [commands]\naddress = {}\n{}\n",
            quoted(own.address.as_str()),
            mailbox(&own.mail, &answers.secret(&own.address), answers.needs_login())
        ));
    }
    if let Some(manager) = &answers.manager {
        out.push_str(&format!("\n# One for each reader.\n[[digest]]\nto = {}\nat = \"08:00\"\n", quoted(manager.as_str())));
    }
    out
}

/// `[smtp]` for a server.
fn server(out: &WayOut) -> String {
    let WayOut { host, port, starttls, user, way_in, extra_ca } = out;
    let mut text = format!("\n# How digests go out.\n[smtp]\nhost = {}\n", quoted(host));
    let (usual, tls) = if *starttls { (587, "tls = \"starttls\"\n") } else { (465, "") };
    text.push_str(tls);
    if *port != usual {
        text.push_str(&format!("port = {port}\n"));
    }
    let secret = match way_in {
        WayIn::Nothing => None,
        WayIn::OfMailbox(name) => Some(format!("secret = {}", quoted(name))),
        WayIn::Own(_) => Some(format!("secret = {}", quoted(SECRET))),
        WayIn::OAuth => Some("oauth = \"microsoft365\"".to_owned()),
    };
    if let Some(secret) = secret {
        text.push_str(&format!("user = {}\n{secret}\n", quoted(user)));
    }
    if let Some(ca) = extra_ca {
        text.push_str(&format!("extra_ca = {}\n", quoted(&ca.display().to_string())));
    }
    text
}

/// How mail would go out by a server, as far as that is known: for whoever wants it so.
fn could_be(answers: &Answers, sender: &Address) -> String {
    let found = match &answers.mail {
        Mail::Imap(imap) => imap.smtp.as_ref(),
        Mail::Maildir(_) => None,
    };
    let (host, more) = match (answers.provider.hosts(), found) {
        (Some((_, host)), _) => (host, String::new()),
        (None, Some(server)) => {
            let (usual, tls) = if server.starttls { (587, "#tls = \"starttls\"\n") } else { (465, "") };
            let port = if server.port == usual { String::new() } else { format!("#port = {}\n", server.port) };
            (server.host.as_str(), format!("{port}{tls}"))
        }
        (None, None) => return String::new(),
    };
    format!("#host = {}\n{more}#user = {}\n#secret = \"smtp\"\n", quoted(host), quoted(sender.as_str()))
}

fn mailbox(mail: &Mail, secret: &str, needs_login: bool) -> String {
    match mail {
        Mail::Maildir(path) => format!("mailbox = {{ kind = \"maildir\", path = {} }}", quoted(&path.display().to_string())),
        Mail::Imap(imap) => {
            let Imap { host, user, extra_ca, .. } = &**imap;
            let (usual, tls) = if imap.starttls { (143, ", tls = \"starttls\"") } else { (993, "") };
            let port = if imap.port == usual { String::new() } else { format!(", port = {}", imap.port) };
            let way_in = match needs_login {
                true => "oauth = \"microsoft365\"".to_owned(),
                false => format!("secret = {}", quoted(secret)),
            };
            let ca = extra_ca.as_ref().map_or(String::new(), |ca| format!(", extra_ca = {}", quoted(&ca.display().to_string())));
            format!("mailbox = {{ kind = \"imap\", host = {}{port}{tls}, user = {}, {way_in}{ca} }}", quoted(host), quoted(user))
        }
    }
}
