//! What reading a file may cost: memory at a time, and work in all.

use newsmill_stage::Rejection;

use crate::fault::{Fault, too_large};

/// The unpacked pages that are held at a time, of all columns. Decoding needs as much again.
const HELD: u64 = 256 << 20;
/// Work up to this size needs no reason.
const FREE: u64 = 64 << 20;
/// Beyond it, so many bytes may come of one of the file: text packs to a fifth, hardly ever to less
/// than a fiftieth.
const RATIO: u64 = 200;
/// What a row costs however little is in it.
const ROW: u64 = 32;

/// Keeps the accounts of one file.
#[derive(Debug)]
pub(crate) struct Purse {
    held: u64,
    unpacked: u64,
    handed_out: u64,
    allowed: u64,
}

impl Purse {
    pub(crate) fn of(file_size: u64) -> Self {
        Self { held: 0, unpacked: 0, handed_out: 0, allowed: FREE.max(file_size.saturating_mul(RATIO)) }
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
        if spent <= self.allowed {
            return Ok(());
        }
        let detail = format!("it unpacks to more than {} bytes, {RATIO} times its size", self.allowed);
        Err(Fault::File(Rejection::new("too_large", detail)))
    }
}
