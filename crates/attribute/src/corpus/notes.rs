//! Which articles taught a day, for `newsmill explain`.

use anyhow::Result;
use newsmill_stage::{Corpus, columns};

use super::table::Table;
use super::{Found, Reason, why};
use crate::calendar;
use crate::clue::Clue;
use crate::day::Basis;

/// So many teachers are named, the nearest first.
const SHOWN: usize = 8;

impl Table {
    /// Why an article that had no sure day of its own was given this one, or none. `trusted` is how sure
    /// a day must be to teach others.
    pub(super) fn notes(
        &self,
        corpus: &Corpus<'_, Clue>,
        at: usize,
        found: Option<&Found>,
        trusted: f64,
    ) -> Result<Vec<String>> {
        let Some(found) = found else {
            let none = "no other day: neither the story's other articles nor the outlet's tell one more surely";
            return Ok(vec![none.to_owned()]);
        };
        let own = self.rows.get(at).copied().unwrap_or_default();
        let side_by_side = matches!(found.reason, Reason::Between { .. } | Reason::Beside { .. });
        let is_teacher = |it: usize| {
            let row = &self.rows[it];
            let same = match found.reason {
                Reason::Siblings { .. } => row.story.is_some() && row.story == own.story,
                Reason::Between { .. } | Reason::Beside { .. } | Reason::Year { of_outlet: false, .. } => true,
                _ => row.outlet.is_some() && row.outlet == own.outlet,
            };
            let solved = row.basis.is_some_and(Basis::is_solved) && !matches!(found.reason, Reason::Siblings { .. });
            it != at && same && !solved && row.teaches(trusted).is_some()
        };
        let mut teachers: Vec<usize> = (0..self.rows.len()).filter(|it| is_teacher(*it)).collect();
        let far = |it: &usize| match self.rows[*it].day {
            Some(day) if !side_by_side => u64::from(calendar::days_between(day, found.day).unsigned_abs()),
            _ => it.abs_diff(at) as u64,
        };
        teachers.sort_by_key(|it| (far(it), *it));
        if side_by_side {
            teachers.truncate(SHOWN);
        }
        let mut notes = vec![format!("day {} at {:.2}: {}", found.day, found.confidence, why(found))];
        let paths = corpus.column(columns::SOURCE_PATH)?;
        for &it in teachers.iter().take(SHOWN) {
            let path = paths.get(it).cloned().flatten().unwrap_or_default();
            let row = &self.rows[it];
            let day = row.day.map_or(String::new(), |it| it.to_string());
            let basis = if row.pinned { crate::OVERRIDE } else { row.basis.map_or("", |it| it.code()) };
            notes.push(format!("  {day}\t{basis}\t{:.2}\t{path}", row.sure));
        }
        if teachers.len() > SHOWN {
            notes.push(format!("  and {} more", teachers.len() - SHOWN));
        }
        Ok(notes)
    }
}
