//! Folding: what two spellings that a reader takes for one have in common.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a text for comparison: compatibility form, lower case, no accents, plain quotes, dashes
/// and spaces. It keeps the script: `Київ` becomes `киів`, never `kyiv`.
///
/// ```
/// assert_eq!(newsmill_text::fold("President’s Élysée"), "president's elysee");
/// ```
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd().filter(|it| !is_combining_mark(*it)).flat_map(char::to_lowercase).map(fold_char).collect()
}

/// The plain form of a typographic mark; any other character as it is.
pub fn fold_char(it: char) -> char {
    match it {
        '‘' | '’' | 'ʼ' | '‛' | '′' | '`' | '´' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        'ß' => 's',
        'ł' => 'l',
        'ø' => 'o',
        'đ' => 'd',
        'ı' => 'i',
        _ if it.is_whitespace() => ' ',
        _ => it,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text), expected);
    }

    #[test]
    fn accents_case_and_quotes_go() {
        check("Erdoğan", "erdogan");
        check("İstanbul", "istanbul");
        check("L’Équipe «Ça»", "l'equipe \"ca\"");
        check("Łódź", "lodz");
    }

    #[test]
    fn the_script_stays() {
        check("Зеленський", "зеленськии");
        check("北京", "北京");
    }
}
