//! Names and terms, ready to be found in texts: the longest on words, from left to right.

use std::ops::Range;

use crate::edges::{after_at_sign, edges_fit, has_marks, in_address};
use crate::trie::{Found, Step, WordTrie};
use crate::units::{Lettering, Text, Unit};

/// The most words that a pattern may have.
pub(crate) const MAX_WORDS: usize = 32;

const NONE: u32 = u32::MAX;

/// How a pattern wants to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Writing {
    /// As the alias of a name is: capitals stay capitals.
    Name,
    /// In any case.
    AnyCase,
}

/// One way to write a name or a term.
#[derive(Clone, Copy, Debug)]
struct Pattern {
    owner: u32,
    /// The next pattern of the same words.
    next: u32,
    /// The words that stand all in capitals, a bit each.
    capitals: u32,
    /// The first word with a capital, if capitals matter.
    capital_at: u8,
    letters: u8,
    flags: u8,
}

/// The pattern is the entity's name, not an alias.
const IS_NAME: u8 = 1;
/// It stands after an `@`.
const IS_HANDLE: u8 = 2;
/// It has marks between its words, so the text may have some too.
const HAS_MARKS: u8 = 4;
/// Its first capital is the first letter of a word.
const STARTS_CAPITALIZED: u8 = 8;

/// A place in a text that is written like a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    /// Its units.
    pub(crate) units: Range<usize>,
    /// Whose pattern it is.
    pub(crate) owner: u32,
    /// Whether it is the owner's name, not an alias.
    pub(crate) is_name: bool,
    /// Whether it is a handle, less its `@`.
    pub(crate) is_handle: bool,
    /// Whether the pattern is in capitals: an acronym.
    pub(crate) is_acronym: bool,
    /// Whether it stands in a line of capitals and is so short that it may be any word.
    pub(crate) is_doubtful: bool,
}

/// Patterns of names or terms.
#[derive(Debug)]
pub(crate) struct Lexicon {
    trie: WordTrie,
    patterns: Vec<Pattern>,
}

/// Why a pattern cannot be added.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// It has no letters or digits.
    Empty,
    /// It has more than [`MAX_WORDS`] words.
    Long,
    /// It has a `*` elsewhere than after the beginning of a word.
    Star,
    /// Another one has the same words, written alike: its owner.
    Taken(u32),
}

impl Lexicon {
    /// An empty one with room for this many words.
    pub(crate) fn with_room(words: usize) -> Self {
        Self { trie: WordTrie::with_room(words), patterns: Vec::new() }
    }

    /// Adds a name or an alias; `may_share` tells whether another owner may have the same.
    pub(crate) fn add_name(
        &mut self,
        alias: &str,
        units: &[Unit],
        owner: u32,
        is_name: bool,
        may_share: impl Fn(u32) -> bool,
    ) -> Result<(), Refused> {
        let steps: Vec<Step> = units.iter().map(|it| Step::Word(it.hash)).collect();
        let is_handle = alias.starts_with('@');
        let mut pattern = pattern(alias, units, owner, if is_handle { Writing::AnyCase } else { Writing::Name });
        pattern.flags |= if is_name { IS_NAME } else { 0 } | if is_handle { IS_HANDLE } else { 0 };
        self.add(&steps, pattern, may_share)
    }

    /// Adds a term or a phrase, whose words may end in `*`: any ending.
    pub(crate) fn add_phrase(
        &mut self,
        phrase: &str,
        owner: u32,
        may_share: impl Fn(u32) -> bool,
    ) -> Result<(), Refused> {
        let mut steps = Vec::new();
        let mut units = Vec::new();
        for word in phrase.split_whitespace() {
            let (word, star) = word.strip_suffix('*').map_or((word, false), |it| (it, true));
            if word.contains('*') || (star && word.is_empty()) {
                return Err(Refused::Star);
            }
            let text = Text::of_line(word);
            steps.extend(text.units.iter().map(|it| Step::Word(it.hash)));
            if let (true, Some(last), Some(step)) = (star, text.units.last(), steps.last_mut()) {
                let folded = text.folded(last);
                if folded.len() > Step::LONGEST_BEGINNING {
                    return Err(Refused::Long);
                }
                *step = Step::beginning(folded);
            }
            units.extend(text.units);
        }
        let pattern = pattern(phrase, &units, owner, Writing::AnyCase);
        self.add(&steps, pattern, may_share)
    }

    fn add(&mut self, steps: &[Step], pattern: Pattern, may_share: impl Fn(u32) -> bool) -> Result<(), Refused> {
        match steps.len() {
            0 => return Err(Refused::Empty),
            1..=MAX_WORDS => {}
            _ => return Err(Refused::Long),
        }
        let entry = self.trie.insert(steps);
        let first = entry.get().unwrap_or(NONE);
        let mut next = first;
        while let Some(other) = self.patterns.get(next as usize) {
            let alike = other.capitals == pattern.capitals && (other.flags ^ pattern.flags) & IS_HANDLE == 0;
            if alike && other.owner == pattern.owner {
                return Ok(());
            }
            if alike && !may_share(other.owner) {
                return Err(Refused::Taken(other.owner));
            }
            next = other.next;
        }
        entry.set(u32::try_from(self.patterns.len()).unwrap_or(NONE));
        self.patterns.push(Pattern { next: first, ..pattern });
        Ok(())
    }

    /// Whether some pattern is this one word.
    pub(crate) fn has_word(&self, unit: &Unit) -> bool {
        self.trie.single(unit.hash).is_some()
    }

    /// The longest matches from left to right. Those of one place follow one another: they are
    /// written alike and belong to several owners.
    pub(crate) fn longest(&self, text: &Text<'_>) -> Vec<Match> {
        let (mut matches, mut found, mut at) = (Vec::new(), Vec::new(), 0);
        while at < text.units.len() {
            self.trie.walk(text, at, &mut found);
            found.sort_by_key(|it| std::cmp::Reverse(it.end));
            let end = found.iter().find(|it| self.accept(text, at..it.end, it.value, &mut matches));
            at = end.map_or(at + 1, |it| it.end);
        }
        matches
    }

    /// Every match, also inside others.
    pub(crate) fn all(&self, text: &Text<'_>) -> Vec<Match> {
        let (mut matches, mut found) = (Vec::new(), Vec::new());
        for at in 0..text.units.len() {
            self.trie.walk(text, at, &mut found);
            for Found { value, end } in found.drain(..) {
                self.accept(text, at..end, value, &mut matches);
            }
        }
        matches
    }

    /// Adds the strictest of the patterns of these words that the text fits; says whether one did.
    fn accept(&self, text: &Text<'_>, units: Range<usize>, first: u32, matches: &mut Vec<Match>) -> bool {
        let before = matches.len();
        let mut strictest = 0;
        let mut next = first;
        while let Some(pattern) = self.patterns.get(next as usize) {
            next = pattern.next;
            let strict = pattern.capitals.count_ones();
            if matches.len() > before && strict < strictest {
                continue;
            }
            let Some(fit) = fits(pattern, text, &units) else { continue };
            if strict > strictest {
                matches.truncate(before);
            }
            strictest = strict;
            matches.push(Match {
                units: units.clone(),
                owner: pattern.owner,
                is_name: pattern.flags & IS_NAME != 0,
                is_handle: pattern.flags & IS_HANDLE != 0,
                is_acronym: pattern.capitals != 0 && units.len() == 1,
                is_doubtful: fit == Fit::Doubtful,
            });
        }
        matches.len() > before
    }
}

fn pattern(alias: &str, units: &[Unit], owner: u32, writing: Writing) -> Pattern {
    let letters = units.iter().map(|it| usize::from(it.form.letters)).sum::<usize>().min(255) as u8;
    let mut it = Pattern { owner, next: NONE, capitals: 0, capital_at: u8::MAX, letters, flags: 0 };
    let between = |two: &[Unit]| alias.get(two[0].bytes.end..two[1].bytes.start).is_some_and(has_marks);
    if units.windows(2).any(between) {
        it.flags |= HAS_MARKS;
    }
    if writing == Writing::Name {
        for (at, unit) in units.iter().enumerate().take(MAX_WORDS) {
            if unit.form.is_capitals() && !unit.form.joined && (unit.form.letters > 1 || units.len() == 1) {
                it.capitals |= 1 << at;
            }
            if unit.form.has_capital && it.capital_at == u8::MAX {
                it.capital_at = at as u8;
                it.flags |= if unit.form.capitalized { STARTS_CAPITALIZED } else { 0 };
            }
        }
    }
    it
}

#[derive(PartialEq, Eq)]
enum Fit {
    Sure,
    Doubtful,
}

/// Whether the units of the text are written as the pattern wants.
fn fits(pattern: &Pattern, text: &Text<'_>, units: &Range<usize>) -> Option<Fit> {
    let words = &text.units[units.clone()];
    let mut fit = Fit::Sure;
    if pattern.capital_at != u8::MAX {
        let form = words.get(usize::from(pattern.capital_at))?.form;
        let starts = pattern.flags & STARTS_CAPITALIZED != 0;
        if !(if starts { form.capitalized } else { form.has_capital }) {
            return None;
        }
        if words.iter().zip(0..).any(|(it, at)| pattern.capitals >> at & 1 == 1 && !it.form.is_capitals()) {
            return None;
        }
        let is_short = pattern.letters < 4 && words.len() == 1;
        if is_short && text.lines.get(words[0].line as usize) == Some(&Lettering::Capitals) {
            fit = Fit::Doubtful;
        } else if is_short && pattern.capitals == 0 && form.letters > 1 && form.is_capitals() {
            return None;
        }
    }
    let whole = after_at_sign(text, &words[0]) == (pattern.flags & IS_HANDLE != 0)
        && edges_fit(text, units)
        && (pattern.flags & HAS_MARKS != 0 || (units.start + 1..units.end).all(|it| !has_marks(text.gap_before(it))))
        && !in_address(text.text, words[0].bytes.start);
    whole.then_some(fit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::words_of;

    fn written<'a>(text: &Text<'a>, units: &Range<usize>) -> &'a str {
        &text.text[text.units[units.start].bytes.start..text.units[units.end - 1].bytes.end]
    }

    #[track_caller]
    fn check(aliases: &[&str], text: &str, expected: &[&str]) {
        let mut lexicon = Lexicon::with_room(0);
        for (owner, alias) in (0..).zip(aliases) {
            lexicon.add_name(alias, &words_of(alias).units, owner, true, |_| false).unwrap();
        }
        let read = Text::of_line(text);
        let found: Vec<&str> = lexicon.longest(&read).iter().map(|it| written(&read, &it.units)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_longest_name_wins() {
        check(&["Kyiv", "Kyiv Region"], "Kyiv Region and Kyiv.", &["Kyiv Region", "Kyiv"]);
    }

    #[test]
    fn possessives_and_articles_are_no_part_of_a_name() {
        check(&["Kyiv"], "Kyiv’s, KYIV'S, l'Kyiv, Kyiv'de, L’Kyiv", &["Kyiv", "KYIV", "Kyiv", "Kyiv", "Kyiv"]);
        check(&["Xi", "Neill", "Лук"], "Xi’an, O’Neill, Лук'янов", &[]);
        check(&["Donetsk People's Republic"], "Donetsk People’s Republic’s", &["Donetsk People’s Republic"]);
    }

    #[test]
    fn small_letters_are_no_name() {
        check(&["March", "May", "al-Qaeda"], "may march; May, al-Qaeda", &["May", "al-Qaeda"]);
    }

    #[test]
    fn acronyms_match_in_capitals_only() {
        check(&["WHO", "US", "LPR"], "Us, who, US, the LPR, Who", &["US", "LPR"]);
        check(&["U.S."], "the U.S., the US", &["U.S", "US"]);
    }

    #[test]
    fn names_match_in_headlines_of_capitals() {
        check(&["Zelensky"], "ZELENSKY SPEAKS", &["ZELENSKY"]);
    }

    #[test]
    fn handles_need_their_sign_and_names_none() {
        check(&["@KyivMayor", "Kyiv"], "KyivMayor, @kyivmayor, @Kyiv", &["kyivmayor"]);
    }

    #[test]
    fn marks_part_names_unless_the_alias_has_them() {
        check(&["Moscow Kyiv", "Washington, D.C."], "Moscow, Kyiv. Washington, D.C.", &["Washington, D.C"]);
    }

    #[test]
    fn unspaced_names_are_found_however_the_sentence_is_cut() {
        check(&["北京", "プーチン"], "在北京和プーチンは、ラスプーチン", &["北京", "プーチン"]);
    }

    #[test]
    fn addresses_name_nobody() {
        check(&["Kyiv"], "see https://a.example/Kyiv/Kyiv-x now", &[]);
    }

    #[test]
    fn a_name_of_two_is_refused() {
        let mut lexicon = Lexicon::with_room(0);
        assert_eq!(lexicon.add_name("Georgia", &words_of("Georgia").units, 0, true, |_| false), Ok(()));
        assert_eq!(lexicon.add_name("Georgia", &words_of("Georgia").units, 1, true, |_| false), Err(Refused::Taken(0)));
        assert_eq!(lexicon.add_name("Georgia", &words_of("Georgia").units, 1, true, |_| true), Ok(()));
        assert_eq!(lexicon.add_name("–", &words_of("–").units, 2, true, |_| true), Err(Refused::Empty));
        assert_eq!(lexicon.add_phrase("a*b", 2, |_| true), Err(Refused::Star));
    }

    #[test]
    fn phrases_may_end_in_any_way() {
        let mut lexicon = Lexicon::with_room(0);
        lexicon.add_phrase("special operation*", 0, |_| false).unwrap();
        let text = Text::of_line("A Special Operations order, a special operation");
        assert_eq!(lexicon.longest(&text).len(), 2);
    }
}
