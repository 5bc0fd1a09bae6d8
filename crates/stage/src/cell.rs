//! The values that columns and tables can hold.

use jiff::civil::Date;

/// One value of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// No value.
    #[default]
    Empty,
    /// A yes or a no.
    Flag(bool),
    /// A whole number.
    Integer(i64),
    /// A number with decimals.
    Real(f64),
    /// Text.
    Text(String),
    /// A calendar day.
    Date(Date),
    /// Bytes, for clues.
    Bytes(Vec<u8>),
    /// Hashes, for clues.
    Numbers(Vec<u64>),
    /// Several texts; published in one cell, separated by ` | `.
    Texts(Vec<String>),
}

/// The type of a column, known before the first row is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "they are the cells' names")]
pub enum Kind {
    Flag,
    Integer,
    Real,
    Text,
    Date,
    Bytes,
    Numbers,
    Texts,
}

/// A Rust type that can be the value of a cell.
pub trait Value: Sized {
    /// The type of a column of such values.
    const KIND: Kind;
    /// Puts the value into a cell.
    fn into_cell(self) -> Cell;
    /// Takes it out again; `None` if the cell holds another type or nothing.
    fn from_cell(cell: Cell) -> Option<Self>;
}

macro_rules! value {
    ($ty:ty, $kind:ident) => {
        impl Value for $ty {
            const KIND: Kind = Kind::$kind;
            fn into_cell(self) -> Cell {
                Cell::$kind(self)
            }
            fn from_cell(cell: Cell) -> Option<Self> {
                match cell {
                    Cell::$kind(it) => Some(it),
                    _ => None,
                }
            }
        }
    };
}

value!(bool, Flag);
value!(i64, Integer);
value!(f64, Real);
value!(String, Text);
value!(Date, Date);
value!(Vec<u8>, Bytes);
value!(Vec<u64>, Numbers);
value!(Vec<String>, Texts);

impl<T: Value> Value for Option<T> {
    const KIND: Kind = T::KIND;
    fn into_cell(self) -> Cell {
        self.map_or(Cell::Empty, T::into_cell)
    }
    fn from_cell(cell: Cell) -> Option<Self> {
        match cell {
            Cell::Empty => Some(None),
            it => T::from_cell(it).map(Some),
        }
    }
}
