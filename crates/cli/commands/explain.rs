//! `newsmill explain ARTICLE`: how one article became what it is.

mod page;

use std::ops::ControlFlow;
use std::process::ExitCode;

use anyhow::{Result, bail};
use newsmill_pipeline::fragments::{Policy, plan};
use newsmill_pipeline::{Quiet, Settled};
use newsmill_read::Keep;
use newsmill_stage::{Article, Intake as _, Registry};
use newsmill_write::ParquetStore;

use crate::args;
use crate::failure::Usage;
use crate::mill::Mill;

/// Takes the article through the stages once more, with their notes, and shows what the corpus
/// has changed about it in the last run.
#[expect(clippy::print_stdout, reason = "the explanation is what was asked for")]
pub(crate) fn explain(args: &args::Explain, stages: &Registry) -> Result<ExitCode> {
    let mill = Mill::new(&args.settings, stages)?;
    let (article, settled) = find(&mill, &args.article)?;
    let (article, stopped) = mill.loaded.pipeline.explain(article);
    page::Page { mill: &mill, settled: &settled, article: &article }.lines(stopped).iter().for_each(|it| {
        println!("{}", it.trim_end());
    });
    Ok(ExitCode::SUCCESS)
}

/// What the table floor makes of the fragments that the last run left, with its reasons for the
/// articles whose ids begin so; nothing new is read.
fn last_run(mill: &Mill, beginning: &str) -> Result<Settled> {
    let Some(store) = ParquetStore::to_read(&mill.out) else { return Ok(Settled::default()) };
    let files = mill.intake.files()?;
    let policy = Policy { keep_seen: mill.loaded.input.keep == Keep::Seen, rehash: false };
    let plan = plan(&files, &mill.intake, &store, &mill.loaded.pipeline.key, policy)?;
    mill.loaded.pipeline.settle_asked(&plan.reused, &mill.overrides, &store, &Quiet, Some(beginning))
}

/// The article of this id, address or place, and the last run with the reasons for what it ruled.
fn find(mill: &Mill, wanted: &str) -> Result<(Article, Settled)> {
    let beginning = wanted.to_lowercase();
    if beginning.len() <= 26 && beginning.bytes().all(|it| matches!(it, b'a'..=b'z' | b'2'..=b'7')) {
        let settled = last_run(mill, &beginning)?;
        let fits = settled.live.iter().filter(|it| it.article_id.to_string().starts_with(&beginning));
        match fits.collect::<Vec<_>>()[..] {
            [] => {}
            [it] => {
                let record = Some(it.source_record.unsigned_abs());
                let Some(article) = read(mill, wanted, &Wanted::Place(&it.source_path, record))? else {
                    let gone =
                        "is no longer in the input; its rows in articles and mentions are as the stages left them";
                    return Err(Usage(format!("{} {gone}", it.source_path)).into());
                };
                return Ok((article, settled));
            }
            ref several => {
                let n = several.len();
                return Err(Usage(format!("{n} articles begin with `{wanted}`; give more letters")).into());
            }
        }
    }
    let sought = match wanted.rsplit_once(':') {
        _ if wanted.contains("://") => Wanted::Address(wanted),
        Some((path, record)) if record.parse::<u64>().is_ok() => Wanted::Place(path, record.parse().ok()),
        _ => Wanted::Place(wanted, None),
    };
    let Some(article) = read(mill, wanted, &sought)? else {
        let hint = "give its article_id, its url, or its source_path";
        return Err(Usage(format!("there is no article `{wanted}`; {hint}")).into());
    };
    let settled = last_run(mill, &article.id.to_string())?;
    Ok((article, settled))
}

/// What an article is found by.
enum Wanted<'a> {
    Address(&'a str),
    Place(&'a str, Option<u64>),
}

/// Reads an article from the input, if it is there.
fn read(mill: &Mill, name: &str, wanted: &Wanted<'_>) -> Result<Option<Article>> {
    for file in mill.intake.files()? {
        if let Wanted::Place(path, _) = wanted
            && !path.starts_with(file.name.as_str())
        {
            continue;
        }
        let mut sought = None;
        let _ = mill.intake.records(&file, &mut |found| {
            if let Wanted::Place(path, record) = wanted
                && (found.place.path != *path || record.is_some_and(|it| it != found.place.record))
            {
                return ControlFlow::Continue(());
            }
            match (mill.intake.article(found), wanted) {
                (Ok(it), Wanted::Address(url)) if it.metadata.url.as_deref() != Some(url) => ControlFlow::Continue(()),
                (Err(_), Wanted::Address(_)) => ControlFlow::Continue(()),
                (it, _) => {
                    sought = Some(it);
                    ControlFlow::Break(())
                }
            }
        });
        match sought {
            Some(Ok(article)) => return Ok(Some(article)),
            Some(Err(it)) => bail!("{name} was rejected on reading: {} {}", it.reason, it.detail),
            None => {}
        }
    }
    Ok(None)
}
