//! Where a name begins and ends: at whole words, and not at any mark between them.

use std::ops::Range;

use newsmill_text::Script;

use crate::units::{Text, Unit};
use crate::usage;

/// Whether the text between two words has marks that part one name from another.
pub(crate) fn has_marks(gap: &str) -> bool {
    gap.chars().any(|it| !(it.is_whitespace() || "-‐‑–.·・'’‘ʼ".contains(it)))
}

pub(crate) fn after_at_sign(text: &Text<'_>, unit: &Unit) -> bool {
    text.text[..unit.bytes.start].ends_with('@')
}

/// Whether the units are whole words: what an apostrophe joins to them must be an article or an
/// ending, and scripts without spaces have rules of their own.
pub(crate) fn edges_fit(text: &Text<'_>, units: &Range<usize>) -> bool {
    let (first, last) = (&text.units[units.start], &text.units[units.end - 1]);
    if first.form.joined
        && !units.start.checked_sub(1).is_some_and(|it| usage::is_elision(text.folded(&text.units[it])))
    {
        return false;
    }
    if let Some(next) = text.units.get(units.end).filter(|it| it.form.joined)
        && !usage::is_ending(text.folded(next))
    {
        return false;
    }
    if !first.form.unspaced && !last.form.unspaced {
        return true;
    }
    let script =
        |it: &Unit| text.text[it.bytes.clone()].chars().next().filter(|_| it.form.unspaced).and_then(Script::of);
    match script(first).or(script(last)) {
        Some(Script::Han) if units.len() > 1 => true,
        Some(Script::Kana) => {
            !is_katakana(before(text, first)) && !is_katakana(text.text[last.bytes.end..].chars().next())
        }
        _ if units.len() > 2 => first.form.starts_word || last.form.ends_word,
        _ => first.form.starts_word && last.form.ends_word,
    }
}

fn before(text: &Text<'_>, unit: &Unit) -> Option<char> {
    text.text[..unit.bytes.start].chars().next_back()
}

fn is_katakana(it: Option<char>) -> bool {
    it.is_some_and(|it| matches!(it, '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}'))
}

/// Whether the place lies in a web address: no sentence names anybody there.
pub(crate) fn in_address(text: &str, at: usize) -> bool {
    let start = text[..at].char_indices().rev().take(200).take_while(|(_, it)| !it.is_whitespace()).last();
    let word = &text[start.map_or(at, |(start, _)| start)..at];
    word.contains("://") || word.starts_with("www.")
}
