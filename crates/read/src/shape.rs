//! What a file is: by its first bytes, and by its name where they leave it open.

use newsmill_stage::Rejection;

use crate::archives;
use crate::delimited::Dialect;
use crate::packed::Packing;

/// How many of a file's first bytes are looked at.
pub(crate) const HEAD: u64 = 64 << 10;

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One document: text or HTML.
    Page,
    /// A JSON object a line.
    Lines,
    /// JSON objects, one after another or in an array, over any number of lines.
    Values,
    /// JSON objects in the arrays that objects hold.
    Held,
    /// A table as text: CSV and the like. What the rows are, [`delimited`](crate::delimited) tells.
    Rows(Dialect),
    /// Any of these, compressed.
    Packed(Packing),
    /// Pages in a web archive.
    Warc,
    /// Files in a tar file.
    Tar,
    /// Files in a ZIP file.
    Zip,
    /// Rows whose values stand in columns: Parquet.
    Columns,
    /// A format that is not read.
    Foreign(Rejection),
}

/// What a file with this name and these first bytes, in UTF-8 if they were UTF-16, is. `whole` says that there are no more.
pub(crate) fn of(name: &str, head: &[u8], whole: bool) -> Shape {
    if let Some(packing) = Packing::of(head) {
        return Shape::Packed(packing);
    }
    if archives::is_tar(head) {
        return Shape::Tar;
    }
    if is_zip(head) && !is_office(head) {
        return Shape::Zip;
    }
    let ending = ending(name);
    if head.starts_with(b"PAR1") || head.starts_with(b"PARE") {
        return Shape::Columns;
    }
    if head.starts_with(b"WARC/") {
        return Shape::Warc;
    }
    if let Some(format) = by_magic(head) {
        return Shape::Foreign(unsupported(format));
    }
    let start = content(head);
    let by_content = json(start, whole);
    if matches!(ending.as_str(), "jsonl" | "ndjson") {
        // Lines by their name, unless they are plainly something else.
        return by_content.filter(|_| spans_lines(start)).unwrap_or(Shape::Lines);
    }
    if let Some(shape) = by_content {
        return shape;
    }
    if ending == "warc" {
        return Shape::Warc;
    }
    if ending == "json" && matches!(start.first(), Some(b'{' | b'[')) {
        return Shape::Values;
    }
    if ending == "json" && !start.is_empty() {
        return Shape::Foreign(Rejection::new("not_json", "the file begins with neither `{` nor `[`"));
    }
    match by_ending(&ending) {
        Some(format) if !is_html(start) => Shape::Foreign(unsupported(format)),
        _ => Shape::Page,
    }
}

/// Whether a page is HTML by its first words.
pub(crate) fn is_html(bytes: &[u8]) -> bool {
    let starts =
        |bytes: &[u8], with: &str| bytes.get(..with.len()).is_some_and(|it| it.eq_ignore_ascii_case(with.as_bytes()));
    let mut bytes = content(bytes);
    if starts(bytes, "<?xml") {
        bytes = memchr::memchr(b'>', bytes).map_or(bytes, |end| bytes[end + 1..].trim_ascii_start());
    }
    while starts(bytes, "<!--") {
        let Some(end) = memchr::memmem::find(bytes, b"-->") else { return false };
        bytes = bytes[end + 3..].trim_ascii_start();
    }
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|it| starts(bytes, it))
}

/// Whether the name says that the file is HTML.
pub(crate) fn is_html_name(name: &str) -> bool {
    matches!(ending(name).as_str(), "html" | "htm" | "xhtml" | "shtml")
}

/// JSON by its content; `None` if it is not, or not surely.
///
/// The first line decides, as a broken one among good ones is common: if it is no whole object but
/// a later line is, these are JSON lines whose first is damaged.
fn json(start: &[u8], whole: bool) -> Option<Shape> {
    match start.first()? {
        b'{' => {
            let after = start[1..].trim_ascii_start();
            if !matches!(after.first(), Some(b'"' | b'}') | None) {
                return None;
            }
            let mut lines = start.split_inclusive(|it| *it == b'\n');
            let first = lines.next()?;
            let is_cut = !first.ends_with(b"\n") && !whole;
            let rest = lines.filter(|it| it.starts_with(b"{") && it.ends_with(b"\n")).take(16);
            let is_lines = (is_cut && !has_another(first)) || is_object(first) || rest.into_iter().any(is_object);
            Some(if is_lines { Shape::Lines } else { Shape::Values })
        }
        b'[' => {
            let after = start[1..].trim_ascii_start();
            let inside = after.strip_prefix(b"{")?.trim_ascii_start();
            matches!(inside.first(), Some(b'"' | b'}')).then_some(Shape::Values)
        }
        _ => None,
    }
}

/// Whether this is an array, or an object over several lines, and sound as far as it is there: one
/// that is broken among JSON lines costs its own line alone.
fn spans_lines(start: &[u8]) -> bool {
    let mut values = serde_json::Deserializer::from_slice(start).into_iter::<serde::de::IgnoredAny>();
    let is_sound = values.next().is_some_and(|it| it.map_or_else(|error| error.is_eof(), |_| true));
    is_sound && (start.starts_with(b"[") || start.contains(&b'\n'))
}

/// Whether these are the first bytes of a ZIP file, with files or without.
fn is_zip(head: &[u8]) -> bool {
    [b"PK\x03\x04", b"PK\x05\x06"].iter().any(|it| head.starts_with(*it))
}

/// Whether a ZIP file is a document of an office program or a book: its first file says so.
fn is_office(head: &[u8]) -> bool {
    let first = head.get(30..).unwrap_or_default();
    ["[Content_Types].xml", "mimetype", "_rels/.rels"].iter().any(|it| first.starts_with(it.as_bytes()))
}

/// Whether another object follows the first one on its line.
fn has_another(line: &[u8]) -> bool {
    let mut objects = serde_json::Deserializer::from_slice(line).into_iter::<serde::de::IgnoredAny>();
    let first = objects.next().is_some_and(|it| it.is_ok());
    first && matches!(line[objects.byte_offset()..].trim_ascii_start().first(), Some(b'{' | b','))
}

fn is_object(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    line.ends_with(b"}") && serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok()
}

/// The bytes after a byte order mark and spaces.
fn content(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start()
}

/// The ending of a file's name in lower case, less those that only say how it is compressed.
pub(crate) fn ending(name: &str) -> String {
    let mut file = name.rsplit('/').next().unwrap_or_default();
    while let Some((rest, ending)) = file.rsplit_once('.')
        && ["gz", "gzip", "zst", "zstd"].iter().any(|it| ending.eq_ignore_ascii_case(it))
    {
        file = rest;
    }
    file.rsplit_once('.').map(|(_, it)| it.to_ascii_lowercase()).unwrap_or_default()
}

/// What is read, for whoever has something else.
const READ: &str = "text, HTML, JSON, CSV, Parquet and WARC are read, also in gzip, zstd, ZIP and tar";

fn unsupported(format: &str) -> Rejection {
    Rejection::new("unsupported_format", format!("{format}; {READ}"))
}

/// The format that the first bytes are the mark of.
pub(crate) fn by_magic(head: &[u8]) -> Option<&'static str> {
    const MARKS: &[(&[u8], &str)] = &[
        (b"BZh", "a bzip2 file"),
        (b"\xFD7zXZ\0", "an xz file"),
        (b"7z\xBC\xAF\x27\x1C", "a 7z file"),
        (b"Rar!\x1A", "a RAR file"),
        (b"PK\x03\x04", "an office document or a book (DOCX, XLSX, ODT, EPUB)"),
        (b"\x04\x22\x4D\x18", "an lz4 file"),
        (b"LZIP", "an lzip file"),
        (b"\x1F\x9D", "a compress file (.Z)"),
        (b"%PDF-", "a PDF file"),
        (b"filedesc://", "an ARC file, from before WARC"),
        (b"\x89PNG", "an image"),
        (b"\xFF\xD8\xFF", "an image"),
        (b"GIF8", "an image"),
        (b"\x7FELF", "a program"),
    ];
    MARKS.iter().find(|(mark, _)| head.starts_with(mark)).map(|(_, format)| *format)
}

/// Formats made of text, which would pass for one long article.
fn by_ending(ending: &str) -> Option<&'static str> {
    match ending {
        "xml" | "rss" | "atom" => Some("an XML file"),
        "mht" | "mhtml" | "eml" => Some("an e-mail or web archive"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, head: &str, expected: Shape) {
        assert_eq!(of(name, head.as_bytes(), true), expected, "{name}: {head}");
    }

    #[test]
    fn json_lines_are_known_whatever_they_are_called() {
        check("a.txt", "{\"text\": \"Kyiv\"}\n{\"text\": \"Lviv\"}\n", Shape::Lines);
        check("a.json", "\u{FEFF}{\"text\": \"Kyiv\"}", Shape::Lines);
        check("a.jsonl", "not json", Shape::Lines);
    }

    #[test]
    fn a_broken_first_line_does_not_hide_the_others() {
        check("a.txt", "{\"text\": \"Ky\n{\"text\": \"Lviv\"}\n", Shape::Lines);
    }

    #[test]
    fn the_content_goes_before_the_name() {
        check("a.jsonl", "[{\"text\": \"Kyiv\"}, {\"text\": \"Lviv\"}]", Shape::Values);
        check("a.jsonl", "{\n  \"text\": \"Kyiv\"\n}\n", Shape::Values);
        check("a.jsonl", "{\"text\": \"Ky\n{\"text\": \"Lv\n", Shape::Lines);
        check("a.jsonl", "{\"text\": \"Kyiv\"} x\n{\"text\": \"Lviv\"}\n", Shape::Lines);
        check("a.jsonl", "{\"text\": \"Ky", Shape::Lines);
        check("a.jsonl", "[{\"text\": \"Ky\n{\"text\": \"Lviv\"}\n", Shape::Lines);
        check("a.warc", "{\"text\": \"Kyiv\"}\n", Shape::Lines);
        check("a.warc", "garbage", Shape::Warc);
    }

    #[test]
    fn objects_over_several_lines_and_arrays_are_values() {
        check("a.json", "{\n  \"text\": \"Kyiv\"\n}\n", Shape::Values);
        check("a", "[\n{\"text\": \"Kyiv\"},\n{\"text\": \"Lviv\"}]", Shape::Values);
        check("a.json", "[]", Shape::Values);
    }

    #[test]
    fn a_text_that_begins_with_a_bracket_is_a_text() {
        check("a.txt", "[Photo] Kyiv", Shape::Page);
        check("a.txt", "[\"We wait,\" she said]", Shape::Page);
        check("a.txt", "{{template}} Kyiv", Shape::Page);
    }

    #[test]
    fn formats_that_are_not_read_are_named() {
        let format = |name: &str, head: &[u8]| match of(name, head, true) {
            Shape::Foreign(it) => it.detail,
            it => format!("{it:?}"),
        };
        assert_eq!(format("a.txt", b"BZh91AY"), format!("a bzip2 file; {READ}"));
        assert_eq!(format("a.xml", b"<?xml version='1.0'?>\n<html>"), "Page");
    }

    #[test]
    fn how_it_is_compressed_says_nothing_of_what_it_is() {
        assert_eq!(["a.JSON.GZ", "x.gz/a.html.gz.zst", "a.gz"].map(ending), ["json", "html", ""]);
        assert_eq!(of("a.jsonl", b"\x1F\x8B\x08", true), Shape::Packed(Packing::Gzip));
        assert_eq!(of("a.txt", b"\x50\x2A\x4D\x18", true), Shape::Packed(Packing::Zstd));
    }

    #[test]
    fn html_is_known_by_its_first_tag() {
        for (text, expected) in [
            ("\u{FEFF}\n<!DOCTYPE HTML>", true),
            ("<!-- saved --> <html lang=en>", true),
            ("<b>Kyiv</b>", false),
            ("<!-- never closed", false),
        ] {
            assert_eq!(is_html(text.as_bytes()), expected, "{text}");
        }
    }
}
