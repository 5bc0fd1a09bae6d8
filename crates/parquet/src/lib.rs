//! Parquet files → records.
//!
//! [`Parquet`] hands out the rows of a file as JSON objects, as `read` asks for them. It reads the
//! wanted columns alone, page by page, so that memory follows the pages and never the row groups:
//! a table that pandas wrote in one group of a million rows needs no more than a small one.
//!
//! **Promises.** Every row is a record or lies within a rejection that names its rows. Sizes that a
//! file declares are believed only where its own size allows it. A file that lies, is cut off or
//! makes the library panic costs its own rows and nothing else. Nothing depends on threads.
//!
//! **Not here.** Which columns are wanted, and what they mean, `read` knows.

mod delta;
mod fault;
mod footer;
mod leaf;
mod outline;
mod pages;
mod purse;
mod row;
mod source;
mod tree;

use std::ops::ControlFlow;

use newsmill_stage::{Columnar, Rejection, SeekRead};

use fault::{Fault, damaged, guarded};
use footer::{Footer, Group};
use leaf::Leaf;
use purse::Purse;
use row::Row;
use source::Source;
use tree::Column;

pub use fault::is_reading;

/// What is read of large and hostile files, as `[input.limits]` has it.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The largest row, in bytes.
    pub record: u64,
    /// How many times its own size a file may hold once that is more than 64 MiB.
    pub ratio: u64,
    /// The largest file, unpacked, in bytes.
    pub file: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { record: 16 << 20, ratio: 200, file: 8 << 30 }
    }
}

/// Reads Parquet files.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parquet {
    limits: Limits,
}

impl Parquet {
    /// A reader with these limits.
    pub fn with_limits(limits: Limits) -> Self {
        Self { limits }
    }
}

/// Takes the rows.
type Taker<'a> = dyn FnMut(u64, Result<Vec<u8>, Rejection>) -> ControlFlow<()> + 'a;

impl Columnar for Parquet {
    fn rows(
        &self,
        bytes: Box<dyn SeekRead + '_>,
        wanted: &dyn Fn(&str) -> bool,
        take: &mut Taker<'_>,
    ) -> Result<ControlFlow<()>, Rejection> {
        let mut source = Source::new(bytes).map_err(Fault::into_rejection)?;
        let footer = guarded(|| footer::read(&mut source, wanted)).map_err(Fault::into_rejection)?;
        let mut purse = Purse::of(source.size(), self.limits);
        let mut before = 0;
        for group in &footer.groups {
            let mut done = 0;
            purse.let_all_go();
            let read = self.group(&mut source, &footer, group, &mut purse, &mut |row| {
                done += 1;
                take(before + done, row)
            });
            match read {
                Ok(ControlFlow::Continue(())) => {}
                Ok(ControlFlow::Break(())) => return Ok(ControlFlow::Break(())),
                Err(Fault::File(rejection)) => return Err(rejection),
                Err(Fault::Group(rejection)) => {
                    let (first, last) = (before + done + 1, before + group.rows);
                    let detail = format!("rows {first} to {last}: {}", rejection.detail);
                    if take(first, Err(Rejection { detail, ..rejection })).is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
            }
            before += group.rows;
        }
        Ok(ControlFlow::Continue(()))
    }
}

impl Parquet {
    /// Hands out the rows of a row group.
    fn group(
        &self,
        source: &mut Source<'_>,
        footer: &Footer,
        group: &Group,
        purse: &mut Purse,
        take: &mut dyn FnMut(Result<Vec<u8>, Rejection>) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, Fault> {
        let columns = footer.columns.iter().flat_map(|it| &it.leaves).zip(&group.chunks);
        let mut leaves: Vec<Leaf<'_>> = columns.map(|(column, chunk)| Leaf::new(column, chunk)).collect();
        for done in 0..group.rows {
            for (leaf, column) in leaves.iter_mut().zip(footer.names()) {
                if !leaf.has_row() && !guarded(|| leaf.load(source, purse))? {
                    let rows = group.rows;
                    return Err(damaged(format!("the column `{column}` ends after {done} of the group's {rows} rows")));
                }
            }
            let row = guarded(|| self.row(&footer.columns, &leaves))?;
            purse.pay_row(row.as_ref().map_or(0, Vec::len))?;
            if take(row).is_break() {
                return Ok(ControlFlow::Break(()));
            }
            leaves.iter_mut().for_each(Leaf::step);
        }
        Ok(ControlFlow::Continue(()))
    }

    /// The row at which the leaves stand, as a JSON object.
    fn row(&self, columns: &[Column], leaves: &[Leaf<'_>]) -> Result<Result<Vec<u8>, Rejection>, Fault> {
        let views: Vec<row::View<'_>> = leaves.iter().map(Leaf::view).collect();
        let limit = self.limits.record;
        let mut row = Row::new(limit);
        Ok(match row.object(columns.iter().map(|it| (it.name.as_str(), &it.node)), &views) {
            Ok(()) => Ok(row.into_bytes()),
            Err(row::Full) => {
                let detail = format!("a row of more than {limit} bytes; `record` under [input.limits] is {limit}");
                Err(Rejection::new("too_large", detail))
            }
        })
    }
}

#[cfg(test)]
mod made_tests;
#[cfg(test)]
mod tests;
