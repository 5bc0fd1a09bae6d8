//! The day that one page tells.

use super::*;

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
