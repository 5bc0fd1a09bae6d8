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
    let mut tokens: Vec<Placed<'_>> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, it)) = chars.next() {
        // Soft hyphens and marks of direction are invisible; they part nothing.
        if it.is_whitespace() || is_invisible(it) {
            continue;
        }
        let glued = tokens.last().is_some_and(|last| last.bytes.end == start);
        let mut end = start + it.len_utf8();
        let token = if let Some(first) = digit(it) {
            let (mut value, mut digits) = (first, 1u8);
            while let Some((at, next)) = chars.peek().and_then(|(at, it)| Some((*at + it.len_utf8(), digit(*it)?))) {
                value = value.saturating_mul(10).saturating_add(next);
                digits = digits.saturating_add(1);
                end = at;
                chars.next();
            }
            Token::Number { value, digits }
        } else if it.is_alphabetic() {
            while let Some((at, next)) = chars.peek().copied() {
                let joins = (next.is_alphabetic() || is_joiner(next)) && !is_han(it) && !is_han(next);
                if !joins {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
            Token::Word(text[start..end].trim_end_matches(is_joiner))
        } else {
            Token::Mark(it)
        };
        tokens.push(Placed { token, bytes: start..end, glued });
    }
    tokens
}

/// The value of a digit: Latin, Arabic, Persian, Devanagari, Bengali or full-width.
pub(crate) fn digit(it: char) -> Option<u32> {
    let zero = match it {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        '০'..='৯' => '০',
        '\u{FF10}'..='\u{FF19}' => '\u{FF10}',
        _ => return None,
    };
    Some(u32::from(it) - u32::from(zero))
}

/// Characters that do not end a word: an apostrophe, combining marks, and the invisible.
fn is_joiner(it: char) -> bool {
    is_invisible(it)
        || matches!(it, '’' | '\'' | 'ʼ' | '\u{300}'..='\u{36F}' | '\u{93E}'..='\u{94D}' | '\u{900}'..='\u{903}')
}

fn is_invisible(it: char) -> bool {
    matches!(it, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{FEFF}')
}

fn is_han(it: char) -> bool {
    newsmill_text::Script::of(it) == Some(newsmill_text::Script::Han)
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

    #[test]
    fn digits_of_other_scripts_have_their_value() {
        assert_eq!(tokens("١٧").first().map(|it| it.token), Some(Token::Number { value: 17, digits: 2 }));
    }
}
