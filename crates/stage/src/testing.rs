//! What a stage's own tests need.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use serde::Deserialize as _;

use crate::corpus::RowStream;
use crate::{
    Article, ArticleId, ArticleStage, Cell, Corpus, CorpusStage, CorpusView, Phase, Record as _, Rows, Rulings, Setup,
    Stage, Verdict,
};

/// Builds a stage from the text of its table; paths are relative to `root`.
///
/// # Errors
///
/// If the settings are wrong or the stage cannot be set up.
pub fn build<S: Stage>(root: &Path, settings: &str) -> Result<S> {
    let settings = S::Settings::deserialize(toml::Deserializer::parse(settings)?)?;
    S::new(settings, &mut Setup::new(root))
}

/// Runs a stage of the article floor on one text.
///
/// # Errors
///
/// As the stage's own.
pub fn process<S: ArticleStage>(stage: &S, text: &str) -> Result<(Article, Verdict, Rows)> {
    let (mut article, mut rows) = (Article::from_text(text), Rows::default());
    let verdict = stage.process(&mut article, &mut rows)?;
    Ok((article, verdict, rows))
}

/// Lets a stage observe these articles and decide in its phases, one after the other; rulings of
/// one phase are seen by the next.
///
/// # Errors
///
/// As the stage's own.
pub fn decide<S: CorpusStage>(stage: &S, articles: &[Article]) -> Result<Vec<(Phase, Rulings)>> {
    let mut view = Memory { ids: articles.iter().map(|it| it.id).collect(), ..Memory::default() };
    for (at, article) in articles.iter().enumerate() {
        view.clues.push((at, stage.observe(article)?.into_cells()));
        for field in crate::columns::ALL {
            let column = view.columns.entry(field.name).or_insert_with(|| vec![Cell::Empty; articles.len()]);
            column[at] = article.cell(field.name).cloned().unwrap_or_default();
        }
    }
    let mut decided = Vec::new();
    for phase in S::PHASES {
        let rulings = stage.decide(*phase, &Corpus::<S::Clue>::new(&view, "clues"))?;
        view.apply(&rulings);
        decided.push((*phase, rulings));
    }
    Ok(decided)
}

/// A corpus in memory.
#[derive(Default)]
struct Memory {
    ids: Vec<ArticleId>,
    columns: BTreeMap<&'static str, Vec<Cell>>,
    clues: Vec<(usize, Vec<Cell>)>,
}

impl Memory {
    fn apply(&mut self, rulings: &Rulings) {
        for (left, _) in &rulings.duplicates {
            self.leave(*left);
        }
        for (id, column, cell) in &rulings.values {
            let at = self.ids.iter().position(|it| it == id);
            if let (Some(at), Some(column)) = (at, self.columns.get_mut(column)) {
                column[at] = cell.clone();
            }
        }
    }
}

impl Memory {
    fn leave(&mut self, article: ArticleId) {
        let Some(gone) = self.ids.iter().position(|it| *it == article) else { return };
        self.ids.remove(gone);
        self.columns.values_mut().for_each(|it| drop(it.remove(gone)));
        self.clues.retain(|(at, _)| *at != gone);
        self.clues.iter_mut().filter(|(at, _)| *at > gone).for_each(|(at, _)| *at -= 1);
    }
}

impl CorpusView for Memory {
    fn articles(&self) -> &[ArticleId] {
        &self.ids
    }
    fn column(&self, name: &str) -> Result<Vec<Cell>> {
        Ok(self.columns.get(name).cloned().unwrap_or_else(|| vec![Cell::Empty; self.ids.len()]))
    }
    fn rows(&self, _: &str) -> Result<RowStream<'_>> {
        Ok(Box::new(self.clues.iter().cloned().map(Ok)))
    }
}
