//! Unicode form: accents that are written as characters of their own join their letters (NFC).
//!
//! Only Latin, Greek and Cyrillic accents, the voicing marks of kana, and jamo: that is where text
//! comes in two forms that look the same. In the scripts of India, in Hebrew and in Arabic the
//! standard form takes letters apart or reorders marks, which would change text that nobody broke.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The text with its accents joined; `None` if nothing changes.
pub(crate) fn join(text: &str) -> Option<String> {
    // The first bytes of what is loose: most texts have none of them, and bytes are quickly looked through.
    let may_be_loose = |it: u8| matches!(it, 0xCC..=0xCE | 0xE1..=0xE3);
    if !text.bytes().any(may_be_loose) || !text.chars().any(is_loose) {
        return None;
    }
    let (mut joined, mut piece) = (String::with_capacity(text.len()), String::new());
    let mut loose = false;
    for it in text.chars() {
        let goes_on = is_combining_mark(it) || (is_jamo(it) && piece.chars().next_back().is_some_and(is_jamo));
        if !goes_on {
            flush(&mut joined, &mut piece, std::mem::take(&mut loose));
        }
        loose |= is_loose(it);
        piece.push(it);
    }
    flush(&mut joined, &mut piece, loose);
    (joined != text).then_some(joined)
}

fn flush(joined: &mut String, piece: &mut String, loose: bool) {
    if loose {
        joined.extend(piece.nfc());
    } else {
        joined.push_str(piece);
    }
    piece.clear();
}

/// Whether the character may be one half of another, or a second form of one (the Ångström sign).
pub(crate) fn is_loose(it: char) -> bool {
    matches!(u32::from(it), 0x300..=0x36F | 0x1100..=0x11FF | 0x3099..=0x309A | 0x2126 | 0x212A..=0x212B)
        || matches!(it, '\u{37E}' | '\u{387}' | '\u{340}'..='\u{341}')
}

fn is_jamo(it: char) -> bool {
    matches!(u32::from(it), 0x1100..=0x11FF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(join(text).unwrap_or(text.to_owned()), expected);
    }

    #[test]
    fn accents_join_their_letters() {
        check("E\u{301}lyse\u{301}e", "Élysée");
        check("Укра\u{456}\u{308}на", "Україна");
        check("か\u{3099}", "が");
        check("\u{1112}\u{1161}\u{11AB}", "한");
        check("\u{212B}ngström", "Ångström");
    }

    #[test]
    fn scripts_that_the_standard_form_takes_apart_stay() {
        check("बढ\u{93C}ती क़", "बढ\u{93C}ती क़");
    }

    #[test]
    fn many_marks_on_one_letter_do_no_harm() {
        let text = format!("a{}", "\u{301}".repeat(200));
        assert!(join(&text).is_some_and(|it| it.starts_with('á')));
    }
}
