use super::*;
use newsmill_stage::Article;

const BODY: &str = "The ferry will run again from the first of May, the council of the island said on Tuesday.\n\
    Nobody had expected it so early, and the crew had to be called back from the mainland by telephone.";

fn found(above: &str, below: &str) -> Option<(String, Form)> {
    let article = Article::from_text(&format!("Ferry to run again from May\n{above}\n{BODY}{below}"));
    let credits = gather(&Page::of(&article), None, &crate::outlets::tests::small());
    let sure = credits.first().filter(|it| it.confidence >= 0.5)?;
    Some((sure.agency.id.clone(), sure.form))
}

#[track_caller]
fn check(above: &str, below: &str, expected: Option<(&str, Form)>) {
    assert_eq!(found(above, below), expected.map(|it| (it.0.to_owned(), it.1)), "{above} … {below}");
}

/// Lines after the body.
#[track_caller]
fn check_below(form: Form, lines: &[(&str, &str)]) {
    lines.iter().for_each(|(line, agency)| check("", &format!("\n{line}"), Some((agency, form))));
}

#[test]
fn bylines_that_are_an_agency_s() {
    check("By Reuters", "", Some(("reuters", Form::Byline)));
    check("By Jane Doe, AFP", "", Some(("afp", Form::Byline)));
    check("By JANE DOE Associated Press", "", Some(("ap", Form::Byline)));
    check("Jane Doe, AP Sports Writer", "", Some(("ap", Form::Byline)));
    check("Von dpa 30.04.2024, 18:58", "", Some(("dpa", Form::Byline)));
    check("Von Max Roe und Eva Roe, dpa", "", Some(("dpa", Form::Byline)));
    check("Par AFP", "", Some(("afp", Form::Byline)));
    check("Agencia EFE | 7 octubre 2020", "", Some(("efe", Form::SignOff)));
    check("Le Courrier avec AFP", "", Some(("afp", Form::Material)));
    check("By Jane Doe EFE", "", Some(("efe", Form::Byline)));
    check("Por Efe", "", Some(("efe", Form::Byline)));
    check("By Mehmet Efe", "", None);
}

#[test]
fn signatures_after_the_body() {
    check_below(
        Form::SignOff,
        &[
            ("dpa/AFP", "dpa"),
            ("hen/dpa", "dpa"),
            ("(dpa/lnw)", "dpa"),
            ("Source: EFE", "efe"),
            ("Quelle: dpa", "dpa"),
            ("Источник: ТАСС", "tass"),
            ("Джерело: РИА Новости", "ria"),
            ("来源：新华社", "xinhua"),
            ("(AFP)", "afp"),
        ],
    );
    check_below(
        Form::Desk,
        &[
            ("Reporting by Reuters offices; Editing by Jane Doe", "reuters"),
            ("(Reporting by Jane Doe; Editing by Max Roe)", "reuters"),
            ("Our Standards: The Thomson Reuters Trust Principles.", "reuters"),
        ],
    );
}

#[test]
fn an_agency_behind_the_last_sentence() {
    check("", " (AFP)", Some(("afp", Form::SignOff)));
    check("", " (AFP).", Some(("afp", Form::SignOff)));
    check("", " — AFP", Some(("afp", Form::SignOff)));
    check("", " hen/dpa", Some(("dpa", Form::SignOff)));
    check("", " EFE", Some(("efe", Form::SignOff)));
    check("", "\nThe deal was first told by the AFP in the morning, and it was then denied by everybody (AFP).", None);
}

#[test]
fn copyright_of_an_agency() {
    check_below(
        Form::Copyright,
        &[
            ("© AFP", "afp"),
            ("© 2025 AFP", "afp"),
            ("© dpa-infocom, dpa:251003-930-123456/1", "dpa"),
            ("Copyright 2025 The Associated Press. All rights reserved.", "ap"),
            (
                "Copyright 2025 The Associated Press. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.",
                "ap",
            ),
        ],
    );
}

#[test]
fn borrowed_material_and_helpers_are_weaker() {
    check_below(
        Form::Material,
        &[
            ("With AP", "ap"),
            ("mit Material der dpa", "dpa"),
            ("avec AFP", "afp"),
            ("(avec AFP)", "afp"),
            ("Con información de AFP", "afp"),
        ],
    );
    check_below(
        Form::Contribution,
        &[
            ("The Associated Press contributed to this report.", "ap"),
            ("Associated Press writer Jane Doe in Paris contributed to this report.", "ap"),
            ("Additional reporting by AFP", "afp"),
        ],
    );
    check("By Jane Doe, AFP", "\nThe Associated Press contributed to this report.", Some(("afp", Form::Byline)));
}

#[test]
fn an_agency_that_is_quoted_is_no_credit() {
    check("", "\nThe talks have ended, the AP reported.", None);
    check("", "\nThe mayor told AFP that nobody had been asked, according to TASS.", None);
    check("", "\nRegister now to get free access to Reuters.com", None);
    check("Reuters sells its building", "", None);
    check("AP Top News", "", None);
    check("", "\n• Reuters sells its building", None);
}

#[test]
fn a_sentence_that_begins_like_a_credit_is_none() {
    for line in [
        "Reporting by Reuters and the BBC has shown that the ministry knew of the leak for years.",
        "Reporting by Reuters and the BBC has shown that the ministry knew of it",
        "Written by a former editor of Reuters, the book tells of the ferry and of its crew.",
        "The video, first published by Reuters on Tuesday, shows the ferry leaving.",
        "The memo, first published by Reuters on Tuesday, shows that the ferry was late.",
        "The report, first published by Reuters on Tuesday, shows that the ferry was late.",
        "The figures, originally published by Reuters in May, were wrong, the ministry has said.",
        "In this photo provided by Xinhua, the ferry leaves.",
        "The list provided by Xinhua names eleven crews and all of their captains since May.",
        "Memo first published by Reuters shows ferry was late",
        "Avec 12 millions d'habitants, la ville manque d'eau, a dit le maire à l'AFP.",
        "Avec douze millions d'habitants, la ville manque d'eau, selon l'AFP",
        "Reuters ha contribuito a rendere nota la lista dei traghetti e dei loro capitani.",
        "Reuters a contribué à la chute du ministre, disent ses amis de la capitale.",
    ] {
        check(line, "", None);
        check("", &format!("\n{line}"), None);
        check("", &format!("\n{line}\n{BODY}\n{BODY}"), None);
    }
}

#[test]
fn copy_that_is_taken_over_says_so_of_itself() {
    check_below(
        Form::Republished,
        &[
            ("This article is republished from Kyodo News under a license.", "kyodo"),
            ("This story, which is about ferries, was originally published by Reuters in May of this year.", "reuters"),
            ("The article was first published by Reuters and has been read by many since the first of May.", "reuters"),
            ("First published by Reuters", "reuters"),
            ("Originally published on Reuters", "reuters"),
            ("News provided by Kyodo News", "kyodo"),
            ("(Provided by Xinhua)", "xinhua"),
        ],
    );
    check_below(
        Form::Desk,
        &[
            ("(Reporting by Jane Doe and Max Roe in Paris for Reuters and by Eva Poe in Berlin.)", "reuters"),
            ("Reporting by Jane Doe in Paris, Max Roe in Berlin and by AFP", "afp"),
            ("Written by Jane Doe for AFP", "afp"),
        ],
    );
    check_below(
        Form::Contribution,
        &[
            ("L'AFP a contribué à cet article", "afp"),
            ("Additional reporting by Jane Doe in Paris, Max Roe in Berlin and Eva Poe of AFP.", "afp"),
        ],
    );
    check_below(Form::Material, &[("Avec l'AFP", "afp"), ("Avec l’AFP et Reuters", "afp")]);
}

#[test]
fn a_line_without_end_is_no_credit() {
    for part in ["AP,2025-10-03,", "AP,", "AP/", "AP", "© AP/", "(AP)", "2025-10-03/"] {
        assert_eq!(found("", &format!("\n{}", part.repeat(400_000 / part.len()))), None, "{part}");
        assert_eq!(found(&part.repeat(400_000 / part.len()), ""), None, "{part}");
    }
    assert_eq!(found("", &"\nThe talks have ended, the AP reported.".repeat(10_000)), None);
}

#[test]
fn a_photograph_s_credit_is_none() {
    for line in [
        "Photo: AFP",
        "Photo: REUTERS/Jane Doe",
        "(AP Photo/Jane Doe)",
        "Foto: dpa",
        "© Getty Images/AFP",
        "Bild: Max Roe/dpa",
        "Jane Doe/Reuters",
        "dpa/Max Roe",
        "Jane Doe/AFP via Getty Images",
        "© Max Roe/dpa",
        "© dpa | Max Roe",
        "© dpa/Max Roe",
        "The ferry in May. Jane Doe/AP",
        "The ferry in May, as seen by all of its passengers. REUTERS/Jane Doe",
        "© 2012 APA/AP",
    ] {
        check(line, "", None);
        check("", &format!("\n{line}"), None);
    }
    check("© AFP", "", None);
}

#[test]
fn nothing_panics_on_mangled_lines() {
    let line = "© 2025 İAFP/dpa—(Reuters) Quelle：新华社【ТАСС】 republished from İ The. —hen/dpa）. EFE";
    for (at, _) in line.char_indices() {
        found(&line[at..], &format!("\n{}", &line[..at]));
        found("", &line[at..]);
    }
}
