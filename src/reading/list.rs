//! Bulk and list mail, and the people who write through a list.

use super::fields::Fields;
use super::{automatic, kind, role};
use crate::domain::address::{Address, Domain};

/// The weakest reason: many machines set it on answers to one person too.
pub const BULK: &str = "Precedence: bulk";

/// In words, why the message is bulk or list mail; `None` when a person wrote it to somebody.
///
/// `Precedence: list` alone proves nothing. A person who answers through a group of their own or of our domain (Google Groups
/// and Exchange add every list header to such mail) stays a person, and so does one whose gateway or CRM marks every mail as bulk.
pub fn rule(fields: &Fields<'_>) -> Option<&'static str> {
    let marks = &fields.marks;
    let precedence = marks.get("precedence").unwrap_or_default();
    let on_list = LIST.iter().any(|name| marks.has(name));
    // Gateways, and the mailboxes of CRM systems, put a campaign's fields on what a person answers from their own address.
    if answers(fields) && !on_list && of_a_person(fields) {
        return None;
    }
    if let Some(name) =
        ["feedback-id", "x-campaign", "x-campaignid", "x-mc-user", "x-mailgun-sid", "x-sg-eid", "x-csa-complaints"]
            .into_iter()
            .find(|name| marks.has(name))
        && (marks.has("list-unsubscribe") || precedence == "bulk")
    {
        return Some(match name {
            "feedback-id" => "Feedback-ID and List-Unsubscribe: sent in bulk",
            _ => "a bulk mailer's headers",
        });
    }
    if precedence == "bulk" || precedence == "junk" {
        return Some(if on_list { "a mailing list's headers" } else { BULK });
    }
    if answers(fields) && !on_list {
        return None;
    }
    if marks.has("list-unsubscribe-post") && !(on_list && of_their_own(fields)) {
        return Some("List-Unsubscribe-Post: sent in bulk");
    }
    if on_list && !of_their_own(fields) {
        return Some("a mailing list's headers");
    }
    (marks.has("list-unsubscribe") && !on_list).then_some("List-Unsubscribe")
}

/// Whether it names the message that it answers, and its subject does too.
fn answers(fields: &Fields<'_>) -> bool {
    !fields.in_reply_to.is_empty() && automatic::is_answer(&fields.folded_subject)
}

/// Whether it comes from a person's address, not from a desk or a robot.
fn of_a_person(fields: &Fields<'_>) -> bool {
    fields.from.as_ref().is_some_and(|from| !role::is_role(&from.address)) && !kind::nobody(fields)
}

/// Fields that lists and groups add.
const LIST: [&str; 7] = ["list-id", "list-post", "mailing-list", "x-mailing-list", "x-list", "x-mailman-version", "x-beenthere"];

/// Whether a message came by way of a list or group, whoever wrote it.
pub fn passed_one(fields: &Fields<'_>) -> bool {
    let precedence = fields.marks.get("precedence").unwrap_or_default();
    LIST.iter().any(|name| fields.marks.has(name)) || matches!(precedence.as_str(), "list" | "bulk" | "junk")
}

/// Whether somebody who isn't of these domains writes to a group under one of them: Google and Microsoft add every list header to what
/// comes to such a group, and whoever writes to it writes to its members.
pub fn is_group_of(fields: &Fields<'_>, domains: &[Domain]) -> bool {
    let Some(inside) = id_of(fields) else { return false };
    let author = fields.from.as_ref().map(|named| named.address.domain());
    let is_ours = |name: &str| domains.iter().any(|domain| domain.covers(name));
    is_ours(&inside) && !author.is_some_and(is_ours)
}

/// The List-ID (RFC 2919).
fn id_of(fields: &Fields<'_>) -> Option<String> {
    let list = fields.marks.get("list-id")?;
    Some(list.rsplit_once('<').map_or(list.as_str(), |(_, id)| id).trim_end_matches('>').trim().to_owned())
}

/// Whether somebody answers through a group that belongs to the writer's own domain, or to the domain whose mail is answered.
fn of_their_own(fields: &Fields<'_>) -> bool {
    let Some(inside) = id_of(fields) else { return false };
    let home = |domain: &str| domain.contains('.') && inside.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'));
    let answered = fields.in_reply_to.iter().chain(fields.references.last());
    let author = fields.from.as_ref().map(|named| &named.address);
    let domains = answered.clone().filter_map(|id| id.as_str().rsplit_once('@').map(|(_, domain)| domain.to_lowercase()));
    fields.in_our_group
        || answered.clone().next().is_some()
            && (author.map(Address::domain).is_some_and(home) || domains.into_iter().any(|domain| home(&domain)))
}
