//! Why a message belongs to a deal, kept small and put in words only when somebody asks.

use std::fmt;

use crate::domain::address::Address;
use crate::domain::letter::Letter;

/// How a message leads to a prospect.
#[derive(Clone, Copy, Debug)]
pub enum How<'a> {
    /// It answers this message.
    Answers(Letter<'a>),
    /// It answers this message by subject and people: its ids lead to none.
    Alike(Letter<'a>),
    /// This message answers it.
    AnsweredBy(Letter<'a>),
    /// One of the prospect's people wrote or got it.
    Person(&'a Address),
    /// Somebody in one of the prospect's domains wrote or got it.
    Domain(&'a Address),
    /// An address that turned out to be on the prospect's side.
    Learned(&'a Address),
    /// The prospect or one of its deals is named.
    Named,
    /// A signature service names one of the prospect's people.
    Signature(&'a str),
    /// A calendar entry with somebody of the prospect's side, or named after it.
    Calendar,
    /// A person recorded it.
    Recorded,
    /// Nothing was noted.
    Unknown,
}

/// How one of the prospect's deals was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Choice {
    Thread,
    Subject,
    Text,
    OnlyDeal,
    /// Nothing names a deal: the most recently active open one.
    MostActive,
}

/// Why an entry belongs to its deal.
#[derive(Clone, Copy, Debug)]
pub struct Reason<'a> {
    /// How it leads to the prospect.
    pub how: How<'a>,
    /// How the deal was chosen.
    pub choice: Choice,
}

impl fmt::Display for Reason<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.how {
            How::Answers(mail) => write!(f, "answers {}", title(*mail))?,
            How::Alike(mail) => write!(f, "answers {} by subject and people; no id leads there", title(*mail))?,
            How::AnsweredBy(mail) => write!(f, "answered by {}", title(*mail))?,
            How::Person(address) => write!(f, "{address} is one of the prospect's people")?,
            How::Domain(address) => write!(f, "{address} is in the prospect's domain")?,
            How::Learned(address) => write!(f, "{address} writes for the prospect")?,
            How::Named => f.write_str("names the prospect or the deal")?,
            How::Signature(who) => write!(f, "a signature service names {who}")?,
            How::Calendar => f.write_str("a meeting with the prospect or about it")?,
            How::Recorded => f.write_str("recorded by hand")?,
            How::Unknown => f.write_str("part of the conversation")?,
        }
        f.write_str(match self.choice {
            Choice::Thread | Choice::OnlyDeal => "",
            Choice::Subject => "; the subject names the deal",
            Choice::Text => "; the text names the deal",
            Choice::MostActive => "; names no deal, so the most recently active one",
        })
    }
}

fn title(mail: Letter<'_>) -> String {
    let author = mail.author().map_or("somebody", Address::as_str);
    format!("“{}” from {author}", mail.subject())
}
