//! Scripts, as far as news needs them.

/// The script of a letter (Unicode blocks; ranges from Unicode 16, checked 2026-11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "they are the scripts' own names")]
pub enum Script {
    Latin,
    Cyrillic,
    Greek,
    Arabic,
    Hebrew,
    Devanagari,
    Bengali,
    Gurmukhi,
    Gujarati,
    Oriya,
    Tamil,
    Telugu,
    Kannada,
    Malayalam,
    Sinhala,
    Thai,
    Lao,
    Tibetan,
    Myanmar,
    Georgian,
    Armenian,
    Ethiopic,
    Khmer,
    Kana,
    Hangul,
    Han,
    /// A letter of a script that is not listed here.
    Other,
}

impl Script {
    /// The script of a character; `None` if it is no letter (digits, marks, symbols).
    pub fn of(it: char) -> Option<Self> {
        if it.is_ascii() {
            return it.is_ascii_alphabetic().then_some(Self::Latin);
        }
        let script = match u32::from(it) {
            0xAA | 0xBA | 0xC0..=0x24F | 0x250..=0x2AF | 0x1E00..=0x1EFF | 0x2C60..=0x2C7F => Self::Latin,
            0xA720..=0xA7FF | 0xFF21..=0xFF3A | 0xFF41..=0xFF5A | 0xFB00..=0xFB06 => Self::Latin,
            0x370..=0x3FF | 0x1F00..=0x1FFF => Self::Greek,
            0x400..=0x52F | 0x1C80..=0x1C8F | 0x2DE0..=0x2DFF | 0xA640..=0xA69F => Self::Cyrillic,
            0x530..=0x58F | 0xFB13..=0xFB17 => Self::Armenian,
            0x590..=0x5FF | 0xFB1D..=0xFB4F => Self::Hebrew,
            0x600..=0x6FF | 0x750..=0x77F | 0x8A0..=0x8FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFF => Self::Arabic,
            0x900..=0x97F => Self::Devanagari,
            0x980..=0x9FF => Self::Bengali,
            0xA00..=0xA7F => Self::Gurmukhi,
            0xA80..=0xAFF => Self::Gujarati,
            0xB00..=0xB7F => Self::Oriya,
            0xB80..=0xBFF => Self::Tamil,
            0xC00..=0xC7F => Self::Telugu,
            0xC80..=0xCFF => Self::Kannada,
            0xD00..=0xD7F => Self::Malayalam,
            0xD80..=0xDFF => Self::Sinhala,
            0xE00..=0xE7F => Self::Thai,
            0xE80..=0xEFF => Self::Lao,
            0xF00..=0xFFF => Self::Tibetan,
            0x1000..=0x109F => Self::Myanmar,
            0x10A0..=0x10FF | 0x1C90..=0x1CBF | 0x2D00..=0x2D2F => Self::Georgian,
            0x1200..=0x139F | 0x2D80..=0x2DDF => Self::Ethiopic,
            0x1780..=0x17FF => Self::Khmer,
            0x3040..=0x30FF | 0x31F0..=0x31FF | 0xFF66..=0xFF9D => Self::Kana,
            0x1100..=0x11FF | 0x3130..=0x318F | 0xA960..=0xA97F | 0xAC00..=0xD7FF => Self::Hangul,
            0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF => Self::Han,
            _ => Self::Other,
        };
        it.is_alphabetic().then_some(script)
    }

    /// Whether words are written without spaces between them.
    pub fn is_unspaced(self) -> bool {
        use Script::*;
        matches!(self, Han | Kana | Thai | Lao | Khmer | Myanmar | Tibetan)
    }
}

/// Whether the letter belongs to a script with capitals.
pub fn is_cased(it: char) -> bool {
    it.is_uppercase() || it.is_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(it: char, expected: Option<Script>) {
        assert_eq!(Script::of(it), expected, "{it}");
    }

    #[test]
    fn letters_have_scripts_and_digits_have_none() {
        check('k', Some(Script::Latin));
        check('é', Some(Script::Latin));
        check('Ї', Some(Script::Cyrillic));
        check('京', Some(Script::Han));
        check('ع', Some(Script::Arabic));
        check('7', None);
        check('“', None);
        check('🇺', None);
    }
}
