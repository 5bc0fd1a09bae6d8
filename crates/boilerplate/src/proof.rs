//! A line as the desk reads it: its words, how it ends, how it looks.

use newsmill_stage::Line;
use newsmill_text::is_cased;

use crate::words::{Words, count};

/// A line of the page that is not blank.
pub(crate) struct Proof<'a> {
    /// Which of the article's lines it is.
    pub(crate) at: usize,
    /// Its text, without its bullet and the spaces around it.
    pub(crate) text: &'a str,
    /// Its words.
    pub(crate) words: Words,
    /// How many words a reader would count.
    pub(crate) count: usize,
    /// Whether a bullet stands before it.
    pub(crate) bulleted: bool,
    /// For HTML, its element.
    pub(crate) tag: Option<&'a str>,
    /// For HTML, whether the extractor took it for body.
    pub(crate) in_body: Option<bool>,
    /// Whether it is one line of a paragraph that was broken into lines.
    pub(crate) wrapped: bool,
    ends: Ending,
    small: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Stop,
    Colon,
    Open,
}

/// What stands before a point of a list.
pub(crate) const BULLETS: &[char] = &['•', '‣', '◦', '▪', '●', '■', '▶', '►', '▸', '·', '∙', '○', '⁃'];

impl<'a> Proof<'a> {
    /// Reads a line; `None` if it is blank or cut already.
    pub(crate) fn read(at: usize, line: &'a Line) -> Option<Self> {
        let whole = line.text().trim();
        let text = whole.trim_start_matches(BULLETS).trim_start();
        if text.is_empty() || line.cut.is_some() {
            return None;
        }
        Some(Self {
            at,
            text,
            words: Words::of(text),
            count: count(text),
            bulleted: text.len() < whole.len(),
            tag: line.tag.as_deref(),
            in_body: line.in_body,
            wrapped: false,
            ends: ending(text),
            small: share_of_small_words(text),
        })
    }

    /// Whether it reads as a sentence or more: eight words at least, a stop, not all capitals.
    pub(crate) fn is_sentence(&self) -> bool {
        self.count >= 8 && self.ends == Ending::Stop && self.small >= 0.3
    }

    /// Whether it is running text, even if its end is open.
    pub(crate) fn is_prose(&self) -> bool {
        let is_long = self.count >= 20 && self.small >= 0.5;
        self.is_sentence() || self.wrapped || is_long || (self.count >= 8 && self.ends == Ending::Colon)
    }

    /// Whether it is a short sentence: `He refused.`
    pub(crate) fn is_remark(&self) -> bool {
        !self.is_prose() && self.count >= 2 && self.ends != Ending::Open && self.small >= 0.25
    }

    /// Whether it looks like a headline, a subhead or a teaser: four words at least, an open end.
    pub(crate) fn is_headline_like(&self) -> bool {
        !self.is_prose() && self.count >= 4 && !self.has_full_stop() && self.text.len() <= 600
    }

    /// Whether it ends as a sentence ends.
    pub(crate) fn ends_in_stop(&self) -> bool {
        self.ends == Ending::Stop
    }

    /// Whether somebody is quoted in it.
    pub(crate) fn has_quotes(&self) -> bool {
        self.text.contains(['"', '“', '”', '„', '«', '»'])
    }

    /// Whether most of its words begin small, as those of running text do.
    pub(crate) fn runs(&self) -> bool {
        self.small >= 0.5
    }

    /// Whether it is made of names: no word begins small, and there is no digit in it.
    pub(crate) fn is_name_like(&self) -> bool {
        self.small == 0.0 && !self.text.contains(|it: char| it.is_ascii_digit()) && self.ends == Ending::Open
    }

    fn has_full_stop(&self) -> bool {
        self.text.trim_end_matches(CLOSERS).ends_with(['.', '。', '।', '۔', ':', ';'])
    }
}

/// What may stand after a stop.
const CLOSERS: &[char] = &['"', '\'', '”', '’', '“', '»', '«', ')', ']', '*', '_'];

fn ending(text: &str) -> Ending {
    match text.trim_end_matches(CLOSERS).chars().next_back() {
        Some('.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।' | '‽') => Ending::Stop,
        Some(':' | ';' | '：') => Ending::Colon,
        _ => Ending::Open,
    }
}

/// The share of words that begin small; 1 in scripts without capitals, as they cannot tell.
fn share_of_small_words(text: &str) -> f32 {
    let (mut small, mut large, mut other) = (0_u32, 0_u32, 0_u32);
    for word in text.split_whitespace() {
        match word.chars().find(|it| it.is_alphabetic()) {
            Some(it) if it.is_lowercase() => small += 1,
            Some(it) if is_cased(it) => large += 1,
            Some(_) => other += 1,
            None => {}
        }
    }
    if other > small + large {
        return 1.0;
    }
    small as f32 / (small + large).max(1) as f32
}

/// Marks the lines of paragraphs that were broken into lines: they go on in small letters.
pub(crate) fn mark_wrapped(proofs: &mut [Proof<'_>]) {
    for next in 1..proofs.len() {
        let (before, after) = proofs.split_at_mut(next);
        let (Some(one), Some(two)) = (before.last_mut(), after.first_mut()) else { continue };
        let goes_on = two.text.starts_with(char::is_lowercase) && !two.bulleted && !one.bulleted;
        if one.at + 1 == two.at && one.ends == Ending::Open && one.count >= 6 && goes_on {
            one.wrapped = true;
            two.wrapped = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let line = Line::new(1, line);
        let proof = Proof::read(0, &line).unwrap();
        let looks = [
            (proof.is_sentence(), "sentence"),
            (proof.is_prose(), "prose"),
            (proof.is_remark(), "remark"),
            (proof.is_headline_like(), "headline"),
            (proof.is_name_like(), "name"),
        ];
        let looks: Vec<&str> = looks.iter().filter(|it| it.0).map(|it| it.1).collect();
        assert_eq!(looks.join(" "), expected);
    }

    #[test]
    fn a_sentence_has_words_and_a_stop() {
        check("The mayor said that the bridge would open again in spring.", "sentence prose");
        check("«Міст відкриють навесні, – сказала мерка міста журналістам у четвер.»", "sentence prose");
        check("He refused.", "remark");
    }

    #[test]
    fn a_headline_has_none() {
        check("Bridge to open again in spring, says mayor", "headline");
        check("Will the bridge open again in spring?", "remark headline");
    }

    #[test]
    fn names_begin_large() {
        check("• Dmitry Peskov", "name");
        check("Sports", "name");
    }
}
