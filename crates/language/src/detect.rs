//! The language of a text.

use std::borrow::Cow;

use newsmill_text::Script;
use unicode_normalization::UnicodeNormalization as _;

use crate::grams::Shared;
use crate::letters::{Family, Letters};
use crate::signs;
use crate::table::{Candidate, Costs, Table};

/// Fewer Latin letters than this are a name or two …
const FEWEST: usize = 20;
/// … but of a script that few languages share, so many tell something.
const FEWEST_OF_SHARED: usize = 8;
/// Not even a script tells the language of fewer letters than this (a sentence of Chinese is short).
const FEWEST_OF_SCRIPT: usize = 4;
const FEWEST_OF_HAN: usize = 2;
/// A foreign sentence costs its own language so many nats less for each three letters than the article's.
const CLEARLY: f64 = 0.15;
/// The first bytes of a sentence tell enough …
const ENOUGH_OF_SENTENCE: usize = 800;
/// … and fewer, if only its words are asked: mostly very few.
const ENOUGH_WORDS: usize = 200;
const FEW_WORDS: usize = 64;
/// A sentence has so many words without a capital.
const FEWEST_SMALL_WORDS: usize = 3;
/// A sentence of fewer bytes than this may be too short to tell by itself.
const SHORT: usize = 120;
/// If the words alone speak for the article's language by so many nats, the sentence is its own.
const AT_HOME: f64 = 2.0;
/// Pieces of words overlap, so that a nat of difference is worth less than one.
const WORTH: f64 = 0.2;
/// Less belief than this is none.
const LEAST: f64 = 0.3;

/// Capitals on almost all words are a headline's or a list of names, which are believed so far only.
const TRUST_IN_NAMES: f64 = 0.25;
/// A list of names speaks for no language by so many nats for each three letters.
const NAMES_LEAD: f64 = 0.6;
/// So many nats from words alone are no chance.
const OWN_WORDS: f64 = 5.0;

/// What a text's language seems to be.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Guess {
    /// The language (ISO 639-1); `None` if it cannot be told.
    pub(crate) language: Option<&'static str>,
    /// How sure it is, or how sure the best guess was, from 0 to 1.
    pub(crate) score: f64,
    /// The family of its letters.
    pub(crate) family: Option<Family>,
    /// How many letters it was told from.
    pub(crate) letters: usize,
}

/// Tells languages.
pub(crate) struct Detector {
    tables: [Table; 3],
}

impl Detector {
    pub(crate) fn new() -> Self {
        Self { tables: Shared::ALL.map(Table::of) }
    }

    /// The language of a text, from its first letters.
    pub(crate) fn detect(&self, text: &str) -> Guess {
        let letters = Letters::of(text);
        let Some((family, count)) = letters.family() else { return Guess::default() };
        let text = &text[..letters.bytes];
        let (language, score) = self.language(family, &letters, count, text);
        // Half the letters of another script are half a doubt.
        let share = if count * 2 < letters.total { count as f64 / letters.total as f64 } else { 1.0 };
        // Two digits: more would be a claim that nobody can check.
        let score = (score * share * 100.0).round() / 100.0;
        Guess { language, score, family: Some(family), letters: letters.total }
    }

    fn language(&self, family: Family, letters: &Letters, count: usize, text: &str) -> (Option<&'static str>, f64) {
        if count < if family == Family::EastAsian { FEWEST_OF_HAN } else { FEWEST_OF_SCRIPT } {
            return (None, 0.0);
        }
        if let Some(owner) = letters.owner(family) {
            return (Some(owner), 1.0);
        }
        let Family::One(script) = family else { return (None, 0.0) };
        let text = &*plain(script, text);
        if let Some((language, score)) = signs::told(script, text, count) {
            return (Some(language).filter(|_| score >= 0.75 || count >= FEWEST_OF_SHARED), score);
        }
        let Some(table) = self.table(script) else { return (None, 0.0) };
        let costs = table.costs(text);
        if costs.letters == 0 {
            return (None, 0.0);
        }
        let least = costs.least();
        let fewest = if script == Script::Latin { FEWEST } else { FEWEST_OF_SHARED };
        if count < fewest && (count < FEWEST_OF_SHARED || costs.plain_words < 2) {
            return (None, 0.0);
        }
        let score = costs.belief(least.code, WORTH) * self.trust(table, &costs, least, text);
        (Some(least.code).filter(|_| score >= LEAST), score)
    }

    /// What a line seems to be in, at a glance: its letters, and its language if they or its words are plainly of one.
    /// `None` if it has no letters.
    pub(crate) fn glance(&self, line: &str) -> Option<(Family, Option<&'static str>)> {
        let letters = Letters::of(line);
        let family = letters.family()?.0;
        let Family::One(script) = family else { return Some((family, letters.owner(family))) };
        let of_words = || {
            let costs = self.table(script)?.costs_of_words(line);
            let code = costs.least().code;
            costs.lead(code).filter(|it| *it >= AT_HOME).map(|_| code)
        };
        Some((family, letters.owner(family).or_else(of_words)))
    }

    /// How far to trust the likeliest language: the text may be in one that we do not know, or in none. Words of its own
    /// dispel all doubt.
    fn trust(&self, table: &Table, costs: &Costs<'_>, least: Candidate, text: &str) -> f64 {
        let trigrams = f64::from(costs.trigrams().max(1));
        let lead = |costs: &Costs<'_>| costs.lead(least.code).unwrap_or_default();
        let is_in_capitals = costs.small_words * 5 < costs.plain_words && costs.plain_words > 2;
        let is_name_like = is_in_capitals && lead(costs) < NAMES_LEAD * trigrams;
        let trust = familiarity(least.strangeness, trigrams) * if is_name_like { TRUST_IN_NAMES } else { 1.0 };
        if trust < 1.0 && lead(&table.costs_of_words(text)) >= OWN_WORDS { 1.0 } else { trust }
    }

    /// The language of a passage in another script than its article's: names in passing have none.
    pub(crate) fn of_passage(&self, text: &str) -> Option<&'static str> {
        let is_name = text.is_ascii() && text.len() < FEWEST;
        let guess = if is_name { Guess::default() } else { self.detect(text) };
        guess.language.filter(|_| guess.family != Some(Family::One(Script::Latin)) || guess.letters >= FEWEST)
    }

    /// Whether a few words next to a foreign passage cost its language less than the article's.
    pub(crate) fn sounds_more_like(&self, language: &str, home: &str, script: Script, words: &str) -> bool {
        let Some(table) = self.table(script).filter(|_| words.len() < SHORT) else { return false };
        let costs = table.costs(words);
        let nats = |it: &str| costs.of(it).map(|it| it.nats);
        nats(language) < nats(home) && costs.lead(home).is_some_and(|it| it < 0.0)
    }

    /// The language of a sentence, if it is plainly another than the article's of the same script.
    pub(crate) fn foreign_to(&self, home: &str, script: Script, sentence: &str) -> Option<&'static str> {
        let table = self.table(script)?;
        let sentence = &sentence[..sentence.floor_char_boundary(ENOUGH_OF_SENTENCE)];
        let is_at_home = |bytes: usize| {
            let words = &sentence[..sentence.floor_char_boundary(bytes)];
            table.costs_of_words(words).lead(home).is_none_or(|it| it >= AT_HOME)
        };
        if is_at_home(FEW_WORDS) || sentence.len() > FEW_WORDS && is_at_home(ENOUGH_WORDS) {
            return None;
        }
        let costs = table.costs(sentence);
        let (least, trigrams) = (costs.least(), f64::from(costs.trigrams()));
        let is_clear = -costs.lead(home)? >= CLEARLY * trigrams && costs.letters >= FEWEST;
        // Names are of any language, wherever they stand.
        let is_sentence = costs.small_words >= FEWEST_SMALL_WORDS;
        let is_known = is_clear && is_sentence && familiarity(least.strangeness, trigrams) > 0.5;
        is_known.then_some(least.code)
    }

    /// Whether several languages share the script, so that sentences of others may stand in it.
    pub(crate) fn is_shared(&self, script: Script) -> bool {
        self.table(script).is_some()
    }

    /// The table of a script that several languages share.
    fn table(&self, script: Script) -> Option<&Table> {
        let at = match script {
            Script::Latin => Shared::Latin,
            Script::Cyrillic => Shared::Cyrillic,
            Script::Arabic => Shared::Arabic,
            _ => return None,
        };
        Some(&self.tables[at as usize])
    }
}

/// The text with the letters that the table knows: old files have Arabic ones in the forms that they take within words.
fn plain(script: Script, text: &str) -> Cow<'_, str> {
    let is_form = |it: char| matches!(it, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}');
    if script == Script::Arabic && text.contains(is_form) { text.nfkc().collect() } else { Cow::Borrowed(text) }
}

/// How familiar a text is to its likeliest language, which finds it so strange (nats for each of so many three letters).
/// Of paragraphs in their own language 2.25 is the median and 3.05 the most; the fewer letters, the more may be
/// chance. Languages that the table lacks mostly cost their neighbors more than 3.
fn familiarity(strangeness: f64, trigrams: f64) -> f64 {
    let usual = 2.3 + 4.0 / trigrams.max(1.0).sqrt();
    (-2.0 * (strangeness - usual).max(0.0)).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let guess = Detector::new().detect(text);
        assert_eq!(guess.language, expected, "{guess:?}");
        assert!((0.0..=1.0).contains(&guess.score));
    }

    #[test]
    fn a_sentence_has_a_language() {
        check("The minister told reporters that talks would go on next week.", Some("en"));
        check("Der Minister sagte, die Gespräche würden nächste Woche fortgesetzt.", Some("de"));
        check("Le ministre a déclaré que les discussions se poursuivraient.", Some("fr"));
        check("Міністр сказав, що переговори триватимуть наступного тижня.", Some("uk"));
        check("大臣は記者団に協議が続くと述べた。", Some("ja"));
    }

    #[test]
    fn what_cannot_be_told_is_unknown() {
        for text in ["", "12:30", "🇺🇦🎉👩\u{200D}🚀🎉🎉🎉🎉🎉", "OK", "Tom Jones", "\u{202E}\u{202E}\u{202D}", "ß"]
        {
            check(text, None);
        }
    }

    #[test]
    fn arabic_letters_in_their_shapes_are_letters_too() {
        // "The president said": each letter as it looks within its word.
        check("ﻗﺎﻝ ﺍﻟﺮﺋﻴﺲ ﺇﻥ ﺍﻟﻤﺤﺎﺩﺛﺎﺕ ﺳﺘﺴﺘﻤﺮ", Some("ar"));
        check("ﮔﻔﺖ ﮐﻪ ﻗﺎﻧﻮﻥ ﺟﺪﯾﺪ ﺭﺍ ﺍﻣﻀﺎ ﮐﺮﺩﻩ ﺍﺳﺖ", Some("fa"));
        check("\u{8A0}\u{8A1}\u{8A2}\u{8A3}\u{8A0}\u{8A1}\u{8A2}\u{8A3}\u{8A0}\u{8A1}", None);
    }

    #[test]
    fn odd_text_does_no_harm() {
        let marks = "e\u{301}".repeat(64) + &"\u{308}".repeat(64);
        let other_script = "ᚠᚢᚦᚨᚱᚲᚷᚹᚺᚾᛁᛃᛇᛈᛉᛊᛏᛒᛖᛗᛚᛜᛞᛟ";
        for text in [
            marks.as_str(),
            other_script,
            "\u{202E}ferocious\u{202C} سلام עולם",
            "ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔ",
        ] {
            let score = Detector::new().detect(text).score;
            assert!((0.0..=1.0).contains(&score));
        }
        check(other_script, None);
    }
}
