//! The rules: what the words of a line say of it, and what the page says more than once.
//!
//! They give reasons. Whether a line goes, the [judge](crate::judge) decides, to whom a rule's
//! word is one mark among many; see [`crate::desk`].

use std::ops::Range;

use crate::because::Because;
use crate::headlines::headline;
use crate::page::Page;
use crate::places;
use crate::proof::Proof;
use crate::words::Words;

/// What the rules find on a page.
pub(crate) struct Findings {
    /// What each line says of itself.
    pub(crate) heard: Vec<Option<Because>>,
    /// What the rules together would do: also by where a line stands, and whether it is said again.
    pub(crate) ruled: Vec<Option<Because>>,
    /// The stretch with the most running text.
    pub(crate) stretch: Range<usize>,
    /// The headline's line, if it is in the page.
    pub(crate) headline: Option<usize>,
    /// The headline, if the source does not tell it.
    pub(crate) title: Option<String>,
}

/// Hears every line, finds the body and the headline above it, and judges the rest by its place.
pub(crate) fn find(page: &Page<'_>, known_title: Option<&str>) -> Findings {
    let mut ruled: Vec<Option<Because>> = page.lines.iter().map(by_its_words).collect();
    captions_said_twice(page, &mut ruled);
    let heard = ruled.clone();
    let stretch = page.body(&ruled);
    let headline = match known_title {
        Some(title) => first_that_says(page, title, stretch.end),
        None if stretch.is_empty() => None,
        None => headline(page, &ruled, stretch.start).map(|it| first_that_says_the_same(page, it)),
    };
    let title = headline.filter(|_| known_title.is_none()).map(|it| page.lines[it].text.to_owned());
    if let Some(words) = known_title.or(title.as_deref()).map(Words::of) {
        titles_said_again(page, &words, headline, &mut ruled);
    }
    lines_said_again(page, &mut ruled);
    places::judge(page, &stretch, headline, &mut ruled);
    Findings { heard, ruled, stretch, headline, title }
}

/// What a line says of itself.
pub(crate) fn by_its_words(line: &Proof<'_>) -> Option<Because> {
    let because = if line.asks_for_consent() {
        Because::Consent
    } else if line.invites_to_subscribe() {
        Because::Invitation
    } else if line.claims_rights() {
        Because::Rights
    } else if line.opens_comments() {
        Because::Comments
    } else if line.heads_other_stories() {
        Because::Related
    } else if line.is_label() || line.is_read_more() {
        Because::Label
    } else if line.points_to_another_story() {
        Because::SeeAlso
    } else if line.is_share_bar() {
        Because::Share
    } else if line.stamps_the_day() {
        Because::Stamp
    } else if line.signs_off() {
        Because::SignOff
    } else if line.is_caption() {
        Because::Caption
    } else if line.names_the_author() {
        Because::Byline
    } else if line.is_breadcrumb() {
        Because::Breadcrumb
    } else {
        return None;
    };
    Some(because)
}

/// A short line right before its repetition is a photo's text and its caption.
fn captions_said_twice(page: &Page<'_>, verdicts: &mut [Option<Because>]) {
    for (at, pair) in page.lines.windows(2).enumerate() {
        let [one, two] = pair else { continue };
        let same = two.words.folded().starts_with(one.words.folded()) && one.words.len() >= 4;
        if same && !one.is_sentence() && verdicts[at + 1] == Some(Because::Caption) {
            verdicts[at] = Some(Because::Caption);
        }
    }
}

/// The first line that says what this one says: both are the headline, and one is its repetition.
fn first_that_says_the_same(page: &Page<'_>, row: usize) -> usize {
    let above = row - usize::min(row, HEADLINES);
    (above..row).find(|it| page.lines[*it].hash == page.lines[row].hash).unwrap_or(row)
}

/// How far above a headline its first saying may stand: further up, it is in a list of stories.
const HEADLINES: usize = 8;

/// The first line that says a title that the source has told.
fn first_that_says(page: &Page<'_>, title: &str, before: usize) -> Option<usize> {
    let title = Words::of(title);
    page.lines.iter().take(before).position(|it| it.repeats(&title))
}

fn titles_said_again(page: &Page<'_>, title: &Words, found: Option<usize>, verdicts: &mut [Option<Because>]) {
    for (at, line) in page.lines.iter().enumerate() {
        if found == Some(at) {
            verdicts[at] = Some(Because::Title);
        } else if line.repeats(title) {
            verdicts[at] = Some(Because::RepeatsTitle);
        }
    }
}

/// Lines that the page says more than once: a sentence (whatever else says the same) or a long line stays where it is said
/// first; a short line, which may be a subhead with its entry in a list, where it is said last;
/// what is said three times is no part of a story.
fn lines_said_again(page: &Page<'_>, verdicts: &mut [Option<Because>]) {
    let mut before = std::collections::BTreeMap::new();
    for (at, line) in page.lines.iter().enumerate() {
        let times = line.times;
        if times < 2 || line.words.len() == 0 {
            continue;
        }
        let said: &mut u32 = before.entry((line.is_sentence(), line.hash)).or_default();
        *said += 1;
        let is_long = line.is_prose() || line.count >= 8;
        let goes = if is_long { *said > 1 } else { times > 2 || *said < times };
        // Short remarks are said again by people, too: "No comment."
        if goes && verdicts[at].is_none() && !(line.is_remark() && line.count < 8 && times < 3) {
            verdicts[at] = Some(Because::Repeated);
        }
    }
}
