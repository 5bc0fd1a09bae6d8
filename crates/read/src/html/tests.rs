//! What pages look like as lines.

use super::*;

/// Each line as `tag text`.
#[track_caller]
fn check(html: &str, expected: &[&str]) {
    let page = read(html, &Limits::default()).unwrap();
    let shown = |it: &Line| format!("{} {}", it.tag.as_deref().unwrap_or_default(), it.text());
    assert_eq!(page.lines.iter().map(shown).collect::<Vec<_>>(), expected);
}

#[test]
fn the_blocks_are_listed_in_the_order_that_they_are_sought_in() {
    assert!(blocks::BLOCKS.is_sorted());
}

#[test]
fn a_block_is_a_line() {
    check(
        "<body>Top<h1>Kyiv\n  waits</h1><div><p>One <b>two</b>&nbsp;&amp; three<p>Four<br>five</div></body>",
        &["body Top", "h1 Kyiv waits", "p One two\u{A0}& three", "p Four", "p five"],
    );
    check("<ul><li>a<li>b</ul>c<table><tr><td>d<td>e<tr><td>f</table>", &["li a", "li b", "body c", "td d e", "td f"]);
}

#[test]
fn what_a_reader_does_not_see_is_no_text() {
    check(
        "<script>if (a<b) x('<p>')</script><style>p{}</style><svg><text>x</text></svg><noscript><p>x</noscript><p>Kyiv",
        &["p Kyiv"],
    );
    check("<!-- <p>x</p> --><p>Kyiv<!--x--> waits", &["p Kyiv waits"]);
}

#[test]
fn an_unseen_element_that_never_ends_takes_nothing_along() {
    check("<p>Kyiv</p><svg><p>Lviv</p>", &["p Kyiv", "p Lviv"]);
}

#[test]
fn chrome_is_kept_under_its_name() {
    check(
        "<nav><ul><li><a>One</a><a>Two</a></ul></nav><p>Kyiv</p><footer><p>(c)</p></footer>",
        &["nav One Two", "p Kyiv", "footer (c)"],
    );
}

#[test]
fn inline_elements_break_no_word() {
    check("<p><span>K</span>yiv<a href=x>’s</a> <i>day</i> </p>", &["p Kyiv’s day"]);
}

#[test]
fn preformatted_lines_stay_lines() {
    check("<pre>Kyiv\n  Lviv</pre>", &["pre Kyiv", "pre Lviv"]);
}

#[test]
fn lines_know_where_they_stand_in_the_source() {
    let page = read("<html>\n<body>\n\n<p>\n  Kyiv\n  waits</p>\n<p>Lviv</p>", &Limits::default()).unwrap();
    let numbers: Vec<u32> = page.lines.iter().map(|it| it.number).collect();
    assert_eq!(numbers, [5, 7]);
}

#[test]
fn a_page_declares_its_encoding() {
    for (html, expected) in [
        ("<meta charset=windows-1251>", Some("windows-1251")),
        ("<META http-equiv=x content=\"text/html; charset=KOI8-R\">", Some("koi8-r")),
        ("<?xml version=\"1.0\" encoding='iso-8859-2'?>", Some("iso-8859-2")),
        ("<script charset></script>", None),
        ("<p>", None),
    ] {
        assert_eq!(declared_encoding(html.as_bytes()).as_deref(), expected, "{html}");
    }
}

#[test]
fn a_field_of_html_is_told_from_a_text() {
    for (text, expected) in
        [(" <p>Kyiv</p>\n", true), ("<div>a<br/>b</div>", true), ("a < b > c </", false), ("<Kyiv> waits", false)]
    {
        assert_eq!(is_fragment(text), expected, "{text}");
    }
}

/// A page that takes a tree builder hours takes a moment.
#[test]
fn depth_and_attributes_cost_what_their_size_does() {
    let deep = "<div>".repeat(50_000) + "Kyiv" + &"</div>".repeat(50_000);
    check(&deep, &["div Kyiv"]);
    let stray = "<div>".repeat(600) + &"</p>".repeat(50_000) + "Kyiv";
    check(&stray, &["div Kyiv"]);
    let wide: String = (0..30_000).map(|it| format!(" a{it}=x")).collect();
    check(&format!("<p{wide}>Kyiv"), &["p Kyiv"]);
}

/// Each line as `text: links in percent, names`.
#[track_caller]
fn check_told(html: &str, expected: &[&str]) {
    let page = read(html, &Limits::default()).unwrap();
    let shown = |it: &Line| format!("{}: {}% {}", it.text(), it.links, it.names.as_deref().unwrap_or_default());
    assert_eq!(page.lines.iter().map(shown).collect::<Vec<_>>(), expected);
}

#[test]
fn lines_know_how_much_of_them_is_links() {
    check_told(
        "<p><a href=x>Kyiv</a> <a href=y>Lviv</a></p><p>See <a href=x>Lviv</a></p>",
        &["Kyiv Lviv: 88% /p", "See Lviv: 50% /p"],
    );
    check_told("<p><a name=x>Kyiv</a></p><p><a href=x>one<p>two", &["Kyiv: 0% /p", "one: 100% /p", "two: 100% /p"]);
}

#[test]
fn lines_know_what_is_around_them() {
    check_told(
        "Top<div class='story  big' id=s><p role=note itemprop=text>Kyiv</p><section hidden><p>Lviv</p></section>Odesa</div>",
        &[
            "Top: 0% ",
            "Kyiv: 0% /div story  big s/p text note",
            "Lviv: 0% /div story  big s/section hidden/p",
            "Odesa: 0% /div story  big s",
        ],
    );
    check_told("<p class=a/b>Kyiv<p style='display: none'>Lviv", &["Kyiv: 0% /p a b", "Lviv: 0% /p hidden"]);
    let deep = format!("{}<p>Kyiv", "<div class='київ і львів'>".repeat(200));
    let page = read(&deep, &Limits::default()).unwrap();
    let names = page.lines[0].names.as_deref().unwrap();
    assert!(names.len() <= 2_000 && names.ends_with("/div київ і львів/p"), "{names}");
}

#[test]
fn a_table_in_a_cell_has_rows_of_its_own() {
    check("<table><tr><td>a<table><tr><td>b<td>c</table>d<td>e</table>", &["td a", "td b c", "td d e"]);
}

#[test]
fn a_stray_end_tag_closes_no_table() {
    check_told("<div><table><tr><td>a</div></p>b<td>c</table></div>", &["a b c: 0% /div/table/tr/td"]);
}

#[test]
fn a_page_of_a_million_lines_needs_little_memory() {
    let names = "x".repeat(90);
    let html = format!("<div class={names} id={names}>").repeat(8) + &"<p>x".repeat(200_000);
    let page = read(&html, &Limits::default()).unwrap();
    assert_eq!(page.lines.len(), 100_001);
    let mut names: Vec<*const u8> = page.lines.iter().map(|it| it.names.as_ref().unwrap().as_ptr()).collect();
    names.dedup();
    assert_eq!(names.len(), 1);
}

#[test]
fn lines_of_links_in_pre_are_links() {
    let page = read("<pre><a href=x>Kyiv\nLviv</a></pre>", &Limits::default()).unwrap();
    assert_eq!(page.lines.iter().map(|it| it.links).collect::<Vec<_>>(), [100, 100]);
}
