//! Mends the mistakes that scrapers make in JSON, so that a letter does not cost an article.
//!
//! Half of a surrogate pair becomes U+FFFD, a control character in a string is escaped, and the
//! `NaN` and `Infinity` of Python and pandas become null. Anything else stays, and stays an error.

/// The JSON, mended; `None` if there was nothing of this kind to mend.
pub(crate) fn json(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut mended = Vec::with_capacity(bytes.len());
    let (mut at, mut in_string, mut changed) = (0, false, false);
    while let Some(&byte) = bytes.get(at) {
        let (length, replacement) = if in_string { in_text(&bytes[at..]) } else { outside(&bytes[at..]) };
        if byte == b'"' {
            in_string = !in_string;
        }
        let length = length.min(bytes.len() - at);
        match replacement {
            Some(it) => mended.extend_from_slice(it.as_bytes()),
            None => mended.extend_from_slice(&bytes[at..at + length]),
        }
        changed |= replacement.is_some();
        at += length;
    }
    changed.then_some(mended)
}

/// How many bytes belong together here, and what stands in their place.
fn in_text(bytes: &[u8]) -> (usize, Option<&'static str>) {
    match bytes[0] {
        b'\\' if bytes.get(1) == Some(&b'u') => match (unit(bytes), unit(bytes.get(6..).unwrap_or_default())) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (12, None),
            (Some(0xD800..=0xDFFF), _) => (6, Some("\\ufffd")),
            _ => (2, None),
        },
        b'\\' => (2, None),
        b'\n' => (1, Some("\\n")),
        b'\r' => (1, Some("\\r")),
        b'\t' => (1, Some("\\t")),
        0..=0x1F => (1, Some(" ")),
        _ => (1, None),
    }
}

fn outside(bytes: &[u8]) -> (usize, Option<&'static str>) {
    let word = ["NaN", "-Infinity", "Infinity"].into_iter().find(|it| bytes.starts_with(it.as_bytes()));
    word.map_or((1, None), |it| (it.len(), Some("null")))
}

/// The number in an escape like `\u0041`.
fn unit(bytes: &[u8]) -> Option<u16> {
    let digits = bytes.strip_prefix(b"\\u")?.get(..4)?;
    let text = std::str::from_utf8(digits).ok().filter(|it| it.bytes().all(|it| it.is_ascii_hexdigit()))?;
    u16::from_str_radix(text, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let mended = json(text.as_bytes()).map(|it| String::from_utf8(it).unwrap());
        assert_eq!(mended.as_deref(), expected);
    }

    #[test]
    fn half_a_surrogate_pair_becomes_a_replacement_character() {
        check(r#"{"a": "\ud83d!"}"#, Some(r#"{"a": "\ufffd!"}"#));
        check(r#"{"a": "\ude00\ud83d\ude00"}"#, Some(r#"{"a": "\ufffd\ud83d\ude00"}"#));
        check(r#"{"a": "\ud83d\ud83d\ude00"}"#, Some(r#"{"a": "\ufffd\ud83d\ude00"}"#));
    }

    #[test]
    fn line_breaks_in_strings_are_escaped() {
        check("{\"a\":\n\"x\ty\nz\"}", Some("{\"a\":\n\"x\\ty\\nz\"}"));
    }

    #[test]
    fn python_has_numbers_that_are_none() {
        check(r#"{"a": NaN, "b": -Infinity, "c": "NaN"}"#, Some(r#"{"a": null, "b": null, "c": "NaN"}"#));
    }

    #[test]
    fn what_is_right_or_beyond_mending_stays() {
        check(r#"{"a": "\"\\", "b": "\u0041\ud83d\ude00"}"#, None);
        check(r#"{"a": "\"#, None);
        check(r#"{"a": "\u12"#, None);
    }
}
