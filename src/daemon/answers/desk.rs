//! One message to the service: what it is, who wrote it, what it proves, and what becomes of it.

use jiff::{SignedDuration, Timestamp};
use tracing::{error, info};

use super::seal::{Scope, Seal, carried};
use super::work::{Judged, Work, Worker};
use super::{Answers, HORIZON_DAYS, post, told, who};
use crate::daemon::context::came_back;
use crate::daemon::pass::lock;
use crate::daemon::point;
use crate::domain::address::Address;
use crate::domain::answering::{Asker, Desk, Doubt, Line, Trust, commands};
use crate::domain::mail::{Kind, Mail};
use crate::reading::message::{Home, Reading, passed_a_list, read_at_home};
use crate::sources::Raw;
use crate::store::{AnswerRow, Outcome, StoreError};

/// How many mails somebody is sent in an hour: for what was done in all, for what was not done, and where nothing proves that it
/// was they.
const MOST_IN_ALL: u32 = 30;
const MOST_UNDONE: u32 = 6;
const MOST_UNPROVEN: u32 = 1;

/// What a message proves, and if it is nothing, why.
pub struct Proof {
    /// For [`crate::domain::answering::permit`].
    pub trust: Trust,
    /// What the token stands for.
    pub scope: Scope,
    /// Why there is doubt.
    pub doubt: Doubt,
}

/// Handles a message, unless it was handled before. Whether it was handled now.
pub fn handle(answers: &Answers<'_>, raw: &Raw, now: Timestamp) -> Result<bool, StoreError> {
    let zone = &answers.config.policy.calendar.zone;
    let Reading { mail, new_text, .. } =
        read_at_home(&raw.bytes, raw.received, raw.from_line, &Home { zone, domains: &answers.config.roster.team.domains });
    if lock(answers.store).was_handled(mail.key)? {
        return Ok(false);
    }
    for (id, at, text) in came_back(&mail) {
        lock(answers.store).note_bounce(&id, at, &text)?;
    }
    let row = |outcome, why: &str| AnswerRow {
        key: mail.key,
        at: now,
        sender: None,
        message_id: mail.message_id.clone(),
        outcome,
        why: why.to_owned(),
        written: written(&mail, now),
        pending: Vec::new(),
        unclear: Vec::new(),
        confirms: None,
        reply: None,
    };
    let leave = |outcome, why: &str| -> Result<bool, StoreError> {
        told(mail.key, if outcome == Outcome::Ignored { "ignored" } else { "refused" }, why);
        lock(answers.store).handle(&row(outcome, why), &[])
    };
    if let Some(why) = no_answer(answers, &mail, now) {
        return leave(Outcome::Ignored, &why);
    }
    let Some(asker) = mail.author().and_then(|from| who::asker(answers.config, from)) else {
        return leave(Outcome::Refused, "its author is neither a reader of digests nor a rep");
    };
    let proof = proof(answers, &mail, &asker, now)?;
    if proof.trust == Trust::Nothing && passed_a_list(&raw.bytes) {
        return leave(Outcome::Ignored, "it came by a list, and answers nothing of ours");
    }
    let hour = now.checked_sub(SignedDuration::from_hours(1)).unwrap_or(Timestamp::MIN);
    let (done, asked, told_before) = lock(answers.store).replied_since(&asker.address, hour)?;
    // It is said in `status` and in the next digest: whose mail it is may wait for it.
    let leave_aside = |why: &str| -> Result<bool, StoreError> {
        told(mail.key, "refused", why);
        let row = AnswerRow { sender: Some(asker.address.clone()), ..row(Outcome::Refused, why) };
        lock(answers.store).handle(&row, &[])
    };
    if done + asked + told_before >= MOST_IN_ALL {
        return leave_aside("its author was written to often enough within the hour");
    }
    let desk = Desk {
        roster: &answers.config.roster,
        calendar: &answers.config.policy.calendar,
        asker: &asker,
        now: written(&mail, now),
    };
    let lines = lines(&mail, &new_text, &desk);
    let work = Worker { answers, desk, proof: &proof, mail: &mail, now, judged: &Judged::default() }.work(&lines)?;
    // Whoever asks for help first is still asked about the command that comes after.
    let (before, most) = match (&proof.trust, work.outcome()) {
        (Trust::Nothing, Outcome::Asked) => (asked, MOST_UNPROVEN),
        (Trust::Nothing, _) => (told_before, MOST_UNPROVEN),
        (Trust::Token(_), _) => (asked + told_before, MOST_UNDONE),
    };
    if work.outcome() != Outcome::Done && before >= most {
        return leave_aside("nothing to do, and its author was told so often enough within the hour");
    }
    let Work { actions, pending, unclear, confirms, .. } = &work;
    let reply = post::write(answers, &asker, &mail, &proof, &work, now);
    let reply = match reply {
        Ok(reply) => Some(reply),
        Err(post::WriteError::Store(error)) => return Err(error),
        Err(post::WriteError::Build(error)) => {
            error!(reason = %error, "an answer can't be confirmed");
            None
        }
    };
    let whole = AnswerRow {
        sender: Some(asker.address.clone()),
        pending: pending.clone(),
        unclear: unclear.clone(),
        confirms: *confirms,
        reply,
        ..row(work.outcome(), work.why())
    };
    let fresh = lock(answers.store).handle(&whole, actions)?;
    point::reached("answer-handled");
    for action in actions.iter().filter(|_| fresh) {
        info!(deal = %action.deal, mail = %format_args!("{:016x}", mail.key.0), "what an answer says of a deal was recorded");
    }
    told(mail.key, "answered", work.why());
    Ok(fresh)
}

/// Why a message is no answer at all: nothing of these is ever answered, so that no two machines talk to each other.
fn no_answer(answers: &Answers<'_>, mail: &Mail, now: Timestamp) -> Option<String> {
    // The button of a mail program is pressed by a person, whatever the program says of the mail that it sends.
    if mail.kind != Kind::Human && !(mail.kind == Kind::AutoReply && leaves(mail)) {
        return Some(format!("{}: {}", mail.kind.as_str(), mail.kind_rule));
    }
    let own = |from: &Address| {
        let sender = answers.config.from.as_ref().is_some_and(|sender| sender.address.is_mailbox_of(from));
        sender || answers.commands.mailbox.owner.is_mailbox_of(from)
    };
    if mail.author().is_some_and(own) {
        return Some("it comes from the service's own address".to_owned());
    }
    let age = now.duration_since(mail.server_time);
    (age > SignedDuration::from_hours(24 * i64::from(HORIZON_DAYS))).then(|| "it is more than 14 days old".to_owned())
}

/// When it was written, as far as that can be believed: never after now.
fn written(mail: &Mail, now: Timestamp) -> Timestamp {
    mail.happened(true).min(now)
}

/// What it says. One that has nothing but a subject, as phones send it, says that; so does what the button of a mail program writes,
/// whatever it puts below ("This message was automatically generated by Gmail.").
fn lines(mail: &Mail, new_text: &str, desk: &Desk<'_>) -> Vec<Line> {
    let subject = || mail.subject.split('[').next().unwrap_or_default();
    let alone = mail.in_reply_to.is_empty() && (new_text.trim().is_empty() || leaves(mail));
    commands(if alone { subject() } else { new_text }, desk)
}

/// Whether it begins a conversation and has the subject that a digest gives the button of a mail program (`List-Unsubscribe`).
fn leaves(mail: &Mail) -> bool {
    let word = mail.subject.split('[').next().unwrap_or_default().trim();
    mail.in_reply_to.is_empty() && word.eq_ignore_ascii_case("unsubscribe")
}

/// What the tokens that a message carries prove of its author.
fn proof(answers: &Answers<'_>, mail: &Mail, asker: &Asker, now: Timestamp) -> Result<Proof, StoreError> {
    let seal = Seal::open(&answers.config.state_dir)?;
    let today = now.to_zoned(asker.zone.clone()).date();
    let mut doubt = Doubt::NoToken;
    let store = lock(answers.store);
    for token in carried(mail, &answers.commands.mailbox.owner) {
        let known = |id: &str| store.deal_set(id).ok().flatten();
        match seal.check(&token, &asker.address, today, &known) {
            Ok(scope) => return Ok(Proof { trust: Trust::Token(scope.deals.clone()), scope, doubt: Doubt::OtherDeal }),
            Err(why) if doubt == Doubt::NoToken || why == Doubt::OldToken => doubt = why,
            Err(_) => {}
        }
    }
    Ok(Proof { trust: Trust::Nothing, scope: Scope::default(), doubt })
}
