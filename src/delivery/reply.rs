//! An answer to an answer, as a mail: plain text, and headers that keep machines from answering it.

use std::time::SystemTime;

use jiff::Timestamp;
use lettre::Message;
use lettre::message::SinglePart;
use lettre::message::header::{HeaderName, HeaderValue};

use super::mail::{BuildError, mailbox, one_line, references, sender};
use crate::domain::address::{Address, MessageId};
use crate::domain::mail::Named;

/// What stands on an answer's envelope and in its head.
#[derive(Clone, Copy, Debug)]
pub struct ReplyHead<'a> {
    /// The configured sender.
    pub from: &'a Named,
    /// Who asked.
    pub to: &'a Address,
    /// Where answers to it go.
    pub reply_to: &'a Address,
    /// When it was written.
    pub date: Timestamp,
    /// Its own Message-ID.
    pub id: &'a MessageId,
    /// The mail that it answers.
    pub answers: Option<&'a MessageId>,
    /// The id that an answer's References will carry back.
    pub token: &'a MessageId,
    /// Its subject.
    pub subject: &'a str,
}

/// The mail.
///
/// # Errors
/// [`BuildError`].
pub fn reply_message(head: &ReplyHead<'_>, text: &str) -> Result<Message, BuildError> {
    let builder = Message::builder()
        .from(mailbox(&sender(head.from))?)
        .to(mailbox(head.to.as_str())?)
        .reply_to(mailbox(head.reply_to.as_str())?)
        .subject(one_line(head.subject))
        .date(SystemTime::from(head.date))
        .message_id(Some(format!("<{}>", head.id)));
    let builder = match head.answers {
        Some(id) => builder.in_reply_to(format!("<{id}>")),
        None => builder,
    };
    let builder = references(builder, &[head.answers, Some(head.token)]);
    // RFC 3834: a machine's answer, which no other machine answers.
    let headers = [("Auto-Submitted", "auto-replied"), ("X-Auto-Response-Suppress", "All"), ("X-Wentdark", "answer")];
    let builder = headers.into_iter().fold(builder, |builder, (name, value)| {
        builder.raw_header(HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned()))
    });
    Ok(builder.singlepart(SinglePart::plain(text.to_owned()))?)
}
