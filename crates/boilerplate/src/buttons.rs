//! What one can press on a page: share bars, breadcrumbs, comment boxes.

use crate::phrases::{COMMENTS, SHARE, Weight};
use crate::proof::Proof;
use crate::words::is_number;

impl Proof<'_> {
    /// `Share  Save  Print`, `facebook`, `1.2K Shares`.
    pub(crate) fn is_share_bar(&self) -> bool {
        if self.count > 16 || self.words.len() == 0 {
            return false;
        }
        let (mut place, mut buttons) = (0, 0);
        while let Some(word) = self.words.get(place) {
            let length = SHARE.at(&self.words, place, Weight::Any);
            let is_count = word.starts_with(|it: char| it.is_ascii_digit()) && word.len() <= 5;
            if length == 0 && !is_count {
                return false;
            }
            buttons += usize::from(length > 1 || (length > 0 && word.chars().count() > 1));
            place += length.max(1);
        }
        buttons > 0 && !self.ends_in_stop()
    }

    /// `News > Russia`, `Home / World / Europe`.
    pub(crate) fn is_breadcrumb(&self) -> bool {
        if self.is_prose() || self.is_remark() || self.text.len() > 300 {
            return false;
        }
        let is_parting = |it: char| matches!(it, '>' | '|' | '/' | '›' | '»' | '→' | '❯' | '•' | '·');
        if !self.text.contains(is_parting) && !self.text.as_bytes().windows(2).any(|it| it == b"  ") {
            return false;
        }
        let parts = |mark: &'static str| self.text.split(mark).map(str::trim).filter(|it| !it.is_empty());
        let is_short = |it: &str| it.split_whitespace().count() <= 4;
        // The last part may be the headline of the page itself.
        let leads = |mark: &'static str| parts(mark).take(parts(mark).count().saturating_sub(1)).all(is_short);
        let marked = [" > ", " › ", " » ", " → ", " ❯ "].iter().any(|it| parts(it).count() > 1 && leads(it));
        let ruled = ["|", " / ", "•", "·"].iter().any(|it| parts(it).count() > 2 && parts(it).all(is_short));
        // Three labels or more, with wide gaps between them.
        let gapped = parts("  ").count() > 2 && parts("  ").all(is_short);
        marked || ruled || gapped
    }

    /// `Post with no comments.`, `3 Comments`, `Leave a comment`.
    pub(crate) fn opens_comments(&self) -> bool {
        if self.is_prose() && self.count > 14 {
            return false;
        }
        let number = usize::from(self.words.get(0).is_some_and(is_number));
        let is_strong = COMMENTS.at(&self.words, number, Weight::Strong) > 0;
        let (mut place, mut phrases) = (0, 0);
        while let Some(word) = self.words.get(place) {
            let length = COMMENTS.at(&self.words, place, Weight::Any);
            if length == 0 && !is_number(word) {
                // More words may follow only what cannot be anything else: "Leave a comment below".
                return is_strong && self.words.len() <= place + 10 && !self.has_quotes();
            }
            phrases += usize::from(length > 0);
            place += length.max(1);
        }
        phrases > 0
    }
}

#[cfg(test)]
mod tests {
    use newsmill_stage::Line;

    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let line = Line::new(1, line);
        let it = Proof::read(0, &line).unwrap();
        let is = [(it.is_share_bar(), "share"), (it.is_breadcrumb(), "breadcrumb"), (it.opens_comments(), "comments")];
        let is: Vec<&str> = is.iter().filter(|it| it.0).map(|it| it.1).collect();
        assert_eq!(is.join(" "), expected, "{}", line.text());
    }

    #[test]
    fn share_bars() {
        check("• google plus", "share");
        check("Share on Facebook", "share");
        check("Compartir, Guardar", "share");
        check("1.2K Shares", "share");
    }

    #[test]
    fn breadcrumbs() {
        check("News > Russia", "breadcrumb");
        check("Home / World / Europe", "breadcrumb");
        check("News  Sport  Farming  Letters  Notices", "breadcrumb");
    }

    #[test]
    fn comment_boxes() {
        check("Post with no comments.", "comments");
        check("Laisser un commentaire", "comments");
        check("12 комментариев", "comments");
        check("Kommentare (3)  Kommentar schreiben", "comments");
    }

    #[test]
    fn what_people_wrote_is_none_of_them() {
        check("Comment on the budget came from the mayor, who called it a good start for the town.", "");
        check("Zelensky and Putin", "");
        check("Harbor reopens / Ferries late", "");
        check("«Моор» зіграв унічию з «Вербою»", "");
    }
}
