//! The table floor, as a stage sees it.

use std::marker::PhantomData;
use std::ops::Range;

use anyhow::{Context as _, Result};

use crate::{ArticleId, Cell, Column, Record, Rejection, Rows, Value};

/// When a corpus stage decides. Each phase runs over all stages, in `pipeline.toml`'s order,
/// before the next begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// Which lines an outlet repeats on article after article.
    Lines,
    /// Which articles are deliveries or copies of the same story.
    Copies,
    /// Days that only other articles tell.
    Days,
    /// Who wrote a story first.
    Roles,
}

impl Phase {
    /// All phases, in their order.
    pub const ALL: [Self; 4] = [Self::Lines, Self::Copies, Self::Days, Self::Roles];
}

/// The stored rows of all articles that are part of the run, without their types. Articles ruled
/// duplicates in an earlier phase are no part of it any more.
pub trait CorpusView {
    /// The articles, in the corpus's order: by source path and record.
    fn articles(&self) -> &[ArticleId];

    /// The values of a column of `articles`, one for each article, earlier rulings applied.
    ///
    /// # Errors
    ///
    /// If the rows cannot be read.
    fn column(&self, name: &str) -> Result<Vec<Cell>>;

    /// The rows of a table of the article floor, as a stream in the corpus's order, each with its
    /// article's position in [`articles`](Self::articles).
    ///
    /// # Errors
    ///
    /// If the rows cannot be read.
    fn rows(&self, table: &str) -> Result<RowStream<'_>>;

    /// Whether somebody wants to know why things are ruled of this article.
    fn is_asked(&self, _article: ArticleId) -> bool {
        false
    }
}

/// Rows, each with its article's position.
pub type RowStream<'a> = Box<dyn Iterator<Item = Result<(usize, Vec<Cell>)>> + 'a>;

/// The corpus, with the clues of one stage.
pub struct Corpus<'a, C> {
    view: &'a dyn CorpusView,
    clues: &'a str,
    clue: PhantomData<fn() -> C>,
}

impl<'a, C: Record> Corpus<'a, C> {
    /// The corpus with the clues that are stored in this table.
    pub fn new(view: &'a dyn CorpusView, clues: &'a str) -> Self {
        Self { view, clues, clue: PhantomData }
    }

    /// The articles, in the corpus's order: by source path and record.
    pub fn articles(&self) -> &'a [ArticleId] {
        self.view.articles()
    }

    /// Whether somebody wants to know why things are ruled of this article: only then
    /// [`Rulings::note`] is of use.
    pub fn is_asked(&self, article: ArticleId) -> bool {
        self.view.is_asked(article)
    }

    /// The values of a column, one for each article, earlier rulings applied.
    ///
    /// # Errors
    ///
    /// If the rows cannot be read.
    pub fn column<T: Value>(&self, column: Column<T>) -> Result<Vec<Option<T>>> {
        Ok(self.view.column(column.name)?.into_iter().map(T::from_cell).collect())
    }

    /// The clues, as a stream in the corpus's order, each with its article's position.
    ///
    /// # Errors
    ///
    /// If the rows cannot be read.
    pub fn clues(&self) -> Result<impl Iterator<Item = Result<(usize, C)>> + use<'a, C>> {
        let typed = |cells| C::from_cells(cells).context("a clue has not the columns of its stage");
        let rows = self.view.rows(self.clues)?;
        Ok(rows.map(move |row| row.and_then(|(at, cells)| Ok((at, typed(cells)?)))))
    }
}

/// A span of an article whose mentions do not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncounted {
    /// The article.
    pub article: ArticleId,
    /// Unicode characters of its clean text.
    pub chars: Range<u32>,
    /// A stable code: `repeated_line`.
    pub reason: &'static str,
}

/// What a stage has decided about the corpus. Rulings change no text.
#[derive(Debug, Default)]
pub struct Rulings {
    /// Values of columns.
    pub values: Vec<(ArticleId, &'static str, Cell)>,
    /// Articles that are later deliveries of another one.
    pub duplicates: Vec<(ArticleId, ArticleId)>,
    /// Articles that leave the corpus, with the reason.
    pub rejected: Vec<(ArticleId, Rejection)>,
    /// Spans whose mentions do not count.
    pub uncounted: Vec<Uncounted>,
    /// Rows of the stage's own tables, and its counts.
    pub rows: Rows,
    /// Reasons, for `newsmill explain`.
    pub notes: Vec<(ArticleId, String)>,
}

impl Rulings {
    /// Sets a column of an article; `None` empties it.
    pub fn set<T: Value>(&mut self, article: ArticleId, column: Column<T>, value: impl Into<Option<T>>) {
        let cell = value.into().map_or(Cell::Empty, T::into_cell);
        self.values.push((article, column.name, cell));
    }

    /// Writes down why something is ruled of an article, and which articles taught it; for those that
    /// [somebody asks about](Corpus::is_asked). Cells apart by tabs stand below each other.
    pub fn note(&mut self, article: ArticleId, reason: impl Into<String>) {
        self.notes.push((article, reason.into()));
    }

    /// Marks an article as a later delivery of another one.
    pub fn duplicate(&mut self, article: ArticleId, of: ArticleId) {
        self.duplicates.push((article, of));
    }

    /// Marks a span of an article whose mentions do not count.
    pub fn uncount(&mut self, article: ArticleId, chars: Range<u32>, reason: &'static str) {
        self.uncounted.push(Uncounted { article, chars, reason });
    }
}
