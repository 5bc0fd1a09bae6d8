//! How sure it is that a sequence is mojibake, by its characters and its neighbors.

use newsmill_text::Script;

use super::{Grade, Reading, Sequence};
use crate::plausible::{Class, follows_words, is_everyday_letter};

impl Reading<'_> {
    pub(super) fn grade(&self, sequences: &[Sequence], number: usize) -> Grade {
        let it = sequences[number];
        let is_spaced = it.class != Class::Latin && self.chars[it.to - 1] == ' ';
        let proven = it.class == Class::Typographic || (!is_spaced && self.page.is_proof(&self.chars[it.from..it.to]));
        self.grade_of_any(sequences, number).min(if proven { Grade::Good } else { Grade::Weak })
    }

    fn grade_of_any(&self, sequences: &[Sequence], number: usize) -> Grade {
        let it = sequences[number];
        if it.class == Class::Typographic {
            return self.grade_of_quote(it);
        }
        if self.page.home != Script::Latin && self.is_part_of_a_true_word(sequences, number) {
            return Grade::True;
        }
        let spaced = |it: &Sequence| self.chars[it.to - 1] == ' ';
        let touching = |other: &Sequence| (other.to == it.from || other.from == it.to) && !spaced(other);
        let before = number.checked_sub(1).and_then(|at| sequences.get(at)).filter(|it| touching(it));
        let after = sequences.get(number + 1).filter(|it| touching(it));
        let beside = |test: fn(&Sequence, &Sequence) -> bool| before.into_iter().chain(after).any(|a| test(a, &it));
        let good_if = |test| if test { Grade::Good } else { Grade::Weak };
        match it.class {
            Class::Script(9) if before.is_none() && after.is_none() && self.trails_follow_words(it) => Grade::Doubtful,
            Class::Script(_) if beside(|a, b| a.class == b.class) => Grade::Good,
            // As the second half of `l’é` is in the page of the Macintosh.
            Class::Script(_) if follows_words(self.chars[it.from]) => Grade::Doubtful,
            Class::Script(_) => Grade::Weak,
            Class::Mark => {
                good_if(it.from > 0 && self.chars[it.from - 1].is_ascii_alphabetic() && !self.is_letters(it))
            }
            // `آپ` is a word.
            Class::Control if self.is_letters(it) && self.stands_alone(it) => Grade::Doubtful,
            Class::Control => Grade::Weak,
            _ if it.meant == 'à' && (it.to - it.from < 2 || spaced(&it)) => self.grade_of_spaced(it),
            _ if it.to - it.from < 2 => Grade::Weak,
            _ if beside(|_, _| true) => Grade::Good,
            _ => self.grade_by_look(it),
        }
    }

    /// Of nothing but letters, as they are in the page of DOS for Russian, it has to look like no end of a word.
    fn grade_of_quote(&self, it: Sequence) -> Grade {
        let letters = &self.chars[it.from..it.to];
        if !letters.iter().all(|it| is_everyday_letter(*it)) || letters[1..].iter().all(|it| it.is_uppercase()) {
            return Grade::Good;
        }
        let in_word =
            it.from > 0 && is_letter(self.chars[it.from - 1]) && self.chars.get(it.to).is_some_and(|it| is_letter(*it));
        if in_word { Grade::True } else { Grade::Weak }
    }

    /// Whether a lone sequence looks wrong where it stands.
    fn grade_by_look(&self, it: Sequence) -> Grade {
        let lead = self.chars[it.from];
        let before = it.from.checked_sub(1).map(|at| self.chars[at]);
        let after = self.chars.get(it.to);
        let in_latin =
            before.is_some_and(|it| it.is_ascii_alphabetic()) || after.is_some_and(char::is_ascii_alphabetic);
        if self.page.home != Script::Latin && (in_latin || self.is_letters(it)) {
            return if in_latin || self.is_guest { Grade::Good } else { Grade::Doubtful };
        }
        if !is_letter(lead) {
            return if follows_words(lead) { Grade::Weak } else { Grade::Good };
        }
        let capitals = before.is_some_and(char::is_uppercase);
        if self.is_letters(it) {
            if lead.is_lowercase() {
                return Grade::Doubtful;
            }
            let lower = self.chars[it.from + 1..it.to].iter().any(|it| it.is_lowercase());
            return if lower || !capitals { Grade::Good } else { Grade::Doubtful };
        }
        if !self.trails_follow_words(it) {
            return Grade::Good;
        }
        let in_small_letters = lead.is_uppercase() && before.is_some_and(char::is_lowercase);
        let apostrophe = self.chars[it.to - 1] == '’';
        let word_goes_on = !apostrophe && after.is_some_and(|it| it.is_lowercase());
        let spaced = self.page.home == Script::Latin && (self.byte(it.to - 1) == 0xA0 || it.meant == '»');
        match in_small_letters || word_goes_on || (spaced && !capitals) {
            true => Grade::Good,
            false if capitals && it.to - it.from == 2 => Grade::Doubtful,
            false => Grade::Weak,
        }
    }

    /// Of à whose second half is a plain space or lost in one. No word of small letters ends in Ã (`déjÃ `, `jusqu’Ã `),
    /// and none of capitals in à (`AMANHÃ`, `SÃ O`).
    fn grade_of_spaced(&self, it: Sequence) -> Grade {
        let before = &self.chars[..it.from];
        let word = before.strip_suffix(&['\'']).or_else(|| before.strip_suffix(&['’'])).unwrap_or(before);
        match word.last() {
            Some(last) if last.is_lowercase() => Grade::Good,
            // A word of its own, which two spaces follow, among small letters.
            Some(' ') if it.to - it.from == 2 && word[..word.len() - 1].last().is_some_and(|it| it.is_lowercase()) => {
                Grade::Good
            }
            Some(last) if last.is_uppercase() => Grade::True,
            _ => Grade::Weak,
        }
    }

    fn is_letters(&self, it: Sequence) -> bool {
        self.chars[it.from..it.to].iter().all(|it| is_letter(*it))
    }

    fn stands_alone(&self, it: Sequence) -> bool {
        let before = it.from.checked_sub(1).map(|at| self.chars[at]);
        before.is_none_or(|it| it.is_ascii()) && self.chars.get(it.to).is_none_or(char::is_ascii)
    }

    fn trails_follow_words(&self, it: Sequence) -> bool {
        let trails = &self.chars[it.from + 1..it.to];
        trails.iter().all(|it| follows_words(*it)) && !(trails.len() > 1 && trails.contains(&'\u{AD}'))
    }

    /// Whether a short run of sequences touches letters of the page's own script that are no sequence, as in
    /// `НТВ»`.
    fn is_part_of_a_true_word(&self, sequences: &[Sequence], number: usize) -> bool {
        let (mut first, mut last) = (number, number);
        // Three in a row are proof enough: look no further.
        while first > 0 && last - first < 2 && sequences[first - 1].to == sequences[first].from {
            first -= 1;
        }
        while last + 1 < sequences.len() && last - first < 2 && sequences[last].to == sequences[last + 1].from {
            last += 1;
        }
        if last - first >= 2 {
            return false;
        }
        let is_home = |it: Option<&char>| it.is_some_and(|it| Script::of(*it) == Some(self.page.home));
        is_home(sequences[first].from.checked_sub(1).and_then(|at| self.chars.get(at)))
            || is_home(self.chars.get(sequences[last].to))
    }
}

/// Whether words are written with the character.
fn is_letter(it: char) -> bool {
    it.is_alphabetic() && it != 'ƒ' && !follows_words(it)
}
