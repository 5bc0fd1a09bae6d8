//! Links to other stories.

use crate::phrases::{LABELS, READ_MORE, SECTIONS, SEE_ALSO, WITH_COLON, Weight};
use crate::proof::Proof;

impl Proof<'_> {
    /// `See also  A museum of maps opens`.
    pub(crate) fn points_to_another_story(&self) -> bool {
        if self.count > 40 {
            return false;
        }
        let start = usize::from(self.words.get(0).is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit())));
        let with_colon =
            WITH_COLON.at(&self.words, start, Weight::Any).max(SEE_ALSO.at(&self.words, start, Weight::Any));
        if with_colon > 0 && self.has_colon_after(start + with_colon - 1) {
            return !self.has_quotes() || !self.is_sentence();
        }
        let weight = if self.is_prose() { Weight::Strong } else { Weight::Any };
        let words = SEE_ALSO.at(&self.words, start, weight);
        // "See also " before a headline: the next word is a capital, a digit or a mark.
        words > 0 && (words == self.words.len() || !self.is_prose() || self.begins_anew_after(start + words - 1))
    }

    /// `Related articles`: what follows are other stories.
    pub(crate) fn heads_other_stories(&self) -> bool {
        self.count <= 6 && SECTIONS.are_all_of(&self.words)
    }

    /// `Read more`, as a line.
    pub(crate) fn is_read_more(&self) -> bool {
        self.count <= 6 && READ_MORE.are_all_of(&self.words)
    }

    /// `All news`, `Advertisement`.
    pub(crate) fn is_label(&self) -> bool {
        self.count <= 6 && LABELS.are_all_of(&self.words)
    }

    fn has_colon_after(&self, word: usize) -> bool {
        let Some(bytes) = self.words.bytes(word) else { return false };
        let rest = self.text[bytes.end..].trim_start();
        rest.starts_with([':', '|', '»', '>', '→', '：'])
    }

    fn begins_anew_after(&self, word: usize) -> bool {
        let Some(bytes) = self.words.bytes(word) else { return false };
        let rest = self.text[bytes.end..].trim_start();
        !rest.starts_with(char::is_lowercase)
    }
}

#[cfg(test)]
mod tests {
    use newsmill_stage::Line;

    use super::*;

    #[track_caller]
    fn check(line: &str, expected: bool) {
        let line = Line::new(1, line);
        assert_eq!(Proof::read(0, &line).unwrap().points_to_another_story(), expected, "{}", line.text());
    }

    #[test]
    fn links_in_many_languages() {
        check("See also\u{a0} A senior official says that the bridge will open again in spring", true);
        check("RELATED: Who pays for the breakwater?", true);
        check("Mehr zum Thema: So entsteht ein Deich", true);
        check("Читайте также: Как читать рейку на пристани", true);
        check("Voir aussi  Cinq traversées en ferry qui valent le détour", true);
        check("More in Farming: Store cattle trade firm at the mart", true);
    }

    #[test]
    fn sentences_that_begin_alike_stay() {
        check("Related companies lost a tenth of their value on the exchange on Monday.", false);
        check("More from the harvest went to the mills than in any year before.", false);
        check("See also how the river was moved, he told the council on Monday.", false);
    }
}
