//! Text → bytes, to measure and test reading with.

use super::pages::Page;

/// Writes a text, if the page holds all its characters.
pub(crate) fn write(page: Page, text: &str) -> Option<Vec<u8>> {
    let Some(high) = page.high() else {
        let Page::Standard(encoding) = page else { return None };
        let (bytes, used, lossy) = encoding.encode(text);
        return (!lossy && used == encoding).then(|| bytes.into_owned());
    };
    let byte = |it: char| match u8::try_from(it) {
        Ok(byte) if byte.is_ascii() => Some(byte),
        _ => high.iter().position(|high| *high == it).and_then(|at| u8::try_from(at + 0x80).ok()),
    };
    text.chars().map(byte).collect()
}

/// Whether a page was made for a language (with the script where it has two).
pub(crate) fn is_for(page: Page, tongue: &str) -> bool {
    let tongues = match page.name() {
        "windows-1252" | "ISO-8859-15" | "macintosh" | "IBM850" => "en de fr es pt it nl ca gl da nb sv fi et sq",
        "IBM437" => "en de fr es it nl sv fi ca",
        "windows-1250" | "ISO-8859-2" | "IBM852" | "x-mac-ce" => "pl cs sk sl hr hu ro sq de",
        "ISO-8859-16" => "ro hu pl sl hr sq",
        "windows-1254" | "IBM857" | "ISO-8859-3" => "tr",
        "windows-1257" | "ISO-8859-13" | "IBM775" | "ISO-8859-4" => "lt lv et",
        "ISO-8859-10" => "lt lv et da nb sv fi",
        "windows-1251" | "ISO-8859-5" | "x-mac-cyrillic" | "IBM855" => "ru uk be bg mk sr",
        "IBM866" => "ru be bg",
        "KOI8-R" => "ru bg",
        "KOI8-U" => "ru uk be",
        "cp1125" => "ru uk be",
        "windows-1253" | "ISO-8859-7" => "el",
        "windows-1255" | "ISO-8859-8" => "he",
        "windows-1256" => "ar fa",
        "ISO-8859-6" => "ar",
        "windows-1258" => "vi",
        "windows-874" => "th",
        "GBK" => "zh-Hans zh-Hant",
        "Big5" => "zh-Hant",
        "Shift_JIS" | "EUC-JP" => "ja",
        "EUC-KR" => "ko",
        _ => return false,
    };
    tongues.split(' ').any(|it| it == tongue)
}

/// What people write for a mark that the page lacks.
pub(crate) fn plain(page: Page, it: char) -> char {
    if write(page, it.encode_utf8(&mut [0; 4])).is_some() {
        return it;
    }
    match it {
        '“' | '”' | '„' | '«' | '»' => '"',
        '‘' | '’' | '‚' | 'ʼ' | '‹' | '›' => '\'',
        '–' | '—' | '―' | '‑' | '−' => '-',
        '…' => '.',
        '\u{A0}' | '\u{2009}' | '\u{202F}' | '\u{3000}' => ' ',
        '•' | '·' => '*',
        '€' => 'E',
        '№' => 'N',
        _ => it,
    }
}
