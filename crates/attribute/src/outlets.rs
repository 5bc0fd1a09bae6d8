//! The register of outlets and agencies: `outlets.csv`.

mod words;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use anyhow::{Context as _, Result, bail, ensure};

use words::{Beginnings, Words};
pub(crate) use words::{SHORT_WORD, first_letters, folded};

/// What kind of publisher it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It publishes for readers.
    Outlet,
    /// It writes for other outlets; its name in a dateline is a credit.
    Agency,
}

/// A registered publisher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outlet {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) country: String,
}

/// All registered publishers, by id, name and domain.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outlets {
    outlets: Vec<Outlet>,
    ids: BTreeMap<String, usize>,
    /// Names by their first word, the longest first: most words of a text begin no name, and are asked only once.
    names: HashMap<String, Vec<Named>>,
    /// What names begin with, and those of agencies.
    beginnings: Beginnings,
    agencies: Beginnings,
    domains: BTreeMap<String, usize>,
}

/// Whose name it is, and how it is spelled: a short one counts only as it is spelled.
#[derive(Clone, Debug)]
struct Named {
    outlet: usize,
    /// Its words, folded and without an article.
    words: Vec<String>,
    spellings: Vec<String>,
}

const COLUMNS: [&str; 7] = ["id", "name", "kind", "domains", "aliases", "country", "language"];

/// A name of no more letters than this is taken for one only in its own capitals: `AP`, not `ap`.
const SHORT: usize = 4;

impl Outlets {
    /// Reads the register. Two rows that claim the same id, domain or name are an error: nobody
    /// could say which of them an article belongs to.
    pub(crate) fn parse(bytes: &[u8], path: &str) -> Result<Self> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
        let headings = reader.headers().with_context(|| format!("{path}:1: the headings cannot be read"))?.clone();
        let mut places = [0; COLUMNS.len()];
        for (place, name) in places.iter_mut().zip(COLUMNS) {
            let found = headings.iter().position(|it| it.trim_start_matches('\u{feff}') == name);
            *place = found.with_context(|| format!("{path}:1: there is no column `{name}`"))?;
        }
        let mut outlets = Self::default();
        let mut lines: Vec<u64> = Vec::new();
        for row in reader.records() {
            let row = row.map_err(|it| anyhow::anyhow!("{path}:{}: {it}", line_of(&it)))?;
            let line = row.position().map_or(0, csv::Position::line);
            lines.push(line);
            let cells = places.map(|it| row.get(it).unwrap_or_default());
            outlets.add(&cells, &lines).with_context(|| format!("{path}:{line}"))?;
        }
        Ok(outlets)
    }

    fn add(&mut self, cells: &[&str; COLUMNS.len()], lines: &[u64]) -> Result<()> {
        let [id, name, kind, domains, aliases, country, _] = *cells;
        ensure!(!id.is_empty() && !name.is_empty(), "an outlet needs an id and a name");
        let kind = match kind {
            "outlet" => Kind::Outlet,
            "agency" => Kind::Agency,
            _ => bail!("the kind is `{kind}`; it must be outlet or agency"),
        };
        let number = self.outlets.len();
        let first_line = |other: usize| lines.get(other).copied().unwrap_or_default();
        if let Some(other) = self.ids.insert(id.to_owned(), number) {
            bail!("the id `{id}` is there already, on line {}", first_line(other));
        }
        for domain in list(domains) {
            let domain = crate::address::bare_host(domain);
            match self.domains.insert(domain.clone(), number) {
                Some(other) if other != number => {
                    bail!("the domain `{domain}` is there already, on line {}", first_line(other))
                }
                _ => {}
            }
        }
        for spelling in std::iter::once(name).chain(list(aliases)) {
            let words = key(spelling);
            let Some(first) = words.first() else { bail!("the alias `{spelling}` has no letters") };
            self.beginnings.add(first);
            // An article may stand before any name.
            self.beginnings.add("the");
            if kind == Kind::Agency {
                self.agencies.add(first);
            }
            let named = self.names.entry(first.clone()).or_default();
            match named.iter_mut().find(|it| it.words == words) {
                Some(it) if it.outlet != number => {
                    bail!("the alias `{spelling}` is there already, on line {}", first_line(it.outlet))
                }
                Some(it) => it.spellings.push(spelling.to_owned()),
                None => named.push(Named { outlet: number, words, spellings: vec![spelling.to_owned()] }),
            }
            named.sort_by_key(|it| std::cmp::Reverse(it.words.len()));
        }
        self.outlets.push(Outlet { id: id.to_owned(), name: name.to_owned(), kind, country: country.to_owned() });
        Ok(())
    }

    /// The outlet with this id.
    pub(crate) fn by_id(&self, id: &str) -> Option<&Outlet> {
        self.outlets.get(*self.ids.get(id)?)
    }

    /// The outlet with this name or alias, whatever its case and accents; but a short name only as
    /// it is spelled, so that the word `app` is no news agency.
    pub(crate) fn by_name(&self, name: &str) -> Option<&Outlet> {
        let (outlet, rest) = self.at_start(name)?;
        (!rest.contains(char::is_alphanumeric)).then_some(outlet)
    }

    /// The outlet that these words behind a person's name are: `Jane Doe Associated Press`.
    ///
    /// Many an outlet is called like a person (Dawn, Marianne, Efe), so one of a single word counts only if
    /// it is an agency's, as the register names it or in capitals.
    pub(crate) fn behind_name(&self, words: &[&str]) -> Option<&Outlet> {
        let outlet = self.by_name(&words.join(" "))?;
        let [word] = words else { return Some(outlet) };
        let capitals = !word.contains(char::is_lowercase) && word.contains(char::is_uppercase);
        (outlet.kind == Kind::Agency && (outlet.name == *word || capitals)).then_some(outlet)
    }

    /// The outlet whose domain is the longest end of this host.
    pub(crate) fn by_host(&self, host: &str) -> Option<&Outlet> {
        let mut rest = host;
        loop {
            if let Some(it) = self.domains.get(rest) {
                return self.outlets.get(*it);
            }
            rest = rest.split_once('.')?.1;
        }
    }

    /// The outlet whose name is the longest start of this text, in whole words; with the text after it.
    pub(crate) fn at_start<'a>(&self, text: &'a str) -> Option<(&Outlet, &'a str)> {
        let (named, at) = self.named_at(text)?;
        Some((self.outlets.get(named.outlet)?, &text[at.end..]))
    }

    /// The longest name that the text begins with, and where it stands, without an article.
    fn named_at(&self, text: &str) -> Option<(&Named, Range<usize>)> {
        let mut words = Words::of(text);
        let first = words.next().filter(|it| self.beginnings.may_begin(&text[it.clone()]))?;
        let mut short = [0; SHORT_WORD];
        let word = folded(&text[first.clone()], &mut short);
        let known = self.names.get(word.as_ref()).and_then(|it| longest(it, text, first, words.clone()));
        if word != "the" {
            return known;
        }
        // "The Harbor Ledger" is registered without its article; "The Times" keeps it, as other papers end in Times.
        let second = words.next()?;
        let mut short = [0; SHORT_WORD];
        let named = self.names.get(folded(&text[second.clone()], &mut short).as_ref());
        let bare = named.and_then(|it| longest(it, text, second, words)).filter(|(it, _)| it.words.len() > 1);
        [known, bare].into_iter().flatten().max_by_key(|it| it.1.end)
    }

    /// The same, where it stands in the middle of a text: "the Australian crew" names no paper.
    fn printed_at<'a>(&'a self, text: &'a str) -> Option<(&'a Outlet, &'a str)> {
        let (named, at) = self.named_at(text)?;
        let written = &text[at.clone()];
        let printed =
            !written.starts_with(char::is_lowercase) || named.spellings.iter().any(|it| it.ends_with(written));
        printed.then(|| Some((self.outlets.get(named.outlet)?, &text[at.end..])))?
    }

    /// The first registered name in a text that is no part of a longer name: `the Dales Post`, not
    /// `the Upper Dales Post`.
    pub(crate) fn within<'a>(&'a self, text: &'a str) -> Option<&'a Outlet> {
        let mut before = None;
        for start in Words::of(text).map(|it| it.start) {
            let goes_on = before.is_some_and(|it: usize| it > 0 && is_capital(&text[it..]));
            before = Some(start);
            let found = (!goes_on).then(|| self.printed_at(&text[start..])).flatten();
            if let Some((outlet, rest)) = found
                && !(rest.starts_with(' ') && is_capital(rest.trim_start()))
            {
                return Some(outlet);
            }
        }
        None
    }

    /// The first agency in a text.
    pub(crate) fn agency_within<'a>(&'a self, text: &'a str) -> Option<&'a Outlet> {
        let agency = |it: &&Outlet| it.kind == Kind::Agency;
        let mut words = Words::of(text).filter(|it| self.agencies.may_begin(&text[it.clone()]));
        words.find_map(|word| self.printed_at(&text[word.start..]).map(|it| it.0).filter(agency))
    }
}

/// The longest of these names that the text has from its first word on, and where it stands.
fn longest<'a>(
    named: &'a [Named],
    text: &str,
    first: Range<usize>,
    rest: Words<'_>,
) -> Option<(&'a Named, Range<usize>)> {
    named.iter().find_map(|it| {
        let mut at = first.clone();
        let mut words = rest.clone();
        for word in &it.words[1..] {
            let next = words.next()?;
            let mut short = [0; SHORT_WORD];
            if folded(&text[next.clone()], &mut short) != word.as_str() {
                return None;
            }
            at.end = next.end;
        }
        let written = &text[at.clone()];
        let letters = written.chars().filter(|it| it.is_alphanumeric()).count();
        let as_spelled = || it.spellings.iter().any(|it| bare(it) == written);
        (letters > SHORT || as_spelled()).then_some((it, at))
    })
}

/// What the spellings of one name have in common: folded words, without marks and without an article.
fn key(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Words::of(name).map(|it| newsmill_text::fold(&name[it])).collect();
    if words.len() > 2 && words[0] == "the" {
        words.remove(0);
    }
    words
}

fn is_capital(text: &str) -> bool {
    text.chars().next().is_some_and(char::is_uppercase)
}

fn bare(name: &str) -> &str {
    name.trim_matches(|it: char| !it.is_alphanumeric())
}

/// The items of a cell.
fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|it| !it.is_empty())
}

fn line_of(error: &csv::Error) -> u64 {
    error.position().map_or(1, csv::Position::line)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) const SMALL: &str = "id,name,kind,domains,aliases,country,language\n\
        tass,TASS,agency,tass.com | tass.ru,ТАСС | ITAR-TASS,RU,ru\n\
        reuters,Reuters,agency,reuters.com,Thomson Reuters | Рейтер | ロイター | رويترز,GB,en\n\
        ap,Associated Press,agency,apnews.com,The Associated Press | AP,US,en\n\
        afp,AFP,agency,afp.com,Agence France-Presse,FR,fr\n\
        dpa,dpa,agency,dpa.com,Deutsche Presse-Agentur | dpa-infocom,DE,de\n\
        efe,EFE,agency,efe.com,Agencia EFE | Efe,ES,es\n\
        ria,RIA Novosti,agency,ria.ru,РИА Новости,RU,ru\n\
        xinhua,Xinhua,agency,news.cn,新华社,CN,zh\n\
        kyodo,Kyodo News,agency,kyodonews.net,共同,JP,ja\n\
        yonhap,Yonhap,agency,yna.co.kr,연합뉴스,KR,ko\n\
        harbor-ledger,The Harbor Ledger,outlet,harborledger.example,,US,en\n\
        dales-post,The Dales Post,outlet,dalespost.example | dalespost.co.uk,,GB,en\n\
        sky,Sky News,outlet,news.sky.com,,GB,en\n\
        marianne,Marianne,outlet,marianne.example,,FR,fr\n";

    pub(crate) fn small() -> Outlets {
        Outlets::parse(SMALL.as_bytes(), "outlets.csv").unwrap()
    }

    #[track_caller]
    fn check(name: &str, expected: Option<&str>) {
        assert_eq!(small().by_name(name).map(|it| it.id.as_str()), expected, "{name}");
    }

    #[track_caller]
    fn check_error(rows: &str, expected: &str) {
        let text = format!("{}\n{rows}", COLUMNS.join(","));
        let error = Outlets::parse(text.as_bytes(), "outlets.csv").unwrap_err();
        assert_eq!(format!("{error:#}"), expected);
    }

    #[test]
    fn a_name_is_found_in_any_spelling_but_a_short_one_only_as_it_is() {
        check("HARBOR LEDGER", Some("harbor-ledger"));
        check("agence france presse", Some("afp"));
        check("AP", Some("ap"));
        check("Ap", None);
        check("ТАСС", Some("tass"));
        check("Harbor", None);
    }

    #[test]
    fn the_longest_end_of_a_host_wins() {
        let id = |host: &str| small().by_host(host).map(|it| it.id.clone());
        assert_eq!(id("news.sky.com").as_deref(), Some("sky"));
        assert_eq!(id("sky.com"), None);
        assert_eq!(id("en.tass.ru").as_deref(), Some("tass"));
        assert_eq!(id("notass.ru"), None);
    }

    #[test]
    fn a_name_at_the_start_of_a_text_is_found_whole() {
        let outlets = small();
        let (outlet, rest) = outlets.at_start("The Harbor Ledger Publishing").unwrap();
        assert_eq!((outlet.id.as_str(), rest), ("harbor-ledger", " Publishing"));
        assert!(outlets.at_start("Tasso").is_none());
        assert_eq!(outlets.agency_within("Reporting by Reuters offices").unwrap().id, "reuters");
        assert_eq!(outlets.within("news of the Dales Post.").unwrap().id, "dales-post");
        assert!(outlets.within("news of the Upper Dales Post.").is_none());
        assert!(outlets.within("news of the Dales Post Office.").is_none());
        assert!(outlets.within("for the dales post and others").is_none());
    }

    #[test]
    fn two_rows_that_claim_the_same_are_an_error() {
        check_error(
            "a,A News,outlet,,,,\na,B News,outlet,,,,",
            "outlets.csv:3: the id `a` is there already, on line 2",
        );
        check_error(
            "a,A News,outlet,a.example,,,\nb,B News,outlet,www.a.example,,,",
            "outlets.csv:3: the domain `a.example` is there already, on line 2",
        );
        check_error(
            "a,A News,outlet,,,,\nb,B News,outlet,,The a-news,,",
            "outlets.csv:3: the alias `The a-news` is there already, on line 2",
        );
        check_error("a,A News,blog,,,,", "outlets.csv:2: the kind is `blog`; it must be outlet or agency");
    }

    #[test]
    fn a_missing_column_is_named() {
        let error = Outlets::parse(b"id,name\n", "outlets.csv").unwrap_err();
        assert_eq!(error.to_string(), "outlets.csv:1: there is no column `kind`");
    }
}
