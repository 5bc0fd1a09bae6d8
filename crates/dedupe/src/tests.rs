//! Tests of the whole stage.

use newsmill_stage::tables::Cluster;
use newsmill_stage::testing::{build, decide};
use newsmill_stage::{Article, Cell, Date, Phase, Rulings, columns};

use crate::Dedupe;

const STORY: &str = "The mayor of Hohenwerder opened a new bridge over the river on Monday, four years after the old \
    one was closed to lorries. About 300 people came to see the first tram cross it. The mayor said that the bridge \
    would bring both halves of the town together again, and thanked the engineers for their patience. A baker gave \
    away 1,200 rolls. The opposition complained that the bridge had cost 41 million, twice what was planned.";
const OTHER: &str = "Fishermen in Valdesauce have caught a pike of 23 kilos, the heaviest since records began there \
    in 1954. The fish was weighed in front of witnesses, photographed, and put back into the lake. Biologists of the \
    university believe that it is at least 19 years old. The lake had been thought to be empty after the drought.";
const NOTE: &str = "The Valbrune exchange closed {a} percent higher at {b} points on Tuesday. Turnover was {c} million, \
    compared with {d} million the day before. Of the shares traded, {e} rose and {f} fell. The index of small firms \
    gained {g} points. Dealers said that trade was quiet and that most buyers were waiting for the central bank.";

fn article(outlet: &str, text: &str) -> Article {
    let mut article = Article::from_text(text);
    article.id.0 = newsmill_text::hash128(format!("{outlet} {text}").as_bytes());
    article.set(columns::OUTLET_ID, Some(outlet.to_owned()).filter(|it| !it.is_empty()));
    article
}

fn on(mut article: Article, day: i8) -> Article {
    article.set(columns::DATE_PUBLISHED, Date::new(2024, 5, day).unwrap());
    article
}

fn rule(articles: &[Article]) -> Vec<(Phase, Rulings)> {
    let stage: Dedupe = build(std::path::Path::new(""), "").unwrap();
    decide(&stage, articles).unwrap()
}

/// For each article its role and the article whose copy it is, by their places: `copy 0`.
#[track_caller]
fn check(articles: &[Article], expected: &[&str]) {
    assert_eq!(roles(articles), expected);
}

fn roles(articles: &[Article]) -> Vec<String> {
    let decided = rule(articles);
    let last = |at: usize, column: &str| {
        let mut values = decided.iter().flat_map(|(_, it)| &it.values);
        let mut value = String::new();
        values.by_ref().filter(|it| it.0 == articles[at].id && it.1 == column).for_each(|it| {
            value = if let Cell::Text(text) = &it.2 { text.clone() } else { String::new() };
        });
        value
    };
    let place = |id: &str| articles.iter().position(|it| it.id.to_string() == id).map(|it| format!(" {it}"));
    let tell = |at: usize| {
        let mut duplicates = decided.iter().flat_map(|(_, it)| &it.duplicates);
        match duplicates.find(|(later, _)| *later == articles[at].id) {
            Some((_, of)) => format!("duplicate{}", place(&of.to_string()).unwrap_or_default()),
            None => last(at, "cluster_role") + &place(&last(at, "duplicate_of")).unwrap_or_default(),
        }
    };
    (0..articles.len()).map(tell).collect()
}

fn note(numbers: [&str; 7]) -> String {
    let mut text = NOTE.to_owned();
    for (name, number) in ["{a}", "{b}", "{c}", "{d}", "{e}", "{f}", "{g}"].into_iter().zip(numbers) {
        text = text.replace(name, number);
    }
    text
}

#[test]
fn the_same_text_in_one_outlet_is_a_duplicate() {
    let mut again = article("a", STORY);
    again.id.0 += 1;
    check(&[article("a", STORY), again, article("a", OTHER)], &["single", "duplicate 0", "single"]);
}

#[test]
fn the_same_text_in_another_outlet_is_a_copy() {
    check(
        &[on(article("a", STORY), 2), on(article("b", STORY), 1), article("c", OTHER)],
        &["copy 1", "original", "single"],
    );
}

#[test]
fn a_shortened_or_edited_copy_is_a_copy() {
    let half: String = STORY.chars().take(STORY.len() / 2).collect();
    let edited = STORY.replace("opened", "has opened").replace("A baker gave away 1,200 rolls. ", "");
    let articles = [on(article("a", STORY), 1), on(article("b", &half), 2), on(article("c", &edited), 3)];
    check(&articles, &["original", "copy 0", "copy 0"]);
}

#[test]
fn two_notes_of_one_form_are_two_stories() {
    let one = note(["0.4", "5,114", "212", "198", "61", "40", "8.1"]);
    let other = note(["1.1", "5,170", "305", "212", "77", "22", "12.9"]);
    check(&[article("a", &one), article("b", &other)], &["single", "single"]);
    check(&[on(article("a", &one), 1), on(article("b", &one), 2)], &["original", "copy 0"]);
}

#[test]
fn a_digest_makes_no_story_of_two() {
    let digest = format!("{STORY}\n\n{OTHER}");
    let articles = [on(article("a", STORY), 1), on(article("b", OTHER), 1), on(article("c", &digest), 2)];
    check(&articles, &["single", "single", "single"]);
}

#[test]
fn the_order_of_the_corpus_makes_no_difference() {
    let half: String = STORY.chars().take(STORY.len() / 2).collect();
    let mut articles = vec![article("a", STORY), article("b", &half), article("c", OTHER), article("d", OTHER)];
    let tell = |articles: &[Article]| {
        let mut told: Vec<String> =
            rule(articles).iter().flat_map(|(_, it)| &it.values).map(|it| format!("{it:?}")).collect();
        told.sort();
        told
    };
    let expected = tell(&articles);
    for turn in 0..6 {
        articles.swap(turn % 4, (turn * 3 + 1) % 4);
        assert_eq!(tell(&articles), expected);
    }
}

#[test]
fn a_cluster_has_a_row() {
    let mut articles = [on(article("a", STORY), 2), on(article("wire", STORY), 3), on(article("b", STORY), 4)];
    articles[0].set(columns::CREDIT_SOURCE, "wire".to_owned());
    articles[0].set(columns::LANGUAGE, "en".to_owned());
    check(&articles, &["copy 1", "original", "copy 1"]);
    let decided = rule(&articles);
    let row = &decided[1].1.rows.of::<Cluster>()[0];
    assert_eq!(row.cluster_id, articles[0].id.to_string());
    assert_eq!((row.articles, row.outlets, row.languages.as_slice()), (3, 3, &["en".to_owned()][..]));
    assert_eq!((row.originator_outlet.as_deref(), row.credit_source.as_deref()), (Some("wire"), Some("wire")));
    assert_eq!(row.first_date, Date::new(2024, 5, 2).ok());
}

#[test]
fn texts_without_words_are_nobodys_copies() {
    check(&[article("a", ""), article("a", " – "), article("b", ""), article("", "Photo")], &["single"; 4]);
    check(&[article("a", "Photo"), article("b", "Photo")], &["single"; 2]);
    check(&[], &[]);
}

#[test]
fn no_input_is_too_odd() {
    let text = "Київ 北京的 🇺🇦 1,2 กรุง e\u{301}\u{200d}";
    for at in 0..=text.chars().count() {
        let (cut, rest) = (text.chars().take(at).collect::<String>(), text.chars().skip(at).collect::<String>());
        rule(&[article("a", &cut), article("b", &rest), article("c", &cut.repeat(50))]);
    }
}
