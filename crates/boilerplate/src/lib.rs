//! What the site put around the article goes; title and body stay.
//!
//! Menus, share bars, invitations to subscribe, links to other stories, captions, stamps and
//! sign-offs are cut line by line, and pieces of them out of lines, each for a reason with a
//! stable code ([`Because`]).
//!
//! **How.** Rules hear what a line says of itself, with word lists for 33 languages (`words/`); they
//! find the headline and the stretch of running text, and give reasons. A judge decides: a small
//! model of trees of questions, that sees some hundred marks of a line and of its neighbors
//! (`marks.rs`), none of which depends on the language of the text: how it looks, where it stands, what the rules
//! say of it. There are two, one for flattened text (`text.model`) and one for HTML (`html.model`),
//! who sees besides what the elements are called, how much of a line is links, and what the
//! extractor took for body. All is done in integers, so that every machine decides alike. What the
//! rules know for sure of neat input, the judge does not overrule: see `desk.rs`.
//!
//! On the table floor, lines that an outlet repeats on article after article are marked uncounted.
//!
//! **Measured** (2026-11-22), in three five-fold cross-validations: no page was judged by trees
//! that had seen its outlet.
//!
//! | pages | figure | |
//! | --- | --- | --- |
//! | 191 of HTML | 4-gram F1 of the article | .964 (.9648, .9642, .9626) |
//! | 462 of HTML | F1 of pieces in and not in the article | .936 (.9382, .9343, .9365) |
//! | 174 flattened, 31,585 lines, mostly English and German | F1 of lines | .875 (.8780, .8740, .8723) |
//! | | F1 of characters | .949; 53 of 3,036 sentences lost |
//!
//! The extractor alone has .930 of the first, its slower setting with fallbacks .949. The rules alone
//! had .837 and .935 of the last two. One in four of the wrong lines is on two pages that are long
//! lists from end to end. The headline is found on 128 of the 159 pages whose HTML tells it. Over our
//! own articles the stage did 24 MB/s on one core with little else to do, over the pages above, which
//! are mostly menus of short lines, 16 (`cargo bench -p newsmill-boilerplate`). The judges are trained,
//! and these figures are printed or written for a scorer, by
//!
//! ```text
//! cargo run --release -p newsmill-train --bin train -- FOLDER --judged FOLDER --out crates/boilerplate/src
//! ```
//!
//! **Promises.** An article is never left empty. A page without a sentence keeps its lines. A
//! sentence goes only for a strong reason. Nothing is rewritten: what stays, stays as it was,
//! without bullets and the spaces around it. Time grows with the length of a page, whatever it is.

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
mod headlines;
mod page;
mod pieces;
mod places;
mod proof;
mod repeated;
mod rules;
mod titles;

mod elements;
mod judge;
mod looks;
mod marks;
mod standing;
pub mod training;
mod trees;

use anyhow::{Result, ensure};
use newsmill_stage::{
    Article, ArticleStage, Corpus, CorpusStage, Phase, Rows, Rulings, Setup, Stage, Verdict, columns,
};

pub use because::Because;
use desk::Decision;
use judge::Judges;
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
    judges: Judges,
}

impl Stage for Boilerplate {
    const NAME: &'static str = "boilerplate";
    const ABOUT: &'static str = "cuts what the site put around the article: title and body stay";
    const VERSION: u32 = 3;
    type Settings = Settings;

    fn new(settings: Settings, _: &mut Setup) -> Result<Self> {
        ensure!(settings.repeated_lines >= 2, "repeated-lines must be 2 or more: every line stands on one article");
        Ok(Self { settings, judges: Judges::ours()? })
    }
}

impl ArticleStage for Boilerplate {
    fn process(&self, article: &mut Article, rows: &mut Rows) -> Result<Verdict> {
        let mut pieces = Vec::new();
        for line in article.lines_mut().iter_mut().filter(|it| it.cut.is_none()) {
            pieces.extend(pieces::take_out(line).into_iter().map(|it| (line.number, it)));
            // A bullet without its point says nothing: no rule hears it, and no judge sees it.
            if proof::is_bare_bullet(line.text()) {
                line.cut = Some(Because::Bullet.code());
                pieces.push((line.number, (Because::Bullet, line.text().trim().to_owned())));
            }
        }
        let (decision, known, places) = {
            let page = page::Page::read(article);
            let known = titles::known(article, &page).map(str::to_owned);
            let places: Vec<usize> = page.lines.iter().map(|it| it.at).collect();
            (desk::decide(&page, known.as_deref(), self.judges.of(&page), self.settings.keep_captions), known, places)
        };
        let lines = article.lines_mut();
        for (at, verdict) in places.iter().zip(&decision.verdicts) {
            let line = &mut lines[*at];
            line.cut = verdict.map(Because::code);
            match verdict {
                // The title is moved, not removed: it is not counted.
                Some(Because::Title) => {}
                Some(because) => rows.tally(because.tally(), 1),
                None => pieces.extend(pieces::polish(line).into_iter().map(|it| (line.number, it))),
            }
        }
        pieces.iter().for_each(|(_, (because, _))| rows.tally(because.tally(), 1));
        rows.tally("kept_for_want_of_better", usize::from(decision.for_want_of_better));
        explain(article, &decision, &places, &pieces);
        if let Some(title) = decision.title.or(known) {
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

/// Writes down what went and why, if somebody asked.
fn explain(article: &mut Article, decision: &Decision, places: &[usize], pieces: &[(u32, (Because, String))]) {
    let mut is_asked = false;
    article.note(Boilerplate::NAME, || {
        is_asked = true;
        match (decision.scores.is_empty(), decision.for_want_of_better) {
            (true, _) => "nothing looks like an article: the page stays as it is".to_owned(),
            (_, true) => "nearly all would have gone: the best block was kept".to_owned(),
            _ => {
                format!("{} of {} lines stay", decision.verdicts.iter().filter(|it| it.is_none()).count(), places.len())
            }
        }
    });
    if !is_asked {
        return;
    }
    let piece = |(number, (because, piece)): &(u32, (Because, String))| {
        format!("line {number}: a piece: {}: {}", because.code(), beginning(piece))
    };
    let mut notes: Vec<String> = pieces.iter().map(piece).collect();
    for (row, at) in places.iter().enumerate() {
        let line = &article.lines()[*at];
        let judge = decision.scores.get(row).map(|it| judge::chance(*it)).unwrap_or_default();
        if let Some(code) = line.cut {
            notes.push(format!("line {}: {code} (judge {judge:.2}): {}", line.number, beginning(line.text())));
        }
    }
    notes.into_iter().for_each(|it| article.note(Boilerplate::NAME, || it));
}

/// The first 60 characters, for a note.
fn beginning(text: &str) -> String {
    text.trim().chars().take(60).collect()
}

#[cfg(test)]
mod html_tests;
#[cfg(test)]
mod tests;
