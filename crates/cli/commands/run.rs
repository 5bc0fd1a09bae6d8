//! `newsmill run`: both floors, then the tables.

use std::process::ExitCode;

use anyhow::Result;
use newsmill_pipeline::fragments::{Fragment, Plan, Policy, plan};
use newsmill_pipeline::{Progress as _, Settled};
use newsmill_read::Keep;
use newsmill_stage::{FragmentStore as _, Registry, Rejection};
use newsmill_write::{Output, ParquetStore};

use crate::args;
use crate::bar::Bar;
use crate::failure::TOO_MANY_REJECTED;
use crate::filing::warn_of_pattern;
use crate::mill::Mill;
use crate::publish::publish;
use crate::say::note;
use crate::summary::tell;
use crate::words::{count, number};

/// How many entities the summary names.
const LEADING: usize = 10;

/// Runs the pipeline.
pub(crate) fn run(args: &args::Run, stages: &Registry) -> Result<ExitCode> {
    let mill = Mill::new(&args.settings, stages)?;
    let files = mill.files()?;
    if args.dry_run && !mill.out.exists() {
        note!("{}: 0 known, {} to read", count(files.len(), "file"), number(files.len()));
        return Ok(ExitCode::SUCCESS);
    }
    let output = Output::open(&mill.out)?;
    let store = output.store()?;
    let policy = Policy { keep_seen: mill.loaded.input.keep == Keep::Seen, rehash: args.rehash };
    let plan = plan(&files, &mill.intake, &store, &mill.loaded.pipeline.key, policy)?;
    if args.dry_run {
        return Ok(tell_plan(&plan, files.len()));
    }
    let bar = Bar::new(args.quiet);
    let outdated = plan.outdated.clone();
    let kept_files = plan.kept_files;
    warn(&plan);
    let fragments = article_floor(&mill, plan, files.len(), &store, &bar)?;
    let settled = mill.loaded.pipeline.settle(&fragments, &mill.overrides, &store, &bar)?;
    bar.begins("writing tables");
    let allowed = mill.loaded.run.allow_rejected.get();
    let too_many = rejected_by_accident(&settled) as f64 > allowed * settled.documents_in as f64;
    let report = publish(&mill, settled, &output, &store, LEADING)?;
    clear_away(&outdated, &fragments, &store);
    bar.done();
    if !args.quiet {
        warn_of_pattern(&mill, &files);
    }
    report.warnings.iter().for_each(|it| note!("warning: {it}"));
    if !args.quiet {
        tell(&report, &mill.out.display().to_string(), kept_files);
    }
    if too_many {
        note!("warning: more documents were rejected than [run] allow-rejected = {allowed} allows");
        return Ok(ExitCode::from(TOO_MANY_REJECTED));
    }
    Ok(ExitCode::SUCCESS)
}

fn article_floor(mill: &Mill, plan: Plan, files: usize, store: &ParquetStore, bar: &Bar) -> Result<Vec<Fragment>> {
    let bytes = plan.to_make.iter().flatten().map(|(file, _)| file.size).sum();
    bar.found(files, plan.to_make.iter().map(Vec::len).sum(), bytes);
    let pool = mill.pool()?;
    let mut fragments = plan.reused;
    for files in &plan.to_make {
        fragments.push(mill.loaded.pipeline.make_fragment(files, &mill.intake, store, &pool, bar)?);
    }
    fragments.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(fragments)
}

/// Forgets fragments that nothing needs any more. The tables are out: what cannot be removed now is
/// tried again by the next run.
fn clear_away(outdated: &[String], used: &[Fragment], store: &ParquetStore) {
    for key in outdated.iter().filter(|key| used.iter().all(|it| it.key != **key)) {
        if let Err(error) = store.remove(key) {
            note!("warning: {error:#}");
        }
    }
}

/// Rejected documents, less those that the user's own settings sorted out.
fn rejected_by_accident(settled: &Settled) -> usize {
    settled.rejected.iter().filter(|it| it.reason != Rejection::BY_CHOICE).count()
}

fn warn(plan: &Plan) {
    if plan.of_earlier_settings > 0 {
        let gone = count(plan.of_earlier_settings, "file");
        note!(
            "warning: {gone} no longer in the input, read with earlier settings, cannot be read again; \
             their articles stay as they are ([input] keep = \"present\" forgets them)"
        );
    }
}

fn tell_plan(plan: &Plan, files: usize) -> ExitCode {
    let new: usize = plan.to_make.iter().map(Vec::len).sum();
    note!("{}: {} known, {} to read", count(files, "file"), number(files - new), number(new));
    if plan.kept_files > 0 {
        note!("{} no longer in the input, kept", count(plan.kept_files, "file"));
    }
    if new == files && !plan.outdated.is_empty() {
        note!("everything is read again: stages, settings, data files or the version have changed");
    }
    ExitCode::SUCCESS
}
