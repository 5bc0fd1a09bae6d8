//! Cells of the contract to columns of polars and back, type by type.
//!
//! Hashes are stored as bytes (little-endian), since nothing but `rows` ever asks for them, and
//! lists of texts as lists of strings, which the room `aggregate` knows.

use anyhow::{Result, bail};
use jiff::SignedDuration;
use newsmill_stage::{Cell, Date, Field, Kind};
use polars::prelude::*;

const EPOCH: Date = Date::constant(1970, 1, 1);

/// The day as Parquet counts it: from 1970-01-01.
pub(crate) fn to_days(date: Date) -> i32 {
    let days = EPOCH.duration_until(date).as_hours() / 24;
    i32::try_from(days).expect("the years -9999 to 9999 have fewer days")
}

/// The day that Parquet counts so; `None` beyond the year 9999.
pub(crate) fn to_date(days: i32) -> Option<Date> {
    EPOCH.checked_add(SignedDuration::from_hours(24 * i64::from(days))).ok()
}

/// A column that grows cell by cell.
pub(crate) enum Growing {
    Flag(BooleanChunkedBuilder),
    Integer(PrimitiveChunkedBuilder<Int64Type>),
    Real(PrimitiveChunkedBuilder<Float64Type>),
    Text(StringChunkedBuilder),
    Date(PrimitiveChunkedBuilder<Int32Type>),
    Bytes(BinaryChunkedBuilder),
    Texts(ListStringChunkedBuilder),
}

impl Growing {
    pub(crate) fn new(field: &Field) -> Self {
        let name = PlSmallStr::from_static(field.name);
        match field.kind {
            Kind::Flag => Self::Flag(BooleanChunkedBuilder::new(name, 0)),
            Kind::Integer => Self::Integer(PrimitiveChunkedBuilder::new(name, 0)),
            Kind::Real => Self::Real(PrimitiveChunkedBuilder::new(name, 0)),
            Kind::Text => Self::Text(StringChunkedBuilder::new(name, 0)),
            Kind::Date => Self::Date(PrimitiveChunkedBuilder::new(name, 0)),
            Kind::Bytes | Kind::Numbers => Self::Bytes(BinaryChunkedBuilder::new(name, 0)),
            Kind::Texts => Self::Texts(ListStringChunkedBuilder::new(name, 0, 0)),
        }
    }

    /// Adds a cell; says how many bytes it has beside its place in the row.
    pub(crate) fn push(&mut self, cell: Cell, field: &Field) -> Result<usize> {
        match (self, cell) {
            (Self::Flag(it), Cell::Flag(value)) => it.append_value(value),
            (Self::Flag(it), Cell::Empty) => it.append_null(),
            (Self::Integer(it), Cell::Integer(value)) => it.append_value(value),
            (Self::Integer(it), Cell::Empty) => it.append_null(),
            (Self::Real(it), Cell::Real(value)) => it.append_value(value),
            (Self::Real(it), Cell::Empty) => it.append_null(),
            (Self::Text(it), Cell::Text(value)) => {
                it.append_value(&value);
                return Ok(value.len());
            }
            (Self::Text(it), Cell::Empty) => it.append_null(),
            (Self::Date(it), Cell::Date(value)) => it.append_value(to_days(value)),
            (Self::Date(it), Cell::Empty) => it.append_null(),
            (Self::Bytes(it), Cell::Bytes(value)) if field.kind == Kind::Bytes => {
                it.append_value(&value);
                return Ok(value.len());
            }
            (Self::Bytes(it), Cell::Numbers(value)) if field.kind == Kind::Numbers => {
                let bytes: Vec<u8> = value.iter().flat_map(|it| it.to_le_bytes()).collect();
                it.append_value(&bytes);
                return Ok(bytes.len());
            }
            (Self::Bytes(it), Cell::Empty) => it.append_null(),
            (Self::Texts(it), Cell::Texts(value)) => {
                it.append_values_iter(value.iter().map(String::as_str));
                return Ok(value.iter().map(|it| it.len() + 16).sum());
            }
            (Self::Texts(it), Cell::Empty) => it.append_null(),
            (_, cell) => bail!("the column `{}` is declared as {:?}, but a row holds {cell:?}", field.name, field.kind),
        }
        Ok(0)
    }

    pub(crate) fn finish(self) -> Column {
        match self {
            Self::Flag(it) => it.finish().into_column(),
            Self::Integer(it) => it.finish().into_column(),
            Self::Real(it) => it.finish().into_column(),
            Self::Text(it) => it.finish().into_column(),
            Self::Date(it) => it.finish().into_date().into_column(),
            Self::Bytes(it) => it.finish().into_column(),
            Self::Texts(mut it) => it.finish().into_column(),
        }
    }
}

/// The polars type of a column of fragments.
pub(crate) fn stored_type(kind: Kind) -> DataType {
    match kind {
        Kind::Flag => DataType::Boolean,
        Kind::Integer => DataType::Int64,
        Kind::Real => DataType::Float64,
        Kind::Text => DataType::String,
        Kind::Date => DataType::Date,
        Kind::Bytes | Kind::Numbers => DataType::Binary,
        Kind::Texts => DataType::List(Box::new(DataType::String)),
    }
}

/// A column whose cells can be asked for one by one.
pub(crate) enum Standing {
    Missing,
    Flag(BooleanChunked),
    Integer(Int64Chunked),
    Real(Float64Chunked),
    Text(StringChunked),
    Date(Int32Chunked),
    Bytes(BinaryChunked),
    Texts(ListChunked),
}

/// What stands in a cell, without a copy of it.
pub(crate) enum Seen<'a> {
    Empty,
    Flag(bool),
    Integer(i64),
    Real(f64),
    Text(&'a str),
    Date(Date),
    Bytes(&'a [u8]),
    Texts(Vec<String>),
}

impl Standing {
    /// The column, brought to its type; a column of an older type that cannot be is an error.
    pub(crate) fn new(column: &Column, dtype: &DataType) -> PolarsResult<Self> {
        let column = if column.dtype() == dtype { column.clone() } else { column.strict_cast(dtype)? };
        let column = column.rechunk();
        Ok(match dtype {
            DataType::Boolean => Self::Flag(column.bool()?.clone()),
            DataType::Int64 => Self::Integer(column.i64()?.clone()),
            DataType::Float64 => Self::Real(column.f64()?.clone()),
            DataType::String => Self::Text(column.str()?.clone()),
            DataType::Date => Self::Date(column.date()?.physical().clone()),
            DataType::Binary => Self::Bytes(column.binary()?.clone()),
            DataType::List(_) => Self::Texts(column.list()?.clone()),
            other => polars_bail!(InvalidOperation: "a column of {other} cannot be written"),
        })
    }

    /// The cell of a row, if there is such a row.
    pub(crate) fn get(&self, row: usize) -> Seen<'_> {
        let seen = match self {
            Self::Missing => None,
            Self::Flag(it) => it.get(row).map(Seen::Flag),
            Self::Integer(it) => it.get(row).map(Seen::Integer),
            Self::Real(it) => it.get(row).map(Seen::Real),
            Self::Text(it) => it.get(row).map(Seen::Text),
            Self::Date(it) => it.get(row).and_then(to_date).map(Seen::Date),
            Self::Bytes(it) => it.get(row).map(Seen::Bytes),
            Self::Texts(it) => it.get_as_series(row).map(|it| Seen::Texts(texts(&it))),
        };
        seen.unwrap_or(Seen::Empty)
    }
}

impl Seen<'_> {
    pub(crate) fn into_cell(self, kind: Kind) -> Cell {
        match self {
            Self::Empty => Cell::Empty,
            Self::Flag(it) => Cell::Flag(it),
            Self::Integer(it) => Cell::Integer(it),
            Self::Real(it) => Cell::Real(it),
            Self::Text(it) => Cell::Text(it.to_owned()),
            Self::Date(it) => Cell::Date(it),
            Self::Bytes(it) if kind == Kind::Numbers => Cell::Numbers(numbers(it)),
            Self::Bytes(it) => Cell::Bytes(it.to_owned()),
            Self::Texts(it) => Cell::Texts(it),
        }
    }
}

fn numbers(bytes: &[u8]) -> Vec<u64> {
    let (numbers, _) = bytes.as_chunks::<8>();
    numbers.iter().map(|it| u64::from_le_bytes(*it)).collect()
}

fn texts(list: &Series) -> Vec<String> {
    let texts = list.str().into_iter().flat_map(|it| it.iter());
    texts.map(|it| it.unwrap_or_default().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970_and_back() {
        for (date, days) in
            [((1970, 1, 1), 0), ((2022, 9, 30), 19_265), ((1969, 12, 31), -1), ((-9999, 1, 1), -4_371_587)]
        {
            let date = Date::constant(date.0, date.1, date.2);
            assert_eq!(to_days(date), days);
            assert_eq!(to_date(days), Some(date));
        }
        assert_eq!(to_date(i32::MAX), None);
        assert_eq!(to_date(i32::MIN), None);
    }
}
