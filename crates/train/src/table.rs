//! All pages as one table: a column for each mark, the pages below each other.
//!
//! Between two pages lie empty places, so that a mark of a neighboring line is the same column,
//! looked at a few places further on.

use newsmill_boilerplate::training::{Mark, REACH};

use crate::gold::{Kind, Label, Page};

/// A line that is known to be body or chrome.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    /// Where it stands in the columns.
    pub(crate) place: u32,
    pub(crate) is_body: bool,
    pub(crate) weight: f32,
    /// Which page it is of.
    pub(crate) page: u32,
}

pub(crate) struct Table {
    pub(crate) columns: Vec<Vec<u8>>,
    pub(crate) rows: Vec<Row>,
}

impl Table {
    pub(crate) fn of(pages: &[Page]) -> Self {
        let mut table = Self { columns: vec![Vec::new(); Mark::ALL.len()], rows: Vec::new() };
        for (page, it) in pages.iter().enumerate() {
            let Some(galley) = &it.galley else { continue };
            let start = table.columns[0].len() + REACH;
            for (column, mark) in table.columns.iter_mut().zip(Mark::ALL) {
                column.extend(&galley.sheet.column(*mark)[..galley.sheet.rows() + 2 * REACH]);
            }
            for (row, place) in galley.places.iter().enumerate().filter(|it| it.0 < galley.sheet.rows()) {
                let label = it.labels[*place];
                // Chrome is the same everywhere: a third of that of these pages teaches as much as all.
                let is_left_out = it.kind == Kind::Bare && label == Label::Chrome && row % 3 != 0;
                if label != Label::Unclear && !is_left_out {
                    table.rows.push(Row {
                        place: (start + row) as u32,
                        is_body: label == Label::Body,
                        weight: it.weight,
                        page: page as u32,
                    });
                }
            }
        }
        table
    }

    /// Lets long lines count for more: people who read a text see more of them. The weights are by
    /// a line's characters, to this power, and those of 32 characters stay as they are.
    pub(crate) fn weigh_by_length(&mut self, power: f32) {
        let lengths = &self.columns[Mark::Chars as usize];
        for row in &mut self.rows {
            // The mark of a length has four steps to a doubling, and begins at 1.
            let doublings = (f32::from(lengths[row.place as usize]) - 1.0) / 4.0 - 5.0;
            row.weight *= (doublings * power).exp2();
        }
    }

    /// Lets pages with many lines count for less: at a power of 1, every page counts the same.
    pub(crate) fn weigh_by_page(&mut self, power: f32) {
        let pages = self.rows.iter().map(|it| it.page as usize + 1).max().unwrap_or_default();
        let mut sums = vec![0.0_f32; pages];
        self.rows.iter().for_each(|it| sums[it.page as usize] += it.weight);
        let labeled = sums.iter().filter(|it| **it > 0.0).count().max(1);
        let mean = sums.iter().sum::<f32>() / labeled as f32;
        for row in &mut self.rows {
            row.weight *= (mean / sums[row.page as usize]).powf(power);
        }
    }
}
