//! `newsmill check`: what is wrong, before anything runs.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::process::ExitCode;

use anyhow::Result;
use newsmill_stage::{Content, InputFile, InputRecord, Intake as _, Registry};

use crate::args;
use crate::mill::Mill;
use crate::words::{count, number};

/// So many files are opened to see what they hold.
const SAMPLE: usize = 200;

/// Checks the settings and looks into the input.
pub(crate) fn check(args: &args::Settings, stages: &Registry) -> Result<ExitCode> {
    let mill = Mill::new(args, stages)?;
    let pipeline = &mill.loaded.pipeline;
    let names: Vec<&str> = pipeline.steps.iter().map(|it| it.name()).collect();
    eprintln!(
        "{}: {}",
        args.config.display(),
        if names.is_empty() { "no stages".to_owned() } else { names.join(" → ") }
    );
    for file in &pipeline.data_files {
        eprintln!("  reads {}", file.path);
    }
    let files = mill.files()?;
    let bytes: u64 = files.iter().map(|it| it.size).sum();
    eprintln!("{}: {}, {} bytes", mill.input.display(), count(files.len(), "file"), number(bytes as usize));
    for (kind, found) in kinds(&mill, &files) {
        eprintln!("  {kind}: {}", number(found));
    }
    sample(&mill, &files);
    eprintln!("ok");
    Ok(ExitCode::SUCCESS)
}

/// What the first files are taken for.
fn kinds(mill: &Mill, files: &[InputFile]) -> BTreeMap<&'static str, usize> {
    let mut kinds = BTreeMap::new();
    for file in files.iter().take(SAMPLE) {
        let first = first(mill, file).map(|it| it.content);
        let kind = match first {
            Some(Content::File(_)) => "text or HTML, a document each",
            Some(Content::Json(_)) => "JSON, a document a record",
            Some(Content::Fetched(_)) => "a web archive, a document a page",
            Some(Content::Unreadable(_)) => "cannot be read",
            None => "nothing in it",
        };
        *kinds.entry(kind).or_default() += 1;
    }
    kinds
}

/// The first document of a file.
fn first(mill: &Mill, file: &InputFile) -> Option<InputRecord> {
    let mut first = None;
    let _ = mill.intake.records(file, &mut |it| {
        first = Some(it);
        ControlFlow::Break(())
    });
    first
}

/// The first article, as it is understood.
fn sample(mill: &Mill, files: &[InputFile]) {
    let records = files.iter().take(SAMPLE).filter_map(|it| first(mill, it));
    let Some(article) = records.into_iter().find_map(|it| mill.intake.article(it).ok()) else {
        eprintln!("warning: no article among the first files");
        return;
    };
    let it = &article.metadata;
    let fields = [
        ("id", &it.source_id),
        ("url", &it.url),
        ("outlet", &it.outlet),
        ("date", &it.published),
        ("title", &it.title),
        ("language", &it.language),
    ];
    eprintln!("for example {}, record {}:", article.place.path, article.place.record);
    for (name, value) in fields {
        if let Some(value) = value {
            eprintln!("  {name:8} {value}");
        }
    }
    let text = article.lines().iter().map(|it| it.text().trim()).find(|it| !it.is_empty()).unwrap_or_default();
    eprintln!("  {:8} {}", "text", text.chars().take(80).collect::<String>());
}
