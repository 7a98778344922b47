//! The next move in words: what to do and why. Where the silence is our own doing, it is said to the rep by name.

use super::Next;
use super::language::fill;
use super::words::{Words, clean, sentence};
use crate::domain::next_move::{Move, is_our_doing};
use crate::domain::verdict::Verdict;

/// A move in words.
pub fn next(words: &Words, verdict: &Verdict, step: &Move) -> Next {
    let say = words.say;
    let named = |them: &Option<String>| {
        let name = them.as_deref().map(|name| clean(name, 60)).filter(|name| !name.is_empty());
        name.unwrap_or_else(|| say.them.to_owned())
    };
    let since = |at: &jiff::Timestamp| words.day_at(*at);
    let both = |what: &str, why: &str, with: &[(&str, &str)]| (fill(what, with), fill(why, with));
    let (what, why) = match step {
        Move::FindAddress => both(say.do_find_address, say.why_find_address, &[]),
        Move::AskWhoWrote { who, address } => {
            both(say.do_ask_who_wrote, say.why_ask_who_wrote, &[("who", &clean(who, 60)), ("address", &clean(address, 120))])
        }
        Move::AnswerDoubt { them, expert, since: at } => match expert.as_deref().map(|name| clean(name, 60)) {
            Some(expert) => {
                both(say.do_ask_expert, say.why_ask_expert, &[("who", &named(them)), ("expert", &expert), ("day", &since(at))])
            }
            None => both(say.do_answer_doubt, say.why_answer_doubt, &[("who", &named(them)), ("day", &since(at))]),
        },
        Move::Answer { them, since: at } => both(say.do_answer, say.why_answer, &[("who", &named(them)), ("day", &since(at))]),
        Move::TakeNextStep { them, since: at } => {
            both(say.do_next_step, say.why_next_step, &[("who", &named(them)), ("day", &since(at))])
        }
        Move::UseMeeting(meeting) => both(say.do_use_meeting, say.why_use_meeting, &[("day", &words.moment(meeting.at))]),
        Move::WriteOn(date) => both(say.do_write_on, say.why_write_on, &[("day", &words.day(*date))]),
        Move::FollowUp { them, since: at } => {
            both(say.do_follow_up, say.why_follow_up, &[("who", &named(them)), ("day", &since(at))])
        }
        Move::FindSuccessor { deputy: Some(deputy) } => {
            both(say.do_write_deputy, say.why_write_deputy, &[("who", &clean(deputy, 80))])
        }
        Move::FindSuccessor { deputy: None } => both(say.do_find_successor, say.why_find_successor, &[]),
        Move::Release { since: at } => both(say.do_release, say.why_release, &[("day", &since(at))]),
        Move::CallSecond { name } => {
            let first = named(&verdict.last_reply.as_ref().map(|reply| reply.who.clone()));
            both(say.do_call_second, say.why_call_second, &[("who", &clean(name, 60)), ("first", &first)])
        }
        Move::VerifyDecider { name: Some(name) } => both(say.do_ask_decider, say.why_ask_decider, &[("who", &clean(name, 60))]),
        Move::VerifyDecider { name: None } => both(say.do_find_decider, say.why_find_decider, &[]),
        Move::ReachOther => both(say.do_reach_other, say.why_reach_other, &[]),
        Move::AskDeadline { them, date } => {
            both(say.do_ask_deadline, say.why_ask_deadline, &[("who", &named(them)), ("day", &words.day(*date))])
        }
        Move::Call { them } => {
            let n = verdict.unanswered_count.to_string();
            both(say.do_call, say.why_call, &[("who", &named(them)), ("n", &n)])
        }
        Move::AskForSignature => both(say.do_ask_signature, say.why_ask_signature, &[]),
    };
    let first_name = clean(&verdict.owner_name, 60).split(' ').next().unwrap_or_default().to_owned();
    let what = match is_our_doing(verdict) && !first_name.is_empty() {
        true => fill(say.said_to_rep, &[("rep", &first_name), ("what", &what)]),
        false => sentence(&what),
    };
    Next { what: sentence(&what), why: sentence(&why) }
}
