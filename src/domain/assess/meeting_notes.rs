//! What is pointed out of meetings: cancelled, declined, never answered, moved again and again.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::meetings::{Meeting, Meetings, Standing};
use super::touches::Touches;
use crate::domain::matching::Timeline;
use crate::domain::names::fold;
use crate::domain::policy::Policy;
use crate::domain::remark::{Remark, Silent};
use crate::domain::verdict::Note;

/// From how many moves on they are spoken of.
const MOVES: usize = 3;
/// What a title calls a call, as a whole word in small letters.
const CALL: &str = "call|calls|phone|telephone|anruf|telefonat|telefontermin|telefongespräch|telefonieren|telko|telco|appel|téléphone|\
    llamada|teléfono|telefonata|chiamata|telefonema|chamada|ligação|belafspraak|telefoongesprek|telefonsamtal|opkald|telefonopkald";
/// The most notes on meetings of one deal.
const MAX_NOTES: usize = 10;

/// One note a meeting and matter, of those that are ahead or began after the prospect's last word; of a series the nearest
/// instance speaks for all.
pub(super) fn notes(
    timeline: &Timeline<'_>,
    meetings: &Meetings,
    touches: &Touches<'_>,
    policy: &Policy,
    as_of: Timestamp,
) -> Vec<Note> {
    let answered = touches.answered_until();
    let recent = |meeting: &&Meeting| meeting.end > as_of || answered.is_none_or(|at| meeting.start > at);
    let mut last: BTreeMap<(&str, &'static str), (Timestamp, Note)> = BTreeMap::new();
    for meeting in meetings.all.iter().filter(recent) {
        let id = meeting.mail.and_then(|key| timeline.entries.iter().find(|entry| entry.mail.key() == key));
        let message_id = id.and_then(|entry| entry.mail.message_id());
        let with_them = meeting.with_them || meeting.theirs;
        let remarks =
            if with_them { said(meeting, policy, as_of) } else { our_call(meeting, policy, as_of).into_iter().collect() };
        for remark in remarks {
            let code = remark.code();
            let note = Note { remark, message_id: message_id.clone() };
            let first_ahead = last.get(&(meeting.uid.as_str(), code)).is_some_and(|(start, _)| *start >= as_of);
            if !first_ahead {
                last.insert((meeting.uid.as_str(), code), (meeting.start, note));
            }
        }
    }
    let mut notes: Vec<(Timestamp, Note)> = last.into_values().collect();
    notes.sort_by(|a, b| (a.0, a.1.code(), &a.1.remark).cmp(&(b.0, b.1.code(), &b.1.remark)));
    notes.into_iter().map(|(_, note)| note).take(MAX_NOTES).collect()
}

/// That the owner, whose move it is, is away.
pub(super) fn away(timeline: &Timeline<'_>, policy: &Policy, as_of: Timestamp) -> Option<Note> {
    // Until a business day from now: who leaves tomorrow has today.
    let soon = policy.calendar.add_business_days(as_of, 1);
    let (from, until) = timeline.away.iter().find(|(from, _)| *from <= soon)?;
    let owner = timeline.team.rep(&timeline.deal.owner).map_or_else(|| timeline.deal.owner.to_string(), |rep| rep.name.clone());
    let last = until.checked_sub(SignedDuration::from_secs(1)).unwrap_or(*until);
    let day = |at: Timestamp| policy.calendar.local_date(at);
    let ahead = (*from > as_of).then(|| day(*from));
    Some(Note { remark: Remark::OwnerAway { owner, from: ahead, last: day(last) }, message_id: None })
}

/// A call that is over and stands in our calendar without anybody of theirs: nobody knows whether they took it.
fn our_call(meeting: &Meeting, policy: &Policy, as_of: Timestamp) -> Option<Remark> {
    let title = fold(&meeting.title);
    let is_call = title.split(|c: char| !c.is_alphanumeric()).any(|word| CALL.split('|').any(|call| call == word));
    let over = meeting.end <= as_of && !meeting.is_cancelled();
    let day = policy.calendar.local_date(meeting.start);
    (is_call && over).then(|| Remark::CallInOurCalendar { title: meeting.title.clone(), day })
}

fn said(meeting: &Meeting, policy: &Policy, as_of: Timestamp) -> Vec<Remark> {
    let day = policy.calendar.local_date(meeting.start);
    let title = || meeting.title.clone();
    let past = meeting.start <= as_of;
    let mut notes = Vec::new();
    let standing = meeting.standing();
    match standing {
        Standing::CancelledByThem => notes.push(Remark::MeetingCancelled { title: title(), day, by_us: false }),
        Standing::CancelledByUs => notes.push(Remark::MeetingCancelled { title: title(), day, by_us: true }),
        Standing::Declined => notes.push(Remark::MeetingDeclined { title: title(), day, by_us: false }),
        Standing::DeclinedByUs => notes.push(Remark::MeetingDeclined { title: title(), day, by_us: true }),
        Standing::Tentative => notes.push(Remark::MeetingTentative { title: title(), day }),
        Standing::Unanswered { by_us_alone } => {
            let silent = match (past, by_us_alone) {
                (true, _) => Silent::Over,
                (false, true) => Silent::OursAlone,
                (false, false) => Silent::Theirs,
            };
            notes.push(Remark::MeetingUnanswered { title: title(), day, silent });
        }
        Standing::Agreed if meeting.tentative && !past => notes.push(Remark::MeetingMarkedTentative { title: title(), day }),
        Standing::Agreed => {}
    }
    let stands = !matches!(standing, Standing::CancelledByThem | Standing::CancelledByUs);
    if meeting.moves >= MOVES && stands {
        notes.push(Remark::MeetingMoved { title: title(), day, times: meeting.moves });
    }
    if meeting.countered.is_some() && stands && !past {
        notes.push(Remark::MeetingCounter { title: title(), day });
    }
    notes
}
