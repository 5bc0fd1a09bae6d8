//! A stored column of a row group, decoded a few pages at a time.

use std::io::Cursor;

use polars_arrow::array::Array;
use polars_buffer::Buffer;
use polars_parquet::parquet::compression::Compression;
use polars_parquet::parquet::read::{PageMetaData, PageReader};
use polars_parquet::read::{BasicDecompressor, Filter, column_iter_to_arrays};

use crate::fault::{Fault, by_library, damaged};
use crate::footer::Chunk;
use crate::pages::{Page, Pages, SLICE};
use crate::purse::Purse;
use crate::row::View;
use crate::source::Source;
use crate::tree::LeafColumn;

/// Pages are decoded together up to this size, and up to that of the dictionary if it is larger:
/// it is decoded again each time.
const TOGETHER: usize = 1 << 20;

/// A stored column, and the row at which it stands.
pub(crate) struct Leaf<'a> {
    column: &'a LeafColumn,
    pages: Pages<'a>,
    /// The page before the values, if there is one.
    dictionary: Option<Page>,
    /// The first page of the next batch, which ended this one.
    next: Option<Page>,
    batch: Batch,
    array: Option<Box<dyn Array>>,
    at: usize,
}

/// Pages that begin and end with a row.
#[derive(Default)]
struct Batch {
    bytes: Buffer<u8>,
    values: usize,
    rows: usize,
    decoded: usize,
    weight: u64,
}

impl<'a> Leaf<'a> {
    pub(crate) fn new(column: &'a LeafColumn, chunk: &Chunk) -> Self {
        let pages = Pages::new(&column.descriptor, chunk);
        Self { column, pages, dictionary: None, next: None, batch: Batch::default(), array: None, at: 0 }
    }

    /// Whether it stands at a row that is decoded.
    pub(crate) fn has_row(&self) -> bool {
        self.array.as_ref().is_some_and(|it| self.at < it.len())
    }

    /// The value at which it stands.
    pub(crate) fn view(&self) -> View<'_> {
        let array = self.array.as_deref().expect("a row is viewed after it was loaded");
        View { array, at: self.at }
    }

    pub(crate) fn step(&mut self) {
        self.at += 1;
    }

    /// Decodes the next rows; false at the end.
    pub(crate) fn load(&mut self, source: &mut Source<'_>, purse: &mut Purse) -> Result<bool, Fault> {
        self.array = None;
        while self.batch.decoded == self.batch.rows {
            purse.let_go(std::mem::take(&mut self.batch).weight);
            if !self.gather(source, purse)? {
                return Ok(false);
            }
        }
        let slice = self.batch.decoded..self.batch.rows.min(self.batch.decoded + SLICE);
        let array = self.decode(Filter::Range(slice.clone()))?;
        if array.len() != slice.len() {
            return Err(damaged(format!("{} rows where {} should be", array.len(), slice.len())));
        }
        self.batch.decoded = slice.end;
        (self.array, self.at) = (Some(array), 0);
        Ok(true)
    }

    /// Gathers pages up to a size, and further to the end of a row.
    fn gather(&mut self, source: &mut Source<'_>, purse: &mut Purse) -> Result<bool, Fault> {
        let mut bytes: Option<Vec<u8>> = None;
        while let Some(page) = self.page(source, purse)? {
            if page.is_dictionary {
                if self.dictionary.is_some() || bytes.is_some() {
                    return Err(damaged("a dictionary after the values"));
                }
                self.dictionary = Some(page);
                continue;
            }
            let enough = self.dictionary.as_ref().map_or(0, |it| it.bytes.len()).max(TOGETHER);
            let bytes = bytes.get_or_insert_with(|| self.dictionary.as_ref().map_or(Vec::new(), |it| it.bytes.clone()));
            if self.batch.rows > 0 && !page.continues && (bytes.len() >= 2 * enough || self.batch.rows >= SLICE) {
                self.next = Some(page);
                break;
            }
            bytes.extend_from_slice(&page.bytes);
            self.batch.values += page.values;
            self.batch.rows += page.rows;
            self.batch.weight += page.weight;
        }
        let Some(bytes) = bytes else { return Ok(false) };
        self.batch.bytes = Buffer::from(bytes);
        Ok(true)
    }

    /// The next page, held.
    fn page(&mut self, source: &mut Source<'_>, purse: &mut Purse) -> Result<Option<Page>, Fault> {
        if let Some(page) = self.next.take() {
            return Ok(Some(page));
        }
        let page = self.pages.next(source, purse)?;
        if let Some(page) = &page {
            purse.hold(page.weight);
        }
        Ok(page)
    }

    fn decode(&self, rows: Filter) -> Result<Box<dyn Array>, Fault> {
        let descriptor = &self.column.descriptor;
        let values = i64::try_from(self.batch.values).map_err(by_library)?;
        let metadata = PageMetaData::new(0, values, Compression::Uncompressed, descriptor.clone());
        let most = self.batch.bytes.len();
        let reader = PageReader::new_with_page_meta(Cursor::new(self.batch.bytes.clone()), metadata, Vec::new(), most);
        let pages = BasicDecompressor::new(reader, Vec::new());
        let field = self.column.field.clone();
        let (arrays, _) = column_iter_to_arrays(vec![pages], vec![&descriptor.primitive_type], field, Some(rows))
            .map_err(by_library)?;
        let mut arrays = arrays.into_iter();
        match (arrays.next(), arrays.next()) {
            (Some(array), None) => Ok(array),
            _ => Err(damaged("pages that are decoded to no single piece")),
        }
    }
}
