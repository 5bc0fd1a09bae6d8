//! `entities.csv` and `terms.csv`: who and what is looked for.

use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;

use anyhow::Result;
use newsmill_stage::{Setup, nearest};
use newsmill_text::hash64;

use crate::lexicon::{Lexicon, MAX_WORDS, Refused};
use crate::sheet::Sheet;
use crate::units::{Text, words_of};
use crate::usage;

const COLUMNS: &[&str] = &["id", "name", "type", "wikidata_id", "aliases", "needs", "excludes"];
const TERM_COLUMNS: &[&str] = &["id", "label", "group", "pattern"];
const TYPES: &[&str] = &["person", "organisation", "place", "other"];

/// The watchlist, ready to be found in texts.
#[derive(Debug)]
pub(crate) struct Watchlist {
    /// The entities, in the order of the file.
    pub(crate) entities: Vec<Entity>,
    /// Their names and aliases.
    pub(crate) names: Lexicon,
    /// Phrases that entities need or exclude: an owner is an index into `rules`.
    pub(crate) phrases: Lexicon,
    /// What such a phrase means.
    pub(crate) rules: Vec<Rule>,
    /// Given names of persons: hashes of folded words.
    pub(crate) given_names: HashSet<u64>,
    own_names: Vec<u64>,
}

/// Somebody or something with a name.
#[derive(Debug)]
pub(crate) struct Entity {
    /// Its id.
    pub(crate) id: Box<str>,
    /// Its common name.
    pub(crate) name: Box<str>,
    /// What it is.
    pub(crate) kind: &'static str,
    /// Its Wikidata id.
    pub(crate) wikidata_id: Option<Box<str>>,
    /// Whether it counts only in articles with one of its phrases.
    pub(crate) has_needs: bool,
    /// Whether some phrases with its name do not mean it.
    pub(crate) has_excludes: bool,
    own_names: Range<u32>,
}

impl Entity {
    /// Whether it is a person.
    pub(crate) fn is_person(&self) -> bool {
        self.kind == "person"
    }
}

/// What a phrase means for an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// The entity counts in an article with this phrase.
    Needs(u32),
    /// The entity is not meant by its name in this phrase.
    Excludes(u32),
}

/// A term.
#[derive(Debug)]
pub(crate) struct Term {
    /// Its id.
    pub(crate) id: Box<str>,
    /// What it is called.
    pub(crate) label: Box<str>,
}

/// The terms, ready to be found in texts.
#[derive(Debug)]
pub(crate) struct Terms {
    /// The terms, in the order of the file.
    pub(crate) list: Vec<Term>,
    /// Their patterns.
    pub(crate) patterns: Lexicon,
}

impl Watchlist {
    /// Reads `entities.csv`.
    pub(crate) fn read(path: &Path, setup: &mut Setup) -> Result<Self> {
        let bytes = setup.read(path)?;
        let mut list = Self {
            entities: Vec::new(),
            names: Lexicon::with_room(words(&bytes)),
            phrases: Lexicon::with_room(0),
            rules: Vec::new(),
            given_names: HashSet::new(),
            own_names: Vec::new(),
        };
        let mut sheet = Sheet::new(path, &bytes, COLUMNS, 3)?;
        let mut ids = HashSet::new();
        while sheet.next()? {
            if !ids.insert(hash64(sheet.filled(0)?.as_bytes())) {
                return Err(sheet.wrong(format!("the id `{}` is there already", sheet.cell(0))));
            }
            list.add(&sheet)?;
        }
        Ok(list)
    }

    /// The given names of a person: hashes of their consonants, sorted.
    pub(crate) fn own_names(&self, owner: u32) -> &[u64] {
        let range = &self.entities[owner as usize].own_names;
        &self.own_names[range.start as usize..range.end as usize]
    }

    fn add(&mut self, sheet: &Sheet<'_>) -> Result<()> {
        let owner = u32::try_from(self.entities.len())?;
        self.entities.push(Entity {
            id: sheet.filled(0)?.into(),
            name: sheet.filled(1)?.into(),
            kind: kind(sheet)?,
            wikidata_id: Some(sheet.cell(3)).filter(|it| !it.is_empty()).map(Box::from),
            has_needs: !sheet.cell(5).is_empty(),
            has_excludes: !sheet.cell(6).is_empty(),
            own_names: 0..0,
        });
        let start = u32::try_from(self.own_names.len())?;
        let mut skeleton = String::new();
        for (alias, is_name) in std::iter::once((sheet.cell(1), true)).chain(sheet.list(4).map(|it| (it, false))) {
            let words = words_of(alias);
            let both_need = |other: u32| {
                let needs = |it: u32| self.entities[it as usize].has_needs;
                needs(owner) && needs(other)
            };
            self.names
                .add_name(alias, &words.units, owner, is_name, both_need)
                .map_err(|refused| self.refusal(sheet, alias, &refused))?;
            if self.entities[owner as usize].is_person() {
                self.learn_given_names(&words, &mut skeleton);
            }
        }
        let added = &mut self.own_names[start as usize..];
        added.sort_unstable();
        self.entities[owner as usize].own_names = start..u32::try_from(self.own_names.len())?;
        for (column, rule) in [(5, Rule::Needs(owner)), (6, Rule::Excludes(owner))] {
            for phrase in sheet.list(column) {
                let number = u32::try_from(self.rules.len())?;
                self.phrases
                    .add_phrase(phrase, number, |_| true)
                    .map_err(|refused| self.refusal(sheet, phrase, &refused))?;
                self.rules.push(rule);
            }
        }
        Ok(())
    }

    /// Remembers the given names of a person: every word of a full name but its last.
    fn learn_given_names(&mut self, alias: &Text<'_>, skeleton: &mut String) {
        let Some((_, given)) = alias.units.split_last() else { return };
        if let Some(first) = given.first()
            && first.form.capitalized
            && first.form.has_small
            && !usage::is_title(alias.folded(first))
        {
            self.given_names.insert(first.hash);
        }
        for unit in given {
            usage::skeleton(alias.folded(unit), skeleton);
            self.own_names.push(hash64(skeleton.as_bytes()));
        }
    }

    fn refusal(&self, sheet: &Sheet<'_>, alias: &str, refused: &Refused) -> anyhow::Error {
        match refused {
            Refused::Taken(other) => {
                let other = &self.entities[*other as usize];
                sheet.wrong(format!(
                    "`{alias}` belongs to two entities, `{}` and `{}`; take it from one of them, or give both what \
                     they need in the column `needs`",
                    other.id,
                    sheet.cell(0)
                ))
            }
            _ => refusal(sheet, alias, refused),
        }
    }
}

impl Terms {
    /// Reads `terms.csv`; an empty path means that there are none.
    pub(crate) fn read(path: &Path, setup: &mut Setup) -> Result<Self> {
        let mut terms = Self { list: Vec::new(), patterns: Lexicon::with_room(0) };
        if path.as_os_str().is_empty() {
            return Ok(terms);
        }
        let bytes = setup.read(path)?;
        let mut sheet = Sheet::new(path, &bytes, TERM_COLUMNS, 2)?;
        let mut ids = HashSet::new();
        while sheet.next()? {
            if !ids.insert(sheet.filled(0)?.to_owned()) {
                return Err(sheet.wrong(format!("the id `{}` is there already", sheet.cell(0))));
            }
            let number = u32::try_from(terms.list.len())?;
            terms.list.push(Term { id: sheet.cell(0).into(), label: sheet.filled(1)?.into() });
            sheet.filled(3)?;
            for phrase in sheet.list(3) {
                terms.patterns.add_phrase(phrase, number, |_| false).map_err(|refused| match refused {
                    Refused::Taken(other) => sheet.wrong(format!(
                        "`{phrase}` belongs to two terms, `{}` and `{}`; take it from one of them",
                        terms.list[other as usize].id,
                        sheet.cell(0)
                    )),
                    _ => refusal(&sheet, phrase, &refused),
                })?;
            }
        }
        Ok(terms)
    }
}

fn kind(sheet: &Sheet<'_>) -> Result<&'static str> {
    let given = sheet.filled(2)?;
    TYPES.iter().find(|it| **it == given).copied().ok_or_else(|| {
        let hint = nearest(given, TYPES.iter().copied())
            .map_or_else(|| format!("there are: {}", TYPES.join(", ")), |it| format!("did you mean `{it}`?"));
        sheet.wrong(format!("there is no type called `{given}`; {hint}"))
    })
}

fn refusal(sheet: &Sheet<'_>, phrase: &str, refused: &Refused) -> anyhow::Error {
    match refused {
        Refused::Long => sheet.wrong(format!("`{phrase}` is too long; {MAX_WORDS} words are the most")),
        Refused::Star => sheet.wrong(format!("in `{phrase}`, a `*` can only stand at the end of a word's beginning")),
        Refused::Empty | Refused::Taken(_) => sheet.wrong(format!("`{phrase}` has no letters or digits")),
    }
}

/// About how many words the aliases of a file have: every one stands after a space or a mark.
fn words(bytes: &[u8]) -> usize {
    bytes.iter().filter(|it| matches!(it, b' ' | b',' | b'\n')).count() / 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::folder;

    #[track_caller]
    fn check(rows: &str, expected: &str) {
        let folder = folder(&format!("id,name,type,aliases,needs\n{rows}"), "");
        let read = Watchlist::read(Path::new("entities.csv"), &mut Setup::new(folder.path()));
        assert_eq!(read.map_or_else(|it| it.to_string(), |it| format!("{} entities", it.entities.len())), expected);
    }

    #[track_caller]
    fn check_terms(rows: &str, expected: &str) {
        let folder = folder("", &format!("id,label,group,pattern\n{rows}"));
        let read = Terms::read(Path::new("terms.csv"), &mut Setup::new(folder.path()));
        assert_eq!(read.map_or_else(|it| it.to_string(), |it| format!("{} terms", it.list.len())), expected);
    }

    #[test]
    fn a_list_is_read() {
        check("kyiv,Kyiv,place,Kiev | Киев,\nmayor,Maria Roe,person,,\n", "2 entities");
        check_terms("war,war,conflict,war | invasion*\n", "1 terms");
    }

    #[test]
    fn an_alias_of_two_entities_names_both() {
        check(
            "ge,Georgia,place,,\nus-ge,Georgia,place,,Atlanta\n",
            "entities.csv:3: `Georgia` belongs to two entities, `ge` and `us-ge`; take it from one of them, or give \
             both what they need in the column `needs`",
        );
        check("ge,Georgia,place,,Tbilisi\nus-ge,Georgia,place,,Atlanta\n", "2 entities");
        check_terms(
            "a,one,,war\nb,two,,War\n",
            "terms.csv:3: `War` belongs to two terms, `a` and `b`; take it from one of them",
        );
    }

    #[test]
    fn wrong_cells_are_shown_with_their_line() {
        check("a,A,persn,,\n", "entities.csv:2: there is no type called `persn`; did you mean `person`?");
        check("a,A,place,,\na,B,place,,\n", "entities.csv:3: the id `a` is there already");
        check("a,–,place,,\n", "entities.csv:2: `–` has no letters or digits");
        check_terms("a,one,,*\n", "terms.csv:2: in `*`, a `*` can only stand at the end of a word's beginning");
    }

    #[test]
    fn no_terms_are_fine() {
        assert!(Terms::read(Path::new(""), &mut Setup::default()).unwrap().list.is_empty());
    }
}
