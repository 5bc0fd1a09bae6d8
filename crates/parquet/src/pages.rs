//! The pages of a stored column, one after another.

use polars_parquet::parquet::CowBuffer;
use polars_parquet::parquet::compression::{Compression, DecompressionContext};
use polars_parquet::parquet::encoding::hybrid_rle::{HybridRleChunk, HybridRleDecoder};
use polars_parquet::parquet::metadata::Descriptor;
use polars_parquet::parquet::page::{
    CompressedDataPage, CompressedDictPage, CompressedPage, DataPage, DataPageHeader, Page as Unpacked, split_buffer,
};
use polars_parquet::parquet::read::decompress;
use polars_parquet::parquet::read::levels::get_bit_width;
use polars_parquet_format::thrift::protocol::{TCompactInputProtocol, TCompactOutputProtocol};
use polars_parquet_format::{Encoding, PageHeader, PageType};

use crate::delta;
use crate::fault::{Fault, by_library, damaged};
use crate::footer::Chunk;
use crate::purse::Purse;
use crate::source::Source;

/// What a page's header takes as a rule, and at most: it may hold two texts as statistics.
const HEADER: [u64; 2] = [512, 1 << 20];
/// What a value takes once it is decoded.
const VALUE: u64 = 24;
/// The values of a flat page beyond this are decoded in slices, and need no memory of their own.
pub(crate) const SLICE: usize = 1 << 18;

/// Reads the pages of a chunk.
#[derive(Debug)]
pub(crate) struct Pages<'a> {
    descriptor: &'a Descriptor,
    compression: Compression,
    at: u64,
    values_left: u64,
}

/// A page, unpacked.
#[derive(Debug)]
pub(crate) struct Page {
    /// Header and content, as a file of unpacked pages would have them.
    pub(crate) bytes: Vec<u8>,
    pub(crate) is_dictionary: bool,
    pub(crate) values: usize,
    /// How many rows begin in it.
    pub(crate) rows: usize,
    /// Whether it begins within a row.
    pub(crate) continues: bool,
    /// What decoding it takes, in bytes.
    pub(crate) weight: u64,
}

impl<'a> Pages<'a> {
    pub(crate) fn new(descriptor: &'a Descriptor, chunk: &Chunk) -> Self {
        Self { descriptor, compression: chunk.compression, at: chunk.start, values_left: chunk.values }
    }

    /// The next page; none at the end.
    pub(crate) fn next(&mut self, source: &mut Source<'_>, purse: &mut Purse) -> Result<Option<Page>, Fault> {
        while self.values_left > 0 {
            let header = self.header(source)?;
            let packed = size(header.compressed_page_size)?;
            let unpacked = size(header.uncompressed_page_size)?.max(packed);
            purse.may_hold(packed.saturating_add(unpacked))?;
            purse.pay(unpacked)?;
            let bytes = source.read(self.at, packed)?;
            self.at += packed;
            if header.type_ == PageType::INDEX_PAGE {
                continue;
            }
            let page = self.unpack(header, bytes, purse)?;
            purse.may_hold(page.weight)?;
            self.values_left = self.values_left.saturating_sub(page.values as u64);
            return Ok(Some(page));
        }
        Ok(None)
    }

    fn header(&mut self, source: &mut Source<'_>) -> Result<PageHeader, Fault> {
        let left = source.size().saturating_sub(self.at);
        let mut read = Err(damaged("a page begins behind the file's end"));
        for most in HEADER {
            let bytes = source.read(self.at, left.min(most))?;
            let mut rest = bytes.as_slice();
            let header = PageHeader::read_from_in_protocol(&mut TCompactInputProtocol::new(&mut rest, bytes.len()));
            let used = (bytes.len() - rest.len()) as u64;
            read = header.map(|it| (it, used)).map_err(|it| damaged(format!("a page's header: {it}")));
            if read.is_ok() || left <= most {
                break;
            }
        }
        let (header, used) = read?;
        self.at += used;
        Ok(header)
    }

    fn unpack(&self, mut header: PageHeader, packed: Vec<u8>, purse: &Purse) -> Result<Page, Fault> {
        let unpacked = usize::try_from(size(header.uncompressed_page_size)?).map_err(by_library)?;
        let packed = CowBuffer::Owned(packed);
        let descriptor = self.descriptor.clone();
        let missing = || damaged("a page without the header of its kind");
        let (compressed, values) = match header.type_ {
            PageType::DICTIONARY_PAGE => {
                let own = header.dictionary_page_header.as_ref().ok_or_else(missing)?;
                let values = usize::try_from(own.num_values).map_err(by_library)?;
                let page = CompressedDictPage::new(packed, self.compression, unpacked, values, false);
                (CompressedPage::Dict(page), 0)
            }
            PageType::DATA_PAGE | PageType::DATA_PAGE_V2 => {
                let own = match (header.type_, header.data_page_header.take(), header.data_page_header_v2.take()) {
                    (PageType::DATA_PAGE, Some(it), _) => DataPageHeader::V1(it),
                    (PageType::DATA_PAGE_V2, _, Some(it)) => DataPageHeader::V2(it),
                    _ => return Err(missing()),
                };
                let values = values_of(&own)?;
                let page = CompressedDataPage::new(own, packed, self.compression, unpacked, descriptor, 0);
                (CompressedPage::Data(page), values)
            }
            it => return Err(damaged(format!("a page of the unknown kind {}", it.0))),
        };
        let page = decompress(compressed, &mut Vec::new(), &mut DecompressionContext::Unset).map_err(by_library)?;
        match page {
            Unpacked::Dict(it) => {
                let is_dictionary = true;
                let bytes = written(header, &it.buffer)?;
                let weight = bytes.len() as u64 + VALUE * it.num_values as u64;
                Ok(Page { bytes, is_dictionary, values: 0, rows: 0, continues: false, weight })
            }
            Unpacked::Data(it) => self.data(header, it, values, purse),
        }
    }

    fn data(&self, mut header: PageHeader, page: DataPage, values: usize, purse: &Purse) -> Result<Page, Fault> {
        let is_flat = self.descriptor.max_rep_level == 0;
        let by_delta = delta_of(&page);
        let held = if is_flat { values.min(SLICE) } else { values } + if by_delta.is_some() { values } else { 0 };
        let held = VALUE * held as u64 + values as u64 / 8;
        // How many values there are only the header says so far, and looking at them takes memory too.
        purse.may_hold(held + page.buffer().len() as u64)?;
        let (rows, continues) = if is_flat { (values, false) } else { rows(&page, values)? };
        let texts = by_delta.map_or(Ok(0), |it| texts(&page, it, values))?;
        match page.header().clone() {
            DataPageHeader::V1(it) => {
                header.data_page_header = Some(polars_parquet_format::DataPageHeader { statistics: None, ..it })
            }
            DataPageHeader::V2(it) => {
                header.data_page_header_v2 = Some(polars_parquet_format::DataPageHeaderV2 { statistics: None, ..it });
            }
        }
        let bytes = written(header, page.buffer())?;
        // With the header: of pages without a value there may be any number.
        let weight = bytes.len() as u64 + held + texts;
        Ok(Page { bytes, is_dictionary: false, values, rows, continues, weight })
    }
}

fn size(number: i32) -> Result<u64, Fault> {
    u64::try_from(number).map_err(|_| damaged(format!("a page of {number} bytes")))
}

fn values_of(header: &DataPageHeader) -> Result<usize, Fault> {
    let values = match header {
        DataPageHeader::V1(it) => it.num_values,
        DataPageHeader::V2(it) => {
            // The library cuts the page at these without looking.
            let levels = [it.repetition_levels_byte_length, it.definition_levels_byte_length];
            if levels.iter().any(|it| *it < 0) {
                return Err(damaged("a page with less than no levels"));
            }
            it.num_values
        }
    };
    usize::try_from(values).map_err(|_| damaged(format!("a page of {values} values")))
}

/// How many rows begin in a page of a repeated column, and whether it begins within one.
fn rows(page: &DataPage, values: usize) -> Result<(usize, bool), Fault> {
    let levels = split_buffer(page).map_err(by_library)?.rep;
    let mut levels = HybridRleDecoder::new(levels, get_bit_width(page.descriptor.max_rep_level), values);
    let (mut rows, mut seen, mut continues) = (0, 0, false);
    while let Some(chunk) = levels.next_chunk().map_err(by_library)? {
        match chunk {
            HybridRleChunk::Rle(level, count) => {
                continues |= seen == 0 && level > 0;
                rows += if level == 0 { count } else { 0 };
                seen += count;
            }
            HybridRleChunk::Bitpacked(mut decoder) => {
                let mut packs = decoder.chunked();
                while let Some((pack, count)) = packs.next_inexact() {
                    continues |= seen == 0 && pack[0] > 0;
                    rows += pack.iter().take(count).filter(|it| **it == 0).count();
                    seen += count;
                }
            }
        }
    }
    Ok((rows, continues))
}

/// How a page's values are stored, if that is by their differences.
fn delta_of(page: &DataPage) -> Option<Encoding> {
    let encoding = match page.header() {
        DataPageHeader::V1(it) => it.encoding,
        DataPageHeader::V2(it) => it.encoding,
    };
    [Encoding::DELTA_BINARY_PACKED, Encoding::DELTA_LENGTH_BYTE_ARRAY, Encoding::DELTA_BYTE_ARRAY]
        .contains(&encoding)
        .then_some(encoding)
}

/// What the texts of a page take beyond the page itself. Those that share their beginnings repeat
/// them once they are decoded, so a small page may hold a large text many times.
fn texts(page: &DataPage, encoding: Encoding, values: usize) -> Result<u64, Fault> {
    let content = split_buffer(page).map_err(by_library)?.values;
    match encoding {
        _ if content.is_empty() => Ok(0),
        Encoding::DELTA_BINARY_PACKED => delta::numbers(content, values).map(|_| 0),
        Encoding::DELTA_LENGTH_BYTE_ARRAY => delta::check_lengths(content, values).map(|()| 0),
        _ => delta::check_shared(content, values),
    }
}

/// A page as it would stand in a file without compression.
fn written(mut header: PageHeader, content: &[u8]) -> Result<Vec<u8>, Fault> {
    let size = i32::try_from(content.len()).map_err(by_library)?;
    (header.compressed_page_size, header.uncompressed_page_size, header.crc) = (size, size, None);
    let mut bytes = Vec::with_capacity(content.len() + 64);
    header.write_to_out_protocol(&mut TCompactOutputProtocol::new(&mut bytes)).map_err(by_library)?;
    bytes.extend_from_slice(content);
    Ok(bytes)
}
