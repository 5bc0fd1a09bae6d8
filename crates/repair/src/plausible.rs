//! How plausible a character is as what mojibake once was.

/// What kind of character a mended one would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// A quotation mark, a dash, an ellipsis, an emoji: what news is full of, and what no sane
    /// text is misread from.
    Typographic,
    /// A Latin letter of a living orthography, or a sign of Latin-1.
    Latin,
    /// An accent written as a character of its own.
    Mark,
    /// A sign of a script that writes words of several signs: by its number, related scripts (kana, Han,
    /// Hangul) sharing one.
    Script(u8),
    /// Something rarer: an arrow, a star, a mark of U+FFFD that was itself misread.
    Rare,
    /// A C1 control, an accent without a letter: only ever a stop on the way of text misread twice.
    Control,
}

/// The class of a character; `None` if mojibake is hardly ever mended to it.
pub(crate) fn class(it: char) -> Option<Class> {
    use Class::*;
    Some(match u32::from(it) {
        // The accents are those that stand alone in windows-1250 and 1257.
        0x80..=0x9F | 0x2C7 | 0x2D8..=0x2DB | 0x2DD => Control,
        0xA0..=0x17F | 0x18F | 0x192 | 0x1A0..=0x1A1 | 0x1AF..=0x1B0 | 0x218..=0x21B | 0x259 => Latin,
        0x1E02..=0x1E9E | 0x1EA0..=0x1EF9 | 0x2BB..=0x2BC | 0x2C6 | 0x2DC => Latin,
        0x300..=0x304 | 0x306..=0x30C | 0x31B | 0x323 | 0x326..=0x328 => Mark,
        0x384..=0x386 | 0x388..=0x3CE | 0x1F00..=0x1FFE => Script(1),
        0x400..=0x45F | 0x490..=0x493 | 0x49A..=0x49B | 0x4A2..=0x4A3 | 0x4AE..=0x4B3 | 0x4BA..=0x4BB => Script(2),
        0x4D8..=0x4D9 | 0x4E8..=0x4E9 => Script(2),
        0x531..=0x556 | 0x559..=0x589 => Script(3),
        0x5B0..=0x5C7 | 0x5D0..=0x5EA | 0x5F0..=0x5F4 | 0xFB1D..=0xFB4F => Script(4),
        0x60C | 0x61B | 0x61F | 0x621..=0x652 | 0x660..=0x671 | 0x679..=0x6D5 | 0x6F0..=0x6F9 => Script(5),
        0xFE8D..=0xFEFC => Script(5),
        // Two blocks each: Tibetan and Myanmar.
        0xF00..=0xFFF => Script(22),
        0x1000..=0x109F => Script(23),
        // One number a block of 128, which is one script each from Devanagari to Lao.
        block @ 0x900..=0xEFF => Script((block / 0x80 - 0x900 / 0x80 + 10) as u8),
        0x10D0..=0x10FF => Script(6),
        0x1200..=0x137C => Script(7),
        0x1780..=0x17F9 => Script(8),
        0x3000..=0x30FF | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3 | 0xFE30..=0xFE4F | 0xFF01..=0xFF9F => Script(9),
        0x2010..=0x2015 | 0x2018..=0x2022 | 0x2026 | 0x2030 | 0x2032..=0x2033 | 0x2039..=0x203B => Typographic,
        0x2009..=0x200A | 0x200B..=0x200F | 0x2028..=0x2029 | 0x202F | 0x20A0..=0x20BF | 0x2116 | 0x2122 => Typographic,
        0x1F000..=0x1FAFF | 0xE0061..=0xE007F => Typographic,
        0x2000..=0x2008 | 0x202A..=0x202E | 0x2060 | 0x2066..=0x2069 | 0x2044 | 0x2070..=0x209C => Rare,
        0x2100..=0x215F | 0x2190..=0x21FF | 0x2200..=0x22FF | 0x25A0..=0x27BF | 0x2B00..=0x2BFF => Rare,
        0xFE0E..=0xFE0F | 0xFEFF | 0xFFFD | 0x1D400..=0x1D7FF => Rare,
        _ => return None,
    })
}

/// Whether prose commonly puts this mark right behind a word, so that a capital and this mark prove nothing.
pub(crate) fn follows_words(it: char) -> bool {
    matches!(it, '»' | '«' | '“' | '”' | '„' | '’' | '‘' | '‚' | '‹' | '›' | '…' | '–' | '—' | '•' | '·' | '\u{A0}')
        || matches!(it, '™' | '®' | '°' | 'º' | 'ª' | '²' | '³' | '¹' | '\u{AD}')
}

/// Whether a lost byte can be taken for this one: the commonest quotation marks and dashes, and letters.
pub(crate) fn is_everyday(it: char) -> bool {
    matches!(it, '–' | '—' | '‘'..='„' | '…') || (it.is_alphabetic() && class(it).is_some())
}

/// Whether the character is a letter that all text of its script is full of: sequences of nothing else are true text.
pub(crate) fn is_everyday_letter(it: char) -> bool {
    matches!(it, 'А'..='я' | 'א'..='ת' | 'ا'..='ي')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(it: char, expected: Option<Class>) {
        assert_eq!(class(it), expected, "{it}");
    }

    #[test]
    fn living_letters_are_plausible_and_phonetic_ones_are_not() {
        check('é', Some(Class::Latin));
        check('ș', Some(Class::Latin));
        check('ế', Some(Class::Latin));
        check('ɻ', None);
        check('ѻ', None);
        check('“', Some(Class::Typographic));
        check('🇺', Some(Class::Typographic));
    }

    #[test]
    fn scripts_have_numbers_of_their_own() {
        check('и', Some(Class::Script(2)));
        check('は', class('京'));
        assert_ne!(class('क'), class('ক'));
        check('ཀ', class('\u{F90}'));
        check('က', class('\u{1080}'));
        assert_ne!(class('ཀ'), class('က'));
        assert_ne!(class('ཀ'), class('ກ'));
    }
}
