//! SPEC section 7's report: absent things are `null`, never left out.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::daemon::parallel::parallel;
use crate::domain::address::MessageId;
use crate::domain::policy::Foundation;
use crate::domain::verdict::{Celebration, Evidence, MeetingRef, MessageRef, Note, SignalAt, Verdict};

/// The whole report, one line. Its deals are written on all processors.
///
/// # Errors
/// Those of `serde_json`.
pub fn report(verdicts: &[Verdict], as_of: Timestamp) -> serde_json::Result<String> {
    let deals: Vec<String> =
        parallel(verdicts, &|verdict: &Verdict| serde_json::to_string(&deal(verdict))).into_iter().collect::<Result<_, _>>()?;
    let as_of = serde_json::to_string(&at(as_of))?;
    Ok(format!("{{\"as_of\":{as_of},\"deals\":[{}]}}\n", deals.join(",")))
}

fn deal(verdict: &Verdict) -> Value {
    json!({
        "deal": verdict.deal.as_str(),
        "prospect": verdict.prospect,
        "owner": verdict.owner.as_str(),
        "state": verdict.state.as_str(),
        "flagged": verdict.flagged,
        "at_risk": verdict.at_risk,
        "silent_since": verdict.silent_since.map(at),
        "silence_business_days": verdict.silence_business_days(),
        "unanswered": verdict.unanswered_count,
        "last_outbound": verdict.last_outbound.as_ref().map(message),
        "last_reply": verdict.last_reply.as_ref().map(message),
        "celebration": verdict.celebration.as_ref().map(celebration),
        "commitment": verdict.commitment.as_ref().map(|c| json!({
            "at": at(c.at), "message_id": c.message.as_ref().and_then(id), "phrase": c.phrase,
        })),
        "exposure": verdict.exposure.iter().map(|e| json!({
            "kind": e.kind, "at": at(e.at), "message_id": e.message.as_ref().and_then(id), "uid": e.uid,
        })).collect::<Vec<_>>(),
        "deadline": verdict.deadline.map(|date| date.to_string()),
        "paused_until": verdict.paused_until.map(at),
        "owed_since": verdict.owed_since.map(at),
        "snoozed_until": verdict.snoozed_until.map(at),
        "next_meeting": verdict.next_meeting.as_ref().map(meeting),
        "signals": verdict.signals.iter().map(signal).collect::<Vec<_>>(),
        "foundation": foundation(verdict),
        "notes": verdict.notes.iter().map(note).collect::<Vec<_>>(),
    })
}

/// UTC instants, to the second as mail gives them.
fn at(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn id(message: &MessageRef) -> Option<&str> {
    message.message_id.as_ref().map(MessageId::as_str)
}

fn message(message: &MessageRef) -> Value {
    json!({ "at": at(message.at), "message_id": id(message) })
}

fn meeting(meeting: &MeetingRef) -> Value {
    json!({ "at": at(meeting.at), "end": at(meeting.end), "uid": meeting.uid, "title": meeting.title })
}

fn celebration(celebration: &Celebration) -> Value {
    let evidence = |e: &Evidence| json!({ "kind": e.kind, "message_id": e.message.as_ref().and_then(id), "at": at(e.at), "phrase": e.phrase });
    json!({
        "at": at(celebration.at),
        "premature": celebration.premature,
        "evidence": celebration.evidence.iter().map(evidence).collect::<Vec<_>>(),
    })
}

fn signal(signal: &SignalAt) -> Value {
    json!({
        "kind": signal.kind.as_str(),
        "message_id": id(&signal.message),
        "at": at(signal.message.at),
        "phrase": signal.phrase,
        "until": signal.until.map(|date| date.to_string()),
    })
}

/// Every element is there, also those that the team doesn't ask for.
fn foundation(verdict: &Verdict) -> Value {
    let met = |item: Foundation| {
        let found = verdict.foundation.iter().find(|one| one.name == item.as_str());
        found
            .and_then(|one| one.met_by.as_ref())
            .map_or(Value::Null, |e| json!({ "message_id": e.message.as_ref().and_then(id), "uid": e.uid }))
    };
    Value::Object(Foundation::ALL.into_iter().map(|item| (item.as_str().to_owned(), met(item))).collect::<Map<_, _>>())
}

fn note(note: &Note) -> Value {
    json!({ "code": note.code(), "text": note.text(), "message_id": note.message_id.as_ref().map(MessageId::as_str) })
}
