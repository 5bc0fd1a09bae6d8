//! What remains of a site's name when taglines, sections, feeds and companies are taken from it.

use std::collections::HashSet;
use std::sync::LazyLock;

use newsmill_text::fold;

/// Folded words and phrases that are no site's name, whole, between bars; and platforms, on whose pages the
/// name is that of the account.
const NO_NAMES: &str = "\
    home|homepage|home page|startseite|accueil|inicio|portada|main|index|news|latest news|breaking news|\
    nachrichten|aktuelle nachrichten|noticias|actualites|notizie|novosti|blog|weblog|website|site|web|www|rss|\
    rss feed|rss 2 0|rss 1 0|rss 0 92|atom|atom 1 0|atom 0 3|feed|feeds|rss2|oembed|oembed xml|oembed json|\
    comments feed|comments|kommentare|kommentar feed|search|suche|recherche|buscar|article|articles|artikel|post|\
    posts|untitled|default|title|page|none|null|undefined|admin|n a|na|test|all rights reserved|\
    alle rechte vorbehalten|copyright|politics|politik|sport|sports|business|wirtschaft|world|opinion|culture|\
    security|technology|tech|science|health|local|local news|national|us|uk|world news|business news|video|\
    english|deutsch|subscribe|syndiquer tout le site|wordpress|drupal|joomla|main feed|new site|privacy policy|\
    terms|terms of use|impressum|imprint|datenschutz|kontakt|contact|detail|details|global|international|overview|\
    ubersicht|my site|my wordpress blog|just another wordpress site|en|de|fr|es|it|ru|entertainment|lifestyle|\
    magazin|magazine|presse|press release|press releases|pressemitteilung|pressemitteilungen|aktuelles|новости|\
    главная|новини|головна|\
    facebook|twitter|x|x com|instagram|youtube|telegram|telegram messenger|tiktok|linkedin|pinterest|reddit|vk|\
    вконтакте|одноклассники|whatsapp|google|google news|apple news|internet archive|wayback machine|archive today|\
    archive ph|archive is|threads|bluesky|bluesky social|substack|medium|rumble|wikipedia";

static NO_NAME: LazyLock<HashSet<&str>> = LazyLock::new(|| NO_NAMES.split('|').collect());

static AROUNDS: LazyLock<HashSet<&str>> = LazyLock::new(|| AROUND.split_ascii_whitespace().collect());
static COMPANIES: LazyLock<HashSet<&str>> = LazyLock::new(|| COMPANY.split_ascii_whitespace().collect());

/// What stands between a name and a tagline, a section or a headline.
const SEPARATORS: &[&str] = &[
    " | ", " – ", " — ", " - ", " » ", " › ", " > ", " :: ", " • ", " · ", " « ", " / ", " ~ ", " * ", " -- ", "--",
    "｜", "：", "|", ": ", " ― ", "»", "«",
];

/// Words that a feed's or an application's name has before or after the site's, folded.
const AROUND: &str = "\
    rss feed feeds atom xml comments kommentare kommentar latest aktuelle posts articles artikel from app \
    homepage website startseite suche search copyright";

/// What the names of companies end with, folded and without full stops.
const COMPANY: &str = "\
    gmbh mbh kg co ag ltd limited inc incorporated llc llp lp plc corp corporation company sa sas srl spa sl slu \
    bv nv ab as asa oy oyj aps kk pty pvt pte ev eg ohg ug ооо ао зао оао тов sro zrt kft verlag verlags \
    publishing publications publishers publication editorial editions holdings holding mediengruppe medien group";

/// A name with what took it from the text that it stood in.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    pub(super) text: String,
    /// How much less it is the name than one that stood alone: 1 is not less.
    pub(super) worth: f64,
}

/// The names that a text can give, each with its worth; none if it gives none.
pub(super) fn of(text: &str) -> Vec<Name> {
    let text = text.trim();
    if text.is_empty() || text.len() > 200 || text.contains("://") || text.starts_with('@') {
        return Vec::new();
    }
    let parts = parts(text);
    let count = parts.len();
    let mut names = Vec::new();
    for (at, part) in parts.into_iter().enumerate() {
        let place = match (count, at) {
            (1, _) => 1.0,
            (_, 0) => 0.9,
            (2, 1) => 0.5,
            _ => 0.35,
        };
        names.extend(clean(part).map(|it| Name { worth: it.worth * place, ..it }));
    }
    names
}

/// The pieces of a text between separators.
pub(super) fn parts(text: &str) -> Vec<&str> {
    let mut parts = vec![text];
    for separator in SEPARATORS {
        if text.contains(separator) {
            parts = parts.into_iter().flat_map(|it| it.split(separator)).collect();
        }
    }
    parts.into_iter().map(str::trim).filter(|it| !it.is_empty()).take(8).collect()
}

/// The pieces of a title that are not the headline, which is the longest; none if it is all there is.
pub(super) fn beside(title: &str) -> Vec<&str> {
    let mut parts = parts(title);
    let longest = (0..parts.len()).max_by_key(|it| parts[*it].chars().count());
    if let Some(at) = longest {
        parts.remove(at);
    }
    parts
}

/// A name without what feeds, lawyers and companies put around it.
pub(super) fn clean(text: &str) -> Option<Name> {
    let is_mark = |it: char| !it.is_alphanumeric() && !matches!(it, '!' | '?' | '+' | ')' | '(' | '.');
    let mut text = text.trim_matches(is_mark).trim_end_matches('.');
    let mut worth = 1.0;
    for phrase in [
        "All rights reserved",
        "All Rights Reserved",
        "Alle Rechte vorbehalten",
        "版权所有",
        "Tous droits réservés",
        "Все права защищены",
    ] {
        if let Some(at) = text.find(phrase) {
            text = text[..at].trim_end_matches(|it: char| is_mark(it) || it == '.');
        }
    }
    for phrase in [" e. V", " e.V", " S. A", " S.A", " & Co. KG", " GmbH & Co"] {
        if let Some(rest) = text.strip_suffix(phrase) {
            (text, worth) = (rest, 0.6);
        }
    }
    loop {
        let before = text;
        let (Some((first, _)), Some((_, last))) = (text.split_once(' '), text.rsplit_once(' ')) else { break };
        if first.len() < text.len() && is_around(first) {
            text = text[first.len()..].trim_start_matches(is_mark);
        } else if last.len() < text.len() && is_around(last) {
            text = text[..text.len() - last.len()].trim_end_matches(is_mark);
        } else if last.len() < text.len() && is_company(last) {
            text = text[..text.len() - last.len()].trim_end_matches(is_mark);
            worth = 0.5;
        }
        if text.len() == before.len() {
            break;
        }
    }
    let words = text.split_whitespace().count();
    let is_short = words <= 8 && text.chars().count() <= 60;
    let folded = fold(text);
    let key: Vec<&str> = folded.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let key = key.join(" ");
    let is_name = is_short
        && text.chars().any(char::is_alphabetic)
        && !NO_NAME.contains(key.as_str())
        && !key.split(' ').all(|it| it.bytes().all(|it| it.is_ascii_digit()))
        && !text.contains(['{', '@', ','])
        && !text.contains("%s");
    if !is_name {
        return None;
    }
    // Long names are more often slogans, those in small letters accounts and files.
    if words > 5 {
        worth *= 0.5;
    }
    if crate::address::is_host(&text.to_lowercase()) && !text.contains(' ') {
        worth *= 0.35;
        text = ["www.", "WWW.", "Www."].iter().find_map(|it| text.strip_prefix(it)).unwrap_or(text);
    } else if !text.chars().any(char::is_uppercase) && text.chars().any(char::is_lowercase) {
        worth *= 0.7;
    }
    Some(Name { text: text.split_whitespace().collect::<Vec<_>>().join(" "), worth })
}

fn is_around(word: &str) -> bool {
    AROUNDS.contains(fold(word.trim_matches(|it: char| !it.is_alphanumeric())).as_str())
}

fn is_company(word: &str) -> bool {
    let letters: String = fold(word).chars().filter(|it| it.is_alphanumeric()).collect();
    letters.is_empty() || COMPANIES.contains(letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let names = of(text);
        let best = names.iter().max_by(|a, b| a.worth.total_cmp(&b.worth).then(std::cmp::Ordering::Greater));
        assert_eq!(best.map(|it| it.text.as_str()).unwrap_or_default(), expected, "{text}: {names:?}");
    }

    #[test]
    fn taglines_sections_and_feeds_are_cut() {
        check("The Harbor Ledger | Breaking news, sport and more", "The Harbor Ledger");
        check("The Harbor Ledger » Feed", "The Harbor Ledger");
        check("The Harbor Ledger » Comments Feed", "The Harbor Ledger");
        check("Harbor Ledger RSS Feed", "Harbor Ledger");
        check("Harborfolk - Atom", "Harborfolk");
        check("RSS 2.0", "");
        check("Home", "");
        check("Jean-Luc’s Island", "Jean-Luc’s Island");
    }

    #[test]
    fn companies_are_less_than_sites() {
        let names = of("Harbor Ledger Verlags GmbH & Co. KG");
        assert_eq!(names, [Name { text: "Harbor Ledger".to_owned(), worth: 0.5 }]);
        check("© 2025 Dales Post Ltd. All rights reserved.", "2025 Dales Post");
    }

    #[test]
    fn domains_and_accounts_are_less_than_names() {
        assert!(of("dalespost.com")[0].worth < 0.5);
        assert!(of("https://facebook.example/dalespost").is_empty());
        assert!(of("@dalespost").is_empty());
        assert!(of("{{site}}").is_empty());
    }
}
