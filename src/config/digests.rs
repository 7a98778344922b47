//! `[[digest]]` and a rep's own digest.

use jiff::ToSpan;
use jiff::civil::{Time, Weekday};

use super::mistake::Mistake;
use super::overlap::Holder;
use super::walk::{Located, Table, Value};
use super::{Covers, DigestOrder, SendEmpty, team, values};
use crate::domain::address::Address;
use crate::domain::digest::Language;
use crate::domain::roster::{Roster, Side, Team};
use crate::domain::time::Calendar;

const EMPTY: [(&str, SendEmpty); 2] = [("send", SendEmpty::Send), ("skip", SendEmpty::Skip)];

/// Every `[[digest]]`.
pub(crate) fn ordered(root: &Table<'_>, team: &Team, calendar: &Calendar) -> Vec<Located<DigestOrder>> {
    let mut orders: Vec<Located<DigestOrder>> = Vec::new();
    for table in root.tables("digest") {
        let to = table.need("to", "\"lead@northfield.example\"", values::address);
        let covers = table.value("covers").map_or(Some(Covers::All), |value| covers(&value, team, root));
        let at = table.need("at", "\"08:00\"", values::time);
        let rest = at.and_then(|at| schedule(&table, at.value, calendar));
        table.finish(&[]);
        let (Some(to), Some(covers), Some(rest)) = (to, covers, rest) else { continue };
        if let Some(first) = orders.iter().find(|other| other.value.to == to.value) {
            let hint = format!("the first stands at {}; one reader gets one digest a day", first.spot.words());
            root.walk.mistake(&to.spot, format!("`{}` has two digests", to.value), hint);
        }
        orders.push(Located { value: DigestOrder { to: to.value, covers, ..rest }, spot: to.spot });
    }
    orders
}

/// A rep's own digest, and whether its hour is given.
pub(crate) struct Own {
    order: Located<DigestOrder>,
    timed: bool,
}

/// `digest = { at = "07:45" }` of a rep: their own deals.
pub(crate) fn own(table: Table<'_>, rep: &Address, calendar: &Calendar) -> Option<Own> {
    let spot = table.spot();
    let at = table.read("at", values::time).map(|at| at.value);
    let rest = schedule(&table, at.unwrap_or(Time::constant(7, 30, 0, 0)), calendar);
    table.finish(&[]);
    let value = DigestOrder { to: rep.clone(), covers: Covers::Reps(vec![rep.clone()]), rep: true, ..rest? };
    Some(Own { order: Located { value, spot }, timed: at.is_some() })
}

/// Reps read before their managers do, so that they can act first: half an hour before the earliest digest that covers them,
/// unless their hour is given. One that is given and comes later is pointed out.
///
/// One reader gets one digest a day: a rep who reads a `[[digest]]` too finds the own deals in that.
pub(crate) fn before_managers(
    root: &Table<'_>,
    own: Vec<Own>,
    managers: &mut [Located<DigestOrder>],
) -> Vec<Located<DigestOrder>> {
    let mut all = Vec::new();
    for Own { mut order, timed } in own {
        if let Some(manager) = managers.iter_mut().find(|manager| manager.value.to == order.value.to) {
            if let Covers::Reps(reps) = &mut manager.value.covers
                && !reps.contains(&order.value.to)
            {
                reps.push(order.value.to.clone());
            }
            let what = format!("`{}` has a [[digest]] too: their own deals stand in that one, at its hour", order.value.to);
            let hint = "one reader gets one digest a day: leave `digest` of the [[rep]] out";
            root.walk.warnings.borrow_mut().push(Mistake::at(order.spot.clone(), what, hint).into_warning());
            continue;
        }
        let covers = |manager: &&DigestOrder| match &manager.covers {
            Covers::All => true,
            Covers::Reps(reps) => reps.contains(&order.value.to),
        };
        let same_zone = managers.iter().map(|manager| &manager.value).filter(|manager| manager.zone == order.value.zone);
        let first = same_zone.filter(covers).map(|manager| manager.at).min();
        match first {
            Some(first) if !timed => order.value.at = first.saturating_sub(30.minutes()),
            Some(first) if order.value.at >= first => {
                let what = format!("`{}` gets their own digest no earlier than a manager does", order.value.to);
                let hint = "let it go out earlier, so that the rep can act first";
                let warning = Mistake::at(order.spot.clone(), what, hint).into_warning();
                root.walk.warnings.borrow_mut().push(warning);
            }
            Some(_) | None => {}
        }
        all.push(order);
    }
    all
}

/// What both have: when, and how. The reader is filled in by the caller.
fn schedule(table: &Table<'_>, at: Time, calendar: &Calendar) -> Option<DigestOrder> {
    let days: Vec<Weekday> = team::days(table, "days").unwrap_or_else(|| calendar.work_days.clone());
    let zone = table.read("time_zone", values::zone).map_or_else(|| calendar.zone.clone(), |zone| zone.value);
    let empty = table.read("empty", |text| values::one_of(text, &EMPTY)).map_or(SendEmpty::Send, |empty| empty.value);
    let language = table.read("language", |text| values::one_of(text, &Language::ALL));
    let language = language.map_or(Language::English, |language| language.value);
    let weekly = table.read("weekly", values::weekday);
    if let Some(weekly) = weekly.as_ref().filter(|weekly| !days.contains(&weekly.value)) {
        let hint = "choose one of its `days`: the trend stands in that day's digest";
        table.walk.mistake(&weekly.spot, "there is no digest on the `weekly` day", hint);
    }
    let weekly = weekly.map(|day| day.value);
    let nobody = Address::parse("nobody@invalid")?;
    Some(DigestOrder { to: nobody, covers: Covers::All, at, days, zone, empty, rep: false, language, weekly })
}

fn covers(value: &Value<'_>, team: &Team, root: &Table<'_>) -> Option<Covers> {
    if value.is_text() {
        return value.read(|text| values::one_of(text, &[("all", ())])).map(|_| Covers::All);
    }
    let mut reps = Vec::new();
    for item in value.items() {
        let Some(address) = item.read(values::address) else { continue };
        match team.rep(&address.value) {
            Some(rep) if reps.contains(&rep.address) => {}
            Some(rep) => reps.push(rep.address.clone()),
            None if root.walk.team_unclear.get() => {}
            None => item.mistake(format!("`{}` is no rep", address.value), known_reps(team)),
        }
    }
    if value.is_empty_list() {
        value.mistake("this digest would cover nobody", "write \"all\", or list reps by their addresses");
    }
    Some(Covers::Reps(reps))
}

/// A hint that lists the reps.
pub(crate) fn known_reps(team: &Team) -> String {
    let list: Vec<&str> = team.reps.iter().take(20).map(|rep| rep.address.as_str()).collect();
    if list.is_empty() { "add a [[rep]] with this address".to_owned() } else { format!("the reps are {}", list.join(", ")) }
}

/// Our own mail never goes to a prospect: notes every order that would.
pub(crate) fn stay_inside(root: &Table<'_>, roster: &Roster, orders: &[Located<DigestOrder>]) {
    for order in orders.iter().filter(|order| !order.value.rep) {
        if let Side::Prospect(index) = roster.side(&order.value.to) {
            let name = roster.prospects.get(index).map_or(String::new(), |prospect| prospect.name.clone());
            let whose = Holder::Prospect(index, name).words();
            let what = format!("`{}` belongs to {whose}, who must never get a digest", order.value.to);
            root.walk.mistake(&order.spot, what, "digests go to the team");
        }
    }
}
