//! What a card says of a celebrated deal beside the verdict: every touch, and who could help.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::View;
use super::touches::{Sent, Theirs, Touches};
use crate::domain::address::Address;
use crate::domain::mail::Kind;
use crate::domain::matching::Direction;
use crate::domain::verdict::{Beat, Helpers};

/// How many of the latest touches are given; a strip of time shows no more of them apart.
const MOST: usize = 400;

/// Every touch in order.
pub(super) fn beats(touches: &Touches<'_>) -> Vec<(Timestamp, Beat)> {
    let ours = touches.sent.iter().map(|sent| (sent.at, Beat::Outbound));
    let theirs = touches.theirs.iter().map(|(at, what, _)| match what {
        Theirs::Reply | Theirs::Invitation => (*at, Beat::Inbound),
        Theirs::Held => (*at, Beat::Meeting),
    });
    let mut all: Vec<(Timestamp, Beat)> = ours.chain(theirs).collect();
    all.sort();
    let latest = all.len().saturating_sub(MOST);
    all.split_off(latest)
}

/// Who on either side hasn't been asked yet.
pub(super) fn helpers(view: &View<'_, '_>, unanswered: &[&Sent<'_>]) -> Helpers {
    let timeline = view.timeline;
    let entries = || timeline.entries.iter().filter(|entry| entry.at <= view.as_of);
    let gone: BTreeSet<&Address> =
        entries().filter(|entry| entry.mail.kind() == Kind::Departed).filter_map(|entry| entry.mail.author()).collect();
    let asked: BTreeSet<&Address> = unanswered.iter().flat_map(|sent| &sent.reached).copied().collect();
    let wrote = || {
        let by_them = |entry: &&crate::domain::matching::Entry<'_>| {
            entry.direction == Direction::Inbound && entry.mail.kind() == Kind::Human
        };
        entries().filter(by_them)
    };
    let took_part = |who: &Address| wrote().any(|entry| entry.mail.author() == Some(who));
    let free = |who: &Address| !asked.contains(who) && !gone.contains(who);
    let people = &timeline.prospect.people;
    let name = |who: &crate::domain::roster::Contact| who.name.clone().unwrap_or_else(|| who.address.to_string());
    // Whoever wrote last, else whom the roster knows. With nothing unanswered nobody was left waiting.
    let second = (!asked.is_empty()).then(|| {
        let by_mail = wrote().rfind(|entry| entry.mail.author().is_some_and(free));
        let by_mail = by_mail.and_then(|entry| entry.mail.author_name()).map(str::to_owned);
        by_mail.or_else(|| people.iter().find(|who| free(&who.address)).map(name))
    });
    let decider = people.iter().find(|who| who.decision_maker && !took_part(&who.address) && !gone.contains(&who.address));
    let present = |expert: &Address| {
        let wrote = entries().any(|entry| entry.mail.author() == Some(expert));
        wrote || view.meetings.all.iter().any(|meeting| meeting.was_held(view.as_of) && meeting.people.contains(expert))
    };
    let expert = timeline.team.experts.iter().find(|expert| !present(expert));
    let named = |expert: &Address| timeline.team.rep(expert).map_or_else(|| expert.to_string(), |rep| rep.name.clone());
    Helpers {
        second: second.flatten(),
        decider: decider.map(name),
        expert: expert.map(named),
        deputy: entries().filter_map(|entry| entry.mail.details().deputy.as_ref()).next_back().map(ToString::to_string),
    }
}
