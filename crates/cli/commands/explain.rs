//! `newsmill explain ARTICLE`: how one article became what it is.

use std::ops::ControlFlow;
use std::process::ExitCode;

use anyhow::{Result, bail};
use newsmill_pipeline::fragments::{Policy, plan};
use newsmill_pipeline::{Delivery, Quiet, Settled};
use newsmill_stage::{Article, Cell, Intake as _, Registry, columns};
use newsmill_write::ParquetStore;

use crate::args;
use crate::failure::Usage;
use crate::mill::Mill;

/// Takes the article through the stages once more, with their notes, and shows what the corpus
/// has changed about it in the last run.
#[expect(clippy::print_stdout, reason = "the explanation is what was asked for")]
pub(crate) fn explain(args: &args::Explain, stages: &Registry) -> Result<ExitCode> {
    let mill = Mill::new(&args.settings, stages)?;
    let settled = last_run(&mill)?;
    let article = find(&mill, &settled, &args.article)?;
    let place = article.place.clone();
    let (article, stopped) = mill.loaded.pipeline.explain(article);
    println!("{} ({}, record {})\n", article.id, place.path, place.record);
    let mut stage = "";
    for (name, note) in article.notes() {
        if *name != stage {
            println!("{name}");
            stage = name;
        }
        println!("  {}", note.replace('\n', "\n  "));
    }
    if let Some((stage, rejection)) = stopped {
        println!("\nrejected by {stage}: {} {}", rejection.reason, rejection.detail);
        return Ok(ExitCode::SUCCESS);
    }
    println!("\nwhat came of it");
    let at = settled.live.iter().position(|it| it.article_id == article.id);
    for field in columns::ALL.iter().chain(&mill.loaded.pipeline.schema.columns) {
        let own = article.cell(field.name).cloned().unwrap_or_default();
        let ruled = at.and_then(|at| ruling(&settled, field.name, at));
        match ruled {
            Some(cell) if *cell != own => {
                println!("  {:20} {}   (alone: {})", field.name, shown(cell), shown(&own));
            }
            _ if own != Cell::Empty => println!("  {:20} {}", field.name, shown(&own)),
            _ => {}
        }
    }
    if at.is_none() {
        println!("  it is no article of the last run of its own: see duplicates and rejected");
    }
    Ok(ExitCode::SUCCESS)
}

/// What the table floor makes of the fragments that the last run left; nothing new is read.
fn last_run(mill: &Mill) -> Result<Settled> {
    let Some(store) = ParquetStore::to_read(&mill.out) else { return Ok(Settled::default()) };
    let files = mill.intake.files()?;
    let policy = Policy { keep_seen: true, rehash: false };
    let plan = plan(&files, &mill.intake, &store, &mill.loaded.pipeline.key, policy)?;
    mill.loaded.pipeline.settle(&plan.reused, &mill.overrides, &store, &Quiet)
}

fn ruling<'a>(settled: &'a Settled, column: &str, at: usize) -> Option<&'a Cell> {
    settled.values.get(column)?.iter().find(|(row, _)| *row == at).map(|(_, cell)| cell)
}

/// The article of this id, address or place.
fn find(mill: &Mill, settled: &Settled, wanted: &str) -> Result<Article> {
    let id = wanted.to_lowercase();
    let by_id: Vec<&Delivery> = settled.live.iter().filter(|it| it.article_id.to_string().starts_with(&id)).collect();
    let (path, record) = match by_id[..] {
        [it] => (it.source_path.as_str(), Some(it.source_record.unsigned_abs())),
        [] => match wanted.rsplit_once(':') {
            Some((path, record)) if record.parse::<u64>().is_ok() => (path, record.parse().ok()),
            _ => (wanted, None),
        },
        _ => return Err(Usage(format!("{} articles begin with `{wanted}`; give more letters", by_id.len())).into()),
    };
    let is_address = wanted.contains("://");
    for file in mill.intake.files()? {
        if !is_address && !path.starts_with(file.name.as_str()) {
            continue;
        }
        let mut sought = None;
        let _ = mill.intake.records(&file, &mut |found| {
            let is_here = is_address || (found.place.path == path && record.is_none_or(|it| it == found.place.record));
            if !is_here {
                return ControlFlow::Continue(());
            }
            match mill.intake.article(found) {
                Ok(it) if is_address && it.metadata.url.as_deref() != Some(wanted) => return ControlFlow::Continue(()),
                Err(_) if is_address => return ControlFlow::Continue(()),
                it => sought = Some(it),
            }
            ControlFlow::Break(())
        });
        match sought {
            Some(Ok(article)) => return Ok(article),
            Some(Err(it)) => bail!("{wanted} was rejected on reading: {} {}", it.reason, it.detail),
            None => {}
        }
    }
    if by_id.len() == 1 {
        let path = &by_id[0].source_path;
        let gone = "is no longer in the input; its rows in articles and mentions are as the stages left them";
        return Err(Usage(format!("{path} {gone}")).into());
    }
    let hint = "give its article_id, its url, or its source_path";
    Err(Usage(format!("there is no article `{wanted}`; {hint}")).into())
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Empty => "(empty)".to_owned(),
        Cell::Flag(it) => it.to_string(),
        Cell::Integer(it) => it.to_string(),
        Cell::Real(it) => format!("{it:.3}"),
        Cell::Text(it) => it.clone(),
        Cell::Date(it) => it.to_string(),
        Cell::Texts(it) => it.join(" | "),
        Cell::Bytes(_) | Cell::Numbers(_) => "…".to_owned(),
    }
}
