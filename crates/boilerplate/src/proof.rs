//! A line as the desk reads it: its words, how it ends, how it looks.

use newsmill_stage::Line;
use newsmill_text::{hash64, is_cased};

use crate::words::{Words, is_letter, is_unspaced};

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
    /// For HTML, how much of it is links, in percent.
    pub(crate) links: u8,
    /// For HTML, what the elements around it are called.
    pub(crate) names: Option<&'a str>,
    /// Whether it is one line of a paragraph that was broken into lines.
    pub(crate) wrapped: bool,
    /// How often the page says it.
    pub(crate) times: u32,
    /// How often the page has said it before.
    pub(crate) said_before: u32,
    /// The hash of its words: the same for lines that say the same.
    pub(crate) hash: u64,
    ends: Ending,
    small: f32,
    quotes: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Stop,
    Colon,
    Open,
}

/// What stands before a point of a list.
pub(crate) const BULLETS: &[char] = &['•', '‣', '◦', '▪', '●', '■', '▶', '►', '▸', '·', '∙', '○', '⁃'];

/// Whether a line is bullets and nothing else.
pub(crate) fn is_bare_bullet(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.chars().all(|it| it.is_whitespace() || BULLETS.contains(&it))
}

impl<'a> Proof<'a> {
    /// Reads a line; `None` if it is blank, a bullet and nothing else, or cut already.
    pub(crate) fn read(at: usize, line: &'a Line) -> Option<Self> {
        let whole = line.text().trim();
        let text = whole.trim_start_matches(BULLETS).trim_start();
        if text.is_empty() || line.cut.is_some() || is_bare_bullet(whole) {
            return None;
        }
        let gist = Gist::of(text);
        let words = Words::of(text);
        Some(Self {
            at,
            text,
            hash: hash64(words.folded().as_bytes()),
            words,
            count: gist.count(),
            bulleted: text.len() < whole.len(),
            tag: line.tag.as_deref(),
            in_body: line.in_body,
            links: line.links,
            names: line.names.as_deref(),
            wrapped: false,
            times: 1,
            said_before: 0,
            ends: ending(text),
            small: gist.small(),
            quotes: gist.quotes,
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
        self.quotes
    }

    /// Whether most of its words begin small, as those of running text do.
    pub(crate) fn runs(&self) -> bool {
        self.small >= 0.5
    }

    /// The share of its words that begin small, in 32 parts.
    pub(crate) fn share_of_small_words(&self) -> u8 {
        (self.small * 32.0) as u8
    }

    /// Whether it is made of names: no word begins small, and there is no digit in it.
    pub(crate) fn is_name_like(&self) -> bool {
        self.small == 0.0 && !self.text.contains(|it: char| it.is_ascii_digit()) && self.ends == Ending::Open
    }

    fn has_full_stop(&self) -> bool {
        self.text.trim_end_matches(CLOSERS).ends_with(['.', '。', '।', '۔', ':', ';'])
    }
}

/// What ends a sentence.
pub(crate) const STOPS: &[char] = &['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।'];

/// What may stand after a stop.
const CLOSERS: &[char] = &['"', '\'', '”', '’', '“', '»', '«', ')', ']', '*', '_'];

/// A dispatch's last sentence may have its agency behind the stop: `He refused. (PAP)`
fn without_credit(text: &str) -> &str {
    let credit = text.strip_suffix(')').and_then(|it| it.rsplit_once('('));
    let is_credit = |it: &str| (2..=12).contains(&it.len()) && it.chars().all(|it| it.is_alphabetic() || it == '/');
    match credit {
        Some((before, credit)) if is_credit(credit) && !before.trim_end().is_empty() => before.trim_end(),
        _ => text,
    }
}

fn ending(text: &str) -> Ending {
    match without_credit(text).trim_end_matches(CLOSERS).chars().next_back() {
        Some('.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।' | '‽') => Ending::Stop,
        Some(':' | ';' | '：') => Ending::Colon,
        _ => Ending::Open,
    }
}

/// What is counted of a line's words.
#[derive(Default)]
struct Gist {
    words: usize,
    unspaced: usize,
    small: u32,
    large: u32,
    other: u32,
    quotes: bool,
}

impl Gist {
    /// In one walk over the line.
    fn of(text: &str) -> Self {
        let mut gist = Self::default();
        // Of the word so far: whether it has a letter or a digit, and whether it has a letter.
        let (mut is_word, mut is_told) = (false, false);
        for it in text.chars() {
            if it.is_ascii_alphabetic() {
                if !is_told {
                    if it.is_ascii_lowercase() { gist.small += 1 } else { gist.large += 1 }
                }
                (is_word, is_told) = (true, true);
            } else if it.is_ascii() {
                if it.is_ascii_whitespace() {
                    gist.words += usize::from(is_word);
                    (is_word, is_told) = (false, false);
                } else if it.is_ascii_digit() {
                    is_word = true;
                }
                gist.quotes |= it == '"';
            } else if it.is_whitespace() {
                gist.words += usize::from(is_word);
                (is_word, is_told) = (false, false);
            } else {
                gist.quotes |= matches!(it, '“' | '”' | '„' | '«' | '»');
                gist.other_letter(it, &mut is_word, &mut is_told);
            }
        }
        gist.words += usize::from(is_word);
        gist
    }

    fn other_letter(&mut self, it: char, is_word: &mut bool, is_told: &mut bool) {
        self.unspaced += usize::from(is_unspaced(it));
        let is_letter = is_letter(it);
        *is_word = *is_word || is_letter || it.is_alphanumeric();
        if !*is_told && is_letter {
            *is_told = true;
            match it {
                _ if it.is_lowercase() => self.small += 1,
                _ if is_cased(it) => self.large += 1,
                _ => self.other += 1,
            }
        }
    }

    /// How many words a reader would count: by spaces, and by two letters where there are no spaces.
    fn count(&self) -> usize {
        if self.unspaced > self.words { self.words.saturating_sub(1) + self.unspaced.div_ceil(2) } else { self.words }
    }

    /// The share of words that begin small; 1 in scripts without capitals, as they cannot tell.
    fn small(&self) -> f32 {
        if self.other > self.small + self.large {
            return 1.0;
        }
        self.small as f32 / (self.small + self.large).max(1) as f32
    }
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
        check("– Dotrzymaliśmy słowa – powiedziała. (PAP)", "remark headline");
    }

    #[test]
    fn a_headline_has_none() {
        check("Bridge to open again in spring, says mayor", "headline");
        check("Will the bridge open again in spring?", "remark headline");
    }

    #[test]
    fn a_bullet_without_its_point_is_no_line() {
        for bare in ["•", " ▪ ", "· · ·"] {
            assert!(is_bare_bullet(bare) && Proof::read(0, &Line::new(1, bare)).is_none());
        }
        assert!(!is_bare_bullet("• Moor") && !is_bare_bullet(" "));
    }

    #[test]
    fn names_begin_large() {
        check("• Dmitry Peskov", "name");
        check("Sports", "name");
    }
}
