//! Tables as text: CSV, TSV and their dialects, a record a row.
//!
//! A file is a table if its first row names fields that are known, or if its name says so; a text
//! with commas is none. What separates the cells, and what quotes them, is what makes the most rows
//! as wide as the header.

mod cells;
mod cut;
mod header;
mod rows;
mod under;

use encoding_rs::Encoding;

use crate::exports::Field;
use crate::shape;
use crate::wanted::Wanted;

pub(crate) use rows::Rows;

/// How a table is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// What stands between cells.
    pub(crate) delimiter: u8,
    /// What stands around cells, if anything does.
    pub(crate) quote: Option<u8>,
    /// What stands before a quote in a cell, where that is not another quote.
    pub(crate) escape: Option<u8>,
    /// How many bytes stand before the header: a byte order mark, Excel's `sep=;`.
    pub(crate) skip: usize,
    /// The encoding, as ten thousands of its first bytes tell it; `None` is UTF-8.
    pub(crate) encoding: Option<&'static Encoding>,
    /// The names of the columns, where the file does not give them.
    pub(crate) names: Option<&'static [&'static str]>,
}

/// The rows of the beginning that are looked at.
const SAMPLE: usize = 100;

/// How this file is written, if it is a table.
pub(crate) fn dialect(name: &str, head: &[u8], whole: bool, wanted: &Wanted) -> Option<Dialect> {
    let ending = shape::ending(name);
    let is_named = matches!(ending.as_str(), "csv" | "tsv" | "tab" | "psv");
    let mark = if head.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let (told, line) = told_delimiter(&head[mark..]);
    let skip = mark + line;
    let rest = &head[skip..];
    if rest.trim_ascii().is_empty() || (is_named && shape::is_html(rest)) {
        return None;
    }
    let encoding = encoding(rest, whole);
    let plain = |delimiter| Dialect { delimiter, quote: None, escape: None, skip, encoding, names: None };
    if header::is_gkg(rest) {
        return Some(Dialect { names: Some(header::GKG), ..plain(b'\t') });
    }
    let delimiters = told.map_or_else(|| vec![b',', b'\t', b';', b'|'], |it| vec![it]);
    let mut best: Option<(Score, Dialect)> = None;
    for delimiter in delimiters {
        if !is_named && told.is_none() && !header::is_likely(rest, delimiter, wanted) {
            continue;
        }
        for (quote, escape) in quotings(rest, delimiter) {
            let dialect = Dialect { quote, escape, ..plain(delimiter) };
            let score = Score::of(&dialect, rest, whole, wanted);
            let fits = is_named || told.is_some() || (score.is_known && score.even * 2 > 100);
            if fits && best.as_ref().is_none_or(|(old, _)| score > *old) {
                best = Some((score, dialect));
            }
        }
    }
    best.map(|(_, dialect)| dialect)
}

/// The delimiter of Excel's first line `sep=;`, and how long that line is.
fn told_delimiter(head: &[u8]) -> (Option<u8>, usize) {
    let end = memchr::memchr(b'\n', head).map_or(head.len(), |it| it + 1);
    let line = head[..end].trim_ascii_end();
    let line = line.strip_prefix(b"\"").and_then(|it| it.strip_suffix(b"\"")).unwrap_or(line);
    match line.split_at_checked(4) {
        Some((word, &[delimiter])) if word.eq_ignore_ascii_case(b"sep=") => (Some(delimiter), end),
        // A tab at the end has been trimmed.
        Some((word, &[])) if word.eq_ignore_ascii_case(b"sep=") => (Some(b'\t'), end),
        _ => (None, 0),
    }
}

/// The ways of quoting that the beginning may be written in, the likeliest first.
fn quotings(head: &[u8], delimiter: u8) -> Vec<(Option<u8>, Option<u8>)> {
    let mut quotings = vec![(Some(b'"'), None)];
    if memchr::memmem::find(head, b"\\\"").is_some() {
        quotings.push((Some(b'"'), Some(b'\\')));
    }
    let opens = |quote: u8| memchr::memmem::find(head, &[delimiter, quote]).is_some() || head.starts_with(&[quote]);
    if opens(b'\'') {
        quotings.push((Some(b'\''), None));
    }
    if delimiter == b'\t' && opens(b'"') {
        quotings.push((None, None));
    }
    quotings
}

/// How well a dialect fits; compared field by field.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    /// Whether the header names what an article is made of.
    is_known: bool,
    /// How many of a hundred rows are as wide as the header, if that has more than one cell.
    even: usize,
    /// How many of the header's names are known.
    names: usize,
    width: usize,
    /// How many rows: a quote that does not belong there makes fewer.
    rows: usize,
}

impl Score {
    fn of(dialect: &Dialect, head: &[u8], whole: bool, wanted: &Wanted) -> Self {
        let mut builder = csv::ReaderBuilder::new();
        builder.delimiter(dialect.delimiter).has_headers(false).flexible(true);
        builder.quote(dialect.quote.unwrap_or_default()).quoting(dialect.quote.is_some()).escape(dialect.escape);
        let mut rows: Vec<csv::ByteRecord> =
            builder.from_reader(head).into_byte_records().map_while(Result::ok).take(SAMPLE).collect();
        if !whole && rows.len() > 1 && rows.len() < SAMPLE {
            rows.pop();
        }
        let Some(header) = rows.first() else {
            return Self { is_known: false, even: 0, names: 0, width: 0, rows: 0 };
        };
        let width = header.len();
        let names: Vec<String> = header.iter().map(|it| String::from_utf8_lossy(it).into_owned()).collect();
        let even = rows.iter().skip(1).filter(|it| it.len() == width).count();
        let even = if width < 2 { 0 } else { even * 100 / (rows.len() - 1).max(1) };
        // A header without rows is no argument against it.
        let even = if width > 1 && rows.len() == 1 { 100 } else { even };
        Self {
            is_known: header::is_known(&names, wanted),
            even,
            names: names.iter().filter(|it| wanted.has(it)).count(),
            width,
            rows: rows.len(),
        }
    }
}

/// The encoding that the beginning is in; `None` for UTF-8.
fn encoding(head: &[u8], whole: bool) -> Option<&'static Encoding> {
    let whole_lines = if whole { head.len() } else { memchr::memrchr(b'\n', head).unwrap_or(head.len()) };
    let head = &head[..whole_lines];
    match std::str::from_utf8(head) {
        Ok(_) => None,
        Err(error) if error.error_len().is_none() => None,
        Err(_) => Encoding::for_label(newsmill_text::decode(head, None).encoding.as_bytes())
            .filter(|it| *it != encoding_rs::UTF_8),
    }
}

/// The columns of this header that may hold an article's text.
fn text_columns(names: &[String], wanted: &Wanted) -> Vec<usize> {
    let plan = wanted.plan_of_names(names);
    let is_text = |name: &String| [Field::Text, Field::Html].iter().any(|it| plan.has(*it, wanted.key(name)));
    (0..names.len()).filter(|it| is_text(&names[*it])).collect()
}

#[cfg(test)]
mod tests;
