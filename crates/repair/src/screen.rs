//! One look at a text that tells whether anything in it can need mending.
//!
//! Nearly all text is clean, so this look is what clean text costs. ASCII is looked through in wide
//! steps. Other text goes through a finite automaton, a table step a byte whatever the language:
//! built once, from the same tables that mending works with ([`states`] says what it waits for). It
//! may raise a false alarm, which costs a closer look; it must never miss what mending would change.

mod compile;
mod states;

use std::sync::LazyLock;

use compile::Table;
use states::Company;

/// What a text may need.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    /// It has an ampersand.
    pub(crate) ampersand: bool,
    /// It has invisible characters, odd spaces or loose accents.
    pub(crate) form: bool,
    /// It may hold mojibake.
    pub(crate) mojibake: bool,
}

/// What looks Latin once it is misread, and what does not: pages need a proof of their own kind. The automata are the
/// same for every stage, and built when the first text has characters that they could find something in: most
/// text in English has none.
static FOR_LATIN: LazyLock<Table> = LazyLock::new(|| Table::new(&Company::latin()));
static FOR_OTHERS: LazyLock<Table> = LazyLock::new(|| Table::new(&Company::others()));

/// Looks at a text.
pub(crate) fn look(text: &str) -> Seen {
    look_for(text, true)
}

/// Looks at a text, for mojibake only if asked.
#[inline]
pub(crate) fn look_for(text: &str, mojibake: bool) -> Seen {
    let bytes = Bytes::of(text.as_bytes());
    let mojibake = mojibake && (bytes.grave || (bytes.neighbors && may_be_mojibake(text, &bytes)));
    Seen { ampersand: bytes.ampersand, form: bytes.form, mojibake }
}

fn may_be_mojibake(text: &str, bytes: &Bytes) -> bool {
    (bytes.latin && alarms(&FOR_LATIN, text)) || (bytes.others && alarms(&FOR_OTHERS, text))
}

/// What kinds of bytes there are.
#[derive(Clone, Copy, Default)]
struct Bytes {
    ampersand: bool,
    form: bool,
    /// à at the end of a word whose second half has become a space.
    grave: bool,
    /// Characters beyond ASCII side by side.
    neighbors: bool,
    /// Characters from À to the end of the Latin blocks, √, ≈ and ¬; from there to the end of the Arabic ones, or lines of boxes.
    latin: bool,
    others: bool,
}

impl Bytes {
    fn of(bytes: &[u8]) -> Self {
        let mut seen = Flags([0; STEP]);
        let mut rest = bytes;
        while let Some((now, _)) = rest.split_first_chunk::<WINDOW>() {
            seen.add(now);
            rest = &rest[STEP..];
        }
        // What is left, as if spaces followed.
        let mut end = [b' '; STEP + WINDOW];
        end[..rest.len()].copy_from_slice(rest);
        for (now, _) in [end.split_first_chunk(), end[STEP..].split_first_chunk()].into_iter().flatten() {
            seen.add(now);
        }
        seen.sum()
    }
}

/// How many bytes are looked at in one step, with three more that tell what the last of them are.
const STEP: usize = 32;
const WINDOW: usize = STEP + 3;

/// What was seen at each place of a step, a bit each.
struct Flags([u8; STEP]);

const AMPERSAND: u8 = 1;
const FORM: u8 = 2;
const NEIGHBORS: u8 = 4;
const LATIN: u8 = 8;
const OTHERS: u8 = 16;
const GRAVE: u8 = 64;
/// Begins a character that may be invisible or loose.
const CLOSER: u8 = 32;

impl Flags {
    /// Without branches between bytes, so that the compiler makes wide steps of it.
    #[inline]
    fn add(&mut self, bytes: &[u8; WINDOW]) {
        let bit = |test: bool, bit: u8| if test { bit } else { 0 };
        let mut wide = bytes[STEP] | bytes[STEP + 1];
        for (at, &a) in bytes[..STEP].iter().enumerate() {
            self.0[at] |= bit(a == b'&', AMPERSAND) | bit((a < b' ') & (a != b'\t') | (a == 0x7F), FORM);
            wide |= a;
        }
        if wide < 0x80 {
            return;
        }
        let mut closer = 0;
        for at in 0..STEP {
            let [a, b, c, d] = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
            // No code page has the letters of Vietnamese, and only few have other letters behind Latin ones.
            let foreign = (c.wrapping_sub(0xE3) < 12) | (c & 0xFE == 0xE0) | ((c == 0xC6) & (d != 0x92));
            let nordic = (d == 0x86) | (d == 0x98) | (d == 0xA6) | (d == 0xB8);
            let letter = (c == 0xC3) & (a.wrapping_sub(0xC4) < 3) & !((a == 0xC6) & (b == 0x92)) & !nordic;
            // Small letters of one script side by side are no sequence in any.
            let (cyrillic, greek) =
                (((c == 0xD0) & (d >= 0xB0)) | ((c == 0xD1) & (d < 0x90)), (c == 0xCE) & (d >= 0xAC));
            let (hebrew, arabic) =
                ((c == 0xD7) & (d >= 0x90), ((c == 0xD8) & (d >= 0xA7)) | ((c == 0xD9) & (d < 0x8B)));
            let ukrainian = (c == 0xD1) & ((d == 0x94) | (d & 0xFE == 0x96));
            let word = ((a & 0xFE == 0xD0) & cyrillic)
                | ((((a == 0xD0) & (b >= 0xB0)) | ((a == 0xD1) & (b < 0x90))) & ukrainian)
                | ((a & 0xFE == 0xCE) & (greek | ((c == 0xCF) & (d > 0x80) & (d < 0x8F))))
                | ((a == 0xD7) & hebrew)
                | ((a & 0xFE == 0xD8) & arabic);
            self.0[at] |= bit((b >= 0x80) & (c >= 0xC2) & !foreign & !letter & !word, NEIGHBORS)
                | bit((a.wrapping_sub(b'A') >= 26) & (b == 0xC3) & (c == 0x83) & (d == b' '), GRAVE)
                | bit(a.wrapping_sub(0xC3) < 10, LATIN)
                | bit(a.wrapping_sub(0xCC) < 0x14, OTHERS);
            let marks = (a & 0xFE == 0xCC) | ((a == 0xCE) & (b == 0x87)) | ((a == 0xD8) & (b == 0x9C));
            closer |= bit(marks | (a == 0xC2) | (a.wrapping_sub(0xE1) < 3) | (a == 0xEF), CLOSER);
        }
        if closer != 0 {
            self.look_closer(bytes);
        }
    }

    fn look_closer(&mut self, bytes: &[u8; WINDOW]) {
        let bit = |test: bool, bit: u8| if test { bit } else { 0 };
        for at in 0..STEP {
            let [a, b, c] = [bytes[at], bytes[at + 1], bytes[at + 2]];
            let spaces = (b == 0x80) & ((c < 0x90) | (c.wrapping_sub(0xA8) < 8));
            let signs = (b == 0x84) & ((c == 0xA6) | (c.wrapping_sub(0xAA) < 2));
            let two = (a & 0xFE == 0xCC)
                | ((a == 0xCE) & (b == 0x87))
                | ((a == 0xD8) & (b == 0x9C))
                | ((a == 0xC2) & ((b <= 0xA0) | (b == 0xAD)))
                | ((a == 0xE1) & ((b.wrapping_sub(0x84) < 4) | (b == 0x9A) | (b == 0xA0)));
            let three = ((a == 0xE2) & (spaces | (b == 0x81) | signs))
                | ((a == 0xE3) & (b == 0x82) & (c.wrapping_sub(0x99) < 2))
                | ((a == 0xEF) & (((b == 0xBB) & (c == 0xBF)) | ((b == 0xBF) & (c >= 0xB9))));
            self.0[at] |= bit(two | three, FORM)
                | bit(((a == 0xE2) & (b & 0xFE == 0x88)) | ((a == 0xC2) & (b == 0xAC)), LATIN)
                | bit((a == 0xE2) & (b.wrapping_sub(0x94) < 3), OTHERS);
        }
    }

    fn sum(&self) -> Bytes {
        let all = self.0.iter().fold(0, |all, it| all | it);
        let any = |bit: u8| all & bit != 0;
        Bytes {
            ampersand: any(AMPERSAND),
            form: any(FORM),
            grave: any(GRAVE),
            neighbors: any(NEIGHBORS),
            latin: any(LATIN),
            others: any(OTHERS),
        }
    }
}

/// Whether the automaton finds what may be mojibake.
fn alarms(table: &Table, text: &str) -> bool {
    let bytes = text.as_bytes();
    let walk = |from: u32, bytes: &[u8]| bytes.iter().fold(from, |at, it| table.step(at, *it));
    // The end of a text parts words like a space.
    let end = |at: u32| table.step(at, b' ') == Table::ALARM;
    if bytes.len() < FOUR_PAY {
        return end(walk(Table::START, bytes));
    }
    // One step waits for the one before; four walks side by side do not wait for one another.
    let length = (bytes.len() + 3 * OVERLAP) / 4;
    let start = |number: usize| text.floor_char_boundary((bytes.len() - length) * number / 3);
    let [a, b, c, d] = [0, 1, 2, 3].map(|it| &bytes[start(it)..start(it) + length]);
    let mut at = [Table::START; 4];
    for (((a, b), c), d) in a.iter().zip(b).zip(c).zip(d) {
        at = [table.step(at[0], *a), table.step(at[1], *b), table.step(at[2], *c), table.step(at[3], *d)];
    }
    let last = walk(at[3], &bytes[start(3) + length..]);
    at[..3].contains(&Table::ALARM) || end(last)
}

/// Texts of fewer bytes are walked in one go.
const FOUR_PAY: usize = 32;

/// By how many bytes walks overlap: more than the longest sequence that decides, plus a cut character.
const OVERLAP: usize = 18;

#[cfg(test)]
mod tests;
