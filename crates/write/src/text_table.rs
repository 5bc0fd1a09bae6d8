//! CSV as spreadsheets open it: UTF-8 with its mark, ISO dates, and no live formula.
//!
//! Quoting does not disarm a formula: LibreOffice evaluates `"=1+1"`. So a text that a spreadsheet
//! would take for one gets an apostrophe in front. Parquet keeps the text as it is.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde::Deserialize;

use crate::cells::Seen;

/// How CSV files are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dialect {
    /// Commas between the cells, as most programs expect.
    #[default]
    Excel,
    /// Semicolons, as Excel expects where the comma is the decimal mark.
    ExcelEu,
}

impl Dialect {
    /// What stands between two cells.
    pub const fn delimiter(self) -> char {
        match self {
            Self::Excel => ',',
            Self::ExcelEu => ';',
        }
    }
}

/// A CSV file in the making.
pub(crate) struct TextTable {
    path: PathBuf,
    writer: csv::Writer<BufWriter<File>>,
}

impl TextTable {
    pub(crate) fn create<'a>(path: &Path, dialect: Dialect, headings: impl Iterator<Item = &'a str>) -> Result<Self> {
        let failed = || format!("cannot write {}", path.display());
        let mut file = BufWriter::with_capacity(1 << 18, File::create(path).with_context(failed)?);
        file.write_all("\u{feff}".as_bytes()).with_context(failed)?;
        let mut writer = csv::WriterBuilder::new()
            .delimiter(u8::try_from(dialect.delimiter())?)
            .terminator(csv::Terminator::CRLF)
            .from_writer(file);
        for heading in headings {
            writer.write_field(disarmed(heading).as_bytes()).with_context(failed)?;
        }
        writer.write_record(None::<&[u8]>).with_context(failed)?;
        Ok(Self { path: path.to_owned(), writer })
    }

    pub(crate) fn write_cell(&mut self, cell: &Seen<'_>) -> Result<()> {
        let written = match cell {
            Seen::Empty | Seen::Bytes(_) => self.writer.write_field(""),
            Seen::Flag(it) => self.writer.write_field(if *it { "true" } else { "false" }),
            Seen::Integer(it) => self.writer.write_field(it.to_string()),
            Seen::Real(it) => self.writer.write_field(it.to_string()),
            Seen::Text(it) => self.writer.write_field(disarmed(it).as_bytes()),
            Seen::Date(it) => self.writer.write_field(it.to_string()),
            Seen::Texts(it) => self.writer.write_field(disarmed(&it.join(" | ")).as_bytes()),
        };
        written.with_context(|| format!("cannot write {}", self.path.display()))
    }

    pub(crate) fn end_row(&mut self) -> Result<()> {
        let ended = self.writer.write_record(None::<&[u8]>);
        ended.with_context(|| format!("cannot write {}", self.path.display()))
    }

    pub(crate) fn finish(mut self) -> Result<()> {
        self.writer.flush().with_context(|| format!("cannot write {}", self.path.display()))
    }
}

/// What a spreadsheet takes for the beginning of a formula, or strips to find one.
const LIVE: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The text, with an apostrophe before what a spreadsheet could take for a formula: at its
/// beginning, and right after a character at which a program that was told another separator
/// would begin a new cell.
pub(crate) fn disarmed(text: &str) -> Cow<'_, str> {
    let splits = |it: char| matches!(it, ',' | ';' | '\t');
    let follows = text.chars().zip(text.chars().skip(1)).any(|(it, next)| splits(it) && LIVE.contains(&next));
    if !follows && !text.starts_with(LIVE) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 1);
    let mut begins = true;
    for it in text.chars() {
        if begins && LIVE.contains(&it) {
            safe.push('\'');
        }
        safe.push(it);
        begins = splits(it);
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(dialect: Dialect, cells: &[Seen<'_>], expected: &str) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.csv");
        let mut table = TextTable::create(&path, dialect, ["a", "=b"].into_iter()).unwrap();
        cells.iter().for_each(|it| table.write_cell(it).unwrap());
        table.end_row().unwrap();
        table.finish().unwrap();
        assert_eq!(std::fs::read_to_string(path).unwrap(), expected);
    }

    #[test]
    fn no_separator_makes_a_formula_of_a_text() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("Kyiv;=1+1", "Kyiv;'=1+1"),
            ("a,@b", "a,'@b"),
            ("a, -b", "a, -b"),
            ("1-1=0", "1-1=0"),
            ("\t=1", "'\t'=1"),
        ] {
            assert_eq!(disarmed(text), expected);
        }
    }

    #[test]
    fn it_has_a_byte_order_mark_and_windows_line_ends() {
        check(Dialect::Excel, &[Seen::Integer(1), Seen::Text("x, \"y\"")], "\u{feff}a,'=b\r\n1,\"x, \"\"y\"\"\"\r\n");
    }

    #[test]
    fn semicolons_for_where_the_comma_is_decimal() {
        check(Dialect::ExcelEu, &[Seen::Text("x,y"), Seen::Text("x;y")], "\u{feff}a;'=b\r\nx,y;\"x;y\"\r\n");
    }

    #[test]
    fn dates_are_iso_and_numbers_come_back_exactly() {
        let date = Seen::Date(newsmill_stage::Date::constant(2022, 9, 30));
        check(Dialect::Excel, &[date, Seen::Real(0.1 + 0.2)], "\u{feff}a,'=b\r\n2022-09-30,0.30000000000000004\r\n");
    }

    #[test]
    fn a_negative_number_is_no_formula_and_nothing_is_empty() {
        check(Dialect::Excel, &[Seen::Integer(-5), Seen::Empty], "\u{feff}a,'=b\r\n-5,\r\n");
    }

    #[test]
    fn texts_that_could_be_formulas_are_disarmed() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x"] {
            assert_eq!(disarmed(text), format!("'{text}"));
        }
        for text in ["", "Kyiv", " =1", "1+1", "'=1", "— said"] {
            assert_eq!(disarmed(text), text);
        }
    }
}
