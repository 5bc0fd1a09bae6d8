//! Which keys of a record are looked at, and what each is to an article.
//!
//! Names are compared without case, spaces, `_` and `-`: `publishedAt`, `published_at` and
//! `Published At` are one name, or the tables would have all three.

use std::collections::{BTreeSet, HashMap};

use crate::exports::{EXPORTS, Field};
use crate::settings::{Fields, Names};

/// A name that is looked at.
pub(crate) type Key = u16;

/// Names longer than this are not compared; nobody's are.
pub(crate) const LONGEST: usize = 128;

/// The names that are looked at, and how to understand a record by them.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    keys: HashMap<Vec<u8>, Key>,
    exports: Vec<Plan>,
    /// For what comes from none of them.
    usual: Plan,
}

/// Under which names the fields of a record stand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    /// The export that the record comes from.
    pub(crate) export: Option<&'static str>,
    tells: Vec<Vec<Key>>,
    fields: Vec<Vec<Name>>,
    /// For each field, which keys its names begin with.
    begun: Vec<Keys>,
}

/// A name of a field.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    /// As it was written.
    pub(crate) name: String,
    /// What it leads to; several values are joined.
    pub(crate) paths: Vec<Path>,
}

/// A way to a value.
#[derive(Clone, Debug)]
pub(crate) struct Path {
    /// The key that is called so, dots and all.
    pub(crate) whole: Key,
    /// The key before the first dot.
    pub(crate) first: Key,
    /// The keys of the objects in it.
    pub(crate) rest: Vec<String>,
}

/// A set of keys modulo 256: it may have more than was put into it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Keys([u64; 4]);

impl Keys {
    pub(crate) fn put(&mut self, key: Key) {
        self.0[usize::from(key / 64 % 4)] |= 1 << (key % 64);
    }

    pub(crate) fn may_have(&self, key: Key) -> bool {
        self.0[usize::from(key / 64 % 4)] & (1 << (key % 64)) != 0
    }

    fn may_meet(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(one, other)| one & other != 0)
    }
}

impl Plan {
    /// The names that a field may have in a record with these keys; none if it surely has none.
    pub(crate) fn names_among(&self, field: Field, keys: &Keys) -> &[Name] {
        if self.begun[field as usize].may_meet(keys) { self.names(field) } else { &[] }
    }

    /// The names that a field may have, the likeliest first.
    pub(crate) fn names(&self, field: Field) -> &[Name] {
        &self.fields[field as usize]
    }

    /// Whether a field may stand under this key.
    pub(crate) fn has(&self, field: Field, key: Option<Key>) -> bool {
        key.is_some_and(|key| self.names(field).iter().flat_map(|it| &it.paths).any(|it| it.whole == key))
    }
}

impl Wanted {
    /// These fields, and those of the exports where the user has not named others.
    pub(crate) fn of(fields: &Fields) -> Self {
        let mut wanted = Self { keys: HashMap::new(), exports: Vec::new(), usual: Plan::default() };
        let usual = Fields::default();
        for export in EXPORTS {
            let names = |field: Field| {
                let own = export.fields.iter().find(|(it, _)| *it == field).map(|(_, names)| Names::of(names));
                let is_users = names_of(fields, field) != names_of(&usual, field);
                own.filter(|_| !is_users).unwrap_or_else(|| names_of(fields, field).clone())
            };
            let plan = wanted.plan_of(Some(export.name), export.tells, &names);
            wanted.exports.push(plan);
        }
        wanted.usual = wanted.plan_of(None, &[], &|field| names_of(fields, field).clone());
        wanted
    }

    fn plan_of(&mut self, export: Option<&'static str>, tells: &[&[&str]], names: &dyn Fn(Field) -> Names) -> Plan {
        let fields = Field::ALL.map(|(field, _)| names(field).iter().map(|it| self.name(it)).collect::<Vec<_>>());
        let begun = fields.iter().map(|names| {
            let mut keys = Keys::default();
            names
                .iter()
                .flat_map(|it| &it.paths)
                .for_each(|it| [it.whole, it.first].into_iter().for_each(|it| keys.put(it)));
            keys
        });
        let begun = begun.collect();
        let tells = tells.iter().map(|set| set.iter().map(|it| self.add_key(it)).collect()).collect();
        Plan { export, tells, fields: fields.into(), begun }
    }

    fn name(&mut self, name: &str) -> Name {
        let path = |name: &str| {
            let mut parts = name.split('.');
            let first = parts.next().unwrap_or_default();
            Path { whole: self.add_key(name), first: self.add_key(first), rest: parts.map(str::to_owned).collect() }
        };
        Name { name: name.to_owned(), paths: name.split(" + ").map(path).collect() }
    }

    fn add_key(&mut self, name: &str) -> Key {
        let next = Key::try_from(self.keys.len()).unwrap_or(Key::MAX);
        *self.keys.entry(folded(name).collect()).or_insert(next)
    }

    /// Whether a field of this name is looked at.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.key(name).is_some()
    }

    /// The name, if it is looked at.
    pub(crate) fn key(&self, name: &str) -> Option<Key> {
        if name.len() > LONGEST {
            return None;
        }
        let mut buffer = [0; LONGEST * 2];
        let mut length = 0;
        for (to, from) in buffer.iter_mut().zip(folded(name)) {
            *to = from;
            length += 1;
        }
        self.keys.get(&buffer[..length]).copied()
    }

    /// How a record with these keys is to be understood.
    pub(crate) fn plan(&self, has: impl Fn(Key) -> bool) -> &Plan {
        let fits = |it: &&Plan| it.tells.iter().any(|set| set.iter().all(|key| has(*key)));
        self.exports.iter().find(fits).unwrap_or(&self.usual)
    }

    /// How a table with columns of these names is to be understood.
    pub(crate) fn plan_of_names(&self, names: &[String]) -> &Plan {
        let keys: BTreeSet<Key> = names.iter().filter_map(|it| self.key(it)).collect();
        self.plan(|key| keys.contains(&key))
    }
}

/// Whether two names are the same.
pub(crate) fn same(one: &str, other: &str) -> bool {
    folded(one).eq(folded(other))
}

/// What is compared of a name. Letters beyond ASCII count as they are: no export has them.
fn folded(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().filter(|it| !matches!(it, b' ' | b'_' | b'-')).map(|it| it.to_ascii_lowercase())
}

fn names_of(fields: &Fields, field: Field) -> &Names {
    match field {
        Field::Id => &fields.id,
        Field::Url => &fields.url,
        Field::Outlet => &fields.outlet,
        Field::Date => &fields.date,
        Field::Modified => &fields.modified,
        Field::Crawled => &fields.crawled,
        Field::Title => &fields.title,
        Field::Text => &fields.text,
        Field::Html => &fields.html,
        Field::Language => &fields.language,
        Field::Authors => &fields.authors,
    }
}
