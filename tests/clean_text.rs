//! Text before anything is counted in it: mended, its language told, the site's own words gone, and
//! every change with a reason that the run counts.

use std::collections::BTreeMap;

use crate::support::{Desk, Row, all_stages};

/// Articles of one outlet as JSON lines, each about something else.
fn courier(bodies: &[String]) -> String {
    let record = |(day, body): (usize, &String)| {
        let title = ["Rain", "Wheat", "Trams", "Schools", "Chess", "Opera"][day];
        serde_json::json!({
            "id": day, "outlet": "Harbor Courier", "date": format!("2025-10-{:02}", day + 1), "title": title, "text": body,
        })
        .to_string()
    };
    bodies.iter().enumerate().map(record).collect::<Vec<_>>().join("\n")
}

const STORIES: [&str; 6] = [
    "Heavy rain closed two roads near the harbor on Tuesday, and crews worked through the night to open them.",
    "Wheat prices fell for a third week, traders said, as ships began to leave the northern ports again.",
    "The tram to the old market will run until midnight from next month, the city council decided.",
    "Teachers asked for smaller classes and got a promise that nobody in the room believed for long.",
    "A girl of eleven beat the national champion in thirty moves, and then asked for a lemonade.",
    "The opera opens its season with a piece that was banned for forty years and has six tenors.",
];

fn mentions_in<'a>(rows: &'a [Row], counted: &str) -> BTreeMap<&'a str, usize> {
    let mut sums = BTreeMap::new();
    for row in rows.iter().filter(|it| it["counted"] == counted) {
        *sums.entry(row["entity_id"].as_str()).or_default() += 1;
    }
    sums
}

#[test]
fn a_line_that_an_outlet_repeats_counts_for_nothing() {
    let standing = "The Courier thanks its readers in Kyiv and in Istanbul for forty years of letters and of patience.";
    let bodies = |n: usize| {
        let body = |it: &&str| format!("{it}\n\nThe mayor of Kharkiv heard of it at noon, he said.\n\n{standing}");
        courier(&STORIES[..n].iter().map(body).collect::<Vec<_>>())
    };
    for (articles, uncounted) in [(3, 0), (6, 6)] {
        let desk = Desk::new(&all_stages());
        desk.put("in/courier.jsonl", &bodies(articles));
        desk.run(&[]);
        let rows = desk.table("mentions");
        let hidden = mentions_in(&rows, "false");
        assert_eq!(hidden.get("kyiv").copied().unwrap_or_default(), uncounted, "{articles} articles: {rows:?}");
        let reasons = rows.iter().filter(|it| it["counted"] == "false").map(|it| it["not_counted_because"].as_str());
        assert!(reasons.into_iter().all(|it| it == "repeated_line"));
        let counts = desk.table("mentions_by_outlet_date");
        assert_eq!(counts.iter().any(|it| it["entity_id"] == "istanbul"), uncounted == 0);
    }
}

#[test]
fn a_name_in_a_foreign_passage_carries_its_language() {
    let story = "Prices of bread rose again in the capital this week, and the queue was long before the shop opened, \
                 the ministry said in a statement. Anna wrote: «Володимир Зеленський приїде до нашого міста завтра \
                 вранці». Nobody in the queue had heard of it, and nobody left the queue to ask.";
    let desk = Desk::with(&[("a.txt", story)]);
    desk.run(&[]);
    assert_eq!(desk.table("articles")[0]["language"], "en");
    let rows = desk.table("mentions");
    let it = rows.iter().find(|it| it["entity_id"] == "volodymyr-zelensky").expect("he is found in his own script");
    assert_eq!(it["language"], "uk");
}

#[test]
fn whatever_is_no_text_is_kept_and_has_no_language() {
    let odd = [
        ("emoji.txt", "🇺🇦🎉👩\u{200D}🚀🎉🎉🎉".repeat(40)),
        ("marks.txt", format!("Z{}", "\u{301}\u{308}".repeat(64))),
        ("override.txt", "\u{202E}\u{202D}\u{2066}\u{2069}".repeat(30)),
        ("runes.txt", "ᚠᚢᚦᚨᚱᚲᚷᚹᚺᚾᛁᛃᛇᛈᛉᛊᛏᛒᛖᛗᛚᛜᛞᛟ ".repeat(10)),
        ("digits.txt", "12 34 56 78 90 ".repeat(30)),
    ];
    let odd: Vec<(&str, &str)> = odd.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let desk = Desk::with(&odd);
    let said = desk.run(&[]);
    assert!(said.err.trim_end().ends_with("5 documents = 5 kept + 0 duplicates + 0 rejected"), "{}", said.err);
    for article in desk.table("articles") {
        assert_eq!(article["language"], "", "{article:?}");
    }
}

#[test]
fn an_article_of_nothing_but_chrome_is_not_left_empty_and_the_run_says_so() {
    let desk =
        Desk::with(&[("menu.txt", "Home\nNews\nSports\nSubscribe now\nShare on Facebook\n© 2025 Harbor Courier\n")]);
    let said = desk.run(&[]);
    assert_eq!(desk.table("articles").len(), 1);
    assert!(!desk.table("texts")[0]["text"].trim().is_empty());
    assert!(said.err.contains("want of better"), "{}", said.err);
}

#[test]
fn every_cut_is_counted_and_can_be_explained() {
    let page = format!(
        "Trams run late\n\nNews > City\n\n{}\n\n{}\n\nSubscribe now\n\nRead more: Chess\n",
        STORIES[2], STORIES[3]
    );
    let desk = Desk::with(&[("a.txt", &page)]);
    desk.run(&[]);
    let run: serde_json::Value = serde_json::from_slice(&std::fs::read(desk.path("out/run.json")).unwrap()).unwrap();
    let tallies = run["tallies"]["boilerplate"].as_object().unwrap();
    let removed: u64 = tallies.iter().filter(|it| it.0.starts_with("removed_")).map(|it| it.1.as_u64().unwrap()).sum();
    assert_eq!(removed, 3, "{tallies:?}");
    let said = desk.newsmill(&["explain", "a.txt"]);
    for line in ["News > City", "Subscribe now", "Read more: Chess"] {
        assert!(said.out.contains(line), "{} {}", said.out, said.err);
    }
}
