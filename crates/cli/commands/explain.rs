//! `newsmill explain ARTICLE`: how one article became what it is.

mod page;

use std::ops::ControlFlow;
use std::process::ExitCode;

use anyhow::{Result, bail};
use newsmill_pipeline::fragments::{Policy, plan};
use newsmill_pipeline::overrides::is_same_address;
use newsmill_pipeline::{Asked, Quiet, Settled};
use newsmill_read::Keep;
use newsmill_stage::{Article, Content, InputRecord, Intake as _, Registry, Rejection};
use newsmill_write::ParquetStore;

use crate::args;
use crate::failure::Usage;
use crate::mill::Mill;
use crate::say::print;
use crate::words::count;

/// Takes the article through the stages once more, with their notes, and shows what the corpus
/// has changed about it in the last run.
pub(crate) fn explain(args: &args::Explain, stages: &Registry) -> Result<ExitCode> {
    let mill = Mill::new(&args.settings, stages)?;
    let (article, settled) = find(&mill, &args.article)?;
    let (article, stopped) = mill.loaded.pipeline.explain(article);
    let page = page::Page { mill: &mill, settled: &settled, article: &article }.lines(stopped)?;
    print(&page)?;
    Ok(ExitCode::SUCCESS)
}

/// The article of this id, address or place, and the last run with the reasons for what it ruled.
fn find(mill: &Mill, wanted: &str) -> Result<(Article, Settled)> {
    let beginning = wanted.to_lowercase();
    let is_id = beginning.len() <= 26 && beginning.bytes().all(|it| matches!(it, b'a'..=b'z' | b'2'..=b'7'));
    if is_id && let Some(found) = of_last_run(mill, wanted, Asked::Id(&beginning))? {
        return Ok(found);
    }
    let mut input = Input { mill, name: wanted, failed: Vec::new() };
    let place = match wanted.rsplit_once(':') {
        Some((path, record)) if record.parse::<u64>().is_ok() => Wanted::Place(path, record.parse().ok()),
        _ => Wanted::Place(wanted, None),
    };
    // An address may be without its scheme: then a host with a dot comes before the first slash.
    let has_scheme = wanted.contains("://");
    let mut article = if has_scheme { None } else { input.find(&place)? };
    let has_host = wanted.split_once('/').is_some_and(|(host, _)| host.contains('.'));
    if article.is_none() && (has_scheme || has_host) {
        if let Some(found) = of_last_run(mill, wanted, Asked::Address(wanted))? {
            return Ok(found);
        }
        article = input.find(&Wanted::Address(wanted))?;
    }
    let Some(article) = article else {
        let hint = "give its article_id, its url, or its source_path";
        return Err(Usage(format!("there is no article `{wanted}`; {hint}{}", input.failures())).into());
    };
    let settled = last_run(mill, Asked::Id(&article.id.to_string()))?;
    Ok((article, settled))
}

/// The article of the last run that is named so, read again from its place.
fn of_last_run(mill: &Mill, wanted: &str, asked: Asked<'_>) -> Result<Option<(Article, Settled)>> {
    let settled = last_run(mill, asked)?;
    let it = match &settled.asked[..] {
        [] => return Ok(None),
        [it] => it,
        several => {
            let n = several.len();
            let ids = several.iter().take(SHOWN).map(|it| it.article_id.to_string()).collect::<Vec<_>>().join(", ");
            return Err(Usage(match asked {
                Asked::Id(_) => format!("{n} articles begin with `{wanted}`; give more letters"),
                Asked::Address(_) => format!("{n} articles have the address `{wanted}`; give an article_id: {ids}"),
            })
            .into());
        }
    };
    let mut input = Input { mill, name: wanted, failed: Vec::new() };
    let Some(article) = input.find(&Wanted::Place(&it.source_path, Some(it.source_record.unsigned_abs())))? else {
        let gone = "is no longer in the input; its rows in articles and mentions are as the stages left them";
        return Err(Usage(format!("{} {gone}{}", it.source_path, input.failures())).into());
    };
    Ok(Some((article, settled)))
}

/// What the table floor makes of the fragments that the last run left, with its reasons for the
/// articles that are asked about; nothing new is read.
fn last_run(mill: &Mill, asked: Asked<'_>) -> Result<Settled> {
    let Some(store) = ParquetStore::to_read(&mill.out) else { return Ok(Settled::default()) };
    let files = mill.intake.files()?;
    let policy = Policy { keep_seen: mill.loaded.input.keep == Keep::Seen, rehash: false };
    let plan = plan(&files, &mill.intake, &store, &mill.loaded.pipeline.key, policy)?;
    mill.loaded.pipeline.settle_asked(&plan.reused, &mill.overrides, &store, &Quiet, Some(asked))
}

/// So many articles, and so many documents that could not be read, are named.
const SHOWN: usize = 3;

/// What an article is found by.
enum Wanted<'a> {
    Address(&'a str),
    Place(&'a str, Option<u64>),
}

/// The input, as an article is looked for in it.
struct Input<'a> {
    mill: &'a Mill,
    name: &'a str,
    /// What could not be read on the way, and why: the article may be there.
    failed: Vec<String>,
}

impl Input<'_> {
    /// Reads an article, if it is there. One whose address is spelled as wanted is meant before all others.
    fn find(&mut self, wanted: &Wanted<'_>) -> Result<Option<Article>> {
        let mut first = None;
        for file in self.mill.intake.files()? {
            if let Wanted::Place(path, _) = wanted
                && !path.starts_with(file.name.as_str())
            {
                continue;
            }
            let mut sought = None;
            // It only says whether the search was broken off, and `sought` says that better.
            let _: ControlFlow<()> = self.mill.intake.records(&file, &mut |found| {
                match (self.look(found, wanted), wanted) {
                    (Some(Ok(it)), Wanted::Address(url)) if it.metadata.url.as_deref() != Some(*url) => {
                        first.get_or_insert(it);
                    }
                    (it, _) => sought = it,
                }
                if sought.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            match sought {
                Some(Ok(article)) => return Ok(Some(article)),
                Some(Err(it)) => bail!("{} was rejected on reading: {} {}", self.name, it.reason, it.detail),
                None => {}
            }
        }
        Ok(first)
    }

    /// The document, if it is the one that is wanted.
    fn look(&mut self, found: InputRecord, wanted: &Wanted<'_>) -> Option<Result<Article, Rejection>> {
        let place = found.place.clone();
        let is_readable = !matches!(found.content, Content::Unreadable(_));
        let is_here = match wanted {
            Wanted::Place(path, record) => place.path == *path && record.is_none_or(|it| it == place.record),
            Wanted::Address(_) => false,
        };
        match wanted {
            Wanted::Place(..) if is_here => return Some(self.mill.intake.article(found)),
            Wanted::Place(..) if is_readable => return None,
            _ => {}
        }
        match (self.mill.intake.article(found), wanted) {
            (Ok(it), Wanted::Address(address)) => {
                let is_it = it.metadata.url.as_deref().is_some_and(|it| is_same_address(address, it));
                is_it.then_some(Ok(it))
            }
            (Ok(_), Wanted::Place(..)) => None,
            (Err(it), _) => {
                let failed = format!("{} record {}: {} {}", place.path, place.record, it.reason, it.detail);
                if !self.failed.contains(&failed) {
                    self.failed.push(failed);
                }
                None
            }
        }
    }

    /// What could not be read, for the message that nothing was found.
    fn failures(&self) -> String {
        if self.failed.is_empty() {
            return String::new();
        }
        let several = count(self.failed.len(), "document");
        let shown: String = self.failed.iter().take(SHOWN).map(|it| format!("\n  {it}")).collect();
        format!("\n{several} could not be read, and may be it, for example{shown}")
    }
}
