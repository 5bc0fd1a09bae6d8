//! Tests of the stage as a whole.

use std::path::Path;

use newsmill_stage::columns::{LANGUAGE, LANGUAGE_SCORE};
use newsmill_stage::{Article, ArticleStage as _, Rejection, Rows, Verdict, testing};

use crate::Language;

fn stage(settings: &str) -> Language {
    testing::build(Path::new("."), settings).unwrap()
}

#[track_caller]
fn check(stated: Option<&str>, text: &str, expected: Option<&str>) {
    let mut article = Article::from_text(text);
    article.metadata.language = stated.map(str::to_owned);
    stage("").process(&mut article, &mut Rows::default()).unwrap();
    assert_eq!(article.get(LANGUAGE).as_deref(), expected);
    assert!(article.get(LANGUAGE_SCORE).is_some_and(|it| (0.0..=1.0).contains(&it)));
}

#[test]
fn the_body_tells_the_language_not_the_menu() {
    let menu = "Accueil\nPolitique\nSociété\nSport\nCulture et loisirs\n".repeat(5);
    check(None, &(menu + "The minister told reporters on Friday that the talks would go on next week."), Some("en"));
}

#[test]
fn a_banner_or_a_footer_in_another_language_does_not_mislead() {
    let banner = "We use cookies and similar tools to make our site work, to learn how you use it and to show you \
        advertisements that suit you. If you agree, we and our partners may store data on your device and read it. You \
        can change your mind at any time in the settings of your account, where we also explain who our partners are \
        and what they do with the data that they get from us.\n";
    let german = "Der Minister sagte am Freitag, die Gespräche würden in der nächsten Woche fortgesetzt.\n";
    check(None, &(banner.to_owned() + &german.repeat(10)), Some("de"));
    let footer = "\nCopyright 2026 by the publisher of this site. All rights are reserved, and nothing may be copied.";
    check(None, &("ประธานาธิบดีลงนามในกฎหมายฉบับใหม่เมื่อวันศุกร์ที่ผ่านมาในเมืองหลวง".to_owned() + footer), Some("th"));
    check(None, &("သမ္မတသည် သောကြာနေ့က ဥပဒေသစ်ကို လက်မှတ်ရေးထိုးခဲ့သည်ဟု ပြောခွင့်ရသူက ပြောသည်။".to_owned() + footer), Some("my"));
    check(None, &("ប្រធានាធិបតីបានចុះហត្ថលេខាលើច្បាប់ថ្មីកាលពីថ្ងៃសុក្រនៅរាជធានី។".to_owned() + footer), Some("km"));
    check(None, &("ປະທານປະເທດໄດ້ລົງນາມໃນກົດໝາຍສະບັບໃໝ່ໃນວັນສຸກທີ່ຜ່ານມາຢູ່ນະຄອນຫຼວງ".to_owned() + footer), Some("lo"));
}

#[test]
fn the_source_is_believed_unless_the_script_forbids() {
    check(Some("fr-FR"), "Bref.", Some("fr"));
    check(Some("en"), "Der Minister sagte, die Gespräche würden nächste Woche fortgesetzt.", Some("en"));
    check(Some("en"), "Министр сообщил, что переговоры продолжатся на следующей неделе.", Some("ru"));
    check(Some("klingon"), "Министр сообщил, что переговоры продолжатся на следующей неделе.", Some("ru"));
}

#[test]
fn what_the_source_says_is_believed_of_languages_that_nothing_else_tells() {
    check(Some("yi"), "דער פּרעזידענט האָט אונטערגעשריבן דאָס נײַע געזעץ.", Some("yi"));
    check(Some("ti"), "ፕሬዝደንት ሓዱሽ ሕጊ ፈሪሙ።", Some("ti"));
    check(Some("fo"), "Forsetin undirskrivaði nýggju lógina fríggjadagin.", Some("fo"));
    check(Some("no"), "Presidenten skreiv under på den nye lova, men ikkje før møtet vart avslutta", Some("nn"));
    check(Some("no"), "Bra.", Some("nb"));
    check(Some("sh"), "Председник је потписао нови закон", Some("sr"));
}

#[test]
fn without_letters_there_is_no_language() {
    check(None, "", None);
    check(None, "🎉🎉🎉 12:30 …\n\n—", None);
    check(None, "Live", None);
}

#[test]
fn articles_of_other_languages_are_dropped_by_choice() {
    let text = "Der Minister sagte am Freitag, die Gespräche würden nächste Woche fortgesetzt.";
    let verdict = |settings| testing::process(&stage(settings), text).unwrap().1;
    assert_eq!(verdict("keep = [\"de\", \"en\"]"), Verdict::Keep);
    let Verdict::Drop(rejection) = verdict("keep = [\"English\"]") else { panic!("it must be dropped") };
    assert_eq!(rejection.reason, Rejection::BY_CHOICE);
    assert_eq!(rejection.detail, "its language is `de`; `keep` has en");
    let norwegian = "Presidenten skreiv under på den nye lova, men ikkje før møtet vart avslutta";
    let verdict = testing::process(&stage("keep = [\"no\"]"), norwegian).unwrap().1;
    assert_eq!(verdict, Verdict::Keep, "Nynorsk is Norwegian");
    let unknown = testing::process(&stage("keep = [\"en\"]"), "12:30").unwrap().1;
    assert_eq!(unknown, Verdict::Keep, "what has no language is not in another one");
}

#[test]
fn a_language_to_keep_must_be_known() {
    let error = testing::build::<Language>(Path::new("."), "keep = [\"xx\"]").err().unwrap();
    assert_eq!(error.to_string(), "`xx` in `keep` is no language that is known");
}

#[test]
fn odd_text_does_no_harm() {
    let stage = stage("");
    let text = "Ça\u{301}\u{301} 🇺🇦 \u{202E}Ґанок\u{202C}, ส่วน 北京 «наступного тижня» the end. Ενα δύο τρία τέσσερα! "
        .repeat(2);
    for end in text.char_indices().map(|it| it.0) {
        let (article, ..) = testing::process(&stage, &text[..end]).unwrap();
        for line in article.lines() {
            assert!(
                line.passages().iter().all(|it| line.text().is_char_boundary(it.bytes.end) && !it.bytes.is_empty())
            );
            assert!(line.passages().windows(2).all(|it| it[0].bytes.end <= it[1].bytes.start), "they do not overlap");
        }
    }
}

#[test]
fn a_headline_alone_has_a_language() {
    check(None, "Regierung plant neues Gesetz zur Rente", Some("de"));
    check(None, "Vláda schválila nový zákon o penziách", Some("sk"));
    check(None, "Председник је потписао нови закон", Some("sr"));
    check(None, "Predsednik je potpisao novi zakon posle dve nedelje pregovora", Some("sr"));
    check(None, "A Xunta aproba unha nova lei para os concellos", Some("gl"));
    let mut article = Article::from_text("");
    article.metadata.title = Some("Le gouvernement présente une nouvelle loi".to_owned());
    stage("").process(&mut article, &mut Rows::default()).unwrap();
    assert_eq!(article.get(LANGUAGE).as_deref(), Some("fr"));
}

#[test]
fn what_is_in_no_language_that_we_know_is_unknown() {
    for text in [
        "🎉🎊🥳 👩\u{200D}🚀 🇺🇦🇵🇱 🎉🎊🥳🎉🎊🥳🎉🎊🥳",
        "xqzw vbnm kjhgf qwrtp zxcvb plkmn wqxz hjkl dfgh wrtx",
        "ᚠᚢᚦᚨᚱᚲ ᚷᚹᚺᚾᛁᛃ ᛇᛈᛉᛊᛏᛒ ᛖᛗᛚᛜᛞᛟ",
        "Smith, Jones, Miller, Brown, Wilson, Moore, Taylor, Anderson, Thomas, Jackson, White, Harris",
        "Sinet eo bet al lezenn nevez gant ar prezidant digwener, met n'eo ket trawalc'h hervez an enebourien.",
    ] {
        check(None, text, None);
    }
}

#[test]
fn hostile_text_is_answered_in_time() {
    let marked: String =
        "The minister told reporters".chars().flat_map(|it| [it].into_iter().chain(['\u{301}'; 64])).collect();
    check(None, &marked, Some("en"));
    check(None, "\u{202E}The minister told\u{202C} reporters \u{202E}on Friday", Some("en"));
    check(None, "Ｔｈｅ ｍｉｎｉｓｔｅｒ ｔｏｌｄ reporters on Friday", Some("en"));
    let stage = stage("");
    for piece in ["a", "a. B", "“. ", "é", "ї", "京a", "\u{301}", ". \u{A0}", "A.", "(（"] {
        let (article, ..) = testing::process(&stage, &piece.repeat(300_000)).unwrap();
        assert!(
            article.lines()[0].passages().iter().all(|it| article.lines()[0].text().get(it.bytes.clone()).is_some())
        );
    }
}

#[test]
fn passages_never_overlap() {
    const PIECES: [&str; 16] = [
        "北京大学",
        "京",
        "清华大学的学生们都去了",
        " (",
        "（",
        ")",
        "）",
        " ",
        "Peking University",
        "near",
        "Московский государственный",
        "Der Präsident hat am Freitag ein neues Gesetz unterschrieben.",
        " The law was signed on Friday by the president.",
        ". ",
        "ⰃⰎⰀⰃⰑⰎⰉⰜⰀ",
        "\u{3000}",
    ];
    let (stage, mut state) = (stage(""), 11_u64);
    for _ in 0..500 {
        let text: String = (0..12)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                PIECES[(state >> 60) as usize]
            })
            .collect();
        let (article, ..) = testing::process(&stage, &text).unwrap();
        for line in article.lines() {
            assert!(line.passages().windows(2).all(|it| it[0].bytes.end <= it[1].bytes.start), "{text}");
            assert!(line.passages().iter().all(|it| line.text().get(it.bytes.clone()).is_some()), "{text}");
        }
    }
}

#[test]
fn mangled_text_does_no_harm() {
    let (stage, mut state) = (stage(""), 7_u64);
    for length in 0..400 {
        let bytes: Vec<u8> = (0..length)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 56) as u8
            })
            .collect();
        testing::process(&stage, &String::from_utf8_lossy(&bytes)).unwrap();
        let wide: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|it| u16::from_le_bytes(*it)).collect();
        testing::process(&stage, &String::from_utf16_lossy(&wide)).unwrap();
    }
}

#[test]
fn the_seeds_are_english_with_one_signature() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seeds"));
    let Ok(files) = std::fs::read_dir(folder) else {
        eprintln!("skipped: no ../shared");
        return;
    };
    let (stage, mut foreign) = (stage(""), Vec::new());
    for file in files {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let (article, ..) = testing::process(&stage, &text).unwrap();
        assert_eq!(article.get(LANGUAGE).as_deref(), Some("en"));
        for line in article.lines() {
            foreign.extend(line.passages().iter().map(|it| (line.text()[it.bytes.clone()].to_owned(), it.language)));
        }
    }
    assert!(foreign.len() == 1 && foreign[0].1 == Some("uk"), "{foreign:?}");
}
