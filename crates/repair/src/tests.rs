//! Tests of the stage as a whole.

use std::path::Path;

use newsmill_stage::{Article, ArticleStage as _, Rows, testing};

use crate::Repair;

#[track_caller]
fn check(text: &str, expected: &str) {
    let stage: Repair = testing::build(Path::new("."), "").unwrap();
    let (article, ..) = testing::process(&stage, text).unwrap();
    let lines: Vec<&str> = article.lines().iter().map(|it| it.text()).collect();
    assert_eq!(lines.join("\n"), expected);
}

#[test]
fn everything_is_mended_in_one_pass() {
    check("R&amp;D\r\n&Atilde;&copy;t&Atilde;&copy;\u{A0}: cafe\u{301}", "R&D\nété : café");
    check("plain text\n\nstays", "plain text\n\nstays");
}

#[test]
fn a_half_of_a_letter_is_no_invisible_character() {
    check("Ã\u{AD}ndice and Ã\u{81}frica", "índice and África");
}

#[test]
fn the_title_and_the_source_are_mended_too() {
    let stage: Repair = testing::build(Path::new("."), "").unwrap();
    let (mut article, mut rows) = (Article::from_text("clean"), Rows::default());
    article.metadata.title = Some("Itâ€™s &quot;over&quot;".into());
    article.metadata.authors = vec!["JosÃ©".into()];
    article.ask_for_notes();
    stage.process(&mut article, &mut rows).unwrap();
    assert_eq!(article.title(), Some("It’s \"over\""));
    assert_eq!(article.metadata.authors, ["José"]);
    let tallies = rows.take_tallies();
    assert_eq!((tallies["mended_mojibake"], tallies["mended_entities"]), (1, 1));
    let note = "title: UTF-8 that was read as windows-1252, entities: `Itâ€™s &quot;over&quot;` → `It’s \"over\"`";
    assert_eq!(article.notes(), [("repair", note.to_owned())]);
}

#[test]
fn each_kind_of_mending_can_be_left_out() {
    let off = |settings| testing::build::<Repair>(Path::new("."), settings).unwrap();
    assert_eq!(off("mojibake = false").text("Ã©&amp;"), Some("Ã©&".into()));
    assert_eq!(off("entities = false").text("Ã©&amp;"), Some("é&amp;".into()));
    assert_eq!(off("unicode-form = false").text("a\u{A0}b"), None);
}

#[test]
fn mending_twice_changes_nothing_more() {
    let stage: Repair = testing::build(Path::new("."), "").unwrap();
    let text = "Ã¢â‚¬Å“Ooâ€™\u{301}&amp;amp;Р\u{98}ван\r\u{200B}&#146;\u{FEFF}";
    for end in text.char_indices().map(|it| it.0) {
        let once = stage.text(&text[..end]).unwrap_or_else(|| text[..end].to_owned());
        assert_eq!(stage.text(&once), None, "{once}");
    }
}

#[test]
fn the_broken_quotation_mark_of_a_seed_is_mended_and_nothing_else() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seeds"));
    let Ok(files) = std::fs::read_dir(folder) else {
        eprintln!("skipped: no ../shared");
        return;
    };
    let stage: Repair = testing::build(Path::new("."), "").unwrap();
    let mut changed = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for line in text.split('\n') {
            let mended = stage.text(line).filter(|it| *it != line.replace('\u{A0}', " ").trim_end_matches('\r'));
            changed.extend(mended);
        }
    }
    assert_eq!(changed.len(), 1, "{changed:#?}");
    assert!(changed[0].contains("• “It is clear"), "{changed:#?}");
}
