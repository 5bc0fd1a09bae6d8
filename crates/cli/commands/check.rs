//! `newsmill check`: what is wrong, and what the input is taken for, before anything runs.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::process::ExitCode;

use anyhow::Result;
use newsmill_read::Recognised;
use newsmill_stage::{Article, InputFile, Intake as _, Registry};

use crate::args;
use crate::filing::{DOCUMENTS, Filing, of_every_ending};
use crate::mill::Mill;
use crate::say::note;
use crate::words::{count, number};

/// So many formats have a sample: what is said fits on a screen.
const SAMPLES: usize = 4;
/// So much of a value is shown.
const SHOWN: usize = 72;

/// What is seen of the files of one format.
#[derive(Default)]
struct Seen {
    files: usize,
    documents: usize,
    /// Whether there are more documents than were looked at.
    has_more: bool,
    rejected: BTreeMap<&'static str, usize>,
    exports: BTreeMap<&'static str, usize>,
    sample: Option<(Article, Recognised)>,
}

/// Checks the settings and looks into the input.
pub(crate) fn check(args: &args::Settings, stages: &Registry) -> Result<ExitCode> {
    let mill = Mill::new(args, stages)?;
    let pipeline = &mill.loaded.pipeline;
    let names: Vec<&str> = pipeline.steps.iter().map(|it| it.name()).collect();
    note!("{}: {}", args.config.display(), if names.is_empty() { "no stages".to_owned() } else { names.join(" → ") });
    for file in &pipeline.data_files {
        note!("  reads {}", file.path);
    }
    let files = mill.files()?;
    let bytes: u64 = files.iter().map(|it| it.size).sum();
    let chosen = of_every_ending(&files);
    let looked =
        if chosen.len() < files.len() { format!("; looked into {}", number(chosen.len())) } else { String::new() };
    note!("{}: {}, {} bytes{looked}", mill.input.display(), count(files.len(), "file"), number(bytes as usize));
    let mut filing = Filing::by_names(&mill, &files);
    let formats = look(&mill, &chosen, &mut filing);
    tell_formats(&formats);
    filing.tell(&mill, &files);
    tell_samples(&formats);
    note!("ok");
    Ok(ExitCode::SUCCESS)
}

/// Looks into these files; what is seen of each format, in the order of the first file of it.
fn look(mill: &Mill, files: &[&InputFile], filing: &mut Filing) -> Vec<(String, Seen)> {
    let mut formats: Vec<(String, Seen)> = Vec::new();
    for file in files {
        let format = mill.intake.format(file);
        let at = formats.iter().position(|(name, _)| *name == format).unwrap_or_else(|| {
            formats.push((format, Seen::default()));
            formats.len() - 1
        });
        look_into(mill, file, &mut formats[at].1, filing);
    }
    formats
}

fn look_into(mill: &Mill, file: &InputFile, seen: &mut Seen, filing: &mut Filing) {
    seen.files += 1;
    let mut documents = 0;
    let _ = mill.intake.records(file, &mut |record| {
        if documents == DOCUMENTS {
            seen.has_more = true;
            return ControlFlow::Break(());
        }
        documents += 1;
        filing.add(mill, &file.name, &record.place.path);
        let recognised = mill.intake.recognised(&record).unwrap_or_default();
        if let Some(export) = recognised.export {
            *seen.exports.entry(export).or_default() += 1;
        }
        match mill.intake.article(record) {
            Err(why) => *seen.rejected.entry(why.reason).or_default() += 1,
            Ok(article) if seen.sample.is_none() => seen.sample = Some((article, recognised)),
            Ok(_) => {}
        }
        ControlFlow::Continue(())
    });
    seen.documents += documents;
}

/// A line for each format: `JSON lines  2 files  400+ documents  news-please 400  rejected not_json 2`.
fn tell_formats(formats: &[(String, Seen)]) {
    let width = formats.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
    for (name, seen) in formats {
        let more = if seen.has_more { "+" } else { "" };
        let (files, documents) = (count(seen.files, "file"), format!("{}{more}", number(seen.documents)));
        let plural = if seen.documents == 1 { "" } else { "s" };
        let mut line = format!("  {name:width$}  {files:>9}  {documents:>7} document{plural}");
        let each = |counts: &BTreeMap<&str, usize>| {
            let each: Vec<String> = counts.iter().map(|(what, n)| format!("{what} {}", number(*n))).collect();
            each.join(", ")
        };
        if !seen.exports.is_empty() {
            line += &format!("  fields of {}", each(&seen.exports));
        }
        if !seen.rejected.is_empty() {
            line += &format!("  rejected: {}", each(&seen.rejected));
        }
        note!("{line}");
    }
}

/// An article of each format, as it is understood: our field, theirs, and its value.
fn tell_samples(formats: &[(String, Seen)]) {
    let samples: Vec<_> = formats.iter().filter_map(|(name, seen)| Some((name, seen.sample.as_ref()?))).collect();
    if samples.is_empty() {
        note!("warning: no article among the files that were looked into");
    }
    for (name, (article, recognised)) in samples.iter().take(SAMPLES) {
        let known = recognised.export.map(|it| format!(", fields of {it}")).unwrap_or_default();
        note!("{name}{known}, for example {}, record {}:", article.place.path, article.place.record);
        for (ours, value) in values(article) {
            let theirs =
                recognised.fields.iter().find(|(it, _)| *it == ours).map(|(_, theirs)| format!("← {theirs}: "));
            let theirs = theirs.or_else(|| (ours == "text").then(|| html_field(recognised)).flatten());
            note!("  {ours:9} {}{}", theirs.unwrap_or_default(), shortened(&value));
        }
    }
    if samples.len() > SAMPLES {
        let others: Vec<&str> = samples[SAMPLES..].iter().map(|(name, _)| name.as_str()).collect();
        note!("no sample shown of {}", others.join(", "));
    }
}

/// The field that the text was taken from if that is a page.
fn html_field(recognised: &Recognised) -> Option<String> {
    recognised.fields.iter().find(|(it, _)| *it == "html").map(|(_, theirs)| format!("← {theirs}: "))
}

/// What an article has, under the names of `[input.fields]`.
fn values(article: &Article) -> Vec<(&'static str, String)> {
    let it = &article.metadata;
    let authors = (!it.authors.is_empty()).then(|| it.authors.join(" | "));
    let fields = [
        ("id", it.source_id.clone()),
        ("url", it.url.clone()),
        ("outlet", it.outlet.clone().or_else(|| it.site_name.clone())),
        ("date", it.published.clone()),
        ("modified", it.modified.clone()),
        ("crawled", it.crawled.clone()),
        ("title", it.title.clone()),
        ("language", it.language.clone()),
        ("authors", authors),
        ("text", first_line(article)),
    ];
    fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// The first line of a text; of a page, the first that was taken for its body, if any was.
fn first_line(article: &Article) -> Option<String> {
    let lines = || article.lines().iter().filter(|it| !it.text().trim().is_empty());
    let first = lines().find(|it| it.in_body == Some(true)).or_else(|| lines().next());
    first.map(|it| it.text().trim().to_owned())
}

fn shortened(value: &str) -> String {
    let line: String = value.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
