//! What reading a file may cost: memory at a time, and work in all.

use newsmill_stage::Rejection;

use crate::Limits;
use crate::fault::{Fault, too_large};

/// The unpacked pages that are held at a time, of all columns. Decoding needs as much again.
const HELD: u64 = 256 << 20;
/// Work up to this size needs no reason.
const FREE: u64 = 64 << 20;
/// What a row costs however little is in it.
const ROW: u64 = 32;

/// Keeps the accounts of one file.
#[derive(Debug)]
pub(crate) struct Purse {
    held: u64,
    unpacked: u64,
    handed_out: u64,
    file_size: u64,
    limits: Limits,
}

impl Purse {
    pub(crate) fn of(file_size: u64, limits: Limits) -> Self {
        Self { held: 0, unpacked: 0, handed_out: 0, file_size, limits }
    }

    /// Asks for memory, beside what is held already and a sum not yet held.
    pub(crate) fn may_hold(&self, more: u64) -> Result<(), Fault> {
        if self.held.saturating_add(more) <= HELD {
            return Ok(());
        }
        let detail = format!(
            "pages of {more} bytes beside {} of other columns; {HELD} are held at a time. Write the file again \
             with smaller pages",
            self.held
        );
        Err(too_large(detail))
    }

    /// Nothing is held any more: what a row group held goes with it, whether it was read or failed.
    pub(crate) fn let_all_go(&mut self) {
        self.held = 0;
    }

    pub(crate) fn hold(&mut self, bytes: u64) {
        self.held = self.held.saturating_add(bytes);
    }

    pub(crate) fn let_go(&mut self, bytes: u64) {
        self.held = self.held.saturating_sub(bytes);
    }

    /// Pays for unpacking.
    pub(crate) fn pay(&mut self, bytes: u64) -> Result<(), Fault> {
        self.unpacked = self.unpacked.saturating_add(bytes);
        self.check(self.unpacked)
    }

    /// Pays for a row that is handed out.
    pub(crate) fn pay_row(&mut self, bytes: usize) -> Result<(), Fault> {
        self.handed_out = self.handed_out.saturating_add(ROW + bytes as u64);
        self.check(self.handed_out)
    }

    fn check(&self, spent: u64) -> Result<(), Fault> {
        let Limits { ratio, file, .. } = self.limits;
        let by_ratio = FREE.max(self.file_size.saturating_mul(ratio));
        if spent <= by_ratio.min(file) {
            return Ok(());
        }
        let detail = if by_ratio < file {
            let size = self.file_size;
            format!("more than {by_ratio} bytes in a file of {size}; `ratio` under [input.limits] is {ratio}")
        } else {
            format!("more than {file} bytes unpacked; `file` under [input.limits] is {file}")
        };
        Err(Fault::File(Rejection::new("too_large", detail)))
    }
}
