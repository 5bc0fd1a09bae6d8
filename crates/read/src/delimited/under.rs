//! A row under its header: made as wide as that, and made a record.

use encoding_rs::Encoding;
use newsmill_stage::Rejection;

use super::cells::{Cells, decoded};
use super::{header, text_columns};
use crate::exports::Field;
use crate::wanted::Wanted;

/// The header, as rows need it.
pub(crate) struct Header {
    /// The names, each as the key of a JSON object.
    pub(crate) keys: Vec<String>,
    text: Vec<usize>,
    /// Columns whose cells are known by their looks, for telling a row from a line of a text.
    pub(crate) looks: Vec<(usize, Field)>,
    url_and_title: Option<(usize, usize)>,
}

impl Header {
    pub(crate) fn of(names: Vec<String>, wanted: &Wanted) -> Self {
        let names = header::distinct(names);
        let plan = wanted.plan_of_names(&names);
        let column = |field| names.iter().position(|it| plan.has(field, wanted.key(it)));
        let looks = [Field::Url, Field::Date, Field::Modified, Field::Crawled, Field::Id];
        Self {
            text: text_columns(&names, wanted),
            looks: looks.into_iter().filter_map(|it| Some((column(it)?, it))).collect(),
            url_and_title: column(Field::Url).zip(column(Field::Title)),
            keys: names.iter().map(|it| serde_json::Value::from(it.as_str()).to_string()).collect(),
        }
    }

    /// Makes a row as wide as the header, if nothing is lost by that: cells too many that are empty
    /// go, a text at the end gets back what its own delimiters cut off, and a row that ends early
    /// will do if it has what an article is made of. Where a stray quote has moved the cells, none of
    /// this is known.
    pub(crate) fn adopt(&self, cells: &mut Cells, delimiter: u8, is_irregular: bool) -> Result<(), Rejection> {
        let (width, given) = (self.keys.len(), cells.len());
        let ragged = || {
            let detail = format!(
                "{given} cells where the header has {width}; a cell with `{}` or line breaks needs quotes",
                char::from(delimiter)
            );
            Err(Rejection::new("ragged_row", detail))
        };
        if given < width {
            let has_text = self.text.iter().any(|it| !cells.is_blank(*it));
            let is_listed = self.text.is_empty()
                && self.url_and_title.is_some_and(|(url, title)| !cells.is_blank(url) && !cells.is_blank(title));
            return if has_text || is_listed { Ok(()) } else { ragged() };
        }
        if given > width && is_irregular {
            return ragged();
        }
        if given == width || (width..given).all(|it| cells.is_blank(it)) {
            cells.ends.truncate(width);
            return Ok(());
        }
        if width == 0 || !self.text.contains(&(width - 1)) {
            return ragged();
        }
        let last: Vec<u8> = (width - 1..given).filter_map(|it| cells.get(it)).collect::<Vec<_>>().join(&delimiter);
        let start = if width == 1 { 0 } else { cells.ends[width - 2] };
        cells.bytes.truncate(start);
        cells.bytes.extend(last);
        cells.ends.truncate(width);
        cells.ends[width - 1] = cells.bytes.len();
        Ok(())
    }

    /// The row as a JSON object.
    pub(crate) fn object(&self, cells: &Cells, encoding: &'static Encoding, is_gkg: bool) -> Vec<u8> {
        let mut json = vec![b'{'];
        let mut put = |key: &str, value: &str| {
            if json.len() > 1 {
                json.push(b',');
            }
            json.extend_from_slice(key.as_bytes());
            json.push(b':');
            json.extend_from_slice(serde_json::Value::from(value).to_string().as_bytes());
        };
        for (column, key) in self.keys.iter().enumerate() {
            let Some(cell) = cells.get(column) else { break };
            let cell = decoded(cell, encoding);
            put(key, &cell);
            if is_gkg && column + 1 == header::GKG.len() {
                let tags = header::GKG_TAGS.iter().filter_map(|tag| Some((tag, header::tagged(&cell, tag)?)));
                tags.for_each(|(tag, value)| put(&format!("\"{tag}\""), value));
            }
        }
        json.push(b'}');
        json
    }
}

/// Whether a cell may hold this; an empty one may.
pub(crate) fn looks_like(field: Field, cell: &[u8]) -> bool {
    let cell = cell.trim_ascii();
    let has = |what: fn(&u8) -> bool| cell.iter().any(what);
    cell.is_empty()
        || match field {
            Field::Url => has(|it| *it == b'.' || *it == b':') && !has(|it| *it == b' '),
            Field::Id => cell.len() <= 200 && !has(|it| *it == b' '),
            _ => cell.len() <= 50 && has(u8::is_ascii_digit),
        }
}
