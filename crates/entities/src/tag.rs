//! Which places of an article name which entities.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::lexicon::{MAX_WORDS, Match};
use crate::persons;
use crate::units::{Lettering, Text};
use crate::watchlist::{Rule, Terms, Watchlist};

/// A place that names somebody or something.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Hit {
    /// The text that it stands in: an index.
    pub(crate) text: usize,
    /// Its units.
    pub(crate) units: Range<usize>,
    /// Who is named: an index into the watchlist, or into the terms.
    pub(crate) owner: u32,
    /// What found it.
    pub(crate) rule: &'static str,
    /// How sure it is.
    pub(crate) confidence: f64,
    /// Whether an `@` before it belongs to it.
    pub(crate) is_handle: bool,
}

// How sure each kind of match is. These are orderings, not measured probabilities: a full name is
// surer than a single word, which is surer than a surname that leans on another mention.
const OF_SEVERAL_WORDS: f64 = 0.95;
const OF_ONE_WORD: f64 = 0.9;
const OF_TWO_LETTERS: f64 = 0.8;
const CHOSEN_BY_NEEDS: f64 = 0.8;
const LESS_IN_CAPITALS: f64 = 0.1;

/// The entities named in these texts, in their order.
pub(crate) fn names(list: &Watchlist, texts: &[Text<'_>]) -> Vec<Hit> {
    let found: Vec<Vec<Match>> = texts.iter().map(|it| list.names.longest(it)).collect();
    let phrases = Phrases::of(list, texts, found.iter().flatten());
    let sure: BTreeSet<u32> = found.iter().flatten().filter(|it| !it.is_doubtful).map(|it| it.owner).collect();
    let mut hits = Vec::new();
    for (number, found) in found.iter().enumerate() {
        for place in found.chunk_by(|one, other| one.units == other.units) {
            let Some((meant, chosen)) = phrases.meant(list, number, place) else { continue };
            if meant.is_doubtful && !sure.contains(&meant.owner) {
                continue;
            }
            let confidence = confidence(&texts[number], meant);
            hits.push(Hit {
                text: number,
                units: meant.units.clone(),
                owner: meant.owner,
                rule: if meant.is_name { "name" } else { "alias" },
                confidence: if chosen { CHOSEN_BY_NEEDS.min(confidence) } else { confidence },
                is_handle: meant.is_handle,
            });
        }
    }
    persons::leave_out_others(list, texts, &mut hits);
    persons::add_surnames(list, texts, &mut hits);
    hits
}

/// The terms in these texts.
pub(crate) fn terms(terms: &Terms, texts: &[Text<'_>]) -> Vec<Hit> {
    let mut hits = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        hits.extend(terms.patterns.longest(text).into_iter().map(|it| Hit {
            text: number,
            units: it.units,
            owner: it.owner,
            rule: "term",
            confidence: 1.0,
            is_handle: false,
        }));
    }
    hits
}

fn confidence(text: &Text<'_>, it: &Match) -> f64 {
    let first = &text.units[it.units.start];
    let base = if it.units.len() > 1 || it.is_handle {
        OF_SEVERAL_WORDS
    } else if it.is_acronym && first.form.letters <= 2 {
        OF_TWO_LETTERS
    } else {
        OF_ONE_WORD
    };
    let in_capitals = text.lines.get(first.line as usize) == Some(&Lettering::Capitals);
    if in_capitals { base - LESS_IN_CAPITALS } else { base }
}

/// The phrases of an article that entities need or exclude.
#[derive(Default)]
struct Phrases {
    /// How many different phrases of those that it needs each entity has.
    needs: BTreeMap<u32, BTreeSet<u32>>,
    /// Where each entity is not meant, by text and entity; in order.
    excludes: BTreeMap<(usize, u32), Vec<Range<usize>>>,
}

impl Phrases {
    fn of<'a>(list: &Watchlist, texts: &[Text<'_>], mut found: impl Iterator<Item = &'a Match>) -> Self {
        let mut phrases = Self::default();
        let entity = |it: &Match| &list.entities[it.owner as usize];
        if !found.any(|it| entity(it).has_needs || entity(it).has_excludes) {
            return phrases;
        }
        for (number, text) in texts.iter().enumerate() {
            for it in list.phrases.all(text) {
                match list.rules[it.owner as usize] {
                    Rule::Needs(owner) => _ = phrases.needs.entry(owner).or_default().insert(it.owner),
                    Rule::Excludes(owner) => phrases.excludes.entry((number, owner)).or_default().push(it.units),
                }
            }
        }
        phrases
    }

    /// Which of the entities with this name is meant, and whether there was a choice. Where two
    /// have as many of the phrases they need, none is: nothing is guessed.
    fn meant<'a>(&self, list: &Watchlist, text: usize, place: &'a [Match]) -> Option<(&'a Match, bool)> {
        let rank = |it: &&Match| {
            let phrases = self.needs.get(&it.owner).map_or(0, BTreeSet::len);
            let has_needs = list.entities[it.owner as usize].has_needs;
            (!self.excludes(text, it) && (phrases > 0 || !has_needs)).then_some(phrases)
        };
        let best = place.iter().filter_map(|it| rank(&it)).max()?;
        let mut meant = place.iter().filter(|it| rank(it) == Some(best));
        let first = meant.next()?;
        meant.next().is_none().then_some((first, place.len() > 1))
    }

    fn excludes(&self, text: usize, it: &Match) -> bool {
        let ranges = self.excludes.get(&(text, it.owner)).map_or(&[][..], Vec::as_slice);
        let end = ranges.partition_point(|range| range.start <= it.units.start);
        let near = ranges[..end].iter().rev().take_while(|range| range.start + MAX_WORDS > it.units.start);
        near.into_iter().any(|range| range.end >= it.units.end)
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{mentions, stage};

    const GEORGIAS: &str = "ge,Georgia,place,,Tbilisi | Caucasus,\n\
                            us-ge,Georgia,place,,Atlanta | Peach State,\n\
                            kyiv,Kyiv,place,Kiev,,chicken Kiev | Kyiv Post\n\
                            who,World Health Organization,organisation,WHO,,\n";

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = mentions(&stage(GEORGIAS, "sanction,sanctions,sanction* | asset freeze\n"), text);
        let found: Vec<(&str, &str)> = found.iter().map(|it| (it.surface.as_str(), it.entity_id.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_name_of_two_is_told_by_what_it_needs() {
        check("Georgia votes, said Atlanta", &[("Georgia", "us-ge")]);
        check("Georgia votes in TBILISI", &[("Georgia", "ge")]);
        check("Georgia votes", &[]);
        check("Georgia votes in Tbilisi and Atlanta", &[]);
        check("Georgia votes in Tbilisi, Caucasus, and Atlanta", &[("Georgia", "ge")]);
    }

    #[test]
    fn a_name_in_an_excluded_phrase_does_not_count() {
        check("Chicken Kiev in Kiev, says Kyiv Post", &[("Kiev", "kyiv")]);
    }

    #[test]
    fn an_acronym_in_a_line_of_capitals_counts_where_it_stands_elsewhere_too() {
        check("WHO WINS?\nNobody knows.", &[]);
        check("WHO WARNS\nThe WHO did.", &[("WHO", "who"), ("WHO", "who")]);
    }

    #[test]
    fn terms_match_in_any_case_beside_names() {
        check(
            "Sanctioned Kyiv Asset Freeze",
            &[("Sanctioned", "sanction"), ("Kyiv", "kyiv"), ("Asset Freeze", "sanction")],
        );
    }
}
