//! How fast clean text passes, language by language, beside what any look at text costs.
//!
//! `cargo bench -p newsmill-repair --bench clean -- [repair.jsonl]`: with the file of
//! `eval/lang-dev` its clean texts are used, else our own sentences below. Columns are MB/s on one
//! core: the stage on articles of lines; `Repair::text` on whole texts; the standard library's check of
//! UTF-8; the quick check of NFC; and how many lines are mended: those that are not, or those that are,
//! whichever are more, are what is timed. The last rows are text with odd spaces, and broken text.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use newsmill_repair::Repair;
use newsmill_stage::{Article, ArticleStage as _, Rows, testing};
use serde_json::Value;

/// Our own sentences, as news has them.
const SENTENCES: [(&str, &str); 15] = [
    (
        "en",
        "“We will not wait,” the minister said on Tuesday; the strike — the third this year — costs €2 million a day.",
    ),
    (
        "de",
        "„Wir warten nicht länger“, sagte die Ministerin am Dienstag über die Züge; für Pendler heißt das: früher aufstehen.",
    ),
    (
        "fr",
        "L’été dernier, la ministre a déclaré à la presse que l’État n’attendrait plus : « Ça suffit », a-t-elle répété.",
    ),
    ("cs", "Příští úterý začne stávka železničářů; „čekat už nebudeme“, řekla ministryně, která přišla až k večeru."),
    (
        "tr",
        "Bakan salı günü “Artık beklemeyeceğiz” dedi; İstanbul’da işçiler üçüncü kez iş bıraktı, yağışlı güne rağmen.",
    ),
    (
        "ru",
        "«Ждать мы больше не будем», — заявила министр во вторник; ещё одна забастовка обойдётся в миллионы рублей.",
    ),
    (
        "uk",
        "«Чекати ми більше не будемо», — сказала міністерка у вівторок; Україні це коштує мільйони, її потяги стоять.",
    ),
    ("el", "«Δεν θα περιμένουμε άλλο», είπε η υπουργός την Τρίτη· η απεργία κοστίζει εκατομμύρια κάθε ημέρα στη χώρα."),
    ("vi", "“Chúng tôi sẽ không chờ nữa”, bộ trưởng nói hôm thứ Ba; cuộc đình công thứ ba trong năm nay ở Hà Nội."),
    ("ar", "قالت الوزيرة يوم الثلاثاء: «لن ننتظر أكثر من ذلك»، وأضافت أن الإضراب الثالث هذا العام يكلف الملايين."),
    ("he", "השרה אמרה ביום שלישי: \"לא נחכה עוד\", והוסיפה כי השביתה השלישית השנה עולה מיליונים בכל יום."),
    ("hi", "मंत्री ने मंगलवार को कहा, “हम और इंतज़ार नहीं करेंगे”; इस वर्ष की तीसरी हड़ताल से हर दिन करोड़ों का नुकसान होता है।"),
    ("th", "รัฐมนตรีกล่าวเมื่อวันอังคารว่า “เราจะไม่รออีกต่อไป” การนัดหยุดงานครั้งที่สามของปีนี้ทำให้เสียหายหลายล้าน"),
    ("zh", "部长星期二表示:“我们不会再等了。”今年的第三次罢工每天造成数百万的损失,列车全部停运。"),
    ("ko", "장관은 화요일 “더는 기다리지 않겠다”고 말했다. 올해 세 번째 파업으로 매일 수백만의 손실이 난다."),
];

fn main() {
    let repair: Repair = testing::build(Path::new(""), "").expect("the default settings are right");
    let path = std::env::args().skip(1).find(|it| !it.starts_with("--"));
    let texts = path.map_or_else(own, |it| read(&it));
    eprintln!("{:14} {:>9} {:>9} {:>9} {:>9} {:>8}", "", "stage", "text", "utf8", "nfc", "changed");
    for (name, texts) in texts {
        let (changed, clean): (Vec<String>, Vec<String>) =
            texts.iter().flat_map(|it| lines(it)).partition(|it| repair.text(it).is_some());
        // Clean texts have lines with odd spaces, which are another matter.
        let (changed, lines) =
            if changed.len() < clean.len() { (changed.len(), clean) } else { (changed.len(), changed) };
        let articles: Vec<Article> = lines.chunks(20).map(|it| Article::from_text(&it.join("\n"))).collect();
        let bytes = lines.iter().map(String::len).sum();
        let stage = stage_speed(&repair, &articles, bytes);
        let text = speed(bytes, || lines.iter().filter(|it| repair.text(black_box(it)).is_some()).count());
        let utf8 =
            speed(bytes, || lines.iter().filter(|it| std::str::from_utf8(black_box(it.as_bytes())).is_ok()).count());
        let nfc =
            |it: &&String| unicode_normalization::is_nfc_quick(it.chars()) == unicode_normalization::IsNormalized::Yes;
        let nfc = speed(bytes, || lines.iter().filter(nfc).count());
        eprintln!(
            "{name:14} {stage:9.0} {text:9.0} {utf8:9.0} {nfc:9.0} {changed:4} {:4}  ×{:.2} of utf8, ×{:.1} of nfc",
            lines.len(),
            text / utf8,
            text / nfc
        );
    }
}

/// MB/s of work done again and again for a while; the best of many rounds, for the machine is shared.
fn speed(bytes: usize, mut work: impl FnMut() -> usize) -> f64 {
    let (end, mut best) = (Instant::now() + Duration::from_millis(150), f64::MAX);
    while Instant::now() < end {
        let begin = Instant::now();
        black_box(work());
        best = best.min(begin.elapsed().as_secs_f64());
    }
    bytes as f64 / best / 1e6
}

/// As [`speed`], for the whole stage; what it mends is mended anew each time.
fn stage_speed(repair: &Repair, articles: &[Article], bytes: usize) -> f64 {
    let (end, mut best) = (Instant::now() + Duration::from_millis(150), f64::MAX);
    while Instant::now() < end {
        let mut articles = articles.to_vec();
        let mut rows = Rows::default();
        let begin = Instant::now();
        for it in &mut articles {
            black_box(repair.process(it, &mut rows).is_ok());
        }
        best = best.min(begin.elapsed().as_secs_f64());
    }
    bytes as f64 / best / 1e6
}

fn own() -> BTreeMap<String, Vec<String>> {
    let mut texts: BTreeMap<String, Vec<String>> =
        SENTENCES.iter().map(|(name, it)| ((*name).to_owned(), vec![[*it; 4].join(" "); 100])).collect();
    let of = |name: &str| SENTENCES.iter().find(|it| it.0 == name).map_or("", |it| it.1);
    for name in ["fr", "ru"] {
        let spaced = of(name).replace(" :", "\u{A0}:").replace("« ", "«\u{A0}").replace(" —", "\u{A0}—");
        texts.insert(format!("odd spaces {name}"), vec![spaced; 400]);
    }
    for name in ["de", "ru"] {
        let broken: String = encoding_rs::WINDOWS_1252.decode_without_bom_handling(of(name).as_bytes()).0.into_owned();
        texts.insert(format!("zz broken {name}"), vec![broken; 400]);
    }
    texts
}

fn read(path: &str) -> BTreeMap<String, Vec<String>> {
    let file = std::fs::read_to_string(path).expect("the file can be read");
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in file.lines() {
        let record: Value = serde_json::from_str(line).expect("each line is a record");
        let field = |name: &str| record[name].as_str().unwrap_or_default().to_owned();
        let name = if field("kind") == "clean" { field("lang") } else { format!("zz {}", field("kind")) };
        texts.entry(name).or_default().push(field("broken"));
    }
    texts
}

/// Lines of 60 to 400 bytes, as pages have them, cut after sentences and commas.
fn lines(text: &str) -> Vec<String> {
    let (mut lines, mut line) = (Vec::new(), String::new());
    for (number, it) in text.split_inclusive([' ', '。', '、']).enumerate() {
        line.push_str(it);
        if line.len() > 60 + number * 37 % 200 {
            lines.push(std::mem::take(&mut line));
        }
    }
    lines.push(line);
    lines
}
