//! A line as numbers, words and marks: what dates are made of.

use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// A number of one to eight digits, in any of the digits news is written in.
    Number { value: u32, digits: u8 },
    /// Letters.
    Word(&'a str),
    /// Any other character that is not a space.
    Mark(char),
}

/// A token and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placed<'a> {
    pub(crate) token: Token<'a>,
    pub(crate) bytes: Range<usize>,
    /// Whether it touches the token before it.
    pub(crate) glued: bool,
}

/// Takes a line apart. Letters and digits part (`2nd` is two tokens), and so does every Han letter.
pub(crate) fn tokens(text: &str) -> Vec<Placed<'_>> {
    let mut tokens: Vec<Placed<'_>> = Vec::with_capacity(text.len() / 5 + 4);
    let mut at = 0;
    while let Some(it) = text[at..].chars().next() {
        let start = at;
        at += it.len_utf8();
        // Soft hyphens and marks of direction are invisible; they part nothing.
        if it.is_whitespace() || is_invisible(it) {
            continue;
        }
        let glued = tokens.last().is_some_and(|last| last.bytes.end == start);
        let token = if digit(it).is_some() {
            let (number, end) = number(text, start);
            at = end;
            number
        } else if let Some((number, end)) = (it >= '〇').then(|| numeral(text, start)).flatten() {
            at = end;
            number
        } else if it.is_alphabetic() {
            if !is_han(it) {
                at = end_of_word(text, at);
            }
            // An apostrophe at the end is a quotation mark; a vowel sign is a part of the word.
            let outside = |it: char| matches!(it, '\'' | '’' | 'ʼ') || is_invisible(it);
            Token::Word(text[start..at].trim_end_matches(outside))
        } else {
            Token::Mark(it)
        };
        tokens.push(Placed { token, bytes: start..at, glued });
    }
    tokens
}

fn number(text: &str, start: usize) -> (Token<'_>, usize) {
    let (mut value, mut digits, mut end) = (0u32, 0u8, start);
    while let Some((it, next)) = text[end..].chars().next().and_then(|it| Some((digit(it)?, end + it.len_utf8()))) {
        value = value.saturating_mul(10).saturating_add(it);
        digits = digits.saturating_add(1);
        end = next;
    }
    (Token::Number { value, digits }, end)
}

fn end_of_word(text: &str, from: usize) -> usize {
    let goes_on = |it: char| {
        it.is_ascii_alphabetic() || (it.is_alphabetic() && !is_han(it) && digit(it).is_none()) || is_joiner(it)
    };
    text[from..].find(|it| !goes_on(it)).map_or(text.len(), |it| from + it)
}

/// No Chinese number of a date is longer.
const NUMERAL: usize = 5;

/// A number in Chinese before the word that it counts: `二〇二五年`, `十月`, `二十三日`, `元年`.
fn numeral(text: &str, start: usize) -> Option<(Token<'_>, usize)> {
    let mut chars = text[start..].char_indices();
    let (mut value, mut digits, mut tens) = (0u32, 0u8, None);
    for (at, it) in chars.by_ref().take(NUMERAL + 1) {
        let unit = "〇一二三四五六七八九".chars().zip(0..).find(|(letter, _)| *letter == it).map(|it| it.1);
        match (it, unit) {
            ('零', _) => value *= 10,
            ('元', _) if digits == 0 => value = 1,
            ('十', _) if tens.is_none() => (tens, value) = (Some(value.max(1)), 0),
            ('廿', _) if digits == 0 => tens = Some(2),
            ('卅', _) if digits == 0 => tens = Some(3),
            (_, Some(unit)) => value = value * 10 + unit,
            ('年' | '月' | '日' | '號' | '号', _) if digits > 0 => {
                let (value, digits) = tens.map_or((value, digits), |tens| (tens * 10 + value, 2));
                return Some((Token::Number { value, digits }, start + at));
            }
            _ => return None,
        }
        digits += 1;
    }
    None
}

/// The value of a digit of any script that news is written in.
pub(crate) fn digit(it: char) -> Option<u32> {
    if it.is_ascii() {
        return it.to_digit(10);
    }
    let code = u32::from(it);
    // The digits of most scripts stand in a row of ten that begins with one of these.
    let zero = match code {
        0x0660..=0x0669 => 0x0660,
        0x06F0..=0x06F9 => 0x06F0,
        // The scripts of India stand in blocks of the same plan.
        0x0966..=0x0D6F if (0x66..=0x6F).contains(&(code & 0x7F)) => (code & !0x7F) | 0x66,
        0x0E50..=0x0E59 => 0x0E50,
        0x0ED0..=0x0ED9 => 0x0ED0,
        0x0F20..=0x0F29 => 0x0F20,
        0x1040..=0x1049 => 0x1040,
        0x17E0..=0x17E9 => 0x17E0,
        0xFF10..=0xFF19 => 0xFF10,
        _ => return None,
    };
    Some(code - zero)
}

/// What a line without digits must have to hold a date all the same.
const CHINESE_MONTH: &str = "月";

/// Whether a line can hold a date at all. This is asked of every line, so it looks at bytes.
pub(crate) fn may_hold_a_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    // A whole chunk without a way out in it is many bytes at a time to the processor.
    if bytes.chunks(64).any(|it| it.iter().fold(false, |found, it| found | it.is_ascii_digit())) {
        return true;
    }
    // The first bytes of Arabic, Persian, Indian and further digits, and of Hebrew letters; Latin,
    // Greek and Cyrillic have others.
    let other = |it: &u8| matches!(it, 0xD7 | 0xD9 | 0xDB | 0xE0 | 0xE1 | 0xE3..=0xE9 | 0xEF);
    !text.is_ascii()
        && bytes.iter().any(other)
        && (text.chars().any(|it| digit(it).is_some()) || text.contains(CHINESE_MONTH) || has_hebrew_year(text))
}

/// So many bytes before and after a digit can belong to its date: weekday, month, era, time of day.
const REACH: usize = 160;

/// The parts of a line that are near its digits; the rest of a long paragraph need not be taken apart.
pub(crate) fn around_digits(text: &str) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    // Where letters are numbers, any part can hold a date.
    if text.len() <= 2 * REACH || text.contains(CHINESE_MONTH) || has_hebrew_year(text) {
        pieces.push(0..text.len());
        return pieces;
    }
    let ascii = text.is_ascii();
    let mut at = 0;
    while let Some(found) = if ascii {
        text.as_bytes()[at..].iter().position(u8::is_ascii_digit)
    } else {
        text[at..].find(|it| digit(it).is_some())
    } {
        let digits = at + found;
        let start = text.floor_char_boundary(digits.saturating_sub(REACH));
        let start = text[start..digits].find(' ').filter(|_| start > 0).map_or(start, |it| start + it);
        let end = text.ceil_char_boundary((digits + REACH).min(text.len()));
        let near = text.floor_char_boundary((end + REACH).min(text.len()));
        let end = text[end..near].find(' ').map_or(end, |it| end + it);
        match pieces.last_mut() {
            Some(last) if start <= last.end => last.end = end.max(last.end),
            _ => pieces.push(start..end),
        }
        at = text.ceil_char_boundary((digits + REACH / 2).min(end));
        if at >= text.len() {
            break;
        }
    }
    pieces
}

/// Whether a text can have a year in Hebrew letters, `תשפ"ו`, of this century or the end of the last.
pub(crate) fn has_hebrew_year(text: &str) -> bool {
    text.contains("תש")
}

/// Characters that do not end a word: an apostrophe, combining marks, and the invisible.
pub(crate) fn is_joiner(it: char) -> bool {
    it == '\''
        || !it.is_ascii()
            && (is_invisible(it)
                || matches!(it, '’' | 'ʼ')
                || unicode_normalization::char::is_combining_mark(it) && !matches!(it, '\u{20D0}'..='\u{20FF}'))
}

pub(crate) fn is_invisible(it: char) -> bool {
    matches!(it, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn is_han(it: char) -> bool {
    u32::from(it) >= 0x2E80 && newsmill_text::Script::of(it) == Some(newsmill_text::Script::Han)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let got: Vec<&str> = tokens(text).iter().map(|it| &text[it.bytes.clone()]).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn digits_and_letters_part() {
        check("2nd Oct.2025, 14:05", &["2", "nd", "Oct", ".", "2025", ",", "14", ":", "05"]);
        check("2020年4月1日", &["2020", "年", "4", "月", "1", "日"]);
        check("п’ятниця", &["п’ятниця"]);
    }

    #[track_caller]
    fn check_number(text: &str, expected: Option<(u32, u8)>) {
        let got = match tokens(text).first().map(|it| it.token) {
            Some(Token::Number { value, digits }) => Some((value, digits)),
            _ => None,
        };
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn digits_of_other_scripts_have_their_value() {
        let seventeen = "١٧ ۱۷ १७ ১৭ ੧੭ ૧૭ ୧୭ ௧௭ ౧౭ ೧೭ ൧൭ ๑๗ ໑໗ ༡༧ ၁၇ ១៧ １７";
        seventeen.split(' ').for_each(|it| check_number(it, Some((17, 2))));
    }

    #[test]
    fn chinese_numbers_are_numbers_before_what_they_count() {
        check_number("二〇二五年", Some((2025, 4)));
        check_number("二零二五年", Some((2025, 4)));
        check_number("十月", Some((10, 2)));
        check_number("十二月", Some((12, 2)));
        check_number("二十三日", Some((23, 2)));
        check_number("廿三日", Some((23, 2)));
        check_number("元年", Some((1, 1)));
        check_number("一一四年", Some((114, 3)));
        check_number("十人", None);
        check_number("十", None);
    }

    #[test]
    fn lines_without_digits_are_soon_left() {
        assert!(!may_hold_a_date("Дні без числа — nothing, ουδέν"));
        assert!(!may_hold_a_date(""));
        assert!(may_hold_a_date("二〇二五年十月三日"));
        assert!(may_hold_a_date("۳ اکتبر"));
        assert!(may_hold_a_date("י״א בתשרי תשפ״ו"));
    }
}
