//! `newsmill explain`: what was chosen first, why, and the line that corrects it.

use crate::support::{Desk, all_stages};

const COPY: &str = "Ferry talks go on in Istanbul, the ministry says\n\n\
    The ferry talks between the two harbor towns will go on in Istanbul next week, the ministry of transport said in a statement.\n\n\
    Both towns want more ships in the morning, and fewer at night, when the ferries are nearly empty and the crews are tired.\n\n\
    The ministry did not say who would pay for the new landing stage, which has been closed since a storm in the spring of last year.\n";

/// Three outlets with the same story, one of which does not say when.
fn desk() -> Desk {
    let desk = Desk::new("");
    let input = "[input]\npath = \"in\"\npath-pattern = \"{outlet}/*\"\n\n[run]\noverrides = \"overrides.csv\"\n\n";
    desk.put("pipeline.toml", &format!("{input}{}", all_stages()));
    desk.put("overrides.csv", "article,url,path,outlet,date,credit,cluster,drop,who,why\n");
    desk.put("in/harbor-ledger/a.txt", &format!("Published 14 October 2025\n\n{COPY}"));
    desk.put("in/northmoor-gazette/a.txt", &format!("Published 14 October 2025\n\n{COPY}"));
    desk.put("in/eastern-meridian/a.txt", COPY);
    desk
}

/// What was said, whatever the width of its columns.
fn in_single_spaces(said: &str) -> String {
    said.lines().map(|it| it.split_whitespace().collect::<Vec<_>>().join(" ") + "\n").collect()
}

#[test]
fn what_other_articles_taught_is_told_with_their_names() {
    let desk = desk();
    desk.run(&[]);
    let said = in_single_spaces(&desk.newsmill(&["explain", "eastern-meridian/a.txt"]).out);
    for expected in [
        "\nwhat came of it\noutlet eastern-meridian “Eastern Meridian” path 0.97\nday 2025-10-14 sibling ",
        " (alone: unknown)\n",
        " of 3 articles\n",
        "\nwhat other articles have taught\nattribute\nday 2025-10-14 at ",
        "day of 2 sure articles of its story\n2025-10-14 published ",
        " harbor-ledger/a.txt\n",
        " northmoor-gazette/a.txt\n",
    ] {
        assert!(said.contains(expected), "no `{expected}` in:\n{said}");
    }
}

#[test]
fn the_line_that_is_printed_pins_what_it_says() {
    let desk = desk();
    desk.run(&[]);
    let before = desk.table("articles");
    let said = desk.newsmill(&["explain", "eastern-meridian/a.txt"]).out;
    let line = said.lines().last().unwrap();
    let heading = std::fs::read_to_string(desk.path("overrides.csv")).unwrap();
    desk.put("overrides.csv", &format!("{heading}{line}\n"));
    desk.run(&[]);
    let is_it = |it: &&crate::support::Row| it["source_path"] == "eastern-meridian/a.txt";
    let (before, articles) = (before.iter().find(is_it).unwrap().clone(), desk.table("articles"));
    let after = articles.iter().find(is_it).unwrap();
    for column in ["outlet_id", "outlet_name", "date_published", "credit_source"] {
        assert_eq!(before[column], after[column], "{column}");
    }
    let pinned = ["outlet_basis", "outlet_confidence", "date_basis", "date_precision", "date_confidence"];
    assert_eq!(pinned.map(|it| &*after[it]), ["override", "1", "override", "day", "1"]);
    // Changed, it says what it was changed to; and who has done that is told.
    desk.put("overrides.csv", &format!("{heading}{}\n", line.replace("2025-10-14", "2025-10-16")));
    desk.run(&[]);
    let articles = desk.table("articles");
    assert_eq!(articles.iter().find(is_it).unwrap()["date_published"], "2025-10-16");
    let said = in_single_spaces(&desk.newsmill(&["explain", "eastern-meridian/a.txt"]).out);
    for expected in
        ["day 2025-10-16 override 1.00", "what people have corrected\noverrides.csv:2 your name: how you know"]
    {
        assert!(said.contains(expected), "no `{expected}` in:\n{said}");
    }
}

/// The line that `explain` prints, in an overrides.csv with this heading, and what is said before it.
fn line_for(desk: &Desk, heading: &str) -> (String, String) {
    desk.put("overrides.csv", heading);
    let said = desk.newsmill(&["explain", "eastern-meridian/a.txt"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let (before, line) = said.out.trim_end().rsplit_once('\n').unwrap();
    desk.put("overrides.csv", &format!("{heading}{line}\n"));
    let run = desk.run(&[]);
    assert!(!run.err.contains("overrides.csv"), "{}", run.err);
    (before.to_owned(), line.to_owned())
}

#[test]
fn the_line_that_is_printed_has_the_headings_and_the_delimiter_of_the_file() {
    let desk = desk();
    desk.run(&[]);
    let id = desk.table("articles").into_iter().find(|it| it["source_path"] == "eastern-meridian/a.txt").unwrap();
    let id = &id["article_id"];
    let (before, line) = line_for(&desk, "\u{FEFF}why;date;credit;outlet;article;who\n");
    assert_eq!(line, format!("how you know;2025-10-14;;eastern-meridian;{id};your name"));
    assert!(!before.contains("has no column"), "{before}");
    let (before, line) = line_for(&desk, "path,date\n");
    assert_eq!(line, "eastern-meridian/a.txt,2025-10-14");
    assert!(before.contains("overrides.csv has no column `outlet`, `credit`, `who`, `why`: add it"), "{before}");
    desk.put("overrides.csv", "");
    let said = desk.newsmill(&["explain", "eastern-meridian/a.txt"]).out;
    assert!(said.contains("\narticle,url,path,outlet,date,credit,cluster,drop,who,why\n"), "{said}");
    desk.put("overrides.csv", "outlet,date\n");
    let said = desk.newsmill(&["explain", "eastern-meridian/a.txt"]).out;
    assert!(said.contains("overrides.csv has no column `article`, `credit`"), "{said}");
}

#[test]
fn an_article_is_found_by_its_address_however_it_is_spelled() {
    let desk = desk();
    let record = |number: u8| {
        format!("{{\"url\": \"https://www.x.example/rain/?id={number}\", \"text\": \"Rain {number}.\"}}\n")
    };
    let plain = "{\"url\": \"https://x.example/sun\", \"text\": \"Sun.\"}\n";
    let sun = plain.replace("sun", "sun?page=2").replace("Sun", "More sun");
    desk.put("in/tass/a.jsonl", &format!("{}{}not json\n{sun}{plain}", record(1), record(2)));
    let found = |address: &str| {
        let said = desk.newsmill(&["explain", address]);
        format!("{} {}{}", said.code, said.out.lines().next().unwrap_or_default(), said.err)
    };
    let spellings = ["https://www.x.example/rain/?id=2", "http://X.example/rain/?id=2#top", "x.example/rain/?id=2"];
    // From the input alone, then by the last run.
    for _ in 0..2 {
        for address in spellings {
            let found = found(address);
            assert!(found.starts_with("0 ") && found.contains("tass/a.jsonl, record 2"), "{address}: {found}");
        }
        let found = found("https://x.example/sun");
        assert!(found.contains("tass/a.jsonl, record 5"), "{found}");
        desk.newsmill(&["run", "--set", "run.allow-rejected=1.0"]);
    }
    let several = found("https://x.example/rain");
    assert!(
        several.contains("2 articles have the address `https://x.example/rain`; give an article_id: "),
        "{several}"
    );
    let nowhere = found("https://x.example/snow");
    assert!(nowhere.starts_with("2 ") && nowhere.contains("there is no article `https://x.example/snow`"), "{nowhere}");
    assert!(
        nowhere.contains("1 document could not be read, and may be it, for example\n  tass/a.jsonl record 3: not_json"),
        "{nowhere}"
    );
}

#[test]
fn what_could_not_be_read_is_told_where_an_article_is_not_found() {
    let desk = desk();
    desk.put("in/tass/a.zip", "PK\u{3}\u{4} torn");
    let said = desk.newsmill(&["explain", "tass/a.zip/1.txt"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("could not be read, and may be it, for example\n  tass/a.zip record "), "{}", said.err);
}

#[test]
fn a_later_delivery_and_an_article_that_was_never_run_say_so() {
    let desk = desk();
    desk.put("in/harbor-ledger/b.txt", &format!("Published 14 October 2025\n\n{COPY}"));
    let explain = |article: &str| desk.newsmill(&["explain", article]).out;
    assert!(explain("harbor-ledger/a.txt").contains("it is in no run yet"));
    desk.run(&[]);
    let said = explain("harbor-ledger/b.txt");
    assert!(said.contains("it is a later delivery of harbor-ledger/a.txt"), "{said}");
    // What is corrected of one delivery is about the article.
    desk.put("overrides.csv", "path,date,who,why\nharbor-ledger/b.txt,2025-10-15,ed,seen in print\n");
    let said = explain("harbor-ledger/a.txt");
    assert!(said.contains("overrides.csv:2  ed: seen in print"), "{said}");
}

#[test]
fn an_article_is_found_by_the_first_letters_of_its_id() {
    let desk = desk();
    desk.run(&[]);
    let id = desk.table("articles")[0]["article_id"].clone();
    assert!(desk.newsmill(&["explain", &id[..12]]).out.starts_with(&id));
    let said = desk.newsmill(&["explain", "nowhere"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("there is no article `nowhere`; give its article_id"), "{}", said.err);
}
