//! The files that `init` writes.

use std::fs;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use anyhow::Context as _;
use secrecy::ExposeSecret;

use super::answers::{Answers, Mail};
use crate::cli::Failure;

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

/// Writes everything into an empty folder.
pub fn write(dir: &Path, answers: &Answers) -> Result<(), Failure> {
    let put = |name: &str, text: &str| {
        let path = dir.join(name);
        fs::write(&path, text).with_context(|| format!("writing {}", path.display()))
    };
    fs::create_dir(dir.join("prospects.d")).context("making prospects.d")?;
    put("wentdark.toml", &main_file(answers))?;
    let owner = format!("#owner = {}\n", quoted(answers.rep.address.as_str()));
    put("prospects.d/prospects.toml", &format!("{PROSPECTS}{owner}"))?;
    fs::DirBuilder::new().mode(0o700).create(dir.join("secrets")).context("making secrets")?;
    if let Some(password) = answers.password() {
        let path = dir.join("secrets").join(answers.secret());
        let made = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        let written = made.and_then(|mut file| {
            use std::io::Write as _;
            writeln!(file, "{}", password.expose_secret())
        });
        written.with_context(|| format!("writing {}", path.display()))?;
    }
    Ok(())
}

/// Moves everything to where it belongs. What is there already is not overwritten.
pub fn put_in_place(stage: &Path, dir: &Path) -> Result<(), Failure> {
    for name in ["secrets", "prospects.d"] {
        let (from, to) = (stage.join(name), dir.join(name));
        if !to.exists() {
            fs::rename(&from, &to).with_context(|| format!("making {}", to.display()))?;
            continue;
        }
        for entry in fs::read_dir(&from).with_context(|| format!("reading {}", from.display()))? {
            let entry = entry?;
            let to = to.join(entry.file_name());
            if !to.exists() {
                fs::rename(entry.path(), &to).with_context(|| format!("writing {}", to.display()))?;
            }
        }
    }
    // Last: with it there is a configuration.
    let main = dir.join("wentdark.toml");
    fs::rename(stage.join("wentdark.toml"), &main).with_context(|| format!("writing {}", main.display()))?;
    Ok(())
}

fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}

fn main_file(answers: &Answers) -> String {
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
    if let Mail::Imap { client_id: Some(id), .. } = &answers.mail
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
        mailbox(answers)
    ));
    out.push_str("\n# How digests go out: as files for now. By mail: host, user and secret instead of folder.\n[smtp]\nfolder = \"outbox\"\n");
    out.push_str(&format!("from = {}\n", quoted(&format!("wentdark <{}>", answers.rep.address))));
    if let Some((_, host)) = answers.provider.hosts() {
        out.push_str(&format!(
            "#host = {}\n#user = {}\n#secret = \"smtp\"\n",
            quoted(host),
            quoted(answers.rep.address.as_str())
        ));
    }
    if let Some(manager) = &answers.manager {
        out.push_str(&format!("\n# One for each reader.\n[[digest]]\nto = {}\nat = \"08:00\"\n", quoted(manager.as_str())));
    }
    out
}

fn mailbox(answers: &Answers) -> String {
    match &answers.mail {
        Mail::Maildir(path) => format!("mailbox = {{ kind = \"maildir\", path = {} }}", quoted(&path.display().to_string())),
        Mail::Imap { host, port, user, extra_ca, .. } => {
            let port = if *port == 993 { String::new() } else { format!(", port = {port}") };
            let way_in = match answers.needs_login() {
                true => "oauth = \"microsoft365\"".to_owned(),
                false => format!("secret = {}", quoted(&answers.secret())),
            };
            let ca = extra_ca.as_ref().map_or(String::new(), |ca| format!(", extra_ca = {}", quoted(&ca.display().to_string())));
            format!("mailbox = {{ kind = \"imap\", host = {}{port}, user = {}, {way_in}{ca} }}", quoted(host), quoted(user))
        }
    }
}
