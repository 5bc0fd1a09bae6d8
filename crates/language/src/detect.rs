//! The language of a text.

use lingua::{LanguageDetector, LanguageDetectorBuilder};
use newsmill_text::Script;

use crate::codes;
use crate::letters::{Family, Letters};
use crate::signs;

/// Fewer letters than this say nothing, unless their script or a sign tells the language.
const FEWEST: usize = 20;
/// Not even a script tells the language of fewer letters than this (a sentence of Chinese is short).
const FEWEST_OF_SCRIPT: usize = 4;
/// A guess that lingua itself gives less than this is none. On unknown languages it is often sure all the same.
const LEAST: f64 = 0.25;

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
    /// Loads its models when they are first needed.
    lingua: LanguageDetector,
}

impl Detector {
    pub(crate) fn new() -> Self {
        Self { lingua: LanguageDetectorBuilder::from_all_languages().build() }
    }

    /// The language of a text, from its first letters.
    pub(crate) fn detect(&self, text: &str) -> Guess {
        let letters = Letters::of(text);
        let Some((family, count)) = letters.family() else { return Guess::default() };
        let text = &text[..letters.bytes];
        let (language, score) = self.language(family, &letters, count, text);
        // Half the letters of another script are half a doubt.
        let share = if count * 2 < letters.total { count as f64 / letters.total as f64 } else { 1.0 };
        // Two digits: the sums behind lingua's figures are not the same to the last bit from run to run.
        let score = (score * share * 100.0).round() / 100.0;
        Guess { language, score, family: Some(family), letters: letters.total }
    }

    fn language(&self, family: Family, letters: &Letters, count: usize, text: &str) -> (Option<&'static str>, f64) {
        if count < FEWEST_OF_SCRIPT {
            return (None, 0.0);
        }
        if let Some(owner) = letters.owner(family) {
            return (Some(owner), 1.0);
        }
        let Family::One(script) = family else { return (None, 0.0) };
        match signs::told(script, text, count) {
            Some((language, score)) if score >= 0.75 || count >= FEWEST => return (Some(language), score),
            Some((_, score)) => return (None, score),
            None if script != Script::Latin || count < FEWEST => return (None, 0.0),
            None => {}
        }
        let Some((language, score)) = self.lingua.compute_language_confidence_values(text).into_iter().next() else {
            return (None, 0.0);
        };
        let code = language.iso_code_639_1().to_string();
        let known = codes::known(&code).map(|it| it.code).filter(|_| score >= LEAST);
        (known, score)
    }
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
