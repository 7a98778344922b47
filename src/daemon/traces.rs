//! The hashes that a message leaves, of ids, addresses and domains, subjects and names: by them it is found again when only its header
//! was read.

use crate::domain::address::{Address, MessageId};
use crate::domain::mail::{Mail, Named};
use crate::domain::names::{full_name, related_houses};
use crate::domain::subject;
use crate::reading::identity::trace_of;
use crate::reading::message::Header;
use crate::reading::shows_a_person;

pub(super) fn participants(header: &Header) -> impl Iterator<Item = &Address> {
    let named = header.from.iter().chain(&header.to).chain(&header.cc);
    named.map(|named| &named.address).chain(&header.sender)
}

pub(super) fn ids(mail: &Mail) -> impl Iterator<Item = &MessageId> {
    mail.message_id.iter().chain(&mail.in_reply_to).chain(&mail.references).chain(&mail.returned)
}

/// The hashes of the meetings that a message speaks of: a colleague's answer to an invitation names no prospect.
pub(super) fn of_meetings(mail: &Mail) -> impl Iterator<Item = u64> {
    let named = mail.meetings.iter().filter(|fact| !fact.uid.is_empty());
    named.map(|fact| trace_of(&["meeting ", &fact.uid]))
}

/// The hashes under which an answer's subject is followed: with each of those to whom it may answer.
pub(super) fn subject_asked<'b>(subject: &str, receivers: impl Iterator<Item = &'b Address>) -> impl Iterator<Item = u64> {
    let base = subject::answered(subject);
    receivers.take(if base.is_some() { 64 } else { 0 }).map(move |who| of_subject(base.as_deref().unwrap_or_default(), who))
}

pub(super) fn ids_of_header(header: &Header) -> impl Iterator<Item = &MessageId> {
    header.message_id.iter().chain(&header.in_reply_to).chain(&header.references)
}

/// Whether a message has more ids than are remembered.
pub(super) fn has_many_ids(header: &Header) -> bool {
    header.in_reply_to.len() + header.references.len() >= MOST_IDS
}

/// The hashes of what a message has too much of to be found again by all.
pub(super) fn beyond_hashes(header: &Header) -> impl Iterator<Item = u64> {
    let ids = ids_of_header(header).skip(MOST_IDS).map(of_id);
    ids.chain(participants(header).skip(MOST_PEOPLE).map(|address| of_place(address.as_str())))
}

/// How many ids and people of a message are remembered.
const MOST_IDS: usize = 64;
pub(super) const MOST_PEOPLE: usize = 256;

/// The hashes by which a message is found again.
pub fn mail_hashes(mail: &Mail) -> Vec<u64> {
    let people = mail.author().into_iter().chain(mail.recipients()).chain(&mail.sender);
    let people = people.chain(mail.failed.iter().map(|f| &f.address)).chain(&mail.deputy);
    let others =
        subject_asked(&mail.subject, mail.recipients()).chain(of_meetings(mail)).chain(mail.from.iter().flat_map(likenesses));
    put_together(ids(mail), people.take(MOST_PEOPLE).flat_map(places).chain(others).collect())
}

/// The hashes of ids, as many as are remembered, and `others`, in order.
pub(super) fn put_together<'b>(ids: impl Iterator<Item = &'b MessageId>, others: Vec<u64>) -> Vec<u64> {
    let mut all = others;
    all.extend(ids.take(MOST_IDS).map(of_id));
    all.sort_unstable();
    all.dedup();
    all
}

/// The hashes of an address, with its tag and without, and of the domains that it is in.
pub(super) fn places(address: &Address) -> impl Iterator<Item = u64> {
    let domains = std::iter::successors(Some(address.domain()), |domain| Some(domain.split_once('.')?.1));
    let domains = domains.take_while(|domain| domain.contains('.')).map(of_place);
    std::iter::once(of_place(address.as_str())).chain(address.without_tag().map(|plain| of_place(&plain))).chain(domains)
}

/// The hash of a Message-ID.
pub(super) fn of_id(id: &MessageId) -> u64 {
    trace_of(&["id ", id.as_str()])
}

/// The hash of a subject without its marks, with the one of us who wrote under it.
pub(super) fn of_subject(base: &str, who: &Address) -> u64 {
    trace_of(&["subject ", who.as_str(), " ", base])
}

/// The hash of a person's full name: who has it and writes from an unknown address may be the person. None for houses and desks.
pub(super) fn of_name(who: &Named) -> Option<u64> {
    let name = full_name(who.name.as_deref()?).filter(|_| shows_a_person(who))?;
    Some(trace_of(&["name ", &name]))
}

/// The hashes of the houses that an author's domain names: whoever has one of a prospect's may be one of theirs.
pub(super) fn of_houses(who: &Address) -> impl Iterator<Item = u64> {
    related_houses(who.domain()).map(of_house)
}

/// The hash of the name of a house.
pub(super) fn of_house(label: &str) -> u64 {
    trace_of(&["house ", label])
}

/// What an author may be known by who writes from an unknown address.
pub(super) fn likenesses(author: &Named) -> impl Iterator<Item = u64> {
    of_name(author).into_iter().chain(of_houses(&author.address))
}

/// The hash of an address or a domain.
pub(super) fn of_place(address_or_domain: &str) -> u64 {
    trace_of(&["at ", address_or_domain])
}
