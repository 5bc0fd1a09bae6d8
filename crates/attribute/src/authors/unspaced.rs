//! Bylines of Chinese, Japanese and Korean: `홍길동 기자`, `記者王小明／台北報導`, `文/张三`, `記者 山田太郎`.

use newsmill_text::Script;

use crate::page::PageLine;

/// How far into a line such a byline may reach, in letters.
const REACH: usize = 60;

/// The names in such a byline.
pub(super) fn names(line: &PageLine<'_>) -> Vec<String> {
    let end = line.text.char_indices().nth(REACH).map_or(line.text.len(), |it| it.0);
    let text = &line.text[..end];
    if text.is_ascii() {
        return Vec::new();
    }
    let korean = korean(text, line.prose);
    if korean.is_empty() { han(text, line.prose) } else { korean }
}

/// `홍길동 기자`, `(서울=연합뉴스) 홍길동·김철수 기자 =`
fn korean(text: &str, prose: bool) -> Vec<String> {
    const ROLES: [&str; 6] = ["기자", "특파원", "선임기자", "인턴기자", "전문기자", "논설위원"];
    let text = match text.split_once('=').map(|it| it.1).filter(|it| it.contains('=')) {
        Some(after) => after.split('=').next().unwrap_or_default(),
        None if prose => return Vec::new(),
        None => text,
    };
    let text = text
        .trim_start_matches(|it: char| it != ')' && it != ']' && text.contains([')', ']']))
        .trim_start_matches([')', ']', ' ']);
    let words: Vec<&str> = text.split_whitespace().collect();
    let Some(role) = words.iter().position(|it| ROLES.iter().any(|role| it.ends_with(role))).filter(|it| *it <= 4)
    else {
        return Vec::new();
    };
    let glued =
        ROLES.iter().filter_map(|it| words[role].strip_suffix(it)).min_by_key(|it| it.len()).unwrap_or_default();
    let names = words[..role].iter().copied().chain([glued]).flat_map(|it| it.split(['·', ',', '・', '/']));
    let is_name = |it: &&str| {
        (2..=4).contains(&it.chars().count()) && it.chars().all(|it| Script::of(it) == Some(Script::Hangul))
    };
    names.filter(is_name).map(str::to_owned).collect()
}

/// `記者王小明／台北報導`, `（记者 张三、李四）`, `文/张三`, `作者：张三`
fn han(text: &str, prose: bool) -> Vec<String> {
    const STARTS: [&str; 17] = [
        "本报记者",
        "本報記者",
        "新华社记者",
        "记者：",
        "記者：",
        "记者",
        "記者",
        "文/",
        "文／",
        "文｜",
        "文 | ",
        "文：",
        "作者：",
        "作者:",
        "撰文：",
        "撰文/",
        "取材・文",
    ];
    let trimmed = text.trim_start_matches(['〔', '【', '（', '(', '［', '◎', '●', ' ', '\u{3000}']);
    // In a paragraph only behind a dateline: `新华社北京10月3日电（记者张三）`.
    let start = STARTS.iter().find_map(|it| trimmed.strip_prefix(it)).filter(|_| !prose);
    let behind =
        ["（记者", "（記者", "(记者", "(記者"].iter().find_map(|it| text.split_once(it)?.1.split(['）', ')']).next());
    let dated = || text.split_once("記者").filter(|it| it.1.contains("報導") && !prose).map(|it| it.1);
    let Some(rest) = start.or(behind).or_else(dated) else {
        return match text.strip_suffix("記者").map(str::trim).filter(|_| !prose) {
            Some(it) if is_name(it) => vec![it.to_owned()],
            _ => Vec::new(),
        };
    };
    let rest = rest.split(['／', '/', '〕', '】', '）', '|', '｜', '，', '。']).next().unwrap_or_default();
    let names = rest.split([' ', '\u{3000}', '、', '・', ',', '：', ':']).filter(|it| !it.is_empty());
    names.take_while(|it| is_name(it)).map(str::to_owned).collect()
}

/// Two to four letters of Han that are no word of the trade.
fn is_name(text: &str) -> bool {
    const NO_NAMES: [&str; 14] =
        ["报道", "報導", "報道", "会", "會", "电", "電", "综合", "綜合", "专栏", "專欄", "编辑", "編輯", "团"];
    (2..=5).contains(&text.chars().count())
        && text.chars().all(|it| Script::of(it) == Some(Script::Han))
        && !NO_NAMES.iter().any(|it| text.contains(it))
}
