//! HTML entities that were left in text.

use std::borrow::Cow;

/// The names of HTML 4, which are all that stray in news: `name=code point`, sorted by name.
const NAMES: &str = include_str!("entity_names.txt");

/// `&amp;quot;` is a quotation mark that was escaped twice; more has not been seen.
const MAX_TIMES: usize = 3;

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
        let mut resolved = Cow::Borrowed(text);
        if !text.contains('&') || has_markup(text) {
            return resolved;
        }
        for _ in 0..MAX_TIMES {
            let Some(better) = self.resolve_once(&resolved) else { break };
            resolved = Cow::Owned(better);
        }
        resolved
    }

    fn resolve_once(&self, text: &str) -> Option<String> {
        let (mut resolved, mut done) = (String::new(), 0);
        for (at, _) in text.match_indices('&') {
            if let Some((it, length)) = self.entity(&text[at + 1..]) {
                resolved.push_str(&text[done..at]);
                resolved.push(it);
                done = at + 1 + length;
            }
        }
        (done > 0).then(|| resolved + &text[done..])
    }

    /// The character of the entity at the start of the text, and its length.
    fn entity(&self, text: &str) -> Option<(char, usize)> {
        let Some(end) = text.bytes().take(12).position(|it| it == b';') else { return unfinished(text) };
        let name = text.get(..end)?;
        let it = match name.strip_prefix('#') {
            None => self.0.binary_search_by_key(&name, |it| it.0).ok().map(|at| self.0[at].1),
            Some(number) => numeric(number),
        };
        it.map(|it| (it, end + 1)).or_else(|| unfinished(text))
    }
}

/// An entity without its semicolon: a number, or one of the two names that no address has as a parameter.
fn unfinished(text: &str) -> Option<(char, usize)> {
    let (it, length) = match text.strip_prefix('#') {
        Some(number) => {
            let digits = number.bytes().take(6).take_while(u8::is_ascii_digit).count();
            (numeric(&number[..digits]).filter(|_| (2..=5).contains(&digits))?, digits + 1)
        }
        None if text.starts_with("nbsp") => ('\u{A0}', 4),
        None if text.starts_with("quot") => ('"', 4),
        None => return None,
    };
    let goes_on = |it: u8| it.is_ascii_alphanumeric() || it == b'=' || it == b'_';
    let is_name = !text.starts_with('#');
    (!(is_name && text.as_bytes().get(length).copied().is_some_and(goes_on))).then_some((it, length))
}

fn numeric(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) if digits.bytes().all(|it| it.is_ascii_hexdigit()) => u32::from_str_radix(digits, 16),
        None if number.bytes().all(|it| it.is_ascii_digit()) => number.parse(),
        _ => return None,
    };
    // A control (`&#146;`) becomes what windows-1252 has in its place, with those that stand in the text as such.
    char::from_u32(code.ok()?).filter(|it| u32::from(*it) >= 0x20 || *it == '\n' || *it == '\t')
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
