//! Numbers stored as differences (DELTA_BINARY_PACKED), looked at before the library decodes them.
//!
//! Texts may be stored by the lengths of what each shares with the one before. The library
//! allocates for such a length before it compares it with what is there, and one that is absurd
//! would end the whole run. So lengths are read here first.

use crate::fault::{Fault, damaged};

/// Whatever has no end, or more of something than there can be.
fn absurd() -> Fault {
    damaged("a page whose differences make no sense")
}

/// The numbers that stand here, at most so many, and the bytes after them. They may take no more
/// than a few bytes here, so whoever calls has asked for the memory of so many.
pub(crate) fn numbers(bytes: &[u8], most: usize) -> Result<(Vec<i64>, &[u8]), Fault> {
    let mut rest = bytes;
    let block = count(&mut rest)?;
    let parts = count(&mut rest)?;
    let total = count(&mut rest)?;
    let first = zigzag(&mut rest)?;
    let is_sound = parts > 0 && block % 128 == 0 && block % parts == 0 && (block / parts) % 32 == 0;
    if !is_sound || block == 0 || block > 1 << 20 || total > most {
        return Err(absurd());
    }
    let mut numbers = Vec::with_capacity(total);
    if total > 0 {
        numbers.push(first);
    }
    while numbers.len() < total {
        let least = zigzag(&mut rest)?;
        let widths = cut(&mut rest, parts)?;
        for &width in widths {
            if numbers.len() == total {
                break;
            }
            if width > 64 {
                return Err(absurd());
            }
            let packed = cut(&mut rest, block / parts * usize::from(width) / 8)?;
            for at in 0..(block / parts).min(total - numbers.len()) {
                let difference = least.wrapping_add(bits(packed, at * usize::from(width), width).cast_signed());
                numbers.push(numbers.last().map_or(first, |it| it.wrapping_add(difference)));
            }
        }
    }
    Ok((numbers, rest))
}

/// The bytes that texts take that are stored by their lengths: all within the page.
pub(crate) fn check_lengths(bytes: &[u8], most: usize) -> Result<(), Fault> {
    let (lengths, rest) = numbers(bytes, most)?;
    let mut left = rest.len() as u64;
    for length in lengths {
        left = u64::try_from(length).ok().and_then(|it| left.checked_sub(it)).ok_or_else(absurd)?;
    }
    Ok(())
}

/// The bytes that texts take once each has what it shares with the one before.
pub(crate) fn check_shared(bytes: &[u8], most: usize) -> Result<u64, Fault> {
    let (shared, rest) = numbers(bytes, most)?;
    let (own, rest) = numbers(rest, most)?;
    if shared.len() != own.len() {
        return Err(absurd());
    }
    let (mut left, mut before, mut sum) = (rest.len() as u64, 0_u64, 0_u64);
    for (shared, own) in shared.into_iter().zip(own) {
        let (shared, own) = (u64::try_from(shared), u64::try_from(own));
        let (Ok(shared), Ok(own)) = (shared, own) else { return Err(absurd()) };
        left = left.checked_sub(own).filter(|_| shared <= before).ok_or_else(absurd)?;
        before = shared + own;
        sum = sum.saturating_add(before);
    }
    Ok(sum)
}

fn count(rest: &mut &[u8]) -> Result<usize, Fault> {
    usize::try_from(varint(rest)?).map_err(|_| absurd())
}

fn varint(rest: &mut &[u8]) -> Result<u64, Fault> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let byte = cut(rest, 1)?[0];
        value |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Ok(value);
        }
    }
    Err(absurd())
}

fn zigzag(rest: &mut &[u8]) -> Result<i64, Fault> {
    let value = varint(rest)?;
    Ok((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
}

fn cut<'a>(rest: &mut &'a [u8], count: usize) -> Result<&'a [u8], Fault> {
    let (cut, after) = rest.split_at_checked(count).ok_or_else(absurd)?;
    *rest = after;
    Ok(cut)
}

/// So many bits from this one on, the lowest first.
fn bits(bytes: &[u8], start: usize, width: u8) -> u64 {
    let bit = |at: usize| u64::from(bytes[(start + at) / 8] >> ((start + at) % 8) & 1) << at;
    (0..usize::from(width)).map(bit).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A block of 128 in four parts: these numbers, all differences in eight bits.
    fn packed(numbers: &[i64]) -> Vec<u8> {
        let zigzag = |it: i64| u8::try_from(it << 1 ^ it >> 63).unwrap();
        let mut bytes = vec![0x80, 1, 4, u8::try_from(numbers.len()).unwrap(), zigzag(numbers[0])];
        let differences: Vec<i64> = numbers.windows(2).map(|it| it[1] - it[0]).collect();
        let least = differences.iter().min().copied().unwrap_or_default();
        bytes.extend([zigzag(least), 8, 0, 0, 0]);
        bytes.extend(differences.iter().map(|it| u8::try_from(it - least).unwrap()));
        bytes.resize(10 + 32, 0);
        bytes
    }

    #[test]
    fn numbers_are_the_sums_of_their_differences() {
        let mut bytes = packed(&[7, 5, 12, -1]);
        bytes.push(9);
        assert_eq!(numbers(&bytes, 4).unwrap(), (vec![7, 5, 12, -1], &[9_u8][..]));
        assert!(numbers(&bytes, 3).is_err());
        assert!(numbers(&bytes[..20], 4).is_err());
    }

    #[test]
    fn lengths_lie_within_the_page() {
        let page = |lengths: &[i64], texts: &[u8]| [&packed(lengths), texts].concat();
        assert!(check_lengths(&page(&[2, 1], b"abc"), 2).is_ok());
        assert!(check_lengths(&page(&[2, 2], b"abc"), 2).is_err());
        assert!(check_lengths(&page(&[2, -1], b"abc"), 2).is_err());
    }

    #[test]
    fn what_is_shared_must_be_there() {
        let page = |shared: &[i64], own: &[i64]| [packed(shared), packed(own), b"Kyivs".to_vec()].concat();
        assert_eq!(check_shared(&page(&[0, 4, 4], &[4, 1, 0]), 3).unwrap(), 4 + 5 + 4);
        assert!(check_shared(&page(&[0, 5, 4], &[4, 1, 0]), 3).is_err());
        assert!(check_shared(&page(&[0, 4], &[4, 2]), 3).is_err());
    }
}
