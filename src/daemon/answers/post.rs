//! The mails that answer answers: written with what was done, sent afterwards, each once.

use jiff::{SignedDuration, Timestamp};
use lettre::address::Envelope;
use tracing::{error, warn};

use super::Answers;
use super::desk::Proof;
use super::seal::{Scope, Seal};
use super::work::Work;
use crate::daemon::digests::DigestError;
use crate::daemon::pass::lock;
use crate::daemon::{outgoing, point};
use crate::delivery::{BuildError, ReplyHead, may_write_to, reply_message};
use crate::domain::address::MessageId;
use crate::domain::answering::{Asker, Reply, reply};
use crate::domain::mail::Mail;
use crate::store::{ReplyRow, StoreError, Unsent};

/// So many failures in a row, and the others wait: the server is away.
const MOST_FAILURES: u64 = 3;
/// A confirmation that could not be sent for so long tells nothing new.
const GIVE_UP: SignedDuration = SignedDuration::from_hours(5 * 24);

/// Why a mail was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The state.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What it is made of.
    #[error(transparent)]
    Build(#[from] BuildError),
}

/// The mail that answers `mail`. It can be answered itself: its token stands for all deals of the asker, and for what it confirms.
pub fn write(
    answers: &Answers<'_>,
    asker: &Asker,
    mail: &Mail,
    proof: &Proof,
    work: &Work,
    now: Timestamp,
) -> Result<ReplyRow, WriteError> {
    let seal = Seal::open(&answers.config.state_dir)?;
    let day = now.to_zoned(asker.zone.clone()).date();
    let scope = Scope { deals: asker.deals.clone(), answer: Some(mail.key) };
    let back = answers.invite(&seal, &asker.address, day, &scope)?;
    let (subject, text) = reply(&Reply {
        asker,
        roster: &answers.config.roster,
        zone: &answers.config.policy.calendar.zone,
        subject: &mail.subject,
        done: &work.done,
        not_done: &work.not_done,
        asked: (!work.pending.is_empty()).then_some((proof.doubt, work.pending.as_slice())),
        help: work.help,
        as_of: now,
    });
    let from = answers.config.from.as_ref().ok_or_else(|| BuildError::Address("nobody".to_owned()))?;
    let id = MessageId::made(&format!("wentdark.answer.{:016x}", mail.key.0), from.address.domain());
    let head = ReplyHead {
        from,
        to: &asker.address,
        reply_to: &back.to,
        date: now,
        id: &id,
        answers: mail.message_id.as_ref(),
        token: &back.id,
        subject: &subject,
    };
    Ok(ReplyRow { mail: reply_message(&head, &text)?.formatted(), id })
}

/// Sends what was claimed and not noted as sent. How many mails went out, and how many did not.
pub async fn send(answers: &Answers<'_>, now: Timestamp) -> Result<(u64, u64), StoreError> {
    let unsent = lock(answers.store).unsent()?;
    let (mut sent, mut left) = (0, 0);
    if unsent.is_empty() {
        return Ok((0, 0));
    }
    let way = outgoing::transport(answers.config).await;
    for (at, one) in unsent.iter().enumerate() {
        if left >= MOST_FAILURES && sent == 0 {
            left += u64::try_from(unsent.len() - at).unwrap_or(u64::MAX);
            break;
        }
        let problem = match (&way, envelope(answers, one)) {
            (_, Err(why)) => Some((why, true)),
            (Err(error), _) => Some((error.to_string(), false)),
            (Ok(way), Ok(envelope)) => {
                let outcome = outgoing::send(answers.config, way, &envelope, &one.reply.mail, &one.reply.id).await;
                point::reached("answer-sent");
                outcome.err().map(|error| (error.to_string(), false))
            }
        };
        let too_old = now.duration_since(one.at) > GIVE_UP;
        let problem = problem.map(|(why, never)| (why, never || too_old));
        match &problem {
            None => sent += 1,
            Some((reason, true)) => error!(reason, "an answer was not confirmed, and won't be"),
            Some((reason, false)) => {
                left += 1;
                warn!(reason, "an answer is not confirmed yet; it is tried again");
            }
        }
        lock(answers.store).note_replied(one.key, now, problem.as_ref().map(|(why, never)| (why.as_str(), *never)))?;
    }
    Ok((sent, left))
}

/// From whom and to whom: a reader or a rep, whatever the state says.
fn envelope(answers: &Answers<'_>, one: &Unsent) -> Result<Envelope, String> {
    if !may_write_to(&one.to, &answers.config.roster) {
        return Err(DigestError::Stranger(one.to.clone()).to_string());
    }
    let from = answers.config.from.as_ref().ok_or_else(|| DigestError::NoDelivery.to_string())?;
    let from = from.address.as_str().parse().map_err(|_| BuildError::Address(from.address.to_string()).to_string())?;
    let to = one.to.as_str().parse().map_err(|_| BuildError::Address(one.to.to_string()).to_string())?;
    Envelope::new(Some(from), vec![to]).map_err(|error| error.to_string())
}
