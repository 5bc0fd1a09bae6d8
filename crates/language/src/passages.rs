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
        .map(|it| Passage { language: detector.of_passage(&line[it.told_by()]), bytes: it.bytes })
        .collect();
    let mut own = in_the_same_script(line, home, detector);
    if !own.is_empty() && !passages.is_empty() {
        // Both are sorted, so one walk finds what overlaps.
        let mut others = passages.iter().map(|it| &it.bytes).peekable();
        own.retain(|it| {
            while others.next_if(|other| other.end <= it.bytes.start).is_some() {}
            others.peek().is_none_or(|other| other.start >= it.bytes.end)
        });
    }
    passages.extend(own);
    passages.sort_by_key(|it| it.bytes.start);
    passages
}

/// Runs of letters of another script, with what stands between them.
fn in_other_scripts(line: &str, home: Family) -> Vec<Run> {
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
            _ => runs.push(Run { family, bytes: at..end, letters: 1, bracket: 0 }),
        }
    }
    let mut found: Vec<Run> = Vec::new();
    for mut run in bridged(line, runs, home) {
        // What stands in the brackets of the passage before is part of that.
        run.begin_after(found.last().map_or(0, |it| it.bytes.end), line);
        found.extend(Some(run).filter(|it| it.family != home && it.is_passage()));
    }
    found
}

/// Whether a line's bytes can be no letters of another script: most lines are this plain, and bytes are read fast.
fn is_plainly_of(line: &str, home: Family) -> bool {
    // 0x80..=0xBF go on with a letter, 0xC2 begins punctuation (and a few symbols that are no words), and so does 0xE2
    // up to U+2BFF; from 0xB0 on it begins letters of old scripts.
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
    let mut before = 0;
    line.bytes().all(|it| {
        let begins_letter = before == 0xE2 && it >= 0xB0;
        before = it;
        is_plain(it) && !begins_letter
    })
}

/// East Asian runs that only a name in other letters parts are one, and a name in brackets after them is theirs. Words
/// of the article's own letters are its own, unless they are a name that a sentence quotes.
fn bridged(line: &str, runs: Vec<Run>, home: Family) -> Vec<Run> {
    let mut bridged: Vec<Run> = Vec::new();
    for run in runs {
        let earlier = bridged.len().checked_sub(2).filter(|at| {
            let (first, name) = (&bridged[*at], &bridged[*at + 1]);
            let is_east_asian = run.family == Family::EastAsian && first.family == run.family;
            let between = || &line[first.bytes.end..run.bytes.start];
            is_east_asian
                && name.letters <= NAME
                && name.letters <= 2 * (first.letters + run.letters)
                && (name.family != home || is_quoted(between(), first))
                && !ends_sentence(between())
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
        if let (Some(inside), Some((end, bracket))) = (inside, end)
            && (!has_letters(&inside[..end], home) || run.is_sentence() && has_names_only(&inside[..end]))
        {
            run.bracket = rest.len() - inside.len() + end + bracket.len_utf8();
            run.bytes.end += run.bracket;
        }
    }
    bridged
}

/// Whether what stands after East Asian letters and before others, in the article's own letters, is a name that these
/// quote: written without a space, or in capitals and tightly, or in capitals and within a sentence.
fn is_quoted(between: &str, first: &Run) -> bool {
    let is_tight = between.trim() == between;
    let letters = || between.chars().filter(|it| it.is_alphabetic()).count();
    !between.contains(char::is_whitespace)
        || has_names_only(between) && (is_tight || first.is_sentence() && letters() <= first.letters)
}

fn has_letters(text: &str, family: Family) -> bool {
    text.chars().any(|it| script_of(it).map(Family::of) == Some(family))
}

/// Whether all words begin with a capital.
fn has_names_only(text: &str) -> bool {
    text.split(|it: char| !it.is_alphabetic()).all(|it| !it.starts_with(char::is_lowercase))
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
    /// How many bytes at its end are a name in brackets.
    bracket: usize,
}

impl Run {
    /// The part that tells the language.
    fn told_by(&self) -> Range<usize> {
        self.bytes.start..self.bytes.end - self.bracket
    }

    /// Whether it is more than a name, if it is East Asian.
    fn is_sentence(&self) -> bool {
        self.letters >= FEWEST
    }

    /// Drops what stands before this byte.
    fn begin_after(&mut self, byte: usize, line: &str) {
        if self.bytes.start >= byte {
            return;
        }
        let is_own = |it: &(usize, char)| script_of(it.1).map(Family::of) == Some(self.family);
        let rest = line.get(byte..self.told_by().end).unwrap_or_default();
        let mut own = rest.char_indices().filter(is_own);
        let first = own.next();
        self.letters = own.count() + usize::from(first.is_some());
        self.bytes.start = first.map_or(self.bytes.end, |it| byte + it.0);
    }

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
        check("See you there! — Ївга Щербатенко (@yivha)", "en", ENGLISH, &[("Ївга Щербатенко", Some("uk"))]);
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
    fn letters_of_old_scripts_are_a_passage_too() {
        check("the sign ⰃⰎⰀⰃⰑⰎⰉⰜⰀ is old", "en", ENGLISH, &[("ⰃⰎⰀⰃⰑⰎⰉⰜⰀ", None)]);
        check("the sign → “…” € is plain", "en", ENGLISH, &[]);
    }

    #[test]
    fn a_bracket_in_the_articles_letters_is_the_articles() {
        let russian = Family::One(Script::Cyrillic);
        check("He studied at 北京大学 (Peking University) in 1990", "en", ENGLISH, &[("北京大学", Some("zh"))]);
        check(
            "Он учился в 北京大学 (Peking University) год",
            "ru",
            russian,
            &[("北京大学 (Peking University)", Some("zh"))],
        );
        check(
            "Он учился в 北京大学 (Peking) near Manchester United год",
            "ru",
            russian,
            &[("北京大学 (Peking)", Some("zh")), ("near Manchester United", Some("en"))],
        );
        check(
            "Он учился в 北京大学（Московский государственный 清华大学）",
            "ru",
            russian,
            &[("北京大学", Some("zh")), ("清华大学", Some("zh"))],
        );
    }

    #[test]
    fn words_of_the_article_bridge_nothing() {
        let line = "The paper 人民日报 quoted Joe Biden 新华社消息 reported on Monday";
        check(line, "en", ENGLISH, &[("人民日报", Some("zh")), ("新华社消息", Some("zh"))]);
        check("the report 他说iPhone很贵 went on", "en", ENGLISH, &[("他说iPhone很贵", Some("zh"))]);
        for quoted in
            ["他们一起去了电影院。Jones 也在那里", "李明（Tom Li）很高兴", "他们一起去了北京的电影院 (Grand Cinema)"]
        {
            check(&format!("he wrote {quoted} and left"), "en", ENGLISH, &[(quoted, Some("zh"))]);
        }
    }

    #[test]
    fn passages_of_both_kinds_keep_apart_however_many_there_are() {
        let sentence = "Der Präsident hat am Freitag ein neues Gesetz unterschrieben und sagte, das sei gut.";
        let line = format!("{sentence} He said so to the paper «Слава Україні» on Monday morning after the talks. ");
        let line = line.repeat(500);
        let home = Home { language: Some("en"), family: ENGLISH };
        let found = foreign(&line, home, &Detector::new());
        assert_eq!(found.len(), 1000);
        assert!(found.windows(2).all(|it| it[0].bytes.end <= it[1].bytes.start));
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
