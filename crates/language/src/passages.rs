//! Passages in another language than their article's.

use std::ops::Range;

use newsmill_stage::Passage;
use newsmill_text::Script;

use crate::detect::Detector;
use crate::letters::{Family, script_of};

/// Fewer letters of another script are a name or an abbreviation in passing …
const FEWEST: usize = 8;
/// … but where words are written without spaces, or in syllables, so many are a phrase.
const FEWEST_EAST_ASIAN: usize = 4;
/// A name in Latin letters within a Chinese or Japanese passage has so many letters at most.
const NAME: usize = 40;
/// A sentence of the same script must be this long.
const FEWEST_OF_SENTENCE: usize = 20;

/// The article that passages are foreign to.
#[derive(Clone, Copy)]
pub(crate) struct Home {
    /// Its language, if known.
    pub(crate) language: Option<&'static str>,
    /// The family of its letters.
    pub(crate) family: Family,
}

/// The foreign passages of a line, in its order.
pub(crate) fn foreign(line: &str, home: Home, detector: &Detector) -> Vec<Passage> {
    let mut passages: Vec<Passage> = in_other_scripts(line, home.family)
        .into_iter()
        .map(|bytes| Passage { language: detector.of_passage(&line[bytes.clone()]), bytes })
        .collect();
    let of_script = passages.len();
    passages.extend(in_the_same_script(line, home, detector));
    if of_script > 0 && passages.len() > of_script {
        let (others, own) = passages.split_at(of_script);
        let is_apart = |it: &&Passage| others.iter().all(|other| !overlap(&it.bytes, &other.bytes));
        passages = others.iter().chain(own.iter().filter(is_apart)).cloned().collect();
        passages.sort_by_key(|it| it.bytes.start);
    }
    passages
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Runs of letters of another script, with what stands between them.
fn in_other_scripts(line: &str, home: Family) -> Vec<Range<usize>> {
    if is_plainly_of(line, home) {
        return Vec::new();
    }
    let mut runs: Vec<Run> = Vec::new();
    for (at, it) in line.char_indices() {
        let Some(family) = script_of(it).map(Family::of) else { continue };
        let end = at + it.len_utf8();
        match runs.last_mut() {
            Some(run) if run.family == family => {
                run.bytes.end = end;
                run.letters += 1;
            }
            _ => runs.push(Run { family, bytes: at..end, letters: 1 }),
        }
    }
    bridged(line, runs).into_iter().filter(|it| it.family != home && it.is_passage()).map(|it| it.bytes).collect()
}

/// Whether a line's bytes can be no letters of another script: most lines are this plain, and bytes are read fast.
fn is_plainly_of(line: &str, home: Family) -> bool {
    // 0x80..=0xBF go on with a letter, 0xC2 and 0xE2 begin punctuation (and a few symbols that are no words).
    let is_plain: fn(u8) -> bool = match home {
        Family::One(Script::Latin) => |it| it < 0xCA || it == 0xE2,
        Family::One(Script::Cyrillic) => {
            |it| !it.is_ascii_alphabetic() && (it < 0xC3 || matches!(it, 0xD0..=0xD3 | 0xE2))
        }
        Family::One(Script::Arabic) => {
            |it| !it.is_ascii_alphabetic() && (it < 0xC3 || matches!(it, 0xD8..=0xDB | 0xE2))
        }
        _ => return false,
    };
    line.bytes().all(is_plain)
}

/// East Asian runs that only a name in other letters parts are one, and a name in brackets after them is theirs.
fn bridged(line: &str, runs: Vec<Run>) -> Vec<Run> {
    let mut bridged: Vec<Run> = Vec::new();
    for run in runs {
        let earlier = bridged.len().checked_sub(2).filter(|at| {
            let (first, name) = (&bridged[*at], &bridged[*at + 1]);
            let is_east_asian = run.family == Family::EastAsian && first.family == run.family;
            is_east_asian
                && name.letters <= NAME
                && name.letters <= 2 * (first.letters + run.letters)
                && !ends_sentence(&line[first.bytes.end..run.bytes.start])
        });
        match earlier {
            Some(at) => {
                bridged.truncate(at + 1);
                bridged[at].bytes.end = run.bytes.end;
                bridged[at].letters += run.letters;
            }
            None => bridged.push(run),
        }
    }
    for run in bridged.iter_mut().filter(|it| it.family == Family::EastAsian) {
        let rest = &line[run.bytes.end..];
        let inside = rest.trim_start().strip_prefix(['(', '（']);
        let end = inside.and_then(|it| it.char_indices().take(NAME).find(|it| matches!(it.1, ')' | '）')));
        if let (Some(inside), Some((end, bracket))) = (inside, end) {
            run.bytes.end += rest.len() - inside.len() + end + bracket.len_utf8();
        }
    }
    bridged
}

/// Whether what stands between two letters ends a sentence of a script with spaces.
fn ends_sentence(between: &str) -> bool {
    let mut before = ' ';
    between.chars().any(|it| {
        let ends = it.is_whitespace() && matches!(before, '.' | '!' | '?');
        before = it;
        ends
    })
}

/// Letters of one family, with what stands between them.
#[derive(Debug)]
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
fn in_the_same_script(line: &str, home: Home, detector: &Detector) -> Vec<Passage> {
    let (Some(own), Family::One(script)) = (home.language, home.family) else { return Vec::new() };
    if line.len() < FEWEST_OF_SENTENCE || !detector.is_shared(script) {
        return Vec::new();
    }
    let sentences = sentences(line);
    let mut languages: Vec<_> =
        sentences.iter().map(|it| detector.foreign_to(own, script, &line[it.clone()])).collect();
    // A few words tell nothing by themselves; next to a passage they are part of it if they sound more like it.
    for at in 0..sentences.len() {
        let neighbors = [at.checked_sub(1), Some(at + 1)];
        let language = neighbors.into_iter().flatten().find_map(|it| languages.get(it).copied().flatten());
        if let (Some(language), None) = (language, languages[at])
            && detector.sounds_more_like(language, own, script, &line[sentences[at].clone()])
        {
            languages[at] = Some(language);
        }
    }
    let mut passages: Vec<Passage> = Vec::new();
    let mut done = 0;
    for (bytes, language) in sentences.into_iter().zip(languages) {
        let end = bytes.end;
        match passages.last_mut() {
            Some(last) if language.is_some() && last.language == language && last.bytes.end == done => {
                last.bytes.end = end;
            }
            _ if language.is_some() => passages.push(Passage { bytes, language }),
            _ => {}
        }
        done = end;
    }
    passages
}

/// The sentences of a line, cut where a mark is followed by a space and a capital. This is coarse
/// on purpose: an abbreviation only makes a sentence shorter.
fn sentences(line: &str) -> Vec<Range<usize>> {
    let (mut found, mut start) = (Vec::new(), 0);
    for (at, _) in line.match_indices(' ') {
        // Other spaces may stand between these.
        let sentence = line.get(start..at).unwrap_or_default();
        if sentence.ends_with(is_end) && !ends_in_initials(sentence) {
            let rest = line[at..].trim_start();
            if rest.starts_with(is_beginning) {
                found.push(start..at);
                start = line.len() - rest.len();
            }
        }
    }
    found.push(start..line.trim_end().len().max(start));
    found
}

fn is_end(it: char) -> bool {
    matches!(it, '.' | '!' | '?' | '…' | '"' | '”' | '“' | '»' | '’' | ')')
}

fn is_beginning(it: char) -> bool {
    "“„«\"'¿¡‘(".contains(it) || it.is_alphabetic() && !it.is_lowercase()
}

/// `U. S.`, `EE. UU.`: one or two capitals and a stop end no sentence.
fn ends_in_initials(sentence: &str) -> bool {
    let Some(word) = sentence.strip_suffix('.') else { return false };
    let mut letters = word.chars().rev().take_while(|it| it.is_alphabetic());
    let capitals = letters.by_ref().take(3).take_while(|it| it.is_uppercase()).count();
    (1..=2).contains(&capitals) && word.chars().rev().nth(capitals).is_none_or(|it| !it.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: Family = Family::One(Script::Latin);

    #[track_caller]
    fn check(line: &str, language: &'static str, family: Family, expected: &[(&str, Option<&str>)]) {
        let home = Home { language: Some(language), family };
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
    fn initials_end_no_sentence() {
        let line = "EE. UU. ganó. J. R. perdió! Sí";
        let all: Vec<&str> = sentences(line).into_iter().map(|it| &line[it]).collect();
        assert_eq!(all, ["EE. UU. ganó.", "J. R. perdió!", "Sí"]);
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
