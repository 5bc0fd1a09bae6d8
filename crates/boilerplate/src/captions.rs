//! Captions of photos, told by their credit.

use std::ops::Range;

use crate::phrases::{CREDITS, Weight};
use crate::proof::Proof;
use crate::words::Words;

/// More words than this are a paragraph with a credit after it, not a caption.
const LONGEST_CAPTION: usize = 40;

impl Proof<'_> {
    /// `The mayor at the harbor. | Photo: Jane Doe`.
    pub(crate) fn is_caption(&self) -> bool {
        if self.tag == Some("figcaption") {
            return true;
        }
        let opens = CREDITS.at(&self.words, 0, Weight::Any);
        let end = opens.checked_sub(1).and_then(|it| self.words.bytes(it)).map_or(0, |it| it.end);
        let is_labeled = opens > 0 && self.text[end..].starts_with(':') && !self.has_quotes();
        self.count <= LONGEST_CAPTION && (is_labeled || credit(self.text, &self.words).is_some())
    }
}

/// Where the credit of a photo stands at the end of a line (or is all of it), with the mark that
/// parts it from the rest.
pub(crate) fn credit(text: &str, words: &Words) -> Option<Range<usize>> {
    if !CREDITS.may_be_in(words) {
        return None;
    }
    // A credit is short: it stands in the line's last words.
    let first = words.len().saturating_sub(9);
    (first..words.len()).find_map(|place| credit_at(text, words, place))
}

fn credit_at(text: &str, words: &Words, place: usize) -> Option<Range<usize>> {
    let length = CREDITS.at(words, place, Weight::Any);
    let end = words.bytes((place + length).checked_sub(1)?)?.end;
    let start = words.bytes(place)?.start;
    if length == 0 {
        return None;
    }
    let (before, after) = (text[..start].trim_end(), text[end..].trim_start());
    let is_all = before.is_empty();
    let is_parted = before.ends_with(['|', '(', '[', '/', '©']);
    let is_after_stop = before.ends_with(['.', '!', '?', '…', '”', '"', '»', ')', '—', '–', '-']);
    let names = after.trim_start_matches([':', '/', '|', '：', '©']).trim_start();
    let has_colon = names.len() < after.trim_end().len();
    let is_said = has_colon && !names.is_empty() && !names.ends_with(['.', '!', '?']);
    let by = matches!(words.get(place + length - 1), Some("by" | "di" | "of")) && names.starts_with(char::is_uppercase);
    let agency = length > 1 && (names.is_empty() || !names.starts_with(char::is_alphanumeric) || has_colon);
    let fits = match (is_all, is_parted, is_after_stop) {
        (true, ..) => is_said || (by && !names.ends_with('.')),
        (_, true, _) => has_colon || by || agency || is_one_bracket(before, after),
        (.., true) => is_said || (by && !names.ends_with(['!', '?'])) || agency,
        _ => agency && words.len() <= place + length + 3,
    };
    let marks = ['|', '(', '[', '/', '©', '—', '–', '-', ' '];
    fits.then(|| before.trim_end_matches(marks).len()..text.len())
}

/// Whether the credit is in brackets that end the line: `(AP Photo/Jane Doe)`.
fn is_one_bracket(before: &str, after: &str) -> bool {
    before.ends_with(['(', '[']) && after.trim_end().ends_with([')', ']']) && after.starts_with(['/', ',', ')', ']'])
}

#[cfg(test)]
mod tests {
    use newsmill_stage::Line;

    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<&str>) {
        let line = Line::new(1, line);
        let proof = Proof::read(0, &line).unwrap();
        let found = credit(proof.text, &proof.words).map(|it| &proof.text[it]);
        assert_eq!(found, expected, "{}", line.text());
    }

    #[test]
    fn credits_in_many_languages() {
        check("The mayor at the harbor. Sep. 23, 2022. | Photo: Jane Doe", Some(" | Photo: Jane Doe"));
        check("The mayor at the harbor (AP Photo/Jane Doe)", Some(" (AP Photo/Jane Doe)"));
        check("Der Deich nach dem Sturm. Foto: Jan Petersen/dpa", Some(" Foto: Jan Petersen/dpa"));
        check("Мост через реку. Фото: пресс-служба", Some(" Фото: пресс-служба"));
        check("Foto: Divulgação", Some("Foto: Divulgação"));
        check("The mayor at the harbor. Getty Images", Some(" Getty Images"));
    }

    #[test]
    fn photos_in_sentences_are_no_credits() {
        check("She posted the photo by the gate and went home.", None);
        check("The museum bought the photo: a boat in the fog.", None);
        check("He said that nobody had seen the video", None);
    }
}
