//! Stages as the pipeline sees them: without their types.

use anyhow::Result;

use crate::{
    Article, ArticleStage, Cell, Corpus, CorpusStage, CorpusView, Field, Phase, Record, Rows, Rulings, Verdict,
};

/// A stage that has been built.
pub trait Step: Send + Sync {
    /// See [`crate::Stage::NAME`].
    fn name(&self) -> &'static str;
    /// See [`crate::Stage::VERSION`].
    fn version(&self) -> u32;
    /// See [`ArticleStage::process`]; a stage that is no article stage keeps every article.
    ///
    /// # Errors
    ///
    /// As there.
    fn process(&self, article: &mut Article, rows: &mut Rows) -> Result<Verdict>;
    /// The columns of its clues, if it is a corpus stage.
    fn clue_fields(&self) -> Option<&'static [Field]>;
    /// See [`CorpusStage::observe`].
    ///
    /// # Errors
    ///
    /// As there.
    fn observe(&self, article: &Article) -> Result<Option<Vec<Cell>>>;
    /// The table that its clues are stored in.
    fn clue_table(&self) -> String {
        format!("clue_{}", self.name())
    }
    /// See [`CorpusStage::PHASES`].
    fn phases(&self) -> &'static [Phase];
    /// See [`CorpusStage::decide`].
    ///
    /// # Errors
    ///
    /// As there.
    fn decide(&self, phase: Phase, corpus: &dyn CorpusView) -> Result<Rulings>;
}

/// A stage of the article floor only.
pub(crate) struct OfArticles<S>(pub(crate) S);
/// A stage of the table floor only.
pub(crate) struct OfCorpora<S>(pub(crate) S);
/// A stage that does both.
pub(crate) struct OfBoth<S>(pub(crate) S);

macro_rules! says {
    () => {
        fn name(&self) -> &'static str {
            S::NAME
        }
        fn version(&self) -> u32 {
            S::VERSION
        }
    };
}

macro_rules! processes {
    () => {
        fn process(&self, article: &mut Article, rows: &mut Rows) -> Result<Verdict> {
            self.0.process(article, rows)
        }
    };
}

macro_rules! decides {
    () => {
        fn clue_fields(&self) -> Option<&'static [Field]> {
            Some(S::Clue::FIELDS)
        }
        fn observe(&self, article: &Article) -> Result<Option<Vec<Cell>>> {
            Ok(Some(self.0.observe(article)?.into_cells()))
        }
        fn phases(&self) -> &'static [Phase] {
            S::PHASES
        }
        fn decide(&self, phase: Phase, corpus: &dyn CorpusView) -> Result<Rulings> {
            self.0.decide(phase, &Corpus::new(corpus, &self.clue_table()))
        }
    };
}

impl<S: ArticleStage> Step for OfArticles<S> {
    says!();
    processes!();
    fn clue_fields(&self) -> Option<&'static [Field]> {
        None
    }
    fn observe(&self, _: &Article) -> Result<Option<Vec<Cell>>> {
        Ok(None)
    }
    fn phases(&self) -> &'static [Phase] {
        &[]
    }
    fn decide(&self, _: Phase, _: &dyn CorpusView) -> Result<Rulings> {
        Ok(Rulings::default())
    }
}

impl<S: CorpusStage> Step for OfCorpora<S> {
    says!();
    decides!();
    fn process(&self, _: &mut Article, _: &mut Rows) -> Result<Verdict> {
        Ok(Verdict::Keep)
    }
}

impl<S: ArticleStage + CorpusStage> Step for OfBoth<S> {
    says!();
    processes!();
    decides!();
}
