//! The desk: decides line by line what is article and what the site put around it.
//!
//! First the words of a line are heard ([`by_its_words`]); then the body is found and the headline
//! above it; then what has no words of its own is judged by where it stands ([`crate::places`]).
//! Last comes mercy: an article is never left empty.

use crate::because::Because;
use crate::page::Page;
use crate::places;
use crate::proof::Proof;
use crate::titles::headline;
use crate::words::Words;

/// What the desk has decided.
#[derive(Debug, Default)]
pub(crate) struct Decision {
    /// For each line of the page, why it goes; `None` if it stays.
    pub(crate) verdicts: Vec<Option<Because>>,
    /// The headline, if it was found in the page.
    pub(crate) title: Option<String>,
    /// Whether the rules would have cut (nearly) all, and the best block was kept against them.
    pub(crate) for_want_of_better: bool,
}

/// Decides what stays of a page. A page without a sentence stays as it is.
pub(crate) fn decide(page: &Page<'_>, known_title: Option<&str>, keep_captions: bool) -> Decision {
    if !page.has_sentences() {
        return Decision { verdicts: vec![None; page.lines.len()], ..Decision::default() };
    }
    let mut verdicts: Vec<Option<Because>> = page.lines.iter().map(by_its_words).collect();
    captions_said_twice(page, &mut verdicts);
    if keep_captions {
        verdicts.iter_mut().filter(|it| **it == Some(Because::Caption)).for_each(|it| *it = None);
    }
    let body = page.body(&verdicts);
    let found = match known_title {
        Some(title) => first_that_says(page, title, body.end),
        None if body.is_empty() => None,
        None => headline(page, &verdicts, body.start),
    };
    let title = found.filter(|_| known_title.is_none()).map(|it| page.lines[it].text.to_owned());
    if let Some(words) = known_title.or(title.as_deref()).map(Words::of) {
        titles_said_again(page, &words, found, &mut verdicts);
    }
    lines_said_again(page, &mut verdicts);
    places::judge(page, &body, found, &mut verdicts);
    let for_want_of_better = show_mercy(page, &mut verdicts);
    Decision { verdicts, title, for_want_of_better }
}

/// What a line says of itself.
fn by_its_words(line: &Proof<'_>) -> Option<Because> {
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
        let times = page.times(line);
        if times < 2 || line.words.len() == 0 {
            continue;
        }
        let said: &mut u32 = before.entry((line.is_sentence(), line.words.folded())).or_default();
        *said += 1;
        let is_long = line.is_prose() || line.count >= 8;
        let goes = if is_long { *said > 1 } else { times > 2 || *said < times };
        // Short remarks are said again by people, too: "No comment."
        if goes && verdicts[at].is_none() && !(line.is_remark() && line.count < 8 && times < 3) {
            verdicts[at] = Some(Because::Repeated);
        }
    }
}

/// If (nearly) no running text stays of a page that has some, its best block stays against the
/// rules: better some chrome in an article than no article.
fn show_mercy(page: &Page<'_>, verdicts: &mut [Option<Because>]) -> bool {
    let words = |at: usize| if page.lines[at].is_prose() { page.lines[at].count } else { 0 };
    let all: usize = (0..page.lines.len()).map(words).sum();
    let kept: usize = (0..page.lines.len()).filter(|it| verdicts[*it].is_none()).map(words).sum();
    if kept * 20 >= all && kept > 0 {
        return false;
    }
    for at in page.body(&[]) {
        if page.lines[at].is_prose() && verdicts[at] != Some(Because::Title) {
            verdicts[at] = None;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use newsmill_stage::Article;

    use super::*;

    /// Each line of the page begins with the code expected for it, `-` if it stays.
    #[track_caller]
    fn check(page: &str) {
        let (codes, lines): (Vec<&str>, Vec<&str>) =
            page.trim().lines().map(|it| it.trim().split_once(' ').unwrap()).unzip();
        let article = Article::from_text(&lines.join("\n"));
        let page = Page::read(&article);
        let decision = decide(&page, None, false);
        let got: Vec<String> = (decision.verdicts.iter().zip(&lines))
            .map(|(it, line)| format!("{} {line}", it.map_or("-", Because::code)))
            .collect();
        let expected: Vec<String> = codes.iter().zip(&lines).map(|(code, line)| format!("{code} {line}")).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn an_english_page() {
        check(
            "masthead Northmoor Gazette
             breadcrumb News > Farming
             title Old bridge over the Moor to open again
             byline By Ann Roe
             stamp Published 3 March 2024
             - • Work on the bridge took two winters
             - • The ferry will stop in April
             - The old bridge over the Moor will open again in spring, the mayor said on Monday.
             subscribe Register now to get free unlimited access to the Gazette
             - What the work has cost
             - The town has spent two million crowns on it, and the county has paid as much again.
             see_also See also  Ferries late again after the storm
             - “We have waited for this day,” the mayor said. “Now it has come.”
             tags Ann Mayor
             comments Post with no comments.",
        );
    }

    #[test]
    fn a_german_page() {
        check(
            "section_label Nachrichten
             title Alte Brücke öffnet im Frühjahr wieder
             byline Von Jan Petersen, dpa
             - Die alte Brücke über die Aue wird im Frühjahr wieder für den Verkehr geöffnet.
             caption Die Brücke im Herbst. Foto: Jan Petersen/dpa
             - „Wir haben lange gewartet“, sagte der Bürgermeister am Montag vor dem Rat der Stadt.
             subscribe Das Tagblatt jeden Morgen im Postfach: jetzt bestellen
             see_also Mehr zum Thema: So entsteht ein Deich
             copyright © 2024 Tagblatt",
        );
    }

    #[test]
    fn a_ukrainian_page() {
        check(
            "title Старий міст відкриють навесні
             stamp Опубліковано: 3 березня 2024, 10:15
             - Старий міст через Гайову відкриють навесні, сказала мерка міста журналістам у понеділок.
             - Ремонт тривав дві зими, і місто витратило на нього два мільйони гривень, як і область.
             see_also Читайте також: Як здати забуту парасольку
             subscribe Підпишіться на наш канал",
        );
    }

    #[test]
    fn other_stories_under_their_heading() {
        check(
            "- The old bridge over the Moor will open again in spring, the mayor said on Monday.
             - The town has spent two million crowns on it, and the county has paid as much again.
             related Related articles
             related Ferries late again
             related The ferries were late again on Sunday after a storm in the north of the county.
             related Wheat prices fall",
        );
    }

    #[test]
    fn a_page_without_a_sentence_stays() {
        check("- Fine weather\n- News > Moor\n- Subscribe now");
    }

    #[test]
    fn an_article_is_never_left_empty() {
        let article = Article::from_text("We use cookies to make this site better for all who read it.\nMenu\n");
        let decision = decide(&Page::read(&article), None, false);
        assert!(decision.for_want_of_better);
        assert_eq!(decision.verdicts, [None, Some(Because::Label)]);
    }
}
