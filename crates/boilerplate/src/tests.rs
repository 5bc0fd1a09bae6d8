//! The stage as a whole: settings, notes, the seeds, and that nothing panics.

use std::path::Path;

use newsmill_stage::{Article, ArticleStage as _, Rows, columns, testing};

use super::Boilerplate;

fn strip(settings: &str, page: &str) -> (Article, Rows) {
    let stage: Boilerplate = testing::build(Path::new("."), settings).unwrap();
    let (article, _, rows) = testing::process(&stage, page).unwrap();
    (article, rows)
}

#[track_caller]
fn check(page: &str, expected: &str) {
    assert_eq!(strip("", page).0.clean().text, expected);
}

const BODY: &str = "The old bridge over the Moor will open again in spring, the mayor said on Monday.\n\
    The town has spent two million crowns on it, and the county has paid as much again.";

#[test]
fn the_title_returns_on_top() {
    check(
        &format!("News > Moor\n\nOld bridge to open again\n\nPublished 3 March 2024\n{BODY}\nShare"),
        &format!("Old bridge to open again\n{BODY}"),
    );
}

#[test]
fn a_title_that_the_source_tells_is_not_said_twice() {
    let stage: Boilerplate = testing::build(Path::new("."), "").unwrap();
    let mut article = Article::from_text(&format!("Old Bridge To Open Again\n{BODY}"));
    article.metadata.title = Some("Old bridge to open again".to_owned());
    let mut rows = Rows::default();
    stage.process(&mut article, &mut rows).unwrap();
    assert_eq!(article.clean().text, format!("Old bridge to open again\n{BODY}"));
    assert_eq!(article.get(columns::TITLE).as_deref(), Some("Old bridge to open again"));
    assert_eq!(rows.take_tallies().len(), 0);
}

#[test]
fn pieces_are_counted_by_their_reasons() {
    let (article, mut rows) = strip("", &format!(" date 2024-03-04 {BODY} Read more\nRead more"));
    assert_eq!(article.clean().text, BODY);
    let tallies: Vec<(&str, u64)> = rows.take_tallies().into_iter().collect();
    assert_eq!(tallies, [("removed_read_more", 1), ("removed_section_label", 1), ("removed_stamp", 1)]);
}

#[test]
fn a_bullet_without_its_point_goes() {
    let (article, mut rows) = strip("", &BODY.replace('\n', "\n•\n"));
    assert_eq!(article.clean().text, BODY);
    assert_eq!(rows.take_tallies().into_iter().collect::<Vec<_>>(), [("removed_bullet", 1)]);
}

#[test]
fn captions_stay_if_asked_for() {
    let page = format!("{BODY}\nThe mayor at the bridge. Photo: Ann Roe\nThe ferry will stop when the bridge opens.");
    assert!(!strip("", &page).0.clean().text.contains("mayor at"));
    let kept = strip("keep-captions = true", &page).0.clean().text.clone();
    assert!(kept.contains("mayor at the bridge.\n"), "{kept}");
}

#[test]
fn a_line_repeated_once_is_no_setting() {
    assert!(testing::build::<Boilerplate>(Path::new("."), "repeated-lines = 1").is_err());
}

#[test]
fn notes_say_what_went() {
    let stage: Boilerplate = testing::build(Path::new("."), "").unwrap();
    let mut article = Article::from_text(&format!("{BODY}\nShare on Facebook"));
    article.ask_for_notes();
    stage.process(&mut article, &mut Rows::default()).unwrap();
    let [(_, sum), (_, note)] = article.notes() else { panic!("{:?}", article.notes()) };
    assert_eq!(sum, "2 of 3 lines stay");
    assert!(note.starts_with("line 3: share (judge 0.") && note.ends_with("): Share on Facebook"), "{note}");
}

#[test]
fn nothing_panics_and_no_sentence_vanishes_on_mangled_pages() {
    let page =
        format!("Menu\n• Київ > Львів\n© É\u{301}\n{BODY}\n北京和莫斯科。\nФото: (AP Photo/…)\n(RELATED: x\n\u{feff}");
    for (at, _) in page.char_indices() {
        for part in [&page[..at], &page[at..]] {
            let clean = strip("", part).0.clean().text.clone();
            let lost: Vec<&str> = BODY.lines().filter(|it| part.contains(it) && !clean.contains(it)).collect();
            assert!(lost.is_empty(), "{lost:?} of {part}");
        }
    }
    let mut seed = 7_u32;
    let letters: Vec<char> = "aЖ北.\n •>©|:(2024-03-04)“é\u{301}🇺🇦 ".chars().collect();
    for length in 0..300 {
        let mut noise = String::new();
        for _ in 0..length {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            noise.push(letters[(seed >> 16) as usize % letters.len()]);
        }
        strip("", &noise);
    }
}

#[test]
fn stripping_twice_is_stripping_once() {
    let german = "Die alte Brücke über die Aue wird im Frühjahr wieder für den Verkehr geöffnet, sagte die Bürgermeisterin.\n\
        Zwei Winter lang wurde an ihr gebaut, und die Stadt hat zwei Millionen Kronen dafür bezahlt.";
    let pages = [
        format!("News > Moor\nOld bridge to open again\nPublished 3 March 2024\n{BODY}\nShare\nRead more"),
        format!("Nachrichten\nAlte Brücke öffnet im Frühjahr wieder\n{german}\nMehr zum Thema: So entsteht ein Deich"),
        BODY.to_owned(),
        "Menu\nFine weather".to_owned(),
    ];
    for page in pages {
        let once = strip("", &page).0.clean().text.clone();
        check(&once, &once);
    }
}

#[test]
fn a_huge_page_and_a_huge_line_are_pages_as_others() {
    let menu = "• Farming\nNews > Moor\nShare\n".repeat(3_000);
    let (article, _) = strip("", &format!("{menu}{BODY}\n{menu}"));
    assert_eq!(article.clean().text, BODY);
    let line = "The ferry came and went, and nobody was on it. ".repeat(5_000);
    assert!(strip("", &line).0.clean().text.len() + 1 >= line.len());
    strip("", &"(".repeat(100_000));
    strip("", &"北".repeat(50_000));
}

#[test]
fn a_page_of_chrome_alone_says_that_its_best_block_was_kept() {
    let (_, mut rows) = strip("", "We use cookies to make this site better for all who read it.\nMenu\nShare");
    assert_eq!(rows.take_tallies().get("kept_for_want_of_better"), Some(&1));
}

/// The seeds: which lines go, and that every other line of words stays. Lines are told by how
/// they begin.
#[test]
fn the_seeds_lose_their_chrome_and_nothing_else() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seeds"));
    if !folder.is_dir() {
        eprintln!("skipped: no ../shared");
        return;
    }
    let expected: [(&str, Option<&str>, &[&str]); 5] = [
        ("000", Some("Moscow will not discuss"), &[]),
        ("001", Some("Russia awaiting clear"), &["All news"]),
        ("002", None, &[]),
        (
            "003",
            Some("Open to Talks"),
            &[
                "• Live",
                "• Audio",
                "• google",
                "• facebook",
                "• twitter",
                "News >",
                "• Kremlin Press",
                "Kremlin Press",
                "Published",
                "Dmitry",
                "Post with",
            ],
        ),
        (
            "004",
            Some("Putin’s ally says"),
            &[
                "February 23",
                "Westside",
                "Complete",
                "Putin's ally",
                "Register",
                "Register",
                "See also",
                "See also",
                "See also",
                "Register",
                "Reporting by",
                "Our criteria",
            ],
        ),
    ];
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    assert_eq!(files.len(), expected.len(), "{files:?}");
    for (path, (name, title, gone)) in files.iter().zip(expected) {
        let text = std::fs::read_to_string(path).unwrap();
        let (article, _) = strip("", &text);
        assert!(path.file_name().unwrap().to_string_lossy().starts_with(name));
        let cut: Vec<&str> = article
            .lines()
            .iter()
            .filter(|it| it.cut.is_some_and(|it| it != "title"))
            .map(|it| it.text().trim())
            .collect();
        assert_eq!(cut.len(), gone.len(), "{name}: {cut:#?}");
        assert!(cut.iter().zip(gone).all(|(line, start)| line.starts_with(start)), "{name}: {cut:#?}");
        match (article.title(), title) {
            (Some(found), Some(start)) => assert!(found.starts_with(start), "{name}: {found}"),
            (found, wanted) => assert_eq!(found, wanted),
        }
        let clean = &article.clean().text;
        assert!(!clean.contains("date 2022") && !clean.contains("RELATED") && !clean.contains("Read more"));
        assert!(!clean.contains('•'));
    }
}
