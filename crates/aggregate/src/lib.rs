//! The published tables, each a query.
//!
//! [`Tables`] answers with frames that together are a table's rows, in the order in which they are
//! published; what a file looks like is the room `write`'s. A table is made window by window of
//! the live articles, so that no more than a window's rows are in memory. [`schemas`] tells the
//! columns of every table without a run.
//!
//! **Invariants.** Rows are sorted by a key that no two share, sums are whole numbers and divided
//! last: the number of threads, of fragments and of windows changes no byte. What the table floor
//! has decided comes in as a [`Floor`]; nothing here decides about an article.

mod catalog;
mod floor;
mod tables;

mod articles;
mod counts;
mod mentions;
mod plain;

mod columns;
mod live;
mod scan;

pub use catalog::schemas;
pub use floor::{Duplicate, Floor, Live, Rejected, Uncounted};
pub use tables::{Frames, Published, Tables, TopEntity};

#[cfg(test)]
mod tests;
