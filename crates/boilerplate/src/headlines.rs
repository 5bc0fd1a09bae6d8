//! The headline: which line of the page it is.
//!
//! Every line in reach above the body is weighed: whether it speaks of what the body speaks of,
//! whether a byline or a stamp follows it, whether the page says it again.

use crate::because::Because;
use crate::page::Page;
use crate::proof::Proof;
use crate::words::{Words, hash_of};

/// A headline stands no further above the first sentence than this many lines.
const REACH: usize = 40;
/// What weighs less is no headline.
const LEAST: i32 = -40;

/// The line that is the headline, if there is one. The lines' verdicts so far exclude menus, stamps
/// and the like.
pub(crate) fn headline(page: &Page<'_>, verdicts: &[Option<Because>], body: usize) -> Option<usize> {
    let first = body + page.lines[body..].iter().position(Proof::is_sentence)?;
    let in_reach = first.saturating_sub(REACH)..first;
    if let Some(it) = in_reach.clone().find(|it| page.lines[*it].tag == Some("h1")) {
        return Some(it);
    }
    // A lead that a notice parts from the body speaks for its headline, too.
    let vocabulary = vocabulary(page, verdicts, in_reach.start);
    let rights = (0..page.lines.len()).filter(|it| verdicts[*it] == Some(Because::Rights)).take(5).collect();
    let mut scale = Scale { page, verdicts, first, vocabulary, rights, most: 0.0 };
    let candidates: Vec<usize> = in_reach.filter(|it| could_be_headline(&page.lines[*it])).collect();
    scale.most = candidates.iter().map(|it| scale.spoken(*it)).fold(0.0, f32::max);
    let weighed = candidates.into_iter().map(|it| (scale.weigh(it), it));
    // Of two that weigh the same, the upper one.
    weighed.max_by_key(|(weight, at)| (*weight, std::cmp::Reverse(*at))).filter(|it| it.0 > LEAST).map(|it| it.1)
}

fn could_be_headline(line: &Proof<'_>) -> bool {
    let is_open = !line.text.ends_with(['.', ':', ';', ',', '…']);
    let is_elsewhere = matches!(line.tag, Some("li" | "td" | "th" | "figcaption" | "blockquote" | "nav" | "aside"));
    (2..=35).contains(&line.count) && !is_elsewhere && is_open && !line.wrapped && line.text.chars().count() <= 200
}

/// Weighs lines of a page against each other.
struct Scale<'a> {
    page: &'a Page<'a>,
    verdicts: &'a [Option<Because>],
    /// The first sentence of the body.
    first: usize,
    vocabulary: Vec<u32>,
    /// The copyright lines.
    rights: Vec<usize>,
    /// The greatest share of words that a candidate has in common with the body.
    most: f32,
}

impl Scale<'_> {
    /// How much speaks for a line, in tenths of a nat: a linear model, fitted to 159 development
    /// pages (2026-11-22). In five folds it finds 126 of their headlines.
    fn weigh(&self, at: usize) -> i32 {
        let line = &self.page.lines[at];
        let spoken = self.spoken(at);
        let length = match line.count {
            2 => -22,
            3 | 4 => -15,
            17.. => -6,
            _ => 0,
        };
        let heard = match self.verdicts[at] {
            None => 0,
            Some(Because::SeeAlso | Because::Byline | Because::Caption | Because::Label) => -10,
            Some(_) => -100,
        };
        let signed = match (at + 1..self.first.min(at + 9)).position(|it| self.signs(it)) {
            Some(0..=2) => 20,
            Some(_) => 13,
            None => 0,
        };
        let above = at.checked_sub(1).map_or(0, |it| self.page.lines[it].count);
        let below = &self.page.lines[at + 1];
        let marks = [
            // Of two lines that speak of the body, one nearly as much as the other, either may be it.
            (self.most > 0.0 && spoken >= self.most * 0.6, 10),
            (line.times > 1 && line.count >= 4, 9),
            (line.bulleted, -18),
            (self.is_named_in_rights(at), -40),
            (line.text.bytes().filter(u8::is_ascii_digit).count() >= 8, -20),
            (line.is_prose(), -8),
            (self.ends_as_another(at), -16),
            // A standfirst or a photo's caption stands next to the body, under the headline.
            (at + 1 == self.first, -14),
            (above >= 4, -9),
            (below.count >= 12, 6),
        ];
        let marks: i32 = marks.iter().filter(|it| it.0).map(|it| it.1).sum();
        (spoken * 26.0) as i32 + length + heard + signed + marks - (self.first - at) as i32 / 5
    }

    fn spoken(&self, at: usize) -> f32 {
        share_spoken_of(&self.page.lines[at].words, &self.vocabulary)
    }

    /// Whether the copyright line names it: then it is the site's name.
    fn is_named_in_rights(&self, at: usize) -> bool {
        let name = self.page.lines[at].words.folded();
        self.rights.iter().any(|it| self.page.lines[*it].words.folded().contains(name))
    }

    fn signs(&self, at: usize) -> bool {
        matches!(self.verdicts[at], Some(Because::Byline | Because::Stamp))
    }

    /// Whether it goes on to say what another line in reach says, after a path to it: `Home News Bridge opens`.
    fn ends_as_another(&self, at: usize) -> bool {
        let folded = self.page.lines[at].words.folded();
        let others = &self.page.lines[at + 1..self.first];
        others
            .iter()
            .any(|it| it.count >= 3 && folded.len() > it.words.folded().len() && folded.ends_with(it.words.folded()))
    }
}

/// How the words begin that the first paragraphs use, as sorted hashes: endings change with the case.
fn vocabulary(page: &Page<'_>, verdicts: &[Option<Because>], start: usize) -> Vec<u32> {
    let lines = page.lines[start..].iter().zip(&verdicts[start..]);
    let prose = lines.filter(|(line, verdict)| line.is_prose() && verdict.is_none()).take(10);
    stems(prose.flat_map(|(line, _)| line.words.iter().take(200)))
}

fn stems<'a>(words: impl Iterator<Item = &'a str>) -> Vec<u32> {
    let mut stems: Vec<u32> = words.filter_map(stem).map(hash_of).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// The share of a line's words that the first paragraphs use, if they are two and a quarter of it.
fn share_spoken_of(words: &Words, vocabulary: &[u32]) -> f32 {
    let stems = stems(words.iter());
    let shared = stems.iter().filter(|it| vocabulary.binary_search(it).is_ok()).count();
    let is_enough = shared >= 2 && shared * 4 >= stems.len();
    if is_enough { shared as f32 / stems.len() as f32 } else { 0.0 }
}

/// The first five letters of a word that has four or more.
fn stem(word: &str) -> Option<&str> {
    let mut ends = word.char_indices().map(|(at, it)| at + it.len_utf8());
    let end = ends.by_ref().take(5).last()?;
    (word[..end].chars().count() >= 4).then(|| &word[..end])
}

#[cfg(test)]
mod tests {
    use newsmill_stage::Article;

    use super::*;

    #[track_caller]
    fn check(page: &str, expected: Option<&str>) {
        let article = Article::from_text(page);
        let page = Page::read(&article);
        let verdicts = vec![None; page.lines.len()];
        let body = page.body(&verdicts).start;
        assert_eq!(headline(&page, &verdicts, body).map(|it| page.lines[it].text), expected);
    }

    const BODY: &str = "The old bridge over the Moor will open again in spring, the mayor said on Monday.";

    #[test]
    fn the_first_line_that_speaks_of_the_body() {
        let page = format!(
            "The Northmoor Gazette\nServing the villages since 1871\nOld bridge to open again\nThe mayor said work is nearly done\n{BODY}"
        );
        check(&page, Some("Old bridge to open again"));
    }

    #[test]
    fn a_first_sentence_is_no_headline() {
        check(&format!("{BODY}\nHe did not say what the work had cost the town so far."), None);
    }

    #[test]
    fn a_headline_without_spaces() {
        let page = "北风报\n服务沼泽各村\n旧大桥将在春天重新开放\n市长星期一说，沼泽上的旧大桥将在春天重新开放，修桥用了两个冬天。";
        check(page, Some("旧大桥将在春天重新开放"));
    }
}
