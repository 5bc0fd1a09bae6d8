//! Events that a text names: before its first day nobody could speak of one.
//!
//! `events.csv` gives each event's first day and its names, and for people in office the last day
//! too. A first day is a bound: a text that names the event is not older. A last day is a hint, as
//! old presidents are spoken of. Names are looked for as they are written, as whole words, in one
//! pass over the text; a name that ends in `*` may have any ending.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use newsmill_stage::Date;
use newsmill_text::Script;

/// What the events that a text names say about its day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bounds {
    /// The first day of the latest event.
    pub(crate) since: Option<Date>,
    /// The last days of those whom the text names with their office.
    ends: Vec<Date>,
    /// How the text names the event of `since`.
    pub(crate) named: &'static str,
}

/// The table of events, ready to be looked for.
struct Events {
    searcher: AhoCorasick,
    names: Vec<Name>,
}

/// One name of an event.
struct Name {
    text: &'static str,
    since: Date,
    until: Option<Date>,
    /// Whether the word may go on.
    open: bool,
}

static EVENTS: LazyLock<Option<Events>> = LazyLock::new(|| Events::parse(include_str!("../events.csv")));

/// Words before an office that end it: the text is younger than the last day.
const FORMER: &[&str] = &[
    "former",
    "ex",
    "Ex",
    "Former",
    "ancien",
    "ancienne",
    "ehemalige",
    "ehemaliger",
    "ehemaligen",
    "frühere",
    "früheren",
    "früherer",
    "бывший",
    "бывшего",
    "бывшая",
    "экс",
    "колишній",
    "колишнього",
    "były",
    "eski",
    "late",
];
/// Words before an office that put it into any time after its first day, or make it another office.
const THEN: &[&str] = &["then", "Vice", "vice", "Deputy", "deputy", "damalige", "damaligen", "тогдашний", "alors"];

impl Bounds {
    /// Adds what another paragraph names.
    pub(crate) fn read(&mut self, text: &str) {
        let Some(events) = EVENTS.as_ref() else { return };
        for found in events.searcher.find_iter(text) {
            let Some(name) = events.names.get(found.pattern().as_usize()) else { continue };
            if !is_whole(text, found.start(), found.end(), name.open) {
                continue;
            }
            // Only an office can be former.
            let office = if name.until.is_some() { before(text, found.start()) } else { Office::Held };
            let (since, until) = match (name.until, office) {
                (Some(last), Office::Former) => (last, None),
                (_, Office::Then) => (name.since, None),
                (until, _) => (name.since, until),
            };
            if self.since.is_none_or(|it| it < since) {
                (self.since, self.named) = (Some(since), name.text);
            }
            if let Some(until) = until.filter(|it| !self.ends.contains(it)) {
                self.ends.push(until);
            }
        }
    }

    /// The first day on which one of them was out of office; of those who were before the latest
    /// event, the text speaks looking back.
    pub(crate) fn until(&self) -> Option<Date> {
        self.ends.iter().copied().filter(|it| self.since.is_none_or(|since| since < *it)).min()
    }
}

impl Events {
    fn parse(table: &'static str) -> Option<Self> {
        let (mut names, mut written) = (Vec::new(), Vec::new());
        for line in table.lines().skip(1) {
            let mut cells = line.splitn(3, ',');
            let (since, until) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok());
            for name in cells.next()?.split(" | ") {
                let text = name.trim_end_matches('*');
                // Both apostrophes are written.
                let spellings = [text.to_owned(), text.replace('\'', "’")];
                for spelling in spellings.into_iter().take(1 + usize::from(text.contains('\''))) {
                    written.push(spelling);
                    names.push(Name { text, since, until, open: text.len() < name.len() });
                }
            }
        }
        let searcher = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&written).ok()?;
        Some(Self { searcher, names })
    }
}

/// Whether a name stands as whole words; scripts without spaces have none.
fn is_whole(text: &str, start: usize, end: usize, open: bool) -> bool {
    let joins = |it: Option<char>| it.is_some_and(|it| it.is_alphanumeric() && !is_unspaced(it));
    let last = text[..end].chars().next_back().is_some_and(is_unspaced);
    !joins(text[..start].chars().next_back()) && (open || last || !joins(text[end..].chars().next()))
}

fn is_unspaced(it: char) -> bool {
    Script::of(it).is_some_and(Script::is_unspaced)
}

/// What the words before an office make of it.
enum Office {
    Held,
    Former,
    Then,
}

fn before(text: &str, start: usize) -> Office {
    let from = text.floor_char_boundary(start.saturating_sub(80));
    let mut words = text[from..start].split([' ', '-', '\u{a0}']).rev().filter(|it| !it.is_empty());
    let Some(last) = words.next() else { return Office::Held };
    // "former US President": the country may stand between.
    let country = last.chars().next().is_some_and(char::is_uppercase);
    for word in std::iter::once(last).chain(words.next().filter(|_| country)) {
        if FORMER.contains(&word) {
            return Office::Former;
        }
        if THEN.contains(&word) {
            return Office::Then;
        }
    }
    Office::Held
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, since: &str, until: &str) {
        let mut bounds = Bounds::default();
        bounds.read(text);
        let show = |it: Option<Date>| it.map_or(String::new(), |it| it.to_string());
        assert_eq!((show(bounds.since), show(bounds.until())), (since.to_owned(), until.to_owned()), "{text}");
    }

    #[test]
    fn an_event_is_not_spoken_of_before_its_first_day() {
        check("Cases of COVID-19 rose again.", "2020-02-11", "");
        check("seit Beginn der Corona-Pandemie", "2020-01-20", "");
        check("после начала специальной военной операции", "2022-02-24", "");
        check("Navalny’s death, Navalny's death", "2024-02-16", "");
        check("Brexiteers cheered, and an iPhone rang.", "2012-05-15", "");
    }

    #[test]
    fn the_latest_event_counts() {
        check("From Fukushima disaster drills to ChatGPT", "2022-11-30", "");
    }

    #[test]
    fn somebody_in_office_gives_a_last_day() {
        check("It was President Biden who signed.", "2021-01-20", "2025-01-20");
        check("岸田首相は述べた。", "2021-10-04", "2024-10-01");
        check("former President Biden spoke", "2025-01-20", "");
        check("former US President Joe Biden spoke", "2025-01-20", "");
        check("then-President Obama spoke", "2009-01-20", "");
        check("Vice President Biden spoke", "2009-01-20", "2017-01-20");
        check("a former aide to President Biden spoke", "2021-01-20", "2025-01-20");
    }

    #[test]
    fn a_text_that_looks_back_at_somebody_in_office_has_no_last_day() {
        check("As under President Obama, so under President Biden.", "2021-01-20", "2025-01-20");
        check("What President Obama began, ChatGPT ended.", "2022-11-30", "");
    }

    #[test]
    fn a_part_of_a_word_is_no_event() {
        check("The Megxiteer and the ChatGPTs of XMH170 met.", "", "");
        check("", "", "");
    }

    #[test]
    fn every_row_of_the_table_is_read() {
        let table = include_str!("../events.csv");
        let names: usize = table.lines().skip(1).map(|it| it.split(" | ").count() + it.matches('\'').count()).sum();
        let events = EVENTS.as_ref().unwrap();
        assert_eq!(events.names.len(), names);
        assert!(events.names.iter().all(|it| it.until.is_none_or(|until| it.since < until)));
        let days: Vec<Date> = events.names.iter().map(|it| it.since).collect();
        assert!(days.is_sorted(), "rows stand in the order of their days");
    }
}
