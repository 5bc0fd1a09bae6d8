//! Which articles taught a day, for `newsmill explain`.

use anyhow::Result;
use newsmill_stage::{Corpus, columns};

use super::{Found, Table};
use crate::calendar;
use crate::clue::Clue;
use crate::day::Basis;

/// So many teachers are named, the surest first.
const SHOWN: usize = 8;

impl Table {
    /// Why an article that had no sure day of its own was given this one, or none.
    pub(super) fn notes(&self, corpus: &Corpus<'_, Clue>, at: usize, found: Option<&Found>) -> Result<Vec<String>> {
        let Some(found) = found else {
            return Ok(vec![
                "no day: neither the story's other articles nor the outlet's tell one surely enough".into(),
            ]);
        };
        let same = |one: &[Option<String>], it: usize| one[it].is_some() && one[it] == one[at];
        let of_story = found.basis == Basis::Sibling;
        let whose = if of_story { &self.clusters } else { &self.outlets };
        let mut teachers: Vec<usize> = (0..self.ids.len()).filter(|it| *it != at && self.is_sure(*it)).collect();
        let others = teachers.iter().filter(|it| same(whose, **it)).count();
        // As the judge does: where the outlet has too few sure days, all outlets' count.
        let all = !of_story && others < super::ENOUGH;
        teachers.retain(|it| all || same(whose, *it));
        let far = |it: &usize| self.days[*it].map_or(i32::MAX, |day| calendar::days_between(day, found.day).abs());
        teachers.sort_by_key(|it| (far(it), *it));
        let from = match (of_story, all) {
            (true, _) => "the story's other articles",
            (false, false) => "the outlet's other articles, which tell the year",
            (false, true) => "all other articles, which tell the year, as the outlet has too few",
        };
        let mut notes = vec![format!("day {} at {:.2} from {from}:", found.day, found.confidence)];
        let paths = corpus.column(columns::SOURCE_PATH)?;
        for &it in teachers.iter().take(SHOWN) {
            let path = paths.get(it).cloned().flatten().unwrap_or_default();
            let day = self.days[it].map_or(String::new(), |it| it.to_string());
            let basis = self.bases[it].as_deref().unwrap_or_default();
            notes.push(format!("  {day}\t{basis}\t{:.2}\t{path}", self.sureness[it].unwrap_or(1.0)));
        }
        if teachers.len() > SHOWN {
            notes.push(format!("  and {} more", teachers.len() - SHOWN));
        }
        Ok(notes)
    }

    /// Whether an article's own day is sure enough to date others.
    fn is_sure(&self, at: usize) -> bool {
        let corrected = self.bases[at].as_deref() == Some(crate::OVERRIDE);
        self.days[at].is_some() && (corrected || self.sureness[at].is_some_and(|it| it >= self.trusted))
    }
}
