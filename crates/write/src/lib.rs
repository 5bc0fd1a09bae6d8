//! Fragments, files and atomic publishing.
//!
//! - [`Output`] is the folder that a run writes to: locked while the run lasts, and mended at its
//!   start if an earlier run was killed. Nothing outside it is written.
//! - [`ParquetStore`] keeps what the article floor has made, for the nights to come.
//! - [`Staging`] takes the new files and publishes them together: whoever reads the folder sees
//!   each old file or each new one, whole.
//! - [`Press`] prints a table in every format that is asked for, from frames that pass by one
//!   after the other.
//!
//! **Invariants.** Bytes depend on rows and settings alone: no clock, no locale, no thread count,
//! and not on how rows were cut into frames. No name from the input becomes a path. Nothing here
//! decides what a table holds: that is the room `aggregate`.

mod durable;
mod output;
mod staging;

mod cells;
mod fragments;
mod parquet;

mod book;
mod package;
mod press;
mod text_table;

pub use fragments::ParquetStore;
pub use output::{Busy, Output};
pub use package::data_package;
pub use press::{Formats, Press, Printed};
pub use staging::{PublishedFile, Staging};
pub use text_table::Dialect;
