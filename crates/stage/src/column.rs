//! Columns of the `articles` table.

use std::marker::PhantomData;

use crate::Value;
use crate::record::Field;

/// A column of the `articles` table, and the type of its values.
///
/// ```
/// use newsmill_stage::{Article, Column};
///
/// const TONE: Column<f64> = Column::new("tone", "how agitated the article is, from 0");
///
/// let mut article = Article::from_text("Fine weather in Kyiv");
/// article.set(TONE, 0.5);
/// assert_eq!(article.get(TONE), Some(0.5));
/// ```
pub struct Column<T> {
    /// Its heading, in `snake_case`.
    pub name: &'static str,
    /// What it holds, for `newsmill schema`.
    pub about: &'static str,
    value: PhantomData<fn() -> T>,
}

impl<T: Value> Column<T> {
    /// A column with this heading, and what it holds.
    pub const fn new(name: &'static str, about: &'static str) -> Self {
        Self { name, about, value: PhantomData }
    }

    /// The column without its type.
    pub const fn field(self) -> Field {
        Field { name: self.name, kind: T::KIND, about: self.about }
    }
}

impl<T> Clone for Column<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Column<T> {}
