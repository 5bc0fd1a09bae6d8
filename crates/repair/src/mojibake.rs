//! Mojibake: UTF-8 that somebody read in a code page.
//!
//! A *sequence* is a few characters that, as bytes of a code page, are the UTF-8 of one plausible
//! character: `Ã©` for é, `вЂњ` for “. True text has such sequences too (`CAFÉ»`, `НТВ»`), so each
//! is graded by how improbable its characters are where they stand, and by its neighbors. What is
//! only weakly improbable is mended where something better in the same line was misread in the
//! same code page.

use newsmill_text::Script;

use crate::pages::{self, CodePage, SLOTS, slot};
use crate::plausible::{Class, class, follows_words, is_everyday};

/// Text may have been misread several times; more than this has not been seen.
const MAX_TIMES: usize = 4;

/// The page whose holes some programs leave out. It is the first.
const LEAVES_OUT: &str = "windows-1252";

/// Mends mojibake.
pub(crate) struct Mender {
    pages: Vec<CodePage>,
    /// For each character the pages (a bit each) in which it can begin a sequence of two, three or four …
    leads: [Vec<u16>; 3],
    /// … and in which it can go on with one.
    trails: Vec<u16>,
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
        for it in (0x80..=0xFFFF).filter_map(char::from_u32).filter(|it| *it == '\u{FB01}' || slot(*it) != SLOTS - 1) {
            for (number, page) in pages.iter().enumerate() {
                match page.byte_of(it) {
                    0x80..=0xBF => trails[slot(it)] |= 1 << number,
                    0xC2..=0xDF => leads[0][slot(it)] |= 1 << number,
                    lead @ 0xE0..=0xEF => {
                        leads[1][slot(it)] |= 1 << number;
                        // ” may have lost its last character.
                        leads[0][slot(it)] |= u16::from(lead == 0xE2 && page.name == LEAVES_OUT);
                    }
                    0xF0..=0xF4 => leads[2][slot(it)] |= 1 << number,
                    _ => {}
                }
            }
        }
        Self { pages, leads, trails }
    }

    /// The text as it was meant; `None` if nothing needs mending.
    pub(crate) fn mend(&self, text: &str) -> Option<Mended> {
        let mut mended: Option<Mended> = None;
        for _ in 0..MAX_TIMES {
            let current = mended.as_ref().map_or(text, |it| &it.text);
            let Some((text, page)) = self.mend_once(current) else { break };
            let mut pages = mended.map_or_else(Vec::new, |it| it.pages);
            pages.push(page);
            mended = Some(Mended { text, pages });
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
        for (number, page) in self.pages.iter().enumerate().filter(|(number, _)| suspects >> number & 1 == 1) {
            let reading = Reading { page, chars: &chars };
            let sequences = reading.accepted();
            let explained = sequences.iter().map(|it| reading.explained(*it)).sum();
            if explained > best.as_ref().map_or(0, |it| it.0) {
                best = Some((explained, sequences, &self.pages[number]));
            }
        }
        let (_, sequences, page) = best?;
        Some((replaced(&chars, &sequences), page.name))
    }

    /// The pages in which the text holds what may be a sequence. This is all that clean text costs.
    fn suspects(&self, text: &str) -> u16 {
        // Pages that wait for their last character, after one, two or three; and for the one before.
        let (mut pair, mut triple, mut triple_begun) = (0, 0, 0);
        let (mut four, mut four_begun, mut four_half) = (0, 0, 0);
        let (mut found, mut odd) = (0, 0_u8);
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at] < 0x80 {
                at += bytes[at..].iter().position(|it| *it >= 0x80).unwrap_or(bytes.len() - at);
                (pair, triple, triple_begun, four, four_begun, four_half) = (0, 0, 0, 0, 0, 0);
                continue;
            }
            let Some(it) = text[at..].chars().next() else { break };
            at += it.len_utf8();
            // U+FFFD stands for a byte that was lost.
            let goes_on = if it == '\u{FFFD}' { u16::MAX } else { self.trails[slot(it)] };
            odd = odd << 1 | u8::from(!is_everyday_letter(it));
            for (waiting, its_characters) in [(pair, 0b11), (triple, 0b111), (four, 0b1111)] {
                if odd & its_characters != 0 {
                    found |= waiting & goes_on;
                }
            }
            let [pairs, triples, fours] = &self.leads;
            (pair, triple, triple_begun) = (pairs[slot(it)], triple_begun & goes_on, triples[slot(it)]);
            (four, four_half, four_begun) = (four_half & goes_on, four_begun & goes_on, fours[slot(it)]);
        }
        found
    }
}

/// Whether the character is a letter that all text of its script is full of: sequences of nothing else are true text.
fn is_everyday_letter(it: char) -> bool {
    matches!(it, 'А'..='я' | 'א'..='ת' | 'ا'..='ي')
}

/// A few characters that are one misread character.
#[derive(Clone, Copy, Debug)]
struct Sequence {
    from: usize,
    to: usize,
    meant: char,
    class: Class,
}

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
}

impl Reading<'_> {
    fn accepted(&self) -> Vec<Sequence> {
        let sequences = self.sequences();
        let grades: Vec<Grade> = (0..sequences.len()).map(|it| self.grade(&sequences, it)).collect();
        let good = |class: Option<Class>| {
            let good = sequences.iter().zip(&grades).filter(|(_, grade)| **grade == Grade::Good);
            good.filter(|(it, _)| class.is_none_or(|class| it.class == class)).take(2).count()
        };
        let is_accepted = |it: &Sequence, grade: Grade| match grade {
            Grade::True => false,
            Grade::Doubtful => good(Some(it.class)) >= 2,
            Grade::Weak => good(None) >= 1,
            Grade::Good => true,
        };
        let graded = sequences.iter().zip(&grades);
        graded.filter(|(it, grade)| is_accepted(it, **grade)).map(|(it, _)| *it).collect()
    }

    /// How many characters of the text the page explains with this sequence.
    fn explained(&self, it: Sequence) -> usize {
        let own = self.chars[it.from..it.to].iter().filter(|it| !self.page.is_foreign(**it)).count();
        // A capital within a word is more likely the small letter that another page makes of it.
        let before = it.from.checked_sub(1).map(|at| self.chars[at]);
        let in_small_letters = it.meant.is_uppercase() && before.is_some_and(char::is_lowercase);
        own - usize::from(in_small_letters && own > 0)
    }

    fn sequences(&self) -> Vec<Sequence> {
        let (mut found, mut at) = (Vec::new(), 0);
        while at < self.chars.len() {
            match self.sequence_at(at) {
                Some(it) => {
                    at = it.to;
                    found.push(it);
                }
                None => at += 1,
            }
        }
        found
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
            bytes[at] = match self.byte(from + at) {
                trail @ 0x80..=0xBF => trail,
                _ => return self.damaged(from, &bytes[..at], length),
            };
        }
        let meant = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
        Some(Sequence { from, to: from + length, meant, class: class(meant)? })
    }

    /// A sequence whose last character was lost on the way or became a plain space.
    fn damaged(&self, from: usize, bytes: &[u8], length: usize) -> Option<Sequence> {
        let at = from + bytes.len();
        let made = |to, meant| Some(Sequence { from, to, meant, class: class(meant)? });
        let next = self.chars.get(at).copied();
        if bytes.len() + 1 == length && next == Some('\u{FFFD}') {
            return made(at + 1, self.lost(bytes)?);
        }
        if bytes == [0xC3] && next == Some(' ') {
            // à, whose second half is a no-break space: as a second plain space, or squeezed with the one that follows.
            let to = if self.chars.get(at + 1) == Some(&' ') { at + 1 } else { at };
            return made(to, 'à');
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

    fn grade(&self, sequences: &[Sequence], number: usize) -> Grade {
        let it = sequences[number];
        if it.class == Class::Typographic {
            return Grade::Good;
        }
        if self.page.home != Script::Latin && self.is_part_of_a_true_word(sequences, number) {
            return Grade::True;
        }
        let touching = |other: &Sequence| other.to == it.from || other.from == it.to;
        let before = number.checked_sub(1).and_then(|at| sequences.get(at)).filter(|it| touching(it));
        let after = sequences.get(number + 1).filter(|it| touching(it));
        let beside = |test: fn(&Sequence, &Sequence) -> bool| before.into_iter().chain(after).any(|a| test(a, &it));
        let good_if = |test| if test { Grade::Good } else { Grade::Weak };
        match it.class {
            Class::Script(9) if before.is_none() && after.is_none() && self.trails_follow_words(it) => Grade::Doubtful,
            Class::Script(_) => good_if(beside(|a, b| a.class == b.class)),
            Class::Mark => {
                good_if(it.from > 0 && self.chars[it.from - 1].is_ascii_alphabetic() && !self.is_letters(it))
            }
            Class::Control => Grade::Weak,
            _ if it.to - it.from < 2 => Grade::Weak,
            _ if beside(|_, _| true) => Grade::Good,
            _ => self.grade_by_look(it),
        }
    }

    /// Whether a lone sequence looks wrong where it stands.
    fn grade_by_look(&self, it: Sequence) -> Grade {
        let lead = self.chars[it.from];
        let before = it.from.checked_sub(1).map(|at| self.chars[at]);
        let after = self.chars.get(it.to);
        let in_latin =
            before.is_some_and(|it| it.is_ascii_alphabetic()) || after.is_some_and(char::is_ascii_alphabetic);
        if self.page.home != Script::Latin && (in_latin || self.is_letters(it)) {
            return if in_latin { Grade::Good } else { Grade::Doubtful };
        }
        if !lead.is_alphabetic() {
            return if follows_words(lead) { Grade::Weak } else { Grade::Good };
        }
        let capitals = before.is_some_and(char::is_uppercase);
        if self.is_letters(it) {
            if lead.is_lowercase() {
                return Grade::Doubtful;
            }
            let lower = self.chars[it.from + 1..it.to].iter().any(|it| it.is_lowercase());
            return if lower || !capitals { Grade::Good } else { Grade::Doubtful };
        }
        if !self.trails_follow_words(it) {
            return Grade::Good;
        }
        let in_small_letters = lead.is_uppercase() && before.is_some_and(char::is_lowercase);
        let apostrophe = self.chars[it.to - 1] == '’';
        let word_goes_on = !apostrophe && after.is_some_and(|it| it.is_lowercase());
        let spaced = self.page.home == Script::Latin && (self.byte(it.to - 1) == 0xA0 || it.meant == '»');
        match in_small_letters || word_goes_on || (spaced && !capitals) {
            true => Grade::Good,
            false if capitals && it.to - it.from == 2 => Grade::Doubtful,
            false => Grade::Weak,
        }
    }

    fn is_letters(&self, it: Sequence) -> bool {
        self.chars[it.from..it.to].iter().all(|it| it.is_alphabetic() && !follows_words(*it))
    }

    fn trails_follow_words(&self, it: Sequence) -> bool {
        let trails = &self.chars[it.from + 1..it.to];
        trails.iter().all(|it| follows_words(*it)) && !(trails.len() > 1 && trails.contains(&'\u{AD}'))
    }

    /// Whether a short run of sequences touches letters of the page's own script that are no sequence, as in
    /// `НТВ»`, or is itself nothing but everyday letters of it.
    fn is_part_of_a_true_word(&self, sequences: &[Sequence], number: usize) -> bool {
        let it = sequences[number];
        if self.chars[it.from..it.to].iter().all(|it| is_everyday_letter(*it)) {
            return true;
        }
        let (mut first, mut last) = (number, number);
        // Three in a row are proof enough: look no further.
        while first > 0 && last - first < 2 && sequences[first - 1].to == sequences[first].from {
            first -= 1;
        }
        while last + 1 < sequences.len() && last - first < 2 && sequences[last].to == sequences[last + 1].from {
            last += 1;
        }
        if last - first >= 2 {
            return false;
        }
        let is_home = |it: Option<&char>| it.is_some_and(|it| Script::of(*it) == Some(self.page.home));
        is_home(sequences[first].from.checked_sub(1).and_then(|at| self.chars.get(at)))
            || is_home(self.chars.get(sequences[last].to))
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
