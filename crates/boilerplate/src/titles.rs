//! The headline: finding it, and knowing it again.

use std::collections::BTreeSet;

use crate::because::Because;
use crate::page::Page;
use crate::proof::Proof;
use crate::words::Words;

/// A headline stands no further above the first sentence than this many lines.
const REACH: usize = 20;

impl Proof<'_> {
    /// Whether it says the title again, wholly or nearly.
    pub(crate) fn repeats(&self, title: &Words) -> bool {
        let (line, title) = (self.words.folded(), title.folded());
        if line == title {
            return !line.is_empty();
        }
        // A first sentence that begins as the title does tells more than the title.
        !self.is_sentence() && is_near_copy(line, title)
    }
}

/// Whether one is the other with a few words more (a site's name), or with one word in ten changed.
fn is_near_copy(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let words = short.split(' ').count();
    if words < 4 || long.len() > short.len() * 2 {
        return false;
    }
    let rest = long.strip_prefix(short).or_else(|| long.strip_suffix(short));
    if rest.is_some_and(|it| it.split_whitespace().count() <= 3 || it.len() * 4 <= long.len()) {
        return true;
    }
    let of_long: BTreeSet<&str> = long.split(' ').collect();
    let of_short: BTreeSet<&str> = short.split(' ').collect();
    let shared = of_short.intersection(&of_long).count();
    words >= 6 && shared * 10 >= of_long.len().max(of_short.len()) * 9
}

/// The line that is the headline: the first above the body that looks like one and shares its
/// words with it. The lines' verdicts so far exclude menus, stamps and the like.
pub(crate) fn headline(page: &Page<'_>, verdicts: &[Option<Because>], body: usize) -> Option<usize> {
    let first = body + page.lines[body..].iter().position(Proof::is_sentence)?;
    let in_reach = first.saturating_sub(REACH)..first;
    // A lead that a notice parts from the body speaks for its headline, too.
    let vocabulary = vocabulary(&page.lines[in_reach.start..]);
    if let Some(it) = in_reach.clone().find(|it| page.lines[*it].tag == Some("h1")) {
        return Some(it);
    }
    let candidates: Vec<usize> =
        in_reach.filter(|it| verdicts[*it].is_none() && could_be_headline(&page.lines[*it])).collect();
    let share = |it: &usize| share_spoken_of(&page.lines[*it].words, &vocabulary);
    let best = candidates.iter().map(share).fold(0.0, f32::max);
    // A motto shares a word or two with any body; where no line is about it, the nearest is taken.
    let is_about_it = |it: &&usize| best > 0.0 && share(it) >= best * 0.6;
    // A headline is often said twice, as a title and above the photo; a motto is not.
    let twice = candidates.iter().filter(is_about_it).find(|it| page.times(&page.lines[**it]) > 1);
    twice
        .or_else(|| candidates.iter().find(is_about_it))
        .or_else(|| candidates.iter().rfind(|it| page.lines[**it].count >= 5))
        .copied()
}

fn could_be_headline(line: &Proof<'_>) -> bool {
    let is_open = !line.text.ends_with(['.', ':', ';', ',', '…']);
    let is_one = !line.text.contains(". ") || line.runs();
    (3..=35).contains(&line.count)
        && is_open
        && is_one
        && !line.bulleted
        && !line.wrapped
        && line.text.chars().count() <= 200
}

/// How the words begin that the first paragraphs use: endings change with the case.
fn vocabulary<'a>(lines: &'a [Proof<'_>]) -> BTreeSet<&'a str> {
    let prose = lines.iter().filter(|it| it.is_prose()).take(10);
    prose.flat_map(|it| it.words.iter().take(200)).filter_map(stem).collect()
}

/// The share of a line's words that the first paragraphs use, if they are two and a quarter of it.
fn share_spoken_of(words: &Words, vocabulary: &BTreeSet<&str>) -> f32 {
    let stems: BTreeSet<&str> = words.iter().filter_map(stem).collect();
    let shared = stems.intersection(vocabulary).count();
    let is_enough = shared >= 2 && shared * 4 >= stems.len();
    if is_enough { shared as f32 / stems.len() as f32 } else { 0.0 }
}

/// The first five letters of a word that has four or more; of an unspaced script, two letters do.
fn stem(word: &str) -> Option<&str> {
    let is_unspaced = word.chars().next().and_then(newsmill_text::Script::of).is_some_and(|it| it.is_unspaced());
    let (least, most) = if is_unspaced { (2, 2) } else { (4, 5) };
    let mut ends = word.char_indices().map(|(at, it)| at + it.len_utf8());
    let end = ends.by_ref().take(most).last()?;
    (word[..end].chars().count() >= least).then(|| &word[..end])
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
    fn near_copies() {
        assert!(is_near_copy("old bridge to open again", "old bridge to open again the northmoor gazette"));
        assert!(!is_near_copy("old bridge to open again", "old bridge to stay closed"));
    }
}
