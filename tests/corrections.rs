//! What people correct wins over every stage, without any article being read again.

use crate::support::{Desk, Row, all_stages};

const HEADING: &str = "article,url,path,outlet,date,credit,cluster,drop,who,why\n";

/// A desk whose corrections are in `overrides.csv`.
fn desk(input: &str) -> Desk {
    let desk = Desk::new("");
    let run = "[run]\noverrides = \"overrides.csv\"";
    desk.put("pipeline.toml", &format!("[input]\npath = \"in\"\n{input}\n\n{run}\n\n{}", all_stages()));
    desk.put("overrides.csv", HEADING);
    desk
}

fn article(desk: &Desk, path: &str) -> Row {
    let articles = desk.table("articles");
    articles.into_iter().find(|it| it["source_path"] == path).unwrap_or_else(|| panic!("no {path}"))
}

const RAIN: &str = "Rain in Kyiv\n\nPublished 3 October 2025\n\nIt rained in Kyiv on Friday, the mayor said.\n";
const SNOW: &str = "Snow in Rome\n\nPublished 4 October 2025\n\nIt snowed in Rome on Saturday, the mayor said.\n";

#[test]
fn a_correction_wins_and_reads_nothing_again() {
    let desk = desk("");
    desk.put("in/a.txt", RAIN);
    desk.put("in/b.txt", SNOW);
    desk.run(&[]);
    desk.put(
        "overrides.csv",
        &format!("{HEADING},,a.txt,reuters,2025-10-02,,,,ed,seen in print\n,,b*,,,,,yes,ed,a test page\n"),
    );
    let said = desk.run(&[]);
    assert!(said.err.contains("0 files to read"), "{}", said.err);
    let articles = desk.table("articles");
    assert_eq!(articles.len(), 1);
    let it = &articles[0];
    assert_eq!(
        [&it["outlet_id"], &it["outlet_name"], &it["outlet_basis"], &it["date_published"], &it["date_basis"]],
        ["reuters", "Reuters", "override", "2025-10-02", "override"]
    );
    let rejected = desk.table("rejected");
    assert_eq!((rejected[0]["reason"].as_str(), rejected[0]["detail"].as_str()), ("by_choice", "ed: a test page"));
    let counts = desk.table("mentions_by_outlet_date");
    assert!(counts.iter().all(|it| it["outlet_id"] == "reuters" && it["date"] == "2025-10-02"), "{counts:?}");
}

/// Rows by article, by address and by path, over an outlet told by its folder and a day told by the
/// story's other articles, and over the record's own.
#[test]
fn a_correction_wins_over_the_folder_the_copies_and_the_record() {
    let desk = desk("path-pattern = \"{outlet}/*\"");
    let copy = "The ferry talks between the two harbor towns will go on in Istanbul next week, the ministry said.\n\n\
        Both towns want more ships in the morning, and fewer at night, when the ferries are empty.\n\n\
        The ministry did not say who would pay for the new landing stage, closed since a storm in spring.\n";
    desk.put("in/harbor-ledger/a.txt", &format!("Published 14 October 2025\n\nFerry talks go on\n\n{copy}"));
    desk.put("in/eastern-meridian/a.txt", &format!("Ferry talks go on\n\n{copy}"));
    desk.put(
        "in/tass/a.jsonl",
        "{\"url\": \"https://x.example/1\", \"text\": \"Rain.\", \"date\": \"2025-10-02\", \"outlet\": \"tass\"}\n",
    );
    desk.run(&[]);
    let copy = article(&desk, "eastern-meridian/a.txt");
    let known = ["outlet_basis", "date_basis", "date_published"];
    assert_eq!(known.map(|it| &*copy[it]), ["path", "sibling", "2025-10-14"]);
    let id = &copy["article_id"];
    for row in [format!("{id},,"), ",,eastern-*".to_owned(), format!("{id},,*.txt")] {
        let rows =
            format!("{row},Echo,2025-10-20,,,,ed,\n,http://www.x.example/1/,,northmoor-gazette,2025-10-21,,,,ed,\n");
        desk.put("overrides.csv", &format!("{HEADING}{rows}"));
        desk.run(&[]);
        let columns = [
            "outlet_id",
            "outlet_name",
            "outlet_basis",
            "outlet_confidence",
            "date_published",
            "date_basis",
            "date_precision",
            "date_confidence",
        ];
        let copy = article(&desk, "eastern-meridian/a.txt");
        let expected = ["Echo", "Echo", "override", "1", "2025-10-20", "override", "day", "1"];
        assert_eq!(columns.map(|it| &*copy[it]), expected, "{row}");
        let record = article(&desk, "tass/a.jsonl");
        assert_eq!(
            columns.map(|it| &*record[it]),
            ["northmoor-gazette", "The Northmoor Gazette", "override", "1", "2025-10-21", "override", "day", "1"]
        );
    }
}

#[test]
fn the_last_row_holds_and_unknown_empties_a_cell() {
    let desk = desk("");
    desk.put("in/a.txt", RAIN);
    desk.put("overrides.csv", &format!("{HEADING},,a*,tass,2025-10-01,,,,ed,\n,,*.txt,unknown,unknown,,,,ed,\n"));
    desk.run(&[]);
    let it = article(&desk, "a.txt");
    let columns = ["outlet_id", "outlet_name", "outlet_basis", "date_published", "date_basis", "date_confidence"];
    assert_eq!(columns.map(|name| &*it[name]), ["", "", "override", "", "override", ""]);
}

#[test]
fn what_a_later_row_names_is_no_longer_unknown() {
    let desk = desk("");
    desk.put("in/mixed/a.txt", RAIN);
    let rows = ",,mixed/*,unknown,unknown,unknown,,,ed,\n,,mixed/a.txt,harbor-ledger,2025-10-02,reuters,,,ed,\n";
    desk.put("overrides.csv", &format!("{HEADING}{rows}"));
    desk.run(&[]);
    let columns =
        ["outlet_id", "outlet_name", "outlet_confidence", "date_published", "date_precision", "credit_source"];
    let it = article(&desk, "mixed/a.txt");
    let expected = ["harbor-ledger", "The Harbor Ledger", "1", "2025-10-02", "day", "reuters"];
    assert_eq!(columns.map(|name| &*it[name]), expected);
}

#[test]
fn the_agency_follows_the_outlet_that_is_corrected() {
    let desk = desk("");
    desk.put(
        "in/a.txt",
        "Talks go on\n\nKYIV, Oct 14 (Reuters) – The ferry talks will go on next week, the mayor said.\n",
    );
    let told = |rows: &str| {
        desk.put("overrides.csv", &format!("{HEADING}{rows}"));
        desk.run(&[]);
        let it = article(&desk, "a.txt");
        format!("{} {}", it["outlet_id"], it["credit_source"])
    };
    assert_eq!(told(""), "reuters ");
    assert_eq!(told(",,a.txt,harbor-ledger,,,,,ed,\n"), "harbor-ledger reuters");
    assert_eq!(told(",,a.txt,reuters,,,,,ed,\n"), "reuters ");
    assert_eq!(told(",,a.txt,unknown,,,,,ed,\n"), " reuters");
    assert_eq!(told(",,a.txt,harbor-ledger,,afp,,,ed,\n"), "harbor-ledger afp");
    // With a masthead the agency stands there from the first.
    desk.put(
        "in/a.txt",
        "The Harbor Ledger\n\nTalks go on\n\nKYIV, Oct 14 (Reuters) – The ferry talks will go on next week, he said.\n",
    );
    assert_eq!(told(""), "harbor-ledger reuters");
    assert_eq!(told(",,a.txt,reuters,,,,,ed,\n"), "reuters ");
}

/// The order of the rows counts, not that of the files.
#[test]
fn the_last_row_holds_whichever_delivery_it_names() {
    let desk = desk("");
    desk.put("in/a/x.txt", RAIN);
    desk.put("in/b/x.txt", RAIN);
    let outlet = |rows: &str| {
        desk.put("overrides.csv", &format!("{HEADING}{rows}"));
        desk.run(&[]);
        article(&desk, "a/x.txt")["outlet_id"].clone()
    };
    assert_eq!(outlet(",,b/*,tass,,,,,ed,\n,,a/*,reuters,,,,,ed,\n"), "reuters");
    assert_eq!(outlet(",,a/*,reuters,,,,,ed,\n,,b/*,tass,,,,,ed,\n"), "tass");
}

#[test]
fn an_article_that_was_dropped_is_taken_back() {
    let desk = desk("");
    desk.put("in/mixed/a.txt", RAIN);
    desk.put("in/mixed/b.txt", SNOW);
    desk.run(&[]);
    let id = article(&desk, "mixed/a.txt")["article_id"].clone();
    let rows = format!(",,mixed/*,,,,,yes,ed,\n{id},,,,,,,no,ed,\n");
    desk.put("overrides.csv", &format!("{HEADING}{rows}"));
    let said = desk.newsmill(&["run", "--set", "run.allow-rejected=1.0"]);
    assert_eq!((said.code, said.err.contains("it corrects nothing")), (0, false), "{}", said.err);
    let articles = desk.table("articles");
    assert_eq!(articles.iter().map(|it| &*it["source_path"]).collect::<Vec<_>>(), ["mixed/a.txt"]);
}

#[test]
fn an_article_is_moved_to_the_story_that_is_named() {
    let desk = desk("");
    let story = |what: &str| {
        format!(
            "The {what} of the harbor was opened by the mayor on a cold and windy morning before a large crowd.\n\n\
             Nobody in the crowd had seen a {what} as large as that, and many had come from far to look at it.\n"
        )
    };
    desk.put("in/a.txt", &format!("Published 3 October 2025\n\n{}", story("lighthouse")));
    desk.put("in/b.txt", &format!("Published 4 October 2025\n\nSeen today\n\n{}", story("lighthouse")));
    desk.put("in/c.txt", SNOW);
    desk.put("in/d.txt", RAIN);
    desk.run(&[]);
    let [a, b, c, d] = ["a", "b", "c", "d"].map(|it| article(&desk, &format!("{it}.txt"))["article_id"].clone());
    let told = |rows: &str| {
        desk.put("overrides.csv", &format!("{HEADING}{rows}"));
        desk.run(&[]);
        ["a", "b", "c", "d"].map(|it| {
            let it = article(&desk, &format!("{it}.txt"));
            let story = [(&a, "a"), (&b, "b"), (&c, "c"), (&d, "d")];
            let known = story.iter().find(|(id, _)| **id == it["cluster_id"]).map(|it| it.1.to_owned());
            format!("{} {}", known.unwrap_or_else(|| it["cluster_id"].clone()), it["cluster_role"])
        })
    };
    assert_eq!(told(""), ["a original", "a copy", " single", " single"]);
    // Into the story of another article, of which it is the earliest now or not.
    assert_eq!(told(&format!("{c},,,,,,{b},,ed,\n")), ["a original", "a copy", "a copy", " single"]);
    assert_eq!(told(&format!("{c},,,,2025-10-01,,{b},,ed,\n")), ["c copy", "c copy", "c original", " single"]);
    // Of two that had no story, one is made.
    assert_eq!(told(&format!("{c},,,,,,{d},,ed,\n")), ["a original", "a copy", "d copy", "d original"]);
    // One that is moved itself takes along who joins it, whatever the order of rows and ids.
    for chain in [[&c, &b, &d], [&d, &b, &c]] {
        let rows = chain.windows(2).map(|it| format!("{},,,,,,{},,ed,\n", it[0], it[1])).collect::<String>();
        let told = told(&rows);
        let story = |it: usize| told[it].split(' ').next().unwrap();
        assert_eq!([story(1), story(2)], [story(3), story(3)], "{told:?}");
        assert_ne!(story(0), story(3), "{told:?}");
    }
    // A name of one's own; and out of a story.
    assert_eq!(told(",,c*,,,,weather,,ed,\n,,d*,,,,weather,,ed,\n")[2..], ["weather copy", "weather original"]);
    assert_eq!(told(&format!("{b},,,,,,{b},,ed,\n")), [" single", " single", " single", " single"]);
}

#[test]
fn a_correction_of_any_delivery_is_about_the_article() {
    let desk = desk("");
    desk.put("in/a.txt", RAIN);
    desk.put("in/b.txt", RAIN);
    desk.put("in/c.txt", "Paris is dry this week, the mayor said.");
    desk.put("overrides.csv", &format!("{HEADING},,b.txt,,,,,yes,ed,\n,,no*,,,,,yes,ed,\n,,c.txt,,,,,,ed,\n"));
    let said = desk.newsmill(&["run", "--set", "run.allow-rejected=1.0"]);
    assert_eq!(said.code, 0, "{}", said.err);
    for expected in [
        "warning: overrides.csv:3: it fits no article\n",
        "warning: overrides.csv:4: it corrects nothing; fill `outlet`",
    ] {
        assert_eq!(said.err.matches(expected).count(), 1, "{}", said.err);
    }
    assert!(
        said.err.trim_end().ends_with("3 documents = 1 kept + 0 duplicates + 2 rejected (out/rejected.csv)"),
        "{}",
        said.err
    );
}

#[test]
fn a_correction_that_cannot_be_understood_is_shown() {
    let desk = desk("");
    desk.put("in/a.txt", RAIN);
    for (text, expected) in [
        (
            format!("{HEADING},,a.txt,,3.10.2025,,,,ed,\n"),
            ":2: `3.10.2025` is no day; write a day as year-month-day, for example",
        ),
        (format!("{HEADING}\n\n,,,tass,,,,,ed,\n"), ":4: it names no article: fill `article`, `url` or `path`"),
        (format!("{HEADING},,a.txt,,,,,soon,ed,\n"), ":2: `soon` under `drop` is neither yes nor no"),
        (format!("{HEADING}b2df,,,tass,,,,,ed,\n"), ":2: `b2df` is no article_id; copy one of 26 letters"),
        (
            format!("{HEADING},,a.txt,tass,,,,,ed,rain, snow\n"),
            ":2: 11 cells, but 10 headings; put a cell with a comma",
        ),
        ("article,outlt\n".to_owned(), ":1: there is no column called `outlt`; did you mean `outlet`?"),
    ] {
        desk.put("overrides.csv", &text);
        let said = desk.newsmill(&["run"]);
        assert_eq!(said.code, 2, "{}", said.err);
        assert!(said.err.contains(&format!("overrides.csv{expected}")), "no `{expected}` in:\n{}", said.err);
    }
}

#[test]
fn a_spreadsheets_semicolons_and_columns_left_out_will_do() {
    let desk = desk("");
    desk.put("in/a.txt", RAIN);
    desk.put("overrides.csv", "\u{FEFF}path;date;why\r\na.txt;2025-10-02;\"seen; in print\"\r\n");
    desk.run(&[]);
    assert_eq!(article(&desk, "a.txt")["date_published"], "2025-10-02");
}
