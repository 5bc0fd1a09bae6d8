//! Mojibake: UTF-8 that somebody read in a code page.
//!
//! A *sequence* is a few characters that, as bytes of a code page, are the UTF-8 of one plausible
//! character: `Ã©` for é, `вЂњ` for “. True text has such sequences too (`CAFÉ»`, `НТВ»`), so each
//! is graded by how improbable its characters are where they stand, and by its neighbors. What is
//! only weakly improbable is mended where something better in the same line was misread in the
//! same code page.

mod grade;

use newsmill_text::Script;

use crate::pages::{self, CodePage, SLOTS, slot};
use crate::plausible::{Class, class, is_everyday, is_everyday_letter};
use crate::screen;

/// Text may have been misread several times, and its pieces in several pages; more than this has not been seen.
const MAX_TIMES: usize = 12;

/// The page whose holes some programs leave out. It is the first.
const LEAVES_OUT: &str = "windows-1252";

/// Mends mojibake.
pub(crate) struct Mender {
    pages: &'static [CodePage],
    /// For each character the pages (a bit each) in which it can begin a sequence of two, three or four …
    leads: [Vec<u32>; 3],
    /// … and in which it can go on with one.
    trails: Vec<u32>,
    /// The pages in which Ã is 0xC3: with a no-break space, which may have become a plain one, it is à.
    tilde: u32,
}

/// A text that was mended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Mended {
    /// What it was meant to be.
    pub(crate) text: String,
    /// The code pages that it was misread in, the last one first.
    pub(crate) pages: Vec<&'static str>,
}

impl Mender {
    pub(crate) fn new() -> Self {
        let pages = pages::all();
        let (mut leads, mut trails) = ([(); 3].map(|()| vec![0; SLOTS]), vec![0; SLOTS]);
        for it in (0x80..0x2600).chain([0xF8FF, 0xFB01, 0xFB02]).filter_map(char::from_u32) {
            for (number, page) in pages.iter().enumerate() {
                if page.trail_of(it) != 0 {
                    trails[slot(it)] |= 1 << number;
                }
                match page.byte_of(it) {
                    0xC2..=0xDF => leads[0][slot(it)] |= 1 << number,
                    lead @ 0xE0..=0xEF => {
                        leads[1][slot(it)] |= 1 << number;
                        // ” may have lost its last character.
                        leads[0][slot(it)] |= u32::from(lead == 0xE2 && page.name == LEAVES_OUT);
                    }
                    0xF0..=0xF4 => leads[2][slot(it)] |= 1 << number,
                    _ => {}
                }
            }
        }
        let is_tilde = |(_, page): &(usize, &CodePage)| page.byte_of('Ã') == 0xC3;
        let tilde = pages.iter().enumerate().filter(is_tilde).fold(0, |all, (number, _)| all | 1 << number);
        Self { pages, leads, trails, tilde }
    }

    /// The text as it was meant; `None` if nothing needs mending.
    pub(crate) fn mend(&self, text: &str) -> Option<Mended> {
        let mut mended: Option<Mended> = None;
        for _ in 0..MAX_TIMES {
            let current = mended.as_ref().map_or(text, |it| &it.text);
            let Some((text, page)) = self.mend_once(current) else { break };
            let mut pages = mended.map_or_else(Vec::new, |it| it.pages);
            pages.push(page);
            let again = screen::look(&text).mojibake;
            mended = Some(Mended { text, pages });
            if !again {
                break;
            }
        }
        mended
    }

    fn mend_once(&self, text: &str) -> Option<(String, &'static str)> {
        let suspects = self.suspects(text);
        if suspects == 0 {
            return None;
        }
        let chars: Vec<char> = text.chars().collect();
        let mut best: Option<(usize, Vec<Sequence>, &CodePage)> = None;
        let pages = self.pages.iter().enumerate().filter(|(number, _)| suspects >> number & 1 == 1);
        for (number, page) in pages.filter(|(_, page)| page.has_proof(&chars)) {
            let mut reading = Reading { page, chars: &chars, is_guest: false };
            let sequences = reading.accepted();
            let explained = sequences.iter().map(|it| reading.explained(*it)).sum();
            if explained > best.as_ref().map_or(0, |it| it.0) {
                best = Some((explained, sequences, &self.pages[number]));
            }
        }
        let (_, sequences, page) = best?;
        Some((replaced(&chars, &sequences), page.name))
    }

    /// The pages in which the text holds what may be a sequence.
    fn suspects(&self, text: &str) -> u32 {
        // Pages that wait for their last character, after one, two or three; and for the one before.
        let (mut pair, mut triple, mut triple_begun) = (0, 0, 0);
        let (mut four, mut four_begun, mut four_half) = (0, 0, 0);
        let (mut found, mut before) = (0, ' ');
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at] < 0x80 {
                if bytes[at] == b' ' && before == 'Ã' {
                    found |= pair & self.tilde;
                }
                at += bytes[at..].iter().position(|it| *it >= 0x80).unwrap_or(bytes.len() - at);
                (pair, triple, triple_begun, four, four_begun, four_half) = (0, 0, 0, 0, 0, 0);
                continue;
            }
            let Some(it) = text[at..].chars().next() else { break };
            at += it.len_utf8();
            before = it;
            // U+FFFD stands for a byte that was lost.
            let goes_on = if it == '\u{FFFD}' { u32::MAX } else { self.trails[slot(it)] };
            found |= (pair | triple | four) & goes_on;
            let [pairs, triples, fours] = &self.leads;
            (pair, triple, triple_begun) = (pairs[slot(it)], triple_begun & goes_on, triples[slot(it)]);
            (four, four_half, four_begun) = (four_half & goes_on, four_begun & goes_on, fours[slot(it)]);
        }
        found
    }
}

/// A few characters that are one misread character.
#[derive(Clone, Copy, Debug)]
struct Sequence {
    from: usize,
    to: usize,
    meant: char,
    class: Class,
}

/// How sure it is that a sequence is mojibake.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    /// True text, for all we can tell.
    True,
    /// Mojibake if two characters of the same class are plainly misread.
    Doubtful,
    /// Mojibake if any other is.
    Weak,
    /// Mojibake.
    Good,
}

/// A text as bytes of one code page.
struct Reading<'a> {
    page: &'a CodePage,
    chars: &'a [char],
    /// Whether the text is Latin, with no letter of the page's own script but those of sequences.
    is_guest: bool,
}

impl Reading<'_> {
    fn accepted(&mut self) -> Vec<Sequence> {
        let sequences = self.sequences();
        self.is_guest = self.has_only_guests(&sequences);
        let grades: Vec<Grade> = (0..sequences.len()).map(|it| self.grade(&sequences, it)).collect();
        // How many there are of each class, of which there are few.
        let mut good: Vec<(Class, usize)> = Vec::new();
        for (it, _) in sequences.iter().zip(&grades).filter(|(_, grade)| **grade == Grade::Good) {
            match good.iter_mut().find(|(class, _)| *class == it.class) {
                Some((_, count)) => *count += 1,
                None => good.push((it.class, 1)),
            }
        }
        let is_accepted = |it: &Sequence, grade: Grade| match grade {
            Grade::True => false,
            Grade::Doubtful => good.iter().any(|(class, count)| *class == it.class && *count >= 2),
            Grade::Weak => !good.is_empty(),
            Grade::Good => true,
        };
        let graded = sequences.iter().zip(&grades);
        graded.filter(|(it, grade)| is_accepted(it, **grade)).map(|(it, _)| *it).collect()
    }

    fn has_only_guests(&self, sequences: &[Sequence]) -> bool {
        let home = |chars: &[char]| chars.iter().filter(|it| Script::of(**it) == Some(self.page.home)).count();
        self.page.home != Script::Latin
            && !sequences.is_empty()
            && self.chars.iter().any(char::is_ascii_alphabetic)
            && home(self.chars) == sequences.iter().map(|it| home(&self.chars[it.from..it.to])).sum::<usize>()
    }

    /// How many characters of the text the page explains with this sequence.
    fn explained(&self, it: Sequence) -> usize {
        let own = self.chars[it.from..it.to].iter().filter(|it| !self.page.is_foreign(**it)).count();
        // A capital within a word is more likely the small letter that another page makes of it.
        let before = it.from.checked_sub(1).map(|at| self.chars[at]);
        let in_small_letters = it.meant.is_uppercase() && before.is_some_and(char::is_lowercase);
        // Nobody writes Esperanto: another page of DOS has a letter of Czech or Croatian there.
        let improbable = in_small_letters || matches!(it.meant, 'ĉ' | 'ĝ' | 'ĥ' | 'ĵ' | 'ŝ' | 'ŭ' | 'ŏ' | 'ŉ');
        own - usize::from(improbable && own > 0)
    }

    fn sequences(&self) -> Vec<Sequence> {
        let (mut found, mut at) = (Vec::new(), 0);
        while at < self.chars.len() {
            match self.sequence_at(at).filter(|it| !self.is_a_word_end(*it, &found)) {
                Some(it) => {
                    at = it.to;
                    found.push(it);
                }
                None => at += 1,
            }
        }
        found
    }

    /// Whether the second half of the letter is the space after a true word: neither side of it is mojibake.
    fn is_a_word_end(&self, it: Sequence, before: &[Sequence]) -> bool {
        let beside = |other: Option<Sequence>| other.is_some_and(|other| other.class == it.class);
        self.chars[it.to - 1] == ' '
            && it.class != Class::Latin
            && !beside(before.last().copied().filter(|before| before.to == it.from))
            && !beside(self.sequence_at(it.to))
    }

    fn byte(&self, at: usize) -> u8 {
        self.chars.get(at).map_or(0, |it| self.page.byte_of(*it))
    }

    fn sequence_at(&self, from: usize) -> Option<Sequence> {
        let lead = self.byte(from);
        let length = match lead {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => return None,
        };
        let mut bytes = [lead, 0, 0, 0];
        for at in 1..length {
            bytes[at] = match self.chars.get(from + at).map_or(0, |it| self.page.trail_of(*it)) {
                trail @ 0x80..=0xBF => trail,
                _ => return self.damaged(from, &bytes[..at], length),
            };
        }
        let meant = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
        let class = class(meant)?;
        let is_word = self.chars[from..from + length].iter().all(|it| is_everyday_letter(*it));
        (class == Class::Typographic || !is_word).then_some(Sequence { from, to: from + length, meant, class })
    }

    /// A sequence whose last character was lost on the way or became a plain space.
    fn damaged(&self, from: usize, bytes: &[u8], length: usize) -> Option<Sequence> {
        let at = from + bytes.len();
        let made = |to, meant| Some(Sequence { from, to, meant, class: class(meant)? });
        let next = self.chars.get(at).copied();
        if bytes.len() + 1 == length && next == Some('\u{FFFD}') {
            return made(at + 1, self.lost(bytes)?);
        }
        if self.chars[from] == 'Ã' && bytes == [0xC3] && next == Some(' ') {
            // à, whose second half is a no-break space: as a second plain space, or squeezed with the one that follows.
            // No space stands before a comma or a full stop.
            let is_second = matches!(self.chars.get(at + 1), Some(' ' | ',' | '.'));
            let to = if is_second { at + 1 } else { at };
            return made(to, 'à');
        }
        if let [lead @ 0xCE..=0xDF] = bytes
            && next == Some(' ')
        {
            // A letter of another script, as the Р of Cyrillic, whose second half was a no-break space.
            return made(at + 1, std::str::from_utf8(&[*lead, 0xA0]).ok()?.chars().next()?);
        }
        // ”, whose last byte is a hole of windows-1252 that some programs leave out.
        let behind_word = from > 0 && !self.chars[from - 1].is_whitespace();
        let word_follows = next.is_some_and(|it| !it.is_ascii() || it.is_ascii_alphanumeric());
        if bytes == [0xE2, 0x80] && self.page.name == LEAVES_OUT && behind_word && !word_follows {
            return made(at, '”');
        }
        None
    }

    /// The only everyday character that these bytes and a hole of the page can be.
    fn lost(&self, bytes: &[u8]) -> Option<char> {
        let with = |hole: &u8| {
            let full = [bytes, &[*hole]].concat();
            std::str::from_utf8(&full).ok()?.chars().next().filter(|it| is_everyday(*it))
        };
        let mut candidates = self.page.holes.iter().filter_map(with);
        candidates.next().filter(|_| candidates.next().is_none())
    }
}

fn replaced(chars: &[char], sequences: &[Sequence]) -> String {
    let (mut text, mut done) = (String::with_capacity(chars.len()), 0);
    for it in sequences {
        text.extend(&chars[done..it.from]);
        text.push(it.meant);
        done = it.to;
    }
    text.extend(&chars[done..]);
    text
}

#[cfg(test)]
mod tests;
