//! The outlet whose folder or file it is, by `[input] path-pattern`: the newsroom's own filing.

use super::{Basis, Candidate, Scene};
use crate::address;

/// The newsroom has said itself that these are outlets, so one that is not registered is one too.
const KNOWN: f64 = 0.97;
const UNKNOWN: f64 = 0.9;

/// Names of folders that are of things and not of outlets, unless the register says otherwise: a
/// pattern that fits more than it was meant for shall invent no outlet.
const THINGS: [&str; 24] = [
    "archive",
    "articles",
    "corpus",
    "crawl",
    "csv",
    "data",
    "documents",
    "export",
    "files",
    "html",
    "input",
    "json",
    "jsonl",
    "misc",
    "mixed",
    "news",
    "other",
    "pages",
    "raw",
    "text",
    "txt",
    "unknown",
    "unsorted",
    "warc",
];

pub(super) fn gather(scene: &Scene<'_>, found: &mut Vec<Candidate>) {
    let Some(written) = scene.metadata.filed.outlet.as_deref() else { return };
    // The register knows `harbor_ledger` and `Harbor Ledger` as it does `harbor-ledger`.
    let name = written.replace('_', " ");
    let by_id = scene.outlets.by_id(written).or_else(|| scene.outlets.by_id(&address::slug(&name)));
    let host = address::bare_host(written);
    found.extend(match by_id.or_else(|| scene.outlets.by_name(&name)) {
        Some(it) => Some(Candidate::registered(it, Basis::Path, KNOWN, written)),
        None if address::is_host(&host) => Candidate::hosted(&host, scene.outlets, Basis::Path, KNOWN, UNKNOWN),
        None if is_thing(&name) => None,
        None => Candidate::unknown(written, Basis::Path, UNKNOWN),
    });
}

/// Whether a name can be no outlet's: a thing's, or one without letters, as a year is.
fn is_thing(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    THINGS.contains(&name.as_str()) || !name.contains(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use newsmill_stage::{Article, Filed, Metadata};

    use super::*;
    use crate::outlets::tests::small;
    use crate::page::Page;

    #[track_caller]
    fn check(folder: &str, expected: &str) {
        let filed = Filed { outlet: Some(folder.to_owned()), ..Filed::default() };
        let metadata = Metadata { filed, ..Metadata::default() };
        let article = Article::from_text("Rain.");
        let (page, outlets) = (Page::of(&article), small());
        let scene = Scene { metadata: &metadata, title: None, sites: &[], page: &page, outlets: &outlets };
        let mut found = Vec::new();
        gather(&scene, &mut found);
        let found =
            found.first().map_or("none".to_owned(), |it| format!("{} “{}” {:.2}", it.id, it.name, it.confidence));
        assert_eq!(found, expected, "{folder}");
    }

    #[test]
    fn a_registered_outlet_is_known_by_its_id_its_names_and_its_domain() {
        for folder in ["harbor-ledger", "The Harbor Ledger", "harbor_ledger", "harborledger.example", "Harbor_Ledger"] {
            check(folder, "harbor-ledger “The Harbor Ledger” 0.97");
        }
        check("ТАСС", "tass “TASS” 0.97");
    }

    #[test]
    fn another_folder_is_an_outlet_of_its_own() {
        check("Zürich heute", "zurich-heute “Zürich heute” 0.90");
        check("lokal_anzeiger", "lokal-anzeiger “lokal_anzeiger” 0.90");
        check("dw.example", "dw-example “dw.example” 0.90");
        check("news24", "news24 “news24” 0.90");
    }

    #[test]
    fn a_folder_of_things_is_no_outlet() {
        for folder in ["html", "2025", "2025-10-03", "Mixed", "_"] {
            check(folder, "none");
        }
    }
}
