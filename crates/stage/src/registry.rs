//! The stages that `pipeline.toml` may name.

use serde::Deserialize as _;
use toml::Spanned;
use toml::de::{DeValue, ValueDeserializer};

use crate::erased::{OfArticles, OfBoth, OfCorpora};
use crate::{ArticleStage, CorpusStage, Describe as _, Problem, Setting, Setup, Stage, Step};

/// The stages that a product knows, in the order of a usual run.
///
/// They are registered one by one, in code that can be read: nothing depends on the linker having
/// kept a crate that nobody mentions.
#[derive(Default)]
pub struct Registry(Vec<Entry>);

/// A known stage.
#[derive(Clone, Copy)]
pub struct Entry {
    /// See [`Stage::NAME`].
    pub name: &'static str,
    /// See [`Stage::ABOUT`].
    pub about: &'static str,
    /// The keys of its table.
    pub settings: fn() -> Vec<Setting>,
    build: Build,
}

type Build = fn(Spanned<DeValue<'_>>, &mut Setup) -> Result<Box<dyn Step>, Problem>;

impl Registry {
    /// Makes a stage of the article floor known.
    ///
    /// # Panics
    ///
    /// If another stage has its name; so do the other two.
    pub fn article_stage<S: ArticleStage>(&mut self) -> &mut Self {
        self.add::<S>(|table, setup| Ok(Box::new(OfArticles(build::<S>(table, setup)?))))
    }

    /// Makes a stage of the table floor known.
    pub fn corpus_stage<S: CorpusStage>(&mut self) -> &mut Self {
        self.add::<S>(|table, setup| Ok(Box::new(OfCorpora(build::<S>(table, setup)?))))
    }

    /// Makes a stage known that works on both floors.
    pub fn stage_of_both_floors<S: ArticleStage + CorpusStage>(&mut self) -> &mut Self {
        self.add::<S>(|table, setup| Ok(Box::new(OfBoth(build::<S>(table, setup)?))))
    }

    /// The stages, in the order of a usual run.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.0.iter()
    }

    /// Builds the stage of this name from its table.
    ///
    /// # Errors
    ///
    /// If there is no such stage, or its settings are wrong; with the place in `pipeline.toml`.
    pub fn build(
        &self,
        name: &Spanned<String>,
        table: Spanned<DeValue<'_>>,
        setup: &mut Setup,
    ) -> Result<Box<dyn Step>, Problem> {
        match self.0.iter().find(|it| it.name == name.get_ref()) {
            Some(entry) => (entry.build)(table, setup),
            None => Err(Problem::unknown("stage", name.get_ref(), name.span(), self.0.iter().map(|it| it.name))),
        }
    }

    fn add<S: Stage>(&mut self, build: Build) -> &mut Self {
        assert!(self.0.iter().all(|it| it.name != S::NAME), "two stages are called `{}`", S::NAME);
        self.0.push(Entry { name: S::NAME, about: S::ABOUT, settings: S::Settings::settings, build });
        self
    }
}

fn build<S: Stage>(table: Spanned<DeValue<'_>>, setup: &mut Setup) -> Result<S, Problem> {
    let span = table.span();
    let settings = S::Settings::deserialize(ValueDeserializer::from(table)).map_err(Problem::from)?;
    let failed = |error| Problem::at(span, format!("the stage `{}` cannot be set up: {error:#}", S::NAME));
    S::new(settings, setup).map_err(failed)
}
