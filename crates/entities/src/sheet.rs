//! A data file of rows with headings; what is wrong in it is shown with file and line.

use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};
use newsmill_stage::nearest;

/// A data file, read row by row.
pub(crate) struct Sheet<'a> {
    path: String,
    rows: csv::Reader<&'a [u8]>,
    /// For each wanted column, where it stands.
    columns: Vec<Option<usize>>,
    names: &'static [&'static str],
    record: csv::StringRecord,
}

impl<'a> Sheet<'a> {
    /// Reads the headings: the first `required` of these names must be there, and no others than these.
    pub(crate) fn new(path: &Path, bytes: &'a [u8], names: &'static [&'static str], required: usize) -> Result<Self> {
        let path = path.display().to_string();
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut rows = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
        let headings = rows.headers().with_context(|| format!("{path}:1: cannot read the headings"))?.clone();
        let mut columns = vec![None; names.len()];
        for (at, heading) in headings.iter().enumerate() {
            let Some(column) = names.iter().position(|it| *it == heading) else {
                let hint = nearest(heading, names.iter().copied())
                    .map_or_else(|| format!("there are: {}", names.join(", ")), |it| format!("did you mean `{it}`?"));
                bail!("{path}:1: there is no column called `{heading}`; {hint}");
            };
            columns[column] = Some(at);
        }
        if let Some(missing) = (0..required).find(|it| columns[*it].is_none()) {
            bail!("{path}:1: the column `{}` is missing", names[missing]);
        }
        Ok(Self { path, rows, columns, names, record: csv::StringRecord::new() })
    }

    /// Goes to the next row; says whether there is one.
    pub(crate) fn next(&mut self) -> Result<bool> {
        let path = &self.path;
        self.rows.read_record(&mut self.record).map_err(|error| {
            let line = error.position().map_or(1, csv::Position::line);
            anyhow!("{path}:{line}: {}", plain(&error))
        })
    }

    /// A cell of this row, without the spaces around it; empty if there is no such column.
    pub(crate) fn cell(&self, column: usize) -> &str {
        self.columns[column].and_then(|it| self.record.get(it)).unwrap_or_default()
    }

    /// A cell that must not be empty.
    pub(crate) fn filled(&self, column: usize) -> Result<&str> {
        match self.cell(column) {
            "" => Err(self.wrong(format!("`{}` is empty", self.names[column]))),
            it => Ok(it),
        }
    }

    /// The items of a cell that holds a list.
    pub(crate) fn list(&self, column: usize) -> impl Iterator<Item = &str> {
        items(self.cell(column))
    }

    /// The line of this row in the file, from 1.
    pub(crate) fn line(&self) -> u64 {
        self.record.position().map_or(1, csv::Position::line)
    }

    /// Says what is wrong in this row.
    pub(crate) fn wrong(&self, message: impl std::fmt::Display) -> anyhow::Error {
        anyhow!("{}:{}: {message}", self.path, self.line())
    }
}

/// The items of a list in a cell: separated by ` | `.
fn items(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|it| !it.is_empty())
}

/// The error without its position, which stands before it already.
fn plain(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "the row is not UTF-8; save the file as CSV in UTF-8".to_owned(),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("the row has {len} cells, the headings {expected_len}; a cell with a comma needs quotes around it")
        }
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        let read = || -> Result<String> {
            let mut sheet = Sheet::new(Path::new("data/x.csv"), bytes, &["id", "aliases"], 1)?;
            let mut rows = Vec::new();
            while sheet.next()? {
                let list: Vec<&str> = sheet.list(1).collect();
                rows.push(format!("{} {}={}", sheet.line(), sheet.filled(0)?, list.join("+")));
            }
            Ok(rows.join(", "))
        };
        assert_eq!(read().unwrap_or_else(|error| format!("{error:#}")), expected);
    }

    #[test]
    fn rows_come_with_their_lines() {
        check("\u{feff}aliases,id\n\"a | b |\",x\n,y\n".as_bytes(), "2 x=a+b, 3 y=");
    }

    #[test]
    fn what_is_wrong_is_shown_with_file_and_line() {
        check(b"id,alaises\n", "data/x.csv:1: there is no column called `alaises`; did you mean `aliases`?");
        check(b"aliases\n", "data/x.csv:1: the column `id` is missing");
        check(b"id,aliases\nx,\n,\n", "data/x.csv:3: `id` is empty");
        check(
            b"id,aliases\nx,a,b\n",
            "data/x.csv:2: the row has 3 cells, the headings 2; a cell with a comma needs quotes around it",
        );
        check(b"id,aliases\nx,\xff\n", "data/x.csv:2: the row is not UTF-8; save the file as CSV in UTF-8");
    }
}
