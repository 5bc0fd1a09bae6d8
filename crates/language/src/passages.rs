//! Passages in another language than their article's.

use std::ops::Range;

use newsmill_stage::Passage;
use newsmill_text::Script;

use crate::detect::Detector;
use crate::letters::Family;
use crate::words;

/// Fewer letters of another script are a name or an abbreviation in passing …
const FEWEST: usize = 8;
/// … but where words are written without spaces, or in syllables, so many are a phrase.
const FEWEST_EAST_ASIAN: usize = 4;
/// A sentence of the same script must be this long, and lingua this sure.
const FEWEST_OF_SENTENCE: usize = 40;
const SURE: f64 = 0.9;

/// The article that passages are foreign to.
#[derive(Clone, Copy)]
pub(crate) struct Home<'a> {
    /// Its language, if known.
    pub(crate) language: Option<&'static str>,
    /// The family of its letters.
    pub(crate) family: Family,
    /// The small words of its language, if we have a list.
    pub(crate) small_words: Option<&'a str>,
}

/// The foreign passages of a line, in its order.
pub(crate) fn foreign(line: &str, home: Home<'_>, detector: &Detector) -> Vec<Passage> {
    let mut passages: Vec<Passage> = in_other_scripts(line, home.family)
        .into_iter()
        .map(|bytes| Passage { language: detector.detect(&line[bytes.clone()]).language, bytes })
        .collect();
    passages.extend(in_the_same_script(line, home, detector));
    passages.sort_by_key(|it| it.bytes.start);
    passages
}

/// Runs of letters of another script, with what stands between them.
fn in_other_scripts(line: &str, home: Family) -> Vec<Range<usize>> {
    if line.is_ascii() && home == Family::One(Script::Latin) {
        return Vec::new();
    }
    let (mut runs, mut run): (Vec<Range<usize>>, Option<Run>) = (Vec::new(), None);
    let mut close = |run: Option<Run>| runs.extend(run.filter(Run::is_passage).map(|it| it.bytes));
    for (at, it) in line.char_indices() {
        let Some(family) = Script::of(it).map(Family::of) else { continue };
        let end = at + it.len_utf8();
        match &mut run {
            Some(run) if run.family == family => {
                run.bytes.end = end;
                run.letters += 1;
            }
            _ if family == home => close(run.take()),
            _ => close(run.replace(Run { family, bytes: at..end, letters: 1 })),
        }
    }
    close(run);
    runs
}

/// Letters of one family, with what stands between them.
struct Run {
    family: Family,
    bytes: Range<usize>,
    letters: usize,
}

impl Run {
    fn is_passage(&self) -> bool {
        self.letters >= if self.family == Family::EastAsian { FEWEST_EAST_ASIAN } else { FEWEST }
    }
}

/// Sentences that are plainly of another language of the article's script; neighbors of one
/// language are one passage.
fn in_the_same_script(line: &str, home: Home<'_>, detector: &Detector) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    let (Some(small_words), Some(own)) = (home.small_words, home.language) else { return passages };
    if line.len() < FEWEST_OF_SENTENCE {
        return passages;
    }
    let mut done = 0;
    for bytes in sentences(line) {
        let sentence = &line[bytes.clone()];
        if !words::lacks(sentence, small_words) {
            done = bytes.end;
            continue;
        }
        let guess = detector.detect(sentence);
        let is_foreign = guess.family == Some(home.family)
            && guess.letters >= FEWEST_OF_SENTENCE
            && guess.score >= SURE
            && guess.language.is_some_and(|it| it != own);
        match passages.last_mut() {
            Some(last) if is_foreign && last.language == guess.language && last.bytes.end >= done => {
                last.bytes.end = bytes.end;
            }
            _ if is_foreign => passages.push(Passage { bytes: bytes.clone(), language: guess.language }),
            _ => {}
        }
        done = bytes.end;
    }
    passages
}

/// The sentences of a line, cut where a mark is followed by a space and a capital. This is coarse
/// on purpose: an abbreviation only makes a sentence shorter.
fn sentences(line: &str) -> Vec<Range<usize>> {
    let (mut found, mut start, mut ended) = (Vec::new(), 0, None);
    let mut before = ' ';
    for (at, it) in line.char_indices() {
        match ended {
            Some(end) if it.is_uppercase() || "“„«\"'¿¡‘(".contains(it) => {
                found.push(start..end);
                start = at;
                ended = None;
            }
            Some(_) if !it.is_whitespace() => ended = None,
            None if it.is_whitespace() && is_end(before) => ended = Some(at),
            _ => {}
        }
        before = it;
    }
    found.push(start..line.trim_end().len().max(start));
    found
}

fn is_end(it: char) -> bool {
    matches!(it, '.' | '!' | '?' | '…' | '"' | '”' | '“' | '»' | '’' | ')')
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: Family = Family::One(Script::Latin);

    #[track_caller]
    fn check(line: &str, language: &'static str, family: Family, expected: &[(&str, Option<&str>)]) {
        let home = Home { language: Some(language), family, small_words: words::small_words(language) };
        let found = foreign(line, home, &Detector::new());
        let found: Vec<_> = found.into_iter().map(|it| (&line[it.bytes], it.language)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn another_script_is_a_passage() {
        check("Thank you! — Володимир Зеленський (@Zelenskyy)", "en", ENGLISH, &[("Володимир Зеленський", Some("uk"))]);
        check("He wrote «Слава Україні!» on Monday", "en", ENGLISH, &[("Слава Україні", Some("uk"))]);
        check("the paper 人民日报 wrote", "en", ENGLISH, &[("人民日报", Some("zh"))]);
    }

    #[test]
    fn a_few_letters_are_no_passage() {
        check("the Σ of all β and the Я in Toys “Я” Us", "en", ENGLISH, &[]);
    }

    #[test]
    fn a_latin_name_in_a_cyrillic_article_is_a_passage_of_no_language() {
        let home = Family::One(Script::Cyrillic);
        check("Команда Manchester United выиграла", "ru", home, &[("Manchester United", None)]);
    }

    #[test]
    fn a_foreign_sentence_of_the_same_script_is_a_passage() {
        let foreign =
            "Der Präsident hat am Freitag ein neues Gesetz unterschrieben, das im Sommer in Kraft treten soll.";
        let line =
            format!("The law was signed on Friday by the president of the country. {foreign} He said so on Monday.");
        check(&line, "en", ENGLISH, &[(foreign, Some("de"))]);
    }

    #[test]
    fn names_without_small_words_are_no_foreign_sentence() {
        check(
            "Smith, Jones, Miller, Brown, Wilson, Moore, Taylor, Anderson, Thomas, Jackson, White, Harris",
            "en",
            ENGLISH,
            &[],
        );
    }
}
