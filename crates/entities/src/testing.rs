//! What the tests of this room share.

use newsmill_stage::tables::Mention;
use newsmill_stage::testing::{build, process};
use tempfile::TempDir;

use crate::Entities;

/// A folder with these two lists; an empty text writes no file.
pub(crate) fn folder(entities: &str, terms: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in [("entities.csv", entities), ("terms.csv", terms)] {
        if !text.is_empty() {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
    }
    folder
}

/// The stage with these rows of `id,name,type,aliases,needs,excludes` and of `id,label,pattern`.
pub(crate) fn stage(entities: &str, terms: &str) -> Entities {
    let entities = format!("id,name,type,aliases,needs,excludes\n{entities}");
    let folder = folder(&entities, &format!("id,label,pattern\n{terms}"));
    build(folder.path(), "watchlist = 'entities.csv'\nterms = 'terms.csv'").unwrap()
}

/// The mentions in a text.
pub(crate) fn mentions(stage: &Entities, text: &str) -> Vec<Mention> {
    let (_, _, rows) = process(stage, text).unwrap();
    rows.of::<Mention>()
}
