//! Folding: what two spellings that a reader takes for one have in common.

use std::sync::LazyLock;

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
    let mut folded = String::with_capacity(text.len());
    for it in text.chars() {
        match it {
            'a'..='z' | 'A'..='Z' | ' ' => folded.push(it.to_ascii_lowercase()),
            _ => match FOLDED.get(it as usize) {
                Some(known) => folded.push_str(known),
                None => folded.extend(fold_one(it)),
            },
        }
    }
    folded
}

/// What the characters of the alphabets of Europe and of Arabic and Hebrew are folded to: most text
/// that is not ASCII.
static FOLDED: LazyLock<Vec<Box<str>>> = LazyLock::new(|| {
    let fold = |it| char::from_u32(it).map(|it| fold_one(it).collect()).unwrap_or_default();
    (0..0x700).map(fold).collect()
});

/// Each character folds alone: what marks there are in a decomposition goes, so their order does
/// not matter.
fn fold_one(it: char) -> impl Iterator<Item = char> {
    std::iter::once(it).nfkd().filter(|it| !is_combining_mark(*it)).flat_map(char::to_lowercase).map(fold_char)
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
    fn folding_is_what_the_definition_says_for_every_character() {
        let defined = |text: &str| -> String {
            text.nfkd().filter(|it| !is_combining_mark(*it)).flat_map(char::to_lowercase).map(fold_char).collect()
        };
        for it in '\0'..=char::MAX {
            // A mark before and a letter after it, so that reordering would show.
            let text = format!("a\u{301}{it}\u{323}é");
            assert_eq!(fold(&text), defined(&text), "{it:?}");
        }
    }

    #[test]
    fn the_script_stays() {
        check("Зеленський", "зеленськии");
        check("北京", "北京");
    }
}
