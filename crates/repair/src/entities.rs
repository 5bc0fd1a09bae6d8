//! HTML entities that were left in text.

use std::borrow::Cow;

use crate::invisible::in_windows_1252;
use crate::plausible::{Class, class};

/// The names of HTML 4, which are all that stray in news: `name=code point`, sorted by name.
const NAMES: &str = include_str!("entity_names.txt");

/// No entity is longer, behind its ampersand.
const LONGEST: usize = 12;

/// Entities and the characters that they stand for.
pub(crate) struct Entities(Vec<(&'static str, char)>);

impl Entities {
    pub(crate) fn new() -> Self {
        let entity = |it: &'static str| {
            let (name, code) = it.split_once('=')?;
            Some((name, char::from_u32(u32::from_str_radix(code, 16).ok()?)?))
        };
        let mut names: Vec<_> = NAMES.split_ascii_whitespace().filter_map(entity).collect();
        names.push(("apos", '\''));
        names.sort_unstable();
        Self(names)
    }

    /// The text with its entities resolved; as it is if it has none, or if it holds markup, which
    /// would change its meaning.
    pub(crate) fn resolve<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let begins = |(at, _): (usize, &str)| self.entity(&text[at + 1..]).is_some();
        if !text.match_indices('&').any(begins) || has_markup(text) {
            return Cow::Borrowed(text);
        }
        // From the last to the first, turned around: however often something was escaped (`&amp;amp;quot;`), all that
        // follows an ampersand has been resolved when its turn comes.
        let (mut turned, mut begin) = (String::with_capacity(text.len()), text.len());
        for (at, _) in text.rmatch_indices('&') {
            turned.extend(text[at + 1..begin].chars().rev());
            begin = at;
            let mut it = '&';
            while it == '&' {
                let following: String = turned.chars().rev().take(LONGEST).collect();
                let Some((meant, length)) = self.entity(&following) else { break };
                // An entity is ASCII.
                turned.truncate(turned.len() - length);
                it = meant;
            }
            turned.push(it);
        }
        turned.extend(text[..begin].chars().rev());
        Cow::Owned(turned.chars().rev().collect())
    }

    /// The character of the entity at the start of the text, and its length.
    fn entity(&self, text: &str) -> Option<(char, usize)> {
        let Some(end) = text.bytes().take(LONGEST).position(|it| it == b';') else { return unfinished(text) };
        let name = text.get(..end)?;
        let it = match name.strip_prefix('#') {
            None => self.0.binary_search_by_key(&name, |it| it.0).ok().map(|at| self.0[at].1),
            Some(number) => numeric(number),
        };
        it.map(|it| (it, end + 1)).or_else(|| unfinished(text))
    }
}

/// An entity without its semicolon: the number of what news is full of (for `Q&A&#2024` is none), or one of the two names that no address has as a parameter.
fn unfinished(text: &str) -> Option<(char, usize)> {
    let (it, length) = match text.strip_prefix('#') {
        Some(number) => {
            let digits = number.bytes().take(6).take_while(u8::is_ascii_digit).count();
            let number = &number[..digits];
            // Not those of line breaks, for `&#10` may be the tenth of something.
            let is_printed = (2..=5).contains(&digits) && number.parse().is_ok_and(|it: u32| it >= 0x20);
            (numeric(number).filter(|it| is_printed && is_common(*it))?, digits + 1)
        }
        None if text.starts_with("nbsp") => ('\u{A0}', 4),
        None if text.starts_with("quot") => ('"', 4),
        None => return None,
    };
    let goes_on = |it: u8| it.is_ascii_alphanumeric() || it == b'=' || it == b'_';
    let is_name = !text.starts_with('#');
    (!(is_name && text.as_bytes().get(length).copied().is_some_and(goes_on))).then_some((it, length))
}

/// Whether a number without its semicolon may mean this character.
fn is_common(it: char) -> bool {
    let printed = in_windows_1252(it).unwrap_or(it);
    matches!(it, ' '..='~') || matches!(class(printed), Some(Class::Latin | Class::Typographic))
}

fn numeric(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) if digits.bytes().all(|it| it.is_ascii_hexdigit()) => u32::from_str_radix(digits, 16),
        None if number.bytes().all(|it| it.is_ascii_digit()) => number.parse(),
        _ => return None,
    };
    match code.ok()? {
        // A line has no line breaks.
        0xA => Some(' '),
        // As a number it is never the line break that it may be in the text.
        0x85 => Some('…'),
        // A control (`&#146;`) becomes what windows-1252 has in its place, with those that stand in the text as such.
        code => char::from_u32(code).filter(|it| *it >= ' ' || matches!(it, '\t' | '\r')),
    }
}

/// Whether the text holds an HTML tag: `<b>`, `</p>`, `<a href=…>`.
fn has_markup(text: &str) -> bool {
    let closes = text.rfind('>').unwrap_or(0);
    let begins = |at: usize| text[at + 1..].starts_with(|it: char| it == '/' || it == '!' || it.is_ascii_alphabetic());
    text.match_indices('<').take_while(|(at, _)| *at < closes).any(|(at, _)| begins(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(Entities::new().resolve(text), expected);
    }

    #[test]
    fn names_and_numbers_are_resolved() {
        check(
            "Marks &amp; Spencer&#8217;s &quot;offer&quot;&nbsp;&#x2014; 5 &lt; 6",
            "Marks & Spencer’s \"offer\"\u{A0}— 5 < 6",
        );
        check("the bank&apos;s caf&eacute;", "the bank's café");
    }

    #[test]
    fn what_was_escaped_twice_is_resolved_twice() {
        check("&amp;quot;Yes&amp;quot;, AT&amp;amp;T", "\"Yes\", AT&T");
    }

    #[test]
    fn what_was_escaped_very_often_is_resolved_all_the_same() {
        check(&format!("R&{}D &{}bull;", "amp;".repeat(50), "#38;".repeat(50)), "R&D •");
        check("&&&#97;mp;#97;mp;lt;", "<");
    }

    #[test]
    fn the_number_of_a_line_break_is_a_space() {
        check("Kyiv&#10;Moscow&#133;", "Kyiv Moscow…");
    }

    #[test]
    fn a_number_without_a_semicolon_must_be_of_a_common_character() {
        check("Q&A&#2024 results; see #1&#10 of 5, &#1234", "Q&A&#2024 results; see #1&#10 of 5, &#1234");
        check("it&#146s caf&#233 &#8211 &#39so&#39", "it\u{92}s café – 'so'");
    }

    #[test]
    fn a_plain_ampersand_stays() {
        check("Marks & Spencer; R&D; AT&T &unknown; &#xZZ; &#; &", "Marks & Spencer; R&D; AT&T &unknown; &#xZZ; &#; &");
        check("&#99999999999;&#x110000;&#0;", "&#99999999999;&#x110000;&#0;");
    }

    #[test]
    fn a_semicolon_may_be_missing_where_nothing_else_can_be_meant() {
        check("10&nbsp million, it&#8217s &quot so &quot", "10\u{A0} million, it’s \" so \"");
        check("see example.org/?a=1&copy=2&quote=3&nbsp=4&#page", "see example.org/?a=1&copy=2&quote=3&nbsp=4&#page");
    }

    #[test]
    fn markup_is_left_alone() {
        check("<b>R&amp;D</b>", "<b>R&amp;D</b>");
        check("1 < 2 &amp; 3 > 2", "1 < 2 & 3 > 2");
    }

    #[test]
    fn all_names_are_known() {
        assert_eq!(Entities::new().0.len(), 253);
    }
}
