//! Whole pages through the stage: what is found, and what is left open.

#![expect(clippy::unwrap_used, reason = "a test fails where it unwraps in vain")]

use newsmill_attribute::Attribute;
use newsmill_stage::{
    Article, ArticleStage as _, Cell, Date, Metadata, Phase, Rows, Setup, Stage as _, columns, testing,
};

const OUTLETS: &str = "id,name,kind,domains,aliases,country,language\n\
    tass,TASS,agency,tass.com,ТАСС,RU,ru\n\
    reuters,Reuters,agency,reuters.com,Thomson Reuters,GB,en\n\
    harbor-ledger,The Harbor Ledger,outlet,harborledger.example,,US,en\n\
    dales-post,The Dales Post,outlet,dalespost.example,,GB,en\n";

const BODY: &str = "The ferry will run again from the first of May, the council of the island said on Tuesday.\n\n\
    Nobody had expected it so early, and the crew had to be called back from the mainland by telephone.\n\n\
    The boat was built forty years ago and has carried two million passengers across the bay since then.";

fn stage(today: Option<Date>) -> Attribute {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("outlets.csv"), OUTLETS).unwrap();
    let mut setup = Setup { today, ..Setup::new(root.path()) };
    let settings = newsmill_attribute::Settings { outlets: "outlets.csv".into(), ..Default::default() };
    Attribute::new(settings, &mut setup).unwrap()
}

fn read(text: &str, metadata: Metadata) -> Article {
    let mut article = Article::from_text(text);
    article.metadata = metadata;
    stage(None).process(&mut article, &mut Rows::default()).unwrap();
    article
}

fn day_of(it: &Article) -> String {
    let day = it.get(columns::DATE_PUBLISHED).map_or("none".to_owned(), |it| it.to_string());
    format!("{day} {}", it.get(columns::DATE_BASIS).unwrap_or_default()).trim().to_owned()
}

#[track_caller]
fn check_day(text: &str, metadata: Metadata, expected: &str) {
    assert_eq!(day_of(&read(text, metadata)), expected, "{text}");
}

#[track_caller]
fn check_outlet(text: &str, metadata: Metadata, expected: &str) {
    let it = read(text, metadata);
    let part = |column| it.get(column).unwrap_or_default();
    let got = [part(columns::OUTLET_ID), part(columns::OUTLET_BASIS), part(columns::CREDIT_SOURCE)].join(" ");
    assert_eq!(got.trim(), expected, "{text}");
}

fn published(text: &str) -> Metadata {
    Metadata { published: Some(text.to_owned()), ..Metadata::default() }
}

fn at(url: &str) -> Metadata {
    Metadata { url: Some(url.to_owned()), ..Metadata::default() }
}

#[test]
fn the_sources_own_date_wins() {
    check_day(
        &format!("Ferry returns\nPublished 7 October 2025\n{BODY}"),
        published("2025-10-08T23:50:00-07:00"),
        "2025-10-08 metadata",
    );
}

#[test]
fn the_inputs_own_date_of_digits_is_read_in_the_outlets_order() {
    let at_dales = Metadata { published: Some("03/11/2025".to_owned()), ..at("https://dalespost.example/a") };
    check_day(BODY, at_dales, "2025-11-03 metadata");
    let at_harbor = Metadata { published: Some("11/03/2025".to_owned()), ..at("https://harborledger.example/a") };
    check_day(BODY, at_harbor, "2025-11-03 metadata");
}

#[test]
fn what_was_never_set_is_no_day() {
    check_day(BODY, published("1970-01-01T00:00:00Z"), "none");
    check_day(BODY, published("0"), "none");
    let unset = Metadata {
        modified: Some("1970-01-01T00:00:00Z".to_owned()),
        crawled: Some("2025-10-09".to_owned()),
        ..Metadata::default()
    };
    let text = format!("Ferry to run again from May\nHARBOR, Oct 7 (Reuters) - {BODY}");
    check_day(&text, unset, "2025-10-07 dateline_year_crawl");
}

#[test]
fn a_label_counts_more_than_a_word_of_captions() {
    check_day(
        &format!("Ferry to run again from May\nPublished 7 October 2025 | Video\n{BODY}"),
        Metadata::default(),
        "2025-10-07 published",
    );
}

#[test]
fn a_folder_gives_way_to_what_the_text_and_the_page_say() {
    let filed = |day: &str| Metadata {
        filed: newsmill_stage::Filed {
            outlet: Some("valley-echo".to_owned()),
            published: Some(day.to_owned()),
            ..newsmill_stage::Filed::default()
        },
        ..Metadata::default()
    };
    // 7 October 2025 is a Tuesday, as the text has it.
    let text = format!("Ferry to run again from May\nHARBOR, Oct 7 (Reuters) - {BODY}");
    let it = read(&text, filed("2025-10-09"));
    assert_eq!(day_of(&it), "2025-10-07 dateline_year_crawl");
    let it = read(&format!("Ferry to run again from May\n{BODY}"), filed("2025-10-09"));
    assert_eq!(day_of(&it), "2025-10-09 path");
    assert!(it.get(columns::DATE_CONFIDENCE).is_some_and(|it| it < 0.95));
    let it = read(
        &format!("The Valley Echo\nFerry to run again from May\n{BODY}\n© 2025 The Valley Echo"),
        filed("2025-10-09"),
    );
    assert_eq!(it.get(columns::OUTLET_NAME).as_deref(), Some("The Valley Echo"));
}

#[test]
fn a_label_inside_a_caption_is_the_pictures() {
    let text = format!(
        "Ferry to run again from May\nThis handout picture released on August 1, 2019 by the island shows the ferry\n{BODY}"
    );
    check_day(&text, Metadata::default(), "none");
}

#[test]
fn a_page_in_thai_has_thai_years() {
    let body = "เรือข้ามฟากจะกลับมาให้บริการอีกครั้งตั้งแต่วันที่หนึ่งพฤษภาคม สภาเกาะกล่าวเมื่อวันอังคาร ไม่มีใครคาดว่าจะเร็วขนาดนี้";
    let text = format!("เรือข้ามฟากกลับมา\n3/10/2568 14:05\n{body}\n{body}");
    assert!(day_of(&read(&text, Metadata::default())).starts_with("2025-10-03"), "{text}");
}

#[test]
fn a_day_told_by_a_change_alone_is_not_sure() {
    let changed = Metadata { modified: Some("2025-10-07".to_owned()), ..Metadata::default() };
    let it = read(&format!("Ferry to run again from May\n{BODY}"), changed);
    assert!(it.get(columns::DATE_CONFIDENCE).is_none_or(|it| it < 0.6));
}

#[test]
fn months_ago_tell_no_day() {
    let crawled = Metadata { crawled: Some("2025-10-09".to_owned()), ..Metadata::default() };
    check_day(&format!("Ferry to run again from May\n3 months ago\n{BODY}"), crawled.clone(), "none");
    check_day(&format!("Ferry to run again from May\n2 hours ago\n{BODY}"), crawled, "2025-10-09 relative");
}

#[test]
fn a_line_that_says_published_is_believed() {
    check_day(
        &format!("Ferry to run again from May\nPublished 7 October 2025\n{BODY}"),
        Metadata::default(),
        "2025-10-07 published",
    );
    check_day(
        &format!("Fähre fährt wieder ab Mai\nVeröffentlicht am 7. Oktober 2025, 14:05 Uhr\n{BODY}"),
        Metadata::default(),
        "2025-10-07 published",
    );
    check_day(
        &format!("Ferry to run again from May\n8 October 2025\n{BODY}\n© 2021 Somebody"),
        Metadata::default(),
        "2025-10-08 stamp",
    );
}

#[test]
fn an_update_does_not_beat_the_publication() {
    let text = format!("Ferry to run again from May\nPublished 7 October 2025, updated 9 October 2025\n{BODY}");
    check_day(&text, Metadata::default(), "2025-10-07 published");
}

#[test]
fn a_date_at_the_very_top_is_no_day_of_publication() {
    let text = format!("February 14, 2026\nEastside Folk\nAll The Island News\nFerry to run again from May\n\n{BODY}");
    let it = read(&text, Metadata::default());
    assert_eq!(day_of(&it), "none");
    assert_eq!(it.get(columns::DATE_CRAWLED), Some(Date::constant(2026, 2, 14)));
}

#[test]
fn copyright_years_captions_and_posts_tell_no_day() {
    let text =
        format!("Ferry to run again from May\n{BODY}\n© 2021 Somebody\nArchived from the original on 3 May 2022");
    check_day(&text, Metadata::default(), "none");
    let text = format!(
        "Ferry to run again from May\nPhoto taken 3 May 2022\n{BODY}\nAll aboard! — Ferry (@ferry) May 4, 2022"
    );
    check_day(&text, Metadata::default(), "none");
}

#[test]
fn a_day_after_today_or_after_the_crawl_is_refused() {
    let text = format!("Ferry to run again from May\nPublished 7 October 2025\n{BODY}");
    let mut article = Article::from_text(&text);
    stage(Some(Date::constant(2025, 10, 6))).process(&mut article, &mut Rows::default()).unwrap();
    assert_eq!(day_of(&article), "none");
    check_day(&text, Metadata { crawled: Some("2025-10-01T00:00:00Z".to_owned()), ..Metadata::default() }, "none");
}

#[test]
fn the_weekday_in_the_text_chooses_between_two_dates() {
    // 7 October 2025 is a Tuesday; 4 October a Saturday.
    let text = format!("Ferry to run again from May\n4 October 2025\n7 October 2025\n{BODY}");
    check_day(&text, Metadata::default(), "2025-10-07 stamp");
}

#[test]
fn the_outlets_country_orders_day_and_month() {
    let text = format!("Ferry to run again from May\n10/07/2025\n{BODY}");
    check_day(&text, at("https://harborledger.example/ferry"), "2025-10-07 stamp");
    let text = format!("Ferry to run again from May\n07/10/2025\n{BODY}");
    check_day(&text, at("https://dalespost.example/ferry"), "2025-10-07 stamp");
}

#[test]
fn a_dateline_without_a_year_takes_that_of_the_crawl_or_the_address() {
    let text = format!("Ferry to run again from May\nHARBOR, Oct 7 (Reuters) - {BODY}");
    check_day(&text, Metadata::default(), "none");
    let crawled = Metadata { crawled: Some("2025-10-09".to_owned()), ..Metadata::default() };
    check_day(&text, crawled, "2025-10-07 dateline_year_crawl");
    check_day(&text, at("https://dalespost.example/2025/10/ferry"), "2025-10-07 dateline_year_inferred");
}

#[test]
fn outlets_are_told_by_metadata_address_masthead_and_copyright() {
    let named = Metadata { outlet: Some("Harbor Ledger".to_owned()), ..Metadata::default() };
    check_outlet(BODY, named, "harbor-ledger metadata");
    check_outlet(BODY, at("https://www.dalespost.example/a"), "dales-post url");
    check_outlet(BODY, at("https://blog.unknown.example/a"), "blog-unknown-example url");
    check_outlet(
        &format!("The Dales Post\nFerry to run again from May\n{BODY}"),
        Metadata::default(),
        "dales-post masthead",
    );
    check_outlet(
        &format!("Ferry to run again from May\n{BODY}\n© 2025 The Dales Post"),
        Metadata::default(),
        "dales-post copyright",
    );
    let unknown = format!("May 4, 2026\nEastside Folk\nAll The Island News\nFerry to run again from May\n{BODY}");
    check_outlet(&unknown, Metadata::default(), "eastside-folk masthead");
}

#[test]
fn menus_headlines_and_quoted_outlets_are_no_mastheads() {
    check_outlet(&format!("All news\nFerry to run again from May\n{BODY}"), Metadata::default(), "");
    check_outlet(&format!("• Live\nNews > Islands\nFerry to run again from May\n{BODY}"), Metadata::default(), "");
    let menu = format!("Real Estate\nHomes & Gardens\nFerry to run again from May\n{BODY}");
    check_outlet(&menu, Metadata::default(), "");
    check_outlet(&format!("Home\nWorld News\nFerry to run again from May\n{BODY}"), Metadata::default(), "");
    check_outlet(
        &format!("Ferry to run again from May\n{BODY}\nNobody was hurt, The Dales Post reported."),
        Metadata::default(),
        "",
    );
}

#[test]
fn the_agency_at_the_dateline_is_the_outlet_only_where_nothing_else_is() {
    let text = format!("Ferry to run again from May\nHARBOR, October 7. /TASS/. {BODY}");
    check_outlet(&text, Metadata::default(), "tass credit");
    check_outlet(&text, at("https://dalespost.example/a"), "dales-post url tass");
    check_outlet(&text, at("https://tass.com/a"), "tass url");
    check_outlet(
        &format!("Ferry to run again from May\n{BODY}\nSource: Reuters"),
        Metadata::default(),
        "reuters".trim(),
    );
}

/// What the table floor rules where people have named the outlet: its columns and their values.
#[track_caller]
fn check_corrected(text: &str, outlet: Option<&str>, expected: &[(&str, &str)]) {
    let mut article = Article::from_text(text);
    let stage = stage(None);
    stage.process(&mut article, &mut Rows::default()).unwrap();
    article.set(columns::OUTLET_ID, outlet.map(str::to_owned));
    article.set(columns::OUTLET_BASIS, "override".to_owned());
    article.set(columns::DATE_PUBLISHED, Date::constant(2020, 1, 1));
    article.set(columns::DATE_BASIS, "override".to_owned());
    let ruled = testing::decide(&stage, &[article]).unwrap().into_iter().flat_map(|it| it.1.values);
    let ruled: Vec<(&str, String)> = ruled
        .map(|(_, column, cell)| match cell {
            Cell::Text(it) => (column, it),
            other => (column, format!("{other:?}")),
        })
        .collect();
    assert_eq!(ruled.iter().map(|it| (it.0, it.1.as_str())).collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn corrections_are_followed_and_never_touched() {
    let text = format!("Ferry to run again from May\nPublished 7 October 2025\n{BODY}");
    let named = |name| [("outlet_name", name), ("credit_source", "Empty")];
    check_corrected(&text, Some("dales-post"), &named("The Dales Post"));
    check_corrected(&text, Some("echo"), &[("credit_source", "Empty")]);
}

#[test]
fn the_agency_is_weighed_again_for_a_corrected_outlet() {
    let text = format!("Ferry to run again from May\nHARBOR, Oct 7 (Reuters) – {BODY}");
    check_outlet(&text, Metadata::default(), "reuters credit");
    let credits = |name, credit| [("outlet_name", name), ("credit_source", credit)];
    check_corrected(&text, Some("harbor-ledger"), &credits("The Harbor Ledger", "reuters"));
    check_corrected(&text, None, &[("credit_source", "reuters")]);
    check_corrected(&text, Some("reuters"), &credits("Reuters", "Empty"));
    let two = format!("{text}\n/TASS/");
    check_corrected(&two, Some("reuters"), &credits("Reuters", "tass"));
}

/// Several articles through both floors; the rulings on the day of the last one.
fn rule(texts: &[String], cluster: Option<&str>) -> Option<(String, f64)> {
    let stage = stage(None);
    let mut articles: Vec<Article> = texts.iter().map(|it| Article::from_text(it)).collect();
    for it in &mut articles {
        stage.process(it, &mut Rows::default()).unwrap();
        if let Some(cluster) = cluster {
            it.set(columns::CLUSTER_ID, cluster.to_owned());
        }
    }
    let (phase, rulings) = testing::decide(&stage, &articles).unwrap().pop()?;
    assert_eq!(phase, Phase::Days);
    let last = articles.last()?.id;
    let value = |name: &str| rulings.values.iter().find(|it| it.0 == last && it.1 == name).map(|it| it.2.clone());
    match (value("date_published"), value("date_basis"), value("date_confidence")) {
        (Some(Cell::Date(day)), Some(Cell::Text(basis)), Some(Cell::Real(sure))) => {
            Some((format!("{day} {basis}"), sure))
        }
        _ => None,
    }
}

#[test]
fn a_dateline_without_a_year_takes_the_neighbors_year_that_its_weekday_fits() {
    let dated = |day: u8| {
        format!("Ferry to run again from May\nPublished {day} October 2025\n{}", BODY.replace("Tuesday", "the quay"))
    };
    let undated = format!("Ferry to run again from May\nHARBOR, Oct 7 (Reuters) - {BODY}");
    let ruled = rule(&[dated(1), dated(3), dated(5), undated.clone()], None).unwrap();
    assert_eq!(ruled.0, "2025-10-07 neighbours");
    assert!((0.6..0.95).contains(&ruled.1), "{ruled:?}");
    // Alone there is nothing to go by.
    assert_eq!(rule(&[undated], None), None);
}

#[test]
fn an_article_without_a_day_takes_its_storys() {
    let dated = format!("Ferry to run again from May\nPublished 7 October 2025\n{BODY}");
    let undated = format!("Island ferry returns in May\n{BODY}");
    let ruled = rule(&[dated.clone(), undated.clone()], Some("story")).unwrap();
    assert_eq!(ruled.0, "2025-10-07 sibling");
    assert!(ruled.1 < 0.9);
    assert_eq!(rule(&[dated, undated], None), None);
}

#[test]
fn nothing_is_cut_and_reasons_are_written_down() {
    let mut article = Article::from_text(&format!("Ferry to run again from May\nPublished 7 October 2025\n{BODY}"));
    article.ask_for_notes();
    let before = article.lines().to_vec();
    stage(None).process(&mut article, &mut Rows::default()).unwrap();
    assert_eq!(article.lines(), before);
    let notes: Vec<&str> = article.notes().iter().map(|it| it.1.as_str()).collect();
    assert_eq!(notes[0], "no outlet: nothing names one at 0.50 or surer");
    assert_eq!(notes[1], "day 2025-10-07, told by published");
    assert!(notes[2].starts_with("  day\t2025-10-07\t1.00\tpublished\t"), "{notes:?}");
    assert_eq!(notes[3], "  \t\t\tpublished\tline 2: “7 October 2025”");
}

#[test]
fn nothing_panics_on_mangled_pages() {
    let stage = stage(None);
    let text = format!(
        "date 2022-09-30 Москва, 2 ноя – РИА\n© 2025\n(@\n/TASS/ (Reuters) —\n{BODY}\nBy\n10/03/2025 ’20 북경 北京10月3日电\n"
    );
    for (at, _) in text.char_indices() {
        let mut article = Article::from_text(&text[at..]);
        stage.process(&mut article, &mut Rows::default()).unwrap();
    }
    // Random text from a linear congruential generator.
    let letters: Vec<char> = "aÄ9.0/-–—(©)’ \n\u{301}年月日ТАСС🇺🇦\u{200f}\u{0}12025Oct".chars().collect();
    let mut seed = 7u64;
    for _ in 0..200 {
        let mut text = String::new();
        for _ in 0..300 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push(letters[usize::try_from(seed >> 33).unwrap() % letters.len()]);
        }
        let mut article = Article::from_text(&text);
        article.metadata.url = Some(text.clone());
        article.metadata.published = Some(text.clone());
        article.metadata.authors = vec![text];
        stage.process(&mut article, &mut Rows::default()).unwrap();
    }
}

#[test]
fn long_pages_take_time_in_proportion() {
    let stage = stage(None);
    let long_line = "10.10.2025 (Reuters) – Oct 3, ".repeat(5_000);
    let many_lines = "Oct 3, 2025 | By Jane Doe\n".repeat(5_000);
    let one_word = "12.10.25,".repeat(50_000);
    let events = "Brexit.".repeat(50_000) + &" and so on".repeat(20) + ".";
    for text in [long_line, many_lines, one_word, events] {
        let mut article = Article::from_text(&text);
        stage.process(&mut article, &mut Rows::default()).unwrap();
        stage.process(&mut article, &mut Rows::default()).unwrap();
    }
}
