//! From what the floors decided to files: tables in every format, `run.json`, all at once.

use std::collections::BTreeMap;

use anyhow::Result;
use newsmill_aggregate::{Duplicate, Floor, Live, Rejected, Tables, TopEntity, Uncounted};
use newsmill_pipeline::{Format, Settled};
use newsmill_write::{Dialect, Formats, Output, ParquetStore, Press, Printed};
use serde::Serialize;

use crate::mill::Mill;
use crate::words::number;

/// What was published, for the summary.
pub(crate) struct Report {
    /// The entities with the most mentions.
    pub(crate) leading: Vec<TopEntity>,
    /// The tables, in the order of the manual.
    pub(crate) tables: Vec<Printed>,
    /// Files to open first.
    pub(crate) openings: Vec<&'static str>,
    counts: Counts,
    rejected_file: Option<&'static str>,
    /// How many documents were rejected for each reason.
    pub(crate) rejected: BTreeMap<String, usize>,
    /// What the stages have done, in their order: how often each thing.
    pub(crate) done: Vec<(String, BTreeMap<String, u64>)>,
    /// What people should know, though it stopped nothing.
    pub(crate) warnings: Vec<String>,
}

/// How many documents came in, and what became of them. The first is the sum of the others.
#[derive(Clone, Copy, Debug, Serialize)]
struct Counts {
    documents_in: usize,
    kept: usize,
    duplicates: usize,
    rejected: usize,
}

/// `run.json`. Nothing in it depends on when, where or how fast the run was.
#[derive(Debug, Serialize)]
struct RunJson<'a> {
    version: &'static str,
    schema_version: u32,
    #[serde(flatten)]
    counts: Counts,
    rejected_by_reason: BTreeMap<&'a str, usize>,
    rows: BTreeMap<&'a str, u64>,
    stages: Vec<&'a str>,
    tallies: &'a BTreeMap<String, BTreeMap<String, u64>>,
    settings_hash: &'a str,
    data_files: BTreeMap<&'a str, &'a str>,
}

/// Publishes all tables.
pub(crate) fn publish(
    mill: &Mill,
    mut settled: Settled,
    output: &Output,
    store: &ParquetStore,
    leading: usize,
) -> Result<Report> {
    let counts = Counts {
        documents_in: settled.documents_in,
        kept: settled.live.len(),
        duplicates: settled.duplicates.len(),
        rejected: settled.rejected.len(),
    };
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    settled.rejected.iter().for_each(|it| *reasons.entry(it.reason.clone()).or_default() += 1);
    let mut tallies = std::mem::take(&mut settled.tallies);
    let warnings = std::mem::take(&mut settled.warnings);
    let tables = Tables::new(floor(mill, settled, store)?)?;
    let formats = formats(mill);
    let staging = output.staging()?;
    let mut press = Press::new(&staging, formats)?;
    let mut printed = Vec::new();
    for it in tables.published() {
        printed.push(press.print(&it.table, it.frames, it.small)?);
    }
    press.finish()?;
    let pipeline = &mill.loaded.pipeline;
    let data_files = pipeline.data_files.iter().chain(&mill.overrides_file);
    staging.write_json(
        "run.json",
        &RunJson {
            version: env!("CARGO_PKG_VERSION"),
            schema_version: 1,
            counts,
            rejected_by_reason: reasons.iter().map(|(reason, n)| (reason.as_str(), *n)).collect(),
            rows: printed.iter().map(|it| (it.table.as_str(), it.rows)).collect(),
            stages: pipeline.steps.iter().map(|it| it.name()).collect(),
            tallies: &tallies,
            settings_hash: &pipeline.key,
            data_files: data_files.map(|it| (it.path.as_str(), it.hash.as_str())).collect(),
        },
    )?;
    let leading = tables.top_entities(leading)?;
    let schemas = newsmill_aggregate::schemas(&pipeline.schema);
    staging.write_json("datapackage.json", &newsmill_write::data_package(&schemas, &formats))?;
    staging.publish()?;
    let mut openings = Vec::new();
    if formats.workbook {
        openings.push(Press::WORKBOOK);
    } else if formats.csv.is_some() {
        openings.push("mentions_by_outlet_date.csv");
    }
    let rejected_file = match (formats.csv, formats.parquet) {
        (Some(_), _) => Some("rejected.csv"),
        (None, true) => Some("rejected.parquet"),
        (None, false) => None,
    };
    let done = pipeline.steps.iter().filter_map(|it| tallies.remove_entry(it.name())).collect();
    Ok(Report { leading, tables: printed, openings, counts, rejected_file, rejected: reasons, done, warnings })
}

impl Report {
    /// Where the rejected documents are listed, if there are any.
    pub(crate) fn rejected_list(&self, out: &str) -> Option<String> {
        self.rejected_file.filter(|_| self.counts.rejected > 0).map(|it| format!("{out}/{it}"))
    }

    /// The line that adds up.
    pub(crate) fn balance(&self, out: &str) -> String {
        let Counts { documents_in, kept, duplicates, rejected } = self.counts;
        let documents = crate::words::count(documents_in, "document");
        let (kept, duplicates) = (number(kept), number(duplicates));
        let list = self.rejected_list(out).map(|it| format!(" ({it})")).unwrap_or_default();
        format!("{documents} = {kept} kept + {duplicates} duplicates + {} rejected{list}", number(rejected))
    }
}

fn formats(mill: &Mill) -> Formats {
    let output = &mill.loaded.output;
    let wants = |format| output.formats.contains(&format);
    Formats {
        parquet: wants(Format::Parquet),
        csv: wants(Format::Csv).then_some(match output.dialect {
            newsmill_pipeline::Dialect::Excel => Dialect::Excel,
            newsmill_pipeline::Dialect::ExcelEu => Dialect::ExcelEu,
        }),
        workbook: wants(Format::Xlsx),
    }
}

/// The pipeline's words into the aggregate room's: neither knows the other.
fn floor(mill: &Mill, settled: Settled, store: &ParquetStore) -> Result<Floor> {
    let schema = mill.loaded.pipeline.schema.clone();
    let mut files: BTreeMap<String, Vec<_>> = BTreeMap::new();
    let own = ["articles", "texts"].map(str::to_owned);
    for table in own.into_iter().chain(schema.tables.iter().map(|it| it.name.clone())) {
        let of_all = settled.fragments.iter().flat_map(|key| store.files(key, &table));
        files.insert(table.clone(), of_all.collect());
    }
    Ok(Floor {
        files,
        live: settled
            .live
            .into_iter()
            .map(|it| Live {
                delivery: it.delivery,
                article_id: it.article_id.to_string(),
                source_path: it.source_path,
                source_record: it.source_record,
            })
            .collect(),
        values: settled.values,
        uncounted: settled
            .uncounted
            .into_iter()
            .map(|(article, chars, reason)| Uncounted { article, chars, reason })
            .collect(),
        duplicates: settled
            .duplicates
            .into_iter()
            .map(|(id, it)| Duplicate {
                article_id: id.to_string(),
                source_path: it.source_path,
                source_record: it.source_record,
            })
            .collect(),
        rejected: settled
            .rejected
            .into_iter()
            .map(|it| Rejected {
                source_path: it.source_path,
                source_record: it.source_record,
                byte_offset: it.byte_offset,
                stage: it.stage,
                reason: it.reason,
                detail: it.detail,
            })
            .collect(),
        corpus_rows: settled.corpus_rows,
        schema,
    })
}
