//! Words and phrases that other texts may start with, each with what it means.

/// Phrases in their order, so that the one a text starts with is found without trying all.
pub(crate) struct Starts<T>(Vec<(String, T)>);

impl<T> Starts<T> {
    /// Of two equal phrases the first counts.
    pub(crate) fn of(phrases: impl Iterator<Item = (String, T)>) -> Self {
        let mut phrases: Vec<(String, T)> = phrases.filter(|it| !it.0.is_empty()).collect();
        phrases.sort_by(|a, b| a.0.cmp(&b.0));
        phrases.dedup_by(|later, first| later.0 == first.0);
        Self(phrases)
    }

    /// The longest phrase that a text starts with, of those that fit.
    pub(crate) fn longest(&self, text: &str, fits: impl Fn(&str) -> bool) -> Option<(&str, &T)> {
        self.all(text).find(|it| fits(it.0))
    }

    /// All phrases that a text starts with, the longest first.
    pub(crate) fn all(&self, text: &str) -> impl Iterator<Item = (&str, &T)> {
        let end = self.0.partition_point(|it| it.0.as_str() <= text);
        let first = text.chars().next();
        // A phrase stands after all that it starts with.
        let near = self.0[..end].iter().rev().take_while(move |it| it.0.chars().next() == first);
        near.filter(move |it| text.starts_with(&it.0)).map(|it| (it.0.as_str(), &it.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<i32>) {
        let phrases = [("up", 1), ("update", 2), ("upd", 3), ("il y a", 4), ("up", 5)];
        let starts = Starts::of(phrases.into_iter().map(|(it, number)| (it.to_owned(), number)));
        assert_eq!(starts.longest(text, |it| it != "upd").map(|it| *it.1), expected);
    }

    #[test]
    fn the_longest_phrase_that_fits_is_found() {
        check("updated", Some(2));
        check("upda", Some(1));
        check("up", Some(1));
        check("il y a deux jours", Some(4));
        check("u", None);
        check("", None);
        check("zebra", None);
    }
}
