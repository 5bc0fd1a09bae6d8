//! The head of an answer of HTTP, or of a record of WARC, whose grammar is the same but for the
//! first line: `Name: value` on a line each, up to an empty one.

use httparse::{EMPTY_HEADER, ParserConfig, Response, Status};

/// The most fields that a head may have.
const FIELDS: usize = 256;

/// The longest head, in bytes.
const LENGTH: usize = 64 << 10;

/// In place of the first line, which is not always one that the parser knows (`HTTP/2 200`).
const FIRST: &[u8] = b"HTTP/1.1 200 OK\r\n";

/// A head, in its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    /// The first line.
    pub(crate) first: String,
    fields: Vec<(String, String)>,
    /// How long it was, with the empty line.
    pub(crate) length: usize,
}

impl Head {
    /// The head that these bytes begin with. A line that is no field costs itself alone; `None` if
    /// the head does not end, or has too many fields.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        let line = memchr::memchr(b'\n', bytes)? + 1;
        let end = end(&bytes[..bytes.len().min(LENGTH)])?;
        let again = [FIRST, bytes.get(line..end).unwrap_or(b"\r\n")].concat();
        let mut fields = [EMPTY_HEADER; FIELDS];
        let mut response = Response::new(&mut fields);
        let parsed = ParserConfig::default()
            .allow_obsolete_multiline_headers_in_responses(true)
            .allow_spaces_after_header_name_in_responses(true)
            .ignore_invalid_headers_in_responses(true)
            .parse_response(&mut response, &again);
        if !matches!(parsed, Ok(Status::Complete(_))) {
            return None;
        }
        let fields = response.headers.iter().map(|it| (it.name.to_owned(), shown(it.value))).collect();
        Some(Self { first: shown(&bytes[..line]), fields, length: end })
    }

    /// The value of a field; empty ones are none.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(it, value)| it.eq_ignore_ascii_case(name) && !value.is_empty());
        field.map(|(_, value)| value.as_str())
    }
}

/// Where the empty line after a head ends.
fn end(bytes: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'\n', bytes).find_map(|at| {
        let rest = &bytes[at + 1..];
        let length = if rest.starts_with(b"\n") { 1 } else { 2 };
        (length == 1 || rest.starts_with(b"\r\n")).then_some(at + 1 + length)
    })
}

/// A value in one line: long ones may be folded over several.
fn shown(value: &[u8]) -> String {
    String::from_utf8_lossy(value).split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &str, name: &str, expected: Option<&str>) {
        let head = Head::of(head.as_bytes());
        assert_eq!(head.as_ref().and_then(|it| it.get(name)), expected);
    }

    #[test]
    fn fields_are_found_whatever_their_case() {
        check("WARC/1.0\r\nWARC-Type: response\r\n\r\n", "warc-type", Some("response"));
        check("HTTP/2 200\nX:\nx: 1\n\nbody", "X", Some("1"));
    }

    #[test]
    fn values_may_be_folded() {
        check("WARC/1.0\r\nA: one\r\n  two\r\nB: 3\r\n\r\n", "a", Some("one two"));
    }

    #[test]
    fn a_line_that_is_no_field_costs_itself_alone() {
        check("HTTP/1.1 200\r\nno field\r\n(x): 7\r\nA : 1\r\n\r\n", "A", Some("1"));
        check(
            "WARC/1.0\r\nWARC-Target-URI: https://x.example/київ\r\n\r\n",
            "warc-target-uri",
            Some("https://x.example/київ"),
        );
    }

    #[test]
    fn a_head_has_an_end() {
        check("HTTP/1.1 200\r\nA: 1\r\n", "A", None);
        check("", "A", None);
        assert_eq!(Head::of(b"HTTP/1.1 200\r\nA: 1\r\n\r\nbody").unwrap().length, 22);
    }
}
