//! A strip of time: the days from the first touch to today in columns, their side above ours.

use jiff::civil::Date;

use super::language::fill;
use super::words::Words;
use super::{Lane, Mark, Strip};
use crate::domain::verdict::{Beat, State, Verdict};

/// How many columns there are at most: on a phone each is then some ten pixels wide.
const COLUMNS: usize = 28;

/// The strip of a deal, or nothing where its touches aren't known.
pub fn strip(words: &Words, verdict: &Verdict) -> Option<Strip> {
    let (first, _) = verdict.beats.first()?;
    let (start, today) = (words.day_of(*first), words.today());
    let days = usize::try_from(days(start, today)).ok()? + 1;
    let span = days.div_ceil(COLUMNS);
    let columns = days.div_ceil(span);
    let place = |date: Date| usize::try_from(self::days(start, date)).unwrap_or(0).div_euclid(span).min(columns - 1);
    let mut theirs = vec![Mark::Nothing; columns];
    let mut ours = theirs.clone();
    // Whoever owes the next word is the silent one.
    let silent = match &verdict.state {
        State::Ours { owed_since } => Some((&mut ours, *owed_since)),
        _ => verdict.silent_since.map(|since| (&mut theirs, since)),
    };
    if let Some((lane, since)) = silent {
        let from = place(words.day_of(since));
        lane.iter_mut().skip(from).for_each(|mark| *mark = Mark::Silence);
    }
    let mut put = |lane: usize, at, mark: Mark| {
        let lane = if lane == 0 { &mut theirs } else { &mut ours };
        if let Some(slot) = lane.get_mut(place(words.day_of(at))) {
            // What is rarer is shown where several things fall on one column.
            if *slot == Mark::Silence || *slot < mark {
                *slot = mark;
            }
        }
    };
    for (at, beat) in &verdict.beats {
        match beat {
            Beat::Inbound => put(0, *at, Mark::Message),
            Beat::Outbound => put(1, *at, Mark::Message),
            Beat::Meeting => [0, 1].into_iter().for_each(|lane| put(lane, *at, Mark::Meeting)),
        }
    }
    for evidence in verdict.celebration.iter().flat_map(|celebration| &celebration.evidence) {
        if evidence.at >= *first && evidence.kind != "allocation" {
            put(1, evidence.at, Mark::Celebration);
        }
    }
    let say = words.say;
    let named = [
        (Mark::Message, say.mark_message),
        (Mark::Meeting, say.mark_meeting),
        (Mark::Celebration, say.mark_celebration),
        (Mark::Silence, say.mark_silence),
    ];
    let legend = named.into_iter().filter(|(mark, _)| theirs.contains(mark) || ours.contains(mark)).collect();
    Some(Strip {
        columns,
        lanes: [Lane { name: say.lane_theirs, runs: runs(&theirs) }, Lane { name: say.lane_ours, runs: runs(&ours) }],
        ends: [say.date(say.day_month, start), say.today.to_owned()],
        legend,
        text: text(words, verdict, start),
    })
}

/// The days from one date to another, 0 when it is not after.
fn days(from: Date, to: Date) -> i64 {
    (from.duration_until(to).as_hours() / 24).max(0)
}

/// Equal neighbours together. Marks that stand for something stay apart, silence and emptiness don't.
fn runs(marks: &[Mark]) -> Vec<(Mark, usize)> {
    let mut runs: Vec<(Mark, usize)> = Vec::new();
    for mark in marks {
        match runs.last_mut() {
            Some((last, length)) if last == mark => *length += 1,
            _ => runs.push((*mark, 1)),
        }
    }
    runs
}

/// The strip in a sentence, for the plain form and for who can't see it.
fn text(words: &Words, verdict: &Verdict, start: Date) -> String {
    let say = words.say;
    let of = |kind: Beat| verdict.beats.iter().filter(move |(_, beat)| *beat == kind);
    let counted = |kind: Beat, forms: [&'static str; 2]| {
        let last = of(kind).next_back().map(|(at, _)| words.day_at(*at))?;
        Some(fill(&words.count(forms, of(kind).count()), &[("day", &last)]))
    };
    let celebrated = verdict.celebration.as_ref().map(|celebration| celebration.at);
    let silent = match &verdict.state {
        State::Ours { owed_since } => Some(fill(say.strip_owed, &[("day", &words.day_at(*owed_since))])),
        _ => verdict.silent_since.map(|since| fill(say.strip_silent, &[("day", &words.day_at(since))])),
    };
    let parts = [
        counted(Beat::Inbound, say.strip_inbound),
        counted(Beat::Outbound, say.strip_outbound),
        counted(Beat::Meeting, say.strip_meetings),
        celebrated.map(|at| fill(say.strip_celebrated, &[("day", &words.day_at(at))])),
        silent,
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    fill(say.strip_text, &[("day", &words.day(start)), ("list", &parts.join("; "))])
}
