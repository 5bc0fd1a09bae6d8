//! The table floor: what needs more than one article is decided here, from stored rows.

mod merge;
mod moves;
mod view;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use anyhow::{Context as _, Result, ensure};
use newsmill_stage::{ArticleId, Cell, FragmentStore, Phase, Record as _, Rejection, Rulings, Step};

use crate::fragments::Fragment;
use crate::overrides::Override;
use crate::rows::{Document, Tables, Tally};
use crate::{Pipeline, Progress};
use view::{Doc, View};

/// An article of the run, and the document that it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The document's number, as in the fragments' rows.
    pub delivery: i64,
    /// The article.
    pub article_id: ArticleId,
    /// The file.
    pub source_path: String,
    /// The record in it.
    pub source_record: i64,
    /// Where the record starts, in bytes.
    pub byte_offset: i64,
}

/// A document that did not come through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The file.
    pub source_path: String,
    /// The record in it.
    pub source_record: i64,
    /// Where the record starts, in bytes.
    pub byte_offset: i64,
    /// The stage that it did not pass.
    pub stage: String,
    /// Why, as a stable code.
    pub reason: String,
    /// What was wrong with this one.
    pub detail: String,
}

/// Everything that both floors have decided; the published tables are queries over it.
#[derive(Debug, Default)]
pub struct Settled {
    /// The fragments whose rows are part of the run, by key.
    pub fragments: Vec<String>,
    /// The articles, by source path and record.
    pub live: Vec<Delivery>,
    /// Ruled values of columns, each with the article's position in `live`; they replace the
    /// stored ones.
    pub values: BTreeMap<&'static str, Vec<(usize, Cell)>>,
    /// Spans whose mentions do not count: the article's position, Unicode characters, the reason.
    pub uncounted: Vec<(usize, Range<u32>, &'static str)>,
    /// Later deliveries, each with the article that it is.
    pub duplicates: Vec<(ArticleId, Delivery)>,
    /// Documents that did not come through, by source path and record.
    pub rejected: Vec<Rejected>,
    /// Rows of the table floor's own tables.
    pub corpus_rows: BTreeMap<&'static str, Vec<Vec<Cell>>>,
    /// What the stages have done, by stage and name.
    pub tallies: BTreeMap<String, BTreeMap<String, u64>>,
    /// How many documents came in.
    pub documents_in: usize,
    /// What people should know, though it stops nothing.
    pub warnings: Vec<String>,
    /// The articles that somebody asked about, whatever became of them.
    pub asked: Vec<Delivery>,
    /// Why things were ruled of them, with the stage.
    pub notes: Vec<(ArticleId, &'static str, String)>,
}

/// How the articles are named that somebody asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked<'a> {
    /// By the first letters of their ids.
    Id(&'a str),
    /// By their address, in any of its usual spellings.
    Address(&'a str),
}

impl Pipeline {
    /// Decides all that needs the corpus.
    ///
    /// # Errors
    ///
    /// If fragments cannot be read, or if documents do not add up, which would be a bug.
    pub fn settle(
        &self,
        fragments: &[Fragment],
        overrides: &[Override],
        store: &dyn FragmentStore,
        progress: &dyn Progress,
    ) -> Result<Settled> {
        self.settle_asked(fragments, overrides, store, progress, None)
    }

    /// The same, with the reasons for what is ruled of the articles that somebody asks about.
    ///
    /// # Errors
    ///
    /// As [`settle`](Self::settle).
    pub fn settle_asked(
        &self,
        fragments: &[Fragment],
        overrides: &[Override],
        store: &dyn FragmentStore,
        progress: &dyn Progress,
        asked: Option<Asked<'_>>,
    ) -> Result<Settled> {
        progress.begins("reading what is known");
        let mut settled =
            Settled { fragments: fragments.iter().map(|it| it.key.clone()).collect(), ..Settled::default() };
        let mut docs = documents(fragments, store, &mut settled)?;
        collapse(&mut docs, &mut settled);
        let tables = Tables::of(&self.schema, &self.steps);
        let mut view = View::new(store, fragments, &tables, docs);
        if let Some(asked) = asked {
            settled.asked = view.ask(asked)?;
        }
        view.pin(overrides, &mut settled)?;
        for phase in Phase::ALL {
            for step in self.steps.iter().filter(|it| it.phases().contains(&phase)) {
                progress.begins(&format!("{}: {}", step.name(), about(phase)));
                let rulings = step.decide(phase, &view).with_context(|| format!("the stage `{}`", step.name()))?;
                apply(rulings, step.as_ref(), &mut view, &mut settled)?;
            }
            if phase == Phase::Copies {
                view.move_to_stories(&mut settled)?;
            }
        }
        view.settle(&mut settled);
        tallies(fragments, store, &mut settled)?;
        settled.rejected.sort_by(|a, b| (&a.source_path, a.source_record).cmp(&(&b.source_path, b.source_record)));
        let live: HashSet<ArticleId> = settled.live.iter().map(|it| it.article_id).collect();
        let strays = settled.duplicates.iter().filter(|(article, _)| !live.contains(article)).count();
        ensure!(strays == 0, "{strays} duplicates are of no article: this is a bug, nothing was published");
        let accounted = settled.live.len() + settled.duplicates.len() + settled.rejected.len();
        ensure!(
            accounted == settled.documents_in,
            "{} documents came in and {accounted} are accounted for: this is a bug, nothing was published",
            settled.documents_in
        );
        Ok(settled)
    }
}

fn about(phase: Phase) -> &'static str {
    match phase {
        Phase::Lines => "repeated lines",
        Phase::Copies => "copies",
        Phase::Days => "days",
        Phase::Roles => "originals",
    }
}

/// The live documents, by source path and record; those that were rejected are settled at once.
fn documents(fragments: &[Fragment], store: &dyn FragmentStore, settled: &mut Settled) -> Result<Vec<Doc>> {
    let mut docs = Vec::new();
    for (fragment, Fragment { key, live }) in fragments.iter().enumerate() {
        let names: BTreeSet<&str> = live.iter().map(|(name, _)| name.as_str()).collect();
        for cells in store.rows(key, Document::TABLE, Document::FIELDS)? {
            let it = Document::from_cells(cells?).context("a fragment was made by another version")?;
            if !is_live(&names, &it.source_path) {
                continue;
            }
            settled.documents_in += 1;
            match (it.reason, it.article_id.as_deref().map(str::parse)) {
                (None, Some(Ok(article_id))) => docs.push(Doc {
                    place: Delivery {
                        delivery: it.delivery,
                        article_id,
                        source_path: it.source_path,
                        source_record: it.source_record,
                        byte_offset: it.byte_offset,
                    },
                    fragment,
                }),
                (reason, _) => settled.rejected.push(Rejected {
                    source_path: it.source_path,
                    source_record: it.source_record,
                    byte_offset: it.byte_offset,
                    stage: it.stage.unwrap_or_default(),
                    reason: reason.unwrap_or_default(),
                    detail: it.detail.unwrap_or_default(),
                }),
            }
        }
    }
    docs.sort_by(|a, b| {
        (&a.place.source_path, a.place.source_record).cmp(&(&b.place.source_path, b.place.source_record))
    });
    Ok(docs)
}

/// Whether a document's file is live in its fragment. A document inside an archive has a path that
/// goes on after the file's name.
fn is_live(names: &BTreeSet<&str>, path: &str) -> bool {
    let mut prefix = path;
    loop {
        if names.contains(prefix) {
            return true;
        }
        match prefix.rsplit_once('/') {
            Some((shorter, _)) => prefix = shorter,
            None => return false,
        }
    }
}

/// Adds what the article floor has counted in the articles that are published.
fn tallies(fragments: &[Fragment], store: &dyn FragmentStore, settled: &mut Settled) -> Result<()> {
    let live: HashSet<i64> = settled.live.iter().map(|it| it.delivery).collect();
    ensure!(live.len() == settled.live.len(), "two documents have the same number: rename one of their files");
    let sums = &mut settled.tallies;
    for fragment in fragments {
        for cells in store.rows(&fragment.key, Tally::TABLE, Tally::FIELDS)? {
            let it = Tally::from_cells(cells?).context("a fragment was made by another version")?;
            if live.contains(&it.delivery) {
                *sums.entry(it.stage).or_default().entry(it.what).or_default() += it.times.unsigned_abs();
            }
        }
    }
    Ok(())
}

/// Of several deliveries of the same article, the first (by source path and record) stays.
fn collapse(docs: &mut Vec<Doc>, settled: &mut Settled) {
    let mut first = HashMap::new();
    docs.retain(|it| {
        let is_first = *first.entry(it.place.article_id).or_insert(it.place.delivery) == it.place.delivery;
        if !is_first {
            settled.duplicates.push((it.place.article_id, it.place.clone()));
        }
        is_first
    });
}

fn apply(mut rulings: Rulings, step: &dyn Step, view: &mut View<'_>, settled: &mut Settled) -> Result<()> {
    for (what, times) in rulings.rows.take_tallies() {
        let of_stage = settled.tallies.entry(step.name().to_owned()).or_default();
        *of_stage.entry(what.to_owned()).or_default() += times;
    }
    for (table, rows) in rulings.rows.take_tables() {
        settled.corpus_rows.entry(table).or_default().extend(rows);
    }
    for (article, column, cell) in rulings.values {
        view.set(article, column, cell)?;
    }
    settled.notes.extend(rulings.notes.into_iter().map(|(article, note)| (article, step.name(), note)));
    view.uncounted.extend(rulings.uncounted);
    view.duplicates.extend(rulings.duplicates.iter().copied());
    let rejected = rulings.rejected.into_iter().map(|(id, it)| (id, step.name(), it)).collect();
    view.leave(rejected, settled);
    Ok(())
}

/// A rejection on the table floor, with the stage that it came from.
type Left = (ArticleId, &'static str, Rejection);
