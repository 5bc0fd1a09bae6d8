//! The file: looked up in place, nothing is built when it is loaded. All numbers are little-endian.
//!
//! | bytes | what |
//! | --- | --- |
//! | 8 | `newsmil1`, the form's name and version |
//! | for each script: 4 × 4 | languages, places, rows, where its columns begin |
//! | 8 a language | its code, filled up with zeros, its prior in the last byte |
//! | 8 a place | the number's lower half, and the row from 1 (0: empty) |
//! | 1 a row and language | the costs; rows are in the order of their numbers |
//! | 64 | zeros, so that 64 bytes can be read from any row |

use std::collections::BTreeMap;

use crate::grams::{place, scattered};
use crate::models::Column;

/// The languages of a script, and the rows by their piece's number.
pub type Part = (Vec<Column>, BTreeMap<u64, Vec<u8>>);

/// The file's bytes.
pub fn of(parts: &[Part]) -> Vec<u8> {
    let mut head = b"newsmil1".to_vec();
    let mut body = Vec::new();
    let start = head.len() + 16 * parts.len();
    for (columns, rows) in parts {
        let places = rows.len() * 4 / 3 + 1;
        for number in [columns.len(), places, rows.len(), start + body.len()] {
            head.extend(u32::try_from(number).expect("the table is smaller than 4 GB").to_le_bytes());
        }
        for column in columns {
            let mut code = [0; 8];
            code[..column.code.len()].copy_from_slice(column.code.as_bytes());
            code[7] = column.prior;
            body.extend(code);
        }
        body.extend(index(rows, places));
        rows.values().for_each(|it| body.extend(it));
    }
    head.extend(body);
    head.extend([0; 64]);
    head
}

/// The places of the rows: the first free one from where the search begins.
fn index(rows: &BTreeMap<u64, Vec<u8>>, places: usize) -> Vec<u8> {
    let mut index = vec![(0_u32, 0_u32); places];
    for (row, key) in (1_u32..).zip(rows.keys()) {
        let scattered = scattered(*key);
        let mut at = place(scattered, places);
        while index[at].1 != 0 {
            assert!(index[at].0 != scattered as u32, "two pieces look the same");
            at = (at + 1) % places;
        }
        index[at] = (scattered as u32, row);
    }
    index.into_iter().flat_map(|(check, row)| [check.to_le_bytes(), row.to_le_bytes()]).flatten().collect()
}
