//! Tests of the whole stage.

use newsmill_stage::tables::Mention;
use newsmill_stage::{Article, ArticleStage as _, Passage, Rows, columns};

use crate::Entities;
use crate::testing::{mentions, stage};

const LIST: &str = "kyiv,Kyiv,place,Kiev | Киев | Київ | 基辅,,\n\
                    moscow,Moscow,place,,,\n\
                    putin,Vladimir Putin,person,Putin,,\n\
                    zelensky,Volodymyr Zelensky,person,Zelensky | Vladimir Zelensky | @ZelenskyyUa,,\n\
                    lpr,Luhansk People’s Republic,organisation,LPR,,\n";

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(told(&mentions(&stage(LIST, ""), text)), expected);
}

fn told(found: &[Mention]) -> Vec<String> {
    let tell = |it: &Mention| {
        let counted = if it.counted { "" } else { " uncounted" };
        format!("{} {}..{} {} {}{counted}", it.surface, it.char_start, it.char_end, it.entity_id, it.voice)
    };
    found.iter().map(tell).collect()
}

fn process(stage: &Entities, mut article: Article) -> Vec<Mention> {
    let mut rows = Rows::default();
    stage.process(&mut article, &mut rows).unwrap();
    rows.of::<Mention>()
}

#[test]
fn every_spelling_is_one_entity() {
    check("Kiev’s Kyiv, Київ", &["Kiev 0..4 kyiv own", "Kyiv 7..11 kyiv own", "Київ 13..17 kyiv own"]);
    check("他在基辅说", &["基辅 2..4 kyiv own"]);
}

#[test]
fn a_shared_given_name_confuses_nobody() {
    check(
        "Vladimir Zelensky and Vladimir Putin",
        &["Vladimir Zelensky 0..17 zelensky own", "Vladimir Putin 22..36 putin own"],
    );
    check("Vladimir Kuznetsov", &[]);
}

#[test]
fn a_handle_is_a_mention() {
    check("Peace. — (@ZelenskyyUa)", &["@ZelenskyyUa 10..22 zelensky own"]);
}

#[test]
fn others_words_are_told_apart() {
    check("“Moscow waits,” said Moscow", &["Moscow 1..7 moscow quoted", "Moscow 21..27 moscow own"]);
}

#[test]
fn a_title_that_the_body_repeats_counts_once() {
    let mut article = Article::from_text("Moscow waits!\n\nTalks in Moscow stall.");
    article.set_title("Moscow waits");
    let expected = ["Moscow 0..6 moscow own", "Moscow 0..6 moscow own uncounted", "Moscow 24..30 moscow own"];
    assert_eq!(told(&process(&stage(LIST, ""), article.clone())), expected);

    article.set_stripped();
    let found = process(&stage(LIST, ""), article);
    let expected = ["Moscow 0..6 moscow own", "Moscow 13..19 moscow own uncounted", "Moscow 36..42 moscow own"];
    assert_eq!(told(&found), expected);
    let fields: Vec<(&str, i64)> = found.iter().map(|it| (it.field.as_str(), it.sentence)).collect();
    assert_eq!(fields, [("title", 1), ("body", 2), ("body", 3)]);
}

#[test]
fn the_headline_knows_surnames_that_the_text_explains() {
    let mut article = Article::from_text("It was Jane Roe who left.");
    article.set_title("Roe leaves");
    let found = process(&stage("roe,Jane Roe,person,,,\n", ""), article);
    assert_eq!(told(&found), ["Roe 0..3 roe own", "Jane Roe 7..15 roe own"]);
    assert_eq!((found[0].field.as_str(), found[0].rule.as_str()), ("title", "surname"));
}

#[test]
fn a_mention_has_the_language_of_its_passage() {
    let mut article = Article::from_text("Kyiv — Київ");
    article.set(columns::LANGUAGE, "en".to_owned());
    article.lines_mut()[0].mark(Passage { bytes: 9..17, language: Some("uk") });
    let found = process(&stage(LIST, ""), article);
    let languages: Vec<Option<&str>> = found.iter().map(|it| it.language.as_deref()).collect();
    assert_eq!(languages, [Some("en"), Some("uk")]);
}

#[test]
fn german_writes_every_noun_with_a_capital() {
    let mut article = Article::from_text("Das hat der Parteichef Putin gesagt.");
    assert_eq!(told(&process(&stage(LIST, ""), article.clone())), [""; 0]);
    article.set(columns::LANGUAGE, "de".to_owned());
    assert_eq!(told(&process(&stage(LIST, ""), article)), ["Putin 23..28 putin own"]);
}

#[test]
fn offsets_are_characters_whatever_stands_before() {
    check("🇺🇦 “é” LPR’s", &["LPR 7..10 lpr own"]);
}

#[test]
fn no_input_is_too_odd() {
    let stage = stage(LIST, "war,war,war* | special operation\n");
    let text = "“Kyiv’s war, Володимир 基辅的 @ZelenskyyUa กรุงเคียฟ 🇺🇦 L’Ukraine\u{301}” —\u{200d}\n\n«Putin";
    for at in 0..=text.chars().count() {
        let cut: String = text.chars().take(at).collect();
        let rest: String = text.chars().skip(at).collect();
        for text in [&cut, &rest, &format!("{rest}\n{cut}")] {
            for it in mentions(&stage, text) {
                let (start, length) = (it.char_start as usize, (it.char_end - it.char_start) as usize);
                let surface: String = text.chars().skip(start).take(length).collect();
                assert_eq!(surface, it.surface);
            }
        }
    }
    let mut random = 7_u32;
    for _ in 0..200 {
        let bytes = std::iter::repeat_with(|| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (random >> 24) as u8
        });
        mentions(&stage, &String::from_utf8_lossy(&bytes.take(60).collect::<Vec<u8>>()));
    }
}

#[test]
fn the_seeds_name_kyiv_and_zelensky_however_they_are_spelled() {
    let seeds = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seeds"));
    let Ok(files) = std::fs::read_dir(seeds) else {
        eprintln!("skipped: no ../shared");
        return;
    };
    let list = "kyiv,Kyiv,place,Kiev,,\n\
                putin,Vladimir Putin,person,Putin,,\n\
                zelensky,Volodymyr Zelensky,person,Zelensky | Vladimir Zelensky | Володимир Зеленський,,\n";
    let stage = stage(list, "");
    let mut forms = std::collections::BTreeSet::new();
    for file in files {
        let text = std::fs::read(file.unwrap().path()).unwrap();
        let text = newsmill_text::decode(&text, None).text;
        let found = mentions(&stage, &text);
        assert_eq!(
            found.iter().filter(|it| it.entity_id == "kyiv").count(),
            text.matches("Kiev").count() + text.matches("Kyiv").count()
        );
        let of_putin = found.iter().filter(|it| it.entity_id == "putin");
        assert_eq!(of_putin.count(), text.matches("Putin").count());
        forms.extend(found.into_iter().map(|it| (it.entity_id, it.surface)));
    }
    let forms: Vec<String> = forms.into_iter().map(|(id, form)| format!("{id} {form}")).collect();
    let expected = [
        "kyiv Kiev",
        "kyiv Kyiv",
        "putin Putin",
        "putin Vladimir Putin",
        "zelensky Vladimir Zelensky",
        "zelensky Volodymyr Zelensky",
        "zelensky Zelensky",
        "zelensky Володимир Зеленський",
    ];
    assert_eq!(forms, expected);
}

#[test]
fn the_lists_that_ship_are_read() {
    let root = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let stage: Entities = newsmill_stage::testing::build(root, "").unwrap();
    let found = mentions(&stage, "Володимир Зеленський met Vladimir Putin’s envoy; sanctions on Kiev, not Kyiv");
    let ids: Vec<&str> = found.iter().map(|it| it.entity_id.as_str()).collect();
    assert_eq!(ids, ["volodymyr-zelensky", "vladimir-putin", "sanctions", "kyiv", "kyiv"]);
}
