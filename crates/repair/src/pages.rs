//! The code pages that UTF-8 is misread in, as tables from characters back to bytes.
//!
//! A code page has holes: bytes without a character. Programs fill them in two ways, and both are
//! undone: with the character of windows-1252 in that place (`β€œ` is read in windows-1253, whose
//! 0x9C is a hole), or with the C1 control of the same number.

use std::sync::LazyLock;

use encoding_rs::Encoding;
use newsmill_text::Script;

/// A code page.
pub(crate) struct CodePage {
    /// Its name, for `newsmill explain`.
    pub(crate) name: &'static str,
    /// The script that its letters above 0x7F are mostly of.
    pub(crate) home: Script,
    /// The bytes above 0x7F that have no character in it.
    pub(crate) holes: Vec<u8>,
    /// Whether half of its letters are lines to draw boxes with: a sequence without one proves nothing.
    pub(crate) has_boxes: bool,
    has_iso_twin: bool,
    bytes: Vec<u8>,
    /// The bytes of holes by the characters that fill them.
    fills: Vec<(char, u8)>,
}

impl CodePage {
    /// The byte that this character stands for, if it is one above 0x7F; 0 if there is none.
    pub(crate) fn byte_of(&self, it: char) -> u8 {
        self.bytes[slot(it)]
    }

    /// The byte from 0x80 to 0xBF that this character stands for, if any; where the page has another byte for it, it
    /// may still have filled a hole.
    pub(crate) fn trail_of(&self, it: char) -> u8 {
        match self.byte_of(it) {
            own @ (0 | 0x80..=0xBF) => own,
            _ => self.fills.iter().find(|(filled, _)| *filled == it).map_or(0, |(_, byte)| *byte),
        }
    }

    /// Whether the page would not have made this character: a C1 control where it has a character of its own.
    /// (windows-1252 and 1254 are forgiven: with controls they are ISO 8859-1 and 8859-9.)
    pub(crate) fn is_foreign(&self, it: char) -> bool {
        let is_control = matches!(it, '\u{80}'..='\u{9F}');
        is_control && !self.has_iso_twin && !self.holes.contains(&self.byte_of(it))
    }

    /// Whether the text has what all that was misread in this page has: a letter from À on, √, ≈ or ¬ in that of the
    /// Macintosh, such a letter or a line of a box in those of DOS, a line in KOI8-R, and a
    /// letter of its script in any other. Without, quotation marks side by side would look like it.
    pub(crate) fn has_proof(&self, text: &[char]) -> bool {
        let accented = |it: &char| matches!(it, 'À'..='\u{2FF}');
        match self.name {
            "macintosh" => text.iter().any(|it| accented(it) || matches!(it, '√' | '¬' | '≈')),
            "IBM437" | "IBM850" => text.iter().any(|it| accented(it) || is_box(*it)),
            "KOI8-R" => text.iter().any(|it| is_box(*it)),
            "windows-1255" => text.iter().any(|it| matches!(it, '\u{590}'..='\u{5FF}')),
            _ if self.home == Script::Latin => true,
            _ => text.iter().any(|it| Script::of(*it) == Some(self.home) || (self.has_boxes && is_box(*it))),
        }
    }

    /// Whether the characters can be a sequence that proves something: where half of a page's letters are lines of
    /// boxes, there is one in nearly all sequences, and others may be true words.
    pub(crate) fn is_proof(&self, sequence: &[char]) -> bool {
        let free = !self.has_boxes || self.name == "IBM850" || (self.home == Script::Latin && sequence.len() > 2);
        free || sequence.iter().any(|it| is_box(*it))
    }

    fn new(name: &'static str, home: Script, table: &[Option<char>]) -> Self {
        let mut bytes = vec![0; SLOTS];
        let own = || (0x80..=0xFF_u8).zip(table);
        // What comes later is stronger: controls, then windows-1252, then the page's own characters.
        for byte in 0x80..=0x9F {
            bytes[usize::from(byte)] = byte;
        }
        let holes: Vec<u8> = own().filter(|(_, it)| it.is_none()).map(|(byte, _)| byte).collect();
        let filled = |byte: &u8| Some((decoded(encoding_rs::WINDOWS_1252, *byte)?, *byte));
        let fills: Vec<(char, u8)> = holes.iter().filter_map(filled).collect();
        for (filled, byte) in &fills {
            bytes[slot(*filled)] = *byte;
        }
        for (byte, it) in own() {
            if let Some(it) = *it {
                bytes[slot(it)] = byte;
            }
        }
        bytes[NOWHERE] = 0;
        let has_iso_twin = matches!(name, "windows-1252" | "windows-1254");
        let has_boxes = matches!(name, "IBM437" | "IBM850" | "IBM866" | "KOI8-R");
        Self { name, home, holes, has_boxes, has_iso_twin, bytes, fills }
    }
}

/// All of them, the commonest culprits first: the first wins where two explain a text equally well.
pub(crate) fn all() -> &'static [CodePage] {
    static ALL: LazyLock<Vec<CodePage>> = LazyLock::new(build);
    &ALL
}

fn build() -> Vec<CodePage> {
    use Script::{Arabic, Cyrillic, Greek, Hebrew, Latin};
    let of = |encoding: &'static Encoding, home| {
        let table: Vec<_> = (0x80..=0xFF).map(|byte| decoded(encoding, byte)).collect();
        CodePage::new(encoding.name(), home, &table)
    };
    let of_dos = |name, upper: &str| CodePage::new(name, Latin, &upper.chars().map(Some).collect::<Vec<_>>());
    vec![
        of(encoding_rs::WINDOWS_1252, Latin), // with its controls it is ISO 8859-1 as well
        of(encoding_rs::WINDOWS_1251, Cyrillic),
        of(encoding_rs::WINDOWS_1250, Latin),
        of(encoding_rs::WINDOWS_1254, Latin), // and ISO 8859-9
        of(encoding_rs::WINDOWS_1258, Latin),
        of(encoding_rs::WINDOWS_1253, Greek),
        of(encoding_rs::WINDOWS_1257, Latin),
        of(encoding_rs::WINDOWS_1256, Arabic),
        of(encoding_rs::WINDOWS_1255, Hebrew),
        of(encoding_rs::ISO_8859_2, Latin),
        of(encoding_rs::ISO_8859_15, Latin),
        of(encoding_rs::MACINTOSH, Latin),
        of_dos("IBM437", CP437),
        of_dos("IBM850", CP850),
        of(encoding_rs::IBM866, Cyrillic),
        of(encoding_rs::KOI8_R, Cyrillic),
        of(encoding_rs::X_MAC_CYRILLIC, Cyrillic),
    ]
}

/// The character that a byte is in an encoding; `None` if it is a hole.
pub(crate) fn decoded(encoding: &'static Encoding, byte: u8) -> Option<char> {
    let bytes = [byte];
    let (text, lossy) = encoding.decode_without_bom_handling(&bytes);
    text.chars().next().filter(|it| !lossy && !it.is_control())
}

/// Number of places in a table that is indexed with [`slot`].
pub(crate) const SLOTS: usize = 0x2604;
const NOWHERE: usize = SLOTS - 1;

/// Where a character stands in a table: all code pages lie below U+2600, but for three characters
/// of the Macintosh.
pub(crate) fn slot(it: char) -> usize {
    match u32::from(it) {
        low @ 0..0x2600 => low as usize,
        0xFB01 => 0x2600,
        0xFB02 => 0x2601,
        0xF8FF => 0x2602,
        _ => NOWHERE,
    }
}

/// Whether the character is a line or a block to draw boxes with.
pub(crate) fn is_box(it: char) -> bool {
    matches!(it, '\u{2500}'..='\u{25A0}' | '\u{2320}' | '\u{2321}')
}

/// Whether the character has a place of its own in such a table.
pub(crate) fn is_in_tables(it: char) -> bool {
    slot(it) != NOWHERE
}

/// The upper half of IBM's first code page, which DOS and its consoles still use.
const CP437: &str = concat!(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐",
    "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}",
);

/// That of its page for Western Europe.
const CP850: &str = concat!(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐",
    "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, it: char, byte: u8) {
        let page = all().iter().find(|it| it.name == name).unwrap();
        assert_eq!(page.byte_of(it), byte, "{it} in {name}");
    }

    #[test]
    fn a_character_goes_back_to_its_byte() {
        check("windows-1251", 'Р', 0xD0);
        check("macintosh", 'ﬁ', 0xDE);
        check("IBM437", 'Γ', 0xE2);
        check("windows-1252", 'Р', 0);
        check("windows-1252", '京', 0);
        check("windows-1252", 'a', 0);
    }

    #[test]
    fn holes_are_filled_from_windows_1252_or_with_controls() {
        check("windows-1253", 'œ', 0x9C);
        check("windows-1253", '\u{9C}', 0x9C);
        check("windows-1257", 'š', 0xF0);
    }

    #[test]
    fn every_page_has_128_places() {
        assert_eq!((CP437.chars().count(), CP850.chars().count()), (128, 128));
        assert!(all().iter().all(|it| it.byte_of('\u{A0}') >= 0x80), "all of them have a no-break space");
    }
}
