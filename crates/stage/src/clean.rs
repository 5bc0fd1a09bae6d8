//! The text that is published, and that all offsets refer to.

use std::ops::Range;

use newsmill_text::Tokens;

use crate::{Article, Passage};

/// The clean text of an article, with its words and sentences.
///
/// After a stage has cut the chrome it is the title and the lines that stay, joined by line
/// breaks. In a pipeline without such a stage it is the text as it came, to the letter, and the
/// title (if the source gives one) stands apart.
#[derive(Clone, Debug, Default)]
pub struct Clean {
    /// The text.
    pub text: String,
    /// How many of its first bytes are the title; 0 where the title stands apart or is unknown.
    pub title_bytes: usize,
    /// Its lines, the title's first.
    pub lines: Vec<CleanLine>,
    /// Its words and sentences.
    pub tokens: Tokens,
    /// The words and sentences of a title that stands apart.
    pub title_tokens: Tokens,
}

/// A line of the clean text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleanLine {
    /// The line of the page (an index into [`Article::lines`]); `None` for the title.
    pub line: Option<usize>,
    /// Where it stands in the clean text, in bytes.
    pub bytes: Range<usize>,
    /// Passages in another language, in bytes of the clean text.
    pub passages: Vec<Passage>,
}

impl Clean {
    pub(crate) fn of(article: &Article) -> Self {
        let mut clean = Self::default();
        if article.is_stripped() {
            if let Some(title) = article.title() {
                clean.push(None, title, &[]);
                clean.title_bytes = clean.text.len();
            }
        } else if let Some(title) = article.title() {
            clean.title_tokens = Tokens::of(title);
        }
        for (number, line) in article.lines().iter().enumerate() {
            let stays = line.cut.is_none() && !line.text().trim().is_empty();
            if stays || !article.is_stripped() {
                clean.push(Some(number), line.text(), line.passages());
            }
        }
        clean.tokens = Tokens::of(&clean.text);
        clean
    }

    fn push(&mut self, line: Option<usize>, text: &str, passages: &[Passage]) {
        if !self.lines.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        self.text.push_str(text);
        let moved =
            |it: &Passage| Passage { bytes: start + it.bytes.start..start + it.bytes.end, language: it.language };
        let passages = passages.iter().map(moved).collect();
        self.lines.push(CleanLine { line, bytes: start..self.text.len(), passages });
    }

    /// The language of a place in the clean text, if a passage in another language lies there.
    pub fn passage_at(&self, byte: usize) -> Option<&Passage> {
        let line = self.lines.partition_point(|it| it.bytes.end <= byte);
        self.lines.get(line)?.passages.iter().find(|it| it.bytes.contains(&byte))
    }

    /// The text without the title.
    pub fn body(&self) -> &str {
        self.text[self.title_bytes..].trim_start_matches('\n')
    }
}
