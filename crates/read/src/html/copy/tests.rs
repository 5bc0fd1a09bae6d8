//! What the copy of a page looks like.

use super::super::lines;
use super::*;

fn copied(html: &str, limits: &Limits) -> Option<String> {
    Some(lines(html, limits).unwrap().copy?.strip_prefix(HEAD).unwrap().to_owned())
}

#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(copied(html, &Limits::default()).unwrap(), expected, "{html}");
}

/// Whether each element is closed in the order in which they were opened, and how deep they stand.
#[track_caller]
fn check_nested(html: &str, limits: &Limits, deepest: usize) {
    let copy = copied(html, limits).unwrap();
    let mut open: Vec<&str> = Vec::new();
    let mut most = 0;
    for tag in copy.split('<').skip(1).map(|it| it.split('>').next().unwrap()) {
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{copy}"),
            None if is_void(tag.split(' ').next().unwrap().as_bytes()) => {}
            None => open.push(tag.split(' ').next().unwrap()),
        }
        most = most.max(open.len());
    }
    assert_eq!((open.len(), most), (0, deepest), "{copy}");
}

#[test]
fn what_is_whole_stays_as_it_is() {
    check(
        "<div class=\"a\"><p>Kyiv <code>waits</code><br>&amp; &lt;b&gt;</p></div>",
        "<div class=\"a\"><p>Kyiv <code>waits</code><br>&amp; &lt;b&gt;</p></div>",
    );
}

#[test]
fn what_no_extractor_looks_at_is_left_out() {
    check(
        "<html><head><title>T</title><script>x</script><body onload=x><p onclick=x id=1>Kyiv<svg><p>x</svg>",
        "<p id=\"1\">Kyiv</p>",
    );
    check("<plaintext><p>Kyiv", "&lt;p&gt;Kyiv");
    let long = format!("<p class='{}'>", "x".repeat(VALUE + 1));
    check(&long, &format!("<p class=\"{}\"></p>", "x".repeat(VALUE)));
    check("<p class='&quot;<code>'>", "<p class=\"&quot;&lt;code&gt;\"></p>");
}

#[test]
fn everything_is_closed_in_order() {
    check("<div><p>a<p>b", "<div><p>a</p><p>b</p></div>");
    check("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>");
    check("<div><p>a<span>b</div>c", "<div><p>a<span>b</span></p></div>c");
}

#[test]
fn tables_need_no_end_tags() {
    check(
        "<table><tr><td>a<td>b<tr><th>c<tbody><tr><td>d</table>e",
        "<table><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr><tbody><tr><td>d</td></tr></tbody></table>e",
    );
}

#[test]
fn what_is_left_out_ends_where_it_ends_though_its_parts_do_not() {
    check("<main><select><option>a<option>b</select><p>Kyiv</main>", "<main><p>Kyiv</p></main>");
    check("<main><nav><label>a<div>b</div></nav>Kyiv</main>", "<main>Kyiv</main>");
    check("<main><nav><nav>a</nav>b</nav>Kyiv</main>", "<main>Kyiv</main>");
    check("<div><nav>a</div><p>Kyiv", "<div></div><p>Kyiv</p>");
}

#[test]
fn stray_end_tags_close_nothing() {
    check("</p></code></nonsense>Kyiv", "Kyiv");
    check("<code><div>a</code>b</div>", "<code><div>ab</div></code>");
    check("<a><p>a</a>b", "<a><p>a</p></a>b");
    let cell = "<div><table><tr><td>a</div></li>b</td></tr></table></div>";
    check(cell, "<div><table><tr><td>ab</td></tr></table></div>");
    check("<ul><li>a<ol></li>b</ol></ul>", "<ul><li>a<ol>b</ol></li></ul>");
}

#[test]
fn inline_elements_that_are_never_closed_do_not_go_on() {
    check("<p><code>a<p><s>b<p>c", "<p><code>a</code></p><p><s>b</s></p><p>c</p>");
    check("<li><a href=1>a<a href=2>b<li>c", "<li><a href=\"1\">a</a><a href=\"2\">b</a></li><li>c</li>");
    check_nested(&"<p><nobr class=x><code>a".repeat(10_000), &Limits::default(), 3);
}

#[test]
fn nothing_stands_deeper_than_the_limit() {
    let limits = Limits { depth: 3, ..Limits::default() };
    assert_eq!(
        copied("<div><ul><li><code>a<br></code>b</li></ul></div>", &limits).unwrap(),
        "<div><ul><li>a<br>b</li></ul></div>"
    );
    check_nested(&"<div>".repeat(1_000), &Limits::default(), Limits::default().depth);
    check_nested(&"<code><div class=x>".repeat(1_000), &limits, 3);
}

#[test]
fn a_tag_with_too_many_attributes_is_copied_without_any() {
    let limits = Limits { attributes: 2, ..Limits::default() };
    assert_eq!(copied("<p id=1 a=2><p id=1 a=2 b=3>", &limits).unwrap(), "<p id=\"1\"></p><p></p>");
}

#[test]
fn what_is_too_much_work_is_not_copied() {
    let work = |work| copied(&"<p>a</p>".repeat(100), &Limits { work, ..Limits::default() }).is_some();
    assert_eq!([work(0), work(100), work(10_000)], [false, false, true]);
    // The deeper a page is, the more work is each of its elements.
    let deep = "<div>".repeat(100) + &"<br>".repeat(100);
    assert!(copied(&deep, &Limits { work: 10_000, ..Limits::default() }).is_none());
}

#[test]
fn whatever_comes_is_copied_well_nested() {
    let tags = [
        "<p>", "<code>", "</code>", "<table>", "<td>", "</td>", "</table>", "<li>", "</ul>", "<a>", "</a>", "<br>",
        "x", "</p>",
    ];
    let mut seed = 1_u32;
    for _ in 0..500 {
        let html: String = (0..40)
            .map(|_| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                tags[(seed >> 16) as usize % tags.len()]
            })
            .collect();
        let copy = copied(&html, &Limits::default()).unwrap();
        assert_eq!(copied(&copy, &Limits::default()).as_deref(), Some(copy.as_str()), "{html}");
        assert_eq!(copy.matches('x').count(), html.matches('x').count(), "{html}");
    }
}
