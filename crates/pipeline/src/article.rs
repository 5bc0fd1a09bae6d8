//! One document through all stages of the article floor.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use anyhow::Result;
use newsmill_stage::{
    Article, ArticleId, Cell, InputRecord, Intake, Place, Record as _, Rejection, Rows, Step, Verdict, columns,
};

use crate::Pipeline;
use crate::rows::{Document, Tally, keyed_row};

/// What the article floor has made of one document: rows, by table.
#[derive(Debug, Default)]
pub struct Passed {
    /// The rows, by table.
    pub rows: BTreeMap<String, Vec<Vec<Cell>>>,
}

/// A document that did not pass, with the stage that stopped it.
pub type Stopped = (&'static str, Rejection);

impl Pipeline {
    /// Takes one document through all stages.
    ///
    /// `fragment` is the key of the fragment that its rows go to; with the place it makes the
    /// document's number.
    pub fn pass(&self, intake: &dyn Intake, record: InputRecord, fragment: &str) -> Passed {
        let place = record.place.clone();
        let delivery = delivery(&place, fragment);
        let mut passed = Passed::default();
        let (id, outcome) = match guarded(|| Ok(intake.article(record))) {
            Ok(Ok(mut article)) => {
                article.place = place.clone();
                let id = article.id;
                (Some(id), self.stages(article, delivery, &mut passed))
            }
            Ok(Err(rejection)) | Err(rejection) => (None, Err(("read", rejection))),
        };
        if outcome.is_err() {
            passed.rows.clear();
        }
        passed.push("documents", document(delivery, id, &place, outcome.err()).into_cells());
        passed
    }

    /// Lets all stages look at an article, and gives it back with their notes.
    pub fn explain(&self, mut article: Article) -> (Article, Option<Stopped>) {
        article.ask_for_notes();
        let mut rows = Rows::default();
        for step in &self.steps {
            if let Err(rejection) = stage(step.as_ref(), &mut article, &mut rows) {
                return (article, Some((step.name(), rejection)));
            }
        }
        complete(&mut article);
        (article, None)
    }

    fn stages(&self, mut article: Article, delivery: i64, passed: &mut Passed) -> Result<(), Stopped> {
        let id = article.id.to_string();
        let original: usize = article.lines().iter().map(|it| it.text().chars().count() + 1).sum();
        article.set(columns::ORIGINAL_CHAR_COUNT, original.saturating_sub(1) as i64);
        for step in &self.steps {
            let mut rows = Rows::default();
            let clue = stage(step.as_ref(), &mut article, &mut rows).map_err(|rejection| (step.name(), rejection))?;
            if let Some(cells) = clue {
                passed.push(&step.clue_table(), keyed_row(delivery, &id, cells));
            }
            for (what, times) in rows.take_tallies() {
                let (stage, what, times) = (step.name().to_owned(), what.to_owned(), times as i64);
                passed.push("tallies", Tally { delivery, stage, what, times }.into_cells());
            }
            for (table, rows) in rows.take_tables() {
                rows.into_iter().for_each(|cells| passed.push(table, keyed_row(delivery, &id, cells)));
            }
        }
        complete(&mut article);
        let fields = columns::ALL.iter().chain(&self.schema.columns);
        let cells = fields.map(|it| article.cell(it.name).cloned().unwrap_or_default()).collect();
        passed.push("articles", keyed_row(delivery, &id, cells));
        let title = article.title().map_or(Cell::Empty, |it| Cell::Text(it.to_owned()));
        let text = Cell::Text(article.clean().text.clone());
        passed.push("texts", keyed_row(delivery, &id, vec![title, text]));
        Ok(())
    }
}

impl Passed {
    fn push(&mut self, table: &str, row: Vec<Cell>) {
        match self.rows.get_mut(table) {
            Some(rows) => rows.push(row),
            None => drop(self.rows.insert(table.to_owned(), vec![row])),
        }
    }
}

/// One stage's work on one article; the clue, if it leaves one.
fn stage(step: &dyn Step, article: &mut Article, rows: &mut Rows) -> Result<Option<Vec<Cell>>, Rejection> {
    guarded(|| {
        Ok(match step.process(article, rows)? {
            Verdict::Keep => Ok(step.observe(article)?),
            Verdict::Drop(rejection) => Err(rejection),
        })
    })?
}

/// Turns an error or a panic into a rejection: one bad document costs one document.
fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T, Rejection> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err(Rejection::new("error", format!("{error:#}"))),
        Err(panic) => Err(Rejection::new("panic", said(panic.as_ref()))),
    }
}

/// What a panic says.
pub(crate) fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|it| (*it).to_owned())).unwrap_or_default()
}

/// Fills the columns that are known whatever the stages are.
fn complete(article: &mut Article) {
    let (words, chars) = {
        let clean = article.clean();
        (clean.tokens.words.len() as i64, clean.text.chars().count() as i64)
    };
    article.set(columns::WORD_COUNT, words);
    article.set(columns::CHAR_COUNT, chars);
    article.set(columns::TITLE, article.title().map(str::to_owned));
    article.set(columns::SOURCE_ID, article.metadata.source_id.clone());
    article.set(columns::URL, article.metadata.url.clone());
}

/// The number of a document: of its place and its fragment. The same document may stand in two
/// fragments, made with other settings or of other files; only one of them is live.
fn delivery(place: &Place, fragment: &str) -> i64 {
    let text = format!("{}\0{}\0{fragment}", place.path, place.record);
    newsmill_text::hash64(text.as_bytes()).cast_signed()
}

fn document(delivery: i64, id: Option<ArticleId>, place: &Place, stopped: Option<Stopped>) -> Document {
    let (stage, rejection) = stopped.unzip();
    let (reason, detail) = rejection.map(|it| (it.reason.to_owned(), it.detail)).unzip();
    Document {
        delivery,
        article_id: id.map(|it| it.to_string()),
        source_path: place.path.clone(),
        source_record: place.record.cast_signed(),
        byte_offset: place.byte_offset.cast_signed(),
        stage: stage.map(str::to_owned),
        reason,
        detail,
    }
}
