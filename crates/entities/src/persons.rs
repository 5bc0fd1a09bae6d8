//! Persons by their surname.
//!
//! Two rules. A person who has been named in full is meant by the surname alone from there on (and
//! in the headline, which uses surnames before the text explains them). And a surname right after
//! somebody else's given name means somebody else: `Ivan Putin` is not `Putin`.

use std::collections::BTreeMap;

use newsmill_text::hash64;

use crate::tag::Hit;
use crate::units::{Lettering, Text, Unit};
use crate::usage;
use crate::watchlist::Watchlist;

/// A surname after a full name.
const SURNAME: f64 = 0.8;
/// A surname that two persons of the article share: the one named last before it.
const SHARED_SURNAME: f64 = 0.5;
/// A surname after a given name that may be another spelling of the person's own.
const OTHER_SPELLING: f64 = 0.7;

/// What stands before a surname.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    /// Nothing that belongs to the name.
    Nothing,
    /// The person's given name, maybe in another spelling.
    OwnName,
    /// A given name of somebody else.
    OtherName,
}

/// Leaves out surnames of persons after a given name that is not theirs.
pub(crate) fn leave_out_others(list: &Watchlist, texts: &[Text<'_>], hits: &mut Vec<Hit>) {
    let before: Vec<Before> = (0..hits.len()).map(|at| before_hit(list, texts, hits, at)).collect();
    let mut before = before.into_iter();
    hits.retain_mut(|hit| match before.next() {
        Some(Before::OtherName) => false,
        Some(Before::OwnName) => {
            hit.confidence = hit.confidence.min(OTHER_SPELLING);
            true
        }
        _ => true,
    });
}

fn before_hit(list: &Watchlist, texts: &[Text<'_>], hits: &[Hit], at: usize) -> Before {
    let hit = &hits[at];
    let is_surname = hit.units.len() == 1 && !hit.is_handle && list.entities[hit.owner as usize].is_person();
    let follows = at > 0 && hits[at - 1].text == hit.text && hits[at - 1].units.end == hit.units.start;
    if is_surname && !follows { before(list, &texts[hit.text], hit.units.start, hit.owner) } else { Before::Nothing }
}

/// Adds the surnames of persons who are named in full.
pub(crate) fn add_surnames(list: &Watchlist, texts: &[Text<'_>], hits: &mut Vec<Hit>) {
    let bearers = Bearers::of(list, texts, hits);
    if bearers.0.is_empty() {
        return;
    }
    let mut added = Vec::new();
    let mut next = 0;
    for (number, text) in texts.iter().enumerate() {
        for (at, unit) in text.units.iter().enumerate() {
            while hits.get(next).is_some_and(|it| (it.text, it.units.end) <= (number, at)) {
                next += 1;
            }
            let is_taken = hits.get(next).is_some_and(|it| it.text == number && it.units.contains(&at));
            if is_taken || !unit.form.capitalized {
                continue;
            }
            let Some((owner, confidence)) = bearers.meant(unit, number, at, at < text.title_units) else { continue };
            let alone = !list.names.has_word(unit)
                && is_whole(text, at)
                && before(list, text, at, owner) != Before::OtherName
                && !begins_another_name(text, at);
            if alone {
                let units = at..at + 1;
                added.push(Hit { text: number, units, owner, rule: "surname", confidence, is_handle: false });
            }
        }
    }
    hits.append(&mut added);
    hits.sort_by_key(|it| (it.text, it.units.start));
}

/// Who bears a surname in this article: by its hash, the full names in their order.
struct Bearers(BTreeMap<u64, Vec<Bearer>>);

struct Bearer {
    place: (usize, usize),
    owner: u32,
    /// Whether somebody else bore the surname before.
    is_shared: bool,
}

impl Bearers {
    fn of(list: &Watchlist, texts: &[Text<'_>], hits: &[Hit]) -> Self {
        let mut all: BTreeMap<u64, Vec<Bearer>> = BTreeMap::new();
        for hit in hits.iter().filter(|it| list.entities[it.owner as usize].is_person()) {
            let text = &texts[hit.text];
            let Some(surname) = surname(text, &text.units[hit.units.clone()]) else { continue };
            let bearers = all.entry(surname.hash).or_default();
            let is_shared = bearers.last().is_some_and(|it| it.is_shared || it.owner != hit.owner);
            bearers.push(Bearer { place: (hit.text, hit.units.start), owner: hit.owner, is_shared });
        }
        Self(all)
    }

    /// Whom the surname means here, and how surely.
    fn meant(&self, unit: &Unit, text: usize, at: usize, in_title: bool) -> Option<(u32, f64)> {
        let bearers = self.0.get(&unit.hash)?;
        let earlier = bearers.partition_point(|it| it.place < (text, at));
        match earlier.checked_sub(1) {
            Some(nearest) => {
                let it = &bearers[nearest];
                Some((it.owner, if it.is_shared { SHARED_SURNAME } else { SURNAME }))
            }
            None => bearers.last().filter(|it| in_title && !it.is_shared).map(|it| (it.owner, SURNAME)),
        }
    }
}

/// The surname in a full name: its last word. `Mayor of Kyiv` and `Prime Minister` are none.
fn surname<'a>(text: &Text<'_>, name: &'a [Unit]) -> Option<&'a Unit> {
    let name = match name {
        [rest @ .., last] if usage::is_generation(text.folded(last)) => rest,
        _ => name,
    };
    let [first, middle @ .., last] = name else { return None };
    let is_of_names = |it: &Unit| it.form.capitalized || it.form.joined || usage::is_particle(text.folded(it));
    let full = first.form.capitalized
        && !usage::is_title(text.folded(first))
        && middle.iter().all(is_of_names)
        && last.form.capitalized
        && last.form.letters >= 3
        && !last.form.joined;
    full.then_some(last)
}

/// Whether what an apostrophe joins to the unit is no part of a name.
fn is_whole(text: &Text<'_>, at: usize) -> bool {
    let next = text.units.get(at + 1).filter(|it| it.form.joined);
    !text.units[at].form.joined && next.is_none_or(|it| usage::is_ending(text.folded(it)))
}

/// Whether the unit and the next make a name of their own: `Martin` in `Martin Griffiths`.
fn begins_another_name(text: &Text<'_>, at: usize) -> bool {
    let Some(next) = text.units.get(at + 1).filter(|it| it.sentence == text.units[at].sentence) else { return false };
    let is_prose = lettering(text, next) == Lettering::Prose && !text.capitalizes_nouns;
    let gap = text.gap_before(at + 1);
    is_prose && next.form.capitalized && is_space(gap) && !usage::is_title(text.folded(next))
}

/// What stands before the surname of this person.
fn before(list: &Watchlist, text: &Text<'_>, at: usize, owner: u32) -> Before {
    let Some(previous) = at.checked_sub(1).map(|it| &text.units[it]) else { return Before::Nothing };
    let unit = &text.units[at];
    let form = previous.form;
    let gap = text.gap_before(at);
    let is_acronym = form.is_capitals() && form.letters > 1 && lettering(text, unit) != Lettering::Capitals;
    let is_apart = previous.sentence != unit.sentence || !is_space(gap.strip_prefix('.').unwrap_or(gap));
    if is_apart || !form.capitalized || form.joined || is_acronym {
        return Before::Nothing;
    }
    let folded = text.folded(previous);
    if form.letters == 1 || usage::is_title(folded) {
        return Before::Nothing;
    }
    let mut skeleton = String::new();
    usage::skeleton(folded, &mut skeleton);
    if list.own_names(owner).binary_search(&hash64(skeleton.as_bytes())).is_ok() {
        return Before::OwnName;
    }
    if list.given_names.contains(&previous.hash) {
        return Before::OtherName;
    }
    // Whatever begins a sentence, a quotation or a headline's word has its capital for that.
    let is_telling =
        lettering(text, unit) == Lettering::Prose && !text.capitalizes_nouns && !begins_phrase(text, at - 1);
    if is_telling && !list.names.has_word(previous) { Before::OtherName } else { Before::Nothing }
}

fn lettering(text: &Text<'_>, unit: &Unit) -> Lettering {
    text.lines.get(unit.line as usize).copied().unwrap_or_default()
}

/// Whether the unit begins a sentence, a quotation, or what follows a colon, a dash or a bracket.
fn begins_phrase(text: &Text<'_>, at: usize) -> bool {
    let Some(previous) = at.checked_sub(1).map(|it| &text.units[it]) else { return true };
    previous.sentence != text.units[at].sentence
        || text.gap_before(at).chars().any(|it| !it.is_whitespace() && !",-.'’".contains(it))
}

fn is_space(gap: &str) -> bool {
    !gap.is_empty() && gap.chars().all(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use crate::testing::{mentions, stage};

    const PEOPLE: &str = "putin,Vladimir Putin,person,Putin,,\n\
                          zelensky,Volodymyr Zelensky,person,Zelensky,,\n\
                          zelenska,Olena Zelenska,person,,,\n\
                          roe,Jane Roe,person,,,\n\
                          roe2,Peter Roe,person,,,\n\
                          york,York,place,,,\n\
                          duke,John York,person,Mayor of Bonn,,\n";

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str, &str)]) {
        let found = mentions(&stage(PEOPLE, ""), text);
        let told: Vec<(&str, &str, &str)> =
            found.iter().map(|it| (it.surface.as_str(), it.entity_id.as_str(), it.rule.as_str())).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn a_surname_after_the_full_name_is_the_person() {
        let expected = [("Jane Roe", "roe", "name"), ("Roe", "roe", "surname")];
        check("Roe? Jane Roe spoke. Then Roe’s aide left.", &expected);
        check("Jane Roe spoke of roe deer and Roe Farm.", &expected[..1]);
    }

    #[test]
    fn of_two_with_one_surname_the_nearest_is_meant_less_surely() {
        let found = mentions(&stage(PEOPLE, ""), "Jane Roe met Peter Roe. Later Roe left.");
        let last = found.last().unwrap();
        assert_eq!((last.entity_id.as_str(), last.confidence), ("roe2", super::SHARED_SURNAME));
    }

    #[test]
    fn a_surname_that_names_another_stays_with_it() {
        check("John York went to York.", &[("John York", "duke", "name"), ("York", "york", "name")]);
    }

    #[test]
    fn an_office_is_no_full_name() {
        check("The Mayor of Bonn left Bonn.", &[("Mayor of Bonn", "duke", "alias")]);
    }

    #[test]
    fn another_given_name_is_another_person() {
        check("We met Ivan Putin there. Olena Putin came.", &[]);
        check("We met President Putin there.", &[("Putin", "putin", "alias")]);
        check(
            "Yesterday Putin came, on Friday Putin left.",
            &[("Putin", "putin", "alias"), ("Putin", "putin", "alias")],
        );
        check("Why Would Anybody Believe Putin Again", &[("Putin", "putin", "alias")]);
    }

    #[test]
    fn a_given_name_in_another_spelling_is_the_same_person() {
        check("It was Vladimir Zelensky, not Olena Zelensky.", &[("Zelensky", "zelensky", "alias")]);
    }
}
