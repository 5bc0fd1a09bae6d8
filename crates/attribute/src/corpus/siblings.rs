//! Copies teach dates: the day of a story's sure members for a member without one.
//!
//! Copies of a wire story appear on the day of the original or the next one: of 21 members in a
//! labeled corpus 15 had the day that most of the others have, 19 that day or the next. What the
//! article itself says decides: a dateline without a year takes the year, a doubtful day beside the
//! story's is believed, a reprint with a later day of its own keeps it, and a day after the page was
//! saved is impossible.

use std::collections::BTreeMap;

use newsmill_stage::Date;

use super::table::{Row, Table};
use super::{Found, Reason};
use crate::calendar::{self, days_between};
use crate::clue::Clue;
use crate::day::{Basis, Candidate, Yearless};
use crate::evidence::weekday_fit;

/// The sure days of each story, and how sure a day must be to be one of them.
pub(super) struct Stories(Vec<Vec<Sure>>, f64);

/// A day that sure members of a story have.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Sure {
    day: Date,
    /// The sum of its members' confidence; a dateline counts more, as it is the story's own.
    weight: f64,
    /// The confidence of the surest.
    sure: f64,
    /// And of the second surest.
    second: f64,
    members: u32,
}

/// So many of a story's days are kept: a story of more is a column or a template.
const KEPT: usize = 16;
/// How likely a copy has the day of the others, if it says nothing itself.
const SAME_DAY: f64 = 0.74;

impl Stories {
    pub(super) fn of(table: &Table, trusted: f64) -> Self {
        let mut days: BTreeMap<(u32, Date), Sure> = BTreeMap::new();
        for row in &table.rows {
            let (Some(story), Some(day)) = (row.story, row.teaches(trusted)) else { continue };
            let it = days.entry((story, day)).or_insert(Sure { day, weight: 0.0, sure: 0.0, second: 0.0, members: 0 });
            it.weight += weight(row);
            it.second = it.second.max(row.sure.min(it.sure));
            it.sure = it.sure.max(row.sure);
            it.members = it.members.saturating_add(1);
        }
        let mut stories: Vec<Vec<Sure>> = Vec::new();
        for ((story, _), sure) in days {
            let at = usize::try_from(story).unwrap_or(usize::MAX);
            if stories.len() <= at {
                stories.resize(at + 1, Vec::new());
            }
            stories[at].push(sure);
        }
        for it in &mut stories {
            // A stable sort: of equal days the earliest stays first.
            it.sort_by(|a, b| b.weight.total_cmp(&a.weight));
            it.truncate(KEPT);
        }
        Self(stories, trusted)
    }

    /// The day of an article's story.
    pub(super) fn teach(&self, row: &Row, clue: &Clue) -> Option<Found> {
        let days = self.0.get(usize::try_from(row.story?).ok()?)?;
        // It does not teach itself.
        let others = days.iter().filter_map(|it| {
            let own = row.teaches(self.1) == Some(it.day);
            let members = it.members - u32::from(own);
            let weight = if own { it.weight - weight(row) } else { it.weight };
            let sure = if own && row.sure >= it.sure { it.second } else { it.sure };
            (members > 0).then_some(Sure { weight, sure, members, ..*it })
        });
        teach(&others.collect::<Vec<_>>(), clue)
    }
}

/// How much a member's day weighs: a written dateline is the story's own, a solved year is half a guess.
fn weight(row: &Row) -> f64 {
    let factor = match row.basis {
        Some(Basis::Dateline) => 1.5,
        Some(it) if it.is_solved() => 0.5,
        _ => 1.0,
    };
    row.sure * factor
}

fn teach(days: &[Sure], clue: &Clue) -> Option<Found> {
    let possible = || days.iter().filter(|it| clue.latest.is_none_or(|latest| it.day <= latest));
    let sum: f64 = possible().map(|it| it.weight).sum();
    // Where the members disagree, the weekday that the text names counts; of equals the earlier day,
    // for that is the original's.
    let named = clue.told().weekdays;
    let weight = |it: &Sure| it.weight * (1.0 + 0.5 * weekday_fit(&named, calendar::weekday_of(it.day)));
    let most = possible().map(weight).fold(0.0, f64::max);
    let best = possible().filter(|it| weight(it) >= 0.95 * most).min_by_key(|it| it.day)?;
    let agreed = best.sure * (0.5 + 0.5 * best.weight / sum);
    let found = |day, basis, confidence: f64, agrees| {
        let reason = Reason::Siblings { members: best.members, agrees };
        Some(Found { day, basis, confidence: confidence.min(0.97), reason })
    };
    if let Some(it) = clue.without_year().iter().find_map(|it| beside(it, best.day, clue.latest)) {
        return match days_between(best.day, it.0) {
            0 => found(it.0, Basis::Sibling, agreed * 0.97, true),
            -1..=2 => found(it.0, Basis::Sibling, agreed * 0.92, true),
            // A reprint: the dateline's own day, in the story's year or the next.
            _ => found(it.0, Basis::Sibling, agreed * it.1 * 0.75, false),
        };
    }
    let candidates: Vec<Candidate> = clue.candidates().into_iter().map(|it| it.candidate).collect();
    let own = || candidates.iter().filter(|it| is_own(it.basis));
    if let Some(it) = own().filter(|it| days_between(best.day, it.day).abs() <= 1).max_by(|a, b| {
        let far = |it: &Candidate| days_between(best.day, it.day).abs();
        far(b).cmp(&far(a)).then(a.confidence.total_cmp(&b.confidence))
    }) {
        if it.day == best.day {
            return found(it.day, Basis::Sibling, agreed * 0.96, true);
        }
        // A day of its own right beside the story's: such days are rarely there by chance.
        return found(it.day, it.basis, it.confidence + (0.85 - it.confidence).max(0.0) * 0.7 * agreed, true);
    }
    // A day of its own that is later is a reprint's; it is not the story's day that is right then.
    if own().any(|it| it.confidence >= 0.3 && days_between(best.day, it.day) > 1) {
        return None;
    }
    let contradicted = if own().any(|it| it.confidence >= 0.3) { 0.75 } else { 1.0 };
    let fit = weekday_fit(&named, calendar::weekday_of(best.day));
    let changed = candidates.iter().filter(|it| it.basis == Basis::Updated).map(|it| days_between(best.day, it.day));
    let changed = changed.min_by_key(|it| it.abs()).map_or(0.0, |it| match it {
        ..0 => -0.25,
        0..=2 => 0.08,
        _ => 0.0,
    });
    found(best.day, Basis::Sibling, agreed * contradicted * (SAME_DAY + 0.08 * fit + changed), false)
}

/// Whether a date of this kind would be the day of publication, were it sure.
pub(super) fn is_own(basis: Basis) -> bool {
    !basis.is_solved() && !basis.only_supports() && basis != Basis::Updated
}

/// A day without a year in the year that brings it nearest to the story's day, and its confidence.
fn beside(it: &Yearless, day: Date, latest: Option<Date>) -> Option<(Date, f64)> {
    let years = [day.year().checked_sub(1)?, day.year(), day.year().checked_add(1)?];
    let days = years.into_iter().filter_map(|year| Date::new(year, it.month, it.day).ok());
    let days = days.filter(|it| latest.is_none_or(|latest| *it <= latest));
    Some((days.min_by_key(|it| days_between(day, *it).abs())?, it.confidence))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Evidence;

    const STORY: Date = Date::constant(2025, 10, 7);

    fn sure(day: Date, sure: f64, members: u32) -> Sure {
        Sure { day, weight: sure * f64::from(members), sure, second: sure, members }
    }

    fn says(days: &[(Date, Basis, f64)], without: Option<(i8, i8)>, latest: Option<Date>) -> Clue {
        let days: Vec<Candidate> = days.iter().map(|it| Candidate::new(it.0, it.1, it.2, "")).collect();
        let without = without.map(|(month, day)| Yearless {
            month,
            day,
            confidence: 0.85,
            weekday: None,
            line: None,
            signs: Vec::new(),
        });
        Clue::of(&days, without.as_slice(), &Evidence::default(), latest)
    }

    #[track_caller]
    fn check(days: &[Sure], clue: &Clue, expected: &str) {
        let it = teach(days, clue);
        let got = it.map_or("none".to_owned(), |it| format!("{} {} {:.2}", it.day, it.basis.code(), it.confidence));
        assert_eq!(got, expected);
    }

    #[test]
    fn a_member_without_a_day_takes_the_storys() {
        check(&[sure(STORY, 0.9, 1)], &says(&[], None, None), "2025-10-07 sibling 0.67");
        check(&[], &says(&[], None, None), "none");
    }

    #[test]
    fn members_that_disagree_make_it_less_sure() {
        let other = sure(Date::constant(2025, 10, 20), 0.9, 1);
        check(&[sure(STORY, 0.9, 2), other], &says(&[], None, None), "2025-10-07 sibling 0.55");
    }

    #[test]
    fn a_day_after_the_page_was_saved_is_impossible() {
        let saved = Some(Date::constant(2025, 10, 6));
        check(&[sure(STORY, 0.9, 1)], &says(&[], None, saved), "none");
        let earlier = sure(Date::constant(2025, 10, 5), 0.9, 1);
        check(&[sure(STORY, 0.9, 2), earlier], &says(&[], None, saved), "2025-10-05 sibling 0.67");
    }

    #[test]
    fn a_dateline_without_a_year_takes_the_storys_year() {
        check(&[sure(STORY, 0.9, 1)], &says(&[], Some((10, 7)), None), "2025-10-07 sibling 0.87");
        check(&[sure(STORY, 0.9, 1)], &says(&[], Some((10, 8)), None), "2025-10-08 sibling 0.83");
        check(&[sure(Date::constant(2026, 1, 1), 0.9, 1)], &says(&[], Some((12, 31)), None), "2025-12-31 sibling 0.83");
    }

    #[test]
    fn a_reprint_keeps_its_later_day() {
        let later = (Date::constant(2025, 12, 1), Basis::Stamp, 0.45);
        check(&[sure(STORY, 0.9, 1)], &says(&[later], None, None), "none");
        let saved = (Date::constant(2025, 12, 1), Basis::PageStamp, 0.35);
        check(&[sure(STORY, 0.9, 1)], &says(&[saved], None, None), "2025-10-07 sibling 0.67");
    }

    #[test]
    fn a_doubtful_day_beside_the_storys_is_believed() {
        let doubtful = |day| (Date::constant(2025, 10, day), Basis::Stamp, 0.4);
        check(&[sure(STORY, 0.9, 1)], &says(&[doubtful(7)], None, None), "2025-10-07 sibling 0.86");
        check(&[sure(STORY, 0.9, 1)], &says(&[doubtful(8)], None, None), "2025-10-08 stamp 0.68");
    }

    #[test]
    fn a_change_right_after_it_speaks_for_it_and_one_before_it_against() {
        let changed = |day| (Date::constant(2025, 10, day), Basis::Updated, 0.4);
        check(&[sure(STORY, 0.9, 1)], &says(&[changed(8)], None, None), "2025-10-07 sibling 0.74");
        check(&[sure(STORY, 0.9, 1)], &says(&[changed(3)], None, None), "2025-10-07 sibling 0.44");
    }
}
