//! The first row: what the columns are called.

use crate::exports::Field;
use crate::wanted::{LONGEST, Wanted};

/// The columns of GDELT's knowledge graph, whose files have no header. The last holds the title.
pub(crate) const GKG: &[&str] = &[
    "GKGRECORDID",
    "DATE",
    "SourceCollectionIdentifier",
    "SourceCommonName",
    "DocumentIdentifier",
    "V1Counts",
    "V2.1Counts",
    "V1Themes",
    "V2EnhancedThemes",
    "V1Locations",
    "V2EnhancedLocations",
    "V1Persons",
    "V2EnhancedPersons",
    "V1Organizations",
    "V2EnhancedOrganizations",
    "V1.5Tone",
    "V2.1EnhancedDates",
    "V2GCAM",
    "V2.1SharingImage",
    "V2.1RelatedImages",
    "V2.1SocialImageEmbeds",
    "V2.1SocialVideoEmbeds",
    "V2.1Quotations",
    "V2.1AllNames",
    "V2.1Amounts",
    "V2.1TranslationInfo",
    "Extras",
];

/// What the last column of the knowledge graph tells of a page, in tags.
pub(crate) const GKG_TAGS: &[&str] = &["PAGE_TITLE", "PAGE_AUTHORS", "PAGE_PRECISEPUBTIMESTAMP"];

/// Whether the file is GDELT's knowledge graph: 27 columns of which the first begins with a moment.
pub(crate) fn is_gkg(head: &[u8]) -> bool {
    let line = &head[..memchr::memchr(b'\n', head).unwrap_or(head.len())];
    let id = line.split(|it| *it == b'\t').next().unwrap_or_default();
    id.len() > 15
        && id[..14].iter().all(u8::is_ascii_digit)
        && id[14] == b'-'
        && line.iter().filter(|it| **it == b'\t').count() == GKG.len() - 1
}

/// The value in a tag of the last column of the knowledge graph.
pub(crate) fn tagged<'a>(extras: &'a str, tag: &str) -> Option<&'a str> {
    let (_, rest) = extras.split_once(&format!("<{tag}>"))?;
    Some(rest.split_once(&format!("</{tag}>"))?.0)
}

/// Whether the first line alone, cut at the delimiter, may be a header that is known.
pub(crate) fn is_likely(head: &[u8], delimiter: u8, wanted: &Wanted) -> bool {
    let head = &head[..head.len().min(8192)];
    let line = &head[..memchr::memchr2(b'\n', b'\r', head).unwrap_or(head.len())];
    if memchr::memchr(delimiter, line).is_none() {
        return false;
    }
    let cells = line
        .split(|it| *it == delimiter)
        .map(|it| String::from_utf8_lossy(it).trim_matches(['"', '\'', ' ']).to_owned());
    is_known(&cells.collect::<Vec<_>>(), wanted)
}

/// Whether these names tell of articles: two fields at least, and among them a text, or an address
/// and a title, or the names of an export.
pub(crate) fn is_known(names: &[String], wanted: &Wanted) -> bool {
    let plan = wanted.plan_of_names(names);
    let has = |field| names.iter().any(|it| plan.has(field, wanted.key(it)));
    let fields = Field::ALL.iter().filter(|(it, _)| has(*it)).count();
    let is_article = has(Field::Text) || has(Field::Html) || (has(Field::Url) && has(Field::Title));
    names.len() > 1 && (plan.export.is_some() || (is_article && fields > 1))
}

/// The names as the keys of records: none empty, no two the same. Of one that is too long to be
/// compared, a beginning that is still too long is kept: each row has it again.
pub(crate) fn distinct(names: Vec<String>) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::with_capacity(names.len());
    let mut seen = std::collections::BTreeSet::new();
    for (column, name) in names.iter().enumerate() {
        let name = name.trim_matches(|it: char| it.is_whitespace() || it == '\u{FEFF}' || it == '\0');
        let name = if name.is_empty() { format!("column {}", column + 1) } else { name.to_owned() };
        let name = name[..name.ceil_char_boundary(LONGEST + 1)].to_owned();
        let mut own = name.clone();
        let mut times = 1;
        while !seen.insert(own.clone()) {
            // The column's number makes it rare, the count makes it sure.
            times += 1;
            own = if times == 2 { format!("{name} (column {})", column + 1) } else { format!("{own}'") };
        }
        distinct.push(own);
    }
    distinct
}
