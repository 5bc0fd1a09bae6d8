//! What the format of a file is called, for people.

use std::io::Read as _;

use newsmill_stage::InputFile;

use crate::Input;
use crate::shape::{self, Shape};

impl Input {
    /// What a file is taken for: `JSON lines`, `HTML`, `a PDF file (not read)`.
    pub fn format(&self, file: &InputFile) -> String {
        let mut head = Vec::new();
        let read = self.shelf.open(file).and_then(|it| it.bytes.take(shape::HEAD).read_to_end(&mut head));
        match read {
            Ok(_) => name(&file.name, &head),
            Err(_) => "cannot be opened".to_owned(),
        }
    }
}

/// What bytes with this name and this beginning are taken for.
pub(crate) fn name(name: &str, head: &[u8]) -> String {
    let whole = (head.len() as u64) < shape::HEAD;
    let known = match shape::of(name, head, whole) {
        Shape::Page if head.trim_ascii().is_empty() => "empty",
        Shape::Page if shape::is_html(head) || shape::is_html_name(name) => "HTML",
        Shape::Page => "text",
        Shape::Lines => "JSON lines",
        Shape::Values => "JSON",
        Shape::Columns => "Parquet",
        Shape::Foreign(why) => {
            let what = why.detail.split(';').next().unwrap_or_default();
            return format!("{what} (not read)");
        }
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(name: &str, head: &[u8], expected: &str) {
        assert_eq!(super::name(name, head), expected);
    }

    #[test]
    fn formats_have_names() {
        check("a", b"{\"text\": \"Kyiv\"}\n", "JSON lines");
        check("a.json", b"[{\"text\": \"Kyiv\"}]", "JSON");
        check("a", b"PAR1", "Parquet");
        check("a.txt", b"<!doctype html><p>Kyiv", "HTML");
        check("a.htm", b"<p>Kyiv", "HTML");
        check("a.txt", b"Kyiv waits", "text");
        check("a.txt", b" \n", "empty");
    }

    #[test]
    fn what_is_not_read_is_named_too() {
        check("a.pdf", b"%PDF-1.7", "a PDF file (not read)");
    }
}
