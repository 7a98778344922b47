//! Who may give which command. Two things are asked: is the deal theirs, and does what they answer prove that it is they.

use std::collections::BTreeSet;

use super::{Asker, Command};
use crate::domain::address::DealId;

/// What an answer proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trust {
    /// It carries the token of a mail to its author, which spoke of these deals.
    Token(BTreeSet<DealId>),
    /// It proves nothing: anybody can write any address into From.
    Nothing,
}

/// What is to be done with a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permit {
    /// Do it.
    Go,
    /// Ask the address whether it was they.
    Ask,
    /// It is none of theirs.
    Never,
}

/// Whether `asker` may give `command` by an answer that proves `trust`.
pub fn permit(command: &Command, asker: &Asker, trust: &Trust) -> Permit {
    let theirs = match command {
        Command::Add(prospect) => prospect.deals.iter().all(|deal| asker.owners.contains(&deal.owner)),
        other => other.deal().is_none_or(|deal| asker.deals.contains(deal)),
    };
    let proven = match (trust, command.deal()) {
        // A token is for the deals that its mail spoke of, and not for others.
        (Trust::Token(deals), Some(deal)) => deals.contains(deal),
        (Trust::Token(_), None) => true,
        // Help tells nothing that a stranger couldn't know.
        (Trust::Nothing, _) => matches!(command, Command::Help | Command::Unsubscribe),
    };
    match (theirs, proven) {
        (false, _) => Permit::Never,
        (true, true) => Permit::Go,
        (true, false) => Permit::Ask,
    }
}
