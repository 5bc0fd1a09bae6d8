//! Rows of tables, with a type.

use std::collections::BTreeMap;

use crate::cell::{Cell, Kind};

/// A column of some table, without its Rust type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its heading, in `snake_case`.
    pub name: &'static str,
    /// The type of its values.
    pub kind: Kind,
    /// What it holds.
    pub about: &'static str,
}

/// A row of a table; made by [`record!`](crate::record).
pub trait Record: Sized + Send + 'static {
    /// The name of the table: that of its files, less their ending.
    const TABLE: &'static str;
    /// What one row is, for `newsmill schema`.
    const ABOUT: &'static str;
    /// Its columns.
    const FIELDS: &'static [Field];
    /// The values, in the order of the columns.
    fn into_cells(self) -> Vec<Cell>;
    /// The row that these cells came from; `None` if their types are others.
    fn from_cells(cells: Vec<Cell>) -> Option<Self>;
}

/// Declares a row type and its table at once. The comments become the table's documentation.
///
/// Rows written on the article floor need no article id: the pipeline puts it in front of them.
///
/// ```
/// newsmill_stage::record! {
///     /// A loud word, where it was said.
///     pub struct LoudWord in "loud_words" {
///         /// The word.
///         pub word: String,
///         /// How often.
///         pub times: i64,
///     }
/// }
/// ```
#[macro_export]
macro_rules! record {
    (
        $(#[doc = $about:literal])+
        $vis:vis struct $name:ident in $table:literal {
            $($(#[doc = $doc:literal])+ $fvis:vis $field:ident: $ty:ty,)+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, PartialEq)]
        $vis struct $name {
            $($(#[doc = $doc])+ $fvis $field: $ty,)+
        }

        impl $crate::Record for $name {
            const TABLE: &'static str = $table;
            const ABOUT: &'static str = concat!($($about,)+).trim_ascii();
            const FIELDS: &'static [$crate::Field] = &[$($crate::Field {
                name: stringify!($field),
                kind: <$ty as $crate::Value>::KIND,
                about: concat!($($doc,)+).trim_ascii(),
            }),+];
            fn into_cells(self) -> Vec<$crate::Cell> {
                vec![$($crate::Value::into_cell(self.$field)),+]
            }
            fn from_cells(cells: Vec<$crate::Cell>) -> Option<Self> {
                let mut cells = cells.into_iter();
                Some(Self { $($field: $crate::Value::from_cell(cells.next()?)?,)+ })
            }
        }
    };
}

/// What stages have written about one article, or about the corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    tables: BTreeMap<&'static str, Vec<Vec<Cell>>>,
    tallies: BTreeMap<&'static str, u64>,
}

impl Rows {
    /// Adds a row to its table.
    pub fn push<R: Record>(&mut self, row: R) {
        self.tables.entry(R::TABLE).or_default().push(row.into_cells());
    }

    /// Counts something that the stage did, under a stable `snake_case` name: `removed_subscribe`,
    /// `mended_mojibake`. The run's summary adds them up.
    pub fn tally(&mut self, what: &'static str, times: usize) {
        if times > 0 {
            *self.tallies.entry(what).or_default() += times as u64;
        }
    }

    /// The rows of one table, typed; rows of another shape are left out.
    pub fn of<R: Record>(&self) -> Vec<R> {
        let rows = self.tables.get(R::TABLE).into_iter().flatten();
        rows.filter_map(|it| R::from_cells(it.clone())).collect()
    }

    /// All rows by table, and takes them out.
    pub fn take_tables(&mut self) -> BTreeMap<&'static str, Vec<Vec<Cell>>> {
        std::mem::take(&mut self.tables)
    }

    /// All counts by name, and takes them out.
    pub fn take_tallies(&mut self) -> BTreeMap<&'static str, u64> {
        std::mem::take(&mut self.tallies)
    }

    /// Adds the rows and counts of another after these.
    pub fn append(&mut self, mut other: Self) {
        for (table, rows) in other.take_tables() {
            self.tables.entry(table).or_default().extend(rows);
        }
        for (what, times) in other.take_tallies() {
            *self.tallies.entry(what).or_default() += times;
        }
    }
}
