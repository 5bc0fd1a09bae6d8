//! How much a footer holds, before anything is made of it.
//!
//! A list of Thrift's compact protocol says its length in a few bytes, and one flipped bit makes it
//! two billion elements long: whoever allocates for them is killed. So the footer is walked first.

use crate::fault::{Fault, damaged, too_large};

/// The structs of a footer; each costs up to 600 bytes. 7,000 row groups of 20 columns have so many.
const STRUCTS: usize = 1 << 20;
/// How deep they may lie in each other; the format needs six.
const DEPTH: usize = 16;

/// A footer that has been walked.
#[derive(Debug, Default)]
struct Outline {
    structs: usize,
}

/// Checks that a footer is whole, and of a bearable size.
pub(crate) fn check(footer: &[u8]) -> Result<(), Fault> {
    let mut rest = footer;
    Outline::default().struct_(&mut rest, 0)
}

fn cut() -> Fault {
    damaged("its footer ends in the middle")
}

fn byte(rest: &mut &[u8]) -> Result<u8, Fault> {
    let (first, after) = rest.split_first().ok_or_else(cut)?;
    *rest = after;
    Ok(*first)
}

fn skip(rest: &mut &[u8], count: u64) -> Result<(), Fault> {
    let count = usize::try_from(count).map_err(|_| cut())?;
    *rest = rest.get(count..).ok_or_else(cut)?;
    Ok(())
}

fn varint(rest: &mut &[u8]) -> Result<u64, Fault> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let byte = byte(rest)?;
        value |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Ok(value);
        }
    }
    Err(damaged("a number in its footer does not end"))
}

impl Outline {
    fn struct_(&mut self, rest: &mut &[u8], depth: usize) -> Result<(), Fault> {
        self.structs += 1;
        if self.structs > STRUCTS {
            return Err(too_large(format!("its footer has more than {STRUCTS} entries; write fewer row groups")));
        }
        loop {
            let head = byte(rest)?;
            if head == 0 {
                return Ok(());
            }
            if head >> 4 == 0 {
                varint(rest)?;
            }
            match head & 0x0F {
                1 | 2 => {} // a yes or a no lies in the head itself
                kind => self.value(kind, rest, depth + 1)?,
            }
        }
    }

    fn value(&mut self, kind: u8, rest: &mut &[u8], depth: usize) -> Result<(), Fault> {
        if depth > DEPTH {
            return Err(damaged("its footer is nested too deep"));
        }
        match kind {
            1..=3 => skip(rest, 1),
            4..=6 => varint(rest).map(drop),
            7 => skip(rest, 8),
            8 => {
                let length = varint(rest)?;
                skip(rest, length)
            }
            9 | 10 => {
                let head = byte(rest)?;
                let count = if head >> 4 == 15 { varint(rest)? } else { u64::from(head >> 4) };
                self.values(&[head & 0x0F], count, rest, depth)
            }
            11 => match varint(rest)? {
                0 => Ok(()),
                count => {
                    let kinds = byte(rest)?;
                    self.values(&[kinds >> 4, kinds & 0x0F], count, rest, depth)
                }
            },
            12 => self.struct_(rest, depth),
            _ => Err(damaged("its footer has a value of no known kind")),
        }
    }

    /// So many values, or pairs of them. Each takes a byte at least, so a count beyond the bytes
    /// that are left is refused at once.
    fn values(&mut self, kinds: &[u8], count: u64, rest: &mut &[u8], depth: usize) -> Result<(), Fault> {
        if count > rest.len() as u64 {
            return Err(cut());
        }
        for _ in 0..count {
            for kind in kinds {
                self.value(*kind, rest, depth + 1)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #[track_caller]
    fn check(footer: &[u8], expected: Option<&str>) {
        let found = super::check(footer).err().map(|it| it.into_rejection().detail);
        assert_eq!(found.as_deref(), expected);
    }

    #[test]
    fn a_footer_is_walked_to_its_end() {
        // A number, a list of two structs, a text, a yes.
        check(&[0x15, 2, 0x19, 0x2C, 0x15, 4, 0, 0, 0x18, 2, b'h', b'i', 0x11, 0], None);
        check(&[0x18, 9, b'h', 0], Some("its footer ends in the middle"));
    }

    #[test]
    fn a_list_longer_than_the_footer_is_refused() {
        check(&[0x19, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0, 0], Some("its footer ends in the middle"));
    }

    #[test]
    fn nesting_has_an_end() {
        check(&[0x1C; 100], Some("its footer is nested too deep"));
    }

    #[test]
    fn too_many_entries_are_refused() {
        let mut footer = vec![0x19, 0xFC, 0x80, 0x80, 0x80, 0x01];
        footer.resize(footer.len() + (2 << 20) + 1, 0);
        check(&footer, Some("its footer has more than 1048576 entries; write fewer row groups"));
    }
}
