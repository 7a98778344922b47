//! The sections of a digest in their order.

use super::sort::{Item, News, Sorted};
use super::words::Words;
use super::{Card, Line, Morning, Part, Section, Strip, card, lines, news, reps, trust};

/// Those with content.
pub fn sections(words: &Words, sorted: &Sorted<'_>, morning: &Morning<'_>) -> Vec<Section> {
    let say = words.say;
    let (previous, room) = (morning.previous, morning.room.lines);
    let make = Maker { words, morning };
    let files = Section {
        intro: morning.mistakes.map_or_else(String::new, |mistakes| trust::files_intro(words, mistakes)),
        count: None,
        ..plain(Part::Files, say.title_files.to_owned(), trust::files(morning), trust::MOST_NAMED, words)
    };
    let mut all = vec![
        files,
        make.cards(Part::Flagged, say.title_flagged, &sorted.flagged, card::flagged),
        make.cards(Part::AtRisk, say.title_at_risk, &sorted.at_risk, card::at_risk),
        Section {
            intro: say.long_dark_intro.to_owned(),
            ..make.list(Part::LongDark, say.title_long_dark, &sorted.long_dark, &|item| lines::dark(words, item))
        },
        make.list(Part::Dark, say.title_dark, &sorted.dark, &|item| lines::dark(words, item)),
        make.list(Part::Undeliverable, say.title_undeliverable, &sorted.undeliverable, &|item| lines::dark(words, item)),
        make.list(Part::Ours, say.title_ours, &sorted.ours, &|item| lines::ours(words, item)),
        make.list(Part::Paused, say.title_paused, &sorted.paused, &|item| lines::paused(words, item)),
        make.list(Part::Snoozed, say.title_snoozed, &sorted.snoozed, &|item| lines::snoozed(words, item.verdict)),
        Section {
            intro: say.unknown_intro.to_owned(),
            ..make.list(Part::Unknown, say.title_unknown, &sorted.unknown, &|item| {
                lines::unknown(words, item.verdict, previous, morning.trouble)
            })
        },
    ];
    if let Some(said) = previous {
        let since = words.past_day(said.date);
        let titled = |title| super::language::fill(title, &[("day", &since)]);
        all.push(plain(Part::Back, titled(say.title_back), news::back(words, sorted, said), room, words));
        all.push(plain(Part::Closed, titled(say.title_closed), news::closed(words, sorted, said), room, words));
        all.push(plain(Part::Changes, titled(say.title_changes), news::other(words, sorted, said), room, words));
    }
    all.push(Section { count: None, ..plain(Part::Reps, say.title_reps.to_owned(), reps::lines(words, morning), room, words) });
    let calm = lines::calm(words, &sorted.calm);
    all.push(Section { count: None, ..plain(Part::Calm, say.title_calm.to_owned(), calm, room, words) });
    let rests_on = trust::lines(words, morning);
    all.push(Section { count: None, ..plain(Part::Trust, say.title_trust.to_owned(), rests_on, room, words) });
    explain_colours(all.iter_mut().flat_map(|section| &mut section.cards).filter_map(|card| card.strip.as_mut()));
    all.into_iter().filter(|section| !section.cards.is_empty() || !section.lines.is_empty()).collect()
}

/// The colours are explained once, below the first strip: those of all.
fn explain_colours<'s>(strips: impl Iterator<Item = &'s mut Strip>) {
    let mut strips: Vec<&mut Strip> = strips.collect();
    let mut legend: Vec<_> = strips.iter_mut().flat_map(|strip| std::mem::take(&mut strip.legend)).collect();
    legend.sort_unstable_by_key(|(mark, _)| *mark);
    legend.dedup();
    if let Some(first) = strips.first_mut() {
        first.legend = legend;
    }
}

/// What stands beside the name of a deal.
pub fn badge(words: &Words, news: News) -> &'static str {
    match news {
        News::New => words.say.badge_new,
        News::Awake => words.say.badge_awake,
        News::Worse => words.say.badge_worse,
        News::Same | News::Old => "",
    }
}

fn plain(part: Part, title: String, mut lines: Vec<Line>, room: usize, words: &Words) -> Section {
    let hidden = lines.len().saturating_sub(room);
    let count = Some(lines.len());
    lines.truncate(room);
    let more = if hidden > 0 { words.count(words.say.more, hidden) } else { String::new() };
    Section { part, title, intro: String::new(), count, cards: Vec::new(), lines, more }
}

struct Maker<'m, 'a> {
    words: &'m Words,
    morning: &'m Morning<'a>,
}

impl Maker<'_, '_> {
    fn list(&self, part: Part, title: &str, items: &[Item<'_>], line: &dyn Fn(&Item<'_>) -> Line) -> Section {
        plain(part, title.to_owned(), items.iter().map(line).collect(), self.morning.room.lines, self.words)
    }

    /// Cards for what is new, worse, or told for less than a week; the rest in a line.
    fn cards(&self, part: Part, title: &str, items: &[Item<'_>], card: fn(&Words, &Item<'_>) -> Card) -> Section {
        let long = |item: &&Item<'_>| item.news != News::Old;
        let cards: Vec<Card> =
            items.iter().filter(long).take(self.morning.room.cards).map(|item| card(self.words, item)).collect();
        let rest = items.iter().filter(|item| cards.iter().all(|card| card.deal != item.verdict.deal));
        let lines = rest.map(|item| lines::dark(self.words, item)).collect();
        let section = plain(part, title.to_owned(), lines, self.morning.room.lines, self.words);
        Section { count: Some(items.len()), cards, ..section }
    }
}
