//! The words of a text, as names are looked up by them.

use std::borrow::Cow;
use std::ops::Range;

/// Where the words of a text are, in bytes: runs of letters, digits and the marks upon them.
#[derive(Clone)]
pub(super) struct Words<'a> {
    text: &'a str,
    from: usize,
}

impl<'a> Words<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, from: 0 }
    }
}

impl Iterator for Words<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.from + self.text[self.from..].find(char::is_alphanumeric)?;
        let rest = &self.text[start..];
        self.from = start + rest.find(|it: char| !it.is_alphanumeric() && !is_mark(it)).unwrap_or(rest.len());
        Some(start..self.from)
    }
}

/// Marks that stand upon letters of a word and are no letters themselves.
fn is_mark(it: char) -> bool {
    matches!(
        it,
        '\u{300}'..='\u{36F}' | '\u{94D}' | '\u{9CD}' | '\u{A4D}' | '\u{ACD}' | '\u{BCD}' | '\u{C4D}' | '\u{D4D}'
    )
}

/// A word of no more bytes than this is folded without an allocation.
pub(crate) const SHORT_WORD: usize = 32;

/// A word, folded; into the buffer if it is short and plain.
pub(crate) fn folded<'a>(word: &'a str, short: &'a mut [u8; SHORT_WORD]) -> Cow<'a, str> {
    let Some(buffer) = short.get_mut(..word.len()).filter(|_| word.is_ascii()) else {
        return Cow::Owned(newsmill_text::fold(word));
    };
    buffer.copy_from_slice(word.as_bytes());
    buffer.make_ascii_lowercase();
    std::str::from_utf8(buffer).map_or(Cow::Borrowed(word), Cow::Borrowed)
}

/// The first two letters and the length of the first words of names: what tells most words of a text
/// that they begin none, at no cost.
#[derive(Clone, Debug)]
pub(super) struct Beginnings(Vec<u64>);

impl Default for Beginnings {
    fn default() -> Self {
        Self(vec![0; 1 << 10])
    }
}

impl Beginnings {
    pub(super) fn add(&mut self, folded: &str) {
        if let Some(lengths) = self.0.get_mut(first_letters(folded)) {
            *lengths |= 1 << folded.len().min(63);
        }
    }

    /// Whether a word may begin a name. Letters that are not ASCII are folded first, so they may.
    pub(super) fn may_begin(&self, word: &str) -> bool {
        let lengths = self.0.get(first_letters(word)).copied().unwrap_or_default();
        lengths >> word.len().min(63) & 1 == 1 || !word.is_ascii()
    }
}

/// A number below 1,024 for the first two letters of a word, whatever their case.
pub(crate) fn first_letters(word: &str) -> usize {
    let letter = |it: usize| usize::from(word.as_bytes().get(it).copied().unwrap_or_default() & 31);
    letter(0) << 5 | letter(1)
}
