//! What a guess looks at: the neighborhoods of bytes outside ASCII, without markup.

/// How many bytes outside ASCII are looked at.
const BYTES: usize = 1 << 16;

/// How much ASCII is looked at on each side of other bytes.
const ASIDE: usize = 32;

/// The neighborhoods of the bytes outside ASCII: what stands further off, or beyond a tag, is a space.
pub(crate) fn sample(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::with_capacity(bytes.len().min(2 * BYTES));
    let (mut rest, mut high) = (bytes, 0);
    while high < BYTES && !rest.is_empty() {
        let ascii = rest.iter().position(|it| !it.is_ascii()).unwrap_or(rest.len());
        let (gap, from_high) = rest.split_at(ascii);
        between(gap, &mut sample);
        high += 1;
        sample.extend(from_high.first());
        rest = from_high.get(1..).unwrap_or_default();
    }
    sample
}

/// The ASCII between two other bytes.
fn between(gap: &[u8], sample: &mut Vec<u8>) {
    let (after, before) = (gap.get(..ASIDE).unwrap_or(gap), gap.get(gap.len().saturating_sub(ASIDE)..).unwrap_or(gap));
    // A tag's `<` is no second byte of a character in any code page.
    let tag = after.iter().position(|it| *it == b'<');
    let end = before.iter().rposition(|it| *it == b'>');
    if gap.len() <= ASIDE && tag.is_none() && end.is_none() {
        sample.extend(gap);
        return;
    }
    sample.extend(&after[..tag.unwrap_or(after.len())]);
    sample.push(b' ');
    let before = &before[end.map_or(0, |it| it + 1)..];
    // Of a gap shorter than two sides, the second side must not repeat the first.
    let unseen = gap.len().saturating_sub(after.len());
    sample.extend(if tag.is_none() { &before[before.len().saturating_sub(unseen)..] } else { before });
}

/// Pairs of neighboring bytes, each with how often it stands in the sample.
#[derive(Debug, Default)]
pub(crate) struct BytePairs {
    /// Pairs within ASCII.
    pub(crate) ascii: Vec<(u8, u8, f32)>,
    /// All others.
    pub(crate) high: Vec<(u8, u8, f32)>,
    /// Bytes outside ASCII between two letters of ASCII, the second a small one.
    pub(crate) inside: Vec<(u8, f32)>,
}

impl BytePairs {
    /// How many words begin with an ASCII letter.
    pub(crate) fn words(&self) -> f32 {
        let begins = |it: &&(u8, u8, f32)| !it.0.is_ascii_alphabetic() && it.1.is_ascii_alphabetic();
        self.ascii.iter().filter(begins).map(|it| it.2).sum()
    }

    pub(crate) fn of(sample: &[u8]) -> Self {
        let mut counts = vec![0_u32; 1 << 16];
        let mut inside = [0_u32; 256];
        let (mut two_before, mut before) = (b' ', b' ');
        for it in sample.iter().copied().chain([b' ']) {
            counts[usize::from(before) << 8 | usize::from(it)] += 1;
            if it.is_ascii_lowercase() && two_before.is_ascii_alphabetic() {
                inside[usize::from(before)] += 1;
            }
            (two_before, before) = (before, it);
        }
        let mut pairs = Self::default();
        let inside = (0..=u8::MAX).zip(inside).filter(|(it, count)| !it.is_ascii() && *count > 0);
        pairs.inside = inside.map(|(it, count)| (it, count as f32)).collect();
        for (pair, count) in (0..=u16::MAX).zip(counts).filter(|(_, count)| *count > 0) {
            let [before, it] = pair.to_be_bytes();
            let to = if before.is_ascii() && it.is_ascii() { &mut pairs.ascii } else { &mut pairs.high };
            to.push((before, it, count as f32));
        }
        // What stands often decides soonest.
        pairs.high.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
        pairs
    }
}
