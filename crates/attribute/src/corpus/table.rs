//! The columns of the corpus that days depend on, a row for each article.

use std::collections::BTreeMap;

use anyhow::Result;
use newsmill_stage::{ArticleId, Corpus, Date, Rulings, columns};

use super::Found;
use crate::clue::Clue;
use crate::day::Basis;
use crate::{Attribute, OVERRIDE};

/// The table.
pub(super) struct Table {
    pub(super) ids: Vec<ArticleId>,
    pub(super) rows: Vec<Row>,
    /// The outlets by the numbers that the rows have.
    outlets: Vec<String>,
}

/// What is known of an article before this floor.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Row {
    /// The number of its outlet.
    pub(super) outlet: Option<u32>,
    /// The number of its story.
    pub(super) story: Option<u32>,
    pub(super) day: Option<Date>,
    pub(super) basis: Option<Basis>,
    /// How sure its day is, from 0 to 1; 0 without a day.
    pub(super) sure: f64,
    /// Whether the newsroom has corrected its day.
    pub(super) pinned: bool,
    /// Whether the newsroom has corrected its outlet.
    pub(super) named_by_hand: bool,
}

/// A solved year is solved again with the neighbors in view, unless it is as sure as this.
const SOLVED: f64 = 0.9;

impl Row {
    /// The day, if it is sure enough to teach others; that of a change teaches none.
    pub(super) fn teaches(&self, trusted: f64) -> Option<Date> {
        self.day.filter(|_| self.sure >= trusted && self.basis != Some(Basis::Updated))
    }

    /// Whether a found day takes its place: a surer one does, and so does another year than the one
    /// that the text alone made likely.
    pub(super) fn gives_way(&self, to: &Found) -> bool {
        let told = matches!(self.basis, Some(Basis::YearText | Basis::YearEvents | Basis::YearWeekday));
        let other_year = self.day.map(Date::year) != Some(to.day.year());
        to.confidence > self.sure || told && other_year && to.confidence >= 0.8 * self.sure
    }

    /// Takes a ruling over, so that it teaches others.
    pub(super) fn take(&mut self, found: Option<&Found>) {
        self.day = found.map(|it| it.day);
        self.basis = found.map(|it| it.basis);
        self.sure = found.map_or(0.0, |it| it.confidence);
    }

    pub(super) fn is_doubtful(&self, below: f64) -> bool {
        let solved = self.basis.is_some_and(Basis::is_solved) && self.sure < SOLVED;
        !self.pinned && (self.day.is_none() || self.sure < below || solved)
    }
}

impl Table {
    pub(super) fn of(corpus: &Corpus<'_, Clue>) -> Result<Self> {
        let ids = corpus.articles().to_vec();
        let mut rows = vec![Row::default(); ids.len()];
        let (outlets, names) = numbered(corpus.column(columns::OUTLET_ID)?);
        let (stories, _) = numbered(corpus.column(columns::CLUSTER_ID)?);
        rows.iter_mut().zip(outlets).for_each(|(row, it)| row.outlet = it);
        rows.iter_mut().zip(stories).for_each(|(row, it)| row.story = it);
        for (row, it) in rows.iter_mut().zip(corpus.column(columns::OUTLET_BASIS)?) {
            row.named_by_hand = it.as_deref() == Some(OVERRIDE);
        }
        for (row, it) in rows.iter_mut().zip(corpus.column(columns::DATE_PUBLISHED)?) {
            row.day = it;
        }
        for (row, it) in rows.iter_mut().zip(corpus.column(columns::DATE_CONFIDENCE)?) {
            row.sure = it.unwrap_or_default();
        }
        for (row, it) in rows.iter_mut().zip(corpus.column(columns::DATE_BASIS)?) {
            row.pinned = it.as_deref() == Some(OVERRIDE);
            row.basis = it.as_deref().and_then(Basis::of_code);
            // A correction without a confidence is sure.
            row.sure = if row.pinned { 1.0 } else { row.sure };
        }
        Ok(Self { ids, rows, outlets: names })
    }

    /// Gives corrected outlets the name of the register, and their articles the agency that is another
    /// than they.
    pub(super) fn follow_overrides(
        &self,
        stage: &Attribute,
        corpus: &Corpus<'_, Clue>,
        rulings: &mut Rulings,
    ) -> Result<()> {
        if !self.rows.iter().any(|it| it.named_by_hand) {
            return Ok(());
        }
        for row in corpus.clues()? {
            let (at, clue) = row?;
            let named = self.rows.get(at).zip(self.ids.get(at)).filter(|it| it.0.named_by_hand);
            let Some((row, id)) = named else { continue };
            let outlet = row.outlet.and_then(|it| self.outlets.get(usize::try_from(it).ok()?));
            match outlet.map(|it| stage.outlets.by_id(it)) {
                Some(Some(it)) => rulings.set(*id, columns::OUTLET_NAME, it.name.clone()),
                // It may be meant, or be a name or a slip in the place of an id: the run says so.
                Some(None) => rulings.rows.tally("override_of_an_unregistered_outlet", 1),
                None => {}
            }
            let credit = clue.credits.into_iter().find(|it| Some(it) != outlet);
            rulings.set(*id, columns::CREDIT_SOURCE, credit);
        }
        Ok(())
    }

    /// A table of these rows.
    #[cfg(test)]
    pub(super) fn of_rows(rows: Vec<Row>) -> Self {
        Self { ids: vec![ArticleId::default(); rows.len()], rows, outlets: Vec::new() }
    }

    /// How many outlets there are.
    pub(super) fn outlets(&self) -> usize {
        self.outlets.len()
    }
}

/// Values as numbers, in the order in which they come, and the values.
fn numbered(values: Vec<Option<String>>) -> (Vec<Option<u32>>, Vec<String>) {
    let (mut numbers, mut names) = (BTreeMap::new(), Vec::new());
    let mut number = |value: String| {
        let next = u32::try_from(names.len()).ok()?;
        let number = *numbers.entry(value).or_insert_with_key(|value| {
            names.push(value.clone());
            next
        });
        Some(number)
    };
    let column = values.into_iter().map(|it| number(it?)).collect();
    (column, names)
}
