//! Characters that nobody sees: controls, zero-width and bidirectional ones, and odd spaces.
//!
//! What breaks lines or parts fields parts words, so it becomes a space: one for all in a row, and none beside a space
//! or at an end. U+0085 is two things, a line break and the … of windows-1252 that was taken for ISO 8859-1: it is the
//! second only in a text with another control that windows-1252 has a character for, since such texts have quotation
//! marks or apostrophes as a rule, and a dot too few does less harm than one too many.

use std::cell::LazyCell;

use newsmill_text::Script;

use crate::pages::decoded;

/// How often something was done to a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cleared {
    /// Controls that were removed, or replaced by what windows-1252 has in their place.
    pub(crate) controls: usize,
    /// Spaces of unusual kinds that became plain ones.
    pub(crate) spaces: usize,
}

/// The text without them; `None` if it has none.
pub(crate) fn clear(text: &str) -> Option<(String, Cleared)> {
    let (mut cleared, mut count) = (String::with_capacity(text.len()), Cleared::default());
    let line_end = text.trim_end_matches(is_break).len();
    // Looked for once, and only in the few texts that have such characters.
    let right_to_left = LazyCell::new(|| text.chars().any(is_right_to_left));
    let speaks_1252 = LazyCell::new(|| text.chars().any(|it| it != NEXT_LINE && in_windows_1252(it).is_some()));
    let mut done = 0;
    for (at, it) in text.char_indices().filter(|(_, it)| is_suspect(*it)) {
        cleared.push_str(&text[done..at]);
        done = at + it.len_utf8();
        let (before, after) = (cleared.chars().next_back(), text[done..].chars().next());
        let fate = match it {
            NEXT_LINE if *speaks_1252 => Fate::Becomes('…'),
            _ if is_break(it) && !parts(before, after, at < line_end) => {
                count.spaces += 1;
                continue;
            }
            _ => fate(it, before, after, &|| *right_to_left),
        };
        match fate {
            Fate::Stays => cleared.push(it),
            Fate::Becomes(' ') => {
                cleared.push(' ');
                count.spaces += 1;
            }
            Fate::Becomes(other) => {
                cleared.push(other);
                count.controls += 1;
            }
            Fate::Goes => count.controls += 1,
        }
    }
    cleared.push_str(&text[done..]);
    (count != Cleared::default()).then_some((cleared, count))
}

/// A line break, or the … of windows-1252.
const NEXT_LINE: char = '\u{85}';

/// Whether the character breaks lines or pages, or parts fields.
fn is_break(it: char) -> bool {
    matches!(it, '\n'..='\r' | '\u{1C}'..='\u{1F}' | NEXT_LINE | '\u{2028}' | '\u{2029}')
}

/// Whether a break has words on both sides, and no space yet.
fn parts(before: Option<char>, after: Option<char>, is_within: bool) -> bool {
    is_within && before.is_some_and(|it| !it.is_whitespace()) && after.is_some_and(|it| it != ' ' && it != '\t')
}

enum Fate {
    Stays,
    Becomes(char),
    Goes,
}

/// Whether the character may need clearing: a coarse net, for speed.
pub(crate) fn is_suspect(it: char) -> bool {
    match u32::from(it) {
        0x20..0x7F => false,
        0..0x20 => it != '\t',
        0x7F..=0xA0 | 0xAD | 0x61C | 0x1680 | 0x180E | 0x2000..=0x200F | 0x2028..=0x202F | 0x205F..=0x206F => true,
        0xFEFF | 0xFFF9..=0xFFFB | 0xFFFE..=0xFFFF => true,
        _ => false,
    }
}

fn fate(it: char, before: Option<char>, after: Option<char>, right_to_left: &dyn Fn() -> bool) -> Fate {
    match it {
        '\t' => Fate::Stays,
        _ if is_break(it) => Fate::Becomes(' '),
        '\u{80}'..='\u{9F}' => in_windows_1252(it).map_or(Fate::Goes, Fate::Becomes),
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => Fate::Becomes(' '),
        // Joins emoji, and shapes words of scripts whose letters join.
        '\u{200C}' | '\u{200D}' => stays_if(before.is_some_and(joins) && after.is_some_and(joins)),
        // Parts words where no spaces do.
        '\u{200B}' => stays_if([before, after].iter().flatten().any(|it| is_unspaced(*it))),
        // Puts a full stop or a bracket on the right side of Hebrew or Arabic words.
        '\u{200E}' | '\u{200F}' | '\u{61C}' => stays_if(right_to_left()),
        _ => stays_if(!is_suspect(it)),
    }
}

fn stays_if(stays: bool) -> Fate {
    if stays { Fate::Stays } else { Fate::Goes }
}

/// What a C1 control was meant to be, if anything: text of windows-1252 that was taken for ISO 8859-1.
pub(crate) fn in_windows_1252(it: char) -> Option<char> {
    if !matches!(it, '\u{80}'..='\u{9F}') {
        return None;
    }
    decoded(encoding_rs::WINDOWS_1252, u8::try_from(it).ok()?)
}

fn is_right_to_left(it: char) -> bool {
    matches!(Script::of(it), Some(Script::Arabic | Script::Hebrew))
}

pub(crate) fn is_unspaced(it: char) -> bool {
    Script::of(it).is_some_and(|it| it.is_unspaced() && it != Script::Han && it != Script::Kana)
}

/// Whether a joiner means something beside this character: an emoji, or a sign of a script whose letters join.
pub(crate) fn joins(it: char) -> bool {
    matches!(u32::from(it), 0x600..=0x8FF | 0x900..=0xDFF | 0x1000..=0x109F | 0x1780..=0x18AF | 0xFB50..=0xFDFF)
        || matches!(u32::from(it), 0x2190..=0x2BFF | 0xFE0F | 0x1F000..=0x1FAFF | 0xE0020..=0xE007F)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(clear(text).map_or(text.to_owned(), |it| it.0), expected);
    }

    #[test]
    fn controls_go_or_become_what_they_were_meant_to_be() {
        check("a\0b\u{7F}c\u{81}d", "abcd");
        check("\u{93}Yes\u{94} \u{96} it\u{92}s so\u{85}", "“Yes” – it’s so…");
        check("a\tb", "a\tb");
    }

    #[test]
    fn a_carriage_return_goes_at_the_end_and_parts_words_within() {
        check("Kyiv\r", "Kyiv");
        check("Kyiv\rMoscow\r\r", "Kyiv Moscow");
    }

    #[test]
    fn what_breaks_lines_or_parts_fields_parts_words() {
        for it in ["\n", "\r\n", "\u{B}", "\u{C}", "\u{1C}", "\u{1F}", "\u{85}", "\u{2028}", "\u{2029}", " \n", "\n "] {
            check(
                &format!("Kyiv{it}Moscow{it}{it}"),
                &format!("Kyiv Moscow{}", if it.contains(' ') { "  " } else { "" }),
            );
        }
    }

    #[test]
    fn next_line_is_an_ellipsis_beside_other_controls_of_windows_1252() {
        check("so\u{85} and\u{85}", "so and");
        check("so\u{85} it\u{92}s", "so… it’s");
        check("so\u{85}and\u{81}", "so and");
    }

    #[test]
    fn odd_spaces_become_plain_ones() {
        check("10\u{A0}000\u{202F}€\u{2009}!", "10 000 € !");
        check("北京\u{3000}上海", "北京\u{3000}上海");
    }

    #[test]
    fn zero_width_characters_go_unless_they_shape_a_word() {
        check("\u{FEFF}new\u{200B}s\u{AD}room\u{2060}", "newsroom");
        check("👩\u{200D}🚀 می\u{200C}شود क्\u{200D}ष", "👩\u{200D}🚀 می\u{200C}شود क्\u{200D}ष");
        check("a\u{200D}b", "ab");
        check("ภาษา\u{200B}ไทย", "ภาษา\u{200B}ไทย");
    }

    #[test]
    fn directions_go_but_marks_stay_in_right_to_left_text() {
        check("\u{2068}Name\u{2069}\u{200E} \u{202E}abc\u{202C}", "Name abc");
        check("שלום\u{200F}.", "שלום\u{200F}.");
    }
}
