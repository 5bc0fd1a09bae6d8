//! The workbook: a sheet for each small table, as a spreadsheet user would have set it up.
//!
//! One row is in memory at a time. What a sheet cannot hold is never lost without a word: longer
//! tables go on in the next sheet, longer texts end with `…` and are counted.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use newsmill_stage::{Date, TableSchema};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::cells::Seen;

/// What Excel takes, less the row of headings.
const SHEET_ROWS: u32 = 1_048_575;
/// UTF-16 units.
const CELL_UNITS: usize = 32_767;
const SHEET_NAME_UNITS: usize = 31;
/// Beyond this, whole numbers lose digits in a spreadsheet.
const EXACT: i64 = 1 << 53;
/// The rows that column widths are taken from.
const MEASURED_ROWS: usize = 200;
const WIDEST: usize = 60;
const ABOUT: &str = "about";

/// A workbook in the making.
pub(crate) struct Book {
    workbook: Workbook,
    names: BTreeSet<String>,
    about: Vec<AboutTable>,
    sheet_rows: u32,
    bold: Format,
    date: Format,
}

/// A line of the first sheet.
struct AboutTable {
    name: String,
    rows: u64,
    about: String,
    shortened: u64,
}

/// A table on its way into the workbook.
pub(crate) struct Sheet {
    table: TableSchema,
    widths: Vec<usize>,
    /// The sheets it has come to, by their place in the workbook.
    places: Vec<usize>,
    /// Rows on the last of them.
    row: u32,
    column: u16,
    rows: u64,
    shortened: u64,
}

impl Book {
    /// A workbook whose temporary files stand in this folder.
    pub(crate) fn new(temporary: &Path) -> Result<Self> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(temporary)?;
        // A fixed day, so that the same tables give the same bytes.
        let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
        workbook.set_properties(&DocProperties::new().set_author("newsmill").set_creation_datetime(&created));
        workbook.add_worksheet().set_name(ABOUT)?;
        Ok(Self {
            workbook,
            names: BTreeSet::from([ABOUT.to_owned()]),
            about: Vec::new(),
            sheet_rows: SHEET_ROWS,
            bold: Format::new().set_bold(),
            date: Format::new().set_num_format("yyyy-mm-dd"),
        })
    }

    /// A shorter sheet, for tests.
    #[cfg(test)]
    pub(crate) fn set_sheet_rows(&mut self, rows: u32) {
        self.sheet_rows = rows;
    }

    pub(crate) fn begin(&mut self, table: &TableSchema) -> Result<Sheet> {
        let widths = table.fields.iter().map(|it| it.name.len() + 4).collect();
        let table = table.clone();
        let mut sheet = Sheet { table, widths, places: Vec::new(), row: 0, column: 0, rows: 0, shortened: 0 };
        self.add_sheet(&mut sheet)?;
        Ok(sheet)
    }

    pub(crate) fn write_cell(&mut self, sheet: &mut Sheet, cell: &Seen<'_>) -> Result<()> {
        if sheet.row == self.sheet_rows && sheet.column == 0 {
            self.add_sheet(sheet)?;
        }
        let (row, column) = (sheet.row + 1, sheet.column);
        let (text, shortened) = shown(cell);
        if sheet.rows < MEASURED_ROWS as u64 {
            let width = text.as_deref().map_or(10, |it| it.chars().take(WIDEST).map(width).sum());
            let widest = &mut sheet.widths[usize::from(column)];
            *widest = (*widest).max(width);
        }
        sheet.shortened += u64::from(shortened);
        let date = &self.date;
        let worksheet = self.workbook.worksheet_from_index(*sheet.places.last().expect("a sheet was begun"))?;
        let written = caught(|| Ok(write(worksheet, row, column, cell, text, date)?));
        written.with_context(|| format!("cannot write `{}` to the workbook", sheet.table.name))?;
        sheet.column += 1;
        Ok(())
    }

    pub(crate) fn end_row(&mut self, sheet: &mut Sheet) {
        sheet.row += 1;
        sheet.rows += 1;
        sheet.column = 0;
    }

    /// Ends a table; says how many of its texts were too long for a cell.
    pub(crate) fn end(&mut self, sheet: Sheet) -> Result<u64> {
        for (at, place) in sheet.places.iter().enumerate() {
            let last = if at + 1 == sheet.places.len() { sheet.row } else { self.sheet_rows };
            let worksheet = self.workbook.worksheet_from_index(*place)?;
            dress(worksheet, &sheet.widths, last)?;
        }
        let about = sheet.table.about.to_owned();
        let (rows, shortened) = (sheet.rows, sheet.shortened);
        self.about.push(AboutTable { name: sheet.table.name, rows, about, shortened });
        Ok(shortened)
    }

    pub(crate) fn save(mut self, path: &Path) -> Result<()> {
        let sheet = self.workbook.worksheet_from_index(0)?;
        for (column, heading) in (0..).zip(["table", "rows", "one row is", "note"]) {
            sheet.write_string_with_format(0, column, heading, &self.bold)?;
        }
        for (row, table) in (1..).zip(&self.about) {
            sheet.write_string(row, 0, &table.name)?;
            sheet.write_number(row, 1, number(table.rows))?;
            sheet.write_string(row, 2, &table.about)?;
            if table.shortened > 0 {
                let note = format!("{} long texts end with …; Parquet and CSV have them whole", table.shortened);
                sheet.write_string(row, 3, note)?;
            }
        }
        dress(sheet, &[28, 12, 60, 60], u32::try_from(self.about.len())?)?;
        let saved = caught(|| Ok(self.workbook.save(path)?));
        saved.with_context(|| format!("cannot write {}", path.display()))
    }

    /// Begins the table's next sheet, with its headings.
    fn add_sheet(&mut self, sheet: &mut Sheet) -> Result<()> {
        let name = self.free_name(&sheet.table.name, sheet.places.len() + 1);
        sheet.places.push(self.workbook.worksheets().len());
        sheet.row = 0;
        let worksheet = self.workbook.add_worksheet_with_constant_memory()?;
        worksheet.set_name(&name)?;
        for (column, field) in (0..).zip(&sheet.table.fields) {
            caught(|| Ok(worksheet.write_string_with_format(0, column, field.name, &self.bold).map(|_| ())?))?;
        }
        Ok(())
    }

    /// A name that Excel takes and no other sheet has.
    fn free_name(&mut self, table: &str, part: usize) -> String {
        let allowed = |it: char| if "[]:*?/\\'".contains(it) || it.is_control() { '_' } else { it };
        let table: String = table.chars().map(allowed).collect();
        // Excel keeps this name for itself.
        let table = if table.is_empty() || table.eq_ignore_ascii_case("history") { format!("{table}_") } else { table };
        for number in part.. {
            let suffix = if number == 1 { String::new() } else { format!(" ({number})") };
            let name = format!("{}{suffix}", cut(&table, SHEET_NAME_UNITS - suffix.len()));
            if self.names.insert(name.to_lowercase()) {
                return name;
            }
        }
        table
    }
}

/// The library panics where its temporary file cannot be written: a full disk is an error like any
/// other. What it was working on is not used after that.
fn caught<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done,
        Err(_) => bail!("its temporary file cannot be written; the disk may be full"),
    }
}

/// What a worksheet needs beside its cells.
fn dress(worksheet: &mut Worksheet, widths: &[usize], last_row: u32) -> Result<(), XlsxError> {
    worksheet.set_freeze_panes(1, 0)?;
    for (column, width) in (0..).zip(widths) {
        worksheet.set_column_width(column, u32::try_from((*width).min(WIDEST) + 1).unwrap_or_default())?;
    }
    let columns = u16::try_from(widths.len()).unwrap_or(u16::MAX);
    if columns > 0 {
        worksheet.autofilter(0, 0, last_row, columns - 1)?;
    }
    Ok(())
}

/// The cell as text, where a spreadsheet has no better type for it, and whether it was cut.
fn shown(cell: &Seen<'_>) -> (Option<String>, bool) {
    let text = match cell {
        Seen::Text(it) => (*it).to_owned(),
        Seen::Texts(it) => it.join(" | "),
        Seen::Integer(it) if !(-EXACT..=EXACT).contains(it) => it.to_string(),
        Seen::Real(it) if !it.is_finite() => it.to_string(),
        Seen::Date(it) if excel_date(*it).is_none() => it.to_string(),
        _ => return (None, false),
    };
    // XML has no way to write these two.
    let text = text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    if text.len() <= CELL_UNITS || text.encode_utf16().count() <= CELL_UNITS {
        return (Some(text), false);
    }
    (Some(format!("{}…", cut(&text, CELL_UNITS - 1))), true)
}

fn write(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Seen<'_>,
    text: Option<String>,
    date: &Format,
) -> Result<(), XlsxError> {
    match (cell, text) {
        (_, Some(text)) => worksheet.write_string(row, column, text)?,
        (Seen::Flag(it), _) => worksheet.write_boolean(row, column, *it)?,
        (Seen::Integer(it), _) => worksheet.write_number(row, column, *it as f64)?,
        (Seen::Real(it), _) => worksheet.write_number(row, column, *it)?,
        (Seen::Date(it), _) => match excel_date(*it) {
            Some(day) => worksheet.write_datetime_with_format(row, column, &day, date)?,
            None => worksheet,
        },
        _ => worksheet,
    };
    Ok(())
}

fn number(rows: u64) -> f64 {
    rows as f64
}

/// The day as a spreadsheet counts it, if it counts so far back.
fn excel_date(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs()).ok()
}

/// As much of the text as fits into these UTF-16 units.
fn cut(text: &str, units: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find(|(_, it)| {
        used += it.len_utf16();
        used > units
    });
    end.map_or(text, |(at, _)| &text[..at])
}

/// How much room a character takes, in columns: about two for those of East Asia.
fn width(letter: char) -> usize {
    if letter >= '\u{1100}' && (letter <= '\u{11ff}' || letter >= '\u{2e80}') { 2 } else { 1 }
}
