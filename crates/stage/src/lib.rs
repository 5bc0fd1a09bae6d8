//! The contract between the pipeline and its stages.
//!
//! A stage is a type that implements [`Stage`] (its name, its settings, how it is set up) and one
//! or both kinds of work:
//!
//! - [`ArticleStage`]: looks at one article at a time. The pipeline runs it on every core, in any
//!   order: the **article floor**.
//! - [`CorpusStage`]: needs other articles before it can decide. It leaves a clue about each
//!   article on the article floor, and rules on the **table floor**, where all clues are known.
//!
//! Stages know no other stage: they meet in the [`Article`], in its [`columns`], and in the
//! shared [`tables`]. A stage crate depends on this crate alone; nothing in it is slow to compile.
//!
//! **Invariants.** Nothing here reads a clock, a locale or the network. A stage is built once and
//! shared by all threads. A ruling changes no text.

mod article;
mod cell;
mod clean;
mod column;
mod corpus;
mod erased;
mod intake;
mod problem;
mod reasons;
mod record;
mod registry;
mod settings;
mod setup;
mod store;

pub mod columns;
pub mod tables;
pub mod testing;

use anyhow::Result;
use serde::de::DeserializeOwned;

pub use article::{About, Article, ArticleId, Claim, Filed, Line, Metadata, Passage, Place};
pub use cell::{Cell, Kind, Value};
pub use clean::{Clean, CleanLine};
pub use column::Column;
pub use corpus::{Corpus, CorpusView, Phase, RowStream, Rulings, Uncounted};
pub use erased::Step;
pub use intake::{
    Columnar, Content, Fetched, InputFile, Intake, Opened, Record as InputRecord, SeekRead, Shelf, Taker,
};
pub use jiff::civil::Date;
pub use problem::{Problem, nearest};
pub use reasons::{REASONS, Reason, reason_of};
pub use record::{Field, Record, Rows};
pub use registry::{Entry, Registry};
pub use settings::{Describe, Ratio, Setting};
pub use setup::{DataFile, Setup};
pub use store::{FragmentStore, FragmentWriter, Schema, TableSchema};

/// What every stage says of itself.
pub trait Stage: Sized + Send + Sync + 'static {
    /// What `use = "…"` calls this stage in `pipeline.toml`.
    const NAME: &'static str;

    /// One line on what it does to an article, for `newsmill stages`.
    const ABOUT: &'static str;

    /// Raised whenever the same article can come out differently: it is part of every fragment's key.
    const VERSION: u32;

    /// The keys that this stage's `[[stage]]` table may have; made by [`settings!`].
    type Settings: DeserializeOwned + Describe;

    /// Builds the stage: loads the data files it reads through `setup` (their content is part of
    /// every fragment's key) and declares the columns and tables that it adds.
    ///
    /// # Errors
    ///
    /// For what the user must mend: a missing file, settings that contradict each other. The
    /// message is shown at the stage's place in `pipeline.toml`.
    fn new(settings: Self::Settings, setup: &mut Setup) -> Result<Self>;
}

/// A stage that looks at one article at a time.
pub trait ArticleStage: Stage {
    /// Reads and changes one article; may add rows to the tables that it declared.
    ///
    /// # Errors
    ///
    /// An error, like a panic, costs this one article: it is listed in `rejected`.
    fn process(&self, article: &mut Article, rows: &mut Rows) -> Result<Verdict>;
}

/// A stage that needs the whole corpus to decide.
///
/// It never holds articles: it leaves a [`Clue`](Self::Clue) about each of them, and later makes
/// [`Rulings`] from the stream of clues.
pub trait CorpusStage: Stage {
    /// What is remembered of an article: typed columns, so that it can be stored and sent.
    type Clue: Record;

    /// The phases in which it decides; each runs over all stages before the next begins.
    const PHASES: &'static [Phase];

    /// Notes what a decision will need to know of this article, in the stage's place.
    ///
    /// # Errors
    ///
    /// As of [`ArticleStage::process`].
    fn observe(&self, article: &Article) -> Result<Self::Clue>;

    /// Decides, with the clues in the corpus's order (by source path and record) and the rulings
    /// before it applied.
    ///
    /// # Errors
    ///
    /// Only where a decision cannot be made at all (a disk that fails): it stops the run.
    fn decide(&self, phase: Phase, corpus: &Corpus<'_, Self::Clue>) -> Result<Rulings>;
}

/// What becomes of an article after a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It goes on to the next stage.
    Keep,
    /// It leaves the run and is listed in `rejected`.
    Drop(Rejection),
}

/// Why a document did not come through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// A stable code in `snake_case`, to be counted: `not_json`, `too_large`, `panic`; those of the
    /// reader and the pipeline are in [`REASONS`].
    pub reason: &'static str,
    /// What was wrong with this one, for people.
    pub detail: String,
}

impl Rejection {
    /// The reason of what the user's own settings sort out; it never counts toward exit code 3.
    pub const BY_CHOICE: &'static str = "by_choice";

    /// A rejection with this code and detail.
    pub fn new(reason: &'static str, detail: impl Into<String>) -> Self {
        Self { reason, detail: detail.into() }
    }
}
