//! The cells of a row.

use std::borrow::Cow;

use encoding_rs::Encoding;

/// Cells one after another, and where each ends.
#[derive(Default)]
pub(crate) struct Cells {
    pub(crate) bytes: Vec<u8>,
    pub(crate) ends: Vec<usize>,
}

impl Cells {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, cell: usize) -> Option<&[u8]> {
        let end = *self.ends.get(cell)?;
        let start = cell.checked_sub(1).map_or(0, |it| self.ends[it]);
        self.bytes.get(start..end)
    }

    pub(crate) fn is_blank(&self, cell: usize) -> bool {
        self.get(cell).is_none_or(|it| it.trim_ascii().is_empty())
    }
}

/// The text of a cell.
pub(crate) fn decoded<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> Cow<'b, str> {
    encoding.decode_without_bom_handling(bytes).0
}
