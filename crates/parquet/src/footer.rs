//! The footer: which columns and row groups a file has, and where they lie.

use polars_parquet::parquet::compression::Compression;
use polars_parquet::parquet::metadata::SchemaDescriptor;
use polars_parquet::parquet::schema::types::ParquetType;
use polars_parquet_format::thrift::protocol::TCompactInputProtocol;
use polars_parquet_format::{ColumnChunk, FileMetaData, RowGroup, SchemaElement};

use newsmill_stage::Rejection;

use crate::fault::{Fault, by_library, damaged, too_large, unsupported};
use crate::outline;
use crate::source::Source;
use crate::tree::{self, Column};

/// What every file ends with, after the footer's length.
const MARK: &[u8] = b"PAR1";
/// The same, where the footer is encrypted.
const ENCRYPTED: &[u8] = b"PARE";
/// The largest footer, in bytes. One of a thousand row groups of wide tables has a tenth.
const LARGEST: u64 = 64 << 20;
/// How deep columns may be nested; the parser calls itself for each level.
const DEPTH: usize = 32;

/// What a file has.
#[derive(Debug)]
pub(crate) struct Footer {
    /// The wanted columns.
    pub(crate) columns: Vec<Column>,
    /// Their rows together are as many as the file says it has.
    pub(crate) groups: Vec<Group>,
}

/// A row group.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) rows: u64,
    /// Where each leaf of the wanted columns lies.
    pub(crate) chunks: Vec<Chunk>,
}

/// A row group's share of a stored column.
#[derive(Clone, Debug)]
pub(crate) struct Chunk {
    /// Where its first page is.
    pub(crate) start: u64,
    /// How many values it has, as the file says; nulls are values too.
    pub(crate) values: u64,
    pub(crate) compression: Compression,
}

impl Footer {
    /// The column of each leaf, by its name.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().flat_map(|it| std::iter::repeat_n(it.name.as_str(), it.leaves.len()))
    }
}

/// Reads the footer, and keeps what concerns the wanted columns.
pub(crate) fn read(source: &mut Source<'_>, wanted: &dyn Fn(&str) -> bool) -> Result<Footer, Fault> {
    let metadata = metadata(source)?;
    if metadata.encryption_algorithm.is_some() {
        return Err(encrypted());
    }
    check_depth(&metadata.schema)?;
    let root = ParquetType::try_from_thrift(&metadata.schema).map_err(by_library)?;
    let ParquetType::GroupType { field_info, fields, .. } = root else {
        return Err(damaged("its schema has no columns"));
    };
    let schema = SchemaDescriptor::new(field_info.name, fields);
    let stored = schema.columns().len();
    let descriptors = schema.columns().iter().map(|it| it.descriptor.clone()).collect();
    let columns = tree::columns(schema.fields(), descriptors, wanted)?;
    let groups: Vec<Group> =
        metadata.row_groups.iter().map(|it| group(it, &columns, stored)).collect::<Result<_, _>>()?;
    check_sum(&groups, count(metadata.num_rows)?)?;
    Ok(Footer { columns, groups })
}

/// Checks that the row groups have the rows that the file says it has: rows are numbered by it.
fn check_sum(groups: &[Group], announced: u64) -> Result<(), Fault> {
    let sum = groups.iter().try_fold(0_u64, |sum, it| sum.checked_add(it.rows));
    if sum == Some(announced) {
        return Ok(());
    }
    let sum = sum.map_or_else(|| "more than can be counted".to_owned(), |it| it.to_string());
    Err(damaged(format!("its footer announces {announced} rows, and {sum} in its row groups; write the file again")))
}

fn metadata(source: &mut Source<'_>) -> Result<FileMetaData, Fault> {
    let size = source.size();
    let cut = || {
        let detail = "it does not end as Parquet files do: it was cut off, or is still being written";
        Fault::File(Rejection::new("truncated", detail))
    };
    if size < 12 {
        return Err(cut());
    }
    let end = source.read(size - 8, 8)?;
    let (length, mark) = end.split_at(4);
    if mark == ENCRYPTED {
        return Err(encrypted());
    }
    if mark != MARK {
        return Err(cut());
    }
    let length = u64::from(u32::from_le_bytes(length.try_into().unwrap_or_default()));
    if length > LARGEST {
        return Err(too_large(format!("a footer of {length} bytes; up to {LARGEST} are read")));
    }
    let start = size.checked_sub(8 + length).ok_or_else(|| damaged("its footer is longer than the file"))?;
    let footer = source.read(start, length)?;
    outline::check(&footer)?;
    let allowed = footer.len().saturating_mul(16).saturating_add(1024);
    FileMetaData::read_from_in_protocol(&mut TCompactInputProtocol::new(footer.as_slice(), allowed)).map_err(by_library)
}

fn encrypted() -> Fault {
    Fault::File(Rejection::new("encrypted", "it is encrypted; export it without a password"))
}

/// Checks that the schema is not nested too deep. It is a list in which each group is followed by
/// its children.
fn check_depth(schema: &[SchemaElement]) -> Result<(), Fault> {
    let mut open: Vec<i32> = Vec::new();
    for element in schema {
        while open.last() == Some(&0) {
            open.pop();
        }
        if let Some(children) = open.last_mut() {
            *children -= 1;
        }
        if let Some(children) = element.num_children.filter(|it| *it > 0) {
            open.push(children);
        }
        if open.len() > DEPTH {
            return Err(damaged(format!("its columns are nested more than {DEPTH} deep")));
        }
    }
    Ok(())
}

fn group(group: &RowGroup, columns: &[Column], stored: usize) -> Result<Group, Fault> {
    if group.columns.len() != stored {
        return Err(damaged(format!("a row group has {} columns; the schema has {stored}", group.columns.len())));
    }
    let rows = count(group.num_rows)?;
    let mut chunks = Vec::new();
    for column in columns {
        for leaf in &column.leaves {
            chunks.push(chunk(&group.columns[leaf.at], &column.name)?);
        }
    }
    Ok(Group { rows, chunks })
}

fn chunk(chunk: &ColumnChunk, column: &str) -> Result<Chunk, Fault> {
    if chunk.crypto_metadata.is_some() {
        return Err(encrypted());
    }
    if chunk.file_path.is_some() {
        return Err(unsupported(format!("the column `{column}` lies in another file")));
    }
    let metadata = chunk.meta_data.as_ref().ok_or_else(|| damaged(format!("the column `{column}` lies nowhere")))?;
    let compression = match Compression::try_from(metadata.codec).map_err(by_library)? {
        Compression::Lzo => return Err(unsupported(format!("the column `{column}` is packed by LZO; use zstd"))),
        Compression::Lz4 => {
            return Err(unsupported(format!("the column `{column}` is packed by Hadoop's LZ4; use LZ4_RAW or zstd")));
        }
        it => it,
    };
    // Some writers give 0 where there is no dictionary.
    let data = count(metadata.data_page_offset)?;
    let dictionary = metadata.dictionary_page_offset.and_then(|it| u64::try_from(it).ok());
    let start = dictionary.filter(|it| *it >= 4 && *it < data).unwrap_or(data);
    Ok(Chunk { start, values: count(metadata.num_values)?, compression })
}

fn count(number: i64) -> Result<u64, Fault> {
    u64::try_from(number).map_err(|_| damaged(format!("{number} stands where a count should")))
}
