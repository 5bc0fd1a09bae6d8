//! Captions of photos, told by their credit.

use std::ops::Range;

use crate::phrases::{CREDITS, Weight};
use crate::proof::{Proof, STOPS};
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
    let leads_to_a_name = !after.starts_with('/') || names_somebody(after);
    let has_colon = leads_to_a_name && names.len() < after.trim_end().len();
    let is_said = has_colon && !names.is_empty() && !names.ends_with(['.', '!', '?']);
    let by = matches!(words.get(place + length - 1), Some("by" | "di" | "of")) && is_name(names);
    // "She sued Getty Images." ends a sentence; "She left. Getty Images." has one of its own.
    let is_bare_stop = !names.is_empty() && names.trim_end().chars().all(|it| STOPS.contains(&it));
    let is_closed = names.is_empty() || (is_bare_stop && before.ends_with(STOPS));
    let goes_on = !is_bare_stop && !names.starts_with(char::is_alphanumeric) && is_short(names);
    let agency = length > 1 && (is_closed || goes_on || has_colon);
    let fits = match (is_all, is_parted, is_after_stop) {
        (true, ..) => is_said || (by && !names.ends_with('.')),
        (_, true, _) => has_colon || by || agency || is_one_bracket(before, after),
        (.., true) => is_said || by || agency,
        _ => agency && before.ends_with([',', ';', ':', '·', '•']) && words.len() <= place + length + 3,
    };
    let marks = ['|', '(', '[', '/', '©', '—', '–', '-', ' '];
    fits.then(|| before.trim_end_matches(marks).len()..text.len())
}

/// `Jane Doe/Getty Images`: a few words, none of them small.
fn is_name(text: &str) -> bool {
    text.starts_with(char::is_uppercase) && is_short(text)
}

/// Whether these are a few words, and none of them is small but those that names have.
fn is_short(text: &str) -> bool {
    let words = Words::of(text);
    let is_small = |it: usize| {
        let is_of_a_name = matches!(words.get(it), Some("for" | "via" | "van" | "von" | "de" | "der" | "da" | "di"));
        !is_of_a_name && words.bytes(it).is_some_and(|it| text[it].starts_with(char::is_lowercase))
    };
    words.len() <= 5 && !(0..words.len()).any(is_small) && !text.contains(['!', '?'])
}

/// Whether a name stands after the slash: `/Jane Doe` and not `/video`.
pub(crate) fn names_somebody(after: &str) -> bool {
    let rest = after.trim_start_matches('/').trim_start();
    rest.starts_with(|it: char| it.is_alphanumeric() && !it.is_lowercase()) && !CREDITS.may_begin(rest)
}

/// Whether the credit is in brackets that end the line: `(AP Photo/Jane Doe)`.
fn is_one_bracket(before: &str, after: &str) -> bool {
    before.ends_with(['(', '['])
        && after.trim_end().ends_with([')', ']'])
        && (after.starts_with([',', ')', ']']) || (after.starts_with('/') && names_somebody(after)))
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
        check("The mayor at the harbor. Photo by Jan van Doe", Some(" Photo by Jan van Doe"));
        check("The mayor at the harbor. Photo by Jane Doe/Getty Images.", Some(" Photo by Jane Doe/Getty Images."));
    }

    #[test]
    fn photos_in_sentences_are_no_credits() {
        check("She posted the photo by the gate and went home.", None);
        check("The museum bought the photo: a boat in the fog.", None);
        check("He said that nobody had seen the video", None);
        check("The company was sued in London by Getty Images.", None);
        check("She left the town. Getty Images, which she sued, did not answer.", None);
        check("They met on Monday. Video by Reuters showed people in the water.", None);
        check("La policía mostró a los vecinos una foto de archivo.", None);
        check("Le journal a montré une photo d'archives.", None);
        check("警方星期一公布了一段大桥事故的视频截图。", None);
        check("He sent her all he had (photo/video)", None);
    }
}
