//! A line at the top of the page that is the site's name.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::{Basis, Candidate, Scene};
use crate::day::header;
use crate::outlets::Kind;
use crate::page::PageLine;

/// A masthead stands among the first lines.
const TOP: usize = 6;

/// Folded words of menus, sections and buttons: a line of nothing else is no masthead.
const MENU: &str = "home news all latest live video videos audio only sport sports world politics business menu search login log \
     in sign up subscribe subscription register opinion culture about us contact skip to content main navigation \
     share facebook twitter google plus instagram telegram weather local national international europe asia africa \
     america americas middle east health science technology tech travel life lifestyle entertainment economy \
     finance markets more top stories story breaking podcast podcasts newsletter newsletters e paper epaper \
     advertisement cookie cookies settings account my your edition english deutsch francais espanol russian ukraine \
     russia region regions society analysis features arts and the a of read print email follow close startseite \
     nachrichten politik wirtschaft kultur meinung suche anmelden abmelden abo mein konto ressorts lokales panorama \
     wissen accueil actualites politique economie monde societe direct inicio noticias politica economia mundo \
     deportes cultura sociedad portada ultima hora cronaca главная новости все политика экономика общество спорт \
     мир мире в культура видео фото меню поиск головна новини політика економіка суспільство світ усі всі війна \
     strona glowna wiadomosci polityka gospodarka swiat kraj anasayfa haberler gundem dunya ekonomi spor photo \
     photos update updated published exclusive interview editorial comment comments page tag tags category \
     community education environment climate war investigations magazine sections section back next";

/// Words that newspapers call themselves by, folded; in any position of the name.
const PRESS: &str = "times post gazette herald tribune ledger courier chronicle journal guardian observer telegraph examiner \
     inquirer sentinel bulletin dispatch mercury echo argus reporter daily weekly press review independent standard \
     star mirror sun globe register advertiser mail monitor zeitung tageblatt tagblatt anzeiger nachrichten kurier \
     bote rundschau allgemeine presse morgenpost abendblatt courrier depeche echos correo diario periodico heraldo \
     corriere gazzetta giornale jornal folha correio krant dagblad gazeta dziennik вестник курьер газета известия \
     ведомости правда вісник кур'єр вісті хвиля новая gazetesi posta tidning tidende avis posten sanomat";

static MENU_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| MENU.split_ascii_whitespace().collect());
static PRESS_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| PRESS.split_ascii_whitespace().collect());

pub(super) fn gather(scene: &Scene<'_>, found: &mut Vec<Candidate>) {
    let lines = &scene.page.lines;
    // What stands above the headline; and no masthead stands below the first lines.
    let end = scene.page.head().min(TOP).min(lines.len());
    if lines.first().is_some_and(|it| header::stamp(it.text).is_some()) {
        return;
    }
    for at in 0..end {
        if let Some(it) = registered(scene, at) {
            found.push(it);
            return;
        }
    }
    // Dates are no names: they are stepped over, up to the first line that could be one.
    let first = (0..end).find(|it| !is_date_only(&lines[*it]));
    found.extend(first.and_then(|at| unknown(scene, at)));
}

/// A line that is a registered name, alone or with an edition or tagline beside it.
fn registered(scene: &Scene<'_>, at: usize) -> Option<Candidate> {
    let line = &scene.page.lines[at];
    if line.words > 10 || line.prose {
        return None;
    }
    let part = [" | ", " – ", " — ", " - ", ": "].iter().find_map(|it| line.text.split_once(it)).map(|it| it.0);
    let outlet = scene.outlets.by_name(line.text).or_else(|| scene.outlets.by_name(part?))?;
    // An agency's name further down is a byline or a credit.
    if outlet.kind == Kind::Agency && at > 0 {
        return None;
    }
    let menu = line.bulleted || scene.page.head() > 25;
    let confidence = match (menu, at) {
        (false, _) => 0.9,
        (true, 0..=1) => 0.8,
        (true, _) => 0.5,
    };
    Some(Candidate::registered(outlet, Basis::Masthead, confidence, line.text))
}

/// A line that has the look of a masthead: an outlet of its own, never a guess at a registered one.
fn unknown(scene: &Scene<'_>, at: usize) -> Option<Candidate> {
    let lines = &scene.page.lines;
    let line = &lines[at];
    if !looks_like_a_name(line) {
        return None;
    }
    let head = scene.page.head();
    let after = lines.get(at + 1).filter(|_| at + 1 < head);
    let dated = after.is_some_and(is_date_only) || at.checked_sub(1).is_some_and(|it| is_date_only(&lines[it]));
    let tagline = after.is_some_and(|it| is_tagline(it, line));
    let press = is_press(line.text);
    // Above a menu the first line is often the site's name too; but it may be any menu's.
    let long_menu = head > at + 8;
    // A tagline alone may as well be a menu's next item: `Real Estate` and `Homes & Gardens`.
    let sure: f64 = match (tagline, dated, press) {
        (true, true, _) | (_, true, true) | (true, _, true) => 0.75,
        (true, false, false) => 0.45,
        (false, true, false) => 0.38,
        (false, false, true) => 0.55,
        (false, false, false) => return None,
    };
    let sure = if long_menu { sure - 0.15 } else { sure };
    Candidate::unknown(line.text, Basis::Masthead, sure)
}

/// Whether a name has a word in it that newspapers call themselves by.
pub(super) fn is_press(name: &str) -> bool {
    words(name).any(|it| PRESS_WORDS.contains(it.as_str()))
}

fn looks_like_a_name(line: &PageLine<'_>) -> bool {
    let text = line.text;
    let sentence = text.ends_with(['.', '!', '?', ':', ';', ',', '…'])
        || text.contains(['>', '›', '»', '/', '|', '"', '“', '@', '=']);
    let menu = words(text).all(|it| MENU_WORDS.contains(it.as_str()));
    let digits = text.chars().any(|it| it.is_ascii_digit());
    (1..=5).contains(&line.words)
        && !line.bulleted
        && !sentence
        && !menu
        && !digits
        && is_title_case(text)
        && text.chars().count() >= 4
}

/// Every word begins with a capital but small ones; Cyrillic names capitalize the first word only.
fn is_title_case(text: &str) -> bool {
    const SMALL: &[&str] = &[
        "of", "the", "and", "de", "la", "le", "del", "der", "die", "das", "für", "et", "y", "e", "du", "des", "di",
        "в", "и", "і",
    ];
    let capital = |it: &str| {
        it.chars().find(|it| it.is_alphabetic()).is_some_and(|it| it.is_uppercase() || !newsmill_text::is_cased(it))
    };
    let cyrillic = text.chars().any(|it| newsmill_text::Script::of(it) == Some(newsmill_text::Script::Cyrillic));
    let mut words = text.split_whitespace();
    words.next().is_some_and(capital) && (cyrillic || words.all(|it| capital(it) || SMALL.contains(&it)))
}

/// A short line right after the name that is neither a menu's nor a headline.
fn is_tagline(line: &PageLine<'_>, name: &PageLine<'_>) -> bool {
    let menu = words(line.text).all(|it| MENU_WORDS.contains(it.as_str()));
    (2..=8).contains(&line.words)
        && !line.bulleted
        && !line.prose
        && !menu
        && line.dates.is_empty()
        && line.text != name.text
        && !line.text.contains(['>', '›', '|'])
}

fn is_date_only(line: &PageLine<'_>) -> bool {
    let written: usize = line.dates.iter().map(|it| it.bytes.len()).sum();
    !line.dates.is_empty() && line.text.len() <= written + 12
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let folded = newsmill_text::fold(text);
    let words: Vec<String> = folded
        .split(|it: char| !it.is_alphanumeric() && it != '\'')
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect();
    words.into_iter()
}
