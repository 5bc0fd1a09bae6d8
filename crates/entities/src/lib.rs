//! Names, whatever their spelling.
//!
//! The stage `entities` finds a watchlist in the clean text: every spelling of a person, an
//! organisation or a place is one entity (`Kiev`, `Kyiv` and `Київ` are `kyiv`), and every mention
//! can be opened to its sentence. It also finds terms: words and phrases that are no names.
//!
//! How it reads. Names are matched on words, the longest from left to right, in a trie that holds
//! a million of them (`trie`). Small letters are no name (`may`, `march`), acronyms match in
//! capitals only. What an apostrophe joins to a name is no part of it (`units`). A name can need
//! another word in the article, and phrases can be excluded (`tag`). A surname is the person who
//! was named in full before, and is nobody on the list after somebody else's given name
//! (`persons`).
//!
//! What it does not do: it knows no name that is not on the list; it does not inflect (Cyrillic
//! and other cases are aliases of the list); it does not split what Korean, Arabic or Hebrew
//! write together with a name.

mod edges;
mod lexicon;
mod persons;
mod quotes;
mod rows;
mod sheet;
mod tag;
#[cfg(test)]
mod testing;
mod trie;
mod units;
mod usage;
mod watchlist;

use std::path::PathBuf;

use anyhow::Result;
use newsmill_stage::tables::Mention;
use newsmill_stage::{Article, ArticleStage, Clean, Rows, Setup, Stage, Verdict, columns};

use rows::{Named, Page};
use units::Text;
use watchlist::{Terms, Watchlist};

newsmill_stage::settings! {
    /// The settings of `entities`.
    pub struct Settings {
        /// Who and what to look for: id, name, type, wikidata_id, aliases, needs, excludes.
        pub watchlist: PathBuf = PathBuf::from("data/entities.csv"),
        /// Words and phrases to count beside names: id, label, group, pattern; "" for none.
        pub terms: PathBuf = PathBuf::from("data/terms.csv"),
    }
}

/// Tags mentions of a watchlist.
#[derive(Debug)]
pub struct Entities {
    watchlist: Watchlist,
    terms: Terms,
}

impl Stage for Entities {
    const NAME: &'static str = "entities";
    const ABOUT: &'static str = "tags mentions of a watchlist: one id for all spellings";
    const VERSION: u32 = 1;
    type Settings = Settings;

    fn new(settings: Settings, setup: &mut Setup) -> Result<Self> {
        setup.writes::<Mention>()?;
        let watchlist = Watchlist::read(&settings.watchlist, setup)?;
        let terms = Terms::read(&settings.terms, setup)?;
        Ok(Self { watchlist, terms })
    }
}

impl ArticleStage for Entities {
    fn process(&self, article: &mut Article, rows: &mut Rows) -> Result<Verdict> {
        let article = &*article;
        let texts = texts(article, article.clean());
        let names = tag::names(&self.watchlist, &texts);
        let terms = tag::terms(&self.terms, &texts);
        if names.is_empty() && terms.is_empty() {
            return Ok(Verdict::Keep);
        }
        let page = Page::new(article, &texts);
        let mut found: Vec<(usize, Mention)> = Vec::with_capacity(names.len() + terms.len());
        found.extend(names.iter().map(|it| (it.text, page.row(it, &self.entity(it.owner)))));
        found.extend(terms.iter().map(|it| (it.text, page.row(it, &self.term(it.owner)))));
        found.sort_by_key(|(text, it)| (*text, it.char_start));
        rows.tally("mentions", found.len());
        for (_, mention) in found {
            rows.push(mention);
        }
        Ok(Verdict::Keep)
    }
}

impl Entities {
    fn entity(&self, owner: u32) -> Named<'_> {
        let it = &self.watchlist.entities[owner as usize];
        Named { id: &it.id, name: &it.name, kind: it.kind, wikidata_id: it.wikidata_id.as_deref() }
    }

    fn term(&self, owner: u32) -> Named<'_> {
        let it = &self.terms.list[owner as usize];
        Named { id: &it.id, name: &it.label, kind: "term", wikidata_id: None }
    }
}

/// The texts of an article that names are looked for in: the title, if it stands apart, and the
/// clean text.
fn texts<'a>(article: &'a Article, clean: &'a Clean) -> Vec<Text<'a>> {
    let mut texts = Vec::with_capacity(2);
    if let Some(title) = article.title().filter(|_| !clean.title_tokens.words.is_empty()) {
        let mut text = Text::new(title, &clean.title_tokens, &[title.len()]);
        text.title_units = text.units.len();
        texts.push(text);
    }
    let line_ends: Vec<usize> = clean.lines.iter().map(|it| it.bytes.end).collect();
    let mut text = Text::new(&clean.text, &clean.tokens, &line_ends);
    text.title_units = text.units.partition_point(|it| it.bytes.start < clean.title_bytes);
    texts.push(text);
    let capitalizes_nouns = matches!(article.get(columns::LANGUAGE).as_deref(), Some("de" | "lb"));
    texts.iter_mut().for_each(|it| it.capitalizes_nouns = capitalizes_nouns);
    texts
}

#[cfg(test)]
mod tests;
