//! What people correct wins over every stage, without any article being read again.

use crate::support::{Desk, all_stages};

#[test]
fn a_correction_wins_and_reads_nothing_again() {
    let desk = Desk::new(&format!("[run]\noverrides = \"overrides.csv\"\n\n{}", all_stages()));
    desk.put("in/a.txt", "Rain in Kyiv\n\nPublished 3 October 2025\n\nIt rained in Kyiv on Friday, the mayor said.\n");
    desk.put(
        "in/b.txt",
        "Snow in Rome\n\nPublished 4 October 2025\n\nIt snowed in Rome on Saturday, the mayor said.\n",
    );
    desk.put("overrides.csv", "article,url,path,outlet,date,credit,cluster,drop,who,why\n");
    desk.run(&[]);
    desk.put(
        "overrides.csv",
        "article,url,path,outlet,date,credit,cluster,drop,who,why\n\
         ,,a.txt,reuters,2025-10-02,,,,ed,seen in print\n\
         ,,b*,,,,,yes,ed,a test page\n",
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

#[test]
fn a_correction_of_any_delivery_is_about_the_article() {
    let desk = Desk::new(&format!("[run]\noverrides = \"overrides.csv\"\n\n{}", all_stages()));
    let text = "Rain in Kyiv\n\nPublished 3 October 2025\n\nIt rained in Kyiv on Friday, the mayor said.\n";
    desk.put("in/a.txt", text);
    desk.put("in/b.txt", text);
    desk.put("in/c.txt", "Paris is dry this week, the mayor said.");
    desk.put(
        "overrides.csv",
        "article,url,path,outlet,date,credit,cluster,drop,who,why\n,,b.txt,,,,,yes,ed,\n,,no*,,,,,yes,ed,\n",
    );
    let said = desk.newsmill(&["run", "--set", "run.allow-rejected=1.0"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("overrides.csv, row 3 fits no article"), "{}", said.err);
    assert!(
        said.err.trim_end().ends_with("3 documents = 1 kept + 0 duplicates + 2 rejected (out/rejected.csv)"),
        "{}",
        said.err
    );
}

#[test]
fn a_correction_that_cannot_be_understood_is_shown() {
    let desk = Desk::new("[run]\noverrides = \"overrides.csv\"\n");
    desk.put("in/a.txt", "Rain.");
    desk.put("overrides.csv", "article,url,path,outlet,date,credit,cluster,drop,who,why\n,,a.txt,,3.10.2025,,,,ed,\n");
    let said = desk.newsmill(&["run"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("overrides.csv, row 2: `3.10.2025` is no day; write 2025-10-31"), "{}", said.err);
}
