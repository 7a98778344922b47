//! One walk over all files.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::mistake::{self, Mistake, Mistakes};
use super::overlap::Claims;
use super::prospects::{self, Reader};
use super::walk::{Located, Table, Walk};
use super::{Commands, Config, Connections, Listen, Mailbox, Places, digests, oauth, parse, places, team, values};
use crate::domain::roster::{Roster, Side, Team};

/// Loads `path`; `walk` keeps what was asked for.
pub(crate) fn load(path: &Path, state_directory: Option<OsString>, walk: &Walk) -> Result<Config, Mistakes> {
    let dir = match path.parent() {
        Some(dir) if !dir.as_os_str().is_empty() => dir.to_owned(),
        _ => PathBuf::from("."),
    };
    let config = main_file(path, &dir, state_directory, walk);
    let mistakes = walk.mistakes.take();
    match config {
        Some(mut config) if mistakes.is_empty() => {
            config.warnings = walk.warnings.take();
            mistake::sort(&mut config.warnings, path);
            Ok(config)
        }
        config => {
            let places = config.map(|config| Places { state_dir: config.state_dir, prospects_dir: config.prospects_dir });
            Err(Mistakes::new(mistakes, path, places))
        }
    }
}

fn main_file(path: &Path, dir: &Path, state_directory: Option<OsString>, walk: &Walk) -> Option<Config> {
    let text = parse::read(walk, path)?;
    let Some((parsed, table)) = parse::parse(walk, path, &text) else {
        // The prospects are checked all the same, if they are where they usually are.
        walk.team_unclear.set(true);
        let files = prospects::files(&dir.join("prospects.d")).unwrap_or_default();
        Reader::new(walk, &Team::default(), &mut Claims::default()).read(&files);
        return None;
    };
    walk.team_unclear.set(!parsed.broken_lines.is_empty());
    let root = Table::root(walk, &parsed, &table);
    let mut claims = Claims::default();
    let apps = oauth::apps(&root, dir);
    let (mut our, policy) = team::team(&root, dir, &mut claims);
    let team::Read { mailboxes, calendars, orders: own_digests } =
        team::reps(&root, dir, &apps, &mut our, &policy.calendar, &mut claims);
    let (state_dir, retention_days) = state(&root, dir, state_directory);
    let connections = connections(&root);
    let lexicon = root.table("signals").and_then(|table| {
        let lexicon = places::existing_file(&table, "lexicon", dir);
        table.finish(&[]);
        lexicon
    });
    let (prospects_dir, files) = prospect_files(&root, dir);
    let prospects = Reader::new(walk, &our, &mut claims).read(&files);
    claims.check(walk);
    let (delivery, from, unsubscribe) = root.table("smtp").map_or((None, None, None), |table| places::smtp(table, dir, &apps));
    let mut orders = digests::ordered(&root, &our, &policy.calendar);
    let own_digests = digests::before_managers(&root, own_digests, &mut orders);
    orders.extend(own_digests);
    let commands = commands(&root, dir, &apps);
    let metrics = metrics(&root);
    apps.finish(walk);
    let roster = Roster { team: our, prospects };
    digests::stay_inside(&root, &roster, &orders);
    if let Some(commands) = &commands {
        whose_mailbox(&root, &roster, commands);
    }
    let commands = commands.map(|commands| commands.value);
    no_way_out(&root, &orders);
    root.finish(&[("prospect", "prospects stand in files of their own, in prospects.d"), ("reps", "did you mean [[rep]]?")]);
    Some(Config {
        path: path.to_owned(),
        dir: dir.to_owned(),
        prospects_dir,
        roster,
        policy,
        state_dir,
        retention_days,
        lexicon,
        connections,
        mailboxes,
        calendars,
        delivery,
        from: from.map(|from| from.value),
        unsubscribe,
        digests: orders.into_iter().map(|order| order.value).collect(),
        commands,
        metrics,
        warnings: Vec::new(),
    })
}

/// `[state]`.
fn state(root: &Table<'_>, dir: &Path, state_directory: Option<OsString>) -> (PathBuf, u32) {
    let (mut own, mut days) = (None, None);
    if let Some(table) = root.table("state") {
        own = table.read("dir", values::filled).map(|own| dir.join(own.value));
        days = table.value("retention_days").and_then(|days| days.whole(30..=36_500));
        table.finish(&[]);
    }
    // systemd lists several directories with colons between them; ours is the first.
    let first = |list: &OsString| list.to_str().and_then(|list| list.split(':').next().map(PathBuf::from));
    let given = state_directory.as_ref().and_then(first).filter(|path| !path.as_os_str().is_empty());
    let state_dir = own.or(given).unwrap_or_else(|| usual_state_dir(dir));
    (state_dir, days.and_then(|days| u32::try_from(days).ok()).unwrap_or(400))
}

/// Where the state is when nobody says so: where the unit keeps it for the configuration that it runs with, so that commands find it
/// too; else beside the configuration.
fn usual_state_dir(dir: &Path) -> PathBuf {
    if dir == Path::new("/etc/wentdark") { PathBuf::from("/var/lib/wentdark") } else { dir.join("state") }
}

/// `[connections]`.
fn connections(root: &Table<'_>) -> Connections {
    let table = root.table("connections");
    let number = |key, default| {
        let given = table.as_ref().and_then(|table| table.value(key)).and_then(|value| value.whole(1..=100_000));
        given.and_then(|given| usize::try_from(given).ok()).unwrap_or(default)
    };
    let connections = Connections { per_server: number("per_server", 1000), total: number("total", 2000) };
    if let Some(table) = table {
        table.finish(&[]);
    }
    connections
}

/// `[prospects]`: its directory and the files there.
fn prospect_files(root: &Table<'_>, dir: &Path) -> (PathBuf, Vec<PathBuf>) {
    let table = root.table("prospects");
    let own = table.as_ref().and_then(|table| table.read("dir", values::filled));
    let path = dir.join(own.as_ref().map_or("prospects.d", |own| own.value.as_str()));
    if let Some(table) = table {
        table.finish(&[]);
    }
    // Whatever is on disk, these are the prospects.
    if root.walk.sealed {
        return (path, root.walk.overlay.keys().cloned().collect());
    }
    let hint = "make the directory, or set [prospects] dir; relative paths begin at the configuration's directory";
    let files = match prospects::files(&path) {
        Err(error) => {
            let what = format!("the prospects in {} cannot be read: {error}", path.display());
            match own {
                Some(own) => root.walk.mistake(&own.spot, what, hint),
                None => root.mistake(what, hint),
            }
            Vec::new()
        }
        Ok(mut files) => {
            files.extend(root.walk.overlay.keys().filter(|file| file.parent() == Some(&path)).cloned());
            files.sort();
            files.dedup();
            if files.is_empty() {
                root.warning(format!("no prospect in {}", path.display()), "put files such as prospects.d/example.toml there");
            }
            files
        }
    };
    (path, files)
}

/// `[commands]`.
fn commands(root: &Table<'_>, dir: &Path, apps: &oauth::Apps) -> Option<Located<Commands>> {
    let table = root.table("commands")?;
    let address = table.need("address", "\"wentdark@northfield.example\"", values::address);
    let tags = table.value("tags").and_then(|tags| tags.flag());
    if !table.has("mailbox") {
        table.mistake("`mailbox` is missing", "add [commands.mailbox] with the same keys as a rep's mailbox");
    }
    let place = table.table("mailbox").and_then(|mailbox| places::mailbox(mailbox, dir, apps));
    table.finish(&[]);
    let (address, place) = (address?, place?);
    let mailbox = Mailbox { owner: address.value, place };
    Some(Located { value: Commands { mailbox, tags: tags.unwrap_or(true) }, spot: address.spot })
}

/// The mailbox for answers is the service's own: what somebody else gets there would be taken for commands.
fn whose_mailbox(root: &Table<'_>, roster: &Roster, commands: &Located<Commands>) {
    let address = &commands.value.mailbox.owner;
    let whose = match roster.side(address) {
        Side::Prospect(_) => Some("a prospect's"),
        Side::Supplier => Some("a supplier's"),
        Side::Team if roster.team.rep(address).is_some() => Some("a rep's"),
        Side::Team if roster.team.managers.contains(address) => Some("a manager's"),
        Side::Team if roster.team.shared.contains(address) => Some("that of a shared mailbox"),
        Side::Team | Side::Outside => None,
    };
    if let Some(whose) = whose {
        let hint = "give the service a mailbox of its own, such as wentdark@northfield.example";
        root.walk.mistake(&commands.spot, format!("`{address}` is {whose}"), hint);
    }
    if !root.has("smtp") {
        let hint = "add [smtp] with host and from: answers are confirmed by mail";
        let warning = Mistake::at(commands.spot.clone(), "[smtp] is missing, so answers to digests are not read", hint);
        root.walk.warnings.borrow_mut().push(warning.into_warning());
    }
}

/// `[metrics]`.
fn metrics(root: &Table<'_>) -> Option<Listen> {
    let table = root.table("metrics")?;
    let listen = table.need("listen", "\"127.0.0.1:9464\"", values::listen);
    table.finish(&[]);
    Some(listen?.value)
}

/// Digests that nothing sends.
fn no_way_out(root: &Table<'_>, orders: &[Located<super::DigestOrder>]) {
    if let Some(first) = orders.first().filter(|_| !root.has("smtp")) {
        let hint = "add [smtp] with host and from, or with folder and from";
        let warning = Mistake::at(first.spot.clone(), "[smtp] is missing, so digests are not sent", hint).into_warning();
        root.walk.warnings.borrow_mut().push(warning);
    }
}
