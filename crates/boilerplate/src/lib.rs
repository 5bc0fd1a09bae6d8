//! What the site put around the article goes; title and body stay.
//!
//! Menus, share bars, invitations to subscribe, links to other stories, captions, stamps and
//! sign-offs are cut line by line, and pieces of them out of lines, each for a reason with a
//! stable code ([`Because`]). The rules are readable and do not depend on the language where that
//! is possible; where words are needed, they stand in the lists in `words/`.
//!
//! On the table floor, lines that an outlet repeats on article after article are marked uncounted.
//!
//! **Promises.** An article is never left empty. A page without a sentence keeps its lines. A
//! sentence goes only for a strong reason. Nothing is rewritten: what stays, stays as it was,
//! without bullets and the spaces around it.

mod because;
mod phrases;
mod words;

mod buttons;
mod bylines;
mod captions;
mod links;
mod notices;
mod stamps;

mod desk;
mod page;
mod pieces;
mod places;
mod proof;
mod repeated;
mod titles;

use anyhow::{Result, ensure};
use newsmill_stage::{
    Article, ArticleStage, Corpus, CorpusStage, Phase, Rows, Rulings, Setup, Stage, Verdict, columns,
};

pub use because::Because;
pub use repeated::KeptLines;

newsmill_stage::settings! {
    /// The settings of `boilerplate`.
    pub struct Settings {
        /// On how many articles of an outlet a line must stand to be chrome, whatever it says.
        pub repeated_lines: u32 = 4,
        /// Whether the captions of photos stay in the text.
        pub keep_captions: bool = false,
    }
}

/// Cuts what the site put around the article.
pub struct Boilerplate {
    settings: Settings,
}

impl Stage for Boilerplate {
    const NAME: &'static str = "boilerplate";
    const ABOUT: &'static str = "cuts what the site put around the article: title and body stay";
    const VERSION: u32 = 1;
    type Settings = Settings;

    fn new(settings: Settings, _: &mut Setup) -> Result<Self> {
        ensure!(settings.repeated_lines >= 2, "repeated-lines must be 2 or more: every line stands on one article");
        Ok(Self { settings })
    }
}

impl ArticleStage for Boilerplate {
    fn process(&self, article: &mut Article, rows: &mut Rows) -> Result<Verdict> {
        for at in 0..article.lines().len() {
            if article.lines()[at].cut.is_none() {
                let taken = pieces::take_out(&mut article.lines_mut()[at]);
                report(article, rows, at, taken);
            }
        }
        let (decision, places) = {
            let page = page::Page::read(article);
            let places: Vec<usize> = page.lines.iter().map(|it| it.at).collect();
            (desk::decide(&page, article.title(), self.settings.keep_captions), places)
        };
        for (at, verdict) in places.into_iter().zip(&decision.verdicts) {
            match verdict {
                Some(because) => cut(article, rows, at, *because),
                None => {
                    let taken = pieces::polish(&mut article.lines_mut()[at]);
                    report(article, rows, at, taken);
                }
            }
        }
        if decision.for_want_of_better {
            rows.tally("kept_for_want_of_better", 1);
            article.note(Self::NAME, || "nearly all would have gone: the best block was kept".to_owned());
        }
        if let Some(title) = decision.title {
            article.set_title(title);
        }
        let title = article.title().map(str::to_owned);
        article.set(columns::TITLE, title);
        article.set_stripped();
        Ok(Verdict::Keep)
    }
}

impl CorpusStage for Boilerplate {
    type Clue = KeptLines;
    const PHASES: &'static [Phase] = &[Phase::Lines];

    fn observe(&self, article: &Article) -> Result<KeptLines> {
        Ok(repeated::observe(article))
    }

    fn decide(&self, _: Phase, corpus: &Corpus<'_, KeptLines>) -> Result<Rulings> {
        repeated::decide(corpus, self.settings.repeated_lines)
    }
}

/// Cuts a line, for this reason. The title is moved, not removed: it is not counted.
fn cut(article: &mut Article, rows: &mut Rows, at: usize, because: Because) {
    let line = &mut article.lines_mut()[at];
    line.cut = Some(because.code());
    let (number, text) = (line.number, beginning(line.text()));
    if because != Because::Title {
        rows.tally(because.tally(), 1);
    }
    article.note(Boilerplate::NAME, || format!("line {number}: {}: {text}", because.code()));
}

/// Counts and notes the pieces that were taken out of a line.
fn report(article: &mut Article, rows: &mut Rows, at: usize, taken: Vec<(Because, String)>) {
    let number = article.lines()[at].number;
    for (because, piece) in taken {
        rows.tally(because.tally(), 1);
        article
            .note(Boilerplate::NAME, || format!("line {number}: a piece: {}: {}", because.code(), beginning(&piece)));
    }
}

/// The first 60 characters, for a note.
fn beginning(text: &str) -> String {
    text.trim().chars().take(60).collect()
}

#[cfg(test)]
mod tests;
