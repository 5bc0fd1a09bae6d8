//! Who wrote it, and what a desk signs a story off with.

use newsmill_text::is_cased;

use crate::phrases::{BYLINES, SIGN_OFFS, Weight};
use crate::proof::Proof;

impl Proof<'_> {
    /// `By Jane Doe`, `Von Jan Petersen, dpa`.
    pub(crate) fn names_the_author(&self) -> bool {
        if self.count > 12 || self.is_prose() {
            return false;
        }
        let length = BYLINES.at(&self.words, 0, Weight::Any);
        let Some(bytes) = length.checked_sub(1).and_then(|it| self.words.bytes(it)) else { return false };
        let name = self.text[bytes.end..].trim_start_matches([':', '：', ' ', '|', '/', '\u{a0}', '-', '–', '—']);
        let words = name.split(|it: char| it.is_whitespace() || it == ',').filter(|it| !it.is_empty());
        let is_plain = |it: &&str| it.starts_with(char::is_lowercase) && !JOINTS.contains(it);
        let is_open = !self.ends_in_stop() || name.split_whitespace().count() <= 4;
        // Where there are no capitals, a colon tells a name from a sentence.
        let has_colon = self.text[bytes.end..].trim_start().starts_with([':', '：']);
        let begins = |it: char| it.is_uppercase() || (has_colon && it.is_alphabetic() && !is_cased(it));
        name.starts_with(begins) && is_open && words.filter(is_plain).count() <= 1
    }

    /// `Reporting by Jane Doe; Editing by John Doe`, `Our criteria: the Trust Principles.`
    pub(crate) fn signs_off(&self) -> bool {
        if self.count > 45 {
            return false;
        }
        let length = SIGN_OFFS.at(&self.words, 0, Weight::Any);
        let strong = SIGN_OFFS.at(&self.words, 0, Weight::Strong) > 0;
        let Some(bytes) = length.checked_sub(1).and_then(|it| self.words.bytes(it)) else { return false };
        let has_colon = self.text[bytes.end..].trim_start().starts_with(':');
        if self.is_sentence() { strong && !self.has_quotes() } else { strong || has_colon }
    }
}

/// Small words within names and between them.
const JOINTS: &[&str] = &[
    "and", "und", "y", "e", "et", "i", "en", "и", "та", "й", "ve", "de", "da", "do", "dos", "del", "della", "di", "du",
    "la", "le", "van", "von", "der", "den", "zu", "bin", "al", "in", "for", "the", "dpa", "für", "at", "of", "with",
    "och", "og", "a", "și", "és", "και",
];

#[cfg(test)]
mod tests {
    use newsmill_stage::Line;

    use super::*;

    #[track_caller]
    fn check(line: &str, expected: (bool, bool)) {
        let line = Line::new(1, line);
        let proof = Proof::read(0, &line).unwrap();
        assert_eq!((proof.names_the_author(), proof.signs_off()), expected, "{}", line.text());
    }

    #[test]
    fn bylines_in_many_languages() {
        check("By Jane Doe and John van der Berg", (true, false));
        check("Crónica de Fermín Azcárate", (true, false));
        check("Von Jan Petersen, dpa", (true, false));
        check("Автор: Тимофей Ларионов", (true, false));
        check("作者：王小明", (true, false));
    }

    #[test]
    fn desks_sign_off() {
        check("Reporting by Jane Doe in Kyiv. Written by John Doe; Editing by Ann Roe.", (false, true));
        check("(Reporting by Jane Doe; editing by John Doe)", (false, true));
        check("Our criteria: Harbor Trust Principles.", (false, true));
        check("Источник: пресс-служба", (false, true));
    }

    #[test]
    fn subheads_and_sentences_are_neither() {
        check("By the river", (false, false));
        check("By sunset the ferry had brought all of them to the other bank.", (false, false));
        check("Reporting from the front is dangerous, she said, and badly paid.", (false, false));
        check("Por qué importa el puente", (false, false));
    }
}
