//! Words and sentences of a text, found in one pass.

use std::ops::Range;

use icu_segmenter::options::{SentenceBreakInvariantOptions, WordBreakInvariantOptions};
use icu_segmenter::{SentenceSegmenter, WordSegmenter};

/// The words and sentences of one text, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokens {
    /// Words: letters and digits, without marks or spaces.
    pub words: Vec<Word>,
    /// Sentences; a line break always ends one.
    pub sentences: Vec<Sentence>,
}

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes.
    pub bytes: Range<usize>,
    /// Where it stands, in Unicode characters.
    pub chars: Range<u32>,
    /// The sentence that it stands in: an index into [`Tokens::sentences`].
    pub sentence: u32,
}

/// A sentence of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, in bytes, without the spaces after it.
    pub bytes: Range<usize>,
    /// Where it stands, in Unicode characters.
    pub chars: Range<u32>,
}

/// Words that end in a full stop without ending a sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "sgt", "capt", "gov", "sen", "rep", "st", "jr", "no", "vs",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "abs", "bzw", "z.b", "ca",
    "nr", "d.h", "u.a", "sr", "sra", "mme", "m", "тыс", "млн", "млрд", "им", "г", "гг", "ул", "см", "т.е",
];

impl Tokens {
    /// Finds the words and sentences of a text (Unicode Annex 29, with dictionaries for unspaced
    /// scripts).
    pub fn of(text: &str) -> Self {
        let mut tokens = Self::default();
        let (mut byte, mut char) = (0, 0);
        for line in text.split_inclusive('\n') {
            tokens.line(line, byte, char);
            byte += line.len();
            char += count(line);
        }
        tokens
    }

    fn line(&mut self, line: &str, byte: usize, char: u32) {
        let content = line.trim_end();
        if content.is_empty() {
            return;
        }
        let (mut done, mut position) = (0, 0);
        for end in sentence_ends(content) {
            let start = end_of_spaces(content, done);
            if start < end {
                let sentence = content[start..end].trim_end();
                position += count(&content[done..start]);
                let length = count(sentence);
                let chars = char + position..char + position + length;
                self.words_of(sentence, byte + start, chars.start);
                self.sentences.push(Sentence { bytes: byte + start..byte + start + sentence.len(), chars });
                position += count(&content[start..end]);
            } else {
                position += count(&content[done..end]);
            }
            done = end;
        }
    }

    fn words_of(&mut self, sentence: &str, byte: usize, char: u32) {
        let number = u32::try_from(self.sentences.len()).unwrap_or(u32::MAX);
        let segmenter = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
        let (mut start, mut position) = (0, char);
        for (end, kind) in segmenter.segment_str(sentence).iter_with_word_type() {
            let length = count(&sentence[start..end]);
            if kind.is_word_like() {
                self.words.push(Word {
                    bytes: byte + start..byte + end,
                    chars: position..position + length,
                    sentence: number,
                });
            }
            start = end;
            position += length;
        }
    }
}

/// Where the sentences of a line end, the last one included.
fn sentence_ends(line: &str) -> Vec<usize> {
    let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    let mut ends: Vec<usize> = segmenter.segment_str(line).filter(|it| *it != 0).collect();
    ends.retain(|end| *end == line.len() || !is_abbreviated(&line[..*end]));
    ends
}

/// Whether the text so far ends in an abbreviation or an initial: `Sen.`, `U.S.`, `J.`.
fn is_abbreviated(text: &str) -> bool {
    let Some(text) = text.trim_end().strip_suffix('.') else { return false };
    let word = text.rsplit(|it: char| it.is_whitespace() || "(\"“«—–-".contains(it)).next().unwrap_or_default();
    let is_initial = |it: &str| it.chars().count() == 1 && it.chars().all(char::is_uppercase);
    word.split('.').all(is_initial) || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

fn end_of_spaces(text: &str, from: usize) -> usize {
    text.len() - text[from..].trim_start().len()
}

fn count(text: &str) -> u32 {
    let chars = if text.is_ascii() { text.len() } else { text.chars().count() };
    u32::try_from(chars).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        let tokens = Tokens::of(text);
        let mut got = vec![Vec::new(); tokens.sentences.len()];
        for word in &tokens.words {
            got[word.sentence as usize].push(&text[word.bytes.clone()]);
            let by_chars: String = text.chars().skip(word.chars.start as usize).take(word.chars.len()).collect();
            assert_eq!(by_chars, text[word.bytes.clone()], "characters and bytes must agree");
        }
        for it in &tokens.sentences {
            let by_chars: String = text.chars().skip(it.chars.start as usize).take(it.chars.len()).collect();
            assert_eq!(by_chars, text[it.bytes.clone()]);
        }
        assert_eq!(got, expected);
    }

    #[test]
    fn sentences_end_at_stops_and_line_breaks() {
        check("Kyiv waits. He left\n\nNew line", &[&["Kyiv", "waits"], &["He", "left"], &["New", "line"]]);
    }

    #[test]
    fn an_abbreviation_ends_no_sentence() {
        check("The U.S. Secretary met Sen. Smith.", &[&["The", "U.S", "Secretary", "met", "Sen", "Smith"]]);
    }

    #[test]
    fn characters_are_counted_not_bytes() {
        check("  🇺🇦 Київ — Kyiv’s «день».", &[&["Київ", "Kyiv’s", "день"]]);
    }

    #[test]
    fn unspaced_scripts_have_words_too() {
        check("北京和莫斯科。", &[&["北京", "和", "莫斯科"]]);
    }
}
