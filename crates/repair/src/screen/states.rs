//! What the automaton waits for, character by character.
//!
//! In each code page a lead character waits for the trail characters of a sequence. Where the
//! target is a letter of a script of its own (`Рё` for и), two sequences in a row are needed;
//! where the page's own script is not Latin, a sequence within a word of that script is none.

use newsmill_text::Script;

use crate::pages::{self, CodePage, is_box};
use crate::plausible::{class, is_everyday_letter};

/// What a character is in a code page: bits.
pub(super) type Role = u32;
/// What has been seen in a code page: bits of the same kind, for what is waited for.
pub(super) type Wait = u32;

/// Leads of a Latin letter or sign: one sequence is enough.
const PAIR: u32 = 1;
/// Leads of few plausible characters, each with trails of its own.
const NARROW: [(u8, u32); 6] =
    [(0xC6, 1 << 1), (0xC8, 1 << 2), (0xC9, 1 << 3), (0xCA, 1 << 4), (0xCB, 1 << 5), (0xCC, 1 << 6)];
const ALL_NARROW: u32 = 0b111_1110;
/// Leads of letters of another script.
const SCRIPT: u32 = 1 << 7;
/// Leads of three characters: quotation marks among others, anything else, and everyday letters.
const QUOTE: u32 = 1 << 8;
const THREE: u32 = 1 << 9;
const THREE_EVERYDAY: u32 = 1 << 10;
/// Leads of four: emoji and flags.
const EMOJI: u32 = 1 << 11;
const FLAG: u32 = 1 << 12;
/// All of them.
const LEAD: u32 = (1 << 13) - 1;

/// Only in roles: trails of those leads, and letters of the page's own script.
const TRAIL: Role = 1 << 13;
const ODD: Role = 1 << 14;
const QUOTE_TRAIL: Role = 1 << 15;
const EMOJI_TRAIL: Role = 1 << 16;
const FLAG_TRAIL: Role = 1 << 17;
const HOME: Role = 1 << 18;
/// In pages that have them, a line to draw boxes with, and any character that makes a sequence with one.
const BOX: u32 = 1 << 19;
const BESIDE_BOX: u32 = 1 << 20;
/// A trail of the narrow lead, so many bits higher.
const NARROW_TRAILS: u32 = 21;

/// Only in waits: a sequence of another script waits for the next, and that for its trail; …
const NEXT_SCRIPT: Wait = 1 << 13;
const TRAIL_OF_SECOND: Wait = 1 << 14;
/// … a sequence waits for its last trail, which must not be an everyday letter if the others are; …
const LAST: Wait = 1 << 15;
const LAST_ODD: Wait = 1 << 16;
/// … and a finished one for what follows: a letter of the page's script makes it part of a word.
const WORD_END: Wait = 1 << 17;
/// A sequence of three within a word of the page's script, up to a second one behind it.
const INNER: Wait = 1 << 21;
const INNER_LAST: Wait = 1 << 22;
const INNER_DONE: Wait = 1 << 23;

/// Code pages that one automaton waits for. One for all of them would have thousands of states.
pub(super) struct Company(Vec<Vec<&'static CodePage>>);

impl Company {
    /// The pages whose own script is Latin.
    pub(super) fn latin() -> Self {
        Self::of_home(|it| it == Script::Latin, &["macintosh", "IBM437", "IBM850"])
    }

    /// All other pages.
    pub(super) fn others() -> Self {
        Self::of_home(
            |it| it != Script::Latin,
            &["windows-1251", "windows-1253", "windows-1255", "windows-1256", "x-mac-cyrillic"],
        )
    }

    /// The others differ so little that one may wait for the characters of the next.
    fn of_home(test: fn(Script) -> bool, alone: &[&str]) -> Self {
        let pages = pages::all().iter().filter(|it| test(it.home));
        let (alone, alike): (Vec<_>, _) = pages.partition(|it| alone.contains(&it.name));
        Self(alone.into_iter().map(|it| vec![it]).chain([alike]).collect())
    }
}

/// All that a character is: in each of the company a role.
pub(super) type Class = [Role; MOST];

/// No company is larger.
pub(super) const MOST: usize = 6;

impl Company {
    /// What a character is to them.
    pub(super) fn class_of(&self, it: char) -> Class {
        let mut roles = Class::default();
        if pages::is_in_tables(it) || it == '\u{FFFD}' {
            let script = Script::of(it);
            for (role, alike) in roles.iter_mut().zip(&self.0) {
                *role = alike.iter().fold(0, |all, page| all | role_in(it, script, page));
            }
        }
        roles
    }

    /// For each of the company, whether the script of its pages is Latin.
    pub(super) fn homes_are_latin(&self) -> impl Iterator<Item = bool> {
        self.0.iter().map(|alike| alike.iter().all(|it| it.home == Script::Latin))
    }
}

/// What is waited for after one more character; `None` if there may be mojibake.
pub(super) fn wait_after(wait: Wait, role: Role, home_is_latin: bool) -> Option<Wait> {
    let is = |bits: u32| role & bits != 0;
    let waits = |bits: u32| wait & bits != 0;
    let narrow = wait & ALL_NARROW != 0 && is((wait & ALL_NARROW) << NARROW_TRAILS);
    let pair = narrow || (waits(PAIR) && is(TRAIL));
    let last = (waits(LAST) && is(TRAIL)) || (waits(LAST_ODD) && is(TRAIL) && is(ODD));
    let certain = (waits(QUOTE) && is(QUOTE_TRAIL))
        || (waits(EMOJI) && is(EMOJI_TRAIL))
        || (waits(FLAG) && is(FLAG_TRAIL))
        || (waits(TRAIL_OF_SECOND) && is(TRAIL))
        || (waits(WORD_END) && !is(HOME))
        || (waits(BOX) && is(BOX | BESIDE_BOX))
        || (waits(BESIDE_BOX) && is(BOX))
        || ((pair || last) && home_is_latin);
    if certain {
        return None;
    }
    let mut next = role & (LEAD | BOX | BESIDE_BOX);
    let inner = !home_is_latin && waits(HOME) && !waits(NEXT_SCRIPT) && is(THREE | THREE_EVERYDAY);
    if inner {
        next &= !(THREE | THREE_EVERYDAY);
    }
    if !home_is_latin {
        next |= role & HOME;
    }
    let mut add = |test: bool, bit: Wait| next |= if test { bit } else { 0 };
    add(inner, INNER);
    add(waits(INNER) && is(TRAIL), INNER_LAST);
    add(waits(INNER_LAST) && is(TRAIL), INNER_DONE);
    add(pair || last, WORD_END);
    add(waits(SCRIPT) && is(TRAIL), NEXT_SCRIPT);
    add(waits(NEXT_SCRIPT) && is(SCRIPT), TRAIL_OF_SECOND);
    add(waits(WORD_END | INNER_DONE) && is(LEAD), TRAIL_OF_SECOND);
    add(waits(QUOTE | THREE) && is(TRAIL), LAST);
    add(waits(THREE_EVERYDAY) && is(TRAIL), if is(ODD) { LAST } else { LAST_ODD });
    Some(next)
}

fn role_in(it: char, script: Option<Script>, page: &CodePage) -> Role {
    if it == '\u{FFFD}' {
        // A byte that was lost: a trail of anything.
        return TRAIL | ODD | QUOTE_TRAIL | BESIDE_BOX | ALL_NARROW << NARROW_TRAILS;
    }
    let (byte, is_home) = (page.byte_of(it), page.home != Script::Latin && script == Some(page.home));
    if byte == 0 && !is_home && !page.has_boxes {
        return 0;
    }
    let everyday = is_everyday_letter(it);
    let three = if everyday { THREE_EVERYDAY } else { THREE };
    if page.has_boxes && is_box(it) {
        return BOX;
    }
    let mut role = match page.trail_of(it) {
        0 => 0,
        trail if everyday => TRAIL | trail_role(trail),
        trail => TRAIL | ODD | trail_role(trail),
    };
    role |= match byte {
        0xC2..=0xC5 => PAIR,
        0xC6 | 0xC8..=0xCC => NARROW.iter().find(|(lead, _)| *lead == byte).map_or(0, |it| it.1),
        0xCE..=0xDB => SCRIPT,
        0xE2 => QUOTE | three,
        0xE0..=0xEF => three,
        0xF0 => EMOJI,
        0xF3 => FLAG,
        _ => 0,
    };
    if page.has_boxes && pages::is_in_tables(it) && !it.is_ascii() {
        // Letters there have hardly a sequence without a box; one with it may be of any of these pages.
        role |= BESIDE_BOX;
        if page.name != "IBM850" {
            role &= !(PAIR | ALL_NARROW | SCRIPT);
        }
        if page.home != Script::Latin {
            role &= !(TRAIL | THREE | THREE_EVERYDAY);
        }
    }
    if is_home {
        role |= HOME;
    }
    role
}

fn trail_role(byte: u8) -> Role {
    let narrow = NARROW.iter().filter(|(lead, _)| {
        let made = [*lead, byte];
        std::str::from_utf8(&made).is_ok_and(|it| it.chars().any(|it| class(it).is_some()))
    });
    let narrow = narrow.fold(0, |roles, (_, bit)| roles | bit << NARROW_TRAILS);
    narrow
        | match byte {
            0x80 | 0x82 | 0x84 => QUOTE_TRAIL,
            0x9D | 0x9F => EMOJI_TRAIL,
            0xA0 => FLAG_TRAIL,
            _ => 0,
        }
}
