//! How a file of corrections is written, so that a line can be added to it.

use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow};

use super::{COLUMNS, delimiter, reader};

/// How the rows of an `overrides.csv` are written: its headings, and what stands between cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// The headings, in their order.
    pub headings: Vec<String>,
    delimiter: u8,
}

impl Default for Form {
    fn default() -> Self {
        Self { headings: COLUMNS.map(str::to_owned).to_vec(), delimiter: b',' }
    }
}

impl Form {
    /// The form of the file that is there; none if it is not, or if it has no heading.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub fn of(path: &Path) -> Result<Option<Self>> {
        let file = path.display();
        let bytes = match std::fs::read(path) {
            Err(it) if it.kind() == ErrorKind::NotFound => return Ok(None),
            it => it.with_context(|| format!("cannot read {file}"))?,
        };
        let mut reader = reader(&bytes);
        let headings = reader.headers().with_context(|| format!("{file}:1: the heading cannot be read"))?;
        let headings: Vec<String> = headings.iter().map(str::to_owned).collect();
        Ok((!headings.is_empty()).then(|| Self { headings, delimiter: delimiter(&bytes) }))
    }

    /// A line of these cells, in quotes where they are needed.
    ///
    /// # Errors
    ///
    /// Not for cells of text.
    pub fn line<'c>(&self, cells: impl IntoIterator<Item = &'c str>) -> Result<String> {
        let mut writer = csv::WriterBuilder::new().delimiter(self.delimiter).from_writer(Vec::new());
        writer.write_record(cells)?;
        let bytes = writer.into_inner().map_err(|it| anyhow!("{it}"))?;
        Ok(String::from_utf8(bytes)?.trim_end_matches('\n').to_owned())
    }
}
