//! How long documents that are made to take long take, and how much memory.
//!
//! `cargo bench -p newsmill-read --bench hostile`: of each kind, pages from small to as large as they may be, on one
//! thread; where the extractor of article bodies gives up on the way, also one that is almost the largest that it reads.
//! No document may take over 2 s or 1 GiB; the run fails if one does. `-- div` tries the kinds with `div` in their name,
//! and `WORK=1000000` another budget for the extractor.

#![expect(clippy::print_stdout, reason = "people read it")]

use std::fs;
use std::time::Instant;

use anyhow::{Result, ensure};
use newsmill_read::{Input, InputSettings, Limits};
use newsmill_stage::{Content, InputRecord, Intake as _, Place};

/// What no document may take, in seconds and in MiB.
const LIMIT: f64 = 2.0;
const MEMORY: f64 = 1024.0;

/// A kind of page: what stands before, what is repeated with its number for each `#`, and what stands after.
struct Kind(&'static str, String, &'static str, String);

fn kinds() -> Vec<Kind> {
    let plain = |name, unit| Kind(name, String::new(), unit, String::new());
    let within = |name, before: &str, unit| Kind(name, before.to_owned(), unit, String::new());
    let text = |name, unit| Kind(name, TEXT.to_owned(), unit, String::new());
    let json = |name, before: &str, unit, after: &str| Kind(name, before.to_owned(), unit, after.to_owned());
    let deep = |times: usize| "<div>".repeat(times);
    vec![
        // Trees.
        plain("div in div", "<div>"),
        plain("div in div with text", "<div>a b "),
        plain("text before each end", "<div><div>x</div>y"),
        plain("div beside div", "<div></div>"),
        plain("span beside span", "<span>x</span>"),
        plain("paragraphs", "<p>x"),
        plain("paragraphs of a sentence", "<p>The old bridge over the Moor will open again in spring #.</p>"),
        plain("the same paragraph", "<p>The old bridge over the Moor will open again in spring.</p>"),
        within("paragraphs of an article", "<article>", "<p>The bridge opens, said the mayor, in spring #.</p>"),
        within("paragraphs 100 deep", &deep(100), "<p>The bridge will open #.</p>"),
        within("paragraphs 500 deep", &deep(500), "<p>x</p>"),
        plain("towers of 500", Box::leak((deep(500) + "x" + &"</div>".repeat(500)).into_boxed_str())),
        plain("towers of 50", Box::leak((deep(50) + "x" + &"</div>".repeat(50)).into_boxed_str())),
        plain("towers of 5 in paragraphs", "<div><div><div><div><div><p>x #</p></div></div></div></div></div>"),
        plain("headings", "<h2>x</h2>"),
        plain("headings and paragraphs", "<h2>The bridge #</h2><p>It opens in spring, said the mayor.</p>"),
        plain("breaks", "<br>"),
        plain("breaks and text", "x<br>"),
        plain("breaks in a paragraph's text", "The bridge will open again in spring #.<br>"),
        within("breaks in one paragraph", "<p>", "The bridge will open again in spring #.<br>"),
        plain("quotes", "<blockquote>x"),
        plain("quotes beside quotes", "<blockquote>The bridge #</blockquote>"),
        plain("code", "<pre>x\ny</pre>"),
        plain("images", "<img src=x alt=y>"),
        plain("images in figures", "<figure><img src=\"https://a.example/#.jpg\"><figcaption>x</figcaption></figure>"),
        // Lists and tables.
        plain("list items", "<li>x"),
        plain("list items of a sentence", "<li>The bridge will open again in spring #.</li>"),
        plain("lists in lists", "<ul><li>x"),
        plain("lists beside lists", "<ul><li>x</li></ul>"),
        plain("definitions", "<dt>x<dd>y"),
        within("rows", "<table>", "<tr><td>x"),
        within("rows of 3 cells", "<table>", "<tr><td>The bridge<td>opens<td>#"),
        within("cells in one row", "<table><tr>", "<td>x"),
        plain("tables", "<table><tr><td>x</table>"),
        plain("tables in tables", "<table><tr><td>"),
        within("text in a table", "<table>", "x<b>"),
        within("divs in a table", "<table>", "<div>x</div>"),
        within("cells that span", "<table>", "<tr><td colspan=1000 rowspan=65534>x"),
        plain("options", "<option>x"),
        within("options of a select", "<select>", "<option>x"),
        // Formatting.
        plain("b left open", "<b>x"),
        plain("b left open in paragraphs", "<p><b>x"),
        plain("b, i, u left open", "<p><b><i><u>x"),
        plain("fonts left open", "<p><font color=#>x"),
        plain("a left open", "<a href=#>x"),
        plain("a left open in blocks", "<div><a href=#>x"),
        plain("b across blocks", "<b><div>x</b></div>"),
        plain("b around blocks", "<b><p>x</b>"),
        plain("b closed", "<b>x</b>"),
        plain("b and i crossed", "<b>x<i>y</b>z</i>"),
        plain("nobr", "<nobr>x"),
        within("sentences in bold", "<article>", "<p><b>The bridge <i>opens</i> #</b>, said <a href=/#>her</a>.</p>"),
        // Links.
        plain("links", "<a href=x>y</a>"),
        plain("links of a sentence", "<a href=\"/news/#\">The bridge will open again in spring #</a> "),
        plain("links in list items", "<li><a href=\"/news/#\">The bridge #</a></li>"),
        within("links in one paragraph", "<p>", "The <a href=\"/news/#\">bridge #</a> opens "),
        plain("links in divs", "<div><a href=/#>The bridge</a></div>"),
        // Text.
        within("text without spaces", "<p>", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"),
        within("words", "<p>", "x "),
        within("sentences", "<article><p>", "The bridge will open again in spring #. "),
        within("spaces", "<p>", " "),
        within("line breaks", "<p>", "x\n"),
        within("line breaks in pre", "<pre>", "x\n"),
        within("Chinese", "<p>", "桥"),
        within("entities", "<p>", "&amp;&lt;"),
        within("unknown entities", "<p>", "&x"),
        within("long entities", "<p>", "&CounterClockwiseContourIntegra;"),
        within("numbers of characters", "<p>", "&#65;"),
        within("controls", "<p>", "\u{1}x"),
        within("signs", "<p>", "<"),
        within("combining marks", "<p>", "\u{301}"),
        // Markup that is none.
        within("comments", "<p>x", "<!---->"),
        within("comments that are none", "<p>x", "<!x>"),
        within("end tags astray", "<p>x", "</p>"),
        within("end tags of divs astray", &(deep(500) + "x"), "</p>"),
        within("end tags of another kind astray", &(deep(500) + "<p>x"), "</section>"),
        within("unknown elements", "", "<x>y"),
        within("unknown elements by number", "", "<x#>y"),
        within("attributes", "<p>x<p", " a#=x"),
        within("attributes of the same name", "<p>x<p", " a=x"),
        within("attributes without a value", "<p>x<p", " a"),
        plain("many attributes a tag", "<p a=b c=d e=f g=h i=j k=l m=n o=p q=r s=t u=v w=x y=z>x"),
        Kind("a long class", "<div class='".to_owned(), "x ", "'>x<p>y".to_owned()),
        plain("classes", "<div class='comment sidebar related share #'>x</div>"),
        plain("ids", "<div id='comments-#'>x</div>"),
        plain("styles", "<p style='display:none'>x</p>"),
        within("paragraphs with long names around", &"<div class='xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'>".repeat(25), "<p>x"),
        within("long names in deep divs", "", "<div class='xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'>x"),
        // What a page says of itself.
        plain("meta", "<meta property='article:author' content='A #'>"),
        plain("meta of one value", "<meta name=author content=x>"),
        plain("titles", "<title>x</title>"),
        within("a long title", "<title>", "x "),
        plain("canonical links", "<link rel=canonical href=/x>"),
        plain("times", "<time datetime=2022-11-02>x</time>"),
        plain("linked data", "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"x #\"}</script>"),
        Kind("a long linked list", "<p>x<script type=application/ld+json>[0".to_owned(), ",{\"@type\":\"NewsArticle\",\"author\":\"x\"}", "]</script>".to_owned()),
        Kind("a deep linked list", "<p>x<script type=application/ld+json>".to_owned(), "[", "]</script>".to_owned()),
        Kind("linked authors", "<p>x<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"author\":[0".to_owned(), ",{\"name\":\"x #\"}", "]}</script>".to_owned()),
        Kind("a long linked body", "<p>x<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"articleBody\":\"".to_owned(), "The bridge opens #. ", "\"}</script>".to_owned()),
        within("linked data left open", "<p>x<script type=application/ld+json>", "{\"@type\":"),
        // Elements that are passed over.
        plain("scripts", "<script>x</script>y"),
        within("script left open", "<p>x", "<script>"),
        within("svg left open", "<p>x", "<svg>"),
        within("svg in svg", "<p>x<svg>", "<svg>"),
        plain("svg", "<svg><path d=x></svg>y"),
        plain("templates", "<template>x</template>y"),
        plain("buttons", "<button>x"),
        plain("forms", "<form><input><textarea>x</textarea>"),
        plain("iframes", "<iframe>x</iframe>y"),
        plain("noscripts", "<noscript>x</noscript>y"),
        plain("plaintext", "<plaintext>x"),
        plain("math", "<math><mi>x"),
        // Records.
        json("record of line breaks", r#"{"text":""#, r"\n", r#"x"}"#),
        json("record of paragraphs", r#"{"text":["x""#, r#","""#, "]}"),
        json("record of objects", r#"{"text":["x""#, r#",{"":0}"#, "]}"),
        json("record of lists", r#"{"text":["x""#, ",[0]", "]}"),
        json("record of numbers", r#"{"text":["x""#, ",0", "]}"),
        json("record of keys", r##"{"text":"x""##, r##","k#":0"##, "}"),
        json("record of the same key", r#"{"text":"x""#, r#","title":"y""#, "}"),
        json("record of authors", r#"{"text":"x","authors":["x""#, r##","a#""##, "]}"),
        json("record of escapes", r#"{"text":""#, r"\u0041", r#"x"}"#),
        json("record in records", r#"{"text":"x","source":"#, r#"{"a":"#, "0"),
        // Texts.
        text("text of line breaks", "\n"),
        text("text of short lines", "x\n"),
        text("text of words", "x "),
        text("text of one word", "x"),
        text("text of commas", ","),
        text("text of Chinese", "桥"),
        text("text of Thai", "สะพาน"),
        text("text of combining marks", "\u{301}"),
        text("text of controls", "\u{1}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"),
    ]
}

/// What a kind begins with that is a text and no page.
const TEXT: &str = "The bridge.\n";

impl Kind {
    fn is_text(&self) -> bool {
        self.1 == TEXT
    }

    fn is_json(&self) -> bool {
        self.1.starts_with('{')
    }

    /// The page of this kind with so many repeats.
    fn page(&self, times: usize) -> Vec<u8> {
        let Self(_, before, unit, after) = self;
        let mut page = if self.is_text() || self.is_json() {
            before.clone()
        } else {
            format!("<!doctype html><html><body>{before}")
        };
        for number in 0..times {
            match unit.split_once('#').filter(|it| !it.0.ends_with('&')) {
                Some(_) => page.push_str(&unit.replace('#', &number.to_string())),
                None => page.push_str(unit),
            }
        }
        page.push_str(after);
        match () {
            () if self.is_json() => {}
            () if self.is_text() => page.push_str("The end."),
            () => page.push_str("<p>The end."),
        }
        page.into_bytes()
    }

    /// How many repeats make a page of so many bytes.
    fn most(&self, bytes: usize) -> usize {
        let (mut low, mut high) = (0, bytes / self.2.len());
        while high - low > 1.max(high / 500) {
            let middle = (low + high) / 2;
            if self.page(middle).len() <= bytes { low = middle } else { high = middle }
        }
        low
    }
}

/// How a page fared.
#[derive(Clone, Copy)]
struct Outcome {
    bytes: usize,
    seconds: f64,
    memory: f64,
    extracted: bool,
}

fn read(input: &Input, page: Vec<u8>) -> Outcome {
    let bytes = page.len();
    // The peak is begun anew, where the system can do that.
    _ = fs::write("/proc/self/clear_refs", "5");
    let before = kilobytes("VmRSS:");
    let place = Place { path: "a".to_owned(), record: 1, byte_offset: 0 };
    let content = if page.starts_with(b"{") { Content::Json(page) } else { Content::File(page) };
    let (start, worked) = (Instant::now(), work());
    let article = input.article(InputRecord { place, content });
    let seconds = work().zip(worked).map_or_else(|| start.elapsed().as_secs_f64(), |(after, before)| after - before);
    let memory = (kilobytes("VmHWM:") - before).max(0.0) / 1024.0;
    let extracted = article.is_ok_and(|it| it.lines().iter().any(|it| it.in_body.is_some()));
    Outcome { bytes, seconds, memory, extracted }
}

/// The seconds that this thread has worked, where the system tells: other programs do not count.
fn work() -> Option<f64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(text.split(' ').next()?.parse::<f64>().ok()? / 1e9)
}

fn kilobytes(key: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let value = status.lines().find_map(|it| it.strip_prefix(key));
    value.and_then(|it| it.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or_default()
}

/// Pages of the kind, from small to as large as they may be; where the extractor no longer reads them, also one that
/// is almost the largest that it does read. Ends with the first that takes too long.
fn tried(input: &Input, kind: &Kind, largest: usize) -> Vec<Outcome> {
    let (mut tried, mut below) = (Vec::<Outcome>::new(), 0);
    let mut sizes: Vec<usize> = std::iter::successors(Some(largest), |it| Some(it / 4)).take(5).collect();
    while let Some(size) = sizes.pop() {
        let it = read(input, kind.page(kind.most(size)));
        if it.seconds > LIMIT || it.memory > MEMORY {
            tried.push(it);
            break;
        }
        let was_extracted = tried.last().is_some_and(|it| it.extracted);
        if was_extracted && !it.extracted && size > below + size / 8 {
            sizes.extend([size, (below + size) / 2]);
            continue;
        }
        below = size;
        tried.push(it);
    }
    tried
}

fn main() -> Result<()> {
    let limits = Limits::default();
    // Another budget can be tried.
    let budget = std::env::var("WORK").ok().and_then(|it| it.parse().ok());
    let limits = Limits { work: budget.unwrap_or(limits.work), ..limits };
    let (page, text) = (limits.html as usize, limits.record as usize);
    let input = Input::new("x".into(), InputSettings { limits, ..InputSettings::default() });
    let only = std::env::args().skip(1).find(|it| !it.starts_with("--"));
    println!("kind of page: kB of the page, ms and MiB that it took; + if the extractor read it");
    let (mut slowest, mut largest) = ((0.0, ""), (0.0, ""));
    for kind in kinds() {
        if only.as_ref().is_some_and(|it| !kind.0.contains(it.as_str())) {
            continue;
        }
        let tried = tried(&input, &kind, if kind.is_text() || kind.is_json() { text } else { page });
        let shown = tried.iter().map(|it| {
            let mark = if it.extracted { "+" } else { "" };
            format!("{} kB {:.0} ms {:.0} MiB{mark}", it.bytes / 1000, it.seconds * 1e3, it.memory)
        });
        println!("{}: {}", kind.0, shown.collect::<Vec<_>>().join(", "));
        for it in tried {
            if it.seconds > slowest.0 {
                slowest = (it.seconds, kind.0);
            }
            if it.memory > largest.0 {
                largest = (it.memory, kind.0);
            }
        }
    }
    println!("the slowest: {}, {:.2} s; the largest: {}, {:.0} MiB", slowest.1, slowest.0, largest.1, largest.0);
    ensure!(slowest.0 <= LIMIT, "a document took over {LIMIT} s");
    ensure!(largest.0 <= MEMORY, "a document took over {MEMORY} MiB");
    Ok(())
}
