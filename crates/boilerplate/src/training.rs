//! What the program that trains the judge needs: pages as the judge sees them.

use newsmill_stage::Article;

pub use crate::judge::{Judge, chance};
pub use crate::marks::{Mark, REACH, Sheet};
pub use crate::trees::{DEPTH, Question, Tree, Trees, UNIT};

use crate::page::Page;
use crate::rules::Findings;
use crate::{desk, pieces, rules, titles};

/// A page in proof: its lines with their marks.
pub struct Galley {
    article: Article,
    /// Which of the article's lines the rows of the sheet are; blank lines have none.
    pub places: Vec<usize>,
    /// The marks.
    pub sheet: Sheet,
    findings: Findings,
}

impl Galley {
    /// Reads a page as the stage would. None of a page without a sentence, which is not judged.
    pub fn read(mut article: Article) -> Option<Self> {
        article.lines_mut().iter_mut().for_each(|it| drop(pieces::take_out(it)));
        let page = Page::read(&article);
        if !page.has_sentences() {
            return None;
        }
        let title = titles::known(&article, &page);
        let findings = rules::find(&page, title);
        let sheet = desk::sheet(&page, &findings, title);
        let places = page.lines.iter().map(|it| it.at).collect();
        Some(Self { article, places, sheet, findings })
    }

    /// Which rows stay if these are the scores of the judge, less the limit.
    pub fn kept(&self, scores: Vec<i32>) -> Vec<bool> {
        let page = Page::read(&self.article);
        desk::decide_by(&page, &self.findings, scores, false).verdicts.iter().map(Option::is_none).collect()
    }
}
