//! Cells to columns, as they are published: lists are joined.

use jiff::civil::Date;
use newsmill_stage::{Cell, Field, Kind, TableSchema};
use polars::prelude::*;

/// What stands between the texts of a list in one cell.
pub(crate) const SEPARATOR: &str = " | ";

/// The published type of such columns.
pub(crate) fn published_type(kind: Kind) -> DataType {
    match kind {
        Kind::Flag => DataType::Boolean,
        Kind::Integer => DataType::Int64,
        Kind::Real => DataType::Float64,
        Kind::Date => DataType::Date,
        Kind::Text | Kind::Texts | Kind::Bytes | Kind::Numbers => DataType::String,
    }
}

/// A column of these cells; a cell of another type is left empty, as `Column` says.
pub(crate) fn column<'a>(name: &str, kind: Kind, cells: impl Iterator<Item = &'a Cell>) -> Column {
    let name = PlSmallStr::from_str(name);
    match published_type(kind) {
        DataType::Boolean => Column::new(name, cells.map(flag).collect::<Vec<_>>()),
        DataType::Int64 => Column::new(name, cells.map(integer).collect::<Vec<_>>()),
        DataType::Float64 => Column::new(name, cells.map(real).collect::<Vec<_>>()),
        DataType::Date => dates(name, cells.map(date)),
        _ => Column::new(name, cells.map(text).collect::<Vec<_>>()),
    }
}

/// A column of days, counted from 1970-01-01.
pub(crate) fn dates(name: PlSmallStr, days: impl Iterator<Item = Option<i32>>) -> Column {
    let days: Vec<Option<i32>> = days.collect();
    Int32Chunked::from_slice_options(name, &days).into_date().into_column()
}

/// A frame of these rows.
pub(crate) fn frame(table: &TableSchema, rows: &[Vec<Cell>]) -> PolarsResult<DataFrame> {
    let cells = |at: usize| rows.iter().map(move |row| row.get(at).unwrap_or(&Cell::Empty));
    let columns = table.fields.iter().enumerate().map(|(at, it)| column(it.name, it.kind, cells(at)));
    DataFrame::new(rows.len(), columns.collect())
}

/// The name of a field, as polars has it.
pub(crate) fn name(field: &Field) -> PlSmallStr {
    PlSmallStr::from_static(field.name)
}

fn flag(cell: &Cell) -> Option<bool> {
    if let Cell::Flag(it) = cell { Some(*it) } else { None }
}

fn integer(cell: &Cell) -> Option<i64> {
    if let Cell::Integer(it) = cell { Some(*it) } else { None }
}

fn real(cell: &Cell) -> Option<f64> {
    if let Cell::Real(it) = cell { Some(*it) } else { None }
}

pub(crate) fn date(cell: &Cell) -> Option<i32> {
    let Cell::Date(it) = cell else { return None };
    i32::try_from(Date::constant(1970, 1, 1).duration_until(*it).as_hours() / 24).ok()
}

pub(crate) fn text(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Text(it) => Some(it.clone()),
        Cell::Texts(it) => Some(it.join(SEPARATOR)),
        Cell::Bytes(it) => Some(it.iter().map(|it| format!("{it:02x}")).collect()),
        Cell::Numbers(it) => {
            let numbers: Vec<String> = it.iter().map(u64::to_string).collect();
            Some(numbers.join(SEPARATOR))
        }
        _ => None,
    }
}
