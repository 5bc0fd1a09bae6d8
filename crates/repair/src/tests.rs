//! Tests of the stage as a whole.

use std::path::Path;

use newsmill_stage::{Article, ArticleStage as _, Rows, testing};

use unicode_normalization::UnicodeNormalization as _;

use crate::Repair;
use crate::pages::{self, CodePage};

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
fn a_resolved_line_break_parts_words() {
    check("Kyiv&#10;Moscow&#13;&#10;Warsaw&#x2028;Minsk&#13;", "Kyiv Moscow Warsaw Minsk");
    check("Kyiv\u{85}Moscow", "Kyiv Moscow");
}

#[test]
fn a_lone_letter_whose_second_half_became_a_space_is_mended() {
    check("voilÃ  !", "voilà !");
    check("jusqu'Ã  Paris", "jusqu'à Paris");
    check("NÃO, AMANHÃ  SÃ O DA MÃE É", "NÃO, AMANHÃ  SÃ O DA MÃE É");
}

#[test]
fn what_was_escaped_very_often_is_resolved_at_once() {
    check(&format!("R&{}D", "amp;".repeat(100)), "R&D");
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
    article.metadata.authors = vec!["JosÃ©".into(), "Ana\u{A0}Li".into()];
    article.ask_for_notes();
    stage.process(&mut article, &mut rows).unwrap();
    assert_eq!(article.title(), Some("It’s \"over\""));
    assert_eq!(article.metadata.authors, ["José", "Ana Li"]);
    let tallies = rows.take_tallies();
    assert_eq!((tallies["mended_mojibake"], tallies["mended_entities"]), (2, 1));
    let author = "author: UTF-8 that was read as windows-1252: `JosÃ©` → `José`";
    let note = "title: entities, UTF-8 that was read as windows-1252: `Itâ€™s &quot;over&quot;` → `It’s \"over\"`";
    assert_eq!(article.notes(), [("repair", note.to_owned()), ("repair", author.to_owned())]);
}

#[test]
fn notes_say_what_was_done_and_where() {
    let stage: Repair = testing::build(Path::new("."), "").unwrap();
    let mut article = Article::from_text("clean\nÃƒÂ©tÃƒÂ©\u{A0}&amp;\na\u{A0}b\ne\u{301}\nx\u{200B}");
    article.metadata.outlet = Some("Le Monde\u{200B}".into());
    article.ask_for_notes();
    let mut rows = Rows::default();
    stage.process(&mut article, &mut rows).unwrap();
    let notes: Vec<&str> = article.notes().iter().map(|(_, it)| it.as_str()).collect();
    assert_eq!(
        notes,
        [
            "line 2: entities, UTF-8 that was read as windows-1252 (2 times), odd spaces: `ÃƒÂ©tÃƒÂ©\u{A0}&amp;` → `été &`",
            "line 5: controls or invisible characters: `x\u{200B}` → `x`",
            "outlet: controls or invisible characters: `Le Monde\u{200B}` → `Le Monde`",
        ]
    );
    let tallies: Vec<(&str, u64)> = rows.take_tallies().into_iter().collect();
    assert_eq!(
        tallies,
        [
            ("mended_entities", 1),
            ("mended_mojibake", 1),
            ("normalized_accents", 1),
            ("normalized_spaces", 2),
            ("removed_controls", 2)
        ]
    );
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

/// Random texts of characters that code pages have, in which words of one page are common.
pub(crate) fn random_texts(count: usize) -> impl Iterator<Item = String> {
    let pages = pages::all();
    let in_page =
        |page: &CodePage| (0x80..0x2600).filter_map(char::from_u32).filter(|it| page.byte_of(*it) != 0).collect();
    let mut alphabets: Vec<Vec<char>> = pages.iter().map(in_page).collect();
    alphabets.push(
        "aB .&;#\t\u{FFFD}\u{200D}\u{200C}\u{200B}\u{200F}\u{301}\u{AD}\u{A0}👩ế京क한かﬁ\u{F8FF}\u{1}"
            .chars()
            .collect(),
    );
    let mut seed = 7_u64;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    (0..count).map(move |_| {
        let (first, second) = (random(alphabets.len()), random(alphabets.len()));
        let mut text = String::new();
        for _ in 0..random(60) {
            let from = [first, first, second, alphabets.len() - 1][random(4)];
            text.push(alphabets[from][random(alphabets[from].len())]);
        }
        text
    })
}

#[test]
fn mending_a_random_text_twice_changes_nothing_more() {
    let stage: Repair = testing::build(Path::new("."), "").unwrap();
    for text in random_texts(10_000) {
        if let Some(once) = stage.text(&text) {
            assert_eq!(stage.text(&once), None, "{text:?} {once:?}");
        }
    }
}

#[test]
fn a_text_cut_anywhere_is_mended_or_left() {
    let stage: Repair = testing::build(Path::new("."), "").unwrap();
    let text = "â€œРџСЂÃ©àвЂ” ├⌐ k√∂ ط§ظ„ \u{9D}&amp;nbsp;&#8217s e\u{301} Ã  👩\u{200D}🚀";
    let places: Vec<usize> = text.char_indices().map(|it| it.0).chain([text.len()]).collect();
    for (number, &from) in places.iter().enumerate() {
        for &to in &places[number..] {
            if let Some(once) = stage.text(&text[from..to]) {
                assert_eq!(stage.text(&once), None, "{}", &text[from..to]);
            }
        }
    }
}

#[test]
fn plain_ascii_never_changes() {
    let stage: Repair = testing::build(Path::new("."), "").unwrap();
    let plain: String = (' '..='~').chain(['\t']).filter(|it| *it != '&').collect();
    for length in 0..plain.len() {
        assert_eq!(stage.text(&plain[length..]), None);
    }
}

#[test]
fn accents_are_joined_to_their_letters_in_scripts_that_write_them_so() {
    let stage: Repair = testing::build(Path::new("."), "").unwrap();
    for text in [
        "Ele\u{301}\u{328}ve a\u{323}\u{302}",
        "и\u{306}\u{301} ε\u{301}\u{313}",
        "ノ\u{3099}ハ\u{309A}",
        "x\u{20D7}o\u{315}\u{301}",
    ] {
        let joined = stage.text(text).unwrap_or_else(|| text.to_owned());
        assert_eq!(joined, text.nfc().collect::<String>());
    }
}

#[test]
fn what_nobody_sees_stays_where_it_is_needed() {
    for text in [
        "می\u{200C}خواهم",
        "क्\u{200D}ष",
        "ශ්\u{200D}රී",
        "👨\u{200D}👩\u{200D}👧 ❤\u{FE0F} 🏴\u{E0067}\u{E0062}\u{E007F}",
        "ភាសា\u{200B}ខ្មែរ",
        "(שלום\u{200F})",
        "漢\u{E0100}",
    ] {
        check(text, text);
    }
}

#[test]
fn what_nobody_sees_goes_where_it_only_does_harm() {
    check(
        "\u{202E}evil\u{202C} \u{2066}Name\u{2069} in\u{200B}no\u{AD}cent \u{FEFF}B\u{FEFF}OM\u{200D}!",
        "evil Name innocent BOM!",
    );
    check("U\0T\0F\0-\x001\x006\0", "UTF-16");
    let zalgo = format!("Z{}algo", "\u{336}".repeat(64));
    check(&zalgo, &zalgo);
}

#[test]
fn misread_twice_or_thrice_or_in_two_pages_is_mended() {
    check("ÃƒÆ’Ã‚Â©tÃƒÆ’Ã‚Â©", "été");
    check("РІР‚Сљжду", "“жду");
    check("tÄ‚Ë˜ches", "tâches");
}

#[test]
fn one_broken_mark_in_a_clean_text_is_mended_and_nothing_else() {
    check("Вона сказала: вЂћНі» — і пішла, її дії", "Вона сказала: „Ні» — і пішла, її дії");
    check("слово тАЬНеттАЭ и вАЬДавАЭ, СпортАвто", "слово “Нет” и “Да”, СпортАвто");
    check("Είπε β€œναι” στην Έρη", "Είπε “ναι” στην Έρη");
    check("Řekl â€žneâ€œ, příště", "Řekl „ne“, příště");
    check("Ông nói â€œkhông” ở Hà Nội", "Ông nói “không” ở Hà Nội");
    check("“Artık” dedi, Türkiyeâ€™de ılık", "“Artık” dedi, Türkiye’de ılık");
    check("Il ГЁ qui", "Il è qui");
    check("l’été sera ‚Äî enfin — d’été", "l’été sera — enfin — d’été");
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
            let spaced = line.replace('\u{A0}', " ").trim_end_matches('\r').to_owned();
            changed.extend(stage.text(line).filter(|it| *it != spaced).map(|it| (spaced, it)));
        }
    }
    assert_eq!(changed.len(), 1, "{changed:#?}");
    let (was, is) = &changed[0];
    let (before, after) = is.split_once('“').unwrap();
    let broken = was.strip_prefix(before).and_then(|it| it.strip_suffix(after));
    assert!(broken.is_some_and(|it| it.chars().count() == 3 && !it.is_ascii()), "{changed:#?}");
}
